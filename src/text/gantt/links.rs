//! What waits for what on a roadmap: which initiative may bring about a condition of another.

use crate::model::effect::{Effect, MechanismAct};
use crate::model::{Condition, InitiativeId};
use crate::rules::View;
use crate::text::gantt::{Bar, Chart, Standing};

/// A condition that an initiative on a roadmap still waits for.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    /// The condition.
    pub condition: &'a Condition,
    /// The bars of the same roadmap that may bring it about, by their places among the seat's own.
    pub by: Vec<usize>,
}

/// What a bar of this seat still waits for, and what else on its roadmap may bring it.
#[must_use]
pub fn brought_by<'v>(view: &View<'v>, chart: &Chart, bar: &Bar) -> Vec<Link<'v>> {
    let waits = matches!(bar.standing, Standing::Planned | Standing::Later(_));
    if !waits || bar.seat != view.seat() {
        return Vec::new();
    }
    let needs = view.scenario().initiative(bar.initiative).needs.iter();
    let unmet = needs.filter(|need| !view.holds(need, bar.target));
    let link = |condition| {
        let numbered = chart.own.iter().enumerate();
        let able = numbered.filter(|(_, other)| {
            !other.is(bar.initiative, bar.target)
                && !other.standing.is_over()
                && brings(view, other.initiative, condition)
        });
        Link {
            condition,
            by: able.map(|(place, _)| place).collect(),
        }
    };
    unmet.map(link).collect()
}

/// The places of the seat's own bars that wait for something that this bar may bring about.
#[must_use]
pub fn awaited_by(view: &View<'_>, chart: &Chart, bar: &Bar) -> Vec<usize> {
    if bar.seat != view.seat() {
        return Vec::new();
    }
    let numbered = chart.own.iter().enumerate();
    let waiting = numbered.filter(|(_, other)| {
        let links = brought_by(view, chart, other);
        links.iter().any(|link| {
            let mut able = link.by.iter().filter_map(|place| chart.own.get(*place));
            able.any(|able| able == bar)
        })
    });
    waiting.map(|(place, _)| place).collect()
}

/// Whether an initiative may bring a condition about by what is written of it.
fn brings(view: &View<'_>, initiative: InitiativeId, condition: &Condition) -> bool {
    let known = view.scenario().initiative(initiative);
    let stages = known.stages.iter().flat_map(|stage| stage.effects.iter());
    let mut effects = stages.chain(&known.done);
    condition.asks(&|it| matches!(it, Condition::Initiative(known, _) if *known == initiative))
        || effects.any(|effect| serves(effect, condition))
}

/// Whether an effect works towards a condition: the same mechanism, window, table or pledge.
fn serves(effect: &Effect, condition: &Condition) -> bool {
    if let Effect::If(_, inner) = effect {
        return inner.iter().any(|inner| serves(inner, condition));
    }
    match condition {
        Condition::All(inner) | Condition::Any(inner) => {
            inner.iter().any(|inner| serves(effect, inner))
        }
        Condition::Mechanism { mechanism, .. } => matches!(
            effect,
            Effect::Mechanism(known, act) if known == mechanism && raises(*act)
        ),
        Condition::Window(window) => {
            matches!(effect, Effect::Window(known, _) if known == window)
        }
        Condition::Table(table, _) => {
            matches!(effect, Effect::OpenTable(known) if known == table)
        }
        Condition::Pledge(pledge, _) => {
            matches!(effect, Effect::Pledge { pledge: known, .. } if known == pledge)
        }
        Condition::Not(_)
        | Condition::AtLeast(..)
        | Condition::AtMost(..)
        | Condition::Exceeds(..)
        | Condition::Covered(_)
        | Condition::Initiative(..)
        | Condition::Happened { .. }
        | Condition::Between(..)
        | Condition::InOffice(..)
        | Condition::Crisis(..)
        | Condition::CrisisEnded { .. }
        | Condition::Gauge(..) => false,
    }
}

const fn raises(act: MechanismAct) -> bool {
    match act {
        MechanismAct::Propose
        | MechanismAct::Raise
        | MechanismAct::Level(_)
        | MechanismAct::Join(_)
        | MechanismAct::Health(_) => true,
        MechanismAct::Lower
        | MechanismAct::Verify(_)
        | MechanismAct::Leave(_)
        | MechanismAct::Share(..)
        | MechanismAct::Use => false,
    }
}
