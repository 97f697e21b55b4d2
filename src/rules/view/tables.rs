//! Negotiating tables as a seat sees them: moves and texts are public, what others want is an estimate.

use crate::model::{
    ActorId, Intent, Order, Package, Points, SeatId, TableId, TableOrder, TableStatus,
};
use crate::rules::state::tables::{Invitation, TableState};
use crate::rules::tables::outlook::{Outlook, outlook};
use crate::rules::tables::{self, Verdict};
use crate::rules::view::View;

impl<'a> View<'a> {
    /// A table, once it has been convened. What delegations hide stays hidden: see `outlook`.
    #[must_use]
    pub fn table(&self, table: TableId) -> Option<&'a TableState> {
        self.state.table(table)
    }

    /// How a table stands.
    #[must_use]
    pub fn table_status(&self, table: TableId) -> TableStatus {
        self.table(table)
            .map_or(TableStatus::Untried, |now| now.status)
    }

    /// The tables at which this seat has a delegation or could have one, in the order of the pack.
    pub fn own_tables(&self) -> impl Iterator<Item = TableId> + use<'a> {
        let seat = self.seat.0;
        let all = self.scenario.tables();
        let mine = all.filter(move |(_, it)| it.place(seat).is_some());
        mine.map(|(id, _)| id)
    }

    /// This seat's invitation of this turn to a table.
    #[must_use]
    pub fn invitation(&self, table: TableId) -> Option<&'a Invitation> {
        let mut sent = self.state.invitations().iter();
        sent.find(|it| (it.seat, it.table) == (self.seat, table))
    }

    /// What this seat means to do about a table when plans are resolved, besides convening it.
    #[must_use]
    pub fn intention(&self, table: TableId) -> Option<Intent> {
        let mut meant = self.state.intentions().iter();
        let mine = meant.find(|it| (it.seat, it.table) == (self.seat, table));
        mine.map(|it| it.to)
    }

    /// Whose move is due at a table now.
    #[must_use]
    pub fn move_due(&self, table: TableId) -> Option<SeatId> {
        tables::due(self.scenario, self.state, table)
    }

    /// The tables at which this seat's move is due.
    pub fn moves_due(&self) -> impl Iterator<Item = TableId> + use<'a> {
        let view = *self;
        let all = self.scenario.tables().map(|(id, _)| id);
        all.filter(move |table| view.move_due(*table) == Some(view.seat))
    }

    /// What a party thinks of texts at a table, as this seat sees it: exactly of itself, of others an estimate.
    #[must_use]
    pub fn outlook(&self, table: TableId, actor: ActorId) -> Option<Outlook> {
        outlook(self.eyes(), table, actor)
    }

    /// How the groups in a capital would take a text, as this seat sees it.
    #[must_use]
    pub fn at_home(&self, table: TableId, actor: ActorId, text: Package) -> Verdict {
        tables::at_home(self.eyes(), table, actor, text)
    }

    /// The capital that an order about a table takes at once.
    #[must_use]
    pub fn table_price(&self, table: TableId, order: TableOrder) -> Points {
        tables::price(self.scenario, table, order)
    }

    /// The distance of a signed text from what staying away is worth to a party that did, in points: its margin and what
    /// the record of the mechanism adds.
    #[must_use]
    pub fn accession_margin(&self, table: TableId, actor: ActorId) -> Option<Points> {
        let signed = self.table(table)?.signed?;
        let margin = self.outlook(table, actor)?.margin(signed.package);
        Some(margin.plus(tables::record_of(self.eyes(), table)))
    }

    /// Whether rounds are still to be held this turn at a table at which this seat sits.
    #[must_use]
    pub fn sits_on(&self, table: TableId) -> bool {
        let present = self
            .table(table)
            .is_some_and(|now| now.present.contains(self.seat.0));
        present && self.move_due(table).is_some()
    }

    /// How many other tables a party sits at: each makes it harder to please.
    #[must_use]
    pub fn other_tables(&self, table: TableId, actor: ActorId) -> usize {
        crate::rules::tables::outlook::other_tables(self.eyes(), table, actor)
    }

    /// Whether an order about a table is a move that this seat owes now.
    #[must_use]
    pub fn owes_move(&self, order: &Order) -> bool {
        matches!(order, Order::Table(table, _) if self.move_due(*table) == Some(self.seat))
    }
}
