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
use crate::tui::screens::{Component, Hint, Wish, act, own};

/// The glossary.
#[derive(Default)]
pub(in crate::tui) struct Glossary {
    selected: usize,
}

impl Glossary {
    /// The glossary at the first term that a text is about.
    pub fn about(desk: &Desk<'_>, text: &str) -> Self {
        let text = text.to_lowercase();
        let names = Self::terms(desk)
            .into_iter()
            .map(|term| desk.words().name(Item::Term(term)).to_lowercase());
        let names: Vec<String> = names.collect();
        let whole = names.iter().position(|name| text.contains(name.as_str()));
        let word = |name: &String| {
            let mut words = name.split(|letter: char| !letter.is_alphanumeric());
            words.any(|word| word.chars().count() > 4 && text.contains(word))
        };
        let selected = whole.or_else(|| names.iter().position(word)).unwrap_or(0);
        Self { selected }
    }

    fn terms(desk: &Desk<'_>) -> Vec<TermId> {
        desk.scenario().catalogue().all_terms().collect()
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
        let terms = Self::terms(&desk);
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
        let count = context.desk().map_or(0, |desk| Self::terms(&desk).len());
        match Move::of(key) {
            Some(step) => {
                self.selected = step.within(self.selected, count, 8);
                Wish::Nothing
            }
            None => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![own("↑↓", "move"), act(Action::Back, "back")]
    }
}
