//! The situation: the map, the figures with their trends, relations, and what needs you now.

mod chart;

use crate::command::{Action, Own, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{ActorId, Figure};
use crate::notation::figure::Named;
use crate::scenario::ZoneKind;
use crate::text::map::OnMap;
use crate::text::{Line, Tone, fill, with_keys};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::map::{Map, Scene};
use crate::tui::paint::{Pen, wrap};
use crate::tui::screens::matrix::Matrix;
use crate::tui::screens::needs::Need;
use crate::tui::screens::panes::{self, Layout};
use crate::tui::screens::situation::chart::{Looking, Sight, Switch};
use crate::tui::screens::{Component, Hint, Screen, Wish, act, own};

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
    looking: Looking,
    /// How far what is told beside a part of the map is scrolled.
    scroll: usize,
}

impl Situation {
    /// The page of the next turn: it begins with what needs one; how the map is looked at stays.
    pub fn renew(&mut self) {
        *self = Self {
            looking: self.looking,
            ..Self::default()
        };
    }

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
        self.looking = self.looking.now(&desk);
        let scene = chart::scene(&desk, self.looking);
        if self.looking.sight != Sight::Whole {
            let (map, beside) = panes::map_alone(area);
            self.map.draw(pen, map, &scene);
            self.draw_beside(pen, beside, &desk);
            return;
        }
        let layout = Layout::of(area, &desk, self.looking.legend.is_on());
        self.map.draw(pen, layout.map, &scene);
        match self.looking.legend {
            Switch::On => {
                let focus = self.focus(Pane::Relations);
                let inner = panes::heading(pen, layout.relations, "What the map shows", focus);
                pen.lines(inner, &chart::legend(inner.width));
            }
            Switch::Off => self.draw_relations(pen, layout.relations, &desk),
        }
        self.draw_figures(pen, layout.figures, &desk);
        let inner = panes::heading(
            pen,
            layout.needs,
            "What needs you now",
            self.focus(Pane::Needs),
        );
        self.draw_needs(pen, inner, &desk);
        panes::extras(pen, &layout, &desk);
        for x in &layout.rules {
            pen.upright(*x);
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Pass;
        };
        if let Some(wish) = self.look(key, &desk) {
            return wish;
        }
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
        if self.looking.sight != Sight::Whole {
            return self.hints_of_a_part(&desk);
        }
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
            Pane::Figures => hints.push(act(Action::Why, "why")),
            Pane::Relations => {
                hints.push(act(Action::Choose, "unfold"));
                hints.push(act(Action::Why, "why"));
            }
        }
        hints.push(act(Action::NextPane, "pane"));
        hints.push(own("↑↓", "move"));
        hints
    }

    fn further(&self, context: &Context<'_>) -> Vec<Hint> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        let mut hints = vec![
            act(Action::Own(Own::Legend), "legend"),
            act(Action::Own(Own::AirZones), "air zones"),
            act(Action::Own(Own::SeaLines), "sea lines"),
        ];
        if !desk.scenario().regions().is_empty() {
            hints.push(act(Action::Own(Own::ZoomRegion), "part of the map"));
        }
        if OnMap::new(desk.view()).crises().any(|(_, at)| at.is_some()) {
            hints.push(act(Action::Own(Own::ZoomCrisis), "crisis on the map"));
        }
        hints.push(act(Action::Own(Own::Matrix), "unfold relations"));
        hints
    }

    fn hover(&self, at: (u16, u16), context: &Context<'_>) -> Option<Line> {
        let desk = context.desk()?;
        chart::told(&desk, self.looking, self.map.found(at)?)
    }
}

/// The whole map as it is, without zones.
pub(in crate::tui) fn overview(desk: &Desk<'_>) -> Scene {
    chart::scene(desk, Looking::default())
}

/// The map: what of it is looked at, and what lies on it.
impl Situation {
    /// Takes a key that is about the map; `None`: it isn't.
    fn look(&mut self, key: Key, desk: &Desk<'_>) -> Option<Wish> {
        let before = self.looking;
        match key {
            Key::Char('z') => self.looking.air = before.air.turned(),
            Key::Char('n') => self.looking.sea = before.sea.turned(),
            Key::Char('L') => self.looking.legend = before.legend.turned(),
            Key::Char('c') => return Some(self.next_crisis(desk)),
            Key::Char('r') => return Some(self.next_region(desk)),
            Key::Char('t') => return Some(self.unfold(desk)),
            Key::Esc if before.sight != Sight::Whole => self.look_at(Sight::Whole),
            _ if before.sight != Sight::Whole => {
                let step = Move::of(key)?;
                self.scroll = step.within(self.scroll, 400, 10);
            }
            _ => return None,
        }
        let told = match (
            before.air == self.looking.air,
            before.sea == self.looking.sea,
        ) {
            (false, _) => self.switched(desk, ZoneKind::Air),
            (_, false) => self.switched(desk, ZoneKind::Sea),
            (true, true) => None,
        };
        Some(told.map_or(Wish::Nothing, Wish::Tell))
    }

    fn look_at(&mut self, sight: Sight) {
        (self.looking.sight, self.scroll) = (sight, 0);
    }

    /// What the map shows from now on, or that there is nothing to show.
    fn switched(&self, desk: &Desk<'_>, kind: ZoneKind) -> Option<Line> {
        let map = OnMap::new(desk.view());
        let there = map.zones().filter(|(_, zone)| zone.kind == kind).count();
        let (what, switch) = match kind {
            ZoneKind::Air => ("zones in the air", self.looking.air),
            ZoneKind::Sea => ("lines at sea", self.looking.sea),
        };
        let template = match (switch, there) {
            (_, 0) => "There are no {what} on this map",
            (Switch::On, _) => "The map shows {what}, each with whose it is: {many}",
            (Switch::Off, _) => "The map shows no {what} any more",
        };
        let slots = [("what", what.into()), ("many", there.to_string().into())];
        Some(fill(template, &slots))
    }

    /// The next crisis that has a place, then the whole again.
    fn next_crisis(&mut self, desk: &Desk<'_>) -> Wish {
        let crises = OnMap::new(desk.view()).crises();
        let crises: Vec<_> = crises.filter(|(_, at)| at.is_some()).collect();
        let next = match self.looking.sight {
            Sight::Crisis(now) => {
                let mut after = crises.iter().skip_while(|(kind, _)| *kind != now);
                after.nth(1)
            }
            Sight::Whole | Sight::Region(_) => crises.first(),
        };
        match (next, self.looking.sight) {
            (Some((kind, _)), _) => self.look_at(Sight::Crisis(*kind)),
            (None, Sight::Crisis(_)) => self.look_at(Sight::Whole),
            (None, Sight::Whole | Sight::Region(_)) => {
                return Wish::Tell("No crisis is under way that has a place on the map".into());
            }
        }
        Wish::Nothing
    }

    /// The next region of the pack, then the whole again.
    fn next_region(&mut self, desk: &Desk<'_>) -> Wish {
        let next = match self.looking.sight {
            Sight::Region(now) => now + 1,
            Sight::Whole | Sight::Crisis(_) => 0,
        };
        if desk.scenario().regions().is_empty() {
            return Wish::Tell("This map has no parts to look at by themselves".into());
        }
        if usize::from(next) < desk.scenario().regions().len() {
            self.look_at(Sight::Region(next));
        } else {
            self.look_at(Sight::Whole);
        }
        Wish::Nothing
    }

    /// The relations of all with all.
    fn unfold(&self, desk: &Desk<'_>) -> Wish {
        let other = Self::others(desk).get(self.relation).copied();
        let matrix = Matrix::about(desk, other.filter(|_| self.pane == Pane::Relations));
        Wish::Open(Box::new(Screen::Matrix(matrix)))
    }

    fn hints_of_a_part(&self, desk: &Desk<'_>) -> Vec<Hint> {
        let mut hints = vec![act(Action::Back, "whole map")];
        if !desk.scenario().regions().is_empty() {
            hints.push(act(Action::Own(Own::ZoomRegion), "next part"));
        }
        hints.push(act(Action::Own(Own::AirZones), "air zones"));
        hints.push(act(Action::Own(Own::SeaLines), "sea lines"));
        hints.push(act(Action::Own(Own::Legend), "legend"));
        hints.push(own("↑↓", "scroll"));
        hints
    }

    fn draw_beside(&mut self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
        let title = self.looking.title(desk);
        let inner = panes::heading(pen, area, &title, Focus::Here);
        let text = Rect {
            width: inner.width.saturating_sub(1),
            ..inner
        };
        let lines = chart::beside(desk, self.looking, text.width);
        let lines: Vec<Line> = lines
            .iter()
            .flat_map(|line| wrap(line, usize::from(text.width), 4))
            .collect();
        self.scroll = pen.scroll(text, &lines, self.scroll);
        pen.upright(Rect {
            x: area.x.saturating_sub(2),
            width: 1,
            ..area
        });
    }

    fn draw_relations(&self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
        let focus = self.focus(Pane::Relations);
        let inner = panes::heading(pen, area, "Relations", focus);
        panes::relations(pen, inner, desk, (self.relation, focus));
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
            (Pane::Relations, _) => self.unfold(desk),
            (Pane::Figures, Some(asked)) => Wish::Why(asked),
            (Pane::Figures, None) => Wish::Nothing,
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
