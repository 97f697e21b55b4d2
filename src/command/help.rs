//! Help pages and key lines, generated from the table.

use crate::command::{COMMANDS, Command, Place, Screen, nearest};
use crate::notation::Misread;
use crate::text::{Line, Tone};

/// The widest usage that leaves room for an explanation beside it; a longer one has its explanation below.
const COLUMN: usize = 26;

/// Every command of plain mode, one a line, at most 80 columns wide.
#[must_use]
pub fn help_lines() -> Vec<Line> {
    let plain = COMMANDS.iter().filter(|command| command.plain());
    plain.flat_map(help_rows).collect()
}

fn help_rows(command: &Command) -> Vec<Line> {
    if command.usage.len() <= COLUMN {
        return vec![row(command.usage, COLUMN, command.help)];
    }
    vec![
        Line::new(command.usage, Tone::Strong),
        row("", COLUMN, command.help),
    ]
}

/// What help says about one command.
///
/// # Errors
/// If there is no such command; with the nearest.
pub fn help_topic(word: &str) -> Result<Vec<Line>, Misread> {
    let word = word.trim();
    let known =
        |command: &&Command| command.id == word || (command.plain() && command.words() == word);
    let command = COMMANDS
        .iter()
        .find(known)
        .ok_or_else(|| Misread::UnknownWord {
            given: word.to_owned(),
            nearest: nearest(word),
        })?;
    let head = if command.plain() {
        command.usage
    } else {
        command.name
    };
    let mut lines = vec![
        Line::new(head, Tone::Strong),
        Line::from(format!("  {}", command.help)),
    ];
    if !command.keys.is_empty() {
        let keys = format!("  on the screens: {}", command.keys.join(" or "));
        lines.push(Line::new(&keys, Tone::Dim));
    }
    Ok(lines)
}

/// The commands whose keys work on a screen: first those of this screen, then those of the game, then the rest.
#[must_use]
pub fn key_hints(screen: Screen) -> Vec<&'static Command> {
    let mut commands: Vec<&Command> = COMMANDS
        .iter()
        .filter(|command| command.works_on(screen) && !command.keys.is_empty())
        .collect();
    commands.sort_by_key(|command| match command.place {
        Place::On(_) => 0,
        Place::InGame => 1,
        Place::Everywhere => 2,
    });
    commands
}

/// The keys of a screen with what they do, one command a line, at most 80 columns wide.
#[must_use]
pub fn key_lines(screen: Screen) -> Vec<Line> {
    let hints = key_hints(screen);
    hints
        .into_iter()
        .map(|command| row(&command.keys.join(" "), 10, command.help))
        .collect()
}

fn row(head: &str, width: usize, help: &str) -> Line {
    Line::new(&format!("{head:<width$}"), Tone::Strong).then(format!("  {help}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_fits_eighty_columns() {
        let pages = Screen::ALL.iter().map(|screen| key_lines(*screen));
        for line in help_lines().into_iter().chain(pages.flatten()) {
            let plain = line.plain();
            assert!(plain.chars().count() <= 80, "{plain}");
        }
    }

    #[test]
    fn help_on_a_command_names_its_usage_and_keys() {
        let lines = help_topic("end anyway").unwrap();
        assert_eq!(lines[0].plain(), "end anyway");
        let lines = help_topic("why").unwrap();
        assert_eq!(lines[2].plain(), "  on the screens: w");
        let wrong = help_topic("lauch").unwrap_err();
        let shown = crate::text::misread(&wrong).plain();
        assert_eq!(shown, "no command ‘lauch’; did you mean ‘launch’?");
    }

    #[test]
    fn the_keys_of_a_screen_begin_with_its_own() {
        let hints = key_hints(Screen::Roadmap);
        assert_eq!(hints[0].id, "schedule");
        assert!(
            hints
                .iter()
                .all(|command| command.works_on(Screen::Roadmap))
        );
    }
}
