//! A table of the game as linear-additive files can say it.
//!
//! Linkages go beyond single clauses. Clauses that a linkage joins are written as one issue with every combination of their
//! options, weight 1 and what each combination adds as its value, so that nothing is lost; or the linkages are left out, if
//! that is asked for.

use crate::analysis::interchange::decimal::Decimal;
use crate::model::Utility;

/// The most options that a joined issue may have.
const MOST_JOINED: usize = 2_000;

/// What is written, in any format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The name of the domain.
    pub name: String,
    /// Issues with their options: clauses, or several joined with `+`.
    pub clauses: Vec<(String, Vec<String>)>,
    /// One profile a party.
    pub profiles: Vec<WrittenProfile>,
    /// Whether clauses are joined: weights then don't add up to 1, and values may lie beyond 0 to 1.
    pub joined: bool,
}

/// One party's profile as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenProfile {
    /// The party.
    pub name: String,
    /// The weight of each issue.
    pub weights: Vec<Decimal>,
    /// The value of each option of each issue.
    pub values: Vec<Vec<Decimal>>,
    /// What no agreement is worth.
    pub reservation: Decimal,
}

/// What becomes of linkages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Linkages {
    /// Linked clauses become one issue.
    Joined,
    /// They are left out.
    LeftOut,
}

/// What is to be written: utilities in millionths, whose weights per mille are known.
#[derive(Clone, Debug)]
pub struct Source {
    /// The name of the domain.
    pub name: String,
    /// Clauses with their options.
    pub clauses: Vec<(String, Vec<String>)>,
    /// Parties by name, with utility and the weights of the clauses per mille.
    pub parties: Vec<(String, Utility, Vec<i32>)>,
}

/// The name of a file without folders and ending.
#[must_use]
pub fn stem(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

impl Source {
    /// Whether a linkage goes beyond single clauses.
    #[must_use]
    pub fn has_linkages(&self) -> bool {
        self.parties.iter().any(|it| !it.1.linkages.is_empty())
    }

    /// The same as linear-additive files can say it.
    ///
    /// # Errors
    /// If joined issues would have more than 2,000 options.
    pub fn written(&self, linkages: Linkages) -> Result<Written, String> {
        let groups = match linkages {
            Linkages::Joined => self.groups(),
            Linkages::LeftOut => (0..self.clauses.len()).map(|at| vec![at]).collect(),
        };
        let mut clauses = Vec::new();
        let mut combinations = Vec::new();
        for group in &groups {
            let all = self.combinations(group)?;
            let names: Vec<&str> = group
                .iter()
                .map(|at| self.clauses[*at].0.as_str())
                .collect();
            let option = |chosen: &Vec<usize>| {
                let pairs = group.iter().zip(chosen);
                let words = pairs.map(|(at, option)| self.clauses[*at].1[*option].as_str());
                words.collect::<Vec<&str>>().join("+")
            };
            clauses.push((names.join("+"), all.iter().map(option).collect()));
            combinations.push(all);
        }
        let groups: Vec<_> = groups.into_iter().zip(combinations).collect();
        let profiles = self.parties.iter();
        Ok(Written {
            name: self.name.clone(),
            clauses,
            joined: groups.iter().any(|it| it.0.len() > 1),
            profiles: profiles.map(|it| profile(it, &groups, linkages)).collect(),
        })
    }

    /// Clauses that linkages of any party join, each group in order.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = (0..self.clauses.len()).map(|at| vec![at]).collect();
        for linkage in self.parties.iter().flat_map(|it| &it.1.linkages) {
            let meets = |group: &Vec<usize>| {
                linkage
                    .when
                    .iter()
                    .any(|(clause, _)| group.contains(clause))
            };
            let (joined, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(meets);
            groups = others;
            let mut one: Vec<usize> = joined.into_iter().flatten().collect();
            one.sort_unstable();
            if !one.is_empty() {
                groups.push(one);
            }
            groups.sort();
        }
        groups
    }

    fn combinations(&self, group: &[usize]) -> Result<Vec<Vec<usize>>, String> {
        let mut all = vec![Vec::new()];
        for at in group {
            let size = self.clauses[*at].1.len();
            if all.len() * size > MOST_JOINED {
                return Err(format!(
                    "linkages join {} clauses into one issue of more than {MOST_JOINED} options; --without-linkages leaves the linkages out",
                    group.len()
                ));
            }
            let longer = |chosen: &Vec<usize>| {
                let each = |option: usize| {
                    chosen
                        .iter()
                        .copied()
                        .chain([option])
                        .collect::<Vec<usize>>()
                };
                (0..size).map(each).collect::<Vec<_>>()
            };
            all = all.iter().flat_map(longer).collect();
        }
        Ok(all)
    }
}

type Group = (Vec<usize>, Vec<Vec<usize>>);

fn profile(
    (name, utility, weights): &(String, Utility, Vec<i32>),
    groups: &[Group],
    linkages: Linkages,
) -> WrittenProfile {
    let mut written = WrittenProfile {
        name: name.clone(),
        weights: Vec::new(),
        values: Vec::new(),
        reservation: millionths(utility.reservation),
    };
    for (group, combinations) in groups {
        let worths: Vec<i64> = combinations
            .iter()
            .map(|chosen| worth(utility, group, chosen, linkages))
            .collect();
        let known = |at: &usize| weights.get(*at).map_or(0, |it| i64::from(*it) * 1000);
        let weight = match group.as_slice() {
            [alone] => known(alone),
            _ => Utility::MILLION,
        };
        written.weights.push(millionths(weight));
        written
            .values
            .push(worths.iter().map(|it| quotient(*it, weight)).collect());
    }
    written
}

/// What a combination of options of a group adds, linkages within the group included.
fn worth(utility: &Utility, group: &[usize], chosen: &[usize], linkages: Linkages) -> i64 {
    let option = |clause: usize| {
        group
            .iter()
            .position(|at| *at == clause)
            .map(|at| chosen[at])
    };
    let part = |(at, option): (&usize, &usize)| {
        utility
            .parts
            .get(*at)
            .and_then(|part| part.get(*option))
            .copied()
    };
    let sum: i64 = group.iter().zip(chosen).filter_map(part).sum();
    let met = utility.linkages.iter().filter(|linkage| {
        linkages == Linkages::Joined
            && linkage
                .when
                .iter()
                .all(|(clause, needed)| option(*clause) == Some(*needed))
    });
    sum + met.map(|linkage| linkage.bonus).sum::<i64>()
}

fn millionths(worth: i64) -> Decimal {
    Decimal::new(i128::from(worth), 6)
}

/// What an option adds in parts of the weight of its clause: exact, since it is the weight per mille times a value per mille.
fn quotient(worth: i64, weight: i64) -> Decimal {
    let per_million = i128::from(worth) * i128::from(Utility::MILLION);
    Decimal::new(per_million.checked_div(i128::from(weight)).unwrap_or(0), 6)
}
