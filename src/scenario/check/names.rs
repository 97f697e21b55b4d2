//! The ids of a pack: which there are, whether they are well formed, and which one a reference means.

use std::collections::BTreeSet;

use crate::model::ActorSet;
use crate::scenario::catalogue::Table;
use crate::scenario::check::Checker;
use crate::scenario::file::Place;
use crate::scenario::parse::{List, Whole};
use crate::scenario::problem::{did_you_mean, quoted};

/// The longest id, in characters.
const LONGEST_ID: usize = 40;
/// The most blocs, offices, stages or choices of one item.
const MOST_PARTS: usize = 16;
/// Names that `@` already gives a meaning.
const RESERVED: [&str; 6] = [
    "all",
    "poles",
    "members",
    "attendees",
    "mechanism",
    "format",
];

/// A kind of thing that has ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Actor,
    Group,
    Bloc,
    Office,
    Measure,
    Mechanism,
    Format,
    Initiative,
    Event,
    Window,
    Pledge,
    Permission,
    Table,
    Crisis,
    Gauge,
    Ending,
}

impl Sort {
    fn words(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Group => "group",
            Self::Bloc => "bloc",
            Self::Office => "office",
            Self::Measure => "measure",
            Self::Mechanism => "mechanism",
            Self::Format => "format",
            Self::Initiative => "initiative",
            Self::Event => "event",
            Self::Window => "window",
            Self::Pledge => "pledge",
            Self::Permission => "permission",
            Self::Table => "negotiating table",
            Self::Crisis => "kind of crisis",
            Self::Gauge => "gauge",
            Self::Ending => "ending",
        }
    }
}

/// Whether an id is lower-case words with hyphens.
pub(super) fn is_well_formed(id: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.len() <= LONGEST_ID && id.split('-').all(word)
}

impl Checker<'_> {
    /// Lists every id of the pack.
    pub(super) fn collect_names(&mut self) {
        let pack = self.pack;
        self.catalogue.actors = self.table(&pack.actors);
        self.catalogue.measures = self.table(&pack.measures);
        self.catalogue.mechanisms = self.table(&pack.mechanisms);
        self.catalogue.formats = self.table(&pack.formats);
        self.catalogue.initiatives = self.table(&pack.initiatives);
        self.catalogue.events = self.table(&pack.events);
        self.catalogue.windows = self.table(&pack.windows);
        self.catalogue.pledges = self.table(&pack.pledges);
        self.catalogue.permissions = self.table(&pack.permissions);
        self.catalogue.tables = self.table(&pack.tables);
        self.catalogue.crises = self.table(&pack.crises);
        self.catalogue.reports = self.table(&pack.reports);
        self.catalogue.gauges = self.table(&pack.gauges);
        self.catalogue.endings = self.table(&pack.endings);
        self.catalogue.terms = self.table(&pack.glossary);
        self.catalogue.strategies =
            self.table_of(std::iter::once(&pack.strategies).chain(&pack.beside));
        self.catalogue.claims = self.table(&pack.claims);
        self.table(&pack.places);
        self.table(&pack.lessons);
        self.table(&pack.hints);
        self.table(&pack.zones);
        self.table(&pack.regions);
        let actors = pack.actors.items.len();
        self.bounded(pack.actors.file.root(), actors, ActorSet::CAPACITY);
        self.collect_groups();
        self.collect_parts_of_actors();
        self.collect_choices();
        self.collect_stages();
        self.collect_clauses();
    }

    fn table<T>(&mut self, list: &List<T>) -> Table {
        self.table_of(std::iter::once(list))
    }

    /// The ids of several lists, one after another.
    fn table_of<'l, T: 'l>(&mut self, lists: impl Iterator<Item = &'l List<T>>) -> Table {
        let items: Vec<_> = lists.flat_map(|list| &list.items).collect();
        let named = items
            .iter()
            .filter(|item| item.raw.is_some() || !item.id.is_empty());
        let ids: Vec<(Place<'_>, &str)> = named
            .map(|item| (item.place().field("id"), item.id.as_str()))
            .collect();
        self.check_ids(&ids);
        Table::new(items.iter().map(|item| item.id.clone()).collect())
    }

    /// Notes ids that are malformed or repeated.
    fn check_ids(&mut self, ids: &[(Place<'_>, &str)]) {
        let mut seen = BTreeSet::new();
        for (place, id) in ids {
            if !is_well_formed(id) {
                let message = format!("{} is no id", quoted(id));
                let hint = format!(
                    "an id is lower-case words with hyphens, at most {LONGEST_ID} characters"
                );
                self.report_with(*place, &message, Some(hint));
            } else if !seen.insert(*id) {
                self.report(*place, &format!("the id {} is given twice", quoted(id)));
            }
        }
    }

    fn collect_groups(&mut self) {
        let place = self.pack.header_file.root().field("groups");
        let header = self.header;
        self.bounded(place, header.groups.0.len(), MOST_PARTS * 2);
        let mut ids = vec!["poles".to_owned()];
        for (id, _) in &header.groups.0 {
            let entry = place.entry(id);
            if RESERVED.contains(&id.as_str()) {
                self.report_key(entry, &format!("@{id} always has its own meaning"), None);
            } else if !is_well_formed(id) {
                self.report_key(entry, &format!("{} is no id", quoted(id)), None);
            }
            ids.push(id.clone());
        }
        self.catalogue.groups = Table::new(ids);
    }

    fn collect_parts_of_actors(&mut self) {
        let pack = self.pack;
        let (mut blocs, mut offices) = (Vec::new(), Vec::new());
        let mut known_blocs = BTreeSet::new();
        let mut office_places = Vec::new();
        for (_, place, actor) in pack.actors.each() {
            let here = place.field("blocs");
            self.bounded(here, actor.blocs.len(), MOST_PARTS);
            let own = actor.blocs.iter().enumerate();
            let own: Vec<_> = own
                .map(|(i, bloc)| (here.at(i).field("id"), bloc.id.as_str()))
                .collect();
            self.check_ids(&own);
            for bloc in &actor.blocs {
                if known_blocs.insert(&bloc.id) {
                    blocs.push(bloc.id.clone());
                }
            }
            let here = place.field("offices");
            self.bounded(here, actor.offices.len(), MOST_PARTS);
            for (i, office) in actor.offices.iter().enumerate() {
                office_places.push((here.at(i).field("id"), office.id.as_str()));
                offices.push(office.id.clone());
            }
            self.bounded(place.field("elections"), actor.elections.len(), MOST_PARTS);
        }
        self.check_ids(&office_places);
        self.catalogue.blocs = Table::new(blocs);
        self.catalogue.offices = Table::new(offices);
    }

    fn collect_choices(&mut self) {
        let pack = self.pack;
        let mut choices = vec![Vec::new(); pack.events.items.len()];
        for (index, place, event) in pack.events.each() {
            for (question, ask) in event.asks.iter().enumerate() {
                let here = place.field("asks").at(question).field("choices");
                let listed = ask.choices.iter().enumerate();
                let ids: Vec<_> = listed
                    .map(|(i, it)| (here.at(i).field("id"), it.id.as_str()))
                    .collect();
                self.check_ids(&ids);
            }
            let asks = event.asks.iter();
            let ids = asks.map(|ask| ask.choices.iter().map(|choice| choice.id.clone()).collect());
            if let Some(cell) = choices.get_mut(index) {
                *cell = ids.collect();
            }
        }
        self.catalogue.choices = choices;
    }

    fn collect_stages(&mut self) {
        let pack = self.pack;
        let mut stages = vec![Vec::new(); pack.initiatives.items.len()];
        for (index, place, initiative) in pack.initiatives.each() {
            let here = place.field("stages");
            self.bounded(here, initiative.stages.len(), MOST_PARTS);
            let listed = initiative.stages.iter().enumerate();
            let ids: Vec<_> = listed
                .map(|(i, it)| (here.at(i).field("id"), it.id.as_str()))
                .collect();
            self.check_ids(&ids);
            if let Some(cell) = stages.get_mut(index) {
                *cell = initiative
                    .stages
                    .iter()
                    .map(|stage| stage.id.clone())
                    .collect();
            }
        }
        self.catalogue.stages = stages;
    }

    fn collect_clauses(&mut self) {
        let pack = self.pack;
        let mut clauses = vec![Vec::new(); pack.tables.items.len()];
        let mut payments = vec![Vec::new(); pack.tables.items.len()];
        for (index, place, table) in pack.tables.each() {
            let here = place.field("clauses");
            let listed = table.clauses.iter().enumerate();
            let ids: Vec<_> = listed
                .map(|(i, it)| (here.at(i).field("id"), it.id.as_str()))
                .collect();
            self.check_ids(&ids);
            for (i, clause) in table.clauses.iter().enumerate() {
                let options = here.at(i).field("options");
                let listed = clause.options.iter().enumerate();
                let ids: Vec<_> = listed
                    .map(|(i, it)| (options.at(i).field("id"), it.id.as_str()))
                    .collect();
                self.check_ids(&ids);
            }
            let here = place.field("payments");
            let listed = table.payments.iter().enumerate();
            let ids: Vec<_> = listed
                .map(|(i, it)| (here.at(i).field("id"), it.id.as_str()))
                .collect();
            self.check_ids(&ids);
            let options = |clause: &crate::scenario::raw::RawClause| {
                clause.options.iter().map(|it| it.id.clone()).collect()
            };
            let named = table.clauses.iter().map(|it| (it.id.clone(), options(it)));
            clauses[index] = named.collect();
            payments[index] = table.payments.iter().map(|it| it.id.clone()).collect();
        }
        (self.catalogue.clauses, self.catalogue.payments) = (clauses, payments);
    }

    /// The place of the id in its table; a problem if there is none.
    pub(super) fn find(&mut self, sort: Sort, id: &str, place: Place<'_>) -> Option<u16> {
        let table = self.names_of(sort);
        if let Some(found) = table.find(id) {
            return Some(found);
        }
        if self.is_open(sort) {
            return None;
        }
        let message = format!("unknown {} {}", sort.words(), quoted(id));
        let hint = did_you_mean(id, table.ids().iter().map(String::as_str));
        let hint = hint.or_else(|| self.named_elsewhere(id, sort));
        self.report_with(place, &message, hint);
        None
    }

    /// Whether another kind has this id.
    fn named_elsewhere(&self, id: &str, sort: Sort) -> Option<String> {
        const ALL: [Sort; 16] = [
            Sort::Actor,
            Sort::Group,
            Sort::Bloc,
            Sort::Office,
            Sort::Measure,
            Sort::Mechanism,
            Sort::Format,
            Sort::Initiative,
            Sort::Event,
            Sort::Window,
            Sort::Pledge,
            Sort::Permission,
            Sort::Table,
            Sort::Crisis,
            Sort::Gauge,
            Sort::Ending,
        ];
        let mut others = ALL.into_iter().filter(|other| *other != sort);
        let other = others.find(|other| self.names_of(*other).find(id).is_some())?;
        Some(format!("there is a {} of this name", other.words()))
    }

    pub(super) fn names_of(&self, sort: Sort) -> &Table {
        match sort {
            Sort::Actor => &self.catalogue.actors,
            Sort::Group => &self.catalogue.groups,
            Sort::Bloc => &self.catalogue.blocs,
            Sort::Office => &self.catalogue.offices,
            Sort::Measure => &self.catalogue.measures,
            Sort::Mechanism => &self.catalogue.mechanisms,
            Sort::Format => &self.catalogue.formats,
            Sort::Initiative => &self.catalogue.initiatives,
            Sort::Event => &self.catalogue.events,
            Sort::Window => &self.catalogue.windows,
            Sort::Pledge => &self.catalogue.pledges,
            Sort::Permission => &self.catalogue.permissions,
            Sort::Table => &self.catalogue.tables,
            Sort::Crisis => &self.catalogue.crises,
            Sort::Gauge => &self.catalogue.gauges,
            Sort::Ending => &self.catalogue.endings,
        }
    }

    /// Whether ids may be missing because their file could not be read; then unknown ids are no news.
    fn is_open(&self, sort: Sort) -> bool {
        let whole = match sort {
            Sort::Actor => self.pack.actors.whole,
            Sort::Group => Whole::Yes,
            Sort::Bloc | Sort::Office if self.pack.actors.is_sound() => Whole::Yes,
            Sort::Bloc | Sort::Office => Whole::No,
            Sort::Measure => self.pack.measures.whole,
            Sort::Mechanism => self.pack.mechanisms.whole,
            Sort::Format => self.pack.formats.whole,
            Sort::Initiative => self.pack.initiatives.whole,
            Sort::Event => self.pack.events.whole,
            Sort::Window => self.pack.windows.whole,
            Sort::Pledge => self.pack.pledges.whole,
            Sort::Permission => self.pack.permissions.whole,
            Sort::Table => self.pack.tables.whole,
            Sort::Crisis => self.pack.crises.whole,
            Sort::Gauge => self.pack.gauges.whole,
            Sort::Ending => self.pack.endings.whole,
        };
        whole == Whole::No
    }
}
