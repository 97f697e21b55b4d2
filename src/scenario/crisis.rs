//! What a checked kind of crisis consists of.

use crate::model::{ActorId, Effect, EndingId, MeasureId, PerMille, Points};
use crate::scenario::definition::Interests;

/// A kind of crisis: a ladder of rungs between two sides, and what leads up and down it.
#[derive(Clone, Debug)]
pub struct CrisisKind {
    /// Where the map may mark it, by the numbers of places.
    pub at: Vec<u16>,
    /// What reaching each rung for the first time does; the first rung first. Their names are prose.
    pub rungs: Vec<Vec<Effect>>,
    /// The rung from which on governments must decide, from 2 to the last but one.
    pub serious: u8,
    /// The ending that the last rung brings; without one the last rung is not war.
    pub war: Option<EndingId>,
    /// Steps until it freezes.
    pub steps: u8,
    /// What is at stake for the first side, then for the second, in points; `$self` is the side.
    pub stakes: [Interests; 2],
    /// How likely it climbs by itself in a step, before anything else counts, per mille.
    pub climb: PerMille,
    /// Measures whose mechanisms make that less likely, each with the share that one at full health takes off.
    pub relief: Vec<(MeasureId, PerMille)>,
    /// Who carries messages, and the capital that it takes.
    pub mediators: Vec<(ActorId, Points)>,
    /// What a mediation does; `$self` asked for it, `$target` mediates.
    pub mediated: Vec<Effect>,
    /// Whether a forum can be called; its name is prose.
    pub forum: Forum,
    /// What each public step does; `$self` took it.
    pub public: Vec<Effect>,
    /// What going down together does.
    pub settled: Vec<Effect>,
    /// What giving way does; `$self` gave way.
    pub backed_down: Vec<Effect>,
    /// What freezing does.
    pub frozen: Vec<Effect>,
    /// What a crisis that was serious and did not end in war does besides.
    pub survived: Vec<Effect>,
    /// The three intentions, in the order of `Intention::ALL`.
    pub intentions: [IntentionKind; 3],
    /// The stable hash of its string id, for chance.
    pub subject_hash: u64,
}

/// Whether there is a forum to which a crisis can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forum {
    /// There is one.
    Open,
    /// There is none.
    None,
}

/// An intention: how likely it is from the outset, and what those who have it do.
#[derive(Clone, Debug)]
pub struct IntentionKind {
    /// Its weight beside the two others; `$self` is the side that has it.
    pub prior: Interests,
    /// How often those who have it lower, hold and raise, per mille; at least 1 each.
    pub signs: [u16; 3],
}

impl CrisisKind {
    /// How many rungs there are.
    #[must_use]
    pub fn top(&self) -> u8 {
        u8::try_from(self.rungs.len()).unwrap_or(u8::MAX)
    }

    /// The highest rung short of war.
    #[must_use]
    pub fn brink(&self) -> u8 {
        match self.war {
            Some(_) => self.top().saturating_sub(1),
            None => self.top(),
        }
    }

    /// The capital that this actor's mediation takes, if it may mediate.
    #[must_use]
    pub fn mediation(&self, by: ActorId) -> Option<Points> {
        let known = self.mediators.iter().find(|(actor, _)| *actor == by);
        known.map(|(_, cost)| *cost)
    }
}
