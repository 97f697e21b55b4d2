//! Features of foresight: forecasts from a view alone, the same for any number of cores, and orders that hold or don't.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use middle_power::foresight::{Forecast, Proposal, Prospectus, Reason, Vigil};
use middle_power::model::{Order, PerMille};
use middle_power::rules::{Over, View};
use middle_power::session::{Futures, Game, Rows, Seating, Session, Staff};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;

use crate::golden::screens::start;
use crate::support::packs::named;

/// A game of strategies with a person in the usual seat, some turns in; the person ends its turns.
fn some_turns_in(turns: u16) -> Game {
    let scenario = named("asian-paradox").load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut game = Game::begin(Arc::clone(&scenario), 11, &seating, Rows::Off).unwrap();
    while game.view().turn().0 <= turns && game.view().over().is_none() {
        game.end_anyway(seat).unwrap();
    }
    game
}

fn forecast(view: View<'_>, change: &[Order]) -> Forecast {
    let prospectus = Prospectus {
        view,
        change,
        turns: 4,
    };
    prospectus.forecast(0, 6)
}

#[test]
fn two_worlds_that_look_the_same_to_a_seat_have_the_same_forecast() {
    let game = some_turns_in(5);
    let seat = game.protagonist();
    let known = forecast(game.view(), &[]);
    for k in 1..4 {
        let other = game.imagined(seat, k).unwrap();
        assert_ne!(
            other.state().hash(),
            game.state().hash(),
            "the imagined world is another one"
        );
        assert_eq!(forecast(other.view(), &[]), known, "world {k}");
    }
}

#[test]
fn futures_are_the_same_in_batches_and_at_once() {
    let game = some_turns_in(3);
    let futures = Futures::of(&game, Vec::new()).unwrap();
    let mut batches = futures.batch(0, 3);
    batches.join(futures.batch(3, 8));
    assert_eq!(batches, futures.batch(0, 8));
    assert_eq!(batches.len(), 8);
}

#[test]
fn an_order_under_consideration_changes_the_forecast_and_not_the_game() {
    let game = some_turns_in(3);
    let view = game.view();
    let order = view
        .openings(view.capital(), view.hands())
        .first()
        .map(|(initiative, target)| Order::Launch {
            initiative: *initiative,
            target: *target,
        })
        .expect("something can be begun");
    let before = game.state().hash();
    assert_ne!(forecast(view, &[order]), forecast(view, &[]));
    assert_eq!(game.state().hash(), before);
}

#[test]
fn a_spread_lies_in_order_and_odds_are_shares_of_all_futures() {
    let game = some_turns_in(2);
    let forecast = forecast(game.view(), &[]);
    for gauge in 0..game.scenario().gauges().count() {
        for fan in forecast.fan(gauge) {
            let values = [fan.lowest, fan.lower, fan.middle, fan.higher, fan.highest];
            assert!(values.is_sorted(), "{fan:?}");
        }
    }
    for (outcome, count) in forecast.counts() {
        let (share, error) = forecast.share(outcome);
        assert_eq!(share.0, i32::try_from(count).unwrap() * 1000 / 6);
        assert!(error > PerMille(0) && error <= PerMille(1000), "{error:?}");
    }
}

#[test]
fn a_finished_game_is_past_forecasting() {
    let game = some_turns_in(20);
    assert!(game.view().over().is_some());
    assert!(Futures::of(&game, Vec::new()).is_none());
}

#[test]
fn an_order_is_watched_after_the_calendar_and_a_game_under_way_is_not() {
    let scenario = named("asian-paradox").load();
    let seat = scenario.playable()[0];
    let longer = scenario.prolonged(8);
    let seating = Seating::one_strategy(&scenario, seat, "parallel", "script");
    let game = (1..20)
        .map(|seed| Game::begin(Arc::clone(&scenario), seed, &seating, Rows::Off).unwrap())
        .find(|game| game.view().over() == Some(Over::Time))
        .unwrap();
    let vigil = Vigil::over(&longer, (game.state(), seat), (1, 8)).unwrap();
    let found = vigil.durability(0, 12);
    assert_eq!(found, vigil.durability(0, 12), "the same futures again");
    assert_eq!(found.len(), 12);
    let broken: u32 = found.breaches().iter().map(|(_, count)| count).sum();
    let held = 12 - i32::try_from(broken).unwrap();
    assert_eq!(found.held().0, held * 1000 / 12);
    assert!(
        found.in_use() > PerMille(0),
        "something of the order is in use"
    );
    let mut turns = 0;
    vigil.watch(0, |_, _| turns += 1);
    assert!((1..=8).contains(&turns));
    let under_way = some_turns_in(3);
    assert!(Vigil::over(&longer, (under_way.state(), seat), (1, 8)).is_none());
}

#[test]
fn an_order_that_is_tended_to_by_nobody_holds_longer_where_more_was_built() {
    let scenario = named("asian-paradox").load();
    let seat = scenario.playable()[0];
    let longer = scenario.prolonged(8);
    let held = |strategy: &str| -> i32 {
        let seating = Seating::one_strategy(&scenario, seat, strategy, "script");
        let games = (1..=6).filter_map(|seed| {
            let game = Game::begin(Arc::clone(&scenario), seed, &seating, Rows::Off)?;
            let vigil = Vigil::over(&longer, (game.state(), seat), (seed, 8))?;
            Some(vigil.durability(0, 10).held().0)
        });
        games.sum()
    };
    assert!(held("parallel") > held("passive"));
}

/// What the staff of the person's seat would do.
fn staff_plan(game: &Game) -> Proposal {
    let staff = Staff::of(game).expect("the game is under way");
    staff.proposal().expect("the seat can be played")
}

#[test]
fn the_staff_proposes_what_can_be_ordered_and_says_what_for() {
    let game = some_turns_in(16);
    let plan = staff_plan(&game);
    let view = game.view();
    assert!(plan.tried > 10, "{} courses", plan.tried);
    assert_eq!(plan.reasons.len(), plan.plan.orders.len());
    let gain = |it: &Reason| it.axes.iter().map(|axis| axis.raw()).sum::<i32>() + it.held.0 * 100;
    for reason in &plan.reasons {
        assert!(
            gain(reason) > -200,
            "what it proposes does good by its own measure"
        );
        assert!(view.check(&reason.order).is_ok(), "{:?}", reason.order);
        assert_eq!(reason.axes.len(), game.scenario().axes().count());
    }
    assert!(plan.later.iter().all(|it| it.turn >= view.turn()));
    assert_eq!(plan.plan.worths.len(), plan.stand.worths.len());
    assert!(
        plan.plan.score() >= plan.stand.score(),
        "the best course is no worse than none"
    );
}

#[test]
fn the_staff_knows_what_its_seat_knows_and_is_of_one_mind() {
    let game = some_turns_in(17);
    let plan = staff_plan(&game);
    assert_eq!(staff_plan(&game), plan, "asked twice");
    let other = game.imagined(game.protagonist(), 3).unwrap();
    assert_ne!(other.state().hash(), game.state().hash());
    assert_eq!(staff_plan(&other), plan, "another world, the same view");
}

#[test]
fn a_staff_that_is_told_to_stop_has_no_plan() {
    let game = some_turns_in(16);
    let staff = Staff::of(&game).unwrap();
    staff.stop().store(true, Ordering::Relaxed);
    assert_eq!(staff.proposal(), None);
}

#[test]
fn a_seat_that_looks_ahead_does_better_than_one_that_takes_what_comes() {
    let scenario = named("first-hundred-days").load();
    let seat = scenario.playable()[0];
    let score = |strategy: &str, seed: u64| {
        let seating = Seating::one_strategy(&scenario, seat, strategy, "script");
        let game = Game::begin(Arc::clone(&scenario), seed, &seating, Rows::Off).unwrap();
        let view = game.view_of(seat);
        let axes = scenario.axes().map(|axis| view.gauge(axis).raw());
        axes.sum::<i32>()
    };
    let better = (1..=6).filter(|seed| score("search", *seed) > score("passive", *seed));
    assert!(better.count() >= 5);
}

#[test]
fn an_ending_may_ask_that_the_order_holds() {
    let pack = named("asian-paradox");
    let endings = pack
        .text("endings.ron")
        .replacen("holds: 70", "holds: 90", 1);
    let scenario = pack.with_text("endings.ron", &endings).load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_strategy(&scenario, seat, "parallel", "script");
    let game = Game::begin(Arc::clone(&scenario), 1, &seating, Rows::Off).unwrap();
    let ending = |held: Option<i32>| {
        let ending = game.view_of(seat).ending(held.map(PerMille)).unwrap();
        scenario.catalogue().ending(ending)
    };
    assert_eq!(ending(Some(900)), "order-that-holds");
    assert_eq!(ending(Some(899)), "order-left-early");
    assert_eq!(ending(None), "order-that-holds", "by the axes alone");
}

#[test]
fn all_odds_can_be_read_on_a_small_screen() {
    let session = Session::unkept(some_turns_in(0));
    let mut driven = Driven::new(start(Some(session)), (80, 24));
    for key in [Key::Esc, Key::Char('f')] {
        driven.press(key);
        driven.draw();
    }
    let least = "commission";
    let first = driven.screen();
    assert!(first.contains("Of 100 such worlds"), "{first}");
    assert!(
        first.contains("more odds") && !first.contains(least),
        "{first}"
    );
    driven.press(Key::End);
    let last = driven.screen();
    assert!(
        last.contains("Of 100 such worlds") && last.contains(least),
        "{last}"
    );
    driven.press(Key::Home);
    assert_eq!(driven.screen(), first);
}
