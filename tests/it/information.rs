//! What a seat is told of others: reports come by themselves, lean their own way and narrow what time has widened; what is
//! shown falsely is read by whom it is meant for, and comes out at a price.

use std::sync::Arc;

use middle_power::model::{Cause, Figure, FigureId, Order, Points, Rule, SeatId, What};
use middle_power::notation;
use middle_power::rules::{Reading, State, View};
use middle_power::scenario::{Scenario, Source};
use middle_power::session::{Game, Rows, Seating};
use middle_power::text::sources::sources;

use crate::support::packs::{Pack, Place, named, two_shores};
use crate::support::play::Table;

/// The foreign pack, where Alder can polish its landing; what comes out comes out with this chance per mille.
fn polished(exposure: u16) -> Pack {
    let mut pack = two_shores().with_items(
        "initiatives.ron",
        r#"(id: "polish", name: "Polish the landing", family: "Works", by: ["alder"], cost: 0,
            done: [Feint(of: "alder.will", to: "birch", by: 20, band: 3, turns: 2)],
            source: "invented", text: "Brass and a brush.")"#,
        Place::Last,
    );
    let usual = r#""exposure": (value: PerMille(100)"#;
    assert!(pack.lens.text.contains(usual));
    let wanted = format!(r#""exposure": (value: PerMille({exposure})"#);
    pack.lens.text = pack.lens.text.replacen(usual, &wanted, 1);
    pack
}

/// The pack with a report on Alder's will that Birch receives.
fn with_report(pack: Pack, body: &str) -> Pack {
    let report = format!(
        r#"(id: "cousins", name: "The cousins", to: ["birch"], on: ["alder"], figures: ["will"], {body}
            source: "invented", text: "They write on Sundays.")"#
    );
    let label = pack.files[0]
        .label
        .replace(pack.files[0].file_name(), "reports.ron");
    let mut pack = pack;
    pack.files
        .push(Source::new(label, format!("[\n{report},\n]\n")));
    pack
}

fn seats(scenario: &Scenario) -> (SeatId, SeatId) {
    let seat = |id| SeatId(scenario.catalogue().find_actor(id).unwrap());
    (seat("alder"), seat("birch"))
}

fn will(scenario: &Scenario, of: SeatId) -> FigureId {
    scenario.slots().of_actor(Figure::Will, of.0).unwrap()
}

/// One turn in which these orders are given and everybody then ends.
fn turn<'a>(scenario: &'a Scenario, seed: u64, orders: &[(SeatId, &str)]) -> Table<'a> {
    let mut table = Table::open(scenario, seed);
    give(&mut table, orders);
    table
}

fn give(table: &mut Table<'_>, orders: &[(SeatId, &str)]) {
    let scenario = table.scenario;
    table.confront();
    for (seat, order) in orders {
        let order = notation::read(scenario.catalogue(), order).unwrap();
        table.order(*seat, &order).unwrap();
    }
    let (alder, birch) = seats(scenario);
    for seat in [alder, birch] {
        let view = table.view(seat);
        let owed = view.owed().map(|it| (it.event, it.subject));
        let answers = owed.filter_map(|(event, about)| view.default_answer(event, about));
        for answer in answers.collect::<Vec<Order>>() {
            table.order(seat, &answer).unwrap();
            table.confront();
        }
        table.order(seat, &Order::End).unwrap();
    }
}

/// By how much what `reader` believes of a figure lies above what its owner sees.
fn off(table: &Table<'_>, reader: SeatId, owner: SeatId) -> i32 {
    let figure = will(table.scenario, owner);
    let truth = table.view(owner).reading(figure).middle();
    let read = table.view(reader).reading(figure).middle();
    read.minus(truth).raw()
}

#[test]
fn what_is_shown_falsely_is_believed_and_known_to_its_author_alone() {
    let scenario = polished(0).load();
    let (alder, birch) = seats(&scenario);
    let mut sum = 0;
    for seed in 0..60 {
        let table = turn(&scenario, seed, &[(alder, "launch polish")]);
        let by = off(&table, birch, alder);
        assert!((-4_500..=23_500).contains(&by), "{by}");
        sum += by;
        assert_eq!(table.view(alder).feints().count(), 1);
        assert_eq!(table.view(birch).feints().count(), 0);
        for fact in &table.ledger {
            if matches!(fact.what, What::Feigned { .. }) {
                assert!(table.view(alder).knows(fact) && !table.view(birch).knows(fact));
            }
        }
        let Reading::Estimate { source, .. } = table.view(birch).reading(will(&scenario, alder))
        else {
            panic!("an estimate");
        };
        assert!(matches!(source, Cause::Initiative(_, by) if by == alder));
    }
    assert!((8_000..12_000).contains(&(sum / 60)), "{}", sum / 60);
}

#[test]
fn other_ways_to_look_are_shown_it_too_until_it_ends() {
    let scenario = polished(0).load();
    let (alder, birch) = seats(&scenario);
    let (mut during, mut after) = (0, 0);
    for seed in 0..60 {
        let mut table = turn(&scenario, seed, &[(alder, "launch polish")]);
        give(&mut table, &[(birch, "launch ask-around target=alder")]);
        during += off(&table, birch, alder);
        assert_eq!(table.view(alder).feints().count(), 0, "two turns are over");
        let mut table = turn(&scenario, seed, &[]);
        give(&mut table, &[(birch, "launch ask-around target=alder")]);
        after += off(&table, birch, alder);
    }
    // What else moved the figure in those turns moved it in both.
    let shown = (during - after) / 60;
    assert!((7_000..13_000).contains(&shown), "{shown}");
}

#[test]
fn what_comes_out_costs_trust_and_corrects_what_was_read() {
    let scenario = polished(1000).load();
    let (alder, birch) = seats(&scenario);
    let trust = scenario
        .slots()
        .of_pair(Figure::FirmTrust, birch.0, alder.0)
        .unwrap();
    let mut exposed = 0;
    for seed in 0..20 {
        let table = turn(&scenario, seed, &[(alder, "launch polish")]);
        let out = table.ledger.iter().find_map(|fact| match fact.what {
            What::Exposed { by, .. } => Some((fact, by)),
            _ => None,
        });
        let Some((fact, by)) = out else { continue };
        exposed += 1;
        assert!(table.view(birch).knows(fact), "everybody hears of it");
        assert_eq!(table.view(alder).feints().count(), 0);
        let lost = table.ledger.iter().find_map(|it| match it.what {
            What::Moved { figure, delta }
                if figure == trust && it.cause == Cause::Upkeep(Rule::FeintShows) =>
            {
                Some(delta)
            }
            _ => None,
        });
        let expected = Points::whole(2).scaled(i64::from(by.raw()), 10_000);
        let lost = lost.unwrap().magnitude();
        assert!(
            lost <= expected && lost.scaled(5, 4) >= expected,
            "{lost:?} {expected:?}"
        );
        let off = off(&table, birch, alder).abs();
        assert!(off <= 7_000, "{off}");
    }
    assert!(exposed >= 18, "{exposed}");
}

#[test]
fn who_sees_through_it_is_shown_less_of_it() {
    let body = "every: 3, band: (base: 20), sees_through: 1000,";
    let scenario = with_report(polished(0), body).load();
    let (alder, birch) = seats(&scenario);
    for seed in 0..20 {
        let table = turn(&scenario, seed, &[(alder, "launch polish")]);
        let off = off(&table, birch, alder).abs();
        assert!(off <= 6_000, "{off}");
    }
}

#[test]
fn reports_narrow_what_is_wider_and_lean_by_their_figures() {
    let body = r#"band: (base: 4, terms: [("$self.network.$target", -5)]),
        leans: (base: 6, terms: [("$self.network.$target", -10)]),"#;
    let scenario = with_report(two_shores(), body).load();
    let (alder, birch) = seats(&scenario);
    let figure = will(&scenario, alder);
    let mut sum = 0;
    for seed in 0..60 {
        let table = turn(&scenario, seed, &[]);
        let received = table.view(birch).reports_on(alder.0);
        assert_eq!(received.len(), 1);
        assert_eq!(table.view(alder).reports_on(birch.0), Vec::new());
        let Reading::Estimate {
            band,
            source,
            as_of,
            ..
        } = table.view(birch).reading(figure)
        else {
            panic!("an estimate");
        };
        let links = 30_000 - 50_000;
        let told = received[0].band.raw();
        assert!((told - (4_000 - 5 * links / 50)).abs() < 400, "{told}");
        assert!((i32::from(band.0) * 100 - told).abs() <= 100, "{band:?}");
        assert!(matches!(source, Cause::Report(_)));
        assert_eq!(as_of.0, 1);
        sum += off(&table, birch, alder);
    }
    let mean = sum / 60;
    assert!((8_500..11_500).contains(&mean), "{mean}");
}

#[test]
fn a_closer_look_keeps_a_wide_report_away_until_time_has_widened_it() {
    let scenario = with_report(two_shores(), "band: (base: 7),").load();
    let (alder, birch) = seats(&scenario);
    let mut table = turn(&scenario, 1, &[(birch, "launch ask-around target=alder")]);
    let source = |table: &Table<'_>| match table.view(birch).reading(will(&scenario, alder)) {
        Reading::Estimate { source, .. } => source,
        Reading::Exact(_) => panic!("an estimate"),
    };
    assert!(matches!(source(&table), Cause::Initiative(..)));
    give(&mut table, &[]);
    assert!(
        matches!(source(&table), Cause::Initiative(..)),
        "3 + 2 + 2 is not above 7"
    );
}

#[test]
fn a_source_that_leans_has_a_record_that_says_so() {
    let scenario = with_report(two_shores(), "band: (base: 5), leans: (base: 12),").load();
    let (_, birch) = seats(&scenario);
    let mut table = turn(&scenario, 2, &[]);
    let told = |table: &Table<'_>| {
        let lines = sources(&table.view(birch), table.ledger.iter());
        lines[0].head.plain()
    };
    assert!(told(&table).contains("no reading checked yet"));
    give(&mut table, &[(birch, "launch ask-around target=alder")]);
    let line = told(&table);
    assert!(line.starts_with("The cousins: on 1 capital, ±5"), "{line}");
    assert!(
        line.contains("1 reading checked") && line.contains("too high"),
        "{line}"
    );
}

#[test]
fn a_feint_survives_a_save() {
    let scenario = polished(0).load();
    let (alder, _) = seats(&scenario);
    let table = turn(&scenario, 3, &[(alder, "launch polish")]);
    let record = table.state.record(&scenario);
    let again = State::restore(&scenario, &record).unwrap();
    assert_eq!(again.hash(), table.state.hash());
    assert_eq!(View::new(&scenario, &again, alder).feints().count(), 1);
}

#[test]
fn an_imagined_world_keeps_what_was_drawn_for_the_seat_itself_and_nobody_elses() {
    let scenario: Arc<Scenario> = named("asian-paradox").load();
    let names = scenario.catalogue();
    let seat = |id: &str| SeatId(names.find_actor(id).unwrap());
    let (own, other) = (seat("beijing"), seat("tokyo"));
    let seating = Seating::one_person(&scenario, own, "script");
    let game = Game::begin(scenario.clone(), 5, &seating, Rows::Off).unwrap();
    let drawn = |view: View<'_>, seat: SeatId| {
        let wants = view.leanings().unwrap();
        let hidden = &scenario.mind(seat.0).unwrap().interests;
        let each = hidden.iter().map(|(figure, _)| wants.of(*figure));
        each.collect::<Vec<i32>>()
    };
    let truly = drawn(game.view_of(own), own);
    let theirs = drawn(game.view_of(other), other);
    let mut otherwise = 0;
    for k in 1..12 {
        let imagined = game.imagined(own, k).unwrap();
        let state = imagined.state();
        assert_eq!(drawn(View::new(&scenario, state, own), own), truly);
        let imagined = drawn(View::new(&scenario, state, other), other);
        otherwise += usize::from(imagined != theirs);
    }
    assert!(otherwise > 8, "{otherwise}");
}

#[test]
fn a_report_has_readers_a_subject_and_sane_numbers() {
    for (old, new, message) in [
        ("to: [\"birch\"]", "to: []", "nobody is named here"),
        ("on: [\"alder\"]", "on: [\"elder\"]", "unknown actor"),
        ("[\"will\"]", "[\"trust\"]", "no figure of one actor"),
        ("[\"will\"]", "[\"wil\"]", "no figure of one actor"),
        ("[\"will\"]", "[\"arms\"]", "arms"),
        ("[\"will\"]", "[]", "a report on nothing"),
        ("base: 5", "base: 0", "0 is out of range: 1 to 50"),
        (
            "sees_through: 100",
            "sees_through: 1001",
            "1001 is out of range",
        ),
        ("every: 2", "every: 0", "0 is out of range"),
    ] {
        let body = "every: 2, band: (base: 5), sees_through: 100,";
        let mut pack = with_report(two_shores(), body);
        let file = pack.files.last_mut().unwrap();
        assert!(file.text.contains(old), "{old}");
        file.text = file.text.replacen(old, new, 1);
        if message == "arms" {
            assert!(
                pack.try_load().is_ok(),
                "Birch sees Alder's arms, others would not"
            );
            continue;
        }
        finds(&pack, "reports.ron", message);
    }
}

#[test]
fn a_feint_is_about_what_is_hidden_and_shows_something() {
    for (old, new, message) in [
        ("alder.will", "alder.trust.birch", "is public"),
        ("by: 20", "by: 0", "shows what there is"),
        ("by: 20", "by: 60", "60 is out of range: -50 to 50"),
        ("band: 3", "band: 0", "0 is out of range: 1 to 50"),
        ("turns: 2", "turns: 0", "0 is out of range"),
    ] {
        let pack = polished(0);
        let text = pack.text("initiatives.ron").to_owned();
        let at = text.rfind("Feint").unwrap();
        let (before, feint) = text.split_at(at);
        let text = format!("{before}{}", feint.replacen(old, new, 1));
        let pack = pack.with_text("initiatives.ron", &text);
        finds(&pack, "initiatives.ron", message);
    }
}

#[track_caller]
fn finds(pack: &Pack, file: &str, message: &str) {
    let problems = pack.try_load().err().unwrap_or_default();
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let found = all
        .iter()
        .any(|it| it.contains(message) && it.contains(file));
    assert!(found, "{message}: {all:#?}");
}
