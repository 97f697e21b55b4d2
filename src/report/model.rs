//! The model of a report: sections of blocks, without any form.

use crate::model::{Points, Turn};
use crate::text::Line;

/// A report on one game or several.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What it is about.
    pub title: Line,
    /// The games side by side; nothing for one game.
    pub beside: Vec<Section>,
    /// Each game by itself.
    pub games: Vec<Told>,
}

/// One game.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its letter: `A`, `B` …
    pub letter: char,
    /// What the reader calls it.
    pub name: Line,
    /// Labels, each with what stands beside it.
    pub head: Vec<(&'static str, Line)>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A part of a report under its own heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its key for programs and links, the same in every report.
    pub key: &'static str,
    /// Its heading.
    pub heading: Line,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Something that stands by itself.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading inside of a section.
    Heading(Line),
    /// A heading below that.
    Minor(Line),
    /// A paragraph.
    Text(Line),
    /// A paragraph that explains how to read something.
    Note(Line),
    /// A list.
    List(Vec<Line>),
    /// A table.
    Table(Table),
    /// Charts beside each other.
    Charts(Vec<Chart>),
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What it holds.
    pub caption: Line,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<Line>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub enum Column {
    /// Of words.
    Words(Line),
    /// Of numbers.
    Numbers(Line),
}

impl Column {
    /// What stands over it.
    #[must_use]
    pub const fn name(&self) -> &Line {
        match self {
            Self::Words(name) | Self::Numbers(name) => name,
        }
    }
}

/// A chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it shows.
    pub title: Line,
    /// What it tells, for those who don't see it.
    pub told: Line,
    /// What is drawn.
    pub plot: Plot,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub enum Plot {
    /// Figures over the turns.
    Course(Course),
    /// The worth of texts to two parties.
    Texts(Texts),
}

/// Figures over the turns.
#[derive(Clone, Debug)]
pub struct Course {
    /// The last turn of the calendar; values after it are those of the end.
    pub turns: Turn,
    /// One line for each game.
    pub series: Vec<Series>,
    /// Turning points, numbered from 1 in this order.
    pub marks: Vec<Mark>,
}

/// A figure at the start of each turn.
#[derive(Clone, Debug)]
pub struct Series {
    /// The letter of its game.
    pub letter: char,
    /// Turns with values.
    pub values: Vec<(Turn, Points)>,
}

/// A turning point.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    /// The turn at whose start it shows.
    pub turn: Turn,
    /// The value there.
    pub value: Points,
}

/// The worth of texts to two parties, from 0 to 100 points.
#[derive(Clone, Debug)]
pub struct Texts {
    /// The party whose worth goes to the right.
    pub across: Line,
    /// The party whose worth goes upwards.
    pub upwards: Line,
    /// What no agreement is worth to each.
    pub floors: [Points; 2],
    /// The frontier of the two.
    pub frontier: Vec<[Points; 2]>,
    /// Single texts.
    pub marked: Vec<(Sign, Line, [Points; 2])>,
}

/// How a text is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The text that was signed, or the last one on the table.
    Text,
    /// The largest product of gains.
    Nash,
}
