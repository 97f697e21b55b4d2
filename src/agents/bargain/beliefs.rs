//! What a delegation believes another party wants, learnt from the texts that the party puts forward.
//!
//! A frequency model over a prior: clauses in which a party's texts don't move weigh more to it, and options that it puts
//! forward are liked (as in Agent Smith, van Galen Last 2012, and HardHeaded, van Krimpen, Looije and Hajizadeh 2013;
//! compared by Baarslag, Hendrikx, Hindriks and Jonker 2013). The prior keeps a say for ever: few rounds teach little.

use crate::model::{Package, Utility};

/// How many of its moves a prior counts for when the weight of a clause is judged by whether a party moves in it.
const PRIOR_MOVES: i64 = 4;

/// How many of its texts a prior counts for when the worth of an option is judged by how often a party puts it forward.
const PRIOR_TEXTS: i64 = 6;

/// Evidence counts for at most so many times what the prior counts for.
const MOST_EVIDENCE: i64 = 2;

/// The whole of a share in which an option's worth is counted, from the worst option of a clause to the best.
const WHOLE: i64 = Utility::MILLION;

/// What one party is believed to want. Its scale and its linkages stay those of the prior.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Belief {
    prior: Utility,
    last: Option<Package>,
    texts: i64,
    moves: Vec<i64>,
    counts: Vec<Vec<i64>>,
    least_signed: Option<Package>,
}

impl Belief {
    /// What was believed before the party has said anything.
    #[must_use]
    pub fn new(prior: &Utility) -> Self {
        Self {
            prior: prior.clone(),
            last: None,
            texts: 0,
            moves: vec![0; prior.parts.len()],
            counts: prior.parts.iter().map(|part| vec![0; part.len()]).collect(),
            least_signed: None,
        }
    }

    /// Takes in a text that the party has put forward.
    pub fn hear(&mut self, text: Package) {
        for (clause, counts) in self.counts.iter_mut().enumerate() {
            if let Some(count) = counts.get_mut(text.option(clause)) {
                *count += 1;
            }
        }
        if let Some(last) = self.last.replace(text) {
            for clause in text.differing(last, self.moves.len()) {
                self.moves[clause] += 1;
            }
        }
        self.texts += 1;
        self.would_sign(text);
    }

    /// Takes in that the party would sign a text, which it has put forward or accepted: no agreement is worth no more to it.
    pub fn would_sign(&mut self, text: Package) {
        let worth = |text: &Package| self.prior.of_package(*text);
        self.least_signed = self
            .least_signed
            .into_iter()
            .chain([text])
            .min_by_key(worth);
    }

    /// What the party is believed to want now.
    #[must_use]
    pub fn believed(&self) -> Utility {
        let mut believed = self.prior.clone();
        self.update(&mut believed);
        believed
    }

    /// The same, written over an earlier belief about the same party.
    pub fn update(&self, believed: &mut Utility) {
        let unheard = self.texts == 0 && self.least_signed.is_none();
        if unheard || !same_shape(&self.prior, believed) {
            believed.clone_from(&self.prior);
        }
        if unheard {
            return;
        }
        let weights = self.weights();
        for (clause, weight) in weights.into_iter().enumerate() {
            let prior = &self.prior.parts[clause];
            let (least, _) = range(prior);
            for (option, worth) in believed.parts[clause].iter_mut().enumerate() {
                let share = i128::from(self.share(clause, option));
                *worth =
                    least.saturating_add(narrow(share * i128::from(weight) / i128::from(WHOLE)));
            }
        }
        let signed = self.least_signed.map(|text| believed.of_package(text));
        believed.reservation = self.prior.reservation.min(signed.unwrap_or(i64::MAX));
    }

    /// What each clause weighs, in the unit of the utility: its range in the prior, less where the party moves. Together
    /// they weigh as much as in the prior.
    fn weights(&self) -> Vec<i64> {
        let before: Vec<i64> = self.prior.parts.iter().map(|part| range(part).1).collect();
        let pairs = (self.texts - 1).max(0);
        let judged = before.iter().zip(&self.moves).map(|(weight, moves)| {
            let kept = PRIOR_MOVES + pairs - moves;
            i128::from(*weight) * i128::from(kept) * i128::from(WHOLE)
                / i128::from(PRIOR_MOVES + pairs)
        });
        let judged: Vec<i128> = judged.collect();
        let total: i128 = before.iter().map(|weight| i128::from(*weight)).sum();
        let sum: i128 = judged.iter().sum::<i128>().max(1);
        judged
            .iter()
            .map(|weight| narrow(weight * total / sum))
            .collect()
    }

    /// What an option is worth between the worst and the best of its clause, in thousandths.
    fn share(&self, clause: usize, option: usize) -> i64 {
        let (least, width) = range(&self.prior.parts[clause]);
        let worth = self.prior.parts[clause][option];
        let before =
            i128::from(worth.saturating_sub(least)) * i128::from(WHOLE) / i128::from(width.max(1));
        let counts = &self.counts[clause];
        let most = counts.iter().copied().max().unwrap_or(0).max(1);
        let seen = self.texts.min(MOST_EVIDENCE * PRIOR_TEXTS);
        let evidence = WHOLE * counts[option] / most;
        (narrow(before) * PRIOR_TEXTS + evidence * seen) / (PRIOR_TEXTS + seen)
    }
}

fn same_shape(one: &Utility, other: &Utility) -> bool {
    one.parts.len() == other.parts.len()
        && one
            .parts
            .iter()
            .map(Vec::len)
            .eq(other.parts.iter().map(Vec::len))
}

/// The worth of the worst option of a clause, and how far above it the best one is.
fn range(part: &[i64]) -> (i64, i64) {
    let least = part.iter().copied().min().unwrap_or(0);
    let most = part.iter().copied().max().unwrap_or(0);
    (least, most.saturating_sub(least))
}

fn narrow(figure: i128) -> i64 {
    i64::try_from(figure).unwrap_or(if figure < 0 { i64::MIN } else { i64::MAX })
}
