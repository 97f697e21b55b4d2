//! Studies: strategies written in a pack play a seat; claims are measured on the same worlds for every arm; coverage
//! counts what happened.

use std::sync::Arc;

use middle_power::agents::{by_name, strategies_of};
use middle_power::model::{Order, Points, SeatId, What};
use middle_power::rules::View;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Rows, Seating};
use middle_power::study::{Finding, Want, coverage, findings, scarcity};

use crate::support::packs::{Pack, Place, named, two_shores};
use crate::support::play::Table;
use crate::support::program::Home;

const STRATEGIES: &str = r#"
    (id: "markets", name: "Markets", seat: "alder", text: "Sell.",
        wishes: [(launch: "market-day", target: "birch", from: 2, when: [AtMost("alder.exchange.birch", 90)])]),
    (id: "boiler", name: "Boiler", seat: "alder", text: "Repair.",
        wishes: [(launch: "repair-boiler", save: true), (launch: "ask-around", target: "birch")],
        answers: {"late-again": "pay-half"}),
    (id: "from-birch", name: "From Birch", seat: "birch", text: "The other bank.",
        wishes: [(launch: "market-day", target: "alder")]),
"#;

fn claim(id: &str, measure: &str, bound: &str) -> String {
    format!(r#"(id: "{id}", text: "{id}", source: "invented", measure: {measure}, {bound}),"#)
}

fn with(claims: &str) -> Pack {
    let pack = two_shores().with_items("strategies.ron", STRATEGIES, Place::Last);
    if claims.is_empty() {
        return pack;
    }
    pack.with_items("claims.ron", claims, Place::Last)
}

fn seat(scenario: &Scenario, id: &str) -> SeatId {
    SeatId(scenario.catalogue().find_actor(id).unwrap())
}

fn launches(scenario: &Arc<Scenario>, strategy: &str, seed: u64) -> Vec<(u16, String)> {
    let alder = seat(scenario, "alder");
    let seating = Seating::one_strategy(scenario, alder, strategy, "passive");
    let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
    let mut launched = Vec::new();
    for fact in game.ledger() {
        if let What::Launched {
            seat, initiative, ..
        } = fact.what
            && seat == alder
        {
            let name = scenario.catalogue().initiative(initiative).to_owned();
            launched.push((fact.turn.0, name));
        }
    }
    launched
}

fn found(claims: &str, games: u64) -> Vec<Finding> {
    let scenario = with(claims).load();
    findings(&scenario, seat(&scenario, "alder"), 1, games)
}

#[test]
fn a_strategy_of_the_pack_starts_what_it_wishes_when_it_wishes_it() {
    let scenario = with("").load();
    let launched = launches(&scenario, "markets", 3);
    assert_eq!(
        launched.first().map(|(turn, _)| *turn),
        Some(2),
        "{launched:?}"
    );
    assert!(launched.iter().all(|(_, name)| name == "market-day"));
    assert!(launches(&scenario, "passive", 3).is_empty());
}

#[test]
fn a_strategy_saves_for_what_it_wants_most() {
    let scenario = with("").load();
    let alder = seat(&scenario, "alder");
    let mut table = Table::open(&scenario, 1);
    let controller = by_name("boiler", &scenario, alder, 1).unwrap();
    let orders = controller.decide(&table.view(alder));
    let bought = |orders: &[Order], name: &str| {
        let wanted = scenario.catalogue().find_initiative(name).unwrap();
        orders
            .iter()
            .any(|order| matches!(order, Order::Launch { initiative, .. } if *initiative == wanted))
    };
    let answers = orders
        .iter()
        .filter(|order| matches!(order, Order::Respond { .. }));
    let paid = answers.fold(Points::ZERO, |sum, order| {
        sum.plus(table.view(alder).price(order))
    });
    let left = table.view(alder).capital().minus(paid);
    let affordable = left >= Points::whole(3);
    assert_eq!(bought(&orders, "repair-boiler"), affordable);
    if !affordable {
        assert!(!bought(&orders, "ask-around"), "it was to wait");
    }
    for order in &orders {
        table.order(alder, order).unwrap();
    }
}

#[test]
fn a_strategy_plays_its_own_seat_only() {
    let scenario = with("").load();
    let (alder, birch) = (seat(&scenario, "alder"), seat(&scenario, "birch"));
    assert!(strategies_of(&scenario, alder).contains(&"markets".to_owned()));
    assert!(!strategies_of(&scenario, birch).contains(&"markets".to_owned()));
    assert!(by_name("markets", &scenario, birch, 1).is_none());
    let table = Table::open(&scenario, 1);
    let markets = scenario.catalogue().find_strategy("markets");
    assert!(
        View::new(&scenario, &table.state, birch)
            .wishes(markets)
            .is_empty()
    );
}

#[test]
fn both_arms_of_a_claim_meet_the_same_worlds() {
    let same = claim(
        "same",
        r#"Gap(arm: (strategy: "random"), against: (strategy: "random"), of: Mean("alder.trust.birch"), at: 4)"#,
        "at_least: Some(0)",
    );
    let finding = found(&same, 40)[0];
    assert_eq!(finding.games, 40);
    assert_eq!(
        (finding.low, finding.measured, finding.high),
        (Points::ZERO, Points::ZERO, Points::ZERO)
    );
    assert!(finding.holds());
}

#[test]
fn an_event_on_the_calendar_of_an_arm_makes_the_difference() {
    let aground = claim(
        "aground",
        r#"Gap(arm: (strategy: "passive", events: {"ferry-aground": 1}), against: (strategy: "passive"),
            of: Mean("alder.exchange.birch"), at: 2)"#,
        "at_most: Some(-10)",
    );
    let finding = found(&aground, 60)[0];
    assert!(finding.holds(), "{finding:?}");
    assert!(finding.low <= finding.measured && finding.measured <= finding.high);
}

#[test]
fn a_claim_says_when_it_does_not_hold() {
    let change = |bound: &str| {
        claim(
            "markets-pay",
            r#"Change(arm: (strategy: "markets"), of: Mean("alder.exchange.birch"), from: 1, to: 4)"#,
            bound,
        )
    };
    assert!(found(&change("at_least: Some(5)"), 30)[0].holds());
    assert!(!found(&change("at_least: Some(900)"), 30)[0].holds());
}

#[test]
fn findings_do_not_depend_on_the_number_of_jobs() {
    let kept = claim(
        "kept",
        r#"Kept(arm: (strategy: "markets"), against: (strategy: "random"), of: Mean("alder.trust.birch"), peak: 3, after: 4)"#,
        "at_most: Some(1000)",
    );
    let on = |jobs| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build()
            .unwrap();
        pool.install(|| found(&kept, 50))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn coverage_counts_games_and_answers() {
    let scenario = with("").load();
    let alder = seat(&scenario, "alder");
    let pair = |strategy: &str| (strategy.to_owned(), "script".to_owned());
    let pairs = [pair("boiler"), pair("passive")];
    let counted = coverage(&scenario, alder, &pairs, 1, 25);
    let names = scenario.catalogue();
    assert_eq!(counted.games, 50);
    assert_eq!(counted.endings.iter().sum::<u64>(), 50);
    let late = names.find_event("late-again").unwrap();
    assert_eq!(counted.events[late.index()], 50);
    let boiler = names.find_initiative("repair-boiler").unwrap();
    assert_eq!(counted.launched[boiler.index()], 25);
}

#[test]
fn the_command_reports_claims_and_fails_where_one_does_not_hold() {
    let home = Home::new();
    let claims = claim(
        "holds",
        r#"Change(arm: (strategy: "passive"), of: Predictability, from: 1, to: 2)"#,
        "at_least: Some(-1000)",
    );
    let folder = with(&claims).write_to(home.path());
    let path = folder.to_str().unwrap();
    let arguments = ["study", "claims", "--scenario", path, "--games", "20"];
    let said = home
        .run(&[&arguments[..], &["--format", "json"]].concat())
        .expect(0);
    let rows: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let row = &rows[0];
    for key in [
        "id",
        "claim",
        "lens",
        "measured",
        "low",
        "high",
        "threshold",
        "holds",
    ] {
        assert!(!row[key].is_null(), "{key} is missing: {row}");
    }
    assert_eq!((&row["id"], &row["holds"]), (&"holds".into(), &true.into()));
    assert!(home.run(&arguments).expect(0).out.contains("holds"));

    let wrong = claims.replace("Some(-1000)", "Some(1000)");
    let folder = with(&wrong).write_to(&home.path().join("other"));
    let path = folder.to_str().unwrap();
    let said = home.run(&[
        "study",
        "claims",
        "--scenario",
        path,
        "--games",
        "20",
        "--format",
        "md",
    ]);
    let said = said.expect(1);
    assert!(said.out.contains("does not hold"), "{}", said.out);
    assert!(said.err.contains("1 of 1"), "{}", said.err);
}

#[test]
fn the_command_prints_coverage() {
    let home = Home::new();
    let folder = with("").write_to(home.path());
    let path = folder.to_str().unwrap();
    let arguments = ["study", "coverage", "--scenario", path, "--games", "10"];
    let said = home.run(&arguments).expect(0);
    assert!(said.out.contains("ferry-aground") && said.out.contains("at a bound"));
    let said = home.run(&["study", "claims", "--scenario", path]).expect(2);
    assert!(said.err.contains("claims.ron"), "{}", said.err);
    let said = home
        .run(&[&arguments[..], &["--strategy", "markts"]].concat())
        .expect(2);
    assert!(said.err.contains("did you mean ‘markets’"), "{}", said.err);
}

#[test]
fn mistakes_in_strategies_and_claims_are_reported_where_they_stand() {
    let claim = claim(
        "odd",
        r#"Kept(arm: (strategy: "marktes"), against: (strategy: "passive"), of: Mean("alder.trust.birch"), peak: 3, after: 3)"#,
        "at_least: Some(1), at_most: Some(2)",
    );
    let wishes = r#"
        (id: "passive", name: "Passive", seat: "alder", text: "None."),
        (id: "late", name: "Late", seat: "alder", text: "None.",
            wishes: [(launch: "market-day", target: "birch", from: 3, until: 2), (launch: "market-day", turn: 9, from: 1)]),
        (id: "alien", name: "Alien", seat: "birch", text: "None.", wishes: [(launch: "repair-boiler")]),
    "#;
    let pack = with(&claim).with_items("strategies.ron", wishes, Place::Last);
    let problems = pack.try_load().unwrap_err();
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for expected in [
        "there is no strategy",
        "did you mean",
        "this must be a later turn",
        "either at_least or at_most",
        "built-in strategy",
        "this is after the last turn of the wish",
        "either one turn, or a first and a last one",
        "9 is out of range",
        "this initiative needs a target",
        "this seat can't launch this initiative",
    ] {
        let found = said.iter().any(|problem| problem.contains(expected));
        assert!(found, "nothing says ‘{expected}’:\n{}", said.join("\n"));
    }
    assert!(
        problems
            .iter()
            .all(|problem| problem.line > 0 && problem.column > 0)
    );
}

#[test]
fn a_claim_counts_only_worlds_in_which_what_is_given_holds() {
    let measure =
        r#"Change(arm: (strategy: "boiler"), of: Mean("alder.trust.birch"), from: 3, to: 4)"#;
    let count = |given: &str| {
        let claim = claim(
            "given",
            measure,
            &format!("at_least: Some(-1000), given: [{given}]"),
        );
        found(&claim, 20)[0].games
    };
    assert_eq!(count(""), 20);
    assert_eq!(count("AtLeast(\"alder.trust.birch\", 100)"), 0);
}

fn wanted(scenario: &Scenario, who: &str, strategy: &str, games: u64) -> Want {
    let strategy = scenario.catalogue().find_strategy(strategy).unwrap();
    scarcity(scenario, seat(scenario, who), strategy, 3, games)
}

#[test]
fn what_a_plan_wants_and_cannot_pay_for_is_counted() {
    let scenario = with("").load();
    let cheap = wanted(&scenario, "alder", "markets", 2);
    assert_eq!(
        (cheap.wanted, cheap.begun),
        (2, 2),
        "one target in each game"
    );
    let dear = wanted(&scenario, "alder", "boiler", 2);
    assert!(
        dear.asked > cheap.asked && dear.beyond <= dear.asked,
        "{dear:?}"
    );
    assert_eq!(wanted(&scenario, "alder", "boiler", 0), Want::default());
}

#[test]
fn a_good_plan_of_the_campaign_cannot_afford_a_third_of_what_it_wants() {
    let scenario = named("asian-paradox").load();
    let found = wanted(&scenario, "seoul", "parallel", 6);
    assert!(found.begun * 3 <= found.wanted * 2, "{found:?}");
    assert!(found.beyond * 3 >= found.asked, "{found:?}");
}
