//! The turns of a game: what its seat ordered, what each order moved, what the turn brought.

use crate::foresight::counterfactual::is_decision;
use crate::model::{Cause, Fact, Order, SeatId, Turn};
use crate::session::Game;
use crate::session::debrief::turns_of_entries;
use crate::text::{Line, Tone, Words, fill};

/// Lines of what a turn brought.
const BROUGHT: usize = 5;
/// Figures that are told of what an order moved.
const MOVED: usize = 3;

/// One turn.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which, with its date.
    pub heading: Line,
    /// What the seat ordered, and what came of it.
    pub orders: Vec<Line>,
    /// What the turn brought.
    pub brought: Vec<Line>,
}

/// Every turn so far as its seat knows it.
#[must_use]
pub fn turn_by_turn(game: &Game, seat: SeatId) -> Vec<Told> {
    let words = Words::new(game.scenario().lexicon());
    let orders = orders_of(game, seat);
    let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
    let first = facts.first().map_or(Turn(1), |fact| fact.turn).max(Turn(1));
    let turns = (first.0..=game.view_of(seat).turn().0).map(Turn);
    let told = turns.map(|turn| {
        let of_turn: Vec<Fact> = facts
            .iter()
            .filter(|fact| fact.turn == turn)
            .copied()
            .collect();
        let mut heading = words.turn(turn).capitalised();
        if let Some((act, _)) = game.scenario().act(turn) {
            let slots = [
                ("turn", heading),
                ("act", Line::new(&words.name(act), Tone::Dim)),
            ];
            heading = fill("{turn} · {act}", &slots);
        }
        let ordered = orders.iter().enumerate();
        let ordered = ordered.filter(|(_, (when, order))| *when == turn && is_decision(order));
        Told {
            heading,
            orders: together(
                ordered.map(|(place, _)| words.order_told((&orders, place), &facts, seat)),
            ),
            brought: without_counts(words.summary(&of_turn, seat, BROUGHT)),
        }
    });
    told.collect()
}

/// Every order of a seat with its turn, in the order in which they were given.
#[must_use]
pub fn orders_of(game: &Game, seat: SeatId) -> Vec<(Turn, Order)> {
    let turns = turns_of_entries(game).into_iter();
    let own = turns.zip(game.entries());
    let own = own.filter(|(_, entry)| entry.seat == seat);
    own.map(|(turn, entry)| (turn, entry.order)).collect()
}

/// Lines that follow each other and say the same as one line.
fn together(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut counted: Vec<(Line, usize)> = Vec::new();
    for line in lines {
        match counted.last_mut() {
            Some((known, count)) if *known == line => *count += 1,
            Some(_) | None => counted.push((line, 1)),
        }
    }
    let told = counted.into_iter().map(|(line, count)| match count {
        1 => line,
        more => {
            let slots = [("line", line), ("count", more.to_string().into())];
            fill("{line} ({count} times)", &slots)
        }
    });
    told.collect()
}

/// A summary without the line that counts what it leaves out.
pub(super) fn without_counts(mut lines: Vec<Line>) -> Vec<Line> {
    let counts = |line: &Line| line.spans().iter().all(|span| span.tone() == Tone::Dim);
    if lines.last().is_some_and(counts) {
        lines.pop();
    }
    lines
}

impl Words<'_> {
    /// An order, and what it moved until the same was ordered again.
    fn order_told(
        &self,
        (orders, place): (&[(Turn, Order)], usize),
        facts: &[Fact],
        seat: SeatId,
    ) -> Line {
        let Some((turn, order)) = orders.get(place) else {
            return Line::default();
        };
        let told = self.accepted(order).capitalised();
        let Some(subject) = subject(order, seat) else {
            return told;
        };
        let again = orders
            .iter()
            .skip(place + 1)
            .find(|(_, other)| self::subject(other, seat) == Some(subject));
        let until = again.map_or(Turn(u16::MAX), |(turn, _)| *turn);
        let of_it = |fact: &&Fact| {
            let when = fact.turn >= *turn && (fact.turn < until || fact.turn == *turn);
            when && belongs(fact.cause, subject)
        };
        let moved: Vec<Fact> = facts.iter().filter(of_it).copied().collect();
        let moves = self.moves(&moved, seat, MOVED);
        if moves.is_empty() {
            return told;
        }
        let slots = [("told", told), ("moves", Line::joined(moves, "; "))];
        fill("{told}. It moved: {moves}", &slots)
    }
}

/// The cause under which the ledger has what an order moves; nothing for what only prepares something.
const fn subject(order: &Order, seat: SeatId) -> Option<Cause> {
    match *order {
        Order::Launch { initiative, .. } => Some(Cause::Initiative(initiative, seat)),
        Order::Respond { event, choice, .. } => Some(Cause::Choice(event, seat, choice)),
        Order::Step(kind, _) => Some(Cause::Step(kind, seat)),
        Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::Table(..)
        | Order::End => None,
    }
}

fn belongs(cause: Cause, subject: Cause) -> bool {
    match (cause, subject) {
        (Cause::Risk(id, seat), Cause::Initiative(of, whose)) => (id, seat) == (of, whose),
        (cause, subject) => cause == subject,
    }
}
