//! What closes a table from where it stands: who stands by a text, whose consent is missing and can still come, and what the
//! seat itself could do next. From beliefs and from what everybody at the table has heard; structured, without prose.

use crate::agents::table::assess::Assessment;
use crate::model::{ActorId, ActorSet, Order, Package, PerMille, Points, TableId, TableOrder};
use crate::rules::View;
use crate::rules::state::tables::TableState;

/// Odds from which a party is believed rather to accept than not, per mille.
const LIKELY: PerMille = PerMille(500);

/// How a text could be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Those at the table who stand by it, in the order in which they speak.
    pub stand: Vec<ActorId>,
    /// The others whose consent is missing, oneself left out, in the order in which they speak.
    pub missing: Vec<ActorId>,
    /// Whether the round under way is the last one.
    pub last_round: bool,
    /// What comes next.
    pub next: Next,
    /// With whom one could sign it without the rest now, oneself included; `None` if it takes more.
    pub without: Option<ActorSet>,
}

/// What closes the table next, or what stands in the way of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// No text is on the table.
    NoText,
    /// Everybody stands by it: it waits for the table to which it is tied.
    Tied,
    /// The rounds are over: only this party may still sign, with these.
    Over(ActorId, ActorSet),
    /// One has walked out, or it is not open yet.
    NotThere,
    /// Everybody else stands by it: with one's consent it is signed. It is worth so much to oneself over no agreement.
    Yours(Points),
    /// Those that are missing are believed to accept it in this round.
    Likely {
        /// Whether one's own consent is missing too.
        mine: bool,
    },
    /// It is worth less to oneself than no agreement, by so much.
    BelowOwn(Points),
    /// One's own home would refuse it.
    Home,
    /// This party is believed to prefer no agreement, by so much.
    BelowTheirs(ActorId, Points),
    /// This party is believed to hold out for so much more in this round.
    HoldsOut(ActorId, Points),
    /// This party has no move left in which to accept it.
    TooLate(ActorId),
    /// Those at the table are too few, or one without whom nothing counts has left.
    CannotCount,
}

/// How the text that is looked at could be signed; `readings` says how it is taken by everybody at the table. `None` where
/// no text is looked at because none is on the table.
#[must_use]
pub fn closing(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    text: Option<Package>,
    readings: &[Assessment],
) -> Closing {
    let me = view.seat().0;
    let backers = text.map_or_else(ActorSet::empty, |text| now.backers(text));
    let order = now.delegations.iter().map(|it| it.actor);
    let here: Vec<ActorId> = order.filter(|it| now.present.contains(*it)).collect();
    let stand = here.iter().copied().filter(|it| backers.contains(*it));
    let missing = here.iter().copied();
    let missing = missing.filter(|it| *it != me && !backers.contains(*it));
    let standing = now.text.is_some_and(|it| Some(it.package) == text);
    let signs = view
        .check(&Order::Table(table, TableOrder::SignWithout))
        .is_ok();
    let found = now.signable(view.scenario().table(table), me);
    let found = found.filter(|(signed, _)| signs && Some(*signed) == text);
    Closing {
        stand: stand.collect(),
        missing: missing.collect(),
        last_round: now.round.saturating_add(1) >= now.deadline,
        next: next(view, (table, now), (text, standing), (&here, readings)),
        without: found
            .map(|(_, signers)| signers)
            .filter(|signers| now.present.0 & !signers.0 != 0),
    }
}

fn next(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    (text, standing): (Option<Package>, bool),
    (here, readings): (&[ActorId], &[Assessment]),
) -> Next {
    let me = view.seat().0;
    let definition = view.scenario().table(table);
    if !now.present.contains(me) || view.turn() <= now.opened {
        return Next::NotThere;
    }
    if let Some(closer) = now.closer(definition) {
        let signers = now.signable(definition, closer);
        return Next::Over(closer, signers.map(|(_, who)| who).unwrap_or_default());
    }
    let Some(text) = text else {
        return Next::NoText;
    };
    if !definition.counts_with(now.present) {
        return Next::CannotCount;
    }
    let backers = now.backers(text);
    let missing: Vec<ActorId> = here
        .iter()
        .copied()
        .filter(|it| *it != me && !backers.contains(*it))
        .collect();
    let own = readings.iter().find(|it| it.actor == me);
    let own = own.map_or(Points::ZERO, |it| it.floor);
    let consents = standing && backers.contains(me);
    if own < Points::ZERO {
        return Next::BelowOwn(own.magnitude());
    }
    if !view.at_home(table, me, text).consents() {
        return Next::Home;
    }
    if missing.is_empty() {
        return if consents {
            Next::Tied
        } else {
            Next::Yours(own)
        };
    }
    let late = missing.iter().find(|it| !has_a_move(now, **it));
    if let Some(late) = late {
        return Next::TooLate(*late);
    }
    let of = |actor: ActorId| readings.iter().find(|it| it.actor == actor);
    let hardest = missing.iter().filter_map(|it| of(*it));
    match hardest.min_by_key(|it| it.now) {
        Some(it) if it.odds >= LIKELY => Next::Likely { mine: !consents },
        Some(it) if it.floor < Points::ZERO => Next::BelowTheirs(it.actor, it.floor.magnitude()),
        Some(it) => Next::HoldsOut(it.actor, it.now.magnitude()),
        None => Next::Likely { mine: !consents },
    }
}

/// Whether a party will speak again before the rounds are over.
pub(super) fn has_a_move(now: &TableState, actor: ActorId) -> bool {
    if now.round.saturating_add(1) < now.deadline {
        return true;
    }
    let place = now.delegations.iter().position(|it| it.actor == actor);
    let speaks = place.is_some_and(|place| place >= usize::from(now.mover));
    now.round < now.deadline && speaks
}
