//! The staff's texts at an open table: looked for when asked, kept as long as the table stands as it stood.

use crate::agents::table::staff::{Finding, staff_texts};
use crate::model::{Package, TableId};
use crate::rules::state::tables::TableState;
use crate::text::tables::staff::Pick;
use crate::tui::context::Desk;

/// What the staff found, and which of its texts is looked at.
#[derive(Default)]
pub(super) struct Staff {
    /// How the table and the world stood when it looked.
    seen: Option<(usize, TableState)>,
    finding: Option<Finding>,
    pick: Option<Pick>,
}

impl Staff {
    /// Looks at none of its texts any more.
    pub fn leave(&mut self) {
        self.pick = None;
    }

    /// What it found, and which of its texts is looked at; `None` if none is.
    pub fn shown(&self) -> Option<(Finding, Pick)> {
        Some((self.finding.clone()?, self.pick?))
    }

    /// Leaves a text that was found for another state of the table.
    pub fn keep_up(&mut self, desk: &Desk<'_>, table: TableId) {
        if self.pick.is_some() && !self.is_up_to_date(desk, table) {
            self.leave();
        }
    }

    fn is_up_to_date(&self, desk: &Desk<'_>, table: TableId) -> bool {
        let now = desk.view().table(table);
        let seen = self.seen.as_ref();
        seen.is_some_and(|(facts, then)| *facts == desk.facts_so_far() && Some(then) == now)
    }

    /// Goes on to the next of its texts: the fair one, the one that is best for oneself, none. Gives the text; what there is
    /// to say instead comes from `finding`.
    pub fn next(&mut self, desk: &Desk<'_>, table: TableId) -> Option<Package> {
        if !self.is_up_to_date(desk, table) {
            let view = desk.view();
            self.seen = view
                .table(table)
                .map(|now| (desk.facts_so_far(), now.clone()));
            self.finding = staff_texts(&view, table);
            self.pick = None;
        }
        let finding = self.finding.as_ref()?;
        let order = [Pick::Fair, Pick::Own, Pick::Nearest];
        let place = order.iter().position(|it| Some(*it) == self.pick);
        let shown = self.pick.and_then(|pick| pick.text(finding));
        let later = order.iter().skip(place.map_or(0, |place| place + 1));
        let mut texts = later.filter_map(|pick| Some((*pick, pick.text(finding)?)));
        let next = texts.find(|(_, text)| Some(*text) != shown);
        self.pick = next.map(|(pick, _)| pick);
        next.map(|(_, text)| text)
    }

    /// What it found; `None` before it was asked.
    pub const fn finding(&self) -> Option<&Finding> {
        self.finding.as_ref()
    }
}
