//! Plans, roadmaps and pledges in the record of a state.

use super::{
    AnnouncedRecord, Lost, PledgeRecord, QueuedRecord, Reader, Record, SlatedRecord, Writer, known,
};
use crate::model::condition::PledgeStatus;
use crate::model::{Order, Turn};
use crate::notation;
use crate::rules::state::{Announced, Notice, PledgeState, Queued, Slated, State, Step};

const PLEDGE_WORDS: [(PledgeStatus, &str); 3] = [
    (PledgeStatus::Open, "open"),
    (PledgeStatus::Kept, "kept"),
    (PledgeStatus::Broken, "broken"),
];

impl Writer<'_> {
    pub(super) fn queued(&self, queued: &Queued) -> QueuedRecord {
        let (initiative, target) = (queued.initiative, queued.target);
        let order = match queued.step {
            Step::Launch => Order::Launch { initiative, target },
            Step::Cancel => Order::Cancel { initiative, target },
        };
        QueuedRecord {
            seat: self.seat(queued.seat),
            order: notation::write(self.0.catalogue(), &order),
        }
    }

    pub(super) fn pledge(&self, pledge: &PledgeState) -> PledgeRecord {
        let word = PLEDGE_WORDS
            .iter()
            .find(|(status, _)| *status == pledge.status);
        PledgeRecord {
            seat: self.seat(pledge.seat),
            pledge: self.0.catalogue().pledge(pledge.pledge).to_owned(),
            due: pledge.due.0,
            status: word.map_or("", |(_, word)| word).to_owned(),
        }
    }

    pub(super) fn slated(&self, slated: &Slated) -> SlatedRecord {
        let order = Order::Schedule {
            initiative: slated.initiative,
            target: slated.target,
            turn: slated.turn,
        };
        let notice = match slated.notice {
            Notice::Private => "private",
            Notice::Announcing => "announcing",
            Notice::Public(_) => "public",
            Notice::Withdrawing(_) => "withdrawing",
        };
        SlatedRecord {
            seat: self.seat(slated.seat),
            order: notation::write(self.0.catalogue(), &order),
            notice: notice.to_owned(),
            promised: slated.notice.promised().map_or(0, |due| due.0),
        }
    }

    pub(super) fn announced(&self, known: &Announced) -> AnnouncedRecord {
        AnnouncedRecord {
            seat: self.seat(known.seat),
            initiative: self.initiative(known.initiative),
            target: self.target(known.target),
        }
    }
}

impl Reader<'_> {
    pub(super) fn queued(&self, saved: &QueuedRecord) -> Result<Queued, Lost> {
        let seat = self.seat(&saved.seat)?;
        match notation::read(self.0.catalogue(), &saved.order) {
            Ok(Order::Launch { initiative, target }) => Ok(Queued {
                seat,
                initiative,
                target,
                step: Step::Launch,
            }),
            Ok(Order::Cancel { initiative, target }) => Ok(Queued {
                seat,
                initiative,
                target,
                step: Step::Cancel,
            }),
            Ok(
                Order::Schedule { .. }
                | Order::Publish
                | Order::Respond { .. }
                | Order::Table(..)
                | Order::Step(..)
                | Order::End,
            )
            | Err(_) => Err(Lost(format!("‘{}’", saved.order))),
        }
    }

    pub(super) fn pledge(&self, saved: &PledgeRecord) -> Result<PledgeState, Lost> {
        let status = PLEDGE_WORDS.iter().find(|(_, word)| *word == saved.status);
        Ok(PledgeState {
            seat: self.seat(&saved.seat)?,
            pledge: known(self.0.catalogue().find_pledge(&saved.pledge), &saved.pledge)?,
            due: Turn(saved.due),
            status: known(status.map(|(status, _)| *status), &saved.status)?,
        })
    }

    /// Both lists of roadmaps. Nothing may stand twice, before the turn of the record or after the last one.
    pub(super) fn roadmap(&self, record: &Record, state: &mut State) -> Result<(), Lost> {
        state.roadmap = self.each(&record.roadmap, Self::slated)?;
        for (place, slated) in state.roadmap.iter().enumerate() {
            let twice = state.roadmap[..place]
                .iter()
                .any(|known| known.directed() == slated.directed());
            let last = self.0.calendar().turns;
            let late = slated.turn < Turn(record.turn) && record.over.is_empty();
            if twice || late || slated.turn > last {
                let order = record.roadmap.get(place).map_or("", |saved| &saved.order);
                return Err(Lost(format!("‘{order}’")));
            }
        }
        state.announced = self.each(&record.announced, Self::announced)?;
        Ok(())
    }

    fn slated(&self, saved: &SlatedRecord) -> Result<Slated, Lost> {
        let notice = match saved.notice.as_str() {
            "private" => Some(Notice::Private),
            "announcing" => Some(Notice::Announcing),
            "public" => Some(Notice::Public(Turn(saved.promised))),
            "withdrawing" => Some(Notice::Withdrawing(Turn(saved.promised))),
            _ => None,
        };
        let Ok(Order::Schedule {
            initiative,
            target,
            turn,
        }) = notation::read(self.0.catalogue(), &saved.order)
        else {
            return Err(Lost(format!("‘{}’", saved.order)));
        };
        Ok(Slated {
            seat: self.seat(&saved.seat)?,
            initiative,
            target,
            turn,
            notice: known(notice, &saved.notice)?,
        })
    }

    fn announced(&self, saved: &AnnouncedRecord) -> Result<Announced, Lost> {
        Ok(Announced {
            seat: self.seat(&saved.seat)?,
            initiative: self.initiative(&saved.initiative)?,
            target: self.target(&saved.target)?,
        })
    }
}
