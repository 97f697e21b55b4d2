//! The stacked alternating offers protocol (Aydoğan, Festen, Hindriks and Jonker 2017) for any number of parties, without
//! any game: who moves when, what a move does, when it is over. What parties want is theirs to know.
//!
//! Parties move in a fixed order. A text stands until another replaces it; it is agreed when everybody who is still at
//! the table has accepted it, its author by putting it forward. Two moves go beyond the protocol of the literature: a
//! party may hold (say nothing, which accepts nothing), and the table may go on without a party that walks out.

use crate::analysis::exact::concession::Time;
use crate::model::Package;

/// What a party does when it is its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Puts a text forward, which replaces the one that stands.
    Offer(Package),
    /// Accepts the text that stands; where none does, this is no more than holding.
    Accept,
    /// Says nothing.
    Hold,
    /// Leaves the table for good. A text of its own falls with it.
    WalkOut,
}

/// A move with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Rounds count from 1.
    pub round: u32,
    /// Whose move it was.
    pub party: usize,
    /// What it did.
    pub made: Move,
}

/// A text and who put it forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its author.
    pub party: usize,
    /// What it says.
    pub package: Package,
}

/// How the table is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// How many rounds there are; in each, everybody at the table moves once.
    pub rounds: u32,
    /// With fewer parties than this at the table it is over. At least 2 are always needed.
    pub quorum: usize,
}

/// What a party sees when it is its turn: everything that was said.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Whose turn it is.
    pub party: usize,
    /// The round under way, from 1 to `rounds`.
    pub round: u32,
    /// The last round.
    pub rounds: u32,
    /// The text that stands.
    pub text: Option<Text>,
    /// Who has accepted it, by party; its author has.
    pub accepted: &'a [bool],
    /// Who is still at the table, by party.
    pub present: &'a [bool],
    /// Every move so far, in order.
    pub history: &'a [Turn],
}

impl Standing<'_> {
    /// How much has passed when the move is made: round k of n, so that in the last round no time is left.
    #[must_use]
    pub const fn time(&self) -> Time {
        Time::new(self.round, self.rounds)
    }
}

/// A party at the table.
pub trait Negotiator {
    /// What it does now that it is its turn.
    fn moves(&mut self, table: &Standing<'_>) -> Move;
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Everybody who was left agreed to this text.
    Agreement(Text),
    /// Too many have walked out; the last of them.
    WalkOut {
        /// The party that left too few behind.
        party: usize,
    },
    /// No round is left.
    Deadline,
}

/// A negotiation from its beginning to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// How it ended.
    pub ending: Ending,
    /// The round in which it ended.
    pub rounds: u32,
    /// Who was at the table at the end, by party.
    pub present: Vec<bool>,
    /// Every move, in order.
    pub history: Vec<Turn>,
}

impl Course {
    /// What was agreed.
    #[must_use]
    pub const fn agreed(&self) -> Option<Package> {
        match self.ending {
            Ending::Agreement(text) => Some(text.package),
            Ending::WalkOut { .. } | Ending::Deadline => None,
        }
    }

    /// What a party put forward, in order.
    pub fn offers_of(&self, party: usize) -> impl Iterator<Item = Package> {
        offers(&self.history).filter_map(move |text| (text.party == party).then_some(text.package))
    }
}

/// The texts that were put forward in these moves, in order.
pub fn offers(history: &[Turn]) -> impl DoubleEndedIterator<Item = Text> {
    history.iter().filter_map(|turn| match turn.made {
        Move::Offer(package) => Some(Text {
            party: turn.party,
            package,
        }),
        Move::Accept | Move::Hold | Move::WalkOut => None,
    })
}

/// Runs a negotiation to its end.
pub fn negotiate(protocol: Protocol, parties: &mut [&mut dyn Negotiator]) -> Course {
    let mut table = Table::new(parties.len());
    for round in 1..=protocol.rounds {
        for (party, negotiator) in parties.iter_mut().enumerate() {
            if !table.present[party] {
                continue;
            }
            let made = negotiator.moves(&table.seen_by(party, round, protocol.rounds));
            table.apply(Turn { round, party, made });
            if let Some(ending) = table.ending(protocol.quorum, party) {
                return table.close(ending, round);
            }
        }
    }
    table.close(Ending::Deadline, protocol.rounds)
}

struct Table {
    text: Option<Text>,
    accepted: Vec<bool>,
    present: Vec<bool>,
    history: Vec<Turn>,
}

impl Table {
    fn new(parties: usize) -> Self {
        Self {
            text: None,
            accepted: vec![false; parties],
            present: vec![true; parties],
            history: Vec::new(),
        }
    }

    fn seen_by(&self, party: usize, round: u32, rounds: u32) -> Standing<'_> {
        Standing {
            party,
            round,
            rounds,
            text: self.text,
            accepted: &self.accepted,
            present: &self.present,
            history: &self.history,
        }
    }

    fn apply(&mut self, turn: Turn) {
        self.history.push(turn);
        let party = turn.party;
        match turn.made {
            Move::Offer(package) => {
                self.text = Some(Text { party, package });
                self.accepted.fill(false);
                self.accepted[party] = true;
            }
            Move::Accept => self.accepted[party] = self.text.is_some(),
            Move::Hold => {}
            Move::WalkOut => self.leave(party),
        }
    }

    fn leave(&mut self, party: usize) {
        self.present[party] = false;
        if self.text.is_some_and(|text| text.party == party) {
            self.text = None;
            self.accepted.fill(false);
        }
    }

    fn ending(&self, quorum: usize, party: usize) -> Option<Ending> {
        let left = self.present.iter().filter(|here| **here).count();
        if left < quorum.max(2) {
            return Some(Ending::WalkOut { party });
        }
        let mut both = self.present.iter().zip(&self.accepted);
        let text = self.text?;
        both.all(|(here, accepts)| !here || *accepts)
            .then_some(Ending::Agreement(text))
    }

    fn close(self, ending: Ending, rounds: u32) -> Course {
        Course {
            ending,
            rounds,
            present: self.present,
            history: self.history,
        }
    }
}

#[cfg(test)]
mod tests;
