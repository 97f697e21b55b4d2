//! What seats believe, and what they are made to believe, in the record of a state.

use serde::{Deserialize, Serialize};

use super::{EstimateRecord, Lost, Reader, Writer};
use crate::model::{Band, Points, Turn};
use crate::rules::state::{Estimate, Feint};

/// A figure that looks other than it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeintRecord {
    /// Which figure.
    pub figure: String,
    /// Thousandths of a point.
    pub by: i32,
    /// Since this turn.
    pub since: u16,
    /// Until this turn.
    pub until: u16,
    /// Why.
    pub cause: String,
}

impl Writer<'_> {
    pub(super) fn estimate(&self, estimate: &Estimate) -> EstimateRecord {
        EstimateRecord {
            seat: self.seat(estimate.seat),
            figure: self.figure(estimate.figure),
            middle: estimate.middle.raw(),
            band: estimate.band.0,
            as_of: estimate.as_of.0,
            source: self.cause(estimate.source),
        }
    }

    pub(super) fn feint(&self, feint: &Feint) -> FeintRecord {
        FeintRecord {
            figure: self.figure(feint.figure),
            by: feint.by.raw(),
            since: feint.since.0,
            until: feint.until.0,
            cause: self.cause(feint.cause),
        }
    }
}

impl Reader<'_> {
    pub(super) fn estimate(&self, saved: &EstimateRecord) -> Result<Estimate, Lost> {
        Ok(Estimate {
            seat: self.seat(&saved.seat)?,
            figure: self.figure(&saved.figure)?,
            middle: Points::thousandths(saved.middle),
            band: Band(saved.band),
            as_of: Turn(saved.as_of),
            source: self.cause(&saved.source)?,
        })
    }

    pub(super) fn feint(&self, saved: &FeintRecord) -> Result<Feint, Lost> {
        Ok(Feint {
            figure: self.figure(&saved.figure)?,
            by: Points::thousandths(saved.by),
            since: Turn(saved.since),
            until: Turn(saved.until),
            cause: self.cause(&saved.cause)?,
        })
    }
}
