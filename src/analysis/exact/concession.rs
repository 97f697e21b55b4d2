//! How a party concedes as time runs out: a level of its own utility that falls from the best it can get to its
//! reservation value. Decided exactly, in integers; nothing here knows what is offered.

/// How much of a negotiation has passed: so many parts of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    elapsed: u32,
    total: u32,
}

impl Time {
    /// Time `elapsed` of `total`: round 3 of 12, counted from 1, is `Time::new(3, 12)`. What goes beyond the whole counts
    /// as the whole, and a negotiation of no length is over.
    #[must_use]
    pub const fn new(elapsed: u32, total: u32) -> Self {
        if elapsed >= total {
            return Self {
                elapsed: 1,
                total: 1,
            };
        }
        Self { elapsed, total }
    }

    /// Whether no time is left.
    #[must_use]
    pub const fn is_over(self) -> bool {
        self.elapsed == self.total
    }

    /// Rounds that have passed, and rounds in all; 1 of 1 at the end.
    #[must_use]
    pub const fn parts(self) -> (u32, u32) {
        (self.elapsed, self.total)
    }

    /// The share that has passed, per mille, rounded down: 0 to 1000.
    #[must_use]
    pub fn per_mille(self) -> i64 {
        i64::from(self.elapsed) * 1000 / i64::from(self.total)
    }
}

/// What a party concedes between: its reservation value and the best that a text can be worth to it, both in the unit of
/// its utility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// What no agreement is worth.
    pub reservation: i64,
    /// What the best text is worth.
    pub best: i64,
}

impl Span {
    /// How much there is to concede; 0 where even the best text is worth no more than no agreement.
    #[must_use]
    pub fn width(self) -> u64 {
        if self.best <= self.reservation {
            return 0;
        }
        self.best.abs_diff(self.reservation)
    }
}

/// The shape of a concession over time: the exponent `p/q` in `level = r + (max - r)(1 - t^(p/q))`.
///
/// Large exponents hold out and give in late, small ones give early. Time-dependent tactics: Faratin, Sierra and Jennings
/// (1998), whose exponent is the inverse of this one; in this form in NegMAS (Mohammad et al. 2021).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Curve {
    p: u8,
    q: u8,
}

impl Curve {
    /// Holds out and gives in late: exponent 4.
    pub const BOULWARE: Self = Self { p: 4, q: 1 };
    /// Gives as much in every round: exponent 1.
    pub const LINEAR: Self = Self { p: 1, q: 1 };
    /// Gives early: exponent 1/4.
    pub const CONCEDER: Self = Self { p: 1, q: 4 };
    /// The largest numerator and denominator of an exponent.
    pub const MOST: u8 = 8;

    /// The curve with exponent `p/q`; `None` unless both are from 1 to 8.
    #[must_use]
    pub const fn new(p: u8, q: u8) -> Option<Self> {
        if p == 0 || q == 0 || p > Self::MOST || q > Self::MOST {
            return None;
        }
        Some(Self { p, q })
    }

    /// The exponent as a fraction, as it was given.
    #[must_use]
    pub const fn exponent(self) -> (u8, u8) {
        (self.p, self.q)
    }

    /// Whether a worth reaches the level of this time: `worth >= r + (max - r)(1 - t^(p/q))`, exactly.
    ///
    /// At the end of time that is the reservation value itself: parties with a zone of agreement don't fail by a rounding
    /// artefact. (In NegMAS the last offer is made at `n/(n + 1)`; `Time::new(k, n + 1)` is its clock.)
    #[must_use]
    pub fn reached(self, span: Span, time: Time, worth: i64) -> bool {
        if worth >= span.best.max(span.reservation) {
            return true;
        }
        let short = span.best.abs_diff(worth);
        worth >= span.reservation && self.may_give(short, &self.most(span, time), time)
    }

    /// The least whole worth that reaches the level of this time. For display, and as a bound for offers.
    #[must_use]
    pub fn level(self, span: Span, time: Time) -> i64 {
        let most = self.most(span, time);
        let (mut sure, mut open) = (0, span.width());
        while sure < open {
            let middle = open - (open - sure) / 2;
            if self.may_give(middle, &most, time) {
                sure = middle;
            } else {
                open = middle - 1;
            }
        }
        span.best
            .max(span.reservation)
            .saturating_sub_unsigned(sure)
    }

    /// Whether a party may be so far below its best: `d <= (max - r) t^(p/q)`, which is `d^q n^p <= (max - r)^q k^p`.
    fn may_give(self, short: u64, most: &Natural, time: Time) -> bool {
        power_times_power(short, self.q, time.total, self.p) <= *most
    }

    fn most(self, span: Span, time: Time) -> Natural {
        power_times_power(span.width(), self.q, time.elapsed, self.p)
    }
}

fn power_times_power(base: u64, exponent: u8, other: u32, its_exponent: u8) -> Natural {
    let mut product = Natural::one();
    for _ in 0..exponent {
        product.multiply(base);
    }
    for _ in 0..its_exponent {
        product.multiply(u64::from(other));
    }
    product
}

/// A natural number of up to 768 bits, lowest limb first: eight factors of 64 bits and eight of 32 always fit.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Natural {
    limbs: [u64; Self::LIMBS],
    used: usize,
}

impl Natural {
    const LIMBS: usize = 12;

    const fn one() -> Self {
        let mut limbs = [0; Self::LIMBS];
        limbs[0] = 1;
        Self { limbs, used: 1 }
    }

    fn multiply(&mut self, factor: u64) {
        let mut carry = 0_u64;
        for limb in &mut self.limbs[..self.used] {
            let wide = u128::from(*limb) * u128::from(factor) + u128::from(carry);
            *limb = wide as u64;
            carry = (wide >> 64) as u64;
        }
        if carry > 0 && self.used < Self::LIMBS {
            self.limbs[self.used] = carry;
            self.used += 1;
        }
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        let (own, its) = (self.limbs.iter().rev(), other.limbs.iter().rev());
        Some(own.cmp(its))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: i64 = 1_000_000_000;

    fn span(reservation: i64, best: i64) -> Span {
        Span { reservation, best }
    }

    /// Levels on a scale of a thousand million, rounded to millionths as the reference values are.
    #[track_caller]
    fn check(curve: Curve, expected: [i64; 7]) {
        let times = [(0, 1), (1, 10), (1, 4), (1, 2), (3, 4), (9, 10), (1, 1)];
        let levels = times.map(|(elapsed, total)| {
            let level = curve.level(span(0, WHOLE), Time::new(elapsed, total));
            (level + 499) / 1000
        });
        assert_eq!(levels, expected, "{curve:?}");
    }

    #[test]
    fn levels_are_those_of_the_reference() {
        check(
            Curve::BOULWARE,
            [1_000_000, 999_900, 996_094, 937_500, 683_594, 343_900, 0],
        );
        check(
            Curve::LINEAR,
            [1_000_000, 900_000, 750_000, 500_000, 250_000, 100_000, 0],
        );
        check(
            Curve::CONCEDER,
            [1_000_000, 437_659, 292_893, 159_104, 69_395, 25_996, 0],
        );
    }

    #[test]
    fn a_level_lies_between_the_reservation_value_and_the_best() {
        let half = Time::new(1, 2);
        assert_eq!(Curve::LINEAR.level(span(600_000, 1_000_000), half), 800_000);
        assert_eq!(Curve::LINEAR.level(span(-500, 500), half), 0);
        for time in [Time::new(0, 9), half, Time::new(9, 9), Time::new(0, 0)] {
            assert_eq!(Curve::BOULWARE.level(span(700, 700), time), 700);
            assert_eq!(Curve::BOULWARE.level(span(700, 300), time), 700);
            assert!(!Curve::BOULWARE.reached(span(700, 300), time, 699));
            assert!(Curve::BOULWARE.reached(span(700, 300), time, 700));
        }
    }

    #[test]
    fn at_the_end_the_level_is_the_reservation_value_itself() {
        for (p, q) in (1..=8).flat_map(|p| (1..=8).map(move |q| (p, q))) {
            let curve = Curve::new(p, q).unwrap();
            for total in [1, 12, 100, u32::MAX] {
                let end = Time::new(total, total);
                assert_eq!(curve.level(span(300_001, 999_999), end), 300_001);
                assert!(!curve.reached(span(300_001, 999_999), end, 300_000));
            }
            assert_eq!(
                curve.level(span(300_001, 999_999), Time::new(0, 12)),
                999_999
            );
        }
    }

    #[test]
    fn the_level_is_the_least_worth_that_reaches_it() {
        for (p, q) in (1..=8).flat_map(|p| (1..=8).map(move |q| (p, q))) {
            let curve = Curve::new(p, q).unwrap();
            for (elapsed, total) in [(1, 3), (5, 12), (11, 12), (99, 100)] {
                let (span, time) = (span(123_457, 998_001), Time::new(elapsed, total));
                let level = curve.level(span, time);
                assert!(curve.reached(span, time, level), "{curve:?} {time:?}");
                assert!(!curve.reached(span, time, level - 1), "{curve:?} {time:?}");
            }
        }
    }

    #[test]
    fn exact_ties_are_reached() {
        // 0.81^(1/2) = 0.9 and 0.25^(3/2) = 0.125, exactly: floats would have to be lucky.
        let root = Curve::new(1, 2).unwrap();
        assert_eq!(root.level(span(0, 10), Time::new(81, 100)), 1);
        let three_halves = Curve::new(3, 2).unwrap();
        assert_eq!(three_halves.level(span(0, 1000), Time::new(1, 4)), 875);
    }

    #[test]
    fn the_widest_span_and_the_longest_time_do_not_overflow() {
        let (widest, curve) = (span(i64::MIN, i64::MAX), Curve::new(8, 8).unwrap());
        let time = Time::new(u32::MAX - 1, u32::MAX);
        let level = curve.level(widest, time);
        assert!(curve.reached(widest, time, level) && !curve.reached(widest, time, level - 1));
        // An exponent of 8/8 is linear: all but one part in 2^32 - 1 of 2^64 - 1 has been given, which is 2^32 + 1.
        assert_eq!(level, i64::MIN + (1 << 32) + 1);
    }

    #[test]
    fn exponents_out_of_range_are_no_curves() {
        assert_eq!(Curve::new(0, 1), None);
        assert_eq!(Curve::new(1, 9), None);
        assert_eq!(Curve::new(4, 1), Some(Curve::BOULWARE));
    }
}
