//! The catalogue of initiatives: what each costs, whether it can be launched now, and why not.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{ActorId, InitiativeId, Order, PermissionId, Turn};
use crate::rules::Refusal;
use crate::rules::state::Step;
use crate::scenario::{Initiative, Item};
use crate::text::roadmap::{self, Stage, Whose};
use crate::text::{Line, Tone, whole};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, column, column_right, wrap};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::schedule::Schedule;
use crate::tui::screens::targets::Targets;
use crate::tui::screens::{Component, Hint, Screen, Typing, Wish, act, own};

/// The catalogue.
#[derive(Default)]
pub(in crate::tui) struct Initiatives {
    selected: usize,
    scroll: usize,
    filter: String,
    typing: bool,
}

/// How an initiative stands for this seat, with its targets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Status {
    /// In this turn's plan.
    Planned(Option<ActorId>),
    /// To be stopped this turn.
    Stopping(Option<ActorId>),
    /// Under way, with turns done.
    Running(Option<ActorId>, u16),
    /// Can be launched, at least at somebody.
    Available,
    /// Can't be launched, with the first target's reason.
    Refused(Refusal),
}

impl Status {
    /// How an initiative stands.
    pub fn of(desk: &Desk<'_>, id: InitiativeId) -> Self {
        let view = desk.view();
        if let Some(planned) = view.plan().find(|order| order.initiative == id) {
            return match planned.step {
                Step::Launch => Self::Planned(planned.target),
                Step::Cancel => Self::Stopping(planned.target),
            };
        }
        let mine = view
            .projects()
            .iter()
            .find(|project| project.seat == desk.seat() && project.initiative == id);
        if let Some(project) = mine {
            return Self::Running(project.target, project.elapsed);
        }
        let mut first = None;
        for target in view.targets(id) {
            match view.check(&Order::Launch {
                initiative: id,
                target,
            }) {
                Ok(()) => return Self::Available,
                Err(refusal) => first = first.or(Some(refusal)),
            }
        }
        Self::Refused(first.unwrap_or(Refusal::WrongTarget))
    }

    /// How it stands, in a word or two.
    pub fn short(&self, desk: &Desk<'_>, id: InitiativeId) -> Line {
        match self {
            Self::Planned(_) => Line::new("planned", Tone::Strong),
            Self::Stopping(_) => Line::new("to stop", Tone::Warn),
            Self::Running(_, done) => {
                let all = desk.scenario().initiative(id).turns();
                Line::new(&format!("{done} of {all}"), Tone::Strong)
            }
            Self::Available | Self::Refused(_) if scheduled(desk, id).is_some() => {
                let turn = scheduled(desk, id).map_or(0, |turn| turn.0);
                Line::new(&format!("turn {turn}"), Tone::Strong)
            }
            Self::Available => Line::new("✓ ready", Tone::Good),
            Self::Refused(refusal) => Line::new(reason(refusal), Tone::Dim),
        }
    }
}

/// Whether it is on the roadmap for a later turn: begun now, it moves there instead of being begun twice.
pub(in crate::tui) fn is_slated(
    desk: &Desk<'_>,
    (initiative, target): (InitiativeId, Option<ActorId>),
) -> bool {
    let entries = roadmap::entries(&desk.view(), Whose::Own);
    let mut later = entries
        .iter()
        .filter(|entry| matches!(entry.stage, Stage::Later(_)));
    later.any(|entry| (entry.initiative, entry.target) == (initiative, target))
}

/// The first turn for which an initiative is on the roadmap.
fn scheduled(desk: &Desk<'_>, id: InitiativeId) -> Option<Turn> {
    let entries = roadmap::entries(&desk.view(), Whose::Own);
    let mine = entries.iter().filter(|entry| entry.initiative == id);
    let mut later = mine.filter(|entry| matches!(entry.stage, Stage::Later(_)));
    later.next().map(|entry| entry.turn)
}

/// The reason in a word, for the narrow column.
const fn reason(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Capital { .. } => "✗ capital",
        Refusal::Hands { .. } => "✗ hands",
        Refusal::Needs(_) | Refusal::ChoiceNeeds(_) => "✗ needs",
        Refusal::Permission { .. } => "✗ leave",
        Refusal::AlreadyDone => "✗ done",
        Refusal::TooSoon { .. } => "✗ too soon",
        Refusal::AlreadyPlanned => "planned",
        Refusal::AlreadyRunning => "running",
        Refusal::GameOver | Refusal::PlanEnded => "✗ over",
        Refusal::NoSuchSeat
        | Refusal::NotYours
        | Refusal::TargetNeeded
        | Refusal::NoTargetTaken
        | Refusal::WrongTarget
        | Refusal::TurnPassed
        | Refusal::BeyondTheEnd { .. }
        | Refusal::AlreadySlated { .. }
        | Refusal::BeingWithdrawn
        | Refusal::NothingToPublish
        | Refusal::NotRunning
        | Refusal::NotAsked
        | Refusal::AlreadyAnswered
        | Refusal::NoSuchChoice
        | Refusal::Table(_)
        | Refusal::Crisis(_)
        | Refusal::StepDue(_)
        | Refusal::AnswersOwed(_) => "✗",
    }
}

impl Initiatives {
    /// Forgets what was sought.
    pub fn show_all(&mut self) {
        self.filter.clear();
    }

    /// The initiatives of this seat that match the filter, by family.
    fn shown(&self, desk: &Desk<'_>) -> Vec<InitiativeId> {
        let words = desk.words();
        let wanted = self.filter.to_lowercase();
        let matches = |id: InitiativeId| {
            let name = words.name(Item::Initiative(id)).to_lowercase();
            wanted.is_empty() || name.contains(&wanted)
        };
        let mut ids: Vec<(u16, InitiativeId)> = desk
            .scenario()
            .initiatives()
            .filter(|(id, initiative)| initiative.by.contains(desk.seat().0) && matches(*id))
            .map(|(id, initiative)| (initiative.family, id))
            .collect();
        ids.sort();
        ids.into_iter().map(|(_, id)| id).collect()
    }

    fn current(&self, desk: &Desk<'_>) -> Option<InitiativeId> {
        let shown = self.shown(desk);
        let place = self.selected.min(shown.len().saturating_sub(1));
        shown.get(place).copied()
    }

    fn launch(&self, desk: &Desk<'_>) -> Wish {
        let Some(id) = self.current(desk) else {
            return Wish::Nothing;
        };
        if desk.scenario().initiative(id).targets.is_empty() {
            let order = Order::Launch {
                initiative: id,
                target: None,
            };
            if is_slated(desk, (id, None)) {
                return Wish::Shift((id, None), desk.view().turn());
            }
            return match desk.why_not(&order) {
                Some(why) => Wish::Tell(why.capitalised()),
                None => Wish::Give(order),
            };
        }
        Wish::Open(Box::new(Screen::Targets(Targets::new(desk, id))))
    }

    /// What may come if it is begun now, at whom it is begun most readily.
    fn foresee(&self, desk: &Desk<'_>) -> Wish {
        let Some(initiative) = self.current(desk) else {
            return Wish::Pass;
        };
        let mut targets: Vec<_> = desk
            .view()
            .targets(initiative)
            .into_iter()
            .flatten()
            .map(Some)
            .collect();
        if targets.is_empty() {
            targets.push(None);
        }
        let orders = targets
            .into_iter()
            .map(|target| Order::Launch { initiative, target });
        let mut legal = orders.filter(|order| desk.why_not(order).is_none());
        legal.next().map_or(Wish::Pass, Wish::Foresee)
    }

    fn schedule(&self, desk: &Desk<'_>) -> Wish {
        let current = self.current(desk);
        current.map_or(Wish::Nothing, |id| Schedule::ask(desk, id, None))
    }

    fn stop(&self, desk: &Desk<'_>) -> Wish {
        let Some(id) = self.current(desk) else {
            return Wish::Nothing;
        };
        match Status::of(desk, id) {
            Status::Planned(target) => Wish::Give(Order::Cancel {
                initiative: id,
                target,
            }),
            Status::Running(target, _) => {
                Wish::Open(Box::new(Screen::Confirm(Confirm::stop(desk, id, target))))
            }
            Status::Stopping(_) | Status::Refused(_) | Status::Available => {
                Wish::Tell("It is neither planned nor under way".into())
            }
        }
    }
}

impl Component for Initiatives {
    fn place(&self) -> Place {
        Place::Initiatives
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let desk = context.desk();
        let found = desk.and_then(|desk| Some(detail_lines(&desk, self.current(&desk)?, 1_000)));
        let lines = found.unwrap_or_default();
        lines.iter().map(|line| line.plain() + " ").collect()
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Initiatives".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let shown = self.shown(&desk);
        self.selected = self.selected.min(shown.len().saturating_sub(1));
        let left = (area.width * 3 / 5).clamp(48, 84).min(area.width);
        let list_area = Rect {
            width: left,
            ..area
        };
        self.draw_list(pen, list_area, &desk, &shown);
        let gap = Rect {
            x: area.x + left + 1,
            width: 1,
            ..area
        }
        .intersection(area);
        pen.upright(gap);
        let detail = Rect {
            x: area.x + left + 3,
            width: area.width.saturating_sub(left + 3).min(90),
            ..area
        };
        if let Some(id) = shown.get(self.selected) {
            let lines = detail_lines(&desk, *id, usize::from(detail.width));
            self.scroll = pen.scroll(detail, &lines, self.scroll);
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        if self.typing {
            return self.type_filter(key);
        }
        match key {
            Key::Enter => return self.launch(&desk),
            Key::Char('x') => return self.stop(&desk),
            Key::Char('s') => return self.schedule(&desk),
            Key::Char('f') => return self.foresee(&desk),
            Key::Char('/') => {
                self.filter.clear();
                self.typing = true;
            }
            Key::Esc if !self.filter.is_empty() => self.filter.clear(),
            Key::PageDown | Key::Right | Key::Char('l') => self.scroll += 5,
            Key::PageUp | Key::Left | Key::Char('h') => self.scroll = self.scroll.saturating_sub(5),
            _ => {
                let Some(step) = Move::of(key) else {
                    return Wish::Pass;
                };
                self.selected = step.within(self.selected, self.shown(&desk).len(), 8);
                self.scroll = 0;
            }
        }
        Wish::Nothing
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        if self.typing {
            return vec![
                act(Action::Choose, "keep the filter"),
                act(Action::Back, "show all"),
            ];
        }
        let mut hints = Vec::new();
        match self.current(&desk).map(|id| Status::of(&desk, id)) {
            Some(Status::Planned(_)) => hints.push(act(Action::Cancel, "take out of the plan")),
            Some(Status::Running(..)) => hints.push(act(Action::Cancel, "stop")),
            Some(Status::Available) => hints.push(act(Action::Choose, "plan")),
            Some(Status::Refused(_)) => hints.push(act(Action::Choose, "why not")),
            Some(Status::Stopping(_)) | None => {}
        }
        hints.push(act(Action::Schedule, "schedule"));
        hints.push(own("←→", "scroll"));
        hints.push(own("↑↓", "move"));
        hints.push(act(Action::Search, "filter"));
        let back = if self.filter.is_empty() {
            "situation"
        } else {
            "show all"
        };
        hints.push(act(Action::Back, back));
        hints
    }

    fn typing(&self) -> Typing {
        if self.typing {
            Typing::Text
        } else {
            Typing::Commands
        }
    }
}

/// Cells for the cost and the other numbers, and for the state.
const NUMBER: usize = 5;
const STATE: usize = 10;
/// From this width on hands and turns have columns of their own.
const ROOMY: usize = 60;

/// The columns of numbers that there is room for.
fn numbers(initiative: &Initiative, wide: usize) -> Vec<(&'static str, String)> {
    let all = [
        ("cost", whole(initiative.cost)),
        ("hands", whole(initiative.hands)),
        ("turns", initiative.turns().to_string()),
    ];
    let count = if wide >= ROOMY { 3 } else { 1 };
    all.into_iter().take(count).collect()
}

impl Initiatives {
    fn type_filter(&mut self, key: Key) -> Wish {
        if !list::seek((&mut self.filter, &mut self.typing), key) {
            return Wish::Pass;
        }
        self.selected = 0;
        Wish::Nothing
    }

    fn draw_list(&self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>, shown: &[InitiativeId]) {
        let wide = usize::from(area.width.saturating_sub(2));
        let columns = if wide >= ROOMY { 3 } else { 1 };
        let first = wide.saturating_sub(columns * (NUMBER + 1) + STATE + 2);
        let filter = if self.typing || !self.filter.is_empty() {
            format!("/{}{}", self.filter, if self.typing { "_" } else { "" })
        } else {
            String::new()
        };
        let mut head = column(&Line::new(&filter, Tone::Strong), first);
        for name in ["cost", "hands", "turns"].into_iter().take(columns) {
            let name = Line::new(name, Tone::Dim);
            head = head.then(" ").then(column_right(&name, NUMBER));
        }
        pen.line(
            Rect {
                x: area.x + 2,
                width: area.width.saturating_sub(2),
                height: 1,
                ..area
            },
            &head,
        );
        let mut rows = Vec::new();
        let mut family = None;
        for id in shown {
            let initiative = desk.scenario().initiative(*id);
            if family != Some(initiative.family) {
                family = Some(initiative.family);
                rows.push(Row::heading(
                    &desk.words().name(Item::Family(initiative.family)),
                ));
            }
            let name = desk.words().name(Item::Initiative(*id)).into();
            let mut name = wrap(&name, first, 2).into_iter();
            let mut line = column(&name.next().unwrap_or_default(), first);
            for (_, number) in numbers(initiative, wide) {
                let number = if number == "0" {
                    Line::new("·", Tone::Dim)
                } else {
                    number.into()
                };
                line = line.then(" ").then(column_right(&number, NUMBER));
            }
            line = line.then("  ").then(Status::of(desk, *id).short(desk, *id));
            rows.push(Row::Item(std::iter::once(line).chain(name).collect()));
        }
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        if rows.is_empty() {
            pen.line(body, &Line::new("  nothing matches the filter", Tone::Dim));
        }
    }
}

/// The width for lines that are broken where they are shown.
pub(in crate::tui) const UNBROKEN: usize = 2_000;

/// Everything about one initiative: price, state, needs, effects, targets, source.
pub(in crate::tui) fn detail_lines(desk: &Desk<'_>, id: InitiativeId, wide: usize) -> Vec<Line> {
    let words = desk.words();
    let initiative = desk.scenario().initiative(id);
    let name = Line::new(&words.name(Item::Initiative(id)), Tone::Strong);
    let mut lines = wrap(&name, wide, 0);
    lines.extend(wrap(&words.price(initiative).toned(Tone::Dim), wide, 0));
    lines.push(Line::default());
    if let Some(why) = why_not(desk, id) {
        lines.extend(wrap(
            &Line::new("✗ ", Tone::Bad).then(why.capitalised()),
            wide,
            2,
        ));
        lines.push(Line::default());
    }
    for line in words.text(Item::Initiative(id)) {
        lines.extend(wrap(&line, wide, 0));
    }
    let known = desk.known_events();
    let targets = desk.view().targets(id);
    let only = if let [only] = targets[..] { only } else { None };
    let cast = desk.cast(only, &known);
    section(&mut lines, "Needs", needs(desk, id, only), wide);
    for (place, stage) in initiative.stages.iter().enumerate() {
        let name = words.name(Item::Stage(id, u8::try_from(place).unwrap_or(u8::MAX)));
        let title = format!("{name} ({})", crate::text::turns(stage.turns));
        let mut effects = words.effects(&stage.effects, &cast);
        if effects.is_empty() {
            effects.push(Line::new("no effect of its own", Tone::Dim));
        }
        section(&mut lines, &title, effects, wide);
    }
    section(
        &mut lines,
        "Consent",
        words.consent(initiative, &cast),
        wide,
    );
    section(
        &mut lines,
        "When done",
        words.effects(&initiative.done, &cast),
        wide,
    );
    section(&mut lines, "All of that", stronger(desk, id, only), wide);
    section(
        &mut lines,
        "If stopped half-way",
        words.effects(&initiative.on_cancel, &cast),
        wide,
    );
    if let Some(risk) = &initiative.risk {
        section(
            &mut lines,
            "May happen",
            words.effects(&risk.effects, &cast),
            wide,
        );
    }
    lines
}

fn section(lines: &mut Vec<Line>, title: &str, body: Vec<Line>, wide: usize) {
    if body.is_empty() {
        return;
    }
    lines.push(Line::default());
    lines.extend(wrap(&Line::new(title, Tone::Dim), wide, 0));
    for line in body {
        lines.extend(wrap(&Line::from("  ").then(line), wide, 4));
    }
}

fn why_not(desk: &Desk<'_>, id: InitiativeId) -> Option<Line> {
    let Status::Refused(_) = Status::of(desk, id) else {
        return None;
    };
    let target = desk.view().targets(id).first().copied().flatten();
    desk.why_not(&Order::Launch {
        initiative: id,
        target,
    })
}

/// By how much its effects are stronger with what, with a tick where that holds now.
pub(in crate::tui) fn stronger(
    desk: &Desk<'_>,
    id: InitiativeId,
    only: Option<ActorId>,
) -> Vec<Line> {
    let initiative = desk.scenario().initiative(id);
    let open = only.is_none() && !initiative.targets.is_empty();
    let known = desk.known_events();
    let cast = desk.cast(only, &known);
    let better = initiative.better_with.iter();
    let lines = better.map(|(condition, more)| {
        let sign = match (open, desk.view().holds(condition, only)) {
            (true, _) => Line::new("· ", Tone::Dim),
            (false, true) => Line::new("✓ ", Tone::Good),
            (false, false) => Line::new("✗ ", Tone::Dim),
        };
        sign.then(desk.words().stronger((condition, *more), &cast))
    });
    lines.collect()
}

/// Each condition and leave with a tick or a cross, as it stands towards a target now.
pub(in crate::tui) fn needs_at(
    desk: &Desk<'_>,
    id: InitiativeId,
    target: Option<ActorId>,
) -> Vec<Line> {
    let known = desk.known_events();
    let cast = desk.cast(target, &known);
    let needs = desk.scenario().initiative(id).needs.iter();
    needs
        .map(|need| {
            let sign = match desk.view().holds(need, target) {
                true => Line::new("✓ ", Tone::Good),
                false => Line::new("✗ ", Tone::Bad),
            };
            sign.then(desk.words().condition(need, &cast))
        })
        .chain(leave(desk, id))
        .collect()
}

/// Each condition with a tick or a cross; for several targets without either.
fn needs(desk: &Desk<'_>, id: InitiativeId, only: Option<ActorId>) -> Vec<Line> {
    let initiative = desk.scenario().initiative(id);
    if initiative.targets.is_empty() || only.is_some() {
        return needs_at(desk, id, only);
    }
    let known = desk.known_events();
    let cast = desk.cast(None, &known);
    let each = initiative.needs.iter();
    each.map(|need| Line::new("· ", Tone::Dim).then(desk.words().condition(need, &cast)))
        .chain(leave(desk, id))
        .collect()
}

/// The leave of other capitals that an initiative needs, with a tick or a cross.
fn leave(desk: &Desk<'_>, id: InitiativeId) -> Vec<Line> {
    let needed = desk.scenario().initiative(id).permissions.iter();
    let line = |asked: &PermissionId| {
        let sign = match desk.view().withheld(*asked) {
            None => Line::new("✓ ", Tone::Good),
            Some(_) => Line::new("✗ ", Tone::Bad),
        };
        sign.then(desk.words().leave_of(*asked))
    };
    needed.map(line).collect()
}
