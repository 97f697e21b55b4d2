//! Exactly the RON shape of a scenario pack, field by field; unknown fields are refused.
//!
//! Nothing is looked up or judged here: `check` turns these into a `Scenario`. The doc comments are the
//! author's reference. Percentages are per mille, figures are whole points unless they say otherwise.

pub use crate::scenario::checked_map::CheckedMap;
pub use crate::scenario::raw_lens::{RawCoefficient, RawLens, RawValue};

macro_rules! raw {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_meta:meta])* $field:ident: $kind:ty,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_meta])* pub $field: $kind,)* }
    )*};
}

macro_rules! raw_enums {
    ($($(#[$doc:meta])* enum $name:ident { $($body:tt)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Deserialize, serde::Serialize)]
        #[serde(deny_unknown_fields)]
        pub enum $name { $($body)* }
    )*};
}

mod acts;
mod crises;
mod language;
mod lessons;
mod lists;
mod map;
mod minds;
mod reports;
mod studies;
mod tables;

pub use acts::{RawFormatAct, RawMechanismAct, RawVerification};
pub use crises::{
    RawBearing, RawCrisis, RawCrisisEnd, RawIntention, RawIntentions, RawRung, RawStakes,
};
pub use language::{
    RawAmount, RawCondition, RawEffect, RawFormula, RawInitiativeStatus, RawLasting,
    RawPledgeStatus,
};
pub use lessons::{RawDeed, RawHint, RawLesson, RawOccasion};
pub(crate) use lists::each_list;
pub use map::{RawExercise, RawPlace, RawRegion, RawZone, RawZoneKind};
pub use minds::{
    RawAdviser, RawDoctrine, RawFaction, RawHabit, RawLeaning, RawMind, RawNerve, RawRedLine,
};
pub use reports::{RawMeasured, RawReport};
pub use studies::{
    RawArm, RawBargaining, RawClaim, RawCover, RawManner, RawMeasurement, RawReply, RawStatistic,
    RawStrategy, RawWish,
};
pub use tables::{
    RawAttitude, RawClause, RawForm, RawLinkage, RawOption, RawParty, RawPayment, RawPreference,
    RawReservation, RawTable, RawTableStatus, RawTemper,
};

raw! {
    /// `scenario.ron`: what the pack is.
    struct Header {
        /// Lower-case words with hyphens; the same as the folder's name.
        id: String,
        /// As the title screen shows it.
        name: String,
        /// One or two sentences for the list of scenarios.
        summary: String,
        /// What the player is told first.
        brief: String,
        /// Where the facts come from.
        #[serde(default)] source: String,
        /// The pack that it extends: every item that this one doesn't have comes from there.
        #[serde(default)] extends: Option<String>,
        /// The lens it is played under unless another is asked for.
        lens: String,
        /// Which days the turns cover.
        calendar: RawCalendar,
        /// The actors that a person may play.
        playable: Vec<String>,
        /// The two poles.
        poles: (String, String),
        /// Named sets of actors, used as `@name`.
        #[serde(default)] groups: CheckedMap<Vec<String>>,
        /// Every figure that the scenario carries, and who sees it.
        figures: CheckedMap<RawVisibility>,
        /// The coastlines on which the map is drawn; empty: none.
        #[serde(default)] map: String,
        /// What the situation screen shows first: figure paths (`$self` is the player's seat) or ids of gauges. At most nine.
        dashboard: Vec<String>,
        /// The most capital that a seat can hold.
        capital_cap: i32,
        /// The acts into which the game falls, in order; the first begins with turn 1.
        #[serde(default)] acts: Vec<RawAct>,
    }

    /// A stretch of the game with a name: what is scarce in it.
    struct RawAct {
        /// Its first turn.
        from: u16,
        /// As screens show it.
        name: String,
        /// What it is about; the brief of its first turn shows it.
        text: String,
    }

    /// The calendar.
    struct RawCalendar {
        /// The first day, `YYYY-MM-DD`. Dated events before it are open at the first turn.
        start: String,
        /// `Month`, `Quarter`, `HalfYear` or `Points([...])`: the first day of each turn and the day after the last.
        step: RawStep,
        /// How many turns.
        turns: u16,
    }

    /// One item of `actors.ron`.
    struct RawActor {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// Two to four letters where there is no room for the name; empty: the first letters of the name.
        #[serde(default)] code: String,
        /// Whether it has a controller. Dialogue partners have none.
        #[serde(default = "yes")] seat: bool,
        /// Weight in the region, 0 to 1000.
        power: i32,
        /// Where the map marks it, in hundredths of a degree east and north.
        place: Option<(i32, i32)>,
        /// Opening values: `will`, `capital`, `hands`, `arms`, `missile-clock`, `urgency`.
        #[serde(default)] figures: CheckedMap<i32>,
        /// Capital that comes in each turn, in tenths of a point.
        #[serde(default)] income: i32,
        /// Capital that comes in besides with the first turn of each calendar year after the opening, in tenths of a point.
        #[serde(default)] yearly: i32,
        /// Domestic groups.
        #[serde(default)] blocs: Vec<RawBloc>,
        /// Those who hold or may come to hold the highest office; the first is in office at the opening.
        #[serde(default)] offices: Vec<RawOffice>,
        /// The share of the groups' weights that a treaty needs, per mille; the lens says otherwise.
        treaty_needs: Option<i32>,
        /// Days on which the office is decided, in order.
        #[serde(default)] elections: Vec<RawElection>,
        /// What an agent without a mind of its own orders in this seat.
        #[serde(default)] script: Vec<RawWish>,
        /// What it answers under conditions; the first that holds and is legal.
        #[serde(default)] replies: Vec<RawReply>,
        /// What it answers otherwise: event id to choice id. Without an entry: the default.
        #[serde(default)] answers: CheckedMap<String>,
        /// What this capital wants, in words that it would use itself.
        text: String,
    }

    /// A domestic group.
    struct RawBloc {
        /// Lower-case words with hyphens; may recur in other capitals.
        id: String,
        /// As screens show it.
        name: String,
        /// Its weight in the mandate, in per mille.
        weight: i32,
        /// How far it backs the government at the opening.
        support: i32,
    }

    /// Somebody in office.
    struct RawOffice {
        /// Lower-case words with hyphens.
        id: String,
        /// The office, never a person's name.
        name: String,
    }

    /// A day on which the office of an actor is decided.
    struct RawElection {
        /// The day on which it takes effect, `YYYY-MM-DD`, within the calendar.
        date: String,
        /// As screens show it.
        name: String,
        /// For how many turns before it, with its own turn, the office is a lame duck.
        #[serde(default)] lame_duck: u16,
        /// The office that takes over then; without it the office stays, or events decide.
        #[serde(default)] winner: Option<String>,
        /// The day from which on it is known; without it, from the opening.
        #[serde(default)] announced: Option<String>,
        /// The event after which it is not held.
        #[serde(default)] overtaken_by: Option<String>,
    }

    /// One item of `relations.ron`. Pairs without an item carry no figures.
    struct RawRelation {
        /// Who with whom.
        pair: (String, String),
        /// Figures without direction: `network`, `exchange`, `grievance`, `warm-trust`.
        #[serde(default)] both: CheckedMap<i32>,
        /// Figures of the first about the second, then of the second about the first: `trust`, `threat`, `opinion`, `closeness`, `abandonment`, `entrapment`, `tourism`, `coercion`.
        #[serde(default)] each: CheckedMap<(i32, i32)>,
    }

    /// One item of `measures.ron`: a kind of measure.
    struct RawMeasure {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// Whether it is military transparency and restraint, or functional cooperation.
        kind: RawMeasureKind,
        /// What it is.
        text: String,
    }

    /// One item of `mechanisms.ron`.
    struct RawMechanism {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// The measure that it carries out.
        measure: String,
        /// The format under whose roof it works, if any.
        #[serde(default)] format: Option<String>,
        /// Who belongs to it at the opening.
        #[serde(default)] members: Vec<String>,
        /// The obligation at the opening, 0 (nothing) to 5 (legally binding).
        #[serde(default)] level: u8,
        /// How members check each other.
        #[serde(default)] verification: RawVerification,
        /// Shares in it, in points of 100; members without one have none.
        #[serde(default)] shares: CheckedMap<i32>,
        /// How well it works at the opening.
        #[serde(default)] health: i32,
        /// How often it has been used before the opening.
        #[serde(default)] used: i32,
        /// Claim or institution of the dossier.
        #[serde(default)] source: String,
        /// What it is.
        text: String,
    }

    /// One item of `formats.ron`.
    struct RawFormat {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// Members at the opening.
        #[serde(default)] members: Vec<String>,
        /// Observers at the opening.
        #[serde(default)] observers: Vec<String>,
        /// Measures on its agenda at the opening.
        #[serde(default)] agenda: Vec<String>,
        /// How much it counts at the opening.
        standing: i32,
        /// Claim or institution of the dossier.
        #[serde(default)] source: String,
        /// What it is.
        text: String,
    }

    /// One item of `initiatives.ron`.
    struct RawInitiative {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// The family under which the catalogue lists it.
        family: String,
        /// The seats that can launch it; empty: all.
        #[serde(default)] by: Vec<String>,
        /// Selectors of those at whom it can be directed, the launching seat excepted; empty: it takes no target.
        #[serde(default)] targets: Vec<String>,
        /// Diplomatic capital, in points.
        cost: i32,
        /// Hands that it takes while it runs.
        #[serde(default)] hands: i32,
        /// What must hold for it to be launched.
        #[serde(default)] needs: Vec<RawCondition>,
        /// Whose leave it needs: ids of `permissions.ron`.
        #[serde(default)] permissions: Vec<String>,
        /// What makes its `done` stronger: a condition and a share in per mille.
        #[serde(default)] better_with: Vec<(RawCondition, i32)>,
        /// How it goes on; without stages it is done in the turn in which it is launched.
        #[serde(default)] stages: Vec<RawStage>,
        /// What completion does.
        #[serde(default)] done: Vec<RawEffect>,
        /// What stopping it does.
        #[serde(default)] on_cancel: Vec<RawEffect>,
        /// What may go wrong, drawn once in the turn in which it is completed.
        #[serde(default)] risk: Option<RawRisk>,
        /// Whose consent completion needs, by exchange of letters.
        #[serde(default)] consent: Option<RawConsent>,
        /// Whether it can be launched again after completion.
        #[serde(default)] repeat: RawRepeat,
        /// Where the map marks it as an exercise while it is under way; left out: it is none.
        exercise: Option<RawExercise>,
        /// Claims, prescriptions or institutions of the dossier.
        #[serde(default)] source: String,
        /// What it is, in a sentence or two.
        text: String,
    }

    /// A stage of an initiative. Its effects apply when it is over.
    struct RawStage {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it; the id if empty.
        #[serde(default)] name: String,
        /// How many turns it takes, at least 1.
        turns: u16,
        /// What it does when it is over.
        #[serde(default)] effects: Vec<RawEffect>,
    }

    /// An exchange of letters. Each capital that is asked answers from its own interests: base + sum of
    /// k x (figure - 50) / 50, in points, and a reserve that is drawn once a world. All must be at least 0.
    struct RawConsent {
        /// Who is asked: a selector.
        of: String,
        /// Points when every figure stands at 50.
        base: i32,
        /// Figure path and k, in points; `$a` asks, `$b` is asked.
        terms: Vec<(String, i32)>,
        /// What happens instead of `done` if one of them declines.
        #[serde(default)] refused: Vec<RawEffect>,
    }

    /// What an initiative risks.
    struct RawRisk {
        /// How likely.
        hazard: RawHazard,
        /// What then happens.
        effects: Vec<RawEffect>,
    }

    /// One item of `events.ron`.
    struct RawEvent {
        /// Lower-case words with hyphens.
        id: String,
        /// A headline of at most 60 characters.
        name: String,
        /// When it happens.
        when: RawWhen,
        /// About whom.
        #[serde(default)] scope: RawScope,
        /// How often.
        #[serde(default)] repeat: RawRepeat,
        /// What it does by itself.
        #[serde(default)] effects: Vec<RawEffect>,
        /// Who must answer.
        #[serde(default)] asks: Vec<RawQuestion>,
        /// Claim or date of the dossier.
        #[serde(default)] source: String,
        /// The cable, at most 400 characters.
        text: String,
    }

    /// A question that an event puts to a seat.
    struct RawQuestion {
        /// Selector of those who are asked.
        seat: String,
        /// The choice taken by a seat that doesn't answer: free and without conditions.
        default: String,
        /// At least two, at most eight.
        choices: Vec<RawChoice>,
    }

    /// One answer.
    struct RawChoice {
        /// Lower-case words with hyphens.
        id: String,
        /// What is done, at most 90 characters.
        label: String,
        /// Diplomatic capital, in points.
        #[serde(default)] cost: i32,
        /// What must hold.
        #[serde(default)] needs: Vec<RawCondition>,
        /// Whose leave it needs: ids of `permissions.ron`.
        #[serde(default)] permissions: Vec<String>,
        /// What it does.
        #[serde(default)] effects: Vec<RawEffect>,
        /// Who will like it.
        #[serde(default)] liked_by: Vec<String>,
        /// Who will mind it.
        #[serde(default)] disliked_by: Vec<String>,
        /// A sentence about it, if the label can't carry it.
        #[serde(default)] text: String,
    }

    /// Per mille a turn: clamp(base + sum of k x (figure - 50) / 50, 0, 1000), times (1 - damp/1000 x health/100) for each mechanism that covers the pair.
    struct RawHazard {
        /// Per mille when every figure stands at 50.
        base: i32,
        /// Figure path and k.
        #[serde(default)] terms: Vec<(String, i32)>,
        /// Measure id and damp in per mille.
        #[serde(default)] damped_by: Vec<(String, i32)>,
    }

    /// One item of `windows.ron`.
    struct RawWindow {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// The last turn in which it is open from the opening on; 0: closed.
        #[serde(default)] open_until: u16,
        /// What it means.
        text: String,
    }

    /// One item of `pledges.ron`.
    struct RawPledge {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// What must hold by the due date.
        kept_when: Vec<RawCondition>,
        /// What keeping it does.
        #[serde(default)] kept: Vec<RawEffect>,
        /// What breaking it does: the audience cost.
        broken: Vec<RawEffect>,
        /// What is promised, and before whom.
        text: String,
    }

    /// One item of `permissions.ron`: a leave that some acts need.
    struct RawPermission {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// Who gives it: an actor, or a group that does so together. A capital that gives it alone needs nobody's leave.
        holder: String,
        /// What must hold for it to be given; `$self` is the seat that asks.
        granted_when: Vec<RawCondition>,
        /// Claim or date of the dossier.
        #[serde(default)] source: String,
        /// What it covers and how it is given.
        text: String,
    }

    /// One item of `gauges.ron`: an axis of the score or an index. The id, name and formula of each are shown.
    struct RawGauge {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// Whether it is one of the axes of the score.
        #[serde(default)] axis: bool,
        /// Whether less of it is better.
        #[serde(default)] less_is_better: bool,
        /// How it is computed; `$self` is the seat at hand.
        formula: RawFormula,
        /// What it means.
        text: String,
    }

    /// One item of `endings.ron`. The first whose conditions hold is told; the last needs none.
    struct RawEnding {
        /// Lower-case words with hyphens.
        id: String,
        /// A headline.
        name: String,
        /// What must hold, for the seat that is played.
        #[serde(default)] when: Vec<RawCondition>,
        /// In at least so many of a hundred futures without care the order must hold.
        #[serde(default)] holds: i32,
        /// The epilogue.
        text: String,
    }

    /// One item of `glossary.ron`.
    struct RawTerm {
        /// Lower-case words with hyphens.
        id: String,
        /// The term.
        name: String,
        /// What it means.
        text: String,
        /// Where it comes from.
        #[serde(default)] source: String,
    }
}

fn yes() -> bool {
    true
}

raw_enums! {
    /// How long a turn is.
    enum RawStep {
        /// One month.
        Month,
        /// Three months.
        Quarter,
        /// Six months.
        HalfYear,
        /// The first day of each turn and the day after the last.
        Points(Vec<String>),
    }

    /// Who sees a figure exactly.
    enum RawVisibility {
        /// Everybody.
        Public,
        /// The capital whose figure it is.
        Private,
        /// That capital and those named.
        SharedWith(Vec<String>),
    }

    /// Two kinds of measure.
    enum RawMeasureKind {
        /// Military transparency and restraint.
        Hard,
        /// Functional cooperation.
        Soft,
    }

    /// When an event happens.
    enum RawWhen {
        /// In the turn that has this day; before the calendar's start: open at the first turn.
        Dated(String),
        /// As soon as this holds.
        If(RawCondition),
        /// By chance.
        Drawn(RawHazard),
        /// Only when another effect schedules it.
        Scheduled,
    }

    /// About whom an event is.
    #[derive(Default)]
    enum RawScope {
        /// Everybody.
        #[default]
        World,
        /// Each of these actors by itself, as `$a`.
        Actor(String),
        /// Each pair of these actors that has a relation, as `$a` and `$b`.
        Pair(String),
        /// Exactly these two, as `$a` and `$b`.
        Between(String, String),
    }

    /// How often something happens.
    #[derive(Default)]
    enum RawRepeat {
        /// Once a game (for each subject or target).
        #[default]
        Once,
        /// Again after so many turns.
        Cooldown(u16),
    }
}
