//! Crises in a record.

use serde::{Deserialize, Serialize};

use crate::model::{CrisisOrder, CrisisOutcome, Heard, Intention, Odds, Turn};
use crate::notation;
use crate::rules::state::State;
use crate::rules::state::crises::{Accident, Crisis, Exchange};
use crate::rules::state::record::{Lost, Reader, Record, Writer, known};

records! {
    /// A crisis.
    CrisisRecord {
        /// Of which kind.
        kind: String,
        /// Its sides.
        sides: (String, String),
        /// When it opened.
        opened: u16,
        /// The rung.
        rung: u8,
        /// The highest rung so far.
        top: u8,
        /// Steps of its time that have passed.
        clock: u8,
        /// Public steps of each side.
        audience: (u8, u8),
        /// What each side means: `probe`, `blunder` or `resolve`.
        intentions: (String, String),
        /// What each believes of the other, per mille.
        odds: ((u16, u16, u16), (u16, u16, u16)),
        /// Sealed steps; empty if there is none.
        sealed: (String, String),
        /// Every step so far.
        history: Vec<ExchangeRecord>,
        /// `settled`, `frozen`, `war`, or the side that gave way; empty while it goes on.
        outcome: String,
        /// When it ended; 0 while it goes on.
        ended: u16,
    }

    /// What both sides did in a step.
    ExchangeRecord {
        /// The steps.
        steps: (String, String),
        /// Whether each was answered.
        answered: (bool, bool),
        /// The rung before.
        from: u8,
        /// The rung after.
        to: u8,
        /// How likely an accident was, per mille.
        risk: u16,
        /// Whether one happened.
        accident: bool,
    }
}

const INTENTIONS: [(Intention, &str); 3] = [
    (Intention::Probe, "probe"),
    (Intention::Blunder, "blunder"),
    (Intention::Resolve, "resolve"),
];

fn intention_word(intention: Intention) -> String {
    let found = INTENTIONS.iter().find(|(it, _)| *it == intention);
    found.map_or("", |(_, word)| word).to_owned()
}

impl Writer<'_> {
    pub(super) fn crises(&self, state: &State) -> Vec<CrisisRecord> {
        state
            .crises
            .iter()
            .map(|crisis| self.crisis(crisis))
            .collect()
    }

    fn crisis(&self, now: &Crisis) -> CrisisRecord {
        let [a, b] = now.sides;
        let [first, second] = now.odds.map(|[x, y, z]| (x, y, z));
        CrisisRecord {
            kind: self.0.catalogue().crisis(now.kind).to_owned(),
            sides: (self.actor(a), self.actor(b)),
            opened: now.opened.0,
            rung: now.rung,
            top: now.top,
            clock: now.clock,
            audience: now.audience.into(),
            intentions: now.intentions.map(intention_word).into(),
            odds: (first, second),
            sealed: now.sealed.map(|step| self.step(step)).into(),
            history: now.history.iter().map(|past| self.exchange(past)).collect(),
            outcome: match now.outcome {
                None => String::new(),
                Some(CrisisOutcome::Settled) => "settled".to_owned(),
                Some(CrisisOutcome::Frozen) => "frozen".to_owned(),
                Some(CrisisOutcome::War) => "war".to_owned(),
                Some(CrisisOutcome::BackedDown(side)) => self.actor(side),
            },
            ended: now.ended.0,
        }
    }

    fn step(&self, step: Option<CrisisOrder>) -> String {
        let written = |step| notation::crisis::write_step(self.0.catalogue(), step);
        step.map_or_else(String::new, written)
    }

    fn exchange(&self, past: &Exchange) -> ExchangeRecord {
        ExchangeRecord {
            steps: past.steps.map(|step| self.step(Some(step))).into(),
            answered: past.heard.map(|heard| heard == Heard::Answered).into(),
            from: past.from,
            to: past.to,
            risk: past.risk,
            accident: past.accident == Accident::Happened,
        }
    }
}

impl Reader<'_> {
    pub(super) fn crises(&self, record: &Record, state: &mut State) -> Result<(), Lost> {
        state.crises = self.each(&record.crises, Self::crisis)?;
        Ok(())
    }

    fn crisis(&self, saved: &CrisisRecord) -> Result<Crisis, Lost> {
        let kind = known(self.0.catalogue().find_crisis(&saved.kind), &saved.kind)?;
        let top = self.0.crisis(kind).top();
        let sound = (1..=top).contains(&saved.rung) && (saved.rung..=top).contains(&saved.top);
        known(sound.then_some(()), &saved.kind)?;
        let (a, b) = &saved.sides;
        let (first, second) = &saved.sealed;
        Ok(Crisis {
            kind,
            sides: [self.seat(a)?.0, self.seat(b)?.0],
            opened: Turn(saved.opened),
            rung: saved.rung,
            top: saved.top,
            clock: saved.clock,
            audience: saved.audience.into(),
            intentions: [
                intention(&saved.intentions.0)?,
                intention(&saved.intentions.1)?,
            ],
            odds: [odds(saved.odds.0)?, odds(saved.odds.1)?],
            sealed: [self.sealed(first)?, self.sealed(second)?],
            history: self.each(&saved.history, Self::past)?,
            outcome: self.outcome(&saved.outcome)?,
            ended: Turn(saved.ended),
        })
    }

    fn outcome(&self, saved: &str) -> Result<Option<CrisisOutcome>, Lost> {
        Ok(match saved {
            "" => None,
            "settled" => Some(CrisisOutcome::Settled),
            "frozen" => Some(CrisisOutcome::Frozen),
            "war" => Some(CrisisOutcome::War),
            side => Some(CrisisOutcome::BackedDown(self.actor(side)?)),
        })
    }

    fn sealed(&self, saved: &str) -> Result<Option<CrisisOrder>, Lost> {
        if saved.is_empty() {
            return Ok(None);
        }
        let mut words = saved.split_whitespace();
        let read = notation::crisis::read_step(self.0.catalogue(), &mut words);
        known(read.ok(), saved).map(Some)
    }

    fn past(&self, saved: &ExchangeRecord) -> Result<Exchange, Lost> {
        let (first, second) = &saved.steps;
        let steps = [self.sealed(first)?, self.sealed(second)?];
        let heard = |answered: bool| match answered {
            true => Heard::Answered,
            false => Heard::Unanswered,
        };
        Ok(Exchange {
            steps: [known(steps[0], first)?, known(steps[1], second)?],
            heard: [heard(saved.answered.0), heard(saved.answered.1)],
            from: saved.from,
            to: saved.to,
            risk: saved.risk,
            accident: match saved.accident {
                true => Accident::Happened,
                false => Accident::None,
            },
        })
    }
}

fn intention(saved: &str) -> Result<Intention, Lost> {
    let found = INTENTIONS.iter().find(|(_, word)| *word == saved);
    known(found.map(|(intention, _)| *intention), saved)
}

fn odds((x, y, z): (u16, u16, u16)) -> Result<Odds, Lost> {
    let sound = u32::from(x) + u32::from(y) + u32::from(z) == 1000;
    known(sound.then_some([x, y, z]), "odds")
}
