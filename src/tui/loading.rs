//! From a slot of the store to a session.

use crate::session::store::read_file;
use crate::session::{Library, Session, Store};

/// Goes on with a save. An older generation goes on in a slot of its own.
///
/// # Errors
/// In words, why not.
pub(in crate::tui) fn load(
    (library, present): (&Library, Option<&Session>),
    store: &Store,
    slot: &str,
    generation: u8,
) -> Result<Session, String> {
    let path = store
        .file(slot, generation)
        .ok_or("The save is no longer there")?;
    let save = read_file(&path).map_err(|trouble| trouble.to_string())?;
    // A pack that was given by path is at hand only in the game that is played.
    let scenario = match present {
        Some(present) => present.scenario_for(library, &save),
        None => library.load(&save.scenario, Some(&save.lens)),
    };
    let scenario = scenario.map_err(|why| why.to_string())?;
    let slot = if generation == 0 {
        slot.to_owned()
    } else {
        store.free_slot(slot)
    };
    Session::resume(&scenario, &save, Some(store.clone()), slot).map_err(|why| why.to_string())
}
