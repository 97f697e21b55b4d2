//! What is believed of others after they have spoken.

use super::domains::{Draws, random, sit, utility};
use crate::agents::bargain::beliefs::Belief;
use crate::agents::bargain::delegation::Temper;
use crate::agents::bargain::seated::Learning;
use crate::analysis::exact::concession::Curve;
use crate::analysis::exact::testing::all_packages;
use crate::model::{Package, Utility};

/// Three clauses of three options, all of the same weight, 100 to an option that is liked best.
fn prior() -> Utility {
    Utility {
        parts: vec![vec![0, 50_000, 100_000]; 3],
        linkages: Vec::new(),
        reservation: 150_000,
    }
}

fn text(options: [usize; 3]) -> Package {
    let set = |text: Package, (clause, option): (usize, &usize)| text.with(clause, *option);
    options.iter().enumerate().fold(Package::default(), set)
}

fn after(texts: &[[usize; 3]]) -> Utility {
    let mut belief = Belief::new(&prior());
    texts.iter().for_each(|options| belief.hear(text(*options)));
    belief.believed()
}

fn weights(believed: &Utility) -> Vec<i64> {
    let width = |part: &Vec<i64>| part.iter().max().unwrap() - part.iter().min().unwrap();
    believed.parts.iter().map(width).collect()
}

#[test]
fn before_anything_is_said_the_prior_is_believed() {
    assert_eq!(after(&[]), prior());
}

#[test]
fn clauses_in_which_its_texts_do_not_move_weigh_more() {
    let believed = after(&[[2, 2, 2], [2, 1, 2], [2, 0, 1], [2, 1, 1]]);
    let weights = weights(&believed);
    assert!(
        weights[0] > weights[2] && weights[2] > weights[1],
        "{weights:?}"
    );
}

#[test]
fn options_that_it_puts_forward_are_liked() {
    let before = prior();
    let believed = after(&[[0, 2, 2], [0, 2, 2], [0, 2, 2]]);
    assert!(believed.parts[0][0] > before.parts[0][0]);
    assert!(believed.parts[0][2] < before.parts[0][2]);
    let many = after(&[[0, 2, 2]; 50]);
    assert!(many.parts[0][0] > many.parts[0][2], "{many:?}");
    assert!(
        many.parts[0][2] > many.parts[0][1],
        "the prior keeps a say: {many:?}"
    );
}

#[test]
fn what_it_would_sign_is_worth_no_less_than_no_agreement() {
    let mut belief = Belief::new(&prior());
    belief.would_sign(text([2, 2, 2]));
    assert_eq!(belief.believed().reservation, 150_000);
    belief.would_sign(text([1, 1, 0]));
    belief.would_sign(text([2, 1, 0]));
    assert_eq!(belief.believed().reservation, 100_000);
    let put_forward = after(&[[0, 0, 0]]);
    assert!(put_forward.reservation < 150_000, "{put_forward:?}");
}

#[test]
fn the_scale_of_a_belief_is_that_of_the_prior() {
    let believed = after(&[[2, 2, 2], [2, 1, 2], [1, 0, 2], [2, 1, 0]]);
    let most: i64 = believed
        .parts
        .iter()
        .map(|part| part.iter().max().unwrap())
        .sum();
    assert!((200_000..=300_000).contains(&most), "{believed:?}");
}

/// Mean error of what texts are believed to be worth, beyond what no agreement is.
fn error(truth: &Utility, believed: &Utility, texts: &[Package]) -> i64 {
    let gap = |text: &Package| (truth.of_package(*text) - believed.of_package(*text)).abs();
    texts.iter().map(gap).sum::<i64>() / texts.len() as i64
}

#[test]
fn twelve_rounds_of_texts_bring_a_groundless_belief_nearer_to_the_truth() {
    let mut draws = Draws::new(5);
    let (mut before, mut later, mut better) = (0, 0, 0);
    for _ in 0..60 {
        let domain = random(&mut draws);
        let tempers = vec![Temper::by_the_clock(Curve::LINEAR); domain.parties.len()];
        let mut seats = domain.seats(&tempers, Learning::FromTexts, Utility::clone);
        let course = sit(&mut seats, 12);
        let prior = utility(&mut draws, &domain.clauses, 400_000);
        let mut belief = Belief::new(&prior);
        course.offers_of(1).for_each(|text| belief.hear(text));
        let texts = all_packages(&domain.clauses);
        let (truth, believed) = (&domain.parties[1], belief.believed());
        let errors = (
            error(truth, &prior, &texts),
            error(truth, &believed, &texts),
        );
        before += errors.0;
        later += errors.1;
        better += i32::from(errors.1 < errors.0);
    }
    assert!(
        later * 10 < before * 9 && better >= 45,
        "{before} {later} {better}"
    );
}
