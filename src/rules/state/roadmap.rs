//! Roadmaps as they stand: what seats have put on them, what is public of it, and what each fact does to them.

use crate::model::{ActorId, InitiativeId, SeatId, Turn, What};
use crate::rules::state::State;

/// Whose initiative at whom.
type Directed = (SeatId, InitiativeId, Option<ActorId>);

/// Who knows of an initiative on a roadmap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Its seat alone.
    Private,
    /// Its seat alone until its plan ends, then everybody.
    Announcing,
    /// Everybody: it is a milestone with a deadline.
    Public(Turn),
    /// Everybody; when the plan ends its seat takes it off.
    Withdrawing(Turn),
}

impl Notice {
    /// The turn that was promised in public.
    #[must_use]
    pub const fn promised(self) -> Option<Turn> {
        match self {
            Self::Private | Self::Announcing => None,
            Self::Public(due) | Self::Withdrawing(due) => Some(due),
        }
    }
}

/// An initiative on a roadmap. At most one for each seat, initiative and target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slated {
    /// Whose.
    pub seat: SeatId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// At whom.
    pub target: Option<ActorId>,
    /// When it is planned by itself.
    pub turn: Turn,
    /// Who knows of it.
    pub notice: Notice,
}

impl Slated {
    /// Whose initiative at whom.
    pub(in crate::rules) const fn directed(&self) -> Directed {
        (self.seat, self.initiative, self.target)
    }
}

/// An initiative that its seat has once announced: announcing it again proves nothing new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    /// Whose.
    pub seat: SeatId,
    /// Which initiative.
    pub initiative: InitiativeId,
    /// At whom.
    pub target: Option<ActorId>,
}

impl State {
    pub(in crate::rules) fn roadmap(&self) -> &[Slated] {
        &self.roadmap
    }

    pub(in crate::rules) fn announced(&self) -> &[Announced] {
        &self.announced
    }

    pub(in crate::rules) fn slated(
        &self,
        seat: SeatId,
        initiative: InitiativeId,
        target: Option<ActorId>,
    ) -> Option<&Slated> {
        let key = (seat, initiative, target);
        self.roadmap.iter().find(|slated| slated.directed() == key)
    }

    /// What facts about roadmaps do; others are none of its business.
    pub(super) fn apply_to_roadmap(&mut self, what: &What) {
        match *what {
            What::Slated {
                seat,
                initiative,
                target,
                due,
            } => self.roadmap.push(Slated {
                seat,
                initiative,
                target,
                turn: due,
                notice: Notice::Private,
            }),
            What::Publishing { seat } => self.announce(seat),
            What::Published {
                seat,
                initiative,
                target,
                due,
            } => {
                let key = (seat, initiative, target);
                self.note(key, Notice::Public(due));
                self.remember(key);
            }
            What::Withdrawing {
                seat,
                initiative,
                target,
            } => self.withdraw((seat, initiative, target)),
            What::Unslated {
                seat,
                initiative,
                target,
            }
            | What::Withdrawn {
                seat,
                initiative,
                target,
            }
            | What::Lapsed {
                seat,
                initiative,
                target,
                ..
            } => self.strike((seat, initiative, target)),
            What::Slipped {
                seat,
                initiative,
                target,
                ..
            } => self.slip((seat, initiative, target), self.turn.after(1)),
            _ => {}
        }
    }

    /// Takes an initiative off a roadmap, if it is on it.
    pub(super) fn strike(&mut self, key: Directed) {
        self.roadmap.retain(|slated| slated.directed() != key);
    }

    /// Unwrites what a seat can't know of the roadmaps of others.
    pub(super) fn forget_roadmaps(&mut self, seat: SeatId) {
        self.roadmap
            .retain(|slated| slated.seat == seat || slated.notice.promised().is_some());
        for slated in self.roadmap.iter_mut().filter(|known| known.seat != seat) {
            slated.notice = slated.seen_by_others();
        }
    }

    fn announce(&mut self, seat: SeatId) {
        let now = self.turn;
        for slated in &mut self.roadmap {
            if (slated.seat, slated.notice) == (seat, Notice::Private) && slated.turn > now {
                slated.notice = Notice::Announcing;
            }
        }
    }

    fn on_roadmap(&mut self, key: Directed) -> Option<&mut Slated> {
        let mut all = self.roadmap.iter_mut();
        all.find(|slated| slated.directed() == key)
    }

    fn note(&mut self, key: Directed, notice: Notice) {
        if let Some(slated) = self.on_roadmap(key) {
            slated.notice = notice;
        }
    }

    fn withdraw(&mut self, key: Directed) {
        if let Some(slated) = self.on_roadmap(key)
            && let Some(due) = slated.notice.promised()
        {
            slated.notice = Notice::Withdrawing(due);
        }
    }

    fn slip(&mut self, key: Directed, to: Turn) {
        if let Some(slated) = self.on_roadmap(key) {
            slated.turn = to;
        }
    }

    fn remember(&mut self, (seat, initiative, target): Directed) {
        let announced = Announced {
            seat,
            initiative,
            target,
        };
        if !self.announced.contains(&announced) {
            self.announced.push(announced);
        }
    }
}

impl Slated {
    /// What others know of a public one: not that its seat is about to take it off.
    pub(in crate::rules) fn seen_by_others(&self) -> Notice {
        match self.notice {
            Notice::Withdrawing(due) => Notice::Public(due),
            Notice::Private | Notice::Announcing | Notice::Public(_) => self.notice,
        }
    }
}
