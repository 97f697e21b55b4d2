//! What a seat may do about a table now, decided on what it sees.

use crate::model::{ActorId, ActorSet, Order, Package, TableId, TableOrder, TableStatus, Turn};
use crate::rules::conditions::first_unmet;
use crate::rules::eyes::Scope;
use crate::rules::refusal::TableRefusal as No;
use crate::rules::state::tables::TableState;
use crate::rules::tables::{due, price};
use crate::rules::{Refusal, View};
use crate::scenario::{NegotiatingTable, Standing};

/// Whether the seat of this view may do this about a table now.
///
/// # Errors
/// The first reason why not.
pub(in crate::rules) fn check(
    view: &View<'_>,
    table: TableId,
    order: TableOrder,
) -> Result<(), Refusal> {
    let definition = view.scenario().table(table);
    match order {
        TableOrder::Convene { items } => check_convene(view, (table, definition), items)?,
        TableOrder::Recall => check_recall(view, table)?,
        TableOrder::Accede => check_accede(view, table)?,
        TableOrder::Return => check_return(view, table)?,
        TableOrder::Propose(_)
        | TableOrder::Accept
        | TableOrder::Hold
        | TableOrder::SignWithout
        | TableOrder::Adjourn => {
            let now = at_the_table(view, table)?;
            my_move(view, table)?;
            let signs_or_not = matches!(order, TableOrder::SignWithout | TableOrder::Hold);
            if now.round >= now.deadline && !signs_or_not {
                return refuse(No::RoundsOver);
            }
            check_move(view, (table, definition, now), order)?;
        }
        TableOrder::Rest
        | TableOrder::WalkOut
        | TableOrder::SoundOut(_)
        | TableOrder::Pay { .. }
        | TableOrder::Caucus(_)
        | TableOrder::Mediate(_)
        | TableOrder::TrackTwo
        | TableOrder::LinkClauses(..)
        | TableOrder::LinkTable(_)
        | TableOrder::Commit { .. }
        | TableOrder::Deadline(_)
        | TableOrder::Item(_) => {
            let now = at_the_table(view, table)?;
            check_instrument(view, (table, definition, now), order)?;
        }
    }
    affordable(view, table, order)
}

fn affordable(view: &View<'_>, table: TableId, order: TableOrder) -> Result<(), Refusal> {
    let needed = price(view.scenario(), table, order);
    let held = view.capital();
    if needed > held {
        return Err(Refusal::Capital { needed, held });
    }
    Ok(())
}

fn refuse<T>(why: No) -> Result<T, Refusal> {
    Err(Refusal::Table(why))
}

fn check_convene(
    view: &View<'_>,
    (table, definition): (TableId, &NegotiatingTable),
    items: u16,
) -> Result<(), Refusal> {
    if definition.place(view.seat().0).is_none() {
        return refuse(No::NoDelegation);
    }
    if !definition.conveners.contains(view.seat().0) {
        return refuse(No::NotConvener);
    }
    match view.state().table(table).map(|now| now.status) {
        None | Some(TableStatus::Untried | TableStatus::Failed) => {}
        Some(TableStatus::Open) => return refuse(No::AlreadyOpen),
        Some(TableStatus::Signed | TableStatus::InForce) => return refuse(No::AlreadySigned),
    }
    let mut sent = view.state().invitations().iter();
    if sent.any(|it| (it.seat, it.table) == (view.seat(), table)) {
        return refuse(No::AlreadyInvited);
    }
    let strange = (0..16).find(|clause| items >> clause & 1 == 1 && !is_item(definition, *clause));
    if let Some(clause) = strange {
        return refuse(No::NoItem(clause_number(clause)));
    }
    if view.turn() >= view.scenario().calendar().turns {
        return refuse(No::TooLate);
    }
    let scope = Scope::of(view.seat(), None);
    if let Some(place) = first_unmet(view.eyes(), scope, &definition.needs) {
        let place = u8::try_from(place).unwrap_or(u8::MAX);
        return refuse(No::Needs(place));
    }
    let free = view.hands();
    if definition.hands > free {
        return Err(Refusal::Hands {
            needed: definition.hands,
            free,
        });
    }
    Ok(())
}

fn is_item(definition: &NegotiatingTable, clause: usize) -> bool {
    let known = definition.clauses.get(clause);
    known.is_some_and(|clause| clause.standing == Standing::Item)
}

fn clause_number(clause: usize) -> u8 {
    u8::try_from(clause).unwrap_or(u8::MAX)
}

fn check_recall(view: &View<'_>, table: TableId) -> Result<(), Refusal> {
    if view.invitation(table).is_some() || view.intention(table).is_some() {
        Ok(())
    } else {
        refuse(No::NotInvited)
    }
}

fn check_accede(view: &View<'_>, table: TableId) -> Result<(), Refusal> {
    let definition = view.scenario().table(table);
    let now = view.state().table(table);
    if definition.place(view.seat().0).is_none() {
        return refuse(No::NoDelegation);
    }
    if view.intention(table).is_some() {
        return refuse(No::AlreadyMeant);
    }
    let signed = now.filter(|now| now.status == TableStatus::InForce);
    match signed.and_then(|now| now.signed) {
        None => refuse(No::NotInForce),
        Some(text) if text.signers.contains(view.seat().0) => refuse(No::SignedAlready),
        Some(text) => home_consents(view, table, text.package),
    }
}

/// Who signs a text in force later asks at home first.
fn home_consents(view: &View<'_>, table: TableId, text: Package) -> Result<(), Refusal> {
    let me = view.seat().0;
    let verdict = view.at_home(table, me, text);
    match verdict.pivot.filter(|_| !verdict.consents()) {
        Some(pivot) => refuse(No::HomeRefuses(me, pivot)),
        None => Ok(()),
    }
}

fn check_return(view: &View<'_>, table: TableId) -> Result<(), Refusal> {
    let now = open_table(view, table)?;
    if view.intention(table).is_some() {
        return refuse(No::AlreadyMeant);
    }
    if now.present.contains(view.seat().0) {
        return refuse(No::StillThere);
    }
    Ok(())
}

fn open_table<'a>(view: &View<'a>, table: TableId) -> Result<&'a TableState, Refusal> {
    let definition = view.scenario().table(table);
    if definition.place(view.seat().0).is_none() {
        return refuse(No::NoDelegation);
    }
    let now = view.state().table(table);
    let open = now.filter(|now| now.status == TableStatus::Open);
    let Some(open) = open else {
        return refuse(No::NotOpen);
    };
    if view.turn() <= open.opened {
        return refuse(No::NotYet);
    }
    Ok(open)
}

fn at_the_table<'a>(view: &View<'a>, table: TableId) -> Result<&'a TableState, Refusal> {
    let now = open_table(view, table)?;
    if !now.present.contains(view.seat().0) {
        return refuse(No::WalkedOut);
    }
    Ok(now)
}

fn my_move(view: &View<'_>, table: TableId) -> Result<(), Refusal> {
    match due(view.scenario(), view.state(), table) {
        None => refuse(No::NoRound),
        Some(seat) if seat == view.seat() => Ok(()),
        Some(seat) => refuse(No::NotYourMove(seat.0)),
    }
}

type Here<'a> = (TableId, &'a NegotiatingTable, &'a TableState);

fn check_move(view: &View<'_>, here: Here<'_>, order: TableOrder) -> Result<(), Refusal> {
    let (_, definition, now) = here;
    match order {
        TableOrder::Propose(text) => check_text(here, text),
        TableOrder::Accept => match now.text {
            None => refuse(No::NothingOnTheTable),
            Some(_) if now.accepted().contains(view.seat().0) => refuse(No::AcceptedAlready),
            Some(_) => Ok(()),
        },
        TableOrder::SignWithout => {
            if now.text.is_none() {
                return refuse(No::NothingOnTheTable);
            }
            if now.signable(definition, view.seat().0).is_none() {
                check_signers(definition, now.accepted().with(view.seat().0))?;
            }
            if now.tied.is_some() {
                return refuse(No::Tied);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether a text counts with these signers.
fn check_signers(definition: &NegotiatingTable, signers: ActorSet) -> Result<(), Refusal> {
    let (have, needed) = (signers.len(), usize::from(definition.signers_min));
    if have < needed {
        let small = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        return refuse(No::TooFew {
            have: small(have),
            needed: small(needed),
        });
    }
    let missing = definition
        .must_sign
        .iter()
        .find(|it| !signers.contains(*it));
    missing.map_or(Ok(()), |actor| refuse(No::NothingWithout(actor)))
}

/// Whether a text can be put on this table now.
fn check_text((_, definition, now): Here<'_>, text: Package) -> Result<(), Refusal> {
    for (clause, known) in definition.clauses.iter().enumerate() {
        let option = text.option(clause);
        if option >= known.options.len() {
            return refuse(No::NoOption(clause_number(clause)));
        }
        if known.standing == Standing::Item && option > 0 && !now.has_item(clause) {
            return refuse(No::NotOnTheAgenda(clause_number(clause)));
        }
    }
    let beyond = definition.clauses.len()..Package::MOST_CLAUSES;
    if beyond.clone().any(|clause| text.option(clause) > 0) {
        return refuse(No::NoOption(clause_number(definition.clauses.len())));
    }
    let Some(standing) = now.text else {
        return Ok(());
    };
    if standing.package == text {
        return refuse(No::SameText);
    }
    let moved = |clause: u8| {
        let clause = usize::from(clause);
        standing.package.option(clause) != text.option(clause)
    };
    let torn = now
        .linked
        .iter()
        .find(|(one, other)| moved(*one) != moved(*other));
    match torn {
        Some((one, other)) => refuse(No::LinkedClauses(*one, *other)),
        None => Ok(()),
    }
}

fn check_instrument(view: &View<'_>, here: Here<'_>, order: TableOrder) -> Result<(), Refusal> {
    let (table, definition, now) = here;
    let me = view.seat().0;
    match order {
        TableOrder::Rest if now.resting.contains(me) => refuse(No::RestsAlready),
        TableOrder::SoundOut(of) | TableOrder::Caucus(of) => {
            other_party(definition, now, me, of)?;
            let met = now.caucuses.contains(&(me, of));
            if matches!(order, TableOrder::Caucus(_)) && met {
                return refuse(No::MetAlready);
            }
            if matches!(order, TableOrder::SoundOut(_)) && knows_all(view, table, of) {
                return refuse(No::NothingToLearn);
            }
            Ok(())
        }
        TableOrder::Pay { payment, to } => {
            let Some(known) = definition.payments.get(usize::from(payment)) else {
                return refuse(No::NoPayment);
            };
            other_party(definition, now, me, to)?;
            if !known.to.contains(to) {
                return refuse(No::WrongReceiver);
            }
            let mut paid = now.promises.iter();
            if paid.any(|it| (it.to, it.payment) == (to, payment)) {
                return refuse(No::PaidAlready);
            }
            Ok(())
        }
        TableOrder::Mediate(mediator) if !definition.mediators.contains(mediator) => {
            refuse(No::NoMediator)
        }
        TableOrder::TrackTwo if definition.track_two.is_none() => refuse(No::NoTrackTwo),
        TableOrder::LinkClauses(one, other) => check_link(definition, now, one, other),
        TableOrder::LinkTable(other) => check_tie(view, (table, now), other),
        TableOrder::Commit { clause, option } => {
            let known = definition.clauses.get(usize::from(clause));
            if known.is_none_or(|known| usize::from(option) >= known.options.len()) {
                return refuse(No::NoOption(clause));
            }
            let mut stands = now.stands.iter();
            if stands.any(|it| (it.by, it.clause) == (me, clause)) {
                return refuse(No::CommittedAlready);
            }
            Ok(())
        }
        TableOrder::Deadline(rounds) => {
            let (least, most) = (now.round.saturating_add(1), 60);
            if rounds < least || rounds > most || rounds == now.deadline {
                return refuse(No::NoSuchDeadline { least, most });
            }
            Ok(())
        }
        TableOrder::Item(clause) => {
            if !is_item(definition, usize::from(clause)) {
                return refuse(No::NoItem(clause));
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn knows_all(view: &View<'_>, table: TableId, of: ActorId) -> bool {
    let outlook = view.outlook(table, of);
    outlook.is_some_and(|it| {
        let sure = it
            .weights
            .iter()
            .all(|(weight, varies)| *varies == 0 || *weight == 0);
        sure && it.knows_reserve()
    })
}

fn other_party(
    definition: &NegotiatingTable,
    now: &TableState,
    me: ActorId,
    other: ActorId,
) -> Result<(), Refusal> {
    if other == me || definition.place(other).is_none() {
        return refuse(No::NoOtherParty);
    }
    if !now.present.contains(other) {
        return refuse(No::NotPresent(other));
    }
    Ok(())
}

fn check_link(
    definition: &NegotiatingTable,
    now: &TableState,
    one: u8,
    other: u8,
) -> Result<(), Refusal> {
    let clauses = definition.clauses.len();
    if usize::from(one) >= clauses || usize::from(other) >= clauses || one == other {
        return refuse(No::NoLink);
    }
    let known = now.linked.contains(&(one, other)) || now.linked.contains(&(other, one));
    if known {
        return refuse(No::LinkedAlready);
    }
    Ok(())
}

fn check_tie(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    other: TableId,
) -> Result<(), Refusal> {
    let there = at_the_table(view, other)?;
    if other == table || now.tied.is_some() || there.tied.is_some() {
        return refuse(No::LinkedAlready);
    }
    Ok(())
}

/// Whether an order about tables may still be given when the plan of the turn has ended: moves that come due may.
pub(in crate::rules) fn outlives_the_plan(view: &View<'_>, order: &Order) -> bool {
    let Order::Table(table, order) = *order else {
        return false;
    };
    let sits = view.state().table(table).is_some_and(|now| {
        now.status == TableStatus::Open && now.opened < view.turn() && view.turn() > Turn(0)
    });
    sits && !matches!(
        order,
        TableOrder::Convene { .. } | TableOrder::Recall | TableOrder::Return | TableOrder::Accede
    )
}
