//! Two hundred random domains as NegMAS 0.16.0 solves them; `tests/oracle/negmas_sets.py` writes and compares them.

use crate::analysis::exact::domain::{Domain, Outcome};
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::tests::domains::{as_domain, whole_numbers};

fn outcomes(domain: &Domain, rows: &serde_json::Value) -> Vec<Outcome> {
    let rows = rows.as_array().unwrap().iter().map(whole_numbers);
    let mut found: Vec<Outcome> = rows
        .map(|row| domain.outcome(|clause| row[clause] as usize))
        .collect();
    found.sort();
    found
}

#[test]
fn two_hundred_domains_have_the_sets_that_negmas_finds() {
    let text = include_str!("../../../../tests/data/negmas-sets.json");
    let file: serde_json::Value = serde_json::from_str(text).unwrap();
    let domains = file.as_array().unwrap();
    assert_eq!(domains.len(), 200);
    for (seed, stored) in domains.iter().enumerate() {
        let domain = as_domain(stored);
        let analysis = Analysis::new(domain.clone());
        // NegMAS searches the frontier alone: dominated ties are left out of the comparison.
        let kalai = analysis
            .kalai()
            .iter()
            .copied()
            .filter(|it| analysis.on_frontier(*it))
            .collect();
        for (set, found) in [
            ("pareto", analysis.frontier().to_vec()),
            ("nash", analysis.nash().to_vec()),
            ("kalai", kalai),
            ("least_spread", analysis.least_spread()),
            ("welfare", analysis.welfare().to_vec()),
        ] {
            assert_eq!(
                found,
                outcomes(&domain, &stored["negmas"][set]),
                "domain {seed}, {set}"
            );
        }
    }
}
