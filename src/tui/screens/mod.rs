//! Every screen and dialog: one file each, one variant each. They draw, take keys, and return what they want done.

pub(in crate::tui) mod afterwards;
pub(in crate::tui) mod aside;
pub(in crate::tui) mod brief;
pub(in crate::tui) mod cables;
pub(in crate::tui) mod confirm;
pub(in crate::tui) mod crisis;
pub(in crate::tui) mod ending;
pub(in crate::tui) mod event;
pub(in crate::tui) mod futures;
pub(in crate::tui) mod glossary;
pub(in crate::tui) mod inbox;
pub(in crate::tui) mod initiatives;
pub(in crate::tui) mod keys;
pub(in crate::tui) mod matrix;
pub(in crate::tui) mod needs;
pub(in crate::tui) mod negotiation;
pub(in crate::tui) mod new_game;
pub(in crate::tui) mod orders;
pub(in crate::tui) mod otherwise;
pub(in crate::tui) mod palette;
pub(in crate::tui) mod panes;
pub(in crate::tui) mod register;
pub(in crate::tui) mod roadmap;
pub(in crate::tui) mod saves;
pub(in crate::tui) mod schedule;
pub(in crate::tui) mod settings;
pub(in crate::tui) mod sheet;
pub(in crate::tui) mod situation;
pub(in crate::tui) mod staff;
pub(in crate::tui) mod targets;
pub(in crate::tui) mod theatre;
pub(in crate::tui) mod title;
pub(in crate::tui) mod worked;

use ratatui::layout::Rect;

use crate::command::{self, Action, Screen as Place};
use crate::model::{Order, SeatId, TableId, Turn};
use crate::notation::figure::Named;
use crate::session::Settings;
use crate::session::game::Directed;
use crate::text::Line;
use crate::tui::context::Context;
use crate::tui::keys::Key;
use crate::tui::paint::Pen;

/// A screen or dialog.
pub(in crate::tui) enum Screen {
    /// The title.
    Title(title::Title),
    /// A new game.
    NewGame(new_game::NewGame),
    /// The situation.
    Situation(situation::Situation),
    /// Relations of all with all.
    Matrix(matrix::Matrix),
    /// The catalogue of initiatives.
    Initiatives(initiatives::Initiatives),
    /// The target of an initiative.
    Targets(targets::Targets),
    /// The turn of an initiative.
    Schedule(schedule::Schedule),
    /// The roadmap over the turns.
    Roadmap(roadmap::Roadmap),
    /// What is to be scheduled.
    Picker(roadmap::picker::Picker),
    /// A page of figures or projects.
    Register(register::Register),
    /// Negotiating tables.
    Negotiation(negotiation::Negotiation),
    /// With what a table is convened.
    Agenda(negotiation::agenda::Agenda),
    /// What can be done at a table.
    Instruments(negotiation::instruments::Instruments),
    /// Crises.
    Crisis(crisis::Crisis),
    /// News and ledger.
    Cables(cables::Cables),
    /// What waits for the seat.
    Inbox(inbox::Inbox),
    /// An event that asks for an answer.
    Event(event::EventDialog),
    /// What changed and why.
    Brief(brief::Brief),
    /// What may come.
    Futures(futures::FuturesPage),
    /// A page of text: why, help, about.
    Sheet(sheet::Sheet),
    /// A question before something is done.
    Confirm(confirm::Confirm),
    /// The saves.
    Saves(saves::Saves),
    /// The glossary.
    Glossary(glossary::Glossary),
    /// A game again.
    Theatre(theatre::Theatre),
    /// Actions, screens and terms by name.
    Palette(palette::Palette),
    /// The settings.
    Settings(settings::SettingsPage),
    /// The keys of every action.
    Keys(keys::KeysPage),
    /// The orders of this turn.
    Orders(orders::Orders),
    /// How it ended.
    Ending(ending::Ending),
    /// What becomes of the order.
    Afterwards(afterwards::AfterwardsPage),
    /// What the staff would do.
    Staff(staff::StaffPage),
    /// What could have been done otherwise.
    Otherwise(otherwise::OtherwisePage),
    /// What that would have come to.
    Outcome(otherwise::Outcome),
}

impl Screen {
    /// The behaviour behind the variant.
    pub fn part(&self) -> &dyn Component {
        match self {
            Self::Title(part) => part,
            Self::NewGame(part) => part,
            Self::Situation(part) => part,
            Self::Matrix(part) => part,
            Self::Initiatives(part) => part,
            Self::Targets(part) => part,
            Self::Schedule(part) => part,
            Self::Roadmap(part) => part,
            Self::Picker(part) => part,
            Self::Register(part) => part,
            Self::Negotiation(part) => part,
            Self::Agenda(part) => part,
            Self::Instruments(part) => part,
            Self::Crisis(part) => part,
            Self::Cables(part) => part,
            Self::Inbox(part) => part,
            Self::Event(part) => part,
            Self::Brief(part) => part,
            Self::Futures(part) => part,
            Self::Sheet(part) => part,
            Self::Confirm(part) => part,
            Self::Saves(part) => part,
            Self::Glossary(part) => part,
            Self::Theatre(part) => part,
            Self::Palette(part) => part,
            Self::Settings(part) => part,
            Self::Keys(part) => part,
            Self::Orders(part) => part,
            Self::Ending(part) => part,
            Self::Afterwards(part) => part,
            Self::Staff(part) => part,
            Self::Otherwise(part) => part,
            Self::Outcome(part) => part,
        }
    }

    /// The same, to draw it or give it a key.
    pub fn part_mut(&mut self) -> &mut dyn Component {
        match self {
            Self::Title(part) => part,
            Self::NewGame(part) => part,
            Self::Situation(part) => part,
            Self::Matrix(part) => part,
            Self::Initiatives(part) => part,
            Self::Targets(part) => part,
            Self::Schedule(part) => part,
            Self::Roadmap(part) => part,
            Self::Picker(part) => part,
            Self::Register(part) => part,
            Self::Negotiation(part) => part,
            Self::Agenda(part) => part,
            Self::Instruments(part) => part,
            Self::Crisis(part) => part,
            Self::Cables(part) => part,
            Self::Inbox(part) => part,
            Self::Event(part) => part,
            Self::Brief(part) => part,
            Self::Futures(part) => part,
            Self::Sheet(part) => part,
            Self::Confirm(part) => part,
            Self::Saves(part) => part,
            Self::Glossary(part) => part,
            Self::Theatre(part) => part,
            Self::Palette(part) => part,
            Self::Settings(part) => part,
            Self::Keys(part) => part,
            Self::Orders(part) => part,
            Self::Ending(part) => part,
            Self::Afterwards(part) => part,
            Self::Staff(part) => part,
            Self::Otherwise(part) => part,
            Self::Outcome(part) => part,
        }
    }
}

/// How much of the screen a component takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Shape {
    /// Everything between the title and the bottom line.
    Full,
    /// A frame in the middle of an empty screen, at most so wide: for what is read.
    Letter(u16),
    /// A frame over what was there, at most so wide: for what is asked.
    Dialog(u16),
}

/// Whether letters go into a field of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Typing {
    /// Letters are commands.
    Commands,
    /// Letters are text.
    Text,
}

/// One key of the bottom line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Hint {
    /// The key or keys, as the table of commands has them.
    pub key: String,
    /// The key or keys to be pressed, as the person's bindings have them.
    pub shown: String,
    /// What it does.
    pub label: String,
}

/// A key of the table of commands, with what it does here.
pub(in crate::tui) fn act(action: Action, label: &str) -> Hint {
    let keys = command::of(action).map_or(&[][..], |command| command.keys);
    let key = keys.first().copied().unwrap_or("");
    own(key, label)
}

/// A key of a screen's own, or several that belong together.
pub(in crate::tui) fn own(key: &str, label: &str) -> Hint {
    Hint {
        key: key.to_owned(),
        shown: key.to_owned(),
        label: label.to_owned(),
    }
}

/// The pages of a game.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::tui) enum Page {
    /// Map, figures and what needs you now.
    Situation,
    /// The catalogue.
    Initiatives,
    /// What is planned and under way.
    Roadmap,
    /// Negotiating tables.
    Negotiation,
    /// Crises.
    Crisis,
    /// Estimates of the others.
    Intelligence,
    /// Support at home.
    Home,
    /// News and ledger.
    Cables,
    /// Mechanisms and formats.
    Mechanisms,
}

/// From this width on the tabs have room for the full names.
const TABS_IN_FULL: u16 = 106;

impl Page {
    /// Every page, in the order of the tabs.
    pub const ALL: [Self; 9] = [
        Self::Situation,
        Self::Initiatives,
        Self::Roadmap,
        Self::Negotiation,
        Self::Crisis,
        Self::Intelligence,
        Self::Home,
        Self::Cables,
        Self::Mechanisms,
    ];

    /// The screen of the table of commands.
    pub const fn place(self) -> Place {
        match self {
            Self::Situation => Place::Situation,
            Self::Initiatives => Place::Initiatives,
            Self::Roadmap => Place::Roadmap,
            Self::Negotiation => Place::Negotiation,
            Self::Crisis => Place::Crisis,
            Self::Intelligence => Place::Intelligence,
            Self::Home => Place::Home,
            Self::Cables => Place::Cables,
            Self::Mechanisms => Place::Mechanisms,
        }
    }

    /// The page of a screen of the table of commands.
    pub fn of(place: Place) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.place() == place)
    }

    /// Its name, shorter on a narrow screen.
    pub fn name(self, wide: u16) -> &'static str {
        match self {
            Self::Intelligence if wide < TABS_IN_FULL => "Intel",
            Self::Negotiation if wide < TABS_IN_FULL => "Talks",
            Self::Cables if wide < TABS_IN_FULL => "News",
            Self::Initiatives if wide < TABS_IN_FULL => "Plan",
            Self::Mechanisms if wide < TABS_IN_FULL => "Pacts",
            Self::Situation
            | Self::Initiatives
            | Self::Roadmap
            | Self::Negotiation
            | Self::Crisis
            | Self::Intelligence
            | Self::Home
            | Self::Cables
            | Self::Mechanisms => self.place().title(),
        }
    }

    /// The action that leads here.
    pub fn jump(self) -> Action {
        Action::Jump(self.place())
    }
}

/// What a new game is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Begin {
    /// The scenario's id.
    pub scenario: String,
    /// The seat of the person.
    pub seat: SeatId,
    /// The seed.
    pub seed: u64,
}

/// What a component wants done. The app alone touches the session.
pub(in crate::tui) enum Wish {
    /// The key was used; nothing else is to be done.
    Nothing,
    /// The key means nothing here.
    Pass,
    /// Close this.
    Back,
    /// Open this on top.
    Open(Box<Screen>),
    /// Go to a page.
    Go(Page),
    /// Go to a negotiating table.
    Sit(TableId),
    /// Give an order and stay.
    Give(Order),
    /// Move what is planned or scheduled to a turn.
    Shift(Directed, Turn),
    /// Give an order and close this.
    GiveAndClose(Order),
    /// End the turn; the app asks where something would be lost.
    EndTurn,
    /// End the turn as it is.
    EndNow,
    /// End the turn and take the default of everything owed.
    EndAnyway,
    /// Open the first question that is owed.
    AnswerNext,
    /// Begin a game.
    Begin(Begin),
    /// Begin the game that teaches.
    BeginFirst,
    /// Go on with a save of this slot and generation.
    Load(String, u8),
    /// Keep a copy under this name.
    SaveAs(String),
    /// Watch the game that is open again.
    Watch,
    /// Watch a save of this slot and generation.
    WatchSave(String, u8),
    /// Write a text beside the saves, under this name.
    Export(String, String),
    /// Say what may come with this order besides.
    Foresee(Order),
    /// Unfold a figure.
    Why(Named),
    /// Say something in the message line.
    Tell(Line),
    /// Close this, and press this key of the table where it was opened.
    Press(Key),
    /// Close this, and do this.
    Run(Action),
    /// Close this, and open the glossary at a term.
    Explain(usize),
    /// Take other settings, and keep them.
    Set(Settings),
    /// Take back so many orders of this turn, the newest first.
    Undo(usize),
    /// Leave the program.
    Quit,
}

/// A screen or a dialog.
pub(in crate::tui) trait Component {
    /// Which screen of the table of commands it is: says which keys work besides its own.
    fn place(&self) -> Place;

    /// What is selected, as text in which terms are looked up.
    fn subject(&self, context: &Context<'_>) -> String {
        let _ = context;
        String::new()
    }

    /// What stands in its heading or frame.
    fn title(&self, context: &Context<'_>) -> String;

    /// How much of the screen it takes.
    /// What stands in the first row in place of the game, if it is about another one.
    fn headed(&self) -> Option<Line> {
        None
    }

    fn shape(&self) -> Shape {
        Shape::Full
    }

    /// How many rows a dialog of this width wants.
    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        let _ = (context, wide);
        u16::MAX
    }

    /// Draws it.
    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>);

    /// Takes a key.
    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish;

    /// The command that leads here, where it is no page: its key closes it again.
    fn opened_by(&self) -> Option<Action> {
        None
    }

    /// Takes a click on a cell of the screen.
    fn click(&mut self, at: (u16, u16), context: &Context<'_>) -> Wish {
        let _ = (at, context);
        Wish::Pass
    }

    /// What lies in a cell of the screen, in a line, for whoever points at it.
    fn hover(&self, at: (u16, u16), context: &Context<'_>) -> Option<Line> {
        let _ = (at, context);
        None
    }

    /// The keys of its own that work now, the most important first.
    fn hints(&self, context: &Context<'_>) -> Vec<Hint>;

    /// Keys of its own that one needs less often: they come after those of the game.
    fn further(&self, context: &Context<'_>) -> Vec<Hint> {
        let _ = context;
        Vec::new()
    }

    /// Whether letters go into a field of text.
    fn typing(&self) -> Typing {
        Typing::Commands
    }
}
