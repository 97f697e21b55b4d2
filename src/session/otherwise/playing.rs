//! How the rest of a game is played: orders as they were written down, what stands for those that can't be given.

use crate::agents::default_answers;
use crate::model::{CrisisOrder, Order, SeatId, TableOrder, Turn};
use crate::rules::{self, Prompt};
use crate::session::game::Game;
use crate::session::otherwise::{Otherwise, Run, WRITTEN};

/// A game takes fewer orders than this; no run goes on for ever.
const ENOUGH: usize = 200_000;

impl Otherwise {
    /// Plays on until a turn begins, or to the end.
    pub(super) fn play(&self, game: &mut Game, run: &mut Run, until: Option<Turn>) {
        for _ in 0..ENOUGH {
            let here = game.state().turn();
            if until.is_some_and(|until| here >= until) {
                return;
            }
            let Some((seat, prompt)) = self.due(game) else {
                return;
            };
            if seat == self.seat {
                self.act(game, run, prompt);
            } else {
                game.ask(seat, prompt);
            }
        }
    }

    /// Who is asked next, as in the game: a person after all agents, else the seats in their order.
    fn due(&self, game: &Game) -> Option<(SeatId, Prompt)> {
        let mut awaited = rules::awaited(&self.scenario, game.state());
        let first = awaited.next()?;
        if !self.by_person || first.0 != self.seat {
            return Some(first);
        }
        Some(
            awaited
                .find(|(seat, _)| *seat != self.seat)
                .unwrap_or(first),
        )
    }

    /// Gives the next order that was written down, or what stands for it.
    fn act(&self, game: &mut Game, run: &mut Run, prompt: Prompt) {
        let turn = game.state().turn();
        run.script.close_before(turn);
        let (next, instead) = match prompt {
            Prompt::Step(kind) => {
                let held = Order::Step(kind, CrisisOrder::DEFAULT);
                (run.script.next_step(turn, kind), held)
            }
            Prompt::Move(table) => {
                let held = Order::Table(table, TableOrder::Hold);
                (run.script.next_move(turn, table), held)
            }
            Prompt::Plan | Prompt::Answer(_) => {
                let owed = default_answers(&game.view_of(self.seat)).into_iter().next();
                let next = run.script.next_of_plan(turn);
                if next.is_none() && owed.is_none() {
                    run.script.end_plan(turn);
                    self.give(game, Order::End);
                    return;
                }
                (next, owed.unwrap_or(Order::End))
            }
        };
        match next {
            Some(order) if self.give(game, order) => {}
            Some(order) if matches!(prompt, Prompt::Step(_)) => {
                run.script.leave_out(&order);
                self.fall_back(game, run, instead);
            }
            Some(order) => run.script.leave_out(&order),
            None => self.fall_back(game, run, instead),
        }
    }

    fn fall_back(&self, game: &mut Game, run: &mut Run, order: Order) {
        run.by_default += u32::from(matches!(order, Order::Respond { .. } | Order::Step(..)));
        self.give(game, order);
    }

    /// Whether an order was taken.
    fn give(&self, game: &mut Game, order: Order) -> bool {
        game.accept(self.seat, &WRITTEN.into(), order).is_ok()
    }
}
