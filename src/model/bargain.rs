//! A text on a table as a value, and what such a text is worth to a party. No names, no world.

/// The options chosen in every clause of a text: four bits a clause, so that a fact can carry it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Package(u64);

impl Package {
    /// The most clauses that a text can have.
    pub const MOST_CLAUSES: usize = 16;
    /// The most options that a clause can have.
    pub const MOST_OPTIONS: usize = 16;

    /// The option chosen in a clause; 0 for a clause beyond the text.
    #[must_use]
    pub const fn option(self, clause: usize) -> usize {
        if clause >= Self::MOST_CLAUSES {
            return 0;
        }
        ((self.0 >> (4 * clause)) & 15) as usize
    }

    /// The same text with another option in one clause; unchanged where clause or option are out of range.
    #[must_use]
    pub const fn with(self, clause: usize, option: usize) -> Self {
        if clause >= Self::MOST_CLAUSES || option >= Self::MOST_OPTIONS {
            return self;
        }
        let cleared = self.0 & !(15 << (4 * clause));
        Self(cleared | ((option as u64) << (4 * clause)))
    }

    /// The text as a number, for hashes and records.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The text that a number stands for.
    #[must_use]
    pub const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    /// The clauses in which two texts of so many clauses differ, in order.
    pub fn differing(self, other: Self, clauses: usize) -> impl Iterator<Item = usize> {
        (0..clauses).filter(move |clause| self.option(*clause) != other.option(*clause))
    }
}

/// A linkage: so much more (or less) for a party when all these clauses have these options.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Linkage {
    /// Clause and option, each at its place.
    pub when: Vec<(usize, usize)>,
    /// What it adds, in the units of the utility.
    pub bonus: i64,
}

/// What texts are worth to one party: linear-additive over clauses, plus linkages (the field's standard form; Keeney and
/// Raiffa 1976). The unit is the owner's: tables of the game count millionths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Utility {
    /// For each clause, what each of its options adds.
    pub parts: Vec<Vec<i64>>,
    /// What goes beyond the sum of the parts.
    pub linkages: Vec<Linkage>,
    /// The reservation value (BATNA): what no agreement at all is worth.
    pub reservation: i64,
}

impl Utility {
    /// The whole of a scale that counts millionths.
    pub const MILLION: i64 = 1_000_000;

    /// What a text is worth; `option` gives the option chosen in a clause. Clauses and options that the utility does not
    /// know add nothing.
    pub fn of(&self, option: impl Fn(usize) -> usize) -> i64 {
        let parts = self.parts.iter().enumerate();
        let sum: i64 = parts
            .map(|(clause, values)| values.get(option(clause)).copied().unwrap_or(0))
            .sum();
        let met = self.linkages.iter().filter(|linkage| {
            linkage
                .when
                .iter()
                .all(|(clause, at)| option(*clause) == *at)
        });
        sum + met.map(|linkage| linkage.bonus).sum::<i64>()
    }

    /// What a package is worth.
    #[must_use]
    pub fn of_package(&self, package: Package) -> i64 {
        self.of(|clause| package.option(clause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_keeps_the_option_of_every_clause() {
        let package = Package::default().with(0, 3).with(15, 15).with(7, 9);
        let chosen = [0, 7, 15, 3].map(|clause| package.option(clause));
        assert_eq!(chosen, [3, 9, 15, 0]);
        assert_eq!(package.with(16, 1), package);
        assert_eq!(package.with(1, 16), package);
        let other = package.with(7, 0);
        assert_eq!(package.differing(other, 16).collect::<Vec<_>>(), [7]);
    }

    #[test]
    fn a_linkage_counts_only_when_all_its_clauses_are_met() {
        let utility = Utility {
            parts: vec![vec![0, 10], vec![0, 5]],
            linkages: vec![Linkage {
                when: vec![(0, 1), (1, 1)],
                bonus: -3,
            }],
            reservation: 0,
        };
        let worth =
            |first, second| utility.of_package(Package::default().with(0, first).with(1, second));
        assert_eq!([worth(0, 0), worth(1, 0), worth(1, 1)], [0, 10, 12]);
    }
}
