//! Reads the shipped packs and lenses once, so that a start needn't: what stands in their files, in its raw shape, as postcard.
//!
//! A file with a mistake is left out; the program then reads its text, and says where the mistake is.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use ron::extensions::Extensions;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The raw shape, without what checks it.
#[path = "src/scenario"]
#[allow(dead_code, unused_imports)]
mod scenario {
    pub mod checked_map;
    pub mod raw;
    pub mod raw_lens;
}

use scenario::raw::*;

macro_rules! prepare_list {
    ($($field:ident: $raw:ty, $name:literal, $need:ident;)*) => {
        /// What is made of a file of this name; `None` if it can't be read, or isn't of a pack.
        fn prepare_file(name: &str, text: &str) -> Option<Vec<u8>> {
            match name {
                "scenario.ron" => prepare::<Header>(text),
                $($name => prepare::<Vec<$raw>>(text),)*
                _ => None,
            }
        }
    };
}

each_list!(prepare_list);

fn prepare<T: DeserializeOwned + Serialize>(text: &str) -> Option<Vec<u8>> {
    let options = ron::Options::default()
        .with_default_extension(Extensions::IMPLICIT_SOME)
        .with_recursion_limit(512);
    let value: T = options.from_str(text).ok()?;
    postcard::to_stdvec(&value).ok()
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|it| it.path()));
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Prepares every RON file of a folder into another one.
fn prepare_folder(
    (from, to): (&Path, &Path),
    prepare: impl Fn(&str, &str) -> Option<Vec<u8>>,
) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for path in entries(from)? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if !name.ends_with(".ron") {
            continue;
        }
        if let Some(bytes) = prepare(name, &fs::read_to_string(&path)?) {
            fs::write(to.join(name), bytes)?;
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=assets/scenarios");
    println!("cargo::rerun-if-changed=assets/lenses");
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("prepared");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let lenses = (Path::new("assets/lenses"), out.join("lenses"));
    prepare_folder((lenses.0, &lenses.1), |_, text| prepare::<RawLens>(text))?;
    for pack in entries(Path::new("assets/scenarios"))? {
        if let Some(id) = pack.file_name() {
            let to = out.join("scenarios").join(id);
            prepare_folder((&pack, &to), prepare_file)?;
        }
    }
    Ok(())
}
