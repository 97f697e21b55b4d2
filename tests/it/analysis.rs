//! The analysis of negotiating tables on the command line and in plain mode.

use std::fs;

use serde_json::Value;

use crate::support::program::{Home, Said};
use crate::support::root;

fn json(said: &Said) -> Value {
    serde_json::from_str(&said.out).unwrap()
}

const TABLE: [&str; 4] = ["--scenario", "asian-paradox", "--table", "charter"];
const SETS: [&str; 6] = [
    "pareto",
    "nash",
    "kalai",
    "kalai_smorodinsky",
    "least_spread",
    "welfare",
];

/// Points as text, in an order of their own.
fn points(object: &Value, set: &str) -> Vec<String> {
    let points = object[set].as_array().unwrap().iter();
    let mut points: Vec<String> = points.map(|it| it["utilities"].to_string()).collect();
    points.sort();
    points
}

#[test]
fn the_reference_domain_is_analysed_as_one_json_object() {
    let file = root().join("tests/data/negotiation-domain-101.json");
    let file = file.to_str().unwrap();
    let said = Home::new()
        .run(&["analyse-table", file, "--format", "json"])
        .expect(0);
    let found = json(&said);
    assert_eq!(
        found["parties"],
        serde_json::json!(["P0", "P1", "P2", "P3"])
    );
    assert_eq!(found["outcomes"], 65_536);
    assert_eq!(found["pareto"].as_array().unwrap().len(), 344);
    let nash = &found["nash"][0];
    assert_eq!(nash["utilities"]["P2"], 0.817_348);
    assert_eq!(nash["package"]["issue-3"], "3");
    for set in SETS {
        assert!(!found[set].as_array().unwrap().is_empty(), "{set}");
    }
    let said = Home::new().run(&["analyse-table", file]).expect(0);
    assert!(said.out.contains("Nash"), "{}", said.out);
}

#[test]
fn a_table_with_linkages_is_exported_and_comes_back_with_the_same_solutions() {
    for format in ["genius", "geniusweb"] {
        let home = Home::new();
        let folder = home.path().join("exported");
        let mut arguments = vec![
            "export-table",
            "--format",
            format,
            "-o",
            folder.to_str().unwrap(),
        ];
        arguments.extend(TABLE);
        let said = home.run(&arguments).expect(0);
        assert!(said.err.contains("joined into one issue"), "{}", said.err);
        let files: Vec<&str> = said.out.lines().collect();
        let mut arguments = vec!["analyse-table", "--format", "json"];
        arguments.extend(&files);
        let back = json(&home.run(&arguments).expect(0));
        let mut arguments = vec!["analyse-table", "--format", "json"];
        arguments.extend(TABLE);
        let here = json(&home.run(&arguments).expect(0));
        assert_eq!(back["outcomes"], here["outcomes"]);
        assert_eq!(back["zone"], here["zone"]);
        for set in SETS {
            assert_eq!(points(&back, set), points(&here, set), "{format} {set}");
        }
    }
}

#[test]
fn a_save_is_analysed_as_its_seat_sees_it() {
    let save = root().join("saves/examples/halfway.ron");
    let save = save.to_str().unwrap();
    let home = Home::new();
    let said = home
        .run(&["analyse-table", "--load", save, "--table", "nothing"])
        .expect(2);
    assert!(said.err.contains("--table"), "{}", said.err);
    let said = home.run(&[
        "analyse-table",
        "--load",
        save,
        "--scenario",
        "elsewhere",
        "--table",
        "x",
    ]);
    assert!(said.expect(2).err.contains("is a game of"));
}

#[test]
fn what_can_not_be_analysed_exits_2_with_place_and_remedy() {
    let home = Home::new();
    let file = |name: &str, text: &str| {
        let path = home.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let bomb = file(
        "bomb.xml",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<utility_space>&b;</utility_space>",
    );
    let broken = file("broken.json", "{\"parties\": [");
    let uneven = file(
        "uneven.json",
        r#"{"schema": "anchor-domain/1", "parties": [{"name": "a", "weights": [900], "values": [[0, 1000]], "reservation": 0}]}"#,
    );
    let binary = home.path().join("binary.json");
    fs::write(&binary, [0xff, 0xfe, 0]).unwrap();
    for (arguments, says) in [
        (vec!["analyse-table"], "--scenario and --table"),
        (vec!["analyse-table", &bomb], "bomb.xml:1:"),
        (vec!["analyse-table", &broken], "broken.json:1:"),
        (vec!["analyse-table", &uneven], "add up to 0.9, not to 1"),
        (vec!["analyse-table", binary.to_str().unwrap()], "UTF-8"),
        (vec!["analyse-table", "/nowhere.xml"], "nowhere.xml"),
        (
            vec!["analyse-table", "--scenario", "asian-paradox"],
            "--table is missing; there are: ",
        ),
        (
            vec![
                "analyse-table",
                "--scenario",
                "asian-paradox",
                "--table",
                "chartr",
            ],
            "did you mean ‘charter’?",
        ),
        (
            vec![
                "export-table",
                "--scenario",
                "asian-paradox",
                "--table",
                "charter",
            ],
            "--output",
        ),
    ] {
        let said = home.run(&arguments).expect(2);
        assert!(said.err.contains(says), "{arguments:?}: {}", said.err);
    }
}

#[test]
fn the_staff_forecasts_where_a_table_would_settle_and_names_its_source() {
    let home = Home::new();
    let arguments = [
        "play",
        "--plain",
        "--scenario",
        "asian-paradox",
        "--seed",
        "7",
    ];
    let said = home
        .feed(&arguments, "forecast charter\nforecast chartr\n")
        .expect(0);
    // Paragraphs are folded at 80 columns.
    let flowing = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("would settle without further effort"));
    assert!(flowing.contains("compromise model: Van den Bos 1991; Achen 2006"));
    assert!(flowing.contains("Stokman and Van Oosten 1994"));
    assert!(
        said.out
            .lines()
            .any(|line| line.starts_with("! ") && line.contains("chartr"))
    );
}
