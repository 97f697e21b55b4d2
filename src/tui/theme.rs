//! How tones look. Uses the terminal's own colours only, and never a colour alone.

use ratatui::style::{Color, Modifier, Style};

use crate::text::Tone;

/// Whether colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's sixteen colours.
    Terminal,
    /// None: bold, dim, underline and reverse only.
    Monochrome,
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
}

/// The styles of one colour mode.
#[derive(Clone, Copy, Debug)]
pub(in crate::tui) struct Theme {
    colour: Colour,
}

impl Theme {
    /// The theme of a colour mode.
    pub const fn new(colour: Colour) -> Self {
        Self { colour }
    }

    /// How a tone looks.
    pub const fn tone(self, tone: Tone) -> Style {
        let style = Style::new();
        match tone {
            Tone::Plain => style,
            Tone::Strong => style.add_modifier(Modifier::BOLD),
            Tone::Dim => style.add_modifier(Modifier::DIM),
            Tone::Good => self.coloured(style, Color::Green),
            Tone::Bad => self.coloured(style, Color::Red),
            Tone::Warn => self.coloured(style.add_modifier(Modifier::BOLD), Color::Magenta),
            Tone::Term => self.coloured(style, Color::Cyan),
        }
    }

    /// Our own capital, the focused heading.
    pub const fn accent(self) -> Style {
        self.coloured(Style::new().add_modifier(Modifier::BOLD), Color::Cyan)
    }

    /// Rules and frames.
    pub const fn frame(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
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
    pub const fn behind(self) -> Style {
        Style::new()
            .fg(Color::Reset)
            .remove_modifier(Modifier::REVERSED)
            .remove_modifier(Modifier::BOLD)
            .add_modifier(Modifier::DIM)
    }

    /// The name of a key in the bottom line.
    pub const fn key(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    const fn coloured(self, style: Style, colour: Color) -> Style {
        match self.colour {
            Colour::Terminal => style.fg(colour),
            Colour::Monochrome => style,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_with_content_means_monochrome() {
        for (no_color, term, wanted) in [
            (None, Some("xterm"), Colour::Terminal),
            (Some(""), Some("xterm"), Colour::Terminal),
            (Some("1"), Some("xterm"), Colour::Monochrome),
            (None, Some("dumb"), Colour::Monochrome),
        ] {
            assert_eq!(Colour::wanted(no_color, term), wanted);
        }
    }

    #[test]
    fn monochrome_has_no_colour_at_all() {
        let theme = Theme::new(Colour::Monochrome);
        for tone in [Tone::Good, Tone::Bad, Tone::Warn, Tone::Term, Tone::Dim] {
            assert_eq!(theme.tone(tone).fg, None);
        }
    }
}
