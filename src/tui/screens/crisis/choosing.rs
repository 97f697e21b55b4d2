//! The next step: a posture by a channel, each with what the staff believes of it.

use ratatui::layout::Rect;

use crate::model::{Channel, CrisisOrder, Order, Posture};
use crate::text::crises::options::Choice;
use crate::text::crises::page::Page;
use crate::text::{Line, Tone};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{Focus, MARK};
use crate::tui::mouse::{Hit, What};
use crate::tui::paint::{Pen, cells, column, column_right, wrap};
use crate::tui::screens::Wish;
use crate::tui::screens::panes::heading;

/// What is chosen.
pub(super) struct Choosing {
    posture: usize,
    channel: usize,
}

impl Default for Choosing {
    fn default() -> Self {
        Self {
            posture: 1,
            channel: 0,
        }
    }
}

/// Cells of the columns of the table of channels.
const NUMBER: usize = 9;
/// Cells of the name of a posture.
const NAME: usize = 10;
/// What stands over the choices where nothing stands beside them.
const NARROW: &str = "Your step; audience: what giving way later would cost at home";
/// From this width on consequences stand beside the choices.
const BESIDE: u16 = 110;
/// Cells of the choices where consequences stand beside them: as many as there is room for, up to the longest channel.
const fn room_for_choices(wide: u16) -> u16 {
    if wide >= 160 { 88 } else { 68 }
}

impl Choosing {
    fn step(&self, page: &Page<'_>) -> CrisisOrder {
        let channels = page.crisis().channels();
        let channel = channels.get(self.channel).copied();
        CrisisOrder {
            posture: Posture::ALL[self.posture % Posture::ALL.len()],
            channel: channel.unwrap_or(Channel::Private),
        }
    }

    fn choice(&self, page: &Page<'_>) -> Option<Choice> {
        let step = self.step(page);
        page.choices()
            .into_iter()
            .find(|choice| choice.step == step)
    }

    /// The rows that it takes.
    pub fn height(&self, page: &Page<'_>, wide: u16, tall: u16) -> u16 {
        let wanted = if wide >= BESIDE {
            let lists = Posture::ALL.len() + 1 + page.crisis().channels().len();
            lists.max(self.consequences(page, wide).len()) + 1
        } else {
            page.crisis().channels().len() + 3
        };
        cells(wanted).min(tall.saturating_sub(tall / 3))
    }

    /// The postures with what each leads to.
    fn postures(&self, page: &Page<'_>) -> Vec<Line> {
        let each = Posture::ALL.into_iter().enumerate();
        let line = |(place, posture): (usize, Posture)| {
            let name = crate::text::crises::posture(posture);
            let chosen = place == self.posture;
            column(&mark(name, chosen), NAME).then(page.leads_short(posture))
        };
        each.map(line).collect()
    }

    /// The channels of the posture that is chosen, each with its figures.
    fn channels(&self, page: &Page<'_>, room: usize) -> Vec<Line> {
        let names = room.saturating_sub(3 * NUMBER);
        let posture = Posture::ALL[self.posture % Posture::ALL.len()];
        // Only an offer to go down wants an answer.
        let answered = match posture {
            Posture::Lower => "answered",
            Posture::Hold | Posture::Raise => "",
        };
        let head = column(&Line::new("  channel", Tone::Dim), names)
            .then(column_right(&Line::new("climb", Tone::Dim), NUMBER))
            .then(column_right(&Line::new(answered, Tone::Dim), NUMBER))
            .then(column_right(&Line::new("audience", Tone::Dim), NUMBER));
        let mut lines = vec![head];
        for (place, channel) in page.crisis().channels().into_iter().enumerate() {
            let step = CrisisOrder { posture, channel };
            let mut name = page.channel_name(channel);
            if let Some(price) = page.price_short(step) {
                name = name.then(": ").then(price);
            }
            let line = column(&mark(&name.plain(), place == self.channel), names)
                .then(column_right(&page.risk_short(step).into(), NUMBER))
                .then(column_right(
                    &page.answered_short(step).unwrap_or_default().into(),
                    NUMBER,
                ))
                .then(column_right(&page.audience_short(step).into(), NUMBER));
            lines.push(line);
        }
        lines
    }

    /// Everything that is known of the crisis, and what the chosen step is believed to bring.
    pub fn why(&self, page: &Page<'_>) -> Vec<Line> {
        let step = self.step(page);
        let mut lines = vec![page.named(step).capitalised().toned(Tone::Strong)];
        lines.extend(page.consequences(step));
        lines.push(Line::default());
        lines.extend(page.lines());
        lines
    }

    /// What the chosen step is believed to bring.
    fn consequences(&self, page: &Page<'_>, wide: u16) -> Vec<Line> {
        let room = wide.saturating_sub(room_for_choices(wide) + 3);
        let step = self.step(page);
        let mut lines = vec![page.named(step).capitalised().toned(Tone::Strong)];
        lines.extend(page.consequences(step));
        if let Some(why) = self.choice(page).and_then(|choice| choice.why_not) {
            lines.push(Line::new("✗ ", Tone::Bad).then(why));
        }
        let wrapped = lines
            .iter()
            .flat_map(|line| wrap(line, usize::from(room), 2));
        wrapped.collect()
    }

    /// Draws it.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Rect, page: &Page<'_>) {
        if area.width >= BESIDE {
            let other = page.other().unwrap_or_default();
            let title = format!("Your step — if {other} lowers · holds · raises");
            let below = heading(pen, area, &title, Focus::Here);
            self.draw_wide(pen, below, page);
        } else {
            let below = heading(pen, area, NARROW, Focus::Here);
            self.draw_narrow(pen, below, page);
        }
    }

    fn draw_wide(&self, pen: &mut Pen<'_>, area: Rect, page: &Page<'_>) {
        let mut lines = self.postures(page);
        lines.extend(self.channels(page, usize::from(room_for_choices(area.width))));
        let choices = Rect {
            width: room_for_choices(area.width),
            ..area
        };
        pen.lines(choices, &lines);
        self.hits(pen, choices, (0, Posture::ALL.len() + 1), page);
        let beside = Rect {
            x: area.x + room_for_choices(area.width) + 3,
            width: area.width.saturating_sub(room_for_choices(area.width) + 3),
            ..area
        };
        pen.lines(beside, &self.consequences(page, area.width));
    }

    /// What the chosen posture leads to in a line, then postures and channels side by side.
    fn draw_narrow(&self, pen: &mut Pen<'_>, area: Rect, page: &Page<'_>) {
        let posture = Posture::ALL[self.posture % Posture::ALL.len()];
        pen.line(Rect { height: 1, ..area }, &page.leads_by(posture));
        let rest = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        let names = Posture::ALL.into_iter().enumerate();
        let names = names.map(|(place, posture)| {
            mark(crate::text::crises::posture(posture), place == self.posture)
        });
        let mut left = vec![Line::new("  posture", Tone::Dim)];
        left.extend(names);
        let narrow = cells(NAME);
        pen.lines(
            Rect {
                width: narrow,
                ..rest
            },
            &left,
        );
        pen.upright(Rect {
            x: rest.x + narrow - 1,
            width: 1,
            ..rest
        });
        let narrow = narrow + 1;
        let right = Rect {
            x: rest.x + narrow,
            width: rest.width.saturating_sub(narrow),
            ..rest
        };
        pen.lines(right, &self.channels(page, usize::from(right.width)));
        self.hits(
            pen,
            Rect {
                width: narrow,
                ..rest
            },
            (1, usize::MAX),
            page,
        );
        self.hits(pen, right, (usize::MAX, 1), page);
    }

    /// Lets postures and channels be clicked: in which row of an area the first of each stands, if it stands there.
    fn hits(
        &self,
        pen: &mut Pen<'_>,
        area: Rect,
        (postures, channels): (usize, usize),
        page: &Page<'_>,
    ) {
        let updown = (Key::Up, Key::Down);
        let sideways = (Key::Left, Key::Right);
        let lists = [
            (postures, Posture::ALL.len(), self.posture, updown),
            (
                channels,
                page.crisis().channels().len(),
                self.channel,
                sideways,
            ),
        ];
        for (first, count, chosen, keys) in lists {
            for (place, row) in area.rows().skip(first).take(count).enumerate() {
                let what = What::steps(place, chosen, keys);
                pen.hit(Hit { area: row, what });
            }
        }
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key, page: &Page<'_>) -> Wish {
        let channels = page.crisis().channels().len();
        if !page.crisis().is_due() {
            return Wish::Pass;
        }
        if key == Key::Enter {
            return match self.choice(page) {
                Some(Choice {
                    why_not: Some(why), ..
                }) => Wish::Tell(why),
                Some(choice) => {
                    let order = Order::Step(page.crisis().kind(), choice.step);
                    // A key that is pressed once too often holds.
                    *self = Self::default();
                    Wish::Give(order)
                }
                None => Wish::Nothing,
            };
        }
        match Move::of(key) {
            Some(Move::Left) => self.channel = self.channel.saturating_sub(1),
            Some(Move::Right) => {
                self.channel = (self.channel + 1).min(channels.saturating_sub(1));
            }
            Some(step) => self.posture = step.within(self.posture, Posture::ALL.len(), 1),
            None => return Wish::Pass,
        }
        Wish::Nothing
    }
}

fn mark(name: &str, chosen: bool) -> Line {
    if chosen {
        Line::new(&format!("{MARK} {name}"), Tone::Strong)
    } else {
        Line::from(format!("  {name}"))
    }
}
