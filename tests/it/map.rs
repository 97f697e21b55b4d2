//! The map: what lies on it is told in words and drawn, zones are switched on, parts are looked at, and the pointer asks.

use middle_power::scenario::ZoneKind;
use middle_power::session::{Game, Rows, Seating, Session, Settings};
use middle_power::tui::Preferences;
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;

use crate::golden::screens::start;
use crate::support::packs::{Pack, first_hundred_days, named};
use crate::support::program::Home;

fn session(pack: &Pack) -> Session {
    let scenario = pack.load();
    let seating = Seating::one_person(&scenario, scenario.playable()[0], "script");
    Session::unkept(Game::begin(scenario, 2013, &seating, Rows::Each).unwrap())
}

/// The page of the situation in a new game, and keys after that.
fn situation(pack: &Pack, settings: Settings, size: (u16, u16), keys: &str) -> Driven {
    let preferences = Preferences::held(settings);
    let mut driven = Driven::preferring(start(Some(session(pack))), preferences, size);
    press(&mut driven, "Esc");
    press(&mut driven, keys);
    driven
}

fn campaign(keys: &str) -> Driven {
    let pack = named("asian-paradox");
    situation(&pack, Settings::default(), (120, 36), keys)
}

fn press(driven: &mut Driven, keys: &str) {
    for name in keys.split_whitespace() {
        driven.draw();
        driven.press(Key::named(name).unwrap());
    }
}

/// The cell in which a text begins on the screen.
#[track_caller]
fn cell_of(driven: &mut Driven, text: &str) -> (u16, u16) {
    let screen = driven.screen();
    let mut rows = screen.lines().enumerate();
    let found = rows.find_map(|(row, line)| Some((line.find(text)?, row, line)));
    let (at, row, line) = found.unwrap_or_else(|| panic!("no {text} in\n{screen}"));
    let column = line[..at].chars().count();
    (u16::try_from(column).unwrap(), u16::try_from(row).unwrap())
}

/// What the message line says.
fn message(driven: &mut Driven) -> String {
    let screen = driven.screen();
    let mut rows = screen.lines().rev();
    rows.nth(1).unwrap().trim().to_owned()
}

#[test]
fn plain_mode_tells_what_lies_on_the_map() {
    let home = Home::new();
    let arguments = [
        "play",
        "--plain",
        "--strict",
        "--scenario",
        "asian-paradox",
        "--seed",
        "1",
    ];
    let said = home.feed(&arguments, "map\nend anyway\nquit\n").expect(0);
    for wanted in [
        "mechanisms between capitals",
        "Panmunjom line between Seoul and Pyongyang is agreed, hardly works",
        "Dokdo/Takeshima, contested between Seoul and Tokyo",
        "Northern Limit Line (UN Command; Seoul)",
        "Line of 1999 (Pyongyang)",
        "Seoul's air zone of 1951",
    ] {
        assert!(said.out.contains(wanted), "{wanted}");
    }
    assert!(!said.out.contains("Beijing's air zone"), "not yet declared");
}

#[test]
fn both_positions_on_a_contested_line_are_zones_of_two_capitals() {
    for pack in [first_hundred_days(), named("asian-paradox")] {
        let scenario = pack.load();
        let lines = scenario
            .zones()
            .iter()
            .filter(|zone| zone.kind == ZoneKind::Sea);
        let whose: Vec<_> = lines.map(|zone| zone.by).collect();
        assert!(whose.len() >= 2 && whose[0] != whose[1]);
        for zone in scenario.zones() {
            assert!(!zone.by.is_empty() && zone.outline.len() >= 2);
        }
    }
}

#[test]
fn zones_are_on_the_map_only_when_they_are_switched_on() {
    let mut driven = situation(&named("asian-paradox"), Settings::default(), (160, 45), "1");
    let zone = "Tokyo's air zone";
    assert!(!driven.screen().contains(zone));
    press(&mut driven, "z");
    assert!(driven.screen().contains(zone), "{}", driven.screen());
    press(&mut driven, "z n");
    let screen = driven.screen();
    assert!(
        !screen.contains(zone) && screen.contains("(Pyongyang)"),
        "{screen}"
    );
}

#[test]
fn a_zone_comes_with_the_event_that_declares_it() {
    let pack = named("asian-paradox");
    let scenario = pack.load();
    let seat = scenario.playable()[0];
    let seating = Seating::one_person(&scenario, seat, "script");
    let mut game = Game::begin(scenario, 3, &seating, Rows::Off).unwrap();
    let there = |game: &Game| {
        let view = game.view_of(seat);
        let map = middle_power::text::map::OnMap::new(view);
        map.zones()
            .filter(|(_, zone)| zone.kind == ZoneKind::Air)
            .count()
    };
    assert_eq!(there(&game), 2);
    for _ in 0..4 {
        game.end_anyway(seat).unwrap();
    }
    assert_eq!(there(&game), 3);
}

#[test]
fn a_part_of_the_map_fills_the_page_and_escape_brings_the_whole_back() {
    let mut driven = campaign("1");
    let whole = driven.screen();
    press(&mut driven, "r");
    let part = driven.screen();
    assert!(
        part.contains("› West Sea/Yellow Sea") && !part.contains("Figures"),
        "{part}"
    );
    press(&mut driven, "Esc");
    assert_eq!(driven.screen(), whole);
    for _ in 0..=named("asian-paradox").load().regions().len() {
        press(&mut driven, "r");
    }
    assert_eq!(
        driven.screen(),
        whole,
        "the last part leads back to the whole"
    );
    press(&mut driven, "c");
    assert!(message(&mut driven).starts_with("No crisis is under way"));
}

#[test]
fn a_legend_says_what_the_signs_mean_and_goes_again() {
    let mut driven = campaign("1 L");
    let screen = driven.screen();
    for sign in [
        "◆ your capital",
        "▲ crisis",
        "○ exercise",
        "× contested",
        "legal",
    ] {
        assert!(screen.contains(sign), "{sign} in\n{screen}");
    }
    press(&mut driven, "L");
    assert!(driven.screen().contains("Relations"));
}

#[test]
fn relations_unfold_to_a_figure_of_all_about_all() {
    let mut driven = campaign("1 t");
    let screen = driven.screen();
    assert!(
        screen.contains("‹ trust ›") && screen.contains("WAS"),
        "{screen}"
    );
    assert!(screen.contains("Washington's trust in Seoul"), "{screen}");
    press(&mut driven, "Tab Down Right Enter");
    let why = driven.screen();
    assert!(
        why.contains("Why") && why.contains("sense of threat"),
        "{why}"
    );
}

#[test]
fn the_pointer_asks_what_it_is_over() {
    let mut driven = campaign("1");
    for (text, wanted) in [
        ("● Tokyo", "Tokyo: trust in you"),
        (
            "Dokdo/Takeshima",
            "Dokdo/Takeshima, contested between Seoul and Tokyo",
        ),
        ("3 Roadmap", "what is planned and under way, turn by turn"),
        ("e end turn", "end the turn"),
    ] {
        let cell = cell_of(&mut driven, text);
        driven.hover(cell);
        assert!(
            message(&mut driven).contains(wanted),
            "{}",
            message(&mut driven)
        );
    }
    driven.hover((119, 30));
    assert_eq!(message(&mut driven), "");
}

#[test]
fn the_pointer_shows_the_whole_of_what_is_cut() {
    let pack = named("asian-paradox");
    let mut driven = situation(&pack, Settings::default(), (200, 60), "1");
    let (x, y) = cell_of(&mut driven, "Cooperation Initia…");
    driven.hover((x + 2, y));
    let told = message(&mut driven);
    assert!(
        told.contains("Northeast Asia Peace and Cooperation Initiative"),
        "{told}"
    );
}

#[test]
fn without_a_mouse_nothing_is_told() {
    let settings = Settings {
        mouse: false,
        ..Settings::default()
    };
    let pack = named("asian-paradox");
    let mut driven = situation(&pack, settings, (120, 36), "1");
    let cell = cell_of(&mut driven, "● Tokyo");
    driven.hover(cell);
    assert_eq!(message(&mut driven), "");
}

#[test]
fn a_zone_without_an_author_and_a_map_that_does_not_ship_are_refused_with_their_place() {
    let mut pack = named("asian-paradox");
    for file in &mut pack.files {
        file.text = file
            .text
            .replace(r#"by: ["pyongyang"],"#, "by: [],")
            .replace(r#"map: "northeast-asia""#, r#"map: "northeast-asi""#);
    }
    let problems = pack.try_load().unwrap_err();
    let told: Vec<String> = problems
        .iter()
        .map(|it| format!("{} {}", it.label, it.message))
        .collect();
    let told = told.join("\n");
    assert!(
        told.contains("zones.ron a zone is somebody's position"),
        "{told}"
    );
    assert!(told.contains("scenario.ron unknown map"), "{told}");
}
