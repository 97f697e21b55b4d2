//! An order as a person types it: with the shortcuts that a seat's view allows, and no hint of what it can't know.

use crate::model::{CrisisOrder, EventId, Order, Package, Posture, Subject, TableId, TableStatus};
use crate::notation::{self, Kind, Misread};
use crate::rules::View;

/// Reads an order. An event that is owed for one subject only needs no subject.
///
/// # Errors
/// If the line is no order. An event that has not happened is as unknown as one that doesn't exist.
pub fn read_order(view: &View<'_>, line: &str) -> Result<Order, Misread> {
    let names = view.scenario().catalogue();
    let word = || line.split_whitespace().nth(1).unwrap_or("");
    if let Some(given) = line.trim_start().strip_prefix("respond").map(|_| word())
        && !given.is_empty()
        && !notation::read_event(names, given).is_ok_and(|(event, _)| is_known(view, event))
    {
        return Err(unknown_event(view, given));
    }
    let line = &with_crisis(view, line)?;
    let line = &with_table(view, line, None)?;
    let order = notation::read(names, line)?;
    Ok(with_subject(view, order))
}

fn is_known(view: &View<'_>, event: EventId) -> bool {
    view.happenings().iter().any(|known| known.event == event)
}

fn unknown_event(view: &View<'_>, given: &str) -> Misread {
    let names = view.scenario().catalogue();
    let known = view
        .happenings()
        .iter()
        .map(|known| names.event(known.event));
    Misread::UnknownId {
        kind: Kind::Event,
        given: given.to_owned(),
        nearest: notation::nearest(given, known),
    }
}

fn with_subject(view: &View<'_>, order: Order) -> Order {
    match order {
        Order::Respond {
            event,
            subject: Subject::World,
            choice,
        } => {
            let mut open = view.owed().filter(|asked| asked.event == event);
            let subject = match (open.next(), open.next()) {
                (Some(only), None) => only.subject,
                (Some(_), Some(_)) | (None, _) => Subject::World,
            };
            Order::Respond {
                event,
                subject,
                choice,
            }
        }
        Order::Respond { .. }
        | Order::Launch { .. }
        | Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::Table(..)
        | Order::Step(..)
        | Order::End => order,
    }
}

/// The line of a step with the crisis that it leaves out: the one in which a step is due, else one that is under way. A
/// number stands for the choice of that number.
///
/// # Errors
/// If no crisis is under way, or there is no choice of that number.
pub fn with_crisis(view: &View<'_>, line: &str) -> Result<String, Misread> {
    let names = view.scenario().catalogue();
    let mut words = line.split_whitespace();
    if words.next() != Some(notation::crisis::WORD) {
        return Ok(line.to_owned());
    }
    let mut rest: Vec<&str> = words.collect();
    let named = rest.first().and_then(|word| names.find_crisis(word));
    if named.is_some() {
        rest.remove(0);
    }
    let due = view.steps_due().next();
    let open = view.open_crises().next().map(|crisis| crisis.kind());
    let kind = named.or(due).or(open);
    let kind = kind.ok_or(Misread::Missing(Kind::Crisis))?;
    let first = rest.first().copied().unwrap_or("");
    let step = match first.parse::<usize>() {
        Ok(number) if rest.len() == 1 => {
            let chosen = numbered(view, kind, number);
            let chosen = chosen.ok_or_else(|| Misread::Unexpected(first.to_owned()))?;
            notation::crisis::write_step(names, chosen)
        }
        Ok(_) | Err(_) => rest.join(" "),
    };
    Ok(format!(
        "{} {} {step}",
        notation::crisis::WORD,
        names.crisis(kind)
    ))
}

/// The choice of a number, from 1: posture by posture, channel by channel.
fn numbered(view: &View<'_>, kind: crate::model::CrisisId, number: usize) -> Option<CrisisOrder> {
    let channels = view.crisis(kind)?.channels();
    let place = number.checked_sub(1)?;
    let posture = *Posture::ALL.get(place.checked_div(channels.len())?)?;
    let channel = *channels.get(place % channels.len())?;
    Some(CrisisOrder { posture, channel })
}

/// The line with the table that it leaves out: the one at hand, else the one at which the seat's move is due, else the
/// only one at which it sits. `amend` becomes the `propose` that it stands for.
///
/// # Errors
/// If no table is at hand, or there is no text to amend.
pub fn with_table(
    view: &View<'_>,
    line: &str,
    at_hand: Option<TableId>,
) -> Result<String, Misread> {
    let names = view.scenario().catalogue();
    let mut words = line.split_whitespace();
    let first = words.next().unwrap_or("");
    let known = |word: &str| names.find_table(word).is_some();
    let is_verb = notation::table::TABLE_WORDS.contains(&first) || first == "amend";
    let named = words.next().filter(|word| known(word));
    let needs = is_verb && first != "convene";
    if !needs {
        return Ok(line.to_owned());
    }
    // "tie OTHER" names one table, which is the other one.
    let two = line
        .split_whitespace()
        .skip(1)
        .filter(|word| known(word))
        .count()
        == 2;
    let complete = named.is_some() && (first != "tie" || two);
    let line = if complete {
        line.to_owned()
    } else {
        let table = table_at_hand(view, at_hand).ok_or(Misread::Missing(Kind::Table))?;
        let rest: Vec<&str> = line.split_whitespace().skip(1).collect();
        format!("{first} {} {}", names.table(table), rest.join(" "))
    };
    if first == "amend" {
        return amended(view, &line);
    }
    Ok(line)
}

/// The table that a line means that names none.
#[must_use]
pub fn table_at_hand(view: &View<'_>, at_hand: Option<TableId>) -> Option<TableId> {
    let open = |table: &TableId| view.table_status(*table) == TableStatus::Open;
    if let Some(table) = at_hand.filter(open) {
        return Some(table);
    }
    let only = |mut found: Vec<TableId>| if found.len() == 1 { found.pop() } else { None };
    only(view.moves_due().collect()).or_else(|| only(view.own_tables().filter(open).collect()))
}

/// The text on a table with some options changed.
///
/// # Errors
/// If there is no text, or a word names no option.
pub fn changed_text<'a>(
    view: &View<'_>,
    table: TableId,
    words: impl Iterator<Item = &'a str>,
) -> Result<Package, Misread> {
    let names = view.scenario().catalogue();
    let text = view.table(table).and_then(|now| now.text);
    let mut text = text.map_or(Package::default(), |text| text.package);
    for word in words {
        let (clause, option) = notation::table::read_choice(names, table, word)?;
        text = text.with(usize::from(clause), usize::from(option));
    }
    Ok(text)
}

fn amended(view: &View<'_>, line: &str) -> Result<String, Misread> {
    let names = view.scenario().catalogue();
    let mut words = line.split_whitespace().skip(1);
    let table = words.next().and_then(|word| names.find_table(word));
    let table = table.ok_or(Misread::Missing(Kind::Table))?;
    let rest: Vec<&str> = words.collect();
    if rest.is_empty() {
        return Err(Misread::Missing(Kind::Clause));
    }
    let text = changed_text(view, table, rest.into_iter())?;
    let words = notation::table::write_text(names, table, text);
    Ok(format!("propose {} {words}", names.table(table)))
}
