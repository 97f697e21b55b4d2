//! Leaks: whatever a seat may not know can be anything, and no front end shows it.

use std::fmt::Write as _;

use middle_power::command::{self, COMMANDS};
use middle_power::model::{
    ActorId, Channel, Condition, CrisisFact, Fact, Figure, SeatId, TableFact, Turn, What,
};
use middle_power::notation;
use middle_power::plain::{self, Ways};
use middle_power::rules::{Reading, View};
use middle_power::scenario::Item;
use middle_power::session::{Game, Library, Rows, Seating, Session};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;

use crate::golden::screens::start;
use crate::support::Die;
use crate::support::orders::{every_order, legal_orders};
use crate::support::packs::{every_scenario, first_hundred_days, prying};

/// Everything that any front end shows to the person of a game.
fn output_of(game: &dyn Fn() -> Game) -> String {
    let session = Session::unkept(game());
    let mut output = facts_of_view(&session.view());
    output.push_str(&availabilities(&session.view()));
    output.push_str(&plain_pages(session));
    output.push_str(&screens(Session::unkept(game())));
    output
}

/// Every page of the full screen, with what is selected opened and explained.
fn screens(session: Session) -> String {
    // What stands on the roadmap would be moved by Enter: the turn is then played again from its true beginning.
    let slated = session.view().roadmap().next().is_some();
    let without_enter = if slated { "125a" } else { "15a" };
    let mut driven = Driven::new(start(Some(session)), (120, 40));
    let mut text = driven.screen();
    // Nothing here answers a question, takes a step or ends a turn: that comes to light in some imagined worlds and not in others.
    let looks: [&[Key]; 6] = [
        &[],
        &[Key::Enter],
        &[Key::Char('w')],
        &[Key::Down, Key::Down, Key::Enter],
        &[Key::Tab, Key::Char('w')],
        &[Key::Tab, Key::Down, Key::Enter],
    ];
    for page in "123456789m?ag".chars() {
        for keys in looks
            .iter()
            .filter(|keys| !without_enter.contains(page) || !keys.contains(&Key::Enter))
        {
            driven.press(Key::Char(page));
            for key in *keys {
                driven.draw();
                driven.press(*key);
            }
            text.push_str(&driven.screen());
            (0..3).for_each(|_| {
                driven.press(Key::Esc);
            });
        }
    }
    text
}

/// Every accessor of a view, and its verdict on every order.
fn facts_of_view(view: &View<'_>) -> String {
    let scenario = view.scenario();
    let actors: Vec<ActorId> = scenario.everyone().iter().collect();
    let mut text = format!(
        "{:?} {:?} {:?} {:?}\n",
        view.seat(),
        view.turn(),
        view.over(),
        view.ending(None)
    );
    writeln!(
        text,
        "{:?} {:?} {:?}",
        view.plan_ended(),
        view.capital(),
        view.hands()
    )
    .unwrap();
    for (figure, _) in scenario.slots().iter() {
        writeln!(text, "{figure:?} {:?}", view.reading(figure)).unwrap();
    }
    for (figure, word) in Figure::ALL {
        for a in &actors {
            writeln!(text, "{word} {a:?} {:?}", view.actor(figure, *a)).unwrap();
            for b in &actors {
                let (reading, covered) = (view.pair(figure, *a, *b), view.coverage(*a, *b));
                writeln!(text, "{word} {a:?} {b:?} {reading:?} {covered:?}").unwrap();
            }
        }
    }
    for (gauge, _) in scenario.gauges() {
        writeln!(text, "{gauge:?} {:?}", view.gauge(gauge)).unwrap();
    }
    for dial in scenario.dashboard() {
        writeln!(text, "{dial:?} {:?}", view.dial(*dial)).unwrap();
    }
    text.push_str(&institutions(view));
    text.push_str(&business(view));
    for order in every_order(scenario) {
        writeln!(text, "{order:?} {:?}", view.check(&order)).unwrap();
    }
    text
}

fn institutions(view: &View<'_>) -> String {
    let scenario = view.scenario();
    let mut text = String::new();
    for (mechanism, _) in scenario.mechanisms() {
        writeln!(text, "{mechanism:?} {:?}", view.mechanism(mechanism)).unwrap();
    }
    for (format, _) in scenario.formats() {
        writeln!(text, "{format:?} {:?}", view.format(format)).unwrap();
    }
    for actor in scenario.everyone().iter() {
        writeln!(text, "{actor:?} {:?}", view.office(actor)).unwrap();
    }
    for actor in scenario.everyone().iter() {
        writeln!(text, "{actor:?} {:?}", view.reports_on(actor)).unwrap();
    }
    writeln!(text, "{:?}", view.feints().collect::<Vec<_>>()).unwrap();
    for (window, _) in scenario.windows() {
        writeln!(text, "{window:?} {:?}", view.window(window)).unwrap();
    }
    text
}

fn business(view: &View<'_>) -> String {
    let mut text = String::new();
    writeln!(
        text,
        "{:?}\n{:?}\n{:?}",
        view.projects(),
        view.completions(),
        view.answers()
    )
    .unwrap();
    writeln!(text, "{:?}\n{:?}", view.happenings(), view.pledges()).unwrap();
    writeln!(text, "{:?}", view.plan().collect::<Vec<_>>()).unwrap();
    writeln!(text, "{:?}", view.roadmap().collect::<Vec<_>>()).unwrap();
    for asked in view.questions() {
        let (event, subject) = (asked.event, asked.subject);
        writeln!(text, "{asked:?} {:?}", view.default_answer(event, subject)).unwrap();
        writeln!(text, "{:?}", view.advised_answers(None, event, subject)).unwrap();
        writeln!(
            text,
            "{:?}",
            view.question(event, subject).map(|(place, _)| place)
        )
        .unwrap();
    }
    writeln!(text, "{:?}", view.wishes(None)).unwrap();
    for (initiative, definition) in view.scenario().initiatives() {
        for target in view.targets(initiative) {
            let held: Vec<bool> = definition
                .needs
                .iter()
                .chain(
                    definition
                        .better_with
                        .iter()
                        .map(|(condition, _): &(Condition, _)| condition),
                )
                .map(|condition| view.holds(condition, target))
                .collect();
            writeln!(text, "{initiative:?} {target:?} {held:?}").unwrap();
        }
    }
    text
}

fn availabilities(view: &View<'_>) -> String {
    let each = COMMANDS
        .iter()
        .map(|known| format!("{} {:?}\n", known.id, command::availability(view, known)));
    each.collect()
}

/// Every page of plain mode that changes nothing and is not about the machinery (`hash`, saves).
fn plain_pages(session: Session) -> String {
    let view = session.view();
    let (scenario, names) = (view.scenario(), view.scenario().catalogue());
    let mut script = String::new();
    for line in [
        "status",
        "brief",
        "inbox",
        "relations",
        "figures",
        "initiatives",
        "roadmap",
        "events",
        "mechanisms",
        "formats",
        "pledges",
        "windows",
        "intel",
        "log",
        "log 1000",
        "glossary",
        "tables",
        "crisis",
        "score",
        "ending",
        "about",
        "help",
        "end now",
    ] {
        writeln!(script, "{line}").unwrap();
    }
    let tables = [
        &names.actors,
        &names.initiatives,
        &names.events,
        &names.mechanisms,
        &names.formats,
        &names.gauges,
        &names.terms,
        &names.measures,
        &names.windows,
        &names.pledges,
        &names.permissions,
        &names.offices,
        &names.endings,
    ];
    for id in tables.into_iter().flat_map(|table| table.ids()) {
        writeln!(script, "show {id}").unwrap();
    }
    for (at, table) in names.tables.ids().iter().enumerate() {
        writeln!(script, "table {table}").unwrap();
        let id = middle_power::model::TableId(u16::try_from(at).unwrap());
        for (clause, options) in names.clauses(id) {
            if let Some(option) = options.last() {
                writeln!(script, "what-if {table} {clause}={option}").unwrap();
            }
        }
    }
    for crisis in names.crises.ids() {
        writeln!(script, "crisis {crisis}").unwrap();
    }
    for actor in names.actors.ids() {
        writeln!(script, "intel {actor}").unwrap();
    }
    for table in names.all_tables().map(|table| names.table(table)) {
        writeln!(
            script,
            "table {table}\nforecast {table}\nstaff-text {table}"
        )
        .unwrap();
    }
    for name in notation::figure::every_name(scenario) {
        writeln!(script, "why {name}").unwrap();
    }
    run_plain(session, &script)
}

fn run_plain(session: Session, script: &str) -> String {
    let mut output = Vec::new();
    plain::run(
        session,
        &Library::default(),
        Ways::default(),
        &mut script.as_bytes(),
        &mut output,
    )
    .unwrap();
    String::from_utf8(output).unwrap()
}

/// A game with one person in it who has given some random legal orders; `None` once it is over.
fn under_way(
    scenario: &std::sync::Arc<middle_power::scenario::Scenario>,
    seat: SeatId,
    seed: u64,
) -> Option<Game> {
    let seating = Seating::one_person(scenario, seat, "random");
    let mut game = Game::begin(scenario.clone(), seed, &seating, Rows::Each).unwrap();
    let mut die = Die::new(seed);
    for _ in 0..die.below(20) {
        let legal = legal_orders(&game.view());
        let order = *die
            .pick(&legal)
            .filter(|_| die.below(3) > 0)
            .unwrap_or(&middle_power::model::Order::End);
        if game.order(seat, order).is_err() {
            game.end_anyway(seat).unwrap();
        }
        if game.state().over().is_some() {
            return None;
        }
    }
    Some(game)
}

#[track_caller]
fn check_same(context: &str, one: &str, other: &str) {
    let differs = one
        .lines()
        .zip(other.lines())
        .find(|(one, other)| one != other);
    assert_eq!(
        differs, None,
        "{context}: a front end shows what the seat may not know"
    );
    assert_eq!(one.len(), other.len(), "{context}");
}

#[test]
fn no_front_end_shows_what_a_seat_may_not_know() {
    let (mut checked, mut changed) = (0, std::collections::BTreeSet::new());
    for scenario in every_scenario().into_iter().chain([prying().load()]) {
        for seat in scenario.seats().collect::<Vec<_>>() {
            // Every second game of a long scenario: each is read from its first page to its last.
            let step = if scenario.calendar().turns.0 > 10 {
                2
            } else {
                1
            };
            for seed in (0..8).step_by(step) {
                let Some(game) = under_way(&scenario, seat, seed) else {
                    continue;
                };
                let imagined = game.imagined(seat, seed + 1).unwrap();
                changed.extend(differences(&game, &imagined));
                let context = format!("{} seat {seat:?} seed {seed}", scenario.id());
                let again = || under_way(&scenario, seat, seed).unwrap();
                let other = || again().imagined(seat, seed + 1).unwrap();
                check_same(&context, &output_of(&again), &output_of(&other));
                checked += 1;
            }
        }
    }
    assert!(checked > 30, "{checked} positions");
    for part in [
        "seed",
        "figures",
        "queue",
        "roadmap",
        "asked",
        "schedule",
        "estimates",
        "feints",
        "ended",
    ] {
        assert!(
            changed.contains(part),
            "no imagined world had another {part}: {changed:?}"
        );
    }
}

/// A game of the campaign in which Seoul has convened a table and speaks first there.
fn at_a_table(scenario: &std::sync::Arc<middle_power::scenario::Scenario>, seed: u64) -> Game {
    let seat = SeatId(scenario.catalogue().find_actor("seoul").unwrap());
    let seating = Seating::one_person(scenario, seat, "passive");
    let mut game = Game::begin(scenario.clone(), seed, &seating, Rows::Each).unwrap();
    let convene = notation::read(scenario.catalogue(), "convene fisheries-enforcement").unwrap();
    game.order(seat, convene).unwrap();
    game.end_anyway(seat).unwrap();
    game
}

/// What the staff finds there, and every page that leads to it.
fn advice_at_a_table(game: &dyn Fn() -> Game) -> String {
    let script = "table fisheries-enforcement\nstaff-text\nforecast\ninstruments\n";
    let mut text = run_plain(Session::unkept(game()), script);
    let mut driven = Driven::new(start(Some(Session::unkept(game()))), (120, 40));
    for key in [
        Key::Esc,
        Key::Char('4'),
        Key::Enter,
        Key::Char('s'),
        Key::Char('s'),
        Key::Char('w'),
        Key::Esc,
        Key::Char('f'),
    ] {
        driven.draw();
        driven.press(key);
        text.push_str(&driven.screen());
    }
    text
}

#[test]
fn the_staff_looks_for_texts_in_what_the_seat_believes() {
    let scenarios = every_scenario();
    let scenario = scenarios.iter().find(|it| it.id() == "asian-paradox");
    let scenario = scenario.unwrap();
    let seat = SeatId(scenario.catalogue().find_actor("seoul").unwrap());
    for seed in 0..4 {
        let game = at_a_table(scenario, seed);
        let imagined = game.imagined(seat, seed + 1).unwrap();
        assert!(differences(&game, &imagined).contains(&"tables".to_owned()));
        let again = || at_a_table(scenario, seed);
        let other = || again().imagined(seat, seed + 1).unwrap();
        let (one, other) = (advice_at_a_table(&again), advice_at_a_table(&other));
        assert!(one.contains("beliefs, not the"), "{one}");
        check_same("the staff's text", &one, &other);
    }
}

/// The parts of the record in which two games differ.
fn differences(one: &Game, other: &Game) -> Vec<String> {
    let parts = |game: &Game| serde_json::to_value(game.state().record(game.scenario())).unwrap();
    let (one, other) = (parts(one), parts(other));
    let fields = one.as_object().unwrap().iter();
    fields
        .filter(|(name, value)| other[name.as_str()] != **value)
        .map(|(name, _)| name.clone())
        .collect()
}

#[test]
fn figures_that_are_imagined_keep_to_the_bands_that_the_seat_believes() {
    for scenario in every_scenario() {
        for seat in scenario.seats().collect::<Vec<_>>() {
            let Some(game) = under_way(&scenario, seat, 3) else {
                continue;
            };
            for k in 1..30 {
                let imagined = game.imagined(seat, k).unwrap();
                imagined.state().assert_invariants(&scenario);
                let truth = View::new(&scenario, imagined.state(), seat);
                for (figure, _) in scenario.slots().iter() {
                    assert_eq!(truth.reading(figure), game.view().reading(figure));
                }
            }
        }
    }
}

/// The first turn's output of the first pack, as one seat sees it, after a change to the pack's text.
fn opening_of(seat: &str, change: impl Fn(&str, &str) -> String) -> String {
    let mut pack = first_hundred_days();
    for file in &mut pack.files {
        file.text = change(&file.label, &file.text);
    }
    let scenario = pack.load();
    let seat = SeatId(scenario.catalogue().find_actor(seat).unwrap());
    let seating = Seating::one_person(&scenario, seat, "passive");
    let game = || Game::begin(scenario.clone(), 5, &seating, Rows::Each).unwrap();
    assert_eq!(game().view().turn(), Turn::FIRST);
    output_of(&game)
}

/// A text with every `before…after` put through a change.
fn replaced(text: &str, before: &str, after: char, change: impl Fn(&str) -> String) -> String {
    let mut parts = text.split(before);
    let mut changed = parts.next().unwrap().to_owned();
    for part in parts {
        let (inner, rest) = part.split_at(part.find(after).unwrap());
        changed.push_str(before);
        changed.push_str(&change(inner));
        changed.push_str(rest);
    }
    changed
}

#[test]
fn hazards_future_dates_and_the_plans_of_others_show_nowhere() {
    let hazards = |label: &str, text: &str| {
        // What no agreement is worth to the parties of a table is in the files of every ministry, and how well one sees.
        if ["tables.ron", "crises.ron", "reports.ron"].contains(&label) {
            return text.to_owned();
        }
        replaced(text, "base: ", ',', |base| {
            (base.parse::<i32>().unwrap() * 7 % 800 + 1).to_string()
        })
    };
    let dates = |label: &str, text: &str| match label {
        "events.ron" => replaced(text, "Dated(\"", '"', |date| {
            if date < "2013-02-25" {
                date.to_owned()
            } else {
                "2013-04-02".to_owned()
            }
        }),
        _ => text.to_owned(),
    };
    for seat in ["seoul", "washington", "beijing", "tokyo"] {
        let plain = opening_of(seat, |_, text| text.to_owned());
        check_same("hazards", &plain, &opening_of(seat, hazards));
        check_same("dates", &plain, &opening_of(seat, dates));
        let plans = |label: &str, text: &str| match label {
            "actors.ron" | "minds.ron" => other_plans(seat, text),
            _ => text.to_owned(),
        };
        check_same("plans", &plain, &opening_of(seat, plans));
    }
    let untouched = first_hundred_days();
    for (file, change) in [
        ("events.ron", &hazards as &dyn Fn(&str, &str) -> String),
        ("events.ron", &dates),
    ] {
        assert_ne!(
            change(file, untouched.text(file)),
            untouched.text(file),
            "the test changes nothing"
        );
    }
    assert_ne!(
        other_plans("seoul", untouched.text("minds.ron")),
        untouched.text("minds.ron")
    );
}

/// The list of actors or minds in which every script but one seat's is empty, and every other mind's inner part another.
fn other_plans(seat: &str, text: &str) -> String {
    let mut kept = String::new();
    for actor in text.split_inclusive("\n    (") {
        let own = actor.contains(&format!("id: \"{seat}\""));
        kept.push_str(&if own {
            actor.to_owned()
        } else {
            let scripts = replaced(actor, "script: [", ']', |_| String::new());
            let hidden = replaced(&scripts, "private: {", '}', |_| String::new());
            let dearer = |doctrine: &str| doctrine.replace("price: 1", "price: 2");
            replaced(&hidden, "doctrine: (", ')', dearer)
        });
    }
    kept
}

#[test]
fn events_that_have_not_happened_are_not_named() {
    for scenario in every_scenario() {
        for seat in scenario.playable().to_vec() {
            let seating = Seating::one_person(&scenario, seat, "passive");
            let game = Game::begin(scenario.clone(), 5, &seating, Rows::Each).unwrap();
            let happened: Vec<_> = game
                .view()
                .happenings()
                .iter()
                .map(|known| known.event)
                .collect();
            let script: String = scenario
                .catalogue()
                .events
                .ids()
                .iter()
                .map(|id| format!("show {id}x\nrespond {id}x yes\nwhy {id}x\n"))
                .collect();
            let output = plain_pages(Session::unkept(game.imagined(seat, 1).unwrap()));
            let typed = run_plain(Session::unkept(game), &script);
            for (event, _) in scenario.events().filter(|(id, _)| !happened.contains(id)) {
                let id = scenario.catalogue().event(event);
                for secret in [
                    scenario.prose().name(Item::Event(event)),
                    scenario.prose().text(Item::Event(event)),
                ] {
                    assert!(!output.contains(secret), "{id}: {secret}");
                }
                assert!(
                    !typed.contains(&format!("‘{id}’")),
                    "a hint gives away {id}"
                );
            }
        }
    }
}

/// Whether a seat may know of a fact while the game goes on: said here once more, apart from the rules.
fn may_know(view: &View<'_>, fact: &Fact) -> bool {
    let exact = |figure| matches!(view.reading(figure), Reading::Exact(_));
    let own = |seat: SeatId| seat == view.seat();
    match fact.what {
        What::Moved { figure, .. }
        | What::Sustained { figure, .. }
        | What::Feigned { figure, .. }
        | What::Spent { figure, .. } => exact(figure),
        What::Planned { seat, .. }
        | What::PlannedCancel { seat, .. }
        | What::Unplanned { seat, .. }
        | What::Slated { seat, .. }
        | What::Unslated { seat, .. }
        | What::Publishing { seat }
        | What::Withdrawing { seat, .. }
        | What::Slipped { seat, .. }
        | What::Lapsed { seat, .. }
        | What::Sealed { seat, .. }
        | What::Read { seat, .. }
        | What::PlanEnded { seat } => own(seat),
        What::Scheduled { .. } | What::Unscheduled { .. } | What::Dequeued { .. } => false,
        What::Table(
            _,
            TableFact::Convening { by, .. }
            | TableFact::Intends { by, .. }
            | TableFact::Recalled { by },
        ) => own(by),
        What::Table(_, TableFact::Brought { party: by, .. } | TableFact::Learnt { by, .. }) => {
            by == view.seat().0
        }
        What::Crisis(
            _,
            CrisisFact::Intended { by, .. }
            | CrisisFact::Believed { by, .. }
            | CrisisFact::Sealed { by, .. },
        ) => by == view.seat().0,
        What::Crisis(_, CrisisFact::Stepped { by, with, step, .. }) => {
            let there = by == view.seat().0 || with == view.seat().0;
            there || matches!(step.channel, Channel::Public | Channel::Forum)
        }
        What::Table(_, TableFact::SoundedOut { by, of }) => {
            by == view.seat().0 || of == view.seat().0
        }
        _ => true,
    }
}

#[test]
fn a_seat_knows_of_its_own_plans_and_of_nobody_elses() {
    let mut hidden = 0;
    for scenario in every_scenario().into_iter().chain([prying().load()]) {
        for seat in scenario.seats().collect::<Vec<_>>() {
            for seed in 0..6 {
                let Some(game) = under_way(&scenario, seat, seed) else {
                    continue;
                };
                let view = game.view();
                for fact in game.ledger() {
                    assert_eq!(view.knows(fact), may_know(&view, fact), "{fact:?}");
                    hidden += usize::from(!view.knows(fact));
                }
            }
        }
    }
    assert!(hidden > 1_000, "{hidden} facts were hidden");
}
