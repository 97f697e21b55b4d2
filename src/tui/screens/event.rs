//! An event that asks for an answer: the cable, and each choice with its price, who minds, and what it does.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{EventId, Order, Selector, Subject};
use crate::scenario::{Choice, Item, Question};
use crate::text::{Cast, Line, Tone, advice};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, ends, wrap, wrap_all};
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// Rows of the cable that stay, however much there is to say of a choice.
const LEAST_STORY: u16 = 3;
/// Rows of what a choice does that stay, however little room there is.
const LEAST_EFFECTS: u16 = 2;

/// The dialogue of one event.
pub(in crate::tui) struct EventDialog {
    event: EventId,
    subject: Subject,
    selected: usize,
    /// How far what a choice does is scrolled, and the cable above.
    scroll: usize,
    read: usize,
    /// Whether there is more of either than is seen.
    long: (bool, bool),
}

impl EventDialog {
    /// For an event about a subject.
    pub fn new(event: EventId, subject: Subject) -> Self {
        Self {
            event,
            subject,
            selected: 0,
            scroll: 0,
            read: 0,
            long: (false, false),
        }
    }

    fn question<'a>(&self, desk: &Desk<'a>) -> Option<(u8, &'a Question)> {
        desk.view().question(self.event, self.subject)
    }

    fn order(&self, desk: &Desk<'_>, place: usize) -> Option<Order> {
        let (question, _) = self.question(desk)?;
        let place = u8::try_from(place).ok()?;
        let choice = desk.view().answer_at(self.event, question, place)?;
        Some(Order::Respond {
            event: self.event,
            subject: self.subject,
            choice,
        })
    }

    fn why_not(&self, desk: &Desk<'_>, place: usize) -> Option<Line> {
        desk.why_not(&self.order(desk, place)?)
    }

    fn rows(&self, desk: &Desk<'_>, wide: usize) -> Vec<Row> {
        let Some((question, asked)) = self.question(desk) else {
            return Vec::new();
        };
        let choices = asked.choices.iter().enumerate();
        choices
            .map(|(place, choice)| {
                let default = place == usize::from(asked.default);
                Row::Item(self.row(desk, (question, place), choice, default, wide))
            })
            .collect()
    }

    fn row(
        &self,
        desk: &Desk<'_>,
        (question, place): (u8, usize),
        choice: &Choice,
        default: bool,
        wide: usize,
    ) -> Vec<Line> {
        let words = desk.words();
        let index = u8::try_from(place).unwrap_or(u8::MAX);
        let name = words.name(Item::Choice(self.event, question, index));
        let refused = self.why_not(desk, place);
        let sign = if refused.is_some() { "✗ " } else { "" };
        let label = Line::from(format!("{} {sign}{name}", place + 1));
        let mut price = words.choice_price(choice.cost);
        if default {
            price = Line::new("default · ", Tone::Dim).then(price);
        }
        let mut lines = wrap(&label, wide.saturating_sub(18), 2);
        if let Some(first) = lines.first_mut() {
            *first = ends(first, &price, wide);
        }
        lines
    }

    /// What the selected choice does, who likes and minds it, and why it can't be taken.
    fn about(&self, desk: &Desk<'_>, wide: usize) -> Vec<Line> {
        let Some((question, asked)) = self.question(desk) else {
            return Vec::new();
        };
        let Some(choice) = asked.choices.get(self.selected) else {
            return Vec::new();
        };
        let words = desk.words();
        let known = desk.known_events();
        let cast = Cast::about(desk.seat(), self.subject).knowing(&known);
        let mut lines = Vec::new();
        if let Some(why) = self.why_not(desk, self.selected) {
            lines.extend(wrap(
                &Line::new("✗ ", Tone::Bad).then(why.capitalised()),
                wide,
                2,
            ));
        }
        let index = u8::try_from(self.selected).unwrap_or(u8::MAX);
        lines.extend(wrap_all(
            &words.text(Item::Choice(self.event, question, index)),
            wide,
        ));
        let who = |selectors: &[Selector]| -> Vec<String> {
            selectors
                .iter()
                .map(|selector| words.who(*selector, &cast))
                .collect()
        };
        let (liked, minded) = (who(&choice.liked_by), who(&choice.disliked_by));
        if !liked.is_empty() {
            lines.extend(wrap(
                &Line::new("+ ", Tone::Good).then(words.liked_by(&liked)),
                wide,
                2,
            ));
        }
        if !minded.is_empty() {
            lines.extend(wrap(
                &Line::new("− ", Tone::Bad).then(words.disliked_by(&minded)),
                wide,
                2,
            ));
        }
        for effect in words.effects(&choice.effects, &cast) {
            lines.extend(wrap(&Line::from("· ").then(effect), wide, 2));
        }
        for backer in self.backers(desk, self.selected) {
            lines.extend(wrap(&Line::from("» ").then(backer), wide, 2));
        }
        lines
    }

    /// The advisers who would give this answer.
    fn backers(&self, desk: &Desk<'_>, place: usize) -> Vec<Line> {
        let order = self.order(desk, place);
        order.map_or_else(Vec::new, |order| advice::backers(&desk.view(), &order))
    }

    fn cable(&self, desk: &Desk<'_>, wide: usize) -> Vec<Line> {
        wrap_all(&desk.words().text(Item::Event(self.event)), wide)
    }
}

impl Component for EventDialog {
    fn place(&self) -> Place {
        Place::Events
    }

    fn subject(&self, context: &Context<'_>) -> String {
        let Some(desk) = context.desk() else {
            return String::new();
        };
        let about = [self.about(&desk, 1_000), self.cable(&desk, 1_000)];
        about
            .concat()
            .iter()
            .map(|line| line.plain() + " ")
            .collect()
    }

    fn title(&self, context: &Context<'_>) -> String {
        context.desk().map_or_else(String::new, |desk| {
            let words = desk.words();
            let name = words.name(Item::Event(self.event));
            match self.subject {
                Subject::World => name,
                Subject::Actor(about) => format!("{name} ({})", words.actor(about)),
                Subject::Pair(a, b) => format!("{name} ({})", words.actors([a, b])),
            }
        })
    }

    fn shape(&self) -> Shape {
        Shape::Letter(96)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        context.desk().map_or(1, |desk| {
            let wide = usize::from(wide);
            let choices = list::height(&self.rows(&desk, wide.saturating_sub(2)));
            let most = (0..self
                .question(&desk)
                .map_or(0, |(_, asked)| asked.choices.len()))
                .map(|selected| {
                    Self {
                        selected,
                        ..Self::new(self.event, self.subject)
                    }
                    .about(&desk, wide)
                    .len()
                })
                .max();
            cells(self.cable(&desk, wide).len() + 2 + choices + 1 + most.unwrap_or(0))
        })
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let wide = usize::from(area.width);
        let cable = self.cable(&desk, wide);
        let rows = self.rows(&desk, wide.saturating_sub(2));
        let choices = cells(list::height(&rows));
        let about = self.about(&desk, wide);
        // What a choice does has room before the story, of which two rows always stay.
        let room = area.height.saturating_sub(choices + 2);
        let story = room.saturating_sub(cells(about.len())).max(LEAST_STORY);
        let story = story.min(room.saturating_sub(LEAST_EFFECTS)).max(1);
        let text = cells(cable.len()).min(story);
        let above = Rect {
            height: text.min(area.height),
            ..area
        };
        self.read = pen.scroll(above, &cable, self.read);
        let y = area.y + text + 1;
        let body = Rect {
            y,
            height: choices,
            ..area
        }
        .intersection(area);
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        let rule = Rect {
            y: y + choices,
            height: 1,
            ..area
        }
        .intersection(area);
        if !rule.is_empty() {
            pen.rule(rule);
        }
        let below = Rect {
            y: y + choices + 1,
            height: area.height,
            ..area
        }
        .intersection(area);
        self.scroll = pen.scroll(below, &about, self.scroll);
        let longer = |lines: &[Line], area: Rect| lines.len() > usize::from(area.height);
        self.long = (longer(&about, below), longer(&cable, above));
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        let Some(desk) = context.desk() else {
            return Wish::Back;
        };
        let count = self
            .question(&desk)
            .map_or(0, |(_, asked)| asked.choices.len());
        match key {
            Key::Esc => Wish::Back,
            Key::Enter => self.answer(&desk),
            Key::Char(digit @ '1'..='9') => {
                let place = digit.to_digit(10).map_or(0, |digit| digit as usize) - 1;
                if place < count {
                    self.select(place);
                }
                Wish::Nothing
            }
            Key::Right | Key::Left | Key::PageDown | Key::PageUp => {
                let part = match key {
                    Key::Right | Key::Left => &mut self.scroll,
                    _ => &mut self.read,
                };
                *part = match key {
                    Key::Right | Key::PageDown => *part + 3,
                    _ => part.saturating_sub(3),
                };
                Wish::Nothing
            }
            _ => match Move::of(key) {
                Some(step) => {
                    self.select(step.within(self.selected, count, 3));
                    Wish::Nothing
                }
                None => Wish::Pass,
            },
        }
    }

    fn hints(&self, context: &Context<'_>) -> Vec<Hint> {
        let refused = context
            .desk()
            .is_some_and(|desk| self.why_not(&desk, self.selected).is_some());
        let enter = if refused {
            "why not"
        } else {
            "give this answer"
        };
        let mut hints = vec![
            act(Action::Choose, enter),
            own("↑↓", "compare"),
            act(Action::Back, "later"),
        ];
        if self.long.0 {
            hints.push(own("←→", "effects"));
        }
        if self.long.1 {
            hints.push(own("PgDn", "read on"));
        }
        hints.push(own("1-9", "choose"));
        hints
    }
}

impl EventDialog {
    fn select(&mut self, place: usize) {
        self.selected = place;
        self.scroll = 0;
    }

    fn answer(&self, desk: &Desk<'_>) -> Wish {
        match (
            self.order(desk, self.selected),
            self.why_not(desk, self.selected),
        ) {
            (_, Some(why)) => Wish::Tell(why.capitalised()),
            (Some(order), None) => Wish::GiveAndClose(order),
            (None, None) => Wish::Back,
        }
    }
}
