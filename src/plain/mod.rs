//! The line-oriented front end: commands in, plain sentences out. Complete: everything a person can do, it can do.
//!
//! Moves no cursor and uses no colour. Each accepted order is confirmed by one line that begins `ok `, each line that
//! is refused is answered by one line that begins `! ` and changes nothing.

mod figures;
mod listing;
mod orders;
mod pages;
mod saves;

use std::io::{self, BufRead, Write};

use crate::notation::nearest;
use crate::session::{Library, Session};
use crate::text::{Line, Words, clean};

/// Whether the first refused line ends the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Refusals are told, and it goes on.
    Patient,
    /// The first refusal ends it.
    Strict,
}

/// How plain mode ended.
#[derive(Debug)]
pub enum Ended {
    /// At `quit` or at the end of the input; the game is saved.
    Well,
    /// At a refused line, in strict manner: the line's number and what was said.
    Refused(usize, String),
}

/// The longest line that is read, in bytes.
const LINE_LIMIT: usize = 64 * 1024;

/// What a command prints, or why it is refused.
type Said = Result<Vec<String>, String>;

/// Plays by lines.
///
/// # Errors
/// If the input can't be read or the output can't be written.
pub fn run(
    session: Session,
    library: &Library,
    manner: Manner,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<Ended> {
    let mut shell = Shell {
        session,
        library,
        done: Done::No,
    };
    say(output, &shell.greeting())?;
    let mut number = 0;
    while let Some(line) = read_line(input)? {
        number += 1;
        match shell.obey(&line) {
            Ok(lines) => say(output, &lines)?,
            Err(why) => {
                say(output, &[format!("! {why}")])?;
                if manner == Manner::Strict {
                    shell.close(output)?;
                    return Ok(Ended::Refused(number, why));
                }
            }
        }
        if shell.done == Done::Yes {
            return Ok(Ended::Well);
        }
    }
    shell.close(output)?;
    Ok(Ended::Well)
}

fn say(output: &mut impl Write, lines: &[String]) -> io::Result<()> {
    for line in lines {
        writeln!(output, "{line}")?;
    }
    output.flush()
}

/// One line without its end; bytes that are no text are replaced, an overlong rest is dropped.
fn read_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let read = io::Read::take(&mut *input, LINE_LIMIT as u64).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if bytes.last() != Some(&b'\n') && read == LINE_LIMIT {
        input.skip_until(b'\n')?;
    }
    Ok(Some(String::from_utf8_lossy(&bytes).trim().to_owned()))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Done {
    No,
    Yes,
}

struct Shell<'a> {
    session: Session,
    library: &'a Library,
    done: Done,
}

/// Every command word, for suggestions.
const WORDS: [&str; 31] = [
    "help",
    "status",
    "brief",
    "relations",
    "initiatives",
    "show",
    "launch",
    "cancel",
    "roadmap",
    "events",
    "respond",
    "mechanisms",
    "formats",
    "pledges",
    "windows",
    "intel",
    "why",
    "log",
    "glossary",
    "end",
    "undo",
    "save",
    "saves",
    "load",
    "hash",
    "score",
    "seed",
    "endings",
    "about",
    "quit",
    "figures",
];

impl Shell<'_> {
    fn words(&self) -> Words<'_> {
        Words::new(self.session.view().scenario().lexicon())
    }

    fn greeting(&self) -> Vec<String> {
        let mut lines = self.brief();
        lines.push(String::new());
        lines.push("Type help for the commands.".to_owned());
        lines
    }

    /// Does what a line says.
    fn obey(&mut self, line: &str) -> Said {
        let mut words = line.split_whitespace();
        let Some(word) = words.next() else {
            return Ok(Vec::new());
        };
        let rest: Vec<&str> = words.collect();
        let said = match word {
            "help" => self.help(&rest),
            "status" => Ok(self.status()),
            "brief" => Ok(self.brief()),
            "relations" => Ok(self.relations()),
            "figures" => Ok(self.figures()),
            "initiatives" => self.initiatives(&rest),
            "show" => self.show(&rest),
            "launch" | "cancel" | "respond" => self.order(line),
            "roadmap" => Ok(self.roadmap()),
            "events" => Ok(self.events()),
            "mechanisms" => Ok(self.mechanisms()),
            "formats" => Ok(self.formats()),
            "pledges" => Ok(self.pledges()),
            "windows" => Ok(self.windows()),
            "intel" => self.intel(&rest),
            "why" => self.why(&rest),
            "log" => self.log(&rest),
            "glossary" => self.glossary(&rest),
            "end" => self.end(&rest),
            "undo" => self.undo(),
            "save" => self.save(&rest),
            "saves" => self.saves(),
            "load" => self.load(&rest),
            "hash" => Ok(vec![format!("hash {}", self.session.game().state().hash())]),
            "score" => Ok(self.score()),
            "seed" => Ok(vec![format!("seed {}", self.session.game().seed())]),
            "endings" => Ok(self.ending()),
            "about" => Ok(self.about()),
            "quit" => {
                self.done = Done::Yes;
                self.keep()
            }
            other => Err(unknown(other)),
        };
        self.with_trouble(said)
    }

    /// A save problem is told after every command until it is over.
    fn with_trouble(&self, said: Said) -> Said {
        let mut lines = said?;
        if let Some(trouble) = self.session.trouble() {
            lines.push(clean(&format!("the game is NOT saved: {trouble}")));
        }
        Ok(lines)
    }

    /// Saves at the end of the input.
    fn close(&mut self, output: &mut impl Write) -> io::Result<()> {
        let lines = self.keep().unwrap_or_else(|why| vec![format!("! {why}")]);
        say(output, &lines)
    }
}

fn unknown(word: &str) -> String {
    let nearest = nearest(word, WORDS.into_iter());
    let hint = nearest.map_or_else(
        || "help lists the commands".to_owned(),
        |nearest| format!("did you mean ‘{nearest}’?"),
    );
    format!("there is no command ‘{}’; {hint}", clean(word))
}

/// Lines as plain text, indented by `depth` steps.
fn plain(lines: &[Line], depth: usize) -> Vec<String> {
    let indent = "  ".repeat(depth);
    lines
        .iter()
        .map(|line| format!("{indent}{}", line.plain()))
        .collect()
}

/// Text broken at spaces to lines of at most `width` columns.
fn wrapped(text: &str, width: usize, indent: &str) -> Vec<String> {
    use unicode_width::UnicodeWidthStr as _;
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && indent.width() + line.width() + 1 + word.width() > width {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(format!("{indent}{line}"));
    }
    lines
}

/// The width of plain output, in columns.
const WIDTH: usize = 80;

/// A cell of a table: padded to `width` columns, by displayed width.
fn cell(text: &str, width: usize) -> String {
    use unicode_width::UnicodeWidthStr as _;
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}
