//! The words of the after-action report: what it is about, what each turn brought, where games parted.

mod beliefs;
pub mod durability;
mod stories;
mod turning;
mod turns;

pub use beliefs::{Beliefs, beliefs};
pub use durability::{Chronicle, chronicle, held, page, summary};
pub use stories::{Story, stories};
pub use turning::{Turning, turning_points};
pub use turns::{Told, orders_of, turn_by_turn};

use crate::model::{SeatId, Turn};
use crate::scenario::{GaugeKind, Item};
use crate::session::save::Save;
use crate::session::{Game, Standing};
use crate::text::{Line, Tone, Words, clean, fill};

/// What the report is called.
pub const TITLE: &str = "After-action report";
/// The heading of the comparison of several games.
pub const SIDE_BY_SIDE: &str = "Side by side";
/// The heading of the ending.
pub const ENDING: &str = "How it ended";
/// The heading of the figures.
pub const FIGURES: &str = "The figures, turn by turn";
/// The heading of the stories.
pub const STORIES: &str = "What mattered most";
/// The heading of the turns.
pub const TURNS: &str = "Decisions, turn by turn";
/// The heading of the tables.
pub const TABLES: &str = "At the negotiating tables";
/// The heading of the crises.
pub const CRISES: &str = "Crises, step by step";
/// The heading of what was believed.
pub const BELIEFS: &str = "What was believed, and what was true";
/// The heading of durability.
pub const DURABILITY: &str = "What became of it";
/// The heading of counterfactuals.
pub const COUNTERFACTUALS: &str = "What else might have happened";
/// The heading of the orders of a save that can't be played again.
pub const ORDERS: &str = "The orders, as the save has them";

/// The caption of what came out of several games.
pub const OUTCOMES: &str = "What came out";

/// The caption of a game and the same game with a change.
pub const BOTH: &str = "As it was, and otherwise";

/// What the section of counterfactuals begins with.
#[must_use]
pub fn tried(found: usize) -> Line {
    match found {
        0 => "No change of a single decision that was tried leads to another end.".into(),
        _ => "A bounded number of single changes was tried, spread evenly over the game; these move the axes furthest. Each is \
              the rest of the game played again by the model: no claim about history."
            .into(),
    }
}

/// Whether what a save says of itself was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// So many turns were played again and agree.
    Agrees(usize),
    /// This turn differs, or one of its orders is refused today.
    Differs(u16),
    /// It was played under other rules or another pack.
    OtherRules,
    /// It names what the scenario doesn't have any more.
    Gone(String),
}

/// What the report is about: labels, each with what stands beside it.
#[must_use]
pub fn head(game: &Game, save: &Save, checked: &Checked) -> Vec<(&'static str, Line)> {
    let scenario = game.scenario();
    let words = Words::new(scenario.lexicon());
    let seats = game.seating();
    let seated = seats.0.iter().map(|(seat, word)| {
        let slots = [
            ("seat", Line::from(words.seat(*seat))),
            ("who", player(word)),
        ];
        fill("{seat}: {who}", &slots)
    });
    let turn = match game.view().over() {
        Some(_) => fill("{turn}, over", &[("turn", words.turn(game.view().turn()))]),
        None => fill(
            "{turn}, still under way",
            &[("turn", words.turn(game.view().turn()))],
        ),
    };
    let lens = [
        ("name", Line::from(clean(&scenario.lens().name))),
        ("id", clean(&scenario.lens().id).into()),
    ];
    let mut head = vec![
        ("Scenario", words.name(Item::Scenario).into()),
        ("Told from", words.seat(game.protagonist()).into()),
        ("Played by", Line::joined(seated, "; ")),
        ("Stands at", turn),
        ("Lens", fill("{name} ({id})", &lens)),
        ("Seed", save.seed.to_string().into()),
        ("Checked", check(checked)),
        ("Written by", version(save)),
    ];
    if game.view().over().is_some() {
        head.push(("Final state", game.state().hash().into()));
    }
    head
}

/// The same of a save that can't be played again, by what it says itself.
#[must_use]
pub fn bare_head(save: &Save, checked: &Checked) -> Vec<(&'static str, Line)> {
    let seated = save.seats.iter().map(|(seat, word)| {
        let slots = [("seat", Line::from(clean(seat))), ("who", player(word))];
        fill("{seat}: {who}", &slots)
    });
    let slots = [
        ("turn", Line::from(save.turn.to_string())),
        ("turns", save.turns.to_string().into()),
    ];
    vec![
        ("Scenario", clean(&save.scenario).into()),
        ("Told from", clean(&save.seat).into()),
        ("Played by", Line::joined(seated, "; ")),
        ("Stands at", fill("turn {turn} of {turns}", &slots)),
        ("Lens", clean(&save.lens).into()),
        ("Seed", save.seed.to_string().into()),
        ("Checked", check(checked)),
        ("Written by", version(save)),
    ]
}

/// Who decides for a seat.
fn player(word: &str) -> Line {
    if word == "person" {
        return "a person".into();
    }
    clean(word).into()
}

fn version(save: &Save) -> Line {
    let slots = [
        ("then", Line::from(clean(&save.game))),
        ("now", env!("CARGO_PKG_VERSION").into()),
    ];
    fill("version {then}; this report by version {now}", &slots)
}

fn check(checked: &Checked) -> Line {
    match checked {
        Checked::Agrees(turns) => fill(
            "played again: {turns} of {turns} states agree",
            &[("turns", turns.to_string().into())],
        ),
        Checked::Differs(turn) => fill(
            "NOT verified: turn {turn} comes out otherwise when it is played again",
            &[("turn", turn.to_string().into())],
        ),
        Checked::OtherRules => {
            "not verifiable: it was begun under other rules or another version of the scenario"
                .into()
        }
        Checked::Gone(name) => fill(
            "not verifiable: it names {name}, which the scenario of today doesn't have",
            &[("name", clean(name).into())],
        ),
    }
}

/// What a reader must know before anything else; nothing where everything is there.
#[must_use]
pub fn caution(game: &Game, standing: Standing) -> Vec<Line> {
    let mut lines = Vec::new();
    if game.view().over().is_none() {
        lines.push(
            "The game is still under way: this tells what the seat knows up to here. What others keep to themselves, and what \
             becomes of the order, waits for the end."
                .into(),
        );
    }
    if standing == Standing::NewChapter {
        lines.push(
            "The past of this save can't be played again by this version: decisions and causes are told from its newest record on."
                .into(),
        );
    }
    lines
}

/// What stands where there is no ending yet.
#[must_use]
pub fn no_ending() -> Line {
    "The game is not over yet".into()
}

/// What a table of readings calls the end of a game, or a turn.
#[must_use]
pub fn row_name(turn: Turn, turns: Turn) -> Line {
    if turn > turns {
        return "end".into();
    }
    turn.0.to_string().into()
}

/// The caption of the figures of one kind.
#[must_use]
pub const fn kind(kind: GaugeKind) -> &'static str {
    match kind {
        GaugeKind::Axis => "Axes, at the start of each turn",
        GaugeKind::Index => "Indices, at the start of each turn",
    }
}

/// What a chart of an axis or index tells without the picture.
#[must_use]
pub fn told_course(name: &Line, first: Line, last: Line, extremes: (Line, Line)) -> Line {
    let slots = [
        ("name", name.clone()),
        ("first", first),
        ("last", last),
        ("low", extremes.0),
        ("high", extremes.1),
    ];
    fill(
        "{name}: {first} in the first row, {last} in the last, between {low} and {high}",
        &slots,
    )
}

/// Where two games parted.
#[must_use]
pub fn parted(words: &Words<'_>, letters: (char, char), turn: Option<Turn>) -> Line {
    let mut slots = vec![
        ("a", Line::from(letters.0.to_string())),
        ("b", letters.1.to_string().into()),
    ];
    let Some(turn) = turn else {
        return fill(
            "{a} and {b} never parted: the same orders were given in every turn that both have",
            &slots,
        );
    };
    slots.push(("turn", words.turn(turn)));
    fill("{a} and {b} parted in {turn}", &slots).capitalised()
}

/// What is said where the past of one of two games can't be played again.
#[must_use]
pub fn parting_unknown((one, other): (char, char)) -> Line {
    let slots = [
        ("a", Line::from(one.to_string())),
        ("b", other.to_string().into()),
    ];
    fill(
        "Where {a} and {b} parted can't be told: the past of one of them can't be played again by this version.",
        &slots,
    )
}

/// What one of them did there that the other did not.
#[must_use]
pub fn did_there(letter: char, orders: Vec<Line>) -> Line {
    let slots = [("letter", Line::from(letter.to_string()))];
    let head = fill("{letter} alone: ", &slots);
    if orders.is_empty() {
        return head.then("nothing");
    }
    head.then(Line::joined(orders, "; "))
}

/// A legend entry: "A: first.ron".
#[must_use]
pub fn lettered(letter: char, name: &str) -> Line {
    let slots = [
        ("letter", Line::from(letter.to_string())),
        ("name", file_name(name).into()),
    ];
    fill("{letter}: {name}", &slots)
}

/// What a save is called in a report: the file without its folders, which are nobody else's business.
#[must_use]
pub fn file_name(name: &str) -> String {
    clean(name.rsplit(['/', '\\']).next().unwrap_or(name))
}

/// Who decided for a seat of a game.
#[must_use]
pub fn player_of(game: &Game, seat: SeatId) -> Line {
    let seats = game.seating();
    let found = seats.0.iter().find(|(known, _)| *known == seat);
    found.map_or_else(Line::default, |(_, word)| player(word))
}

/// What is said of an order that can't be watched.
#[must_use]
pub fn no_order() -> Line {
    "The game ended before its time: no order was left to watch.".into()
}

/// What a chart of texts is called.
#[must_use]
pub fn frontier_title(across: &Line, upwards: &Line) -> Line {
    let slots = [("across", across.clone()), ("upwards", upwards.clone())];
    fill(
        "Worth of texts to {across} (to the right) and {upwards} (upwards)",
        &slots,
    )
}

/// The text with the largest product of gains.
#[must_use]
pub fn nash() -> Line {
    "Nash".into()
}

/// The text of a table.
#[must_use]
pub fn text_of(signed: bool) -> Line {
    if signed { "signed" } else { "last text" }.into()
}

/// What a chart of texts tells without the picture; worths are whole points, the party to the right first.
#[must_use]
pub fn told_texts(
    (across, upwards): (&Line, &Line),
    frontier: usize,
    [floor, other]: [String; 2],
    marked: impl Iterator<Item = (Line, [String; 2])>,
) -> Line {
    let slots = [
        ("across", across.clone()),
        ("upwards", upwards.clone()),
        ("count", frontier.to_string().into()),
        ("floor", floor.into()),
        ("other", other.into()),
    ];
    let head = fill(
        "{count} texts on the frontier of {across} and {upwards}; no agreement is worth {floor} and {other}",
        &slots,
    );
    marked.fold(head, |line, (name, [one, two])| {
        let slots = [("name", name), ("one", one.into()), ("two", two.into())];
        line.then(fill("; {name}: {one} and {two}", &slots))
    })
}

/// What is said of a file whose ending names no form.
#[must_use]
pub fn no_form() -> Line {
    "the ending of the file says what is written: .html, .md or .json".into()
}

/// What is said of a file that is there.
#[must_use]
pub fn already_there() -> Line {
    "that file is there already; choose another name".into()
}

/// What is said where no saves are kept.
#[must_use]
pub fn no_folder() -> Line {
    "there is no folder of saves to put a report in".into()
}

/// Why a report was not written.
#[must_use]
pub fn not_written(why: &str) -> Line {
    fill(
        "the report was not written: {why}",
        &[("why", clean(why).into())],
    )
}

/// What is said while a report is being written.
#[must_use]
pub fn being_written() -> Line {
    Line::new("The report is being written …", Tone::Dim)
}

/// Where a report is.
#[must_use]
pub fn written_to(path: &str) -> Line {
    fill("The report is in {path}", &[("path", clean(path).into())])
}

/// The row of durability in a comparison.
#[must_use]
pub fn order_held() -> Line {
    "Futures in which the order held, %".into()
}
