//! Crises: how an incident becomes one, sealed steps, how it ends, what is hidden, what mistakes in a pack are told.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use middle_power::model::{
    CrisisFact, CrisisId, CrisisOutcome, Fact, Figure, Order, Owner, Points, SeatId, What,
};
use middle_power::notation;
use middle_power::rules::refusal::CrisisRefusal;
use middle_power::rules::{self, Over, Prompt, Refusal};
use middle_power::scenario::{Bearing, Problem, Scenario};
use middle_power::session::{Game, Rows, Seating};

use crate::ledger;
use crate::support::games::in_crisis;
use crate::support::packs::{Pack, named, two_shores};
use crate::support::play::Table;
use crate::support::program::Home;

/// The stopped ferry; the foreign pack has no other kind.
const FERRY: CrisisId = CrisisId(0);

/// A game of the foreign pack in which both towns are played by hand.
struct Lake<'a> {
    table: Table<'a>,
}

/// The foreign pack in which the ferry runs aground in the first turn, on this rung.
fn aground(rung: u8) -> Pack {
    let pack = two_shores();
    let text = pack.text("events.ron");
    let drawn = "when: Drawn((base: 150, terms: [(\"alder.grievance.birch\", 100)], damped_by: [(\"timetable\", 400)])),";
    assert!(text.contains(drawn) && text.contains("rung: 2)"));
    let text = text.replace(drawn, "when: Dated(\"1950-03-02\"),");
    let text = text.replace("rung: 2)", &format!("rung: {rung})"));
    pack.clone().with_text("events.ron", &text)
}

fn with(pack: &Pack, old: &str, new: &str) -> Pack {
    let text = pack.text("crises.ron").to_owned();
    assert!(text.contains(old), "crises.ron has no {old}");
    pack.clone()
        .with_text("crises.ron", &text.replacen(old, new, 1))
}

impl<'a> Deref for Lake<'a> {
    type Target = Table<'a>;

    fn deref(&self) -> &Table<'a> {
        &self.table
    }
}

impl DerefMut for Lake<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.table
    }
}

impl<'a> Lake<'a> {
    /// Plays the first turn, at whose end the ferry runs aground.
    fn aground(scenario: &'a Scenario, seed: u64) -> Self {
        let mut lake = Self {
            table: Table::open(scenario, seed),
        };
        for who in ["alder", "birch"] {
            let seat = lake.seat(who);
            for order in middle_power::agents::default_answers(&lake.table.view(seat)) {
                lake.table.order(seat, &order).unwrap();
            }
        }
        for who in ["alder", "birch"] {
            lake.says(who, "end");
        }
        lake
    }

    /// Both step.
    #[track_caller]
    fn step(&mut self, alder: &str, birch: &str) {
        self.says("alder", &format!("step stopped-ferry {alder}"));
        self.says("birch", &format!("step stopped-ferry {birch}"));
        self.table.state.assert_invariants(self.table.scenario);
        ledger::check(self.table.scenario, &self.table.state, &self.table.ledger);
    }

    fn outcome(&self) -> Option<CrisisOutcome> {
        self.facts().find_map(|fact| match fact.what {
            What::Crisis(_, CrisisFact::Ended { outcome }) => Some(outcome),
            _ => None,
        })
    }

    fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.table.ledger.iter()
    }

    fn rung(&self) -> u8 {
        self.table
            .view(self.seat("alder"))
            .last_crisis(FERRY)
            .unwrap()
            .rung()
    }

    fn support(&self, who: &str, bloc: &str) -> Points {
        let names = self.table.scenario.catalogue();
        let owner = Owner::Bloc(self.seat(who).0, names.find_bloc(bloc).unwrap());
        let slot = self
            .table
            .scenario
            .slots()
            .of_owner(Figure::Bloc, owner)
            .unwrap();
        rules::stored(&self.table.state, slot)
    }
}

/// The pack with nothing that climbs by itself, and every offer answered.
fn still(pack: &Pack) -> Pack {
    let mut pack = with(pack, "climb: 150", "climb: 0");
    for (key, value) in [
        ("crisis-rung", "PerMille(50)"),
        ("crisis-threat", "PerMille(350)"),
        ("crisis-raise", "PerMille(80)"),
        ("silence-private", "PerMille(350)"),
    ] {
        let old = format!("\"{key}\": (\n            value: {value}");
        let new = format!("\"{key}\": (\n            value: PerMille(0)");
        assert!(pack.lens.text.contains(&old), "{old}");
        pack.lens.text = pack.lens.text.replacen(&old, &new, 1);
    }
    pack
}

fn calm(rung: u8) -> Arc<Scenario> {
    still(&aground(rung)).load()
}

#[test]
fn an_incident_is_a_line_in_a_cable_until_it_climbs_to_the_serious_rung() {
    let scenario = aground(2).load();
    let (mut quiet, mut serious) = (0, 0);
    for seed in 0..60 {
        let lake = Lake::aground(&scenario, seed);
        let reached = lake.facts().find_map(|fact| match fact.what {
            What::Crisis(_, CrisisFact::Incident { rung, .. }) => Some(rung),
            _ => None,
        });
        let open = lake.table.view(lake.seat("alder")).crisis(FERRY).is_some();
        assert_eq!(open, reached.unwrap() >= 3);
        if open { serious += 1 } else { quiet += 1 }
    }
    assert!(quiet > 20 && serious > 5, "{quiet} {serious}");
}

#[test]
fn while_a_crisis_is_under_way_its_sides_are_awaited_and_nobody_else() {
    let scenario = calm(3);
    let mut lake = Lake::aground(&scenario, 1);
    let awaited = rules::awaiting(&scenario, &lake.table.state);
    let steps = awaited
        .iter()
        .all(|(_, prompt)| *prompt == Prompt::Step(FERRY));
    assert!(steps && awaited.len() == 2, "{awaited:?}");
    assert_eq!(lake.tries("alder", "end"), Err(Refusal::StepDue(FERRY)));
    let turn = lake.table.state.turn();
    lake.step("hold private", "hold private");
    lake.step("hold private", "hold private");
    assert_eq!(lake.table.state.turn(), turn);
    lake.step("hold private", "hold private");
    assert_eq!(
        lake.outcome(),
        Some(CrisisOutcome::Frozen),
        "three steps have passed"
    );
    let awaited = rules::awaiting(&scenario, &lake.table.state);
    assert!(
        awaited
            .iter()
            .all(|(_, prompt)| !matches!(prompt, Prompt::Step(_)))
    );
}

#[test]
fn a_step_is_sealed_until_the_other_side_has_stepped() {
    let scenario = calm(3);
    let mut lake = Lake::aground(&scenario, 1);
    let before = lake.table.ledger.len();
    lake.says("alder", "step stopped-ferry raise public");
    let birch = lake.table.view(lake.seat("birch"));
    assert!(
        lake.table.ledger[before..]
            .iter()
            .all(|fact| !birch.knows(fact))
    );
    let seen = birch.crisis(FERRY).unwrap();
    assert!(seen.sealed().is_none() && seen.is_due());
    assert_eq!(
        lake.tries("alder", "step stopped-ferry hold private"),
        Err(Refusal::Crisis(CrisisRefusal::Stepped))
    );
    lake.says("birch", "step stopped-ferry hold private");
    assert_eq!(lake.rung(), 4);
}

#[test]
fn who_goes_down_together_settles_and_what_was_survived_opens_minds() {
    let scenario = calm(3);
    let mut lake = Lake::aground(&scenario, 1);
    let slot = scenario
        .slots()
        .of_actor(Figure::Will, lake.seat("birch").0)
        .unwrap();
    let before = rules::stored(&lake.table.state, slot);
    lake.step("lower private", "lower public");
    assert_eq!(lake.outcome(), None, "an offer is words the first time");
    lake.step("lower private", "lower public");
    assert_eq!(lake.outcome(), Some(CrisisOutcome::Settled));
    assert!(rules::stored(&lake.table.state, slot) > before);
}

#[test]
fn who_gives_way_pays_at_home_for_each_public_step() {
    let scenario = calm(3);
    let loss = |public: &str| {
        let mut lake = Lake::aground(&scenario, 1);
        lake.step(&format!("raise {public}"), "hold private");
        let before = lake.support("alder", "millers");
        lake.step("lower private", "hold private");
        assert_eq!(lake.outcome(), None, "once is an offer");
        lake.step("lower private", "raise private");
        let alder = lake.seat("alder").0;
        assert_eq!(lake.outcome(), Some(CrisisOutcome::BackedDown(alder)));
        before.minus(lake.support("alder", "millers"))
    };
    let (quietly, aloud) = (loss("private"), loss("public"));
    assert!(quietly > Points::ZERO && aloud > quietly.plus(Points::whole(1)));
}

#[test]
fn an_offer_stands_for_a_step_unless_it_is_taken_back_by_going_up() {
    let scenario = calm(3);
    let after = |alder: [&str; 2], birch: [&str; 2]| {
        let mut lake = Lake::aground(&scenario, 1);
        lake.step(alder[0], birch[0]);
        assert_eq!(lake.outcome(), None);
        lake.step(alder[1], birch[1]);
        lake.outcome()
    };
    let (lower, hold, raise) = ("lower private", "hold private", "raise private");
    let settled = Some(CrisisOutcome::Settled);
    assert_eq!(after([lower, hold], [hold, lower]), settled);
    assert_eq!(after([lower, lower], [hold, lower]), settled);
    assert_eq!(after([lower, raise], [hold, lower]), None);
    assert_eq!(after([lower, hold], [hold, hold]), None);
    let alder = scenario.catalogue().find_actor("alder").unwrap();
    let gave_way = Some(CrisisOutcome::BackedDown(alder));
    assert_eq!(after([lower, lower], [hold, hold]), gave_way);
}

#[test]
fn the_last_rung_is_war_where_the_pack_says_so_and_only_both_together_take_it() {
    let war = with(&aground(3), "steps: 3,", "steps: 8, war: Some(\"winter\"),");
    let scenario = still(&war).load();
    let mut lake = Lake::aground(&scenario, 1);
    lake.step("raise public", "hold private");
    lake.step("raise public", "hold private");
    assert_eq!(
        (lake.rung(), lake.outcome()),
        (4, None),
        "one alone stops at the brink"
    );
    lake.step("raise public", "raise public");
    assert_eq!(lake.outcome(), Some(CrisisOutcome::War));
    assert!(matches!(lake.table.state.over(), Some(Over::Forced(_))));
    let page =
        middle_power::text::crises::page::Page::new(lake.table.view(lake.seat("alder")), FERRY);
    let told: String = page
        .unwrap()
        .account()
        .iter()
        .map(|line| line.plain() + "\n")
        .collect();
    assert!(told.contains("What made war likely: step 3"), "{told}");
}

#[test]
fn what_a_side_means_is_drawn_once_and_known_to_itself_alone() {
    let scenario = calm(3);
    let mut kinds = std::collections::BTreeSet::new();
    for seed in 0..30 {
        let lake = Lake::aground(&scenario, seed);
        let again = Lake::aground(&scenario, seed);
        let meant = |lake: &Lake<'_>, who: &str, side| {
            lake.table
                .view(lake.seat(who))
                .crisis(FERRY)
                .unwrap()
                .intention(side)
        };
        assert_eq!(meant(&lake, "birch", 0), None);
        assert_eq!(meant(&lake, "alder", 0), meant(&again, "alder", 0));
        kinds.insert(meant(&lake, "alder", 0));
    }
    assert_eq!(kinds.len(), 3, "{kinds:?}");
}

#[test]
fn odds_follow_what_the_other_side_is_seen_to_do() {
    let scenario = calm(3);
    let resolve_after = |step: &str| {
        let mut lake = Lake::aground(&scenario, 1);
        lake.step("hold private", step);
        let view = lake.table.view(lake.seat("alder"));
        view.crisis(FERRY).unwrap().odds().unwrap()[2]
    };
    let before = {
        let lake = Lake::aground(&scenario, 1);
        lake.table
            .view(lake.seat("alder"))
            .crisis(FERRY)
            .unwrap()
            .odds()
            .unwrap()[2]
    };
    assert!(resolve_after("raise public") > before);
    assert!(resolve_after("hold private") < resolve_after("raise private"));
}

#[test]
fn a_channel_that_is_not_there_is_refused_and_so_is_a_crisis_of_others() {
    let scenario = calm(3);
    let mut lake = Lake::aground(&scenario, 1);
    let before = lake.table.state.hash();
    let names = scenario.catalogue();
    let board = names.find_mechanism("ferry-board").unwrap();
    let alder = lake.seat("alder").0;
    for (line, why) in [
        ("step stopped-ferry lower forum", CrisisRefusal::NoForum),
        (
            "step stopped-ferry lower ferry-board",
            CrisisRefusal::NoSuchMechanism(board),
        ),
        (
            "step stopped-ferry lower alder",
            CrisisRefusal::NoMediator(alder),
        ),
    ] {
        assert_eq!(
            lake.tries("birch", line),
            Err(Refusal::Crisis(why)),
            "{line}"
        );
    }
    lake.step("lower private", "lower private");
    lake.step("lower private", "lower private");
    assert_eq!(
        lake.tries("birch", "step stopped-ferry lower private"),
        Err(Refusal::Crisis(CrisisRefusal::NotUnderWay))
    );
    assert_ne!(before, lake.table.state.hash());
}

#[test]
fn a_used_mechanism_takes_more_off_the_risk_than_an_untested_one() {
    let risk = |used: u8| {
        let pack = aground(3);
        let text = pack.text("mechanisms.ron").replace("level: 2", "level: 3");
        let text = text.replace("used: 1", &format!("used: {used}"));
        let scenario = pack.with_text("mechanisms.ron", &text).load();
        let lake = Lake::aground(&scenario, 1);
        let seen = lake
            .table
            .view(lake.seat("alder"))
            .crisis(FERRY)
            .unwrap()
            .risk_now();
        let sum: i32 = seen.parts.iter().map(|(_, by)| by).sum();
        assert_eq!(sum, i32::from(seen.total), "the parts add up: {seen:?}");
        (seen.bare, seen.total)
    };
    // The board is used in the opening turn by an answer: what is compared is its record before that.
    let (bare, tested) = risk(3);
    assert!(tested < bare, "{tested} of {bare}");
}

#[test]
fn a_person_and_agents_play_crises_to_their_end() {
    let scenario = named("asian-paradox").load();
    let seat = scenario.playable()[0];
    let (mut stepped, mut ended) = (0, 0);
    for seed in 1..14 {
        let seating = Seating::one_person(&scenario, seat, "script");
        let mut game = Game::begin(Arc::clone(&scenario), seed, &seating, Rows::Off).unwrap();
        while game.state().over().is_none() {
            let due = game.view().steps_due().next();
            if let Some(kind) = due {
                let order = notation::read(
                    scenario.catalogue(),
                    &format!("step {} lower private", scenario.catalogue().crisis(kind)),
                );
                game.order(seat, order.unwrap()).unwrap();
                stepped += 1;
                continue;
            }
            game.end_anyway(seat).unwrap();
        }
        ended += game
            .view()
            .crises()
            .filter(|crisis| crisis.outcome().is_some())
            .count();
    }
    assert!(stepped > 3 && ended > 10, "{stepped} steps, {ended} crises");
}

#[test]
fn the_end_of_a_turn_by_default_holds_in_private() {
    let scenario = calm(3);
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "passive");
    let mut game = Game::begin(Arc::clone(&scenario), 1, &seating, Rows::Off).unwrap();
    game.end_anyway(seat).unwrap();
    assert!(game.order(seat, Order::End).is_err());
    game.end_anyway(seat).unwrap();
    let held = game
        .entries()
        .iter()
        .filter(|entry| entry.seat == seat && matches!(entry.order, Order::Step(..)));
    assert_eq!(held.count(), 3);
}

#[track_caller]
fn finds(old: &str, new: &str, message: &str, remedy: &str) {
    let pack = with(&two_shores(), old, new);
    let problems: Vec<Problem> = pack.try_load().err().unwrap_or_default();
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let found = problems
        .iter()
        .find(|problem| problem.message.contains(message));
    let found = found.unwrap_or_else(|| panic!("{all:#?}"));
    assert_eq!(found.label, "crises.ron", "{all:#?}");
    assert!(found.line > 0);
    let hint = found.hint.as_deref().unwrap_or_default();
    assert!(hint.contains(remedy), "{all:#?}");
}

#[test]
fn a_crisis_with_mistakes_is_refused_with_place_and_remedy() {
    finds(
        "steps: 3",
        "steps: 0",
        "0 steps has no way out",
        "3 to 6 steps",
    );
    finds(
        "steps: 3",
        "steps: 3, serious: 1",
        "no way out",
        "a rung below it and one above",
    );
    finds(
        "steps: 3",
        "steps: 3, war: Some(\"wintr\")",
        "unknown ending",
        "winter",
    );
    finds(
        "(\"timetable\", 800)",
        "(\"timetabel\", 800)",
        "unknown measure",
        "timetable",
    );
    finds(
        "$self.grievance.$target\", 20",
        "$self.grudge.$target\", 20",
        "unknown figure",
        "",
    );
    finds(
        "signs: (500, 350, 150)",
        "signs: (500, 350, 151)",
        "add up to 1001",
        "per mille",
    );
    let pack = two_shores();
    let text = pack.text("crises.ron");
    let (before, rest) = text.split_once("ladder: [").unwrap();
    let (_, after) = rest.split_once("        ],\n        steps").unwrap();
    let one = format!(
        "{before}ladder: [(name: \"One\", text: \"One.\")\n        ],\n        steps{after}"
    );
    let problems = pack
        .clone()
        .with_text("crises.ron", &one)
        .try_load()
        .err()
        .unwrap();
    assert!(
        problems
            .iter()
            .any(|it| it.message.contains("a ladder of 1 rungs")),
        "{problems:?}"
    );
}

/// The steps of one capital over many games: crises, and how often it lowered, held and raised.
fn conduct(scenario: &Scenario, capital: &str) -> [u64; 3] {
    let seat = SeatId(scenario.catalogue().find_actor("seoul").unwrap());
    let found = middle_power::study::sides(scenario, (seat, "passive", None), 910_001, 40);
    let who = scenario.catalogue().find_actor(capital).unwrap();
    let place = scenario.seats().position(|it| it.0 == who).unwrap();
    middle_power::study::Side::sum(found.iter().map(|kind| &kind[place])).stepped()
}

#[test]
fn a_capital_that_dreads_little_and_answers_in_kind_goes_up_more_often() {
    let pack = named("asian-paradox");
    let plain = conduct(&pack.load(), "beijing");
    let text = pack.text("minds.ron").to_owned();
    let old = "chance: 45, crisis: (dread: 1000, face: 500, in_kind: 800";
    assert!(text.contains(old));
    let bold = text.replace(
        old,
        "chance: 45, crisis: (dread: 300, face: 1500, in_kind: 1000",
    );
    let bold = conduct(&pack.with_text("minds.ron", &bold).load(), "beijing");
    let share = |it: [u64; 3]| it[2] * 1000 / it.iter().sum::<u64>().max(1);
    assert!(share(bold) > share(plain), "{bold:?} {plain:?}");
}

#[test]
fn who_always_raises_is_nearer_to_war_than_who_weighs_and_who_goes_down_gives_way() {
    let scenario = named("asian-paradox").load();
    let seat = SeatId(scenario.catalogue().find_actor("seoul").unwrap());
    let place = scenario.seats().position(|it| it == seat).unwrap();
    let mine = |bearing| {
        let arm = (seat, "parallel", Some(bearing));
        let found = middle_power::study::sides(&scenario, arm, 910_001, 80);
        middle_power::study::Side::sum(found.iter().map(|kind| &kind[place]))
    };
    let (press, weigh) = (mine(Bearing::Press), mine(Bearing::Weigh));
    let (down, hold) = (mine(Bearing::Yield), mine(Bearing::Hold));
    assert!(press.ended[4] > weigh.ended[4], "{press:?} {weigh:?}");
    assert!(press.tops * weigh.crises > weigh.tops * press.crises);
    assert_eq!((down.ended[1], hold.ended[2]), (0, 0), "{down:?} {hold:?}");
    assert!(down.ended[2] > weigh.ended[2], "{down:?} {weigh:?}");
}

#[test]
fn advisers_say_which_step_they_would_take_and_do_not_agree() {
    let scenario = named("asian-paradox").load();
    let seat = SeatId(scenario.catalogue().find_actor("seoul").unwrap());
    let (mut asked, mut divided) = (0, 0);
    for seed in 910_001..910_016 {
        let seating = Seating::one_person(&scenario, seat, "script");
        let mut game = Game::begin(Arc::clone(&scenario), seed, &seating, Rows::Off).unwrap();
        while game.state().over().is_none() {
            if let Some(kind) = game.view().steps_due().next() {
                let said = middle_power::agents::advisers::steps(&game.view(), kind);
                assert_eq!(said.len(), 5);
                for one in &said {
                    assert!(game.view().check(&one.proposal.order).is_ok());
                }
                let first = said[0].proposal.order;
                asked += 1;
                divided += u32::from(said.iter().any(|one| one.proposal.order != first));
            }
            game.end_anyway(seat).unwrap();
        }
    }
    assert!(asked > 3 && divided * 2 > asked, "{divided} of {asked}");
}

#[test]
fn a_study_by_capital_tells_how_each_steps_and_how_it_ends_for_it() {
    let home = Home::new();
    let arguments = [
        "study",
        "crises",
        "--scenario",
        "asian-paradox",
        "--strategy",
        "passive",
        "--bearing",
        "press,yield",
        "--by",
        "capital",
        "--games",
        "6",
    ];
    let said = home.run(&arguments).expect(0).out;
    assert!(said.starts_with("strategy"), "{said}");
    for row in [
        "passive/press",
        "passive/yield",
        "pyongyang",
        "island-waters",
    ] {
        assert!(said.contains(row), "no {row} in {said}");
    }
    let json = home.run(&[&arguments[..], &["--format", "json"]].concat());
    let rows: serde_json::Value = serde_json::from_str(&json.expect(0).out).unwrap();
    for row in rows.as_array().unwrap() {
        let ended = ["settled", "won", "gave_way", "frozen", "war"];
        let ended: u64 = ended.iter().filter_map(|it| row[it].as_u64()).sum();
        assert!(ended <= row["crises"].as_u64().unwrap(), "{row}");
    }
}

#[test]
fn a_plan_ended_anyway_says_in_which_crisis_one_held() {
    let game = in_crisis(2013);
    let turns = usize::from(game.state().turn().0);
    let script = "end anyway\n".repeat(turns);
    let said = Home::new().plays("asian-paradox", game.seed(), &script);
    let said = said.expect(0).out;
    let held = said.matches("you held, in private, until no more were due");
    assert_eq!(held.count(), 1, "{said}");
}
