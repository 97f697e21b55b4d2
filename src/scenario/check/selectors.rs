//! Selectors: ids, `$self` and its like, `@members(id)`, `@attendees(id)`, `@all` and groups.

use crate::model::{ActorId, ActorSet, FormatId, GroupId, MechanismId, Selector};
use crate::scenario::check::Checker;
use crate::scenario::check::context::{DOLLARS, Setting};
use crate::scenario::check::names::Sort;
use crate::scenario::file::Place;
use crate::scenario::problem::{nearest, quoted};

impl Checker<'_> {
    /// What a selector means in this setting.
    pub(super) fn selector(
        &mut self,
        text: &str,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Selector> {
        if text.starts_with('$') {
            return self.dollar(text, place, setting);
        }
        if let Some(name) = text.strip_prefix('@') {
            return self.at_name(name, place);
        }
        self.actor(text, place).map(Selector::Actor)
    }

    /// The actor of this id.
    pub(super) fn actor(&mut self, id: &str, place: Place<'_>) -> Option<ActorId> {
        if id.starts_with(['$', '@']) {
            let message = format!("{} where one named actor is expected", quoted(id));
            self.report(place, &message);
            return None;
        }
        self.find(Sort::Actor, id, place).map(ActorId)
    }

    fn dollar(&mut self, text: &str, place: Place<'_>, setting: Setting) -> Option<Selector> {
        let found = DOLLARS.iter().find(|(word, _)| *word == text);
        let available = setting.available();
        let Some((_, selector)) = found else {
            let near = nearest(text, available.iter().copied());
            let hint = near.map(|near| format!("did you mean \"{near}\"?"));
            self.report_with(place, &format!("unknown selector {}", quoted(text)), hint);
            return None;
        };
        if setting.allows(*selector) {
            return Some(*selector);
        }
        let message = format!("{text} stands for nobody {}", setting.words());
        let hint = (!available.is_empty()).then(|| format!("available: {}", available.join(", ")));
        self.report_with(place, &message, hint);
        None
    }

    fn at_name(&mut self, name: &str, place: Place<'_>) -> Option<Selector> {
        if name == "all" {
            return Some(Selector::All);
        }
        if let Some(id) = argument(name, "members") {
            let id = self.find(Sort::Mechanism, id, place)?;
            return Some(Selector::Members(MechanismId(id)));
        }
        if let Some(id) = argument(name, "attendees") {
            let id = self.find(Sort::Format, id, place)?;
            return Some(Selector::Attendees(FormatId(id)));
        }
        let id = self.find(Sort::Group, name, place)?;
        Some(Selector::Group(GroupId(id)))
    }

    /// The actors that a selector stands for throughout the game, if that is fixed.
    pub(super) fn fixed(&self, selector: Selector) -> Option<ActorSet> {
        match selector {
            Selector::Actor(actor) => Some(ActorSet::only(actor)),
            Selector::Group(group) => self.groups.get(group.index()).copied(),
            Selector::All => Some(self.catalogue.all_actors().collect()),
            Selector::Myself
            | Selector::Target
            | Selector::SideA
            | Selector::SideB
            | Selector::Members(_)
            | Selector::Attendees(_) => None,
        }
    }

    /// The actors for whom a text stands throughout the game.
    pub(super) fn actor_set(&mut self, text: &str, place: Place<'_>) -> ActorSet {
        let Some(selector) = self.selector(text, place, Setting::While) else {
            return ActorSet::empty();
        };
        self.fixed(selector).unwrap_or_else(|| {
            let message = "only actors, groups and @all can stand here";
            self.report(place, message);
            ActorSet::empty()
        })
    }

    /// The actors for whom any of these texts stands.
    pub(super) fn actor_sets(&mut self, texts: &[String], place: Place<'_>) -> ActorSet {
        let mut set = ActorSet::empty();
        for (index, text) in texts.iter().enumerate() {
            set = set.union(self.actor_set(text, place.at(index)));
        }
        set
    }

    /// These actors by their ids, each at most once.
    pub(super) fn named_actors(&mut self, ids: &[String], place: Place<'_>) -> ActorSet {
        let mut set = ActorSet::empty();
        for (index, id) in ids.iter().enumerate() {
            let Some(actor) = self.actor(id, place.at(index)) else {
                continue;
            };
            if set.contains(actor) {
                self.report(place.at(index), &format!("{} is given twice", quoted(id)));
            }
            set = set.with(actor);
        }
        set
    }
}

/// The text between `word(` and `)`.
pub(super) fn argument<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word)?
        .strip_prefix('(')?
        .strip_suffix(')')
}
