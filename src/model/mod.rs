//! Plain values shared by every layer: ids, bounded quantities, orders, facts, conditions and effects.
//!
//! Nothing here knows how anything is decided, where it is stored or how it reads as a sentence.

pub mod bargain;
pub mod calendar;
mod cause;
pub mod condition;
pub mod crisis;
pub mod effect;
pub mod fact;
pub mod figure;
pub mod formula;
pub mod hash;
pub mod id;
pub mod order;
pub mod quantity;
pub mod sealed;
pub mod table;

pub use bargain::{Linkage, Package, Utility};
pub use calendar::{Calendar, Date, Step, Turn};
pub use cause::{Cause, Rule};
pub use condition::{Condition, Selector};
pub use crisis::{
    Channel, Cover, CrisisEnd, CrisisFact, CrisisOrder, CrisisOutcome, Heard, Intention, Odds,
    Posture,
};
pub use effect::{Amount, Effect, FormatAct, Lasting, MechanismAct};
pub use fact::{Fact, What};
pub use figure::{Figure, Owner, Path, Shape, Visibility};
pub use formula::{Derived, Formula};
pub use id::{
    ActorId, ActorSet, BlocId, ClaimId, CrisisId, EndingId, EventId, FigureId, FormatId, GaugeId,
    GroupId, InitiativeId, LastingId, MeasureId, MechanismId, OfficeId, PermissionId, PledgeId,
    ReportId, SeatId, StrategyId, TableId, TermId, WindowId,
};
pub use order::{ChoiceIndex, Order, Subject};
pub use quantity::{Band, PerMille, Points};
pub use sealed::Sealed;
pub use table::{Breakdown, Form, Hidden, Intent, Packed, TableFact, TableOrder, TableStatus};
