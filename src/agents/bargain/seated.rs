//! A delegation with its place at a table of the protocol: it listens, keeps what it believes of the others up to date, and
//! decides. For analysis, tests and measurements; a game keeps these things in its own state.

use crate::agents::bargain::beliefs::Belief;
use crate::agents::bargain::delegation::{Decision, Delegation, Outlook, Temper};
use crate::analysis::exact::protocol::{Move, Negotiator, Standing};
use crate::model::Utility;

/// Whether a party learns from what the others say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learning {
    /// It believes what it believed at the beginning.
    PriorOnly,
    /// It learns from the texts of the others.
    FromTexts,
}

/// A party at a table.
#[derive(Clone, Debug)]
pub struct Seated {
    clauses: Vec<usize>,
    tied: Vec<(usize, usize)>,
    own: Utility,
    temper: Temper,
    learning: Learning,
    beliefs: Vec<Belief>,
    believed: Vec<Utility>,
    heard: usize,
    delegation: Delegation,
    decisions: Vec<Decision>,
}

impl Seated {
    /// A party that knows the domain and its own utility, and has a first opinion of everybody's (by party; its own place is
    /// not looked at).
    #[must_use]
    pub fn new(clauses: &[usize], own: &Utility, priors: &[Utility], temper: Temper) -> Self {
        Self {
            clauses: clauses.to_vec(),
            tied: Vec::new(),
            own: own.clone(),
            temper,
            learning: Learning::FromTexts,
            beliefs: priors.iter().map(Belief::new).collect(),
            believed: priors.to_vec(),
            heard: 0,
            delegation: Delegation::default(),
            decisions: Vec::new(),
        }
    }

    /// The same party, learning or not.
    #[must_use]
    pub fn with_learning(self, learning: Learning) -> Self {
        Self { learning, ..self }
    }

    /// The same party, bound to change these pairs of clauses together.
    #[must_use]
    pub fn with_ties(self, tied: Vec<(usize, usize)>) -> Self {
        Self { tied, ..self }
    }

    /// What it has decided so far, with reasons.
    #[must_use]
    pub fn decisions(&self) -> &[Decision] {
        &self.decisions
    }

    /// What no agreement is worth to it from now on: the world moves while a table sits.
    pub const fn set_reservation(&mut self, reservation: i64) {
        self.own.reservation = reservation;
    }

    fn listen(&mut self, table: &Standing<'_>) {
        let mut standing = None;
        let mut stale = vec![false; self.beliefs.len()];
        for (place, turn) in table.history.iter().enumerate() {
            let belief = self
                .beliefs
                .get_mut(turn.party)
                .filter(|_| place >= self.heard);
            match turn.made {
                Move::Offer(text) => {
                    standing = Some(text);
                    if let Some(belief) = belief {
                        belief.hear(text);
                        stale[turn.party] = true;
                    }
                }
                Move::Accept => {
                    if let (Some(belief), Some(text)) = (belief, standing) {
                        belief.would_sign(text);
                        stale[turn.party] = true;
                    }
                }
                Move::Hold | Move::WalkOut => {}
            }
        }
        self.heard = table.history.len();
        let changed = stale
            .into_iter()
            .enumerate()
            .filter(|(party, stale)| *stale && *party != table.party);
        for (party, _) in changed {
            self.beliefs[party].update(&mut self.believed[party]);
        }
    }
}

impl Negotiator for Seated {
    fn moves(&mut self, table: &Standing<'_>) -> Move {
        match self.learning {
            Learning::FromTexts => self.listen(table),
            Learning::PriorOnly => {}
        }
        let outlook = Outlook {
            table: *table,
            clauses: &self.clauses,
            tied: &self.tied,
            own: &self.own,
            reservation: self.own.reservation,
            believed: &self.believed,
        };
        let decision = self.delegation.decide(&self.temper, &outlook);
        self.decisions.push(decision);
        decision.made
    }
}
