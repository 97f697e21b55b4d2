//! What must be true of every state between two orders. Asserted in tests and simulations.

use crate::rules::state::State;
use crate::scenario::Scenario;

impl State {
    /// Asserts every invariant.
    ///
    /// # Panics
    /// If one is broken: that is a defect of the rules, never of a player, a file or a client.
    pub fn assert_invariants(&self, scenario: &Scenario) {
        for (figure, slot) in scenario.slots().iter() {
            let value = self.figure(figure);
            assert!(
                slot.low <= value && value <= slot.high,
                "{:?} of {:?} left its bounds: {value:?}",
                slot.figure,
                slot.owner
            );
        }
        for (id, _) in scenario.mechanisms() {
            let everyone = scenario.everyone();
            assert!(
                self.mechanism(id)
                    .members
                    .iter()
                    .all(|actor| everyone.contains(actor)),
                "a stranger in a mechanism"
            );
        }
        for asked in self.asked() {
            let known = self
                .happenings()
                .iter()
                .any(|known| (known.event, known.subject) == (asked.event, asked.subject));
            assert!(known, "a question about something that never happened");
        }
        for project in self.projects() {
            let turns = scenario.initiative(project.initiative).turns();
            assert!(
                project.elapsed < turns.max(1),
                "an initiative goes on after its last stage"
            );
        }
        for (place, slated) in self.roadmap().iter().enumerate() {
            let before = &self.roadmap()[..place];
            let alone = before
                .iter()
                .all(|known| known.directed() != slated.directed());
            assert!(alone, "an initiative stands twice on a roadmap");
            assert!(
                self.over().is_some() || slated.turn >= self.turn(),
                "an initiative was left behind on a roadmap"
            );
            assert!(
                slated.turn <= scenario.calendar().turns,
                "an initiative stands on a roadmap after the last turn"
            );
        }
        for crisis in self.crises() {
            let kind = scenario.crisis(crisis.kind);
            assert!(
                (1..=kind.top()).contains(&crisis.rung) && crisis.rung <= crisis.top,
                "a crisis left its ladder"
            );
            let sealed = crisis.sealed.iter().flatten().count();
            assert!(
                sealed < 2 && (crisis.is_open() || sealed == 0),
                "two sealed steps wait for nobody"
            );
            let sums = crisis.odds.iter().map(|odds| odds.iter().sum::<u16>());
            assert!(sums.into_iter().all(|sum| sum == 1000), "odds are no odds");
        }
        assert!(
            self.over().is_some() || self.turn() <= scenario.calendar().turns,
            "the calendar ran out unnoticed"
        );
    }
}
