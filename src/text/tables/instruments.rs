//! What a seat can do about a table: each instrument with its variants, its price, its effect, and why not. Shown before use
//! by every front end.

use crate::agents::table::assess::band_once_sounded;
use crate::model::{ActorId, Order, Package, PerMille, TableOrder, TableStatus};
use crate::notation;
use crate::rules::state::tables::TableState;
use crate::scenario::{Item, Rate, Standing};
use crate::text::tables::page::Page;
use crate::text::{Cast, Line, Tone, fill, hands, signed, whole};

/// A thing to do, in one or several ways.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// What it is.
    pub name: &'static str,
    /// In which group of the list it stands.
    pub group: Group,
    /// The orders that it can be.
    pub ways: Vec<TableOrder>,
}

/// A group of instruments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Moves: one is due when the turn to speak has come.
    Move,
    /// What can be done at any time while rounds are held.
    Beside,
    /// Coming and going.
    Seat,
}

impl Group {
    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Move => "Your move",
            Self::Beside => "Beside it, before you move",
            Self::Seat => "Your seat at the table",
        }
    }
}

/// What the lists of variants start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text that would be put forward.
    pub text: Package,
    /// The clause that is looked at.
    pub clause: usize,
    /// The party that stands in the way, which comes first where one is chosen.
    pub obstacle: Option<ActorId>,
}

fn small(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}

impl Page<'_> {
    /// Everything that can be done about this table, legal or not, as long as it exists there at all.
    #[must_use]
    pub fn instruments(&self, draft: &Draft) -> Vec<Instrument> {
        let status = self.view.table_status(self.table);
        let Some(now) = self
            .view
            .table(self.table)
            .filter(|_| status == TableStatus::Open)
        else {
            return self.outside();
        };
        if !now.present.contains(self.view.seat().0) {
            let meant = self.view.intention(self.table).is_some();
            return vec![if meant {
                one("stay away after all", Group::Seat, TableOrder::Recall)
            } else {
                one("come back", Group::Seat, TableOrder::Return)
            }];
        }
        let mut all = moves(draft.text);
        all.extend(self.with_parties(now, draft.obstacle));
        all.extend(self.with_the_text(now, draft));
        all.push(one("walk out", Group::Seat, TableOrder::WalkOut));
        all.retain(|it| !it.ways.is_empty());
        all
    }

    fn outside(&self) -> Vec<Instrument> {
        let status = self.view.table_status(self.table);
        let meant =
            self.view.invitation(self.table).is_some() || self.view.intention(self.table).is_some();
        let order = match status {
            _ if meant => ("take it back", TableOrder::Recall),
            TableStatus::InForce => ("sign after all", TableOrder::Accede),
            TableStatus::Untried
            | TableStatus::Open
            | TableStatus::Signed
            | TableStatus::Failed => ("convene", TableOrder::Convene { items: 0 }),
        };
        vec![one(order.0, Group::Seat, order.1)]
    }

    /// Instruments that are used with one party, the obstacle first.
    fn with_parties(&self, now: &TableState, obstacle: Option<ActorId>) -> Vec<Instrument> {
        let mut others: Vec<ActorId> = now.delegations.iter().map(|it| it.actor).collect();
        others.retain(|it| *it != self.view.seat().0 && now.present.contains(*it));
        others.sort_by_key(|it| obstacle != Some(*it));
        let each = |order: fn(ActorId) -> TableOrder| others.iter().copied().map(order).collect();
        let payments = (0_u8..).zip(&self.definition.payments);
        let pay = others.iter().flat_map(|to| {
            let fits = payments.clone().filter(|(_, it)| it.to.contains(*to));
            fits.map(|(payment, _)| TableOrder::Pay { payment, to: *to })
        });
        let mediators = self.definition.mediators.iter().map(TableOrder::Mediate);
        let track_two = self.definition.track_two.map(|_| TableOrder::TrackTwo);
        vec![
            many("sound out", each(TableOrder::SoundOut)),
            many("side payment", pay.collect()),
            many("caucus with", each(TableOrder::Caucus)),
            many("single text by", mediators.collect()),
            many("Track II", track_two.into_iter().collect()),
        ]
    }

    /// Instruments that concern the text, the clause that is looked at first.
    fn with_the_text(&self, now: &TableState, draft: &Draft) -> Vec<Instrument> {
        let at = draft.clause;
        let clauses = 0..self.definition.clauses.len();
        let links = clauses.clone().filter(|other| *other != at);
        let links = links.map(|other| TableOrder::LinkClauses(small(at), small(other)));
        let open =
            |table: &_| *table != self.table && self.view.table_status(*table) == TableStatus::Open;
        let ties = self.view.own_tables().filter(open);
        let mut items: Vec<usize> = clauses.filter(|clause| self.is_item(*clause)).collect();
        items.sort_by_key(|clause| *clause != at);
        let items = items.into_iter();
        let first = now.round.saturating_add(1);
        let last = now.deadline.saturating_add(6);
        let rounds = (first..=last).filter(|round| *round != now.deadline);
        let mut deadlines: Vec<u8> = rounds.collect();
        deadlines.sort_by_key(|round| (round.abs_diff(now.deadline), *round));
        let commit = TableOrder::Commit {
            clause: small(at),
            option: small(draft.text.option(at)),
        };
        vec![
            many("link clauses", links.collect()),
            many("tie to", ties.map(TableOrder::LinkTable).collect()),
            many("stand by in public", vec![commit]),
            many(
                "last round",
                deadlines.into_iter().map(TableOrder::Deadline).collect(),
            ),
            many(
                "agenda item",
                items.map(|it| TableOrder::Item(small(it))).collect(),
            ),
        ]
    }

    /// Whether a clause is an agenda item, which may come and go.
    #[must_use]
    pub fn is_item(&self, clause: usize) -> bool {
        let known = self.definition.clauses.get(clause);
        known.is_some_and(|it| it.standing == Standing::Item)
    }

    /// The order of an instrument as a line of plain mode.
    #[must_use]
    pub fn typed(&self, order: TableOrder) -> String {
        let names = self.view.scenario().catalogue();
        notation::write(names, &Order::Table(self.table, order))
    }

    /// Why an order can't be given now; `None` if it can.
    #[must_use]
    pub fn why_not(&self, order: TableOrder) -> Option<Line> {
        let order = Order::Table(self.table, order);
        let refusal = self.view.check(&order).err()?;
        Some(crate::text::reasons::explain(&self.view, &order, &refusal))
    }

    /// What an order takes at once: "2 capital", "free".
    #[must_use]
    pub fn price(&self, order: TableOrder) -> Line {
        self.words
            .choice_price(self.view.table_price(self.table, order))
    }

    /// Whom or what a way of using an instrument is about; empty if there is nothing to choose.
    #[must_use]
    pub fn way(&self, order: TableOrder) -> Line {
        let clause = |at: u8| self.words.clause(self.table, usize::from(at));
        let actor = |actor| Line::from(self.words.actor(actor));
        match order {
            TableOrder::SoundOut(of) | TableOrder::Caucus(of) | TableOrder::Mediate(of) => {
                actor(of)
            }
            TableOrder::Pay { payment, to } => {
                let name = self.words.name(Item::Payment(self.table, payment));
                let slots = [("who", actor(to)), ("what", name.into())];
                fill("{who}: {what}", &slots)
            }
            TableOrder::LinkClauses(one, other) => {
                let slots = [("one", clause(one)), ("other", clause(other))];
                fill("{one} with {other}", &slots)
            }
            TableOrder::LinkTable(other) => self.words.table(other),
            TableOrder::Commit { clause: at, option } => {
                let option = self
                    .words
                    .option(self.table, usize::from(at), usize::from(option));
                fill(
                    "{clause}: {option}",
                    &[("clause", clause(at)), ("option", option)],
                )
            }
            TableOrder::Deadline(rounds) => rounds.to_string().into(),
            TableOrder::Item(at) => {
                let here = self
                    .view
                    .table(self.table)
                    .is_some_and(|now| now.has_item(usize::from(at)));
                let template = if here {
                    "{clause}, off"
                } else {
                    "{clause}, on"
                };
                fill(template, &[("clause", clause(at))])
            }
            TableOrder::Convene { .. }
            | TableOrder::Recall
            | TableOrder::Propose(_)
            | TableOrder::Accept
            | TableOrder::Hold
            | TableOrder::Rest
            | TableOrder::SignWithout
            | TableOrder::WalkOut
            | TableOrder::Return
            | TableOrder::Adjourn
            | TableOrder::TrackTwo
            | TableOrder::Accede => Line::default(),
        }
    }

    /// What an order would do, in a sentence or two.
    #[must_use]
    pub fn effect(&self, order: TableOrder) -> Vec<Line> {
        let rate = |rate| Line::from(whole(self.view.scenario().lens().points(rate)));
        match order {
            TableOrder::Propose(text) => self.of_a_text(text),
            TableOrder::Accept => self.of_acceptance(),
            TableOrder::Hold => vec![self.of_silence()],
            TableOrder::Rest => vec!["All your moves of this turn pass, and the others go on. Ending the turn does the same".into()],
            TableOrder::SignWithout => self.of_a_minilateral(),
            TableOrder::Adjourn => vec!["No more rounds this turn, and none of them is used up: time for a sounding, or for the world to move".into()],
            TableOrder::WalkOut => vec![fill(
                "Those who stay lose {will} of their will each. Coming back takes {back} capital; with fewer than two left the table breaks up",
                &[("will", rate(Rate::WalkOutWill)), ("back", rate(Rate::ReturnCost))],
            )],
            TableOrder::Return => vec!["Your delegation sits there again when the turn ends, and speaks from the next turn on".into()],
            TableOrder::Recall => vec!["What it took comes back".into()],
            TableOrder::Convene { .. } => self.of_convening(),
            TableOrder::Accede => vec!["You sign when the turn ends, and belong to the mechanism as the others do".into()],
            TableOrder::SoundOut(_)
            | TableOrder::Pay { .. }
            | TableOrder::Caucus(_)
            | TableOrder::Mediate(_)
            | TableOrder::TrackTwo
            | TableOrder::LinkClauses(..)
            | TableOrder::LinkTable(_)
            | TableOrder::Commit { .. }
            | TableOrder::Deadline(_)
            | TableOrder::Item(_) => self.of_an_instrument(order),
        }
    }

    fn of_an_instrument(&self, order: TableOrder) -> Vec<Line> {
        let lens = self.view.scenario().lens();
        let rate = |rate| Line::from(whole(lens.points(rate)));
        match order {
            TableOrder::SoundOut(of) => self.of_a_sounding(of),
            TableOrder::Pay { payment, to } => self.of_a_payment(payment, to),
            TableOrder::Caucus(_) => vec![fill(
                "Both come {near} points nearer and tell each other what counts most; the warm trust of the others in you falls by {minded}",
                &[("near", rate(Rate::CaucusWorth)), ("minded", rate(Rate::CaucusMinded))],
            )],
            TableOrder::Mediate(by) => vec![fill(
                "{who} has heard everybody in confidence and puts the text on the table that leaves the least content party best off. Nobody has accepted it then",
                &[("who", self.words.actor(by).into())],
            )],
            TableOrder::TrackTwo => {
                let chance = percent(lens.share(Rate::TrackTwoLearns));
                vec![fill(
                    "Of each party, with {chance} % chance, you learn what counts most to it",
                    &[("chance", chance)],
                )]
            }
            TableOrder::LinkClauses(..) => vec!["Every later text changes both of them or neither, whoever puts it forward".into()],
            TableOrder::LinkTable(_) => vec!["Both texts are signed together or not at all, and break up together. What a party gains there makes it easier to please here".into()],
            TableOrder::Commit { .. } => vec![fill(
                "Every group at home likes you {liked} better now, and {broken} less if you sign anything else. The others take you at your word",
                &[("liked", rate(Rate::CommitmentLiked)), ("broken", rate(Rate::CommitmentBroken))],
            )],
            TableOrder::Deadline(_) => vec!["What parties insist on shrinks towards the last round: nearer, and they give in sooner or break up sooner".into()],
            TableOrder::Item(_) => vec![fill(
                "Each item gives everybody {trades} points to trade with; breadth costs everybody {burden} × the number of items squared",
                &[("trades", rate(Rate::AgendaTrades)), ("burden", rate(Rate::AgendaBurden))],
            )],
            TableOrder::Convene { .. }
            | TableOrder::Recall
            | TableOrder::Propose(_)
            | TableOrder::Accept
            | TableOrder::Hold
            | TableOrder::Rest
            | TableOrder::SignWithout
            | TableOrder::WalkOut
            | TableOrder::Return
            | TableOrder::Adjourn
            | TableOrder::Accede => Vec::new(),
        }
    }

    fn of_a_text(&self, text: Package) -> Vec<Line> {
        let now = self.view.table(self.table).and_then(|now| now.text);
        let what = match now {
            Some(old) if old.package == text => {
                return vec!["That text is on the table; change an option first".into()];
            }
            Some(old) => self.words.amended(self.table, old.package, text),
            None => self.words.package(self.table, text),
        };
        let mut lines = vec![
            fill("{what}", &[("what", what)]).toned(Tone::Strong),
            self.of_a_return(text),
        ];
        lines.extend(self.of_the_last_round());
        lines
    }

    fn of_silence(&self) -> Line {
        let now = self.view.table(self.table);
        let over = now.is_some_and(|now| now.round >= now.deadline);
        let own = now.and_then(|now| now.stance(self.view.seat().0));
        let standing = now.and_then(|now| Some(now.text?.package));
        match own {
            _ if over => "The table breaks up".into(),
            Some(_) if own != standing => {
                "Nothing is put forward, and you no longer stand by your earlier text; the next party speaks".into()
            }
            Some(_) | None => {
                "Nothing is put forward; the next party speaks. Everybody gives in a little as the last round comes near".into()
            }
        }
    }

    /// Who must accept a text that is put forward, and who need not.
    fn of_a_return(&self, text: Package) -> Line {
        let now = self.view.table(self.table);
        let backers = now.map(|now| now.backers(text).without(self.view.seat().0));
        let backers = backers.unwrap_or_default();
        if backers.is_empty() {
            return "It replaces the text on the table; it is signed once every other party has accepted it, or by some without the rest"
                .into();
        }
        let slots = [("who", self.words.actors(backers.iter()).into())];
        fill(
            "It comes back to the table with the consent of {who}, who need not give it again",
            &slots,
        )
    }

    /// What the last round means for a text; `None` before it.
    fn of_the_last_round(&self) -> Option<Line> {
        let now = self.view.table(self.table)?;
        let cost = Line::from(whole(
            self.view.table_price(self.table, TableOrder::Deadline(0)),
        ));
        (now.round.saturating_add(1) >= now.deadline).then(|| {
            let slots = [
                ("cost", cost),
                ("convener", self.words.actor(now.convener.0).into()),
            ];
            fill(
                "This is the last round: who speaks after you accepts, or {convener} signs with those who do if they are enough, or the table breaks up. A later last round costs {cost}",
                &slots,
            )
        })
    }

    fn of_acceptance(&self) -> Vec<Line> {
        let Some(now) = self.view.table(self.table) else {
            return Vec::new();
        };
        let signers = now.accepted().with(self.view.seat().0);
        let missing: Vec<ActorId> = now
            .present
            .iter()
            .filter(|it| !signers.contains(*it))
            .collect();
        let text = now.text.map(|text| text.package).unwrap_or_default();
        if missing.is_empty() {
            return vec![
                self.words.package(self.table, text),
                "Everybody at the table accepts then: the text is signed".into(),
                self.once_signed(text),
            ];
        }
        let slots = [("who", self.words.actors(missing).into())];
        let mut lines = vec![
            self.words.package(self.table, text),
            fill(
                "Your consent stands until your next move, whatever else is put forward; it still lacks {who}",
                &slots,
            ),
        ];
        lines.extend(self.of_the_last_round());
        lines
    }

    fn of_a_minilateral(&self) -> Vec<Line> {
        let Some(now) = self.view.table(self.table) else {
            return Vec::new();
        };
        let me = self.view.seat().0;
        let found = now.signable(self.definition, me);
        let standing = now.text.map_or_else(Package::default, |text| text.package);
        let (text, signers) = found.unwrap_or((standing, now.accepted().with(me)));
        let out = self
            .definition
            .members()
            .iter()
            .filter(|it| !signers.contains(*it));
        let out: Vec<ActorId> = out.collect();
        let template = if out.is_empty() {
            "Signed by {who}: everybody at the table"
        } else {
            "Signed by {who}, without {out}, whose firm trust in each signer falls by {minded}. Who stays out may sign later"
        };
        let minded = self.view.scenario().lens().points(Rate::SignedWithout);
        let slots = [
            ("who", Line::from(self.words.actors(signers.iter()))),
            ("out", self.words.actors(out.iter().copied()).into()),
            ("minded", whole(minded).into()),
        ];
        let mut lines = vec![fill(template, &slots)];
        if text != standing {
            let slots = [
                ("text", self.text_of(now, text)),
                ("what", self.words.package(self.table, text)),
            ];
            lines.insert(0, fill("{text}: {what}", &slots).capitalised());
        }
        lines.push(self.once_signed(text));
        lines
    }

    fn of_a_sounding(&self, of: ActorId) -> Vec<Line> {
        let outlook = self.view.outlook(self.table, of);
        let told = match outlook.is_some_and(|it| it.knows_reserve()) {
            true => {
                "In private you learn the weight of the clause that counts most among those you don't know"
            }
            false => {
                "In private you learn its reserve and the weight of the clause that counts most among those you don't know"
            }
        };
        let now = self.view.table(self.table).and_then(|now| now.text);
        let text = self.looked.or(now.map(|text| text.package));
        let band = band_once_sounded(&self.view, self.table, of, text.unwrap_or_default());
        let Some((before, after)) = band else {
            return vec![told.into()];
        };
        let slots = [
            ("before", Line::from(whole(before))),
            ("after", whole(after).into()),
        ];
        let template = match before.displayed() == after.displayed() {
            true => "The band around its distance stays near ±{before}",
            false => "The band around its distance goes from ±{before} to about ±{after}",
        };
        vec![told.into(), fill(template, &slots)]
    }

    fn of_a_payment(&self, payment: u8, to: ActorId) -> Vec<Line> {
        let Some(known) = self.definition.payments.get(usize::from(payment)) else {
            return Vec::new();
        };
        let slots = [
            ("who", Line::from(self.words.actor(to))),
            ("worth", Line::new(&signed(known.worth), Tone::Good)),
        ];
        let mut lines = vec![fill(
            "{who} {worth} points, whatever text is signed. Given at once, also if nothing is signed",
            &slots,
        )];
        let cast = Cast::of(self.view.seat(), Some(to));
        lines.extend(self.words.effects(&known.effects, &cast));
        lines
    }

    fn of_convening(&self) -> Vec<Line> {
        let slots = [
            ("hands", Line::from(hands(self.definition.hands))),
            ("rounds", self.definition.rounds_per_turn.to_string().into()),
            ("last", self.definition.deadline.to_string().into()),
        ];
        vec![fill(
            "Invitations go out when the turn ends; the first rounds are held next turn, {rounds} a turn, {last} at most. It binds {hands} while it is open",
            &slots,
        )]
    }

    /// What convening would take with these items, and what they do.
    #[must_use]
    pub fn agenda(&self, items: u16) -> Vec<Line> {
        let order = TableOrder::Convene { items };
        let slots = [("cost", self.price(order))];
        let mut lines = vec![fill(
            "Takes {cost} now; it comes back if you take the invitations back",
            &slots,
        )];
        lines.extend(self.of_convening());
        let toll = self.view.scenario().lens().points(Rate::DelegationToll);
        let busy = self.definition.parties.iter().filter_map(|party| {
            let others = self.view.other_tables(self.table, party.actor);
            let name = self.words.actor(party.actor);
            (others > 0).then(|| format!("{name} {others}"))
        });
        let busy: Vec<String> = busy.collect();
        if !busy.is_empty() {
            let slots = [
                ("who", Line::from(busy.join(", "))),
                ("toll", whole(toll).into()),
            ];
            lines.push(fill("At other tables already: {who}. Each makes a party {toll} points harder to please, here and there", &slots));
        }
        if (0..self.definition.clauses.len()).any(|at| self.is_item(at)) {
            lines.extend(self.of_an_instrument(TableOrder::Item(0)));
        }
        lines
    }
}

fn percent(share: PerMille) -> Line {
    ((share.0 + 5) / 10).to_string().into()
}

fn one(name: &'static str, group: Group, order: TableOrder) -> Instrument {
    Instrument {
        name,
        group,
        ways: vec![order],
    }
}

const fn many(name: &'static str, ways: Vec<TableOrder>) -> Instrument {
    Instrument {
        name,
        group: Group::Beside,
        ways,
    }
}

fn moves(text: Package) -> Vec<Instrument> {
    [
        ("put the draft on the table", TableOrder::Propose(text)),
        ("accept the text", TableOrder::Accept),
        ("let the move pass", TableOrder::Hold),
        ("let all of this turn pass", TableOrder::Rest),
        ("sign without the others", TableOrder::SignWithout),
        ("adjourn", TableOrder::Adjourn),
    ]
    .into_iter()
    .map(|(name, order)| one(name, Group::Move, order))
    .collect()
}
