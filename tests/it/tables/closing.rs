//! What closes a table, as its page says it, and what the debrief says of the text that came nearest.

use middle_power::agents::table::assess::readings;
use middle_power::agents::table::closing::{Closing, Next, closing};
use middle_power::analysis::nearest::{Course, Fate, course};
use middle_power::model::{ActorSet, Breakdown, Fact, TableFact, TableStatus, What};
use middle_power::text::tables::debrief::Debriefs;
use middle_power::text::tables::page::Page;

use super::{Grounds, campaign_with, grounds};
use crate::support::packs::named;

/// How the text on the table could be signed, as a seat sees it.
fn seen(grounds: &Grounds<'_>, who: &str) -> Closing {
    let view = grounds.table.view(grounds.seat(who));
    let now = view.table(grounds.at).unwrap();
    let text = now.text.map(|it| it.package);
    let read = text.map(|text| readings(&view, grounds.at, text));
    closing(&view, (grounds.at, now), text, &read.unwrap_or_default())
}

/// The page of the table as a seat reads it.
fn page(grounds: &Grounds<'_>, who: &str) -> String {
    let view = grounds.table.view(grounds.seat(who));
    let lines = Page::new(view, grounds.at).lines();
    let lines: Vec<String> = lines.iter().map(middle_power::text::Line::plain).collect();
    lines.join("\n")
}

fn went(grounds: &Grounds<'_>) -> Course {
    let definition = grounds.table.scenario.table(grounds.at);
    course(definition, &grounds.table.ledger)
}

#[test]
fn the_page_says_who_stands_by_a_text_and_whose_consent_is_missing() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    let told = page(&grounds_now, "seoul");
    assert!(
        told.contains("once everybody here stands by one text"),
        "{told}"
    );
    grounds_now.countered();
    let told = page(&grounds_now, "seoul");
    assert!(
        told.contains("For it: Tokyo. Missing: you, Beijing"),
        "{told}"
    );
    let found = seen(&grounds_now, "seoul");
    assert_eq!(found.stand, [grounds_now.seat("tokyo").0]);
    assert_eq!(found.missing, [grounds_now.seat("beijing").0]);
    assert!(!found.last_round);
}

#[test]
fn the_consent_that_is_said_to_be_the_last_one_signs_the_text() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.says("seoul", &grounds(""));
    assert_eq!(seen(&grounds_now, "beijing").missing.len(), 1);
    grounds_now.says("beijing", "accept fisheries-enforcement");
    let found = seen(&grounds_now, "tokyo");
    assert!(found.missing.is_empty(), "{found:?}");
    assert!(
        matches!(found.next, Next::Yours(_) | Next::BelowOwn(_) | Next::Home),
        "{found:?}"
    );
    let told = page(&grounds_now, "tokyo");
    let signs = told.contains("All others stand by it: accept, and it is signed.");
    assert_eq!(signs, matches!(found.next, Next::Yours(_)), "{told}");
    grounds_now.says("tokyo", "accept fisheries-enforcement");
    assert_ne!(grounds_now.now().status, TableStatus::Open);
}

#[test]
fn in_the_last_round_the_page_names_whoever_has_no_move_left_and_then_who_may_still_sign() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.says("seoul", "deadline fisheries-enforcement 1");
    grounds_now.says("seoul", &grounds(""));
    grounds_now.says("beijing", "accept fisheries-enforcement");
    assert!(page(&grounds_now, "tokyo").contains("Last round. "));
    grounds_now.says("tokyo", &grounds("tracking=all"));
    let found = seen(&grounds_now, "seoul");
    let [seoul, beijing] = ["seoul", "beijing"].map(|it| grounds_now.seat(it).0);
    let both: ActorSet = [seoul, beijing].into_iter().collect();
    assert_eq!(found.next, Next::Over(seoul, both));
    let told = page(&grounds_now, "seoul");
    assert!(
        told.contains("The rounds are over: sign with Beijing"),
        "{told}"
    );
    let theirs = page(&grounds_now, "tokyo");
    assert!(
        theirs.contains("only Seoul may still sign, with Beijing"),
        "{theirs}"
    );
}

#[test]
fn a_new_text_of_the_last_round_comes_too_late_for_those_who_have_spoken() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.says("seoul", "deadline fisheries-enforcement 1");
    grounds_now.says("seoul", &grounds(""));
    grounds_now.says("beijing", &grounds("owners=listed"));
    let found = seen(&grounds_now, "tokyo");
    let seoul = grounds_now.seat("seoul").0;
    let below = matches!(found.next, Next::BelowOwn(_) | Next::Home);
    assert!(found.next == Next::TooLate(seoul) || below, "{found:?}");
    assert!(found.last_round);
}

#[test]
fn the_text_that_came_nearest_is_found_with_whoever_put_another_one_in_its_place() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.says("seoul", "deadline fisheries-enforcement 1");
    grounds_now.countered();
    let text = grounds_now.stands("seoul").unwrap();
    grounds_now.says("seoul", "hold fisheries-enforcement");
    let [seoul, beijing, tokyo] = ["seoul", "beijing", "tokyo"].map(|it| grounds_now.seat(it).0);
    let found = went(&grounds_now);
    let nearest = found.nearest.unwrap();
    assert_eq!(
        (nearest.package, nearest.by, nearest.round),
        (text, seoul, 1)
    );
    assert_eq!(nearest.stood, [seoul, beijing].into_iter().collect());
    assert_eq!(nearest.missing, ActorSet::only(tokyo));
    assert_eq!(nearest.fate, Fate::Replaced(tokyo, 1));
    assert_eq!(found.author, Some(tokyo));
    assert_eq!(
        found.declined,
        ActorSet::only(seoul),
        "it had the last word"
    );
    assert_eq!(found.unasked, ActorSet::only(beijing));
}

#[test]
fn who_leaves_takes_the_consent_along_and_what_could_have_been_signed_is_told() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.says("seoul", &grounds(""));
    grounds_now.says("beijing", "accept fisheries-enforcement");
    grounds_now.says("beijing", "walk-out fisheries-enforcement");
    let beijing = grounds_now.seat("beijing").0;
    let fate = went(&grounds_now).nearest.unwrap().fate;
    assert_eq!(fate, Fate::Left(beijing, 1));

    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.says("seoul", "deadline fisheries-enforcement 1");
    grounds_now.says("seoul", &grounds(""));
    grounds_now.says("beijing", "accept fisheries-enforcement");
    grounds_now.says("tokyo", "hold fisheries-enforcement");
    grounds_now.says("seoul", "hold fisheries-enforcement");
    let seoul = grounds_now.seat("seoul").0;
    let both = [seoul, grounds_now.seat("beijing").0].into_iter().collect();
    let fate = went(&grounds_now).nearest.unwrap().fate;
    assert_eq!(fate, Fate::Unsigned(seoul, both));
}

#[test]
fn the_debrief_of_a_table_that_broke_up_names_the_text_that_came_nearest() {
    let broke = |_: &_, _, what: &TableFact| {
        let deadline = Breakdown::Deadline;
        matches!(what, TableFact::BrokeUp { why } if *why == deadline)
    };
    let (game, _, table) = campaign_with("overloaded", broke);
    let about = |fact: &&Fact| matches!(fact.what, What::Table(known, _) if known == table);
    let facts: Vec<Fact> = game.ledger().iter().filter(about).copied().collect();
    let opened = |fact: &Fact| matches!(fact.what, What::Table(_, TableFact::Opened { .. }));
    let last = facts.iter().rposition(opened).unwrap();
    let found = course(game.scenario().table(table), &facts[last..]);
    let debriefs = Debriefs::of(&game, game.protagonist()).unwrap();
    let lines = debriefs.page(table, None).unwrap();
    let told: Vec<String> = lines.iter().map(middle_power::text::Line::plain).collect();
    let told = told.join("\n");
    let signed = told.lines().next().unwrap().contains("signed in round");
    let backed = found.nearest.is_some_and(|it| it.stood.len() > 1);
    let named = told.contains("Nearest to a signature came");
    assert_eq!(named, backed && !signed, "{told}");
}

#[test]
fn a_strategy_that_has_it_on_its_agenda_convenes_all_six_for_a_charter() {
    let six = |scenario: &middle_power::scenario::Scenario, table, what: &TableFact| {
        let opened = matches!(what, TableFact::Opened { .. });
        opened && scenario.catalogue().table(table) == "charter"
    };
    let (game, _, table) = campaign_with("willing", six);
    assert_eq!(game.scenario().table(table).parties.len(), 6);
}
