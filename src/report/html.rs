//! A report as one page of HTML: no scripts, nothing from elsewhere, dark and light, and A4 when it is printed. Everything
//! that comes from a save or a pack is escaped by the templates.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::model::{Block, Chart, Column, Plot, Report, Section, Table, Told};
use crate::report::svg;
use crate::text::report::TITLE;
use crate::text::{Line, Tone};

/// The style of the page.
const STYLE: &str = include_str!("style.css");
/// What a browser may load: nothing but the style in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The page.
pub fn page(report: &Report) -> String {
    let several = report.games.len() > 1;
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (report.title.plain()) " – " (TITLE) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p class="kind" { (TITLE) }
                    h1 { (report.title.plain()) }
                }
                (contents(report, several))
                main {
                    @for part in &report.beside { (section(part, "")) }
                    @for game in &report.games { (self::game(game, several)) }
                }
            }
        }
    };
    page.into_string()
}

/// The links to all sections.
fn contents(report: &Report, several: bool) -> Markup {
    html! {
        nav aria-label="Contents" {
            @for part in &report.beside { a href={ "#" (part.key) } { (part.heading.plain()) } }
            @for game in &report.games {
                @if several {
                    a href={ "#game-" (game.letter) } { (game.letter) ": " (game.name.plain()) }
                } @else {
                    @for part in &game.sections {
                        a href={ "#" (part.key) } { (part.heading.plain()) }
                    }
                }
            }
        }
    }
}

fn game(game: &Told, several: bool) -> Markup {
    let prefix = if several {
        format!("{}-", game.letter)
    } else {
        String::new()
    };
    html! {
        article id={ "game-" (game.letter) } {
            @if several { h2 class="game" { (game.letter) ": " (game.name.plain()) } }
            dl {
                @if !several { div { dt { "Save" } dd { (game.name.plain()) } } }
                @for (label, value) in &game.head { div { dt { (label) } dd { (line(value)) } } }
            }
            @for part in &game.sections { (section(part, &prefix)) }
        }
    }
}

fn section(section: &Section, prefix: &str) -> Markup {
    html! {
        section id={ (prefix) (section.key) } class=(section.key) {
            h2 { (section.heading.plain()) }
            @for block in &section.blocks { (self::block(block)) }
        }
    }
}

fn block(block: &Block) -> Markup {
    match block {
        Block::Heading(text) => html! { h3 { (line(text)) } },
        Block::Minor(text) => html! { h4 { (line(text)) } },
        Block::Text(text) => html! { p { (line(text)) } },
        Block::Note(text) => html! { p class="note" { (line(text)) } },
        Block::List(items) => html! { ul { @for item in items { li { (line(item)) } } } },
        Block::Table(table) => self::table(table),
        Block::Charts(charts) => {
            let wide = charts
                .iter()
                .any(|chart| matches!(chart.plot, Plot::Texts(_)));
            let class = if wide { "charts wide" } else { "charts" };
            html! { div class=(class) { @for chart in charts { (figure(chart)) } } }
        }
    }
}

fn figure(chart: &Chart) -> Markup {
    html! {
        figure {
            figcaption { (line(&chart.title)) }
            (svg::draw(chart))
            @if let Plot::Texts(_) = chart.plot {
                p class="note" {
                    "○ frontier of the two  ✕ the text  ◆ Nash  dashed: what no agreement is worth"
                }
            }
        }
    }
}

fn table(table: &Table) -> Markup {
    let class = |place: usize| match table.columns.get(place) {
        Some(Column::Numbers(_)) => "number",
        Some(Column::Words(_)) | None => "words",
    };
    html! {
        div class="scroll" {
            table {
                caption { (line(&table.caption)) }
                thead { tr {
                    @for (place, column) in table.columns.iter().enumerate() {
                        th scope="col" class=(class(place)) { (line(column.name())) }
                    }
                } }
                tbody { @for row in &table.rows { tr {
                    @for (place, cell) in row.iter().enumerate() {
                        @if place == 0 { th scope="row" class=(class(place)) { (line(cell)) } }
                        @else { td class=(class(place)) { (line(cell)) } }
                    }
                } } }
            }
        }
    }
}

/// A line with its tones as classes, which the style never shows by colour alone.
fn line(line: &Line) -> Markup {
    let spans = line.spans();
    let first = spans.iter().position(|span| !span.text().trim().is_empty());
    html! {
        @for (place, span) in spans.iter().enumerate() {
            @let text = if Some(place) == first { span.text().trim_start() } else { span.text() };
            @match span.tone() {
                Tone::Plain => (text),
                Tone::Strong => strong { (text) },
                Tone::Dim => span class="dim" { (text) },
                Tone::Good => span class="good" { (text) },
                Tone::Bad => span class="bad" { (text) },
                Tone::Warn => em class="warn" { (text) },
                Tone::Key => strong { (text) },
                Tone::Term => span class="term" { (text) },
            }
        }
    }
}
