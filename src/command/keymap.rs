//! What has keys alone: movements, choices, and what one screen has.

use crate::command::row::{LISTS, PAGES, key};
use crate::command::{Action, Command, Own, Place, Screen};

/// Where there is the map.
const MAP: Place = Place::On(&[Screen::Situation]);
const TABLES: Place = Place::On(&[Screen::Negotiation]);
const THEATRE: Place = Place::On(&[Screen::Theatre]);

/// The key of a screen.
macro_rules! jump {
    ($screen:ident, $name:literal, $key:literal, $help:literal) => {
        key(
            Action::Jump(Screen::$screen),
            (concat!("go-", $name), $name),
            Place::On(PAGES),
            &[$key],
            $help,
        )
    };
}

/// What the screens alone have, in the order in which help lists it.
pub(super) const KEYS: &[Command] = &[
    key(
        Action::Up,
        ("up", "up"),
        Place::Everywhere,
        &["Up", "k"],
        "move the selection up",
    ),
    key(
        Action::Down,
        ("down", "down"),
        Place::Everywhere,
        &["Down", "j"],
        "move the selection down",
    ),
    key(
        Action::Left,
        ("left", "left"),
        Place::Everywhere,
        &["Left", "h"],
        "move the selection to the left",
    ),
    key(
        Action::Right,
        ("right", "right"),
        Place::Everywhere,
        &["Right", "l"],
        "move the selection to the right",
    ),
    key(
        Action::Choose,
        ("choose", "choose"),
        Place::Everywhere,
        &["Enter"],
        "open or take what is selected",
    ),
    key(
        Action::Back,
        ("back", "back"),
        Place::Everywhere,
        &["Esc"],
        "go back without changing anything",
    ),
    key(
        Action::NextPane,
        ("next-pane", "next pane"),
        Place::Everywhere,
        &["Tab"],
        "go to the next pane",
    ),
    key(
        Action::PreviousPane,
        ("previous-pane", "previous pane"),
        Place::Everywhere,
        &["Shift-Tab"],
        "go to the previous pane",
    ),
    key(
        Action::Search,
        ("search", "search"),
        Place::On(LISTS),
        &["/"],
        "narrow a list; elsewhere: search everything",
    ),
    key(
        Action::Palette,
        ("palette", "palette"),
        Place::Everywhere,
        &[":"],
        "find an action, a screen or a term by name",
    ),
    key(
        Action::Settings,
        ("settings", "settings"),
        Place::Everywhere,
        &[","],
        "theme, keys, mouse, and what moves",
    ),
    key(
        Action::Own(Own::NewGame),
        ("new-game", "new game"),
        Place::On(&[Screen::Title]),
        &["n"],
        "choose a scenario, a seat and a seed",
    ),
    key(
        Action::Own(Own::KeepCopy),
        ("keep-copy", "save as"),
        Place::On(&[Screen::Saves]),
        &["s"],
        "keep a copy of the game under a name",
    ),
    key(
        Action::Own(Own::ReadAgain),
        ("read-again", "read again"),
        Place::On(&[Screen::Saves]),
        &["r"],
        "read the folder of saves again",
    ),
    key(
        Action::Own(Own::Suggest),
        ("suggest", "hint"),
        TABLES,
        &["n"],
        "the change of the text that would help most",
    ),
    key(
        Action::Own(Own::OwnText),
        ("own-text", "own last text"),
        TABLES,
        &["r"],
        "take up the text that you put forward last",
    ),
    key(
        Action::Own(Own::NextPair),
        ("next-pair", "another pair"),
        Place::On(&[Screen::Debrief]),
        &["p"],
        "the frontier of the next two parties",
    ),
    key(
        Action::Own(Own::RunTurns),
        ("run-turns", "run or stop"),
        THEATRE,
        &["Space"],
        "let turn after turn go by, or stop there",
    ),
    key(
        Action::Own(Own::Faster),
        ("faster", "faster"),
        THEATRE,
        &["+", "="],
        "let the turns go by faster",
    ),
    key(
        Action::Own(Own::Slower),
        ("slower", "slower"),
        THEATRE,
        &["-"],
        "let the turns go by slower",
    ),
    key(
        Action::Own(Own::ToTurn),
        ("to-turn", "to a turn"),
        THEATRE,
        &["t", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        "go to a turn: type its number, then Enter",
    ),
    key(
        Action::Own(Own::ToFile),
        ("to-file", "to a file"),
        THEATRE,
        &["x"],
        "write the turn that is shown beside the saves",
    ),
    key(
        Action::Own(Own::AirZones),
        ("air-zones", "air zones"),
        MAP,
        &["z"],
        "show zones in the air on the map, or none",
    ),
    key(
        Action::Own(Own::SeaLines),
        ("sea-lines", "sea lines"),
        MAP,
        &["n"],
        "show lines at sea on the map, or none",
    ),
    key(
        Action::Own(Own::Legend),
        ("legend", "legend"),
        MAP,
        &["L"],
        "what the signs and lines of the map mean",
    ),
    key(
        Action::Own(Own::ZoomCrisis),
        ("zoom-crisis", "zoom on crisis"),
        MAP,
        &["c"],
        "look at a crisis on the map; again: the next",
    ),
    key(
        Action::Own(Own::ZoomRegion),
        ("zoom-region", "zoom on region"),
        MAP,
        &["r"],
        "look at a part of the map; again: the next",
    ),
    key(
        Action::Own(Own::Matrix),
        ("matrix", "unfold relations"),
        MAP,
        &["t"],
        "a figure of each capital about each",
    ),
    jump!(
        Situation,
        "situation",
        "1",
        "the map, relations and the dashboard"
    ),
    jump!(
        Initiatives,
        "initiatives",
        "2",
        "the catalogue of initiatives"
    ),
    jump!(
        Roadmap,
        "roadmap",
        "3",
        "what is planned and under way, turn by turn"
    ),
    jump!(
        Negotiation,
        "negotiation",
        "4",
        "negotiating tables: convene, bargain, sign"
    ),
    jump!(
        Crisis,
        "crisis",
        "5",
        "a crisis: the ladder, the other side, your step"
    ),
    jump!(
        Intelligence,
        "intelligence",
        "6",
        "estimates of the other capitals"
    ),
    jump!(Home, "home", "7", "support at home, group by group"),
    jump!(Cables, "cables", "8", "news and the ledger"),
    jump!(
        Debrief,
        "debrief",
        "9",
        "how the game went, once it is over"
    ),
    jump!(Mechanisms, "mechanisms", "m", "mechanisms and formats"),
];
