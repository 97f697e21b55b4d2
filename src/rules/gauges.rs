//! What is derived and never stored: coverage, predictability, polarisation, mandate, ownership, axes and indices.

use crate::model::condition::Obligation;
use crate::model::{
    ActorId, ActorSet, Derived, Figure, FigureId, Formula, GaugeId, MeasureId, MechanismId, Owner,
    Path, PerMille, Points, SeatId, TableStatus,
};
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::view::Term;
use crate::scenario::{MeasureKind, Rate, Scenario};

const NEUTRAL: Points = Points::whole(50);
/// Coverage never counts for more than this: some contact always stays uncovered.
const COVERAGE_CAP: Points = Points::whole(90);
/// What functional cooperation covers of a military risk, as a share of what a military measure does.
const SOFT_COVERAGE: PerMille = PerMille(150);

/// The value of an axis or index for a seat, from 0 to 100.
pub(in crate::rules) fn value(eyes: Eyes<'_>, seat: SeatId, gauge: GaugeId) -> Points {
    let formula = &eyes.scenario.gauge(gauge).formula;
    evaluate(eyes, Scope::of(seat, None), formula).clamp_to(Points::ZERO, Points::HUNDRED)
}

/// A formula's value, not yet held between 0 and 100.
pub(in crate::rules) fn evaluate(eyes: Eyes<'_>, scope: Scope, formula: &Formula) -> Points {
    match formula {
        Formula::Points(points) => *points,
        Formula::Mean(path) => mean(eyes, scope, *path),
        Formula::Lowest(path) => best(eyes, scope, *path, |one, other| one < other),
        Formula::Highest(path) => best(eyes, scope, *path, |one, other| one > other),
        Formula::Gap(one, other) => mean(eyes, scope, *one)
            .minus(mean(eyes, scope, *other))
            .magnitude(),
        Formula::Invert(inner) => Points::HUNDRED.minus(evaluate(eyes, scope, inner)),
        Formula::Sum(terms) => terms
            .iter()
            .map(|(weight, inner)| evaluate(eyes, scope, inner).share(*weight))
            .fold(Points::ZERO, Points::plus),
        Formula::Derived(derived) => match derived {
            Derived::Predictability => predictability(eyes),
            Derived::Polarisation => polarisation(eyes),
            Derived::Mandate(selector) => average(
                eyes.select(scope, *selector)
                    .iter()
                    .map(|actor| (mandate(eyes, actor), 1)),
            ),
            Derived::Ownership => ownership(eyes),
            Derived::Closing => closing(eyes),
        },
    }
}

/// The parts of a gauge's sum that can move, in the order of its formula, each with what it adds for a seat.
pub(in crate::rules) fn terms(eyes: Eyes<'_>, seat: SeatId, gauge: GaugeId) -> Vec<Term<'_>> {
    let scope = Scope::of(seat, None);
    let term = |weight: PerMille, formula| Term {
        weight,
        formula,
        adds: evaluate(eyes, scope, formula).share(weight),
    };
    match &eyes.scenario.gauge(gauge).formula {
        Formula::Sum(terms) => {
            let each = terms.iter();
            let moving = each.filter(|(_, inner)| !matches!(inner, Formula::Points(_)));
            moving.map(|(weight, inner)| term(*weight, inner)).collect()
        }
        whole => vec![term(PerMille(1000), whole)],
    }
}

/// The stored figures that a formula reads for a seat, each once, in its order.
pub(in crate::rules) fn figures(eyes: Eyes<'_>, seat: SeatId, formula: &Formula) -> Vec<FigureId> {
    let mut found = Vec::new();
    collect(eyes, Scope::of(seat, None), formula, &mut found);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|figure| seen.insert(*figure));
    found
}

fn collect(eyes: Eyes<'_>, scope: Scope, formula: &Formula, found: &mut Vec<FigureId>) {
    match formula {
        Formula::Points(_) => {}
        Formula::Mean(path) | Formula::Lowest(path) | Formula::Highest(path) => {
            read(eyes, scope, *path, found);
        }
        Formula::Gap(one, other) => {
            read(eyes, scope, *one, found);
            read(eyes, scope, *other, found);
        }
        Formula::Invert(inner) => collect(eyes, scope, inner, found),
        Formula::Sum(terms) => terms
            .iter()
            .for_each(|(_, inner)| collect(eyes, scope, inner, found)),
        Formula::Derived(derived) => collect_derived(eyes, scope, *derived, found),
    }
}

fn read(eyes: Eyes<'_>, scope: Scope, path: Path, found: &mut Vec<FigureId>) {
    eyes.slots(scope, path, |figure| found.push(figure));
    if let Path::Pair(Figure::Trust, from, to) = path {
        eyes.slots(scope, Path::Pair(Figure::WarmTrust, from, to), |figure| {
            found.push(figure)
        });
    }
}

fn collect_derived(eyes: Eyes<'_>, scope: Scope, derived: Derived, found: &mut Vec<FigureId>) {
    let wanted = |figure: Figure| match derived {
        Derived::Predictability => matches!(figure, Figure::Health | Figure::Use),
        Derived::Polarisation => figure == Figure::Closeness,
        Derived::Ownership => figure == Figure::Share,
        Derived::Closing => false,
        Derived::Mandate(_) => figure == Figure::Bloc,
    };
    let actors = match derived {
        Derived::Mandate(selector) => eyes.select(scope, selector),
        Derived::Predictability | Derived::Polarisation | Derived::Ownership | Derived::Closing => {
            eyes.scenario.everyone()
        }
    };
    let owned = |owner: Owner| owner.actor().is_none_or(|actor| actors.contains(actor));
    let slots = eyes
        .scenario
        .slots()
        .iter()
        .filter(|(_, slot)| wanted(slot.figure) && owned(slot.owner));
    found.extend(slots.map(|(id, _)| id));
}

fn mean(eyes: Eyes<'_>, scope: Scope, path: Path) -> Points {
    let (mut sum, mut count) = (0_i64, 0_i64);
    eyes.values(scope, path, |value| {
        sum += i64::from(value.raw());
        count += 1;
    });
    divided(sum, count)
}

fn best(
    eyes: Eyes<'_>,
    scope: Scope,
    path: Path,
    better: impl Fn(Points, Points) -> bool,
) -> Points {
    let mut found: Option<Points> = None;
    eyes.values(scope, path, |value| {
        if found.is_none_or(|known| better(value, known)) {
            found = Some(value);
        }
    });
    found.unwrap_or(NEUTRAL)
}

/// The weighted mean, rounded down; 50 where nothing has weight.
fn average(values: impl Iterator<Item = (Points, i64)>) -> Points {
    let (sum, weight) = values.fold((0_i64, 0_i64), |(sum, weight), (value, its)| {
        (sum + i64::from(value.raw()) * its, weight + its)
    });
    divided(sum, weight)
}

fn divided(sum: i64, weight: i64) -> Points {
    if weight <= 0 {
        return NEUTRAL;
    }
    i32::try_from(sum.div_euclid(weight)).map_or(NEUTRAL, Points::thousandths)
}

/// How well a mechanism works; 0 if nothing exists.
pub(in crate::rules) fn health(eyes: Eyes<'_>, mechanism: MechanismId) -> Points {
    mechanism_figure(eyes, Figure::Health, mechanism)
}

fn mechanism_figure(eyes: Eyes<'_>, figure: Figure, mechanism: MechanismId) -> Points {
    let slot = eyes
        .scenario
        .slots()
        .of_owner(figure, Owner::Mechanism(mechanism));
    slot.map_or(Points::ZERO, |slot| eyes.figure(slot))
}

/// The mechanisms for `measure` that are agreed or firmer and have both as members.
pub(in crate::rules) fn covering<'a>(
    eyes: Eyes<'a>,
    measure: MeasureId,
    a: ActorId,
    b: ActorId,
) -> impl Iterator<Item = MechanismId> + use<'a> {
    eyes.scenario
        .mechanisms()
        .filter(move |(_, mechanism)| mechanism.measure == measure)
        .filter(move |(id, _)| binds(eyes, *id, a, b))
        .map(|(id, _)| id)
}

fn binds(eyes: Eyes<'_>, mechanism: MechanismId, a: ActorId, b: ActorId) -> bool {
    let now = eyes.state.mechanism(mechanism);
    now.level >= Obligation::Agreed && now.members.contains(a) && now.members.contains(b)
}

/// How much of the dangerous contact between two actors mechanisms cover, 0 to 90: health × (0.7 + 0.1 a level above
/// agreed), a share of it if the mechanism was never used, a smaller one if it is functional cooperation.
pub(in crate::rules) fn coverage(eyes: Eyes<'_>, a: ActorId, b: ActorId) -> Points {
    Covers::of(eyes).between(a, b)
}

/// What each mechanism that binds anybody covers between its members: worked out once for all pairs.
pub(in crate::rules) struct Covers(Vec<(ActorSet, Points)>);

impl Covers {
    /// As things stand.
    pub fn of(eyes: Eyes<'_>) -> Self {
        let each = eyes.scenario.mechanisms().filter_map(|(id, mechanism)| {
            let now = eyes.state.mechanism(id);
            if now.level < Obligation::Agreed {
                return None;
            }
            let used = mechanism_figure(eyes, Figure::Use, id) > Points::ZERO;
            let reach = PerMille(500 + 10 * i32::from(now.reach));
            let health = health(eyes, id).share(reach);
            let kind = *eyes.scenario.measure(mechanism.measure);
            let covered = strength(eyes.scenario, health, now.level, used, kind);
            Some((now.members, covered))
        });
        Self(each.collect())
    }

    /// As the scenario opens, from its definitions alone.
    pub fn at_the_opening(scenario: &Scenario) -> Self {
        let opening = |figure: Figure, id: MechanismId| {
            let slot = scenario.slots().of_owner(figure, Owner::Mechanism(id));
            slot.map_or(Points::ZERO, |slot| scenario.slots().get(slot).opening)
        };
        let agreed = scenario
            .mechanisms()
            .filter(|(_, mechanism)| mechanism.level >= Obligation::Agreed);
        let each = agreed.map(|(id, mechanism)| {
            let used = opening(Figure::Use, id) > Points::ZERO;
            let kind = *scenario.measure(mechanism.measure);
            let health = opening(Figure::Health, id);
            let covered = strength(scenario, health, mechanism.level, used, kind);
            (mechanism.members, covered)
        });
        Self(each.collect())
    }

    /// Between two actors, 0 to 90.
    pub fn between(&self, a: ActorId, b: ActorId) -> Points {
        let binding = self.0.iter();
        let binding = binding.filter(|(members, _)| members.contains(a) && members.contains(b));
        let sum = binding.fold(Points::ZERO, |sum, (_, covered)| sum.plus(*covered));
        sum.clamp_to(Points::ZERO, COVERAGE_CAP)
    }
}

fn strength(
    scenario: &Scenario,
    health: Points,
    level: Obligation,
    used: bool,
    kind: MeasureKind,
) -> Points {
    let above = i32::from(level.level()) - i32::from(Obligation::Agreed.level());
    let full = health.share(PerMille(700 + 100 * above));
    let tested = if used {
        full
    } else {
        full.share(scenario.lens().share(Rate::UntestedCoverage))
    };
    match kind {
        MeasureKind::Hard => tested,
        MeasureKind::Soft => tested.share(SOFT_COVERAGE),
    }
}

/// How much of the felt threat lies between pairs that mechanisms cover, 0 to 90.
pub(in crate::rules) fn predictability(eyes: Eyes<'_>) -> Points {
    let covers = Covers::of(eyes);
    let felt = eyes.scenario.slots().felt().iter();
    average(felt.map(|((a, b), threat)| {
        (
            covers.between(*a, *b),
            i64::from(eyes.figure(*threat).raw()),
        )
    }))
}

/// Mean distance of the non-poles from the middle between the poles, weighted by power; the index that moved and
/// explained itself in the prototype, where Esteban and Ray's (1994) did neither.
fn polarisation(eyes: Eyes<'_>) -> Points {
    let (first, second) = eyes.scenario.poles();
    let slots = eyes.scenario.slots();
    let closeness = |actor, pole| {
        slots
            .of_pair(Figure::Closeness, actor, pole)
            .map(|slot| eyes.figure(slot))
    };
    let distances = eyes.scenario.actors().filter_map(|(id, actor)| {
        let gap = closeness(id, first)?
            .minus(closeness(id, second)?)
            .magnitude();
        Some((gap, i64::from(actor.power)))
    });
    average(distances)
}

/// Support at home, weighted by the blocs' weights, 0 to 100; 50 where there are no blocs.
pub(in crate::rules) fn mandate(eyes: Eyes<'_>, actor: ActorId) -> Points {
    let slots = eyes.scenario.slots();
    let blocs = &eyes.scenario.actor(actor).blocs;
    let support = blocs.iter().filter_map(|(bloc, weight)| {
        let slot = slots.of_owner(Figure::Bloc, Owner::Bloc(actor, *bloc))?;
        Some((eyes.figure(slot), i64::from(weight.0)))
    });
    average(support)
}

fn ownership(eyes: Eyes<'_>) -> Points {
    let alive = eyes
        .scenario
        .mechanisms()
        .filter(|(id, _)| eyes.state.mechanism(*id).level >= Obligation::Agreed);
    average(alive.map(|(id, _)| (spread(eyes, id), 1)))
}

/// 100 × (1 − Σ share²) of one mechanism; 0 where one member holds everything or nobody holds anything.
fn spread(eyes: Eyes<'_>, mechanism: MechanismId) -> Points {
    let shares = eyes
        .state
        .mechanism(mechanism)
        .members
        .iter()
        .filter_map(|actor| {
            let slot = eyes.scenario.slots().share(mechanism, actor)?;
            Some(i64::from(eyes.figure(slot).raw()))
        });
    let (sum, squares) = shares.fold((0_i64, 0_i64), |(sum, squares), share| {
        (sum + share, squares + share * share)
    });
    if sum == 0 {
        return Points::ZERO;
    }
    let concentration = (squares * 100_000).div_euclid(sum * sum);
    i32::try_from(100_000 - concentration).map_or(Points::ZERO, Points::thousandths)
}

/// Of the tables that have come to an end, each convening counted, the share with a signed text; 50 if none has.
fn closing(eyes: Eyes<'_>) -> Points {
    let (mut signed, mut ended) = (0_i64, 0_i64);
    let tables = eyes.scenario.tables();
    for now in tables.filter_map(|(id, _)| eyes.state.table(id)) {
        let closed = matches!(now.status, TableStatus::Signed | TableStatus::InForce);
        signed += i64::from(closed);
        ended += i64::from(closed) + i64::from(now.failures);
    }
    if ended == 0 {
        return NEUTRAL;
    }
    Points::HUNDRED.scaled(signed, ended)
}
