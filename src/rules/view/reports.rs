//! What a seat is told of others without asking, and what it makes others see.

use crate::model::{ActorId, Band, FigureId, PerMille, Points, ReportId};
use crate::rules::eyes::{Scope, sees};
use crate::rules::reports::{receives, width};
use crate::rules::state::Feint;
use crate::rules::view::{Reading, View};

/// A report that a seat receives on another capital.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Which.
    pub report: ReportId,
    /// On what.
    pub figures: Vec<FigureId>,
    /// The half-width of what it says now, in points of a scale of 100.
    pub band: Points,
    /// How much of a feint this seat sees through with it.
    pub sees_through: PerMille,
}

impl View<'_> {
    /// The reports that this seat receives on another capital now, in the order of the scenario.
    #[must_use]
    pub fn reports_on(&self, actor: ActorId) -> Vec<Received> {
        let eyes = self.eyes();
        let each = self.scenario().reports().filter_map(|(id, report)| {
            let (_, figures) = report.on.iter().find(|(it, _)| *it == actor)?;
            let told = receives(eyes, (report, actor), self.seat()) && !figures.is_empty();
            told.then(|| Received {
                report: id,
                figures: figures.clone(),
                band: width(eyes, Scope::of(self.seat(), Some(actor)), report),
                sees_through: report.sees_through,
            })
        });
        each.collect()
    }

    /// The figures that this seat sees exactly and others are made to see otherwise.
    pub fn feints(&self) -> impl Iterator<Item = &Feint> {
        let open = self.over().is_some();
        let all = self.state().feints().iter();
        all.filter(move |it| open || sees(self.scenario(), self.seat(), it.figure))
    }
}

/// Two figures as one, as sure as both together.
pub(super) fn together(one: Reading, other: Reading) -> Reading {
    let middle = one
        .middle()
        .plus(other.middle())
        .clamp_to(Points::ZERO, Points::HUNDRED);
    match (one, other) {
        (Reading::Exact(_), Reading::Exact(_)) => Reading::Exact(middle),
        (
            Reading::Estimate {
                band,
                as_of,
                source,
                ..
            },
            Reading::Exact(_),
        )
        | (
            Reading::Exact(_),
            Reading::Estimate {
                band,
                as_of,
                source,
                ..
            },
        ) => Reading::Estimate {
            middle,
            band,
            as_of,
            source,
        },
        (
            Reading::Estimate {
                band,
                as_of,
                source,
                ..
            },
            Reading::Estimate { band: more, .. },
        ) => {
            let band = Band(band.0.saturating_add(more.0));
            Reading::Estimate {
                middle,
                band,
                as_of,
                source,
            }
        }
    }
}
