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

/// clamp(kind + rung·(r − 1) + threat·mean threat + Σ posture − trust·mean trust, 0, 950), in steps less what governments
/// prevent that watch every move, then for each mechanism of a
/// measure that helps Π(1 − relief·min(1, health/enough)·tested), and a share less if a third party is in between. Without steps: how
/// it would climb by itself.
pub(in crate::rules) fn risk(
    eyes: Eyes<'_>,
    kind: CrisisId,
    (sides, rung): ([ActorId; 2], u8),
    steps: Option<[CrisisOrder; 2]>,
) -> Risk {
    let mut parts = exposed(eyes, kind, (sides, rung), steps);
    let sum: i64 = parts.iter().map(|(_, part)| i64::from(*part)).sum();
    let held = sum.clamp(0, MOST);
    push(&mut parts, RiskPart::Bound, held - sum);
    let watched = steps.map_or(0, |_| {
        i64::from(eyes.scenario.lens().share(Rate::CrisisWatched).0)
    });
    let taken = (held * watched).div_euclid(1000);
    push(&mut parts, RiskPart::Watched, -taken);
    let bare = held - taken;
    let mut left = bare;
    for (mechanism, share) in covering(eyes, kind, sides) {
        let taken = (left * i64::from(share.0)).div_euclid(1000);
        push(&mut parts, RiskPart::Mechanism(mechanism), -taken);
        left -= taken;
    }
    let third = |step: &CrisisOrder| step.channel.is_slow();
    if steps.is_some_and(|steps| steps.iter().any(third)) {
        let share = eyes.scenario.lens().share(Rate::CrisisThirdParty);
        let taken = (left * i64::from(share.0)).div_euclid(1000);
        push(&mut parts, RiskPart::ThirdParty, -taken);
        left -= taken;
    }
    let small = |value: i64| u16::try_from(value.clamp(0, 1000)).unwrap_or(0);
    Risk {
        parts,
        bare: small(bare),
        total: small(left),
    }
}

fn push(parts: &mut Vec<(RiskPart, i32)>, part: RiskPart, by: i64) {
    if by != 0 {
        parts.push((part, i32::try_from(by).unwrap_or(0)));
    }
}

/// The parts before any mechanism counts.
fn exposed(
    eyes: Eyes<'_>,
    kind: CrisisId,
    (sides, rung): ([ActorId; 2], u8),
    steps: Option<[CrisisOrder; 2]>,
) -> Vec<(RiskPart, i32)> {
    let lens = eyes.scenario.lens();
    let share = |rate| i64::from(lens.share(rate).0);
    let [a, b] = sides;
    let of = |rate, points: Points| (share(rate) * i64::from(points.raw())).div_euclid(100_000);
    let moved = steps.into_iter().flatten().map(|step| match step.posture {
        Posture::Lower => -share(Rate::CrisisLower),
        Posture::Hold => 0,
        Posture::Raise => share(Rate::CrisisRaise),
    });
    let mut parts = Vec::new();
    let base = i64::from(eyes.scenario.crisis(kind).climb.0);
    push(&mut parts, RiskPart::Kind, base);
    let above = i64::from(rung.saturating_sub(1));
    push(&mut parts, RiskPart::Rung, share(Rate::CrisisRung) * above);
    push(
        &mut parts,
        RiskPart::Threat,
        of(Rate::CrisisThreat, threat(eyes, a, b)),
    );
    push(&mut parts, RiskPart::Posture, moved.sum());
    push(
        &mut parts,
        RiskPart::Trust,
        -of(Rate::CrisisTrust, trust(eyes, a, b)),
    );
    parts
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
