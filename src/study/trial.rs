//! Whether a strategy does anything at all.

use std::sync::Arc;

use crate::model::{Order, SeatId, StrategyId, TableOrder};
use crate::scenario::{Counsel, Scenario};
use crate::session::{Game, Rows, Seating};

/// What came of a strategy's wishes and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// Whether it has any.
    pub means_something: bool,
    /// How many of its orders were taken, in all games.
    pub orders: usize,
}

/// Plays games from seed 1 on with a strategy of the scenario; scripts play the other seats.
#[must_use]
pub fn trial(scenario: &Arc<Scenario>, seat: SeatId, strategy: StrategyId, games: u64) -> Trial {
    let counsel = scenario.strategy(strategy).counsel.open();
    let word = scenario.catalogue().strategy(strategy);
    let seating = Seating::one_strategy(scenario, seat, word, "script");
    let orders = (1..=games).map(|seed| {
        let game = Game::begin(Arc::clone(scenario), seed, &seating, Rows::Off);
        game.map_or(0, |game| given(&game, seat, counsel))
    });
    Trial {
        means_something: !(counsel.wishes.is_empty()
            && counsel.replies.is_empty()
            && counsel.answers.is_empty()),
        orders: orders.sum(),
    }
}

/// How many orders of a seat are what its strategy names.
fn given(game: &Game, seat: SeatId, counsel: &Counsel) -> usize {
    let names = game.scenario().catalogue();
    let mut choices = Vec::new();
    let replies = counsel.replies.iter().map(|it| (it.event, it.choice));
    for (event, choice) in replies.chain(counsel.answers.iter().copied()) {
        let id = names.choice(event, choice.question, choice.choice);
        choices.extend(names.find_answer(event, id).map(|choice| (event, choice)));
    }
    let own = |order: &Order| match order {
        Order::Launch { .. } | Order::Table(_, TableOrder::Convene { .. }) => true,
        Order::Respond { event, choice, .. } => choices.contains(&(*event, *choice)),
        Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::Table(..)
        | Order::Step(..)
        | Order::End => false,
    };
    let mine = game.entries().iter().filter(|entry| entry.seat == seat);
    mine.filter(|entry| own(&entry.order)).count()
}
