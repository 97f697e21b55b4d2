//! The swaps that make a text better, one block or two at a time, and the prices that find a place to begin.
//!
//! What swaps of single blocks do for oneself and for the three who are worst off is laid out in advance, so that those
//! who would lose too much by a swap, or by two, rule it out at a glance.

use crate::agents::bargain::sheet::{Sheet, Trial};
use crate::model::Package;

/// What a price begins at. Prices change by halves and thirds, so that this leaves room to change in small steps.
const PRICE: i64 = 64;

/// How often prices are changed.
const TRIES: i64 = 6;

/// How many columns are watched: one's own, and those who are worst off.
const WATCHED: usize = 4;

/// Beyond what any swap can add or take.
const FAR: i64 = 1 << 60;

/// A figure for each watched column, one's own first.
type Watched<T> = [T; WATCHED];

/// How good a text is: first for the one of those it shall serve who gets least, then for all of them, then for oneself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    least: i64,
    sum: i64,
    own: i64,
}

/// Working memory of a search.
#[derive(Clone, Debug, Default)]
pub(super) struct Scratch {
    spare: Trial,
    prices: Vec<i64>,
    /// For each row its worth to everyone at these prices.
    totals: Vec<i64>,
    /// For each row what it would add in the watched columns.
    gains: Vec<Watched<i64>>,
}

/// A search on a sheet: for whom, and what it must be worth to oneself.
#[derive(Clone, Copy, Debug)]
struct Climb<'a> {
    sheet: &'a Sheet,
    /// The columns that the text shall serve; never empty.
    first: usize,
    end: usize,
    level: i64,
}

/// Makes a text the best one for oneself, as far as swaps find it; without linkages that is the best there is.
pub(super) fn raise_own(sheet: &Sheet, trial: &mut Trial, scratch: &mut Scratch) {
    for choices in sheet.blocks() {
        if let Some(best) = choices.rows().max_by_key(|row| sheet.row(*row)[0]) {
            sheet.swap(trial, best);
        }
    }
    if sheet.has_linkages() {
        let (first, end, level) = (0, 1, i64::MIN);
        let climb = Climb {
            sheet,
            first,
            end,
            level,
        };
        climb.run(trial, &mut scratch.gains);
    }
}

/// Makes a text serve the others as well as it can while it is worth at least `level` to oneself, which it must be at the
/// beginning.
pub(super) fn serve_others(sheet: &Sheet, trial: &mut Trial, scratch: &mut Scratch, level: i64) {
    let (first, end) = (1, sheet.columns());
    if first < end {
        let climb = Climb {
            sheet,
            first,
            end,
            level,
        };
        climb.begin_by_prices(trial, scratch);
        climb.run(trial, &mut scratch.gains);
    }
}

/// By how much the least of the others is above its reservation value; 0 where there are no others.
pub(super) fn least_margin(sheet: &Sheet, trial: &Trial) -> i64 {
    let margins = (1..sheet.columns()).map(|column| sheet.margin(trial, column));
    margins.min().unwrap_or(0)
}

impl Climb<'_> {
    fn score(self, trial: &Trial) -> Score {
        self.score_of(|column| self.sheet.margin(trial, column))
    }

    #[inline]
    fn score_of(self, margin: impl Fn(usize) -> i64) -> Score {
        let (mut least, mut sum) = (i64::MAX, 0);
        for column in self.first..self.end {
            let margin = margin(column);
            least = least.min(margin);
            sum += margin;
        }
        let own = margin(0);
        Score { least, sum, own }
    }

    /// The column that gets least.
    fn worst_off(self, trial: &Trial) -> usize {
        let columns = self.first..self.end;
        let worst = columns.min_by_key(|column| self.sheet.margin(trial, *column));
        worst.unwrap_or(self.first)
    }

    /// Oneself, and those of the served who get least, the last one again where there are no more.
    fn watched(self, trial: &Trial) -> Watched<usize> {
        let mut watched = [0; WATCHED];
        let mut last = None;
        for place in watched.iter_mut().skip(1) {
            let keys = (self.first..self.end).map(|it| (self.sheet.margin(trial, it), it));
            last = keys.filter(|key| Some(*key) > last).min().or(last);
            *place = last.map_or(0, |(_, column)| column);
        }
        watched
    }

    /// Puts a price on what everyone gets, takes the choice of the highest total in every block, and raises the prices of
    /// what came out too low (generalised Lagrange multipliers, Everett 1963). Keeps the best text that it meets.
    fn begin_by_prices(self, trial: &mut Trial, scratch: &mut Scratch) {
        let Scratch {
            spare,
            prices,
            totals,
            ..
        } = scratch;
        prices.clear();
        prices.resize(self.end, PRICE);
        prices[0] = PRICE * (self.end - self.first) as i64;
        totals.clear();
        let total = |row: &[i64]| -> i64 {
            let both = row.iter().zip(&*prices);
            both.map(|(worth, price)| worth * price).sum()
        };
        totals.extend(self.sheet.rows().map(total));
        let mut best = self.score(trial);
        spare.copy_from(trial);
        for left in (1..=TRIES).rev() {
            self.take_dearest(spare, totals);
            let score = self.score(spare);
            let own = if score.own < self.level {
                prices[0] * left / (2 * TRIES)
            } else {
                if score > best {
                    best = score;
                    trial.copy_from(spare);
                }
                -(prices[0] * left / (3 * TRIES))
            };
            let worst_off = self.worst_off(spare);
            let its = prices[worst_off] * left / (2 * TRIES);
            prices[0] += own;
            prices[worst_off] += its;
            for (total, row) in totals.iter_mut().zip(self.sheet.rows()) {
                *total += row[0] * own + row[worst_off] * its;
            }
        }
    }

    /// The choice of the highest total in every block, the last of equals.
    fn take_dearest(self, trial: &mut Trial, totals: &[i64]) {
        for (block, choices) in self.sheet.blocks().iter().enumerate() {
            let dearest = choices.rows().max_by_key(|row| totals[*row]);
            if let Some(row) = dearest.filter(|row| *row != trial.rows[block]) {
                self.sheet.swap(trial, row);
            }
        }
    }

    /// The best swap of one block, again and again; two blocks together when no single one helps; until neither does.
    fn run(self, trial: &mut Trial, gains: &mut Vec<Watched<i64>>) {
        let mut score = self.score(trial);
        loop {
            let around = self.look(trial, score, gains);
            let better = around
                .best_swap(trial)
                .or_else(|| around.swap_of_two(trial));
            let Some((better, rows)) = better else {
                return;
            };
            for row in rows {
                self.sheet.swap(trial, row);
            }
            score = better;
        }
    }

    /// Looks around from a text: what single swaps would do.
    fn look<'t>(self, trial: &Trial, score: Score, gains: &'t mut Vec<Watched<i64>>) -> Around<'t>
    where
        Self: 't,
    {
        let watched = self.watched(trial);
        gains.clear();
        let mut rows = self.sheet.rows();
        for (block, now) in self.sheet.blocks().iter().zip(&trial.rows) {
            let old = self.sheet.row(*now);
            let old = watched.map(|column| old[column]);
            let new = rows.by_ref().take(block.rows().len());
            gains.extend(new.map(|new| std::array::from_fn(|at| new[watched[at]] - old[at])));
        }
        let needed = std::array::from_fn(|at| {
            let wanted = if at == 0 { self.level } else { score.least };
            let column = watched[at];
            let reach = self.sheet.margin(trial, column) + self.sheet.slack(column);
            wanted.saturating_sub(reach).clamp(-FAR, FAR)
        });
        Around {
            climb: self,
            score,
            gains,
            needed,
        }
    }
}

/// What swaps of single blocks would do to a text.
#[derive(Clone, Copy)]
struct Around<'a> {
    climb: Climb<'a>,
    score: Score,
    gains: &'a [Watched<i64>],
    /// What a change must add in the watched columns to be worth looking at.
    needed: Watched<i64>,
}

/// Whether everything that is needed is reached. One sign decides, so that nothing is guessed at between columns.
#[inline]
fn reaches(gains: &Watched<i64>, needed: &Watched<i64>) -> bool {
    let signs = gains.iter().zip(needed).map(|(gain, needed)| gain - needed);
    signs.fold(0, |all, sign| all | sign) >= 0
}

/// The rows that one or two swaps choose, the same twice where it is one, and the score that they lead to.
type Swaps = (Score, [usize; 2]);

impl Around<'_> {
    /// The best swap of one block that beats the score.
    fn best_swap(&self, trial: &Trial) -> Option<Swaps> {
        let now = *trial.rows.first()?;
        let (score, row) = self.best_second(trial, now, 0, &[0; WATCHED])?;
        Some((score, [row, row]))
    }

    /// The best swap to a row from `from` on that, together with one to `first` in a block before them and what that
    /// gives, beats the score.
    #[inline]
    fn best_second(
        &self,
        trial: &Trial,
        first: usize,
        from: usize,
        given: &Watched<i64>,
    ) -> Option<(Score, usize)> {
        let (mut best, mut reached) = (None, self.score);
        let mut needed = std::array::from_fn(|at| self.needed[at] - given[at]);
        for (row, gain) in (from..).zip(&self.gains[from..]) {
            if !reaches(gain, &needed) {
                continue;
            }
            let score = self.score_with(trial, first, row);
            if score.own >= self.climb.level && score > reached {
                let more = score.least - reached.least;
                needed[1..].iter_mut().for_each(|needed| *needed += more);
                reached = score;
                best = Some((score, row));
            }
        }
        best
    }

    #[inline]
    fn score_with(&self, trial: &Trial, first: usize, second: usize) -> Score {
        let Climb { sheet, .. } = self.climb;
        let (blocks, columns) = (
            [first, second].map(|row| sheet.block_of(row)),
            sheet.columns(),
        );
        let bits = sheet.with(sheet.with(trial.bits, first), second);
        let [old, older] = blocks.map(|block| &sheet.row(trial.rows[block])[..columns]);
        let (new, newer) = (&sheet.row(first)[..columns], &sheet.row(second)[..columns]);
        let sums = &trial.sums[..columns];
        self.climb.score_of(|at| {
            sums[at] - old[at] + new[at] - older[at] + newer[at] + sheet.bonus(at, bits)
        })
    }

    /// The first swap of a block that beats the score together with a second one, and the best second one.
    fn swap_of_two(&self, trial: &Trial) -> Option<Swaps> {
        let hopes = self.hopes();
        for (block, choices) in self.climb.sheet.blocks().iter().enumerate() {
            let (now, later) = (trial.rows[block], choices.rows().end);
            for row in choices.rows().filter(|row| *row != now) {
                let (gain, hope) = (&self.gains[row], &hopes[block + 1]);
                let most = std::array::from_fn(|at| gain[at] + hope[at]);
                if !reaches(&most, &self.needed) {
                    continue;
                }
                if let Some((score, second)) = self.best_second(trial, row, later, gain) {
                    return Some((score, [row, second]));
                }
            }
        }
        None
    }

    /// From each block on, the most that one more swap could add in the watched columns, without linkages.
    fn hopes(&self) -> [Watched<i64>; Package::MOST_CLAUSES + 1] {
        let mut hopes = [[0; WATCHED]; Package::MOST_CLAUSES + 1];
        for (at, block) in self.climb.sheet.blocks().iter().enumerate().rev() {
            let gains = self.gains[block.rows()].iter();
            hopes[at] = gains.fold(hopes[at + 1], |most, gain| {
                std::array::from_fn(|at| most[at].max(gain[at]))
            });
        }
        hopes
    }
}
