//! Offices and the purse: elections, the end of a term, a new government, and what a year brings and costs.

use std::sync::Arc;

use middle_power::model::{Cause, Fact, Figure, Owner, Points, Rule, SeatId, Turn, What};
use middle_power::notation;
use middle_power::rules::Refusal;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};
use middle_power::text::reasons::explain;

use crate::ledger;
use crate::support::packs::{Pack, Place, named, two_shores};
use crate::support::play::Table;

/// The foreign pack with parts of its files replaced.
#[track_caller]
fn lake(changes: &[(&str, &str, &str)]) -> Pack {
    changes.iter().fold(two_shores(), |pack, (file, old, new)| {
        let text = pack.text(file).to_owned();
        assert!(text.contains(old), "{file} has no {old}");
        pack.with_text(file, &text.replacen(old, new, 1))
    })
}

const OFFICES: &str = "(id: \"alder-deputy\", name: \"The Deputy Mayor\")],";

fn election(of: &str) -> String {
    format!("{OFFICES} elections: [(name: \"Ballot\", {of})],")
}

/// A game that nobody plays to its end.
fn passive(scenario: &Arc<Scenario>) -> Game {
    let seat = scenario.playable()[0];
    let seating = Seating::one_strategy(scenario, seat, "passive", "passive");
    let game = Game::begin(scenario.clone(), 1, &seating, Rows::Off).unwrap();
    ledger::check(scenario, game.state(), game.ledger());
    game
}

fn seat(scenario: &Scenario, id: &str) -> SeatId {
    SeatId(scenario.catalogue().find_actor(id).unwrap())
}

/// What a rule did to a figure of an actor, turn by turn, in thousandths.
fn done_by(game: &Game, rule: Rule, figure: Figure, actor: &str) -> Vec<(u16, i32)> {
    let scenario = game.scenario();
    let slot = scenario
        .slots()
        .of_actor(figure, seat(scenario, actor).0)
        .unwrap();
    let told = |fact: &Fact| match fact.what {
        What::Moved { figure, delta } if figure == slot && fact.cause == Cause::Upkeep(rule) => {
            Some((fact.turn.0, delta.raw()))
        }
        _ => None,
    };
    game.ledger().iter().filter_map(told).collect()
}

#[test]
fn before_an_election_a_seat_has_a_hand_fewer_and_gets_it_back_after() {
    let of = election("date: \"1950-07-01\", lame_duck: 1");
    let game = passive(&lake(&[("actors.ron", OFFICES, &of)]).load());
    let hands = done_by(&game, Rule::LameDuck, Figure::Hands, "alder");
    assert_eq!(hands, [(1, -1000), (2, 1000)]);
    assert_eq!(done_by(&game, Rule::LameDuck, Figure::Hands, "birch"), []);
}

#[test]
fn a_hand_that_was_not_there_to_take_is_not_given_back() {
    let of = election("date: \"1950-07-01\", lame_duck: 1");
    let busy = (
        "actors.ron",
        "\"capital\": 6, \"hands\": 2, \"arms\": 20",
        "\"capital\": 6, \"hands\": 0, \"arms\": 20",
    );
    let idle = (
        "actors.ron",
        "script: [(turn: 1, launch: \"repair-boiler\"), (turn: 2, launch: \"market-day\", target: \"birch\")],",
        "",
    );
    let game = passive(&lake(&[("actors.ron", OFFICES, &of), busy, idle]).load());
    assert_eq!(done_by(&game, Rule::LameDuck, Figure::Hands, "alder"), []);
}

#[test]
fn an_election_changes_the_government_and_working_links_fray() {
    let of = election("date: \"1950-04-01\", winner: \"alder-deputy\"");
    let scenario = lake(&[("actors.ron", OFFICES, &of)]).load();
    let game = passive(&scenario);
    let alder = seat(&scenario, "alder").0;
    let deputy = scenario.catalogue().find_office("alder-deputy");
    let view = game.view_of(seat(&scenario, "birch"));
    assert_eq!(
        (view.office(alder), view.in_office_since(alder)),
        (deputy, Some(Turn(1)))
    );
    let frayed = game
        .ledger()
        .iter()
        .filter(|fact| fact.cause == Cause::Upkeep(Rule::Handover));
    let frayed: Vec<i32> = frayed
        .filter_map(|fact| match fact.what {
            What::Moved { delta, .. } => Some(delta.raw()),
            _ => None,
        })
        .collect();
    assert_eq!(frayed, [-2400], "8 per cent of 30 points");
    let opened = passive(&two_shores().load());
    assert!(
        opened
            .ledger()
            .iter()
            .all(|fact| fact.cause != Cause::Upkeep(Rule::Handover))
    );
}

/// The health of the ferry board at the end, with these shares, with or without a change of government in Alder.
fn health(shares: &str, change: bool) -> Points {
    let of = election("date: \"1950-04-01\", winner: \"alder-deputy\"");
    let mut changes = vec![(
        "mechanisms.ron",
        "level: 2, verification: Reports, shares: {\"alder\": 70, \"birch\": 30}, health: 35",
        shares,
    )];
    if change {
        changes.push(("actors.ron", OFFICES, &of));
    }
    let scenario = lake(&changes).load();
    let game = passive(&scenario);
    let board = scenario.catalogue().find_mechanism("ferry-board").unwrap();
    let slot = scenario
        .slots()
        .of_owner(Figure::Health, Owner::Mechanism(board))
        .unwrap();
    game.view().reading(slot).middle()
}

#[test]
fn a_change_of_government_hurts_what_one_capital_owns_alone_the_most() {
    let lost = |shares: &str| health(shares, false).minus(health(shares, true)).raw();
    let alone = lost("level: 3, shares: {\"alder\": 100}, health: 50");
    let shared = lost("level: 3, shares: {\"alder\": 50, \"birch\": 50}, health: 50");
    let elsewhere = lost("level: 3, shares: {\"birch\": 100}, health: 50");
    assert!(
        alone > shared && shared > elsewhere && shared > 0,
        "alone {alone}, shared {shared}, elsewhere {elsewhere}"
    );
}

#[test]
fn who_owns_a_mechanism_alone_pays_for_it() {
    let shares = |new| {
        let old = "level: 2, verification: Reports, shares: {\"alder\": 70, \"birch\": 30}";
        let game = passive(&lake(&[("mechanisms.ron", old, new)]).load());
        done_by(&game, Rule::OwnerPays, Figure::Capital, "alder")
    };
    let alone = shares("level: 3, shares: {\"alder\": 90, \"birch\": 10}");
    assert_eq!(alone, [(1, -1000), (2, -1000), (3, -1000)]);
    assert_eq!(
        shares("level: 3, shares: {\"alder\": 89, \"birch\": 11}"),
        []
    );
    assert_eq!(shares("level: 2, shares: {\"alder\": 100}"), []);
}

#[test]
fn the_budget_of_a_year_comes_with_its_first_turn() {
    let game = passive(
        &lake(&[
            ("scenario.ron", "1950-03-01", "1950-09-01"),
            ("actors.ron", "income: 15,", "income: 15, yearly: 4,"),
        ])
        .load(),
    );
    let paid = done_by(&game, Rule::YearlyBudget, Figure::Capital, "alder");
    assert_eq!(paid, [(2, 400)], "the third turn is the first of 1951");
    assert_eq!(
        done_by(&game, Rule::YearlyBudget, Figure::Capital, "birch"),
        []
    );
}

#[test]
fn support_at_home_pays_and_the_want_of_it_costs() {
    let game = passive(&two_shores().load());
    let signs = |actor| {
        let paid = done_by(&game, Rule::MandatePays, Figure::Capital, actor);
        paid.iter().map(|(_, delta)| delta.signum()).next()
    };
    assert_eq!((signs("alder"), signs("birch")), (Some(1), Some(1)));
    let weak = lake(&[(
        "actors.ron",
        "weight: 600, support: 55",
        "weight: 600, support: 20",
    )]);
    let weak = passive(&weak.load());
    let paid = done_by(&weak, Rule::MandatePays, Figure::Capital, "alder");
    assert!(
        paid.iter().all(|(_, delta)| (-1000..0).contains(delta)),
        "{paid:?}"
    );
}

#[test]
fn three_mechanisms_more_than_at_the_opening_are_worth_a_hand() {
    let more = |count: usize| {
        let mut pack = two_shores();
        for number in 0..count {
            let item = format!(
                "(id: \"new-{number}\", name: \"N\", measure: \"timetable\", members: [\"alder\"], text: \"t\")"
            );
            pack = pack.with_items("mechanisms.ron", &item, Place::Last);
            let item = format!(
                "(id: \"built-{number}\", name: \"B\", when: Dated(\"1950-03-05\"), effects: [Mechanism(id: \"new-{number}\", do: Level(3))], text: \"t\")"
            );
            pack = pack.with_items("events.ron", &item, Place::Last);
        }
        let game = passive(&pack.load());
        done_by(&game, Rule::MechanismsRelieve, Figure::Hands, "alder")
    };
    assert_eq!(more(2), []);
    assert_eq!(more(3), [(1, 1000)]);
}

/// What a seat of the campaign sees in every turn of a game that nobody plays.
fn each_turn(id: &str, see: impl Fn(&Table<'_>, SeatId) -> bool) -> Vec<u16> {
    let scenario = named("asian-paradox").load();
    let mut table = Table::open(&scenario, 1);
    let mut seen = Vec::new();
    while table.state.over().is_none() {
        if see(&table, seat(&scenario, id)) {
            seen.push(table.state.turn().0);
        }
        for seat in scenario.seats().collect::<Vec<_>>() {
            let owed: Vec<_> = table.view(seat).owed().copied().collect();
            for asked in owed {
                let answer = table.view(seat).default_answer(asked.event, asked.subject);
                table.order(seat, &answer.unwrap()).unwrap();
            }
            table.confront();
            let end = middle_power::model::Order::End;
            table.order(seat, &end).unwrap();
        }
    }
    seen
}

#[test]
fn an_election_that_events_overtake_is_not_held_and_ends_no_term() {
    let tired = each_turn("seoul", |table, seoul| {
        table.view(seoul).is_lame_duck(seoul.0)
    });
    assert_eq!(tired, [17], "from 2017-02-25 to the election of 9 May");
    let expected = each_turn("seoul", |table, seoul| {
        table.view(seoul).next_election(seoul.0).is_some()
    });
    assert_eq!(expected, (1..=17).collect::<Vec<_>>());
}

#[test]
fn an_election_is_seen_coming_from_its_announcement_on() {
    let expected = each_turn("tokyo", |table, tokyo| {
        table.view(tokyo).next_election(tokyo.0).is_some()
    });
    assert_eq!(expected, [7, 8, 19]);
}

/// The campaign in which the combined command trusts nobody.
fn wary() -> Arc<Scenario> {
    let pack = named("asian-paradox");
    let text = pack.text("permissions.ron").to_owned();
    let old = "AtLeast(\"washington.trust.$self\", 50)";
    assert!(text.contains(old));
    pack.with_text(
        "permissions.ron",
        &text.replacen(old, &old.replace("50", "90"), 1),
    )
    .load()
}

#[test]
fn an_act_without_the_leave_that_it_needs_is_refused_with_whose_and_why() {
    for (scenario, refused) in [(named("asian-paradox").load(), false), (wary(), true)] {
        let table = Table::open(&scenario, 1);
        let seoul = table.view(seat(&scenario, "seoul"));
        let order = |line| notation::read(scenario.catalogue(), line).unwrap();
        let launch = order("launch scale-exercise target=washington");
        let verdict = seoul.check(&launch);
        assert_eq!(
            matches!(verdict, Err(Refusal::Permission { .. })),
            refused,
            "{verdict:?}"
        );
        if let Err(refusal) = verdict {
            let said = explain(&seoul, &launch, &refusal).plain();
            let wanted = "needs the leave of Washington (‘Consent of the combined command’), which is given with: Washington's trust in you at least 90 (now 6";
            assert!(said.contains(wanted), "{said}");
        }
        let washington = table.view(seat(&scenario, "washington"));
        let own = order("launch scale-exercise target=seoul");
        assert_eq!(washington.check(&own), Ok(()), "the holder asks nobody");
    }
}
