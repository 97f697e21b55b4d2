//! Text for the ear: signs as words, columns as commas. What is typed, ids and orders, stays as it is.

/// A line as a voice should read it: indents stay, signs become words, gaps of columns become commas.
///
/// | sign | words |
/// |---|---|
/// | `+3`, `−3`, `±3` | plus 3, minus 3, give or take 3 |
/// | `41–43`, `Seoul–Tokyo` | 41 to 43, Seoul and Tokyo |
/// | `·`, `—`, ` = ` | comma, colon, that is |
/// | `→` and `->`, `×`, a lone `–` | to, times, unknown |
/// | `>` before a line | chosen: |
#[must_use]
pub fn spoken(line: &str) -> String {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let (before, text) = line.split_at(indent);
    let text = match text.strip_prefix("> ") {
        Some(chosen) => format!("chosen: {}", columns(chosen.trim_end())),
        None => columns(text.trim_end()),
    };
    let text = text.replace("->", "→");
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::from(before);
    for (place, letter) in letters.iter().enumerate() {
        let last = place.checked_sub(1).and_then(|place| letters.get(place));
        let next = letters.get(place + 1);
        said(&mut out, *letter, (last.copied(), next.copied()));
    }
    out
}

/// Two spaces or more between words are a gap between columns.
fn columns(text: &str) -> String {
    let parts = text.split("  ").map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push_str(if out.ends_with([':', ',', ';']) {
                " "
            } else {
                ", "
            });
        }
        out.push_str(part);
    }
    out
}

/// One letter with its neighbours, in words if it is a sign.
fn said(out: &mut String, letter: char, (last, next): (Option<char>, Option<char>)) {
    let before_number = next.is_some_and(|next| next.is_ascii_digit());
    let apart = last.is_none_or(|last| last == ' ') && next.is_none_or(|next| next == ' ');
    match letter {
        '+' if before_number => out.push_str("plus "),
        '+' if apart => out.push_str("plus"),
        '−' if before_number => out.push_str("minus "),
        '−' => out.push_str("minus"),
        '±' if next == Some(' ') => out.push_str("give or take"),
        '±' => out.push_str("give or take "),
        '–' if apart && last.is_some() && next.is_some() => instead_of_gap(out, ','),
        '–' if apart => out.push_str("unknown"),
        '–' if before_number => out.push_str(" to "),
        '–' => out.push_str(" and "),
        '—' | '·' if apart => instead_of_gap(out, if letter == '—' { ':' } else { ',' }),
        '=' if apart && last.is_some() => {
            instead_of_gap(out, ',');
            out.push_str(" that is");
        }
        '=' if apart => out.push_str("that is"),
        '→' if apart => out.push_str("to"),
        '→' => out.push_str(" to "),
        '×' => out.push_str(if apart { "times" } else { " times " }),
        letter => out.push(letter),
    }
}

/// A mark that stands right behind the word before.
fn instead_of_gap(out: &mut String, mark: char) {
    let kept = out.trim_end().len();
    out.truncate(kept);
    out.push(mark);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_words_and_columns_are_commas() {
        for (written, heard) in [
            (
                "  Washington's trust in Seoul        62 = 60 firm + 2 warm steady",
                "  Washington's trust in Seoul, 62, that is 60 firm plus 2 warm steady",
            ),
            (
                "Working links Seoul–Beijing +4",
                "Working links Seoul and Beijing plus 4",
            ),
            (
                "will 14 ±4, half of them 41–43",
                "will 14 give or take 4, half of them 41 to 43",
            ),
            ("trust −0.4: why", "trust minus 0.4: why"),
            (
                "‘A speech’ — congress-address",
                "‘A speech’: congress-address",
            ),
            ("turn 2 of 20 · 25 May 2013", "turn 2 of 20, 25 May 2013"),
            ("amend radar=none", "amend radar=none"),
            ("late-again:alder+birch", "late-again:alder+birch"),
            ("  = 45 % of 100", "  that is 45 % of 100"),
            ("3 → 4", "3 to 4"),
            ("±7 -> about ±4", "give or take 7 to about give or take 4"),
            (
                "  > flag    0  by the boat's own state",
                "  chosen: flag, 0, by the boat's own state",
            ),
            ("", ""),
        ] {
            assert_eq!(spoken(written), heard);
        }
    }
}
