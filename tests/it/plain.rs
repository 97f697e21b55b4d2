//! Plain mode: the lines that scripts rely on, through the real binary.

use crate::support::packs::two_shores;
use crate::support::program::{Home, Said};

/// Plays a script in the foreign pack and returns what was said.
pub fn play(home: &Home, arguments: &[&str], script: &str) -> Said {
    let pack = two_shores().write_to(home.path());
    let mut all = vec!["play", "--plain", "--scenario", pack.to_str().unwrap()];
    all.extend(arguments);
    home.feed(&all, script)
}

/// The lines that a script is answered with, without the greeting: what follows the answer to the first `hash`.
fn answers(script: &str) -> Vec<String> {
    let said = play(&Home::new(), &["--seed", "3"], &format!("hash\n{script}")).expect(0);
    let lines: Vec<&str> = said.out.lines().collect();
    let first = lines
        .iter()
        .position(|line| line.starts_with("hash "))
        .unwrap();
    lines[first + 1..]
        .iter()
        .map(|line| (*line).to_owned())
        .collect()
}

#[test]
fn each_accepted_order_is_one_ok_and_each_refused_one_bang() {
    for (line, begins) in [
        ("respond late-again pay-half", "ok "),
        ("respond late-again nonsense", "! "),
        ("respond nonsense complain", "! "),
        ("launch repair-boiler", "ok "),
        ("launch repair-boilr", "! "),
        ("launch market-day target=birch", "ok "),
        ("launch market-day target=alder", "! "),
        ("cancel repair-boiler", "! "),
        ("end", "! "),
        ("end anyway", "ok "),
        ("dance", "! "),
        ("\u{1b}[2J\u{7}", "! "),
        ("launch \u{1b}]0;x\u{7}", "! "),
        ("봄", "! "),
        ("hash", "hash "),
    ] {
        let answers = answers(&format!("{line}\nquit\n"));
        assert!(answers[0].starts_with(begins), "{line:?}: {answers:#?}");
        let confirmed = answers
            .iter()
            .filter(|line| line.starts_with("ok ") || line.starts_with("! "));
        // The other one is `quit`, which says where the game was saved.
        assert_eq!(
            confirmed.count(),
            if begins == "hash " { 1 } else { 2 },
            "{line:?}: {answers:#?}"
        );
    }
}

#[test]
fn a_refused_line_changes_nothing() {
    let script = "hash\nend\nlaunch nonsense\nrespond late-again nonsense\ncancel repair-boiler\nundo\nload nothing\nsave ../x\nwhy x\nlog x\nhash\n";
    let answers = answers(script);
    let hashes: Vec<&String> = answers
        .iter()
        .filter(|line| line.starts_with("hash "))
        .collect();
    assert_eq!(hashes.len(), 2);
    assert_eq!(hashes[0], hashes[1]);
    assert_eq!(
        answers.iter().filter(|line| line.starts_with("! ")).count(),
        9,
        "{answers:#?}"
    );
}

#[test]
fn a_hash_is_alone_on_its_line_in_lower_case_hexadecimal() {
    let answers = answers("hash\n");
    let digits = answers[0].strip_prefix("hash ").unwrap();
    assert!(
        digits.len() >= 16
            && digits
                .chars()
                .all(|ch| ch.is_ascii_digit() || ('a'..='f').contains(&ch))
    );
}

#[test]
fn a_score_is_one_axis_and_its_value_a_line() {
    let answers = answers("score\nquit\n");
    for (line, axis) in answers.iter().zip(["calm", "trade", "home"]) {
        let (id, value) = line.split_once(' ').unwrap();
        assert_eq!(id, axis);
        assert!((0..=100).contains(&value.parse::<i32>().unwrap()), "{line}");
    }
}

#[test]
fn ending_a_turn_says_which_turn_it_is_now() {
    let answers =
        answers("end anyway\nend anyway\nend anyway\nend anyway\nend\nhash\nscore\nwhy calm\n");
    let turns: Vec<&String> = answers
        .iter()
        .filter(|line| line.starts_with("turn "))
        .collect();
    assert_eq!(turns, ["turn 2 of 3", "turn 3 of 3"]);
    assert!(
        answers.contains(&"the game is over".to_owned()),
        "{answers:#?}"
    );
    assert_eq!(
        answers.iter().filter(|line| line.starts_with("! ")).count(),
        2,
        "{answers:#?}"
    );
    assert!(answers.iter().any(|line| line.starts_with("hash ")));
}

#[test]
fn an_end_with_an_answer_owed_says_what_is_open() {
    let answers = answers("end\n");
    assert!(
        answers[0].starts_with("! ") && answers[0].contains("late"),
        "{}",
        answers[0]
    );
}

#[test]
fn what_is_undone_never_was() {
    let answers = answers("hash\nlaunch repair-boiler\nundo\nhash\nundo\n");
    let hashes: Vec<&String> = answers
        .iter()
        .filter(|line| line.starts_with("hash "))
        .collect();
    assert_eq!(hashes[0], hashes[1]);
}

#[test]
fn a_game_that_was_left_goes_on_where_it_was_left() {
    let home = Home::new();
    let orders = "respond late-again complain\nlaunch repair-boiler\n";
    let through = play(
        &home,
        &["--seed", "3"],
        &format!("{orders}end\nhash\nlaunch ask-around target=birch\nend\nhash\n"),
    )
    .expect(0);
    let home = Home::new();
    play(&home, &["--seed", "3"], orders).expect(0);
    let second = play(&home, &["--load", "latest"], "end\nhash\n").expect(0);
    assert!(through.out.contains(second.hash()), "{}", second.out);
    let third = play(
        &home,
        &["--load", "two-shores-3"],
        "launch ask-around target=birch\nend\nhash\n",
    )
    .expect(0);
    assert_eq!(third.hash(), through.hash());
    let path = home.saves().join("two-shores-3.ron");
    let fourth = play(&home, &["--load", path.to_str().unwrap()], "hash\n").expect(0);
    assert_eq!(fourth.hash(), through.hash());
}

#[test]
fn a_named_save_is_a_branch_that_can_be_loaded_again() {
    let answers = answers(
        "save before\nhash\nend anyway\nhash\nload before\nhash\nsave 서울의-봄\nload 서울의-봄\nhash\nload latest\n",
    );
    let hashes: Vec<&String> = answers
        .iter()
        .filter(|line| line.starts_with("hash "))
        .collect();
    assert_eq!(hashes[0], hashes[2]);
    assert_eq!(hashes[0], hashes[3]);
    assert_ne!(hashes[0], hashes[1]);
}

#[test]
fn the_end_of_the_input_saves_and_is_no_failure() {
    for script in ["", "launch repair-boiler", "#\n\n   \n", "hash\r\nhash\r\n"] {
        let home = Home::new();
        play(&home, &["--seed", "3"], script).expect(0);
        assert!(
            home.saves().join("two-shores-3.ron").is_file(),
            "{script:?}"
        );
    }
}

#[test]
fn strict_manner_stops_at_the_first_refused_line() {
    let home = Home::new();
    let said = play(
        &home,
        &["--seed", "3", "--strict"],
        "launch repair-boiler\ndance\nhash\n",
    )
    .expect(2);
    assert!(!said.out.contains("hash "), "{}", said.out);
    assert!(said.err.contains("line 2"), "{}", said.err);
}

#[test]
fn input_that_is_no_text_and_lines_without_end_are_survived() {
    use std::io::Write as _;
    use std::process::Stdio;
    let home = Home::new();
    let mut command = home.command(&["play", "--plain", "--seed", "3"]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let _ = input.write_all(b"\xff\xfe\x00\n");
        let _ = input.write_all(&vec![b'x'; 300_000]);
        let _ = input.write_all(b"\nhash\n");
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let out = String::from_utf8(output.stdout).unwrap();
    assert!(out.lines().any(|line| line.starts_with("hash ")), "{out}");
    assert!(out.len() < 100_000, "a long line comes back in full");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;
    for arguments in [
        &["scenarios"][..],
        &["manual"],
        &[
            "simulate",
            "--scenario",
            "first-hundred-days",
            "--strategy",
            "passive",
            "--games",
            "3000",
            "--seed",
            "1",
        ],
    ] {
        let home = Home::new();
        let mut child = home
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert!(!err.contains("panicked"), "{arguments:?}: {err}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {err}");
    }
}

#[test]
fn a_folder_that_refuses_is_told_and_the_game_goes_on() {
    let home = Home::new();
    std::fs::write(home.saves(), "a file").unwrap();
    let said = play(
        &home,
        &["--seed", "3"],
        "launch repair-boiler\nhash\nend anyway\nhash\n",
    );
    assert!(said.out.contains("turn 2 of 3"), "{}", said.out);
    assert!(
        said.out.to_lowercase().contains("not saved"),
        "{}",
        said.out
    );
    assert!(!said.err.contains("panicked"));
}

#[test]
fn every_seat_can_be_played_and_every_page_read() {
    let home = Home::new();
    for seat in ["seoul", "washington", "beijing", "tokyo"] {
        let pages = "status\nbrief\ninbox\nwatch 1\nrelations\nfigures\ninitiatives\nroadmap\nevents\nmechanisms\nformats\npledges\nwindows\nintel\nlog\nglossary\nscore\nabout\nhelp\nsaves\n";
        let script = format!(
            "{pages}end anyway\n{pages}end anyway\nend anyway\nend anyway\n{pages}ending\nhash\n"
        );
        let said = home
            .feed(&["play", "--plain", "--seat", seat, "--seed", "9"], &script)
            .expect(0);
        let refused: Vec<&str> = said
            .out
            .lines()
            .filter(|line| line.starts_with("! "))
            .collect();
        assert!(refused.is_empty(), "{seat}: {refused:?}");
    }
}

#[test]
fn why_takes_a_figure_as_a_person_would_say_it() {
    let home = Home::new();
    let why = |asked: &str| {
        let script = format!("why {asked}\nquit\n");
        let arguments = [
            "play",
            "--plain",
            "--scenario",
            "first-hundred-days",
            "--seed",
            "1",
        ];
        home.feed(&arguments, &script).expect(0).out
    };
    for (asked, told) in [
        ("capital", "Seoul's diplomatic capital: "),
        ("Mandate", "Mandate: "),
        (
            "washington's trust in seoul",
            "Washington's trust in Seoul: ",
        ),
        ("SEOUL.will", "Seoul's political will: "),
    ] {
        assert!(why(asked).contains(told), "why {asked}:\n{}", why(asked));
    }
    let nobody = why("nobody here");
    assert!(nobody.contains("no figure ‘nobody here’"), "{nobody}");
}

#[test]
fn the_glossary_knows_every_figure_and_index_that_a_game_shows() {
    let script = "glossary\nglossary trust\nglossary Mandate\nglossary floor\nglossary northern-limit-line\n";
    let said = Home::new().plays("asian-paradox", 5, script).expect(0).out;
    for wanted in [
        "Working links",
        "Polarisation",
        "how far one capital relies on another's word",
        "Support at home: every group by its weight.",
        "It signs nothing that is worth less to it.",
        "drawn by the United Nations Command in 1953",
    ] {
        let said = said.replace("\n  ", " ").to_lowercase();
        assert!(said.contains(&wanted.to_lowercase()), "{wanted}: {said}");
    }
    let ownership = said.matches("Ownership").count();
    assert_eq!(
        ownership, 1,
        "a word of the pack comes before the game's own"
    );
}
