//! Effects.

use crate::model::condition::Verification;
use crate::model::{
    CrisisId, Effect, EndingId, EventId, FormatAct, FormatId, MeasureId, MechanismAct, MechanismId,
    PerMille, PledgeId, Points, TableId, WindowId,
};
use crate::scenario::check::context::Setting;
use crate::scenario::check::names::Sort;
use crate::scenario::check::paths::figure_of;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::file::Place;
use crate::scenario::problem::quoted;
use crate::scenario::raw::{RawEffect, RawFormatAct, RawMechanismAct, RawVerification};

impl Checker<'_> {
    /// Effects in their order.
    pub(super) fn effects(
        &mut self,
        raw: &[RawEffect],
        place: Place<'_>,
        setting: Setting,
    ) -> Vec<Effect> {
        self.bounded(place, raw.len(), MOST_ENTRIES);
        let mut effects = Vec::new();
        for (index, effect) in raw.iter().enumerate() {
            effects.extend(self.effect(effect, place.at(index), setting));
        }
        effects
    }

    fn effect(&mut self, raw: &RawEffect, place: Place<'_>, setting: Setting) -> Option<Effect> {
        match raw {
            RawEffect::Change(path, amount) => {
                let path = self.path(path, place.at(0), setting);
                let amount = self.amount(amount, place.at(1), setting);
                Some(Effect::Change(path?, amount?))
            }
            RawEffect::Sustain(path, amount, lasting) => {
                let path = self.path(path, place.at(0), setting);
                let amount = self.amount(amount, place.at(1), setting);
                let lasting = self.lasting(lasting, place.at(2));
                Some(Effect::Sustain(path?, amount?, lasting?))
            }
            RawEffect::Towards(path, goal, share) => {
                self.towards((path, *goal, *share), place, setting)
            }
            RawEffect::Mechanism { id, act } => {
                let id = self.find(Sort::Mechanism, id, place.field("id"));
                let act = self.mechanism_act(act, place.field("do"), setting);
                Some(Effect::Mechanism(MechanismId(id?), act?))
            }
            RawEffect::Format { id, act } => {
                let id = self.find(Sort::Format, id, place.field("id"));
                let act = self.format_act(act, place.field("do"), setting);
                Some(Effect::Format(FormatId(id?), act?))
            }
            RawEffect::Schedule {
                event,
                after,
                per_mille,
            } => self.schedule(event, (*after, *per_mille), place),
            RawEffect::Pledge { id, due } => self.pledge_effect((id, *due), place, setting),
            RawEffect::Reading { of, to, band } => self.reading((of, to, *band), place, setting),
            RawEffect::Feint {
                of,
                to,
                by,
                band,
                turns,
            } => self.feint((of, to), (*by, *band, *turns), place, setting),
            RawEffect::Window { id, turns } => {
                let id = self.find(Sort::Window, id, place.field("id"));
                let turns = self.turns(place.field("turns"), *turns, 1);
                Some(Effect::Window(WindowId(id?), turns))
            }
            RawEffect::OpenTable(id) => {
                let id = self.find(Sort::Table, id, place.at(0))?;
                Some(Effect::OpenTable(TableId(id)))
            }
            RawEffect::OpenCrisis { kind, sides, rung } => {
                self.open_crisis((kind, sides, *rung), place, setting)
            }
            RawEffect::Office(actor, office) => {
                let (actor, office) = self.office(actor, office, place)?;
                Some(Effect::Office(actor, office))
            }
            RawEffect::If(condition, effects) => {
                let condition = self.condition(condition, place.at(0), setting);
                let effects = self.effects(effects, place.at(1), setting);
                Some(Effect::If(condition?, effects))
            }
            RawEffect::End(ending) => {
                let ending = self.find(Sort::Ending, ending, place.at(0))?;
                Some(Effect::End(EndingId(ending)))
            }
        }
    }

    fn open_crisis(
        &mut self,
        (kind, sides, rung): (&str, &(String, String), u8),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Effect> {
        let found = self.find(Sort::Crisis, kind, place.field("kind"));
        let here = place.field("sides");
        let a = self.side(&sides.0, here.at(0), setting);
        let b = self.side(&sides.1, here.at(1), setting);
        let kind = CrisisId(found?);
        let (a, b) = (a?, b?);
        if a == b {
            self.report(here, "a crisis between an actor and itself");
        }
        let rung = self.rung_of(kind, rung, place.field("rung"));
        Some(Effect::OpenCrisis { kind, a, b, rung })
    }

    fn towards(
        &mut self,
        (path, goal, share): (&str, i32, i32),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Effect> {
        let share = self.within(place.at(2), share, 0, 1000);
        let path = self.path(path, place.at(0), setting)?;
        let (low, high) = self.bounds_of(figure_of(path));
        let goal = self.within(place.at(1), goal, low, high);
        Some(Effect::Towards(path, Points::whole(goal), PerMille(share)))
    }

    fn schedule(
        &mut self,
        event: &str,
        (after, per_mille): (u16, i32),
        place: Place<'_>,
    ) -> Option<Effect> {
        let event = self.find(Sort::Event, event, place.field("event"));
        let after = self.turns(place.field("after"), after, 0);
        let per_mille = self.within(place.field("per_mille"), per_mille, 0, 1000);
        Some(Effect::Schedule {
            event: EventId(event?),
            after,
            per_mille: PerMille(per_mille),
        })
    }

    fn pledge_effect(
        &mut self,
        (id, due): (&str, u16),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Effect> {
        self.needs_seat_at_hand(place, setting);
        let pledge = self.find(Sort::Pledge, id, place.field("id"));
        let due = self.turns(place.field("due"), due, 1);
        Some(Effect::Pledge {
            pledge: PledgeId(pledge?),
            due,
        })
    }

    fn reading(
        &mut self,
        (of, to, band): (&str, &str, i32),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Effect> {
        let of = self.path(of, place.field("of"), setting);
        let to = self.selector(to, place.field("to"), setting);
        let band = self.within(place.field("band"), band, 0, 50);
        Some(Effect::Reading {
            of: of?,
            to: to?,
            band: Points::whole(band),
        })
    }

    /// Only what somebody keeps to itself can look other than it is.
    fn feint(
        &mut self,
        (of, to): (&str, &str),
        (by, band, turns): (i32, i32, u16),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Effect> {
        let here = place.field("of");
        let path = self.path(of, here, setting);
        let to = self.selector(to, place.field("to"), setting);
        let by = self.within(place.field("by"), by, -50, 50);
        if by == 0 {
            let message = "a feint of 0 shows what there is";
            self.report(place.field("by"), message);
        }
        let band = self.within(place.field("band"), band, 1, 50);
        let turns = self.turns(place.field("turns"), turns, 1);
        let path = path?;
        if !self.is_kept_private(path) {
            let message = format!("{} is public: nobody can show another one", quoted(of));
            let hint = "name a figure of one actor that scenario.ron makes Private".to_owned();
            self.report_with(here, &message, Some(hint));
        }
        Some(Effect::Feint {
            of: path,
            to: to?,
            by: Points::whole(by),
            band: Points::whole(band),
            turns,
        })
    }

    fn mechanism_act(
        &mut self,
        raw: &RawMechanismAct,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<MechanismAct> {
        let first = place.at(0);
        match raw {
            RawMechanismAct::Propose => Some(MechanismAct::Propose),
            RawMechanismAct::Raise => Some(MechanismAct::Raise),
            RawMechanismAct::Lower => Some(MechanismAct::Lower),
            RawMechanismAct::Level(level) => Some(MechanismAct::Level(self.level(*level, first))),
            RawMechanismAct::Verify(how) => Some(MechanismAct::Verify(verification(*how))),
            RawMechanismAct::Join(who) => {
                self.selector(who, first, setting).map(MechanismAct::Join)
            }
            RawMechanismAct::Leave(who) => {
                self.selector(who, first, setting).map(MechanismAct::Leave)
            }
            RawMechanismAct::Share(who, share) => {
                let who = self.selector(who, first, setting);
                let share = self.within(place.at(1), *share, 0, 100);
                Some(MechanismAct::Share(who?, Points::whole(share)))
            }
            RawMechanismAct::Health(amount) => self
                .amount(amount, first, setting)
                .map(MechanismAct::Health),
            RawMechanismAct::Use => Some(MechanismAct::Use),
        }
    }

    fn format_act(
        &mut self,
        raw: &RawFormatAct,
        place: Place<'_>,
        setting: Setting,
    ) -> Option<FormatAct> {
        let first = place.at(0);
        match raw {
            RawFormatAct::Join(who) => self.selector(who, first, setting).map(FormatAct::Join),
            RawFormatAct::Leave(who) => self.selector(who, first, setting).map(FormatAct::Leave),
            RawFormatAct::Observe(who) => {
                self.selector(who, first, setting).map(FormatAct::Observe)
            }
            RawFormatAct::Agenda(measure) => {
                let measure = self.find(Sort::Measure, measure, first)?;
                Some(FormatAct::Agenda(MeasureId(measure)))
            }
            RawFormatAct::Drop(measure) => {
                let measure = self.find(Sort::Measure, measure, first)?;
                Some(FormatAct::Drop(MeasureId(measure)))
            }
            RawFormatAct::Standing(amount) => {
                self.amount(amount, first, setting).map(FormatAct::Standing)
            }
            RawFormatAct::LoseRounds(rounds) => Some(FormatAct::LoseRounds(*rounds)),
        }
    }
}

/// How members check each other.
pub(super) fn verification(raw: RawVerification) -> Verification {
    match raw {
        RawVerification::None => Verification::None,
        RawVerification::Reports => Verification::Reports,
        RawVerification::Observers => Verification::Observers,
        RawVerification::Inspection => Verification::Inspection,
    }
}
