//! Choices by their numbers: a number behind an event, behind `respond`, or alone on a line.

use crate::model::{EventId, Subject};
use crate::notation::{self, Kind, Misread};
use crate::plain::Shell;
use crate::text::misread;

impl Shell<'_> {
    /// The line that a number alone stands for: a step in the crisis that waits for one, else an answer to the event that was
    /// looked at last or that alone waits for one.
    pub(super) fn by_number(&self, number: usize) -> Result<String, String> {
        let view = self.session.view();
        if view.steps_due().next().is_some() {
            return Ok(format!("step {number}"));
        }
        match self.at_hand() {
            Some((event, subject)) => {
                let id = notation::write_event(view.scenario().catalogue(), event, subject);
                Ok(format!("respond {id} {number}"))
            }
            None if view.owed().next().is_none() => {
                Err("nothing asks for an answer, so a number means nothing".to_owned())
            }
            None => Err(
                "several answers are owed; respond EVENT NUMBER says to which, or show one first"
                    .to_owned(),
            ),
        }
    }

    /// The event that a number answers: the one looked at last, if it still waits, else the only one that does.
    fn at_hand(&self) -> Option<(EventId, Subject)> {
        let view = self.session.view();
        let owed: Vec<_> = view.owed().map(|it| (it.event, it.subject)).collect();
        let shown = self.shown.get().filter(|it| owed.contains(it));
        match owed.as_slice() {
            [only] => Some(*only),
            _ => shown,
        }
    }

    /// A line of `respond` with the name of a choice for its number, and with the event that it leaves out.
    pub(super) fn with_choice(&self, line: &str) -> Result<String, String> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let names = self.session.view().scenario().catalogue();
        let (event, number) = match words.as_slice() {
            ["respond", number] if number.parse::<usize>().is_ok() => {
                return match number.parse() {
                    Ok(number) => self.with_choice(&self.by_number(number)?),
                    Err(_) => Ok(line.to_owned()),
                };
            }
            ["respond", event, number] => (*event, *number),
            _ => return Ok(line.to_owned()),
        };
        let (Ok((id, subject)), Ok(place)) =
            (notation::read_event(names, event), number.parse::<usize>())
        else {
            return Ok(line.to_owned());
        };
        // A pack may call a choice by a number: then that is what it means.
        if names.find_answer(id, number).is_some() || !self.may_know(id) {
            return Ok(line.to_owned());
        }
        let subject = self.subject_of(id, subject);
        let question = self.session.view().question(id, subject);
        let chosen = question.and_then(|(question, asked)| {
            let index = u8::try_from(place.checked_sub(1)?).ok()?;
            let known = usize::from(index) < asked.choices.len();
            known.then(|| names.choice(id, question, index).to_owned())
        });
        match chosen {
            Some(choice) => Ok(format!("respond {event} {choice}")),
            None => Err(misread(&Misread::UnknownId {
                kind: Kind::Choice,
                given: number.to_owned(),
                nearest: None,
            })
            .plain()),
        }
    }
}
