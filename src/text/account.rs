//! Accounts of a game under way: why a figure stands where it stands, why an order is refused, what a dial shows,
//! what happened last turn. What every front end tells, told once, from a seat's view and what it knows.

use crate::model::{ActorId, EventId, Fact, Figure, FigureId, Path, Points, SeatId, Turn};
use crate::notation::figure::Named;
use crate::rules::{Reading, View};
use crate::scenario::{Dial, Item};
use crate::session::Game;
use crate::text::{Line, Trend, Words, roadmap};

pub use crate::text::unfolded::{Told, unfolded, why};

/// A dial of the dashboard as it reads now.
#[derive(Clone, Debug)]
pub struct DialLine {
    /// What it is.
    pub name: String,
    /// What it shows; trust with both its parts.
    pub value: Line,
    /// Which way it went since the previous turn began.
    pub trend: Trend,
    /// What `why` would be asked about.
    pub named: Named,
}

/// The events of which the seat of this view may know: those that have happened.
#[must_use]
pub fn known_events(view: &View<'_>) -> Vec<EventId> {
    view.happenings().iter().map(|known| known.event).collect()
}

/// The dials of the dashboard that this seat has.
#[must_use]
pub fn dials(game: &Game, seat: SeatId) -> Vec<DialLine> {
    let scenario = game.scenario();
    scenario
        .dashboard()
        .iter()
        .filter_map(|dial| dial_line(game, seat, *dial))
        .collect()
}

fn dial_line(game: &Game, seat: SeatId, dial: Dial) -> Option<DialLine> {
    let view = game.view_of(seat);
    let words = Words::new(view.scenario().lexicon());
    match dial {
        Dial::Gauge(gauge) => {
            let value = view.gauge(gauge);
            let before = game.gauge_before(gauge).unwrap_or(value);
            Some(DialLine {
                name: words.name(Item::Gauge(gauge)),
                value: words.reading_short(Reading::Exact(value)),
                trend: Trend::between(before, value),
                named: Named::Gauge(gauge),
            })
        }
        Dial::Figure(path @ Path::Pair(Figure::Trust, ..)) => {
            let (a, b) = view.actors_at(path)?;
            view.pair(Figure::Trust, a, b)?;
            Some(trust_line(game, seat, (a, b)))
        }
        Dial::Figure(path) => {
            let figure = view.slot_at(path)?;
            Some(figure_line(game, seat, figure))
        }
    }
}

/// A stored figure as a dial.
#[must_use]
pub fn figure_line(game: &Game, seat: SeatId, figure: FigureId) -> DialLine {
    let view = game.view_of(seat);
    let words = Words::new(view.scenario().lexicon());
    let reading = view.reading(figure);
    let change = game.recent_change(seat, figure);
    DialLine {
        name: words.figure(figure),
        value: words.reading_short(reading),
        trend: Trend::between(reading.middle().minus(change), reading.middle()),
        named: Named::Stored(figure),
    }
}

/// Trust as a dial: `52 = 44 firm + 8 warm`.
#[must_use]
pub fn trust_line(game: &Game, seat: SeatId, (a, b): (ActorId, ActorId)) -> DialLine {
    let view = game.view_of(seat);
    let words = Words::new(view.scenario().lexicon());
    let slots = view.scenario().slots();
    let part = |figure| {
        view.pair(figure, a, b)
            .unwrap_or(Reading::Exact(Points::ZERO))
    };
    let (firm, warm) = (part(Figure::FirmTrust), part(Figure::WarmTrust));
    let change = [Figure::FirmTrust, Figure::WarmTrust]
        .into_iter()
        .filter_map(|figure| slots.of_pair(figure, a, b))
        .fold(Points::ZERO, |sum, figure| {
            sum.plus(game.recent_change(seat, figure))
        });
    let total = firm.middle().plus(warm.middle());
    DialLine {
        name: words.owned(Figure::Trust, crate::model::Owner::Pair(a, b)),
        value: words.trust_parts(firm, warm),
        trend: Trend::between(total.minus(change), total),
        named: Named::Trust(a, b),
    }
}

/// What the previous turn brought, for the brief of this one: the facts that the seat knows, in a few lines.
#[must_use]
pub fn turn_summary(game: &Game, seat: SeatId, limit: usize) -> Vec<Line> {
    let words = Words::new(game.scenario().lexicon());
    let before = match game.view_of(seat).over() {
        Some(_) => game.view_of(seat).turn(),
        None => Turn(game.view_of(seat).turn().0.saturating_sub(1)),
    };
    let owed: Vec<EventId> = game.view_of(seat).owed().map(|asked| asked.event).collect();
    // What asks for an answer is told beside the summary, not in it.
    let is_asked = |fact: &Fact| match fact.what {
        crate::model::What::Happened { event, .. } => owed.contains(&event),
        _ => false,
    };
    let facts = game.known_facts(seat, 0);
    let told = |fact: &&Fact| {
        let turn = if roadmap::is_of_the_morning(fact) && game.view_of(seat).over().is_none() {
            game.view_of(seat).turn()
        } else {
            before
        };
        fact.turn == turn && !is_asked(fact)
    };
    let facts: Vec<Fact> = facts.filter(told).copied().collect();
    let mut lines = roadmap::morning(game, seat);
    lines.extend(words.summary(&facts, seat, limit));
    lines
}

/// A stored figure by its owner; zero where the scenario doesn't carry it.
#[must_use]
pub fn reading_of(view: &View<'_>, figure: Figure, owner: crate::model::Owner) -> Reading {
    let slot = view.scenario().slots().of_owner(figure, owner);
    slot.map_or(Reading::Exact(Points::ZERO), |slot| view.reading(slot))
}

/// Whether a fact is worth a line of the log: the opening and the small steps of upkeep are left to `why`.
#[must_use]
pub fn is_news(fact: &Fact) -> bool {
    use crate::model::{Cause, What};
    const SMALL: Points = Points::thousandths(500);
    match (fact.cause, fact.what) {
        (Cause::Opening, _) => false,
        (Cause::Upkeep(_), What::Moved { delta, .. }) => delta.magnitude() >= SMALL,
        _ => true,
    }
}
