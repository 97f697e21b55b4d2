//! A file of a pack as its reader hands it over: a label to show and the text.

/// One file of a pack, or a lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as shown to the user, such as `assets/scenarios/x/events.ron`; its last part says what the file holds.
    pub label: String,
    /// The text.
    pub text: String,
    /// What ships in its place, if it ships.
    shipped: Option<Shipped>,
    /// Whether it belongs to a pack that another one extends.
    beneath: bool,
}

/// A file inside the binary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shipped {
    text: &'static str,
    /// Its raw values as postcard, read from the text when the program was built.
    prepared: &'static [u8],
}

impl Source {
    /// A file of this label and text.
    #[must_use]
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: text.into(),
            shipped: None,
            beneath: false,
        }
    }

    /// A file that ships: tests have read it with every place and found nothing wrong.
    pub(in crate::scenario) fn shipped(
        label: String,
        text: &'static str,
        prepared: &'static [u8],
    ) -> Self {
        Self {
            shipped: Some(Shipped { text, prepared }),
            ..Self::new(label, text)
        }
    }

    /// The same file, of a pack that another one extends.
    pub(in crate::scenario) fn lying_beneath(self) -> Self {
        Self {
            beneath: true,
            ..self
        }
    }

    /// Whether it belongs to a pack that another one extends.
    #[must_use]
    pub fn is_beneath(&self) -> bool {
        self.beneath
    }

    /// Its raw values, if they were read when the program was built and the text is still what it was then.
    pub(in crate::scenario) fn prepared(&self) -> Option<&'static [u8]> {
        let shipped = self.shipped.filter(|it| it.text == self.text)?;
        Some(shipped.prepared)
    }

    /// The last part of the label.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.label.rsplit(['/', '\\']).next().unwrap_or("")
    }
}
