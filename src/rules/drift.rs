//! Drift: what the passage of a turn does to each figure by itself, from the values of the phase's start.
//!
//! Every rule moves a figure a share of the way towards where it would rest: its opening, shifted by what has changed
//! since. The shares and weights are rates of the lens.

use crate::model::condition::Obligation;
use crate::model::{
    ActorId, ActorSet, Figure, FigureId, MechanismId, Owner, PerMille, Points, Rule,
};
use crate::rules::eyes::Eyes;
use crate::rules::gauges::{self, Covers};
use crate::rules::offices;
use crate::rules::state::State;
use crate::scenario::{Rate, Scenario, Slot};

/// Uncertainty is felt as far as predictability falls short of this.
const CALM: Points = Points::whole(62);

/// A mechanism of this health counts as a result.
const IN_HEALTH: Points = Points::whole(30);
/// No more results than these keep will up.
const MOST_RESULTS: i64 = 4;

/// The world at the start of the phase.
pub(in crate::rules) struct Start<'a> {
    scenario: &'a Scenario,
    state: &'a State,
    /// How far predictability falls short of calm.
    uncertainty: Points,
    /// What coverage each pair has gained since the opening: by first and second actor.
    covered: Vec<Points>,
    /// How much more threatened each actor feels than at the opening.
    felt: Vec<Points>,
    /// Where support at home rests in each actor, as a distance from its opening.
    home: Vec<Points>,
    /// How much more each actor fears to be left alone by its allies than at the opening.
    alone: Vec<Points>,
    /// The mechanisms in health that weren't agreed as the scenario opened, and who of their members is new to them.
    results: Vec<ActorSet>,
}

impl<'a> Start<'a> {
    /// The world as it stands.
    pub fn of(scenario: &'a Scenario, state: &'a State) -> Self {
        let predictable = gauges::predictability(Eyes::truth(scenario, state));
        let uncertainty = CALM
            .minus(predictable)
            .clamp_to(Points::ZERO, Points::HUNDRED);
        let mut start = Self {
            scenario,
            state,
            uncertainty,
            covered: Vec::new(),
            felt: Vec::new(),
            home: Vec::new(),
            alone: Vec::new(),
            results: Vec::new(),
        };
        let each = |of: &dyn Fn(ActorId) -> Points| scenario.actors().map(|(a, _)| of(a)).collect();
        start.covered = start.coverage_of_all();
        start.felt = each(&|a| start.felt_by(a));
        start.home = each(&|a| start.home_of(a));
        start.alone = each(&|a| start.fear_of_abandonment(a));
        start.results = start.results_of_all();
        start
    }

    /// What coverage each pair that has a relation has gained since the opening.
    fn coverage_of_all(&self) -> Vec<Points> {
        let count = self.scenario.everyone().len();
        let mut covered = vec![Points::ZERO; count * count];
        let now = Covers::of(Eyes::truth(self.scenario, self.state));
        let opening = Covers::at_the_opening(self.scenario);
        for (a, b) in self.scenario.relations() {
            let gained = now.between(*a, *b).minus(opening.between(*a, *b));
            for at in [a.index() * count + b.index(), b.index() * count + a.index()] {
                if let Some(cell) = covered.get_mut(at) {
                    *cell = gained;
                }
            }
        }
        covered
    }

    fn coverage_gained(&self, a: ActorId, b: ActorId) -> Points {
        let at = a.index() * self.felt.len() + b.index();
        self.covered.get(at).copied().unwrap_or(Points::ZERO)
    }

    fn felt(&self, a: ActorId) -> Points {
        self.felt.get(a.index()).copied().unwrap_or(Points::ZERO)
    }

    fn home_shift(&self, a: ActorId) -> Points {
        self.home.get(a.index()).copied().unwrap_or(Points::ZERO)
    }

    fn alone(&self, a: ActorId) -> Points {
        self.alone.get(a.index()).copied().unwrap_or(Points::ZERO)
    }

    /// What time does to one figure; `None` where only deeds move it.
    pub fn drift(&self, figure: FigureId, slot: &Slot) -> Option<(Rule, Points)> {
        let now = self.state.figure(figure);
        let (a, b) = match slot.owner {
            Owner::Pair(a, b) => (a, b),
            Owner::Actor(a) | Owner::Bloc(a, _) | Owner::Share(_, a) => (a, a),
            Owner::Mechanism(mechanism) => return self.drift_of_health(slot, now, mechanism),
            Owner::Format(_) => {
                let faded = self.above_lost(slot, now, Rate::StandingDecay);
                return Some((Rule::StandingFades, faded));
            }
        };
        let settled = |rule, shift, rate| Some((rule, self.settled(slot, now, shift, rate)));
        let nothing = Points::ZERO;
        match slot.figure {
            Figure::Capital => Some((Rule::Income, self.scenario.actor(a).income)),
            Figure::Will => settled(Rule::WillSettles, self.will_shift(a), Rate::WillPull),
            Figure::Urgency => settled(Rule::UrgencyFades, nothing, Rate::UrgencyDecay),
            Figure::Arms => settled(Rule::ArmsFollow, self.armed_by_threat(a), Rate::ArmsPull),
            Figure::Bloc => settled(Rule::HomeSettles, self.home_shift(a), Rate::HomePull),
            Figure::WarmTrust => Some((Rule::WarmthFades, lost(now, self.rate(Rate::WarmthDecay)))),
            Figure::FirmTrust => {
                settled(Rule::TrustSettles, self.trust_shift(a, b), Rate::TrustPull)
            }
            Figure::Threat => settled(
                Rule::ThreatFollows,
                self.threat_shift(a, b),
                Rate::ThreatPull,
            ),
            Figure::Network => Some((
                Rule::LinksLoosen,
                self.above_lost(slot, now, Rate::NetworkDecay),
            )),
            Figure::Grievance => Some((
                Rule::GrievancesSettle,
                self.above_lost(slot, now, Rate::GrievancePull),
            )),
            Figure::Opinion => settled(
                Rule::PublicsFollow,
                self.opinion_shift(a, b),
                Rate::OpinionPull,
            ),
            Figure::Closeness => self.alignment(now, (a, b)),
            Figure::Abandonment => settled(
                Rule::FearsSettle,
                self.abandonment_shift(a, b),
                Rate::FearPull,
            ),
            Figure::Entrapment => {
                settled(Rule::FearsSettle, self.entrapment_shift(b), Rate::FearPull)
            }
            Figure::Exchange => {
                settled(Rule::TradeFollows, self.trade_shift(a, b), Rate::TradePull)
            }
            Figure::Coercion => Some((
                Rule::PressureLifts,
                lost(now, self.rate(Rate::CoercionDecay)),
            )),
            Figure::Tourism => Some((Rule::PressureBites, self.tourism(slot, now, (a, b)))),
            Figure::MissileClock => Some((Rule::ProgrammeAdvances, self.progress(a))),
            Figure::Trust
            | Figure::Hands
            | Figure::Health
            | Figure::Use
            | Figure::Share
            | Figure::Standing => None,
        }
    }

    fn drift_of_health(
        &self,
        slot: &Slot,
        now: Points,
        mechanism: MechanismId,
    ) -> Option<(Rule, Points)> {
        let goal = self
            .attention(mechanism)
            .filter(|_| slot.figure == Figure::Health)?;
        Some((
            Rule::HealthFollows,
            pulled(now, goal, self.rate(Rate::HealthPull)),
        ))
    }

    /// Where will rests, as a distance from its opening: a shock opens a window, results keep it open.
    fn will_shift(&self, a: ActorId) -> Points {
        let urged = self
            .actor_shift(Figure::Urgency, a)
            .share(self.rate(Rate::WillFromUrgency));
        let each = self.scenario.lens().points(Rate::WillFromResults);
        urged.plus(each.scaled(self.results(a), 1))
    }

    /// Whom each mechanism in health binds now and did not bind as the scenario opened.
    fn results_of_all(&self) -> Vec<ActorSet> {
        let eyes = Eyes::truth(self.scenario, self.state);
        let each = self.scenario.mechanisms().filter_map(|(id, opening)| {
            let now = self.state.mechanism(id);
            let works = now.level >= Obligation::Agreed && gauges::health(eyes, id) >= IN_HEALTH;
            works.then(|| match opening.level >= Obligation::Agreed {
                true => now.members.except(opening.members),
                false => now.members,
            })
        });
        each.collect()
    }

    /// How many mechanisms in health an actor is a member of that did not bind it when the scenario opened.
    fn results(&self, a: ActorId) -> i64 {
        let new = self.results.iter().filter(|bound| bound.contains(a));
        i64::try_from(new.count()).unwrap_or(0).min(MOST_RESULTS)
    }

    /// A programme on its own clock: hastened by threat, slowed by will, never turned back.
    fn progress(&self, a: ActorId) -> Points {
        let hastened = self.felt(a).share(self.rate(Rate::MissileFromThreat));
        let slowed = self
            .actor_shift(Figure::Will, a)
            .share(self.rate(Rate::MissileFromWill));
        let pace = self.scenario.lens().points(Rate::MissilePace);
        pace.plus(hastened)
            .minus(slowed)
            .clamp_to(Points::ZERO, Points::HUNDRED)
    }

    fn armed_by_threat(&self, a: ActorId) -> Points {
        self.felt(a).share(self.rate(Rate::ArmsFromThreat))
    }

    /// Who is relied on is expected to come (Snyder 1984).
    fn abandonment_shift(&self, a: ActorId, ally: ActorId) -> Points {
        Points::ZERO.minus(self.relied(a, ally).share(self.rate(Rate::FearFromTrust)))
    }

    /// An ally that feels threatened may draw its allies in (Snyder 1984).
    fn entrapment_shift(&self, ally: ActorId) -> Points {
        self.felt(ally).share(self.rate(Rate::FearFromQuarrels))
    }

    fn rate(&self, rate: Rate) -> PerMille {
        self.scenario.lens().share(rate)
    }

    /// The step towards the opening shifted by `shift`.
    fn settled(&self, slot: &Slot, now: Points, shift: Points, rate: Rate) -> Points {
        pulled(now, slot.opening.plus(shift), self.rate(rate))
    }

    /// The share lost of what stands above the opening.
    fn above_lost(&self, slot: &Slot, now: Points, rate: Rate) -> Points {
        let above = now
            .minus(slot.opening)
            .clamp_to(Points::ZERO, Points::HUNDRED);
        lost(above, self.rate(rate))
    }

    fn slot_shift(&self, figure: Option<FigureId>) -> Points {
        figure.map_or(Points::ZERO, |id| {
            self.state
                .figure(id)
                .minus(self.scenario.slots().get(id).opening)
        })
    }

    /// The change of a pair's figure since the opening; nothing where it isn't carried.
    fn shift(&self, figure: Figure, a: ActorId, b: ActorId) -> Points {
        self.slot_shift(self.scenario.slots().of_pair(figure, a, b))
    }

    fn actor_shift(&self, figure: Figure, a: ActorId) -> Points {
        self.slot_shift(self.scenario.slots().of_actor(figure, a))
    }

    fn value(&self, figure: Figure, a: ActorId, b: ActorId) -> Points {
        let slot = self.scenario.slots().of_pair(figure, a, b);
        slot.map_or(Points::ZERO, |id| self.state.figure(id))
    }

    /// How much more A relies on B's word than at the opening.
    fn relied(&self, a: ActorId, b: ActorId) -> Points {
        self.shift(Figure::FirmTrust, a, b)
            .plus(self.shift(Figure::WarmTrust, a, b))
    }

    /// How much more threatened an actor feels than at the opening: two parts the largest change, one part the mean.
    fn felt_by(&self, a: ActorId) -> Points {
        let changes = self.scenario.actors().filter_map(|(b, _)| {
            let slot = self.scenario.slots().of_pair(Figure::Threat, a, b)?;
            Some(self.slot_shift(Some(slot)))
        });
        let (mut largest, mut sum, mut count) = (None, Points::ZERO, 0_i64);
        for change in changes {
            largest = Some(largest.map_or(change, |known: Points| known.max(change)));
            sum = sum.plus(change);
            count += 1;
        }
        largest.map_or(Points::ZERO, |most| {
            most.scaled(2, 3).plus(sum.scaled(1, 3 * count))
        })
    }

    /// Where standing trust rests, as a distance from its opening.
    fn trust_shift(&self, a: ActorId, b: ActorId) -> Points {
        let links = self
            .shift(Figure::Network, a, b)
            .share(self.rate(Rate::TrustFromNetwork));
        let covered = self
            .coverage_gained(a, b)
            .share(self.rate(Rate::TrustFromCoverage));
        let grieved = self
            .shift(Figure::Grievance, a, b)
            .share(self.rate(Rate::TrustFromGrievance));
        let traded = self
            .shift(Figure::Exchange, a, b)
            .share(self.rate(Rate::TrustFromTrade));
        links.plus(covered).plus(traded).minus(grieved)
    }

    /// Where support at home rests, as a distance from its opening: governments are thanked for trade and for calm.
    fn home_of(&self, a: ActorId) -> Points {
        let others = || self.scenario.actors().map(|(b, _)| b);
        let slots = self.scenario.slots();
        let trade = others().filter_map(|b| slots.of_pair(Figure::Exchange, a, b));
        let guests = others().filter_map(|b| slots.of_pair(Figure::Tourism, a, b));
        let traded = self.mean_shift(trade.chain(guests));
        let thanked = traded.share(self.rate(Rate::HomeFromTrade));
        thanked.minus(self.felt(a).share(self.rate(Rate::HomeFromThreat)))
    }

    /// The mean change of some figures since the opening; nothing where there are none.
    fn mean_shift(&self, figures: impl Iterator<Item = FigureId>) -> Points {
        let (sum, count) = figures.fold((Points::ZERO, 0), |(sum, count), figure| {
            (sum.plus(self.slot_shift(Some(figure))), count + 1)
        });
        sum.scaled(1, count)
    }

    /// The mean change of an actor's fear of being left alone by its allies; nothing where it has none.
    fn fear_of_abandonment(&self, a: ActorId) -> Points {
        let slots = self.scenario.slots();
        let allies = self.scenario.actors();
        let fears = allies.filter_map(|(ally, _)| slots.of_pair(Figure::Abandonment, a, ally));
        self.mean_shift(fears)
    }

    /// Where threat rests, as a distance from its opening: Richardson's (1960) reaction to the other's arms, missiles
    /// included, and an ally's credible strength, less what is covered and what is trusted.
    fn threat_shift(&self, a: ActorId, b: ActorId) -> Points {
        let armed = self
            .actor_shift(Figure::Arms, b)
            .share(self.rate(Rate::ThreatFromArms));
        let covered = self
            .coverage_gained(a, b)
            .share(self.rate(Rate::ThreatFromCoverage));
        let trusted = self
            .shift(Figure::FirmTrust, a, b)
            .share(self.rate(Rate::ThreatFromTrust));
        let tested = self
            .actor_shift(Figure::MissileClock, b)
            .share(self.rate(Rate::ThreatFromMissiles));
        let alone = self.alone(a).share(self.rate(Rate::ThreatFromAbandonment));
        armed.plus(tested).plus(alone).minus(covered).minus(trusted)
    }

    /// Where a public's view of another country rests: what governments do to each other, seldom the other way round.
    fn opinion_shift(&self, a: ActorId, b: ActorId) -> Points {
        let relied = self.relied(a, b).share(self.rate(Rate::OpinionFromTrust));
        let pressed = self
            .value(Figure::Coercion, b, a)
            .share(self.rate(Rate::OpinionFromCoercion));
        let grieved = self
            .shift(Figure::Grievance, a, b)
            .share(self.rate(Rate::OpinionFromGrievance));
        relied.minus(pressed).minus(grieved)
    }

    /// Trade gives way to quarrels and to pressure, and does not heal them (C47).
    fn trade_shift(&self, a: ActorId, b: ActorId) -> Points {
        let grieved = self
            .shift(Figure::Grievance, a, b)
            .clamp_to(Points::ZERO, Points::HUNDRED);
        let pressed = self
            .value(Figure::Coercion, a, b)
            .max(self.value(Figure::Coercion, b, a));
        let lost = grieved.share(self.rate(Rate::TradeFromGrievance));
        Points::ZERO
            .minus(lost)
            .minus(pressed.share(self.rate(Rate::TradeFromCoercion)))
    }

    /// The sector that pressure reaches falls fast and comes back slowly (2017: half of it within two months).
    fn tourism(&self, slot: &Slot, now: Points, (a, b): (ActorId, ActorId)) -> Points {
        let pressed = self
            .value(Figure::Coercion, b, a)
            .share(self.rate(Rate::TourismFromCoercion));
        let goal = slot.opening.minus(pressed).clamp_to(slot.low, slot.high);
        let rate = if goal < now {
            Rate::TourismFall
        } else {
            Rate::TourismRecovery
        };
        pulled(now, goal, self.rate(rate))
    }

    /// Uncertainty pulls an actor that is no pole towards the nearer of the two, and half as much from the other.
    fn alignment(&self, now: Points, (a, pole): (ActorId, ActorId)) -> Option<(Rule, Points)> {
        let (first, second) = self.scenario.poles();
        let between = [(first, second), (second, first)];
        let (_, other) = between.into_iter().find(|(one, _)| *one == pole)?;
        if a == first || a == second {
            return None;
        }
        let pull = self.uncertainty.share(self.rate(Rate::AlignmentPull));
        let nearer = now >= self.value(Figure::Closeness, a, other);
        let delta = if nearer {
            pull
        } else {
            Points::ZERO.minus(pull.scaled(1, 2))
        };
        Some((Rule::PolesPull, delta))
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
            let counted = offices::attention(self.scenario, self.state, actor, mechanism);
            Some((
                i64::from(will.share(counted).raw()),
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

/// The share that is lost.
fn lost(now: Points, share: PerMille) -> Points {
    Points::ZERO.minus(now.share(share))
}
