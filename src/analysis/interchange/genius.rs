//! GENIUS XML (Lin et al. 2014): a domain `negotiation_template`, and a profile `utility_space` for each party.
//!
//! What we write with joined issues is marked `values="any"`, which other tools pass over.
//!
//! A document type, and with it every entity, is refused. Only discrete issues, and only linear-additive profiles.

use std::fmt::Write as _;

use roxmltree::{Document, Node, ParsingOptions};

use crate::analysis::interchange::decimal::Decimal;
use crate::analysis::interchange::written::{Written, stem};
use crate::analysis::interchange::{Profile, Scale, Table, Trouble};

/// The most elements and texts of one file.
const MOST_NODES: u32 = 200_000;
/// How deeply elements may be nested.
const MOST_DEPTH: usize = 16;

type Clauses = Vec<(String, Vec<String>)>;

/// A file with its document, for places.
struct Source<'a> {
    file: &'a str,
    document: Document<'a>,
}

impl<'a> Source<'a> {
    fn read(file: &'a str, text: &'a str) -> Result<Self, Trouble> {
        check_depth(file, text)?;
        let options = ParsingOptions {
            allow_dtd: false,
            nodes_limit: MOST_NODES,
            ..ParsingOptions::default()
        };
        let text = text.trim_start_matches('\u{feff}');
        let parsed = Document::parse_with_options(text, options);
        let document = parsed.map_err(|error| {
            let at = error.pos();
            let place = format!("{file}:{}:{}", at.row, at.col);
            Trouble::new(place, why(&error))
        })?;
        Ok(Self { file, document })
    }

    fn trouble(&self, node: Node<'_, '_>, why: impl Into<String>) -> Trouble {
        let at = self.document.text_pos_at(node.range().start);
        Trouble::new(format!("{}:{}:{}", self.file, at.row, at.col), why)
    }

    fn attribute<'n>(&self, node: Node<'n, '_>, name: &str) -> Result<&'n str, Trouble> {
        node.attribute(name).ok_or_else(|| {
            let why = format!("<{}> has no ‘{name}’", node.tag_name().name());
            self.trouble(node, why)
        })
    }

    fn number(&self, node: Node<'_, '_>, name: &str) -> Result<Decimal, Trouble> {
        let text = self.attribute(node, name)?;
        let number = Decimal::read(text);
        number.map_err(|why| self.trouble(node, format!("{name}: ‘{text}’ {why}")))
    }

    /// A place in a list, counted from 1 in the file.
    fn index(&self, node: Node<'_, '_>) -> Result<usize, Trouble> {
        let text = self.attribute(node, "index")?;
        let index = text
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|it| it.checked_sub(1));
        index.ok_or_else(|| self.trouble(node, format!("index: ‘{text}’ is no number from 1")))
    }

    /// The issues: below the objective, or where there is none below the space itself.
    fn issues(&self, space: Node<'a, 'a>) -> Node<'a, 'a> {
        let objectives = space.children().find(|it| it.has_tag_name("objective"));
        objectives.unwrap_or(space)
    }
}

fn why(error: &roxmltree::Error) -> String {
    match error {
        roxmltree::Error::DtdDetected => {
            "has a document type: remove <!DOCTYPE …>, entities are not read".to_owned()
        }
        roxmltree::Error::NodesLimitReached => {
            format!("has more than {MOST_NODES} elements and texts")
        }
        other => {
            let said = other.to_string();
            format!(
                "is not XML: {}",
                said.split(" at ").next().unwrap_or_default()
            )
        }
    }
}

/// Refuses deep nesting before anything is built of it.
fn check_depth(file: &str, text: &str) -> Result<(), Trouble> {
    let mut depth = 0_usize;
    for (line, content) in text.lines().enumerate() {
        let bytes = content.as_bytes();
        for pair in bytes.windows(2) {
            match pair {
                [b'<', b'/'] | [b'/', b'>'] => depth = depth.saturating_sub(1),
                [b'<', next] if !matches!(next, b'!' | b'?') => depth += 1,
                _ => {}
            }
        }
        if depth > MOST_DEPTH {
            let place = format!("{file}:{}", line + 1);
            return Err(Trouble::new(
                place,
                format!("elements are nested more than {MOST_DEPTH} deep"),
            ));
        }
    }
    Ok(())
}

/// Reads a domain with its profiles, in any order of files.
///
/// # Errors
/// If they are not one domain and its profiles; with file, line and column.
pub fn read(files: &[(String, String)]) -> Result<Table, Trouble> {
    let sources = files.iter().map(|(file, text)| Source::read(file, text));
    let sources: Vec<Source<'_>> = sources.collect::<Result<_, _>>()?;
    let is = |source: &&Source<'_>, name: &str| source.document.root_element().has_tag_name(name);
    if let Some(other) = sources
        .iter()
        .find(|it| !is(it, "negotiation_template") && !is(it, "utility_space"))
    {
        let root = other.document.root_element();
        return Err(other.trouble(
            root,
            "is neither a GENIUS domain (negotiation_template) nor a profile (utility_space)",
        ));
    }
    let domains: Vec<&Source<'_>> = sources
        .iter()
        .filter(|it| is(it, "negotiation_template"))
        .collect();
    let domain = match domains.as_slice() {
        [domain] => domain,
        [] => {
            let file = sources.first().map_or("domain", |it| it.file);
            return Err(Trouble::new(
                file,
                "no domain was given: add the file with <negotiation_template>",
            ));
        }
        [_, second, ..] => {
            return Err(Trouble::new(
                second.file,
                "is a second domain: give one with its profiles",
            ));
        }
    };
    let clauses = read_clauses(domain)?;
    let profiles = sources.iter().filter(|it| is(it, "utility_space"));
    let mut roots = profiles.clone().map(|it| it.document.root_element());
    let any = roots.any(|it| it.attribute("values") == Some("any"));
    let profiles: Vec<Profile> = profiles
        .map(|it| profile(it, &clauses))
        .collect::<Result<_, _>>()?;
    Ok(Table {
        clauses,
        profiles,
        scale: if any { Scale::Any } else { Scale::AsWritten },
    })
}

fn read_clauses(source: &Source<'_>) -> Result<Clauses, Trouble> {
    let root = source.document.root_element();
    let space = root
        .children()
        .find(|it| it.has_tag_name("utility_space"))
        .unwrap_or(root);
    let issues = source.issues(space).children();
    // Weights name issues by their index, whatever their order in the file.
    let mut issues: Vec<Node<'_, '_>> = issues.filter(|it| it.has_tag_name("issue")).collect();
    let index = |it: &Node<'_, '_>| {
        it.attribute("index")
            .and_then(|it| it.trim().parse::<usize>().ok())
    };
    issues.sort_by_key(index);
    let clause = |issue: Node<'_, '_>| {
        let kind = issue.attribute("type").or_else(|| issue.attribute("vtype"));
        if kind.is_some_and(|kind| kind != "discrete") {
            return Err(source.trouble(issue, "is no discrete issue: only those can be enumerated"));
        }
        let name = source.attribute(issue, "name")?.to_owned();
        let items = issue.children().filter(|it| it.has_tag_name("item"));
        let options = items.map(|it| source.attribute(it, "value").map(str::to_owned));
        let options: Vec<String> = options.collect::<Result<_, _>>()?;
        if options.is_empty() {
            return Err(source.trouble(
                issue,
                format!("the clause ‘{name}’ has no options: give it one at least"),
            ));
        }
        Ok((name, options))
    };
    issues.into_iter().map(clause).collect()
}

fn profile(source: &Source<'_>, clauses: &Clauses) -> Result<Profile, Trouble> {
    let root = source.document.root_element();
    let space = source.issues(root);
    let mut weights: Vec<Option<Decimal>> = vec![None; clauses.len()];
    let mut values: Vec<Option<Vec<Decimal>>> = vec![None; clauses.len()];
    for node in space.children().filter(Node::is_element) {
        match node.tag_name().name() {
            "weight" => {
                let place = source.index(node)?;
                let weight = weights.get_mut(place).ok_or_else(|| {
                    source.trouble(node, format!("the domain has no issue {}", place + 1))
                })?;
                if weight.replace(source.number(node, "value")?).is_some() {
                    return Err(
                        source.trouble(node, format!("issue {} has two weights", place + 1))
                    );
                }
            }
            "issue" => {
                let name = source.attribute(node, "name")?;
                let place = clauses.iter().position(|it| it.0 == name).ok_or_else(|| {
                    source.trouble(node, format!("the domain has no issue ‘{name}’"))
                })?;
                if values[place]
                    .replace(evaluations(source, node, &clauses[place])?)
                    .is_some()
                {
                    return Err(
                        source.trouble(node, format!("the clause ‘{name}’ stands there twice"))
                    );
                }
            }
            "utility_function" | "utility" => {
                return Err(source.trouble(
                    node,
                    "is no linear-additive profile: hyper-rectangles are not read",
                ));
            }
            _ => {}
        }
    }
    let missing = |what: &str, at: usize| {
        source.trouble(
            root,
            format!("the clause ‘{}’ has no {what}", clauses[at].0),
        )
    };
    let reservation = root.children().find(|it| it.has_tag_name("reservation"));
    Ok(Profile {
        name: stem(source.file),
        file: source.file.to_owned(),
        weights: all(weights, |at| missing("weight", at))?,
        values: all(values, |at| missing("evaluations", at))?,
        reservation: match reservation {
            Some(node) => source.number(node, "value")?,
            None => Decimal::default(),
        },
    })
}

fn all<T>(found: Vec<Option<T>>, missing: impl Fn(usize) -> Trouble) -> Result<Vec<T>, Trouble> {
    let places = found.into_iter().enumerate();
    places
        .map(|(at, it)| it.ok_or_else(|| missing(at)))
        .collect()
}

fn evaluations(
    source: &Source<'_>,
    issue: Node<'_, '_>,
    (clause, options): &(String, Vec<String>),
) -> Result<Vec<Decimal>, Trouble> {
    let mut found: Vec<Option<Decimal>> = vec![None; options.len()];
    for item in issue.children().filter(|it| it.has_tag_name("item")) {
        let value = source.attribute(item, "value")?;
        let place = options.iter().position(|it| it == value).ok_or_else(|| {
            source.trouble(
                item,
                format!("the clause ‘{clause}’ has no option ‘{value}’"),
            )
        })?;
        if found[place]
            .replace(source.number(item, "evaluation")?)
            .is_some()
        {
            return Err(source.trouble(item, format!("the option ‘{value}’ stands there twice")));
        }
    }
    all(found, |at| {
        source.trouble(
            issue,
            format!(
                "the option ‘{}’ of ‘{clause}’ has no evaluation",
                options[at]
            ),
        )
    })
}

/// Writes a domain and one profile for each party.
#[must_use]
pub fn write(written: &Written) -> Vec<(String, String)> {
    let mut domain = String::from("<negotiation_template>\n<utility_space>\n");
    objective(&mut domain, written, |_, _| None);
    domain.push_str("</objective>\n</utility_space>\n</negotiation_template>\n");
    let mut files = vec![(format!("{}.xml", written.name), domain)];
    for profile in &written.profiles {
        let mark = if written.joined {
            " values=\"any\""
        } else {
            ""
        };
        let mut text = format!("<utility_space{mark}>\n");
        objective(&mut text, written, |clause, option| {
            profile.values.get(clause)?.get(option).copied()
        });
        for (at, weight) in profile.weights.iter().enumerate() {
            let _ = writeln!(text, "<weight index=\"{}\" value=\"{weight}\"/>", at + 1);
        }
        let _ = write!(
            text,
            "</objective>\n<discount_factor value=\"1.0\"/>\n<reservation value=\"{}\"/>\n</utility_space>\n",
            profile.reservation
        );
        files.push((format!("{}.xml", profile.name), text));
    }
    files
}

fn objective(
    text: &mut String,
    written: &Written,
    value: impl Fn(usize, usize) -> Option<Decimal>,
) {
    let _ = writeln!(
        text,
        "<objective index=\"0\" etype=\"objective\" type=\"objective\" description=\"\" name=\"{}\">",
        escaped(&written.name)
    );
    for (at, (clause, options)) in written.clauses.iter().enumerate() {
        let _ = writeln!(
            text,
            "<issue index=\"{}\" etype=\"discrete\" type=\"discrete\" vtype=\"discrete\" name=\"{}\">",
            at + 1,
            escaped(clause)
        );
        for (option, name) in options.iter().enumerate() {
            let _ = write!(
                text,
                "<item index=\"{}\" value=\"{}\"",
                option + 1,
                escaped(name)
            );
            if let Some(value) = value(at, option) {
                let _ = write!(text, " evaluation=\"{value}\"");
            }
            text.push_str("/>\n");
        }
        text.push_str("</issue>\n");
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}
