//! The lesson of a first game and hints in plain mode: what was done, the step at hand, and the words about them.

use crate::command::{Action, COMMANDS};
use crate::plain::{Said, Shell, WIDTH, wrapped};
use crate::scenario::{Item, Spot};
use crate::session::{Shown, Sight};
use crate::text::clean;
use crate::text::guide::{Front, hints_are, lesson_over, no_lesson, put_away, waits_for_the_end};

impl Shell<'_> {
    /// What follows a command: steps that it completed, the step that comes next, a hint.
    pub(super) fn attend(&mut self, action: Action) -> Vec<String> {
        let wanted = self.kept.settings.first_hints;
        let hint = self.session.guide().tip();
        self.session.attend(sight_of(action), wanted);
        let mut lines: Vec<String> = Vec::new();
        for left in self.session.take_left() {
            lines.push(self.words().lesson_left(left).plain());
        }
        let now = self.session.guide().step(self.session.game());
        let shown = self.session.guide().shown() == Shown::Yes;
        if now != self.step && shown {
            lines.extend(self.step_at_hand());
        }
        self.step = now;
        let told = self.session.guide().tip();
        if let Some(tip) = told.filter(|_| told != hint) {
            let words = self.words();
            let item = Item::Tip(tip);
            let (idea, doing) = (words.idea(item), words.doing(item, Front::Words));
            let text = format!("hint: {} {}", idea.plain(), doing.plain());
            let rows = wrapped(&text, WIDTH, "");
            lines.extend(rows);
        }
        lines
    }

    /// The step at hand, in lines.
    fn step_at_hand(&self) -> Vec<String> {
        let words = self.words();
        let Some(step) = self.session.guide().step(self.session.game()) else {
            return vec![lesson_over().plain()];
        };
        let last = self.session.view().scenario().calendar().turns;
        match step.waits_for {
            Some(turn) if turn > last => return vec![waits_for_the_end().plain()],
            Some(turn) => return vec![words.lesson_waits(turn).plain()],
            None => {}
        }
        let item = Item::Lesson(step.place);
        let mut lines = vec![words.lesson_heading((step.place, step.of)).plain()];
        let idea = words.idea(item).plain();
        lines.extend(wrapped(&idea, WIDTH, "  "));
        let doing = words.doing(item, Front::Words).plain();
        lines.extend(wrapped(&doing, WIDTH, "  "));
        lines
    }

    /// What is said about the lesson and about hints.
    pub(super) fn guided(&mut self, action: Action, rest: &[&str]) -> Said {
        if action == Action::SkipStep {
            self.skip_step(rest)
        } else if action == Action::Hints {
            self.hints(rest)
        } else {
            self.lesson(rest)
        }
    }

    /// `lesson [away|back]`
    fn lesson(&mut self, rest: &[&str]) -> Said {
        let there = !self.session.game().scenario().lessons().is_empty();
        if !there {
            return Ok(vec![no_lesson().plain()]);
        }
        match rest {
            [] => Ok(self.step_at_hand()),
            ["away"] => {
                self.session.show_lesson(Shown::Away);
                Ok(vec![format!("ok {}", put_away(Front::Words).plain())])
            }
            ["back"] => {
                self.session.show_lesson(Shown::Yes);
                let mut lines = vec!["ok the lesson is back".to_owned()];
                lines.extend(self.step_at_hand());
                Ok(lines)
            }
            [other, ..] => Err(format!(
                "lesson takes nothing, or one of skip, away and back; not ‘{}’",
                clean(other)
            )),
        }
    }

    /// `lesson skip`
    fn skip_step(&mut self, rest: &[&str]) -> Said {
        if let Some(other) = rest.first() {
            return Err(format!(
                "lesson skip takes nothing more; not ‘{}’",
                clean(other)
            ));
        }
        if !self.session.skip_step() {
            return Err("there is no step to skip".to_owned());
        }
        self.step = self.session.guide().step(self.session.game());
        let mut lines = vec!["ok left out".to_owned()];
        lines.extend(self.step_at_hand());
        Ok(lines)
    }

    /// `hints [off|on]`
    fn hints(&mut self, rest: &[&str]) -> Said {
        let on = match rest {
            [] => {
                let on = self.kept.settings.first_hints;
                return Ok(vec![hints_are(on, Front::Words).plain()]);
            }
            ["off"] => false,
            ["on"] => true,
            [other, ..] => {
                return Err(format!(
                    "hints takes nothing, off or on; not ‘{}’",
                    clean(other)
                ));
            }
        };
        let mut settings = self.kept.settings.clone();
        settings.first_hints = on;
        if !on {
            self.session.dismiss_hint();
        }
        let bound = COMMANDS
            .iter()
            .filter(|it| it.screens() && !it.keys.is_empty());
        let ids: Vec<&str> = bound.map(|command| command.id).collect();
        let said = format!("ok {}", hints_are(on, Front::Words).plain());
        Ok(match self.kept.keep(settings, &ids) {
            Ok(_) => vec![said],
            Err(why) => vec![
                said,
                clean(&format!("it holds until you quit, but isn't kept: {why}")),
            ],
        })
    }
}

/// What a lesson calls what a command shows.
fn sight_of(action: Action) -> Sight {
    match action {
        Action::Why => Sight::Unfolded,
        Action::Table => Sight::Spot(Spot::Table),
        _ => spot_of(action).map_or(Sight::Nothing, Sight::Spot),
    }
}

/// The screen on which one would see what a command says.
fn spot_of(action: Action) -> Option<Spot> {
    Some(match action {
        Action::Status | Action::Relations | Action::Map => Spot::Situation,
        Action::Initiatives => Spot::Initiatives,
        Action::Roadmap => Spot::Roadmap,
        Action::Tables | Action::Table => Spot::Negotiation,
        Action::Crisis => Spot::Crisis,
        Action::Intel => Spot::Intelligence,
        Action::Advise => Spot::Home,
        Action::Log => Spot::Cables,
        Action::Mechanisms => Spot::Mechanisms,
        Action::Brief => Spot::Brief,
        Action::Inbox => Spot::Inbox,
        Action::Events => Spot::Events,
        Action::Glossary => Spot::Glossary,
        Action::Futures => Spot::Futures,
        Action::Orders => Spot::Orders,
        Action::Ending => Spot::Ending,
        Action::Durability => Spot::Durability,
        Action::Quit | Action::Load => Spot::NewGame,
        Action::Help
        | Action::Again
        | Action::Lesson
        | Action::SkipStep
        | Action::Hints
        | Action::Watch
        | Action::Figures
        | Action::Show
        | Action::Launch
        | Action::Cancel
        | Action::Schedule
        | Action::Publish
        | Action::Respond
        | Action::WhatIf
        | Action::StaffText
        | Action::Debrief
        | Action::Otherwise
        | Action::Report
        | Action::Instruments
        | Action::Forecast
        | Action::StaffPlan
        | Action::Bargain(_)
        | Action::Step
        | Action::Formats
        | Action::Pledges
        | Action::Windows
        | Action::End
        | Action::EndAnyway
        | Action::Undo
        | Action::Save
        | Action::Saves
        | Action::Hash
        | Action::Score
        | Action::About
        | Action::Up
        | Action::Down
        | Action::Left
        | Action::Right
        | Action::Choose
        | Action::Back
        | Action::NextPane
        | Action::PreviousPane
        | Action::Jump(_)
        | Action::Search
        | Action::Palette
        | Action::Settings
        | Action::Why
        | Action::Own(_) => return None,
    })
}
