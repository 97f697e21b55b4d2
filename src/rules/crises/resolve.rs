//! How far a side would go: stakes, arms, allies, the public steps taken so far.

use crate::model::{ActorId, CrisisId, Figure, Intention, Path, PerMille, Points};
use crate::rules::crises::seen_from;
use crate::rules::eyes::{Eyes, Scope};
use crate::scenario::{Interests, Rate};

/// A part of the resolve of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResolvePart {
    /// What is at stake.
    Stakes,
    /// Its lead in arms, or the other's.
    Arms,
    /// Its fear that an ally would not come.
    Allies,
    /// What it has said in public.
    Audience,
}

/// How far a side would go, in its parts, in points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolve {
    /// The parts.
    pub parts: Vec<(ResolvePart, Points)>,
    /// Their sum.
    pub total: Points,
}

/// base + Σ k × (figure − 50) / 50, the mean where a path stands for several; never under one point.
pub(in crate::rules) fn weigh(eyes: Eyes<'_>, scope: Scope, interests: &Interests) -> Points {
    let each = interests
        .terms
        .iter()
        .map(|(path, weight)| term(eyes, scope, *path, *weight));
    let sum = each.fold(interests.base, Points::plus);
    sum.max(Points::whole(1))
}

fn term(eyes: Eyes<'_>, scope: Scope, path: Path, weight: i32) -> Points {
    let (mut sum, mut count) = (0_i64, 0_i64);
    eyes.values(scope, path, |value| {
        sum += i64::from(value.minus(Points::whole(50)).raw());
        count += 1;
    });
    Points::whole(weight).scaled(sum, 50_000 * count.max(1))
}

/// What is at stake for a side that means this by it.
pub(in crate::rules) fn stakes(
    eyes: Eyes<'_>,
    kind: CrisisId,
    (sides, side): ([ActorId; 2], usize),
    intention: Intention,
) -> Points {
    let definition = eyes.scenario.crisis(kind);
    let scope = seen_from(sides, side);
    let written = weigh(eyes, scope, &definition.stakes[side % 2]);
    let lens = eyes.scenario.lens();
    let share = match intention {
        Intention::Probe => lens.share(Rate::StakesProbe),
        Intention::Blunder => lens.share(Rate::StakesBlunder),
        Intention::Resolve => PerMille(1000),
    };
    written.share(share)
}

/// How far a side would go, as these eyes see it.
pub(in crate::rules) fn resolve(
    eyes: Eyes<'_>,
    kind: CrisisId,
    (sides, side): ([ActorId; 2], usize),
    (intention, audience): (Intention, u8),
) -> Resolve {
    let (me, other) = (sides[side % 2], sides[(side + 1) % 2]);
    let (slots, lens) = (eyes.scenario.slots(), eyes.scenario.lens());
    let arms = |actor| {
        let slot = slots.of_actor(Figure::Arms, actor);
        slot.map_or(Points::ZERO, |slot| eyes.figure(slot))
    };
    let lead = arms(me)
        .minus(arms(other))
        .share(lens.share(Rate::ResolveArms));
    let allies = eyes.scenario.actors().filter_map(|(ally, _)| {
        let slot = slots.of_pair(Figure::Abandonment, me, ally)?;
        Some(eyes.figure(slot))
    });
    let alone = allies.max().unwrap_or(Points::ZERO);
    let alone = alone.share(lens.share(Rate::ResolveAllies));
    let said = lens
        .points(Rate::ResolveAudience)
        .scaled(i64::from(audience), 1);
    let parts = vec![
        (
            ResolvePart::Stakes,
            stakes(eyes, kind, (sides, side), intention),
        ),
        (ResolvePart::Arms, lead),
        (ResolvePart::Allies, Points::ZERO.minus(alone)),
        (ResolvePart::Audience, said),
    ];
    let total = parts
        .iter()
        .fold(Points::ZERO, |sum, (_, part)| sum.plus(*part));
    Resolve { parts, total }
}
