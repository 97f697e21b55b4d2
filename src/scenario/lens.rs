//! A lens: the coefficients of one theory. Lenses change coefficients, never rules and never the scoring.

use crate::model::{PerMille, Points};

macro_rules! rates {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $unit:ident $low:literal to $high:literal,)*) => {
        /// A coefficient that the rules themselves need; every lens must give it, in per mille or points as documented.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rate { $($(#[$doc])* $name,)* }

        impl Rate {
            /// Every rate with its key in the lens.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, $key),)*];

            /// Its unit, and the least and the most that it can sanely be, in whole points or per mille.
            #[must_use]
            pub const fn range(self) -> (Unit, i32, i32) {
                match self {
                    $(Self::$name => (Unit::$unit, $low, $high),)*
                }
            }

            /// The rate with this key.
            #[must_use]
            pub fn of_key(key: &str) -> Option<Self> {
                let found = Self::ALL.iter().find(|(_, known)| *known == key);
                found.map(|(rate, _)| *rate)
            }
        }
    };
}

/// What a rate is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// An amount, in points.
    Points,
    /// A share, per mille.
    PerMille,
}

rates! {
    /// Share of transient trust lost each turn, per mille.
    WarmthDecay = "warmth-decay", PerMille 0 to 1000,
    /// Share of the way that standing trust goes towards its resting point each turn, per mille.
    TrustPull = "trust-pull", PerMille 0 to 1000,
    /// How much of the change of working links since the opening moves the resting point of trust, per mille.
    TrustFromNetwork = "trust-from-network", PerMille 0 to 1000,
    /// How much of the change of coverage since the opening moves the resting point of trust, per mille.
    TrustFromCoverage = "trust-from-coverage", PerMille 0 to 1000,
    /// How much of the change of grievance since the opening lowers the resting point of trust, per mille.
    TrustFromGrievance = "trust-from-grievance", PerMille 0 to 1000,
    /// Share of the way that threat goes towards its resting point each turn, per mille.
    ThreatPull = "threat-pull", PerMille 0 to 1000,
    /// How much of the change of the other's arms since the opening moves the resting point of threat, per mille.
    ThreatFromArms = "threat-from-arms", PerMille 0 to 1000,
    /// How much of the change of coverage since the opening lowers the resting point of threat, per mille.
    ThreatFromCoverage = "threat-from-coverage", PerMille 0 to 1000,
    /// How much of the change of trust since the opening lowers the resting point of threat, per mille.
    ThreatFromTrust = "threat-from-trust", PerMille 0 to 1000,
    /// Share of working links above their opening that loosens each turn, per mille.
    NetworkDecay = "network-decay", PerMille 0 to 1000,
    /// Share of the way that political will goes back to its base each turn, per mille.
    WillPull = "will-pull", PerMille 0 to 1000,
    /// Share of the way that a mechanism's health goes towards its owners' attention each turn, per mille.
    HealthPull = "health-pull", PerMille 0 to 1000,
    /// Points by which the band of an estimate widens each turn.
    EstimateAging = "estimate-aging", Points 0 to 10,
    /// The widest band of an estimate, in points.
    EstimateWidest = "estimate-widest", Points 0 to 50,
    /// How much a capital counts it that others take what it shows them for the truth, when it weighs a feint, per mille.
    FeintCounts = "feint-counts", PerMille 0 to 1000,
    /// How likely a feint comes out in a turn, whoever looks, per mille.
    Exposure = "exposure", PerMille 0 to 1000,
    /// How likely it comes out besides in a turn where somebody who was shown it would see through all of it, per mille.
    ExposureThrough = "exposure-through", PerMille 0 to 1000,
    /// Standing trust that each of those who were shown ten points of a feint lose in its author when it comes out, in points.
    Exposed = "exposed", Points 0 to 20,
    /// How likely a capital takes it that its letters are agreed to, when it weighs what to begin, per mille.
    ExpectedConsent = "expected-consent", PerMille 0 to 1000,
    /// How much of the pressure that a capital exerts counts as repaid of what it holds against the other, per mille.
    Repaid = "repaid", PerMille 0 to 1000,
    /// What advisers and analysts count a point of capital for, in points of worth.
    ExpectedPrice = "expected-price", Points 0 to 10,
    /// How likely a capital takes it that what may go wrong does, when it weighs what to begin, per mille.
    ExpectedRisk = "expected-risk", PerMille 0 to 1000,
    /// What a step of obligation counts for in expectation, in points of a mechanism's health.
    LevelInHealth = "level-in-health", Points 0 to 50,
    /// Transient trust gained with those who like an answer, in points.
    Liked = "liked", Points 0 to 20,
    /// Standing trust lost with those who mind an answer, in points.
    Disliked = "disliked", Points 0 to 20,
    /// How much of the change of urgency since the opening moves the base of political will, per mille.
    WillFromUrgency = "will-from-urgency", PerMille 0 to 1000,
    /// Share of the way that urgency goes back to its opening each turn, per mille.
    UrgencyDecay = "urgency-decay", PerMille 0 to 1000,
    /// Share of the way that arms go towards their resting point each turn, per mille.
    ArmsPull = "arms-pull", PerMille 0 to 1000,
    /// How much of the change of felt threat since the opening moves the resting point of arms, per mille.
    ArmsFromThreat = "arms-from-threat", PerMille 0 to 1000,
    /// Share of grievances above their opening that settles each turn, per mille.
    GrievancePull = "grievance-pull", PerMille 0 to 1000,
    /// Share of the way that a public's view goes towards its resting point each turn, per mille.
    OpinionPull = "opinion-pull", PerMille 0 to 1000,
    /// How much of the change of trust moves the resting point of a public's view, per mille.
    OpinionFromTrust = "opinion-from-trust", PerMille 0 to 1000,
    /// How much of the other's economic pressure lowers the resting point of a public's view, per mille.
    OpinionFromCoercion = "opinion-from-coercion", PerMille 0 to 1000,
    /// How much of the change of grievances lowers the resting point of a public's view, per mille.
    OpinionFromGrievance = "opinion-from-grievance", PerMille 0 to 1000,
    /// Share of the uncertainty that pulls an actor towards the nearer pole each turn, per mille.
    AlignmentPull = "alignment-pull", PerMille 0 to 1000,
    /// Share of the way that fears of an ally settle each turn, per mille.
    FearPull = "fear-pull", PerMille 0 to 1000,
    /// How much of the change of trust in an ally lowers the fear of abandonment, per mille.
    FearFromTrust = "fear-from-trust", PerMille 0 to 1000,
    /// How much of the change of an ally's felt threat raises the fear of entrapment, per mille.
    FearFromQuarrels = "fear-from-quarrels", PerMille 0 to 1000,
    /// Share of the way that economic ties go towards their resting point each turn, per mille.
    TradePull = "trade-pull", PerMille 0 to 1000,
    /// How much of the change of grievances lowers the resting point of economic ties, per mille.
    TradeFromGrievance = "trade-from-grievance", PerMille 0 to 1000,
    /// How much of economic pressure lowers the resting point of economic ties, per mille.
    TradeFromCoercion = "trade-from-coercion", PerMille 0 to 1000,
    /// How much of the change of economic ties moves the resting point of trust, per mille.
    TrustFromTrade = "trust-from-trade", PerMille 0 to 1000,
    /// Share of economic pressure that eases each turn, per mille.
    CoercionDecay = "coercion-decay", PerMille 0 to 1000,
    /// How much of economic pressure lowers the resting point of the sector it reaches, per mille.
    TourismFromCoercion = "tourism-from-coercion", PerMille 0 to 1000,
    /// Share of the way that the sector falls each turn, per mille.
    TourismFall = "tourism-fall", PerMille 0 to 1000,
    /// Share of the way that the sector recovers each turn, per mille.
    TourismRecovery = "tourism-recovery", PerMille 0 to 1000,
    /// Share of the way that support at home goes back to its opening each turn, per mille.
    HomePull = "home-pull", PerMille 0 to 1000,
    /// How far the reserve of a capital that is asked for its consent may lie from nothing, in points.
    ConsentReserve = "consent-reserve", Points 0 to 50,
    /// Standing trust of each other seat that a published roadmap of at least two new milestones brings, in points.
    RoadmapCredibility = "roadmap-credibility", Points 0 to 20,
    /// Standing trust of each other seat that a milestone launched in time brings, in points.
    MilestoneKept = "milestone-kept", Points 0 to 20,
    /// Standing trust of each other seat that a milestone costs for each turn that it slips, or when it is withdrawn, in
    /// points.
    MilestoneSlipped = "milestone-slipped", Points 0 to 20,
    /// Support of each domestic group that a milestone costs for each turn that it slips, or when it is withdrawn, in
    /// points: the audience cost (Fearon 1994).
    MilestoneHome = "milestone-home", Points 0 to 20,
    /// Coverage of a pair by an untested mechanism at full health, as a share of a tested one, per mille.
    UntestedCoverage = "untested-coverage", PerMille 0 to 1000,
    /// Hands that the end of a term takes from a seat, in points.
    LameDuckHands = "lame-duck-hands", Points 0 to 5,
    /// What the attention of a lame duck to mechanisms counts, per mille of a settled government's.
    LameDuckAttention = "lame-duck-attention", PerMille 0 to 1000,
    /// What the attention of a new government to mechanisms counts in its first turn, per mille of a settled one's.
    NewGovernmentAttention = "new-government-attention", PerMille 0 to 1000,
    /// By how much that rises each turn until it is whole, per mille.
    GovernmentLearns = "government-learns", PerMille 1 to 1000,
    /// What the attention of a government counts to a mechanism that was agreed before it came, per mille.
    InheritedAttention = "inherited-attention", PerMille 0 to 1000,
    /// Share of its working links that an actor loses when its government changes, per mille.
    HandoverLinks = "handover-links", PerMille 0 to 500,
    /// Capital a turn for each point of mandate above 50, per mille of a point.
    IncomeFromMandate = "income-from-mandate", PerMille 0 to 200,
    /// Capital a turn for each ten points of closeness to both poles above the floor and each point by which the poles
    /// fear each other more than at the opening, per mille of a point.
    Hedge = "hedge", PerMille 0 to 200,
    /// Closeness to both poles up to this costs nothing, in points.
    HedgeFloor = "hedge-floor", Points 0 to 100,
    /// Capital a turn for a mechanism that one actor owns alone, in points.
    OwnerUpkeep = "owner-upkeep", Points 0 to 5,
    /// Hands that three mechanisms more than at the opening give to a seat, in points.
    HandsFromMechanisms = "hands-from-mechanisms", Points 0 to 5,
    /// Standing trust that the other pole loses in an actor for each point that it moves towards a pole, per mille.
    PoleSpill = "pole-spill", PerMille 0 to 500,
    /// Threat that those who fear the pole feel of the mover for each such point, at a fear of 100, per mille.
    RivalSpill = "rival-spill", PerMille 0 to 500,
    /// How much of the mean change of trade and guests moves the resting point of support at home, per mille.
    HomeFromTrade = "home-from-trade", PerMille 0 to 1000,
    /// How much of the change of felt threat lowers the resting point of support at home, per mille.
    HomeFromThreat = "home-from-threat", PerMille 0 to 1000,
    /// How far a missile programme goes by itself each turn, in points.
    MissilePace = "missile-pace", Points 0 to 10,
    /// How much of the change of felt threat hastens a missile programme each turn, per mille.
    MissileFromThreat = "missile-from-threat", PerMille 0 to 1000,
    /// How much of the change of political will slows a missile programme each turn, per mille.
    MissileFromWill = "missile-from-will", PerMille 0 to 1000,
    /// How much of the progress of the other's missile programme moves the resting point of threat, per mille.
    ThreatFromMissiles = "threat-from-missiles", PerMille 0 to 1000,
    /// How much of the change of the fear of abandonment moves the resting point of threat: deterrence, per mille.
    ThreatFromAbandonment = "threat-from-abandonment", PerMille 0 to 1000,
    /// Share of a format's standing above its opening that fades each turn, per mille.
    StandingDecay = "standing-decay", PerMille 0 to 1000,
    /// Standing trust between members when a mechanism holds in an event, for each point of threat between them, per mille.
    KeptUnderStrain = "kept-under-strain", PerMille 0 to 200,
    /// Points that each mechanism agreed since the opening and in health adds to the resting point of a member's will.
    WillFromResults = "will-from-results", Points 0 to 10,
    /// Points that each item of an agenda adds to a capital's margin: something to trade.
    AgendaTrades = "agenda-trades", Points 0 to 20,
    /// Points that the square of the number of items takes from it: something to quarrel over.
    AgendaBurden = "agenda-burden", Points 0 to 10,
    /// Points that each other subject of its format adds to what a text of a table must bring: committees wait for each
    /// other.
    AgendaDilution = "agenda-dilution", Points 0 to 20,
    /// Points that a party's political will of 100 rather than 50 takes off what no agreement is worth to it.
    TableWill = "table-will", Points 0 to 50,
    /// Points that an urgency of 50 takes off what no agreement is worth to a party.
    TableUrgency = "table-urgency", Points 0 to 50,
    /// Points that a mean trust of 100 rather than 50 in the others at the table takes off it.
    TableTrust = "table-trust", Points 0 to 50,
    /// Points that working links of 100 rather than 50 take off it.
    TableLinks = "table-links", Points 0 to 50,
    /// Points that grievances of 100 rather than 50 add to it.
    TableGrievances = "table-grievances", Points 0 to 50,
    /// Points that a text must bring a party beyond what no agreement is worth: losses count for more than gains.
    TableCaution = "table-caution", Points 0 to 50,
    /// Points that a standing of 90 rather than 40 of the format under whose roof a table meets takes off it.
    TableRoof = "table-roof", Points 0 to 50,
    /// Points that each further table at which a party sits adds to it.
    DelegationToll = "delegation-toll", Points 0 to 20,
    /// How far the private reserve of a delegation may lie from nothing, in points.
    TableReserve = "table-reserve", Points 0 to 30,
    /// Points that a caucus takes off what no agreement is worth to each of the two.
    CaucusWorth = "caucus-worth", Points 0 to 20,
    /// Transient trust that each of the others at the table loses in the one who asked for a caucus, in points.
    CaucusMinded = "caucus-minded", Points 0 to 20,
    /// Capital that a sounding takes.
    SoundingCost = "sounding-cost", Points 0 to 20,
    /// Capital that a caucus takes.
    CaucusCost = "caucus-cost", Points 0 to 20,
    /// Capital that a mediator's single text takes.
    MediationCost = "mediation-cost", Points 0 to 20,
    /// Capital that a Track II meeting takes.
    TrackTwoCost = "track-two-cost", Points 0 to 20,
    /// Capital that tying two clauses takes.
    LinkCost = "link-cost", Points 0 to 20,
    /// Capital that tying two tables takes.
    TieCost = "tie-cost", Points 0 to 20,
    /// Capital that another deadline takes.
    DeadlineCost = "deadline-cost", Points 0 to 20,
    /// Capital that an agenda item takes, when a table is convened or later.
    AgendaItemCost = "agenda-item-cost", Points 0 to 20,
    /// Capital that coming back to a table takes.
    ReturnCost = "return-cost", Points 0 to 20,
    /// Capital that an adjournment takes.
    AdjournmentCost = "adjournment-cost", Points 0 to 20,
    /// Political will that a walk-out costs each of those who stay, in points.
    WalkOutWill = "walk-out-will", Points 0 to 20,
    /// Standing trust in each signer that a party loses when a text is signed without it, in points.
    SignedWithout = "signed-without", Points 0 to 20,
    /// Standing trust that a party loses with each of the other signers when its home refuses a signed text, in
    /// points.
    RefusedAtHome = "refused-at-home", Points 0 to 20,
    /// Support of each group at home that a public commitment on a clause brings, in points.
    CommitmentLiked = "commitment-liked", Points 0 to 20,
    /// Support of each group at home that signing against one's public word costs, in points.
    CommitmentBroken = "commitment-broken", Points 0 to 20,
    /// Health of a mechanism on the day on which its text enters into force, unless it is better already, in
    /// points.
    TextHealth = "text-health", Points 0 to 100,
    /// Weight of groups at home that an executive agreement needs, per mille.
    AgreementConsent = "agreement-consent", PerMille 0 to 1000,
    /// Weight of groups at home that a treaty needs where its capital has no rule of its own, per mille.
    TreatyConsent = "treaty-consent", PerMille 0 to 1000,
    /// How likely a Track II meeting learns what counts most to a party, per mille.
    TrackTwoLearns = "track-two-learns", PerMille 0 to 1000,
    /// How much of the health above 30 of a mechanism in force counts as margin for a party that stayed away, per
    /// mille; four times that for each use, up to five.
    RecordDraws = "record-draws", PerMille 0 to 1000,
    /// How much likelier a crisis climbs by itself for each rung above the first, per mille.
    CrisisRung = "crisis-rung", PerMille 0 to 300,
    /// How much likelier it climbs by itself at a mean threat of 100 between its sides, per mille.
    CrisisThreat = "crisis-threat", PerMille 0 to 1000,
    /// How much less likely at a mean trust of 100 between its sides, per mille.
    CrisisTrust = "crisis-trust", PerMille 0 to 1000,
    /// How much likelier for each side that raises in this step, per mille.
    CrisisRaise = "crisis-raise", PerMille 0 to 500,
    /// How much less likely for each side that lowers in this step, per mille.
    CrisisLower = "crisis-lower", PerMille 0 to 500,
    /// What an untested mechanism takes off this risk, as a share of what a used one does, per mille.
    CrisisUntested = "crisis-untested", PerMille 0 to 1000,
    /// Health from which on a mechanism takes all off this risk that it can, in points; below, in proportion.
    CrisisHealth = "crisis-health", Points 1 to 100,
    /// Share of this risk that a third party takes off in a step in which it carries messages, per mille.
    CrisisThirdParty = "crisis-third-party", PerMille 0 to 1000,
    /// How likely a private offer stays unanswered between capitals without any working links, per mille.
    SilencePrivate = "silence-private", PerMille 0 to 1000,
    /// How likely an offer by a used mechanism at no health stays unanswered; half of it at full health, per mille.
    SilenceTested = "silence-tested", PerMille 0 to 1000,
    /// The same of a mechanism that was never used, per mille.
    SilenceUntested = "silence-untested", PerMille 0 to 1000,
    /// Support of each group at home that giving way costs for each public step, at a mandate of 50, in points: the
    /// audience cost (Fearon 1994).
    AudienceStep = "audience-step", Points 0 to 20,
    /// Support of each group at home that giving way costs in any case, at a mandate of 50, in points: a crisis is in
    /// the papers.
    AudienceOnce = "audience-once", Points 0 to 20,
    /// Support of each group at home that it brings when the other gives way, in points.
    AudienceGain = "audience-gain", Points 0 to 20,
    /// How much of its lead in arms adds to the resolve of a side, per mille.
    ResolveArms = "resolve-arms", PerMille 0 to 1000,
    /// How much of its greatest fear that an ally would not come lowers it, per mille.
    ResolveAllies = "resolve-allies", PerMille 0 to 1000,
    /// Points that each public step so far adds to it.
    ResolveAudience = "resolve-audience", Points 0 to 20,
    /// What is at stake for a side that probes, as a share of what is written, per mille.
    StakesProbe = "stakes-probe", PerMille 0 to 1000,
    /// The same for a side to which it merely happened, per mille.
    StakesBlunder = "stakes-blunder", PerMille 0 to 1000,
    /// Points that the next rung is dreaded by for each rung that it lies above the first.
    RungDread = "rung-dread", Points 0 to 100,
    /// Points that war is dreaded by.
    WarDread = "war-dread", Points 0 to 1000,
    /// Share of this risk that governments prevent once every step is theirs, per mille.
    CrisisWatched = "crisis-watched", PerMille 0 to 950,
    /// How far a side's choice of a step may depend on the hour, in points.
    CrisisWhim = "crisis-whim", Points 0 to 30,
    /// Share of its lead in resolve, as it believes, that speaks for going up and against going down, per mille.
    CrisisLead = "crisis-lead", PerMille 0 to 1000,
    /// What a quiet settlement is worth to a side, as a share of what is at stake, per mille.
    CrisisSettled = "crisis-settled", PerMille 0 to 1000,
    /// How much of losing it a first offer to go down counts as where the other makes none, and of winning it where only
    /// the other does, per mille.
    CrisisOffered = "crisis-offered", PerMille 0 to 1000,
    /// What leaving it unsettled when time is out costs a side, as a share of what is at stake, per mille.
    CrisisUnsettled = "crisis-unsettled", PerMille 0 to 1000,
    /// How much of the audience cost a side minds on taking a step in public, before it has given way, per mille.
    CrisisSpoken = "crisis-spoken", PerMille 0 to 1000,
    /// Points that a step up is worth to a side that probes, until the other has gone up itself.
    CrisisBluff = "crisis-bluff", Points 0 to 100,
    /// Points that answering the other's last step in kind is worth to a side that always does.
    CrisisInKind = "crisis-in-kind", Points 0 to 100,
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
