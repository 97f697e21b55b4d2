//! Crises as they stand, and what facts about them do.

use crate::model::{
    ActorId, Channel, CrisisFact, CrisisId, CrisisOrder, CrisisOutcome, Heard, Intention, Odds,
    Posture, SeatId, Turn,
};
use crate::rules::state::State;

/// Odds of somebody who has no idea.
pub const EVEN: Odds = [334, 333, 333];

/// What both sides did in a step, and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The steps, the first side's first.
    pub steps: [CrisisOrder; 2],
    /// Whether they were answered.
    pub heard: [Heard; 2],
    /// The rung before.
    pub from: u8,
    /// The rung after.
    pub to: u8,
    /// How likely an accident was, per mille; 0 if the step ended the crisis before one could happen.
    pub risk: u16,
    /// Whether one happened.
    pub accident: Accident,
}

impl Exchange {
    /// The postures that counted: an offer that nobody answered is none.
    #[must_use]
    pub fn postures(&self) -> [Posture; 2] {
        [0, 1].map(|side| counted(self.steps[side], self.heard[side]))
    }
}

/// What a step counts as: an offer that nobody answered is holding.
#[must_use]
pub const fn counted(step: CrisisOrder, heard: Heard) -> Posture {
    match (step.posture, heard) {
        (Posture::Lower, Heard::Unanswered) => Posture::Hold,
        (posture, Heard::Answered | Heard::Unanswered) => posture,
    }
}

/// Whether something happened in a step that nobody had ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accident {
    /// Nothing did.
    #[default]
    None,
    /// Something did.
    Happened,
}

/// A crisis, under way or over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crisis {
    /// Of which kind.
    pub kind: CrisisId,
    /// Its sides, as an event or a choice named them.
    pub sides: [ActorId; 2],
    /// When it became a matter for governments.
    pub opened: Turn,
    /// The rung, from 1.
    pub rung: u8,
    /// The highest rung so far.
    pub top: u8,
    /// How much of its time has passed, in steps.
    pub clock: u8,
    /// Steps that each side has taken in public.
    pub audience: [u8; 2],
    /// What each side means by it. Hidden from the other.
    pub intentions: [Intention; 2],
    /// What each side believes of the other. Its own.
    pub odds: [Odds; 2],
    /// Steps that wait for the other's.
    pub sealed: [Option<CrisisOrder>; 2],
    /// Every step so far.
    pub history: Vec<Exchange>,
    /// How it ended, if it has.
    pub outcome: Option<CrisisOutcome>,
    /// When it ended; `Turn(0)` while it goes on.
    pub ended: Turn,
}

impl Crisis {
    /// The place of an actor among the sides.
    #[must_use]
    pub fn place(&self, actor: ActorId) -> Option<usize> {
        self.sides.iter().position(|side| *side == actor)
    }

    /// Whether it is under way.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.outcome.is_none()
    }

    fn apply(&mut self, now: Turn, what: &CrisisFact) {
        match *what {
            CrisisFact::Incident { .. } | CrisisFact::Opened { .. } => {}
            CrisisFact::Intended { by, intention } => {
                if let Some(side) = self.place(by) {
                    self.intentions[side] = intention;
                }
            }
            CrisisFact::Believed { by, odds } => {
                if let Some(side) = self.place(by) {
                    self.odds[side] = odds;
                }
            }
            CrisisFact::Sealed { by, step } => {
                if let Some(side) = self.place(by) {
                    self.sealed[side] = Some(step);
                }
            }
            CrisisFact::Stepped {
                by, step, heard, ..
            } => self.step(by, step, heard),
            CrisisFact::Moved { rung } => self.move_to(rung),
            CrisisFact::Accident { rung } => {
                self.move_to(rung);
                if let Some(last) = self.history.last_mut() {
                    last.accident = Accident::Happened;
                }
            }
            CrisisFact::Passed { clock, risk } => {
                self.clock = self.clock.saturating_add(clock);
                if let Some(last) = self.history.last_mut() {
                    last.risk = risk;
                }
            }
            CrisisFact::Ended { outcome } => {
                self.outcome = Some(outcome);
                self.ended = now;
            }
        }
    }

    /// The first side's step begins a row of the history, the second's completes it.
    fn step(&mut self, by: ActorId, step: CrisisOrder, heard: Heard) {
        let Some(side) = self.place(by) else { return };
        if side == 0 {
            self.history.push(Exchange {
                steps: [step; 2],
                heard: [heard; 2],
                from: self.rung,
                to: self.rung,
                risk: 0,
                accident: Accident::None,
            });
        } else if let Some(last) = self.history.last_mut() {
            (last.steps[1], last.heard[1]) = (step, heard);
        }
        self.sealed[side] = None;
        let heard_of = match step.channel {
            Channel::Public => [side == 0, side == 1],
            // Before a forum both have spoken, whoever called it.
            Channel::Forum => [true, true],
            Channel::Private | Channel::Mechanism(_) | Channel::Mediator(_) => [false, false],
        };
        for (audience, heard) in self.audience.iter_mut().zip(heard_of) {
            *audience = audience.saturating_add(u8::from(heard));
        }
    }

    fn move_to(&mut self, rung: u8) {
        self.rung = rung;
        self.top = self.top.max(rung);
        if let Some(last) = self.history.last_mut() {
            last.to = rung;
        }
    }
}

impl State {
    /// Every crisis, in the order in which they opened.
    pub(in crate::rules) fn crises(&self) -> &[Crisis] {
        &self.crises
    }

    /// The crisis of this kind that is under way: there is at most one.
    pub(in crate::rules) fn crisis(&self, kind: CrisisId) -> Option<&Crisis> {
        let mut open = self.crises.iter();
        open.find(|crisis| crisis.kind == kind && crisis.is_open())
    }

    pub(super) fn apply_to_crisis(&mut self, kind: CrisisId, what: &CrisisFact) {
        let now = self.turn;
        if let CrisisFact::Opened { a, b, rung } = *what {
            self.crises.push(Crisis {
                kind,
                sides: [a, b],
                opened: now,
                rung,
                top: rung,
                clock: 0,
                audience: [0; 2],
                intentions: [Intention::Blunder; 2],
                odds: [EVEN; 2],
                sealed: [None; 2],
                history: Vec::new(),
                outcome: None,
                ended: Turn(0),
            });
            return;
        }
        let mut open = self.crises.iter_mut();
        let found = open.find(|crisis| crisis.kind == kind && crisis.is_open());
        if let Some(crisis) = found {
            crisis.apply(now, what);
        }
    }

    /// Unwrites what `seat` can't know of crises: what others mean and believe, their sealed steps, and what passed in
    /// private between others.
    pub(super) fn forget_crises(
        &mut self,
        seat: SeatId,
        meant: impl Fn(&Crisis, usize) -> Intention,
    ) {
        for crisis in &mut self.crises {
            let own = crisis.place(seat.0);
            for side in (0..2).filter(|side| own != Some(*side)) {
                crisis.intentions[side] = meant(crisis, side);
                crisis.odds[side] = EVEN;
                crisis.sealed[side] = None;
            }
            if own.is_none() {
                for past in &mut crisis.history {
                    past.risk = 0;
                    for side in 0..2 {
                        if !past.steps[side].channel.has_audience() {
                            past.steps[side] = CrisisOrder::DEFAULT;
                            past.heard[side] = Heard::Answered;
                        }
                    }
                }
            }
        }
    }
}
