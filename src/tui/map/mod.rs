//! The map: coastlines and boundaries as braille dots, ties between capitals, zones, markers, and labels that don't overlap.
//!
//! Lines only: no fills, no flags. What is drawn is given to it; of no region does it know anything.

mod ground;
mod labels;
mod raster;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::scenario::ZoneKind;
use crate::scenario::map::Point;
use crate::text::Tone;
use crate::text::map::Working;
use crate::tui::map::ground::{Ground, Projection, degrees};
use crate::tui::map::labels::{Label, place};
use crate::tui::map::raster::{Layer, Raster, Stroke, whole};
use crate::tui::paint::Pen;
use crate::tui::theme::Theme;

/// What a marker stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Mark {
    /// A crisis that is under way.
    Crisis,
    /// The capital of the seat that looks.
    Own,
    /// Another capital.
    Capital,
    /// A contested place.
    Contested,
    /// An exercise.
    Exercise,
}

impl Mark {
    /// Its sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Crisis => "▲",
            Self::Own => "◆",
            Self::Capital => "●",
            Self::Contested => "×",
            Self::Exercise => "○",
        }
    }

    /// How it looks.
    pub fn style(self, theme: Theme) -> Style {
        match self {
            Self::Crisis => theme.tone(Tone::Bad),
            Self::Own => theme.accent(),
            Self::Capital | Self::Contested => theme.key(),
            Self::Exercise => theme.tone(Tone::Warn),
        }
    }
}

/// The sign of what lies off the map.
pub(in crate::tui) const BEYOND: &str = "»";

/// Something to mark on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Marker {
    /// Hundredths of a degree east and north; `None`: off the map, shown at its right edge.
    pub at: Option<Point>,
    /// What it is.
    pub mark: Mark,
    /// Its name, or both names.
    pub name: String,
    /// Something short about it, shown where there is room.
    pub note: String,
}

/// What links two capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Tie {
    /// The two, by their places among the markers.
    pub ends: (usize, usize),
    /// How firm it is: 1 to 3 dots.
    pub weight: u8,
    /// How well it works.
    pub working: Working,
}

/// A zone that is switched on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Outline {
    /// Its corners.
    pub corners: Vec<Point>,
    /// In the air or at sea.
    pub kind: ZoneKind,
    /// What it is, and whose.
    pub name: String,
}

/// What the map shows at the moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct Scene {
    /// The coastlines on which it is drawn.
    pub coastlines: Option<String>,
    /// The more important first.
    pub markers: Vec<Marker>,
    /// Capitals that share an agreed mechanism.
    pub ties: Vec<Tie>,
    /// Zones that are switched on.
    pub zones: Vec<Outline>,
    /// What is to be seen, corner to corner; `None`: everything that is marked.
    pub frame: Option<(Point, Point)>,
}

/// What of a scene lies in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Found {
    /// A marker, by its place.
    Marker(usize),
    /// A tie, by its place.
    Tie(usize),
    /// A zone, by its place.
    Zone(usize),
}

/// The stroke of a tie: as many dots wide as it is firm, and with gaps where it works badly.
const fn tie_stroke(weight: u8, working: Working) -> Stroke {
    let (on, off) = match working {
        Working::Well => (1, 0),
        Working::Poorly => (4, 3),
        Working::Hardly => (1, 4),
    };
    Stroke {
        wide: weight as i64,
        on,
        off,
    }
}

/// The stroke of a zone.
const fn zone_stroke(kind: ZoneKind) -> Stroke {
    let (on, off) = match kind {
        ZoneKind::Air => (3, 3),
        ZoneKind::Sea => (1, 1),
    };
    Stroke { wide: 1, on, off }
}

/// A piece of a line of so many cells, as the legend shows it.
pub(in crate::tui) fn sample(stroke: &Sample, cells: u16) -> String {
    let mut raster = Raster::new((cells, 1));
    let (stroke, layer) = match *stroke {
        Sample::Tie(weight, working) => (tie_stroke(weight, working), Layer::Tie(0)),
        Sample::Zone(kind) => (zone_stroke(kind), Layer::Zone(0)),
    };
    let end = f64::from(cells) * 2.0 - 1.0;
    raster.line(((0.0, 2.0), (end, 2.0)), layer, stroke, 0);
    let cells = raster.into_cells().into_iter();
    cells.map(|(bits, _)| braille(bits)).collect()
}

/// A line of which the legend shows a piece.
pub(in crate::tui) enum Sample {
    /// A tie of this weight that works so well.
    Tie(u8, Working),
    /// A zone.
    Zone(ZoneKind),
}

/// The map with what was worked out for the last size.
#[derive(Default)]
pub(in crate::tui) struct Map {
    ground: Ground,
    sketch: Option<Sketch>,
}

/// Dots for one size and one scene.
struct Sketch {
    area: Rect,
    scene: Scene,
    cells: Vec<(u8, Layer)>,
    spots: Vec<(u16, u16)>,
    labels: Vec<Label>,
}

impl Map {
    /// Draws the map into an area.
    pub fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, scene: &Scene) {
        let size = (area.width, area.height);
        let known =
            |sketch: &Sketch| sketch.area.as_size() == area.as_size() && sketch.scene == *scene;
        if !self.sketch.as_ref().is_some_and(known) {
            if !self.ground.is(scene.coastlines.as_deref()) {
                self.ground = Ground::read(scene.coastlines.as_deref());
            }
            self.sketch = Some(Sketch::new(&self.ground, size, scene));
        }
        if let Some(sketch) = &mut self.sketch {
            sketch.area = area;
            sketch.draw(pen);
        }
    }

    /// What lies in a cell of the screen, as it was drawn last.
    pub fn found(&self, (x, y): (u16, u16)) -> Option<Found> {
        let sketch = self.sketch.as_ref()?;
        if !sketch.area.contains((x, y).into()) {
            return None;
        }
        sketch.found((x - sketch.area.x, y - sketch.area.y))
    }
}

impl Sketch {
    fn new(ground: &Ground, size: (u16, u16), scene: &Scene) -> Self {
        let dots = (f64::from(size.0) * 2.0, f64::from(size.1) * 4.0);
        let projection = Projection::new(ground, scene, dots);
        let mut raster = Raster::new(size);
        for line in &ground.lines {
            let boundary = Stroke {
                off: 1,
                ..Stroke::SOLID
            };
            let stroke = match line.layer {
                Layer::Boundary => boundary,
                Layer::Coast | Layer::Zone(_) | Layer::Tie(_) => Stroke::SOLID,
            };
            for pair in line.points.windows(2) {
                let ends = (projection.dot(pair[0]), projection.dot(pair[1]));
                raster.line(ends, line.layer, stroke, 0);
            }
        }
        let mut sides = Vec::new();
        for (place, zone) in (0..).zip(&scene.zones) {
            let corners = zone.corners.iter().map(|at| projection.dot(degrees(*at)));
            let corners: Vec<(f64, f64)> = corners.collect();
            let mut begun = 0;
            for pair in corners.windows(2) {
                let stroke = zone_stroke(zone.kind);
                begun = raster.line((pair[0], pair[1]), Layer::Zone(place), stroke, begun);
            }
            sides.push(middles(&corners));
        }
        let spots = spots(scene, projection, size);
        for (place, tie) in (0..).zip(&scene.ties) {
            if let (Some(from), Some(to)) = (spots.get(tie.ends.0), spots.get(tie.ends.1)) {
                let stroke = tie_stroke(tie.weight, tie.working);
                raster.line((centre(*from), centre(*to)), Layer::Tie(place), stroke, 0);
            }
        }
        let labels = place(scene, &spots, &sides, size);
        Self {
            area: Rect::new(0, 0, size.0, size.1),
            scene: scene.clone(),
            cells: raster.into_cells(),
            spots,
            labels,
        }
    }

    fn draw(&self, pen: &mut Pen<'_>) {
        let (theme, area) = (pen.theme(), self.area);
        let wide = usize::from(area.width).max(1);
        let drawn = self.cells.iter().enumerate();
        for (place, (bits, layer)) in drawn.filter(|(_, cell)| cell.0 != 0) {
            let style = match layer {
                Layer::Boundary | Layer::Coast => theme.frame(),
                Layer::Zone(_) => theme.tone(Tone::Warn),
                Layer::Tie(_) => theme.accent(),
            };
            pen.sign(
                area.x + small(place % wide),
                area.y + small(place / wide),
                braille(*bits).encode_utf8(&mut [0; 4]),
                style,
            );
        }
        for label in &self.labels {
            label.draw(pen, area);
        }
        // The more important marker is drawn last, over one in the same cell.
        for (marker, spot) in self.scene.markers.iter().zip(&self.spots).rev() {
            let sign = match (marker.mark, marker.at) {
                (Mark::Capital, None) => BEYOND,
                (mark, _) => mark.sign(),
            };
            if inside(*spot, area.as_size().into()) {
                // Nothing of the line below shines through.
                let style = Style::reset().patch(marker.mark.style(theme));
                pen.sign(area.x + spot.0, area.y + spot.1, sign, style);
            }
        }
    }

    fn found(&self, cell: (u16, u16)) -> Option<Found> {
        if let Some(marker) = self.spots.iter().position(|spot| *spot == cell) {
            return Some(Found::Marker(marker));
        }
        if let Some(label) = self.labels.iter().find(|label| label.covers(cell)) {
            return Some(label.of);
        }
        let place = usize::from(cell.1) * usize::from(self.area.width) + usize::from(cell.0);
        match self.cells.get(place)? {
            (0, _) | (_, Layer::Boundary | Layer::Coast) => None,
            (_, Layer::Zone(zone)) => Some(Found::Zone(usize::from(*zone))),
            (_, Layer::Tie(tie)) => Some(Found::Tie(usize::from(*tie))),
        }
    }
}

fn braille(bits: u8) -> char {
    char::from_u32(0x2800 + u32::from(bits)).unwrap_or(' ')
}

fn small(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

fn centre(spot: (u16, u16)) -> (f64, f64) {
    (f64::from(spot.0) * 2.0 + 1.0, f64::from(spot.1) * 4.0 + 2.0)
}

fn inside(spot: (u16, u16), size: (u16, u16)) -> bool {
    spot.0 < size.0 && spot.1 < size.1
}

/// The cells at the middle of each side of a zone, and at a quarter on either side of it.
fn middles(corners: &[(f64, f64)]) -> Vec<(u16, u16)> {
    let mut cells = Vec::new();
    for share in [0.5, 0.25, 0.75] {
        for pair in corners.windows(2) {
            let between = |from: f64, to: f64| from + (to - from) * share;
            cells.push(cell((
                between(pair[0].0, pair[1].0),
                between(pair[0].1, pair[1].1),
            )));
        }
    }
    cells
}

/// The cell of every marker; those off the map stand at the right edge, one below the other.
fn spots(scene: &Scene, projection: Projection, size: (u16, u16)) -> Vec<(u16, u16)> {
    let mut edge = size.1 * 3 / 4;
    scene
        .markers
        .iter()
        .map(|marker| match marker.at {
            Some(at) => cell(projection.dot(degrees(at))),
            None => {
                edge = edge.saturating_add(2);
                (size.0.saturating_sub(1), edge - 2)
            }
        })
        .collect()
}

fn cell((x, y): (f64, f64)) -> (u16, u16) {
    let index = |value: f64| u16::try_from(whole(value.floor())).unwrap_or(u16::MAX);
    (index(x / 2.0), index(y / 4.0))
}
