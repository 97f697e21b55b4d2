//! `simulate --trace`: how a game went, one row for the start of each turn and one for its end. The orders of the game are
//! executed once more, so that what is shown is what a replay gives.

use crate::model::{SeatId, TableStatus};
use crate::rules::{self, Scribe, State, View};
use crate::scenario::{GaugeKind, Scenario};
use crate::session::Game;
use crate::study::columns::Field;
use crate::study::simulate::outcome;

/// What each row says after the key of the game. The turn after the last one stands for the end.
pub(in crate::study) fn turns(game: &Game, seat: SeatId) -> Vec<Vec<Field>> {
    let scenario = game.scenario();
    let mut scribe = Scribe::keeping();
    let mut state = rules::open(scenario, game.seed(), &mut scribe);
    let mut rows = vec![row(scenario, &state, seat)];
    for entry in game.entries() {
        let before = state.turn();
        let done = rules::execute(scenario, &mut state, &mut scribe, entry.seat, &entry.order);
        assert!(done.is_ok(), "what was accepted is refused: {done:?}");
        scribe.take();
        if state.turn() != before || state.over().is_some() {
            rows.push(row(scenario, &state, seat));
        }
    }
    rows
}

fn row(scenario: &Scenario, state: &State, seat: SeatId) -> Vec<Field> {
    let view = View::new(scenario, state, seat);
    let turn = if state.over().is_some() {
        state.turn().after(1)
    } else {
        state.turn()
    };
    let date = scenario.calendar().first_day(turn);
    let first = [
        Field::Number(u64::from(turn.0)),
        Field::Text(date.to_string()),
    ];
    let gauges = |kind| {
        let mine = scenario.gauges().filter(move |(_, it)| it.kind == kind);
        mine.map(|(id, _)| Field::Points(view.gauge(id)))
    };
    let gauges = gauges(GaugeKind::Axis).chain(gauges(GaugeKind::Index));
    let last = under_way(&view)
        .into_iter()
        .chain(outcome((&view, None), state));
    first.into_iter().chain(gauges).chain(last).collect()
}

/// The means of a seat and what is going on: capital, hands, initiatives, tables, crises, the highest rung.
fn under_way(view: &View<'_>) -> [Field; 6] {
    let seat = view.seat();
    let mine = view.projects().iter().filter(|it| it.seat == seat);
    let open = |table: &_| view.table_status(*table) == TableStatus::Open;
    let tables = view.own_tables().filter(open);
    let rung = view.open_crises().map(|crisis| crisis.rung()).max();
    let count = |count: usize| Field::Number(count as u64);
    [
        Field::Points(view.capital()),
        Field::Points(view.hands()),
        count(mine.count()),
        count(tables.count()),
        count(view.open_crises().count()),
        Field::Number(u64::from(rung.unwrap_or(0))),
    ]
}
