//! What the program costs as a whole, process and all: the first frame in a pseudo-terminal, and `simulate` with one and two jobs.
//!
//! `cargo bench --bench program -- --quick` only shows that they run.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::Criterion;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const PROGRAM: &str = env!("CARGO_BIN_EXE_middle-power");
const SIZE: PtySize = PtySize {
    rows: 36,
    cols: 120,
    pixel_width: 0,
    pixel_height: 0,
};
/// What stands at the end of every bottom line.
const LAST: &[u8] = b"quit";
/// Games of a batch.
const GAMES: &str = "200";

/// From the start of the process until its first screen has arrived whole.
fn first_frame(home: &Path, arguments: &[&str]) -> Duration {
    let pair = native_pty_system().openpty(SIZE).expect("a terminal");
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(arguments);
    command.env("TERM", "xterm-256color");
    command.env("MIDDLE_POWER_SAVES", home.join("saves"));
    command.env("MIDDLE_POWER_CONFIG", home.join("config.ron"));
    let mut reader = pair.master.try_clone_reader().expect("its output");
    let begun = Instant::now();
    let mut child = pair.slave.spawn_command(command).expect("the program");
    let (mut seen, mut part) = (Vec::new(), [0_u8; 1 << 16]);
    while !seen.windows(LAST.len()).any(|it| it == LAST) {
        match reader.read(&mut part) {
            Ok(count) if count > 0 => seen.extend_from_slice(&part[..count]),
            Ok(_) | Err(_) => panic!("it ended without a screen"),
        }
    }
    let taken = begun.elapsed();
    child.kill().expect("it can be ended");
    child.wait().expect("it has ended");
    taken
}

fn simulate(jobs: &str) {
    let status = Command::new(PROGRAM)
        .args(["simulate", "--scenario", "asian-paradox"])
        .args(["--strategy", "parallel", "--games", GAMES])
        .args(["--seed", "31", "--jobs", jobs])
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("the program").success());
}

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .without_plots()
        .sample_size(10);
    let home = tempfile::tempdir().expect("a folder");
    for (name, arguments) in [
        ("the title", &["play"][..]),
        (
            "first-hundred-days",
            &["play", "--scenario", "first-hundred-days", "--seed", "5"],
        ),
        (
            "asian-paradox",
            &["play", "--scenario", "asian-paradox", "--seed", "5"],
        ),
    ] {
        criterion.bench_function(&format!("first frame: {name}"), |bencher| {
            bencher.iter_custom(|times| {
                (0..times)
                    .map(|_| first_frame(home.path(), arguments))
                    .sum()
            });
        });
    }
    for jobs in ["1", "2"] {
        let name = format!("simulate {GAMES} campaigns, jobs: {jobs}");
        criterion.bench_function(&name, |bencher| bencher.iter(|| simulate(jobs)));
    }
    criterion.final_summary();
}
