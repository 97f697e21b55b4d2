//! What each fact does to the state. Decides nothing: the rules have decided, the scribe has held it to bounds.

use crate::model::condition::PledgeStatus;
use crate::model::fact::Span;
use crate::model::{
    ActorId, ActorSet, Band, Cause, FigureId, Hidden, InitiativeId, Intention, MeasureId, OfficeId,
    Points, Rule, SeatId, TableId, Turn, What,
};
use crate::rules::state::crises::Crisis;
use crate::rules::state::{
    Answer, Asked, Completion, Due, FormatState, Happening, Loan, Over, PledgeState, Project,
    Queued, State, Step, Sustained, Tenure,
};

type Directed = (SeatId, InitiativeId, Option<ActorId>);

impl State {
    /// What one fact does. Most facts are moves of a figure.
    #[inline]
    pub(super) fn apply(&mut self, cause: Cause, what: &What) {
        match *what {
            What::Moved { figure, delta } => self.shift(cause, figure, delta),
            _ => self.apply_other(cause, what),
        }
    }

    fn apply_other(&mut self, cause: Cause, what: &What) {
        match *what {
            // Done already.
            What::Moved { .. } => {}
            What::Planned { .. }
            | What::PlannedCancel { .. }
            | What::Unplanned { .. }
            | What::Dequeued { .. }
            | What::Launched { .. }
            | What::Advanced { .. }
            | What::Completed { .. }
            | What::Cancelled { .. }
            | What::Declined { .. }
            | What::Replied { .. }
            | What::RiskStruck { .. } => self.apply_to_initiatives(what),
            What::Slated { .. }
            | What::Unslated { .. }
            | What::Publishing { .. }
            | What::Published { .. }
            | What::Withdrawing { .. }
            | What::Withdrawn { .. }
            | What::Slipped { .. }
            | What::Lapsed { .. }
            | What::Missed { .. }
            | What::Met { .. } => self.apply_to_roadmap(what),
            What::Happened { .. }
            | What::Asked { .. }
            | What::Sealed { .. }
            | What::Answered { .. }
            | What::Scheduled { .. }
            | What::Unscheduled { .. } => self.apply_to_events(what),
            What::Level { .. }
            | What::Verified { .. }
            | What::Joined { .. }
            | What::Left { .. }
            | What::Used { .. }
            | What::Attended { .. }
            | What::Observed { .. }
            | What::Withdrew { .. }
            | What::AgendaAdded { .. }
            | What::AgendaDropped { .. } => self.apply_to_institutions(what),
            What::Sustained {
                figure,
                amount,
                span,
            } => self.sustain(cause, figure, amount, span),
            What::Spent {
                figure,
                amount,
                span,
            } => self.spend(cause, figure, amount, span),
            What::WindowOpened { window, until } => self.windows[window.index()] = until,
            What::Pledged { .. } | What::Kept { .. } | What::Broke { .. } => {
                self.apply_to_pledges(what)
            }
            What::Read { .. } | What::Feigned { .. } | What::Exposed { .. } => {
                self.apply_to_beliefs(cause, what)
            }
            What::TookOffice { actor, office } => self.seat_in_office(actor, office),
            What::PlanEnded { seat } => self.ended = self.ended.with(seat.0),
            What::Table(table, ref what) => self.apply_to_table(table, what),
            What::Crisis(kind, ref what) => self.apply_to_crisis(kind, what),
            What::Reach { mechanism, reach } => self.mechanisms[mechanism.index()].reach = reach,
            What::TurnBegan { turn } => self.begin_turn(turn),
            What::Ended { ending } => self.over = Some(ending.map_or(Over::Time, Over::Forced)),
        }
    }

    /// Unwrites what `seat` can't know besides figures: others' plans, feints and sealed answers, the calendar, the seed.
    /// What was drawn for this seat alone it keeps.
    pub(in crate::rules) fn forget(
        &mut self,
        seat: SeatId,
        seed: u64,
        hidden: impl Fn(FigureId) -> bool,
        secret: impl Fn(TableId, ActorId, Hidden) -> i16,
        meant: impl Fn(&Crisis, usize) -> Intention,
    ) {
        self.kept = Some((ActorSet::only(seat.0), self.seed_of(seat.0)));
        self.seed = seed;
        self.feints.retain(|feint| !hidden(feint.figure));
        self.schedule.clear();
        self.sustained.retain(|entry| !hidden(entry.figure));
        self.loans.retain(|loan| !hidden(loan.figure));
        self.queue.retain(|order| order.seat == seat);
        self.forget_roadmaps(seat);
        self.forget_tables(seat, secret);
        self.forget_crises(seat, meant);
        for asked in self.asked.iter_mut().filter(|asked| asked.seat != seat) {
            asked.answer = None;
        }
        self.ended = if self.ended.contains(seat.0) {
            ActorSet::only(seat.0)
        } else {
            ActorSet::empty()
        };
        self.estimates.retain(|estimate| estimate.seat == seat);
    }

    /// Takes the end of the calendar back; from now on another seed draws what comes.
    pub(in crate::rules) fn reopen(&mut self, seed: u64) {
        self.over = None;
        self.reseed(seed);
    }

    /// From now on another seed draws what comes; what was drawn once a world stays as it was.
    pub(in crate::rules) fn reseed(&mut self, seed: u64) {
        let already = self.kept.filter(|(whose, _)| *whose == ActorSet::ALL);
        self.kept = already.or(Some((ActorSet::ALL, self.seed)));
        self.seed = seed;
    }

    fn seat_in_office(&mut self, actor: ActorId, office: OfficeId) {
        let since = self.turn;
        self.offices[actor.index()] = Some(Tenure { office, since });
    }

    /// Moves a figure; a rule that lends remembers what it lent.
    fn shift(&mut self, cause: Cause, figure: FigureId, delta: Points) {
        self.figures[figure.index()] = self.figure(figure).plus(delta);
        if let Cause::Upkeep(rule @ (Rule::LameDuck | Rule::MechanismsRelieve)) = cause {
            self.lend(figure, rule, delta);
        }
    }

    /// Adds to what a rule has lent to a figure; what is given back in full is forgotten.
    fn lend(&mut self, figure: FigureId, rule: Rule, delta: Points) {
        let amount = self.loan(figure, rule).plus(delta);
        self.loans
            .retain(|loan| (loan.figure, loan.rule) != (figure, rule));
        if amount != Points::ZERO {
            self.loans.push(Loan {
                figure,
                rule,
                amount,
            });
        }
    }

    fn begin_turn(&mut self, turn: Turn) {
        self.turn = turn;
        self.ended = ActorSet::empty();
        self.feints.retain(|feint| feint.until >= turn);
        self.open_sittings();
    }

    fn apply_to_initiatives(&mut self, what: &What) {
        let Some((seat, initiative, target)) = directed_in(what) else {
            return;
        };
        let queued = |step| Queued {
            seat,
            initiative,
            target,
            step,
        };
        let key = (seat, initiative, target);
        match what {
            What::Planned { .. } => self.queue.push(queued(Step::Launch)),
            What::PlannedCancel { .. } => self.queue.push(queued(Step::Cancel)),
            What::Unplanned { .. } | What::Dequeued { .. } => self.dequeue(key),
            What::Launched { .. } => {
                self.strike(key);
                self.projects.push(Project {
                    seat,
                    initiative,
                    target,
                    since: self.turn,
                    elapsed: 0,
                });
            }
            What::Advanced { .. } => self.advance(key),
            What::Completed { .. } => {
                self.projects.retain(|project| directed(project) != key);
                self.complete(key);
            }
            What::Cancelled { .. } | What::Declined { .. } => {
                self.projects.retain(|project| directed(project) != key);
            }
            _ => {}
        }
    }

    fn advance(&mut self, key: Directed) {
        let mut projects = self.projects.iter_mut();
        if let Some(project) = projects.find(|project| directed(project) == key) {
            project.elapsed = project.elapsed.saturating_add(1);
        }
    }

    fn dequeue(&mut self, key: Directed) {
        let place = self
            .queue
            .iter()
            .position(|order| (order.seat, order.initiative, order.target) == key);
        if let Some(place) = place {
            self.queue.remove(place);
        }
    }

    fn complete(&mut self, (seat, initiative, target): Directed) {
        let turn = self.turn;
        let known = self
            .completions
            .iter_mut()
            .find(|done| (done.seat, done.initiative, done.target) == (seat, initiative, target));
        match known {
            Some(done) => done.turn = turn,
            None => self.completions.push(Completion {
                seat,
                initiative,
                target,
                turn,
            }),
        }
    }

    fn apply_to_events(&mut self, what: &What) {
        match *what {
            What::Happened { event, subject } => {
                let turn = self.turn;
                let known = self
                    .happenings
                    .iter_mut()
                    .find(|known| (known.event, known.subject) == (event, subject));
                match known {
                    Some(happening) => happening.turn = turn,
                    None => self.happenings.push(Happening {
                        event,
                        subject,
                        turn,
                    }),
                }
            }
            What::Asked {
                seat,
                event,
                subject,
            } => self.asked.push(Asked {
                seat,
                event,
                subject,
                answer: None,
            }),
            What::Sealed {
                seat,
                event,
                subject,
                choice,
            } => {
                let key = (seat, event, subject);
                if let Some(asked) = self
                    .asked
                    .iter_mut()
                    .find(|asked| (asked.seat, asked.event, asked.subject) == key)
                {
                    asked.answer = Some(choice);
                }
            }
            What::Answered {
                seat,
                event,
                subject,
                choice,
            } => {
                self.asked.retain(|asked| {
                    (asked.seat, asked.event, asked.subject) != (seat, event, subject)
                });
                self.answers.push(Answer {
                    seat,
                    event,
                    subject,
                    choice,
                    turn: self.turn,
                });
            }
            What::Scheduled {
                event,
                subject,
                due,
            } => self.schedule.push(Due {
                event,
                subject,
                turn: due,
            }),
            What::Unscheduled {
                event,
                subject,
                due,
            } => {
                let gone = Due {
                    event,
                    subject,
                    turn: due,
                };
                if let Some(place) = self.schedule.iter().position(|known| *known == gone) {
                    self.schedule.remove(place);
                }
            }
            _ => {}
        }
    }

    fn apply_to_institutions(&mut self, what: &What) {
        if let What::Level { mechanism, .. }
        | What::Verified { mechanism, .. }
        | What::Joined { mechanism, .. } = *what
        {
            self.mechanisms[mechanism.index()].adopted = self.turn;
        }
        match *what {
            What::Level { mechanism, level } => self.mechanisms[mechanism.index()].level = level,
            What::Verified {
                mechanism,
                verification,
            } => {
                self.mechanisms[mechanism.index()].verification = verification;
            }
            What::Joined { mechanism, actor } => {
                let members = &mut self.mechanisms[mechanism.index()].members;
                *members = members.with(actor);
            }
            What::Left { mechanism, actor } => {
                let members = &mut self.mechanisms[mechanism.index()].members;
                *members = members.without(actor);
            }
            What::Attended { format, actor } => {
                let format = &mut self.formats[format.index()];
                format.members = format.members.with(actor);
                format.observers = format.observers.without(actor);
            }
            What::Observed { format, actor } => {
                let format = &mut self.formats[format.index()];
                format.observers = format.observers.with(actor);
                format.members = format.members.without(actor);
            }
            What::Withdrew { format, actor } => {
                let format = &mut self.formats[format.index()];
                format.members = format.members.without(actor);
                format.observers = format.observers.without(actor);
            }
            What::AgendaAdded { format, measure } => self.formats[format.index()].put(measure),
            What::AgendaDropped { format, measure } => self.formats[format.index()].drop(measure),
            _ => {}
        }
    }

    fn sustain(&mut self, cause: Cause, figure: FigureId, amount: Points, span: Span) {
        self.sustained.push(Sustained {
            figure,
            amount,
            span,
            cause,
        });
    }

    fn spend(&mut self, cause: Cause, figure: FigureId, amount: Points, span: Span) {
        let place = self
            .sustained
            .iter()
            .position(|known| (known.cause, known.figure) == (cause, figure));
        let Some(place) = place else { return };
        if amount == Points::ZERO {
            self.sustained.remove(place);
        } else {
            let mut entry = self.sustained.remove(place);
            (entry.amount, entry.span) = (amount, span);
            self.sustained.push(entry);
        }
    }

    fn apply_to_pledges(&mut self, what: &What) {
        match *what {
            What::Pledged { seat, pledge, due } => {
                self.pledges
                    .retain(|known| (known.seat, known.pledge) != (seat, pledge));
                self.pledges.push(PledgeState {
                    seat,
                    pledge,
                    due,
                    status: PledgeStatus::Open,
                });
            }
            What::Kept { seat, pledge } => self.settle((seat, pledge), PledgeStatus::Kept),
            What::Broke { seat, pledge } => self.settle((seat, pledge), PledgeStatus::Broken),
            _ => {}
        }
    }

    fn settle(&mut self, key: (SeatId, crate::model::PledgeId), status: PledgeStatus) {
        if let Some(pledge) = self
            .pledges
            .iter_mut()
            .find(|known| (known.seat, known.pledge) == key)
        {
            pledge.status = status;
        }
    }

    fn apply_to_beliefs(&mut self, cause: Cause, what: &What) {
        match *what {
            What::Read {
                seat,
                figure,
                middle,
                band,
            } => self.read(seat, figure, middle, band, cause),
            What::Feigned { figure, by, until } => self.feign(cause, figure, by, until),
            What::Exposed { figure, .. } => self.feints.retain(|known| known.figure != figure),
            _ => {}
        }
    }

    fn read(&mut self, seat: SeatId, figure: FigureId, middle: Points, band: Band, source: Cause) {
        let as_of = self.turn;
        let place = self
            .estimates
            .binary_search_by_key(&(seat, figure), |known| (known.seat, known.figure));
        let estimate = super::Estimate {
            seat,
            figure,
            middle,
            band,
            as_of,
            source,
        };
        match place {
            Ok(place) => self.estimates[place] = estimate,
            Err(place) => self.estimates.insert(place, estimate),
        }
    }

    /// A figure looks one way at a time.
    fn feign(&mut self, cause: Cause, figure: FigureId, by: Points, until: Turn) {
        self.feints.retain(|known| known.figure != figure);
        self.feints.push(super::Feint {
            figure,
            by,
            since: self.turn,
            until,
            cause,
        });
    }
}

impl FormatState {
    pub(super) fn put(&mut self, measure: MeasureId) {
        if let Some(word) = self.agenda.get_mut(measure.index() / 64) {
            *word |= 1 << (measure.index() % 64);
        }
    }

    fn drop(&mut self, measure: MeasureId) {
        if let Some(word) = self.agenda.get_mut(measure.index() / 64) {
            *word &= !(1 << (measure.index() % 64));
        }
    }
}

fn directed(project: &Project) -> Directed {
    (project.seat, project.initiative, project.target)
}

/// Whose initiative at whom a fact about initiatives is about.
fn directed_in(what: &What) -> Option<Directed> {
    match *what {
        What::Planned {
            seat,
            initiative,
            target,
        }
        | What::PlannedCancel {
            seat,
            initiative,
            target,
        }
        | What::Unplanned {
            seat,
            initiative,
            target,
        }
        | What::Dequeued {
            seat,
            initiative,
            target,
        }
        | What::Launched {
            seat,
            initiative,
            target,
        }
        | What::Advanced {
            seat,
            initiative,
            target,
        }
        | What::Completed {
            seat,
            initiative,
            target,
        }
        | What::Cancelled {
            seat,
            initiative,
            target,
        }
        | What::Declined {
            seat,
            initiative,
            target,
        } => Some((seat, initiative, target)),
        _ => None,
    }
}
