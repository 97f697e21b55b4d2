//! Accounts of a game under way: why a figure stands where it stands, why an order is refused, what a dial shows,
//! what happened last turn. What every front end tells, told once, from a seat's view and what it knows.

use crate::model::condition::Obligation;
use crate::model::{
    ActorId, Cause, EventId, Fact, Figure, FigureId, Path, Points, SeatId, Turn, What,
};
use crate::notation::figure::Named;
use crate::rules::{Reading, View};
use crate::scenario::{Dial, Item};
use crate::session::Game;
use crate::text::{Change, Line, Tone, Trend, Unfolds, Words, fill, obligation, roadmap};

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
        // What prices are held against is shown to a tenth.
        value: match view.scenario().slots().get(figure).figure {
            Figure::Capital => words.reading_fine(reading),
            _ => words.reading_short(reading),
        },
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
    let changes = turn_changes(game, seat, limit).into_iter();
    changes.map(|change| change.line).collect()
}

/// The same, with what each line unfolds to.
#[must_use]
pub fn turn_changes(game: &Game, seat: SeatId, limit: usize) -> Vec<Change> {
    let words = Words::new(game.scenario().lexicon());
    // What slips once the game is over slips into nothing.
    let morning = match game.view_of(seat).over() {
        Some(_) => Vec::new(),
        None => roadmap::morning_told(game, seat),
    };
    let morning = morning.into_iter().map(|(cause, line)| Change {
        line,
        unfolds: Unfolds::Cause(cause),
    });
    let mut facts = facts_of_the_brief(game, seat);
    let weakened = weakened(game, seat, &mut facts);
    let changes = words.changes(&facts, seat, limit.saturating_sub(weakened.len()));
    morning.chain(weakened).chain(changes).collect()
}

/// Mechanisms that bind less than before: taken out of the facts, which say only where they stand now.
fn weakened(game: &Game, seat: SeatId, facts: &mut Vec<Fact>) -> Vec<Change> {
    let scenario = game.scenario();
    let words = Words::new(scenario.lexicon());
    let mut levels: Vec<Obligation> = scenario.mechanisms().map(|(_, it)| it.level).collect();
    let mut told = Vec::new();
    for fact in game.known_facts(seat, 0) {
        let What::Level { mechanism, level } = fact.what else {
            continue;
        };
        let Some(known) = levels.get_mut(usize::from(mechanism.0)) else {
            continue;
        };
        let before = std::mem::replace(known, level);
        if level < before && facts.contains(fact) {
            facts.retain(|it| it != fact);
            let slots = [
                ("it", words.term(Item::Mechanism(mechanism))),
                ("before", obligation(before).into()),
                ("now", Line::new(obligation(level), Tone::Bad)),
            ];
            told.push(Change {
                line: fill("Weakened: {it}, from {before} to {now}", &slots),
                unfolds: Unfolds::Cause(fact.cause),
            });
        }
    }
    told
}

/// The facts of which the brief tells.
fn facts_of_the_brief(game: &Game, seat: SeatId) -> Vec<Fact> {
    let view = game.view_of(seat);
    let before = match view.over() {
        Some(_) => view.turn(),
        None => Turn(view.turn().0.saturating_sub(1)),
    };
    let owed: Vec<EventId> = view.owed().map(|asked| asked.event).collect();
    // What asks for an answer is told beside the summary, not in it.
    let is_asked = |fact: &Fact| match fact.what {
        What::Happened { event, .. } => owed.contains(&event),
        _ => false,
    };
    // A window that has opened is told of with what has become possible.
    let is_open = |fact: &Fact| match fact.what {
        What::WindowOpened { window, .. } => {
            let told = game.view_before(seat).is_some() && view.over().is_none();
            told && view.window(window) >= view.turn()
        }
        _ => false,
    };
    let facts = game.known_facts(seat, 0);
    let told = |fact: &&Fact| {
        let turn = if roadmap::is_of_the_morning(fact) && view.over().is_none() {
            view.turn()
        } else {
            before
        };
        fact.turn == turn && !is_asked(fact) && !is_open(fact)
    };
    facts.filter(told).copied().collect()
}

/// What stands behind a line of the brief: a figure's causes, what a cause moved in that turn, or everything that was
/// left out.
#[must_use]
pub fn behind(game: &Game, seat: SeatId, unfolds: Unfolds) -> Vec<Told> {
    let words = Words::new(game.scenario().lexicon());
    match unfolds {
        Unfolds::Figure(named) => unfolded(game, seat, named),
        Unfolds::Cause(cause) => moved_by(game, seat, cause),
        Unfolds::Rest => {
            let facts = facts_of_the_brief(game, seat);
            let mut told: Vec<Told> = words
                .changes(&facts, seat, usize::MAX)
                .into_iter()
                .filter(|change| change.unfolds != Unfolds::Rest)
                .map(|change| Told {
                    line: change.line,
                    leads: match change.unfolds {
                        Unfolds::Figure(named) => Some(named),
                        Unfolds::Cause(_) | Unfolds::Rest => None,
                    },
                })
                .collect();
            told.extend(small_moves(&words, &facts));
            told
        }
    }
}

/// What a cause moved in the turn of which the brief tells, with what is written of it.
fn moved_by(game: &Game, seat: SeatId, cause: Cause) -> Vec<Told> {
    let words = Words::new(game.scenario().lexicon());
    let head = words.cause(cause).capitalised().toned(Tone::Strong);
    let mut told = vec![Told::plain(head)];
    let written = match cause {
        Cause::Event(event) => words.text(Item::Event(event)),
        Cause::Initiative(initiative, _) | Cause::Missed(initiative, _) => {
            words.text(Item::Initiative(initiative))
        }
        _ => Vec::new(),
    };
    told.extend(written.into_iter().map(Told::plain));
    told.push(Told::plain(Line::default()));
    let facts = facts_of_the_brief(game, seat).into_iter();
    let of_it = facts.filter(|fact| fact.cause == cause);
    let moves: Vec<Told> = moves_told(&words, of_it);
    if moves.is_empty() {
        let none = "It moved no figure that you know of in this turn";
        told.push(Told::plain(Line::new(none, Tone::Dim)));
    }
    told.extend(moves);
    told
}

fn moves_told(words: &Words<'_>, facts: impl Iterator<Item = Fact>) -> Vec<Told> {
    let told = facts.filter_map(|fact| match fact.what {
        What::Moved { figure, delta } => {
            let slots = [
                ("figure", words.figure(figure).into()),
                ("delta", words.delta(figure, delta)),
            ];
            Some(Told {
                line: Line::from("  ").then(fill("{figure} {delta}", &slots).capitalised()),
                leads: Some(Named::Stored(figure)),
            })
        }
        _ => None,
    });
    told.collect()
}

/// The moves that are too small for a line of their own, by their causes.
fn small_moves(words: &Words<'_>, facts: &[Fact]) -> Vec<Told> {
    let moved = facts.iter().filter_map(|fact| match fact.what {
        What::Moved { figure, delta } if fact.cause != Cause::Opening => Some(Told {
            line: words.moved(figure, delta, fact.cause).capitalised(),
            leads: Some(Named::Stored(figure)),
        }),
        _ => None,
    });
    let mut told: Vec<Told> = moved.collect();
    if !told.is_empty() {
        let head = Line::new("Every figure that moved", Tone::Strong);
        told.splice(0..0, [Told::plain(Line::default()), Told::plain(head)]);
    }
    told
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
    const SMALL: Points = Points::thousandths(500);
    match (fact.cause, fact.what) {
        (Cause::Opening, _) => false,
        (Cause::Upkeep(_), What::Moved { delta, .. }) => delta.magnitude() >= SMALL,
        _ => true,
    }
}
