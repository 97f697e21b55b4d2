//! By which text each party at a table stands.
//!
//! A party stands by the text that it put forward or accepted last, until its own next move: then it says so again, or stands
//! by another one, or by none. A counter-offer takes a text off the table, not its supporters away from it: whoever puts it
//! forward again finds them there, and it can be signed with them without the rest.

use crate::model::{ActorId, ActorSet, Package, TableStatus};
use crate::rules::state::tables::TableState;
use crate::scenario::NegotiatingTable;

/// A party and the text by which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stance {
    /// Whose.
    pub actor: ActorId,
    /// The options chosen.
    pub package: Package,
}

impl TableState {
    /// The text by which a party stands; `None` before its first one, and once it has left.
    #[must_use]
    pub fn stance(&self, actor: ActorId) -> Option<Package> {
        let known = self.stances.iter().find(|it| it.actor == actor);
        known.map(|it| it.package)
    }

    /// Those who stand by a text.
    #[must_use]
    pub fn backers(&self, package: Package) -> ActorSet {
        let backers = self.stances.iter().filter(|it| it.package == package);
        backers.fold(ActorSet::empty(), |set, it| set.with(it.actor))
    }

    /// Those who accept the text on the table, its author included.
    #[must_use]
    pub fn accepted(&self) -> ActorSet {
        self.text
            .map_or_else(ActorSet::empty, |text| self.backers(text.package))
    }

    /// The text that a party can sign without the rest, and who signs it: the one on the table if it counts with those who
    /// accept it and this party, else the one by which the party itself stands.
    #[must_use]
    pub fn signable(
        &self,
        definition: &NegotiatingTable,
        by: ActorId,
    ) -> Option<(Package, ActorSet)> {
        let standing = self.text.map(|text| text.package);
        let texts = [standing, self.stance(by)].into_iter().flatten();
        texts
            .map(|package| (package, self.backers(package).with(by)))
            .find(|(_, signers)| definition.counts_with(*signers))
    }

    /// Whether the last round is held in this turn.
    #[must_use]
    pub fn ends_this_turn(&self, definition: &NegotiatingTable) -> bool {
        let this_turn = definition.rounds_per_turn.saturating_sub(self.held);
        self.deadline.saturating_sub(self.round) <= this_turn
    }

    /// Who may still sign without the rest once the last round has been held: the convener, if there is a text that counts.
    #[must_use]
    pub fn closer(&self, definition: &NegotiatingTable) -> Option<ActorId> {
        let convener = self.convener.0;
        let over = self.status == TableStatus::Open && self.round >= self.deadline;
        let here = self.present.contains(convener) && self.tied.is_none();
        let signs = self.signable(definition, convener).is_some();
        (over && here && signs).then_some(convener)
    }

    /// A party let its move pass: it keeps its consent to the text on the table only.
    pub(super) fn say_nothing(&mut self, actor: ActorId) {
        if self.stance(actor) != self.text.map(|text| text.package) {
            self.forget_stance(actor);
        }
    }

    pub(super) fn stand_by(&mut self, actor: ActorId, package: Package) {
        if self.delegation(actor).is_none() {
            return;
        }
        self.forget_stance(actor);
        let place = self.stances.partition_point(|it| it.actor < actor);
        self.stances.insert(place, Stance { actor, package });
    }

    pub(super) fn forget_stance(&mut self, actor: ActorId) {
        self.stances.retain(|it| it.actor != actor);
    }
}
