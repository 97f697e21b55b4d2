//! The pictures of the documents: every screen as it is drawn, and a session that was recorded. One command draws them anew:
//!
//! `UPDATE_PICTURES=1 cargo test --test it pictures::`
//!
//! Without it only their presence is asserted, and that drawing is the same every time.

mod film;
mod svg;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use middle_power::command::Screen;
use middle_power::session::{Library, Session, Settings, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Preferences, Start};

use ratatui::buffer::{Buffer, Cell};

use crate::support::games::{begun, in_crisis};
use crate::support::root;
use film::Film;

/// Columns and rows of every picture.
const SIZE: (u16, u16) = (120, 36);
/// Those of the film: small enough for a page.
const FILM: (u16, u16) = (100, 30);
/// The longest that the film may last, in milliseconds, and the most bytes that it may have.
const FILM_LASTS: u64 = 60_000;
const FILM_BYTES: usize = 500_000;
/// The seed of the games.
const SEED: u64 = 2013;

/// What a picture begins from.
#[derive(Clone, Copy)]
enum From {
    /// The title.
    Nothing,
    /// The game that teaches, at its first step.
    First,
    /// The short game after so many turns of defaults.
    Short(u16),
    /// The campaign after so many.
    Campaign(u16),
    /// The campaign with a table that was convened.
    Table,
    /// The campaign in a crisis that waits for a step.
    Crisis,
    /// The title, with the example saves in the folder.
    Saves,
}

/// A picture: its name, what it begins from, the keys that lead to it, what it shows.
struct Picture(&'static str, From, &'static str, &'static str);

/// Every picture, in the order of the page. Each screen of the table of commands has one of its name.
const PICTURES: &[Picture] = &[
    Picture(
        "title",
        From::Nothing,
        "",
        "The title: a new game, a game to go on with, the settings.",
    ),
    Picture(
        "new-game",
        From::Nothing,
        "n",
        "A new game: the scenario, the seat, the seed of chance.",
    ),
    Picture(
        "lesson",
        From::First,
        "Esc",
        "The first game teaches in the real screens, a step at a time.",
    ),
    Picture(
        "brief",
        From::Campaign(3),
        "",
        "The brief: what the last turn changed and why, what it makes possible, what waits.",
    ),
    Picture(
        "situation",
        From::Campaign(3),
        "Esc 1",
        "The situation: the map, the figures, what needs you now.",
    ),
    Picture(
        "map",
        From::Campaign(4),
        "Esc 1 z r r",
        "A part of the map with its zones in the air, each with whose it is.",
    ),
    Picture(
        "relations",
        From::Campaign(3),
        "Esc 1 t",
        "A figure of each capital about each.",
    ),
    Picture(
        "why",
        From::Campaign(3),
        "Esc 1 Tab w",
        "Why a figure stands where it stands: every part with its causes.",
    ),
    Picture(
        "events",
        From::Campaign(0),
        "a Down",
        "A cable that asks for an answer: who likes it, what it costs, what it moves.",
    ),
    Picture(
        "inbox",
        From::Campaign(3),
        "Esc o",
        "What waits for you, and what the end of the turn would lose.",
    ),
    Picture(
        "initiatives",
        From::Campaign(0),
        "Esc 2 Down Down Down",
        "Initiatives: what can be started, at what price, and why not.",
    ),
    Picture(
        "targets",
        From::Campaign(0),
        "Esc 2 Enter Down",
        "At whom an initiative is directed.",
    ),
    Picture(
        "schedule",
        From::Campaign(0),
        "Esc 2 Down Down Down s",
        "The turn in which it is to begin.",
    ),
    Picture(
        "roadmap",
        From::Campaign(0),
        "Esc 3 s Enter Down Enter s Down Down Down Enter Down Down Enter p Enter e Down Enter Esc 3",
        "The roadmap over the turns: projects, milestones, windows, the budget, the election.",
    ),
    Picture(
        "negotiation",
        From::Table,
        "Enter Enter n",
        "A negotiating table: the text, clause by clause, and how each party would take a change.",
    ),
    Picture(
        "agenda",
        From::Campaign(2),
        "Esc 4 Down Enter",
        "With what a table is convened, and who would sit there.",
    ),
    Picture(
        "instruments",
        From::Table,
        "Enter Enter i",
        "What can be done at a table besides offers, with price and effect.",
    ),
    Picture(
        "crisis",
        From::Crisis,
        "Esc 5",
        "A crisis: the ladder, the other side, the risk and its parts, your next step.",
    ),
    Picture(
        "intelligence",
        From::Campaign(3),
        "Esc 6 Down",
        "Estimates of the other capitals, who tells you, and how far off each source was.",
    ),
    Picture(
        "home",
        From::Campaign(3),
        "Esc 7",
        "Support at home, group by group, and what your advisers propose.",
    ),
    Picture(
        "cables",
        From::Campaign(3),
        "Esc 8",
        "Cables and the ledger, to be searched.",
    ),
    Picture(
        "mechanisms",
        From::Campaign(3),
        "Esc m Down",
        "Mechanisms and formats: members, obligation, health.",
    ),
    Picture(
        "futures",
        From::Short(1),
        "Esc f",
        "What may come, by what the seat knows.",
    ),
    Picture(
        "staff-plan",
        From::Short(1),
        "Esc P",
        "What the staff would do now and next, and why.",
    ),
    Picture(
        "orders",
        From::Campaign(0),
        "Esc 2 Enter Enter 2 Down Down Down Enter Enter U",
        "The orders of this turn, and which of them undo reaches.",
    ),
    Picture(
        "end-of-turn",
        From::Campaign(0),
        "Esc e",
        "The end of a turn asks about what would be lost.",
    ),
    Picture(
        "debrief",
        From::Short(4),
        "9",
        "How it ended: the axes, the order, the three stories that mattered most.",
    ),
    Picture(
        "durability",
        From::Short(4),
        "9 d",
        "What becomes of the order when nobody tends it.",
    ),
    Picture(
        "otherwise",
        From::Short(4),
        "9 c Down",
        "One decision of a finished game, changed.",
    ),
    Picture(
        "watch",
        From::Short(4),
        "9 v Right",
        "A game again, turn by turn: what was known beside what was true.",
    ),
    Picture(
        "glossary",
        From::Campaign(0),
        "Esc g Down Down",
        "Terms and where they lead.",
    ),
    Picture(
        "palette",
        From::Campaign(0),
        "Esc : t r",
        "Every action, screen and term by name.",
    ),
    Picture(
        "help",
        From::Campaign(0),
        "Esc ?",
        "Help for the screen that is shown, to be searched and done.",
    ),
    Picture(
        "saves",
        From::Saves,
        "Ctrl-O",
        "The saves, with their older generations.",
    ),
    Picture(
        "settings",
        From::Campaign(0),
        "Esc ,",
        "Themes, signs, motion, keys, mouse.",
    ),
    Picture(
        "keys",
        From::Campaign(0),
        "Esc , Down Down Down Down Down Enter Down Down",
        "The keys of every action, to be changed.",
    ),
];

/// The name of the film.
const RECORDED: &str = "a-turn";

fn folder() -> PathBuf {
    root().join("docs/pictures")
}

fn updates() -> bool {
    std::env::var_os("UPDATE_PICTURES").is_some_and(|value| value == "1")
}

fn driven(session: Option<Session>, saves: PathBuf, size: (u16, u16)) -> Driven {
    let start = Start {
        library: Library::new(Vec::new()),
        saves: Store::new(saves),
        session,
        colour: Colour::True,
    };
    let settings = Settings {
        theme: "dark".to_owned(),
        first_hints: false,
        ..Settings::default()
    };
    Driven::preferring(start, Preferences::held(settings), size)
}

/// Presses keys by name, drawing before each as a terminal would.
fn press(driven: &mut Driven, keys: &str) {
    for name in keys.split_whitespace() {
        driven.draw();
        let key = Key::named(name).unwrap_or_else(|| panic!("no key {name}"));
        assert!(driven.press(key), "{keys}: {name} left the game");
    }
}

/// A table of the campaign is convened, a turn goes by, one sits down.
const SIT: &str = "Esc 4 Down Enter Enter e Down Enter Esc 4 Enter";

/// The front end at the screen of a picture. The folder is for saves.
fn at(picture: &Picture, folder: &std::path::Path) -> Driven {
    let Picture(_, from, keys, _) = picture;
    let nowhere = PathBuf::from("no-such-folder");
    let kept = |game| Some(Session::unkept(game));
    let mut driven = match from {
        From::Nothing => driven(None, nowhere, SIZE),
        From::First => driven(kept(begun("first-game", 1, 0)), nowhere, SIZE),
        From::Short(turns) => driven(
            kept(begun("first-hundred-days", SEED, *turns)),
            nowhere,
            SIZE,
        ),
        From::Campaign(turns) => driven(kept(begun("asian-paradox", SEED, *turns)), nowhere, SIZE),
        From::Table => {
            let mut driven = driven(kept(begun("asian-paradox", SEED, 0)), nowhere, SIZE);
            press(&mut driven, SIT);
            driven
        }
        From::Crisis => driven(kept(in_crisis(SEED)), nowhere, SIZE),
        From::Saves => {
            for name in ["halfway", "finished"] {
                let to = folder.join(format!("{name}.ron"));
                fs::copy(root().join(format!("saves/examples/{name}.ron")), &to).unwrap();
                // Old enough that the list says the same whenever it is drawn.
                let then = std::time::SystemTime::now() - std::time::Duration::from_secs(90_000);
                fs::File::options()
                    .write(true)
                    .open(&to)
                    .unwrap()
                    .set_modified(then)
                    .unwrap();
            }
            driven(None, folder.to_owned(), SIZE)
        }
    };
    press(&mut driven, keys);
    driven
}

fn drawing(picture: &Picture) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut driven = at(picture, folder.path());
    let mut buffer = driven.draw().clone();
    rename(&mut buffer, &folder.path().display().to_string(), "saves");
    svg::drawing(picture.3, &buffer)
}

/// Another text, no longer, in place of one that is different on every machine.
fn rename(buffer: &mut Buffer, was: &str, now: &str) {
    let wide = usize::from(buffer.area.width);
    for cells in buffer.content.chunks_mut(wide) {
        let line: String = cells.iter().map(Cell::symbol).collect();
        let Some(at) = line.find(was) else { continue };
        let at = line[..at].chars().count();
        let letters = now.chars().chain(std::iter::repeat(' '));
        for (cell, letter) in cells.iter_mut().skip(at).take(was.len()).zip(letters) {
            cell.set_char(letter);
        }
    }
}

/// The page that shows them all.
fn page() -> String {
    let mut out = String::from(
        "# Pictures of the screens\n\n\
         Every screen at 120×36 in the theme `dark`, drawn by the game itself; \
         `UPDATE_PICTURES=1 cargo test --test it pictures::` draws them anew.\n\
         How they are made up is told in [the language of the screens](../SCREENS.md).\n\n\
         A turn of the first scenario, recorded:\n\n",
    );
    let _ = writeln!(
        out,
        "![A turn of the first scenario, recorded]({RECORDED}.svg)"
    );
    for Picture(name, _, _, shows) in PICTURES {
        let heading = name.replace('-', " ");
        let mut letters = heading.chars();
        let first: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        let _ = write!(
            out,
            "\n## {first}{}\n\n{shows}\n\n![{shows}]({name}.svg)\n",
            letters.as_str()
        );
    }
    out
}

/// A turn: the brief, an answer, what can be done, the roadmap, the figures, the end.
fn record() -> Film {
    let session = Some(Session::unkept(begun("first-hundred-days", SEED, 0)));
    let driven = driven(session, PathBuf::from("no-such-folder"), FILM);
    let mut film = Film::of(driven, FILM);
    film.stay("", 3_500);
    for (keys, stays) in [
        ("Enter", 2_000),
        ("Down", 900),
        ("Down", 1_800),
        ("Enter", 2_000),
        ("Enter", 2_200),
        ("Esc", 2_200),
        ("Tab", 1_000),
        ("Down", 900),
        ("w", 2_800),
        ("Esc", 900),
        ("2", 1_600),
        ("Down", 500),
        ("Down", 500),
        ("Down", 900),
        ("Enter", 1_500),
        ("Enter", 1_500),
        ("Down", 600),
        ("s", 1_400),
        ("Down", 900),
        ("Enter", 1_400),
        ("3", 2_600),
        ("6", 2_200),
        ("f", 3_200),
        ("Esc", 700),
        ("e", 4_500),
        ("Esc", 3_500),
    ] {
        film.press(Key::named(keys).unwrap(), stays);
    }
    film
}

#[test]
fn every_screen_has_a_picture_and_the_page_shows_them_all() {
    if updates() {
        fs::create_dir_all(folder()).unwrap();
        for picture in PICTURES {
            fs::write(
                folder().join(format!("{}.svg", picture.0)),
                drawing(picture),
            )
            .unwrap();
        }
        let film = record();
        let drawn = film.drawing("A turn of the first scenario: an answer, a figure unfolded, an initiative, the end of the turn.");
        assert!(
            film.lasts() <= FILM_LASTS,
            "the film lasts {} ms",
            film.lasts()
        );
        fs::write(folder().join(format!("{RECORDED}.svg")), drawn).unwrap();
        fs::write(folder().join("README.md"), page()).unwrap();
    }
    let again = "UPDATE_PICTURES=1 cargo test --test it pictures:: draws them anew";
    let shown = fs::read_to_string(folder().join("README.md")).unwrap_or_default();
    assert_eq!(
        shown,
        page(),
        "docs/pictures/README.md isn't the page; {again}"
    );
    for name in PICTURES.iter().map(|picture| picture.0).chain([RECORDED]) {
        let drawn = fs::read_to_string(folder().join(format!("{name}.svg"))).unwrap_or_default();
        assert!(
            drawn.ends_with("</svg>\n"),
            "{name} has no picture; {again}"
        );
        assert!(
            !drawn.contains("<script") && !drawn.contains("href=\"http"),
            "{name}"
        );
        assert!(
            drawn.len() <= FILM_BYTES,
            "{name} has {} bytes",
            drawn.len()
        );
    }
    for screen in Screen::ALL {
        let name = screen.title().to_lowercase().replace(' ', "-");
        let known = PICTURES.iter().any(|picture| picture.0 == name);
        assert!(known, "the screen {name} has no picture");
    }
}

#[test]
fn a_picture_is_the_same_every_time_and_well_formed() {
    let glossary = PICTURES
        .iter()
        .filter(|it| ["title", "cables", "saves"].contains(&it.0));
    for picture in glossary {
        let drawn = drawing(picture);
        assert_eq!(drawn, drawing(picture), "{}", picture.0);
        let read = roxmltree::Document::parse(&drawn).unwrap();
        assert_eq!(read.root_element().tag_name().name(), "svg");
    }
}
