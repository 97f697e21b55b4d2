//! Packs as texts that a test can change before they are loaded; and every pack of the package.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use middle_power::scenario::{self, Problem, Scenario, Source};

use crate::support::root;

/// The files of a pack and its lens.
#[derive(Clone)]
pub struct Pack {
    /// The files.
    pub files: Vec<Source>,
    /// The lens.
    pub lens: Source,
}

/// The folders of every pack that is a whole scenario, shipped ones first.
pub fn folders() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for parent in ["assets/scenarios", "tests/packs"] {
        let mut here: Vec<PathBuf> = fs::read_dir(root().join(parent))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|folder| folder.join("scenario.ron").is_file())
            .collect();
        here.sort();
        found.append(&mut here);
    }
    assert!(found.len() >= 2, "packs are missing: {found:?}");
    found
}

/// Every scenario of the package under its own lens, found by itself.
pub fn every_scenario() -> Vec<Arc<Scenario>> {
    folders()
        .iter()
        .map(|folder| Pack::read(folder).load())
        .collect()
}

/// The first shipped pack.
pub fn first_hundred_days() -> Pack {
    Pack::read(&root().join("assets/scenarios/first-hundred-days"))
}

/// The foreign pack.
pub fn two_shores() -> Pack {
    Pack::read(&root().join("tests/packs/two-shores"))
}

/// The foreign pack with rules that ask about what is hidden: what legality, gauges and dials read there is an estimate.
pub fn prying() -> Pack {
    two_shores()
        .with_items(
            "initiatives.ron",
            r#"(id: "ask-a-favour", name: "Ask a favour", family: "Visits", targets: ["@shores"], cost: 0,
                needs: [AtLeast("$target.will", 46), AtMost("$target.arms", 24)],
                better_with: [(AtLeast("$target.will", 47), 500)], repeat: Cooldown(1),
                done: [Change("$self.network.$target", Points(1))], source: "invented", text: "Asked in person.")"#,
            Place::Last,
        )
        .with_items(
            "gauges.ron",
            r#"(id: "zeal", name: "Zeal", formula: Mean("@shores.will"), text: "How much both towns want it."),
               (id: "arsenal", name: "Arsenal", formula: Highest("@shores.arms"), text: "The larger pile.")"#,
            Place::Last,
        )
        .with_items(
            "events.ron",
            r#"(id: "a-letter", name: "A letter comes", when: Dated("1950-02-21"),
                asks: [(seat: "@shores", default: "read-it", choices: [
                    (id: "read-it", label: "Read it"),
                    (id: "answer-it", label: "Answer it", needs: [AtLeast("birch.will", 46), AtLeast("alder.will", 50)]),
                ])],
                source: "invented", text: "It says little.")"#,
            Place::Last,
        )
}

/// The pack that is called so, wherever it is.
pub fn named(id: &str) -> Pack {
    let found = folders().into_iter().find(|folder| folder.ends_with(id));
    Pack::read(&found.unwrap_or_else(|| panic!("no pack {id}")))
}

impl Pack {
    /// Reads the pack in a folder with the lens that it asks for.
    pub fn read(folder: &Path) -> Self {
        let own = read_sources(folder);
        let summary = scenario::header(&own).unwrap_or_else(|problems| panic!("{problems:?}"));
        let files = match summary.extends {
            Some(base) => scenario::extended(own, read_sources(&folder.join("..").join(base))),
            None => own,
        };
        let wanted = summary.lens;
        let beside = folder.join("../lenses").join(format!("{wanted}.ron"));
        let shipped = root().join("assets/lenses").join(format!("{wanted}.ron"));
        let path = if beside.is_file() { beside } else { shipped };
        let lens = Source::new(format!("{wanted}.ron"), fs::read_to_string(path).unwrap());
        Self { files, lens }
    }

    /// The scenario.
    #[track_caller]
    pub fn load(&self) -> Arc<Scenario> {
        match self.try_load() {
            Ok(scenario) => scenario,
            Err(problems) => panic!("{}", scenario::render(&problems, scenario::Colour::Never)),
        }
    }

    /// The scenario or its problems.
    pub fn try_load(&self) -> Result<Arc<Scenario>, Vec<Problem>> {
        scenario::load(&self.files, &self.lens).map(Arc::new)
    }

    /// The text of a file.
    pub fn text(&self, file: &str) -> &str {
        let found = self.files.iter().find(|known| known.file_name() == file);
        &found.unwrap_or_else(|| panic!("no {file}")).text
    }

    /// The pack with another text in one file, which may be new.
    pub fn with_text(mut self, file: &str, text: &str) -> Self {
        match self
            .files
            .iter_mut()
            .find(|known| known.file_name() == file)
        {
            Some(known) => known.text = text.to_owned(),
            None => self.files.push(Source::new(file, text)),
        }
        self
    }

    /// The pack with items added at the end of a list, or before its last item.
    #[track_caller]
    pub fn with_items(self, file: &str, items: &str, place: Place) -> Self {
        let items = items.trim();
        let known = self.files.iter().any(|known| known.file_name() == file);
        let list = if known {
            self.text(file).to_owned()
        } else {
            "[\n]".to_owned()
        };
        let at = match place {
            Place::Last => list.rfind(']').unwrap(),
            Place::BeforeLast => last_item(&list),
        };
        let (before, after) = list.split_at(at);
        let comma = if before.trim_end().ends_with([',', '[']) {
            ""
        } else {
            ","
        };
        let end = if items.ends_with(',') { "" } else { "," };
        self.with_text(file, &format!("{before}{comma}\n{items}{end}\n{after}"))
    }

    /// Writes the pack as a folder, with its lens in `lenses/` beside it, and returns the folder.
    pub fn write_to(&self, parent: &Path) -> PathBuf {
        let summary = scenario::header(&self.files).unwrap();
        let folder = parent.join("scenarios").join(&summary.id);
        fs::create_dir_all(&folder).unwrap();
        for file in self.files.iter().filter(|file| !file.is_beneath()) {
            fs::write(folder.join(file.file_name()), &file.text).unwrap();
        }
        let lenses = parent.join("scenarios/lenses");
        fs::create_dir_all(&lenses).unwrap();
        fs::write(
            lenses.join(format!("{}.ron", summary.lens)),
            &self.lens.text,
        )
        .unwrap();
        folder
    }
}

/// Where new items go.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// At the end.
    Last,
    /// Before the last item: endings, whose last one needs no condition.
    BeforeLast,
}

/// The RON files of a folder in order of their names.
pub fn read_sources(folder: &Path) -> Vec<Source> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "ron"))
        .collect();
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap();
        Source::new(name, fs::read_to_string(path).unwrap())
    };
    files.iter().map(read).collect()
}

/// The byte at which the last `(` of the outermost level of a list begins.
fn last_item(list: &str) -> usize {
    let (mut depth, mut last, mut quoted, mut escaped) = (0_u32, None, false, false);
    for (at, ch) in list.char_indices() {
        match ch {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => {
                if depth == 1 {
                    last = Some(at);
                }
                depth += 1;
            }
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
    }
    last.unwrap()
}
