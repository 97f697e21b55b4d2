//! What the map of the situation shows: the scene that is drawn, its legend, and what is told of it beside it.

use crate::command::{self, Action, Own};
use crate::model::condition::Obligation;
use crate::model::{ActorId, CrisisId, Figure};
use crate::rules::Reading;
use crate::scenario::map::Point;
use crate::scenario::{Item, ZoneKind};
use crate::text::crises::page::Page as CrisisPage;
use crate::text::map::{AIR, CRISES, Held, OnMap, SEA, Working};
use crate::text::{Line, Tone, whole};
use crate::tui::context::Desk;
use crate::tui::map::{BEYOND, Found, Mark, Marker, Outline, Sample, Scene, Tie, sample};
use crate::tui::paint::column;

/// Half of what is seen around a crisis, in hundredths of a degree east and north.
const AROUND: Point = (420, 300);

/// From this width on the legend has columns.
const LEGEND_WIDE: u16 = 38;

/// What of the map is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sight {
    /// All of it.
    #[default]
    Whole,
    /// A crisis.
    Crisis(CrisisId),
    /// A region of the pack, by its number.
    Region(u16),
}

/// Whether something is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Switch {
    /// It isn't.
    #[default]
    Off,
    /// It is.
    On,
}

impl Switch {
    /// The other way.
    pub const fn turned(self) -> Self {
        match self {
            Self::Off => Self::On,
            Self::On => Self::Off,
        }
    }

    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

/// How the map is looked at. It stays from turn to turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Looking {
    pub sight: Sight,
    pub air: Switch,
    pub sea: Switch,
    pub legend: Switch,
}

impl Looking {
    fn shows(self, kind: ZoneKind) -> bool {
        match kind {
            ZoneKind::Air => self.air.is_on(),
            ZoneKind::Sea => self.sea.is_on(),
        }
    }

    /// What is seen, corner to corner; `None`: everything, also when what was looked at is over.
    fn frame(self, desk: &Desk<'_>) -> Option<(Point, Point)> {
        match self.sight {
            Sight::Whole => None,
            Sight::Crisis(wanted) => {
                let mut crises = OnMap::new(desk.view()).crises();
                let (_, at) = crises.find(|(kind, _)| *kind == wanted)?;
                let (east, north) = at?;
                let corner = |sign: i32| (east + sign * AROUND.0, north + sign * AROUND.1);
                Some((corner(-1), corner(1)))
            }
            Sight::Region(number) => {
                let region = desk.scenario().regions().get(usize::from(number))?;
                Some((region.from, region.to))
            }
        }
    }

    /// The same, with all of the map to be seen where what was looked at is over.
    pub fn now(self, desk: &Desk<'_>) -> Self {
        match self.frame(desk) {
            Some(_) => self,
            None => Self {
                sight: Sight::Whole,
                ..self
            },
        }
    }

    /// The name of what is looked at.
    pub fn title(self, desk: &Desk<'_>) -> String {
        match self.sight {
            Sight::Whole => "The map".to_owned(),
            Sight::Crisis(_) => "Crisis".to_owned(),
            Sight::Region(number) => desk.words().name(Item::Region(number)),
        }
    }
}

/// What a marker stands for.
#[derive(Clone, Copy)]
enum Of {
    Actor(ActorId),
    Place(u16),
    Crisis(CrisisId),
    Exercise(Held),
}

/// The markers in the order of their importance.
fn marked(desk: &Desk<'_>, looking: Looking) -> Vec<(Of, Marker)> {
    let (words, me) = (desk.words(), desk.seat().0);
    let map = OnMap::new(desk.view());
    let mut marked = Vec::new();
    let mut put = |of: Of, (at, mark): (Option<Point>, Mark), name: String, note: String| {
        let marker = Marker {
            at,
            mark,
            name,
            note,
        };
        marked.push((of, marker));
    };
    for (kind, at) in map.crises() {
        if at.is_some() {
            let name = words.name(Item::Crisis(kind));
            put(Of::Crisis(kind), (at, Mark::Crisis), name, String::new());
        }
    }
    for actor in actors(desk) {
        let at = desk.scenario().actor(actor).place;
        if at.is_none() && looking.sight != Sight::Whole {
            continue;
        }
        let mark = if actor == me {
            Mark::Own
        } else {
            Mark::Capital
        };
        let trust = desk.view().pair(Figure::Trust, actor, me);
        let trust = trust.map(Reading::middle).filter(|_| actor != me);
        let note = trust.map_or_else(String::new, whole);
        put(Of::Actor(actor), (at, mark), words.actor(actor), note);
    }
    for held in map.exercises() {
        let name = words.name(Item::Initiative(held.initiative));
        let at = (Some(held.at), Mark::Exercise);
        put(Of::Exercise(held), at, name, String::new());
    }
    for (number, spot) in (0..).zip(desk.scenario().places()) {
        let name = words.name(Item::Place(number));
        let at = (Some(spot.at), Mark::Contested);
        put(Of::Place(number), at, name, String::new());
    }
    marked
}

/// Every actor, the seat's own first.
fn actors(desk: &Desk<'_>) -> Vec<ActorId> {
    let me = desk.seat().0;
    let mut all: Vec<ActorId> = desk.scenario().actors().map(|(actor, _)| actor).collect();
    all.sort_by_key(|actor| *actor != me);
    all
}

/// What is drawn.
pub(super) fn scene(desk: &Desk<'_>, looking: Looking) -> Scene {
    let map = OnMap::new(desk.view());
    let marked = marked(desk, looking);
    let place = |actor: ActorId| {
        let mut each = marked.iter();
        each.position(|(of, _)| matches!(of, Of::Actor(known) if *known == actor))
    };
    let ties = map.links().into_iter().filter_map(|link| {
        Some(Tie {
            ends: (place(link.pair.0)?, place(link.pair.1)?),
            weight: weight(link.level),
            working: link.working,
        })
    });
    let ties = ties.collect();
    let zones = map.zones().filter(|(_, zone)| looking.shows(zone.kind));
    let zones = zones.map(|(number, zone)| Outline {
        corners: zone.outline.clone(),
        kind: zone.kind,
        name: desk.words().name(Item::Zone(number)),
    });
    Scene {
        coastlines: desk.scenario().coastlines().map(str::to_owned),
        ties,
        zones: zones.collect(),
        frame: looking.frame(desk),
        markers: marked.into_iter().map(|(_, marker)| marker).collect(),
    }
}

/// How many dots wide a tie of this obligation is.
fn weight(level: Obligation) -> u8 {
    level.level().saturating_sub(Obligation::Agreed.level()) + 1
}

/// What is told of something that lies under the pointer.
pub(super) fn told(desk: &Desk<'_>, looking: Looking, found: Found) -> Option<Line> {
    let map = OnMap::new(desk.view());
    match found {
        Found::Marker(at) => match marked(desk, looking).get(at)?.0 {
            Of::Actor(actor) => Some(capital(desk, actor)),
            Of::Place(number) => Some(map.place(number)),
            Of::Crisis(kind) => map.crisis(kind),
            Of::Exercise(held) => Some(map.exercise(&held)),
        },
        Found::Tie(at) => {
            let drawn = scene(desk, looking);
            let ends = drawn.ties.get(at)?.ends;
            let all = marked(desk, looking);
            let actor = |place: usize| match all.get(place)?.0 {
                Of::Actor(actor) => Some(actor),
                Of::Place(_) | Of::Crisis(_) | Of::Exercise(_) => None,
            };
            let pair = (actor(ends.0)?, actor(ends.1)?);
            let links = map.links();
            let link = links.iter().find(|link| link.pair == pair)?;
            Some(map.link(link))
        }
        Found::Zone(at) => {
            let mut shown = map.zones().filter(|(_, zone)| looking.shows(zone.kind));
            shown.nth(at).map(|(number, _)| map.zone(number))
        }
    }
}

/// A capital in a line: what it feels about us, and we about it.
fn capital(desk: &Desk<'_>, actor: ActorId) -> Line {
    let me = desk.seat().0;
    let name = Line::new(&desk.words().actor(actor), Tone::Strong);
    if actor == me {
        return name.then(", your capital");
    }
    let each = [
        ("trust in you", (actor, me), Figure::Trust),
        ("your sense of threat", (me, actor), Figure::Threat),
        ("working links", (me, actor), Figure::Network),
    ];
    let known = each.into_iter().filter_map(|(what, pair, figure)| {
        let reading = desk.view().pair(figure, pair.0, pair.1)?;
        Some(Line::from(format!("{what} ")).then(desk.words().reading_short(reading)))
    });
    let known: Vec<Line> = known.collect();
    if known.is_empty() {
        return name;
    }
    name.then(": ").then(Line::joined(known, ", "))
}

/// What the signs and lines mean: in two or three columns where there are 38 cells, else one below the other.
pub(super) fn legend(wide: u16) -> Vec<Line> {
    let sign = |mark: &'static str, text: &str| Line::new(mark, Tone::Strong).then(" ").then(text);
    let piece = |what: &Sample, text: &str| {
        let piece = Line::new(&sample(what, 3), Tone::Strong);
        piece.then(" ").then(text)
    };
    let zone = |kind: ZoneKind, text: &str, own: Own| {
        let command = command::of(Action::Own(own));
        let key = Line::new(command.map_or("", |command| command.id), Tone::Key);
        piece(&Sample::Zone(kind), text).then(" ").then(key)
    };
    let tie = |weight: u8, working: Working, text: &str| piece(&Sample::Tie(weight, working), text);
    let rows = [
        vec![
            sign(Mark::Own.sign(), "your capital"),
            sign(Mark::Crisis.sign(), "crisis"),
        ],
        vec![
            sign(Mark::Capital.sign(), "capital, trust"),
            sign(Mark::Exercise.sign(), "exercise"),
        ],
        vec![
            sign(BEYOND, "off the map"),
            sign(Mark::Contested.sign(), "contested"),
        ],
        vec![
            tie(1, Working::Well, "agreed"),
            tie(2, Working::Well, "political"),
            tie(3, Working::Well, "legal"),
        ],
        vec![
            tie(1, Working::Well, "works"),
            tie(1, Working::Poorly, "poorly"),
            tie(1, Working::Hardly, "hardly"),
        ],
    ];
    // A key takes less room than the name in its place, so these stand last in their rows.
    let air = zone(ZoneKind::Air, "air zone", Own::AirZones);
    let sea = zone(ZoneKind::Sea, "sea line", Own::SeaLines);
    if wide < LEGEND_WIDE {
        let each = rows.into_iter().flatten();
        return each.chain([air, sea]).collect();
    }
    let row = |parts: Vec<Line>| {
        let columns: &[usize] = if parts.len() == 2 {
            &[18, 18]
        } else {
            &[11, 15, 10]
        };
        let each = parts.iter().zip(columns);
        Line::joined(each.map(|(part, wide)| column(part, *wide)), "")
    };
    let zones = air.then("    ").then(sea);
    rows.into_iter().map(row).chain([zones]).collect()
}

/// What is told beside the map when a part of it fills the page. Zones are told where they are switched on.
pub(super) fn beside(desk: &Desk<'_>, looking: Looking, wide: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    if looking.legend.is_on() {
        lines.extend(legend(wide));
        lines.push(Line::default());
    }
    if let Sight::Crisis(kind) = looking.sight
        && let Some(page) = CrisisPage::new(desk.view(), kind)
    {
        lines.push(page.headline());
        lines.extend(page.about());
        lines.push(Line::default());
    }
    if matches!(looking.sight, Sight::Region(_)) {
        lines.push(Line::new("On the whole map:", Tone::Dim));
    }
    let mut parts = OnMap::new(desk.view()).parts();
    // What is switched on is what one wants to read.
    parts.sort_by_key(|part| ![AIR, SEA].contains(&part.heading));
    for part in parts {
        let off = (part.heading == AIR && !looking.air.is_on())
            || (part.heading == SEA && !looking.sea.is_on())
            || (part.heading == CRISES && looking.sight != Sight::Whole);
        if off {
            continue;
        }
        lines.push(Line::new(part.heading, Tone::Strong));
        lines.extend(
            part.lines
                .into_iter()
                .map(|line| Line::from("  ").then(line)),
        );
        lines.push(Line::default());
    }
    lines
}
