//! Texts to put forward: never below the level, as good for the others as enumeration finds or nearly, ties respected.

use super::domains::{Domain, Draws, random, random_with_linkages, reference};
use crate::agents::bargain::offer::{Bounds, Search};
use crate::analysis::exact::testing::all_packages;
use crate::model::{Package, Utility};

fn others(domain: &Domain, party: usize) -> impl Iterator<Item = &Utility> {
    let all = domain.parties.iter().enumerate();
    all.filter_map(move |(other, utility)| (other != party).then_some(utility))
}

fn prepared(domain: &Domain, party: usize, base: Package, tied: &[(usize, usize)]) -> Search {
    let clauses = &domain.clauses;
    let mut search = Search::default();
    search.prepare(
        Bounds {
            clauses,
            base,
            tied,
        },
        &domain.parties[party],
        others(domain, party),
    );
    search
}

fn least_margin(domain: &Domain, party: usize, text: Package) -> i64 {
    let margins = others(domain, party).map(|other| other.of_package(text) - other.reservation);
    margins.min().unwrap()
}

/// How far offers stay behind the best text that enumeration finds, in the unit of utility: the sum, the worst, how many
/// there were, and how many were the best.
#[derive(Debug, Default)]
struct Loss {
    sum: i64,
    worst: i64,
    offers: i64,
    best: i64,
}

impl Loss {
    /// Asks for texts at ten levels between reservation value and best, for each party.
    fn add(&mut self, domain: &Domain) {
        let texts = all_packages(&domain.clauses);
        for (party, own) in domain.parties.iter().enumerate() {
            let mut search = prepared(domain, party, Package::default(), &[]);
            let top = search.own_best().own;
            let both = |text: &Package| (own.of_package(*text), least_margin(domain, party, *text));
            let all: Vec<(i64, i64)> = texts.iter().map(both).collect();
            for tenth in 0..10 {
                let level = top - (top - own.reservation.min(top)) * tenth / 10;
                let found = search.offer(level).unwrap();
                assert!(found.own >= level, "{found:?} is under {level}");
                assert_eq!(both(&found.package), (found.own, found.least_margin));
                let allowed = all.iter().filter(|(worth, _)| *worth >= level);
                let optimum = allowed.map(|(_, least)| *least).max().unwrap();
                self.count(optimum - found.least_margin);
            }
        }
    }

    fn count(&mut self, loss: i64) {
        self.sum += loss;
        self.worst = self.worst.max(loss);
        self.offers += 1;
        self.best += i64::from(loss == 0);
    }

    /// At most so many millionths of the scale lost on average and at worst, and so many per mille of all texts the best.
    #[track_caller]
    fn check(&self, mean: i64, worst: i64, best: i64) {
        let held = self.sum <= mean * self.offers && self.worst <= worst;
        assert!(held && self.best * 1000 >= best * self.offers, "{self:?}");
    }
}

#[test]
fn an_offer_is_nearly_the_best_that_enumeration_finds() {
    let mut loss = Loss::default();
    loss.add(&reference());
    loss.check(5_000, 100_000, 850);
    let mut loss = Loss::default();
    let mut draws = Draws::new(1);
    (0..60).for_each(|_| loss.add(&random(&mut draws)));
    loss.check(3_500, 300_000, 920);
    let mut loss = Loss::default();
    (0..60).for_each(|_| loss.add(&random_with_linkages(&mut draws)));
    loss.check(4_000, 300_000, 900);
}

#[test]
fn the_best_text_for_oneself_is_found_where_nothing_is_linked() {
    let mut draws = Draws::new(2);
    for _ in 0..100 {
        let domain = random(&mut draws);
        let texts = all_packages(&domain.clauses);
        let top = texts
            .iter()
            .map(|text| domain.parties[0].of_package(*text))
            .max();
        let search = prepared(&domain, 0, Package::default(), &[]);
        assert_eq!(Some(search.own_best().own), top);
    }
}

#[test]
fn nothing_is_found_above_the_best_text() {
    let domain = reference();
    let mut search = prepared(&domain, 0, Package::default(), &[]);
    let top = search.own_best().own;
    assert_eq!(search.offer(top + 1), None);
    assert_eq!(search.offer(top).map(|found| found.own), Some(top));
}

fn keeps_ties(base: Package, text: Package, tied: &[(usize, usize)]) -> bool {
    let changes = |clause| base.option(clause) != text.option(clause);
    tied.iter()
        .all(|(one, other)| changes(*one) == changes(*other))
}

#[test]
fn tied_clauses_change_together_or_not_at_all() {
    let mut draws = Draws::new(3);
    let mut changed = 0;
    for case in 0..120 {
        let domain = random_with_linkages(&mut draws);
        let texts = all_packages(&domain.clauses);
        let base = texts[draws.below(texts.len())];
        let tied = [[(0, 2), (0, 2)], [(0, 1), (3, 2)], [(3, 1), (1, 0)]][case % 3];
        let own = &domain.parties[0];
        let mut search = prepared(&domain, 0, base, &tied);
        let allowed = texts.iter().filter(|text| keeps_ties(base, **text, &tied));
        let top = allowed.map(|text| own.of_package(*text)).max().unwrap();
        if own.linkages.is_empty() {
            assert_eq!(search.own_best().own, top);
        }
        for level in [search.own_best().own, own.reservation, 0] {
            let Some(found) = search.offer(level) else {
                continue;
            };
            assert!(
                keeps_ties(base, found.package, &tied),
                "{base:?} {found:?} {tied:?}"
            );
            assert!(found.own >= level && found.own <= top);
            changed += i32::from(found.package.option(tied[0].0) != base.option(tied[0].0));
        }
    }
    assert!(
        (50..310).contains(&changed),
        "tied clauses moved in {changed} of 360 texts"
    );
}

#[test]
fn many_tied_clauses_with_many_options_are_still_tied() {
    let clauses = vec![16; 16];
    let mut draws = Draws::new(4);
    let parties: Vec<Utility> = (0..3)
        .map(|_| super::domains::utility(&mut draws, &clauses, 400_000))
        .collect();
    let domain = Domain { clauses, parties };
    for length in [3, 8, 16] {
        let tied: Vec<(usize, usize)> = (1..length).map(|clause| (clause - 1, clause)).collect();
        let found = prepared(&domain, 0, Package::default(), &tied)
            .offer(0)
            .unwrap();
        assert!(
            keeps_ties(Package::default(), found.package, &tied),
            "{found:?}"
        );
    }
}

#[test]
fn what_is_beyond_any_scale_neither_overflows_nor_panics() {
    let huge = Utility {
        parts: vec![vec![i64::MIN, i64::MAX]; 20],
        linkages: vec![
            crate::model::Linkage {
                when: vec![(0, 1), (99, 1)],
                bonus: i64::MAX,
            },
            crate::model::Linkage {
                when: vec![(0, 1)],
                bonus: i64::MIN,
            },
        ],
        reservation: i64::MAX,
    };
    let domain = Domain {
        clauses: vec![2; 20],
        parties: vec![huge; 5],
    };
    let mut search = prepared(&domain, 0, Package::default(), &[(0, 99), (19, 1)]);
    assert!(search.offer(i64::MIN).is_some());
    let empty = Domain {
        clauses: Vec::new(),
        parties: domain.parties[..1].to_vec(),
    };
    let found = prepared(&empty, 0, Package::default(), &[]).own_best();
    assert_eq!((found.package, found.least_margin), (Package::default(), 0));
    let nothing = Domain {
        clauses: vec![0, 2],
        parties: domain.parties,
    };
    assert!(
        prepared(&nothing, 0, Package::default(), &[(0, 1)])
            .offer(i64::MIN)
            .is_some()
    );
}
