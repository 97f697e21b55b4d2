//! A tiny sound pack of two actors, of which each test spoils a part.

use std::fmt::Write;

use crate::scenario::check::load;
use crate::scenario::problem::{Colour, Problem, render};
use crate::scenario::{Rate, Scenario, Source, Unit};

/// A pack whose texts a test can change.
#[derive(Clone)]
pub(crate) struct Pack {
    pub files: Vec<(&'static str, String)>,
    pub lens: String,
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
        on_cancel: [Pledge(id: "restraint", due: 2)], repeat: Cooldown(4), text: "We talk."),
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

pub(super) fn lens() -> String {
    let mut text = String::from(
        "(id: \"plain\", name: \"Plain\", summary: \"Plain.\", literature: [], coefficients: {\n",
    );
    for (rate, key) in Rate::ALL {
        let (unit, least, _) = rate.range();
        let value = match unit {
            Unit::Points => format!("Tenths({})", (least * 10).max(5)),
            Unit::PerMille => format!("PerMille({})", least.max(100)),
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
    pub fn sound() -> Self {
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
    pub fn with(mut self, file: &str, old: &str, new: &str) -> Self {
        let (_, text) = self
            .files
            .iter_mut()
            .find(|(name, _)| *name == file)
            .unwrap();
        assert!(text.contains(old), "{file} has no {old}");
        *text = text.replacen(old, new, 1);
        self
    }

    pub fn sources(&self) -> Vec<Source> {
        let files = self.files.iter();
        files
            .map(|(name, text)| Source::new(format!("tiny/{name}"), text.clone()))
            .collect()
    }

    pub fn load(&self) -> Result<Scenario, Vec<Problem>> {
        load(
            &self.sources(),
            &Source::new("lenses/plain.ron", self.lens.clone()),
        )
    }

    pub fn problems(&self) -> Vec<String> {
        let problems = self.load().err().unwrap_or_default();
        problems.iter().map(ToString::to_string).collect()
    }
}

/// Each change of one file leads to exactly one problem, with these words in it.
pub(super) fn each_is_one_problem(cases: &[(&str, &str, &str, &str)]) {
    for (file, old, new, words) in cases {
        let problems = Pack::sound().with(file, old, new).problems();
        let one = problems.len() == 1 && problems.iter().all(|it| it.contains(words));
        assert!(one, "{file}: {new}\nwanted: {words}\nfound: {problems:#?}");
    }
}

pub(super) fn scenario() -> Scenario {
    Pack::sound()
        .load()
        .unwrap_or_else(|problems| panic!("{}", render(&problems, Colour::Never)))
}
