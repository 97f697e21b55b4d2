//! `durability` and `otherwise`: what becomes of the order of a finished game, and what else it might have come to.

use crate::foresight::{Change, Decision, Vigil};
use crate::model::Turn;
use crate::plain::{Said, Shell, paragraphs};
use crate::session::{Afterwards, Comparison, Otherwise};
use crate::text::otherwise::{introduction, lines, not_here};
use crate::text::report::durability::{chronicle, page};
use crate::text::report::no_order;
use crate::text::{Line, clean};

/// The most that are drawn.
const MOST_FUTURES: u64 = 100_000;
/// Redraws of chance after a changed turn.
const REDRAWS: u64 = 40;
/// Futures of the order of each side.
const LIVES: u64 = 100;
/// So many changes are told that move the outcome most.
const MOST: usize = 3;

impl Shell<'_> {
    /// `durability [FUTURES]`
    pub(super) fn durability(&self, rest: &[&str]) -> Said {
        let count = match rest {
            [] => Vigil::FUTURES,
            [number] => number
                .parse()
                .ok()
                .filter(|count| (1..=MOST_FUTURES).contains(count))
                .ok_or(format!(
                    "durability takes a number of futures from 1 to {MOST_FUTURES}"
                ))?,
            _ => return Err("durability takes a number of futures, or nothing".to_owned()),
        };
        let game = self.session.game();
        if game.view().over().is_none() {
            return Err(self
                .words()
                .hindrance(crate::text::Hindrance::NotOver)
                .plain());
        }
        let Some(afterwards) = Afterwards::of(game) else {
            return Ok(paragraphs(&[no_order()], 0));
        };
        let found = afterwards.batch(0, count);
        let vigil = afterwards.vigil();
        let told = vigil.and_then(|vigil| chronicle(&vigil, &found, afterwards.seat()));
        let lines = page(game.scenario(), &found, Vigil::TURNS, told.as_ref());
        Ok(paragraphs(&lines, 0))
    }

    /// `otherwise [DECISION [CHANGE]]`
    pub(super) fn otherwise(&self, rest: &[&str]) -> Said {
        let game = self.session.game();
        if game.view().over().is_none() {
            return Err(self
                .words()
                .hindrance(crate::text::Hindrance::NotOver)
                .plain());
        }
        let otherwise = Otherwise::of(game).ok_or_else(|| not_here().plain())?;
        let decisions = otherwise.decisions();
        match rest {
            [] => Ok(self.list_decisions(&decisions)),
            ["most"] => {
                let mut lines = Vec::new();
                for found in otherwise.telling(MOST) {
                    lines.extend(self.played_on(&otherwise, found));
                    lines.push(String::new());
                }
                Ok(lines)
            }
            ["turn", turn] => {
                let turn = turn_of(&otherwise, turn)?;
                self.compared(&otherwise, Change::Idle(turn))
            }
            [number] => self.list_changes(&otherwise, &decision(&decisions, number)?),
            [number, change] => {
                let changes = otherwise.changes(&decision(&decisions, number)?);
                let place = change.parse::<usize>().ok();
                let chosen = place.and_then(|place| changes.get(place.checked_sub(1)?));
                let chosen = chosen.ok_or(format!(
                    "decision {number} has {} changes; otherwise {number} lists them",
                    changes.len()
                ))?;
                self.compared(&otherwise, *chosen)
            }
            [number, "turn", turn] => {
                let decision = decision(&decisions, number)?;
                let turn = turn_of(&otherwise, turn)?;
                if !matches!(decision.order, crate::model::Order::Launch { .. }) {
                    return Err("only what was begun can be begun in another turn".to_owned());
                }
                self.compared(&otherwise, Change::Move(decision.place, turn))
            }
            _ => Err(USAGE.to_owned()),
        }
    }

    fn list_decisions(&self, decisions: &[Decision]) -> Vec<String> {
        let words = self.words();
        let mut lines = vec![introduction()];
        lines.extend((1..).zip(decisions).map(|(number, decision)| {
            Line::from(format!("{number:>4}  ")).then(words.decision(decision))
        }));
        lines.push(USAGE.into());
        paragraphs(&lines, 0)
    }

    fn list_changes(&self, otherwise: &Otherwise, decision: &Decision) -> Said {
        let words = self.words();
        let changes = otherwise.changes(decision);
        let mut lines = vec![words.decision(decision).capitalised()];
        if changes.is_empty() {
            lines.push("nothing else was open then".into());
        }
        lines.extend((1..).zip(changes).map(|(number, change)| {
            Line::from(format!("{number:>4}  ")).then(words.done_otherwise(change))
        }));
        Ok(paragraphs(&lines, 0))
    }

    fn compared(&self, otherwise: &Otherwise, change: Change) -> Said {
        let found = otherwise.compare(change);
        let found = found.ok_or("that changes no turn of this game")?;
        Ok(self.played_on(otherwise, found))
    }

    fn played_on(&self, otherwise: &Otherwise, mut found: Comparison) -> Vec<String> {
        if found.base.hash != found.other.hash {
            let drawn = u64::try_from(found.base.redrawn.len()).unwrap_or(0);
            otherwise.redraw(&mut found, drawn, REDRAWS);
            otherwise.watch(&mut found, 0, LIVES);
        }
        paragraphs(&lines(otherwise, &found), 0)
    }
}

/// How the command is used.
const USAGE: &str = "otherwise N lists what could be changed, otherwise N M changes it, otherwise N turn T begins it in another \
                     turn, otherwise turn T orders nothing in that turn, otherwise most finds the three that matter most";

fn decision(decisions: &[Decision], number: &str) -> Result<Decision, String> {
    let place = number.parse::<usize>().ok();
    let found = place.and_then(|place| decisions.get(place.checked_sub(1)?));
    found.copied().ok_or(format!(
        "there is no decision ‘{}’; otherwise lists 1 to {}",
        clean(number),
        decisions.len()
    ))
}

fn turn_of(otherwise: &Otherwise, word: &str) -> Result<Turn, String> {
    let turn = word.parse().ok().map(Turn);
    let last = otherwise.turns().last().unwrap_or(Turn(1));
    let found = turn.filter(|turn| (Turn(1)..=last).contains(turn));
    found.ok_or(format!(
        "‘{}’ is no turn of this game: it had {}",
        clean(word),
        last.0
    ))
}
