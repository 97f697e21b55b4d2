//! A question before something is done: what it would mean, and the ways out.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{ActorId, InitiativeId, Order, TableId};
use crate::scenario::Rate;
use crate::session::Settings;
use crate::text::guide::lesson_unfinished;
use crate::text::inbox::doubts;
use crate::text::roadmap::{self, Stage, Whose};
use crate::text::{Hindrance, Line};
use crate::tui::context::{Context, Desk};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, wrap, wrap_all};
use crate::tui::screens::{Component, Hint, Shape, Wish, act, own};

/// A way out of the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Answer,
    Sit(TableId),
    Defaults,
    End,
    Stop(InitiativeId, Option<ActorId>),
    TakeOff(InitiativeId, Option<ActorId>),
    Publish,
    Reset,
    Keep,
    Back,
}

impl Way {
    const fn label(self) -> &'static str {
        match self {
            Self::Answer => "Answer now",
            Self::Sit(_) => "To the table",
            Self::Defaults => "Take the defaults and end the turn",
            Self::End => "End the turn all the same",
            Self::Stop(..) => "Stop it",
            Self::TakeOff(..) => "Take it off the roadmap",
            Self::Publish => "Publish it",
            Self::Reset => "Reset every setting",
            Self::Keep => "Keep them as they are",
            Self::Back => "Back to the plan",
        }
    }

    fn wish(self) -> Wish {
        match self {
            Self::Answer => Wish::AnswerNext,
            Self::Sit(table) => Wish::Sit(table),
            Self::Defaults => Wish::EndAnyway,
            Self::End => Wish::EndNow,
            Self::Stop(initiative, target) | Self::TakeOff(initiative, target) => {
                Wish::GiveAndClose(Order::Cancel { initiative, target })
            }
            Self::Publish => Wish::GiveAndClose(Order::Publish),
            Self::Reset => Wish::Set(Settings::default()),
            Self::Keep | Self::Back => Wish::Back,
        }
    }
}

/// The question.
pub(in crate::tui) struct Confirm {
    title: &'static str,
    lines: Vec<Line>,
    ways: Vec<Way>,
    selected: usize,
    scroll: usize,
    /// Whether there is more to read than fits.
    long: bool,
}

impl Confirm {
    fn new(title: &'static str, lines: Vec<Line>, ways: Vec<Way>) -> Self {
        Self {
            title,
            lines,
            ways,
            selected: 0,
            scroll: 0,
            long: false,
        }
    }

    /// What stands between the seat and the end of its turn, of which so many steps of a lesson are `unfinished`; `None`:
    /// nothing does.
    pub fn before_end(desk: &Desk<'_>, unfinished: usize) -> Option<Self> {
        let (words, view) = (desk.words(), desk.view());
        let doubts = doubts(&view);
        let owed = u8::try_from(view.owed().count()).unwrap_or(u8::MAX);
        if doubts.is_empty() && unfinished == 0 {
            return None;
        }
        let mut lines: Vec<Line> = Vec::new();
        let mut ways = vec![Way::End, Way::Back];
        if let Some(table) = view.moves_due().next() {
            ways.insert(0, Way::Sit(table));
        }
        if owed > 0 {
            lines.push(words.hindrance(Hindrance::AnswersOwed(owed)));
            lines.push(Line::default());
            let table = ways.into_iter().find(|way| matches!(way, Way::Sit(_)));
            ways = vec![Way::Answer, Way::Defaults];
            ways.extend(table);
            ways.push(Way::Back);
        }
        let each = doubts.into_iter();
        lines.extend(each.map(|doubt| Line::from("· ").then(words.doubt(&view, doubt))));
        if unfinished > 0 {
            lines.push(Line::from("· ").then(lesson_unfinished(unfinished)));
        }
        let title = if owed > 0 {
            "Answers are owed"
        } else {
            "End the turn?"
        };
        Some(Self::new(title, lines, ways))
    }

    /// Before a roadmap is made public: what keeping it earns, and what slipping costs.
    pub fn publish(desk: &Desk<'_>) -> Self {
        let lens = desk.scenario().lens();
        let prices = [
            Rate::MilestoneKept,
            Rate::MilestoneSlipped,
            Rate::MilestoneHome,
            Rate::RoadmapCredibility,
        ];
        let prices = prices.map(|rate| lens.points(rate));
        let entries = roadmap::entries(&desk.view(), Whose::Own).into_iter();
        let dated = entries.filter(|entry| matches!(entry.stage, Stage::Later(_)));
        let lines = desk.words().publish_question(dated.count(), prices);
        Self::new("Publish the roadmap?", lines, vec![Way::Publish, Way::Back])
    }

    /// Before a public date is taken off the roadmap.
    pub fn withdraw(desk: &Desk<'_>, initiative: InitiativeId, target: Option<ActorId>) -> Self {
        let lens = desk.scenario().lens();
        let prices = [Rate::MilestoneSlipped, Rate::MilestoneHome].map(|rate| lens.points(rate));
        Self {
            selected: 1,
            ..Self::new(
                "Take back a public date?",
                desk.words().withdraw_question((initiative, target), prices),
                vec![Way::TakeOff(initiative, target), Way::Back],
            )
        }
    }

    /// Before every setting becomes what it was at first.
    pub fn reset() -> Self {
        Self {
            selected: 1,
            ..Self::new(
                "Reset the settings?",
                vec!["Theme, signs, motion, mouse and every changed key go back to what they were at first.".into()],
                vec![Way::Reset, Way::Keep],
            )
        }
    }

    /// Before an initiative under way is stopped.
    pub fn stop(desk: &Desk<'_>, initiative: InitiativeId, target: Option<ActorId>) -> Self {
        let words = desk.words();
        let known = desk.known_events();
        let cast = desk.cast(target, &known);
        let mut lines = vec![words.stop_question(initiative, target), Line::default()];
        let effects = words.effects(&desk.scenario().initiative(initiative).on_cancel, &cast);
        lines.extend(
            effects
                .into_iter()
                .map(|effect| Line::from("· ").then(effect)),
        );
        Self {
            selected: 1,
            ..Self::new(
                "Stop an initiative?",
                lines,
                vec![Way::Stop(initiative, target), Way::Back],
            )
        }
    }
}

impl Component for Confirm {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        self.title.to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(70)
    }

    fn height(&self, _context: &Context<'_>, wide: u16) -> u16 {
        cells(wrap_all(&self.lines, usize::from(wide)).len() + 1 + self.ways.len())
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, _context: &Context<'_>) {
        let lines: Vec<Line> = self
            .lines
            .iter()
            .flat_map(|line| wrap(line, usize::from(area.width), 2))
            .collect();
        let ways = cells(self.ways.len()).min(area.height);
        let text = area.height.saturating_sub(ways + 1);
        let above = Rect {
            height: text,
            ..area
        };
        self.long = lines.len() > usize::from(text);
        self.scroll = pen.scroll(above, &lines, self.scroll);
        let rows: Vec<Row> = self.ways.iter().map(|way| Row::item(way.label())).collect();
        let body = Rect {
            y: area.bottom() - ways,
            height: ways,
            ..area
        };
        list::draw(pen, body, &rows, self.selected, Focus::Here);
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        match (key, Move::of(key)) {
            (Key::Esc, _) => Wish::Back,
            (Key::Enter, _) => self
                .ways
                .get(self.selected)
                .map_or(Wish::Back, |way| way.wish()),
            (_, Some(Move::Right | Move::PageDown)) => {
                self.scroll += 3;
                Wish::Nothing
            }
            (_, Some(Move::Left | Move::PageUp)) => {
                self.scroll = self.scroll.saturating_sub(3);
                Wish::Nothing
            }
            (_, Some(step)) => {
                self.selected = step.within(self.selected, self.ways.len(), 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        let mut hints = vec![act(Action::Choose, "choose"), own("↑↓", "move")];
        if self.long {
            hints.push(own("←→", "read on"));
        }
        hints.push(act(Action::Back, "back"));
        hints
    }
}
