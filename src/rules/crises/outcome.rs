//! How a crisis ends, and what that does.

use crate::model::{
    ActorId, Cause, CrisisFact, CrisisOutcome, Figure, Owner, Points, Posture, What,
};
use crate::rules::crises::{Confrontation, between, seen_from};
use crate::rules::eyes::Eyes;
use crate::rules::gauges;
use crate::scenario::{CrisisKind, Rate};

/// Whether two postures end the crisis at this rung: who goes down while the other goes up has given way; so has who goes
/// down alone to where such incidents begin. If both go down below the serious rung it is settled.
pub(in crate::rules) fn after(
    kind: &CrisisKind,
    (sides, postures): ([ActorId; 2], [Posture; 2]),
    rung: u8,
) -> Option<CrisisOutcome> {
    let (quiet, over) = (rung < kind.serious, rung <= kind.calm());
    match postures {
        [Posture::Lower, Posture::Raise] => Some(CrisisOutcome::BackedDown(sides[0])),
        [Posture::Raise, Posture::Lower] => Some(CrisisOutcome::BackedDown(sides[1])),
        [Posture::Lower, Posture::Lower] => quiet.then_some(CrisisOutcome::Settled),
        [Posture::Lower, Posture::Hold] => over.then_some(CrisisOutcome::BackedDown(sides[0])),
        [Posture::Hold, Posture::Lower] => over.then_some(CrisisOutcome::BackedDown(sides[1])),
        [
            Posture::Hold | Posture::Raise,
            Posture::Hold | Posture::Raise,
        ] => None,
    }
}

/// Support of each group at home that giving way costs after so many public steps: step × steps × mandate / 50.
pub(in crate::rules) fn audience_cost(eyes: Eyes<'_>, actor: ActorId, steps: u8) -> Points {
    let step = eyes.scenario.lens().points(Rate::AudienceStep);
    let mandate = i64::from(gauges::mandate(eyes, actor).raw());
    step.scaled(i64::from(steps), 1).scaled(mandate, 50_000)
}

impl Confrontation<'_> {
    pub(super) fn end(&mut self, sides: [ActorId; 2], outcome: CrisisOutcome) {
        let Some(crisis) = self.state.crisis(self.kind) else {
            return;
        };
        let (audience, top) = (crisis.audience, crisis.top);
        self.note(CrisisFact::Ended { outcome });
        let (kind, cause) = (self.definition(), Cause::Crisis(self.kind));
        match outcome {
            CrisisOutcome::Settled => self.act(cause, between(sides)).apply_all(&kind.settled),
            CrisisOutcome::Frozen => self.act(cause, between(sides)).apply_all(&kind.frozen),
            CrisisOutcome::BackedDown(who) => {
                let side = usize::from(who != sides[0]);
                let steps = audience[side];
                self.pay_audiences((who, sides[(side + 1) % 2]), steps);
                self.act(cause, seen_from(sides, side))
                    .apply_all(&kind.backed_down);
            }
            CrisisOutcome::War => {
                let over = self.state.over().is_some();
                if let Some(ending) = kind.war.filter(|_| !over) {
                    let ending = Some(ending);
                    self.act(cause, between(sides))
                        .write(What::Ended { ending });
                }
                return;
            }
        }
        if top >= kind.serious {
            self.act(cause, between(sides)).apply_all(&kind.survived);
        }
    }

    /// Audiences at home: the one who gave way pays for what was said in public, the other gains.
    fn pay_audiences(&mut self, (lost, won): (ActorId, ActorId), steps: u8) {
        let cost = audience_cost(Eyes::truth(self.scenario, self.state), lost, steps);
        let gain = self.scenario.lens().points(Rate::AudienceGain);
        let cause = Cause::Crisis(self.kind);
        for (actor, by) in [(lost, Points::ZERO.minus(cost)), (won, gain)] {
            for (bloc, _) in &self.scenario.actor(actor).blocs {
                let owner = Owner::Bloc(actor, *bloc);
                if let Some(figure) = self.scenario.slots().of_owner(Figure::Bloc, owner) {
                    self.scribe
                        .shift(self.scenario, self.state, cause, figure, by);
                }
            }
        }
    }
}
