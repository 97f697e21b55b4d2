//! Chance as a pure function of its key: seed, turn, purpose, subject and step. No generator is ever stored.
//!
//! The key runs through a chain of SplitMix64 finalisers (Steele, Lea and Flood 2014). Two games that differ in one
//! decision therefore meet the same outside shocks, and a draw added in one place moves nothing elsewhere.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;

use crate::model::Turn;

/// What a draw is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Whether a drawn event happens.
    Event = 1,
    /// Whether a scheduled event will happen.
    Schedule = 2,
    /// Whether an initiative's risk comes to pass.
    Risk = 3,
    /// The error of an estimate.
    Reading = 4,
    /// Worlds imagined from a view.
    Imagined = 5,
    /// A controller's own domain.
    Controller = 6,
    /// The reserve of a capital that is asked for its consent, fixed per world.
    Consent = 7,
    /// What a delegation hides, fixed per world.
    Delegation = 8,
    /// Whether a Track II meeting learns something.
    TrackTwo = 9,
    /// How far a feint goes.
    Feint = 21,
    /// Whether a feint comes out.
    Exposure = 22,
    /// What a capital wants beyond what is known, fixed per world.
    Mind = 20,
    /// How far an incident climbs by itself.
    Climb = 10,
    /// What a side of a crisis means by it, fixed per crisis and world.
    Intention = 11,
    /// Whether an offer in a crisis stays unanswered.
    Silence = 12,
    /// Whether an accident happens in a step of a crisis.
    Accident = 13,
}

/// The key of one draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The seed of the game.
    pub seed: u64,
    /// The turn of the draw.
    pub turn: Turn,
    /// What it is for.
    pub purpose: Purpose,
    /// The stable hash of the string id that it is about.
    pub subject: u64,
    /// Counts attempts, rounds or steps within the turn.
    pub step: u32,
}

impl Key {
    /// 64 random bits.
    #[must_use]
    pub fn bits(self) -> u64 {
        let parts = [
            u64::from(self.turn.0),
            self.purpose as u64,
            self.subject,
            u64::from(self.step),
        ];
        parts
            .into_iter()
            .fold(mix(self.seed), |bits, part| mix(bits ^ part))
    }

    /// A number from 0 to `bound - 1`, evenly to one part in 2^32; 0 for a bound of 0.
    #[must_use]
    pub fn below(self, bound: u32) -> u32 {
        let high = self.bits() >> 32;
        u32::try_from((high * u64::from(bound)) >> 32).unwrap_or(0)
    }

    /// Whether something with this probability happens.
    #[must_use]
    pub fn happens(self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// A number from `-reach` to `reach`, evenly.
    #[must_use]
    pub fn error(self, reach: i32) -> i32 {
        let reach = reach.clamp(0, 1_000_000_000);
        let width = u32::try_from(reach.saturating_mul(2).saturating_add(1)).unwrap_or(1);
        i32::try_from(self.below(width))
            .unwrap_or(0)
            .saturating_sub(reach)
    }

    /// A generator seeded from this key, for draws from lists and distributions. Never stored.
    #[must_use]
    pub fn generator(self) -> Xoshiro256PlusPlus {
        Xoshiro256PlusPlus::seed_from_u64(self.bits())
    }
}

/// The hashes of several subjects as one; their order matters.
#[must_use]
pub fn combine(subjects: &[u64]) -> u64 {
    subjects.iter().fold(0, |all, subject| mix(all ^ *subject))
}

const fn mix(value: u64) -> u64 {
    let mut bits = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u64, turn: u16, step: u32) -> Key {
        Key {
            seed,
            turn: Turn(turn),
            purpose: Purpose::Event,
            subject: crate::model::hash::subject("a-test"),
            step,
        }
    }

    #[test]
    fn the_values_of_chance_are_the_same_for_ever() {
        let drawn: Vec<u32> = (0..6).map(|step| key(7, 3, step).below(1000)).collect();
        assert_eq!(drawn, GOLDEN);
        assert_eq!(
            mix(0),
            0xe220_a839_7b1d_cdaf,
            "SplitMix64's published first output for seed 0"
        );
    }

    const GOLDEN: [u32; 6] = [760, 380, 86, 710, 371, 464];

    #[test]
    fn every_part_of_the_key_matters() {
        let base = key(7, 3, 0).bits();
        assert_ne!(base, key(8, 3, 0).bits());
        assert_ne!(base, key(7, 4, 0).bits());
        assert_ne!(base, key(7, 3, 1).bits());
        assert_ne!(
            base,
            Key {
                purpose: Purpose::Risk,
                ..key(7, 3, 0)
            }
            .bits()
        );
        assert_ne!(
            base,
            Key {
                subject: 1,
                ..key(7, 3, 0)
            }
            .bits()
        );
    }

    #[test]
    fn probabilities_are_met_over_many_draws() {
        let hits = (0..20_000)
            .filter(|step| key(1, 1, *step).happens(300))
            .count();
        assert!((5_800..6_200).contains(&hits), "{hits}");
        assert!((0..1000).all(|step| !key(1, 1, step).happens(0) && key(1, 1, step).happens(1000)));
        assert!((0..1000).all(|step| (-3..=3).contains(&key(1, 1, step).error(3))));
    }
}
