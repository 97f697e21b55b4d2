//! Negotiating tables as values: what a seat does at one, what is written down of it, how it stands.

use crate::model::{ActorId, ActorSet, BlocId, Package, SeatId, TableId};

/// The legal form of a text: it decides who at home must consent (Putnam 1988).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A memorandum between administrations: nobody else is asked.
    #[default]
    Memorandum,
    /// An executive agreement: the groups that carry the government must not be against it.
    Agreement,
    /// A treaty: the groups at home vote by their weights.
    Treaty,
}

/// How a table stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableStatus {
    /// It has never been convened.
    #[default]
    Untried,
    /// It is open: rounds are held.
    Open,
    /// A text is signed and waits for consent at home.
    Signed,
    /// The text is in force.
    InForce,
    /// It broke up without a text in force.
    Failed,
}

impl TableStatus {
    /// Every status in the order in which a table goes through them.
    pub const ALL: [Self; 5] = [
        Self::Untried,
        Self::Open,
        Self::Signed,
        Self::InForce,
        Self::Failed,
    ];
}

/// Why a table broke up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breakdown {
    /// The last round was held without agreement.
    Deadline,
    /// Too few were left to sign.
    Deserted,
    /// Consent was refused at home, and too few signers were left.
    Home,
    /// The table to which it was tied broke up.
    Tied,
}

/// What a seat does about a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableOrder {
    /// Convenes it with these agenda items (one bit a clause); it opens when plans are resolved.
    Convene {
        /// The items besides the clauses that every text has.
        items: u16,
    },
    /// Takes the invitation of this turn back.
    Recall,
    /// Puts a text on the table, when the seat's move is due.
    Propose(Package),
    /// Accepts the text on the table.
    Accept,
    /// Lets the move pass.
    Hold,
    /// Lets every move of this turn pass.
    Rest,
    /// Signs the text on the table with those who accept it, without the others.
    SignWithout,
    /// Leaves the table.
    WalkOut,
    /// Comes back to it.
    Return,
    /// No more rounds this turn; none of them is used up.
    Adjourn,
    /// Sounds one party out in private.
    SoundOut(ActorId),
    /// Promises a side payment, by its place in the table's list.
    Pay {
        /// Which.
        payment: u8,
        /// To whom.
        to: ActorId,
    },
    /// Agrees with one party in a caucus to move towards each other.
    Caucus(ActorId),
    /// Asks a mediator for a single text.
    Mediate(ActorId),
    /// Lets a Track II meeting sound everybody out.
    TrackTwo,
    /// Declares that two clauses move only together.
    LinkClauses(u8, u8),
    /// Declares that this text will be signed only with that of another table.
    LinkTable(TableId),
    /// Commits itself in public to an option of a clause.
    Commit {
        /// The clause.
        clause: u8,
        /// The option.
        option: u8,
    },
    /// Sets the last round.
    Deadline(u8),
    /// Puts an item on the agenda, or takes it off.
    Item(u8),
    /// Signs a text that is in force and from which the seat stayed away.
    Accede,
}

/// A package as a fact carries it: its 64 bits in quarters, so that a fact stays small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Packed([u16; 4]);

impl From<Package> for Packed {
    fn from(package: Package) -> Self {
        let bits = package.bits();
        Self([0, 16, 32, 48].map(|shift| ((bits >> shift) & 0xffff) as u16))
    }
}

impl From<Packed> for Package {
    fn from(packed: Packed) -> Self {
        let [a, b, c, d] = packed.0.map(u64::from);
        Self::from_bits(a | b << 16 | c << 32 | d << 48)
    }
}

/// What a seat means to do about a table when plans are resolved, besides convening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Intent {
    /// To come back to it.
    Return,
    /// To sign a text in force from which it stayed away.
    Accede,
}

/// What is hidden about a party at a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hidden {
    /// By how much its weight of a clause differs from what is believed, per mille of the weight.
    Weight(u8),
    /// Its private reserve, in tenths of a point.
    Reserve,
}

/// What happened at a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFact {
    /// A seat sent invitations; the table opens when plans are resolved.
    Convening {
        /// Who.
        by: SeatId,
        /// Agenda items, one bit a clause.
        items: u16,
    },
    /// A seat means to come back, or to sign later; done when plans are resolved.
    Intends {
        /// Who.
        by: SeatId,
        /// To do what.
        to: Intent,
    },
    /// It took invitations or an intention back.
    Recalled {
        /// Who.
        by: SeatId,
    },
    /// The table opened.
    Opened {
        /// Who convened it.
        by: SeatId,
        /// Agenda items, one bit a clause.
        items: u16,
    },
    /// What a party brings along in secret. Only the party itself knows.
    Brought {
        /// Whose.
        party: ActorId,
        /// What.
        what: Hidden,
        /// How much.
        amount: i16,
    },
    /// One party learnt what another hides.
    Learnt {
        /// Who learnt it.
        by: ActorId,
        /// About whom.
        of: ActorId,
        /// What.
        what: Hidden,
        /// How much.
        amount: i16,
    },
    /// A text was put on the table, by a party or a mediator.
    Proposed {
        /// By whom.
        by: ActorId,
        /// The text.
        text: Packed,
    },
    /// A party accepted the text on the table.
    Accepted {
        /// Who.
        by: ActorId,
    },
    /// A party let its move pass.
    Held {
        /// Who.
        by: ActorId,
    },
    /// A party lets all its moves of this turn pass.
    Rested {
        /// Who.
        by: ActorId,
    },
    /// A round ended.
    RoundEnded,
    /// A party left.
    WalkedOut {
        /// Who.
        by: ActorId,
    },
    /// A party came back.
    Returned {
        /// Who.
        by: ActorId,
    },
    /// No more rounds this turn.
    Adjourned {
        /// Who asked for it.
        by: ActorId,
    },
    /// A party sounded another out.
    SoundedOut {
        /// Who.
        by: ActorId,
        /// Whom.
        of: ActorId,
    },
    /// A side payment was promised.
    Paid {
        /// By whom.
        by: ActorId,
        /// To whom.
        to: ActorId,
        /// Which, by its place in the list.
        payment: u8,
    },
    /// Two parties met in a caucus.
    Caucused {
        /// Who asked for it.
        by: ActorId,
        /// With whom.
        with: ActorId,
    },
    /// A mediator was asked for a single text.
    Mediated {
        /// By whom.
        by: ActorId,
        /// Who mediates.
        mediator: ActorId,
    },
    /// Track II met.
    TrackTwoMet {
        /// Who asked for it.
        by: ActorId,
    },
    /// Two clauses move only together from now on.
    ClausesLinked {
        /// Who declared it.
        by: ActorId,
        /// One.
        first: u8,
        /// The other.
        second: u8,
    },
    /// Two texts are signed together or not at all.
    TablesLinked {
        /// Who declared it.
        by: ActorId,
        /// The other table.
        other: TableId,
    },
    /// A party committed itself in public.
    Committed {
        /// Who.
        by: ActorId,
        /// To which option of which clause.
        clause: u8,
        /// The option.
        option: u8,
    },
    /// The last round was set.
    DeadlineSet {
        /// By whom.
        by: ActorId,
        /// The last round.
        rounds: u8,
    },
    /// Time was lost to what happened elsewhere.
    RoundsLost {
        /// How many rounds.
        rounds: u8,
    },
    /// An item went on the agenda, or off it.
    ItemMoved {
        /// By whom.
        by: ActorId,
        /// The clause.
        clause: u8,
    },
    /// The text on the table was signed.
    Signed {
        /// By whom.
        signers: ActorSet,
    },
    /// The groups at home let a signer's text pass.
    Consented {
        /// Whose.
        actor: ActorId,
    },
    /// They did not.
    Refused {
        /// Whose.
        actor: ActorId,
        /// The group that decided it.
        pivot: BlocId,
    },
    /// The text entered into force.
    EnteredIntoForce,
    /// A party that stayed away signed later.
    Acceded {
        /// Who.
        by: ActorId,
    },
    /// The table broke up.
    BrokeUp {
        /// Why.
        why: Breakdown,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_comes_back_whole_from_a_fact() {
        let package = Package::default().with(0, 7).with(9, 3).with(15, 15);
        assert_eq!(Package::from(Packed::from(package)), package);
    }
}
