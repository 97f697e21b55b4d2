//! What an act is expected to do, by what is written of it and what a pair of eyes can see: no look-ahead, no dice.

use crate::model::condition::Obligation;
use crate::model::effect::Lasting;
use crate::model::{
    ActorSet, Amount, Effect, Figure, FigureId, FormatAct, MechanismAct, MechanismId, Path,
    PerMille, Points, Selector,
};
use crate::rules::conditions::holds;
use crate::rules::effects::{AS_WRITTEN, spills, spills_over};
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::initiatives::strength;
use crate::rules::state::scribe::bounded;
use crate::scenario::{Choice, Initiative, Rate};

/// The furthest turn that is looked at.
const HORIZON: u16 = 12;

/// What an act is expected to do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prospect {
    /// Stored figures and by how much each is expected to change, later changes counted for less.
    pub moves: Vec<(FigureId, Points)>,
    /// Stored figures and by how much they are expected to look other than they are, as far as that counts.
    pub feigned: Vec<(FigureId, Points)>,
    /// Who will like it.
    pub pleased: ActorSet,
    /// Who will mind it.
    pub annoyed: ActorSet,
    /// How many things may follow of which nobody can say what they are.
    pub sequels: u8,
    /// How many points of uncertainty about others it takes away.
    pub learnt: Points,
}

impl From<(Prospect, Aside)> for Prospect {
    fn from((found, aside): (Prospect, Aside)) -> Self {
        Self {
            pleased: aside.pleased,
            annoyed: aside.annoyed,
            sequels: aside.sequels,
            learnt: aside.learnt,
            ..found
        }
    }
}

/// What is made of expected changes as they are found.
pub(in crate::rules) trait Tally {
    /// Whether it makes anything of a figure's change; where it doesn't, the change needn't be found.
    fn cares(&self, figure: FigureId) -> bool;

    /// A stored figure is expected to change by so much.
    fn moved(&mut self, figure: FigureId, by: Points);

    /// A stored figure is expected to look other than it is by so much, as far as that counts.
    fn feigned(&mut self, figure: FigureId, by: Points);
}

impl Tally for Prospect {
    fn cares(&self, _figure: FigureId) -> bool {
        true
    }

    fn moved(&mut self, figure: FigureId, by: Points) {
        self.moves.push((figure, by));
    }

    fn feigned(&mut self, figure: FigureId, by: Points) {
        self.feigned.push((figure, by));
    }
}

/// What else is expected of an act, beside changes of figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rules) struct Aside {
    pub pleased: ActorSet,
    pub annoyed: ActorSet,
    pub sequels: u8,
    pub learnt: Points,
}

/// Someone who looks ahead.
pub(in crate::rules) struct Foresight<'a, T> {
    pub eyes: Eyes<'a>,
    pub scope: Scope,
    /// What is left of the worth of a thing one turn away.
    pub patience: PerMille,
    /// Amounts as they are written, or stronger.
    strength: PerMille,
    /// How much of it counts: what is late or unsure counts for less.
    weight: PerMille,
    /// What the last span that was met comes to: within an act spans are often alike.
    lasted: Option<(Lasting, PerMille)>,
    tally: T,
    aside: Aside,
}

impl<'a, T: Tally> Foresight<'a, T> {
    pub fn new(eyes: Eyes<'a>, scope: Scope, patience: PerMille, tally: T) -> Self {
        Self {
            eyes,
            scope,
            patience,
            strength: AS_WRITTEN,
            weight: AS_WRITTEN,
            lasted: None,
            tally,
            aside: Aside::default(),
        }
    }

    /// What launching an initiative is expected to do until it is done.
    pub fn of_launch(
        mut self,
        (id, launched): (crate::model::InitiativeId, &Initiative),
    ) -> (T, Aside) {
        let lens = self.eyes.scenario.lens();
        for stage in &launched.stages {
            for _ in 0..stage.turns {
                self.weight = times(self.weight, self.patience);
            }
            self.read_all(&stage.effects);
        }
        let whole = self.weight;
        if let Some(consent) = &launched.consent {
            let likely = lens.share(Rate::ExpectedConsent);
            self.weight = times(whole, PerMille(1000 - likely.0));
            self.read_all(&consent.refused);
            self.weight = times(whole, likely);
        }
        let done = self.weight;
        self.strength = strength(self.eyes, id, self.scope);
        self.read_all(&launched.done);
        self.strength = AS_WRITTEN;
        if let Some(risk) = &launched.risk {
            self.weight = times(done, lens.share(Rate::ExpectedRisk));
            self.read_all(&risk.effects);
        }
        (self.tally, self.aside)
    }

    /// What an answer is expected to do, with what those who like or mind it will think of the seat that gives it.
    pub fn of_answer(mut self, given: &Choice) -> (T, Aside) {
        self.read_all(&given.effects);
        let me = self.scope.me;
        let by = |foresight: &Self, selectors: &[Selector]| {
            let sets = selectors.iter().map(|it| foresight.actors(*it));
            let all = sets.fold(ActorSet::empty(), ActorSet::union);
            me.map_or(all, |me| all.without(me))
        };
        self.aside.pleased = by(&self, &given.liked_by);
        self.aside.annoyed = by(&self, &given.disliked_by);
        if let Some(me) = me {
            let (lens, slots) = (self.eyes.scenario.lens(), self.eyes.scenario.slots());
            let (liked, minded) = (lens.points(Rate::Liked), lens.points(Rate::Disliked));
            for actor in self.aside.pleased.iter() {
                if let Some(figure) = slots.of_pair(Figure::WarmTrust, actor, me) {
                    self.expect(figure, liked);
                }
            }
            for actor in self.aside.annoyed.iter() {
                if let Some(figure) = slots.of_pair(Figure::FirmTrust, actor, me) {
                    self.expect(figure, Points::ZERO.minus(minded));
                }
            }
        }
        (self.tally, self.aside)
    }

    /// What these effects are expected to do.
    pub fn of_effects(mut self, effects: &[Effect]) -> (T, Aside) {
        self.read_all(effects);
        (self.tally, self.aside)
    }

    fn read_all(&mut self, effects: &[Effect]) {
        for effect in effects {
            self.read(effect);
        }
    }

    fn read(&mut self, effect: &Effect) {
        match effect {
            Effect::Change(path, amount) => self.change(*path, amount, None),
            Effect::Sustain(path, amount, lasting) => self.change(*path, amount, Some(*lasting)),
            Effect::Towards(path, goal, share) => {
                self.each(*path, |foresight, figure| {
                    let delta = goal.minus(foresight.eyes.figure(figure)).share(*share);
                    foresight.expect(figure, delta);
                });
            }
            Effect::Mechanism(mechanism, act) => self.of_mechanism(*mechanism, act),
            Effect::Format(format, act) => {
                if let FormatAct::Standing(amount) = act {
                    self.change(Path::Format(*format), amount, None);
                }
            }
            Effect::Reading { of, to, band } => self.learn(*of, *to, *band),
            Effect::Feint { of, by, .. } => self.feign(*of, *by),
            Effect::If(condition, effects) => {
                if holds(self.eyes, self.scope, condition) {
                    self.read_all(effects);
                }
            }
            // What these come to depends on others, or on what a seat can't know.
            Effect::Schedule { .. } | Effect::OpenCrisis { .. } => {
                self.aside.sequels = self.aside.sequels.saturating_add(1)
            }
            Effect::Pledge { .. }
            | Effect::Window(..)
            | Effect::OpenTable(_)
            | Effect::Office(..)
            | Effect::End(_) => {}
        }
    }

    /// The sum of what is left of each turn's amount.
    fn lasting(&mut self, lasting: Lasting) -> PerMille {
        let known = self.lasted.filter(|(span, _)| *span == lasting);
        let (_, sum) = *self.lasted.insert(known.unwrap_or_else(|| {
            let sum = lasting_sum(lasting, self.patience);
            (lasting, sum)
        }));
        sum
    }

    /// A change, of this turn or of every turn that it lasts. What it comes to is worked out when a figure is found for
    /// which it counts: for most acts and most capitals that is never.
    fn change(&mut self, path: Path, amount: &Amount, lasting: Option<Lasting>) {
        let mut found: Option<(Points, PerMille)> = None;
        self.each(path, |foresight, figure| {
            if foresight.is_idle(figure) {
                return;
            }
            let (delta, counted) = *found.get_or_insert_with(|| {
                let counted = match lasting {
                    Some(lasting) => times(foresight.weight, foresight.lasting(lasting)),
                    None => foresight.weight,
                };
                (foresight.amount(amount), counted)
            });
            let whole = std::mem::replace(&mut foresight.weight, counted);
            let moved = foresight.expect(figure, delta);
            if spills_over(foresight.eyes.scenario, figure) {
                spills(foresight.eyes, figure, moved, |figure, delta| {
                    foresight.expect(figure, delta);
                });
            }
            foresight.weight = whole;
        });
    }

    /// What an amount is now, as strong as this act is.
    fn amount(&self, amount: &Amount) -> Points {
        let written = match amount {
            Amount::Points(points) => *points,
            Amount::Scaled { points, by, per } => {
                let (mut sum, mut count) = (0_i64, 0_i64);
                self.eyes.values(self.scope, *by, |value| {
                    sum += i64::from(value.raw());
                    count += 1;
                });
                points.scaled(sum, i64::from(per.raw()).saturating_mul(count.max(1)))
            }
        };
        written.share(self.strength)
    }

    fn of_mechanism(&mut self, mechanism: MechanismId, act: &MechanismAct) {
        let now = self.eyes.state.mechanism(mechanism).level;
        let level = match act {
            MechanismAct::Propose => now.max(Obligation::Proposed),
            MechanismAct::Raise => now.raised(),
            MechanismAct::Lower => now.lowered(),
            MechanismAct::Level(level) => *level,
            MechanismAct::Health(amount) => {
                return self.change(Path::Mechanism(Figure::Health, mechanism), amount, None);
            }
            MechanismAct::Use => {
                return self.change(
                    Path::Mechanism(Figure::Use, mechanism),
                    &Amount::Points(Points::whole(1)),
                    None,
                );
            }
            MechanismAct::Verify(_)
            | MechanismAct::Join(_)
            | MechanismAct::Leave(_)
            | MechanismAct::Share(..) => return,
        };
        let steps = i32::from(level as u8) - i32::from(now as u8);
        let worth = self.eyes.scenario.lens().points(Rate::LevelInHealth);
        let worth = worth.scaled(i64::from(steps), 1);
        self.change(
            Path::Mechanism(Figure::Health, mechanism),
            &Amount::Points(worth),
            None,
        );
    }

    fn learn(&mut self, of: Path, to: Selector, band: Points) {
        let Some(seat) = self.eyes.seat else { return };
        if !self.actors(to).contains(seat.0) {
            return;
        }
        self.each(of, |foresight, figure| {
            let slots = foresight.eyes.scenario.slots();
            let Some(place) = slots.hidden_from(seat.0, figure) else {
                return;
            };
            let known = foresight.eyes.state.estimate_at(place, (seat, figure));
            let (turn, slot) = (foresight.eyes.state.turn(), slots.get(figure));
            let now = known.map_or(Points::whole(25), |it| it.band_at(turn, slot).points());
            let gained = now.minus(band).max(Points::ZERO).share(foresight.weight);
            foresight.aside.learnt = foresight.aside.learnt.plus(gained);
        });
    }

    /// Half of the most that a feint may come to, as far as it counts that others take it for the truth.
    fn feign(&mut self, of: Path, by: Points) {
        let counts = self.eyes.scenario.lens().share(Rate::FeintCounts);
        let shown = by.scaled(1, 2).share(counts).share(self.weight);
        self.each(of, |foresight, figure| {
            foresight.tally.feigned(figure, shown);
        });
    }

    /// Whether a change of this figure comes to nothing for the tally, by itself and by what it moves besides.
    fn is_idle(&self, figure: FigureId) -> bool {
        !self.tally.cares(figure) && !spills_over(self.eyes.scenario, figure)
    }

    /// Notes an expected change; what of it fits within the figure's bounds.
    fn expect(&mut self, figure: FigureId, delta: Points) -> Points {
        let slot = self.eyes.scenario.slots().get(figure);
        let moved = bounded(slot, self.eyes.figure(figure), delta);
        let counted = moved.share(self.weight);
        if counted != Points::ZERO {
            self.tally.moved(figure, counted);
        }
        moved
    }

    /// Every stored figure that a path stands for, in turn.
    fn each(&mut self, path: Path, mut visit: impl FnMut(&mut Self, FigureId)) {
        let (eyes, scope) = (self.eyes, self.scope);
        eyes.slots(scope, path, |figure| visit(self, figure));
    }

    fn actors(&self, selector: Selector) -> ActorSet {
        self.eyes.select(self.scope, selector)
    }
}

fn times(one: PerMille, other: PerMille) -> PerMille {
    let product = i64::from(one.0) * i64::from(other.0);
    PerMille(i32::try_from(product.div_euclid(1000)).unwrap_or(i32::MAX))
}

/// What a turn's amount comes to over a span, as what is later counts for less.
fn lasting_sum(lasting: Lasting, patience: PerMille) -> PerMille {
    let (turns, share) = match lasting {
        Lasting::Now => (1, AS_WRITTEN),
        Lasting::Turns(turns) => (turns.min(HORIZON), AS_WRITTEN),
        Lasting::Fading(share) => (HORIZON, share),
        Lasting::While(_) => (HORIZON / 2, AS_WRITTEN),
    };
    let (mut sum, mut left) = (0_i32, AS_WRITTEN);
    for _ in 0..turns {
        sum = sum.saturating_add(left.0);
        if share != AS_WRITTEN {
            left = times(left, share);
        }
        left = times(left, patience);
    }
    PerMille(sum)
}
