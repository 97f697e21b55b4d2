//! Orders about negotiating tables as lines, and texts as `clause=option` words.

use crate::model::{ActorId, Order, Package, TableId, TableOrder};
use crate::notation::{Kind, Misread, find, find_actor, nearest};
use crate::scenario::Catalogue;

/// The words that begin an order about a table.
pub const TABLE_WORDS: [&str; 20] = [
    "convene",
    "recall",
    "propose",
    "accept",
    "hold",
    "rest",
    "sign-without",
    "walk-out",
    "return",
    "adjourn",
    "sound-out",
    "pay",
    "caucus",
    "mediate",
    "track-two",
    "link",
    "tie",
    "commit",
    "deadline",
    "item",
];

/// The word that signs a text from which the seat stayed away.
pub const ACCEDE: &str = "accede";

/// The line that says an order about a table.
pub(super) fn write(names: &Catalogue, table: TableId, order: TableOrder) -> String {
    let id = names.table(table);
    let clause = |at: u8| clause_id(names, table, usize::from(at));
    match order {
        TableOrder::Convene { items } => {
            let all = 0..names.clauses(table).len();
            let chosen = all.filter(|at| items >> at & 1 == 1);
            let chosen: Vec<&str> = chosen.map(|at| clause_id(names, table, at)).collect();
            if chosen.is_empty() {
                format!("convene {id}")
            } else {
                format!("convene {id} with={}", chosen.join(","))
            }
        }
        TableOrder::Recall => format!("recall {id}"),
        TableOrder::Propose(text) => format!("propose {id} {}", write_text(names, table, text)),
        TableOrder::Accept => format!("accept {id}"),
        TableOrder::Hold => format!("hold {id}"),
        TableOrder::Rest => format!("rest {id}"),
        TableOrder::SignWithout => format!("sign-without {id}"),
        TableOrder::WalkOut => format!("walk-out {id}"),
        TableOrder::Return => format!("return {id}"),
        TableOrder::Adjourn => format!("adjourn {id}"),
        TableOrder::SoundOut(of) => format!("sound-out {id} {}", names.actor(of)),
        TableOrder::Pay { payment, to } => {
            let known = names.payments(table).get(usize::from(payment));
            let known = known.map_or("", String::as_str);
            format!("pay {id} {known} {}", names.actor(to))
        }
        TableOrder::Caucus(with) => format!("caucus {id} {}", names.actor(with)),
        TableOrder::Mediate(by) => format!("mediate {id} {}", names.actor(by)),
        TableOrder::TrackTwo => format!("track-two {id}"),
        TableOrder::LinkClauses(first, second) => {
            format!("link {id} {} {}", clause(first), clause(second))
        }
        TableOrder::LinkTable(other) => format!("tie {id} {}", names.table(other)),
        TableOrder::Commit {
            clause: at,
            option: to,
        } => {
            let option = option_id(names, table, usize::from(at), usize::from(to));
            format!("commit {id} {}={option}", clause(at))
        }
        TableOrder::Deadline(rounds) => format!("deadline {id} {rounds}"),
        TableOrder::Item(at) => format!("item {id} {}", clause(at)),
        TableOrder::Accede => format!("accede {id}"),
    }
}

/// A text as `clause=option` words, every clause in its order.
#[must_use]
pub fn write_text(names: &Catalogue, table: TableId, text: Package) -> String {
    let clauses = names.clauses(table).iter().enumerate();
    let words = clauses.map(|(at, (clause, options))| {
        let option = options.get(text.option(at)).map_or("", String::as_str);
        format!("{clause}={option}")
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Reads one order that begins with one of the words of tables; `None` if the word is none of them.
pub(super) fn read<'a>(
    names: &Catalogue,
    word: &str,
    rest: &mut impl Iterator<Item = &'a str>,
) -> Option<Result<Order, Misread>> {
    if word != ACCEDE && !TABLE_WORDS.contains(&word) {
        return None;
    }
    Some(read_known(names, word, rest))
}

fn read_known<'a>(
    names: &Catalogue,
    word: &str,
    rest: &mut impl Iterator<Item = &'a str>,
) -> Result<Order, Misread> {
    let table = find_table(names, rest.next())?;
    let order = match word {
        "convene" => read_convene(names, table, rest)?,
        "recall" => TableOrder::Recall,
        "propose" => TableOrder::Propose(read_text(names, table, rest)?),
        "accept" => TableOrder::Accept,
        "hold" => TableOrder::Hold,
        "rest" => TableOrder::Rest,
        "sign-without" => TableOrder::SignWithout,
        "walk-out" => TableOrder::WalkOut,
        "return" => TableOrder::Return,
        "adjourn" => TableOrder::Adjourn,
        "sound-out" => TableOrder::SoundOut(read_actor(names, rest)?),
        "pay" => TableOrder::Pay {
            payment: read_payment(names, table, rest.next())?,
            to: read_actor(names, rest)?,
        },
        "caucus" => TableOrder::Caucus(read_actor(names, rest)?),
        "mediate" => TableOrder::Mediate(read_actor(names, rest)?),
        "track-two" => TableOrder::TrackTwo,
        "link" => TableOrder::LinkClauses(
            read_clause(names, table, rest.next())?,
            read_clause(names, table, rest.next())?,
        ),
        "tie" => TableOrder::LinkTable(find_table(names, rest.next())?),
        "commit" => {
            let word = rest.next().ok_or(Misread::Missing(Kind::Clause))?;
            let (clause, option) = read_choice(names, table, word)?;
            TableOrder::Commit { clause, option }
        }
        "deadline" => TableOrder::Deadline(read_rounds(rest.next())?),
        "item" => TableOrder::Item(read_clause(names, table, rest.next())?),
        _ => TableOrder::Accede,
    };
    Ok(Order::Table(table, order))
}

fn read_convene<'a>(
    names: &Catalogue,
    table: TableId,
    rest: &mut impl Iterator<Item = &'a str>,
) -> Result<TableOrder, Misread> {
    let mut items = 0_u16;
    if let Some(word) = rest.next() {
        let given = word.strip_prefix("with=");
        let given = given.ok_or_else(|| Misread::Unexpected(word.to_owned()))?;
        for id in given.split(',') {
            items |= 1 << read_clause(names, table, Some(id))?;
        }
    }
    Ok(TableOrder::Convene { items })
}

/// Reads `clause=option` words up to the end of the line. Every clause must be named, except items that stay out of the
/// text: those are silent by themselves.
///
/// # Errors
/// If a word is no clause and option of the table, names a clause twice, or a clause is left out.
pub fn read_text<'a>(
    names: &Catalogue,
    table: TableId,
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<Package, Misread> {
    let (mut text, mut given) = (Package::default(), 0_u16);
    for word in words {
        let (clause, option) = read_choice(names, table, word)?;
        if given >> clause & 1 == 1 {
            return Err(Misread::Unexpected(word.to_owned()));
        }
        given |= 1 << clause;
        text = text.with(usize::from(clause), usize::from(option));
    }
    let silent = |options: &[String]| options.first().is_some_and(|first| first == "out");
    let clauses = names.clauses(table).iter().enumerate();
    let mut missing = clauses.filter(|(at, (_, options))| given >> at & 1 == 0 && !silent(options));
    match missing.next() {
        Some((_, (clause, _))) => Err(Misread::LeftOut(clause.clone())),
        None => Ok(text),
    }
}

/// Reads `clause=option`: the places of both.
///
/// # Errors
/// If the table has no such clause, or the clause no such option.
pub fn read_choice(names: &Catalogue, table: TableId, word: &str) -> Result<(u8, u8), Misread> {
    let (clause, option) = word
        .split_once('=')
        .ok_or_else(|| Misread::Unexpected(word.to_owned()))?;
    let at = read_clause(names, table, Some(clause))?;
    let known = &names.clauses(table)[usize::from(at)].1;
    let place = known.iter().position(|id| id == option);
    let place = place.and_then(|place| u8::try_from(place).ok());
    let place = place.ok_or_else(|| Misread::UnknownId {
        kind: Kind::Option,
        given: option.to_owned(),
        nearest: nearest(option, known.iter().map(String::as_str)),
    })?;
    Ok((at, place))
}

fn read_clause(names: &Catalogue, table: TableId, word: Option<&str>) -> Result<u8, Misread> {
    let word = word.ok_or(Misread::Missing(Kind::Clause))?;
    let known = names.clauses(table);
    let place = known.iter().position(|(id, _)| id == word);
    let place = place.and_then(|place| u8::try_from(place).ok());
    place.ok_or_else(|| Misread::UnknownId {
        kind: Kind::Clause,
        given: word.to_owned(),
        nearest: nearest(word, known.iter().map(|(id, _)| id.as_str())),
    })
}

fn read_payment(names: &Catalogue, table: TableId, word: Option<&str>) -> Result<u8, Misread> {
    let word = word.ok_or(Misread::Missing(Kind::Payment))?;
    let known = names.payments(table);
    let place = known.iter().position(|id| id == word);
    let place = place.and_then(|place| u8::try_from(place).ok());
    place.ok_or_else(|| Misread::UnknownId {
        kind: Kind::Payment,
        given: word.to_owned(),
        nearest: nearest(word, known.iter().map(String::as_str)),
    })
}

fn read_rounds(word: Option<&str>) -> Result<u8, Misread> {
    let word = word.ok_or(Misread::Missing(Kind::Rounds))?;
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    let read = word.parse().ok().filter(|_| digits);
    read.ok_or_else(|| Misread::UnknownId {
        kind: Kind::Rounds,
        given: word.to_owned(),
        nearest: None,
    })
}

fn read_actor<'a>(
    names: &Catalogue,
    rest: &mut impl Iterator<Item = &'a str>,
) -> Result<ActorId, Misread> {
    let word = rest.next().ok_or(Misread::Missing(Kind::Actor))?;
    find_actor(names, word)
}

fn find_table(names: &Catalogue, word: Option<&str>) -> Result<TableId, Misread> {
    let word = word.ok_or(Misread::Missing(Kind::Table))?;
    find(&names.tables, Kind::Table, word).map(TableId)
}

fn clause_id(names: &Catalogue, table: TableId, at: usize) -> &str {
    let known = names.clauses(table).get(at);
    known.map_or("", |(id, _)| id.as_str())
}

fn option_id(names: &Catalogue, table: TableId, clause: usize, option: usize) -> &str {
    let known = names.clauses(table).get(clause);
    known
        .and_then(|(_, options)| options.get(option))
        .map_or("", String::as_str)
}
