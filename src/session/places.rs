//! Where saves and a user's own packs are kept, and where a seed comes from when none is given.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use rand::TryRng;

/// The folder of saves: what was asked for, else `MIDDLE_POWER_SAVES`, else `saves/` of a checkout, else the
/// platform's data folder.
#[must_use]
pub fn saves(asked: Option<&Path>) -> PathBuf {
    if let Some(asked) = asked {
        return asked.to_owned();
    }
    let set = std::env::var_os("MIDDLE_POWER_SAVES").filter(|value| !value.is_empty());
    set.map(PathBuf::from)
        .or_else(|| is_checkout().then(|| PathBuf::from("saves")))
        .or_else(|| data_folder().map(|folder| folder.join("saves")))
        .unwrap_or_else(|| PathBuf::from("saves"))
}

/// The folders in which packs are looked for: what was asked for, then the user's data folder.
#[must_use]
pub fn assets(asked: Option<&Path>) -> Vec<PathBuf> {
    asked
        .map(Path::to_owned)
        .into_iter()
        .chain(data_folder())
        .collect()
}

/// The file of settings: what was asked for, else `MIDDLE_POWER_CONFIG`, else `config.ron` in the platform's
/// configuration folder. It need not exist. `None`: there is no such folder.
#[must_use]
pub fn config(asked: Option<&Path>) -> Option<PathBuf> {
    let set = std::env::var_os("MIDDLE_POWER_CONFIG").filter(|value| !value.is_empty());
    let named = asked.map(Path::to_owned).or(set.map(PathBuf::from));
    named.or_else(|| {
        let strategy = etcetera::choose_base_strategy().ok()?;
        Some(
            strategy
                .config_dir()
                .join("middle-power")
                .join("config.ron"),
        )
    })
}

/// Whether the program runs from a checkout of its own source.
fn is_checkout() -> bool {
    let manifest = std::fs::read_to_string("Cargo.toml");
    manifest.is_ok_and(|text| {
        text.lines()
            .any(|line| line.trim() == "name = \"middle-power\"")
    })
}

fn data_folder() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.data_dir().join("middle-power"))
}

/// A seed that nobody has chosen: short enough to be read out in a class.
#[must_use]
pub fn draw_seed() -> u64 {
    let mut system = rand::rngs::SysRng;
    system.try_next_u64().map_or(1, |bits| bits % 1_000_000)
}
