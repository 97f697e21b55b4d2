//! Negotiating tables: convening, rounds, instruments, signature, consent at home, what a text in force makes.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use middle_power::agents::table::assess::advise;
use middle_power::model::condition::Obligation;
use middle_power::model::{
    Breakdown, Fact, Figure, Hidden, Owner, Package, Points, SeatId, TableFact, TableId,
    TableStatus, What,
};
use middle_power::notation;
use middle_power::rules::Refusal;
use middle_power::rules::refusal::TableRefusal;
use middle_power::scenario::{Rate, Scenario};
use middle_power::session::{Game, Rows, Seating};
use middle_power::text::tables::debrief::Debriefs;

use crate::ledger;
use crate::support::packs::{Pack, Place, named, two_shores};
use crate::support::play::Table;

mod closing;

/// A game of the foreign pack in which both towns are played by hand.
struct Lake<'a> {
    table: Table<'a>,
}

/// The terms of the ferry; the foreign pack has no other table.
const TERMS: TableId = TableId(0);

impl<'a> Deref for Lake<'a> {
    type Target = Table<'a>;

    fn deref(&self) -> &Table<'a> {
        &self.table
    }
}

impl DerefMut for Lake<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.table
    }
}

impl<'a> Lake<'a> {
    fn open(scenario: &'a Scenario) -> Self {
        Self {
            table: Table::open(scenario, 7),
        }
    }

    /// The same with the table open and its first round under way; Alder convened and speaks first.
    fn convened(scenario: &'a Scenario) -> Self {
        let mut lake = Self::open(scenario);
        lake.says("alder", "convene ferry-terms");
        lake.turn();
        lake
    }

    #[track_caller]
    fn refused(&mut self, who: &str, line: &str, why: TableRefusal) {
        let before = self.table.state.hash();
        assert_eq!(
            self.tries(who, line),
            Err(Refusal::Table(why)),
            "{who}: {line}"
        );
        assert_eq!(
            self.table.state.hash(),
            before,
            "{line} left something behind"
        );
    }

    /// Both towns answer what they owe by default, let their moves pass and end their plans.
    fn turn(&mut self) {
        for who in ["alder", "birch"] {
            let seat = self.seat(who);
            for order in middle_power::agents::default_answers(&self.table.view(seat)) {
                self.table.order(seat, &order).unwrap();
            }
        }
        for who in ["alder", "birch"] {
            let _ = self.tries(who, "rest ferry-terms");
            self.says(who, "end");
        }
        self.table.state.assert_invariants(self.table.scenario);
        ledger::check(self.table.scenario, &self.table.state, &self.table.ledger);
    }

    fn status(&self) -> TableStatus {
        self.table.view(self.seat("alder")).table_status(TERMS)
    }

    fn figure(&self, figure: Figure, who: &str) -> Points {
        let slots = self.table.scenario.slots();
        let slot = slots.of_actor(figure, self.seat(who).0).unwrap();
        middle_power::rules::stored(&self.table.state, slot)
    }

    fn text(&self, words: &str) -> Package {
        let names = self.table.scenario.catalogue();
        notation::table::read_text(names, TERMS, &mut words.split(' ')).unwrap()
    }

    fn told(&self, wanted: impl Fn(&TableFact) -> bool) -> bool {
        tells(&self.table.ledger, wanted)
    }
}

fn tells(ledger: &[Fact], wanted: impl Fn(&TableFact) -> bool) -> bool {
    ledger
        .iter()
        .any(|fact| matches!(&fact.what, What::Table(_, what) if wanted(what)))
}

const NOTE: &str = "propose ferry-terms boiler=halves timetable=both force=note";

fn scenario() -> Arc<Scenario> {
    two_shores().load()
}

#[track_caller]
fn changed(old: &str, new: &str) -> Pack {
    let pack = two_shores();
    let text = pack.text("tables.ron").to_owned();
    assert!(text.contains(old), "tables.ron has no {old}");
    pack.with_text("tables.ron", &text.replacen(old, new, 1))
}

#[test]
fn convening_takes_capital_and_a_hand_and_recalling_gives_both_back() {
    let scenario = scenario();
    let mut lake = Lake::open(&scenario);
    let means =
        |lake: &Lake<'_>| [Figure::Capital, Figure::Hands].map(|it| lake.figure(it, "alder"));
    let before = means(&lake);
    lake.says("alder", "convene ferry-terms with=winter");
    let item = scenario.lens().points(Rate::AgendaItemCost);
    let spent = Points::whole(1).plus(item);
    assert_eq!(
        means(&lake),
        [before[0].minus(spent), before[1].minus(Points::whole(1))]
    );
    lake.refused("alder", "convene ferry-terms", TableRefusal::AlreadyInvited);
    lake.says("alder", "recall ferry-terms");
    assert_eq!(means(&lake), before);
    lake.refused("alder", "recall ferry-terms", TableRefusal::NotInvited);
}

#[test]
fn a_table_opens_when_plans_are_resolved_and_meets_in_the_turn_after() {
    let scenario = scenario();
    let mut lake = Lake::open(&scenario);
    assert_eq!(lake.status(), TableStatus::Untried);
    lake.refused("birch", NOTE, TableRefusal::NotOpen);
    lake.says("alder", "convene ferry-terms");
    assert_eq!(lake.status(), TableStatus::Untried);
    lake.turn();
    assert_eq!(lake.status(), TableStatus::Open);
    let alder = lake.seat("alder");
    assert_eq!(lake.table.view(alder).move_due(TERMS), Some(alder));
}

#[test]
fn moves_are_made_in_turn_and_what_makes_no_sense_is_refused() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let alder = lake.seat("alder").0;
    lake.refused("birch", NOTE, TableRefusal::NotYourMove(alder));
    lake.refused(
        "alder",
        "accept ferry-terms",
        TableRefusal::NothingOnTheTable,
    );
    lake.refused(
        "alder",
        "sign-without ferry-terms",
        TableRefusal::NothingOnTheTable,
    );
    let winter = "propose ferry-terms boiler=halves timetable=both winter=sledges force=note";
    lake.refused("alder", winter, TableRefusal::NotOnTheAgenda(2));
    lake.refused("alder", "item ferry-terms boiler", TableRefusal::NoItem(0));
    lake.refused(
        "alder",
        "link ferry-terms boiler boiler",
        TableRefusal::NoLink,
    );
    lake.refused(
        "alder",
        "sound-out ferry-terms alder",
        TableRefusal::NoOtherParty,
    );
    lake.refused(
        "alder",
        "mediate ferry-terms birch",
        TableRefusal::NoMediator,
    );
    lake.refused(
        "alder",
        "pay ferry-terms old-bell alder",
        TableRefusal::NoOtherParty,
    );
    lake.refused(
        "birch",
        "pay ferry-terms old-bell alder",
        TableRefusal::WrongReceiver,
    );
    lake.refused(
        "alder",
        "tie ferry-terms ferry-terms",
        TableRefusal::LinkedAlready,
    );
    let bounds = TableRefusal::NoSuchDeadline { least: 1, most: 60 };
    lake.refused("alder", "deadline ferry-terms 0", bounds);
    lake.refused("alder", "return ferry-terms", TableRefusal::StillThere);
    lake.refused("alder", "accede ferry-terms", TableRefusal::NotInForce);
    lake.says("alder", NOTE);
    lake.refused("birch", NOTE, TableRefusal::SameText);
    lake.says("birch", "hold ferry-terms");
    lake.refused("alder", "accept ferry-terms", TableRefusal::AcceptedAlready);
}

#[test]
fn a_line_that_leaves_a_clause_out_or_names_an_unknown_one_is_misread_with_a_remedy() {
    let scenario = scenario();
    for (line, shown) in [
        ("propose ferry-terms boiler=halves timetable=both", "force"),
        (
            "propose ferry-terms boiler=halves timetable=both force=note price=low",
            "price",
        ),
        (
            "propose ferry-terms boiler=thirds timetable=both force=note",
            "thirds",
        ),
        (
            "propose ferry-terms boiler=halves boiler=fares timetable=both force=note",
            "boiler=fares",
        ),
        ("propose ferry-term boiler=halves", "ferry-terms"),
        ("deadline ferry-terms soon", "soon"),
        ("commit ferry-terms boiler", "boiler"),
        ("pay ferry-terms new-bell birch", "new-bell"),
    ] {
        let why = notation::read(scenario.catalogue(), line).unwrap_err();
        let told = middle_power::text::misread(&why).plain();
        assert!(told.contains(shown), "{line}: {told}");
    }
}

#[test]
fn a_memorandum_is_in_force_at_once_and_makes_the_mechanism_what_its_clauses_say() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let hands = lake.figure(Figure::Hands, "alder");
    lake.says("alder", NOTE);
    lake.says("birch", "accept ferry-terms");
    assert_eq!(lake.status(), TableStatus::InForce);
    let mechanism = scenario.table(TERMS).mechanism;
    let view = lake.table.view(lake.seat("birch"));
    let now = view.mechanism(mechanism);
    assert_eq!(now.level, Obligation::Agreed);
    assert_eq!(now.reach, 80, "the mean of 60 and 100");
    let share = |who: &str| {
        let slot = scenario.slots().share(mechanism, lake.seat(who).0).unwrap();
        middle_power::rules::stored(&lake.table.state, slot)
    };
    assert_eq!([share("alder"), share("birch")], [Points::whole(50); 2]);
    assert_eq!(
        lake.figure(Figure::Hands, "alder"),
        hands.plus(Points::whole(1))
    );
    lake.refused("birch", "convene ferry-terms", TableRefusal::AlreadySigned);
    lake.refused("birch", "accede ferry-terms", TableRefusal::SignedAlready);
}

#[test]
fn an_agreement_waits_for_home_and_binds_more_when_home_consents() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    lake.says(
        "alder",
        "propose ferry-terms boiler=halves timetable=both force=agreement",
    );
    lake.says("birch", "accept ferry-terms");
    assert_eq!(lake.status(), TableStatus::Signed);
    lake.turn();
    lake.turn();
    assert_eq!(lake.status(), TableStatus::InForce);
    let view = lake.table.view(lake.seat("birch"));
    let level = view.mechanism(scenario.table(TERMS).mechanism).level;
    assert_eq!(level, Obligation::Political);
}

#[test]
fn a_capital_whose_groups_refuse_is_an_involuntary_defector_and_the_pivotal_group_is_named() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let fares = lake.text("boiler=fares timetable=both force=agreement");
    let birch = lake.seat("birch");
    let verdict = lake.table.view(birch).at_home(TERMS, birch.0, fares);
    assert!(!verdict.consents());
    let pivot = verdict.pivot.unwrap();
    lake.says(
        "alder",
        "propose ferry-terms boiler=fares timetable=both force=agreement",
    );
    lake.says("birch", "accept ferry-terms");
    lake.turn();
    lake.turn();
    assert_eq!(lake.status(), TableStatus::Failed);
    assert!(lake.told(|it| *it
        == TableFact::Refused {
            actor: birch.0,
            pivot
        }));
    assert!(lake.told(|it| *it
        == TableFact::BrokeUp {
            why: Breakdown::Home
        }));
}

#[test]
fn the_last_round_without_agreement_breaks_a_table_up_and_frees_the_hand() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let [hands, will] = [Figure::Hands, Figure::Will].map(|it| lake.figure(it, "alder"));
    lake.says("alder", "deadline ferry-terms 1");
    lake.says("alder", NOTE);
    lake.says("birch", "hold ferry-terms");
    assert_eq!(lake.status(), TableStatus::Failed);
    assert!(lake.told(|it| *it
        == TableFact::BrokeUp {
            why: Breakdown::Deadline
        }));
    assert_eq!(
        lake.figure(Figure::Hands, "alder"),
        hands.plus(Points::whole(1))
    );
    assert!(lake.figure(Figure::Will, "alder") < will);
}

#[test]
fn who_walks_out_of_a_table_of_two_ends_it() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let will = lake.figure(Figure::Will, "alder");
    lake.says("birch", "walk-out ferry-terms");
    assert!(lake.told(|it| *it
        == TableFact::BrokeUp {
            why: Breakdown::Deserted
        }));
    assert!(lake.figure(Figure::Will, "alder") < will);
}

#[test]
fn an_adjourned_table_uses_up_no_round_until_the_next_turn() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    lake.says("alder", "adjourn ferry-terms");
    lake.refused("birch", NOTE, TableRefusal::NoRound);
    let round = |lake: &Lake<'_>| {
        lake.table
            .view(lake.seat("alder"))
            .table(TERMS)
            .unwrap()
            .round
    };
    assert_eq!(round(&lake), 0);
    lake.turn();
    assert_eq!(round(&lake), 0);
    lake.says("alder", NOTE);
}

#[test]
fn a_sounding_narrows_the_band_and_nothing_is_left_to_learn_after_all_of_them() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let (alder, birch) = (lake.seat("alder"), lake.seat("birch").0);
    let text = lake.text("boiler=alder-pays timetable=birch force=note");
    let band = |lake: &Lake<'_>| {
        lake.table
            .view(alder)
            .outlook(TERMS, birch)
            .unwrap()
            .band(text)
    };
    let mut last = band(&lake);
    for _ in 0..4 {
        lake.says("alder", "sound-out ferry-terms birch");
        assert!(band(&lake) < last, "{:?} after {last:?}", band(&lake));
        last = band(&lake);
    }
    lake.refused(
        "alder",
        "sound-out ferry-terms birch",
        TableRefusal::NothingToLearn,
    );
    let own = lake
        .table
        .view(SeatId(birch))
        .outlook(TERMS, birch)
        .unwrap();
    let seen = lake.table.view(alder).outlook(TERMS, birch).unwrap();
    assert_eq!(seen.utility.parts, own.utility.parts);
}

#[test]
fn what_delegations_bring_is_drawn_once_a_world() {
    let scenario = scenario();
    let brought = |lake: &Lake<'_>| -> Vec<TableFact> {
        let facts = lake.table.ledger.iter().filter_map(|fact| match fact.what {
            What::Table(_, what @ TableFact::Brought { .. }) => Some(what),
            _ => None,
        });
        facts.collect()
    };
    let mut lake = Lake::convened(&scenario);
    let first = brought(&lake);
    lake.says("birch", "walk-out ferry-terms");
    lake.says("alder", "convene ferry-terms");
    lake.turn();
    let all = brought(&lake);
    assert_eq!(all.len(), 2 * first.len());
    assert_eq!(all[first.len()..], first);
    let reserve = |it: &TableFact| {
        matches!(
            it,
            TableFact::Brought {
                what: Hidden::Reserve,
                ..
            }
        )
    };
    assert_eq!(first.iter().filter(|it| reserve(it)).count(), 2);
}

#[test]
fn a_side_payment_makes_its_receiver_easier_to_please_by_what_it_is_worth() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let birch = lake.seat("birch");
    let text = lake.text("boiler=halves timetable=both force=note");
    let margin = |lake: &Lake<'_>| {
        lake.table
            .view(birch)
            .outlook(TERMS, birch.0)
            .unwrap()
            .margin(text)
    };
    let before = margin(&lake);
    lake.says("alder", "pay ferry-terms old-bell birch");
    let links = scenario.lens().points(Rate::TableLinks).scaled(1, 50);
    let gained = margin(&lake).minus(before).minus(links);
    assert!(
        gained.minus(Points::whole(5)).magnitude() <= Points::thousandths(2),
        "{gained:?}"
    );
    lake.refused(
        "alder",
        "pay ferry-terms old-bell birch",
        TableRefusal::PaidAlready,
    );
}

#[test]
fn a_public_word_is_liked_at_home_and_signing_against_it_is_not_forgiven() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let home = |lake: &Lake<'_>| {
        let actor = lake.seat("birch").0;
        let (bloc, _) = scenario.actor(actor).blocs[0];
        let slot = scenario
            .slots()
            .of_owner(Figure::Bloc, Owner::Bloc(actor, bloc))
            .unwrap();
        middle_power::rules::stored(&lake.table.state, slot)
    };
    let before = home(&lake);
    lake.says("birch", "commit ferry-terms boiler=alder-pays");
    let after = home(&lake);
    assert!(after > before);
    lake.refused(
        "birch",
        "commit ferry-terms boiler=halves",
        TableRefusal::CommittedAlready,
    );
    lake.says("alder", NOTE);
    lake.says("birch", "accept ferry-terms");
    assert!(home(&lake) < before);
}

#[test]
fn linked_clauses_move_together_or_not_at_all() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    lake.says("alder", "link ferry-terms boiler timetable");
    lake.says("alder", NOTE);
    let torn = "propose ferry-terms boiler=fares timetable=both force=note";
    lake.refused("birch", torn, TableRefusal::LinkedClauses(0, 1));
    lake.says(
        "birch",
        "propose ferry-terms boiler=fares timetable=birch force=note",
    );
}

#[test]
fn tied_tables_are_signed_together_or_break_up_together() {
    let pack = two_shores();
    let second = pack
        .text("tables.ron")
        .trim()
        .trim_start_matches('[')
        .trim_end_matches(']');
    let second = second.replace("id: \"ferry-terms\"", "id: \"ferry-fares\"");
    let scenario = pack.with_items("tables.ron", &second, Place::Last).load();
    for signs in [true, false] {
        let mut lake = Lake::open(&scenario);
        lake.says("alder", "convene ferry-terms");
        lake.says("birch", "convene ferry-fares");
        for who in ["alder", "birch"] {
            let seat = lake.seat(who);
            for order in middle_power::agents::default_answers(&lake.table.view(seat)) {
                lake.table.order(seat, &order).unwrap();
            }
            lake.says(who, "end");
        }
        lake.says("alder", "tie ferry-terms ferry-fares");
        lake.says("alder", NOTE);
        lake.says("birch", "accept ferry-terms");
        assert_eq!(lake.status(), TableStatus::Open, "it waits for the other");
        if signs {
            lake.says("birch", &NOTE.replace("ferry-terms", "ferry-fares"));
            lake.says("alder", "accept ferry-fares");
            assert_eq!(lake.status(), TableStatus::InForce);
        } else {
            lake.says("alder", "walk-out ferry-fares");
            assert_eq!(lake.status(), TableStatus::Failed);
            assert!(lake.told(|it| *it
                == TableFact::BrokeUp {
                    why: Breakdown::Tied
                }));
        }
    }
}

#[test]
fn a_caucus_brings_two_nearer_and_track_two_costs_what_it_says() {
    let scenario = scenario();
    let mut lake = Lake::convened(&scenario);
    let (alder, birch) = (lake.seat("alder"), lake.seat("birch"));
    let floor = |lake: &Lake<'_>, seat: SeatId| {
        lake.table
            .view(seat)
            .outlook(TERMS, seat.0)
            .unwrap()
            .reservation
            .value
    };
    let before = [alder, birch].map(|seat| floor(&lake, seat));
    lake.says("alder", "caucus ferry-terms birch");
    let after = [alder, birch].map(|seat| floor(&lake, seat));
    assert!(
        after[0] < before[0] && after[1] < before[1],
        "{before:?} {after:?}"
    );
    lake.refused(
        "alder",
        "caucus ferry-terms birch",
        TableRefusal::MetAlready,
    );
    let capital = lake.figure(Figure::Capital, "alder");
    lake.says("alder", "track-two ferry-terms");
    let cost = scenario.lens().points(Rate::TrackTwoCost);
    assert_eq!(lake.figure(Figure::Capital, "alder"), capital.minus(cost));
}

#[test]
fn a_single_text_of_a_mediator_leaves_the_least_content_better_off_than_any_first_offer() {
    let pack = changed("track_two: \"lake-council\",", "mediators: [\"heron\"],");
    let pack = pack.with_items(
        "actors.ron",
        "(id: \"heron\", name: \"The heron\", seat: false, power: 10, text: \"Stands between.\")",
        Place::Last,
    );
    let scenario = pack.load();
    let mut lake = Lake::convened(&scenario);
    lake.says(
        "alder",
        "propose ferry-terms boiler=fares timetable=alder force=note",
    );
    let least = |lake: &Lake<'_>| {
        let text = lake
            .table
            .view(lake.seat("alder"))
            .table(TERMS)
            .unwrap()
            .text
            .unwrap()
            .package;
        let margins = ["alder", "birch"].map(|who| {
            let seat = lake.seat(who);
            lake.table
                .view(seat)
                .outlook(TERMS, seat.0)
                .unwrap()
                .margin(text)
        });
        margins[0].min(margins[1])
    };
    let before = least(&lake);
    lake.says("birch", "mediate ferry-terms heron");
    assert!(least(&lake) > before);
}

#[test]
fn the_adviser_names_who_stands_in_the_way_and_what_would_help() {
    let scenario = scenario();
    let lake = Lake::convened(&scenario);
    let view = lake.table.view(lake.seat("alder"));
    let text = lake.text("boiler=fares timetable=alder force=note");
    let advice = advise(&view, TERMS, text).unwrap();
    let birch = lake.seat("birch").0;
    assert_eq!(advice.obstacle, Some(birch));
    let gains = |gains: &[(middle_power::model::ActorId, Points)]| {
        gains
            .iter()
            .find(|(who, _)| *who == birch)
            .map(|(_, by)| *by)
    };
    assert!(!advice.amendments.is_empty());
    assert!(
        advice
            .amendments
            .iter()
            .all(|it| gains(&it.gains) > Some(Points::ZERO))
    );
    let unsure = advice.parties.iter().find(|it| it.actor == birch).unwrap();
    assert!(
        unsure.band > Points::ZERO && unsure.odds.0 < 500,
        "{unsure:?}"
    );
}

/// The fishing grounds of the campaign, every seat played by hand: Seoul convenes, Beijing and Tokyo speak after it.
struct Grounds<'a> {
    table: Table<'a>,
    at: TableId,
}

/// A text for the fishing grounds with this in place of one of its options.
fn grounds(instead: &str) -> String {
    let all = [
        "boarding=joint",
        "means=steps",
        "tracking=licensed",
        "owners=fined",
        "liaison=reports",
        "force=memorandum",
    ];
    let clause = |word: &str| word.split('=').next().map(str::to_owned);
    let words = all.iter().map(|word| {
        if clause(word) == clause(instead) {
            instead
        } else {
            word
        }
    });
    let words: Vec<&str> = words.collect();
    format!("propose fisheries-enforcement {}", words.join(" "))
}

impl<'a> Deref for Grounds<'a> {
    type Target = Table<'a>;

    fn deref(&self) -> &Table<'a> {
        &self.table
    }
}

impl DerefMut for Grounds<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.table
    }
}

impl<'a> Grounds<'a> {
    fn convened(scenario: &'a Scenario) -> Self {
        let at = scenario
            .catalogue()
            .find_table("fisheries-enforcement")
            .unwrap();
        let mut grounds = Self {
            table: Table::open(scenario, 5),
            at,
        };
        grounds.says("seoul", "convene fisheries-enforcement");
        for seat in scenario.seats().collect::<Vec<_>>() {
            for order in middle_power::agents::default_answers(&grounds.table.view(seat)) {
                grounds.table.order(seat, &order).unwrap();
            }
            grounds.table.confront();
            grounds
                .table
                .order(seat, &middle_power::model::Order::End)
                .unwrap();
        }
        grounds.table.confront();
        grounds
    }

    /// Seoul puts a text forward, Beijing accepts it, Tokyo puts another one in its place.
    fn countered(&mut self) {
        self.says("seoul", &grounds(""));
        self.says("beijing", "accept fisheries-enforcement");
        self.says("tokyo", &grounds("tracking=all"));
    }

    fn now(&self) -> middle_power::rules::state::tables::TableState {
        self.table
            .view(self.seat("seoul"))
            .table(self.at)
            .unwrap()
            .clone()
    }

    fn stands(&self, who: &str) -> Option<Package> {
        self.now().stance(self.seat(who).0)
    }

    fn signers(&self) -> Vec<&str> {
        let names = self.table.scenario.catalogue();
        let signed = self.now().signed.unwrap();
        signed.signers.iter().map(|it| names.actor(it)).collect()
    }
}

#[test]
fn consent_outlives_a_counter_offer_and_is_found_again_with_the_text() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.countered();
    assert_eq!(
        grounds_now.now().accepted().len(),
        1,
        "Tokyo's own text is on the table"
    );
    assert_eq!(grounds_now.stands("beijing"), grounds_now.stands("seoul"));
    grounds_now.says("seoul", &grounds(""));
    assert_eq!(
        grounds_now.now().accepted().len(),
        2,
        "Beijing need not accept it again"
    );
    grounds_now.says("beijing", "hold fisheries-enforcement");
    grounds_now.says("tokyo", "accept fisheries-enforcement");
    assert_eq!(grounds_now.signers(), ["seoul", "beijing", "tokyo"]);
}

#[test]
fn who_lets_a_move_pass_no_longer_stands_by_a_text_that_is_off_the_table() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.countered();
    grounds_now.says("seoul", "hold fisheries-enforcement");
    assert_eq!(grounds_now.stands("seoul"), None);
    grounds_now.says("beijing", &grounds("owners=listed"));
    assert_ne!(grounds_now.stands("beijing"), None);
    let refused = grounds_now.tries("tokyo", "sign-without fisheries-enforcement");
    assert!(
        refused.is_ok(),
        "with Beijing's text and Beijing two sign: {refused:?}"
    );
    assert_eq!(grounds_now.signers(), ["beijing", "tokyo"]);
}

#[test]
fn a_text_is_signed_with_those_who_stand_by_it_at_the_price_of_leaving_somebody_out() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.countered();
    let text = grounds_now.stands("seoul").unwrap();
    grounds_now.says("seoul", "sign-without fisheries-enforcement");
    assert_eq!(grounds_now.signers(), ["seoul", "beijing"]);
    assert_eq!(grounds_now.now().signed.unwrap().package, text);
    let pair = (grounds_now.seat("tokyo").0, grounds_now.seat("seoul").0);
    let slot = scenario
        .slots()
        .of_pair(Figure::FirmTrust, pair.0, pair.1)
        .unwrap();
    let cost = Points::ZERO.minus(scenario.lens().points(Rate::SignedWithout));
    let minded = grounds_now.table.ledger.iter().any(|fact| {
        matches!(fact.what, What::Moved { figure, delta } if figure == slot && delta == cost)
    });
    assert!(minded, "Tokyo minds it");
    ledger::check(
        &scenario,
        &grounds_now.table.state,
        &grounds_now.table.ledger,
    );
}

#[test]
fn after_the_last_round_the_convener_signs_with_some_or_the_table_breaks_up() {
    let scenario = named("asian-paradox").load();
    for signs in [true, false] {
        let mut grounds_now = Grounds::convened(&scenario);
        grounds_now.says("seoul", "deadline fisheries-enforcement 1");
        grounds_now.countered();
        assert_eq!(grounds_now.now().status, TableStatus::Open);
        let late = grounds_now.tries("seoul", &grounds("owners=listed"));
        assert_eq!(late, Err(Refusal::Table(TableRefusal::RoundsOver)));
        if signs {
            grounds_now.says("seoul", "sign-without fisheries-enforcement");
            assert_eq!(grounds_now.signers(), ["seoul", "beijing"]);
        } else {
            grounds_now.says("seoul", "hold fisheries-enforcement");
            assert_eq!(grounds_now.now().status, TableStatus::Failed);
        }
        grounds_now.table.state.assert_invariants(&scenario);
    }
}

#[test]
fn who_leaves_after_the_last_round_takes_the_text_along() {
    let scenario = named("asian-paradox").load();
    let mut grounds_now = Grounds::convened(&scenario);
    grounds_now.says("seoul", "deadline fisheries-enforcement 1");
    grounds_now.countered();
    grounds_now.says("beijing", "walk-out fisheries-enforcement");
    assert_eq!(grounds_now.now().status, TableStatus::Failed);
}

/// The campaign, Seoul played by a strategy, until such a thing happens at a table.
#[track_caller]
fn campaign_with(
    strategy: &str,
    wanted: impl Fn(&Scenario, TableId, &TableFact) -> bool,
) -> (Game, Fact, TableId) {
    let scenario = named("asian-paradox").load();
    for seed in 1..=80 {
        let seating = Seating::one_strategy(&scenario, scenario.playable()[0], strategy, "script");
        let game = Game::begin(scenario.clone(), seed, &seating, Rows::Off).unwrap();
        ledger::check(&scenario, game.state(), game.ledger());
        let found = game.ledger().iter().find_map(|fact| match fact.what {
            What::Table(table, what) if wanted(&scenario, table, &what) => Some((*fact, table)),
            _ => None,
        });
        if let Some((fact, table)) = found {
            return (game, fact, table);
        }
    }
    panic!("it happens in no game");
}

#[test]
fn a_strategy_that_leaves_hold_outs_out_signs_without_them_and_pays_for_it() {
    let away = |scenario: &Scenario, table: TableId, what: &TableFact| matches!(what, TableFact::Signed { signers } if *signers != scenario.table(table).members());
    let (game, fact, table) = campaign_with("willing", away);
    let What::Table(_, TableFact::Signed { signers }) = fact.what else {
        unreachable!()
    };
    let scenario = game.scenario();
    let absent = scenario
        .table(table)
        .members()
        .iter()
        .find(|it| !signers.contains(*it))
        .unwrap();
    let signer = signers.iter().next().unwrap();
    let slot = scenario.slots().of_pair(Figure::FirmTrust, absent, signer);
    let minded = game.ledger().iter().any(|other| {
        other.turn == fact.turn
            && matches!(other.cause, middle_power::model::Cause::Text(it) if it == table)
            && matches!(other.what, What::Moved { figure, delta } if Some(figure) == slot && delta < Points::ZERO)
    });
    assert!(minded || slot.is_none());
}

#[test]
fn a_hold_out_signs_later_when_the_mechanism_works() {
    let (game, fact, table) = campaign_with("focused", |_, _, what| {
        matches!(what, TableFact::Acceded { .. })
    });
    let What::Table(_, TableFact::Acceded { by }) = fact.what else {
        unreachable!()
    };
    let members = game
        .view()
        .mechanism(game.scenario().table(table).mechanism)
        .members;
    assert!(members.contains(by));
}

#[test]
fn agents_sign_nothing_that_is_worth_less_to_them_than_no_agreement() {
    let scenario = named("asian-paradox").load();
    let seat = scenario.playable()[0];
    let mut signed = 0;
    for seed in 1..=3 {
        let mut table = Table::open(&scenario, seed);
        while table.state.over().is_none() {
            agents_turn(&mut table, seat, &mut signed);
        }
    }
    assert!(signed >= 6, "{signed}");
}

/// One turn of agents through the front door; every acceptance is looked at before it is given.
fn agents_turn(table: &mut Table<'_>, seat: SeatId, signed: &mut usize) {
    let scenario = table.scenario;
    let seats: Vec<SeatId> = scenario.seats().collect();
    let controller = |it: SeatId| {
        let word = if it == seat { "focused" } else { "script" };
        middle_power::agents::by_name(word, scenario, it, table_seed(table)).unwrap()
    };
    let controllers: Vec<_> = seats.iter().map(|it| (*it, controller(*it))).collect();
    table.confront();
    for (who, controller) in &controllers {
        let orders = controller.decide(&table.view(*who));
        for order in orders {
            let _ = table.order(*who, &order);
        }
        for order in middle_power::agents::default_answers(&table.view(*who)) {
            let _ = table.order(*who, &order);
        }
        table.confront();
        table.order(*who, &middle_power::model::Order::End).unwrap();
    }
    table.confront();
    while let Some((who, middle_power::rules::Prompt::Move(at))) =
        middle_power::rules::awaiting(scenario, &table.state)
            .first()
            .copied()
    {
        let controller = &controllers.iter().find(|(it, _)| *it == who).unwrap().1;
        let turn = table.view(who).turn();
        for order in controller.negotiate(&table.view(who), at) {
            if order == middle_power::model::TableOrder::Accept {
                let view = table.view(who);
                let text = view.table(at).unwrap().text.unwrap().package;
                let margin = view.outlook(at, who.0).unwrap().margin(text);
                assert!(margin >= Points::ZERO, "{who:?} accepts {margin:?}");
                *signed += 1;
            }
            let given = table.order(who, &middle_power::model::Order::Table(at, order));
            assert!(given.is_ok(), "{order:?}: {given:?}");
            if table.view(who).turn() != turn {
                return;
            }
        }
    }
}

fn table_seed(table: &Table<'_>) -> u64 {
    table.ledger.len() as u64
}

#[test]
fn the_truth_about_a_table_waits_until_the_game_is_over() {
    let scenario = named("first-hundred-days").load();
    let seat = scenario.playable()[0];
    let going_on = Game::begin(
        scenario.clone(),
        1,
        &Seating::one_person(&scenario, seat, "script"),
        Rows::Off,
    );
    assert!(Debriefs::of(&going_on.unwrap(), seat).is_none());
    let signed =
        |_: &Scenario, _: TableId, what: &TableFact| matches!(what, TableFact::Signed { .. });
    let (game, _, table) = campaign_with("focused", signed);
    let debriefs = Debriefs::of(&game, game.protagonist()).unwrap();
    assert!(debriefs.list().iter().any(|(listed, _)| *listed == table));
    let plain = |page: Vec<middle_power::text::Line>| {
        let lines: Vec<String> = page.iter().map(middle_power::text::Line::plain).collect();
        lines.join("\n")
    };
    let told = plain(debriefs.page(table, None).unwrap());
    for wanted in ["signed in round", "frontier", "Nash", "X the text", "moved"] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let parties = game.scenario().table(table).parties.len();
    let pictures = debriefs.told(table).unwrap().pictures;
    assert_eq!(
        pictures.len(),
        parties * (parties - 1) / 2,
        "any two parties"
    );
    let (one, other) = pictures.last().unwrap().of;
    assert!(![one, other].contains(&seat.0), "the seat's own come first");
    let theirs = plain(debriefs.page(table, Some((other, one))).unwrap());
    assert_ne!(theirs, told);
    assert!(debriefs.page(table, Some((one, one))).is_none());
}
