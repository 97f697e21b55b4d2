//! The world as it stood when each negotiating table came to its end, and the turn in which each order was given: what a
//! debrief needs, and of what is hidden nobody may see before.

use std::collections::BTreeMap;

use crate::model::{TableFact, TableId, Turn, What};
use crate::rules::{self, Scribe, State};
use crate::session::Game;

/// The state before the move that concluded each table that is concluded, by table. Where the past of a game isn't known
/// (it goes on from a record of other rules), the state at the end stands for it.
#[must_use]
pub fn conclusions(game: &Game) -> BTreeMap<TableId, State> {
    let scenario = game.scenario();
    let mut scribe = Scribe::keeping();
    let mut state = rules::open(scenario, game.seed(), &mut scribe);
    let mut found = BTreeMap::new();
    drop(scribe.take());
    for entry in game.entries() {
        let before = state.clone();
        if rules::execute(scenario, &mut state, &mut scribe, entry.seat, &entry.order).is_err() {
            break;
        }
        for fact in scribe.take() {
            if let What::Table(table, TableFact::Signed { .. } | TableFact::BrokeUp { .. }) =
                fact.what
            {
                let at_home = matches!(
                    fact.what,
                    What::Table(
                        _,
                        TableFact::BrokeUp {
                            why: crate::model::Breakdown::Home
                        }
                    )
                );
                if !at_home {
                    found.insert(table, before.clone());
                }
            }
        }
    }
    if state.hash() != game.state().hash() {
        found
            .values_mut()
            .for_each(|then| then.clone_from(game.state()));
    }
    found
}

/// The turn in which each entry of a game was given, in the order of the entries.
#[must_use]
pub fn turns_of_entries(game: &Game) -> Vec<Turn> {
    let mut state = game.opening().clone();
    let mut scribe = Scribe::forgetting();
    let each = game.entries().iter().map(|entry| {
        let turn = state.turn();
        // What a game has accepted is accepted again.
        let _ = rules::execute(
            game.scenario(),
            &mut state,
            &mut scribe,
            entry.seat,
            &entry.order,
        );
        turn
    });
    each.collect()
}
