//! A tree of spans: which bytes of a file hold which field. It holds no values.

use std::ops::Range;

/// A value's place in the tree.
pub(in crate::scenario) type NodeId = usize;

/// What sort of value a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Kind {
    /// `(…)` with or without a name before it.
    Group,
    /// `[…]`
    List,
    /// `{…}`
    Map,
    /// A text in quotes.
    Text,
    /// A number, a word or a character.
    Scalar,
}

/// How a node hangs from its parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Key {
    /// By its place.
    Index(usize),
    /// By the name of a field.
    Field(Range<usize>),
    /// By the key of a map.
    Entry(Range<usize>),
}

/// One value.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Node {
    /// Its bytes.
    pub span: Range<usize>,
    /// The name before a group, or the word itself; empty for none.
    pub name: Range<usize>,
    /// Where it ends with the comma after it.
    pub after: usize,
    /// What sort of value.
    pub kind: Kind,
    /// How it hangs from its parent.
    pub key: Key,
    /// What it is part of; the root is its own parent.
    pub parent: NodeId,
    /// What it consists of.
    pub children: Vec<NodeId>,
}

impl Node {
    /// Where it begins, its key included.
    pub fn whole_start(&self) -> usize {
        match &self.key {
            Key::Index(_) => self.span.start,
            Key::Field(key) | Key::Entry(key) => key.start,
        }
    }
}

/// What is wrong with the shape of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct Fault {
    /// Where.
    pub span: Range<usize>,
    /// The value that it spoils.
    pub node: NodeId,
    /// What.
    pub message: String,
    /// What would help.
    pub hint: Option<&'static str>,
    /// How the rest can still be read.
    pub cure: Cure,
}

/// How the rest of a faulty text can still be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Cure {
    /// Without the value.
    LeaveOut,
    /// Not at all for the item around it.
    SkipItem,
    /// Not at all from here on.
    Stop,
}

/// The tree of one file. The root is node 0; without nodes nothing could be read.
#[derive(Clone, Debug, Default)]
pub(in crate::scenario) struct Tree {
    /// Every value, parents before children.
    pub nodes: Vec<Node>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Tree {
    /// The child of a group by the name of its field.
    pub fn field(&self, text: &str, node: NodeId, name: &str) -> Option<NodeId> {
        self.child(node, |key| match key {
            Key::Field(span) => word(text, span) == name,
            Key::Index(_) | Key::Entry(_) => false,
        })
    }

    /// The child of a list or group by its place.
    pub fn index(&self, node: NodeId, place: usize) -> Option<NodeId> {
        let child = *self.nodes.get(node)?.children.get(place)?;
        matches!(self.nodes.get(child)?.key, Key::Index(_)).then_some(child)
    }

    /// The child of a map by its key.
    pub fn entry(&self, text: &str, node: NodeId, name: &str) -> Option<NodeId> {
        self.child(node, |key| match key {
            Key::Entry(span) => unquoted(word(text, span)).as_deref() == Some(name),
            Key::Index(_) | Key::Field(_) => false,
        })
    }

    fn child(&self, node: NodeId, wanted: impl Fn(&Key) -> bool) -> Option<NodeId> {
        let mut children = self.nodes.get(node)?.children.iter().copied();
        children.find(|child| self.nodes.get(*child).is_some_and(|it| wanted(&it.key)))
    }

    /// The innermost value below `from` whose bytes hold `at`.
    pub fn innermost(&self, from: NodeId, at: usize) -> NodeId {
        let mut found = from;
        loop {
            let children = self.nodes.get(found).map_or(&[][..], |node| &node.children);
            let next = children.iter().copied().find(|child| {
                let node = self.nodes.get(*child);
                node.is_some_and(|node| node.whole_start() <= at && at < node.span.end)
            });
            match next {
                Some(child) => found = child,
                None => return found,
            }
        }
    }

    /// Whether nothing of the file could be read to its end.
    pub fn stopped(&self) -> bool {
        self.faults.iter().any(|fault| fault.cure == Cure::Stop)
    }
}

/// The text of a span.
pub(in crate::scenario) fn word<'t>(text: &'t str, span: &Range<usize>) -> &'t str {
    text.get(span.clone()).unwrap_or("")
}

/// What a quoted text says, if it is one.
pub(in crate::scenario) fn unquoted(literal: &str) -> Option<String> {
    let inner = literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(plain) if !plain.contains('\\') => Some(plain.to_owned()),
        _ => ron::from_str(literal).ok(),
    }
}

impl Node {
    /// Where the opening bracket stands.
    pub fn children_start(&self, text: &str) -> usize {
        let from = self.name.end.max(self.span.start);
        let rest = text.get(from..).unwrap_or("");
        from + rest.find(['(', '[', '{']).unwrap_or(0)
    }
}
