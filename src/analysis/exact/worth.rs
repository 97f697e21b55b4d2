//! The whole numbers that analyses count in: 64 bits for tables of the game, 256 bits for domains from elsewhere whose
//! decimals are finer. Products are compared without rounding. No floats.

use std::cmp::Ordering;
use std::fmt::Debug;
use std::iter::Sum;
use std::ops::{Add, Sub};

use crate::analysis::exact::wide::Wide;

/// A whole number that utilities are counted in.
///
/// Sums never overflow: a domain takes only utilities whose sums over all parties stay below half of what the type holds.
pub trait Worth:
    Copy + Debug + Default + Ord + Add<Output = Self> + Sub<Output = Self> + Sum
{
    /// A distance that can't be negative, as a factor of exact products; what is below zero counts as zero.
    fn factor(self) -> Wide;

    /// The same distance in 64 bits; `None` if it has more.
    fn small(self) -> Option<u64>;

    /// Its upper part: how far it is above `low`, shifted down by so many bits. At most `u16::MAX`.
    fn coarse(self, low: Self, shift: u32) -> u16;

    /// How many bits a distance has.
    fn bits(self) -> u32;

    /// Compares `a × b` with `c × d`, for distances that can't be negative.
    fn compare_products(a: Self, b: Self, c: Self, d: Self) -> Ordering {
        let product = |one: Self, other: Self| one.factor().times(&other.factor());
        product(a, b).cmp(&product(c, d))
    }
}

impl Worth for i64 {
    fn factor(self) -> Wide {
        Wide::from_limbs(&[self.small().unwrap_or(0)])
    }

    #[inline]
    fn small(self) -> Option<u64> {
        Some(u64::try_from(self).unwrap_or(0))
    }

    #[inline]
    fn coarse(self, low: Self, shift: u32) -> u16 {
        u16::try_from((self - low) >> shift).unwrap_or(u16::MAX)
    }

    fn bits(self) -> u32 {
        Self::BITS - self.max(0).leading_zeros()
    }

    #[inline]
    fn compare_products(a: Self, b: Self, c: Self, d: Self) -> Ordering {
        let product = |one: Self, other: Self| {
            let factor = |it: Self| u128::try_from(it).unwrap_or(0);
            factor(one) * factor(other)
        };
        product(a, b).cmp(&product(c, d))
    }
}

/// A whole number of 256 bits, in two's complement: enough for the product of two decimals of 38 digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fine {
    // The order of the fields makes the derived order right: the sign is in the upper half.
    upper: i128,
    lower: u128,
}

impl Fine {
    /// The product of two numbers that are not negative; `None` if it has more than 254 bits.
    #[must_use]
    pub fn checked_times(self, other: Self) -> Option<Self> {
        let product = self.factor().times(&other.factor());
        (product.bits() <= 254).then(|| Self::from_wide(&product))
    }

    /// The sum; `None` if it has more than 254 bits.
    #[must_use]
    pub fn checked_plus(self, other: Self) -> Option<Self> {
        // Neither has more than 255 bits and a sign, so that the sum of halves can't wrap unseen.
        let within = |it: Self| it.upper.unsigned_abs() >> 126 == 0;
        let sum = self + other;
        (within(self) && within(other) && within(sum)).then_some(sum)
    }

    /// The number with the other sign.
    #[must_use]
    pub fn negated(self) -> Self {
        Self::default() - self
    }

    /// Whether it is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.upper < 0
    }

    /// Its size without the sign.
    #[must_use]
    pub fn size(self) -> Self {
        if self.is_negative() {
            self.negated()
        } else {
            self
        }
    }

    /// The same number in 64 bits, if it fits.
    #[must_use]
    pub fn narrow(self) -> Option<i64> {
        let size = i64::try_from(self.size().small()?).ok()?;
        Some(if self.is_negative() { -size } else { size })
    }

    /// The limbs of its size, the least significant first.
    #[must_use]
    pub fn limbs(self) -> [u64; 4] {
        let size = self.size();
        let upper = size.upper.unsigned_abs();
        [
            size.lower as u64,
            (size.lower >> 64) as u64,
            upper as u64,
            (upper >> 64) as u64,
        ]
    }

    fn from_wide(wide: &Wide) -> Self {
        let limb = |at: usize| u128::from(wide.limb(at));
        let upper = limb(3) << 64 | limb(2);
        Self {
            upper: i128::try_from(upper).unwrap_or(i128::MAX),
            lower: limb(1) << 64 | limb(0),
        }
    }
}

impl From<i128> for Fine {
    fn from(value: i128) -> Self {
        Self {
            upper: if value < 0 { -1 } else { 0 },
            lower: value as u128,
        }
    }
}

impl Add for Fine {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (lower, carry) = self.lower.overflowing_add(other.lower);
        let upper = self.upper.wrapping_add(other.upper);
        Self {
            upper: upper.wrapping_add(i128::from(carry)),
            lower,
        }
    }
}

impl Sub for Fine {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        let (lower, borrow) = self.lower.overflowing_sub(other.lower);
        let upper = self.upper.wrapping_sub(other.upper);
        Self {
            upper: upper.wrapping_sub(i128::from(borrow)),
            lower,
        }
    }
}

impl Sum for Fine {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::default(), |sum, each| sum + each)
    }
}

impl Worth for Fine {
    fn factor(self) -> Wide {
        if self.is_negative() {
            return Wide::from_limbs(&[]);
        }
        Wide::from_limbs(&self.limbs())
    }

    fn small(self) -> Option<u64> {
        if self.is_negative() {
            return Some(0);
        }
        match self.limbs() {
            [small, 0, 0, 0] => Some(small),
            _ => None,
        }
    }

    fn coarse(self, low: Self, shift: u32) -> u16 {
        let above = (self - low).limbs();
        let (limb, shift) = ((shift / 64) as usize, shift % 64);
        let part = |at: usize| u128::from(above.get(at).copied().unwrap_or(0));
        u16::try_from((part(limb + 1) << 64 | part(limb)) >> shift).unwrap_or(u16::MAX)
    }

    fn bits(self) -> u32 {
        self.factor().bits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fine(value: i128) -> Fine {
        Fine::from(value)
    }

    #[test]
    fn fine_numbers_add_subtract_and_compare_across_the_middle() {
        let large = fine(i128::MAX) + fine(i128::MAX);
        assert!(large > fine(i128::MAX));
        assert_eq!(large - fine(i128::MAX), fine(i128::MAX));
        assert_eq!(fine(-5) + fine(3), fine(-2));
        assert!(fine(-5) < fine(-2) && fine(-2) < fine(0) && fine(0) < fine(1));
        assert_eq!(fine(-7).size(), fine(7));
        assert_eq!(fine(-7).narrow(), Some(-7));
        assert_eq!(large.narrow(), None);
        assert_eq!(fine(-7).small(), Some(0));
    }

    #[test]
    fn products_of_fine_numbers_are_exact_or_refused() {
        let ten_to = |power: u32| fine(10_i128.pow(power));
        let product = ten_to(38).checked_times(ten_to(38)).unwrap();
        assert_eq!(product.bits(), 253);
        assert!(product.checked_times(ten_to(1)).is_none());
        assert!(product.checked_plus(product).is_some());
        let more = product.checked_plus(product).unwrap();
        assert!(more.checked_plus(more).is_none());
        assert_eq!(fine(-3).checked_times(fine(4)), Some(fine(0)));
    }

    #[test]
    fn the_upper_part_of_a_distance_is_its_leading_bits() {
        assert_eq!(1_000_i64.coarse(-24, 5), 32);
        assert_eq!(fine(1_000).coarse(fine(-24), 5), 32);
        let high = fine(1 << 100);
        assert_eq!(high.coarse(fine(0), 90), 1 << 10);
        assert_eq!(high.coarse(fine(0), 0), u16::MAX);
    }

    #[test]
    fn products_are_compared_without_rounding() {
        let most = i64::MAX / 2;
        assert_eq!(
            i64::compare_products(most, most, most, most - 1),
            Ordering::Greater
        );
        assert_eq!(i64::compare_products(6, 4, 8, 3), Ordering::Equal);
        assert_eq!(i64::compare_products(-6, 4, 0, 3), Ordering::Equal);
        let same = Fine::compare_products(fine(6), fine(4), fine(8), fine(3));
        assert_eq!(same, Ordering::Equal);
    }
}
