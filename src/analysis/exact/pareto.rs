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
trait Packed: Copy {
    fn pack(values: impl Iterator<Item = u16>) -> Self;
    /// Whether every value is at least as large as the other's.
    fn covers(self, other: Self) -> bool;
}

impl Packed for u64 {
    fn pack(values: impl Iterator<Item = u16>) -> Self {
        values.fold(0, |word, value| word << 16 | Self::from(value))
    }

    #[inline]
    fn covers(self, other: Self) -> bool {
        const SPARE: u64 = 0x8000_8000_8000_8000;
        (self | SPARE).wrapping_sub(other) & SPARE == SPARE
    }
}

impl Packed for u128 {
    fn pack(values: impl Iterator<Item = u16>) -> Self {
        values.fold(0, |word, value| word << 16 | Self::from(value))
    }

    #[inline]
    fn covers(self, other: Self) -> bool {
        const SPARE: u128 = 0x8000_8000_8000_8000_8000_8000_8000_8000;
        (self | SPARE).wrapping_sub(other) & SPARE == SPARE
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
    let scales = grid.columns().iter().map(|column| {
        let low = column.iter().copied().min().unwrap_or_default();
        let high = column.iter().copied().max().unwrap_or_default();
        (low, (high - low).bits().saturating_sub(15))
    });
    let scales: Vec<(W, u32)> = scales.collect();
    let rows = 0..u32::try_from(grid.rows()).unwrap_or(u32::MAX);
    let candidate = |outcome: Outcome| {
        let parts = grid.row(outcome).zip(&scales);
        Candidate {
            packed: P::pack(parts.map(|(worth, (low, shift))| worth.coarse(*low, *shift))),
            sum: grid.row(outcome).sum(),
            outcome,
        }
    };
    rows.map(|row| candidate(Outcome(row))).collect()
}

#[inline]
fn dominated<P: Packed, W: Worth>(
    grid: &Grid<W>,
    found: &[Candidate<P, W>],
    it: &Candidate<P, W>,
) -> bool {
    found.iter().any(|other| {
        other.packed.covers(it.packed)
            && other.sum > it.sum
            && grid.covers(other.outcome, it.outcome)
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
