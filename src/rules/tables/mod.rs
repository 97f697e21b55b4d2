//! Negotiating tables: convening, rounds, instruments, signature, consent at home, entry into force.
//!
//! Rounds are held while plans are made: the parties speak in turn, each when its move is due (stacked alternating offers,
//! with unanimity of those who sign). What a party wants is worked out in `outlook`.

mod home;
mod instruments;
pub(in crate::rules) mod legal;
pub mod outlook;
mod rounds;
mod texts;

pub use home::Verdict;
pub(in crate::rules) use home::at_home;
pub(in crate::rules) use rounds::{carry_out, due, open_by_effect, open_invited, redraw};
pub use texts::turns_until_consent;
pub(in crate::rules) use texts::{accede, decide_at_home, record_of};

use crate::model::{
    ActorId, Cause, Figure, Intent, Points, SeatId, TableFact, TableId, TableOrder, What,
};
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::scenario::{NegotiatingTable, Scenario};

/// Everything that acts on one table.
pub(in crate::rules) struct Sitting<'a> {
    pub scenario: &'a Scenario,
    pub state: &'a mut State,
    pub scribe: &'a mut Scribe,
    pub table: TableId,
}

impl<'a> Sitting<'a> {
    fn definition(&self) -> &'a NegotiatingTable {
        self.scenario.table(self.table)
    }

    fn write(&mut self, cause: Cause, what: TableFact) {
        let what = What::Table(self.table, what);
        self.scribe.write(self.scenario, self.state, cause, what);
    }

    /// Writes what a seat did.
    fn note(&mut self, by: SeatId, what: TableFact) {
        self.write(Cause::Table(self.table, by), what);
    }

    /// Moves a figure of an actor, if the scenario carries it.
    fn shift(&mut self, cause: Cause, actor: ActorId, figure: Figure, delta: Points) {
        if let Some(figure) = self.scenario.slots().of_actor(figure, actor) {
            self.scribe
                .shift(self.scenario, self.state, cause, figure, delta);
        }
    }

    /// Moves what one actor feels towards another, if the scenario carries it.
    fn shift_pair(&mut self, cause: Cause, figure: Figure, pair: (ActorId, ActorId), by: Points) {
        if let Some(figure) = self.scenario.slots().of_pair(figure, pair.0, pair.1) {
            self.scribe
                .shift(self.scenario, self.state, cause, figure, by);
        }
    }

    fn pay(&mut self, by: SeatId, cost: Points) {
        let cause = Cause::Table(self.table, by);
        self.shift(cause, by.0, Figure::Capital, Points::ZERO.minus(cost));
    }
}

/// Carries out an order about a table that was found legal.
pub(in crate::rules) fn execute(sitting: &mut Sitting<'_>, by: SeatId, order: TableOrder) {
    match order {
        TableOrder::Convene { items } => sitting.invite(by, items),
        TableOrder::Recall => sitting.recall(by),
        TableOrder::Propose(text) => sitting.propose(by, text),
        TableOrder::Accept => sitting.accept(by),
        TableOrder::Hold => sitting.hold(by),
        TableOrder::Rest => sitting.rest(by),
        TableOrder::SignWithout => sitting.sign_without(by),
        TableOrder::WalkOut => sitting.walk_out(by),
        TableOrder::Return => sitting.intend(by, Intent::Return),
        TableOrder::Adjourn => sitting.adjourn(by),
        TableOrder::SoundOut(of) => sitting.sound_out(by, of),
        TableOrder::Pay { payment, to } => sitting.promise(by, payment, to),
        TableOrder::Caucus(with) => sitting.caucus(by, with),
        TableOrder::Mediate(mediator) => sitting.mediate(by, mediator),
        TableOrder::TrackTwo => sitting.track_two(by),
        TableOrder::LinkClauses(first, second) => sitting.link_clauses(by, first, second),
        TableOrder::LinkTable(other) => sitting.tie(by, other),
        TableOrder::Commit { clause, option } => sitting.commit(by, clause, option),
        TableOrder::Deadline(rounds) => sitting.set_deadline(by, rounds),
        TableOrder::Item(clause) => sitting.move_item(by, clause),
        TableOrder::Accede => sitting.intend(by, Intent::Accede),
    }
    sitting.settle();
}

/// The capital that an order about a table takes at once.
pub(in crate::rules) fn price(scenario: &Scenario, table: TableId, order: TableOrder) -> Points {
    use crate::scenario::Rate;
    let definition = scenario.table(table);
    let rate = |rate| scenario.lens().points(rate);
    match order {
        TableOrder::Convene { items } => {
            let items = i64::from(items.count_ones());
            let extra = rate(Rate::AgendaItemCost).scaled(items, 1);
            definition.cost.plus(extra)
        }
        TableOrder::Pay { payment, .. } => definition
            .payments
            .get(usize::from(payment))
            .map_or(Points::ZERO, |payment| payment.cost),
        TableOrder::SoundOut(_) => rate(Rate::SoundingCost),
        TableOrder::Caucus(_) => rate(Rate::CaucusCost),
        TableOrder::Mediate(_) => rate(Rate::MediationCost),
        TableOrder::TrackTwo => rate(Rate::TrackTwoCost),
        TableOrder::LinkClauses(..) => rate(Rate::LinkCost),
        TableOrder::LinkTable(_) => rate(Rate::TieCost),
        TableOrder::Deadline(_) => rate(Rate::DeadlineCost),
        TableOrder::Item(_) => rate(Rate::AgendaItemCost),
        TableOrder::Return => rate(Rate::ReturnCost),
        TableOrder::Adjourn => rate(Rate::AdjournmentCost),
        TableOrder::Recall
        | TableOrder::Propose(_)
        | TableOrder::Accept
        | TableOrder::Hold
        | TableOrder::Rest
        | TableOrder::SignWithout
        | TableOrder::WalkOut
        | TableOrder::Commit { .. }
        | TableOrder::Accede => Points::ZERO,
    }
}
