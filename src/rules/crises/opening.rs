//! How an incident begins: how far it climbs by itself, and whether governments must decide.

use crate::model::{ActorId, Cause, Cover, CrisisFact, CrisisId, MechanismId, Points, Selector};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::crises::risk::{covering, is_tested, risk, threat, trust};
use crate::rules::crises::steps::reach;
use crate::rules::crises::{Confrontation, beliefs};
use crate::rules::effects::{Act, is_last, put_to_use, subject_hash};
use crate::rules::eyes::Eyes;

/// An incident by an effect. Nothing happens between an actor and itself, without two seats, after the last turn, or while
/// a crisis of this kind is under way.
pub(in crate::rules) fn open_by_effect(
    act: &mut Act<'_>,
    kind: CrisisId,
    (a, b): (Selector, Selector),
    rung: u8,
) {
    let eyes = Eyes::truth(act.scenario, act.state);
    let first = |selector| eyes.select(act.scope, selector).iter().next();
    let Some((a, b)) = first(a).zip(first(b)) else {
        return;
    };
    let seated = |actor: ActorId| act.scenario.actor(actor).has_seat;
    let idle = act.state.over().is_some() || is_last(act.scenario, act.state.turn());
    if a == b || !seated(a) || !seated(b) || idle || act.state.crisis(kind).is_some() {
        return;
    }
    let cause = act.cause;
    let mut at = Confrontation {
        scenario: act.scenario,
        state: act.state,
        scribe: act.scribe,
        kind,
    };
    at.begin(cause, [a, b], rung.max(1));
}

impl Confrontation<'_> {
    fn begin(&mut self, cause: Cause, sides: [ActorId; 2], rung: u8) {
        let eyes = Eyes::truth(self.scenario, self.state);
        let (cover, strain) = (self.cover(eyes, sides), strain(eyes, sides));
        let serious = self.definition().serious;
        let mut reached = rung;
        let mut used = Held::default();
        while reached < serious && self.climbs(sides, reached, &mut used) {
            reached += 1;
        }
        let [a, b] = sides;
        let what = CrisisFact::Incident {
            a,
            b,
            from: rung,
            rung: reached,
            cover,
            strain,
        };
        self.write(cause, what);
        for mechanism in used.0 {
            let cause = Cause::Crisis(self.kind);
            put_to_use(self.scenario, self.state, self.scribe, cause, mechanism);
        }
        for below in rung..=reached {
            reach(self, sides, below);
        }
        if reached >= serious && self.state.over().is_none() {
            self.open(cause, sides, reached);
        }
    }

    /// Whether an incident climbs one rung by itself. Where only a mechanism stood between, it was used.
    fn climbs(&self, sides: [ActorId; 2], rung: u8, used: &mut Held) -> bool {
        let eyes = Eyes::truth(self.scenario, self.state);
        let likely = risk(eyes, self.kind, (sides, rung), None);
        let key = self.key(Purpose::Climb, sides, u32::from(rung));
        if key.happens(u32::from(likely.total)) {
            return true;
        }
        if key.happens(u32::from(likely.bare)) {
            let helped = covering(eyes, self.kind, sides);
            let helped = helped.into_iter().filter(|(_, share)| share.0 > 0);
            used.0.extend(helped.map(|(mechanism, _)| mechanism));
        }
        false
    }

    pub(super) fn key(&self, purpose: Purpose, sides: [ActorId; 2], step: u32) -> Key {
        Key {
            seed: self.state.seed(),
            turn: self.state.turn(),
            purpose,
            subject: combine(&[
                self.definition().subject_hash,
                subject_hash(self.scenario, sides[0]),
                subject_hash(self.scenario, sides[1]),
            ]),
            step,
        }
    }

    fn cover(&self, eyes: Eyes<'_>, sides: [ActorId; 2]) -> Cover {
        let there = covering(eyes, self.kind, sides);
        if there
            .iter()
            .any(|(mechanism, _)| is_tested(eyes, *mechanism))
        {
            Cover::Tested
        } else if there.is_empty() {
            Cover::Nothing
        } else {
            Cover::Untested
        }
    }

    fn open(&mut self, cause: Cause, sides: [ActorId; 2], rung: u8) {
        let [a, b] = sides;
        self.write(cause, CrisisFact::Opened { a, b, rung });
        for side in 0..2 {
            self.bring_along(sides, side);
        }
    }

    /// What a side means by it, drawn once; what it makes of the other.
    fn bring_along(&mut self, sides: [ActorId; 2], side: usize) {
        let truth = Eyes::truth(self.scenario, self.state);
        let odds = beliefs::prior(truth, self.kind, (sides, side));
        let Some(crisis) = self.state.crisis(self.kind) else {
            return;
        };
        let world = (self.state.seed(), self.kind);
        let intention = beliefs::draw(self.scenario, world, (crisis, side), odds);
        let own = Eyes {
            seat: Some(crate::model::SeatId(sides[side])),
            ..truth
        };
        let believed = beliefs::prior(own, self.kind, (sides, (side + 1) % 2));
        let by = sides[side];
        self.note(CrisisFact::Intended { by, intention });
        self.note(CrisisFact::Believed { by, odds: believed });
    }
}

/// Mechanisms that held, in their order.
#[derive(Default)]
struct Held(Vec<MechanismId>);

/// How strained relations are between two: mean threat less mean trust, moved up by 100 and halved.
fn strain(eyes: Eyes<'_>, [a, b]: [ActorId; 2]) -> u8 {
    let above = threat(eyes, a, b).minus(trust(eyes, a, b));
    let moved = above.plus(Points::HUNDRED).scaled(1, 2);
    u8::try_from(moved.displayed().clamp(0, 100)).unwrap_or(0)
}
