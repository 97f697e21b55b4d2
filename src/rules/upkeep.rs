//! Upkeep: what the passage of a turn does by itself. Every rule reads the values of the phase's start.

use crate::model::condition::Obligation;
use crate::model::condition::PledgeStatus;
use crate::model::fact::Span;
use crate::model::{
    ActorId, Band, Cause, Figure, FigureId, MechanismId, Owner, PerMille, Points, Rule, What,
};
use crate::rules::conditions::{all_hold, holds};
use crate::rules::effects::{AS_WRITTEN, Act};
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::gauges;
use crate::rules::state::scribe::Scribe;
use crate::rules::state::{State, Sustained};
use crate::scenario::{Rate, Scenario, Slot};

/// A lasting effect under a twentieth of a point has faded away.
const FADED: Points = Points::thousandths(50);

/// Everything that a turn's end does by itself.
pub(in crate::rules) fn run(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    spend_sustained(scenario, state, scribe);
    settle_pledges(scenario, state, scribe);
    let before = state.clone();
    let start = Start {
        scenario,
        state: &before,
    };
    for (figure, slot) in scenario.slots().iter() {
        if let Some((rule, delta)) = start.drift(figure, slot) {
            scribe.shift(scenario, state, Cause::Upkeep(rule), figure, delta);
        }
    }
    age_estimates(scenario, state, scribe, &before);
}

fn spend_sustained(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let lasting: Vec<Sustained> = state.sustained().to_vec();
    for Sustained {
        figure,
        amount,
        span,
        cause,
    } in lasting
    {
        let alive = match span {
            Span::While(condition) => {
                let condition = scenario.lasting_condition(condition);
                holds(Eyes::truth(scenario, state), Scope::default(), condition)
            }
            Span::Turns(_) | Span::Fading(_) => true,
        };
        if alive {
            scribe.shift(scenario, state, cause, figure, amount);
        }
        let (amount, span) = match span {
            Span::Turns(turns) if turns > 1 => (amount, Span::Turns(turns - 1)),
            Span::Turns(_) => (Points::ZERO, span),
            Span::Fading(share) => {
                let left = amount.minus(amount.share(PerMille(i32::from(share))));
                (
                    if left.magnitude() < FADED {
                        Points::ZERO
                    } else {
                        left
                    },
                    span,
                )
            }
            Span::While(_) => (if alive { amount } else { Points::ZERO }, span),
        };
        scribe.write(
            scenario,
            state,
            cause,
            What::Spent {
                figure,
                amount,
                span,
            },
        );
    }
}

fn settle_pledges(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let open: Vec<_> = state
        .pledges()
        .iter()
        .filter(|pledge| pledge.status == PledgeStatus::Open)
        .copied()
        .collect();
    for given in open {
        let scope = Scope::of(given.seat, None);
        let terms = scenario.pledge(given.pledge);
        let kept = all_hold(Eyes::truth(scenario, state), scope, &terms.kept_when);
        let (seat, pledge) = (given.seat, given.pledge);
        let (what, effects) = if kept {
            (What::Kept { seat, pledge }, &terms.kept)
        } else if given.due <= state.turn() {
            (What::Broke { seat, pledge }, &terms.broken)
        } else {
            continue;
        };
        let cause = Cause::Pledge(pledge, seat);
        scribe.write(scenario, state, cause, what);
        Act {
            scenario,
            state,
            scribe,
            cause,
            scope,
            strength: AS_WRITTEN,
        }
        .apply_all(effects);
    }
}

fn age_estimates(scenario: &Scenario, state: &mut State, scribe: &mut Scribe, before: &State) {
    let lens = scenario.lens();
    let (step, widest) = (
        lens.points(Rate::EstimateAging),
        lens.points(Rate::EstimateWidest),
    );
    let cause = Cause::Upkeep(Rule::EstimatesAge);
    for estimate in before.estimates() {
        let wider = estimate.band.points().plus(step);
        let band = Band::from_points(wider.clamp_to(
            Points::ZERO,
            widest.clamp_to(estimate.band.points(), Points::HUNDRED),
        ));
        if band != estimate.band {
            let what = What::Aged {
                seat: estimate.seat,
                figure: estimate.figure,
                band,
            };
            scribe.write(scenario, state, cause, what);
        }
    }
}

/// The world at the start of the phase.
struct Start<'a> {
    scenario: &'a Scenario,
    state: &'a State,
}

impl Start<'_> {
    /// What time does to one figure.
    fn drift(&self, figure: FigureId, slot: &Slot) -> Option<(Rule, Points)> {
        let now = self.state.figure(figure);
        let rate = |rate| self.scenario.lens().share(rate);
        match (slot.figure, slot.owner) {
            (Figure::WarmTrust, _) => Some((
                Rule::WarmthFades,
                Points::ZERO.minus(now.share(rate(Rate::WarmthDecay))),
            )),
            (Figure::FirmTrust, Owner::Pair(a, b)) => {
                let goal = slot.opening.plus(self.trust_shift(a, b));
                Some((Rule::TrustSettles, pulled(now, goal, rate(Rate::TrustPull))))
            }
            (Figure::Threat, Owner::Pair(a, b)) => {
                let goal = slot.opening.plus(self.threat_shift(a, b));
                Some((
                    Rule::ThreatFollows,
                    pulled(now, goal, rate(Rate::ThreatPull)),
                ))
            }
            (Figure::Network, _) => {
                let above = now
                    .minus(slot.opening)
                    .clamp_to(Points::ZERO, Points::HUNDRED);
                Some((
                    Rule::LinksLoosen,
                    Points::ZERO.minus(above.share(rate(Rate::NetworkDecay))),
                ))
            }
            (Figure::Will, _) => Some((
                Rule::WillSettles,
                pulled(now, slot.opening, rate(Rate::WillPull)),
            )),
            (Figure::Health, Owner::Mechanism(mechanism)) => {
                let goal = self.attention(mechanism)?;
                Some((
                    Rule::HealthFollows,
                    pulled(now, goal, rate(Rate::HealthPull)),
                ))
            }
            (Figure::Capital, Owner::Actor(actor)) => {
                Some((Rule::Income, self.scenario.actor(actor).income))
            }
            _ => None,
        }
    }

    fn since_opening(&self, figure: Figure, a: ActorId, b: ActorId) -> Points {
        let slot = self.scenario.slots().of_pair(figure, a, b);
        slot.map_or(Points::ZERO, |id| {
            self.state
                .figure(id)
                .minus(self.scenario.slots().get(id).opening)
        })
    }

    fn coverage_gained(&self, a: ActorId, b: ActorId) -> Points {
        let now = gauges::coverage(Eyes::truth(self.scenario, self.state), a, b);
        now.minus(gauges::opening_coverage(self.scenario, a, b))
    }

    /// Where standing trust rests, as a distance from its opening.
    fn trust_shift(&self, a: ActorId, b: ActorId) -> Points {
        let lens = self.scenario.lens();
        let links = self
            .since_opening(Figure::Network, a, b)
            .share(lens.share(Rate::TrustFromNetwork));
        let covered = self
            .coverage_gained(a, b)
            .share(lens.share(Rate::TrustFromCoverage));
        let grieved = self
            .since_opening(Figure::Grievance, a, b)
            .share(lens.share(Rate::TrustFromGrievance));
        links.plus(covered).minus(grieved)
    }

    /// Where threat rests, as a distance from its opening: Richardson's (1960) reaction to the other's arms, less what
    /// is covered and what is trusted.
    fn threat_shift(&self, a: ActorId, b: ActorId) -> Points {
        let lens = self.scenario.lens();
        let arms = self
            .scenario
            .slots()
            .of_actor(Figure::Arms, b)
            .map_or(Points::ZERO, |id| {
                self.state
                    .figure(id)
                    .minus(self.scenario.slots().get(id).opening)
            });
        let armed = arms.share(lens.share(Rate::ThreatFromArms));
        let covered = self
            .coverage_gained(a, b)
            .share(lens.share(Rate::ThreatFromCoverage));
        let trusted = self
            .since_opening(Figure::FirmTrust, a, b)
            .share(lens.share(Rate::ThreatFromTrust));
        armed.minus(covered).minus(trusted)
    }

    /// The owners' attention that a mechanism's health follows: will of the members, weighted by their shares, or
    /// evenly where nobody owns any. `None` for what doesn't exist.
    fn attention(&self, mechanism: MechanismId) -> Option<Points> {
        let now = self.state.mechanism(mechanism);
        if now.level < Obligation::Agreed || now.members.is_empty() {
            return None;
        }
        let slots = self.scenario.slots();
        let share = |actor| {
            slots
                .share(mechanism, actor)
                .map_or(0, |id| i64::from(self.state.figure(id).raw()))
        };
        let owned: i64 = now.members.iter().map(share).sum();
        let weighed = now.members.iter().filter_map(|actor| {
            let will = self.state.figure(slots.of_actor(Figure::Will, actor)?);
            Some((
                i64::from(will.raw()),
                if owned == 0 { 1 } else { share(actor) },
            ))
        });
        let (sum, weight) = weighed.fold((0, 0), |(sum, weight), (will, its)| {
            (sum + will * its, weight + its)
        });
        let mean = sum.checked_div_euclid(weight)?;
        i32::try_from(mean).ok().map(Points::thousandths)
    }
}

/// The step towards `goal`.
fn pulled(now: Points, goal: Points, share: PerMille) -> Points {
    goal.minus(now).share(share)
}
