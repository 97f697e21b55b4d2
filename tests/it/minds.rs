//! Capitals with minds: they decide by what they want, on what they see; advisers and analysts say why and how sure they are.

use std::collections::BTreeSet;
use std::sync::Arc;

use middle_power::agents::advisers::counsel;
use middle_power::model::{ActorId, Fact, Figure, Order, Owner, PerMille, Points, SeatId, What};
use middle_power::rules::{self, Scribe};
use middle_power::scenario::Scenario;
use middle_power::session::foretold::{credits, foretold};
use middle_power::session::{Game, Rows, Seating};
use middle_power::study::conduct;

use crate::support::packs::{every_scenario, named};

fn campaign() -> Arc<Scenario> {
    named("asian-paradox").load()
}

fn actor(scenario: &Scenario, id: &str) -> ActorId {
    scenario.catalogue().find_actor(id).unwrap()
}

fn game(scenario: &Arc<Scenario>, seed: u64, own: &str) -> Game {
    let seating = Seating::one_strategy(scenario, scenario.playable()[0], own, "script");
    Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap()
}

/// A person's game in which every plan is ended as it stands.
fn persons_game(scenario: &Arc<Scenario>, seed: u64, seat: SeatId) -> Game {
    let seating = Seating::one_person(scenario, seat, "script");
    Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap()
}

fn launches(game: &Game, whose: ActorId) -> Vec<String> {
    let names = game.scenario().catalogue();
    let name = |fact: &Fact| match fact.what {
        What::Launched {
            seat, initiative, ..
        } if seat.0 == whose => Some(names.initiative(initiative).to_owned()),
        _ => None,
    };
    game.ledger().iter().filter_map(name).collect()
}

#[test]
fn capitals_give_no_order_that_is_refused() {
    for scenario in every_scenario() {
        let seat = scenario.playable()[0];
        let strategies = ["passive", "random"].map(str::to_owned);
        let found = conduct(&scenario, seat, &strategies, 5, 6);
        for it in found.seats.iter().filter(|it| it.seat != seat) {
            let minded = scenario.mind(it.seat.0).is_some();
            let name = scenario.catalogue().actor(it.seat.0);
            assert!(!minded || it.refused == 0, "{name}: {} refused", it.refused);
        }
    }
}

#[test]
fn who_sits_in_a_seat_is_no_rule_of_the_world() {
    let scenario = campaign();
    let usual = game(&scenario, 3, "parallel");
    let mut scribe = Scribe::keeping();
    let mut state = rules::open(&scenario, 3, &mut scribe);
    for entry in usual.entries() {
        let given = rules::execute(&scenario, &mut state, &mut scribe, entry.seat, &entry.order);
        assert!(given.is_ok(), "{entry:?}");
    }
    assert_eq!(state.hash(), usual.state().hash());
}

#[test]
fn no_two_worlds_have_the_same_minds_and_no_world_changes_its_own() {
    let scenario = campaign();
    let seat = SeatId(actor(&scenario, "beijing"));
    let radar = scenario
        .slots()
        .of_pair(Figure::Threat, seat.0, actor(&scenario, "seoul"))
        .unwrap();
    let weight = |game: &Game| game.view_of(seat).leanings().unwrap().of(radar);
    let seen: BTreeSet<i32> = (0..12)
        .map(|seed| weight(&persons_game(&scenario, seed, seat)))
        .collect();
    assert!(seen.len() > 4, "{seen:?}");
    let declared = |game: &Game| game.view_of(seat).declared(seat.0).unwrap().of(radar);
    let one = persons_game(&scenario, 1, seat);
    assert_eq!(declared(&one), declared(&persons_game(&scenario, 2, seat)));
    assert_eq!(weight(&one), weight(&persons_game(&scenario, 1, seat)));
}

#[test]
fn beyond_a_red_line_a_point_weighs_more_and_a_leader_brings_weights() {
    let scenario = campaign();
    for seed in 0..40 {
        let game = game(&scenario, seed, "lean-washington");
        let beijing = SeatId(actor(&scenario, "beijing"));
        let mind = scenario.mind(beijing.0).unwrap();
        let line = mind.red_lines[0];
        let now = game.view_of(beijing).reading(line.figure).middle();
        if line.beyond(now) > Points::ZERO {
            let view = game.view_of(beijing);
            let (own, known) = (view.leanings().unwrap(), view.declared(beijing.0).unwrap());
            let (own, known) = (own.of(line.figure), known.of(line.figure));
            assert!(own.abs() > known.abs() * 3 / 2, "{own} beside {known}");
            return;
        }
    }
    panic!("Beijing's red line is never crossed");
}

#[test]
fn coercion_comes_out_of_interests_and_is_lifted_again() {
    let scenario = campaign();
    let beijing = actor(&scenario, "beijing");
    let seoul = actor(&scenario, "seoul");
    let pressure = scenario
        .slots()
        .of_pair(Figure::Coercion, beijing, seoul)
        .unwrap();
    let presses = |strategy: &str, seed| {
        let played = game(&scenario, seed, strategy);
        let raised = |fact: &&Fact| matches!(fact.what, What::Moved { figure, delta } if figure == pressure && delta > Points::whole(10));
        played.ledger().iter().find(raised).map(|fact| fact.turn)
    };
    let battery = (0..10).filter_map(|seed| presses("lean-washington", seed));
    assert!(
        battery.count() >= 8,
        "a battery and a lean towards one pole"
    );
    let quiet = (0..10).filter_map(|seed| presses("parallel", seed));
    assert!(quiet.count() <= 5, "links, consultation and conditions");
    let eased = (0..10).any(|seed| {
        launches(&game(&scenario, seed, "lean-washington"), beijing)
            .iter()
            .any(|it| it == "ease-travel")
    });
    assert!(eased, "what was never ordered is never lifted");
}

#[test]
fn each_capital_has_conduct_of_its_own() {
    let scenario = campaign();
    let played: Vec<Game> = (0..6)
        .map(|seed| game(&scenario, seed, "passive"))
        .collect();
    let all: Vec<Vec<Vec<String>>> = ["washington", "beijing", "tokyo"]
        .map(|id| {
            let whose = actor(&scenario, id);
            played.iter().map(|game| launches(game, whose)).collect()
        })
        .to_vec();
    for (place, one) in all.iter().enumerate() {
        let distinct: BTreeSet<&Vec<String>> = one.iter().collect();
        assert!(distinct.len() > 3, "the same plan in every world");
        for other in all.iter().skip(place + 1) {
            assert_ne!(one, other);
        }
    }
}

#[test]
fn advisers_propose_concrete_orders_that_are_legal_and_they_disagree() {
    let scenario = campaign();
    for seat in scenario.playable().to_vec() {
        let game = persons_game(&scenario, 4, seat);
        let said = counsel(&game.view());
        assert!(said.len() >= 3, "{said:?}");
        let mut first: BTreeSet<String> = BTreeSet::new();
        for one in &said {
            let answers = one.answers.iter().map(|(.., proposal)| proposal);
            for proposal in answers.chain(&one.starts) {
                assert_eq!(game.view().check(&proposal.order), Ok(()));
            }
            for proposal in &one.starts {
                assert!(!proposal.gains.is_empty(), "{proposal:?}");
                assert!(proposal.worth > Points::ZERO, "{proposal:?}");
            }
            first.extend(one.starts.first().map(|it| format!("{:?}", it.order)));
        }
        assert!(first.len() >= 2, "everybody wants the same: {first:?}");
    }
}

#[test]
fn what_advisers_and_analysts_expected_is_held_against_what_happened() {
    let scenario = campaign();
    let seat = scenario.playable()[0];
    let mut game = persons_game(&scenario, 6, seat);
    while game.state().over().is_none() {
        let said = counsel(&game.view());
        let wanted = said.iter().flat_map(|one| {
            let answers = one.answers.iter().map(|(.., proposal)| proposal.order);
            answers.chain(one.starts.iter().map(|it| it.order))
        });
        for order in wanted.collect::<Vec<Order>>() {
            if game.view().check(&order).is_ok() {
                let _ = game.order(seat, order);
            }
        }
        game.end_anyway(seat).unwrap();
    }
    let credits = credits(&game);
    let judged: u32 = credits.iter().map(|it| it.judged).sum();
    let right: u32 = credits.iter().map(|it| it.right).sum();
    assert!(judged > 40 && right * 2 > judged, "{credits:?}");
    let foretold = foretold(&game);
    let known: Vec<bool> = foretold.iter().filter_map(|it| it.was_right()).collect();
    let hits = known.iter().filter(|right| **right).count();
    assert!(known.len() > 40, "{} expectations", known.len());
    assert!(hits * 2 > known.len(), "{hits} of {}", known.len());
    assert!(hits < known.len(), "nobody is always right");
}

#[test]
fn what_is_expected_of_an_act_is_about_what_it_does() {
    let scenario = campaign();
    let seat = scenario.playable()[0];
    let game = persons_game(&scenario, 2, seat);
    let names = scenario.catalogue();
    let order = Order::Launch {
        initiative: names.find_initiative("tell-the-ally").unwrap(),
        target: None,
    };
    let view = game.view();
    let expected = view.foresee(&order, PerMille(1000)).unwrap();
    let trust = |owner| {
        let moved = expected.moves.iter();
        let owned = moved.filter(|(figure, _)| scenario.slots().get(*figure).owner == owner);
        owned.fold(Points::ZERO, |sum, (_, moved)| sum.plus(*moved))
    };
    let washington = actor(&scenario, "washington");
    assert!(trust(Owner::Pair(washington, seat.0)) > Points::ZERO);
}
