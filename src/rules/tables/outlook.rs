//! What a text is worth to a party, and what no agreement is: clauses from the pack, the rest from the world.
//!
//! A margin is the distance between the two in points of 100: at or above zero a party is better off with the text
//! (Raiffa 1982). Through the eyes of a seat, what others hide counts as the files have it, with a band.

use crate::model::{
    ActorId, Figure, Hidden, Owner, Package, Path, Points, TableId, TableStatus, Utility,
};
use crate::rules::eyes::{Eyes, Scope, sees};
use crate::rules::state::tables::TableState;
use crate::scenario::{NegotiatingTable, Rate};

/// Millionths in a point of 100.
pub(in crate::rules) const POINT: i64 = 10_000;

/// Something that moves what no agreement is worth to a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pull {
    /// What its own files say, from the pack.
    Files,
    /// What it must bring home beyond nothing lost.
    Caution,
    /// The standing of the format under whose roof the table meets.
    Roof,
    /// Its political will.
    Will,
    /// The urgency it feels.
    Urgency,
    /// Its trust in the others at the table.
    Trust,
    /// Its working links with them.
    Links,
    /// Its quarrels with them.
    Grievances,
    /// Its delegations at other tables.
    OtherTables,
    /// The breadth of the agenda.
    Agenda,
    /// Side payments that it was promised.
    Payments,
    /// What was agreed in a caucus.
    Caucus,
    /// What it would gain at the table with which this one is tied.
    Tie,
    /// What it keeps to itself.
    Reserve,
}

/// What no agreement is worth to a party, and why: higher means harder to please.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reservation {
    /// In points of 100.
    pub value: Points,
    /// What went into it.
    pub pulls: Vec<(Pull, Points)>,
    /// Half the width of the band around it.
    pub band: Points,
}

/// What a party thinks of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// Utility in millionths, its reservation value included.
    pub utility: Utility,
    /// The reservation with its reasons.
    pub reservation: Reservation,
    /// For each clause its weight per mille, and how far that may be off, per mille of the weight.
    pub weights: Vec<(i32, i32)>,
    /// Whether the private reserve is known.
    pub reserve: Knowledge,
}

/// Whether something hidden is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knowledge {
    /// It is.
    Known,
    /// Only its range is.
    Range,
}

impl Outlook {
    /// The distance of a text from what no agreement is worth, in points.
    #[must_use]
    pub fn margin(&self, text: Package) -> Points {
        let worth = self.utility.of_package(text) - self.utility.reservation;
        Points::thousandths(i32::try_from(worth * 1000 / POINT).unwrap_or(0))
    }

    /// Whether the private reserve is known.
    #[must_use]
    pub fn knows_reserve(&self) -> bool {
        self.reserve == Knowledge::Known
    }

    /// Half the width of the band around that distance: the errors of clauses and reservation, as independent ones.
    #[must_use]
    pub fn band(&self, text: Package) -> Points {
        let mean = self.utility.of_package(text) / 1000;
        let parts = self.weights.iter().zip(&self.utility.parts).enumerate();
        let squares = parts.map(|(clause, ((weight, varies), values))| {
            let weight = i64::from(*weight);
            let part = values.get(text.option(clause)).copied().unwrap_or(0);
            let value = part.checked_div(weight.max(1)).unwrap_or(0);
            // Thousandths of a point: weight‰ × varies‰ × (value − mean)‰ / 10^4.
            let error = weight * i64::from(*varies) * (value - mean) / 10_000;
            error * error
        });
        let reserve = i64::from(self.reservation.band.raw());
        let sum = squares.sum::<i64>() + reserve * reserve;
        Points::thousandths(i32::try_from(sum.isqrt()).unwrap_or(i32::MAX))
    }
}

/// What a party thinks of texts, as these eyes see it; `None` if it has no delegation.
pub(in crate::rules) fn outlook(eyes: Eyes<'_>, table: TableId, actor: ActorId) -> Option<Outlook> {
    let definition = eyes.scenario.table(table);
    let place = definition.place(actor)?;
    let reservation = reservation(eyes, table, actor)?;
    let clauses = 0..definition.clauses.len();
    let hidden = clauses.map(|clause| hidden(eyes, table, actor, clause));
    let hidden: Vec<(i32, i32)> = hidden.collect();
    let weights = definition.weights(place, |clause| hidden[clause].0);
    let mut utility = definition.utility(place, &weights);
    utility.reservation = i64::from(reservation.value.raw()) * POINT / 1000;
    let bands = hidden.iter().map(|(_, varies)| *varies);
    Some(Outlook {
        utility,
        reservation,
        weights: weights.iter().copied().zip(bands).collect(),
        reserve: told(eyes, table, actor, Hidden::Reserve)
            .map_or(Knowledge::Range, |_| Knowledge::Known),
    })
}

/// By how much a weight differs from the files, as these eyes know it, and how far that may be off, per mille.
fn hidden(eyes: Eyes<'_>, table: TableId, actor: ActorId, clause: usize) -> (i32, i32) {
    let definition = eyes.scenario.table(table);
    let varies = definition
        .place(actor)
        .and_then(|place| definition.parties.get(place)?.preferences.get(clause))
        .map_or(0, |known| known.varies);
    let what = Hidden::Weight(u8::try_from(clause).unwrap_or(u8::MAX));
    match told(eyes, table, actor, what) {
        Some(amount) => (i32::from(amount), 0),
        None => (0, varies),
    }
}

/// What these eyes know of something hidden; `None` if nothing.
fn told(eyes: Eyes<'_>, table: TableId, actor: ActorId, what: Hidden) -> Option<i16> {
    let state = eyes.state.table(table)?;
    let own = eyes.seat.is_none_or(|seat| seat.0 == actor);
    if own {
        let delegation = state.delegation(actor)?;
        return Some(match what {
            Hidden::Reserve => delegation.reserve,
            Hidden::Weight(clause) => *delegation.slants.get(usize::from(clause))?,
        });
    }
    let reader = eyes.seat?.0;
    let mut known = state.known.iter();
    let found = known.find(|it| (it.by, it.of, it.what) == (reader, actor, what));
    found.map(|it| it.amount)
}

/// What no agreement is worth to a party; `None` if it has no delegation at this table.
pub(in crate::rules) fn reservation(
    eyes: Eyes<'_>,
    table: TableId,
    actor: ActorId,
) -> Option<Reservation> {
    let definition = eyes.scenario.table(table);
    let place = definition.place(actor)?;
    let files = &definition.parties.get(place)?.reservation;
    let scope = Scope {
        me: Some(actor),
        ..Scope::default()
    };
    let mut base = files.base;
    let mut band = Band::default();
    for (path, weight) in &files.terms {
        base = base.plus(weigh(eyes, scope, *path, Points::whole(*weight)));
        band.add_path(eyes, scope, *path, Points::whole(*weight));
    }
    let mut pulls = vec![(Pull::Files, base)];
    pulls.extend(from_the_world(eyes, (table, definition), actor, &mut band));
    if let Some(state) = eyes.state.table(table) {
        pulls.extend(from_the_table(
            eyes,
            (table, definition, state),
            actor,
            &mut band,
        ));
    }
    let sum = pulls
        .iter()
        .fold(Points::ZERO, |sum, (_, by)| sum.plus(*by));
    Some(Reservation {
        value: sum.clamp_to(Points::whole(5), Points::whole(95)),
        pulls,
        band: band.width(),
    })
}

/// Will, urgency, trust, links, quarrels: what the world makes of a party's patience.
fn from_the_world(
    eyes: Eyes<'_>,
    (table, definition): (TableId, &NegotiatingTable),
    actor: ActorId,
    band: &mut Band,
) -> Vec<(Pull, Points)> {
    let lens = eyes.scenario.lens();
    let slots = eyes.scenario.slots();
    let mut own = |figure: Figure, rate: Rate, neutral: i32| {
        let slot = slots.of_actor(figure, actor)?;
        let weight = lens.points(rate);
        band.add(eyes, slot, weight);
        let value = eyes.figure(slot).minus(Points::whole(neutral));
        Some(Points::ZERO.minus(weight.scaled(i64::from(value.raw()), 50_000)))
    };
    let will = own(Figure::Will, Rate::TableWill, 50).map(|by| (Pull::Will, by));
    let urgency = own(Figure::Urgency, Rate::TableUrgency, 0).map(|by| (Pull::Urgency, by));
    let present = eyes
        .state
        .table(table)
        .map_or(definition.members(), |state| state.present);
    let others = present.without(actor);
    let towards = |value: &dyn Fn(ActorId) -> Option<Points>, rate: Rate, sign: i64| {
        let known: Vec<i64> = others
            .iter()
            .filter_map(|other| value(other).map(|it| i64::from(it.raw()) - 50_000))
            .collect();
        let count = i64::try_from(known.len()).unwrap_or(1);
        let mean = known.iter().sum::<i64>().checked_div(count)?;
        Some(lens.points(rate).scaled(sign * mean, 50_000))
    };
    let pair = |figure: Figure| {
        move |other: ActorId| {
            let slot = slots.of_pair(figure, actor, other)?;
            Some(eyes.figure(slot))
        }
    };
    let trust = |other: ActorId| eyes.trust(actor, other);
    let (links, quarrels) = (pair(Figure::Network), pair(Figure::Grievance));
    let trust = towards(&trust, Rate::TableTrust, -1).map(|by| (Pull::Trust, by));
    let links = towards(&links, Rate::TableLinks, -1).map(|by| (Pull::Links, by));
    let quarrels = towards(&quarrels, Rate::TableGrievances, 1).map(|by| (Pull::Grievances, by));
    let caution = Some((Pull::Caution, lens.points(Rate::TableCaution)));
    let roof = roof(eyes, definition).map(|by| (Pull::Roof, by));
    [caution, roof, will, urgency, trust, links, quarrels]
        .into_iter()
        .flatten()
        .collect()
}

/// What the standing of the format adds to everybody's patience: who meets under a roof that may fall gives less for it.
fn roof(eyes: Eyes<'_>, definition: &NegotiatingTable) -> Option<Points> {
    let owner = Owner::Format(definition.format?);
    let slot = eyes.scenario.slots().of_owner(Figure::Standing, owner)?;
    let short = Points::whole(40).minus(eyes.figure(slot));
    let weight = eyes.scenario.lens().points(Rate::TableRoof);
    Some(weight.scaled(i64::from(short.raw()), 50_000))
}

/// Other delegations, the agenda, payments, caucuses, a tie, and the reserve.
fn from_the_table(
    eyes: Eyes<'_>,
    (table, definition, state): (TableId, &NegotiatingTable, &TableState),
    actor: ActorId,
    band: &mut Band,
) -> Vec<(Pull, Points)> {
    let lens = eyes.scenario.lens();
    let less = |points: Points| Points::ZERO.minus(points);
    let busy = i64::try_from(other_tables(eyes, table, actor)).unwrap_or(0);
    let toll = lens.points(Rate::DelegationToll).scaled(busy, 1);
    let paid = state.promises.iter().filter(|promise| promise.to == actor);
    let paid = paid.filter_map(|it| definition.payments.get(usize::from(it.payment)));
    let paid = paid.fold(Points::ZERO, |sum, payment| sum.plus(payment.worth));
    let met = |it: &&(ActorId, ActorId)| it.0 == actor || it.1 == actor;
    let met = i64::try_from(state.caucuses.iter().filter(met).count()).unwrap_or(0);
    let met = lens.points(Rate::CaucusWorth).scaled(met, 1);
    let mut pulls = vec![
        (Pull::OtherTables, toll),
        (Pull::Agenda, breadth(eyes, definition, state)),
        (Pull::Payments, less(paid)),
        (Pull::Caucus, less(met)),
    ];
    pulls.extend(gain_at(eyes, state.tied, actor).map(|gain| (Pull::Tie, less(gain))));
    match told(eyes, table, actor, Hidden::Reserve) {
        Some(tenths) => {
            let reserve = Points::thousandths(i32::from(tenths) * 100);
            pulls.push((Pull::Reserve, reserve));
        }
        None => band.add_points(lens.points(Rate::TableReserve)),
    }
    pulls.retain(|(_, by)| *by != Points::ZERO);
    pulls
}

/// How many other tables a party has a delegation at.
pub(in crate::rules) fn other_tables(eyes: Eyes<'_>, table: TableId, actor: ActorId) -> usize {
    let others = eyes.scenario.tables().filter(|(id, _)| *id != table);
    let open = others.filter(|(id, _)| {
        let state = eyes.state.table(*id);
        state.is_some_and(|it| it.status == TableStatus::Open && it.present.contains(actor))
    });
    open.count()
}

/// What a party would gain by the text on a table with which this one is tied, without that tie.
fn gain_at(eyes: Eyes<'_>, tied: Option<TableId>, actor: ActorId) -> Option<Points> {
    let other = tied?;
    let state = eyes.state.table(other)?;
    let text = state.text.filter(|_| state.status == TableStatus::Open)?;
    // A copy without the tie, so that two tied tables don't ask each other for ever.
    let definition = eyes.scenario.table(other);
    let place = definition.place(actor)?;
    let clauses = 0..definition.clauses.len();
    let slants: Vec<i32> = clauses
        .map(|clause| hidden(eyes, other, actor, clause).0)
        .collect();
    let weights = definition.weights(place, |clause| slants[clause]);
    let worth = definition.utility(place, &weights).of_package(text.package);
    let base = i64::from(definition.parties.get(place)?.reservation.base.raw()) * POINT / 1000;
    let gain = (worth - base) * 1000 / POINT;
    Some(Points::thousandths(i32::try_from(gain).unwrap_or(0)))
}

fn weigh(eyes: Eyes<'_>, scope: Scope, path: Path, weight: Points) -> Points {
    let (mut sum, mut count) = (0_i64, 0_i64);
    eyes.values(scope, path, |value| {
        sum += i64::from(value.raw()) - 50_000;
        count += 1;
    });
    weight.scaled(sum.checked_div(count).unwrap_or(0), 50_000)
}

/// Independent errors, added up as squares.
#[derive(Default)]
struct Band {
    squares: i64,
}

impl Band {
    fn add_points(&mut self, points: Points) {
        let error = i64::from(points.raw());
        self.squares = self.squares.saturating_add(error * error);
    }

    /// The error of a figure that these eyes only estimate, with its weight per 50 points.
    fn add(&mut self, eyes: Eyes<'_>, slot: crate::model::FigureId, weight: Points) {
        let Some(seat) = eyes.seat else { return };
        if sees(eyes.scenario, seat, slot) {
            return;
        }
        if let Some(known) = eyes.state.estimate(seat, slot) {
            let band = known.band_at(eyes.state.turn(), eyes.scenario.slots().get(slot));
            let error = i64::from(band.points().raw());
            self.add_points(weight.scaled(error, 50_000));
        }
    }

    fn add_path(&mut self, eyes: Eyes<'_>, scope: Scope, path: Path, weight: Points) {
        let mut found = Vec::new();
        eyes.slots(scope, path, |slot| found.push(slot));
        found
            .into_iter()
            .for_each(|slot| self.add(eyes, slot, weight));
    }

    fn width(&self) -> Points {
        Points::thousandths(i32::try_from(self.squares.isqrt()).unwrap_or(i32::MAX))
    }
}

/// How many other subjects a table's format discusses.
fn other_subjects(eyes: Eyes<'_>, definition: &NegotiatingTable) -> i64 {
    let own = eyes.scenario.mechanism(definition.mechanism).measure;
    let Some(format) = definition.format else {
        return 0;
    };
    let format = eyes.state.format(format);
    i64::from(format.items() - u32::from(format.discusses(own)))
}

/// What the agenda adds to what a text must bring: its own items give something to trade and something to quarrel over
/// (an inverted U), the other subjects of the format only wait.
fn breadth(eyes: Eyes<'_>, definition: &NegotiatingTable, state: &TableState) -> Points {
    let rate = |rate: Rate, times: i64| eyes.scenario.lens().points(rate).scaled(times, 1);
    let items = i64::from(state.items.count_ones());
    let others = rate(Rate::AgendaDilution, other_subjects(eyes, definition));
    let burden = rate(Rate::AgendaBurden, items * items);
    burden.plus(others).minus(rate(Rate::AgendaTrades, items))
}
