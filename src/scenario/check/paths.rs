//! Figure paths: `actor.figure`, `actor.figure.other`, `actor.bloc(name)`, `@mechanism(id).health` and their like.

use crate::model::{
    ActorId, ActorSet, BlocId, Figure, FormatId, MechanismId, Owner, Path, Selector, Shape,
};
use crate::scenario::check::context::Setting;
use crate::scenario::check::names::Sort;
use crate::scenario::check::selectors::argument;
use crate::scenario::check::{Checker, Known};
use crate::scenario::file::Place;
use crate::scenario::problem::{did_you_mean, quoted};

const GRAMMAR: &str = "a path is actor.figure, actor.figure.other, actor.bloc(name), \
    @mechanism(id).health, @mechanism(id).use, @mechanism(id).share.actor or @format(id).standing";

impl Checker<'_> {
    /// What a path names in this setting.
    pub(super) fn path(&mut self, text: &str, place: Place<'_>, setting: Setting) -> Option<Path> {
        let parts: Vec<&str> = text.split('.').collect();
        let path = match parts.as_slice() {
            [owner, rest @ ..] if owner.starts_with("@mechanism(") => {
                self.mechanism_path((owner, rest), place, setting)
            }
            [owner, "standing"] if owner.starts_with("@format(") => self.format_path(owner, place),
            [owner, bloc] if argument(bloc, "bloc").is_some() => {
                self.bloc_path((owner, bloc), place, setting)
            }
            [owner, word] => self.actor_path((owner, word), place, setting),
            [owner, word, other] => self.pair_path((owner, word, other), place, setting),
            _ => self.no_path(text, place),
        }?;
        if self.declaration(figure_of(path)).is_some() {
            self.check_carried(text, path, place);
        } else {
            self.check_declared(figure_of(path), place);
        }
        Some(path)
    }

    fn no_path(&mut self, text: &str, place: Place<'_>) -> Option<Path> {
        let message = format!("{} names no figure", quoted(text));
        self.report_with(place, &message, Some(GRAMMAR.to_owned()));
        None
    }

    fn mechanism_path(
        &mut self,
        (owner, rest): (&str, &[&str]),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Path> {
        let Some(id) = argument(owner, "@mechanism") else {
            return self.no_path(owner, place);
        };
        let found = self.find(Sort::Mechanism, id, place).map(MechanismId);
        match rest {
            ["health"] => Some(Path::Mechanism(Figure::Health, found?)),
            ["use"] => Some(Path::Mechanism(Figure::Use, found?)),
            ["share", actor] => {
                let actor = self.selector(actor, place, setting)?;
                Some(Path::Share(found?, actor))
            }
            _ => {
                let message = "a mechanism has the figures health, use and share.actor";
                self.report(place, message);
                None
            }
        }
    }

    fn format_path(&mut self, owner: &str, place: Place<'_>) -> Option<Path> {
        let Some(id) = argument(owner, "@format") else {
            return self.no_path(owner, place);
        };
        self.find(Sort::Format, id, place)
            .map(|id| Path::Format(FormatId(id)))
    }

    fn bloc_path(
        &mut self,
        (owner, bloc): (&str, &str),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Path> {
        let owner = self.selector(owner, place, setting);
        let id = argument(bloc, "bloc").unwrap_or("");
        let bloc = self.find(Sort::Bloc, id, place).map(BlocId);
        Some(Path::Bloc(owner?, bloc?))
    }

    fn actor_path(
        &mut self,
        (owner, word): (&str, &str),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Path> {
        let selector = self.selector(owner, place, setting);
        let figure = self.figure(word, place)?;
        if figure.shape() == Shape::Actor {
            return Some(Path::Actor(figure, selector?));
        }
        self.wrong_shape(owner, figure, place);
        None
    }

    fn pair_path(
        &mut self,
        (owner, word, other): (&str, &str, &str),
        place: Place<'_>,
        setting: Setting,
    ) -> Option<Path> {
        let owner_selector = self.selector(owner, place, setting);
        let figure = self.figure(word, place);
        let other = self.selector(other, place, setting);
        let figure = figure?;
        if matches!(figure.shape(), Shape::OrderedPair | Shape::Pair) {
            return Some(Path::Pair(figure, owner_selector?, other?));
        }
        self.wrong_shape(owner, figure, place);
        None
    }

    /// The figure that a word names.
    pub(super) fn figure(&mut self, word: &str, place: Place<'_>) -> Option<Figure> {
        let figure = Figure::from_word(word);
        if figure.is_none() {
            let hint = did_you_mean(word, Figure::ALL.iter().map(|(_, word)| *word));
            self.report_with(place, &format!("unknown figure {}", quoted(word)), hint);
        }
        figure
    }

    fn wrong_shape(&mut self, owner: &str, figure: Figure, place: Place<'_>) {
        let word = figure.word();
        let (message, hint) = match figure.shape() {
            Shape::Actor => (
                format!("{word} belongs to one actor"),
                format!("{owner}.{word}"),
            ),
            Shape::OrderedPair | Shape::Pair => (
                format!("{word} lies between two actors"),
                format!("{owner}.{word}.other"),
            ),
            Shape::Bloc => (
                "a bloc needs its name".into(),
                format!("{owner}.bloc(name)"),
            ),
            Shape::Mechanism => (
                format!("{word} belongs to a mechanism"),
                format!("@mechanism(id).{word}"),
            ),
            Shape::Share => {
                let hint = "@mechanism(id).share.actor";
                (
                    format!("{word} belongs to a mechanism and an actor"),
                    hint.to_owned(),
                )
            }
            Shape::Format => (
                format!("{word} belongs to a format"),
                format!("@format(id).{word}"),
            ),
        };
        self.report_with(place, &message, Some(format!("write {hint}")));
    }

    /// Notes a figure that the header doesn't declare.
    pub(super) fn check_declared(&mut self, figure: Figure, place: Place<'_>) {
        if self.declaration(figure).is_none() {
            let word = declared_word(figure);
            let message = format!("the figure {word} is not declared");
            let hint = format!("add \"{word}\": Public (or Private) to figures in scenario.ron");
            self.report_with(place, &message, Some(hint));
        }
    }

    /// Notes a path of fixed actors of whom none carries the figure.
    fn check_carried(&mut self, text: &str, path: Path, place: Place<'_>) {
        if self.known == Known::Fully && !self.is_carried(path) {
            let message = format!("nobody carries the figure {}", quoted(text));
            let hint = match path {
                Path::Pair(..) => "relations.ron gives it to no such pair",
                Path::Actor(..) | Path::Bloc(..) => "actors.ron gives it to no such actor",
                Path::Mechanism(..) | Path::Share(..) | Path::Format(_) => {
                    "it has no opening value"
                }
            };
            self.report_with(place, &message, Some(hint.to_owned()));
        }
    }

    /// Whether the figure exists for at least one actor or pair; true where that depends on the game.
    fn is_carried(&self, path: Path) -> bool {
        match path {
            Path::Actor(figure, who) => {
                self.some_of(who, |actor| self.slots.of_actor(figure, actor).is_some())
            }
            Path::Pair(figure, a, b) => {
                let figure = if figure == Figure::Trust {
                    Figure::FirmTrust
                } else {
                    figure
                };
                self.some_of(a, |a| {
                    self.some_of(b, |b| self.slots.of_pair(figure, a, b).is_some())
                })
            }
            Path::Bloc(who, bloc) => self.some_of(who, |actor| {
                self.slots
                    .of_owner(Figure::Bloc, Owner::Bloc(actor, bloc))
                    .is_some()
            }),
            Path::Mechanism(..) | Path::Share(..) | Path::Format(_) => true,
        }
    }

    /// Whether it holds of at least one of those whom a selector can stand for.
    fn some_of(&self, selector: Selector, holds: impl Fn(ActorId) -> bool) -> bool {
        let everybody = || self.catalogue.all_actors().collect::<ActorSet>();
        let can_be = self.fixed(selector).unwrap_or_else(everybody);
        can_be.iter().any(holds)
    }
}

/// The figure that a path names.
pub(super) fn figure_of(path: Path) -> Figure {
    match path {
        Path::Actor(figure, _) | Path::Pair(figure, ..) | Path::Mechanism(figure, _) => figure,
        Path::Bloc(..) => Figure::Bloc,
        Path::Share(..) => Figure::Share,
        Path::Format(_) => Figure::Standing,
    }
}

/// The word under which a figure is declared.
pub(super) fn declared_word(figure: Figure) -> &'static str {
    match figure {
        Figure::FirmTrust | Figure::WarmTrust => Figure::Trust.word(),
        other => other.word(),
    }
}
