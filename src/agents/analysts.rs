//! Analysts: what a seat's staff expects other capitals to answer, by what everybody takes them to want.

use crate::model::{ActorId, ChoiceIndex, EventId, Subject};
use crate::rules::View;

/// How many points of worth apart make analysts half sure.
const HALF_SURE: i64 = 4_000;
/// Nobody is surer than this, per cent.
const SUREST: i64 = 95;

/// An answer that is expected of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Of whom.
    pub actor: ActorId,
    /// To what.
    pub event: EventId,
    /// About whom.
    pub about: Subject,
    /// The answer.
    pub choice: ChoiceIndex,
    /// How sure the staff is, in per cent: evenly sure of all answers when they seem worth the same.
    pub sure: i64,
}

/// What is expected of other capitals about the events of the last turn, in the order of the pack and of the events.
#[must_use]
pub fn expectations(view: &View<'_>) -> Vec<Expectation> {
    let me = view.seat().0;
    let others = view.scenario().seats().map(|seat| seat.0);
    let others = others.filter(|other| *other != me);
    let fresh = |turn: crate::model::Turn| turn.after(1) >= view.turn();
    others
        .flat_map(|actor| {
            let recent = view.happenings().iter().filter(|it| fresh(it.turn));
            recent.filter_map(move |it| expectation(view, actor, it.event, it.subject))
        })
        .collect()
}

/// What is expected of a capital; `None` if it isn't asked or nobody knows what it wants.
#[must_use]
pub fn expectation(
    view: &View<'_>,
    actor: ActorId,
    event: EventId,
    about: Subject,
) -> Option<Expectation> {
    let ranked = view.anticipate(actor, event, about);
    let (choice, worth) = *ranked.first()?;
    let sure = match ranked.get(1) {
        None => SUREST,
        Some((_, next)) => {
            let gap = i64::from(worth.minus(*next).raw()).max(0);
            let evenly = 100 / i64::try_from(ranked.len()).unwrap_or(1).max(1);
            evenly + ((SUREST - evenly) * gap).div_euclid(gap + HALF_SURE)
        }
    };
    Some(Expectation {
        actor,
        event,
        about,
        choice,
        sure,
    })
}
