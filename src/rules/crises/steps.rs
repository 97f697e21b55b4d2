//! Steps: sealed until both sides have stepped, then resolved at once.

use crate::model::{
    ActorId, Cause, Channel, CrisisFact, CrisisOrder, CrisisOutcome, Figure, Heard, Points,
    Posture, SeatId,
};
use crate::rules::chance::Purpose;
use crate::rules::crises::outcome::after;
use crate::rules::crises::risk::{covering, risk, silence};
use crate::rules::crises::{Confrontation, beliefs, between, seen_from};
use crate::rules::effects::{AS_WRITTEN, Act, put_to_use};
use crate::rules::eyes::Eyes;
use crate::rules::state::crises::Crisis;

/// Carries out a step that was found legal.
pub(in crate::rules) fn execute(at: &mut Confrontation<'_>, by: SeatId, step: CrisisOrder) {
    let cause = Cause::Step(at.kind, by);
    at.write(cause, CrisisFact::Sealed { by: by.0, step });
    at.pay(by, step.channel);
    let Some(crisis) = at.state.crisis(at.kind) else {
        return;
    };
    if let [Some(first), Some(second)] = crisis.sealed {
        let sides = crisis.sides;
        at.exchange(sides, [first, second]);
    }
}

/// The rung to which two postures lead from this one, before anything happens by itself. Over the brink only both together
/// go.
pub(in crate::rules) fn ahead(postures: [Posture; 2], rung: u8, (brink, top): (u8, u8)) -> u8 {
    match postures {
        [Posture::Lower, Posture::Lower] => rung.saturating_sub(2).max(1),
        [Posture::Lower, Posture::Hold] | [Posture::Hold, Posture::Lower] => {
            rung.saturating_sub(1).max(1)
        }
        [Posture::Hold, Posture::Hold]
        | [Posture::Lower, Posture::Raise]
        | [Posture::Raise, Posture::Lower] => rung,
        [Posture::Hold, Posture::Raise] | [Posture::Raise, Posture::Hold] => {
            rung.saturating_add(1).min(brink)
        }
        [Posture::Raise, Posture::Raise] => rung.saturating_add(1).min(top),
    }
}

impl Confrontation<'_> {
    fn crisis(&self) -> Option<&Crisis> {
        self.state.crisis(self.kind)
    }

    /// A third party is paid in capital and gets what the kind says; each public step has its effects.
    fn pay(&mut self, by: SeatId, channel: Channel) {
        let cost = match channel {
            Channel::Mediator(actor) => self.definition().mediation(actor),
            Channel::Private | Channel::Public | Channel::Mechanism(_) | Channel::Forum => None,
        };
        let slot = self.scenario.slots().of_actor(Figure::Capital, by.0);
        if let Some((cost, slot)) = cost.zip(slot) {
            let (cause, cost) = (Cause::Step(self.kind, by), Points::ZERO.minus(cost));
            self.scribe
                .shift(self.scenario, self.state, cause, slot, cost);
        }
    }

    fn exchange(&mut self, sides: [ActorId; 2], steps: [CrisisOrder; 2]) {
        let Some(crisis) = self.crisis() else { return };
        let (rung, round) = (crisis.rung, crisis.history.len());
        let heard = [0, 1].map(|side| self.heard(sides, (side, round), steps[side]));
        for side in 0..2 {
            let (by, with) = (sides[side], sides[(side + 1) % 2]);
            let what = CrisisFact::Stepped {
                by,
                with,
                step: steps[side],
                heard: heard[side],
            };
            self.write(Cause::Step(self.kind, SeatId(by)), what);
        }
        let Some(postures) = self.counted(round) else {
            return;
        };
        self.believe(sides, postures);
        self.side_effects(sides, steps, heard);
        self.climb(sides, (rung, round), (steps, postures));
    }

    /// The postures that counted in a step of the past.
    fn counted(&self, round: usize) -> Option<[Posture; 2]> {
        Some(self.crisis()?.history.get(round)?.postures())
    }

    fn heard(
        &self,
        sides: [ActorId; 2],
        (side, round): (usize, usize),
        step: CrisisOrder,
    ) -> Heard {
        if step.posture != Posture::Lower {
            return Heard::Answered;
        }
        let eyes = Eyes::truth(self.scenario, self.state);
        let likely = silence(eyes, sides, step.channel).0;
        let number = u32::try_from(2 * round + side).unwrap_or(u32::MAX);
        let key = self.key(Purpose::Silence, sides, number);
        if key.happens(u32::from(likely)) {
            Heard::Unanswered
        } else {
            Heard::Answered
        }
    }

    /// Each side learns from what the other was seen to do.
    fn believe(&mut self, sides: [ActorId; 2], postures: [Posture; 2]) {
        let Some(odds) = self.crisis().map(|crisis| crisis.odds) else {
            return;
        };
        for side in 0..2 {
            let seen = postures[(side + 1) % 2];
            let odds = beliefs::updated(self.scenario, self.kind, odds[side], seen);
            let by = sides[side];
            self.note(CrisisFact::Believed { by, odds });
        }
    }

    /// Mechanisms that were answered were used under strain; public steps and mediators have their effects.
    fn side_effects(&mut self, sides: [ActorId; 2], steps: [CrisisOrder; 2], heard: [Heard; 2]) {
        for side in 0..2 {
            let cause = Cause::Step(self.kind, SeatId(sides[side]));
            match (steps[side].channel, heard[side]) {
                (Channel::Mechanism(mechanism), Heard::Answered) => {
                    put_to_use(self.scenario, self.state, self.scribe, cause, mechanism);
                }
                (Channel::Public | Channel::Forum, _) => {
                    let effects = &self.definition().public;
                    self.act(cause, seen_from(sides, side)).apply_all(effects);
                }
                (Channel::Mediator(mediator), _) => {
                    let scope = crate::rules::eyes::Scope {
                        target: Some(mediator),
                        ..seen_from(sides, side)
                    };
                    let effects = &self.definition().mediated;
                    self.act(cause, scope).apply_all(effects);
                }
                (Channel::Private, _) | (Channel::Mechanism(_), Heard::Unanswered) => {}
            }
        }
    }

    pub(super) fn act(&mut self, cause: Cause, scope: crate::rules::eyes::Scope) -> Act<'_> {
        Act {
            scenario: self.scenario,
            state: self.state,
            scribe: self.scribe,
            cause,
            scope,
            strength: AS_WRITTEN,
        }
    }

    /// The rung follows the postures; if that doesn't end it, an accident may happen; then the clock goes on.
    fn climb(
        &mut self,
        sides: [ActorId; 2],
        (rung, round): (u8, usize),
        (steps, postures): ([CrisisOrder; 2], [Posture; 2]),
    ) {
        let kind = self.definition();
        let likely = risk(
            Eyes::truth(self.scenario, self.state),
            self.kind,
            (sides, rung),
            Some(steps),
        );
        let bounds = (kind.brink(), kind.top());
        let next = ahead(postures, rung, bounds);
        if next != rung {
            self.note(CrisisFact::Moved { rung: next });
        }
        let before = round.checked_sub(1).and_then(|it| self.counted(it));
        let decided = after(sides, before, postures);
        let risked = if decided.is_none() { likely.total } else { 0 };
        if decided.is_none() {
            self.chance(sides, (next, round), (likely.bare, likely.total));
        }
        let slow = steps.iter().any(|step| step.channel.is_slow());
        let clock = 1 + u8::from(slow);
        self.note(CrisisFact::Passed {
            clock,
            risk: risked,
        });
        let Some((now, passed)) = self.crisis().map(|it| (it.rung, it.clock)) else {
            return;
        };
        for above in rung.saturating_add(1)..=now {
            reach(self, sides, above);
        }
        let war = kind.war.is_some() && now >= kind.top();
        let outcome = if war {
            Some(CrisisOutcome::War)
        } else {
            decided.or((passed >= kind.steps).then_some(CrisisOutcome::Frozen))
        };
        if let Some(outcome) = outcome {
            self.end(sides, outcome);
        }
    }

    /// An accident, if it happens. Where only a mechanism stood between, it was used.
    fn chance(
        &mut self,
        sides: [ActorId; 2],
        (rung, round): (u8, usize),
        (bare, total): (u16, u16),
    ) {
        let number = u32::try_from(round).unwrap_or(u32::MAX);
        let key = self.key(Purpose::Accident, sides, number);
        if key.happens(u32::from(total)) {
            let rung = rung.saturating_add(1).min(self.definition().top());
            self.note(CrisisFact::Accident { rung });
        } else if key.happens(u32::from(bare)) {
            let eyes = Eyes::truth(self.scenario, self.state);
            let helped = covering(eyes, self.kind, sides).into_iter();
            for (mechanism, _) in helped.filter(|(_, share)| share.0 > 0) {
                let cause = Cause::Crisis(self.kind);
                put_to_use(self.scenario, self.state, self.scribe, cause, mechanism);
            }
        }
    }
}

/// What reaching a rung for the first time does.
pub(super) fn reach(at: &mut Confrontation<'_>, sides: [ActorId; 2], rung: u8) {
    let before = at.crisis().is_some_and(|crisis| {
        let reached = crisis.history.split_last().map_or(0, |(_, past)| {
            past.iter().map(|it| it.to.max(it.from)).max().unwrap_or(0)
        });
        let begun = crisis.history.first().map_or(0, |it| it.from);
        rung <= reached.max(begun)
    });
    let place = usize::from(rung).saturating_sub(1);
    let Some(effects) = at.definition().rungs.get(place).filter(|_| !before) else {
        return;
    };
    let cause = Cause::Crisis(at.kind);
    at.act(cause, between(sides)).apply_all(effects);
}
