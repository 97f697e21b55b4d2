//! A finished game played otherwise: its decisions, what could have been done instead, and both outcomes side by side.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::foresight::{Change, Decision};
use crate::session::{Comparison, Otherwise};
use crate::text::otherwise::{introduction, lines, search_for_the_most};
use crate::text::{Line, Tone};
use crate::tui::background::{Background, Step, locked};
use crate::tui::context::Context;
use crate::tui::input::Message;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{Focus, Row, draw};
use crate::tui::paint::{Pen, cells, wrap};
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Component, Hint, Screen, Shape, Wish, act, own};

/// So many changes are told that move the outcome most.
const MOST: usize = 3;
/// Redraws of chance after the changed turn, and futures of the order of each side.
const REDRAWS: u64 = 40;
const LIVES: u64 = 100;
/// By so many at a time.
const STEP: u64 = 10;

/// A row of the list of decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Entry {
    /// Those that matter most are looked for.
    Most,
    /// A decision.
    One(Decision),
    /// A whole turn without orders.
    Idle(Change),
}

/// What is shown on the page.
enum Stage {
    /// The decisions.
    Decisions,
    /// What could have been done instead of one of them.
    Changes(Decision, Vec<Change>),
}

/// The page of decisions, and of what could have been done instead.
pub(in crate::tui) struct OtherwisePage {
    otherwise: Arc<Otherwise>,
    wake: Option<Sender<Message>>,
    entries: Vec<Entry>,
    stage: Stage,
    /// What is selected among the decisions, and among the changes.
    selected: [usize; 2],
    page: usize,
}

impl OtherwisePage {
    /// The decisions of a game.
    pub fn new(otherwise: Otherwise, wake: Option<Sender<Message>>) -> Self {
        let mut entries = vec![Entry::Most];
        let decisions = otherwise.decisions();
        for turn in otherwise.turns() {
            let of_turn = decisions.iter().filter(|it| it.turn == turn);
            let before = entries.len();
            entries.extend(of_turn.copied().map(Entry::One));
            if entries.len() > before + 1 {
                entries.push(Entry::Idle(Change::Idle(turn)));
            }
        }
        Self {
            otherwise: Arc::new(otherwise),
            wake,
            entries,
            stage: Stage::Decisions,
            selected: [0, 0],
            page: 1,
        }
    }

    fn rows(&self, context: &Context<'_>, wide: usize) -> Vec<Row> {
        let Some(desk) = context.desk() else {
            return Vec::new();
        };
        let words = desk.words();
        let wrapped = |line: Line| Row::Item(wrap(&line, wide.max(10), 2));
        match &self.stage {
            Stage::Decisions => {
                let mut rows = Vec::new();
                let mut turn = None;
                for entry in &self.entries {
                    if let Entry::One(decision) = entry
                        && turn != Some(decision.turn)
                    {
                        turn = Some(decision.turn);
                        let heading = words.turn_in_short(decision.turn).capitalised();
                        rows.push(Row::Heading(heading.toned(Tone::Strong)));
                    }
                    rows.push(wrapped(match entry {
                        Entry::Most => search_for_the_most(),
                        Entry::One(decision) => words.accepted(&decision.order).capitalised(),
                        Entry::Idle(change) => {
                            words.done_otherwise(*change).capitalised().toned(Tone::Dim)
                        }
                    }));
                }
                rows
            }
            Stage::Changes(decision, changes) => {
                let heading = words.decision(decision).capitalised();
                let heading = wrap(&heading, wide, 2).into_iter();
                let mut rows: Vec<Row> = heading
                    .map(|line| Row::Heading(line.toned(Tone::Strong)))
                    .collect();
                rows.push(Row::Heading("Instead:".into()));
                let each = changes.iter();
                rows.extend(each.map(|it| wrapped(words.done_otherwise(*it).capitalised())));
                rows
            }
        }
    }

    fn count(&self) -> usize {
        match &self.stage {
            Stage::Decisions => self.entries.len(),
            Stage::Changes(_, changes) => changes.len(),
        }
    }

    fn selected(&mut self) -> &mut usize {
        match self.stage {
            Stage::Decisions => &mut self.selected[0],
            Stage::Changes(..) => &mut self.selected[1],
        }
    }

    fn choose(&mut self) -> Wish {
        let at = *self.selected();
        match &self.stage {
            Stage::Decisions => match self.entries.get(at) {
                Some(Entry::Most) => self.open(None),
                Some(Entry::Idle(change)) => self.open(Some(*change)),
                Some(Entry::One(decision)) => {
                    let changes = self.otherwise.changes(decision);
                    self.selected[1] = 0;
                    self.stage = Stage::Changes(*decision, changes);
                    Wish::Nothing
                }
                None => Wish::Nothing,
            },
            Stage::Changes(_, changes) => {
                let change = changes.get(at).copied();
                change.map_or(Wish::Nothing, |change| self.open(Some(change)))
            }
        }
    }

    /// The page of a change; of those that matter most without one.
    fn open(&self, change: Option<Change>) -> Wish {
        let page = Outcome::new(Arc::clone(&self.otherwise), change, self.wake.clone());
        Wish::Open(Box::new(Screen::Outcome(page)))
    }
}

impl Component for OtherwisePage {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        introduction().plain()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(110)
    }

    fn height(&self, context: &Context<'_>, wide: u16) -> u16 {
        let rows = self.rows(context, usize::from(wide.saturating_sub(3)));
        cells(rows.iter().map(Row::height).sum::<usize>().max(12))
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        self.page = usize::from(area.height);
        let rows = self.rows(context, usize::from(area.width.saturating_sub(3)));
        let selected = *self.selected();
        draw(pen, area, &rows, selected, Focus::Here);
    }

    fn press(&mut self, key: Key, _context: &Context<'_>) -> Wish {
        let (count, page) = (self.count(), self.page / 2);
        match (key, Move::of(key)) {
            (Key::Enter, _) => self.choose(),
            (Key::Esc, _) => match self.stage {
                Stage::Decisions => Wish::Back,
                Stage::Changes(..) => {
                    self.stage = Stage::Decisions;
                    Wish::Nothing
                }
            },
            (_, Some(step)) => {
                let selected = self.selected();
                *selected = step.within(*selected, count, page.max(1));
                Wish::Nothing
            }
            (_, None) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        let what = match self.stage {
            Stage::Decisions => "what else",
            Stage::Changes(..) => "play on",
        };
        vec![
            act(Action::Choose, what),
            act(Action::Back, "back"),
            own("↑↓", "move"),
        ]
    }
}

/// What there is so far of the comparisons.
#[derive(Default)]
struct Found {
    all: Vec<Comparison>,
    steps: usize,
    done: bool,
}

/// The page of a change: both outcomes, refined while it is read.
pub(in crate::tui) struct Outcome {
    otherwise: Arc<Otherwise>,
    work: Background<Found>,
    sheet: Sheet,
    known: usize,
}

impl Outcome {
    /// Plays a change on; without one, looks for those that matter most.
    pub fn new(
        otherwise: Arc<Otherwise>,
        change: Option<Change>,
        wake: Option<Sender<Message>>,
    ) -> Self {
        let work = {
            let otherwise = Arc::clone(&otherwise);
            Background::begin("otherwise", Found::default(), wake, move |shared| {
                let first = locked(shared).steps == 0;
                let mut all = locked(shared).all.clone();
                if first {
                    all = match change {
                        Some(change) => otherwise.compare(change).into_iter().collect(),
                        None => otherwise.telling(MOST),
                    };
                } else {
                    all.iter_mut().for_each(|one| refine(&otherwise, one));
                }
                let done = all.iter().all(is_done);
                let mut found = locked(shared);
                (found.all, found.done) = (all, done);
                found.steps += 1;
                if done { Step::Done } else { Step::More }
            })
        };
        Self {
            otherwise,
            work,
            sheet: Sheet::new("", Vec::new()),
            known: usize::MAX,
        }
    }

    fn refresh(&mut self) {
        let found = self.work.now();
        if found.steps == self.known {
            return;
        }
        self.known = found.steps;
        let mut all = Vec::new();
        if found.steps == 0 {
            all.push(Line::new("Playing it again …", Tone::Dim));
        } else if found.all.is_empty() {
            all.push(Line::from("No change that was tried leads to another end"));
        }
        for one in &found.all {
            if !all.is_empty() {
                all.push(Line::default());
            }
            all.extend(lines(&self.otherwise, one));
        }
        if found.steps > 0 && !found.done {
            all.insert(0, progress(&found.all));
            all.insert(1, Line::default());
        }
        self.sheet.replace(all);
    }
}

/// A further run of redraws, then of futures of the orders.
fn refine(otherwise: &Otherwise, one: &mut Comparison) {
    let [drawn, lives] = so_far(one);
    if drawn < REDRAWS {
        otherwise.redraw(one, drawn, REDRAWS.min(drawn + STEP));
    } else if lives < LIVES {
        otherwise.watch(one, lives, LIVES.min(lives + 2 * STEP));
    }
}

/// How many redraws there are, and how many futures of the orders; as many as are wanted where no order is left.
fn so_far(one: &Comparison) -> [u64; 2] {
    let lives = [&one.base, &one.other];
    let lives = lives
        .into_iter()
        .filter_map(|side| side.durability.as_ref());
    let lives = lives.map(|it| it.len()).min();
    let of = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    [of(one.base.redrawn.len()), lives.map_or(LIVES, of)]
}

fn is_done(one: &Comparison) -> bool {
    let [drawn, lives] = so_far(one);
    one.base.hash == one.other.hash || (drawn >= REDRAWS && lives >= LIVES)
}

fn progress(all: &[Comparison]) -> Line {
    let whole = (REDRAWS + LIVES) * u64::try_from(all.len()).unwrap_or(1);
    let done: u64 = all.iter().flat_map(so_far).sum();
    let share = usize::try_from(done * 20 / whole.max(1))
        .unwrap_or(20)
        .min(20);
    let bar = format!("{}{}", "━".repeat(share), "·".repeat(20 - share));
    Line::new(&format!("{bar} playing on"), Tone::Dim)
}

impl Component for Outcome {
    fn place(&self) -> Place {
        Place::Help
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "What else might have happened".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Letter(100)
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        self.refresh();
        self.sheet.draw(pen, area, context);
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        self.sheet.press(key, context)
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        vec![act(Action::Back, "close"), own("↑↓", "scroll")]
    }
}
