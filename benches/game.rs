//! What a game costs: copies, turns, whole games, loading, verifying, drawing. Times, and ratios that survive another
//! machine, in one run: `cargo bench`.

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion};
use middle_power::agents::by_name;
use middle_power::model::Order;
use middle_power::rules::{self, Scribe, State};
use middle_power::scenario::{self, Scenario, Source, shipped};
use middle_power::session::replay::verify;
use middle_power::session::{Game, Library, Rows, Save, Seating, Session, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::{Colour, Start};

const PACK: &str = "first-hundred-days";
/// The campaign: what it costs is named apart.
const CAMPAIGN: &str = "asian-paradox";

fn sources(pack: &str) -> (Vec<Source>, Source) {
    let files = shipped::scenario(pack).expect("the pack ships");
    let lens = scenario::header(&files).expect("its header is sound").lens;
    (files, shipped::lens(&lens).expect("its lens ships"))
}

fn load(pack: &str) -> Arc<Scenario> {
    let (files, lens) = sources(pack);
    Arc::new(scenario::load(&files, &lens).expect("the pack is sound"))
}

fn scripted(scenario: &Arc<Scenario>, rows: Rows) -> Game {
    among(scenario, rows, "script", "script")
}

/// A whole game: the usual seat by one strategy, the others by another.
fn among(scenario: &Arc<Scenario>, rows: Rows, usual: &str, others: &str) -> Game {
    let seating = Seating::one_strategy(scenario, scenario.playable()[0], usual, others);
    Game::begin(Arc::clone(scenario), 7, &seating, rows).expect("the strategies are known")
}

/// A state in which every seat but the last has ended its plan, and the seat that is left.
fn before_the_last_end(scenario: &Scenario) -> (State, middle_power::model::SeatId) {
    let mut scribe = Scribe::forgetting();
    let mut state = rules::open(scenario, 7, &mut scribe);
    loop {
        let awaited = rules::awaiting(scenario, &state);
        let (seat, _) = awaited[0];
        let view = rules::View::new(scenario, &state, seat);
        let script = by_name("script", scenario, seat, 7).expect("every seat has one");
        for order in script.decide(&view) {
            let _ = rules::execute(scenario, &mut state, &mut scribe, seat, &order);
        }
        if awaited.len() == 1 {
            return (state, seat);
        }
        rules::execute(scenario, &mut state, &mut scribe, seat, &Order::End)
            .expect("a plan can end");
    }
}

fn front_end(session: Session, size: (u16, u16)) -> Driven {
    let start = Start {
        library: Library::default(),
        saves: Store::new(PathBuf::from("no-such-folder")),
        session: Some(session),
        colour: Colour::wanted(None, Some("xterm-256color")),
    };
    let mut driven = Driven::new(start, size);
    driven.press(middle_power::tui::keys::Key::Char('1'));
    driven
}

fn benches(criterion: &mut Criterion) {
    games(criterion, PACK, "");
    games(criterion, CAMPAIGN, " of the campaign");
    let scenario = load(PACK);
    saves_and_frames(criterion, &scenario);
    frames_of_a_table(criterion);
}

/// Copies, turns, games and loading of a pack.
fn games(criterion: &mut Criterion, pack: &str, of: &str) {
    let scenario = load(pack);
    let (state, seat) = before_the_last_end(&scenario);
    criterion.bench_function(&format!("clone a state{of}"), |bencher| {
        bencher.iter(|| black_box(&state).clone())
    });
    criterion.bench_function(&format!("hash a state{of}"), |bencher| {
        bencher.iter(|| black_box(&state).hash())
    });
    criterion.bench_function(&format!("resolve a turn{of}"), |bencher| {
        bencher.iter_batched_ref(
            || state.clone(),
            |state| {
                rules::execute(
                    &scenario,
                    state,
                    &mut Scribe::forgetting(),
                    seat,
                    &Order::End,
                )
            },
            BatchSize::SmallInput,
        );
    });
    criterion.bench_function(&format!("play a game of scripts{of}"), |bencher| {
        bencher.iter(|| scripted(&scenario, Rows::Off).state().turn());
    });
    let usual = if pack == CAMPAIGN {
        "parallel"
    } else {
        "script"
    };
    criterion.bench_function(
        &format!("play a game of scripts among seats that take defaults{of}"),
        |bencher| {
            bencher.iter(|| among(&scenario, Rows::Off, usual, "passive").state().turn());
        },
    );
    let opened = rules::open(&scenario, 7, &mut Scribe::forgetting());
    let minds: Vec<_> = scenario
        .seats()
        .filter_map(|seat| Some((seat, by_name("interests", &scenario, seat, 7)?)))
        .collect();
    criterion.bench_function(&format!("all seats decide{of}"), |bencher| {
        bencher.iter(|| {
            let decided = minds.iter().map(|(seat, mind)| {
                let view = rules::View::new(&scenario, &opened, *seat);
                mind.decide(&view).len()
            });
            decided.sum::<usize>()
        });
    });
    let (files, lens) = sources(pack);
    criterion.bench_function(&format!("load a scenario{of}"), |bencher| {
        bencher.iter(|| scenario::load(black_box(&files), &lens).is_ok());
    });
}

fn saves_and_frames(criterion: &mut Criterion, scenario: &Arc<Scenario>) {
    let text = Save::of(&scripted(scenario, Rows::Each), &[], None)
        .to_text()
        .expect("a save is text");
    criterion.bench_function("read a save", |bencher| {
        bencher.iter(|| Save::from_bytes(black_box(text.as_bytes())).is_ok());
    });
    criterion.bench_function("verify a save", |bencher| {
        bencher.iter(|| {
            let save = Save::from_bytes(black_box(text.as_bytes())).expect("it is intact");
            verify(scenario, &save).expect("its ids are known").holds()
        });
    });
    for size in [(80, 24), (200, 60)] {
        let seating = Seating::one_person(scenario, scenario.playable()[0], "script");
        let game =
            Game::begin(Arc::clone(scenario), 7, &seating, Rows::Each).expect("known strategies");
        let mut driven = front_end(Session::unkept(game), size);
        criterion.bench_function(
            &format!("draw a frame of {}x{}", size.0, size.1),
            |bencher| {
                bencher.iter(|| driven.draw().content.len());
            },
        );
    }
}

/// Frames of a what-if at a table: every key changes an option, and every estimate with it.
fn frames_of_a_table(criterion: &mut Criterion) {
    use middle_power::tui::keys::Key;
    let scenario = load(CAMPAIGN);
    for size in [(80, 24), (120, 36), (200, 60)] {
        let seating = Seating::one_person(&scenario, scenario.playable()[0], "script");
        let game = Game::begin(Arc::clone(&scenario), 7, &seating, Rows::Each);
        let mut driven = front_end(Session::unkept(game.expect("known strategies")), size);
        let sit = "Esc 4 Down Enter Enter e Down Enter Esc 4 Enter Enter Enter";
        for name in sit.split(' ') {
            driven.draw();
            driven.press(Key::named(name).expect("a key"));
        }
        assert!(driven.screen().contains("How they take the text") || size.0 < 110);
        let mut step = [Key::Left, Key::Right].into_iter().cycle();
        criterion.bench_function(
            &format!("what if: a key and a frame of {}x{}", size.0, size.1),
            |bencher| {
                bencher.iter(|| {
                    driven.press(step.next().unwrap_or(Key::Left));
                    driven.draw().content.len()
                });
            },
        );
    }
}

/// The mean time of one run, over a quarter of a second.
fn mean(mut run: impl FnMut()) -> f64 {
    let (began, mut runs) = (Instant::now(), 0_u32);
    while began.elapsed() < Duration::from_millis(250) {
        run();
        runs += 1;
    }
    began.elapsed().as_secs_f64() / f64::from(runs)
}

/// Ratios within one run: they compare across machines where times don't.
fn ratios() {
    let scenario = load(PACK);
    let (state, seat) = before_the_last_end(&scenario);
    let clone = mean(|| {
        black_box(black_box(&state).clone());
    });
    let turn = mean(|| {
        let mut state = state.clone();
        let _ = black_box(rules::execute(
            &scenario,
            &mut state,
            &mut Scribe::forgetting(),
            seat,
            &Order::End,
        ));
    }) - clone;
    let game = mean(|| {
        black_box(scripted(&scenario, Rows::Off).state().turn());
    });
    println!("a turn costs {:.0} copies of the state", turn / clone);
    println!(
        "a game of {} turns costs {:.1} turns",
        scenario.calendar().turns.0,
        game / turn
    );
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args().without_plots();
    benches(&mut criterion);
    criterion.final_summary();
    ratios();
}
