//! A tree of spans: which bytes of a file hold which field. It holds no values.

use std::iter::successors;
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

/// Bytes of a file, from and to. Files are far smaller than 4 GiB, and trees are kept small: most of the time of
/// reading a pack went into fresh memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// These bytes.
    pub fn new(range: Range<usize>) -> Self {
        Self {
            start: narrow(range.start),
            end: narrow(range.end),
        }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        wide(self.start)..wide(self.end)
    }
}

fn narrow(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

fn wide(byte: u32) -> usize {
    usize::try_from(byte).unwrap_or(usize::MAX)
}

/// How a node hangs from its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Key {
    /// By its place.
    Index(u32),
    /// By the name of a field.
    Field(Span),
    /// By the key of a map.
    Entry(Span),
}

/// One value.
#[derive(Clone, Debug)]
pub(in crate::scenario) struct Node {
    span: Span,
    name: Span,
    after: u32,
    parent: u32,
    /// The first part and the next part of the parent; the root (0) is nobody's part.
    first: u32,
    next: u32,
    /// How it hangs from its parent.
    pub key: Key,
    /// What sort of value.
    pub kind: Kind,
}

impl Node {
    /// A value that stands for itself so far. The root is its own parent.
    pub fn new(
        span: Range<usize>,
        name: Range<usize>,
        kind: Kind,
        key: Key,
        parent: NodeId,
    ) -> Self {
        Self {
            after: narrow(span.end),
            span: Span::new(span),
            name: Span::new(name),
            parent: narrow(parent),
            first: 0,
            next: 0,
            key,
            kind,
        }
    }

    /// Notes where it ends, without and with the comma after it.
    pub fn close(&mut self, end: usize, after: usize) {
        self.span.end = narrow(end);
        self.after = narrow(after);
    }

    /// Its bytes.
    pub fn span(&self) -> Range<usize> {
        self.span.range()
    }

    /// The name before a group, or the word itself; empty for none.
    pub fn name(&self) -> Range<usize> {
        self.name.range()
    }

    /// Where it ends with the comma after it.
    pub fn after(&self) -> usize {
        wide(self.after)
    }

    /// What it is part of; the root is its own parent.
    pub fn parent(&self) -> NodeId {
        wide(self.parent)
    }

    /// Where it begins, its key included.
    pub fn whole_start(&self) -> usize {
        match self.key {
            Key::Index(_) => wide(self.span.start),
            Key::Field(key) | Key::Entry(key) => wide(key.start),
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
    /// Adds a part of a value after `last`, its part before this one.
    pub fn hang(&mut self, node: Node, last: Option<NodeId>) -> NodeId {
        let id = self.nodes.len();
        let parent = node.parent();
        self.nodes.push(node);
        let before = match last {
            Some(last) => self.nodes.get_mut(last).map(|last| &mut last.next),
            None if parent == id => None,
            None => self.nodes.get_mut(parent).map(|parent| &mut parent.first),
        };
        if let Some(before) = before {
            *before = narrow(id);
        }
        id
    }

    /// What a value consists of, in its order.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        let linked = |id: u32| (id != 0).then(|| wide(id));
        let first = self.nodes.get(node).and_then(|node| linked(node.first));
        successors(first, move |id| linked(self.nodes.get(*id)?.next))
    }

    /// The child of a group by the name of its field.
    pub fn field(&self, text: &str, node: NodeId, name: &str) -> Option<NodeId> {
        self.child(node, |key| match key {
            Key::Field(span) => word(text, &span.range()) == name,
            Key::Index(_) | Key::Entry(_) => false,
        })
    }

    /// The child of a list or group by its place.
    pub fn index(&self, node: NodeId, place: usize) -> Option<NodeId> {
        let child = self.children(node).nth(place)?;
        matches!(self.nodes.get(child)?.key, Key::Index(_)).then_some(child)
    }

    /// The child of a map by its key.
    pub fn entry(&self, text: &str, node: NodeId, name: &str) -> Option<NodeId> {
        self.child(node, |key| match key {
            Key::Entry(span) => unquoted(word(text, &span.range())).as_deref() == Some(name),
            Key::Index(_) | Key::Field(_) => false,
        })
    }

    fn child(&self, node: NodeId, wanted: impl Fn(Key) -> bool) -> Option<NodeId> {
        let mut children = self.children(node);
        children.find(|child| self.nodes.get(*child).is_some_and(|it| wanted(it.key)))
    }

    /// The innermost value below `from` whose bytes hold `at`.
    pub fn innermost(&self, from: NodeId, at: usize) -> NodeId {
        let mut found = from;
        loop {
            let next = self.children(found).find(|child| {
                let node = self.nodes.get(*child);
                node.is_some_and(|node| node.whole_start() <= at && at < node.span().end)
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
        let from = wide(self.name.end.max(self.span.start));
        let rest = text.get(from..).unwrap_or("");
        from + rest.find(['(', '[', '{']).unwrap_or(0)
    }
}
