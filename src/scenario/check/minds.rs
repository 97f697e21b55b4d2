//! Minds: what capitals want, how they decide, what they may start.

use crate::model::{
    ActorId, ActorSet, BlocId, Figure, FigureId, InitiativeId, OfficeId, Owner, Path, PerMille,
    Points, Sealed, Selector,
};
use crate::scenario::check::context::{Directed, Setting};
use crate::scenario::check::names::Sort;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::Initiative;
use crate::scenario::file::Place;
use crate::scenario::mind::{Adviser, Doctrine, Habit, Inner, Mind, Nerve, RedLine, Side, Weights};
use crate::scenario::problem::quoted;
use crate::scenario::prose::Item;
use crate::scenario::raw::{
    CheckedMap, RawAdviser, RawDoctrine, RawHabit, RawMind, RawNerve, RawRedLine,
};

/// The most advisers of a seat: a screen shows them side by side.
const MOST_ADVISERS: usize = 6;
/// The most that a point of a figure can be worth, in tenths.
const MOST_WORTH: i32 = 200;

impl Checker<'_> {
    /// Every mind, in the order of the pack.
    pub(super) fn minds(&mut self, initiatives: &[Initiative]) -> Vec<Mind> {
        let pack = self.pack;
        let known = self.complete(initiatives);
        let mut minds = Vec::new();
        for (_, place, raw) in pack.minds.each() {
            minds.extend(self.mind(raw, place, known));
        }
        minds
    }

    fn mind(
        &mut self,
        raw: &RawMind,
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Option<Mind> {
        let actor = self.actor(&raw.id, place.field("id"))?;
        if self.pack.actors.is_sound() && !self.seats.contains(actor) {
            self.report(place.field("id"), "an actor without a seat decides nothing");
        }
        self.text(Item::Mind(actor), &raw.text, place);
        self.source(Item::Mind(actor), &raw.source, place);
        let here = place.field("interests");
        if raw.interests.0.is_empty() {
            self.report(here, "a capital that wants nothing can't choose");
        }
        let interests = self.worths(actor, &raw.interests, here);
        let mut factions = Vec::new();
        self.bounded(place.field("factions"), raw.factions.len(), MOST_ENTRIES);
        for (index, faction) in raw.factions.iter().enumerate() {
            let here = place.field("factions").at(index);
            let bloc = self.own_bloc(actor, &faction.bloc, here.field("bloc"));
            let weights = self.worths(actor, &faction.interests, here.field("interests"));
            factions.extend(bloc.map(|bloc| (bloc, weights)));
        }
        let mut leaders = Vec::new();
        for (index, leader) in raw.leaders.iter().enumerate() {
            let here = place.field("leaders").at(index);
            let office = self.office_of(actor, &leader.office, here.field("office"));
            let weights = self.worths(actor, &leader.interests, here.field("interests"));
            leaders.extend(office.map(|office| (office, weights)));
        }
        let inner = Inner {
            leaders,
            hidden: self.worths(actor, &raw.hidden, place.field("private")),
            doctrine: self.doctrine(&raw.doctrine, place.field("doctrine")),
            repertoire: self.repertoire(actor, &raw.repertoire, place, initiatives),
        };
        Some(Mind {
            actor,
            interests,
            factions,
            advisers: self.advisers(actor, &raw.advisers, place.field("advisers")),
            red_lines: self.red_lines(actor, &raw.red_lines, place.field("red_lines")),
            inner: Sealed::new(inner),
        })
    }

    /// Paths and what a point of each is worth.
    fn worths(&mut self, actor: ActorId, raw: &CheckedMap<i32>, place: Place<'_>) -> Weights {
        self.bounded(place, raw.0.len(), MOST_ENTRIES);
        let mut weights = Weights::new();
        for (path, worth) in &raw.0 {
            let here = place.entry(path);
            let worth = self.within(here, *worth, -MOST_WORTH, MOST_WORTH);
            for figure in self.figures_of(actor, path, here) {
                match weights.iter_mut().find(|(known, _)| *known == figure) {
                    Some((_, sum)) => *sum += worth,
                    None => weights.push((figure, worth)),
                }
            }
        }
        weights
    }

    /// The stored figures that a path stands for throughout the game.
    fn figures_of(&mut self, actor: ActorId, text: &str, place: Place<'_>) -> Vec<FigureId> {
        let Some(path) = self.path(text, place, Setting::Permission) else {
            return Vec::new();
        };
        let figures = self.fixed_figures(path, actor);
        if figures.is_empty() {
            let message = format!(
                "{} stands for no figure that is the same throughout the game",
                quoted(text)
            );
            self.report(place, &message);
        }
        figures
    }

    fn fixed_figures(&self, path: Path, actor: ActorId) -> Vec<FigureId> {
        let who = |selector: Selector| match selector {
            Selector::Myself => ActorSet::only(actor),
            other => self.fixed(other).unwrap_or(ActorSet::empty()),
        };
        let slots = &self.slots;
        match path {
            Path::Actor(figure, of) => {
                let own = who(of);
                own.iter()
                    .filter_map(|it| slots.of_actor(figure, it))
                    .collect()
            }
            Path::Pair(figure, from, to) => self.fixed_pairs(figure, (who(from), who(to))),
            Path::Bloc(of, bloc) => {
                let owners = who(of);
                let owners = owners.iter().map(|it| Owner::Bloc(it, bloc));
                owners
                    .filter_map(|owner| slots.of_owner(Figure::Bloc, owner))
                    .collect()
            }
            Path::Mechanism(figure, mechanism) => slots
                .of_owner(figure, Owner::Mechanism(mechanism))
                .into_iter()
                .collect(),
            Path::Share(mechanism, of) => {
                let owners = who(of);
                owners
                    .iter()
                    .filter_map(|it| slots.share(mechanism, it))
                    .collect()
            }
            Path::Format(format) => slots
                .of_owner(Figure::Standing, Owner::Format(format))
                .into_iter()
                .collect(),
        }
    }

    /// Trust stands for its standing part; a figure without direction counts once.
    fn fixed_pairs(&self, figure: Figure, (from, to): (ActorSet, ActorSet)) -> Vec<FigureId> {
        let stored = if figure == Figure::Trust {
            Figure::FirmTrust
        } else {
            figure
        };
        let mut found = Vec::new();
        for a in from.iter() {
            for b in to.iter().filter(|b| *b != a) {
                let figure = self.slots.of_pair(stored, a, b);
                found.extend(figure.filter(|it| !found.contains(it)));
            }
        }
        found
    }

    fn advisers(&mut self, actor: ActorId, raw: &[RawAdviser], place: Place<'_>) -> Vec<Adviser> {
        self.bounded(place, raw.len(), MOST_ADVISERS);
        let mut advisers: Vec<Adviser> = Vec::new();
        for (index, adviser) in raw.iter().enumerate() {
            let here = place.at(index);
            let item = Item::Adviser(actor, u8::try_from(index).unwrap_or(u8::MAX));
            self.name(item, &adviser.name, here);
            self.text(item, &adviser.text, here);
            if advisers.iter().any(|known| known.id == adviser.id) {
                self.report(here.field("id"), "another adviser has this id");
            }
            if adviser.interests.0.is_empty() {
                let message = "an adviser who wants nothing has nothing to advise";
                self.report(here.field("interests"), message);
            }
            let weights = self.worths(actor, &adviser.interests, here.field("interests"));
            advisers.push(Adviser {
                id: adviser.id.clone(),
                interests: weights,
                nerve: self.nerve(adviser.crisis.as_ref(), here.field("crisis")),
            });
        }
        advisers
    }

    fn own_bloc(&mut self, actor: ActorId, id: &str, place: Place<'_>) -> Option<BlocId> {
        let bloc = BlocId(self.find(Sort::Bloc, id, place)?);
        let known = self.pack.actors.items.get(actor.index());
        let own = known.and_then(|item| item.raw.as_ref());
        if own.is_some_and(|own| !own.blocs.iter().any(|it| it.id == id)) {
            self.report(place, "this group belongs to another actor");
        }
        Some(bloc)
    }

    fn office_of(&mut self, actor: ActorId, id: &str, place: Place<'_>) -> Option<OfficeId> {
        let office = OfficeId(self.find(Sort::Office, id, place)?);
        let known = self.pack.actors.items.get(actor.index());
        let own = known.and_then(|item| item.raw.as_ref());
        if own.is_some_and(|own| !own.offices.iter().any(|it| it.id == id)) {
            self.report(place, "this office belongs to another actor");
        }
        Some(office)
    }

    fn red_lines(&mut self, actor: ActorId, raw: &[RawRedLine], place: Place<'_>) -> Vec<RedLine> {
        self.bounded(place, raw.len(), MOST_ENTRIES);
        let mut lines = Vec::new();
        for (index, line) in raw.iter().enumerate() {
            lines.extend(self.red_line(actor, line, place.at(index)));
        }
        lines
    }

    fn red_line(&mut self, actor: ActorId, raw: &RawRedLine, place: Place<'_>) -> Vec<RedLine> {
        let (field, level, side) = match (raw.above, raw.below) {
            (Some(above), None) => ("above", above, Side::Above),
            (None, Some(below)) => ("below", below, Side::Below),
            (Some(_), Some(_)) | (None, None) => {
                let message =
                    "a red line has either a level above or one below which it is crossed";
                self.report(place, message);
                return Vec::new();
            }
        };
        let figures = self.figures_of(actor, &raw.of, place.field("of"));
        let times = self.within(place.field("times"), raw.times, 1000, 20_000);
        let mut lines = Vec::new();
        for figure in figures {
            let slot = self.slots.get(figure);
            let (low, high) = (slot.low, slot.high);
            let here = place.field(field);
            let level = self.within(here, level, low.raw() / 1000, high.raw() / 1000);
            let level = Points::whole(level);
            let never = match side {
                Side::Above => level >= high,
                Side::Below => level <= low,
            };
            if never {
                self.report(
                    here,
                    "a red line at the bound of its figure is never crossed",
                );
            }
            lines.push(RedLine {
                figure,
                level,
                side,
                times: PerMille(times),
            });
        }
        lines
    }

    fn nerve(&mut self, raw: Option<&RawNerve>, place: Place<'_>) -> Nerve {
        let Some(raw) = raw else {
            return Nerve::PLAIN;
        };
        let mut share = |field: &str, value: i32, most: i32| {
            PerMille(self.within(place.field(field), value, 0, most))
        };
        let dread = share("dread", raw.dread, 3000);
        let face = share("face", raw.face, 2000);
        let in_kind = share("in_kind", raw.in_kind, 1000);
        let aloud = self.within(place.field("aloud"), raw.aloud, -200, 200);
        Nerve {
            dread,
            face,
            in_kind,
            aloud: Points::thousandths(aloud * 100),
        }
    }

    fn doctrine(&mut self, raw: &RawDoctrine, place: Place<'_>) -> Doctrine {
        let mut tenths = |field: &str, value: i32, most: i32| {
            Points::thousandths(self.within(place.field(field), value, 0, most) * 100)
        };
        let price = tenths("price", raw.price, 200);
        let threshold = tenths("threshold", raw.threshold, 500);
        let curiosity = tenths("curiosity", raw.curiosity, 100);
        let chance = tenths("chance", raw.chance, 500);
        let risk = tenths("risk", raw.risk, 500);
        let mut share =
            |field: &str, value: i32| PerMille(self.within(place.field(field), value, 0, 1000));
        let patience = share("patience", raw.patience);
        let reciprocity = share("reciprocity", raw.reciprocity);
        let memory = share("memory", raw.memory);
        let courting = share("courting", raw.courting);
        let waiting = share("waiting", raw.waiting);
        let pace = self.within(place.field("pace"), raw.pace, 0, 10);
        let nerve = self.nerve(raw.crisis.as_ref(), place.field("crisis"));
        Doctrine {
            price,
            threshold,
            pace: u8::try_from(pace).unwrap_or(0),
            patience,
            reciprocity,
            memory,
            courting,
            waiting,
            risk,
            curiosity,
            chance,
            nerve,
        }
    }

    fn repertoire(
        &mut self,
        actor: ActorId,
        raw: &[RawHabit],
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Vec<Habit> {
        let here = place.field("repertoire");
        if raw.is_empty() {
            self.report(here, "a capital without a repertoire can't act");
        }
        self.bounded(here, raw.len(), MOST_ENTRIES);
        let mut habits = Vec::new();
        for (index, habit) in raw.iter().enumerate() {
            habits.extend(self.habit(actor, habit, here.at(index), initiatives));
        }
        habits
    }

    fn habit(
        &mut self,
        actor: ActorId,
        raw: &RawHabit,
        place: Place<'_>,
        initiatives: &[Initiative],
    ) -> Option<Habit> {
        let initiative = self.find(Sort::Initiative, &raw.launch, place.field("launch"));
        let target = match &raw.target {
            Some(target) => Some(self.actor(target, place.field("target"))?),
            None => None,
        };
        let initiative = InitiativeId(initiative?);
        let known = initiatives.get(initiative.index());
        let aimed = known.is_some_and(|known| !known.targets.is_empty());
        let directed = if aimed { Directed::Yes } else { Directed::No };
        let setting = Setting::Initiative(directed);
        let when = self.conditions(&raw.when, place.field("when"), setting);
        if let Some(known) = known {
            let anybody = aimed && target.is_none();
            let example = known.targets.without(actor).iter().next();
            let target = if anybody { example } else { target };
            self.check_launch(actor, known, target, place);
        }
        Some(Habit {
            initiative,
            target,
            when,
        })
    }
}
