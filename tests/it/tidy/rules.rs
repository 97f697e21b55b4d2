//! What one file of `src/` must keep to.

use super::lexer::{Placed, Token, tokens};

/// Lowest first. Modules in one row are peers: they may not know each other.
const LAYERS: &[&[&str]] = &[
    &["model"],
    &["scenario"],
    &["notation"],
    &["rules"],
    &["analysis"],
    &["agents"],
    &["foresight"],
    &["session"],
    &["text"],
    &["command"],
    &["report"],
    &["tui", "plain", "study", "classroom", "server"],
    &["cli"],
];

/// Where the beginning of a path says that no clock, disk, environment, float, order of hashes or printing may be.
const PURE: &[&str] = &[
    "model",
    "scenario",
    "notation",
    "rules",
    "analysis/exact",
    "agents",
    "foresight",
];
const IMPURE_WORDS: &[&str] = &["f32", "f64", "HashMap", "HashSet", "Instant", "SystemTime"];
const IMPURE_STD: &[&str] = &["fs", "env", "thread", "net", "process"];
const IMPURE_MACROS: &[&str] = &["println", "eprintln", "print", "eprint", "dbg"];

/// Where secrets of a pack may be opened: by the rules, in assembly, in studies and in the debrief.
const OPENERS: &[&str] = &["rules", "scenario", "study", "report"];

/// The most lines of a function, and of one in tests, where tables are long.
const FUNCTION_LIMIT: usize = 70;
const TEST_LIMIT: usize = 100;

/// Functions that were longer when the limit came, with the most lines that each may have.
const LONG_FUNCTIONS: &[(&str, &str, usize)] = &[("rules/state/apply.rs", "apply_to_events", 85)];

/// What is wrong, one line each.
pub type Findings = Vec<String>;

fn rank(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

/// Checks a file by its path under `src/`.
pub fn check_file(path: &str, text: &str, actors: &[String], findings: &mut Findings) {
    if !text.starts_with("//!") {
        findings.push(format!(
            "{path}: says nothing about itself: begin it with `//!`"
        ));
    }
    let tokens = tokens(text);
    let module = path.split('/').next().unwrap().trim_end_matches(".rs");
    let is_root = matches!(path, "lib.rs" | "main.rs");
    if !is_root && rank(module).is_none() {
        findings.push(format!(
            "{path}: `{module}` is in no layer: add it to LAYERS"
        ));
        return;
    }
    if !is_root {
        check_imports(path, module, &tokens, findings);
    }
    if PURE.iter().any(|pure| path.starts_with(pure)) {
        check_purity(path, &tokens, findings);
    }
    if !is_test_file(path) {
        check_names(path, &without_tests(&tokens), actors, findings);
    }
    check_secrets(path, module, &tokens, findings);
    if is_test_file(path) {
        check_functions(path, &tokens, TEST_LIMIT, findings);
    } else {
        check_functions(path, &without_tests(&tokens), FUNCTION_LIMIT, findings);
    }
}

fn is_word(token: Option<&Placed>, word: &str) -> bool {
    matches!(token, Some((Token::Word(known), _)) if known == word)
}

fn is_sign(token: Option<&Placed>, sign: char) -> bool {
    matches!(token, Some((Token::Sign(known), _)) if *known == sign)
}

/// Whether `word ::` begins at a place.
fn is_path(tokens: &[Placed], at: usize, word: &str) -> bool {
    is_word(tokens.get(at), word)
        && is_sign(tokens.get(at + 1), ':')
        && is_sign(tokens.get(at + 2), ':')
}

/// The first names that a path or a group of paths begins with.
fn heads(tokens: &[Placed]) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut fresh) = (0_u32, true);
    let mut inside: Vec<u32> = Vec::new();
    for (place, (token, _)) in tokens.iter().enumerate() {
        match token {
            // A brace directly at the beginning of an element only groups; one after a name is inside of that name.
            Token::Sign('{') => {
                depth += 1;
                if !fresh {
                    inside.push(depth);
                }
            }
            Token::Sign('}') => {
                if inside.last() == Some(&depth) {
                    inside.pop();
                }
                depth = depth.saturating_sub(1);
                fresh = false;
                if depth == 0 {
                    break;
                }
            }
            Token::Sign(',') if depth > 0 => fresh = inside.is_empty(),
            Token::Word(word) if fresh => {
                found.push(word.as_str());
                fresh = false;
                if depth == 0 {
                    break;
                }
            }
            _ if place == 0 => break,
            Token::Word(_) | Token::Sign(_) | Token::Number(_) | Token::Text(_) => {}
        }
    }
    found
}

fn check_imports(path: &str, module: &str, tokens: &[Placed], findings: &mut Findings) {
    let own = rank(module).unwrap();
    let of_module = path.ends_with("/mod.rs") && path.matches('/').count() == 1;
    for (at, (_, line)) in tokens.iter().enumerate() {
        if is_path(tokens, at, "super") && is_word(tokens.get(at + 3), "super") {
            findings.push(format!("{path}:{line}: `super::super`: say `crate::`"));
        }
        let from_root = is_path(tokens, at, "crate");
        let from_parent = of_module && is_path(tokens, at, "super");
        if !from_root && !from_parent {
            continue;
        }
        for other in heads(&tokens[at + 3..]) {
            match rank(other) {
                Some(theirs) if theirs < own || other == module => {}
                Some(_) => {
                    findings.push(format!("{path}:{line}: `{module}` may not know `{other}`"))
                }
                None if from_root => {
                    findings.push(format!("{path}:{line}: `crate::{other}` is in no layer"))
                }
                None => {}
            }
        }
    }
}

fn check_purity(path: &str, tokens: &[Placed], findings: &mut Findings) {
    let mut found = |line: &usize, what: &str| {
        findings.push(format!("{path}:{line}: `{what}` in a pure layer"));
    };
    for (at, (token, line)) in tokens.iter().enumerate() {
        match token {
            Token::Word(word) if IMPURE_WORDS.contains(&word.as_str()) => found(line, word),
            Token::Word(word)
                if IMPURE_MACROS.contains(&word.as_str()) && is_sign(tokens.get(at + 1), '!') =>
            {
                found(line, &format!("{word}!"));
            }
            Token::Word(_) if is_path(tokens, at, "std") => {
                let heads = heads(&tokens[at + 3..]);
                let impure = |head: &&str| IMPURE_STD.contains(head);
                for head in heads.into_iter().filter(impure) {
                    found(line, &format!("std::{head}"));
                }
            }
            Token::Number(number) if number.contains('.') => found(line, number),
            Token::Word(_) | Token::Number(_) | Token::Text(_) | Token::Sign(_) => {}
        }
    }
}

/// Unit tests may build a world with any names.
fn is_test_file(path: &str) -> bool {
    path.split('/')
        .any(|part| matches!(part, "tests" | "tests.rs" | "testing.rs"))
}

/// The tokens outside of `#[cfg(test)]` modules.
fn without_tests(tokens: &[Placed]) -> Vec<Placed> {
    let starts = |at: usize| {
        is_sign(tokens.get(at), '#')
            && is_word(tokens.get(at + 2), "cfg")
            && is_word(tokens.get(at + 4), "test")
    };
    let (mut kept, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        if starts(at) && is_word(tokens.get(at + 7), "mod") {
            at += length_of_item(&tokens[at + 7..]) + 7;
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// How many tokens an item has, up to its closing brace or semicolon.
fn length_of_item(tokens: &[Placed]) -> usize {
    let mut depth = 0_u32;
    for (at, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::Sign('{') => depth += 1,
            Token::Sign('}') if depth == 1 => return at + 1,
            Token::Sign('}') => depth -= 1,
            Token::Sign(';') if depth == 0 => return at + 1,
            Token::Word(_) | Token::Number(_) | Token::Text(_) | Token::Sign(_) => {}
        }
    }
    tokens.len()
}

/// Whether an identifier names an actor: as one of its parts, or inside one where the name is long enough to be no chance.
fn names_actor(word: &str, actor: &str) -> bool {
    let part = word.split('_').any(|part| part == actor);
    part || (actor.len() > 4 && word.contains(actor))
}

fn check_names(path: &str, tokens: &[Placed], actors: &[String], findings: &mut Findings) {
    for (token, line) in tokens {
        let named = |actor: &&String| match token {
            Token::Word(word) => names_actor(&word.to_lowercase(), actor),
            Token::Text(text) => {
                let words = text.split(|ch: char| !(ch.is_alphanumeric() || ch == '-'));
                words.map(str::to_lowercase).any(|word| word == **actor)
            }
            Token::Number(_) | Token::Sign(_) => false,
        };
        for actor in actors.iter().filter(named) {
            findings.push(format!("{path}:{line}: names the actor `{actor}`"));
        }
    }
}

fn check_secrets(path: &str, module: &str, tokens: &[Placed], findings: &mut Findings) {
    if OPENERS.contains(&module) {
        return;
    }
    for (at, (token, line)) in tokens.iter().enumerate() {
        let opens = *token == Token::Sign('.')
            && is_word(tokens.get(at + 1), "open")
            && is_sign(tokens.get(at + 2), '(')
            && is_sign(tokens.get(at + 3), ')');
        if opens {
            findings.push(format!("{path}:{line}: opens a sealed value"));
        }
    }
}

fn check_functions(path: &str, tokens: &[Placed], limit: usize, findings: &mut Findings) {
    for (at, (_, line)) in tokens.iter().enumerate() {
        let (true, Some((Token::Word(name), _))) =
            (is_word(tokens.get(at), "fn"), tokens.get(at + 1))
        else {
            continue;
        };
        let Some(last) = last_line(&tokens[at..]) else {
            continue;
        };
        let lines = last - line + 1;
        let known = LONG_FUNCTIONS
            .iter()
            .find(|(file, known, _)| (*file, *known) == (path, name));
        let most = known.map_or(limit, |(.., most)| *most);
        if lines > most {
            findings.push(format!(
                "{path}:{line}: `{name}` has {lines} lines, {most} are allowed"
            ));
        } else if known.is_some() && lines <= FUNCTION_LIMIT {
            findings.push(format!(
                "{path}:{line}: `{name}` has {lines} lines: take it off LONG_FUNCTIONS"
            ));
        }
    }
}

/// The last line of the body of a function that begins a run of tokens; `None` if it has no body.
fn last_line(tokens: &[Placed]) -> Option<usize> {
    let (mut depth, mut brackets) = (0_u32, 0_i32);
    for (token, line) in tokens {
        match token {
            Token::Sign('(' | '[') => brackets += 1,
            Token::Sign(')' | ']') => brackets -= 1,
            Token::Sign(';') if depth == 0 && brackets == 0 => return None,
            Token::Sign('{') => depth += 1,
            Token::Sign('}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(*line);
                }
            }
            Token::Word(_) | Token::Number(_) | Token::Text(_) | Token::Sign(_) => {}
        }
    }
    None
}
