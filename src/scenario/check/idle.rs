//! Wishes and replies that can never come to anything: what they ask for can't be, or an earlier one always comes first.

use crate::model::{Condition, Path, Points, Turn};
use crate::scenario::check::Checker;
use crate::scenario::definition::{Initiative, Reply, Wish};
use crate::scenario::file::Place;

/// A figure and where it has to stand.
type Threshold = (Path, Points);

impl Checker<'_> {
    /// Notes a wish that can never fire. `before` are those that are read first; `hold` is capital that is kept back.
    pub(super) fn check_fires(
        &mut self,
        (before, hold): (&[Wish], Points),
        wish: &Wish,
        initiatives: &[Initiative],
        place: Place<'_>,
    ) {
        let same = |other: &Wish| {
            let covers = other.first <= wish.first && wish.last <= other.last;
            other.order == wish.order && other.when.is_empty() && covers
        };
        if before.iter().any(same) {
            let message =
                "this wish never fires: an earlier one asks for the same whenever this one is due";
            let hint = "leave one of them out, or give the earlier one a condition or other turns";
            self.report_with(place, message, Some(hint.to_owned()));
        }
        self.check_possible(&wish.when, place.field("when"));
        self.check_dates(&wish.when, (wish.first, wish.last), place.field("when"));
        let launched = wish.order.launched();
        let launched = launched.and_then(|(id, _)| initiatives.get(id.index()));
        let Some(initiative) = launched else {
            return;
        };
        let here = place.field("launch");
        self.check_dates(&initiative.needs, (wish.first, wish.last), here);
        let all: Vec<Condition> = wish.when.iter().chain(&initiative.needs).cloned().collect();
        if contradiction(&wish.when).is_none() && contradiction(&all).is_some() {
            let message = "this wish never fires: the initiative needs the opposite of its `when`";
            self.report(place.field("when"), message);
        }
        let (price, most) = (initiative.cost.plus(hold), self.header.capital_cap);
        if price > Points::whole(most) {
            let message = format!(
                "this wish never fires: it costs {} and {} are held back, and nobody holds more than {most}",
                initiative.cost.raw() / 1000,
                hold.raw() / 1000,
            );
            self.report(here, &message);
        }
    }

    /// Notes a reply that is never given. `before` are those that are read first.
    pub(super) fn check_given(&mut self, before: &[Reply], reply: &Reply, place: Place<'_>) {
        let same = |other: &Reply| {
            (other.event, other.choice) == (reply.event, reply.choice) && other.when.is_empty()
        };
        if before.iter().any(same) {
            let message =
                "this reply is never given: an earlier one says the same under no condition";
            self.report(place, message);
        }
        self.check_possible(&reply.when, place.field("when"));
    }

    fn check_possible(&mut self, when: &[Condition], place: Place<'_>) {
        if let Some((least, most)) = contradiction(when) {
            let message = format!(
                "these conditions never hold together: at least {} and at most {} of the same figure",
                least.raw() / 1000,
                most.raw() / 1000,
            );
            self.report(place, &message);
        }
    }

    /// Notes a span of days that has no day in the turns of a wish.
    fn check_dates(
        &mut self,
        conditions: &[Condition],
        (first, last): (Turn, Turn),
        place: Place<'_>,
    ) {
        let Some(calendar) = self.calendar.clone() else {
            return;
        };
        for condition in each(conditions) {
            if let Condition::Between(start, end) = condition
                && start <= end
                && (calendar.turn_of(*start) > last || calendar.turn_of(*end) < first)
            {
                let message = format!(
                    "this wish never fires: none of its turns has a day from {start} to {end}"
                );
                self.report(place, &message);
            }
        }
    }
}

/// Conditions of which every one must hold, those within `All` too.
fn each(conditions: &[Condition]) -> Vec<&Condition> {
    let mut found = Vec::new();
    for condition in conditions {
        if let Condition::All(inner) = condition {
            found.extend(each(inner));
        } else {
            found.push(condition);
        }
    }
    found
}

/// The least and the most that conditions ask of the same figure, if the one is above the other.
fn contradiction(conditions: &[Condition]) -> Option<(Points, Points)> {
    let (mut least, mut most): (Vec<Threshold>, Vec<Threshold>) = (Vec::new(), Vec::new());
    for condition in each(conditions) {
        if let Condition::AtLeast(path, points) = condition {
            least.push((*path, *points));
        } else if let Condition::AtMost(path, points) = condition {
            most.push((*path, *points));
        }
    }
    least.into_iter().find_map(|(path, least)| {
        let mut same = most.iter().filter(|(other, _)| *other == path);
        same.find(|(_, most)| least > *most)
            .map(|(_, most)| (least, *most))
    })
}
