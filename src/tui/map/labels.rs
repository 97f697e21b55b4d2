//! Labels of the map: placed beside what they name where nothing else stands; the less important is dropped.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::Tone;
use crate::tui::map::{Found, Mark, Scene, inside};
use crate::tui::paint::{Pen, cells, width};

/// A label where it stands.
#[derive(Clone, Debug)]
pub(super) struct Label {
    area: Rect,
    text: String,
    mark: Option<Mark>,
    /// What it names.
    pub of: Found,
}

impl Label {
    /// Draws it, with a colour of its own and a free cell on both sides, so that no dots run into it.
    pub fn draw(&self, pen: &mut Pen<'_>, map: Rect) {
        let style = match self.mark {
            Some(Mark::Contested) => Style::new(),
            Some(mark) => mark.style(pen.theme()),
            None => pen.theme().tone(Tone::Warn),
        };
        let row = Rect {
            x: map.x + self.area.x,
            y: map.y + self.area.y,
            ..self.area
        };
        let around = Rect {
            x: row.x.saturating_sub(1),
            width: row.width + 2,
            ..row
        };
        pen.clear(around.intersection(map));
        pen.text(row, &self.text, style);
    }

    /// Whether a cell of the map belongs to it.
    pub fn covers(&self, (x, y): (u16, u16)) -> bool {
        self.area.contains((x, y).into())
    }
}

/// Where labels stand, while they are placed.
struct Placing {
    size: (u16, u16),
    taken: Vec<Rect>,
    labels: Vec<Label>,
}

impl Placing {
    /// Puts the first of these texts for which there is a place beside a cell; whether there was one.
    fn put(
        &mut self,
        texts: &[String],
        spot: (u16, u16),
        (mark, of): (Option<Mark>, Found),
    ) -> bool {
        let found = texts.iter().find_map(|text| {
            free_spot(text, spot, &self.taken, self.size).map(|area| (area, text))
        });
        let Some((area, text)) = found else {
            return false;
        };
        self.taken.push(area);
        self.labels.push(Label {
            area,
            text: text.clone(),
            mark,
            of,
        });
        true
    }
}

/// The labels of a scene, given the cells of its markers and those along the sides of its zones.
pub(super) fn place(
    scene: &Scene,
    spots: &[(u16, u16)],
    sides: &[Vec<(u16, u16)>],
    size: (u16, u16),
) -> Vec<Label> {
    let taken = spots
        .iter()
        .filter(|spot| inside(**spot, size))
        .map(|spot| Rect::new(spot.0, spot.1, 1, 1));
    let mut placing = Placing {
        size,
        taken: taken.collect(),
        labels: Vec::new(),
    };
    for (at, (marker, spot)) in scene.markers.iter().zip(spots).enumerate() {
        // Where a more important marker has the cell, the label brings its own sign.
        let hidden = spots.iter().take(at).any(|earlier| earlier == spot);
        let sign = if hidden { marker.mark.sign() } else { "" };
        let said = |text: &str| format!("{sign} {text}").trim().to_owned();
        let first_name = marker.name.split(" (").next().unwrap_or("");
        let texts = [
            said(&format!("{} {}", marker.name, marker.note)),
            said(&marker.name),
            said(first_name),
        ];
        placing.put(&texts, *spot, (Some(marker.mark), Found::Marker(at)));
    }
    for (at, (zone, cells)) in scene.zones.iter().zip(sides).enumerate() {
        let texts = [zone.name.clone()];
        let mut cells = cells.iter();
        cells.any(|cell| placing.put(&texts, *cell, (None, Found::Zone(at))));
    }
    placing.labels
}

/// Beside the marker: right, left, then above and below it.
fn free_spot(text: &str, spot: (u16, u16), taken: &[Rect], size: (u16, u16)) -> Option<Rect> {
    let long = cells(width(text));
    if !inside(spot, size) || long == 0 || long > size.0 {
        return None;
    }
    let (x, y) = spot;
    let left = x.checked_sub(long.saturating_add(1));
    let half = x.saturating_sub(long / 2).min(size.0 - long);
    let wanted = [
        Some((x.saturating_add(2), y)),
        left.map(|left| (left, y)),
        Some((half, y.saturating_add(1))),
        y.checked_sub(1).map(|above| (half, above)),
    ];
    wanted
        .into_iter()
        .flatten()
        .map(|(x, y)| Rect::new(x, y, long, 1))
        .filter(|area| area.right() <= size.0 && area.y < size.1)
        .find(|area| {
            let around = Rect {
                x: area.x.saturating_sub(1),
                width: area.width.saturating_add(2),
                ..*area
            };
            taken
                .iter()
                .filter(|other| other.x != x || other.y != y || other.width > 1)
                .all(|other| !other.intersects(around))
        })
}
