//! What moved at a table since one spoke last, and why; what no agreement is worth to each party, and why.

use crate::agents::table::moved::{Moved, Reason, Shift};
use crate::model::{ActorId, Points};
use crate::scenario::Item;
use crate::text::tables::page::Page;
use crate::text::{Line, Tone, fill, signed, whole};

impl Page<'_> {
    /// The heading of what moved.
    #[must_use]
    pub fn since(&self, moved: &Moved) -> Line {
        let round = u16::from(moved.round) + 1;
        let slots = [("round", Line::from(round.to_string()))];
        let template = if moved.turn < self.view.turn() {
            "Since round {round}, a turn ago"
        } else {
            "Since you spoke in round {round}"
        };
        fill(template, &slots)
    }

    /// Each party by how much it has come nearer or gone further, with its reasons.
    #[must_use]
    pub fn moved(&self, moved: &Moved) -> Vec<Line> {
        moved.shifts.iter().map(|shift| self.shift(shift)).collect()
    }

    fn shift(&self, shift: &Shift) -> Line {
        let reasons = shift.reasons.iter().map(|(reason, by)| {
            let name = self.reason(*reason);
            match by.displayed() {
                0 => name,
                _ => fill("{name} {by}", &[("name", name), ("by", signed(*by).into())]),
            }
        });
        let reasons = Line::joined(reasons, ", ");
        let by = if shift.by.displayed() == 0 {
            Line::new("±0", Tone::Dim)
        } else {
            Line::new(&signed(shift.by), tone(shift.by))
        };
        let slots = [
            ("who", Line::from(self.words.actor(shift.actor))),
            ("by", by),
            ("reasons", reasons.clone()),
        ];
        if reasons.is_empty() {
            fill("{who} {by}", &slots)
        } else {
            fill("{who} {by}: {reasons}", &slots)
        }
    }

    fn reason(&self, reason: Reason) -> Line {
        match reason {
            Reason::Clause(at) => self.words.clause(self.table, at),
            Reason::Together => "clauses together".into(),
            Reason::Time => "time".into(),
            Reason::Answers => "what it was given".into(),
            Reason::Payment(payment) => self.words.name(Item::Payment(self.table, payment)).into(),
            Reason::Caucus => "the caucus".into(),
            Reason::Learnt => "what you learnt of it".into(),
            Reason::ItsTexts => "what its texts tell".into(),
        }
    }

    /// What no agreement is worth to a party, with what makes it so: "Beijing 49 ±6: files 47, trust in the others +3".
    #[must_use]
    pub fn reserved(&self, actor: ActorId) -> Option<Line> {
        let outlook = self.view.outlook(self.table, actor)?;
        let known = outlook.reservation;
        let pulls = known.pulls.iter().filter(|(_, by)| by.displayed() != 0);
        let pulls = pulls.enumerate().map(|(at, (pull, by))| {
            let by = if at == 0 { whole(*by) } else { signed(*by) };
            Line::from(format!("{} {by}", super::pull(*pull)))
        });
        let band = if known.band == Points::ZERO {
            String::new()
        } else {
            format!(" ±{}", whole(known.band))
        };
        let slots = [
            ("who", Line::new(&self.words.actor(actor), Tone::Strong)),
            ("value", whole(known.value).into()),
            ("band", band.into()),
            ("pulls", Line::joined(pulls, ", ")),
        ];
        Some(fill("{who} {value}{band}: {pulls}", &slots))
    }

    /// The same of every party of the table.
    #[must_use]
    pub fn reservations(&self) -> Vec<Line> {
        let parties = self.definition.parties.iter();
        parties.filter_map(|it| self.reserved(it.actor)).collect()
    }
}

const fn tone(by: Points) -> Tone {
    if by.raw() < 0 { Tone::Bad } else { Tone::Good }
}
