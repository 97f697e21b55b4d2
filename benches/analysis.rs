//! What an analysis costs on the reference domain of four parties and 65,536 outcomes (the whole of it is to stay under 8 ms
//! on one core), its parts, and the hardest of domains: `cargo bench --bench analysis`.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use criterion::Criterion;
use middle_power::analysis::exact::domain::{Domain, Outcome};
use middle_power::analysis::exact::grid::Grid;
use middle_power::analysis::exact::pareto::frontier;
use middle_power::analysis::exact::solution::Analysis;
use middle_power::model::Utility;

fn whole_numbers(value: &serde_json::Value) -> Vec<i64> {
    let list = value.as_array().expect("a list");
    let whole = |it: &serde_json::Value| it.as_i64().expect("a whole number");
    list.iter().map(whole).collect()
}

fn reference() -> Domain {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/negotiation-domain-101.json");
    let text = fs::read_to_string(path).expect("the domain is in the repository");
    let file: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let party = |party: &serde_json::Value| {
        let values = party["values"].as_array().expect("a list of lists");
        let weighted = whole_numbers(&party["weights"]).into_iter().zip(values);
        let part = |(weight, values)| {
            let values = whole_numbers(values).into_iter();
            values.map(|value| value * weight).collect()
        };
        Utility {
            parts: weighted.map(part).collect(),
            linkages: Vec::new(),
            reservation: party["reservation"].as_i64().expect("a whole number") * 1000,
        }
    };
    let list = file["parties"].as_array().expect("a list");
    let parties: Vec<Utility> = list.iter().map(party).collect();
    Domain::new(&[4; 8], &parties).expect("it is a domain")
}

/// Parties that want opposite things in many clauses, so that very many outcomes are undominated.
fn hard(parties: usize, clauses: &[usize]) -> Domain {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut draw = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 44) as i64 % 1000
    };
    let party = |_| Utility {
        parts: clauses
            .iter()
            .map(|size| (0..*size).map(|_| draw()).collect())
            .collect(),
        linkages: Vec::new(),
        reservation: 0,
    };
    let parties: Vec<Utility> = (0..parties).map(party).collect();
    Domain::new(clauses, &parties).expect("it is a domain")
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args().without_plots();
    let domain = reference();
    criterion.bench_function("full analysis, 4 parties, 65,536 outcomes", |bencher| {
        bencher.iter(|| Analysis::new(black_box(&domain).clone()));
    });
    criterion.bench_function("all utilities", |bencher| {
        bencher.iter(|| Grid::new(black_box(&domain)));
    });
    let grid = Grid::new(&domain);
    criterion.bench_function("the frontier", |bencher| {
        bencher.iter(|| frontier(black_box(&grid)));
    });
    let analysis = Analysis::new(domain);
    let from = Outcome(12_345);
    criterion.bench_function("distance to the frontier", |bencher| {
        bencher.iter(|| analysis.distance(black_box(from)));
    });
    criterion.bench_function("missed trades", |bencher| {
        bencher.iter(|| analysis.missed_trades(black_box(from), 5));
    });
    criterion.final_summary();
    let flat = Domain::new(&[10; 5], &vec![Utility::default(); 6]).expect("it is a domain");
    let begin = Instant::now();
    let count = Analysis::new(flat).frontier().len();
    println!(
        "6 parties to whom all is one, {count} undominated: {:?}",
        begin.elapsed()
    );
    for (parties, clauses) in [(6, &[10, 10, 10, 10, 10][..]), (8, &[10, 10, 10, 10, 5, 5])] {
        let domain = hard(parties, clauses);
        let begin = Instant::now();
        let analysis = Analysis::new(domain);
        let (outcomes, frontier) = (analysis.grid().rows(), analysis.frontier().len());
        println!(
            "{parties} parties, {outcomes} outcomes, {frontier} undominated: {:?}",
            begin.elapsed()
        );
    }
}
