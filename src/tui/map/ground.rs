//! What the map is drawn on: coastlines and boundaries of a region, and how degrees become dots.

use serde::Deserialize;

use crate::scenario::map::Point;
use crate::scenario::shipped;
use crate::tui::map::Scene;
use crate::tui::map::raster::Layer;

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

/// A line of the ground.
pub(super) struct Polyline {
    pub layer: Layer,
    /// East and north in degrees.
    pub points: Vec<(f64, f64)>,
}

/// The ground of one region.
#[derive(Default)]
pub(super) struct Ground {
    /// Its name.
    name: Option<String>,
    pub lines: Vec<Polyline>,
    /// The box that its lines cover.
    extent: Option<Window>,
}

impl Ground {
    /// Whether this is the ground of that name.
    pub fn is(&self, name: Option<&str>) -> bool {
        self.name.as_deref() == name
    }

    /// The shipped ground of a name; without one there are no lines.
    pub fn read(name: Option<&str>) -> Self {
        let source = name.and_then(shipped::map).unwrap_or("");
        let lines = read(source);
        let points = lines.iter().flat_map(|line| line.points.iter().copied());
        Self {
            name: name.map(str::to_owned),
            extent: Window::around(points),
            lines,
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

/// A box in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Window {
    /// The smallest box around points; `None`: there are none.
    fn around(points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        points.fold(None, |known: Option<Self>, (east, north)| {
            let known = known.unwrap_or(Self {
                west: east,
                south: north,
                east,
                north,
            });
            Some(Self {
                west: known.west.min(east),
                south: known.south.min(north),
                east: known.east.max(east),
                north: known.north.max(north),
            })
        })
    }

    /// So much more on every side.
    fn widened(self, by: f64) -> Self {
        Self {
            west: self.west - by,
            south: self.south - by,
            east: self.east + by,
            north: self.north + by,
        }
    }

    /// What of it lies in another.
    fn within(self, other: Self) -> Self {
        Self {
            west: self.west.max(other.west),
            south: self.south.max(other.south),
            east: self.east.min(other.east),
            north: self.north.min(other.north),
        }
    }
}

pub(super) fn degrees((east, north): Point) -> (f64, f64) {
    (f64::from(east) / 100.0, f64::from(north) / 100.0)
}

/// Degrees to dots. Longitudes shrink with the cosine of the latitude, so that shapes keep their proportions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Projection {
    window: Window,
    across: f64,
    down: f64,
}

impl Projection {
    pub fn new(ground: &Ground, scene: &Scene, (wide, tall): (f64, f64)) -> Self {
        let whole = ground.extent.unwrap_or(Window {
            west: 0.0,
            south: 0.0,
            east: 1.0,
            north: 1.0,
        });
        let wanted = wanted(ground.extent, scene).unwrap_or(whole);
        let middle = f64::midpoint(wanted.south, wanted.north);
        let shrink = middle.to_radians().cos();
        let mut scale = (wide / ((wanted.east - wanted.west) * shrink))
            .min(tall / (wanted.north - wanted.south));
        if ground.extent.is_some() {
            scale = scale.max(wide / ((whole.east - whole.west) * shrink));
        }
        let scale = scale.max(f64::EPSILON);
        let (across, down) = (wide / (scale * shrink), tall / scale);
        Self {
            window: stretched(wanted, (across, down), ground.extent),
            across: scale * shrink,
            down: scale,
        }
    }

    pub fn dot(self, (east, north): (f64, f64)) -> (f64, f64) {
        (
            (east - self.window.west) * self.across,
            (self.window.north - north) * self.down,
        )
    }
}

/// What is to be seen: what the scene asks for, else the box around every marker.
fn wanted(extent: Option<Window>, scene: &Scene) -> Option<Window> {
    if let Some((from, to)) = scene.frame {
        return Window::around([degrees(from), degrees(to)].into_iter());
    }
    let spots = scene.markers.iter().filter_map(|marker| marker.at);
    let around = Window::around(spots.map(degrees))?.widened(MARGIN);
    Some(extent.map_or(around, |extent| around.within(extent)))
}

/// A window of this size around the middle of another one, moved inside the data where it can be.
fn stretched(wanted: Window, (wide, tall): (f64, f64), extent: Option<Window>) -> Window {
    let limits = |pick: fn(Window) -> (f64, f64)| extent.map(pick);
    let (west, east) = span(
        (wanted.west, wanted.east),
        wide,
        limits(|it| (it.west, it.east)),
    );
    let (south, north) = span(
        (wanted.south, wanted.north),
        tall,
        limits(|it| (it.south, it.north)),
    );
    Window {
        west,
        south,
        east,
        north,
    }
}

fn span((low, high): (f64, f64), length: f64, limits: Option<(f64, f64)>) -> (f64, f64) {
    let start = f64::midpoint(low, high) - length / 2.0;
    let start = match limits {
        Some((least, most)) if length >= most - least => f64::midpoint(least, most) - length / 2.0,
        Some((least, most)) => start.clamp(least, most - length),
        None => start,
    };
    (start, start + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_map_is_read_whole() {
        for (name, wanted) in shipped::maps().zip([(123, 2496)]) {
            let ground = Ground::read(Some(name));
            let points: usize = ground.lines.iter().map(|line| line.points.len()).sum();
            assert_eq!((ground.lines.len(), points), wanted, "{name}");
        }
    }

    #[test]
    fn a_degree_north_is_longer_than_a_degree_east() {
        let ground = Ground::read(shipped::maps().next());
        let projection = Projection::new(&ground, &Scene::default(), (200.0, 200.0));
        let (x0, y0) = projection.dot((130.0, 36.0));
        let (x1, y1) = projection.dot((131.0, 37.0));
        let ratio = (x1 - x0) / (y0 - y1);
        assert!((ratio - 0.81).abs() < 0.01, "{ratio}");
    }

    #[test]
    fn a_frame_is_seen_as_a_whole_and_in_the_middle() {
        let ground = Ground::read(shipped::maps().next());
        let scene = Scene {
            frame: Some(((12400, 3600), (12800, 3900))),
            ..Scene::default()
        };
        let projection = Projection::new(&ground, &scene, (100.0, 100.0));
        let (x, y) = projection.dot((126.0, 37.5));
        assert!(
            (x - 50.0).abs() < 0.01 && (y - 50.0).abs() < 0.01,
            "{x} {y}"
        );
        let (left, _) = projection.dot((124.0, 37.5));
        assert!(left >= -0.01, "{left}");
    }
}
