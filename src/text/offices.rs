//! Who governs a capital, since when, and when that is decided.

use crate::model::{ActorId, Turn};
use crate::rules::View;
use crate::scenario::Item;
use crate::text::quantity::date;
use crate::text::{Line, Tone, Words, fill};

impl Words<'_> {
    /// Who is in office and since when, the next election if it is known, and the end of a term; nothing for an actor
    /// without an office.
    #[must_use]
    pub fn government(&self, view: &View<'_>, actor: ActorId) -> Vec<Line> {
        let Some(office) = view.office(actor) else {
            return Vec::new();
        };
        let held = view.in_office_since(actor).unwrap_or(Turn(0));
        let since = match held {
            Turn(0) => "the opening".to_owned(),
            turn => format!("turn {}", turn.0),
        };
        let slots = [
            ("office", self.term(Item::Office(office))),
            ("since", since.into()),
        ];
        let mut lines = vec![fill("in office: {office}, since {since}", &slots)];
        if let Some(coming) = view.next_election(actor) {
            let item = Item::Election(actor, coming.place);
            let slots = [
                ("name", self.name(item).into()),
                ("date", date(coming.date).into()),
            ];
            lines.push(fill("next: {name}, {date}", &slots));
        }
        if view.is_lame_duck(actor) {
            let text = "lame duck: fewer hands, less attention to mechanisms";
            lines.push(Line::new(text, Tone::Warn));
        }
        lines
    }
}
