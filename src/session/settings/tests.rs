//! Settings and themes held against files with mistakes, and folders that can't be written.

use super::*;

/// A configuration folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn kept(folder: &tempfile::TempDir) -> Kept {
    Kept::read(Some(folder.path().join("config.ron")))
}

#[test]
fn without_a_file_nothing_is_set_and_nothing_is_written() {
    let folder = folder(&[]);
    let kept = kept(&folder);
    assert_eq!(kept.settings, Settings::default());
    assert!(kept.troubles.is_empty());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_is_kept_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep").join("config.ron");
    let mut first = Kept::read(Some(path.clone()));
    let settings = Settings {
        theme: "dark".to_owned(),
        ascii: true,
        keys: [("undo".to_owned(), vec!["F9".to_owned()])].into(),
        ..Settings::default()
    };
    assert_eq!(
        first.keep(settings.clone(), &["undo", "end"]),
        Ok(path.clone())
    );
    let again = Kept::read(Some(path.clone()));
    assert_eq!(again.settings, settings, "{:?}", again.troubles);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    assert!(again.at_key("undo", "no").contains("config.ron:"));
}

#[test]
fn a_file_with_mistakes_is_told_with_its_place_and_left_alone() {
    for (text, place, hint) in [
        (
            "(theme: \"dark\", asci: true)",
            "config.ron:1:17",
            "did you mean \"ascii\"",
        ),
        ("(\n  mouse: 3,\n)", "config.ron:2:", "mouse"),
        (
            "(\n  theme: \"dark\"\n  mouse: true,\n)",
            "config.ron:2:",
            "",
        ),
        ("(keys: {\"undo\": \"z\"})", "config.ron:1:", "undo"),
        ("[]", "config.ron:1:1", "parentheses"),
    ] {
        let folder = folder(&[("config.ron", text)]);
        let mut kept = kept(&folder);
        assert_eq!(kept.settings, Settings::default(), "{text}");
        let told = kept.troubles.join("\n");
        assert!(
            told.contains(place) && told.contains(hint),
            "{text}: {told}"
        );
        assert!(kept.keep(Settings::default(), &[]).is_err());
        let path = folder.path().join("config.ron");
        assert_eq!(fs::read_to_string(path).unwrap(), text);
    }
}

#[test]
fn a_theme_that_nobody_knows_is_told_with_the_nearest() {
    let folder = folder(&[("config.ron", "(theme: \"drak\", ascii: true)")]);
    let kept = kept(&folder);
    assert_eq!(kept.settings.theme, "terminal");
    assert!(kept.settings.ascii, "the rest of the file holds");
    assert!(
        kept.troubles[0].contains("did you mean ‘dark’?"),
        "{:?}",
        kept.troubles
    );
}

#[test]
fn themes_of_ones_own_are_read_and_mistakes_in_them_told_with_their_place() {
    let folder = folder(&[
        ("config.ron", "(theme: \"dusk\")"),
        (
            "themes/dusk.ron",
            "(base: \"dark\", look: (good: (colour: \"#0072b2\", bold: true), bad: (colour: \"bright-red\")))",
        ),
        (
            "themes/broken.ron",
            "(look: (\n  good: (colour: \"gren\"),\n))",
        ),
        ("themes/dark.ron", "()"),
        ("themes/based.ron", "(\n base: \"drak\")"),
    ]);
    let kept = kept(&folder);
    assert_eq!(kept.settings.theme, "dusk");
    let names: Vec<&str> = kept
        .themes
        .iter()
        .map(|theme| theme.name.as_str())
        .collect();
    assert_eq!(names, ["dusk"]);
    assert_eq!(
        kept.themes[0].look.good.colour,
        Some(Hue::Rgb(0, 0x72, 0xb2))
    );
    let told = kept.troubles.join("\n");
    for part in [
        "broken.ron:2:",
        "did you mean \"green\"?",
        "dark.ron:1:",
        "based.ron:2:2",
        "‘dark’",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn where_nothing_can_be_written_the_setting_holds_and_the_reason_is_told() {
    let folder = tempfile::tempdir().unwrap();
    // A file where the folder would have to be: nobody can write there, not even an administrator.
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").unwrap();
    let mut kept = Kept::read(Some(in_the_way.join("config.ron")));
    let settings = Settings {
        ascii: true,
        ..Settings::default()
    };
    let why = kept.keep(settings, &[]).unwrap_err();
    assert!(why.contains("config.ron"), "{why}");
    assert!(kept.settings.ascii);
    assert!(Kept::default().keep(Settings::default(), &[]).is_err());
}
