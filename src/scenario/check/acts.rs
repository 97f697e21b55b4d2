//! The acts of a scenario: the first begins with the first turn, each later one after the one before it.

use crate::model::Turn;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::Act;
use crate::scenario::file::Place;
use crate::scenario::prose::Item;
use crate::scenario::raw::RawAct;

impl Checker<'_> {
    /// Every act.
    pub(super) fn check_acts(&mut self, place: Place<'_>) -> Vec<Act> {
        let header = self.header;
        self.bounded(place, header.acts.len(), MOST_ENTRIES);
        let mut last = None;
        let mut acts = Vec::new();
        for (number, raw) in (0_u16..).zip(&header.acts) {
            let here = place.at(usize::from(number));
            self.name(Item::Act(number), &raw.name, here);
            self.text(Item::Act(number), &raw.text, here);
            self.act_begins(raw, last, here.field("from"));
            last = Some(raw.from);
            acts.push(Act {
                from: Turn(raw.from),
            });
        }
        acts
    }

    fn act_begins(&mut self, raw: &RawAct, last: Option<u16>, place: Place<'_>) {
        let turns = self.header.calendar.turns;
        let hint = match last {
            None if raw.from != 1 => "the first act begins with turn 1".to_owned(),
            Some(last) if raw.from <= last => {
                format!("acts come in order: begin after turn {last}")
            }
            Some(_) if raw.from > turns => format!("the game has {turns} turns"),
            None | Some(_) => return,
        };
        let message = format!("an act can't begin in turn {}", raw.from);
        self.report_with(place, &message, Some(hint));
    }
}
