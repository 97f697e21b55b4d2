//! From text to the raw shape: every file, item by item, so that every broken item is reported at once.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use crate::scenario::blame::{Loss, Repair, blame};
use crate::scenario::file::{File, Place};
use crate::scenario::problem::{Problem, did_you_mean, quoted};
use crate::scenario::raw::{
    Header, RawActor, RawClaim, RawCrisis, RawEnding, RawEvent, RawFormat, RawGauge, RawHint,
    RawInitiative, RawLesson, RawMeasure, RawMechanism, RawMind, RawPermission, RawPlace,
    RawPledge, RawRegion, RawRelation, RawReport, RawStrategy, RawTable, RawTerm, RawWindow,
    RawZone, each_list,
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
    /// Values only, as they were prepared when the program was built: of a pack that is known to be sound.
    Values,
}

/// What an item of a file is read as.
pub(in crate::scenario) trait Raw: DeserializeOwned {
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
    /// The file in which it stands.
    pub file: Arc<File>,
    /// Where it stands there.
    pub node: NodeId,
    /// Its string id; empty if it gives none.
    pub id: String,
    /// What it says; `None` if that could not be read.
    pub raw: Option<T>,
    /// Whether all of it was read, or unknown fields were left out.
    pub whole: Whole,
}

impl<T> Listed<T> {
    /// Its place.
    pub fn place(&self) -> Place<'_> {
        self.file.place(self.node)
    }
}

/// The items of one file, and of the file of this name of the pack that is extended.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct List<T> {
    /// The pack's own file.
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
        listed.filter_map(|(index, item)| item.raw.as_ref().map(|raw| (index, item.place(), raw)))
    }

    /// The same list on top of another: an item with the id of one below takes its place, the others follow.
    fn upon(self, mut below: Self) -> Self {
        for item in self.items {
            let same = |known: &&mut Listed<T>| !item.id.is_empty() && known.id == item.id;
            match below.items.iter_mut().find(same) {
                Some(known) => *known = item,
                None => below.items.push(item),
            }
        }
        let whole = match (self.whole, below.whole) {
            (Whole::Yes, Whole::Yes) => Whole::Yes,
            (Whole::No, _) | (_, Whole::No) => Whole::No,
        };
        Self {
            file: self.file,
            items: below.items,
            whole,
        }
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
            let (header_file, header) = parse_header((sources, care), problems);
            Pack {
                header_file,
                header,
                $($field: read_list((sources, care), $name, Need::$need, problems),)*
                beside: Vec::new(),
            }
        }
    };
}

fn read_list<T: Raw>(
    (sources, care): (&[Source], Care),
    name: &str,
    need: Need,
    problems: &mut Vec<Problem>,
) -> List<T> {
    let mut layers = sources.iter().filter(|source| source.file_name() == name);
    let first = layers.next();
    let mut read = |known: Option<&Source>| {
        let values = known.filter(|_| care == Care::Values).and_then(values_of);
        values.unwrap_or_else(|| parse_list((sources, known), name, need, problems))
    };
    let list = read(first);
    match layers.next() {
        Some(below) => list.upon(read(Some(below))),
        None => list,
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

each_list!(pack);

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
    RawLesson,
    RawHint,
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
            .any(|other| other.file_name() == name && other.is_beneath() == source.is_beneath())
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
    (sources, care): (&[Source], Care),
    problems: &mut Vec<Problem>,
) -> (Arc<File>, Option<Header>) {
    match sources.iter().find(|source| source.file_name() == HEADER) {
        Some(source) => parse_value(source, care, problems),
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
    let file = Arc::new(File::new(source));
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
            file: Arc::clone(&file),
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
    List { file, items, whole }
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

/// Reads a file that holds one value in parentheses, as it was prepared if nobody cares for places.
pub(in crate::scenario) fn parse_value<T: DeserializeOwned>(
    source: &Source,
    care: Care,
    problems: &mut Vec<Problem>,
) -> (Arc<File>, Option<T>) {
    let prepared = source.prepared().filter(|_| care == Care::Values);
    match prepared.and_then(|bytes| postcard::from_bytes(bytes).ok()) {
        Some(raw) => (Arc::new(File::unscanned(source)), Some(raw)),
        None => parse_struct(source, problems),
    }
}

/// The items of a file, without their places, if it was prepared.
fn values_of<T: Raw>(source: &Source) -> Option<List<T>> {
    let raws: Vec<T> = postcard::from_bytes(source.prepared()?).ok()?;
    let file = Arc::new(File::unscanned(source));
    let listed = |raw: T| Listed {
        file: Arc::clone(&file),
        node: 0,
        id: raw.id().to_owned(),
        raw: Some(raw),
        whole: Whole::Yes,
    };
    let sound = raws.len() <= MOST_ITEMS;
    let items = raws.into_iter().map(listed).collect();
    sound.then_some(List {
        file,
        items,
        whole: Whole::Yes,
    })
}

fn options() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(512)
}

fn parse_list<T: DeserializeOwned>(
    (sources, known): (&[Source], Option<&Source>),
    name: &str,
    need: Need,
    problems: &mut Vec<Problem>,
) -> List<T> {
    let Some(source) = known else {
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
    let file = Arc::new(File::new(source));
    let (items, whole) = read_items(&file, problems);
    List { file, items, whole }
}

fn read_items<T: DeserializeOwned>(
    file: &Arc<File>,
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
            file: Arc::clone(file),
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
