//! The after-action report: one file in three forms, of one game or several side by side, that nothing in a name can break.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use middle_power::report::{Existing, Format, Report, Source, Trouble, render, report, write};
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Library, Rows, Save, Seating, Session, Store};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Start};

use crate::support::packs::{named, two_shores};
use crate::support::program::{Home, Said};
use crate::support::root;

const FORMS: [Format; 3] = [Format::Html, Format::Markdown, Format::Json];
/// What a page may be made of.
const TAGS: [&str; 41] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "nav",
    "a",
    "main",
    "article",
    "section",
    "dl",
    "dt",
    "dd",
    "div",
    "ul",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "figcaption",
    "svg",
    "path",
    "text",
    "circle",
    "strong",
    "em",
    "span",
    "g",
    "rect",
];

/// A game that a strategy played to its end, as a save.
fn played(scenario: &Arc<Scenario>, strategy: &str, seed: u64) -> Source {
    let seat = scenario.playable()[0];
    let seating = Seating::one_strategy(scenario, seat, strategy, "script");
    let game = Game::begin(Arc::clone(scenario), seed, &seating, Rows::Each).unwrap();
    Source {
        name: format!("saves/{strategy}.ron"),
        save: Save::of(&game, &[], None),
        scenario: Arc::clone(scenario),
    }
}

/// A save of the repository.
fn example(name: &str) -> Source {
    let bytes = fs::read(example_path(name)).unwrap();
    let save = Save::from_bytes(&bytes).unwrap();
    let scenario = Library::default()
        .load(&save.scenario, Some(&save.lens))
        .unwrap();
    Source {
        name: format!("{name}.ron"),
        save,
        scenario,
    }
}

fn example_path(name: &str) -> String {
    let path = root().join(format!("saves/examples/{name}.ron"));
    path.to_str().unwrap().to_owned()
}

fn keys(report: &Report) -> Vec<&'static str> {
    let games = report.games.iter().flat_map(|game| &game.sections);
    report
        .beside
        .iter()
        .chain(games)
        .map(|part| part.key)
        .collect()
}

/// Everything that a page must keep to: known elements only, nothing from elsewhere, no scripts, links inside of it alone.
#[track_caller]
fn assert_sound_page(page: &str) {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (style, body) = rest.split_once("</style>").unwrap();
    assert!(!style.contains("url(") && !style.contains("@import"));
    for text in [head, body] {
        for (at, _) in text.match_indices('<') {
            let after = text[at + 1..].trim_start_matches('/');
            let tag: String = after
                .chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            let known = TAGS.contains(&tag.as_str()) || after.starts_with("!DOCTYPE");
            let end = (at + 60..text.len()).find(|end| text.is_char_boundary(*end));
            assert!(
                known,
                "an element: {}",
                &text[at..end.unwrap_or(text.len())]
            );
        }
        for attribute in ["href=\"", "src=\""] {
            for (at, _) in text.match_indices(attribute) {
                assert!(text[at + attribute.len()..].starts_with('#'));
            }
        }
    }
}

/// Every row of a table in Markdown has as many cells as the head of its table.
#[track_caller]
fn assert_sound_tables(document: &str) {
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut head = None;
    for line in document.lines() {
        if !line.starts_with('|') {
            head = None;
            continue;
        }
        let expected = *head.get_or_insert(cells(line));
        assert_eq!(cells(line), expected, "{line}");
    }
}

#[test]
fn a_finished_campaign_is_told_with_every_section_in_every_form() {
    let scenario = named("asian-paradox").load();
    let all = [
        "ending",
        "figures",
        "stories",
        "durability",
        "tables",
        "crises",
        "beliefs",
        "counterfactuals",
        "turns",
    ];
    let mut games = (1..=4).map(|seed| report(&[played(&scenario, "focused", seed)]).unwrap());
    let told = games.find(|told| keys(told) == all).unwrap();
    for form in FORMS {
        let text = render(&told, form);
        assert!(
            text.len() < 2 * 1024 * 1024,
            "{form:?}: {} bytes",
            text.len()
        );
        for part in &told.games[0].sections {
            assert!(
                text.contains(&part.heading.plain()),
                "{form:?} lacks ‘{}’",
                part.heading.plain()
            );
        }
    }
    let page = render(&told, Format::Html);
    assert_sound_page(&page);
    assert!(page.matches("<svg").count() > 12, "charts are missing");
    assert!(page.matches("aria-label").count() > page.matches("<svg").count());
    assert_sound_tables(&render(&told, Format::Markdown));
    let parsed: serde_json::Value = serde_json::from_str(&render(&told, Format::Json)).unwrap();
    assert_eq!(parsed["format"], "middle-power-report/1");
    assert!(parsed["games"][0]["head"]["seed"].is_string());
}

#[test]
fn a_report_is_the_same_every_time() {
    let source = example("finished");
    let once = report(std::slice::from_ref(&source)).unwrap();
    let again = report(&[source]).unwrap();
    for form in FORMS {
        assert_eq!(render(&once, form), render(&again, form));
    }
}

#[test]
fn what_a_person_played_is_told_with_what_its_staff_expected() {
    let told = render(&report(&[example("finished")]).unwrap(), Format::Markdown);
    for says in [
        "a person",
        "states agree",
        "What the staff expected",
        "futures of 8 turns",
        "What else might have happened",
        "Redrawn: chance drawn anew",
        "Statements about the model, not about history",
    ] {
        assert!(told.contains(says), "no ‘{says}’ in:\n{told}");
    }
}

#[test]
fn a_game_under_way_is_told_as_far_as_its_seat_knows_it() {
    let told = report(&[example("halfway")]).unwrap();
    for key in ["durability", "beliefs", "tables", "counterfactuals"] {
        assert!(!keys(&told).contains(&key), "{key} gives the truth away");
    }
    let text = render(&told, Format::Markdown);
    assert!(text.contains("still under way"));
    assert!(!text.contains("Final state"));
}

#[test]
fn names_full_of_markup_break_no_form() {
    let hostile = r#"</style><script>alert("x")</script>|**b**[l](javascript:1)<img src=x>"#;
    let pack = two_shores();
    let renamed = pack.text("scenario.ron").replace(
        "name: \"Two shores\"",
        &format!(
            "name: \"{}\"",
            hostile.replace('\\', "\\\\").replace('"', "\\\"")
        ),
    );
    let gauges = pack
        .text("gauges.ron")
        .replacen("name: \"", "name: \"<b onload='1'>|", 1);
    let scenario = pack
        .with_text("scenario.ron", &renamed)
        .with_text("gauges.ron", &gauges)
        .load();
    let mut source = played(&scenario, "random", 4);
    source.name = format!("x{}", hostile.replace('/', ""));
    let told = report(&[source]).unwrap();
    for key in ["durability", "counterfactuals"] {
        assert!(keys(&told).contains(&key), "no {key}: {:?}", keys(&told));
    }
    let page = render(&told, Format::Html);
    assert_sound_page(&page);
    assert!(page.contains("&lt;script&gt;"), "the name is gone");
    assert!(!page.contains("<script") && !page.contains("<img"));
    assert_eq!(page.matches("</style>").count(), 1);
    let document = render(&told, Format::Markdown);
    assert_sound_tables(&document);
    assert!(!document.contains('<') && !document.contains("[l]("));
    let parsed: serde_json::Value = serde_json::from_str(&render(&told, Format::Json)).unwrap();
    assert!(parsed["title"].as_str().unwrap().contains("<script>"));
    for form in FORMS {
        let text = render(&told, form);
        assert!(!text.chars().any(|ch| ch.is_control() && ch != '\n'));
    }
}

#[test]
fn games_of_one_seed_stand_side_by_side_with_where_they_parted() {
    let scenario = named("first-hundred-days").load();
    let two = [
        played(&scenario, "random", 7),
        played(&scenario, "passive", 7),
    ];
    let told = report(&two).unwrap();
    assert_eq!(told.games.len(), 2);
    let page = render(&told, Format::Html);
    assert_sound_page(&page);
    let ids: Vec<&str> = page
        .split(" id=\"")
        .skip(1)
        .map(|it| it.split('"').next().unwrap())
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id occurs twice: {ids:?}");
    let text = render(&told, Format::Markdown);
    for says in [
        "A and B parted in turn",
        "A alone:",
        "B alone:",
        "What came out",
    ] {
        assert!(text.contains(says), "no ‘{says}’ in:\n{text}");
    }
    let same = [
        played(&scenario, "passive", 7),
        played(&scenario, "passive", 7),
    ];
    let text = render(&report(&same).unwrap(), Format::Markdown);
    assert!(text.contains("A and B never parted"), "{text}");
}

#[test]
fn games_that_were_never_the_same_world_are_not_compared() {
    let scenario = named("first-hundred-days").load();
    let other = two_shores().load();
    let is = |sources: &[Source]| report(sources).unwrap_err();
    assert_eq!(is(&[]), Trouble::Nothing);
    let seeds = [
        played(&scenario, "passive", 7),
        played(&scenario, "passive", 8),
    ];
    assert!(matches!(is(&seeds), Trouble::OtherSeed(..)));
    let scenarios = [
        played(&scenario, "passive", 7),
        played(&other, "passive", 7),
    ];
    assert!(matches!(is(&scenarios), Trouble::OtherScenario(..)));
    let many: Vec<Source> = (0..7).map(|_| played(&other, "passive", 7)).collect();
    assert_eq!(is(&many), Trouble::TooMany(7));
}

#[test]
fn a_save_that_cannot_be_played_again_is_told_by_what_it_says_itself() {
    let scenario = two_shores().load();
    let mut source = played(&scenario, "random", 4);
    source
        .save
        .seats
        .push(("atlantis".to_owned(), "script".to_owned()));
    let told = report(&[source]).unwrap();
    assert_eq!(keys(&told), ["figures", "orders"]);
    let text = render(&told, Format::Markdown);
    assert!(text.contains("atlantis"), "{text}");
    assert!(text.contains("not verifiable"), "{text}");
}

fn check(home: &Home, arguments: &[&str], code: i32, says: &str) -> Said {
    let said = home.run(arguments).expect(code);
    let text = if code == 0 { &said.out } else { &said.err };
    assert!(text.contains(says), "{arguments:?} says:\n{text}");
    said
}

#[test]
fn the_command_writes_a_file_and_says_what_is_wrong() {
    let home = Home::new();
    let (finished, halfway) = (example_path("finished"), example_path("halfway"));
    let run = |rest: &[&str], code, says: &str| {
        let arguments: Vec<&str> = [&["report"][..], rest].concat();
        check(&home, &arguments, code, says)
    };
    for name in ["a.html", "a.md", "a.json"] {
        run(&[&finished, "-o", name], 0, name);
        assert!(home.path().join(name).is_file());
    }
    run(&[&finished, "-o", "a.html"], 2, "--force");
    run(&[&halfway, "-o", "a.html", "--force"], 0, "a.html");
    let page = fs::read_to_string(home.path().join("a.html")).unwrap();
    assert!(page.contains("still under way"));
    run(&[&finished, "-o", "a.pdf"], 2, ".html, .md");
    run(&[&finished, "-o", "nowhere/a.html"], 2, "nowhere/a.html");
    run(&[&finished], 2, "--output");
    run(&["-o", "b.html"], 2, "SAVE");
    run(&["no-such-save", "-o", "b.html"], 2, "no-such-save");
    run(&[&finished, &halfway, "-o", "b.html"], 2, "different seeds");
    let mut bytes = fs::read(&finished).unwrap();
    bytes.push(b' ');
    fs::write(home.path().join("damaged.ron"), &bytes).unwrap();
    run(&["./damaged.ron", "-o", "b.html"], 2, "checksum");
    let foreign = played(&two_shores().load(), "passive", 7);
    let text = foreign.save.to_text().unwrap();
    fs::write(home.path().join("foreign.ron"), text).unwrap();
    run(&["./foreign.ron", "-o", "b.html"], 2, "two-shores");
    assert!(
        !home.path().join("b.html").exists(),
        "something was written"
    );
}

#[test]
fn plain_mode_writes_a_report_and_never_replaces_a_file() {
    let home = Home::new();
    let script = "report\nreport a.html\nreport a.html\nreport a.txt\nquit\n";
    let arguments = [
        "play",
        "--plain",
        "--scenario",
        "first-hundred-days",
        "--seed",
        "7",
    ];
    let said = home.feed(&arguments, script).expect(0);
    for says in [
        "! report takes a file",
        "ok written to a.html",
        "! that file is there already",
        "! the ending of the file",
    ] {
        assert!(said.out.contains(says), "no ‘{says}’ in:\n{}", said.out);
    }
    let page = fs::read_to_string(home.path().join("a.html")).unwrap();
    assert_sound_page(&page);
}

#[test]
fn the_end_screen_writes_a_report_beside_the_saves() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().to_owned());
    let source = example("finished");
    let slot = "finished".to_owned();
    let session = Session::resume(&source.scenario, &source.save, Some(store.clone()), slot);
    let start = Start {
        library: Library::default(),
        saves: store,
        session: Some(session.unwrap()),
        colour: Colour::wanted(Some("1"), Some("dumb")),
    };
    let mut driven = Driven::new(start, (120, 36));
    driven.press(Key::Char('9'));
    for _ in 0..2 {
        driven.press(Key::Char('r'));
        assert!(
            driven.screen().contains("The report is in"),
            "{}",
            driven.screen()
        );
    }
    let there = |name: &str| Path::exists(&folder.path().join(name));
    assert!(there("finished-report.html") && there("finished-report-2.html"));
}

#[test]
fn a_report_that_cannot_be_written_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.html");
    write(&path, "old", Existing::Keep).unwrap();
    assert!(write(&path, "new", Existing::Keep).is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    write(&path, "new", Existing::Replace).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert!(write(&folder.path().join("no/a.html"), "x", Existing::Replace).is_err());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing temporary stays: {left:?}");
}

#[test]
fn a_save_from_before_a_change_of_the_pack_keeps_its_figures_and_its_orders() {
    let before = named("first-hundred-days");
    let text = before.text("scenario.ron");
    let changed = text.replacen("summary: \"", "summary: \"Changed since. ", 1);
    assert_ne!(text, changed);
    let after = before.clone().with_text("scenario.ron", &changed).load();
    let before = before.load();
    let both = ["random", "passive"].map(|strategy| Source {
        scenario: Arc::clone(&after),
        ..played(&before, strategy, 7)
    });
    let text = render(&report(&both).unwrap(), Format::Markdown);
    for says in [
        "not verifiable",
        "can't be played again",
        "The orders, as the save has them",
        "parted can't be told",
        "| 1 |",
        "| end |",
    ] {
        assert!(text.contains(says), "no ‘{says}’ in:\n{text}");
    }
}
