//! Labels of the map: placed beside their markers where nothing else stands; the less important is dropped.

use ratatui::layout::Rect;

use crate::tui::map::{Mark, Scene, inside};
use crate::tui::paint::{Pen, cells, width};

/// A label where it stands.
#[derive(Clone, Debug)]
pub(in crate::tui) struct Label {
    at: (u16, u16),
    text: String,
    mark: Mark,
}

impl Label {
    /// Draws it, with a colour of its own.
    pub fn draw(&self, pen: &mut Pen<'_>, area: Rect) {
        let style = match self.mark {
            Mark::Own => pen.theme().accent(),
            Mark::Capital => pen.theme().key(),
            Mark::Contested => ratatui::style::Style::new(),
        };
        let row = Rect {
            x: area.x + self.at.0,
            y: area.y + self.at.1,
            width: area.width.saturating_sub(self.at.0),
            height: 1,
        };
        pen.clear(Rect {
            width: cells(width(&self.text)).min(row.width),
            ..row
        });
        pen.text(row, &self.text, style);
    }
}

/// The labels of a scene, given the cells of its markers.
pub(in crate::tui) fn place(scene: &Scene, spots: &[(u16, u16)], size: (u16, u16)) -> Vec<Label> {
    let mut taken: Vec<Rect> = spots
        .iter()
        .filter(|spot| inside(**spot, size))
        .map(|spot| Rect::new(spot.0, spot.1, 1, 1))
        .collect();
    let mut labels = Vec::new();
    for (marker, spot) in scene.markers.iter().zip(spots) {
        let with_note = format!("{} {}", marker.name, marker.note);
        let first_name = marker.name.split(" (").next().unwrap_or("").to_owned();
        let texts = [with_note.trim().to_owned(), marker.name.clone(), first_name];
        let found = texts
            .into_iter()
            .find_map(|text| free_spot(&text, *spot, &taken, size).map(|area| (area, text)));
        let Some((area, text)) = found else { continue };
        taken.push(area);
        labels.push(Label {
            at: (area.x, area.y),
            text,
            mark: marker.mark,
        });
    }
    labels
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
