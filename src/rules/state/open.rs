//! The state at the opening of a game: an empty world that the opening facts then fill.

use crate::model::{ActorSet, Points, Turn};
use crate::rules::state::{FormatState, MEASURE_LIMIT, MechanismState, State};
use crate::scenario::Scenario;

impl State {
    /// The world before its opening facts: every figure at zero, no members, nobody in office.
    pub(in crate::rules) fn blank(scenario: &Scenario, seed: u64) -> Self {
        let mechanism = MechanismState {
            level: crate::model::condition::Obligation::None,
            verification: crate::model::condition::Verification::None,
            members: ActorSet::empty(),
            adopted: Turn(0),
            reach: 50,
        };
        let format = FormatState {
            members: ActorSet::empty(),
            observers: ActorSet::empty(),
            agenda: [0; MEASURE_LIMIT / 64],
        };
        Self {
            seed,
            turn: Turn(0),
            over: None,
            ended: ActorSet::empty(),
            figures: vec![Points::ZERO; scenario.slots().len()].into(),
            mechanisms: vec![mechanism; scenario.mechanisms().count()].into(),
            formats: vec![format; scenario.formats().count()].into(),
            offices: vec![None; scenario.actors().count()].into(),
            loans: Vec::new(),
            windows: vec![Turn(0); scenario.windows().count()].into(),
            estimates: Vec::new(),
            feints: Vec::new(),
            kept: None,
            projects: Vec::new(),
            completions: Vec::new(),
            queue: Vec::new(),
            roadmap: Vec::new(),
            announced: Vec::new(),
            asked: Vec::new(),
            answers: Vec::new(),
            happenings: Vec::new(),
            schedule: Vec::new(),
            sustained: Vec::new(),
            pledges: Vec::new(),
            tables: vec![None; scenario.tables().count()].into(),
            invitations: Vec::new(),
            intentions: Vec::new(),
            crises: Vec::new(),
        }
    }
}
