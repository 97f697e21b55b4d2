//! What the screen costs: bytes on the wire for a key, time from a key to its frame beside a forecast, nothing at rest.
//!
//! Figures on a machine of one's own: `cargo test --release --test it wire:: -- --nocapture --test-threads 1`

use std::time::{Duration, Instant};

use crate::support::program::Home;
use crate::support::terminal::Terminal;

const SIZE: (u16, u16) = (120, 36);
/// The most bytes that half of all keys may send, and that nearly all may.
const MEDIAN: usize = 4 * 1024;
/// The longest that half of all keys may take beside a forecast, in the slow build on a busy machine.
const SLOWEST: Duration = Duration::from_millis(250);

/// What stands on the page of a forecast.
const FORECAST: &str = "worlds that agree with what you know";

/// Through every page and what opens on it, as a person would.
const WALK: &str = "Esc Tab Down Down w Esc 2 Down Down Down Down Enter Esc s Down Esc / t o Enter Esc 3 s Down Down Esc \
                    4 Down Down Enter Esc f Esc 5 6 Down Down Down 7 Down Down 8 Down Down Tab Down / s e Enter Esc m Down \
                    Down 1 o Down Esc b Down Esc g Down Down PageDown Esc U Esc , Down Down Esc : e n d Esc Esc ? Down Esc";

fn campaign(home: &Home) -> Terminal {
    let terminal = Terminal::spawn(
        home,
        SIZE,
        &["play", "--scenario", "asian-paradox", "--seed", "5"],
    );
    terminal.wait_for("turn 1 of 20");
    terminal
}

/// Waits until something has come after so many bytes, and then nothing for a while; how many there are then. What sends
/// nothing is given up on after half a second.
fn settled(terminal: &Terminal, before: usize) -> usize {
    let (mut bytes, mut since) = (before, Instant::now());
    let patience = |bytes| Duration::from_millis(if bytes == before { 500 } else { 60 });
    while since.elapsed() < patience(bytes) {
        std::thread::sleep(Duration::from_millis(5));
        if terminal.bytes() != bytes {
            (bytes, since) = (terminal.bytes(), Instant::now());
        }
    }
    bytes
}

/// The middle of some figures, and that below which 95 of 100 lie.
fn spread<T: Copy + Ord>(figures: &mut [T]) -> (T, T) {
    figures.sort_unstable();
    let at = |share: usize| figures[(figures.len() - 1) * share / 100];
    (at(50), at(95))
}

#[test]
fn a_key_sends_few_bytes() {
    let home = Home::new();
    let mut terminal = campaign(&home);
    let mut before = settled(&terminal, 0);
    let mut sent = Vec::new();
    for key in WALK.split_whitespace() {
        terminal.press(&[key]);
        let now = settled(&terminal, before);
        sent.push(now - before);
        before = now;
    }
    let (median, most) = spread(&mut sent);
    println!(
        "{} keys: median {median} bytes, 95 % below {most}, most {:?}",
        sent.len(),
        sent.last()
    );
    assert!(
        median < MEDIAN,
        "half of all keys send more than {median} bytes"
    );
}

#[test]
fn a_key_is_answered_while_a_forecast_runs() {
    let home = Home::new();
    let mut terminal = campaign(&home);
    let mut took = Vec::new();
    for _ in 0..8 {
        // Opened anew, it begins anew.
        terminal.press(&["Esc"]);
        let is_open = |screen: &vt100::Screen| screen.contents().contains(FORECAST);
        terminal.wait_until("the forecast is closed", |screen| !is_open(screen));
        terminal.press(&["f"]);
        terminal.wait_until("it is open", is_open);
        for (sign, shown) in [("?", true), ("?", false)] {
            let pressed = Instant::now();
            terminal.type_text(sign);
            terminal.wait_closely(|screen| {
                screen.contents().contains("Keys that work here now") == shown
            });
            took.push(pressed.elapsed());
        }
    }
    let (median, most) = spread(&mut took);
    println!("key to frame beside a forecast: median {median:?}, 95 % below {most:?}");
    assert!(
        median < SLOWEST,
        "half of all keys take longer than {median:?}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn at_rest_the_program_works_for_nothing() {
    let home = Home::new();
    let terminal = campaign(&home);
    settled(&terminal, 0);
    let before = terminal.worked();
    let bytes = terminal.bytes();
    std::thread::sleep(Duration::from_secs(3));
    let worked = terminal.worked() - before;
    println!("3 s at rest: {} ms of work", worked.as_millis());
    assert!(
        worked <= Duration::from_millis(20),
        "{worked:?} of work at rest"
    );
    assert_eq!(terminal.bytes(), bytes, "something was drawn");
}
