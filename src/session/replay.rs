//! From a save back to a game: replay where the rules and the pack are the same, else a new chapter from its record.

use std::sync::Arc;

use crate::model::{Order, SeatId, Turn};
use crate::rules::state::record::Record;
use crate::rules::{RULES_VERSION, State};
use crate::scenario::{Catalogue, Scenario};
use crate::session::game::{Entry, Game, PERSON, Rows, Seating};
use crate::session::save::{Chapter, Save, read_entry};

/// A game that was loaded, with what of its past can't be replayed.
pub struct Loaded {
    /// The game, played on to where it was saved.
    pub game: Game,
    /// Earlier chapters, kept as they are.
    pub past: Vec<Chapter>,
    /// The record from which the current chapter began, unless it began at the opening.
    pub opening: Option<Record>,
    /// Whether this build can verify the current chapter from its beginning.
    pub standing: Standing,
}

/// How a loaded game relates to its past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Replayed from its beginning; every turn's hash agreed.
    Replayed,
    /// Opened from its newest record as a new chapter: the rules or the scenario have changed since, or a turn's
    /// hash did not agree.
    NewChapter,
}

/// Why an intact save can't be played on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unplayable {
    /// Something that it names isn't in the scenario any more; it opens as a report only.
    Gone(String),
    /// It has no chapter.
    Empty,
}

/// A turn whose hash differs from the save's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The turn.
    pub turn: u16,
    /// What the save says.
    pub saved: String,
    /// What the replay gives; empty if it never reached the turn.
    pub replayed: String,
}

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many turn hashes agreed.
    pub agreed: usize,
    /// The first that differs.
    pub difference: Option<Difference>,
    /// The first entry that today's rules refuse, as its line.
    pub refused: Option<String>,
    /// Chapters that were played under other rules or another pack: not verifiable by this build.
    pub unverifiable: usize,
    /// Turns and seats in which today's agents would choose otherwise.
    pub otherwise: Vec<(Turn, SeatId)>,
}

impl Verdict {
    /// Whether everything that can be verified agreed.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.difference.is_none() && self.refused.is_none()
    }
}

/// Opens a save under a scenario that has its id.
///
/// # Errors
/// If ids of the save are gone from the scenario.
pub fn load(scenario: &Arc<Scenario>, save: &Save) -> Result<Loaded, Unplayable> {
    let (last, past) = save.chapters.split_last().ok_or(Unplayable::Empty)?;
    let seating = seating(scenario.catalogue(), save)?;
    if is_ours(scenario, last)
        && let Some(mut game) = replay(scenario, save, last, &seating)
    {
        playable(&game)?;
        game.run();
        let (past, opening) = (past.to_vec(), last.opening.clone());
        return Ok(Loaded {
            game,
            past,
            opening,
            standing: Standing::Replayed,
        });
    }
    let state = State::restore(scenario, &save.record).map_err(|lost| Unplayable::Gone(lost.0))?;
    let mut game = Game::resumed(Arc::clone(scenario), state, save.seed, &seating);
    playable(&game)?;
    for line in last.entries.get(save.before_record..).unwrap_or(&[]) {
        if let Some(entry) = read_entry(scenario.catalogue(), line) {
            // Orders of the turn under way go on as far as today's rules allow.
            let _ = game.accept(entry.seat, &entry.controller, entry.order);
        }
    }
    game.run();
    let opening = Some(save.record.clone());
    Ok(Loaded {
        game,
        past: save.chapters.clone(),
        opening,
        standing: Standing::NewChapter,
    })
}

/// Replays every chapter that this build can, and compares every turn's hash.
///
/// # Errors
/// If ids of the save are gone from the scenario.
pub fn verify(scenario: &Arc<Scenario>, save: &Save) -> Result<Verdict, Unplayable> {
    let seating = seating(scenario.catalogue(), save)?;
    let mut verdict = Verdict::default();
    if save.chapters.is_empty() {
        return Err(Unplayable::Empty);
    }
    for chapter in &save.chapters {
        if is_ours(scenario, chapter) {
            verify_chapter(scenario, save, chapter, &seating, &mut verdict)?;
        } else {
            verdict.unverifiable += 1;
        }
    }
    Ok(verdict)
}

/// The game as it stood at the start of `turn`, replayed.
///
/// # Errors
/// If ids of the save are gone from the scenario, or an entry is refused before that turn.
pub fn replay_to(scenario: &Arc<Scenario>, save: &Save, turn: Turn) -> Result<Game, Unplayable> {
    let last = save.chapters.last().ok_or(Unplayable::Empty)?;
    let seating = seating(scenario.catalogue(), save)?;
    let mut game = begin(scenario, save, last, &seating)?;
    for line in &last.entries {
        if game.state().turn() >= turn {
            break;
        }
        let entry = entry(scenario, line)?;
        let refused = game
            .accept(entry.seat, &entry.controller, entry.order)
            .is_err();
        if refused {
            return Err(Unplayable::Gone(format!("‘{line}’")));
        }
    }
    Ok(game)
}

/// A game that is over needs nobody to go on with it.
fn playable(game: &Game) -> Result<(), Unplayable> {
    match game.gone() {
        Some(word) if game.state().over().is_none() => {
            Err(Unplayable::Gone(format!("the strategy ‘{word}’")))
        }
        Some(_) | None => Ok(()),
    }
}

fn is_ours(scenario: &Scenario, chapter: &Chapter) -> bool {
    chapter.rules == RULES_VERSION && chapter.content == scenario.content_hash()
}

fn replay(
    scenario: &Arc<Scenario>,
    save: &Save,
    chapter: &Chapter,
    seating: &Seating,
) -> Option<Game> {
    let mut game = begin(scenario, save, chapter, seating).ok()?;
    for line in &chapter.entries {
        let entry = entry(scenario, line).ok()?;
        game.accept(entry.seat, &entry.controller, entry.order)
            .ok()?;
    }
    let agrees = |saved: &crate::session::save::TurnRow| {
        game.rows()
            .iter()
            .any(|row| row.turn.0 == saved.turn && row.hash == saved.hash)
    };
    let all_agree = chapter.turns.iter().all(agrees);
    all_agree.then_some(game)
}

fn begin(
    scenario: &Arc<Scenario>,
    save: &Save,
    chapter: &Chapter,
    seating: &Seating,
) -> Result<Game, Unplayable> {
    Ok(match &chapter.opening {
        None => Game::opened(Arc::clone(scenario), save.seed, seating, Rows::Each),
        Some(record) => {
            let state =
                State::restore(scenario, record).map_err(|lost| Unplayable::Gone(lost.0))?;
            Game::resumed(Arc::clone(scenario), state, save.seed, seating)
        }
    })
}

fn verify_chapter(
    scenario: &Arc<Scenario>,
    save: &Save,
    chapter: &Chapter,
    seating: &Seating,
    verdict: &mut Verdict,
) -> Result<(), Unplayable> {
    let mut game = begin(scenario, save, chapter, seating)?;
    let mut asked: Option<(Turn, SeatId)> = None;
    let mut planned: Vec<Order> = Vec::new();
    let mut answered = false;
    for line in &chapter.entries {
        let entry = entry(scenario, line)?;
        let here = (game.state().turn(), entry.seat);
        if asked != Some(here) {
            asked = Some(here);
            planned = game.would_decide(entry.seat).unwrap_or_default();
        } else if answered && !(is_answer(&entry.order) && planned.contains(&entry.order)) {
            // An agent that has answered is asked again what else it does.
            planned.extend(game.would_decide(entry.seat).unwrap_or_default());
        }
        answered = is_answer(&entry.order);
        let own = matches!(entry.order, Order::End | Order::Table(..) | Order::Step(..))
            || *entry.controller == *PERSON
            || game.is_gone(entry.seat)
            || planned.contains(&entry.order);
        if !own && !is_default(&game, &entry) && !verdict.otherwise.contains(&here) {
            verdict.otherwise.push(here);
        }
        if game
            .accept(entry.seat, &entry.controller, entry.order)
            .is_err()
        {
            verdict.refused = verdict.refused.take().or_else(|| Some(line.clone()));
            break;
        }
    }
    compare(&game, chapter, verdict);
    if save.chapters.last() == Some(chapter) {
        compare_record(&game, save, verdict);
    }
    Ok(())
}

/// Holds the newest record, from which other rules would go on, against the state that the entries give.
fn compare_record(game: &Game, save: &Save, verdict: &mut Verdict) {
    let saved = State::restore(game.scenario(), &save.record).map(|state| state.hash());
    let replayed = game.state_at_turn_start().hash();
    let placed = save.before_record == game.entries_before_turn();
    if verdict.holds() && !(placed && saved.as_ref() == Ok(&replayed)) {
        verdict.difference = Some(Difference {
            turn: save.record.turn,
            saved: saved.unwrap_or_default(),
            replayed,
        });
    }
}

const fn is_answer(order: &Order) -> bool {
    matches!(order, Order::Respond { .. })
}

fn is_default(game: &Game, entry: &Entry) -> bool {
    match entry.order {
        Order::Respond { event, subject, .. } => {
            game.view_of(entry.seat).default_answer(event, subject) == Some(entry.order)
        }
        Order::Launch { .. }
        | Order::Schedule { .. }
        | Order::Publish
        | Order::Cancel { .. }
        | Order::Table(..)
        | Order::Step(..)
        | Order::End => false,
    }
}

fn compare(game: &Game, chapter: &Chapter, verdict: &mut Verdict) {
    for saved in &chapter.turns {
        let row = game.rows().iter().find(|row| row.turn.0 == saved.turn);
        let replayed = row.map_or("", |row| row.hash.as_str());
        if replayed == saved.hash {
            verdict.agreed += 1;
        } else {
            let difference = Difference {
                turn: saved.turn,
                saved: saved.hash.clone(),
                replayed: replayed.to_owned(),
            };
            verdict.difference = verdict.difference.take().or(Some(difference));
            return;
        }
    }
}

fn entry(scenario: &Scenario, line: &str) -> Result<Entry, Unplayable> {
    read_entry(scenario.catalogue(), line).ok_or_else(|| Unplayable::Gone(format!("‘{line}’")))
}

fn seating(names: &Catalogue, save: &Save) -> Result<Seating, Unplayable> {
    let seats = save.seats.iter().map(|(id, word)| {
        let actor = names
            .find_actor(id)
            .ok_or_else(|| Unplayable::Gone(format!("‘{id}’")))?;
        Ok((SeatId(actor), word.clone()))
    });
    seats.collect::<Result<_, _>>().map(Seating)
}

impl std::fmt::Display for Unplayable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Gone(name) => write!(
                f,
                "it names {}, which the scenario of today doesn't have; it can be read as a report, not played on",
                name.escape_debug()
            ),
            Self::Empty => f.write_str("it has no chapter to go on from"),
        }
    }
}
