//! Which initiative is to be scheduled: every one that can still be put on the roadmap, with its price and how it stands.

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::model::{InitiativeId, Order};
use crate::scenario::Item;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, column, ends};
use crate::tui::screens::initiatives::Status;
use crate::tui::screens::roadmap::tall;
use crate::tui::screens::schedule::Schedule;
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// The choice of an initiative.
#[derive(Default)]
pub(in crate::tui) struct Picker {
    selected: usize,
}

/// What can be put on the roadmap, by family.
fn open(desk: &Desk<'_>) -> Vec<InitiativeId> {
    let (now, last) = (desk.view().turn().0, desk.scenario().calendar().turns.0);
    let can = |initiative: InitiativeId| {
        let targets = desk.view().targets(initiative);
        targets.into_iter().any(|target| {
            (now + 1..=last).any(|turn| {
                let order = Order::Schedule {
                    initiative,
                    target,
                    turn: crate::model::Turn(turn),
                };
                desk.view().check(&order).is_ok()
            })
        })
    };
    let all = desk.scenario().initiatives();
    let mine = all.filter(|(id, known)| known.by.contains(desk.seat().0) && can(*id));
    let mut mine: Vec<(u16, InitiativeId)> = mine.map(|(id, known)| (known.family, id)).collect();
    mine.sort();
    mine.into_iter().map(|(_, id)| id).collect()
}

fn rows(desk: &Desk<'_>, wide: u16) -> Vec<Row> {
    let words = desk.words();
    let wide = usize::from(wide.saturating_sub(3));
    let mut rows = Vec::new();
    let mut family = None;
    for id in open(desk) {
        let known = desk.scenario().initiative(id);
        if family != Some(known.family) {
            family = Some(known.family);
            rows.push(Row::heading(&words.name(Item::Family(known.family))));
        }
        let name = Line::from(words.name(Item::Initiative(id)));
        let price = words.price(known).toned(Tone::Dim);
        let state = column(&Status::of(desk, id).short(desk, id), 10);
        let right = price.then("  ").then(state);
        rows.push(Row::item(ends(&name, &right, wide)));
    }
    rows
}

impl Component for Picker {
    fn place(&self) -> Place {
        Place::Initiatives
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Schedule which initiative?".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(86)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        let rows = context.desk().map(|desk| rows(&desk, wide));
        rows.map_or(1, |rows| tall(&rows).max(1))
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let rows = rows(&desk, area.width);
        if rows.is_empty() {
            pen.line(area, &crate::text::roadmap::nothing_to_schedule());
        }
        list::draw(pen, area, &rows, self.selected, Focus::Here);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Back;
        };
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter | Key::Char('s'), _) => {
                let chosen = open(&desk).get(self.selected).copied();
                chosen.map_or(Wish::Back, |id| Schedule::ask(&desk, id, None))
            }
            (_, Some(step)) => {
                self.selected = step.within(self.selected, open(&desk).len(), 8);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![
            act(Action::Choose, "choose its turn"),
            own("↑↓", "move"),
            act(Action::Back, "back"),
        ]
    }
}
