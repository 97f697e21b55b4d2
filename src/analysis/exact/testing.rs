//! What tests of negotiations share: small domains, every text of them, and negotiators of the literature that enumerate.

use crate::analysis::exact::concession::{Curve, Span, Time};
use crate::analysis::exact::protocol::{Move, Negotiator, Standing, offers};
use crate::model::{Package, Utility};

/// Every text of a domain, the last clause moving fastest.
pub(crate) fn all_packages(clauses: &[usize]) -> Vec<Package> {
    let mut all = vec![Package::default()];
    for (clause, options) in clauses.iter().enumerate() {
        let longer = all
            .iter()
            .flat_map(|text| (0..*options).map(|option| text.with(clause, option)));
        all = longer.collect();
    }
    all
}

/// The clock that a party of the literature looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clock {
    /// Round k of n: in the last round no time is left.
    Ours,
    /// Round k of n + 1, as in NegMAS: time never quite runs out.
    NegMas,
}

impl Clock {
    fn time(self, table: &Standing<'_>) -> Time {
        match self {
            Self::Ours => table.time(),
            Self::NegMas => Time::new(table.round, table.rounds + 1),
        }
    }
}

/// Texts with what they are worth to a party, best first; equals in the order of the domain.
pub(crate) fn ranked(clauses: &[usize], own: &Utility) -> Vec<(i64, Package)> {
    let worth = |text: Package| (own.of_package(text), text);
    let mut ranked: Vec<_> = all_packages(clauses).into_iter().map(worth).collect();
    ranked.sort_by_key(|(worth, _)| -*worth);
    ranked
}

/// Concedes by the clock: offers the text of least own utility that reaches the level, accepts what reaches it. Of texts
/// that are worth the same it takes the last in the order of the domain, as NegMAS does.
pub(crate) struct Aspiration {
    pub(crate) curve: Curve,
    pub(crate) clock: Clock,
    pub(crate) own: Utility,
    pub(crate) ranked: Vec<(i64, Package)>,
}

impl Aspiration {
    pub(crate) fn new(clauses: &[usize], own: &Utility, curve: Curve, clock: Clock) -> Self {
        let ranked = ranked(clauses, own);
        let own = own.clone();
        Self {
            curve,
            clock,
            own,
            ranked,
        }
    }
}

impl Negotiator for Aspiration {
    fn moves(&mut self, table: &Standing<'_>) -> Move {
        let span = Span {
            reservation: self.own.reservation,
            best: self.ranked[0].0,
        };
        let time = self.clock.time(table);
        let reaches = |worth| self.curve.reached(span, time, worth);
        if table
            .text
            .is_some_and(|text| reaches(self.own.of_package(text.package)))
        {
            return Move::Accept;
        }
        let count = self.ranked.partition_point(|(worth, _)| reaches(*worth));
        match self.ranked[..count].last() {
            Some((_, package)) => Move::Offer(*package),
            None => Move::Hold,
        }
    }
}

/// Naive tit-for-tat (NegMAS): opens one step below its best, then concedes as much own utility as the others' last two
/// texts improved its own; accepts what is as good as its own next offer.
pub(crate) struct TitForTat {
    pub(crate) own: Utility,
    pub(crate) ranked: Vec<(i64, Package)>,
}

impl Negotiator for TitForTat {
    fn moves(&mut self, table: &Standing<'_>) -> Move {
        let theirs: Vec<i64> = offers(table.history)
            .filter(|text| text.party != table.party)
            .map(|text| self.own.of_package(text.package))
            .collect();
        let mine = offers(table.history).rfind(|text| text.party == table.party);
        let level = match (mine, theirs.as_slice()) {
            (Some(mine), [.., before, last]) => {
                self.own.of_package(mine.package) - (last - before).max(0)
            }
            (Some(mine), _) => self.own.of_package(mine.package),
            (None, _) => self
                .ranked
                .iter()
                .map(|it| it.0)
                .find(|it| *it < self.ranked[0].0)
                .unwrap_or(self.ranked[0].0),
        };
        let count = self.ranked.partition_point(|(worth, _)| *worth >= level);
        let (next, package) = self.ranked[count.max(1) - 1];
        if theirs.last().is_some_and(|worth| *worth >= next) {
            return Move::Accept;
        }
        Move::Offer(package)
    }
}

/// MiCRO (de Jonge 2022): puts forward its texts one by one, best first, as long as it has put forward no more different
/// ones than the other party; accepts what is as good as the worst that it is ready to offer.
pub(crate) struct Micro {
    pub(crate) own: Utility,
    pub(crate) ranked: Vec<(i64, Package)>,
}

impl Negotiator for Micro {
    fn moves(&mut self, table: &Standing<'_>) -> Move {
        let different = |mine: bool| {
            let texts = offers(table.history).filter(|text| (text.party == table.party) == mine);
            let mut texts: Vec<Package> = texts.map(|text| text.package).collect();
            texts.sort_unstable();
            texts.dedup();
            texts.len()
        };
        let (made, received) = (different(true), different(false));
        let ready = if made <= received { made } else { made - 1 };
        let (least, package) = self.ranked[ready.min(self.ranked.len() - 1)];
        let standing = table.text.map(|text| self.own.of_package(text.package));
        if standing.is_some_and(|worth| worth >= least && worth >= self.own.reservation) {
            return Move::Accept;
        }
        match least >= self.own.reservation {
            true => Move::Offer(package),
            false => Move::Hold,
        }
    }
}
