//! Where an axis or index turned: its largest changes within one turn, and what lay behind each.

use crate::model::{Cause, Fact, GaugeId, Points, SeatId, Turn, What};
use crate::rules::View;
use crate::session::{Game, Row};
use crate::text::{Line, Tone, Words, fill, signed, whole};

/// Changes that are smaller turn nothing.
const LEAST: Points = Points::whole(2);

/// A large change within one turn.
#[derive(Clone, Debug)]
pub struct Turning {
    /// The turn at whose start it shows.
    pub shows: Turn,
    /// What the figure stands at then.
    pub value: Points,
    /// The change in a sentence.
    pub line: Line,
}

/// The largest changes of an axis or index, at most so many, in order of time.
#[must_use]
pub fn turning_points(game: &Game, seat: SeatId, gauge: GaugeId, most: usize) -> Vec<Turning> {
    let view = game.view_of(seat);
    let mut changes: Vec<(Turn, Turn, Points, Points)> = game
        .rows()
        .windows(2)
        .filter_map(|pair| {
            let [before, after] = pair else { return None };
            let (from, to) = (value(before, gauge)?, value(after, gauge)?);
            Some((before.turn, after.turn, to.minus(from), to))
        })
        .filter(|(.., delta, _)| delta.magnitude() >= LEAST)
        .collect();
    changes.sort_by_key(|(turn, _, delta, _)| (std::cmp::Reverse(delta.magnitude()), *turn));
    changes.truncate(most);
    changes.sort_by_key(|(turn, ..)| *turn);
    let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
    let told = changes.into_iter().map(|(turn, shows, delta, value)| {
        let cause = largest_cause(&view, &facts, (gauge, turn));
        Turning {
            shows,
            value,
            line: sentence(&view, (gauge, turn), (delta, value), cause),
        }
    });
    told.collect()
}

fn value(row: &Row, gauge: GaugeId) -> Option<Points> {
    let mut all = row.gauges.iter();
    all.find(|(id, _)| *id == gauge).map(|(_, value)| *value)
}

/// What moved the figures behind a gauge furthest in a turn; time only if there was nothing else.
fn largest_cause(view: &View<'_>, facts: &[Fact], (gauge, turn): (GaugeId, Turn)) -> Option<Cause> {
    let behind = view.figures_in(&view.scenario().gauge(gauge).formula);
    let mut sums: Vec<(Cause, Points)> = Vec::new();
    for fact in facts.iter().filter(|fact| fact.turn == turn) {
        let What::Moved { figure, delta } = fact.what else {
            continue;
        };
        if fact.cause == Cause::Opening || !behind.contains(&figure) {
            continue;
        }
        match sums.iter_mut().find(|(cause, _)| *cause == fact.cause) {
            Some((_, sum)) => *sum = sum.plus(delta.magnitude()),
            None => sums.push((fact.cause, delta.magnitude())),
        }
    }
    let by_time = |cause: &Cause| matches!(cause, Cause::Upkeep(_));
    let most = sums
        .into_iter()
        .max_by_key(|(cause, sum)| (!by_time(cause), *sum));
    most.map(|(cause, _)| cause)
}

fn sentence(
    view: &View<'_>,
    (_, turn): (GaugeId, Turn),
    (delta, value): (Points, Points),
    cause: Option<Cause>,
) -> Line {
    let words = Words::new(view.scenario().lexicon());
    let mut slots = vec![
        ("turn", Line::from(turn.0.to_string())),
        ("month", Line::new(&words.month_of(turn), Tone::Dim)),
        ("delta", Line::new(&signed(delta), Tone::Strong)),
        ("value", whole(value).into()),
    ];
    let Some(cause) = cause else {
        return fill("turn {turn} ({month}): {delta}, to {value}", &slots);
    };
    slots.push(("cause", words.cause(cause)));
    fill(
        "turn {turn} ({month}): {delta}, to {value}; what moved most behind it: {cause}",
        &slots,
    )
}
