//! What looking ahead costs: a forecast, the durability of an order, and the verification of a save, of the campaign.
//!
//! `cargo bench --bench foresight -- --quick` only shows that they run.

use std::hint::black_box;
use std::sync::Arc;

use criterion::Criterion;
use middle_power::foresight::Change;
use middle_power::scenario::Scenario;
use middle_power::session::replay::verify;
use middle_power::session::{Afterwards, Futures, Game, Library, Otherwise, Rows, Save, Seating};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// Worlds of a forecast, each of eight turns.
const WORLDS: u64 = 256;
/// Futures of an order, each of eight turns.
const FUTURES: u64 = 400;

fn threads(count: usize) -> ThreadPool {
    let pool = ThreadPoolBuilder::new().num_threads(count).build();
    pool.expect("threads are to be had")
}

/// The campaign as a strategy played it to the end of its calendar.
fn finished(scenario: &Arc<Scenario>) -> Game {
    let seat = scenario.playable()[0];
    let seating = Seating::one_strategy(scenario, seat, "parallel", "script");
    let played = |seed| Game::begin(Arc::clone(scenario), seed, &seating, Rows::Each);
    let mut games = (1..50).filter_map(played);
    let whole = games.find(|game| Afterwards::of(game).is_some());
    whole.expect("a game runs to its end")
}

/// The campaign some turns in, with a person in the usual seat.
fn under_way(scenario: &Arc<Scenario>) -> Game {
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(scenario, seat, "script");
    let game = Game::begin(Arc::clone(scenario), 11, &seating, Rows::Each);
    let mut game = game.expect("known strategies");
    while game.view().turn().0 < 4 {
        game.end_anyway(seat).expect("a plan can end");
    }
    game
}

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .without_plots()
        .sample_size(10);
    let library = Library::default();
    let scenario = library
        .load("asian-paradox", None)
        .expect("the campaign ships");
    let (now, over) = (under_way(&scenario), finished(&scenario));
    let futures = Futures::of(&now, Vec::new()).expect("it is under way");
    let afterwards = Afterwards::of(&over).expect("its order is left");
    for count in [1, 2] {
        let pool = threads(count);
        criterion.bench_function(
            &format!("forecast: {WORLDS} worlds of 8 turns, threads: {count}"),
            |bencher| bencher.iter(|| pool.install(|| futures.batch(0, black_box(WORLDS)).len())),
        );
        criterion.bench_function(
            &format!("durability: {FUTURES} futures of 8 turns, threads: {count}"),
            |bencher| {
                bencher.iter(|| pool.install(|| afterwards.batch(0, black_box(FUTURES)).len()));
            },
        );
    }
    let save = Save::of(&over, &[], None);
    criterion.bench_function("verify a save of the campaign", |bencher| {
        bencher.iter(|| verify(&scenario, black_box(&save)).is_ok());
    });
    let otherwise = Otherwise::of(&over).expect("it is over");
    let turn = otherwise.turns().nth(4).expect("it had turns");
    criterion.bench_function("play a campaign otherwise from turn 5", |bencher| {
        bencher.iter(|| otherwise.compare(black_box(Change::Idle(turn))).is_some());
    });
    criterion.final_summary();
}
