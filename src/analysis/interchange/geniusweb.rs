//! GeniusWeb JSON: profiles `LinearAdditiveUtilitySpace`, each with its domain, and the domain by itself.
//!
//! GeniusWeb has a reservation *bid* and no value; a value is read and written as `reserved_value`, which NegMAS reads too.
//! Profiles with joined issues are marked `"values": "any"`, which other tools pass over.

use serde_json::{Map, Value, json};

use crate::analysis::interchange::decimal::Decimal;
use crate::analysis::interchange::json::Tree;
use crate::analysis::interchange::written::{Written, stem};
use crate::analysis::interchange::{Profile, Scale, Table, Trouble};

type Clauses = Vec<(String, Vec<String>)>;

/// Reads profiles, with or without their domain.
///
/// # Errors
/// If they are not profiles of one domain; with file and place.
pub fn read(files: &[(String, String)]) -> Result<Table, Trouble> {
    let (mut clauses, mut profiles): (Option<(Clauses, &str)>, Vec<Profile>) = (None, Vec::new());
    let mut spaces = Vec::new();
    for (file, text) in files {
        let tree = Tree::read(file, text)?;
        let found = match (
            tree.get("issuesValues"),
            tree.get("LinearAdditiveUtilitySpace"),
        ) {
            (Some(_), _) => read_clauses(file, &tree)?,
            (None, Some(space)) => {
                let clauses = read_clauses(file, space.need(file, "domain")?)?;
                spaces.push((file, space.clone()));
                clauses
            }
            (None, None) => {
                let why = "is neither a GeniusWeb domain (issuesValues) nor a profile (LinearAdditiveUtilitySpace)";
                return Err(Trouble::new(file, why));
            }
        };
        match &clauses {
            None => clauses = Some((found, file)),
            Some((known, first)) if !same(known, &found) => {
                return Err(Trouble::new(
                    file,
                    format!("has another domain than {first}"),
                ));
            }
            Some(_) => {}
        }
    }
    let (clauses, _) = clauses.unwrap_or_default();
    let any = Tree::Text("any".to_owned());
    let any = spaces
        .iter()
        .any(|(_, space)| space.get("values") == Some(&any));
    for (file, space) in spaces {
        profiles.push(profile(file, &space, &clauses)?);
    }
    Ok(Table {
        clauses,
        profiles,
        scale: if any { Scale::Any } else { Scale::AsWritten },
    })
}

/// Whether two domains are the same, in whatever order.
fn same(one: &Clauses, other: &Clauses) -> bool {
    let sorted = |clauses: &Clauses| {
        let mut clauses = clauses.clone();
        clauses.iter_mut().for_each(|it| it.1.sort());
        clauses.sort();
        clauses
    };
    sorted(one) == sorted(other)
}

fn read_clauses(file: &str, domain: &Tree) -> Result<Clauses, Trouble> {
    let place = format!("{file}, issuesValues");
    let issues = domain.need(file, "issuesValues")?.object(&place)?;
    let clause = |(name, issue): &(String, Tree)| {
        let place = format!("{place}.{name}");
        let Some(values) = issue.get("values") else {
            return Err(Trouble::new(
                place,
                "has no list of ‘values’: only discrete issues can be enumerated",
            ));
        };
        let options = values.list(&place)?.iter();
        let options: Vec<String> = options
            .map(|it| it.text(&place).map(str::to_owned))
            .collect::<Result<_, _>>()?;
        Ok((name.clone(), options))
    };
    issues.iter().map(clause).collect()
}

fn profile(file: &str, space: &Tree, clauses: &Clauses) -> Result<Profile, Trouble> {
    let weights = space.need(file, "issueWeights")?;
    let utilities = space.need(file, "issueUtilities")?;
    for (what, tree) in [("issueWeights", weights), ("issueUtilities", utilities)] {
        let names = tree.object(&format!("{file}, {what}"))?;
        if let Some((name, _)) = names
            .iter()
            .find(|it| clauses.iter().all(|clause| clause.0 != it.0))
        {
            return Err(Trouble::new(
                format!("{file}, {what}"),
                format!("the domain has no issue ‘{name}’"),
            ));
        }
    }
    let mut found = Profile {
        name: match space.get("name") {
            Some(name) => name.text(&format!("{file}, name"))?.to_owned(),
            None => stem(file),
        },
        file: file.to_owned(),
        weights: Vec::new(),
        values: Vec::new(),
        reservation: match space.get("reserved_value") {
            Some(value) => value.number(&format!("{file}, reserved_value"))?,
            None => Decimal::default(),
        },
    };
    for (clause, options) in clauses {
        let place = format!("{file}, issueUtilities.{clause}");
        found.weights.push(
            weights
                .need(&format!("{file}, issueWeights"), clause)?
                .number(&place)?,
        );
        let discrete = utilities
            .need(&format!("{file}, issueUtilities"), clause)?
            .need(&place, "discreteutils")?;
        let values = discrete.need(&place, "valueUtilities")?;
        if let Some((name, _)) = values
            .object(&place)?
            .iter()
            .find(|it| !options.contains(&it.0))
        {
            return Err(Trouble::new(
                place,
                format!("the domain has no option ‘{name}’"),
            ));
        }
        let value = |option: &String| values.need(&place, option)?.number(&place);
        found
            .values
            .push(options.iter().map(value).collect::<Result<_, _>>()?);
    }
    if let Some(bid) = space
        .get("reservationBid")
        .and_then(|it| it.get("issuevalues"))
    {
        return reserved_bid(file, bid, clauses, found);
    }
    Ok(found)
}

/// The reservation value that a reservation bid is worth.
fn reserved_bid(
    file: &str,
    bid: &Tree,
    clauses: &Clauses,
    mut profile: Profile,
) -> Result<Profile, Trouble> {
    let place = format!("{file}, reservationBid");
    let (mut digits, places) = (0_i128, 34);
    for (at, (clause, options)) in clauses.iter().enumerate() {
        let chosen = bid.need(&place, clause)?.text(&place)?;
        let Some(option) = options.iter().position(|it| it == chosen) else {
            return Err(Trouble::new(
                place,
                format!("the clause ‘{clause}’ has no option ‘{chosen}’"),
            ));
        };
        let (weight, value) = (profile.weights[at], profile.values[at][option]);
        let missing = places_left(places, weight.places + value.places);
        let part = weight.digits.checked_mul(value.digits).zip(missing);
        let part = part.and_then(|(part, missing)| part.checked_mul(missing));
        digits = part
            .and_then(|part| digits.checked_add(part))
            .ok_or_else(|| {
                Trouble::new(
                    &place,
                    "needs too many digits: round weights and values to 15 places",
                )
            })?;
    }
    profile.reservation = Decimal::new(digits, places);
    Ok(profile)
}

fn places_left(all: u32, used: u32) -> Option<i128> {
    10_i128.checked_pow(all.checked_sub(used)?)
}

fn number(decimal: Decimal) -> Value {
    serde_json::from_str(&decimal.to_string()).unwrap_or(Value::Null)
}

/// Writes a domain and one profile for each party.
#[must_use]
pub fn write(written: &Written) -> Vec<(String, String)> {
    let issues: Map<String, Value> = written
        .clauses
        .iter()
        .map(|(clause, options)| (clause.clone(), json!({ "values": options })))
        .collect();
    let domain = json!({ "name": written.name, "issuesValues": issues });
    let mut files = vec![(format!("{}.json", written.name), format!("{domain:#}\n"))];
    for profile in &written.profiles {
        let (mut utilities, mut weights) = (Map::new(), Map::new());
        for (at, (clause, options)) in written.clauses.iter().enumerate() {
            let values = options.iter().zip(&profile.values[at]);
            let values: Map<String, Value> = values
                .map(|(option, value)| (option.clone(), number(*value)))
                .collect();
            utilities.insert(
                clause.clone(),
                json!({ "discreteutils": { "valueUtilities": values } }),
            );
            weights.insert(clause.clone(), number(profile.weights[at]));
        }
        let space = json!({ "LinearAdditiveUtilitySpace": {
            "name": profile.name,
            "issueUtilities": utilities,
            "issueWeights": weights,
            "domain": domain,
            "values": if written.joined { "any" } else { "strict" },
            "reserved_value": number(profile.reservation),
        } });
        files.push((format!("{}.json", profile.name), format!("{space:#}\n")));
    }
    files
}
