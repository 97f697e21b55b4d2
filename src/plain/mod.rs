//! The line-oriented front end: commands in, plain sentences out. Complete: everything a person can do, it can do.
//!
//! Moves no cursor and uses no colour. Each accepted order is confirmed by one line that begins `ok `, each line that
//! is refused is answered by one line that begins `! ` and changes nothing.

mod afterwards;
mod crises;
mod figures;
mod futures;
mod guide;
mod heard;
mod listing;
mod numbers;
mod orders;
mod pages;
mod saves;
mod tables;
mod voice;
mod watch;

use std::cell::Cell;
use std::io::{self, BufRead, Write};

use unicode_width::UnicodeWidthStr as _;

use crate::command::{self, Action, Command};
use crate::model::{EventId, Subject, TableId};
use crate::plain::heard::Heard;
pub use crate::plain::voice::Voice;
use crate::plain::voice::{GOES_ON, Teller};
use crate::session::guide::Step;
use crate::session::settings::Kept;
use crate::session::{Library, Session, Settings};
use crate::text::{Line, Words, clean, misread};

/// What is said of commands that have only keys.
const ON_SCREEN: &str = "that works on the full screen only; help lists the commands";

/// Whether the first refused line ends the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Refusals are told, and it goes on.
    #[default]
    Patient,
    /// The first refusal ends it.
    Strict,
}

/// How plain mode is to behave.
#[derive(Default)]
pub struct Ways<'a> {
    /// Whether the first refused line ends it.
    pub manner: Manner,
    /// How it speaks.
    pub voice: Voice,
    /// Where everything that is typed and said is taken down as well.
    pub transcript: Option<&'a mut dyn Write>,
    /// What the person has set; of that it reads and changes whether hints are told. Without it none are.
    pub kept: Option<&'a mut Kept>,
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
    ways: Ways<'_>,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> io::Result<Ended> {
    let mut unhinted = Kept::default();
    unhinted.settings = Settings {
        first_hints: false,
        ..Settings::default()
    };
    let Ways {
        manner,
        voice,
        transcript,
        kept,
    } = ways;
    let kept = kept.unwrap_or(&mut unhinted);
    let mut teller = Teller::new(output, transcript);
    let mut shell = Shell {
        session,
        library,
        done: Done::No,
        table: None,
        step: None,
        kept,
        shown: Cell::new(None),
        explained: Cell::new(false),
        voice,
        heard: Heard::default(),
    };
    let greeting = shell.greeting();
    teller.say(&voice.lines(greeting))?;
    let mut number = 0;
    while let Some(line) = read_line(input)? {
        number += 1;
        teller.typed(&line);
        match shell.obey(&line) {
            Ok(lines) => teller.say(&lines)?,
            Err(why) => {
                teller.say(&voice.lines(vec![format!("! {why}")]))?;
                if manner == Manner::Strict {
                    shell.close(&mut teller)?;
                    return Ok(Ended::Refused(number, why));
                }
            }
        }
        if shell.done == Done::Yes {
            return Ok(Ended::Well);
        }
    }
    shell.close(&mut teller)?;
    Ok(Ended::Well)
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
    /// The table that was looked at last: lines that name none mean it.
    table: Option<TableId>,
    /// The step of the lesson that was told last.
    step: Option<Step>,
    /// What the person has set.
    kept: &'a mut Kept,
    /// The event that was looked at last: a number alone answers it.
    shown: Cell<Option<(EventId, Subject)>>,
    /// Whether it was said how answers are given.
    explained: Cell<bool>,
    voice: Voice,
    heard: Heard,
}

impl Shell<'_> {
    fn words(&self) -> Words<'_> {
        Words::new(self.session.view().scenario().lexicon())
    }

    fn greeting(&mut self) -> Vec<String> {
        let mut lines = self.brief();
        lines.push(String::new());
        lines.push("Type help for the commands.".to_owned());
        let told = self.attend(Action::Help);
        if !told.is_empty() {
            lines.push(String::new());
        }
        lines.extend(told);
        if self.voice == Voice::Spoken {
            lines.push(
                "Of a page asked for again only what is new is said; again says all of it."
                    .to_owned(),
            );
        }
        lines
    }

    /// Does what a line says.
    fn obey(&mut self, line: &str) -> Said {
        if line.is_empty() || line.starts_with('#') {
            return Ok(Vec::new());
        }
        let numbered = match line.parse() {
            Ok(number) => Some(self.by_number(number)?),
            Err(_) => None,
        };
        let line = numbered.as_deref().unwrap_or(line);
        let (command, rest) = command::read(line).map_err(|why| misread(&why).plain())?;
        let rest: Vec<&str> = rest.split_whitespace().collect();
        takes_nothing(command, &rest)?;
        let said = self.act(command.action, &rest, line);
        let mut said = self.with_trouble(said)?;
        if self.done == Done::No {
            said.extend(self.attend(command.action));
        }
        Ok(self.voiced(command.action, line, said))
    }

    /// Lines in the voice that was asked for, of a page without what was said before.
    fn voiced(&mut self, action: Action, line: &str, lines: Vec<String>) -> Vec<String> {
        if action == Action::Again {
            return lines;
        }
        let lines = self.voice.lines(lines);
        self.heard.note(&lines);
        if self.voice == Voice::Spoken && heard::is_page(action) {
            let page: Vec<&str> = line.split_whitespace().collect();
            return self.heard.only_new(&page.join(" "), lines);
        }
        lines
    }

    fn act(&mut self, action: Action, rest: &[&str], line: &str) -> Said {
        match action {
            Action::Help => help(rest),
            Action::Lesson | Action::SkipStep | Action::Hints => self.guided(action, rest),
            Action::Again => Ok(self.heard.last().to_vec()),
            Action::Status => Ok(self.status()),
            Action::Brief => Ok(self.brief()),
            Action::Inbox => Ok(self.inbox()),
            Action::Watch => self.watch(rest),
            Action::Relations => Ok(self.relations()),
            Action::Map => Ok(self.map()),
            Action::Figures => Ok(self.figures()),
            Action::Initiatives => self.initiatives(rest),
            Action::Show => self.show(rest),
            Action::Launch
            | Action::Schedule
            | Action::Publish
            | Action::Cancel
            | Action::Respond => self.order(line),
            Action::Tables => Ok(self.tables()),
            Action::Table => self.table(rest),
            Action::Instruments => self.instruments(rest),
            Action::WhatIf => self.what_if(rest),
            Action::StaffText => self.staff_text(rest),
            Action::Crisis => self.crisis(rest),
            Action::Step => self.step(line),
            Action::Debrief => self.debrief(rest),
            Action::Durability => self.durability(rest),
            Action::Otherwise => self.otherwise(rest),
            Action::Report => self.report(rest),
            Action::Forecast => self.forecast(rest),
            Action::Futures => self.futures(rest),
            Action::StaffPlan => self.staff_plan(),
            Action::Bargain(_) => self.bargain(line),
            Action::Roadmap => Ok(self.roadmap()),
            Action::Events => Ok(self.events()),
            Action::Mechanisms => Ok(self.mechanisms()),
            Action::Formats => Ok(self.formats()),
            Action::Pledges => Ok(self.pledges()),
            Action::Windows => Ok(self.windows()),
            Action::Intel => self.intel(rest),
            Action::Advise => Ok(self.advise()),
            Action::Why => self.why(rest),
            Action::Log => self.log(rest),
            Action::Glossary => self.glossary(rest),
            Action::End => self.end(rest),
            Action::EndAnyway => self.end_anyway(),
            Action::Undo => self.undo(),
            Action::Orders => Ok(self.orders()),
            Action::Save | Action::Saves | Action::Load => self.filed(action, rest),
            Action::Hash => Ok(vec![format!("hash {}", self.session.game().state().hash())]),
            Action::Score => Ok(self.score()),
            Action::Ending => Ok(self.ending()),
            Action::About => Ok(self.about()),
            Action::Quit => self.leave(),
            Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::Choose
            | Action::Back
            | Action::NextPane
            | Action::PreviousPane
            | Action::Search
            | Action::Palette
            | Action::Settings
            | Action::Own(_)
            | Action::Jump(_) => Err(ON_SCREEN.to_owned()),
        }
    }

    fn leave(&mut self) -> Said {
        self.done = Done::Yes;
        self.attend(Action::Quit);
        self.keep()
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
    fn close(&mut self, teller: &mut Teller<'_, '_, impl Write>) -> io::Result<()> {
        let lines = self.keep().unwrap_or_else(|why| vec![format!("! {why}")]);
        teller.say(&lines)
    }
}

/// A command that takes nothing is refused with anything behind it. `end` says so in its own words.
fn takes_nothing(command: &Command, rest: &[&str]) -> Result<(), String> {
    let bare = command.usage == command.words() && command.action != Action::End;
    match rest.first() {
        Some(word) if bare => Err(format!(
            "{} takes nothing more; not ‘{}’",
            command.words(),
            clean(word)
        )),
        Some(_) | None => Ok(()),
    }
}

/// `help [TOPIC]`
fn help(rest: &[&str]) -> Said {
    if rest.is_empty() {
        return Ok(plain(&command::help_lines(), 1));
    }
    let topic = command::help_topic(&rest.join(" ")).map_err(|why| misread(&why).plain())?;
    Ok(plain(&topic, 0))
}

/// Lines as plain text, indented by `depth` steps.
fn plain(lines: &[Line], depth: usize) -> Vec<String> {
    let indent = "  ".repeat(depth);
    lines
        .iter()
        .map(|line| format!("{indent}{}", line.plain()))
        .collect()
}

/// Lines as plain text, each broken at spaces; what follows a break keeps the line's own indent.
fn paragraphs(lines: &[Line], depth: usize) -> Vec<String> {
    let each = lines.iter().flat_map(|line| {
        let text = line.plain();
        let own = text.len() - text.trim_start_matches(' ').len();
        // A line that fits keeps its columns.
        if !text.trim().is_empty() && text.width() + 2 * depth <= WIDTH {
            return vec![format!("{}{text}", " ".repeat(2 * depth))];
        }
        wrapped(&text, WIDTH, &" ".repeat(own + 2 * depth))
    });
    each.collect()
}

/// Lines of a list, each broken at spaces; what follows a break stands further in.
fn items(lines: &[Line], depth: usize) -> Vec<String> {
    let indent = "  ".repeat(depth);
    let each = lines.iter().flat_map(|line| {
        let mut rows = wrapped(&line.plain(), WIDTH, &format!("{indent}  "));
        if let Some(first) = rows.first_mut() {
            *first = format!("{indent}{}", first.trim_start());
        }
        rows
    });
    each.collect()
}

/// Text broken at spaces to lines of at most `width` columns; those that go on with the one before are marked so.
fn wrapped(text: &str, width: usize, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut mark = String::new();
    // Spaces before the next word: columns keep them as far as a line goes.
    let mut gap = 0;
    let mut words = text.trim().split(' ').peekable();
    while let Some(word) = words.next() {
        if word.is_empty() {
            gap += 1;
            continue;
        }
        // A number stays with its `%`.
        let bound = words.peek().filter(|next| next.starts_with('%'));
        let wide = word.width() + bound.map_or(0, |next| 1 + next.width());
        if !line.is_empty() && indent.width() + line.width() + gap + wide > width {
            lines.push(format!("{mark}{indent}{line}"));
            mark = GOES_ON.to_string();
            line.clear();
        }
        if !line.is_empty() {
            line.push_str(&" ".repeat(gap));
        }
        line.push_str(word);
        gap = 1;
    }
    if !line.is_empty() {
        lines.push(format!("{mark}{indent}{line}"));
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
