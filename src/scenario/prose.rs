//! The words of a scenario, by item and field. The rules never read them; `text` never reads anything else of a scenario.

use std::collections::BTreeMap;

use crate::model::{
    ActorId, BlocId, ClaimId, CrisisId, EndingId, EventId, FormatId, GaugeId, InitiativeId,
    MeasureId, MechanismId, OfficeId, PermissionId, PledgeId, ReportId, StrategyId, TableId,
    TermId, WindowId,
};

/// What a text is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The scenario as a whole.
    Scenario,
    /// An actor.
    Actor(ActorId),
    /// What analysts say of an actor.
    Mind(ActorId),
    /// An adviser of an actor, by its place.
    Adviser(ActorId, u8),
    /// A domestic group of an actor.
    Bloc(ActorId, BlocId),
    /// An office.
    Office(OfficeId),
    /// A measure.
    Measure(MeasureId),
    /// A mechanism.
    Mechanism(MechanismId),
    /// A format.
    Format(FormatId),
    /// A family of initiatives, by its place.
    Family(u16),
    /// An initiative.
    Initiative(InitiativeId),
    /// A stage of an initiative, by its place.
    Stage(InitiativeId, u8),
    /// An event.
    Event(EventId),
    /// A choice: event, question, choice.
    Choice(EventId, u8, u8),
    /// A window.
    Window(WindowId),
    /// A pledge.
    Pledge(PledgeId),
    /// A leave that acts need.
    Permission(PermissionId),
    /// A negotiating table.
    Table(TableId),
    /// A clause of a table, by its place.
    Clause(TableId, u8),
    /// An option: table, clause, option.
    Option(TableId, u8, u8),
    /// A side payment of a table, by its place.
    Payment(TableId, u8),
    /// A kind of crisis.
    Crisis(CrisisId),
    /// A rung of a crisis, by its place from 0.
    Rung(CrisisId, u8),
    /// An intention in a crisis, by its place.
    Intention(CrisisId, u8),
    /// The forum to which a crisis can be taken.
    Forum(CrisisId),
    /// A standing report.
    Report(ReportId),
    /// An election of an actor, by its place.
    Election(ActorId, u8),
    /// An axis or index.
    Gauge(GaugeId),
    /// An ending.
    Ending(EndingId),
    /// A glossary entry.
    Term(TermId),
    /// A place on the map, by its place in the list.
    Place(u16),
    /// A zone on the map, by its place in the list.
    Zone(u16),
    /// A region of the map, by its place in the list.
    Region(u16),
    /// An act of the scenario, by its place in the list.
    Act(u16),
    /// A strategy.
    Strategy(StrategyId),
    /// A claim about the model.
    Claim(ClaimId),
    /// A step of a lesson, by its place in the list.
    Lesson(u16),
    /// A hint, by its place in the list.
    Tip(u16),
}

/// Which text of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its name, headline or label.
    Name,
    /// Its description, cable or epilogue.
    Text,
    /// The letters that stand for an actor.
    Code,
    /// The list entry of a scenario.
    Summary,
    /// Where it comes from.
    Source,
    /// What to do on the full screen.
    Keys,
    /// What to type in plain mode.
    Words,
}

/// Every text of a scenario in one language.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    texts: BTreeMap<(Item, Field), String>,
}

impl Prose {
    /// The text, or an empty one if the pack has none.
    #[must_use]
    pub fn get(&self, item: Item, field: Field) -> &str {
        self.texts.get(&(item, field)).map_or("", String::as_str)
    }

    /// The name of an item.
    #[must_use]
    pub fn name(&self, item: Item) -> &str {
        self.get(item, Field::Name)
    }

    /// The description of an item.
    #[must_use]
    pub fn text(&self, item: Item) -> &str {
        self.get(item, Field::Text)
    }

    /// Every text with what it is about, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = (Item, Field, &str)> {
        self.texts
            .iter()
            .map(|((item, field), text)| (*item, *field, text.as_str()))
    }

    /// Puts a text; an empty one is left out.
    pub(in crate::scenario) fn put(&mut self, item: Item, field: Field, text: &str) {
        if !text.is_empty() {
            self.texts.insert((item, field), text.to_owned());
        }
    }
}
