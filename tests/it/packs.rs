//! Content: packs are found, checked and played by themselves; a new item of any kind needs no Rust; the guide's
//! examples load.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use middle_power::model::{Order, SeatId, What};
use middle_power::scenario::{Catalogue, Scenario};
use middle_power::session::{Game, Library, Rows, Seating};

use crate::ledger;
use crate::support::Die;
use crate::support::packs::{
    Pack, Place, every_scenario, first_hundred_days, folders, read_sources,
};
use crate::support::play::{Go, Table};
use crate::support::program::Home;
use crate::support::root;

/// The first shipped pack with one new item of each kind.
fn with_one_of_each() -> Pack {
    let mut pack = first_hundred_days();
    for source in read_sources(&root().join("tests/packs/one-of-each")) {
        let list = source.text.trim();
        let items = list
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'))
            .unwrap();
        let file = source.file_name().to_owned();
        let place = if file == "endings.ron" {
            Place::BeforeLast
        } else {
            Place::Last
        };
        pack = pack.with_items(&file, items, place);
    }
    pack
}

/// Every id of every kind.
fn ids(names: &Catalogue) -> BTreeSet<String> {
    let tables = [
        &names.actors,
        &names.blocs,
        &names.offices,
        &names.measures,
        &names.mechanisms,
        &names.formats,
        &names.initiatives,
        &names.events,
        &names.windows,
        &names.pledges,
        &names.permissions,
        &names.gauges,
        &names.endings,
        &names.terms,
        &names.strategies,
        &names.claims,
        &names.tables,
        &names.crises,
        &names.reports,
    ];
    tables
        .into_iter()
        .flat_map(|table| table.ids().iter().cloned())
        .collect()
}

#[test]
fn a_new_item_of_each_kind_needs_no_rust() {
    let (before, after) = (first_hundred_days().load(), with_one_of_each().load());
    let new: Vec<String> = ids(after.catalogue())
        .difference(&ids(before.catalogue()))
        .cloned()
        .collect();
    let expected = [
        "a-lit-channel",
        "buoy-service",
        "buoys",
        "calm-season",
        "fog-bank",
        "harbour",
        "harbour-deputy",
        "harbour-gossip",
        "harbour-master",
        "harbour-pilots",
        "harbour-traders",
        "lamp-out",
        "lamps-first",
        "lamps-help",
        "lamps-lit",
        "light-the-buoys",
        "pilotage",
        "pilots-conference",
        "pilots-table",
        "tender",
        "visibility",
    ];
    assert_eq!(new, expected);
    assert_eq!(after.places().len(), before.places().len() + 1);
    assert_eq!(after.zones().len(), before.zones().len() + 1);
    assert_eq!(after.regions().len(), before.regions().len() + 1);
    assert_eq!(after.relations().len(), before.relations().len() + 1);
}

#[test]
fn the_new_actor_acts_and_is_acted_upon() {
    let scenario = with_one_of_each().load();
    let harbour = SeatId(scenario.catalogue().find_actor("harbour").unwrap());
    assert!(scenario.seats().any(|seat| seat == harbour));
    let (mut launched, mut answered) = (false, false);
    for seed in 1..=20 {
        let seating = Seating::one_strategy(&scenario, harbour, "script", "random");
        let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
        ledger::check(&scenario, game.state(), game.ledger());
        game.state().assert_invariants(&scenario);
        for fact in game.ledger() {
            launched |= matches!(fact.what, What::Launched { seat, .. } if seat == harbour);
            answered |= matches!(fact.what, What::Answered { seat, .. } if seat == harbour);
        }
        let orders = game.entries().iter().filter(|entry| entry.seat == harbour);
        assert!(
            orders
                .clone()
                .any(|entry| matches!(entry.order, Order::Launch { .. }))
        );
        let ends = orders.filter(|entry| entry.order == Order::End).count();
        assert_eq!(ends, usize::from(scenario.calendar().turns.0));
    }
    assert!(
        launched && answered,
        "launched {launched}, answered {answered}"
    );
}

#[test]
fn every_new_item_is_in_the_lists_of_plain_mode() {
    let home = Home::new();
    let folder = with_one_of_each().write_to(home.path());
    let script = "initiatives\nmechanisms\nformats\nwindows\nintel\nglossary\nfigures\nrelations\nshow harbour\n\
                  show light-the-buoys\ntables\ntable pilots-table\nshow buoys\nshow calm-season\nshow lamps-lit\nshow pilotage\nshow visibility\nshow tender\n\
                  show pilots-conference\nlaunch light-the-buoys target=harbour\nend anyway\nevents\nshow fog-bank\npledges\n";
    let said = home
        .feed(
            &[
                "play",
                "--plain",
                "--seed",
                "1",
                "--scenario",
                folder.to_str().unwrap(),
            ],
            script,
        )
        .expect(0);
    for shown in [
        "Harbour",
        "light-the-buoys",
        "buoy-service",
        "pilots-conference",
        "Calm season",
        "tender",
        "Lighted buoys",
        "Lamps lit by summer",
        "Pilotage",
        "Visibility",
        "The Harbour Master",
        "Pilots",
        "A bank of fog",
        "ok ",
    ] {
        assert!(
            said.out.contains(shown),
            "‘{shown}’ is not shown:\n{}",
            said.out
        );
    }
    let refused: Vec<&str> = said
        .out
        .lines()
        .filter(|line| line.starts_with("! "))
        .collect();
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn random_games_with_the_new_items_keep_every_invariant() {
    let scenario = with_one_of_each().load();
    for seed in 1..=30 {
        let mut table = Table::open(&scenario, seed);
        table.play(&mut Die::new(seed), |table| {
            table.state.assert_invariants(&scenario);
            Go::On
        });
        ledger::check(&scenario, &table.state, &table.ledger);
    }
}

#[test]
fn a_library_finds_every_pack_that_a_folder_has_and_every_shipped_one() {
    let home = Home::new();
    crate::support::packs::two_shores().write_to(home.path());
    let library = Library::new(vec![home.path().to_owned()]);
    let found: Vec<String> = library
        .scenarios()
        .into_iter()
        .map(|found| found.id)
        .collect();
    assert!(
        found.contains(&"two-shores".to_owned())
            && found.contains(&"first-hundred-days".to_owned()),
        "{found:?}"
    );
    for folder in folders() {
        let loaded = library.load(folder.to_str().unwrap(), None).unwrap();
        assert!(
            folder.ends_with(loaded.id()),
            "the folder has the name of the scenario"
        );
    }
}

#[test]
fn every_seat_of_every_pack_can_be_played_by_every_strategy_to_an_ending() {
    for scenario in every_scenario() {
        for seat in scenario.playable().to_vec() {
            for (strategy, _) in middle_power::agents::STRATEGIES {
                let seating = Seating::one_strategy(&scenario, seat, strategy, "script");
                let game = Game::begin(scenario.clone(), 11, &seating, Rows::Off).unwrap();
                assert!(
                    game.view_of(seat).ending(None).is_some(),
                    "{} {strategy}",
                    scenario.id()
                );
                let turns = game
                    .ledger()
                    .iter()
                    .filter(|fact| matches!(fact.what, What::TurnBegan { .. }));
                let (begun, all) = (turns.count(), usize::from(scenario.calendar().turns.0));
                // A crisis may end in war before the calendar does.
                let war = matches!(
                    game.state().over(),
                    Some(middle_power::rules::Over::Forced(_))
                );
                assert!(
                    begun == all || (war && begun < all),
                    "{begun} of {all} turns"
                );
            }
        }
    }
}

#[test]
fn scripts_of_every_pack_are_legal_when_they_are_played() {
    for scenario in every_scenario() {
        for seed in 1..=25 {
            let seating =
                Seating::one_strategy(&scenario, scenario.playable()[0], "script", "script");
            let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
            for (actor, definition) in scenario.actors() {
                let launched = |order: &Order| {
                    game.entries()
                        .iter()
                        .any(|entry| entry.seat == SeatId(actor) && entry.order == *order)
                };
                for wish in &definition.script.open().wishes {
                    let (turn, order) = (wish.first, &wish.order);
                    if wish.first != wish.last || !wish.when.is_empty() {
                        continue;
                    }
                    let id = scenario.catalogue().actor(actor);
                    assert!(
                        launched(order),
                        "{} seed {seed}: {id} can't do what its script says in turn {}: {}",
                        scenario.id(),
                        turn.0,
                        middle_power::notation::write(scenario.catalogue(), order)
                    );
                }
            }
        }
    }
}

/// The blocks of RON in a text, with the file that their first line names.
fn examples(text: &str) -> Vec<(String, String)> {
    let blocks = text
        .split("```ron\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let named = |block: &str| {
        let (first, item) = block.split_once('\n').unwrap();
        let file = first
            .trim()
            .strip_prefix("// ")
            .filter(|file| file.ends_with(".ron"));
        let file = file
            .unwrap_or_else(|| panic!("an example does not say which file it belongs to: {first}"));
        (file.to_owned(), item.to_owned())
    };
    blocks.map(named).collect()
}

#[test]
fn the_examples_of_the_guide_load_and_play() {
    let guide = fs::read_to_string(root().join("docs/SCENARIO_GUIDE.md")).unwrap();
    let examples = examples(&guide);
    assert!(examples.len() >= 3, "the guide's examples were not found");
    let mut all = first_hundred_days();
    for (file, item) in &examples {
        let place = if file == "endings.ron" {
            Place::BeforeLast
        } else {
            Place::Last
        };
        let one: Arc<Scenario> = first_hundred_days().with_items(file, item, place).load();
        let count = |scenario: &Scenario| ids(scenario.catalogue()).len() + scenario.zones().len();
        assert_eq!(
            count(&one),
            count(&first_hundred_days().load()) + 1,
            "{file}"
        );
        all = all.with_items(file, item, place);
    }
    let scenario = all.load();
    for seed in 1..=10 {
        let seating = Seating::one_strategy(&scenario, scenario.playable()[0], "random", "random");
        let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
        ledger::check(&scenario, game.state(), game.ledger());
    }
}
