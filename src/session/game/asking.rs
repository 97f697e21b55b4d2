//! The loop that asks controllers until a person is awaited: plans first, then the moves that are due at tables.

use std::sync::Arc;

use crate::agents;
use crate::model::{CrisisId, CrisisOrder, Order, SeatId, TableId, TableOrder};
use crate::rules::{self, Prompt, Refusal};
use crate::session::game::{Game, PERSON, Sitter};

impl Game {
    /// Asks agents until a person is awaited or the game is over.
    pub(in crate::session) fn run(&mut self) {
        while let Some((seat, prompt)) = self.next_agent() {
            self.ask(seat, prompt);
        }
    }

    /// Asks the agent in a seat; nobody else answers.
    pub(in crate::session) fn ask(&mut self, seat: SeatId, prompt: Prompt) {
        match prompt {
            Prompt::Answer(_) | Prompt::Plan => self.play_agent(seat),
            Prompt::Step(kind) => self.play_step(seat, kind),
            Prompt::Move(table) => self.play_move(seat, table),
        }
    }

    /// Whether an agent decides for this seat.
    pub(in crate::session) fn is_agent(&self, seat: SeatId) -> bool {
        matches!(self.sitter_of(seat), Some(Sitter::Agent(..)))
    }

    fn next_agent(&self) -> Option<(SeatId, Prompt)> {
        let mut awaited = rules::awaited(&self.scenario, &self.state);
        awaited.find(|(seat, _)| matches!(self.sitter_of(*seat), Some(Sitter::Agent(..))))
    }

    /// An agent's move at a table; if what it orders is no move, it lets the move pass.
    fn play_move(&mut self, seat: SeatId, table: TableId) {
        let Some(Sitter::Agent(name, controller)) = self.sitter_of(seat) else {
            return;
        };
        let name = Arc::clone(name);
        let orders = controller.negotiate(&self.view_of(seat), table);
        let moves = self.moves_made(table);
        for order in orders {
            let _ = self.accept(seat, &name, Order::Table(table, order));
        }
        if self.moves_made(table) == moves && self.view_of(seat).move_due(table) == Some(seat) {
            let held = self.accept(seat, &name, Order::Table(table, TableOrder::Hold));
            assert!(held.is_ok(), "a move that is due can pass: {held:?}");
        }
    }

    /// An agent's step in a crisis; what is not legal counts as holding in private.
    fn play_step(&mut self, seat: SeatId, kind: CrisisId) {
        let Some(Sitter::Agent(name, controller)) = self.sitter_of(seat) else {
            return;
        };
        let name = Arc::clone(name);
        let step = controller.step(&self.view_of(seat), kind);
        if self.accept(seat, &name, Order::Step(kind, step)).is_err() {
            let held = Order::Step(kind, CrisisOrder::DEFAULT);
            let held = self.accept(seat, &name, held);
            assert!(held.is_ok(), "a side can always hold: {held:?}");
        }
    }

    /// Steps of a person that are due: it holds in private until no more are.
    pub(super) fn hold_in_crises(&mut self, seat: SeatId) -> Result<(), Refusal> {
        while let Some(kind) = self.next_step(seat) {
            let order = Order::Step(kind, CrisisOrder::DEFAULT);
            self.accept(seat, &PERSON.into(), order)?;
            self.run();
        }
        Ok(())
    }

    fn next_step(&self, seat: SeatId) -> Option<CrisisId> {
        self.view_of(seat).steps_due().next()
    }

    /// What changes with every move at a table: the round, the speaker, how many have accepted.
    fn moves_made(&self, table: TableId) -> Option<(u8, u8)> {
        let view = self.view();
        view.table(table).map(|now| (now.round, now.mover))
    }

    /// Before a person's plan ends, its delegations let what is left of their moves pass.
    pub(super) fn rest_at_tables(&mut self, seat: SeatId) {
        let tables: Vec<TableId> = self.view_of(seat).own_tables().collect();
        for table in tables {
            let order = Order::Table(table, TableOrder::Rest);
            if self.view_of(seat).sits_on(table) {
                let _ = self.accept(seat, &PERSON.into(), order);
            }
        }
    }

    fn sitter_of(&self, seat: SeatId) -> Option<&Sitter> {
        self.sitters
            .iter()
            .find(|(known, _)| *known == seat)
            .map(|(_, sitter)| sitter)
    }

    fn play_agent(&mut self, seat: SeatId) {
        let Some(Sitter::Agent(name, controller)) = self.sitter_of(seat) else {
            return;
        };
        let name = Arc::clone(name);
        let mut decided = controller.decide(&self.view_of(seat));
        let plan = loop {
            let (answers, plan) = agents::answers_and_plan(decided);
            match self.answer_in_turn(seat, &name, answers) {
                Course::Interrupted => return,
                Course::Nothing => break plan,
                Course::Given => decided = self.would_decide(seat).unwrap_or_default(),
            }
        };
        let owed = agents::default_answers(&self.view_of(seat));
        if self.answer_in_turn(seat, &name, owed) == Course::Interrupted {
            return;
        }
        // A plan made on one view may ask for more than there is: what is refused is left out.
        for order in plan {
            let _ = self.accept(seat, &name, order);
        }
        let ended = self.accept(seat, &name, Order::End);
        assert!(ended.is_ok(), "an agent can always end its plan: {ended:?}");
    }

    /// Gives answers one by one. One may begin a crisis, or end the game: then nothing else is ordered until the seat is
    /// asked again. What an earlier answer has made impossible is left to be thought over again.
    fn answer_in_turn(&mut self, seat: SeatId, name: &Arc<str>, answers: Vec<Order>) -> Course {
        let mut course = Course::Nothing;
        for order in answers {
            if course == Course::Given && self.view_of(seat).check(&order).is_err() {
                return course;
            }
            if self.accept(seat, name, order).is_ok() {
                course = Course::Given;
            }
            let next = rules::awaited(&self.scenario, &self.state).next();
            if matches!(next, None | Some((_, Prompt::Step(_)))) {
                return Course::Interrupted;
            }
        }
        course
    }

    /// A seat whose strategy isn't known here, if there is one.
    pub(in crate::session) fn gone(&self) -> Option<&str> {
        let mut words = self.sitters.iter().filter_map(|(_, sitter)| match sitter {
            Sitter::Gone(word) => Some(&**word),
            Sitter::Person | Sitter::Agent(..) => None,
        });
        words.next()
    }

    /// Whether it isn't known here how this seat decides.
    pub(in crate::session) fn is_gone(&self, seat: SeatId) -> bool {
        matches!(self.sitter_of(seat), Some(Sitter::Gone(_)))
    }

    /// What the agents of today would have ordered where the entries say otherwise: seat by seat of the turn under
    /// way, before any of its entries is applied.
    pub(in crate::session) fn would_decide(&self, seat: SeatId) -> Option<Vec<Order>> {
        match self.sitter_of(seat)? {
            Sitter::Person | Sitter::Gone(_) => None,
            Sitter::Agent(_, controller) => Some(controller.decide(&self.view_of(seat))),
        }
    }
}

/// What became of a seat's answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    /// None was given.
    Nothing,
    /// At least one was.
    Given,
    /// A step in a crisis comes first, or the game is over.
    Interrupted,
}
