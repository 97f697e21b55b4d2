//! Negotiating tables as they stand, and what facts about them do.

use crate::model::{
    ActorId, ActorSet, Hidden, Intent, Package, SeatId, TableFact, TableId, TableStatus, Turn,
};
use crate::rules::state::State;
use crate::rules::state::stances::Stance;

/// The text on a table, and whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// The options chosen.
    pub package: Package,
    /// Who put it there: a party or a mediator.
    pub by: ActorId,
}

/// A text that was put on the table once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// In which round, from 0.
    pub round: u8,
    /// By whom.
    pub by: ActorId,
    /// The options chosen.
    pub package: Package,
}

/// A delegation with what it hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Whose.
    pub actor: ActorId,
    /// Its private reserve, in tenths of a point.
    pub reserve: i16,
    /// By how much its weight of each clause differs from what is believed, per mille of the weight.
    pub slants: [i16; Package::MOST_CLAUSES],
}

/// What one party knows of what another hides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who knows it.
    pub by: ActorId,
    /// About whom.
    pub of: ActorId,
    /// What.
    pub what: Hidden,
    /// How much.
    pub amount: i16,
}

/// A side payment that was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// By whom.
    pub by: ActorId,
    /// To whom.
    pub to: ActorId,
    /// Which, by its place in the list.
    pub payment: u8,
}

/// A public commitment to an option of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// Whose.
    pub by: ActorId,
    /// The clause.
    pub clause: u8,
    /// The option.
    pub option: u8,
}

/// A signed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedText {
    /// The options chosen.
    pub package: Package,
    /// Who signed, and whom home has not refused.
    pub signers: ActorSet,
    /// When.
    pub turn: Turn,
}

/// A negotiating table that was convened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableState {
    /// How it stands.
    pub status: TableStatus,
    /// How often it has broken up so far.
    pub failures: u8,
    /// Who convened it.
    pub convener: SeatId,
    /// When it opened; its first rounds are held in the next turn.
    pub opened: Turn,
    /// The agenda items that are on it, one bit a clause.
    pub items: u16,
    /// The delegations in the order in which they speak, the convener first.
    pub delegations: Vec<Delegation>,
    /// Those at the table; the others have walked out.
    pub present: ActorSet,
    /// Those who let every move of this turn pass.
    pub resting: ActorSet,
    /// Whether no more rounds are held this turn.
    pub adjourned: Recess,
    /// Rounds held so far.
    pub round: u8,
    /// Rounds held in this turn.
    pub held: u8,
    /// The last round.
    pub deadline: u8,
    /// Whose move is due, by its place among the delegations.
    pub mover: u8,
    /// The text on the table.
    pub text: Option<Text>,
    /// The text by which each party stands, those that have none left out; in the order of the actors.
    pub stances: Vec<Stance>,
    /// Every text so far.
    pub offers: Vec<Offer>,
    /// What parties know of each other.
    pub known: Vec<Known>,
    /// Side payments promised.
    pub promises: Vec<Promise>,
    /// Public commitments.
    pub stands: Vec<Stand>,
    /// Pairs that agreed in a caucus to move towards each other.
    pub caucuses: Vec<(ActorId, ActorId)>,
    /// Clauses that move only together.
    pub linked: Vec<(u8, u8)>,
    /// The table with which it is tied.
    pub tied: Option<TableId>,
    /// The signed text.
    pub signed: Option<SignedText>,
}

/// Whether a table is adjourned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Recess {
    /// Rounds are held.
    #[default]
    No,
    /// Not this turn.
    ThisTurn,
}

/// Invitations that wait for the end of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who invites.
    pub seat: SeatId,
    /// To which table.
    pub table: TableId,
    /// With which agenda items.
    pub items: u16,
}

/// What a seat means to do when plans are resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intention {
    /// Who.
    pub seat: SeatId,
    /// About which table.
    pub table: TableId,
    /// What.
    pub to: Intent,
}

impl TableState {
    fn opened(convener: SeatId, opened: Turn, items: u16, failures: u8) -> Self {
        Self {
            status: TableStatus::Open,
            failures,
            convener,
            opened,
            items,
            delegations: Vec::new(),
            present: ActorSet::empty(),
            resting: ActorSet::empty(),
            adjourned: Recess::No,
            round: 0,
            held: 0,
            deadline: 0,
            mover: 0,
            text: None,
            stances: Vec::new(),
            offers: Vec::new(),
            known: Vec::new(),
            promises: Vec::new(),
            stands: Vec::new(),
            caucuses: Vec::new(),
            linked: Vec::new(),
            tied: None,
            signed: None,
        }
    }

    /// The party whose turn to speak has come.
    #[must_use]
    pub fn speaker(&self) -> Option<ActorId> {
        let known = self.delegations.get(usize::from(self.mover));
        known.map(|delegation| delegation.actor)
    }

    /// The delegation of a party.
    #[must_use]
    pub fn delegation(&self, actor: ActorId) -> Option<&Delegation> {
        let mut all = self.delegations.iter();
        all.find(|delegation| delegation.actor == actor)
    }

    /// Whether an item is on the agenda.
    #[must_use]
    pub fn has_item(&self, clause: usize) -> bool {
        self.items >> clause & 1 == 1
    }

    /// The next speaker after the present one, by its place; the second value says whether a round ends with it.
    pub(in crate::rules) fn next_speaker(&self) -> (u8, bool) {
        let count = self.delegations.len().max(1);
        let here = usize::from(self.mover);
        let places = (1..=count).map(|step| (here + step) % count);
        let mut free = places.filter(|place| {
            let known = self.delegations.get(*place);
            known.is_some_and(|delegation| self.present.contains(delegation.actor))
        });
        let next = free.next().unwrap_or(here);
        (u8::try_from(next).unwrap_or(0), next <= here)
    }

    fn bring(&mut self, party: ActorId, what: Hidden, amount: i16) {
        if self.delegation(party).is_none() {
            self.delegations.push(Delegation {
                actor: party,
                reserve: 0,
                slants: [0; Package::MOST_CLAUSES],
            });
            self.present = self.present.with(party);
        }
        let known = self.delegations.iter_mut().find(|it| it.actor == party);
        let Some(delegation) = known else { return };
        match what {
            Hidden::Reserve => delegation.reserve = amount,
            Hidden::Weight(clause) => {
                if let Some(slant) = delegation.slants.get_mut(usize::from(clause)) {
                    *slant = amount;
                }
            }
        }
    }

    fn learn(&mut self, known: Known) {
        self.known
            .retain(|old| (old.by, old.of, old.what) != (known.by, known.of, known.what));
        self.known.push(known);
    }

    fn leave(&mut self, actor: ActorId) {
        if self.speaker() == Some(actor) {
            (self.mover, _) = self.next_speaker();
        }
        self.present = self.present.without(actor);
        self.forget_stance(actor);
    }

    fn propose(&mut self, by: ActorId, package: Package) {
        self.text = Some(Text { package, by });
        self.stand_by(by, package);
        let round = self.round;
        self.offers.push(Offer { round, by, package });
    }

    fn pass_on(&mut self, by: ActorId) {
        if self.speaker() == Some(by) {
            (self.mover, _) = self.next_speaker();
        }
    }

    fn apply(&mut self, what: &TableFact) {
        match *what {
            TableFact::Convening { .. }
            | TableFact::Intends { .. }
            | TableFact::Recalled { .. }
            | TableFact::Opened { .. }
            | TableFact::SoundedOut { .. }
            | TableFact::Mediated { .. }
            | TableFact::TrackTwoMet { .. }
            | TableFact::Consented { .. } => {}
            TableFact::Brought {
                party,
                what,
                amount,
            } => self.bring(party, what, amount),
            TableFact::Learnt {
                by,
                of,
                what,
                amount,
            } => self.learn(Known {
                by,
                of,
                what,
                amount,
            }),
            TableFact::Proposed { by, text } => {
                self.propose(by, text.into());
                self.pass_on(by);
            }
            TableFact::Accepted { by } => {
                if let Some(text) = self.text {
                    self.stand_by(by, text.package);
                }
                self.pass_on(by);
            }
            TableFact::Held { by } => {
                self.say_nothing(by);
                self.pass_on(by);
            }
            TableFact::Rested { by } => self.resting = self.resting.with(by),
            TableFact::RoundEnded => {
                self.round = self.round.saturating_add(1);
                self.held = self.held.saturating_add(1);
            }
            TableFact::WalkedOut { by } => self.leave(by),
            TableFact::Returned { by } => self.present = self.present.with(by),
            TableFact::Adjourned { .. } => self.adjourned = Recess::ThisTurn,
            TableFact::Paid { by, to, payment } => {
                self.promises.push(Promise { by, to, payment });
            }
            TableFact::Caucused { by, with } => self.caucuses.push((by, with)),
            TableFact::ClausesLinked { first, second, .. } => self.linked.push((first, second)),
            TableFact::TablesLinked { other, .. } => self.tied = Some(other),
            TableFact::Committed { by, clause, option } => {
                self.stands.push(Stand { by, clause, option });
            }
            TableFact::DeadlineSet { rounds, .. } => self.deadline = rounds,
            TableFact::RoundsLost { rounds } => {
                self.deadline = self.deadline.saturating_sub(rounds);
            }
            TableFact::ItemMoved { clause, .. } => self.items ^= 1 << (clause % 16),
            TableFact::Signed { .. }
            | TableFact::Refused { .. }
            | TableFact::EnteredIntoForce
            | TableFact::Acceded { .. }
            | TableFact::BrokeUp { .. } => self.conclude(what),
        }
    }

    fn conclude(&mut self, what: &TableFact) {
        match *what {
            TableFact::Refused { actor, .. } => {
                if let Some(signed) = &mut self.signed {
                    signed.signers = signed.signers.without(actor);
                }
            }
            TableFact::EnteredIntoForce => self.status = TableStatus::InForce,
            TableFact::Acceded { by } => {
                if let Some(signed) = &mut self.signed {
                    signed.signers = signed.signers.with(by);
                }
            }
            TableFact::BrokeUp { .. } => {
                self.status = TableStatus::Failed;
                self.failures = self.failures.saturating_add(1);
            }
            _ => {}
        }
    }

    fn sign(&mut self, signers: ActorSet, turn: Turn) {
        self.status = TableStatus::Signed;
        let stance = signers.iter().find_map(|it| self.stance(it));
        let package = stance.or(self.text.map(|text| text.package));
        let package = package.unwrap_or_default();
        self.signed = Some(SignedText {
            package,
            signers,
            turn,
        });
    }
}

impl State {
    /// A table, once it has been convened.
    pub(in crate::rules) fn table(&self, table: TableId) -> Option<&TableState> {
        self.tables.get(table.index())?.as_deref()
    }

    /// What seats mean to do when plans are resolved.
    pub(in crate::rules) fn intentions(&self) -> &[Intention] {
        &self.intentions
    }

    /// Invitations of this turn.
    pub(in crate::rules) fn invitations(&self) -> &[Invitation] {
        &self.invitations
    }

    pub(super) fn apply_to_table(&mut self, table: TableId, what: &TableFact) {
        let now = self.turn;
        match *what {
            TableFact::Convening { by: seat, items } => {
                self.invitations.push(Invitation { seat, table, items })
            }
            TableFact::Intends { by: seat, to } => {
                self.intentions.push(Intention { seat, table, to });
            }
            TableFact::Recalled { by } => {
                self.invitations
                    .retain(|it| (it.seat, it.table) != (by, table));
                self.intentions
                    .retain(|it| (it.seat, it.table) != (by, table));
            }
            TableFact::Opened { by, items } => {
                self.invitations.retain(|it| it.table != table);
                if let Some(cell) = self.tables.get_mut(table.index()) {
                    let failures = cell.as_ref().map_or(0, |before| before.failures);
                    *cell = Some(Box::new(TableState::opened(by, now, items, failures)));
                }
            }
            _ => {
                let cell = self.tables.get_mut(table.index());
                let Some(Some(state)) = cell else { return };
                match *what {
                    TableFact::Signed { signers } => state.sign(signers, now),
                    _ => state.apply(what),
                }
            }
        }
    }

    /// A new turn: rests and adjournments are over.
    pub(super) fn open_sittings(&mut self) {
        for state in self.tables.iter_mut().flatten() {
            state.resting = ActorSet::empty();
            state.adjourned = Recess::No;
            state.held = 0;
        }
    }

    /// Unwrites what `seat` can't know of tables: others' invitations, and by `draw` what others hide and it doesn't know.
    pub(super) fn forget_tables(
        &mut self,
        seat: SeatId,
        draw: impl Fn(TableId, ActorId, Hidden) -> i16,
    ) {
        self.invitations.retain(|it| it.seat == seat);
        self.intentions.retain(|it| it.seat == seat);
        for (place, state) in self.tables.iter_mut().enumerate() {
            let (table, Some(state)) = (TableId::at(place), state) else {
                continue;
            };
            state.known.retain(|known| known.by == seat.0);
            let known = state.known.clone();
            let hides = |actor, what| {
                let told = known.iter().find(|it| (it.of, it.what) == (actor, what));
                told.map_or_else(|| draw(table, actor, what), |it| it.amount)
            };
            for delegation in state.delegations.iter_mut().filter(|it| it.actor != seat.0) {
                let actor = delegation.actor;
                delegation.reserve = hides(actor, Hidden::Reserve);
                for (clause, slant) in (0_u8..).zip(delegation.slants.iter_mut()) {
                    *slant = hides(actor, Hidden::Weight(clause));
                }
            }
        }
    }
}
