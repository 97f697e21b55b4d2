//! An order as a person types it: with the shortcuts that a seat's view allows, and no hint of what it can't know.

use crate::model::{EventId, Order, Subject};
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
        | Order::End => order,
    }
}
