//! Every order that can be written down for a scenario, legal or not.

use middle_power::model::{
    ActorId, Channel, ChoiceIndex, CrisisOrder, Order, Package, Posture, Subject, TableId,
    TableOrder, TableStatus, Turn,
};
use middle_power::rules::View;
use middle_power::scenario::Scenario;

/// Every initiative at everybody and at nobody, started, scheduled and stopped; every answer to every event about every
/// subject; the roadmap made public; the end of the plan.
pub fn every_order(scenario: &Scenario) -> Vec<Order> {
    let targets: Vec<Option<ActorId>> = std::iter::once(None)
        .chain(scenario.everyone().iter().map(Some))
        .collect();
    let mut orders = Vec::new();
    for (initiative, _) in scenario.initiatives() {
        for target in targets.iter().copied() {
            orders.push(Order::Launch { initiative, target });
            orders.push(Order::Cancel { initiative, target });
            for turn in [Turn(3), scenario.calendar().turns] {
                orders.push(Order::Schedule {
                    initiative,
                    target,
                    turn,
                });
            }
        }
    }
    for (event, definition) in scenario.events() {
        let answers: usize = definition
            .asks
            .iter()
            .map(|question| question.choices.len())
            .sum();
        for subject in every_subject(scenario) {
            for choice in 0..=u8::try_from(answers).unwrap() {
                let choice = ChoiceIndex(choice);
                orders.push(Order::Respond {
                    event,
                    subject,
                    choice,
                });
            }
        }
    }
    let tables = scenario.tables();
    orders.extend(tables.flat_map(|(table, _)| table_orders(scenario, table)));
    for (kind, _) in scenario.crises().take(2) {
        let steps = crisis_orders(scenario).into_iter();
        orders.extend(steps.map(|step| Order::Step(kind, step)));
    }
    orders.push(Order::Publish);
    orders.push(Order::End);
    orders
}

/// What can be said at a table: every move and instrument, some texts, parties, clauses and payments that it doesn't have.
pub fn table_orders(scenario: &Scenario, table: TableId) -> Vec<Order> {
    let definition = scenario.table(table);
    let clauses = u8::try_from(definition.clauses.len()).unwrap();
    let payments = u8::try_from(definition.payments.len()).unwrap();
    let mut said = vec![
        TableOrder::Convene { items: 0 },
        TableOrder::Convene { items: u16::MAX },
        TableOrder::Recall,
        TableOrder::Accept,
        TableOrder::Hold,
        TableOrder::Rest,
        TableOrder::SignWithout,
        TableOrder::WalkOut,
        TableOrder::Return,
        TableOrder::Adjourn,
        TableOrder::TrackTwo,
        TableOrder::Accede,
        TableOrder::Deadline(0),
        TableOrder::Deadline(9),
        TableOrder::Deadline(u8::MAX),
        TableOrder::Propose(Package::default()),
        TableOrder::Propose(Package::from_bits(u64::MAX)),
        TableOrder::LinkClauses(0, 1),
        TableOrder::LinkClauses(clauses, 0),
    ];
    for clause in 0..=clauses {
        let text = Package::default().with(usize::from(clause), 1);
        said.extend([
            TableOrder::Propose(text),
            TableOrder::Item(clause),
            TableOrder::Convene { items: 1 << clause },
            TableOrder::Commit { clause, option: 1 },
        ]);
    }
    for actor in scenario.everyone().iter() {
        said.extend([
            TableOrder::SoundOut(actor),
            TableOrder::Caucus(actor),
            TableOrder::Mediate(actor),
        ]);
        let pay = |payment| TableOrder::Pay { payment, to: actor };
        said.extend((0..=payments).map(pay));
    }
    said.extend(
        scenario
            .tables()
            .map(|(other, _)| TableOrder::LinkTable(other)),
    );
    said.into_iter()
        .map(|order| Order::Table(table, order))
        .collect()
}

/// Everybody, everyone by himself, and every ordered pair.
pub fn every_subject(scenario: &Scenario) -> Vec<Subject> {
    let actors: Vec<ActorId> = scenario.everyone().iter().collect();
    let mut subjects = vec![Subject::World];
    subjects.extend(actors.iter().copied().map(Subject::Actor));
    for a in &actors {
        subjects.extend(
            actors
                .iter()
                .filter(|b| *b != a)
                .map(|b| Subject::Pair(*a, *b)),
        );
    }
    subjects
}

/// The orders that the seat of a view could think of now: what it is asked, what it can start, schedule and stop.
pub fn likely_orders(view: &View<'_>) -> Vec<Order> {
    let scenario = view.scenario();
    let mut orders = Vec::new();
    for asked in view.owed() {
        for choice in 0..16 {
            let (event, subject) = (asked.event, asked.subject);
            orders.push(Order::Respond {
                event,
                subject,
                choice: ChoiceIndex(choice),
            });
        }
    }
    for (initiative, _) in scenario.initiatives() {
        for target in view.targets(initiative) {
            orders.push(Order::Launch { initiative, target });
            orders.push(Order::Cancel { initiative, target });
            // One turn ahead or two: what could be chosen is many times that.
            let turn = view.turn().after(1 + initiative.0 % 2);
            orders.push(Order::Schedule {
                initiative,
                target,
                turn,
            });
        }
    }
    for table in view.own_tables() {
        let open = view.table_status(table) == TableStatus::Open;
        orders.extend(table_orders(scenario, table).into_iter().filter(|order| {
            let Order::Table(_, order) = order else {
                return false;
            };
            open || matches!(
                order,
                TableOrder::Convene { .. } | TableOrder::Recall | TableOrder::Accede
            )
        }));
    }
    let steps = view.open_crises().flat_map(|crisis| {
        let kind = crisis.kind();
        crisis_orders(scenario)
            .into_iter()
            .map(move |step| Order::Step(kind, step))
    });
    orders.extend(steps);
    orders.push(Order::Publish);
    orders
}

/// Those of the likely orders that are legal.
pub fn legal_orders(view: &View<'_>) -> Vec<Order> {
    let mut orders = likely_orders(view);
    orders.retain(|order| view.check(order).is_ok());
    orders
}

/// Every step that could be taken in a crisis of any kind.
pub fn crisis_orders(scenario: &Scenario) -> Vec<CrisisOrder> {
    let mut channels = vec![Channel::Private, Channel::Public, Channel::Forum];
    channels.extend(scenario.mechanisms().map(|(id, _)| Channel::Mechanism(id)));
    channels.extend(scenario.everyone().iter().map(Channel::Mediator));
    let postures = Posture::ALL.into_iter();
    let each = postures.flat_map(|posture| {
        let channels = channels.clone().into_iter();
        channels.map(move |channel| CrisisOrder { posture, channel })
    });
    each.collect()
}
