//! The glossary: terms of the scenario on the left, what they mean on the right.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::text::glossary::{Term, terms};
use crate::text::settings::nothing_matches;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, wrap};
use crate::tui::screens::{Component, Hint, Typing, Wish, act, own};

/// The glossary.
pub(in crate::tui) struct Glossary {
    all: Vec<Term>,
    selected: usize,
    filter: String,
    typing: bool,
    page: usize,
}

impl Glossary {
    /// The glossary at the term that a text is about: the longest name in it, else one that shares a word with it.
    pub fn about(desk: &Desk<'_>, text: &str) -> Self {
        let text = text.to_lowercase();
        let all = terms(desk.scenario());
        let names = || all.iter().enumerate();
        let whole = names().filter(|(_, term)| text.contains(&term.name.to_lowercase()));
        let whole = whole.max_by_key(|(_, term)| term.name.chars().count());
        let shares = |(_, term): &(usize, &Term)| {
            let name = term.name.to_lowercase();
            let mut words = name.split(|letter: char| !letter.is_alphanumeric());
            words.any(|word| word.chars().count() > 4 && text.contains(word))
        };
        let found = whole.or_else(|| names().find(shares));
        let place = found.map_or(0, |(place, _)| place);
        Self::at(all, place)
    }

    /// The glossary at one of its terms.
    pub fn at(all: Vec<Term>, place: usize) -> Self {
        Self {
            all,
            selected: place,
            filter: String::new(),
            typing: false,
            page: 0,
        }
    }

    /// The terms whose name or text has what is sought.
    fn found(&self) -> Vec<&Term> {
        let wanted = self.filter.to_lowercase();
        let all = self.all.iter();
        all.filter(|term| wanted.is_empty() || term.has(&wanted))
            .collect()
    }

    fn type_filter(&mut self, key: Key) -> Wish {
        if !list::seek((&mut self.filter, &mut self.typing), key) {
            return Wish::Pass;
        }
        self.selected = 0;
        Wish::Nothing
    }
}

impl Component for Glossary {
    fn place(&self) -> Place {
        Place::Glossary
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Glossary".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, _context: &Context<'_>) {
        let terms = self.found();
        let head = list::found(
            "Glossary",
            "terms",
            terms.len(),
            (&self.filter, self.typing),
        );
        pen.line(Rect { height: 1, ..area }, &head);
        let area = Rect {
            y: area.y + 2.min(area.height),
            height: area.height.saturating_sub(2),
            ..area
        };
        let page = usize::from(area.height.max(1));
        let left = (area.width * 2 / 5).min(40);
        let rows: Vec<Row> = terms
            .iter()
            .map(|term| Row::item(term.name.as_str()))
            .collect();
        list::draw(
            pen,
            Rect {
                width: left,
                ..area
            },
            &rows,
            self.selected,
            Focus::Here,
        );
        pen.upright(
            Rect {
                x: area.x + left + 1,
                width: 1,
                ..area
            }
            .intersection(area),
        );
        let detail = Rect {
            x: area.x + left + 3,
            width: area.width.saturating_sub(left + 3).min(80),
            ..area
        };
        let wide = usize::from(detail.width);
        let mut lines = Vec::new();
        if let Some(term) = terms.get(self.selected) {
            lines.extend([Line::new(&term.name, Tone::Strong), Line::default()]);
            lines.extend(term.text.iter().flat_map(|line| wrap(line, wide, 0)));
            lines.push(Line::default());
            lines.extend(wrap(&term.source, wide, 0));
        } else {
            lines = wrap(&nothing_matches(), wide, 0);
        }
        pen.lines(detail, &lines);
        self.page = page;
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        if self.typing {
            return self.type_filter(key);
        }
        let found = self.found().len();
        match (key, Move::of(key)) {
            (Key::Char('/'), _) => {
                self.filter.clear();
                self.typing = true;
                Wish::Nothing
            }
            (Key::Esc, _) if !self.filter.is_empty() => {
                self.filter.clear();
                Wish::Nothing
            }
            (_, Some(step)) => {
                self.selected = step.within(self.selected, found, self.page);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        if self.typing {
            return vec![
                act(Action::Choose, "keep the filter"),
                act(Action::Back, "show all"),
            ];
        }
        let back = if self.filter.is_empty() {
            "back"
        } else {
            "show all"
        };
        vec![
            own("↑↓", "move"),
            act(Action::Search, "search"),
            act(Action::Back, back),
        ]
    }

    fn typing(&self) -> Typing {
        if self.typing {
            Typing::Text
        } else {
            Typing::Commands
        }
    }
}
