//! Convening, speaking in turn, and the end of rounds.

use crate::model::TableOrder;
use crate::model::{
    ActorId, Breakdown, Cause, Figure, Hidden, Intent, Package, Points, SeatId, TableFact, TableId,
    TableStatus, Turn,
};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::effects::{AS_WRITTEN, Act, subject_hash};
use crate::rules::eyes::Scope;
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::rules::state::tables::{Intention, Invitation, Recess, TableState};
use crate::rules::tables::{Sitting, accede, price};
use crate::scenario::{NegotiatingTable, Rate, Scenario};

/// The seat whose move is due at a table now; `None` if no round is being held. After the last round it is the convener's, if
/// there is a text to sign without the rest.
pub(in crate::rules) fn due(scenario: &Scenario, state: &State, table: TableId) -> Option<SeatId> {
    let now = state.table(table)?;
    let definition = scenario.table(table);
    let sits = state.over().is_none() && state.turn() > now.opened && is_sitting(now, definition);
    if !sits {
        return None;
    }
    if now.round >= now.deadline {
        return now.closer(definition).map(SeatId);
    }
    if now.held >= definition.rounds_per_turn {
        return None;
    }
    let speaker = now.speaker().filter(|it| now.present.contains(*it));
    speaker.map(SeatId)
}

fn is_sitting(now: &TableState, definition: &NegotiatingTable) -> bool {
    now.status == TableStatus::Open && now.adjourned == Recess::No && !is_agreed(now, definition)
}

/// Whether everybody at the table accepts the text, and it counts with them: then it only waits for the table it is tied with.
pub(in crate::rules) fn is_agreed(now: &TableState, definition: &NegotiatingTable) -> bool {
    let all = now.present.0 & !now.accepted().0 == 0;
    now.text.is_some() && all && definition.counts_with(now.present)
}

/// Opens the tables to which invitations went out in this turn's plans.
pub(in crate::rules) fn open_invited(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let invited: Vec<Invitation> = scenario
        .seats()
        .flat_map(|seat| state.invitations().iter().filter(move |it| it.seat == seat))
        .copied()
        .collect();
    for Invitation { seat, table, items } in invited {
        let mut sitting = Sitting {
            scenario,
            state: &mut *state,
            scribe: &mut *scribe,
            table,
        };
        let open = sitting.state.table(table).map(|now| now.status);
        if open == Some(TableStatus::Open) {
            // Somebody else was quicker: what was reserved comes back.
            sitting.recall(seat);
        } else {
            sitting.open(seat, items);
        }
    }
}

const fn order_of(to: Intent) -> TableOrder {
    match to {
        Intent::Return => TableOrder::Return,
        Intent::Accede => TableOrder::Accede,
    }
}

/// Does what seats meant to do: come back to tables, sign what others have signed.
pub(in crate::rules) fn carry_out(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let meant: Vec<Intention> = scenario
        .seats()
        .flat_map(|seat| state.intentions().iter().filter(move |it| it.seat == seat))
        .copied()
        .collect();
    for Intention { seat, table, to } in meant {
        let mut sitting = Sitting {
            scenario,
            state: &mut *state,
            scribe: &mut *scribe,
            table,
        };
        sitting.note(seat, TableFact::Recalled { by: seat });
        let now = sitting.state.table(table).map(|now| now.status);
        match (to, now) {
            (Intent::Return, Some(TableStatus::Open)) => {
                sitting.note(seat, TableFact::Returned { by: seat.0 });
            }
            (Intent::Accede, Some(TableStatus::InForce)) => accede(&mut sitting, seat),
            (Intent::Return | Intent::Accede, _) => {}
        }
    }
}

/// Opens a table because of an effect, if it has never been open or broke up.
pub(in crate::rules) fn open_by_effect(act: &mut Act<'_>, table: TableId) {
    let known = act.state.table(table).map(|now| now.status);
    if !matches!(known, None | Some(TableStatus::Failed)) {
        return;
    }
    let definition = act.scenario.table(table);
    let mine = act.scope.me.filter(|me| definition.place(*me).is_some());
    let first = definition.conveners.iter().next();
    let Some(convener) = mine.or(first) else {
        return;
    };
    let mut sitting = Sitting {
        scenario: act.scenario,
        state: &mut *act.state,
        scribe: &mut *act.scribe,
        table,
    };
    let convener = SeatId(convener);
    let hands = Points::ZERO.minus(definition.hands);
    let cause = Cause::Table(table, convener);
    sitting.shift(cause, convener.0, Figure::Hands, hands);
    sitting.open(convener, 0);
}

impl Sitting<'_> {
    /// Sends invitations, and reserves what convening takes.
    pub(super) fn invite(&mut self, by: SeatId, items: u16) {
        self.note(by, TableFact::Convening { by, items });
        self.reserve(by, items, -1);
    }

    /// Takes invitations of this turn back.
    pub(super) fn recall(&mut self, by: SeatId) {
        let mut sent = self.state.invitations().iter();
        let sent = sent.find(|it| (it.seat, it.table) == (by, self.table));
        let Some(items) = sent.map(|it| it.items) else {
            let mut meant = self.state.intentions().iter();
            let meant = meant.find(|it| (it.seat, it.table) == (by, self.table));
            if let Some(to) = meant.map(|it| it.to) {
                self.think_better(by, to);
            }
            return;
        };
        self.note(by, TableFact::Recalled { by });
        self.reserve(by, items, 1);
    }

    fn reserve(&mut self, by: SeatId, items: u16, sign: i64) {
        let cause = Cause::Table(self.table, by);
        let cost = price(self.scenario, self.table, TableOrder::Convene { items });
        let hands = self.definition().hands;
        self.shift(cause, by.0, Figure::Capital, cost.scaled(sign, 1));
        self.shift(cause, by.0, Figure::Hands, hands.scaled(sign, 1));
    }

    /// The table opens: the convener speaks first, the others in the order of the pack.
    fn open(&mut self, by: SeatId, items: u16) {
        let definition = self.definition();
        self.note(by, TableFact::Opened { by, items });
        let count = definition.parties.len();
        let first = definition.place(by.0).unwrap_or(0);
        for step in 0..count {
            self.bring((first + step) % count.max(1));
        }
        let rounds = definition.deadline;
        self.note(by, TableFact::DeadlineSet { by: by.0, rounds });
    }

    /// What a party brings along, drawn once a world: the same however often the table is convened.
    fn bring(&mut self, place: usize) {
        let definition = self.definition();
        let Some(party) = definition.parties.get(place) else {
            return;
        };
        let reach = self.scenario.lens().points(Rate::TableReserve).raw() / 100;
        let reserve = draw(self, party.actor, Hidden::Reserve, reach);
        let slants = party
            .preferences
            .iter()
            .enumerate()
            .map(|(clause, wanted)| {
                let what = Hidden::Weight(u8::try_from(clause).unwrap_or(u8::MAX));
                (what, draw(self, party.actor, what, wanted.varies))
            });
        let all: Vec<(Hidden, i16)> = slants.chain([(Hidden::Reserve, reserve)]).collect();
        for (what, amount) in all {
            let party = party.actor;
            let brought = TableFact::Brought {
                party,
                what,
                amount,
            };
            self.write(Cause::Text(self.table), brought);
        }
    }

    pub(super) fn propose(&mut self, by: SeatId, text: Package) {
        let wraps = self.wraps();
        let actor = by.0;
        let what = TableFact::Proposed {
            by: actor,
            text: text.into(),
        };
        self.note(by, what);
        if !self.sign_if_agreed() {
            self.after_move(wraps);
        }
    }

    pub(super) fn accept(&mut self, by: SeatId) {
        let wraps = self.wraps();
        self.note(by, TableFact::Accepted { by: by.0 });
        if !self.sign_if_agreed() {
            self.after_move(wraps);
        }
    }

    pub(super) fn hold(&mut self, by: SeatId) {
        let now = self.state.table(self.table);
        if now.is_some_and(|now| now.closer(self.definition()) == Some(by.0)) {
            self.note(by, TableFact::Held { by: by.0 });
            self.break_up(Breakdown::Deadline);
            return;
        }
        let wraps = self.wraps();
        self.note(by, TableFact::Held { by: by.0 });
        self.after_move(wraps);
    }

    pub(super) fn rest(&mut self, by: SeatId) {
        self.note(by, TableFact::Rested { by: by.0 });
    }

    pub(super) fn adjourn(&mut self, by: SeatId) {
        let cost = price(self.scenario, self.table, TableOrder::Adjourn);
        self.pay(by, cost);
        self.note(by, TableFact::Adjourned { by: by.0 });
    }

    /// Leaving is felt by those who stay, in their will; it may leave too few to sign.
    pub(super) fn walk_out(&mut self, by: SeatId) {
        let speaking = self.speaker() == Some(by.0);
        let wraps = speaking && self.wraps();
        self.note(by, TableFact::WalkedOut { by: by.0 });
        let cause = Cause::Table(self.table, by);
        let felt = self.scenario.lens().points(Rate::WalkOutWill);
        let present = self.state.table(self.table).map(|now| now.present);
        let stay = present.unwrap_or_default();
        for actor in stay.iter() {
            self.shift(cause, actor, Figure::Will, Points::ZERO.minus(felt));
        }
        if stay.len() < 2 {
            self.break_up(Breakdown::Deserted);
        } else if !self.sign_if_agreed() {
            self.after_move(wraps);
            self.end_at_the_deadline();
        }
    }

    /// Means to come back, or to sign later, when plans are resolved.
    pub(super) fn intend(&mut self, by: SeatId, to: Intent) {
        let cost = price(self.scenario, self.table, order_of(to));
        self.pay(by, cost);
        self.note(by, TableFact::Intends { by, to });
    }

    /// Takes an intention of this turn back with what it took.
    fn think_better(&mut self, by: SeatId, to: Intent) {
        let cost = price(self.scenario, self.table, order_of(to));
        self.note(by, TableFact::Recalled { by });
        self.pay(by, Points::ZERO.minus(cost));
    }

    fn speaker(&self) -> Option<ActorId> {
        self.state.table(self.table)?.speaker()
    }

    /// Whether the next move begins a new round.
    fn wraps(&self) -> bool {
        let now = self.state.table(self.table);
        now.is_some_and(|now| now.next_speaker().1)
    }

    fn after_move(&mut self, wraps: bool) {
        if !wraps {
            return;
        }
        self.write(Cause::Text(self.table), TableFact::RoundEnded);
        self.end_at_the_deadline();
    }

    /// After the last round a table breaks up, unless its convener can still sign with some.
    fn end_at_the_deadline(&mut self) {
        let definition = self.definition();
        let now = self.state.table(self.table);
        let over = now.is_some_and(|now| {
            let open = now.status == TableStatus::Open && now.round >= now.deadline;
            open && !is_agreed(now, definition) && now.closer(definition).is_none()
        });
        if over {
            self.break_up(Breakdown::Deadline);
        }
    }

    /// Those who let every move of this turn pass do so by themselves.
    pub(super) fn settle(&mut self) {
        loop {
            let resting = due(self.scenario, self.state, self.table).filter(|seat| {
                let now = self.state.table(self.table);
                now.is_some_and(|now| now.resting.contains(seat.0))
            });
            match resting {
                Some(seat) => self.hold(seat),
                None => return,
            }
        }
    }

    /// The table breaks up; what it took from its convener comes back.
    pub(super) fn break_up(&mut self, why: Breakdown) {
        let Some(now) = self.state.table(self.table) else {
            return;
        };
        let (convener, tied) = (now.convener, now.tied);
        self.write(Cause::Text(self.table), TableFact::BrokeUp { why });
        self.free_hands(convener);
        self.apply(convener, &self.definition().failed);
        if let Some(other) = tied {
            let open = self.state.table(other).map(|it| (it.status, it.tied));
            if open == Some((TableStatus::Open, Some(self.table))) {
                let (scenario, state, scribe) =
                    (self.scenario, &mut *self.state, &mut *self.scribe);
                let mut tied = Sitting {
                    scenario,
                    state,
                    scribe,
                    table: other,
                };
                tied.break_up(Breakdown::Tied);
            }
        }
    }

    pub(super) fn free_hands(&mut self, convener: SeatId) {
        let (cause, hands) = (Cause::Table(self.table, convener), self.definition().hands);
        self.shift(cause, convener.0, Figure::Hands, hands);
    }

    pub(super) fn apply(&mut self, me: SeatId, effects: &[crate::model::Effect]) {
        self.apply_to(Scope::of(me, None), me, effects);
    }

    pub(super) fn apply_to(&mut self, scope: Scope, me: SeatId, effects: &[crate::model::Effect]) {
        let mut act = Act {
            scenario: self.scenario,
            state: &mut *self.state,
            scribe: &mut *self.scribe,
            cause: Cause::Table(self.table, me),
            scope,
            strength: AS_WRITTEN,
        };
        act.apply_all(effects);
    }
}

/// A draw of the world about a party at a table, from `-reach` to `reach`.
fn draw(sitting: &Sitting<'_>, actor: ActorId, what: Hidden, reach: i32) -> i16 {
    hidden_draw(
        sitting.scenario,
        sitting.state.seed(),
        (sitting.table, actor, what),
        reach,
    )
}

/// The draw of a world with this seed.
pub(in crate::rules) fn hidden_draw(
    scenario: &Scenario,
    seed: u64,
    (table, actor, what): (TableId, ActorId, Hidden),
    reach: i32,
) -> i16 {
    let key = Key {
        seed,
        turn: Turn(0),
        purpose: Purpose::Delegation,
        subject: combine(&[
            scenario.table(table).subject_hash,
            subject_hash(scenario, actor),
        ]),
        step: match what {
            Hidden::Reserve => 0,
            Hidden::Weight(clause) => 1 + u32::from(clause),
        },
    };
    i16::try_from(key.error(reach)).unwrap_or(0)
}

/// What a party would hide in another world.
pub(in crate::rules) fn redraw(
    scenario: &Scenario,
    seed: u64,
    (table, actor, what): (TableId, ActorId, Hidden),
) -> i16 {
    let reach = match what {
        Hidden::Reserve => scenario.lens().points(Rate::TableReserve).raw() / 100,
        Hidden::Weight(clause) => {
            let definition = scenario.table(table);
            let party = definition
                .place(actor)
                .and_then(|place| definition.parties.get(place));
            let known = party.and_then(|it| it.preferences.get(usize::from(clause)));
            known.map_or(0, |known| known.varies)
        }
    };
    hidden_draw(scenario, seed, (table, actor, what), reach)
}
