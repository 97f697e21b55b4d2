//! The command line: exit codes, messages, lists, batch play, replay.

use std::fs;

use crate::support::packs::{folders, two_shores};
use crate::support::program::{Home, Said};

/// Runs the binary and asserts its exit code and a word of what it says.
#[track_caller]
fn check(arguments: &[&str], code: i32, says: &str) -> Said {
    let said = Home::new().run(arguments).expect(code);
    let text = if code == 0 { &said.out } else { &said.err };
    assert!(
        text.contains(says),
        "{arguments:?} does not say ‘{says}’:\n{text}"
    );
    said
}

#[test]
fn what_went_wrong_decides_the_exit_code() {
    for (arguments, code, says) in [
        (&["--version"][..], 0, "middle-power"),
        (&["--help"], 0, "simulate"),
        (&["scenarios"], 0, "first-hundred-days"),
        (&["lenses"], 0, "security-building"),
        (&["strategies"], 0, "passive"),
        (&["manual"], 0, "middle"),
        (&["completions", "bash"], 0, "middle-power"),
        (&["dance"], 2, "dance"),
        (
            &["play", "--plain", "--scenario", "first-hundred-day"],
            2,
            "first-hundred-days",
        ),
        (&["play", "--plain", "--seat", "soul"], 2, "seoul"),
        (&["play", "--plain", "--lens", "rose"], 2, "rose"),
        (&["play", "--plain", "--seed", "-1"], 2, "-1"),
        (&["play", "--plain", "--load", "nothing"], 2, "nothing"),
        (&["play", "--plain", "--load", "latest"], 2, "latest"),
        (
            &["play", "--plain", "--load", "../../etc/passwd"],
            2,
            "passwd",
        ),
        (&["play", "--strict"], 2, "--plain"),
        (
            &[
                "simulate",
                "--scenario",
                "first-hundred-days",
                "--strategy",
                "genius",
                "--games",
                "1",
                "--seed",
                "1",
            ],
            2,
            "genius",
        ),
        (
            &[
                "simulate",
                "--scenario",
                "first-hundred-days",
                "--strategy",
                "script",
                "--games",
                "1",
                "--seed",
                "1",
                "--shard",
                "3/2",
            ],
            2,
            "3/2",
        ),
        (
            &[
                "simulate",
                "--scenario",
                "first-hundred-days",
                "--strategy",
                "script",
                "--games",
                "1",
                "--seed",
                "1",
                "--jobs",
                "0",
            ],
            2,
            "0",
        ),
        (
            &[
                "simulate",
                "--scenario",
                "first-hundred-days",
                "--strategy",
                "script",
                "--games",
                "1",
                "--seed",
                "1",
                "-o",
                "/nonexistent/x",
            ],
            2,
            "/nonexistent/x",
        ),
        (&["replay", "nothing"], 2, "nothing"),
        (&["state", "nothing"], 2, "nothing"),
        (&["check", "/nonexistent"], 1, "/nonexistent"),
        (&["check"], 2, "PATH"),
    ] {
        check(arguments, code, says);
    }
}

#[test]
fn every_command_explains_itself() {
    for command in [
        "play",
        "scenarios",
        "lenses",
        "strategies",
        "check",
        "simulate",
        "replay",
        "state",
        "completions",
        "manual",
    ] {
        check(&[command, "--help"], 0, "Usage:");
    }
}

#[test]
fn lists_are_json_on_request() {
    for (command, id) in [
        ("scenarios", "first-hundred-days"),
        ("lenses", "security-building"),
        ("strategies", "script"),
    ] {
        let said = check(&[command, "--format", "json"], 0, id);
        let list: serde_json::Value = serde_json::from_str(&said.out).unwrap();
        assert!(
            list.as_array().unwrap().iter().any(|item| item["id"] == id),
            "{command}"
        );
    }
}

#[test]
fn every_pack_and_lens_of_the_package_passes_its_check() {
    let root = crate::support::root();
    for folder in folders() {
        check(&["check", folder.to_str().unwrap()], 0, "ok ");
    }
    for lenses in ["assets/lenses", "tests/packs/lenses"] {
        for entry in fs::read_dir(root.join(lenses)).unwrap() {
            check(
                &["check", entry.unwrap().path().to_str().unwrap()],
                0,
                "lens ",
            );
        }
    }
}

/// Checks the foreign pack after a change to it.
#[track_caller]
fn check_pack(change: impl Fn(&std::path::Path), says: &[&str]) {
    let home = Home::new();
    let folder = two_shores().write_to(home.path());
    change(&folder);
    let said = home.run(&["check", folder.to_str().unwrap()]).expect(1);
    for word in says {
        assert!(
            said.err.contains(word),
            "‘{word}’ is not said:\n{}",
            said.err
        );
    }
}

/// Replaces a text in a file of a pack.
fn edit<'a>(file: &'a str, old: &'a str, new: &'a str) -> impl Fn(&std::path::Path) + 'a {
    move |folder| {
        let text = fs::read_to_string(folder.join(file)).unwrap();
        assert!(text.contains(old), "{file} has no {old}");
        fs::write(folder.join(file), text.replacen(old, new, 1)).unwrap();
    }
}

#[test]
fn a_mistake_in_a_pack_is_told_with_its_place_and_a_hint() {
    check_pack(
        edit("initiatives.ron", "cost: 3", "csot: 3"),
        &["initiatives.ron:3", "csot", "cost"],
    );
    check_pack(
        edit(
            "initiatives.ron",
            "\"birch.trust.alder\"",
            "\"birch.trust.adler\"",
        ),
        &["adler", "alder"],
    );
    check_pack(
        edit("initiatives.ron", "cost: 3", "cost: 3, cost: 4"),
        &["initiatives.ron", "cost"],
    );
    check_pack(
        edit("actors.ron", "\"will\": 50", "\"will\": 50, \"will\": 51"),
        &["actors.ron", "will"],
    );
    check_pack(
        edit("actors.ron", "\"will\": 50", "\"will\": 101"),
        &["actors.ron", "101", "100"],
    );
    check_pack(
        edit("scenario.ron", "turns: 3", "turns: 0"),
        &["scenario.ron", "0"],
    );
    check_pack(
        edit("events.ron", "id: \"late-again\"", "id: \"Late Again\""),
        &["events.ron", "Late Again"],
    );
    check_pack(
        edit("gauges.ron", "id: \"trade\"", "id: \"calm\""),
        &["gauges.ron", "calm"],
    );
}

#[test]
fn every_problem_of_a_pack_is_told_at_once() {
    let change = |folder: &std::path::Path| {
        edit("initiatives.ron", "cost: 3", "csot: 3")(folder);
        edit("actors.ron", "\"will\": 50", "\"will\": 101")(folder);
        edit("gauges.ron", "id: \"trade\"", "id: \"calm\"")(folder);
    };
    check_pack(
        change,
        &["csot", "101", "gauges.ron", "initiatives.ron", "actors.ron"],
    );
}

#[test]
fn events_that_bring_each_other_about_at_once_are_refused() {
    let events = r#"[
        (id: "a", name: "A", when: Dated("1950-04-01"), effects: [Schedule(event: "b", after: 0)], source: "x", text: "A."),
        (id: "b", name: "B", when: Scheduled, effects: [Schedule(event: "c", after: 0)], source: "x", text: "B."),
        (id: "c", name: "C", when: Scheduled, effects: [Schedule(event: "b", after: 0)], source: "x", text: "C."),
    ]"#;
    let change = |folder: &std::path::Path| {
        let old = fs::read_to_string(folder.join("events.ron")).unwrap();
        let end = old.rfind(']').unwrap();
        let items = events.trim().trim_start_matches('[');
        fs::write(folder.join("events.ron"), format!("{}{items}", &old[..end])).unwrap();
    };
    check_pack(change, &["events.ron", "b"]);
}

#[test]
fn what_is_no_pack_is_told_and_survived() {
    let deep = format!(
        "needs: [{}Window(\"frost\"){}]",
        "Not(".repeat(5_000),
        ")".repeat(5_000)
    );
    check_pack(
        edit("initiatives.ron", "cost: 3", &format!("cost: 3, {deep}")),
        &["initiatives.ron", "deep"],
    );
    check_pack(
        |folder| fs::write(folder.join("events.ron"), b"[\xff\xfe]").unwrap(),
        &["events.ron", "UTF-8"],
    );
    check_pack(
        |folder| fs::write(folder.join("events.ron"), "").unwrap(),
        &["events.ron"],
    );
    check_pack(
        |folder| fs::write(folder.join("events.ron"), "[").unwrap(),
        &["events.ron"],
    );
    check_pack(
        |folder| fs::write(folder.join("events.ron"), "a".repeat(2 << 20)).unwrap(),
        &["events.ron", "larger"],
    );
    check_pack(
        |folder| fs::write(folder.join("evnets.ron"), "[]").unwrap(),
        &["evnets.ron", "events.ron"],
    );
    check_pack(
        |folder| fs::remove_file(folder.join("actors.ron")).unwrap(),
        &["actors.ron"],
    );
    let home = Home::new();
    let empty = home.path().join("empty");
    fs::create_dir(&empty).unwrap();
    home.run(&["check", empty.to_str().unwrap()]).expect(1);
    home.run(&["play", "--plain", "--scenario", empty.to_str().unwrap()])
        .expect(2);
    let file = home.path().join("file.ron");
    fs::write(&file, "()").unwrap();
    home.run(&["play", "--plain", "--scenario", file.to_str().unwrap()])
        .expect(2);
    home.run(&["check", file.to_str().unwrap(), empty.to_str().unwrap()])
        .expect(1);
}

#[test]
fn controls_and_escapes_in_a_pack_never_reach_the_output_raw() {
    // `expect` refuses any raw control character in what is said.
    let nasty = "\\u{1b}]0;owned\\u{7}\\u{1b}[2Jx";
    for (file, old) in [
        ("events.ron", "The ferry is late again"),
        ("actors.ron", "name: \"Alder\""),
        ("scenario.ron", "Two towns, one lake"),
        ("initiatives.ron", "Repair the boiler"),
    ] {
        let home = Home::new();
        let folder = two_shores().write_to(home.path());
        let new = if old.starts_with("name") {
            format!("name: \"{nasty}\"")
        } else {
            nasty.to_owned()
        };
        edit(file, old, &new)(&folder);
        let path = folder.to_str().unwrap();
        let checked = home.run(&["check", path]);
        let code = checked.code.unwrap();
        checked.expect(code);
        let script = "status\nevents\ninitiatives\nintel\nrelations\nend anyway\nlog\nshow repair-boiler\nwhy calm\n";
        let played = home.feed(
            &["play", "--plain", "--seed", "1", "--scenario", path],
            script,
        );
        let code = played.code.unwrap();
        assert!(matches!(code, 0 | 2), "{file}");
        played.expect(code);
        let listed = home.run(&["scenarios", "--assets", home.path().to_str().unwrap()]);
        listed.expect(0);
    }
    for raw in ["\u{1b}[31m", "\u{9b}31m", "\u{202e}", "\r"] {
        let change = |folder: &std::path::Path| {
            edit(
                "events.ron",
                "name: \"The ferry is late",
                &format!("nmae: \"{raw}The ferry is late"),
            )(folder)
        };
        check_pack(change, &["events.ron"]);
        let home = Home::new();
        let text = format!("(id: \"{raw}\", {raw}");
        fs::write(home.path().join("x.ron"), text).unwrap();
        home.run(&["check", home.path().join("x.ron").to_str().unwrap()])
            .expect(1);
        home.run(&["play", "--plain", "--scenario", &format!("a{raw}b")])
            .expect(2);
        home.run(&["play", "--plain", "--load", &format!("a{raw}b")])
            .expect(2);
        home.run(&["play", "--plain", "--load", &format!("./a{raw}b")])
            .expect(2);
        home.run(&["check", &format!("./a{raw}b")]).expect(1);
    }
}

/// The rows of sixty games.
pub fn rows(arguments: &[&str]) -> String {
    let mut all = vec![
        "simulate",
        "--scenario",
        "first-hundred-days",
        "--strategy",
        "script,passive,random",
        "--games",
        "20",
        "--seed",
        "7",
    ];
    all.extend(arguments);
    Home::new().run(&all).expect(0).out
}

#[test]
fn rows_say_the_same_as_csv_and_as_json_lines() {
    let (csv, json) = (rows(&[]), rows(&["--format", "jsonl"]));
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    for (line, object) in lines.zip(json.lines()) {
        let object: serde_json::Value = serde_json::from_str(object).unwrap();
        for (name, field) in header.iter().zip(line.split(',')) {
            let value = &object[*name];
            let same = match value {
                serde_json::Value::Null => field.is_empty(),
                serde_json::Value::String(text) => text == field,
                number => (number.as_f64().unwrap() - field.parse::<f64>().unwrap()).abs() < 1e-9,
            };
            assert!(same, "{name}: {field} {value}");
        }
    }
    assert_eq!(csv.lines().count(), json.lines().count() + 1);
}

#[test]
fn a_finished_game_replays_verifies_and_tells_its_state() {
    let home = Home::new();
    let script = "end anyway\n".repeat(4) + "hash\n";
    let played = home
        .feed(&["play", "--plain", "--seed", "5"], &script)
        .expect(0);
    let verified = home.run(&["replay", "latest", "--verify"]).expect(0);
    assert!(
        verified.out.contains("verified 5 turn hashes"),
        "{}",
        verified.out
    );
    let json = home
        .run(&["replay", "latest", "--verify", "--format", "json"])
        .expect(0);
    let verdict: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        (verdict["holds"].as_bool(), verdict["turns"].as_u64()),
        (Some(true), Some(5))
    );
    let state = home
        .run(&["state", "first-hundred-days-5", "--format", "json"])
        .expect(0);
    let state: serde_json::Value = serde_json::from_str(&state.out).unwrap();
    assert_eq!(state["hash"], played.hash());
    let rows = home
        .run(&["replay", "latest", "--format", "json"])
        .expect(0);
    let rows: serde_json::Value = serde_json::from_str(&rows.out).unwrap();
    assert_eq!(rows[4]["hash"], played.hash());
    let to = home.run(&["replay", "latest", "--to", "2"]).expect(0);
    assert_eq!(
        to.out
            .lines()
            .filter(|line| line.starts_with("turn "))
            .count(),
        2,
        "{}",
        to.out
    );
    for turn in ["0", "6", "x"] {
        home.run(&["replay", "latest", "--to", turn]).expect(2);
    }
    home.run(&[
        "check",
        home.saves()
            .join("first-hundred-days-5.ron")
            .to_str()
            .unwrap(),
    ])
    .expect(0);
}

#[test]
fn a_damaged_save_that_was_named_is_never_passed_over() {
    let home = Home::new();
    home.feed(&["play", "--plain", "--seed", "5"], "end anyway\n")
        .expect(0);
    let path = home.saves().join("first-hundred-days-5.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, &text[..text.len() / 2]).unwrap();
    for arguments in [
        &["play", "--plain", "--load", "first-hundred-days-5"][..],
        &["replay", "first-hundred-days-5", "--verify"],
        &["state", "first-hundred-days-5"],
    ] {
        let said = home.run(arguments).expect(2);
        assert!(
            said.err.contains("checksum") && said.err.contains("first-hundred-days-5.1.ron"),
            "{}",
            said.err
        );
    }
    home.run(&["check", path.to_str().unwrap()]).expect(1);
    home.run(&["play", "--plain", "--load", path.to_str().unwrap()])
        .expect(2);
    let latest = home
        .feed(&["play", "--plain", "--load", "latest"], "status\n")
        .expect(0);
    assert!(latest.out.contains("turn 1 of 4"), "{}", latest.out);
}
