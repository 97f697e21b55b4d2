//! How tones look: six themes and those of a person's own, on what the terminal can show. Never a colour alone.

mod looks;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::session::settings::{Hue, OwnTheme, Paint};
use crate::text::Tone;
use looks::{Ink, Look, look};

/// Which colours the terminal shows. Nothing is asked of it: its environment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    /// None: bold, dim, underline and reverse only, whatever the theme.
    Monochrome,
    /// Its own sixteen.
    Terminal,
    /// Those, and 240 that are the same everywhere.
    Indexed,
    /// Any.
    True,
}

impl Colour {
    /// What the environment asks for: `NO_COLOR` with any content, or a dumb terminal, means monochrome.
    #[must_use]
    pub fn wanted(no_color: Option<&str>, term: Option<&str>) -> Self {
        let refused = no_color.is_some_and(|value| !value.is_empty());
        if refused || term == Some("dumb") {
            Self::Monochrome
        } else {
            Self::Terminal
        }
    }

    /// More than sixteen, where `TERM` or `COLORTERM` promises them.
    #[must_use]
    pub fn deepened(self, term: Option<&str>, colorterm: Option<&str>) -> Self {
        let indexed = term.is_some_and(|term| term.contains("256color"));
        match (self, colorterm) {
            (Self::Monochrome, _) => self,
            (_, Some("truecolor" | "24bit")) => Self::True,
            (_, Some(_) | None) if indexed => Self::Indexed,
            (_, Some(_) | None) => self,
        }
    }
}

/// Which signs are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::tui) enum Signs {
    /// All.
    #[default]
    All,
    /// Those of ASCII.
    Ascii,
}

/// The styles of one theme on one terminal.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Theme {
    look: Look,
    colour: Colour,
    /// Which signs are drawn.
    pub signs: Signs,
}

impl Theme {
    /// A theme by name, on a terminal of these colours. A name that nobody knows means the usual one.
    pub fn named(name: &str, own: &[OwnTheme], colour: Colour) -> Self {
        let look = match own.iter().find(|theme| theme.name == name) {
            Some(theme) => look(&theme.base).changed(&theme.look),
            None => look(name),
        };
        Self {
            look,
            colour,
            signs: Signs::All,
        }
    }

    /// The same, drawing these signs.
    pub const fn drawing(self, signs: Signs) -> Self {
        Self { signs, ..self }
    }

    /// How a tone looks.
    pub fn tone(self, tone: Tone) -> Style {
        match tone {
            Tone::Plain => Style::new(),
            Tone::Strong => self.style(self.look.strong),
            Tone::Dim => self.style(self.look.faint),
            Tone::Good => self.style(self.look.good),
            Tone::Bad => self.style(self.look.bad),
            Tone::Warn => self.style(self.look.warn),
            Tone::Term => self.style(self.look.term),
            Tone::Key => self.key(),
        }
    }

    /// Our own capital, the focused heading.
    pub fn accent(self) -> Style {
        self.style(self.look.accent)
    }

    /// Rules and frames.
    pub fn frame(self) -> Style {
        self.style(self.look.frame)
    }

    /// The line that is selected in the pane that has the focus.
    pub const fn selected(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .bg(Color::Reset)
            .remove_modifier(Modifier::DIM)
            .add_modifier(Modifier::REVERSED)
    }

    /// What lies behind a dialog.
    pub fn behind(self) -> Style {
        let faint = self.style(self.look.faint);
        Style::new()
            .fg(faint.fg.unwrap_or(Color::Reset))
            .remove_modifier(Modifier::REVERSED)
            .remove_modifier(Modifier::BOLD)
            .add_modifier(faint.add_modifier)
    }

    /// The name of a key in the bottom line.
    pub fn key(self) -> Style {
        self.style(self.look.key)
    }

    fn style(self, ink: Ink) -> Style {
        let style = Style::new().add_modifier(ink.modifier);
        match ink.hue.and_then(|hue| self.colour(hue)) {
            Some(colour) => style.fg(colour),
            None => style,
        }
    }

    /// A colour of the theme as this terminal can show it; `None`: it shows none.
    fn colour(self, (hue, instead): (Hue, u8)) -> Option<Color> {
        match (self.colour, hue) {
            (Colour::Monochrome, _) => None,
            (_, Hue::Terminal(place)) => Some(of_terminal(place)),
            (Colour::Terminal, Hue::Rgb(..)) => Some(of_terminal(instead)),
            (Colour::Indexed, Hue::Rgb(red, green, blue)) => {
                Some(Color::Indexed(nearest_index(red, green, blue)))
            }
            (Colour::True, Hue::Rgb(red, green, blue)) => Some(Color::Rgb(red, green, blue)),
        }
    }

    /// Puts the theme's own ground and text colour wherever the drawing left the terminal's.
    pub fn ground(self, buffer: &mut Buffer) {
        let text = self.look.text.and_then(|hue| self.colour(hue));
        let ground = self.look.ground.and_then(|hue| self.colour(hue));
        if text.is_none() && ground.is_none() {
            return;
        }
        for cell in &mut buffer.content {
            if let (Color::Reset, Some(text)) = (cell.fg, text) {
                cell.fg = text;
            }
            if let (Color::Reset, Some(ground)) = (cell.bg, ground) {
                cell.bg = ground;
            }
        }
    }
}

/// One of the terminal's sixteen colours.
const fn of_terminal(place: u8) -> Color {
    match place {
        0 => Color::Black,
        1 => Color::Red,
        2 => Color::Green,
        3 => Color::Yellow,
        4 => Color::Blue,
        5 => Color::Magenta,
        6 => Color::Cyan,
        7 => Color::Gray,
        8 => Color::DarkGray,
        9 => Color::LightRed,
        10 => Color::LightGreen,
        11 => Color::LightYellow,
        12 => Color::LightBlue,
        13 => Color::LightMagenta,
        14 => Color::LightCyan,
        15.. => Color::White,
    }
}

/// The place in the palette of 256 that is nearest: in its cube of 6×6×6 or on its ramp of 24 greys.
fn nearest_index(red: u8, green: u8, blue: u8) -> u8 {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let wanted = [red, green, blue].map(i32::from);
    let away = |shown: [u8; 3]| -> i32 {
        let pairs = shown.into_iter().map(i32::from).zip(wanted);
        pairs.map(|(shown, wanted)| (shown - wanted).pow(2)).sum()
    };
    let step = |place: u8| STEPS[usize::from(place % 6)];
    let cube = (0..216_u8).map(|at| (16 + at, [step(at / 36), step(at / 6), step(at)]));
    let grey = (0..24_u8).map(|at| (232 + at, [8 + 10 * at; 3]));
    let all = cube.chain(grey);
    all.min_by_key(|(_, shown)| away(*shown))
        .map_or(15, |(place, _)| place)
}

/// The ink that a paint of a person's own makes of another.
fn painted(ink: Ink, paint: Paint) -> Ink {
    let mut modifier = ink.modifier;
    for (wanted, one) in [
        (paint.bold, Modifier::BOLD),
        (paint.dim, Modifier::DIM),
        (paint.underlined, Modifier::UNDERLINED),
    ] {
        if let Some(wanted) = wanted {
            modifier.set(one, wanted);
        }
    }
    Ink {
        hue: paint.colour.map(instead).or(ink.hue),
        modifier,
    }
}

/// A colour with the nearest of the terminal's sixteen, as most terminals have them.
fn instead(hue: Hue) -> (Hue, u8) {
    const USUAL: [[u8; 3]; 16] = [
        [0, 0, 0],
        [205, 0, 0],
        [0, 205, 0],
        [205, 205, 0],
        [0, 0, 238],
        [205, 0, 205],
        [0, 205, 205],
        [229, 229, 229],
        [127, 127, 127],
        [255, 0, 0],
        [0, 255, 0],
        [255, 255, 0],
        [92, 92, 255],
        [255, 0, 255],
        [0, 255, 255],
        [255, 255, 255],
    ];
    let Hue::Rgb(red, green, blue) = hue else {
        return (hue, 7);
    };
    let wanted = [red, green, blue].map(i32::from);
    let away = |shown: [u8; 3]| -> i32 {
        let pairs = shown.into_iter().map(i32::from).zip(wanted);
        pairs.map(|(shown, wanted)| (shown - wanted).pow(2)).sum()
    };
    let near = (0..16_u8).min_by_key(|place| away(USUAL[usize::from(*place)]));
    (hue, near.unwrap_or(7))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::settings::SHIPPED;

    #[test]
    fn the_environment_says_which_colours_there_are() {
        for (no_color, term, colorterm, wanted) in [
            (None, Some("xterm"), None, Colour::Terminal),
            (Some(""), Some("xterm"), None, Colour::Terminal),
            (
                Some("1"),
                Some("xterm"),
                Some("truecolor"),
                Colour::Monochrome,
            ),
            (None, Some("dumb"), Some("24bit"), Colour::Monochrome),
            (None, Some("xterm-256color"), None, Colour::Indexed),
            (
                None,
                Some("xterm-256color"),
                Some("truecolor"),
                Colour::True,
            ),
            (None, Some("screen"), Some("yes"), Colour::Terminal),
        ] {
            let colour = Colour::wanted(no_color, term).deepened(term, colorterm);
            assert_eq!(colour, wanted, "{no_color:?} {term:?} {colorterm:?}");
        }
    }

    const TONES: [Tone; 6] = [
        Tone::Good,
        Tone::Bad,
        Tone::Warn,
        Tone::Term,
        Tone::Dim,
        Tone::Key,
    ];

    #[test]
    fn monochrome_has_no_colour_at_all_whatever_the_theme() {
        for (name, colour) in SHIPPED
            .into_iter()
            .map(|name| (name, Colour::Monochrome))
            .chain([("monochrome", Colour::True)])
        {
            let theme = Theme::named(name, &[], colour);
            for tone in TONES {
                assert_eq!(theme.tone(tone).fg, None, "{name}");
            }
            let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, 2, 1));
            let before = buffer.clone();
            theme.ground(&mut buffer);
            assert_eq!(buffer, before, "{name}");
        }
    }

    /// Bright black is the ground of some terminals; nothing may be written in it.
    #[test]
    fn nothing_is_written_in_bright_black_or_like_its_ground() {
        for name in SHIPPED {
            for colour in [Colour::Terminal, Colour::Indexed, Colour::True] {
                let theme = Theme::named(name, &[], colour);
                let ground = theme.look.ground.and_then(|hue| theme.colour(hue));
                let styles = TONES.map(|tone| theme.tone(tone)).into_iter();
                for style in styles.chain([theme.accent(), theme.frame(), theme.behind()]) {
                    assert_ne!(style.fg, Some(Color::DarkGray), "{name}");
                    assert!(
                        style.fg.is_none() || style.fg != ground,
                        "{name} {colour:?}"
                    );
                }
            }
        }
    }

    /// Relative luminance by WCAG 2.2.
    fn luminance(hue: Hue) -> f64 {
        let Hue::Rgb(red, green, blue) = hue else {
            panic!("a ground goes with colours of its own")
        };
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    #[test]
    fn every_tone_of_a_theme_with_a_ground_stands_out_from_it() {
        for name in SHIPPED {
            let look = Theme::named(name, &[], Colour::True).look;
            let Some((ground, _)) = look.ground else {
                continue;
            };
            let inks = [
                look.strong,
                look.faint,
                look.good,
                look.bad,
                look.warn,
                look.term,
            ];
            let inks = inks.into_iter().chain([look.accent, look.key]);
            for hue in inks.filter_map(|ink| ink.hue).chain(look.text) {
                let (one, two) = (luminance(hue.0), luminance(ground));
                let contrast = (one.max(two) + 0.05) / (one.min(two) + 0.05);
                let least = if name == "high-contrast" { 7.0 } else { 4.5 };
                assert!(contrast >= least, "{name}: {hue:?} {contrast:.2}");
            }
        }
    }

    #[test]
    fn a_theme_of_ones_own_changes_what_it_names() {
        let own = OwnTheme {
            name: "dusk".to_owned(),
            base: "dark".to_owned(),
            look: crate::session::settings::Look {
                good: Paint {
                    colour: Some(Hue::Rgb(1, 2, 3)),
                    bold: Some(true),
                    ..Paint::default()
                },
                ..Default::default()
            },
        };
        let theme = Theme::named("dusk", std::slice::from_ref(&own), Colour::True);
        let base = Theme::named("dark", &[], Colour::True);
        let good = theme.tone(Tone::Good);
        assert_eq!(good.fg, Some(Color::Rgb(1, 2, 3)));
        assert!(good.add_modifier.contains(Modifier::BOLD));
        assert_eq!(theme.tone(Tone::Bad), base.tone(Tone::Bad));
    }

    #[test]
    fn the_nearest_of_256_is_found() {
        assert_eq!(nearest_index(255, 255, 255), 231);
        assert_eq!(nearest_index(8, 8, 8), 232);
        assert_eq!(nearest_index(0, 95, 175), 25);
    }
}
