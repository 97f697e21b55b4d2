//! What a party can do at a table besides speaking in turn. Each has its price, which is shown before use.

use crate::model::{
    ActorId, ActorSet, Figure, Hidden, Package, Points, SeatId, TableFact, TableId, TableOrder,
};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::effects::subject_hash;
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::tables::outlook::{Outlook, outlook};
use crate::rules::tables::{Sitting, price};
use crate::scenario::{Rate, Standing};

impl Sitting<'_> {
    fn charge(&mut self, by: SeatId, order: TableOrder) {
        let cost = price(self.scenario, self.table, order);
        self.pay(by, cost);
    }

    /// Sounding out tells the reserve of a party and what matters most to it of what was not known.
    pub(super) fn sound_out(&mut self, by: SeatId, of: ActorId) {
        self.charge(by, TableOrder::SoundOut(of));
        self.note(by, TableFact::SoundedOut { by: by.0, of });
        let eyes = Eyes {
            scenario: self.scenario,
            state: self.state,
            seat: Some(by),
        };
        if outlook(eyes, self.table, of).is_some_and(|seen| !seen.knows_reserve()) {
            let reserve = self.secret(of, Hidden::Reserve);
            self.teach(by, of, Hidden::Reserve, reserve);
        }
        self.teach_heaviest(by, of);
    }

    /// Tells the weight of the clause that counts most among those that `by` knows only from the files.
    fn teach_heaviest(&mut self, by: SeatId, of: ActorId) {
        let eyes = Eyes {
            scenario: self.scenario,
            state: self.state,
            seat: Some(by),
        };
        let Some(seen) = outlook(eyes, self.table, of) else {
            return;
        };
        let open = seen.weights.iter().enumerate();
        let unsure = open.filter(|(_, (weight, varies))| *varies > 0 && *weight > 0);
        let heaviest = unsure
            .max_by_key(|(place, (weight, varies))| (weight * varies, std::cmp::Reverse(*place)));
        let Some((place, _)) = heaviest else { return };
        let what = Hidden::Weight(u8::try_from(place).unwrap_or(u8::MAX));
        let amount = self.secret(of, what);
        self.teach(by, of, what, amount);
    }

    fn secret(&self, of: ActorId, what: Hidden) -> i16 {
        let now = self.state.table(self.table);
        let known = now.and_then(|now| now.delegation(of));
        known.map_or(0, |delegation| match what {
            Hidden::Reserve => delegation.reserve,
            Hidden::Weight(clause) => delegation
                .slants
                .get(usize::from(clause))
                .copied()
                .unwrap_or(0),
        })
    }

    fn teach(&mut self, by: SeatId, of: ActorId, what: Hidden, amount: i16) {
        let learnt = TableFact::Learnt {
            by: by.0,
            of,
            what,
            amount,
        };
        self.note(by, learnt);
    }

    /// A side payment: the world pays what it costs, and the receiver is easier to please.
    pub(super) fn promise(&mut self, by: SeatId, payment: u8, to: ActorId) {
        self.charge(by, TableOrder::Pay { payment, to });
        let paid = TableFact::Paid {
            by: by.0,
            to,
            payment,
        };
        self.note(by, paid);
        if let Some(known) = self.definition().payments.get(usize::from(payment)) {
            self.apply_to(Scope::of(by, Some(to)), by, &known.effects);
        }
    }

    /// Both come towards each other and tell each other what counts; the others at the table notice.
    pub(super) fn caucus(&mut self, by: SeatId, with: ActorId) {
        self.charge(by, TableOrder::Caucus(with));
        self.note(by, TableFact::Caucused { by: by.0, with });
        self.teach_heaviest(by, with);
        self.teach_heaviest(SeatId(with), by.0);
        let now = self.state.table(self.table);
        let present = now.map_or(ActorSet::empty(), |now| now.present);
        let others = present.without(by.0).without(with);
        let felt = Points::ZERO.minus(self.scenario.lens().points(Rate::CaucusMinded));
        let cause = crate::model::Cause::Table(self.table, by);
        for other in others.iter() {
            self.shift_pair(cause, Figure::WarmTrust, (other, by.0), felt);
        }
    }

    /// A single text (Fisher 1981): the mediator has heard everybody in confidence, and looks for the text that leaves the
    /// least content party as content as possible, one clause after another.
    pub(super) fn mediate(&mut self, by: SeatId, mediator: ActorId) {
        self.charge(by, TableOrder::Mediate(mediator));
        let asked = TableFact::Mediated { by: by.0, mediator };
        self.note(by, asked);
        let text = self.single_text();
        let put = TableFact::Proposed {
            by: mediator,
            text: text.into(),
        };
        self.note(by, put);
        self.sign_if_agreed();
    }

    fn single_text(&self) -> Package {
        let eyes = Eyes::truth(self.scenario, self.state);
        let now = self.state.table(self.table);
        let present = now.map_or(ActorSet::empty(), |now| now.present);
        let heard: Vec<Outlook> = present
            .iter()
            .filter_map(|actor| outlook(eyes, self.table, actor))
            .collect();
        let start = now.and_then(|now| now.text).map(|text| text.package);
        let mut text = start.unwrap_or_default();
        let content = |text: Package| {
            let margins = heard.iter().map(|it| it.margin(text));
            let least = margins.clone().min().unwrap_or_default();
            let sum = margins.fold(Points::ZERO, Points::plus);
            (least, sum)
        };
        loop {
            let better = self
                .swaps(text)
                .into_iter()
                .max_by_key(|other| (content(*other), std::cmp::Reverse(other.bits())));
            match better {
                Some(other) if content(other) > content(text) => text = other,
                Some(_) | None => return text,
            }
        }
    }

    /// Every text that differs from this one in one clause on the agenda, or in two.
    fn swaps(&self, text: Package) -> Vec<Package> {
        let definition = self.definition();
        let now = self.state.table(self.table);
        let on_table = |clause: usize| match definition.clauses[clause].standing {
            Standing::Core => true,
            Standing::Item => now.is_some_and(|now| now.has_item(clause)),
        };
        let free: Vec<(usize, usize)> = (0..definition.clauses.len())
            .filter(|clause| on_table(*clause))
            .flat_map(|clause| {
                let options = definition.clauses[clause].options.len();
                (0..options).map(move |option| (clause, option))
            })
            .collect();
        let one = free
            .iter()
            .map(|(clause, option)| text.with(*clause, *option));
        let two = free.iter().flat_map(|(clause, option)| {
            let first = text.with(*clause, *option);
            free.iter()
                .filter(move |(other, _)| other > clause)
                .map(move |(other, option)| first.with(*other, *option))
        });
        one.chain(two).filter(|other| *other != text).collect()
    }

    /// Scholars and officials off duty: with even chance for each party, what counts most to it becomes known.
    pub(super) fn track_two(&mut self, by: SeatId) {
        self.charge(by, TableOrder::TrackTwo);
        self.note(by, TableFact::TrackTwoMet { by: by.0 });
        let others = self.definition().members().without(by.0);
        for of in others.iter() {
            let key = Key {
                seed: self.state.seed(),
                turn: self.state.turn(),
                purpose: Purpose::TrackTwo,
                subject: combine(&[
                    self.definition().subject_hash,
                    subject_hash(self.scenario, of),
                    subject_hash(self.scenario, by.0),
                ]),
                step: 0,
            };
            let share = self.scenario.lens().share(Rate::TrackTwoLearns);
            if key.happens(u32::try_from(share.0).unwrap_or(0)) {
                self.teach_heaviest(by, of);
            }
        }
    }

    pub(super) fn link_clauses(&mut self, by: SeatId, first: u8, second: u8) {
        self.charge(by, TableOrder::LinkClauses(first, second));
        let linked = TableFact::ClausesLinked {
            by: by.0,
            first,
            second,
        };
        self.note(by, linked);
    }

    /// Both tables are tied to each other: signed together, broken up together.
    pub(super) fn tie(&mut self, by: SeatId, other: TableId) {
        self.charge(by, TableOrder::LinkTable(other));
        let actor = by.0;
        self.note(by, TableFact::TablesLinked { by: actor, other });
        let here = self.table;
        let mut there = Sitting {
            scenario: self.scenario,
            state: &mut *self.state,
            scribe: &mut *self.scribe,
            table: other,
        };
        let tied = TableFact::TablesLinked {
            by: actor,
            other: here,
        };
        there.note(by, tied);
    }

    /// A public word is popular now and dear if it is not kept.
    pub(super) fn commit(&mut self, by: SeatId, clause: u8, option: u8) {
        let committed = TableFact::Committed {
            by: by.0,
            clause,
            option,
        };
        self.note(by, committed);
        let applause = self.scenario.lens().points(Rate::CommitmentLiked);
        self.move_home(by.0, applause);
    }

    pub(super) fn set_deadline(&mut self, by: SeatId, rounds: u8) {
        self.charge(by, TableOrder::Deadline(rounds));
        self.note(by, TableFact::DeadlineSet { by: by.0, rounds });
    }

    pub(super) fn move_item(&mut self, by: SeatId, clause: u8) {
        self.charge(by, TableOrder::Item(clause));
        self.note(by, TableFact::ItemMoved { by: by.0, clause });
    }
}
