//! Negotiating tables in words: what is done at them, what happened, why not; their pages are in
//! `page`, what can be done there in `instruments` and `means`, what moved and why in `shifts`.

pub mod debrief;
pub mod forecast;
pub mod instruments;
pub mod means;
mod options;
pub mod page;
pub mod shifts;
pub mod staff;

use crate::model::{
    Breakdown, Form, Hidden, Intent, Order, Package, Points, SeatId, TableFact, TableId,
    TableOrder, TableStatus,
};
use crate::rules::TableRefusal;
use crate::rules::tables::outlook::Pull;
use crate::scenario::Item;
use crate::text::{Line, Tone, Words, fill, signed};

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
        "When your move is due it waits for you until you end the turn.",
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
            fill("{clause}: {from} -> {to}", &slots)
        });
        Line::joined(parts, "; ")
    }

    /// What an order about a table is about: "‘Notification of exercises’".
    #[must_use]
    pub fn table(&self, table: TableId) -> Line {
        self.quoted(Item::Table(table))
    }

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
            other => return self.instrument(table, other),
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
            _ => "{table}",
        };
        fill(template, &slots)
    }

    /// Why an order about a table is refused, and what to do.
    pub(super) fn table_refusal(
        &self,
        why: TableRefusal,
        table: Option<TableId>,
    ) -> (&'static str, Slots) {
        let clause = |at: u8| match table {
            Some(table) => self.clause(table, usize::from(at)),
            None => Line::default(),
        };
        let mut slots: Slots = Vec::new();
        if let Some(template) = simple(why) {
            return (template, Vec::new());
        }
        let template = match why {
            TableRefusal::NotYourMove(actor) => {
                slots.push(("who", self.actor(actor).into()));
                "at {it} {who} speaks before you"
            }
            TableRefusal::NoOption(at) => {
                slots.push(("clause", clause(at)));
                "{it} has no such option in {clause}; table lists them"
            }
            TableRefusal::NotOnTheAgenda(at) => {
                slots.push(("clause", clause(at)));
                "{clause} is not on the agenda of {it}; item puts it there"
            }
            TableRefusal::NoItem(at) => {
                slots.push(("clause", clause(at)));
                "{clause} belongs to every text of {it}; only agenda items come and go"
            }
            TableRefusal::LinkedClauses(one, other) => {
                slots.push(("one", clause(one)));
                slots.push(("other", clause(other)));
                "at {it} {one} and {other} move only together; change both or neither"
            }
            TableRefusal::TooFew { have, needed } => {
                slots.push(("have", have.to_string().into()));
                slots.push(("needed", needed.to_string().into()));
                "{have} would sign the text of {it}, {needed} must"
            }
            TableRefusal::NothingWithout(actor) => {
                slots.push(("who", self.actor(actor).into()));
                "a text of {it} counts for nothing without {who}, who has not accepted it"
            }
            TableRefusal::NotPresent(actor) => {
                slots.push(("who", self.actor(actor).into()));
                "{who} has left {it}"
            }
            TableRefusal::NoSuchDeadline { least, most } => {
                slots.push(("least", least.to_string().into()));
                slots.push(("most", most.to_string().into()));
                "the last round of {it} can be set from {least} to {most}, and to another than now"
            }
            TableRefusal::HomeRefuses(actor, bloc) => {
                slots.push(("bloc", self.name(Item::Bloc(actor, bloc)).into()));
                "at home the text of {it} would not pass: {bloc} would have to change its mind"
            }
            _ => "{it} does not allow that now",
        };
        (template, slots)
    }

    /// What happened at a table, as a sentence; `None` for bookkeeping.
    pub(super) fn table_fact(&self, table: TableId, what: &TableFact) -> Option<Line> {
        let mut slots: Slots = vec![("table", self.table(table))];
        let who = |actor| ("who", Line::from(self.actor(actor)));
        let template = match *what {
            TableFact::RoundEnded | TableFact::Held { .. } | TableFact::Rested { .. } => {
                return None;
            }
            TableFact::Brought { .. } | TableFact::Learnt { .. } => {
                return Some(self.secret(table, what));
            }
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
            TableFact::RoundsLost { rounds } => {
                slots.push(("rounds", rounds.to_string().into()));
                "time is lost at {table}: {rounds} rounds less"
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
            _ => return Some(self.deed(table, what)),
        };
        Some(fill(template, &slots))
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

    /// What a party hides, or another has learnt of it.
    fn secret(&self, table: TableId, what: &TableFact) -> Line {
        let mut slots: Slots = vec![("table", self.table(table))];
        let who = |actor| ("who", Line::from(self.actor(actor)));
        let template = match *what {
            TableFact::Brought {
                party,
                what,
                amount,
            } => {
                slots.extend([
                    who(party),
                    ("what", self.hidden(table, what)),
                    ("amount", amount_of(what, amount)),
                ]);
                "{who} brings to {table}: {what} {amount}"
            }
            TableFact::Learnt {
                by,
                of,
                what,
                amount,
            } => {
                slots.extend([who(by), ("whom", self.actor(of).into())]);
                slots.extend([
                    ("what", self.hidden(table, what)),
                    ("amount", amount_of(what, amount)),
                ]);
                "{who} learns of {whom} at {table}: {what} {amount}"
            }
            _ => "{table}",
        };
        fill(template, &slots)
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
            _ => "{table}",
        };
        fill(template, &slots)
    }

    fn by(
        &self,
        slots: &mut Slots,
        actor: crate::model::ActorId,
        template: &'static str,
    ) -> &'static str {
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
fn amount_of(what: Hidden, amount: i16) -> Line {
    let text = match what {
        Hidden::Reserve => signed(Points::thousandths(i32::from(amount) * 100)),
        Hidden::Weight(_) => format!("{} %", signed(Points::whole(i32::from(amount) / 10))),
    };
    Line::new(&text, Tone::Strong)
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
        | Order::End => None,
    }
}

/// The refusals that need nothing but their table; `None` for the others.
fn simple(why: TableRefusal) -> Option<&'static str> {
    Some(match why {
        TableRefusal::NoDelegation => "you have no delegation at {it}; tables lists yours",
        TableRefusal::NotConvener => "{it} is not yours to convene; wait for an invitation",
        TableRefusal::AlreadyOpen => "{it} is open already; table shows it",
        TableRefusal::AlreadySigned => "a text of {it} is signed already",
        TableRefusal::AlreadyInvited => {
            "invitations to {it} go out this turn; recall takes them back"
        }
        TableRefusal::NotInvited => "no invitations to {it} went out this turn",
        TableRefusal::TooLate => "{it} could not meet any more before the game ends",
        TableRefusal::Needs(_) => "{it} can't be convened yet; table shows what it needs",
        TableRefusal::NotOpen => "{it} is not open; tables lists those that are",
        TableRefusal::NotYet => "{it} meets for the first time next turn",
        TableRefusal::WalkedOut => "you have left {it}; return brings you back",
        TableRefusal::StillThere => "your delegation is at {it} already",
        TableRefusal::NoRound => "no round of {it} is being held now; the next one is next turn",
        TableRefusal::NothingOnTheTable => "there is no text on the table of {it} yet; propose one",
        TableRefusal::AcceptedAlready => {
            "the text at {it} has your consent already; hold lets the move pass"
        }
        TableRefusal::SameText => "that is the text on the table of {it} already; accept takes it",
        TableRefusal::Tied => "{it} is tied to another table and is signed with it or not at all",
        TableRefusal::RestsAlready => "you let every move of this turn at {it} pass already",
        TableRefusal::NoOtherParty => "that is no other party of {it}",
        TableRefusal::MetAlready => "you have met in a caucus at {it} already",
        TableRefusal::NothingToLearn => "a sounding about {it} would tell you nothing new",
        TableRefusal::NoPayment => "{it} offers no such side payment; table lists them",
        TableRefusal::WrongReceiver => "that side payment of {it} is not for this party",
        TableRefusal::PaidAlready => "that side payment of {it} was promised already",
        TableRefusal::NoMediator => "that actor can't mediate at {it}; table lists who can",
        TableRefusal::NoTrackTwo => "no Track II meets about {it}",
        TableRefusal::NoLink => "a link ties two different clauses of {it}",
        TableRefusal::LinkedAlready => "these are linked already, or one of the tables is tied",
        TableRefusal::CommittedAlready => {
            "you have committed yourself on that clause of {it} already"
        }
        TableRefusal::AlreadyMeant => "that is planned for {it} already; recall takes it back",
        TableRefusal::NotInForce => "no text of {it} is in force",
        TableRefusal::SignedAlready => "you have signed the text of {it} already",
        _ => return None,
    })
}
