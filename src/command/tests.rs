//! The table held against what was promised, and against a game of two actors.

use super::*;
use std::collections::BTreeSet;

use crate::model::{Order, SeatId};
use crate::rules::{Scribe, State, View, execute, open};
use crate::scenario::{Scenario, TinyPack};
use crate::text::Hindrance;
use crate::text::reasons::explain;

#[test]
fn every_action_and_every_id_stands_once_in_the_table() {
    let ids: BTreeSet<_> = COMMANDS.iter().map(|command| command.id).collect();
    let actions: BTreeSet<_> = COMMANDS.iter().map(|command| command.action).collect();
    assert_eq!((ids.len(), actions.len()), (COMMANDS.len(), COMMANDS.len()));
    for command in COMMANDS {
        assert_eq!(find(command.id), Some(command));
        assert_eq!(of(command.action), Some(command));
    }
}

#[test]
fn no_two_commands_share_a_key_in_one_place() {
    for screen in Screen::ALL {
        let mut seen = BTreeSet::new();
        for command in COMMANDS.iter().filter(|command| command.works_on(screen)) {
            for key in command.keys {
                assert!(seen.insert(key), "{key} of {} on {screen:?}", command.id);
            }
        }
    }
}

#[test]
fn every_command_has_help_that_fits_a_line() {
    for command in COMMANDS {
        assert!(
            !command.name.is_empty() && command.name.len() <= 16,
            "{}",
            command.id
        );
        assert!(
            (10..=52).contains(&command.help.chars().count()),
            "{}",
            command.id
        );
        assert_eq!(command.plain(), !command.usage.is_empty(), "{}", command.id);
        let reachable = command.plain() || !command.keys.is_empty();
        assert!(reachable, "{}", command.id);
    }
}

#[test]
fn every_order_of_the_notation_is_a_command() {
    for word in notation::ORDER_WORDS {
        assert!(find(word).is_some_and(Command::plain), "{word}");
    }
}

#[test]
fn a_line_is_read_as_the_longest_command_it_begins_with() {
    for (line, id, rest) in [
        ("end", "end", ""),
        ("  end   anyway ", "end-anyway", ""),
        (
            "launch sound-out target=tokyo",
            "launch",
            "sound-out target=tokyo",
        ),
        ("end now", "end", "now"),
        ("why beijing.trust.seoul", "why", "beijing.trust.seoul"),
    ] {
        let (command, found) = read(line).unwrap();
        assert_eq!((command.id, found), (id, rest), "{line}");
    }
}

#[test]
fn a_word_that_is_no_command_is_answered_with_the_nearest() {
    let misread = |given: &str, nearest: Option<&str>| {
        Err(Misread::UnknownWord {
            given: given.to_owned(),
            nearest: nearest.map(str::to_owned),
        })
    };
    assert_eq!(read("lanch x"), misread("lanch", Some("launch")));
    assert_eq!(read("xyzzy"), misread("xyzzy", None));
    assert_eq!(read("next-pane"), misread("next-pane", None));
    assert_eq!(read("   "), Err(Misread::Empty));
}

#[test]
fn the_keys_that_were_promised_work_on_the_situation_screen() {
    for (key, id) in [
        ("k", "up"),
        ("Enter", "choose"),
        ("Esc", "back"),
        ("Shift-Tab", "previous-pane"),
        ("2", "go-initiatives"),
        ("/", "search"),
        ("?", "help"),
        ("w", "why"),
        ("g", "glossary"),
        ("e", "end"),
        ("u", "undo"),
        ("Ctrl-S", "save"),
        ("q", "quit"),
    ] {
        let found = by_key(Screen::Situation, key).map(|command| command.id);
        assert_eq!(found, Some(id), "{key}");
    }
    assert_eq!(by_key(Screen::Title, "e"), None);
}

/// A game under way, and the scribe of its facts.
struct Game {
    scenario: Scenario,
    state: State,
    scribe: Scribe,
}

impl Game {
    fn new() -> Self {
        let scenario = TinyPack::sound().load().unwrap();
        let mut scribe = Scribe::keeping();
        let state = open(&scenario, 1, &mut scribe);
        Self {
            scenario,
            state,
            scribe,
        }
    }

    fn seat(&self, id: &str) -> SeatId {
        SeatId(self.scenario.catalogue().find_actor(id).unwrap())
    }

    fn view(&self) -> View<'_> {
        View::new(&self.scenario, &self.state, self.seat("east"))
    }

    fn order(&self, line: &str) -> Order {
        notation::read(self.scenario.catalogue(), line).unwrap()
    }

    fn give(&mut self, seat: &str, line: &str) {
        let (order, seat) = (self.order(line), self.seat(seat));
        execute(
            &self.scenario,
            &mut self.state,
            &mut self.scribe,
            seat,
            &order,
        )
        .unwrap();
    }

    fn end_turn(&mut self) {
        self.give("east", "end");
        self.give("west", "end");
    }

    fn available(&self, id: &str) -> Result<(), Hindrance> {
        availability(&self.view(), find(id).unwrap())
    }

    fn refused(&self, line: &str) -> String {
        let order = self.order(line);
        let refusal = self.view().check(&order).unwrap_err();
        explain(&self.view(), &order, &refusal).plain()
    }
}

#[test]
fn a_refusal_is_explained_with_what_the_seat_can_see() {
    let game = Game::new();
    let shown = "‘Talks’ (West) needs: the window ‘A thaw’ is closed";
    assert_eq!(game.refused("launch talks target=west"), shown);
    let shown = "‘Talks’ must be directed at somebody; add target=ACTOR, one of West";
    assert_eq!(game.refused("launch talks"), shown);
}

#[test]
fn what_can_be_done_follows_the_game() {
    let mut game = Game::new();
    assert_eq!(game.available("respond"), Err(Hindrance::NothingOwed));
    assert_eq!(game.available("cancel"), Err(Hindrance::NothingToCancel));
    assert_eq!(game.available("undo"), Err(Hindrance::NothingToUndo));
    assert_eq!(game.available("go-debrief"), Err(Hindrance::NotOver));
    assert_eq!(game.available("end"), Ok(()));
    game.end_turn();
    game.end_turn();
    let owed = game.view().owed().count();
    assert_eq!(owed, 1, "the incident of the second turn asks the east");
    assert_eq!(game.available("respond"), Ok(()));
    assert_eq!(game.available("end"), Err(Hindrance::AnswersOwed(1)));
    let shown =
        "An answer is owed to ‘An incident’ (East and West); without it the default is taken";
    assert_eq!(game.refused("end"), shown);
    game.give("east", "launch talks target=west");
    assert_eq!(game.available("cancel"), Ok(()));
    assert_eq!(game.available("undo"), Ok(()));
    game.give("east", "respond incident:east+west protest");
    game.end_turn();
    game.end_turn();
    assert_eq!(game.available("launch"), Err(Hindrance::GameOver));
    assert_eq!(game.available("go-debrief"), Ok(()));
    for id in ["hash", "score", "why", "save", "load", "quit"] {
        assert_eq!(game.available(id), Ok(()), "{id}");
    }
}
