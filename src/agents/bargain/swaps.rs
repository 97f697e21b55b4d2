//! The swaps that make a text better, one block or two at a time, and the prices that find a place to begin.

use crate::agents::bargain::sheet::{Block, Sheet, Trial};
use crate::model::Package;

/// What a price begins at. Prices change by halves and thirds, so that this leaves room to change in small steps.
const PRICE: i64 = 64;

/// How often prices are changed.
const TRIES: i64 = 6;

/// How good a text is: first for the one of those it shall serve who gets least, then for all of them, then for oneself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    least: i64,
    sum: i64,
    own: i64,
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
pub(super) fn raise_own(sheet: &Sheet, trial: &mut Trial) {
    for (block, choices) in sheet.blocks().iter().enumerate() {
        if let Some(best) = choices.rows().max_by_key(|row| sheet.row(*row)[0]) {
            sheet.swap(trial, block, best);
        }
    }
    if sheet.has_linkages() {
        let (first, end, level) = (0, 1, i64::MIN);
        Climb {
            sheet,
            first,
            end,
            level,
        }
        .run(trial);
    }
}

/// Makes a text serve the others as well as it can while it is worth at least `level` to oneself, which it must be at the
/// beginning.
pub(super) fn serve_others(sheet: &Sheet, trial: &mut Trial, spare: &mut Trial, level: i64) {
    let (first, end) = (1, sheet.columns());
    if first < end {
        let climb = Climb {
            sheet,
            first,
            end,
            level,
        };
        climb.begin_by_prices(trial, spare);
        climb.run(trial);
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

    /// Puts a price on what everyone gets, takes the choice of the highest total in every block, and raises the prices of
    /// what came out too low (generalised Lagrange multipliers, Everett 1963). Keeps the best text that it meets.
    fn begin_by_prices(self, trial: &mut Trial, spare: &mut Trial) {
        let mut prices = vec![PRICE; self.end];
        prices[0] = PRICE * (self.end - self.first) as i64;
        let mut best = self.score(trial);
        spare.copy_from(trial);
        for left in (1..=TRIES).rev() {
            self.take_dearest(spare, &prices);
            let score = self.score(spare);
            if score.own < self.level {
                prices[0] += prices[0] * left / (2 * TRIES);
            } else {
                prices[0] -= prices[0] * left / (3 * TRIES);
                if score > best {
                    best = score;
                    trial.copy_from(spare);
                }
            }
            let worst_off = self.worst_off(spare);
            prices[worst_off] += prices[worst_off] * left / (2 * TRIES);
        }
    }

    fn take_dearest(self, trial: &mut Trial, prices: &[i64]) {
        for (block, choices) in self.sheet.blocks().iter().enumerate() {
            let total = |(row, worth): (usize, &[i64])| -> (i64, usize) {
                let both = worth.iter().zip(prices);
                (both.map(|(worth, price)| worth * price).sum(), row)
            };
            let dearest = self.sheet.choices(*choices).map(total).max();
            if let Some((_, row)) = dearest.filter(|(_, row)| *row != trial.rows[block]) {
                self.sheet.swap(trial, block, row);
            }
        }
    }

    /// The best swap of one block, again and again; two blocks together when no single one helps; until neither does.
    fn run(self, trial: &mut Trial) {
        let mut score = self.score(trial);
        loop {
            let single = self.best_swap(trial, score, 0);
            let Some((better, swaps)) = single.or_else(|| self.swap_of_two(trial, score)) else {
                return;
            };
            for (block, row) in swaps.into_iter().flatten() {
                self.sheet.swap(trial, block, row);
            }
            score = better;
        }
    }

    /// The best swap of one block from `from` on that beats a score.
    #[inline]
    fn best_swap(self, trial: &Trial, reached: Score, from: usize) -> Option<(Score, Swaps)> {
        let worst_off = self.worst_off(trial);
        let (mut best, mut reached) = (None, reached);
        for (block, choices) in self.sheet.blocks().iter().enumerate().skip(from) {
            let old = self.sheet.row(trial.rows[block]);
            let sums = &trial.sums[..old.len()];
            let floors = [0, worst_off].map(|column| old[column] - sums[column]);
            for (row, new) in self.sheet.choices(*choices) {
                let bits = self.sheet.with(trial.bits, *choices, row);
                let quick = |at: usize, column: usize| {
                    new[column] - floors[at] + self.sheet.bonus(column, bits)
                };
                if quick(0, 0) < self.level || quick(1, worst_off) < reached.least {
                    continue;
                }
                let score = self.score_of(|column| {
                    sums[column] - old[column] + new[column] + self.sheet.bonus(column, bits)
                });
                if score > reached {
                    reached = score;
                    best = Some((score, [Some((block, row)), None]));
                }
            }
        }
        best
    }

    /// The first swap of two blocks that beats a score.
    fn swap_of_two(self, trial: &mut Trial, score: Score) -> Option<(Score, Swaps)> {
        let worst_off = self.worst_off(trial);
        let hopes = self.hopes(trial, worst_off);
        let reach = [0, worst_off]
            .map(|column| self.sheet.margin(trial, column) + self.sheet.slack(column));
        for (block, choices) in self.sheet.blocks().iter().enumerate() {
            let now = trial.rows[block];
            for row in choices.rows().filter(|row| *row != now) {
                let (old, new) = (self.sheet.row(now), self.sheet.row(row));
                let [own, its] = hopes[block + 1];
                let hopeless = reach[0] + new[0] - old[0] + own < self.level
                    || reach[1] + new[worst_off] - old[worst_off] + its < score.least;
                if hopeless {
                    continue;
                }
                self.sheet.swap(trial, block, row);
                let found = self.best_swap(trial, score, block + 1);
                self.sheet.swap(trial, block, now);
                if let Some((score, [second, _])) = found {
                    return Some((score, [Some((block, row)), second]));
                }
            }
        }
        None
    }

    /// From each block on, the most that one more swap could give to oneself, and to who is worst off, without linkages.
    fn hopes(self, trial: &Trial, worst_off: usize) -> [[i64; 2]; Package::MOST_CLAUSES + 1] {
        let mut hopes = [[0; 2]; Package::MOST_CLAUSES + 1];
        for (block, choices) in self.sheet.blocks().iter().enumerate().rev() {
            let old = self.sheet.row(trial.rows[block]);
            hopes[block] = most(self.sheet, *choices, old, [0, worst_off], hopes[block + 1]);
        }
        hopes
    }
}

/// A swap of one block or of two: block and row.
type Swaps = [Option<(usize, usize)>; 2];

fn most(
    sheet: &Sheet,
    choices: Block,
    old: &[i64],
    columns: [usize; 2],
    later: [i64; 2],
) -> [i64; 2] {
    choices.rows().fold(later, |most, row| {
        let new = sheet.row(row);
        let gains = columns.map(|column| new[column] - old[column]);
        [most[0].max(gains[0]), most[1].max(gains[1])]
    })
}
