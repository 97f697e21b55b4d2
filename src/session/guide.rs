//! Where the lesson of a first game stands, and which hints have been told. No part of the game: saves keep it, replays
//! don't read it.

use serde::{Deserialize, Serialize};

use crate::model::{Order, TableOrder, Turn, What};
use crate::rules::View;
use crate::scenario::{Deed, Lesson, Occasion, Scenario, Spot};
use crate::session::game::Game;

/// What a front end has just shown or done that no order tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// This screen.
    Spot(Spot),
    /// A figure, unfolded.
    Unfolded,
    /// Nothing that a lesson could ask for.
    Nothing,
}

impl Sight {
    /// Whether it shows this: an open table shows the page of tables too.
    fn shows(self, wanted: Spot) -> bool {
        match self {
            Self::Spot(Spot::Table) => matches!(wanted, Spot::Table | Spot::Negotiation),
            Self::Spot(spot) => spot == wanted,
            Self::Unfolded | Self::Nothing => false,
        }
    }
}

/// Whether the lesson is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// It is.
    #[default]
    Yes,
    /// It has been put away.
    Away,
}

/// Whether hints are told in this game.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hinting {
    /// They are, unless the person has turned them off for good.
    #[default]
    On,
    /// They aren't: somebody has played this before.
    Off,
}

/// Whether a step has just come up: what is on the screen at that moment doesn't complete it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    Fresh,
    Known,
}

/// What a save keeps of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The id of the step at hand; none: the lesson is over, or there is none.
    #[serde(default)]
    pub step: Option<String>,
    /// Whether it is shown.
    #[serde(default)]
    pub shown: Shown,
    /// The ids of hints that have been told.
    #[serde(default)]
    pub told: Vec<String>,
    /// Whether hints are told.
    #[serde(default)]
    pub hinting: Hinting,
}

/// The step at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its place among the steps.
    pub place: u16,
    /// How many steps there are.
    pub of: u16,
    /// Its turn has not come: it waits.
    pub waits_for: Option<Turn>,
}

/// Where lesson and hints stand.
#[derive(Clone, Debug)]
pub struct Guide {
    step: usize,
    age: Age,
    shown: Shown,
    told: Vec<usize>,
    tip: Option<usize>,
    hinting: Hinting,
    left: Vec<Left>,
}

/// A step that is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// What it asks was done.
    Completed(u16),
    /// Its turn ended before.
    PassedOver(u16),
}

/// The turn by which steps go: once the game is over, the one after the last.
fn turn_of(view: &View<'_>) -> Turn {
    match view.over() {
        Some(_) => view.scenario().calendar().turns.after(1),
        None => view.turn(),
    }
}

/// Whether a game has a lesson for its person.
fn is_taught(game: &Game) -> bool {
    let scenario = game.scenario();
    !scenario.lessons().is_empty() && scenario.playable().first() == Some(&game.protagonist())
}

impl Guide {
    /// At the beginning of a game.
    pub(in crate::session) fn begun(game: &Game) -> Self {
        let steps = game.scenario().lessons().len();
        Self {
            step: if is_taught(game) { 0 } else { steps },
            age: Age::Fresh,
            shown: Shown::Yes,
            told: Vec::new(),
            tip: None,
            hinting: Hinting::On,
            left: Vec::new(),
        }
    }

    /// As a save has it. Where it tells of no lesson, or of a step that is gone, it goes on with the turn at hand.
    pub(in crate::session) fn restored(game: &Game, kept: Option<&Kept>) -> Self {
        let begun = Self::begun(game);
        let Some(kept) = kept else {
            let shown = if is_taught(game) {
                Shown::Away
            } else {
                Shown::Yes
            };
            return Self { shown, ..begun };
        };
        let scenario = game.scenario();
        let (lessons, tips) = (scenario.lessons(), scenario.tips());
        let now = turn_of(&game.view());
        let place = |id: &String| {
            let known = lessons.iter().position(|lesson| lesson.id == *id);
            known.or_else(|| lessons.iter().position(|lesson| lesson.turn >= now))
        };
        let step = kept.step.as_ref().and_then(place);
        let told = kept.told.iter();
        let told = told.filter_map(|id| tips.iter().position(|tip| tip.id == *id));
        Self {
            step: step.filter(|_| is_taught(game)).unwrap_or(lessons.len()),
            shown: kept.shown,
            told: told.collect(),
            hinting: kept.hinting,
            ..begun
        }
    }

    /// For a save; `None` where there is nothing to keep.
    pub(in crate::session) fn kept(&self, scenario: &Scenario) -> Option<Kept> {
        let (lessons, tips) = (scenario.lessons(), scenario.tips());
        let told = self.told.iter().filter_map(|place| tips.get(*place));
        let kept = Kept {
            step: lessons.get(self.step).map(|lesson| lesson.id.clone()),
            shown: self.shown,
            told: told.map(|tip| tip.id.clone()).collect(),
            hinting: self.hinting,
        };
        (!lessons.is_empty() || kept != Kept::default()).then_some(kept)
    }

    /// Tells no hints in this game.
    pub(in crate::session) fn hush(&mut self) {
        self.hinting = Hinting::Off;
        self.tip = None;
    }

    /// The step at hand; `None` once the lesson is over, or where there is none.
    #[must_use]
    pub fn step(&self, game: &Game) -> Option<Step> {
        let lessons = game.scenario().lessons();
        let lesson = lessons.get(self.step)?;
        let number = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        Some(Step {
            place: number(self.step),
            of: number(lessons.len()),
            waits_for: Some(lesson.turn).filter(|turn| *turn > turn_of(&game.view())),
        })
    }

    /// How many steps would be passed over if the turn ended now: of this turn, and not done by its end.
    #[must_use]
    pub fn unfinished(&self, game: &Game) -> usize {
        if self.shown == Shown::Away {
            return 0;
        }
        let now = turn_of(&game.view());
        let ahead = game.scenario().lessons().iter().skip(self.step);
        ahead
            .filter(|lesson| lesson.turn == now && lesson.done != Deed::EndsTurn)
            .count()
    }

    /// Whether the lesson is shown, if there is one.
    #[must_use]
    pub fn shown(&self) -> Shown {
        self.shown
    }

    /// The hint that is shown.
    #[must_use]
    pub fn tip(&self) -> Option<u16> {
        self.tip.and_then(|place| u16::try_from(place).ok())
    }

    /// The steps that came to lie behind since the front end asked last, but for those that the person left out.
    pub fn take_left(&mut self) -> Vec<Left> {
        std::mem::take(&mut self.left)
    }

    /// Puts the lesson away, or brings it back.
    pub(in crate::session) fn show(&mut self, shown: Shown) {
        self.shown = shown;
    }

    /// Leaves out the step at hand; whether there was one.
    pub(in crate::session) fn skip(&mut self, game: &Game) -> bool {
        let there = self.step < game.scenario().lessons().len();
        if there {
            self.step += 1;
            self.age = Age::Fresh;
        }
        there
    }

    /// Puts the hint away that is shown; whether there was one.
    pub(in crate::session) fn dismiss(&mut self) -> bool {
        self.tip.take().is_some()
    }

    /// Goes on as far as steps are completed or have been passed over; whether anything changed. `sight` completes one
    /// step at most, and none that has just come up.
    pub(in crate::session) fn advance(&mut self, game: &Game, sight: Sight) -> bool {
        let before = self.step;
        let view = game.view();
        let now = turn_of(&view);
        let mut sight = match self.age {
            Age::Fresh => Sight::Nothing,
            Age::Known => sight,
        };
        while let Some(lesson) = game.scenario().lessons().get(self.step) {
            let place = u16::try_from(self.step).unwrap_or(u16::MAX);
            let met = now >= lesson.turn && is_met(game, lesson, sight);
            if met {
                self.left.push(Left::Completed(place));
                sight = Sight::Nothing;
            } else if now <= lesson.turn {
                break;
            } else {
                self.left.push(Left::PassedOver(place));
            }
            self.step += 1;
            self.age = Age::Fresh;
        }
        self.step != before
    }

    /// What has just come up is known from the next key or command on.
    pub(in crate::session) fn settle(&mut self) {
        self.age = Age::Known;
    }

    /// Looks for a hint that has become relevant, while no lesson is shown and no other hint; whether it told a new one.
    pub(in crate::session) fn hint(&mut self, game: &Game, sight: Sight) -> bool {
        let (scenario, view) = (game.scenario(), game.view());
        let taught = self.shown == Shown::Yes && self.step < scenario.lessons().len();
        if taught || self.hinting == Hinting::Off || view.over().is_some() {
            self.tip = None;
            return false;
        }
        let tips = scenario.tips();
        let current = self.tip.and_then(|place| tips.get(place));
        if let Some(tip) = current {
            if matches!(tip.when, Occasion::Sees(_)) || occurs(game, &tip.when, sight) {
                return false;
            }
            self.tip = None;
        }
        let fits = |(place, tip): &(usize, &crate::scenario::Tip)| {
            !self.told.contains(place) && occurs(game, &tip.when, sight)
        };
        let found = tips.iter().enumerate().find(fits).map(|(place, _)| place);
        self.tip = found;
        self.told.extend(found);
        found.is_some()
    }
}

fn is_met(game: &Game, lesson: &Lesson, sight: Sight) -> bool {
    deed_done(game, lesson.turn, &lesson.done, sight)
}

fn deed_done(game: &Game, turn: Turn, deed: &Deed, sight: Sight) -> bool {
    let seat = game.protagonist();
    let ordered = |wanted: &dyn Fn(&Order) -> bool| {
        let mine = game.entries().iter().filter(|entry| entry.seat == seat);
        mine.map(|entry| &entry.order).any(wanted)
    };
    match deed {
        Deed::Sees(spot) => sight.shows(*spot),
        Deed::Unfolds => sight == Sight::Unfolded,
        Deed::Launches(wanted) => ordered(&|order| {
            order
                .launched()
                .is_some_and(|(initiative, _)| initiative == *wanted)
        }),
        Deed::Schedules(wanted) => ordered(
            &|order| matches!(order, Order::Schedule { initiative, .. } if initiative == wanted),
        ),
        Deed::Publishes => ordered(&|order| *order == Order::Publish),
        Deed::Answers(wanted) => {
            ordered(&|order| matches!(order, Order::Respond { event, .. } if event == wanted))
        }
        Deed::Convenes(wanted) => ordered(
            &|order| matches!(order, Order::Table(table, TableOrder::Convene { .. }) if table == wanted),
        ),
        Deed::Bargains(wanted) => ordered(&|order| match order {
            Order::Table(table, it) => {
                table == wanted && !matches!(it, TableOrder::Convene { .. } | TableOrder::Recall)
            }
            Order::Launch { .. }
            | Order::Schedule { .. }
            | Order::Publish
            | Order::Cancel { .. }
            | Order::Respond { .. }
            | Order::Step(..)
            | Order::End => false,
        }),
        Deed::Steps(wanted) => {
            ordered(&|order| matches!(order, Order::Step(kind, _) if kind == wanted))
        }
        Deed::EndsTurn => turn_of(&game.view()) > turn,
        Deed::Holds(condition) => game.view().holds(condition, None),
        Deed::Any(several) => several
            .iter()
            .any(|deed| deed_done(game, turn, deed, sight)),
    }
}

fn occurs(game: &Game, occasion: &Occasion, sight: Sight) -> bool {
    let view = game.view();
    let scenario = view.scenario();
    match occasion {
        Occasion::Owed => view.owed().next().is_some(),
        Occasion::NoHands => view.hands() <= crate::model::Points::ZERO,
        Occasion::CapitalBelow(least) => view.capital() < *least,
        Occasion::WindowCloses => scenario
            .windows()
            .any(|(id, _)| view.window(id) == view.turn()),
        Occasion::StepDue => view.steps_due().next().is_some(),
        Occasion::MoveDue => view.moves_due().next().is_some(),
        Occasion::LameDuck => scenario.seats().any(|seat| view.is_lame_duck(seat.0)),
        Occasion::Slipped => slipped(game),
        Occasion::Turn(turn) => view.turn() >= *turn,
        Occasion::Sees(spot) => sight.shows(*spot),
        Occasion::Holds(condition) => view.holds(condition, None),
    }
}

/// Whether something on the seat's own roadmap has slipped as this turn began.
fn slipped(game: &Game) -> bool {
    let (mine, now) = (game.protagonist(), game.view().turn());
    let recent = game.ledger().iter().rev();
    recent
        .take_while(|fact| fact.turn.after(1) >= now)
        .any(|fact| matches!(fact.what, What::Slipped { seat, .. } if seat == mine))
}
