//! What scripts and strategies say to the seat that they play, as far as it can see.

use crate::model::{Channel, EventId, Order, Points, StrategyId, Subject};
use crate::rules::conditions;
use crate::rules::eyes::Scope;
use crate::rules::view::View;
use crate::scenario::{Bargaining, Bearing, Counsel, Wish};

impl<'a> View<'a> {
    /// What a strategy of this seat (`None`: the scenario's script) would start now, in the order of its preference,
    /// as far as the seat can see. A seat's script is its own secret; another seat's strategy tells it nothing.
    #[must_use]
    pub fn wishes(&self, strategy: Option<StrategyId>) -> Vec<&'a Wish> {
        let (now, scope) = (self.turn(), |target| Scope::of(self.seat, target));
        let target = |order: &Order| order.launched().and_then(|(_, target)| target);
        let wishes = self.counsel(strategy).map_or(&[][..], |it| &it.wishes);
        let timely = wishes
            .iter()
            .filter(|wish| (wish.first..=wish.last).contains(&now));
        let wanted = timely.filter(|wish| {
            conditions::all_hold(self.eyes(), scope(target(&wish.order)), &wish.when)
        });
        wanted.collect()
    }

    /// Capital that a strategy of this seat keeps back from its wishes.
    #[must_use]
    pub fn held_back(&self, strategy: Option<StrategyId>) -> Points {
        self.counsel(strategy).map_or(Points::ZERO, |it| it.hold)
    }

    /// How a strategy of this seat (`None`: the scenario's script) behaves at tables.
    #[must_use]
    pub fn bargaining(&self, strategy: Option<StrategyId>) -> Bargaining {
        self.counsel(strategy)
            .map_or_else(Bargaining::default, |it| it.bargaining)
    }

    /// How a strategy of this seat (`None`: the scenario's script) steps in crises.
    #[must_use]
    pub fn bearing(&self, strategy: Option<StrategyId>) -> Bearing {
        self.counsel(strategy)
            .map_or_else(Bearing::default, |it| it.bearing)
    }

    fn counsel(&self, strategy: Option<StrategyId>) -> Option<&'a Counsel> {
        match strategy {
            None => Some(self.scenario.actor(self.seat.0).script.open()),
            Some(strategy) => {
                let known = self.scenario.strategy(strategy);
                (known.seat == self.seat).then(|| known.counsel.open())
            }
        }
    }

    /// What a strategy of this seat (`None`: the scenario's script) would answer, in the order of its preference, as
    /// orders: replies whose conditions hold as far as the seat can see, then its usual answer. May be empty; none of
    /// them needs be legal.
    #[must_use]
    pub fn advised_answers(
        &self,
        strategy: Option<StrategyId>,
        event: EventId,
        subject: Subject,
    ) -> Vec<Order> {
        let Some(counsel) = self.counsel(strategy) else {
            return Vec::new();
        };
        let scope = Scope::about(subject).by(self.seat);
        let replies = counsel.replies.iter().filter(|reply| {
            reply.event == event && conditions::all_hold(self.eyes(), scope, &reply.when)
        });
        let usual = counsel.answers.iter().filter(|(known, _)| *known == event);
        let wanted = replies.map(|reply| reply.choice);
        let names = self.scenario.catalogue();
        let orders = wanted.chain(usual.map(|(_, choice)| *choice));
        let orders = orders.filter_map(|wanted| {
            let id = names.choice(event, wanted.question, wanted.choice);
            names.find_answer(event, id).map(|choice| Order::Respond {
                event,
                subject,
                choice,
            })
        });
        orders.collect()
    }

    /// The capital that an order takes at once.
    #[must_use]
    pub fn price(&self, order: &Order) -> Points {
        match *order {
            Order::Launch { initiative, .. } => self.scenario.initiative(initiative).cost,
            Order::Respond {
                event,
                subject,
                choice,
            } => self
                .question(event, subject)
                .and_then(|(place, question)| {
                    let names = self.scenario.catalogue();
                    let at = names.place_of_answer(event, place, choice)?;
                    question.choices.get(usize::from(at))
                })
                .map_or(Points::ZERO, |choice| choice.cost),
            Order::Table(table, order) => self.table_price(table, order),
            Order::Step(kind, step) => match step.channel {
                Channel::Mediator(actor) => {
                    let cost = self.scenario.crisis(kind).mediation(actor);
                    cost.unwrap_or(Points::ZERO)
                }
                Channel::Private | Channel::Public | Channel::Mechanism(_) | Channel::Forum => {
                    Points::ZERO
                }
            },
            Order::Schedule { .. } | Order::Publish | Order::Cancel { .. } | Order::End => {
                Points::ZERO
            }
        }
    }
}
