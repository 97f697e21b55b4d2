//! The epilogue from the ledger: what was built and by whom it is kept, what was promised, who pressed whom, who
//! governs now. Every line has its date; `why` leads on from there.

use crate::model::condition::Obligation;
use crate::model::{
    ActorId, Cause, CrisisOutcome, Fact, Figure, MechanismId, Owner, Points, SeatId, TableStatus,
    Turn, What,
};
use crate::rules::View;
use crate::scenario::Item;
use crate::session::Game;
use crate::text::crises::page::Page;
use crate::text::{Line, Tone, Words, fill, obligation, whole};

/// The most lines of a part; the rest is counted.
const MOST: usize = 10;

/// Every part that has something to tell, each with its heading, from what a seat may know.
#[must_use]
pub fn epilogue(game: &Game, seat: SeatId) -> Vec<(&'static str, Vec<Line>)> {
    let view = game.view_of(seat);
    let words = Words::new(view.scenario().lexicon());
    let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
    let parts = [
        ("How the war began", war(&view)),
        ("Your crises", crises(&view)),
        ("What was built", built(&words, &view, (&facts, Whose::Own))),
        (
            "What others built",
            built(&words, &view, (&facts, Whose::Others)),
        ),
        ("What came undone", undone(&words, &view, &facts)),
        ("What was left open", left_open(&words, &view)),
        ("What was promised", promised(&words, &facts)),
        ("Who pressed whom", pressed(&words, &view, &facts)),
        ("Who governs", governs(&words, &facts)),
    ];
    let told = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    told.map(|(heading, lines)| (heading, cut(lines))).collect()
}

/// The crisis that ended in war, the step that made it likely, and what an accident was likely with.
fn war(view: &View<'_>) -> Vec<Line> {
    let lost = view.crises().find(|crisis| {
        let ended = crisis.outcome().map(|(outcome, _)| outcome);
        ended == Some(CrisisOutcome::War)
    });
    let Some(crisis) = lost else {
        return Vec::new();
    };
    let page = Page::of(*view, crisis);
    let mut lines = vec![page.headline()];
    lines.extend(page.to_war());
    lines.extend(page.meant());
    lines
}

/// No more lines than a part may have; the last one counts what is left out.
fn cut(mut lines: Vec<Line>) -> Vec<Line> {
    if lines.len() > MOST {
        let more = lines.len() - (MOST - 1);
        lines.truncate(MOST - 1);
        lines.push(Line::new(&format!("and {more} more"), Tone::Dim));
    }
    lines
}

/// Crises in which the seat was a side, short of war: how each ended, and how far up it had come.
fn crises(view: &View<'_>) -> Vec<Line> {
    let own = view.crises().filter(|crisis| {
        let ended = crisis.outcome().map(|(outcome, _)| outcome);
        crisis.own_side().is_some() && ended.is_some_and(|it| it != CrisisOutcome::War)
    });
    let told = own.map(|crisis| {
        let page = Page::of(*view, crisis);
        let slots = [("headline", page.headline()), ("top", page.highest())];
        fill("{headline}; at its height on rung {top}", &slots)
    });
    told.collect()
}

/// Texts that were signed and not yet in force when the game ended.
fn left_open(words: &Words<'_>, view: &View<'_>) -> Vec<Line> {
    let signed = view
        .own_tables()
        .filter(|table| view.table_status(*table) == TableStatus::Signed);
    let told = signed.map(|table| {
        let slots = [("table", words.table(table))];
        fill("{table}: signed; homes had not yet decided", &slots)
    });
    told.collect()
}

/// Whether the seat has a part in something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Own,
    Others,
}

/// Mechanisms whose obligation changed: since when they stand, who keeps them up, how often they were used.
fn built(words: &Words<'_>, view: &View<'_>, (facts, whose): (&[Fact], Whose)) -> Vec<Line> {
    let me = view.seat().0;
    let mechanisms = view.scenario().mechanisms();
    let told = mechanisms.filter_map(|(id, opening)| {
        let change = facts.iter().rev().find(|fact| {
            let level = matches!(fact.what, What::Level { mechanism, .. } if mechanism == id);
            level && fact.cause != Cause::Opening
        })?;
        let now = view.mechanism(id).level;
        let worth_telling = now >= Obligation::Agreed && now != opening.level;
        let members = [opening.members, view.mechanism(id).members];
        let mine = match members.iter().any(|it| it.contains(me)) {
            true => Whose::Own,
            false => Whose::Others,
        };
        (worth_telling && mine == whose)
            .then(|| (change.turn, mechanism(words, view, id, change.turn)))
    });
    let mut told: Vec<(Turn, Line)> = told.collect();
    told.sort_by_key(|(turn, _)| *turn);
    told.into_iter().map(|(_, line)| line).collect()
}

/// Mechanisms that were agreed and are not any more.
fn undone(words: &Words<'_>, view: &View<'_>, facts: &[Fact]) -> Vec<Line> {
    let mechanisms = view.scenario().mechanisms();
    let told = mechanisms.filter_map(|(id, opening)| {
        let of_it =
            |fact: &&Fact| matches!(fact.what, What::Level { mechanism, .. } if mechanism == id);
        let change = facts.iter().rev().find(of_it)?;
        let now = view.mechanism(id).level;
        let slots = [
            ("month", Line::new(&words.month_of(change.turn), Tone::Dim)),
            ("it", words.term(Item::Mechanism(id))),
            ("level", obligation(now).into()),
        ];
        let lost = opening.level >= Obligation::Agreed && now < Obligation::Agreed;
        lost.then(|| match now {
            Obligation::None => fill("{month}: {it} lapsed", &slots),
            _ => fill("{month}: {it}, agreed once, now {level}", &slots),
        })
    });
    told.collect()
}

fn mechanism(words: &Words<'_>, view: &View<'_>, id: MechanismId, since: Turn) -> Line {
    let now = view.mechanism(id);
    let name = ("it", words.term(Item::Mechanism(id)));
    let month = ("month", Line::new(&words.month_of(since), Tone::Dim));
    let figure = |figure| {
        let slot = view
            .scenario()
            .slots()
            .of_owner(figure, Owner::Mechanism(id));
        slot.map_or(Points::ZERO, |slot| view.reading(slot).middle())
    };
    let slots = [
        month,
        name,
        ("level", obligation(now.level).into()),
        ("kept", keepers(words, view, id).into()),
        ("used", used(figure(Figure::Use)).into()),
        ("health", whole(figure(Figure::Health)).into()),
    ];
    fill(
        "{month}: {it}, {level}, {kept}; {used}, health {health}",
        &slots,
    )
}

/// Who keeps a mechanism up, by their shares.
fn keepers(words: &Words<'_>, view: &View<'_>, id: MechanismId) -> String {
    let share = |actor: ActorId| {
        let slot = view.scenario().slots().share(id, actor);
        slot.map_or(Points::ZERO, |slot| view.reading(slot).middle())
    };
    let members = view.mechanism(id).members;
    let owners: Vec<ActorId> = members
        .iter()
        .filter(|actor| share(*actor) > Points::ZERO)
        .collect();
    match owners.as_slice() {
        [] => "kept up by nobody in particular".to_owned(),
        [alone] => format!("kept up by {} alone", words.actor(*alone)),
        several => format!("kept up by {}", words.actors(several.iter().copied())),
    }
}

fn used(times: Points) -> String {
    match times.displayed() {
        0 => "never used".to_owned(),
        1 => "used once".to_owned(),
        2 => "used twice".to_owned(),
        times => format!("used {times} times"),
    }
}

/// Pledges, broken ones first, then public milestones, missed ones first.
fn promised(words: &Words<'_>, facts: &[Fact]) -> Vec<Line> {
    let weight = |fact: &Fact| match fact.what {
        What::Broke { .. } => Some(0),
        What::Kept { .. } => Some(1),
        What::Missed { .. } => Some(2),
        What::Met { .. } => Some(3),
        _ => None,
    };
    let promises = facts.iter().filter_map(|fact| Some((weight(fact)?, fact)));
    let mut promises: Vec<(u8, &Fact)> = promises.collect();
    promises.sort_by_key(|(weight, _)| *weight);
    let told = promises.iter();
    told.filter_map(|(_, fact)| words.dated_fact(fact))
        .collect()
}

/// Economic pressure between two capitals: when it began, how hard it was at its height, what is left of it.
fn pressed(words: &Words<'_>, view: &View<'_>, facts: &[Fact]) -> Vec<Line> {
    let slots = view.scenario().slots().iter();
    let told = slots.filter_map(|(id, slot)| {
        let Owner::Pair(from, on) = slot.owner else {
            return None;
        };
        if slot.figure != Figure::Coercion {
            return None;
        }
        let (mut value, mut peak, mut began) = (Points::ZERO, Points::ZERO, None);
        for fact in facts {
            if let What::Moved { figure, delta } = fact.what
                && figure == id
            {
                value = value.plus(delta);
                if delta > Points::ZERO && began.is_none() && fact.cause != Cause::Opening {
                    began = Some(fact);
                }
                peak = peak.max(value);
            }
        }
        let began = began?;
        let slots = [
            ("month", Line::new(&words.month_of(began.turn), Tone::Dim)),
            ("from", words.actor(from).into()),
            ("on", words.actor(on).into()),
            ("cause", words.cause(began.cause)),
            ("peak", whole(peak).into()),
            ("now", whole(value).into()),
        ];
        let told =
            "{month}: {from} presses {on} after {cause}; {peak} at its height, {now} at the end";
        Some(fill(told, &slots))
    });
    told.collect()
}

fn governs(words: &Words<'_>, facts: &[Fact]) -> Vec<Line> {
    let new = facts.iter().filter(|fact| {
        matches!(fact.what, What::TookOffice { .. }) && fact.cause != Cause::Opening
    });
    let mut new: Vec<&Fact> = new.collect();
    new.sort_by_key(|fact| words.date_of_fact(fact));
    let told = new.into_iter().filter_map(|fact| {
        let month = Line::new(&words.month_of_fact(fact), Tone::Dim);
        let slots = [("month", month), ("fact", words.fact(fact)?)];
        Some(fill("{month}: {fact}", &slots))
    });
    told.collect()
}

/// The lines of an epilogue below each other, headings strong, what is told indented.
#[must_use]
pub fn as_lines(game: &Game, seat: SeatId) -> Vec<Line> {
    let mut lines = Vec::new();
    for (heading, told) in epilogue(game, seat) {
        lines.push(Line::new(heading, Tone::Strong));
        lines.extend(told.into_iter().map(|line| Line::from("  ").then(line)));
        lines.push(Line::default());
    }
    lines
}
