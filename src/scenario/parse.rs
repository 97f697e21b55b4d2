//! From text to the raw shape: every file, item by item, so that every broken item is reported at once.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, Scope, ScopedJoinHandle};

use serde::de::DeserializeOwned;

use crate::scenario::blame::{Loss, Repair, blame};
use crate::scenario::file::{File, Place};
use crate::scenario::problem::{Problem, did_you_mean, quoted};
use crate::scenario::raw::{
    Header, RawActor, RawClaim, RawCrisis, RawEnding, RawEvent, RawFormat, RawGauge, RawInitiative,
    RawMeasure, RawMechanism, RawMind, RawPermission, RawPlace, RawPledge, RawRegion, RawRelation,
    RawReport, RawStrategy, RawTable, RawTerm, RawWindow, RawZone,
};
use crate::scenario::source::Source;
use crate::scenario::tree::{Cure, Kind, NodeId};

/// The file of the header.
pub(in crate::scenario) const HEADER: &str = "scenario.ron";
/// The most items of a file.
pub(in crate::scenario) const MOST_ITEMS: usize = 500;
/// After so many mistakes in one item the rest of it is not read.
const MOST_MISTAKES: usize = 40;

/// How much is noted of a pack as it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Care {
    /// Where everything stands, so that a problem can say where it is.
    Places,
    /// Values only: of a pack that is known to be sound.
    Values,
}

/// What an item of a file is read as.
pub(in crate::scenario) trait Raw: DeserializeOwned + Send {
    /// Its string id; empty if it has none.
    fn id(&self) -> &str;
}

/// Whether everything of a file could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Whole {
    /// Every item is listed.
    Yes,
    /// Some may be missing.
    No,
}

/// One item of a list.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Listed<T> {
    /// Where it stands.
    pub node: NodeId,
    /// Its string id; empty if it gives none.
    pub id: String,
    /// What it says; `None` if that could not be read.
    pub raw: Option<T>,
    /// Whether all of it was read, or unknown fields were left out.
    pub whole: Whole,
}

/// The items of one file.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct List<T> {
    /// The file.
    pub file: Arc<File>,
    /// The items in its order.
    pub items: Vec<Listed<T>>,
    /// Whether that is all.
    pub whole: Whole,
}

impl<T> List<T> {
    /// Every item that could be read, with its place in the list and in the file.
    pub fn each(&self) -> impl Iterator<Item = (usize, Place<'_>, &T)> {
        let listed = self.items.iter().enumerate();
        listed.filter_map(|(index, item)| {
            let place = self.file.place(item.node);
            item.raw.as_ref().map(|raw| (index, place, raw))
        })
    }

    /// Whether every item of the file could be read as it stands.
    pub fn is_sound(&self) -> bool {
        self.whole == Whole::Yes && self.items.iter().all(|item| item.whole == Whole::Yes)
    }
}

macro_rules! pack {
    ($($field:ident: $raw:ty, $name:literal, $need:ident;)*) => {
        /// Every file of a pack in its raw shape.
        #[derive(Clone, Debug)]
        pub(in crate::scenario) struct Pack {
            /// The header's file.
            pub header_file: Arc<File>,
            /// The header, if it could be read.
            pub header: Option<Header>,
            $(#[doc = concat!("The items of `", $name, "`.")] pub $field: List<$raw>,)*
            /// Strategies that stand in files beside the pack.
            pub beside: Vec<List<RawStrategy>>,
        }

        /// The names of the files of lists.
        const LISTS: &[&str] = &[$($name),*];

        /// Reads every file; what is wrong goes to `problems`.
        pub(in crate::scenario) fn parse(
            sources: &[Source],
            care: Care,
            problems: &mut Vec<Problem>,
        ) -> Pack {
            check_names(sources, problems);
            let (header_file, header) = parse_header(sources, problems);
            thread::scope(|scope| {
                $(let $field = ahead(scope, (sources, care), $name, Need::$need);)*
                $(let $field = $field.unwrap_or_else(|| {
                    Reading::Here(read_list((sources, care), $name, Need::$need))
                });)*
                Pack {
                    header_file,
                    header,
                    $($field: $field.list(problems),)*
                    beside: Vec::new(),
                }
            })
        }
    };
}

/// A file from this size on, in bytes, is read on a thread of its own while the others are read on this one.
const LARGE_FILE: usize = 1 << 16;

/// The items of a file, and its problems.
type Read<T> = (List<T>, Vec<Problem>);

/// A file that another thread may be reading. What is read doesn't depend on it, nor does the order of the problems.
enum Reading<'scope, T> {
    There(ScopedJoinHandle<'scope, Read<T>>),
    Here(Read<T>),
}

/// Begins to read a large file; a system that gives no thread is no reason to fail.
fn ahead<'scope, T: Raw + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    (sources, care): (&'scope [Source], Care),
    name: &'static str,
    need: Need,
) -> Option<Reading<'scope, T>> {
    let mut found = sources.iter().filter(|source| source.file_name() == name);
    if found.all(|source| source.text.len() < LARGE_FILE) {
        return None;
    }
    let read = move || read_list((sources, care), name, need);
    let begun = thread::Builder::new().spawn_scoped(scope, read);
    begun.ok().map(Reading::There)
}

fn read_list<T: Raw>((sources, care): (&[Source], Care), name: &str, need: Need) -> Read<T> {
    let mut problems = Vec::new();
    let known = sources.iter().find(|source| source.file_name() == name);
    let values = known.filter(|_| care == Care::Values).and_then(values_of);
    let list = values.unwrap_or_else(|| parse_list(sources, name, need, &mut problems));
    (list, problems)
}

impl<T> Reading<'_, T> {
    /// What was read; waits for it.
    fn list(self, problems: &mut Vec<Problem>) -> List<T> {
        let (list, found) = match self {
            Self::Here(read) => read,
            Self::There(reading) => reading.join().unwrap_or_else(|panic| resume_unwind(panic)),
        };
        problems.extend(found);
        list
    }
}

impl Pack {
    /// Every strategy that could be read, with its place among all: those of the pack, then those of files beside it.
    pub fn each_strategy(&self) -> impl Iterator<Item = (usize, Place<'_>, &RawStrategy)> {
        let lists = std::iter::once(&self.strategies).chain(&self.beside);
        let mut before = 0;
        lists.flat_map(move |list| {
            let first = before;
            before += list.items.len();
            list.each()
                .map(move |(index, place, raw)| (first + index, place, raw))
        })
    }
}

/// Whether a pack may leave a file out.
#[derive(Clone, Copy)]
enum Need {
    Required,
    Optional,
}

pack! {
    actors: RawActor, "actors.ron", Required;
    relations: RawRelation, "relations.ron", Optional;
    measures: RawMeasure, "measures.ron", Optional;
    mechanisms: RawMechanism, "mechanisms.ron", Optional;
    formats: RawFormat, "formats.ron", Optional;
    initiatives: RawInitiative, "initiatives.ron", Optional;
    events: RawEvent, "events.ron", Optional;
    windows: RawWindow, "windows.ron", Optional;
    pledges: RawPledge, "pledges.ron", Optional;
    permissions: RawPermission, "permissions.ron", Optional;
    tables: RawTable, "tables.ron", Optional;
    minds: RawMind, "minds.ron", Optional;
    crises: RawCrisis, "crises.ron", Optional;
    reports: RawReport, "reports.ron", Optional;
    gauges: RawGauge, "gauges.ron", Required;
    endings: RawEnding, "endings.ron", Required;
    glossary: RawTerm, "glossary.ron", Optional;
    places: RawPlace, "places.ron", Optional;
    zones: RawZone, "zones.ron", Optional;
    regions: RawRegion, "regions.ron", Optional;
    strategies: RawStrategy, "strategies.ron", Optional;
    claims: RawClaim, "claims.ron", Optional;
}

macro_rules! raw {
    ($($raw:ty),* $(,)?) => {
        $(impl Raw for $raw {
            fn id(&self) -> &str {
                &self.id
            }
        })*
    };
}

raw!(
    RawActor,
    RawMeasure,
    RawMechanism,
    RawFormat,
    RawInitiative,
    RawEvent,
    RawWindow,
    RawPledge,
    RawPermission,
    RawTable,
    RawMind,
    RawCrisis,
    RawGauge,
    RawEnding,
    RawTerm,
    RawStrategy,
    RawClaim,
    RawPlace,
    RawZone,
    RawRegion,
    RawReport,
);

impl Raw for RawRelation {
    fn id(&self) -> &str {
        ""
    }
}

fn check_names(sources: &[Source], problems: &mut Vec<Problem>) {
    for (place, source) in sources.iter().enumerate() {
        let name = source.file_name();
        let known = LISTS.iter().copied().chain([HEADER]);
        if !known.clone().any(|known| known == name) {
            let message = format!("a pack has no file {}", quoted(name));
            let problem = Problem::of_pack(&source.label, &message);
            problems.push(problem.with_hint(did_you_mean(name, known)));
        } else if sources
            .iter()
            .take(place)
            .any(|other| other.file_name() == name)
        {
            let message = "a file of this name was given before";
            problems.push(Problem::of_pack(&source.label, message));
        }
    }
}

/// Where a file that the pack doesn't have would stand.
fn beside(sources: &[Source], name: &str) -> String {
    let folder = sources.first().map(|source| {
        let length = source.label.len().saturating_sub(source.file_name().len());
        source.label.get(..length).unwrap_or("")
    });
    format!("{}{name}", folder.unwrap_or(""))
}

fn missing(sources: &[Source], name: &str, problems: &mut Vec<Problem>) {
    let label = beside(sources, name);
    problems.push(Problem::of_pack(&label, "the pack needs this file"));
}

fn absent(sources: &[Source], name: &str) -> Arc<File> {
    Arc::new(File::new(&Source::new(beside(sources, name), "[]")))
}

/// Reads the header alone.
pub(in crate::scenario) fn parse_header(
    sources: &[Source],
    problems: &mut Vec<Problem>,
) -> (Arc<File>, Option<Header>) {
    match sources.iter().find(|source| source.file_name() == HEADER) {
        Some(source) => parse_struct(source, problems),
        None => {
            missing(sources, HEADER, problems);
            (absent(sources, HEADER), None)
        }
    }
}

/// Reads a file of strategies beside a pack: one item in parentheses, or a list of them.
pub(in crate::scenario) fn parse_strategies(
    source: &Source,
    problems: &mut Vec<Problem>,
) -> List<RawStrategy> {
    let before = problems.len();
    let file = File::new(source);
    let root = file.tree.nodes.first().map(|node| node.kind);
    let (items, whole) = if root != Some(Kind::Group) {
        read_items(&file, problems)
    } else if file.tree.stopped() {
        report_faults(&file, problems);
        (Vec::new(), Whole::No)
    } else {
        report_faults(&file, problems);
        let raw = read(&file, 0, problems);
        let item = Listed {
            node: 0,
            id: file.id_of(0).unwrap_or_default(),
            raw,
            whole: Whole::Yes,
        };
        (vec![item], Whole::Yes)
    };
    if items.is_empty() && problems.len() == before {
        let message = "this file has no strategy: [ (id: .., name: .., seat: .., text: ..) ]";
        problems.push(Problem::of_pack(&source.label, message));
    }
    List {
        file: Arc::new(file),
        items,
        whole,
    }
}

/// Reads a file that holds one value in parentheses.
pub(in crate::scenario) fn parse_struct<T: DeserializeOwned>(
    source: &Source,
    problems: &mut Vec<Problem>,
) -> (Arc<File>, Option<T>) {
    let file = File::new(source);
    report_faults(&file, problems);
    let root = file.tree.nodes.first().map(|node| node.kind);
    let raw = match root {
        _ if file.tree.stopped() => None,
        Some(Kind::Group) => read(&file, 0, problems),
        Some(Kind::List | Kind::Map | Kind::Text | Kind::Scalar) | None => {
            problems.push(
                file.root()
                    .problem("this file must be one value in parentheses: ( .. )"),
            );
            None
        }
    };
    (Arc::new(file), raw)
}

/// The items of a sound file, without their places; `None` if it isn't sound.
fn values_of<T: Raw>(source: &Source) -> Option<List<T>> {
    let raws: Vec<T> = options().from_str(&source.text).ok()?;
    let listed = |raw: T| Listed {
        node: 0,
        id: raw.id().to_owned(),
        raw: Some(raw),
        whole: Whole::Yes,
    };
    let sound = raws.len() <= MOST_ITEMS;
    sound.then(|| List {
        file: Arc::new(File::unscanned(source)),
        items: raws.into_iter().map(listed).collect(),
        whole: Whole::Yes,
    })
}

fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(512)
}

fn parse_list<T: DeserializeOwned>(
    sources: &[Source],
    name: &str,
    need: Need,
    problems: &mut Vec<Problem>,
) -> List<T> {
    let Some(source) = sources.iter().find(|source| source.file_name() == name) else {
        let whole = match need {
            Need::Required => {
                missing(sources, name, problems);
                Whole::No
            }
            Need::Optional => Whole::Yes,
        };
        let file = absent(sources, name);
        return List {
            file,
            items: Vec::new(),
            whole,
        };
    };
    let file = File::new(source);
    let (items, whole) = read_items(&file, problems);
    List {
        file: Arc::new(file),
        items,
        whole,
    }
}

fn read_items<T: DeserializeOwned>(
    file: &File,
    problems: &mut Vec<Problem>,
) -> (Vec<Listed<T>>, Whole) {
    let root = file.tree.nodes.first();
    if let Some(other) = root.filter(|root| root.kind != Kind::List) {
        let start = other.span().start;
        let span = start..start + 1;
        problems.push(file.problem(span, "this file must be a list: [ (..), (..) ]"));
        return (Vec::new(), Whole::No);
    }
    report_faults(file, problems);
    if root.is_none() {
        return (Vec::new(), Whole::No);
    }
    let stopped = file.tree.stopped();
    let last = file.tree.children(0).last().filter(|_| stopped);
    let mut items = Vec::new();
    for node in file.tree.children(0) {
        if items.len() == MOST_ITEMS {
            let message = format!("more than {MOST_ITEMS} items in one file");
            problems.push(file.place(node).problem(&message));
            return (items, Whole::No);
        }
        let before = problems.len();
        let raw = if last == Some(node) {
            None
        } else {
            read(file, node, problems)
        };
        let untouched = raw.is_some() && problems.len() == before;
        items.push(Listed {
            node,
            id: file.id_of(node).unwrap_or_default(),
            raw,
            whole: if untouched { Whole::Yes } else { Whole::No },
        });
    }
    (items, if stopped { Whole::No } else { Whole::Yes })
}

fn report_faults(file: &File, problems: &mut Vec<Problem>) {
    for fault in &file.tree.faults {
        let problem = file.problem(fault.span.clone(), &fault.message);
        let path = if fault.node == 0 {
            String::new()
        } else {
            file.place(fault.node).path()
        };
        problems.push(
            problem
                .in_field(&path)
                .with_hint(fault.hint.map(str::to_owned)),
        );
    }
}

/// Reads one item. A mistake is reported, left out, and the rest is tried again.
fn read<T: DeserializeOwned>(file: &File, item: NodeId, problems: &mut Vec<Problem>) -> Option<T> {
    let options = options();
    let span = file.tree.nodes.get(item)?.span();
    let mut repair = Repair::new(file, item);
    for fault in file
        .tree
        .faults
        .iter()
        .filter(|fault| span.contains(&fault.span.start))
    {
        match fault.cure {
            Cure::LeaveOut => repair.leave_out(fault.node, Loss::Nothing),
            Cure::SkipItem | Cure::Stop => return None,
        }
    }
    for _ in 0..MOST_MISTAKES {
        match options.from_str::<T>(repair.text()) {
            Ok(raw) => return repair.is_usable().then_some(raw),
            Err(error) => {
                let blame = blame(&repair, &error);
                problems.extend(blame.problem);
                repair.expect_missing(blame.expected);
                repair.leave_out(blame.remove?, blame.loss);
            }
        }
    }
    None
}
