//! Mistakes of meaning: unknown ids, paths, selectors, ranges, calendar, questions, endings and cycles.

use crate::model::{EventId, Points, Turn};
use crate::scenario::check::load_lens;
use crate::scenario::check::tests::pack::{Pack, each_is_one_problem, lens};
use crate::scenario::{Rate, Source, When};

#[test]
fn an_unknown_id_is_reported_with_its_line_and_a_suggestion() {
    let pack = Pack::sound().with("events.ron", "id: \"red-phone\"", "id: \"red-fone\"");
    assert_eq!(
        pack.problems(),
        [
            "tiny/events.ron:6:126: events \"incident\" › asks[0].choices[1].effects[0].If.1[0].id: \
          unknown mechanism \"red-fone\" (did you mean \"red-phone\"?)"
        ]
    );
}

#[test]
fn paths_are_held_against_the_grammar_and_the_figures() {
    let place = "Change(\"east.bloc(left)\"";
    for (path, words) in [
        (
            "east.wil",
            "unknown figure \"wil\" (did you mean \"will\"?)",
        ),
        ("east.arms", "the figure arms is not declared"),
        (
            "east.trust",
            "lies between two actors (write east.trust.other)",
        ),
        ("east.will.west", "belongs to one actor (write east.will)"),
        ("east.bloc", "a bloc needs its name"),
        ("east.bloc(middle)", "unknown bloc \"middle\""),
        (
            "west.bloc(left)",
            "nobody carries the figure \"west.bloc(left)\"",
        ),
        ("east.trust.east", "nobody carries the figure"),
        (
            "esat.will",
            "unknown actor \"esat\" (did you mean \"east\"?)",
        ),
        ("@mechanism(red-phone).size", "a mechanism has the figures"),
        ("@mechanism(red).health", "unknown mechanism \"red\""),
        (
            "@format(klub).standing",
            "unknown format \"klub\" (did you mean \"club\"?)",
        ),
        ("@all", "names no figure"),
        (
            "@members(club).will",
            "unknown mechanism \"club\" (there is a format of this name)",
        ),
        (
            "@bth.will",
            "unknown group \"bth\" (did you mean \"both\"?)",
        ),
        (
            "$self.will",
            "$self stands for nobody in an event about a pair (available: $a, $b)",
        ),
        ("$target.will", "$target stands for nobody"),
        ("$c.will", "unknown selector \"$c\""),
    ] {
        each_is_one_problem(&[("events.ron", place, &format!("Change(\"{path}\""), words)]);
    }
    for path in [
        "@poles.will",
        "@attendees(club).will",
        "@members(red-phone).trust.$b",
        "@mechanism(red-phone).share.$a",
        "@format(club).standing",
        "east.warm-trust.west",
    ] {
        let pack = Pack::sound().with("events.ron", place, &format!("Change(\"{path}\""));
        assert_eq!(pack.problems(), [""; 0], "{path}");
    }
}

#[test]
fn selectors_stand_for_somebody_only_in_their_setting() {
    each_is_one_problem(&[
        (
            "initiatives.ron",
            "While(Window(\"thaw\"))",
            "While(AtLeast(\"$self.will\", 3))",
            "$self stands for nobody in While",
        ),
        (
            "events.ron",
            "Change(\"@all.will\"",
            "Change(\"$b.will\"",
            "$b stands for nobody in an event whose scope is World",
        ),
        (
            "events.ron",
            "by: \"east.will\"",
            "by: \"$a.will\"",
            "$a stands for nobody",
        ),
        (
            "initiatives.ron",
            "Not(Window(\"thaw\"))",
            "Gauge(\"calm\", 3)",
            "Gauge can be asked in endings only",
        ),
        (
            "pledges.ron",
            "$self.threat.west",
            "$target.threat.west",
            "$target stands for nobody in a pledge",
        ),
        (
            "scenario.ron",
            "$self.capital",
            "$a.capital",
            "$a stands for nobody in a formula or on the dashboard",
        ),
    ]);
    each_is_one_problem(&[
        (
            "initiatives.ron",
            "While(Window(\"thaw\"))",
            "While(Initiative(\"talks\", Done))",
            "about the seat at hand, and there is none in While",
        ),
        (
            "events.ron",
            "Points(-3))",
            "Points(-3)), Pledge(id: \"restraint\", due: 2)",
            "about the seat at hand, and there is none in an event",
        ),
    ]);
    let problems = Pack::sound()
        .with("initiatives.ron", "targets: [\"@all\"], ", "")
        .problems();
    assert!(
        problems
            .iter()
            .filter(|it| it.contains("$target stands for nobody"))
            .count()
            > 3
    );
    assert!(
        problems
            .iter()
            .any(|it| it.contains("measures cover pairs"))
    );
}

#[test]
fn values_out_of_range_are_reported() {
    each_is_one_problem(&[
        (
            "actors.ron",
            "power: 500",
            "power: 1001",
            "power: 1001 is out of range: 0 to 1000",
        ),
        (
            "actors.ron",
            "\"will\": 60",
            "\"will\": 101",
            "figures[\"will\"]: 101 is out of range: 0 to 100",
        ),
        (
            "actors.ron",
            "\"capital\": 10",
            "\"capital\": 31",
            "31 is out of range: 0 to 30",
        ),
        ("actors.ron", "12700", "18001", "18001 is out of range"),
        ("actors.ron", "3750", "-9001", "-9001 is out of range"),
        (
            "actors.ron",
            "weight: 400",
            "weight: 300",
            "add up to 900, not to 1000",
        ),
        (
            "relations.ron",
            "(40, 45)",
            "(40, 145)",
            "each[\"trust\"][1]: 145 is out of range",
        ),
        (
            "mechanisms.ron",
            "level: 2",
            "level: 6",
            "6 is out of range: 0 to 5",
        ),
        (
            "mechanisms.ron",
            "\"east\": 60",
            "\"east\": 50",
            "the shares add up to 90, not to 100",
        ),
        (
            "initiatives.ron",
            ", 250)",
            ", 1250)",
            "1250 is out of range",
        ),
        (
            "initiatives.ron",
            "(id: \"sound\", turns: 1",
            "(id: \"sound\", turns: 0",
            "0 is out of range: 1 to 200",
        ),
        (
            "events.ron",
            "per: 20",
            "per: 0",
            "0 is out of range: 1 to 100",
        ),
        (
            "events.ron",
            "amount: Points(-1)",
            "amount: Scaled(amount: Points(1), by: \"east.will\", per: 3)",
            "can't be scaled again",
        ),
        (
            "scenario.ron",
            "turns: 4",
            "turns: 201",
            "201 is out of range: 1 to 200",
        ),
    ]);
}

#[test]
fn coefficients_come_from_the_lens() {
    each_is_one_problem(&[
        (
            "initiatives.ron",
            "\"deed\"",
            "\"deeds\"",
            "the lens \"plain\" has no coefficient \"deeds\" (did you mean \"deed\"?)",
        ),
        (
            "initiatives.ron",
            "\"deed\"",
            "\"will-pull\"",
            "\"will-pull\" is a share, no amount of points",
        ),
    ]);
}

#[test]
fn a_lens_needs_every_rate_in_its_unit() {
    let load = |old: &str, new: &str| {
        let text = lens();
        assert!(text.contains(old), "{old}");
        let source = Source::new("plain.ron", text.replacen(old, new, 1));
        let problems = load_lens(&source).err().unwrap_or_default();
        problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(load("\"deed\"", "\"other\""), "");
    let missing = load("\"warmth-decay\"", "\"warmth-decai\"");
    assert!(
        missing.contains(
            "unknown coefficient \"warmth-decai\" (did you mean \"warmth-decay\"? the rules need it)"
        ),
        "{missing}"
    );
    assert!(load("PerMille(100)", "PerMille(1001)").contains("1001 is out of range"));
    assert!(load("PerMille(100)", "Points(1)").contains("is a share"));
    assert!(load("Tenths(5)", "PerMille(5)").contains("is an amount"));
    let loaded = load_lens(&Source::new("plain.ron", lens())).unwrap();
    assert_eq!(loaded.points(Rate::Liked), Points::thousandths(500));
    assert_eq!(loaded.share(Rate::UntestedCoverage).0, 100);
}

#[test]
fn the_calendar_holds_together() {
    let points = "step: Points([\"2020-01-01\", \"2020-02-01\", \"2020-03-01\", \"2020-09-01\", \"2021-01-01\"])";
    assert_eq!(
        Pack::sound()
            .with("scenario.ron", "step: Quarter", points)
            .problems(),
        [""; 0]
    );
    each_is_one_problem(&[
        (
            "scenario.ron",
            "2020-01-01",
            "2020-13-01",
            "is no day of the calendar",
        ),
        (
            "scenario.ron",
            "turns: 4",
            "turns: 0",
            "0 is out of range: 1 to 200",
        ),
        (
            "scenario.ron",
            "step: Quarter",
            "step: Points([\"2020-01-01\", \"2020-07-01\"])",
            "2 days for 4 turns",
        ),
        (
            "scenario.ron",
            "step: Quarter",
            &points.replace("2020-09", "2020-02"),
            "this day is not after the one before it",
        ),
        (
            "scenario.ron",
            "step: Quarter",
            &points.replace("2020-01", "2019-01"),
            "the first point is not the start",
        ),
        (
            "events.ron",
            "2020-05-05",
            "2021-01-01",
            "this day is after the end of the game (the game ends before 2021-01-01)",
        ),
        (
            "events.ron",
            "2020-05-05",
            "2020-12-31",
            "its question would never be put",
        ),
    ]);
    let early = Pack::sound()
        .with("events.ron", "2020-05-05", "2013-01-01")
        .load()
        .unwrap();
    assert!(matches!(
        early.event(EventId(0)).when.open(),
        When::Dated(Turn(0), _)
    ));
}

#[test]
fn questions_can_always_be_answered() {
    each_is_one_problem(&[
        (
            "events.ron",
            "default: \"wait\"",
            "default: \"wiat\"",
            "the default \"wiat\" is none of the choices (did you mean \"wait\"?)",
        ),
        (
            "events.ron",
            "default: \"wait\"",
            "default: \"protest\"",
            "the default choice has a cost",
        ),
        (
            "events.ron",
            "label: \"Wait\"",
            "label: \"Wait\", needs: [Window(\"thaw\")]",
            "the default choice has needs",
        ),
    ]);
    let one = Pack::sound()
        .with(
            "events.ron",
            "(id: \"wait\", label: \"Wait\", effects: []),",
            "",
        )
        .with("events.ron", "\"wait\"", "\"protest\"");
    assert!(
        one.problems()
            .iter()
            .any(|it| it.contains("at least two choices"))
    );
}

#[test]
fn the_last_ending_and_only_the_last_is_unconditional() {
    each_is_one_problem(&[
        (
            "endings.ron",
            "name: \"A muddle\"",
            "name: \"A muddle\", when: [Gauge(\"calm\", 1)]",
            "the last ending must have no conditions",
        ),
        (
            "endings.ron",
            "when: [Gauge(\"calm\", 70)], ",
            "",
            "makes those after it unreachable",
        ),
        (
            "endings.ron",
            "name: \"A muddle\"",
            "name: \"A muddle\", holds: 50",
            "the last ending must ask for no durability",
        ),
        (
            "endings.ron",
            "when: [Gauge(\"calm\", 70)], ",
            "when: [Gauge(\"calm\", 70)], holds: 101, ",
            "101",
        ),
    ]);
}

#[test]
fn cycles_are_reported_with_their_way() {
    let again = "]\n";
    let two = "    (id: \"a\", name: \"A\", family: \"F\", cost: 1, needs: [All([Initiative(\"b\", Done)])], text: \"t\"),\n    (id: \"b\", name: \"B\", family: \"F\", cost: 1, needs: [Initiative(\"a\", Done)], text: \"t\"),\n]";
    let mut pack = Pack::sound();
    let (_, text) = pack
        .files
        .iter_mut()
        .find(|(name, _)| *name == "initiatives.ron")
        .unwrap();
    *text = format!("{}{two}", text.trim_end_matches(again.trim_end()));
    let problems = pack.problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(
        problems
            .iter()
            .all(|it| it.contains("it needs itself: a → b → a")),
        "{problems:#?}"
    );
    let leak = "effects: [Schedule(event: \"leak\"), Change(\"@all";
    each_is_one_problem(&[
        (
            "events.ron",
            "effects: [Change(\"@all",
            leak,
            "sets itself off again in the same turn: leak → leak",
        ),
        (
            "initiatives.ron",
            "needs: [",
            "needs: [Initiative(\"talks\", Done), ",
            "it needs itself: talks → talks",
        ),
    ]);
    let later = leak.replace("\"leak\"", "\"leak\", after: 1");
    let pack = Pack::sound().with("events.ron", "effects: [Change(\"@all", &later);
    assert_eq!(pack.problems(), [""; 0]);
}

#[test]
fn seats_poles_relations_and_gauges_are_what_they_must_be() {
    each_is_one_problem(&[
        (
            "scenario.ron",
            "(\"east\", \"west\")",
            "(\"east\", \"east\")",
            "the two poles are the same actor",
        ),
        (
            "scenario.ron",
            "playable: [\"east\"]",
            "playable: []",
            "at least one actor must be playable",
        ),
        (
            "scenario.ron",
            "playable: [\"east\"]",
            "playable: [\"eats\"]",
            "did you mean \"east\"?",
        ),
        (
            "scenario.ron",
            "\"health\": Public, ",
            "",
            "the figure health is not declared",
        ),
        (
            "scenario.ron",
            "\"health\": Public",
            "\"health\": Private",
            "belongs to no capital",
        ),
        (
            "scenario.ron",
            "\"calm\"]",
            "\"clam\"]",
            "unknown gauge \"clam\" (did you mean \"calm\"?)",
        ),
        (
            "actors.ron",
            "\"hands\": 4, ",
            "",
            "a seat needs the figure \"hands\"",
        ),
        (
            "relations.ron",
            "(20, 50)}),",
            "(20, 50)}), (pair: (\"east\", \"west\")),",
            "this relation is given twice",
        ),
        (
            "relations.ron",
            "[\n",
            "[(pair: (\"east\", \"east\")),\n",
            "no relation with itself",
        ),
        (
            "relations.ron",
            "{\"network\": 30}",
            "{\"network\": 30, \"threat\": 3}",
            "it goes one way: each:",
        ),
        (
            "relations.ron",
            "each: {",
            "each: {\"exchange\": (1, 2), ",
            "it goes both ways: both:",
        ),
        ("gauges.ron", "axis: true, ", "", "no gauge is an axis"),
        (
            "mechanisms.ron",
            "members: [\"east\", \"west\"]",
            "members: [\"east\"]",
            "\"west\" is no member",
        ),
        (
            "actors.ron",
            "launch: \"talks\", target: \"west\"",
            "launch: \"talks\", target: \"east\"",
            "can't be directed at this actor",
        ),
        (
            "actors.ron",
            ", target: \"west\"",
            "",
            "this initiative needs a target",
        ),
        (
            "actors.ron",
            "\"incident\": \"protest\"",
            "\"incident\": \"protets\"",
            "the event \"incident\" has no choice \"protets\" (did you mean \"protest\"?)",
        ),
    ]);
}

#[test]
fn what_a_plan_is_paid_from_is_kept_by_its_capital() {
    let pack = Pack::sound().with(
        "scenario.ron",
        "\"capital\": Private",
        "\"capital\": Public",
    );
    let problems = pack.problems();
    assert!(
        problems
            .iter()
            .any(|problem| problem.contains("would give sealed plans away")),
        "{problems:?}"
    );
}
