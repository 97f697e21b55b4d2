//! Keys that lessons and hints name: checked here, where commands are known.

use std::sync::Arc;

use crate::command;
use crate::notation::nearest;
use crate::scenario::{Problem, Source};

/// The files in which braces name an action.
const FILES: [&str; 2] = ["lessons.ron", "hints.ron"];

/// A problem for each name in braces that is no action with a key.
pub fn strange_keys(sources: &[Source]) -> Vec<Problem> {
    let files = sources
        .iter()
        .filter(|source| FILES.contains(&source.file_name()));
    files.flat_map(strange).collect()
}

fn strange(source: &Source) -> Vec<Problem> {
    let text: Arc<str> = source.text.as_str().into();
    let mut problems = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('{')) {
        let start = from + open;
        let rest = text.get(start + 1..).unwrap_or("");
        let length = rest.find(['}', '"', '\n']).unwrap_or(rest.len());
        let id = rest.get(..length).unwrap_or("");
        from = start + 1 + length;
        let known = command::find(id).is_some_and(|known| !known.keys.is_empty());
        if known && rest.get(length..).is_some_and(|rest| rest.starts_with('}')) {
            continue;
        }
        let with_keys = command::COMMANDS.iter().filter(|it| !it.keys.is_empty());
        let hint = match nearest(id, with_keys.map(|it| it.id)) {
            Some(near) => format!("did you mean {{{near}}}?"),
            None => "the page of keys in the settings lists the ids of actions".to_owned(),
        };
        let message = format!("no action with a key has the id ‘{}’", id.escape_debug());
        let problem = Problem::new(&source.label, &text, start..from + 1, &message);
        problems.push(problem.with_hint(Some(hint)));
    }
    problems
}
