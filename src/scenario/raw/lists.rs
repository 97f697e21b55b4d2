//! Which file of a pack holds a list of what.

/// Hands every list of a pack to a macro: a name in Rust, the type of its items, the file, whether a pack needs it.
macro_rules! each_list {
    ($then:ident) => {
        $then! {
            actors: RawActor, "actors.ron", Required;
            relations: RawRelation, "relations.ron", Optional;
            measures: RawMeasure, "measures.ron", Optional;
            mechanisms: RawMechanism, "mechanisms.ron", Optional;
            formats: RawFormat, "formats.ron", Optional;
            initiatives: RawInitiative, "initiatives.ron", Optional;
            events: RawEvent, "events.ron", Optional;
            windows: RawWindow, "windows.ron", Optional;
            pledges: RawPledge, "pledges.ron", Optional;
            permissions: RawPermission, "permissions.ron", Optional;
            tables: RawTable, "tables.ron", Optional;
            minds: RawMind, "minds.ron", Optional;
            crises: RawCrisis, "crises.ron", Optional;
            reports: RawReport, "reports.ron", Optional;
            gauges: RawGauge, "gauges.ron", Required;
            endings: RawEnding, "endings.ron", Required;
            glossary: RawTerm, "glossary.ron", Optional;
            places: RawPlace, "places.ron", Optional;
            zones: RawZone, "zones.ron", Optional;
            regions: RawRegion, "regions.ron", Optional;
            strategies: RawStrategy, "strategies.ron", Optional;
            claims: RawClaim, "claims.ron", Optional;
            lessons: RawLesson, "lessons.ron", Optional;
            hints: RawHint, "hints.ron", Optional;
        }
    };
}

pub(crate) use each_list;
