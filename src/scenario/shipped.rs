//! The packs, lenses and coastlines that ship inside the binary.

use include_dir::{Dir, include_dir};

use crate::scenario::Source;

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/scenarios");
static MAPS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/map");
static LENSES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/lenses");

/// The ids of the shipped scenarios, in order.
#[must_use]
pub fn scenarios() -> Vec<&'static str> {
    let mut ids: Vec<&str> = SCENARIOS
        .dirs()
        .filter_map(|folder| folder.path().to_str())
        .collect();
    ids.sort_unstable();
    ids
}

/// The files of a shipped scenario.
#[must_use]
pub fn scenario(id: &str) -> Option<Vec<Source>> {
    let folder = SCENARIOS
        .dirs()
        .find(|folder| folder.path().to_str() == Some(id))?;
    let file = |file: &include_dir::File<'_>| {
        let name = file.path().to_str()?;
        let label = format!("assets/scenarios/{name}");
        Some(Source::shipped(label, file.contents_utf8()?))
    };
    let mut files: Vec<Source> = folder.files().filter_map(file).collect();
    files.sort_by(|one, other| one.label.cmp(&other.label));
    Some(files)
}

/// The names of the shipped coastlines, in order.
pub fn maps() -> impl Iterator<Item = &'static str> {
    let files = MAPS.files();
    files.filter_map(|file| file.path().to_str()?.strip_suffix(".geojson"))
}

/// Shipped coastlines, as GeoJSON.
#[must_use]
pub fn map(name: &str) -> Option<&'static str> {
    MAPS.get_file(format!("{name}.geojson"))?.contents_utf8()
}

/// The ids of the shipped lenses, in order.
#[must_use]
pub fn lenses() -> Vec<&'static str> {
    let stem = |file: &'static include_dir::File<'_>| file.path().to_str()?.strip_suffix(".ron");
    let mut ids: Vec<&str> = LENSES.files().filter_map(stem).collect();
    ids.sort_unstable();
    ids
}

/// The file of a shipped lens.
#[must_use]
pub fn lens(id: &str) -> Option<Source> {
    let name = format!("{id}.ron");
    let file = LENSES
        .files()
        .find(|file| file.path().to_str() == Some(name.as_str()))?;
    Some(Source::new(
        format!("assets/lenses/{name}"),
        file.contents_utf8()?,
    ))
}
