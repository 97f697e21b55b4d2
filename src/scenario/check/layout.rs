//! The stored figures: who carries which, with which opening value, in a fixed order.
//!
//! Actors, relations, blocs, mechanisms with their shares, formats; each in the order of its file.

use crate::model::hash;
use crate::model::{
    ActorId, ActorSet, Band, BlocId, Figure, FormatId, MechanismId, Owner, Points, Shape,
};
use crate::scenario::check::Checker;
use crate::scenario::check::names::Sort;
use crate::scenario::file::Place;
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::raw::{CheckedMap, RawActor, RawMechanism, RawRelation};
use crate::scenario::slots::{Bounds, Slot, in_proportion};
use crate::scenario::{Rate, Slots};

/// The figures of one actor, in the order of their slots.
const OF_ACTORS: [Figure; 6] = [
    Figure::Capital,
    Figure::Hands,
    Figure::Will,
    Figure::Arms,
    Figure::MissileClock,
    Figure::Urgency,
];
/// What every seat needs.
const OF_SEATS: [Figure; 3] = [Figure::Capital, Figure::Hands, Figure::Will];

impl Checker<'_> {
    /// Lays out every stored figure.
    pub(super) fn lay_out(&mut self) {
        let pack = self.pack;
        for (index, place, raw) in pack.actors.each() {
            self.actor_figures(ActorId::at(index), raw, place);
        }
        for (_, place, raw) in pack.relations.each() {
            self.relation(raw, place);
        }
        for (index, place, raw) in pack.actors.each() {
            self.bloc_figures(ActorId::at(index), raw, place.field("blocs"));
        }
        for (index, place, raw) in pack.mechanisms.each() {
            self.mechanism_figures(MechanismId::at(index), raw, place);
        }
        for (index, place, raw) in pack.formats.each() {
            let here = place.field("standing");
            let owner = Owner::Format(FormatId::at(index));
            self.slot((Figure::Standing, owner), raw.standing, here);
        }
        let declared = self.pack.header_file.root().field("figures");
        self.require_declared(declared);
        let slots = std::mem::take(&mut self.laid);
        self.slots = Slots::new(self.catalogue.actors.len(), slots).watched_by(self.seats);
    }

    /// Notes figures that blocs, mechanisms and formats bring with them and that nobody declared.
    fn require_declared(&mut self, place: Place<'_>) {
        let figures = [
            Figure::Bloc,
            Figure::Health,
            Figure::Use,
            Figure::Share,
            Figure::Standing,
        ];
        for figure in figures {
            if self.laid.iter().any(|slot| slot.figure == figure) {
                self.check_declared(figure, place);
            }
        }
    }

    fn actor_figures(&mut self, actor: ActorId, raw: &RawActor, place: Place<'_>) {
        let here = place.field("figures");
        let sound = self.pack.actors.is_sound();
        for (word, _) in &raw.figures.0 {
            self.check_word(word, &[Shape::Actor], here.entry(word));
        }
        for figure in OF_ACTORS {
            match value_of(&raw.figures, figure) {
                Some(value) => {
                    let here = here.entry(figure.word());
                    self.check_declared(figure, here);
                    self.slot((figure, Owner::Actor(actor)), *value, here);
                }
                None if raw.seat && OF_SEATS.contains(&figure) && sound => {
                    let message = format!("a seat needs the figure \"{}\"", figure.word());
                    let hint = "give its opening value, or say seat: false";
                    self.report_with(here, &message, Some(hint.to_owned()));
                }
                None => {}
            }
        }
    }

    /// Whether a word names a figure of one of these shapes; a problem if it does not.
    fn check_word(&mut self, word: &str, shapes: &[Shape], place: Place<'_>) {
        let fits = |figure: &Figure| shapes.contains(&figure.shape());
        let fitting = Figure::ALL.iter().filter(|(figure, _)| fits(figure));
        let message = match Figure::from_word(word) {
            Some(figure) if fits(&figure) => return,
            Some(_) => format!("the figure {word} has another shape"),
            None => format!("unknown figure {}", quoted(word)),
        };
        let hint = match (word, Figure::from_word(word).map(Figure::shape)) {
            ("health" | "use" | "share", _) => Some("it is given in mechanisms.ron".to_owned()),
            (_, Some(Shape::OrderedPair)) => Some(format!(
                "it goes one way: each: {{\"{word}\": (.., ..)}} in relations.ron"
            )),
            (_, Some(Shape::Pair)) => Some(format!(
                "it goes both ways: both: {{\"{word}\": ..}} in relations.ron"
            )),
            (_, Some(Shape::Actor)) => Some("it belongs in figures of actors.ron".to_owned()),
            (_, Some(Shape::Bloc | Shape::Mechanism | Shape::Share | Shape::Format)) => None,
            (_, None) => did_you_mean(word, fitting.map(|(_, word)| *word)),
        };
        self.report_key(place, &message, hint);
    }

    fn relation(&mut self, raw: &RawRelation, place: Place<'_>) {
        let pair = place.field("pair");
        let a = self.actor(&raw.pair.0, pair.at(0));
        let b = self.actor(&raw.pair.1, pair.at(1));
        for (word, _) in &raw.both.0 {
            self.check_word(word, &[Shape::Pair], place.field("both").entry(word));
        }
        for (word, _) in &raw.each.0 {
            let here = place.field("each").entry(word);
            self.check_word(word, &[Shape::OrderedPair], here);
            if word == Figure::FirmTrust.word() {
                self.report_key(here, "give trust as a whole: \"trust\"", None);
            }
        }
        let (Some(a), Some(b)) = (a, b) else {
            return;
        };
        let sorted = (a.min(b), a.max(b));
        if a == b {
            self.report(pair, "an actor has no relation with itself");
        } else if self.relations.contains(&sorted) {
            self.report(pair, "this relation is given twice");
        } else {
            self.relations.push(sorted);
            self.relation_figures(raw, (a, b), place);
        }
    }

    fn relation_figures(
        &mut self,
        raw: &RawRelation,
        (a, b): (ActorId, ActorId),
        place: Place<'_>,
    ) {
        for (figure, word) in Figure::ALL {
            match figure.shape() {
                Shape::OrderedPair if figure != Figure::FirmTrust => {
                    if let Some(values) = value_of(&raw.each, figure) {
                        let here = place.field("each").entry(word);
                        self.check_declared(figure, here);
                        let stored = if figure == Figure::Trust {
                            Figure::FirmTrust
                        } else {
                            figure
                        };
                        self.slot((stored, Owner::Pair(a, b)), values.0, here.at(0));
                        self.slot((stored, Owner::Pair(b, a)), values.1, here.at(1));
                    }
                }
                Shape::Pair => self.mutual_figure(raw, figure, (a, b), place),
                Shape::OrderedPair
                | Shape::Actor
                | Shape::Bloc
                | Shape::Mechanism
                | Shape::Share
                | Shape::Format => {}
            }
        }
    }

    fn mutual_figure(
        &mut self,
        raw: &RawRelation,
        figure: Figure,
        (a, b): (ActorId, ActorId),
        place: Place<'_>,
    ) {
        let has_trust = value_of(&raw.each, Figure::Trust).is_some();
        let here = place.field("both").entry(figure.word());
        let value = match (value_of(&raw.both, figure), figure) {
            (Some(_), Figure::WarmTrust) if !has_trust => {
                self.report_key(here, "warm-trust without trust", None);
                return;
            }
            (Some(value), _) => {
                self.check_declared(figure, here);
                *value
            }
            (None, Figure::WarmTrust) if has_trust => 0,
            (None, _) => return,
        };
        self.slot((figure, Owner::Pair(a.min(b), a.max(b))), value, here);
    }

    fn bloc_figures(&mut self, actor: ActorId, raw: &RawActor, place: Place<'_>) {
        for (index, bloc) in raw.blocs.iter().enumerate() {
            if let Some(id) = self.names_of(Sort::Bloc).find(&bloc.id) {
                let owner = Owner::Bloc(actor, BlocId(id));
                self.slot(
                    (Figure::Bloc, owner),
                    bloc.support,
                    place.at(index).field("support"),
                );
            }
        }
    }

    fn mechanism_figures(&mut self, id: MechanismId, raw: &RawMechanism, place: Place<'_>) {
        let owner = Owner::Mechanism(id);
        self.slot((Figure::Health, owner), raw.health, place.field("health"));
        self.slot((Figure::Use, owner), raw.used, place.field("used"));
        let shares = place.field("shares");
        for actor in self.catalogue.all_actors() {
            let name = self.catalogue.actor(actor).to_owned();
            let given = raw.shares.0.iter().find(|(known, _)| *known == name);
            let value = given.map_or(0, |(_, share)| *share);
            self.slot(
                (Figure::Share, Owner::Share(id, actor)),
                value,
                shares.entry(&name),
            );
        }
    }

    fn slot(&mut self, (figure, owner): (Figure, Owner), opening: i32, place: Place<'_>) {
        let (low, high) = self.bounds_of(figure);
        let opening = self.within(place, opening, low, high);
        let range = (Points::whole(low), Points::whole(high));
        let wide = |rate| {
            let amount = self.lens.map_or(Points::ZERO, |lens| lens.points(rate));
            Band::from_points(in_proportion(amount, range))
        };
        let (widens, widest) = (wide(Rate::EstimateAging), wide(Rate::EstimateWidest));
        self.laid.push(Slot {
            figure,
            owner,
            opening: Points::whole(opening),
            low: Points::whole(low),
            high: Points::whole(high),
            bounds: hardness(figure),
            visibility: self.visibility(figure, owners(figure, owner)),
            widens,
            widest,
            subject_hash: hash::subject(&self.catalogue.path(figure, owner)),
        });
    }
}

fn value_of<V>(map: &CheckedMap<V>, figure: Figure) -> Option<&V> {
    let found = map.0.iter().find(|(word, _)| word == figure.word());
    found.map(|(_, value)| value)
}

/// The capitals that know a figure as their own.
fn owners(figure: Figure, owner: Owner) -> ActorSet {
    match owner {
        Owner::Pair(a, b) if figure.shape() == Shape::Pair => ActorSet::only(a).with(b),
        Owner::Pair(actor, _) | Owner::Actor(actor) | Owner::Bloc(actor, _) => {
            ActorSet::only(actor)
        }
        Owner::Mechanism(_) | Owner::Share(..) | Owner::Format(_) => ActorSet::empty(),
    }
}

fn hardness(figure: Figure) -> Bounds {
    match figure {
        Figure::Capital | Figure::Hands | Figure::Use | Figure::Share => Bounds::Hard,
        Figure::Trust
        | Figure::FirmTrust
        | Figure::WarmTrust
        | Figure::Threat
        | Figure::Network
        | Figure::Exchange
        | Figure::Grievance
        | Figure::Opinion
        | Figure::Closeness
        | Figure::Arms
        | Figure::MissileClock
        | Figure::Abandonment
        | Figure::Entrapment
        | Figure::Tourism
        | Figure::Coercion
        | Figure::Urgency
        | Figure::Will
        | Figure::Bloc
        | Figure::Health
        | Figure::Standing => Bounds::Soft,
    }
}
