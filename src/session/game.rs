//! One game in progress: who sits where, every accepted order, the ledger. The loop that asks controllers until a person
//! is awaited is in `asking`. Opens no files.

mod asking;
mod course;
mod seating;
mod shifting;

pub use seating::{Seating, Sitter};
pub use shifting::Directed;

use std::mem;
use std::sync::Arc;

use crate::agents;
use crate::model::{
    Cause, CrisisFact, Fact, FigureId, GaugeId, Order, Points, SeatId, TableFact, Turn, What,
};
use crate::rules::{self, Refusal, Scribe, State, View};
use crate::scenario::Scenario;
use crate::session::foretold::{Notebook, advised};
pub(in crate::session) use seating::PERSON;
use seating::sitter;

/// One accepted order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose.
    pub seat: SeatId,
    /// Who decided: `person` or the name of a strategy.
    pub controller: Arc<str>,
    /// The order.
    pub order: Order,
}

/// What a save keeps of each turn's start, and of the end of the game.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The turn; the one after the last stands for the end.
    pub turn: Turn,
    /// The hash of the state.
    pub hash: String,
    /// Every axis and index of the protagonist's seat as it saw them.
    pub gauges: Vec<(GaugeId, Points)>,
}

/// Whether rows are kept, with their hashes: a study of thousands of games needs only the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// One for each turn.
    Each,
    /// None.
    Off,
}

/// What an accepted order brought about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The place in the ledger where its facts begin.
    pub since: usize,
    /// Whether the turn was resolved.
    pub resolved: bool,
}

/// Why nothing was undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoUndo {
    /// Nothing was ordered this turn.
    Nothing,
    /// The last order has revealed something that can't be unlearnt.
    Revealed,
}

/// Whether undo reaches an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// It does, once every later one is taken back.
    Undo,
    /// It doesn't: it has revealed something, or a later one has.
    Past,
}

#[derive(Clone)]
struct Checkpoint {
    state: State,
    facts: usize,
    entries: usize,
}

/// One game.
pub struct Game {
    scenario: Arc<Scenario>,
    seed: u64,
    sitters: Vec<(SeatId, Sitter)>,
    protagonist: SeatId,
    state: State,
    scribe: Scribe,
    ledger: Vec<Fact>,
    entries: Vec<Entry>,
    start: Checkpoint,
    /// The world when the turn before this one began, if it is known.
    before: Option<State>,
    /// The world when the ledger began.
    opening: State,
    rows: Vec<Row>,
    keep: Rows,
    notebook: Notebook,
}

impl Game {
    /// Opens a game and lets the agents play until a person is awaited. `None` if a strategy is unknown.
    #[must_use]
    pub fn begin(
        scenario: Arc<Scenario>,
        seed: u64,
        seating: &Seating,
        keep: Rows,
    ) -> Option<Self> {
        let mut game = Self::opened(scenario, seed, seating, keep);
        if game.gone().is_some() {
            return None;
        }
        game.run();
        Some(game)
    }

    /// Opens a game before anybody has decided anything: for replays.
    pub(in crate::session) fn opened(
        scenario: Arc<Scenario>,
        seed: u64,
        seating: &Seating,
        keep: Rows,
    ) -> Self {
        let mut scribe = Scribe::keeping();
        let state = rules::open(&scenario, seed, &mut scribe);
        Self::assembled(scenario, (state, scribe), seed, seating, keep)
    }

    /// Goes on from a restored state whose past is not known.
    pub(in crate::session) fn resumed(
        scenario: Arc<Scenario>,
        state: State,
        seed: u64,
        seating: &Seating,
    ) -> Self {
        Self::assembled(
            scenario,
            (state, Scribe::keeping()),
            seed,
            seating,
            Rows::Each,
        )
    }

    /// Goes on from a moment of a game that is played otherwise: nobody looks at its turns.
    pub(in crate::session) fn gone_on(
        scenario: Arc<Scenario>,
        state: State,
        seed: u64,
        seating: &Seating,
    ) -> Self {
        let world = (state, Scribe::forgetting());
        Self::assembled(scenario, world, seed, seating, Rows::Off)
    }

    fn assembled(
        scenario: Arc<Scenario>,
        (state, mut scribe): (State, Scribe),
        seed: u64,
        seating: &Seating,
        keep: Rows,
    ) -> Self {
        let sitters = seating.0.iter();
        let sitters = sitters.map(|(seat, word)| (*seat, sitter(&scenario, *seat, word, seed)));
        let sitters = sitters.collect();
        let ledger = scribe.take();
        let protagonist = seating.protagonist(&scenario);
        let start = Checkpoint {
            state: state.clone(),
            facts: ledger.len(),
            entries: 0,
        };
        let mut game = Self {
            scenario,
            seed,
            sitters,
            protagonist,
            state,
            scribe,
            ledger,
            entries: Vec::new(),
            opening: start.state.clone(),
            start,
            before: None,
            rows: Vec::new(),
            keep,
            notebook: Notebook::default(),
        };
        game.note_row();
        game.note_counsel();
        game
    }

    /// The scenario.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// What a person's staff wrote down at the start of each turn; empty where no person plays.
    #[must_use]
    pub fn notebook(&self) -> &Notebook {
        &self.notebook
    }

    /// The seed, which is shown to the player.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The seat from which the game is told.
    #[must_use]
    pub fn protagonist(&self) -> SeatId {
        self.protagonist
    }

    /// What a seat sees.
    #[must_use]
    pub fn view_of(&self, seat: SeatId) -> View<'_> {
        View::new(&self.scenario, &self.state, seat)
    }

    /// What the protagonist sees.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        self.view_of(self.protagonist)
    }

    /// The true state: for hashes, saves, studies and the debrief.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Every fact since the opening (since the newest record, where the past could not be replayed).
    #[must_use]
    pub fn ledger(&self) -> &[Fact] {
        &self.ledger
    }

    /// The facts that a seat may know, from a place in the ledger on.
    pub fn known_facts(&self, seat: SeatId, since: usize) -> impl Iterator<Item = &Fact> {
        let view = self.view_of(seat);
        let facts = self.ledger.get(since..).unwrap_or(&[]);
        facts.iter().filter(move |fact| view.knows(fact))
    }

    /// What a seat saw when the ledger began: at the opening, or at the newest record where the past is not known.
    #[must_use]
    pub fn view_at_the_opening(&self, seat: SeatId) -> View<'_> {
        View::new(&self.scenario, &self.opening, seat)
    }

    /// What a seat saw when the turn before this one began; `None` in the first turn and where the past is not known.
    #[must_use]
    pub fn view_before(&self, seat: SeatId) -> Option<View<'_>> {
        let state = self.before.as_ref()?;
        Some(View::new(&self.scenario, state, seat))
    }

    /// The true state when the ledger began: for what plays a game again.
    pub(in crate::session) fn opening(&self) -> &State {
        &self.opening
    }

    /// How much a figure has moved since the previous turn began, as far as a seat may know.
    #[must_use]
    pub fn recent_change(&self, seat: SeatId, figure: FigureId) -> Points {
        let before = Turn(self.state.turn().0.saturating_sub(1));
        let recent = self
            .ledger
            .iter()
            .rev()
            .take_while(|fact| fact.turn >= before);
        let view = self.view_of(seat);
        let moved = recent.filter(|fact| view.knows(fact) && fact.cause != Cause::Opening);
        moved.fold(Points::ZERO, |sum, fact| match fact.what {
            What::Moved {
                figure: moved,
                delta,
            } if moved == figure => sum.plus(delta),
            _ => sum,
        })
    }

    /// An axis or index as the protagonist saw it when the previous turn began; `None` in the first turn.
    #[must_use]
    pub fn gauge_before(&self, gauge: GaugeId) -> Option<Points> {
        let row = self
            .rows
            .len()
            .checked_sub(2)
            .and_then(|place| self.rows.get(place))?;
        row.gauges
            .iter()
            .find(|(id, _)| *id == gauge)
            .map(|(_, value)| *value)
    }

    /// Where the facts of this turn begin in the ledger.
    #[must_use]
    pub fn turn_start(&self) -> usize {
        self.start.facts
    }

    /// Every accepted order of every seat.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many of the entries came before this turn.
    #[must_use]
    pub fn entries_before_turn(&self) -> usize {
        self.start.entries
    }

    /// The state at the start of this turn.
    #[must_use]
    pub fn state_at_turn_start(&self) -> &State {
        &self.start.state
    }

    /// One row for each turn so far.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Who sits where.
    #[must_use]
    pub fn seating(&self) -> Seating {
        Seating(
            self.sitters
                .iter()
                .map(|(seat, sitter)| (*seat, sitter.word().to_owned()))
                .collect(),
        )
    }

    /// This game as a seat could imagine it: what the seat may not know is drawn anew or unwritten. No game goes on
    /// from here; tests hold what front ends show of both games side by side.
    #[doc(hidden)]
    #[must_use]
    pub fn imagined(&self, seat: SeatId, k: u64) -> Option<Self> {
        let view = self.view_of(seat);
        let known = |facts: &[Fact]| facts.iter().filter(|fact| view.knows(fact)).count();
        let own = |entries: &[Entry]| entries.iter().filter(|entry| entry.seat == seat).count();
        let before = View::new(&self.scenario, &self.start.state, seat);
        let start = Checkpoint {
            state: rules::imagine(&before, k),
            facts: known(self.ledger.get(..self.start.facts)?),
            entries: own(self.entries.get(..self.start.entries)?),
        };
        let opening = rules::imagine(&self.view_at_the_opening(seat), k);
        let world = (rules::imagine(&view, k), Scribe::keeping());
        let scenario = Arc::clone(&self.scenario);
        let mut game = Self::assembled(scenario, world, self.seed, &self.seating(), self.keep);
        let earlier = self.before.as_ref();
        game.before =
            earlier.map(|state| rules::imagine(&View::new(&self.scenario, state, seat), k));
        (game.start, game.opening) = (start, opening);
        game.rows.clone_from(&self.rows);
        game.notebook = self.notebook.clone();
        game.ledger = self.known_facts(seat, 0).copied().collect();
        game.entries = self.entries.clone();
        game.entries.retain(|entry| entry.seat == seat);
        Some(game)
    }

    /// Gives an order of a person and lets the agents play on until a person is awaited again.
    ///
    /// # Errors
    /// If the order is refused; nothing has changed then.
    pub fn order(&mut self, seat: SeatId, order: Order) -> Result<Outcome, Refusal> {
        let (turn, since) = (self.state.turn(), self.ledger.len());
        if order == Order::End && self.view_of(seat).check(&order).is_ok() {
            self.rest_at_tables(seat);
        }
        let steps = advised(&self.view_of(self.protagonist), &order);
        self.notebook.note_steps(turn, steps);
        self.accept(seat, &PERSON.into(), order)?;
        self.run();
        let resolved = self.state.turn() != turn || self.state.over().is_some();
        Ok(Outcome { since, resolved })
    }

    /// Ends a person's plan; what is still owed is answered by default.
    ///
    /// # Errors
    /// If the game is over or the plan has ended already.
    pub fn end_anyway(&mut self, seat: SeatId) -> Result<Outcome, Refusal> {
        let since = self.ledger.len();
        if self.state.over().is_some() {
            return Err(Refusal::GameOver);
        }
        for order in agents::default_answers(&self.view_of(seat)) {
            self.accept(seat, &PERSON.into(), order)?;
        }
        self.hold_in_crises(seat)?;
        if self.state.over().is_some() {
            return Ok(Outcome {
                since,
                resolved: true,
            });
        }
        let outcome = self.order(seat, Order::End)?;
        Ok(Outcome { since, ..outcome })
    }

    /// Takes back the last order of a person in this turn, and returns it.
    ///
    /// # Errors
    /// If there is none, or it has revealed something.
    pub fn undo(&mut self, seat: SeatId) -> Result<Order, NoUndo> {
        let mine = |entry: &Entry| entry.seat == seat && *entry.controller == *PERSON;
        let place = self.entries.iter().rposition(mine);
        let place = place
            .filter(|place| *place >= self.start.entries)
            .filter(|_| self.state.over().is_none())
            .ok_or(NoUndo::Nothing)?;
        let mut kept = self.entries.split_off(self.start.entries);
        let undone = kept.remove(place - self.start.entries);
        let rest = self.replayed(&kept);
        if rest.reveals(seat, &undone.order) {
            kept.insert(place - self.start.entries, undone);
            self.entries.extend(kept);
            return Err(NoUndo::Revealed);
        }
        let Rerun {
            state, mut facts, ..
        } = rest;
        self.state = state;
        self.ledger.truncate(self.start.facts);
        self.ledger.append(&mut facts);
        self.entries.extend(kept);
        Ok(undone.order)
    }

    /// The orders that a person gave for a seat this turn, in order, with whether undo reaches them: it takes back the
    /// last one first, and stops at one that has revealed something.
    #[must_use]
    pub fn orders(&self, seat: SeatId) -> Vec<(Order, Reach)> {
        let mut kept = self.entries[self.start.entries..].to_vec();
        let mut orders = Vec::new();
        let mut reach = match self.state.over() {
            None => Reach::Undo,
            Some(_) => Reach::Past,
        };
        let mine = |entry: &Entry| entry.seat == seat && *entry.controller == *PERSON;
        while let Some(place) = kept.iter().rposition(mine) {
            let order = kept.remove(place).order;
            if reach == Reach::Undo && self.replayed(&kept).reveals(seat, &order) {
                reach = Reach::Past;
            }
            orders.push((order, reach));
        }
        orders.reverse();
        orders
    }

    /// The turn so far without one of its entries.
    fn replayed(&self, entries: &[Entry]) -> Rerun<'_> {
        let mut rerun = Rerun {
            scenario: &self.scenario,
            state: self.start.state.clone(),
            facts: Vec::new(),
        };
        for entry in entries {
            rerun.go_on(entry.seat, &entry.order);
        }
        rerun
    }

    /// Executes and records one order.
    pub(in crate::session) fn accept(
        &mut self,
        seat: SeatId,
        controller: &Arc<str>,
        order: Order,
    ) -> Result<(), Refusal> {
        let turn = self.state.turn();
        rules::execute(
            &self.scenario,
            &mut self.state,
            &mut self.scribe,
            seat,
            &order,
        )?;
        self.scribe.pour(&mut self.ledger);
        self.entries.push(Entry {
            seat,
            controller: Arc::clone(controller),
            order,
        });
        if self.state.turn() != turn || self.state.over().is_some() {
            self.begin_turn();
        }
        Ok(())
    }

    fn begin_turn(&mut self) {
        if self.state.over().is_none() {
            let start = Checkpoint {
                state: self.state.clone(),
                facts: self.ledger.len(),
                entries: self.entries.len(),
            };
            self.before = Some(mem::replace(&mut self.start, start).state);
        }
        self.note_row();
        self.note_counsel();
    }

    /// A person's staff writes down at the start of each turn what it expects.
    fn note_counsel(&mut self) {
        let by_person = |(seat, sitter): &(SeatId, Sitter)| {
            *seat == self.protagonist && matches!(sitter, Sitter::Person)
        };
        if self.state.over().is_none() && self.sitters.iter().any(by_person) {
            let view = View::new(&self.scenario, &self.state, self.protagonist);
            self.notebook.note(&view);
        }
    }

    fn note_row(&mut self) {
        if self.keep == Rows::Off {
            return;
        }
        let turn = if self.state.over().is_some() {
            self.state.turn().after(1)
        } else {
            self.state.turn()
        };
        let view = self.view();
        let gauges = self
            .scenario
            .gauges()
            .map(|(id, _)| (id, view.gauge(id)))
            .collect();
        let row = Row {
            turn,
            hash: self.state.hash(),
            gauges,
        };
        self.rows.push(row);
    }
}

struct Rerun<'a> {
    scenario: &'a Scenario,
    state: State,
    facts: Vec<Fact>,
}

impl Rerun<'_> {
    fn go_on(&mut self, seat: SeatId, order: &Order) {
        let mut scribe = Scribe::keeping();
        if rules::execute(self.scenario, &mut self.state, &mut scribe, seat, order).is_ok() {
            self.facts.append(&mut scribe.take());
        }
    }

    /// Whether giving this order now would tell the seat something that it could not have known.
    fn reveals(&self, seat: SeatId, order: &Order) -> bool {
        let mut scribe = Scribe::keeping();
        let mut state = self.state.clone();
        let given = rules::execute(self.scenario, &mut state, &mut scribe, seat, order);
        given.is_ok() && reveals(&scribe.take(), seat)
    }
}

/// Whether facts tell `seat` something that it could not have known.
fn reveals(facts: &[Fact], seat: SeatId) -> bool {
    facts.iter().any(|fact| match fact.what {
        What::Read { seat: reader, .. } => reader == seat,
        What::Answered { seat: other, .. } => other != seat,
        What::Used { .. } | What::RiskStruck { .. } => true,
        What::Crisis(_, what) => !matches!(what, CrisisFact::Sealed { .. }),
        What::Table(_, what) => !matches!(
            what,
            TableFact::Convening { .. }
                | TableFact::Intends { .. }
                | TableFact::Recalled { .. }
                | TableFact::Rested { .. }
        ),
        _ => matches!(fact.cause, Cause::Risk(..)),
    })
}
