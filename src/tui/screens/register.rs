//! Pages that list: what is under way, mechanisms, what is known of others, support at home.

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::model::condition::Obligation;
use crate::model::{ActorId, Figure, FigureId, Owner};
use crate::notation::figure::Named;
use crate::rules::Reading;
use crate::scenario::Item;
use crate::text::sources::{WHAT_WE_SHOW, WHO_TELLS, shown, sources};
use crate::text::{Line, Tone, account};
use crate::tui::context::{Context, Desk, Kept, Stamp};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::map::Map;
use crate::tui::paint::{Pen, bar, column, column_right, cut, ends, line_width, wrap};
use crate::tui::screens::aside;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Page, Screen, Wish, act, own};

/// A page that lists.
pub(in crate::tui) struct Register {
    page: Page,
    selected: usize,
    /// Beside the list on a wide screen.
    map: Map,
    /// The entries at a width.
    kept: Kept<(Stamp, usize), Vec<Entry>>,
    wide: usize,
}

/// One entry: a heading or an item with what can be asked about it.
enum Entry {
    Heading(String),
    Item(Vec<Line>, Subject),
}

/// What stands behind an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Subject {
    Nothing,
    Figure(Named),
    Dossier(ActorId),
}

impl Register {
    /// The list of a page.
    pub fn new(page: Page) -> Self {
        Self {
            page,
            selected: 0,
            map: Map::default(),
            kept: Kept::default(),
            wide: 0,
        }
    }

    fn entries(page: Page, desk: &Desk<'_>, wide: usize) -> Vec<Entry> {
        match page {
            Page::Mechanisms => institutions(desk, wide),
            Page::Intelligence => intelligence(desk, wide),
            Page::Home => home(desk, wide),
            Page::Situation
            | Page::Initiatives
            | Page::Roadmap
            | Page::Negotiation
            | Page::Crisis
            | Page::Cables => Vec::new(),
        }
    }

    /// Does something with the entries as they were drawn last, or as they are now.
    fn with_entries<T>(&self, desk: &Desk<'_>, then: impl FnOnce(&[Entry]) -> T) -> T {
        match self.kept.known(&(desk.stamp(), self.wide)) {
            Some(entries) => then(entries),
            None => then(&Self::entries(self.page, desk, 80)),
        }
    }

    fn subject_at(&self, desk: &Desk<'_>) -> Subject {
        self.with_entries(desk, |entries| {
            let items = entries.iter().filter_map(|entry| match entry {
                Entry::Heading(_) => None,
                Entry::Item(_, subject) => Some(*subject),
            });
            let subjects: Vec<Subject> = items.collect();
            let place = self.selected.min(subjects.len().saturating_sub(1));
            subjects.get(place).copied().unwrap_or(Subject::Nothing)
        })
    }
}

fn heading(text: &str) -> Entry {
    Entry::Heading(text.to_owned())
}

fn institutions(desk: &Desk<'_>, wide: usize) -> Vec<Entry> {
    let (words, view) = (desk.words(), desk.view());
    let slots = desk.scenario().slots();
    let mut entries = Vec::new();
    let level = |id| view.mechanism(id).level;
    let groups: [(&str, &dyn Fn(Obligation) -> bool); 3] = [
        ("Mechanisms: agreed or firmer", &|it| {
            it >= Obligation::Agreed
        }),
        ("Mechanisms: proposed or declared", &|it| {
            it > Obligation::None && it < Obligation::Agreed
        }),
        ("Mechanisms: not in existence", &|it| it == Obligation::None),
    ];
    for (title, belongs) in groups {
        let all = desk.scenario().mechanisms().map(|(id, _)| id);
        let mut all = all.filter(|id| belongs(level(*id))).peekable();
        if all.peek().is_some() {
            entries.push(heading(title));
        }
        for id in all {
            let owner = Owner::Mechanism(id);
            let health = account::reading_of(&view, Figure::Health, owner);
            let line = words.mechanism(id, view.mechanism(id), health);
            let subject = slots.of_owner(Figure::Health, owner);
            let text = words.text(Item::Mechanism(id));
            entries.push(described(line, text, subject, wide));
        }
    }
    entries.push(heading("Formats"));
    for (id, _) in desk.scenario().formats() {
        let owner = Owner::Format(id);
        let standing = account::reading_of(&view, Figure::Standing, owner);
        let line = words.format(id, view.format(id), standing);
        let subject = slots.of_owner(Figure::Standing, owner);
        entries.push(described(line, words.text(Item::Format(id)), subject, wide));
    }
    entries
}

fn described(line: Line, text: Vec<Line>, figure: Option<FigureId>, wide: usize) -> Entry {
    let mut lines = wrap(&line, wide, 2);
    for paragraph in text {
        lines.extend(wrap(
            &Line::from("  ").then(paragraph.toned(Tone::Dim)),
            wide,
            2,
        ));
    }
    let subject = figure.map_or(Subject::Nothing, |figure| {
        Subject::Figure(Named::Stored(figure))
    });
    Entry::Item(lines, subject)
}

/// From this width on there is room for where an estimate comes from.
const SOURCES_FROM: usize = 72;
/// From this width on there is room for what to make of a source.
const TEXTS_FROM: usize = 90;

/// Every private figure of each other capital, as estimated.
fn intelligence(desk: &Desk<'_>, wide: usize) -> Vec<Entry> {
    let words = desk.words();
    let mut entries = Vec::new();
    let others = desk.scenario().actors();
    let others = others.filter(|(actor, _)| *actor != desk.seat().0);
    // Those who have neither a seat nor secrets come last.
    let (seated, rest): (Vec<_>, Vec<_>) = others.partition(|(_, it)| it.has_seat);
    let last = seated.last().map(|(actor, _)| *actor);
    for (other, _) in seated.into_iter().chain(rest) {
        entries.push(heading(&words.actor(other)));
        let lead = if desk.view().mind(other).is_some() {
            "Dossier: what it says, what analysts think it wants, what it did"
        } else {
            "Dossier: what it says"
        };
        entries.push(Entry::Item(vec![lead.into()], Subject::Dossier(other)));
        entries.extend(estimates(desk, other).into_iter().map(|(slot, reading)| {
            let name = Line::from(words.figure(slot)).capitalised();
            let value = words.reading(reading);
            let source = words.reading_source(reading).toned(Tone::Dim);
            let line = if wide < SOURCES_FROM {
                ends(&name, &value, wide.min(76))
            } else {
                let told = column(&name, 33).then(column(&value, 29));
                let whole = told.clone().then(source.clone());
                if line_width(&whole) > wide {
                    let below = cut(&Line::from("  ").then(source), wide);
                    let lines = vec![told, below];
                    return Entry::Item(lines, Subject::Figure(Named::Stored(slot)));
                }
                whole
            };
            Entry::Item(vec![line], Subject::Figure(Named::Stored(slot)))
        }));
        if Some(other) == last {
            entries.extend(told_by(desk, wide));
        }
    }
    entries
}

/// Who tells this seat about others, with the record of each, and what it shows itself.
fn told_by(desk: &Desk<'_>, wide: usize) -> Vec<Entry> {
    let view = desk.view();
    let mut entries = Vec::new();
    let known = sources(&view, desk.facts().iter());
    if !known.is_empty() {
        entries.push(heading(WHO_TELLS));
    }
    for one in known {
        let mut lines = wrap(&one.head, wide, 2);
        for paragraph in one.text.iter().filter(|_| wide >= TEXTS_FROM) {
            let dim = Line::from("  ").then(paragraph.clone().toned(Tone::Dim));
            lines.extend(wrap(&dim, wide, 2));
        }
        entries.push(Entry::Item(lines, Subject::Nothing));
    }
    let feints = shown(&view);
    if !feints.is_empty() {
        entries.push(heading(WHAT_WE_SHOW));
    }
    let lines = feints.iter().map(|line| wrap(line, wide, 2));
    entries.extend(lines.map(|lines| Entry::Item(lines, Subject::Nothing)));
    entries
}

fn estimates(desk: &Desk<'_>, other: ActorId) -> Vec<(FigureId, Reading)> {
    let slots = desk.scenario().slots().iter();
    let theirs = slots.filter(|(_, slot)| slot.owner.actor() == Some(other));
    theirs
        .map(|(id, _)| (id, desk.view().reading(id)))
        .filter(|(_, reading)| match reading {
            Reading::Estimate { .. } => true,
            Reading::Exact(_) => false,
        })
        .collect()
}

/// Every domestic group with its weight and how far it backs the government.
fn home(desk: &Desk<'_>, wide: usize) -> Vec<Entry> {
    let (words, me) = (desk.words(), desk.seat().0);
    let mut entries = vec![heading("Support at home, by group and its weight")];
    for (bloc, weight) in &desk.scenario().actor(me).blocs {
        let owner = Owner::Bloc(me, *bloc);
        let Some(slot) = desk.scenario().slots().of_owner(Figure::Bloc, owner) else {
            continue;
        };
        let reading = desk.view().reading(slot);
        let name: Line = words.name(Item::Bloc(me, *bloc)).into();
        let share = Line::new(&format!("{} %", weight.0 / 10), Tone::Dim);
        let long = wide.saturating_sub(48).clamp(8, 40);
        let line = column(&name, 34)
            .then(column_right(&share, 5))
            .then(column_right(&words.reading_short(reading), 5))
            .then("  ")
            .then(bar(reading.middle().displayed(), long).as_str());
        entries.push(Entry::Item(
            vec![line],
            Subject::Figure(Named::Stored(slot)),
        ));
    }
    entries.extend(government(desk, wide));
    entries.extend(advisers(desk, wide));
    entries.push(heading("Axes and indices"));
    for (gauge, _) in desk.scenario().gauges() {
        let value = Line::from(crate::text::whole(desk.view().gauge(gauge)));
        let line = ends(&words.name(Item::Gauge(gauge)).into(), &value, 44);
        entries.push(Entry::Item(
            vec![line],
            Subject::Figure(Named::Gauge(gauge)),
        ));
    }
    entries
}

/// What each adviser proposes now, with the bias that is known; nothing where nobody advises.
fn advisers(desk: &Desk<'_>, wide: usize) -> Vec<Entry> {
    let said = desk.advice();
    if said.is_empty() {
        return Vec::new();
    }
    let mut entries = vec![heading("Your advisers")];
    for one in said {
        let mut lines = wrap(&one.head(), wide, 2);
        for proposal in &one.proposals {
            lines.extend(wrap(&Line::from("  » ").then(proposal.clone()), wide, 4));
        }
        entries.push(Entry::Item(lines, Subject::Nothing));
    }
    entries
}

/// The page of one capital: what it says, wants and did, and what was expected of it.
fn dossier_of(desk: &Desk<'_>, actor: ActorId) -> Wish {
    let mut told = Vec::new();
    for part in desk.dossier(actor) {
        if !told.is_empty() {
            told.push(account::Told::plain(Line::default()));
        }
        told.push(account::Told::plain(part.heading.toned(Tone::Strong)));
        for (line, figure) in part.lines {
            told.push(account::Told {
                line: Line::from("  ").then(line),
                leads: figure.map(Named::Stored),
            });
        }
    }
    let title = desk.words().actor(actor);
    Wish::Open(Box::new(Screen::Sheet(Sheet::unfolding(&title, told))))
}

/// Who holds office, since when, and when that is decided next; nothing where nobody governs.
fn government(desk: &Desk<'_>, wide: usize) -> Vec<Entry> {
    let lines = desk.words().government(&desk.view(), desk.seat().0);
    let told = lines.into_iter().map(|line| {
        let line = line.capitalised();
        Entry::Item(wrap(&line, wide, 2), Subject::Nothing)
    });
    let told: Vec<Entry> = told.collect();
    if told.is_empty() {
        return told;
    }
    std::iter::once(heading("The government"))
        .chain(told)
        .collect()
}

impl Component for Register {
    fn place(&self) -> Place {
        self.page.place()
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let Some(desk) = context.desk() else {
            return String::new();
        };
        self.with_entries(&desk, |entries| {
            let mut items = entries.iter().filter_map(|entry| match entry {
                Entry::Heading(_) => None,
                Entry::Item(lines, _) => Some(lines),
            });
            let lines = items.nth(self.selected).into_iter().flatten();
            lines.map(Line::plain).collect()
        })
    }

    fn title(&self, _context: &Context<'_>) -> String {
        self.place().title().to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let (area, beside) = aside::beside(area, 110);
        match (beside, self.page) {
            (Some(beside), Page::Intelligence) => aside::relations(pen, beside, &desk),
            (Some(beside), Page::Home) => aside::courses(pen, beside, &desk),
            (Some(beside), _) => aside::map(pen, beside, &desk, &mut self.map),
            (None, _) => {}
        }
        let wide = usize::from(area.width.saturating_sub(3));
        self.wide = wide;
        let page = self.page;
        let entries = self
            .kept
            .of((desk.stamp(), wide), || Self::entries(page, &desk, wide));
        let rows: Vec<Row> = entries
            .iter()
            .map(|entry| match entry {
                Entry::Heading(text) => Row::heading(text),
                Entry::Item(lines, _) => Row::Item(lines.clone()),
            })
            .collect();
        let items = rows
            .iter()
            .filter(|row| matches!(row, Row::Item(_)))
            .count();
        self.selected = self.selected.min(items.saturating_sub(1));
        list::draw(pen, area, &rows, self.selected, Focus::Here);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        if let Some(step) = Move::of(key) {
            let count = self.with_entries(&desk, <[Entry]>::len);
            self.selected = step.within(self.selected, count, 8);
            return Wish::Nothing;
        }
        match (key, self.subject_at(&desk)) {
            (Key::Char('w') | Key::Enter, Subject::Figure(named)) => Wish::Why(named),
            (Key::Enter, Subject::Dossier(actor)) => dossier_of(&desk, actor),
            (_, Subject::Nothing | Subject::Figure(_) | Subject::Dossier(_)) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        let mut hints = Vec::new();
        match self.subject_at(&desk) {
            Subject::Nothing => {}
            Subject::Figure(_) => hints.push(act(Action::Why, "why")),
            Subject::Dossier(_) => hints.push(act(Action::Choose, "dossier")),
        }
        hints.push(own("↑↓", "move"));
        hints.push(act(Action::Back, "situation"));
        hints
    }
}
