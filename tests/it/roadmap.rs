//! Roadmaps: initiatives planned for later turns, what slips, and what it brings and costs to have said so in public.

use std::sync::Arc;

use middle_power::model::{Cause, Fact, Figure, Order, Owner, Points, SeatId, Turn, What};
use middle_power::notation;
use middle_power::rules::state::{Notice, Slated};
use middle_power::rules::{Reading, Refusal};
use middle_power::scenario::{Rate, Scenario};
use middle_power::session::replay::verify;
use middle_power::session::{Game, Rows, Save, Seating, Session, Standing};
use middle_power::text::gantt::{self, Chart, Fill, Sign};
use middle_power::text::inbox::{self, Waiting};
use middle_power::text::roadmap::morning;
use middle_power::text::{Words, account};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;

use crate::golden::screens::start;
use crate::support::packs::{Place, every_scenario, two_shores};
use crate::support::play::Table;
use crate::support::program::Home;

/// The foreign pack with six turns and with initiatives that cost little, too much, and need each other.
fn pack() -> crate::support::packs::Pack {
    let pack = two_shores().with_items(
        "initiatives.ron",
        r#"(id: "survey", name: "Survey the bar", family: "Works", by: ["alder"], cost: 1,
            done: [Change("$self.will", Points(1))], source: "invented", text: "Poles and twine."),
        (id: "dredge", name: "Dredge the bar", family: "Works", by: ["alder"], cost: 1, needs: [Initiative("survey", Done)],
            done: [Change("$self.will", Points(1))], source: "invented", text: "Mud, all day."),
        (id: "rebuild", name: "Rebuild the landing", family: "Works", by: ["alder"], cost: 10,
            done: [Change("$self.will", Points(1))], source: "invented", text: "New piles.")"#,
        Place::Last,
    );
    let header = pack
        .text("scenario.ron")
        .replace("turns: 3", "turns: 6")
        .replace("capital_cap: 10", "capital_cap: 8");
    pack.with_text("scenario.ron", &header)
}

fn scenario() -> Arc<Scenario> {
    pack().load()
}

fn seat(scenario: &Scenario, id: &str) -> SeatId {
    SeatId(scenario.catalogue().find_actor(id).unwrap())
}

/// A table of the pack, past the question of the first day.
fn opened(scenario: &Scenario) -> Table<'_> {
    let mut table = Table::open(scenario, 1);
    for who in ["alder", "birch"] {
        give(&mut table, who, "respond late-again complain").unwrap();
    }
    table
}

fn give(table: &mut Table<'_>, who: &str, line: &str) -> Result<(), Refusal> {
    let order = notation::read(table.scenario.catalogue(), line).unwrap();
    let who = seat(table.scenario, who);
    table.order(who, &order)
}

#[track_caller]
fn alder(table: &mut Table<'_>, lines: &[&str]) {
    for line in lines {
        assert_eq!(give(table, "alder", line), Ok(()), "{line}");
    }
}

/// Ends the turn for everybody; what is owed is answered by default.
fn end_turn(table: &mut Table<'_>) {
    for who in ["alder", "birch"] {
        let who = seat(table.scenario, who);
        let owed: Vec<Order> = {
            let view = table.view(who);
            let each = view.owed();
            each.map(|asked| view.default_answer(asked.event, asked.subject).unwrap())
                .collect()
        };
        for order in owed.iter().chain([&Order::End]) {
            table.order(who, order).unwrap();
        }
    }
}

fn end_turns(table: &mut Table<'_>, count: usize) {
    (0..count).for_each(|_| end_turn(table));
}

/// The roadmap of a seat as another sees it.
fn seen(table: &Table<'_>, by: &str) -> Vec<Slated> {
    let viewer = table.view(seat(table.scenario, by));
    viewer.roadmap().collect()
}

fn plan(table: &Table<'_>) -> Vec<String> {
    let view = table.view(seat(table.scenario, "alder"));
    let names = table.scenario.catalogue();
    let each = view.plan();
    each.map(|order| names.initiative(order.initiative).to_owned())
        .collect()
}

fn running(table: &Table<'_>) -> usize {
    let view = table.view(seat(table.scenario, "alder"));
    view.projects().len() + view.completions().len()
}

/// What a cause has moved, by figure, in the order of the ledger.
fn moved(table: &Table<'_>, wanted: impl Fn(&Fact) -> bool) -> Vec<(String, i32)> {
    let path = |figure| {
        let slot = table.scenario.slots().get(figure);
        notation::figure::write(table.scenario.catalogue(), slot.figure, slot.owner)
    };
    let facts = table.ledger.iter().filter(|fact| wanted(fact));
    facts
        .filter_map(|fact| match fact.what {
            What::Moved { figure, delta } => Some((path(figure), delta.raw())),
            _ => None,
        })
        .collect()
}

fn capital(table: &Table<'_>) -> Points {
    table.view(seat(table.scenario, "alder")).capital()
}

#[test]
fn a_scheduled_initiative_is_planned_by_itself_when_its_turn_begins() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    let before = capital(&table);
    alder(&mut table, &["schedule survey 3"]);
    assert_eq!(capital(&table), before, "it costs nothing before its turn");
    end_turn(&mut table);
    assert!(plan(&table).is_empty());
    let before = capital(&table);
    end_turn(&mut table);
    assert_eq!(table.state.turn(), Turn(3));
    assert_eq!(plan(&table), ["survey"]);
    let income = scenario.actor(seat(&scenario, "alder").0).income;
    let cap = scenario.capital_cap();
    let held = before.plus(income).clamp_to(Points::ZERO, cap);
    assert_eq!(
        capital(&table),
        held.minus(Points::whole(1)),
        "it is paid for then"
    );
    assert!(table.ledger.iter().any(|fact| {
        matches!(fact.what, What::Planned { .. }) && matches!(fact.cause, Cause::Roadmap(_))
    }));
    end_turn(&mut table);
    assert_eq!(running(&table), 1);
    assert!(seen(&table, "alder").is_empty());
}

#[test]
fn only_what_can_never_be_legal_is_refused() {
    let scenario = scenario();
    let last = Turn(6);
    for (who, lines, expected) in [
        ("alder", &["schedule dredge 4"][..], Ok(())),
        ("alder", &["schedule rebuild 2"], Ok(())),
        ("alder", &["schedule survey 1"], Err(Refusal::TurnPassed)),
        (
            "alder",
            &["schedule survey 7"],
            Err(Refusal::BeyondTheEnd { last }),
        ),
        ("birch", &["schedule survey 3"], Err(Refusal::NotYours)),
        (
            "alder",
            &["schedule market-day 3"],
            Err(Refusal::TargetNeeded),
        ),
        (
            "alder",
            &["schedule market-day target=alder 3"],
            Err(Refusal::WrongTarget),
        ),
        (
            "alder",
            &["schedule survey 3", "schedule survey 4"],
            Err(Refusal::AlreadySlated { turn: Turn(3) }),
        ),
        (
            "alder",
            &["launch survey", "schedule survey 4"],
            Err(Refusal::AlreadyPlanned),
        ),
        (
            "alder",
            &[
                "launch market-day target=birch",
                "schedule market-day 3 target=birch",
            ],
            Ok(()),
        ),
        ("alder", &["publish"], Err(Refusal::NothingToPublish)),
        (
            "alder",
            &["schedule survey 3", "publish", "publish"],
            Err(Refusal::NothingToPublish),
        ),
    ] {
        let mut table = opened(&scenario);
        let verdict = lines.iter().map(|line| give(&mut table, who, line)).last();
        assert_eq!(verdict, Some(expected), "{lines:?}");
    }
    let mut table = opened(&scenario);
    alder(&mut table, &["launch survey"]);
    end_turns(&mut table, 1);
    let done = give(&mut table, "alder", "schedule survey 4");
    assert_eq!(done, Err(Refusal::AlreadyDone));
}

#[test]
fn a_condition_that_another_initiative_will_bring_about_is_waited_for() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule survey 2", "schedule dredge 3"]);
    end_turns(&mut table, 2);
    assert_eq!(plan(&table), ["dredge"]);
    assert!(
        !table
            .ledger
            .iter()
            .any(|fact| matches!(fact.what, What::Slipped { .. }))
    );
}

#[test]
fn what_is_not_legal_when_its_turn_comes_moves_on_a_turn_at_a_time() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule dredge 2", "schedule survey 3"]);
    end_turn(&mut table);
    assert!(plan(&table).is_empty());
    let turns: Vec<Turn> = seen(&table, "alder")
        .iter()
        .map(|known| known.turn)
        .collect();
    assert_eq!(turns, [Turn(3), Turn(3)]);
    // In turn 3 the survey is only under way, so the other one waits once more.
    end_turn(&mut table);
    assert_eq!(plan(&table), ["survey"]);
    end_turn(&mut table);
    assert_eq!(plan(&table), ["dredge"]);
    let slips = table.ledger.iter();
    let slips = slips.filter(|fact| matches!(fact.what, What::Slipped { .. }));
    assert_eq!(slips.count(), 2);
}

#[test]
fn what_never_became_legal_leaves_the_roadmap_with_the_last_turn() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule dredge 5"]);
    end_turns(&mut table, 4);
    assert_eq!(seen(&table, "alder")[0].turn, Turn(6));
    end_turn(&mut table);
    assert_eq!(table.state.turn(), Turn(6));
    assert!(seen(&table, "alder").is_empty());
    assert!(
        table
            .ledger
            .iter()
            .any(|fact| matches!(fact.what, What::Lapsed { .. }))
    );
}

#[test]
fn cancel_takes_an_initiative_off_the_roadmap_before_and_in_its_turn() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    let hash = table.state.hash();
    alder(&mut table, &["schedule survey 3", "cancel survey"]);
    assert_eq!(
        table.state.hash(),
        hash,
        "it costs nothing to think better of it"
    );
    alder(&mut table, &["schedule survey 2"]);
    end_turn(&mut table);
    let before = capital(&table);
    alder(&mut table, &["cancel survey"]);
    assert_eq!(capital(&table), before.plus(Points::whole(1)));
    assert!(plan(&table).is_empty() && seen(&table, "alder").is_empty());
    let gone = give(&mut table, "alder", "cancel survey");
    assert_eq!(gone, Err(Refusal::NotRunning));
    end_turn(&mut table);
    assert_eq!(running(&table), 0);
}

#[test]
fn a_hand_that_is_earlier_than_the_roadmap_does_its_work() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule survey 4", "launch survey"]);
    assert_eq!(
        seen(&table, "alder").len(),
        1,
        "it stays until it is launched"
    );
    end_turn(&mut table);
    assert!(seen(&table, "alder").is_empty());
}

#[test]
fn a_roadmap_is_private_until_the_plan_in_which_it_is_published_ends() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    alder(
        &mut table,
        &["schedule survey 3", "publish", "schedule dredge 4"],
    );
    assert!(seen(&table, "birch").is_empty());
    end_turn(&mut table);
    let public: Vec<Notice> = seen(&table, "birch")
        .iter()
        .map(|known| known.notice)
        .collect();
    assert_eq!(
        public,
        [Notice::Public(Turn(3))],
        "the other one was scheduled afterwards"
    );
    let own: Vec<Notice> = seen(&table, "alder")
        .iter()
        .map(|known| known.notice)
        .collect();
    assert_eq!(own, [Notice::Public(Turn(3)), Notice::Private]);
    let birch = table.view(seat(&scenario, "birch"));
    let known = table.ledger.iter().filter(|fact| birch.knows(fact));
    let secret = |fact: &&Fact| matches!(fact.what, What::Slated { .. } | What::Publishing { .. });
    assert_eq!(known.filter(secret).count(), 0);
    alder(&mut table, &["cancel survey"]);
    let public = seen(&table, "birch")[0].notice;
    assert_eq!(
        public,
        Notice::Public(Turn(3)),
        "that it is to be withdrawn is not public yet"
    );
    let twice = give(&mut table, "alder", "cancel survey");
    assert_eq!(twice, Err(Refusal::BeingWithdrawn));
    let again = give(&mut table, "alder", "schedule survey 5");
    assert_eq!(again, Err(Refusal::BeingWithdrawn));
}

fn is_published(fact: &Fact) -> bool {
    matches!(fact.cause, Cause::Published(_))
}

#[test]
fn to_publish_two_new_dates_earns_reliance_once() {
    let scenario = scenario();
    let gain = scenario.lens().points(Rate::RoadmapCredibility).raw();
    assert!(gain > 0);
    let one = vec![("birch.firm-trust.alder".to_owned(), gain)];
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule survey 4", "publish"]);
    end_turn(&mut table);
    assert!(
        moved(&table, is_published).is_empty(),
        "one date is too little"
    );
    let mut table = opened(&scenario);
    alder(
        &mut table,
        &["schedule survey 4", "schedule dredge 5", "publish"],
    );
    end_turn(&mut table);
    assert_eq!(moved(&table, is_published), one);
    // The same two again, after they were taken off, prove nothing new.
    alder(&mut table, &["cancel survey", "cancel dredge"]);
    end_turn(&mut table);
    alder(
        &mut table,
        &["schedule survey 5", "schedule dredge 6", "publish"],
    );
    end_turn(&mut table);
    assert_eq!(moved(&table, is_published), one);
}

#[test]
fn a_milestone_that_is_launched_in_time_was_kept() {
    let scenario = scenario();
    let gain = scenario.lens().points(Rate::MilestoneKept).raw();
    for early in [false, true] {
        let mut table = opened(&scenario);
        alder(&mut table, &["schedule survey 3", "publish"]);
        end_turn(&mut table);
        if early {
            alder(&mut table, &["launch survey"]);
        }
        end_turns(&mut table, 2);
        let kept = moved(&table, |fact| matches!(fact.cause, Cause::Met(..)));
        assert_eq!(kept, [("birch.firm-trust.alder".to_owned(), gain)]);
    }
}

/// What a date that is not kept costs, once.
fn price(scenario: &Scenario) -> Vec<(String, i32)> {
    let abroad = -scenario.lens().points(Rate::MilestoneSlipped).raw();
    let home = -scenario.lens().points(Rate::MilestoneHome).raw();
    assert!(abroad < 0 && home < 0);
    vec![
        ("birch.firm-trust.alder".to_owned(), abroad),
        ("alder.bloc(fishers)".to_owned(), home),
        ("alder.bloc(millers)".to_owned(), home),
    ]
}

fn is_missed(fact: &Fact) -> bool {
    matches!(fact.cause, Cause::Missed(..))
}

#[test]
fn a_milestone_that_slips_costs_abroad_and_at_home_for_each_turn() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule dredge 3", "publish"]);
    end_turns(&mut table, 1);
    assert!(moved(&table, is_missed).is_empty(), "it is not due yet");
    end_turn(&mut table);
    assert_eq!(moved(&table, is_missed), price(&scenario));
    end_turn(&mut table);
    assert_eq!(moved(&table, is_missed).len(), 2 * price(&scenario).len());
    let birch = table.view(seat(&scenario, "birch"));
    for fact in &table.ledger {
        let reason = matches!(fact.what, What::Slipped { .. });
        assert!(
            !(reason && birch.knows(fact)),
            "why it slipped is nobody's business"
        );
    }
    assert!(table.ledger.iter().any(|fact| {
        matches!(fact.what, What::Missed { due: Turn(3), .. }) && birch.knows(fact)
    }));
    // Launched late it costs nothing more and brings nothing.
    alder(&mut table, &["launch survey"]);
    end_turns(&mut table, 2);
    assert!(moved(&table, |fact| matches!(fact.cause, Cause::Met(..))).is_empty());
    assert!(seen(&table, "birch").is_empty());
}

#[test]
fn a_slip_without_an_audience_costs_nothing() {
    let scenario = scenario();
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule dredge 2"]);
    end_turns(&mut table, 3);
    assert!(moved(&table, is_missed).is_empty());
}

#[test]
fn to_take_a_milestone_off_costs_like_a_slip() {
    let scenario = scenario();
    let withdrawn =
        |table: &Table<'_>| moved(table, |fact| matches!(fact.cause, Cause::Withdrawn(..)));
    let mut table = opened(&scenario);
    alder(&mut table, &["schedule survey 3", "publish"]);
    end_turn(&mut table);
    alder(&mut table, &["cancel survey"]);
    assert!(
        withdrawn(&table).is_empty(),
        "nobody knows before the plan ends"
    );
    end_turn(&mut table);
    assert_eq!(withdrawn(&table), price(&scenario));
    assert!(seen(&table, "birch").is_empty());
    // In its own turn: out of the plan and off the roadmap, unless it is launched after all.
    for (lines, costs) in [
        (&["cancel survey"][..], true),
        (&["cancel survey", "launch survey"], false),
    ] {
        let mut table = opened(&scenario);
        alder(&mut table, &["schedule survey 2", "publish"]);
        end_turn(&mut table);
        assert_eq!(plan(&table), ["survey"]);
        alder(&mut table, lines);
        end_turn(&mut table);
        assert_eq!(!withdrawn(&table).is_empty(), costs, "{lines:?}");
        let kept = moved(&table, |fact| matches!(fact.cause, Cause::Met(..)));
        assert_eq!(kept.is_empty(), costs, "{lines:?}");
    }
}

/// One person in the seat of Alder, Birch passive, past the question of the first day.
fn game(scenario: &Arc<Scenario>) -> Game {
    let me = seat(scenario, "alder");
    let seating = Seating::one_person(scenario, me, "passive");
    let mut game = Game::begin(Arc::clone(scenario), 1, &seating, Rows::Each).unwrap();
    order(&mut game, "respond late-again complain");
    game
}

#[track_caller]
fn order(game: &mut Game, line: &str) {
    let order = notation::read(game.scenario().catalogue(), line).unwrap();
    let me = seat(&game.scenario().clone(), "alder");
    assert!(game.order(me, order).is_ok(), "{line}");
}

fn end(game: &mut Game) {
    let me = seat(&game.scenario().clone(), "alder");
    game.end_anyway(me).unwrap();
}

fn brief(game: &Game) -> Vec<String> {
    let me = seat(game.scenario(), "alder");
    let lines = account::turn_summary(game, me, 5);
    lines.iter().map(|line| line.plain()).collect()
}

#[test]
fn the_brief_says_what_was_planned_by_itself_and_why_something_slipped() {
    let scenario = scenario();
    let mut game = game(&scenario);
    for line in [
        "schedule survey 2",
        "schedule dredge 2",
        "schedule rebuild 2",
        "publish",
    ] {
        order(&mut game, line);
    }
    end(&mut game);
    let me = seat(&scenario, "alder");
    let told: Vec<String> = morning(&game, me).iter().map(|line| line.plain()).collect();
    assert_eq!(
        told,
        [
            "Alder plans ‘Survey the bar’, as scheduled",
            "Your milestone slips to 1 September 1950, at a price abroad and at home: ‘Dredge the bar’ needs: ‘Survey the bar’ by you has been completed",
            "Your milestone slips to 1 September 1950, at a price abroad and at home: ‘Rebuild the landing’ costs 10 capital, you hold 6.5; \
             free some by cancelling a plan or wait for income",
        ]
    );
    assert_eq!(brief(&game)[..3], told);
    end(&mut game);
    assert!(
        !brief(&game)
            .iter()
            .any(|line| line.contains("‘Dredge the bar’ needs"))
    );
}

#[test]
fn why_tells_a_slip_with_its_date() {
    let scenario = scenario();
    let mut game = game(&scenario);
    order(&mut game, "schedule dredge 2");
    order(&mut game, "publish");
    end(&mut game);
    let me = seat(&scenario, "alder");
    let slots = scenario.slots();
    let birch = seat(&scenario, "birch").0;
    let firm = slots
        .of_owner(Figure::FirmTrust, Owner::Pair(birch, me.0))
        .unwrap();
    let why = account::why(&game, me, notation::figure::Named::Stored(firm));
    let told = why.iter().any(|line| {
        line.plain().contains("1 June 1950")
            && line
                .plain()
                .ends_with("Alder's milestone ‘Dredge the bar’, which slipped")
    });
    assert!(told, "{why:#?}");
    let Reading::Exact(now) = game.view().reading(firm) else {
        panic!("trust is public in this pack");
    };
    let sum = game.ledger().iter().filter_map(|fact| match fact.what {
        What::Moved { figure, delta } if figure == firm => Some(delta.raw()),
        _ => None,
    });
    assert_eq!(sum.sum::<i32>(), now.raw());
}

#[test]
fn a_schedule_and_its_publication_can_be_undone() {
    let scenario = scenario();
    let me = seat(&scenario, "alder");
    let mut game = game(&scenario);
    let before = game.state().hash();
    order(&mut game, "schedule survey 2");
    let scheduled = game.state().hash();
    order(&mut game, "publish");
    assert_eq!(game.undo(me), Ok(Order::Publish));
    assert_eq!(game.state().hash(), scheduled);
    assert!(game.undo(me).is_ok());
    assert_eq!(game.state().hash(), before);
    // What the roadmap itself put into the plan is no order of the person.
    order(&mut game, "schedule survey 2");
    end(&mut game);
    let planned = game.state().hash();
    order(&mut game, "cancel survey");
    assert!(game.undo(me).is_ok());
    assert_eq!(game.state().hash(), planned);
    assert!(game.undo(me).is_err());
    assert_eq!(game.view().plan().count(), 1);
}

#[test]
fn a_game_is_saved_loaded_and_verified_in_the_middle_of_a_roadmap() {
    let scenario = scenario();
    let mut game = game(&scenario);
    for line in [
        "schedule survey 3",
        "schedule dredge 3",
        "publish",
        "schedule rebuild 4",
    ] {
        order(&mut game, line);
    }
    end(&mut game);
    order(&mut game, "cancel survey");
    order(&mut game, "schedule market-day turn=4 target=birch");
    order(&mut game, "publish");
    let mut session = Session::unkept(game);
    let save = |session: &Session| Save::from_bytes(session.text().unwrap().as_bytes()).unwrap();
    let kept = save(&session);
    assert!(verify(&scenario, &kept).unwrap().holds());
    let mut again = Session::resume(&scenario, &kept, None, "x".to_owned()).unwrap();
    assert_eq!(again.standing(), Standing::Replayed);
    // From the record alone, as another version of the rules would go on.
    let mut foreign = kept.clone();
    for chapter in &mut foreign.chapters {
        chapter.rules += 1;
    }
    let mut resumed = Session::resume(&scenario, &foreign, None, "x".to_owned()).unwrap();
    assert_ne!(resumed.standing(), Standing::Replayed);
    for line in [
        "cancel survey",
        "schedule market-day 4 target=birch",
        "publish",
    ] {
        let order = notation::read(scenario.catalogue(), line).unwrap();
        if resumed.view().check(&order).is_ok() {
            resumed.order(order).unwrap();
        }
    }
    for _ in 0..4 {
        for one in [&mut session, &mut again, &mut resumed] {
            one.end_anyway().unwrap();
        }
        let hash = session.game().state().hash();
        assert_eq!(again.game().state().hash(), hash);
        assert_eq!(resumed.game().state().hash(), hash);
    }
    assert!(verify(&scenario, &save(&session)).unwrap().holds());
}

#[test]
fn plain_mode_schedules_publishes_and_lists_turn_by_turn() {
    let home = Home::new();
    let folder = pack().write_to(home.path());
    let script = "respond late-again complain\n\
        schedule survey\nschedule survey soon\nschedule survey 9\n\
        schedule survey 3\nschedule market-day target=birch turn=4\nschedule dredge 2\nroadmap\npublish\nroadmap\n\
        cancel market-day target=birch\nend\nroadmap\nlog\nquit\n";
    let arguments = [
        "play",
        "--plain",
        "--seed",
        "1",
        "--scenario",
        folder.to_str().unwrap(),
    ];
    let said = home.feed(&arguments, script).expect(0);
    for line in [
        "! The number of a turn is missing; status tells which one it is now",
        "! no turn ‘soon’; status tells which one it is now",
        "! The game ends with turn 6; choose one up to it",
        "ok scheduled for turn 3 (1 September 1950): ‘Survey the bar’",
        "ok scheduled for turn 4 (1 December 1950): ‘Hold a market day together’ (Birch)",
        "  turn 2, 1 June 1950: ‘Dredge the bar’, planned, not public",
        "    waits for: ‘Survey the bar’ by you has been completed",
        "  turn 3, 1 September 1950: ‘Survey the bar’, planned, not public",
        "ok your roadmap will be public when the turn ends",
        "  turn 3, 1 September 1950: ‘Survey the bar’, planned, public when the turn ends",
        "ok off your roadmap: ‘Hold a market day together’ (Birch)",
        "  turn 3, 1 September 1950: ‘Dredge the bar’, OVERDUE, promised for turn 2, published",
        "  turn 3, 1 September 1950: ‘Survey the bar’, published",
    ] {
        assert!(
            said.out.lines().any(|known| known == line),
            "{line}\n{}",
            said.out
        );
    }
    assert!(
        said.out.contains(
            "Alder publishes a milestone: ‘Survey the bar’, to begin on 1 September 1950"
        )
    );
}

#[test]
fn what_slipped_is_on_the_chart_and_in_the_inbox_with_what_may_bring_it() {
    let scenario = scenario();
    let mut game = game(&scenario);
    order(&mut game, "schedule dredge 2");
    order(&mut game, "schedule survey 3");
    end(&mut game);
    let me = seat(&scenario, "alder");
    let words = Words::new(scenario.lexicon());
    let waiting = inbox::waiting(&game);
    let slipped = waiting.iter().find(|it| matches!(it, Waiting::Slipped(..)));
    let said = words.waiting(&game, *slipped.unwrap()).plain();
    assert!(
        said.starts_with("Moves to 1 September 1950: ‘Dredge the bar’ needs"),
        "{said}"
    );
    let chart = Chart::of(&game, me);
    let dredge = chart.own.iter().find(|bar| !bar.slips.is_empty()).unwrap();
    assert_eq!((dredge.from, &dredge.slips), (Turn(3), &vec![Turn(2)]));
    assert_eq!(dredge.at(Turn(2), chart.now), (Fill::Empty, Sign::Slipped));
    assert_eq!(dredge.at(Turn(3), chart.now), (Fill::Planned, Sign::None));
    let said = |bar| {
        let lines = words.bar_links(&game.view(), &chart, bar);
        lines.iter().map(|line| line.plain()).collect::<Vec<_>>()
    };
    assert_eq!(
        said(dredge),
        [
            "waits for: ‘Survey the bar’ by you has been completed",
            "on your roadmap ‘Survey the bar’ may bring it"
        ]
    );
    let survey = chart.own.iter().find(|bar| bar.slips.is_empty()).unwrap();
    assert_eq!(said(survey), ["may bring what ‘Dredge the bar’ waits for"]);
    end(&mut game);
    end(&mut game);
    let chart = Chart::of(&game, me);
    let survey = chart
        .own
        .iter()
        .find(|bar| bar.standing == gantt::Standing::Done);
    let survey = survey.unwrap();
    assert_eq!(survey.at(Turn(3), chart.now), (Fill::Done, Sign::Done));
}

#[test]
fn a_date_is_moved_by_the_orders_that_a_person_would_give_or_not_at_all() {
    let scenario = scenario();
    let mut game = game(&scenario);
    let me = seat(&scenario, "alder");
    order(&mut game, "schedule survey 3");
    let ordered = |game: &Game| -> Vec<String> {
        let mine = game.entries().iter().filter(|entry| entry.seat == me);
        let lines = mine.map(|entry| notation::write(scenario.catalogue(), &entry.order));
        lines.skip(1).collect()
    };
    let it = (
        scenario.catalogue().find_initiative("survey").unwrap(),
        None,
    );
    for turn in [4, 6, 2] {
        game.shift(me, it, Turn(turn)).unwrap();
        assert_eq!(ordered(&game), [format!("schedule survey {turn}")]);
    }
    let hash = game.state().hash();
    let beyond = Refusal::BeyondTheEnd { last: Turn(6) };
    assert_eq!(game.shift(me, it, Turn(7)), Err(beyond));
    assert_eq!(
        (game.state().hash(), ordered(&game)),
        (hash, vec!["schedule survey 2".into()])
    );
    // To the turn under way: into the plan; and back.
    game.shift(me, it, Turn(1)).unwrap();
    assert_eq!(ordered(&game), ["launch survey"]);
    game.shift(me, it, Turn(3)).unwrap();
    end(&mut game);
    // What an earlier turn has put there is taken off first.
    game.shift(me, it, Turn(5)).unwrap();
    let ordered_now = ordered(&game).split_off(2);
    assert_eq!(ordered_now, ["cancel survey", "schedule survey 5"]);
    game.shift(me, it, Turn(3)).unwrap();
    assert_eq!(
        ordered(&game).len(),
        2,
        "back where it was, nothing is left of it"
    );
    order(&mut game, "publish");
    end(&mut game);
    let due = Refusal::AlreadySlated { turn: Turn(3) };
    assert_eq!(game.shift(me, it, Turn(5)), Err(due));
}

fn press(driven: &mut Driven, keys: &[Key]) -> String {
    for key in keys {
        driven.draw();
        assert!(driven.press(*key));
    }
    driven.screen()
}

#[test]
fn the_full_screen_schedules_and_publishes_by_keys() {
    let scenario = scenario();
    for size in [(80, 24), (120, 36), (200, 60)] {
        let session = Session::unkept(game(&scenario));
        let mut driven = Driven::new(start(Some(session)), size);
        let screen = press(&mut driven, &[Key::Esc, Key::Char('3'), Key::Char('p')]);
        assert!(
            screen.contains("Nothing on your roadmap is unpublished"),
            "{screen}"
        );
        press(&mut driven, &[Key::Char('2'), Key::Char('/')]);
        let name: Vec<Key> = "survey".chars().map(Key::Char).collect();
        let screen = press(&mut driven, &name);
        assert!(screen.contains("Survey the bar"), "{screen}");
        let screen = press(&mut driven, &[Key::Enter, Key::Char('s')]);
        assert!(screen.contains("turn 2, 1 June 1950"), "{screen}");
        assert!(screen.contains("turn 6, 1 June 1951"), "{screen}");
        let screen = press(&mut driven, &[Key::Down, Key::Enter, Key::Char('3')]);
        for words in ["› Survey the bar", "Turn 3, 1 September 1950: not public"] {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
        assert!(screen.contains("p publish"), "{screen}");
        let screen = press(&mut driven, &[Key::Char('p')]);
        assert!(screen.contains("each turn that one slips"), "{screen}");
        let screen = press(&mut driven, &[Key::Enter]);
        assert!(screen.contains(": public after this turn"), "{screen}");
        let screen = press(&mut driven, &[Key::Char('u'), Key::Char('x')]);
        assert!(screen.contains("nothing"), "{screen}");
        let screen = press(&mut driven, &[Key::Char('u')]);
        assert!(screen.contains(": not public"), "{screen}");
    }
}

#[test]
fn random_seats_schedule_publish_slip_and_keep() {
    let (mut published, mut missed, mut met, mut withdrawn) = (0, 0, 0, 0);
    for scenario in every_scenario() {
        for seed in 1..=30 {
            let first = scenario.playable()[0];
            let seating = Seating::one_strategy(&scenario, first, "random", "random");
            let game = Game::begin(Arc::clone(&scenario), seed, &seating, Rows::Off).unwrap();
            for fact in game.ledger() {
                match fact.what {
                    What::Published { .. } => published += 1,
                    What::Missed { .. } => missed += 1,
                    What::Met { .. } => met += 1,
                    What::Withdrawn { .. } => withdrawn += 1,
                    _ => {}
                }
            }
        }
    }
    let counts = [published, missed, met, withdrawn];
    assert!(counts.iter().all(|count| *count > 20), "{counts:?}");
}
