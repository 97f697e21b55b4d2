//! Everything by name: actions, screens and terms. The page of help is the same list, of what works here.

use std::cell::Cell;

use ratatui::layout::Rect;

use crate::command::{self, Action, COMMANDS, Command, Place as Reach, Screen as Place};
use crate::text::glossary;
use crate::text::settings::{needs_a_game, nothing_matches};
use crate::text::{Line, Tone, about_tables, how_to_play};
use crate::tui::context::{Context, Desk};
use crate::tui::help;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, cut, wrap};
use crate::tui::screens::{Component, Hint, Shape, Typing, Wish, act, own};

/// What an entry does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    /// It is to be read.
    Nothing,
    /// It presses a key of the table where the list was opened.
    Press(Key),
    /// It does this, or leads to where it is done.
    Run(Action),
    /// It opens the glossary at this place.
    Explain(usize),
}

/// One entry.
#[derive(Clone, Debug)]
struct Entry {
    heading: &'static str,
    name: String,
    key: String,
    about: Line,
    /// Whether `about` says why it can't be had.
    refused: bool,
    /// Further words by which it is found.
    words: String,
    does: Does,
}

/// Which list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Everything,
    Here,
}

/// The list, with what is typed to narrow it.
pub(in crate::tui) struct Palette {
    scope: Scope,
    entries: Vec<Entry>,
    query: String,
    selected: usize,
    page: usize,
    /// The rows of the whole list at a width, once they have been counted.
    tall: Cell<Option<(u16, usize)>>,
    /// What was drawn last: it stays until something is typed or chosen.
    drawn: Option<Drawn>,
}

/// Rows as they were drawn, and what they hang on.
struct Drawn {
    query: String,
    selected: usize,
    wide: usize,
    rows: Vec<Row>,
}

/// The most letters of a query.
const LONGEST: usize = 40;
/// Cells for a name, and for keys.
const NAME: usize = 18;
const KEYS: usize = 10;

impl Palette {
    /// Every action, screen and term, for whoever looks at this screen.
    pub fn everything(part: &dyn Component, context: &Context<'_>) -> Self {
        let place = part.place();
        let mut entries: Vec<Entry> = COMMANDS
            .iter()
            .map(|command| action(command, place, context))
            .collect();
        entries.sort_by_key(|entry| order(entry.heading));
        entries.extend(context.desk().map(|desk| terms(&desk)).unwrap_or_default());
        Self::new(Scope::Everything, entries)
    }

    /// What works on this screen, and how the game is played.
    pub fn here(part: &dyn Component, context: &Context<'_>) -> Self {
        let mut entries: Vec<Entry> = help::hints(part, context)
            .into_iter()
            .map(|hint| Entry {
                heading: "Keys that work here now",
                does: Key::named(&hint.key).map_or(Does::Nothing, Does::Press),
                name: hint.label,
                key: hint.shown,
                about: Line::default(),
                refused: false,
                words: String::new(),
            })
            .collect();
        let place = part.place();
        let jumps = COMMANDS
            .iter()
            .filter(|command| command.works_on(place) && matches!(command.action, Action::Jump(_)));
        entries.extend(jumps.map(|command| action(command, place, context)));
        if place == Place::Negotiation {
            entries.extend(about_tables().into_iter().map(|line| note("Tables", line)));
        }
        let mut heading = "";
        for line in how_to_play() {
            let spans = line.spans();
            if spans.iter().all(|span| span.tone() == Tone::Strong) && !line.is_empty() {
                heading = help::part_of(&line.plain());
            } else if !line.is_empty() {
                entries.push(note(heading, line));
            }
        }
        Self::new(Scope::Here, entries)
    }

    fn new(scope: Scope, entries: Vec<Entry>) -> Self {
        Self {
            scope,
            entries,
            query: String::new(),
            selected: 0,
            page: 8,
            tall: Cell::new(None),
            drawn: None,
        }
    }

    /// The entries that match, the best first; all of them while nothing is typed.
    fn found(&self) -> Vec<&Entry> {
        let query = self.query.to_lowercase();
        let mut found: Vec<(u8, &Entry)> = self
            .entries
            .iter()
            .filter_map(|entry| Some((entry.rank(&query)?, entry)))
            .collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, entry)| entry).collect()
    }

    /// The rows of what matches, from the last frame if they are the same.
    fn rows(&mut self, wide: usize) -> &[Row] {
        let kept = self
            .drawn
            .take()
            .filter(|it| (it.wide, it.selected) == (wide, self.selected) && it.query == self.query);
        let drawn = kept.unwrap_or_else(|| Drawn {
            query: self.query.clone(),
            selected: self.selected,
            wide,
            rows: rows(&self.found(), self.query.is_empty(), (wide, self.selected)),
        });
        &self.drawn.insert(drawn).rows
    }

    fn choose(&self) -> Wish {
        let found = self.found();
        let Some(entry) = found.get(self.selected) else {
            return Wish::Nothing;
        };
        if entry.refused {
            return Wish::Tell(entry.about.clone().capitalised());
        }
        match entry.does {
            Does::Nothing if self.scope == Scope::Here => Wish::Back,
            Does::Nothing => Wish::Nothing,
            Does::Press(key) => Wish::Press(key),
            Does::Run(action) => Wish::Run(action),
            Does::Explain(term) => Wish::Explain(term),
        }
    }
}

/// The rows of some entries, under headings while they are in groups; the one that is selected unfolds.
fn rows(found: &[&Entry], grouped: bool, (wide, selected): (usize, usize)) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut heading = "";
    for (place, entry) in found.iter().enumerate() {
        if grouped && entry.heading != heading {
            if !heading.is_empty() {
                rows.push(Row::heading(""));
            }
            heading = entry.heading;
            rows.push(Row::heading(heading));
        }
        rows.push(Row::Item(entry.lines(wide, place == selected)));
    }
    rows
}

impl Entry {
    /// How well it matches, 0 best; `None`: it doesn't.
    fn rank(&self, query: &str) -> Option<u8> {
        if query.is_empty() {
            return Some(0);
        }
        let name = self.name.to_lowercase();
        let words = || query.split_whitespace();
        if name.starts_with(query) {
            return Some(0);
        }
        let mut parts = name.split(|letter: char| !letter.is_alphanumeric());
        if parts.any(|part| part.starts_with(query)) {
            return Some(1);
        }
        if words().all(|word| name.contains(word)) {
            return Some(2);
        }
        if words().all(|word| name.contains(word) || self.words.to_lowercase().contains(word)) {
            return Some(3);
        }
        let more = format!("{} {} {}", self.words, self.key, self.about.plain()).to_lowercase();
        if words().all(|word| name.contains(word) || more.contains(word)) {
            return Some(4);
        }
        // Letters of the name in their order, for those who leave some out.
        let mut letters = name.chars();
        let mut sought = query.chars().filter(|letter| *letter != ' ');
        let all = sought.all(|letter| letters.any(|known| known == letter));
        (all && !name.is_empty() && query.chars().count() > 2).then_some(5)
    }

    /// One row; of the selected entry as many as it needs.
    fn lines(&self, wide: usize, selected: bool) -> Vec<Line> {
        if self.name.is_empty() {
            return wrap(&self.about, wide, 9);
        }
        let tone = if self.refused { Tone::Dim } else { Tone::Plain };
        let name = Line::new(&self.name, tone);
        let about = if self.refused {
            Line::new("✗ ", Tone::Bad).then(self.about.clone().toned(Tone::Dim))
        } else {
            self.about.clone().toned(Tone::Dim)
        };
        if self.about.is_empty() {
            return vec![column(&Line::new(&self.key, Tone::Strong), KEYS).then(name)];
        }
        let head = column(&Line::new(&self.key, Tone::Strong), KEYS).then(column(&name, NAME));
        let rest = wide.saturating_sub(KEYS + NAME + 1).max(8);
        let mut parts = if selected {
            wrap(&about, rest, 0)
        } else {
            vec![cut(&about, rest)]
        };
        for (place, part) in parts.iter_mut().enumerate() {
            let before = if place == 0 {
                head.clone()
            } else {
                column(&Line::default(), KEYS + NAME)
            };
            *part = before.then(" ").then(part.clone());
        }
        parts
    }
}

/// The place of a heading among others.
fn order(heading: &str) -> u8 {
    match heading {
        HERE => 0,
        SCREENS => 1,
        ELSEWHERE => 2,
        MOVING => 3,
        _ => 4,
    }
}

const HERE: &str = "Here";
const SCREENS: &str = "Screens";
const ELSEWHERE: &str = "Elsewhere";
const MOVING: &str = "Moving";

/// What only moves the selection.
const MOVES: [Action; 8] = [
    Action::Up,
    Action::Down,
    Action::Left,
    Action::Right,
    Action::Choose,
    Action::Back,
    Action::NextPane,
    Action::PreviousPane,
];

/// An action as it can be had from a screen.
fn action(command: &Command, place: Place, context: &Context<'_>) -> Entry {
    let screen = if let Action::Jump(screen) = command.action {
        Some(screen.title().to_owned())
    } else {
        None
    };
    let refusal = refusal(command, context);
    let heading = if screen.is_some() {
        SCREENS
    } else if MOVES.contains(&command.action) {
        MOVING
    } else if command.works_on(place) {
        HERE
    } else {
        ELSEWHERE
    };
    Entry {
        heading,
        name: screen.unwrap_or_else(|| command.name.to_owned()),
        key: context
            .preferences
            .bindings()
            .key(command.action)
            .to_owned(),
        refused: refusal.is_some(),
        about: refusal.unwrap_or_else(|| command.help.into()),
        words: format!(
            "{} {} {} {}",
            command.id,
            command.usage,
            command.help,
            command::aliases(command.action)
        ),
        does: Does::Run(command.action),
    }
}

/// Why an action can't be had now.
fn refusal(command: &Command, context: &Context<'_>) -> Option<Line> {
    let Some(desk) = context.desk() else {
        return needs_game(command).then(needs_a_game);
    };
    let hindrance = match command.action {
        // The end of a turn asks by itself about what is owed.
        Action::End if desk.view().over().is_none() => return None,
        _ => command::availability(&desk.view(), command).err()?,
    };
    Some(desk.words().hindrance(hindrance))
}

/// Whether an action means nothing without a game.
fn needs_game(command: &Command) -> bool {
    let without = [
        Action::Help,
        Action::Saves,
        Action::Load,
        Action::Quit,
        Action::Own(command::Own::NewGame),
        Action::Own(command::Own::ReadAgain),
    ];
    let everywhere = command.place == Reach::Everywhere && !command.plain();
    !everywhere && !without.contains(&command.action)
}

/// Everything that can be looked up, by alphabet.
fn terms(desk: &Desk<'_>) -> Vec<Entry> {
    let terms = glossary::terms(desk.scenario()).into_iter().enumerate();
    terms
        .map(|(place, term)| Entry {
            heading: "Terms",
            name: term.name,
            key: String::new(),
            about: term.text.into_iter().next().unwrap_or_default(),
            refused: false,
            words: "glossary term".to_owned(),
            does: Does::Explain(place),
        })
        .collect()
}

/// A paragraph to be read. The list indents it.
fn note(heading: &'static str, line: Line) -> Entry {
    let mut spans = line.spans().iter();
    let first = spans.next().map_or_else(Line::default, |span| {
        Line::new(span.text().trim_start(), span.tone())
    });
    let rest = spans.map(|span| Line::new(span.text(), span.tone()));
    let line = Line::joined(std::iter::once(first).chain(rest), "");
    Entry {
        heading,
        name: String::new(),
        key: String::new(),
        about: line,
        refused: false,
        words: String::new(),
        does: Does::Nothing,
    }
}

impl Component for Palette {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        match self.scope {
            Scope::Everything => "Palette".to_owned(),
            Scope::Here => "Help".to_owned(),
        }
    }

    fn shape(&self) -> Shape {
        match self.scope {
            Scope::Everything => Shape::Dialog(90),
            Scope::Here => Shape::Letter(100),
        }
    }

    fn height(&self, _context: &Context<'_>, wide: u16) -> u16 {
        let counted = self.tall.get().filter(|(at, _)| *at == wide);
        let (_, tall) = counted.unwrap_or_else(|| {
            let all: Vec<&Entry> = self.entries.iter().collect();
            let rows = rows(&all, true, (usize::from(wide.saturating_sub(3)), 0));
            (wide, list::height(&rows))
        });
        self.tall.set(Some((wide, tall)));
        let most = match self.scope {
            Scope::Everything => 32,
            Scope::Here => u16::MAX,
        };
        cells(tall + 2).min(most)
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, _context: &Context<'_>) {
        let head = Line::new("Find: ", Tone::Dim)
            .then(Line::new(&format!("{}_", self.query), Tone::Strong));
        pen.line(Rect { height: 1, ..area }, &head);
        let body = Rect {
            y: area.y + 2.min(area.height),
            height: area.height.saturating_sub(2),
            ..area
        };
        self.page = usize::from(body.height.max(1));
        let selected = self.selected;
        let rows = self.rows(usize::from(body.width.saturating_sub(3)));
        if rows.is_empty() {
            pen.line(body, &nothing_matches());
        }
        list::draw(pen, body, rows, selected, Focus::Here);
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match key {
            Key::Enter => return self.choose(),
            Key::Esc if self.query.is_empty() => return Wish::Back,
            Key::Esc => self.query.clear(),
            Key::Backspace => {
                self.query.pop();
            }
            // The signs that open this list close it again.
            Key::Char('?' | ':') if self.query.is_empty() => return Wish::Back,
            Key::Char(letter) if self.query.chars().count() < LONGEST => self.query.push(letter),
            Key::Char(_) => {}
            _ => {
                let Some(step) = Move::of(key) else {
                    return Wish::Pass;
                };
                self.selected = step.within(self.selected, self.found().len(), self.page);
                return Wish::Nothing;
            }
        }
        self.selected = 0;
        Wish::Nothing
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        let found = self.found();
        let mut hints = Vec::new();
        match found.get(self.selected) {
            Some(entry) if entry.refused => hints.push(act(Action::Choose, "why not")),
            Some(entry) if entry.does != Does::Nothing => {
                hints.push(act(Action::Choose, "do it"));
            }
            Some(_) | None => {}
        }
        hints.push(own("↑↓", "move"));
        hints.push(own("a-z", "find"));
        let back = if self.query.is_empty() {
            "close"
        } else {
            "show all"
        };
        hints.push(act(Action::Back, back));
        hints
    }

    fn typing(&self) -> Typing {
        Typing::Text
    }
}
