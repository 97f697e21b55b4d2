//! What somebody who has never played meets: every order is confirmed, every key answers, lessons that a turn passes over are
//! named, dialogues say what stands in the way, forecasts begin with what they come to.

use std::fs;

use middle_power::model::{Order, Turn};
use middle_power::scenario::{Field, Item};
use middle_power::session::{Game, Library, Session, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Start};

use crate::support::games::{begun, in_crisis};
use crate::support::packs::named;
use crate::support::program::Home;
use crate::support::terminal::Terminal;

/// A game on a screen of this size, without a folder of saves.
fn shown(game: Game, size: (u16, u16)) -> Driven {
    let start = Start {
        library: Library::default(),
        saves: Store::new(std::path::PathBuf::new()),
        session: Some(Session::unkept(game)),
        colour: Colour::wanted(Some("1"), Some("dumb")),
    };
    Driven::new(start, size)
}

/// The screen after these keys: words are names of keys, `'…'` is typed letter by letter.
fn after(driven: &mut Driven, keys: &str) -> String {
    for word in keys.split(' ') {
        let typed = word
            .strip_prefix('\'')
            .map(|text| text.trim_end_matches('\''));
        let pressed: Vec<Key> = match typed {
            Some(text) => text.chars().map(Key::Char).collect(),
            None => vec![Key::named(word).unwrap_or_else(|| panic!("no key {word}"))],
        };
        for key in pressed {
            driven.draw();
            assert!(driven.press(key), "{word}");
        }
    }
    driven.screen()
}

fn lesson(id: &str) -> String {
    let scenario = named("first-game").load();
    let place = scenario
        .lessons()
        .iter()
        .position(|it| it.id == id)
        .unwrap();
    let item = Item::Lesson(u16::try_from(place).unwrap());
    scenario.prose().get(item, Field::Name).to_owned()
}

#[test]
fn a_lesson_that_goes_by_with_its_turn_is_announced_before_and_named_after() {
    let mut driven = shown(begun("first-game", 1, 0), (80, 24));
    let asked = after(&mut driven, "Esc e");
    assert!(
        asked.contains("more steps in this turn; they go by"),
        "{asked}"
    );
    let told = after(&mut driven, "Down Enter");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("The lesson goes on without"), "{told}");
    assert!(told.contains(&format!("‘{}’", lesson("launch"))), "{told}");
    let home = Home::new();
    let said = home
        .feed(
            &["play", "--plain", "--scenario", "first-game"],
            "end anyway\nquit\n",
        )
        .expect(0);
    for id in ["causes", "launch"] {
        let passed = format!("lesson: its turn has passed, {}", lesson(id));
        assert!(said.out.contains(&passed), "{passed} in {}", said.out);
    }
    assert!(!said.out.contains(&format!("done, {}", lesson("launch"))));
}

#[test]
fn a_step_at_an_open_table_waits_until_one_sits_down() {
    let mut driven = shown(begun("first-game", 1, 0), (80, 24));
    after(
        &mut driven,
        "Esc e Down Enter Esc 4 Enter Enter e Down Enter Esc",
    );
    let listed = after(&mut driven, "4");
    assert!(listed.contains(&lesson("table")), "{listed}");
    let seated = after(&mut driven, "Enter");
    assert!(seated.contains(&lesson("move")), "{seated}");
}

#[test]
fn every_order_is_confirmed_in_the_message_line() {
    let mut driven = shown(begun("first-game", 1, 0), (120, 36));
    let planned = after(&mut driven, "Esc 2 / 'kaesong' Enter Enter");
    assert!(
        planned.contains("Planned: ‘Staff the Kaesong channel’"),
        "{planned}"
    );
    let out = after(&mut driven, "x");
    assert!(out.contains("‘Staff the Kaesong channel’"), "{out}");
    let answered = after(&mut driven, "Esc Esc a Enter");
    assert!(answered.contains("Answered ‘"), "{answered}");
}

#[test]
fn a_letter_that_does_nothing_here_says_so() {
    let mut driven = shown(begun("asian-paradox", 5, 0), (80, 24));
    let said = after(&mut driven, "Esc 8 z");
    assert!(
        said.contains("z does nothing here; ? lists what does"),
        "{said}"
    );
    let quiet = after(&mut driven, "1 z");
    assert!(!quiet.contains("does nothing here"), "{quiet}");
}

#[test]
fn the_dialog_of_dates_says_what_each_target_needs_and_whether_it_holds() {
    let mut driven = shown(begun("asian-paradox", 5, 0), (80, 24));
    let asked = after(&mut driven, "Esc 2 / 'hotline' Enter s");
    assert!(
        asked.contains("Needs when it begins, and how they stand today"),
        "{asked}"
    );
    let needs: Vec<&str> = asked
        .lines()
        .filter(|line| line.contains('✗') || line.contains('✓'))
        .collect();
    assert!(!needs.is_empty(), "{asked}");
}

#[test]
fn a_public_date_is_taken_back_only_after_a_question_that_names_the_price() {
    let mut game = begun("asian-paradox", 5, 0);
    let seat = game.protagonist();
    let scenario = named("asian-paradox").load();
    let (initiative, _) = scenario
        .initiatives()
        .find(|(id, known)| {
            let order = Order::Schedule {
                initiative: *id,
                target: None,
                turn: Turn(6),
            };
            known.targets.is_empty() && game.view().check(&order).is_ok()
        })
        .unwrap();
    let order = Order::Schedule {
        initiative,
        target: None,
        turn: Turn(6),
    };
    game.order(seat, order).unwrap();
    game.order(seat, Order::Publish).unwrap();
    game.end_anyway(seat).unwrap();
    while game.view().steps_due().next().is_some() {
        game.end_anyway(seat).unwrap();
    }
    let mut driven = shown(game, (80, 24));
    let asked = after(&mut driven, "Esc 3 x");
    assert!(asked.contains("Take back a public date?"), "{asked}");
    assert!(
        asked.contains("less firm trust from each other capital"),
        "{asked}"
    );
    let kept = after(&mut driven, "Enter");
    assert!(
        !kept.contains("to be taken off"),
        "back is chosen at first: {kept}"
    );
    let gone = after(&mut driven, "x Up Enter");
    assert!(gone.contains("to be taken off"), "{gone}");
}

#[test]
fn the_page_of_a_crisis_reads_on_explains_itself_and_shows_answers_only_where_there_are_any() {
    let mut driven = shown(in_crisis(2013), (80, 24));
    let held = after(&mut driven, "Esc 5");
    assert!(
        held.contains("what giving way later would cost at home"),
        "{held}"
    );
    let heads = |screen: &str| {
        screen
            .lines()
            .find(|line| line.contains("channel  "))
            .unwrap()
            .to_owned()
    };
    assert!(!heads(&held).contains("answered"), "{held}");
    let lowered = after(&mut driven, "Up");
    assert!(heads(&lowered).contains("answered"), "{lowered}");
    let why = after(&mut driven, "w");
    assert!(why.contains("The ladder") || why.contains("climb"), "{why}");
    // Every pane can be read to its end: Tab goes on as long as there is more.
    after(&mut driven, "Esc");
    let mut bottoms = Vec::new();
    for _ in 0..20 {
        bottoms.push(after(&mut driven, "Tab"));
    }
    assert!(
        bottoms.iter().any(|screen| screen.contains("Tab read on")),
        "nothing is long"
    );
    assert!(
        bottoms
            .iter()
            .any(|screen| screen.contains("Tab next pane")),
        "nothing ends"
    );
}

#[test]
fn the_clock_of_a_crisis_says_when_a_message_took_two_steps() {
    let home = Home::new();
    let script = "end anyway\nend anyway\nend anyway\nstep hold washington\ncrisis\n";
    let said = home
        .feed(&["play", "--plain", "--scenario", "first-game"], script)
        .expect(0);
    let flowing = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flowing.contains("message took two steps of the clock")
            || flowing.contains("messages took two steps"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("from both sides") || said.out.contains("2 steps"),
        "{}",
        said.out
    );
}

#[test]
fn a_forecast_begins_with_what_it_comes_to() {
    let home = Home::new();
    let script = "futures\nfutures launch tell-the-ally\n";
    let said = home
        .feed(
            &[
                "play",
                "--plain",
                "--scenario",
                "asian-paradox",
                "--seed",
                "5",
            ],
            script,
        )
        .expect(0);
    let lines: Vec<&str> = said.out.lines().collect();
    let first = lines
        .iter()
        .position(|line| line.starts_with("With your plan, "))
        .unwrap();
    assert!(
        lines[first..first + 4]
            .iter()
            .any(|line| line.contains("worlds that agree")),
        "{}",
        said.out
    );
    assert!(said.out.contains("One order more, "), "{}", said.out);
    let mut driven = shown(begun("asian-paradox", 5, 0), (80, 24));
    let screen = after(&mut driven, "Esc f");
    let top = screen.lines().nth(3).unwrap();
    assert!(top.contains("With your plan, "), "{screen}");
    assert!(
        !screen.contains("‹1 Situation›"),
        "no page is marked that isn't shown: {screen}"
    );
}

#[test]
fn play_without_a_wish_teaches_first_and_then_lets_one_choose() {
    let home = Home::new();
    let mut terminal = Terminal::spawn(&home, (80, 24), &["play"]);
    terminal.wait_for("Lesson 1 of");
    terminal.press(&["Esc", "q"]);
    assert_eq!(terminal.exit_code(), 0);
    let mut terminal = Terminal::spawn(&home, (80, 24), &["play"]);
    terminal.wait_for("› Continue  First game, turn 1 of 4");
    terminal.press(&["q"]);
    assert_eq!(terminal.exit_code(), 0);
    assert!(fs::read_dir(home.saves()).unwrap().count() >= 1);
}

#[test]
fn after_the_first_game_the_campaign_is_offered_first() {
    let home = Home::new();
    home.feed(&["play", "--plain", "--scenario", "first-game"], "quit\n")
        .expect(0);
    let mut terminal = Terminal::spawn(&home, (80, 24), &[]);
    terminal.wait_for("Continue");
    terminal.press(&["n"]);
    terminal.wait_for("› The Asian paradox");
    terminal.press(&["Esc", "q"]);
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn begun_now_what_is_on_the_roadmap_moves_there_instead_of_being_begun_twice() {
    let mut driven = shown(begun("asian-paradox", 5, 0), (120, 36));
    after(&mut driven, "Esc 2 / 'first' Enter s Enter");
    let session = driven.session().unwrap();
    let later = session.view().roadmap().count();
    assert_eq!(later, 1);
    let screen = after(&mut driven, "Enter");
    let session = driven.session().unwrap();
    assert_eq!(session.view().roadmap().count(), 0, "{screen}");
    assert_eq!(session.view().plan().count(), 1, "{screen}");
}

#[test]
fn an_invitation_is_taken_back_by_a_key_of_its_own() {
    let mut driven = shown(begun("asian-paradox", 5, 0), (120, 36));
    let invited = after(&mut driven, "Esc 4 Enter Enter Enter");
    assert!(
        invited.contains("Invitations go out when the turn ends"),
        "{invited}"
    );
    assert!(invited.contains("invited"), "{invited}");
    let back = after(&mut driven, "x");
    assert!(back.contains("can be convened"), "{back}");
}

#[test]
fn suggestions_are_there_at_the_first_table_and_leave_one_above_no_agreement() {
    let mut driven = shown(begun("asian-paradox", 5, 0), (120, 36));
    after(&mut driven, "Esc 4 Enter Enter e Down Enter Esc 4 Enter");
    let gain = |screen: &str| -> f64 {
        let line = screen
            .lines()
            .find(|line| line.contains("(you)"))
            .unwrap()
            .to_owned();
        let before = line.split("(you)").next().unwrap().trim_end().to_owned();
        let word = before
            .split_whitespace()
            .next_back()
            .unwrap()
            .replace('−', "-");
        word.parse().unwrap()
    };
    for _ in 0..6 {
        let screen = after(&mut driven, "n");
        assert!(screen.contains("Suggestion "), "{screen}");
        assert!(gain(&screen) >= 0.0, "{screen}");
    }
}

#[test]
fn a_crisis_that_is_over_is_no_crisis_to_come() {
    use middle_power::foresight::{Outcome, Watched};
    let mut game = begun("asian-paradox", 5, 0);
    let seat = game.protagonist();
    let grave = |game: &Game| {
        game.view()
            .crises()
            .any(|crisis| crisis.top() >= 3 && !crisis.is_open())
    };
    while !grave(&game) {
        game.end_anyway(seat).unwrap();
        assert!(game.state().over().is_none(), "no crisis in this game");
    }
    let scenario = game.scenario().clone();
    let watched = Watched::new(&scenario, seat, game.state());
    let future = watched.finish(game.state());
    let crises = future
        .outcomes
        .iter()
        .filter(|it| matches!(it, Outcome::Crisis(_)));
    assert_eq!(crises.count(), 0, "nothing has happened since");
}

#[test]
fn what_binds_less_than_before_is_told_as_a_loss() {
    use middle_power::text::account::turn_summary;
    let told = (5..40).find_map(|seed| {
        let mut game = begun("asian-paradox", seed, 0);
        let seat = game.protagonist();
        while game.state().over().is_none() {
            game.end_anyway(seat).unwrap();
            let lines = turn_summary(&game, seat, 40);
            let lines: Vec<String> = lines.iter().map(|line| line.plain()).collect();
            let weaker = lines.iter().find(|line| line.starts_with("Weakened: "));
            if let Some(line) = weaker {
                let name = line
                    .trim_start_matches("Weakened: ")
                    .split(',')
                    .next()
                    .unwrap();
                let gain = format!("Now declared: {name}");
                assert!(
                    !lines.iter().any(|line| line.starts_with(&gain)),
                    "{lines:#?}"
                );
                return Some(line.clone());
            }
        }
        None
    });
    let told = told.expect("something comes undone in one of these games");
    assert!(told.contains(", from ") && told.contains(" to "), "{told}");
}
