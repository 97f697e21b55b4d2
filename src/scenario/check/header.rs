//! The header: calendar, playable seats, poles, groups, declared figures and the dashboard.

use crate::model::{
    ActorId, ActorSet, Calendar, Date, Figure, Path, SeatId, Step, Turn, Visibility,
};
use crate::scenario::check::context::Setting;
use crate::scenario::check::names::{Sort, is_well_formed};
use crate::scenario::check::paths::declared_word;
use crate::scenario::check::text::{Empty, LONGEST_TEXT};
use crate::scenario::check::{Checker, Declared, MOST_TURNS};
use crate::scenario::definition::Dial;
use crate::scenario::file::Place;
use crate::scenario::parse::{Care, parse_header};
use crate::scenario::problem::{Problem, did_you_mean, quoted};
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{Header, RawStep, RawVisibility};
use crate::scenario::source::Source;

/// The file of lessons.
const LESSONS: &str = "lessons.ron";
/// The most dials on the dashboard.
const MOST_DIALS: usize = 9;
/// The longest brief, in characters.
const LONGEST_BRIEF: usize = 4000;

/// What a list of scenarios shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The string id of the scenario.
    pub id: String,
    /// As the title screen shows it.
    pub name: String,
    /// One or two sentences.
    pub summary: String,
    /// The id of its usual lens.
    pub lens: String,
    /// How many turns it has.
    pub turns: u16,
    /// Its first day.
    pub start: Date,
    /// The ids of the actors that a person may play.
    pub playable: Vec<String>,
    /// The pack that it extends.
    pub extends: Option<String>,
    /// Whether it has lessons of its own.
    pub teaches: bool,
}

/// Reads the header of a pack alone. Cheap, and no promise that the pack is sound.
///
/// # Errors
/// Every problem of the header by itself.
pub fn header(sources: &[Source]) -> Result<Summary, Vec<Problem>> {
    let mut problems = Vec::new();
    let (file, header) = parse_header((sources, Care::Values), &mut problems);
    let found = header.filter(|_| problems.is_empty());
    let Some(header) = found else {
        return Err(problems);
    };
    let Some(start) = Date::parse(&header.calendar.start) else {
        let place = file.root().field("calendar").field("start");
        return Err(vec![place.problem("this is no day of the calendar")]);
    };
    let lessons = |source: &Source| source.file_name() == LESSONS && !source.is_beneath();
    let teaches = sources.iter().any(lessons);
    Ok(summary(header, start, teaches))
}

fn summary(header: Header, start: Date, teaches: bool) -> Summary {
    Summary {
        id: header.id,
        name: header.name,
        summary: header.summary,
        lens: header.lens,
        turns: header.calendar.turns,
        start,
        playable: header.playable,
        extends: header.extends,
        teaches,
    }
}

impl Checker<'_> {
    /// Checks the header, except for the dashboard.
    pub(super) fn check_header(&mut self) {
        let place = self.pack.header_file.root();
        let header = self.header;
        for (id, here) in [
            (&header.id, place.field("id")),
            (&header.lens, place.field("lens")),
        ] {
            if !is_well_formed(id) {
                let hint = "an id is lower-case words with hyphens, at most 40 characters";
                self.report_with(
                    here,
                    &format!("{} is no id", quoted(id)),
                    Some(hint.to_owned()),
                );
            }
        }
        self.header_words(place);
        self.within(place.field("capital_cap"), header.capital_cap, 1, 1000);
        self.calendar = self.check_calendar(place.field("calendar"));
        self.acts = self.check_acts(place.field("acts"));
        self.seats = self.all_seats();
        self.playable = self.check_playable(place.field("playable"));
        self.poles = self.check_poles(place.field("poles"));
        self.groups = self.check_groups(place.field("groups"));
        self.check_figures(place.field("figures"));
    }

    fn header_words(&mut self, place: Place<'_>) {
        let header = self.header;
        self.name(Item::Scenario, &header.name, place);
        let summary = (place.field("summary"), LONGEST_TEXT, Empty::Refused);
        self.words(Item::Scenario, Field::Summary, &header.summary, summary);
        let brief = (place.field("brief"), LONGEST_BRIEF, Empty::Refused);
        self.words(Item::Scenario, Field::Text, &header.brief, brief);
        self.source(Item::Scenario, &header.source, place);
    }

    fn check_calendar(&mut self, place: Place<'_>) -> Option<Calendar> {
        let raw = &self.header.calendar;
        let turns = self.turns(place.field("turns"), raw.turns, 1);
        let start = self.date(&raw.start, place.field("start"));
        let step = match &raw.step {
            RawStep::Month => Some(Step::Month),
            RawStep::Quarter => Some(Step::Quarter),
            RawStep::HalfYear => Some(Step::HalfYear),
            RawStep::Points(days) => self.decision_points(days, place, start),
        };
        // A number of turns that was out of range says nothing about what lies after the end.
        (turns == raw.turns).then_some(Calendar {
            start: start?,
            step: step?,
            turns: Turn(turns),
        })
    }

    fn decision_points(
        &mut self,
        days: &[String],
        place: Place<'_>,
        start: Option<Date>,
    ) -> Option<Step> {
        let here = place.field("step").at(0);
        let turns = usize::from(self.header.calendar.turns);
        if days.len() != turns + 1 && turns <= usize::from(MOST_TURNS) {
            let message = format!("{} days for {turns} turns", days.len());
            let hint = "give the first day of each turn, and the day after the last";
            self.report_with(here, &message, Some(hint.to_owned()));
        }
        let mut dates = Vec::new();
        for (index, day) in days.iter().enumerate() {
            dates.push(self.date(day, here.at(index)));
        }
        let dates: Vec<Date> = dates.into_iter().collect::<Option<_>>()?;
        let mut ascending = dates.iter().zip(dates.iter().skip(1));
        if let Some(late) = ascending.position(|(earlier, later)| earlier >= later) {
            self.report(here.at(late + 1), "this day is not after the one before it");
            return None;
        }
        if start.is_some() && dates.first().copied() != start {
            self.report(
                here.at(0),
                "the first point is not the start of the calendar",
            );
        }
        Some(Step::Points(dates))
    }

    fn all_seats(&self) -> ActorSet {
        let listed = self.pack.actors.each().filter(|(_, _, actor)| actor.seat);
        listed.map(|(index, _, _)| ActorId::at(index)).collect()
    }

    fn check_playable(&mut self, place: Place<'_>) -> Vec<SeatId> {
        let header = self.header;
        if header.playable.is_empty() {
            self.report(place, "at least one actor must be playable");
        }
        let named = self.named_actors(&header.playable, place);
        self.must_be_seats(&header.playable, named, place);
        let ids = header
            .playable
            .iter()
            .filter_map(|id| self.catalogue.find_actor(id));
        ids.map(SeatId).collect()
    }

    /// Notes actors that have no controller where seats are expected.
    pub(super) fn must_be_seats(&mut self, ids: &[String], named: ActorSet, place: Place<'_>) {
        for (index, id) in ids.iter().enumerate() {
            let actor = self
                .catalogue
                .find_actor(id)
                .filter(|actor| named.contains(*actor));
            let readable = actor.and_then(|actor| self.pack.actors.items.get(actor.index()));
            let without = readable
                .and_then(|item| item.raw.as_ref())
                .is_some_and(|raw| !raw.seat);
            if without {
                self.report(place.at(index), &format!("{} has no seat", quoted(id)));
            }
        }
    }

    fn check_poles(&mut self, place: Place<'_>) -> Option<(ActorId, ActorId)> {
        let (first, second) = &self.header.poles;
        let a = self.actor(first, place.at(0));
        let b = self.actor(second, place.at(1));
        let (a, b) = (a?, b?);
        if a == b {
            self.report(place, "the two poles are the same actor");
        }
        Some((a, b))
    }

    fn check_groups(&mut self, place: Place<'_>) -> Vec<ActorSet> {
        let header = self.header;
        let poles = self.poles.map(|(a, b)| ActorSet::only(a).with(b));
        let mut groups = vec![poles.unwrap_or_default()];
        for (id, members) in &header.groups.0 {
            if members.is_empty() {
                self.report(place.entry(id), "this group has no members");
            }
            groups.push(self.named_actors(members, place.entry(id)));
        }
        groups
    }

    fn check_figures(&mut self, place: Place<'_>) {
        let header = self.header;
        for (word, raw) in &header.figures.0 {
            let here = place.entry(word);
            let Some(figure) = Figure::from_word(word) else {
                let hint = did_you_mean(word, Figure::ALL.iter().map(|(_, word)| *word));
                self.report_key(here, &format!("unknown figure {}", quoted(word)), hint);
                continue;
            };
            if declared_word(figure) != word {
                let hint = Some("declare \"trust\": it stands for both of its parts".to_owned());
                self.report_key(
                    here,
                    &format!("{word} is declared as a part of trust"),
                    hint,
                );
            }
            let declared = self.check_visibility(figure, raw, here);
            self.declared.insert(figure, declared);
        }
    }

    fn check_visibility(
        &mut self,
        figure: Figure,
        raw: &RawVisibility,
        place: Place<'_>,
    ) -> Declared {
        let ownerless = matches!(
            figure,
            Figure::Health | Figure::Use | Figure::Share | Figure::Standing
        );
        // What a plan reserves would give the plan away before it is put into effect.
        let telling = matches!(figure, Figure::Capital | Figure::Hands);
        match raw {
            RawVisibility::Public | RawVisibility::SharedWith(_) if telling => {
                let message = format!(
                    "{} seen by others would give sealed plans away",
                    figure.word()
                );
                self.report_with(place, &message, Some("make it Private".to_owned()));
                Declared::Private(ActorSet::empty())
            }
            RawVisibility::Public => Declared::Public,
            RawVisibility::Private if ownerless => {
                let message = format!("{} belongs to no capital that could keep it", figure.word());
                let hint = "make it Public or SharedWith([..])";
                self.report_with(place, &message, Some(hint.to_owned()));
                Declared::Public
            }
            RawVisibility::Private => Declared::Private(ActorSet::empty()),
            RawVisibility::SharedWith(actors) => {
                Declared::Private(self.named_actors(actors, place.at(0)))
            }
        }
    }

    /// What the header says about a figure.
    pub(super) fn declaration(&self, figure: Figure) -> Option<Declared> {
        let named = Figure::from_word(declared_word(figure))?;
        self.declared.get(&named).copied()
    }

    /// Who sees a figure of these owners exactly.
    pub(super) fn visibility(&self, figure: Figure, owners: ActorSet) -> Visibility {
        match self.declaration(figure) {
            Some(Declared::Public) | None => Visibility::Public,
            Some(Declared::Private(named)) => Visibility::Private(named.union(owners)),
        }
    }

    /// Whether a path is about figures of single actors that others don't see.
    pub(super) fn is_kept_private(&self, path: Path) -> bool {
        let Path::Actor(figure, _) = path else {
            return false;
        };
        match self.declaration(figure) {
            Some(Declared::Private(_)) | None => true,
            Some(Declared::Public) => false,
        }
    }

    /// What the situation screen shows.
    pub(super) fn dashboard(&mut self) -> Vec<Dial> {
        let header = self.header;
        let place = self.pack.header_file.root().field("dashboard");
        if header.dashboard.is_empty() {
            self.report(place, "the dashboard shows nothing");
        }
        self.bounded(place, header.dashboard.len(), MOST_DIALS);
        let mut dials = Vec::new();
        for (index, entry) in header.dashboard.iter().enumerate() {
            dials.extend(self.dial(entry, place.at(index)));
        }
        dials
    }

    fn dial(&mut self, entry: &str, place: Place<'_>) -> Option<Dial> {
        if entry.contains('.') {
            return self.path(entry, place, Setting::Gauge).map(Dial::Figure);
        }
        let gauge = self.find(Sort::Gauge, entry, place)?;
        Some(Dial::Gauge(crate::model::GaugeId(gauge)))
    }
}
