//! The shipped themes as they are on paper: a colour for each tone, with the terminal's own that stands in for it.

use ratatui::style::Modifier;

use crate::session::settings::{self, Hue};
use crate::tui::theme::{instead, painted};

/// How one tone looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink {
    /// The colour, with the place of the one among sixteen that stands in for it; `None`: that of ordinary text.
    pub hue: Option<(Hue, u8)>,
    /// Bold, dim, underlined.
    pub modifier: Modifier,
}

/// A whole theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub ground: Option<(Hue, u8)>,
    pub text: Option<(Hue, u8)>,
    pub strong: Ink,
    pub faint: Ink,
    pub good: Ink,
    pub bad: Ink,
    pub warn: Ink,
    pub term: Ink,
    pub accent: Ink,
    pub frame: Ink,
    pub key: Ink,
}

impl Look {
    /// The same with what a person changed.
    pub fn changed(self, by: &settings::Look) -> Self {
        Self {
            ground: by.background.map(instead).or(self.ground),
            text: by.text.map(instead).or(self.text),
            strong: painted(self.strong, by.strong),
            faint: painted(self.faint, by.faint),
            good: painted(self.good, by.good),
            bad: painted(self.bad, by.bad),
            warn: painted(self.warn, by.warn),
            term: painted(self.term, by.term),
            accent: painted(self.accent, by.accent),
            frame: painted(self.frame, by.frame),
            key: painted(self.key, by.key),
        }
    }
}

const NONE: Modifier = Modifier::empty();
const BOLD: Modifier = Modifier::BOLD;

/// No colour.
const fn plain(modifier: Modifier) -> Ink {
    Ink {
        hue: None,
        modifier,
    }
}

/// One of the terminal's own colours.
const fn own(place: u8, modifier: Modifier) -> Ink {
    Ink {
        hue: Some((Hue::Terminal(place), place)),
        modifier,
    }
}

/// Red, green and blue, and what stands in for it.
const fn rgb(code: u32, place: u8) -> (Hue, u8) {
    let [_, red, green, blue] = code.to_be_bytes();
    (Hue::Rgb(red, green, blue), place)
}

const fn ink(code: u32, place: u8, modifier: Modifier) -> Ink {
    Ink {
        hue: Some(rgb(code, place)),
        modifier,
    }
}

/// A shipped theme by name; the usual one for a name that none has.
pub(super) fn look(name: &str) -> Look {
    match name {
        "dark" => DARK,
        "light" => LIGHT,
        "colour-blind" => COLOUR_BLIND,
        "high-contrast" => HIGH_CONTRAST,
        "monochrome" => MONOCHROME,
        _ => TERMINAL,
    }
}

/// The terminal's own colours on its own ground: what a person has chosen there holds here.
const TERMINAL: Look = Look {
    ground: None,
    text: None,
    strong: plain(BOLD),
    faint: plain(Modifier::DIM),
    good: own(2, NONE),
    bad: own(1, NONE),
    warn: own(5, BOLD),
    term: own(6, NONE),
    accent: own(6, BOLD),
    frame: plain(Modifier::DIM),
    key: plain(BOLD),
};

const DARK: Look = Look {
    ground: Some(rgb(0x161a20, 0)),
    text: Some(rgb(0xd3d7de, 7)),
    strong: ink(0xf2f4f8, 15, BOLD),
    faint: ink(0x939dab, 7, NONE),
    good: ink(0x7cc98a, 10, NONE),
    bad: ink(0xf0847c, 9, NONE),
    warn: ink(0xe8b45a, 11, BOLD),
    term: ink(0x6fb7d6, 14, NONE),
    accent: ink(0x6fb7d6, 14, BOLD),
    frame: ink(0x56606e, 7, NONE),
    key: ink(0xf2f4f8, 15, BOLD),
};

const LIGHT: Look = Look {
    ground: Some(rgb(0xfaf8f3, 15)),
    text: Some(rgb(0x2b2f36, 0)),
    strong: ink(0x0e1116, 0, BOLD),
    faint: ink(0x636870, 0, NONE),
    good: ink(0x1c6e35, 2, NONE),
    bad: ink(0xb0261e, 1, NONE),
    warn: ink(0x8a4a00, 5, BOLD),
    term: ink(0x0b5f85, 4, NONE),
    accent: ink(0x0b5f85, 4, BOLD),
    frame: ink(0xa9a59a, 0, NONE),
    key: ink(0x0e1116, 0, BOLD),
};

/// Blue for better and orange for worse, of the palette of Okabe and Ito (2008), on a dark ground.
const COLOUR_BLIND: Look = Look {
    ground: Some(rgb(0x14161a, 0)),
    text: Some(rgb(0xdcdcdc, 7)),
    strong: ink(0xffffff, 15, BOLD),
    faint: ink(0x9c9c9c, 7, NONE),
    good: ink(0x56b4e9, 12, NONE),
    bad: ink(0xe69f00, 3, NONE),
    warn: ink(0xf0e442, 11, BOLD),
    term: ink(0xcc79a7, 13, NONE),
    accent: ink(0xffffff, 15, BOLD),
    frame: ink(0x626262, 7, NONE),
    key: ink(0xffffff, 15, BOLD),
};

/// Nothing is dim.
const HIGH_CONTRAST: Look = Look {
    ground: Some(rgb(0x000000, 0)),
    text: Some(rgb(0xffffff, 15)),
    strong: ink(0xffffff, 15, BOLD),
    faint: ink(0xe0e0e0, 15, NONE),
    good: ink(0x5fff87, 10, BOLD),
    bad: ink(0xff9a90, 9, BOLD),
    warn: ink(0xffff5f, 11, BOLD),
    term: ink(0x7fe7ff, 14, NONE),
    accent: ink(0x7fe7ff, 14, BOLD),
    frame: ink(0xffffff, 15, NONE),
    key: ink(0xffff5f, 11, BOLD),
};

/// No colour on any terminal.
const MONOCHROME: Look = Look {
    ground: None,
    text: None,
    strong: plain(BOLD),
    faint: plain(Modifier::DIM),
    good: plain(NONE),
    bad: plain(NONE),
    warn: plain(BOLD),
    term: plain(NONE),
    accent: plain(BOLD),
    frame: plain(Modifier::DIM),
    key: plain(BOLD),
};
