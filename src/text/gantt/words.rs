//! Roadmaps over the turns in words: how a bar stands, what it waits for, the rulers.

use crate::model::{Fact, Turn, What};
use crate::rules::View;
use crate::rules::state::Notice;
use crate::scenario::Item;
use crate::session::Game;
use crate::text::account::known_events;
use crate::text::gantt::{Bar, Chart, Fill, Sign, Standing, awaited_by, brought_by};
use crate::text::roadmap::{Entry, Stage, told};
use crate::text::{Cast, Line, Tone, Words, date, fill, turns};

/// One entry of the legend of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legend {
    /// What fills a cell.
    Fill(Fill),
    /// What marks one.
    Sign(Sign),
}

/// What each fill and sign of a chart means, in a word or two.
#[must_use]
pub fn legend() -> Vec<(Legend, &'static str)> {
    vec![
        (Legend::Fill(Fill::Done), "done"),
        (Legend::Fill(Fill::Coming), "under way"),
        (Legend::Fill(Fill::Planned), "planned"),
        (Legend::Sign(Sign::Done), "completed"),
        (Legend::Sign(Sign::Stopped), "stopped or declined"),
        (Legend::Sign(Sign::Slipped), "slipped"),
        (Legend::Sign(Sign::Milestone), "published date"),
        (Legend::Sign(Sign::Missed), "date not kept"),
    ]
}

impl Words<'_> {
    /// The two parts of the head of a row: what may be cut, and what must stay.
    #[must_use]
    pub fn bar_parts(&self, bar: &Bar, me: crate::model::SeatId) -> (Line, Line) {
        let name = Line::from(self.name(Item::Initiative(bar.initiative)));
        let name = match bar.seat == me {
            true => name,
            false => fill(
                "{seat}: {it}",
                &[("seat", self.seat(bar.seat).into()), ("it", name)],
            ),
        };
        let target = bar.target.map(|to| format!(" ({})", self.actor(to)));
        (name, target.unwrap_or_default().into())
    }

    /// "Sound out a capital (Tokyo)", without quotation marks: for the head of a row.
    #[must_use]
    pub fn bar_name(&self, bar: &Bar, me: crate::model::SeatId) -> Line {
        let (name, target) = self.bar_parts(bar, me);
        name.then(target)
    }

    /// How a bar stands, in a few words.
    #[must_use]
    pub fn bar_standing(&self, bar: &Bar) -> Line {
        let turn = |turn: Turn| Line::from(turn.0.to_string());
        match bar.standing {
            Standing::Planned => "in this turn's plan".into(),
            Standing::Stopping => Line::new("to be stopped", Tone::Warn),
            Standing::Running(done, all) => {
                let slots = [
                    ("done", done.to_string().into()),
                    ("all", turns(all).into()),
                ];
                fill("{done} of {all} done", &slots)
            }
            Standing::Later(notice) => self.bar_notice(bar, notice),
            Standing::Done => fill("completed, turn {turn}", &[("turn", turn(bar.to))]),
            Standing::Stopped => fill("stopped, turn {turn}", &[("turn", turn(bar.to))]),
            Standing::Declined => fill("declined, turn {turn}", &[("turn", turn(bar.to))]),
            Standing::Dropped => fill("off it since turn {turn}", &[("turn", turn(bar.to))]),
        }
    }

    fn bar_notice(&self, bar: &Bar, notice: Notice) -> Line {
        match notice {
            Notice::Private => "not public".into(),
            Notice::Announcing => "public after this turn".into(),
            Notice::Public(due) if bar.from > due => {
                let due = [("due", Line::from(due.0.to_string()))];
                fill("overdue since turn {due}", &due).toned(Tone::Warn)
            }
            Notice::Public(_) => "published".into(),
            Notice::Withdrawing(_) => Line::new("to be taken off", Tone::Warn),
        }
    }

    /// When it begins, or began, and ends.
    #[must_use]
    pub fn bar_span(&self, bar: &Bar) -> Line {
        let slots = [
            ("from", bar.from.0.to_string().into()),
            ("day", self.day_of(bar.from).into()),
            ("to", bar.to.0.to_string().into()),
        ];
        let template = match (bar.from == bar.to, bar.standing) {
            (_, Standing::Dropped) => "was to begin by turn {from}",
            (true, _) => "turn {from}, {day}",
            (false, _) => "turn {from}, {day}, to turn {to}",
        };
        fill(template, &slots)
    }

    /// What a bar waits for, who on the roadmap may bring it, and what waits for the bar.
    #[must_use]
    pub fn bar_links(&self, view: &View<'_>, chart: &Chart, bar: &Bar) -> Vec<Line> {
        let known = known_events(view);
        let cast = Cast::of(bar.seat, bar.target).knowing(&known);
        let named = |places: &[usize]| {
            let bars = places.iter().filter_map(|place| chart.own.get(*place));
            let names = bars.map(|bar| self.directed(bar.initiative, bar.target));
            Line::joined(names, ", ")
        };
        let mut lines: Vec<Line> = Vec::new();
        for link in brought_by(view, chart, bar) {
            let condition = [("condition", self.condition(link.condition, &cast))];
            lines.push(fill("waits for: {condition}", &condition));
            if !link.by.is_empty() {
                let by = [("by", named(&link.by))];
                lines.push(fill("on your roadmap {by} may bring it", &by));
            }
        }
        let waiting = awaited_by(view, chart, bar);
        if !waiting.is_empty() {
            let slots = [("waiting", named(&waiting))];
            lines.push(fill("may bring what {waiting} waits for", &slots));
        }
        lines
    }

    /// In which turns it slipped, and what stood in the way the last time; nothing if it never did.
    #[must_use]
    pub fn bar_slips(&self, game: &Game, bar: &Bar) -> Option<Line> {
        let view = game.view();
        let it = (bar.seat, bar.initiative, bar.target);
        let mut facts: Vec<&Fact> = game.known_facts(view.seat(), 0).collect();
        facts.retain(|fact| {
            matches!(fact.what, What::Slipped { seat, initiative, target, .. }
                if (seat, initiative, target) == it && bar.slips.contains(&fact.turn))
        });
        let last = facts.last()?;
        let turns = bar.slips.iter().map(|turn| turn.0.to_string().into());
        let slots = [
            ("turns", Line::joined(turns, ", ")),
            ("told", told(&view, last)?),
        ];
        let template = match bar.slips.len() {
            1 => "slipped in turn {turns}. {told}",
            _ => "slipped in turns {turns}. {told}",
        };
        Some(fill(template, &slots).toned(Tone::Warn))
    }

    /// The rulers in words: windows and when they close, the budgets to come, the government and its next election.
    #[must_use]
    pub fn rulers(&self, view: &View<'_>, chart: &Chart) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (window, until) in &chart.rulers.closing {
            let line = self.step_window(*window, *until, chart.now);
            let meaning = Line::joined(self.text(Item::Window(*window)), " ");
            let line = match meaning.is_empty() {
                true => line,
                false => line.then(": ").then(meaning),
            };
            lines.push(match self.strengthens(view, *window) {
                Some(more) => line.then(" ").then(more),
                None => line,
            });
        }
        let me = view.seat().0;
        let (yearly, income) = (
            view.scenario().actor(me).yearly,
            view.scenario().actor(me).income,
        );
        let coming = chart.rulers.years.iter();
        let mut coming = coming.filter(|(turn, _)| *turn > chart.now && *turn > Turn::FIRST);
        if let Some((turn, year)) = coming.next()
            && yearly > crate::model::Points::ZERO
        {
            let slots = [
                ("year", year.to_string().into()),
                ("capital", crate::text::quantity::fine(yearly).into()),
                ("income", crate::text::quantity::fine(income).into()),
                ("turn", turn.0.to_string().into()),
            ];
            let template = "The budget of {year} brings {capital} capital with turn {turn}, beside {income} with every turn";
            lines.push(fill(template, &slots));
        }
        if let Some(election) = view.next_election(me) {
            let item = Item::Election(me, election.place);
            let turn = view.scenario().calendar().turn_of(election.date);
            let slots = [
                ("name", self.name(item).into()),
                ("date", date(election.date).into()),
                ("turn", turn.0.to_string().into()),
            ];
            lines.push(fill("{name}: {date}, turn {turn}", &slots).capitalised());
        }
        lines
    }

    /// A bar as a line of plain text: "turn 3, 25 April 2013: ‘Sound out’ (Tokyo), completed in turn 3".
    #[must_use]
    pub fn bar_entry(&self, bar: &Bar, now: Turn) -> Line {
        let stage = match bar.standing {
            Standing::Planned => Some(Stage::Starting(bar.promised)),
            Standing::Stopping => Some(Stage::Stopping),
            Standing::Running(done, all) => Some(Stage::Running(done, all)),
            Standing::Later(notice) => Some(Stage::Later(notice)),
            Standing::Done | Standing::Stopped | Standing::Declined | Standing::Dropped => None,
        };
        let turn = match bar.standing {
            Standing::Running(..) => bar.to,
            Standing::Stopping => now,
            Standing::Planned
            | Standing::Later(_)
            | Standing::Done
            | Standing::Stopped
            | Standing::Declined
            | Standing::Dropped => bar.from,
        };
        if let Some(stage) = stage {
            let entry = Entry {
                seat: bar.seat,
                initiative: bar.initiative,
                target: bar.target,
                turn,
                stage,
            };
            return self.roadmap_entry(&entry, now);
        }
        let slots = [
            ("span", self.bar_span(bar)),
            ("it", self.directed(bar.initiative, bar.target)),
            ("standing", self.bar_standing(bar)),
        ];
        fill("{span}: {it}, {standing}", &slots)
    }
}
