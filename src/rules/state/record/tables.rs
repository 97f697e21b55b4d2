//! Negotiating tables as records.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Hidden, Intent, Package, TableId, TableStatus, Turn};
use crate::notation;
use crate::rules::state::State;
use crate::rules::state::record::{Lost, Reader, Record, Writer, known};
use crate::rules::state::stances::Stance;
use crate::rules::state::tables::{
    Delegation, Intention, Invitation, Known, Offer, Promise, Recess, SignedText, Stand,
    TableState, Text,
};

/// An actor and a number.
type Counted = (String, i16);

records! {
    /// A negotiating table that was convened.
    TableRecord {
        /// `open`, `signed`, `in-force` or `failed`.
        status: String,
        /// Who convened it.
        convener: String,
        /// When it opened.
        opened: u16,
        /// Agenda items on it.
        items: Vec<String>,
        /// Delegations in the order in which they speak, each with its reserve in tenths of a point.
        delegations: Vec<Counted>,
        /// By how much their weights differ, clause by clause, per mille.
        slants: Vec<Vec<i16>>,
        /// Those at the table.
        present: Vec<String>,
        /// Those who let their moves of this turn pass.
        resting: Vec<String>,
        /// Whether no more rounds are held this turn.
        adjourned: bool,
        /// Rounds held.
        round: u8,
        /// Rounds held this turn.
        held: u8,
        /// The last round.
        deadline: u8,
        /// How often it has broken up so far.
        failures: u8,
        /// Whose move is due, by place.
        mover: u8,
        /// The text on the table: its author and the text; empty if there is none.
        text: Vec<(String, String)>,
        /// By which text each party stands: the party and the text.
        stances: Vec<(String, String)>,
        /// Every text so far: round, author, text.
        offers: Vec<(u8, String, String)>,
        /// What parties know of each other: who, about whom, what (`reserve` or a clause), how much.
        known: Vec<(String, String, String, i16)>,
        /// Side payments: by whom, to whom, which.
        promises: Vec<(String, String, String)>,
        /// Public commitments: whose, and `clause=option`.
        stands: Vec<(String, String)>,
        /// Caucuses.
        caucuses: Vec<(String, String)>,
        /// Clauses that move only together.
        linked: Vec<(u8, u8)>,
        /// The table with which it is tied; empty if with none.
        tied: String,
        /// The signed text: text, signers, turn.
        signed: Vec<(String, Vec<String>, u16)>,
    }

    /// Invitations that wait for the end of the plan.
    InvitationRecord {
        /// Who invites.
        seat: String,
        /// To which table.
        table: String,
        /// With which items.
        items: Vec<String>,
        /// `convene`, `return` or `accede`.
        to: String,
    }
}

const STATUS_WORDS: [(TableStatus, &str); 5] = [
    (TableStatus::Untried, "untried"),
    (TableStatus::Open, "open"),
    (TableStatus::Signed, "signed"),
    (TableStatus::InForce, "in-force"),
    (TableStatus::Failed, "failed"),
];

impl Writer<'_> {
    pub(super) fn tables(&self, state: &State) -> BTreeMap<String, TableRecord> {
        let names = self.0.catalogue();
        let convened = names
            .all_tables()
            .filter_map(|id| state.table(id).map(|now| (id, now)));
        convened
            .map(|(id, now)| (names.table(id).to_owned(), self.table(id, now)))
            .collect()
    }

    pub(super) fn invitations(&self, state: &State) -> Vec<InvitationRecord> {
        let invited = state.invitations.iter().map(|it| self.invitation(it));
        let meant = state.intentions.iter().map(|it| self.intention(it));
        invited.chain(meant).collect()
    }

    fn invitation(&self, invited: &Invitation) -> InvitationRecord {
        InvitationRecord {
            seat: self.seat(invited.seat),
            table: self.0.catalogue().table(invited.table).to_owned(),
            items: self.items(invited.table, invited.items),
            to: "convene".to_owned(),
        }
    }

    fn intention(&self, meant: &Intention) -> InvitationRecord {
        InvitationRecord {
            seat: self.seat(meant.seat),
            table: self.0.catalogue().table(meant.table).to_owned(),
            items: Vec::new(),
            to: match meant.to {
                Intent::Return => "return",
                Intent::Accede => "accede",
            }
            .to_owned(),
        }
    }

    fn items(&self, table: TableId, items: u16) -> Vec<String> {
        let clauses = self.0.catalogue().clauses(table).iter().enumerate();
        let chosen = clauses.filter(|(at, _)| items >> at & 1 == 1);
        chosen.map(|(_, (id, _))| id.clone()).collect()
    }

    fn text(&self, table: TableId, text: Package) -> String {
        notation::table::write_text(self.0.catalogue(), table, text)
    }

    fn hidden(&self, table: TableId, what: Hidden) -> String {
        match what {
            Hidden::Reserve => "reserve".to_owned(),
            Hidden::Weight(clause) => {
                let clauses = self.0.catalogue().clauses(table);
                let known = clauses.get(usize::from(clause));
                known.map_or_else(String::new, |(id, _)| id.clone())
            }
        }
    }

    fn table(&self, id: TableId, now: &TableState) -> TableRecord {
        let names = self.0.catalogue();
        let word = STATUS_WORDS.iter().find(|(it, _)| *it == now.status);
        let clauses = names.clauses(id).len();
        TableRecord {
            status: word.map_or("", |(_, word)| word).to_owned(),
            convener: self.seat(now.convener),
            opened: now.opened.0,
            items: self.items(id, now.items),
            delegations: now
                .delegations
                .iter()
                .map(|it| (self.actor(it.actor), it.reserve))
                .collect(),
            slants: now
                .delegations
                .iter()
                .map(|it| it.slants.iter().take(clauses).copied().collect())
                .collect(),
            present: self.actors(now.present),
            resting: self.actors(now.resting),
            adjourned: now.adjourned == Recess::ThisTurn,
            round: now.round,
            held: now.held,
            deadline: now.deadline,
            failures: now.failures,
            mover: now.mover,
            text: now
                .text
                .iter()
                .map(|it| (self.actor(it.by), self.text(id, it.package)))
                .collect(),
            stances: self.stances(id, now),
            offers: self.offered(id, now),
            known: self.known(id, now),
            promises: self.promised(id, now),
            stands: self.stood(id, now),
            caucuses: now
                .caucuses
                .iter()
                .map(|(by, with)| (self.actor(*by), self.actor(*with)))
                .collect(),
            linked: now.linked.clone(),
            tied: now
                .tied
                .map_or_else(String::new, |other| names.table(other).to_owned()),
            signed: now
                .signed
                .iter()
                .map(|it| {
                    (
                        self.text(id, it.package),
                        self.actors(it.signers),
                        it.turn.0,
                    )
                })
                .collect(),
        }
    }

    fn stances(&self, id: TableId, now: &TableState) -> Vec<(String, String)> {
        let stances = now.stances.iter();
        stances
            .map(|it| (self.actor(it.actor), self.text(id, it.package)))
            .collect()
    }

    fn offered(&self, id: TableId, now: &TableState) -> Vec<(u8, String, String)> {
        let offers = now.offers.iter();
        offers
            .map(|it| (it.round, self.actor(it.by), self.text(id, it.package)))
            .collect()
    }

    fn known(&self, id: TableId, now: &TableState) -> Vec<(String, String, String, i16)> {
        let known = now.known.iter().map(|it| {
            let what = self.hidden(id, it.what);
            (self.actor(it.by), self.actor(it.of), what, it.amount)
        });
        known.collect()
    }

    fn promised(&self, id: TableId, now: &TableState) -> Vec<(String, String, String)> {
        let payments = self.0.catalogue().payments(id);
        let promises = now.promises.iter().map(|it| {
            let which = payments.get(usize::from(it.payment)).cloned();
            let which = which.unwrap_or_default();
            (self.actor(it.by), self.actor(it.to), which)
        });
        promises.collect()
    }

    fn stood(&self, id: TableId, now: &TableState) -> Vec<(String, String)> {
        let clauses = self.0.catalogue().clauses(id);
        let stands = now.stands.iter().map(|it| {
            let known = clauses.get(usize::from(it.clause));
            let words = known.map_or_else(String::new, |(clause, options)| {
                let option = options.get(usize::from(it.option));
                format!("{clause}={}", option.map_or("", String::as_str))
            });
            (self.actor(it.by), words)
        });
        stands.collect()
    }
}

impl Reader<'_> {
    pub(super) fn tables(&self, record: &Record, state: &mut State) -> Result<(), Lost> {
        for (id, saved) in &record.tables {
            let table = known(self.0.catalogue().find_table(id), id)?;
            state.tables[table.index()] = Some(Box::new(self.table(table, saved)?));
        }
        for saved in &record.invitations {
            let table = known(self.0.catalogue().find_table(&saved.table), &saved.table)?;
            let (seat, items) = (self.seat(&saved.seat)?, self.items(table, &saved.items)?);
            let mut intends = |to| state.intentions.push(Intention { seat, table, to });
            match saved.to.as_str() {
                "convene" => state.invitations.push(Invitation { seat, table, items }),
                "return" => intends(Intent::Return),
                "accede" => intends(Intent::Accede),
                other => return Err(Lost(format!("‘{other}’"))),
            }
        }
        Ok(())
    }

    fn items(&self, table: TableId, saved: &[String]) -> Result<u16, Lost> {
        saved
            .iter()
            .try_fold(0, |items, id| Ok(items | 1 << self.clause(table, id)?))
    }

    fn clause(&self, table: TableId, id: &str) -> Result<u8, Lost> {
        let clauses = self.0.catalogue().clauses(table);
        let place = clauses.iter().position(|(known, _)| known == id);
        known(place.and_then(|place| u8::try_from(place).ok()), id)
    }

    fn text(&self, table: TableId, saved: &str) -> Result<Package, Lost> {
        let mut words = saved.split(' ');
        let read = notation::table::read_text(self.0.catalogue(), table, &mut words);
        read.map_err(|_| Lost(format!("‘{saved}’")))
    }

    fn hidden(&self, table: TableId, saved: &str) -> Result<Hidden, Lost> {
        match saved {
            "reserve" => Ok(Hidden::Reserve),
            id => self.clause(table, id).map(Hidden::Weight),
        }
    }

    fn table(&self, id: TableId, saved: &TableRecord) -> Result<TableState, Lost> {
        let status = STATUS_WORDS.iter().find(|(_, word)| *word == saved.status);
        let delegations = self.delegations(saved)?;
        let mover = usize::from(saved.mover) < delegations.len();
        let tied = Some(saved.tied.as_str()).filter(|id| !id.is_empty());
        let find = |id: &str| known(self.0.catalogue().find_table(id), id);
        let signed = saved.signed.first().map(|(text, signers, turn)| {
            Ok(SignedText {
                package: self.text(id, text)?,
                signers: self.actors(signers)?,
                turn: Turn(*turn),
            })
        });
        let text = saved.text.first().map(|(by, text)| {
            Ok(Text {
                by: self.actor(by)?,
                package: self.text(id, text)?,
            })
        });
        Ok(TableState {
            status: known(status.map(|(status, _)| *status), &saved.status)?,
            convener: self.seat(&saved.convener)?,
            opened: Turn(saved.opened),
            items: self.items(id, &saved.items)?,
            delegations,
            present: self.actors(&saved.present)?,
            resting: self.actors(&saved.resting)?,
            adjourned: if saved.adjourned {
                Recess::ThisTurn
            } else {
                Recess::No
            },
            round: saved.round,
            held: saved.held,
            deadline: saved.deadline,
            failures: saved.failures,
            mover: known(mover.then_some(saved.mover), "mover")?,
            text: text.transpose()?,
            stances: self.stances(id, saved)?,
            offers: self.offers(id, saved)?,
            known: self.known_things(id, saved)?,
            promises: self.promises(id, saved)?,
            stands: self.stands(id, saved)?,
            caucuses: self.each(&saved.caucuses, |r, (by, with)| {
                Ok((r.actor(by)?, r.actor(with)?))
            })?,
            linked: saved.linked.clone(),
            tied: tied.map(find).transpose()?,
            signed: signed.transpose()?,
        })
    }

    fn delegations(&self, saved: &TableRecord) -> Result<Vec<Delegation>, Lost> {
        let pairs = saved.delegations.iter().zip(&saved.slants);
        let delegation = |((actor, reserve), given): (&Counted, &Vec<i16>)| {
            let mut slants = [0; Package::MOST_CLAUSES];
            slants
                .iter_mut()
                .zip(given)
                .for_each(|(to, from)| *to = *from);
            Ok(Delegation {
                actor: self.actor(actor)?,
                reserve: *reserve,
                slants,
            })
        };
        pairs.map(delegation).collect()
    }

    fn stances(&self, id: TableId, saved: &TableRecord) -> Result<Vec<Stance>, Lost> {
        self.each(&saved.stances, |r, (actor, text)| {
            Ok(Stance {
                actor: r.actor(actor)?,
                package: r.text(id, text)?,
            })
        })
    }

    fn offers(&self, id: TableId, saved: &TableRecord) -> Result<Vec<Offer>, Lost> {
        self.each(&saved.offers, |r, (round, by, text)| {
            Ok(Offer {
                round: *round,
                by: r.actor(by)?,
                package: r.text(id, text)?,
            })
        })
    }

    fn known_things(&self, id: TableId, saved: &TableRecord) -> Result<Vec<Known>, Lost> {
        self.each(&saved.known, |r, (by, of, what, amount)| {
            Ok(Known {
                by: r.actor(by)?,
                of: r.actor(of)?,
                what: r.hidden(id, what)?,
                amount: *amount,
            })
        })
    }

    fn promises(&self, id: TableId, saved: &TableRecord) -> Result<Vec<Promise>, Lost> {
        let payments = self.0.catalogue().payments(id);
        self.each(&saved.promises, |r, (by, to, which)| {
            let place = payments.iter().position(|known| known == which);
            let place = place.and_then(|place| u8::try_from(place).ok());
            Ok(Promise {
                by: r.actor(by)?,
                to: r.actor(to)?,
                payment: known(place, which)?,
            })
        })
    }

    fn stands(&self, id: TableId, saved: &TableRecord) -> Result<Vec<Stand>, Lost> {
        self.each(&saved.stands, |r, (by, word)| {
            let read = notation::table::read_choice(r.0.catalogue(), id, word);
            let (clause, option) = read.map_err(|_| Lost(format!("‘{word}’")))?;
            Ok(Stand {
                by: r.actor(by)?,
                clause,
                option,
            })
        })
    }
}
