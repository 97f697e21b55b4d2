//! Every figure that a screen shows can be unfolded: by `w` in the full screen, by `why` line by line.

use std::path::PathBuf;
use std::sync::Arc;

use middle_power::model::{Figure, Points};
use middle_power::notation::figure::{self, Named};
use middle_power::rules::Reading;
use middle_power::scenario::Scenario;
use middle_power::session::{Game, Library, Rows, Seating, Session, Store};
use middle_power::text::account::{self, Told};
use middle_power::tui::driven::Driven;
use middle_power::tui::keys::Key;
use middle_power::tui::{Colour, Start};

use crate::support::packs::named;

fn campaign() -> Arc<Scenario> {
    named("asian-paradox").load()
}

/// A game of a person after some turns without a plan.
fn game(scenario: &Arc<Scenario>, turns: u16) -> Session {
    let seating = Seating::one_person(scenario, scenario.playable()[0], "script");
    let game = Game::begin(scenario.clone(), 3, &seating, Rows::Each).unwrap();
    let mut session = Session::unkept(game);
    for _ in 0..turns {
        session.end_anyway().unwrap();
    }
    session
}

fn plain(told: &[Told]) -> Vec<String> {
    told.iter().map(|told| told.line.plain()).collect()
}

/// What stands behind a figure, and behind what that leads to.
#[track_caller]
fn unfold(game: &Session, named: Named) -> Vec<Told> {
    let told = account::unfolded(game.game(), game.seat(), named);
    assert!(told.len() > 1, "{named:?}: {:?}", plain(&told));
    for lead in told.iter().filter_map(|told| told.leads) {
        assert_ne!(lead, named);
        let name = figure::name(game.game().scenario(), lead);
        assert_eq!(figure::read(game.game().scenario(), &name), Ok(lead));
    }
    told
}

#[test]
fn every_figure_that_there_is_unfolds() {
    let scenario = campaign();
    let game = game(&scenario, 4);
    let gauges = scenario.gauges().map(|(id, _)| Named::Gauge(id));
    let stored = scenario.slots().iter().map(|(id, _)| Named::Stored(id));
    let dials = account::dials(game.game(), game.seat());
    assert_eq!(dials.len(), scenario.dashboard().len());
    let dials = dials.into_iter().map(|dial| dial.named);
    for named in gauges.chain(stored).chain(dials) {
        for lead in unfold(&game, named).iter().filter_map(|told| told.leads) {
            unfold(&game, lead);
        }
    }
}

#[test]
fn an_axis_says_which_parts_moved_it_and_leads_to_what_stands_behind_them() {
    let scenario = campaign();
    let game = game(&scenario, 6);
    let (seat, view) = (game.seat(), game.view());
    let before = game.game().view_at_the_opening(seat);
    for (gauge, axis) in scenario.gauges() {
        let told = unfold(&game, Named::Gauge(gauge));
        let (now, then) = (view.terms(gauge), before.terms(gauge));
        let moved = now
            .iter()
            .zip(&then)
            .map(|(now, then)| now.adds.minus(then.adds));
        let moved = moved.fold(Points::ZERO, Points::plus);
        let (now, then) = (view.gauge(gauge), before.gauge(gauge));
        let inside = |value: Points| value > Points::ZERO && value < Points::HUNDRED;
        if inside(now) && inside(then) {
            let rounding = moved.minus(now.minus(then)).magnitude();
            assert!(rounding < Points::thousandths(10), "{:?}", plain(&told));
        }
        let stored = !view.figures_in(&axis.formula).is_empty();
        let leads = told.iter().any(|told| told.leads.is_some());
        assert_eq!(leads, stored, "{:?}", plain(&told));
    }
}

#[test]
fn income_that_the_cap_took_is_told() {
    let scenario = campaign();
    let game = game(&scenario, 8);
    let me = game.seat().0;
    let capital = scenario.slots().of_actor(Figure::Capital, me).unwrap();
    let begun = self::game(&scenario, 0);
    let told = plain(&unfold(&begun, Named::Stored(capital))).join("\n");
    assert!(!told.contains("lost above the cap"), "{told}");
    let told = plain(&unfold(&game, Named::Stored(capital))).join("\n");
    assert!(told.contains("lost above the cap"), "{told}");
}

fn screen(session: Session) -> Driven {
    let start = Start {
        library: Library::default(),
        saves: Store::new(PathBuf::from("no-such-folder")),
        session: Some(session),
        colour: Colour::wanted(None, Some("xterm-256color")),
    };
    let mut driven = Driven::new(start, (120, 60));
    driven.press(Key::Char('1'));
    driven
}

/// Walks down a page and asks why at each place. How many figures answered.
fn asked(driven: &mut Driven, places: usize) -> usize {
    let mut answered = 0;
    for _ in 0..places {
        driven.press(Key::Char('w'));
        let shown = driven.screen();
        if shown.contains(" Why ") {
            answered += 1;
            driven.press(Key::Esc);
        }
        driven.press(Key::Down);
    }
    answered
}

#[test]
fn every_dial_and_relation_of_the_situation_answers_to_w() {
    let scenario = campaign();
    let mut driven = screen(game(&scenario, 2));
    driven.press(Key::Tab);
    let dials = scenario.dashboard().len();
    assert_eq!(asked(&mut driven, dials), dials);
    driven.press(Key::Tab);
    let me = scenario.playable()[0].0;
    let pairs = scenario.relations().iter();
    let others = pairs.filter(|(a, b)| *a == me || *b == me).count();
    assert_eq!(asked(&mut driven, others), others);
}

#[test]
fn every_figure_of_home_and_of_what_is_known_of_others_answers_to_w() {
    let scenario = campaign();
    let me = scenario.playable()[0].0;
    let blocs = scenario.actor(me).blocs.len();
    let gauges = scenario.gauges().count();
    let session = game(&scenario, 2);
    let view = session.view();
    let estimates = scenario.slots().iter();
    let estimates = estimates.filter(|(id, _)| match view.reading(*id) {
        Reading::Estimate { .. } => true,
        Reading::Exact(_) => false,
    });
    let estimates = estimates.count();
    // Each capital has its dossier besides.
    let known = estimates + scenario.actors().count();
    for (page, places, figures) in [('7', 60, blocs + gauges), ('6', known, estimates)] {
        let mut driven = screen(game(&scenario, 2));
        driven.press(Key::Char(page));
        let answered = asked(&mut driven, places);
        assert!(answered >= figures, "{page}: {answered} of {figures}");
    }
}

#[test]
fn a_line_of_an_account_leads_on_with_enter() {
    let scenario = campaign();
    let mut driven = screen(game(&scenario, 4));
    driven.press(Key::Char('7'));
    let blocs = scenario.actor(scenario.playable()[0].0).blocs.len();
    let shown = |driven: &mut Driven| driven.screen().contains("at the opening");
    for _ in 0..blocs + 12 {
        driven.press(Key::Char('w'));
        if shown(&mut driven) {
            break;
        }
        driven.press(Key::Esc);
        driven.press(Key::Down);
    }
    let axis = driven.screen();
    assert!(axis.contains("at the opening"), "{axis}");
    driven.press(Key::Down);
    driven.press(Key::Enter);
    let figure = driven.screen();
    assert_ne!(axis, figure);
    driven.press(Key::Esc);
    driven.press(Key::Esc);
    assert!(!driven.screen().contains(" Why "));
}
