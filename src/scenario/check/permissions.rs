//! Permissions: who gives leave for what, and when.

use crate::model::PermissionId;
use crate::scenario::check::context::Setting;
use crate::scenario::check::names::Sort;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::Permission;
use crate::scenario::file::Place;
use crate::scenario::problem::quoted;
use crate::scenario::prose::Item;

impl Checker<'_> {
    /// Every permission.
    pub(super) fn permissions(&mut self) -> Vec<Permission> {
        let pack = self.pack;
        let mut permissions = Vec::new();
        for (index, place, raw) in pack.permissions.each() {
            let item = Item::Permission(PermissionId::at(index));
            self.name(item, &raw.name, place);
            self.text(item, &raw.text, place);
            self.source(item, &raw.source, place);
            let here = place.field("granted_when");
            if raw.granted_when.is_empty() {
                let message = "a permission needs at least one condition to be given";
                let hint =
                    "say when, or leave the permission out: what is always given needs no asking";
                self.report_with(here, message, Some(hint.to_owned()));
            }
            let holders = self.actor_set(&raw.holder, place.field("holder"));
            let granted_when = self.conditions(&raw.granted_when, here, Setting::Permission);
            permissions.push(Permission {
                holders,
                granted_when,
            });
        }
        permissions
    }

    /// The leave that an act needs.
    pub(super) fn leave(&mut self, ids: &[String], place: Place<'_>) -> Vec<PermissionId> {
        self.bounded(place, ids.len(), MOST_ENTRIES);
        let mut leave = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            let found = self.find(Sort::Permission, id, place.at(index));
            let found = found.map(PermissionId);
            if found.is_some_and(|found| leave.contains(&found)) {
                self.report(place.at(index), &format!("{} is given twice", quoted(id)));
            }
            leave.extend(found);
        }
        leave
    }
}
