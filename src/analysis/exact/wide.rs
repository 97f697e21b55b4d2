//! Whole numbers without a sign of up to 2048 bits: what products of gains need. No floats.

use std::cmp::Ordering;

/// Limbs of 64 bits: eight factors of 256 bits.
const LIMBS: usize = 32;

/// A whole number of up to 2048 bits that is not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wide {
    /// The least significant first.
    limbs: [u64; LIMBS],
    /// How many of them may be other than zero.
    used: usize,
}

impl Wide {
    /// One: the product of nothing.
    #[must_use]
    pub fn one() -> Self {
        Self::from_limbs(&[1])
    }

    /// The number with these limbs, the least significant first; what goes beyond 32 limbs is dropped.
    #[must_use]
    pub fn from_limbs(given: &[u64]) -> Self {
        let mut limbs = [0; LIMBS];
        let used = given.len().min(LIMBS);
        limbs[..used].copy_from_slice(&given[..used]);
        Self { limbs, used }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.used > 0 && self.limbs[self.used - 1] == 0 {
            self.used -= 1;
        }
        self
    }

    /// A limb; 0 beyond the last one.
    #[must_use]
    pub fn limb(&self, at: usize) -> u64 {
        self.limbs.get(at).copied().unwrap_or(0)
    }

    /// How many bits it has.
    #[must_use]
    pub fn bits(&self) -> u32 {
        let Some(top) = self.used.checked_sub(1) else {
            return 0;
        };
        let below = u32::try_from(top).unwrap_or(0) * u64::BITS;
        below + u64::BITS - self.limbs[top].leading_zeros()
    }

    /// The product. Callers keep the sum of the bits at 2048 or below.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        debug_assert!(self.used + other.used <= LIMBS, "the product is too large");
        let mut limbs = [0; LIMBS];
        for (shift, factor) in self.limbs[..self.used].iter().enumerate() {
            let mut carry = 0_u128;
            let places = limbs.iter_mut().skip(shift);
            for (place, limb) in places.zip(other.limbs.iter().take(other.used + 1)) {
                let sum = u128::from(*factor) * u128::from(*limb) + u128::from(*place) + carry;
                *place = sum as u64;
                carry = sum >> 64;
            }
        }
        let used = (self.used + other.used).min(LIMBS);
        Self { limbs, used }.trimmed()
    }

    /// The difference; zero if the other is larger.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        if self <= other {
            return Self::from_limbs(&[]);
        }
        let (mut limbs, mut borrow) = (self.limbs, false);
        for (place, limb) in limbs.iter_mut().zip(&other.limbs) {
            let (less, first) = place.overflowing_sub(*limb);
            let (less, second) = less.overflowing_sub(u64::from(borrow));
            *place = less;
            borrow = first || second;
        }
        Self {
            limbs,
            used: self.used,
        }
        .trimmed()
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        let ours = self.limbs[..self.used].iter().rev();
        let theirs = other.limbs[..other.used].iter().rev();
        self.used.cmp(&other.used).then_with(|| ours.cmp(theirs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_carry_over_limbs() {
        let most = Wide::from_limbs(&[u64::MAX]);
        let square = most.times(&most);
        assert_eq!([square.limb(0), square.limb(1)], [1, u64::MAX - 1]);
        assert_eq!(square.bits(), 128);
        let fourth = square.times(&square);
        assert_eq!(fourth.bits(), 256);
        assert!(fourth > square && square > most && most > Wide::one());
        assert_eq!(most.times(&Wide::from_limbs(&[])).bits(), 0);
    }

    #[test]
    fn differences_borrow_over_limbs() {
        let large = Wide::from_limbs(&[0, 0, 1]);
        let less = large.minus(&Wide::one());
        assert_eq!(
            [less.limb(0), less.limb(1), less.limb(2)],
            [u64::MAX, u64::MAX, 0]
        );
        assert_eq!(less.bits(), 128);
        assert_eq!(Wide::one().minus(&large).bits(), 0);
    }
}
