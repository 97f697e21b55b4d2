//! What a seat wants, what it takes others to want, and what it expects of its own acts.

use crate::model::{
    ActorId, ActorSet, ChoiceIndex, EventId, Figure, FigureId, InitiativeId, Order, PerMille,
    Points, SeatId, Subject, Turn,
};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::check::{Taken, may_launch};
use crate::rules::conditions::all_hold;
use crate::rules::effects::subject_hash;
use crate::rules::eyes::Scope;
use crate::rules::prospect::{Aside, Foresight, Prospect, Tally};
use crate::rules::state::Completion;
use crate::rules::view::View;
use crate::scenario::mind::{Doctrine, Mind, Weights};
use crate::scenario::{Question, Rate, Scenario};

/// What a point of each figure is worth to a capital, figure by figure, in ten-thousandths of a point of worth.
#[derive(Clone, Debug)]
pub struct Leanings(Vec<i32>);

/// An initiative that may be launched, and at whom.
pub type Launch = (InitiativeId, Option<ActorId>);

/// What of the unit of leanings a point of worth is.
const POINT: i64 = 10_000;
/// What of it the unit of a pack's weights is: a tenth of a point.
const TENTH: i32 = 1_000;

/// What an act is worth to somebody, as it is found.
struct Weighing<'w> {
    leanings: &'w Leanings,
    sum: i64,
}

impl Tally for Weighing<'_> {
    fn cares(&self, figure: FigureId) -> bool {
        self.leanings.weight(figure) != 0
    }

    fn moved(&mut self, figure: FigureId, by: Points) {
        self.sum += self.leanings.times(figure, by);
    }

    fn feigned(&mut self, figure: FigureId, by: Points) {
        self.moved(figure, by);
    }
}

/// What an act is worth to somebody, and what goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// Weights × expected changes, in points of worth.
    pub worth: Points,
    /// How many things may follow of which nobody can say what they are.
    pub sequels: u8,
    /// How many points of uncertainty about others it takes away.
    pub learnt: Points,
}

impl Leanings {
    fn none(scenario: &Scenario) -> Self {
        Self(vec![0; scenario.slots().len()])
    }

    /// What an act that is expected to do this is worth.
    #[must_use]
    pub fn worth(&self, expected: &Prospect) -> Points {
        let moves = expected.moves.iter().chain(&expected.feigned);
        Self::points(
            moves
                .map(|(figure, moved)| self.times(*figure, *moved))
                .sum(),
        )
    }

    fn weighing(&self) -> Weighing<'_> {
        Weighing {
            leanings: self,
            sum: 0,
        }
    }

    fn weight(&self, figure: FigureId) -> i32 {
        self.0.get(figure.index()).copied().unwrap_or(0)
    }

    fn times(&self, figure: FigureId, moved: Points) -> i64 {
        i64::from(moved.raw()) * i64::from(self.weight(figure))
    }

    fn points(sum: i64) -> Points {
        Points::thousandths(i32::try_from(sum.div_euclid(POINT)).unwrap_or(0))
    }

    /// What a point of this figure is worth, in tenths.
    #[must_use]
    pub fn of(&self, figure: FigureId) -> i32 {
        self.weight(figure).div_euclid(TENTH)
    }

    fn add(&mut self, weights: &Weights, share: PerMille) {
        if share == PerMille(0) {
            return;
        }
        for (figure, worth) in weights {
            self.add_one(*figure, worth * share.0);
        }
    }

    fn add_one(&mut self, figure: FigureId, worth: i32) {
        if let Some(sum) = self.0.get_mut(figure.index()) {
            *sum = sum.saturating_add(worth);
        }
    }
}

const WHOLE: PerMille = PerMille(1000);

impl<'a> View<'a> {
    /// What everybody may know of a capital's mind; `None` if the scenario gives it none.
    #[must_use]
    pub fn mind(&self, actor: ActorId) -> Option<&'a Mind> {
        self.scenario.mind(actor)
    }

    /// How this seat's capital decides; `None` if the scenario gives it no mind.
    #[must_use]
    pub fn doctrine(&self) -> Option<&'a Doctrine> {
        self.mind(self.seat.0).map(|it| &it.inner.open().doctrine)
    }

    /// What a capital is taken to want by everybody: its interests, and what its groups add as they stand.
    #[must_use]
    pub fn declared(&self, actor: ActorId) -> Option<Leanings> {
        let mind = self.mind(actor)?;
        let mut leanings = Leanings::none(self.scenario);
        self.add_declared(&mut leanings, mind, WHOLE);
        Some(leanings)
    }

    /// What this seat wants, with a part of what each other capital is taken to want.
    #[must_use]
    pub fn leanings_with(&self, parts: &[(ActorId, PerMille)]) -> Option<Leanings> {
        let mut leanings = self.leanings()?;
        for (other, part) in parts {
            if let Some(mind) = self.mind(*other) {
                self.add_declared(&mut leanings, mind, *part);
            }
        }
        Some(leanings)
    }

    /// Interests, and what groups add: each pulls by its weight and support, so that of one that everybody follows all
    /// counts, of one without support nothing.
    fn add_declared(&self, leanings: &mut Leanings, mind: &Mind, part: PerMille) {
        leanings.add(&mind.interests, part);
        let actor = self.scenario.actor(mind.actor);
        let slots = self.scenario.slots();
        for (bloc, weights) in &mind.factions {
            let weight = actor.blocs.iter().find(|(known, _)| known == bloc);
            let owner = crate::model::Owner::Bloc(mind.actor, *bloc);
            if let Some(((_, weight), figure)) = weight.zip(slots.of_owner(Figure::Bloc, owner)) {
                let support = i64::from(self.eyes().figure(figure).raw());
                let pull = i64::from(weight.0) * support * i64::from(part.0);
                let share = i32::try_from(pull.div_euclid(100_000_000)).unwrap_or(0);
                leanings.add(weights, PerMille(share));
            }
        }
    }

    /// What this seat's capital truly wants now: besides, what its leader brings, what was drawn for this world, and
    /// what lies beyond its red lines.
    #[must_use]
    pub fn leanings(&self) -> Option<Leanings> {
        let me = self.seat.0;
        let mind = self.mind(me)?;
        let inner = mind.inner.open();
        let mut leanings = self.declared(me)?;
        let office = self.office(me);
        let leading = inner.leaders.iter();
        for (_, weights) in leading.filter(|(held, _)| Some(*held) == office) {
            leanings.add(weights, WHOLE);
        }
        for (figure, reach) in &inner.hidden {
            let drawn = self.drawn(me, *figure, *reach);
            leanings.add_one(*figure, drawn * WHOLE.0);
        }
        for line in &mind.red_lines {
            if line.beyond(self.eyes().figure(line.figure)) > Points::ZERO
                && let Some(worth) = leanings.0.get_mut(line.figure.index())
            {
                let more = i64::from(*worth) * i64::from(line.times.0);
                *worth = i32::try_from(more.div_euclid(1000)).unwrap_or(i32::MAX);
            }
        }
        Some(leanings)
    }

    /// What a world has in store for a weight: the same throughout a game.
    fn drawn(&self, actor: ActorId, figure: FigureId, reach: i32) -> i32 {
        let about = self.scenario.slots().get(figure).subject_hash;
        let key = Key {
            seed: self.state().seed_of(actor),
            turn: Turn(0),
            purpose: Purpose::Mind,
            subject: combine(&[subject_hash(self.scenario, actor), about]),
            step: 0,
        };
        key.error(reach)
    }

    /// What this seat holds for or against another, in points: its trust in it since the opening, as far as it remembers,
    /// less how far that one stands beyond its red lines, plus what pressure has repaid already.
    #[must_use]
    pub fn regard(&self, other: ActorId) -> Points {
        let me = self.seat.0;
        let (slots, eyes) = (self.scenario.slots(), self.eyes());
        let Some(mind) = self.mind(me) else {
            return Points::ZERO;
        };
        let since = |figure: Option<FigureId>| {
            figure.map_or(Points::ZERO, |it| {
                eyes.figure(it).minus(slots.get(it).opening)
            })
        };
        let firm = since(slots.of_pair(Figure::FirmTrust, me, other));
        let warm = since(slots.of_pair(Figure::WarmTrust, me, other));
        let memory = mind.inner.open().doctrine.memory;
        let trust = firm.share(memory).plus(warm);
        let about =
            |figure: FigureId| slots.get(figure).owner == crate::model::Owner::Pair(me, other);
        let repaid = slots.of_pair(Figure::Coercion, me, other);
        let repaid = repaid.map_or(Points::ZERO, |it| eyes.figure(it));
        let trust = trust.plus(repaid.share(self.scenario.lens().share(Rate::Repaid)));
        let crossed = mind.red_lines.iter().filter(|line| about(line.figure));
        crossed.fold(trust, |sum, line| {
            sum.minus(line.beyond(eyes.figure(line.figure)))
        })
    }

    /// How much one capital fears or resents another, as far as this seat can see, in points; zero if they don't
    /// matter to each other.
    #[must_use]
    pub fn enmity(&self, of: ActorId, towards: ActorId) -> Points {
        let slots = self.scenario.slots();
        let figures = [Figure::Threat, Figure::Grievance];
        let known = figures.map(|it| slots.of_pair(it, of, towards));
        let values = known.into_iter().flatten();
        values
            .map(|it| self.eyes().figure(it))
            .max()
            .unwrap_or(Points::ZERO)
    }

    /// What a point of each figure is worth in the eyes of one of this seat's advisers, by its place.
    #[must_use]
    pub fn adviser(&self, place: usize) -> Option<Leanings> {
        let weights = &self.mind(self.seat.0)?.advisers.get(place)?.interests;
        let mut leanings = Leanings::none(self.scenario);
        leanings.add(weights, WHOLE);
        Some(leanings)
    }

    /// What advisers and analysts count this much capital for.
    #[must_use]
    pub fn counted(&self, capital: Points) -> Points {
        let price = self.scenario.lens().points(Rate::ExpectedPrice);
        price.scaled(i64::from(capital.raw()), i64::from(Points::whole(1).raw()))
    }

    /// What analysts in this seat expect another capital to answer, by what everybody takes it to want: each answer with
    /// what it seems worth to that capital, the likeliest first. Empty if it isn't asked, or has no known mind.
    #[must_use]
    pub fn anticipate(
        &self,
        actor: ActorId,
        event: EventId,
        about: Subject,
    ) -> Vec<(ChoiceIndex, Points)> {
        let Some(wants) = self.declared(actor) else {
            return Vec::new();
        };
        let scope = Scope::about(about).by(SeatId(actor));
        let asks = &self.scenario.event(event).asks;
        let asked = |question: &&Question| self.eyes().select(scope, question.seat).contains(actor);
        let Some(place) = asks.iter().position(|it| asked(&it)) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (at, choice) in asks
            .get(place)
            .map_or(&[][..], |it| &it.choices)
            .iter()
            .enumerate()
        {
            let question = u8::try_from(place).unwrap_or(u8::MAX);
            let index = self.answer_at(event, question, u8::try_from(at).unwrap_or(u8::MAX));
            let legal = all_hold(self.eyes(), scope, &choice.needs);
            let Some(index) = index.filter(|_| legal) else {
                continue;
            };
            let weighed = Foresight::new(self.eyes(), scope, WHOLE, wants.weighing());
            let (worth, _) = weighed.of_answer(choice);
            let worth = Leanings::points(worth.sum).minus(self.counted(choice.cost));
            found.push((index, worth));
        }
        found.sort_by(|(_, a), (_, b)| b.cmp(a));
        found
    }

    /// What this seat's capital may start now by its repertoire for at most so much capital and so many hands: legal
    /// launches, each once, in the order of the repertoire.
    #[must_use]
    pub fn openings(&self, capital: Points, hands: Points) -> Vec<Launch> {
        let mind = self.mind(self.seat.0);
        let habits = mind.map_or(&[][..], |mind| &mind.inner.open().repertoire);
        if habits.is_empty() || self.over().is_some() || self.plan_ended() {
            return Vec::new();
        }
        let (capital, hands) = (capital.min(self.capital()), hands.min(self.hands()));
        let mut taken = Taken::by(self);
        let mut found = Vec::with_capacity(habits.len());
        for habit in habits {
            let initiative = habit.initiative;
            let known = self.scenario.initiative(initiative);
            let mine = known.by.contains(self.seat.0);
            if !mine || known.cost > capital || known.hands > hands {
                continue;
            }
            let anybody = habit.target.is_none() && !known.targets.is_empty();
            let many = if anybody {
                known.targets.without(self.seat.0)
            } else {
                ActorSet::empty()
            };
            let one = (!anybody).then_some(habit.target);
            for target in one.into_iter().chain(many.iter().map(Some)) {
                // What costs least to find out comes first.
                if taken.has(initiative, target)
                    || !all_hold(self.eyes(), Scope::of(self.seat, target), &habit.when)
                {
                    continue;
                }
                taken.put(initiative, target);
                if may_launch(self, initiative, target) {
                    found.push((initiative, target));
                }
            }
        }
        found
    }

    /// What this seat expects of one of its orders, by what is written of it and what it can see; `None` for orders that
    /// do nothing by themselves.
    #[must_use]
    pub fn foresee(&self, order: &Order, patience: PerMille) -> Option<Prospect> {
        self.look_ahead(order, patience, Prospect::default())
            .map(Prospect::from)
    }

    /// What one of its orders is worth to somebody who wants this; `None` for orders that do nothing by themselves.
    #[must_use]
    pub fn weigh(&self, order: &Order, patience: PerMille, by: &Leanings) -> Option<Weighed> {
        let (found, aside) = self.look_ahead(order, patience, by.weighing())?;
        Some(Weighed {
            worth: Leanings::points(found.sum),
            sequels: aside.sequels,
            learnt: aside.learnt,
        })
    }

    fn look_ahead<T: Tally>(
        &self,
        order: &Order,
        patience: PerMille,
        tally: T,
    ) -> Option<(T, Aside)> {
        match *order {
            Order::Launch { initiative, target } => {
                let scope = Scope::of(self.seat, target);
                let known = (initiative, self.scenario.initiative(initiative));
                Some(Foresight::new(self.eyes(), scope, patience, tally).of_launch(known))
            }
            Order::Respond {
                event,
                subject,
                choice,
            } => {
                let (place, question) = self.question(event, subject)?;
                let names = self.scenario.catalogue();
                let at = names.place_of_answer(event, place, choice)?;
                let given = question.choices.get(usize::from(at))?;
                let scope = Scope::about(subject).by(self.seat);
                Some(Foresight::new(self.eyes(), scope, patience, tally).of_answer(given))
            }
            Order::Table(..)
            | Order::Step(..)
            | Order::Schedule { .. }
            | Order::Publish
            | Order::Cancel { .. }
            | Order::End => None,
        }
    }

    /// How often this seat finished each initiative in the last turns, at whomever, by the initiative's place.
    #[must_use]
    pub fn repeated(&self, turns: u16) -> Vec<u16> {
        let mut counts = vec![0_u16; self.scenario.catalogue().initiatives.len()];
        let now = self.turn();
        let mine = |done: &&Completion| done.seat == self.seat && done.turn.after(turns) >= now;
        for done in self.completions().iter().filter(mine) {
            if let Some(count) = counts.get_mut(done.initiative.index()) {
                *count = count.saturating_add(1);
            }
        }
        counts
    }
}
