//! Plain mode for the ear: words for signs, only what is new, choices by number, and a transcript.

use crate::plain::play;
use crate::support::program::Home;

/// What is said to a script in the voice for the ear, without the greeting: what follows the answer to the first `hash`.
fn heard(script: &str) -> Vec<String> {
    let arguments = ["--seed", "3", "--spoken"];
    let said = play(&Home::new(), &arguments, &format!("hash\n{script}")).expect(0);
    let lines = said
        .out
        .lines()
        .skip_while(|line| !line.starts_with("hash "));
    lines.skip(1).map(str::to_owned).collect()
}

#[test]
fn a_number_answers_as_a_name_does() {
    let hash = |line: &str| {
        let script = format!("{line}\nhash\n");
        let said = play(&Home::new(), &["--seed", "3", "--strict"], &script).expect(0);
        said.hash().to_owned()
    };
    let by_name = hash("respond late-again complain");
    let listed = play(&Home::new(), &["--seed", "3"], "events\n")
        .expect(0)
        .out;
    let number = |id: &str| {
        let line = listed
            .lines()
            .find(|line| line.contains(&format!(". {id}")))
            .unwrap();
        line.trim().split('.').next().unwrap().to_owned()
    };
    let number = number("complain");
    for line in [
        format!("respond late-again {number}"),
        format!("respond {number}"),
        number.clone(),
        format!("show late-again\n{number}"),
    ] {
        assert_eq!(hash(&line), by_name, "{line}");
    }
    for (line, why) in [
        ("respond late-again 99", "choice"),
        ("99", "choice"),
        ("respond late-again 0", "choice"),
        ("respond late-again 1\n1", "nothing asks for an answer"),
    ] {
        let said = play(&Home::new(), &["--seed", "3"], &format!("{line}\n")).expect(0);
        let refused = said
            .out
            .lines()
            .find(|line| line.starts_with("! "))
            .unwrap_or("");
        assert!(refused.contains(why), "{line}: {}", said.out);
    }
}

#[test]
fn for_the_ear_signs_are_words_and_sentences_stay_whole() {
    let lines = heard(
        "status\nevents\nintel\nroadmap\nshow late-again\nfutures\nfigures\nwhy calm\nend anyway\nlog\n",
    );
    assert!(lines.len() > 40);
    for line in &lines {
        let sign = line.chars().find(|letter| "±−–—→·×│─█▀▒".contains(*letter));
        assert_eq!(sign, None, "{line}");
        assert!(
            !line.trim_start().contains("  "),
            "a gap of columns in {line:?}"
        );
        assert!(!line.is_empty() && !line.starts_with('\u{1}'), "{line:?}");
    }
    assert!(
        lines.contains(&"turn 2 of 3".to_owned()),
        "scripts still find the turn"
    );
}

#[test]
fn of_a_page_asked_for_again_only_what_is_new_is_said() {
    let lines = heard("status\nstatus\nagain\n");
    let nothing = lines
        .iter()
        .position(|line| line.starts_with("nothing new"))
        .unwrap();
    let (first, again) = (&lines[..nothing], &lines[nothing + 1..]);
    assert!(again.starts_with(first), "again says all of it: {again:#?}");
    let lines = heard("initiatives\nlaunch repair-boiler\nstatus\ninitiatives\n");
    let last = lines
        .iter()
        .rposition(|line| line.contains("repair-boiler"))
        .unwrap();
    let said = lines
        .iter()
        .filter(|line| line.contains("market-day"))
        .count();
    assert!(
        last > 0 && said == 1,
        "what didn't change isn't said again: {lines:#?}"
    );
}

#[test]
fn a_command_that_takes_nothing_refuses_what_follows() {
    for line in [
        "staff-plan now",
        "status x",
        "undo all",
        "hash it",
        "end anyway please",
        "inbox 3",
    ] {
        let said = play(&Home::new(), &["--seed", "3"], &format!("{line}\n")).expect(0);
        let refused = said
            .out
            .lines()
            .any(|line| line.starts_with("! ") && line.contains("takes nothing more"));
        assert!(refused, "{line}: {}", said.out);
    }
}

#[test]
fn a_transcript_has_all_that_was_typed_and_said_and_replaces_nothing_unasked() {
    let home = Home::new();
    let file = home.path().join("talk.txt");
    let name = file.to_str().unwrap().to_owned();
    let arguments = ["--seed", "3", "--transcript", &name];
    let said = play(
        &home,
        &arguments,
        "launch repair-boiler\ndance\n\u{1b}[2J\nhash\n",
    )
    .expect(0);
    let taken = std::fs::read_to_string(&file).unwrap();
    let without_typed: Vec<&str> = taken
        .lines()
        .filter(|line| !line.starts_with("> "))
        .collect();
    assert_eq!(without_typed, said.out.lines().collect::<Vec<_>>());
    let typed: Vec<&str> = taken
        .lines()
        .filter(|line| line.starts_with("> "))
        .collect();
    assert_eq!(
        typed,
        ["> launch repair-boiler", "> dance", "> [2J", "> hash"]
    );
    let refused = play(&home, &arguments, "hash\n").expect(2);
    assert!(refused.err.contains("--overwrite"), "{}", refused.err);
    assert_eq!(
        std::fs::read_to_string(&file).unwrap(),
        taken,
        "it was kept"
    );
    let mut again = arguments.to_vec();
    again.push("--overwrite");
    play(&home, &again, "hash\n").expect(0);
    assert!(std::fs::read_to_string(&file).unwrap().len() < taken.len());
    let nowhere = ["--seed", "3", "--transcript", "no/such/folder/talk.txt"];
    let refused = play(&home, &nowhere, "hash\n").expect(2);
    assert!(
        refused.err.contains("--transcript: no/such/folder"),
        "{}",
        refused.err
    );
}
