//! Lessons and hints: every screen and id is known, steps come in the order of their turns, and each can be completed
//! by whoever plays the usual seat.

use crate::model::{ActorId, CrisisId, EventId, InitiativeId, Points, TableId, Turn};
use crate::scenario::check::context::Setting;
use crate::scenario::check::names::Sort;
use crate::scenario::check::text::Empty;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::file::Place;
use crate::scenario::lesson::{Deed, Lesson, Occasion, Spot, Tip};
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{
    RawDeed, RawEffect, RawEvent, RawHint, RawLesson, RawOccasion, RawScope, RawWhen,
};

/// The longest text, and the longest line on what to do, in characters: both are shown in a strip of three rows.
const LONGEST: usize = 160;
const LONGEST_DOING: usize = 110;
/// The longest name, in characters.
const LONGEST_NAME: usize = 40;

impl Checker<'_> {
    /// Every step of the lessons, in order.
    pub(super) fn lessons(&mut self) -> Vec<Lesson> {
        let pack = self.pack;
        let mut last = Turn(1);
        let mut lessons = Vec::new();
        for (index, place, raw) in pack.lessons.each() {
            let item = Item::Lesson(u16::try_from(index).unwrap_or(u16::MAX));
            let name = (place.field("name"), LONGEST_NAME, Empty::Refused);
            self.words(item, Field::Name, &raw.name, name);
            self.said(
                item,
                (&raw.text, &raw.keys, &raw.words),
                place,
                Empty::Refused,
            );
            let turn = self.taught_in(raw, last, place.field("turn"));
            last = turn;
            let look = self.look(raw, place);
            if let Some(done) = self.deed(&raw.done, turn, place.field("done")) {
                lessons.push(Lesson {
                    id: raw.id.clone(),
                    turn,
                    look,
                    done,
                });
            }
        }
        lessons
    }

    /// Every hint.
    pub(super) fn tips(&mut self) -> Vec<Tip> {
        let pack = self.pack;
        let mut tips = Vec::new();
        for (index, place, raw) in pack.hints.each() {
            let item = Item::Tip(u16::try_from(index).unwrap_or(u16::MAX));
            self.said(
                item,
                (&raw.text, &raw.keys, &raw.words),
                place,
                Empty::Allowed,
            );
            if let Some(when) = self.occasion(raw, place.field("when")) {
                tips.push(Tip {
                    id: raw.id.clone(),
                    when,
                });
            }
        }
        tips
    }

    fn said(
        &mut self,
        item: Item,
        (text, keys, words): (&str, &str, &str),
        place: Place<'_>,
        empty: Empty,
    ) {
        let rule = (place.field("text"), LONGEST, Empty::Refused);
        self.words(item, Field::Text, text, rule);
        let rule = (place.field("keys"), LONGEST_DOING, empty);
        self.words(item, Field::Keys, keys, rule);
        let rule = (place.field("words"), LONGEST_DOING, empty);
        self.words(item, Field::Words, words, rule);
    }

    /// The number that stands for the end of the game.
    fn afterwards(&self) -> u16 {
        self.header.calendar.turns.saturating_add(1)
    }

    fn taught_in(&mut self, raw: &RawLesson, last: Turn, place: Place<'_>) -> Turn {
        let end = self.afterwards();
        if raw.turn == 0 || raw.turn > end {
            let message = format!("no step can be taught in turn {}", raw.turn);
            let hint = format!("turns are 1 to {}; {end} is the end of the game", end - 1);
            self.report_with(place, &message, Some(hint));
            return last;
        }
        if raw.turn < last.0 {
            let message = format!(
                "this step can never come: the one before it is of turn {}",
                last.0
            );
            let hint = "put the steps in the order of their turns".to_owned();
            self.report_with(place, &message, Some(hint));
            return last;
        }
        Turn(raw.turn)
    }

    fn look(&mut self, raw: &RawLesson, place: Place<'_>) -> Option<Spot> {
        let word = raw.look.as_ref()?;
        self.spot(word, place.field("look"))
    }

    fn spot(&mut self, word: &str, place: Place<'_>) -> Option<Spot> {
        let found = Spot::from_word(word);
        if found.is_none() {
            let words = || Spot::ALL.iter().map(|spot| spot.word());
            let message = format!("there is no screen {}", quoted(word));
            let list = || format!("screens are {}", words().collect::<Vec<_>>().join(", "));
            let hint = did_you_mean(word, words()).unwrap_or_else(list);
            self.report_with(place, &message, Some(hint));
        }
        found
    }

    /// Notes a step that can't be completed.
    fn never(&mut self, place: Place<'_>, why: &str, hint: &str) {
        let message = format!("this step can never be completed: {why}");
        self.report_with(place, &message, Some(hint.to_owned()));
    }

    /// The actor of the seat for which lessons are.
    fn pupil(&self) -> Option<(ActorId, String)> {
        let seat = self.playable.first()?;
        let id = self.header.playable.first()?;
        Some((seat.0, id.clone()))
    }

    fn deed(&mut self, raw: &RawDeed, turn: Turn, place: Place<'_>) -> Option<Deed> {
        let inner = place.at(0);
        let orders = !matches!(
            raw,
            RawDeed::Sees(_) | RawDeed::Unfolds | RawDeed::Holds(_) | RawDeed::Any(_)
        );
        if orders && turn.0 == self.afterwards() {
            let hint = "after the end there is something to look at: Sees(..), Unfolds";
            self.never(place, "no orders are given once the game is over", hint);
        }
        match raw {
            RawDeed::Sees(word) => {
                let spot = self.spot(word, inner)?;
                if spot.is_afterwards() && turn.0 < self.afterwards() {
                    let hint = format!("teach it in turn {}", self.afterwards());
                    self.never(inner, "that is there once the game is over", &hint);
                }
                Some(Deed::Sees(spot))
            }
            RawDeed::Unfolds => Some(Deed::Unfolds),
            RawDeed::Launches(id) => Some(Deed::Launches(self.startable(id, inner)?)),
            RawDeed::Schedules(id) => {
                if turn.0 == self.header.calendar.turns {
                    let hint = "teach it in an earlier turn";
                    self.never(place, "nothing is scheduled in the last turn", hint);
                }
                Some(Deed::Schedules(self.startable(id, inner)?))
            }
            RawDeed::Publishes => Some(Deed::Publishes),
            RawDeed::Answers(id) => Some(Deed::Answers(self.asked_of_pupil(id, turn, inner)?)),
            RawDeed::Convenes(id) => Some(Deed::Convenes(self.table_of_pupil(id, inner, true)?)),
            RawDeed::Bargains(id) => Some(Deed::Bargains(self.table_of_pupil(id, inner, false)?)),
            RawDeed::Steps(id) => Some(Deed::Steps(self.crisis_of_pupil(id, inner)?)),
            RawDeed::EndsTurn => Some(Deed::EndsTurn),
            RawDeed::Holds(condition) => {
                let condition = self.condition(condition, inner, Setting::Lesson)?;
                Some(Deed::Holds(condition))
            }
            RawDeed::Any(several) => self.any_deed(several, turn, inner),
        }
    }

    fn any_deed(&mut self, several: &[RawDeed], turn: Turn, place: Place<'_>) -> Option<Deed> {
        self.bounded(place, several.len(), MOST_ENTRIES);
        if several.is_empty() {
            self.never(place, "none of nothing is done", "name at least one deed");
        }
        let mut deeds = Vec::new();
        for (index, raw) in several.iter().enumerate() {
            deeds.extend(self.deed(raw, turn, place.at(index)));
        }
        Some(Deed::Any(deeds))
    }

    fn startable(&mut self, id: &str, place: Place<'_>) -> Option<InitiativeId> {
        let found = self.find(Sort::Initiative, id, place)?;
        let raw = self.pack.initiatives.items.get(usize::from(found));
        let by = raw.and_then(|item| item.raw.as_ref()).map(|raw| &raw.by);
        if let (Some(by), Some((_, pupil))) = (by, self.pupil())
            && !by.is_empty()
            && !by.contains(&pupil)
        {
            let why = format!("{pupil} can't launch {}", quoted(id));
            let hint = format!(
                "it is for {}; lessons are for the first playable seat",
                by.join(", ")
            );
            self.never(place, &why, &hint);
        }
        Some(InitiativeId(found))
    }

    fn asked_of_pupil(&mut self, id: &str, turn: Turn, place: Place<'_>) -> Option<EventId> {
        let found = self.find(Sort::Event, id, place)?;
        let raw = self.pack.events.items.get(usize::from(found));
        let raw = raw.and_then(|item| item.raw.as_ref())?;
        let (_, pupil) = self.pupil()?;
        let fixed = |seat: &str| !seat.starts_with(['$', '@']);
        let asked = |seat: &str| seat == pupil || !fixed(seat);
        if !raw.asks.iter().any(|ask| asked(&ask.seat)) {
            let why = format!("{} asks nothing of {pupil}", quoted(id));
            self.never(
                place,
                &why,
                "name an event that asks the first playable seat",
            );
        } else if let RawWhen::Dated(day) = &raw.when
            && let (Some(day), Some(calendar)) = (crate::model::Date::parse(day), &self.calendar)
        {
            let answered = calendar.turn_of(day).after(1);
            if answered != turn {
                let why = format!("{} is answered in turn {}", quoted(id), answered.0);
                let hint = format!("teach it in turn {}", answered.0);
                self.never(place, &why, &hint);
            }
        }
        Some(EventId(found))
    }

    fn table_of_pupil(&mut self, id: &str, place: Place<'_>, convenes: bool) -> Option<TableId> {
        let found = self.find(Sort::Table, id, place)?;
        let raw = self.pack.tables.items.get(usize::from(found));
        let raw = raw.and_then(|item| item.raw.as_ref())?;
        let (_, pupil) = self.pupil()?;
        let sits = raw.parties.iter().any(|party| party.actor == pupil);
        if convenes && !raw.conveners.contains(&pupil) {
            let hint = format!("it is convened by {}", raw.conveners.join(", "));
            self.never(
                place,
                &format!("{pupil} can't convene {}", quoted(id)),
                &hint,
            );
        } else if !sits {
            let why = format!("{pupil} has no seat at {}", quoted(id));
            self.never(place, &why, "name a table to which it is a party");
        }
        Some(TableId(found))
    }

    fn crisis_of_pupil(&mut self, id: &str, place: Place<'_>) -> Option<CrisisId> {
        let found = self.find(Sort::Crisis, id, place)?;
        let (_, pupil) = self.pupil()?;
        let side = |who: &str| who == pupil || who.starts_with(['$', '@']);
        let opens =
            |effect: &RawEffect| opened(effect, &|kind, (a, b)| kind == id && (side(a) || side(b)));
        let between = |raw: &RawEvent| match &raw.scope {
            RawScope::Between(a, b) => *a == pupil || *b == pupil,
            RawScope::World | RawScope::Actor(_) | RawScope::Pair(_) => true,
        };
        let events = self.pack.events.each().any(|(_, _, raw)| {
            let choices = raw.asks.iter().flat_map(|ask| &ask.choices);
            let answered = choices.flat_map(|choice| &choice.effects);
            between(raw) && raw.effects.iter().chain(answered).any(&opens)
        });
        let begun = self.pack.initiatives.each().any(|(_, _, raw)| {
            let stages = raw.stages.iter().flat_map(|stage| &stage.effects);
            let risks = raw.risk.iter().flat_map(|risk| &risk.effects);
            let ends = raw.done.iter().chain(&raw.on_cancel);
            ends.chain(stages).chain(risks).any(&opens)
        });
        if !events && !begun && self.pack.events.is_sound() && self.pack.initiatives.is_sound() {
            let why = format!("no such crisis ever has {pupil} for a side");
            let hint = "let an event open one: OpenCrisis(kind: .., sides: (.., ..))";
            self.never(place, &why, hint);
        }
        Some(CrisisId(found))
    }

    fn occasion(&mut self, raw: &RawHint, place: Place<'_>) -> Option<Occasion> {
        let inner = place.at(0);
        Some(match &raw.when {
            RawOccasion::Owed => Occasion::Owed,
            RawOccasion::NoHands => Occasion::NoHands,
            RawOccasion::CapitalBelow(points) => {
                let points = self.within(inner, *points, 1, self.header.capital_cap.max(1));
                Occasion::CapitalBelow(Points::whole(points))
            }
            RawOccasion::WindowCloses => Occasion::WindowCloses,
            RawOccasion::StepDue => Occasion::StepDue,
            RawOccasion::MoveDue => Occasion::MoveDue,
            RawOccasion::LameDuck => Occasion::LameDuck,
            RawOccasion::Slipped => Occasion::Slipped,
            RawOccasion::Turn(turn) => {
                let last = i32::from(self.header.calendar.turns);
                let turn = self.within(inner, i32::from(*turn), 1, last.max(1));
                Occasion::Turn(Turn(u16::try_from(turn).unwrap_or(1)))
            }
            RawOccasion::Sees(word) => Occasion::Sees(self.spot(word, inner)?),
            RawOccasion::Holds(condition) => {
                Occasion::Holds(self.condition(condition, inner, Setting::Lesson)?)
            }
        })
    }
}

/// Whether an effect opens a crisis of this kind and sides, by itself or under a condition.
fn opened(effect: &RawEffect, wanted: &dyn Fn(&str, (&str, &str)) -> bool) -> bool {
    match effect {
        RawEffect::OpenCrisis { kind, sides, .. } => wanted(kind, (&sides.0, &sides.1)),
        RawEffect::If(_, inner) => inner.iter().any(|effect| opened(effect, wanted)),
        RawEffect::Change(..)
        | RawEffect::Sustain(..)
        | RawEffect::Towards(..)
        | RawEffect::Mechanism { .. }
        | RawEffect::Format { .. }
        | RawEffect::Schedule { .. }
        | RawEffect::Pledge { .. }
        | RawEffect::Reading { .. }
        | RawEffect::Feint { .. }
        | RawEffect::Window { .. }
        | RawEffect::OpenTable(_)
        | RawEffect::Office(..)
        | RawEffect::End(_) => false,
    }
}
