//! Golden files: what is shipped plays, replays and looks as it did. One command writes them all anew and says what
//! changed in meaning: `UPDATE_GOLDEN=1 cargo test --test it golden`.

mod catalogue;
mod examples;
mod lessons;
mod names;
mod preferences;
pub mod screens;

use std::fs;
use std::path::PathBuf;

use crate::support::{root, updates_golden};

/// Holds a text against a golden file under `tests/golden/`; `meaning` says in words how two versions differ.
#[track_caller]
pub fn check(name: &str, now: &str, meaning: impl Fn(&str, &str) -> Vec<String>) {
    let path: PathBuf = root().join("tests/golden").join(name);
    let before = fs::read_to_string(&path).unwrap_or_default();
    if before == now {
        return;
    }
    let changes = meaning(&before, now).join("\n");
    if updates_golden() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, now).unwrap();
        println!("tests/golden/{name} was written anew:\n{changes}");
    } else {
        panic!(
            "tests/golden/{name} is not what it was:\n{changes}\nIf that is meant: \
             UPDATE_GOLDEN=1 cargo test --test it golden -- --nocapture; quote this in the commit and say why."
        );
    }
}
