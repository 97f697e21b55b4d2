//! What words mean: the terms of a pack, its indices, the figures that it carries, and words of the game itself.

use crate::model::Figure;
use crate::scenario::{Item, Scenario};
use crate::text::names::{figure_help, figure_kind};
use crate::text::{Line, Words};

/// Something that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word by which it is asked for.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means, by paragraphs.
    pub text: Vec<Line>,
    /// Where that comes from; empty for words of the game.
    pub source: Line,
}

/// Words of the game that no figure has: id, name, meaning.
const WORDS: [(&str, &str, &str); 8] = [
    (
        "axis",
        "Axes and indices",
        "An axis is one of the things by which a game is judged at its end; there is no single score. An index is worked \
         out from figures too and judges nothing. ‘Why’ shows the parts of either.",
    ),
    (
        "estimate",
        "Estimate",
        "What you think of a figure that you can't see: 46 ±10 is 46, give or take 10. Reports, talks and transparency narrow \
         it; time widens it; it may be wrong, and somebody may want it to be.",
    ),
    (
        "floor",
        "Floor",
        "What a party has if there is no text, in the points in which it counts a text: its best alternative, or \
         reservation value. It signs nothing that is worth less to it.",
    ),
    (
        "ladder",
        "Ladder and rung",
        "How far a crisis has come, from an incident to war. Both sides step sealed, at once; chance decides only about \
         accidents, and the page shows how likely one is and why.",
    ),
    (
        "milestone",
        "Milestone",
        "A step of a roadmap that was made public with its date. Kept in time it earns trust, slipped it costs.",
    ),
    (
        "obligation",
        "Obligation",
        "How firmly a mechanism binds: proposed, declared, agreed, politically binding, legally binding. From agreed on it \
         covers its members as far as it works, and less as long as it was never used.",
    ),
    (
        "trend",
        "Trend",
        "The arrow behind a figure: whether it rose, fell or stayed since the turn before.",
    ),
    (
        "window",
        "Window",
        "A span of turns in which something is easier, or possible at all. The roadmap shows which are open and with which \
         turn they close.",
    ),
];

/// Everything that can be looked up in a scenario, by alphabet. What a pack says of a word comes before what the game does.
#[must_use]
pub fn terms(scenario: &Scenario) -> Vec<Term> {
    let words = Words::new(scenario.lexicon());
    let names = scenario.catalogue();
    let of_pack = names
        .all_terms()
        .map(|id| (names.term(id).to_owned(), Item::Term(id)));
    let indices = scenario
        .gauges()
        .map(|(id, _)| (names.gauge(id).to_owned(), Item::Gauge(id)));
    let mut all: Vec<Term> = of_pack
        .chain(indices)
        .map(|(id, item)| Term {
            id,
            name: words.name(item),
            text: words.text(item),
            source: words.source(item),
        })
        .collect();
    all.extend(figures(scenario).chain(of_the_game()));
    let mut known = std::collections::BTreeSet::new();
    all.retain(|term| !term.text.is_empty() && known.insert(term.name.to_lowercase()));
    all.sort_by_key(Term::place);
    all
}

impl Term {
    /// Its place in the alphabet: a quotation mark is no letter.
    fn place(&self) -> String {
        let name = self.name.to_lowercase();
        let begins = name.find(char::is_alphanumeric).unwrap_or(0);
        name[begins..].to_owned()
    }

    /// Whether its name or text has this, in small letters.
    #[must_use]
    pub fn has(&self, wanted: &str) -> bool {
        let text = || self.text.iter().map(Line::plain);
        self.name.to_lowercase().contains(wanted)
            || text().any(|line| line.to_lowercase().contains(wanted))
    }
}

/// The kinds of figures that a scenario carries.
fn figures(scenario: &Scenario) -> impl Iterator<Item = Term> {
    let carried = |wanted: Figure| {
        let stored = if wanted == Figure::Trust {
            Figure::FirmTrust
        } else {
            wanted
        };
        scenario.slots().iter().any(|(_, it)| it.figure == stored)
    };
    let all = Figure::ALL.into_iter().filter(move |(it, _)| carried(*it));
    all.map(|(figure, word)| {
        let meaning = Line::from(format!("{}.", figure_help(figure)));
        Term {
            id: word.to_owned(),
            name: Line::from(figure_kind(figure)).capitalised().plain(),
            text: vec![meaning.capitalised()],
            source: Line::default(),
        }
    })
}

fn of_the_game() -> impl Iterator<Item = Term> {
    WORDS.into_iter().map(|(id, name, text)| Term {
        id: id.to_owned(),
        name: name.to_owned(),
        text: vec![text.into()],
        source: Line::default(),
    })
}
