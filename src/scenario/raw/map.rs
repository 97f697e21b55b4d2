//! The RON shape of what lies on the map: contested points, zones that somebody has declared, regions to look at.

use crate::scenario::raw::RawCondition;

raw! {
    /// One item of `places.ron`: a contested point that the map labels.
    struct RawPlace {
        /// Lower-case words with hyphens.
        id: String,
        /// Both names, in alphabetical order.
        name: String,
        /// Hundredths of a degree east and north.
        place: (i32, i32),
        /// Ids of the actors between which it is contested.
        #[serde(default)] between: Vec<String>,
    }

    /// One item of `zones.ron`: a line or an area that somebody has declared. The map shows it when it is switched on.
    struct RawZone {
        /// Lower-case words with hyphens.
        id: String,
        /// As the map labels it: what it is and whose.
        name: String,
        /// In the air or at sea; each is switched on by itself.
        kind: RawZoneKind,
        /// Ids of the actors whose position it is.
        by: Vec<String>,
        /// Its corners in order, in hundredths of a degree east and north.
        outline: Vec<(i32, i32)>,
        /// Whether the last corner is joined to the first.
        #[serde(default)] closed: bool,
        /// What must hold for it to exist; empty: it always does.
        #[serde(default)] when: Vec<RawCondition>,
        /// Where it comes from.
        #[serde(default)] source: String,
        /// Who declared it and how others see it.
        text: String,
    }

    /// One item of `regions.ron`: a part of the map to look at by itself.
    struct RawRegion {
        /// Lower-case words with hyphens.
        id: String,
        /// As the map names it; seas by both names.
        name: String,
        /// Its south-western corner, in hundredths of a degree east and north.
        from: (i32, i32),
        /// Its north-eastern corner.
        to: (i32, i32),
    }
}

raw_enums! {
    /// Where an exercise is held.
    enum RawExercise {
        /// At this point, in hundredths of a degree east and north.
        At((i32, i32)),
        /// At the capital of whoever holds it.
        Home,
        /// At the place that is contested between whoever holds it and the target.
        Contested,
    }

    /// Where a zone lies.
    enum RawZoneKind {
        /// In the air.
        Air,
        /// At sea.
        Sea,
    }
}
