//! At whom an initiative is directed: each possible capital, with what holds there and why not.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{ActorId, InitiativeId, Order};
use crate::scenario::Item;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::initiatives::{is_slated, needs_at, stronger};
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The choice of a target.
pub(in crate::tui) struct Targets {
    initiative: InitiativeId,
    selected: usize,
}

impl Targets {
    /// For an initiative, at the first capital at which it can be directed now.
    pub fn new(desk: &Desk<'_>, initiative: InitiativeId) -> Self {
        let mut asked = Self {
            initiative,
            selected: 0,
        };
        let targets = asked.targets(desk);
        let open = targets
            .iter()
            .position(|target| desk.why_not(&asked.order(*target)).is_none());
        asked.selected = open.unwrap_or(0);
        asked
    }

    fn targets(&self, desk: &Desk<'_>) -> Vec<ActorId> {
        desk.view()
            .targets(self.initiative)
            .into_iter()
            .flatten()
            .collect()
    }

    fn order(&self, target: ActorId) -> Order {
        Order::Launch {
            initiative: self.initiative,
            target: Some(target),
        }
    }

    fn rows(&self, desk: &Desk<'_>, wide: u16) -> Vec<Row> {
        let wide = usize::from(wide.saturating_sub(2));
        let row = |target: ActorId| {
            let name = desk.words().actor(target);
            let mut lines = Vec::new();
            match desk.why_not(&self.order(target)) {
                None => lines.push(Line::new("✓ ", Tone::Good).then(name.as_str())),
                Some(why) => {
                    lines.push(Line::new("✗ ", Tone::Bad).then(name.as_str()));
                    let why = Line::from("  ").then(why.capitalised().toned(Tone::Dim));
                    lines.extend(wrap(&why, wide, 2));
                }
            }
            Row::Item(lines)
        };
        self.targets(desk).into_iter().map(row).collect()
    }

    /// What holds for the selected target, and what it would do there.
    fn about(&self, desk: &Desk<'_>, wide: u16) -> Vec<Line> {
        let Some(target) = self.targets(desk).get(self.selected).copied() else {
            return Vec::new();
        };
        let (words, wide) = (desk.words(), usize::from(wide));
        let known = desk.known_events();
        let cast = desk.cast(Some(target), &known);
        let initiative = desk.scenario().initiative(self.initiative);
        let mut lines = Vec::new();
        for line in needs_at(desk, self.initiative, Some(target)) {
            lines.extend(wrap(&line, wide, 2));
        }
        for effect in words.effects(&initiative.done, &cast) {
            lines.extend(wrap(&Line::from("· ").then(effect), wide, 2));
        }
        for line in stronger(desk, self.initiative, Some(target)) {
            lines.extend(wrap(&line, wide, 2));
        }
        lines
    }
}

impl Component for Targets {
    fn place(&self) -> Place {
        Place::Initiatives
    }

    fn title(&self, context: &Context<'_>) -> String {
        context.desk().map_or_else(String::new, |desk| {
            desk.words().name(Item::Initiative(self.initiative))
        })
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(76)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        context.desk().map_or(1, |desk| {
            let about = self.about(&desk, wide).len();
            cells(list::height(&self.rows(&desk, wide)) + 3 + about)
        })
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        pen.line(area, &Line::new("Directed at", Tone::Dim));
        let rows = self.rows(&desk, area.width);
        let about = self.about(&desk, area.width);
        let room = area.height.saturating_sub(2);
        let list_tall = cells(list::height(&rows)).min(room.max(3));
        let body = Rect {
            y: area.y + 1,
            height: list_tall,
            ..area
        }
        .intersection(area);
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        let below = Rect {
            y: body.bottom() + 1,
            height: area.bottom().saturating_sub(body.bottom() + 1),
            ..area
        };
        pen.lines(below, &about);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Back;
        };
        let targets = self.targets(&desk);
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter, _) => match targets.get(self.selected) {
                Some(target) if is_slated(&desk, (self.initiative, Some(*target))) => {
                    Wish::Shift((self.initiative, Some(*target)), desk.view().turn())
                }
                Some(target) => choose(&desk, self.order(*target)),
                None => Wish::Back,
            },
            (_, Some(step)) => {
                self.selected = step.within(self.selected, targets.len(), 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let refused = context.desk().and_then(|desk| {
            let target = *self.targets(&desk).get(self.selected)?;
            desk.why_not(&self.order(target))
        });
        let enter = if refused.is_some() { "why not" } else { "plan" };
        vec![
            act(Action::Choose, enter),
            own("↑↓", "move"),
            act(Action::Back, "back"),
        ]
    }
}

fn choose(desk: &Desk<'_>, order: Order) -> Wish {
    match desk.why_not(&order) {
        Some(why) => Wish::Tell(why.capitalised()),
        None => Wish::GiveAndClose(order),
    }
}
