//! Cycles: initiatives that need themselves, events that set themselves off within a turn.

use std::collections::VecDeque;

use crate::model::condition::InitiativeStatus;
use crate::model::{Condition, Effect, PerMille};
use crate::scenario::check::{Checker, Parts};

impl Checker<'_> {
    /// Notes every cycle, once the items are known.
    pub(super) fn check_cycles(&mut self, parts: &Parts) {
        let pack = self.pack;
        if parts.initiatives.len() == pack.initiatives.items.len() {
            let edges: Vec<Vec<usize>> = parts
                .initiatives
                .iter()
                .map(|it| required(&it.needs))
                .collect();
            for cycle in cycles(&edges) {
                let ids = self.listed(&cycle, |at| self.catalogue.initiatives.name(at));
                let first = cycle.first().and_then(|at| pack.initiatives.items.get(*at));
                let place = pack
                    .initiatives
                    .file
                    .place(first.map_or(0, |item| item.node));
                let message = format!("this can never be launched, it needs itself: {ids}");
                self.report(place.field("needs"), &message);
            }
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
                let place = pack.events.file.place(first.map_or(0, |item| item.node));
                let message = format!("this event sets itself off again in the same turn: {ids}");
                let hint = Some("schedule with after: 1 or with per_mille under 1000".to_owned());
                self.report_with(place.field("effects"), &message, hint);
            }
        }
    }

    fn listed<'n>(&self, cycle: &[usize], name: impl Fn(usize) -> &'n str) -> String {
        let mut names: Vec<&str> = cycle.iter().map(|at| name(*at)).collect();
        names.extend(names.first().copied());
        names.join(" → ")
    }
}

/// The initiatives that must be done for these conditions to hold.
fn required(conditions: &[Condition]) -> Vec<usize> {
    let mut found = Vec::new();
    for condition in conditions {
        match condition {
            Condition::Initiative(id, InitiativeStatus::Done) => found.push(id.index()),
            Condition::All(inner) => found.extend(required(inner)),
            Condition::Initiative(_, InitiativeStatus::Running | InitiativeStatus::Untried)
            | Condition::Any(_)
            | Condition::Not(_)
            | Condition::AtLeast(..)
            | Condition::AtMost(..)
            | Condition::Exceeds(..)
            | Condition::Mechanism { .. }
            | Condition::Covered(_)
            | Condition::Happened { .. }
            | Condition::Between(..)
            | Condition::Window(_)
            | Condition::InOffice(..)
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
            | Effect::Window(..)
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
