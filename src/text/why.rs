//! Why a figure stands where it stands: its opening value, each change with day and cause, and the sum.

use crate::model::{ActorId, Cause, Fact, Figure, FigureId, Formula, GaugeId, Points, Turn, What};
use crate::rules::Reading;
use crate::scenario::Item;
use crate::text::quantity::estimate;
use crate::text::{Cast, Line, Tone, Words, fill, signed_fine, tenths, whole};

/// Changes of one figure from one cause that are told in one row.
struct Row {
    first: Turn,
    last: Turn,
    cause: Cause,
    delta: Points,
}

impl Words<'_> {
    /// Why a stored figure stands where it stands, from the facts that the reader knows, in their order.
    #[must_use]
    pub fn why(&self, figure: FigureId, reading: Reading, facts: &[Fact]) -> Vec<Line> {
        let mut lines = vec![fill(
            "{figure}: {reading}",
            &[
                (
                    "figure",
                    Line::new(&self.figure(figure), Tone::Strong).capitalised(),
                ),
                ("reading", self.reading(reading)),
            ],
        )];
        match reading {
            Reading::Exact(now) => lines.extend(self.history(figure, now, facts)),
            Reading::Estimate { as_of, source, .. } => {
                lines.extend(self.sources(figure, facts));
                let slots = [
                    ("month", self.month_of(as_of).into()),
                    ("cause", self.cause(source)),
                ];
                lines.push(fill("  last read: {month}, from {cause}", &slots));
                lines.push(Line::new(
                    "  an estimate grows less sure with each turn; a new reading narrows it",
                    Tone::Dim,
                ));
            }
        }
        lines
    }

    /// Why one capital trusts another: both parts, then the history of each. Readings are of the firm and warm part.
    #[must_use]
    pub fn why_trust(
        &self,
        (a, b): (ActorId, ActorId),
        (firm, warm): (Reading, Reading),
        facts: &[Fact],
    ) -> Vec<Line> {
        let name = self.owned(Figure::Trust, crate::model::Owner::Pair(a, b));
        let slots = [
            ("figure", Line::new(&name, Tone::Strong)),
            ("parts", self.trust_parts_fine(firm, warm)),
        ];
        let mut lines = vec![fill("{figure}: {parts}", &slots)];
        for (part, reading) in [(Figure::FirmTrust, firm), (Figure::WarmTrust, warm)] {
            if let Some(figure) = self.lexicon.slots.of_pair(part, a, b) {
                lines.extend(self.why(figure, reading, facts));
            }
        }
        lines
    }

    /// How an axis or index comes about.
    #[must_use]
    pub fn why_gauge(
        &self,
        gauge: GaugeId,
        value: Points,
        formula: &Formula,
        cast: &Cast<'_>,
    ) -> Vec<Line> {
        let slots = [
            ("gauge", self.term(Item::Gauge(gauge)).toned(Tone::Strong)),
            ("value", whole(value).into()),
        ];
        let mut lines = vec![fill("{gauge}: {value}", &slots)];
        lines.extend(self.text(Item::Gauge(gauge)));
        let slots = [("formula", self.formula(formula, cast))];
        lines.push(fill("  = {formula}", &slots).toned(Tone::Dim));
        lines
    }

    fn history(&self, figure: FigureId, now: Points, facts: &[Fact]) -> Vec<Line> {
        let (opening, rows) = rows(figure, facts);
        let moved = rows
            .iter()
            .fold(Points::ZERO, |sum, row| sum.plus(row.delta));
        let before = now.minus(moved);
        let name = if opening { "opening" } else { "before that" };
        let mut lines = vec![table_row(
            name,
            &tenths(before),
            Tone::Plain,
            Line::default(),
        )];
        for row in &rows {
            let tone = self
                .delta(figure, row.delta)
                .spans()
                .first()
                .map_or(Tone::Plain, super::Span::tone);
            let days = self.days(row);
            lines.push(table_row(
                &days,
                &signed_fine(row.delta),
                tone,
                self.cause(row.cause),
            ));
        }
        lines.push(table_row(
            "now",
            &tenths(now),
            Tone::Strong,
            Line::default(),
        ));
        lines
    }

    fn days(&self, row: &Row) -> String {
        if row.first == row.last {
            self.day_of_cause(row.cause, row.first)
        } else {
            format!("turns {} to {}", row.first.0, row.last.0)
        }
    }

    fn sources(&self, figure: FigureId, facts: &[Fact]) -> Vec<Line> {
        let read = facts.iter().filter_map(|fact| {
            let What::Read {
                figure: which,
                middle,
                band,
                ..
            } = fact.what
            else {
                return None;
            };
            (which == figure).then_some((fact, middle, band))
        });
        read.map(|(fact, middle, band)| {
            let slots = [
                ("day", Line::new(&self.day_of(fact.turn), Tone::Dim)),
                ("estimate", estimate(middle, band)),
                ("cause", self.cause(fact.cause)),
            ];
            fill("  {day}: read as {estimate}, from {cause}", &slots)
        })
        .collect()
    }
}

/// Whether the opening is among the facts, and the changes after it; what one rule of time did in turns that follow
/// each other becomes one row.
fn rows(figure: FigureId, facts: &[Fact]) -> (bool, Vec<Row>) {
    let mut opening = false;
    let mut rows: Vec<Row> = Vec::new();
    for fact in facts {
        let What::Moved {
            figure: which,
            delta,
        } = fact.what
        else {
            continue;
        };
        if which != figure {
            continue;
        }
        if fact.cause == Cause::Opening {
            opening = true;
            continue;
        }
        let upkeep = matches!(fact.cause, Cause::Upkeep(_));
        match rows
            .last_mut()
            .filter(|row| upkeep && row.cause == fact.cause)
        {
            Some(row) => {
                row.last = fact.turn;
                row.delta = row.delta.plus(delta);
            }
            None => rows.push(Row {
                first: fact.turn,
                last: fact.turn,
                cause: fact.cause,
                delta,
            }),
        }
    }
    (opening, rows)
}

fn table_row(day: &str, amount: &str, tone: Tone, cause: Line) -> Line {
    let slots = [
        ("day", Line::new(&format!("{day:<18}"), Tone::Dim)),
        ("amount", Line::new(&format!("{amount:>6}"), tone)),
        ("cause", cause),
    ];
    let template = if slots[2].1.is_empty() {
        "  {day}{amount}"
    } else {
        "  {day}{amount}  {cause}"
    };
    fill(template, &slots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Band, EventId, InitiativeId, Rule, SeatId};
    use crate::text::testing::{BEIJING, SEOUL, TRUST, WARM, WILL, World};

    fn moved(turn: u16, cause: Cause, figure: FigureId, raw: i32) -> Fact {
        Fact {
            turn: Turn(turn),
            cause,
            what: What::Moved {
                figure,
                delta: Points::thousandths(raw),
            },
        }
    }

    fn plain(lines: Vec<Line>) -> Vec<String> {
        lines.iter().map(Line::plain).collect()
    }

    const SETTLES: Cause = Cause::Upkeep(Rule::TrustSettles);

    #[test]
    fn the_history_of_a_figure_adds_up_and_is_newest_last() {
        let facts = [
            moved(0, Cause::Opening, TRUST, 40_000),
            moved(1, Cause::Event(EventId(0)), TRUST, 3_000),
            moved(1, Cause::Event(EventId(0)), WARM, 9_000),
            moved(1, SETTLES, TRUST, -300),
            moved(2, SETTLES, TRUST, -200),
        ];
        let world = World::new();
        let now = Reading::Exact(Points::thousandths(42_500));
        assert_eq!(
            plain(world.words().why(TRUST, now, &facts)),
            [
                "Beijing's firm trust in Seoul: 43",
                "  opening             40.0",
                "  25 February 2013    +3.0  ‘A test’",
                "  turns 1 to 2        −0.5  trust settles to what links and cover support",
                "  now                 42.5",
            ]
        );
    }

    #[test]
    fn a_history_that_was_not_kept_from_the_opening_says_so() {
        let facts = [moved(2, SETTLES, TRUST, -200)];
        let now = Reading::Exact(Points::whole(42));
        let lines = plain(World::new().words().why(TRUST, now, &facts));
        assert_eq!(lines[1], "  before that         42.2");
    }

    #[test]
    fn an_estimate_tells_where_it_comes_from() {
        let cause = Cause::Initiative(InitiativeId(0), SeatId(SEOUL));
        let read = Fact {
            turn: Turn(2),
            cause,
            what: What::Read {
                seat: SeatId(SEOUL),
                figure: WILL,
                middle: Points::whole(46),
                band: Band(40),
            },
        };
        let reading = Reading::Estimate {
            middle: Points::whole(46),
            band: Band(80),
            as_of: Turn(2),
            source: cause,
        };
        let lines = plain(World::new().words().why(WILL, reading, &[read]));
        assert_eq!(lines[0], "Tokyo's political will: 46 ±8 (as of March 2013)");
        assert_eq!(
            lines[1],
            "  25 March 2013: read as 46 ±4, from Seoul's ‘Sound out’"
        );
    }

    #[test]
    fn trust_shows_both_parts_and_the_history_of_each() {
        let exact = |points| Reading::Exact(Points::whole(points));
        let world = World::new();
        let lines = world
            .words()
            .why_trust((BEIJING, SEOUL), (exact(44), exact(8)), &[]);
        let lines = plain(lines);
        assert_eq!(lines[0], "Beijing's trust in Seoul: 52 = 44 firm + 8 warm");
        assert!(
            lines.contains(&"Warm trust Seoul–Beijing: 8".to_owned()),
            "{lines:?}"
        );
    }
}
