//! The situation: the map, the figures with their trends, relations, and what needs you now.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{ActorId, Figure};
use crate::notation::figure::Named;
use crate::text::{Line, Tone, with_keys};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::map::{self, Map};
use crate::tui::paint::{Pen, wrap};
use crate::tui::screens::needs::Need;
use crate::tui::screens::panes::{self, Layout};
use crate::tui::screens::{Component, Hint, Wish, act, own};

/// The panes that take keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    #[default]
    Needs,
    Figures,
    Relations,
}

/// The situation screen.
#[derive(Default)]
pub(in crate::tui) struct Situation {
    pane: Pane,
    need: usize,
    dial: usize,
    relation: usize,
    map: Map,
}

impl Situation {
    fn focus(&self, pane: Pane) -> Focus {
        if self.pane == pane {
            Focus::Here
        } else {
            Focus::Elsewhere
        }
    }

    fn dials(desk: &Desk<'_>) -> Vec<Named> {
        desk.dials().iter().map(|dial| dial.named).collect()
    }

    /// The others, those who have a relation with this seat.
    pub fn others(desk: &Desk<'_>) -> Vec<ActorId> {
        let me = desk.seat().0;
        let all = desk.scenario().actors().map(|(actor, _)| actor);
        all.filter(|actor| *actor != me && desk.view().pair(Figure::Trust, *actor, me).is_some())
            .collect()
    }

    fn selected(&self, desk: &Desk<'_>) -> Option<Named> {
        match self.pane {
            Pane::Needs => None,
            Pane::Figures => Self::dials(desk).get(self.dial).copied(),
            Pane::Relations => {
                let other = Self::others(desk).get(self.relation).copied()?;
                Some(Named::Trust(other, desk.seat().0))
            }
        }
    }
}

impl Component for Situation {
    fn place(&self) -> Place {
        Place::Situation
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Situation".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let facts = desk.facts();
        let layout = Layout::of(area, &desk);
        let scene = panes::map_scene(&desk);
        self.map.draw(pen, layout.map, &scene);
        let inner = panes::heading(
            pen,
            layout.relations,
            "Relations",
            self.focus(Pane::Relations),
        );
        panes::relations(
            pen,
            inner,
            &desk,
            (self.relation, self.focus(Pane::Relations)),
        );
        self.draw_figures(pen, layout.figures, &desk);
        let inner = panes::heading(
            pen,
            layout.needs,
            "What needs you now",
            self.focus(Pane::Needs),
        );
        self.draw_needs(pen, inner, &desk);
        panes::extras(pen, &layout, &desk, &facts);
        for x in &layout.rules {
            pen.upright(*x);
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        match key {
            Key::Tab => self.turn(true),
            Key::BackTab => self.turn(false),
            Key::Char('w') => match self.selected(&desk) {
                Some(asked) => return Wish::Why(asked),
                None => {
                    self.pane = Pane::Figures;
                    return Wish::Tell(with_keys(
                        "Choose a figure; {why} then tells why it stands there",
                    ));
                }
            },
            Key::Enter => return self.enter(&desk),
            Key::Char('x') => return self.take_back(&desk),
            Key::Left | Key::Char('h') => self.turn(false),
            Key::Right | Key::Char('l') => self.turn(true),
            Key::Esc => return Wish::Nothing,
            _ => return self.step(key, &desk),
        }
        Wish::Nothing
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        let mut hints = Vec::new();
        match self.pane {
            Pane::Needs => {
                let needs = Need::all(&desk);
                if let Some(need) = needs.get(self.need.min(needs.len().saturating_sub(1))) {
                    hints.push(act(Action::Choose, need.label()));
                    if need.taken_back().is_some() {
                        hints.push(act(Action::Cancel, "take back"));
                    }
                }
            }
            Pane::Figures | Pane::Relations => hints.push(act(Action::Why, "why")),
        }
        hints.push(act(Action::NextPane, "pane"));
        hints.push(own("↑↓", "move"));
        hints
    }
}

impl Situation {
    fn turn(&mut self, forward: bool) {
        self.pane = match (self.pane, forward) {
            (Pane::Needs, true) | (Pane::Relations, false) => Pane::Figures,
            (Pane::Figures, true) | (Pane::Needs, false) => Pane::Relations,
            (Pane::Relations, true) | (Pane::Figures, false) => Pane::Needs,
        };
    }

    fn step(&mut self, key: Key, desk: &Desk<'_>) -> Wish {
        let Some(step) = Move::of(key) else {
            return Wish::Pass;
        };
        let (place, count) = match self.pane {
            Pane::Needs => (&mut self.need, Need::all(desk).len()),
            Pane::Figures => (&mut self.dial, Self::dials(desk).len()),
            Pane::Relations => (&mut self.relation, Self::others(desk).len()),
        };
        *place = step.within(*place, count, 5);
        Wish::Nothing
    }

    fn need(&self, desk: &Desk<'_>) -> Option<Need> {
        let needs = Need::all(desk);
        let place = self.need.min(needs.len().saturating_sub(1));
        needs.get(place).copied()
    }

    fn enter(&mut self, desk: &Desk<'_>) -> Wish {
        match (self.pane, self.selected(desk)) {
            (Pane::Needs, _) => {
                let need = self.need(desk);
                need.map_or(Wish::Nothing, |need| need.wish(desk))
            }
            (Pane::Figures | Pane::Relations, Some(asked)) => Wish::Why(asked),
            (Pane::Figures | Pane::Relations, None) => Wish::Nothing,
        }
    }

    fn take_back(&mut self, desk: &Desk<'_>) -> Wish {
        match self.need(desk).and_then(Need::taken_back) {
            Some(order) if self.pane == Pane::Needs => Wish::Give(order),
            Some(_) | None => Wish::Tell("Choose a planned initiative here to take it back".into()),
        }
    }

    fn draw_figures(&self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
        let inner = panes::heading(pen, area, "Figures", self.focus(Pane::Figures));
        let lines = panes::dials(&desk.dials(), desk, inner.width);
        let rows: Vec<Row> = lines.into_iter().map(Row::item).collect();
        let shown = Self::dials(desk);
        let tall = u16::try_from(rows.len())
            .unwrap_or(u16::MAX)
            .min(inner.height);
        list::draw(
            pen,
            Rect {
                height: tall,
                ..inner
            },
            &rows,
            self.dial,
            self.focus(Pane::Figures),
        );
        let below = Rect {
            x: inner.x + 2,
            y: inner.y + tall,
            width: inner.width.saturating_sub(2),
            height: inner.height - tall,
        };
        if let Some(asked) = shown.get(self.dial).filter(|_| self.pane == Pane::Figures) {
            let meaning = desk.meaning(*asked).into_iter();
            let lines: Vec<Line> = meaning
                .flat_map(|line| wrap(&line.toned(Tone::Dim), usize::from(below.width), 0))
                .collect();
            pen.lines(below, &lines);
        }
    }

    fn draw_needs(&mut self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
        let needs = Need::all(desk);
        self.need = self.need.min(needs.len().saturating_sub(1));
        let wide = usize::from(area.width.saturating_sub(3));
        let rows: Vec<Row> = needs
            .iter()
            .map(|need| Row::Item(wrap(&need.line(desk), wide, 2)))
            .collect();
        list::draw(pen, area, &rows, self.need, self.focus(Pane::Needs));
    }
}

pub(in crate::tui) use map::Scene as MapScene;
