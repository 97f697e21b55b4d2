//! Figures as text: `beijing.firm-trust.seoul`, `seoul.capital`, `seoul.bloc(unions)`, `@mechanism(hotline).health`.

use crate::model::{ActorId, Figure, FigureId, FormatId, GaugeId, MechanismId, Owner, Shape};
use crate::notation::{Kind, Misread, nearest};
use crate::scenario::{Catalogue, Scenario};

/// Something that can be asked about: a stored figure, trust as a whole, or a gauge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A stored figure.
    Stored(FigureId),
    /// The first one's trust in the second, both parts together.
    Trust(ActorId, ActorId),
    /// An axis or an index.
    Gauge(GaugeId),
}

/// The path of a stored figure.
#[must_use]
pub fn write(names: &Catalogue, figure: Figure, owner: Owner) -> String {
    names.path(figure, owner)
}

/// The name by which `read` knows a figure, axis or index.
#[must_use]
pub fn name(scenario: &Scenario, named: Named) -> String {
    let names = scenario.catalogue();
    match named {
        Named::Stored(figure) => {
            let slot = scenario.slots().get(figure);
            write(names, slot.figure, slot.owner)
        }
        Named::Trust(a, b) => write(names, Figure::Trust, Owner::Pair(a, b)),
        Named::Gauge(gauge) => names.gauge(gauge).to_owned(),
    }
}

/// Reads the name of one figure, axis or index.
///
/// # Errors
/// If it names nothing that the scenario carries; with the nearest name that it does.
pub fn read(scenario: &Scenario, text: &str) -> Result<Named, Misread> {
    parse(scenario, text).ok_or_else(|| {
        let known = every_name(scenario);
        Misread::UnknownId {
            kind: Kind::Figure,
            given: text.to_owned(),
            nearest: nearest(text, known.iter().map(String::as_str)),
        }
    })
}

/// Reads the name of a stored figure exactly as `write` gives it.
#[must_use]
pub fn read_stored(scenario: &Scenario, text: &str) -> Option<FigureId> {
    match parse(scenario, text)? {
        Named::Stored(figure) => Some(figure),
        Named::Trust(..) | Named::Gauge(_) => None,
    }
}

fn parse(scenario: &Scenario, text: &str) -> Option<Named> {
    let names = scenario.catalogue();
    if let Some(gauge) = names.find_gauge(text) {
        return Some(Named::Gauge(gauge));
    }
    let (owner, rest) = text.split_once('.')?;
    if let Some(id) = bracketed(owner, "@mechanism") {
        return parse_mechanism(scenario, names.find_mechanism(id)?, rest);
    }
    if let Some(id) = bracketed(owner, "@format") {
        return parse_format(scenario, names.find_format(id)?, rest);
    }
    parse_actor(scenario, names.find_actor(owner)?, rest)
}

fn parse_mechanism(scenario: &Scenario, mechanism: MechanismId, rest: &str) -> Option<Named> {
    let (word, actor) = rest
        .split_once('.')
        .map_or((rest, None), |(word, actor)| (word, Some(actor)));
    let figure = Figure::from_word(word)?;
    let owner = match (figure.shape(), actor) {
        (Shape::Mechanism, None) => Owner::Mechanism(mechanism),
        (Shape::Share, Some(actor)) => {
            Owner::Share(mechanism, scenario.catalogue().find_actor(actor)?)
        }
        _ => return None,
    };
    scenario.slots().of_owner(figure, owner).map(Named::Stored)
}

fn parse_format(scenario: &Scenario, format: FormatId, rest: &str) -> Option<Named> {
    let figure = Figure::from_word(rest)?;
    scenario
        .slots()
        .of_owner(figure, Owner::Format(format))
        .map(Named::Stored)
}

fn parse_actor(scenario: &Scenario, actor: ActorId, rest: &str) -> Option<Named> {
    let names = scenario.catalogue();
    if let Some(id) = bracketed(rest, "bloc") {
        let owner = Owner::Bloc(actor, names.find_bloc(id)?);
        return scenario
            .slots()
            .of_owner(Figure::Bloc, owner)
            .map(Named::Stored);
    }
    let Some((word, other)) = rest.split_once('.') else {
        return scenario
            .slots()
            .of_actor(actor_figure(rest)?, actor)
            .map(Named::Stored);
    };
    let other = names.find_actor(other)?;
    match Figure::from_word(word)? {
        Figure::Trust => {
            scenario.slots().of_pair(Figure::FirmTrust, actor, other)?;
            Some(Named::Trust(actor, other))
        }
        figure if matches!(figure.shape(), Shape::Pair | Shape::OrderedPair) => scenario
            .slots()
            .of_pair(figure, actor, other)
            .map(Named::Stored),
        _ => None,
    }
}

fn actor_figure(word: &str) -> Option<Figure> {
    Figure::from_word(word).filter(|figure| figure.shape() == Shape::Actor)
}

fn bracketed<'a>(text: &'a str, before: &str) -> Option<&'a str> {
    text.strip_prefix(before)?
        .strip_prefix('(')?
        .strip_suffix(')')
}

/// Every name that `read` takes, for completion and for suggestions.
#[must_use]
pub fn every_name(scenario: &Scenario) -> Vec<String> {
    let names = scenario.catalogue();
    let stored = scenario
        .slots()
        .iter()
        .map(|(_, slot)| write(names, slot.figure, slot.owner));
    let trust = scenario
        .slots()
        .iter()
        .filter_map(|(_, slot)| match (slot.figure, slot.owner) {
            (Figure::FirmTrust, Owner::Pair(a, b)) => {
                Some(write(names, Figure::Trust, Owner::Pair(a, b)))
            }
            _ => None,
        });
    let gauges = names.gauges.ids().iter().cloned();
    gauges.chain(trust).chain(stored).collect()
}
