//! Domains for the tests: the reference domain of four parties, check A of the literature, random ones by seed.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};

use crate::analysis::exact::domain::{Bonus, Domain, Outcome, Preferences};
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::worth::{Fine, Worth};
use crate::model::{Linkage, Utility};

/// The file of the reference domain.
pub(super) fn reference_file() -> serde_json::Value {
    let text = include_str!("../../../../tests/data/negotiation-domain-101.json");
    serde_json::from_str(text).unwrap()
}

pub(super) fn whole_numbers(value: &serde_json::Value) -> Vec<i64> {
    let list = value.as_array().unwrap().iter();
    list.map(|it| it.as_i64().unwrap()).collect()
}

/// Four parties, eight clauses of four options.
pub(super) fn reference() -> Domain {
    as_domain(&reference_file())
}

/// The domain of a file whose weights, values and reservation values are whole numbers per mille.
pub(super) fn as_domain(file: &serde_json::Value) -> Domain {
    let party = |party: &serde_json::Value| {
        let weights = whole_numbers(&party["weights"]).into_iter();
        let values = party["values"].as_array().unwrap().iter();
        let part = |(weight, values)| whole_numbers(values).iter().map(|it| it * weight).collect();
        Utility {
            parts: weights.zip(values).map(part).collect(),
            linkages: Vec::new(),
            reservation: party["reservation"].as_i64().unwrap() * 1000,
        }
    };
    let parties: Vec<Utility> = file["parties"]
        .as_array()
        .unwrap()
        .iter()
        .map(party)
        .collect();
    let clauses: Vec<usize> = parties[0].parts.iter().map(Vec::len).collect();
    Domain::new(&clauses, &parties).unwrap()
}

/// Check A: two parties, 5×4×3 options, in 600ths.
pub(super) fn check_a() -> Domain {
    let part = |weight: i64, options: i64, up: bool| {
        let value = |at: i64| weight * 6 * if up { at } else { options - at } / options;
        (0..=options).map(value).collect::<Vec<i64>>()
    };
    let party = |parts: Vec<Vec<i64>>, reservation| Utility {
        parts,
        linkages: Vec::new(),
        reservation,
    };
    let first = party(
        vec![part(50, 4, true), part(30, 3, true), part(20, 2, true)],
        180,
    );
    let second = party(
        vec![part(20, 4, false), part(50, 3, false), part(30, 2, true)],
        120,
    );
    Domain::new(&[5, 4, 3], &[first, second]).unwrap()
}

pub(super) struct Draws(Xoshiro256PlusPlus);

impl Draws {
    pub(super) fn new(seed: u64) -> Self {
        Self(Xoshiro256PlusPlus::seed_from_u64(seed))
    }

    pub(super) fn within(&mut self, low: i64, high: i64) -> i64 {
        low + (self.0.next_u64() % (high - low + 1) as u64) as i64
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.within(0, bound as i64 - 1) as usize
    }
}

/// One to eight parties, one to five clauses of one to five options, on a scale so coarse that ties are frequent, with
/// linkages for some, and reservations that may leave no zone.
pub(super) fn random(draws: &mut Draws) -> Domain {
    let clauses: Vec<usize> = (0..=draws.below(5)).map(|_| 1 + draws.below(5)).collect();
    let coarse = draws.within(1, 30);
    let parties: Vec<Utility> = (0..=draws.below(8))
        .map(|_| utility(draws, &clauses, coarse))
        .collect();
    Domain::new(&clauses, &parties).unwrap()
}

fn utility(draws: &mut Draws, clauses: &[usize], coarse: i64) -> Utility {
    let part = |size: &usize| (0..*size).map(|_| draws.within(0, coarse)).collect();
    let parts: Vec<Vec<i64>> = clauses.iter().map(part).collect();
    let linkages = (0..draws.below(3)).map(|_| {
        let clause = draws.below(clauses.len());
        let other = draws.below(clauses.len());
        Linkage {
            when: vec![
                (clause, draws.below(clauses[clause])),
                (other, draws.below(clauses[other])),
            ],
            bonus: draws.within(-coarse, coarse),
        }
    });
    Utility {
        linkages: linkages.collect(),
        reservation: draws.within(-1, coarse * 2),
        parts,
    }
}

/// The same domain counted so finely that it needs more than 64 bits.
pub(super) fn magnified(domain: &Domain) -> Domain<Fine> {
    let unit = Fine::from(10_i128.pow(37));
    let large = |worth: i64| {
        let size = Fine::from(i128::from(worth))
            .size()
            .checked_times(unit)
            .unwrap();
        if worth < 0 { size.negated() } else { size }
    };
    let party = |party: &Preferences| Preferences {
        parts: party
            .parts
            .iter()
            .map(|part| part.iter().map(|it| large(*it)).collect())
            .collect(),
        bonuses: party
            .bonuses
            .iter()
            .map(|it| Bonus {
                when: it.when.clone(),
                worth: large(it.worth),
            })
            .collect(),
        reservation: large(party.reservation),
    };
    Domain::fine(
        domain.clauses(),
        domain.parties().iter().map(party).collect(),
    )
    .unwrap()
}

/// Every set of an analysis, in a fixed order.
pub(super) fn sets<W: Worth>(analysis: &Analysis<W>) -> [Vec<Outcome>; 7] {
    [
        analysis.frontier().to_vec(),
        analysis.zone().to_vec(),
        analysis.nash().to_vec(),
        analysis.kalai().to_vec(),
        analysis.kalai_smorodinsky().to_vec(),
        analysis.least_spread(),
        analysis.welfare().to_vec(),
    ]
}
