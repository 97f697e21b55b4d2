//! Cycles: initiatives that need themselves, events that set themselves off within a turn.

use std::collections::{BTreeSet, VecDeque};

use crate::model::condition::InitiativeStatus;
use crate::model::{Condition, Effect, PerMille};
use crate::scenario::check::{Checker, Parts};
use crate::scenario::definition::When;
use crate::scenario::parse::Listed;

impl Checker<'_> {
    /// Notes every cycle, once the items are known.
    pub(super) fn check_cycles(&mut self, parts: &Parts) {
        let pack = self.pack;
        let whole = parts.initiatives.len() == pack.initiatives.items.len()
            && parts.events.len() == pack.events.items.len()
            && parts.pledges.len() == pack.pledges.items.len()
            && parts.permissions.len() == pack.permissions.items.len();
        if whole {
            self.check_needs(parts);
        }
        if parts.events.len() == pack.events.items.len() {
            let edges: Vec<Vec<usize>> = parts
                .events
                .iter()
                .map(|event| immediate(&event.effects))
                .collect();
            for cycle in cycles(&edges) {
                let ids = self.listed(&cycle, |at| self.catalogue.events.name(at));
                let first = cycle.first().and_then(|at| pack.events.items.get(*at));
                let place = first.map_or(pack.events.file.root(), Listed::place);
                let message = format!("this event sets itself off again in the same turn: {ids}");
                let hint = Some("schedule with after: 1 or with per_mille under 1000".to_owned());
                self.report_with(place.field("effects"), &message, hint);
            }
        }
    }

    /// Notes initiatives that wait for themselves, directly or by way of events that only they would set off.
    fn check_needs(&mut self, parts: &Parts) {
        let pack = self.pack;
        let first_event = parts.initiatives.len();
        for cycle in cycles(&waits(parts)) {
            let Some(first) = cycle.first().copied() else {
                continue;
            };
            let ids = self.listed(&cycle, |at| match at.checked_sub(first_event) {
                Some(event) => self.catalogue.events.name(event),
                None => self.catalogue.initiatives.name(at),
            });
            if let Some(event) = first.checked_sub(first_event) {
                let known = pack.events.items.get(event);
                let place = known.map_or(pack.events.file.root(), Listed::place);
                let place = place.field("when");
                let message =
                    format!("this never happens, only what follows from it schedules it: {ids}");
                let hint = "let something else schedule one of them, or give it another when";
                self.report_with(place, &message, Some(hint.to_owned()));
                continue;
            }
            let known = pack.initiatives.items.get(first);
            let place = known.map_or(pack.initiatives.file.root(), Listed::place);
            let place = place.field("needs");
            let message = format!("this can never be launched, it needs itself: {ids}");
            let hint = "take one of these conditions out, or let something else bring it about";
            self.report_with(place, &message, Some(hint.to_owned()));
        }
    }

    fn listed<'n>(&self, cycle: &[usize], name: impl Fn(usize) -> &'n str) -> String {
        let mut names: Vec<&str> = cycle.iter().map(|at| name(*at)).collect();
        names.extend(names.first().copied());
        names.join(" → ")
    }
}

/// For each initiative and then each event: what it waits for, as far as that can never come to pass.
fn waits(parts: &Parts) -> Vec<Vec<usize>> {
    let first_event = parts.initiatives.len();
    let needs: Vec<Vec<usize>> = parts
        .initiatives
        .iter()
        .map(|it| {
            let leave = it.permissions.iter();
            let leave = leave.filter_map(|id| parts.permissions.get(id.index()));
            let leave = leave.flat_map(|asked| required(&asked.granted_when, first_event));
            required(&it.needs, first_event)
                .into_iter()
                .chain(leave)
                .collect()
        })
        .collect();
    let waiting = parts.events.iter().enumerate();
    let waiting: BTreeSet<usize> = waiting
        .filter(|(_, event)| matches!(event.when.open(), When::Scheduled))
        .map(|(index, _)| first_event + index)
        .collect();
    let schedulers = schedulers(parts);
    let pledged: BTreeSet<usize> = parts
        .pledges
        .iter()
        .flat_map(|pledge| scheduled(&pledge.kept).chain(scheduled(&pledge.broken)))
        .chain(by_crises(parts))
        .map(|event| first_event + event)
        .collect();
    let mut possible = vec![false; first_event + parts.events.len()];
    loop {
        let next: Vec<bool> = (0..possible.len())
            .map(|node| match needs.get(node) {
                Some(needs) => needs.iter().all(|need| is_set(&possible, *need)),
                None if !waiting.contains(&node) || pledged.contains(&node) => true,
                None => {
                    let by = schedulers.iter().filter(|(_, event)| *event == node);
                    by.into_iter().any(|(by, _)| is_set(&possible, *by))
                }
            })
            .collect();
        if next == possible {
            break;
        }
        possible = next;
    }
    let edges = (0..possible.len()).map(|node| {
        let wanted: Vec<usize> = match needs.get(node) {
            Some(needs) => needs.clone(),
            None => {
                let by = schedulers.iter().filter(|(_, event)| *event == node);
                by.map(|(by, _)| *by).collect()
            }
        };
        let stuck = |node: &usize| !is_set(&possible, *node);
        let wanted = wanted.into_iter().filter(stuck);
        if stuck(&node) {
            wanted.collect()
        } else {
            Vec::new()
        }
    });
    edges.collect()
}

fn is_set(possible: &[bool], node: usize) -> bool {
    possible.get(node).copied().unwrap_or(false)
}

/// The events that crises schedule.
fn by_crises(parts: &Parts) -> impl Iterator<Item = usize> {
    parts.crises.iter().flat_map(|kind| {
        let lists = [
            &kind.mediated,
            &kind.public,
            &kind.settled,
            &kind.backed_down,
            &kind.frozen,
            &kind.survived,
        ];
        let all = kind.rungs.iter().chain(lists);
        all.flat_map(|effects| scheduled(effects))
            .collect::<Vec<usize>>()
    })
}

/// Which initiative or event schedules which event.
fn schedulers(parts: &Parts) -> Vec<(usize, usize)> {
    let first_event = parts.initiatives.len();
    let mut found = Vec::new();
    for (by, it) in parts.initiatives.iter().enumerate() {
        let stages = it.stages.iter().map(|stage| &stage.effects);
        let risk = it.risk.iter().map(|risk| &risk.effects);
        let refused = it.consent.iter().map(|consent| &consent.refused);
        let all = stages.chain(risk).chain(refused);
        let all = all.chain([&it.done, &it.on_cancel]);
        let events = all.flat_map(|effects| scheduled(effects));
        found.extend(events.map(|event| (by, first_event + event)));
    }
    for (by, event) in parts.events.iter().enumerate() {
        let choices = event.asks.iter().flat_map(|ask| &ask.choices);
        let all = choices
            .map(|choice| &choice.effects)
            .chain([&event.effects]);
        let events = all.flat_map(|effects| scheduled(effects));
        found.extend(events.map(|event| (first_event + by, first_event + event)));
    }
    found
}

/// The events that these effects may set off at any time.
fn scheduled(effects: &[Effect]) -> impl Iterator<Item = usize> {
    let mut found = Vec::new();
    for effect in effects {
        if let Effect::Schedule { event, .. } = effect {
            found.push(event.index());
        }
        if let Effect::If(_, inner) = effect {
            found.extend(scheduled(inner));
        }
    }
    found.into_iter()
}

/// The initiatives that must be done, and the events that must have happened, for these conditions to hold.
fn required(conditions: &[Condition], first_event: usize) -> Vec<usize> {
    let mut found = Vec::new();
    for condition in conditions {
        match condition {
            Condition::Initiative(id, InitiativeStatus::Done) => found.push(id.index()),
            Condition::All(inner) => found.extend(required(inner, first_event)),
            Condition::Happened { event, .. } => found.push(first_event + event.index()),
            Condition::Initiative(_, InitiativeStatus::Running | InitiativeStatus::Untried)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::AtLeast(..)
            | Condition::AtMost(..)
            | Condition::Exceeds(..)
            | Condition::Mechanism { .. }
            | Condition::Covered(_)
            | Condition::Between(..)
            | Condition::Window(_)
            | Condition::InOffice(..)
            | Condition::Table(..)
            | Condition::Crisis(..)
            | Condition::CrisisEnded { .. }
            | Condition::Pledge(..)
            | Condition::Gauge(..) => {}
        }
    }
    found
}

/// The events that these effects certainly set off in the same turn.
fn immediate(effects: &[Effect]) -> Vec<usize> {
    let mut found = Vec::new();
    for effect in effects {
        match effect {
            Effect::Schedule {
                event,
                after: 0,
                per_mille: PerMille(1000..),
            } => {
                found.push(event.index());
            }
            Effect::If(_, inner) => found.extend(immediate(inner)),
            Effect::Schedule { .. }
            | Effect::Change(..)
            | Effect::Sustain(..)
            | Effect::Towards(..)
            | Effect::Mechanism(..)
            | Effect::Format(..)
            | Effect::Pledge { .. }
            | Effect::Reading { .. }
            | Effect::Feint { .. }
            | Effect::Window(..)
            | Effect::OpenTable(_)
            | Effect::OpenCrisis { .. }
            | Effect::Office(..)
            | Effect::End(_) => {}
        }
    }
    found
}

/// For each node on a cycle of which it is the first, the shortest such cycle.
fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    (0..edges.len())
        .filter_map(|start| cycle_from(edges, start))
        .collect()
}

/// The shortest way from `start` back to itself through later nodes only.
fn cycle_from(edges: &[Vec<usize>], start: usize) -> Option<Vec<usize>> {
    let mut came_from: Vec<Option<usize>> = vec![None; edges.len()];
    let mut waiting = VecDeque::from([start]);
    while let Some(node) = waiting.pop_front() {
        for next in edges.get(node).into_iter().flatten().copied() {
            if next == start {
                return Some(way(&came_from, start, node));
            }
            if next > start
                && let Some(cell @ None) = came_from.get_mut(next)
            {
                *cell = Some(node);
                waiting.push_back(next);
            }
        }
    }
    None
}

fn way(came_from: &[Option<usize>], start: usize, end: usize) -> Vec<usize> {
    let mut nodes = vec![end];
    let mut at = end;
    while at != start {
        let Some(before) = came_from.get(at).copied().flatten() else {
            break;
        };
        nodes.push(before);
        at = before;
    }
    nodes.reverse();
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_cycle_is_found_once_from_its_first_node() {
        let edges = vec![vec![1], vec![2], vec![1, 0], vec![3], vec![]];
        assert_eq!(cycles(&edges), [vec![0, 1, 2], vec![1, 2], vec![3]]);
    }
}
