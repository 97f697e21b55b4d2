//! Mistakes in a pack or lens: each is reported once, in its file and place, with what would help.

use middle_power::scenario::{Problem, Source};

use crate::support::packs::{Pack, Place, two_shores};

/// What was found, and the file in which the mistake stands with the text at which it is shown.
#[track_caller]
fn check(pack: &Pack, (file, shown): (&str, &str), message: &str, remedy: &str) {
    let problems: Vec<Problem> = pack.try_load().err().unwrap_or_default();
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 1, "{all:#?}");
    let problem = &problems[0];
    assert!(problem.message.contains(message), "{all:#?}");
    let hint = problem.hint.as_deref().unwrap_or_default();
    assert!(
        hint.contains(remedy) || problem.message.contains(remedy),
        "{all:#?}"
    );
    let text = if problem.label == pack.lens.label {
        &pack.lens.text
    } else {
        pack.text(file)
    };
    assert_eq!(problem.label, file);
    let at = text.find(shown).unwrap();
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
    assert_eq!((problem.line, problem.column), (line, column), "{all:#?}");
}

fn lens(old: &str, new: &str) -> Pack {
    let mut pack = two_shores();
    assert!(pack.lens.text.contains(old), "the lens has no {old}");
    pack.lens.text = pack.lens.text.replacen(old, new, 1);
    pack
}

#[track_caller]
fn changed(file: &str, old: &str, new: &str) -> Pack {
    let pack = two_shores();
    let text = pack.text(file).to_owned();
    assert!(text.contains(old), "{file} has no {old}");
    pack.with_text(file, &text.replacen(old, new, 1))
}

const MAYORS: &str = "offices: [(id: \"birch-mayor\", name: \"The Mayor\")],";

fn with_election(election: &str) -> Pack {
    let with = format!("{MAYORS}\n        elections: [({election})],");
    changed("actors.ron", MAYORS, &with)
}

#[test]
fn a_lens_with_a_missing_unknown_or_absurd_coefficient_is_refused() {
    let file = "plain.ron";
    let absent = lens(
        "\"hedge-floor\": (value: Points(40), source: \"invented\", text: \"Closeness to both poles up to this costs nothing.\"),",
        "",
    );
    check(
        &absent,
        (file, "{\n        \"warmth-decay\""),
        "the coefficient \"hedge-floor\" is missing",
        "add \"hedge-floor\": (value: .., source: .., text: ..), from Points(0) to Points(100)",
    );
    check(
        &lens("\"handover-links\"", "\"handover-linsk\""),
        (file, "\"handover-linsk\""),
        "unknown coefficient \"handover-linsk\"",
        "did you mean \"handover-links\"?",
    );
    for (old, new, shown, message, remedy) in [
        (
            "\"handover-links\": (value: PerMille(80)",
            "\"handover-links\": (value: PerMille(50000)",
            "50000",
            "50000 is out of range: 0 to 500",
            "takes PerMille(0) to PerMille(500)",
        ),
        (
            "\"government-learns\": (value: PerMille(150)",
            "\"government-learns\": (value: PerMille(-150)",
            "-150",
            "-150 is out of range: 1 to 1000",
            "takes PerMille(1) to PerMille(1000)",
        ),
        (
            "\"owner-upkeep\": (value: Points(1)",
            "\"owner-upkeep\": (value: Tenths(51)",
            "51)",
            "51 is out of range: 0 to 50",
            "takes Tenths(0) to Tenths(50)",
        ),
        (
            "\"owner-upkeep\": (value: Points(1)",
            "\"owner-upkeep\": (value: PerMille(7)",
            "PerMille(7)",
            "this coefficient is an amount",
            "Points(..) or Tenths(..)",
        ),
    ] {
        check(&lens(old, new), (file, shown), message, remedy);
    }
}

#[test]
fn an_office_that_the_actor_does_not_have_is_no_office_of_its_own() {
    check(
        &with_election("date: \"1950-09-05\", name: \"Ballot\", winner: \"alder-deputy\""),
        ("actors.ron", "\"alder-deputy\")]"),
        "\"birch\" has no office \"alder-deputy\"",
        "its offices: birch-mayor",
    );
    check(
        &changed(
            "events.ron",
            "\"alder-deputy\"), Change",
            "\"birch-mayor\"), Change",
        ),
        ("events.ron", "\"birch-mayor\"), Change"),
        "\"alder\" has no office \"birch-mayor\"",
        "its offices: alder-mayor, alder-deputy",
    );
    let nobody = "elections: [(date: \"1950-09-05\", name: \"Ballot\")],";
    check(
        &changed("actors.ron", MAYORS, nobody),
        ("actors.ron", "[(date: \"1950-09-05\""),
        "\"birch\" has no office that could be decided",
        "list who may hold it: offices:",
    );
}

#[test]
fn an_election_is_held_on_a_day_of_the_calendar() {
    check(
        &with_election("date: \"1950-09-31\", name: \"Ballot\""),
        ("actors.ron", "\"1950-09-31\""),
        "\"1950-09-31\" is no day of the calendar",
        "a date is YYYY-MM-DD",
    );
    for day in ["1950-02-28", "1950-12-01"] {
        check(
            &with_election(&format!("date: \"{day}\", name: \"Ballot\"")),
            ("actors.ron", &format!("\"{day}\"")),
            "this day is outside the calendar of the scenario",
            "a day from 1950-03-01 on and before 1950-12-01",
        );
    }
    check(
        &with_election("date: \"1950-09-05\", name: \"A\"), (date: \"1950-07-05\", name: \"B\""),
        ("actors.ron", "\"1950-07-05\""),
        "this day is not after the one before it",
        "list elections in the order of their dates",
    );
    check(
        &with_election("date: \"1950-09-05\", name: \"Ballot\", overtaken_by: \"flood\""),
        ("actors.ron", "\"flood\""),
        "unknown event \"flood\"",
        "unknown event",
    );
}

fn initiative(id: &str, more: &str) -> String {
    format!(
        "(id: \"{id}\", name: \"N\", family: \"Works\", cost: 1, {more}, source: \"s\", text: \"t\"),"
    )
}

#[test]
fn an_initiative_that_needs_itself_is_reported_with_the_way_round() {
    let file = "initiatives.ron";
    let itself = initiative("dredge", "needs: [Initiative(\"dredge\", Done)]");
    check(
        &two_shores().with_items(file, &itself, Place::Last),
        (file, "[Initiative(\"dredge\""),
        "it needs itself: dredge → dredge",
        "take one of these conditions out",
    );
    let two = [
        initiative("dredge", "needs: [Initiative(\"survey\", Done)]"),
        initiative("survey", "needs: [Initiative(\"dredge\", Done)]"),
    ];
    check(
        &two_shores().with_items(file, &two.concat(), Place::Last),
        (file, "[Initiative(\"survey\""),
        "it needs itself: dredge → survey → dredge",
        "take one of these conditions out",
    );
    let event = "(id: \"sand\", name: \"Sand\", when: Scheduled, source: \"s\", text: \"t\")";
    let round = initiative(
        "dredge",
        "needs: [Happened(event: \"sand\")], done: [Schedule(event: \"sand\")]",
    );
    check(
        &two_shores()
            .with_items(file, &round, Place::Last)
            .with_items("events.ron", event, Place::Last),
        (file, "[Happened(event: \"sand\")]"),
        "it needs itself: dredge → sand → dredge",
        "let something else bring it about",
    );
    let chain = event.replace(
        "when: Scheduled",
        "when: Scheduled, effects: [Schedule(event: \"sand\", after: 1)]",
    );
    check(
        &two_shores().with_items("events.ron", &chain, Place::Last),
        (
            "events.ron",
            "Scheduled, effects: [Schedule(event: \"sand\"",
        ),
        "only what follows from it schedules it: sand → sand",
        "let something else schedule one of them",
    );
}

#[test]
fn a_format_has_members_that_exist() {
    check(
        &changed(
            "formats.ron",
            "[\"alder\", \"birch\"]",
            "[\"alder\", \"birhc\"]",
        ),
        ("formats.ron", "\"birhc\""),
        "unknown actor \"birhc\"",
        "did you mean \"birch\"?",
    );
}

#[test]
fn what_can_never_come_to_pass_is_reported() {
    for (file, item, what, remedy) in [
        (
            "windows.ron",
            "(id: \"thaw\", name: \"Thaw\", text: \"t\")",
            "the window \"thaw\" never opens",
            "give it open_until, or let an effect open it",
        ),
        (
            "pledges.ron",
            "(id: \"thaw\", name: \"Thaw\", kept_when: [Window(\"high-water\")], broken: [], text: \"t\")",
            "the pledge \"thaw\" is never given",
            "let an effect give it",
        ),
        (
            "events.ron",
            "(id: \"thaw\", name: \"Thaw\", when: Scheduled, text: \"t\")",
            "the event \"thaw\" is scheduled by nothing",
            "let an effect schedule it",
        ),
        (
            "permissions.ron",
            "(id: \"thaw\", name: \"Thaw\", holder: \"birch\", granted_when: [Window(\"high-water\")], text: \"t\")",
            "the permission \"thaw\" is asked for by nothing",
            "let an initiative or a choice need it",
        ),
        (
            "mechanisms.ron",
            "(id: \"thaw\", name: \"Thaw\", measure: \"timetable\", level: 1, text: \"t\")",
            "the mechanism \"thaw\" never becomes more than a proposal",
            "let an effect bring it about",
        ),
    ] {
        let pack = two_shores().with_items(file, item, Place::Last);
        check(&pack, (file, "\"thaw\""), what, remedy);
    }
}

#[test]
fn a_permission_says_when_it_is_given_and_the_default_needs_none() {
    let leave = "(id: \"keys\", name: \"Keys\", holder: \"birch\", granted_when: [], text: \"t\")";
    let asks = changed(
        "initiatives.ron",
        "cost: 3, hands: 1,",
        "cost: 3, hands: 1, permissions: [\"keys\"],",
    );
    check(
        &asks
            .clone()
            .with_items("permissions.ron", leave, Place::Last),
        ("permissions.ron", "[], text"),
        "a permission needs at least one condition",
        "say when",
    );
    check(
        &asks,
        ("initiatives.ron", "\"keys\""),
        "unknown permission \"keys\"",
        "unknown permission",
    );
    let given = leave.replace("[]", "[Window(\"high-water\")]");
    let default = changed(
        "events.ron",
        "label: \"Complain at the ferry board\",",
        "label: \"Complain at the ferry board\", permissions: [\"keys\"],",
    );
    check(
        &default.with_items("permissions.ron", &given, Place::Last),
        ("events.ron", "\"complain\", choices"),
        "the default choice needs another's leave",
        "must always be able to take it",
    );
}

#[test]
fn a_reply_names_an_event_and_one_of_its_choices() {
    let reply = |reply: &str| {
        let with =
            format!("replies: [({reply})],\n        answers: {{\"late-again\": \"complain\"}}");
        changed(
            "actors.ron",
            "answers: {\"late-again\": \"complain\"}",
            &with,
        )
    };
    for (given, shown, message, remedy) in [
        (
            "event: \"late-agian\", choice: \"blame\"",
            "\"late-agian\"",
            "unknown event \"late-agian\"",
            "did you mean \"late-again\"?",
        ),
        (
            "event: \"late-again\", choice: \"blam\"",
            "\"blam\"",
            "the event \"late-again\" has no choice \"blam\"",
            "did you mean \"blame\"?",
        ),
        (
            "event: \"late-again\", choice: \"\"",
            "\"\"",
            "\"\" names no choice",
            "names no choice",
        ),
        (
            "event: \"late-again\", choice: \"blame\", when: [AtLeast(\"$b.will\", 1)]",
            "\"$b.will\"",
            "$b",
            "$self",
        ),
    ] {
        check(&reply(given), ("actors.ron", shown), message, remedy);
    }
}

#[test]
fn acts_begin_with_the_first_turn_and_come_in_order() {
    let acts = |from: [u16; 2]| {
        let [a, b] = from;
        let list = format!(
            "capital_cap: 10, acts: [(from: {a}, name: \"A\", text: \"a\"), (from: {b}, name: \"B\", text: \"b\")],"
        );
        changed("scenario.ron", "capital_cap: 10,", &list)
    };
    assert!(acts([1, 3]).try_load().is_ok());
    for (from, shown, message, remedy) in [
        (
            [2, 3],
            "2, name",
            "turn 2",
            "the first act begins with turn 1",
        ),
        ([1, 1], "1, name: \"B\"", "turn 1", "begin after turn 1"),
        ([1, 4], "4, name", "turn 4", "the game has 3 turns"),
    ] {
        check(&acts(from), ("scenario.ron", shown), message, remedy);
    }
}

/// Among what is found is this, in this file, with what would help.
#[track_caller]
fn finds(pack: &Pack, file: &str, message: &str, remedy: &str) {
    let problems: Vec<Problem> = pack.try_load().err().unwrap_or_default();
    let found = problems.iter().any(|it| {
        let hint = it.hint.as_deref().unwrap_or_default();
        let helps = hint.contains(remedy) || it.message.contains(remedy);
        it.label == file && it.line > 1 && it.message.contains(message) && helps
    });
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(found, "{message}: {all:#?}");
}

#[test]
fn a_table_with_mistakes_is_refused_with_place_and_remedy() {
    for (old, new, message, remedy) in [
        (
            "(weight: 350, values: [0, 600, 1000]",
            "(weight: 360, values: [0, 600, 1000]",
            "the weights add up to 1010",
            "per mille of the whole text",
        ),
        (
            "values: [0, 600, 1000]",
            "values: [0, 600, 1200]",
            "1200 is out of range: 0 to 1000",
            "0 to 1000",
        ),
        (
            "values: [0, 600, 1000]",
            "values: [0, 600, 900]",
            "no value is 1000",
            "the best option of a clause is worth 1000",
        ),
        (
            "values: [0, 600, 1000]",
            "values: [600, 1000]",
            "2 values for 3 options",
            "3 options",
        ),
        (
            "deadline_rounds: 6",
            "deadline_rounds: 0",
            "never meets",
            "6 to 12 are usual",
        ),
        (
            "(actor: \"birch\"",
            "(actor: \"brich\"",
            "\"brich\"",
            "did you mean \"birch\"?",
        ),
        (
            "(actor: \"birch\"",
            "(actor: \"alder\"",
            "sits at this table twice",
            "twice",
        ),
        (
            "mechanism: \"ferry-board\"",
            "mechanism: \"fery-board\"",
            "\"fery-board\"",
            "did you mean \"ferry-board\"?",
        ),
        (
            "\"winter\": (weight: 150, values: [300, 1000]",
            "\"wintre\": (weight: 150, values: [300, 1000]",
            "unknown clause \"wintre\"",
            "did you mean \"winter\"?",
        ),
        (
            "(id: \"out\", label: \"not in this text\", depth: 0)",
            "(id: \"none\", label: \"not in this text\", depth: 0)",
            "the first option of an agenda item",
            "the text says nothing about it",
        ),
        (
            "(\"timetable\", \"both\")], bonus",
            "(\"timetable\", \"bath\")], bonus",
            "unknown option \"bath\"",
            "did you mean \"both\"?",
        ),
        (
            "linkages: [(party: \"birch\"",
            "linkages: [(party: \"beech\"",
            "\"beech\" is no party of this table",
            "birch",
        ),
        (
            "(bloc: \"millers\"",
            "(bloc: \"millres\"",
            "unknown bloc \"millres\"",
            "did you mean \"millers\"?",
        ),
        (
            "signers_min: 2",
            "signers_min: 3",
            "3 is out of range: 2 to 2",
            "2 to 2",
        ),
        (
            "signers_min: 2",
            "signers_min: 2, must_sign: [\"heron\"]",
            "\"heron\"",
            "heron",
        ),
        (
            "to: [\"birch\"], cost: 1",
            "to: [\"heron\"], cost: 1",
            "\"heron\"",
            "heron",
        ),
        (
            "cost: 1, hands: 1",
            "cost: 1, hands: 1, mood: 3",
            "mood",
            "mood",
        ),
    ] {
        let pack = changed("tables.ron", old, new);
        finds(&pack, "tables.ron", message, remedy);
    }
}

#[test]
fn a_clause_without_options_and_a_text_too_large_to_analyse_are_refused() {
    let bare = changed(
        "tables.ron",
        "options: [\n                (id: \"note\"",
        "options: [], more: [\n                (id: \"note\"",
    );
    finds(&bare, "tables.ron", "more", "more");
    let text = two_shores().text("tables.ron").to_owned();
    let (before, after) = text
        .split_once("(id: \"force\", name: \"Force\", options: [")
        .unwrap();
    let (_, after) = after.split_once("]),").unwrap();
    let empty = format!("{before}(id: \"force\", name: \"Force\", options: []),{after}");
    let empty = two_shores().with_text("tables.ron", &empty);
    finds(
        &empty,
        "tables.ron",
        "the clause \"force\" has no options",
        "at least two",
    );
    let options: String = (0..16)
        .map(|at| format!("(id: \"o{at}\", label: \"o\"),"))
        .collect();
    let clauses: String = (0..6)
        .map(|at| format!("(id: \"c{at}\", name: \"c\", options: [{options}]),"))
        .collect();
    let huge = text.replacen("clauses: [", &format!("clauses: [{clauses}"), 1);
    finds(
        &two_shores().with_text("tables.ron", &huge),
        "tables.ron",
        "too many to analyse",
        "make two tables",
    );
}

/// Alder's mind with one thing changed.
fn with_mind(old: &str, new: &str) -> Pack {
    let mind = r#"[(
    id: "alder",
    interests: {"birch.trust.alder": 5},
    factions: [(bloc: "fishers", interests: {"alder.will": 3})],
    red_lines: [(of: "alder.trust.birch", below: 20, times: 2000)],
    private: {"birch.trust.alder": 2},
    doctrine: (price: 10, threshold: 10, pace: 1, patience: 900, reciprocity: 200, memory: 500, courting: 0, waiting: 100, risk: 10, curiosity: 1, chance: 10),
    advisers: [(id: "clerk", name: "The clerk", interests: {"alder.capital": 5}, text: "Counts coins.")],
    repertoire: [(launch: "market-day", target: "birch")],
    source: "invented", text: "A town that wants a ferry.",
)]"#;
    assert!(mind.contains(old), "the mind has no {old}");
    let mut pack = two_shores();
    let label = pack.files[0]
        .label
        .replace(pack.files[0].file_name(), "minds.ron");
    pack.files
        .push(Source::new(label, mind.replacen(old, new, 1)));
    pack
}

#[test]
fn a_mind_wants_what_exists_and_can_act() {
    assert!(with_mind("", "").try_load().is_ok());
    for (old, new, message) in [
        (
            "repertoire: [(launch: \"market-day\", target: \"birch\")]",
            "repertoire: []",
            "a capital without a repertoire can't act",
        ),
        (
            "\"birch.trust.alder\": 5",
            "\"birch.trsut.alder\": 5",
            "unknown figure \"trsut\"",
        ),
        ("below: 20", "below: 0", "is never crossed"),
        (
            "below: 20",
            "below: 20, above: 60",
            "either a level above or one below",
        ),
        ("below: 20, ", "", "either a level above or one below"),
        (
            "times: 2000",
            "times: 10",
            "10 is out of range: 1000 to 20000",
        ),
        (
            "bloc: \"fishers\"",
            "bloc: \"teachers\"",
            "belongs to another actor",
        ),
        (
            "interests: {\"birch.trust.alder\": 5}",
            "interests: {}",
            "wants nothing can't choose",
        ),
        (
            "target: \"birch\"",
            "target: \"alder\"",
            "can't be directed at this actor",
        ),
        ("pace: 1,", "pace: 11,", "11 is out of range: 0 to 10"),
        (
            "interests: {\"alder.capital\": 5}",
            "interests: {}",
            "has nothing to advise",
        ),
    ] {
        let problems = with_mind(old, new).try_load().err().unwrap_or_default();
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            all.iter().any(|it| it.contains(message)),
            "{message}: {all:#?}"
        );
        assert!(all.iter().all(|it| it.contains("minds.ron")), "{all:#?}");
    }
}
