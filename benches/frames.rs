//! What a frame costs: every page of the campaign at two sizes, with nothing kept from the frame before but what the
//! pages keep themselves: `cargo bench --bench frames`. At 120×36 a frame should take less than a millisecond, at 200×60
//! less than three; what takes longer is named at the end.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::Criterion;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Library, Rows, Seating, Session, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Start};

const CAMPAIGN: &str = "asian-paradox";
/// Turns that have gone by: there is news, a past, and something under way.
const TURNS: u16 = 6;

/// The sizes with what a frame may take.
const SIZES: [((u16, u16), Duration); 2] = [
    ((120, 36), Duration::from_micros(1_000)),
    ((200, 60), Duration::from_micros(3_000)),
];

/// Every page, and the keys that lead to it.
const PAGES: [(&str, &str); 16] = [
    ("situation", "1"),
    ("zones and legend", "1 z n i"),
    ("part of the map", "1 z n r"),
    ("relations", "1 t"),
    ("initiatives", "2"),
    ("roadmap", "3"),
    ("negotiation", "4"),
    ("crisis", "5"),
    ("intelligence", "6"),
    ("home", "7"),
    ("cables", "8"),
    ("mechanisms", "m"),
    ("brief", "b"),
    ("inbox", "o"),
    ("palette", ":"),
    ("glossary", "g"),
];

fn game(scenario: &Arc<Scenario>) -> Game {
    let scenario = Arc::clone(scenario);
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut game = Game::begin(scenario, 7, &seating, Rows::Each).expect("known strategies");
    for _ in 0..TURNS {
        game.end_anyway(seat).expect("a turn can end");
    }
    game
}

fn page(scenario: &Arc<Scenario>, keys: &str, size: (u16, u16)) -> Driven {
    let start = Start {
        library: Library::default(),
        saves: Store::new(PathBuf::from("no-such-folder")),
        session: Some(Session::unkept(game(scenario))),
        colour: Colour::wanted(None, Some("xterm-256color")),
    };
    let mut driven = Driven::new(start, size);
    for name in std::iter::once("Esc").chain(keys.split(' ')) {
        driven.draw();
        driven.press(Key::named(name).expect("a key"));
    }
    driven.draw();
    driven
}

/// The mean time of a frame over a fifth of a second.
fn mean(driven: &mut Driven) -> Duration {
    let (began, mut frames) = (Instant::now(), 0_u32);
    while began.elapsed() < Duration::from_millis(200) {
        driven.draw();
        frames += 1;
    }
    began.elapsed() / frames
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args().without_plots();
    let scenario = Library::default()
        .load(CAMPAIGN, None)
        .expect("the campaign ships");
    let mut late = Vec::new();
    for ((wide, tall), most) in SIZES {
        for (name, keys) in PAGES {
            let mut driven = page(&scenario, keys, (wide, tall));
            let label = format!("frame of {name} at {wide}x{tall}");
            criterion.bench_function(&label, |bencher| {
                bencher.iter(|| driven.draw().content.len());
            });
            let took = mean(&mut driven);
            if took > most {
                late.push(format!("{label}: {took:.0?}, at most {most:.0?}"));
            }
        }
    }
    criterion.final_summary();
    if late.is_empty() {
        println!("every frame is in time");
    }
    for line in late {
        println!("late: {line}");
    }
}
