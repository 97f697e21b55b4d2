//! `futures`: what may come, as the plan stands and with an order besides.

use crate::command;
use crate::plain::{Said, Shell, paragraphs};
use crate::session::Futures;
use crate::text::futures::lines;
use crate::text::misread;
use crate::text::reasons::{confirmed, explain};

/// On so many worlds a forecast in lines rests.
const WORLDS: u64 = 256;

impl Shell<'_> {
    /// `futures [ORDER]`
    pub(super) fn futures(&self, rest: &[&str]) -> Said {
        let game = self.session.game();
        let view = game.view();
        let over = || {
            "the game is over; durability tells what becomes of it, otherwise what else might have been"
                .to_owned()
        };
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
