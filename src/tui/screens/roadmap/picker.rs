//! Which initiative is to be scheduled: every one that can still be put on the roadmap, with its price and how it stands.

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::model::{InitiativeId, Order};
use crate::scenario::Item;
use crate::text::roadmap::nothing_to_schedule;
use crate::text::{Line, Tone, whole};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, column, column_right, cut};
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

/// Cells for a number and for how it stands.
const NUMBER: usize = 6;
const STATE: usize = 11;

/// A row of the list: the name, then price, hands and turns, then how it stands.
fn line(name: &Line, numbers: [&Line; 3], state: &Line, wide: usize) -> Line {
    let first = wide.saturating_sub(3 * NUMBER + STATE + 1);
    let mut line = column(&cut(name, first), first);
    for number in numbers {
        line = line.then(column_right(number, NUMBER));
    }
    line.then(" ").then(column(state, STATE))
}

fn rows(desk: &Desk<'_>, wide: u16) -> Vec<Row> {
    let words = desk.words();
    let wide = usize::from(wide.saturating_sub(2));
    let head = ["cost", "hands", "turns"].map(|name| Line::new(name, Tone::Dim));
    let [cost, hands, turns] = &head;
    let nothing = Line::default();
    let head = line(&nothing, [cost, hands, turns], &nothing, wide);
    let mut rows = vec![Row::Heading(Line::from("  ").then(head))];
    let mut family = None;
    for id in open(desk) {
        let known = desk.scenario().initiative(id);
        if family != Some(known.family) {
            family = Some(known.family);
            rows.push(Row::heading(&words.name(Item::Family(known.family))));
        }
        let name = Line::from(words.name(Item::Initiative(id)));
        let numbers = [
            whole(known.cost),
            whole(known.hands),
            known.turns().to_string(),
        ];
        let numbers = numbers.map(Line::from);
        let [cost, hands, turns] = &numbers;
        let state = Status::of(desk, id).short(desk, id);
        rows.push(Row::item(line(&name, [cost, hands, turns], &state, wide)));
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
        if rows.len() == 1 {
            pen.line(area, &nothing_to_schedule());
            return;
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
