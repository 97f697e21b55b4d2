//! The front door and the phases of a turn: check, resolve, facts.

use crate::model::{Band, EndingId, PerMille};
use crate::model::{Cause, CrisisId, FigureId, Order, Points, Rule, SeatId, TableId, Turn, What};
use crate::rules::conditions::all_hold;
use crate::rules::crises::{self, Confrontation};
use crate::rules::effects::is_last;
use crate::rules::eyes::{Eyes, Scope, sees};
use crate::rules::reports::misread;
use crate::rules::state::scribe::Scribe;
use crate::rules::state::{Over, State};
use crate::rules::tables::Sitting;
use crate::rules::{
    Refusal, View, events, initiatives, offices, purse, questions, roadmap, tables, upkeep,
};
use crate::scenario::{Rate, Scenario};

/// What a seat is awaited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prompt {
    /// It owes so many answers, and then its plan.
    Answer(u8),
    /// It plans.
    Plan,
    /// Its step in a crisis is due: before that nobody plans.
    Step(CrisisId),
    /// Its move at a table is due. It may make other orders first, and plans go on meanwhile.
    Move(TableId),
}

/// The phases of a turn, in order. Plans, and the answers in them, come before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Initiatives,
    /// Rounds are held during the plan; here homes decide on signed texts, and tables open to which invitations went out.
    Negotiations,
    Events,
    Upkeep,
}

const PHASES: [Phase; 4] = [
    Phase::Initiatives,
    Phase::Negotiations,
    Phase::Events,
    Phase::Upkeep,
];

/// Opens a game: the opening facts, what the calendar has before the first day, and the first estimates.
#[must_use]
pub fn open(scenario: &Scenario, seed: u64, scribe: &mut Scribe) -> State {
    let mut state = State::blank(scenario, seed);
    open_figures(scenario, &mut state, scribe);
    open_institutions(scenario, &mut state, scribe);
    for seat in scenario.seats() {
        open_estimates(scenario, &mut state, scribe, seat);
    }
    events::fire(scenario, &mut state, scribe);
    purse::lend(scenario, &mut state, scribe, Turn::FIRST);
    begin(scenario, &mut state, scribe, Turn::FIRST);
    state
}

/// A world whose calendar had run out, in the first turn of a longer one; its shocks are those of `seed`, its private
/// parts as they were drawn. `None` if the game ended otherwise, or isn't over, or the calendar is no longer.
#[must_use]
pub fn go_on(longer: &Scenario, ended: &State, seed: u64) -> Option<State> {
    let next = ended.turn().after(1);
    if ended.over() != Some(Over::Time) || next > longer.calendar().turns {
        return None;
    }
    let mut state = ended.clone();
    state.reopen(seed);
    begin(longer, &mut state, &mut Scribe::forgetting(), next);
    Some(state)
}

/// The same world, which from now on meets the shocks of another seed; its private parts stay as they were drawn.
#[must_use]
pub fn redrawn(state: &State, seed: u64) -> State {
    let mut state = state.clone();
    state.reseed(seed);
    state
}

fn open_figures(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let openings: Vec<(FigureId, Points)> = scenario
        .slots()
        .iter()
        .map(|(id, slot)| (id, slot.opening))
        .collect();
    for (figure, opening) in openings {
        scribe.set(state, Cause::Opening, figure, opening);
    }
}

fn open_institutions(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let mut write = |what| scribe.write(scenario, state, Cause::Opening, what);
    for (mechanism, opening) in scenario.mechanisms() {
        write(What::Level {
            mechanism,
            level: opening.level,
        });
        write(What::Verified {
            mechanism,
            verification: opening.verification,
        });
        opening
            .members
            .iter()
            .for_each(|actor| write(What::Joined { mechanism, actor }));
    }
    for (format, opening) in scenario.formats() {
        opening
            .members
            .iter()
            .for_each(|actor| write(What::Attended { format, actor }));
        opening
            .observers
            .iter()
            .for_each(|actor| write(What::Observed { format, actor }));
        opening.agenda.iter().for_each(|measure| {
            write(What::AgendaAdded {
                format,
                measure: *measure,
            })
        });
    }
    for (actor, opening) in scenario.actors() {
        if let Some(office) = opening.offices.first() {
            write(What::TookOffice {
                actor,
                office: *office,
            });
        }
    }
    for (window, opening) in scenario.windows() {
        if opening.open_until > Turn(0) {
            write(What::WindowOpened {
                window,
                until: opening.open_until,
            });
        }
    }
}

/// What a seat believes at the opening of figures that are hidden from it.
pub(in crate::rules) fn open_estimates(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    seat: SeatId,
) {
    let widest = scenario.lens().points(Rate::EstimateWidest);
    for (figure, slot) in scenario.slots().iter() {
        if !sees(scenario, seat, figure) {
            let band = slot.in_proportion(widest).scaled(1, 2);
            let middle = misread(scenario, state, (seat, figure, band));
            let what = What::Read {
                seat,
                figure,
                middle,
                band: Band::from_points(band),
            };
            scribe.write(scenario, state, Cause::Opening, what);
        }
    }
}

/// Gives one order of one seat. The last seat's `End` resolves the turn.
///
/// # Errors
/// If the order is not legal for this seat now; the state is untouched then.
pub fn execute(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    seat: SeatId,
    order: &Order,
) -> Result<(), Refusal> {
    View::new(scenario, state, seat).check(order)?;
    match *order {
        Order::Launch { initiative, target } => {
            let cause = Cause::Order(seat);
            initiatives::plan(scenario, state, scribe, (seat, initiative, target), cause);
        }
        Order::Schedule {
            initiative,
            target,
            turn,
        } => {
            let directed = (seat, initiative, target);
            roadmap::schedule(scenario, state, scribe, directed, turn);
        }
        Order::Publish => {
            let what = What::Publishing { seat };
            scribe.write(scenario, state, Cause::Order(seat), what);
        }
        Order::Cancel { initiative, target } => {
            initiatives::plan_cancel(scenario, state, scribe, (seat, initiative, target));
        }
        Order::Respond {
            event,
            subject,
            choice,
        } => {
            questions::answer(scenario, state, scribe, seat, (event, subject, choice));
        }
        Order::Table(table, order) => {
            let mut sitting = Sitting {
                scenario,
                state,
                scribe,
                table,
            };
            tables::execute(&mut sitting, seat, order);
        }
        Order::Step(kind, step) => {
            let mut at = Confrontation {
                scenario,
                state,
                scribe,
                kind,
            };
            crises::execute(&mut at, seat, step);
        }
        Order::End => {
            let what = What::PlanEnded { seat };
            scribe.write(scenario, state, Cause::Order(seat), what);
        }
    }
    if all_is_said(scenario, state) {
        resolve(scenario, state, scribe);
    }
    Ok(())
}

/// Whether every seat has ended its plan, no crisis is under way and no move is due at any table.
fn all_is_said(scenario: &Scenario, state: &State) -> bool {
    state.over().is_none()
        && state.crises().iter().all(|crisis| !crisis.is_open())
        && scenario.seats().all(|seat| state.ended().contains(seat.0))
        && scenario
            .tables()
            .all(|(id, _)| tables::due(scenario, state, id).is_none())
}

fn resolve(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    for phase in PHASES {
        if state.over().is_some() {
            return;
        }
        match phase {
            Phase::Initiatives => initiatives::resolve(scenario, state, scribe),
            Phase::Negotiations => {
                tables::decide_at_home(scenario, state, scribe);
                tables::open_invited(scenario, state, scribe);
                tables::carry_out(scenario, state, scribe);
            }
            Phase::Events => {
                offices::hold_elections(scenario, state, scribe);
                events::fire(scenario, state, scribe);
            }
            Phase::Upkeep => upkeep::run(scenario, state, scribe),
        }
    }
    if state.over().is_some() {
        return;
    }
    if is_last(scenario, state.turn()) {
        scribe.write(
            scenario,
            state,
            Cause::Upkeep(Rule::Calendar),
            What::Ended { ending: None },
        );
    } else {
        let next = state.turn().after(1);
        begin(scenario, state, scribe, next);
    }
}

/// A turn begins; what the roadmaps have for it is planned before anybody decides.
fn begin(scenario: &Scenario, state: &mut State, scribe: &mut Scribe, turn: Turn) {
    scribe.write(
        scenario,
        state,
        Cause::Upkeep(Rule::Calendar),
        What::TurnBegan { turn },
    );
    roadmap::come_due(scenario, state, scribe);
}

/// The seats that are awaited, in the scenario's order; empty when the game is over.
#[must_use]
pub fn awaiting(scenario: &Scenario, state: &State) -> Vec<(SeatId, Prompt)> {
    awaited(scenario, state).collect()
}

/// The seats that are awaited, one after the other as they are looked for. While a step in a crisis is due, nobody else
/// is awaited.
pub fn awaited<'a>(
    scenario: &'a Scenario,
    state: &'a State,
) -> impl Iterator<Item = (SeatId, Prompt)> + use<'a> {
    let going = state.over().is_none();
    let fought = going && state.crises().iter().any(|crisis| crisis.is_open());
    let steps = fought.then(|| steps_awaited(scenario, state));
    let mut steps = steps.into_iter().flatten().peekable();
    let calm = going && steps.peek().is_none();
    let else_awaited =
        calm.then(|| plans_awaited(scenario, state).chain(moves_awaited(scenario, state)));
    steps.chain(else_awaited.into_iter().flatten())
}

fn plans_awaited<'a>(
    scenario: &'a Scenario,
    state: &'a State,
) -> impl Iterator<Item = (SeatId, Prompt)> + use<'a> {
    let planning = scenario.seats();
    let planning = planning.filter(|seat| !state.ended().contains(seat.0));
    planning.map(|seat| {
        let owed = View::new(scenario, state, seat).owed().count();
        match u8::try_from(owed) {
            Ok(0) => (seat, Prompt::Plan),
            Ok(owed) => (seat, Prompt::Answer(owed)),
            Err(_) => (seat, Prompt::Answer(u8::MAX)),
        }
    })
}

fn moves_awaited<'a>(
    scenario: &'a Scenario,
    state: &'a State,
) -> impl Iterator<Item = (SeatId, Prompt)> + use<'a> {
    scenario.tables().filter_map(|(table, _)| {
        let seat = tables::due(scenario, state, table)?;
        Some((seat, Prompt::Move(table)))
    })
}

fn steps_awaited<'a>(
    scenario: &'a Scenario,
    state: &'a State,
) -> impl Iterator<Item = (SeatId, Prompt)> + use<'a> {
    scenario.seats().flat_map(|seat| {
        let view = View::new(scenario, state, seat);
        view.steps_due().map(move |kind| (seat, Prompt::Step(kind)))
    })
}

/// The ending of a finished game for one seat: what an effect forced, else the first whose conditions hold and that asks no
/// more of durability than `held`, the share of futures in which the order holds; `None` if nobody looked ahead: then the
/// axes decide alone.
#[must_use]
pub fn ending(
    scenario: &Scenario,
    state: &State,
    (seat, held): (SeatId, Option<PerMille>),
) -> Option<EndingId> {
    match state.over()? {
        Over::Forced(ending) => Some(ending),
        Over::Time => {
            let eyes = Eyes::truth(scenario, state);
            let scope = Scope::of(seat, None);
            scenario
                .endings()
                .find(|(_, ending)| {
                    let lasts = held.is_none_or(|held| held >= ending.holds);
                    lasts && all_hold(eyes, scope, &ending.when)
                })
                .map(|(id, _)| id)
        }
    }
}
