//! Initiatives.

use crate::model::{ActorSet, InitiativeId, PerMille, Points, Sealed};
use crate::scenario::check::context::{Directed, Setting, Sides};
use crate::scenario::check::text::{Empty, LONGEST_TEXT};
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::{Consent, Initiative, Interests, Repeat, Risk, Stage};
use crate::scenario::file::Place;
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{RawInitiative, RawRepeat, RawStage};

/// The longest name of a family, in characters.
const LONGEST_FAMILY: usize = 40;

impl Checker<'_> {
    /// Every initiative.
    pub(super) fn initiatives(&mut self) -> Vec<Initiative> {
        let pack = self.pack;
        let mut initiatives = Vec::new();
        for (index, place, raw) in pack.initiatives.each() {
            let id = InitiativeId::at(index);
            self.name(Item::Initiative(id), &raw.name, place);
            self.text(Item::Initiative(id), &raw.text, place);
            self.source(Item::Initiative(id), &raw.source, place);
            initiatives.push(self.initiative(id, raw, place));
        }
        initiatives
    }

    fn initiative(
        &mut self,
        id: InitiativeId,
        raw: &RawInitiative,
        place: Place<'_>,
    ) -> Initiative {
        let directed = if raw.targets.is_empty() {
            Directed::No
        } else {
            Directed::Yes
        };
        let setting = Setting::Initiative(directed);
        let (by, targets) = (self.launchers(raw, place), self.targets(raw, place));
        Initiative {
            exercise: raw
                .exercise
                .as_ref()
                .map(|raw| self.exercise(raw, place.field("exercise"))),
            family: self.family(&raw.family, place.field("family")),
            by,
            targets,
            cost: Points::whole(self.within(place.field("cost"), raw.cost, 0, 100)),
            hands: Points::whole(self.within(place.field("hands"), raw.hands, 0, 20)),
            needs: self.conditions(&raw.needs, place.field("needs"), setting),
            permissions: self.leave(&raw.permissions, place.field("permissions")),
            better_with: self.better_with(raw, place.field("better_with"), setting),
            stages: self.stages(id, &raw.stages, place.field("stages"), setting),
            done: self.effects(&raw.done, place.field("done"), setting),
            on_cancel: self.effects(&raw.on_cancel, place.field("on_cancel"), setting),
            risk: self.risk(raw, place.field("risk"), setting),
            consent: self.consent(raw, place.field("consent"), setting),
            repeat: self.repeat(&raw.repeat, place.field("repeat")),
        }
    }

    fn launchers(&mut self, raw: &RawInitiative, place: Place<'_>) -> ActorSet {
        if raw.by.is_empty() {
            return self.seats;
        }
        let here = place.field("by");
        let by = self.actor_sets(&raw.by, here);
        self.must_be_seats(&raw.by, by, here);
        ActorSet(by.0 & self.seats.0)
    }

    fn targets(&mut self, raw: &RawInitiative, place: Place<'_>) -> ActorSet {
        self.actor_sets(&raw.targets, place.field("targets"))
    }

    fn family(&mut self, name: &str, place: Place<'_>) -> u16 {
        let known = self.families.iter().position(|family| family == name);
        let index = known.unwrap_or(self.families.len());
        let number = u16::try_from(index).unwrap_or(u16::MAX);
        if known.is_none() {
            self.families.push(name.to_owned());
            let rule = (place, LONGEST_FAMILY, Empty::Refused);
            self.words(Item::Family(number), Field::Name, name, rule);
        }
        number
    }

    fn better_with(
        &mut self,
        raw: &RawInitiative,
        place: Place<'_>,
        setting: Setting,
    ) -> Vec<(crate::model::Condition, PerMille)> {
        self.bounded(place, raw.better_with.len(), MOST_ENTRIES);
        let mut better = Vec::new();
        for (index, (condition, share)) in raw.better_with.iter().enumerate() {
            let condition = self.condition(condition, place.at(index).at(0), setting);
            let share = self.within(place.at(index).at(1), *share, 0, 1000);
            better.extend(condition.map(|condition| (condition, PerMille(share))));
        }
        better
    }

    fn stages(
        &mut self,
        id: InitiativeId,
        raw: &[RawStage],
        place: Place<'_>,
        setting: Setting,
    ) -> Vec<Stage> {
        let mut stages = Vec::new();
        for (index, stage) in raw.iter().enumerate() {
            let here = place.at(index);
            let item = Item::Stage(id, u8::try_from(index).unwrap_or(u8::MAX));
            let name = if stage.name.is_empty() {
                &stage.id
            } else {
                &stage.name
            };
            let rule = (here.field("name"), LONGEST_TEXT, Empty::Refused);
            self.words(item, Field::Name, name, rule);
            stages.push(Stage {
                turns: self.turns(here.field("turns"), stage.turns, 1),
                effects: self.effects(&stage.effects, here.field("effects"), setting),
            });
        }
        stages
    }

    fn consent(
        &mut self,
        raw: &RawInitiative,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Consent> {
        let raw = raw.consent.as_ref()?;
        let of = self.selector(&raw.of, place.field("of"), setting);
        let base = Points::whole(self.within(place.field("base"), raw.base, -100, 100));
        let (here, mut terms) = (place.field("terms"), Vec::new());
        self.bounded(here, raw.terms.len(), MOST_ENTRIES);
        for (index, (path, weight)) in raw.terms.iter().enumerate() {
            let path = self.path(path, here.at(index).at(0), Setting::Answer(Sides::Two));
            let weight = self.within(here.at(index).at(1), *weight, -100, 100);
            terms.extend(path.map(|path| (path, weight)));
        }
        let refused = self.effects(&raw.refused, place.field("refused"), setting);
        let interests = Sealed::new(Interests { base, terms });
        Some(Consent {
            of: of?,
            interests,
            refused,
        })
    }

    fn risk(&mut self, raw: &RawInitiative, place: Place<'_>, setting: Setting) -> Option<Risk> {
        let raw = raw.risk.as_ref()?;
        let hazard = self.hazard(&raw.hazard, place.field("hazard"), setting);
        let effects = self.effects(&raw.effects, place.field("effects"), setting);
        Some(Risk {
            hazard: Sealed::new(hazard?),
            effects,
        })
    }

    /// How often something can happen.
    pub(super) fn repeat(&mut self, raw: &RawRepeat, place: Place<'_>) -> Repeat {
        match raw {
            RawRepeat::Once => Repeat::Once,
            RawRepeat::Cooldown(turns) => Repeat::Cooldown(self.turns(place.at(0), *turns, 1)),
        }
    }
}
