//! What an id names, in words.

use crate::notation::Kind;

pub(super) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Initiative => "initiative",
        Kind::Actor => "actor",
        Kind::Event => "event",
        Kind::Choice => "choice",
        Kind::Figure => "figure",
        Kind::Turn => "turn",
        Kind::Table => "negotiating table",
        Kind::Clause => "clause",
        Kind::Option => "option",
        Kind::Payment => "side payment",
        Kind::Rounds => "number of rounds",
        Kind::Crisis => "crisis",
        Kind::Posture => "posture",
        Kind::Channel => "channel",
    }
}

pub(super) const fn missing(kind: Kind) -> &'static str {
    match kind {
        Kind::Initiative => "the id of an initiative",
        Kind::Actor => "the id of an actor",
        Kind::Event => "the id of an event",
        Kind::Choice => "the id of a choice",
        Kind::Figure => "the name of a figure",
        Kind::Turn => "the number of a turn",
        Kind::Table => "the id of a negotiating table",
        Kind::Clause => "a clause",
        Kind::Option => "an option",
        Kind::Payment => "a side payment",
        Kind::Rounds => "a number of rounds",
        Kind::Crisis => "the id of a crisis",
        Kind::Posture => "a posture",
        Kind::Channel => "a channel",
    }
}

pub(super) const fn hint(kind: Kind) -> &'static str {
    match kind {
        Kind::Initiative => "initiatives lists them",
        Kind::Actor => "relations lists them",
        Kind::Event | Kind::Choice => "events lists them",
        Kind::Figure => "figures lists them",
        Kind::Turn => "status tells which one it is now",
        Kind::Table => "tables lists them",
        Kind::Clause | Kind::Option | Kind::Payment | Kind::Rounds => "table shows them",
        Kind::Crisis => "crisis lists them",
        Kind::Posture => "it is lower, hold or raise",
        Kind::Channel => "crisis shows them",
    }
}
