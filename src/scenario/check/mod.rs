//! From the raw shape to a `Scenario`: everything is looked up and judged, and every problem is collected.
//!
//! What can't be resolved yields nothing, after a problem was noted; a `Scenario` is put together only when
//! there are no problems, so nothing that is left out on the way can ever be played.

mod actors;
mod acts;
mod amounts;
mod claims;
mod conditions;
mod context;
mod counsel;
mod crises;
mod cycles;
mod effects;
mod elections;
mod events;
mod finish;
mod gauges;
mod hash;
mod header;
mod idle;
mod initiatives;
mod layout;
mod lens;
mod lessons;
mod map;
mod mechanisms;
mod minds;
mod names;
mod paths;
mod permissions;
mod reach;
mod reports;
mod selectors;
mod tables;
mod text;

#[cfg(test)]
pub(in crate::scenario) mod tests;

use std::collections::BTreeMap;

use crate::model::{ActorId, ActorSet, Calendar, Condition, Figure, SeatId};
use crate::scenario::file::Place;
use crate::scenario::parse::{Care, Pack, parse, parse_strategies};
use crate::scenario::problem::Problem;
use crate::scenario::raw::Header;
use crate::scenario::slots::Slot;
use crate::scenario::source::Source;
use crate::scenario::{Catalogue, Lens, Prose, Scenario, Slots};

pub use header::{Summary, header};
use lens::load_lens_with;

pub use lens::load_lens;

/// More problems than these are not kept.
const MOST_PROBLEMS: usize = 1000;
/// The most entries of any list within an item.
const MOST_ENTRIES: usize = 64;
/// The most turns.
const MOST_TURNS: u16 = 200;

/// Reads and checks a pack under a lens.
///
/// # Errors
/// Every problem of every file.
pub fn load(sources: &[Source], lens: &Source) -> Result<Scenario, Vec<Problem>> {
    load_with(sources, lens, &[])
}

/// Reads and checks a pack under a lens, and strategies that stand in files beside it. The content hash is that of the pack:
/// a strategy changes no world.
///
/// # Errors
/// Every problem of every file.
pub fn load_with(
    sources: &[Source],
    lens: &Source,
    strategies: &[Source],
) -> Result<Scenario, Vec<Problem>> {
    let prepared = |source: &Source| source.prepared().is_some();
    if sources.iter().all(prepared)
        && let Ok(scenario) = load_carefully(sources, lens, strategies, Care::Values)
    {
        return Ok(scenario);
    }
    load_carefully(sources, lens, strategies, Care::Places)
}

fn load_carefully(
    sources: &[Source],
    lens: &Source,
    strategies: &[Source],
    care: Care,
) -> Result<Scenario, Vec<Problem>> {
    let mut problems = Vec::new();
    let checked_lens = match load_lens_with(lens, care) {
        Ok(lens) => Some(lens),
        Err(found) => {
            problems.extend(found);
            None
        }
    };
    let mut pack = parse(sources, care, &mut problems);
    for file in strategies {
        pack.beside.push(parse_strategies(file, &mut problems));
    }
    let Some(header) = &pack.header else {
        return Err(finish::in_order(problems));
    };
    let mut checker = Checker::new(&pack, header, checked_lens.as_ref(), problems);
    let parts = checker.check();
    let hash = hash::content(sources, lens);
    checker.into_scenario(parts, checked_lens.as_ref(), hash)
}

/// Who sees a figure, as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    Public,
    /// Its capital and these.
    Private(ActorSet),
}

/// Whether the world's figures are known well enough to say that one is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Fully,
    InPart,
}

/// The state of a check.
struct Checker<'p> {
    pack: &'p Pack,
    header: &'p Header,
    lens: Option<&'p Lens>,
    problems: Vec<Problem>,
    catalogue: Catalogue,
    prose: Prose,
    calendar: Option<Calendar>,
    groups: Vec<ActorSet>,
    seats: ActorSet,
    playable: Vec<SeatId>,
    poles: Option<(ActorId, ActorId)>,
    declared: BTreeMap<Figure, Declared>,
    relations: Vec<(ActorId, ActorId)>,
    laid: Vec<Slot>,
    slots: Slots,
    known: Known,
    lasting: Vec<Condition>,
    acts: Vec<crate::scenario::Act>,
    families: Vec<String>,
}

/// What the check of the items yields; complete only if there are no problems.
#[derive(Default)]
struct Parts {
    actors: Vec<crate::scenario::Actor>,
    measures: Vec<crate::scenario::MeasureKind>,
    mechanisms: Vec<crate::scenario::Mechanism>,
    formats: Vec<crate::scenario::Format>,
    initiatives: Vec<crate::scenario::Initiative>,
    events: Vec<crate::scenario::Event>,
    windows: Vec<crate::scenario::Window>,
    pledges: Vec<crate::scenario::Pledge>,
    permissions: Vec<crate::scenario::Permission>,
    tables: Vec<crate::scenario::NegotiatingTable>,
    minds: Vec<crate::scenario::Mind>,
    crises: Vec<crate::scenario::CrisisKind>,
    reports: Vec<crate::scenario::Report>,
    gauges: Vec<crate::scenario::Gauge>,
    endings: Vec<crate::scenario::Ending>,
    dashboard: Vec<crate::scenario::Dial>,
    coastlines: Option<String>,
    places: Vec<crate::scenario::map::Spot>,
    zones: Vec<crate::scenario::Zone>,
    regions: Vec<crate::scenario::Region>,
    strategies: Vec<crate::scenario::Strategy>,
    claims: Vec<crate::scenario::Claim>,
    lessons: Vec<crate::scenario::Lesson>,
    tips: Vec<crate::scenario::Tip>,
}

impl<'p> Checker<'p> {
    fn new(
        pack: &'p Pack,
        header: &'p Header,
        lens: Option<&'p Lens>,
        problems: Vec<Problem>,
    ) -> Self {
        let sound = pack.actors.is_sound() && pack.relations.is_sound();
        Self {
            pack,
            header,
            lens,
            problems,
            catalogue: Catalogue::default(),
            prose: Prose::default(),
            calendar: None,
            groups: Vec::new(),
            seats: ActorSet::empty(),
            playable: Vec::new(),
            poles: None,
            declared: BTreeMap::new(),
            relations: Vec::new(),
            laid: Vec::new(),
            slots: Slots::default(),
            known: if sound { Known::Fully } else { Known::InPart },
            lasting: Vec::new(),
            acts: Vec::new(),
            families: Vec::new(),
        }
    }

    /// Everything in an order in which each part finds what it needs.
    fn check(&mut self) -> Parts {
        self.collect_names();
        self.check_header();
        self.lay_out();
        let mut parts = Parts {
            measures: self.measures(),
            mechanisms: self.mechanisms(),
            formats: self.formats(),
            initiatives: self.initiatives(),
            events: self.events(),
            windows: self.windows(),
            pledges: self.pledges(),
            permissions: self.permissions(),
            tables: self.tables(),
            crises: self.crises(),
            reports: self.reports(),
            gauges: self.gauges(),
            endings: self.endings(),
            coastlines: self.coastlines(),
            places: self.places(),
            zones: self.zones(),
            regions: self.regions(),
            claims: self.claims(),
            lessons: self.lessons(),
            tips: self.tips(),
            ..Parts::default()
        };
        self.terms();
        parts.actors = self.actors(&parts.initiatives);
        parts.minds = self.minds(&parts.initiatives);
        parts.strategies = self.strategies(&parts.initiatives);
        parts.dashboard = self.dashboard();
        self.check_reach();
        self.check_cycles(&parts);
        parts
    }

    /// Notes a problem with a value.
    fn report(&mut self, place: Place<'_>, message: &str) {
        self.report_with(place, message, None);
    }

    /// Notes a problem with a value and what would help.
    fn report_with(&mut self, place: Place<'_>, message: &str, hint: Option<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(place.problem(message).with_hint(hint));
        }
    }

    /// Notes a problem with the name of a field or the key of an entry.
    fn report_key(&mut self, place: Place<'_>, message: &str, hint: Option<String>) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems
                .push(place.problem_with_key(message).with_hint(hint));
        }
    }

    /// The value, if it is within its bounds; a problem and the nearest bound otherwise.
    fn within(&mut self, place: Place<'_>, value: i32, low: i32, high: i32) -> i32 {
        if value < low || value > high {
            self.report(place, &format!("{value} is out of range: {low} to {high}"));
        }
        value.clamp(low, high)
    }

    /// The number of turns, if it is one that a game can have.
    fn turns(&mut self, place: Place<'_>, value: u16, low: u16) -> u16 {
        let value = self.within(
            place,
            i32::from(value),
            i32::from(low),
            i32::from(MOST_TURNS),
        );
        u16::try_from(value).unwrap_or(0)
    }

    /// Notes a list that is too long.
    fn bounded(&mut self, place: Place<'_>, length: usize, most: usize) {
        if length > most {
            self.report(
                place,
                &format!("{length} entries; at most {most} are allowed"),
            );
        }
    }
}
