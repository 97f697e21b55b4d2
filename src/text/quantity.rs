//! Numbers, dates, trends and readings as text.

use crate::model::{Band, Cause, Date, Points, Turn};
use crate::rules::Reading;
use crate::text::{Line, Tone, Words, fill};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// An amount in whole points, with a real minus sign.
#[must_use]
pub fn whole(points: Points) -> String {
    let shown = points.displayed();
    match shown {
        0.. => shown.to_string(),
        ..0 => format!("−{}", shown.unsigned_abs()),
    }
}

/// An amount in whole points, with a tenth, rounded down, where it stands between two: what is short of 2 isn't 2.
#[must_use]
pub fn fine(points: Points) -> String {
    let down = Points::thousandths(points.raw().div_euclid(100) * 100);
    match down.raw() % 1000 {
        0 => whole(down),
        _ => tenths(down),
    }
}

/// An amount to one decimal, with a real minus sign.
#[must_use]
pub fn tenths(points: Points) -> String {
    let shown = tenths_of(points);
    let sign = if points.raw() < 0 && shown > 0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{}.{}", shown / 10, shown % 10)
}

/// A change in whole points, or to one decimal where it is smaller than one.
#[must_use]
pub fn signed(points: Points) -> String {
    let shown = tenths_of(points);
    match shown {
        0 if points == Points::ZERO => "0".to_owned(),
        0 => "≈0".to_owned(),
        1..10 => signed_fine(points),
        10.. => format!("{}{}", sign(points), points.magnitude().displayed()),
    }
}

/// How large an amount is, without its sign: to one decimal below 10, where it would be lost otherwise.
#[must_use]
pub fn size(points: Points) -> String {
    signed(points).trim_start_matches(['+', '−']).to_owned()
}

/// A change to one decimal.
#[must_use]
pub fn signed_fine(points: Points) -> String {
    let shown = tenths_of(points);
    // What rounds to nothing is shown to a hundredth, so that it isn't a nought with a sign.
    let hundredths = points.magnitude().raw().unsigned_abs().saturating_add(5) / 10;
    match (shown, hundredths) {
        (0, 0) => "0.0".to_owned(),
        (0, few) => format!("{}0.0{few}", sign(points)),
        (shown, _) => format!("{}{}.{}", sign(points), shown / 10, shown % 10),
    }
}

fn tenths_of(points: Points) -> u32 {
    points.magnitude().raw().unsigned_abs().saturating_add(50) / 100
}

const fn sign(points: Points) -> &'static str {
    if points.raw() < 0 { "−" } else { "+" }
}

/// "1 turn", "3 turns".
#[must_use]
pub fn turns(count: u16) -> String {
    match count {
        1 => "1 turn".to_owned(),
        count => format!("{count} turns"),
    }
}

/// "1 hand", "3 hands".
#[must_use]
pub fn hands(count: Points) -> String {
    match count.displayed() {
        1 => "1 hand".to_owned(),
        _ => format!("{} hands", whole(count)),
    }
}

/// "25 February 2013".
#[must_use]
pub fn date(date: Date) -> String {
    format!("{} {}", date.day, month(date))
}

/// "February 2013".
#[must_use]
pub fn month(date: Date) -> String {
    let name = MONTHS.get(usize::from(date.month.saturating_sub(1)));
    format!("{} {}", name.unwrap_or(&""), date.year)
}

/// Which way a figure went, as far as whole points show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trend {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// It stayed.
    Level,
}

impl Trend {
    /// From one value to a later one.
    #[must_use]
    pub fn between(before: Points, after: Points) -> Self {
        match after.displayed().cmp(&before.displayed()) {
            std::cmp::Ordering::Greater => Self::Up,
            std::cmp::Ordering::Less => Self::Down,
            std::cmp::Ordering::Equal => Self::Level,
        }
    }

    /// An arrow.
    #[must_use]
    pub const fn arrow(self) -> &'static str {
        match self {
            Self::Up => "↑",
            Self::Down => "↓",
            Self::Level => "→",
        }
    }

    /// A sign in ASCII, as wide as the arrow.
    #[must_use]
    pub const fn ascii(self) -> &'static str {
        match self {
            Self::Up => "^",
            Self::Down => "v",
            Self::Level => "=",
        }
    }

    /// A word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Up => "rising",
            Self::Down => "falling",
            Self::Level => "steady",
        }
    }
}

impl Words<'_> {
    /// The first day of a turn: "25 March 2013". Before the first turn: "before the opening".
    #[must_use]
    pub fn day_of(&self, turn: Turn) -> String {
        match turn {
            Turn(0) => "before the opening".to_owned(),
            turn => date(self.lexicon.calendar.first_day(turn)),
        }
    }

    /// The day of what a cause did in a turn: an event's own day where it was bound to one, else the turn's first.
    #[must_use]
    pub fn day_of_cause(&self, cause: Cause, turn: Turn) -> String {
        let own = if let Cause::Event(event) = cause {
            self.lexicon.days.of(event, turn)
        } else {
            None
        };
        own.map_or_else(|| self.day_of(turn), date)
    }

    /// The month in which a turn begins: "March 2013". Before the first turn: "the opening".
    #[must_use]
    pub fn month_of(&self, turn: Turn) -> String {
        match turn {
            Turn(0) => "the opening".to_owned(),
            turn => month(self.lexicon.calendar.first_day(turn)),
        }
    }

    /// "turn 2 of 4 · 25 Mar 2013".
    #[must_use]
    pub fn turn_in_short(&self, turn: Turn) -> Line {
        let day = self.lexicon.calendar.first_day(turn);
        let month: String = month(day).chars().take(3).collect();
        let slots = [
            ("turn", turn.0.to_string().into()),
            ("turns", self.lexicon.calendar.turns.0.to_string().into()),
            ("day", format!("{} {month} {}", day.day, day.year).into()),
        ];
        fill("turn {turn} of {turns} · {day}", &slots)
    }

    /// "turn 2 of 4 · 25 March 2013".
    #[must_use]
    pub fn turn(&self, turn: Turn) -> Line {
        let slots = [
            ("turn", turn.0.to_string().into()),
            ("turns", self.lexicon.calendar.turns.0.to_string().into()),
            ("day", self.day_of(turn).into()),
        ];
        fill("turn {turn} of {turns} · {day}", &slots)
    }

    /// The last moment of a turn as a limit: "before 25 April 2013".
    #[must_use]
    pub fn by_the_end_of(&self, turn: Turn) -> String {
        let next = self.lexicon.calendar.first_day(turn.after(1));
        format!("before {}", date(next))
    }

    /// A figure as a seat knows it: `52`, `46 ±8 (as of March 2013)`, or `unknown`.
    #[must_use]
    pub fn reading(&self, reading: Reading) -> Line {
        match reading {
            Reading::Exact(points) => whole(points).into(),
            Reading::Estimate { band, .. } if band.points() >= Points::HUNDRED => unknown(),
            Reading::Estimate { as_of, .. } => {
                let slots = [
                    ("value", self.reading_short(reading)),
                    ("month", self.month_of(as_of).into()),
                ];
                fill("{value} (as of {month})", &slots)
            }
        }
    }

    /// The same without the date: `52`, `46 ±8`, or `unknown`.
    #[must_use]
    pub fn reading_short(&self, reading: Reading) -> Line {
        match reading {
            Reading::Exact(points) => whole(points).into(),
            Reading::Estimate { band, .. } if band.points() >= Points::HUNDRED => unknown(),
            Reading::Estimate { middle, band, .. } => estimate(middle, band),
        }
    }

    /// The same with a tenth, rounded down, where it stands between two whole points: what is short of 40 isn't 40.
    #[must_use]
    pub fn reading_fine(&self, reading: Reading) -> Line {
        match reading {
            Reading::Exact(points) if points.raw() % 1000 != 0 => fine(points).into(),
            Reading::Exact(_) | Reading::Estimate { .. } => self.reading_short(reading),
        }
    }

    /// The same to a tenth where a part stands between two whole points, so that each is the figure that its own history
    /// ends with.
    #[must_use]
    pub fn trust_parts_fine(&self, firm: Reading, warm: Reading) -> Line {
        let (Reading::Exact(firm), Reading::Exact(warm)) = (firm, warm) else {
            return self.trust_parts(firm, warm);
        };
        let near = |points: Points| Points::thousandths((points.raw() + 50).div_euclid(100) * 100);
        let (firm, warm) = (near(firm), near(warm));
        let total = firm.plus(warm).clamp_to(Points::ZERO, Points::HUNDRED);
        let slots = [
            ("total", Line::new(&fine(total), Tone::Strong)),
            ("firm", fine(firm).into()),
            ("warm", fine(warm).into()),
        ];
        fill("{total} = {firm} firm + {warm} warm", &slots)
    }

    /// Trust with its parts: `52 = 44 firm + 8 warm`; of an estimate `52 ±8 = …`. The parts add up as shown.
    #[must_use]
    pub fn trust_parts(&self, firm: Reading, warm: Reading) -> Line {
        let sum = firm.middle().plus(warm.middle());
        let total = sum.clamp_to(Points::ZERO, Points::HUNDRED).displayed();
        let standing = firm.middle().displayed().min(total);
        let band = width(firm).saturating_add(width(warm));
        let slots = [
            ("total", Line::new(&total.to_string(), Tone::Strong)),
            ("firm", standing.to_string().into()),
            ("warm", (total - standing).to_string().into()),
            ("band", band.to_string().into()),
        ];
        let template = match band {
            0 => "{total} = {firm} firm + {warm} warm",
            1.. => "{total} ±{band} = {firm} firm + {warm} warm",
        };
        fill(template, &slots)
    }
}

/// The half-width of a reading in whole points, rounded up; 0 for what is known.
fn width(reading: Reading) -> u16 {
    match reading {
        Reading::Exact(_) => 0,
        Reading::Estimate { band, .. } => band.0.div_ceil(10),
    }
}

/// `46 ±8`; the band is rounded up to whole points.
pub(in crate::text) fn estimate(middle: Points, band: Band) -> Line {
    let width = band.0.div_ceil(10);
    fill(
        "{middle} ±{band}",
        &[
            ("middle", whole(middle).into()),
            ("band", width.to_string().into()),
        ],
    )
}

fn unknown() -> Line {
    Line::new("unknown", Tone::Dim)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Cause;
    use crate::text::testing::World;

    #[test]
    fn changes_carry_a_sign_and_small_ones_a_decimal() {
        for (raw, shown, fine) in [
            (3_000, "+3", "+3.0"),
            (-2_000, "−2", "−2.0"),
            (-2_400, "−2", "−2.4"),
            (1_500, "+2", "+1.5"),
            (400, "+0.4", "+0.4"),
            (-960, "−1", "−1.0"),
            (20, "≈0", "+0.02"),
            (-2, "≈0", "0.0"),
            (0, "0", "0.0"),
        ] {
            let points = Points::thousandths(raw);
            assert_eq!(
                (signed(points), signed_fine(points)),
                (shown.into(), fine.into())
            );
        }
    }

    #[test]
    fn amounts_show_whole_points_and_a_real_minus() {
        for (raw, shown, fine) in [
            (52_400, "52", "52.4"),
            (-3_000, "−3", "−3.0"),
            (-20, "0", "0.0"),
        ] {
            let points = Points::thousandths(raw);
            assert_eq!((whole(points), tenths(points)), (shown.into(), fine.into()));
        }
    }

    #[test]
    fn a_trend_is_what_whole_points_show() {
        let at = Points::thousandths;
        assert_eq!(Trend::between(at(10_400), at(10_600)), Trend::Up);
        assert_eq!(Trend::between(at(10_400), at(9_600)), Trend::Level);
        assert_eq!(Trend::between(at(11_000), at(10_000)).arrow(), "↓");
        assert_eq!(Trend::Level.ascii(), "=");
    }

    #[test]
    fn a_turn_is_told_with_its_day() {
        let world = World::new();
        let words = world.words();
        assert_eq!(words.turn(Turn(2)).plain(), "turn 2 of 4 · 25 March 2013");
        assert_eq!(words.month_of(Turn(2)), "March 2013");
        assert_eq!(words.day_of(Turn(0)), "before the opening");
        assert_eq!(words.by_the_end_of(Turn(4)), "before 25 June 2013");
    }

    #[test]
    fn an_estimate_says_how_sure_and_how_old_it_is() {
        let world = World::new();
        let words = world.words();
        let estimate = |band, as_of| Reading::Estimate {
            middle: Points::whole(46),
            band: Band(band),
            as_of,
            source: Cause::Opening,
        };
        assert_eq!(
            words.reading(Reading::Exact(Points::whole(52))).plain(),
            "52"
        );
        assert_eq!(
            words.reading(estimate(78, Turn(2))).plain(),
            "46 ±8 (as of March 2013)"
        );
        assert_eq!(
            words.reading(estimate(80, Turn(0))).plain(),
            "46 ±8 (as of the opening)"
        );
        assert_eq!(words.reading(estimate(1000, Turn(0))).plain(), "unknown");
    }

    #[test]
    fn the_parts_of_trust_add_up_as_shown() {
        let world = World::new();
        let exact = |raw| Reading::Exact(Points::thousandths(raw));
        for (firm, warm, shown) in [
            (44_000, 8_000, "52 = 44 firm + 8 warm"),
            (44_400, 8_400, "53 = 44 firm + 9 warm"),
            (98_000, 8_000, "100 = 98 firm + 2 warm"),
            (3_000, -8_000, "0 = 0 firm + 0 warm"),
        ] {
            let line = world.words().trust_parts(exact(firm), exact(warm));
            assert_eq!(line.plain(), shown);
        }
    }
}
