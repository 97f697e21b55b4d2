//! A theme of one's own, as its file has it.

use crate::notation::nearest;
use crate::scenario::{Problem, Source, read_value};

/// The shipped themes, the usual one first.
pub const SHIPPED: [&str; 6] = [
    "terminal",
    "dark",
    "light",
    "colour-blind",
    "high-contrast",
    "monochrome",
];

/// Names of the terminal's own colours, from 0 to 15.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

/// A colour: one of the terminal's own, or red, green and blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub enum Hue {
    /// One of the terminal's sixteen, from 0.
    Terminal(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

impl TryFrom<String> for Hue {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Some(digits) = text.strip_prefix('#') {
            let value = u32::from_str_radix(digits, 16).ok();
            let value = value.filter(|_| digits.len() == 6 && digits.is_ascii());
            let [_, red, green, blue] = value.unwrap_or_default().to_be_bytes();
            let hue = value.map(|_| Self::Rgb(red, green, blue));
            return hue.ok_or(format!(
                "a colour is written like \"#0072b2\", not \"{text}\""
            ));
        }
        let known = NAMES.iter().position(|name| *name == text);
        let hue = known.and_then(|place| u8::try_from(place).ok());
        hue.map(Self::Terminal).ok_or_else(|| {
            let hint = match nearest(&text, NAMES.into_iter()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => format!("one of {}, or \"#rrggbb\"", NAMES.join(", ")),
            };
            format!("there is no colour \"{text}\" ({hint})")
        })
    }
}

/// How one tone looks. What is left out is as in the theme it is based on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Paint {
    /// The colour of the letters.
    pub colour: Option<Hue>,
    /// Whether they are bold.
    pub bold: Option<bool>,
    /// Whether they are dim.
    pub dim: Option<bool>,
    /// Whether they are underlined.
    pub underlined: Option<bool>,
}

/// What a theme changes. Everything may be left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// The colour behind everything; the terminal's own if the base has none.
    pub background: Option<Hue>,
    /// The colour of ordinary text.
    pub text: Option<Hue>,
    /// Headings, and what matters most in a line.
    pub strong: Paint,
    /// What may be skipped.
    pub faint: Paint,
    /// Changes for the better.
    pub good: Paint,
    /// Changes for the worse.
    pub bad: Paint,
    /// What needs attention.
    pub warn: Paint,
    /// Names that can be looked up.
    pub term: Paint,
    /// One's own capital, and the heading of the pane that has the keys.
    pub accent: Paint,
    /// Rules and frames.
    pub frame: Paint,
    /// Names of keys.
    pub key: Paint,
}

#[derive(serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    base: String,
    look: Look,
}

impl Default for File {
    fn default() -> Self {
        Self {
            base: SHIPPED[0].to_owned(),
            look: Look::default(),
        }
    }
}

/// A theme of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTheme {
    /// Its name: that of its file.
    pub name: String,
    /// The shipped theme that it changes.
    pub base: String,
    /// What it changes.
    pub look: Look,
}

impl OwnTheme {
    /// Reads a theme.
    ///
    /// # Errors
    /// Everything that is wrong with it, with its place.
    pub(super) fn read(source: &Source) -> Result<Self, String> {
        let joined = |problems: Vec<Problem>| {
            let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
            lines.join("\n")
        };
        let file: File = read_value(source).map_err(joined)?;
        let name = source.file_name().trim_end_matches(".ron").to_owned();
        let complain = |message: &str| {
            let text = source.text.as_str().into();
            let start = source.text.find("base").unwrap_or(0);
            Problem::new(&source.label, &text, start..start + 4, message).to_string()
        };
        if !SHIPPED.contains(&file.base.as_str()) {
            let near = nearest(&file.base, SHIPPED.into_iter());
            let hint = near.map_or(SHIPPED.join(", "), |near| format!("did you mean ‘{near}’?"));
            let message = format!("base: there is no shipped theme ‘{}’ ({hint})", file.base);
            return Err(complain(&message));
        }
        if SHIPPED.contains(&name.as_str()) {
            return Err(complain(
                "a shipped theme has this name; give the file another",
            ));
        }
        Ok(Self {
            name,
            base: file.base,
            look: file.look,
        })
    }
}
