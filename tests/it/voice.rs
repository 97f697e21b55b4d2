//! Voice and neutrality of what ships: what a program can check of them.

use std::collections::BTreeMap;
use std::fs;

use middle_power::scenario::{Field, Item, Scenario, shipped};
use middle_power::session::Library;

use crate::support::root;

/// Words that take a side, as they begin; `*` stands for any ending.
const BANNED: &[&str] = &[
    "provocation*",
    "provocative*",
    "provoke*",
    "regime*",
    "rogue*",
    "aggression*",
    "aggressive*",
    "aggressor*",
    "retaliat*",
    "appease*",
    "G2",
    "hermit*",
    "puppet*",
    "lackey*",
    "minion*",
    "despot*",
    "dictator*",
    "madman*",
    "crazy",
    "evil*",
    "saber-rattling",
    "sabre-rattling",
    "belligeren*",
];

/// Surnames and names of living office-holders of the period and since, as whole words with their capital letter.
const PERSONS: &[&str] = &[
    "Park",
    "Moon",
    "Lee Myung-bak",
    "Roh",
    "Yoon",
    "Abe",
    "Kishida",
    "Suga",
    "Noda",
    "Hatoyama",
    "Obama",
    "Trump",
    "Biden",
    "Clinton",
    "Kerry",
    "Hagel",
    "Bush",
    "Xi",
    "Jinping",
    "Hu Jintao",
    "Wen Jiabao",
    "Li Keqiang",
    "Wang Yi",
    "Kim",
    "Jong-un",
    "Jong-il",
    "Putin",
    "Lavrov",
    "Ban Ki-moon",
    "Yun Byung-se",
    "Geun-hye",
    "Jae-in",
    "Shinzo",
];

/// Places with two names: the fixed form, and each name that may not stand alone.
const PLACES: &[(&str, &[&str])] = &[
    ("Diaoyu/Senkaku", &["Diaoyu", "Senkaku"]),
    ("Dokdo/Takeshima", &["Dokdo", "Takeshima"]),
    ("East Sea/Sea of Japan", &["East Sea", "Sea of Japan"]),
    ("Ieodo/Suyan", &["Ieodo", "Suyan"]),
    (
        "Northern Territories/Southern Kurils",
        &["Northern Territories", "Southern Kurils"],
    ),
    ("West Sea/Yellow Sea", &["West Sea", "Yellow Sea"]),
];

/// The most characters of a text of this kind; `None`: the pack's own limits are enough.
fn limit(item: Item, field: Field) -> Option<usize> {
    match (item, field) {
        (_, Field::Source | Field::Summary | Field::Code) => None,
        (Item::Scenario, _) => None,
        (Item::Choice(..), Field::Name) => Some(90),
        (Item::Choice(..), Field::Text) => Some(400),
        (_, Field::Name) => Some(60),
        (_, Field::Text) => Some(400),
        (_, Field::Keys | Field::Words) => Some(110),
    }
}

fn is_part_of_word(ch: char) -> bool {
    ch.is_alphanumeric() || ch == '-'
}

/// Where `word` stands as a whole word; with `*` at the end any ending will do.
fn finds(text: &str, word: &str) -> bool {
    let (stem, open) = word
        .strip_suffix('*')
        .map_or((word, false), |stem| (stem, true));
    let whole = |at: usize| {
        let before = text[..at]
            .chars()
            .next_back()
            .is_none_or(|ch| !is_part_of_word(ch));
        let after = text[at + stem.len()..]
            .chars()
            .next()
            .is_none_or(|ch| !is_part_of_word(ch));
        before && (open || after)
    };
    text.match_indices(stem).any(|(at, _)| whole(at))
}

/// What is wrong with a text.
fn faults(text: &str, most: Option<usize>) -> Vec<String> {
    let mut found = Vec::new();
    let small = text.to_lowercase();
    let banned = |word: &&&str| {
        let word = if **word == "G2" {
            (**word).to_owned()
        } else {
            word.to_lowercase()
        };
        finds(if word == "G2" { text } else { &small }, &word)
    };
    found.extend(
        BANNED
            .iter()
            .filter(banned)
            .map(|word| format!("takes a side: {word}")),
    );
    found.extend(
        PERSONS
            .iter()
            .filter(|name| finds(text, name))
            .map(|name| format!("names a person: {name}")),
    );
    for (both, names) in PLACES {
        let without = text.replace(both, "");
        let alone = names.iter().filter(|name| finds(&without, name));
        found.extend(alone.map(|name| format!("{name} stands alone: say {both}")));
    }
    if text.contains(['!', '！']) {
        found.push("an exclamation mark".to_owned());
    }
    let length = text.chars().count();
    if let Some(most) = most.filter(|most| length > *most) {
        found.push(format!("{length} characters, {most} are allowed"));
    }
    found
}

fn faults_of(scenario: &Scenario) -> Vec<String> {
    let mut found = Vec::new();
    for (item, field, text) in scenario.prose().iter() {
        if field == Field::Source {
            continue;
        }
        let here = faults(text, limit(item, field));
        found.extend(
            here.into_iter()
                .map(|fault| format!("{} {item:?} {field:?}: {fault}: {text}", scenario.id())),
        );
    }
    found
}

#[test]
fn shipped_prose_takes_no_side_and_names_nobody() {
    let library = Library::default();
    let mut found = Vec::new();
    for id in shipped::scenarios() {
        found.extend(faults_of(&library.load(id, None).unwrap()));
    }
    for id in shipped::lenses() {
        let lens = library.lens(id).unwrap();
        let texts = [lens.name.as_str(), lens.summary.as_str()].into_iter();
        for text in texts.chain(lens.coefficients.iter().map(|known| known.text.as_str())) {
            found.extend(
                faults(text, None)
                    .into_iter()
                    .map(|fault| format!("lens {id}: {fault}: {text}")),
            );
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn what_the_program_itself_says_takes_no_side() {
    let mut found = Vec::new();
    for file in ["README.md", "docs/SCENARIO_GUIDE.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(root().join(file)).unwrap_or_default();
        for line in text
            .lines()
            .filter(|line| !line.contains("](") && !line.contains("!["))
        {
            let here = faults(line, None)
                .into_iter()
                .filter(|fault| !fault.contains("exclamation"));
            found.extend(here.map(|fault| format!("{file}: {fault}: {line}")));
        }
    }
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn every_headline_of_a_scenario_is_told_once() {
    let library = Library::default();
    for id in shipped::scenarios() {
        let scenario = library.load(id, None).unwrap();
        let mut seen: BTreeMap<&str, Item> = BTreeMap::new();
        for (item, field, text) in scenario.prose().iter() {
            if matches!((item, field), (Item::Event(_), Field::Name)) {
                assert_eq!(
                    seen.insert(text, item),
                    None,
                    "{id}: two events are called {text}"
                );
            }
        }
    }
}

#[test]
fn the_linter_finds_what_it_should() {
    for (text, expected) in [
        ("The park by the sea; a moonlit night; Kimchi.", &[][..]),
        ("President Park spoke", &["names a person: Park"]),
        ("A Provocation at sea", &["takes a side: provocation*"]),
        ("the regimes", &["takes a side: regime*"]),
        ("Off Dokdo/Takeshima, in the West Sea/Yellow Sea", &[]),
        (
            "Off Takeshima/Dokdo",
            &[
                "Dokdo stands alone: say Dokdo/Takeshima",
                "Takeshima stands alone: say Dokdo/Takeshima",
            ],
        ),
        (
            "The East Sea was calm!",
            &[
                "East Sea stands alone: say East Sea/Sea of Japan",
                "an exclamation mark",
            ],
        ),
        ("A G2 of sorts", &["takes a side: G2"]),
        ("Xinjiang, Abenomics", &[]),
    ] {
        assert_eq!(faults(text, None), expected, "{text}");
    }
    assert_eq!(faults("four", Some(3)), ["4 characters, 3 are allowed"]);
}
