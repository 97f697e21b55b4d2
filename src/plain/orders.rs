//! Orders in plain mode: launch, cancel, respond, end, undo.

use crate::command;
use crate::model::{Cause, Order, SeatId, What};
use crate::plain::{Said, Shell, items};
use crate::rules::Refusal;
use crate::session::{NoUndo, Outcome};
use crate::text::reasons::{confirmed, explain};
use crate::text::settings::orders_given;
use crate::text::{Line, Words, misread};

impl Shell<'_> {
    /// Gives one order.
    pub(super) fn order(&mut self, line: &str) -> Said {
        let line = &self.with_choice(line)?;
        let order =
            command::read_order(&self.session.view(), line).map_err(|why| misread(&why).plain())?;
        let said = confirmed(&self.session.view(), &order).plain();
        match self.session.order(order) {
            Ok(outcome) => {
                let mut lines = vec![format!("ok {said}")];
                lines.extend(self.effects_of(outcome));
                if let Order::Table(table, _) = order {
                    lines.extend(self.last_word(table));
                }
                Ok(lines)
            }
            Err(refusal) => Err(self.refused(&refusal, &order)),
        }
    }

    fn refused(&self, refusal: &Refusal, order: &Order) -> String {
        explain(&self.session.view(), order, refusal).plain()
    }

    /// What the seat learns at once from an order that was not the end of the turn: what its own order does, line by
    /// line; what others do, a line each, with the figures that they move behind it.
    fn effects_of(&self, outcome: Outcome) -> Vec<String> {
        if outcome.resolved {
            return Vec::new();
        }
        let seat = self.session.seat();
        let words = self.words();
        let facts = self.session.game().known_facts(seat, outcome.since);
        let told = facts.filter(|fact| !is_bookkeeping(&fact.what));
        let mut lines: Vec<Line> = Vec::new();
        let mut under = None;
        for fact in told {
            let (What::Moved { figure, delta }, cause) = (fact.what, fact.cause) else {
                lines.extend(words.fact(fact));
                under = None;
                continue;
            };
            let moved = words.moved_by(figure, delta);
            if is_of(cause, seat) {
                lines.push(moved.capitalised());
                under = None;
            } else if let (true, Some(line)) = (under == Some(cause), lines.last_mut()) {
                *line = line.clone().then(", ").then(moved);
            } else {
                lines.push(words.cause(cause).capitalised().then(": ").then(moved));
                under = Some(cause);
            }
        }
        items(&lines, 1)
    }

    /// `end`
    pub(super) fn end(&mut self, rest: &[&str]) -> Said {
        if let Some(other) = rest.first() {
            return Err(format!(
                "end takes nothing, or the word anyway; not ‘{}’",
                crate::text::clean(other)
            ));
        }
        let passed = self.moves_passed();
        let ended = self.session.order(Order::End);
        self.after_end(ended, passed)
    }

    /// `end anyway`
    pub(super) fn end_anyway(&mut self) -> Said {
        let mut passed = self.steps_held();
        passed.extend(self.moves_passed());
        let ended = self.session.end_anyway();
        self.after_end(ended, passed)
    }

    /// The crises in which nothing but holding is left once the plan ends without a step, as lines.
    fn steps_held(&self) -> Vec<String> {
        let words = self.words();
        let due = self.session.view().steps_due();
        due.map(|kind| format!("  {}", words.steps_held(kind).plain()))
            .collect()
    }

    /// The moves that the end of the plan lets pass, as lines.
    fn moves_passed(&self) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let passed = view
            .moves_due()
            .map(|table| words.move_passed(table).plain());
        passed.map(|line| format!("  {line}")).collect()
    }

    fn after_end(&self, ended: Result<Outcome, Refusal>, passed: Vec<String>) -> Said {
        match ended {
            Ok(_) => {
                let mut lines = self.turn_report();
                lines.splice(1..1, passed);
                Ok(lines)
            }
            Err(refusal) => Err(self.refused(&refusal, &Order::End)),
        }
    }

    fn turn_report(&self) -> Vec<String> {
        let view = self.session.view();
        let turns = view.scenario().calendar().turns.0;
        let mut lines = vec!["ok the plan is complete".to_owned()];
        if view.over().is_some() {
            lines.push("the game is over".to_owned());
            lines.extend(self.ending());
            return lines;
        }
        lines.push(format!("turn {} of {turns}", view.turn().0));
        let date = view.scenario().calendar().first_day(view.turn());
        lines.push(crate::text::date(date));
        lines.extend(self.news());
        lines
    }

    /// `orders`: those of this turn, the newest first, with how far undo reaches.
    pub(super) fn orders(&self) -> Vec<String> {
        let view = self.session.view();
        let given = self.session.orders();
        items(&orders_given(&view, &given), 0)
    }

    /// `undo`
    pub(super) fn undo(&mut self) -> Said {
        match self.session.undo() {
            Ok(order) => {
                let words = Words::new(self.session.view().scenario().lexicon());
                Ok(vec![format!(
                    "ok taken back: {}",
                    words.accepted(&order).plain()
                )])
            }
            Err(NoUndo::Nothing) => {
                Err("nothing was ordered this turn that could be taken back".to_owned())
            }
            Err(NoUndo::Revealed) => Err(
                "the last order has told you something that can't be unlearnt, so it stays"
                    .to_owned(),
            ),
        }
    }
}

/// Whether a seat's own order or answer is the cause, which the `ok` line has named.
fn is_of(cause: Cause, seat: SeatId) -> bool {
    match cause {
        Cause::Order(by)
        | Cause::Choice(_, by, _)
        | Cause::Initiative(_, by)
        | Cause::Cancelled(_, by)
        | Cause::Table(_, by)
        | Cause::Step(_, by) => by == seat,
        Cause::Opening
        | Cause::Risk(..)
        | Cause::Event(_)
        | Cause::Pledge(..)
        | Cause::Roadmap(_)
        | Cause::Published(_)
        | Cause::Met(..)
        | Cause::Missed(..)
        | Cause::Withdrawn(..)
        | Cause::Text(_)
        | Cause::Crisis(_)
        | Cause::Report(_)
        | Cause::Upkeep(_) => false,
    }
}

/// What the `ok` line has said already, or what only the machinery needs.
fn is_bookkeeping(what: &What) -> bool {
    what.is_preparation() || matches!(what, What::Answered { .. })
}
