//! `futures`: what may come, as the plan stands and with an order besides.

use crate::command;
use crate::plain::{Said, Shell, paragraphs};
use crate::session::{Futures, Staff};
use crate::text::futures::lines;
use crate::text::reasons::{confirmed, explain};
use crate::text::{misread, proposal};

/// On so many worlds a forecast in lines rests.
const WORLDS: u64 = 256;
/// What is said when nothing can be foreseen any more.
const OVER: &str =
    "the game is over; durability tells what becomes of it, otherwise what else might have been";

impl Shell<'_> {
    /// `staff-plan`
    pub(super) fn staff_plan(&self) -> Said {
        let game = self.session.game();
        let staff = Staff::of(game).ok_or_else(|| OVER.to_owned())?;
        let proposal = staff.proposal();
        let proposal = proposal.ok_or("your staff knows no course for this seat")?;
        Ok(paragraphs(&proposal::lines(&game.view(), &proposal), 0))
    }

    /// `futures [ORDER]`
    pub(super) fn futures(&self, rest: &[&str]) -> Said {
        let game = self.session.game();
        let view = game.view();
        let over = || OVER.to_owned();
        let base = Futures::of(game, Vec::new()).ok_or_else(over)?;
        let change = match rest {
            [] => None,
            words => {
                let read = command::read_order(&view, &words.join(" "));
                let order = read.map_err(|why| misread(&why).plain())?;
                let refused = |why| explain(&view, &order, &why).plain();
                view.check(&order).map_err(refused)?;
                let futures = Futures::of(game, vec![order]).ok_or_else(over)?;
                Some((confirmed(&view, &order), futures.batch(0, WORLDS)))
            }
        };
        let base = base.batch(0, WORLDS);
        let change = change.as_ref().map(|(name, it)| (name, it));
        Ok(paragraphs(&lines(&view, (&base, change)), 0))
    }
}
