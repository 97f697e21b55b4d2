//! What a checked negotiating table consists of.

use crate::model::condition::{Obligation, Verification};
use crate::model::{
    ActorId, ActorSet, BlocId, Condition, Effect, Form, FormatId, Linkage, MechanismId, Package,
    Points, Utility,
};
use crate::scenario::definition::Interests;

/// A negotiating table: several capitals bargain over one text, clause by clause.
#[derive(Clone, Debug)]
pub struct NegotiatingTable {
    /// What a text in force makes.
    pub mechanism: MechanismId,
    /// Under whose roof it meets.
    pub format: Option<FormatId>,
    /// The seats that can convene it.
    pub conveners: ActorSet,
    /// Diplomatic capital that convening takes.
    pub cost: Points,
    /// Hands that it takes from its convener while it is open.
    pub hands: Points,
    /// What must hold for it to be convened.
    pub needs: Vec<Condition>,
    /// How many must sign.
    pub signers_min: u8,
    /// Who must be among them.
    pub must_sign: ActorSet,
    /// Rounds held in a turn.
    pub rounds_per_turn: u8,
    /// Rounds until the deadline.
    pub deadline: u8,
    /// Who may put forward a single text.
    pub mediators: ActorSet,
    /// The Track II format that can sound everybody out.
    pub track_two: Option<FormatId>,
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// The parties, in the order in which they speak.
    pub parties: Vec<Party>,
    /// Side payments.
    pub payments: Vec<Payment>,
    /// What entry into force does besides.
    pub signed: Vec<Effect>,
    /// What breaking up does.
    pub failed: Vec<Effect>,
    /// The stable hash of its string id, for chance.
    pub subject_hash: u64,
}

/// A clause with its options, from the least to the most demanding.
#[derive(Clone, Debug)]
pub struct Clause {
    /// Whether every text has it.
    pub standing: Standing,
    /// The options.
    pub options: Vec<ClauseOption>,
}

/// Whether every text has a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Every text has it.
    Core,
    /// It may be added to the agenda or kept out; its first option is silence.
    Item,
}

/// An option of a clause, and what it means for the mechanism that results.
#[derive(Clone, Debug, Default)]
pub struct ClauseOption {
    /// How far it makes the mechanism reach, 0 to 100.
    pub depth: Option<u8>,
    /// The legal form that it gives the text.
    pub form: Option<Form>,
    /// The obligation that it gives the mechanism.
    pub level: Option<Obligation>,
    /// How members check each other then.
    pub verification: Option<Verification>,
    /// What else it does on entry into force.
    pub effects: Vec<Effect>,
}

/// A party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Who.
    pub actor: ActorId,
    /// How it concedes.
    pub temper: Temper,
    /// What is believed of its preferences, one entry a clause. Public: the files of every ministry have it.
    pub preferences: Vec<Preference>,
    /// What goes beyond single clauses; bonuses in millionths.
    pub linkages: Vec<Linkage>,
    /// What no agreement is worth to it, in points.
    pub reservation: Interests,
    /// How groups at home take options.
    pub home: Vec<Attitude>,
}

/// How a party concedes over time, as its reputation has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Temper {
    /// Late.
    Boulware,
    /// Evenly.
    Linear,
    /// Early.
    Conceder,
}

/// What a clause is believed to be worth to a party.
#[derive(Clone, Debug)]
pub struct Preference {
    /// Its weight, per mille.
    pub weight: i32,
    /// The value of each option, per mille of the weight.
    pub values: Vec<i32>,
    /// How far the real weight may differ, per mille of the weight.
    pub varies: i32,
}

/// How a group at home takes an option.
#[derive(Clone, Copy, Debug)]
pub struct Attitude {
    /// The group.
    pub bloc: BlocId,
    /// The clause.
    pub clause: u8,
    /// The option.
    pub option: u8,
    /// By how many points it likes a text with it.
    pub points: Points,
}

/// A side payment, drawn from what the world has.
#[derive(Clone, Debug)]
pub struct Payment {
    /// Who can receive it.
    pub to: ActorSet,
    /// Capital that it takes.
    pub cost: Points,
    /// What it is worth to the receiver, in points of its margin.
    pub worth: Points,
    /// What else it does; `$self` pays, `$target` receives.
    pub effects: Vec<Effect>,
}

impl NegotiatingTable {
    /// Whether a text that these sign counts.
    #[must_use]
    pub fn counts_with(&self, signers: ActorSet) -> bool {
        let missing = self.must_sign.0 & !signers.0;
        missing == 0 && signers.len() >= usize::from(self.signers_min)
    }

    /// Everybody who has a delegation at it.
    #[must_use]
    pub fn members(&self) -> ActorSet {
        self.parties.iter().map(|party| party.actor).collect()
    }

    /// The place of a party.
    #[must_use]
    pub fn place(&self, actor: ActorId) -> Option<usize> {
        self.parties.iter().position(|party| party.actor == actor)
    }

    /// How many options each clause has.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.clauses.iter().map(|it| it.options.len()).collect()
    }

    /// The option of a text in a clause.
    #[must_use]
    pub fn chosen(&self, text: Package, clause: usize) -> Option<&ClauseOption> {
        self.clauses.get(clause)?.options.get(text.option(clause))
    }

    /// What the options of a text mean for the mechanism, clause by clause.
    pub fn chosen_options(&self, text: Package) -> impl Iterator<Item = &ClauseOption> {
        (0..self.clauses.len()).filter_map(move |clause| self.chosen(text, clause))
    }

    /// The legal form of a text: the most solemn that any of its options gives it.
    #[must_use]
    pub fn form(&self, text: Package) -> Form {
        let forms = self.chosen_options(text).filter_map(|it| it.form);
        forms.max().unwrap_or_default()
    }

    /// The obligation that a text would make.
    #[must_use]
    pub fn level(&self, text: Package) -> Obligation {
        let levels = self.chosen_options(text).filter_map(|it| it.level);
        levels.max().unwrap_or(Obligation::Agreed)
    }

    /// How members would check each other under a text.
    #[must_use]
    pub fn verification(&self, text: Package) -> Verification {
        let found = self.chosen_options(text).filter_map(|it| it.verification);
        found.max().unwrap_or_default()
    }

    /// How far the mechanism would reach: the mean over the clauses that have a depth, items that the text leaves out
    /// aside; 0 to 100, 50 if none has.
    #[must_use]
    pub fn reach(&self, text: Package) -> u8 {
        let deep = |clause: &Clause| clause.options.iter().any(|it| it.depth.is_some());
        let silent = |at: usize| {
            let item = self.clauses.get(at).map(|clause| clause.standing);
            item == Some(Standing::Item) && text.option(at) == 0
        };
        let places = (0..self.clauses.len()).filter(|at| self.clauses.get(*at).is_some_and(deep));
        let (mut sum, mut count) = (0_u32, 0_u32);
        for at in places.filter(|at| !silent(*at)) {
            sum += u32::from(self.chosen(text, at).and_then(|it| it.depth).unwrap_or(0));
            count += 1;
        }
        u8::try_from(sum.checked_div(count).unwrap_or(50)).unwrap_or(100)
    }

    /// A party's utility in millionths, with these weights per mille; `reservation` stays zero.
    #[must_use]
    pub fn utility(&self, place: usize, weights: &[i32]) -> Utility {
        let Some(party) = self.parties.get(place) else {
            return Utility::default();
        };
        let pairs = party.preferences.iter().zip(weights);
        let scaled = |values: &[i32], weight: i32| {
            let each = values
                .iter()
                .map(|value| i64::from(*value) * i64::from(weight));
            each.collect::<Vec<i64>>()
        };
        Utility {
            parts: pairs
                .map(|(known, weight)| scaled(&known.values, *weight))
                .collect(),
            linkages: party.linkages.clone(),
            reservation: 0,
        }
    }

    /// The weights of a party's clauses after each was moved by so much per mille of itself, brought back to a sum of 1000
    /// by largest remainders.
    #[must_use]
    pub fn weights(&self, place: usize, moved: impl Fn(usize) -> i32) -> Vec<i32> {
        let Some(party) = self.parties.get(place) else {
            return Vec::new();
        };
        let raw = party.preferences.iter().enumerate();
        let raw: Vec<i64> = raw
            .map(|(at, known)| i64::from(known.weight) * i64::from((1000 + moved(at)).max(0)))
            .collect();
        in_thousandths(&raw)
    }
}

/// Shares of 1000 in proportion to these weights, by largest remainders; all to the first if they are all zero.
fn in_thousandths(raw: &[i64]) -> Vec<i32> {
    let sum = raw.iter().sum::<i64>().max(1);
    let mut shares: Vec<i64> = raw.iter().map(|weight| weight * 1000 / sum).collect();
    let mut order: Vec<usize> = (0..raw.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(raw[*at] * 1000 % sum), *at));
    let missing = 1000 - shares.iter().sum::<i64>();
    for at in order
        .iter()
        .cycle()
        .take(usize::try_from(missing).unwrap_or(0))
    {
        shares[*at] += 1;
    }
    let small = |share: i64| i32::try_from(share).unwrap_or(0);
    shares.into_iter().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::in_thousandths;

    #[test]
    fn weights_always_come_back_to_a_thousand() {
        for raw in [&[1, 1, 1][..], &[350, 200, 450], &[7, 0, 3, 11], &[0, 0]] {
            assert_eq!(in_thousandths(raw).iter().sum::<i32>(), 1000, "{raw:?}");
        }
    }
}
