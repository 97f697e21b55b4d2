//! How a crisis ends, and what that does.

use crate::model::{
    ActorId, Cause, CrisisFact, CrisisOutcome, Figure, Owner, Points, Posture, What,
};
use crate::rules::crises::{Confrontation, between, seen_from};
use crate::rules::eyes::Eyes;
use crate::rules::gauges;
use crate::scenario::Rate;

/// Whether two postures end the crisis, after those of the step before. An offer to go down stands for a step: if both go
/// down and one of them had offered, or one does while the other's offer stands and is not taken back by going up, it is
/// settled. Who goes down twice running without an offer from the other has given way.
pub(in crate::rules) fn after(
    sides: [ActorId; 2],
    before: Option<[Posture; 2]>,
    postures: [Posture; 2],
) -> Option<CrisisOutcome> {
    let down = postures.map(|posture| posture == Posture::Lower);
    let offered = before.map_or([false; 2], |it| it.map(|was| was == Posture::Lower));
    let alone = match down {
        [true, true] => return (offered[0] || offered[1]).then_some(CrisisOutcome::Settled),
        [true, false] => 0,
        [false, true] => 1,
        [false, false] => return None,
    };
    let other = 1 - alone;
    if offered[other] && postures[other] == Posture::Hold {
        return Some(CrisisOutcome::Settled);
    }
    offered[alone].then_some(CrisisOutcome::BackedDown(sides[alone]))
}

/// Support of each group at home that giving way costs after so many public steps: (once + step × steps) × mandate / 50.
pub(in crate::rules) fn audience_cost(eyes: Eyes<'_>, actor: ActorId, steps: u8) -> Points {
    let lens = eyes.scenario.lens();
    let once = lens.points(Rate::AudienceOnce);
    let step = lens.points(Rate::AudienceStep);
    let mandate = i64::from(gauges::mandate(eyes, actor).raw());
    once.plus(step.scaled(i64::from(steps), 1))
        .scaled(mandate, 50_000)
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
