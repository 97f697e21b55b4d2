//! Games of shipped packs in which a person sits in the first seat that is offered, beside scripts.

use middle_power::model::{Order, TableOrder};
use middle_power::session::{Game, Rows, Seating};

use crate::support::packs::named;

/// A game after so many turns of taking the defaults.
pub fn begun(pack: &str, seed: u64, turns: u16) -> Game {
    let scenario = named(pack).load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut game = Game::begin(scenario, seed, &seating, Rows::Each).unwrap();
    for _ in 0..turns {
        let _ = game.end_anyway(seat);
    }
    game
}

/// The first game of the campaign, by seed and turn, in which the person's step in a crisis is due.
pub fn in_crisis(from: u64) -> Game {
    for seed in from.. {
        let mut game = begun("asian-paradox", seed, 0);
        let seat = game.protagonist();
        while game.state().over().is_none() {
            if game.view().steps_due().next().is_some() {
                return game;
            }
            if game.end_anyway(seat).is_err() {
                break;
            }
        }
    }
    unreachable!("the seeds are endless")
}

/// A finished game of the campaign in which the person convened the first table that could be convened, and let every move
/// pass.
pub fn bargained(seed: u64) -> Game {
    let mut game = begun("asian-paradox", seed, 0);
    let seat = game.protagonist();
    let tables: Vec<_> = game.view().own_tables().collect();
    let convened = tables.into_iter().any(|table| {
        let convene = Order::Table(table, TableOrder::Convene { items: 0 });
        game.order(seat, convene).is_ok()
    });
    assert!(convened, "no table can be convened at the opening");
    while game.state().over().is_none() {
        game.end_anyway(seat).unwrap();
    }
    game
}
