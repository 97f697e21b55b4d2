//! One grammar for orders, figures and causes as text: saves, plain mode, scripts, the palette and tests all use it.
//!
//! ```text
//! launch INITIATIVE [target=ACTOR]
//! schedule INITIATIVE TURN [target=ACTOR]
//! publish
//! cancel INITIATIVE [target=ACTOR]
//! respond EVENT[:ACTOR[+ACTOR]] CHOICE
//! convene TABLE [with=ITEM[,ITEM]]   recall TABLE
//! propose TABLE CLAUSE=OPTION ...    accept, hold, rest, sign-without, walk-out, return, adjourn TABLE
//! sound-out, caucus, mediate TABLE ACTOR   pay TABLE PAYMENT ACTOR   track-two TABLE
//! link TABLE CLAUSE CLAUSE   tie TABLE TABLE   commit TABLE CLAUSE=OPTION   deadline TABLE ROUNDS
//! item TABLE CLAUSE   accede TABLE
//! step CRISIS lower|hold|raise private|public|forum|MECHANISM|ACTOR
//! end
//! ```
//!
//! Knows ids, never a game's state: whether an order is legal is for the rules to say.

pub mod cause;
pub mod crisis;
pub mod figure;
pub mod table;

use crate::model::{ActorId, ChoiceIndex, EventId, InitiativeId, Order, Subject, Turn};
use crate::scenario::Catalogue;
use crate::scenario::catalogue::Table;

/// The words that begin an order.
pub const ORDER_WORDS: [&str; 7] = [
    "launch", "schedule", "publish", "cancel", "respond", "step", "end",
];

/// Why a line is no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misread {
    /// The line is empty.
    Empty,
    /// The first word is no order.
    UnknownWord {
        /// The word.
        given: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// Something must follow.
    Missing(Kind),
    /// No such id.
    UnknownId {
        /// What it should name.
        kind: Kind,
        /// What was given.
        given: String,
        /// The nearest known one.
        nearest: Option<String>,
    },
    /// A text leaves a clause out.
    LeftOut(String),
    /// An actor follows as if it were a word of its own: it is a target.
    Target(String),
    /// Something follows that doesn't belong there.
    Unexpected(String),
}

/// What an id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An initiative.
    Initiative,
    /// An actor.
    Actor,
    /// An event.
    Event,
    /// A choice.
    Choice,
    /// A figure, an axis or an index.
    Figure,
    /// The number of a turn.
    Turn,
    /// A negotiating table.
    Table,
    /// A clause.
    Clause,
    /// An option of a clause.
    Option,
    /// A side payment.
    Payment,
    /// A number of rounds.
    Rounds,
    /// A kind of crisis.
    Crisis,
    /// A posture in a crisis.
    Posture,
    /// A channel in a crisis.
    Channel,
}

/// The line that says `order`.
#[must_use]
pub fn write(names: &Catalogue, order: &Order) -> String {
    match *order {
        Order::Launch { initiative, target } => {
            format!("launch {}", directed(names, initiative, target))
        }
        Order::Schedule {
            initiative,
            target,
            turn,
        } => {
            let id = names.initiative(initiative);
            format!("schedule {id} {}{}", turn.0, at(names, target))
        }
        Order::Publish => "publish".to_owned(),
        Order::Cancel { initiative, target } => {
            format!("cancel {}", directed(names, initiative, target))
        }
        Order::Respond {
            event,
            subject,
            choice,
        } => {
            format!(
                "respond {} {}",
                write_event(names, event, subject),
                names.answer(event, choice)
            )
        }
        Order::Table(table, order) => table::write(names, table, order),
        Order::Step(kind, step) => crisis::write(names, kind, step),
        Order::End => "end".to_owned(),
    }
}

/// An event with the subject it is about: `id` or `id:subject`.
#[must_use]
pub fn write_event(names: &Catalogue, event: EventId, subject: Subject) -> String {
    let id = names.event(event);
    match subject {
        Subject::World => id.to_owned(),
        Subject::Actor(a) => format!("{id}:{}", names.actor(a)),
        Subject::Pair(a, b) => format!("{id}:{}+{}", names.actor(a), names.actor(b)),
    }
}

/// Reads one order.
///
/// # Errors
/// What is wrong with the line, with the nearest known word where there is one.
pub fn read(names: &Catalogue, line: &str) -> Result<Order, Misread> {
    let mut words = line.split_whitespace();
    let order = match words.next().ok_or(Misread::Empty)? {
        "launch" => {
            let (initiative, target) = read_directed(names, &mut words)?;
            Order::Launch { initiative, target }
        }
        "schedule" => read_schedule(names, &mut words)?,
        "publish" => Order::Publish,
        "cancel" => {
            let (initiative, target) = read_directed(names, &mut words)?;
            Order::Cancel { initiative, target }
        }
        "respond" => read_response(names, &mut words)?,
        crisis::WORD => crisis::read(names, &mut words)?,
        "end" => Order::End,
        other => match table::read(names, other, &mut words) {
            Some(order) => order?,
            None => {
                let known = ORDER_WORDS
                    .into_iter()
                    .chain(table::TABLE_WORDS)
                    .chain([table::ACCEDE]);
                let nearest = nearest(other, known);
                return Err(Misread::UnknownWord {
                    given: other.to_owned(),
                    nearest,
                });
            }
        },
    };
    match words.next() {
        Some(extra) => Err(Misread::Unexpected(extra.to_owned())),
        None => Ok(order),
    }
}

/// Reads `id` or `id:subject`.
///
/// # Errors
/// If the event or an actor is unknown.
pub fn read_event(names: &Catalogue, word: &str) -> Result<(EventId, Subject), Misread> {
    let (id, about) = word
        .split_once(':')
        .map_or((word, None), |(id, about)| (id, Some(about)));
    let event = find(&names.events, Kind::Event, id).map(EventId)?;
    let subject = match about.map(|about| {
        about
            .split_once('+')
            .map_or((about, None), |(a, b)| (a, Some(b)))
    }) {
        None => Subject::World,
        Some((a, None)) => Subject::Actor(find_actor(names, a)?),
        Some((a, Some(b))) => Subject::Pair(find_actor(names, a)?, find_actor(names, b)?),
    };
    Ok((event, subject))
}

/// The known word nearest to `given`, if one is near enough to be what was meant: a few letters off, or longer.
pub fn nearest<'a>(given: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let length = given.chars().count();
    let far = (length / 3).max(1);
    let distance = |word: &str| {
        let begins = length >= 3 && word.starts_with(given);
        if begins {
            1
        } else {
            strsim::damerau_levenshtein(given, word)
        }
    };
    known
        .map(|word| (distance(word), word))
        .filter(|(distance, _)| *distance <= far)
        .min()
        .map(|(_, word)| word.to_owned())
}

fn directed(names: &Catalogue, initiative: InitiativeId, target: Option<ActorId>) -> String {
    let id = names.initiative(initiative);
    format!("{id}{}", at(names, target))
}

fn at(names: &Catalogue, target: Option<ActorId>) -> String {
    target.map_or_else(String::new, |target| {
        format!(" target={}", names.actor(target))
    })
}

/// The turn and the target may come in either order, and the turn may be called `turn=N`.
fn read_schedule<'a>(
    names: &Catalogue,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<Order, Misread> {
    let word = words.next().ok_or(Misread::Missing(Kind::Initiative))?;
    let initiative = find(&names.initiatives, Kind::Initiative, word).map(InitiativeId)?;
    let (mut turn, mut target) = (None, None);
    for word in words {
        match word.strip_prefix("target=") {
            Some(id) if target.is_none() => target = Some(find_actor(names, id)?),
            None if turn.is_none() => turn = Some(read_turn(word)?),
            Some(_) | None => return Err(Misread::Unexpected(word.to_owned())),
        }
    }
    let turn = turn.ok_or(Misread::Missing(Kind::Turn))?;
    Ok(Order::Schedule {
        initiative,
        target,
        turn,
    })
}

fn read_turn(word: &str) -> Result<Turn, Misread> {
    let number = word.strip_prefix("turn=").unwrap_or(word);
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    let read = number.parse().ok().filter(|_| digits).map(Turn);
    read.ok_or_else(|| Misread::UnknownId {
        kind: Kind::Turn,
        given: word.to_owned(),
        nearest: None,
    })
}

fn read_directed<'a>(
    names: &Catalogue,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<(InitiativeId, Option<ActorId>), Misread> {
    let word = words.next().ok_or(Misread::Missing(Kind::Initiative))?;
    let initiative = find(&names.initiatives, Kind::Initiative, word).map(InitiativeId)?;
    let target = match words.next() {
        None => None,
        Some(word) => {
            let id = word.strip_prefix("target=");
            Some(find_actor(names, id.ok_or_else(|| unnamed(names, word))?)?)
        }
    };
    Ok((initiative, target))
}

fn read_response<'a>(
    names: &Catalogue,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<Order, Misread> {
    let word = words.next().ok_or(Misread::Missing(Kind::Event))?;
    let (event, subject) = read_event(names, word)?;
    let word = words.next().ok_or(Misread::Missing(Kind::Choice))?;
    let choice = find_choice(names, event, word)?;
    Ok(Order::Respond {
        event,
        subject,
        choice,
    })
}

fn find_choice(names: &Catalogue, event: EventId, word: &str) -> Result<ChoiceIndex, Misread> {
    names.find_answer(event, word).ok_or_else(|| {
        let known = names
            .choices
            .get(event.index())
            .into_iter()
            .flatten()
            .flatten();
        let nearest = nearest(word, known.map(String::as_str));
        Misread::UnknownId {
            kind: Kind::Choice,
            given: word.to_owned(),
            nearest,
        }
    })
}

/// What is wrong with a word where a target may stand.
fn unnamed(names: &Catalogue, word: &str) -> Misread {
    let word = word.to_owned();
    if names.actors.find(&word).is_some() {
        Misread::Target(word)
    } else {
        Misread::Unexpected(word)
    }
}

fn find_actor(names: &Catalogue, word: &str) -> Result<ActorId, Misread> {
    find(&names.actors, Kind::Actor, word).map(ActorId)
}

fn find(table: &Table, kind: Kind, word: &str) -> Result<u16, Misread> {
    table.find(word).ok_or_else(|| {
        let nearest = nearest(word, table.ids().iter().map(String::as_str));
        Misread::UnknownId {
            kind,
            given: word.to_owned(),
            nearest,
        }
    })
}
