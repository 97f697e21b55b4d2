//! Whether a command is to be had now, as far as its seat can tell.

use crate::command::{Action, Command, Screen};
use crate::model::Order;
use crate::rules::View;
use crate::text::Hindrance;

/// Whether a command can be used now. Whether its order is legal is for the rules to say, and how far undo reaches
/// for the session.
///
/// # Errors
/// What stands in the way.
pub fn availability(view: &View<'_>, command: &Command) -> Result<(), Hindrance> {
    match command.action {
        Action::Launch | Action::Schedule => planning(view),
        Action::Bargain(_) | Action::Step => going_on(view),
        Action::Publish => planning(view).and_then(|()| publishable(view)),
        Action::Cancel => planning(view).and_then(|()| cancellable(view)),
        Action::Respond => planning(view).and_then(|()| owing(view)),
        Action::End => planning(view).and_then(|()| answered(view)),
        Action::EndAnyway => planning(view),
        Action::Undo => undoable(view),
        Action::Ending | Action::Debrief | Action::Durability | Action::Otherwise => finished(view),
        Action::Jump(screen) => reachable(view, screen),
        Action::Help
        | Action::Lesson
        | Action::SkipStep
        | Action::Hints
        | Action::Again
        | Action::Status
        | Action::Brief
        | Action::Inbox
        | Action::Watch
        | Action::Relations
        | Action::Map
        | Action::Initiatives
        | Action::Figures
        | Action::Pledges
        | Action::Windows
        | Action::About
        | Action::Show
        | Action::Roadmap
        | Action::Events
        | Action::Tables
        | Action::Table
        | Action::WhatIf
        | Action::StaffText
        | Action::Instruments
        | Action::Report
        | Action::Forecast
        | Action::Futures
        | Action::StaffPlan
        | Action::Advise
        | Action::Crisis
        | Action::Intel
        | Action::Mechanisms
        | Action::Formats
        | Action::Why
        | Action::Log
        | Action::Glossary
        | Action::Save
        | Action::Load
        | Action::Saves
        | Action::Hash
        | Action::Score
        | Action::Quit
        | Action::Up
        | Action::Down
        | Action::Left
        | Action::Right
        | Action::Choose
        | Action::Back
        | Action::NextPane
        | Action::PreviousPane
        | Action::Search
        | Action::Orders
        | Action::Palette
        | Action::Settings
        | Action::Own(_) => Ok(()),
    }
}

fn finished(view: &View<'_>) -> Result<(), Hindrance> {
    match view.over() {
        Some(_) => Ok(()),
        None => Err(Hindrance::NotOver),
    }
}

fn reachable(view: &View<'_>, screen: Screen) -> Result<(), Hindrance> {
    match screen {
        Screen::Debrief => finished(view),
        Screen::Title
        | Screen::NewGame
        | Screen::Situation
        | Screen::Initiatives
        | Screen::Roadmap
        | Screen::Negotiation
        | Screen::Crisis
        | Screen::Mechanisms
        | Screen::Events
        | Screen::Intelligence
        | Screen::Home
        | Screen::Cables
        | Screen::Theatre
        | Screen::Glossary
        | Screen::Saves
        | Screen::Settings
        | Screen::Help => Ok(()),
    }
}

fn going_on(view: &View<'_>) -> Result<(), Hindrance> {
    match view.over() {
        Some(_) => Err(Hindrance::GameOver),
        None => Ok(()),
    }
}

fn planning(view: &View<'_>) -> Result<(), Hindrance> {
    if view.over().is_some() {
        Err(Hindrance::GameOver)
    } else if view.plan_ended() {
        Err(Hindrance::PlanEnded)
    } else {
        Ok(())
    }
}

fn cancellable(view: &View<'_>) -> Result<(), Hindrance> {
    let mine = view
        .projects()
        .iter()
        .any(|project| project.seat == view.seat());
    let scheduled = view.roadmap().any(|slated| slated.seat == view.seat());
    if mine || scheduled || view.plan().next().is_some() {
        Ok(())
    } else {
        Err(Hindrance::NothingToCancel)
    }
}

fn publishable(view: &View<'_>) -> Result<(), Hindrance> {
    view.check(&Order::Publish)
        .map_err(|_| Hindrance::NothingToPublish)
}

fn owing(view: &View<'_>) -> Result<(), Hindrance> {
    match view.owed().next() {
        Some(_) => Ok(()),
        None => Err(Hindrance::NothingOwed),
    }
}

fn answered(view: &View<'_>) -> Result<(), Hindrance> {
    match view.owed().count() {
        0 => Ok(()),
        owed => Err(Hindrance::AnswersOwed(
            u8::try_from(owed).unwrap_or(u8::MAX),
        )),
    }
}

/// Answers that were revealed are no longer questions; they are beyond undo in any case. Of a roadmap the view doesn't
/// tell what was put on it this turn: the session knows.
fn undoable(view: &View<'_>) -> Result<(), Hindrance> {
    if view.over().is_some() {
        return Err(Hindrance::GameOver);
    }
    let sealed = view.questions().any(|asked| asked.answer.is_some());
    let scheduled = view.roadmap().any(|slated| slated.seat == view.seat());
    let mut tables = view.own_tables();
    let meant = tables.any(|it| view.invitation(it).is_some() || view.intention(it).is_some());
    if sealed || scheduled || meant || view.plan_ended() || view.plan().next().is_some() {
        Ok(())
    } else {
        Err(Hindrance::NothingToUndo)
    }
}
