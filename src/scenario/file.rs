//! A scanned file and places in it: how the check finds the bytes of the field that it is judging.

use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use crate::scenario::problem::Problem;
use crate::scenario::scan::scan;
use crate::scenario::source::Source;
use crate::scenario::tree::{Key, Kind, Node, NodeId, Tree, unquoted, word};

/// A file of a pack with its tree.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct File {
    /// The path as shown to the user.
    pub label: String,
    /// Its last part without the ending.
    pub stem: String,
    /// The text.
    pub text: Arc<str>,
    /// Where everything stands.
    pub tree: Tree,
}

impl File {
    /// Scans a file.
    pub fn new(source: &Source) -> Self {
        Self {
            text: Arc::from(source.text.as_str()),
            tree: scan(&source.text),
            ..Self::unscanned(source)
        }
    }

    /// A file of which nobody asks where something stands.
    pub fn unscanned(source: &Source) -> Self {
        let name = source.file_name();
        Self {
            label: source.label.clone(),
            stem: name.strip_suffix(".ron").unwrap_or(name).to_owned(),
            text: Arc::from(""),
            tree: Tree::default(),
        }
    }

    /// The place of the whole file.
    pub fn root(&self) -> Place<'_> {
        self.place(0)
    }

    /// The place of a node.
    pub fn place(&self, node: NodeId) -> Place<'_> {
        Place { file: self, node }
    }

    /// A problem at these bytes.
    pub fn problem(&self, span: Range<usize>, message: &str) -> Problem {
        Problem::new(&self.label, &self.text, span, message)
    }

    /// The text of these bytes.
    pub fn word(&self, span: &Range<usize>) -> &str {
        word(&self.text, span)
    }

    /// The string id of an item, if it gives one.
    pub fn id_of(&self, item: NodeId) -> Option<String> {
        let node = self.tree.field(&self.text, item, "id")?;
        unquoted(self.word(&self.tree.nodes.get(node)?.span()))
    }

    /// The same span, ended with its first line.
    fn first_line(&self, span: &Range<usize>) -> Range<usize> {
        let line = self.word(span).lines().next().unwrap_or("");
        span.start..span.start + line.trim_end().len()
    }
}

/// A value in a file.
#[derive(Clone, Copy, Debug)]
pub(in crate::scenario) struct Place<'p> {
    /// The file.
    pub file: &'p File,
    /// The value.
    pub node: NodeId,
}

impl<'p> Place<'p> {
    /// The field of this name; this place itself if the field is left out.
    pub fn field(self, name: &str) -> Self {
        let inner = self.unwrapped();
        self.to(self.file.tree.field(&self.file.text, inner, name))
    }

    /// The value at this place of a list or of the values in parentheses.
    pub fn at(self, place: usize) -> Self {
        let inner = self.unwrapped();
        self.to(self.file.tree.index(inner, place))
    }

    /// The value under this key of a map.
    pub fn entry(self, key: &str) -> Self {
        let inner = self.unwrapped();
        self.to(self.file.tree.entry(&self.file.text, inner, key))
    }

    fn to(self, node: Option<NodeId>) -> Self {
        Self {
            node: node.unwrap_or(self.node),
            ..self
        }
    }

    /// What stands in `Some(…)`, or the value itself.
    fn unwrapped(self) -> NodeId {
        let tree = &self.file.tree;
        let some = tree
            .nodes
            .get(self.node)
            .filter(|node| node.kind == Kind::Group && self.file.word(&node.name()) == "Some");
        some.and_then(|_| tree.index(self.node, 0))
            .unwrap_or(self.node)
    }

    fn get(self) -> Option<&'p Node> {
        self.file.tree.nodes.get(self.node)
    }

    /// A problem with this value.
    pub fn problem(self, message: &str) -> Problem {
        let span = self
            .get()
            .map_or(0..0, |node| self.file.first_line(&node.span()));
        self.file.problem(span, message).in_field(&self.path())
    }

    /// A problem with the name of this field or the key of this entry.
    pub fn problem_with_key(self, message: &str) -> Problem {
        let span = match self.get().map(|node| node.key) {
            Some(Key::Field(span) | Key::Entry(span)) => span.range(),
            Some(Key::Index(_)) | None => return self.problem(message),
        };
        self.file.problem(span, message).in_field(&self.path())
    }

    /// Which field this is, in words: `events "trawler" › asks[0].seat`.
    pub fn path(self) -> String {
        let mut steps = Vec::new();
        let mut at = self.node;
        while let Some(node) = self.file.tree.nodes.get(at).filter(|_| at != 0) {
            steps.push((at, node));
            at = node.parent();
        }
        steps.reverse();
        let mut path = String::new();
        for (depth, (id, node)) in steps.into_iter().enumerate() {
            self.step(&mut path, depth, id, node);
        }
        path
    }

    fn step(self, path: &mut String, depth: usize, id: NodeId, node: &Node) {
        let parent = self.file.tree.nodes.get(node.parent());
        let parent_name = parent.map_or("", |parent| self.file.word(&parent.name()));
        let joint = match (path.is_empty(), path.ends_with(' ')) {
            (true, _) | (_, true) => "",
            (false, false) => ".",
        };
        // Writing to a string can't fail.
        let _ = match node.key {
            Key::Index(place) if depth == 0 => match self.file.id_of(id) {
                Some(name) => write!(path, "{} \"{name}\" › ", self.file.stem),
                None => write!(path, "{}[{place}] › ", self.file.stem),
            },
            Key::Index(place) if parent_name.is_empty() => write!(path, "[{place}]"),
            Key::Index(place) => write!(path, "{joint}{parent_name}.{place}"),
            Key::Field(span) => write!(path, "{joint}{}", self.file.word(&span.range())),
            Key::Entry(span) => write!(path, "[{}]", self.file.word(&span.range())),
        };
    }
}
