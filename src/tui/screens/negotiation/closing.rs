//! The head of a table: whose the text is, who stands by it, what closes it; of a draft what it is.

use crate::text::{Line, Tone, fill, with_keys};
use crate::tui::paint::wrap;
use crate::tui::screens::negotiation::board::Scene;

/// Whose the text is, who stands by it and what closes the table; of a draft whose it is, and the same of it.
pub(super) fn what_closes(scene: &Scene<'_>, wide: usize) -> Vec<Line> {
    let text = scene.standing.map(|_| scene.shown);
    let mut found = scene.page.closing(scene.now, text, &scene.advice.parties);
    let whose = whose(scene);
    let head = match found.len() {
        2.. if !scene.is_draft() => whose.then(" ").then(found.remove(0)),
        _ => whose,
    };
    let lines = std::iter::once(head).chain(found);
    lines.flat_map(|line| wrap(&line, wide, 2)).collect()
}

/// Whose the text is; of a draft what it is.
fn whose(scene: &Scene<'_>) -> Line {
    let words = scene.desk.words();
    if !scene.now.present.contains(scene.desk.seat().0) {
        return with_keys(
            "You have walked out; the others go on. {instruments} offers the way back",
        );
    }
    let Some(text) = scene.now.text else {
        let what = match &scene.staff {
            Some((_, pick)) => pick.name(),
            None => "what your staff would open with",
        };
        return fill("No text yet. [ ] is {what}", &[("what", what.into())]);
    };
    let line = fill("● by {by}.", &[("by", words.actor(text.by).into())]);
    let draft = match &scene.staff {
        Some((_, pick)) => pick.name(),
        None if !scene.is_draft() => return line,
        None if scene.now.stance(scene.desk.seat().0) == Some(scene.shown) => {
            "the text by which you stand"
        }
        None => "your draft, not yet put forward",
    };
    Line::from("[ ] ")
        .then(Line::new(draft, Tone::Warn))
        .then("  ")
        .then(line)
}

/// Which of so many suggestions the draft has.
pub(super) fn suggestion((number, of): (usize, usize)) -> Line {
    let slots = [
        ("n", Line::from(number.to_string())),
        ("of", of.to_string().into()),
    ];
    let template = match number {
        1 => "Suggestion 1 of {of}, the nearest to a signature",
        _ => "Suggestion {n} of {of}, in place of the one before",
    };
    fill(template, &slots)
}
