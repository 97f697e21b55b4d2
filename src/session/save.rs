//! The text of a save: a checksum over everything else, a header, chapters, and the newest record.
//!
//! The first line is `// sha256 ` and 64 lower-case hexadecimal digits over every byte after that line; RON follows.
//! Takes and gives text; `store` keeps the files.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::notation;
use crate::rules::RULES_VERSION;
use crate::rules::state::record::Record;
use crate::scenario::{Catalogue, GaugeKind, Scenario};
use crate::session::game::{Entry, Game, Row, Seating};
use crate::session::guide;

/// The version of the save format that this build writes and the newest that it reads.
pub const FORMAT: u32 = 1;

/// The largest save that is read, in bytes.
pub const SIZE_LIMIT: usize = 16 * 1024 * 1024;

const PREFIX: &str = "// sha256 ";

/// A save as its RON says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Save {
    /// The version of the format.
    pub format: u32,
    /// The version of the program that wrote it.
    pub game: String,
    /// The scenario's id.
    pub scenario: String,
    /// The lens's id.
    pub lens: String,
    /// The seed.
    pub seed: u64,
    /// Who sits where: actor and `person` or a strategy, in the scenario's order.
    pub seats: Vec<(String, String)>,
    /// The seat from which it is told.
    pub seat: String,
    /// The turn under way, for lists.
    pub turn: u16,
    /// How many turns there are, for lists.
    pub turns: u16,
    /// Whether the game is over, for lists.
    pub over: bool,
    /// One chapter for each set of rules under which the game was played.
    pub chapters: Vec<Chapter>,
    /// The state at the start of the turn under way.
    pub record: Record,
    /// How many entries of the last chapter came before that record.
    pub before_record: usize,
    /// Where lesson and hints stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<guide::Kept>,
}

/// What was played under one set of rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    /// The version of the rules.
    pub rules: u32,
    /// The content hash of the scenario and its lens.
    pub content: String,
    /// The state it began from; without one it began at the opening.
    #[serde(default)]
    pub opening: Option<Record>,
    /// Every accepted order: `seat controller order-line`.
    pub entries: Vec<String>,
    /// One row for each turn's start, and one for the end.
    pub turns: Vec<TurnRow>,
}

/// A turn's start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnRow {
    /// The turn; one more than the last stands for the end.
    pub turn: u16,
    /// The hash of the state.
    pub hash: String,
    /// Axes in thousandths of a point.
    pub axes: Vec<(String, i32)>,
    /// Indices in thousandths of a point.
    pub indices: Vec<(String, i32)>,
}

/// Why a save can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is larger than any save.
    TooLarge,
    /// It isn't UTF-8.
    NotText,
    /// Its first line is no checksum.
    NotASave,
    /// It was cut off or changed.
    Checksum,
    /// A newer program wrote it.
    TooNew(u32),
    /// Its RON is wrong in spite of the checksum.
    Malformed(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => write!(
                f,
                "it is larger than {} MiB, so it is no save",
                SIZE_LIMIT / 1024 / 1024
            ),
            Self::NotText => f.write_str("it is not text, so it is no save of this game"),
            Self::NotASave => {
                f.write_str("its first line is not a checksum, so it is no save of this game")
            }
            Self::Checksum => {
                f.write_str("its checksum does not match: the file was cut off or changed")
            }
            Self::TooNew(format) => {
                write!(
                    f,
                    "it has format {format}, this program reads up to {FORMAT}: use a newer version of the game"
                )
            }
            Self::Malformed(why) => write!(f, "its content is malformed: {why}"),
        }
    }
}

impl Save {
    /// The save of a game. Chapters that this game can't replay any more come before its own.
    #[must_use]
    pub fn of(game: &Game, past: &[Chapter], opening: Option<&Record>) -> Self {
        let scenario = game.scenario();
        let names = scenario.catalogue();
        let state = game.state();
        let over = state.over().is_some();
        let chapter = Chapter {
            rules: RULES_VERSION,
            content: scenario.content_hash().to_owned(),
            opening: opening.cloned(),
            entries: game
                .entries()
                .iter()
                .map(|entry| entry_line(names, entry))
                .collect(),
            turns: game
                .rows()
                .iter()
                .map(|row| turn_row(scenario, row))
                .collect(),
        };
        Self {
            format: FORMAT,
            game: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: scenario.id().to_owned(),
            lens: scenario.lens().id.clone(),
            seed: game.seed(),
            seats: seat_words(names, &game.seating()),
            seat: names.actor(game.protagonist().0).to_owned(),
            turn: state.turn().0,
            turns: scenario.calendar().turns.0,
            over,
            chapters: past.iter().cloned().chain([chapter]).collect(),
            record: game.state_at_turn_start().record(scenario),
            before_record: game.entries_before_turn(),
            guide: None,
        }
    }

    /// The text of the file.
    ///
    /// # Errors
    /// If the serialiser fails, which would be a defect.
    pub fn to_text(&self) -> Result<String, Damage> {
        let pretty = ron::ser::PrettyConfig::new().depth_limit(3).indentor("  ");
        let body = ron::ser::to_string_pretty(self, pretty)
            .map_err(|error| Damage::Malformed(error.to_string()))?;
        let body = format!("{body}\n");
        Ok(format!("{PREFIX}{}\n{body}", hexadecimal(body.as_bytes())))
    }

    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// What is wrong with it; the checksum is judged before anything else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Damage> {
        if bytes.len() > SIZE_LIMIT {
            return Err(Damage::TooLarge);
        }
        let text = std::str::from_utf8(bytes).map_err(|_| Damage::NotText)?;
        let (first, body) = text.split_once('\n').ok_or(Damage::NotASave)?;
        let stated = first.strip_prefix(PREFIX).ok_or(Damage::NotASave)?;
        if stated != hexadecimal(body.as_bytes()) {
            return Err(Damage::Checksum);
        }
        let format: Format =
            ron::from_str(body).map_err(|error| Damage::Malformed(error.to_string()))?;
        if format.format > FORMAT {
            return Err(Damage::TooNew(format.format));
        }
        ron::from_str(body).map_err(|error| Damage::Malformed(error.to_string()))
    }
}

/// The one field that every format has; what else a newer one holds is not judged.
#[derive(Deserialize)]
#[serde(rename = "Save")]
struct Format {
    format: u32,
}

fn hexadecimal(bytes: &[u8]) -> String {
    use fmt::Write as _;
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

fn seat_words(names: &Catalogue, seating: &Seating) -> Vec<(String, String)> {
    let word = |(seat, word): &(crate::model::SeatId, String)| {
        (names.actor(seat.0).to_owned(), word.clone())
    };
    seating.0.iter().map(word).collect()
}

/// `seat controller order-line`
#[must_use]
pub fn entry_line(names: &Catalogue, entry: &Entry) -> String {
    format!(
        "{} {} {}",
        names.actor(entry.seat.0),
        entry.controller,
        notation::write(names, &entry.order)
    )
}

/// Reads an entry; `None` if it names something that the scenario doesn't have.
#[must_use]
pub fn read_entry(names: &Catalogue, line: &str) -> Option<Entry> {
    let (seat, rest) = line.split_once(' ')?;
    let (controller, order) = rest.split_once(' ')?;
    Some(Entry {
        seat: crate::model::SeatId(names.find_actor(seat)?),
        controller: controller.into(),
        order: notation::read(names, order).ok()?,
    })
}

fn turn_row(scenario: &Scenario, row: &Row) -> TurnRow {
    let of = |kind: GaugeKind| {
        let mine = row
            .gauges
            .iter()
            .filter(move |(id, _)| scenario.gauge(*id).kind == kind);
        mine.map(|(id, value)| (scenario.catalogue().gauge(*id).to_owned(), value.raw()))
            .collect()
    };
    TurnRow {
        turn: row.turn.0,
        hash: row.hash.clone(),
        axes: of(GaugeKind::Axis),
        indices: of(GaugeKind::Index),
    }
}
