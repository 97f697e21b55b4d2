//! A lens: the coefficients of one theory. Lenses change coefficients, never rules and never the scoring.

use crate::model::{PerMille, Points};

macro_rules! rates {
    ($($(#[$doc:meta])* $name:ident = $key:literal,)*) => {
        /// A coefficient that the rules themselves need; every lens must give it, in per mille or points as documented.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rate { $($(#[$doc])* $name,)* }

        impl Rate {
            /// Every rate with its key in the lens.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $key),)*];
        }
    };
}

rates! {
    /// Share of transient trust lost each turn, per mille.
    WarmthDecay = "warmth-decay",
    /// Share of the way that standing trust goes towards its resting point each turn, per mille.
    TrustPull = "trust-pull",
    /// How much of the change of working links since the opening moves the resting point of trust, per mille.
    TrustFromNetwork = "trust-from-network",
    /// How much of the change of coverage since the opening moves the resting point of trust, per mille.
    TrustFromCoverage = "trust-from-coverage",
    /// How much of the change of grievance since the opening lowers the resting point of trust, per mille.
    TrustFromGrievance = "trust-from-grievance",
    /// Share of the way that threat goes towards its resting point each turn, per mille.
    ThreatPull = "threat-pull",
    /// How much of the change of the other's arms since the opening moves the resting point of threat, per mille.
    ThreatFromArms = "threat-from-arms",
    /// How much of the change of coverage since the opening lowers the resting point of threat, per mille.
    ThreatFromCoverage = "threat-from-coverage",
    /// How much of the change of trust since the opening lowers the resting point of threat, per mille.
    ThreatFromTrust = "threat-from-trust",
    /// Share of working links above their opening that loosens each turn, per mille.
    NetworkDecay = "network-decay",
    /// Share of the way that political will goes back to its base each turn, per mille.
    WillPull = "will-pull",
    /// Share of the way that a mechanism's health goes towards its owners' attention each turn, per mille.
    HealthPull = "health-pull",
    /// Points by which the band of an estimate widens each turn.
    EstimateAging = "estimate-aging",
    /// The widest band of an estimate, in points.
    EstimateWidest = "estimate-widest",
    /// Transient trust gained with those who like an answer, in points.
    Liked = "liked",
    /// Standing trust lost with those who mind an answer, in points.
    Disliked = "disliked",
    /// How much of the change of urgency since the opening moves the base of political will, per mille.
    WillFromUrgency = "will-from-urgency",
    /// Share of the way that urgency goes back to its opening each turn, per mille.
    UrgencyDecay = "urgency-decay",
    /// Share of the way that arms go towards their resting point each turn, per mille.
    ArmsPull = "arms-pull",
    /// How much of the change of felt threat since the opening moves the resting point of arms, per mille.
    ArmsFromThreat = "arms-from-threat",
    /// Share of grievances above their opening that settles each turn, per mille.
    GrievancePull = "grievance-pull",
    /// Share of the way that a public's view goes towards its resting point each turn, per mille.
    OpinionPull = "opinion-pull",
    /// How much of the change of trust moves the resting point of a public's view, per mille.
    OpinionFromTrust = "opinion-from-trust",
    /// How much of the other's economic pressure lowers the resting point of a public's view, per mille.
    OpinionFromCoercion = "opinion-from-coercion",
    /// How much of the change of grievances lowers the resting point of a public's view, per mille.
    OpinionFromGrievance = "opinion-from-grievance",
    /// Share of the uncertainty that pulls an actor towards the nearer pole each turn, per mille.
    AlignmentPull = "alignment-pull",
    /// Share of the way that fears of an ally settle each turn, per mille.
    FearPull = "fear-pull",
    /// How much of the change of trust in an ally lowers the fear of abandonment, per mille.
    FearFromTrust = "fear-from-trust",
    /// How much of the change of an ally's felt threat raises the fear of entrapment, per mille.
    FearFromQuarrels = "fear-from-quarrels",
    /// Share of the way that economic ties go towards their resting point each turn, per mille.
    TradePull = "trade-pull",
    /// How much of the change of grievances lowers the resting point of economic ties, per mille.
    TradeFromGrievance = "trade-from-grievance",
    /// How much of economic pressure lowers the resting point of economic ties, per mille.
    TradeFromCoercion = "trade-from-coercion",
    /// How much of the change of economic ties moves the resting point of trust, per mille.
    TrustFromTrade = "trust-from-trade",
    /// Share of economic pressure that eases each turn, per mille.
    CoercionDecay = "coercion-decay",
    /// How much of economic pressure lowers the resting point of the sector it reaches, per mille.
    TourismFromCoercion = "tourism-from-coercion",
    /// Share of the way that the sector falls each turn, per mille.
    TourismFall = "tourism-fall",
    /// Share of the way that the sector recovers each turn, per mille.
    TourismRecovery = "tourism-recovery",
    /// Share of the way that support at home goes back to its opening each turn, per mille.
    HomePull = "home-pull",
    /// How far the reserve of a capital that is asked for its consent may lie from nothing, in points.
    ConsentReserve = "consent-reserve",
    /// Standing trust of each other seat that a published roadmap of at least two new milestones brings, in points.
    RoadmapCredibility = "roadmap-credibility",
    /// Standing trust of each other seat that a milestone launched in time brings, in points.
    MilestoneKept = "milestone-kept",
    /// Standing trust of each other seat that a milestone costs for each turn that it slips, or when it is withdrawn, in
    /// points.
    MilestoneSlipped = "milestone-slipped",
    /// Support of each domestic group that a milestone costs for each turn that it slips, or when it is withdrawn, in
    /// points: the audience cost (Fearon 1994).
    MilestoneHome = "milestone-home",
    /// Coverage of a pair by an untested mechanism at full health, as a share of a tested one, per mille.
    UntestedCoverage = "untested-coverage",
}

/// The value of a coefficient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount.
    Points(Points),
    /// A share.
    PerMille(PerMille),
}

/// One coefficient with the reasons for it.
#[derive(Clone, Debug)]
pub struct Coefficient {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: Value,
    /// Where it comes from.
    pub source: String,
    /// What it does.
    pub text: String,
}

/// A checked lens.
#[derive(Clone, Debug)]
pub struct Lens {
    /// Its id.
    pub id: String,
    /// As screens show it.
    pub name: String,
    /// What it holds and predicts.
    pub summary: String,
    /// Its literature.
    pub literature: Vec<String>,
    /// Every coefficient, in the order of its file.
    pub coefficients: Vec<Coefficient>,
    /// The values of `Rate::ALL`, in that order, as thousandths (of a point or of one).
    pub(in crate::scenario) rates: Vec<i32>,
}

impl Lens {
    /// The coefficient with this key.
    #[must_use]
    pub fn coefficient(&self, key: &str) -> Option<&Coefficient> {
        self.coefficients.iter().find(|known| known.key == key)
    }

    /// A rate as a share.
    #[must_use]
    pub fn share(&self, rate: Rate) -> PerMille {
        PerMille(self.raw(rate))
    }

    /// A rate as an amount.
    #[must_use]
    pub fn points(&self, rate: Rate) -> Points {
        Points::thousandths(self.raw(rate))
    }

    fn raw(&self, rate: Rate) -> i32 {
        self.rates.get(rate as usize).copied().unwrap_or(0)
    }
}
