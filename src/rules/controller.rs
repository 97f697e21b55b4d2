//! Who decides for a seat. Controllers see a view and return orders; they never touch a state.

use crate::model::{CrisisId, CrisisOrder, Order, TableId, TableOrder};
use crate::rules::View;

/// Decides for one seat. Called when the seat is awaited; what it returns is executed in order, what is refused is
/// left out, and the plan ends after it. Draws of chance come from the controller's own key domain.
pub trait Controller {
    /// The orders of this turn: answers to everything owed, then the plan. `End` is added by the session.
    fn decide(&self, view: &View<'_>) -> Vec<Order>;

    /// The orders at a table where this seat's move is due; the last of them should be a move. If none of them is, the seat
    /// lets it pass.
    fn negotiate(&self, view: &View<'_>, table: TableId) -> Vec<TableOrder>;

    /// The step in a crisis in which this seat's is due; what is not legal counts as holding in private.
    fn step(&self, view: &View<'_>, crisis: CrisisId) -> CrisisOrder;
}
