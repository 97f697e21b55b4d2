//! What became of an order when nobody tended it: the share of futures in which it held, what broke the others, and one of
//! them told.

use crate::foresight::{Breach, Durability, Vigil};
use crate::model::{CrisisFact, CrisisId, Fact, SeatId, Turn, What};
use crate::rules::View;
use crate::scenario::{Item, Scenario};
use crate::text::crises::percent;
use crate::text::report::turns::without_counts;
use crate::text::{Line, Tone, Words, fill, turns};

/// Lines that the crisis which broke the order has in a turn at most.
const OF_THE_BREACH: usize = 3;
/// Lines of the whole chronicle: half a page.
const MOST: usize = 12;
/// A chronicle of fewer lines tells more of each turn.
const LEAST: usize = 6;

/// One future, told.
#[derive(Clone, Debug)]
pub struct Chronicle {
    /// Which, and why this one.
    pub heading: Line,
    /// What happened, dated.
    pub lines: Vec<Line>,
    /// How it came out.
    pub end: Line,
}

/// Durability in two sentences, the columns of what broke the order, and their rows.
#[must_use]
pub fn summary(
    scenario: &Scenario,
    found: &Durability,
    vigil: u16,
) -> (Vec<Line>, Vec<&'static str>, Vec<Vec<Line>>) {
    let words = Words::new(scenario.lexicon());
    let slots = [
        ("held", held(found)),
        ("futures", found.len().to_string().into()),
        ("turns", turns(vigil).into()),
        ("use", of_mille(found.in_use().0).into()),
    ];
    let lines = vec![
        fill(
            "The order held in {held} of {futures} futures of {turns} in which its author started nothing and the other capitals \
             went on as they are: no war, no crisis on the fourth rung or above.",
            &slots,
        ),
        fill(
            "At their end {use} of its mechanisms were still in use, in the mean of all futures. These are statements about the \
             model; the number after ± is for want of futures alone.",
            &slots,
        ),
    ];
    let rows = found.breaches().into_iter().map(|(breach, count)| {
        vec![
            words.shock(&breach),
            words.between_whom(&breach),
            words.should_have_held(&breach),
            words.came_to(&breach),
            count.to_string().into(),
        ]
    });
    let columns = vec![
        "What broke it",
        "Between",
        "What should have held",
        "Came to",
        "Futures",
    ];
    (lines, columns, rows.collect())
}

/// The share of futures in which an order held, with its uncertainty: "89 % ±3".
#[must_use]
pub fn held(found: &Durability) -> Line {
    let within = (found.within().0 + 5) / 10;
    // All of a hundred is said only where no future was lost.
    let share = match (found.held().0, found.breaches().is_empty()) {
        (share, true) => share,
        (share, false) => share.min(990),
    };
    Line::new(&of_mille(share), Tone::Strong).then(format!(" ±{within}"))
}

/// Durability as lines for a screen: the summary, what broke the others, and the chronicle, if there is one.
#[must_use]
pub fn page(
    scenario: &Scenario,
    found: &Durability,
    vigil: u16,
    told: Option<&Chronicle>,
) -> Vec<Line> {
    let (mut lines, _, rows) = summary(scenario, found, vigil);
    if !rows.is_empty() {
        lines.push(Line::default());
        lines.push(Line::new("What broke the others", Tone::Strong));
    }
    for row in rows {
        let [what, who, held, end, count] = &row[..] else {
            continue;
        };
        let slots = [
            ("count", Line::from(format!("{:>4}", count.plain()))),
            ("what", what.clone()),
            ("who", who.clone()),
            ("held", held.clone()),
            ("end", end.clone()),
        ];
        lines.push(fill(
            "{count}  {what} ({who}). What should have held: {held}. It came to: {end}",
            &slots,
        ));
    }
    if let Some(told) = told {
        lines.push(Line::default());
        lines.push(told.heading.clone().toned(Tone::Strong));
        let each = told.lines.iter();
        lines.extend(each.map(|line| Line::from("  ").then(line.clone())));
        lines.push(told.end.clone());
    }
    lines
}

/// A turn of the future that is told.
struct Turning {
    turn: Turn,
    /// What the crisis that broke the order did in it.
    breach: Vec<Line>,
    /// What else happened, the most important first.
    news: Vec<Line>,
}

/// The future from which most can be learnt, told from its facts as the seat hears of them; `None` without futures.
#[must_use]
pub fn chronicle(vigil: &Vigil<'_>, found: &Durability, seat: SeatId) -> Option<Chronicle> {
    let telling = found.telling()?;
    let scenario = vigil.scenario();
    let words = Words::new(scenario.lexicon());
    let shock = telling.breach.and_then(|breach| breach.shock);
    let mut turnings: Vec<Turning> = Vec::new();
    vigil.watch(telling.k, |state, facts| {
        let view = View::new(scenario, state, seat);
        // That the longer calendar runs out as well is no news.
        let news = |fact: &&Fact| view.knows(fact) && !matches!(fact.what, What::Ended { .. });
        let known: Vec<Fact> = facts.iter().filter(news).copied().collect();
        let turn = facts.first().map_or(Turn(0), |fact| fact.turn);
        turnings.push(words.turning(turn, &known, shock, seat));
    });
    let slots = [("number", Line::from(telling.k.to_string()))];
    let heading = match telling.breach {
        Some(_) => fill(
            "Future {number}, the first that broke in the most frequent way",
            &slots,
        ),
        None => fill(
            "All held. Future {number}, in which least was still in use at the end",
            &slots,
        ),
    };
    let slots = [("use", Line::from(of_mille(telling.in_use.0)))];
    let end = match telling.breach {
        Some(breach) => {
            let slots = [
                ("what", words.shock(&breach)),
                ("who", words.between_whom(&breach)),
                ("held", words.should_have_held(&breach)),
                ("end", words.came_to(&breach)),
            ];
            fill(
                "It broke over {what} ({who}). What should have held: {held}. It came to: {end}.",
                &slots,
            )
        }
        None => fill(
            "It held; {use} of its mechanisms were in use at the end.",
            &slots,
        ),
    };
    Some(Chronicle {
        heading,
        lines: words.dated(&turnings),
        end,
    })
}

impl Words<'_> {
    fn turning(
        &self,
        turn: Turn,
        known: &[Fact],
        shock: Option<CrisisId>,
        seat: SeatId,
    ) -> Turning {
        let of_it = |fact: &Fact| {
            matches!(fact.what, What::Crisis(kind, _) if Some(kind) == shock)
                && matches!(
                    fact.what,
                    What::Crisis(
                        _,
                        CrisisFact::Opened { .. }
                            | CrisisFact::Accident { .. }
                            | CrisisFact::Moved { .. }
                            | CrisisFact::Ended { .. }
                    )
                )
        };
        let mut breach: Vec<Line> = known
            .iter()
            .filter(|fact| of_it(fact))
            .filter_map(|fact| self.fact(fact))
            .collect();
        // How it began and how it ended matter more than the steps between.
        while breach.len() > OF_THE_BREACH {
            breach.remove(breach.len() / 2);
        }
        let others: Vec<Fact> = known
            .iter()
            .filter(|fact| !matches!(fact.what, What::Crisis(kind, _) if Some(kind) == shock))
            .copied()
            .collect();
        Turning {
            turn,
            breach,
            news: without_counts(self.summary(&others, seat, 2)),
        }
    }

    /// At most half a page: the breach first, then the news of each turn, in the order of the calendar.
    fn dated(&self, turnings: &[Turning]) -> Vec<Line> {
        let of_the_breach: usize = turnings.iter().map(|it| it.breach.len()).sum();
        let calm = turnings.iter().filter(|it| !it.news.is_empty()).count();
        let each = if of_the_breach + calm < LEAST { 2 } else { 1 };
        let mut room = MOST.saturating_sub(of_the_breach);
        let mut lines = Vec::new();
        for turning in turnings {
            let news = turning.news.iter().take(each.min(room));
            room -= news.len();
            // What a turn brought comes before the crisis that broke out of it.
            for line in news.chain(&turning.breach) {
                let slots = [
                    ("month", Line::new(&self.month_of(turning.turn), Tone::Dim)),
                    ("line", line.clone()),
                ];
                lines.push(fill("{month}: {line}", &slots));
            }
        }
        lines.truncate(MOST);
        lines
    }

    fn shock(&self, breach: &Breach) -> Line {
        match breach.shock {
            Some(kind) => self.quoted(Item::Crisis(kind)),
            None => "no crisis of its own".into(),
        }
    }

    fn between_whom(&self, breach: &Breach) -> Line {
        breach
            .pair
            .map_or_else(|| Line::from("–"), |pair| self.actors(pair).into())
    }

    fn should_have_held(&self, breach: &Breach) -> Line {
        match (breach.mechanism, breach.shock) {
            (Some(it), _) => self.term(Item::Mechanism(it)),
            (None, Some(_)) => "nothing covered the two".into(),
            (None, None) => "–".into(),
        }
    }

    fn came_to(&self, breach: &Breach) -> Line {
        match breach.ending {
            Some(ending) => self.term(Item::Ending(ending)),
            None => "a serious crisis, short of war".into(),
        }
    }
}

fn of_mille(share: i32) -> String {
    percent(u16::try_from(share.clamp(0, 1000)).unwrap_or(0))
}
