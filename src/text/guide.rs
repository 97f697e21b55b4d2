//! Lesson and hints in words: what the strip of the full screen and the lines of plain mode say.

use crate::model::Turn;
use crate::scenario::prose::{Field, Item};
use crate::session::Left;
use crate::text::{Line, Tone, Words, fill, with_keys};

/// For which front end something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// With keys.
    Keys,
    /// With words to type.
    Words,
}

impl Words<'_> {
    /// The heading of a step: `Lesson 3 of 15 · Means are scarce`.
    #[must_use]
    pub fn lesson_heading(&self, (place, of): (u16, u16)) -> Line {
        let number = place.saturating_add(1);
        let name = self.name(Item::Lesson(place));
        Line::from(format!("Lesson {number} of {of} · ")).then(Line::new(&name, Tone::Strong))
    }

    /// What there is to understand.
    #[must_use]
    pub fn idea(&self, item: Item) -> Line {
        Line::joined(self.text(item), " ")
    }

    /// What to do; empty if nothing is.
    #[must_use]
    pub fn doing(&self, item: Item, front: Front) -> Line {
        let field = match front {
            Front::Keys => Field::Keys,
            Front::Words => Field::Words,
        };
        let text = self.lexicon.prose.get(item, field);
        match front {
            Front::Keys => with_keys(text),
            Front::Words => Line::from(text),
        }
    }

    /// That a step is completed.
    #[must_use]
    pub fn lesson_done(&self, place: u16) -> Line {
        let name = self.name(Item::Lesson(place));
        Line::new(&format!("✓ {name}"), Tone::Good)
    }

    /// That a step went with its turn, undone.
    #[must_use]
    pub fn lesson_passed(&self, place: u16) -> Line {
        let name = self.name(Item::Lesson(place));
        Line::new(&format!("passed by: {name}"), Tone::Dim)
    }

    /// What became of a step that is behind, as a line of its own.
    #[must_use]
    pub fn lesson_left(&self, left: Left) -> Line {
        let (became, place) = match left {
            Left::Completed(place) => ("lesson: done, ", place),
            Left::PassedOver(place) => ("lesson: its turn has passed, ", place),
        };
        let name = self.name(Item::Lesson(place));
        Line::from(became).then(name.as_str())
    }

    /// Which steps went with the turn that has ended, undone.
    #[must_use]
    pub fn lessons_passed(&self, places: &[u16]) -> Line {
        let each = places.iter().map(|place| {
            let name = self.name(Item::Lesson(*place));
            Line::from(format!("‘{name}’"))
        });
        fill(
            "The lesson goes on without {steps}: the turn has passed",
            &[("steps", Line::joined(each, ", "))],
        )
    }

    /// That the lesson goes on in a later turn.
    #[must_use]
    pub fn lesson_waits(&self, turn: Turn) -> Line {
        let place = self.turn_in_short(turn);
        Line::from("The lesson goes on in ").then(place)
    }
}

/// What the end of the turn means for a lesson of which so many steps are left in it.
#[must_use]
pub fn lesson_unfinished(steps: usize) -> Line {
    let count = [("n", Line::from(steps.to_string()))];
    let template = match steps {
        1 => "The lesson has one more step in this turn; it goes by with it",
        _ => "The lesson has {n} more steps in this turn; they go by with it",
    };
    fill(template, &count)
}

/// What is said when the lesson waits for the game's end.
#[must_use]
pub fn waits_for_the_end() -> Line {
    "The lesson goes on when the game is over".into()
}

/// What the strip says of its keys, at the right.
#[must_use]
pub fn lesson_keys() -> Line {
    with_keys("{lesson-skip} skips this · {lesson} puts it away").toned(Tone::Dim)
}

/// What the strip of a hint says of its keys.
#[must_use]
pub fn hint_keys() -> Line {
    with_keys("{lesson} puts it away · {hints} no more hints").toned(Tone::Dim)
}

/// The heading of a hint.
#[must_use]
pub fn hint_heading() -> Line {
    Line::new("Hint", Tone::Strong)
}

/// After the last step.
#[must_use]
pub fn lesson_over() -> Line {
    "The lesson is over".into()
}

/// Where there is no lesson.
#[must_use]
pub fn no_lesson() -> Line {
    "This game has no lesson; the first game on the title screen has one".into()
}

/// After the lesson was put away.
#[must_use]
pub fn put_away(front: Front) -> Line {
    match front {
        Front::Keys => with_keys("The lesson is put away; {lesson} brings it back"),
        Front::Words => "the lesson is put away; lesson back brings it back".into(),
    }
}

/// After hints were turned on or off.
#[must_use]
pub fn hints_are(on: bool, front: Front) -> Line {
    match (on, front) {
        (true, _) => "Hints are told as things come up for the first time".into(),
        (false, Front::Keys) => with_keys("No more hints; {hints} turns them on again"),
        (false, Front::Words) => "No more hints; hints on turns them on again".into(),
    }
}
