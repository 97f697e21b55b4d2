//! A game again as it stood when each of its turns began, and at its end: played again from its entries once.

use std::sync::Arc;

use crate::rules::{self, Scribe, State};
use crate::session::foretold::Notebook;
use crate::session::game::{Checkpoint, Game, Rows, Seating, sitter};

/// Where a turn begins.
struct Still {
    state: State,
    facts: usize,
    entries: usize,
}

impl Game {
    /// The game as it stood when each turn began, in their order, and as it stands now. Where its past is not known, it
    /// begins with the turn from which on it is. Nobody plays on from these.
    #[must_use]
    pub fn course(&self) -> Vec<Self> {
        let stills = self.stills();
        let mut earlier: Option<State> = None;
        let mut course = Vec::with_capacity(stills.len());
        for still in stills {
            let next = still.state.clone();
            course.push(self.at(still, earlier.take()));
            earlier = Some(next);
        }
        course
    }

    fn stills(&self) -> Vec<Still> {
        let mut state = self.opening.clone();
        let mut scribe = Scribe::keeping();
        let mut written = 0;
        let mut stills = vec![Still {
            state: state.clone(),
            facts: 0,
            entries: 0,
        }];
        for (place, entry) in self.entries.iter().enumerate() {
            let turn = state.turn();
            let given = rules::execute(
                &self.scenario,
                &mut state,
                &mut scribe,
                entry.seat,
                &entry.order,
            );
            if given.is_err() {
                break;
            }
            written += scribe.take().len();
            if state.turn() != turn && state.over().is_none() {
                stills.push(Still {
                    state: state.clone(),
                    facts: written,
                    entries: place + 1,
                });
            }
        }
        stills.push(Still {
            state,
            facts: written,
            entries: self.entries.len(),
        });
        // The ledger may begin with what the opening wrote.
        let opening = self.ledger.len().saturating_sub(written);
        for still in &mut stills {
            still.facts += opening;
        }
        stills
    }

    fn at(&self, still: Still, before: Option<State>) -> Self {
        let Seating(seats) = self.seating();
        let seats = seats.into_iter();
        let sitters =
            seats.map(|(seat, word)| (seat, sitter(&self.scenario, seat, &word, self.seed)));
        let rows = self.rows.iter();
        let rows = rows.filter(|row| row.turn <= still.state.turn()).cloned();
        Self {
            scenario: Arc::clone(&self.scenario),
            seed: self.seed,
            sitters: sitters.collect(),
            protagonist: self.protagonist,
            scribe: Scribe::keeping(),
            ledger: self.ledger.get(..still.facts).unwrap_or(&[]).to_vec(),
            entries: self.entries.get(..still.entries).unwrap_or(&[]).to_vec(),
            start: Checkpoint {
                state: still.state.clone(),
                facts: still.facts,
                entries: still.entries,
            },
            before,
            opening: self.opening.clone(),
            rows: rows.collect(),
            keep: Rows::Off,
            notebook: Notebook::default(),
            state: still.state,
        }
    }
}
