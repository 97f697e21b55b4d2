//! Which facts are news: what happened, without the figures that moved by it.

use crate::model::{Cause, CrisisFact, Fact, TableFact, What};

fn is_crisis_news(what: &CrisisFact) -> bool {
    !matches!(
        what,
        CrisisFact::Intended { .. }
            | CrisisFact::Believed { .. }
            | CrisisFact::Sealed { .. }
            | CrisisFact::Passed { .. }
    )
}

fn is_table_news(what: &TableFact) -> bool {
    !matches!(
        what,
        TableFact::Brought { .. }
            | TableFact::Convening { .. }
            | TableFact::Intends { .. }
            | TableFact::Recalled { .. }
            | TableFact::Held { .. }
            | TableFact::Rested { .. }
            | TableFact::RoundEnded
    )
}

/// Whether a fact is something that happened, rather than a figure that moved or a step of preparation.
#[must_use]
pub fn happened(fact: &Fact) -> bool {
    if fact.cause == Cause::Opening {
        return false;
    }
    match fact.what {
        What::Moved { .. }
        | What::Sustained { .. }
        | What::Spent { .. }
        | What::Read { .. }
        | What::Feigned { .. }
        | What::Planned { .. }
        | What::Slated { .. }
        | What::Unslated { .. }
        | What::Publishing { .. }
        | What::Withdrawing { .. }
        | What::PlannedCancel { .. }
        | What::Unplanned { .. }
        | What::Dequeued { .. }
        | What::Advanced { .. }
        | What::Sealed { .. }
        | What::Asked { .. }
        | What::Scheduled { .. }
        | What::Unscheduled { .. }
        | What::PlanEnded { .. }
        | What::TurnBegan { .. } => false,
        What::Crisis(_, ref what) => is_crisis_news(what),
        What::Table(_, ref what) => is_table_news(what),
        What::Published { .. }
        | What::Withdrawn { .. }
        | What::Slipped { .. }
        | What::Lapsed { .. }
        | What::Missed { .. }
        | What::Met { .. }
        | What::Launched { .. }
        | What::Completed { .. }
        | What::Cancelled { .. }
        | What::RiskStruck { .. }
        | What::Replied { .. }
        | What::Declined { .. }
        | What::Happened { .. }
        | What::Answered { .. }
        | What::Reach { .. }
        | What::Level { .. }
        | What::Verified { .. }
        | What::Joined { .. }
        | What::Left { .. }
        | What::Used { .. }
        | What::Attended { .. }
        | What::Observed { .. }
        | What::Withdrew { .. }
        | What::AgendaAdded { .. }
        | What::AgendaDropped { .. }
        | What::WindowOpened { .. }
        | What::Pledged { .. }
        | What::Kept { .. }
        | What::Broke { .. }
        | What::Exposed { .. }
        | What::TookOffice { .. }
        | What::Ended { .. } => true,
    }
}
