//! A report as Markdown (CommonMark with tables). Everything that could be read as markup is escaped.

use crate::model::Points;
use crate::report::model::{Block, Chart, Column, Course, Plot, Report, Section, Table, Told};
use crate::text::report::TITLE;
use crate::text::{Line, Tone, tenths};

/// The signs of a course, lowest first.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The document.
pub fn document(report: &Report) -> String {
    let mut text = format!("# {}: {TITLE}\n", plain(&report.title));
    let several = report.games.len() > 1;
    for part in &report.beside {
        section(&mut text, part, "##");
    }
    for one in &report.games {
        game(&mut text, one, several);
    }
    text
}

fn game(text: &mut String, game: &Told, several: bool) {
    let deep = if several {
        paragraph(text, &format!("## {}: {}", game.letter, plain(&game.name)));
        "###"
    } else {
        "##"
    };
    text.push('\n');
    if !several {
        text.push_str(&format!("- Save: {}\n", plain(&game.name)));
    }
    for (label, value) in &game.head {
        text.push_str(&format!("- {label}: {}\n", toned(value)));
    }
    for part in &game.sections {
        section(text, part, deep);
    }
}

fn paragraph(text: &mut String, line: &str) {
    text.push_str(&format!("\n{line}\n"));
}

fn section(text: &mut String, section: &Section, deep: &str) {
    paragraph(text, &format!("{deep} {}", plain(&section.heading)));
    for block in &section.blocks {
        match block {
            Block::Heading(line) => paragraph(text, &format!("{deep}# {}", plain(line))),
            Block::Minor(line) => paragraph(text, &format!("**{}**", plain(line))),
            Block::Text(line) => paragraph(text, &toned(line)),
            Block::Note(line) => paragraph(text, &format!("*{}*", plain(line))),
            Block::List(items) => {
                text.push('\n');
                for item in items {
                    text.push_str(&format!("- {}\n", toned(item)));
                }
            }
            Block::Table(table) => self::table(text, table),
            Block::Charts(charts) => {
                text.push('\n');
                for chart in charts {
                    text.push_str(&self::chart(chart));
                }
            }
        }
    }
}

fn table(text: &mut String, table: &Table) {
    paragraph(text, &format!("**{}**", plain(&table.caption)));
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let names = table.columns.iter().map(|it| plain(it.name()));
    let rules = table.columns.iter().map(|column| {
        match column {
            Column::Words(_) => "---",
            Column::Numbers(_) => "---:",
        }
        .to_owned()
    });
    text.push('\n');
    text.push_str(&row(names.collect()));
    text.push_str(&row(rules.collect()));
    for cells in &table.rows {
        text.push_str(&row(cells.iter().map(plain).collect()));
    }
}

/// A chart as a line of text; of a course also its shape.
fn chart(chart: &Chart) -> String {
    let told = plain(&chart.told);
    match &chart.plot {
        Plot::Course(course) => {
            let shapes: Vec<String> = shapes(course);
            format!("- {told} {}\n", shapes.join(" "))
        }
        Plot::Texts(_) => format!("- {}: {told}\n", plain(&chart.title)),
    }
}

/// Each line of a chart as signs, between its own extremes.
fn shapes(course: &Course) -> Vec<String> {
    let each = course.series.iter().map(|one| {
        let values = one.values.iter().map(|(_, value)| value.raw());
        let (low, high) = (values.clone().min(), values.clone().max());
        let (low, high) = (low.unwrap_or(0), high.unwrap_or(0));
        let span = i64::from(high - low).max(1);
        let sign = |value: i32| {
            let level = i64::from(value - low) * 7 / span;
            LEVELS[usize::try_from(level).unwrap_or(0).min(7)]
        };
        let signs: String = values.map(sign).collect();
        let letter = if course.series.len() > 1 {
            format!("{} ", one.letter)
        } else {
            String::new()
        };
        let range = [low, high].map(|it| tenths(Points::thousandths(it)));
        format!("`{letter}{signs}` ({} to {})", range[0], range[1])
    });
    each.collect()
}

/// A line without its tones.
fn plain(line: &Line) -> String {
    opened(&escaped(line.plain().trim()))
}

/// A line in which what is strong is strong.
fn toned(line: &Line) -> String {
    let mut runs: Vec<(bool, String)> = Vec::new();
    for span in line.spans() {
        let strong = span.tone() == Tone::Strong;
        match runs.last_mut() {
            Some((known, text)) if *known == strong => text.push_str(span.text()),
            Some(_) | None => runs.push((strong, span.text().to_owned())),
        }
    }
    let mut text = String::new();
    for (strong, run) in runs {
        let inner = run.trim();
        if !strong || inner.is_empty() {
            text.push_str(&escaped(&run));
            continue;
        }
        let (before, after) = run.split_once(inner).unwrap_or(("", ""));
        text.push_str(&format!("{before}**{}**{after}", escaped(inner)));
    }
    opened(text.trim())
}

/// Text that means nothing but itself: signs of markup are escaped.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                safe.push('\\');
                safe.push(letter);
            }
            other => safe.push(other),
        }
    }
    safe
}

/// A line that begins no list, no heading and no rule.
fn opened(text: &str) -> String {
    let mut safe = text.to_owned();
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let rest = &text[digits..];
    let numbered = rest.strip_prefix(['.', ')']);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    if digits > 0 && numbered.is_some_and(ends) {
        safe.insert(digits, '\\');
    } else if let Some(rest) = text.strip_prefix(['-', '+', '='])
        && (ends(rest) || rest.starts_with(['-', '=']))
    {
        safe.insert(0, '\\');
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_markup_stands_for_itself() {
        for (given, written) in [
            ("a | b", "a \\| b"),
            ("<b>&", "&lt;b&gt;&amp;"),
            ("[x](y)", "\\[x\\](y)"),
            ("- no list", "\\- no list"),
            ("1. no list", "1\\. no list"),
            ("−2 points", "−2 points"),
            ("---", "\\---"),
            ("43.3", "43.3"),
            ("1", "1"),
        ] {
            assert_eq!(opened(&escaped(given)), written);
        }
    }
}
