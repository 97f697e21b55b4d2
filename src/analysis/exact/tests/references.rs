//! Analyses of reference domains: what NegMAS 0.16.0 finds, found exactly.

use crate::analysis::exact::domain::Outcome;
use crate::analysis::exact::solution::Analysis;
use crate::analysis::exact::tests::domains::{
    check_a, magnified, reference, reference_file, sets, whole_numbers,
};

fn outcomes(value: &serde_json::Value) -> Vec<Outcome> {
    let numbers = whole_numbers(value).into_iter();
    numbers
        .map(|number| Outcome(u32::try_from(number).unwrap()))
        .collect()
}

fn points(value: &serde_json::Value) -> Vec<Outcome> {
    let points = value["points"].as_array().unwrap().iter();
    points
        .map(|point| Outcome(point["index"].as_u64().unwrap() as u32))
        .collect()
}

#[test]
fn the_reference_domain_gives_the_points_of_its_file() {
    let expected = &reference_file()["expected"];
    let analysis = Analysis::new(reference());
    assert_eq!(
        analysis.frontier(),
        outcomes(&expected["pareto_all"]["indices"])
    );
    assert_eq!(analysis.zone().len(), 10_232);
    assert_eq!(analysis.nash(), points(&expected["nash"]));
    assert_eq!(analysis.kalai(), points(&expected["kalai_egalitarian"]));
    assert_eq!(
        analysis.kalai_smorodinsky(),
        points(&expected["kalai_smorodinsky"])
    );
    assert_eq!(
        analysis.least_spread(),
        points(&expected["ks_negmas_min_spread"])
    );
    assert_eq!(analysis.welfare(), points(&expected["max_welfare"]));
    let nash = analysis.nash()[0];
    assert_eq!(
        analysis.utilities(nash),
        [710_951, 739_360, 817_348, 732_514]
    );
    assert_eq!(analysis.gains(nash).iter().min(), Some(&276_360));
    assert_eq!(analysis.domain().options(nash), [2, 2, 3, 3, 1, 0, 1, 3]);
}

#[test]
fn the_undominated_outcomes_of_the_zone_are_those_of_the_file() {
    let expected = &reference_file()["expected"];
    let rational = expected.as_object().unwrap().iter();
    let lists =
        rational.filter(|(name, value)| name.contains("pareto") && value["indices"].is_array());
    let [_, rational] = lists
        .map(|(_, value)| outcomes(&value["indices"]))
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    let analysis = Analysis::new(reference());
    let inside = |it: &Outcome| analysis.zone().contains(it);
    let found: Vec<Outcome> = analysis.frontier().iter().copied().filter(inside).collect();
    assert_eq!(found, rational);
}

#[test]
fn the_reference_domain_comes_out_the_same_in_256_bits() {
    let domain = reference();
    let fine = Analysis::new(magnified(&domain));
    assert_eq!(sets(&fine), sets(&Analysis::new(domain)));
}

#[test]
fn check_a_has_its_seven_outcomes_in_the_zone_and_its_solutions() {
    let analysis = Analysis::new(check_a());
    let domain = analysis.domain().clone();
    let options = |found: &[Outcome]| -> Vec<Vec<usize>> {
        found.iter().map(|it| domain.options(*it)).collect()
    };
    let expected = [
        [1, 0, 2],
        [2, 0, 2],
        [3, 0, 2],
        [4, 0, 2],
        [4, 1, 2],
        [4, 2, 2],
        [4, 3, 2],
    ];
    // One more is undominated, but worth less than no agreement to the first: .2 and 1.
    assert_eq!(options(&analysis.frontier()[..1]), [[0, 0, 2]]);
    let frontier = &analysis.frontier()[1..];
    assert_eq!(options(frontier), expected);
    let worths: Vec<Vec<i64>> = frontier.iter().map(|it| analysis.utilities(*it)).collect();
    // In 600ths: .325 .95, .45 .9, .575 .85, .7 .8, .8 .6333, .9 .4667, 1 .3.
    let expected = [
        [195, 570],
        [270, 540],
        [345, 510],
        [420, 480],
        [480, 380],
        [540, 280],
        [600, 180],
    ];
    assert_eq!(worths, expected);
    assert_eq!(options(analysis.nash()), [[4, 0, 2]]);
    assert_eq!(options(analysis.kalai()), [[4, 1, 2]]);
    // Relative gains 4/7 and 3/4 against 5/7 and 13/24: the first has the larger least one, the second the smaller spread,
    // which is what the reference (NegMAS) calls Kalai–Smorodinsky.
    assert_eq!(options(analysis.kalai_smorodinsky()), [[4, 0, 2]]);
    assert_eq!(options(&analysis.least_spread()), [[4, 1, 2]]);
    assert_eq!(options(analysis.welfare()), [[4, 0, 2]]);
}
