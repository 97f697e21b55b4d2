//! The command line: arguments to shells, results to exit codes. Errors go to standard error and say what, where and
//! what to do. No command opens a socket.

mod after_action;
mod analysis;
mod arguments;
mod conduct;
mod crises;
mod files;
mod going;
mod lessons;
mod lists;
mod play;
mod reliability;
mod report;
mod scarcity;
mod sheet;
mod simulate;
mod strategy_files;
mod tables;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::arguments::{Arguments, Command};
use crate::scenario::problem::escaped;

/// Why a command did not do what it should; decides the exit code.
#[derive(Debug)]
pub enum Failure {
    /// A check or a verification failed: exit code 1.
    Failed(String),
    /// Wrong usage or unreadable input: exit code 2.
    Unusable(String),
    /// Ended by a signal: 128 and its number.
    Signal(i32),
    /// Whoever read the output has gone: nothing to say, exit code 0.
    Closed,
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Unusable(error.to_string()),
        }
    }
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Err(Failure::Failed(why)) => complain(&why, 1),
        Err(Failure::Unusable(why)) => complain(&why, 2),
        Err(Failure::Signal(number)) => ExitCode::from(u8::try_from(128 + number).unwrap_or(1)),
    }
}

fn complain(why: &str, code: u8) -> ExitCode {
    if !why.is_empty() {
        // What a message quotes may come from a file or a name: nothing of it steers the terminal.
        let lines: Vec<String> = why.lines().map(escaped).collect();
        eprintln!("middle-power: {}", lines.join("\n"));
    }
    ExitCode::from(code)
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let library = arguments.library();
    let config = arguments.config.as_deref();
    match arguments.command {
        None => play::title(&library, config),
        Some(Command::Play(options)) => play::play(&library, options, config),
        Some(Command::Scenarios(options)) => lists::scenarios(&library, options.format),
        Some(Command::Lenses(options)) => lists::lenses(&library, options.format),
        Some(Command::Strategies(options)) => lists::strategies(&library, options.format),
        Some(Command::Check(options)) => files::check(&library, &options.paths),
        Some(Command::Simulate(options)) => simulate::simulate(&library, &options),
        Some(Command::Study(options)) => report::study(&library, &options),
        Some(Command::Replay(options)) => files::replay(&library, &options),
        Some(Command::Report(options)) => after_action::report(&library, &options),
        Some(Command::State(options)) => files::state(&library, &options),
        Some(Command::AnalyseTable(options)) => analysis::analyse(&library, &options),
        Some(Command::ExportTable(options)) => analysis::export(&library, &options),
        Some(Command::Completions(options)) => lists::completions(options.shell),
        Some(Command::Manual) => lists::manual(),
    }
}
