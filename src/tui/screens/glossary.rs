//! The glossary: terms of the scenario on the left, what they mean on the right.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::TermId;
use crate::scenario::Item;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, wrap};
use crate::tui::screens::{Component, Hint, Typing, Wish, act, own};

/// The glossary.
#[derive(Default)]
pub(in crate::tui) struct Glossary {
    selected: usize,
    /// The term at which it opens.
    wanted: Option<TermId>,
    filter: String,
    typing: bool,
    page: usize,
}

/// Every term by alphabet.
pub(in crate::tui) fn sorted(desk: &Desk<'_>) -> Vec<TermId> {
    let words = desk.words();
    let mut terms: Vec<(String, TermId)> = desk
        .scenario()
        .catalogue()
        .all_terms()
        .map(|term| {
            let name = words.name(Item::Term(term)).to_lowercase();
            // A quotation mark is no letter.
            let begins = name.find(char::is_alphanumeric).unwrap_or(0);
            (name[begins..].to_owned(), term)
        })
        .collect();
    terms.sort();
    terms.into_iter().map(|(_, term)| term).collect()
}

impl Glossary {
    /// The glossary at the term that a text is about: the longest name in it, else one that shares a word with it.
    pub fn about(desk: &Desk<'_>, text: &str) -> Self {
        let text = text.to_lowercase();
        let names: Vec<(String, TermId)> = sorted(desk)
            .into_iter()
            .map(|term| (desk.words().name(Item::Term(term)).to_lowercase(), term))
            .collect();
        let whole = names
            .iter()
            .filter(|(name, _)| text.contains(name.as_str()));
        let whole = whole.max_by_key(|(name, _)| name.chars().count());
        let shares = |(name, _): &&(String, TermId)| {
            let mut words = name.split(|letter: char| !letter.is_alphanumeric());
            words.any(|word| word.chars().count() > 4 && text.contains(word))
        };
        let found = whole.or_else(|| names.iter().find(shares));
        Self {
            wanted: found.map(|(_, term)| *term),
            ..Self::default()
        }
    }

    /// The glossary at a term.
    pub fn at(term: TermId) -> Self {
        Self {
            wanted: Some(term),
            ..Self::default()
        }
    }

    /// The terms whose name or text has what is sought.
    fn terms(&self, desk: &Desk<'_>) -> Vec<TermId> {
        let wanted = self.filter.to_lowercase();
        let words = desk.words();
        let has = |term: &TermId| {
            let item = Item::Term(*term);
            let name = words.name(item).to_lowercase();
            let mut lines = words.text(item).into_iter();
            name.contains(&wanted)
                || lines.any(|line| line.plain().to_lowercase().contains(&wanted))
        };
        let mut terms = sorted(desk);
        if !wanted.is_empty() {
            terms.retain(has);
        }
        terms
    }

    /// Goes to the term at which it was to open.
    fn settle(&mut self, terms: &[TermId]) {
        if let Some(wanted) = self.wanted.take() {
            self.selected = terms.iter().position(|term| *term == wanted).unwrap_or(0);
        }
        self.selected = self.selected.min(terms.len().saturating_sub(1));
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

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let words = desk.words();
        let terms = self.terms(&desk);
        self.settle(&terms);
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
        self.page = usize::from(area.height.max(1));
        let left = (area.width * 2 / 5).min(40);
        let rows: Vec<Row> = terms
            .iter()
            .map(|term| Row::item(words.name(Item::Term(*term))))
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
        if let Some(term) = terms.get(self.selected) {
            let wide = usize::from(detail.width);
            let mut lines = vec![
                Line::new(&words.name(Item::Term(*term)), Tone::Strong),
                Line::default(),
            ];
            for line in words.text(Item::Term(*term)) {
                lines.extend(wrap(&line, wide, 0));
            }
            lines.push(Line::default());
            lines.extend(wrap(&words.source(Item::Term(*term)), wide, 0));
            pen.lines(detail, &lines);
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        if self.typing {
            return self.type_filter(key);
        }
        let terms = context.desk().map(|desk| self.terms(&desk));
        let terms = terms.unwrap_or_default();
        self.settle(&terms);
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
                self.selected = step.within(self.selected, terms.len(), self.page);
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
