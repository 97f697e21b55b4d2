//! From a parser's error to the value that is wrong, in an author's words; and how the rest is read without it.

use std::borrow::Cow;

use ron::error::{Error, Position, SpannedError};

use crate::scenario::file::File;
use crate::scenario::problem::{Problem, did_you_mean, nearest, quoted};
use crate::scenario::tree::{Key, Kind, Node, NodeId};

/// A copy of an item's text in which what is wrong is blanked out, byte for byte.
pub(in crate::scenario) struct Repair<'f> {
    file: &'f File,
    item: NodeId,
    text: Cow<'f, str>,
    loss: Loss,
    missing: Vec<(NodeId, String)>,
}

/// What leaving something out costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Loss {
    /// It said nothing that anybody would read: an unknown or repeated field.
    Nothing,
    /// What is left no longer says what the author meant.
    Meaning,
}

impl<'f> Repair<'f> {
    /// The item as it stands.
    pub fn new(file: &'f File, item: NodeId) -> Self {
        let span = file.tree.nodes.get(item).map_or(0..0, Node::span);
        Self {
            file,
            item,
            text: Cow::Borrowed(file.word(&span)),
            loss: Loss::Nothing,
            missing: Vec::new(),
        }
    }

    /// What is left of the item.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether what is left still says all that the author meant.
    pub fn is_usable(&self) -> bool {
        self.loss == Loss::Nothing
    }

    /// Blanks out a value with its key and the comma after it.
    pub fn leave_out(&mut self, node: NodeId, loss: Loss) {
        let Some(value) = self.file.tree.nodes.get(node) else {
            return;
        };
        let start = value.whole_start().saturating_sub(self.start());
        let end = value.after().saturating_sub(self.start());
        let mut bytes = self.text.as_bytes().to_vec();
        for byte in bytes.get_mut(start..end).unwrap_or_default() {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        if let Ok(text) = String::from_utf8(bytes) {
            self.text = Cow::Owned(text);
        }
        if loss == Loss::Meaning {
            self.loss = loss;
        }
        if let Key::Field(span) = value.key {
            let name = self.file.word(&span.range()).to_owned();
            self.missing.push((value.parent(), name));
        }
    }

    /// Notes that a field will be missing because of a mistake that was reported.
    pub fn expect_missing(&mut self, expected: Option<(NodeId, String)>) {
        self.missing.extend(expected);
    }

    fn start(&self) -> usize {
        self.node(self.item).map_or(0, |node| node.span().start)
    }

    fn node(&self, node: NodeId) -> Option<&'f Node> {
        self.file.tree.nodes.get(node)
    }

    /// The byte of the file at which the parser stood.
    fn byte(&self, position: &Position) -> usize {
        let lines = self.text.split_inclusive('\n').take(position.line);
        let mut start = 0;
        let mut line = "";
        for next in lines {
            start += line.len();
            line = next;
        }
        let column = line.char_indices().nth(position.col.saturating_sub(1));
        self.start() + start + column.map_or(line.len(), |(byte, _)| byte)
    }

    /// The nearest value around `node`, itself included, without which the rest still has its shape.
    fn removable(&self, node: NodeId) -> Option<NodeId> {
        let mut at = node;
        while at != self.item {
            let value = self.node(at)?;
            let parent = self.node(value.parent())?;
            match value.key {
                Key::Field(_) | Key::Entry(_) => return Some(at),
                Key::Index(_) if parent.kind == Kind::List => return Some(at),
                Key::Index(_) => at = value.parent(),
            }
        }
        None
    }

    fn group_around(&self, node: NodeId) -> NodeId {
        let mut at = node;
        while let Some(value) = self.node(at).filter(|value| value.kind != Kind::Group) {
            if at == self.item {
                break;
            }
            at = value.parent();
        }
        at
    }
}

/// What an error of the parser comes to.
pub(in crate::scenario) struct Blame {
    /// What to tell; nothing if it follows from something told before.
    pub problem: Option<Problem>,
    /// What to leave out for the next try; `None`: there is no next try.
    pub remove: Option<NodeId>,
    /// What that costs.
    pub loss: Loss,
    /// A field that will be missing then.
    pub expected: Option<(NodeId, String)>,
}

/// Finds out which value an error is about.
pub(in crate::scenario) fn blame(repair: &Repair<'_>, error: &SpannedError) -> Blame {
    let start = repair.byte(&error.span.start);
    let end = repair.byte(&error.span.end);
    match &error.code {
        Error::NoSuchStructField {
            expected, found, ..
        } => unknown_field(repair, start, found, expected),
        Error::MissingStructField { field, .. } => missing_field(repair, end, field),
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => {
            let message = format!("unknown word {}", quoted(found));
            let hint = did_you_mean(found, expected.iter().copied());
            let hint = hint.or_else(|| Some(one_of(expected)));
            at_node(
                repair,
                repair.file.tree.innermost(repair.item, start),
                &message,
                hint,
            )
        }
        Error::IntegerOutOfBounds | Error::InvalidEscape(_) => {
            let node = repair.file.tree.innermost(repair.item, start);
            at_node(repair, node, &wording(repair, node, &error.code), None)
        }
        Error::ExpectedStructLikeEnd => {
            let inner = repair.file.tree.innermost(repair.item, end);
            let node = repair.group_around(parent_of_value(repair, inner));
            at_node(repair, node, "too many values in these parentheses", None)
        }
        code => {
            let node = wrong_value(repair, end);
            at_node(repair, node, &wording(repair, node, code), None)
        }
    }
}

fn one_of(expected: &[&str]) -> String {
    format!("one of: {}", expected.join(", "))
}

fn parent_of_value(repair: &Repair<'_>, node: NodeId) -> NodeId {
    match repair.node(node) {
        Some(value) if node != repair.item && matches!(value.key, Key::Index(_)) => value.parent(),
        Some(_) | None => node,
    }
}

/// The innermost value at a byte, or the one that ends just before it.
fn wrong_value(repair: &Repair<'_>, at: usize) -> NodeId {
    let tree = &repair.file.tree;
    let inner = tree.innermost(repair.item, at);
    let ended = tree.children(inner).find(|child| {
        repair
            .node(*child)
            .is_some_and(|node| node.span().end == at)
    });
    ended.unwrap_or(inner)
}

fn at_node(repair: &Repair<'_>, node: NodeId, message: &str, hint: Option<String>) -> Blame {
    Blame {
        problem: Some(repair.file.place(node).problem(message).with_hint(hint)),
        remove: repair.removable(node),
        loss: Loss::Meaning,
        expected: None,
    }
}

fn unknown_field(repair: &Repair<'_>, at: usize, found: &str, expected: &[&'static str]) -> Blame {
    let file = repair.file;
    let node = file.tree.innermost(repair.item, at);
    let group = repair.node(node).map_or(node, Node::parent);
    let message = format!("unknown field {}", quoted(found));
    let near = nearest(found, expected.iter().copied());
    let hint = match near {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => one_of(expected),
    };
    Blame {
        problem: Some(
            file.place(node)
                .problem_with_key(&message)
                .with_hint(Some(hint)),
        ),
        remove: Some(node).filter(|_| node != repair.item),
        loss: Loss::Nothing,
        expected: near.map(|near| (group, near.to_owned())),
    }
}

fn missing_field(repair: &Repair<'_>, at: usize, field: &str) -> Blame {
    let node = repair.group_around(repair.file.tree.innermost(repair.item, at));
    let mut known = repair.missing.iter();
    let told = known.any(|known| known.0 == node && known.1 == field);
    let message = format!("the field \"{field}\" is missing");
    Blame {
        problem: (!told).then(|| repair.file.place(node).problem(&message)),
        remove: repair.removable(node),
        loss: Loss::Meaning,
        expected: None,
    }
}

/// What the parser's error means to an author.
fn wording(repair: &Repair<'_>, node: NodeId, code: &Error) -> String {
    let kind = repair.node(node).map(|node| node.kind);
    let words = match code {
        Error::ExpectedInteger => "a whole number is expected here",
        Error::ExpectedString => "a text in quotes is expected here",
        Error::ExpectedBoolean => "true or false is expected here",
        Error::ExpectedArray => "a list is expected here: [ .. ]",
        Error::ExpectedMap => "a map is expected here: { \"key\": value }",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => {
            "values in parentheses are expected here: ( .. )"
        }
        Error::ExpectedIdentifier if kind == Some(Kind::Group) => {
            "the values here need their names: ( name: value )"
        }
        Error::ExpectedIdentifier => "a word without quotes is expected here",
        Error::ExpectedComma if kind == Some(Kind::Group) => "this word takes no values",
        Error::ExpectedComma => "a whole number is expected here",
        Error::IntegerOutOfBounds => "this number is too large, or negative where it may not be",
        Error::ExpectedDifferentLength { found, .. } => {
            return format!("too few values in these parentheses: {found}");
        }
        Error::ExpectedDifferentStructName { .. } => {
            "the parentheses of an item need no name before them"
        }
        other => return other.to_string(),
    };
    words.to_owned()
}
