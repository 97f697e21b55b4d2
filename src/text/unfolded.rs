//! Figures unfolded: why each stands where it stands, and which figures stand behind an axis or index.

use std::collections::BTreeSet;

use crate::model::{
    ActorId, Cause, Fact, Figure, FigureId, Formula, GaugeId, Owner, Path, Points, Rule, SeatId,
    Turn, What,
};
use crate::notation::figure::Named;
use crate::rules::view::Term;
use crate::rules::{Reading, View};
use crate::session::Game;
use crate::text::conditions::share;
use crate::text::{Cast, Line, Tone, Words, account, fill, signed_fine, tenths};

/// So many figures of a part of an axis are listed.
const MOST_FIGURES: usize = 6;

/// A line of an account, and the figure that it leads to.
#[derive(Clone, Debug)]
pub struct Told {
    /// What it says.
    pub line: Line,
    /// What can be unfolded from here.
    pub leads: Option<Named>,
}

impl Told {
    /// A line that leads nowhere.
    #[must_use]
    pub fn plain(line: Line) -> Self {
        line.into()
    }
}

impl From<Line> for Told {
    fn from(line: Line) -> Self {
        Self { line, leads: None }
    }
}

/// Why a figure, trust or gauge stands where it stands, as far as a seat may know, down to causes with dates.
#[must_use]
pub fn why(game: &Game, seat: SeatId, named: Named) -> Vec<Line> {
    let told = unfolded(game, seat, named);
    told.into_iter().map(|told| told.line).collect()
}

/// The same, with what each line leads to.
#[must_use]
pub fn unfolded(game: &Game, seat: SeatId, named: Named) -> Vec<Told> {
    let view = game.view_of(seat);
    let words = Words::new(view.scenario().lexicon());
    let facts: Vec<Fact> = game.known_facts(seat, 0).copied().collect();
    let lines = match named {
        Named::Stored(figure) => {
            let mut lines = words.why(figure, view.reading(figure), &facts);
            lines.extend(lost_at_the_cap(&view, figure, &facts));
            lines
        }
        Named::Trust(a, b) => {
            let part = |figure| {
                let reading = view.pair(figure, a, b);
                reading.unwrap_or(Reading::Exact(Points::ZERO))
            };
            let parts = (part(Figure::FirmTrust), part(Figure::WarmTrust));
            let lines = words.why_trust((a, b), parts, &facts).into_iter();
            return lines
                .map(Told::from)
                .chain(beside(game, seat, (a, b)))
                .collect();
        }
        Named::Gauge(gauge) => return gauge_unfolded(game, seat, gauge),
    };
    lines.into_iter().map(Told::from).collect()
}

/// What else is known between two capitals.
fn beside(game: &Game, seat: SeatId, (a, b): (ActorId, ActorId)) -> Vec<Told> {
    let slots = game.scenario().slots();
    let directed = |figure| [slots.of_pair(figure, a, b), slots.of_pair(figure, b, a)];
    let between = |figure| slots.of_pair(figure, a, b);
    let figures = directed(Figure::Threat).into_iter();
    let figures = figures
        .chain([Figure::Network, Figure::Exchange, Figure::Grievance].map(between))
        .flatten();
    let told: Vec<Told> = figures
        .map(|figure| figure_told(game, seat, Named::Stored(figure)))
        .collect();
    if told.is_empty() {
        return told;
    }
    let head = Line::new("  also between them:", Tone::Dim);
    std::iter::once(Told::from(head)).chain(told).collect()
}

/// What of its income a seat could not keep, because its capital stood at the cap: the turns of the ledger in which
/// less was applied than a turn brings.
fn lost_at_the_cap(view: &View<'_>, figure: FigureId, facts: &[Fact]) -> Option<Line> {
    let slot = view.scenario().slots().get(figure);
    let (Figure::Capital, Owner::Actor(actor)) = (slot.figure, slot.owner) else {
        return None;
    };
    if actor != view.seat().0 {
        return None;
    }
    // What upkeep lends as the scenario opens comes before the first income.
    let resolved = |turn| turn > Turn(0) && (turn < view.turn() || view.over().is_some());
    let upkeep = |fact: &&Fact| matches!(fact.cause, Cause::Upkeep(_)) && resolved(fact.turn);
    let turns: BTreeSet<Turn> = facts.iter().filter(upkeep).map(|fact| fact.turn).collect();
    let income = view.scenario().actor(actor).income;
    let kept = facts.iter().map(|fact| match (fact.cause, fact.what) {
        (
            Cause::Upkeep(Rule::Income),
            What::Moved {
                figure: moved,
                delta,
            },
        ) if moved == figure => delta,
        _ => Points::ZERO,
    });
    let kept = kept.fold(Points::ZERO, Points::plus);
    let lost = turns
        .iter()
        .fold(Points::ZERO, |sum, _| sum.plus(income))
        .minus(kept);
    let slots = [
        ("lost", tenths(lost).into()),
        (
            "cap",
            crate::text::whole(view.scenario().capital_cap()).into(),
        ),
    ];
    let template = "  lost above the cap of {cap}: {lost} of the income of all turns";
    (lost > Points::ZERO).then(|| fill(template, &slots).toned(Tone::Dim))
}

fn gauge_unfolded(game: &Game, seat: SeatId, gauge: GaugeId) -> Vec<Told> {
    let view = game.view_of(seat);
    let words = Words::new(view.scenario().lexicon());
    let formula = &view.scenario().gauge(gauge).formula;
    let known = account::known_events(&view);
    let cast = Cast::of(seat, None);
    let cast = cast.knowing(&known);
    let lines = words.why_gauge(gauge, view.gauge(gauge), formula, &cast);
    let mut told: Vec<Told> = lines.into_iter().map(Told::from).collect();
    let before = game.view_at_the_opening(seat);
    told.push(since_the_opening(before.gauge(gauge), view.gauge(gauge)).into());
    let (terms, opened) = (view.terms(gauge), before.terms(gauge));
    let mut moved: Vec<(Term<'_>, Points)> = terms
        .into_iter()
        .zip(opened)
        .map(|(now, then)| (now, now.adds.minus(then.adds)))
        .collect();
    moved.sort_by_key(|(_, moved)| std::cmp::Reverse(moved.magnitude()));
    for (term, moved) in moved {
        let slots = [
            (
                "moved",
                Line::new(&format!("{:>6}", signed_fine(moved)), tone_of(moved)),
            ),
            ("weight", share(term.weight).into()),
            ("formula", words.formula(term.formula, &cast)),
        ];
        told.push(fill("  {moved}  {weight} of {formula}", &slots).into());
        told.extend(figures_of(game, seat, term));
    }
    told
}

fn tone_of(moved: Points) -> Tone {
    match moved.cmp(&Points::ZERO) {
        std::cmp::Ordering::Less => Tone::Bad,
        std::cmp::Ordering::Equal => Tone::Dim,
        std::cmp::Ordering::Greater => Tone::Good,
    }
}

fn since_the_opening(before: Points, now: Points) -> Line {
    let slots = [
        ("before", tenths(before).into()),
        ("now", tenths(now).into()),
        ("moved", signed_fine(now.minus(before)).into()),
    ];
    fill(
        "  at the opening {before}, now {now} ({moved}); what each part has added since:",
        &slots,
    )
}

/// The figures behind a part of an axis: the one that counts first where it is the lowest or highest, else by what
/// they have moved.
fn figures_of(game: &Game, seat: SeatId, term: Term<'_>) -> Vec<Told> {
    let (view, before) = (game.view_of(seat), game.view_at_the_opening(seat));
    let order = |named: &Named| {
        let (now, then) = (middle(&view, *named), middle(&before, *named));
        let moved = now.minus(then).magnitude();
        (extreme(term.formula, now).raw(), -moved.raw(), -now.raw())
    };
    let mut listed = read_by(&view, term.formula);
    listed.sort_by_key(order);
    let rest = listed.len().saturating_sub(MOST_FIGURES);
    let shown = listed.into_iter().take(MOST_FIGURES);
    let mut told: Vec<Told> = shown.map(|named| figure_told(game, seat, named)).collect();
    if rest > 0 {
        let more = format!("          and {rest} more");
        told.push(Line::new(&more, Tone::Dim).into());
    }
    told
}

/// What puts a figure before others: how near it is to being the one that counts.
fn extreme(formula: &Formula, now: Points) -> Points {
    match formula {
        Formula::Lowest(_) => now,
        Formula::Highest(_) => Points::ZERO.minus(now),
        Formula::Invert(inner) => extreme(inner, now),
        Formula::Points(_)
        | Formula::Mean(_)
        | Formula::Gap(..)
        | Formula::Sum(_)
        | Formula::Derived(_) => Points::ZERO,
    }
}

/// What a formula reads, as a person would ask for it: trust as a whole where both its parts are read; nothing that
/// has always been nothing.
fn read_by(view: &View<'_>, formula: &Formula) -> Vec<Named> {
    let slots = view.scenario().slots();
    let whole = reads_trust(formula);
    let named = view.figures_in(formula).into_iter().filter_map(|figure| {
        let slot = slots.get(figure);
        match (whole, slot.figure, slot.owner) {
            (true, Figure::FirmTrust, Owner::Pair(a, b)) => Some(Named::Trust(a, b)),
            (true, Figure::WarmTrust, _) => None,
            _ => Some(Named::Stored(figure)),
        }
    });
    let counts = |named: &Named| {
        let opening = match named {
            Named::Stored(figure) => slots.get(*figure).opening,
            Named::Trust(..) | Named::Gauge(_) => Points::ZERO,
        };
        middle(view, *named) != Points::ZERO || opening != Points::ZERO
    };
    named.filter(counts).collect()
}

fn reads_trust(formula: &Formula) -> bool {
    match formula {
        Formula::Mean(path) | Formula::Lowest(path) | Formula::Highest(path) => {
            matches!(path, Path::Pair(Figure::Trust, ..))
        }
        Formula::Invert(inner) => reads_trust(inner),
        Formula::Points(_) | Formula::Gap(..) | Formula::Sum(_) | Formula::Derived(_) => false,
    }
}

fn middle(view: &View<'_>, named: Named) -> Points {
    match named {
        Named::Stored(figure) => view.reading(figure).middle(),
        Named::Trust(a, b) => {
            let reading = view.pair(Figure::Trust, a, b);
            reading.map_or(Points::ZERO, |reading| reading.middle())
        }
        Named::Gauge(gauge) => view.gauge(gauge),
    }
}

fn figure_told(game: &Game, seat: SeatId, named: Named) -> Told {
    let (view, before) = (game.view_of(seat), game.view_at_the_opening(seat));
    let line = match named {
        Named::Trust(a, b) => account::trust_line(game, seat, (a, b)),
        Named::Stored(figure) => account::figure_line(game, seat, figure),
        Named::Gauge(_) => return Line::default().into(),
    };
    let moved = middle(&view, named).minus(middle(&before, named));
    let slots = [
        ("figure", Line::from(line.name).capitalised()),
        ("value", line.value),
        ("moved", moved_since(moved)),
        ("causes", largest_cause(game, seat, named)),
    ];
    Told {
        line: fill("          {figure}: {value}{moved}{causes}", &slots),
        leads: Some(named),
    }
}

fn moved_since(moved: Points) -> Line {
    if moved == Points::ZERO {
        return Line::default();
    }
    let line = format!(", {} since the opening", signed_fine(moved));
    Line::from(line)
}

fn largest_cause(game: &Game, seat: SeatId, named: Named) -> Line {
    let words = Words::new(game.scenario().lexicon());
    let slots = game.scenario().slots();
    let part = |figure, a, b| slots.of_pair(figure, a, b);
    let figures = match named {
        Named::Stored(figure) => [Some(figure), None],
        Named::Trust(a, b) => [part(Figure::FirmTrust, a, b), part(Figure::WarmTrust, a, b)],
        Named::Gauge(_) => [None, None],
    };
    let moves = game
        .known_facts(seat, 0)
        .filter_map(|fact| match fact.what {
            What::Moved { figure, delta }
                if figures.contains(&Some(figure)) && fact.cause != Cause::Opening =>
            {
                Some((figure, delta, fact))
            }
            _ => None,
        });
    let largest = moves.max_by_key(|(_, delta, _)| delta.magnitude());
    largest.map_or_else(Line::default, |(figure, delta, fact)| {
        let slots = [
            ("delta", words.delta(figure, delta)),
            ("cause", words.dated_cause(fact.cause, fact.turn)),
        ];
        fill("  (most: {delta}, {cause})", &slots).toned(Tone::Dim)
    })
}
