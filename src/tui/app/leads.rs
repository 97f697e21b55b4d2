//! What the palette leads to: an action is done where one is, or else one is taken to where it is done.

use std::rc::Rc;

use crate::command::{self, Action, Own};
use crate::session::Settings;
use crate::text::glossary::terms;
use crate::text::settings::{kept_in, needs_a_game, taken_back, you_are_there};
use crate::text::{Line, Tone};
use crate::tui::app::App;
use crate::tui::keys::Key;
use crate::tui::screens::brief::Brief;
use crate::tui::screens::ending::Ending;
use crate::tui::screens::glossary::Glossary;
use crate::tui::screens::new_game::NewGame;
use crate::tui::screens::orders::Orders;
use crate::tui::screens::palette::Palette;
use crate::tui::screens::saves::Saves;
use crate::tui::screens::settings::SettingsPage;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Page, Screen};

impl App {
    pub(super) fn open_palette(&mut self) {
        let palette = Palette::everything(self.top().part(), &self.context());
        self.open(Screen::Palette(palette));
    }

    pub(super) fn open_settings(&mut self) {
        let open = |screen: &Screen| matches!(screen, Screen::Settings(_));
        if !self.above.iter().any(open) {
            self.open(Screen::Settings(SettingsPage::default()));
        }
    }

    pub(super) fn list_orders(&mut self) {
        if let Some(desk) = self.desk() {
            let orders = Orders::new(&desk);
            self.open(Screen::Orders(orders));
        }
    }

    /// Does what was found by name: by its key where it has one here.
    pub(super) fn run(&mut self, action: Action) {
        self.above.pop();
        let command = command::of(action);
        let here = command.filter(|command| command.works_on(self.top().part().place()));
        let key = here.and_then(|command| command.keys.first());
        match key.and_then(|key| Key::named(key)) {
            Some(key) => {
                self.take(key);
            }
            None if self.perform(action) => {}
            None => self.lead(action),
        }
    }

    /// Opens the glossary at one of its terms.
    pub(super) fn explain(&mut self, place: usize) {
        self.above.pop();
        let all = self.desk().map(|desk| terms(desk.scenario()));
        self.open(Screen::Glossary(Glossary::at(
            all.unwrap_or_default(),
            place,
        )));
    }

    /// Takes other settings: they show at once, and are kept.
    pub(super) fn set(&mut self, settings: Settings) {
        if matches!(self.above.last(), Some(Screen::Confirm(_))) {
            self.above.pop();
        }
        let told = Rc::make_mut(&mut self.preferences).set(settings);
        self.theme = self.preferences.theme(self.colour);
        self.message = Some(match told {
            Ok(path) => kept_in(&path),
            Err(why) => Line::new(&why, Tone::Warn),
        });
    }

    /// Takes back so many orders of this turn, the newest first.
    pub(super) fn undo_all(&mut self, count: usize) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        let done = (0..count).take_while(|_| session.undo().is_ok()).count();
        if done == 0 {
            self.undo();
        } else {
            self.message = Some(taken_back(done));
        }
        self.list_again();
    }

    /// The list of orders shows what is left.
    pub(super) fn list_again(&mut self) {
        let fresh = self.desk().map(|desk| Orders::new(&desk));
        for screen in &mut self.above {
            if let (Screen::Orders(orders), Some(fresh)) = (screen, &fresh) {
                orders.clone_from(fresh);
            }
        }
    }

    fn lead_to(&mut self, page: Page) {
        if self.session.is_some() {
            if self.page == page && self.above.is_empty() {
                self.message = Some(you_are_there());
            }
            self.go(page);
        } else {
            self.message = Some(needs_a_game().capitalised());
        }
    }

    /// Goes to where an action is taken that has no key here.
    pub(super) fn lead(&mut self, action: Action) {
        match action {
            Action::Status | Action::Relations | Action::Figures => self.lead_to(Page::Situation),
            Action::Initiatives | Action::Show | Action::Launch | Action::Schedule => {
                self.lead_to(Page::Initiatives);
            }
            Action::Roadmap
            | Action::Cancel
            | Action::Publish
            | Action::Pledges
            | Action::Windows => self.lead_to(Page::Roadmap),
            Action::Tables
            | Action::Table
            | Action::WhatIf
            | Action::StaffText
            | Action::Instruments
            | Action::Forecast
            | Action::Bargain(_) => self.lead_to(Page::Negotiation),
            Action::Map => self.lead_to(Page::Situation),
            Action::Crisis | Action::Step => self.lead_to(Page::Crisis),
            Action::Intel => self.lead_to(Page::Intelligence),
            Action::Advise => self.lead_to(Page::Home),
            Action::Mechanisms | Action::Formats => self.lead_to(Page::Mechanisms),
            Action::Log | Action::Again => self.lead_to(Page::Cables),
            Action::Brief if self.session.is_some() => self.open(Screen::Brief(Brief::default())),
            Action::Events if self.session.is_some() => self.answer_next(),
            Action::EndAnyway => self.end_turn(),
            Action::Debrief
            | Action::Ending
            | Action::Report
            | Action::Durability
            | Action::Otherwise => self.look_back(),
            Action::Own(own) => self.lead_to_own(own),
            Action::Load | Action::Watch => self.open(Screen::Saves(Saves::default())),
            Action::Hash | Action::Score | Action::About => self.tell_game(),
            Action::Brief | Action::Events => self.message = Some(needs_a_game().capitalised()),
            // These have keys wherever they mean anything.
            Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::Choose
            | Action::Back
            | Action::NextPane
            | Action::PreviousPane
            | Action::Help
            | Action::Lesson
            | Action::SkipStep
            | Action::Hints
            | Action::Respond
            | Action::Futures
            | Action::StaffPlan
            | Action::Inbox
            | Action::Why
            | Action::Glossary
            | Action::End
            | Action::Undo
            | Action::Orders
            | Action::Save
            | Action::Saves
            | Action::Quit
            | Action::Jump(_)
            | Action::Palette
            | Action::Search
            | Action::Settings => {}
        }
    }

    /// Goes to the one screen that has this.
    fn lead_to_own(&mut self, own: Own) {
        match own {
            Own::Suggest | Own::OwnText => self.lead_to(Page::Negotiation),
            Own::NextPair => self.look_back(),
            Own::NewGame => self.open(Screen::NewGame(NewGame::default())),
            // A game is watched from the list of saves.
            Own::KeepCopy
            | Own::ReadAgain
            | Own::RunTurns
            | Own::Faster
            | Own::Slower
            | Own::ToTurn
            | Own::ToFile => self.open(Screen::Saves(Saves::default())),
            Own::AirZones
            | Own::SeaLines
            | Own::Legend
            | Own::ZoomCrisis
            | Own::ZoomRegion
            | Own::Matrix => self.lead_to(Page::Situation),
        }
    }

    fn look_back(&mut self) {
        let over = self.desk().is_some_and(|desk| desk.view().over().is_some());
        if over {
            self.above.clear();
            self.open(Screen::Ending(Ending::default()));
        } else {
            self.hinder(crate::text::Hindrance::NotOver);
        }
    }

    fn tell_game(&mut self) {
        match self.desk().map(|desk| desk.about()) {
            Some(lines) => self.open(Screen::Sheet(Sheet::new("This game", lines))),
            None => self.message = Some(needs_a_game().capitalised()),
        }
    }
}
