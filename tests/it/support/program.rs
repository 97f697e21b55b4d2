//! The real binary with a home of its own, driven through its arguments and its input.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A place where the binary can run without touching anybody's files; gone when it is dropped.
pub struct Home(TempDir);

/// What the binary said.
#[derive(Clone, Debug)]
pub struct Said {
    /// The exit code; `None`: a signal.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Home {
    /// A new, empty home.
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The folder of saves, which need not exist.
    pub fn saves(&self) -> PathBuf {
        self.path().join("saves")
    }

    /// The variables that keep the binary at home.
    pub fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        let inside = |name: &str| self.path().join(name);
        vec![
            ("HOME", self.path().to_owned()),
            ("XDG_DATA_HOME", inside("data")),
            ("XDG_CONFIG_HOME", inside("config")),
            ("XDG_CACHE_HOME", inside("cache")),
            ("XDG_STATE_HOME", inside("state")),
            ("MIDDLE_POWER_SAVES", self.saves()),
            ("TMPDIR", self.path().to_owned()),
        ]
    }

    /// The binary with some arguments, at home.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_middle-power"));
        command
            .args(arguments)
            .envs(self.variables())
            .env_remove("NO_COLOR")
            .current_dir(self.path());
        command
    }

    /// Runs it with nothing to read.
    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::of(
            &self
                .command(arguments)
                .stdin(Stdio::null())
                .output()
                .unwrap(),
        )
    }

    /// Plays a scenario line by line by a script.
    pub fn plays(&self, scenario: &str, seed: u64, script: &str) -> Said {
        let seed = seed.to_string();
        let arguments = ["play", "--plain", "--scenario", scenario, "--seed", &seed];
        self.feed(&arguments, script)
    }

    /// Runs it with a script on its standard input.
    pub fn feed(&self, arguments: &[&str], script: &str) -> Said {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        let script = script.to_owned();
        // It may stop reading early: a broken pipe is its right.
        let writer = std::thread::spawn(move || {
            let _ = input.write_all(script.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Said::of(&output)
    }
}

impl Said {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// The last `hash` line of a plain game.
    #[track_caller]
    pub fn hash(&self) -> &str {
        let found = self
            .out
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("hash "));
        found.unwrap_or_else(|| panic!("no hash in:\n{}\n{}", self.out, self.err))
    }

    /// Asserts the exit code, and that nothing panicked and no control character came out.
    #[track_caller]
    pub fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{}\n{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        for text in [&self.out, &self.err] {
            let steers = |ch: &char| {
                (ch.is_control() && *ch != '\n') || matches!(ch, '\u{202a}'..='\u{202e}')
            };
            let raw = text.chars().find(steers);
            assert_eq!(
                raw,
                None,
                "a raw control character in:\n{}",
                text.escape_debug()
            );
        }
        self
    }
}
