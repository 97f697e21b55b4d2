//! What a seat wants, what it takes others to want, and what it expects of its own acts.

use crate::model::hash::subject;
use crate::model::{
    ActorId, ChoiceIndex, EventId, Figure, FigureId, Order, PerMille, Points, SeatId, Subject, Turn,
};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::conditions::all_hold;
use crate::rules::effects::subject_hash;
use crate::rules::eyes::Scope;
use crate::rules::prospect::{Foresight, Prospect};
use crate::rules::state::Completion;
use crate::rules::view::View;
use crate::scenario::mind::{Doctrine, Mind, Weights};
use crate::scenario::{Question, Rate};

/// What a point of each figure is worth to a capital, in tenths of a point of worth, figure by figure.
#[derive(Clone, Debug)]
pub struct Leanings(Vec<i32>);

impl Leanings {
    /// What an act that is expected to do this is worth.
    #[must_use]
    pub fn worth(&self, expected: &Prospect) -> Points {
        let all = expected.moves.iter().chain(&expected.feigned);
        let weighed = all.map(|(figure, moved)| {
            let weight = self.0.get(figure.index()).copied().unwrap_or(0);
            i64::from(moved.raw()) * i64::from(weight)
        });
        let sum: i64 = weighed.sum();
        Points::thousandths(i32::try_from(sum.div_euclid(10)).unwrap_or(0))
    }

    /// What a point of this figure is worth, in tenths.
    #[must_use]
    pub fn of(&self, figure: FigureId) -> i32 {
        self.0.get(figure.index()).copied().unwrap_or(0)
    }

    fn add(&mut self, weights: &Weights, share: PerMille) {
        for (figure, worth) in weights {
            if let Some(sum) = self.0.get_mut(figure.index()) {
                *sum += (worth * share.0).div_euclid(1000);
            }
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
        let mut leanings = Leanings(vec![0; self.scenario.slots().len()]);
        leanings.add(&mind.interests, WHOLE);
        self.pull(&mut leanings, mind);
        Some(leanings)
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
            leanings.add(&vec![(*figure, drawn)], WHOLE);
        }
        for line in &mind.red_lines {
            if line.beyond(self.eyes().figure(line.figure)) > Points::ZERO
                && let Some(worth) = leanings.0.get_mut(line.figure.index())
            {
                *worth = (*worth * line.times.0).div_euclid(1000);
            }
        }
        Some(leanings)
    }

    /// Each group pulls by its weight and support: of one that everybody follows all counts, of one without support
    /// nothing.
    fn pull(&self, leanings: &mut Leanings, mind: &Mind) {
        let actor = self.scenario.actor(mind.actor);
        let slots = self.scenario.slots();
        for (bloc, weights) in &mind.factions {
            let weight = actor.blocs.iter().find(|(known, _)| known == bloc);
            let owner = crate::model::Owner::Bloc(mind.actor, *bloc);
            if let Some(((_, weight), figure)) = weight.zip(slots.of_owner(Figure::Bloc, owner)) {
                let support = i64::from(self.eyes().figure(figure).raw());
                let share = (i64::from(weight.0) * support).div_euclid(100_000);
                leanings.add(weights, PerMille(i32::try_from(share).unwrap_or(0)));
            }
        }
    }

    /// What a world has in store for a weight: the same throughout a game.
    fn drawn(&self, actor: ActorId, figure: FigureId, reach: i32) -> i32 {
        let slot = self.scenario.slots().get(figure);
        let names = self.scenario.catalogue();
        let name = crate::notation::figure::write(names, slot.figure, slot.owner);
        let key = Key {
            seed: self.state().seed_of(actor),
            turn: Turn(0),
            purpose: Purpose::Mind,
            subject: combine(&[subject_hash(self.scenario, actor), subject(&name)]),
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
        let (_, weights) = self.mind(self.seat.0)?.advisers.get(place)?;
        let mut leanings = Leanings(vec![0; self.scenario.slots().len()]);
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
            let expected = Foresight::new(self.eyes(), scope, WHOLE).of_answer(choice);
            let worth = wants.worth(&expected).minus(self.counted(choice.cost));
            found.push((index, worth));
        }
        found.sort_by(|(_, a), (_, b)| b.cmp(a));
        found
    }

    /// What this seat's capital may start now, by its repertoire: legal or not.
    #[must_use]
    pub fn repertoire(&self) -> Vec<Order> {
        let Some(mind) = self.mind(self.seat.0) else {
            return Vec::new();
        };
        let mut orders = Vec::new();
        for habit in &mind.inner.open().repertoire {
            let known = self.scenario.initiative(habit.initiative);
            let targets = match habit.target {
                None if !known.targets.is_empty() => self.targets(habit.initiative),
                one => vec![one],
            };
            for target in targets {
                let order = Order::Launch {
                    initiative: habit.initiative,
                    target,
                };
                let scope = Scope::of(self.seat, target);
                if !orders.contains(&order) && all_hold(self.eyes(), scope, &habit.when) {
                    orders.push(order);
                }
            }
        }
        orders
    }

    /// What this seat expects of one of its orders, by what is written of it and what it can see; `None` for orders that
    /// do nothing by themselves.
    #[must_use]
    pub fn foresee(&self, order: &Order, patience: PerMille) -> Option<Prospect> {
        match *order {
            Order::Launch { initiative, target } => {
                let scope = Scope::of(self.seat, target);
                let known = (initiative, self.scenario.initiative(initiative));
                Some(Foresight::new(self.eyes(), scope, patience).of_launch(known))
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
                Some(Foresight::new(self.eyes(), scope, patience).of_answer(given))
            }
            Order::Table(..)
            | Order::Step(..)
            | Order::Schedule { .. }
            | Order::Publish
            | Order::Cancel { .. }
            | Order::End => None,
        }
    }

    /// How often this seat finished an initiative in the last turns, at whomever.
    #[must_use]
    pub fn repeated(&self, order: &Order, turns: u16) -> usize {
        let Order::Launch { initiative, .. } = *order else {
            return 0;
        };
        let mine = |done: &&Completion| done.seat == self.seat && done.initiative == initiative;
        let recent = self.completions().iter().filter(mine);
        let now = self.turn();
        recent.filter(|done| done.turn.after(turns) >= now).count()
    }
}
