//! Names: of actors, initiatives, events, mechanisms and figures.

use crate::model::condition::{Obligation, PledgeStatus, Verification};
use crate::model::{
    ActorId, ChoiceIndex, EventId, Figure, FigureId, InitiativeId, Owner, Points, SeatId, Subject,
};
use crate::scenario::{Field, Item};
use crate::text::{Line, Tone, Words, clean, fill};

const EACH: &str = "each member of ";

/// Somebody in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::text) struct Noun {
    /// "Beijing", "you", "the target".
    pub name: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Proper,
    Common,
    Each,
    You,
}

impl Noun {
    pub fn proper(name: &str) -> Self {
        let name = name.to_owned();
        Self {
            name,
            form: Form::Proper,
        }
    }

    pub fn common(name: &str) -> Self {
        let name = name.to_owned();
        Self {
            name,
            form: Form::Common,
        }
    }

    /// Each member of something.
    pub fn each(name: &str) -> Self {
        let name = format!("{EACH}{name}");
        Self {
            name,
            form: Form::Each,
        }
    }

    pub fn you() -> Self {
        Self {
            name: "you".to_owned(),
            form: Form::You,
        }
    }

    /// What is theirs: "Beijing's trust", "your trust", "trust, for each member of the hotline,".
    fn of(&self, thing: &str) -> String {
        match self.form {
            Form::You => format!("your {thing}"),
            Form::Each => format!("{thing}, for {},", self.name),
            Form::Common | Form::Proper => format!("{} {thing}", possessive(&self.name)),
        }
    }
}

fn possessive(name: &str) -> String {
    if name.ends_with('s') {
        format!("{name}'")
    } else {
        format!("{name}'s")
    }
}

/// To whom or what a figure belongs, in words.
pub(in crate::text) enum Place {
    Actor(Noun),
    Pair(Noun, Noun),
    Bloc(Noun, String),
    Share(Noun, String),
    Thing(String),
}

/// What a kind of figure is called in tables.
#[must_use]
pub const fn figure_kind(figure: Figure) -> &'static str {
    match figure {
        Figure::Trust => "trust",
        Figure::FirmTrust => "firm trust",
        Figure::WarmTrust => "warm trust",
        Figure::Threat => "sense of threat",
        Figure::Network => "working links",
        Figure::Exchange => "economic ties",
        Figure::Grievance => "grievances",
        Figure::Opinion => "public opinion",
        Figure::Closeness => "closeness",
        Figure::Arms => "arms",
        Figure::MissileClock => "missile programme",
        Figure::Abandonment => "fear of abandonment",
        Figure::Entrapment => "fear of entrapment",
        Figure::Will => "political will",
        Figure::Capital => "diplomatic capital",
        Figure::Hands => "free hands",
        Figure::Bloc => "support at home",
        Figure::Health => "health",
        Figure::Use => "times used",
        Figure::Share => "share",
        Figure::Standing => "standing",
        Figure::Tourism => "tourism and retail",
        Figure::Coercion => "economic pressure",
        Figure::Urgency => "urgency",
    }
}

/// What a kind of figure means, in one sentence.
#[must_use]
pub const fn figure_help(figure: Figure) -> &'static str {
    match figure {
        Figure::Trust => "how far one capital relies on another's word: firm and warm together",
        Figure::FirmTrust => "the standing part of trust: slow to grow, moved by deeds",
        Figure::WarmTrust => "the transient part of trust: summits and gestures, and it decays",
        Figure::Threat => "how threatened one capital feels by another",
        Figure::Network => "working links between administrations, not between leaders",
        Figure::Exchange => "how much two economies depend on each other",
        Figure::Grievance => "how present territory and history are between two capitals",
        Figure::Opinion => "how one capital's public sees another",
        Figure::Closeness => "ties of a capital to one of the poles",
        Figure::Arms => "military posture and procurement",
        Figure::MissileClock => "how far a missile and nuclear programme has come",
        Figure::Abandonment => "how far a capital fears that its ally would not come",
        Figure::Entrapment => "how far a capital fears being drawn into its ally's quarrels",
        Figure::Will => "readiness to spend on cooperative security",
        Figure::Capital => "what initiatives and answers are paid from",
        Figure::Hands => "how many more projects the ministries can carry at once",
        Figure::Bloc => "how far a domestic group backs its government",
        Figure::Health => "how well a mechanism works",
        Figure::Use => "how often a mechanism has been used",
        Figure::Share => "how much of a mechanism is one member's own",
        Figure::Standing => "how much a format counts",
        Figure::Tourism => "what a capital earns from another's tourists and shoppers",
        Figure::Coercion => "how hard one capital presses another economically",
        Figure::Urgency => "how urgent a capital feels that something must be done; it fades",
    }
}

/// Whether a change of such a figure is for the better or for the worse; neither where that depends on who asks.
#[must_use]
pub const fn figure_tone(figure: Figure, delta: Points) -> Tone {
    let rising = match figure {
        Figure::Trust
        | Figure::FirmTrust
        | Figure::WarmTrust
        | Figure::Network
        | Figure::Exchange
        | Figure::Opinion
        | Figure::Will
        | Figure::Capital
        | Figure::Hands
        | Figure::Bloc
        | Figure::Health
        | Figure::Tourism
        | Figure::Standing => (Tone::Good, Tone::Bad),
        Figure::Threat
        | Figure::Grievance
        | Figure::Arms
        | Figure::MissileClock
        | Figure::Coercion
        | Figure::Abandonment
        | Figure::Entrapment => (Tone::Bad, Tone::Good),
        Figure::Closeness | Figure::Use | Figure::Share | Figure::Urgency => {
            (Tone::Plain, Tone::Plain)
        }
    };
    match delta.raw() {
        0 => Tone::Plain,
        1.. => rising.0,
        ..0 => rising.1,
    }
}

/// How firmly members are bound.
#[must_use]
pub const fn obligation(level: Obligation) -> &'static str {
    match level {
        Obligation::None => "not in existence",
        Obligation::Proposed => "proposed",
        Obligation::Declared => "declared",
        Obligation::Agreed => "agreed",
        Obligation::Political => "politically binding",
        Obligation::Legal => "legally binding",
    }
}

/// How members check each other.
#[must_use]
pub const fn verification(verification: Verification) -> &'static str {
    match verification {
        Verification::None => "no verification",
        Verification::Reports => "written reports",
        Verification::Observers => "observers",
        Verification::Inspection => "inspection",
    }
}

/// What became of a pledge.
#[must_use]
pub const fn pledge_status(status: PledgeStatus) -> &'static str {
    match status {
        PledgeStatus::Open => "open",
        PledgeStatus::Kept => "kept",
        PledgeStatus::Broken => "broken",
    }
}

impl Words<'_> {
    /// The name of anything that has one; without one, its id.
    #[must_use]
    pub fn name(&self, item: Item) -> String {
        match self.lexicon.prose.name(item) {
            "" => clean(self.id(item)),
            name => clean(name),
        }
    }

    /// The string id of an item; empty if it has none of its own.
    #[must_use]
    pub fn id(&self, item: Item) -> &str {
        let names = self.lexicon.names;
        match item {
            Item::Scenario
            | Item::Family(_)
            | Item::Place(_)
            | Item::Zone(_)
            | Item::Region(_)
            | Item::Act(_)
            | Item::Lesson(_)
            | Item::Tip(_)
            | Item::Adviser(..)
            | Item::Election(..) => "",
            Item::Actor(id) | Item::Mind(id) => names.actor(id),
            Item::Bloc(_, id) => names.bloc(id),
            Item::Office(id) => names.office(id),
            Item::Measure(id) => names.measure(id),
            Item::Mechanism(id) => names.mechanism(id),
            Item::Format(id) => names.format(id),
            Item::Initiative(id) => names.initiative(id),
            Item::Stage(id, place) => names
                .stages
                .get(id.index())
                .and_then(|stages| stages.get(usize::from(place)))
                .map_or("", String::as_str),
            Item::Event(id) => names.event(id),
            Item::Choice(event, question, choice) => names.choice(event, question, choice),
            Item::Table(id) => names.table(id),
            Item::Clause(id, at) => {
                let known = names.clauses(id).get(usize::from(at));
                known.map_or("", |(clause, _)| clause)
            }
            Item::Option(id, at, option) => {
                let known = names.clauses(id).get(usize::from(at));
                let option = known.and_then(|(_, options)| options.get(usize::from(option)));
                option.map_or("", String::as_str)
            }
            Item::Payment(id, at) => {
                let known = names.payments(id).get(usize::from(at));
                known.map_or("", String::as_str)
            }
            Item::Crisis(id) => names.crisis(id),
            Item::Report(id) => names.report(id),
            Item::Rung(..) | Item::Intention(..) | Item::Forum(_) => "",
            Item::Window(id) => names.window(id),
            Item::Pledge(id) => names.pledge(id),
            Item::Permission(id) => names.permission(id),
            Item::Gauge(id) => names.gauge(id),
            Item::Ending(id) => names.ending(id),
            Item::Term(id) => names.term(id),
            Item::Strategy(id) => names.strategy(id),
            Item::Claim(id) => names.claim(id),
        }
    }

    /// The description of an item, one line a paragraph.
    #[must_use]
    pub fn text(&self, item: Item) -> Vec<Line> {
        let text = self.lexicon.prose.text(item);
        text.lines().map(|line| line.trim().into()).collect()
    }

    /// Where an item comes from; an empty line if the pack doesn't say.
    #[must_use]
    pub fn source(&self, item: Item) -> Line {
        let source = self.lexicon.prose.get(item, Field::Source);
        if source.is_empty() {
            return Line::default();
        }
        Line::new(&format!("Source: {source}"), Tone::Dim)
    }

    /// The name in quotation marks, as something that can be looked up.
    #[must_use]
    pub fn quoted(&self, item: Item) -> Line {
        Line::new(&format!("‘{}’", self.name(item)), Tone::Term)
    }

    /// The name without quotation marks, as something that can be looked up.
    #[must_use]
    pub fn term(&self, item: Item) -> Line {
        Line::new(&self.name(item), Tone::Term)
    }

    /// The name of an actor.
    #[must_use]
    pub fn actor(&self, actor: ActorId) -> String {
        self.name(Item::Actor(actor))
    }

    /// The name of a seat.
    #[must_use]
    pub fn seat(&self, seat: SeatId) -> String {
        self.actor(seat.0)
    }

    /// Several actors: "Beijing, Seoul and Tokyo"; "nobody" for none.
    #[must_use]
    pub fn actors(&self, actors: impl IntoIterator<Item = ActorId>) -> String {
        let mut names: Vec<String> = actors.into_iter().map(|actor| self.actor(actor)).collect();
        match (names.pop(), names.is_empty()) {
            (None, _) => "nobody".to_owned(),
            (Some(last), true) => last,
            (Some(last), false) => format!("{} and {last}", names.join(", ")),
        }
    }

    /// Whose something is: "Beijing's".
    #[must_use]
    pub fn whose(&self, actor: ActorId) -> String {
        possessive(&self.actor(actor))
    }

    /// An event with the subject it is about: "‘A cutter is rammed’ (Beijing and Seoul)".
    #[must_use]
    pub fn event(&self, event: EventId, subject: Subject) -> Line {
        let about = match subject {
            Subject::World => return self.quoted(Item::Event(event)),
            Subject::Actor(a) => self.actor(a),
            Subject::Pair(a, b) => self.actors([a, b]),
        };
        let slots = [
            ("event", self.quoted(Item::Event(event))),
            ("about", about.into()),
        ];
        fill("{event} ({about})", &slots)
    }

    /// The label of an answer.
    #[must_use]
    pub fn answer(&self, event: EventId, choice: ChoiceIndex) -> Line {
        match self.choice_at(event, choice) {
            Some((question, place)) => self.quoted(Item::Choice(event, question, place)),
            None => Line::from("‘?’"),
        }
    }

    /// The question and place where an answer is first offered.
    fn choice_at(&self, event: EventId, choice: ChoiceIndex) -> Option<(u8, u8)> {
        let questions = self.lexicon.names.choices.get(event.index())?;
        let mut left = usize::from(choice.0);
        for (question, choices) in questions.iter().enumerate() {
            if left < choices.len() {
                return Some((u8::try_from(question).ok()?, u8::try_from(left).ok()?));
            }
            left -= choices.len();
        }
        None
    }

    /// An initiative with its target: "‘Sound out a capital’ (Tokyo)".
    #[must_use]
    pub fn directed(&self, initiative: InitiativeId, target: Option<ActorId>) -> Line {
        let name = self.quoted(Item::Initiative(initiative));
        match target {
            None => name,
            Some(target) => fill(
                "{initiative} ({target})",
                &[("initiative", name), ("target", self.actor(target).into())],
            ),
        }
    }

    /// A stored figure: "Beijing's firm trust in Seoul", "working links Seoul–Tokyo".
    #[must_use]
    pub fn figure(&self, figure: FigureId) -> String {
        let slot = self.lexicon.slots.get(figure);
        self.owned(slot.figure, slot.owner)
    }

    /// A figure of an owner, stored or not: "Beijing's trust in Seoul".
    #[must_use]
    pub fn owned(&self, figure: Figure, owner: Owner) -> String {
        let noun = |actor| Noun::proper(&self.actor(actor));
        let place = match owner {
            Owner::Actor(actor) => Place::Actor(noun(actor)),
            Owner::Pair(a, b) => Place::Pair(noun(a), noun(b)),
            Owner::Bloc(actor, bloc) => {
                Place::Bloc(noun(actor), self.name(Item::Bloc(actor, bloc)))
            }
            Owner::Share(mechanism, actor) => {
                Place::Share(noun(actor), self.name(Item::Mechanism(mechanism)))
            }
            Owner::Mechanism(mechanism) => Place::Thing(self.name(Item::Mechanism(mechanism))),
            Owner::Format(format) => Place::Thing(self.name(Item::Format(format))),
        };
        self.phrase(figure, &place)
    }

    /// The one place where figures get their wording.
    pub(in crate::text) fn phrase(&self, figure: Figure, place: &Place) -> String {
        let kind = figure_kind(figure);
        match place {
            Place::Actor(who) => who.of(kind),
            Place::Pair(a, b) => pair_phrase(figure, a, b),
            Place::Bloc(who, bloc) => who.of(&format!("{kind} ({bloc})")),
            Place::Share(who, thing) => who.of(&format!("{kind} in {thing}")),
            Place::Thing(thing) => format!("{kind} of {thing}"),
        }
    }
}

fn pair_phrase(figure: Figure, a: &Noun, b: &Noun) -> String {
    let kind = figure_kind(figure);
    let other = &b.name;
    match figure {
        Figure::Trust | Figure::FirmTrust => a.of(&format!("{kind} in {other}")),
        Figure::Threat => a.of(&format!("{kind} from {other}")),
        Figure::Opinion => a.of(&format!("{kind} of {other}")),
        Figure::Closeness => a.of(&format!("{kind} to {other}")),
        Figure::Tourism => a.of(&format!("{kind} from {other}")),
        Figure::Coercion => a.of(&format!("{kind} on {other}")),
        Figure::Abandonment | Figure::Entrapment => a.of(&format!("{kind} by {other}")),
        Figure::WarmTrust
        | Figure::Urgency
        | Figure::Network
        | Figure::Exchange
        | Figure::Grievance
        | Figure::Arms
        | Figure::MissileClock
        | Figure::Will
        | Figure::Capital
        | Figure::Hands
        | Figure::Bloc
        | Figure::Health
        | Figure::Use
        | Figure::Share
        | Figure::Standing => undirected(kind, a, b),
    }
}

fn undirected(kind: &str, a: &Noun, b: &Noun) -> String {
    let (a, b) = if b.form == Form::You { (b, a) } else { (a, b) };
    let (one, other) = (&a.name, &b.name);
    if a.form == Form::Proper && b.form == Form::Proper {
        format!("{kind} {one}–{other}")
    } else if a != b {
        format!("{kind} between {one} and {other}")
    } else if let Some(thing) = other.strip_prefix(EACH) {
        format!("{kind} among the members of {thing}")
    } else {
        format!("{kind} among {other}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::testing::{BEIJING, BLOC, HOTLINE, SEOUL, TOKYO, World};

    #[test]
    fn every_figure_is_named_with_its_owner() {
        let world = World::new();
        let words = world.words();
        for (figure, owner, shown) in [
            (
                Figure::Trust,
                Owner::Pair(BEIJING, SEOUL),
                "Beijing's trust in Seoul",
            ),
            (
                Figure::Threat,
                Owner::Pair(SEOUL, TOKYO),
                "Seoul's sense of threat from Tokyo",
            ),
            (
                Figure::Network,
                Owner::Pair(SEOUL, TOKYO),
                "working links Seoul–Tokyo",
            ),
            (
                Figure::Capital,
                Owner::Actor(SEOUL),
                "Seoul's diplomatic capital",
            ),
            (
                Figure::Bloc,
                Owner::Bloc(SEOUL, BLOC),
                "Seoul's support at home (unions)",
            ),
            (
                Figure::Health,
                Owner::Mechanism(HOTLINE),
                "health of Hotline",
            ),
            (
                Figure::Share,
                Owner::Share(HOTLINE, SEOUL),
                "Seoul's share in Hotline",
            ),
        ] {
            assert_eq!(words.owned(figure, owner), shown);
        }
    }

    #[test]
    fn every_kind_of_figure_has_a_name_and_an_explanation() {
        for (figure, _) in Figure::ALL {
            assert!(!figure_kind(figure).is_empty());
            assert!(figure_help(figure).chars().count() <= 76, "{figure:?}");
        }
    }

    #[test]
    fn a_list_of_actors_ends_with_and() {
        let world = World::new();
        let words = world.words();
        assert_eq!(words.actors([]), "nobody");
        assert_eq!(words.actors([SEOUL]), "Seoul");
        assert_eq!(
            words.actors([BEIJING, SEOUL, TOKYO]),
            "Beijing, Seoul and Tokyo"
        );
    }

    #[test]
    fn an_answer_is_found_in_the_question_that_offers_it() {
        let world = World::new();
        let words = world.words();
        assert_eq!(words.answer(EventId(0), ChoiceIndex(1)).plain(), "‘Wait’");
        assert_eq!(words.answer(EventId(0), ChoiceIndex(2)).plain(), "‘Object’");
        assert_eq!(words.answer(EventId(0), ChoiceIndex(9)).plain(), "‘?’");
    }
}
