//! Dates and turns. A scenario's calendar says which days each turn covers.

use std::fmt;

/// A turn, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn(pub u16);

impl Turn {
    /// The first turn of a game.
    pub const FIRST: Self = Self(1);

    /// The turn `turns` later, saturating.
    #[must_use]
    pub const fn after(self, turns: u16) -> Self {
        Self(self.0.saturating_add(turns))
    }
}

/// A day in the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 1900 to 2199.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Date {
    /// Reads `YYYY-MM-DD` (or `YYYY-MM`, which means its first day); `None` if it is no such day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = match parts.next() {
            Some(part) => u8::try_from(digits(part, 2)?).ok()?,
            None => 1,
        };
        let date = Self { year, month, day };
        let sound = parts.next().is_none()
            && (1900..2200).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in(year, month)).contains(&day);
        sound.then_some(date)
    }

    /// The same day of the month `months` later, or that month's last day.
    #[must_use]
    pub fn plus_months(self, months: u16) -> Self {
        let total = u32::from(self.year) * 12 + u32::from(self.month - 1) + u32::from(months);
        let year = u16::try_from(total / 12).unwrap_or(u16::MAX);
        let month = u8::try_from(total % 12 + 1).unwrap_or(1);
        let day = self.day.min(days_in(year, month));
        Self { year, month, day }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

fn digits(text: &str, width: usize) -> Option<u16> {
    let plain = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

/// How long a turn is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// One month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// Named decision points: the first day of each turn, and the day after the last.
    Points(Vec<Date>),
}

/// Which days each turn covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The first day of the first turn.
    pub start: Date,
    /// How long a turn is.
    pub step: Step,
    /// The number of turns, at least 1.
    pub turns: Turn,
}

impl Calendar {
    /// The first day of `turn`. The turn after the last one gives the day after the game.
    #[must_use]
    pub fn first_day(&self, turn: Turn) -> Date {
        let steps = turn.0.saturating_sub(1);
        match &self.step {
            Step::Month => self.start.plus_months(steps),
            Step::Quarter => self.start.plus_months(steps.saturating_mul(3)),
            Step::HalfYear => self.start.plus_months(steps.saturating_mul(6)),
            Step::Points(days) => {
                let last = days.len().saturating_sub(1);
                days.get(usize::from(steps).min(last))
                    .copied()
                    .unwrap_or(self.start)
            }
        }
    }

    /// The same calendar with more turns after the last. Named decision points go on by a month each.
    #[must_use]
    pub fn prolonged(&self, turns: u16) -> Self {
        let mut longer = self.clone();
        longer.turns = self.turns.after(turns);
        if let Step::Points(days) = &mut longer.step
            && let Some(last) = days.last().copied()
        {
            days.extend((1..=turns).map(|months| last.plus_months(months)));
        }
        longer
    }

    /// The turn that covers `date`: 0 for a day before the first turn, `turns + 1` for one after the last.
    #[must_use]
    pub fn turn_of(&self, date: Date) -> Turn {
        let later = (1..=self.turns.0.saturating_add(1))
            .take_while(|turn| self.first_day(Turn(*turn)) <= date);
        Turn(u16::try_from(later.count()).unwrap_or(u16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_dates() {
        for (text, real) in [
            ("2013-02-25", true),
            ("2013-02", true),
            ("2016-02-29", true),
            ("2013-02-29", false),
            ("2013-13-01", false),
            ("2013-2-1", false),
            ("13-02-01", false),
            ("2013-02-01-01", false),
            ("", false),
        ] {
            assert_eq!(Date::parse(text).is_some(), real, "{text}");
        }
    }

    #[test]
    fn a_day_belongs_to_the_turn_that_covers_it() {
        let calendar = Calendar {
            start: Date {
                year: 2013,
                month: 2,
                day: 25,
            },
            step: Step::Month,
            turns: Turn(4),
        };
        for (day, turn) in [
            ("2013-02-12", 0),
            ("2013-02-25", 1),
            ("2013-03-24", 1),
            ("2013-03-25", 2),
            ("2013-06-24", 4),
            ("2013-06-25", 5),
            ("2014-01-01", 5),
        ] {
            assert_eq!(
                Date::parse(day).map(|date| calendar.turn_of(date)),
                Some(Turn(turn)),
                "{day}"
            );
        }
    }
}
