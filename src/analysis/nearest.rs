//! What came nearest to a signature at a table, and by whose act it failed: read off what everybody at it has heard.

use crate::model::{ActorId, ActorSet, Breakdown, Fact, Package, TableFact, What};
use crate::scenario::NegotiatingTable;

/// The text for which most stood at once; of several the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// What it says.
    pub package: Package,
    /// Who put it forward.
    pub by: ActorId,
    /// In which round, from 1, most stood by it.
    pub round: u8,
    /// Who stood by it then.
    pub stood: ActorSet,
    /// Who was at the table then and didn't.
    pub missing: ActorSet,
    /// What became of it.
    pub fate: Fate,
}

/// How a text went without being signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// This party put another one in its place, in the round with this number, from 1.
    Replaced(ActorId, u8),
    /// This party, which stood by it, left in that round.
    Left(ActorId, u8),
    /// It was on the table when the rounds ended.
    RoundsOver,
    /// It could have been signed by these when the rounds were over, and this party didn't.
    Unsigned(ActorId, ActorSet),
    /// Something else ended the talks.
    Other,
}

/// How a sitting went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// What came nearest; `None` if no text was put forward.
    pub nearest: Option<Nearest>,
    /// Who stood by the last text at the end.
    pub stood: ActorSet,
    /// Who was there at the end, did not stand by the last text, and had a move after it was put forward.
    pub declined: ActorSet,
    /// Who was there at the end, did not stand by it, and had no such move.
    pub unasked: ActorSet,
    /// Who put the last text forward.
    pub author: Option<ActorId>,
}

/// Follows a sitting, whose facts these are, from its beginning to its end.
#[must_use]
pub fn course(definition: &NegotiatingTable, facts: &[Fact]) -> Course {
    let mut sitting = Sitting::default();
    for fact in facts {
        if let What::Table(_, what) = fact.what {
            sitting.hears(definition, &what);
        }
    }
    let open = ActorSet(sitting.present.0 & !sitting.backers().0);
    let declined = ActorSet(open.0 & sitting.moved.0);
    Course {
        nearest: sitting.nearest,
        stood: sitting.backers(),
        declined,
        unasked: ActorSet(open.0 & !declined.0),
        author: sitting.text.map(|(by, _)| by),
    }
}

#[derive(Default)]
struct Sitting {
    present: ActorSet,
    stances: Vec<(ActorId, Package)>,
    text: Option<(ActorId, Package)>,
    /// Who has moved since that text was put forward.
    moved: ActorSet,
    round: u8,
    deadline: u8,
    nearest: Option<Nearest>,
}

impl Sitting {
    fn backers(&self) -> ActorSet {
        let text = self.text.map(|(_, text)| text);
        let known = self.stances.iter().filter(|it| Some(it.1) == text);
        known.map(|it| it.0).collect()
    }

    fn number(&self) -> u8 {
        self.round.saturating_add(1).min(self.deadline.max(1))
    }

    fn stand(&mut self, actor: ActorId, text: Option<Package>) {
        self.stances.retain(|it| it.0 != actor);
        self.stances.extend(text.map(|text| (actor, text)));
    }

    fn ends(&mut self, fate: Fate) {
        if let Some(nearest) = self.nearest.as_mut() {
            nearest.fate = match nearest.fate {
                Fate::RoundsOver => fate,
                Fate::Replaced(..) | Fate::Left(..) | Fate::Unsigned(..) | Fate::Other => {
                    nearest.fate
                }
            };
        }
    }

    /// Whether the text on the table is the one that came nearest.
    fn is_nearest(&self) -> bool {
        let nearest = self.nearest.map(|it| it.package);
        nearest.is_some() && nearest == self.text.map(|(_, text)| text)
    }

    /// Takes the text on the table for the nearest one if as many stand by it as by any before.
    fn compare(&mut self) {
        let Some((by, package)) = self.text else {
            return;
        };
        let stood = self.backers();
        if self.nearest.is_none_or(|it| stood.len() >= it.stood.len()) {
            self.nearest = Some(Nearest {
                package,
                by,
                round: self.number(),
                stood,
                missing: ActorSet(self.present.0 & !stood.0),
                fate: Fate::RoundsOver,
            });
        }
    }

    fn hears(&mut self, definition: &NegotiatingTable, what: &TableFact) {
        match *what {
            TableFact::Brought { party, .. } => self.present = self.present.with(party),
            TableFact::DeadlineSet { rounds, .. } => self.deadline = rounds,
            TableFact::RoundsLost { rounds } => {
                self.deadline = self.deadline.saturating_sub(rounds);
            }
            TableFact::RoundEnded => self.round = self.round.saturating_add(1),
            TableFact::Returned { by } => self.present = self.present.with(by),
            TableFact::WalkedOut { by } => self.walks_out(by),
            TableFact::Proposed { by, text } => self.proposes(by, text.into()),
            TableFact::Accepted { by } => {
                self.stand(by, self.text.map(|(_, text)| text));
                self.moved = self.moved.with(by);
                self.compare();
            }
            TableFact::Held { by } => self.holds(definition, by),
            TableFact::BrokeUp { why } if why != Breakdown::Deadline => self.ends(Fate::Other),
            _ => {}
        }
    }

    fn walks_out(&mut self, by: ActorId) {
        if self.is_nearest() && self.backers().contains(by) {
            self.ends(Fate::Left(by, self.number()));
        }
        self.present = self.present.without(by);
        self.stand(by, None);
    }

    fn proposes(&mut self, by: ActorId, text: Package) {
        if self.is_nearest() && self.text.is_some_and(|(_, old)| old != text) {
            self.ends(Fate::Replaced(by, self.number()));
        }
        self.text = Some((by, text));
        self.moved = ActorSet::only(by);
        self.stand(by, Some(text));
        self.compare();
    }

    /// A move that passes keeps consent to the text on the table only; after the last round it leaves a signature be.
    fn holds(&mut self, definition: &NegotiatingTable, by: ActorId) {
        let stance = self.stances.iter().find(|it| it.0 == by).map(|it| it.1);
        let signers = self.backers().with(by);
        if self.round >= self.deadline && definition.counts_with(signers) && self.is_nearest() {
            self.ends(Fate::Unsigned(by, signers));
        }
        if stance != self.text.map(|(_, text)| text) {
            self.stand(by, None);
        }
        self.moved = self.moved.with(by);
    }
}
