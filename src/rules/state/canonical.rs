//! The hash of a state: SHA-256 over versioned canonical bytes of seed, turn and everything else.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::model::condition::PledgeStatus;
use crate::model::fact::Span;
use crate::model::{ActorId, Cause, Channel, CrisisOrder, CrisisOutcome, Hidden, Subject};
use crate::rules::state::tables::TableState;
use crate::rules::state::{Notice, Over, State, Step};

/// Changes whenever the meaning of the bytes does.
const VERSION: u16 = 4;

impl State {
    /// 64 lower-case hexadecimal digits, the same on every platform for the same game.
    #[must_use]
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(self.canonical_bytes());
        digest
            .iter()
            .fold(String::with_capacity(64), |mut text, byte| {
                let _ = write!(text, "{byte:02x}");
                text
            })
    }

    fn canonical_bytes(&self) -> Vec<u8> {
        let mut out = Bytes(Vec::with_capacity(4096));
        out.u16(VERSION);
        out.u64(self.seed);
        out.u16(self.turn.0);
        match self.over {
            None => out.u16(0),
            Some(Over::Time) => out.u16(1),
            Some(Over::Forced(ending)) => out.pair(2, ending.0),
        }
        out.u32(self.ended.0);
        self.write_world(&mut out);
        self.write_plans(&mut out);
        self.write_events(&mut out);
        self.write_commitments(&mut out);
        self.write_tables(&mut out);
        self.write_crises(&mut out);
        out.0
    }

    fn write_world(&self, out: &mut Bytes) {
        out.list(&self.figures, |out, figure| out.i32(figure.raw()));
        out.list(&self.mechanisms, |out, mechanism| {
            out.pair(
                u16::from(mechanism.level.level()),
                mechanism.verification as u16,
            );
            out.u32(mechanism.members.0);
            out.pair(mechanism.adopted.0, u16::from(mechanism.reach));
        });
        out.list(&self.formats, |out, format| {
            out.u32(format.members.0);
            out.u32(format.observers.0);
            format.agenda.iter().for_each(|word| out.u64(*word));
        });
        out.list(&self.offices, |out, office| {
            out.u16(office.map_or(u16::MAX, |held| held.office.0));
            out.u16(office.map_or(0, |held| held.since.0));
        });
        out.list(&self.loans, |out, loan| {
            out.pair(loan.figure.0, loan.rule as u16);
            out.i32(loan.amount.raw());
        });
        out.list(&self.windows, |out, until| out.u16(until.0));
        out.list(&self.estimates, |out, estimate| {
            out.pair(estimate.seat.0.0, estimate.figure.0);
            out.i32(estimate.middle.raw());
            out.pair(estimate.band.0, estimate.as_of.0);
            out.cause(estimate.source);
        });
        out.list(&self.feints, |out, feint| {
            out.u16(feint.figure.0);
            out.i32(feint.by.raw());
            out.pair(feint.since.0, feint.until.0);
            out.cause(feint.cause);
        });
    }

    fn write_plans(&self, out: &mut Bytes) {
        out.list(&self.projects, |out, project| {
            out.pair(project.seat.0.0, project.initiative.0);
            out.actor(project.target);
            out.pair(project.since.0, project.elapsed);
        });
        out.list(&self.completions, |out, done| {
            out.pair(done.seat.0.0, done.initiative.0);
            out.actor(done.target);
            out.u16(done.turn.0);
        });
        out.list(&self.queue, |out, order| {
            out.pair(order.seat.0.0, order.initiative.0);
            out.actor(order.target);
            out.u16(match order.step {
                Step::Cancel => 0,
                Step::Launch => 1,
            });
        });
        out.list(&self.roadmap, |out, slated| {
            out.pair(slated.seat.0.0, slated.initiative.0);
            out.actor(slated.target);
            out.u16(slated.turn.0);
            match slated.notice {
                Notice::Private => out.u16(0),
                Notice::Announcing => out.u16(1),
                Notice::Public(due) => out.pair(2, due.0),
                Notice::Withdrawing(due) => out.pair(3, due.0),
            }
        });
        out.list(&self.announced, |out, known| {
            out.pair(known.seat.0.0, known.initiative.0);
            out.actor(known.target);
        });
    }

    fn write_events(&self, out: &mut Bytes) {
        out.list(&self.asked, |out, asked| {
            out.pair(asked.seat.0.0, asked.event.0);
            out.subject(asked.subject);
            out.u16(asked.answer.map_or(u16::MAX, |answer| u16::from(answer.0)));
        });
        out.list(&self.answers, |out, answer| {
            out.pair(answer.seat.0.0, answer.event.0);
            out.subject(answer.subject);
            out.pair(u16::from(answer.choice.0), answer.turn.0);
        });
        out.list(&self.happenings, |out, happening| {
            out.pair(happening.event.0, happening.turn.0);
            out.subject(happening.subject);
        });
        out.list(&self.schedule, |out, due| {
            out.pair(due.event.0, due.turn.0);
            out.subject(due.subject);
        });
    }

    fn write_commitments(&self, out: &mut Bytes) {
        out.list(&self.sustained, |out, entry| {
            out.u16(entry.figure.0);
            out.i32(entry.amount.raw());
            match entry.span {
                Span::Turns(turns) => out.pair(0, turns),
                Span::Fading(share) => out.pair(1, share),
                Span::While(condition) => out.pair(2, condition.0),
            }
            out.cause(entry.cause);
        });
        out.list(&self.pledges, |out, pledge| {
            out.pair(pledge.seat.0.0, pledge.pledge.0);
            out.pair(
                pledge.due.0,
                match pledge.status {
                    PledgeStatus::Open => 0,
                    PledgeStatus::Kept => 1,
                    PledgeStatus::Broken => 2,
                },
            );
        });
    }
}

impl State {
    fn write_tables(&self, out: &mut Bytes) {
        out.list(&self.invitations, |out, it| {
            out.pair(it.seat.0.0, it.table.0);
            out.u16(it.items);
        });
        out.list(&self.intentions, |out, it| {
            out.pair(it.seat.0.0, it.table.0);
            out.u16(it.to as u16);
        });
        out.list(&self.tables, |out, table| match table {
            None => out.u16(0),
            Some(table) => {
                out.u16(1);
                write_table(out, table);
            }
        });
    }
}

fn write_table(out: &mut Bytes, now: &TableState) {
    out.pair(now.status as u16, now.convener.0.0);
    out.pair(now.opened.0, now.items);
    out.list(&now.delegations, |out, it| {
        out.pair(it.actor.0, it.reserve.cast_unsigned());
        it.slants
            .iter()
            .for_each(|slant| out.u16(slant.cast_unsigned()));
    });
    out.u32(now.present.0);
    out.u32(now.resting.0);
    out.u16(now.adjourned as u16);
    out.pair(u16::from(now.round), u16::from(now.held));
    out.pair(u16::from(now.deadline), u16::from(now.mover));
    out.u16(u16::from(now.failures));
    let text = now.text.map(|text| (text.by, text.package));
    out.u16(text.map_or(u16::MAX, |(by, _)| by.0));
    out.u64(text.map_or(0, |(_, package)| package.bits()));
    out.list(&now.stances, |out, it| {
        out.u16(it.actor.0);
        out.u64(it.package.bits());
    });
    out.list(&now.offers, |out, it| {
        out.pair(u16::from(it.round), it.by.0);
        out.u64(it.package.bits());
    });
    out.list(&now.known, |out, it| {
        out.pair(it.by.0, it.of.0);
        let what = match it.what {
            Hidden::Reserve => u16::MAX,
            Hidden::Weight(clause) => u16::from(clause),
        };
        out.pair(what, it.amount.cast_unsigned());
    });
    out.list(&now.promises, |out, it| {
        out.pair(it.by.0, it.to.0);
        out.u16(u16::from(it.payment));
    });
    out.list(&now.stands, |out, it| {
        out.u16(it.by.0);
        out.pair(u16::from(it.clause), u16::from(it.option));
    });
    out.list(&now.caucuses, |out, (by, with)| out.pair(by.0, with.0));
    out.list(&now.linked, |out, (one, other)| {
        out.pair(u16::from(*one), u16::from(*other));
    });
    out.u16(now.tied.map_or(u16::MAX, |other| other.0));
    let signed = now.signed.map(|it| (it.turn, it.signers, it.package));
    out.u16(signed.map_or(u16::MAX, |(turn, _, _)| turn.0));
    out.u32(signed.map_or(0, |(_, signers, _)| signers.0));
    out.u64(signed.map_or(0, |(_, _, package)| package.bits()));
}

impl State {
    fn write_crises(&self, out: &mut Bytes) {
        out.list(&self.crises, |out, it| {
            out.pair(it.kind.0, it.opened.0);
            out.pair(it.sides[0].0, it.sides[1].0);
            out.pair(u16::from(it.rung), u16::from(it.top));
            out.pair(u16::from(it.clock), it.ended.0);
            for side in 0..2 {
                out.pair(u16::from(it.audience[side]), it.intentions[side] as u16);
                it.odds[side].iter().for_each(|odds| out.u16(*odds));
                out.step(it.sealed[side]);
            }
            out.list(&it.history, |out, past| {
                for side in 0..2 {
                    out.step(Some(past.steps[side]));
                    out.u16(past.heard[side] as u16);
                }
                out.pair(u16::from(past.from), u16::from(past.to));
                out.pair(past.risk, past.accident as u16);
            });
            match it.outcome {
                None => out.u16(0),
                Some(CrisisOutcome::Settled) => out.u16(1),
                Some(CrisisOutcome::BackedDown(side)) => out.pair(2, side.0),
                Some(CrisisOutcome::Frozen) => out.u16(3),
                Some(CrisisOutcome::War) => out.u16(4),
            }
        });
    }
}

/// Little-endian numbers, one after the other; every list is preceded by its length.
struct Bytes(Vec<u8>);

impl Bytes {
    fn u16(&mut self, value: u16) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn u32(&mut self, value: u32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn u64(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn i32(&mut self, value: i32) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    fn pair(&mut self, first: u16, second: u16) {
        self.u16(first);
        self.u16(second);
    }

    fn actor(&mut self, actor: Option<ActorId>) {
        self.u16(actor.map_or(u16::MAX, |actor| actor.0));
    }

    fn subject(&mut self, subject: Subject) {
        match subject {
            Subject::World => self.u16(0),
            Subject::Actor(a) => self.pair(1, a.0),
            Subject::Pair(a, b) => {
                self.u16(2);
                self.pair(a.0, b.0);
            }
        }
    }

    fn cause(&mut self, cause: Cause) {
        match cause {
            Cause::Opening => self.u16(0),
            Cause::Order(seat) => self.pair(1, seat.0.0),
            Cause::Initiative(id, seat) => self.three(2, id.0, seat.0.0),
            Cause::Risk(id, seat) => self.three(3, id.0, seat.0.0),
            Cause::Cancelled(id, seat) => self.three(4, id.0, seat.0.0),
            Cause::Event(id) => self.pair(5, id.0),
            Cause::Choice(id, seat, choice) => {
                self.three(6, id.0, seat.0.0);
                self.u16(u16::from(choice.0));
            }
            Cause::Pledge(id, seat) => self.three(7, id.0, seat.0.0),
            Cause::Upkeep(rule) => self.pair(8, rule as u16),
            Cause::Table(id, seat) => self.three(14, id.0, seat.0.0),
            Cause::Text(id) => self.pair(15, id.0),
            Cause::Step(id, seat) => self.three(16, id.0, seat.0.0),
            Cause::Crisis(id) => self.pair(17, id.0),
            Cause::Report(id) => self.pair(18, id.0),
            Cause::Roadmap(seat) => self.pair(9, seat.0.0),
            Cause::Published(seat) => self.pair(10, seat.0.0),
            Cause::Met(id, seat) => self.three(11, id.0, seat.0.0),
            Cause::Missed(id, seat) => self.three(12, id.0, seat.0.0),
            Cause::Withdrawn(id, seat) => self.three(13, id.0, seat.0.0),
        }
    }

    fn step(&mut self, step: Option<CrisisOrder>) {
        let Some(step) = step else {
            self.u16(u16::MAX);
            return;
        };
        self.u16(step.posture as u16);
        match step.channel {
            Channel::Private => self.u16(0),
            Channel::Public => self.u16(1),
            Channel::Mechanism(id) => self.pair(2, id.0),
            Channel::Mediator(actor) => self.pair(3, actor.0),
            Channel::Forum => self.u16(4),
        }
    }

    fn three(&mut self, tag: u16, first: u16, second: u16) {
        self.u16(tag);
        self.pair(first, second);
    }

    fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.u32(u32::try_from(items.len()).unwrap_or(u32::MAX));
        for item in items {
            write(self, item);
        }
    }
}
