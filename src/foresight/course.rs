//! How a turn goes when every seat is played by a controller.

use crate::agents::{answers_and_plan, bent, default_answers};
use crate::foresight::search::by_name;
use crate::model::{CrisisOrder, Order, SeatId, TableId, TableOrder};
use crate::rules::{self, Controller, Prompt, Scribe, State, View};
use crate::scenario::{Bearing, Scenario};

type Sitter = Box<dyn Controller + Send + Sync>;

/// Who decides for each seat.
pub struct Cast {
    seats: Vec<(SeatId, Sitter)>,
}

impl Cast {
    /// Every seat by the strategy that `word` names for it; a seat whose word is no strategy of its own is left out, and
    /// takes what comes.
    #[must_use]
    pub fn of<'w>(scenario: &Scenario, seed: u64, word: impl Fn(SeatId) -> &'w str) -> Self {
        let seats = scenario.seats();
        let seats =
            seats.filter_map(|seat| Some((seat, by_name(word(seat), scenario, seat, seed)?)));
        Self {
            seats: seats.collect(),
        }
    }

    /// The same, but that one seat steps in crises in this bearing, whatever its strategy has it do.
    #[must_use]
    pub fn with_bearing(
        self,
        scenario: &Scenario,
        (seat, seed): (SeatId, u64),
        bearing: Bearing,
    ) -> Self {
        let bend = |(known, sitter): (SeatId, Sitter)| {
            if known == seat {
                (known, bent(sitter, bearing, scenario, (seat, seed)))
            } else {
                (known, sitter)
            }
        };
        Self {
            seats: self.seats.into_iter().map(bend).collect(),
        }
    }

    /// The seats that somebody decides for, in the scenario's order.
    pub fn seats(&self) -> impl Iterator<Item = SeatId> {
        self.seats.iter().map(|(seat, _)| *seat)
    }

    /// Enters the plan of one seat, with its answers, and leaves it open.
    pub fn plan(
        &self,
        scenario: &Scenario,
        (state, scribe): (&mut State, &mut Scribe),
        seat: SeatId,
    ) {
        let mut turn = Turn {
            scenario,
            state,
            scribe,
            cast: self,
            planned: None,
        };
        turn.confront();
        turn.enter(seat);
    }

    fn sitter(&self, seat: SeatId) -> Option<&Sitter> {
        let mut all = self.seats.iter();
        all.find(|(known, _)| *known == seat).map(|(_, it)| it)
    }
}

/// A turn under way.
struct Turn<'a> {
    scenario: &'a Scenario,
    state: &'a mut State,
    scribe: &'a mut Scribe,
    cast: &'a Cast,
    /// Whose plan stands as it was entered.
    planned: Option<SeatId>,
}

/// Plays the turn under way to its end, or to the game's. The plan of `planned` stands as it is; that seat only answers,
/// steps and bargains. Returns how many orders of each seat were refused.
pub fn play_turn(
    scenario: &Scenario,
    (state, scribe): (&mut State, &mut Scribe),
    cast: &Cast,
    planned: Option<SeatId>,
) -> Vec<(SeatId, u64)> {
    let mut turn = Turn {
        scenario,
        state,
        scribe,
        cast,
        planned,
    };
    turn.confront();
    let seats: Vec<SeatId> = cast.seats().collect();
    let refused = seats.into_iter().map(|seat| (seat, turn.decide(seat)));
    let refused = refused.collect();
    turn.confront();
    turn.bargain();
    refused
}

impl Turn<'_> {
    fn view(&self, seat: SeatId) -> View<'_> {
        View::new(self.scenario, self.state, seat)
    }

    fn next(&self) -> Option<(SeatId, Prompt)> {
        rules::awaited(self.scenario, self.state).next()
    }

    /// Whether an order was taken.
    fn order(&mut self, seat: SeatId, order: &Order) -> bool {
        rules::execute(self.scenario, self.state, self.scribe, seat, order).is_ok()
    }

    /// Every step in crises that is due, until none is; what is not legal counts as holding in private. Whether any was
    /// due.
    fn confront(&mut self) -> bool {
        let mut any = false;
        while let Some((seat, Prompt::Step(kind))) = self.next() {
            let sitter = self.cast.sitter(seat);
            let step = sitter.map_or(CrisisOrder::DEFAULT, |it| it.step(&self.view(seat), kind));
            if !self.order(seat, &Order::Step(kind, step)) {
                self.order(seat, &Order::Step(kind, CrisisOrder::DEFAULT));
            }
            any = true;
        }
        any
    }

    /// Every move at tables that is due once all plans have ended.
    fn bargain(&mut self) {
        // Moves are awaited after plans and steps.
        while let Some((seat, Prompt::Move(table))) = self.next() {
            self.negotiate(seat, table);
        }
    }

    /// A move at a table; what is no move lets it pass.
    fn negotiate(&mut self, seat: SeatId, table: TableId) {
        let made = |turn: &Self| {
            let view = turn.view(seat);
            view.table(table).map(|now| (now.round, now.mover))
        };
        let before = made(self);
        let sitter = self.cast.sitter(seat);
        let orders = sitter.map_or_else(Vec::new, |it| it.negotiate(&self.view(seat), table));
        for order in orders {
            self.order(seat, &Order::Table(table, order));
        }
        let due = self.view(seat).move_due(table) == Some(seat);
        if due && made(self) == before {
            self.order(seat, &Order::Table(table, TableOrder::Hold));
        }
    }

    /// A seat's answers and then its plan, which ends. Returns how many of its orders were refused.
    fn decide(&mut self, seat: SeatId) -> u64 {
        let refused = self.enter(seat);
        self.order(seat, &Order::End);
        refused
    }

    /// A seat's answers and then its plan, unless that has ended. Returns how many of its orders were refused.
    fn enter(&mut self, seat: SeatId) -> u64 {
        let Some(sitter) = self.cast.sitter(seat) else {
            return 0;
        };
        let mut refused = 0;
        let plan = loop {
            // A crisis that another seat's answer began may have ended the game.
            if self.state.over().is_some() || self.view(seat).plan_ended() {
                return refused;
            }
            let view = self.view(seat);
            let (mut answers, plan) = answers_and_plan(sitter.decide(&view));
            if answers.is_empty() {
                answers = default_answers(&view);
            }
            let mut given = 0_u64;
            for order in &answers {
                // What an earlier answer has made impossible is thought over again.
                if given > 0 && self.view(seat).check(order).is_err() {
                    break;
                }
                let taken = self.order(seat, order);
                (given, refused) = (given + u64::from(taken), refused + u64::from(!taken));
                // An answer may begin a crisis: nobody plans until it is over.
                if self.confront() {
                    break;
                }
            }
            if given == 0 {
                break plan;
            }
        };
        let plan = plan.into_iter().filter(|_| self.planned != Some(seat));
        for order in plan.collect::<Vec<_>>() {
            // What a plan can't pay for any more is left out, as in a session.
            refused += u64::from(!self.order(seat, &order));
        }
        refused
    }
}
