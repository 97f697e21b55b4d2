//! A file of a pack as its reader hands it over: a label to show and the text.

/// One file of a pack, or a lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as shown to the user, such as `assets/scenarios/x/events.ron`; its last part says what the file holds.
    pub label: String,
    /// The text.
    pub text: String,
    /// Whether its pack is known to be sound.
    sound: bool,
}

impl Source {
    /// A file of this label and text.
    #[must_use]
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
            sound: false,
        }
    }

    /// A file of a pack that ships: tests have read it with every place and found nothing wrong.
    pub(in crate::scenario) fn shipped(label: String, text: &str) -> Self {
        Self {
            sound: true,
            ..Self::new(label, text)
        }
    }

    /// Whether its pack is known to be sound, so that its values can be read without noting where each stands.
    pub(in crate::scenario) fn is_known_sound(&self) -> bool {
        self.sound
    }

    /// The last part of the label.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.label.rsplit(['/', '\\']).next().unwrap_or("")
    }
}
