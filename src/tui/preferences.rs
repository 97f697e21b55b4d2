//! What a person wants of the screen: their settings, and the keys that follow from them.

use crate::command::{Bindings, COMMANDS, Command};
use crate::session::settings::{Kept, Settings};
use crate::tui::theme::{Colour, Signs, Theme};

/// The settings with where they are kept, and what follows from them.
#[derive(Clone, Debug, Default)]
pub struct Preferences {
    kept: Kept,
    bindings: Bindings,
}

impl Preferences {
    /// Those of a file. Keys that clash are told with their place, and the defaults are used.
    #[must_use]
    pub fn of(mut kept: Kept) -> Self {
        let bindings = match bound(&kept.settings) {
            Ok(bindings) => bindings,
            Err(clashes) => {
                let told: Vec<String> = clashes
                    .iter()
                    .map(|(id, why)| kept.at_key(id, why))
                    .collect();
                kept.blame(told);
                Bindings::default()
            }
        };
        Self { kept, bindings }
    }

    /// These settings, kept nowhere.
    #[must_use]
    pub fn held(settings: Settings) -> Self {
        let mut kept = Kept::default();
        kept.settings = settings;
        Self::of(kept)
    }

    /// What is set.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.kept.settings
    }

    /// Where it is kept, and what is wrong there.
    #[must_use]
    pub fn kept(&self) -> &Kept {
        &self.kept
    }

    /// The keys of every command.
    #[must_use]
    pub fn bindings(&self) -> &Bindings {
        &self.bindings
    }

    /// Every theme that can be chosen.
    #[must_use]
    pub fn themes(&self) -> Vec<&str> {
        let own = self.kept.themes.iter().map(|theme| theme.name.as_str());
        crate::session::settings::SHIPPED
            .into_iter()
            .chain(own)
            .collect()
    }

    /// The theme as it is set, on a terminal of these colours.
    pub(in crate::tui) fn theme(&self, colour: Colour) -> Theme {
        let signs = if self.settings().ascii {
            Signs::Ascii
        } else {
            Signs::All
        };
        Theme::named(&self.settings().theme, &self.kept.themes, colour).drawing(signs)
    }

    /// Takes other settings and keeps them.
    ///
    /// # Errors
    /// In words: keys that clash, and then nothing changes; or why it holds for this session only.
    pub(in crate::tui) fn set(&mut self, settings: Settings) -> Result<String, String> {
        match bound(&settings) {
            Ok(bindings) => self.bindings = bindings,
            Err(clashes) => {
                return Err(clashes
                    .into_iter()
                    .next()
                    .map_or_else(String::new, |(_, why)| why));
            }
        }
        let ids: Vec<&str> = bound_commands().map(|command| command.id).collect();
        let kept = self.kept.keep(settings, &ids);
        kept.map(|path| path.display().to_string())
            .map_err(|why| format!("It holds until you quit, but isn't kept: {why}"))
    }
}

/// Every command that has keys.
pub(in crate::tui) fn bound_commands() -> impl Iterator<Item = &'static Command> {
    let with_keys = |command: &&Command| command.screens() && !command.keys.is_empty();
    COMMANDS.iter().filter(with_keys)
}

/// The keys of settings, or every clash with the id that it is about.
fn bound(settings: &Settings) -> Result<Bindings, Vec<(String, String)>> {
    let keys = settings.keys.iter();
    let bindings = Bindings::new(keys.map(|(id, keys)| (id.as_str(), keys.as_slice())));
    bindings.map_err(|clashes| {
        let told = clashes.iter();
        told.map(|clash| (clash.id().to_owned(), clash.to_string()))
            .collect()
    })
}
