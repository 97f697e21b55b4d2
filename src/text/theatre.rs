//! An earlier turn again: what its seat knew when it began and what it did, beside what was true, once the game is over.

use crate::model::{Cause, Fact, Figure, FigureId, Order, Points, TableOrder, Turn, What};
use crate::notation::figure::Named;
use crate::rules::{Reading, measure, stored};
use crate::session::Game;
use crate::text::account::{self, DialLine};
use crate::text::news::happened;
use crate::text::{Line, Tone, Words, fill, signed, whole};

/// Estimates of others that are told: those that were furthest off.
const FURTHEST: usize = 6;

/// Whether what was hidden may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// The game is over: the truth is shown beside what was known.
    Truth,
    /// It goes on: only what the seat knew.
    Known,
}

/// A figure as it was known, and as it was.
#[derive(Clone, Debug)]
pub struct Number {
    /// What it is.
    pub name: String,
    /// What the seat read when the turn began.
    pub known: Line,
    /// What was true then; `None` where the game goes on.
    pub truth: Option<Line>,
    /// What unfolds.
    pub named: Named,
}

/// A turn to be looked at.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Which turn, its day and act; or the end.
    pub heading: Line,
    /// Of which moment the figures are.
    pub when: &'static str,
    /// The figures of the dashboard.
    pub numbers: Vec<Number>,
    /// What the seat ordered and answered in the turn.
    pub orders: Vec<Line>,
    /// What others ordered and answered, as they did it; nothing where the game goes on.
    pub others: Vec<Line>,
    /// The estimates that were furthest from the truth; nothing where the game goes on.
    pub estimates: Vec<Line>,
    /// What happened in the turn. Facts that the seat did not know then are marked so.
    pub news: Vec<Line>,
    /// The figures that moved, marked in the same way.
    pub moved: Vec<Line>,
}

/// The heading of the figures.
pub const NUMBERS: &str = "When the turn began";
/// The same at the end.
pub const AT_THE_END: &str = "At the end";
/// The column of what was known.
pub const KNOWN: &str = "known";
/// The column of what was true.
pub const TRUE: &str = "true";
/// The heading of the seat's orders.
pub const ORDERS: &str = "What you did";
/// The heading of others' orders.
pub const OTHERS: &str = "What others did";
/// The heading of the estimates.
pub const ESTIMATES: &str = "Where your estimates were furthest off";
/// The heading of what happened.
pub const NEWS: &str = "What the turn brought";
/// The heading of the figures that moved.
pub const MOVED: &str = "Figures that moved";

/// In which light a game's turns may be shown.
#[must_use]
pub fn light(course: &[Game]) -> Light {
    match course.last().and_then(|game| game.state().over()) {
        Some(_) => Light::Truth,
        None => Light::Known,
    }
}

/// The turn at a place of a game's course; `None` beyond its end.
#[must_use]
pub fn frame(course: &[Game], place: usize) -> Option<Frame> {
    let (then, light) = (course.get(place)?, light(course));
    let words = Words::new(then.scenario().lexicon());
    let seat = then.protagonist();
    let next = course.get(place + 1);
    let entries = next.map_or(&[][..], |next| {
        next.entries().get(then.entries().len()..).unwrap_or(&[])
    });
    let decided = entries.iter().filter(|entry| is_decision(&entry.order));
    let own = decided.clone().filter(|entry| entry.seat == seat);
    let orders = own.map(|entry| words.accepted(&entry.order).capitalised());
    let others = decided.filter(|entry| entry.seat != seat && light == Light::Truth);
    let others = others.map(|entry| {
        let slots = [
            ("seat", Line::new(&words.seat(entry.seat), Tone::Strong)),
            ("order", words.accepted(&entry.order)),
        ];
        fill("{seat} · {order}", &slots)
    });
    let facts = next.map_or(&[][..], |next| {
        next.ledger().get(then.ledger().len()..).unwrap_or(&[])
    });
    let told = |fact: &&Fact| account::is_news(fact) && !words.is_preparation(fact);
    let facts = facts.iter().filter(told);
    Some(Frame {
        heading: words.heading(then),
        when: match then.state().over() {
            None => NUMBERS,
            Some(_) => AT_THE_END,
        },
        numbers: numbers(then, light),
        orders: orders.collect(),
        others: others.collect(),
        estimates: match light {
            Light::Truth if then.state().over().is_none() => words.furthest(then),
            Light::Truth | Light::Known => Vec::new(),
        },
        news: words.told_of_turn(then, facts.clone().filter(|fact| happened(fact)), light),
        moved: words.told_of_turn(then, facts.filter(|fact| !happened(fact)), light),
    })
}

/// Ends of plans and moves that pass decide nothing.
const fn is_decision(order: &Order) -> bool {
    !matches!(
        order,
        Order::End | Order::Table(_, TableOrder::Hold | TableOrder::Rest)
    )
}

fn numbers(then: &Game, light: Light) -> Vec<Number> {
    let dials = account::dials(then, then.protagonist());
    let number = |dial: DialLine| Number {
        truth: (light == Light::Truth).then(|| truth(then, dial.named)),
        name: dial.name,
        known: dial.value,
        named: dial.named,
    };
    dials.into_iter().map(number).collect()
}

/// A figure as it truly stood.
fn truth(then: &Game, named: Named) -> Line {
    let (scenario, state) = (then.scenario(), then.state());
    let value = match named {
        Named::Stored(figure) => stored(state, figure),
        Named::Gauge(gauge) => {
            let formula = &scenario.gauge(gauge).formula;
            measure(scenario, state, then.protagonist(), formula)
        }
        Named::Trust(a, b) => {
            let part = |figure| scenario.slots().of_pair(figure, a, b);
            let parts = [part(Figure::FirmTrust), part(Figure::WarmTrust)];
            let parts = parts.into_iter().flatten();
            parts.fold(Points::ZERO, |sum, figure| sum.plus(stored(state, figure)))
        }
    };
    whole(value).into()
}

impl Words<'_> {
    fn heading(&self, then: &Game) -> Line {
        let view = then.view();
        if view.over().is_some() {
            return "The end".into();
        }
        let turn = self.turn(view.turn()).capitalised();
        match then.scenario().act(view.turn()) {
            Some((act, _)) => turn.then(" · ").then(self.name(act).as_str()),
            None => turn,
        }
    }

    /// What orders tell by themselves: that something is planned or sealed, and what it reserves.
    fn is_preparation(&self, fact: &Fact) -> bool {
        let means = |figure| {
            let kind = self.lexicon.slots.get(figure).figure;
            matches!(kind, Figure::Capital | Figure::Hands)
        };
        let reserved = matches!(fact.what, What::Moved { figure, .. } if means(figure));
        fact.what.is_preparation() || (reserved && !matches!(fact.cause, Cause::Upkeep(_)))
    }

    /// The estimates of others that were furthest off, the worst first.
    fn furthest(&self, then: &Game) -> Vec<Line> {
        let view = then.view();
        let slots = then.scenario().slots();
        let mut off: Vec<(Points, FigureId)> = slots
            .iter()
            .filter_map(|(figure, _)| match view.reading(figure) {
                Reading::Estimate { middle, band, .. } if band.points() < Points::HUNDRED => {
                    Some((middle.minus(stored(then.state(), figure)), figure))
                }
                Reading::Estimate { .. } | Reading::Exact(_) => None,
            })
            .filter(|(off, _)| off.displayed() != 0)
            .collect();
        off.sort_by_key(|(off, _)| std::cmp::Reverse(off.magnitude()));
        let told = off.into_iter().take(FURTHEST).map(|(off, figure)| {
            let slots = [
                ("figure", Line::from(self.figure(figure)).capitalised()),
                ("known", self.reading_short(view.reading(figure))),
                ("truth", whole(stored(then.state(), figure)).into()),
                ("off", signed(off).into()),
            ];
            fill("{figure}: {known}, true {truth} ({off})", &slots)
        });
        told.collect()
    }

    /// Facts in words, those that were hidden marked, where they may be shown.
    fn told_of_turn<'f>(
        &self,
        then: &Game,
        facts: impl Iterator<Item = &'f Fact>,
        light: Light,
    ) -> Vec<Line> {
        let view = then.view();
        let told = facts.filter_map(|fact| {
            let line = self.fact(fact)?;
            match (view.knows(fact), light) {
                (true, _) => Some(line),
                (false, Light::Truth) => Some(fill("(hidden then) {line}", &[("line", line)])),
                (false, Light::Known) => None,
            }
        });
        told.collect()
    }
}

/// A frame as lines of text: for plain mode and for files.
#[must_use]
pub fn lines(frame: &Frame) -> Vec<Line> {
    let mut lines = vec![frame.heading.clone().toned(Tone::Strong), Line::default()];
    lines.push(Line::new(frame.when, Tone::Strong));
    for number in &frame.numbers {
        let slots = [
            ("name", Line::from(number.name.as_str()).capitalised()),
            ("known", number.known.clone()),
            ("true", number.truth.clone().unwrap_or_default()),
        ];
        let template = match number.truth {
            Some(_) => "  {name}: {known}, true {true}",
            None => "  {name}: {known}",
        };
        lines.push(fill(template, &slots));
    }
    for (heading, part) in [
        (ORDERS, &frame.orders),
        (OTHERS, &frame.others),
        (ESTIMATES, &frame.estimates),
        (NEWS, &frame.news),
        (MOVED, &frame.moved),
    ] {
        if part.is_empty() {
            continue;
        }
        lines.push(Line::default());
        lines.push(Line::new(heading, Tone::Strong));
        lines.extend(part.iter().map(|line| Line::from("  ").then(line.clone())));
    }
    lines
}

/// The place of a turn in a game's course.
#[must_use]
pub fn place_of(course: &[Game], turn: Turn) -> Option<usize> {
    course
        .iter()
        .position(|game| game.state().turn() == turn && game.state().over().is_none())
}

/// Why a turn can't be shown.
#[must_use]
pub fn no_such_turn(course: &[Game]) -> Line {
    let turn = |game: Option<&Game>| {
        let turn = game.map_or(Turn(0), |game| game.state().turn());
        Line::from(turn.0.to_string())
    };
    let slots = [
        ("first", turn(course.first())),
        ("last", turn(course.last())),
    ];
    fill(
        "that turn was not played: choose one from {first} to {last}",
        &slots,
    )
}

/// Why a save can't be watched although it can be read.
#[must_use]
pub fn under_other_rules() -> Line {
    "its turns can't be played again by this build: the rules or the pack have changed since".into()
}

/// When a save can't be watched.
#[must_use]
pub fn unwatchable(why: Line) -> Line {
    fill("It can't be watched: {why}", &[("why", why)]).toned(Tone::Warn)
}

/// After a frame was written to a file.
#[must_use]
pub fn written_to(path: &str) -> Line {
    fill("This turn is written to {path}", &[("path", path.into())])
}

/// When the watching runs by itself, and how fast.
#[must_use]
pub fn running(seconds: &str) -> Line {
    fill("a turn every {seconds} s", &[("seconds", seconds.into())])
}
