//! Scenarios: from RON text to a checked `Scenario`. Opens no files; knows nothing of a game under way.
//!
//! `raw` is the RON shape, `check` turns it into a `Scenario` or into every problem found at once. A `Scenario`
//! can't be built any other way, so the rules may rely on what the check guarantees.

mod blame;
pub mod catalogue;
pub mod check;
mod checked_map;
pub mod crisis;
pub mod definition;
mod file;
pub mod lens;
pub mod lesson;
pub mod map;
pub mod mind;
mod parse;
pub mod problem;
pub mod prose;
pub mod raw;
mod raw_lens;
pub mod report;
mod scan;
pub mod shipped;
pub mod slots;
pub mod source;
pub mod table;
mod tree;

pub use catalogue::Catalogue;
pub use check::{Summary, header, load, load_lens, load_with};
pub use crisis::{CrisisKind, Forum, IntentionKind};
pub use definition::{
    Act, Actor, Arm, Bargaining, Bearing, Better, Bound, Choice, Claim, Consent, Counsel, Dial,
    Election, Ending, Event, Format, Gauge, GaugeKind, Hazard, HoldOuts, Initiative, Interests,
    Manner, MeasureKind, Measurement, Mechanism, Origin, Permission, Pledge, Question, Repeat,
    Reply, Risk, Scope, Stage, Statistic, Strategy, When, Window, Wish,
};
pub use lens::{Coefficient, Lens, Rate, Unit, Value};
pub use lesson::{Deed, Lesson, Occasion, Spot, Tip};
pub use map::{Exercise, Region, Zone, ZoneKind};
pub use mind::Mind;
pub use problem::{Colour, Problem, render};
pub use prose::{Field, Item, Prose};
pub use report::Report;
pub use slots::{Bounds, Slot, Slots};
pub use source::Source;
pub use table::{
    Attitude, Clause, ClauseOption, NegotiatingTable, Party, Payment, Preference, Standing, Temper,
};

/// Reads a file that holds one value in parentheses, whatever it is: unknown fields and wrong values are problems with
/// their place, as in a pack.
///
/// # Errors
/// Every problem found.
pub fn read_value<T: serde::de::DeserializeOwned>(source: &Source) -> Result<T, Vec<Problem>> {
    let mut problems = Vec::new();
    let (_, value) = parse::parse_struct(source, &mut problems);
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        Some(_) | None => Err(problems),
    }
}

/// The files of a pack on top of those of the pack that it extends. The header is its own; of each list an item with the
/// id of one below takes its place, and the others follow.
#[must_use]
pub fn extended(own: Vec<Source>, base: Vec<Source>) -> Vec<Source> {
    let below = base
        .into_iter()
        .filter(|source| source.file_name() != parse::HEADER)
        .map(Source::lying_beneath);
    own.into_iter().chain(below).collect()
}

#[cfg(test)]
pub(crate) use check::tests::pack::Pack as TinyPack;

use crate::model::{
    ActorId, ActorSet, Calendar, ClaimId, Condition, CrisisId, Date, EndingId, EventId, FormatId,
    GaugeId, GroupId, InitiativeId, LastingId, MeasureId, MechanismId, OfficeId, PermissionId,
    PledgeId, Points, ReportId, SeatId, StrategyId, TableId, Turn, WindowId,
};

/// A checked scenario under one lens.
#[derive(Clone, Debug)]
pub struct Scenario {
    pub(in crate::scenario) id: String,
    pub(in crate::scenario) content_hash: String,
    pub(in crate::scenario) catalogue: Catalogue,
    pub(in crate::scenario) prose: Prose,
    pub(in crate::scenario) lens: Lens,
    pub(in crate::scenario) calendar: Calendar,
    pub(in crate::scenario) playable: Vec<SeatId>,
    pub(in crate::scenario) poles: (ActorId, ActorId),
    pub(in crate::scenario) groups: Vec<ActorSet>,
    pub(in crate::scenario) dashboard: Vec<Dial>,
    pub(in crate::scenario) capital_cap: Points,
    pub(in crate::scenario) actors: Vec<Actor>,
    pub(in crate::scenario) relations: Vec<(ActorId, ActorId)>,
    pub(in crate::scenario) slots: Slots,
    pub(in crate::scenario) measures: Vec<MeasureKind>,
    pub(in crate::scenario) mechanisms: Vec<Mechanism>,
    pub(in crate::scenario) formats: Vec<Format>,
    pub(in crate::scenario) initiatives: Vec<Initiative>,
    pub(in crate::scenario) families: usize,
    pub(in crate::scenario) events: Vec<Event>,
    pub(in crate::scenario) windows: Vec<Window>,
    pub(in crate::scenario) pledges: Vec<Pledge>,
    pub(in crate::scenario) permissions: Vec<Permission>,
    pub(in crate::scenario) tables: Vec<NegotiatingTable>,
    pub(in crate::scenario) minds: Vec<Mind>,
    pub(in crate::scenario) crises: Vec<CrisisKind>,
    pub(in crate::scenario) reports: Vec<Report>,
    pub(in crate::scenario) gauges: Vec<Gauge>,
    pub(in crate::scenario) endings: Vec<Ending>,
    pub(in crate::scenario) lasting: Vec<Condition>,
    pub(in crate::scenario) coastlines: Option<String>,
    pub(in crate::scenario) places: Vec<map::Spot>,
    pub(in crate::scenario) zones: Vec<Zone>,
    pub(in crate::scenario) regions: Vec<Region>,
    pub(in crate::scenario) strategies: Vec<Strategy>,
    pub(in crate::scenario) claims: Vec<Claim>,
    pub(in crate::scenario) acts: Vec<Act>,
    pub(in crate::scenario) lessons: Vec<Lesson>,
    pub(in crate::scenario) tips: Vec<Tip>,
}

macro_rules! tables {
    ($($(#[$doc:meta])* $one:ident, $all:ident, $id:ident => $kind:ident;)*) => {
        impl Scenario {
            $(
                $(#[$doc])*
                ///
                /// # Panics
                /// If the id belongs to another scenario.
                #[must_use]
                pub fn $one(&self, id: $id) -> &$kind {
                    &self.$all[id.index()]
                }

                /// Every one of them with its id, in the order of the pack.
                pub fn $all(&self) -> impl Iterator<Item = ($id, &$kind)> {
                    self.$all.iter().enumerate().map(|(place, item)| ($id::at(place), item))
                }
            )*
        }
    };
}

tables! {
    /// An actor.
    actor, actors, ActorId => Actor;
    /// A measure's kind.
    measure, measures, MeasureId => MeasureKind;
    /// A mechanism.
    mechanism, mechanisms, MechanismId => Mechanism;
    /// A format.
    format, formats, FormatId => Format;
    /// An initiative.
    initiative, initiatives, InitiativeId => Initiative;
    /// An event.
    event, events, EventId => Event;
    /// A window.
    window, windows, WindowId => Window;
    /// A pledge.
    pledge, pledges, PledgeId => Pledge;
    /// A leave that acts need.
    permission, permissions, PermissionId => Permission;
    /// A negotiating table.
    table, tables, TableId => NegotiatingTable;
    /// A kind of crisis.
    crisis, crises, CrisisId => CrisisKind;
    /// A standing report.
    report, reports, ReportId => Report;
    /// An axis or index.
    gauge, gauges, GaugeId => Gauge;
    /// An ending.
    ending, endings, EndingId => Ending;
    /// A strategy.
    strategy, strategies, StrategyId => Strategy;
    /// A claim about the model.
    claim, claims, ClaimId => Claim;
    /// The condition of a sustained effect.
    lasting_condition, lasting, LastingId => Condition;
    /// The actors of a group.
    group, groups, GroupId => ActorSet;
}

/// What `text` may know of a scenario: names, words, dates, whose each figure is and whose leave acts need. No rules, no secrets.
#[derive(Clone, Copy, Debug)]
pub struct Lexicon<'a> {
    /// The string ids.
    pub names: &'a Catalogue,
    /// The words.
    pub prose: &'a Prose,
    /// The dates.
    pub calendar: &'a Calendar,
    /// Whose each figure is.
    pub slots: &'a Slots,
    /// The leave that acts need, and who gives it.
    pub permissions: &'a [Permission],
    /// The days of what has happened.
    pub days: Days<'a>,
}

/// The days of dated events, told to whoever knows in which turn one happened: nothing of what is to come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Days<'a>(&'a [Event], &'a [Actor]);

impl Days<'_> {
    /// The day of an event that happened at the end of this turn, if it was bound to a day of it.
    #[must_use]
    pub fn of(&self, event: EventId, turn: Turn) -> Option<Date> {
        match self.0.get(event.index())?.when.open() {
            When::Dated(then, day) if *then == turn => Some(*day),
            When::Dated(..) | When::If(_) | When::Drawn(_) | When::Scheduled => None,
        }
    }

    /// The day of the election that brought an office in at the end of this turn.
    #[must_use]
    pub fn of_office(&self, office: OfficeId, turn: Turn) -> Option<Date> {
        let mut elections = self.1.iter().flat_map(|actor| actor.elections.open());
        let found = elections.find(|it| it.turn == turn && it.winner == Some(office));
        found.map(|it| it.date)
    }
}

impl Scenario {
    /// What `text` may know.
    #[must_use]
    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon {
            names: &self.catalogue,
            prose: &self.prose,
            calendar: &self.calendar,
            slots: &self.slots,
            permissions: &self.permissions,
            days: Days(&self.events, &self.actors),
        }
    }

    /// The string id of the scenario.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// SHA-256 over every file of the pack and its lens, in lower-case hexadecimal; lessons and hints are no part of the
    /// world.
    #[must_use]
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// The string ids.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The words.
    #[must_use]
    pub fn prose(&self) -> &Prose {
        &self.prose
    }

    /// The lens under which it is played.
    #[must_use]
    pub fn lens(&self) -> &Lens {
        &self.lens
    }

    /// What an actor wants and how it decides; `None` if the pack gives it no mind.
    #[must_use]
    pub fn mind(&self, actor: ActorId) -> Option<&Mind> {
        self.minds.iter().find(|mind| mind.actor == actor)
    }

    /// Which days the turns cover.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The seats that a person may take; the first is the usual one.
    #[must_use]
    pub fn playable(&self) -> &[SeatId] {
        &self.playable
    }

    /// Every seat, in the scenario's order.
    pub fn seats(&self) -> impl Iterator<Item = SeatId> {
        self.actors()
            .filter(|(_, actor)| actor.has_seat)
            .map(|(id, _)| SeatId(id))
    }

    /// The same scenario with more turns after its last: to see what becomes of a world.
    #[must_use]
    pub fn prolonged(&self, turns: u16) -> Self {
        let calendar = self.calendar.prolonged(turns);
        Self {
            calendar,
            ..self.clone()
        }
    }

    /// Whether somebody has this seat.
    #[must_use]
    pub fn is_seat(&self, seat: SeatId) -> bool {
        self.actors
            .get(seat.0.index())
            .is_some_and(|it| it.has_seat)
    }

    /// The two poles.
    #[must_use]
    pub fn poles(&self) -> (ActorId, ActorId) {
        self.poles
    }

    /// What the situation screen shows first.
    #[must_use]
    pub fn dashboard(&self) -> &[Dial] {
        &self.dashboard
    }

    /// The most capital that a seat can hold.
    #[must_use]
    pub fn capital_cap(&self) -> Points {
        self.capital_cap
    }

    /// The pairs that carry figures, lower id first, in the order of the pack.
    #[must_use]
    pub fn relations(&self) -> &[(ActorId, ActorId)] {
        &self.relations
    }

    /// The layout of the stored figures.
    #[must_use]
    pub fn slots(&self) -> &Slots {
        &self.slots
    }

    /// The act to which a turn belongs, with what its words are kept under; `None` if the pack names no acts.
    #[must_use]
    pub fn act(&self, turn: Turn) -> Option<(Item, &Act)> {
        let numbered = (0..).zip(&self.acts);
        let begun = numbered.filter(|(_, act)| act.from <= turn).last();
        begun.map(|(place, act)| (Item::Act(place), act))
    }

    /// The steps of a first game, in order; for the first of the playable seats.
    #[must_use]
    pub fn lessons(&self) -> &[Lesson] {
        &self.lessons
    }

    /// What is told once, when it becomes relevant.
    #[must_use]
    pub fn tips(&self) -> &[Tip] {
        &self.tips
    }

    /// How many families of initiatives there are.
    #[must_use]
    pub fn families(&self) -> usize {
        self.families
    }

    /// The name of the coastlines on which the map is drawn; `None`: it has none.
    #[must_use]
    pub fn coastlines(&self) -> Option<&str> {
        self.coastlines.as_deref()
    }

    /// The contested places that the map labels.
    #[must_use]
    pub fn places(&self) -> &[map::Spot] {
        &self.places
    }

    /// The zones that the map can show, whether they exist yet or not.
    #[must_use]
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// The parts of the map to look at by themselves.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// The axes of the score, in the order of the pack.
    pub fn axes(&self) -> impl Iterator<Item = GaugeId> {
        self.gauges()
            .filter(|(_, gauge)| gauge.kind == GaugeKind::Axis)
            .map(|(id, _)| id)
    }

    /// All actors as a set.
    #[must_use]
    pub fn everyone(&self) -> ActorSet {
        self.actors().map(|(id, _)| id).collect()
    }
}
