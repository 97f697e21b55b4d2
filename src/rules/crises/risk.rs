//! How likely a crisis climbs by itself, in its parts; how likely an offer stays unanswered.

use crate::model::condition::Obligation;
use crate::model::{
    ActorId, Channel, CrisisId, CrisisOrder, Figure, MechanismId, Owner, PerMille, Points, Posture,
};
use crate::rules::eyes::Eyes;
use crate::rules::gauges;
use crate::scenario::Rate;

/// No step is quite safe to climb: the most that the parts can come to, per mille.
const MOST: i64 = 950;

/// A part of the risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskPart {
    /// What such an incident brings along.
    Kind,
    /// How high it stands already.
    Rung,
    /// What the two fear of each other.
    Threat,
    /// What the two do in this step.
    Posture,
    /// How far they rely on each other.
    Trust,
    /// The sum was held between nothing and 950.
    Bound,
    /// Governments watch every move, once it is before them.
    Watched,
    /// A mechanism that covers the pair.
    Mechanism(MechanismId),
    /// A third party that carries messages in this step.
    ThirdParty,
}

/// The probability that a crisis climbs by itself, in its parts, which add up to it; per mille.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Risk {
    /// The parts in the order in which they count.
    pub parts: Vec<(RiskPart, i32)>,
    /// What it would be without any mechanism or third party.
    pub bare: u16,
    /// What it is.
    pub total: u16,
}

/// How likely an offer by a channel stays unanswered, per mille.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Silence(pub u16);

/// What the risk of a crisis rests on, whatever the two do in a step.
pub(in crate::rules) struct Ground<'a> {
    eyes: Eyes<'a>,
    kind: CrisisId,
    rung: u8,
    threat: Points,
    trust: Points,
    covering: Vec<(MechanismId, PerMille)>,
}

impl<'a> Ground<'a> {
    /// The ground as it stands for two sides at a rung.
    pub fn of(eyes: Eyes<'a>, kind: CrisisId, ([a, b], rung): ([ActorId; 2], u8)) -> Self {
        Self {
            eyes,
            kind,
            rung,
            threat: threat(eyes, a, b),
            trust: trust(eyes, a, b),
            covering: covering(eyes, kind, [a, b]),
        }
    }

    /// clamp(kind + rung·(r − 1) + threat·mean threat + Σ posture − trust·mean trust, 0, 950), in steps less what
    /// governments prevent that watch every move, then for each mechanism of a measure that helps
    /// Π(1 − relief·min(1, health/enough)·tested), and a share less if a third party is in between. Without steps: how it
    /// would climb by itself.
    pub fn risk(&self, steps: Option<[CrisisOrder; 2]>) -> Risk {
        let mut parts = Vec::new();
        let (bare, total) = self.sum(steps, |part, by| {
            if by != 0 {
                parts.push((part, i32::try_from(by).unwrap_or(0)));
            }
        });
        Risk { parts, bare, total }
    }

    /// The sum of the parts alone.
    pub fn total(&self, steps: [CrisisOrder; 2]) -> u16 {
        self.sum(Some(steps), |_, _| ()).1
    }

    /// Names each part, and what they come to without and with mechanisms and third parties.
    fn sum(
        &self,
        steps: Option<[CrisisOrder; 2]>,
        mut part: impl FnMut(RiskPart, i64),
    ) -> (u16, u16) {
        let mut sum = 0;
        for (which, by) in self.exposed(steps) {
            sum += by;
            part(which, by);
        }
        let held = sum.clamp(0, MOST);
        part(RiskPart::Bound, held - sum);
        let watched = steps.map_or(0, |_| self.share(Rate::CrisisWatched));
        let taken = (held * watched).div_euclid(1000);
        part(RiskPart::Watched, -taken);
        let bare = held - taken;
        let mut left = bare;
        for (mechanism, share) in &self.covering {
            let taken = (left * i64::from(share.0)).div_euclid(1000);
            part(RiskPart::Mechanism(*mechanism), -taken);
            left -= taken;
        }
        let third = |step: &CrisisOrder| step.channel.is_slow();
        if steps.is_some_and(|steps| steps.iter().any(third)) {
            let taken = (left * self.share(Rate::CrisisThirdParty)).div_euclid(1000);
            part(RiskPart::ThirdParty, -taken);
            left -= taken;
        }
        let small = |value: i64| u16::try_from(value.clamp(0, 1000)).unwrap_or(0);
        (small(bare), small(left))
    }

    /// The parts before any mechanism counts.
    fn exposed(&self, steps: Option<[CrisisOrder; 2]>) -> [(RiskPart, i64); 5] {
        let of =
            |rate, points: Points| (self.share(rate) * i64::from(points.raw())).div_euclid(100_000);
        let moved = steps.into_iter().flatten().map(|step| match step.posture {
            Posture::Lower => -self.share(Rate::CrisisLower),
            Posture::Hold => 0,
            Posture::Raise => self.share(Rate::CrisisRaise),
        });
        let base = i64::from(self.eyes.scenario.crisis(self.kind).climb.0);
        let above = i64::from(self.rung.saturating_sub(1));
        [
            (RiskPart::Kind, base),
            (RiskPart::Rung, self.share(Rate::CrisisRung) * above),
            (RiskPart::Threat, of(Rate::CrisisThreat, self.threat)),
            (RiskPart::Posture, moved.sum()),
            (RiskPart::Trust, -of(Rate::CrisisTrust, self.trust)),
        ]
    }

    fn share(&self, rate: Rate) -> i64 {
        i64::from(self.eyes.scenario.lens().share(rate).0)
    }
}

/// The risk of one pair of steps.
pub(in crate::rules) fn risk(
    eyes: Eyes<'_>,
    kind: CrisisId,
    at: ([ActorId; 2], u8),
    steps: Option<[CrisisOrder; 2]>,
) -> Risk {
    Ground::of(eyes, kind, at).risk(steps)
}

/// The mean of what two actors fear of each other; nothing where the scenario carries none.
pub(in crate::rules) fn threat(eyes: Eyes<'_>, a: ActorId, b: ActorId) -> Points {
    let felt = |a, b| eyes.scenario.slots().of_pair(Figure::Threat, a, b);
    mean([felt(a, b), felt(b, a)].map(|slot| slot.map(|slot| eyes.figure(slot))))
}

/// The mean of how far two actors rely on each other.
pub(in crate::rules) fn trust(eyes: Eyes<'_>, a: ActorId, b: ActorId) -> Points {
    mean([eyes.trust(a, b), eyes.trust(b, a)])
}

fn mean(found: [Option<Points>; 2]) -> Points {
    let (mut sum, mut count) = (Points::ZERO, 0);
    for value in found.into_iter().flatten() {
        sum = sum.plus(value);
        count += 1;
    }
    if count == 0 {
        return Points::ZERO;
    }
    sum.scaled(1, count)
}

/// The mechanisms that make this kind of crisis less dangerous between the two, each with the share of the risk that it
/// takes off: relief × min(1, health / enough), and a share of that while it was never used.
pub(in crate::rules) fn covering(
    eyes: Eyes<'_>,
    kind: CrisisId,
    [a, b]: [ActorId; 2],
) -> Vec<(MechanismId, PerMille)> {
    let lens = eyes.scenario.lens();
    let untested = lens.share(Rate::CrisisUntested);
    let enough = i64::from(lens.points(Rate::CrisisHealth).raw()).max(1);
    let mut found = Vec::new();
    for (measure, relief) in &eyes.scenario.crisis(kind).relief {
        for mechanism in gauges::covering(eyes, *measure, a, b) {
            let health = i64::from(gauges::health(eyes, mechanism).raw());
            let full = (i64::from(relief.0) * health.min(enough)).div_euclid(enough);
            let share = if is_tested(eyes, mechanism) {
                full
            } else {
                (full * i64::from(untested.0)).div_euclid(1000)
            };
            found.push((mechanism, PerMille(i32::try_from(share).unwrap_or(0))));
        }
    }
    found
}

/// Whether a mechanism has ever been put to use.
pub(in crate::rules) fn is_tested(eyes: Eyes<'_>, mechanism: MechanismId) -> bool {
    let slots = eyes.scenario.slots();
    let used = slots.of_owner(Figure::Use, Owner::Mechanism(mechanism));
    used.is_some_and(|slot| eyes.figure(slot) > Points::ZERO)
}

/// How likely an offer by this channel stays unanswered: privately the more the fewer working links there are, by a
/// mechanism the more the less it is used and cared for; in public, before a forum and by a third party it is heard.
pub(in crate::rules) fn silence(eyes: Eyes<'_>, [a, b]: [ActorId; 2], channel: Channel) -> Silence {
    let lens = eyes.scenario.lens();
    let share = match channel {
        Channel::Public | Channel::Mediator(_) | Channel::Forum => 0,
        Channel::Private => {
            let links = eyes.scenario.slots().of_pair(Figure::Network, a, b);
            let links = links.map_or(Points::ZERO, |slot| eyes.figure(slot));
            let missing = i64::from(Points::HUNDRED.minus(links).raw());
            (i64::from(lens.share(Rate::SilencePrivate).0) * missing).div_euclid(100_000)
        }
        Channel::Mechanism(mechanism) => {
            let rate = if is_tested(eyes, mechanism) {
                Rate::SilenceTested
            } else {
                Rate::SilenceUntested
            };
            let now = eyes.state.mechanism(mechanism);
            let dead = now.level < Obligation::Agreed;
            let health = if dead {
                0
            } else {
                i64::from(gauges::health(eyes, mechanism).raw())
            };
            (i64::from(lens.share(rate).0) * (200_000 - health)).div_euclid(200_000)
        }
    };
    Silence(u16::try_from(share.clamp(0, 1000)).unwrap_or(0))
}
