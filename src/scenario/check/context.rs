//! Where a condition or effect stands, and so which `$` it may use.

use crate::model::Selector;

/// How many actors an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sides {
    /// Everybody.
    Nobody,
    /// `$a`
    One,
    /// `$a` and `$b`
    Two,
}

/// Whether an initiative takes a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Directed {
    /// `$target` is somebody.
    Yes,
    /// It takes no target.
    No,
}

/// Where a condition or effect stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// In an initiative.
    Initiative(Directed),
    /// In what an event does by itself.
    Event(Sides),
    /// In an answer to an event.
    Answer(Sides),
    /// At a negotiating table; a side payment has a target.
    Table(Directed),
    /// In what a side of a crisis does.
    Crisis,
    /// In a pledge.
    Pledge,
    /// In what a permission depends on.
    Permission,
    /// In a formula or on the dashboard.
    Gauge,
    /// In an ending.
    Ending,
    /// In `While`, which outlives what began it.
    While,
    /// In a lesson or a hint.
    Lesson,
}

impl Setting {
    /// Whether this selector stands for somebody here.
    pub fn allows(self, selector: Selector) -> bool {
        match selector {
            Selector::Actor(_)
            | Selector::Members(_)
            | Selector::Attendees(_)
            | Selector::Group(_)
            | Selector::All => true,
            Selector::Myself => match self {
                Self::Initiative(_)
                | Self::Answer(_)
                | Self::Table(_)
                | Self::Crisis
                | Self::Pledge
                | Self::Permission
                | Self::Gauge
                | Self::Ending
                | Self::Lesson => true,
                Self::Event(_) | Self::While => false,
            },
            Selector::Target => matches!(
                self,
                Self::Initiative(Directed::Yes) | Self::Table(Directed::Yes) | Self::Crisis
            ),
            Selector::SideA => matches!(self.sides(), Sides::One | Sides::Two),
            Selector::SideB => self.sides() == Sides::Two,
        }
    }

    /// Whether there are two actors at hand, whom a mechanism may cover.
    pub fn has_pair(self) -> bool {
        self.allows(Selector::Target) || self.allows(Selector::SideB)
    }

    fn sides(self) -> Sides {
        match self {
            Self::Event(sides) | Self::Answer(sides) => sides,
            Self::Crisis => Sides::Two,
            Self::Initiative(_)
            | Self::Table(_)
            | Self::Pledge
            | Self::Permission
            | Self::Gauge
            | Self::Ending
            | Self::Lesson
            | Self::While => Sides::Nobody,
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Initiative(Directed::Yes) => "in an initiative with targets",
            Self::Initiative(Directed::No) => "in an initiative without targets",
            Self::Event(Sides::Nobody) | Self::Answer(Sides::Nobody) => {
                "in an event whose scope is World"
            }
            Self::Event(Sides::One) | Self::Answer(Sides::One) => "in an event about one actor",
            Self::Event(Sides::Two) | Self::Answer(Sides::Two) => "in an event about a pair",
            Self::Table(_) => "at a negotiating table",
            Self::Crisis => "in what a side of a crisis does",
            Self::Pledge => "in a pledge",
            Self::Permission => "in a permission",
            Self::Gauge => "in a formula or on the dashboard",
            Self::Ending => "in an ending",
            Self::Lesson => "in a lesson or hint",
            Self::While => "in While, which outlives what began it",
        }
    }

    /// The selectors with `$` that stand for somebody here.
    pub fn available(self) -> Vec<&'static str> {
        DOLLARS
            .iter()
            .filter(|(_, selector)| self.allows(*selector))
            .map(|(word, _)| *word)
            .collect()
    }
}

/// Every selector with `$`.
pub(super) const DOLLARS: [(&str, Selector); 4] = [
    ("$self", Selector::Myself),
    ("$target", Selector::Target),
    ("$a", Selector::SideA),
    ("$b", Selector::SideB),
];
