//! Negotiating tables in words: what is done at them in `orders`, what happened in `facts`, why not in `refusals`; their
//! pages are in `page`, what can be done there in `instruments` and `means`, what moved and why in `shifts`.

mod closing;
mod course;
pub mod debrief;
mod ending;
mod facts;
pub mod forecast;
pub mod instruments;
pub mod means;
mod options;
mod orders;
pub mod page;
mod refusals;
pub mod shifts;
pub mod staff;

use crate::model::{Breakdown, Form, Order, Package, TableId, TableStatus};
use crate::rules::tables::outlook::Pull;
use crate::scenario::Item;
use crate::text::{Line, Words, fill};

/// What a template is filled with.
type Slots = Vec<(&'static str, Line)>;

/// How a table stands, in a word.
#[must_use]
pub const fn status(status: TableStatus) -> &'static str {
    match status {
        TableStatus::Untried => "not convened",
        TableStatus::Open => "open",
        TableStatus::Signed => "signed, waiting for consent at home",
        TableStatus::InForce => "in force",
        TableStatus::Failed => "broke up",
    }
}

/// The legal form of a text.
#[must_use]
pub const fn form(form: Form) -> &'static str {
    match form {
        Form::Memorandum => "memorandum",
        Form::Agreement => "executive agreement",
        Form::Treaty => "treaty",
    }
}

/// What moves a party's patience, in a few words.
#[must_use]
pub const fn pull(pull: Pull) -> &'static str {
    match pull {
        Pull::Files => "the files on it",
        Pull::Caution => "what must be brought home",
        Pull::Roof => "standing of the format",
        Pull::Will => "political will",
        Pull::Urgency => "urgency",
        Pull::Trust => "trust in the others",
        Pull::Links => "working links",
        Pull::Grievances => "grievances",
        Pull::OtherTables => "its other tables",
        Pull::Agenda => "breadth of the agenda",
        Pull::Payments => "side payments",
        Pull::Caucus => "the caucus",
        Pull::Tie => "the tied table",
        Pull::Reserve => "its private reserve",
    }
}

/// Why a table broke up.
const fn breakdown(why: Breakdown) -> &'static str {
    match why {
        Breakdown::Deadline => "the last round passed without agreement",
        Breakdown::Deserted => "too few are left",
        Breakdown::Home => "consent was refused at home",
        Breakdown::Tied => "the table it was tied to broke up",
    }
}

/// What a table is and what one does with it, for whoever sees none open.
#[must_use]
pub fn about_tables() -> Vec<Line> {
    [
        "At a table several capitals bargain over one text, clause by clause.",
        "Convene one: invitations go out when the turn ends, and the first rounds are held in the next turn.",
        "The parties speak in turn: each puts a text forward, accepts the one on the table, or lets its move pass. When everybody at the table accepts, it is signed; enough of them can also sign without the rest.",
        "Who stands by a text does so until its own next move, even if another text has taken its place. Delegations ask less from round to round, and in the last one take what is better for them than no agreement.",
        "When your move is due it waits for you until you end the turn; then every move of the turn passes.",
    ]
    .into_iter()
    .map(Line::from)
    .collect()
}

impl Words<'_> {
    /// What a text chooses instead of another: "Troops: 13,000; Notice: 21 days".
    #[must_use]
    pub fn chosen_instead(&self, table: TableId, from: Package, to: Package) -> Line {
        let count = self.lexicon.names.clauses(table).len();
        let parts = from.differing(to, count).map(|at| {
            let slots = [
                ("clause", self.clause(table, at)),
                ("option", self.option(table, at, to.option(at))),
            ];
            fill("{clause}: {option}", &slots)
        });
        Line::joined(parts, "; ")
    }

    /// Whose text lies on the table now.
    #[must_use]
    pub fn text_on_the_table_is_of(&self, actor: crate::model::ActorId) -> Line {
        let slots = [("whose", Line::from(self.whose(actor)))];
        fill("the text on the table is {whose} now", &slots)
    }

    /// That a clause can't be changed before it is on the agenda.
    #[must_use]
    pub fn not_on_the_agenda(&self, table: TableId, clause: usize) -> Line {
        let slots = [("clause", self.clause(table, clause))];
        fill(
            "{clause} is not on the agenda; i, agenda item puts it there",
            &slots,
        )
    }

    /// The name of a clause.
    #[must_use]
    pub fn clause(&self, table: TableId, clause: usize) -> Line {
        let clause = u8::try_from(clause).unwrap_or(u8::MAX);
        self.name(Item::Clause(table, clause)).into()
    }

    /// The label of an option.
    #[must_use]
    pub fn option(&self, table: TableId, clause: usize, option: usize) -> Line {
        let small = |place: usize| u8::try_from(place).unwrap_or(u8::MAX);
        self.name(Item::Option(table, small(clause), small(option)))
            .into()
    }

    /// A text in one line: "Troops: 25,000; Notice: 21 days". What it is silent about is left out.
    #[must_use]
    pub fn package(&self, table: TableId, text: Package) -> Line {
        let clauses = self.lexicon.names.clauses(table).iter().enumerate();
        let said = clauses.filter(|(at, (_, options))| {
            text.option(*at) > 0 || options.first().is_none_or(|first| first != "out")
        });
        let parts = said.map(|(at, _)| {
            let slots = [
                ("clause", self.clause(table, at)),
                ("option", self.option(table, at, text.option(at))),
            ];
            fill("{clause}: {option}", &slots)
        });
        Line::joined(parts, "; ")
    }

    /// What changes from one text to another: "Troops 25,000 -> 13,000".
    #[must_use]
    pub fn amended(&self, table: TableId, from: Package, to: Package) -> Line {
        let count = self.lexicon.names.clauses(table).len();
        let parts = from.differing(to, count).map(|at| {
            let slots = [
                ("clause", self.clause(table, at)),
                ("from", self.option(table, at, from.option(at))),
                ("to", self.option(table, at, to.option(at))),
            ];
            fill("{clause}: {from} → {to}", &slots)
        });
        Line::joined(parts, "; ")
    }

    /// What an order about a table is about: "‘Notification of exercises’".
    #[must_use]
    pub fn table(&self, table: TableId) -> Line {
        self.quoted(Item::Table(table))
    }
}

/// The table that an order is about.
#[must_use]
pub const fn table_of(order: &Order) -> Option<TableId> {
    match order {
        Order::Table(table, _) => Some(*table),
        Order::Launch { .. }
        | Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::Respond { .. }
        | Order::Step(..)
        | Order::End => None,
    }
}
