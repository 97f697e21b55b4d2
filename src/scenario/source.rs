//! A file of a pack as its reader hands it over: a label to show and the text.

/// One file of a pack, or a lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as shown to the user, such as `assets/scenarios/x/events.ron`; its last part says what the file holds.
    pub label: String,
    /// The text.
    pub text: String,
}

impl Source {
    /// A file of this label and text.
    #[must_use]
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
        }
    }

    /// The last part of the label.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.label.rsplit(['/', '\\']).next().unwrap_or("")
    }
}
