//! The theatre: earlier turns again, from the example saves and from games of a strategy.

use std::sync::Arc;

use middle_power::model::Turn;
use middle_power::session::store::read_file;
use middle_power::session::{Game, Library, Session, replay};
use middle_power::text::theatre::{Light, frame, light, lines, no_such_turn, place_of};

use crate::support::root;

fn example(name: &str) -> Game {
    let save = read_file(&root().join(format!("saves/examples/{name}.ron"))).unwrap();
    let library = Library::new(Vec::new());
    let scenario = library.load(&save.scenario, Some(&save.lens)).unwrap();
    replay::load(&scenario, &save).unwrap().game
}

#[test]
fn each_turn_of_a_game_is_the_one_that_was_played() {
    for name in ["finished", "halfway"] {
        let game = example(name);
        let course = game.course();
        for (row, then) in game.rows().iter().zip(&course) {
            assert_eq!(row.hash, then.state().hash(), "{name}, turn {:?}", row.turn);
        }
        let last = course.last().unwrap();
        assert_eq!(last.state().hash(), game.state().hash());
        assert_eq!(last.ledger(), game.ledger());
        assert_eq!(last.entries(), game.entries());
    }
}

#[test]
fn a_finished_game_shows_the_truth_beside_what_was_known() {
    let course = example("finished").course();
    assert_eq!(light(&course), Light::Truth);
    let frames: Vec<_> = (0..course.len())
        .map(|place| frame(&course, place).unwrap())
        .collect();
    assert_eq!(frames.len(), 5, "four turns and the end");
    for told in &frames {
        assert_eq!(told.numbers.len(), 9);
        assert!(told.numbers.iter().all(|number| number.truth.is_some()));
    }
    let first: Vec<String> = lines(&frames[0]).iter().map(|line| line.plain()).collect();
    for words in [
        "  Answered ‘Pyongyang tests a third nuclear device’",
        "What others did",
        "(hidden then)",
        "What the turn brought",
    ] {
        assert!(
            first.iter().any(|line| line.contains(words)),
            "{words}: {first:#?}"
        );
    }
    assert!(frames[4].heading.plain().starts_with("The end"));
}

#[test]
fn a_game_that_goes_on_shows_only_what_its_seat_knew() {
    let course = example("halfway").course();
    assert_eq!(light(&course), Light::Known);
    for place in 0..course.len() {
        let told = frame(&course, place).unwrap();
        assert!(told.others.is_empty() && told.estimates.is_empty());
        assert!(told.numbers.iter().all(|number| number.truth.is_none()));
        let then = &course[place];
        let hidden = told.news.iter().any(|line| line.plain().contains("hidden"));
        assert!(!hidden, "turn {:?}", then.state().turn());
    }
    assert_eq!(place_of(&course, Turn(2)), Some(1));
    assert_eq!(place_of(&course, Turn(4)), None);
    let why = no_such_turn(&course).plain();
    assert_eq!(why, "that turn was not played: choose one from 1 to 3");
}

#[test]
fn watching_changes_nothing() {
    let save = read_file(&root().join("saves/examples/halfway.ron")).unwrap();
    let scenario = Library::new(Vec::new())
        .load(&save.scenario, Some(&save.lens))
        .unwrap();
    let session = Session::resume(&Arc::clone(&scenario), &save, None, "x".into()).unwrap();
    let before = session.text().unwrap();
    let _ = session.game().course();
    assert_eq!(session.text().unwrap(), before);
}
