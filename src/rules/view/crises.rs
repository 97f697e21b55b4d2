//! Crises as a seat sees them: rungs and public steps are public, private steps are known to the two sides, what a side means
//! and believes is its own.

use crate::model::{
    ActorId, Channel, CrisisFact, CrisisId, CrisisOrder, CrisisOutcome, Heard, Intention,
    MechanismId, Odds, PerMille, Points, Posture, Turn,
};
use crate::rules::crises::{self, Resolve, Risk, Silence};
use crate::rules::eyes::Eyes;
use crate::rules::state::crises::{Accident, Crisis, Exchange};
use crate::rules::view::View;
use crate::scenario::{Forum, Rate, Scenario};

/// A crisis through the eyes of a seat.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    view: View<'a>,
    crisis: &'a Crisis,
}

/// A step of the past as a seat knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// What each side did; `None`: it was done in private and this seat was not there.
    pub steps: [Option<(CrisisOrder, Heard)>; 2],
    /// The rung before.
    pub from: u8,
    /// The rung after.
    pub to: u8,
    /// How likely an accident was, per mille, if this seat was there; 0 if the step ended it before one could happen.
    pub risk: Option<u16>,
    /// Whether one happened.
    pub accident: Accident,
}

impl<'a> View<'a> {
    /// The crises that are under way, in the order in which they opened.
    pub fn open_crises(&self) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        self.crises().filter(|crisis| crisis.is_open())
    }

    /// Every crisis so far.
    pub fn crises(&self) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        let view = *self;
        let all = self.state.crises().iter();
        all.map(move |crisis| Seen { view, crisis })
    }

    /// The crisis of this kind that is under way.
    #[must_use]
    pub fn crisis(&self, kind: CrisisId) -> Option<Seen<'a>> {
        self.open_crises().find(|crisis| crisis.kind() == kind)
    }

    /// The newest crisis of this kind, under way or over.
    #[must_use]
    pub fn last_crisis(&self, kind: CrisisId) -> Option<Seen<'a>> {
        self.crises().filter(|crisis| crisis.kind() == kind).last()
    }

    /// What a side means, believes and has sealed is its own; what passed in private is known to the two sides.
    pub(super) fn knows_of_crisis(&self, what: &CrisisFact) -> bool {
        let me = self.seat.0;
        match *what {
            CrisisFact::Intended { by, .. }
            | CrisisFact::Believed { by, .. }
            | CrisisFact::Sealed { by, .. } => by == me,
            CrisisFact::Stepped { by, with, step, .. } => {
                by == me || with == me || step.channel.has_audience()
            }
            CrisisFact::Incident { .. }
            | CrisisFact::Opened { .. }
            | CrisisFact::Moved { .. }
            | CrisisFact::Accident { .. }
            | CrisisFact::Passed { .. }
            | CrisisFact::Ended { .. } => true,
        }
    }

    /// The crises in which this seat's step is due.
    pub fn steps_due(&self) -> impl Iterator<Item = CrisisId> + use<'a> {
        let mine = self.open_crises().filter(Seen::is_due);
        mine.map(|crisis| crisis.kind())
    }
}

impl<'a> Seen<'a> {
    /// Of which kind it is.
    #[must_use]
    pub fn kind(&self) -> CrisisId {
        self.crisis.kind
    }

    /// Its sides.
    #[must_use]
    pub fn sides(&self) -> [ActorId; 2] {
        self.crisis.sides
    }

    /// The place of this seat among them.
    #[must_use]
    pub fn own_side(&self) -> Option<usize> {
        self.crisis.place(self.view.seat.0)
    }

    /// When it opened.
    #[must_use]
    pub fn opened(&self) -> Turn {
        self.crisis.opened
    }

    /// The rung, from 1.
    #[must_use]
    pub fn rung(&self) -> u8 {
        self.crisis.rung
    }

    /// The highest rung so far.
    #[must_use]
    pub fn top(&self) -> u8 {
        self.crisis.top
    }

    /// Whether it is under way.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.crisis.is_open() && self.view.over().is_none()
    }

    /// How it ended, and in which turn.
    #[must_use]
    pub fn outcome(&self) -> Option<(CrisisOutcome, Turn)> {
        let outcome = self.crisis.outcome?;
        Some((outcome, self.crisis.ended))
    }

    /// Steps that are left until it freezes.
    #[must_use]
    pub fn left(&self) -> u8 {
        let steps = self.view.scenario.crisis(self.kind()).steps;
        steps.saturating_sub(self.crisis.clock)
    }

    /// Whether this seat's step is due.
    #[must_use]
    pub fn is_due(&self) -> bool {
        let own = self.own_side();
        self.is_open() && own.is_some_and(|side| self.crisis.sealed[side].is_none())
    }

    /// This seat's sealed step.
    #[must_use]
    pub fn sealed(&self) -> Option<CrisisOrder> {
        self.crisis.sealed[self.own_side()?]
    }

    /// Steps that a side has taken in public.
    #[must_use]
    pub fn audience(&self, side: usize) -> u8 {
        self.crisis.audience[side % 2]
    }

    /// What a side means by it: one's own, and everybody's once the game is over.
    #[must_use]
    pub fn intention(&self, side: usize) -> Option<Intention> {
        let known = self.own_side() == Some(side % 2) || self.view.over().is_some();
        known.then(|| self.crisis.intentions[side % 2])
    }

    /// What this seat believes of the other side.
    #[must_use]
    pub fn odds(&self) -> Option<Odds> {
        self.own_side().map(|side| self.crisis.odds[side])
    }

    /// How likely the other lowers, holds, raises in the next step, per mille, as this seat believes.
    #[must_use]
    pub fn expected(&self) -> Option<[u16; 3]> {
        let odds = self.odds()?;
        Some(crises::seen_as(self.view.scenario, self.kind(), odds))
    }

    /// The steps so far, as far as this seat knows them.
    #[must_use]
    pub fn history(&self) -> Vec<Past> {
        let there = self.own_side().is_some() || self.view.over().is_some();
        let past = self.crisis.history.iter().map(|it| Past {
            steps: [0, 1].map(|side| {
                let heard = there || it.steps[side].channel.has_audience();
                heard.then(|| (it.steps[side], it.heard[side]))
            }),
            from: it.from,
            to: it.to,
            risk: there.then_some(it.risk),
            accident: it.accident,
        });
        past.collect()
    }

    /// How likely an accident is if the two step like this, the first side's step first.
    #[must_use]
    pub fn risk(&self, steps: [CrisisOrder; 2]) -> Risk {
        let at = (self.sides(), self.rung());
        crises::risk(self.view.eyes(), self.kind(), at, Some(steps))
    }

    /// How likely an accident is for every two postures, this seat's first, without and with a third party in between;
    /// per mille.
    #[must_use]
    pub fn risks(&self) -> [[[u16; 2]; 3]; 3] {
        let at = (self.sides(), self.rung());
        let ground = crises::Ground::of(self.view.eyes(), self.kind(), at);
        let step = |posture, channel| CrisisOrder { posture, channel };
        Posture::ALL.map(|mine| {
            Posture::ALL.map(|theirs| {
                [Channel::Private, Channel::Forum].map(|channel| {
                    let theirs = step(theirs, Channel::Private);
                    ground.total(self.ordered(step(mine, channel), theirs))
                })
            })
        })
    }

    /// How likely it would be if both hold.
    #[must_use]
    pub fn risk_now(&self) -> Risk {
        self.risk([CrisisOrder::DEFAULT; 2])
    }

    /// Both steps in the order of the sides, for this seat's and the other's.
    #[must_use]
    pub fn ordered(&self, mine: CrisisOrder, theirs: CrisisOrder) -> [CrisisOrder; 2] {
        match self.own_side() {
            Some(1) => [theirs, mine],
            Some(_) | None => [mine, theirs],
        }
    }

    /// The rung to which this seat's posture and the other's lead, before anything happens by itself.
    #[must_use]
    pub fn ahead(&self, mine: Posture, theirs: Posture) -> u8 {
        let kind = self.view.scenario.crisis(self.kind());
        crises::ahead([mine, theirs], self.rung(), (kind.brink(), kind.top()))
    }

    /// The rung to which they lead, and how that would end it.
    #[must_use]
    pub fn leads_to(&self, mine: Posture, theirs: Posture) -> (u8, Option<CrisisOutcome>) {
        let kind = self.view.scenario.crisis(self.kind());
        let rung = self.ahead(mine, theirs);
        let postures = match self.own_side() {
            Some(1) => [theirs, mine],
            Some(_) | None => [mine, theirs],
        };
        if kind.war.is_some() && rung >= kind.top() {
            return (rung, Some(CrisisOutcome::War));
        }
        (rung, crises::after(self.sides(), self.before(), postures))
    }

    pub(super) fn scenario(&self) -> &'a Scenario {
        self.view.scenario
    }

    pub(super) fn eyes(&self) -> Eyes<'a> {
        self.view.eyes()
    }

    pub(super) fn lens_points(&self, rate: Rate) -> Points {
        self.view.scenario.lens().points(rate)
    }

    /// What the postures of the last step counted as, the first side's first; `None` before the first step.
    fn before(&self) -> Option<[Posture; 2]> {
        self.crisis.history.last().map(Exchange::postures)
    }

    /// What the other side's last step counted as, if this seat is a side and one was taken.
    #[must_use]
    pub fn answered_with(&self) -> Option<Posture> {
        let side = self.own_side()?;
        self.before().map(|it| it[(side + 1) % 2])
    }

    /// What this seat's last step counted as.
    #[must_use]
    pub fn did_before(&self) -> Option<Posture> {
        let side = self.own_side()?;
        self.before().map(|it| it[side])
    }

    /// How likely an offer by this channel stays unanswered.
    #[must_use]
    pub fn silence(&self, channel: Channel) -> Silence {
        crises::silence(self.view.eyes(), self.sides(), channel)
    }

    /// The mechanisms that help here, each with the share of the risk that it takes off.
    #[must_use]
    pub fn covering(&self) -> Vec<(MechanismId, PerMille)> {
        crises::covering(self.view.eyes(), self.kind(), self.sides())
    }

    /// The channels that there are for a side, legal or not, in a fixed order.
    #[must_use]
    pub fn channels(&self) -> Vec<Channel> {
        let kind = self.view.scenario.crisis(self.kind());
        let mut channels = vec![Channel::Private, Channel::Public];
        let helps = self.covering().into_iter();
        channels.extend(helps.map(|(id, _)| Channel::Mechanism(id)));
        let between = kind.mediators.iter().map(|(actor, _)| *actor);
        let between = between.filter(|actor| !self.sides().contains(actor));
        channels.extend(between.map(Channel::Mediator));
        if kind.forum == Forum::Open {
            channels.push(Channel::Forum);
        }
        channels
    }

    /// How far a side would go if it meant this by it, as this seat sees it.
    #[must_use]
    pub fn resolve(&self, side: usize, intention: Intention) -> Resolve {
        let heard = (intention, self.audience(side));
        let at = (self.sides(), side);
        crises::resolve(self.view.eyes(), self.kind(), at, heard)
    }

    /// What is at stake for a side that means this by it.
    #[must_use]
    pub fn stakes(&self, side: usize, intention: Intention) -> Points {
        crises::stakes(
            self.view.eyes(),
            self.kind(),
            (self.sides(), side),
            intention,
        )
    }

    /// Support of each group at home that giving way would cost a side after so many more public steps.
    #[must_use]
    pub fn audience_cost(&self, side: usize, more: u8) -> Points {
        let steps = self.audience(side).saturating_add(more);
        let actor = self.sides()[side % 2];
        crises::audience_cost(self.view.eyes(), actor, steps)
    }
}
