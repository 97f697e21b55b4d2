//! Random legal play through the front door of the rules, with a watcher after every order.

use middle_power::model::{CrisisOrder, Fact, Order, SeatId};
use middle_power::notation;
use middle_power::rules::{self, Prompt, Refusal, Scribe, State, View};
use middle_power::scenario::Scenario;

use crate::support::Die;
use crate::support::orders::{legal_orders, likely_orders};

/// How many likely orders a random player thinks of before it goes through all of them.
const TRIES: usize = 40;

/// A game that a test plays by hand, with everything that was written about it.
pub struct Table<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// The state.
    pub state: State,
    /// Every fact since the opening.
    pub ledger: Vec<Fact>,
}

/// Whether a random player goes on or stops where the watcher wants to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Go {
    /// On.
    On,
    /// It has seen enough.
    Stop,
}

impl<'a> Table<'a> {
    /// The seat of an actor.
    pub fn seat(&self, id: &str) -> SeatId {
        SeatId(self.scenario.catalogue().find_actor(id).unwrap())
    }

    /// Gives an order as it is written.
    pub fn tries(&mut self, who: &str, line: &str) -> Result<(), Refusal> {
        let order = notation::read(self.scenario.catalogue(), line).unwrap();
        let seat = self.seat(who);
        self.order(seat, &order)
    }

    /// The same, and it is taken.
    #[track_caller]
    pub fn says(&mut self, who: &str, line: &str) {
        if let Err(why) = self.tries(who, line) {
            panic!("{who}: {line}: {why:?}");
        }
    }

    /// Opens a game.
    pub fn open(scenario: &'a Scenario, seed: u64) -> Self {
        let mut scribe = Scribe::keeping();
        let state = rules::open(scenario, seed, &mut scribe);
        let ledger = scribe.take();
        Self {
            scenario,
            state,
            ledger,
        }
    }

    /// What a seat sees.
    pub fn view(&self, seat: SeatId) -> View<'_> {
        View::new(self.scenario, &self.state, seat)
    }

    /// Gives an order.
    pub fn order(&mut self, seat: SeatId, order: &Order) -> Result<(), rules::Refusal> {
        let mut scribe = Scribe::keeping();
        let given = rules::execute(self.scenario, &mut self.state, &mut scribe, seat, order);
        self.ledger.append(&mut scribe.take());
        given
    }

    /// Every side of a crisis holds until no step is due.
    pub fn confront(&mut self) {
        while let Some((seat, Prompt::Step(kind))) =
            rules::awaiting(self.scenario, &self.state).first().copied()
        {
            let held = Order::Step(kind, CrisisOrder::DEFAULT);
            self.order(seat, &held).unwrap();
        }
    }

    /// Every awaited seat, in random order, gives random legal orders until it has answered what it owes and ends its
    /// plan; until the game is over or the watcher stops it.
    pub fn play(&mut self, die: &mut Die, mut watch: impl FnMut(&Self) -> Go) {
        while let Some(seat) = self.next(die) {
            let order = self.draw(seat, die);
            if let Err(refusal) = self.order(seat, &order) {
                panic!("{order:?} of {seat:?} is legal on its view and was refused: {refusal:?}");
            }
            if watch(self) == Go::Stop {
                return;
            }
        }
    }

    fn next(&self, die: &mut Die) -> Option<SeatId> {
        let awaited = rules::awaiting(self.scenario, &self.state);
        die.pick(&awaited).map(|(seat, _)| *seat)
    }

    fn draw(&self, seat: SeatId, die: &mut Die) -> Order {
        let view = self.view(seat);
        if die.below(3) == 0 && view.check(&Order::End).is_ok() {
            return Order::End;
        }
        // To check a few is cheaper than to check all that could be said.
        let likely = likely_orders(&view);
        for _ in 0..TRIES {
            let drawn = die.pick(&likely);
            if let Some(order) = drawn.filter(|order| view.check(order).is_ok()) {
                return *order;
            }
        }
        let legal = legal_orders(&view);
        die.pick(&legal).copied().unwrap_or(Order::End)
    }
}

/// A state in the middle of a random game.
pub fn somewhere(scenario: &Scenario, seed: u64) -> Table<'_> {
    let mut die = Die::new(seed);
    let orders = die.below(60);
    let mut table = Table::open(scenario, seed);
    let mut given = 0;
    table.play(&mut die, |_| {
        given += 1;
        if given > orders { Go::Stop } else { Go::On }
    });
    table
}
