//! The pages of negotiating tables: the list, one table in full, how parties take a text, what would help.

use crate::agents::table::assess::{Advice, Amendment, Assessment, advise, readings};
use crate::model::{
    ActorSet, Fact, Order, Package, Points, TableFact, TableId, TableOrder, TableStatus, What,
};
use crate::rules::View;
use crate::rules::state::tables::{Recess, TableState};
use crate::scenario::{Item, NegotiatingTable, Standing};
use crate::text::{Line, Tone, Words, fill, hands, signed, whole};

/// One page of a view's seat.
pub struct Page<'a> {
    pub(super) view: View<'a>,
    pub(super) table: TableId,
    pub(super) definition: &'a NegotiatingTable,
    pub(super) words: Words<'a>,
    /// Who accepted each text so far, in the order of the texts; empty where that was not looked up.
    pub(super) accepted: Vec<ActorSet>,
    /// The text that is looked at, if it isn't the one on the table.
    pub(super) looked: Option<Package>,
}

/// How clauses are shown: in short on a screen, with every id where they are typed.
type Clauses<'a> = fn(&Page<'a>, Option<Package>) -> Vec<Line>;

/// One line of a list of tables.
pub struct Entry {
    /// Which.
    pub table: TableId,
    /// Its line without its id.
    pub line: Line,
}

/// Every table at which this view's seat has a delegation, with how it stands.
#[must_use]
pub fn list(view: &View<'_>) -> Vec<Entry> {
    let entry = |table| Entry {
        table,
        line: Page::new(*view, table).headline(),
    };
    view.own_tables().map(entry).collect()
}

impl<'a> Page<'a> {
    /// The page of a table.
    #[must_use]
    pub fn new(view: View<'a>, table: TableId) -> Self {
        Self {
            view,
            table,
            definition: view.scenario().table(table),
            words: Words::new(view.scenario().lexicon()),
            accepted: Vec::new(),
            looked: None,
        }
    }

    /// The same page of a text that is looked at.
    #[must_use]
    pub fn looking_at(self, text: Package) -> Self {
        Self {
            looked: Some(text),
            ..self
        }
    }

    /// Whose page it is.
    #[must_use]
    pub const fn table(&self) -> TableId {
        self.table
    }

    /// The same page with who accepted which text, from facts about this table that the seat knows.
    #[must_use]
    pub fn remembering(mut self, facts: &[Fact]) -> Self {
        for fact in facts {
            let What::Table(table, what) = fact.what else {
                continue;
            };
            if table != self.table {
                continue;
            }
            if matches!(what, TableFact::Opened { .. }) {
                self.accepted.clear();
            } else if matches!(what, TableFact::Proposed { .. }) {
                self.accepted.push(ActorSet::empty());
            } else if let (TableFact::Accepted { by }, Some(last)) =
                (what, self.accepted.last_mut())
            {
                *last = last.with(by);
            }
        }
        self
    }

    /// Its name and how it stands, in one line.
    #[must_use]
    pub fn headline(&self) -> Line {
        let slots = [
            (
                "name",
                Line::new(&self.words.name(Item::Table(self.table)), Tone::Strong),
            ),
            ("state", self.standing()),
        ];
        fill("{name}: {state}", &slots)
    }

    /// How it stands: the round, whose move it is, or what became of it.
    #[must_use]
    pub fn standing(&self) -> Line {
        let status = self.view.table_status(self.table);
        if self.view.invitation(self.table).is_some() {
            return "invitations go out when the turn ends".into();
        }
        let Some(now) = self
            .view
            .table(self.table)
            .filter(|_| status == TableStatus::Open)
        else {
            return super::status(status).into();
        };
        let slots = [("round", self.round()), ("then", self.whose_move(now))];
        fill("{round}; {then}", &slots)
    }

    /// The round of an open table: "round 2 of 9".
    #[must_use]
    pub fn round(&self) -> Line {
        let now = self.view.table(self.table);
        let (round, of) = now.map_or((0, 0), |now| (now.round, now.deadline));
        let round = (u16::from(round) + 1).min(u16::from(of));
        let slots = [
            ("round", Line::from(round.to_string())),
            ("of", of.to_string().into()),
        ];
        fill("round {round} of {of}", &slots)
    }

    fn whose_move(&self, now: &TableState) -> Line {
        let me = self.view.seat().0;
        if self.view.turn() <= now.opened {
            return "opens next turn".into();
        }
        if !now.present.contains(me) {
            let back = self.view.intention(self.table).is_some();
            return if back {
                "you come back next turn".into()
            } else {
                "you have walked out".into()
            };
        }
        match self.view.move_due(self.table) {
            Some(seat) if now.round >= now.deadline => {
                let who = [("who", self.words.actor(seat.0).into())];
                let template = if seat.0 == me {
                    "your last word"
                } else {
                    "{who} has the last word"
                };
                fill(template, &who).toned(Tone::Warn)
            }
            Some(seat) if seat.0 == me => self.own_moves(now).toned(Tone::Warn),
            Some(seat) => fill("{who} speaks", &[("who", self.words.actor(seat.0).into())]),
            None if now.adjourned == Recess::ThisTurn => "adjourned until next turn".into(),
            None => "the next round is next turn".into(),
        }
    }

    /// "your move, 2 this turn".
    fn own_moves(&self, now: &TableState) -> Line {
        let this_turn = self.definition.rounds_per_turn.saturating_sub(now.held);
        let left = this_turn.min(now.deadline.saturating_sub(now.round));
        let slots = [("left", Line::from(left.to_string()))];
        match left {
            0 | 1 => "your move, last this turn".into(),
            2.. => fill("your move, {left} this turn", &slots),
        }
    }

    /// The whole page: what it is about, the text, how the parties take it, what would help, what was said.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = self.about();
        lines.extend(self.with_clauses(Self::options));
        lines
    }

    /// How it stands and what it is about.
    #[must_use]
    pub fn about(&self) -> Vec<Line> {
        let mut lines = vec![self.headline()];
        lines.extend(self.words.text(Item::Table(self.table)));
        lines.extend(self.frame());
        lines
    }

    /// The text, how the parties take it, what was said; before it is open what it takes to convene it.
    #[must_use]
    pub fn body(&self) -> Vec<Line> {
        self.with_clauses(Self::clauses)
    }

    fn with_clauses(&self, clauses: Clauses<'a>) -> Vec<Line> {
        let now = self.view.table(self.table);
        if let Some(now) = now.filter(|now| now.status == TableStatus::Open) {
            return self.open_table(now, clauses);
        }
        let mut lines = self.what_became();
        lines.extend(clauses(self, None));
        lines.extend(self.preferences());
        let status = self.view.table_status(self.table);
        if matches!(status, TableStatus::Untried | TableStatus::Failed) {
            lines.extend(self.convening());
        }
        lines
    }

    /// What it makes, under which roof, and its rules.
    #[must_use]
    pub fn frame(&self) -> Vec<Line> {
        let mechanism = self.words.term(Item::Mechanism(self.definition.mechanism));
        let count = |number: u8| Line::from(number.to_string());
        let mut slots = vec![
            ("mechanism", mechanism),
            ("least", count(self.definition.signers_min)),
            ("rounds", count(self.definition.rounds_per_turn)),
        ];
        let roof = match self.definition.format {
            Some(format) => {
                slots.push(("format", self.words.term(Item::Format(format))));
                "Makes: {mechanism}, under the roof of {format}. "
            }
            None => "Makes: {mechanism}. ",
        };
        let signers = if self.definition.must_sign.is_empty() {
            "All sign, or at least {least} without the rest. {rounds} rounds a turn."
        } else {
            let needed = self.definition.must_sign.iter();
            slots.push(("needed", self.words.actors(needed).into()));
            "All sign, or at least {least} without the rest, {needed} among them. {rounds} rounds a turn."
        };
        vec![fill(roof, &slots).then(fill(signers, &slots))]
    }

    fn what_became(&self) -> Vec<Line> {
        let Some(now) = self.view.table(self.table) else {
            return Vec::new();
        };
        let Some(signed) = now.signed else {
            return Vec::new();
        };
        let slots = [
            ("text", self.words.package(self.table, signed.package)),
            ("who", self.words.actors(signed.signers.iter()).into()),
        ];
        vec![fill("Signed by {who}: {text}.", &slots)]
    }

    /// What became of it, and what comes next, in a line or two.
    #[must_use]
    pub fn outcome(&self) -> Vec<Line> {
        let now = self.view.table(self.table);
        let mut lines = self.what_became();
        match (
            self.view.table_status(self.table),
            now.and_then(|now| now.signed),
        ) {
            (TableStatus::Signed, Some(signed)) => lines.push(self.once_signed(signed.package)),
            (TableStatus::InForce, _) => lines.push("It is in force.".into()),
            (TableStatus::Failed, _) => {
                lines.push("It can be convened again, at the same price.".into());
            }
            (TableStatus::Untried | TableStatus::Open | TableStatus::Signed, _) => {}
        }
        lines
    }

    /// What convening takes and needs.
    fn convening(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let order = TableOrder::Convene { items: 0 };
        let slots = [
            ("cost", whole(self.definition.cost).into()),
            ("hands", hands(self.definition.hands).into()),
            ("rounds", self.definition.deadline.to_string().into()),
        ];
        lines.push(fill(
            "Convening takes {cost} capital, and {hands} while it is open; {rounds} rounds at most.",
            &slots,
        ));
        let order = Order::Table(self.table, order);
        if let Err(refusal) = self.view.check(&order) {
            let why = crate::text::reasons::explain(&self.view, &order, &refusal);
            lines.push(Line::new("Not now: ", Tone::Dim).then(why));
        }
        lines
    }

    fn open_table(&self, now: &TableState, clauses: Clauses<'a>) -> Vec<Line> {
        let mut lines = vec![Line::default()];
        match now.text {
            None => lines.push("No text is on the table yet.".into()),
            Some(text) => {
                let slots = [("by", Line::from(self.words.actor(text.by)))];
                lines.push(fill("On the table, by {by}:", &slots).toned(Tone::Strong));
            }
        }
        lines.extend(clauses(self, now.text.map(|text| text.package)));
        if let Some(text) = now.text {
            lines.push(Line::default());
            lines.extend(self.reception(text.package));
            lines.push(self.at_home(text.package));
        } else {
            lines.extend(self.preferences());
        }
        lines.extend(self.to_close(now.text.map(|text| text.package)));
        lines.extend(self.rally(now));
        lines.extend(self.ties(now));
        lines.extend(self.history(now, 8));
        lines
    }

    /// What closes the table with a text, under its heading; nothing while it isn't open.
    #[must_use]
    pub fn to_close(&self, text: impl Into<Option<Package>>) -> Vec<Line> {
        let open = self.view.table_status(self.table) == TableStatus::Open;
        let Some(now) = self.view.table(self.table).filter(|_| open) else {
            return Vec::new();
        };
        let text = text.into();
        let read = |text| readings(&self.view, self.table, text);
        let lines = self.closing(now, text, &text.map(read).unwrap_or_default());
        let head = (!lines.is_empty()).then(|| Line::new("What closes it:", Tone::Strong));
        let lines = lines.into_iter().map(|line| Line::from("  ").then(line));
        head.into_iter().chain(lines).collect()
    }

    /// Each clause with its options; the one that a text chooses in brackets, what each is worth to oneself after it.
    #[must_use]
    pub fn clauses(&self, text: Option<Package>) -> Vec<Line> {
        let own = self.view.outlook(self.table, self.view.seat().0);
        let width = (0..self.definition.clauses.len())
            .map(|at| self.words.clause(self.table, at).plain().chars().count())
            .max()
            .unwrap_or(0);
        let mut lines = Vec::new();
        if text.is_none() && own.is_some() {
            let head = "The clauses; behind each option what it is worth to you, of 100:";
            lines.push(Line::new(head, Tone::Dim));
        }
        for (at, clause) in self.definition.clauses.iter().enumerate() {
            let out = clause.standing == Standing::Item && !self.on_agenda(at);
            let options = (0..clause.options.len()).map(|option| {
                let label = self.words.option(self.table, at, option).plain();
                let worth = own
                    .as_ref()
                    .and_then(|own| own.utility.parts.get(at)?.get(option).copied());
                let worth = worth.map_or_else(String::new, |worth| format!(" {}", worth / 10_000));
                let chosen = text.is_some_and(|text| text.option(at) == option);
                let (open, close) = if chosen { ("[", "]") } else { ("", "") };
                let tone = if chosen { Tone::Strong } else { Tone::Plain };
                Line::new(&format!("{open}{label}{worth}{close}"), tone)
            });
            let name = self.words.clause(self.table, at).plain();
            let pad = " ".repeat(width.saturating_sub(name.chars().count()));
            let mut line = Line::from(format!("  {name}{pad}  "));
            line = if out {
                line.then(
                    Line::new("not on the agenda: ", Tone::Dim)
                        .then(Line::joined(options, " | ").toned(Tone::Dim)),
                )
            } else {
                line.then(Line::joined(options, " | "))
            };
            lines.push(line);
        }
        lines
    }

    fn on_agenda(&self, clause: usize) -> bool {
        let now = self.view.table(self.table);
        now.is_some_and(|now| now.status == TableStatus::Open && now.has_item(clause))
    }

    /// Who sits there, and what counts most to each as the files have it.
    fn preferences(&self) -> Vec<Line> {
        let parties = self.definition.parties.iter();
        let line = |party: &crate::scenario::Party| {
            let outlook = self.view.outlook(self.table, party.actor)?;
            let mut weights: Vec<(usize, i32)> = outlook
                .weights
                .iter()
                .enumerate()
                .map(|(at, (weight, _))| (at, *weight))
                .collect();
            weights.sort_by_key(|(at, weight)| (std::cmp::Reverse(*weight), *at));
            let top = weights.iter().take(3).map(|(at, weight)| {
                let slots = [
                    ("clause", self.words.clause(self.table, *at)),
                    ("weight", format!("{}", (weight + 5) / 10).into()),
                ];
                fill("{clause} {weight} %", &slots)
            });
            let slots = [
                ("who", Line::from(self.words.actor(party.actor))),
                ("floor", whole(outlook.reservation.value).into()),
                ("band", band(outlook.reservation.band).into()),
                ("top", Line::joined(top, ", ")),
            ];
            Some(fill(
                "  {who}: no agreement is worth {floor}{band}; counts most: {top}",
                &slots,
            ))
        };
        let head = Line::new("Who sits there, as your files have it:", Tone::Strong);
        std::iter::once(head)
            .chain(parties.filter_map(line))
            .collect()
    }

    /// How the parties take a text, who stands in the way, and what would help.
    #[must_use]
    pub fn reception(&self, text: Package) -> Vec<Line> {
        let Some(advice) = advise(&self.view, self.table, text) else {
            return Vec::new();
        };
        let mut lines = vec![Line::new(
            "How they take it (points beyond or short of what each signs for now; gain: against no agreement):",
            Tone::Strong,
        )];
        lines.extend(advice.parties.iter().map(|party| self.assessment(party)));
        lines.extend(self.help(text, &advice));
        lines
    }

    /// One party: "Beijing  -6 ±4  gain +3  signs 12 %  minds: sea area (sure)".
    #[must_use]
    pub fn assessment(&self, party: &Assessment) -> Line {
        let me = party.actor == self.view.seat().0;
        let name = format!("  {:<12}", self.words.actor(party.actor));
        let tone = if party.now < Points::ZERO {
            Tone::Bad
        } else {
            Tone::Good
        };
        let mut line = Line::from(name);
        if me {
            let margin = Line::new(&signed(party.floor), tone);
            return line.then(fill("{by} against no agreement", &[("by", margin)]));
        }
        let minds = Line::joined(self.minds(party), ", ");
        let minds = if minds.is_empty() {
            "nothing much".into()
        } else {
            minds
        };
        let now = format!("{:>4}{:<5}", signed(party.now), band(party.band));
        line = line.then(Line::new(&now, tone));
        let slots = [
            ("floor", signed(party.floor).into()),
            ("odds", ((party.odds.0 + 5) / 10).to_string().into()),
            ("minds", minds),
        ];
        line = line.then(fill(
            " gain {floor}  signs {odds} %  minds: {minds}",
            &slots,
        ));
        match self.busy(party.other_tables) {
            Some(busy) => line.then("  ").then(busy),
            None => line,
        }
    }

    /// What would bring the text nearer, each with its points, its price and whom it hurts.
    #[must_use]
    pub fn help(&self, text: Package, advice: &Advice) -> Vec<Line> {
        let amendments = advice.amendments.iter();
        let mut lines: Vec<Line> = amendments.map(|it| self.amendment(text, it)).collect();
        for (order, what) in self.means(advice.obstacle, text) {
            let typed = Line::from(format!("  {}: ", self.typed(order)));
            lines.push(typed.then(what));
        }
        if !lines.is_empty() {
            lines.insert(0, Line::new("What would help:", Tone::Strong));
        }
        lines
    }

    fn amendment(&self, text: Package, amendment: &Amendment) -> Line {
        let words = self.changed_options(text, amendment.text);
        let moved = amendment.gains.iter().filter(|(_, by)| *by != Points::ZERO);
        let gains = moved.map(|(actor, by)| {
            let tone = if *by < Points::ZERO {
                Tone::Bad
            } else {
                Tone::Good
            };
            let who = if *actor == self.view.seat().0 {
                "you".to_owned()
            } else {
                self.words.actor(*actor)
            };
            Line::from(format!("{who} ")).then(Line::new(&signed(*by), tone))
        });
        let head = Line::from(format!("  amend {}: ", words.join(" ")));
        head.then(Line::joined(gains, ", "))
    }

    /// Whether home would consent to a text.
    #[must_use]
    pub fn at_home(&self, text: Package) -> Line {
        fill("At home: {consent}", &[("consent", self.consent(text))])
    }

    /// The form of a text, what it needs at home and what it has.
    pub(super) fn consent(&self, text: Package) -> Line {
        let me = self.view.seat().0;
        let verdict = self.view.at_home(self.table, me, text);
        let percent = |share: crate::model::PerMille| Line::from(((share.0 + 5) / 10).to_string());
        let mut slots = vec![
            ("form", Line::from(super::form(verdict.form))),
            ("for", percent(verdict.support)),
            ("needed", percent(verdict.needed)),
        ];
        if verdict.needed.0 == 0 {
            return fill("a {form} asks nobody", &slots);
        }
        let pivot = verdict
            .pivot
            .map(|bloc| self.words.name(Item::Bloc(me, bloc)));
        slots.push(("pivot", pivot.clone().unwrap_or_default().into()));
        let template = match pivot {
            Some(_) => {
                "as {form} it needs {needed} % of the groups, {for} % are for it; it depends on {pivot}"
            }
            None => "as {form} it needs {needed} % of the groups, {for} % are for it",
        };
        fill(template, &slots)
    }
}

/// A band: " ±4"; nothing where there is none.
fn band(width: Points) -> String {
    if width == Points::ZERO {
        String::new()
    } else {
        format!(" ±{}", whole(width))
    }
}
