//! A delegation at a table of the game: what the seat's view says, put to the bargaining core, and its move as an order.

pub mod assess;
pub mod closing;
pub mod moved;
pub mod staff;

use crate::agents::bargain::beliefs::Belief;
use crate::agents::bargain::delegation::{Decision, Delegation, Outlook as Position, Temper};
use crate::agents::own_key;
use crate::analysis::exact::concession::Curve;
use crate::analysis::exact::protocol::{Move, Standing, Text, Turn};
use crate::model::{
    ActorId, Order, Package, PerMille, Points, TableId, TableOrder, TableStatus, Utility,
};
use crate::rules::View;
use crate::rules::state::tables::{Offer, TableState};
use crate::scenario::{Bargaining, HoldOuts, Manner, NegotiatingTable, Rate, Temper as Reputation};

/// How far a party answers what the others give rather than going by the clock, per mille.
const RECIPROCITY: PerMille = PerMille(300);
/// What a party gives unasked over the whole time, per mille of what it has to give.
const KINDNESS: PerMille = PerMille(250);
/// A party that can gain less than this over no agreement holds rather than concede, per mille of its scale.
const STALLS_BELOW: PerMille = PerMille(15);
/// A party with a name for giving in late leaves when so much of the time has passed without a text worth having.
const PATIENCE: PerMille = PerMille(850);
/// After this share of the time a party takes what everybody else stands by rather than count on better, per mille.
const CLOSES: PerMille = PerMille(700);
/// What the options beside the one to which a party has committed itself in public count less for it, as others see it,
/// in millionths.
const FACE: i64 = 150_000;

/// What a seat does at a table where its move is due; the last order is a move.
#[must_use]
pub fn negotiate(view: &View<'_>, table: TableId, plan: &Bargaining) -> Vec<TableOrder> {
    let Some(now) = view.table(table) else {
        return vec![TableOrder::Hold];
    };
    let mut orders = prepare(view, (table, now), plan);
    orders.push(match plan.manner {
        Manner::Trade => trading(view, (table, now), plan),
        Manner::Ram => ram(view, (table, now), plan),
        Manner::Absent => TableOrder::Hold,
    });
    orders
}

/// Soundings before the first moves, side payments to whoever is furthest from the text when time runs out.
fn prepare(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    plan: &Bargaining,
) -> Vec<TableOrder> {
    let mut orders = Vec::new();
    let mut left = view.capital().minus(plan.keeps);
    let mut afford = |order: TableOrder| {
        let cost = view.table_price(table, order);
        let legal = view.check(&Order::Table(table, order)).is_ok();
        let paid = legal && cost <= left;
        if paid {
            left = left.minus(cost);
        }
        paid
    };
    let others = now.present.without(view.seat().0);
    let sounded = now.known.iter().filter(|it| it.by == view.seat().0);
    let mut sounded: Vec<ActorId> = sounded.map(|it| it.of).collect();
    sounded.dedup();
    let wanted = usize::from(plan.soundings).saturating_sub(sounded.len());
    let fresh = others.iter().filter(|other| !sounded.contains(other));
    let asks = fresh.map(TableOrder::SoundOut).take(wanted);
    orders.extend(asks.filter(|order| afford(*order)));
    let late = u16::from(now.round) * 2 >= u16::from(now.deadline);
    if let Some(text) = now.text.filter(|_| late && plan.payments > 0) {
        let mine = now.promises.iter().filter(|it| it.by == view.seat().0);
        let spent = mine.count();
        let short = others.iter().filter_map(|other| {
            let margin = view.outlook(table, other)?.margin(text.package);
            (margin < Points::whole(3)).then_some((margin, other))
        });
        if let Some((_, to)) = short.min().filter(|_| spent < usize::from(plan.payments)) {
            let definition = view.scenario().table(table);
            let all = 0..u8::try_from(definition.payments.len()).unwrap_or(u8::MAX);
            let offers = all.map(|payment| TableOrder::Pay { payment, to });
            orders.extend(offers.filter(|order| afford(*order)).take(1));
        }
    }
    orders
}

/// The move of a delegation that bargains. Once the last round is over it signs with some only if its plan says so.
fn trading(view: &View<'_>, (table, now): (TableId, &TableState), plan: &Bargaining) -> TableOrder {
    if now.round >= now.deadline {
        return last_word(view, (table, now), plan);
    }
    let consents = now.accepted().contains(view.seat().0);
    match trade(view, (table, now)).map(|it| it.made) {
        Some(Move::Accept) if consents => TableOrder::Hold,
        Some(made) => as_order(made),
        None => TableOrder::Hold,
    }
}

/// What the convener does when the last round has ended without everybody.
fn last_word(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    plan: &Bargaining,
) -> TableOrder {
    let me = view.seat().0;
    let found = now.signable(view.scenario().table(table), me);
    let margin = found.and_then(|(text, _)| Some(view.outlook(table, me)?.margin(text)));
    match (plan.hold_outs, margin) {
        (HoldOuts::LeftOut, Some(margin)) if margin >= Points::ZERO => TableOrder::SignWithout,
        (HoldOuts::LeftOut | HoldOuts::WaitedFor, _) => TableOrder::Hold,
    }
}

const fn as_order(made: Move) -> TableOrder {
    match made {
        Move::Offer(text) => TableOrder::Propose(text),
        Move::Accept => TableOrder::Accept,
        Move::Hold => TableOrder::Hold,
        Move::WalkOut => TableOrder::WalkOut,
    }
}

/// What a delegation that bargains decides now, with its reasons; `None` if the seat has none here.
#[must_use]
pub fn trade(view: &View<'_>, (table, now): (TableId, &TableState)) -> Option<Decision> {
    let definition = view.scenario().table(table);
    let own = view.outlook(table, view.seat().0)?.utility;
    let party = place(now, view.seat().0)?;
    let believed = believed(view, table, now);
    let history = history(now);
    let present: Vec<bool> = now
        .delegations
        .iter()
        .map(|it| now.present.contains(it.actor))
        .collect();
    let accepted: Vec<bool> = now
        .delegations
        .iter()
        .map(|it| now.accepted().contains(it.actor))
        .collect();
    let tied: Vec<(usize, usize)> = now
        .linked
        .iter()
        .map(|(one, other)| (usize::from(*one), usize::from(*other)))
        .collect();
    let sizes = on_the_table(definition, now);
    let position = Position {
        table: Standing {
            party,
            round: u32::from(now.round) + 1,
            rounds: u32::from(now.deadline),
            text: now.text.map(|text| as_text(now, text.by, text.package)),
            accepted: &accepted,
            present: &present,
            history: &history,
        },
        clauses: &sizes,
        tied: &tied,
        own: &own,
        reservation: own.reservation,
        believed: &believed,
    };
    let temper = temper(view, (table, definition));
    Some(Delegation::default().decide(&temper, &position))
}

/// How many options each clause has; items that are not on the agenda have none but silence.
fn on_the_table(definition: &NegotiatingTable, now: &TableState) -> Vec<usize> {
    let clauses = definition.clauses.iter().enumerate();
    let count = |(at, clause): (usize, &crate::scenario::Clause)| match clause.standing {
        crate::scenario::Standing::Item if !now.has_item(at) => 1,
        crate::scenario::Standing::Item | crate::scenario::Standing::Core => clause.options.len(),
    };
    clauses.map(count).collect()
}

/// A party by its place among the delegations; a mediator has a place behind all of them.
fn place(now: &TableState, actor: ActorId) -> Option<usize> {
    now.delegations.iter().position(|it| it.actor == actor)
}

fn as_text(now: &TableState, by: ActorId, package: Package) -> Text {
    let party = place(now, by).unwrap_or(now.delegations.len());
    Text { party, package }
}

fn history(now: &TableState) -> Vec<Turn> {
    let offers = now.offers.iter().map(|offer| Turn {
        round: u32::from(offer.round) + 1,
        party: as_text(now, offer.by, offer.package).party,
        made: Move::Offer(offer.package),
    });
    offers.collect()
}

/// What this seat believes texts to be worth to each delegation, by place: the files, what it was told, and what the texts
/// that they put forward say.
#[must_use]
pub fn believed(view: &View<'_>, table: TableId, now: &TableState) -> Vec<Utility> {
    let accepts = |actor| now.text.filter(|_| now.accepted().contains(actor));
    let each = now.delegations.iter().map(|delegation| {
        let actor = delegation.actor;
        let signs = accepts(actor).map(|text| text.package);
        believed_after(view, (table, now), actor, &now.offers, signs)
    });
    each.collect()
}

/// The same of one party, after these texts, and after it said that it would sign another.
fn believed_after(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    actor: ActorId,
    offers: &[Offer],
    signs: Option<Package>,
) -> Utility {
    let Some(prior) = view.outlook(table, actor) else {
        return Utility::default();
    };
    if actor == view.seat().0 {
        return prior.utility;
    }
    let mut belief = Belief::new(&with_stands(prior.utility, now, actor));
    for offer in offers.iter().filter(|offer| offer.by == actor) {
        belief.hear(offer.package);
    }
    if let Some(text) = signs {
        belief.would_sign(text);
    }
    belief.believed()
}

/// What a party said in public binds it in the eyes of the others.
fn with_stands(mut utility: Utility, now: &TableState, actor: ActorId) -> Utility {
    for stand in now.stands.iter().filter(|stand| stand.by == actor) {
        let clause = usize::from(stand.clause);
        let Some(parts) = utility.parts.get_mut(clause) else {
            continue;
        };
        for (option, worth) in parts.iter_mut().enumerate() {
            if option != usize::from(stand.option) {
                *worth -= FACE;
            }
        }
    }
    utility
}

/// How a party concedes, as its reputation has it; in each world it is a little more or less patient than that.
fn temper(view: &View<'_>, (table, definition): (TableId, &NegotiatingTable)) -> Temper {
    let party = definition
        .place(view.seat().0)
        .and_then(|place| definition.parties.get(place));
    let reputation = party.map_or(Reputation::Linear, |party| party.temper);
    Temper {
        stalls_below: STALLS_BELOW,
        patience: match reputation {
            Reputation::Boulware if view.other_tables(table, view.seat().0) > 0 => PATIENCE,
            Reputation::Boulware | Reputation::Linear | Reputation::Conceder => PerMille(1000),
        },
        ..reputed(reputation)
    }
}

/// How a party of a reputation gives in, as everybody knows it.
const fn reputed(reputation: Reputation) -> Temper {
    let mut temper = Temper::by_the_clock(curve(reputation));
    temper.reciprocity = RECIPROCITY;
    temper.kindness = KINDNESS;
    temper.closes = CLOSES;
    temper
}

/// The curve of a reputation.
#[must_use]
pub const fn curve(reputation: Reputation) -> Curve {
    match reputation {
        Reputation::Boulware => Curve::BOULWARE,
        Reputation::Linear => Curve::LINEAR,
        Reputation::Conceder => Curve::CONCEDER,
    }
}

/// Rams a text through: its own best, again and again, and signature with whoever is left to sign.
fn ram(view: &View<'_>, (table, now): (TableId, &TableState), plan: &Bargaining) -> TableOrder {
    let definition = view.scenario().table(table);
    let Some(own) = view.outlook(table, view.seat().0) else {
        return TableOrder::Hold;
    };
    let best = own_best(&own.utility, &on_the_table(definition, now));
    if now.round >= now.deadline {
        return last_word(view, (table, now), plan);
    }
    let signable = now.signable(definition, view.seat().0);
    let order = Order::Table(table, TableOrder::SignWithout);
    let signs = view.check(&order).is_ok() && signable.is_some_and(|(text, _)| text == best);
    let mine = now.text.is_some_and(|text| text.package == best);
    let worth = now.text.map(|text| own.margin(text.package));
    let good = worth.is_some_and(|worth| worth >= own.margin(best).scaled(9, 10));
    let fine = worth.is_some_and(|worth| worth >= Points::ZERO);
    let last = now.round.saturating_add(1) >= now.deadline;
    match (mine, signs) {
        (_, true) => TableOrder::SignWithout,
        (true, false) if !last => TableOrder::Hold,
        _ if (good || (fine && last)) && now.accepted().contains(view.seat().0) => TableOrder::Hold,
        _ if good || (fine && last) => TableOrder::Accept,
        _ => TableOrder::Propose(best),
    }
}

/// The best text of a utility, clause by clause, linkages left aside.
fn own_best(utility: &Utility, sizes: &[usize]) -> Package {
    let mut best = Package::default();
    for (clause, parts) in utility.parts.iter().enumerate() {
        let free = parts.iter().take(*sizes.get(clause).unwrap_or(&1));
        let top = free
            .enumerate()
            .max_by_key(|(option, worth)| (**worth, std::cmp::Reverse(*option)));
        best = best.with(clause, top.map_or(0, |(option, _)| option));
    }
    best
}

/// What a seat does about tables with its plan: it signs later what works, and comes back where the text has become good.
#[must_use]
pub fn afterthoughts(view: &View<'_>) -> Vec<Order> {
    let mut orders = Vec::new();
    for table in view.own_tables() {
        let Some(now) = view.table(table) else {
            continue;
        };
        let me = view.seat().0;
        let order = match now.status {
            TableStatus::InForce => view
                .accession_margin(table, me)
                .filter(|margin| *margin >= Points::ZERO)
                .map(|_| TableOrder::Accede),
            TableStatus::Open => now.text.and_then(|text| {
                let margin = view.outlook(table, me)?.margin(text.package);
                let price = view.scenario().lens().points(Rate::ReturnCost);
                (margin >= price).then_some(TableOrder::Return)
            }),
            TableStatus::Untried | TableStatus::Signed | TableStatus::Failed => None,
        };
        let order = order.map(|order| Order::Table(table, order));
        orders.extend(order.filter(|order| view.check(order).is_ok()));
    }
    orders
}

/// A move of a seat that draws it: usually what a delegation would do, sometimes anything that is legal.
pub(super) fn random_move(
    view: &View<'_>,
    table: TableId,
    (seed, subject): (u64, u64),
) -> Vec<TableOrder> {
    let Some(now) = view.table(table) else {
        return vec![TableOrder::Hold];
    };
    let step = 3_000 + u32::from(now.round) * 64 + u32::from(table.0);
    let draw =
        |extra: u32, bound: u32| own_key(seed, subject, view, step + extra * 4_096).below(bound);
    let actors: Vec<ActorId> = now.present.without(view.seat().0).iter().collect();
    let pick = |extra: u32| {
        let count = u32::try_from(actors.len()).unwrap_or(0);
        actors
            .get(usize::try_from(draw(extra, count)).unwrap_or(0))
            .copied()
    };
    let clause = |extra: u32| {
        let clauses = view.scenario().table(table).clauses.len();
        u8::try_from(draw(extra, u32::try_from(clauses).unwrap_or(1))).unwrap_or(0)
    };
    let mut orders = Vec::new();
    let someone = pick(1);
    let instrument = match draw(2, 24) {
        0 => someone.map(TableOrder::SoundOut),
        1 => someone.map(TableOrder::Caucus),
        2 => someone.map(|to| TableOrder::Pay { payment: 0, to }),
        3 => Some(TableOrder::TrackTwo),
        4 => view
            .scenario()
            .table(table)
            .mediators
            .iter()
            .next()
            .map(TableOrder::Mediate),
        5 => Some(TableOrder::LinkClauses(clause(3), clause(4))),
        6 => Some(TableOrder::Commit {
            clause: clause(5),
            option: 1,
        }),
        7 => Some(TableOrder::Item(clause(6))),
        8 => Some(TableOrder::Deadline(now.deadline.saturating_add(2))),
        9 => view
            .own_tables()
            .find(|other| *other != table)
            .map(TableOrder::LinkTable),
        10 => Some(TableOrder::Adjourn),
        _ => None,
    };
    orders.extend(instrument);
    orders.push(match draw(7, 12) {
        0 => TableOrder::Accept,
        1 => TableOrder::SignWithout,
        2 => TableOrder::WalkOut,
        3 => TableOrder::Hold,
        _ => trading(view, (table, now), &Bargaining::default()),
    });
    orders.retain(|order| view.check(&Order::Table(table, *order)).is_ok());
    orders
}
