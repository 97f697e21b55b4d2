//! A ratio of two shares, matched on prior relations: Mantel and Haenszel's (1959), in integers, with the interval that
//! leaving out a twentieth of the games at a time gives it.

use std::collections::BTreeMap;

use crate::model::{Cover, CrisisId, Points};
use crate::study::crises::Incident;

/// Relations within so many points of strain are held to be alike.
const ALIKE: u8 = 5;
/// Into so many parts the games are divided for the interval.
const PARTS: usize = 20;
/// What sums are counted in.
const ONE: i128 = 1_000_000;

/// What is held against what: incidents under the first cover against those under the second, by the share that climbs to
/// the rung.
#[derive(Clone, Copy, Debug)]
pub struct Comparison {
    /// The cover that is studied.
    pub of: Cover,
    /// What it is held against.
    pub against: Cover,
    /// The rung that counts.
    pub rung: u8,
}

/// Incidents that are alike: of one kind, from one rung, at about the same strain.
type Stratum = (CrisisId, u8, u8);
/// Climbed and all, of the cover studied and of the other.
type Cell = [i128; 4];

/// The ratio in per cent with the ends of its 95 % interval; `None` if nothing can be held against anything.
#[must_use]
pub fn ratio(games: &[Vec<Incident>], by: Comparison) -> Option<(Points, Points, Points)> {
    let whole = sums(games.iter().flatten(), by)?;
    let parts = PARTS.min(games.len()).max(2);
    let without = (0..parts).filter_map(|part| {
        let kept = games.iter().enumerate();
        let kept = kept.filter(|(place, _)| place % parts != part);
        sums(kept.flat_map(|(_, game)| game), by)
    });
    let without: Vec<i128> = without.collect();
    let count = i128::try_from(without.len())
        .ok()
        .filter(|count| *count > 1)?;
    let mean = without.iter().sum::<i128>() / count;
    let squares: i128 = without.iter().map(|it| (it - mean).pow(2)).sum();
    let error = (squares * (count - 1) / count).isqrt();
    let reach = error * 196 / 100;
    let percent = |value: i128| {
        let points = value * 100_000 / ONE;
        Points::thousandths(i32::try_from(points).unwrap_or(i32::MAX))
    };
    Some((
        percent(whole - reach),
        percent(whole),
        percent(whole + reach),
    ))
}

/// Σ a·n₀/n over Σ b·n₁/n, the strata in which both occur, in millionths.
fn sums<'i>(incidents: impl Iterator<Item = &'i Incident>, by: Comparison) -> Option<i128> {
    let mut strata: BTreeMap<Stratum, Cell> = BTreeMap::new();
    for it in incidents.filter(|it| it.from < by.rung) {
        let cell = strata
            .entry((it.kind, it.from, it.strain / ALIKE))
            .or_default();
        let climbed = i128::from(it.rung >= by.rung);
        if it.cover == by.of {
            cell[0] += climbed;
            cell[1] += 1;
        } else if it.cover == by.against {
            cell[2] += climbed;
            cell[3] += 1;
        }
    }
    let (mut above, mut below) = (0_i128, 0_i128);
    for [a, n1, b, n0] in strata.into_values() {
        if n1 > 0 && n0 > 0 {
            above += a * n0 * ONE / (n1 + n0);
            below += b * n1 * ONE / (n1 + n0);
        }
    }
    (below > 0).then(|| above * ONE / below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incidents(cover: Cover, climbed: usize, all: usize, strain: u8) -> Vec<Incident> {
        let one = |place: usize| Incident {
            kind: CrisisId(0),
            cover,
            strain,
            from: 1,
            rung: if place < climbed { 3 } else { 1 },
        };
        (0..all).map(one).collect()
    }

    #[test]
    fn a_ratio_is_taken_among_alike_and_not_across_unlike() {
        // Within each stratum half as many climb; taken together it would look like as many.
        let mut all = incidents(Cover::Tested, 40, 200, 70);
        all.extend(incidents(Cover::Nothing, 8, 20, 70));
        all.extend(incidents(Cover::Tested, 1, 20, 20));
        all.extend(incidents(Cover::Nothing, 20, 200, 20));
        let games: Vec<Vec<Incident>> = all.into_iter().map(|it| vec![it]).collect();
        let by = Comparison {
            of: Cover::Tested,
            against: Cover::Nothing,
            rung: 3,
        };
        let (low, middle, high) = ratio(&games, by).unwrap();
        assert_eq!(middle.displayed(), 50);
        assert!(low < middle && middle < high);
        let other = Comparison {
            of: Cover::Untested,
            ..by
        };
        assert_eq!(ratio(&games, other), None, "there is nothing of the kind");
    }
}
