//! The analysis of a domain by enumeration: the frontier, the zone of agreement, the bargaining solutions. No floats.
//!
//! Sources: Nash (1950); Kalai (1977), also called egalitarian; Kalai and Smorodinsky (1975); on finite sets as in the field's
//! tools (Genius, Lin et al. 2014; NegMAS, Mohammad et al. 2021), with every tie listed.

use std::cmp::{Ordering, Reverse};

use crate::analysis::exact::domain::{Domain, Outcome};
use crate::analysis::exact::grid::Grid;
use crate::analysis::exact::pareto::{frontier, frontier_of_two};
use crate::analysis::exact::wide::Wide;
use crate::analysis::exact::worth::Worth;

/// What can be said about a domain when every outcome has been looked at.
///
/// The *gain* of a party is what an outcome is worth beyond no agreement. Solutions list all ties, in order; they are empty
/// where the zone of agreement is. A tie may be dominated by another: see [`Analysis::on_frontier`].
#[derive(Clone, Debug)]
pub struct Analysis<W = i64> {
    domain: Domain<W>,
    grid: Grid<W>,
    frontier: Vec<Outcome>,
    zone: Vec<Outcome>,
    nash: Vec<Outcome>,
    kalai: Vec<Outcome>,
    kalai_smorodinsky: Vec<Outcome>,
    welfare: Vec<Outcome>,
}

impl<W: Worth> Analysis<W> {
    /// Looks at every outcome of a domain.
    #[must_use]
    pub fn new(domain: Domain<W>) -> Self {
        let grid = Grid::new(&domain);
        let zone = zone(&domain, &grid);
        let search = Search::new(&domain, &grid);
        Self {
            frontier: frontier(&grid),
            nash: search.nash(&zone),
            kalai: search.kalai(&zone),
            kalai_smorodinsky: search.kalai_smorodinsky(&zone),
            welfare: welfare(&grid),
            zone,
            domain,
            grid,
        }
    }

    /// What was analysed.
    #[must_use]
    pub const fn domain(&self) -> &Domain<W> {
        &self.domain
    }

    /// What every outcome is worth to everybody.
    #[must_use]
    pub const fn grid(&self) -> &Grid<W> {
        &self.grid
    }

    /// The outcomes that no other dominates, in order; those below a reservation value too.
    #[must_use]
    pub fn frontier(&self) -> &[Outcome] {
        &self.frontier
    }

    /// Whether no outcome dominates this one.
    #[must_use]
    pub fn on_frontier(&self, outcome: Outcome) -> bool {
        self.frontier.binary_search(&outcome).is_ok()
    }

    /// The zone of possible agreement: the outcomes that are worth at least no agreement to everybody, in order.
    #[must_use]
    pub fn zone(&self) -> &[Outcome] {
        &self.zone
    }

    /// The outcomes of the zone with the largest product of gains (Nash 1950).
    #[must_use]
    pub fn nash(&self) -> &[Outcome] {
        &self.nash
    }

    /// The outcomes of the zone with the largest least gain (Kalai 1977).
    #[must_use]
    pub fn kalai(&self) -> &[Outcome] {
        &self.kalai
    }

    /// The outcomes of the zone with the largest least relative gain: of what a party could gain at most over all outcomes
    /// (Kalai and Smorodinsky 1975). A party that can gain nothing doesn't count.
    #[must_use]
    pub fn kalai_smorodinsky(&self) -> &[Outcome] {
        &self.kalai_smorodinsky
    }

    /// The undominated outcomes of the zone with the least spread between the largest and the least relative gain: what
    /// NegMAS 0.16 calls Kalai–Smorodinsky. A party that can gain nothing doesn't count.
    #[must_use]
    pub fn least_spread(&self) -> Vec<Outcome> {
        let inside = |outcome: &Outcome| self.zone.binary_search(outcome).is_ok();
        let among = self.frontier.iter().copied().filter(inside);
        Search::new(&self.domain, &self.grid).least_spread(among)
    }

    /// The outcomes with the largest sum of utilities.
    #[must_use]
    pub fn welfare(&self) -> &[Outcome] {
        &self.welfare
    }

    /// What an outcome is worth to each party.
    #[must_use]
    pub fn utilities(&self, outcome: Outcome) -> Vec<W> {
        self.grid.row(outcome).collect()
    }

    /// What each party gains by an outcome beyond no agreement; negative where it loses.
    #[must_use]
    pub fn gains(&self, outcome: Outcome) -> Vec<W> {
        let reserved = self.domain.parties().iter().map(|it| it.reservation);
        let pairs = self.grid.row(outcome).zip(reserved);
        pairs.map(|(worth, reserved)| worth - reserved).collect()
    }

    /// What all parties gain together.
    #[must_use]
    pub fn joint_gain(&self, outcome: Outcome) -> W {
        self.gains(outcome).into_iter().sum()
    }

    /// The frontier for two parties alone, by falling worth to the first; no outcomes if there are no such parties.
    #[must_use]
    pub fn frontier_between(&self, first: usize, second: usize) -> Vec<Outcome> {
        let columns = self.grid.columns();
        match (columns.get(first), columns.get(second)) {
            (Some(first), Some(second)) => frontier_of_two(first, second),
            (None, _) | (_, None) => Vec::new(),
        }
    }
}

/// Of these outcomes, each worth at least no agreement to everybody, those with the largest product of gains (Nash 1950).
#[must_use]
pub fn largest_product<W: Worth>(
    domain: &Domain<W>,
    grid: &Grid<W>,
    among: &[Outcome],
) -> Vec<Outcome> {
    Search::new(domain, grid).nash(among)
}

/// The outcomes with the largest key, in order.
fn best<K: Ord>(
    outcomes: impl Iterator<Item = Outcome>,
    key: impl Fn(Outcome) -> K,
) -> Vec<Outcome> {
    let (mut found, mut reached) = (Vec::new(), None);
    for outcome in outcomes {
        let key = key(outcome);
        match reached
            .as_ref()
            .map_or(Ordering::Greater, |reached| key.cmp(reached))
        {
            Ordering::Less => {}
            Ordering::Equal => found.push(outcome),
            Ordering::Greater => {
                found.clear();
                found.push(outcome);
                reached = Some(key);
            }
        }
    }
    found
}

fn zone<W: Worth>(domain: &Domain<W>, grid: &Grid<W>) -> Vec<Outcome> {
    let mut inside = vec![true; grid.rows()];
    for (preferences, column) in domain.parties().iter().zip(grid.columns()) {
        let reserved = preferences.reservation;
        for (inside, worth) in inside.iter_mut().zip(column) {
            *inside &= *worth >= reserved;
        }
    }
    let rows = (0_u32..).zip(inside).filter(|(_, inside)| *inside);
    rows.map(|(row, _)| Outcome(row)).collect()
}

fn welfare<W: Worth>(grid: &Grid<W>) -> Vec<Outcome> {
    let most = grid.sums().iter().max();
    let rows = (0_u32..)
        .zip(grid.sums())
        .filter(|(_, sum)| Some(*sum) == most);
    rows.map(|(row, _)| Outcome(row)).collect()
}

/// A distance in parts of another.
#[derive(Clone, Copy, Debug)]
struct Ratio<W> {
    part: W,
    whole: W,
}

impl<W: Worth> PartialEq for Ratio<W> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<W: Worth> Eq for Ratio<W> {}

impl<W: Worth> PartialOrd for Ratio<W> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<W: Worth> Ord for Ratio<W> {
    fn cmp(&self, other: &Self) -> Ordering {
        W::compare_products(self.part, other.whole, other.part, self.whole)
    }
}

/// A difference of two ratios that is not negative.
#[derive(Clone, Copy, Debug)]
struct Spread {
    part: Wide,
    whole: Wide,
}

impl Spread {
    fn between<W: Worth>(least: Ratio<W>, most: Ratio<W>) -> Self {
        let product = |one: W, other: W| one.factor().times(&other.factor());
        Self {
            part: product(most.part, least.whole).minus(&product(least.part, most.whole)),
            whole: product(most.whole, least.whole),
        }
    }
}

impl PartialEq for Spread {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Spread {}

impl PartialOrd for Spread {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Spread {
    fn cmp(&self, other: &Self) -> Ordering {
        self.part
            .times(&other.whole)
            .cmp(&other.part.times(&self.whole))
    }
}

/// What the solutions are searched in.
struct Search<'a, W> {
    grid: &'a Grid<W>,
    /// For each party its reservation value, and what it can gain at most.
    parties: Vec<(W, W)>,
}

impl<'a, W: Worth> Search<'a, W> {
    fn new(domain: &Domain<W>, grid: &'a Grid<W>) -> Self {
        let pairs = domain.parties().iter().zip(grid.columns());
        let party =
            |(preferences, column): (&crate::analysis::exact::domain::Preferences<W>, &Vec<W>)| {
                let most = column.iter().copied().max().unwrap_or_default();
                (preferences.reservation, most - preferences.reservation)
            };
        Self {
            grid,
            parties: pairs.map(party).collect(),
        }
    }

    fn gains(&self, outcome: Outcome) -> impl Iterator<Item = W> + '_ {
        let parties = self.parties.iter();
        self.grid
            .row(outcome)
            .zip(parties)
            .map(|(worth, (reserved, _))| worth - *reserved)
    }

    /// By 128 bits where the largest product fits into them, otherwise by as many as it takes.
    fn nash(&self, zone: &[Outcome]) -> Vec<Outcome> {
        let bits: u32 = self.parties.iter().map(|(_, most)| most.bits()).sum();
        let zone = zone.iter().copied();
        let small = self.parties.iter().all(|(_, most)| most.small().is_some());
        if bits <= u128::BITS && small {
            return best(zone, |outcome| {
                let gains = self
                    .gains(outcome)
                    .map(|gain| u128::from(gain.small().unwrap_or(0)));
                gains.product::<u128>()
            });
        }
        best(zone, |outcome| {
            self.gains(outcome)
                .fold(Wide::one(), |product, gain| product.times(&gain.factor()))
        })
    }

    fn kalai(&self, zone: &[Outcome]) -> Vec<Outcome> {
        best(zone.iter().copied(), |outcome| self.gains(outcome).min())
    }

    /// Relative gains of those who can gain something.
    fn relative(&self, outcome: Outcome) -> impl Iterator<Item = Ratio<W>> + '_ {
        let pairs = self.gains(outcome).zip(&self.parties);
        let ratios = pairs.map(|(part, (_, whole))| Ratio {
            part,
            whole: *whole,
        });
        ratios.filter(|ratio| ratio.whole > W::default())
    }

    fn kalai_smorodinsky(&self, zone: &[Outcome]) -> Vec<Outcome> {
        let (mut found, mut reached): (Vec<Outcome>, Option<Ratio<W>>) = (Vec::new(), None);
        for outcome in zone {
            // Most outcomes fall at the first party that gets too little, without their least ratio being known.
            let behind = |reached: Ratio<W>| self.relative(*outcome).any(|it| it < reached);
            if reached.is_some_and(behind) {
                continue;
            }
            let least = self.relative(*outcome).min();
            if least != reached {
                found.clear();
                reached = least;
            }
            found.push(*outcome);
        }
        found
    }

    fn least_spread(&self, among: impl Iterator<Item = Outcome>) -> Vec<Outcome> {
        best(among, |outcome| {
            let (least, most) = (self.relative(outcome).min(), self.relative(outcome).max());
            least
                .zip(most)
                .map(|(least, most)| Reverse(Spread::between(least, most)))
        })
    }
}
