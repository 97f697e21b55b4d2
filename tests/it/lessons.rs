//! The first game: it teaches by doing, in both front ends, can be left and resumed, skipped and put away; hints are told
//! once and are off for good. Bad lessons are told with their place.

use std::fs;
use std::path::Path;

use middle_power::command;
use middle_power::scenario::{Field, Item, Problem, Scenario};
use middle_power::session::settings::Kept;
use middle_power::session::{Library, Seating, Session, Settings, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Preferences, Start};

use crate::support::packs::{Pack, named, two_shores};
use crate::support::program::{Home, Said};

/// The keys by which somebody who does as they are told plays the first game to its end, turn by turn.
pub const FIRST_GAME: [&str; 5] = [
    "Esc Tab w Esc a Enter Enter 2 / k a e s o n g Enter Enter Esc e",
    "w Esc Esc 4 Enter Enter 2 / c a r r y Enter s Enter Esc 3 p Enter e Down Enter",
    "Esc 4 Enter n Enter Enter Esc e Down Enter",
    "Esc 5 Enter Enter Enter Enter Esc e Down Enter",
    "Esc 9 d Esc : n e w Space g a m e Enter",
];

/// What they type in plain mode.
const IN_WORDS: &str = "status
why beijing.trust.seoul
respond third-test spare-the-zone
respond islets-day receive-envoy
initiatives
launch staff-the-channel
end
why mandate
convene reactor-alarm
schedule dialogue-tour 3 target=washington
publish
end anyway
table
hold
end anyway
crisis
step hold private
end anyway
durability 5
quit
";

fn start(folder: &Path) -> Start {
    Start {
        library: Library::default(),
        saves: Store::new(folder.to_owned()),
        session: None,
        colour: Colour::wanted(Some("1"), Some("dumb")),
    }
}

fn keys(words: &str) -> Vec<Key> {
    let named = words.split(' ').map(|word| match word {
        "Space" => Key::Char(' '),
        word => Key::named(word).unwrap_or_else(|| panic!("no key {word}")),
    });
    named.collect()
}

/// Presses keys, one after the other, and gives the headings of the lesson that were seen on the way.
fn press(driven: &mut Driven, words: &str) -> Vec<String> {
    let mut seen = Vec::new();
    for key in keys(words) {
        driven.draw();
        assert!(driven.press(key));
        seen.extend(heading(&driven.screen()));
    }
    seen.dedup();
    seen
}

/// The step that the strip is at: `Lesson 3 of 20 · Name`.
fn heading(screen: &str) -> Option<String> {
    let line = screen.lines().find(|line| line.contains("Lesson "))?;
    let from = line.find("Lesson ")?;
    let until = line[from..].find("  ").or(line[from..].find(" ─"));
    let until = until.map_or(line.len(), |until| from + until);
    Some(line[from..until].trim().to_owned())
}

fn first_game(folder: &Path) -> Driven {
    let mut driven = Driven::new(start(folder), (80, 24));
    assert!(
        driven.screen().contains("› First game"),
        "{}",
        driven.screen()
    );
    press(&mut driven, "Enter");
    driven
}

fn lesson_of(scenario: &Scenario, place: usize) -> String {
    let item = Item::Lesson(u16::try_from(place).unwrap());
    scenario.prose().get(item, Field::Name).to_owned()
}

#[test]
fn the_first_game_is_finished_by_keys_and_every_step_is_completed() {
    let folder = tempfile::tempdir().unwrap();
    let mut driven = first_game(folder.path());
    let mut seen = vec![heading(&driven.screen()).unwrap()];
    for turn in FIRST_GAME {
        seen.extend(press(&mut driven, turn));
    }
    seen.dedup();
    let scenario = named("first-game").load();
    let steps = scenario.lessons().len();
    for place in 0..steps {
        let wanted = format!("Lesson {} of {steps} · ", place + 1);
        assert!(
            seen.iter().any(|heading| heading.starts_with(&wanted)),
            "{wanted}{} in {seen:#?}",
            lesson_of(&scenario, place)
        );
    }
    let screen = driven.screen();
    assert!(screen.contains("The lesson is over"), "{screen}");
    assert_eq!(heading(&screen), None);
}

#[cfg(unix)]
#[test]
fn the_first_game_begins_with_one_key_on_a_real_terminal_and_goes_on_later() {
    let home = Home::new();
    let mut terminal = crate::support::terminal::Terminal::spawn(&home, (80, 24), &[]);
    terminal.wait_for("First game");
    terminal.press(&["Enter"]);
    terminal.wait_for("Lesson 1 of");
    terminal.press(&["Esc"]);
    terminal.wait_for("Lesson 2 of");
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
    let mut terminal = crate::support::terminal::Terminal::spawn(&home, (80, 24), &[]);
    terminal.wait_for("Continue");
    terminal.press(&["Enter"]);
    terminal.wait_for("Lesson 2 of");
    terminal.press(&["G"]);
    terminal.wait_for("The lesson is put away");
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
}

fn plainly(home: &Home, arguments: &[&str], script: &str) -> Said {
    let mut all = vec!["play", "--plain"];
    all.extend(arguments);
    home.feed(&all, script)
}

#[test]
fn the_first_game_is_finished_in_words_and_every_step_is_completed() {
    let home = Home::new();
    // Who asks for nothing and has no saves is led there.
    let said = plainly(&home, &[], IN_WORDS).expect(0);
    let scenario = named("first-game").load();
    let steps = scenario.lessons().len();
    for place in 0..steps - 1 {
        let done = format!("lesson: done, {}", lesson_of(&scenario, place));
        assert!(said.out.contains(&done), "{done} in {}", said.out);
    }
    let last = format!("Lesson {steps} of {steps}");
    assert!(said.out.contains(&last), "{}", said.out);
    assert!(!said.out.contains("! "), "{}", said.out);
    // The last step is to leave.
    let said = plainly(&home, &["--load", "first-game-1"], "lesson\n").expect(0);
    assert!(said.out.contains("The lesson is over"), "{}", said.out);
    // With saves one is a newcomer no more.
    let said = plainly(&home, &[], "quit\n").expect(0);
    assert!(said.out.contains("The first hundred days"), "{}", said.out);
}

#[test]
fn a_lesson_that_was_left_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut driven = first_game(folder.path());
    press(&mut driven, "Esc Tab w Esc");
    let left = heading(&driven.screen()).unwrap();
    assert!(left.starts_with("Lesson 3 of "), "{left}");
    drop(driven);
    let mut driven = Driven::new(start(folder.path()), (80, 24));
    assert!(
        driven.screen().contains("› Continue"),
        "{}",
        driven.screen()
    );
    press(&mut driven, "Enter");
    assert_eq!(heading(&driven.screen()), Some(left));
    press(&mut driven, "G");
    assert_eq!(heading(&driven.screen()), None);
    drop(driven);
    let mut driven = Driven::new(start(folder.path()), (80, 24));
    press(&mut driven, "Enter");
    assert_eq!(heading(&driven.screen()), None, "it stays away");
    press(&mut driven, "G");
    assert!(
        heading(&driven.screen())
            .unwrap()
            .starts_with("Lesson 3 of ")
    );
    // Plain mode goes on with the same save.
    let home = Home::new();
    fs::create_dir_all(home.saves()).unwrap();
    let (from, to) = (folder.path(), home.saves());
    fs::copy(from.join("first-game-1.ron"), to.join("first-game-1.ron")).unwrap();
    let said = plainly(&home, &["--load", "first-game-1"], "quit\n").expect(0);
    assert!(said.out.contains("Lesson 3 of "), "{}", said.out);
}

#[test]
fn steps_can_be_left_out_and_nothing_wrong_blocks() {
    let folder = tempfile::tempdir().unwrap();
    let mut driven = first_game(folder.path());
    press(&mut driven, "S S S");
    assert!(
        heading(&driven.screen())
            .unwrap()
            .starts_with("Lesson 4 of ")
    );
    // What was to be done in this turn is passed over with it.
    press(&mut driven, "Esc e Down Enter");
    let now = heading(&driven.screen()).unwrap();
    let scenario = named("first-game").load();
    let second = scenario
        .lessons()
        .iter()
        .position(|lesson| lesson.turn.0 == 2);
    assert!(
        now.starts_with(&format!("Lesson {} of ", second.unwrap() + 1)),
        "{now}"
    );
    let home = Home::new();
    let said = plainly(
        &home,
        &[],
        "lesson skip\nlesson away\nstatus\nwhy mandate\nlesson back\nlesson sideways\nlesson skip now\n",
    )
    .expect(0);
    let away = said.out.split("is put away").nth(1).unwrap();
    let away = away.split("ok the lesson is back").next().unwrap();
    assert!(!away.contains("Lesson "), "{away}");
    assert!(
        said.out.contains("! lesson takes nothing, or one of"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("! lesson skip takes nothing more"),
        "{}",
        said.out
    );
}

#[test]
fn every_step_fits_three_rows_of_the_smallest_screen_and_names_keys_that_exist() {
    for pack in ["first-game", "asian-paradox"] {
        let scenario = named(pack).load();
        for (item, field, text) in scenario.prose().iter() {
            if !matches!(item, Item::Lesson(_) | Item::Tip(_)) || field != Field::Keys {
                continue;
            }
            let mut shown = String::new();
            for (place, part) in text.split(['{', '}']).enumerate() {
                if place % 2 == 0 {
                    shown.push_str(part);
                    continue;
                }
                let command = command::find(part);
                let key = command.and_then(|it| it.keys.first());
                shown.push_str(key.unwrap_or_else(|| panic!("{pack} {item:?}: no key {part}")));
            }
            let all = format!("{} {shown}", scenario.prose().text(item));
            // 78 cells a row, of which a word at the end may leave some.
            assert!(rows(&all, 78) <= 3, "{pack} {item:?} is too long: {all}");
        }
    }
}

fn rows(text: &str, wide: usize) -> usize {
    let (mut rows, mut used) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > wide {
            rows += 1;
            used = length;
        } else {
            used += length + usize::from(used > 0);
        }
    }
    rows
}

/// A lesson of the foreign pack, in which Birch is the usual seat, and the mistake in it.
fn taught(lessons: &str) -> Pack {
    two_shores().with_text("lessons.ron", &format!("[\n{lessons}\n]"))
}

#[track_caller]
fn told(lesson: &str, shown: &str, message: &str, remedy: &str) {
    let pack = taught(lesson);
    let problems: Vec<Problem> = pack.try_load().err().unwrap_or_default();
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 1, "{lesson}: {all:#?}");
    let problem = &problems[0];
    assert!(problem.message.contains(message), "{all:#?}");
    assert!(
        problem.hint.as_deref().unwrap_or("").contains(remedy),
        "{all:#?}"
    );
    let text = pack.text("lessons.ron");
    let at = text.rfind(shown).unwrap();
    let line = text[..at].matches('\n').count() + 1;
    assert_eq!(
        (problem.label.as_str(), problem.line),
        ("lessons.ron", line),
        "{all:#?}"
    );
}

fn step(turn: u16, look: &str, done: &str) -> String {
    format!(
        "(id: \"one\", name: \"One\", turn: {turn}, look: \"{look}\", text: \"T.\", keys: \"K.\", words: \"W.\",\n done: {done}),"
    )
}

#[test]
fn a_bad_lesson_is_told_with_its_place_and_a_remedy() {
    let good = step(1, "roadmap", "Any([Unfolds, EndsTurn])");
    assert!(taught(&good).try_load().is_ok());
    told(
        &step(1, "roadmp", "Unfolds"),
        "\"roadmp\"",
        "there is no screen \"roadmp\"",
        "\"roadmap\"",
    );
    told(
        &step(9, "roadmap", "Unfolds"),
        "9",
        "no step can be taught in turn 9",
        "the end of the game",
    );
    told(
        &step(1, "roadmap", "Sees(\"ending\")"),
        "\"ending\"",
        "never be completed",
        "teach it in turn",
    );
    told(
        &step(1, "roadmap", "Launches(\"repair-boilr\")"),
        "\"repair-boilr\"",
        "unknown initiative",
        "repair-boiler",
    );
    told(
        &step(1, "roadmap", "Any([])"),
        "[]",
        "never be completed",
        "name at least one deed",
    );
    let last = two_shores().load().calendar().turns.0;
    told(
        &step(last + 1, "roadmap", "EndsTurn"),
        "EndsTurn",
        "no orders are given once the game is over",
        "Sees",
    );
    told(
        &step(last, "roadmap", "Schedules(\"repair-boiler\")"),
        "Schedules",
        "nothing is scheduled in the last turn",
        "earlier",
    );
    let two = format!(
        "{}{}",
        step(2, "roadmap", "Unfolds"),
        step(1, "roadmap", "Publishes").replace("\"one\"", "\"two\"")
    );
    told(
        &two,
        "turn: 1",
        "this step can never come",
        "in the order of their turns",
    );
}

#[test]
fn a_lesson_asks_the_first_playable_seat_for_what_it_can_do() {
    let scenario = named("first-game");
    let with = |done: &str| {
        let lesson = step(1, "roadmap", done);
        scenario
            .clone()
            .with_text("lessons.ron", &format!("[{lesson}]"))
    };
    for (done, why) in [
        (
            "Launches(\"guided-visit\")",
            "seoul can't launch \"guided-visit\"",
        ),
        ("Answers(\"crab-boats\")", "asks nothing of seoul"),
        ("Answers(\"kaesong-halt\")", "is answered in turn 3"),
        (
            "Steps(\"island-waters\")",
            "no such crisis ever has seoul for a side",
        ),
    ] {
        let problems = with(done).try_load().err().unwrap_or_default();
        assert_eq!(problems.len(), 1, "{done}: {problems:?}");
        assert!(
            problems[0].message.contains(why),
            "{done}: {}",
            problems[0].message
        );
        assert!(problems[0].hint.is_some(), "{done}");
    }
}

#[test]
fn a_key_that_does_not_exist_is_told_by_check() {
    let home = Home::new();
    let lesson = step(1, "roadmap", "Unfolds").replace("K.", "Press {undu}.");
    let folder = taught(&lesson).write_to(home.path());
    let said = home.run(&["check", folder.to_str().unwrap()]).expect(1);
    for part in [
        "lessons.ron:2:",
        "no action with a key has the id ‘undu’",
        "did you mean {undo}?",
    ] {
        assert!(said.err.contains(part), "{part} in {}", said.err);
    }
}

#[test]
fn lessons_and_hints_are_no_part_of_the_world() {
    let plain = two_shores().load();
    let lesson = taught(&step(1, "roadmap", "Unfolds")).load();
    assert_eq!(plain.content_hash(), lesson.content_hash());
}

#[test]
fn a_pack_extends_another_item_by_item() {
    let base = named("first-hundred-days").load();
    let scenario = named("first-game").load();
    assert_eq!(scenario.events().count(), base.events().count() + 1);
    assert_eq!(scenario.initiatives().count(), base.initiatives().count());
    let home = Home::new();
    let folder = home.path().join("scenarios/mine");
    fs::create_dir_all(&folder).unwrap();
    let header =
        fs::read_to_string(crate::support::root().join("assets/scenarios/first-game/scenario.ron"))
            .unwrap();
    let write = |extends: &str| {
        let header = header
            .replace("id: \"first-game\"", "id: \"mine\"")
            .replace("\"first-hundred-days\"", &format!("\"{extends}\""));
        fs::write(folder.join("scenario.ron"), header).unwrap();
        home.run(&["check", folder.to_str().unwrap()])
    };
    let said = write("first-hundred-days").expect(0);
    assert!(said.out.contains("scenario mine"), "{}", said.out);
    // An item of its own takes the place of one with its id.
    fs::write(
        folder.join("windows.ron"),
        "[(id: \"new-presidency\", name: \"Another name\", open_until: 1, text: \"T.\")]",
    )
    .unwrap();
    write("first-hundred-days").expect(0);
    let mine = Library::default()
        .load(folder.to_str().unwrap(), None)
        .unwrap();
    let names = mine.catalogue();
    assert_eq!(mine.windows().count(), base.windows().count());
    let window = names.find_window("new-presidency").unwrap();
    assert_eq!(mine.prose().name(Item::Window(window)), "Another name");
    for (extends, why) in [
        ("first-hundred-dayz", "there is no scenario"),
        ("mine", "a pack can't extend that"),
        ("first-game", "extends another scenario itself"),
    ] {
        let said = write(extends).expect(1);
        assert!(said.err.contains(why), "{extends}: {}", said.err);
        assert!(said.err.contains("scenario.ron"), "{}", said.err);
    }
}

fn campaign(folder: &Path, settings: Option<&Path>) -> Driven {
    let scenario = named("asian-paradox").load();
    let seating = Seating::one_person(&scenario, scenario.playable()[0], "script");
    let store = Store::new(folder.to_owned());
    let session = Session::begin(scenario, 5, &seating, Some(store)).unwrap();
    let start = Start {
        session: Some(session),
        ..start(folder)
    };
    let preferences = match settings {
        Some(path) => Preferences::of(Kept::read(Some(path.to_owned()))),
        None => Preferences::held(Settings::default()),
    };
    Driven::preferring(start, preferences, (80, 24))
}

fn hint(driven: &mut Driven) -> Option<String> {
    let screen = driven.screen();
    let mut lines = screen.lines();
    lines.find(|line| line.contains("─ Hint ─"))?;
    lines.next().map(|line| line.trim().to_owned())
}

#[test]
fn a_hint_is_told_once_when_it_becomes_relevant_and_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let mut driven = campaign(folder.path(), None);
    assert_eq!(
        hint(&mut driven),
        None,
        "the brief has the rows of a small screen"
    );
    press(&mut driven, "Esc");
    let first = hint(&mut driven).expect("answers are owed at the opening");
    assert!(first.starts_with("An answer is owed this turn"), "{first}");
    press(&mut driven, "G");
    assert_eq!(hint(&mut driven), None, "it is put away");
    press(&mut driven, "3");
    let second = hint(&mut driven).expect("the roadmap is new");
    assert_ne!(first, second);
    press(&mut driven, "G 2 3");
    assert_eq!(hint(&mut driven), None, "each is told once");
    // A save remembers what was told.
    drop(driven);
    let mut driven = Driven::preferring(
        start(folder.path()),
        Preferences::held(Settings::default()),
        (80, 24),
    );
    press(&mut driven, "Enter Esc 3");
    assert_eq!(hint(&mut driven), None);
}

#[test]
fn hints_are_off_for_good_with_one_key_or_one_word() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.ron");
    let mut driven = campaign(&folder.path().join("saves"), Some(&config));
    press(&mut driven, "Esc");
    assert!(hint(&mut driven).is_some());
    press(&mut driven, "T");
    assert_eq!(hint(&mut driven), None);
    assert!(
        driven.screen().contains("No more hints"),
        "{}",
        driven.screen()
    );
    assert!(
        fs::read_to_string(&config)
            .unwrap()
            .contains("first_hints: false")
    );
    let mut driven = campaign(&folder.path().join("others"), Some(&config));
    press(&mut driven, "Esc");
    assert_eq!(hint(&mut driven), None, "in the next game too");
    // Where nothing can be written it holds until one quits.
    let mut driven = campaign(
        &folder.path().join("more"),
        Some(&folder.path().join("config.ron/no")),
    );
    press(&mut driven, "Esc T");
    assert_eq!(hint(&mut driven), None);
    let home = Home::new();
    let campaign = ["--scenario", "asian-paradox", "--seed", "5"];
    let said = plainly(&home, &campaign, "hints off\nroadmap\nhints\nhints maybe\n").expect(0);
    assert!(said.out.contains("hint: An answer is owed"), "{}", said.out);
    assert!(said.out.contains("ok No more hints"), "{}", said.out);
    assert!(
        said.out.contains("! hints takes nothing, off or on"),
        "{}",
        said.out
    );
    let said = plainly(&home, &campaign, "roadmap\n").expect(0);
    assert!(!said.out.contains("hint: "), "{}", said.out);
}

#[test]
fn who_has_finished_a_campaign_is_told_no_hints_in_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let mut driven = campaign(folder.path(), None);
    press(&mut driven, "Esc");
    assert!(hint(&mut driven).is_some());
    drop(driven);
    let mut driven = campaign(folder.path(), None);
    press(&mut driven, "Esc");
    assert!(hint(&mut driven).is_some(), "the first is unfinished");
    drop(driven);
    let scenario = named("asian-paradox").load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let store = Store::new(folder.path().to_owned());
    let mut session = Session::begin(scenario, 6, &seating, Some(store)).unwrap();
    while session.view().over().is_none() {
        session.end_anyway().unwrap();
    }
    drop(session);
    let mut driven = campaign(folder.path(), None);
    press(&mut driven, "Esc");
    assert_eq!(hint(&mut driven), None);
}
