//! The document of the model says what the lens and the claims say, and the claims hold on seeds of their own.

use std::fs;

use middle_power::model::Points;
use middle_power::scenario::{Bound, Field, Item, Scenario, Value};
use middle_power::study::findings;

use crate::support::packs::named;
use crate::support::root;

fn document() -> String {
    fs::read_to_string(root().join("docs/MODEL.md")).unwrap()
}

fn part<'d>(document: &'d str, name: &str) -> &'d str {
    let begin = format!("<!-- {name} -->\n");
    let from = document.find(&begin).unwrap() + begin.len();
    let to = document.find(&format!("<!-- /{name} -->")).unwrap();
    &document[from..to]
}

fn tenths(points: Points) -> f64 {
    f64::from(points.raw()) / 1000.0
}

fn lens_table(scenario: &Scenario) -> String {
    let mut table = String::from("| key | value | what it does | source |\n|---|---|---|---|\n");
    for known in &scenario.lens().coefficients {
        let value = match known.value {
            Value::Points(points) => format!("{} points", tenths(points)),
            Value::PerMille(share) => format!("{} ‰", share.0),
        };
        let (key, text, source) = (&known.key, &known.text, &known.source);
        table.push_str(&format!("| `{key}` | {value} | {text} | {source} |\n"));
    }
    table
}

#[test]
fn the_document_lists_the_default_lens_as_it_is() {
    let scenario = named("asian-paradox").load();
    let (document, table) = (document(), lens_table(&scenario));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let before = format!("<!-- lens -->\n{}", part(&document, "lens"));
        let new = document.replacen(&before, &format!("<!-- lens -->\n{table}"), 1);
        fs::write(root().join("docs/MODEL.md"), new).unwrap();
        return;
    }
    assert_eq!(
        part(&document, "lens"),
        table,
        "UPDATE_GOLDEN=1 cargo test --test it model writes it anew"
    );
}

/// The rows of the table of claims by the claim's text: what was measured.
fn measured_in(document: &str) -> Vec<(String, f64)> {
    let rows = part(document, "claims").lines().skip(2);
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        (cells[1].to_owned(), cells[2].parse().unwrap())
    })
    .collect()
}

#[test]
fn every_claim_of_the_campaign_holds_and_is_in_the_document() {
    let scenario = named("asian-paradox").load();
    let found = findings(&scenario, scenario.playable()[0], 900_001, 60);
    let rows = measured_in(&document());
    assert_eq!(rows.len(), found.len(), "the document has other claims");
    for (finding, (text, measured)) in found.iter().zip(&rows) {
        let claim = scenario
            .prose()
            .get(Item::Claim(finding.claim), Field::Text);
        assert_eq!(claim.trim_end_matches('.'), text);
        // So few games can only speak against it: that the whole interval lies within the bound is what the document shows.
        let (possible, bound) = match finding.bound {
            Bound::AtLeast(bound) => (finding.high >= bound, bound),
            Bound::AtMost(bound) => (finding.low <= bound, bound),
        };
        assert!(
            possible,
            "‘{claim}’: {} against {}",
            tenths(finding.measured),
            tenths(bound)
        );
        let apart = (tenths(finding.measured) - measured).abs();
        let interval = tenths(finding.high.minus(finding.low));
        let allowed = 2.0_f64.max(measured.abs() / 20.0).max(interval);
        assert!(
            apart <= allowed,
            "‘{claim}’ measures {}, the document says {measured}",
            tenths(finding.measured)
        );
    }
}
