//! The outcomes that no other outcome dominates: worth as much to everybody and more to somebody. No floats.
//!
//! Outcomes are taken by falling sums, so that a dominating one always comes first (sort-filter skyline; Chomicki, Godfrey,
//! Gryz and Liang 2003), and are sorted only as far as the best so far leave any. Pairs are compared by the upper 15 bits of
//! all parties at once, packed into one word with a spare bit each; what passes is compared exactly.

use crate::analysis::exact::domain::Outcome;
use crate::analysis::exact::grid::Grid;
use crate::analysis::exact::worth::Worth;

/// How many are sorted first, and by how much this grows.
const FIRST: usize = 128;
const GROWTH: usize = 4;

/// Values of 15 bits side by side, with a spare bit above each.
trait Packed: Copy + Default {
    /// The same with one more value of 15 bits.
    fn with(self, value: u16) -> Self;
    /// Whether every value is at least as large as the other's.
    fn covers(self, other: Self) -> bool;
    /// Whether some value is as large as the other's or smaller.
    fn is_met_by(self, other: Self) -> bool;
}

/// The spare bits of four values, and of eight.
const SPARE_4: u64 = 0x8000_8000_8000_8000;
const SPARE_8: u128 = 0x8000_8000_8000_8000_8000_8000_8000_8000;

impl Packed for u64 {
    #[inline]
    fn with(self, value: u16) -> Self {
        self << 16 | Self::from(value)
    }

    #[inline]
    fn covers(self, other: Self) -> bool {
        (self | SPARE_4).wrapping_sub(other) & SPARE_4 == SPARE_4
    }

    #[inline]
    fn is_met_by(self, other: Self) -> bool {
        (other | SPARE_4).wrapping_sub(self) & SPARE_4 != 0
    }
}

impl Packed for u128 {
    #[inline]
    fn with(self, value: u16) -> Self {
        self << 16 | Self::from(value)
    }

    #[inline]
    fn covers(self, other: Self) -> bool {
        (self | SPARE_8).wrapping_sub(other) & SPARE_8 == SPARE_8
    }

    #[inline]
    fn is_met_by(self, other: Self) -> bool {
        (other | SPARE_8).wrapping_sub(self) & SPARE_8 != 0
    }
}

#[derive(Clone, Copy)]
struct Candidate<P, W> {
    packed: P,
    sum: W,
    outcome: Outcome,
}

/// The undominated outcomes, in order. Outcomes that are worth the same to everybody don't dominate each other.
#[must_use]
pub fn frontier<W: Worth>(grid: &Grid<W>) -> Vec<Outcome> {
    let mut found = if grid.columns().len() <= 4 {
        sieve::<u64, W>(grid)
    } else {
        sieve::<u128, W>(grid)
    };
    found.sort_unstable();
    found
}

fn sieve<P: Packed, W: Worth>(grid: &Grid<W>) -> Vec<Outcome> {
    let mut rest = candidates::<P, W>(grid);
    let (mut rest, mut size) = (rest.as_mut_slice(), FIRST);
    let mut found = Vec::new();
    while !rest.is_empty() {
        let count = size.min(rest.len());
        let by_sum = |one: &Candidate<P, W>, other: &Candidate<P, W>| other.sum.cmp(&one.sum);
        if count < rest.len() {
            rest.select_nth_unstable_by(count, by_sum);
        }
        let (head, tail) = rest.split_at_mut(count);
        head.sort_unstable_by(by_sum);
        let fresh = filter_head(grid, head);
        let left = keep_undominated(grid, &fresh, tail);
        found.extend(fresh.iter().map(|it| it.outcome));
        rest = &mut tail[..left];
        size *= GROWTH;
    }
    found
}

fn candidates<P: Packed, W: Worth>(grid: &Grid<W>) -> Vec<Candidate<P, W>> {
    let sums = (0_u32..).zip(grid.sums());
    let candidate = |(row, sum): (u32, &W)| Candidate {
        packed: P::default(),
        sum: *sum,
        outcome: Outcome(row),
    };
    let mut candidates: Vec<Candidate<P, W>> = sums.map(candidate).collect();
    for column in grid.columns() {
        let low = column.iter().copied().min().unwrap_or_default();
        let high = column.iter().copied().max().unwrap_or_default();
        let shift = (high - low).bits().saturating_sub(15);
        for (candidate, worth) in candidates.iter_mut().zip(column) {
            candidate.packed = candidate.packed.with(worth.coarse(low, shift));
        }
    }
    candidates
}

/// Whether one of `found`, sorted by falling sums, dominates this: it must have a larger sum and cover it.
#[inline]
fn dominated<P: Packed, W: Worth>(
    grid: &Grid<W>,
    found: &[Candidate<P, W>],
    it: &Candidate<P, W>,
) -> bool {
    // Mostly all of them have.
    let all = found.last().is_some_and(|last| last.sum > it.sum);
    let above = match all {
        true => found.len(),
        false => found.partition_point(|other| other.sum > it.sum),
    };
    found[..above].iter().any(|other| {
        other.packed.covers(it.packed)
            && (!other.packed.is_met_by(it.packed) || grid.covers(other.outcome, it.outcome))
    })
}

/// The undominated ones among candidates that are sorted by falling sums.
fn filter_head<P: Packed, W: Worth>(
    grid: &Grid<W>,
    head: &[Candidate<P, W>],
) -> Vec<Candidate<P, W>> {
    let mut fresh = Vec::new();
    for candidate in head {
        if !dominated(grid, &fresh, candidate) {
            fresh.push(*candidate);
        }
    }
    fresh
}

/// Moves what none of `fresh` dominates to the front, and tells how many those are.
fn keep_undominated<P: Packed, W: Worth>(
    grid: &Grid<W>,
    fresh: &[Candidate<P, W>],
    tail: &mut [Candidate<P, W>],
) -> usize {
    let mut left = 0;
    for at in 0..tail.len() {
        if !dominated(grid, fresh, &tail[at]) {
            tail[left] = tail[at];
            left += 1;
        }
    }
    left
}

/// The outcomes that none dominates for two parties alone, by falling worth to the first: where the frontier lies if the
/// others don't matter.
#[must_use]
pub fn frontier_of_two<W: Worth>(first: &[W], second: &[W]) -> Vec<Outcome> {
    let count = u32::try_from(first.len().min(second.len())).unwrap_or(u32::MAX);
    let key = |outcome: &Outcome| (first[outcome.at()], second[outcome.at()]);
    let mut order: Vec<Outcome> = (0..count).map(Outcome).collect();
    order.sort_unstable_by_key(|outcome| (std::cmp::Reverse(key(outcome)), *outcome));
    let mut found: Vec<Outcome> = Vec::new();
    for outcome in order {
        let last = found.last().map(&key);
        let (_, worth) = key(&outcome);
        if last.is_none_or(|last| worth > last.1 || last == key(&outcome)) {
            found.push(outcome);
        }
    }
    found
}
