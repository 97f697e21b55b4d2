//! What still waits for its seat in the turn under way, and what the end of the turn would lose: one list for every front end.

use crate::model::Condition;
use crate::model::condition::PledgeStatus;
use crate::model::{
    ActorId, Cause, CrisisId, CrisisOrder, EventId, Fact, Figure, InitiativeId, Order, PledgeId,
    Points, Subject, TableId, TableOrder, TableStatus, Turn, What, WindowId,
};
use crate::rules::tables::turns_until_consent;
use crate::rules::{Reading, View};
use crate::scenario::Item;
use crate::session::Game;
use crate::text::roadmap::told;
use crate::text::tables::page::Page as TablePage;
use crate::text::{Doubt, Line, Tone, Words, fill};

/// Windows and promises are told of from so many turns before their last.
const SOON: u16 = 1;
/// So many names of what a window serves are told.
const NAMES: usize = 3;

/// One thing that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A step in a crisis is due.
    Step(CrisisId),
    /// An answer is owed.
    Answer(EventId, Subject),
    /// A move at a table is due.
    Move(TableId),
    /// A text is signed and homes are to decide.
    Consent(TableId),
    /// An initiative asks other capitals for their consent when the turn ends.
    Asks(InitiativeId, Option<ActorId>),
    /// An initiative could not begin and moved to a later turn, or left the roadmap.
    Slipped(InitiativeId, Option<ActorId>),
    /// A window closes with this turn or the next.
    Window(WindowId, Turn),
    /// A public promise is due with this turn or the next.
    Pledge(PledgeId, Turn),
    /// Capital and hands are unspent.
    Unspent,
    /// So many readings came in with the last turn.
    Reports(usize),
}

/// Everything that waits, the most urgent first; nothing once the game is over.
#[must_use]
pub fn waiting(game: &Game) -> Vec<Waiting> {
    let view = game.view();
    if view.over().is_some() {
        return Vec::new();
    }
    let mut all: Vec<Waiting> = view.steps_due().map(Waiting::Step).collect();
    let owed = view.owed();
    all.extend(owed.map(|asked| Waiting::Answer(asked.event, asked.subject)));
    all.extend(view.moves_due().map(Waiting::Move));
    let signed = |table: &TableId| view.table_status(*table) == TableStatus::Signed;
    all.extend(view.own_tables().filter(signed).map(Waiting::Consent));
    all.extend(asking(&view));
    all.extend(slipped(game));
    all.extend(closing(&view).map(|(window, until)| Waiting::Window(window, until)));
    all.extend(due(&view).map(|(pledge, due)| Waiting::Pledge(pledge, due)));
    if !view.plan_ended() && view.hands() > Points::ZERO && view.capital() > Points::ZERO {
        all.push(Waiting::Unspent);
    }
    let reports = reports(game).len();
    if reports > 0 {
        all.push(Waiting::Reports(reports));
    }
    all
}

/// Initiatives that end with this turn and need consent for it.
fn asking<'v>(view: &View<'v>) -> impl Iterator<Item = Waiting> + use<'v> {
    let me = view.seat();
    let scenario = view.scenario();
    let mine = view.projects().iter().filter(move |known| known.seat == me);
    mine.filter_map(move |known| {
        let initiative = scenario.initiative(known.initiative);
        let last = known.elapsed.saturating_add(1) >= initiative.turns();
        let asks = last && initiative.consent.is_some();
        asks.then_some(Waiting::Asks(known.initiative, known.target))
    })
}

/// What the roadmap could not plan as the turn under way began.
fn slips(game: &Game) -> Vec<Fact> {
    let view = game.view();
    let facts = game.known_facts(view.seat(), 0);
    let of_now = facts.filter(|fact| {
        let mine = fact.cause == Cause::Roadmap(view.seat()) && fact.turn == view.turn();
        mine && matches!(fact.what, What::Slipped { .. } | What::Lapsed { .. })
    });
    of_now.copied().collect()
}

fn slipped(game: &Game) -> Vec<Waiting> {
    let told = slips(game).into_iter().filter_map(|fact| match fact.what {
        What::Slipped {
            initiative, target, ..
        }
        | What::Lapsed {
            initiative, target, ..
        } => Some(Waiting::Slipped(initiative, target)),
        _ => None,
    });
    told.collect()
}

/// Windows that close soon.
fn closing<'v>(view: &View<'v>) -> impl Iterator<Item = (WindowId, Turn)> + use<'v> {
    let view = *view;
    let now = view.turn();
    let all = view.scenario().windows();
    let until = all.map(move |(window, _)| (window, view.window(window)));
    until.filter(move |(_, until)| (now..=now.after(SOON)).contains(until))
}

/// Promises of this seat that are due soon.
fn due<'v>(view: &View<'v>) -> impl Iterator<Item = (PledgeId, Turn)> + use<'v> {
    let (me, now) = (view.seat(), view.turn());
    let open = view.pledges().iter().filter(move |pledge| {
        pledge.seat == me && pledge.status == PledgeStatus::Open && pledge.due <= now.after(SOON)
    });
    open.map(|pledge| (pledge.pledge, pledge.due))
}

/// What standing reports brought with the turn before, as facts.
fn reports(game: &Game) -> Vec<Fact> {
    let view = game.view();
    let before = Turn(view.turn().0.saturating_sub(1));
    let facts = game.known_facts(view.seat(), 0);
    let read = facts.filter(|fact| {
        let routine = matches!(fact.cause, Cause::Report(_));
        let mine = matches!(fact.what, What::Read { seat, .. } if seat == view.seat());
        routine && mine && fact.turn == before
    });
    read.copied().collect()
}

/// What the end of the turn would lose, as things stand.
#[must_use]
pub fn doubts(view: &View<'_>) -> Vec<Doubt> {
    let mut doubts: Vec<Doubt> = Vec::new();
    doubts.extend(
        view.owed()
            .map(|asked| Doubt::Default(asked.event, asked.subject)),
    );
    doubts.extend(view.moves_due().map(|table| Doubt::of_move(view, table)));
    if !view.own_tables().any(|it| view.invitation(it).is_some()) && view.plan().next().is_none() {
        doubts.push(Doubt::NothingPlanned);
    }
    doubts.extend(lost_at_the_cap(view));
    let last = closing(view).filter(|(_, until)| *until <= view.turn());
    let useful = last.filter(|(window, _)| !serves(view, *window).is_empty());
    doubts.extend(useful.map(|(window, _)| Doubt::WindowCloses(window)));
    let broken = due(view).filter(|(_, due)| *due <= view.turn());
    doubts.extend(broken.map(|(pledge, _)| Doubt::PledgeDue(pledge)));
    doubts
}

fn lost_at_the_cap(view: &View<'_>) -> Option<Doubt> {
    let me = view.seat().0;
    let held = view
        .actor(Figure::Capital, me)
        .map_or(Points::ZERO, Reading::middle);
    let income = view.scenario().actor(me).income;
    let cap = view.scenario().capital_cap();
    let lost = held.plus(income).minus(cap);
    let last = view.turn() >= view.scenario().calendar().turns;
    (lost.displayed() > 0 && !last).then_some(Doubt::CapitalLost { lost, cap })
}

/// What this seat could begin or convene now and not without the window.
fn serves(view: &View<'_>, window: WindowId) -> Vec<Item> {
    let open = |it: &Condition| matches!(it, Condition::Window(known) if *known == window);
    let names = |condition: &Condition| condition.asks(&open);
    let mut found: Vec<Item> = Vec::new();
    for (initiative, known) in view.scenario().initiatives() {
        let mut targets = view.targets(initiative).into_iter();
        let legal = known.by.contains(view.seat().0)
            && known.needs.iter().any(names)
            && targets.any(|target| view.check(&Order::Launch { initiative, target }).is_ok());
        if legal {
            found.push(Item::Initiative(initiative));
        }
    }
    for (table, known) in view.scenario().tables() {
        let convene = Order::Table(table, TableOrder::Convene { items: 0 });
        if known.needs.iter().any(names) && view.check(&convene).is_ok() {
            found.push(Item::Table(table));
        }
    }
    found
}

/// The initiatives of this seat whose effects a window makes stronger.
#[must_use]
pub fn strengthened(view: &View<'_>, window: WindowId) -> Vec<Item> {
    let open = |it: &Condition| matches!(it, Condition::Window(known) if *known == window);
    let mine = view.scenario().initiatives();
    let mine = mine.filter(|(_, known)| known.by.contains(view.seat().0));
    let better = mine.filter(|(_, known)| known.better_with.iter().any(|(it, _)| it.asks(&open)));
    better.map(|(id, _)| Item::Initiative(id)).collect()
}

/// The heading of what the end of the turn would lose.
pub const IF_YOU_END: &str = "if you end the turn now";

/// When nothing waits.
#[must_use]
pub fn nothing_waits() -> Line {
    Line::new("Nothing waits for you", Tone::Dim)
}

impl Words<'_> {
    /// What a window makes stronger, in a sentence; nothing where it makes nothing so.
    #[must_use]
    pub fn strengthens(&self, view: &View<'_>, window: WindowId) -> Option<Line> {
        let names = strengthened(view, window);
        let more = names.len().saturating_sub(NAMES);
        let told = names.iter().take(NAMES).map(|item| self.quoted(*item));
        let slots = [
            ("names", Line::joined(told, ", ")),
            ("more", more.to_string().into()),
        ];
        let template = match (names.is_empty(), more) {
            (true, _) => return None,
            (false, 0) => "It strengthens {names}",
            (false, _) => "It strengthens {names} and {more} more",
        };
        Some(fill(template, &slots))
    }

    /// What waits, in a line.
    #[must_use]
    pub fn waiting(&self, game: &Game, waiting: Waiting) -> Line {
        let view = game.view();
        match waiting {
            Waiting::Step(kind) => {
                let page = crate::text::crises::page::Page::new(view, kind);
                self.step_crisis(kind, page.map_or_else(Line::default, |page| page.clock()))
            }
            Waiting::Answer(event, subject) => self.step_answer(event, subject),
            Waiting::Move(table) => self.step_move(table, TablePage::new(view, table).round()),
            Waiting::Consent(table) => self.signed_and_waiting(&view, table),
            Waiting::Asks(initiative, target) => {
                let slots = [("it", self.directed(initiative, target))];
                fill("{it} asks for consent when the turn ends", &slots)
            }
            Waiting::Slipped(initiative, target) => {
                let it = (initiative, target);
                let fact = slips(game).into_iter().find(|fact| match fact.what {
                    What::Slipped {
                        initiative, target, ..
                    }
                    | What::Lapsed {
                        initiative, target, ..
                    } => (initiative, target) == it,
                    _ => false,
                });
                let told = fact.and_then(|fact| told(&view, &fact));
                told.unwrap_or_default()
            }
            Waiting::Window(window, until) => self.step_window(window, until, view.turn()),
            Waiting::Pledge(pledge, due) => self.step_pledge(pledge, due),
            Waiting::Unspent => {
                let slots = [
                    (
                        "capital",
                        crate::text::quantity::fine(view.capital()).into(),
                    ),
                    ("hands", crate::text::hands(view.hands()).into()),
                ];
                fill("Unspent: {capital} capital and {hands}", &slots)
            }
            Waiting::Reports(count) => {
                let slots = [
                    ("count", count.to_string().into()),
                    ("who", self.actors(read_about(game)).into()),
                ];
                let template = match count {
                    1 => "A reading came in on {who}",
                    _ => "{count} readings came in on {who}",
                };
                fill(template, &slots)
            }
        }
    }

    /// That homes are to decide about what was signed, and when.
    fn signed_and_waiting(&self, view: &View<'_>, table: TableId) -> Line {
        let signed = view.table(table).and_then(|now| now.signed);
        let due = signed.map(|signed| {
            let form = view.scenario().table(table).form(signed.package);
            signed.turn.after(turns_until_consent(form))
        });
        let last = view.scenario().calendar().turns;
        let slots = [
            ("table", self.table(table)),
            ("due", due.unwrap_or(last).0.to_string().into()),
        ];
        let template = match due {
            Some(due) if due > last => "Signed at {table}: the game ends before homes decide",
            Some(due) if due > view.turn() => {
                "Signed at {table}: homes decide when turn {due} ends"
            }
            Some(_) | None => "Signed at {table}: homes decide when the turn ends",
        };
        fill(template, &slots)
    }

    /// What happens by itself, or what hangs on it; nothing where that is plain.
    #[must_use]
    pub fn waiting_note(&self, game: &Game, waiting: Waiting) -> Option<Line> {
        let view = game.view();
        let line = match waiting {
            Waiting::Step(kind) => {
                let step = self.step_taken(kind, CrisisOrder::DEFAULT);
                fill(
                    "before anything else; without a step: {step}",
                    &[("step", step)],
                )
            }
            Waiting::Answer(event, subject) => self.default_note(&view, (event, subject))?,
            Waiting::Move(table) => self.doubt(&view, Doubt::of_move(&view, table)),
            Waiting::Window(window, _) => {
                let names = serves(&view, window);
                let more = names.len().saturating_sub(NAMES);
                let names = names.into_iter().take(NAMES).map(|item| self.quoted(item));
                let names = Line::joined(names, ", ");
                if names.is_empty() {
                    let text = Line::joined(self.text(Item::Window(window)), " ");
                    let more = self.strengthens(&view, window);
                    let lines = std::iter::once(text).chain(more);
                    return Some(Line::joined(lines, " ").toned(Tone::Dim));
                }
                let slots = [("names", names), ("more", more.to_string().into())];
                let template = match more {
                    0 => "now or never: {names}",
                    _ => "now or never: {names} and {more} more",
                };
                fill(template, &slots)
            }
            Waiting::Unspent => {
                let lost = lost_at_the_cap(&view)?;
                self.doubt(&view, lost)
            }
            Waiting::Consent(_)
            | Waiting::Asks(..)
            | Waiting::Slipped(..)
            | Waiting::Pledge(..)
            | Waiting::Reports(_) => return None,
        };
        Some(line.toned(Tone::Dim))
    }

    /// What is answered where nobody answers.
    fn default_note(&self, view: &View<'_>, (event, subject): (EventId, Subject)) -> Option<Line> {
        let Some(Order::Respond { choice, .. }) = view.default_answer(event, subject) else {
            return None;
        };
        let slots = [("answer", self.answer(event, choice))];
        Some(fill("without an answer: {answer}", &slots))
    }

    /// An answer that would be given by default, for the list of what the end of the turn loses.
    pub(super) fn by_default(&self, view: &View<'_>, (event, subject): (EventId, Subject)) -> Line {
        let slots = [
            ("event", self.event(event, subject)),
            (
                "note",
                self.default_note(view, (event, subject))
                    .unwrap_or_default(),
            ),
        ];
        fill("{event}: {note}", &slots)
    }
}

/// On whom readings came in.
fn read_about(game: &Game) -> Vec<ActorId> {
    let slots = game.scenario().slots();
    let mut about: Vec<ActorId> = reports(game)
        .into_iter()
        .filter_map(|fact| match fact.what {
            What::Read { figure, .. } => match slots.get(figure).owner {
                crate::model::Owner::Actor(actor)
                | crate::model::Owner::Bloc(actor, _)
                | crate::model::Owner::Pair(actor, _)
                | crate::model::Owner::Share(_, actor) => Some(actor),
                crate::model::Owner::Mechanism(_) | crate::model::Owner::Format(_) => None,
            },
            _ => None,
        })
        .collect();
    about.sort();
    about.dedup();
    about
}
