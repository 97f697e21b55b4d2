//! Reference courses of NegMAS 0.16.0, step by step, and what the runner does with walk-outs and silence.

use super::*;
use crate::analysis::exact::concession::Curve;
use crate::analysis::exact::testing::{Aspiration, Clock, Micro, TitForTat, ranked};
use crate::model::Utility;

fn two_parties(parts: [Vec<Vec<i64>>; 2], reservations: [i64; 2]) -> [Utility; 2] {
    let [first, second] = parts;
    let utility = |parts, reservation| Utility {
        parts,
        linkages: Vec::new(),
        reservation,
    };
    [
        utility(first, reservations[0]),
        utility(second, reservations[1]),
    ]
}

/// Three issues of 5, 4 and 3 options; 1,200 units are the whole of it, so that every value is a whole number.
const THREE_ISSUES: [usize; 3] = [5, 4, 3];

fn three_issues() -> [Utility; 2] {
    let issue = |weight: i64, options: i64| {
        (0..options)
            .map(|at| weight * at / (options - 1))
            .collect::<Vec<_>>()
    };
    let falling = |weight, options| issue(weight, options).into_iter().rev().collect::<Vec<_>>();
    let first = vec![issue(600, 5), issue(360, 4), issue(240, 3)];
    let second = vec![falling(240, 5), falling(600, 4), issue(360, 3)];
    two_parties([first, second], [360, 240])
}

/// A pie of ten parts, and what no agreement is worth to each.
const PIE: [usize; 1] = [11];

fn pie(reservations: [i64; 2]) -> [Utility; 2] {
    two_parties(
        [vec![(0..=10).collect()], vec![(0..=10).rev().collect()]],
        reservations,
    )
}

fn run(rounds: u32, first: &mut dyn Negotiator, second: &mut dyn Negotiator) -> Course {
    negotiate(Protocol { rounds, quorum: 2 }, &mut [first, second])
}

fn by_the_clock(
    clauses: &[usize],
    parties: &[Utility; 2],
    curves: [Curve; 2],
    clock: Clock,
    rounds: u32,
) -> Course {
    let mut first = Aspiration::new(clauses, &parties[0], curves[0], clock);
    let mut second = Aspiration::new(clauses, &parties[1], curves[1], clock);
    run(rounds, &mut first, &mut second)
}

fn parts_of_the_pie(course: &Course, party: usize) -> Vec<usize> {
    course.offers_of(party).map(|text| text.option(0)).collect()
}

fn agreed(course: &Course, clauses: usize) -> Option<Vec<usize>> {
    let text = course.agreed()?;
    Some((0..clauses).map(|clause| text.option(clause)).collect())
}

#[track_caller]
fn check_three_issues(curves: [Curve; 2], text: [usize; 3], step: u32) -> Course {
    let course = by_the_clock(&THREE_ISSUES, &three_issues(), curves, Clock::NegMas, 100);
    assert_eq!(
        (agreed(&course, 3), course.rounds),
        (Some(text.to_vec()), step)
    );
    course
}

#[test]
fn three_issues_end_as_in_the_reference() {
    let course = check_three_issues([Curve::BOULWARE, Curve::BOULWARE], [4, 1, 2], 85);
    assert_eq!(offers(&course.history).count(), 168);
    check_three_issues([Curve::BOULWARE, Curve::CONCEDER], [4, 3, 2], 60);
    check_three_issues([Curve::LINEAR, Curve::LINEAR], [4, 1, 2], 48);
}

#[track_caller]
fn check_pie(curves: [Curve; 2], part: usize, step: u32) -> Course {
    let course = by_the_clock(&PIE, &pie([0, 0]), curves, Clock::NegMas, 20);
    assert_eq!(
        (agreed(&course, 1), course.rounds),
        (Some(vec![part]), step)
    );
    course
}

#[test]
fn a_pie_is_divided_step_by_step_as_in_the_reference() {
    let course = check_pie([Curve::LINEAR, Curve::LINEAR], 5, 11);
    assert_eq!(
        parts_of_the_pie(&course, 0),
        [10, 10, 9, 9, 8, 8, 7, 7, 6, 6, 5]
    );
    assert_eq!(parts_of_the_pie(&course, 1), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
    check_pie([Curve::BOULWARE, Curve::LINEAR], 7, 16);
    let course = check_pie([Curve::BOULWARE, Curve::CONCEDER], 9, 14);
    assert_eq!(parts_of_the_pie(&course, 1)[..6], [4, 5, 6, 6, 6, 7]);
}

#[test]
fn micro_divides_a_pie_as_in_the_reference() {
    let [first, second] = pie([0, 0]).map(|own| {
        let ranked = ranked(&PIE, &own);
        Micro { own, ranked }
    });
    let course = run(20, &mut { first }, &mut { second });
    assert_eq!((agreed(&course, 1), course.rounds), (Some(vec![5]), 6));
}

#[test]
fn two_naive_tits_for_tat_freeze() {
    let of = |clauses: &[usize], parties: [Utility; 2]| {
        parties.map(|own| {
            let ranked = ranked(clauses, &own);
            TitForTat { own, ranked }
        })
    };
    let [first, second] = of(&PIE, pie([0, 0]));
    let course = run(20, &mut { first }, &mut { second });
    assert_eq!(course.ending, Ending::Deadline);
    assert_eq!(parts_of_the_pie(&course, 0), [9; 20]);
    assert_eq!(parts_of_the_pie(&course, 1), [1; 20]);
    let [first, second] = of(&THREE_ISSUES, three_issues());
    assert_eq!(
        run(100, &mut { first }, &mut { second }).ending,
        Ending::Deadline
    );
}

#[test]
fn an_empty_zone_ends_without_a_text_on_either_clock() {
    for clock in [Clock::NegMas, Clock::Ours] {
        let course = by_the_clock(&PIE, &pie([6, 5]), [Curve::LINEAR; 2], clock, 20);
        assert_eq!(course.ending, Ending::Deadline, "{clock:?}");
    }
}

#[test]
fn a_zone_is_not_missed_because_time_never_quite_runs_out() {
    let on = |clock| by_the_clock(&PIE, &pie([6, 3]), [Curve::LINEAR; 2], clock, 20);
    let theirs = on(Clock::NegMas);
    assert_eq!(theirs.ending, Ending::Deadline);
    assert_eq!(parts_of_the_pie(&theirs, 0).last(), Some(&7));
    assert_eq!(parts_of_the_pie(&theirs, 1).last(), Some(&6));
    let ours = on(Clock::Ours);
    assert_eq!((agreed(&ours, 1), ours.rounds), (Some(vec![6]), 20));
}

/// Does as it is told, move by move, and then holds.
struct Scripted<'a>(std::slice::Iter<'a, Move>);

impl Negotiator for Scripted<'_> {
    fn moves(&mut self, _: &Standing<'_>) -> Move {
        self.0.next().copied().unwrap_or(Move::Hold)
    }
}

#[track_caller]
fn check_script(quorum: usize, scripts: [&[Move]; 3], ending: Ending, moves: usize) -> Course {
    let [mut first, mut second, mut third] = scripts.map(|moves| Scripted(moves.iter()));
    let course = negotiate(
        Protocol { rounds: 3, quorum },
        &mut [&mut first, &mut second, &mut third],
    );
    assert_eq!((course.ending, course.history.len()), (ending, moves));
    course
}

const SOME: Package = Package::from_bits(1);
const OTHER: Package = Package::from_bits(2);

#[test]
fn a_text_is_agreed_when_everybody_else_has_accepted_it() {
    let (offer, accept, hold) = (Move::Offer(SOME), Move::Accept, Move::Hold);
    let agreed = |party, package| Ending::Agreement(Text { party, package });
    check_script(3, [&[offer], &[accept], &[accept]], agreed(0, SOME), 3);
    check_script(
        3,
        [&[accept, accept], &[offer], &[accept]],
        agreed(1, SOME),
        4,
    );
    // Who held may still accept in its next move; who accepted an earlier text hasn't accepted the later one.
    check_script(
        3,
        [&[offer, hold], &[hold, accept], &[accept]],
        agreed(0, SOME),
        5,
    );
    let later = Move::Offer(OTHER);
    check_script(
        3,
        [&[offer, accept], &[accept, accept], &[later]],
        agreed(2, OTHER),
        5,
    );
    check_script(3, [&[offer], &[accept], &[hold]], Ending::Deadline, 9);
    check_script(3, [&[accept], &[accept], &[accept]], Ending::Deadline, 9);
}

#[test]
fn those_who_stay_may_agree_without_those_who_left() {
    let (offer, accept, leave) = (Move::Offer(SOME), Move::Accept, Move::WalkOut);
    let end = Ending::WalkOut { party: 2 };
    check_script(3, [&[offer], &[accept], &[leave]], end, 3);
    let agreed = Ending::Agreement(Text {
        party: 0,
        package: SOME,
    });
    let course = check_script(2, [&[offer], &[accept], &[leave]], agreed, 3);
    assert_eq!(course.present, [true, true, false]);
    // A text falls with its author.
    let course = check_script(
        2,
        [&[offer, leave], &[Move::Hold, accept], &[accept]],
        Ending::Deadline,
        8,
    );
    assert_eq!(course.present, [false, true, true]);
    let alone = Ending::WalkOut { party: 1 };
    check_script(0, [&[leave], &[leave], &[]], alone, 2);
}
