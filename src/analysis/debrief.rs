//! What became of a negotiating table, in the light of what everybody really wanted: for when the game is over.

use crate::analysis::exact::domain::{Domain, Outcome};
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::trades::{Distance, Trade};
use crate::analysis::nearest::{Course, Nearest, course};
use crate::model::{
    ActorId, ActorSet, Breakdown, Fact, Hidden, Package, Points, SeatId, TableFact, TableId,
    Utility, What,
};
use crate::rules::tables::outlook::{Outlook, Pull};
use crate::rules::{State, View, true_outlook};
use crate::scenario::{NegotiatingTable, Scenario, Standing};

/// Millionths of a utility in a thousandth of a point.
const THOUSANDTH: i64 = 10;
/// How many missed trades and decisions are told.
const TOLD: usize = 3;

/// A negotiation looked back on.
pub struct Debrief {
    /// Who had a delegation, in the order of the pack.
    pub parties: Vec<ActorId>,
    /// How it ended.
    pub end: End,
    /// Every text that was possible, judged by what the parties really wanted when it ended.
    pub analysis: Analysis,
    /// The text that was signed, or the last one on the table.
    pub text: Option<Judged>,
    /// What came nearest to a signature, if none followed.
    pub nearest: Option<Nearest>,
    /// What the seat did that moved others most, in the order in which it was done.
    pub decisions: Vec<Decision>,
    /// What the seat said there itself.
    pub own: Own,
    /// How many texts would have been better than none for everybody without side payments; `None` if none was promised.
    pub zone_unpaid: Option<usize>,
    /// What the others brought and kept to themselves.
    pub kept: Vec<Kept>,
}

/// Something that another party kept to itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Who.
    pub actor: ActorId,
    /// What.
    pub what: Hidden,
    /// How much: tenths of a point of a reserve, per mille of a weight.
    pub amount: i16,
    /// Whether the seat learnt it.
    pub learnt: bool,
}

/// How a negotiation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With a signed text.
    Signed {
        /// By whom.
        signers: ActorSet,
        /// In the round with this number, from 1.
        round: u8,
    },
    /// Without, and why.
    Broke(Failure),
}

/// Why there was no agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No text was better than none for everybody: the interests didn't meet.
    NoZone,
    /// There would have been such a text if old quarrels and mistrust had not weighed; most with this party.
    Distrust(ActorId),
    /// The text was better than none for everybody, and this party held out for more.
    Pride(ActorId),
    /// The text was better than none for everybody, and came when the first of these had no move left to accept it; the
    /// second one put it forward.
    Late(ActorId, ActorId),
    /// There were such texts, and rounds were lost or cut short before one was found.
    Haste,
    /// There were such texts, and none was put on the table.
    Unfound,
    /// Home refused what was signed.
    Home,
    /// Too few were left.
    Deserted,
    /// The table with which it was tied broke up.
    Tied,
}

/// A text, judged.
pub struct Judged {
    /// Which.
    pub package: Package,
    /// Its place among all.
    pub outcome: Outcome,
    /// What each party gains by it against no agreement, in points.
    pub gains: Vec<Points>,
    /// How far it is from the frontier.
    pub distance: Distance,
    /// Changes that would have helped somebody and hurt nobody, the best first.
    pub missed: Vec<Trade>,
}

/// Something that the seat did at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What.
    pub fact: Fact,
    /// The text that was on the table before, if another one was put in its place.
    pub before: Option<Package>,
    /// By so many points it moved the margin of each party that it moved.
    pub moves: Vec<(ActorId, Points)>,
}

impl Decision {
    /// The most by which it moved anybody else.
    fn weight(&self, me: ActorId) -> Points {
        let others = self.moves.iter().filter(|(actor, _)| *actor != me);
        let moved = others.map(|(_, by)| by.magnitude());
        moved.max().unwrap_or(Points::ZERO)
    }
}

/// Points of a utility in millionths.
#[must_use]
pub fn points(millionths: i64) -> Points {
    Points::thousandths(i32::try_from(millionths / THOUSANDTH).unwrap_or(0))
}

/// What a seat said at a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// How many different texts it put forward.
    pub texts: usize,
    /// How often it put one forward.
    pub times: usize,
    /// In which round, from 1, it left without coming back.
    pub left: Option<u8>,
}

/// Looks back on a table that came to an end in this state, through the eyes of a party that sat at it; `ledger` is that of
/// the whole game. `None` if the table never came to an end, or has more texts than can be looked at.
#[must_use]
pub fn debrief(
    scenario: &Scenario,
    state: &State,
    (table, me): (TableId, ActorId),
    ledger: &[Fact],
) -> Option<Debrief> {
    let facts = last_sitting(ledger, table);
    let outlooks = outlooks(scenario, state, table)?;
    let parties: Vec<ActorId> = outlooks.iter().map(|(actor, _)| *actor).collect();
    let items = agenda(&facts);
    let utilities: Vec<Utility> = outlooks.iter().map(|(_, it)| it.utility.clone()).collect();
    let clauses = sizes(scenario.table(table), items);
    let analysis = Analysis::new(Domain::new(&clauses, &utilities).ok()?);
    let text = signed_text(scenario, state, (table, me), &facts);
    let text = text.or_else(|| facts.iter().rev().find_map(proposed));
    let text = text.map(|package| judge(&analysis, package));
    let decisions = decisions((scenario, table), (me, &outlooks), &facts);
    let definition = scenario.table(table);
    let went = course(definition, &facts);
    let minds = (outlooks.as_slice(), clauses.as_slice());
    let end = ended(definition, minds, &analysis, &text, (&facts, &went))?;
    Some(Debrief {
        nearest: went.nearest.filter(|_| matches!(end, End::Broke(_))),
        zone_unpaid: zone_unpaid(definition, &analysis, &parties, &facts),
        kept: kept(me, &facts),
        own: own(me, &facts),
        parties,
        end,
        analysis,
        text,
        decisions,
    })
}

/// How far a text with these agenda items (one bit a clause) lies short of the frontier, as the parties truly see it: the most
/// that all of them together could still gain while nobody loses, in points. `None` without delegations.
#[must_use]
pub fn shortfall(
    scenario: &Scenario,
    state: &State,
    table: TableId,
    (text, items): (Package, u16),
) -> Option<Points> {
    let outlooks = outlooks(scenario, state, table)?;
    let utilities: Vec<Utility> = outlooks.into_iter().map(|(_, it)| it.utility).collect();
    let clauses = sizes(scenario.table(table), items);
    let analysis = Analysis::new(Domain::new(&clauses, &utilities).ok()?);
    let outcome = analysis.domain().of_package(text);
    Some(points(analysis.distance(outcome).joint))
}

/// The text that was signed, which need not be the one put forward last: read off the table as it stood before.
fn signed_text(
    scenario: &Scenario,
    state: &State,
    (table, me): (TableId, ActorId),
    facts: &[Fact],
) -> Option<Package> {
    let view = View::new(scenario, state, SeatId(me));
    let now = view.table(table)?;
    if let Some(signed) = now.signed {
        return Some(signed.package);
    }
    let signers = facts.iter().rev().find_map(|fact| match fact.what {
        What::Table(_, TableFact::Signed { signers }) => Some(signers),
        _ => None,
    })?;
    let found = signers.iter().find_map(|by| {
        now.signable(scenario.table(table), by)
            .filter(|(_, with)| *with == signers)
    });
    found.map(|(text, _)| text)
}

/// The facts of a table since it was opened last.
fn last_sitting(ledger: &[Fact], table: TableId) -> Vec<Fact> {
    let about = |fact: &&Fact| matches!(fact.what, What::Table(id, _) if id == table);
    let all: Vec<Fact> = ledger.iter().filter(about).copied().collect();
    let opened = |fact: &Fact| matches!(fact.what, What::Table(_, TableFact::Opened { .. }));
    let last = all.iter().rposition(opened).unwrap_or(0);
    all[last..].to_vec()
}

fn outlooks(scenario: &Scenario, state: &State, table: TableId) -> Option<Vec<(ActorId, Outlook)>> {
    let parties = scenario.table(table).parties.iter();
    let each = parties.map(|party| {
        let outlook = true_outlook(scenario, state, table, party.actor)?;
        Some((party.actor, outlook))
    });
    each.collect()
}

/// The items on the agenda at the end, one bit a clause.
fn agenda(facts: &[Fact]) -> u16 {
    facts.iter().fold(0, |items, fact| match fact.what {
        What::Table(_, TableFact::Opened { items, .. }) => items,
        What::Table(_, TableFact::ItemMoved { clause, .. }) => items ^ 1 << (clause % 16),
        _ => items,
    })
}

fn sizes(definition: &NegotiatingTable, items: u16) -> Vec<usize> {
    let clauses = definition.clauses.iter().enumerate();
    let size = |(at, clause): (usize, &crate::scenario::Clause)| match clause.standing {
        Standing::Item if items >> at & 1 == 0 => 1,
        Standing::Item | Standing::Core => clause.options.len(),
    };
    clauses.map(size).collect()
}

fn proposed(fact: &Fact) -> Option<Package> {
    match fact.what {
        What::Table(_, TableFact::Proposed { text, .. }) => Some(text.into()),
        _ => None,
    }
}

fn judge(analysis: &Analysis, package: Package) -> Judged {
    let outcome = analysis.domain().of_package(package);
    let gains = analysis.gains(outcome).into_iter();
    Judged {
        package,
        outcome,
        gains: gains.map(points).collect(),
        distance: analysis.distance(outcome),
        missed: analysis.missed_trades(outcome, TOLD),
    }
}

type Minds<'a> = (&'a [(ActorId, Outlook)], &'a [usize]);

fn ended(
    definition: &NegotiatingTable,
    minds: Minds<'_>,
    analysis: &Analysis,
    text: &Option<Judged>,
    (facts, went): (&[Fact], &Course),
) -> Option<End> {
    let mut rounds = 0_u8;
    let mut end = None;
    for fact in facts {
        match fact.what {
            What::Table(_, TableFact::RoundEnded) => rounds = rounds.saturating_add(1),
            What::Table(_, TableFact::Signed { signers }) => {
                let round = rounds.saturating_add(1);
                end = Some(End::Signed { signers, round });
            }
            What::Table(_, TableFact::BrokeUp { why }) => {
                end = Some(End::Broke(match why {
                    Breakdown::Home => Failure::Home,
                    Breakdown::Tied => Failure::Tied,
                    Breakdown::Deserted => Failure::Deserted,
                    Breakdown::Deadline => {
                        deadlock(minds, analysis, text, (definition, facts, went))
                    }
                }));
            }
            _ => {}
        }
    }
    end
}

/// Why the rounds ran out: interests, distrust, pride or haste.
fn deadlock(
    (outlooks, clauses): Minds<'_>,
    analysis: &Analysis,
    text: &Option<Judged>,
    (definition, facts, went): (&NegotiatingTable, &[Fact], &Course),
) -> Failure {
    if analysis.zone().is_empty() {
        return distrust(outlooks, clauses).map_or(Failure::NoZone, Failure::Distrust);
    }
    if let Some(text) = text
        .as_ref()
        .filter(|it| it.gains.iter().all(|by| *by >= Points::ZERO))
    {
        return missed(outlooks, text, went);
    }
    if cut_short(definition, facts) {
        Failure::Haste
    } else {
        Failure::Unfound
    }
}

/// Without mistrust and quarrels, would there have been a text for everybody? Then the party on which they weighed most.
fn distrust(outlooks: &[(ActorId, Outlook)], clauses: &[usize]) -> Option<ActorId> {
    let burden = |outlook: &Outlook| {
        let heavy = outlook.reservation.pulls.iter().filter(|(pull, by)| {
            matches!(pull, Pull::Trust | Pull::Grievances | Pull::Links) && *by > Points::ZERO
        });
        heavy.fold(Points::ZERO, |sum, (_, by)| sum.plus(*by))
    };
    let eased = outlooks.iter().map(|(_, outlook)| {
        let mut utility = outlook.utility.clone();
        utility.reservation -= i64::from(burden(outlook).raw()) * THOUSANDTH;
        utility
    });
    let domain = Domain::new(clauses, &eased.collect::<Vec<_>>()).ok()?;
    if Analysis::new(domain).zone().is_empty() {
        return None;
    }
    let most = outlooks.iter().max_by_key(|(_, outlook)| burden(outlook));
    most.map(|(actor, _)| *actor)
}

/// Why a text that was good for everybody was not signed: of those who let it pass the one that gained most by it, else of
/// those who had no move left.
fn missed(outlooks: &[(ActorId, Outlook)], text: &Judged, went: &Course) -> Failure {
    let most = |among: ActorSet| {
        let all = outlooks.iter().zip(&text.gains);
        let here = all.filter(|((actor, _), _)| among.contains(*actor));
        let most = here.max_by_key(|(_, gain)| **gain);
        most.map(|((actor, _), _)| *actor)
    };
    match (most(went.declined), most(went.unasked), went.author) {
        (Some(proud), _, _) => Failure::Pride(proud),
        (None, Some(unasked), Some(author)) => Failure::Late(unasked, author),
        (None, Some(_), None) | (None, None, _) => Failure::Haste,
    }
}

/// Whether rounds were lost, or the deadline was set earlier than the pack has it.
fn cut_short(definition: &NegotiatingTable, facts: &[Fact]) -> bool {
    facts.iter().any(|fact| match fact.what {
        What::Table(_, TableFact::RoundsLost { .. }) => true,
        What::Table(_, TableFact::DeadlineSet { rounds, .. }) => rounds < definition.deadline,
        _ => false,
    })
}

/// What the seat did that moved another party most, in order; of texts that were put forward again only the first time.
fn decisions(
    (scenario, table): (&Scenario, TableId),
    (me, outlooks): (ActorId, &[(ActorId, Outlook)]),
    facts: &[Fact],
) -> Vec<Decision> {
    let definition = scenario.table(table);
    let mut standing: Option<Package> = None;
    let (mut found, mut said): (Vec<Decision>, Vec<Package>) = (Vec::new(), Vec::new());
    for fact in facts {
        let What::Table(_, what) = fact.what else {
            continue;
        };
        let (before, moves) = match what {
            TableFact::Proposed { by, text } => {
                let (old, new) = (standing.replace(text.into()), Package::from(text));
                let fresh = by == me && !said.contains(&new);
                said.extend(Some(new).filter(|_| by == me));
                let moves = old.filter(|_| fresh).map(|old| moved(outlooks, (old, new)));
                (old, moves.unwrap_or_default())
            }
            TableFact::Paid { by, to, payment } if by == me => {
                let paid = definition.payments.get(usize::from(payment));
                let moves = paid.map(|paid| (to, paid.worth));
                (None, moves.into_iter().collect())
            }
            TableFact::Caucused { by, with } if by == me => {
                let worth = scenario.lens().points(crate::scenario::Rate::CaucusWorth);
                (None, vec![(with, worth)])
            }
            _ => (None, Vec::new()),
        };
        found.push(Decision {
            fact: *fact,
            before,
            moves,
        });
    }
    found.retain(|it| it.weight(me) > Points::ZERO);
    found.sort_by_key(|it| std::cmp::Reverse(it.weight(me)));
    found.truncate(TOLD);
    found.sort_by_key(|it| it.fact.turn);
    found
}

/// Whom a new text moves, and by how much.
fn moved(
    outlooks: &[(ActorId, Outlook)],
    (old, new): (Package, Package),
) -> Vec<(ActorId, Points)> {
    let gains = outlooks.iter().map(|(actor, outlook)| {
        let worth = |text| outlook.utility.of_package(text);
        (*actor, points(worth(new) - worth(old)))
    });
    gains.filter(|(_, by)| by.displayed() != 0).collect()
}

/// How many texts would be better than none for everybody if nothing had been promised; `None` if nothing was.
fn zone_unpaid(
    definition: &NegotiatingTable,
    analysis: &Analysis,
    parties: &[ActorId],
    facts: &[Fact],
) -> Option<usize> {
    let paid = |actor: ActorId| {
        let promised = facts.iter().filter_map(|fact| match fact.what {
            What::Table(_, TableFact::Paid { to, payment, .. }) if to == actor => {
                definition.payments.get(usize::from(payment))
            }
            _ => None,
        });
        promised.fold(0, |sum, it| sum + i64::from(it.worth.raw()) * THOUSANDTH)
    };
    let paid: Vec<i64> = parties.iter().map(|actor| paid(*actor)).collect();
    if paid.iter().all(|it| *it == 0) {
        return None;
    }
    let zone = analysis.zone().iter().filter(|outcome| {
        let mut gains = analysis.gains(**outcome).into_iter().zip(&paid);
        gains.all(|(gain, paid)| gain >= *paid)
    });
    Some(zone.count())
}

/// What a seat said at its last sitting.
fn own(me: ActorId, facts: &[Fact]) -> Own {
    let mut own = Own::default();
    let (mut round, mut said) = (1_u8, Vec::new());
    for fact in facts {
        match fact.what {
            What::Table(_, TableFact::RoundEnded) => round = round.saturating_add(1),
            What::Table(_, TableFact::Proposed { by, text }) if by == me => {
                own.times += 1;
                if !said.contains(&text) {
                    said.push(text);
                }
            }
            What::Table(_, TableFact::WalkedOut { by }) if by == me => own.left = Some(round),
            What::Table(_, TableFact::Returned { by }) if by == me => own.left = None,
            _ => {}
        }
    }
    own.texts = said.len();
    own
}

/// What the others brought to the last sitting, and whether the seat learnt it.
fn kept(me: ActorId, facts: &[Fact]) -> Vec<Kept> {
    let learnt = |party: ActorId, hidden: Hidden| {
        facts.iter().any(|fact| {
            matches!(fact.what, What::Table(_, TableFact::Learnt { by, of, what, .. })
                if (by, of, what) == (me, party, hidden))
        })
    };
    let brought = facts.iter().filter_map(|fact| match fact.what {
        What::Table(
            _,
            TableFact::Brought {
                party,
                what,
                amount,
            },
        ) if party != me => Some(Kept {
            actor: party,
            what,
            amount,
            learnt: learnt(party, what),
        }),
        _ => None,
    });
    brought.collect()
}
