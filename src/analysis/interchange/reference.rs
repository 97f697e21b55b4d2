//! Reference domains in JSON, `anchor-domain/1`: parties with whole numbers per mille, clauses without names.

use crate::analysis::interchange::decimal::Decimal;
use crate::analysis::interchange::json::Tree;
use crate::analysis::interchange::{Profile, Scale, Table, Trouble};

/// Reads a reference domain: clauses are called `issue-0` and so on, options by their numbers, from 0.
///
/// # Errors
/// If something is missing or no whole number; with file and place.
pub fn read(file: &str, text: &str) -> Result<Table, Trouble> {
    let tree = Tree::read(file, text)?;
    let parties = tree
        .need(file, "parties")?
        .list(&format!("{file}, $.parties"))?;
    let read = |(at, party)| profile(file, &format!("{file}, $.parties[{at}]"), party);
    let profiles: Vec<Profile> = parties
        .iter()
        .enumerate()
        .map(read)
        .collect::<Result<_, _>>()?;
    let sizes = |profile: &Profile| profile.values.iter().map(Vec::len).collect::<Vec<usize>>();
    let first = profiles.first().map(sizes).unwrap_or_default();
    if let Some(other) = profiles
        .iter()
        .find(|it| sizes(it) != first || it.weights.len() != first.len())
    {
        let why = format!(
            "the party ‘{}’ has other clauses than the first one",
            other.name
        );
        return Err(Trouble::new(file, why));
    }
    let clause = |(at, size): (usize, &usize)| {
        let options = (0..*size).map(|option| option.to_string());
        (format!("issue-{at}"), options.collect())
    };
    Ok(Table {
        clauses: first.iter().enumerate().map(clause).collect(),
        profiles,
        scale: Scale::AsWritten,
    })
}

fn profile(file: &str, place: &str, party: &Tree) -> Result<Profile, Trouble> {
    let per_mille = |tree: &Tree, name: &str| -> Result<Decimal, Trouble> {
        let place = format!("{place}.{name}");
        let number = tree.number(&place)?;
        match number.places {
            0 => Ok(Decimal::new(number.digits, 3)),
            _ => Err(Trouble::new(place, "must be a whole number per mille")),
        }
    };
    let list = |tree: &Tree, name: &str| -> Result<Vec<Decimal>, Trouble> {
        let items = tree.list(&format!("{place}.{name}"))?;
        items.iter().map(|it| per_mille(it, name)).collect()
    };
    let rows = party
        .need(place, "values")?
        .list(&format!("{place}.values"))?;
    Ok(Profile {
        name: party.need(place, "name")?.text(place)?.to_owned(),
        file: file.to_owned(),
        weights: list(party.need(place, "weights")?, "weights")?,
        values: rows
            .iter()
            .map(|row| list(row, "values"))
            .collect::<Result<_, _>>()?,
        reservation: per_mille(party.need(place, "reservation")?, "reservation")?,
    })
}
