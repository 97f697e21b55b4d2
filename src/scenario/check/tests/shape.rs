//! Mistakes of form: typos, wrong types, repeated keys, nesting, ids, texts and files.

use crate::scenario::check::header;
use crate::scenario::check::tests::pack::{Pack, each_is_one_problem};
use crate::scenario::problem::{Colour, render};

#[test]
fn several_typos_of_one_item_and_of_other_files_are_reported_at_once() {
    let problems = Pack::sound()
        .with(
            "events.ron",
            "name: \"An incident\", when",
            "nmae: \"사건\", whne",
        )
        .with("events.ron", "cost: 1", "cots: \"1\"")
        .with("initiatives.ron", "cost: 3", "cost: \"three\"")
        .with("gauges.ron", "Invert", "Inwert")
        .with("windows.ron", "open_until: 2", "open_untl: 2")
        .problems();
    let wanted = [
        "tiny/events.ron:2:22: events \"incident\" › nmae: unknown field \"nmae\" (did you mean \"name\"?)",
        "tiny/events.ron:2:34: events \"incident\" › whne: unknown field \"whne\" (did you mean \"when\"?)",
        "tiny/events.ron:6:47: events \"incident\" › asks[0].choices[1].cots: unknown field \"cots\" (did you mean \"cost\"?)",
        "tiny/gauges.ron:3:43: gauges \"owned\" › formula: unknown word \"Inwert\" (did you mean \"Invert\"?)",
        "tiny/initiatives.ron:2:80: initiatives \"talks\" › cost: a whole number is expected here",
        "tiny/windows.ron:1:31: windows \"thaw\" › open_untl: unknown field \"open_untl\" (did you mean \"open_until\"?)",
    ];
    assert_eq!(problems, wanted);
}

#[test]
fn wrong_values_are_named_in_an_authors_words() {
    each_is_one_problem(&[
        (
            "measures.ron",
            "name: \"Hotlines\", ",
            "",
            "the field \"name\" is missing",
        ),
        (
            "measures.ron",
            "kind: Hard",
            "kind: \"Hard\"",
            "kind: a word without quotes is expected here",
        ),
        (
            "measures.ron",
            "(id",
            "Measure(id",
            "need no name before them",
        ),
        ("actors.ron", "(12700, 3750)", "(12700)", "too few values"),
        (
            "actors.ron",
            "(12700, 3750)",
            "(1, 2, 3)",
            "place: too many values",
        ),
        (
            "actors.ron",
            "power: 500",
            "power: 99999999999",
            "too large",
        ),
        (
            "actors.ron",
            "power: 500",
            "power: 1.5",
            "power: a whole number is expected",
        ),
        (
            "actors.ron",
            "\"capital\": 10",
            "\"capital\": \"x\"",
            "figures[\"capital\"]: a whole number",
        ),
        (
            "events.ron",
            "repeat: Once",
            "repeat: Once(3)",
            "this word takes no values",
        ),
        (
            "events.ron",
            "Points(-3)",
            "Points()",
            "a whole number is expected",
        ),
        ("windows.ron", "[(", "(", "this file must be a list"),
        ("windows.ron", "]", "] 3", "text after the end"),
        (
            "windows.ron",
            "open_until: 2,",
            "open_until: 2",
            "a comma is missing",
        ),
        ("windows.ron", "\"Warm.\")]", "\"Warm.\")", "never closed"),
    ]);
}

#[test]
fn a_repeated_key_is_reported_where_it_stands_again() {
    let problems = Pack::sound()
        .with("actors.ron", "\"hands\": 3", "\"capital\": 3, \"hands\": 3")
        .with("actors.ron", "power: 600", "power: 600, power: 7")
        .problems();
    assert_eq!(
        problems,
        [
            "tiny/actors.ron:3:34: actors \"east\" › figures[\"capital\"]: repeated key capital",
            "tiny/actors.ron:9:44: actors \"west\" › power: repeated field power",
        ]
    );
}

#[test]
fn five_thousand_nested_conditions_are_a_problem_and_no_overflow() {
    let deep = format!(
        "needs: [{}Window(\"thaw\"){}]",
        "Not(".repeat(5000),
        ")".repeat(5000)
    );
    let pack = Pack::sound().with(
        "initiatives.ron",
        "needs: [AtLeast(\"$target.network.$self\", 20), Not(Window(\"thaw\"))]",
        &deep,
    );
    let problems = pack.problems();
    assert!(
        problems
            .iter()
            .all(|it| it.contains("nested more than 64 brackets deep")),
        "{problems:#?}"
    );
    assert_eq!(problems.len(), 1);
    assert!(render(&pack.load().unwrap_err(), Colour::Never).len() < 1000);
    let fair = format!(
        "needs: [{}Window(\"thaw\"){}]",
        "Not(".repeat(58),
        ")".repeat(58)
    );
    let pack = Pack::sound().with(
        "initiatives.ron",
        "needs: [AtLeast(\"$target.network.$self\", 20), Not(Window(\"thaw\"))]",
        &fair,
    );
    assert_eq!(pack.problems(), [""; 0]);
}

#[test]
fn columns_after_hangul_count_characters() {
    let problems = Pack::sound()
        .with(
            "windows.ron",
            "name: \"A thaw\", open_until: 2",
            "name: \"해빙\", open_until: 999",
        )
        .problems();
    assert_eq!(
        problems,
        ["tiny/windows.ron:1:39: windows \"thaw\" › open_until: 999 is out of range: 0 to 200"]
    );
}

#[test]
fn ids_are_well_formed_and_unique() {
    each_is_one_problem(&[
        (
            "windows.ron",
            "[(",
            "[(id: \"Frost\", name: \"x\", text: \"y\"), (",
            "\"Frost\" is no id",
        ),
        (
            "windows.ron",
            "[(",
            "[(id: \"thaw\", name: \"x\", text: \"y\"), (",
            "the id \"thaw\" is given twice",
        ),
        (
            "actors.ron",
            "id: \"second\"",
            "id: \"first\"",
            "the id \"first\" is given twice",
        ),
        (
            "events.ron",
            "(id: \"wait\"",
            "(id: \"wait\", label: \"x\"), (id: \"wait\"",
            "the id \"wait\" is given twice",
        ),
        (
            "scenario.ron",
            "{\"both\":",
            "{\"all\": [\"east\"], \"both\":",
            "@all always has its own meaning",
        ),
    ]);
    let long = "a".repeat(41);
    let problems = Pack::sound()
        .with(
            "measures.ron",
            "id: \"hotlines\"",
            &format!("id: \"{long}\""),
        )
        .problems();
    assert!(
        problems.iter().any(|it| it.contains("is no id")),
        "{problems:#?}"
    );
}

#[test]
fn texts_are_present_short_enough_and_harmless() {
    let long = format!("text: \"{}\"", "가".repeat(401));
    let headline = format!("name: \"{}\"", "x".repeat(61));
    each_is_one_problem(&[
        (
            "windows.ron",
            "\"Warm.\"",
            "\"\"",
            "text: this text is empty",
        ),
        (
            "windows.ron",
            "\"A thaw\"",
            "\"  \"",
            "name: this text is empty",
        ),
        (
            "windows.ron",
            "Warm.",
            "W\u{1b}[31m",
            "the control character \\u{1b} may not stand in a text",
        ),
        (
            "windows.ron",
            "Warm.",
            "W\\u{202e}",
            "the control character \\u{202e}",
        ),
        (
            "events.ron",
            "text: \"Something happened.\"",
            &long,
            "401 characters; at most 400 are allowed",
        ),
        (
            "events.ron",
            "name: \"An incident\"",
            &headline,
            "61 characters; at most 60 are allowed",
        ),
    ]);
}

#[test]
fn unknown_repeated_and_missing_files_are_reported() {
    let given = "on_cancel: [Pledge(id: \"restraint\", due: 2)], ";
    let mut pack = Pack::sound().with("initiatives.ron", given, "");
    pack.files.push(("evnts.ron", "[]".to_owned()));
    pack.files
        .retain(|(name, _)| *name != "gauges.ron" && *name != "pledges.ron");
    let problems = pack.problems();
    let unknown = "tiny/evnts.ron: a pack has no file \"evnts.ron\" (did you mean \"events.ron\"?)";
    assert!(problems.contains(&unknown.to_owned()), "{problems:#?}");
    assert!(
        problems.contains(&"tiny/gauges.ron: the pack needs this file".to_owned()),
        "{problems:#?}"
    );
    assert_eq!(problems.len(), 2, "{problems:#?}");
}

#[test]
fn the_header_alone_gives_a_summary() {
    let summary = header(&Pack::sound().sources()).unwrap();
    assert_eq!((summary.id.as_str(), summary.turns), ("tiny", 4));
    assert_eq!(summary.playable, ["east"]);
    assert!(header(&[]).is_err());
}

#[test]
fn no_damage_to_a_text_makes_the_check_panic() {
    let pack = Pack::sound();
    for (file, (_, text)) in pack.files.iter().enumerate() {
        for cut in (0..text.len()).step_by(7) {
            let mut damaged = pack.clone();
            let mut bytes = text.clone().into_bytes();
            bytes[cut] = b"\"(,x}9"[cut % 6];
            damaged.files[file].1 = String::from_utf8(bytes).unwrap();
            if let Err(problems) = damaged.load() {
                assert!(!problems.is_empty());
                assert!(!render(&problems, Colour::Never).is_empty());
            }
            damaged.files[file].1.truncate(cut);
            assert!(!damaged.problems().is_empty());
        }
    }
}

#[test]
fn a_typo_in_a_field_brings_no_noise_about_what_it_left_out() {
    each_is_one_problem(&[
        ("gauges.ron", "axis:", "axes:", "did you mean \"axis\"?"),
        (
            "actors.ron",
            "figures:",
            "figurs:",
            "did you mean \"figures\"?",
        ),
        ("relations.ron", "each:", "eech:", "did you mean \"each\"?"),
        ("endings.ron", "when:", "whem:", "did you mean \"when\"?"),
        (
            "events.ron",
            "choices: [",
            "choises: [",
            "did you mean \"choices\"?",
        ),
        ("scenario.ron", "lens:", "lense:", "did you mean \"lens\"?"),
    ]);
}

#[test]
fn a_rendering_shows_the_line_with_an_underline_and_the_advice() {
    let pack = Pack::sound().with("windows.ron", "open_until", "open_untl");
    let problems = pack.load().unwrap_err();
    let wanted = r#"  × windows "thaw" › open_untl: unknown field "open_untl"
   ╭─[tiny/windows.ron:1:31]
 1 │ [(id: "thaw", name: "A thaw", open_untl: 2, text: "Warm.")]
   ·                               ─────────
   ╰────
  help: did you mean "open_until"?
"#;
    assert_eq!(
        render(&problems, Colour::Never).trim_end(),
        wanted.trim_end()
    );
}

#[test]
fn too_many_items_are_one_problem_and_take_no_time() {
    let mut pack = Pack::sound();
    pack.files
        .push(("places.ron", format!("[{}]", "1,".repeat(150_000))));
    let problems = pack.problems();
    let last = "more than 500 items in one file";
    assert_eq!(problems.len(), 501);
    assert!(problems.iter().any(|it| it.contains(last)), "{problems:#?}");
}
