//! The real binary in a pseudo-terminal, with a screen that a test can read.

use std::io::{Read as _, Write};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::support::program::Home;

/// How long a screen may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A terminal with the binary in it.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    // Kept open, so that the terminal outlives the program and its state can be looked at afterwards.
    _slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    bytes: Arc<AtomicUsize>,
}

fn size_of((cols, rows): (u16, u16)) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn non_zero(value: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(value).unwrap()
}

impl Terminal {
    /// Starts the game with some arguments in a terminal of a size in columns and rows.
    pub fn spawn(home: &Home, size: (u16, u16), arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_middle-power"));
        command.args(arguments);
        Self::run(home, size, command)
    }

    /// Starts any program.
    pub fn run(home: &Home, size: (u16, u16), mut command: CommandBuilder) -> Self {
        for (name, value) in home.variables() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.cwd(home.path());
        let pair = native_pty_system().openpty(size_of(size)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let (reader, writer) = (
            pair.master.try_clone_reader().unwrap(),
            pair.master.take_writer().unwrap(),
        );
        let screen = Arc::new(Mutex::new(vt100::Parser::new(
            non_zero(size.1),
            non_zero(size.0),
            0,
        )));
        let bytes = Arc::new(AtomicUsize::new(0));
        follow(reader, Arc::clone(&screen), Arc::clone(&bytes));
        Self {
            child,
            master: pair.master,
            _slave: pair.slave,
            writer,
            screen,
            bytes,
        }
    }

    /// Types letters.
    pub fn type_text(&mut self, text: &str) {
        self.writer.write_all(text.as_bytes()).unwrap();
        self.writer.flush().unwrap();
    }

    /// Presses keys by name: `Enter`, `Esc`, `Down`, or one letter.
    pub fn press(&mut self, keys: &[&str]) {
        for key in keys {
            let bytes = match *key {
                "Enter" => "\r",
                "Esc" => "\u{1b}",
                "Tab" => "\t",
                "Up" => "\u{1b}[A",
                "Down" => "\u{1b}[B",
                "Right" => "\u{1b}[C",
                "Left" => "\u{1b}[D",
                "Ctrl-C" => "\u{3}",
                "Ctrl-S" => "\u{13}",
                "Home" => "\u{1b}[H",
                "End" => "\u{1b}[F",
                "PageDown" => "\u{1b}[6~",
                "Space" => " ",
                letter if letter.chars().count() == 1 => letter,
                other => panic!("no key {other}"),
            };
            self.type_text(bytes);
            // An escape that other bytes follow at once would be read as one key with them.
            thread::sleep(Duration::from_millis(if *key == "Esc" { 60 } else { 15 }));
        }
    }

    /// How many bytes the program has sent so far.
    pub fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// How long the program has worked so far, in all its threads, to the clock tick (a hundredth of a second).
    #[cfg(target_os = "linux")]
    pub fn worked(&self) -> Duration {
        let id = self.child.process_id().unwrap();
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
        let (_, after_name) = stat.rsplit_once(')').unwrap();
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let ticks = |field: usize| fields[field].parse::<u64>().unwrap();
        Duration::from_millis((ticks(11) + ticks(12)) * 10)
    }

    /// Waits until something is true of the screen, looking as often as can be.
    #[track_caller]
    pub fn wait_closely(&self, done: impl Fn(&vt100::Screen) -> bool) {
        let began = Instant::now();
        while !done(self.screen.lock().unwrap().screen()) {
            assert!(
                began.elapsed() < PATIENCE,
                "waited in vain:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_micros(200));
        }
    }

    /// What the screen shows.
    pub fn screen(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    pub fn wait_for(&self, text: &str) {
        self.wait_until(&format!("‘{text}’ is shown"), |screen| {
            screen.contents().contains(text)
        });
    }

    /// Waits until something is true of the screen.
    #[track_caller]
    pub fn wait_until(&self, what: &str, done: impl Fn(&vt100::Screen) -> bool) {
        let began = Instant::now();
        while !done(self.screen.lock().unwrap().screen()) {
            assert!(
                began.elapsed() < PATIENCE,
                "waited in vain until {what}; the screen:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&self, size: (u16, u16)) {
        self.screen
            .lock()
            .unwrap()
            .screen_mut()
            .set_size(non_zero(size.1), non_zero(size.0));
        self.master.resize(size_of(size)).unwrap();
    }

    /// Sends the program a signal by name: `TERM`, `HUP`, `KILL`.
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Waits for the program to end and returns its exit code.
    #[track_caller]
    pub fn exit_code(&mut self) -> u32 {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(
                began.elapsed() < PATIENCE,
                "the program does not end; the screen:\n{}",
                self.screen()
            );
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Whether keys reach programs one by one and without echo, as `stty` says.
    pub fn is_raw(&self) -> bool {
        let tty: PathBuf = self.master.tty_name().unwrap();
        let said = Command::new("stty")
            .arg("-a")
            .arg("-F")
            .arg(tty)
            .output()
            .unwrap();
        let said = String::from_utf8(said.stdout).unwrap();
        assert!(said.contains("icanon"), "{said}");
        said.contains("-icanon")
    }

    /// Asserts that the terminal is as it was before the program.
    #[track_caller]
    pub fn assert_given_back(&self) {
        self.wait_until("the alternate screen is left", |screen| {
            !screen.alternate_screen()
        });
        self.wait_until("the cursor is shown", |screen| !screen.hide_cursor());
        assert!(!self.is_raw(), "the terminal is still raw");
        let screen = self.screen.lock().unwrap();
        assert_eq!(
            screen.screen().mouse_protocol_mode(),
            vt100::MouseProtocolMode::None
        );
        assert!(!screen.screen().bracketed_paste());
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn follow(
    mut reader: Box<dyn std::io::Read + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    counted: Arc<AtomicUsize>,
) {
    thread::spawn(move || {
        let mut bytes = [0; 8192];
        while let Ok(count) = reader.read(&mut bytes) {
            if count == 0 {
                return;
            }
            screen.lock().unwrap().process(&bytes[..count]);
            counted.fetch_add(count, Ordering::Relaxed);
        }
    });
}

/// Whether the game ends by itself when its terminal goes and no signal tells it so.
pub fn ends_with_its_terminal(home: &Home, arguments: &[&str]) -> bool {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_middle-power"));
    command.args(arguments);
    for (name, value) in home.variables() {
        command.env(name, value);
    }
    command.env("TERM", "xterm-256color");
    command.cwd(home.path());
    command.set_controlling_tty(false);
    let pair = native_pty_system().openpty(size_of((80, 24))).unwrap();
    let mut child = pair.slave.spawn_command(command).unwrap();
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (mut shown, mut part) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&shown).contains("quit") {
        let read = reader.read(&mut part).unwrap();
        shown.extend_from_slice(&part[..read]);
    }
    drop((reader, pair));
    let began = Instant::now();
    while began.elapsed() < PATIENCE {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    false
}
