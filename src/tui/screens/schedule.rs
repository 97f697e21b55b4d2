//! When an initiative is to begin: the coming turns with their days, and what is on the roadmap there already.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{ActorId, InitiativeId, Order, Turn};
use crate::scenario::Item;
use crate::text::roadmap::{self, Stage, Whose};
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::initiatives::needs_at;
use crate::tui::screens::{Component, Hint, Screen, Shape, Wish, act, own};

/// Rows that stay for the turns, whatever stands below them.
const LEAST: u16 = 6;

/// The choice of a turn, and of a target where one is taken.
pub(in crate::tui) struct Schedule {
    initiative: InitiativeId,
    targets: Vec<Option<ActorId>>,
    at: usize,
    selected: usize,
}

impl Schedule {
    /// Asks for the turn of an initiative, with a target at first if one is at hand; or tells why there is none.
    pub fn ask(desk: &Desk<'_>, initiative: InitiativeId, target: Option<ActorId>) -> Wish {
        let targets = desk.view().targets(initiative);
        let mut asked = Self {
            initiative,
            at: 0,
            selected: 0,
            targets,
        };
        let known = target.and_then(|_| asked.targets.iter().position(|known| *known == target));
        let open = |place: usize| {
            let asked = Self {
                targets: asked.targets.clone(),
                at: place,
                ..asked
            };
            asked.first_open(desk)
        };
        let places = known.into_iter().chain(0..asked.targets.len());
        match places
            .into_iter()
            .find_map(|place| Some((place, open(place)?)))
        {
            Some((at, selected)) => {
                (asked.at, asked.selected) = (known.unwrap_or(at), selected);
                Wish::Open(Box::new(Screen::Schedule(asked)))
            }
            None => {
                asked.at = known.unwrap_or(0);
                let why = desk.why_not(&asked.order(desk.view().turn().after(1)));
                why.map_or(Wish::Nothing, |why| Wish::Tell(why.capitalised()))
            }
        }
    }

    /// The place of the first coming turn in which it could be scheduled.
    fn first_open(&self, desk: &Desk<'_>) -> Option<usize> {
        let mut turns = self.turns(desk).into_iter();
        turns.position(|turn| desk.why_not(&self.order(turn)).is_none())
    }

    fn turns(&self, desk: &Desk<'_>) -> Vec<Turn> {
        let (now, last) = (desk.view().turn().0, desk.scenario().calendar().turns.0);
        (now.saturating_add(1)..=last).map(Turn).collect()
    }

    fn order(&self, turn: Turn) -> Order {
        Order::Schedule {
            initiative: self.initiative,
            target: self.targets.get(self.at).copied().flatten(),
            turn,
        }
    }

    fn rows(&self, desk: &Desk<'_>, wide: u16) -> Vec<Row> {
        let words = desk.words();
        let wide = usize::from(wide.saturating_sub(2));
        let known = roadmap::entries(&desk.view(), Whose::Own);
        let row = |turn: Turn| {
            let when = format!("turn {}, {}", turn.0, words.day_of(turn));
            let mut line = Line::from(when.as_str());
            let there = known
                .iter()
                .filter(|entry| entry.turn == turn && matches!(entry.stage, Stage::Later(_)));
            for entry in there {
                let name = words.directed(entry.initiative, entry.target);
                line = line.then("  ").then(name.toned(Tone::Dim));
            }
            if let Some(why) = desk.why_not(&self.order(turn)) {
                let why = Line::new("✗ ", Tone::Bad).then(why.capitalised().toned(Tone::Dim));
                line = line.then("  ").then(why);
            }
            Row::Item(wrap(&line, wide, 2))
        };
        self.turns(desk).into_iter().map(row).collect()
    }

    fn head(&self, desk: &Desk<'_>) -> Line {
        match self.targets.get(self.at).copied().flatten() {
            None => Line::new("Begins in", Tone::Dim),
            Some(target) => Line::new("Directed at ‹ ", Tone::Dim)
                .then(Line::new(&desk.words().actor(target), Tone::Strong))
                .then(Line::new(" ›, begins in", Tone::Dim)),
        }
    }

    /// What it needs when it begins, with how that stands today; nothing where it needs nothing.
    fn needs(&self, desk: &Desk<'_>, wide: u16) -> Vec<Line> {
        let target = self.targets.get(self.at).copied().flatten();
        let needs = needs_at(desk, self.initiative, target);
        if needs.is_empty() {
            return Vec::new();
        }
        let head = Line::new("Needs when it begins, and how they stand today", Tone::Dim);
        let wrapped = needs
            .iter()
            .flat_map(|line| wrap(line, usize::from(wide), 2));
        std::iter::once(head).chain(wrapped).collect()
    }

    /// The target before or after this one; stays inside.
    fn turn_target(&mut self, step: Move) {
        let last = self.targets.len().saturating_sub(1);
        self.at = match step {
            Move::Left => self.at.saturating_sub(1),
            Move::Right => self.at.saturating_add(1).min(last),
            Move::Up | Move::Down | Move::First | Move::Last | Move::PageUp | Move::PageDown => {
                self.at
            }
        };
    }
}

impl Component for Schedule {
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
            let needs = self.needs(&desk, wide).len();
            let below = if needs == 0 { 0 } else { needs + 1 };
            cells(list::height(&self.rows(&desk, wide)) + 1 + below)
        })
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        pen.line(area, &self.head(&desk));
        let rows = self.rows(&desk, area.width);
        let needs = self.needs(&desk, area.width);
        // Turns keep some rows, as many as there are.
        let least = cells(list::height(&rows) + 2).min(LEAST);
        let below = cells(needs.len()).min(area.height.saturating_sub(least));
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1 + below + below.min(1)),
            ..area
        }
        .intersection(area);
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        let under = Rect {
            y: area.bottom() - below,
            height: below,
            ..area
        };
        pen.lines(under, &needs);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Back;
        };
        let turns = self.turns(&desk);
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter, _) => match turns.get(self.selected) {
                Some(turn) => {
                    let order = self.order(*turn);
                    match desk.why_not(&order) {
                        Some(why) => Wish::Tell(why.capitalised()),
                        None => Wish::GiveAndClose(order),
                    }
                }
                None => Wish::Back,
            },
            (_, Some(step @ (Move::Left | Move::Right))) => {
                self.turn_target(step);
                Wish::Nothing
            }
            (_, Some(step)) => {
                self.selected = step.within(self.selected, turns.len(), 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let refused = context.desk().and_then(|desk| {
            let turn = *self.turns(&desk).get(self.selected)?;
            desk.why_not(&self.order(turn))
        });
        let enter = if refused.is_some() {
            "why not"
        } else {
            "schedule"
        };
        let mut hints = vec![act(Action::Choose, enter), own("↑↓", "turn")];
        if self.targets.len() > 1 {
            hints.push(own("←→", "target"));
        }
        hints.push(act(Action::Back, "back"));
        hints
    }
}
