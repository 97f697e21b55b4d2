//! Where an issue would settle if nobody did anything more about it: the compromise model, the median, Condorcet. In exact
//! fractions, no floats.

/// Where a party stands on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stance {
    /// What it can bring to bear, in any unit.
    pub capability: u32,
    /// How much it cares, in any unit that is the same for all.
    pub salience: u32,
    /// What it wants, on any scale.
    pub position: i32,
}

impl Stance {
    /// Its weight: capability times salience.
    #[must_use]
    pub fn weight(self) -> i128 {
        i128::from(self.capability) * i128::from(self.salience)
    }
}

/// A fraction in lowest terms; the denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// Above the line.
    pub numerator: i128,
    /// Below it.
    pub denominator: i128,
}

impl Fraction {
    fn new(numerator: i128, denominator: i128) -> Self {
        let common = greatest_divisor(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1);
        let common = i128::try_from(common).unwrap_or(1);
        Self {
            numerator: numerator / common,
            denominator: denominator / common,
        }
    }

    /// So many times the fraction, to the nearest whole number, halves up.
    #[must_use]
    pub fn times_rounded(self, factor: i128) -> i128 {
        (2 * self.numerator * factor + self.denominator).div_euclid(2 * self.denominator)
    }
}

fn greatest_divisor(one: u128, other: u128) -> u128 {
    if other == 0 {
        one
    } else {
        greatest_divisor(other, one % other)
    }
}

/// The mean of positions weighted by capability and salience: the compromise model (Van den Bos 1991; Achen 2006 on why it
/// comes near the Nash solution where no agreement is costly; in Thomson et al., *The European Union Decides*). `None` if
/// nobody has any weight.
#[must_use]
pub fn compromise(stances: &[Stance]) -> Option<Fraction> {
    let weight: i128 = stances.iter().map(|it| it.weight()).sum();
    let moment: i128 = stances
        .iter()
        .map(|it| it.weight() * i128::from(it.position))
        .sum();
    (weight > 0).then(|| Fraction::new(moment, weight))
}

/// The smallest position at which those up to it have at least half of all weight (Black 1948, weighted). `None` if nobody
/// has any weight.
#[must_use]
pub fn median(stances: &[Stance]) -> Option<i32> {
    let mut sorted = stances.to_vec();
    sorted.sort_by_key(|it| it.position);
    let all: i128 = sorted.iter().map(|it| it.weight()).sum();
    let mut below = 0;
    let reached = sorted.iter().find(|it| {
        below += it.weight();
        2 * below >= all
    });
    reached.filter(|_| all > 0).map(|it| it.position)
}

/// By how much position `one` beats `other` when every party votes as strongly as it cares: the sum of weight times how much
/// nearer `one` is (Bueno de Mesquita 1984). Not scaled by the range of positions. Positive if `one` wins.
#[must_use]
pub fn margin(stances: &[Stance], one: i32, other: i32) -> i128 {
    let nearer = |it: &Stance| {
        let far = |from: i32| i128::from(it.position.abs_diff(from));
        it.weight() * (far(other) - far(one))
    };
    stances.iter().map(nearer).sum()
}

/// The position of a party that beats every other position of a party; `None` if there is none.
#[must_use]
pub fn condorcet(stances: &[Stance]) -> Option<i32> {
    let positions = stances.iter().map(|it| it.position);
    let beats_all = |one: &i32| {
        let mut others = stances.iter().filter(|it| it.position != *one);
        others.all(|it| margin(stances, *one, it.position) > 0)
    };
    positions.clone().find(beats_all)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Car emissions in the European Community, 1989: years until the standard; capability in hundredths, salience in
    /// per cent.
    fn emissions() -> Vec<Stance> {
        let stances = [
            (8, 4, 80),
            (8, 7, 40),
            (3, 4, 20),
            (16, 4, 80),
            (16, 10, 60),
            (16, 10, 60),
            (16, 10, 90),
            (5, 7, 10),
            (5, 4, 100),
            (8, 7, 70),
        ];
        let stance = |(capability, position, salience)| Stance {
            capability,
            salience,
            position,
        };
        stances.map(stance).to_vec()
    }

    #[test]
    fn emissions_of_1989_settle_at_7_39_by_the_compromise_model() {
        let mean = compromise(&emissions()).unwrap();
        assert_eq!(mean, Fraction::new(50_030, 6_770));
        assert_eq!(mean.times_rounded(1_000_000_000_000), 7_389_955_686_854);
    }

    #[test]
    fn emissions_of_1989_have_a_median_and_a_condorcet_winner_at_7() {
        let stances = emissions();
        assert_eq!(median(&stances), Some(7));
        assert_eq!(condorcet(&stances), Some(7));
        let margins = [(7, 4), (7, 10), (10, 4)].map(|(one, other)| margin(&stances, one, other));
        assert_eq!(margins, [5430, 150, 5280]);
        assert_eq!(margin(&stances, 4, 7), -5430);
    }

    #[test]
    fn capability_alone_salience_alone_and_plain_means_are_those_of_the_reference() {
        let mean = |change: fn(Stance) -> Stance| {
            let stances: Vec<Stance> = emissions().into_iter().map(change).collect();
            compromise(&stances).unwrap().times_rounded(1_000_000)
        };
        assert_eq!(mean(|it| Stance { salience: 1, ..it }), 7_475_248);
        assert_eq!(
            mean(|it| Stance {
                capability: 1,
                ..it
            }),
            6_655_738
        );
        assert_eq!(
            mean(|it| Stance {
                capability: 1,
                salience: 1,
                ..it
            }),
            6_700_000
        );
    }

    #[test]
    fn nobody_and_nothing_settle_nowhere() {
        let idle = Stance {
            capability: 0,
            salience: 9,
            position: 1,
        };
        for stances in [&[][..], &[idle]] {
            assert_eq!(compromise(stances), None);
            assert_eq!(median(stances), None);
        }
        assert_eq!(condorcet(&[]), None);
        let most = Stance {
            capability: u32::MAX,
            salience: u32::MAX,
            position: i32::MIN,
        };
        assert_eq!(
            compromise(&[most; 9]).unwrap().numerator,
            i128::from(i32::MIN)
        );
    }
}
