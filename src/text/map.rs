//! What lies on the map: crises, exercises, mechanisms, contested places and zones, as a seat knows of them. The drawn
//! map and plain mode tell it from here.

use crate::model::condition::Obligation;
use crate::model::{ActorId, CrisisId, Figure, InitiativeId, MechanismId, Owner, Points, SeatId};
use crate::rules::View;
use crate::scenario::map::Point;
use crate::scenario::{Exercise, Field, Item, Zone, ZoneKind};
use crate::text::account::reading_of;
use crate::text::crises::page::Page as CrisisPage;
use crate::text::{Line, Tone, Words, fill, obligation, whole};

/// The headings of parts that can be left out.
pub const CRISES: &str = "Crises";
/// Zones in the air.
pub const AIR: &str = "Zones in the air";
/// Lines at sea.
pub const SEA: &str = "Lines at sea";

/// How well a mechanism works, for the eye: a line on the map has one of three styles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Working {
    /// Health below 30.
    Hardly,
    /// Health from 30 to 59.
    Poorly,
    /// Health from 60 on.
    Well,
}

impl Working {
    /// The style of a health, in points.
    #[must_use]
    pub fn of(health: Points) -> Self {
        if health < Points::whole(30) {
            Self::Hardly
        } else if health < Points::whole(60) {
            Self::Poorly
        } else {
            Self::Well
        }
    }

    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hardly => "hardly works",
            Self::Poorly => "works poorly",
            Self::Well => "works well",
        }
    }
}

/// What links two capitals: every mechanism between them that is agreed or firmer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The two, the lower id first.
    pub pair: (ActorId, ActorId),
    /// The firmest obligation among them.
    pub level: Obligation,
    /// How well the firmest works; of several the best.
    pub working: Working,
    /// The mechanisms.
    pub mechanisms: Vec<MechanismId>,
}

/// An exercise that is under way, planned by the seat itself, or was held in the turn before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Who holds it.
    pub seat: SeatId,
    /// Which initiative it is.
    pub initiative: InitiativeId,
    /// Where.
    pub at: Point,
}

/// A part of what lies on the map: its heading and its lines.
pub struct Part {
    /// What its lines are.
    pub heading: &'static str,
    /// One for each thing.
    pub lines: Vec<Line>,
}

/// The map as a seat knows it.
#[derive(Clone, Copy)]
pub struct OnMap<'a> {
    view: View<'a>,
    words: Words<'a>,
}

impl<'a> OnMap<'a> {
    /// The map of the seat of this view.
    #[must_use]
    pub fn new(view: View<'a>) -> Self {
        let words = Words::new(view.scenario().lexicon());
        Self { view, words }
    }

    /// What links the capitals, pair by pair.
    #[must_use]
    pub fn links(&self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for (mechanism, _) in self.view.scenario().mechanisms() {
            let state = self.view.mechanism(mechanism);
            if state.level < Obligation::Agreed {
                continue;
            }
            let working = Working::of(self.health(mechanism));
            for one in state.members.iter() {
                for other in state.members.iter().filter(|other| *other > one) {
                    join(&mut links, (one, other), (mechanism, state.level, working));
                }
            }
        }
        links
    }

    fn health(&self, mechanism: MechanismId) -> Points {
        reading_of(&self.view, Figure::Health, Owner::Mechanism(mechanism)).middle()
    }

    /// The zones that exist now, by their numbers in the pack.
    pub fn zones(&self) -> impl Iterator<Item = (u16, &'a Zone)> + use<'a> {
        let view = self.view;
        let numbered = (0..).zip(view.scenario().zones());
        numbered.filter(move |(_, zone)| zone.when.iter().all(|asked| view.holds(asked, None)))
    }

    /// The crises that are under way, with where the map marks them.
    pub fn crises(&self) -> impl Iterator<Item = (CrisisId, Option<Point>)> + use<'a> {
        let map = *self;
        self.view
            .open_crises()
            .map(move |seen| (seen.kind(), map.place_of(seen.kind(), seen.sides())))
    }

    /// Where a crisis between two sides is: at a place that is contested between them, else at the first place of its
    /// kind, else half-way between their capitals.
    fn place_of(&self, kind: CrisisId, [one, other]: [ActorId; 2]) -> Option<Point> {
        let scenario = self.view.scenario();
        let places = scenario.places();
        let known = scenario.crisis(kind).at.iter();
        let known: Vec<_> = known
            .filter_map(|at| places.get(usize::from(*at)))
            .collect();
        let theirs = known
            .iter()
            .find(|spot| spot.between.contains(one) && spot.between.contains(other));
        if let Some(spot) = theirs.or(known.first()) {
            return Some(spot.at);
        }
        let (a, b) = (scenario.actor(one).place, scenario.actor(other).place);
        match (a, b) {
            (Some(a), Some(b)) => Some((i32::midpoint(a.0, b.0), i32::midpoint(a.1, b.1))),
            (Some(at), None) | (None, Some(at)) => Some(at),
            (None, None) => None,
        }
    }

    /// The exercises of which the seat knows.
    #[must_use]
    pub fn exercises(&self) -> Vec<Held> {
        let now = self.view.turn();
        let running = self.view.projects().iter();
        let running = running.map(|it| (it.seat, it.initiative, it.target));
        let planned = self.view.plan();
        let planned = planned.map(|it| (it.seat, it.initiative, it.target));
        let before = self.view.completions().iter();
        let before = before.filter(|it| it.turn.0 + 1 == now.0);
        let before = before.map(|it| (it.seat, it.initiative, it.target));
        let mut held: Vec<Held> = Vec::new();
        for (seat, initiative, target) in running.chain(planned).chain(before) {
            let Some(exercise) = self.view.scenario().initiative(initiative).exercise else {
                continue;
            };
            let Some(at) = self.held_at(exercise, seat, target) else {
                continue;
            };
            let one = Held {
                seat,
                initiative,
                at,
            };
            if !held.contains(&one) {
                held.push(one);
            }
        }
        held
    }

    fn held_at(&self, exercise: Exercise, seat: SeatId, target: Option<ActorId>) -> Option<Point> {
        let scenario = self.view.scenario();
        match exercise {
            Exercise::At(point) => Some(point),
            Exercise::Home => scenario.actor(seat.0).place,
            Exercise::Contested => {
                let target = target?;
                let both = scenario.places().iter();
                both.filter(|it| it.between.contains(seat.0) && it.between.contains(target))
                    .map(|it| it.at)
                    .next()
            }
        }
    }

    /// A link in a line: "Seoul and Pyongyang: Panmunjom line (agreed, hardly works, health 26)".
    #[must_use]
    pub fn link(&self, link: &Link) -> Line {
        let pair = self.words.actors([link.pair.0, link.pair.1]);
        let each = link.mechanisms.iter().map(|it| self.state_of(*it));
        Line::new(&pair, Tone::Strong)
            .then(": ")
            .then(Line::joined(each, "; "))
    }

    fn state_of(&self, mechanism: MechanismId) -> Line {
        let health = self.health(mechanism);
        let slots = [
            ("name", self.words.name(Item::Mechanism(mechanism)).into()),
            (
                "level",
                obligation(self.view.mechanism(mechanism).level).into(),
            ),
            ("works", Working::of(health).word().into()),
            ("health", whole(health).into()),
        ];
        fill("{name} ({level}, {works}, health {health})", &slots)
    }

    /// A mechanism in a sentence.
    fn mechanism(&self, mechanism: MechanismId) -> Line {
        let health = self.health(mechanism);
        let used = reading_of(&self.view, Figure::Use, Owner::Mechanism(mechanism)).middle();
        let tested = if used > Points::ZERO {
            "has been used"
        } else {
            "has never been used"
        };
        let state = self.view.mechanism(mechanism);
        let slots = [
            ("name", self.words.term(Item::Mechanism(mechanism))),
            ("who", self.words.actors(state.members.iter()).into()),
            ("level", obligation(state.level).into()),
            ("works", Working::of(health).word().into()),
            ("health", whole(health).into()),
            ("tested", tested.into()),
        ];
        fill(
            "{name} between {who} is {level}, {works} (health {health}) and {tested}",
            &slots,
        )
    }

    /// A crisis in a line.
    #[must_use]
    pub fn crisis(&self, kind: CrisisId) -> Option<Line> {
        CrisisPage::new(self.view, kind).map(|page| page.headline())
    }

    /// An exercise in a line: who holds what.
    #[must_use]
    pub fn exercise(&self, held: &Held) -> Line {
        let slots = [
            ("who", self.words.seat(held.seat).into()),
            ("what", self.words.quoted(Item::Initiative(held.initiative))),
        ];
        fill("{who}: {what}", &slots)
    }

    /// A contested place in a line: its names, and between whom.
    #[must_use]
    pub fn place(&self, number: u16) -> Line {
        let name = Line::new(&self.words.name(Item::Place(number)), Tone::Strong);
        let spot = self.view.scenario().places().get(usize::from(number));
        match spot.filter(|spot| !spot.between.is_empty()) {
            Some(spot) => {
                let who = self.words.actors(spot.between.iter());
                name.then(format!(", contested between {who}"))
            }
            None => name,
        }
    }

    /// A zone in a line: what it is, and how its authors and others see it.
    #[must_use]
    pub fn zone(&self, number: u16) -> Line {
        let item = Item::Zone(number);
        let name = Line::new(&self.words.name(item), Tone::Strong);
        let text = Line::joined(self.words.text(item), " ");
        if text.is_empty() {
            return name;
        }
        name.then(": ").then(text)
    }

    /// Everything that lies on the map, part by part; empty parts are left out.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let scenario = self.view.scenario();
        let of_kind = |kind: ZoneKind| {
            let zones = self.zones().filter(|(_, zone)| zone.kind == kind);
            zones.map(|(number, _)| self.zone(number)).collect()
        };
        let agreed = scenario.mechanisms().map(|(id, _)| id);
        let agreed = agreed.filter(|id| self.view.mechanism(*id).level >= Obligation::Agreed);
        let places = (0..).zip(scenario.places());
        let held = self.exercises();
        let parts = [
            (
                CRISES,
                self.crises()
                    .filter_map(|(kind, _)| self.crisis(kind))
                    .collect(),
            ),
            (
                "Exercises",
                held.iter().map(|it| self.exercise(it)).collect(),
            ),
            (
                "Mechanisms between capitals",
                agreed.map(|id| self.mechanism(id)).collect(),
            ),
            (
                "Contested places",
                places.map(|(number, _)| self.place(number)).collect(),
            ),
            (AIR, of_kind(ZoneKind::Air)),
            (SEA, of_kind(ZoneKind::Sea)),
        ];
        let parts = parts
            .into_iter()
            .map(|(heading, lines): (_, Vec<Line>)| Part { heading, lines });
        parts.filter(|part| !part.lines.is_empty()).collect()
    }
}

/// Each pair once: the firmest mechanism counts, and of those that are as firm the one that works best.
fn join(
    links: &mut Vec<Link>,
    pair: (ActorId, ActorId),
    (mechanism, level, working): (MechanismId, Obligation, Working),
) {
    match links.iter_mut().find(|link| link.pair == pair) {
        Some(link) => {
            if (level, working) > (link.level, link.working) {
                (link.level, link.working) = (level, working);
            }
            link.mechanisms.push(mechanism);
        }
        None => links.push(Link {
            pair,
            level,
            working,
            mechanisms: vec![mechanism],
        }),
    }
}

impl Words<'_> {
    /// The letters that stand for an actor where there is no room for its name.
    #[must_use]
    pub fn code(&self, actor: ActorId) -> String {
        let item = Item::Actor(actor);
        match self.lexicon.prose.get(item, Field::Code) {
            "" => {
                let name = self.name(item);
                let most = if name.is_ascii() { 3 } else { 2 };
                name.chars().take(most).collect()
            }
            code => crate::text::clean(code),
        }
    }
}
