//! `report`: one file about a game, or about several of the same seed side by side.

use std::io::{self, Write as _};
use std::path::Path;

use crate::cli::Failure;
use crate::cli::arguments::AfterAction;
use crate::cli::files::{find_save, scenario_of};
use crate::report::{self, Existing, Format, Source, Trouble, render, write};
use crate::scenario::problem::escaped;
use crate::session::{Library, Store, places};

/// `report`
pub fn report(library: &Library, options: &AfterAction) -> Result<(), Failure> {
    let output = &options.output;
    let shown = escaped(&output.display().to_string());
    let form = Format::of(output).ok_or_else(|| {
        Failure::Unusable(format!(
            "-o: {shown} ends in neither .html, .md nor .json, which say what is written"
        ))
    })?;
    if !options.force && output.exists() {
        return Err(exists(&shown));
    }
    let store = Store::new(places::saves(options.saves.as_deref()));
    let sources = options.from.iter().map(|what| {
        let (name, _, save) = find_save(what, &store)?;
        let scenario = scenario_of(library, &name, &save)?;
        Ok(Source {
            name,
            save,
            scenario,
        })
    });
    let sources: Vec<Source> = sources.collect::<Result<_, Failure>>()?;
    let report = report::report(&sources).map_err(|why| match why {
        Trouble::Unplayable(..) => Failure::Failed(why.to_string()),
        Trouble::Nothing
        | Trouble::TooMany(_)
        | Trouble::OtherScenario(..)
        | Trouble::OtherSeed(..) => Failure::Unusable(why.to_string()),
    })?;
    keep(
        output,
        &render(&report, form),
        if options.force {
            Existing::Replace
        } else {
            Existing::Keep
        },
    )?;
    Ok(writeln!(io::stdout(), "{shown}")?)
}

fn keep(output: &Path, text: &str, existing: Existing) -> Result<(), Failure> {
    let shown = escaped(&output.display().to_string());
    write(output, text, existing).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(&shown),
        _ => Failure::Unusable(format!("{shown}: {error}")),
    })
}

fn exists(shown: &str) -> Failure {
    Failure::Unusable(format!("{shown} exists; --force replaces it"))
}
