//! What needs the seat now, in order of urgency, so that the next step is always at hand.

use crate::model::condition::PledgeStatus;
use crate::model::{
    ActorId, CrisisId, EventId, InitiativeId, Order, PledgeId, Subject, TableId, TableOrder,
    TableStatus, Turn, WindowId,
};
use crate::rules::state::Step;
use crate::scenario::Item;
use crate::text::inbox::Waiting;
use crate::text::tables::page::Page as TablePage;
use crate::text::{Line, Tone};
use crate::tui::context::Desk;
use crate::tui::screens::ending::Ending;
use crate::tui::screens::event::EventDialog;
use crate::tui::screens::inbox;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Page, Screen, Wish};

/// One thing that needs attention or that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Need {
    /// An answer is owed.
    Answer(EventId, Subject),
    /// A step in a crisis is due.
    Step(CrisisId),
    /// A move at a table is due.
    Move(TableId),
    /// A table is open, and others speak or the next round is next turn.
    Table(TableId),
    /// Invitations to a table go out.
    Invited(TableId),
    /// There is something to plan with.
    Plan,
    /// Planned this turn.
    Planned(InitiativeId, Option<ActorId>, Step),
    /// A window is open until this turn.
    Window(WindowId, Turn),
    /// A public promise is due.
    Pledge(PledgeId, Turn),
    /// A project, with turns done.
    Running(InitiativeId, Option<ActorId>, u16),
    /// Something else waits.
    Waits(Waiting),
    /// The turn can be ended.
    End,
    /// The game is over.
    Over,
}

impl Need {
    /// Everything that needs the seat now.
    pub fn all(desk: &Desk<'_>) -> Vec<Self> {
        let view = desk.view();
        if view.over().is_some() {
            return vec![Self::Over];
        }
        let now = view.turn();
        let mut needs: Vec<Self> = view
            .owed()
            .map(|asked| Self::Answer(asked.event, asked.subject))
            .collect();
        let steps: Vec<Self> = view.steps_due().map(Self::Step).collect();
        needs.splice(0..0, steps);
        let owes = !needs.is_empty();
        needs.extend(view.moves_due().map(Self::Move));
        if !owes {
            needs.push(Self::Plan);
            needs.push(Self::End);
        }
        needs.extend(
            view.plan()
                .map(|order| Self::Planned(order.initiative, order.target, order.step)),
        );
        let waiting = desk.waiting();
        let others = waiting.iter().filter(|it| is_beside(**it));
        needs.extend(others.copied().map(Self::Waits));
        needs.extend(Self::tables(desk));
        let open = desk
            .scenario()
            .catalogue()
            .all_windows()
            .map(|window| (window, view.window(window)));
        needs.extend(
            open.filter(|(_, until)| *until >= now)
                .map(|(window, until)| Self::Window(window, until)),
        );
        let mine = view
            .pledges()
            .iter()
            .filter(|pledge| pledge.seat == desk.seat());
        let mine = mine.filter(|pledge| pledge.status == PledgeStatus::Open);
        needs.extend(mine.map(|pledge| Self::Pledge(pledge.pledge, pledge.due)));
        let running = view
            .projects()
            .iter()
            .filter(|project| project.seat == desk.seat());
        needs.extend(
            running
                .map(|project| Self::Running(project.initiative, project.target, project.elapsed)),
        );
        let reports = waiting.into_iter();
        let reports = reports.filter(|it| matches!(it, Waiting::Reports(_)));
        needs.extend(reports.map(Self::Waits));
        if owes {
            needs.push(Self::Plan);
        }
        needs
    }

    /// Tables at which no move of the seat is due now.
    fn tables(desk: &Desk<'_>) -> impl Iterator<Item = Self> {
        let view = desk.view();
        let own = view.own_tables();
        own.filter_map(move |table| {
            if view.invitation(table).is_some() {
                return Some(Self::Invited(table));
            }
            let open = view.table_status(table) == TableStatus::Open;
            let mine = view.move_due(table) == Some(view.seat());
            (open && !mine).then_some(Self::Table(table))
        })
    }

    /// How it reads.
    pub fn line(self, desk: &Desk<'_>) -> Line {
        let (words, view) = (desk.words(), desk.view());
        match self {
            Self::Answer(event, subject) => words.step_answer(event, subject),
            Self::Step(kind) => {
                let page = crate::text::crises::page::Page::new(view, kind);
                let standing = page.map_or_else(Line::default, |page| page.clock());
                words.step_crisis(kind, standing)
            }
            Self::Move(table) => {
                let standing = TablePage::new(view, table).round();
                words.step_move(table, standing)
            }
            Self::Table(table) | Self::Invited(table) => {
                let standing = TablePage::new(view, table).standing();
                words.step_table(table, standing)
            }
            Self::Plan => words.step_plan(view.capital(), view.hands()),
            Self::Planned(initiative, target, Step::Launch) => {
                words.step_planned(initiative, target)
            }
            Self::Planned(initiative, target, Step::Cancel) => {
                words.step_stopping(initiative, target)
            }
            Self::Window(window, until) => words.step_window(window, until, view.turn()),
            Self::Pledge(pledge, due) => words.step_pledge(pledge, due),
            Self::Running(initiative, target, done) => {
                let all = desk.scenario().initiative(initiative).turns();
                words.step_running(initiative, target, (done, all))
            }
            Self::Waits(waiting) => desk.waits(waiting).0,
            Self::End => words.step_end(view.turn()),
            Self::Over => words.step_over(),
        }
    }

    /// Where Enter leads.
    pub fn wish(self, desk: &Desk<'_>) -> Wish {
        match self {
            Self::Answer(event, subject) => {
                Wish::Open(Box::new(Screen::Event(EventDialog::new(event, subject))))
            }
            Self::Plan | Self::Planned(..) | Self::Pledge(..) | Self::Running(..) => {
                Wish::Go(Page::Initiatives)
            }
            Self::Window(window, _) => {
                Wish::Open(Box::new(Screen::Sheet(about(self, desk, window))))
            }
            Self::Step(_) => Wish::Go(Page::Crisis),
            Self::Move(table) | Self::Table(table) | Self::Invited(table) => Wish::Sit(table),
            Self::Waits(waiting) => inbox::wish(desk, waiting),
            Self::End => Wish::EndTurn,
            Self::Over => Wish::Open(Box::new(Screen::Ending(Ending::default()))),
        }
    }

    /// What Enter does, for the bottom line.
    pub fn label(self) -> &'static str {
        match self {
            Self::Answer(..) => "answer",
            Self::Step(_) => "to the crisis",
            Self::Plan | Self::Planned(..) | Self::Pledge(..) | Self::Running(..) => {
                "to the initiatives"
            }
            Self::Window(..) => "what it means",
            Self::Move(_) | Self::Table(_) | Self::Invited(_) => "to the table",
            Self::Waits(waiting) => inbox::label(waiting),
            Self::End => "end the turn",
            Self::Over => "read the ending",
        }
    }

    /// The order that takes it out of the plan or off the roadmap, if it is in one of them.
    pub fn taken_back(self) -> Option<Order> {
        match self {
            Self::Planned(initiative, target, Step::Launch) => {
                Some(Order::Cancel { initiative, target })
            }
            Self::Invited(table) => Some(Order::Table(table, TableOrder::Recall)),
            Self::Planned(_, _, Step::Cancel)
            | Self::Answer(..)
            | Self::Step(_)
            | Self::Move(_)
            | Self::Table(_)
            | Self::Plan
            | Self::Window(..)
            | Self::Pledge(..)
            | Self::Running(..)
            | Self::Waits(_)
            | Self::End
            | Self::Over => None,
        }
    }
}

/// Whether it is told of besides what the list names by itself.
const fn is_beside(waiting: Waiting) -> bool {
    match waiting {
        Waiting::Consent(_) | Waiting::Asks(..) | Waiting::Slipped(..) => true,
        Waiting::Step(_)
        | Waiting::Answer(..)
        | Waiting::Move(_)
        | Waiting::Window(..)
        | Waiting::Pledge(..)
        | Waiting::Unspent
        | Waiting::Reports(_) => false,
    }
}

/// What a window means and until when it is open.
fn about(need: Need, desk: &Desk<'_>, window: WindowId) -> Sheet {
    let words = desk.words();
    let item = Item::Window(window);
    let mut lines = words.text(item);
    lines.extend(words.strengthens(&desk.view(), window));
    lines.push(Line::default());
    lines.push(need.line(desk).toned(Tone::Dim));
    Sheet::new(&words.name(item), lines)
}
