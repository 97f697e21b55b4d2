//! What effects do, one at a time, through the scribe.

use smallvec::SmallVec;

use crate::model::condition::Obligation;
use crate::model::fact::Span;
use crate::model::{
    ActorId, Amount, Band, Cause, Effect, EventId, Figure, FigureId, FormatAct, FormatId, Lasting,
    MechanismAct, MechanismId, Owner, Path, PerMille, Points, SeatId, Selector, Subject, TableFact,
    TableId, TableStatus, Turn, What,
};
use crate::model::{ActorSet, Condition};
use crate::rules::chance::{Key, Purpose, combine};
use crate::rules::conditions::holds;
use crate::rules::crises;
use crate::rules::eyes::{Eyes, Scope, sees};
use crate::rules::offices;
use crate::rules::reports;
use crate::rules::state::State;
use crate::rules::state::scribe::Scribe;
use crate::rules::tables;
use crate::scenario::{Rate, Scenario, Scope as EventScope};

/// Something acting on the world: why, for whom, and how strongly.
pub(in crate::rules) struct Act<'a> {
    pub scenario: &'a Scenario,
    pub state: &'a mut State,
    pub scribe: &'a mut Scribe,
    pub cause: Cause,
    pub scope: Scope,
    /// What amounts are multiplied by, in per mille: 1000 as written.
    pub strength: PerMille,
}

/// Amounts as they are written.
pub(in crate::rules) const AS_WRITTEN: PerMille = PerMille(1000);

impl Act<'_> {
    /// Applies effects in order.
    pub fn apply_all(&mut self, effects: &[Effect]) {
        for effect in effects {
            self.apply(effect);
        }
    }

    fn apply(&mut self, effect: &Effect) {
        match effect {
            Effect::Change(path, amount) => self.change(*path, amount),
            Effect::Sustain(path, amount, lasting) => self.sustain(*path, amount, *lasting),
            Effect::Towards(path, goal, share) => self.towards(*path, *goal, *share),
            Effect::Mechanism(mechanism, act) => self.act_on_mechanism(*mechanism, act),
            Effect::Format(format, act) => self.act_on_format(*format, act),
            Effect::Schedule {
                event,
                after,
                per_mille,
            } => self.schedule(*event, *after, *per_mille),
            Effect::Pledge { pledge, due } => {
                if let Some(me) = self.scope.me {
                    let due = self.state.turn().after(*due);
                    self.write(What::Pledged {
                        seat: SeatId(me),
                        pledge: *pledge,
                        due,
                    });
                }
            }
            Effect::Reading { of, to, band } => self.read(*of, *to, *band),
            Effect::Feint {
                of,
                to,
                by,
                band,
                turns,
            } => self.feign(*of, *to, (*by, *band, *turns)),
            Effect::Window(window, turns) => {
                let until = self
                    .state
                    .turn()
                    .after(*turns)
                    .max(self.state.window(*window));
                self.write(What::WindowOpened {
                    window: *window,
                    until,
                });
            }
            Effect::OpenTable(table) => tables::open_by_effect(self, *table),
            Effect::OpenCrisis { kind, a, b, rung } => {
                crises::open_by_effect(self, *kind, (*a, *b), *rung);
            }
            Effect::Office(actor, office) => {
                let (scenario, cause) = (self.scenario, self.cause);
                let heir = (*actor, *office);
                offices::take_office(scenario, self.state, self.scribe, cause, heir);
            }
            Effect::If(condition, effects) => {
                if self.holds(condition) {
                    self.apply_all(effects);
                }
            }
            Effect::End(ending) => {
                if self.state.over().is_none() {
                    self.write(What::Ended {
                        ending: Some(*ending),
                    });
                }
            }
        }
    }

    /// Writes a fact with this act's cause.
    pub fn write(&mut self, what: What) {
        self.scribe
            .write(self.scenario, self.state, self.cause, what);
    }

    fn holds(&self, condition: &Condition) -> bool {
        holds(self.eyes(), self.scope, condition)
    }

    fn eyes(&self) -> Eyes<'_> {
        Eyes::truth(self.scenario, self.state)
    }

    /// The stored figures that a path stands for: most stand for one or a few.
    fn figures(&self, path: Path) -> SmallVec<[FigureId; 8]> {
        let mut found = SmallVec::new();
        self.eyes()
            .slots(self.scope, path, |figure| found.push(figure));
        found
    }

    fn actors(&self, selector: Selector) -> ActorSet {
        self.eyes().select(self.scope, selector)
    }

    fn amount(&self, amount: &Amount) -> Points {
        let written = match amount {
            Amount::Points(points) => *points,
            Amount::Scaled { points, by, per } => {
                let (mut sum, mut count) = (0_i64, 0_i64);
                self.eyes().values(self.scope, *by, |value| {
                    sum += i64::from(value.raw());
                    count += 1;
                });
                points.scaled(sum, i64::from(per.raw()).saturating_mul(count.max(1)))
            }
        };
        written.share(self.strength)
    }

    fn change(&mut self, path: Path, amount: &Amount) {
        let delta = self.amount(amount);
        for figure in self.figures(path) {
            let before = self.state.figure(figure);
            self.write(What::Moved { figure, delta });
            let moved = self.state.figure(figure).minus(before);
            self.spill(figure, moved);
        }
    }

    fn spill(&mut self, figure: FigureId, moved: Points) {
        let mut spilt = Vec::new();
        spills(self.eyes(), figure, moved, |figure, delta| {
            spilt.push((figure, delta));
        });
        for (figure, delta) in spilt {
            self.write(What::Moved { figure, delta });
        }
    }

    fn sustain(&mut self, path: Path, amount: &Amount, lasting: Lasting) {
        let amount = self.amount(amount);
        let span = match lasting {
            Lasting::Now => Span::Turns(1),
            Lasting::Turns(turns) => Span::Turns(turns),
            Lasting::Fading(share) => Span::fading(share),
            Lasting::While(condition) => Span::While(condition),
        };
        if amount == Points::ZERO || span == Span::Turns(0) {
            return;
        }
        for figure in self.figures(path) {
            self.write(What::Sustained {
                figure,
                amount,
                span,
            });
        }
    }

    fn towards(&mut self, path: Path, goal: Points, share: PerMille) {
        for figure in self.figures(path) {
            let delta = goal.minus(self.state.figure(figure)).share(share);
            self.write(What::Moved { figure, delta });
        }
    }

    fn act_on_mechanism(&mut self, mechanism: MechanismId, act: &MechanismAct) {
        let now = *self.state.mechanism(mechanism);
        match act {
            MechanismAct::Propose => self.level(mechanism, now.level.max(Obligation::Proposed)),
            MechanismAct::Raise => self.level(mechanism, now.level.raised()),
            MechanismAct::Lower => self.level(mechanism, now.level.lowered()),
            MechanismAct::Level(level) => self.level(mechanism, *level),
            MechanismAct::Verify(verification) => {
                if now.verification != *verification {
                    self.write(What::Verified {
                        mechanism,
                        verification: *verification,
                    });
                }
            }
            MechanismAct::Join(who) => {
                for actor in self
                    .actors(*who)
                    .iter()
                    .filter(|actor| !now.members.contains(*actor))
                {
                    self.write(What::Joined { mechanism, actor });
                }
            }
            MechanismAct::Leave(who) => {
                for actor in self
                    .actors(*who)
                    .iter()
                    .filter(|actor| now.members.contains(*actor))
                {
                    self.write(What::Left { mechanism, actor });
                }
            }
            MechanismAct::Share(who, share) => self.share(mechanism, *who, *share),
            MechanismAct::Health(amount) => self.change(
                Path::Mechanism(crate::model::Figure::Health, mechanism),
                amount,
            ),
            MechanismAct::Use => put_to_use(
                self.scenario,
                self.state,
                self.scribe,
                self.cause,
                mechanism,
            ),
        }
    }

    fn level(&mut self, mechanism: MechanismId, level: Obligation) {
        if self.state.mechanism(mechanism).level != level {
            self.write(What::Level { mechanism, level });
        }
    }

    fn share(&mut self, mechanism: MechanismId, who: Selector, share: Points) {
        for actor in self.actors(who).iter() {
            if let Some(figure) = self.scenario.slots().share(mechanism, actor) {
                let delta = share.minus(self.state.figure(figure));
                self.write(What::Moved { figure, delta });
            }
        }
    }

    fn act_on_format(&mut self, format: FormatId, act: &FormatAct) {
        let now = *self.state.format(format);
        match act {
            FormatAct::Join(who) => {
                for actor in self
                    .actors(*who)
                    .iter()
                    .filter(|actor| !now.members.contains(*actor))
                {
                    self.write(What::Attended { format, actor });
                }
            }
            FormatAct::Leave(who) => {
                let present = now.members.union(now.observers);
                for actor in self
                    .actors(*who)
                    .iter()
                    .filter(|actor| present.contains(*actor))
                {
                    self.write(What::Withdrew { format, actor });
                }
            }
            FormatAct::Observe(who) => {
                for actor in self
                    .actors(*who)
                    .iter()
                    .filter(|actor| !now.observers.contains(*actor))
                {
                    self.write(What::Observed { format, actor });
                }
            }
            FormatAct::Agenda(measure) => {
                if !now.discusses(*measure) {
                    self.write(What::AgendaAdded {
                        format,
                        measure: *measure,
                    });
                }
            }
            FormatAct::Drop(measure) => {
                if now.discusses(*measure) {
                    self.write(What::AgendaDropped {
                        format,
                        measure: *measure,
                    });
                }
            }
            FormatAct::Standing(amount) => self.change(Path::Format(format), amount),
            FormatAct::LoseRounds(rounds) => self.lose_rounds(format, *rounds),
        }
    }

    /// Tables under a roof lose rounds that they have left; the last one always stays.
    fn lose_rounds(&mut self, format: FormatId, rounds: u8) {
        let here = self.scenario.tables();
        let under: Vec<TableId> = here
            .filter(|(_, it)| it.format == Some(format))
            .map(|(id, _)| id)
            .collect();
        for table in under {
            let now = self.state.table(table);
            let open = now.filter(|now| now.status == TableStatus::Open);
            let left = open.map_or(0, |now| now.deadline.saturating_sub(now.round + 1));
            let rounds = rounds.min(left);
            if rounds > 0 {
                let lost = TableFact::RoundsLost { rounds };
                self.write(What::Table(table, lost));
            }
        }
    }

    fn schedule(&mut self, event: EventId, after: u16, per_mille: PerMille) {
        let scheduled = self.scenario.event(event);
        let Some(subject) = self.subject_of(scheduled.scope) else {
            return;
        };
        let mine = self
            .scope
            .me
            .map_or(0, |me| subject_hash(self.scenario, me));
        let key = Key {
            seed: self.state.seed(),
            turn: self.state.turn(),
            purpose: Purpose::Schedule,
            subject: combine(&[
                scheduled.subject_hash,
                hash_of(self.scenario, subject),
                mine,
            ]),
            step: u32::from(after),
        };
        if key.happens(u32::try_from(per_mille.0).unwrap_or(0)) {
            let due = self.state.turn().after(after);
            self.write(What::Scheduled {
                event,
                subject,
                due,
            });
        }
    }

    /// About whom a scheduled event is: the actors at hand where its scope has room for them.
    fn subject_of(&self, scope: EventScope) -> Option<Subject> {
        let Scope { me, target, a, b } = self.scope;
        let at_hand = [a, b, me, target];
        match scope {
            EventScope::World => Some(Subject::World),
            EventScope::Between(one, other) => Some(Subject::Pair(one, other)),
            EventScope::Actors(set) => {
                let mut known = at_hand
                    .into_iter()
                    .flatten()
                    .filter(|actor| set.contains(*actor));
                known.next().or(set.iter().next()).map(Subject::Actor)
            }
            EventScope::Pairs(set) => {
                let has =
                    |(one, other): (ActorId, ActorId)| set.contains(one) && set.contains(other);
                let relations = self.scenario.relations();
                let known = [a.zip(b), me.zip(target)]
                    .into_iter()
                    .flatten()
                    .map(ordered);
                let mut known = known.filter(|pair| has(*pair) && relations.contains(pair));
                let any = relations.iter().copied().find(|pair| has(*pair));
                known
                    .next()
                    .or(any)
                    .map(|(one, other)| Subject::Pair(one, other))
            }
        }
    }

    /// From now on the figures look other than they are, to whoever reads them; some are shown them at once.
    fn feign(&mut self, of: Path, to: Selector, (by, band, turns): (Points, Points, u16)) {
        let until = self.state.turn().after(turns.saturating_sub(1));
        for figure in self.figures(of) {
            let by = reports::drawn_feint(self.scenario, self.state, figure, by);
            self.write(What::Feigned { figure, by, until });
        }
        self.read(of, to, band);
    }

    fn read(&mut self, of: Path, to: Selector, band: Points) {
        let readers: Vec<SeatId> = self.actors(to).iter().map(SeatId).collect();
        for figure in self.figures(of) {
            for seat in readers.iter().copied() {
                if self.scenario.actor(seat.0).has_seat && !sees(self.scenario, seat, figure) {
                    let read = (seat, figure, band);
                    let middle = reports::misread(self.scenario, self.state, read);
                    self.write(What::Read {
                        seat,
                        figure,
                        middle,
                        band: Band::from_points(band),
                    });
                }
            }
        }
    }
}

/// A mechanism is put to use once: it counts from then on as tested.
pub(in crate::rules) fn put_to_use(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    cause: Cause,
    mechanism: MechanismId,
) {
    let owner = crate::model::Owner::Mechanism(mechanism);
    scribe.write(scenario, state, cause, What::Used { mechanism });
    if let Some(figure) = scenario.slots().of_owner(crate::model::Figure::Use, owner) {
        scribe.shift(scenario, state, cause, figure, Points::whole(1));
    }
    if matches!(
        cause,
        Cause::Event(_) | Cause::Choice(..) | Cause::Crisis(_) | Cause::Step(..)
    ) {
        keep_under_strain(scenario, state, scribe, cause, mechanism);
    }
}

/// A mechanism that held in an event: each member relies more on the others, the more the more it had to fear of them
/// (costly compliance, Kydd 2005).
fn keep_under_strain(
    scenario: &Scenario,
    state: &mut State,
    scribe: &mut Scribe,
    cause: Cause,
    mechanism: MechanismId,
) {
    use crate::model::Figure::{FirmTrust, Threat};
    let (slots, members) = (scenario.slots(), state.mechanism(mechanism).members);
    let share = scenario.lens().share(Rate::KeptUnderStrain);
    for (a, b) in members
        .iter()
        .flat_map(|a| members.iter().map(move |b| (a, b)))
    {
        let pair = slots
            .of_pair(FirmTrust, a, b)
            .zip(slots.of_pair(Threat, a, b));
        if let Some((trust, threat)) = pair {
            let earned = state.figure(threat).share(share);
            scribe.shift(scenario, state, cause, trust, earned);
        }
    }
}

/// Whether a change of this figure may move others besides.
pub(in crate::rules) fn spills_over(scenario: &Scenario, figure: FigureId) -> bool {
    scenario.slots().get(figure).figure == Figure::Closeness
}

/// A step towards a pole is read by the other one, and by those who fear that pole: so is a step away.
pub(in crate::rules) fn spills(
    eyes: Eyes<'_>,
    figure: FigureId,
    moved: Points,
    mut each: impl FnMut(FigureId, Points),
) {
    let (scenario, slots) = (eyes.scenario, eyes.scenario.slots());
    let Owner::Pair(mover, pole) = slots.get(figure).owner else {
        return;
    };
    if !spills_over(scenario, figure) {
        return;
    }
    let (first, second) = scenario.poles();
    let between = [(first, second), (second, first)];
    let other = between.into_iter().find(|(one, _)| *one == pole);
    let Some((_, other)) = other.filter(|_| mover != first && mover != second) else {
        return;
    };
    let lens = scenario.lens();
    if let Some(trust) = slots.of_pair(Figure::FirmTrust, other, mover) {
        let cooled = Points::ZERO.minus(moved.share(lens.share(Rate::PoleSpill)));
        each(trust, cooled);
    }
    for (rival, _) in scenario.actors().filter(|(rival, _)| *rival != mover) {
        let feared = slots.of_pair(Figure::Threat, rival, pole);
        let felt = slots.of_pair(Figure::Threat, rival, mover);
        if let Some((feared, felt)) = feared.zip(felt) {
            let weight = i64::from(eyes.figure(feared).raw());
            let read = moved
                .share(lens.share(Rate::RivalSpill))
                .scaled(weight, 100_000);
            each(felt, read);
        }
    }
}

/// Those who like or mind an answer react to the seat that gave it.
pub(in crate::rules) fn react(act: &mut Act<'_>, liked_by: &[Selector], disliked_by: &[Selector]) {
    let Some(me) = act.scope.me else { return };
    let lens = act.scenario.lens();
    let (liked, disliked) = (lens.points(Rate::Liked), lens.points(Rate::Disliked));
    let slots = act.scenario.slots();
    let by = |act: &Act<'_>, selectors: &[Selector]| {
        let all = selectors.iter().map(|selector| act.actors(*selector));
        all.fold(ActorSet::empty(), ActorSet::union).without(me)
    };
    for actor in by(act, liked_by).iter() {
        if let Some(figure) = slots.of_pair(crate::model::Figure::WarmTrust, actor, me) {
            act.write(What::Moved {
                figure,
                delta: liked,
            });
        }
    }
    for actor in by(act, disliked_by).iter() {
        if let Some(figure) = slots.of_pair(crate::model::Figure::FirmTrust, actor, me) {
            act.write(What::Moved {
                figure,
                delta: Points::ZERO.minus(disliked),
            });
        }
    }
}

/// The stable hash of an actor's string id.
pub(in crate::rules) fn subject_hash(scenario: &Scenario, actor: ActorId) -> u64 {
    scenario.catalogue().actors.subject(actor.index())
}

/// The stable hash of whom an event is about.
pub(in crate::rules) fn hash_of(scenario: &Scenario, subject: Subject) -> u64 {
    match subject {
        Subject::World => 0,
        Subject::Actor(a) => subject_hash(scenario, a),
        Subject::Pair(a, b) => combine(&[subject_hash(scenario, a), subject_hash(scenario, b)]),
    }
}

/// The turn after which nothing more is asked.
pub(in crate::rules) fn is_last(scenario: &Scenario, turn: Turn) -> bool {
    turn >= scenario.calendar().turns
}

fn ordered((one, other): (ActorId, ActorId)) -> (ActorId, ActorId) {
    (one.min(other), one.max(other))
}
