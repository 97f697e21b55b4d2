//! The monkey: keys, clicks, turns of the wheel, pasted texts and sizes by chance, on every screen of games at every
//! stage. Nothing panics, no order is lost, and every save is the game that it was made of.
//!
//! `MONKEY_KEYS=N` presses N keys, `MONKEY_SEED=N` begins elsewhere; what a walk did before it fell is printed.
//!
//! A million of them, with the screens that they met:
//! `MONKEY_KEYS=1000000 cargo test --release --test it monkey:: -- --nocapture`

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use middle_power::rules::State;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Library, Rows, Save, Seating, Session, Standing, Store, replay};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Start};
use rayon::prelude::*;

use crate::support::packs::named;
use crate::support::{Die, asked_for, root};

/// Keys pressed in the suite.
const KEYS: u64 = 20_000;
/// Keys of one walk.
const WALK: u64 = 500;
/// How often a walk is held against its log, in keys.
const HELD: u64 = 125;
/// What is told of a walk that fell: so many of its last deeds.
const TOLD: usize = 60;

/// Every key that a keyboard has, as the screens know keys.
fn every_key() -> Vec<Key> {
    let mut keys: Vec<Key> = (' '..='~').map(Key::Char).collect();
    keys.extend("±é서韓\u{301}\u{202e}\u{0}\u{1b}".chars().map(Key::Char));
    // Ctrl-C leaves as `q` does, and would end every other walk.
    keys.extend(('a'..='z').filter(|it| !"cz".contains(*it)).map(Key::Ctrl));
    keys.extend((1..=12).map(Key::Function));
    keys.extend(MOVES);
    keys.extend([Key::Backspace, Key::Insert, Key::Delete]);
    keys
}

/// Keys that lead on; each is pressed more often than the rest.
const MOVES: [Key; 12] = [
    Key::Enter,
    Key::Enter,
    Key::Esc,
    Key::Tab,
    Key::BackTab,
    Key::Up,
    Key::Down,
    Key::Down,
    Key::Left,
    Key::Right,
    Key::Home,
    Key::End,
];

/// What gives orders and ends turns: without these a walk would seldom come far.
const HABITS: [&[Key]; 10] = [
    &[Key::Char('e'), Key::Down, Key::Enter, Key::Esc],
    &[Key::Char('a'), Key::Enter, Key::Enter],
    &[Key::Char('a'), Key::Down, Key::Enter, Key::Enter],
    &[Key::Char('2'), Key::Enter, Key::Enter],
    &[Key::Char('2'), Key::Char('s'), Key::Down, Key::Enter],
    &[Key::Char('3'), Key::Char('p'), Key::Enter],
    &[Key::Char('4'), Key::Down, Key::Enter, Key::Enter],
    &[Key::Char('4'), Key::Enter, Key::Char('i'), Key::Enter],
    &[Key::Char('5'), Key::Down, Key::Enter, Key::Enter],
    &[Key::Char('u'), Key::Char('U')],
];

/// What may be pasted: words, nothing, much, and what steers a terminal.
const PASTED: [&str; 6] = [
    "tokyo",
    "",
    "서울의 봄 2013",
    "\u{1b}[2J\u{1b}]0;x\u{7}\r\nq\nq",
    "18446744073709551616",
    "../../etc/passwd\0%n%s{}{0}",
];

/// Where letters narrow a list.
const LISTS_BY_NAME: [&str; 2] = ["Palette", "Help"];

/// What works for seconds where nothing loops; walks do it seldom, so that they see more of the rest.
fn is_long_work(screen: &str, key: Key) -> bool {
    key == Key::Char('P')
        || (screen == "The end" && [Key::Char('r'), Key::Char('d'), Key::Char('c')].contains(&key))
}

/// Where a walk begins.
const BEGINNINGS: u64 = 8;

/// A folder of saves with the examples in it, and a front end that uses it.
struct Walk {
    driven: Driven,
    die: Die,
    keys: Vec<Key>,
    folder: tempfile::TempDir,
    size: (u16, u16),
    /// How often each key was pressed on each screen.
    met: BTreeMap<String, BTreeMap<Key, u64>>,
    done: VecDeque<String>,
    /// The slot and how many orders its log had, when it was looked at last.
    logged: (String, usize),
    /// Whether the game under way was loaded and nothing was ordered in it since: then its slot may still be empty.
    fresh: bool,
    /// How often something was held against the log.
    held: u64,
}

fn scenario(id: &str) -> Arc<Scenario> {
    named(id).load()
}

/// A game in which the seat has taken the defaults for some turns, kept in a folder.
fn after_turns(id: &str, turns: u16, folder: &Path) -> Session {
    let scenario = scenario(id);
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut game = Game::begin(Arc::clone(&scenario), 2013, &seating, Rows::Each).unwrap();
    for _ in 0..turns {
        let _ = game.end_anyway(seat);
    }
    let save = Save::of(&game, &[], None);
    let store = Store::new(folder.to_owned());
    let slot = format!("{id}-later");
    let mut session = Session::resume(&scenario, &save, Some(store), slot).unwrap();
    session.save().unwrap();
    session
}

fn start(folder: &Path, session: Option<Session>) -> Start {
    Start {
        library: Library::new(Vec::new()),
        saves: Store::new(folder.to_owned()),
        session,
        colour: Colour::wanted(None, Some("xterm-256color")),
    }
}

impl Walk {
    fn begin(seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["finished", "halfway"] {
            let file = format!("{name}.ron");
            let from = root().join("saves/examples").join(&file);
            std::fs::copy(from, folder.path().join(&file)).unwrap();
        }
        let session = match seed % BEGINNINGS {
            0 => None,
            1 => Some(after_turns("first-hundred-days", 4, folder.path())),
            2 => Some(after_turns("first-hundred-days", 1, folder.path())),
            3 | 4 => Some(after_turns("first-hundred-days", 0, folder.path())),
            5 => Some(after_turns("two-shores", 0, folder.path())),
            6 => Some(after_turns("asian-paradox", 3, folder.path())),
            _ => Some(after_turns("asian-paradox", 0, folder.path())),
        };
        let size = (120, 36);
        Self {
            driven: Driven::new(start(folder.path(), session), size),
            die: Die::new(seed),
            keys: every_key(),
            folder,
            size,
            met: BTreeMap::new(),
            done: VecDeque::new(),
            logged: (String::new(), 0),
            fresh: true,
            held: 0,
        }
    }

    fn log(&self) -> (String, usize) {
        let session = self.driven.session();
        session.map_or_else(Default::default, |session| {
            (session.slot().to_owned(), session.game().entries().len())
        })
    }

    /// A key: half the time one that this screen has seen least, else any, or a movement.
    fn choose(&mut self, screen: &str) -> Key {
        // Where letters are text only few keys lead on.
        if LISTS_BY_NAME.contains(&screen) && self.die.below(3) == 0 {
            return [Key::Esc, Key::Enter][self.die.below(2)];
        }
        let key = self.any(screen);
        if is_long_work(screen, key) && self.die.below(12) != 0 {
            return Key::Esc;
        }
        key
    }

    fn any(&mut self, screen: &str) -> Key {
        let pressed = self.met.entry(screen.to_owned()).or_default();
        match self.die.below(4) {
            0 => *self.die.pick(&self.keys).unwrap(),
            1 => *self.die.pick(&MOVES).unwrap(),
            _ => {
                let often = |key: &Key| pressed.get(key).copied().unwrap_or(0);
                let fewest = self.keys.iter().map(often).min().unwrap();
                let all = self.keys.iter().copied();
                let rare: Vec<Key> = all.filter(|key| often(key) == fewest).collect();
                *self.die.pick(&rare).unwrap()
            }
        }
    }

    fn another_size(&mut self) {
        let mut side = |least: u16, most: u16| {
            let span = usize::from(most - least) + 1;
            least + u16::try_from(self.die.below(span)).unwrap()
        };
        // Mostly those that people have; at times any at all.
        let size = match side(0, 19) {
            0 => (side(1, 500), side(1, 200)),
            1 => (side(1, 90), side(1, 30)),
            2..=9 => (side(80, 130), side(24, 40)),
            10..=17 => (80, 24),
            _ => (side(80, 220), side(24, 64)),
        };
        self.size = size;
        self.driven.resize(size);
        self.note(format!("resize {}x{}", size.0, size.1));
    }

    fn note(&mut self, deed: String) {
        if self.done.len() == TOLD {
            self.done.pop_front();
        }
        self.done.push_back(deed);
    }

    /// Somewhere on the screen, or just beside it.
    fn cell(&mut self) -> (u16, u16) {
        let mut side = |most: u16| u16::try_from(self.die.below(usize::from(most) + 2)).unwrap();
        (side(self.size.0), side(self.size.1))
    }

    /// The screen that takes the keys, without what it shows just now.
    fn screen(&self) -> String {
        let title = self.driven.title();
        let name = title.split([':', '·', '‘']).next().unwrap_or_default();
        name.trim().to_owned()
    }

    /// One deed; how many keys it was.
    fn step(&mut self) -> u64 {
        let screen = self.screen();
        let on = match self.die.below(40) {
            0 => {
                self.another_size();
                true
            }
            1 | 2 => {
                let at = self.cell();
                self.note(format!("click {at:?}"));
                self.driven.click(at)
            }
            3 => {
                let (at, down) = (self.cell(), self.die.below(2) == 0);
                self.note(format!("wheel {at:?} {down}"));
                self.driven.wheel(at, down)
            }
            4 => {
                let text = *self.die.pick(&PASTED).unwrap();
                self.note(format!("paste {text:?}"));
                self.driven.paste(text);
                true
            }
            5 | 6 => return self.habit(),
            _ => {
                let key = self.choose(&screen);
                self.press(&screen, key)
            }
        };
        self.after(on);
        1
    }

    fn habit(&mut self) -> u64 {
        let habit = *self.die.pick(&HABITS).unwrap();
        for key in habit {
            let screen = self.screen();
            let on = self.press(&screen, *key);
            self.after(on);
        }
        habit.len() as u64
    }

    fn press(&mut self, screen: &str, key: Key) -> bool {
        self.note(format!("{screen}: {}", key.name().escape_debug()));
        let counted = self.met.entry(screen.to_owned()).or_default();
        *counted.entry(key).or_default() += 1;
        self.driven.press(key)
    }

    /// Draws; whoever left comes back by what was saved.
    fn after(&mut self, on: bool) {
        self.driven.draw();
        let log = self.log();
        if log.0 != self.logged.0 {
            self.fresh = true;
        } else if log.1 != self.logged.1 {
            self.fresh = false;
            self.assert_saved();
        }
        self.logged = log;
        if !on {
            self.come_back();
        }
    }

    /// What is in the slot is the game as it stands.
    fn assert_saved(&mut self) {
        let Some(session) = self.driven.session() else {
            return;
        };
        assert!(session.trouble().is_none(), "{:?}", session.trouble());
        let kept = Store::new(self.folder.path().to_owned()).read(session.slot());
        let kept = kept.unwrap_or_else(|why| panic!("{}: {why}", session.slot()));
        assert_eq!(
            kept.to_text().unwrap(),
            session.text().unwrap(),
            "an order is not in the save"
        );
        self.held += 1;
    }

    /// A save of this moment, as text and back, plays again to the same state.
    fn assert_replays(&mut self) {
        let Some(session) = self.driven.session() else {
            return;
        };
        let game = session.game();
        let text = session.text().unwrap();
        let save = Save::from_bytes(text.as_bytes()).unwrap();
        let loaded = replay::load(game.scenario(), &save).unwrap_or_else(|why| panic!("{why:?}"));
        assert_eq!(loaded.standing, Standing::Replayed);
        assert_eq!(
            loaded.game.state().hash(),
            game.state().hash(),
            "a save plays otherwise"
        );
        assert_eq!(loaded.game.entries(), game.entries());
        let record = game.state().record(game.scenario());
        let restored = State::restore(game.scenario(), &record).unwrap();
        assert_eq!(restored.hash(), game.state().hash());
        self.held += 1;
    }

    fn come_back(&mut self) {
        self.assert_replays();
        let was = self.driven.session();
        let was = was.map(|session| (session.slot().to_owned(), session.game().state().hash()));
        let session = was.and_then(|(slot, hash)| {
            let store = Store::new(self.folder.path().to_owned());
            let save = match store.read(&slot) {
                Ok(save) => save,
                Err(_) if self.fresh => return None,
                Err(why) => panic!("{slot}: {why}"),
            };
            let lens = Some(save.lens.as_str());
            let known = Library::new(Vec::new()).load(&save.scenario, lens);
            let scenario = known.unwrap_or_else(|_| scenario(&save.scenario));
            let session = Session::resume(&scenario, &save, Some(store), slot).unwrap();
            assert_eq!(
                session.game().state().hash(),
                hash,
                "quitting lost something"
            );
            Some(session)
        });
        self.driven = Driven::new(start(self.folder.path(), session), self.size);
        self.note("quit, and back".to_owned());
    }
}

/// What one walk has met.
type Met = BTreeMap<String, BTreeMap<Key, u64>>;

/// Walks so many keys; how often the game was held against its log, and what was met.
fn walk(seed: u64, keys: u64) -> (u64, Met) {
    let mut walk = Walk::begin(seed);
    let mut pressed = 0;
    let mut next = HELD;
    let walked = catch_unwind(AssertUnwindSafe(|| {
        while pressed < keys {
            pressed += walk.step();
            if pressed >= next {
                walk.assert_replays();
                next += HELD;
            }
        }
    }));
    if walked.is_err() {
        let done: Vec<&str> = walk.done.iter().map(String::as_str).collect();
        panic!(
            "the walk fell after {pressed} keys at {:?}; again: MONKEY_SEED={seed} MONKEY_KEYS={keys} cargo test --test it \
             monkey::\n{}",
            walk.size,
            done.join("\n")
        );
    }
    (walk.held, walk.met)
}

#[test]
fn keys_by_chance_break_nothing_and_lose_no_order() {
    let keys = asked_for("MONKEY_KEYS").unwrap_or(KEYS);
    let first = asked_for("MONKEY_SEED").unwrap_or(1);
    let walks = keys.div_ceil(WALK);
    let walked: Vec<(u64, Met)> = (first..first + walks)
        .into_par_iter()
        .map(|seed| walk(seed, WALK.min(keys)))
        .collect();
    let mut met: Met = BTreeMap::new();
    let mut held = 0;
    for (often, screens) in walked {
        held += often;
        for (screen, pressed) in screens {
            let known = met.entry(screen).or_default();
            for (key, count) in pressed {
                *known.entry(key).or_default() += count;
            }
        }
    }
    println!(
        "{keys} keys, {held} times held against the log; keys of {} on each screen:",
        every_key().len()
    );
    for (screen, pressed) in &met {
        let count: u64 = pressed.values().sum();
        println!(
            "{:>4} different, {count:>7} in all on {screen}",
            pressed.len()
        );
    }
    assert!(
        held >= walks,
        "the games were held against their logs {held} times"
    );
    for screen in [
        "Situation",
        "Roadmap",
        "Negotiation",
        "Cables",
        "Saves",
        "Palette",
        "Settings",
    ] {
        assert!(
            met.contains_key(screen),
            "the monkey never came to {screen}: {:?}",
            met.keys()
        );
    }
}
