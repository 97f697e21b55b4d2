//! What a side means by a crisis, and what the other makes of it: a prior from figures, then Bayes from the moves seen.

use crate::model::{ActorId, CrisisId, Intention, Odds, Posture};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::crises::resolve::weigh;
use crate::rules::crises::seen_from;
use crate::rules::effects::subject_hash;
use crate::rules::eyes::Eyes;
use crate::rules::state::crises::Crisis;
use crate::scenario::Scenario;

/// How likely each intention of a side is from the outset, as these eyes see it.
pub(super) fn prior(eyes: Eyes<'_>, kind: CrisisId, (sides, side): ([ActorId; 2], usize)) -> Odds {
    let scope = seen_from(sides, side);
    let definition = eyes.scenario.crisis(kind);
    let weights = [0, 1, 2].map(|at| {
        let weight = weigh(eyes, scope, &definition.intentions[at].prior);
        u64::try_from(weight.raw()).unwrap_or(1)
    });
    normalised(weights)
}

/// The odds after a posture was seen: odds × sign, scaled to 1000, none under 1.
pub(super) fn updated(scenario: &Scenario, kind: CrisisId, odds: Odds, seen: Posture) -> Odds {
    let intentions = &scenario.crisis(kind).intentions;
    let weights = [0, 1, 2].map(|at| {
        let sign = intentions[at].signs[seen as usize];
        u64::from(odds[at]) * u64::from(sign)
    });
    normalised(weights)
}

/// Weights as odds that add up to 1000, each at least 1; what rounding leaves goes to the likeliest.
fn normalised(weights: [u64; 3]) -> Odds {
    let sum: u64 = weights.iter().sum::<u64>().max(1);
    let mut odds = weights.map(|weight| u16::try_from(weight * 1000 / sum).unwrap_or(1000).max(1));
    let total: u16 = odds.iter().sum();
    let likeliest = (0..3).max_by_key(|at| odds[*at]).unwrap_or(0);
    odds[likeliest] = (odds[likeliest] + 1000).saturating_sub(total);
    odds
}

/// Draws an intention with these odds.
pub(super) fn draw(
    scenario: &Scenario,
    (seed, kind): (u64, CrisisId),
    (crisis, side): (&Crisis, usize),
    odds: Odds,
) -> Intention {
    let key = Key {
        seed,
        turn: crisis.opened,
        purpose: Purpose::Intention,
        subject: combine(&[
            scenario.crisis(kind).subject_hash,
            subject_hash(scenario, crisis.sides[side % 2]),
            subject_hash(scenario, crisis.sides[(side + 1) % 2]),
        ]),
        step: 0,
    };
    let drawn = u16::try_from(key.below(1000)).unwrap_or(0);
    if drawn < odds[0] {
        Intention::Probe
    } else if drawn < odds[0].saturating_add(odds[1]) {
        Intention::Blunder
    } else {
        Intention::Resolve
    }
}

/// What a side may mean in a world of another seed, as far as the other side, or anybody else, can tell.
pub(in crate::rules) fn redraw(
    scenario: &Scenario,
    seed: u64,
    crisis: &Crisis,
    side: usize,
) -> Intention {
    let odds = crisis.odds[(side + 1) % 2];
    draw(scenario, (seed, crisis.kind), (crisis, side), odds)
}

/// What each posture of a side is likely to be, per mille, if these are the odds of what it means.
pub(in crate::rules) fn seen_as(scenario: &Scenario, kind: CrisisId, odds: Odds) -> [u16; 3] {
    let intentions = &scenario.crisis(kind).intentions;
    [0, 1, 2].map(|posture| {
        let each = (0..3).map(|at| u64::from(odds[at]) * u64::from(intentions[at].signs[posture]));
        u16::try_from(each.sum::<u64>() / 1000).unwrap_or(1000)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_always_add_up_to_a_thousand_and_leave_nothing_out() {
        for weights in [
            [1, 1, 1],
            [1_000_000, 0, 0],
            [3, 5, 7],
            [0, 0, 0],
            [999, 1, 0],
        ] {
            let odds = normalised(weights);
            assert_eq!(odds.iter().sum::<u16>(), 1000, "{weights:?}");
            assert!(odds.iter().all(|odds| *odds > 0), "{odds:?}");
        }
    }
}
