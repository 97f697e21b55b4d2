//! The passive strategy: the base line of every comparison.

use crate::agents::default_answers;
use crate::model::{CrisisId, CrisisOrder, Order, TableId, TableOrder};
use crate::rules::{Controller, View};

/// Takes the default answer to everything and starts nothing.
#[derive(Clone, Copy, Debug)]
pub struct Passive;

impl Controller for Passive {
    fn negotiate(&self, _: &View<'_>, _: TableId) -> Vec<TableOrder> {
        vec![TableOrder::Hold]
    }

    fn step(&self, _: &View<'_>, _: CrisisId) -> CrisisOrder {
        CrisisOrder::DEFAULT
    }

    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        default_answers(view)
    }
}
