//! Random domains against the definitions, spelled out pair by pair; bounds and refusals.

use std::cmp::Reverse;

use crate::analysis::exact::domain::{Domain, NotADomain, Outcome};
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::tests::domains::{Draws, magnified, random, sets};
use crate::model::{Linkage, Package, Utility};

fn worths(domain: &Domain, utilities: &[Utility], outcome: Outcome) -> Vec<i64> {
    let worth = |utility: &Utility| utility.of(|clause| domain.option(outcome, clause));
    utilities.iter().map(worth).collect()
}

fn as_utilities(domain: &Domain) -> Vec<Utility> {
    let parties = domain.parties().iter();
    let utility = parties.map(|party| Utility {
        parts: party.parts.clone(),
        linkages: party
            .bonuses
            .iter()
            .map(|it| Linkage {
                when: it.when.clone(),
                bonus: it.worth,
            })
            .collect(),
        reservation: party.reservation,
    });
    utility.collect()
}

fn covers(one: &[i64], other: &[i64]) -> bool {
    one.iter().zip(other).all(|(one, other)| one >= other)
}

/// All outcomes with the largest key.
fn all_best<K: Ord>(outcomes: &[Outcome], key: impl Fn(&Outcome) -> K) -> Vec<Outcome> {
    let most = outcomes.iter().map(&key).max();
    let tied = outcomes.iter().filter(|it| Some(key(it)) == most);
    tied.copied().collect()
}

/// Every set by its definition, relative gains over a common denominator.
fn by_definition(domain: &Domain) -> [Vec<Outcome>; 7] {
    let utilities = as_utilities(domain);
    let outcomes: Vec<Outcome> = domain.outcomes().collect();
    let rows: Vec<Vec<i64>> = outcomes
        .iter()
        .map(|it| worths(domain, &utilities, *it))
        .collect();
    let row = |it: &Outcome| &rows[it.at()];
    let gains = |it: &Outcome| -> Vec<i64> {
        row(it)
            .iter()
            .zip(&utilities)
            .map(|(worth, party)| worth - party.reservation)
            .collect()
    };
    let dominated = |it: &&Outcome| {
        rows.iter()
            .any(|other| covers(other, row(it)) && other != row(it))
    };
    let frontier: Vec<Outcome> = outcomes
        .iter()
        .filter(|it| !dominated(it))
        .copied()
        .collect();
    let zone: Vec<Outcome> = outcomes
        .iter()
        .filter(|it| gains(it).iter().all(|gain| *gain >= 0))
        .copied()
        .collect();
    let most = |party: usize| {
        let gains = outcomes.iter().map(|it| gains(it)[party]);
        i128::from(gains.max().unwrap())
    };
    let most: Vec<i128> = (0..utilities.len()).map(most).collect();
    let common: i128 = most.iter().filter(|most| **most > 0).product();
    let relative = |it: &Outcome| -> Vec<i128> {
        let gains = gains(it)
            .into_iter()
            .zip(&most)
            .filter(|(_, most)| **most > 0);
        gains
            .map(|(gain, most)| i128::from(gain) * common / most)
            .collect()
    };
    let spread = |it: &Outcome| {
        let relative = relative(it);
        relative
            .iter()
            .max()
            .zip(relative.iter().min())
            .map(|(most, least)| Reverse(most - least))
    };
    let inside: Vec<Outcome> = frontier
        .iter()
        .filter(|it| zone.contains(it))
        .copied()
        .collect();
    [
        all_best(&zone, |it| {
            gains(it)
                .iter()
                .map(|gain| i128::from(*gain))
                .product::<i128>()
        }),
        all_best(&zone, |it| gains(it).into_iter().min()),
        all_best(&zone, |it| relative(it).into_iter().min()),
        all_best(&inside, spread),
        all_best(&outcomes, |it| row(it).iter().sum::<i64>()),
        frontier,
        zone,
    ]
}

#[test]
fn every_set_is_what_its_definition_says_and_the_same_in_256_bits() {
    let mut draws = Draws::new(20_130_225);
    let (mut zones, mut ties) = (0, 0);
    for _ in 0..300 {
        let domain = random(&mut draws);
        let found = sets(&Analysis::new(domain.clone()));
        let [nash, kalai, smorodinsky, spread, welfare, frontier, zone] = by_definition(&domain);
        let expected = [frontier, zone, nash, kalai, smorodinsky, spread, welfare];
        assert_eq!(found, expected, "{domain:?}");
        assert_eq!(
            sets(&Analysis::new(magnified(&domain))),
            expected,
            "{domain:?}"
        );
        zones += usize::from(!found[1].is_empty());
        ties += usize::from(found[2].len() > 1);
    }
    assert!(zones > 50 && ties > 10, "{zones} zones, {ties} ties");
}

#[test]
fn distances_and_trades_are_what_their_definitions_say() {
    let mut draws = Draws::new(7);
    let mut some = 0;
    for _ in 0..60 {
        let domain = random(&mut draws);
        let utilities = as_utilities(&domain);
        let analysis = Analysis::new(domain.clone());
        let from = Outcome(draws.below(domain.size()) as u32);
        let now = worths(&domain, &utilities, from);
        let after: Vec<Vec<i64>> = domain
            .outcomes()
            .map(|it| {
                worths(&domain, &utilities, it)
                    .iter()
                    .zip(&now)
                    .map(|(then, now)| then - now)
                    .collect()
            })
            .collect();
        let distance = analysis.distance(from);
        let uniform = after.iter().filter_map(|gains| gains.iter().min()).max();
        assert_eq!(Some(&distance.uniform), uniform, "{domain:?}");
        let harmless: Vec<&Vec<i64>> = after
            .iter()
            .filter(|gains| gains.iter().all(|it| *it >= 0))
            .collect();
        for (party, left) in distance.left.iter().enumerate() {
            assert_eq!(harmless.iter().map(|gains| gains[party]).max(), Some(*left));
        }
        let joint = harmless.iter().map(|gains| gains.iter().sum::<i64>()).max();
        assert_eq!(joint, Some(distance.joint));
        assert_eq!(distance.is_zero(), analysis.on_frontier(from));
        let trades = analysis.missed_trades(from, usize::MAX);
        some += trades.len();
        for trade in &trades {
            assert_eq!(trade.gains, after[trade.outcome.at()]);
            assert!(trade.gains.iter().all(|gain| *gain >= 0) && trade.joint > 0);
            let differing = (0..domain.clauses().len()).filter(|clause| {
                domain.option(from, *clause) != domain.option(trade.outcome, *clause)
            });
            assert_eq!(differing.count(), trade.swaps.len());
        }
        assert!(trades.is_sorted_by(|one, other| one.joint >= other.joint));
        let best_single = domain.outcomes().filter(|it| {
            let changed = (0..domain.clauses().len())
                .filter(|at| domain.option(from, *at) != domain.option(*it, *at));
            changed.count() == 1 && harmless.contains(&&after[it.at()])
        });
        let best_single = best_single
            .map(|it| after[it.at()].iter().sum::<i64>())
            .max()
            .unwrap_or(0);
        let found = trades.iter().map(|trade| trade.joint).max().unwrap_or(0);
        assert!(found >= best_single, "{domain:?}");
    }
    assert!(some > 50, "{some} trades");
}

#[test]
fn the_frontier_of_two_is_that_of_a_domain_without_the_others() {
    let mut draws = Draws::new(3);
    for _ in 0..100 {
        let domain = random(&mut draws);
        let utilities = as_utilities(&domain);
        if utilities.len() < 2 {
            continue;
        }
        let analysis = Analysis::new(domain.clone());
        let mut found = analysis.frontier_between(1, 0);
        assert!(found.is_sorted_by(
            |one, other| analysis.utilities(*one)[1] >= analysis.utilities(*other)[1]
        ));
        found.sort();
        let alone = Analysis::new(Domain::new(domain.clauses(), &utilities[..2]).unwrap());
        assert_eq!(found, alone.frontier());
        assert!(analysis.frontier_between(0, 9).is_empty());
    }
}

#[test]
fn outcomes_are_numbered_like_digits_and_stand_for_packages() {
    let domain = Domain::new(&[2, 3, 4], &[Utility::default()]).unwrap();
    let outcome = domain.outcome(|clause| [1, 2, 3][clause]);
    assert_eq!(outcome, Outcome(23));
    assert_eq!(domain.options(Outcome(17)), [1, 1, 1]);
    assert_eq!(domain.swapped(Outcome(17), 1, 2), Outcome(21));
    let package = domain.package(outcome).unwrap();
    assert_eq!(package, Package::default().with(0, 1).with(1, 2).with(2, 3));
    assert_eq!(domain.of_package(package), outcome);
    let wide = Domain::new(&[17], &[Utility::default()]).unwrap();
    assert_eq!(wide.package(Outcome(3)), None);
}

#[test]
fn what_is_no_domain_is_refused() {
    let check = |clauses: &[usize], parties: &[Utility], why| {
        assert_eq!(Domain::new(clauses, parties), Err(why));
    };
    let party = Utility::default();
    check(&[], std::slice::from_ref(&party), NotADomain::NoClauses);
    check(
        &[2, 0],
        std::slice::from_ref(&party),
        NotADomain::NoOptions { clause: 1 },
    );
    check(&[2], &[], NotADomain::Parties { count: 0 });
    check(
        &[2],
        &vec![party.clone(); 9],
        NotADomain::Parties { count: 9 },
    );
    check(
        &[250_001],
        std::slice::from_ref(&party),
        NotADomain::TooLarge,
    );
    check(
        &[usize::MAX, usize::MAX],
        std::slice::from_ref(&party),
        NotADomain::TooLarge,
    );
    let large = Utility {
        parts: vec![vec![0, i64::MIN]],
        ..Utility::default()
    };
    check(&[2], &[party, large], NotADomain::TooFine { party: 1 });
}

#[test]
fn numbers_at_the_bound_add_up_and_multiply_exactly() {
    let most = i64::MAX / 16;
    let party = |first: i64| Utility {
        parts: vec![vec![first, most - 1 - first, 0]],
        ..Utility::default()
    };
    let parties: Vec<Utility> = (0..8).map(|at| party(most / 2 + at)).collect();
    let analysis = Analysis::new(Domain::new(&[3], &parties).unwrap());
    assert_eq!(analysis.frontier(), [Outcome(0)]);
    assert_eq!(analysis.nash(), [Outcome(0)]);
    assert_eq!(analysis.welfare(), [Outcome(0)]);
}
