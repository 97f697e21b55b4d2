//! Single decisions: accepting, holding, leaving, and the reasons that are given.

use crate::agents::bargain::delegation::{
    Change, Decision, Delegation, Driver, Outlook, Reason, Temper,
};
use crate::analysis::exact::concession::Curve;
use crate::analysis::exact::protocol::{Move, Standing, Text, Turn};
use crate::model::{Package, PerMille, Utility};

/// Two clauses of two options between two parties: the first clause is dear to the first party, the second to the second.
fn parties() -> [Utility; 2] {
    let utility = |parts: [[i64; 2]; 2], reservation| Utility {
        parts: parts.map(|part| part.to_vec()).to_vec(),
        linkages: Vec::new(),
        reservation,
    };
    [
        utility([[0, 700], [300, 0]], 250),
        utility([[300, 0], [0, 700]], 250),
    ]
}

fn text(first: usize, second: usize) -> Package {
    Package::default().with(0, first).with(1, second)
}

struct Scene {
    temper: Temper,
    round: u32,
    heard: Vec<Package>,
    reservation: i64,
}

impl Scene {
    fn new(temper: Temper, round: u32, heard: &[Package]) -> Self {
        let heard = heard.to_vec();
        Self {
            temper,
            round,
            heard,
            reservation: 250,
        }
    }

    /// What the first party does in a round of ten, after the second has put these texts forward.
    fn decide(&self) -> Decision {
        let parties = parties();
        let turn = |(place, text): (usize, &Package)| Turn {
            round: place as u32 + 1,
            party: 1,
            made: Move::Offer(*text),
        };
        let history: Vec<Turn> = self.heard.iter().enumerate().map(turn).collect();
        let table = Standing {
            party: 0,
            round: self.round,
            rounds: 10,
            text: self.heard.last().map(|text| Text {
                party: 1,
                package: *text,
            }),
            accepted: &[false, true],
            present: &[true, true],
            history: &history,
        };
        let outlook = Outlook {
            table,
            clauses: &[2, 2],
            tied: &[],
            own: &parties[0],
            reservation: self.reservation,
            believed: &parties,
        };
        Delegation::default().decide(&self.temper, &outlook)
    }
}

const LINEAR: Temper = Temper::by_the_clock(Curve::LINEAR);

#[track_caller]
fn check(scene: &Scene, made: Move, reason: Reason) {
    let decision = scene.decide();
    assert_eq!(
        (decision.made, decision.reason),
        (made, reason),
        "{decision:?}"
    );
}

#[test]
fn a_text_that_reaches_the_level_is_accepted() {
    check(
        &Scene::new(LINEAR, 5, &[text(1, 1)]),
        Move::Accept,
        Reason::Reached,
    );
    let early = Scene::new(LINEAR, 1, &[text(1, 1)]).decide();
    assert_eq!((early.level, early.standing), (925, Some(700)));
    assert!(matches!(early.made, Move::Offer(_)));
}

#[test]
fn a_new_text_says_what_it_asks_for_and_what_it_gives() {
    let asks = Change {
        clause: 0,
        from: 0,
        to: 1,
        party: 0,
        gain: 700,
    };
    let proposes = |asks, gives, driver| Reason::Proposes {
        driver,
        asks,
        gives,
    };
    let reason = proposes(Some(asks), None, Driver::Time);
    check(
        &Scene::new(LINEAR, 4, &[text(0, 1)]),
        Move::Offer(text(1, 1)),
        reason,
    );
    // From a text that is bad for both it asks for its own clause and gives the other's.
    let gives = Change {
        clause: 1,
        from: 0,
        to: 1,
        party: 1,
        gain: 700,
    };
    let reason = proposes(Some(asks), Some(gives), Driver::Time);
    check(
        &Scene::new(LINEAR, 5, &[text(0, 0)]),
        Move::Offer(text(1, 1)),
        reason,
    );
    let reason = proposes(None, None, Driver::Time);
    check(&Scene::new(LINEAR, 5, &[]), Move::Offer(text(1, 1)), reason);
}

#[test]
fn who_answers_in_kind_is_proud_when_nobody_moves_and_generous_when_they_do() {
    let in_kind = Temper {
        reciprocity: PerMille(1000),
        ..LINEAR
    };
    let still = Scene::new(in_kind, 5, &[text(0, 1), text(0, 1)]).decide();
    assert!(
        matches!(
            still.reason,
            Reason::Proposes {
                driver: Driver::Pride,
                ..
            }
        ),
        "{still:?}"
    );
    assert_eq!(still.level, 1000);
    // The other came from 0 to 300: so much is given back, though the clock would give only 75.
    let moved = Scene::new(in_kind, 1, &[text(0, 1), text(0, 0)]).decide();
    assert!(
        matches!(
            moved.reason,
            Reason::Proposes {
                driver: Driver::Reciprocity,
                ..
            }
        ),
        "{moved:?}"
    );
    assert_eq!(moved.level, 700);
    let kind = Temper {
        kindness: PerMille(200),
        ..in_kind
    };
    assert_eq!(Scene::new(kind, 5, &[text(0, 1)]).decide().level, 925);
}

#[test]
fn on_the_last_move_anything_that_beats_no_agreement_is_accepted() {
    let boulware = Temper {
        reciprocity: PerMille(900),
        ..Temper::by_the_clock(Curve::BOULWARE)
    };
    check(
        &Scene::new(boulware, 10, &[text(0, 0)]),
        Move::Accept,
        Reason::LastMove,
    );
    let worse = Scene {
        reservation: 301,
        ..Scene::new(boulware, 10, &[text(0, 0)])
    }
    .decide();
    assert!(
        matches!(
            worse.reason,
            Reason::Proposes {
                driver: Driver::LastMove,
                ..
            }
        ),
        "{worse:?}"
    );
    assert_eq!(worse.level, 301);
}

#[test]
fn the_reservation_value_may_move_between_rounds() {
    let at = |reservation| {
        Scene {
            reservation,
            ..Scene::new(LINEAR, 5, &[text(1, 1)])
        }
        .decide()
    };
    assert_eq!(at(250).made, Move::Accept);
    assert!(
        matches!(at(600).made, Move::Offer(_)),
        "no agreement has become better"
    );
    assert_eq!(at(-1000).level, 0);
}

#[test]
fn who_has_little_to_gain_stalls_but_not_on_the_last_move() {
    let staller = Temper {
        stalls_below: PerMille(800),
        ..LINEAR
    };
    check(
        &Scene::new(staller, 4, &[text(0, 1)]),
        Move::Hold,
        Reason::Stalls,
    );
    check(
        &Scene::new(staller, 4, &[text(1, 0)]),
        Move::Accept,
        Reason::Reached,
    );
    check(
        &Scene::new(staller, 10, &[text(0, 0)]),
        Move::Accept,
        Reason::LastMove,
    );
    let keen = Temper {
        stalls_below: PerMille(700),
        ..LINEAR
    };
    assert!(matches!(
        Scene::new(keen, 4, &[text(0, 1)]).decide().made,
        Move::Offer(_)
    ));
}

#[test]
fn who_has_nothing_to_gain_holds_or_leaves() {
    let scene = |temper| Scene {
        reservation: 1001,
        ..Scene::new(temper, 4, &[text(1, 0)])
    };
    check(&scene(LINEAR), Move::Hold, Reason::NothingToGain);
    let leaver = Temper {
        leaves_below: PerMille(1),
        ..LINEAR
    };
    check(&scene(leaver), Move::WalkOut, Reason::NothingToGain);
    check(
        &Scene::new(leaver, 4, &[text(1, 0)]),
        Move::Accept,
        Reason::Reached,
    );
}

#[test]
fn patience_ends_when_nothing_comes_up_to_no_agreement() {
    let hasty = Temper {
        patience: PerMille(500),
        ..LINEAR
    };
    check(
        &Scene::new(hasty, 5, &[text(0, 1)]),
        Move::WalkOut,
        Reason::OutOfPatience,
    );
    assert!(matches!(
        Scene::new(hasty, 4, &[text(0, 1)]).decide().made,
        Move::Offer(_)
    ));
    assert!(matches!(
        Scene::new(hasty, 5, &[text(0, 0), text(0, 1)])
            .decide()
            .made,
        Move::Offer(_)
    ));
    assert!(matches!(
        Scene::new(hasty, 5, &[]).decide().made,
        Move::Offer(_)
    ));
}

#[test]
fn late_a_party_takes_what_all_others_stand_by_unless_it_heard_better() {
    let closer = Temper {
        closes: PerMille(700),
        ..LINEAR
    };
    let poor = text(0, 0);
    check(
        &Scene::new(closer, 8, &[poor]),
        Move::Accept,
        Reason::Closes,
    );
    let offers = |scene: Scene| matches!(scene.decide().made, Move::Offer(_));
    assert!(offers(Scene::new(closer, 7, &[poor])), "too early");
    assert!(offers(Scene::new(LINEAR, 8, &[poor])), "no closer");
    assert!(
        offers(Scene::new(closer, 8, &[text(0, 1)])),
        "worse than none"
    );
    let mut heard = vec![poor; 8];
    heard[6] = text(1, 1);
    assert!(
        offers(Scene::new(closer, 8, &heard)),
        "a round ago it heard better"
    );
    heard[5..7].copy_from_slice(&[text(1, 1), poor]);
    check(&Scene::new(closer, 8, &heard), Move::Accept, Reason::Closes);
}
