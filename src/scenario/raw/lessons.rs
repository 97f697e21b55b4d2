//! The RON shape of lessons and hints.

use crate::scenario::raw::RawCondition;

raw! {
    /// One item of `lessons.ron`: a step of a first game, for the first of the playable seats. Steps are taken in order.
    struct RawLesson {
        /// Lower-case words with hyphens.
        id: String,
        /// What it is about, in a few words.
        name: String,
        /// The turn in which it is taught; the one after the last: once the game is over. Passed over in a later one.
        turn: u16,
        /// The screen on which what it speaks of is found.
        #[serde(default)] look: Option<String>,
        /// What there is to understand, in a sentence or two.
        text: String,
        /// What to do on the full screen; a key is named by the id of its action in braces.
        keys: String,
        /// What to type in plain mode.
        words: String,
        /// What completes it.
        done: RawDeed,
    }

    /// One item of `hints.ron`: a line or two, told once a game when it becomes relevant.
    struct RawHint {
        /// Lower-case words with hyphens.
        id: String,
        /// When it is told.
        when: RawOccasion,
        /// What it says.
        text: String,
        /// Where to go on the full screen; a key is named by the id of its action in braces.
        #[serde(default)] keys: String,
        /// What to type in plain mode.
        #[serde(default)] words: String,
    }
}

raw_enums! {
    /// What completes a step of a lesson.
    enum RawDeed {
        /// Coming to a screen.
        Sees(String),
        /// Unfolding a figure.
        Unfolds,
        /// Planning an initiative.
        Launches(String),
        /// Putting an initiative on the roadmap.
        Schedules(String),
        /// Making the roadmap public.
        Publishes,
        /// Answering an event.
        Answers(String),
        /// Inviting to a table.
        Convenes(String),
        /// A move at an open table.
        Bargains(String),
        /// A step in a crisis of a kind.
        Steps(String),
        /// Ending the turn.
        EndsTurn,
        /// A condition that holds as far as the seat can see.
        Holds(RawCondition),
        /// One of these.
        Any(Vec<RawDeed>),
    }

    /// When a hint is told.
    enum RawOccasion {
        /// An answer is owed.
        Owed,
        /// No hand is free.
        NoHands,
        /// Less capital is left, in points.
        CapitalBelow(i32),
        /// An open window closes with this turn.
        WindowCloses,
        /// A step in a crisis is due.
        StepDue,
        /// A move at a table is due.
        MoveDue,
        /// A government is a lame duck.
        LameDuck,
        /// A published milestone has slipped.
        Slipped,
        /// The game has come to this turn.
        Turn(u16),
        /// Coming to a screen.
        Sees(String),
        /// A condition that holds as far as the seat can see.
        Holds(RawCondition),
    }
}
