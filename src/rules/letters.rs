//! Exchange of letters: each capital that is asked answers from its own interests, and says what weighed most.

use crate::model::fact::{Reply, Weight};
use crate::model::{ActorId, Cause, FigureId, InitiativeId, Path, Points, SeatId, Turn, What};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::effects::subject_hash;
use crate::rules::eyes::{Eyes, Scope};
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::scenario::{Consent, Interests, Rate, Scenario};

/// What an exchange of letters came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) enum Outcome {
    /// Everybody who was asked agreed.
    Agreed,
    /// Somebody declined.
    Declined,
}

/// Asks every capital that the initiative names, the asking seat excepted, and writes their replies.
pub(in crate::rules) fn ask(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    (seat, initiative, target): (SeatId, InitiativeId, Option<ActorId>),
    consent: &Consent,
) -> Outcome {
    let eyes = Eyes::truth(scenario, state);
    let asked = eyes
        .select(Scope::of(seat, target), consent.of)
        .without(seat.0);
    let replies: Vec<(ActorId, Reply)> = asked
        .iter()
        .map(|actor| {
            (
                actor,
                reply(eyes, seat, initiative, actor, consent.interests.open()),
            )
        })
        .collect();
    let mut outcome = Outcome::Agreed;
    for (actor, reply) in replies {
        if matches!(reply, Reply::Declines(_)) {
            outcome = Outcome::Declined;
        }
        let cause = Cause::Initiative(initiative, seat);
        scribe.write(
            scenario,
            state,
            cause,
            What::Replied {
                actor,
                initiative,
                reply,
            },
        );
    }
    outcome
}

fn reply(
    eyes: Eyes<'_>,
    seat: SeatId,
    initiative: InitiativeId,
    asked: ActorId,
    interests: &Interests,
) -> Reply {
    let scope = Scope {
        me: Some(asked),
        target: Some(seat.0),
        a: Some(seat.0),
        b: Some(asked),
    };
    let figures = interests.terms.iter().map(|(path, weight)| {
        let points = weigh(eyes, scope, *path, *weight);
        (first_slot(eyes, scope, *path).map(Weight::Figure), points)
    });
    let agenda = (Some(Weight::Agenda), breadth(eyes, seat.0, asked));
    let weighed: Vec<(Option<Weight>, Points)> = figures.chain([agenda]).collect();
    let sum = weighed
        .iter()
        .fold(interests.base, |sum, (_, points)| sum.plus(*points));
    let margin = sum.plus(reserve(eyes, initiative, asked));
    if margin >= Points::ZERO {
        Reply::Agrees(heaviest(&weighed, |points| points > Points::ZERO))
    } else {
        Reply::Declines(heaviest(&weighed, |points| points < Points::ZERO))
    }
}

/// The agenda's part in the margin, an inverted U: each item is something to trade, its square something to quarrel
/// over. The longest agenda counts of the formats in which both are members; nothing where there is none.
fn breadth(eyes: Eyes<'_>, asker: ActorId, asked: ActorId) -> Points {
    let shared = eyes.scenario.formats().map(|(id, _)| eyes.state.format(id));
    let shared = shared.filter(|it| it.members.contains(asker) && it.members.contains(asked));
    let items = i64::from(shared.map(|it| it.items()).max().unwrap_or(0));
    let lens = eyes.scenario.lens();
    let traded = lens.points(Rate::AgendaTrades).scaled(items, 1);
    let burden = lens.points(Rate::AgendaBurden).scaled(items * items, 1);
    traded.minus(burden)
}

/// k × (figure − 50) / 50 points, the mean where a path stands for several; nothing where it stands for none.
fn weigh(eyes: Eyes<'_>, scope: Scope, path: Path, weight: i32) -> Points {
    let (mut sum, mut count) = (0_i64, 0_i64);
    eyes.values(scope, path, |value| {
        sum += i64::from(value.minus(Points::whole(50)).raw());
        count += 1;
    });
    let mean = if count == 0 { 0 } else { sum.div_euclid(count) };
    Points::whole(weight).scaled(mean, 50_000)
}

/// A capital's private reserve about one initiative: drawn once a world, the same whenever it is asked.
fn reserve(eyes: Eyes<'_>, initiative: InitiativeId, asked: ActorId) -> Points {
    let names = eyes.scenario.catalogue();
    let key = Key {
        seed: eyes.state.seed_of(asked),
        turn: Turn(0),
        purpose: Purpose::Consent,
        subject: combine(&[
            names.initiatives.subject(initiative.index()),
            subject_hash(eyes.scenario, asked),
        ]),
        step: 0,
    };
    Points::thousandths(key.error(eyes.scenario.lens().points(Rate::ConsentReserve).raw()))
}

fn heaviest(
    weighed: &[(Option<Weight>, Points)],
    counts: impl Fn(Points) -> bool,
) -> Option<Weight> {
    let most = weighed
        .iter()
        .filter(|(_, points)| counts(*points))
        .max_by_key(|(_, points)| points.magnitude())?;
    most.0
}

/// The first stored figure that a path stands for.
fn first_slot(eyes: Eyes<'_>, scope: Scope, path: Path) -> Option<FigureId> {
    let mut found = None;
    eyes.slots(scope, path, |figure| found = found.or(Some(figure)));
    found
}
