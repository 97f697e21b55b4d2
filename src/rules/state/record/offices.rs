//! Who is in office, and what rules have lent, as records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Cause, Points, Rule, Turn};
use crate::rules::state::record::{Lost, Reader, Record, Writer, known};
use crate::rules::state::{Loan, State, Tenure};

/// Who holds an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenureRecord {
    /// Who.
    pub office: String,
    /// Since the end of which turn; 0: since the opening.
    pub since: u16,
}

/// What a rule has lent to a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoanRecord {
    /// The figure.
    pub figure: String,
    /// The rule, as a cause.
    pub rule: String,
    /// Thousandths of a point.
    pub amount: i32,
}

impl Writer<'_> {
    pub(super) fn offices(&self, state: &State) -> BTreeMap<String, TenureRecord> {
        let names = self.0.catalogue();
        let held = names
            .all_actors()
            .filter_map(|id| state.tenure(id).map(|held| (id, held)));
        let record = |held: Tenure| TenureRecord {
            office: names.office(held.office).to_owned(),
            since: held.since.0,
        };
        held.map(|(id, held)| (self.actor(id), record(held)))
            .collect()
    }

    pub(super) fn loans(&self, state: &State) -> Vec<LoanRecord> {
        state.loans.iter().map(|loan| self.loan(loan)).collect()
    }

    fn loan(&self, loan: &Loan) -> LoanRecord {
        LoanRecord {
            figure: self.figure(loan.figure),
            rule: self.cause(Cause::Upkeep(loan.rule)),
            amount: loan.amount.raw(),
        }
    }
}

impl Reader<'_> {
    pub(super) fn governments(&self, record: &Record, state: &mut State) -> Result<(), Lost> {
        let names = self.0.catalogue();
        for (id, office) in &record.offices {
            let actor = self.actor(id)?;
            state.offices[actor.index()] = Some(Tenure {
                office: known(names.find_office(&office.office), &office.office)?,
                since: Turn(office.since),
            });
        }
        state.loans = self.each(&record.loans, Self::loan)?;
        Ok(())
    }

    fn loan(&self, saved: &LoanRecord) -> Result<Loan, Lost> {
        let rule = match self.cause(&saved.rule)? {
            Cause::Upkeep(rule @ (Rule::LameDuck | Rule::MechanismsRelieve)) => Some(rule),
            _ => None,
        };
        Ok(Loan {
            figure: self.figure(&saved.figure)?,
            rule: known(rule, &saved.rule)?,
            amount: Points::thousandths(saved.amount),
        })
    }
}

/// What a text reaches where a record from before says nothing.
pub(super) fn half() -> u8 {
    50
}
