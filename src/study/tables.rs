//! What became of negotiating tables over many games: how many closed, with whom, why the others broke up.

use rayon::prelude::*;

use crate::analysis::debrief::shortfall;
use crate::model::{Breakdown, Fact, SeatId, TableFact, TableId, What};
use crate::rules::{State, View};
use crate::scenario::Scenario;
use crate::study::game::{Table, play};

/// What became of one table under one strategy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often it opened.
    pub opened: u64,
    /// How often a text was signed.
    pub signed: u64,
    /// Of those, how often somebody stayed away.
    pub without: u64,
    /// How often a text entered into force.
    pub in_force: u64,
    /// How often one of those who had stayed away signed later.
    pub acceded: u64,
    /// How often a group at home refused consent.
    pub refused: u64,
    /// How often a delegation walked out.
    pub walked_out: u64,
    /// How often it broke up, by reason: deadline, too few left, home, the table it was tied with.
    pub broke_up: [u64; 4],
    /// Rounds that were held until a text was signed, all such tables together.
    pub rounds: u64,
    /// How far the signed texts lie short of the frontier, in thousandths of a point of joint gain, all together.
    pub short: i64,
}

impl Tally {
    /// Tables that came to an end.
    #[must_use]
    pub fn ended(&self) -> u64 {
        self.signed + self.broke_up.iter().sum::<u64>() - self.broke_up[2]
    }

    fn plus(&mut self, other: &Self) {
        self.opened += other.opened;
        self.signed += other.signed;
        self.without += other.without;
        self.in_force += other.in_force;
        self.acceded += other.acceded;
        self.refused += other.refused;
        self.walked_out += other.walked_out;
        self.rounds += other.rounds;
        self.short += other.short;
        for (sum, more) in self.broke_up.iter_mut().zip(other.broke_up) {
            *sum += more;
        }
    }

    /// All of these together.
    #[must_use]
    pub fn sum(all: &[Self]) -> Self {
        let mut sum = Self::default();
        all.iter().for_each(|it| sum.plus(it));
        sum
    }
}

/// Plays `games` games of a strategy from `seed` on, and counts what became of each table, in the order of the pack.
#[must_use]
pub fn tables(
    scenario: &Scenario,
    seat: SeatId,
    strategy: &str,
    seed: u64,
    games: u64,
) -> Vec<Tally> {
    let blank = || vec![Tally::default(); scenario.tables().count()];
    let one = |mut sum: Vec<Tally>, game: u64| {
        let table = Table {
            scenario,
            seat,
            strategy,
            others: "script",
            bearing: None,
            events: &[],
        };
        play(&table, seed.wrapping_add(game), &mut |state, _, facts| {
            facts
                .iter()
                .for_each(|fact| add(&mut sum, (scenario, state), fact));
        });
        sum
    };
    let merge = |mut sum: Vec<Tally>, more: Vec<Tally>| {
        sum.iter_mut()
            .zip(&more)
            .for_each(|(sum, more)| sum.plus(more));
        sum
    };
    (0..games)
        .into_par_iter()
        .fold(blank, one)
        .reduce(blank, merge)
}

fn add(sum: &mut [Tally], (scenario, state): (&Scenario, &State), fact: &Fact) {
    let What::Table(table, what) = fact.what else {
        return;
    };
    let Some(tally) = sum.get_mut(table.index()) else {
        return;
    };
    match what {
        TableFact::Opened { .. } => tally.opened += 1,
        TableFact::Signed { signers } => {
            tally.signed += 1;
            tally.without += u64::from(signers != scenario.table(table).members());
            let (rounds, short) = signature(scenario, state, table);
            tally.rounds += rounds;
            tally.short += short;
        }
        TableFact::EnteredIntoForce => tally.in_force += 1,
        TableFact::Acceded { .. } => tally.acceded += 1,
        TableFact::Refused { .. } => tally.refused += 1,
        TableFact::WalkedOut { .. } => tally.walked_out += 1,
        TableFact::BrokeUp { why } => {
            let place = match why {
                Breakdown::Deadline => 0,
                Breakdown::Deserted => 1,
                Breakdown::Home => 2,
                Breakdown::Tied => 3,
            };
            tally.broke_up[place] += 1;
        }
        _ => {}
    }
}

/// The rounds that a signed text took, and how far it lies short of the frontier, in thousandths of a point.
fn signature(scenario: &Scenario, state: &State, table: TableId) -> (u64, i64) {
    let Some(seat) = scenario.seats().next() else {
        return (0, 0);
    };
    let view = View::new(scenario, state, seat);
    let Some(now) = view.table(table) else {
        return (0, 0);
    };
    let signed = now.signed.map(|signed| (signed.package, now.items));
    let short = signed.and_then(|text| shortfall(scenario, state, table, text));
    let short = short.map_or(0, |short| i64::from(short.raw()));
    (u64::from(now.round) + 1, short)
}
