//! What the check finds, held against a tiny pack of two actors.

use std::fmt::Write;

use crate::model::condition::ChoiceRef;
use crate::model::{
    ActorId, Amount, Condition, Effect, EventId, Figure, Lasting, Order, Owner, Path, Points,
    Selector, Turn, Visibility,
};
use crate::scenario::check::{header, load, load_lens};
use crate::scenario::problem::{Colour, Problem, render};
use crate::scenario::{Bounds, Rate, Scenario, Source, When};

/// A pack whose texts a test can change.
#[derive(Clone)]
struct Pack {
    files: Vec<(&'static str, String)>,
    lens: String,
}

const HEADER: &str = r#"(
    id: "tiny", name: "Tiny", summary: "Two neighbours.", brief: "Get along.", lens: "plain",
    calendar: (start: "2020-01-01", step: Quarter, turns: 4),
    playable: ["east"], poles: ("east", "west"),
    groups: {"both": ["east", "west"]},
    figures: {
        "trust": Public, "threat": Private, "network": SharedWith(["west"]), "capital": Private,
        "hands": Private, "will": Private, "bloc": Private, "health": Public, "use": Public,
        "share": Public, "standing": Public,
    },
    dashboard: ["$self.capital", "east.trust.west", "calm"],
    capital_cap: 30,
)"#;

const ACTORS: &str = r#"[
    (id: "east", name: "East", power: 500, place: (12700, 3750), income: 15,
        figures: {"capital": 10, "hands": 3, "will": 60},
        blocs: [(id: "left", name: "Left", weight: 400, support: 50), (id: "right", name: "Right", weight: 600, support: 40)],
        offices: [(id: "first", name: "The first president"), (id: "second", name: "The second president")],
        script: [(turn: 1, launch: "talks", target: "west")],
        answers: {"incident": "protest"},
        text: "Wants calm."),
    (id: "west", name: "West", power: 600, figures: {"capital": 12, "hands": 4, "will": 40}, text: "Wants more."),
]"#;

const RELATIONS: &str = r#"[
    (pair: ("west", "east"), both: {"network": 30}, each: {"trust": (40, 45), "threat": (20, 50)}),
]"#;

const MEASURES: &str = r#"[(id: "hotlines", name: "Hotlines", kind: Hard, text: "Lines.")]"#;

const MECHANISMS: &str = r#"[
    (id: "red-phone", name: "The red phone", measure: "hotlines", format: "club", members: ["east", "west"],
        level: 2, verification: Reports, shares: {"east": 60, "west": 40}, health: 50, used: 3, text: "A phone."),
]"#;

const FORMATS: &str = r#"[(id: "club", name: "The club", members: ["east"], observers: ["west"], agenda: ["hotlines"], standing: 35, text: "A club.")]"#;

const INITIATIVES: &str = r#"[
    (id: "talks", name: "Talks", family: "Bilateral", targets: ["@all"], cost: 3, hands: 1,
        needs: [AtLeast("$target.network.$self", 20), Not(Window("thaw"))],
        better_with: [(Mechanism(id: "red-phone", level: 2), 250)],
        stages: [(id: "sound", turns: 1, effects: [Reading(of: "$target.will", to: "$self", band: 8)])],
        done: [Change("$self.trust.$target", Coefficient("deed")), Sustain("$self.network.$target", Points(1), While(Window("thaw")))],
        risk: (hazard: (base: 40, terms: [("$self.threat.$target", 2)], damped_by: [("hotlines", 500)]), effects: [Schedule(event: "leak", after: 1)]),
        repeat: Cooldown(4), text: "We talk."),
]"#;

const EVENTS: &str = r#"[
    (id: "incident", name: "An incident", when: Dated("2020-05-05"), scope: Pair("@both"), repeat: Once,
        effects: [Change("$a.trust.$b", Points(-3)), Change("east.bloc(left)", Tenths(5))],
        asks: [(seat: "$a", default: "wait", choices: [
            (id: "wait", label: "Wait", effects: []),
            (id: "protest", label: "Protest", cost: 1, disliked_by: ["$b"], effects: [If(Covered("hotlines"), [Mechanism(id: "red-phone", do: Use)])]),
        ])],
        text: "Something happened."),
    (id: "leak", name: "A leak", when: Scheduled, effects: [Change("@all.will", Scaled(amount: Points(-1), by: "east.will", per: 20))], text: "A leak."),
]"#;

const WINDOWS: &str = r#"[(id: "thaw", name: "A thaw", open_until: 2, text: "Warm.")]"#;

const PLEDGES: &str = r#"[(id: "restraint", name: "Restraint", kept_when: [AtMost("$self.threat.west", 60)], broken: [Change("$self.will", Points(-5))], text: "We promise.")]"#;

const GAUGES: &str = r#"[
    (id: "calm", name: "Calm", axis: true, formula: Sum([(1000, Mean("@all.trust.@all")), (-200, Gap("east.will", "west.will"))]), text: "Calm."),
    (id: "owned", name: "Owned", formula: Invert(Ownership), text: "Owned."),
]"#;

const ENDINGS: &str = r#"[
    (id: "peace", name: "Peace", when: [Gauge("calm", 70)], text: "Peace."),
    (id: "muddle", name: "A muddle", text: "It went on."),
]"#;

fn lens() -> String {
    let mut text = String::from(
        "(id: \"plain\", name: \"Plain\", summary: \"Plain.\", literature: [], coefficients: {\n",
    );
    for (rate, key) in Rate::ALL {
        let value = match rate {
            Rate::EstimateAging | Rate::EstimateWidest | Rate::Liked | Rate::Disliked => {
                "Tenths(5)"
            }
            _ => "PerMille(100)",
        };
        writeln!(
            text,
            "\"{key}\": (value: {value}, source: \"s\", text: \"t\"),"
        )
        .unwrap();
    }
    text + "\"deed\": (value: Points(2), source: \"s\", text: \"t\"),\n})"
}

impl Pack {
    fn sound() -> Self {
        let files = [
            ("scenario.ron", HEADER),
            ("actors.ron", ACTORS),
            ("relations.ron", RELATIONS),
            ("measures.ron", MEASURES),
            ("mechanisms.ron", MECHANISMS),
            ("formats.ron", FORMATS),
            ("initiatives.ron", INITIATIVES),
            ("events.ron", EVENTS),
            ("windows.ron", WINDOWS),
            ("pledges.ron", PLEDGES),
            ("gauges.ron", GAUGES),
            ("endings.ron", ENDINGS),
        ];
        Self {
            files: files.map(|(name, text)| (name, text.to_owned())).into(),
            lens: lens(),
        }
    }

    /// The sound pack with `old` replaced in one file.
    fn with(mut self, file: &str, old: &str, new: &str) -> Self {
        let (_, text) = self
            .files
            .iter_mut()
            .find(|(name, _)| *name == file)
            .unwrap();
        assert!(text.contains(old), "{file} has no {old}");
        *text = text.replacen(old, new, 1);
        self
    }

    fn sources(&self) -> Vec<Source> {
        let files = self.files.iter();
        files
            .map(|(name, text)| Source::new(format!("tiny/{name}"), text.clone()))
            .collect()
    }

    fn load(&self) -> Result<Scenario, Vec<Problem>> {
        load(
            &self.sources(),
            &Source::new("lenses/plain.ron", self.lens.clone()),
        )
    }

    fn problems(&self) -> Vec<String> {
        let problems = self.load().err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }
}

/// Each change of one file leads to exactly one problem, with these words in it.
fn each_is_one_problem(cases: &[(&str, &str, &str, &str)]) {
    for (file, old, new, words) in cases {
        let problems = Pack::sound().with(file, old, new).problems();
        let one = problems.len() == 1 && problems.iter().all(|it| it.contains(words));
        assert!(one, "{file}: {new}\nwanted: {words}\nfound: {problems:#?}");
    }
}

fn scenario() -> Scenario {
    Pack::sound()
        .load()
        .unwrap_or_else(|problems| panic!("{}", render(&problems, Colour::Never)))
}

#[test]
fn a_sound_pack_loads_with_everything_resolved() {
    let scenario = scenario();
    let catalogue = scenario.catalogue();
    let (east, west) = (ActorId(0), ActorId(1));
    assert_eq!(scenario.relations(), [(east, west)]);
    let talks = scenario.initiative(catalogue.find_initiative("talks").unwrap());
    assert_eq!(talks.targets, scenario.everyone());
    assert_eq!(talks.turns(), 1);
    let trust = Path::Pair(Figure::Trust, Selector::Myself, Selector::Target);
    assert_eq!(
        talks.done.first(),
        Some(&Effect::Change(trust, Amount::Points(Points::whole(2))))
    );
    let Some(Effect::Sustain(_, _, Lasting::While(lasting))) = talks.done.get(1) else {
        panic!("{:?}", talks.done);
    };
    let thaw = catalogue.find_window("thaw").unwrap();
    assert_eq!(
        scenario.lasting_condition(*lasting),
        &Condition::Window(thaw)
    );
    let incident = scenario.event(EventId(0));
    assert_eq!(incident.when.open(), &When::Dated(Turn(2)));
    let answer = ChoiceRef {
        question: 0,
        choice: 1,
    };
    assert_eq!(scenario.actor(east).answers.open(), &[(EventId(0), answer)]);
    let order = Order::Launch {
        initiative: catalogue.find_initiative("talks").unwrap(),
        target: Some(west),
    };
    assert_eq!(scenario.actor(east).script.open(), &[(Turn(1), order)]);
}

#[test]
fn the_slots_carry_openings_bounds_and_observers() {
    let scenario = scenario();
    let (east, west) = (ActorId(0), ActorId(1));
    let slots = scenario.slots();
    let slot = |figure, owner| slots.get(slots.of_owner(figure, owner).unwrap());
    let capital = slot(Figure::Capital, Owner::Actor(east));
    assert_eq!(
        (capital.high, capital.bounds),
        (Points::whole(30), Bounds::Hard)
    );
    let firm = slot(Figure::FirmTrust, Owner::Pair(east, west));
    assert_eq!(
        (firm.opening, firm.visibility),
        (Points::whole(45), Visibility::Public)
    );
    let warm = slot(Figure::WarmTrust, Owner::Pair(east, west));
    assert_eq!((warm.low, warm.opening), (Points::whole(-50), Points::ZERO));
    assert_eq!(
        slots.of_pair(Figure::WarmTrust, west, east),
        slots.of_pair(Figure::WarmTrust, east, west)
    );
    let network = slot(Figure::Network, Owner::Pair(east, west));
    assert_eq!(network.visibility, Visibility::Private(scenario.everyone()));
    let phone = scenario.catalogue().find_mechanism("red-phone").unwrap();
    let share = slots.get(slots.share(phone, east).unwrap());
    assert_eq!(share.opening, Points::whole(60));
    assert_eq!(
        slot(Figure::Use, Owner::Mechanism(phone)).high,
        Points::whole(1000)
    );
}

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
fn several_typos_of_one_item_and_of_other_files_are_reported_at_once() {
    let problems = Pack::sound()
        .with(
            "events.ron",
            "name: \"An incident\", when",
            "nmae: \"사건\", whne",
        )
        .with("events.ron", "cost: 1", "cots: \"1\"")
        .with("initiatives.ron", "cost: 3", "cost: \"three\"")
        .with("gauges.ron", "Invert", "Inwert")
        .with("windows.ron", "open_until: 2", "open_untl: 2")
        .problems();
    let wanted = [
        "tiny/events.ron:2:22: events \"incident\" › nmae: unknown field \"nmae\" (did you mean \"name\"?)",
        "tiny/events.ron:2:34: events \"incident\" › whne: unknown field \"whne\" (did you mean \"when\"?)",
        "tiny/events.ron:6:47: events \"incident\" › asks[0].choices[1].cots: unknown field \"cots\" (did you mean \"cost\"?)",
        "tiny/gauges.ron:3:43: gauges \"owned\" › formula: unknown word \"Inwert\" (did you mean \"Invert\"?)",
        "tiny/initiatives.ron:2:80: initiatives \"talks\" › cost: a whole number is expected here",
        "tiny/windows.ron:1:31: windows \"thaw\" › open_untl: unknown field \"open_untl\" (did you mean \"open_until\"?)",
    ];
    assert_eq!(problems, wanted);
}

#[test]
fn wrong_values_are_named_in_an_authors_words() {
    each_is_one_problem(&[
        (
            "measures.ron",
            "name: \"Hotlines\", ",
            "",
            "the field \"name\" is missing",
        ),
        (
            "measures.ron",
            "kind: Hard",
            "kind: \"Hard\"",
            "kind: a word without quotes is expected here",
        ),
        (
            "measures.ron",
            "(id",
            "Measure(id",
            "need no name before them",
        ),
        ("actors.ron", "(12700, 3750)", "(12700)", "too few values"),
        (
            "actors.ron",
            "(12700, 3750)",
            "(1, 2, 3)",
            "place: too many values",
        ),
        (
            "actors.ron",
            "power: 500",
            "power: 99999999999",
            "too large",
        ),
        (
            "actors.ron",
            "power: 500",
            "power: 1.5",
            "power: a whole number is expected",
        ),
        (
            "actors.ron",
            "\"capital\": 10",
            "\"capital\": \"x\"",
            "figures[\"capital\"]: a whole number",
        ),
        (
            "events.ron",
            "repeat: Once",
            "repeat: Once(3)",
            "this word takes no values",
        ),
        ("events.ron", "Points(-3)", "Points()", "too few values"),
        ("windows.ron", "[(", "(", "this file must be a list"),
        ("windows.ron", "]", "] 3", "text after the end"),
        (
            "windows.ron",
            "open_until: 2,",
            "open_until: 2",
            "a comma is missing",
        ),
        ("windows.ron", "\"Warm.\")]", "\"Warm.\")", "never closed"),
    ]);
}

#[test]
fn a_repeated_key_is_reported_where_it_stands_again() {
    let problems = Pack::sound()
        .with("actors.ron", "\"hands\": 3", "\"capital\": 3, \"hands\": 3")
        .with("actors.ron", "power: 600", "power: 600, power: 7")
        .problems();
    assert_eq!(
        problems,
        [
            "tiny/actors.ron:3:34: actors \"east\" › figures[\"capital\"]: repeated key capital",
            "tiny/actors.ron:9:44: actors \"west\" › power: repeated field power",
        ]
    );
}

#[test]
fn five_thousand_nested_conditions_are_a_problem_and_no_overflow() {
    let deep = format!(
        "needs: [{}Window(\"thaw\"){}]",
        "Not(".repeat(5000),
        ")".repeat(5000)
    );
    let pack = Pack::sound().with(
        "initiatives.ron",
        "needs: [AtLeast(\"$target.network.$self\", 20), Not(Window(\"thaw\"))]",
        &deep,
    );
    let problems = pack.problems();
    assert!(
        problems
            .iter()
            .all(|it| it.contains("nested more than 64 brackets deep")),
        "{problems:#?}"
    );
    assert_eq!(problems.len(), 1);
    assert!(render(&pack.load().unwrap_err(), Colour::Never).len() < 1000);
    let fair = format!(
        "needs: [{}Window(\"thaw\"){}]",
        "Not(".repeat(58),
        ")".repeat(58)
    );
    let pack = Pack::sound().with(
        "initiatives.ron",
        "needs: [AtLeast(\"$target.network.$self\", 20), Not(Window(\"thaw\"))]",
        &fair,
    );
    assert_eq!(pack.problems(), [""; 0]);
}

#[test]
fn columns_after_hangul_count_characters() {
    let problems = Pack::sound()
        .with(
            "windows.ron",
            "name: \"A thaw\", open_until: 2",
            "name: \"해빙\", open_until: 999",
        )
        .problems();
    assert_eq!(
        problems,
        ["tiny/windows.ron:1:39: windows \"thaw\" › open_until: 999 is out of range: 0 to 200"]
    );
}

#[test]
fn ids_are_well_formed_and_unique() {
    each_is_one_problem(&[
        (
            "windows.ron",
            "[(",
            "[(id: \"Frost\", name: \"x\", text: \"y\"), (",
            "\"Frost\" is no id",
        ),
        (
            "windows.ron",
            "[(",
            "[(id: \"thaw\", name: \"x\", text: \"y\"), (",
            "the id \"thaw\" is given twice",
        ),
        (
            "actors.ron",
            "id: \"second\"",
            "id: \"first\"",
            "the id \"first\" is given twice",
        ),
        (
            "events.ron",
            "(id: \"wait\"",
            "(id: \"wait\", label: \"x\"), (id: \"wait\"",
            "the id \"wait\" is given twice",
        ),
        (
            "scenario.ron",
            "{\"both\":",
            "{\"all\": [\"east\"], \"both\":",
            "@all always has its own meaning",
        ),
    ]);
    let long = "a".repeat(41);
    let problems = Pack::sound()
        .with(
            "measures.ron",
            "id: \"hotlines\"",
            &format!("id: \"{long}\""),
        )
        .problems();
    assert!(
        problems.iter().any(|it| it.contains("is no id")),
        "{problems:#?}"
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
            "\"warmth-decay\" is missing (the file has another key: did you mean \"warmth-decai\"?)"
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
    assert_eq!(early.event(EventId(0)).when.open(), &When::Dated(Turn(0)));
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
fn texts_are_present_short_enough_and_harmless() {
    let long = format!("text: \"{}\"", "가".repeat(401));
    let headline = format!("name: \"{}\"", "x".repeat(61));
    each_is_one_problem(&[
        (
            "windows.ron",
            "\"Warm.\"",
            "\"\"",
            "text: this text is empty",
        ),
        (
            "windows.ron",
            "\"A thaw\"",
            "\"  \"",
            "name: this text is empty",
        ),
        (
            "windows.ron",
            "Warm.",
            "W\u{1b}[31m",
            "the control character \\u{1b} may not stand in a text",
        ),
        (
            "windows.ron",
            "Warm.",
            "W\\u{202e}",
            "the control character \\u{202e}",
        ),
        (
            "events.ron",
            "text: \"Something happened.\"",
            &long,
            "401 characters; at most 400 are allowed",
        ),
        (
            "events.ron",
            "name: \"An incident\"",
            &headline,
            "61 characters; at most 60 are allowed",
        ),
    ]);
}

#[test]
fn unknown_repeated_and_missing_files_are_reported() {
    let mut pack = Pack::sound();
    pack.files.push(("evnts.ron", "[]".to_owned()));
    pack.files
        .retain(|(name, _)| *name != "gauges.ron" && *name != "pledges.ron");
    let problems = pack.problems();
    let unknown = "tiny/evnts.ron: a pack has no file \"evnts.ron\" (did you mean \"events.ron\"?)";
    assert!(problems.contains(&unknown.to_owned()), "{problems:#?}");
    assert!(
        problems.contains(&"tiny/gauges.ron: the pack needs this file".to_owned()),
        "{problems:#?}"
    );
    assert_eq!(problems.len(), 2, "{problems:#?}");
}

#[test]
fn the_header_alone_gives_a_summary() {
    let summary = header(&Pack::sound().sources()).unwrap();
    assert_eq!((summary.id.as_str(), summary.turns), ("tiny", 4));
    assert_eq!(summary.playable, ["east"]);
    assert!(header(&[]).is_err());
}

#[test]
fn no_damage_to_a_text_makes_the_check_panic() {
    let pack = Pack::sound();
    for (file, (_, text)) in pack.files.iter().enumerate() {
        for cut in (0..text.len()).step_by(7) {
            let mut damaged = pack.clone();
            let mut bytes = text.clone().into_bytes();
            bytes[cut] = b"\"(,x}9"[cut % 6];
            damaged.files[file].1 = String::from_utf8(bytes).unwrap();
            if let Err(problems) = damaged.load() {
                assert!(!problems.is_empty());
                assert!(!render(&problems, Colour::Never).is_empty());
            }
            damaged.files[file].1.truncate(cut);
            assert!(!damaged.problems().is_empty());
        }
    }
}
