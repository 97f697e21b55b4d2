//! Elections of which the outcome is a matter of chance: the probabilistic Condorcet elections of KTAB (KAPSARC 2015), on
//! strengths of coalitions, and the utilities and votes of its spatial model.

/// Where an actor stands: on every axis its position, 0 to 100, and its salience.
#[derive(Clone, Debug, PartialEq)]
pub struct Spatial {
    /// What it can bring to bear.
    pub power: f64,
    /// Position and salience, axis by axis.
    pub axes: Vec<(f64, f64)>,
}

/// What the position of one actor is worth to another: one less the distance, axes weighted by how much the one who judges
/// cares.
#[must_use]
pub fn spatial_utility(judge: &Spatial, other: &Spatial) -> f64 {
    let pairs = judge.axes.iter().zip(&other.axes);
    let far: f64 = pairs
        .map(|((x, salience), (y, _))| (salience * (x - y) / 100.0).powi(2))
        .sum();
    let all: f64 = judge
        .axes
        .iter()
        .map(|(_, salience)| salience.powi(2))
        .sum();
    if all == 0.0 {
        1.0
    } else {
        1.0 - (far / all).sqrt()
    }
}

/// For every pair of options how strong those are who prefer the first: power times how much better it is, summed up
/// (proportional voting). `utilities` has a row for each actor and a column for each option.
#[must_use]
pub fn strengths(powers: &[f64], utilities: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let options = utilities.iter().map(Vec::len).min().unwrap_or(0);
    let strength = |one: usize, other: usize| -> f64 {
        let votes = powers
            .iter()
            .zip(utilities)
            .map(|(power, row)| power * (row[one] - row[other]));
        votes.map(|vote| vote.max(0.0)).sum()
    };
    let row = |one: usize| (0..options).map(|other| strength(one, other)).collect();
    (0..options).map(row).collect()
}

/// How surely strength decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Victory {
    /// In proportion.
    Linear,
    /// By squares.
    Square,
    /// By fourth powers.
    Quartic,
    /// By eighth powers.
    Octic,
}

impl Victory {
    const fn power(self) -> i32 {
        match self {
            Self::Linear => 1,
            Self::Square => 2,
            Self::Quartic => 4,
            Self::Octic => 8,
        }
    }

    /// The chance that one strength prevails over another; a half if neither has any.
    #[must_use]
    pub fn chance(self, one: f64, other: f64) -> f64 {
        let (one, other) = (one.powi(self.power()), other.powi(self.power()));
        if one + other > 0.0 {
            one / (one + other)
        } else {
            0.5
        }
    }
}

/// For every pair of options the chance that the first prevails over the second; a half for an option and itself.
#[must_use]
pub fn chances(strengths: &[Vec<f64>], victory: Victory) -> Vec<Vec<f64>> {
    let chance = |one: usize, other: usize| {
        if one == other {
            0.5
        } else {
            victory.chance(strengths[one][other], strengths[other][one])
        }
    };
    let options = 0..strengths.len();
    options
        .clone()
        .map(|one| options.clone().map(|other| chance(one, other)).collect())
        .collect()
}

/// The chance of each option to be the one that prevails over all others, given that one does (conditional PCE).
#[must_use]
pub fn conditional(chances: &[Vec<f64>]) -> Vec<f64> {
    let against = |(one, row): (usize, &Vec<f64>)| -> f64 {
        let others = row.iter().enumerate().filter(|(other, _)| *other != one);
        others.map(|(_, chance)| chance).product()
    };
    let products: Vec<f64> = chances.iter().enumerate().map(against).collect();
    let sum: f64 = products.iter().sum();
    products.iter().map(|product| product / sum).collect()
}

/// How often each option stands in the long run, when the one that stands is challenged by any other with equal chance
/// (Markov process with uniform challenges).
#[must_use]
pub fn markov_uniform(chances: &[Vec<f64>]) -> Vec<f64> {
    const ROUNDS: usize = 10_000;
    let count = chances.len();
    let mut shares = vec![1.0 / count as f64; count];
    for _ in 0..ROUNDS {
        let next = |one: usize| -> f64 {
            let others = 0..count;
            let sum: f64 = others
                .map(|other| (shares[one] + shares[other]) * chances[one][other])
                .sum();
            sum / count as f64
        };
        let next: Vec<f64> = (0..count).map(next).collect();
        let moved: f64 = next
            .iter()
            .zip(&shares)
            .map(|(new, old)| (new - old).abs())
            .sum();
        shares = next;
        if moved < 1e-15 {
            break;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(found: &[f64], expected: &[f64], places: i32) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            assert!(
                (found - expected).abs() <= 0.500_001 * 10_f64.powi(-places),
                "{found} is not {expected}"
            );
        }
    }

    #[test]
    fn squares_of_strengths_give_the_chance_of_the_reference() {
        close(&[Victory::Square.chance(51.212, 19.714)], &[0.8709], 4);
        close(&[Victory::Linear.chance(0.0, 0.0)], &[0.5], 9);
    }

    #[test]
    fn three_options_give_the_vectors_of_the_reference() {
        let strengths = [
            [0.0, 12.099, 54.921],
            [10.333, 0.0, 27.079],
            [5.007, 55.047, 0.0],
        ]
        .map(|row| row.to_vec());
        let chances = chances(&strengths, Victory::Square);
        close(
            &[chances[0][1], chances[0][2], chances[1][2]],
            &[0.5782, 0.9918, 0.1948],
            4,
        );
        close(&conditional(&chances), &[0.8659, 0.1241, 0.0100], 4);
        close(&markov_uniform(&chances), &[0.6351, 0.2148, 0.1501], 4);
    }

    #[test]
    fn the_first_actor_of_the_sample_judges_the_others_as_in_the_reference() {
        let actors: Vec<Spatial> = [
            (102.543, [(75.79, 49.53), (6.37, 5.91), (70.45, 28.15)]),
            (53.393, [(82.72, 30.33), (73.50, 21.22), (64.00, 24.79)]),
            (129.643, [(82.45, 48.47), (90.89, 13.55), (0.07, 34.62)]),
            (75.920, [(62.52, 20.76), (50.82, 39.24), (62.33, 22.21)]),
            (63.224, [(82.34, 40.96), (45.77, 25.43), (73.31, 22.59)]),
            (120.048, [(84.48, 22.92), (33.70, 39.35), (88.11, 15.42)]),
            (54.178, [(70.96, 31.75), (33.46, 27.93), (90.36, 26.03)]),
        ]
        .map(|(power, axes)| Spatial {
            power,
            axes: axes.to_vec(),
        })
        .to_vec();
        let row = |judge: &Spatial| {
            actors
                .iter()
                .map(|it| spatial_utility(judge, it))
                .collect::<Vec<f64>>()
        };
        close(
            &row(&actors[0]),
            &[1.0, 0.903, 0.639, 0.870, 0.929, 0.882, 0.890],
            3,
        );
        let powers: Vec<f64> = actors.iter().map(|it| it.power).collect();
        let utilities: Vec<Vec<f64>> = actors.iter().map(row).collect();
        let found = conditional(&chances(&strengths(&powers, &utilities), Victory::Square));
        close(&[found.iter().sum()], &[1.0], 9);
    }
}
