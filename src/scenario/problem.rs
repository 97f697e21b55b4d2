//! What is wrong with a pack: where, which field, what, and what would help. Renders to text, prints nothing.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource};

/// The longest line that a rendered excerpt shows, in bytes.
const LONGEST_EXCERPT: usize = 600;
/// How wide a rendered problem may be.
const WIDTH: usize = 100;

/// One thing that is wrong with a pack or lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as shown to the user.
    pub label: String,
    /// Where in the file, in bytes.
    pub span: Range<usize>,
    /// The line, from 1; 0 for a problem of the pack as a whole.
    pub line: usize,
    /// The column in characters, from 1; 0 for a problem of the pack as a whole.
    pub column: usize,
    /// Which field, such as `initiatives "regional-hotline" › needs[0]`; may be empty.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What would help.
    pub hint: Option<String>,
    text: Arc<str>,
}

impl Problem {
    /// A problem at `span` of the file `label` with this `text`.
    #[must_use]
    pub fn new(label: &str, text: &Arc<str>, span: Range<usize>, message: &str) -> Self {
        let start = boundary(text, span.start);
        let before = text.get(..start).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
        Self {
            label: escaped(label),
            span: start..boundary(text, span.end).max(start),
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column,
            path: String::new(),
            message: escaped(message),
            hint: None,
            text: Arc::clone(text),
        }
    }

    /// A problem of the pack as a whole, such as a file that is missing.
    #[must_use]
    pub fn of_pack(label: &str, message: &str) -> Self {
        Self {
            line: 0,
            column: 0,
            ..Self::new(label, &Arc::from(""), 0..0, message)
        }
    }

    /// The same, in this field.
    #[must_use]
    pub fn in_field(mut self, path: &str) -> Self {
        self.path = escaped(path);
        self
    }

    /// The same, with this advice.
    #[must_use]
    pub fn with_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.map(|hint| escaped(&hint));
        self
    }

    fn has_excerpt(&self) -> bool {
        let before = self.text.get(..self.span.start).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = self.text.get(start..).and_then(|rest| rest.lines().next());
        self.line > 0 && line.is_some_and(|line| line.len() <= LONGEST_EXCERPT)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        if !self.path.is_empty() {
            write!(f, ": {}", self.path)?;
        }
        write!(f, ": {}", self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " ({hint})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}

/// Whether a rendering uses colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Plain characters only.
    Never,
    /// With terminal colours.
    Always,
}

/// Every problem with an excerpt of its file, an underline and the advice.
#[must_use]
pub fn render(problems: &[Problem], colour: Colour) -> String {
    let theme = match colour {
        Colour::Never => GraphicalTheme::unicode_nocolor(),
        Colour::Always => GraphicalTheme::unicode(),
    };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_links(false);
    let mut clean = Clean::default();
    let mut output = String::new();
    for problem in problems {
        let excerpt = problem.has_excerpt().then(|| Excerpt {
            problem,
            source: NamedSource::new(&problem.label, clean.text(&problem.text)),
        });
        let rendered = excerpt.is_some_and(|excerpt| {
            let length = output.len();
            let done = handler.render_report(&mut output, &excerpt).is_ok();
            if !done {
                output.truncate(length);
            }
            done
        });
        if !rendered {
            output.push_str(&problem.to_string());
        }
        output.push('\n');
    }
    output
}

/// The harmless copies of the texts that have been shown so far.
#[derive(Default)]
struct Clean(Vec<(Arc<str>, Arc<str>)>);

impl Clean {
    fn text(&mut self, text: &Arc<str>) -> Arc<str> {
        let known = self
            .0
            .iter()
            .find(|(original, _)| Arc::ptr_eq(original, text));
        if let Some((_, clean)) = known {
            return Arc::clone(clean);
        }
        let clean: Arc<str> = text.chars().map(harmless).collect::<String>().into();
        self.0.push((Arc::clone(text), Arc::clone(&clean)));
        clean
    }
}

#[derive(Debug)]
struct Excerpt<'p> {
    problem: &'p Problem,
    source: NamedSource<Arc<str>>,
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.problem.path.is_empty() {
            write!(f, "{}: ", self.problem.path)?;
        }
        f.write_str(&self.problem.message)
    }
}

impl std::error::Error for Excerpt<'_> {}

impl Diagnostic for Excerpt<'_> {
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let hint = self.problem.hint.as_ref()?;
        Some(Box::new(hint))
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::underline(self.problem.span.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

/// Whether a character could change what a terminal shows elsewhere: controls and changes of direction.
#[must_use]
pub fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The nearest end of a character at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let mut candidates = (0..=at).rev();
    candidates
        .find(|place| text.is_char_boundary(*place))
        .unwrap_or(0)
}

/// A stand-in of the same length in bytes for characters that may not reach a terminal.
fn harmless(character: char) -> char {
    match (is_harmful(character), character.len_utf8()) {
        (false, _) => character,
        (true, _) if character == '\n' => character,
        (true, 1) if character.is_ascii_whitespace() => ' ',
        (true, 1) => '?',
        (true, 2) => '\u{b7}',
        (true, _) => '\u{fffd}',
    }
}

/// The text with every character escaped that could change what a terminal shows elsewhere.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut output = String::with_capacity(text.len());
    for character in text.chars() {
        if is_harmful(character) {
            output.extend(character.escape_default());
        } else {
            output.push(character);
        }
    }
    output
}

/// The text in quotes, shortened if it is long.
#[must_use]
pub(in crate::scenario) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        return format!("\"{text}\"");
    }
    let short: String = text.chars().take(LONGEST - 1).collect();
    format!("\"{short}…\"")
}

/// `did you mean …?` for the nearest of `known`, if one is near.
#[must_use]
pub(in crate::scenario) fn did_you_mean<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean \"{near}\"?"))
}

/// The nearest of `known` to `word`, if one is near.
#[must_use]
pub(in crate::scenario) fn nearest<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    const LONGEST: usize = 80;
    let length = word.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let lower = word.to_lowercase().replace(['_', ' '], "-");
    let allowed = (length / 3).max(1) + usize::from(length > 2);
    known
        .into_iter()
        .map(|near| (strsim::osa_distance(&lower, &near.to_lowercase()), near))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, near)| near)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Problem {
        let text: Arc<str> = Arc::from("(\n  name: \"한국\", cots: 3,\u{1b}[31m\n)");
        let start = text.find("cots").unwrap();
        Problem::new(
            "a/events.ron",
            &text,
            start..start + 4,
            "unknown field \"cots\"",
        )
        .in_field("events \"x\"")
        .with_hint(did_you_mean("cots", ["cost", "name"]))
    }

    #[test]
    fn columns_count_characters() {
        let problem = sample();
        assert_eq!((problem.line, problem.column), (2, 15));
        assert_eq!(
            problem.to_string(),
            "a/events.ron:2:15: events \"x\": unknown field \"cots\" (did you mean \"cost\"?)"
        );
    }

    #[test]
    fn a_rendering_shows_the_line_and_never_passes_on_an_escape() {
        let plain = render(&[sample()], Colour::Never);
        assert!(plain.contains("name: \"한국\", cots: 3"), "{plain}");
        assert!(plain.contains("did you mean"), "{plain}");
        assert!(!plain.contains('\u{1b}'), "{plain}");
        assert!(render(&[sample()], Colour::Always).contains('\u{1b}'));
    }

    #[test]
    fn control_characters_in_messages_are_escaped() {
        let problem = Problem::of_pack("a\u{1b}", "b\u{202e}c");
        assert_eq!(problem.to_string(), "a\\u{1b}: b\\u{202e}c");
    }
}
