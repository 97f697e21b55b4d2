//! Earlier turns again: what was known, what was ordered, what was true once the game is over.

use crate::model::Turn;
use crate::plain::{Said, Shell, paragraphs};
use crate::text::theatre::Light;
use crate::text::{clean, theatre};

impl Shell<'_> {
    /// `watch [TURN]`: without a turn the one before this one, or the last one of a game that is over.
    pub(super) fn watch(&self, rest: &[&str]) -> Said {
        let course = self.session.game().course();
        let place = match rest {
            [] => match theatre::light(&course) {
                Light::Truth => course.len().saturating_sub(2),
                Light::Known => course.len().saturating_sub(3),
            },
            [given] => {
                let turn = given.parse().map(Turn);
                let turn =
                    turn.map_err(|_| format!("watch takes a turn, not ‘{}’", clean(given)))?;
                let place = theatre::place_of(&course, turn);
                place.ok_or_else(|| theatre::no_such_turn(&course).plain())?
            }
            _ => return Err("watch takes one turn, or none for the last one".to_owned()),
        };
        let frame = theatre::frame(&course, place);
        let frame = frame.ok_or_else(|| theatre::no_such_turn(&course).plain())?;
        Ok(paragraphs(&theatre::lines(&frame), 0))
    }
}
