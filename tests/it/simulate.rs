//! Batch play: rows of games and of turns, under several lenses, whole whatever happens; saves; strategies from files; the
//! codebook.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use middle_power::agents::strategies_of;
use middle_power::model::Points;
use middle_power::scenario::{Origin, Scenario};
use middle_power::session::{Game, Rows, Seating};
use middle_power::study::{Detail, columns};

use crate::support::packs::{named, two_shores};
use crate::support::program::{Home, Said};
use crate::support::root;

/// The arguments of a small study.
const SMALL: [&str; 9] = [
    "simulate",
    "--scenario",
    "first-hundred-days",
    "--strategy",
    "random,passive",
    "--games",
    "5",
    "--seed",
    "7",
];

fn said(home: &Home, more: &[&str]) -> Said {
    home.run(&[&SMALL[..], more].concat())
}

fn out(more: &[&str]) -> String {
    said(&Home::new(), more).expect(0).out
}

/// The fields of each row of a CSV, by the name of the column.
struct Sheet(Vec<Vec<(String, String)>>);

impl Sheet {
    fn read(text: &str) -> Self {
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap().split(',').collect();
        let row = |line: &str| {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), header.len(), "a row in part: {line}");
            let named = header.iter().zip(fields);
            named
                .map(|(name, field)| ((*name).to_owned(), field.to_owned()))
                .collect()
        };
        Self(lines.map(row).collect())
    }

    fn column(&self, name: &str) -> Vec<&str> {
        let field = |row: &'_ Vec<(String, String)>| row.iter().position(|it| it.0 == name);
        let rows = self.0.iter();
        rows.map(|row| row[field(row).unwrap()].1.as_str())
            .collect()
    }
}

/// A folder with the two shores under two lenses; returns the path of the pack.
fn under_two_lenses(home: &Home) -> PathBuf {
    let pack = two_shores().write_to(home.path());
    let lenses = pack.parent().unwrap().join("lenses");
    fs::create_dir_all(&lenses).unwrap();
    let plain = fs::read_to_string(root().join("tests/packs/lenses/plain.ron")).unwrap();
    fs::write(lenses.join("plain.ron"), &plain).unwrap();
    let other = plain.replacen("id: \"plain\"", "id: \"grey\"", 1);
    assert_ne!(other, plain);
    fs::write(lenses.join("grey.ron"), other).unwrap();
    pack
}

fn studied(home: &Home, pack: &Path, more: &[&str]) -> Said {
    let pack = pack.to_str().unwrap();
    let mut all = vec![
        "simulate",
        "--scenario",
        pack,
        "--strategy",
        "random,passive",
    ];
    all.extend(["--games", "4", "--seed", "1"]);
    all.extend(more);
    home.run(&all)
}

#[test]
fn several_lenses_are_played_on_the_same_seeds_in_the_order_of_their_ids() {
    let home = Home::new();
    let pack = under_two_lenses(&home);
    let whole = studied(&home, &pack, &["--lens", "plain,grey"])
        .expect(0)
        .out;
    let sheet = Sheet::read(&whole);
    let expected: Vec<&str> = [["grey"; 8], ["plain"; 8]].concat();
    assert_eq!(sheet.column("lens"), expected);
    let arms = [["passive"; 4], ["random"; 4]].concat();
    assert_eq!(sheet.column("strategy"), [&arms[..], &arms].concat());
    assert_eq!(sheet.column("seed"), ["1", "2", "3", "4"].repeat(4));
    let alone = studied(&home, &pack, &["--lens", "grey"]).expect(0).out;
    assert!(whole.starts_with(&alone), "a lens depends on the others");
}

#[test]
fn the_shards_of_a_study_one_after_another_are_the_whole() {
    let home = Home::new();
    let pack = under_two_lenses(&home);
    for form in [
        &[][..],
        &["--trace"],
        &["--format", "jsonl"],
        &["--trace", "--format", "jsonl"],
    ] {
        let rows = |more: &[&str]| {
            let all = [&["--lens", "plain,grey"], form, more].concat();
            studied(&home, &pack, &all).expect(0).out
        };
        let whole = rows(&["--jobs", "1"]);
        assert_eq!(rows(&["--jobs", "3"]), whole);
        for of in [2, 3, 7] {
            let mut joined = String::new();
            for index in 1..=of {
                let part = rows(&["--shard", &format!("{index}/{of}"), "--jobs", "2"]);
                let body = match part.split_once('\n') {
                    Some((header, body)) if header.starts_with("scenario,") => body.to_owned(),
                    _ => part,
                };
                joined += &body;
            }
            assert!(whole.ends_with(&joined), "{of} shards");
            let header = whole.len() - joined.len();
            assert_eq!(
                whole[..header].lines().count(),
                usize::from(!form.contains(&"jsonl"))
            );
        }
    }
}

#[test]
fn a_trace_has_a_row_for_every_turn_and_ends_where_the_game_ends() {
    let (games, turns) = (Sheet::read(&out(&[])), Sheet::read(&out(&["--trace"])));
    let last = |row: &usize| !turns.column("ending")[*row].is_empty();
    let ends: Vec<usize> = (0..turns.0.len()).filter(last).collect();
    assert_eq!(ends.len(), games.0.len());
    for column in [
        "strategy", "seed", "peace", "mandate", "war", "signed", "ending", "hash",
    ] {
        let traced = turns.column(column);
        let traced: Vec<&str> = ends.iter().map(|row| traced[*row]).collect();
        assert_eq!(traced, games.column(column), "{column}");
    }
    let first = turns
        .column("turn")
        .iter()
        .filter(|turn| **turn == "1")
        .count();
    assert_eq!(first, games.0.len());
    let of_first: Vec<&str> = turns.column("turn")[..5].to_vec();
    assert_eq!(of_first, ["1", "2", "3", "4", "5"]);
    let header = out(&["--trace"]);
    for column in ["capital", "tension", "hands", "date"] {
        let names = header.lines().next().unwrap();
        assert!(names.split(',').any(|name| name == column), "{names}");
    }
}

#[test]
fn every_game_can_be_kept_as_a_save_that_replays_to_the_same_hashes() {
    let home = Home::new();
    let saves = home.path().join("games");
    let folder = saves.to_str().unwrap();
    let rows = said(&home, &["--saves", folder]).expect(0).out;
    assert_eq!(rows, out(&[]), "saving has changed a row");
    let sheet = Sheet::read(&rows);
    let keys = sheet
        .column("strategy")
        .into_iter()
        .zip(sheet.column("seed"));
    for ((strategy, seed), hash) in keys.zip(sheet.column("hash")) {
        let name = format!("{strategy}-security-building-{seed}");
        let replayed = home.run(&["replay", &name, "--verify", "--saves", folder]);
        assert!(replayed.expect(0).out.contains("verified"), "{name}");
        let state = home.run(&["state", &name, "--saves", folder]).expect(0).out;
        assert!(state.contains(hash), "{name}: another hash");
    }
    let again = said(&home, &["--saves", folder]).expect(2);
    assert!(again.err.contains("--force"), "{}", again.err);
    assert_eq!(again.out, "", "a row before the refusal");
    said(&home, &["--saves", folder, "--force"]).expect(0);
}

#[test]
fn what_is_there_already_is_left_alone() {
    let home = Home::new();
    let path = home.path().join("games.csv");
    let file = path.to_str().unwrap();
    fs::write(&path, "mine\n").unwrap();
    let refused = said(&home, &["-o", file]).expect(2);
    assert!(refused.err.contains("games.csv") && refused.err.contains("--force"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine\n");
    let written = said(&home, &["-o", file, "--force"]).expect(0);
    assert_eq!((written.out.as_str(), written.err.as_str()), ("", ""));
    assert_eq!(fs::read_to_string(&path).unwrap(), out(&[]));
    let folder = home.path().to_str().unwrap();
    assert!(
        !said(&home, &["-o", folder, "--force"])
            .expect(2)
            .err
            .is_empty()
    );
}

#[test]
fn a_study_that_can_not_be_played_is_refused_before_anything_is_written() {
    let largest = u64::MAX.to_string();
    for (wrong, says) in [
        (&["--games", "0"][..], "0"),
        (&["--shard", "5/4"], "5/4"),
        (&["--shard", "0/4"], "0/4"),
        (&["--strategy", "pasive"], "did you mean ‘passive’"),
        (
            &["--lens", "security-bulding"],
            "did you mean ‘security-building’",
        ),
        (
            &["--lens", "zzz"],
            "`middle-power lenses` lists what there is",
        ),
        (&["--lens", "security-building,", "--jobs", "1"], "lens"),
        (&["--seed", &largest], "seed"),
        (&["--trace", "--durability", "3"], "--durability"),
        (&["--strategy-file", "nowhere.ron"], "nowhere.ron"),
        (&["--saves", "/dev/null/x"], "/dev/null/x"),
    ] {
        let mut all: Vec<&str> = vec!["simulate"];
        let pairs = SMALL[1..].chunks(2);
        all.extend(pairs.filter(|pair| !wrong.contains(&pair[0])).flatten());
        all.extend(wrong);
        let refused = Home::new().run(&all).expect(2);
        assert!(refused.err.contains(says), "{wrong:?}: {}", refused.err);
        assert_eq!(refused.out, "", "{wrong:?}");
    }
}

#[cfg(unix)]
mod interrupted {
    use std::io::Read as _;
    use std::process::{Command, Stdio};
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use super::*;
    use crate::support::terminal::Terminal;

    const LONG: [&str; 9] = [
        "simulate",
        "--scenario",
        "first-hundred-days",
        "--strategy",
        "random",
        "--games",
        "1000000",
        "--seed",
        "1",
    ];

    #[test]
    fn a_signal_ends_a_study_at_whole_rows() {
        for (signal, code) in [("INT", 130), ("TERM", 143)] {
            let home = Home::new();
            let path = home.path().join("games.csv");
            let mut command = home.command(&LONG);
            command.args(["-o", path.to_str().unwrap()]);
            let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
            let began = Instant::now();
            while fs::metadata(&path).map_or(0, |it| it.len()) < 2000 {
                assert!(began.elapsed() < Duration::from_secs(60), "no rows");
                sleep(Duration::from_millis(20));
            }
            let number = child.id().to_string();
            let sent = Command::new("kill").args(["-s", signal, &number]).status();
            assert!(sent.unwrap().success());
            assert_eq!(child.wait().unwrap().code(), Some(code));
            let err = complaint(&mut child);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.ends_with('\n'));
            let rows = Sheet::read(&text).0.len();
            assert!(
                err.contains(&format!("after {rows} of 1000000 games")),
                "{err}"
            );
        }
    }

    /// What a finished child wrote to its standard error.
    fn complaint(child: &mut std::process::Child) -> String {
        let mut err = String::new();
        let mut from = child.stderr.take().unwrap();
        from.read_to_string(&mut err).unwrap();
        err
    }

    #[test]
    fn a_reader_that_goes_away_is_no_failure() {
        let home = Home::new();
        let mut child = home
            .command(&LONG)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0));
        let err = complaint(&mut child);
        assert_eq!(err, "");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_told() {
        let home = Home::new();
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let mut command = home.command(&SMALL);
        let output = command.stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(
            err.contains("standard output") && err.contains("space"),
            "{err}"
        );
    }

    #[test]
    fn a_terminal_shows_how_far_a_study_is_and_a_pipe_does_not() {
        let home = Home::new();
        let mut all = LONG.to_vec();
        all.extend(["-o", "games.csv"]);
        let mut terminal = Terminal::spawn(&home, (80, 24), &all);
        terminal.wait_for("/1,000,000 games");
        terminal.press(&["Ctrl-C"]);
        terminal.wait_for("their rows are whole");
        assert_eq!(terminal.exit_code(), 130);
        assert_eq!(said(&home, &[]).expect(0).err, "");
    }
}

const OWN: &str = r#"(
    id: "boiler-first", name: "Boiler first", seat: "alder", text: "Repair, then ask.",
    wishes: [(launch: "repair-boiler", save: true), (launch: "ask-around", target: "birch", when: [AtLeast("alder.trust.birch", 10)])],
    answers: {"late-again": "pay-half"},
)"#;

/// What the two shores make of a file of strategies.
fn with_file(command: &[&str], text: &str) -> Said {
    let home = Home::new();
    let pack = two_shores().write_to(home.path());
    let file = home.path().join("own.ron");
    fs::write(&file, text).unwrap();
    let mut all = command.to_vec();
    all.extend(["--scenario", pack.to_str().unwrap()]);
    all.extend(["--strategy-file", file.to_str().unwrap()]);
    home.run(&all)
}

const PLAYED: [&str; 5] = ["simulate", "--games", "6", "--seed", "1"];

#[test]
fn a_strategy_from_a_file_plays_like_one_of_the_pack() {
    let alone = with_file(&PLAYED, OWN).expect(0).out;
    assert_eq!(Sheet::read(&alone).column("strategy"), ["boiler-first"; 6]);
    let list = format!("[{OWN}, {}]", OWN.replace("boiler-first", "again"));
    let both = Sheet::read(&with_file(&PLAYED, &list).expect(0).out);
    assert_eq!(
        both.column("strategy"),
        [["again"; 6], ["boiler-first"; 6]].concat()
    );
    let hashes = both.column("hash");
    assert_eq!(hashes[..6], hashes[6..], "the same plan under another name");
    let beside = [&PLAYED[..], &["--strategy", "boiler-first,passive"]].concat();
    let beside = with_file(&beside, OWN).expect(0).out;
    assert_eq!(Sheet::read(&beside).0.len(), 12);
    let study = ["study", "coverage", "--games", "3"];
    let study = [&study[..], &["--strategy", "boiler-first"]].concat();
    let covered = with_file(&study, OWN).expect(0);
    assert!(covered.out.contains("repair-boiler"));
}

#[test]
fn a_save_of_a_strategy_from_a_file_replays_without_the_file() {
    let home = Home::new();
    let pack = two_shores().write_to(home.path());
    let pack = pack.to_str().unwrap();
    let file = home.path().join("own.ron");
    fs::write(&file, OWN).unwrap();
    let mut all = PLAYED.to_vec();
    all.extend([
        "--scenario",
        pack,
        "--strategy-file",
        file.to_str().unwrap(),
    ]);
    all.extend(["--saves", "games"]);
    home.run(&all).expect(0);
    let assets = home.path().join("assets");
    fs::create_dir_all(assets.join("scenarios")).unwrap();
    fs::rename(pack, assets.join("scenarios/two-shores")).unwrap();
    fs::create_dir_all(assets.join("lenses")).unwrap();
    let lens = root().join("tests/packs/lenses/plain.ron");
    fs::copy(lens, assets.join("lenses/plain.ron")).unwrap();
    let assets = assets.to_str().unwrap();
    let name = "boiler-first-plain-3";
    let said = home.run(&[
        "replay", name, "--verify", "--saves", "games", "--assets", assets,
    ]);
    assert!(said.expect(0).out.contains("verified"));
}

#[test]
fn what_is_wrong_with_a_strategy_of_a_file_is_said_where_it_stands() {
    let file = |wishes: &str| {
        format!(
            "(\n    id: \"own\", name: \"Own\", seat: \"alder\", text: \"None.\", hold: 2,\n    wishes: [{wishes}],\n)"
        )
    };
    for (wish, says) in [
        (
            "(launch: \"repair-boilr\")",
            "did you mean \"repair-boiler\"",
        ),
        (
            "(launch: \"market-day\", target: \"brich\")",
            "did you mean \"birch\"",
        ),
        ("(launch: \"market-day\")", "needs a target"),
        (
            "(launch: \"repair-boiler\", from: 3, until: 2)",
            "after the last turn",
        ),
        ("(launch: \"repair-boiler\", wen: [])", "wen"),
        (
            "(launch: \"repair-boiler\"), (launch: \"repair-boiler\", from: 2)",
            "this wish never fires: an earlier one asks for the same",
        ),
        (
            "(launch: \"repair-boiler\", when: [AtLeast(\"alder.trust.birch\", 60), AtMost(\"alder.trust.birch\", 40)])",
            "never hold together: at least 60 and at most 40",
        ),
        (
            "(launch: \"repair-boiler\", from: 2, when: [Between(\"1950-03-01\", \"1950-04-01\")])",
            "none of its turns has a day from 1950-03-01",
        ),
    ] {
        let refused = with_file(&PLAYED, &file(wish)).expect(2);
        assert!(refused.err.contains(says), "{wish}: {}", refused.err);
        assert!(
            refused.err.contains("own.ron:3:"),
            "{wish}: {}",
            refused.err
        );
        assert_eq!(refused.out, "");
    }
    for (text, says) in [
        ("", "a value is expected"),
        ("[]", "no strategy"),
        ("(id: \"own\"", "own.ron:1:"),
        (&OWN.replace("boiler-first", "passive"), "built-in"),
        (&format!("[{OWN}, {OWN}]"), "given twice"),
        (
            "(id: \"own\", name: \"Own\", seat: \"birch\", text: \"None.\")",
            "--seat",
        ),
    ] {
        let refused = with_file(&PLAYED, text).expect(2);
        assert!(refused.err.contains(says), "{text}: {}", refused.err);
    }
}

#[test]
fn a_strategy_whose_every_order_is_illegal_is_refused() {
    let never = r#"(id: "own", name: "Own", seat: "alder", text: "None.",
        wishes: [(launch: "repair-boiler", when: [AtMost("alder.trust.birch", 0)])])"#;
    for command in [&PLAYED[..], &["study", "coverage", "--games", "2"]] {
        let refused = with_file(command, never).expect(2);
        assert!(
            refused.err.contains("could give none of its orders"),
            "{}",
            refused.err
        );
    }
    let nothing = r#"(id: "own", name: "Own", seat: "alder", text: "None.")"#;
    with_file(&PLAYED, nothing).expect(0);
}

#[test]
fn every_column_is_in_the_codebook() {
    let book = fs::read_to_string(root().join("docs/DATA.md")).unwrap();
    let explained: Vec<&str> = book
        .lines()
        .filter_map(|line| line.strip_prefix("| "))
        .filter_map(|line| line.split(" | ").next())
        .flat_map(|cell| cell.split(", "))
        .collect();
    for scenario in ["asian-paradox", "first-hundred-days"] {
        let scenario = named(scenario).load();
        for detail in [Detail::Games, Detail::Turns] {
            for column in columns(&scenario, detail) {
                let cell = format!("`{column}`");
                assert!(
                    explained.contains(&cell.as_str()),
                    "{column} is not explained"
                );
            }
        }
    }
}

#[test]
fn seats_with_advisers_can_follow_them() {
    for pack in [
        named("asian-paradox"),
        named("first-hundred-days"),
        two_shores(),
    ] {
        let scenario = pack.load();
        for seat in scenario.seats() {
            let mind = scenario.mind(seat.0);
            let has = mind.is_some_and(|mind| !mind.advisers.is_empty());
            let known = strategies_of(&scenario, seat);
            assert_eq!(known.contains(&"adviser".to_owned()), has);
            let seating = Seating::one_strategy(&scenario, seat, "adviser", "script");
            let game = Game::begin(Arc::clone(&scenario), 3, &seating, Rows::Off);
            assert_eq!(game.is_some(), has);
        }
    }
}

/// The mean of the axes, in thousandths, over some games of a strategy.
fn mean(scenario: &Arc<Scenario>, strategy: &str, games: u64) -> i64 {
    let seat = scenario.playable()[0];
    let seating = Seating::one_strategy(scenario, seat, strategy, "script");
    let axes = i64::try_from(scenario.axes().count()).unwrap();
    let of = |seed| {
        let game = Game::begin(Arc::clone(scenario), 400 + seed, &seating, Rows::Off).unwrap();
        let view = game.view_of(seat);
        let sum = scenario
            .axes()
            .map(|axis| i64::from(view.gauge(axis).raw()));
        sum.sum::<i64>() / axes
    };
    (0..games).map(of).sum::<i64>() / i64::try_from(games).unwrap()
}

#[test]
fn a_plan_of_the_campaign_beats_chance_and_both_tracks_beat_the_others() {
    let scenario = named("asian-paradox").load();
    let (random, parallel) = (
        mean(&scenario, "random", 24),
        mean(&scenario, "parallel", 24),
    );
    for strategy in [
        "deter-first",
        "trade-first",
        "history-first",
        "peninsula-linked",
        "adviser",
    ] {
        let found = mean(&scenario, strategy, 24);
        assert!(random < found, "{strategy}: {found}, random {random}");
        assert!(found < parallel, "{strategy}: {found}, parallel {parallel}");
    }
    assert!(Points::thousandths(i32::try_from(parallel).unwrap()) > Points::whole(50));
    let all = scenario.strategies();
    assert!(all.into_iter().all(|(_, it)| it.origin == Origin::Pack));
}

#[test]
fn a_gauge_with_the_name_of_a_column_is_told() {
    let home = Home::new();
    let mut pack = two_shores();
    for file in ["gauges.ron", "scenario.ron", "endings.ron"] {
        let text = pack.text(file).replace("\"calm\"", "\"turns\"");
        pack = pack.with_text(file, &text);
    }
    let folder = pack.write_to(home.path());
    let refused = studied(&home, &folder, &[]).expect(2);
    assert!(refused.err.contains("‘turns’"), "{}", refused.err);
}
