//! Legality: decided on the view alone, so that a refusal tells a seat nothing that it could not have known.

use middle_power::model::{CrisisOrder, Order, SeatId, TableOrder};
use middle_power::rules::{self, Prompt, Refusal, Scribe};
use middle_power::scenario::Scenario;

use crate::support::orders::every_order;
use crate::support::packs::{every_scenario, prying, two_shores};
use crate::support::play::{Table, somewhere};

/// Asserts for one state that the view's verdict on every order is what the rules then do.
fn check(table: &Table<'_>, orders: &[Order], context: &str) {
    let scenario = table.scenario;
    let hash = table.state.hash();
    for (actor, _) in scenario.actors() {
        let seat = SeatId(actor);
        let view = table.view(seat);
        for order in orders {
            let verdict = view.check(order);
            if verdict == Err(Refusal::NotAsked) && !matches!(order, Order::Respond { .. }) {
                panic!("{context}: {order:?} is no answer");
            }
            let mut state = table.state.clone();
            let mut scribe = Scribe::keeping();
            let done = rules::execute(scenario, &mut state, &mut scribe, seat, order);
            assert_eq!(verdict, done, "{context}: {order:?} of {seat:?}");
            let facts = scribe.take();
            if done.is_ok() {
                assert!(
                    !facts.is_empty(),
                    "{context}: {order:?} was accepted and left no trace"
                );
            } else {
                assert!(
                    facts.is_empty(),
                    "{context}: {order:?} was refused and wrote {facts:?}"
                );
                assert!(
                    state == table.state,
                    "{context}: {order:?} was refused and changed the state"
                );
            }
        }
    }
    assert_eq!(table.state.hash(), hash);
}

#[test]
fn the_rules_do_with_every_order_what_the_view_said() {
    for scenario in every_scenario().into_iter().chain([prying().load()]) {
        let orders = every_order(&scenario);
        for seed in 0..8 {
            check(
                &somewhere(&scenario, seed),
                &orders,
                &format!("{} seed {seed}", scenario.id()),
            );
        }
    }
}

#[test]
fn what_is_legal_stays_legal_in_every_world_that_the_seat_can_imagine() {
    for scenario in every_scenario().into_iter().chain([prying().load()]) {
        let orders = every_order(&scenario);
        for seed in 0..8 {
            let table = somewhere(&scenario, seed);
            for seat in scenario.seats() {
                let view = table.view(seat);
                let imagined = rules::imagine(&view, seed + 1);
                let other = rules::View::new(&scenario, &imagined, seat);
                for order in &orders {
                    assert_eq!(
                        view.check(order),
                        other.check(order),
                        "{order:?} of {seat:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn whoever_is_awaited_can_always_go_on() {
    for scenario in every_scenario() {
        for seed in 0..30 {
            let mut table = somewhere(&scenario, seed);
            while let Some((seat, prompt)) =
                rules::awaiting(&scenario, &table.state).first().copied()
            {
                if let Prompt::Step(kind) = prompt {
                    let held = Order::Step(kind, CrisisOrder::DEFAULT);
                    table.order(seat, &held).unwrap();
                    continue;
                }
                if let Prompt::Move(at) = prompt {
                    table
                        .order(seat, &Order::Table(at, TableOrder::Hold))
                        .unwrap();
                    continue;
                }
                let answers: Vec<Order> = {
                    let view = table.view(seat);
                    view.owed()
                        .map(|asked| view.default_answer(asked.event, asked.subject).unwrap())
                        .collect()
                };
                for order in answers.iter().chain([&Order::End]) {
                    table.order(seat, order).unwrap();
                }
            }
            assert!(table.state.over().is_some());
        }
    }
}

fn seat(scenario: &Scenario, id: &str) -> SeatId {
    SeatId(scenario.catalogue().find_actor(id).unwrap())
}

/// Gives lines of a seat and returns the verdict on the last one.
fn verdict(
    scenario: &Scenario,
    table: &mut Table<'_>,
    who: &str,
    lines: &[&str],
) -> Result<(), Refusal> {
    let mut last = Ok(());
    for line in lines {
        last = table.order(
            seat(scenario, who),
            &middle_power::notation::read(scenario.catalogue(), line).unwrap(),
        );
    }
    last
}

#[test]
fn each_refusal_names_its_reason() {
    let scenario = two_shores().load();
    let answered = "respond late-again complain";
    for (who, lines, expected) in [
        ("alder", &["end"][..], Err(Refusal::AnswersOwed(1))),
        (
            "alder",
            &[answered, answered],
            Err(Refusal::AlreadyAnswered),
        ),
        (
            "alder",
            &["respond ferry-aground send-divers"],
            Err(Refusal::NotAsked),
        ),
        ("birch", &["launch repair-boiler"], Err(Refusal::NotYours)),
        ("alder", &["launch market-day"], Err(Refusal::TargetNeeded)),
        (
            "alder",
            &["launch market-day target=alder"],
            Err(Refusal::WrongTarget),
        ),
        (
            "alder",
            &["launch repair-boiler target=birch"],
            Err(Refusal::NoTargetTaken),
        ),
        (
            "alder",
            &["launch repair-boiler", "launch repair-boiler"],
            Err(Refusal::AlreadyPlanned),
        ),
        ("alder", &["cancel repair-boiler"], Err(Refusal::NotRunning)),
        (
            "alder",
            &["launch repair-boiler", "cancel repair-boiler"],
            Ok(()),
        ),
        ("alder", &[answered, "end", "end"], Err(Refusal::PlanEnded)),
        (
            "alder",
            &[answered, "end", "launch repair-boiler"],
            Err(Refusal::PlanEnded),
        ),
    ] {
        let mut table = Table::open(&scenario, 1);
        assert_eq!(
            verdict(&scenario, &mut table, who, lines),
            expected,
            "{lines:?}"
        );
    }
}

#[test]
fn a_plan_that_was_taken_back_costs_nothing() {
    let scenario = two_shores().load();
    let mut table = Table::open(&scenario, 1);
    let before = table.state.hash();
    assert_eq!(
        verdict(&scenario, &mut table, "alder", &["launch repair-boiler"]),
        Ok(())
    );
    assert_ne!(table.state.hash(), before);
    assert_eq!(
        verdict(&scenario, &mut table, "alder", &["cancel repair-boiler"]),
        Ok(())
    );
    assert_eq!(table.state.hash(), before);
}
