//! Lessons of a first game, and hints that come once: what is asked of the person, and when. No rules of the world.

use crate::model::{Condition, CrisisId, EventId, InitiativeId, Points, TableId, Turn};

macro_rules! spots {
    ($($(#[$doc:meta])* $variant:ident => $word:literal, $name:literal;)*) => {
        /// A screen of a game that a lesson can send somebody to.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Spot { $($(#[$doc])* $variant,)* }

        impl Spot {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its word in `lessons.ron` and `hints.ron`.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// As a sentence names it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

spots! {
    /// Map, figures and what waits.
    Situation => "situation", "Situation";
    /// The catalogue.
    Initiatives => "initiatives", "Initiatives";
    /// The roadmap over the turns.
    Roadmap => "roadmap", "Roadmap";
    /// Negotiating tables.
    Negotiation => "negotiation", "Negotiation";
    /// One negotiating table, opened.
    Table => "table", "a table";
    /// Crises.
    Crisis => "crisis", "Crisis";
    /// Estimates of the others.
    Intelligence => "intelligence", "Intelligence";
    /// Support at home.
    Home => "home", "Home";
    /// News and ledger.
    Cables => "cables", "Cables";
    /// Mechanisms and formats.
    Mechanisms => "mechanisms", "Mechanisms";
    /// What changed and why.
    Brief => "brief", "the brief";
    /// What waits for the seat.
    Inbox => "inbox", "the inbox";
    /// Events that ask for an answer.
    Events => "events", "the events";
    /// The glossary.
    Glossary => "glossary", "the glossary";
    /// What may come.
    Futures => "futures", "the forecast";
    /// The orders of this turn.
    Orders => "orders", "the orders";
    /// How it ended.
    Ending => "ending", "the end";
    /// What becomes of the order when nobody tends it.
    Durability => "durability", "the order untended";
    /// Where another game is begun; in plain mode: the way out.
    NewGame => "new-game", "a new game";
}

impl Spot {
    /// The screen with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|spot| spot.word() == word)
    }

    /// Whether it exists only once the game is over.
    #[must_use]
    pub const fn is_afterwards(self) -> bool {
        match self {
            Self::Ending | Self::Durability => true,
            Self::Situation
            | Self::Initiatives
            | Self::Roadmap
            | Self::Negotiation
            | Self::Table
            | Self::Crisis
            | Self::Intelligence
            | Self::Home
            | Self::Cables
            | Self::Mechanisms
            | Self::Brief
            | Self::Inbox
            | Self::Events
            | Self::Glossary
            | Self::Futures
            | Self::Orders
            | Self::NewGame => false,
        }
    }
}

/// What completes a step of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// The person comes to this screen.
    Sees(Spot),
    /// They unfold a figure.
    Unfolds,
    /// They plan this initiative.
    Launches(InitiativeId),
    /// They put this initiative on the roadmap.
    Schedules(InitiativeId),
    /// They make the roadmap public.
    Publishes,
    /// They answer this event.
    Answers(EventId),
    /// They invite to this table.
    Convenes(TableId),
    /// They make a move at this table, once it is open.
    Bargains(TableId),
    /// They take a step in a crisis of this kind.
    Steps(CrisisId),
    /// They end the turn.
    EndsTurn,
    /// This holds, as far as their seat can see.
    Holds(Condition),
    /// One of these.
    Any(Vec<Self>),
}

/// One step of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// Its string id.
    pub id: String,
    /// The turn in which it is taught; the one after the last stands for the end of the game.
    pub turn: Turn,
    /// Where what it speaks of is found.
    pub look: Option<Spot>,
    /// What completes it.
    pub done: Deed,
}

/// When a hint is given, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// An answer is owed.
    Owed,
    /// No hand is free.
    NoHands,
    /// Less capital than so much is left.
    CapitalBelow(Points),
    /// An open window closes with this turn.
    WindowCloses,
    /// A step in a crisis is due.
    StepDue,
    /// A move at a table is due.
    MoveDue,
    /// One's own government, or another that it deals with, is a lame duck.
    LameDuck,
    /// A milestone that was published has slipped.
    Slipped,
    /// The game has come to this turn.
    Turn(Turn),
    /// The person comes to this screen.
    Sees(Spot),
    /// This holds, as far as their seat can see.
    Holds(Condition),
}

/// A hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tip {
    /// Its string id.
    pub id: String,
    /// When it is given.
    pub when: Occasion,
}
