//! The inbox: what waits for a seat in a turn, and what the end of the turn would lose.

use std::collections::BTreeSet;
use std::sync::Arc;

use middle_power::model::condition::PledgeStatus;
use middle_power::model::{Order, SeatId};
use middle_power::notation;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};
use middle_power::text::inbox::{Waiting, doubts, waiting};
use middle_power::text::{Doubt, Words};

use crate::support::packs::{named, two_shores};

const fn kind(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Step(_) => "step",
        Waiting::Answer(..) => "answer",
        Waiting::Move(_) => "move",
        Waiting::Consent(_) => "consent",
        Waiting::Asks(..) => "asks",
        Waiting::Slipped(..) => "slipped",
        Waiting::Window(..) => "window",
        Waiting::Pledge(..) => "pledge",
        Waiting::Unspent => "unspent",
        Waiting::Reports(_) => "reports",
    }
}

/// A game of the campaign that a strategy has played to its end from Seoul.
fn played(scenario: &Arc<Scenario>, strategy: &str, seed: u64) -> Game {
    let seoul = scenario.playable()[0];
    let seats = scenario.seats().map(|seat| {
        let word = if seat == seoul { strategy } else { "script" };
        (seat, word.to_owned())
    });
    let seating = Seating(seats.collect());
    Game::begin(Arc::clone(scenario), seed, &seating, Rows::Off).unwrap()
}

#[test]
fn everything_that_can_wait_is_told_with_what_happens_by_itself() {
    let scenario = named("asian-paradox").load();
    let words = Words::new(scenario.lexicon());
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for seed in 1..9 {
        for strategy in ["parallel", "hard-only"] {
            for game in played(&scenario, strategy, seed).course() {
                for it in waiting(&game) {
                    seen.insert(kind(it));
                    let said = words.waiting(&game, it).plain();
                    assert!(said.len() > 8, "{it:?}: {said}");
                    let note = words.waiting_note(&game, it);
                    if let Waiting::Answer(event, subject) = it {
                        let answer = game.view().default_answer(event, subject);
                        let Some(Order::Respond { choice, .. }) = answer else {
                            panic!("{it:?} has no default");
                        };
                        let named = words.answer(event, choice).plain();
                        assert!(note.unwrap().plain().ends_with(&named), "{it:?}");
                    }
                }
            }
        }
    }
    // The others are held by what follows, and by tests of roadmaps and of tables on the screen.
    let wanted = ["answer", "asks", "reports", "step", "unspent", "window"];
    let missing: Vec<&&str> = wanted
        .iter()
        .filter(|kind| !seen.contains(**kind))
        .collect();
    assert!(missing.is_empty(), "{missing:?} of {seen:?}");
}

#[test]
fn a_move_at_a_table_waits() {
    let scenario = named("asian-paradox").load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "passive");
    let mut game = Game::begin(Arc::clone(&scenario), 2013, &seating, Rows::Off).unwrap();
    let convene = notation::read(scenario.catalogue(), "convene fisheries-enforcement");
    game.order(seat, convene.unwrap()).unwrap();
    game.end_anyway(seat).unwrap();
    let words = Words::new(scenario.lexicon());
    let all = waiting(&game).into_iter();
    let due = all.filter(|it| matches!(it, Waiting::Move(_)));
    let said: Vec<String> = due.map(|it| words.waiting(&game, it).plain()).collect();
    assert!(
        said.len() == 1 && said[0].starts_with("Your move at"),
        "{said:?}"
    );
}

#[test]
fn a_promise_waits_from_the_turn_before_it_is_due() {
    let pack = two_shores();
    let header = pack.text("scenario.ron").replace("turns: 3", "turns: 6");
    let scenario = pack.with_text("scenario.ron", &header).load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "passive");
    let mut game = Game::begin(Arc::clone(&scenario), 1, &seating, Rows::Off).unwrap();
    let pay = notation::read(scenario.catalogue(), "respond late-again pay-half");
    game.order(seat, pay.unwrap()).unwrap();
    game.end_anyway(seat).unwrap();
    let due = game.view().pledges()[0].due;
    while game.state().over().is_none() && game.state().turn() <= due {
        let waits = waiting(&game).into_iter();
        let waits = waits.filter(|it| matches!(it, Waiting::Pledge(..))).count();
        let near = game.state().turn().after(1) >= due;
        let open = game.view().pledges()[0].status == PledgeStatus::Open;
        assert_eq!(waits == 1, near && open, "turn {:?}", game.state().turn());
        game.end_anyway(seat).unwrap();
    }
}

#[test]
fn the_end_of_a_turn_loses_what_the_list_says_and_no_more() {
    let scenario = named("first-hundred-days").load();
    let seat: SeatId = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut game = Game::begin(Arc::clone(&scenario), 7, &seating, Rows::Off).unwrap();
    let listed = doubts(&game.view());
    let owed = game.view().owed().count();
    let defaults = listed.iter().filter(|it| matches!(it, Doubt::Default(..)));
    assert!(owed > 0);
    assert_eq!(defaults.count(), owed);
    assert!(listed.contains(&Doubt::NothingPlanned));
    let answers: Vec<Order> = game
        .view()
        .owed()
        .filter_map(|asked| game.view().default_answer(asked.event, asked.subject))
        .collect();
    for answer in answers {
        game.order(seat, answer).unwrap();
    }
    assert_eq!(doubts(&game.view()), [Doubt::NothingPlanned]);
    let launch = scenario.initiatives().find_map(|(initiative, _)| {
        let targets = game.view().targets(initiative).into_iter();
        let mut orders = targets.map(|target| Order::Launch { initiative, target });
        orders.find(|order| game.view().check(order).is_ok())
    });
    game.order(seat, launch.unwrap()).unwrap();
    assert!(doubts(&game.view()).is_empty());
}

#[test]
fn what_a_turn_makes_possible_was_not_possible_before_it() {
    let scenario = named("asian-paradox").load();
    let mut told = 0;
    for game in played(&scenario, "parallel", 3).course() {
        let view = game.view();
        let Some(before) = game.view_before(view.seat()) else {
            continue;
        };
        for opened in middle_power::text::opened::opened(&game) {
            told += 1;
            if let middle_power::text::opened::Opened::Initiative(initiative, targets) = opened {
                let targets: Vec<_> = targets.into_iter().map(Some).collect();
                let targets = if targets.is_empty() {
                    vec![None]
                } else {
                    targets
                };
                for target in targets {
                    let order = Order::Launch { initiative, target };
                    assert!(before.check(&order).is_err(), "{order:?}");
                }
            }
        }
    }
    assert!(told > 20, "{told}");
}
