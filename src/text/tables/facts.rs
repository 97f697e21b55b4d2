//! What happened at negotiating tables in words.

use crate::model::{ActorId, Hidden, Intent, Points, SeatId, TableFact, TableId};
use crate::scenario::Item;
use crate::text::tables::{Slots, breakdown};
use crate::text::{Line, Tone, Words, fill, signed};

impl Words<'_> {
    /// What happened at a table, as a sentence; `None` for bookkeeping.
    pub(in crate::text) fn table_fact(&self, table: TableId, what: &TableFact) -> Option<Line> {
        let mut slots: Slots = vec![("table", self.table(table))];
        let who = |actor| ("who", Line::from(self.actor(actor)));
        let template = match *what {
            TableFact::RoundEnded | TableFact::Held { .. } | TableFact::Rested { .. } => {
                return None;
            }
            TableFact::Brought {
                party,
                what,
                amount,
            } => return Some(self.brought(table, party, (what, amount))),
            TableFact::Learnt {
                by,
                of,
                what,
                amount,
            } => return Some(self.learnt(table, (by, of), (what, amount))),
            TableFact::Proposed { by, text } => {
                slots.extend([who(by), ("text", self.package(table, text.into()))]);
                "{who} puts on the table at {table}: {text}"
            }
            TableFact::Committed { by, clause, option } => {
                let (clause, option) = (usize::from(clause), usize::from(option));
                slots.extend([who(by), ("clause", self.clause(table, clause))]);
                slots.push(("option", self.option(table, clause, option)));
                "{who} commits itself in public at {table}: {clause}, {option}"
            }
            TableFact::ClausesLinked { by, first, second } => {
                slots.extend([who(by), ("first", self.clause(table, usize::from(first)))]);
                slots.push(("second", self.clause(table, usize::from(second))));
                "{who} ties {first} to {second} at {table}"
            }
            TableFact::ItemMoved { by, clause } => {
                slots.extend([who(by), ("clause", self.clause(table, usize::from(clause)))]);
                "{who} moves {clause} on or off the agenda of {table}"
            }
            TableFact::Paid { by, to, payment } => {
                slots.extend([who(by), ("whom", self.actor(to).into())]);
                slots.push(("what", self.quoted(Item::Payment(table, payment))));
                "{who} promises {whom} at {table}: {what}"
            }
            TableFact::RoundsLost { .. }
            | TableFact::DeadlineSet { .. }
            | TableFact::TablesLinked { .. }
            | TableFact::Signed { .. }
            | TableFact::Refused { .. }
            | TableFact::BrokeUp { .. }
            | TableFact::EnteredIntoForce
            | TableFact::Convening { .. }
            | TableFact::Recalled { .. }
            | TableFact::Opened { .. }
            | TableFact::Accepted { .. }
            | TableFact::WalkedOut { .. }
            | TableFact::Returned { .. }
            | TableFact::Adjourned { .. }
            | TableFact::TrackTwoMet { .. }
            | TableFact::Consented { .. }
            | TableFact::Acceded { .. }
            | TableFact::SoundedOut { .. }
            | TableFact::Caucused { .. }
            | TableFact::Mediated { .. }
            | TableFact::Intends { .. } => return Some(self.course(table, what)),
        };
        Some(fill(template, &slots))
    }

    /// What became of a table or of its rounds.
    fn course(&self, table: TableId, what: &TableFact) -> Line {
        let mut slots: Slots = vec![("table", self.table(table))];
        let who = |actor| ("who", Line::from(self.actor(actor)));
        let template = match *what {
            TableFact::RoundsLost { rounds } => {
                slots.push(("rounds", rounds.to_string().into()));
                match rounds {
                    1 => "time is lost at {table}: one round less",
                    _ => "time is lost at {table}: {rounds} rounds less",
                }
            }
            TableFact::DeadlineSet { by, rounds } => {
                slots.extend([who(by), ("rounds", rounds.to_string().into())]);
                "the last round of {table} is round {rounds}"
            }
            TableFact::TablesLinked { by, other } => {
                slots.extend([who(by), ("other", self.table(other))]);
                "{who} ties {table} to {other}"
            }
            TableFact::Signed { signers } => {
                slots.push(("who", self.actors(signers.iter()).into()));
                "{table} is signed by {who}"
            }
            TableFact::Refused { actor, pivot } => {
                slots.extend([
                    who(actor),
                    ("group", self.name(Item::Bloc(actor, pivot)).into()),
                ]);
                "{who} can't deliver on {table}: {group} will not have it"
            }
            TableFact::BrokeUp { why } => {
                slots.push(("why", breakdown(why).into()));
                "{table} breaks up: {why}"
            }
            TableFact::EnteredIntoForce
            | TableFact::Convening { .. }
            | TableFact::Recalled { .. }
            | TableFact::Opened { .. }
            | TableFact::Accepted { .. }
            | TableFact::WalkedOut { .. }
            | TableFact::Returned { .. }
            | TableFact::Adjourned { .. }
            | TableFact::TrackTwoMet { .. }
            | TableFact::Consented { .. }
            | TableFact::Acceded { .. }
            | TableFact::SoundedOut { .. }
            | TableFact::Caucused { .. }
            | TableFact::Mediated { .. }
            | TableFact::Intends { .. } => return self.deed(table, what),
            TableFact::RoundEnded
            | TableFact::Held { .. }
            | TableFact::Rested { .. }
            | TableFact::Proposed { .. }
            | TableFact::Committed { .. }
            | TableFact::ClausesLinked { .. }
            | TableFact::ItemMoved { .. }
            | TableFact::Paid { .. }
            | TableFact::Brought { .. }
            | TableFact::Learnt { .. } => "{table}",
        };
        fill(template, &slots)
    }

    /// What the others did at a table and what oneself has learnt there, without the name of the table; `None` for the rest.
    #[must_use]
    pub fn said_at_table(&self, table: TableId, what: &TableFact, me: SeatId) -> Option<Line> {
        let who = |actor| ("who", Line::from(self.actor(actor)));
        let (actor, template) = match *what {
            TableFact::Proposed { by, .. } => (by, "{who} puts a text forward"),
            TableFact::Accepted { by } => (by, "{who} accepts"),
            TableFact::Held { by } => (by, "{who} lets its move pass"),
            TableFact::WalkedOut { by } => (by, "{who} walks out"),
            TableFact::Learnt {
                by,
                of,
                what,
                amount,
            } if by == me.0 => {
                let slots = [
                    who(of),
                    ("what", self.hidden(table, what)),
                    ("amount", amount_of(what, amount)),
                ];
                return Some(fill("you learn of {who}: {what} {amount}", &slots));
            }
            _ => return None,
        };
        (actor != me.0).then(|| fill(template, &[who(actor)]))
    }

    /// What a party brings and hides.
    fn brought(&self, table: TableId, party: ActorId, (what, amount): (Hidden, i16)) -> Line {
        let slots = [
            ("table", self.table(table)),
            ("who", self.actor(party).into()),
            ("what", self.hidden(table, what)),
            ("amount", amount_of(what, amount)),
        ];
        fill("{who} brings to {table}: {what} {amount}", &slots)
    }

    /// What one party has learnt of what another hides.
    fn learnt(
        &self,
        table: TableId,
        (by, of): (ActorId, ActorId),
        (what, amount): (Hidden, i16),
    ) -> Line {
        let slots = [
            ("table", self.table(table)),
            ("who", self.actor(by).into()),
            ("whom", self.actor(of).into()),
            ("what", self.hidden(table, what)),
            ("amount", amount_of(what, amount)),
        ];
        fill("{who} learns of {whom} at {table}: {what} {amount}", &slots)
    }

    /// What a party did or met with at a table.
    fn deed(&self, table: TableId, what: &TableFact) -> Line {
        let mut slots: Slots = vec![("table", self.table(table))];
        let template = match *what {
            TableFact::EnteredIntoForce => "the text of {table} enters into force",
            TableFact::Convening { by, .. } => {
                self.by(&mut slots, by.0, "{who} invites to {table}")
            }
            TableFact::Recalled { by } => self.by(
                &mut slots,
                by.0,
                "{who} takes its invitations to {table} back",
            ),
            TableFact::Opened { by, .. } => self.by(&mut slots, by.0, "{who} convenes {table}"),
            TableFact::Accepted { by } => {
                self.by(&mut slots, by, "{who} accepts the text at {table}")
            }
            TableFact::WalkedOut { by } => self.by(&mut slots, by, "{who} walks out of {table}"),
            TableFact::Returned { by } => self.by(&mut slots, by, "{who} comes back to {table}"),
            TableFact::Adjourned { by } => self.by(&mut slots, by, "{who} has {table} adjourned"),
            TableFact::TrackTwoMet { by } => {
                self.by(&mut slots, by, "a Track II meets about {table} for {who}")
            }
            TableFact::Consented { actor } => {
                self.by(&mut slots, actor, "{who} has consent at home for {table}")
            }
            TableFact::Acceded { by } => {
                self.by(&mut slots, by, "{who} signs the text of {table} after all")
            }
            TableFact::SoundedOut { by, of } => {
                slots.push(("whom", self.actor(of).into()));
                self.by(&mut slots, by, "{who} sounds {whom} out about {table}")
            }
            TableFact::Caucused { by, with } => {
                slots.push(("whom", self.actor(with).into()));
                self.by(&mut slots, by, "{who} and {whom} meet apart at {table}")
            }
            TableFact::Mediated { by, mediator } => {
                slots.push(("whom", self.actor(mediator).into()));
                self.by(
                    &mut slots,
                    by,
                    "{who} asks {whom} for a single text at {table}",
                )
            }
            TableFact::Intends { by, to } => {
                let template = match to {
                    Intent::Return => "{who} means to come back to {table}",
                    Intent::Accede => "{who} means to sign the text of {table}",
                };
                self.by(&mut slots, by.0, template)
            }
            TableFact::RoundEnded
            | TableFact::Held { .. }
            | TableFact::Rested { .. }
            | TableFact::Proposed { .. }
            | TableFact::Committed { .. }
            | TableFact::ClausesLinked { .. }
            | TableFact::ItemMoved { .. }
            | TableFact::Paid { .. }
            | TableFact::RoundsLost { .. }
            | TableFact::DeadlineSet { .. }
            | TableFact::TablesLinked { .. }
            | TableFact::Signed { .. }
            | TableFact::Refused { .. }
            | TableFact::BrokeUp { .. }
            | TableFact::Brought { .. }
            | TableFact::Learnt { .. } => "{table}",
        };
        fill(template, &slots)
    }

    fn by(&self, slots: &mut Slots, actor: ActorId, template: &'static str) -> &'static str {
        slots.push(("who", self.actor(actor).into()));
        template
    }

    /// What is hidden: the reserve, or the weight of a clause.
    #[must_use]
    pub fn hidden(&self, table: TableId, what: Hidden) -> Line {
        match what {
            Hidden::Reserve => "reserve".into(),
            Hidden::Weight(clause) => {
                let clause = self.clause(table, usize::from(clause));
                fill("weight of {clause}", &[("clause", clause)])
            }
        }
    }
}

/// A hidden amount: points of a reserve, per cent of a weight.
pub(super) fn amount_of(what: Hidden, amount: i16) -> Line {
    let text = match what {
        Hidden::Reserve => signed(Points::thousandths(i32::from(amount) * 100)),
        Hidden::Weight(_) => format!("{} %", signed(Points::whole(i32::from(amount) / 10))),
    };
    Line::new(&text, Tone::Strong)
}
