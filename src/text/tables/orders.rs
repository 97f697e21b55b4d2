//! Orders about negotiating tables in words: what one that was accepted means.

use crate::model::{TableId, TableOrder};
use crate::scenario::Item;
use crate::text::tables::Slots;
use crate::text::{Line, Words, fill};

impl Words<'_> {
    /// What an accepted order about a table means.
    #[must_use]
    pub fn table_order(&self, table: TableId, order: TableOrder) -> Line {
        let mut slots: Slots = vec![("table", self.table(table))];
        let template = match order {
            TableOrder::Convene { items } => {
                let count = self.lexicon.names.clauses(table).len();
                let on = (0..count).filter(|at| items >> at & 1 == 1);
                let on = Line::joined(on.map(|at| self.clause(table, at)), ", ");
                let template = if items == 0 {
                    "invitations to {table} go out when the turn ends"
                } else {
                    "invitations to {table} go out when the turn ends, with {items} on the agenda"
                };
                slots.push(("items", on));
                template
            }
            TableOrder::Recall => "invitations to {table} are taken back",
            TableOrder::Propose(text) => {
                slots.push(("text", self.package(table, text)));
                "put on the table at {table}: {text}"
            }
            TableOrder::Accept => "the text at {table} has your consent",
            TableOrder::Hold => "you let the move at {table} pass",
            TableOrder::Rest => "you let every move of this turn at {table} pass",
            TableOrder::SignWithout => "the text at {table} is signed with those who accept it",
            TableOrder::WalkOut => "your delegation leaves {table}",
            TableOrder::Return => "your delegation comes back to {table} next turn",
            TableOrder::Adjourn => "{table} is adjourned until the next turn",
            TableOrder::SoundOut(_)
            | TableOrder::Pay { .. }
            | TableOrder::Caucus(_)
            | TableOrder::Mediate(_)
            | TableOrder::TrackTwo
            | TableOrder::LinkClauses(..)
            | TableOrder::LinkTable(_)
            | TableOrder::Commit { .. }
            | TableOrder::Deadline(_)
            | TableOrder::Item(_)
            | TableOrder::Accede => return self.instrument(table, order),
        };
        fill(template, &slots)
    }

    /// What an accepted order means that is no move.
    fn instrument(&self, table: TableId, order: TableOrder) -> Line {
        let mut slots: Slots = vec![("table", self.table(table))];
        let actor = |actor| ("who", Line::from(self.actor(actor)));
        let clause = |at: u8| self.clause(table, usize::from(at));
        let template = match order {
            TableOrder::SoundOut(of) => {
                slots.push(actor(of));
                "{who} is sounded out about {table}"
            }
            TableOrder::Pay { payment, to } => {
                slots.push(actor(to));
                slots.push(("what", self.quoted(Item::Payment(table, payment))));
                "promised to {who} at {table}: {what}"
            }
            TableOrder::Caucus(with) => {
                slots.push(actor(with));
                "you meet {who} behind a closed door at {table}"
            }
            TableOrder::Mediate(by) => {
                slots.push(actor(by));
                "{who} is asked for a single text at {table}"
            }
            TableOrder::TrackTwo => "scholars and officials off duty meet about {table}",
            TableOrder::LinkClauses(first, second) => {
                slots.push(("first", clause(first)));
                slots.push(("second", clause(second)));
                "at {table} {first} and {second} move only together from now on"
            }
            TableOrder::LinkTable(other) => {
                slots.push(("other", self.table(other)));
                "{table} will be signed with {other} or not at all"
            }
            TableOrder::Commit { clause: at, option } => {
                slots.push(("clause", clause(at)));
                slots.push((
                    "option",
                    self.option(table, usize::from(at), usize::from(option)),
                ));
                "in public you stand by {clause}: {option} at {table}"
            }
            TableOrder::Deadline(rounds) => {
                slots.push(("rounds", rounds.to_string().into()));
                "the last round of {table} is round {rounds} from now on"
            }
            TableOrder::Item(at) => {
                slots.push(("clause", clause(at)));
                "{clause} is moved on or off the agenda of {table}"
            }
            TableOrder::Accede => {
                "you sign the text of {table} that is in force when the turn ends"
            }
            TableOrder::Convene { .. }
            | TableOrder::Recall
            | TableOrder::Propose(_)
            | TableOrder::Accept
            | TableOrder::Hold
            | TableOrder::Rest
            | TableOrder::SignWithout
            | TableOrder::WalkOut
            | TableOrder::Return
            | TableOrder::Adjourn => "{table}",
        };
        fill(template, &slots)
    }
}
