//! What a report costs: gathering it from a save, 400 futures included, and writing it down.

use std::hint::black_box;
use std::sync::Arc;

use criterion::Criterion;
use middle_power::report::{Format, Source, render, report};
use middle_power::session::{Game, Library, Rows, Save, Seating};

fn main() {
    let mut criterion = Criterion::default()
        .configure_from_args()
        .without_plots()
        .sample_size(10);
    let scenario = Library::default()
        .load("asian-paradox", None)
        .expect("the campaign ships");
    let seating =
        Seating::one_strategy(&scenario, scenario.playable()[0], "broad-agenda", "script");
    let game = Game::begin(Arc::clone(&scenario), 3, &seating, Rows::Each);
    let source = [Source {
        name: "campaign.ron".to_owned(),
        save: Save::of(&game.expect("known strategies"), &[], None),
        scenario,
    }];
    criterion.bench_function("a report on a campaign of 20 turns", |bencher| {
        bencher.iter(|| report(black_box(&source)).is_ok());
    });
    let told = report(&source).expect("it is one game");
    for (name, form) in [
        ("HTML", Format::Html),
        ("Markdown", Format::Markdown),
        ("JSON", Format::Json),
    ] {
        criterion.bench_function(&format!("write a report as {name}"), |bencher| {
            bencher.iter(|| render(black_box(&told), form).len());
        });
    }
    criterion.final_summary();
}
