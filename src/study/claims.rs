//! What the model should show, measured over many seeds: each claim of a scenario as a median with its interval.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::{ClaimId, Condition, Fact, Formula, Points, SeatId, TableFact, Turn, What};
use crate::rules;
use crate::scenario::{Arm, Bound, Claim, Measurement, Scenario, Statistic};
use crate::study::crises::Incident;
use crate::study::game::{Table, play};
use crate::study::matched::{Comparison, ratio};

/// A gain smaller than this is too small for a share of it to mean anything.
const LEAST_GAIN: Points = Points::thousandths(500);

/// What was measured of one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which claim.
    pub claim: ClaimId,
    /// How many games it could be measured in.
    pub games: usize,
    /// The median, in points or per cent.
    pub measured: Points,
    /// The lower end of the median's 95 % interval.
    pub low: Points,
    /// Its upper end.
    pub high: Points,
    /// What it must come to.
    pub bound: Bound,
}

impl Finding {
    /// Whether the claim holds: the whole interval is within its bound.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.games > 0
            && match self.bound {
                Bound::AtLeast(least) => self.low >= least,
                Bound::AtMost(most) => self.high <= most,
            }
    }
}

/// Measures every claim of a scenario on `games` seeds from `seed` on, on as many cores as the pool has.
#[must_use]
pub fn findings(scenario: &Scenario, seat: SeatId, seed: u64, games: u64) -> Vec<Finding> {
    let wanted = wanted(scenario);
    let worlds: Vec<World> = (0..games)
        .into_par_iter()
        .map(|game| World::played(scenario, seat, seed.wrapping_add(game), &wanted))
        .collect();
    let claims = scenario.claims();
    claims
        .map(|(id, claim)| {
            climbs(id, claim, &worlds).unwrap_or_else(|| finding(id, claim, &worlds))
        })
        .collect()
}

/// What must be looked at: for each arm, the formulas (by claim) and turns. An arm of which only incidents or texts
/// are counted has none.
type Wanted<'s> = BTreeMap<&'s Arm, Vec<Look<'s>>>;

/// What is looked at for one claim.
struct Look<'s> {
    id: ClaimId,
    given: &'s [Condition],
    of: &'s Formula,
    turns: BTreeSet<Turn>,
}

fn wanted(scenario: &Scenario) -> Wanted<'_> {
    let mut wanted: Wanted<'_> = BTreeMap::new();
    for (id, claim) in scenario.claims() {
        let (of, turns) = looked_at(&claim.measurement);
        for arm in arms(&claim.measurement) {
            let looks = wanted.entry(arm).or_default();
            looks.extend(of.map(|of| Look {
                id,
                given: &claim.given,
                of,
                turns: turns.clone(),
            }));
        }
    }
    wanted
}

fn arms(measurement: &Measurement) -> Vec<&Arm> {
    match measurement {
        Measurement::Kept {
            arms: (arm, against),
            ..
        }
        | Measurement::Gap {
            arms: (arm, against),
            ..
        }
        | Measurement::Texts {
            arms: (arm, against),
            ..
        } => vec![arm, against],
        Measurement::Change { arm, .. } => vec![arm],
        Measurement::Climbs { arms, .. } => arms.iter().collect(),
    }
}

fn looked_at(measurement: &Measurement) -> (Option<&Formula>, BTreeSet<Turn>) {
    match measurement {
        Measurement::Kept {
            of, peak, after, ..
        } => (Some(of), BTreeSet::from([*peak, *after])),
        Measurement::Change { of, from, to, .. } => (Some(of), BTreeSet::from([*from, *to])),
        Measurement::Gap { of, at, .. } => (Some(of), BTreeSet::from([*at])),
        Measurement::Climbs { .. } | Measurement::Texts { .. } => (None, BTreeSet::new()),
    }
}

/// One seed, played by every arm: the same world meets each of them.
struct World<'s> {
    values: BTreeMap<(&'s Arm, ClaimId, Turn), Points>,
    incidents: BTreeMap<&'s Arm, Vec<Incident>>,
    /// The turns in which texts were signed, and the turn in which the game ended.
    signed: BTreeMap<&'s Arm, (Vec<Turn>, Turn)>,
}

impl<'s> World<'s> {
    fn played(scenario: &Scenario, seat: SeatId, seed: u64, wanted: &Wanted<'s>) -> Self {
        let mut world = Self {
            values: BTreeMap::new(),
            incidents: BTreeMap::new(),
            signed: BTreeMap::new(),
        };
        for (arm, looks) in wanted {
            let table = Table {
                scenario,
                seat,
                strategy: &arm.strategy,
                others: "script",
                bearing: None,
                events: &arm.events,
            };
            play(&table, seed, &mut |state, turn, facts| {
                let due = looks.iter().filter(|look| look.turns.contains(&turn));
                for look in due.filter(|look| rules::all_true(scenario, state, seat, look.given)) {
                    let value = rules::measure(scenario, state, seat, look.of);
                    world.values.insert((*arm, look.id, turn), value);
                }
                let incidents = world.incidents.entry(arm).or_default();
                incidents.extend(facts.iter().filter_map(Incident::of));
                let (signed, last) = world.signed.entry(arm).or_insert((Vec::new(), turn));
                let texts = facts.iter().filter(|fact| is_signature(fact));
                signed.extend(texts.map(|fact| fact.turn));
                *last = turn;
            });
        }
        world
    }

    /// How many texts an arm signed in these turns; `None` if its game ended before.
    fn texts(&self, arm: &'s Arm, (from, to): (Turn, Turn)) -> Option<i32> {
        let (signed, last) = self.signed.get(arm)?;
        let within = signed.iter().filter(|turn| (from..=to).contains(*turn));
        let count = i32::try_from(within.count()).unwrap_or(i32::MAX);
        (*last > to).then_some(count)
    }

    /// The claim's figure in this world; `None` if a game ended before it could be read, or there was no gain, or it
    /// is one of all games together.
    fn measured(&self, id: ClaimId, claim: &'s Claim) -> Option<Points> {
        let value = |arm: &'s Arm, turn: Turn| self.values.get(&(arm, id, turn)).copied();
        let above = |(arm, against): (&'s Arm, &'s Arm), turn| {
            Some(value(arm, turn)?.minus(value(against, turn)?))
        };
        match &claim.measurement {
            Measurement::Kept {
                arms: (arm, against),
                peak,
                after,
                ..
            } => {
                let gain = above((arm, against), *peak)?;
                let left = above((arm, against), *after)?;
                (gain >= LEAST_GAIN).then(|| share(left, gain))
            }
            Measurement::Change { arm, from, to, .. } => {
                Some(value(arm, *to)?.minus(value(arm, *from)?))
            }
            Measurement::Gap {
                arms: (arm, against),
                at,
                ..
            } => above((arm, against), *at),
            Measurement::Texts {
                arms: (arm, against),
                from,
                to,
            } => {
                let more = self.texts(arm, (*from, *to))? - self.texts(against, (*from, *to))?;
                Some(Points::whole(more))
            }
            Measurement::Climbs { .. } => None,
        }
    }
}

fn is_signature(fact: &Fact) -> bool {
    matches!(fact.what, What::Table(_, TableFact::Signed { .. }))
}

/// A claim about all incidents of all games together.
fn climbs(id: ClaimId, claim: &Claim, worlds: &[World<'_>]) -> Option<Finding> {
    let Measurement::Climbs {
        arms,
        of,
        against,
        rung,
    } = &claim.measurement
    else {
        return None;
    };
    let games = worlds.iter().map(|world| {
        let each = arms.iter().filter_map(|arm| world.incidents.get(arm));
        each.flatten().copied().collect::<Vec<Incident>>()
    });
    let games: Vec<Vec<Incident>> = games.collect();
    let by = Comparison {
        of: *of,
        against: *against,
        rung: *rung,
    };
    let found = ratio(&games, by);
    let (low, measured, high) = found.unwrap_or_default();
    Some(Finding {
        claim: id,
        games: found.map_or(0, |_| games.len()),
        measured,
        low,
        high,
        bound: claim.bound,
    })
}

/// `part` of `whole` in per cent.
fn share(part: Points, whole: Points) -> Points {
    Points::HUNDRED.scaled(i64::from(part.raw()), i64::from(whole.raw()))
}

fn finding<'s>(id: ClaimId, claim: &'s Claim, worlds: &[World<'s>]) -> Finding {
    let measured = worlds.iter().filter_map(|world| world.measured(id, claim));
    let mut sorted: Vec<Points> = measured.collect();
    sorted.sort_unstable();
    let (low, middle, high) = match claim.statistic {
        Statistic::Median => median(&sorted),
        Statistic::Mean => mean(&sorted),
    };
    Finding {
        claim: id,
        games: sorted.len(),
        measured: middle,
        low,
        high,
        bound: claim.bound,
    }
}

/// The median with the 95 % interval that order statistics give it (ranks n/2 ± 0.98 √n), whatever the distribution.
fn median(sorted: &[Points]) -> (Points, Points, Points) {
    let count = sorted.len();
    let reach = (count.isqrt() * 98).div_ceil(100);
    let at = |place: usize| {
        let last = count.saturating_sub(1);
        sorted.get(place.min(last)).copied().unwrap_or(Points::ZERO)
    };
    let middle = at(count / 2);
    (
        at((count / 2).saturating_sub(reach)),
        middle,
        at(count / 2 + reach),
    )
}

/// The mean with the 95 % interval that its standard error gives it (1.96 of them on either side).
fn mean(values: &[Points]) -> (Points, Points, Points) {
    let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
    let sum: i64 = values.iter().map(|value| i64::from(value.raw())).sum();
    let Some(mean) = sum.checked_div(count) else {
        return (Points::ZERO, Points::ZERO, Points::ZERO);
    };
    let squares: i128 = values
        .iter()
        .map(|value| i128::from(i64::from(value.raw()) - mean).pow(2))
        .sum();
    let count = i128::from(count);
    let variance = squares / (count - 1).max(1) / count;
    let reach = i64::try_from(variance.isqrt() * 196 / 100).unwrap_or(i64::MAX);
    let small = |value: i64| Points::thousandths(i32::try_from(value).unwrap_or(i32::MAX));
    (small(mean - reach), small(mean), small(mean + reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_has_an_interval_of_two_standard_errors_on_either_side() {
        let half = |place: i32| Points::whole(if place % 2 == 0 { 100 } else { 0 });
        let values: Vec<Points> = (0..100).map(half).collect();
        let (low, middle, high) = mean(&values);
        assert_eq!(middle, Points::whole(50));
        assert_eq!(low.displayed(), 40);
        assert_eq!(high.displayed(), 60);
        assert_eq!(mean(&[]).1, Points::ZERO);
    }

    #[test]
    fn the_median_lies_in_its_interval() {
        let sorted: Vec<Points> = (0..100).map(Points::whole).collect();
        assert_eq!(
            median(&sorted),
            (Points::whole(40), Points::whole(50), Points::whole(60))
        );
        assert_eq!(median(&[]), (Points::ZERO, Points::ZERO, Points::ZERO));
    }
}
