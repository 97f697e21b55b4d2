//! The debrief of a negotiating table in words and signs: how it ended, what was possible, what was missed, what mattered.

use std::collections::BTreeMap;

use crate::analysis::debrief::{Debrief, Decision, End, Failure, Judged, Kept, debrief, points};
use crate::analysis::exact::domain::Outcome;
use crate::analysis::exact::trades::Trade;
use crate::model::{ActorId, Hidden, Package, Points, SeatId, TableFact, TableId, What};
use crate::rules::State;
use crate::scenario::Item;
use crate::session::Game;
use crate::session::debrief::conclusions;
use crate::text::{Line, Tone, Words, fill, signed, whole};

/// Columns and rows of the picture of a frontier.
const WIDE: usize = 46;
/// Its rows.
const HIGH: usize = 12;
/// How much of what a party kept to itself is told.
const MOST_KEPT: usize = 4;

/// The debriefs of a finished game for one seat.
pub struct Debriefs<'a> {
    game: &'a Game,
    pub(super) seat: SeatId,
    pub(super) words: Words<'a>,
    then: BTreeMap<TableId, State>,
}

/// What there is to say of one table.
pub struct Lookback {
    /// Which.
    pub of: TableId,
    before: Vec<Line>,
    /// The frontier of each pair of parties, those of the seat first.
    pub pictures: Vec<Picture>,
    after: Vec<Line>,
}

/// The frontier of two parties.
pub struct Picture {
    /// Whose.
    pub of: (ActorId, ActorId),
    lines: Vec<Line>,
}

impl Lookback {
    /// What stands before the picture of a frontier.
    #[must_use]
    pub fn before(&self) -> &[Line] {
        &self.before
    }

    /// What stands after it.
    #[must_use]
    pub fn after(&self) -> &[Line] {
        &self.after
    }

    /// The whole page with one of the pictures.
    #[must_use]
    pub fn page(&self, picture: usize) -> Vec<Line> {
        let picture = self.pictures.get(picture);
        let picture = picture.map_or(&[][..], |it| it.lines.as_slice());
        [self.before.as_slice(), picture, self.after.as_slice()].concat()
    }
}

impl<'a> Debriefs<'a> {
    /// Looks back on a game; `None` as long as it goes on.
    #[must_use]
    pub fn of(game: &'a Game, seat: SeatId) -> Option<Self> {
        game.view_of(seat).over()?;
        Some(Self {
            game,
            seat,
            words: Words::new(game.scenario().lexicon()),
            then: conclusions(game),
        })
    }

    /// What happened at a table since it was convened last.
    pub(super) fn told_of(&self, table: TableId) -> Vec<TableFact> {
        let facts = self.game.known_facts(self.seat, 0);
        let told = facts.filter_map(|fact| match fact.what {
            What::Table(known, what) if known == table => Some(what),
            _ => None,
        });
        let told: Vec<TableFact> = told.collect();
        let opened = told
            .iter()
            .rposition(|what| matches!(what, TableFact::Opened { .. }));
        told.get(opened.unwrap_or(0)..).unwrap_or(&[]).to_vec()
    }

    /// The tables of this seat that came to an end, each in one line.
    #[must_use]
    pub fn list(&self) -> Vec<(TableId, Line)> {
        let view = self.game.view_of(self.seat);
        let tables = view.own_tables().filter_map(|table| {
            let found = self.look(table)?;
            let name = Line::new(&self.words.name(Item::Table(table)), Tone::Strong);
            let slots = [("name", name), ("end", self.end(&found))];
            Some((table, fill("{name}: {end}", &slots)))
        });
        tables.collect()
    }

    /// A table in the light of the truth; `None` if it never came to an end.
    #[must_use]
    pub fn look(&self, table: TableId) -> Option<Debrief> {
        let then = self.then.get(&table)?;
        let whom = (table, self.seat.0);
        debrief(self.game.scenario(), then, whom, self.game.ledger())
    }

    /// What there is to say of one table; `None` if it never came to an end.
    #[must_use]
    pub fn told(&self, table: TableId) -> Option<Lookback> {
        Some(self.tell(table, &self.look(table)?))
    }

    /// What there is to say of a table that was looked at.
    #[must_use]
    pub fn tell(&self, table: TableId, found: &Debrief) -> Lookback {
        let name = Line::new(&self.words.name(Item::Table(table)), Tone::Strong);
        let mut lines = vec![fill(
            "{name}: {end}",
            &[("name", name), ("end", self.end(found))],
        )];
        lines.extend(self.refused_at_home(table, found));
        lines.extend(self.nearest(found));
        lines.push(Line::default());
        lines.extend(self.judged(table, found));
        lines.extend(self.possible(table, found));
        lines.push(Line::default());
        let mut after = vec![Line::default()];
        after.extend(self.decisions(table, found));
        after.extend(self.kept(table, found));
        let pairs = self.pairs(found).into_iter();
        let parties = &found.parties;
        let pictures = pairs.map(|(one, other)| Picture {
            of: (parties[one], parties[other]),
            lines: self.picture(found, (one, other)),
        });
        Lookback {
            of: table,
            before: lines,
            pictures: pictures.collect(),
            after,
        }
    }

    /// The whole page of one table, with the frontier of one pair of its parties: the seat and the one with which it had
    /// most to settle, unless others are named. `None` if the table never came to an end, or one of the two wasn't there.
    #[must_use]
    pub fn page(&self, table: TableId, pair: Option<(ActorId, ActorId)>) -> Option<Vec<Line>> {
        let told = self.told(table)?;
        let wanted = |picture: &Picture| {
            let (one, other) = picture.of;
            pair.is_none_or(|it| it == (one, other) || it == (other, one))
        };
        let place = told.pictures.iter().position(wanted);
        (pair.is_none() || place.is_some()).then(|| told.page(place.unwrap_or(0)))
    }

    /// The text, what everybody got, and what was left on the table.
    fn judged(&self, table: TableId, found: &Debrief) -> Vec<Line> {
        let Some(text) = &found.text else {
            return vec!["No text was ever put forward.".into()];
        };
        let head = match found.end {
            End::Signed { .. } => "The text that was signed:",
            End::Broke(Failure::Home) => "The text that was signed:",
            End::Broke(_) => "The last text on the table:",
        };
        let mut lines = vec![
            Line::new(head, Tone::Strong),
            Line::from("  ").then(self.words.package(table, text.package)),
            Line::new(
                "What it was worth against no agreement, as each really saw it:",
                Tone::Strong,
            ),
        ];
        lines.extend(self.gains(found, text));
        lines.extend(self.left_out(found));
        lines.extend(self.left(found));
        lines.push(self.distance(found, text));
        for trade in &text.missed {
            lines.push(self.trade(table, found, trade));
        }
        lines
    }

    fn gains(&self, found: &Debrief, text: &Judged) -> Vec<Line> {
        let pairs = found
            .parties
            .iter()
            .zip(&text.gains)
            .zip(&text.distance.left);
        let line = |((actor, gain), left): ((&ActorId, &Points), &i64)| {
            let tone = if *gain < Points::ZERO {
                Tone::Bad
            } else {
                Tone::Good
            };
            let slots = [
                ("who", format!("{:<12}", self.words.actor(*actor)).into()),
                ("gain", Line::new(&format!("{:>4}", signed(*gain)), tone)),
                ("left", whole(points(*left)).into()),
            ];
            let template = if text.distance.is_zero() {
                "  {who} {gain}"
            } else {
                "  {who} {gain}   up to {left} more without hurting anybody"
            };
            fill(template, &slots)
        };
        pairs.map(line).collect()
    }

    /// Who is not among the signers.
    fn left_out(&self, found: &Debrief) -> Option<Line> {
        let End::Signed { signers, .. } = found.end else {
            return None;
        };
        let me = Some(self.seat.0).filter(|_| found.own.left.is_some());
        let away = |it: &&ActorId| !signers.contains(**it) && me != Some(**it);
        let out = found.parties.iter().filter(away);
        let out: Vec<ActorId> = out.copied().collect();
        let gains = found.text.as_ref().map(|text| &text.gains);
        let gain = |actor: &ActorId| {
            let place = found.parties.iter().position(|it| it == actor)?;
            gains?.get(place).copied()
        };
        let (better, worse): (Vec<ActorId>, Vec<ActorId>) = out
            .iter()
            .partition(|it| gain(it).is_some_and(|gain| gain >= Points::ZERO));
        let told = |who: Vec<ActorId>, template: &str| {
            let slots = [("who", Line::from(self.words.actors(who.iter().copied())))];
            (!who.is_empty()).then(|| fill(template, &slots))
        };
        let better = told(
            better,
            "Signed without {who}, though it was worth more there than no text: more time or another clause might have won it over.",
        );
        let worse = told(
            worse,
            "Signed without {who}, where it was worth less than no text.",
        );
        let both = better.into_iter().chain(worse);
        (!out.is_empty()).then(|| Line::joined(both, " "))
    }

    fn distance(&self, _found: &Debrief, text: &Judged) -> Line {
        if text.distance.is_zero() {
            return "It lies on the frontier: nobody could have had more unless somebody had less."
                .into();
        }
        let slots = [("joint", whole(points(text.distance.joint)).into())];
        fill(
            "It lies short of the frontier: {joint} points more were there for all together, at nobody's expense.",
            &slots,
        )
    }

    fn trade(&self, table: TableId, found: &Debrief, trade: &Trade) -> Line {
        let swaps = trade.swaps.iter().map(|(clause, option)| {
            let slots = [
                ("clause", self.words.clause(table, *clause)),
                ("option", self.words.option(table, *clause, *option)),
            ];
            fill("{clause}: {option}", &slots)
        });
        let gains = found.parties.iter().zip(&trade.gains);
        let gains = gains
            .filter(|(_, by)| points(**by).displayed() != 0)
            .map(|(actor, by)| {
                let slots = [
                    ("who", Line::from(self.words.actor(*actor))),
                    ("by", signed(points(*by)).into()),
                ];
                fill("{who} {by}", &slots)
            });
        let slots = [
            ("swaps", Line::joined(swaps, " with ")),
            ("gains", Line::joined(gains, ", ")),
        ];
        fill("  missed: {swaps} ({gains})", &slots)
    }

    /// How many texts were possible, and where the standard solutions lie.
    fn possible(&self, table: TableId, found: &Debrief) -> Vec<Line> {
        let analysis = &found.analysis;
        let slots = [
            ("all", analysis.domain().size().to_string().into()),
            ("zone", analysis.zone().len().to_string().into()),
            ("frontier", analysis.frontier().len().to_string().into()),
        ];
        let mut lines = vec![
            Line::default(),
            fill(
                "Of {all} possible texts {zone} were better than none for everybody; {frontier} lie on the frontier.",
                &slots,
            ),
        ];
        if let Some(unpaid) = found.zone_unpaid {
            let slots = [("unpaid", Line::from(unpaid.to_string()))];
            lines.push(fill(
                "Without the side payments that were promised it would have been {unpaid}.",
                &slots,
            ));
        }
        let (nash, fair) = (
            analysis.nash().first(),
            analysis.kalai_smorodinsky().first(),
        );
        let solutions = if nash == fair {
            [("Nash and Kalai–Smorodinsky", nash), ("", None)]
        } else {
            [
                ("Nash (largest product of gains)", nash),
                (
                    "Kalai–Smorodinsky (equal shares of what each could hope for)",
                    fair,
                ),
            ]
        };
        for (name, outcome) in solutions {
            let package = outcome.and_then(|it| analysis.domain().package(*it));
            let (Some(outcome), Some(package)) = (outcome, package) else {
                continue;
            };
            let gains = found
                .parties
                .iter()
                .zip(analysis.gains(*outcome))
                .map(|(actor, gain)| {
                    format!("{} {}", self.words.actor(*actor), signed(points(gain)))
                });
            let slots = [
                ("name", Line::from(name)),
                ("text", self.words.package(table, package)),
                ("gains", gains.collect::<Vec<_>>().join(", ").into()),
            ];
            lines.push(fill("  {name}: {text} ({gains})", &slots));
        }
        lines
    }

    /// Every pair of parties by their places: those of the seat first, the one with which it had most to settle before all.
    #[must_use]
    pub fn pairs(&self, found: &Debrief) -> Vec<(usize, usize)> {
        let count = found.parties.len();
        let gains = found.text.as_ref().map(|text| text.gains.as_slice());
        let least = |place: usize| gains.and_then(|gains| gains.get(place).copied());
        let me = found.parties.iter().position(|actor| *actor == self.seat.0);
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|place| (Some(*place) != me, least(*place), *place));
        let each = order.iter().enumerate();
        let pairs = each.flat_map(|(at, one)| {
            let rest = order.iter().skip(at + 1);
            rest.map(|other| (*one, *other))
        });
        pairs.collect()
    }

    /// The frontier between two parties, with the text on it.
    fn picture(&self, found: &Debrief, (me, other): (usize, usize)) -> Vec<Line> {
        let mut canvas = Canvas::new();
        let analysis = &found.analysis;
        let parties = analysis.domain().parties();
        canvas.floors(parties[me].reservation, parties[other].reservation);
        let at = |outcome: Outcome| {
            let worth = analysis.utilities(outcome);
            (worth[me], worth[other])
        };
        for outcome in analysis.frontier_between(me, other) {
            canvas.mark(at(outcome), 'o');
        }
        if let Some(nash) = analysis.nash().first() {
            canvas.mark(at(*nash), 'N');
        }
        if let Some(text) = &found.text {
            canvas.mark(at(text.outcome), 'X');
        }
        let slots = [
            ("me", Line::from(self.words.actor(found.parties[me]))),
            ("other", Line::from(self.words.actor(found.parties[other]))),
        ];
        let mut lines = vec![
            fill(
                "Worth of texts to {me} (to the right) and {other} (upwards), 0 to 100:",
                &slots,
            )
            .toned(Tone::Strong),
        ];
        lines.extend(canvas.lines());
        lines.push(Line::new(
            "o frontier of the two   X the text   N Nash   - | what no agreement is worth",
            Tone::Dim,
        ));
        lines
    }

    /// What a seat did that never moved a text: it repeated one, or said nothing.
    fn stood_by(&self, found: &Debrief) -> Line {
        let slots = [("times", Line::from(found.own.times.to_string()))];
        match (found.own.texts, found.own.times) {
            (0, _) => "You put no text forward: what moved here, others moved.".into(),
            (1, 2..) => fill(
                "You put one text forward, {times} times over: what moved were the others.",
                &slots,
            ),
            _ => "No move of yours changed what a text was worth to anybody.".into(),
        }
    }

    /// Whether the seat left, and what came of that.
    fn left(&self, found: &Debrief) -> Option<Line> {
        let round = found.own.left?;
        let slots = [("round", Line::from(round.to_string()))];
        let template = match found.end {
            End::Signed { .. } => {
                "You left in round {round}, and the others signed without you: a chair that is empty holds nothing up."
            }
            End::Broke(_) => "You left in round {round}, and nobody signed.",
        };
        Some(fill(template, &slots))
    }

    /// What the seat did that moved others most.
    fn decisions(&self, table: TableId, found: &Debrief) -> Vec<Line> {
        if found.decisions.is_empty() {
            return vec![self.stood_by(found)];
        }
        let mut lines = vec![Line::new(
            "What you did that moved others most, as they really saw it:",
            Tone::Strong,
        )];
        let signed = found.text.as_ref().map(|text| text.package);
        let signed = signed.filter(|_| matches!(found.end, End::Signed { .. }));
        let each = found.decisions.iter();
        lines.extend(each.map(|it| self.decision(table, it, signed)));
        lines
    }

    fn decision(&self, table: TableId, decision: &Decision, signed_text: Option<Package>) -> Line {
        let What::Table(_, what) = decision.fact.what else {
            return Line::default();
        };
        let mut end = "";
        let done = match what {
            TableFact::Proposed { text, .. } => {
                let text = Package::from(text);
                if signed_text == Some(text) {
                    end = "; it was signed";
                }
                match decision.before {
                    Some(before) => self.words.amended(table, before, text),
                    None => self.words.package(table, text),
                }
            }
            TableFact::Paid { payment, .. } => {
                let item = Item::Payment(table, payment);
                fill(
                    "promised ‘{what}’",
                    &[("what", self.words.name(item).into())],
                )
            }
            TableFact::Caucused { .. } => "a caucus".into(),
            _ => "acted".into(),
        };
        let moves = decision.moves.iter().map(|(actor, by)| {
            let who = if *actor == self.seat.0 {
                "you".to_owned()
            } else {
                self.words.actor(*actor)
            };
            Line::from(format!("{who} {}", signed(*by)))
        });
        let slots = [
            ("turn", decision.fact.turn.0.to_string().into()),
            ("done", done),
            ("moves", Line::joined(moves, ", ")),
            ("end", end.into()),
        ];
        fill("  turn {turn}: {done} ({moves}){end}", &slots)
    }

    /// What the others kept to themselves, the reserve and the weights that were furthest from the files.
    fn kept(&self, table: TableId, found: &Debrief) -> Vec<Line> {
        let others = found.parties.iter().filter(|actor| **actor != self.seat.0);
        let line = |actor: &ActorId| {
            let mut theirs: Vec<&Kept> =
                found.kept.iter().filter(|it| it.actor == *actor).collect();
            theirs.sort_by_key(|it| (it.what != Hidden::Reserve, -i32::from(it.amount).abs()));
            theirs.truncate(MOST_KEPT);
            let told = theirs.iter().map(|it| {
                let slots = [
                    ("what", self.words.hidden(table, it.what)),
                    ("amount", super::facts::amount_of(it.what, it.amount)),
                    ("sign", if it.learnt { " ✓" } else { "" }.into()),
                ];
                fill("{what} {amount}{sign}", &slots)
            });
            let told: Vec<Line> = told.collect();
            (!told.is_empty()).then(|| {
                let slots = [
                    ("who", Line::from(self.words.actor(*actor))),
                    ("told", Line::joined(told, ", ")),
                ];
                fill("  {who}: {told}", &slots)
            })
        };
        let mut lines: Vec<Line> = others.filter_map(line).collect();
        if !lines.is_empty() {
            lines.insert(
                0,
                Line::new(
                    "What they kept to themselves, against your files (✓ you learnt it; a reserve above 0 is harder to please):",
                    Tone::Strong,
                ),
            );
        }
        lines
    }
}

/// A picture of signs.
struct Canvas {
    rows: Vec<Vec<char>>,
}

impl Canvas {
    fn new() -> Self {
        Self {
            rows: vec![vec![' '; WIDE]; HIGH],
        }
    }

    fn column(worth: i64) -> usize {
        scaled(worth, WIDE)
    }

    fn row(worth: i64) -> usize {
        HIGH - 1 - scaled(worth, HIGH)
    }

    fn floors(&mut self, across: i64, up: i64) {
        let (column, row) = (Self::column(across), Self::row(up));
        for line in &mut self.rows {
            line[column] = '|';
        }
        for cell in &mut self.rows[row] {
            *cell = '-';
        }
        self.rows[row][column] = '+';
    }

    fn mark(&mut self, (across, up): (i64, i64), sign: char) {
        self.rows[Self::row(up)][Self::column(across)] = sign;
    }

    fn lines(&self) -> Vec<Line> {
        let line = |row: &Vec<char>| {
            let signs: String = row.iter().collect();
            Line::from(format!("  |{signs}|"))
        };
        self.rows.iter().map(line).collect()
    }
}

/// The place of a worth in millionths among so many cells.
fn scaled(worth: i64, cells: usize) -> usize {
    let last = i64::try_from(cells).unwrap_or(1) - 1;
    let place = worth.clamp(0, 1_000_000) * last / 1_000_000;
    usize::try_from(place).unwrap_or(0)
}
