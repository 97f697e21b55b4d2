//! Styled text: spans with a tone, lines of spans, templates with named slots. Text from data is cleaned here.

/// What a span means to the reader; a front end chooses how to show it, and never by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// A heading or what matters most in a line.
    Strong,
    /// What may be skipped.
    Dim,
    /// A change for the better.
    Good,
    /// A change for the worse.
    Bad,
    /// What needs attention.
    Warn,
    /// The name of something that can be looked up.
    Term,
    /// A command by its id, in whose place a front end shows its key.
    Key,
}

/// A piece of text with one tone. Holds no control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    text: String,
    tone: Tone,
}

impl Span {
    /// `text`, cleaned, with a tone.
    #[must_use]
    pub fn new(text: &str, tone: Tone) -> Self {
        Self {
            text: clean(text),
            tone,
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tone.
    #[must_use]
    pub const fn tone(&self) -> Tone {
        self.tone
    }
}

/// One line of text. Never holds a line break; wrapping is for the front end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(Vec<Span>);

impl Line {
    /// A line of one tone.
    #[must_use]
    pub fn new(text: &str, tone: Tone) -> Self {
        Self(vec![Span::new(text, tone)])
    }

    /// The spans in order.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The text without tones.
    #[must_use]
    pub fn plain(&self) -> String {
        self.0.iter().map(Span::text).collect()
    }

    /// The text without tones, in ASCII as far as its own signs go.
    #[must_use]
    pub fn plain_ascii(&self) -> String {
        ascii(&self.plain())
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }

    /// The line with another one after it.
    #[must_use]
    pub fn then(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// The line with this tone wherever it was plain.
    #[must_use]
    pub fn toned(mut self, tone: Tone) -> Self {
        for span in &mut self.0 {
            if span.tone == Tone::Plain {
                span.tone = tone;
            }
        }
        self
    }

    /// The line with a capital letter at its start.
    #[must_use]
    pub fn capitalised(mut self) -> Self {
        if let Some(span) = self.0.iter_mut().find(|span| !span.text.is_empty()) {
            let mut letters = span.text.chars();
            let first: String = letters
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .collect();
            span.text = first + letters.as_str();
        }
        self
    }

    /// The lines one after the other with `between` in between.
    #[must_use]
    pub fn joined(lines: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut all = Self::default();
        for (place, line) in lines.into_iter().enumerate() {
            if place > 0 {
                all = all.then(between);
            }
            all = all.then(line);
        }
        all
    }
}

/// A sentence with `{id}` for the key of a command: "{why} on a figure tells …".
#[must_use]
pub fn with_keys(template: &str) -> Line {
    let mut line = Line::default();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        line = push(line, before);
        let (id, after) = after.split_once('}').unwrap_or((after, ""));
        line = line.then(Line::new(id, Tone::Key));
        rest = after;
    }
    push(line, rest)
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::new(text, Tone::Plain)
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self::new(&text, Tone::Plain)
    }
}

/// The template with each `{slot}` replaced by its line, and each `{!id}` by a command, in whose place a front end shows
/// its key. A slot without a line stays as it is written.
#[must_use]
pub fn fill(template: &str, slots: &[(&str, Line)]) -> Line {
    let mut line = Line::default();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        line = push(line, before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        if let Some(id) = name.strip_prefix('!') {
            line = line.then(Line::new(id, Tone::Key));
            rest = after;
            continue;
        }
        let slot = slots.iter().find(|(known, _)| *known == name);
        debug_assert!(slot.is_some(), "no slot {name} for {template:?}");
        line = match slot {
            Some((_, filling)) => line.then(filling.clone()),
            None => push(line, name),
        };
        rest = after;
    }
    push(line, rest)
}

fn push(line: Line, text: &str) -> Line {
    if text.is_empty() {
        line
    } else {
        line.then(text)
    }
}

/// The text without anything that could steer a terminal or reorder what is read: control characters, marks of
/// direction, invisible characters. Breaks and tabs become spaces.
#[must_use]
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|letter| match letter {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => Some(' '),
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' => None,
            '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
            '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => None,
            letter if letter.is_control() => None,
            letter => Some(letter),
        })
        .collect()
}

/// The text with our own signs written in ASCII. Names from data keep their letters.
#[must_use]
pub fn ascii(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '−' | '–' | '—' => plain.push('-'),
            '±' => plain.push_str("+/-"),
            '≥' => plain.push_str(">="),
            '≤' => plain.push_str("<="),
            '≈' => plain.push('~'),
            '‘' | '’' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '·' => plain.push('|'),
            '×' => plain.push('x'),
            '…' => plain.push_str("..."),
            '↑' => plain.push('^'),
            '↓' => plain.push('v'),
            '→' => plain.push_str("->"),
            '\u{a0}' | '\u{202f}' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_comes_through() {
        for (given, shown) in [
            ("Seoul\u{1b}[31m", "Seoul[31m"),
            ("two\nlines\tand a tab", "two lines and a tab"),
            ("\u{202e}drawkcab", "drawkcab"),
            ("bell\u{7}\u{9b}2J", "bell2J"),
            ("Diaoyu/Senkaku – 서울", "Diaoyu/Senkaku – 서울"),
        ] {
            assert_eq!(Span::new(given, Tone::Plain).text(), shown);
        }
    }

    #[test]
    fn a_template_takes_its_slots_in_any_order_and_keeps_their_tones() {
        let slots = [("a", Line::new("one", Tone::Term)), ("b", "two".into())];
        assert_eq!(fill("{b} after {a}", &slots).plain(), "two after one");
        assert_eq!(fill("{a}", &slots).spans()[0].tone(), Tone::Term);
        assert_eq!(fill("no slot", &slots).plain(), "no slot");
    }

    #[test]
    fn a_brace_in_data_is_no_slot() {
        let line = fill("{a} and {b}", &[("a", "{b}".into()), ("b", "c".into())]);
        assert_eq!(line.plain(), "{b} and c");
    }

    #[test]
    fn a_line_starts_with_a_capital_only_when_asked() {
        assert_eq!(
            Line::from("working links").capitalised().plain(),
            "Working links"
        );
        assert!(Line::default().capitalised().is_empty());
    }

    #[test]
    fn our_own_signs_have_an_ascii_form() {
        let shown = Line::from("−2 ±8 ≥ 3 · ‘x’ Seoul–Tokyo").plain_ascii();
        assert_eq!(shown, "-2 +/-8 >= 3 | 'x' Seoul-Tokyo");
    }
}
