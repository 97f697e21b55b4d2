//! Capitals that react: replies that depend on the world, shocks that reach the dialogue, incidents at sea that climb and
//! end, and the acts of a scenario.

use std::sync::Arc;

use middle_power::model::{Cause, EventId, Figure, Order, Owner, SeatId, Subject, Turn, What};
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};

use crate::ledger;
use crate::support::packs::{Pack, Place, named, two_shores};
use crate::support::play::Table;
use crate::support::program::Home;

fn seat(scenario: &Scenario, id: &str) -> SeatId {
    SeatId(scenario.catalogue().find_actor(id).unwrap())
}

fn event(scenario: &Scenario, id: &str) -> EventId {
    scenario.catalogue().find_event(id).unwrap()
}

fn play(scenario: &Arc<Scenario>, seed: u64, (own, others): (&str, &str)) -> Game {
    let seating = Seating::one_strategy(scenario, scenario.playable()[0], own, others);
    let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
    ledger::check(scenario, game.state(), game.ledger());
    game
}

/// What Birch's script would answer to the late ferry, most wanted first.
fn advised(replies: &str) -> Vec<String> {
    let pack = two_shores();
    let text = pack.text("actors.ron").to_owned();
    let usual = "answers: {\"late-again\": \"complain\"}";
    assert!(text.contains(usual));
    let with = format!("replies: [{replies}], {usual}");
    let scenario = pack
        .with_text("actors.ron", &text.replacen(usual, &with, 1))
        .load();
    let table = Table::open(&scenario, 1);
    let view = table.view(seat(&scenario, "birch"));
    let late = event(&scenario, "late-again");
    let orders = view.advised_answers(None, late, Subject::World);
    let id = |order: &Order| match order {
        Order::Respond { choice, .. } => scenario.catalogue().answer(late, *choice).to_owned(),
        other => panic!("{other:?}"),
    };
    orders.iter().map(id).collect()
}

#[test]
fn a_reply_comes_before_the_usual_answer_while_its_conditions_hold() {
    let pay = "(event: \"late-again\", choice: \"pay-half\", when: [AtLeast(\"birch.will\", 40)])";
    let blame = "(event: \"late-again\", choice: \"blame\", when: [AtLeast(\"birch.will\", 99)])";
    assert_eq!(advised(""), ["complain"]);
    assert_eq!(advised(pay), ["pay-half", "complain"]);
    assert_eq!(advised(blame), ["complain"]);
    assert_eq!(
        advised(&format!(
            "{blame}, {pay}, (event: \"late-again\", choice: \"blame\")"
        )),
        ["pay-half", "blame", "complain"]
    );
}

#[test]
fn a_reply_that_is_not_legal_gives_way_to_the_next() {
    let strategy = r#"(id: "proud", name: "Proud", seat: "alder", text: "Proud.",
        replies: [(event: "late-again", choice: "pay-half"), (event: "late-again", choice: "blame")])"#;
    let answered = |capital: &str| {
        let pack = two_shores().with_items("strategies.ron", strategy, Place::Last);
        let text = pack
            .text("actors.ron")
            .replacen("\"capital\": 6", capital, 1);
        let scenario = pack.with_text("actors.ron", &text).load();
        let (game, alder) = (
            play(&scenario, 3, ("proud", "passive")),
            seat(&scenario, "alder"),
        );
        let late = event(&scenario, "late-again");
        let answers = game.view_of(alder).answers().iter();
        let own = answers.filter(|answer| answer.seat == alder && answer.event == late);
        let ids = own.map(|answer| scenario.catalogue().answer(late, answer.choice).to_owned());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(answered("\"capital\": 6"), ["pay-half"]);
    assert_eq!(answered("\"capital\": 1"), ["blame"]);
}

/// What shocks in the North took from the standing of the dialogue, in thousandths, for a strategy of Seoul's.
fn taken(wishes: &str) -> i32 {
    let strategy = format!(
        r#"(id: "arm", name: "Arm", seat: "seoul", text: "An arm.", wishes: [
            (launch: "dialogue-tour", target: "washington", from: 1), (launch: "dialogue-tour", target: "beijing", from: 1), {wishes}])"#
    );
    let scenario = named("asian-paradox")
        .with_items("strategies.ron", &strategy, Place::Last)
        .load();
    let names = scenario.catalogue();
    let format = names.find_format("napci").unwrap();
    let standing = scenario
        .slots()
        .of_owner(Figure::Standing, Owner::Format(format));
    let shock = Cause::Event(event(&scenario, "shock-reaches-dialogue"));
    let mut sum = 0;
    for seed in 1..=4 {
        let game = play(&scenario, seed, ("arm", "passive"));
        for fact in game.ledger() {
            if let What::Moved { figure, delta } = fact.what
                && Some(figure) == standing
                && fact.cause == shock
            {
                sum += delta.raw();
            }
        }
    }
    sum
}

#[test]
fn a_shock_costs_a_dialogue_that_waits_most_and_one_with_a_desk_least() {
    let tie = "(launch: \"tie-the-tracks\", from: 2)";
    let (tied, plain) = (taken(tie), taken(""));
    let desk = taken("(launch: \"coordinate-tracks\", from: 2)");
    let released = taken(&format!("{tie}, (launch: \"release-dialogue\", from: 3)"));
    assert!(
        tied < plain && plain < desk && desk < 0,
        "{tied} {plain} {desk}"
    );
    assert!(tied < released, "{tied} {released}");
}

#[test]
fn every_shot_at_sea_ends_with_cutters_that_go_home() {
    let scenario = named("asian-paradox").load();
    let (shot, home) = (
        event(&scenario, "shot-across-bow"),
        event(&scenario, "cutters-go-home"),
    );
    let last = scenario.calendar().turns;
    let mut shots = 0;
    for seed in 1..=120 {
        let game = play(&scenario, seed, ("random", "random"));
        let happened = |wanted: EventId| {
            let facts = game.ledger().iter();
            facts.filter_map(move |fact| match fact.what {
                What::Happened { event, subject } if event == wanted => Some((fact.turn, subject)),
                _ => None,
            })
        };
        for (turn, subject) in happened(shot) {
            shots += 1;
            // It may have been settled shortly before: cutters don't go home twice in a season.
            let ends = |(end, whose): (Turn, Subject)| {
                whose == subject && end.after(2) >= turn && end <= turn.after(2)
            };
            let over = turn.after(2) > last;
            assert!(over || happened(home).any(ends), "seed {seed}, {turn:?}");
        }
    }
    assert!(shots > 3, "only {shots} shots");
}

/// The foreign pack in two acts.
fn in_two_acts() -> Pack {
    let pack = two_shores();
    let text = pack.text("scenario.ron").to_owned();
    let acts = "capital_cap: 10,
    acts: [(from: 1, name: \"Before the ice\", text: \"Timber is scarce.\"), (from: 3, name: \"Ice\", text: \"Coal is.\")],";
    pack.with_text("scenario.ron", &text.replacen("capital_cap: 10,", acts, 1))
}

#[test]
fn the_brief_of_its_first_turn_names_an_act_and_the_status_knows_it() {
    let home = Home::new();
    let folder = in_two_acts().write_to(home.path());
    let arguments = ["play", "--plain", "--scenario", folder.to_str().unwrap()];
    let turns = "brief\nend anyway\nhash\nbrief\nstatus\nend anyway\nhash\nquit\n";
    let out = home.feed(&arguments, turns).expect(0).out;
    let parts: Vec<&str> = out.split("\nhash ").collect();
    let told = |part: usize, text: &str| parts[part].matches(text).count();
    assert_eq!(
        told(0, "act: Before the ice\n  Timber is scarce."),
        2,
        "{out}"
    );
    assert_eq!(told(1, "Timber is scarce."), 0, "{out}");
    assert_eq!(told(1, "act: Before the ice"), 1, "{out}");
    assert_eq!(told(1, "act: Ice\n  Coal is."), 1, "{out}");
}

#[test]
fn the_campaign_has_three_acts() {
    let scenario = named("asian-paradox").load();
    let act = |turn: u16| scenario.act(Turn(turn)).map(|(_, act)| act.from.0);
    assert_eq!(
        [1, 6, 7, 14, 15, 20].map(act),
        [1, 1, 7, 7, 15, 15].map(Some)
    );
}
