//! The RON shape of negotiating tables.

use crate::scenario::raw::{CheckedMap, RawCondition, RawEffect, RawVerification};

raw! {
    /// One item of `tables.ron`: several capitals bargain over one text, clause by clause.
    struct RawTable {
        /// Lower-case words with hyphens.
        id: String,
        /// As lists show it.
        name: String,
        /// What a text in force makes: the id of a mechanism.
        mechanism: String,
        /// Under whose roof it meets.
        #[serde(default)] format: Option<String>,
        /// The seats that can convene it; every party if left out.
        #[serde(default)] conveners: Vec<String>,
        /// Diplomatic capital that convening takes.
        cost: i32,
        /// Hands that it takes from its convener while it is open.
        #[serde(default)] hands: i32,
        /// What must hold for it to be convened; `$self` convenes.
        #[serde(default)] needs: Vec<RawCondition>,
        /// How many must sign for the text to count.
        signers_min: i32,
        /// Parties without whose signature it doesn't count, however many sign.
        #[serde(default)] must_sign: Vec<String>,
        /// Rounds held in a turn; in a round every party moves once.
        rounds_per_turn: i32,
        /// Rounds until the deadline.
        deadline_rounds: i32,
        /// Actors that may put forward a single text; no parties.
        #[serde(default)] mediators: Vec<String>,
        /// A Track II format that can sound everybody out.
        #[serde(default)] track_two: Option<String>,
        /// The clauses, each with its options from the least to the most demanding.
        clauses: Vec<RawClause>,
        /// The parties, in the order in which they speak.
        parties: Vec<RawParty>,
        /// What goes beyond single clauses.
        #[serde(default)] linkages: Vec<RawLinkage>,
        /// Side payments.
        #[serde(default)] payments: Vec<RawPayment>,
        /// What entry into force does besides; `$self` convened.
        #[serde(default)] signed: Vec<RawEffect>,
        /// What breaking up does; `$self` convened.
        #[serde(default)] failed: Vec<RawEffect>,
        /// Where it comes from.
        #[serde(default)] source: String,
        /// What is on the table, and why each sits there.
        text: String,
    }

    /// A clause.
    struct RawClause {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// Whether it is an item that may be added to the agenda or kept out of it; its first option must be silence.
        #[serde(default)] agenda: bool,
        /// The options, from the least to the most demanding.
        options: Vec<RawOption>,
    }

    /// An option of a clause.
    struct RawOption {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        label: String,
        /// How far it makes the mechanism reach, 0 to 100; the mean over the clauses counts, and 50 is what a mechanism
        /// without a text reaches.
        #[serde(default)] depth: Option<i32>,
        /// The legal form that it gives the text: it decides who at home must consent.
        #[serde(default)] form: Option<RawForm>,
        /// The obligation that it gives the mechanism, 3 to 5.
        #[serde(default)] level: Option<u8>,
        /// How members check each other.
        #[serde(default)] verification: Option<RawVerification>,
        /// What else it does on entry into force; `$self` convened.
        #[serde(default)] effects: Vec<RawEffect>,
    }

    /// A party.
    struct RawParty {
        /// The actor; it must have a seat.
        actor: String,
        /// How it concedes, as its reputation has it.
        temper: RawTemper,
        /// For every clause what it is believed to be worth to it; the weights add up to 1000.
        prefs: CheckedMap<RawPreference>,
        /// What no agreement is worth to it. The rules add will, urgency, trust, links, grievances and other open tables.
        reservation: RawReservation,
        /// How groups at home take options: what matters when they are asked.
        #[serde(default)] home: Vec<RawAttitude>,
    }

    /// What a clause is worth to a party.
    struct RawPreference {
        /// Its weight, per mille of the whole text.
        weight: i32,
        /// The value of each option, 0 to 1000; the best is 1000.
        values: Vec<i32>,
        /// How far the real weight may differ from what is believed, per mille of the weight.
        #[serde(default)] varies: i32,
    }

    /// What no agreement is worth to a party.
    struct RawReservation {
        /// In points of 100, when every figure stands at 50.
        base: i32,
        /// Figure and its weight in points per 50 points of the figure; `$self` is the party.
        #[serde(default)] terms: Vec<(String, i32)>,
    }

    /// How a group at home takes options.
    struct RawAttitude {
        /// The group.
        bloc: String,
        /// Clause, option and by how many points it likes a text with it.
        likes: Vec<(String, String, i32)>,
    }

    /// What goes beyond single clauses.
    struct RawLinkage {
        /// For whom.
        party: String,
        /// When all these clauses have these options.
        when: Vec<(String, String)>,
        /// What it adds, per mille of the whole text.
        bonus: i32,
    }

    /// A side payment.
    struct RawPayment {
        /// Lower-case words with hyphens.
        id: String,
        /// As screens show it.
        name: String,
        /// Who can receive it.
        to: Vec<String>,
        /// Capital that it takes.
        cost: i32,
        /// What it is worth to the receiver, in points of its margin.
        worth: i32,
        /// What else it does; `$self` pays, `$target` receives.
        #[serde(default)] effects: Vec<RawEffect>,
    }
}

raw_enums! {
    /// How a negotiating table stands.
    enum RawTableStatus {
        /// It has never been convened.
        Untried,
        /// Rounds are held.
        Open,
        /// A text is signed, or in force.
        Signed,
        /// The text is in force.
        InForce,
        /// It broke up.
        Failed,
    }

    /// The legal form of a text.
    enum RawForm {
        /// Nobody at home is asked.
        Memorandum,
        /// The groups that carry the government must not be against it.
        Agreement,
        /// The groups at home vote by their weights.
        Treaty,
    }

    /// How a party concedes.
    enum RawTemper {
        /// Late.
        Boulware,
        /// Evenly.
        Linear,
        /// Early.
        Conceder,
    }
}
