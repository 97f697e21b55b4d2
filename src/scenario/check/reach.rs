//! What can never come to pass: windows that never open, pledges nobody gives, events that nothing schedules, leave
//! that nobody asks for, mechanisms that nothing brings about.
//!
//! Reads the raw shape, so that an effect with a mistake in it still counts as one; a list of which a part could not be
//! read says nothing.

use std::collections::BTreeSet;

use crate::scenario::catalogue::Table;
use crate::scenario::check::Checker;
use crate::scenario::check::names::is_well_formed;
use crate::scenario::parse::{List, Whole};
use crate::scenario::problem::quoted;
use crate::scenario::raw::{
    RawCrisis, RawEffect, RawEvent, RawInitiative, RawMechanismAct, RawTable, RawWhen,
};

/// The ids that the effects of a pack bring about.
#[derive(Default)]
struct Brought<'p> {
    windows: BTreeSet<&'p str>,
    pledges: BTreeSet<&'p str>,
    events: BTreeSet<&'p str>,
    mechanisms: BTreeSet<&'p str>,
}

impl<'p> Brought<'p> {
    fn add_all(&mut self, effects: &'p [RawEffect]) {
        effects.iter().for_each(|effect| self.add(effect));
    }

    fn add(&mut self, effect: &'p RawEffect) {
        match effect {
            RawEffect::Window { id, .. } => {
                self.windows.insert(id);
            }
            RawEffect::Pledge { id, .. } => {
                self.pledges.insert(id);
            }
            RawEffect::Schedule { event, .. } => {
                self.events.insert(event);
            }
            RawEffect::Mechanism {
                id,
                act: RawMechanismAct::Raise | RawMechanismAct::Level(2..),
            } => {
                self.mechanisms.insert(id);
            }
            RawEffect::If(_, inner) => self.add_all(inner),
            RawEffect::Mechanism { .. }
            | RawEffect::Change(..)
            | RawEffect::Sustain(..)
            | RawEffect::Towards(..)
            | RawEffect::Format { .. }
            | RawEffect::Reading { .. }
            | RawEffect::Feint { .. }
            | RawEffect::OpenTable(_)
            | RawEffect::OpenCrisis { .. }
            | RawEffect::Office(..)
            | RawEffect::End(_) => {}
        }
    }

    fn add_initiative(&mut self, raw: &'p RawInitiative) {
        raw.stages
            .iter()
            .for_each(|stage| self.add_all(&stage.effects));
        self.add_all(&raw.done);
        self.add_all(&raw.on_cancel);
        raw.risk.iter().for_each(|risk| self.add_all(&risk.effects));
        let letters = raw.consent.iter();
        letters.for_each(|consent| self.add_all(&consent.refused));
    }

    fn add_table(&mut self, raw: &'p RawTable) {
        self.mechanisms.insert(&raw.mechanism);
        self.add_all(&raw.signed);
        self.add_all(&raw.failed);
        let options = raw.clauses.iter().flat_map(|clause| &clause.options);
        options.for_each(|option| self.add_all(&option.effects));
        let payments = raw.payments.iter();
        payments.for_each(|payment| self.add_all(&payment.effects));
    }

    fn add_crisis(&mut self, raw: &'p RawCrisis) {
        raw.ladder
            .iter()
            .for_each(|rung| self.add_all(&rung.effects));
        let lists = [
            &raw.mediated,
            &raw.public,
            &raw.settled,
            &raw.backed_down,
            &raw.frozen,
            &raw.survived,
        ];
        lists.into_iter().for_each(|effects| self.add_all(effects));
    }

    fn add_event(&mut self, raw: &'p RawEvent) {
        self.add_all(&raw.effects);
        let choices = raw.asks.iter().flat_map(|ask| &ask.choices);
        choices.for_each(|choice| self.add_all(&choice.effects));
    }
}

impl Checker<'_> {
    /// Notes what can never come to pass.
    pub(super) fn check_reach(&mut self) {
        let pack = self.pack;
        let read = pack.initiatives.is_sound()
            && pack.events.is_sound()
            && pack.pledges.is_sound()
            && pack.tables.is_sound()
            && pack.crises.is_sound();
        if !read {
            return;
        }
        let mut brought = Brought::default();
        for (_, _, raw) in pack.initiatives.each() {
            brought.add_initiative(raw);
        }
        for (_, _, raw) in pack.events.each() {
            brought.add_event(raw);
        }
        for (_, _, raw) in pack.pledges.each() {
            brought.add_all(&raw.kept);
            brought.add_all(&raw.broken);
        }
        for (_, _, raw) in pack.crises.each() {
            brought.add_crisis(raw);
        }
        for (_, _, raw) in pack.tables.each() {
            brought.add_table(raw);
        }
        self.check_windows_open(&brought);
        self.check_pledges_given(&brought);
        self.check_events_scheduled(&brought);
        self.check_mechanisms_grow(&brought);
        self.check_leave_asked();
    }

    fn check_windows_open(&mut self, brought: &Brought<'_>) {
        let closed = |raw: &crate::scenario::raw::RawWindow| raw.open_until == 0;
        let (list, known) = (&self.pack.windows, &self.catalogue.windows);
        let found = unreached(list, known, &brought.windows, closed);
        for index in found {
            let hint = "give it open_until, or let an effect open it: Window(id: .., turns: ..)";
            self.note(&self.pack.windows, index, ("window", "never opens"), hint);
        }
    }

    fn check_pledges_given(&mut self, brought: &Brought<'_>) {
        let (list, known) = (&self.pack.pledges, &self.catalogue.pledges);
        for index in unreached(list, known, &brought.pledges, |_| true) {
            let hint = "let an effect give it: Pledge(id: .., due: ..)";
            self.note(
                &self.pack.pledges,
                index,
                ("pledge", "is never given"),
                hint,
            );
        }
    }

    fn check_events_scheduled(&mut self, brought: &Brought<'_>) {
        let waits = |raw: &RawEvent| matches!(raw.when, RawWhen::Scheduled);
        let (list, known) = (&self.pack.events, &self.catalogue.events);
        for index in unreached(list, known, &brought.events, waits) {
            let hint = "let an effect schedule it: Schedule(event: ..), or give it another when";
            self.note(
                &self.pack.events,
                index,
                ("event", "is scheduled by nothing"),
                hint,
            );
        }
    }

    fn check_mechanisms_grow(&mut self, brought: &Brought<'_>) {
        let loose = |raw: &crate::scenario::raw::RawMechanism| raw.level <= 1;
        let (list, known) = (&self.pack.mechanisms, &self.catalogue.mechanisms);
        for index in unreached(list, known, &brought.mechanisms, loose) {
            let hint = "let an effect bring it about: Mechanism(id: .., do: Raise), or Level(3)";
            let what = ("mechanism", "never becomes more than a proposal");
            self.note(&self.pack.mechanisms, index, what, hint);
        }
    }

    fn check_leave_asked(&mut self) {
        let pack = self.pack;
        let mut asked: BTreeSet<&str> = BTreeSet::new();
        for (_, _, raw) in pack.initiatives.each() {
            asked.extend(raw.permissions.iter().map(String::as_str));
        }
        for (_, _, raw) in pack.events.each() {
            let choices = raw.asks.iter().flat_map(|ask| &ask.choices);
            let ids = choices.flat_map(|choice| &choice.permissions);
            asked.extend(ids.map(String::as_str));
        }
        let known = &self.catalogue.permissions;
        for index in unreached(&pack.permissions, known, &asked, |_| true) {
            let hint = "let an initiative or a choice need it: permissions: [..]";
            let what = ("permission", "is asked for by nothing");
            self.note(&pack.permissions, index, what, hint);
        }
    }

    fn note<T>(&mut self, list: &List<T>, index: usize, (sort, what): (&str, &str), hint: &str) {
        if let Some(item) = list.items.get(index) {
            let message = format!("the {sort} {} {what}", quoted(&item.id));
            let place = item.place().field("id");
            self.report_with(place, &message, Some(hint.to_owned()));
        }
    }
}

/// The places of the items that wait for an effect and get none; none at all while an id is misspelt.
fn unreached<T>(
    list: &List<T>,
    known: &Table,
    brought: &BTreeSet<&str>,
    waits: impl Fn(&T) -> bool,
) -> Vec<usize> {
    if brought.iter().any(|id| known.find(id).is_none()) {
        return Vec::new();
    }
    let waiting = list.each().filter(|(_, _, raw)| waits(raw));
    let ids = waiting.map(|(index, _, _)| index);
    ids.filter(|index| {
        let sound = list.items.get(*index).map(|item| item.whole) == Some(Whole::Yes);
        let id = known.name(*index);
        let once = list.items.iter().filter(|item| item.id == id).count() == 1;
        sound && once && is_well_formed(id) && !brought.contains(id)
    })
    .collect()
}
