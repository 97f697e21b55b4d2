//! Whether a step is legal, decided on the view alone.

use crate::model::{Channel, CrisisId, CrisisOrder, Order};
use crate::rules::crises::covering;
use crate::rules::refusal::CrisisRefusal;
use crate::rules::{Refusal, View};
use crate::scenario::Forum;

/// Whether the seat of this view may take this step now.
///
/// # Errors
/// The first reason why not.
pub(in crate::rules) fn check(
    view: &View<'_>,
    kind: CrisisId,
    step: CrisisOrder,
) -> Result<(), Refusal> {
    let no = |why| Err(Refusal::Crisis(why));
    let Some(crisis) = view.crisis(kind) else {
        return no(CrisisRefusal::NotUnderWay);
    };
    if crisis.own_side().is_none() {
        return no(CrisisRefusal::NoSide);
    }
    if crisis.sealed().is_some() {
        return no(CrisisRefusal::Stepped);
    }
    let definition = view.scenario().crisis(kind);
    match step.channel {
        Channel::Private | Channel::Public => Ok(()),
        Channel::Mechanism(mechanism) => {
            let there = covering(view.eyes(), kind, crisis.sides());
            if there.iter().any(|(known, _)| *known == mechanism) {
                Ok(())
            } else {
                no(CrisisRefusal::NoSuchMechanism(mechanism))
            }
        }
        Channel::Mediator(actor) => {
            let cost = definition.mediation(actor);
            let Some(cost) = cost.filter(|_| !crisis.sides().contains(&actor)) else {
                return no(CrisisRefusal::NoMediator(actor));
            };
            let held = view.capital();
            if cost > held {
                return Err(Refusal::Capital { needed: cost, held });
            }
            Ok(())
        }
        Channel::Forum if definition.forum == Forum::Open => Ok(()),
        Channel::Forum => no(CrisisRefusal::NoForum),
    }
}

/// Whether an order may still be given after the plan of its seat has ended.
pub(in crate::rules) const fn outlives_the_plan(order: &Order) -> bool {
    matches!(order, Order::Step(..))
}
