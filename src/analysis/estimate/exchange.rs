//! The exchange of positions (Stokman and Van Oosten 1994): two parties give way where they care less, each on the issue
//! that the other cares for more. Equal gain; what comes of it for third parties doesn't count.

/// Where a party stands on an issue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stance {
    /// What it wants.
    pub position: f64,
    /// How much it cares, 0 to 1.
    pub salience: f64,
    /// What it can bring to bear.
    pub capability: f64,
}

/// An issue: a stance for every party, in one order for all issues.
pub type Issue = Vec<Stance>;

/// The mean of positions by capability and salience, which is where an issue settles; not a number if nobody has weight.
#[must_use]
pub fn outcome(issue: &[Stance]) -> f64 {
    let moment: f64 = issue
        .iter()
        .map(|it| it.capability * it.salience * it.position)
        .sum();
    moment / total(issue)
}

fn total(issue: &[Stance]) -> f64 {
    issue.iter().map(|it| it.capability * it.salience).sum()
}

/// A shift of one party's position on one issue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shift {
    /// Who moves.
    pub party: usize,
    /// On which issue.
    pub issue: usize,
    /// By how much, with its sign.
    pub by: f64,
    /// By how much that moves the outcome, with its sign.
    pub outcome: f64,
}

/// A deal of two parties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exchange {
    /// What the first gives, on the issue that it cares less for.
    pub gives: Shift,
    /// What it gets: the other's shift.
    pub gets: Shift,
    /// What each of the two gains, in units of the issues weighted by salience.
    pub gain: f64,
}

/// The deal of equal gain by which `parties.0` gets its way on `issues.0` and gives way on `issues.1`; `None` if they don't
/// differ there, or if neither would gain.
#[must_use]
pub fn exchange(
    issues: &[Issue],
    (got, given): (usize, usize),
    parties: (usize, usize),
) -> Option<Exchange> {
    let stance = |issue: usize, party: usize| issues.get(issue)?.get(party).copied();
    let (mine, theirs) = (stance(got, parties.0)?, stance(got, parties.1)?);
    let (own, other) = (stance(given, parties.0)?, stance(given, parties.1)?);
    let (far_got, far_given) = (
        mine.position - theirs.position,
        other.position - own.position,
    );
    // How much an outcome moves when the one who gives way moves by one.
    let leverage =
        |issue: usize, stance: Stance| stance.capability * stance.salience / total(&issues[issue]);
    let (by_got, by_given) = (leverage(got, theirs), leverage(given, own));
    let rate = (own.salience + other.salience) / (mine.salience + theirs.salience);
    // The first goes the whole way; if the other would have to go further than that, it does so and the first goes less far.
    let mut given_by = far_given.abs() * by_given;
    if given_by * rate > far_got.abs() * by_got {
        given_by = far_got.abs() * by_got / rate;
    }
    let got_by = given_by * rate;
    let gain = mine.salience * got_by - own.salience * given_by;
    let shift = |party, issue, outcome: f64, leverage: f64, far: f64| Shift {
        party,
        issue,
        by: (outcome / leverage).copysign(far),
        outcome: outcome.copysign(far),
    };
    (gain > 1e-12 && gain.is_finite()).then(|| Exchange {
        gives: shift(parties.0, given, given_by, by_given, far_given),
        gets: shift(parties.1, got, got_by, by_got, far_got),
        gain,
    })
}

/// Whether the two stand on opposite sides of where the issue settles.
fn opposed(issue: &[Stance], one: usize, other: usize) -> bool {
    let middle = outcome(issue);
    (issue[one].position - middle) * (issue[other].position - middle) < 0.0
}

/// Lets parties on opposite sides of two issues trade, the deal with the highest gain first, nobody twice on an issue, until
/// no deal is left; gives the deals and leaves the positions that come of them.
pub fn settle(issues: &mut [Issue]) -> Vec<Exchange> {
    let parties = issues.iter().map(Vec::len).min().unwrap_or(0);
    let mut moved = vec![vec![false; parties]; issues.len()];
    let mut made = Vec::new();
    while let Some(best) = best(issues, &moved, parties) {
        for shift in [best.gives, best.gets] {
            issues[shift.issue][shift.party].position += shift.by;
            moved[shift.issue][shift.party] = true;
        }
        made.push(best);
    }
    made
}

fn best(issues: &[Issue], moved: &[Vec<bool>], parties: usize) -> Option<Exchange> {
    let pairs = (0..parties).flat_map(|one| (0..parties).map(move |other| (one, other)));
    let pairs = pairs.filter(|(one, other)| one != other);
    let topics = (0..issues.len()).flat_map(|got| (0..issues.len()).map(move |given| (got, given)));
    let topics: Vec<(usize, usize)> = topics.filter(|(got, given)| got != given).collect();
    let deals =
        pairs.flat_map(|(one, other)| topics.iter().map(move |topic| (*topic, (one, other))));
    let open = deals.filter(|((got, given), (one, other))| {
        !moved[*given][*one]
            && !moved[*got][*other]
            && opposed(&issues[*got], *one, *other)
            && opposed(&issues[*given], *one, *other)
    });
    let found = open.filter_map(|(topic, pair)| exchange(issues, topic, pair));
    found.fold(None, |best: Option<Exchange>, deal| match best {
        Some(known) if known.gain >= deal.gain => Some(known),
        Some(_) | None => Some(deal),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stance(position: f64, salience: f64, capability: f64) -> Stance {
        Stance {
            position,
            salience,
            capability,
        }
    }

    /// The example of the tool `decide` (test_exchange).
    fn example() -> Vec<Issue> {
        let first = [
            (70.0, 0.75, 0.5),
            (30.0, 0.25, 0.5),
            (30.0, 0.25, 0.5),
            (0.0, 0.6, 0.85),
        ];
        let second = [
            (70.0, 0.25, 0.5),
            (30.0, 0.75, 0.5),
            (30.0, 0.75, 0.5),
            (100.0, 0.8, 0.85),
        ];
        [first, second]
            .map(|issue| issue.map(|(x, s, c)| stance(x, s, c)).to_vec())
            .to_vec()
    }

    #[track_caller]
    fn close(one: f64, other: f64) {
        assert!((one - other).abs() < 1e-9, "{one} is not {other}");
    }

    #[test]
    fn the_example_of_decide_comes_out_to_nine_places() {
        let issues = example();
        close(outcome(&issues[0]), 29.735_682_819_383_26);
        close(outcome(&issues[1]), 63.826_366_559_485_53);
        let deal = exchange(&issues, (0, 1), (0, 1)).unwrap();
        close(deal.gives.by, -40.0);
        close(deal.gets.by, 29.196_141_479_099_676);
        close(deal.gives.outcome, -3.215_434_083_601_286);
        close(deal.gets.outcome, 3.215_434_083_601_286);
        close(deal.gain, 1.607_717_041_800_643);
        let (own, other) = (
            0.75 * deal.gives.outcome.abs(),
            0.25 * deal.gets.outcome.abs(),
        );
        close(own - other, deal.gain);
        close(
            outcome(&[
                stance(0.0, 1.0, 1.0),
                stance(100.0, 1.0, 1.0),
                stance(100.0, 1.0, 1.0),
            ]),
            200.0 / 3.0,
        );
    }

    #[test]
    fn nobody_has_to_go_further_than_the_other_stands() {
        let mut issues = example();
        issues[0][1].position = 60.0;
        let deal = exchange(&issues, (0, 1), (0, 1)).unwrap();
        close(deal.gets.by, 10.0);
        assert!(deal.gives.by > -40.0 && deal.gives.by < 0.0);
        assert_eq!(exchange(&issues, (1, 0), (0, 1)), None);
        assert_eq!(exchange(&issues, (0, 9), (0, 1)), None);
    }

    #[test]
    fn deals_are_made_until_none_is_left_and_everybody_moves_once_on_an_issue() {
        let mut issues = vec![
            vec![
                stance(100.0, 0.9, 1.0),
                stance(0.0, 0.2, 1.0),
                stance(20.0, 0.5, 1.0),
            ],
            vec![
                stance(100.0, 0.1, 1.0),
                stance(0.0, 0.8, 1.0),
                stance(60.0, 0.5, 1.0),
            ],
        ];
        let made = settle(&mut issues);
        assert!(!made.is_empty());
        let mut moves: Vec<(usize, usize)> = made
            .iter()
            .flat_map(|it| [it.gives, it.gets])
            .map(|it| (it.party, it.issue))
            .collect();
        let all = moves.len();
        moves.sort_unstable();
        moves.dedup();
        assert_eq!(moves.len(), all);
        assert!(made[0].gain > 0.0);
    }
}
