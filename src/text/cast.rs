//! Who `$self`, `$target`, `$a` and `$b` are in a text, and how selectors and paths read.

use crate::model::{ActorId, EventId, Figure, Path, SeatId, Selector, Shape, Subject};
use crate::scenario::Item;
use crate::text::Words;
use crate::text::names::{Noun, Place};

/// Who is who in a condition or effect. The default speaks to a reader who has not chosen a target yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cast<'a> {
    /// Who reads.
    pub reader: Option<SeatId>,
    /// Who acts; `None`: the reader.
    pub me: Option<ActorId>,
    /// At whom it is directed; `None`: open.
    pub target: Option<ActorId>,
    /// The first side of an event.
    pub a: Option<ActorId>,
    /// The second side of an event.
    pub b: Option<ActorId>,
    /// The events of which the reader may know. Others are never named.
    pub known: &'a [EventId],
}

impl<'a> Cast<'a> {
    /// A reader's own initiative.
    #[must_use]
    pub fn of(reader: SeatId, target: Option<ActorId>) -> Self {
        Self {
            reader: Some(reader),
            me: Some(reader.0),
            target,
            ..Self::default()
        }
    }

    /// An event that the reader has to answer.
    #[must_use]
    pub fn about(reader: SeatId, subject: Subject) -> Self {
        let (a, b) = match subject {
            Subject::World => (None, None),
            Subject::Actor(a) => (Some(a), None),
            Subject::Pair(a, b) => (Some(a), Some(b)),
        };
        Self {
            a,
            b,
            ..Self::of(reader, None)
        }
    }

    /// The same with the events of which the reader may know.
    #[must_use]
    pub const fn knowing(self, known: &'a [EventId]) -> Self {
        Self { known, ..self }
    }
}

/// The group that every pack has: the two who pull at everybody else.
const POLES: &str = "poles";

impl Words<'_> {
    /// Whom a selector stands for: "you", "the target", "Beijing", "members of …", "everybody".
    #[must_use]
    pub fn who(&self, selector: Selector, cast: &Cast<'_>) -> String {
        self.noun(selector, cast).name
    }

    pub(in crate::text) fn noun(&self, selector: Selector, cast: &Cast<'_>) -> Noun {
        let named = |actor: Option<ActorId>, open: &str| match actor {
            Some(actor) => Noun::proper(&self.actor(actor)),
            None => Noun::common(open),
        };
        match selector {
            Selector::Actor(actor) => Noun::proper(&self.actor(actor)),
            Selector::Myself => match cast.me {
                Some(me) if cast.reader != Some(SeatId(me)) => Noun::proper(&self.actor(me)),
                Some(_) | None => Noun::you(),
            },
            Selector::Target => named(cast.target, "the target"),
            Selector::SideA => named(cast.a, "the first side"),
            Selector::SideB => named(cast.b, "the second side"),
            Selector::Members(mechanism) => Noun::each(&self.name(Item::Mechanism(mechanism))),
            Selector::Attendees(format) => Noun::each(&self.name(Item::Format(format))),
            Selector::Group(group) => match self.lexicon.names.group(group) {
                POLES => Noun::common("the great powers"),
                other => Noun::common(&format!("the {}", other.replace('-', " "))),
            },
            Selector::All => Noun::common("everybody"),
        }
    }

    /// The figure or figures that a path names: "Beijing's trust in you", "health of the hotline".
    #[must_use]
    pub fn path(&self, path: Path, cast: &Cast<'_>) -> String {
        match path {
            Path::Actor(figure, of) => self.phrase(figure, &Place::Actor(self.noun(of, cast))),
            Path::Pair(figure, from, to) => self.pair_path(figure, from, to, cast),
            Path::Bloc(of, bloc) => {
                let actor = self.actor_of(of, cast);
                let name = actor.map_or_else(
                    || self.lexicon.names.bloc(bloc).to_owned(),
                    |actor| self.name(Item::Bloc(actor, bloc)),
                );
                self.phrase(Figure::Bloc, &Place::Bloc(self.noun(of, cast), name))
            }
            Path::Mechanism(figure, mechanism) => {
                let name = self.name(Item::Mechanism(mechanism));
                self.phrase(figure, &Place::Thing(name))
            }
            Path::Share(mechanism, of) => {
                let name = self.name(Item::Mechanism(mechanism));
                self.phrase(Figure::Share, &Place::Share(self.noun(of, cast), name))
            }
            Path::Format(format) => {
                let name = self.name(Item::Format(format));
                self.phrase(Figure::Standing, &Place::Thing(name))
            }
        }
    }

    fn pair_path(&self, figure: Figure, from: Selector, to: Selector, cast: &Cast<'_>) -> String {
        let first = self.noun(from, cast);
        let second = match (from == to, figure.shape()) {
            (true, Shape::OrderedPair) => Noun::common("each other"),
            (true, _) | (false, _) => self.noun(to, cast),
        };
        self.phrase(figure, &Place::Pair(first, second))
    }

    fn actor_of(&self, selector: Selector, cast: &Cast<'_>) -> Option<ActorId> {
        match selector {
            Selector::Actor(actor) => Some(actor),
            Selector::Myself => cast.me.or(cast.reader.map(|seat| seat.0)),
            Selector::Target => cast.target,
            Selector::SideA => cast.a,
            Selector::SideB => cast.b,
            Selector::Members(_) | Selector::Attendees(_) | Selector::Group(_) | Selector::All => {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing::{BEIJING, BLOC, HOTLINE, SEOUL, TOKYO, World};

    fn check(path: Path, cast: Cast<'_>, shown: &str) {
        let world = World::new();
        assert_eq!(world.words().path(path, &cast), shown);
    }

    #[test]
    fn a_path_speaks_to_its_reader() {
        let (me, target) = (Selector::Myself, Selector::Target);
        let open = Cast::default();
        let at_tokyo = Cast::of(SeatId(SEOUL), Some(TOKYO));
        let theirs = Cast {
            reader: Some(SeatId(TOKYO)),
            ..at_tokyo
        };
        let trust = Path::Pair(Figure::Trust, target, me);
        check(trust, open, "the target's trust in you");
        check(trust, at_tokyo, "Tokyo's trust in you");
        check(trust, theirs, "Tokyo's trust in Seoul");
        let links = Path::Pair(Figure::Network, me, target);
        check(links, open, "working links between you and the target");
        check(links, theirs, "working links Seoul–Tokyo");
        check(Path::Actor(Figure::Will, me), open, "your political will");
        check(
            Path::Bloc(me, BLOC),
            at_tokyo,
            "your support at home (unions)",
        );
        check(
            Path::Mechanism(Figure::Health, HOTLINE),
            open,
            "health of Hotline",
        );
    }

    #[test]
    fn a_path_of_many_reads_as_one_phrase() {
        let all = Selector::All;
        let open = Cast::default();
        let threat = Path::Pair(Figure::Threat, all, all);
        check(threat, open, "everybody's sense of threat from each other");
        let grievance = Path::Pair(Figure::Grievance, all, all);
        check(grievance, open, "grievances among everybody");
        let beijing = Selector::Actor(BEIJING);
        let members = Selector::Members(HOTLINE);
        let shown = "trust in Beijing, for each member of Hotline,";
        check(Path::Pair(Figure::Trust, members, beijing), open, shown);
    }
}
