//! What may come, and what the staff would do about it.

use crate::model::Order;
use crate::session::{Futures, Staff};
use crate::text::reasons::confirmed;
use crate::tui::app::App;
use crate::tui::screens::Screen;
use crate::tui::screens::futures::{FuturesPage, Source, past_it};
use crate::tui::screens::staff::asked;

impl App {
    /// What may come, as the plan stands, and with an order besides.
    pub(super) fn foresee(&mut self, order: Option<Order>) {
        let Some(session) = &self.session else { return };
        let view = session.game().view();
        let of = |orders| Futures::of(session.game(), orders);
        let change = order.and_then(|order| Some((confirmed(&view, &order), of(vec![order])?)));
        let Some(base) = of(Vec::new()) else {
            self.message = Some(past_it());
            return;
        };
        let still = self.preferences.settings().reduced_motion;
        let page = FuturesPage::new(Source { base, change }, self.wake.clone(), still);
        self.open(Screen::Futures(page));
    }

    /// What the staff would do.
    pub(super) fn ask_staff(&mut self) {
        let Some(session) = &self.session else { return };
        let Some(staff) = Staff::of(session.game()) else {
            self.message = Some(past_it());
            return;
        };
        let page = asked(staff, self.wake.clone());
        self.open(Screen::Staff(page));
    }
}
