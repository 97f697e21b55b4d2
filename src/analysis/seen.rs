//! A negotiating table of the game as a domain, through the eyes of a seat: preferences as its files have them, never the
//! truth about others.

use crate::analysis::estimate::issues::{Deal, exchanged, prevailing};
use crate::analysis::exact::domain::{Domain, NotADomain};
use crate::analysis::exact::forecast::{Fraction, Stance, compromise, condorcet, median};
use crate::analysis::interchange::written::Source;
use crate::model::{ActorId, TableId, TableStatus, Utility};
use crate::rules::View;
use crate::rules::tables::outlook::Outlook;
use crate::scenario::Standing;

/// A table as a seat sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The parties: those present while it is open, otherwise all.
    pub parties: Vec<ActorId>,
    /// What each wants, as this seat believes; utilities in millionths.
    pub outlooks: Vec<Outlook>,
    /// How many options each clause has to choose from; 1 for an item that is not on the agenda of an open table.
    pub sizes: Vec<usize>,
}

impl Seen {
    /// A table through this view.
    #[must_use]
    pub fn new(view: &View<'_>, table: TableId) -> Self {
        let definition = view.scenario().table(table);
        let open = view
            .table(table)
            .filter(|now| now.status == TableStatus::Open);
        let present = open.map_or(definition.members(), |now| now.present);
        let actors = definition.parties.iter().map(|party| party.actor);
        let seen = actors.filter(|actor| present.contains(*actor));
        let seen = seen.filter_map(|actor| Some((actor, view.outlook(table, actor)?)));
        let (parties, outlooks) = seen.unzip();
        let clauses = definition.clauses.iter().enumerate();
        let size = |(at, clause): (usize, &crate::scenario::Clause)| {
            let out =
                clause.standing == Standing::Item && open.is_some_and(|now| !now.has_item(at));
            if out { 1 } else { clause.options.len() }
        };
        Self {
            parties,
            outlooks,
            sizes: clauses.map(size).collect(),
        }
    }

    /// The domain of what this seat believes.
    ///
    /// # Errors
    /// If there are no parties, or too many outcomes to look at.
    pub fn domain(&self) -> Result<Domain, NotADomain> {
        let utilities: Vec<Utility> = self.outlooks.iter().map(|it| it.utility.clone()).collect();
        Domain::new(&self.sizes, &utilities)
    }

    /// The same with names, as it is exported: ids of the table, its clauses, their options and the parties.
    #[must_use]
    pub fn source(&self, view: &View<'_>, table: TableId) -> Source {
        let names = view.scenario().catalogue();
        let clauses = names.clauses(table).iter().zip(&self.sizes);
        let clause = |((name, options), size): (&(String, Vec<String>), &usize)| {
            (name.clone(), options.iter().take(*size).cloned().collect())
        };
        let party = |(actor, outlook): (&ActorId, &Outlook)| {
            let weights = outlook.weights.iter().map(|it| it.0).collect();
            (
                names.actor(*actor).to_owned(),
                outlook.utility.clone(),
                weights,
            )
        };
        Source {
            name: names.table(table).to_owned(),
            clauses: clauses.map(clause).collect(),
            parties: self.parties.iter().zip(&self.outlooks).map(party).collect(),
        }
    }

    /// Where each clause would settle without further effort: options as positions from 0 in their order, the weight of a
    /// party in the region as its capability, the believed weight of the clause as its salience. Items that are not on the
    /// agenda are left out. With them the exchanges of positions that the exchange model counts on.
    #[must_use]
    pub fn settlement(&self, view: &View<'_>) -> Settlement {
        let clauses = (0..self.sizes.len()).filter(|clause| self.sizes[*clause] > 1);
        let mut forecasts: Vec<Forecast> = clauses
            .filter_map(|clause| self.forecast(view, clause))
            .collect();
        let stances = |it: &Forecast| it.stances.iter().map(|(_, stance)| *stance).collect();
        let found = exchanged(&forecasts.iter().map(stances).collect::<Vec<_>>());
        for (forecast, tenths) in forecasts.iter_mut().zip(found.tenths) {
            forecast.exchanged = tenths;
        }
        Settlement {
            forecasts,
            deals: found.deals,
        }
    }

    fn forecast(&self, view: &View<'_>, clause: usize) -> Option<Forecast> {
        let stance = |(actor, outlook): (&ActorId, &Outlook)| Stance {
            capability: u32::try_from(view.scenario().actor(*actor).power).unwrap_or(0),
            salience: outlook
                .weights
                .get(clause)
                .and_then(|it| u32::try_from(it.0).ok())
                .unwrap_or(0),
            position: i32::try_from(ideal(&outlook.utility, clause, self.sizes[clause]))
                .unwrap_or(0),
        };
        let stances: Vec<Stance> = self
            .parties
            .iter()
            .zip(&self.outlooks)
            .map(stance)
            .collect();
        let mean = compromise(&stances)?;
        Some(Forecast {
            clause,
            mean,
            median: median(&stances)?,
            condorcet: condorcet(&stances),
            exchanged: None,
            chances: self.chances(&stances, clause),
            stances: self.parties.iter().copied().zip(stances).collect(),
        })
    }

    fn chances(&self, stances: &[Stance], clause: usize) -> Vec<i32> {
        let powers: Vec<u32> = stances.iter().map(|it| it.capability).collect();
        let worth = |outlook: &Outlook| {
            let parts = outlook
                .utility
                .parts
                .get(clause)
                .map_or(&[][..], Vec::as_slice);
            parts.iter().take(self.sizes[clause]).copied().collect()
        };
        prevailing(
            &powers,
            &self.outlooks.iter().map(worth).collect::<Vec<_>>(),
        )
    }
}

/// Where the clauses of a table would settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// Clause by clause.
    pub forecasts: Vec<Forecast>,
    /// The exchanges of positions, the one with the highest gain first: parties by their places in [`Seen::parties`],
    /// issues by their places among the forecasts.
    pub deals: Vec<Deal>,
}

/// The option of a clause that is worth most by itself; the first of equals.
fn ideal(utility: &Utility, clause: usize, size: usize) -> usize {
    let values = utility.parts.get(clause).map_or(&[][..], Vec::as_slice);
    let best = values.iter().take(size).max();
    values
        .iter()
        .position(|value| Some(value) == best)
        .unwrap_or(0)
}

/// Where a clause would settle without further effort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// Which.
    pub clause: usize,
    /// The mean by capability and salience, on the scale of the options (0 is the first).
    pub mean: Fraction,
    /// The weighted median.
    pub median: i32,
    /// The position that beats every other, if one does.
    pub condorcet: Option<i32>,
    /// Where it settles after exchanges with other clauses, in tenths on the same scale.
    pub exchanged: Option<i32>,
    /// How likely each option prevails when the weight behind it decides by chance, per mille.
    pub chances: Vec<i32>,
    /// Where everybody stands.
    pub stances: Vec<(ActorId, Stance)>,
}

impl Forecast {
    /// The option nearest to the mean.
    #[must_use]
    pub fn option(&self) -> usize {
        usize::try_from(self.mean.times_rounded(1)).unwrap_or(0)
    }
}
