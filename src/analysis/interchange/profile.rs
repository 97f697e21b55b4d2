//! A domain as files have it, linear-additive: names, weights and values as exact decimals; and the same as numbers to analyse.

use crate::analysis::exact::domain::{
    Domain, MOST_OUTCOMES, MOST_PARTIES, NotADomain, Preferences,
};
use crate::analysis::exact::worth::{Fine, Worth};
use crate::analysis::interchange::Trouble;
use crate::analysis::interchange::decimal::Decimal;

/// How values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// As they stand: from 0 to 1, weights adding up to 1.
    AsWritten,
    /// In parts of the best value of their clause, as GENIUS reads evaluations.
    PartsOfTheBest,
    /// As they stand, whatever they are and add up to, as NegMAS reads them.
    Any,
}

/// One party's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its name: of the file, unless the format has one.
    pub name: String,
    /// The file, for messages.
    pub file: String,
    /// The weight of each clause.
    pub weights: Vec<Decimal>,
    /// The value of each option of each clause.
    pub values: Vec<Vec<Decimal>>,
    /// What no agreement is worth.
    pub reservation: Decimal,
}

/// Names of a domain, for output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Clauses with their options.
    pub clauses: Vec<(String, Vec<String>)>,
    /// Parties.
    pub parties: Vec<String>,
}

/// A domain as files have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Clauses with their options.
    pub clauses: Vec<(String, Vec<String>)>,
    /// The profiles.
    pub profiles: Vec<Profile>,
    /// How values are read.
    pub scale: Scale,
}

/// A domain in the narrowest numbers that hold it exactly, with how many of them make one.
#[derive(Clone, Debug)]
pub enum Measured {
    /// 64 bits are enough.
    Narrow(Domain, i64),
    /// It takes more.
    Fine(Domain<Fine>, Fine),
}

/// What to do about values beyond their range.
const VALUES: &str =
    "; ‘--values parts-of-best’ reads them as GENIUS does, ‘--values any’ takes them as they stand";

/// By how much the weights of a profile may miss 1: what other tools lose by rounding.
const ROUNDING: Decimal = Decimal {
    digits: 1,
    places: 6,
};

impl Table {
    /// The names.
    #[must_use]
    pub fn names(&self) -> Names {
        Names {
            clauses: self.clauses.clone(),
            parties: self.profiles.iter().map(|it| it.name.clone()).collect(),
        }
    }

    /// The same, read by this scale (what a file says of itself stands unless another is asked for), if names are unique, numbers within their range and the whole small enough.
    ///
    /// # Errors
    /// Otherwise.
    pub fn checked(mut self, scale: Scale) -> Result<Self, Trouble> {
        if scale != Scale::AsWritten {
            self.scale = scale;
        }
        self.check_names()?;
        self.profiles
            .iter()
            .try_for_each(|it| self.check_profile(it))?;
        Ok(self)
    }

    fn check_names(&self) -> Result<(), Trouble> {
        let file = self
            .profiles
            .first()
            .map_or("domain", |it| it.file.as_str());
        if let Some(name) = twice(self.clauses.iter().map(|it| it.0.as_str())) {
            return Err(Trouble::new(
                file,
                format!("the clause ‘{name}’ stands there twice"),
            ));
        }
        for (clause, options) in &self.clauses {
            if let Some(name) = twice(options.iter().map(String::as_str)) {
                let why = format!("the clause ‘{clause}’ has the option ‘{name}’ twice");
                return Err(Trouble::new(file, why));
            }
            if options.is_empty() {
                let why = format!("the clause ‘{clause}’ has no options: give it one at least");
                return Err(Trouble::new(file, why));
            }
        }
        if let Some(name) = twice(self.profiles.iter().map(|it| it.name.as_str())) {
            return Err(Trouble::new(
                file,
                format!("the party ‘{name}’ has two profiles"),
            ));
        }
        Ok(())
    }

    fn check_profile(&self, profile: &Profile) -> Result<(), Trouble> {
        if self.scale == Scale::Any {
            return Ok(());
        }
        let wrong = |why: String| Err(Trouble::new(&profile.file, why));
        let mut sum = Some(Decimal::default());
        for (((clause, options), weight), values) in self
            .clauses
            .iter()
            .zip(&profile.weights)
            .zip(&profile.values)
        {
            if weight.is_negative() || weight.exceeds_one() {
                return wrong(format!(
                    "the weight {weight} of ‘{clause}’ is not from 0 to 1"
                ));
            }
            sum = sum.and_then(|sum| plus(sum, *weight));
            let outside = |it: &Decimal| {
                it.is_negative() || (self.scale == Scale::AsWritten && it.exceeds_one())
            };
            let mut pairs = options.iter().zip(values);
            if let Some((option, value)) = pairs.find(|(_, value)| outside(value)) {
                let remedy = match self.scale {
                    Scale::AsWritten => VALUES,
                    Scale::PartsOfTheBest | Scale::Any => "",
                };
                return wrong(format!(
                    "the value {value} of ‘{option}’ in ‘{clause}’ is not from 0 to 1{remedy}"
                ));
            }
        }
        let sum = sum.unwrap_or_default();
        let off = plus(sum, Decimal::new(-1, 0)).map(|it| Decimal::new(it.digits.abs(), it.places));
        let allowed =
            off.and_then(|off| plus(off, Decimal::new(-ROUNDING.digits, ROUNDING.places)));
        if allowed.is_none_or(|over| over.digits > 0) {
            return wrong(format!(
                "the weights add up to {sum}, not to 1; ‘--values any’ takes them as they stand"
            ));
        }
        if profile.reservation.is_negative() || profile.reservation.exceeds_one() {
            return wrong(format!(
                "the reservation value {} is not from 0 to 1",
                profile.reservation
            ));
        }
        Ok(())
    }

    /// The domain in exact whole numbers.
    ///
    /// # Errors
    /// If it is too large to be enumerated or too fine to be added up.
    pub fn measured(&self) -> Result<Measured, Trouble> {
        let sizes: Vec<usize> = self.clauses.iter().map(|it| it.1.len()).collect();
        let file = self
            .profiles
            .first()
            .map_or("domain", |it| it.file.as_str());
        let too_fine = || {
            Trouble::new(
                file,
                "its numbers are too fine to be added up exactly: round them to 18 places",
            )
        };
        let unit = self.unit().ok_or_else(too_fine)?;
        let parties: Option<Vec<Preferences<Fine>>> = self
            .profiles
            .iter()
            .map(|it| self.preferences(it, &unit))
            .collect();
        let domain = Domain::fine(&sizes, parties.ok_or_else(too_fine)?)
            .map_err(|why| Trouble::new(file, no_domain(why, &self.clauses)))?;
        let whole = unit.whole.narrow();
        match (domain.narrow(), whole) {
            (Some(narrow), Some(whole)) => Ok(Measured::Narrow(narrow, whole)),
            (None, _) | (_, None) => Ok(Measured::Fine(domain, unit.whole)),
        }
    }

    /// The unit in which every part of every profile is whole.
    fn unit(&self) -> Option<Unit> {
        let weighted = self.profiles.iter().flat_map(|profile| {
            let pairs = profile.weights.iter().zip(&profile.values);
            pairs.flat_map(|(weight, values)| {
                values.iter().map(|value| weight.places + value.places)
            })
        });
        let reserved = self.profiles.iter().map(|it| it.reservation.places);
        let places = weighted.chain(reserved).max().unwrap_or(0);
        let mut common = 1_i128;
        if self.scale == Scale::PartsOfTheBest {
            for values in self.profiles.iter().flat_map(|it| &it.values) {
                let best = best(values)?;
                common = common.checked_mul(best / gcd(common, best))?;
            }
        }
        let whole = ten_to(places)?.checked_times(Fine::from(common))?;
        Some(Unit {
            places,
            common,
            whole,
        })
    }

    fn preferences(&self, profile: &Profile, unit: &Unit) -> Option<Preferences<Fine>> {
        let part = |(weight, values): (&Decimal, &Vec<Decimal>)| {
            let (share, power) = match self.scale {
                Scale::AsWritten | Scale::Any => (1, 0),
                Scale::PartsOfTheBest => {
                    let places = values.iter().map(|it| it.places).max().unwrap_or(0);
                    (unit.common / best(values)?, places)
                }
            };
            let worth = |value: &Decimal| {
                let missing = (unit.places + power).checked_sub(weight.places + value.places)?;
                let raw = signed(weight.digits, value.digits)?;
                product(raw, ten_to(missing)?).and_then(|it| product(it, Fine::from(share)))
            };
            values.iter().map(worth).collect::<Option<Vec<Fine>>>()
        };
        let pairs = profile.weights.iter().zip(&profile.values);
        let missing = unit.places.checked_sub(profile.reservation.places)?;
        let reserved = product(Fine::from(profile.reservation.digits), ten_to(missing)?)?;
        Some(Preferences {
            parts: pairs.map(part).collect::<Option<_>>()?,
            bonuses: Vec::new(),
            reservation: product(reserved, Fine::from(unit.common))?,
        })
    }
}

/// How many smallest parts make one: ten to the power of `places`, times what all best values divide.
struct Unit {
    places: u32,
    common: i128,
    whole: Fine,
}

/// The best value of a clause, in the smallest unit of the clause's values; 1 if all are worth nothing.
fn best(values: &[Decimal]) -> Option<i128> {
    let places = values.iter().map(|it| it.places).max()?;
    let digits = |it: &Decimal| {
        it.digits
            .checked_mul(10_i128.checked_pow(places - it.places)?)
    };
    let all: Option<Vec<i128>> = values.iter().map(digits).collect();
    all?.into_iter().max().map(|best| best.max(1))
}

/// A product in which only the first factor may be negative.
fn product(one: Fine, other: Fine) -> Option<Fine> {
    let size = one.size().checked_times(other)?;
    Some(if one.is_negative() {
        size.negated()
    } else {
        size
    })
}

fn signed(one: i128, other: i128) -> Option<Fine> {
    let size = product(Fine::from(one), Fine::from(other).size())?;
    Some(if other < 0 { size.negated() } else { size })
}

fn gcd(one: i128, other: i128) -> i128 {
    if other == 0 {
        one
    } else {
        gcd(other, one % other)
    }
}

fn ten_to(power: u32) -> Option<Fine> {
    let first = power.min(38);
    let rest = power - first;
    let factor = |power: u32| 10_i128.checked_pow(power).map(Fine::from);
    factor(first)?.checked_times(factor(rest)?)
}

fn plus(one: Decimal, other: Decimal) -> Option<Decimal> {
    let places = one.places.max(other.places);
    let at = |it: Decimal| {
        it.digits
            .checked_mul(10_i128.checked_pow(places - it.places)?)
    };
    Some(Decimal::new(at(one)?.checked_add(at(other)?)?, places))
}

fn twice<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let mut seen = std::collections::BTreeSet::new();
    let mut names = names;
    names.find(|name| !seen.insert(*name))
}

/// Why something is no domain, in words.
#[must_use]
pub fn no_domain(why: NotADomain, clauses: &[(String, Vec<String>)]) -> String {
    match why {
        NotADomain::NoClauses => "has no clauses: there is nothing to agree on".to_owned(),
        NotADomain::NoOptions { clause } => {
            let name = clauses.get(clause).map_or("", |it| it.0.as_str());
            format!("the clause ‘{name}’ has no options: give it one at least")
        }
        NotADomain::Parties { count } => {
            format!("has {count} profiles: give from 1 to {MOST_PARTIES}")
        }
        NotADomain::TooLarge => {
            format!("has more than {MOST_OUTCOMES} outcomes: drop clauses or options")
        }
        NotADomain::TooFine { party } => {
            format!(
                "the numbers of profile {} are too large to be added up exactly",
                party + 1
            )
        }
    }
}

impl Names {
    /// The option that an outcome has in each clause, by their names.
    pub fn package<'n, W: Worth>(
        &'n self,
        domain: &Domain<W>,
        outcome: crate::analysis::exact::domain::Outcome,
    ) -> Vec<(&'n str, &'n str)> {
        let options = domain.options(outcome);
        let pairs = self.clauses.iter().zip(options);
        let named = pairs.map(|((clause, names), option)| {
            (
                clause.as_str(),
                names.get(option).map_or("", String::as_str),
            )
        });
        named.collect()
    }
}
