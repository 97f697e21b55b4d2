//! JSON as a tree that keeps what a map would lose: every digit of a number, and a name that stands there twice is refused.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::analysis::interchange::Trouble;
use crate::analysis::interchange::decimal::Decimal;

/// How deeply values may be nested.
const MOST_DEPTH: usize = 16;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// A number as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Names and values in their order; no name twice.
    Object(Vec<(String, Tree)>),
    /// `true`, `false` or `null`.
    Word,
}

struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs<'de>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs: Vec<(String, &RawValue)> = Vec::new();
                let mut seen = std::collections::BTreeSet::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    if !seen.insert(name.clone()) {
                        return Err(A::Error::custom(format!("‘{name}’ stands there twice")));
                    }
                    pairs.push((name, value));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

impl Tree {
    /// Reads a text.
    ///
    /// # Errors
    /// If it is no JSON, too deeply nested, or has a name twice in one object; with file and place.
    pub fn read(file: &str, text: &str) -> Result<Self, Trouble> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| {
            let place = format!("{file}:{}:{}", error.line(), error.column());
            Trouble::new(place, "is not JSON: check brackets, commas and quotes")
        })?;
        read_value(raw, file, "$", MOST_DEPTH)
    }

    /// The value of a name, if this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(pairs) => pairs
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value),
            Self::Number(_) | Self::Text(_) | Self::List(_) | Self::Word => None,
        }
    }

    /// The value of a name that must be there.
    ///
    /// # Errors
    /// If it isn't.
    pub fn need(&self, file: &str, name: &str) -> Result<&Self, Trouble> {
        self.get(name)
            .ok_or_else(|| Trouble::new(file, format!("‘{name}’ is missing")))
    }

    /// As a list.
    ///
    /// # Errors
    /// If it is something else.
    pub fn list(&self, place: &str) -> Result<&[Self], Trouble> {
        match self {
            Self::List(list) => Ok(list),
            Self::Number(_) | Self::Text(_) | Self::Object(_) | Self::Word => {
                Err(Trouble::new(place, "must be a list"))
            }
        }
    }

    /// As an object.
    ///
    /// # Errors
    /// If it is something else.
    pub fn object(&self, place: &str) -> Result<&[(String, Self)], Trouble> {
        match self {
            Self::Object(pairs) => Ok(pairs),
            Self::Number(_) | Self::Text(_) | Self::List(_) | Self::Word => {
                Err(Trouble::new(place, "must be an object"))
            }
        }
    }

    /// As a text.
    ///
    /// # Errors
    /// If it is something else.
    pub fn text(&self, place: &str) -> Result<&str, Trouble> {
        match self {
            Self::Text(text) => Ok(text),
            Self::Number(_) | Self::List(_) | Self::Object(_) | Self::Word => {
                Err(Trouble::new(place, "must be a text in quotes"))
            }
        }
    }

    /// As an exact number.
    ///
    /// # Errors
    /// If it is something else, or has too many digits.
    pub fn number(&self, place: &str) -> Result<Decimal, Trouble> {
        match self {
            Self::Number(text) => {
                Decimal::read(text).map_err(|why| Trouble::new(place, format!("‘{text}’ {why}")))
            }
            Self::Text(_) | Self::List(_) | Self::Object(_) | Self::Word => {
                Err(Trouble::new(place, "must be a number"))
            }
        }
    }
}

fn read_value(raw: &RawValue, file: &str, path: &str, depth: usize) -> Result<Tree, Trouble> {
    let place = || format!("{file}, {path}");
    let text = raw.get().trim();
    let bad = |error: serde_json::Error| Trouble::new(place(), without_place(&error));
    if depth == 0 {
        return Err(Trouble::new(place(), "is nested too deeply"));
    }
    match text.as_bytes().first() {
        Some(b'{') => {
            let Pairs(pairs) = serde_json::from_str(text).map_err(bad)?;
            let read = |(name, value): (String, &RawValue)| {
                let value = read_value(value, file, &format!("{path}.{name}"), depth - 1)?;
                Ok((name, value))
            };
            pairs
                .into_iter()
                .map(read)
                .collect::<Result<_, _>>()
                .map(Tree::Object)
        }
        Some(b'[') => {
            let list: Vec<&RawValue> = serde_json::from_str(text).map_err(bad)?;
            let read = |(at, value)| read_value(value, file, &format!("{path}[{at}]"), depth - 1);
            list.into_iter()
                .enumerate()
                .map(read)
                .collect::<Result<_, _>>()
                .map(Tree::List)
        }
        Some(b'"') => serde_json::from_str(text).map(Tree::Text).map_err(bad),
        Some(b'-' | b'0'..=b'9') => Ok(Tree::Number(text.to_owned())),
        Some(_) | None => Ok(Tree::Word),
    }
}

/// What an error says, without a line and column that count from the beginning of a part.
fn without_place(error: &serde_json::Error) -> String {
    let said = error.to_string();
    said.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}
