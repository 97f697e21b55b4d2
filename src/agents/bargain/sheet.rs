//! The working sheet of a search: what every choice in every clause is worth to everyone, laid out flat, and a text that
//! is worked on. What is searched for is not known here.

use crate::agents::bargain::offer::Bounds;
use crate::model::{Package, Utility};

/// Figures beyond this, some 70,000 times the whole of a scale in millionths, are cut off: sixteen of them for each of a
/// thousand parties, at the highest prices that a search puts on them, add up to less than 2^63.
const LARGEST: i64 = 1 << 36;

/// Clauses that move together have at most so many choices besides the text on the table; of larger ties the options that
/// are worth most to all together are kept.
const MOST_CHOICES: usize = 256;

/// A clause, or several that are tied, and its choices: a run of rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    /// Its clause, or the first of those that are tied.
    head: usize,
    tied: bool,
    mask: u64,
    first: usize,
    count: usize,
}

impl Block {
    /// Where its choices are among the rows.
    pub(super) const fn rows(self) -> std::ops::Range<usize> {
        self.first..self.first + self.count
    }
}

/// A linkage as bits: met where the masked bits of a text are the wanted ones.
#[derive(Clone, Copy, Debug)]
struct Pattern {
    mask: u64,
    wanted: u64,
    bonus: i64,
}

/// What choices are worth; column 0 is oneself.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    columns: usize,
    worth: Vec<i64>,
    bits: Vec<u64>,
    /// The block of each row.
    blocks_of: Vec<usize>,
    blocks: Vec<Block>,
    floors: Vec<i64>,
    patterns: Vec<Pattern>,
    patterns_of: Vec<(usize, usize)>,
}

/// A text under work: the row chosen in every block, and what it adds up to for everyone without linkages.
#[derive(Clone, Debug, Default)]
pub(super) struct Trial {
    pub(super) rows: Vec<usize>,
    pub(super) sums: Vec<i64>,
    pub(super) bits: u64,
}

impl Trial {
    pub(super) fn package(&self) -> Package {
        Package::from_bits(self.bits)
    }

    pub(super) fn copy_from(&mut self, other: &Self) {
        self.rows.clone_from(&other.rows);
        self.sums.clone_from(&other.sums);
        self.bits = other.bits;
    }

    /// The first choice in every block.
    pub(super) fn start(&mut self, sheet: &Sheet) {
        self.rows.clear();
        self.rows
            .extend(sheet.blocks.iter().map(|block| block.first));
        self.bits = sheet
            .blocks
            .iter()
            .fold(0, |bits, block| bits | sheet.bits[block.first]);
        self.sums.clear();
        self.sums.extend(sheet.floors.iter().map(|floor| -floor));
        for row in &self.rows {
            for (sum, worth) in self.sums.iter_mut().zip(sheet.row(*row)) {
                *sum += worth;
            }
        }
    }
}

fn cut(figure: i64) -> i64 {
    figure.clamp(-LARGEST, LARGEST)
}

/// Filling in.
impl Sheet {
    pub(super) fn fill<'u>(
        &mut self,
        bounds: Bounds<'_>,
        own: &'u Utility,
        others: impl IntoIterator<Item = &'u Utility>,
    ) {
        self.clear();
        let everyone: Vec<&Utility> = std::iter::once(own).chain(others).collect();
        self.columns = everyone.len();
        for party in &everyone {
            self.add_party(party);
        }
        if let Some(own) = self.floors.first_mut() {
            *own = 0;
        }
        let clauses = bounds.clauses.len().min(Package::MOST_CLAUSES);
        let heads = heads(clauses, bounds.tied);
        for head in (0..clauses).filter(|clause| heads[*clause] == *clause) {
            self.add_block(bounds, &everyone, head, &heads[..clauses]);
        }
        self.worth.resize(self.bits.len() * self.columns, 0);
        for (column, party) in everyone.iter().enumerate() {
            self.fill_column(column, party);
        }
    }

    /// Empties it and keeps its memory.
    fn clear(&mut self) {
        self.worth.clear();
        self.bits.clear();
        self.blocks_of.clear();
        self.blocks.clear();
        self.floors.clear();
        self.patterns.clear();
        self.patterns_of.clear();
    }

    fn add_party(&mut self, utility: &Utility) {
        self.floors.push(cut(utility.reservation));
        let first = self.patterns.len();
        let patterns = utility.linkages.iter().map(|linkage| {
            let all = linkage.when.iter();
            let (mask, wanted) = all.fold((0, 0), |(mask, wanted), (clause, option)| {
                let full = Package::default().with(*clause, 15).bits();
                let at = Package::default().with(*clause, *option).bits();
                (mask | full, wanted | at)
            });
            Pattern {
                mask,
                wanted,
                bonus: cut(linkage.bonus),
            }
        });
        self.patterns.extend(patterns);
        self.patterns_of.push((first, self.patterns.len()));
    }

    /// The choices of a clause and of those that are tied to it.
    fn add_block(
        &mut self,
        bounds: Bounds<'_>,
        everyone: &[&Utility],
        head: usize,
        heads: &[usize],
    ) {
        let first = self.bits.len();
        let tied = heads.iter().filter(|it| **it == head).count() > 1;
        let mut mask = clause_mask(head);
        if tied {
            let members = (head..heads.len()).filter(|clause| heads[*clause] == head);
            let members: Vec<usize> = members.collect();
            mask = members
                .iter()
                .fold(0, |mask, clause| mask | clause_mask(*clause));
            self.bits.push(bounds.base.bits() & mask);
            let texts = together(bounds, everyone, &members).into_iter();
            self.bits.extend(texts.map(Package::bits));
        } else {
            let choices = 0..options(bounds, head);
            let text = |option| Package::default().with(head, option).bits();
            self.bits.extend(choices.map(text));
        }
        let count = self.bits.len() - first;
        if count > 0 {
            let block = self.blocks.len();
            self.blocks_of.extend(std::iter::repeat_n(block, count));
            self.blocks.push(Block {
                head,
                tied,
                mask,
                first,
                count,
            });
        }
    }

    /// What every choice is worth to a party.
    fn fill_column(&mut self, column: usize, party: &Utility) {
        let (bits, columns) = (&self.bits, self.columns);
        for block in &self.blocks {
            let cells = &mut self.worth[block.first * columns..block.rows().end * columns];
            let cells = cells.iter_mut().skip(column).step_by(columns);
            if block.tied {
                for (cell, bits) in cells.zip(&bits[block.rows()]) {
                    let text = Package::from_bits(*bits);
                    let members = clauses_of(block.mask);
                    *cell = members.map(|at| part(party, at, text.option(at))).sum();
                }
            } else if let Some(known) = party.parts.get(block.head) {
                for (cell, worth) in cells.zip(known) {
                    *cell = cut(*worth);
                }
            }
        }
    }
}

fn clauses_of(mask: u64) -> impl Iterator<Item = usize> {
    (0..Package::MOST_CLAUSES).filter(move |clause| mask & clause_mask(*clause) != 0)
}

const fn clause_mask(clause: usize) -> u64 {
    Package::from_bits(0).with(clause, 15).bits()
}

fn options(bounds: Bounds<'_>, clause: usize) -> usize {
    bounds.clauses[clause].min(Package::MOST_OPTIONS)
}

fn part(party: &Utility, clause: usize, option: usize) -> i64 {
    let known = party
        .parts
        .get(clause)
        .and_then(|values| values.get(option));
    known.map_or(0, |worth| cut(*worth))
}

/// For each clause the first of those that it is tied to, itself where it is free.
fn heads(clauses: usize, tied: &[(usize, usize)]) -> [usize; Package::MOST_CLAUSES] {
    let mut heads = std::array::from_fn(|clause| clause);
    for (one, other) in tied {
        if *one < clauses && *other < clauses {
            let (low, high) = (
                heads[*one].min(heads[*other]),
                heads[*one].max(heads[*other]),
            );
            for head in &mut heads {
                if *head == high {
                    *head = low;
                }
            }
        }
    }
    heads
}

/// Every way to change all of these clauses.
fn together(bounds: Bounds<'_>, everyone: &[&Utility], tied: &[usize]) -> Vec<Package> {
    let size = u32::try_from(tied.len()).unwrap_or(u32::MAX);
    let most = (1..=Package::MOST_OPTIONS)
        .rev()
        .find(|most| {
            most.checked_pow(size)
                .is_some_and(|all| all <= MOST_CHOICES)
        })
        .unwrap_or(1);
    let mut texts = vec![Package::default()];
    for clause in tied {
        let mut others: Vec<usize> = (0..options(bounds, *clause))
            .filter(|option| *option != bounds.base.option(*clause))
            .collect();
        let worth = |option: &usize| {
            everyone
                .iter()
                .fold(0, |sum: i64, party| sum - part(party, *clause, *option))
        };
        others.sort_by_key(worth);
        others.truncate(most);
        let longer = texts
            .iter()
            .flat_map(|text| others.iter().map(|option| text.with(*clause, *option)));
        texts = longer.collect();
    }
    texts
}

/// Reading.
impl Sheet {
    /// Everyone, oneself in column 0.
    pub(super) const fn columns(&self) -> usize {
        self.columns
    }

    /// What every choice adds for everyone, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[i64]> {
        self.worth.chunks_exact(self.columns.max(1))
    }

    pub(super) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    pub(super) const fn has_linkages(&self) -> bool {
        !self.patterns.is_empty()
    }

    /// What a choice adds for everyone, by column.
    #[inline]
    pub(super) fn row(&self, at: usize) -> &[i64] {
        &self.worth[at * self.columns..(at + 1) * self.columns]
    }

    /// The block that a choice belongs to.
    #[inline]
    pub(super) fn block_of(&self, row: usize) -> usize {
        self.blocks_of[row]
    }

    /// A text as bits, with another choice.
    #[inline]
    pub(super) fn with(&self, bits: u64, row: usize) -> u64 {
        (bits & !self.blocks[self.blocks_of[row]].mask) | self.bits[row]
    }

    /// The most that a change of text can add to a column by linkages.
    pub(super) fn slack(&self, column: usize) -> i64 {
        let (first, end) = self.patterns_of[column];
        let patterns = self.patterns[first..end].iter();
        patterns.fold(0, |sum, pattern| sum + pattern.bonus.abs())
    }

    /// What linkages add for a column.
    #[inline]
    pub(super) fn bonus(&self, column: usize, bits: u64) -> i64 {
        if self.patterns.is_empty() {
            return 0;
        }
        let (first, end) = self.patterns_of[column];
        let patterns = self.patterns[first..end].iter();
        let met = patterns.filter(|pattern| bits & pattern.mask == pattern.wanted);
        met.fold(0, |sum, pattern| cut(sum + pattern.bonus))
    }

    /// What a text is worth beyond the floor of a column: for oneself, which has none, what it is worth.
    #[inline]
    pub(super) fn margin(&self, trial: &Trial, column: usize) -> i64 {
        trial.sums[column] + self.bonus(column, trial.bits)
    }

    /// Takes another choice in its block.
    pub(super) fn swap(&self, trial: &mut Trial, row: usize) {
        let old = std::mem::replace(&mut trial.rows[self.blocks_of[row]], row);
        let both = self.row(old).iter().zip(self.row(row));
        for (sum, (old, new)) in trial.sums.iter_mut().zip(both) {
            *sum += new - old;
        }
        trial.bits = self.with(trial.bits, row);
    }
}
