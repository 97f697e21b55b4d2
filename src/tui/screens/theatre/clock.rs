//! The clock of the theatre: turn after turn by itself.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crate::tui::input::Message;

/// How long each turn stays while it runs by itself, in milliseconds, from slow to fast.
const SPEEDS: [u64; 5] = [6_000, 4_000, 2_500, 1_500, 700];
/// The speed at the start, by its place.
const SPEED: usize = 2;
/// What lets the turns go by.
pub(super) struct Clock {
    speed: usize,
    /// Whether it runs.
    pub running: bool,
    since: Instant,
    millis: Arc<AtomicU64>,
    left: Arc<AtomicBool>,
    wake: Option<Sender<Message>>,
}

impl Clock {
    pub fn new(wake: Option<Sender<Message>>) -> Self {
        Self {
            speed: SPEED,
            running: false,
            since: Instant::now(),
            millis: Arc::new(AtomicU64::new(SPEEDS[SPEED])),
            left: Arc::new(AtomicBool::new(false)),
            wake,
        }
    }

    pub fn millis(&self) -> u64 {
        SPEEDS.get(self.speed).copied().unwrap_or(SPEEDS[SPEED])
    }

    pub fn start(&mut self) {
        (self.running, self.since) = (true, Instant::now());
        self.left = Arc::new(AtomicBool::new(false));
        let Some(wake) = self.wake.clone() else {
            return;
        };
        let (millis, left) = (Arc::clone(&self.millis), Arc::clone(&self.left));
        let tick = move || {
            while !left.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(millis.load(Ordering::Relaxed)));
                if left.load(Ordering::Relaxed) || wake.send(Message::Refined).is_err() {
                    return;
                }
            }
        };
        // Without a thread to spare it goes on with the next key.
        let _ = thread::Builder::new()
            .name("theatre".to_owned())
            .spawn(tick);
    }

    pub fn stop(&mut self) {
        self.running = false;
        self.left.store(true, Ordering::Relaxed);
    }

    pub fn faster(&mut self, more: bool) {
        self.speed = if more {
            (self.speed + 1).min(SPEEDS.len() - 1)
        } else {
            self.speed.saturating_sub(1)
        };
        self.millis.store(self.millis(), Ordering::Relaxed);
    }

    /// How many turns have gone by since it was asked last.
    pub fn passed(&mut self) -> usize {
        // A tick that comes a little early still counts.
        let due = Duration::from_millis(self.millis().saturating_sub(50));
        // Where nothing loops, time stands still.
        if !self.running || self.wake.is_none() || self.since.elapsed() < due {
            return 0;
        }
        self.since = Instant::now();
        1
    }
}
