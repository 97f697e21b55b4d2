//! Domains for the tests: random ones by seed, and the reference domain of four parties.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

use crate::agents::bargain::delegation::Temper;
use crate::agents::bargain::seated::{Learning, Seated};
use crate::analysis::exact::concession::Curve;
use crate::analysis::exact::protocol::{Course, Negotiator, Protocol, negotiate};
use crate::analysis::exact::testing::all_packages;
use crate::model::{Linkage, Package, PerMille, Utility};

/// A stream of numbers by seed.
pub(super) struct Draws(Xoshiro256PlusPlus);

impl Draws {
    pub(super) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        (self.0.next_u64() % bound as u64) as usize
    }

    pub(super) fn within(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }
}

#[derive(Clone)]
pub(super) struct Domain {
    pub(super) clauses: Vec<usize>,
    pub(super) parties: Vec<Utility>,
}

/// A utility on a scale of a million: random weights, in every clause a best option worth all of it and a worst worth none.
pub(super) fn utility(draws: &mut Draws, clauses: &[usize], reservation: i64) -> Utility {
    let weights: Vec<i64> = clauses.iter().map(|_| draws.within(1, 100)).collect();
    let total: i64 = weights.iter().sum();
    let part = |(options, weight): (&usize, &i64)| {
        let mut shares: Vec<i64> = (0..*options).map(|_| draws.within(0, 1000)).collect();
        let best = draws.below(*options);
        shares[best] = 1000;
        shares[(best + 1) % options] = 0;
        let worth = |share: &i64| share * weight * 1000 / total;
        shares.iter().map(worth).collect()
    };
    let parts = clauses.iter().zip(&weights).map(part).collect();
    Utility {
        parts,
        linkages: Vec::new(),
        reservation,
    }
}

/// Two to five parties, four to six clauses of two to four options.
pub(super) fn random(draws: &mut Draws) -> Domain {
    let clauses = (0..4 + draws.below(3)).map(|_| 2 + draws.below(3));
    let clauses: Vec<usize> = clauses.collect();
    let parties = (0..2 + draws.below(4)).map(|_| {
        let reservation = draws.within(300_000, 650_000);
        utility(draws, &clauses, reservation)
    });
    let parties = parties.collect();
    Domain { clauses, parties }
}

/// The same with up to two linkages of two clauses for each party.
pub(super) fn random_with_linkages(draws: &mut Draws) -> Domain {
    let mut domain = random(draws);
    let clauses = domain.clauses.clone();
    for party in &mut domain.parties {
        for _ in 0..draws.below(3) {
            let one = draws.below(clauses.len());
            let other = (one + 1 + draws.below(clauses.len() - 1)) % clauses.len();
            party.linkages.push(Linkage {
                when: vec![
                    (one, draws.below(clauses[one])),
                    (other, draws.below(clauses[other])),
                ],
                bonus: draws.within(-100_000, 100_000),
            });
        }
    }
    domain
}

/// The truth, disturbed by up to so many per mille in weights, in options, and by a tenth of it in reservation values.
pub(super) fn blurred(draws: &mut Draws, truth: &Utility, per_mille: i64) -> Utility {
    let mut prior = truth.clone();
    for part in &mut prior.parts {
        let factor = 1000 + draws.within(-per_mille, per_mille);
        let most = part.iter().copied().max().unwrap();
        for worth in part {
            let noise = most * draws.within(-per_mille, per_mille) / 1000;
            *worth = (*worth + noise).clamp(0, most) * factor / 1000;
        }
    }
    prior.reservation += draws.within(-per_mille, per_mille) * 100;
    prior
}

/// A mixed bag: four curves, by the clock alone or partly in kind.
pub(super) fn any_temper(draws: &mut Draws) -> Temper {
    let two = Curve::new(2, 1).unwrap();
    let curves = [Curve::BOULWARE, Curve::LINEAR, Curve::CONCEDER, two];
    Temper {
        reciprocity: PerMille([0, 300, 600][draws.below(3)]),
        kindness: PerMille(300),
        ..Temper::by_the_clock(curves[draws.below(4)])
    }
}

impl Domain {
    pub(super) fn seat(&self, party: usize, priors: &[Utility], temper: Temper) -> Seated {
        Seated::new(&self.clauses, &self.parties[party], priors, temper)
    }

    /// Delegations of these tempers, each with a first opinion of its own about everybody.
    pub(super) fn seats(
        &self,
        tempers: &[Temper],
        learning: Learning,
        mut prior: impl FnMut(&Utility) -> Utility,
    ) -> Vec<Seated> {
        let seats = tempers.iter().enumerate().map(|(party, temper)| {
            let priors: Vec<Utility> = self.parties.iter().map(&mut prior).collect();
            self.seat(party, &priors, *temper).with_learning(learning)
        });
        seats.collect()
    }

    /// By how much a text is above no agreement, for each party.
    pub(super) fn margins(&self, text: Package) -> Vec<i64> {
        let margin = |party: &Utility| party.of_package(text) - party.reservation;
        self.parties.iter().map(margin).collect()
    }

    /// The most that the party which gets least can get beyond no agreement: below 0 there is no zone of agreement.
    pub(super) fn width(&self) -> i64 {
        let texts = all_packages(&self.clauses).into_iter();
        let least = texts.map(|text| self.margins(text).into_iter().min().unwrap());
        least.max().unwrap()
    }

    /// The most that everybody could gain at once over a text: 0 on the frontier.
    pub(super) fn short_of_the_frontier(&self, text: Package) -> i64 {
        let agreed = self.margins(text);
        let all = all_packages(&self.clauses).into_iter();
        let gain = all.map(|other| {
            let margins = self.margins(other);
            let gains = margins.iter().zip(&agreed).map(|(more, now)| more - now);
            gains.min().unwrap()
        });
        gain.max().unwrap()
    }
}

pub(super) fn sit(seats: &mut [Seated], rounds: u32) -> Course {
    let quorum = seats.len();
    let mut parties: Vec<&mut dyn Negotiator> = Vec::new();
    for seat in seats {
        parties.push(seat);
    }
    negotiate(Protocol { rounds, quorum }, &mut parties)
}

/// The reference domain: four parties, eight clauses of four options.
pub(super) fn reference() -> Domain {
    let text = include_str!("../../../../tests/data/negotiation-domain-101.json");
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let whole = |value: &serde_json::Value| value.as_i64().unwrap();
    let list = |value: &serde_json::Value| value.as_array().unwrap().clone();
    let party = |party: &serde_json::Value| {
        let weights = list(&party["weights"]).into_iter();
        let parts = weights.zip(list(&party["values"])).map(|(weight, values)| {
            list(&values)
                .iter()
                .map(|value| whole(value) * whole(&weight))
                .collect()
        });
        Utility {
            parts: parts.collect(),
            linkages: Vec::new(),
            reservation: whole(&party["reservation"]) * 1000,
        }
    };
    let parties: Vec<Utility> = list(&file["parties"]).iter().map(party).collect();
    let clauses = vec![4; 8];
    Domain { clauses, parties }
}
