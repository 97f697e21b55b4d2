//! Why orders about negotiating tables are refused, and what to do.

use crate::model::TableId;
use crate::rules::TableRefusal;
use crate::scenario::Item;
use crate::text::tables::Slots;
use crate::text::{Line, Words};

impl Words<'_> {
    /// Why an order about a table is refused, and what to do.
    pub(in crate::text) fn table_refusal(
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
}

/// The refusals that need nothing but their table; `None` for the others.
fn simple(why: TableRefusal) -> Option<&'static str> {
    Some(match why {
        TableRefusal::NoDelegation => "you have no delegation at {it}; {!tables} lists yours",
        TableRefusal::NotConvener => "{it} is not yours to convene; wait for an invitation",
        TableRefusal::AlreadyOpen => "{it} is open already; table shows it",
        TableRefusal::AlreadySigned => "a text of {it} is signed already",
        TableRefusal::AlreadyInvited => {
            "invitations to {it} go out this turn; recall takes them back"
        }
        TableRefusal::NotInvited => "no invitations to {it} went out this turn",
        TableRefusal::TooLate => "{it} could not meet any more before the game ends",
        TableRefusal::Needs(_) => "{it} can't be convened yet; table shows what it needs",
        TableRefusal::NotOpen => "{it} is not open; {!tables} lists those that are",
        TableRefusal::NotYet => "{it} meets for the first time next turn",
        TableRefusal::WalkedOut => "you have left {it}; return brings you back",
        TableRefusal::StillThere => "your delegation is at {it} already",
        TableRefusal::NoRound => "no round of {it} is being held now; the next one is next turn",
        TableRefusal::RoundsOver => {
            "the last round of {it} is over: sign-without signs with those who stand by the text, hold lets it break up"
        }
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
