//! A question before something is done: what it would mean, and the ways out.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{ActorId, InitiativeId, Order, TableId};
use crate::scenario::Rate;
use crate::session::Settings;
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
            Self::Stop(initiative, target) => {
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
}

impl Confirm {
    /// What stands between the seat and the end of its turn; `None`: nothing does.
    pub fn before_end(desk: &Desk<'_>) -> Option<Self> {
        let (words, view) = (desk.words(), desk.view());
        let doubts = doubts(&view);
        let owed = u8::try_from(view.owed().count()).unwrap_or(u8::MAX);
        if doubts.is_empty() {
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
            ways = vec![Way::Answer, Way::Defaults, Way::Back];
        }
        let each = doubts.into_iter();
        lines.extend(each.map(|doubt| Line::from("· ").then(words.doubt(&view, doubt))));
        Some(Self {
            title: if owed > 0 {
                "Answers are owed"
            } else {
                "End the turn?"
            },
            lines,
            ways,
            selected: 0,
        })
    }

    /// Before a roadmap is made public: what keeping it earns, and what slipping costs.
    pub fn publish(desk: &Desk<'_>) -> Self {
        let lens = desk.scenario().lens();
        let prices = [
            Rate::MilestoneKept,
            Rate::MilestoneSlipped,
            Rate::MilestoneHome,
        ];
        let prices = prices.map(|rate| lens.points(rate));
        let entries = roadmap::entries(&desk.view(), Whose::Own).into_iter();
        let dated = entries.filter(|entry| matches!(entry.stage, Stage::Later(_)));
        Self {
            title: "Publish the roadmap?",
            lines: desk.words().publish_question(dated.count(), prices),
            ways: vec![Way::Publish, Way::Back],
            selected: 0,
        }
    }

    /// Before every setting becomes what it was at first.
    pub fn reset() -> Self {
        Self {
            title: "Reset the settings?",
            lines: vec!["Theme, signs, motion, mouse and every changed key go back to what they were at first.".into()],
            ways: vec![Way::Reset, Way::Keep],
            selected: 1,
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
            title: "Stop an initiative?",
            lines,
            ways: vec![Way::Stop(initiative, target), Way::Back],
            selected: 1,
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
        pen.lines(
            Rect {
                height: text,
                ..area
            },
            &lines,
        );
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
            (_, Some(step)) => {
                self.selected = step.within(self.selected, self.ways.len(), 5);
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![
            act(Action::Choose, "choose"),
            own("↑↓", "move"),
            act(Action::Back, "back"),
        ]
    }
}
