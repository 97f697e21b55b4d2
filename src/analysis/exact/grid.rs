//! What every outcome is worth to every party, in flat arrays: one column a party, one row an outcome. No floats.

use crate::analysis::exact::domain::{Domain, Outcome, Preferences};
use crate::analysis::exact::worth::Worth;

/// What every outcome is worth to every party.
#[derive(Clone, Debug)]
pub struct Grid<W = i64> {
    columns: Vec<Vec<W>>,
    sums: Vec<W>,
    rows: usize,
}

impl<W: Worth> Grid<W> {
    /// The grid of a domain.
    #[must_use]
    pub fn new(domain: &Domain<W>) -> Self {
        let column = |preferences: &Preferences<W>| column(domain, preferences);
        let columns: Vec<Vec<W>> = domain.parties().iter().map(column).collect();
        let mut sums = vec![W::default(); domain.size()];
        for column in &columns {
            for (sum, worth) in sums.iter_mut().zip(column) {
                *sum = *sum + *worth;
            }
        }
        Self {
            columns,
            sums,
            rows: domain.size(),
        }
    }

    /// How many outcomes it has.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// What each outcome is worth to each party, party by party.
    #[must_use]
    pub fn columns(&self) -> &[Vec<W>] {
        &self.columns
    }

    /// What an outcome is worth to each party.
    pub fn row(&self, outcome: Outcome) -> impl ExactSizeIterator<Item = W> + '_ {
        self.columns.iter().map(move |column| column[outcome.at()])
    }

    /// What each outcome is worth to all parties together.
    #[must_use]
    pub fn sums(&self) -> &[W] {
        &self.sums
    }

    /// Whether an outcome is worth at least as much as another to everybody.
    #[must_use]
    #[inline]
    pub fn covers(&self, outcome: Outcome, other: Outcome) -> bool {
        let (above, below) = (outcome.at(), other.at());
        self.columns
            .iter()
            .all(|column| column[above] >= column[below])
    }
}

fn column<W: Worth>(domain: &Domain<W>, preferences: &Preferences<W>) -> Vec<W> {
    let mut worths = vec![W::default()];
    for (clause, size) in domain.clauses().iter().enumerate() {
        let part = preferences.parts.get(clause);
        let value = |option: usize| part.and_then(|part| part.get(option)).copied();
        let part: Vec<W> = (0..*size)
            .map(|option| value(option).unwrap_or_default())
            .collect();
        let mut longer = Vec::with_capacity(worths.len() * size);
        for worth in worths {
            longer.extend(part.iter().map(|part| worth + *part));
        }
        worths = longer;
    }
    for bonus in &preferences.bonuses {
        if let Some(fixed) = fixed(domain, &bonus.when) {
            add(domain.clauses(), &fixed, bonus.worth, 0, &mut worths);
        }
    }
    worths
}

/// For each clause the option that it must have; `None` if no outcome meets all of this.
fn fixed(domain: &Domain<impl Worth>, when: &[(usize, usize)]) -> Option<Vec<Option<usize>>> {
    let mut fixed = vec![None; domain.clauses().len()];
    for (clause, option) in when {
        let size = *domain.clauses().get(*clause)?;
        let known = fixed.get_mut(*clause)?;
        if *option >= size || known.is_some_and(|known| known != *option) {
            return None;
        }
        *known = Some(*option);
    }
    Some(fixed)
}

/// Adds a bonus to every outcome of a block whose options are the fixed ones; the block covers the clauses from `clause` on.
fn add<W: Worth>(
    clauses: &[usize],
    fixed: &[Option<usize>],
    bonus: W,
    clause: usize,
    block: &mut [W],
) {
    if fixed[clause..].iter().all(Option::is_none) {
        block.iter_mut().for_each(|worth| *worth = *worth + bonus);
        return;
    }
    let inner = block.len() / clauses[clause];
    for (option, part) in block.chunks_exact_mut(inner).enumerate() {
        if fixed[clause].is_none_or(|needed| needed == option) {
            add(clauses, fixed, bonus, clause + 1, part);
        }
    }
}
