//! The glossary: terms of the scenario on the left, what they mean on the right.

use ratatui::layout::Rect;

use crate::model::TermId;
use crate::scenario::Item;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, wrap};
use crate::tui::screens::{Component, Hint, Wish, hint};

/// The glossary.
#[derive(Default)]
pub(in crate::tui) struct Glossary {
    selected: usize,
}

impl Glossary {
    fn terms(desk: &Desk<'_>) -> Vec<TermId> {
        desk.scenario().catalogue().all_terms().collect()
    }
}

impl Component for Glossary {
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
        vec![hint("↑↓", "move"), hint("Esc", "situation")]
    }
}
