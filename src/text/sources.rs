//! Who tells a seat about others, how far off each was when somebody saw more closely, and what the seat shows itself.

use crate::model::{Band, Cause, Fact, FigureId, Points, SeatId, Turn, What};
use crate::rules::{Reading, Received, View};
use crate::scenario::Item;
use crate::text::facts::looks;
use crate::text::{Line, Tone, Words, fill, whole};

/// A reading is checked by a closer one, from somebody else, within so many turns before or after.
const CHECKED_WITHIN: u16 = 3;

/// The heading of the sources.
pub const WHO_TELLS: &str = "Who tells you, and how far off they were";
/// The heading of the seat's own feints.
pub const WHAT_WE_SHOW: &str = "What you let others see";

/// A source as the intelligence page lists it.
#[derive(Clone, Debug)]
pub struct SourceLine {
    /// Who it is, how well it sees, and its record.
    pub head: Line,
    /// What to make of it.
    pub text: Vec<Line>,
}

/// How far off a source was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Readings that somebody else's closer reading has checked.
    pub checked: i32,
    /// By how much they were off, added up.
    pub off: Points,
    /// By how much they were too high, added up; negative: too low.
    pub high: Points,
}

/// Every source of this seat with its record, those that report without being asked first.
#[must_use]
pub fn sources<'f>(view: &View<'_>, facts: impl Iterator<Item = &'f Fact>) -> Vec<SourceLine> {
    let words = Words::new(view.scenario().lexicon());
    let read = readings(view.seat(), facts);
    let mut lines = Vec::new();
    let mut told = Vec::new();
    for (id, _) in view.scenario().reports() {
        let others = view.scenario().actors().map(|(actor, _)| actor);
        let received = others.flat_map(|actor| view.reports_on(actor));
        let received: Vec<Received> = received.filter(|it| it.report == id).collect();
        told.push(Cause::Report(id));
        if !received.is_empty() {
            lines.push(SourceLine {
                head: words.reporting(&received, record(&read, Cause::Report(id))),
                text: words.text(Item::Report(id)),
            });
        }
    }
    for one in &read {
        let nobody = matches!(one.source, Cause::Opening | Cause::Upkeep(_));
        if nobody || told.contains(&one.source) {
            continue;
        }
        told.push(one.source);
        let record = record(&read, one.source);
        if record.checked > 0 {
            let slots = [
                ("source", words.cause(one.source).capitalised()),
                ("record", words.record(record)),
            ];
            let head = fill("{source}: {record}", &slots);
            let text = Vec::new();
            lines.push(SourceLine { head, text });
        }
    }
    lines
}

/// What this seat makes others see.
#[must_use]
pub fn shown(view: &View<'_>) -> Vec<Line> {
    let words = Words::new(view.scenario().lexicon());
    let each = view.feints().map(|feint| {
        let slots = [
            (
                "figure",
                Line::from(words.figure(feint.figure)).capitalised(),
            ),
            ("by", looks(feint.by).into()),
            ("until", words.by_the_end_of(feint.until).into()),
            ("cause", words.cause(feint.cause)),
        ];
        fill("{figure}: shown {by}, {until}: {cause}", &slots)
    });
    each.collect()
}

/// Something read of a figure.
struct Read {
    source: Cause,
    figure: FigureId,
    middle: Points,
    band: Band,
    turn: Turn,
}

fn readings<'f>(me: SeatId, facts: impl Iterator<Item = &'f Fact>) -> Vec<Read> {
    let mine = facts.filter_map(|fact| match fact.what {
        What::Read {
            seat,
            figure,
            middle,
            band,
        } if seat == me => Some(Read {
            source: fact.cause,
            figure,
            middle,
            band,
            turn: fact.turn,
        }),
        _ => None,
    });
    mine.collect()
}

fn record(read: &[Read], source: Cause) -> Record {
    let mut record = Record::default();
    for one in read.iter().filter(|it| it.source == source) {
        let apart = |it: &&Read| it.turn.0.abs_diff(one.turn.0);
        let closer = read.iter().filter(|it| {
            it.figure == one.figure
                && it.source != source
                && it.source != Cause::Opening
                && it.band <= one.band
                && apart(it) <= CHECKED_WITHIN
        });
        if let Some(closer) = closer.min_by_key(apart) {
            let high = one.middle.minus(closer.middle);
            record.checked += 1;
            record.off = record.off.plus(high.magnitude());
            record.high = record.high.plus(high);
        }
    }
    record
}

impl Words<'_> {
    /// "The embassies: on 6 capitals, ±8 to ±12; 4 readings checked: 5 off on average, 4 too high".
    fn reporting(&self, received: &[Received], record: Record) -> Line {
        let bands = received.iter().map(|it| it.band);
        let (least, most) = (bands.clone().min(), bands.max());
        let least = whole(least.unwrap_or(Points::ZERO));
        let most = whole(most.unwrap_or(Points::ZERO));
        let report = received.first().map(|it| it.report);
        let name = report.map_or(Line::default(), |it| self.name(Item::Report(it)).into());
        let through = received.iter().map(|it| it.sees_through.0).max();
        let slots = [
            ("name", name.toned(Tone::Strong)),
            ("capitals", capitals(received.len()).into()),
            ("least", least.as_str().into()),
            ("most", most.as_str().into()),
            ("through", format!("{} %", through.unwrap_or(0) / 10).into()),
            ("record", self.record(record)),
        ];
        let head = if least == most {
            fill("{name}: on {capitals}, ±{least}", &slots)
        } else {
            fill("{name}: on {capitals}, ±{least} to ±{most}", &slots)
        };
        let head = match through {
            None | Some(0) => head,
            Some(_) => head.then(fill("; sees through {through} of a feint", &slots)),
        };
        head.then(fill("; {record}", &slots))
    }

    fn record(&self, record: Record) -> Line {
        if record.checked == 0 {
            return Line::new("no reading checked yet", Tone::Dim);
        }
        let mean = |sum: Points| sum.scaled(1, i64::from(record.checked));
        let high = mean(record.high);
        let slots = [
            ("count", readings_checked(record.checked).into()),
            ("off", whole(mean(record.off)).into()),
            ("high", whole(high.magnitude()).into()),
        ];
        let template = if high.magnitude() < Points::whole(1) {
            "{count} checked: {off} off on average, either way"
        } else if high > Points::ZERO {
            "{count} checked: {off} off on average, {high} too high"
        } else {
            "{count} checked: {off} off on average, {high} too low"
        };
        fill(template, &slots)
    }

    /// Where an estimate comes from; an empty line for what is known, or has not been read since the opening.
    #[must_use]
    pub fn reading_source(&self, reading: Reading) -> Line {
        match reading {
            Reading::Estimate {
                source: Cause::Opening,
                ..
            }
            | Reading::Exact(_) => Line::default(),
            Reading::Estimate { source, .. } => self.cause(source),
        }
    }
}

fn capitals(count: usize) -> String {
    if count == 1 {
        "1 capital".to_owned()
    } else {
        format!("{count} capitals")
    }
}

fn readings_checked(count: i32) -> String {
    if count == 1 {
        "1 reading".to_owned()
    } else {
        format!("{count} readings")
    }
}
