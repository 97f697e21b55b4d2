//! How plain mode speaks: lines as they are written, or as a voice should read them; and the transcript of all of it.

use std::io::{self, Write};

use crate::text::spoken::spoken;

/// The first letter of a line that goes on with the one before it, where text was broken to a width. No text that is shown
/// has it.
pub(super) const GOES_ON: char = '\u{1}';

/// For whom the lines are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Voice {
    /// For the eye and for scripts: columns, signs, lines of at most 80 columns.
    #[default]
    Written,
    /// For the ear: one thing a line, however long; words for signs; only what is new.
    Spoken,
}

impl Voice {
    /// Lines as this voice says them.
    pub(super) fn lines(self, lines: Vec<String>) -> Vec<String> {
        match self {
            Self::Written => {
                let text = |line: String| match line.strip_prefix(GOES_ON) {
                    Some(text) => text.to_owned(),
                    None => line,
                };
                lines.into_iter().map(text).collect()
            }
            Self::Spoken => {
                let mut whole: Vec<String> = Vec::new();
                for line in lines {
                    match (line.strip_prefix(GOES_ON), whole.last_mut()) {
                        (Some(text), Some(last)) => {
                            last.push(' ');
                            last.push_str(text.trim_start());
                        }
                        (Some(_), None) | (None, _) => whole.push(line),
                    }
                }
                whole.retain(|line| !line.trim().is_empty());
                whole.iter().map(|line| spoken(line)).collect()
            }
        }
    }
}

/// Where lines go: to whoever plays, and into the transcript.
pub(super) struct Teller<'o, 't, W> {
    output: &'o mut W,
    transcript: Option<&'t mut dyn Write>,
}

impl<'o, 't, W: Write> Teller<'o, 't, W> {
    pub fn new(output: &'o mut W, transcript: Option<&'t mut dyn Write>) -> Self {
        Self { output, transcript }
    }

    /// Says lines. A transcript that can't be written is given up, which is said once.
    pub fn say(&mut self, lines: &[String]) -> io::Result<()> {
        for line in lines {
            writeln!(self.output, "{line}")?;
        }
        if let Err(why) = self.note(lines) {
            writeln!(self.output, "the transcript ends here: {why}")?;
        }
        self.output.flush()
    }

    /// Takes down what was typed. Should that fail, the answer to it says so.
    pub fn typed(&mut self, line: &str) {
        let line = crate::text::clean(line);
        let noted = match &mut self.transcript {
            Some(file) => writeln!(file, "> {line}"),
            None => Ok(()),
        };
        // The next lines meet the same trouble and tell it.
        drop(noted);
    }

    fn note(&mut self, lines: &[String]) -> io::Result<()> {
        let Some(file) = &mut self.transcript else {
            return Ok(());
        };
        let noted = lines
            .iter()
            .try_for_each(|line| writeln!(file, "{line}"))
            .and_then(|()| file.flush());
        if noted.is_err() {
            self.transcript = None;
        }
        noted
    }
}
