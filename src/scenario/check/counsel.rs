//! What plays a seat without a person: scripts and strategies.

use crate::model::condition::ChoiceRef;
use crate::model::{
    ActorId, EventId, InitiativeId, Order, Points, Sealed, SeatId, StrategyId, TableId, TableOrder,
    Turn,
};
use crate::scenario::check::Checker;
use crate::scenario::check::context::{Directed, Setting};
use crate::scenario::check::events::sides;
use crate::scenario::check::names::Sort;
use crate::scenario::definition::{
    Bargaining, Bearing, Counsel, HoldOuts, Initiative, Manner, Origin, Reply, Strategy, Wish,
};
use crate::scenario::file::Place;
use crate::scenario::parse::MOST_ITEMS;
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::prose::Item;
use crate::scenario::raw::{
    CheckedMap, RawActor, RawBargaining, RawBearing, RawManner, RawReply, RawWish,
};

/// The strategies that every scenario has.
pub(super) const BUILT_IN: [&str; 6] = [
    "script",
    "interests",
    "adviser",
    "passive",
    "random",
    "person",
];

impl Checker<'_> {
    /// Every strategy.
    pub(super) fn strategies(&mut self, initiatives: &[Initiative]) -> Vec<Strategy> {
        let pack = self.pack;
        let mut strategies = Vec::new();
        for (index, place, raw) in pack.each_strategy() {
            let item = Item::Strategy(StrategyId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            if BUILT_IN.contains(&raw.id.as_str()) {
                self.report(
                    place.field("id"),
                    "this name belongs to a built-in strategy",
                );
            }
            let hold = self.within(place.field("hold"), raw.hold, 0, 100);
            let Some(seat) = self.actor(&raw.seat, place.field("seat")) else {
                continue;
            };
            if self.known_seats() && !self.seats.contains(seat) {
                self.report(
                    place.field("seat"),
                    "an actor without a seat has no strategy",
                );
            }
            let known = self.complete(initiatives);
            let hold = Points::whole(hold);
            let counsel = Counsel {
                wishes: self.wishes((seat, hold), &raw.wishes, place.field("wishes"), known),
                replies: self.replies(&raw.replies, place.field("replies")),
                answers: self.answers(&raw.answers, place.field("answers")),
                hold,
                bargaining: self.bargaining(&raw.tables, place.field("tables")),
                bearing: bearing(&raw.crises),
            };
            let origin = if index < pack.strategies.items.len() {
                Origin::Pack
            } else {
                Origin::File
            };
            strategies.push(Strategy {
                origin,
                seat: SeatId(seat),
                counsel: Sealed::new(counsel),
            });
        }
        strategies
    }

    fn bargaining(&mut self, raw: &RawBargaining, place: Place<'_>) -> Bargaining {
        let mut few = |field: &str, value: i32| {
            u8::try_from(self.within(place.field(field), value, 0, 20)).unwrap_or(0)
        };
        let (soundings, payments) = (
            few("soundings", raw.soundings),
            few("payments", raw.payments),
        );
        Bargaining {
            manner: match raw.manner {
                RawManner::Trade => Manner::Trade,
                RawManner::Ram => Manner::Ram,
                RawManner::Absent => Manner::Absent,
            },
            soundings,
            payments,
            keeps: Points::whole(self.within(place.field("keeps"), raw.keeps, 0, 100)),
            hold_outs: if raw.leaves_out {
                HoldOuts::LeftOut
            } else {
                HoldOuts::WaitedFor
            },
        }
    }

    /// The initiatives, if all of them could be read.
    pub(super) fn complete<'i>(&self, initiatives: &'i [Initiative]) -> &'i [Initiative] {
        if initiatives.len() == self.pack.initiatives.items.len() {
            initiatives
        } else {
            &[]
        }
    }

    fn known_seats(&self) -> bool {
        self.pack.actors.is_sound()
    }

    /// What the scenario's own script does in an actor's seat.
    pub(super) fn script(
        &mut self,
        actor: ActorId,
        raw: &RawActor,
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Counsel {
        for (field, given) in [
            ("script", !raw.script.is_empty()),
            ("replies", !raw.replies.is_empty()),
            ("answers", !raw.answers.0.is_empty()),
        ] {
            if given && !raw.seat {
                self.report(
                    place.field(field),
                    "an actor without a seat gives no orders",
                );
            }
        }
        Counsel {
            wishes: self.wishes(
                (actor, Points::ZERO),
                &raw.script,
                place.field("script"),
                initiatives,
            ),
            replies: self.replies(&raw.replies, place.field("replies")),
            answers: self.answers(&raw.answers, place.field("answers")),
            hold: Points::ZERO,
            bargaining: Bargaining::default(),
            bearing: Bearing::default(),
        }
    }

    fn wishes(
        &mut self,
        (actor, hold): (ActorId, Points),
        raw: &[RawWish],
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Vec<Wish> {
        self.bounded(place, raw.len(), MOST_ITEMS);
        let mut wishes = Vec::new();
        for (index, wish) in raw.iter().enumerate() {
            let here = place.at(index);
            if let Some(wish) = self.wish(actor, wish, here, initiatives) {
                self.check_fires((&wishes, hold), &wish, initiatives, here);
                wishes.push(wish);
            }
        }
        wishes
    }

    fn wish(
        &mut self,
        actor: ActorId,
        raw: &RawWish,
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Option<Wish> {
        let (first, last) = self.span(raw, place);
        let launch = match (&raw.launch, &raw.convene) {
            (Some(launch), None) => launch,
            (None, Some(table)) => {
                return self.convening(actor, (raw, table), (first, last), place);
            }
            (Some(_), Some(_)) | (None, None) => {
                self.report(
                    place,
                    "a wish either launches an initiative or convenes a table",
                );
                return None;
            }
        };
        let initiative = self.find(Sort::Initiative, launch, place.field("launch"));
        let target = match &raw.target {
            Some(target) => Some(self.actor(target, place.field("target"))?),
            None => None,
        };
        let directed = target.map_or(Directed::No, |_| Directed::Yes);
        let setting = Setting::Initiative(directed);
        let when = self.conditions(&raw.when, place.field("when"), setting);
        let initiative = InitiativeId(initiative?);
        if let Some(known) = initiatives.get(initiative.index()) {
            self.check_launch(actor, known, target, place);
        }
        Some(Wish {
            first,
            last,
            order: Order::Launch { initiative, target },
            when,
            save: raw.save,
        })
    }

    fn convening(
        &mut self,
        actor: ActorId,
        (raw, table): (&RawWish, &str),
        (first, last): (Turn, Turn),
        place: Place<'_>,
    ) -> Option<Wish> {
        let here = place.field("convene");
        let id = TableId(self.find(Sort::Table, table, here)?);
        let known = self.pack.tables.items.get(id.index());
        let definition = known.and_then(|item| item.raw.as_ref())?;
        let name = self
            .pack
            .actors
            .items
            .get(actor.index())
            .map(|item| item.id.clone());
        let party = |it: &crate::scenario::raw::RawParty| Some(&it.actor) == name.as_ref();
        if !definition.parties.iter().any(party) {
            self.report(here, "this seat has no delegation at this table");
        }
        let (place_of, mut items) = (place.field("with"), 0_u16);
        for (index, item) in raw.items.iter().enumerate() {
            let at = definition
                .clauses
                .iter()
                .position(|it| it.agenda && it.id == *item);
            match at {
                Some(at) => items |= 1 << at,
                None => {
                    let known = definition.clauses.iter().filter(|it| it.agenda);
                    let hint = did_you_mean(item, known.map(|it| it.id.as_str()));
                    let message = format!("unknown agenda item {}", quoted(item));
                    self.report_with(place_of.at(index), &message, hint);
                }
            }
        }
        let setting = Setting::Initiative(Directed::No);
        Some(Wish {
            first,
            last,
            order: Order::Table(id, TableOrder::Convene { items }),
            when: self.conditions(&raw.when, place.field("when"), setting),
            save: raw.save,
        })
    }

    /// The turns of a wish: one alone, or from one to another.
    fn span(&mut self, raw: &RawWish, place: Place<'_>) -> (Turn, Turn) {
        let end = self.header.calendar.turns.max(1);
        let mut turn = |field: &str, value: Option<u16>, otherwise: u16| {
            let value = i32::from(value.unwrap_or(otherwise));
            let value = self.within(place.field(field), value, 1, i32::from(end));
            u16::try_from(value).unwrap_or(1)
        };
        let only = turn("turn", raw.turn, 1);
        let (from, until) = (turn("from", raw.from, 1), turn("until", raw.until, end));
        if raw.turn.is_some() {
            if raw.from.is_some() || raw.until.is_some() {
                let message = "a wish has either one turn, or a first and a last one";
                self.report(place.field("turn"), message);
            }
            return (Turn(only), Turn(only));
        }
        if from > until {
            self.report(
                place.field("from"),
                "this is after the last turn of the wish",
            );
        }
        (Turn(from), Turn(until))
    }

    pub(super) fn check_launch(
        &mut self,
        actor: ActorId,
        initiative: &Initiative,
        target: Option<ActorId>,
        place: Place<'_>,
    ) {
        if !initiative.by.contains(actor) {
            self.report(
                place.field("launch"),
                "this seat can't launch this initiative",
            );
        }
        match target {
            Some(_) if initiative.targets.is_empty() => {
                self.report(place.field("target"), "this initiative takes no target");
            }
            Some(target) if target == actor || !initiative.targets.contains(target) => {
                self.report(
                    place.field("target"),
                    "this initiative can't be directed at this actor",
                );
            }
            None if !initiative.targets.is_empty() => {
                self.report(place.field("launch"), "this initiative needs a target");
            }
            Some(_) | None => {}
        }
    }

    fn replies(&mut self, raw: &[RawReply], place: Place<'_>) -> Vec<Reply> {
        self.bounded(place, raw.len(), MOST_ITEMS);
        let mut replies = Vec::new();
        for (index, reply) in raw.iter().enumerate() {
            let here = place.at(index);
            if let Some(reply) = self.reply(reply, here) {
                self.check_given(&replies, &reply, here);
                replies.push(reply);
            }
        }
        replies
    }

    fn reply(&mut self, raw: &RawReply, place: Place<'_>) -> Option<Reply> {
        let event = EventId(self.find(Sort::Event, &raw.event, place.field("event"))?);
        let known = self.pack.events.items.get(event.index());
        let scope = known.and_then(|item| item.raw.as_ref())?;
        let setting = Setting::Answer(sides(&scope.scope));
        let when = self.conditions(&raw.when, place.field("when"), setting);
        let choice = self.named_choice(event, &raw.choice, place.field("choice"))?;
        Some(Reply {
            event,
            choice,
            when,
        })
    }

    /// A choice of an event that an answer names.
    fn named_choice(
        &mut self,
        event: EventId,
        choice: &str,
        place: Place<'_>,
    ) -> Option<ChoiceRef> {
        if choice.is_empty() {
            self.report(place, &format!("{} names no choice", quoted(choice)));
            return None;
        }
        self.choice(event, choice, place)
    }

    fn answers(&mut self, raw: &CheckedMap<String>, place: Place<'_>) -> Vec<(EventId, ChoiceRef)> {
        let mut answers = Vec::new();
        for (event, choice) in &raw.0 {
            let here = place.entry(event);
            let Some(event) = self.find(Sort::Event, event, here).map(EventId) else {
                continue;
            };
            if let Some(choice) = self.named_choice(event, choice, here) {
                answers.push((event, choice));
            }
        }
        answers
    }
}

const fn bearing(raw: &RawBearing) -> Bearing {
    match raw {
        RawBearing::Weigh => Bearing::Weigh,
        RawBearing::Press => Bearing::Press,
        RawBearing::Yield => Bearing::Yield,
        RawBearing::Hold => Bearing::Hold,
    }
}
