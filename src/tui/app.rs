//! The app: a page or the title, dialogs on top of it, and the session, which nothing else touches.

mod afterwards;
mod ahead;
mod games;
pub(in crate::tui) mod guide;
mod leads;
mod pointing;
mod telling;
mod turning;

use std::rc::Rc;
use std::sync::mpsc::Sender;

use crate::command::{self, Action, Command};
use crate::model::{EventId, Order, Subject, TableId};
use crate::notation::figure::Named;
use crate::rules::Refusal;
use crate::session::game::NoUndo;
use crate::session::library::Found;
use crate::session::{Left, Library, Session, Sight, Store, places};
use crate::text::reasons::confirmed;
use crate::text::settings::settings_troubles;
use crate::text::{self, Hindrance, Line, Tone};
use crate::tui::Start;
use crate::tui::app::afterwards::Pending;
use crate::tui::context::{Context, Desk};
use crate::tui::input::Message;
use crate::tui::keys::Key;
use crate::tui::mouse::Hit;
use crate::tui::preferences::Preferences;
use crate::tui::screens::brief::Brief;
use crate::tui::screens::cables::Cables;
use crate::tui::screens::crisis::Crisis as CrisisPage;
use crate::tui::screens::ending::Ending;
use crate::tui::screens::event::EventDialog;
use crate::tui::screens::glossary::Glossary;
use crate::tui::screens::inbox::Inbox;
use crate::tui::screens::initiatives::Initiatives;
use crate::tui::screens::negotiation::Negotiation;
use crate::tui::screens::palette::Palette;
use crate::tui::screens::register::Register;
use crate::tui::screens::roadmap::Roadmap;
use crate::tui::screens::saves::Saves;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::situation::Situation;
use crate::tui::screens::title::Title;
use crate::tui::screens::{Page, Screen, Typing, Wish};
use crate::tui::theme::{Colour, Theme};
use crate::tui::{frame, help};

/// Whether the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Flow {
    /// It does.
    On,
    /// The person wants to leave.
    Quit,
}

/// Everything between the terminal and the session.
pub(in crate::tui) struct App {
    pub(in crate::tui) theme: Theme,
    /// What clicks mean, as it was drawn last.
    pub(in crate::tui) hits: Vec<Hit>,
    /// The text of what is selected, as it was drawn last.
    pub(in crate::tui) selected: String,
    colour: Colour,
    preferences: Rc<Preferences>,
    library: Library,
    scenarios: Vec<Found>,
    store: Store,
    session: Option<Session>,
    title: Screen,
    pages: Vec<Screen>,
    page: Page,
    above: Vec<Screen>,
    message: Option<Line>,
    /// What lies under the pointer.
    hover: Option<Line>,
    flow: Flow,
    /// The step of the lesson that the last key left behind.
    behind: Option<Left>,
    /// A report that is being written.
    pending: Option<Pending>,
    /// By which what works in the background wakes the loop; `None` where nothing loops.
    wake: Option<Sender<Message>>,
    /// Draws the seed of a new game.
    draw_seed: fn() -> u64,
}

fn pages() -> Vec<Screen> {
    Page::ALL
        .into_iter()
        .map(|page| match page {
            Page::Situation => Screen::Situation(Situation::default()),
            Page::Initiatives => Screen::Initiatives(Initiatives::default()),
            Page::Negotiation => Screen::Negotiation(Negotiation::default()),
            Page::Crisis => Screen::Crisis(CrisisPage::default()),
            Page::Cables => Screen::Cables(Cables::default()),
            Page::Roadmap => Screen::Roadmap(Roadmap::default()),
            Page::Mechanisms | Page::Intelligence | Page::Home => {
                Screen::Register(Register::new(page))
            }
        })
        .collect()
}

impl App {
    /// The app at its start: the title, or straight in a game; without hints.
    #[cfg(test)]
    pub fn new(start: Start) -> Self {
        let settings = crate::session::Settings {
            first_hints: false,
            ..crate::session::Settings::default()
        };
        Self::preferring(start, Preferences::held(settings))
    }

    /// The same, as a person wants it. What is wrong with their settings is told first of all.
    pub fn preferring(start: Start, preferences: Preferences) -> Self {
        let scenarios = start.library.scenarios();
        let mut app = Self {
            theme: preferences.theme(start.colour),
            hits: Vec::new(),
            selected: String::new(),
            colour: start.colour,
            preferences: Rc::new(preferences),
            library: start.library,
            scenarios,
            store: start.saves,
            session: None,
            title: Screen::Title(Title::default()),
            pages: pages(),
            page: Page::Situation,
            above: Vec::new(),
            message: None,
            hover: None,
            flow: Flow::On,
            behind: None,
            pending: None,
            wake: None,
            draw_seed: places::draw_seed,
        };
        if let Some(session) = start.session {
            app.enter(session);
        }
        let troubles = app.preferences.kept().troubles.clone();
        if !troubles.is_empty() {
            let lines = settings_troubles(&troubles);
            app.open(Screen::Sheet(Sheet::new("Settings", lines)));
        }
        app
    }

    /// What the person wants of the screen.
    pub fn preferences(&self) -> Rc<Preferences> {
        Rc::clone(&self.preferences)
    }

    /// From now on what works in the background wakes the loop.
    pub fn wake_by(&mut self, wake: Sender<Message>) {
        self.wake = Some(wake);
    }

    /// What screens may look at.
    pub fn context(&self) -> Context<'_> {
        Context {
            session: self.session.as_ref(),
            library: &self.library,
            scenarios: &self.scenarios,
            store: &self.store,
            wake: self.wake.as_ref(),
            draw_seed: self.draw_seed,
            preferences: &self.preferences,
        }
    }

    /// What the message line says: what is pointed at, else what came of the last key.
    pub fn message(&self) -> Option<&Line> {
        self.hover.as_ref().or(self.message.as_ref())
    }

    /// The page that is shown, if a game is under way.
    pub fn page(&self) -> Option<Page> {
        self.session.as_ref().map(|_| self.page)
    }

    /// The screen that takes the keys.
    pub fn top(&self) -> &Screen {
        match (self.above.last(), self.session.is_some()) {
            (Some(screen), _) => screen,
            (None, true) => &self.pages[self.page as usize],
            (None, false) => &self.title,
        }
    }

    /// Everything to be drawn, from below, together with what it may look at.
    pub fn layers(&mut self) -> (Vec<&mut Screen>, Context<'_>) {
        let context = Context {
            session: self.session.as_ref(),
            library: &self.library,
            scenarios: &self.scenarios,
            store: &self.store,
            wake: self.wake.as_ref(),
            draw_seed: self.draw_seed,
            preferences: &self.preferences,
        };
        let base = match self.session {
            Some(_) => &mut self.pages[self.page as usize],
            None => &mut self.title,
        };
        let mut layers = vec![base];
        layers.extend(self.above.iter_mut());
        (layers, context)
    }

    /// Takes a key; says whether to go on. `fits`: whether the screen is large enough to show anything.
    pub fn press(&mut self, key: Key, fits: frame::Fit) -> Flow {
        (self.message, self.hover) = (None, None);
        if key == Key::Ctrl('c') {
            return Flow::Quit;
        }
        let Some(key) = self.meant(key) else {
            return Flow::On;
        };
        let quits = command::by_key(command::Screen::Help, &key.name());
        let quits = quits.is_some_and(|command| command.action == Action::Quit);
        match fits {
            frame::Fit::TooSmall if quits => return Flow::Quit,
            frame::Fit::TooSmall => return Flow::On,
            frame::Fit::Enough => {}
        }
        self.behind = None;
        let flow = self.take(key);
        self.attend();
        flow
    }

    /// The key of the table that is meant by one that was pressed. A field of text takes keys as they are.
    fn meant(&self, key: Key) -> Option<Key> {
        let top = self.top().part();
        match top.typing() {
            Typing::Text => Some(key),
            Typing::Commands => {
                let bindings = self.preferences.bindings();
                let name = key.name();
                bindings.meant(top.place(), &name).and_then(Key::named)
            }
        }
    }

    /// Takes a key of the table.
    fn take(&mut self, key: Key) -> Flow {
        let wish = self.ask_top(key);
        let typing = self.top().part().typing();
        match (wish, typing) {
            (Wish::Pass, Typing::Commands) => self.command(key),
            (Wish::Pass, Typing::Text) => {}
            (wish, _) => self.grant(wish),
        }
        self.flow
    }

    /// Gives a click on a cell to the screen; whether that had a use for it.
    pub fn click(&mut self, at: (u16, u16)) -> bool {
        let (mut layers, context) = self.layers();
        let wish = layers
            .pop()
            .map_or(Wish::Pass, |top| top.part_mut().click(at, &context));
        let used = !matches!(wish, Wish::Pass);
        self.grant(wish);
        used
    }

    fn ask_top(&mut self, key: Key) -> Wish {
        let (mut layers, context) = self.layers();
        layers
            .pop()
            .map_or(Wish::Pass, |top| top.part_mut().press(key, &context))
    }

    /// Keys of the table of commands, wherever the screen itself has no use for them.
    fn command(&mut self, key: Key) {
        let place = self.top().part().place();
        let Some(command) = command::by_key(place, &key.name()) else {
            if matches!(key, Key::Char(_)) {
                self.message = Some(text::does_nothing(&key.name()));
            }
            return;
        };
        if let Err(hindrance) = self.available(command) {
            self.hinder(hindrance);
            return;
        }
        let jump = matches!(command.action, Action::Jump(_));
        if jump || !help::leads_to(command.action, place) {
            self.perform(command.action);
        }
    }

    /// Whether a command can be used now. The end of a turn asks by itself about what is owed, and undo finds out.
    fn available(&self, command: &Command) -> Result<(), Hindrance> {
        match self.desk() {
            Some(desk) if !matches!(command.action, Action::End | Action::Undo) => {
                command::availability(&desk.view(), command)
            }
            Some(_) | None => Ok(()),
        }
    }

    /// Does what a key does on every screen; `false`: the action belongs to some screen, or has no key. Where a page has no
    /// search of its own, everything is searched.
    fn perform(&mut self, action: Action) -> bool {
        match action {
            Action::Help => self.help(),
            Action::Lesson | Action::SkipStep | Action::Hints => self.guide_by(action),
            Action::Palette | Action::Search => self.open_palette(),
            Action::Settings => self.open_settings(),
            Action::Orders => self.list_orders(),
            Action::Respond => self.answer_next(),
            Action::Brief => self.reopen(Screen::Brief(Brief::default())),
            Action::Inbox => self.reopen(Screen::Inbox(Inbox::default())),
            Action::Why => self.message = Some(text::why_needs_a_figure()),
            Action::Glossary => self.look_up(),
            Action::End => self.end_turn(),
            Action::Undo => self.undo(),
            Action::Save => self.save(),
            Action::Saves => self.open(Screen::Saves(Saves::default())),
            Action::Quit => self.flow = Flow::Quit,
            Action::Back => self.back(),
            Action::Futures => self.foresee(None),
            Action::StaffPlan => self.ask_staff(),
            Action::Durability | Action::Otherwise | Action::Report => self.look_back_by(action),
            Action::Jump(place) => self.jump(place),
            Action::Watch => self.watch(),
            Action::Up
            | Action::Down
            | Action::Left
            | Action::Right
            | Action::Choose
            | Action::NextPane
            | Action::PreviousPane
            | Action::Cancel
            | Action::Schedule
            | Action::Publish
            | Action::Again
            | Action::Status
            | Action::Relations
            | Action::Map
            | Action::Figures
            | Action::Initiatives
            | Action::Show
            | Action::Launch
            | Action::Roadmap
            | Action::Events
            | Action::Tables
            | Action::Table
            | Action::WhatIf
            | Action::StaffText
            | Action::Debrief
            | Action::Instruments
            | Action::Forecast
            | Action::Advise
            | Action::Crisis
            | Action::Step
            | Action::Bargain(_)
            | Action::Intel
            | Action::Mechanisms
            | Action::Formats
            | Action::Pledges
            | Action::Windows
            | Action::Log
            | Action::EndAnyway
            | Action::Load
            | Action::Hash
            | Action::Score
            | Action::Ending
            | Action::About
            | Action::Own(_) => return false,
        }
        true
    }

    fn help(&mut self) {
        let palette = Palette::here(self.top().part(), &self.context());
        self.open(Screen::Palette(palette));
    }

    /// Opens the glossary at the term that the selection is about.
    fn look_up(&mut self) {
        let context = self.context();
        let about = format!("{} {}", self.selected, self.top().part().subject(&context));
        let glossary = context.desk().map(|desk| Glossary::about(&desk, &about));
        match glossary {
            Some(glossary) => self.open(Screen::Glossary(glossary)),
            None => self.message = Some(text::glossary_needs_a_game()),
        }
    }

    fn jump(&mut self, place: command::Screen) {
        match Page::of(place) {
            Some(page) => self.go(page),
            None if place == command::Screen::Debrief => {
                self.above.clear();
                self.open(Screen::Ending(Ending::default()));
            }
            None => {}
        }
    }

    fn grant(&mut self, wish: Wish) {
        match wish {
            Wish::Nothing | Wish::Pass => {}
            Wish::Back => self.back(),
            Wish::Open(screen) => self.open(*screen),
            Wish::Go(page) => self.go(page),
            Wish::Sit(table) => self.sit(table),
            Wish::Give(order) => {
                if let Some(since) = self.give(order) {
                    self.tell_table(order, since);
                    self.tell_crisis(order);
                }
            }
            Wish::Shift(it, to) => self.shift(it, to),
            Wish::GiveAndClose(order) => self.give_and_close(order),
            Wish::EndTurn => self.end_turn(),
            Wish::EndNow => self.end_now(),
            Wish::EndAnyway => self.end(Session::end_anyway),
            Wish::AnswerNext => {
                self.above.pop();
                self.answer_next();
            }
            Wish::Begin(begin) => self.begin(&begin),
            Wish::BeginFirst => self.begin_first(),
            Wish::Load(slot, generation) => self.load(&slot, generation),
            Wish::SaveAs(name) => self.save_as(&name),
            Wish::Why(asked) => self.why(asked),
            Wish::Watch => self.watch(),
            Wish::WatchSave(slot, generation) => self.watch_save(&slot, generation),
            Wish::Export(name, text) => self.export(&name, &text),
            Wish::Foresee(order) => self.foresee(Some(order)),
            Wish::Tell(line) => self.message = Some(line),
            Wish::Press(key) => {
                self.above.pop();
                self.take(key);
            }
            Wish::Run(action) => self.run(action),
            Wish::Explain(term) => self.explain(term),
            Wish::Set(settings) => self.set(settings),
            Wish::Undo(count) => self.undo_all(count),
            Wish::Quit => self.flow = Flow::Quit,
        }
    }

    /// Opens a page of which one is enough, unless it is open already.
    fn reopen(&mut self, screen: Screen) {
        let same =
            |known: &Screen| std::mem::discriminant(known) == std::mem::discriminant(&screen);
        self.above.retain(|known| !same(known));
        self.open(screen);
    }

    fn open(&mut self, screen: Screen) {
        self.above.push(screen);
    }

    fn back(&mut self) {
        if self.above.pop().is_none() {
            self.page = Page::Situation;
        }
    }

    fn go(&mut self, page: Page) {
        if self.session.is_some() {
            self.above.clear();
            self.page = page;
        }
    }

    /// Goes to a negotiating table.
    fn sit(&mut self, table: TableId) {
        self.go(Page::Negotiation);
        let (mut layers, context) = self.layers();
        if let (Some(Screen::Negotiation(page)), Some(desk)) = (layers.pop(), context.desk()) {
            page.sit(&desk, table);
        }
    }

    fn warn(&mut self, text: &str) {
        self.message = Some(Line::new(text, Tone::Warn));
    }

    fn desk(&self) -> Option<Desk<'_>> {
        self.context().desk()
    }

    fn why(&mut self, asked: Named) {
        let lines = self.desk().map(|desk| desk.why(asked)).unwrap_or_default();
        self.tell_guide(Sight::Unfolded);
        self.open(Screen::Sheet(Sheet::unfolding("Why", lines)));
    }

    /// Gives an order and says what it means; the place in the ledger where its facts begin, if it was accepted.
    fn give(&mut self, order: Order) -> Option<usize> {
        let meant = self.desk().map(|desk| confirmed(&desk.view(), &order));
        let session = self.session.as_mut()?;
        match session.order(order) {
            Ok(outcome) => {
                self.message = meant.map(Line::capitalised);
                self.note_trouble();
                Some(outcome.since)
            }
            Err(refusal) => {
                self.refuse(refusal, order);
                None
            }
        }
    }

    fn refuse(&mut self, refusal: Refusal, order: Order) {
        self.message = self
            .desk()
            .map(|desk| desk.refusal(&refusal, &order).capitalised());
    }

    fn give_and_close(&mut self, order: Order) {
        let Some(since) = self.give(order) else {
            return;
        };
        self.above.pop();
        self.above
            .retain(|screen| !matches!(screen, Screen::Picker(_)));
        self.tell_table(order, since);
        if matches!(order, Order::Respond { .. }) && !self.confront() {
            self.answer_next();
        }
    }

    /// The first question that is owed.
    fn first_owed(&self) -> Option<(EventId, Subject)> {
        let view = self.session.as_ref()?.view();
        view.owed().next().map(|asked| (asked.event, asked.subject))
    }

    fn answer_next(&mut self) {
        // Asked for from within a cable, it takes that one's place.
        self.above
            .retain(|screen| !matches!(screen, Screen::Event(_)));
        if let Some((event, subject)) = self.first_owed() {
            self.open(Screen::Event(EventDialog::new(event, subject)));
        }
    }

    fn undo(&mut self) {
        let Some(session) = self.session.as_mut() else {
            return;
        };
        let told = match session.undo() {
            Ok(_) => text::undone(),
            Err(NoUndo::Nothing) => return self.hinder(Hindrance::NothingToUndo),
            Err(NoUndo::Revealed) => text::revealed(),
        };
        self.message = Some(told);
        self.list_again();
    }

    fn hinder(&mut self, hindrance: Hindrance) {
        self.message = self.desk().map(|desk| desk.words().hindrance(hindrance));
    }
}
