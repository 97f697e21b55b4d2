//! What a sound pack becomes.

use crate::model::condition::ChoiceRef;
use crate::model::{
    ActorId, Amount, Condition, Effect, EventId, Figure, Lasting, Order, Owner, Path, Points,
    Selector, Turn, Visibility,
};
use crate::scenario::check::tests::pack::scenario;
use crate::scenario::check::{header, load_carefully};
use crate::scenario::parse::Care;
use crate::scenario::{Bounds, When, shipped};

#[test]
fn a_sound_pack_loads_with_everything_resolved() {
    let scenario = scenario();
    let catalogue = scenario.catalogue();
    let (east, west) = (ActorId(0), ActorId(1));
    assert_eq!(scenario.relations(), [(east, west)]);
    let talks = scenario.initiative(catalogue.find_initiative("talks").unwrap());
    assert_eq!(talks.targets, scenario.everyone());
    assert_eq!(talks.turns(), 1);
    let trust = Path::Pair(Figure::Trust, Selector::Myself, Selector::Target);
    assert_eq!(
        talks.done.first(),
        Some(&Effect::Change(trust, Amount::Points(Points::whole(2))))
    );
    let Some(Effect::Sustain(_, _, Lasting::While(lasting))) = talks.done.get(1) else {
        panic!("{:?}", talks.done);
    };
    let thaw = catalogue.find_window("thaw").unwrap();
    assert_eq!(
        scenario.lasting_condition(*lasting),
        &Condition::Window(thaw)
    );
    let incident = scenario.event(EventId(0));
    assert!(matches!(incident.when.open(), When::Dated(Turn(2), _)));
    let answer = ChoiceRef {
        question: 0,
        choice: 1,
    };
    let script = scenario.actor(east).script.open();
    assert_eq!(script.answers, [(EventId(0), answer)]);
    let order = Order::Launch {
        initiative: catalogue.find_initiative("talks").unwrap(),
        target: Some(west),
    };
    let wish = &script.wishes[0];
    assert_eq!(
        (wish.first, wish.last, wish.order),
        (Turn(1), Turn(1), order)
    );
}

#[test]
fn the_slots_carry_openings_bounds_and_observers() {
    let scenario = scenario();
    let (east, west) = (ActorId(0), ActorId(1));
    let slots = scenario.slots();
    let slot = |figure, owner| slots.get(slots.of_owner(figure, owner).unwrap());
    let capital = slot(Figure::Capital, Owner::Actor(east));
    assert_eq!(
        (capital.high, capital.bounds),
        (Points::whole(30), Bounds::Hard)
    );
    let firm = slot(Figure::FirmTrust, Owner::Pair(east, west));
    assert_eq!(
        (firm.opening, firm.visibility),
        (Points::whole(45), Visibility::Public)
    );
    let warm = slot(Figure::WarmTrust, Owner::Pair(east, west));
    assert_eq!((warm.low, warm.opening), (Points::whole(-50), Points::ZERO));
    assert_eq!(
        slots.of_pair(Figure::WarmTrust, west, east),
        slots.of_pair(Figure::WarmTrust, east, west)
    );
    let network = slot(Figure::Network, Owner::Pair(east, west));
    assert_eq!(network.visibility, Visibility::Private(scenario.everyone()));
    let phone = scenario.catalogue().find_mechanism("red-phone").unwrap();
    let share = slots.get(slots.share(phone, east).unwrap());
    assert_eq!(share.opening, Points::whole(60));
    assert_eq!(
        slot(Figure::Use, Owner::Mechanism(phone)).high,
        Points::whole(1000)
    );
}

#[test]
fn a_shipped_pack_is_the_same_whether_or_not_the_places_of_its_values_are_noted() {
    for id in shipped::scenarios() {
        let sources = shipped::scenario(id).unwrap();
        let lens = shipped::lens(&header(&sources).unwrap().lens).unwrap();
        for source in sources.iter().chain([&lens]) {
            assert!(source.prepared().is_some(), "{}", source.label);
        }
        let with = load_carefully(&sources, &lens, &[], Care::Places).unwrap();
        let without = load_carefully(&sources, &lens, &[], Care::Values).unwrap();
        assert_eq!(format!("{with:?}"), format!("{without:?}"), "{id}");
    }
}
