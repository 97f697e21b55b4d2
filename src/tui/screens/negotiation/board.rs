//! One table opened: the text and the draft, the keys that change it, and where its panes stand at each size.

use ratatui::layout::Rect;

use crate::agents::table::assess::{Advice, Amendment, Assessment, advise, opening, readings};
use crate::agents::table::staff::Finding;
use crate::command::Action;
use crate::model::{ActorId, Package, TableId};
use crate::rules::state::tables::{Offer, TableState};
use crate::scenario::{Item, Standing};
use crate::text::tables::instruments::Draft;
use crate::text::tables::page::Page;
use crate::text::tables::staff::Pick;
use crate::text::{Line, Tone};
use crate::tui::context::Desk;
use crate::tui::keys::{Key, Move};
use crate::tui::list::Focus;
use crate::tui::paint::{Pen, cells, ends};
use crate::tui::screens::negotiation::blocks::Block;
use crate::tui::screens::negotiation::closing::{suggestion, what_closes};
use crate::tui::screens::negotiation::grid;
use crate::tui::screens::negotiation::instruments::{Instruments, Start};
use crate::tui::screens::negotiation::listing::below;
use crate::tui::screens::negotiation::staff::Staff;
use crate::tui::screens::panes::heading;
use crate::tui::screens::sheet::Sheet;
use crate::tui::screens::{Hint, Screen, Wish, act, own};

/// A table that is open on the screen.
pub(super) struct Board {
    table: TableId,
    clause: usize,
    draft: Option<Package>,
    /// The text on the table when the draft was made: with another one the draft is out of date.
    base: Option<Package>,
    /// The text that suggestions change, and which of them was taken last.
    suggested: Option<(Package, usize)>,
    staff: Box<Staff>,
    pane: usize,
    scroll: usize,
    narrow: bool,
}

/// What a key led to.
pub(super) enum Said {
    /// This is wanted.
    Wish(Wish),
    /// Back to the list.
    Close,
}

/// Everything that is drawn of a table.
pub(super) struct Scene<'a> {
    pub desk: Desk<'a>,
    pub table: TableId,
    pub now: &'a TableState,
    pub page: Page<'a>,
    /// The text that is looked at: the draft, else the text on the table.
    pub shown: Package,
    /// The text on the table.
    pub standing: Option<Package>,
    /// What the adviser says of the text that is looked at.
    pub advice: Advice,
    /// How the text on the table is taken, if another one is looked at.
    pub before: Option<Vec<Assessment>>,
    /// The text that the suggestions change, who stands in its way, and they.
    pub suggestions: (Package, Option<ActorId>, Vec<Amendment>),
    /// What the staff found, and which of its texts is the draft; `None` if none is.
    pub staff: Option<(Finding, Pick)>,
}

impl Scene<'_> {
    /// Whether another text than the one on the table is looked at.
    pub fn is_draft(&self) -> bool {
        self.standing != Some(self.shown)
    }

    /// Panes of which the first is the staff's, without it unless a text of the staff is looked at.
    fn without_staff<'b>(&self, blocks: &'b [Block]) -> &'b [Block] {
        let from = usize::from(self.staff.is_none());
        blocks.get(from..).unwrap_or(&[])
    }
}

impl Board {
    /// Opens a table.
    pub fn new(desk: &Desk<'_>, table: TableId) -> Self {
        let mut board = Self {
            table,
            clause: 0,
            draft: None,
            base: None,
            suggested: None,
            staff: Box::default(),
            pane: 0,
            scroll: 0,
            narrow: false,
        };
        board.refresh(desk);
        board
    }

    /// Which.
    pub const fn table(&self) -> TableId {
        self.table
    }

    /// Forgets a draft that was made for another text; before the first text there is what the staff would open with.
    fn refresh(&mut self, desk: &Desk<'_>) {
        let standing = self.standing(desk);
        if standing != self.base {
            (self.draft, self.suggested, self.base) = (None, None, standing);
            self.staff.leave();
        }
        self.staff.keep_up(desk, self.table);
        if standing.is_none() && self.draft.is_none() {
            self.draft = Some(opening(&desk.view(), self.table));
        }
    }

    fn standing(&self, desk: &Desk<'_>) -> Option<Package> {
        let now = desk.view().table(self.table)?;
        now.text.map(|text| text.package)
    }

    fn shown(&self, desk: &Desk<'_>) -> Package {
        let standing = self.standing(desk);
        let draft = self.draft.filter(|_| standing == self.base);
        draft.or(standing).unwrap_or_default()
    }

    fn scene<'a>(&self, desk: &Desk<'a>) -> Option<Scene<'a>> {
        let view = desk.view();
        let shown = self.shown(desk);
        let standing = self.standing(desk);
        let mut advice = advise(&view, self.table, shown)?;
        let other = standing.filter(|text| *text != shown);
        let from = self.suggested.map_or(shown, |(from, _)| from);
        let (obstacle, amendments) = if from == shown {
            (advice.obstacle, std::mem::take(&mut advice.amendments))
        } else {
            let advice = advise(&view, self.table, from)?;
            (advice.obstacle, advice.amendments)
        };
        Some(Scene {
            desk: *desk,
            table: self.table,
            now: view.table(self.table)?,
            page: Page::new(view, self.table).remembering(&desk.table_facts(self.table, 0)),
            shown,
            standing,
            before: other.map(|text| readings(&view, self.table, text)),
            advice,
            suggestions: (from, obstacle, amendments),
            staff: self.staff.shown(),
        })
    }

    /// Draws it.
    pub fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, desk: &Desk<'_>) {
        self.refresh(desk);
        let Some(scene) = self.scene(desk) else {
            return;
        };
        self.narrow = area.width < 110 || area.height < 28;
        let wide = area.width >= 170;
        if self.narrow {
            let rest = self.draw_text(pen, area, &scene);
            self.draw_pane(pen, rest, &scene);
        } else if wide {
            let text = grid::natural(&scene).clamp(area.width * 2 / 5, area.width - WIDE_REST);
            let (left, rest) = columns(pen, area, text);
            let (middle, right) = columns(pen, rest, rest.width / 2);
            let under = self.draw_text(pen, left, &scene);
            let left_blocks = [Block::Parties, Block::Home, Block::Said];
            stack(pen, under, &scene, &left_blocks);
            let all = [Block::Staff, Block::Help, Block::Moved];
            stack(pen, middle, &scene, scene.without_staff(&all));
            stack(pen, right, &scene, &[Block::Chart, Block::Reserved]);
        } else {
            let text = grid::natural(&scene).clamp(area.width / 2, area.width - REST);
            let (left, right) = columns(pen, area, text);
            let under = self.draw_text(pen, left, &scene);
            stack(pen, under, &scene, &[Block::Parties, Block::Chart]);
            let right_blocks = [
                Block::Staff,
                Block::Help,
                Block::Moved,
                Block::Home,
                Block::Said,
            ];
            stack(pen, right, &scene, scene.without_staff(&right_blocks));
        }
    }

    /// The head and the grid; gives what is below.
    fn draw_text(&self, pen: &mut Pen<'_>, area: Rect, scene: &Scene<'_>) -> Rect {
        let wide = usize::from(area.width);
        let name = scene.desk.words().name(Item::Table(scene.table));
        let head = ends(
            &Line::new(&name, Tone::Strong),
            &scene.page.standing(),
            wide,
        );
        pen.line(area, &head);
        let lines = what_closes(scene, wide);
        let rest = below(area, 1);
        pen.lines(rest, &lines);
        let rest = below(rest, cells(lines.len()));
        let tall = grid::draw(pen, rest, scene, self.clause);
        below(rest, tall)
    }

    /// The one pane that a small screen has room for, under the names of all.
    fn draw_pane(&mut self, pen: &mut Pen<'_>, area: Rect, scene: &Scene<'_>) {
        self.pane = self.pane.min(Block::ALL.len() - 1);
        let block = Block::ALL[self.pane];
        let mut x = area.x;
        let row = Rect {
            height: area.height.min(1),
            ..area
        };
        pen.rule(row);
        for known in Block::ALL {
            let here = known == block;
            let name = if here {
                format!("‹{}›", known.short())
            } else {
                format!(" {} ", known.short())
            };
            let left = Rect {
                x,
                width: area.right().saturating_sub(x),
                ..row
            };
            let style = if here {
                pen.theme().accent()
            } else {
                pen.theme().tone(Tone::Plain)
            };
            pen.text(left, &name, style);
            x = x
                .saturating_add(cells(crate::tui::paint::width(&name)))
                .min(area.right());
        }
        let body = below(area, 1);
        let lines = block.lines(scene, (usize::from(body.width), usize::from(body.height)));
        self.scroll = pen.scroll(body, &lines, self.scroll);
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key, desk: &Desk<'_>) -> Said {
        self.refresh(desk);
        let nothing = Said::Wish(Wish::Nothing);
        match key {
            Key::Esc => Said::Close,
            Key::Enter => Said::Wish(self.choose(desk)),
            Key::Char('i') => Said::Wish(self.instruments(desk, Start::Beside)),
            Key::Char('n') => Said::Wish(self.suggest(desk)),
            Key::Char('s') => Said::Wish(self.staff_text(desk)),
            Key::Char('f') => Said::Wish(forecast(desk, self.table)),
            Key::Char('x') => Said::Wish(self.restore(desk)),
            Key::Char('r') => Said::Wish(self.repeat(desk)),
            Key::Char('w') => Said::Wish(self.why(desk)),
            Key::Tab | Key::BackTab if !self.narrow => Said::Wish(Wish::Tell(
                "Every pane is shown; the one key for all in full is w".into(),
            )),
            Key::Tab | Key::BackTab => {
                let count = Block::ALL.len();
                let step = if key == Key::Tab { 1 } else { count - 1 };
                (self.pane, self.scroll) = ((self.pane + step) % count, 0);
                nothing
            }
            Key::PageDown => {
                self.scroll += 3;
                nothing
            }
            Key::PageUp => {
                self.scroll = self.scroll.saturating_sub(3);
                nothing
            }
            _ => match Move::of(key) {
                Some(step) => Said::Wish(self.step(step, desk)),
                None => Said::Wish(Wish::Pass),
            },
        }
    }

    fn step(&mut self, step: Move, desk: &Desk<'_>) -> Wish {
        let definition = desk.scenario().table(self.table);
        let count = definition.clauses.len();
        self.clause = step.within(self.clause, count, count);
        let sideways = match step {
            Move::Left => -1_i32,
            Move::Right => 1,
            Move::Up | Move::Down | Move::First | Move::Last | Move::PageUp | Move::PageDown => {
                return Wish::Nothing;
            }
        };
        let Some(clause) = definition.clauses.get(self.clause) else {
            return Wish::Nothing;
        };
        let now = desk.view().table(self.table);
        if clause.standing == Standing::Item && now.is_some_and(|now| !now.has_item(self.clause)) {
            return Wish::Tell(desk.words().not_on_the_agenda(self.table, self.clause));
        }
        let shown = self.shown(desk);
        let last = i32::try_from(clause.options.len()).unwrap_or(1) - 1;
        let option = i32::try_from(shown.option(self.clause)).unwrap_or(0) + sideways;
        let option = usize::try_from(option.clamp(0, last)).unwrap_or(0);
        self.suggested = None;
        self.staff.leave();
        self.put(desk, shown.with(self.clause, option));
        Wish::Nothing
    }

    /// Looks at a text.
    fn put(&mut self, desk: &Desk<'_>, text: Package) {
        self.draft = Some(text).filter(|text| self.standing(desk) != Some(*text));
    }

    /// The next change that would help.
    fn suggest(&mut self, desk: &Desk<'_>) -> Wish {
        let shown = self.shown(desk);
        let (from, next) = match self.suggested {
            Some((from, taken)) => (from, taken + 1),
            None => (shown, 0),
        };
        let advice = advise(&desk.view(), self.table, from);
        let all = advice.map(|it| it.amendments).unwrap_or_default();
        if all.is_empty() {
            return Wish::Tell(
                "No change of one clause or two would help whom it must and leave you a gain"
                    .into(),
            );
        }
        self.staff.leave();
        let next = next % all.len();
        let mut told = Line::default();
        if let Some(amendment) = all.get(next) {
            self.suggested = Some((from, next));
            self.put(desk, amendment.text);
            told = suggestion((next + 1, all.len()));
            let count = desk.scenario().table(self.table).clauses.len();
            self.clause = from
                .differing(amendment.text, count)
                .next()
                .unwrap_or(self.clause);
        }
        Wish::Tell(told)
    }

    /// The next of the staff's texts, as a draft; after the last one the text on the table again.
    fn staff_text(&mut self, desk: &Desk<'_>) -> Wish {
        let Some(text) = self.staff.next(desk, self.table) else {
            if let Some(Finding::NoneAllowed | Finding::TooMany) | None = self.staff.finding() {
                return Wish::Tell("Your staff has no text to put forward here".into());
            }
            return self.restore(desk);
        };
        self.suggested = None;
        self.put(desk, text);
        if let Some(pane) = Block::ALL.iter().position(|it| *it == Block::Staff) {
            (self.pane, self.scroll) = (pane, 0);
        }
        Wish::Nothing
    }

    fn restore(&mut self, desk: &Desk<'_>) -> Wish {
        if self.standing(desk) == Some(self.shown(desk)) {
            return Wish::Tell("The text on the table is shown already".into());
        }
        (self.draft, self.suggested) = (None, None);
        self.staff.leave();
        self.refresh(desk);
        Wish::Nothing
    }

    /// The text that one put forward last.
    fn own_last(&self, desk: &Desk<'_>) -> Option<Package> {
        let now = desk.view().table(self.table)?;
        let mine = |it: &&Offer| it.by == desk.seat().0;
        now.offers.iter().rev().find(mine).map(|it| it.package)
    }

    /// Looks at one's own last text again.
    fn repeat(&mut self, desk: &Desk<'_>) -> Wish {
        let Some(text) = self.own_last(desk) else {
            return Wish::Tell("You have put no text forward yet".into());
        };
        self.suggested = None;
        self.staff.leave();
        self.put(desk, text);
        Wish::Nothing
    }

    fn instruments(&self, desk: &Desk<'_>, start: Start) -> Wish {
        let text = self.shown(desk);
        let obstacle = advise(&desk.view(), self.table, text).and_then(|it| it.obstacle);
        let draft = Draft {
            text,
            clause: self.clause,
            obstacle,
        };
        let dialog = Instruments::new(self.table, draft, start);
        Wish::Open(Box::new(Screen::Instruments(dialog)))
    }

    fn choose(&self, desk: &Desk<'_>) -> Wish {
        if let Some(crisis) = desk.view().steps_due().next() {
            return Wish::Tell(desk.words().table_waits(crisis));
        }
        let same = self.standing(desk) == Some(self.shown(desk));
        let now = desk.view().table(self.table);
        let over = now.is_some_and(|now| now.round >= now.deadline);
        let consents = now.is_some_and(|now| now.accepted().contains(desk.seat().0));
        let start = match (over, same) {
            (true, _) => Start::SignWithout,
            (false, true) if consents => Start::Hold,
            (false, true) => Start::Accept,
            (false, false) => Start::Propose,
        };
        self.instruments(desk, start)
    }

    /// Everything behind the numbers.
    fn why(&self, desk: &Desk<'_>) -> Wish {
        let Some(scene) = self.scene(desk) else {
            return Wish::Nothing;
        };
        let mut lines = Vec::new();
        let staff = [Block::Staff].into_iter().filter(|_| scene.staff.is_some());
        for block in staff.chain([
            Block::Reserved,
            Block::Parties,
            Block::Help,
            Block::Moved,
            Block::Home,
            Block::Said,
        ]) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::new(&block.title(&scene), Tone::Strong));
            lines.extend(block.lines(&scene, (SHEET, 60)));
        }
        Wish::Open(Box::new(Screen::Sheet(Sheet::new(
            "Why they stand there",
            lines,
        ))))
    }

    /// The keys that work now.
    pub fn hints(&self, desk: &Desk<'_>) -> Vec<Hint> {
        let standing = self.standing(desk);
        let draft = standing != Some(self.shown(desk));
        let mine = desk.view().move_due(self.table) == Some(desk.seat());
        let now = desk.view().table(self.table);
        let over = now.is_some_and(|now| now.round >= now.deadline);
        let enter = match (mine, draft) {
            (true, _) if over => "sign or not",
            (true, true) => "propose",
            (true, false) if now.is_some_and(|now| now.accepted().contains(desk.seat().0)) => {
                "moves"
            }
            (true, false) => "accept",
            (false, _) => "moves",
        };
        let mut hints = vec![
            act(Action::Choose, enter),
            own("↑↓←→", "change"),
            own("n", "hint"),
            own("s", "staff"),
            own("i", "means"),
        ];
        if self.narrow {
            hints.push(act(Action::NextPane, "pane"));
        }
        hints.push(act(Action::Why, "all in full"));
        if draft && standing.is_some() {
            hints.push(own("x", "back to the text"));
        }
        let last = self.own_last(desk);
        if last.is_some_and(|text| text != self.shown(desk)) {
            hints.push(own("r", "own last text"));
        }
        hints.push(act(Action::Back, "tables"));
        hints
    }
}

/// The forecast of a table as a page.
pub(super) fn forecast(desk: &Desk<'_>, table: TableId) -> Wish {
    let lines = crate::text::tables::forecast::lines(&desk.view(), table);
    Wish::Open(Box::new(Screen::Sheet(Sheet::new("Forecast", lines))))
}

/// A left column of this width with a rule behind it, and the rest.
fn columns(pen: &mut Pen<'_>, area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width);
    let rest = Rect {
        x: area.x + (left + 3).min(area.width),
        width: area.width.saturating_sub(left + 3),
        ..area
    };
    if !rest.is_empty() {
        pen.upright(Rect {
            x: area.x + left + 1,
            width: 1,
            ..area
        });
    }
    (
        Rect {
            width: left,
            ..area
        },
        rest,
    )
}

/// Cells that stay beside the text: for one column of panes, and for two.
const REST: u16 = 46;
const WIDE_REST: u16 = 86;

/// Cells of a line on a sheet in the smallest terminal, so that it isn't broken twice.
const SHEET: usize = 74;

/// Rows that every block is left by those above it, its heading included, unless it needs fewer.
const LEAST_BLOCK: u16 = 5;

/// Blocks one below the other, each under its heading, as far as there is room.
fn stack(pen: &mut Pen<'_>, area: Rect, scene: &Scene<'_>, blocks: &[Block]) {
    let mut rest = area;
    for (place, block) in blocks.iter().enumerate() {
        if rest.height < 2 {
            return;
        }
        let wide = usize::from(rest.width);
        let needs = |block: &Block| {
            let lines = block.lines(scene, (wide, usize::from(LEAST_BLOCK)));
            (cells(lines.len()) + 2).min(LEAST_BLOCK)
        };
        let later: u16 = blocks.iter().skip(place + 1).map(needs).sum();
        let tall = (rest.height - 1).saturating_sub(later).max(1);
        let lines = block.lines(scene, (wide, usize::from(tall)));
        let body = heading(pen, rest, &block.title(scene), Focus::Elsewhere);
        let body = Rect {
            height: tall.min(body.height),
            ..body
        };
        pen.lines(body, &lines);
        if lines.len() > usize::from(body.height) {
            let x = area.right().saturating_sub(1);
            let y = body.bottom().saturating_sub(1);
            pen.sign(x, y, "↓", pen.theme().key());
        }
        rest = below(rest, cells(lines.len()).min(body.height) + 2);
    }
}
