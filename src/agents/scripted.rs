//! The scripted controller: the scenario's own list for a seat, until capitals think for themselves.

use crate::model::Order;
use crate::rules::{Controller, View};

/// Answers as the scenario says (else by default) and launches what it lists for the turn.
#[derive(Clone, Copy, Debug)]
pub struct Scripted;

impl Controller for Scripted {
    fn decide(&self, view: &View<'_>) -> Vec<Order> {
        let answers = view.owed().filter_map(|asked| {
            let scripted = view.scripted_answer(asked.event, asked.subject);
            let legal = scripted.filter(|order| view.check(order).is_ok());
            legal.or_else(|| view.default_answer(asked.event, asked.subject))
        });
        answers.chain(view.script()).collect()
    }
}
