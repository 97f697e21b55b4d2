//! Saves: what is loaded is what was saved, whatever happened to the file is told, and nothing stops the game.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use middle_power::model::{Order, SeatId, Turn};
use middle_power::notation;
use middle_power::rules::State;
use middle_power::scenario::Scenario;
use middle_power::session::replay::{load, verify};
use middle_power::session::store::Rotation;
use middle_power::session::{Damage, Game, Rows, Save, Seating, Session, Standing, Store, Trouble};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::support::Die;
use crate::support::orders::legal_orders;
use crate::support::packs::{Place, every_scenario, first_hundred_days, named, two_shores};
use crate::support::play::somewhere;

fn store(folder: &TempDir) -> Store {
    Store::new(folder.path().join("saves"))
}

fn begin(scenario: &Arc<Scenario>, seed: u64, store: Option<Store>) -> Session {
    let seating = Seating::one_person(scenario, scenario.playable()[0], "random");
    Session::begin(Arc::clone(scenario), seed, &seating, store).unwrap()
}

/// Gives random legal orders until so many turns are over.
fn play(session: &mut Session, die: &mut Die, turns: u16) {
    let last = session.game().state().turn().after(turns);
    while session.game().state().over().is_none() && session.game().state().turn() < last {
        let legal = legal_orders(&session.view());
        match die.pick(&legal).filter(|_| die.below(3) > 0) {
            Some(order) => {
                session.order(*order).unwrap();
            }
            None => {
                session.end_anyway().unwrap();
            }
        }
    }
}

fn loaded(scenario: &Arc<Scenario>, text: &str) -> Session {
    let save = Save::from_bytes(text.as_bytes()).unwrap();
    let session = Session::resume(scenario, &save, None, "x".to_owned()).unwrap();
    assert_eq!(session.standing(), Standing::Replayed);
    session
}

#[test]
fn a_game_that_is_shown_before_it_is_saved_is_in_its_slot_after_that() {
    let (scenario, folder) = (first_hundred_days().load(), TempDir::new().unwrap());
    let seating = Seating::one_person(&scenario, scenario.playable()[0], "script");
    let kept = Some(store(&folder));
    let mut session = Session::begin_unsaved(Arc::clone(&scenario), 5, &seating, kept).unwrap();
    let slots = || store(&folder).list().unwrap().len();
    assert_eq!(slots(), 0, "nothing is written while nothing is shown");
    session.save_first();
    assert_eq!(slots(), 1);
    session.save_first();
    assert_eq!(slots(), 1, "a second time it has nothing to do");
}

/// A body with the checksum that belongs to it.
fn signed(body: &str) -> String {
    let digest = Sha256::digest(body.as_bytes());
    let digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("// sha256 {digits}\n{body}")
}

fn body(text: &str) -> &str {
    text.split_once('\n').unwrap().1
}

#[test]
fn a_game_that_was_saved_and_loaded_goes_on_as_if_nothing_had_happened() {
    for scenario in every_scenario() {
        for seed in 1..=12 {
            let (mut through, mut broken) =
                (begin(&scenario, seed, None), begin(&scenario, seed, None));
            let (mut one, mut other) = (Die::new(seed), Die::new(seed));
            while through.game().state().over().is_none() {
                play(&mut through, &mut one, 1);
                play(&mut broken, &mut other, 1);
                broken = loaded(&scenario, &broken.text().unwrap());
                assert_eq!(through.game().state().hash(), broken.game().state().hash());
                assert_eq!(through.game().ledger(), broken.game().ledger());
            }
            assert_eq!(through.text().unwrap(), broken.text().unwrap());
        }
    }
}

#[test]
fn a_save_in_the_middle_of_a_turn_keeps_its_orders_and_its_undo() {
    let scenario = first_hundred_days().load();
    let mut session = begin(&scenario, 4, None);
    session.end_anyway().unwrap();
    let launches = |session: &Session| -> Vec<Order> {
        let mut legal = legal_orders(&session.view());
        legal.retain(|order| matches!(order, Order::Launch { .. }));
        legal
    };
    let start = session.game().state().hash();
    session.order(launches(&session)[0]).unwrap();
    let one = session.game().state().hash();
    let second = launches(&session)[0];
    session.order(second).unwrap();
    let mut again = loaded(&scenario, &session.text().unwrap());
    assert_eq!(again.game().state().hash(), session.game().state().hash());
    assert_eq!(again.undo(), Ok(second));
    assert_eq!(again.game().state().hash(), one);
    let mut last = loaded(&scenario, &again.text().unwrap());
    assert_eq!(last.game().state().hash(), one);
    last.undo().unwrap();
    assert_eq!(last.game().state().hash(), start);
}

#[test]
fn a_record_restores_the_state_that_it_was_made_of() {
    for scenario in every_scenario() {
        for seed in 0..200 {
            let state = somewhere(&scenario, seed).state;
            if state.over().is_some() {
                continue;
            }
            let record = state.record(&scenario);
            let restored = State::restore(&scenario, &record).unwrap();
            assert!(restored == state, "seed {seed}");
            assert_eq!(restored.hash(), state.hash());
            assert_eq!(restored.record(&scenario), record);
        }
    }
}

/// A finished save of the foreign pack, small enough to be broken in every place.
fn finished() -> (Arc<Scenario>, String) {
    let scenario = two_shores().load();
    let mut session = begin(&scenario, 3, None);
    play(&mut session, &mut Die::new(3), 99);
    let text = session.text().unwrap();
    (scenario, text)
}

#[test]
fn a_save_that_was_cut_off_is_refused_wherever_it_was_cut() {
    let (_, text) = finished();
    for length in (0..text.len()).step_by(97).chain([text.len() - 1]) {
        let damage = Save::from_bytes(&text.as_bytes()[..length]).unwrap_err();
        assert!(
            matches!(
                damage,
                Damage::NotASave | Damage::Checksum | Damage::NotText
            ),
            "{length}: {damage:?}"
        );
    }
}

#[test]
fn a_save_with_one_flipped_bit_is_refused_wherever_it_flipped() {
    let (_, text) = finished();
    let mut bytes = text.into_bytes();
    for at in 0..bytes.len() {
        let bit = 1 << (at % 8);
        bytes[at] ^= bit;
        assert!(Save::from_bytes(&bytes).is_err(), "byte {at}");
        bytes[at] ^= bit;
    }
    assert!(Save::from_bytes(&bytes).is_ok());
}

#[test]
fn each_kind_of_damage_has_its_name() {
    let (_, text) = finished();
    let (first, rest) = text.split_once('\n').unwrap();
    let digits = first.strip_prefix("// sha256 ").unwrap();
    let newer = signed(&rest.replacen("format: 1", "format: 2, what_nobody_knows_yet: [1]", 1));
    for (what, bytes, expected) in [
        ("nothing", Vec::new(), Damage::NotASave),
        (
            "another program's file",
            b"\x89PNG\r\n\x1a\n".to_vec(),
            Damage::NotText,
        ),
        ("another text", b"Dear diary,\n".to_vec(), Damage::NotASave),
        (
            "a pack",
            two_shores().text("actors.ron").as_bytes().to_vec(),
            Damage::NotASave,
        ),
        (
            "upper case",
            format!("// sha256 {}\n{rest}", digits.to_uppercase()).into_bytes(),
            Damage::Checksum,
        ),
        (
            "a space more",
            format!("// sha256  {digits}\n{rest}").into_bytes(),
            Damage::Checksum,
        ),
        (
            "a space after",
            format!("// sha256 {digits} \n{rest}").into_bytes(),
            Damage::Checksum,
        ),
        (
            "no space",
            format!("//sha256 {digits}\n{rest}").into_bytes(),
            Damage::NotASave,
        ),
        (
            "Windows line ends",
            text.replace('\n', "\r\n").into_bytes(),
            Damage::Checksum,
        ),
        (
            "a line more",
            format!("{text}\n").into_bytes(),
            Damage::Checksum,
        ),
        (
            "a newer program's save",
            newer.into_bytes(),
            Damage::TooNew(2),
        ),
        (
            "too much",
            vec![b'a'; 16 * 1024 * 1024 + 1],
            Damage::TooLarge,
        ),
    ] {
        assert_eq!(Save::from_bytes(&bytes), Err(expected), "{what}");
    }
    for odd in [
        "",
        "(",
        "(format: 1)",
        "()",
        "[]",
        "(format: -1)",
        "(format: 1, game: \"x\")",
    ] {
        let damage = Save::from_bytes(signed(odd).as_bytes());
        assert!(
            matches!(damage, Err(Damage::Malformed(_))),
            "{odd}: {damage:?}"
        );
    }
    let deep = format!("(format: 1, record: {}", "Some(".repeat(100_000));
    assert!(matches!(
        Save::from_bytes(signed(&deep).as_bytes()),
        Err(Damage::Malformed(_))
    ));
}

#[test]
fn a_tampered_order_with_a_right_checksum_is_found_by_the_verification() {
    let (scenario, text) = finished();
    let save = Save::from_bytes(text.as_bytes()).unwrap();
    assert!(verify(&scenario, &save).unwrap().holds());
    let tampered = |change: &dyn Fn(&mut Save)| {
        let mut save = save.clone();
        change(&mut save);
        let again = Save::from_bytes(save.to_text().unwrap().as_bytes()).unwrap();
        let verdict = verify(&scenario, &again).unwrap();
        assert!(!verdict.holds(), "{verdict:?}");
        assert_eq!(
            load(&scenario, &again).unwrap().standing,
            Standing::NewChapter
        );
        verdict
    };
    let other = "birch random respond late-again pay-half";
    let place = save.chapters[0]
        .entries
        .iter()
        .position(|line| line.starts_with("birch random respond"))
        .unwrap();
    let other = if save.chapters[0].entries[place] == other {
        "birch random respond late-again blame"
    } else {
        other
    };
    tampered(&|save| save.chapters[0].entries[place] = other.to_owned());
    tampered(&|save| save.seed += 1);
    tampered(&|save| save.chapters[0].turns[1].hash.replace_range(0..1, "x"));
    let refused = tampered(&|save| {
        save.chapters[0]
            .entries
            .insert(0, "alder person end".to_owned())
    });
    assert_eq!(refused.refused.as_deref(), Some("alder person end"));
    let cut = tampered(&|save| save.chapters[0].entries.truncate(place));
    assert!(
        cut.difference
            .is_some_and(|difference| difference.replayed.is_empty())
    );
}

#[test]
fn a_record_that_does_not_fit_the_entries_is_found_by_the_verification() {
    let (scenario, text) = finished();
    let mut save = Save::from_bytes(text.as_bytes()).unwrap();
    *save.record.figures.get_mut("alder.capital").unwrap() = 10_000;
    let verdict = verify(&scenario, &save).unwrap();
    assert!(
        !verdict.holds(),
        "the record of a save was changed and the verification agrees: {verdict:?}"
    );
    let mut save = Save::from_bytes(text.as_bytes()).unwrap();
    save.before_record -= 1;
    assert!(!verify(&scenario, &save).unwrap().holds());
}

#[test]
fn values_that_no_state_can_have_are_refused_and_never_a_panic() {
    let (scenario, text) = finished();
    let save = Save::from_bytes(text.as_bytes()).unwrap();
    let mut elsewhere = save.clone();
    elsewhere.chapters[0].rules += 1;
    for (what, change) in [
        (
            "a figure out of bounds",
            (&|save: &mut Save| {
                save.record.figures.insert("alder.will".into(), 200_000);
            }) as &dyn Fn(&mut Save),
        ),
        ("an unknown figure", &|save| {
            save.record.figures.insert("alder.luck".into(), 1);
        }),
        ("an unknown actor", &|save| {
            save.record.ended.push("rowan".into())
        }),
        ("turn 0", &|save| save.record.turn = 0),
        ("a turn after the last", &|save| save.record.turn = 4),
        ("an unknown ending", &|save| {
            save.record.over = "rapture".into()
        }),
        ("a seat that nobody knows", &|save| {
            save.seats[0].0 = "rowan".into()
        }),
        ("a strategy that nobody knows", &|save| {
            save.seats[0].1 = "genius".into()
        }),
    ] {
        let mut save = elsewhere.clone();
        change(&mut save);
        assert!(load(&scenario, &save).is_err(), "{what}");
    }
    for (what, change) in [
        (
            "no chapter",
            (&|save: &mut Save| save.chapters.clear()) as &dyn Fn(&mut Save),
        ),
        ("no seats", &|save| save.seats.clear()),
        ("a place far behind the entries", &|save| {
            save.before_record = usize::MAX
        }),
        ("no rows", &|save| save.chapters[0].turns.clear()),
    ] {
        for base in [&save, &elsewhere] {
            let mut save = base.clone();
            change(&mut save);
            let (loaded, verdict) = (load(&scenario, &save).is_ok(), verify(&scenario, &save));
            assert!(
                loaded || verdict.is_err() || !verdict.unwrap().holds(),
                "{what}"
            );
        }
    }
}

#[test]
fn a_save_from_other_rules_or_another_pack_goes_on_as_a_new_chapter() {
    let scenario = first_hundred_days().load();
    let changed = first_hundred_days().with_items(
        "glossary.ron",
        "(id: \"new-term\", name: \"New\", text: \"New.\", source: \"invented\")",
        Place::Last,
    );
    let (other_pack, same_pack) = (changed.load(), scenario.clone());
    let mut session = begin(&scenario, 6, None);
    play(&mut session, &mut Die::new(6), 2);
    let save = Save::from_bytes(session.text().unwrap().as_bytes()).unwrap();
    let mut other_rules = save.clone();
    other_rules.chapters[0].rules += 1;
    for (scenario, save) in [(&other_pack, &save), (&same_pack, &other_rules)] {
        let mut session = Session::resume(scenario, save, None, "x".to_owned()).unwrap();
        assert_eq!(session.standing(), Standing::NewChapter);
        assert_eq!(session.game().state().turn(), Turn(3));
        play(&mut session, &mut Die::new(9), 99);
        let again = Save::from_bytes(session.text().unwrap().as_bytes()).unwrap();
        assert_eq!(again.chapters.len(), 2);
        assert_eq!(
            again.chapters[0], save.chapters[0],
            "the past is kept as it was"
        );
        let verdict = verify(scenario, &again).unwrap();
        assert!(verdict.holds(), "{verdict:?}");
        assert_eq!(verdict.unverifiable, 1);
        let reloaded = loaded(scenario, &session.text().unwrap());
        assert_eq!(
            reloaded.game().state().hash(),
            session.game().state().hash()
        );
        assert_eq!(reloaded.text().unwrap(), session.text().unwrap());
    }
}

#[test]
fn every_generation_is_kept_for_two_more() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let path = |name: &str| store.folder().join(name);
    for text in ["one", "two", "three", "four"] {
        store.write("slot", text, Rotation::Rotate).unwrap();
    }
    store.write("slot", "five", Rotation::Replace).unwrap();
    for (name, text) in [
        ("slot.ron", "five"),
        ("slot.1.ron", "three"),
        ("slot.2.ron", "two"),
    ] {
        assert_eq!(fs::read_to_string(path(name)).unwrap(), text, "{name}");
    }
    let files = fs::read_dir(store.folder()).unwrap().count();
    assert_eq!(files, 3, "nothing else is left in the folder");
}

#[test]
fn a_turn_starts_a_new_generation_and_an_order_does_not() {
    let (folder, scenario) = (tempfile::tempdir().unwrap(), two_shores().load());
    let mut session = begin(&scenario, 2, Some(store(&folder)));
    let generations = |session: &Session| session.store().unwrap().list().unwrap().len();
    assert_eq!(generations(&session), 1);
    let order = notation::read(scenario.catalogue(), "launch repair-boiler").unwrap();
    session.order(order).unwrap();
    assert_eq!(generations(&session), 1);
    session.end_anyway().unwrap();
    assert_eq!(generations(&session), 2);
    session.end_anyway().unwrap();
    session.end_anyway().unwrap();
    assert!(session.game().state().over().is_some());
    assert_eq!(generations(&session), 3);
    let saved = session.store().unwrap().read(session.slot()).unwrap();
    assert!(saved.over);
    assert_eq!(saved.to_text().unwrap(), session.text().unwrap());
}

#[test]
fn a_damaged_newest_file_is_told_and_an_older_generation_is_offered() {
    let (folder, scenario) = (tempfile::tempdir().unwrap(), two_shores().load());
    let mut session = begin(&scenario, 2, Some(store(&folder)));
    session.end_anyway().unwrap();
    session.end_anyway().unwrap();
    let store = session.store().unwrap();
    let path = store.path(session.slot()).unwrap();
    fs::write(&path, "// sha256 beef\n").unwrap();
    assert!(matches!(
        store.read(session.slot()),
        Err(Trouble::Damaged(Damage::Checksum))
    ));
    let (older, save) = store.older_generation(session.slot()).unwrap();
    assert!(older.ends_with("two-shores-2.1.ron"), "{}", older.display());
    assert_eq!(save.turn, 2);
    let (slot, latest) = store.latest().unwrap();
    assert_eq!((slot.as_str(), latest.turn), ("two-shores-2", 2));
}

#[test]
fn only_what_can_be_a_file_name_everywhere_names_a_slot() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    for (name, sound) in [
        ("my-game_2", true),
        ("서울의-봄", true),
        ("", false),
        (".", false),
        ("..", false),
        ("a/b", false),
        ("../a", false),
        ("/etc/passwd", false),
        ("a\\b", false),
        ("a.b", false),
        ("a b", false),
        ("a\u{1b}[31m", false),
        ("a\0b", false),
        ("latest", false),
        ("CON", true),
        (&"x".repeat(60), true),
        (&"x".repeat(61), false),
    ] {
        let written = store.write(name, "text", Rotation::Rotate);
        assert_eq!(written.is_ok(), sound, "{name:?}: {written:?}");
        if let Err(trouble) = written {
            assert!(
                matches!(trouble, Trouble::BadName(_)),
                "{name:?}: {trouble:?}"
            );
            assert!(!trouble.to_string().contains('\u{1b}'));
        }
    }
    assert!(
        fs::read_dir(folder.path()).unwrap().count() == 1,
        "something was written outside of the folder"
    );
}

#[test]
fn a_name_of_sixty_wide_letters_can_be_saved() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    let name = "봄".repeat(60);
    for _ in 0..3 {
        let written = store.write(&name, "text", Rotation::Rotate);
        assert!(written.is_ok(), "{written:?}");
    }
}

#[test]
fn a_folder_that_refuses_is_told_and_the_game_goes_on() {
    let (folder, scenario) = (tempfile::tempdir().unwrap(), two_shores().load());
    let blocked = folder.path().join("blocked");
    fs::write(&blocked, "a file where a folder is wanted").unwrap();
    let mut session = begin(&scenario, 2, Some(Store::new(blocked.clone())));
    assert!(session.trouble().is_some());
    session.end_anyway().unwrap();
    assert!(session.trouble().is_some());
    assert_eq!(session.game().state().turn(), Turn(2));
    fs::remove_file(&blocked).unwrap();
    session.end_anyway().unwrap();
    assert!(session.trouble().is_none(), "the trouble is over");
    assert_eq!(session.store().unwrap().latest().unwrap().1.turn, 3);
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told_and_the_game_goes_on() {
    let (folder, scenario) = (tempfile::tempdir().unwrap(), two_shores().load());
    let saves = folder.path().join("saves");
    fs::create_dir(&saves).unwrap();
    forbid(&saves);
    // The administrator may write everywhere; then there is nothing to test here.
    let writable = fs::write(saves.join("probe"), "").is_ok();
    let mut session = begin(&scenario, 2, Some(Store::new(saves.clone())));
    assert_eq!(session.trouble().is_none(), writable);
    session.end_anyway().unwrap();
    assert_eq!(session.game().state().turn(), Turn(2));
}

#[cfg(unix)]
fn forbid(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
}

#[cfg(not(unix))]
fn forbid(_: &Path) {}

#[test]
fn a_folder_that_is_not_there_is_empty_and_is_made_when_needed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::new(folder.path().join("a/b/c"));
    assert!(store.list().unwrap().is_empty());
    assert!(matches!(store.latest(), Err(Trouble::Missing)));
    assert!(matches!(store.read("x"), Err(Trouble::Missing)));
    store.write("x", "text", Rotation::Replace).unwrap();
    assert_eq!(store.list().unwrap().len(), 1);
}

#[test]
fn the_list_hides_no_broken_file_and_shows_no_alien_one() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder);
    store.write("broken", "text", Rotation::Replace).unwrap();
    for alien in ["notes.txt", "x.3.ron", "x.y.ron", ".writing-1.tmp"] {
        fs::write(store.folder().join(alien), "").unwrap();
    }
    let listed = store.list().unwrap();
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert!(listed[0].content.is_err());
}

#[test]
fn a_save_holds_the_orders_of_every_seat() {
    let scenario = first_hundred_days().load();
    let seating = Seating::one_strategy(&scenario, scenario.playable()[0], "random", "script");
    let game = Game::begin(scenario.clone(), 8, &seating, Rows::Each).unwrap();
    let save = Save::of(&game, &[], None);
    for seat in scenario.seats() {
        let SeatId(actor) = seat;
        let (id, ended) = (
            scenario.catalogue().actor(actor),
            save.chapters[0].entries.iter(),
        );
        let ends = ended
            .filter(|line| line.starts_with(id) && line.ends_with(" end"))
            .count();
        assert_eq!(ends, usize::from(scenario.calendar().turns.0), "{id}");
    }
    assert!(verify(&scenario, &save).unwrap().otherwise.is_empty());
    assert_eq!(body(&save.to_text().unwrap()).matches("sha256").count(), 0);
}

#[test]
fn agents_of_today_choose_in_a_fresh_campaign_what_they_chose() {
    let scenario = named("asian-paradox").load();
    for (seed, usual) in [
        (5, "parallel"),
        (6, "interests"),
        (7, "random"),
        (8, "sole-owner"),
    ] {
        let seating = Seating::one_strategy(&scenario, scenario.playable()[0], usual, "script");
        let game = Game::begin(scenario.clone(), seed, &seating, Rows::Each).unwrap();
        let verdict = verify(&scenario, &Save::of(&game, &[], None)).unwrap();
        assert_eq!(verdict.otherwise, [], "{usual}, seed {seed}");
    }
}

#[test]
fn a_game_whose_agents_have_learnt_something_since_still_verifies() {
    let scenario = first_hundred_days().load();
    let seating = Seating::one_strategy(&scenario, scenario.playable()[0], "random", "script");
    let game = Game::begin(scenario.clone(), 8, &seating, Rows::Each).unwrap();
    let mut save = Save::of(&game, &[], None);
    // The same orders, given in the name of a strategy that would have chosen otherwise.
    save.seats[0].1 = "passive".to_owned();
    for line in &mut save.chapters[0].entries {
        *line = line.replacen(" random ", " passive ", 1);
    }
    let verdict = verify(&scenario, &save).unwrap();
    assert!(verdict.holds(), "{verdict:?}");
    assert!(!verdict.otherwise.is_empty());
}
