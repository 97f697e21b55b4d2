//! The map: coastlines and land boundaries as braille dots, markers and labels that don't overlap.
//!
//! Lines only: no fills, no sea borders, no flags. Made with Natural Earth.

use ratatui::layout::Rect;
use serde::Deserialize;

use crate::tui::labels::{Label, place};
use crate::tui::paint::Pen;

const SOURCE: &str = include_str!("../../assets/map/northeast-asia.geojson");

/// The box that the data cover: west, south, east, north.
const EXTENT: Window = Window {
    west: 112.0,
    south: 20.0,
    east: 152.0,
    north: 52.0,
};
/// How much is shown around the outermost marker, in degrees.
const MARGIN: f64 = 3.0;

#[derive(Deserialize)]
struct File {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Properties,
    geometry: Geometry,
}

#[derive(Deserialize)]
struct Properties {
    kind: String,
}

#[derive(Deserialize)]
struct Geometry {
    coordinates: Vec<Vec<(f64, f64)>>,
}

/// What a dot belongs to; the later one wins a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Boundary,
    Coast,
    Link,
}

struct Polyline {
    layer: Layer,
    /// East and north in degrees.
    points: Vec<(f64, f64)>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Window {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

/// What a marker stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Mark {
    /// The capital of the seat that looks.
    Own,
    /// Another capital.
    Capital,
    /// A contested place.
    Contested,
}

/// Something to mark on the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Marker {
    /// Hundredths of a degree east and north; `None`: off the map, shown at its right edge.
    pub at: Option<(i32, i32)>,
    /// What it is.
    pub mark: Mark,
    /// Its name, or both names.
    pub name: String,
    /// Something short about it, shown where there is room.
    pub note: String,
}

/// Whether what links two capitals has ever been put to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Proof {
    /// Never.
    Untested,
    /// At least once.
    Tested,
}

impl Proof {
    /// How many dots are left out after each drawn one.
    const fn gap(self) -> i64 {
        match self {
            Self::Untested => 5,
            Self::Tested => 2,
        }
    }
}

/// What the map shows at the moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) struct Scene {
    /// The more important first.
    pub markers: Vec<Marker>,
    /// Capitals that share an agreed mechanism, by their places among the markers.
    pub links: Vec<(usize, usize, Proof)>,
}

/// The map with what was worked out for the last size.
#[derive(Default)]
pub(in crate::tui) struct Map {
    lines: Vec<Polyline>,
    sketch: Option<Sketch>,
}

/// Dots for one size and one scene.
struct Sketch {
    size: (u16, u16),
    scene: Scene,
    cells: Vec<(u8, Layer)>,
    spots: Vec<(u16, u16)>,
    labels: Vec<Label>,
}

impl Map {
    /// Draws the map into an area.
    pub fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, scene: &Scene) {
        let size = (area.width, area.height);
        let known = |sketch: &Sketch| sketch.size == size && sketch.scene == *scene;
        if !self.sketch.as_ref().is_some_and(known) {
            if self.lines.is_empty() {
                self.lines = read(SOURCE);
            }
            self.sketch = Some(Sketch::new(&self.lines, size, scene));
        }
        if let Some(sketch) = &self.sketch {
            sketch.draw(pen, area);
        }
    }
}

fn read(source: &str) -> Vec<Polyline> {
    let file: File = serde_json::from_str(source).unwrap_or(File {
        features: Vec::new(),
    });
    let mut lines = Vec::new();
    for feature in file.features {
        let layer = if feature.properties.kind == "coast" {
            Layer::Coast
        } else {
            Layer::Boundary
        };
        let parts = feature.geometry.coordinates.into_iter();
        lines.extend(parts.map(|points| Polyline { layer, points }));
    }
    lines
}

fn degrees((east, north): (i32, i32)) -> (f64, f64) {
    (f64::from(east) / 100.0, f64::from(north) / 100.0)
}

/// Degrees to dots. Longitudes shrink with the cosine of the latitude, so that shapes keep their proportions.
#[derive(Clone, Copy, Debug)]
struct Projection {
    window: Window,
    across: f64,
    down: f64,
}

impl Projection {
    fn new(scene: &Scene, (wide, tall): (f64, f64)) -> Self {
        let wanted = around(scene);
        let middle = f64::midpoint(wanted.south, wanted.north);
        let shrink = middle.to_radians().cos();
        let scale = (wide / ((wanted.east - wanted.west) * shrink))
            .min(tall / (wanted.north - wanted.south))
            .max(wide / ((EXTENT.east - EXTENT.west) * shrink))
            .max(f64::EPSILON);
        let window = stretched(wanted, wide / (scale * shrink), tall / scale);
        Self {
            window,
            across: scale * shrink,
            down: scale,
        }
    }

    fn dot(self, (east, north): (f64, f64)) -> (f64, f64) {
        (
            (east - self.window.west) * self.across,
            (self.window.north - north) * self.down,
        )
    }
}

/// The window around every marker.
fn around(scene: &Scene) -> Window {
    let spots: Vec<(f64, f64)> = scene
        .markers
        .iter()
        .filter_map(|marker| marker.at.map(degrees))
        .collect();
    if spots.is_empty() {
        return EXTENT;
    }
    let fold = |pick: fn(&(f64, f64)) -> f64, best: fn(f64, f64) -> f64, start: f64| {
        spots.iter().map(pick).fold(start, best)
    };
    Window {
        west: (fold(|at| at.0, f64::min, EXTENT.east) - MARGIN).max(EXTENT.west),
        east: (fold(|at| at.0, f64::max, EXTENT.west) + MARGIN).min(EXTENT.east),
        south: (fold(|at| at.1, f64::min, EXTENT.north) - MARGIN).max(EXTENT.south),
        north: (fold(|at| at.1, f64::max, EXTENT.south) + MARGIN).min(EXTENT.north),
    }
}

/// A window of this size around the middle of another one, moved inside the data where it can be.
fn stretched(wanted: Window, wide: f64, tall: f64) -> Window {
    let (west, east) = span((wanted.west, wanted.east), wide, (EXTENT.west, EXTENT.east));
    let (south, north) = span(
        (wanted.south, wanted.north),
        tall,
        (EXTENT.south, EXTENT.north),
    );
    Window {
        west,
        south,
        east,
        north,
    }
}

fn span((low, high): (f64, f64), length: f64, (least, most): (f64, f64)) -> (f64, f64) {
    let start = f64::midpoint(low, high) - length / 2.0;
    let start = if length >= most - least {
        f64::midpoint(least, most) - length / 2.0
    } else {
        start.clamp(least, most - length)
    };
    (start, start + length)
}

/// Dots while they are drawn.
struct Raster {
    wide: usize,
    tall: usize,
    cells: Vec<(u8, Layer)>,
}

impl Raster {
    fn new((wide, tall): (u16, u16)) -> Self {
        let (wide, tall) = (usize::from(wide), usize::from(tall));
        Self {
            wide,
            tall,
            cells: vec![(0, Layer::Boundary); wide * tall],
        }
    }

    fn dot(&mut self, x: i64, y: i64, layer: Layer) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return;
        };
        if x / 2 >= self.wide || y / 4 >= self.tall {
            return;
        }
        let bit = match (x % 2, y % 4) {
            (0, 3) => 6,
            (_, 3) => 7,
            (column, row) => column * 3 + row,
        };
        let cell = &mut self.cells[y / 4 * self.wide + x / 2];
        cell.0 |= 1 << bit;
        cell.1 = cell.1.max(layer);
    }

    /// A line of dots; `gap` leaves out so many dots after each one.
    fn line(&mut self, from: (f64, f64), to: (f64, f64), layer: Layer, gap: i64) {
        if self.misses(from, to) {
            return;
        }
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = whole(dx.abs().max(dy.abs()).ceil().clamp(1.0, 4_000.0));
        for step in 0..=steps {
            if step % (gap + 1) != 0 {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "at most 4,000")]
            let share = step as f64 / steps as f64;
            let (x, y) = (from.0 + dx * share, from.1 + dy * share);
            self.dot(whole(x.floor()), whole(y.floor()), layer);
        }
    }

    /// Whether a line lies to one side of the screen as a whole.
    fn misses(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "a screen is small")]
        let (wide, tall) = ((self.wide * 2) as f64, (self.tall * 4) as f64);
        (from.0 < 0.0 && to.0 < 0.0)
            || (from.1 < 0.0 && to.1 < 0.0)
            || (from.0 > wide && to.0 > wide)
            || (from.1 > tall && to.1 > tall)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "screen coordinates; saturates"
)]
fn whole(value: f64) -> i64 {
    value as i64
}

impl Sketch {
    fn new(lines: &[Polyline], size: (u16, u16), scene: &Scene) -> Self {
        let dots = (f64::from(size.0) * 2.0, f64::from(size.1) * 4.0);
        let projection = Projection::new(scene, dots);
        let mut raster = Raster::new(size);
        for line in lines {
            let gap = if line.layer == Layer::Boundary { 1 } else { 0 };
            for pair in line.points.windows(2) {
                let (from, to) = (projection.dot(pair[0]), projection.dot(pair[1]));
                raster.line(from, to, line.layer, gap);
            }
        }
        let spots = spots(scene, projection, size);
        for (one, other, proof) in &scene.links {
            if let (Some(from), Some(to)) = (spots.get(*one), spots.get(*other)) {
                raster.line(centre(*from), centre(*to), Layer::Link, proof.gap());
            }
        }
        let labels = place(scene, &spots, size);
        Self {
            size,
            scene: scene.clone(),
            cells: raster.cells,
            spots,
            labels,
        }
    }

    fn draw(&self, pen: &mut Pen<'_>, area: Rect) {
        let theme = pen.theme();
        for (place, (bits, layer)) in self
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.0 != 0)
        {
            let (x, y) = (
                place % usize::from(self.size.0),
                place / usize::from(self.size.0),
            );
            let sign = char::from_u32(0x2800 + u32::from(*bits)).unwrap_or(' ');
            let style = match layer {
                Layer::Boundary | Layer::Coast => theme.frame(),
                Layer::Link => theme.accent(),
            };
            pen.sign(
                area.x + small(x),
                area.y + small(y),
                sign.encode_utf8(&mut [0; 4]),
                style,
            );
        }
        for (marker, spot) in self.scene.markers.iter().zip(&self.spots) {
            let (sign, style) = match (marker.mark, marker.at) {
                (Mark::Own, _) => ("◆", theme.accent()),
                (Mark::Capital, Some(_)) => ("●", theme.key()),
                (Mark::Capital, None) => ("→", theme.key()),
                (Mark::Contested, _) => ("×", theme.key()),
            };
            if inside(*spot, self.size) {
                pen.sign(area.x + spot.0, area.y + spot.1, sign, style);
            }
        }
        for label in &self.labels {
            label.draw(pen, area);
        }
    }
}

fn small(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

fn centre(spot: (u16, u16)) -> (f64, f64) {
    (f64::from(spot.0) * 2.0 + 1.0, f64::from(spot.1) * 4.0 + 2.0)
}

pub(in crate::tui) fn inside(spot: (u16, u16), size: (u16, u16)) -> bool {
    spot.0 < size.0 && spot.1 < size.1
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_map_is_read_whole() {
        let lines = read(SOURCE);
        let points: usize = lines.iter().map(|line| line.points.len()).sum();
        assert_eq!((lines.len(), points), (123, 2496));
    }

    #[test]
    fn a_degree_north_is_longer_than_a_degree_east() {
        let projection = Projection::new(&Scene::default(), (200.0, 200.0));
        let (x0, y0) = projection.dot((130.0, 36.0));
        let (x1, y1) = projection.dot((131.0, 37.0));
        let ratio = (x1 - x0) / (y0 - y1);
        assert!((ratio - 0.81).abs() < 0.01, "{ratio}");
    }
}
