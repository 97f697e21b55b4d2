//! Quantities: points in thousandths, shares in per mille, bands of estimates. No floats anywhere.

/// An amount of a figure, stored in thousandths of a point; a figure shows whole points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(i32);

impl Points {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The upper bound of an ordinary figure: 100 points.
    pub const HUNDRED: Self = Self::whole(100);

    /// `points` whole points; saturates beyond two million.
    #[must_use]
    pub const fn whole(points: i32) -> Self {
        Self(points.saturating_mul(1000))
    }

    /// An amount given in thousandths of a point.
    #[must_use]
    pub const fn thousandths(thousandths: i32) -> Self {
        Self(thousandths)
    }

    /// The amount in thousandths of a point.
    #[must_use]
    pub const fn raw(self) -> i32 {
        self.0
    }

    /// Whole points as displayed: rounded to the nearest, halves upwards.
    #[must_use]
    pub const fn displayed(self) -> i32 {
        self.0.saturating_add(500).div_euclid(1000)
    }

    /// The sum, saturating.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The difference, saturating.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `share` of this amount, rounded down (towards minus infinity).
    #[inline]
    #[must_use]
    pub fn share(self, share: PerMille) -> Self {
        if share.0 == 1000 {
            return self;
        }
        // Two numbers of 32 bits have a product of 64; a denominator that is written here costs no division.
        let product = i64::from(self.0) * i64::from(share.0);
        Self(held(product.div_euclid(1000)))
    }

    /// This amount times `numerator / denominator`, rounded down, saturating; zero for a zero denominator.
    #[inline]
    #[must_use]
    pub fn scaled(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        let product = i64::from(self.0).saturating_mul(numerator);
        Self(held(product.div_euclid(denominator)))
    }

    /// The amount without its sign.
    #[must_use]
    pub const fn magnitude(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// The amount held between two bounds.
    #[must_use]
    pub fn clamp_to(self, low: Self, high: Self) -> Self {
        Self(self.0.clamp(low.0, high.0.max(low.0)))
    }
}

/// The nearest amount that can be stored.
fn held(thousandths: i64) -> i32 {
    let most = if thousandths < 0 { i32::MIN } else { i32::MAX };
    i32::try_from(thousandths).unwrap_or(most)
}

/// A share or a rate in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PerMille(pub i32);

/// The half-width of an estimate, in tenths of a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Band(pub u16);

impl Band {
    /// The band as an amount.
    #[must_use]
    pub fn points(self) -> Points {
        Points::thousandths(i32::from(self.0).saturating_mul(100))
    }

    /// The narrowest band that is at least `points` wide, rounded up to a tenth.
    #[must_use]
    pub fn from_points(points: Points) -> Self {
        let tenths = points.raw().max(0).saturating_add(99).div_euclid(100);
        Self(u16::try_from(tenths).unwrap_or(u16::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_displayed_rounded_to_the_nearest_whole() {
        for (thousandths, shown) in [
            (0, 0),
            (499, 0),
            (500, 1),
            (-499, 0),
            (-501, -1),
            (52_400, 52),
        ] {
            assert_eq!(
                Points::thousandths(thousandths).displayed(),
                shown,
                "{thousandths}"
            );
        }
    }

    #[test]
    fn scaling_rounds_down_and_never_overflows() {
        assert_eq!(
            Points::thousandths(-1).share(PerMille(500)),
            Points::thousandths(-1)
        );
        assert_eq!(Points::thousandths(7).scaled(1, 0), Points::ZERO);
        assert_eq!(
            Points::thousandths(i32::MAX).scaled(i64::MAX, 1).raw(),
            i32::MAX
        );
    }
}
