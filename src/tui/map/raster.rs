//! Dots of lines in cells of braille, with what each cell's line stands for.

/// What a dot belongs to; the later one wins a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::tui) enum Layer {
    /// A boundary on land.
    Boundary,
    /// A coast.
    Coast,
    /// A zone of the scene, by its place.
    Zone(u16),
    /// A tie of the scene, by its place.
    Tie(u16),
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stroke {
    /// Dots beside each other.
    pub wide: i64,
    /// Dots that are drawn.
    pub on: i64,
    /// Dots that are left out after them.
    pub off: i64,
}

impl Stroke {
    /// A line without gaps.
    pub const SOLID: Self = Self {
        wide: 1,
        on: 1,
        off: 0,
    };
}

/// Dots while they are drawn.
pub(super) struct Raster {
    wide: usize,
    tall: usize,
    cells: Vec<(u8, Layer)>,
}

impl Raster {
    pub fn new((wide, tall): (u16, u16)) -> Self {
        let (wide, tall) = (usize::from(wide), usize::from(tall));
        Self {
            wide,
            tall,
            cells: vec![(0, Layer::Boundary); wide * tall],
        }
    }

    /// The cells, row by row: their dots, and the last layer that has drawn there.
    pub fn into_cells(self) -> Vec<(u8, Layer)> {
        self.cells
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

    /// A line of dots. `begun` is how many dots of its stroke have gone by; gives how many have at its end.
    pub fn line(
        &mut self,
        (from, to): ((f64, f64), (f64, f64)),
        layer: Layer,
        stroke: Stroke,
        begun: i64,
    ) -> i64 {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let steps = whole(dx.abs().max(dy.abs()).ceil().clamp(1.0, 4_000.0));
        if self.misses(from, to) {
            return begun + steps;
        }
        let flat = dx.abs() >= dy.abs();
        for step in 0..=steps {
            if (begun + step) % (stroke.on + stroke.off) >= stroke.on {
                continue;
            }
            #[expect(clippy::cast_precision_loss, reason = "at most 4,000")]
            let share = step as f64 / steps as f64;
            let (x, y) = (from.0 + dx * share, from.1 + dy * share);
            let (x, y) = (whole(x.floor()), whole(y.floor()));
            for beside in 0..stroke.wide {
                let shift = beside - stroke.wide / 2;
                let (x, y) = if flat { (x, y + shift) } else { (x + shift, y) };
                self.dot(x, y, layer);
            }
        }
        begun + steps
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
pub(super) fn whole(value: f64) -> i64 {
    value as i64
}
