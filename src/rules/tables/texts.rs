//! From signature to force: who signs, who at home must consent, what the mechanism becomes, who joins later.

use crate::model::{
    ActorId, ActorSet, Breakdown, Cause, Figure, Form, Owner, Package, PerMille, Points, SeatId,
    TableFact, TableId, TableStatus, What,
};
use crate::rules::eyes::Eyes;
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::rules::tables::rounds::is_agreed;
use crate::rules::tables::{Sitting, at_home};
use crate::scenario::{Rate, Scenario};

/// Decides at home on the texts that were signed long enough ago: the turn after for an agreement, two turns for a treaty.
pub(in crate::rules) fn decide_at_home(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
) {
    let waiting: Vec<TableId> = scenario
        .tables()
        .filter(|(id, definition)| {
            let now = state
                .table(*id)
                .filter(|it| it.status == TableStatus::Signed);
            let signed = now.and_then(|it| it.signed);
            signed.is_some_and(|it| {
                let turns = turns_until_consent(definition.form(it.package));
                state.turn() >= it.turn.after(turns)
            })
        })
        .map(|(id, _)| id)
        .collect();
    for table in waiting {
        let mut sitting = Sitting {
            scenario,
            state: &mut *state,
            scribe: &mut *scribe,
            table,
        };
        sitting.ask_home();
    }
}

/// How long a text waits for consent at home, in turns.
#[must_use]
pub fn turns_until_consent(form: Form) -> u16 {
    match form {
        Form::Memorandum => 0,
        Form::Agreement => 1,
        Form::Treaty => 2,
    }
}

/// A party that stayed away signs a text in force.
pub(in crate::rules) fn accede(sitting: &mut Sitting<'_>, by: SeatId) {
    sitting.note(by, TableFact::Acceded { by: by.0 });
    let mechanism = sitting.definition().mechanism;
    let members = ActorSet::only(by.0);
    sitting.join(members);
    let all = sitting.state.mechanism(mechanism).members;
    sitting.share(all);
}

impl Sitting<'_> {
    /// Signs the text if everybody at the table accepts it, and the table it is tied with has got as far.
    pub(super) fn sign_if_agreed(&mut self) -> bool {
        let Some(now) = self.state.table(self.table) else {
            return false;
        };
        if !is_agreed(now, self.definition()) {
            return false;
        }
        match now.tied {
            None => self.sign(now.present),
            Some(other) => self.sign_tied(other),
        }
        true
    }

    /// A tied text is signed with the other one, or waits for it.
    fn sign_tied(&mut self, other: TableId) {
        let (here, there) = (self.table, self.state.table(other));
        let signers = self.state.table(here).map(|now| now.present);
        let ready = there.is_none_or(|it| {
            let definition = self.scenario.table(other);
            it.status != TableStatus::Open || is_agreed(it, definition) || it.tied != Some(here)
        });
        let open = there.filter(|it| it.status == TableStatus::Open && it.tied == Some(here));
        let theirs = open.map(|it| it.present);
        if !ready {
            return;
        }
        self.sign(signers.unwrap_or_default());
        if let Some(theirs) = theirs {
            let mut tied = Sitting {
                scenario: self.scenario,
                state: &mut *self.state,
                scribe: &mut *self.scribe,
                table: other,
            };
            tied.sign(theirs);
        }
    }

    /// Signs with those who stand by the text; those who stay away mind it.
    pub(super) fn sign_without(&mut self, by: SeatId) {
        let now = self.state.table(self.table);
        let found = now.and_then(|now| {
            let (package, signers) = now.signable(self.definition(), by.0)?;
            Some((now.stance(by.0) == Some(package), signers))
        });
        let Some((stands_by_it, signers)) = found else {
            return;
        };
        if !stands_by_it {
            self.note(by, TableFact::Accepted { by: by.0 });
        }
        self.sign(signers);
    }

    pub(super) fn sign(&mut self, signers: ActorSet) {
        let Some(now) = self.state.table(self.table) else {
            return;
        };
        let convener = now.convener;
        let stands = now.stands.clone();
        let out = ActorSet(self.definition().members().0 & !signers.0);
        self.write(Cause::Text(self.table), TableFact::Signed { signers });
        self.free_hands(convener);
        let lens = self.scenario.lens();
        let minded = Points::ZERO.minus(lens.points(Rate::SignedWithout));
        for (absent, signer) in pairs(out, signers) {
            self.shift_pair(
                Cause::Text(self.table),
                Figure::FirmTrust,
                (absent, signer),
                minded,
            );
        }
        let signed = self.state.table(self.table).and_then(|now| now.signed);
        let package = signed.map_or(Package::default(), |signed| signed.package);
        for stand in stands.iter().filter(|it| signers.contains(it.by)) {
            if package.option(usize::from(stand.clause)) != usize::from(stand.option) {
                self.lose_face(stand.by);
            }
        }
        if self.definition().form(package) == Form::Memorandum {
            self.enter_into_force();
        }
    }

    /// What signing against one's own public word costs at home (Fearon 1994).
    fn lose_face(&mut self, actor: ActorId) {
        let cost = self.scenario.lens().points(Rate::CommitmentBroken);
        self.move_home(actor, Points::ZERO.minus(cost));
    }

    /// Moves the support of every group at home.
    pub(super) fn move_home(&mut self, actor: ActorId, by: Points) {
        let cause = Cause::Table(self.table, SeatId(actor));
        for (bloc, _) in &self.scenario.actor(actor).blocs {
            let owner = Owner::Bloc(actor, *bloc);
            if let Some(slot) = self.scenario.slots().of_owner(Figure::Bloc, owner) {
                self.scribe
                    .shift(self.scenario, self.state, cause, slot, by);
            }
        }
    }

    /// Every signer asks at home; a refusal is an involuntary defection, and the others remember it.
    fn ask_home(&mut self) {
        let signed = self.state.table(self.table).and_then(|now| now.signed);
        let Some(signed) = signed else { return };
        let cause = Cause::Text(self.table);
        for actor in signed.signers.iter() {
            let eyes = Eyes::truth(self.scenario, self.state);
            let verdict = at_home(eyes, self.table, actor, signed.package);
            if verdict.consents() {
                self.write(cause, TableFact::Consented { actor });
            } else {
                let pivot = verdict.pivot.unwrap_or(crate::model::BlocId(0));
                self.write(cause, TableFact::Refused { actor, pivot });
                self.resent(ActorSet(signed.signers.0).without(actor), actor);
            }
        }
        let left = self.state.table(self.table).and_then(|now| now.signed);
        let left = left.map_or_else(ActorSet::empty, |signed| signed.signers);
        if self.definition().counts_with(left) {
            self.enter_into_force();
        } else {
            let convener = self.state.table(self.table).map(|now| now.convener);
            let why = Breakdown::Home;
            self.write(cause, TableFact::BrokeUp { why });
            if let Some(convener) = convener {
                self.apply(convener, &self.definition().failed);
            }
        }
    }

    fn resent(&mut self, others: ActorSet, actor: ActorId) {
        let lens = self.scenario.lens();
        let less = Points::ZERO.minus(lens.points(Rate::RefusedAtHome));
        for other in others.iter() {
            let pair = (other, actor);
            self.shift_pair(Cause::Text(self.table), Figure::FirmTrust, pair, less);
        }
    }

    /// The text makes the mechanism what its clauses say.
    fn enter_into_force(&mut self) {
        let definition = self.definition();
        let signed = self.state.table(self.table).and_then(|now| now.signed);
        let convener = self.state.table(self.table).map(|now| now.convener);
        let (Some(signed), Some(convener)) = (signed, convener) else {
            return;
        };
        let (mechanism, text) = (definition.mechanism, signed.package);
        let cause = Cause::Text(self.table);
        self.write(cause, TableFact::EnteredIntoForce);
        let now = *self.state.mechanism(mechanism);
        let level = definition.level(text).max(now.level);
        let verification = definition.verification(text).max(now.verification);
        self.tell(What::Level { mechanism, level });
        self.tell(What::Verified {
            mechanism,
            verification,
        });
        let reach = definition.reach(text);
        self.tell(What::Reach { mechanism, reach });
        self.join(signed.signers);
        let members = self.state.mechanism(mechanism).members;
        self.share(members);
        self.nurse();
        for option in definition.chosen_options(text) {
            self.apply(convener, &option.effects);
        }
        self.apply(convener, &definition.signed);
    }

    fn tell(&mut self, what: What) {
        let cause = Cause::Text(self.table);
        self.scribe.write(self.scenario, self.state, cause, what);
    }

    fn join(&mut self, actors: ActorSet) {
        let mechanism = self.definition().mechanism;
        let members = self.state.mechanism(mechanism).members;
        for actor in actors.iter().filter(|it| !members.contains(*it)) {
            self.tell(What::Joined { mechanism, actor });
        }
    }

    /// Members own what they have signed in equal parts.
    fn share(&mut self, members: ActorSet) {
        let mechanism = self.definition().mechanism;
        let count = i64::try_from(members.len()).unwrap_or(1).max(1);
        let each = Points::HUNDRED.scaled(1, count);
        for actor in members.iter() {
            if let Some(slot) = self.scenario.slots().share(mechanism, actor) {
                let delta = each.minus(self.state.figure(slot));
                let cause = Cause::Text(self.table);
                self.scribe
                    .shift(self.scenario, self.state, cause, slot, delta);
            }
        }
    }

    /// What a text in force works like on its first day, unless it works better already.
    fn nurse(&mut self) {
        let owner = Owner::Mechanism(self.definition().mechanism);
        let first = self.scenario.lens().points(Rate::TextHealth);
        if let Some(slot) = self.scenario.slots().of_owner(Figure::Health, owner) {
            let short = first.minus(self.state.figure(slot));
            if short > Points::ZERO {
                let cause = Cause::Text(self.table);
                self.scribe
                    .shift(self.scenario, self.state, cause, slot, short);
            }
        }
    }
}

fn pairs(these: ActorSet, those: ActorSet) -> Vec<(ActorId, ActorId)> {
    these
        .iter()
        .flat_map(|one| those.iter().map(move |other| (one, other)))
        .collect()
}

/// What a mechanism that works adds to the margin of a party that stayed away, in points: half its health above 30 and
/// its record of use.
pub(in crate::rules) fn record_of(eyes: Eyes<'_>, table: TableId) -> Points {
    let mechanism = eyes.scenario.table(table).mechanism;
    let slots = eyes.scenario.slots();
    let figure = |figure| {
        let slot = slots.of_owner(figure, Owner::Mechanism(mechanism));
        slot.map_or(Points::ZERO, |slot| eyes.figure(slot))
    };
    let share = eyes.scenario.lens().share(Rate::RecordDraws);
    let health = figure(Figure::Health).minus(Points::whole(30));
    let used = figure(Figure::Use).clamp_to(Points::ZERO, Points::whole(5));
    health.share(share).plus(used.share(PerMille(share.0 * 4)))
}
