//! Puts a `Scenario` together, if nothing at all is wrong.

use crate::model::Points;
use crate::scenario::check::{Checker, Parts};
use crate::scenario::problem::Problem;
use crate::scenario::{Lens, Scenario};

impl Checker<'_> {
    /// The scenario, or every problem by file and line.
    pub(super) fn into_scenario(
        self,
        parts: Parts,
        lens: Option<&Lens>,
        content_hash: String,
    ) -> Result<Scenario, Vec<Problem>> {
        let (Some(lens), Some(calendar), Some(poles), true) =
            (lens, self.calendar, self.poles, self.problems.is_empty())
        else {
            return Err(in_order(self.problems));
        };
        Ok(Scenario {
            id: self.header.id.clone(),
            content_hash,
            catalogue: self.catalogue,
            prose: self.prose,
            lens: lens.clone(),
            calendar,
            playable: self.playable,
            poles,
            groups: self.groups,
            dashboard: parts.dashboard,
            capital_cap: Points::whole(self.header.capital_cap),
            actors: parts.actors,
            relations: self.relations,
            slots: self.slots,
            measures: parts.measures,
            mechanisms: parts.mechanisms,
            formats: parts.formats,
            initiatives: parts.initiatives,
            families: self.families.len(),
            events: parts.events,
            windows: parts.windows,
            pledges: parts.pledges,
            permissions: parts.permissions,
            tables: parts.tables,
            minds: parts.minds,
            crises: parts.crises,
            reports: parts.reports,
            gauges: parts.gauges,
            endings: parts.endings,
            lasting: self.lasting,
            coastlines: parts.coastlines,
            places: parts.places,
            zones: parts.zones,
            regions: parts.regions,
            strategies: parts.strategies,
            claims: parts.claims,
            lessons: parts.lessons,
            tips: parts.tips,
            acts: self.acts,
        })
    }
}

/// The problems by file and place, each once.
pub(super) fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        let key = |it: &Problem| (it.label.clone(), it.line, it.column);
        key(a).cmp(&key(b)).then_with(|| a.message.cmp(&b.message))
    });
    problems.dedup();
    problems
}
