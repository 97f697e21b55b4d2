//! Imagining: a state that agrees with everything a seat knows, the rest drawn from its beliefs.

use crate::model::{Cause, FigureId, Points, Turn, What};
use crate::rules::View;
use crate::rules::chance::{Key, Purpose};
use crate::rules::eyes::sees;
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::rules::turn::open_estimates;
use crate::rules::{crises, tables};

/// The `k`-th world that this view allows: public facts and the seat's own as they are, private figures of others
/// drawn evenly from its bands, others' plans and sealed answers unwritten, nothing on the hidden calendar, another seed.
#[must_use]
pub fn imagine(view: &View<'_>, k: u64) -> State {
    let scenario = view.scenario();
    let mut state = view.state().clone();
    let seed = Key {
        seed: k,
        turn: Turn(0),
        purpose: Purpose::Imagined,
        subject: 0,
        step: 0,
    }
    .bits();
    state.forget(
        view.seat(),
        seed,
        |figure| !sees(scenario, view.seat(), figure),
        |table, actor, what| tables::redraw(scenario, seed, (table, actor, what)),
        |crisis, side| crises::redraw(scenario, seed, crisis, side),
    );
    let mut scribe = Scribe::forgetting();
    for (figure, slot) in scenario.slots().iter() {
        if !sees(scenario, view.seat(), figure) {
            let key = Key {
                seed,
                turn: view.turn(),
                purpose: Purpose::Imagined,
                subject: u64::from(figure.0),
                step: 1,
            };
            let known = view.reading(figure);
            let band = match known {
                crate::rules::Reading::Exact(_) => Points::ZERO,
                crate::rules::Reading::Estimate { band, .. } => band.points(),
            };
            let value = known
                .middle()
                .plus(Points::thousandths(key.error(band.raw())));
            scribe.set(
                &mut state,
                Cause::Opening,
                figure,
                value.clamp_to(slot.low, slot.high),
            );
        }
    }
    guess_for_others(view, &mut state, &mut scribe);
    state
}

/// What other seats believe is nobody else's to know: here they know private figures as well as at an opening.
fn guess_for_others(view: &View<'_>, state: &mut State, scribe: &mut Scribe) {
    let scenario = view.scenario();
    let others = scenario.seats().filter(|seat| *seat != view.seat());
    for seat in others {
        open_estimates(scenario, state, scribe, seat);
    }
}

impl Scribe {
    /// Sets a figure outright, whatever the bounds do to changes: at the opening and in imagined worlds only.
    pub(in crate::rules) fn set(
        &mut self,
        state: &mut State,
        cause: Cause,
        figure: FigureId,
        value: Points,
    ) {
        let delta = value.minus(state.figure(figure));
        if delta != Points::ZERO {
            self.write_unbounded(state, cause, What::Moved { figure, delta });
        }
    }
}
