//! One game in progress: entries, undo, autosave, save files, replay and verification. Knows nothing of rendering.

pub mod afterwards;
pub mod debrief;
pub mod foretold;
pub mod futures;
pub mod game;
pub mod guide;
mod kept;
pub mod library;
pub mod otherwise;
pub mod places;
pub mod replay;
pub mod save;
pub mod settings;
pub mod staff;
pub mod store;

pub use afterwards::Afterwards;
pub use futures::Futures;
pub use game::{Entry, Game, NoUndo, Outcome, Row, Rows, Seating, Sitter};
pub use guide::{Guide, Left, Shown, Sight};
pub use kept::Session;
pub use library::{Library, NotLoaded};
pub use otherwise::{Comparison, Otherwise};
pub use replay::{Loaded, Standing, Unplayable, Verdict};
pub use save::{Damage, Save};
pub use settings::Settings;
pub use staff::Staff;
pub use store::{Listed, Store, Trouble};
