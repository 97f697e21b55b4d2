//! What a person's staff expected and what the advisers proposed, turn by turn, and how it turned out.

use crate::agents::advisers::{Counsel, Proposal, StepCounsel, counsel, steps};
use crate::agents::analysts::{Expectation, expectations};
use crate::model::{ChoiceIndex, CrisisFact, Fact, FigureId, Order, Points, SeatId, Turn, What};
use crate::rules::View;
use crate::session::Game;

/// After so many turns an adviser's expectation is held against what happened.
const JUDGED_AFTER: u16 = 2;

/// What was written down at the start of each turn.
#[derive(Clone, Debug, Default)]
pub struct Notebook {
    expected: Vec<(Turn, Expectation)>,
    proposed: Vec<(Turn, Counsel)>,
    stepped: Vec<(Turn, StepCounsel)>,
}

impl Notebook {
    /// Writes down what is expected and proposed now.
    pub(in crate::session) fn note(&mut self, view: &View<'_>) {
        let turn = view.turn();
        let expected = expectations(view).into_iter();
        self.expected.extend(expected.map(|one| (turn, one)));
        let proposed = counsel(view).into_iter();
        self.proposed.extend(proposed.map(|one| (turn, one)));
    }

    /// Writes down what advisers would do in a crisis, before the person steps; what an undone step left is not written
    /// twice.
    pub(in crate::session) fn note_steps(&mut self, turn: Turn, advised: Vec<StepCounsel>) {
        for one in advised {
            let noted = (turn, one);
            if !self.stepped.contains(&noted) {
                self.stepped.push(noted);
            }
        }
    }
}

/// What advisers would do in a crisis in which the person is about to step; nothing before any other order.
pub(in crate::session) fn advised(view: &View<'_>, order: &Order) -> Vec<StepCounsel> {
    match order {
        Order::Step(kind, _) => steps(view, *kind),
        Order::Table(..)
        | Order::Launch { .. }
        | Order::Respond { .. }
        | Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::End => Vec::new(),
    }
}

/// An expectation of an earlier turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foretold {
    /// When.
    pub turn: Turn,
    /// What was expected.
    pub expected: Expectation,
    /// What was answered; `None` while that isn't known.
    pub given: Option<ChoiceIndex>,
}

impl Foretold {
    /// Whether it came true; `None` while that isn't known.
    #[must_use]
    pub fn was_right(&self) -> Option<bool> {
        self.given.map(|given| given == self.expected.choice)
    }
}

/// How an adviser's expectations of what was done turned out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// Expectations whose direction was right.
    pub right: u32,
    /// Expectations of what was done, and long enough ago to be judged.
    pub judged: u32,
}

/// Everything that the person's staff expected since the game was begun or loaded, the oldest first.
#[must_use]
pub fn foretold(game: &Game) -> Vec<Foretold> {
    let facts: Vec<&Fact> = game.known_facts(game.protagonist(), 0).collect();
    let noted = game.notebook().expected.iter();
    noted
        .map(|(turn, expected)| Foretold {
            turn: *turn,
            expected: *expected,
            given: facts.iter().find_map(|fact| answer(fact, *turn, expected)),
        })
        .collect()
}

fn answer(fact: &Fact, turn: Turn, expected: &Expectation) -> Option<ChoiceIndex> {
    match fact.what {
        What::Answered {
            seat,
            event,
            subject,
            choice,
        } if fact.turn >= turn
            && seat.0 == expected.actor
            && event == expected.event
            && subject == expected.about =>
        {
            Some(choice)
        }
        _ => None,
    }
}

/// The credit of each adviser of the person's seat, by place: what was proposed, was done in that turn, and moved in the
/// direction that was expected until two turns later.
#[must_use]
pub fn credits(game: &Game) -> Vec<Credit> {
    let seat = game.protagonist();
    let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
    let now = game.view().turn();
    let mut credits: Vec<Credit> = Vec::new();
    let notebook = game.notebook();
    let plans = notebook.proposed.iter().map(|(turn, said)| {
        let answers = said.answers.iter().map(|(_, _, proposal)| proposal);
        (*turn, said.adviser, answers.chain(&said.starts).collect())
    });
    let steps = notebook.stepped.iter();
    let steps = steps.map(|(turn, said)| (*turn, said.adviser, vec![&said.proposal]));
    let all: Vec<(Turn, usize, Vec<&Proposal>)> = plans.chain(steps).collect();
    for (turn, adviser, proposals) in all {
        if credits.len() <= adviser {
            credits.resize(adviser + 1, Credit::default());
        }
        if turn.after(JUDGED_AFTER) > now {
            continue;
        }
        let done = proposals.into_iter();
        let done = done.filter(|proposal| was_done(&facts, seat, turn, &proposal.order));
        let Some(credit) = credits.get_mut(adviser) else {
            continue;
        };
        for (figure, expected) in done.flat_map(told) {
            let moved = net(&facts, figure, (turn, turn.after(JUDGED_AFTER)));
            credit.judged += 1;
            credit.right += u32::from(expected.raw().signum() == moved.raw().signum());
        }
    }
    credits
}

fn told(proposal: &Proposal) -> impl Iterator<Item = (FigureId, Points)> {
    proposal.gains.iter().chain(&proposal.losses).copied()
}

fn was_done(facts: &[Fact], seat: SeatId, turn: Turn, order: &Order) -> bool {
    facts.iter().any(|fact| {
        let when = fact.turn == turn;
        match (fact.what, *order) {
            (
                What::Launched {
                    seat: who,
                    initiative,
                    target,
                },
                Order::Launch {
                    initiative: wanted,
                    target: at,
                },
            ) => when && who == seat && initiative == wanted && target == at,
            (
                What::Answered {
                    seat: who,
                    event,
                    subject,
                    choice,
                },
                Order::Respond {
                    event: asked,
                    subject: about,
                    choice: wanted,
                },
            ) => when && who == seat && event == asked && subject == about && choice == wanted,
            (
                What::Crisis(kind, CrisisFact::Stepped { by, step, .. }),
                Order::Step(in_kind, wanted),
            ) => when && by == seat.0 && kind == in_kind && step == wanted,
            _ => false,
        }
    })
}

/// How far a figure moved from the start of one turn to the start of another, as far as is known.
fn net(facts: &[Fact], figure: FigureId, (from, until): (Turn, Turn)) -> Points {
    let within = facts
        .iter()
        .filter(|fact| fact.turn >= from && fact.turn < until);
    within.fold(Points::ZERO, |sum, fact| match fact.what {
        What::Moved {
            figure: moved,
            delta,
        } if moved == figure => sum.plus(delta),
        _ => sum,
    })
}
