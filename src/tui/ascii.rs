//! Screens in ASCII: every sign that is drawn has one of ASCII in its place. Letters of names keep their own.
//!
//! The one place that knows. Screens draw as always; the whole buffer is turned at the last step, cell by cell, so that
//! nothing moves.

use ratatui::buffer::Buffer;

use crate::tui::paint::width;

/// Signs with what stands for them.
const SIGNS: [(&str, &str); 14] = [
    ("─━═╌┄┈–—−", "-"),
    ("│┃║╎┆┊", "|"),
    ("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛", "+"),
    ("›→►▶▸▹⇒", ">"),
    ("»", "]"),
    ("‹←◄◀«◂⇐", "<"),
    ("↑▲▴△", "^"),
    ("↓▼▾▽", "v"),
    ("‘’‚′", "'"),
    ("“”„″", "\""),
    ("·•∙‧…", "."),
    ("✓✔", "+"),
    ("✗✘×✕", "x"),
    ("±~", "~"),
];

/// Further signs, one by one.
const SINGLE: [(char, &str); 27] = [
    ('◆', "@"),
    ('◇', "o"),
    ('●', "*"),
    ('○', "o"),
    ('◐', "o"),
    ('■', "#"),
    ('□', "."),
    ('▪', "#"),
    ('★', "*"),
    ('☆', "*"),
    ('╸', "-"),
    ('╺', "-"),
    ('╾', "-"),
    ('╼', "-"),
    ('≈', "="),
    ('≥', ">"),
    ('≤', "<"),
    ('≠', "!"),
    ('Σ', "S"),
    ('Π', "P"),
    ('√', "V"),
    ('‰', "%"),
    ('°', "o"),
    ('²', "2"),
    ('³', "3"),
    ('₀', "0"),
    ('₁', "1"),
];

/// Turns every sign of a buffer to ASCII. A name in another script stays as it is.
pub(in crate::tui) fn turn(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() || width(symbol) != 1 {
            continue;
        }
        let mut letters = symbol.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && let Some(sign) = sign(letter)
        {
            cell.set_symbol(sign);
        }
    }
}

/// What stands for a sign; `None` for a letter of a name.
fn sign(letter: char) -> Option<&'static str> {
    let among = |(signs, _): &&(&str, &str)| signs.contains(letter);
    if let Some((_, plain)) = SIGNS.iter().find(among) {
        return Some(plain);
    }
    if let Some((_, plain)) = SINGLE.iter().find(|(known, _)| *known == letter) {
        return Some(plain);
    }
    match letter {
        '\u{2800}'..='\u{28ff}' => Some(dots(letter)),
        // Blocks: eighths from below, then from the left, then shades.
        '▁'..='█' => Some(level(u32::from(letter) - u32::from('▁'))),
        '▉'..='▏' => Some(level(u32::from('▏') - u32::from(letter))),
        '░' => Some(":"),
        '▒' => Some("%"),
        '▓' | '▀' | '▐' => Some("#"),
        '\u{a0}' | '\u{202f}' => Some(" "),
        letter if letter.is_alphabetic() => None,
        _ => Some("*"),
    }
}

/// A cell of dots by how many there are and whether they lie high or low.
fn dots(letter: char) -> &'static str {
    let bits = u32::from(letter) - 0x2800;
    // Dots 1, 2, 4 and 5 are the upper half.
    let upper = (bits & 0b0001_1011).count_ones();
    match (bits.count_ones(), upper) {
        (0, _) => " ",
        (1 | 2, 0) => ".",
        (1 | 2, 1) => "-",
        (1 | 2, _) => "'",
        (3 | 4, _) => ":",
        (_, _) => "#",
    }
}

/// A bar of eighths.
fn level(eighths: u32) -> &'static str {
    const LEVELS: [&str; 8] = [".", ".", ":", ":", "=", "=", "#", "#"];
    let place = usize::try_from(eighths).unwrap_or(7).min(7);
    LEVELS[place]
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn turned(text: &str) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
        buffer.set_string(0, 0, text, Style::new());
        turn(&mut buffer);
        let row: String = buffer.content().iter().map(|cell| cell.symbol()).collect();
        row.trim_end().to_owned()
    }

    #[test]
    fn signs_become_ascii_and_names_stay() {
        for (text, shown) in [
            ("┌─ Why ─┐│↑↓", "+- Why -+|^v"),
            ("› 46 ±8 · −3 ✓ ✗ ×", "> 46 ~8 . -3 + x x"),
            ("‘x’ “y” … ◆ ●", "'x' \"y\" . @ *"),
            ("⠁⣿▁█", "-#.#"),
            ("Ŭlchi é", "Ŭlchi é"),
        ] {
            assert_eq!(turned(text), shown.trim_start(), "{text}");
        }
        assert!(
            turned("서울").contains('서'),
            "a name in another script stays"
        );
    }
}
