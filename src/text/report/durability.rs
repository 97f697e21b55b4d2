//! What became of an order when nobody tended it: the share of futures in which it held, what broke the others, and one of
//! them told.

use crate::foresight::{Breach, Durability, Vigil};
use crate::model::{Fact, SeatId, Turn, What};
use crate::rules::View;
use crate::scenario::{Item, Scenario};
use crate::text::crises::percent;
use crate::text::report::turns::without_counts;
use crate::text::{Line, Tone, Words, fill, turns};

/// Lines that a turn of a chronicle has at most.
const TOLD: usize = 3;
/// Lines of the whole chronicle: half a page.
const MOST: usize = 22;

/// One future, told.
#[derive(Clone, Debug)]
pub struct Chronicle {
    /// Which, and why this one.
    pub heading: Line,
    /// Its turns, each with what it brought.
    pub turns: Vec<(Line, Vec<Line>)>,
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
        ("held", Line::new(&of_mille(found.held().0), Tone::Strong)),
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
             model; which futures were drawn moves the first figure by up to 5 points.",
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

/// The future from which most can be learnt, told from its facts as the seat hears of them; `None` without futures.
#[must_use]
pub fn chronicle(vigil: &Vigil<'_>, found: &Durability, seat: SeatId) -> Option<Chronicle> {
    let telling = found.telling()?;
    let scenario = vigil.scenario();
    let words = Words::new(scenario.lexicon());
    let mut told: Vec<(Line, Vec<Line>)> = Vec::new();
    let mut lines = 0;
    vigil.watch(telling.k, |state, facts| {
        let view = View::new(scenario, state, seat);
        // That the longer calendar runs out as well is no news.
        let news = |fact: &&Fact| view.knows(fact) && !matches!(fact.what, What::Ended { .. });
        let known = facts.iter().filter(news);
        let known: Vec<Fact> = known.copied().collect();
        let turn = facts.first().map_or(Turn(0), |fact| fact.turn);
        let room = TOLD.min(MOST.saturating_sub(lines).max(1));
        let brought = without_counts(words.summary(&known, seat, room));
        lines += brought.len();
        told.push((Line::from(words.month_of(turn)), brought));
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
        turns: told,
        end,
    })
}

impl Words<'_> {
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
