//! The table of every action that a person can take: words, keys, help, and when it is to be had.
//!
//! Data for plain mode, the keys of the screens, the help pages, the palette and rebinding; nothing here draws, reads
//! keys or carries anything out. A front end matches on `Action`, so the compiler names what is missing.

mod aliases;
mod availability;
mod bindings;
mod help;
mod key;
mod keymap;
mod orders;
mod row;
mod table;
#[cfg(test)]
mod tests;

pub use aliases::aliases;
pub use availability::availability;
pub use bindings::{Bindings, Clash};
pub use help::{help_lines, help_topic, key_hints, key_lines};
pub use key::Key;
pub use orders::{changed_text, read_order, table_at_hand, with_crisis, with_table};
pub use table::COMMANDS;

use crate::notation::{self, Misread};

/// What a command does. Front ends dispatch on it without a default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// Lists commands, or explains one.
    Help,
    /// Shows the step of the lesson, puts it away, or brings it back.
    Lesson,
    /// Leaves out the step of the lesson.
    SkipStep,
    /// Turns hints off for good, or on again.
    Hints,
    /// Says the last answer again, in full.
    Again,
    /// Shows the dashboard of this turn.
    Status,
    /// Shows what the last turn changed, why, and what it makes possible.
    Brief,
    /// Lists what waits for the seat.
    Inbox,
    /// Shows an earlier turn again: what was known then, and what was true.
    Watch,
    /// Shows what the capitals think of each other.
    Relations,
    /// Tells what lies on the map.
    Map,
    /// Lists the name of every figure.
    Figures,
    /// Lists initiatives.
    Initiatives,
    /// Shows one item in full.
    Show,
    /// Plans an initiative.
    Launch,
    /// Stops an initiative, or takes it out of the plan or off the roadmap.
    Cancel,
    /// Puts an initiative on the roadmap.
    Schedule,
    /// Makes the roadmap public.
    Publish,
    /// Lists what is planned and under way.
    Roadmap,
    /// Lists what asks for an answer and what has happened.
    Events,
    /// Answers an event.
    Respond,
    /// Lists negotiating tables.
    Tables,
    /// Shows a negotiating table.
    Table,
    /// Shows how the parties of a table would take another text.
    WhatIf,
    /// Shows the texts that the staff would put forward.
    StaffText,
    /// Looks back on the negotiating tables of a finished game.
    Debrief,
    /// Tells what becomes of the order of a finished game when nobody tends it.
    Durability,
    /// Changes one decision of a finished game and plays the rest again.
    Otherwise,
    /// Writes the after-action report to a file.
    Report,
    /// Lists what can be done at a negotiating table.
    Instruments,
    /// Shows where a table would settle without further effort.
    Forecast,
    /// What may come by what the seat knows.
    Futures,
    /// What the staff would do.
    StaffPlan,
    /// What the advisers propose.
    Advise,
    /// Does something about a negotiating table.
    Bargain(Bargain),
    /// Shows a crisis, or lists those there were.
    Crisis,
    /// Takes a step in a crisis.
    Step,
    /// Shows estimates of other capitals.
    Intel,
    /// Lists mechanisms.
    Mechanisms,
    /// Lists formats.
    Formats,
    /// Lists public commitments.
    Pledges,
    /// Lists open windows.
    Windows,
    /// Explains a figure.
    Why,
    /// Shows the ledger.
    Log,
    /// Explains a term.
    Glossary,
    /// Ends the turn.
    End,
    /// Ends the turn with the default answers.
    EndAnyway,
    /// Takes the last order of this turn back.
    Undo,
    /// Lists the orders of this turn.
    Orders,
    /// Saves the game.
    Save,
    /// Loads a game.
    Load,
    /// Lists saved games.
    Saves,
    /// Prints the hash of the state.
    Hash,
    /// Prints the axes of the score.
    Score,
    /// Tells how the game ended.
    Ending,
    /// Tells the version, the seed and the lens.
    About,
    /// Leaves the game.
    Quit,
    /// Moves the selection up.
    Up,
    /// Moves the selection down.
    Down,
    /// Moves the selection left.
    Left,
    /// Moves the selection right.
    Right,
    /// Opens or takes what is selected.
    Choose,
    /// Goes back.
    Back,
    /// Goes to the next pane.
    NextPane,
    /// Goes to the previous pane.
    PreviousPane,
    /// Goes to a screen.
    Jump(Screen),
    /// Searches the list.
    Search,
    /// Finds an action, a screen or a term by name.
    Palette,
    /// Opens the settings.
    Settings,
    /// Does something that one screen alone has.
    Own(Own),
}

/// What one screen alone has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Own {
    /// Begins a new game, on the title.
    NewGame,
    /// Keeps a copy of the game under a name, among the saves.
    KeepCopy,
    /// Reads the folder of saves again.
    ReadAgain,
    /// Suggests the next change of a text, at a table.
    Suggest,
    /// Takes up the text that one put forward last, at a table.
    OwnText,
    /// Looks at the next pair, in the debrief of a table.
    NextPair,
    /// Lets the turns go by, or stops them, in the theatre.
    RunTurns,
    /// Lets them go by faster.
    Faster,
    /// Lets them go by slower.
    Slower,
    /// Goes to a turn by its number.
    ToTurn,
    /// Writes the turn that is shown to a file.
    ToFile,
    /// Shows zones in the air, on the map.
    AirZones,
    /// Shows lines at sea, on the map.
    SeaLines,
    /// Shows what the signs of the map mean.
    Legend,
    /// Looks at a crisis on the map.
    ZoomCrisis,
    /// Looks at a region of the map.
    ZoomRegion,
    /// Unfolds the relations of all with all.
    Matrix,
}

/// What is done about a negotiating table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bargain {
    /// Sends invitations.
    Convene,
    /// Takes them back.
    Recall,
    /// Puts a text on the table.
    Propose,
    /// Puts the text on the table with some options changed.
    Amend,
    /// Accepts the text.
    Accept,
    /// Lets the move pass.
    Hold,
    /// Lets every move of this turn pass.
    Rest,
    /// Signs without the others.
    SignWithout,
    /// Leaves.
    WalkOut,
    /// Comes back.
    Return,
    /// Adjourns until the next turn.
    Adjourn,
    /// Sounds a party out.
    SoundOut,
    /// Promises a side payment.
    Pay,
    /// Meets one party apart.
    Caucus,
    /// Asks a mediator for a single text.
    Mediate,
    /// Lets Track II sound everybody out.
    TrackTwo,
    /// Links two clauses.
    Link,
    /// Ties two tables.
    Tie,
    /// Commits itself in public.
    Commit,
    /// Sets the last round.
    Deadline,
    /// Puts an item on the agenda or takes it off.
    Item,
    /// Signs later what others have signed.
    Accede,
}

/// A screen of the full-screen interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Screen {
    /// The first screen.
    Title,
    /// Scenario, seat, lens and seed of a new game.
    NewGame,
    /// The map and the dashboard.
    Situation,
    /// The catalogue of initiatives.
    Initiatives,
    /// What is planned and under way.
    Roadmap,
    /// Negotiating tables.
    Negotiation,
    /// A crisis: the ladder, the other side, the next step.
    Crisis,
    /// Mechanisms and formats.
    Mechanisms,
    /// What awaits an answer.
    Events,
    /// Estimates of the other capitals.
    Intelligence,
    /// Blocs and mandate.
    Home,
    /// News and the ledger.
    Cables,
    /// How the game went.
    Debrief,
    /// A game again, turn by turn.
    Theatre,
    /// Terms.
    Glossary,
    /// Saved games.
    Saves,
    /// The settings.
    Settings,
    /// Help.
    Help,
}

impl Screen {
    /// Every screen.
    pub const ALL: [Self; 18] = [
        Self::Title,
        Self::NewGame,
        Self::Situation,
        Self::Initiatives,
        Self::Roadmap,
        Self::Negotiation,
        Self::Crisis,
        Self::Mechanisms,
        Self::Events,
        Self::Intelligence,
        Self::Home,
        Self::Cables,
        Self::Debrief,
        Self::Theatre,
        Self::Glossary,
        Self::Saves,
        Self::Settings,
        Self::Help,
    ];

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::NewGame => "New game",
            Self::Situation => "Situation",
            Self::Initiatives => "Initiatives",
            Self::Roadmap => "Roadmap",
            Self::Negotiation => "Negotiation",
            Self::Crisis => "Crisis",
            Self::Mechanisms => "Mechanisms",
            Self::Events => "Events",
            Self::Intelligence => "Intelligence",
            Self::Home => "Home",
            Self::Cables => "Cables",
            Self::Debrief => "Debrief",
            Self::Theatre => "Watch",
            Self::Glossary => "Glossary",
            Self::Saves => "Saves",
            Self::Settings => "Settings",
            Self::Help => "Help",
        }
    }

    /// Whether it exists only while a game is open.
    #[must_use]
    pub const fn in_game(self) -> bool {
        match self {
            Self::Title
            | Self::NewGame
            | Self::Theatre
            | Self::Glossary
            | Self::Saves
            | Self::Settings
            | Self::Help => false,
            Self::Situation
            | Self::Initiatives
            | Self::Roadmap
            | Self::Negotiation
            | Self::Crisis
            | Self::Mechanisms
            | Self::Events
            | Self::Intelligence
            | Self::Home
            | Self::Cables
            | Self::Debrief => true,
        }
    }
}

/// Where the keys of a command work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On every screen.
    Everywhere,
    /// On every screen of a game.
    InGame,
    /// On these screens.
    On(&'static [Screen]),
}

/// Which front ends have a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// Plain mode and the screens.
    Both,
    /// Plain mode alone.
    Plain,
    /// The screens alone.
    Screens,
}

/// One action with all that is said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Command {
    /// What it does.
    pub action: Action,
    /// Its id: unique, stable, in lower-case words with hyphens.
    pub id: &'static str,
    /// Its name in key lines and in the palette.
    pub name: &'static str,
    /// Its keys, the first one shown; `Bindings` may give it others.
    pub keys: &'static [&'static str],
    /// What is typed in plain mode; empty if it can't be.
    pub usage: &'static str,
    /// What it does, in one line.
    pub help: &'static str,
    /// Where its keys work.
    pub place: Place,
    /// Which front ends have it.
    pub front: Front,
}

impl Command {
    /// Whether plain mode has it.
    #[must_use]
    pub const fn plain(&self) -> bool {
        match self.front {
            Front::Both | Front::Plain => true,
            Front::Screens => false,
        }
    }

    /// Whether the screens have it.
    #[must_use]
    pub const fn screens(&self) -> bool {
        match self.front {
            Front::Both | Front::Screens => true,
            Front::Plain => false,
        }
    }

    /// Whether its keys work on `screen`.
    #[must_use]
    pub fn works_on(&self, screen: Screen) -> bool {
        self.screens()
            && match self.place {
                Place::Everywhere => true,
                Place::InGame => screen.in_game(),
                Place::On(screens) => screens.contains(&screen),
            }
    }

    /// The words that begin its line in plain mode: "launch", "end anyway".
    #[must_use]
    pub fn words(&self) -> &'static str {
        let fixed = |letter: char| letter.is_ascii_lowercase() || letter == ' ' || letter == '-';
        let end = self.usage.find(|letter| !fixed(letter));
        let words = end.map_or(self.usage, |end| &self.usage[..end]);
        words.trim_end()
    }
}

/// The command with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.id == id)
}

/// The command that does this.
#[must_use]
pub fn of(action: Action) -> Option<&'static Command> {
    COMMANDS.iter().find(|command| command.action == action)
}

/// The command on this key of a screen.
#[must_use]
pub fn by_key(screen: Screen, key: &str) -> Option<&'static Command> {
    COMMANDS
        .iter()
        .find(|command| command.works_on(screen) && command.keys.contains(&key))
}

/// The plain command nearest to a word, if one is near enough to be what was meant.
#[must_use]
pub fn nearest(word: &str) -> Option<String> {
    let plain = COMMANDS.iter().filter(|command| command.plain());
    notation::nearest(word, plain.map(Command::words))
}

/// The plain command that a line begins with, and what follows it.
///
/// # Errors
/// If the line is empty or begins with no command; with the nearest one.
pub fn read(line: &str) -> Result<(&'static Command, &str), Misread> {
    let line = line.trim();
    let first = line.split_whitespace().next().ok_or(Misread::Empty)?;
    COMMANDS
        .iter()
        .filter(|command| command.plain())
        .filter_map(|command| after(line, command.words()).map(|rest| (command, rest)))
        .max_by_key(|(command, _)| command.words().len())
        .ok_or_else(|| Misread::UnknownWord {
            given: first.to_owned(),
            nearest: nearest(first),
        })
}

/// What follows `words` in a line that begins with them.
fn after<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = line;
    for word in words.split(' ') {
        let tail = rest.trim_start().strip_prefix(word)?;
        if tail
            .chars()
            .next()
            .is_some_and(|next| !next.is_whitespace())
        {
            return None;
        }
        rest = tail;
    }
    Some(rest.trim())
}
