//! Eyes: the world as somebody sees it. The rules look with eyes that see the truth; a view looks with its seat's.
//!
//! Conditions, formulas and hazards are evaluated through eyes, so that legality can be decided on a view alone.

use crate::model::{ActorId, ActorSet, Figure, FigureId, Path, Points, SeatId, Selector, Subject};
use crate::rules::state::State;
use crate::scenario::Scenario;

/// A way to look at a state.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Eyes<'a> {
    pub scenario: &'a Scenario,
    pub state: &'a State,
    /// Whose eyes; `None` sees the truth.
    pub seat: Option<SeatId>,
}

/// Who `$self`, `$target`, `$a` and `$b` are at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::rules) struct Scope {
    pub me: Option<ActorId>,
    pub target: Option<ActorId>,
    pub a: Option<ActorId>,
    pub b: Option<ActorId>,
}

impl Scope {
    /// The scope of a seat and its target.
    pub fn of(seat: SeatId, target: Option<ActorId>) -> Self {
        Self {
            me: Some(seat.0),
            target,
            a: None,
            b: None,
        }
    }

    /// The scope of an event about `subject`.
    pub fn about(subject: Subject) -> Self {
        let (a, b) = match subject {
            Subject::World => (None, None),
            Subject::Actor(a) => (Some(a), None),
            Subject::Pair(a, b) => (Some(a), Some(b)),
        };
        Self {
            me: None,
            target: None,
            a,
            b,
        }
    }

    /// The same scope with `seat` as `$self`.
    pub fn by(self, seat: SeatId) -> Self {
        Self {
            me: Some(seat.0),
            ..self
        }
    }

    /// The pair at hand: `$a` and `$b`, or `$self` and `$target`.
    pub fn pair(self) -> Option<(ActorId, ActorId)> {
        self.a.zip(self.b).or(self.me.zip(self.target))
    }
}

/// Whether `seat` sees this figure exactly.
pub(in crate::rules) fn sees(scenario: &Scenario, seat: SeatId, figure: FigureId) -> bool {
    scenario.slots().get(figure).is_seen_by(seat.0)
}

impl<'a> Eyes<'a> {
    /// Eyes that see the truth.
    pub fn truth(scenario: &'a Scenario, state: &'a State) -> Self {
        Self {
            scenario,
            state,
            seat: None,
        }
    }

    /// A stored figure as these eyes see it: exactly, or the middle of the estimate.
    #[inline]
    pub fn figure(self, figure: FigureId) -> Points {
        let slots = self.scenario.slots();
        let hidden = |seat: SeatId| Some((seat, slots.hidden_from(seat.0, figure)?));
        match self.seat.and_then(hidden) {
            Some((seat, place)) => self
                .state
                .estimate_at(place, (seat, figure))
                .map_or(slots.get(figure).low, |estimate| estimate.middle),
            None => self.state.figure(figure),
        }
    }

    /// The first one's trust in the second: standing and transient together, from 0 to 100.
    pub fn trust(self, a: ActorId, b: ActorId) -> Option<Points> {
        let slots = self.scenario.slots();
        let firm = self.figure(slots.of_pair(Figure::FirmTrust, a, b)?);
        let warm = slots
            .of_pair(Figure::WarmTrust, a, b)
            .map_or(Points::ZERO, |warm| self.figure(warm));
        Some(firm.plus(warm).clamp_to(Points::ZERO, Points::HUNDRED))
    }

    /// The actors that a selector stands for.
    #[inline]
    pub fn select(self, scope: Scope, selector: Selector) -> ActorSet {
        let one = |actor: Option<ActorId>| actor.map_or(ActorSet::empty(), ActorSet::only);
        match selector {
            Selector::Actor(actor) => ActorSet::only(actor),
            Selector::Myself => one(scope.me),
            Selector::Target => one(scope.target),
            Selector::SideA => one(scope.a),
            Selector::SideB => one(scope.b),
            Selector::Members(mechanism) => self.state.mechanism(mechanism).members,
            Selector::Attendees(format) => self.state.format(format).members,
            Selector::Group(group) => *self.scenario.group(group),
            Selector::All => self.scenario.everyone(),
        }
    }

    /// The one actor that a selector stands for by itself, or nobody; `None` if it stands for a set.
    fn one(scope: Scope, selector: Selector) -> Option<Option<ActorId>> {
        match selector {
            Selector::Actor(actor) => Some(Some(actor)),
            Selector::Myself => Some(scope.me),
            Selector::Target => Some(scope.target),
            Selector::SideA => Some(scope.a),
            Selector::SideB => Some(scope.b),
            Selector::Members(_) | Selector::Attendees(_) | Selector::Group(_) | Selector::All => {
                None
            }
        }
    }

    /// Calls `each` with every figure that `path` stands for and the scenario carries.
    pub fn values(self, scope: Scope, path: Path, mut each: impl FnMut(Points)) {
        match path {
            Path::Pair(Figure::Trust, from, to) => {
                for (a, b) in self.pairs(scope, from, to) {
                    self.trust(a, b).into_iter().for_each(&mut each);
                }
            }
            Path::Actor(..)
            | Path::Pair(..)
            | Path::Bloc(..)
            | Path::Mechanism(..)
            | Path::Share(..)
            | Path::Format(_) => {
                self.slots(scope, path, |figure| each(self.figure(figure)));
            }
        }
    }

    /// Calls `each` with every stored figure that `path` stands for; trust stands for its standing part.
    pub fn slots(self, scope: Scope, path: Path, mut each: impl FnMut(FigureId)) {
        use crate::model::Owner;
        let slots = self.scenario.slots();
        match path {
            Path::Actor(figure, of) => {
                if let Some(actor) = Self::one(scope, of) {
                    let known = actor.and_then(|actor| slots.of_actor(figure, actor));
                    return known.into_iter().for_each(each);
                }
                self.select(scope, of)
                    .iter()
                    .filter_map(|a| slots.of_actor(figure, a))
                    .for_each(each);
            }
            Path::Pair(figure, from, to) => {
                let stored = if figure == Figure::Trust {
                    Figure::FirmTrust
                } else {
                    figure
                };
                // Most paths stand for one pair.
                if let (Some(a), Some(b)) = (Self::one(scope, from), Self::one(scope, to)) {
                    let pair = a.zip(b).filter(|(a, b)| a != b);
                    let known = pair.and_then(|(a, b)| slots.of_pair(stored, a, b));
                    return known.into_iter().for_each(each);
                }
                let undirected = stored.shape() == crate::model::Shape::Pair;
                let (ours, theirs) = (self.select(scope, from), self.select(scope, to));
                // A figure without direction counts once, also where both orders of the pair are named.
                let again = |a, b| undirected && b < a && ours.contains(b) && theirs.contains(a);
                self.pairs(scope, from, to)
                    .filter(|(a, b)| !again(*a, *b))
                    .filter_map(|(a, b)| slots.of_pair(stored, a, b))
                    .for_each(each);
            }
            Path::Bloc(of, bloc) => {
                let owners = self.select(scope, of).iter().map(|a| Owner::Bloc(a, bloc));
                owners
                    .filter_map(|owner| slots.of_owner(Figure::Bloc, owner))
                    .for_each(each);
            }
            Path::Mechanism(figure, mechanism) => {
                slots
                    .of_owner(figure, Owner::Mechanism(mechanism))
                    .into_iter()
                    .for_each(each);
            }
            Path::Share(mechanism, of) => {
                self.select(scope, of)
                    .iter()
                    .filter_map(|a| slots.share(mechanism, a))
                    .for_each(each);
            }
            Path::Format(format) => {
                slots
                    .of_owner(Figure::Standing, Owner::Format(format))
                    .into_iter()
                    .for_each(&mut each);
            }
        }
    }

    fn pairs(
        self,
        scope: Scope,
        from: Selector,
        to: Selector,
    ) -> impl Iterator<Item = (ActorId, ActorId)> {
        let others = self.select(scope, to);
        self.select(scope, from)
            .iter()
            .flat_map(move |a| others.iter().map(move |b| (a, b)))
            .filter(|(a, b)| a != b)
    }
}
