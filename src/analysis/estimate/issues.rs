//! Exchanges and elections on the clauses of a table: whole numbers in, whole numbers out.

use crate::analysis::estimate::elections::{Victory, chances, conditional, strengths};
use crate::analysis::estimate::exchange::{self, Exchange, Issue, outcome, settle};
use crate::analysis::exact::forecast::Stance;

/// Two parties that give way to each other, each where it cares less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// The two, by their places.
    pub parties: (usize, usize),
    /// On which issue each of them gives way, by its place.
    pub gives: (usize, usize),
}

/// What exchanges of positions make of issues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// Where each issue settles then, in tenths of a position; `None` where nobody has weight.
    pub tenths: Vec<Option<i32>>,
    /// The exchanges, the one with the highest gain first.
    pub deals: Vec<Deal>,
}

/// Lets parties exchange positions (Stokman and Van Oosten 1994, equal gain) and looks where the issues settle. The stances
/// of an issue are in one order of parties for all issues; saliences are per mille.
#[must_use]
pub fn exchanged(issues: &[Vec<Stance>]) -> Exchanged {
    let stance = |it: &Stance| exchange::Stance {
        position: f64::from(it.position),
        salience: f64::from(it.salience) / 1000.0,
        capability: f64::from(it.capability),
    };
    let mut issues: Vec<Issue> = issues
        .iter()
        .map(|issue| issue.iter().map(stance).collect())
        .collect();
    let deals = settle(&mut issues);
    let deal = |it: &Exchange| Deal {
        parties: (it.gives.party, it.gets.party),
        gives: (it.gives.issue, it.gets.issue),
    };
    Exchanged {
        tenths: issues.iter().map(|it| tenths(outcome(it))).collect(),
        deals: deals.iter().map(deal).collect(),
    }
}

fn tenths(position: f64) -> Option<i32> {
    position
        .is_finite()
        .then(|| (position * 10.0).round() as i32)
}

/// How likely each option prevails over all others in an election by chance (conditional PCE, squares of strengths; KTAB), per
/// mille. `worth` has a row for each party, with what each option is worth to it in one unit for all. Empty without options.
#[must_use]
pub fn prevailing(powers: &[u32], worth: &[Vec<i64>]) -> Vec<i32> {
    const MILLION: f64 = 1_000_000.0;
    let powers: Vec<f64> = powers.iter().map(|power| f64::from(*power)).collect();
    let utilities: Vec<Vec<f64>> = worth
        .iter()
        .map(|row| row.iter().map(|worth| *worth as f64 / MILLION).collect())
        .collect();
    let shares = conditional(&chances(&strengths(&powers, &utilities), Victory::Square));
    let per_mille = |share: f64| {
        if share.is_finite() {
            (share * 1000.0).round() as i32
        } else {
            0
        }
    };
    shares.into_iter().map(per_mille).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stance(position: i32, salience: u32, capability: u32) -> Stance {
        Stance {
            capability,
            salience,
            position,
        }
    }

    #[test]
    fn the_example_of_decide_comes_out_in_tenths() {
        let first = [(70, 750, 50), (30, 250, 50), (30, 250, 50), (0, 600, 85)];
        let second = [(70, 250, 50), (30, 750, 50), (30, 750, 50), (100, 800, 85)];
        let issues = [first, second].map(|issue| issue.map(|(x, s, c)| stance(x, s, c)).to_vec());
        let found = exchanged(&issues);
        let (one, _) = (found.deals[0], assert_eq!(found.tenths.len(), 2));
        assert_eq!(one.gives, (1, 0));
        let nobody = exchanged(&[vec![stance(3, 0, 5)]]);
        assert_eq!(nobody.tenths, [None]);
    }

    #[test]
    fn what_everybody_likes_best_prevails() {
        let found = prevailing(&[40, 90], &[vec![0, 500_000], vec![100_000, 200_000]]);
        assert_eq!(found, [0, 1000]);
        let even = prevailing(&[40, 40], &[vec![0, 500_000], vec![500_000, 0]]);
        assert_eq!(even, [500, 500]);
        assert_eq!(prevailing(&[1], &[Vec::new()]), Vec::<i32>::new());
    }
}
