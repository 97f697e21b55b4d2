//! A report as JSON: the model, with numbers as numbers, for programs.

use serde_json::{Value, json};

use crate::model::Points;
use crate::report::model::{Block, Chart, Column, Plot, Report, Section, Sign, Table};
use crate::text::Line;

/// The name and version of this form.
const FORMAT: &str = "middle-power-report/1";

/// The document.
pub fn document(report: &Report) -> String {
    let games = report.games.iter().map(|game| {
        let head = game.head.iter().map(|(label, value)| {
            let key = label.to_lowercase().replace(' ', "_");
            (key, text(value))
        });
        json!({
            "letter": game.letter.to_string(),
            "save": text(&game.name),
            "head": head.collect::<serde_json::Map<_, _>>(),
            "sections": sections(&game.sections),
        })
    });
    let document = json!({
        "format": FORMAT,
        "title": text(&report.title),
        "beside": sections(&report.beside),
        "games": games.collect::<Vec<_>>(),
    });
    format!("{document:#}\n")
}

fn text(line: &Line) -> Value {
    line.plain().trim().into()
}

fn texts(lines: &[Line]) -> Value {
    lines.iter().map(text).collect()
}

fn number(points: Points) -> f64 {
    f64::from(points.raw()) / 1000.0
}

fn pair(points: [Points; 2]) -> [f64; 2] {
    points.map(number)
}

fn sections(sections: &[Section]) -> Vec<Value> {
    let each = sections.iter().map(|section| {
        let blocks: Vec<Value> = section.blocks.iter().map(block).collect();
        json!({ "key": section.key, "heading": text(&section.heading), "blocks": blocks })
    });
    each.collect()
}

fn block(block: &Block) -> Value {
    match block {
        Block::Heading(line) => json!({ "kind": "heading", "text": text(line) }),
        Block::Minor(line) => json!({ "kind": "minor_heading", "text": text(line) }),
        Block::Text(line) => json!({ "kind": "text", "text": text(line) }),
        Block::Note(line) => json!({ "kind": "note", "text": text(line) }),
        Block::List(items) => json!({ "kind": "list", "items": texts(items) }),
        Block::Table(table) => self::table(table),
        Block::Charts(charts) => {
            let charts: Vec<Value> = charts.iter().map(chart).collect();
            json!({ "kind": "charts", "charts": charts })
        }
    }
}

fn table(table: &Table) -> Value {
    let columns: Vec<Value> = table.columns.iter().map(Column::name).map(text).collect();
    let rows: Vec<Value> = table.rows.iter().map(|row| texts(row)).collect();
    json!({ "kind": "table", "caption": text(&table.caption), "columns": columns, "rows": rows })
}

fn chart(chart: &Chart) -> Value {
    let (title, told) = (text(&chart.title), text(&chart.told));
    match &chart.plot {
        Plot::Course(course) => {
            let series = course.series.iter().map(|one| {
                let values = one.values.iter();
                let values = values.map(|(turn, value)| json!([turn.0, number(*value)]));
                json!({ "game": one.letter.to_string(), "values": values.collect::<Vec<_>>() })
            });
            let marks = course.marks.iter();
            let marks = marks.map(|it| json!([it.turn.0, number(it.value)]));
            json!({
                "kind": "course", "title": title, "told": told, "turns": course.turns.0,
                "series": series.collect::<Vec<_>>(), "turning_points": marks.collect::<Vec<_>>(),
            })
        }
        Plot::Texts(texts) => {
            let marked = texts.marked.iter().map(|(sign, name, at)| {
                let sign = match sign {
                    Sign::Text => "text",
                    Sign::Nash => "nash",
                };
                json!({ "sign": sign, "name": text(name), "at": pair(*at) })
            });
            let frontier: Vec<[f64; 2]> = texts.frontier.iter().map(|at| pair(*at)).collect();
            json!({
                "kind": "texts", "title": title, "told": told,
                "across": text(&texts.across), "upwards": text(&texts.upwards),
                "no_agreement": pair(texts.floors), "frontier": frontier,
                "marked": marked.collect::<Vec<_>>(),
            })
        }
    }
}
