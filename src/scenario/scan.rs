//! A scanner of RON text that yields a tree of spans. It builds no values.
//!
//! It runs before any parser and keeps the bounds of size, depth and number, so that no text of any shape can
//! overflow the stack or the memory. It is a loop with a stack of its own.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::scenario::tree::{Cure, Fault, Key, Kind, Node, NodeId, Span, Tree, word};

/// The largest file, in bytes.
const MOST_BYTES: usize = 1 << 20;
/// The deepest nesting of brackets.
const MOST_DEPTH: usize = 64;
/// The most values in a file.
const MOST_NODES: usize = 200_000;
/// The most entries of a map.
const MOST_ENTRIES: usize = 2000;
/// After so many faults the scanner gives up.
const MOST_FAULTS: usize = 50;

/// Scans a file.
pub(in crate::scenario) fn scan(text: &str) -> Tree {
    let mut scanner = Scanner::new(text);
    if text.len() > MOST_BYTES {
        let fault = fault(
            0..0,
            format!("the file is larger than {MOST_BYTES} bytes"),
            Cure::Stop,
        );
        scanner.tree.faults.push(fault);
        return scanner.tree;
    }
    if let Err(fault) = scanner.run() {
        scanner.tree.faults.push(fault);
    }
    scanner.tree
}

fn fault(span: Range<usize>, message: impl Into<String>, cure: Cure) -> Fault {
    Fault {
        span,
        node: 0,
        message: message.into(),
        hint: None,
        cure,
    }
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    tree: Tree,
    open: Vec<Open>,
    /// The last blank that was skipped, from and to: the one before a closing bracket is met again.
    blank: (usize, usize),
}

/// A bracket that is not closed yet.
#[derive(Clone, Copy)]
struct Open {
    node: NodeId,
    /// How many values stand in it.
    entries: usize,
    /// The last of them.
    last: Option<NodeId>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            tree: Tree::default(),
            open: Vec::new(),
            blank: (0, 0),
        }
    }

    fn run(&mut self) -> Result<(), Fault> {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        self.skip_blank()?;
        if self.rest().starts_with("#!") {
            let hint = "leave it out: every file is read in the same way";
            let mut found = fault(self.here(2), "attributes are not used here", Cure::Stop);
            found.hint = Some(hint);
            return Err(found);
        }
        self.value(by_place(0))?;
        while let Some(parent) = self.open.last().copied() {
            self.step(parent)?;
        }
        self.skip_blank()?;
        if self.at < self.text.len() {
            let message = "there is text after the end of the file's value";
            return Err(fault(self.here(1), message, Cure::Stop));
        }
        Ok(())
    }

    /// Reads the next part of an open bracket: its end, or an entry and the comma after it.
    fn step(&mut self, parent: Open) -> Result<(), Fault> {
        self.skip_blank()?;
        let Some(byte) = self.peek() else {
            return Err(self.unclosed(parent.node));
        };
        if matches!(byte, b')' | b']' | b'}') {
            return self.close(parent.node, byte);
        }
        self.expect_comma_before(parent)?;
        let key = self.key(parent)?;
        self.value(key)
    }

    /// After an entry that has no comma, another one may not begin.
    fn expect_comma_before(&mut self, parent: Open) -> Result<(), Fault> {
        let bare = |last: &NodeId| self.node(*last).after() == self.node(*last).span().end;
        let Some(last) = parent.last.filter(bare) else {
            return Ok(());
        };
        let end = self.node(last).span().end;
        let mut found = fault(
            end.saturating_sub(1)..end,
            "a comma is missing after this",
            Cure::SkipItem,
        );
        found.node = last;
        self.tree.faults.push(found);
        if self.tree.faults.len() >= MOST_FAULTS {
            return Err(fault(
                self.here(1),
                "too many commas are missing",
                Cure::Stop,
            ));
        }
        Ok(())
    }

    fn unclosed(&self, node: NodeId) -> Fault {
        let start = self.node(node).children_start(self.text);
        let bracket = word(self.text, &(start..start + 1)).to_owned();
        fault(
            start..start + 1,
            format!("this `{bracket}` is never closed"),
            Cure::Stop,
        )
    }

    fn close(&mut self, parent: NodeId, byte: u8) -> Result<(), Fault> {
        let wanted = match self.node(parent).kind {
            Kind::Group => b')',
            Kind::List => b']',
            Kind::Map => b'}',
            Kind::Text | Kind::Scalar => byte,
        };
        if byte != wanted {
            let message = format!(
                "`{}` where `{}` is expected",
                char::from(byte),
                char::from(wanted)
            );
            let mut found = fault(self.here(1), message, Cure::Stop);
            found.hint = Some("a bracket before this was not closed, or was closed twice");
            return Err(found);
        }
        self.at += 1;
        self.open.pop();
        self.check_repeated(parent);
        self.finish(parent);
        Ok(())
    }

    /// Notes where a value ends, and the comma after it.
    fn finish(&mut self, node: NodeId) {
        let end = self.at;
        let mark = self.at;
        let comma = self.skip_blank().is_ok() && self.peek() == Some(b',') && !self.open.is_empty();
        self.at = if comma { self.at + 1 } else { mark };
        let after = self.at;
        if let Some(node) = self.tree.nodes.get_mut(node) {
            node.close(end, after);
        }
    }

    fn check_repeated(&mut self, parent: NodeId) {
        if self.node(parent).kind == Kind::List {
            return;
        }
        let mut seen = Seen::default();
        let mut found = Vec::new();
        for child in self.tree.children(parent) {
            let (span, what) = match self.node(child).key {
                Key::Index(_) => continue,
                Key::Field(span) => (span.range(), "field"),
                Key::Entry(span) => (span.range(), "key"),
            };
            let name = word(self.text, &span);
            if !seen.insert(name) {
                let message = format!("repeated {what} {}", name.trim_matches('"'));
                let mut fault = fault(span, message, Cure::LeaveOut);
                fault.node = child;
                found.push(fault);
            }
        }
        self.tree.faults.append(&mut found);
    }

    /// Reads the key of an entry, if it has one.
    fn key(&mut self, parent: Open) -> Result<Key, Fault> {
        match self.node(parent.node).kind {
            Kind::List | Kind::Text | Kind::Scalar => Ok(by_place(parent.entries)),
            Kind::Group => self.field_name(parent.entries),
            Kind::Map => self.map_key(parent.entries),
        }
    }

    fn field_name(&mut self, place: usize) -> Result<Key, Fault> {
        let mark = self.at;
        let name = self.identifier();
        self.skip_blank()?;
        if !name.is_empty() && self.peek() == Some(b':') {
            self.at += 1;
            self.skip_blank()?;
            return Ok(Key::Field(Span::new(name)));
        }
        self.at = mark;
        Ok(by_place(place))
    }

    fn map_key(&mut self, place: usize) -> Result<Key, Fault> {
        if place == MOST_ENTRIES {
            let message = format!("a map of more than {MOST_ENTRIES} entries");
            return Err(fault(self.here(1), message, Cure::Stop));
        }
        let start = self.at;
        if !self.string()? && self.plain_word().is_empty() {
            return Err(fault(
                self.here(1),
                "the key of a map must be a text in quotes",
                Cure::Stop,
            ));
        }
        let span = start..self.at;
        self.skip_blank()?;
        if self.peek() != Some(b':') {
            return Err(fault(span, "a colon is missing after this key", Cure::Stop));
        }
        self.at += 1;
        self.skip_blank()?;
        Ok(Key::Entry(Span::new(span)))
    }

    /// Reads a value, or the opening bracket of one.
    fn value(&mut self, key: Key) -> Result<(), Fault> {
        if self.tree.nodes.len() >= MOST_NODES {
            let message = format!("the file has more than {MOST_NODES} values");
            return Err(fault(self.here(1), message, Cure::Stop));
        }
        let start = self.at;
        if self.string()? || self.character() {
            self.leaf(start, start..start, Kind::Text, key);
            return Ok(());
        }
        let name = self.identifier();
        let end = self.at;
        if !name.is_empty() {
            self.skip_blank()?;
        }
        let kind = match self.peek() {
            Some(b'(') => Some(Kind::Group),
            Some(b'[') if name.is_empty() => Some(Kind::List),
            Some(b'{') if name.is_empty() => Some(Kind::Map),
            _ => None,
        };
        if let Some(kind) = kind {
            return self.enter(start, name, kind, key);
        }
        self.at = end;
        if name.is_empty() && self.plain_word().is_empty() {
            return Err(fault(self.here(1), "a value is expected here", Cure::Stop));
        }
        self.leaf(start, name, Kind::Scalar, key);
        Ok(())
    }

    fn enter(
        &mut self,
        start: usize,
        name: Range<usize>,
        kind: Kind,
        key: Key,
    ) -> Result<(), Fault> {
        if self.open.len() >= MOST_DEPTH {
            let message = format!("nested more than {MOST_DEPTH} brackets deep");
            let mut found = fault(self.here(1), message, Cure::Stop);
            found.hint = Some("All([..]) and Any([..]) take many conditions at once");
            return Err(found);
        }
        self.at += 1;
        let node = self.add(start, name, kind, key);
        self.open.push(Open {
            node,
            entries: 0,
            last: None,
        });
        Ok(())
    }

    fn leaf(&mut self, start: usize, name: Range<usize>, kind: Kind, key: Key) {
        let node = self.add(start, name, kind, key);
        self.finish(node);
    }

    fn add(&mut self, start: usize, name: Range<usize>, kind: Kind, key: Key) -> NodeId {
        let open = self.open.last_mut();
        let parent = open.as_ref().map_or(0, |open| open.node);
        let node = Node::new(start..self.at, name, kind, key, parent);
        let last = open.as_ref().and_then(|open| open.last);
        let id = self.tree.hang(node, last);
        if let Some(open) = open {
            open.entries += 1;
            open.last = Some(id);
        }
        id
    }

    /// The node of an id that this scanner gave out.
    fn node(&self, node: NodeId) -> &Node {
        &self.tree.nodes[node]
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The span of the next `length` characters.
    fn here(&self, length: usize) -> Range<usize> {
        let bytes: usize = self.rest().chars().take(length).map(char::len_utf8).sum();
        self.at..self.at + bytes
    }

    /// Skips white space and comments.
    fn skip_blank(&mut self) -> Result<(), Fault> {
        let from = self.at;
        if from == self.blank.0 {
            self.at = self.blank.1.max(from);
        }
        let bytes = self.text.as_bytes();
        loop {
            while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(self.at) {
                self.at += 1;
            }
            match (bytes.get(self.at), bytes.get(self.at + 1)) {
                (Some(b'/'), Some(b'/')) => {
                    let rest = self.rest();
                    self.at += rest.find('\n').unwrap_or(rest.len());
                }
                (Some(b'/'), Some(b'*')) => self.block_comment()?,
                _ => break,
            }
        }
        self.blank = (from, self.at);
        Ok(())
    }

    /// Skips a block comment; they nest.
    fn block_comment(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let mut depth = 0_u32;
        loop {
            let rest = self.rest();
            if rest.starts_with("/*") {
                depth = depth.saturating_add(1);
                self.at += 2;
            } else if rest.starts_with("*/") {
                depth = depth.saturating_sub(1);
                self.at += 2;
            } else if let Some(character) = rest.chars().next() {
                self.at += character.len_utf8();
            } else {
                let message = "this comment is never closed";
                return Err(fault(start..start + 2, message, Cure::Stop));
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Reads a text in quotes, raw or plain; whether there was one.
    fn string(&mut self) -> Result<bool, Fault> {
        if !matches!(self.peek(), Some(b'"' | b'b' | b'r')) {
            return Ok(false);
        }
        let start = self.at;
        let rest = self.rest();
        let body = rest.strip_prefix('b').unwrap_or(rest);
        if let Some(raw) = body.strip_prefix('r') {
            let hashes = raw.len() - raw.trim_start_matches('#').len();
            if raw.as_bytes().get(hashes) != Some(&b'"') {
                return Ok(false);
            }
            let opening = rest.len() - raw.len() + hashes + 1;
            let closing = format!("\"{}", "#".repeat(hashes));
            let Some(end) = rest.get(opening..).and_then(|inner| inner.find(&closing)) else {
                return Err(fault(
                    start..start + 1,
                    "this text is never closed",
                    Cure::Stop,
                ));
            };
            self.at += opening + end + closing.len();
            return Ok(true);
        }
        if !body.starts_with('"') {
            return Ok(false);
        }
        let bytes = rest.as_bytes();
        let mut place = rest.len() - body.len() + 1;
        while let Some(inner) = bytes.get(place..) {
            let Some(next) = inner.iter().position(|it| matches!(it, b'"' | b'\\')) else {
                break;
            };
            place += next;
            if bytes.get(place) == Some(&b'"') {
                self.at += place + 1;
                return Ok(true);
            }
            // A backslash and what it escapes.
            place += 2;
        }
        Err(fault(
            start..start + 1,
            "this text is never closed",
            Cure::Stop,
        ))
    }

    /// Reads a character in single quotes; whether there was one.
    fn character(&mut self) -> bool {
        let rest = self.rest();
        let Some(inner) = rest.strip_prefix('\'') else {
            return false;
        };
        let skipped = if inner.starts_with('\\') { 2 } else { 1 };
        let Some(end) = inner
            .char_indices()
            .skip(skipped)
            .find(|(_, it)| *it == '\'')
        else {
            return false;
        };
        self.at += 1 + end.0 + 1;
        true
    }

    /// Reads a name; empty if there is none.
    fn identifier(&mut self) -> Range<usize> {
        let rest = self.rest();
        let begins = match rest.as_bytes().first() {
            Some(byte) if byte.is_ascii() => byte.is_ascii_alphabetic() || *byte == b'_',
            _ => rest.starts_with(char::is_alphabetic),
        };
        let length = if begins { run_of(rest, b"_") } else { 0 };
        let start = self.at;
        self.at += length;
        start..self.at
    }

    /// Reads a number or word; empty if there is none.
    fn plain_word(&mut self) -> Range<usize> {
        let start = self.at;
        self.at += run_of(self.rest(), b"_+-.");
        start..self.at
    }
}

fn by_place(place: usize) -> Key {
    Key::Index(u32::try_from(place).unwrap_or(u32::MAX))
}

/// How many bytes of letters, digits and these marks a text begins with.
fn run_of(text: &str, marks: &[u8]) -> usize {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || marks.contains(byte);
    let end = text.bytes().position(|byte| !plain(&byte));
    let Some(end) = end else { return text.len() };
    if text.as_bytes().get(end).is_some_and(u8::is_ascii) {
        return end;
    }
    let belongs =
        |it: char| it.is_alphanumeric() || u8::try_from(it).is_ok_and(|byte| marks.contains(&byte));
    text.find(|it| !belongs(it)).unwrap_or(text.len())
}

/// The names that a bracket has had: a short list is quicker than a set until it grows.
#[derive(Default)]
struct Seen<'t> {
    few: Vec<&'t str>,
    many: BTreeSet<&'t str>,
}

impl<'t> Seen<'t> {
    /// Notes a name; whether it is new.
    fn insert(&mut self, name: &'t str) -> bool {
        if self.few.contains(&name) || self.many.contains(name) {
            return false;
        }
        if self.few.len() < 16 {
            self.few.push(name);
        } else {
            self.many.insert(name);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        scan(text)
            .faults
            .into_iter()
            .map(|fault| fault.message)
            .collect()
    }

    #[test]
    fn every_field_has_its_span() {
        let text = r##"[ // a comment with ( in it
            (id: "한", needs: [Not(AtLeast("x", -3))], m: {"k": r#"a"b"#, "l": 'c'}), /* ] */
        ]"##;
        let tree = scan(text);
        assert_eq!(tree.faults, []);
        let item = tree.index(0, 0).unwrap();
        let needs = tree.field(text, item, "needs").unwrap();
        let inner = tree.index(tree.index(needs, 0).unwrap(), 0).unwrap();
        assert_eq!(word(text, &tree.nodes[inner].name()), "AtLeast");
        let number = tree.index(inner, 1).unwrap();
        assert_eq!(word(text, &tree.nodes[number].span()), "-3");
        let map = tree.field(text, item, "m").unwrap();
        let raw = tree.entry(text, map, "k").unwrap();
        assert_eq!(word(text, &tree.nodes[raw].span()), "r#\"a\"b\"#");
        assert_eq!(tree.innermost(0, tree.nodes[number].span().start), number);
    }

    #[test]
    fn broken_shapes_are_named() {
        for (text, message) in [
            ("[(a: 1)", "this `[` is never closed"),
            ("[(a: 1]", "`]` where `)` is expected"),
            ("[1 2]", "a comma is missing after this"),
            ("[] []", "there is text after the end of the file's value"),
            ("", "a value is expected here"),
            ("[\"a", "this text is never closed"),
            ("[ /* a", "this comment is never closed"),
            ("{\"a\" 1}", "a colon is missing after this key"),
            ("{\"a\": 1, \"a\": 2}", "repeated key a"),
            ("(a: 1, a: 2)", "repeated field a"),
            (
                "#![enable(implicit_some)] []",
                "attributes are not used here",
            ),
        ] {
            assert_eq!(faults(text), [message], "{text}");
        }
    }

    #[test]
    fn nesting_size_and_number_are_bounded() {
        let deep = format!("[{}1{}]", "Not(".repeat(5000), ")".repeat(5000));
        assert_eq!(faults(&deep), ["nested more than 64 brackets deep"]);
        let many = format!("[{}]", "1,".repeat(250_000));
        assert_eq!(faults(&many), ["the file has more than 200000 values"]);
        let large = " ".repeat(MOST_BYTES + 1);
        assert_eq!(faults(&large).len(), 1);
    }
}
