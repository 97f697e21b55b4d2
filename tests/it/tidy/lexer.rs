//! Just enough of Rust's lexical grammar to tell code from comments and strings.

/// A piece of code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// An identifier or a keyword.
    Word(String),
    /// A number as written.
    Number(String),
    /// The content of a string literal.
    Text(String),
    /// Any other character.
    Sign(char),
}

/// A token and the line that it begins on, from 1.
pub type Placed = (Token, usize);

/// The tokens of a text; comments, doc comments, characters and lifetimes are left out.
pub fn tokens(text: &str) -> Vec<Placed> {
    let mut reader = Reader {
        rest: text,
        line: 1,
        found: Vec::new(),
    };
    while !reader.rest.is_empty() {
        reader.step();
    }
    reader.found
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    found: Vec<Placed>,
}

impl Reader<'_> {
    fn step(&mut self) {
        let first = self.rest.chars().next().unwrap();
        if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.skip(comment(self.rest));
        } else if let Some((content, length)) = string(self.rest) {
            self.put(Token::Text(content), length);
        } else if first == '\'' {
            self.skip(quote(self.rest));
        } else if first.is_ascii_digit() {
            let length = self.number();
            self.put(Token::Number(self.rest[..length].to_owned()), length);
        } else if first.is_alphabetic() || first == '_' {
            let length = word(self.rest);
            self.put(Token::Word(self.rest[..length].to_owned()), length);
        } else if first.is_whitespace() {
            self.skip(first.len_utf8());
        } else {
            self.put(Token::Sign(first), first.len_utf8());
        }
    }

    fn put(&mut self, token: Token, length: usize) {
        self.found.push((token, self.line));
        self.skip(length);
    }

    fn skip(&mut self, length: usize) {
        let (gone, rest) = self.rest.split_at(length);
        self.line += gone.matches('\n').count();
        self.rest = rest;
    }

    /// A number with its fraction; the fields of a tuple (`pair.0.1`) and ranges (`1..2`) have none.
    fn number(&self) -> usize {
        let whole = word(self.rest);
        let after = &self.rest[whole..];
        let field = self
            .found
            .last()
            .is_some_and(|(token, _)| *token == Token::Sign('.'));
        let digit = after.strip_prefix('.').and_then(|rest| rest.chars().next());
        if digit.is_some_and(|digit| digit.is_ascii_digit()) && !field {
            whole + 1 + word(&after[1..])
        } else {
            whole
        }
    }
}

fn word(text: &str) -> usize {
    text.find(|ch: char| !(ch.is_alphanumeric() || ch == '_'))
        .unwrap_or(text.len())
}

fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The content and the whole length of a string literal at the beginning of a text.
fn string(text: &str) -> Option<(String, usize)> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(['"', '#']))
    })?;
    let rest = &text[prefix.len()..];
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let raw = prefix.ends_with('r');
    let inner = rest[hashes..]
        .strip_prefix('"')
        .filter(|_| raw || hashes == 0)?;
    let length = if raw {
        inner.find(&format!("\"{}", "#".repeat(hashes)))?
    } else {
        closing(inner)?
    };
    Some((
        inner[..length].to_owned(),
        prefix.len() + hashes + 1 + length + 1 + hashes,
    ))
}

fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, ch) in text.char_indices() {
        match ch {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at),
            _ => {}
        }
    }
    None
}

/// The length of a character literal or a lifetime.
fn quote(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            let _ = chars.next();
            chars
                .find(|(_, ch)| *ch == '\'')
                .map_or(text.len(), |(at, _)| at + 1)
        }
        Some((_, _)) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}

#[test]
fn code_is_told_from_comments_and_strings() {
    let words = |text: &str| {
        let word = |(token, line): Placed| match token {
            Token::Word(word) => Some((word, line)),
            Token::Number(number) => Some((format!("#{number}"), line)),
            Token::Text(text) => Some((format!("\"{text}"), line)),
            Token::Sign(_) => None,
        };
        tokens(text)
            .into_iter()
            .filter_map(word)
            .collect::<Vec<_>>()
    };
    for (text, expected) in [
        ("a // b\nc", &[("a", 1), ("c", 2)][..]),
        ("/* a /* b */ c */ d", &[("d", 1)]),
        ("\"a \\\" b\" c", &[("\"a \\\" b", 1), ("c", 1)]),
        ("r#\"a \" b\"# c", &[("\"a \" b", 1), ("c", 1)]),
        (
            "'a' 'b c '\\'' d '\\u{41}' e",
            &[("b", 1), ("c", 1), ("d", 1), ("e", 1)],
        ),
        (
            "1.5 1..2 x.0.1 0x1f",
            &[
                ("#1.5", 1),
                ("#1", 1),
                ("#2", 1),
                ("x", 1),
                ("#0", 1),
                ("#1", 1),
                ("#0x1f", 1),
            ],
        ),
    ] {
        let expected: Vec<(String, usize)> = expected
            .iter()
            .map(|(word, line)| ((*word).to_owned(), *line))
            .collect();
        assert_eq!(words(text), expected, "{text}");
    }
}
