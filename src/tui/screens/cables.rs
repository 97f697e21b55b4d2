//! Cables: the news with their texts, and the ledger of what this seat knows, newest first.

use crate::command::{Action, Screen as Place};
use ratatui::layout::Rect;

use crate::model::{EventId, What};
use crate::scenario::Item;
use crate::text::news::happened;
use crate::text::{Line, Tone};
use crate::tui::context::{Context, Desk, Kept, Stamp};
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::map::Map;
use crate::tui::paint::{Pen, wrap};
use crate::tui::screens::aside;
use crate::tui::screens::{Component, Hint, Typing, Wish, act, own};

/// Which list is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    News,
    Ledger,
}

/// The cables.
#[derive(Default)]
pub(in crate::tui) struct Cables {
    tab: Tab,
    selected: usize,
    filter: String,
    typing: bool,
    /// Beside the list on a wide screen.
    map: Map,
    /// What is listed.
    kept: Kept<(Stamp, Tab, String), Vec<Cable>>,
}

/// One cable: its line, and the event whose text belongs to it.
struct Cable {
    line: Line,
    event: Option<EventId>,
}

impl Cables {
    fn cables(&mut self, desk: &Desk<'_>) -> &[Cable] {
        let key = (desk.stamp(), self.tab, self.filter.clone());
        let (tab, filter) = (self.tab, self.filter.as_str());
        self.kept.of(key, || Self::listed(desk, tab, filter))
    }

    fn listed(desk: &Desk<'_>, tab: Tab, filter: &str) -> Vec<Cable> {
        let words = desk.words();
        let wanted = filter.to_lowercase();
        let facts = desk.facts();
        let kept = facts.iter().rev().filter(|fact| match tab {
            Tab::News => happened(fact),
            Tab::Ledger => true,
        });
        let mut kept: Vec<_> = kept.collect();
        if matches!(tab, Tab::News) {
            // Within a turn by the days of its events; the ledger keeps its own order.
            kept.sort_by_key(|fact| std::cmp::Reverse((fact.turn, words.date_of_fact(fact))));
        }
        let kept = kept.into_iter();
        kept.filter_map(|fact| {
            let line = words.dated_fact(fact)?;
            let event = if let What::Happened { event, .. } = fact.what {
                Some(event)
            } else {
                None
            };
            Some(Cable { line, event })
        })
        .filter(|cable| wanted.is_empty() || cable.line.plain().to_lowercase().contains(&wanted))
        .collect()
    }
}

impl Component for Cables {
    fn place(&self) -> Place {
        Place::Cables
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Cables".to_owned()
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let Some(desk) = context.desk() else { return };
        let count = self.cables(&desk).len();
        self.selected = self.selected.min(count.saturating_sub(1));
        let (area, beside) = aside::beside(area, 120);
        if let Some(beside) = beside {
            aside::map(pen, beside, &desk, &mut self.map);
        }
        pen.line(Rect { height: 1, ..area }, &self.head(count));
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        let wide = usize::from(body.width.saturating_sub(3));
        let selected = self.selected;
        let numbered = self.cables(&desk).iter().enumerate();
        let rows: Vec<Row> = numbered
            .map(|(place, cable)| row(&desk, cable, place == selected, wide))
            .collect();
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        if rows.is_empty() {
            pen.line(body, &Line::new("  nothing here", Tone::Dim));
        }
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        if self.typing {
            return self.type_filter(key);
        }
        match key {
            Key::Tab | Key::BackTab | Key::Left | Key::Right => {
                self.tab = match self.tab {
                    Tab::News => Tab::Ledger,
                    Tab::Ledger => Tab::News,
                };
                self.selected = 0;
            }
            Key::Char('/') => {
                self.filter.clear();
                self.typing = true;
            }
            Key::Esc if !self.filter.is_empty() => self.filter.clear(),
            _ => {
                let Some(step) = Move::of(key) else {
                    return Wish::Pass;
                };
                let count = context.desk().map_or(0, |desk| self.cables(&desk).len());
                self.selected = step.within(self.selected, count, 10);
            }
        }
        Wish::Nothing
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        if self.typing {
            return vec![
                act(Action::Choose, "keep the filter"),
                act(Action::Back, "show all"),
            ];
        }
        let other = match self.tab {
            Tab::News => "ledger",
            Tab::Ledger => "news",
        };
        vec![
            own("↑↓", "move"),
            act(Action::NextPane, other),
            act(Action::Search, "filter"),
            act(
                Action::Back,
                if self.filter.is_empty() {
                    "situation"
                } else {
                    "show all"
                },
            ),
        ]
    }

    fn typing(&self) -> Typing {
        if self.typing {
            Typing::Text
        } else {
            Typing::Commands
        }
    }
}

impl Cables {
    fn head(&self, count: usize) -> Line {
        let tone = |tab| {
            if self.tab == tab {
                Tone::Strong
            } else {
                Tone::Dim
            }
        };
        let mark = |tab, name: &str| {
            let name = if self.tab == tab {
                format!("‹{name}›")
            } else {
                format!(" {name} ")
            };
            Line::new(&name, tone(tab))
        };
        let mut line = mark(Tab::News, "News")
            .then(" ")
            .then(mark(Tab::Ledger, "Ledger"));
        line = line.then(Line::new(
            &format!("  {count} entries, newest first"),
            Tone::Dim,
        ));
        line = line.then(list::sought(&self.filter, self.typing));
        line
    }

    fn type_filter(&mut self, key: Key) -> Wish {
        if !list::seek((&mut self.filter, &mut self.typing), key) {
            return Wish::Pass;
        }
        self.selected = 0;
        Wish::Nothing
    }
}

fn row(desk: &Desk<'_>, cable: &Cable, selected: bool, wide: usize) -> Row {
    let mut lines = wrap(&cable.line, wide, 4);
    if let (true, Some(event)) = (selected, cable.event) {
        for line in desk.words().text(Item::Event(event)) {
            lines.extend(wrap(&Line::from("    ").then(line), wide, 4));
        }
    }
    Row::Item(lines)
}
