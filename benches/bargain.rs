//! What bargaining costs on the reference domain of four parties and 65,536 texts: one offer, and a negotiation of a hundred
//! rounds with everything that it needs: `cargo bench --bench bargain`.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use criterion::Criterion;
use middle_power::agents::bargain::beliefs::Belief;
use middle_power::agents::bargain::delegation::Temper;
use middle_power::agents::bargain::offer::{Bounds, Search};
use middle_power::agents::bargain::seated::Seated;
use middle_power::analysis::exact::concession::{Curve, Span, Time};
use middle_power::analysis::exact::protocol::{Course, Negotiator, Protocol, negotiate};
use middle_power::model::{Package, Utility};

const CLAUSES: [usize; 8] = [4; 8];

fn whole_numbers(value: &serde_json::Value) -> Vec<i64> {
    let list = value.as_array().expect("a list");
    list.iter()
        .map(|it| it.as_i64().expect("a whole number"))
        .collect()
}

fn parties() -> Vec<Utility> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/negotiation-domain-101.json");
    let text = fs::read_to_string(path).expect("the domain is in the repository");
    let file: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let party = |party: &serde_json::Value| {
        let values = party["values"].as_array().expect("a list of lists");
        let weighted = whole_numbers(&party["weights"]).into_iter().zip(values);
        let part = |(weight, values): (i64, &serde_json::Value)| {
            whole_numbers(values)
                .iter()
                .map(|value| value * weight)
                .collect()
        };
        Utility {
            parts: weighted.map(part).collect(),
            linkages: Vec::new(),
            reservation: party["reservation"].as_i64().expect("a whole number") * 1000,
        }
    };
    let list = file["parties"].as_array().expect("a list");
    list.iter().map(party).collect()
}

/// What a party takes the others to want before it has heard them: the truth with the weights of every other clause halved.
fn priors(parties: &[Utility]) -> Vec<Utility> {
    let mut priors = parties.to_vec();
    for part in priors
        .iter_mut()
        .flat_map(|party| party.parts.iter_mut().step_by(2))
    {
        part.iter_mut().for_each(|worth| *worth /= 2);
    }
    priors
}

fn negotiation(parties: &[Utility], curve: Curve) -> Course {
    let (priors, temper) = (priors(parties), Temper::by_the_clock(curve));
    let seat = |own| Seated::new(&CLAUSES, own, &priors, temper);
    let mut seats: Vec<Seated> = parties.iter().map(seat).collect();
    let mut table: Vec<&mut dyn Negotiator> = Vec::new();
    for seat in &mut seats {
        table.push(seat);
    }
    let quorum = table.len();
    negotiate(
        Protocol {
            rounds: 100,
            quorum,
        },
        &mut table,
    )
}

fn bounds() -> Bounds<'static> {
    Bounds {
        clauses: &CLAUSES,
        base: Package::default(),
        tied: &[],
    }
}

fn offers(criterion: &mut Criterion, parties: &[Utility]) {
    let mut search = Search::default();
    let levels = [400_000, 500_000, 600_000, 700_000, 800_000, 900_000];
    let mut level = levels.into_iter().cycle();
    criterion.bench_function("prepare a search for texts", |bencher| {
        bencher.iter(|| search.prepare(black_box(bounds()), &parties[0], &parties[1..]));
    });
    criterion.bench_function("find a text, prepared", |bencher| {
        bencher.iter(|| search.offer(black_box(level.next().unwrap_or(0))));
    });
    criterion.bench_function("prepare and find a text", |bencher| {
        bencher.iter(|| {
            search.prepare(black_box(bounds()), &parties[0], &parties[1..]);
            search.offer(black_box(level.next().unwrap_or(0)))
        });
    });
}

fn parts(criterion: &mut Criterion, parties: &[Utility]) {
    let span = Span {
        reservation: 358_000,
        best: 1_000_000,
    };
    for (name, curve) in [("boulware", Curve::BOULWARE), ("conceder", Curve::CONCEDER)] {
        criterion.bench_function(&format!("the level of a {name}"), |bencher| {
            bencher.iter(|| curve.level(black_box(span), Time::new(37, 100)));
        });
    }
    let mut belief = Belief::new(&parties[0]);
    let mut believed = belief.believed();
    let mut texts =
        (0_u64..).map(|bits| Package::from_bits(bits.wrapping_mul(0x9e37_79b9) & 0x3333_3333));
    criterion.bench_function("hear a text and update a belief", |bencher| {
        bencher.iter(|| {
            belief.hear(texts.next().unwrap_or_default());
            belief.update(black_box(&mut believed));
        });
    });
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args().without_plots();
    let parties = parties();
    offers(&mut criterion, &parties);
    parts(&mut criterion, &parties);
    for (name, curve) in [("boulware", Curve::BOULWARE), ("linear", Curve::LINEAR)] {
        let course = negotiation(&parties, curve);
        println!("{name}: {} moves", course.history.len());
        let name = format!("negotiate up to a hundred rounds, {name}");
        criterion.bench_function(&name, |bencher| {
            bencher.iter(|| negotiation(black_box(&parties), curve));
        });
    }
    criterion.final_summary();
}
