//! What seats do and have done, and what goes on doing something, in the record of a state.

use super::{
    AnswerRecord, AskedRecord, CompletionRecord, Lost, ProjectRecord, Reader, SustainedRecord,
    Writer, known,
};
use crate::model::fact::Span;
use crate::model::{PerMille, Points, Turn};
use crate::notation;
use crate::rules::state::{Answer, Asked, Completion, Project, Sustained};

impl Writer<'_> {
    pub(super) fn project(&self, project: &Project) -> ProjectRecord {
        ProjectRecord {
            seat: self.seat(project.seat),
            initiative: self.initiative(project.initiative),
            target: self.target(project.target),
            since: project.since.0,
            elapsed: project.elapsed,
        }
    }

    pub(super) fn completion(&self, done: &Completion) -> CompletionRecord {
        CompletionRecord {
            seat: self.seat(done.seat),
            initiative: self.initiative(done.initiative),
            target: self.target(done.target),
            turn: done.turn.0,
        }
    }

    pub(super) fn asked(&self, asked: &Asked) -> AskedRecord {
        let names = self.0.catalogue();
        let answer = asked
            .answer
            .map(|choice| names.answer(asked.event, choice).to_owned());
        AskedRecord {
            seat: self.seat(asked.seat),
            event: notation::write_event(names, asked.event, asked.subject),
            answer: answer.unwrap_or_default(),
        }
    }

    pub(super) fn answer(&self, answer: &Answer) -> AnswerRecord {
        let names = self.0.catalogue();
        AnswerRecord {
            seat: self.seat(answer.seat),
            event: notation::write_event(names, answer.event, answer.subject),
            choice: names.answer(answer.event, answer.choice).to_owned(),
            turn: answer.turn.0,
        }
    }

    pub(super) fn sustained(&self, entry: &Sustained) -> SustainedRecord {
        let span = match entry.span {
            Span::Turns(turns) => ("turns", turns),
            Span::Fading(share) => ("fading", share),
            Span::While(condition) => ("while", condition.0),
        };
        SustainedRecord {
            figure: self.figure(entry.figure),
            amount: entry.amount.raw(),
            span: (span.0.to_owned(), span.1),
            cause: self.cause(entry.cause),
        }
    }
}

impl Reader<'_> {
    pub(super) fn project(&self, saved: &ProjectRecord) -> Result<Project, Lost> {
        let initiative = self.initiative(&saved.initiative)?;
        let turns = self.0.initiative(initiative).turns();
        known(
            (saved.elapsed < turns.max(1)).then_some(()),
            &saved.initiative,
        )?;
        Ok(Project {
            seat: self.seat(&saved.seat)?,
            initiative,
            target: self.target(&saved.target)?,
            since: Turn(saved.since),
            elapsed: saved.elapsed,
        })
    }

    pub(super) fn completion(&self, saved: &CompletionRecord) -> Result<Completion, Lost> {
        Ok(Completion {
            seat: self.seat(&saved.seat)?,
            initiative: self.initiative(&saved.initiative)?,
            target: self.target(&saved.target)?,
            turn: Turn(saved.turn),
        })
    }

    pub(super) fn asked(&self, saved: &AskedRecord) -> Result<Asked, Lost> {
        let (event, subject) = self.event(&saved.event)?;
        let answer = if saved.answer.is_empty() {
            None
        } else {
            Some(self.choice(event, &saved.answer)?)
        };
        Ok(Asked {
            seat: self.seat(&saved.seat)?,
            event,
            subject,
            answer,
        })
    }

    pub(super) fn answer(&self, saved: &AnswerRecord) -> Result<Answer, Lost> {
        let (event, subject) = self.event(&saved.event)?;
        let choice = self.choice(event, &saved.choice)?;
        Ok(Answer {
            seat: self.seat(&saved.seat)?,
            event,
            subject,
            choice,
            turn: Turn(saved.turn),
        })
    }

    pub(super) fn sustained(&self, saved: &SustainedRecord) -> Result<Sustained, Lost> {
        let (word, value) = &saved.span;
        let span = match word.as_str() {
            "turns" => Some(Span::Turns(*value)),
            "fading" => Some(Span::fading(PerMille(i32::from(*value)))),
            "while" if usize::from(*value) < self.0.lasting().count() => {
                Some(Span::While(crate::model::LastingId(*value)))
            }
            _ => None,
        };
        Ok(Sustained {
            figure: self.figure(&saved.figure)?,
            amount: Points::thousandths(saved.amount),
            span: known(span, word)?,
            cause: self.cause(&saved.cause)?,
        })
    }
}
