//! Kinds of crisis: a ladder with a way out, stakes, what makes it less dangerous, who helps, what a side may mean.

use crate::model::{ActorId, ActorSet, CrisisId, EndingId, MeasureId, PerMille, Points, Selector};
use crate::scenario::check::context::{Setting, Sides};
use crate::scenario::check::names::Sort;
use crate::scenario::check::text::Empty;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::crisis::{CrisisKind, Forum, IntentionKind};
use crate::scenario::definition::Interests;
use crate::scenario::file::Place;
use crate::scenario::problem::quoted;
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{RawCrisis, RawIntention, RawRung, RawStakes};

/// In what a crisis does to the world: `$a` and `$b` are its sides.
const THERE: Setting = Setting::Event(Sides::Two);
/// In what one side does: `$self` and `$target` besides.
const HERE: Setting = Setting::Crisis;
/// The least and the most rungs.
const RUNGS: (usize, usize) = (5, 9);
/// The longest name of a rung, in characters.
const LONGEST_RUNG: usize = 40;
/// The longest text of a rung or an intention, in characters.
const LONGEST_LINE: usize = 240;

impl Checker<'_> {
    /// Every kind of crisis.
    pub(super) fn crises(&mut self) -> Vec<CrisisKind> {
        let pack = self.pack;
        let mut crises = Vec::new();
        for (index, place, raw) in pack.crises.each() {
            let id = CrisisId::at(index);
            self.name(Item::Crisis(id), &raw.name, place);
            self.text(Item::Crisis(id), &raw.text, place);
            self.source(Item::Crisis(id), &raw.source, place);
            crises.push(self.crisis(id, raw, place));
        }
        crises
    }

    fn crisis(&mut self, id: CrisisId, raw: &RawCrisis, place: Place<'_>) -> CrisisKind {
        let rungs = self.ladder(id, &raw.ladder, place.field("ladder"));
        let intentions = place.field("intentions");
        let each = [
            ("probe", &raw.intentions.probe),
            ("blunder", &raw.intentions.blunder),
            ("resolve", &raw.intentions.resolve),
        ];
        let mut number = 0_u8;
        let intentions = each.map(|(field, intention)| {
            let item = Item::Intention(id, number);
            number += 1;
            self.intention(item, intention, intentions.field(field))
        });
        let stakes = place.field("stakes");
        CrisisKind {
            at: self.places_of(&raw.at, place.field("at")),
            serious: self.serious(raw, place.field("serious")),
            rungs,
            war: self.war(raw, place.field("war")),
            steps: self.steps(raw, place.field("steps")),
            stakes: [
                self.stakes(&raw.stakes.0, stakes.at(0)),
                self.stakes(&raw.stakes.1, stakes.at(1)),
            ],
            climb: PerMille(self.within(place.field("climb"), raw.climb, 0, 900)),
            relief: self.relief(raw, place.field("relief")),
            mediators: self.go_betweens(raw, place.field("mediators")),
            mediated: self.effects(&raw.mediated, place.field("mediated"), HERE),
            forum: self.forum(id, raw, place.field("forum")),
            public: self.effects(&raw.public, place.field("public"), HERE),
            settled: self.effects(&raw.settled, place.field("settled"), THERE),
            backed_down: self.effects(&raw.backed_down, place.field("backed_down"), HERE),
            frozen: self.effects(&raw.frozen, place.field("frozen"), THERE),
            survived: self.effects(&raw.survived, place.field("survived"), THERE),
            intentions,
            subject_hash: crate::model::hash::subject(&raw.id),
        }
    }

    fn ladder(
        &mut self,
        id: CrisisId,
        raw: &[RawRung],
        place: Place<'_>,
    ) -> Vec<Vec<crate::model::Effect>> {
        let (least, most) = RUNGS;
        if raw.len() < least || raw.len() > most {
            let message = format!(
                "a ladder of {} rungs; {least} to {most} are needed",
                raw.len()
            );
            let hint =
                "name each rung from a protest to the worst: the sides go up and down on them";
            self.report_with(place, &message, Some(hint.to_owned()));
        }
        let mut rungs = Vec::new();
        for (index, rung) in raw.iter().enumerate() {
            let item = Item::Rung(id, u8::try_from(index).unwrap_or(u8::MAX));
            let here = place.at(index);
            let name = (here.field("name"), LONGEST_RUNG, Empty::Refused);
            self.words(item, Field::Name, &rung.name, name);
            let text = (here.field("text"), LONGEST_LINE, Empty::Refused);
            self.words(item, Field::Text, &rung.text, text);
            rungs.push(self.effects(&rung.effects, here.field("effects"), THERE));
        }
        rungs
    }

    /// Below the serious rung a crisis is over, so there must be one below; and there must be one above, or nobody has
    /// anything to decide before the worst.
    fn serious(&mut self, raw: &RawCrisis, place: Place<'_>) -> u8 {
        let rungs = i32::try_from(raw.ladder.len()).unwrap_or(0);
        let last = rungs - 1 - i32::from(raw.war.is_some());
        if raw.serious < 2 || raw.serious > last.max(2) {
            let message = format!(
                "a crisis that is serious from rung {} on has no way out, or nothing to decide",
                raw.serious
            );
            let hint = format!(
                "choose 2 to {}: governments need a rung below it and one above",
                last.max(2)
            );
            self.report_with(place, &message, Some(hint));
        }
        small(raw.serious)
    }

    fn steps(&mut self, raw: &RawCrisis, place: Place<'_>) -> u8 {
        if raw.steps == 0 {
            let message = "a crisis of 0 steps has no way out: nobody is ever asked";
            let hint = "give it 3 to 6 steps; after the last it freezes".to_owned();
            self.report_with(place, message, Some(hint));
            return 0;
        }
        small(self.within(place, raw.steps, 2, 12))
    }

    fn war(&mut self, raw: &RawCrisis, place: Place<'_>) -> Option<EndingId> {
        let ending = raw.war.as_deref()?;
        self.find(Sort::Ending, ending, place).map(EndingId)
    }

    fn stakes(&mut self, raw: &RawStakes, place: Place<'_>) -> Interests {
        let base = self.within(place.field("base"), raw.base, 0, 100);
        self.weighed(base, &raw.terms, place.field("terms"))
    }

    fn weighed(&mut self, base: i32, terms: &[(String, i32)], place: Place<'_>) -> Interests {
        self.bounded(place, terms.len(), MOST_ENTRIES);
        let mut found = Vec::new();
        for (index, (path, weight)) in terms.iter().enumerate() {
            let path = self.path(path, place.at(index).at(0), HERE);
            let weight = self.within(place.at(index).at(1), *weight, -100, 100);
            found.extend(path.map(|path| (path, weight)));
        }
        Interests {
            base: Points::whole(base),
            terms: found,
        }
    }

    fn relief(&mut self, raw: &RawCrisis, place: Place<'_>) -> Vec<(MeasureId, PerMille)> {
        self.bounded(place, raw.relief.len(), MOST_ENTRIES);
        let mut relief: Vec<(MeasureId, PerMille)> = Vec::new();
        for (index, (measure, share)) in raw.relief.iter().enumerate() {
            let here = place.at(index);
            let share = self.within(here.at(1), *share, 0, 1000);
            let Some(measure) = self.find(Sort::Measure, measure, here.at(0)) else {
                continue;
            };
            let measure = MeasureId(measure);
            if relief.iter().any(|(known, _)| *known == measure) {
                self.report(here.at(0), "this measure is given twice");
            }
            relief.push((measure, PerMille(share)));
        }
        relief
    }

    fn go_betweens(&mut self, raw: &RawCrisis, place: Place<'_>) -> Vec<(ActorId, Points)> {
        self.bounded(place, raw.mediators.len(), MOST_ENTRIES);
        let (mut seen, mut found) = (ActorSet::empty(), Vec::new());
        for (index, (actor, cost)) in raw.mediators.iter().enumerate() {
            let here = place.at(index);
            let cost = Points::whole(self.within(here.at(1), *cost, 0, 100));
            let Some(actor_id) = self.actor(actor, here.at(0)) else {
                continue;
            };
            if seen.contains(actor_id) {
                self.report(here.at(0), &format!("{} is given twice", quoted(actor)));
            }
            seen = seen.with(actor_id);
            found.push((actor_id, cost));
        }
        found
    }

    fn forum(&mut self, id: CrisisId, raw: &RawCrisis, place: Place<'_>) -> Forum {
        let Some(name) = &raw.forum else {
            return Forum::None;
        };
        let rule = (place, LONGEST_RUNG, Empty::Refused);
        self.words(Item::Forum(id), Field::Name, name, rule);
        Forum::Open
    }

    fn intention(&mut self, item: Item, raw: &RawIntention, place: Place<'_>) -> IntentionKind {
        let text = (place.field("text"), LONGEST_LINE, Empty::Refused);
        self.words(item, Field::Text, &raw.text, text);
        let base = self.within(place.field("base"), raw.base, 1, 100);
        let prior = self.weighed(base, &raw.terms, place.field("terms"));
        let (here, given) = (
            place.field("signs"),
            [raw.signs.0, raw.signs.1, raw.signs.2],
        );
        let mut at = 0;
        let signs = given.map(|sign| {
            let sign = self.within(here.at(at), sign, 1, 998);
            at += 1;
            u16::try_from(sign).unwrap_or(1)
        });
        let sum: i32 = given.iter().fold(0, |sum, sign| sum.saturating_add(*sign));
        if sum != 1000 {
            let hint = "they are per mille: how often it lowers, holds, raises".to_owned();
            let message = format!("the signs add up to {sum}, not to 1000");
            self.report_with(here, &message, Some(hint));
        }
        IntentionKind { prior, signs }
    }

    /// The rung of a condition or an effect, if the kind has it.
    pub(super) fn rung_of(&mut self, kind: CrisisId, rung: u8, place: Place<'_>) -> u8 {
        let pack = self.pack;
        let known = pack.crises.items.get(kind.index());
        let rungs = known.and_then(|item| item.raw.as_ref()).map(|raw| {
            let rungs = raw
                .ladder
                .len()
                .saturating_sub(usize::from(raw.war.is_some()));
            i32::try_from(rungs).unwrap_or(1)
        });
        let rungs = rungs.unwrap_or_else(|| i32::from(rung)).max(1);
        small(self.within(place, i32::from(rung), 1, rungs))
    }

    /// A side of a crisis: one actor at a time, with a seat.
    pub(super) fn side(
        &mut self,
        text: &str,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Selector> {
        let selector = self.selector(text, place, setting)?;
        let fixed = self.fixed(selector);
        if fixed.is_some_and(|who| who.len() > 1) {
            let message = format!("{} stands for several; a side is one actor", quoted(text));
            self.report(place, &message);
        } else if fixed.is_some_and(|who| who.0 & self.seats.0 == 0) && self.pack.actors.is_sound()
        {
            let message = format!("{} has no seat that could decide", quoted(text));
            self.report(place, &message);
        }
        Some(selector)
    }
}

fn small(value: i32) -> u8 {
    u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX)
}
