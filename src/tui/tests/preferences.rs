//! What a person wants of the screen: keys, signs, themes, mouse; the palette; the orders of a turn.

use super::*;
use crate::command::{COMMANDS, Screen};
use crate::session::Settings;
use crate::tui::Preferences;
use crate::tui::mouse::{Deed, Mouse};

/// A game of Seoul with these settings, kept nowhere.
fn preferring(size: (u16, u16), settings: Settings) -> Bench {
    let mut bench = Bench::playing(size);
    let seat = scenario().playable()[0];
    let seating = Seating::one_person(&scenario(), seat, "script");
    let start = Start {
        library: Library::new(Vec::new()),
        saves: Store::new(bench._folder.path().to_owned()),
        session: Session::begin(scenario(), 7, &seating, None),
        colour: Colour::True,
    };
    bench.app = App::preferring(start, Preferences::held(settings));
    bench
}

fn keys(bound: &[(&str, &str)]) -> Settings {
    let keys = bound.iter();
    let keys = keys.map(|(id, key)| ((*id).to_owned(), vec![(*key).to_owned()]));
    Settings {
        keys: keys.collect(),
        ..Settings::default()
    }
}

fn bottom(bench: &mut Bench) -> String {
    let shown = bench.shown();
    shown.lines().last().unwrap().to_owned()
}

#[test]
fn a_rebound_key_is_shown_in_the_bottom_line_in_help_and_in_the_palette() {
    let settings = keys(&[
        ("end", "F5"),
        ("glossary", "y"),
        ("go-home", "H"),
        ("why", "F2"),
    ]);
    let mut bench = preferring((200, 60), settings);
    bench.press("Esc");
    let line = bottom(&mut bench);
    assert!(
        line.contains("F5 end turn") && line.contains("y glossary"),
        "{line}"
    );
    assert!(!line.contains("e end turn"), "{line}");
    assert!(bench.shown().contains("H Home"), "the tabs");
    bench.press("?");
    let help = bench.shown();
    assert!(help.contains("F5        end turn"), "{help}");
    assert!(help.contains("F2 on a figure tells"), "{help}");
    bench.press("Esc :");
    let palette = bench.shown();
    assert!(palette.contains("F5        end turn"), "{palette}");
}

#[test]
fn a_rebound_key_works_and_the_old_one_does_nothing() {
    let mut bench = preferring((120, 36), keys(&[("go-home", "H"), ("down", "F3")]));
    bench.press("Esc 7");
    assert!(!bench.shown().contains("Support at home"));
    bench.press("H");
    assert!(bench.shown().contains("Support at home"));
    let before = bench.shown();
    bench.press("j Down");
    assert_eq!(bench.shown(), before);
    bench.press("F3");
    assert_ne!(bench.shown(), before);
    assert!(
        bottom(&mut bench).contains("↑/F3 move"),
        "{}",
        bottom(&mut bench)
    );
}

#[test]
fn quitting_works_by_its_new_key_even_when_the_screen_is_too_small() {
    let mut bench = preferring((60, 20), keys(&[("quit", "Q")]));
    assert!(bench.shown().contains("Q quits"), "{}", bench.shown());
    bench.press("q");
    assert_eq!(bench.flow, Flow::On);
    bench.press("Q");
    assert_eq!(bench.flow, Flow::Quit);
}

#[test]
fn letters_of_a_text_are_letters_whatever_is_bound_to_them() {
    let mut bench = preferring((120, 36), keys(&[("quit", "x"), ("help", "n")]));
    bench.press("Esc 2 / x n");
    assert!(bench.shown().contains("/xn_"), "{}", bench.shown());
    bench.app.paste("cyber\u{1b}[31m\nx", frame::Fit::Enough);
    assert!(
        bench.shown().contains("/xncyber[31m x_"),
        "{}",
        bench.shown()
    );
}

#[test]
fn keys_that_clash_are_told_first_of_all_and_not_used() {
    let mut bench = preferring((120, 36), keys(&[("why", "s")]));
    let shown = bench.shown();
    assert!(
        shown.contains("s would be both why and schedule"),
        "{shown}"
    );
    bench.press("Esc Esc Tab w");
    assert!(bench.shown().contains("Why"), "the usual key works");
}

/// The palette with a query typed into it.
fn found(query: &str) -> String {
    let mut bench = Bench::playing((200, 60));
    bench.press("Esc :");
    for letter in query.chars() {
        bench.app.press(Key::Char(letter), frame::Fit::Enough);
    }
    bench.shown()
}

#[test]
fn every_action_is_found_in_the_palette_by_its_name() {
    let mut bench = Bench::playing((200, 60));
    bench.press("Esc");
    for command in COMMANDS {
        bench.press(":");
        for letter in command.name.chars() {
            bench.app.press(Key::Char(letter), frame::Fit::Enough);
        }
        let shown = bench.shown();
        let wanted = match command.action {
            crate::command::Action::Jump(screen) => screen.title(),
            _ => command.name,
        };
        let rows = shown.lines().filter(|row| row.contains('│'));
        let mut rows = rows.filter(|row| !row.contains("Find:"));
        assert!(
            rows.any(|row| row.contains(wanted)),
            "{}: {shown}",
            command.id
        );
        bench.press("Esc Esc");
    }
}

#[test]
fn every_screen_and_term_is_found_in_the_palette() {
    for screen in Screen::ALL.into_iter().filter(|screen| screen.in_game()) {
        let title = screen.title();
        assert!(found(title).contains(title), "{title}");
    }
    let scenario = scenario();
    let words = crate::text::Words::new(scenario.lexicon());
    for term in scenario.catalogue().all_terms() {
        let name = words.name(crate::scenario::Item::Term(term));
        let shown = found(&name.chars().take(12).collect::<String>());
        let begins: String = name.chars().take(16).collect();
        assert!(shown.contains(&begins), "{name}\n{shown}");
    }
}

#[test]
fn the_palette_does_what_was_found_and_says_why_not() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc :");
    for letter in "endt".chars() {
        bench.app.press(Key::Char(letter), frame::Fit::Enough);
    }
    bench.press("Enter");
    assert!(
        bench.shown().contains("Answers are owed"),
        "{}",
        bench.shown()
    );
    bench.press("Esc : u n d o Enter");
    assert!(
        bench.shown().contains("Nothing was ordered"),
        "{}",
        bench.shown()
    );
    bench.press("Esc Esc : l a u n c h Enter");
    assert!(bench.shown().contains("cost"), "{}", bench.shown());
    bench.press(": g l o s s a r y Enter");
    assert!(bench.shown().contains("terms"), "{}", bench.shown());
}

#[test]
fn help_is_searched_and_done_like_the_palette() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc ? s a v e Enter");
    assert!(!bench.shown().contains("Help"), "{}", bench.shown());
    bench.press("? a r r o w s");
    assert!(bench.shown().contains("Help"), "{}", bench.shown());
    bench.press("Esc");
    assert!(bench.shown().contains("Keys that work here now"));
    bench.press("?");
    assert!(!bench.shown().contains("Keys that work here now"));
}

#[test]
fn a_theme_is_seen_at_once_and_reset_asks_before() {
    let mut bench = preferring((80, 24), Settings::default());
    bench.press("Esc ,");
    let grounds = |bench: &mut Bench| {
        let cells = bench.draw().content().iter().map(|cell| cell.bg);
        cells.collect::<std::collections::HashSet<_>>()
    };
    assert_eq!(grounds(&mut bench), [Color::Reset].into());
    bench.press("Enter");
    assert_eq!(grounds(&mut bench), [Color::Rgb(0x16, 0x1a, 0x20)].into());
    assert!(bench.shown().contains("isn't kept"), "{}", bench.shown());
    bench.press("End Enter Enter");
    assert!(
        !bench.shown().contains("Reset the settings"),
        "back is offered first"
    );
    assert_eq!(bench.app.preferences().settings().theme, "dark");
    bench.press("Enter Up Enter");
    assert_eq!(bench.app.preferences().settings(), &Settings::default());
    assert_eq!(grounds(&mut bench), [Color::Reset].into());
}

#[test]
fn a_key_is_changed_on_the_page_of_keys_unless_it_is_taken() {
    let mut bench = preferring((120, 36), Settings::default());
    bench.press("Esc , Down Down Down Down Down Down Enter Enter F7");
    assert!(bench.shown().contains("* F7"), "{}", bench.shown());
    bench.press("Down Enter q");
    assert!(
        bench.shown().contains("would be both brief and quit"),
        "{}",
        bench.shown()
    );
    bench.press("Up Backspace");
    assert!(!bench.shown().contains("* F7"), "{}", bench.shown());
    bench.press("Enter Esc");
    assert!(
        bench.shown().contains("Keys"),
        "a key that isn't wanted changes nothing"
    );
}

#[test]
fn in_ascii_nothing_but_letters_lies_beyond_ascii() {
    for (name, keys) in SCREENS.into_iter().chain([
        ("palette", "Esc :"),
        ("settings", "Esc ,"),
        ("ending", TO_THE_END),
    ]) {
        for size in [(80, 24), (200, 60)] {
            let mut bench = preferring(
                size,
                Settings {
                    ascii: true,
                    ..Settings::default()
                },
            );
            bench.press(keys);
            let shown = bench.shown();
            let strange = |letter: &char| !letter.is_ascii() && !letter.is_alphabetic();
            assert_eq!(shown.chars().find(strange), None, "{name}\n{shown}");
        }
    }
}

#[test]
fn without_hints_the_bottom_line_names_help_and_quit_alone() {
    let settings = Settings {
        hints: false,
        ..Settings::default()
    };
    let mut bench = preferring((120, 36), settings);
    bench.press("Esc");
    assert_eq!(bottom(&mut bench).trim(), "? help  q quit");
}

/// Where a text stands on the screen, from 0.
fn place(bench: &mut Bench, text: &str) -> (u16, u16) {
    let shown = bench.shown();
    let mut rows = shown.lines().enumerate();
    let (y, row) = rows.find(|(_, row)| row.contains(text)).unwrap();
    let before = row.split(text).next().unwrap();
    (
        u16::try_from(width(before)).unwrap(),
        u16::try_from(y).unwrap(),
    )
}

fn point(bench: &mut Bench, deed: Deed, text: &str) {
    let at = place(bench, text);
    let area = bench.terminal.backend().buffer().area;
    let (size, mouse) = ((area.width, area.height), Mouse { at, deed });
    bench.flow = bench.app.point(mouse, size);
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc");
    point(&mut bench, Deed::Click, "Predictability");
    assert!(bench.shown().contains("› Figures"), "the pane has the keys");
    assert!(
        bench.shown().contains("› Predictability"),
        "{}",
        bench.shown()
    );
    point(&mut bench, Deed::Click, "› Predictability");
    assert!(bench.shown().contains("Why"), "{}", bench.shown());
    bench.press("Esc");
    point(&mut bench, Deed::Click, "Cables");
    assert!(bench.shown().contains("newest first"), "{}", bench.shown());
    point(&mut bench, Deed::Click, "? help");
    assert!(bench.shown().contains("Keys that work here now"));
    point(&mut bench, Deed::WheelDown, "│ › ");
    point(&mut bench, Deed::WheelDown, "│ › ");
    let selected = place(&mut bench, "│ › ");
    assert!(selected.1 > 7, "{}", bench.shown());
}

#[test]
fn switched_off_the_mouse_does_nothing() {
    let settings = Settings {
        mouse: false,
        ..Settings::default()
    };
    let mut bench = preferring((120, 36), settings);
    bench.press("Esc");
    let before = bench.shown();
    point(&mut bench, Deed::Click, "Predictability");
    assert_eq!(bench.shown(), before);
}

#[test]
fn the_orders_of_a_turn_are_listed_and_taken_back_together() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc 2 Enter Enter Down Enter Enter Esc U");
    let shown = bench.shown();
    assert!(shown.contains("Orders of this turn"), "{shown}");
    let count = bench.app.context().desk().unwrap().orders().len();
    assert_eq!(count, 2, "{shown}");
    bench.press("Down Enter");
    assert!(
        bench
            .shown()
            .contains("2 orders of this turn are taken back"),
        "{}",
        bench.shown()
    );
    assert!(
        bench.shown().contains("You have given no order"),
        "{}",
        bench.shown()
    );
    bench.press("Enter");
    assert!(!bench.shown().contains("Orders of this turn"));
}

#[test]
fn the_glossary_is_in_order_and_can_be_searched() {
    let mut bench = Bench::playing((120, 36));
    bench.press("Esc g / t r u s t Enter");
    let shown = bench.shown();
    assert!(shown.contains("/trust"), "{shown}");
    bench.press("Esc Esc");
    assert!(bench.shown().contains("What needs you now"));
}

/// Settings in which every command that has a letter or a sign as its key has another letter, used nowhere else.
fn all_other() -> Settings {
    let letters = ('α'..='ω').chain('а'..='я');
    let single = |command: &&&crate::command::Command| {
        command.screens()
            && command
                .keys
                .first()
                .is_some_and(|key| key.chars().count() == 1)
    };
    let commands = COMMANDS.iter();
    let commands: Vec<_> = commands.filter(|command| single(&command)).collect();
    let keys = commands.iter().zip(letters);
    let keys = keys.map(|(command, letter)| (command.id.to_owned(), vec![letter.to_string()]));
    let settings = Settings {
        keys: keys.collect(),
        ..Settings::default()
    };
    assert_eq!(
        settings.keys.len(),
        commands.len(),
        "an alphabet is too short"
    );
    settings
}

/// Presses keys of the table by what they are bound to.
fn press_bound(bench: &mut Bench, keys: &str) {
    for key in keys.split_whitespace() {
        let preferences = bench.app.preferences();
        let place = bench.app.top().part().place();
        let bound = preferences.bindings().shown(place, key).to_owned();
        bench.press(&bound);
    }
}

#[test]
fn with_every_key_changed_the_bottom_line_of_every_screen_still_tells_the_truth() {
    for (name, keys) in SCREENS {
        let mut bench = preferring((120, 36), all_other());
        press_bound(&mut bench, keys);
        let hints = help::hints(bench.app.top().part(), &bench.app.context());
        for hint in hints {
            let (Some(key), Some(usual)) = (Key::named(&hint.shown), Key::named(&hint.key)) else {
                continue;
            };
            let mut bench = preferring((120, 36), all_other());
            press_bound(&mut bench, keys);
            let before = bench.shown();
            if key != usual {
                bench.press(&usual.name());
                assert_eq!(bench.shown(), before, "{name}: {} still works", hint.key);
            }
            bench.press(&key.name());
            let done = before != bench.shown() || bench.flow == Flow::Quit;
            assert!(done, "{name}: {} {}", hint.shown, hint.label);
        }
    }
}
