//! One game of strategies, watched turn by turn, with nothing kept that a study doesn't ask for.

use crate::agents::{answers_and_plan, bent, by_name, default_answers};
use crate::model::{CrisisOrder, EventId, Fact, Order, SeatId, TableId, TableOrder, Turn};
use crate::rules::{self, Controller, Prompt, Scribe, State, View};
use crate::scenario::{Bearing, Scenario};

/// Who plays, and what happens on which turn besides.
pub struct Table<'a> {
    /// The scenario under its lens.
    pub scenario: &'a Scenario,
    /// The seat that the strategy plays; another strategy plays the others.
    pub seat: SeatId,
    /// The strategy.
    pub strategy: &'a str,
    /// The strategy of the other seats.
    pub others: &'a str,
    /// How the seat that is studied steps in crises, whatever its strategy has it do.
    pub bearing: Option<Bearing>,
    /// Events that are put on the calendar, whatever their own conditions say.
    pub events: &'a [(EventId, Turn)],
}

/// What is shown after the opening and after every turn: the state, the turn whose start it is (the one after the
/// last at the end), and the facts since the last time.
pub type Watcher<'w> = dyn FnMut(&State, Turn, &[Fact]) + 'w;

/// Plays a game to its end. Returns how many orders of each seat's plan were refused.
pub fn play(table: &Table<'_>, seed: u64, watcher: &mut Watcher<'_>) -> Vec<(SeatId, u64)> {
    let scenario = table.scenario;
    let mut scribe = Scribe::keeping();
    let mut state = rules::open(scenario, seed, &mut scribe);
    for (event, turn) in table.events {
        rules::put_on_calendar(scenario, &mut state, &mut scribe, *event, *turn);
    }
    let seats = seats(table, seed);
    let mut refused: Vec<(SeatId, u64)> = seats.iter().map(|(seat, _)| (*seat, 0)).collect();
    watcher(&state, state.turn(), &scribe.take());
    while state.over().is_none() {
        confront(scenario, &mut state, &mut scribe, &seats);
        for ((seat, controller), (_, count)) in seats.iter().zip(&mut refused) {
            *count += decide(
                scenario,
                &mut state,
                &mut scribe,
                (*seat, controller.as_ref()),
                &seats,
            );
        }
        confront(scenario, &mut state, &mut scribe, &seats);
        while let Some((seat, Prompt::Move(table))) = next_move(scenario, &state) {
            let seated = seats.iter().find(|(known, _)| *known == seat);
            let controller = seated.map(|(_, controller)| controller.as_ref());
            let at = (seat, table, controller);
            negotiate(scenario, &mut state, &mut scribe, at);
        }
        let past_end = if state.over().is_some() { 1 } else { 0 };
        watcher(&state, state.turn().after(past_end), &scribe.take());
    }
    refused
}

type Seated = (SeatId, Box<dyn Controller + Send + Sync>);

fn seats(table: &Table<'_>, seed: u64) -> Vec<Seated> {
    let word = |seat| {
        if seat == table.seat {
            table.strategy
        } else {
            table.others
        }
    };
    let seats = table.scenario.seats();
    seats
        .filter_map(|seat| {
            let controller = by_name(word(seat), table.scenario, seat, seed)?;
            let bearing = table.bearing.filter(|_| seat == table.seat);
            let controller = match bearing {
                Some(bearing) => bent(controller, bearing, table.scenario, (seat, seed)),
                None => controller,
            };
            Some((seat, controller))
        })
        .collect()
}

/// The move that is due first, once every plan of a turn has ended.
fn next_move(scenario: &Scenario, state: &State) -> Option<(SeatId, Prompt)> {
    let awaited = rules::awaiting(scenario, state);
    let plans = awaited
        .iter()
        .any(|(_, prompt)| !matches!(prompt, Prompt::Move(_)));
    awaited.into_iter().next().filter(|_| !plans)
}

/// Every step in crises that is due, until none is; what is not legal counts as holding in private. Whether any was due.
fn confront(scenario: &Scenario, state: &mut State, scribe: &mut Scribe, seats: &[Seated]) -> bool {
    let mut any = false;
    while let Some((seat, Prompt::Step(kind))) = rules::awaiting(scenario, state).into_iter().next()
    {
        let seated = seats.iter().find(|(known, _)| *known == seat);
        let view = View::new(scenario, state, seat);
        let step = seated.map_or(CrisisOrder::DEFAULT, |(_, it)| it.step(&view, kind));
        if rules::execute(scenario, state, scribe, seat, &Order::Step(kind, step)).is_err() {
            let held = Order::Step(kind, CrisisOrder::DEFAULT);
            let _ = rules::execute(scenario, state, scribe, seat, &held);
        }
        any = true;
    }
    any
}

/// A move at a table; what is no move lets it pass.
fn negotiate(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, table, controller): (SeatId, TableId, Option<&(dyn Controller + Send + Sync)>),
) {
    let made = |state: &State| {
        let view = View::new(scenario, state, seat);
        view.table(table).map(|now| (now.round, now.mover))
    };
    let before = made(state);
    let view = View::new(scenario, state, seat);
    let orders = controller.map_or_else(Vec::new, |it| it.negotiate(&view, table));
    for order in orders {
        let _ = rules::execute(scenario, state, scribe, seat, &Order::Table(table, order));
    }
    let due = View::new(scenario, state, seat).move_due(table) == Some(seat);
    if due && made(state) == before {
        let hold = Order::Table(table, TableOrder::Hold);
        let _ = rules::execute(scenario, state, scribe, seat, &hold);
    }
}

/// A seat's answers and then its plan. Returns how many of its orders were refused.
fn decide(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, controller): (SeatId, &(dyn Controller + Send + Sync)),
    seats: &[Seated],
) -> u64 {
    let mut refused = 0;
    let plan = loop {
        // A crisis that another seat's answer began may have ended the game.
        if state.over().is_some() {
            return refused;
        }
        let view = View::new(scenario, state, seat);
        let (mut answers, plan) = answers_and_plan(controller.decide(&view));
        if answers.is_empty() {
            answers = default_answers(&view);
        }
        let mut given = 0_u64;
        for order in &answers {
            // What an earlier answer has made impossible is thought over again.
            if given > 0 && View::new(scenario, state, seat).check(order).is_err() {
                break;
            }
            let taken = rules::execute(scenario, state, scribe, seat, order).is_ok();
            (given, refused) = (given + u64::from(taken), refused + u64::from(!taken));
            // An answer may begin a crisis: nobody plans until it is over.
            if confront(scenario, state, scribe, seats) {
                break;
            }
        }
        if given == 0 {
            break plan;
        }
    };
    for order in plan {
        // What a plan can't pay for any more is left out, as in a session.
        refused += u64::from(rules::execute(scenario, state, scribe, seat, &order).is_err());
    }
    let _ = rules::execute(scenario, state, scribe, seat, &Order::End);
    refused
}
