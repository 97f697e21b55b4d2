//! The adviser at a table: how far each party is from accepting a text, what it minds, and which changes would help. From
//! beliefs, never from the truth; structured, without prose.

use crate::agents::bargain::delegation::insisted;
use crate::agents::table::closing::has_a_move;
use crate::agents::table::{believed, on_the_table, own_best, reputed, trade};
use crate::analysis::exact::concession::{Span, Time};
use crate::analysis::exact::protocol::Move;
use crate::model::{ActorId, Package, PerMille, Points, TableId, Utility};
use crate::rules::View;
use crate::rules::state::tables::{Offer, TableState};
use crate::rules::tables::outlook::Knowledge;
use crate::scenario::{Rate, Temper as Reputation};

/// Millionths of a utility in a thousandth of a point.
const THOUSANDTH: i64 = 10;

/// How a party is believed to take a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Who.
    pub actor: ActorId,
    /// The distance of the text from what the party insists on in this round, in points: at 0 it accepts.
    pub now: Points,
    /// The distance from what no agreement is worth to it: under 0 it will never accept unless the world or the text moves.
    pub floor: Points,
    /// Half the width of the band around both.
    pub band: Points,
    /// How likely it accepts in this round, per mille: the part of the band that lies at or above 0; none for whoever has no
    /// move left.
    pub odds: PerMille,
    /// What it minds most, in points that it would gain by its best option there.
    pub minds: Vec<Minded>,
    /// How many other tables it sits at.
    pub other_tables: usize,
}

/// A clause that a party minds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minded {
    /// The clause.
    pub clause: usize,
    /// What its best option there would give it.
    pub points: Points,
    /// Whether that is known or only believed.
    pub known: Knowledge,
}

/// A change of one clause, or of two, and what it does to each party in points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// The text that results.
    pub text: Package,
    /// What every party gains by it, by place.
    pub gains: Vec<(ActorId, Points)>,
}

/// What the adviser says about a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// Every party at the table, oneself included, in the order in which they speak.
    pub parties: Vec<Assessment>,
    /// The one that stands most in the way, if anybody does.
    pub obstacle: Option<ActorId>,
    /// Changes that would bring the obstacle nearer, the best first.
    pub amendments: Vec<Amendment>,
    /// What texts are believed to be worth to every delegation, those that have left included.
    pub beliefs: Vec<(ActorId, Utility)>,
}

/// What the adviser of this view's seat says about a text at an open table; `None` if the seat has no delegation.
#[must_use]
pub fn advise(view: &View<'_>, table: TableId, text: Package) -> Option<Advice> {
    let now = view.table(table)?;
    let beliefs = believed(view, table, now);
    let sizes = on_the_table(view.scenario().table(table), now);
    let parties = read(view, (table, now), &beliefs, text, &sizes);
    let me = view.seat().0;
    let others = parties.iter().filter(|it| it.actor != me);
    let short = others.filter(|it| it.now < Points::ZERO);
    let obstacle = short.min_by_key(|it| it.now).map(|it| it.actor);
    let amendments = amendments((now, &beliefs), text, &sizes, (me, &parties));
    let actors = now.delegations.iter().map(|it| it.actor);
    Some(Advice {
        parties,
        obstacle,
        amendments,
        beliefs: actors.zip(beliefs).collect(),
    })
}

fn read(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    beliefs: &[Utility],
    text: Package,
    sizes: &[usize],
) -> Vec<Assessment> {
    let seated = now.delegations.iter().zip(beliefs);
    let here = seated.filter(|(it, _)| now.present.contains(it.actor));
    here.filter_map(|(it, belief)| assess(view, (table, now), (it.actor, belief), text, sizes))
        .collect()
}

/// How the parties of an open table are believed to take a text, without advice.
#[must_use]
pub fn readings(view: &View<'_>, table: TableId, text: Package) -> Vec<Assessment> {
    let Some(now) = view.table(table) else {
        return Vec::new();
    };
    let beliefs = believed(view, table, now);
    let sizes = on_the_table(view.scenario().table(table), now);
    read(view, (table, now), &beliefs, text, &sizes)
}

/// The text with which one's own delegation would open; its own best one where it would rather hold.
#[must_use]
pub fn opening(view: &View<'_>, table: TableId) -> Package {
    let now = view.table(table);
    let decided = now.and_then(|now| trade(view, (table, now)));
    match decided.map(|it| it.made) {
        Some(Move::Offer(text)) => text,
        Some(Move::Accept | Move::Hold | Move::WalkOut) | None => now
            .and_then(|now| {
                let own = view.outlook(table, view.seat().0)?.utility;
                let sizes = on_the_table(view.scenario().table(table), now);
                Some(own_best(&own, &sizes))
            })
            .unwrap_or_default(),
    }
}

/// What a party insists on in a round, in millionths: what a text must be worth to it.
pub(super) fn insists(
    at: &Moment<'_>,
    belief: &Utility,
    reservation: i64,
    sizes: &[usize],
    round: u8,
) -> i64 {
    let span = Span {
        reservation,
        best: best(belief, sizes).max(reservation),
    };
    let time = Time::new(u32::from(round) + 1, u32::from(at.now.deadline).max(1));
    let (level, _) = insisted(&reputed(at.temper), time, span, gained(at, belief));
    level.max(reservation)
}

/// What is believed to be enough for a party late in the talks if all others stand by a text, oneself among them: no
/// agreement, and the best that it heard in as many rounds as are left. `None` early on, or while another is missing.
fn closes_at(me: ActorId, at: &Moment<'_>, belief: &Utility, text: Package) -> Option<i64> {
    let (round, rounds) = (
        u32::from(at.now.round) + 1,
        u32::from(at.now.deadline).max(1),
    );
    let late = Time::new(round, rounds).per_mille() > i64::from(reputed(at.temper).closes.0);
    let mut others = at.now.present.without(at.actor).without(me).iter();
    let all = at.actor != me && others.all(|it| at.now.stance(it) == Some(text));
    if !late || !all {
        return None;
    }
    let left = rounds.saturating_sub(round);
    let heard = at.offers.iter().filter(|it| {
        it.by != at.actor && u32::from(it.round) + 1 + left > round && it.package != text
    });
    let best = heard.map(|it| belief.of_package(it.package)).max();
    Some(belief.reservation.max(best.unwrap_or(belief.reservation)))
}

/// A party at a table after some of the texts so far.
pub(super) struct Moment<'a> {
    pub now: &'a TableState,
    pub actor: ActorId,
    pub temper: Reputation,
    pub offers: &'a [Offer],
}

/// By how much the texts of the others have improved for a party since their first ones: the mean over those who put any
/// forward, nothing where they got worse.
fn gained(at: &Moment<'_>, belief: &Utility) -> i64 {
    let others = at.now.present.without(at.actor);
    let (mut sum, mut count) = (0_i64, 0_i64);
    for other in others.iter() {
        let mut texts = at.offers.iter().filter(|it| it.by == other);
        let Some(first) = texts.next() else {
            continue;
        };
        let last = texts.next_back().unwrap_or(first);
        let gain = belief.of_package(last.package) - belief.of_package(first.package);
        sum += gain.max(0);
        count += 1;
    }
    sum / count.max(1)
}

/// The distance of each text from what no agreement is worth, party by party in the order in which they speak.
#[must_use]
pub fn floors(view: &View<'_>, table: TableId, texts: &[Package]) -> Vec<Vec<(ActorId, Points)>> {
    let Some(now) = view.table(table) else {
        return Vec::new();
    };
    let beliefs = believed(view, table, now);
    let floor = |belief: &Utility, text| points(belief.of_package(text) - belief.reservation);
    let each = |text: &Package| {
        let seated = now.delegations.iter().zip(&beliefs);
        let line = seated.map(|(it, belief)| (it.actor, floor(belief, *text)));
        line.collect()
    };
    texts.iter().map(each).collect()
}

/// The band around a party's distance after it was sounded out: without its reserve, and without the clause that counts
/// most of what is not known.
#[must_use]
pub fn band_once_sounded(
    view: &View<'_>,
    table: TableId,
    of: ActorId,
    text: Package,
) -> Option<(Points, Points)> {
    let mut outlook = view.outlook(table, of)?;
    let before = outlook.band(text);
    if !outlook.knows_reserve() {
        let reserve = i64::from(view.scenario().lens().points(Rate::TableReserve).raw());
        let whole = i64::from(outlook.reservation.band.raw());
        let left = (whole * whole - reserve * reserve).max(0).isqrt();
        outlook.reservation.band = Points::thousandths(i32::try_from(left).unwrap_or(0));
    }
    let heaviest = outlook
        .weights
        .iter_mut()
        .max_by_key(|(weight, varies)| *weight * *varies);
    if let Some((_, varies)) = heaviest {
        *varies = 0;
    }
    Some((before, outlook.band(text)))
}

fn assess(
    view: &View<'_>,
    (table, now): (TableId, &TableState),
    (actor, belief): (ActorId, &Utility),
    text: Package,
    sizes: &[usize],
) -> Option<Assessment> {
    let outlook = view.outlook(table, actor)?;
    let definition = view.scenario().table(table);
    let place = definition.place(actor)?;
    let worth = belief.of_package(text);
    let temper = definition.parties.get(place)?.temper;
    let offers = &now.offers;
    let at = Moment {
        now,
        actor,
        temper,
        offers,
    };
    let level = insists(&at, belief, belief.reservation, sizes, now.round);
    let level = level.min(closes_at(view.seat().0, &at, belief, text).unwrap_or(level));
    let band = if actor == view.seat().0 {
        Points::ZERO
    } else {
        outlook.band(text)
    };
    // Who stands by a text has accepted it, whatever its files say.
    let stands = now.stance(actor) == Some(text);
    let distance = points(worth - level);
    let distance = if stands {
        distance.max(Points::ZERO)
    } else {
        distance
    };
    let minds = minds(belief, text, sizes, &outlook.weights);
    Some(Assessment {
        actor,
        now: distance,
        floor: points(worth - belief.reservation),
        band,
        odds: match (stands, has_a_move(now, actor)) {
            (true, _) => PerMille(1000),
            (false, true) => odds(distance, band),
            (false, false) => PerMille(0),
        },
        minds,
        other_tables: view.other_tables(table, actor),
    })
}

/// The part of the band around a distance that lies at or above 0, per mille.
#[must_use]
pub fn odds(distance: Points, band: Points) -> PerMille {
    let (distance, band) = (i64::from(distance.raw()), i64::from(band.raw()));
    if band == 0 {
        return PerMille(if distance >= 0 { 1000 } else { 0 });
    }
    let share = (distance + band) * 1000 / (2 * band);
    PerMille(i32::try_from(share.clamp(0, 1000)).unwrap_or(0))
}

fn minds(belief: &Utility, text: Package, sizes: &[usize], weights: &[(i32, i32)]) -> Vec<Minded> {
    let parts = belief.parts.iter().enumerate();
    let lost = parts.map(|(clause, parts)| {
        let free = parts.iter().take(*sizes.get(clause).unwrap_or(&1));
        let best = free.copied().max().unwrap_or(0);
        let here = parts.get(text.option(clause)).copied().unwrap_or(0);
        let varies = weights.get(clause).map_or(0, |(_, varies)| *varies);
        Minded {
            clause,
            points: points(best - here),
            known: if varies == 0 {
                Knowledge::Known
            } else {
                Knowledge::Range
            },
        }
    });
    let mut minded: Vec<Minded> = lost.filter(|it| it.points >= Points::whole(3)).collect();
    minded.sort_by_key(|it| (std::cmp::Reverse(it.points), it.clause));
    minded.truncate(3);
    minded
}

fn best(belief: &Utility, sizes: &[usize]) -> i64 {
    let parts = belief.parts.iter().enumerate();
    let tops = parts.map(|(clause, parts)| {
        let free = parts.iter().take(*sizes.get(clause).unwrap_or(&1));
        free.copied().max().unwrap_or(0)
    });
    let linked = belief.linkages.iter().map(|it| it.bonus.max(0));
    tops.sum::<i64>() + linked.max().unwrap_or(0)
}

/// A party with what a text is worth to it, and how far that lies beyond what it signs for.
struct Seated<'a> {
    actor: ActorId,
    belief: &'a Utility,
    worth: i64,
    beyond: i64,
}

impl Seated<'_> {
    /// What it would have by another text.
    fn gain(&self, other: Package) -> i64 {
        self.belief.of_package(other) - self.worth
    }
}

/// Changes of one clause or two that leave oneself above no agreement: where somebody would not sign, those that bring the
/// least content nearer, else those that are better for oneself and lose nobody.
fn amendments(
    (now, beliefs): (&TableState, &[Utility]),
    text: Package,
    sizes: &[usize],
    (me, parties): (ActorId, &[Assessment]),
) -> Vec<Amendment> {
    let parties = |actor: ActorId| parties.iter().find(|party| party.actor == actor);
    let seated: Vec<Seated<'_>> = now
        .delegations
        .iter()
        .zip(beliefs)
        .filter(|(it, _)| now.present.contains(it.actor))
        .map(|(it, belief)| Seated {
            actor: it.actor,
            belief,
            worth: belief.of_package(text),
            beyond: parties(it.actor).map_or(0, |it| i64::from(it.now.raw()) * THOUSANDTH),
        })
        .collect();
    // How much the least content of the others misses until it would sign, and all of them together, as negative numbers.
    let missing = |other: Package| -> (i64, i64) {
        let others = seated.iter().filter(|it| it.actor != me);
        let each = others.map(|it| (it.beyond + it.gain(other)).min(0));
        each.fold((0, 0), |(worst, all), it| (worst.min(it), all + it))
    };
    let before = missing(text);
    let own = seated.iter().find(|it| it.actor == me);
    let mut found: Vec<((i64, i64, i64), Package)> = Vec::new();
    for other in swaps(text, sizes) {
        let mine = own.map_or(0, |it| it.gain(other));
        if own.is_some_and(|it| it.worth + mine < it.belief.reservation) {
            continue;
        }
        let after = missing(other);
        let helps = match before.0 < 0 {
            true => after.0 > before.0,
            false => after.0 == 0 && mine > 0,
        };
        if helps {
            found.push(((after.0, after.1, mine), other));
        }
    }
    found.sort_by_key(|(worth, other)| (std::cmp::Reverse(*worth), other.bits()));
    found.truncate(4);
    let amendment = |(_, other): ((i64, i64, i64), Package)| Amendment {
        text: other,
        gains: seated
            .iter()
            .map(|it| (it.actor, points(it.gain(other))))
            .collect(),
    };
    found.into_iter().map(amendment).collect()
}

/// Every text that differs in one clause, and every one that differs in two.
fn swaps(text: Package, sizes: &[usize]) -> Vec<Package> {
    let single = |text: Package, from: usize| {
        let clauses = sizes.iter().enumerate().skip(from);
        clauses.flat_map(move |(clause, size)| {
            let options = (0..*size).filter(move |option| *option != text.option(clause));
            options.map(move |option| (clause, text.with(clause, option)))
        })
    };
    let mut all = Vec::new();
    for (clause, one) in single(text, 0) {
        all.push(one);
        all.extend(single(one, clause + 1).map(|(_, two)| two));
    }
    all
}

pub(super) fn points(millionths: i64) -> Points {
    Points::thousandths(i32::try_from(millionths / THOUSANDTH).unwrap_or(0))
}
