//! The packs, lenses and coastlines that ship inside the binary.

use include_dir::{Dir, include_dir};

use crate::scenario::{Source, extended, header};

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/scenarios");
static MAPS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/map");
static LENSES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/lenses");
/// What `build.rs` made of both.
static PREPARED: Dir<'_> = include_dir!("$OUT_DIR/prepared");

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

/// The files of a shipped scenario, with those of the one that it extends.
#[must_use]
pub fn scenario(id: &str) -> Option<Vec<Source>> {
    let own = own_files(id)?;
    let extends = header(&own).ok().and_then(|summary| summary.extends);
    match extends.and_then(|base| own_files(&base)) {
        Some(base) => Some(extended(own, base)),
        None => Some(own),
    }
}

/// The files of a shipped scenario alone.
#[must_use]
pub fn own_files(id: &str) -> Option<Vec<Source>> {
    let folder = SCENARIOS
        .dirs()
        .find(|folder| folder.path().to_str() == Some(id))?;
    let file = |file: &'static include_dir::File<'_>| {
        let name = file.path().to_str()?;
        let label = format!("assets/scenarios/{name}");
        Some(source(label, file.contents_utf8()?))
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
    Some(source(
        format!("assets/lenses/{name}"),
        file.contents_utf8()?,
    ))
}

fn source(label: String, text: &'static str) -> Source {
    let path = label.strip_prefix("assets/").unwrap_or(&label);
    match PREPARED.get_file(path) {
        Some(prepared) => Source::shipped(label, text, prepared.contents()),
        None => Source::new(label, text),
    }
}
