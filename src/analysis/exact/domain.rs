//! A negotiation as its analysis needs it: clauses by their numbers of options, parties by what texts are worth to them.
//! No names, no world, no floats; true or believed preferences are the caller's choice.

use crate::analysis::exact::worth::{Fine, Worth};
use crate::model::{Package, Utility};

/// The most parties of a domain.
pub const MOST_PARTIES: usize = 8;
/// The most outcomes of a domain: an analysis looks at every one.
pub const MOST_OUTCOMES: usize = 250_000;

/// An outcome by its number: the options as digits, the first clause the most significant one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcome(pub u32);

impl Outcome {
    /// Its number as an index.
    #[must_use]
    pub const fn at(self) -> usize {
        self.0 as usize
    }
}

/// What goes beyond the sum over clauses: so much more (or less) when all these clauses have these options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bonus<W> {
    /// Clause and option, each at its place.
    pub when: Vec<(usize, usize)>,
    /// What it adds.
    pub worth: W,
}

/// What outcomes are worth to one party, in a unit that is the same for all parties of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences<W = i64> {
    /// For each clause, what each of its options adds; what is missing adds nothing.
    pub parts: Vec<Vec<W>>,
    /// What goes beyond the sum of the parts.
    pub bonuses: Vec<Bonus<W>>,
    /// What no agreement is worth.
    pub reservation: W,
}

impl From<&Utility> for Preferences {
    fn from(utility: &Utility) -> Self {
        let bonus = |linkage: &crate::model::Linkage| Bonus {
            when: linkage.when.clone(),
            worth: linkage.bonus,
        };
        Self {
            parts: utility.parts.clone(),
            bonuses: utility.linkages.iter().map(bonus).collect(),
            reservation: utility.reservation,
        }
    }
}

/// Why something is not a domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotADomain {
    /// It has no clauses.
    NoClauses,
    /// This clause has no options.
    NoOptions {
        /// Which, counted from 0.
        clause: usize,
    },
    /// It has no parties, or more than eight.
    Parties {
        /// How many.
        count: usize,
    },
    /// It has more than 250,000 outcomes.
    TooLarge,
    /// The numbers of this party are too large to be added up exactly.
    TooFine {
        /// Which, counted from 0.
        party: usize,
    },
}

/// A negotiation domain: what can be agreed, and what that is worth to whom.
///
/// Utilities of all parties are counted in one unit. Sums over parties and the product of two distances stay exact: the
/// numbers of each party add up to less than a sixteenth of what the type holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain<W = i64> {
    clauses: Vec<usize>,
    parties: Vec<Preferences<W>>,
    outcomes: usize,
}

impl Domain {
    /// The domain of clauses with so many options each, for parties with these utilities.
    ///
    /// A clause that can't be changed (an item that is not on the agenda) has one option: its first.
    ///
    /// # Errors
    /// If there is nothing to choose, too much to look at, or a sum could overflow.
    pub fn new(clauses: &[usize], parties: &[Utility]) -> Result<Self, NotADomain> {
        let parties = parties.iter().map(Preferences::from).collect();
        let most = i128::from(i64::MAX / 16);
        let size = |worth: i64| i128::from(worth.unsigned_abs());
        Self::checked(clauses, parties, |preferences| {
            let sum = reach(preferences, size, |sum: i128, more| sum.checked_add(more));
            sum.is_some_and(|sum| sum <= most)
        })
    }

    /// The outcome that a package stands for.
    #[must_use]
    pub fn of_package(&self, package: Package) -> Outcome {
        self.outcome(|clause| package.option(clause))
    }
}

impl Domain<Fine> {
    /// The same for utilities of up to 250 bits.
    ///
    /// # Errors
    /// If there is nothing to choose, too much to look at, or a sum could overflow.
    pub fn fine(clauses: &[usize], parties: Vec<Preferences<Fine>>) -> Result<Self, NotADomain> {
        Self::checked(clauses, parties, |preferences| {
            let sum = reach(preferences, Fine::size, Fine::checked_plus);
            sum.is_some_and(|sum| sum.bits() <= 250)
        })
    }

    /// The same domain in 64 bits, if all its numbers fit.
    #[must_use]
    pub fn narrow(&self) -> Option<Domain> {
        let party = |fine: &Preferences<Fine>| {
            let part = |part: &Vec<Fine>| part.iter().map(|worth| worth.narrow()).collect();
            let bonus = |bonus: &Bonus<Fine>| {
                Some(crate::model::Linkage {
                    when: bonus.when.clone(),
                    bonus: bonus.worth.narrow()?,
                })
            };
            Some(Utility {
                parts: fine.parts.iter().map(part).collect::<Option<_>>()?,
                linkages: fine.bonuses.iter().map(bonus).collect::<Option<_>>()?,
                reservation: fine.reservation.narrow()?,
            })
        };
        let parties: Option<Vec<Utility>> = self.parties.iter().map(party).collect();
        Domain::new(&self.clauses, &parties?).ok()
    }
}

impl<W: Worth> Domain<W> {
    /// A domain of parties whose numbers all fit.
    fn checked(
        clauses: &[usize],
        parties: Vec<Preferences<W>>,
        fits: impl Fn(&Preferences<W>) -> bool,
    ) -> Result<Self, NotADomain> {
        let outcomes = count(clauses, parties.len())?;
        match parties.iter().position(|party| !fits(party)) {
            Some(party) => Err(NotADomain::TooFine { party }),
            None => Ok(Self {
                clauses: clauses.to_vec(),
                parties,
                outcomes,
            }),
        }
    }

    /// How many options each clause has.
    #[must_use]
    pub fn clauses(&self) -> &[usize] {
        &self.clauses
    }

    /// What outcomes are worth to each party.
    #[must_use]
    pub fn parties(&self) -> &[Preferences<W>] {
        &self.parties
    }

    /// How many outcomes there are.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.outcomes
    }

    /// Every outcome in order.
    pub fn outcomes(&self) -> impl ExactSizeIterator<Item = Outcome> + use<W> {
        let last = u32::try_from(self.outcomes).unwrap_or(u32::MAX);
        (0..last as usize).map(|at| Outcome(at as u32))
    }

    /// The outcome with these options; an option that a clause doesn't have counts as its last one.
    #[must_use]
    pub fn outcome(&self, option: impl Fn(usize) -> usize) -> Outcome {
        let digits = self.clauses.iter().enumerate();
        let number = digits.fold(0, |number, (clause, size)| {
            number * size + option(clause).min(size - 1)
        });
        Outcome(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// How far apart two neighbouring options of a clause are as outcomes.
    #[must_use]
    pub fn stride(&self, clause: usize) -> usize {
        self.clauses.iter().skip(clause + 1).product()
    }

    /// The option that an outcome has in a clause.
    #[must_use]
    pub fn option(&self, outcome: Outcome, clause: usize) -> usize {
        let size = self.clauses.get(clause).copied().unwrap_or(1);
        outcome.at() / self.stride(clause) % size
    }

    /// The options of an outcome, clause by clause.
    #[must_use]
    pub fn options(&self, outcome: Outcome) -> Vec<usize> {
        let clauses = 0..self.clauses.len();
        clauses.map(|clause| self.option(outcome, clause)).collect()
    }

    /// The outcome as a package; `None` if it has more clauses or options than a package can carry.
    #[must_use]
    pub fn package(&self, outcome: Outcome) -> Option<Package> {
        let fits = self.clauses.len() <= Package::MOST_CLAUSES
            && self
                .clauses
                .iter()
                .all(|size| *size <= Package::MOST_OPTIONS);
        let options = self.options(outcome).into_iter().enumerate();
        fits.then(|| {
            options.fold(Package::default(), |text, (clause, option)| {
                text.with(clause, option)
            })
        })
    }

    /// The same outcome with another option in one clause.
    #[must_use]
    pub fn swapped(&self, outcome: Outcome, clause: usize, option: usize) -> Outcome {
        let stride = self.stride(clause);
        let size = self.clauses.get(clause).copied().unwrap_or(1);
        let now = outcome.at() / stride % size;
        let number = outcome.at() - now * stride + option.min(size - 1) * stride;
        Outcome(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// How many outcomes there are.
fn count(clauses: &[usize], parties: usize) -> Result<usize, NotADomain> {
    if clauses.is_empty() {
        return Err(NotADomain::NoClauses);
    }
    if let Some(clause) = clauses.iter().position(|size| *size == 0) {
        return Err(NotADomain::NoOptions { clause });
    }
    if parties == 0 || parties > MOST_PARTIES {
        return Err(NotADomain::Parties { count: parties });
    }
    let product = clauses
        .iter()
        .try_fold(1_usize, |product, size| product.checked_mul(*size));
    product
        .filter(|count| *count <= MOST_OUTCOMES)
        .ok_or(NotADomain::TooLarge)
}

/// The most that a party's numbers can add up to, whatever their signs; `None` if that overflows.
fn reach<W: Worth, S: Ord>(
    preferences: &Preferences<W>,
    size: impl Fn(W) -> S,
    plus: impl Fn(S, S) -> Option<S>,
) -> Option<S> {
    let largest = |part: &Vec<W>| part.iter().map(|worth| size(*worth)).max();
    let parts = preferences.parts.iter().filter_map(largest);
    let bonuses = preferences.bonuses.iter().map(|bonus| size(bonus.worth));
    let mut all = parts.chain(bonuses);
    all.try_fold(size(preferences.reservation), plus)
}
