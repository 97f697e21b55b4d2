//! The example saves: they open for ever; what this build made, it verifies, down to the last byte.

use std::fs;
use std::path::PathBuf;

use middle_power::scenario::shipped;
use middle_power::session::replay::{load, verify};
use middle_power::session::{Library, store};

use super::check;
use crate::support::program::Home;
use crate::support::{root, updates_golden};

/// The games that are made anew by their scripts: name, seed, seat, and what is typed in plain mode.
const MADE: [(&str, &str, &str, &str); 2] = [
    (
        "finished",
        "2013",
        "seoul",
        "respond third-test beijing-first\nrespond islets-day receive-envoy\nlaunch sound-out target=tokyo\n\
         launch host-regulators\nend anyway\nlaunch hotline-talks target=beijing\nend anyway\n\
         launch sound-out target=washington\nend anyway\nend anyway\nhash\n",
    ),
    (
        "halfway",
        "1953",
        "tokyo",
        "respond islets-day restate-claim\nlaunch sound-out target=seoul\nend anyway\nend anyway\n\
         launch sound-out target=beijing\nhash\n",
    ),
];

fn folder() -> PathBuf {
    root().join("saves/examples")
}

/// Plays a script through the real binary and returns the save and the last hash.
fn made(seed: &str, seat: &str, script: &str) -> (String, String) {
    let home = Home::new();
    let said = home
        .feed(
            &[
                "play", "--plain", "--strict", "--seed", seed, "--seat", seat,
            ],
            script,
        )
        .expect(0);
    let text =
        fs::read_to_string(home.saves().join(format!("first-hundred-days-{seed}.ron"))).unwrap();
    (text, said.hash().to_owned())
}

/// Holds the examples against their scripts, or makes them anew.
fn check_scripts() {
    let mut hashes = String::new();
    for (name, seed, seat, script) in MADE {
        let (text, hash) = made(seed, seat, script);
        let path = folder().join(format!("{name}.ron"));
        if fs::read_to_string(&path).unwrap_or_default() != text {
            assert!(
                updates_golden(),
                "saves/examples/{name}.ron is not what its script makes any more; if the rules or the pack have \
                 changed on purpose: UPDATE_GOLDEN=1 cargo test --test it golden -- --nocapture"
            );
            fs::create_dir_all(folder()).unwrap();
            fs::write(&path, text).unwrap();
        }
        hashes.push_str(&format!("{name} {hash}\n"));
    }
    check("examples.txt", &hashes, |before, now| {
        let changed = now
            .lines()
            .filter(|line| !before.lines().any(|known| known == *line));
        changed
            .map(|line| format!("{line}: another final state"))
            .collect()
    });
}

#[test]
fn every_example_is_what_its_script_makes_loads_and_verifies() {
    check_scripts();
    let library = Library::default();
    let mut verified = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let save = store::read_file(&path)
            .unwrap_or_else(|trouble| panic!("{}: {trouble}", path.display()));
        assert!(
            shipped::scenarios().contains(&save.scenario.as_str()),
            "{}",
            path.display()
        );
        let scenario = library.load(&save.scenario, Some(&save.lens)).unwrap();
        let verdict = verify(&scenario, &save).unwrap();
        assert!(verdict.holds(), "{}: {verdict:?}", path.display());
        let game = load(&scenario, &save).unwrap().game;
        game.state().assert_invariants(&scenario);
        verified += verdict.agreed;
    }
    assert!(
        verified >= 8,
        "the examples of this build are not verified: {verified} turns"
    );
}
