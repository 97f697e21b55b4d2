//! Exactly the RON shape of a lens, field by field; unknown fields are refused.

use crate::scenario::checked_map::CheckedMap;

/// A lens: one file of coefficients.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawLens {
    /// Lower-case words with hyphens.
    pub id: String,
    /// As screens show it.
    pub name: String,
    /// What it holds and predicts.
    pub summary: String,
    /// Its literature.
    pub literature: Vec<String>,
    /// Every coefficient.
    pub coefficients: CheckedMap<RawCoefficient>,
}

/// One coefficient of a lens.
#[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct RawCoefficient {
    /// Its value with its unit.
    pub value: RawValue,
    /// Where it comes from.
    pub source: String,
    /// What it does.
    pub text: String,
}

/// The value of a coefficient with its unit.
#[derive(Clone, Copy, Debug, serde::Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub enum RawValue {
    /// Whole points.
    Points(i32),
    /// Tenths of a point.
    Tenths(i32),
    /// Thousandths.
    PerMille(i32),
}
