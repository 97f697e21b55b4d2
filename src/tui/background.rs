//! Work that goes on while its page is shown: it shares what it has so far, wakes the loop, and ends when the page is left.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::tui::input::Message;

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Step {
    /// There is.
    More,
    /// It is done.
    Done,
}

/// Work in the background, with what it has so far.
pub(in crate::tui) struct Background<T> {
    shared: Arc<Mutex<T>>,
    left: Arc<AtomicBool>,
}

impl<T: Send + 'static> Background<T> {
    /// Begins work that goes on step by step elsewhere, and wakes the loop after each. Where nothing loops, the first step is
    /// done here and stands.
    pub fn begin(
        name: &str,
        value: T,
        wake: Option<Sender<Message>>,
        mut step: impl FnMut(&Mutex<T>) -> Step + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Mutex::new(value));
        let left = Arc::new(AtomicBool::new(false));
        let work = Self {
            shared: Arc::clone(&shared),
            left: Arc::clone(&left),
        };
        let Some(wake) = wake else {
            step(&shared);
            return work;
        };
        let go_on = move || {
            while !left.load(Ordering::Relaxed) {
                let done = step(&shared) == Step::Done;
                if wake.send(Message::Refined).is_err() || done {
                    return;
                }
            }
        };
        // Without a thread to spare what there is stands.
        let _ = thread::Builder::new().name(name.to_owned()).spawn(go_on);
        work
    }

    /// What there is so far.
    pub fn now(&self) -> MutexGuard<'_, T> {
        locked(&self.shared)
    }
}

/// What is shared, even if its work has died.
pub(in crate::tui) fn locked<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T> Drop for Background<T> {
    fn drop(&mut self) {
        self.left.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn work_goes_on_until_its_page_is_left_and_no_longer() {
        let (wake, woken) = channel();
        let alive = Arc::new(());
        let held = Arc::clone(&alive);
        let page = Background::begin("test", 0_u32, Some(wake), move |count| {
            let _ = &held;
            *locked(count) += 1;
            thread::yield_now();
            Step::More
        });
        for _ in 0..3 {
            assert_eq!(woken.recv(), Ok(Message::Refined));
        }
        assert!(*page.now() >= 3);
        drop(page);
        // The loop hears of the last steps, then the sender is gone: the work has ended.
        while woken.recv().is_ok() {}
        while Arc::strong_count(&alive) > 1 {
            thread::yield_now();
        }
    }

    #[test]
    fn work_that_is_done_ends_by_itself() {
        let (wake, woken) = channel();
        let page = Background::begin("test", 0_u32, Some(wake), |count| {
            *locked(count) += 1;
            if *locked(count) == 2 {
                Step::Done
            } else {
                Step::More
            }
        });
        assert_eq!(woken.iter().count(), 2);
        assert_eq!(*page.now(), 2);
    }

    #[test]
    fn where_nothing_loops_the_first_step_stands() {
        let page = Background::begin("test", 0_u32, None, |count| {
            *locked(count) += 1;
            Step::More
        });
        assert_eq!(*page.now(), 1);
    }
}
