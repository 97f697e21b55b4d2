//! What seats are told of others without asking, what is made to look other than it is, and how that comes out.

use crate::model::{
    ActorId, Band, Cause, Figure, FigureId, PerMille, Points, ReportId, Rule, SeatId, Turn, What,
};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::conditions::all_hold;
use crate::rules::effects::subject_hash;
use crate::rules::eyes::{Eyes, Scope, sees};
use crate::rules::state::scribe::Scribe;
use crate::rules::state::{Feint, State};
use crate::scenario::{Interests, Rate, Report, Scenario};

/// What a seat reads of a private figure: what it looks like, with an even error within the band.
pub(in crate::rules) fn misread(
    scenario: &Scenario,
    state: &State,
    (seat, figure, band): (SeatId, FigureId, Points),
) -> Points {
    reading(scenario, state, (seat, figure), (band, Points::ZERO, 0))
}

/// What a source that leans reads. Sources of different `step` err differently in the same turn.
fn reading(
    scenario: &Scenario,
    state: &State,
    (seat, figure): (SeatId, FigureId),
    (band, leans, step): (Points, Points, u32),
) -> Points {
    let slot = scenario.slots().get(figure);
    let key = Key {
        seed: state.seed(),
        turn: state.turn(),
        purpose: Purpose::Reading,
        subject: combine(&[name_hash(scenario, figure), subject_hash(scenario, seat.0)]),
        step,
    };
    let error = Points::thousandths(key.error(band.raw()));
    let shown = match feint_about(state, figure) {
        Some(feint) => left_of(feint, insight(scenario, state, seat, figure)),
        None => Points::ZERO,
    };
    let read = state.figure(figure).plus(shown).plus(leans).plus(error);
    read.clamp_to(slot.low, slot.high)
}

/// How far a feint of at most `by` goes this time: drawn evenly from nothing to all of it.
pub(in crate::rules) fn drawn_feint(
    scenario: &Scenario,
    state: &State,
    figure: FigureId,
    by: Points,
) -> Points {
    let half = by.scaled(1, 2);
    let key = feint_key(scenario, state, figure, Purpose::Feint);
    half.plus(Points::thousandths(key.error(half.raw().abs())))
}

/// Reports that come this turn narrow the estimates that are wider.
pub(in crate::rules) fn deliver(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let seats: Vec<SeatId> = scenario.seats().collect();
    for (id, report) in scenario.reports() {
        let turn = state.turn();
        let due = report.on.iter();
        for (actor, figures) in due.filter(|(it, _)| is_due(turn, (id, report), *it)) {
            let readers = seats.iter().copied();
            for seat in readers.filter(|seat| may_read(report, *actor, *seat)) {
                let news = figures.iter().any(|it| !sees(scenario, seat, *it));
                if news && receives(eyes_of(scenario, state, seat), (report, *actor), seat) {
                    let read = (id, report, *actor, figures.as_slice());
                    report_to(scenario, state, scribe, seat, read);
                }
            }
        }
    }
}

/// Who receives a report, and how wide it is, hangs on what its reader sees: that it comes gives nothing else away.
fn eyes_of<'a>(scenario: &'a Scenario, state: &'a State, seat: SeatId) -> Eyes<'a> {
    Eyes {
        scenario,
        state,
        seat: Some(seat),
    }
}

/// Reports on different capitals come in different turns.
fn is_due(turn: Turn, (id, report): (ReportId, &Report), actor: ActorId) -> bool {
    let shifted = u32::from(turn.0) + u32::from(id.0) + u32::from(actor.0);
    shifted.is_multiple_of(u32::from(report.every.max(1)))
}

/// Whether a seat receives a report on this actor now.
pub(in crate::rules) fn receives(
    eyes: Eyes<'_>,
    (report, actor): (&Report, ActorId),
    seat: SeatId,
) -> bool {
    let scope = Scope::of(seat, Some(actor));
    may_read(report, actor, seat) && all_hold(eyes, scope, &report.when)
}

/// Whether a report on this actor is ever meant for a seat.
fn may_read(report: &Report, actor: ActorId, seat: SeatId) -> bool {
    report.to.contains(seat.0) && seat.0 != actor
}

fn report_to(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    seat: SeatId,
    (id, report, actor, figures): (ReportId, &Report, ActorId, &[FigureId]),
) {
    let scope = Scope::of(seat, Some(actor));
    let width = width(eyes_of(scenario, state, seat), scope, report);
    let mut leans = None;
    for figure in figures.iter().copied() {
        let Some(place) = scenario.slots().hidden_from(seat.0, figure) else {
            continue;
        };
        let slot = scenario.slots().get(figure);
        let band = slot.in_proportion(width);
        let known = state.estimate_at(place, (seat, figure));
        let known = known.map(|it| it.band_at(state.turn().after(1), slot).points());
        if known.is_some_and(|known| band >= known) {
            continue;
        }
        let leans = *leans
            .get_or_insert_with(|| measured(Eyes::truth(scenario, state), scope, &report.leans));
        let by = (band, slot.in_proportion(leans), u32::from(id.0) + 1);
        let middle = reading(scenario, state, (seat, figure), by);
        let what = What::Read {
            seat,
            figure,
            middle,
            band: Band::from_points(band),
        };
        scribe.write(scenario, state, Cause::Report(id), what);
    }
}

/// The half-width of what a report says now.
pub(in crate::rules) fn width(eyes: Eyes<'_>, scope: Scope, report: &Report) -> Points {
    measured(eyes, scope, &report.band).clamp_to(Points::whole(1), Points::HUNDRED)
}

/// base + Σ k × (figure − 50) / 50, the mean where a path stands for several.
fn measured(eyes: Eyes<'_>, scope: Scope, of: &Interests) -> Points {
    let each = of.terms.iter().map(|(path, weight)| {
        let (mut sum, mut count) = (0_i64, 0_i64);
        eyes.values(scope, *path, |value| {
            sum += i64::from(value.minus(Points::whole(50)).raw());
            count += 1;
        });
        Points::whole(*weight).scaled(sum, 50_000 * count.max(1))
    });
    each.fold(of.base, Points::plus)
}

/// How much of a feint about this figure a seat sees through: as much as the sharpest report that it receives.
fn insight(scenario: &Scenario, state: &State, seat: SeatId, figure: FigureId) -> PerMille {
    sharpest(scenario, state, seat, figure).map_or(PerMille(0), |(_, share)| share)
}

fn sharpest(
    scenario: &Scenario,
    state: &State,
    seat: SeatId,
    figure: FigureId,
) -> Option<(ReportId, PerMille)> {
    let eyes = eyes_of(scenario, state, seat);
    let mut found: Option<(ReportId, PerMille)> = None;
    for (id, report) in scenario.reports() {
        let about = report.on.iter().find(|(_, it)| it.contains(&figure));
        let Some((actor, _)) = about.filter(|_| report.sees_through > PerMille(0)) else {
            continue;
        };
        let sharper = found.is_none_or(|(_, share)| report.sees_through > share);
        if sharper && receives(eyes, (report, *actor), seat) {
            found = Some((id, report.sees_through));
        }
    }
    found
}

fn feint_about(state: &State, figure: FigureId) -> Option<&Feint> {
    state.feints().iter().find(|it| it.figure == figure)
}

/// What of a feint is left to a reader who sees through this share of it.
fn left_of(feint: &Feint, seen_through: PerMille) -> Points {
    feint.by.share(PerMille(1000 - seen_through.0))
}

/// Why estimates are corrected and trust is lost when a feint has come out.
const COMES_OUT: Cause = Cause::Upkeep(Rule::FeintShows);

/// Feints come out by chance, and the likelier the sharper those look to whom they were shown.
pub(in crate::rules) fn expose(scenario: &Scenario, state: &mut State, scribe: &mut Scribe) {
    let lens = scenario.lens();
    for feint in state.feints().to_vec() {
        let shown = shown(state, &feint);
        let sharp = shown.iter().filter_map(|seat| {
            let report = sharpest(scenario, state, *seat, feint.figure);
            report.map(|(id, share)| (share, id))
        });
        let sharp = sharp.max_by_key(|(share, _)| *share);
        let through = sharp.map_or(0, |(share, _)| {
            share.0 * lens.share(Rate::ExposureThrough).0 / 1000
        });
        let key = feint_key(scenario, state, feint.figure, Purpose::Exposure);
        let likely = lens.share(Rate::Exposure).0 + through;
        if feint.by == Points::ZERO || !key.happens(u32::try_from(likely).unwrap_or(0)) {
            continue;
        }
        let cause = sharp.map_or(COMES_OUT, |(_, id)| Cause::Report(id));
        come_out(scenario, state, scribe, cause, (&feint, &shown));
    }
}

/// Those who have read the figure since it looks other than it is.
fn shown(state: &State, feint: &Feint) -> Vec<SeatId> {
    let read = state.estimates().iter();
    read.filter(|it| it.figure == feint.figure && it.as_of >= feint.since)
        .map(|it| it.seat)
        .collect()
}

/// Everybody learns of it; those who were shown it correct their estimates and rely less on its author.
fn come_out(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    cause: Cause,
    (feint, shown): (&Feint, &[SeatId]),
) {
    let (figure, by) = (feint.figure, feint.by);
    scribe.write(scenario, state, cause, What::Exposed { figure, by });
    let slots = scenario.slots();
    let author = slots.get(figure).owner.actor();
    let lost = scenario.lens().points(Rate::Exposed);
    let lost = lost.scaled(i64::from(by.raw().abs()), 10_000);
    for seat in shown.iter().copied() {
        let known = state.estimate(seat, figure);
        let known = known.map(|it| it.band_at(state.turn().after(1), slots.get(figure)));
        let band = known.unwrap_or(Band::from_points(Points::whole(10)));
        let middle = misread(scenario, state, (seat, figure, band.points()));
        let what = What::Read {
            seat,
            figure,
            middle,
            band,
        };
        scribe.write(scenario, state, COMES_OUT, what);
        let trust = author.and_then(|it| slots.of_pair(Figure::FirmTrust, seat.0, it));
        if let Some(trust) = trust {
            scribe.shift(scenario, state, COMES_OUT, trust, Points::ZERO.minus(lost));
        }
    }
}

fn feint_key(scenario: &Scenario, state: &State, figure: FigureId, purpose: Purpose) -> Key {
    Key {
        seed: state.seed(),
        turn: state.turn(),
        purpose,
        subject: name_hash(scenario, figure),
        step: 0,
    }
}

fn name_hash(scenario: &Scenario, figure: FigureId) -> u64 {
    scenario.slots().get(figure).subject_hash
}
