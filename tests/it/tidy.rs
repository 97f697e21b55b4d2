//! Tidiness that the compiler can't see: which layer may know which, what pure layers may not touch, how long things get.

mod lexer;
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::packs::{folders, read_sources};
use crate::support::root;
use rules::{Findings, check_file};

/// The most lines of a file.
const FILE_LIMIT: usize = 600;

/// Every Rust file under `src/`, as a path from there.
fn sources() -> Vec<(String, String)> {
    let src = root().join("src");
    let mut found = Vec::new();
    visit(&src, &mut found);
    found.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let name = path
            .strip_prefix(&src)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        (name, text)
    };
    found.into_iter().map(read).collect()
}

fn visit(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// The ids of the actors of the shipped scenarios.
fn shipped_actors() -> Vec<String> {
    let shipped = folders()
        .into_iter()
        .filter(|folder| folder.starts_with(root().join("assets")));
    let mut names: Vec<String> = shipped
        .flat_map(|folder| read_sources(&folder))
        .filter(|source| source.file_name() == "actors.ron")
        .flat_map(|source| ids_of_items(&source.text))
        .collect();
    names.sort();
    names.dedup();
    assert!(
        names.len() >= 5,
        "the actors of the shipped scenarios were not found: {names:?}"
    );
    names
}

/// The ids at the second level of brackets: those of a list's own items.
fn ids_of_items(list: &str) -> Vec<String> {
    let (mut depth, mut ids) = (0_i32, Vec::new());
    for line in list.lines() {
        if let (2, Some(rest)) = (depth, line.trim_start().strip_prefix("id: \"")) {
            ids.push(rest.split('"').next().unwrap().to_owned());
        }
        let count = |open: char, close: char| {
            line.matches(open).count() as i32 - line.matches(close).count() as i32
        };
        depth += count('(', ')') + count('[', ']') + count('{', '}');
    }
    ids
}

#[test]
fn the_layers_know_only_what_lies_below_them() {
    let actors = shipped_actors();
    let mut findings = Findings::new();
    for (path, text) in sources() {
        check_file(&path, &text, &actors, &mut findings);
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn files_stay_short_enough_to_read() {
    let mut findings = Findings::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > FILE_LIMIT {
            findings.push(format!(
                "{path}: {lines} lines, {FILE_LIMIT} are allowed: split it"
            ));
        }
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// Checks one text as if it were a file of `src/`.
#[track_caller]
fn check(path: &str, code: &str, expected: &[&str]) {
    let mut findings = Findings::new();
    let actors = ["seoul".to_owned(), "tokyo".to_owned()];
    check_file(path, &format!("//! X.\n{code}"), &actors, &mut findings);
    assert_eq!(findings, expected, "{path}: {code}");
}

#[test]
fn the_tidy_test_finds_imports_that_go_up_or_sideways() {
    check("rules/x.rs", "use crate::model::Trust;", &[]);
    check(
        "rules/x.rs",
        "// crate::tui\n/* crate::tui /* nested */ */ /// crate::tui\nfn f() { \"crate::tui\"; }",
        &[],
    );
    check(
        "rules/x.rs",
        "use crate::tui::run;",
        &["rules/x.rs:2: `rules` may not know `tui`"],
    );
    check(
        "rules/x.rs",
        "use crate::{\n    model::{Order, tui},\n    session,\n};",
        &["rules/x.rs:2: `rules` may not know `session`"],
    );
    check(
        "rules/x.rs",
        "use crate::{{text}, {model::{self}}};",
        &["rules/x.rs:2: `rules` may not know `text`"],
    );
    check(
        "tui/x.rs",
        "use crate::plain::x;",
        &["tui/x.rs:2: `tui` may not know `plain`"],
    );
    check("cli/x.rs", "use crate::{plain, tui, study};", &[]);
    check(
        "rules/x.rs",
        "pub(in crate::rules) fn f() { crate::server::x() }",
        &["rules/x.rs:2: `rules` may not know `server`"],
    );
    check(
        "plain/mod.rs",
        "use super::tui;",
        &["plain/mod.rs:2: `plain` may not know `tui`"],
    );
    check(
        "gossip/mod.rs",
        "",
        &["gossip/mod.rs: `gossip` is in no layer: add it to LAYERS"],
    );
    check(
        "rules/x.rs",
        "use super::super::View;",
        &["rules/x.rs:2: `super::super`: say `crate::`"],
    );
    check(
        "rules/x.rs",
        "use crate::gossip::x;",
        &["rules/x.rs:2: `crate::gossip` is in no layer"],
    );
}

#[test]
fn the_tidy_test_finds_what_pure_layers_may_not_touch() {
    for (code, word) in [
        ("fn f(x: f64) {}", "f64"),
        ("const X: i32 = 1.5 as i32;", "1.5"),
        ("use std::collections::HashMap;", "HashMap"),
        ("use std::time::Instant;", "Instant"),
        ("use std::{fmt, fs};", "std::fs"),
        ("fn f() { std::env::var(\"X\"); }", "std::env"),
        (
            "use std::{fmt::{self, Write}, thread::spawn};",
            "std::thread",
        ),
        ("fn f() { println!(\"x\"); }", "println!"),
        ("fn f() { dbg!(1); }", "dbg!"),
    ] {
        for path in [
            "model/x.rs",
            "scenario/x.rs",
            "notation/x.rs",
            "rules/x.rs",
            "agents/x.rs",
            "analysis/exact.rs",
        ] {
            check(
                path,
                code,
                &[&format!("{path}:2: `{word}` in a pure layer")],
            );
        }
        for path in ["session/x.rs", "study/x.rs", "analysis/estimate.rs"] {
            check(path, code, &[]);
        }
    }
    check(
        "model/x.rs",
        "struct Instantly; fn f(t: (i32, (i32,)), r: std::ops::Range<u8>) { t.1.0; 1..2; println(); 'a'; }",
        &[],
    );
}

#[test]
fn the_tidy_test_finds_names_secrets_and_length() {
    check(
        "text/x.rs",
        "fn f() { \"seoul\"; }",
        &["text/x.rs:2: names the actor `seoul`"],
    );
    check(
        "text/x.rs",
        "fn f() { \"From Tokyo, with care\"; }",
        &["text/x.rs:2: names the actor `tokyo`"],
    );
    check(
        "text/x.rs",
        "fn seoul_trust() {}",
        &["text/x.rs:2: names the actor `seoul`"],
    );
    check(
        "text/x.rs",
        "/// Seoul.\nfn f() { r#\"Seoulite\"#; } // Tokyo",
        &[],
    );
    check(
        "text/x.rs",
        "#[cfg(test)]\nmod tests { const SEOUL: &str = \"seoul\"; }\nfn tokyo() {}",
        &["text/x.rs:4: names the actor `tokyo`"],
    );
    check("text/tests.rs", "const SEOUL: i32 = 1;", &[]);
    for path in [
        "agents/x.rs",
        "session/x.rs",
        "tui/x.rs",
        "analysis/x.rs",
        "text/x.rs",
    ] {
        check(
            path,
            "fn f(s: Sealed) { s.open(); }",
            &[&format!("{path}:2: opens a sealed value")],
        );
    }
    for path in ["rules/x.rs", "scenario/x.rs", "study/x.rs", "report/x.rs"] {
        check(path, "fn f(s: Sealed) { s.open(); }", &[]);
    }
    check(
        "session/x.rs",
        "fn f() { File::open(path); rules::open(a, b); options.open(path); }",
        &[],
    );
    let long = format!("fn f() {{\n{}}}", "    x();\n".repeat(69));
    check(
        "text/x.rs",
        &long,
        &["text/x.rs:2: `f` has 71 lines, 70 are allowed"],
    );
    let nearly = format!("fn f() {{\n{}}}", "    x();\n".repeat(68));
    check("text/x.rs", &nearly, &[]);
    let mut findings = Findings::new();
    check_file("text/x.rs", "fn f() {}", &[], &mut findings);
    assert_eq!(
        findings,
        ["text/x.rs: says nothing about itself: begin it with `//!`"]
    );
}

#[test]
fn every_test_file_that_the_documents_name_exists() {
    let mut named = 0;
    for document in [
        "docs/ARCHITECTURE.md",
        "docs/SCENARIO_GUIDE.md",
        "README.md",
    ] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        let paths = text
            .split('`')
            .filter(|word| word.starts_with("tests/") || word.starts_with("saves/"));
        for path in paths {
            assert!(
                root().join(path).exists(),
                "{document} names {path}, which does not exist"
            );
            named += 1;
        }
    }
    assert!(named > 5, "the documents name no tests");
}
