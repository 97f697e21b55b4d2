//! The lesson of a first game and hints on the full screen: what was seen, and the strip that says what to do.

use crate::command::Action;
use crate::model::SeatId;
use crate::scenario::{Item, Spot};
use crate::session::{Left, Shown, Sight};
use crate::text::guide::{
    Front, hint_heading, hint_keys, hints_are, lesson_keys, lesson_over, no_lesson, put_away,
    waits_for_the_end,
};
use crate::text::{Line, Tone};
use crate::tui::app::App;
use crate::tui::screens::{Begin, Page, Screen};

/// The seed of a first game: it is the same for everybody.
const FIRST_SEED: u64 = 1;

/// What the strip shows: a heading, keys at its right, a text below.
pub(in crate::tui) struct Strip {
    /// What it is.
    pub heading: Line,
    /// The step that the last key left behind: by name, and by its sign alone.
    pub behind: Option<(Line, Line)>,
    /// What can be done about it.
    pub keys: Line,
    /// What there is to understand.
    pub idea: Line,
    /// What to do; empty if nothing is.
    pub doing: Line,
    /// Whether what to do says enough where there is little room.
    pub folds: bool,
    /// The page on which what it speaks of is found, if it is another one.
    pub look: Option<Page>,
}

impl App {
    /// Tells the lesson what is on the screen, once a key is done.
    pub(super) fn attend(&mut self) {
        let sight = spot_of(self.top(), self.page).map_or(Sight::Nothing, Sight::Spot);
        self.tell_guide(sight);
    }

    pub(super) fn tell_guide(&mut self, sight: Sight) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        if !self.preferences.settings().first_hints {
            session.dismiss_hint();
        }
        session.attend(sight, self.preferences.settings().first_hints);
        let behind = session.take_left();
        let Some(last) = behind.last() else { return };
        self.behind = Some(*last);
        if self.message.is_some() {
            return;
        }
        let passed = behind.iter().filter_map(|left| match left {
            Left::PassedOver(place) => Some(*place),
            Left::Completed(_) => None,
        });
        let passed: Vec<u16> = passed.collect();
        let over = session.guide().step(session.game()).is_none();
        self.message = match (over, passed.is_empty()) {
            (true, _) => Some(lesson_over()),
            (false, true) => None,
            (false, false) => self.desk().map(|desk| desk.words().lessons_passed(&passed)),
        };
    }

    /// What stands in the strip; `None`: there is none.
    pub(in crate::tui) fn strip(&self) -> Option<Strip> {
        let desk = self.desk()?;
        let session = self.session.as_ref()?;
        let (guide, words) = (session.guide(), desk.words());
        if let Some(step) = guide
            .step(session.game())
            .filter(|_| guide.shown() == Shown::Yes)
        {
            let heading = words.lesson_heading((step.place, step.of));
            let last = desk.scenario().calendar().turns;
            let item = Item::Lesson(step.place);
            let (idea, doing) = match step.waits_for {
                Some(turn) if turn > last => (waits_for_the_end(), Line::default()),
                Some(turn) => (words.lesson_waits(turn), Line::default()),
                None => (words.idea(item), words.doing(item, Front::Keys)),
            };
            let lesson = desk.scenario().lessons().get(usize::from(step.place));
            let look = lesson.and_then(|it| it.look).and_then(page_of);
            return Some(Strip {
                heading,
                behind: self.behind.map(|left| match left {
                    Left::Completed(place) => {
                        (words.lesson_done(place), Line::new("✓", Tone::Good))
                    }
                    Left::PassedOver(place) => {
                        (words.lesson_passed(place), Line::new("–", Tone::Dim))
                    }
                }),
                keys: lesson_keys(),
                idea,
                doing,
                folds: true,
                look: look.filter(|_| step.waits_for.is_none()),
            });
        }
        let tip = guide.tip()?;
        Some(Strip {
            heading: hint_heading(),
            behind: None,
            keys: hint_keys(),
            idea: words.idea(Item::Tip(tip)),
            doing: words.doing(Item::Tip(tip), Front::Keys),
            folds: false,
            look: None,
        })
    }

    /// What is asked of the lesson and of hints.
    pub(super) fn guide_by(&mut self, action: Action) {
        if action == Action::SkipStep {
            self.skip_step();
        } else if action == Action::Hints {
            self.toggle_hints();
        } else {
            self.toggle_lesson();
        }
    }

    /// Puts lesson or hint away, or brings the lesson back.
    fn toggle_lesson(&mut self) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        let shown = session.guide().shown();
        let there = session.guide().step(session.game()).is_some();
        match (there, shown) {
            (true, Shown::Yes) => {
                session.show_lesson(Shown::Away);
                self.message = Some(put_away(Front::Keys));
            }
            (true, Shown::Away) => session.show_lesson(Shown::Yes),
            (false, _) if session.dismiss_hint() => {}
            (false, _) if session.game().scenario().lessons().is_empty() => {
                self.message = Some(no_lesson());
            }
            (false, _) => self.message = Some(lesson_over()),
        }
    }

    /// Leaves out the step of the lesson.
    fn skip_step(&mut self) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        let skipped = session.guide().shown() == Shown::Yes && session.skip_step();
        if !skipped {
            self.toggle_lesson();
        } else if session.guide().step(session.game()).is_none() {
            self.message = Some(lesson_over());
        }
    }

    /// Turns hints off for good, or on again.
    fn toggle_hints(&mut self) {
        let mut settings = self.preferences.settings().clone();
        settings.first_hints = !settings.first_hints;
        let on = settings.first_hints;
        self.set(settings);
        if let Some(session) = self.session.as_mut() {
            session.dismiss_hint();
        }
        let trouble = self.message.take().filter(|line| {
            let mut spans = line.spans().iter();
            spans.any(|span| span.tone() == Tone::Warn)
        });
        self.message = trouble.or_else(|| Some(hints_are(on, Front::Keys)));
    }

    /// Begins the game that teaches, if the library has one.
    pub(super) fn begin_first(&mut self) {
        let taught = self.scenarios.iter().find_map(|found| {
            let summary = found.summary.as_ref().ok()?;
            summary.teaches.then(|| found.id.clone())
        });
        let Some(id) = taught else { return };
        let seat = match self.library.load(&id, None) {
            Ok(scenario) => scenario.playable().first().copied(),
            Err(why) => return self.warn(&why.to_string()),
        };
        if let Some(seat) = seat {
            self.begin_as(&id, seat);
        }
    }

    fn begin_as(&mut self, id: &str, seat: SeatId) {
        self.begin(&Begin {
            scenario: id.to_owned(),
            seat,
            seed: FIRST_SEED,
        });
    }
}

fn page_of(spot: Spot) -> Option<Page> {
    match spot {
        Spot::Situation => Some(Page::Situation),
        Spot::Initiatives => Some(Page::Initiatives),
        Spot::Roadmap => Some(Page::Roadmap),
        Spot::Negotiation | Spot::Table => Some(Page::Negotiation),
        Spot::Crisis => Some(Page::Crisis),
        Spot::Intelligence => Some(Page::Intelligence),
        Spot::Home => Some(Page::Home),
        Spot::Cables => Some(Page::Cables),
        Spot::Mechanisms => Some(Page::Mechanisms),
        Spot::Brief
        | Spot::Inbox
        | Spot::Events
        | Spot::Glossary
        | Spot::Futures
        | Spot::Orders
        | Spot::Ending
        | Spot::Durability
        | Spot::NewGame => None,
    }
}

fn spot_of_page(page: Page) -> Spot {
    match page {
        Page::Situation => Spot::Situation,
        Page::Initiatives => Spot::Initiatives,
        Page::Roadmap => Spot::Roadmap,
        Page::Negotiation => Spot::Negotiation,
        Page::Crisis => Spot::Crisis,
        Page::Intelligence => Spot::Intelligence,
        Page::Home => Spot::Home,
        Page::Cables => Spot::Cables,
        Page::Mechanisms => Spot::Mechanisms,
    }
}

/// What a lesson calls the screen that has the keys.
fn spot_of(top: &Screen, page: Page) -> Option<Spot> {
    match top {
        Screen::Negotiation(table) if table.is_seated() => Some(Spot::Table),
        Screen::Situation(_)
        | Screen::Initiatives(_)
        | Screen::Roadmap(_)
        | Screen::Register(_)
        | Screen::Negotiation(_)
        | Screen::Crisis(_)
        | Screen::Cables(_) => Some(spot_of_page(page)),
        Screen::Brief(_) => Some(Spot::Brief),
        Screen::Inbox(_) => Some(Spot::Inbox),
        Screen::Event(_) => Some(Spot::Events),
        Screen::Glossary(_) => Some(Spot::Glossary),
        Screen::Futures(_) => Some(Spot::Futures),
        Screen::Orders(_) => Some(Spot::Orders),
        Screen::Ending(_) => Some(Spot::Ending),
        Screen::Afterwards(_) => Some(Spot::Durability),
        Screen::NewGame(_) => Some(Spot::NewGame),
        Screen::Title(_)
        | Screen::Targets(_)
        | Screen::Schedule(_)
        | Screen::Picker(_)
        | Screen::Agenda(_)
        | Screen::Instruments(_)
        | Screen::Sheet(_)
        | Screen::Matrix(_)
        | Screen::Confirm(_)
        | Screen::Saves(_)
        | Screen::Theatre(_)
        | Screen::Palette(_)
        | Screen::Settings(_)
        | Screen::Keys(_)
        | Screen::Staff(_)
        | Screen::Otherwise(_)
        | Screen::Outcome(_) => None,
    }
}
