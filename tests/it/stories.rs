//! What the campaign must be able to tell: a lost mandate, a coercion episode, a broken pledge and a change of
//! government occur, and the ledger explains each; different plans lead to different worlds.

use std::sync::Arc;

use middle_power::agents::strategies_of;
use middle_power::model::{Cause, Fact, Figure, Owner, Points, SeatId, What};
use middle_power::notation::figure::Named;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};
use middle_power::text::{Line, account, epilogue};

use crate::support::packs::named;

fn campaign() -> Arc<Scenario> {
    named("asian-paradox").load()
}

fn seat(scenario: &Scenario) -> SeatId {
    scenario.playable()[0]
}

fn game(scenario: &Arc<Scenario>, strategy: &str, seed: u64) -> Game {
    let seating = Seating::one_strategy(scenario, seat(scenario), strategy, "script");
    Game::begin(scenario.clone(), seed, &seating, Rows::Each).unwrap()
}

/// The first game of any strategy and few seeds in which such a fact is on record.
#[track_caller]
fn first_with(scenario: &Arc<Scenario>, wanted: impl Fn(&Game, &Fact) -> bool) -> (Game, Fact) {
    for strategy in strategies_of(scenario, seat(scenario)) {
        for seed in 1..=6 {
            let game = game(scenario, &strategy, seed);
            let found = game
                .ledger()
                .iter()
                .find(|fact| wanted(&game, fact))
                .copied();
            if let Some(fact) = found {
                return (game, fact);
            }
        }
    }
    panic!("it occurs nowhere");
}

fn plain(lines: &[Line]) -> String {
    lines.iter().map(Line::plain).collect::<Vec<_>>().join("\n")
}

fn told(game: &Game) -> String {
    plain(&epilogue::as_lines(game, seat(game.scenario())))
}

fn cause_name(game: &Game, cause: Cause) -> Option<String> {
    use middle_power::scenario::Item;
    let item = match cause {
        Cause::Event(event) | Cause::Choice(event, ..) => Item::Event(event),
        Cause::Initiative(initiative, _) => Item::Initiative(initiative),
        _ => return None,
    };
    Some(game.scenario().prose().name(item).to_owned())
}

#[test]
fn a_mandate_is_lost_and_why_says_with_whom() {
    let scenario = campaign();
    let lost = scenario.catalogue().find_event("mandate-lost").unwrap();
    let is_lost = |fact: &Fact| matches!(fact.what, What::Happened { event, .. } if event == lost);
    let (game, _) = first_with(&scenario, |_, fact| is_lost(fact));
    let mandate = scenario.catalogue().find_gauge("mandate").unwrap();
    let why = plain(&account::why(&game, seat(&scenario), Named::Gauge(mandate)));
    assert!(why.contains("20"), "no date in:\n{why}");
    let blocs = &scenario.actor(seat(&scenario).0).blocs;
    let names = blocs.iter().map(|(bloc, _)| {
        let item = middle_power::scenario::Item::Bloc(seat(&scenario).0, *bloc);
        scenario.prose().name(item)
    });
    let named = names.filter(|name| why.contains(name)).count();
    assert!(named >= 2, "only {named} groups are named in:\n{why}");
}

#[test]
fn a_coercion_episode_is_told_with_its_cause_its_height_and_its_end() {
    let scenario = campaign();
    let me = seat(&scenario).0;
    let on_me = |figure| {
        let slot = scenario.slots().get(figure);
        slot.figure == Figure::Coercion && matches!(slot.owner, Owner::Pair(_, on) if on == me)
    };
    let (game, began) = first_with(&scenario, |_, fact| match fact.what {
        What::Moved { figure, delta } => {
            on_me(figure) && delta > Points::whole(5) && fact.cause != Cause::Opening
        }
        _ => false,
    });
    let What::Moved { figure, .. } = began.what else {
        unreachable!()
    };
    let cause = cause_name(&game, began.cause).unwrap();
    let why = plain(&account::why(&game, SeatId(me), Named::Stored(figure)));
    assert!(why.contains(&cause), "‘{cause}’ is not in:\n{why}");
    let epilogue = told(&game);
    assert!(
        epilogue.contains("presses") && epilogue.contains(&cause),
        "{epilogue}"
    );
    let Owner::Pair(from, _) = scenario.slots().get(figure).owner else {
        unreachable!()
    };
    let guests = scenario.slots().of_pair(Figure::Tourism, me, from).unwrap();
    let fell = game.ledger().iter().any(|fact| {
        matches!(fact.what, What::Moved { figure, delta } if figure == guests && delta < Points::whole(-3))
            && fact.turn >= began.turn
    });
    assert!(fell, "pressure reached no sector");
}

#[test]
fn a_broken_pledge_is_told_by_its_name_and_date() {
    let scenario = campaign();
    let (game, broke) = first_with(
        &scenario,
        |game, fact| matches!(fact.what, What::Broke { seat: whose, .. } if whose == seat(game.scenario())),
    );
    let What::Broke { pledge, .. } = broke.what else {
        unreachable!()
    };
    let name = scenario
        .prose()
        .name(middle_power::scenario::Item::Pledge(pledge));
    let epilogue = told(&game);
    assert!(epilogue.contains(name), "‘{name}’ is not in:\n{epilogue}");
    let paid = game.ledger().iter().any(|fact| {
        matches!(fact.cause, Cause::Pledge(known, _) if known == pledge)
            && matches!(fact.what, What::Moved { delta, .. } if delta < Points::ZERO)
    });
    assert!(paid, "it cost nothing");
}

#[test]
fn governments_change_and_are_told() {
    let scenario = campaign();
    let game = game(&scenario, "passive", 1);
    let changes = game.ledger().iter().filter(|fact| {
        matches!(fact.what, What::TookOffice { .. }) && fact.cause != Cause::Opening
    });
    assert!(changes.count() >= 2);
    assert!(told(&game).contains("takes office in"), "{}", told(&game));
}

#[test]
fn different_plans_lead_to_different_worlds() {
    let scenario = campaign();
    let axes: Vec<_> = scenario.axes().collect();
    let of = |strategy: &str| {
        let game = game(&scenario, strategy, 2);
        let view = game.view_of(seat(&scenario));
        axes.iter()
            .map(|axis| view.gauge(*axis))
            .collect::<Vec<_>>()
    };
    let plans = [
        "parallel",
        "lean-washington",
        "lean-beijing",
        "passive",
        "summitry",
    ];
    let worlds: Vec<_> = plans.iter().map(|plan| of(plan)).collect();
    for (place, world) in worlds.iter().enumerate() {
        for (other, another) in worlds.iter().enumerate().skip(place + 1) {
            let apart = world
                .iter()
                .zip(another)
                .map(|(a, b)| a.minus(*b).magnitude());
            let furthest = apart.max().unwrap();
            assert!(
                furthest >= Points::whole(10),
                "{} and {} differ by {furthest:?} at most",
                plans[place],
                plans[other]
            );
        }
    }
}
