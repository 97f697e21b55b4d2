//! What screens may look at: the view of the person at this screen, words, and what has happened that this seat knows.

use std::sync::mpsc::Sender;

use crate::model::{
    ActorId, EventId, Fact, Figure, GaugeId, Order, Points, SeatId, TableId, Turn, What,
};
use crate::notation::figure::Named;
use crate::rules::{Reading, Refusal, View};
use crate::scenario::{Item, Scenario};
use crate::session::foretold::{Credit, credits, foretold};
use crate::session::game::Reach;
use crate::session::library::Found;
use crate::session::{Afterwards, Library, Session, Store};
use crate::text::account::{self, DialLine, Told};
use crate::text::gantt::{Bar, Chart};
use crate::text::inbox::{Waiting, waiting};
use crate::text::opened::Opened;
use crate::text::tables::debrief::{Debriefs, Lookback};
use crate::text::{Cast, Change, Line, Unfolds, Words, epilogue, figure_help, reasons, whole};
use crate::text::{advice, dossier};
use crate::tui::input::Message;
use crate::tui::preferences::Preferences;

/// How far a game is. The orders of the turn tell apart what has as many facts: undo may have come between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) struct Stamp {
    game: (u64, SeatId),
    facts: usize,
    orders: Vec<Order>,
}

/// Something that was worked out for a state of the game and a size, kept until one of them changes.
#[derive(Debug)]
pub(in crate::tui) struct Kept<K, T>(Option<(K, T)>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, T> Kept<K, T> {
    /// What was worked out for this, or is now.
    pub fn of(&mut self, key: K, work: impl FnOnce() -> T) -> &T {
        if self.known(&key).is_none() {
            self.0 = None;
        }
        let (_, known) = self.0.get_or_insert_with(|| (key, work()));
        known
    }

    /// What was worked out for this, if it was.
    pub fn known(&self, key: &K) -> Option<&T> {
        let known = self.0.as_ref().filter(|(kept, _)| kept == key);
        known.map(|(_, worked)| worked)
    }
}

/// Everything that a screen may look at.
#[derive(Clone, Copy)]
pub(in crate::tui) struct Context<'a> {
    /// The game, if one is under way.
    pub session: Option<&'a Session>,
    /// Where scenarios come from.
    pub library: &'a Library,
    /// The scenarios of the library.
    pub scenarios: &'a [Found],
    /// The folder of saves.
    pub store: &'a Store,
    /// By which what works in the background wakes the loop; `None` where nothing loops.
    pub wake: Option<&'a Sender<Message>>,
    /// Draws the seed of a new game.
    pub draw_seed: fn() -> u64,
    /// What the person wants of the screen.
    pub preferences: &'a Preferences,
}

impl<'a> Context<'a> {
    /// The desk of the game under way.
    pub fn desk(&self) -> Option<Desk<'a>> {
        self.session.map(|session| Desk { session })
    }
}

/// One seat's desk in a game: what it sees and knows.
#[derive(Clone, Copy)]
pub(in crate::tui) struct Desk<'a> {
    session: &'a Session,
}

impl<'a> Desk<'a> {
    /// What the seat sees.
    pub fn view(&self) -> View<'a> {
        self.session.view()
    }

    /// The seat.
    pub fn seat(&self) -> SeatId {
        self.session.seat()
    }

    /// The scenario.
    pub fn scenario(&self) -> &'a Scenario {
        self.session.game().scenario()
    }

    /// The seed, which is no secret.
    pub fn seed(&self) -> u64 {
        self.session.game().seed()
    }

    /// The futures of the order on which the ending hangs, if it hangs on any.
    pub fn afterwards(&self) -> Option<Afterwards> {
        Afterwards::asked(self.session.game())
    }

    /// The words of the scenario.
    pub fn words(&self) -> Words<'a> {
        Words::new(self.scenario().lexicon())
    }

    /// The dossier of a capital, with what was expected of it earlier.
    pub fn dossier(&self, actor: ActorId) -> Vec<dossier::Part> {
        let (game, view) = (self.session.game(), self.view());
        let facts = game.known_facts(self.seat(), 0);
        let mut parts = dossier::dossier(&view, actor, facts);
        let earlier = foretold(game);
        parts.extend(dossier::predictions(&view, actor, &earlier));
        parts
    }

    /// The roadmap over the turns.
    pub fn chart(&self) -> Chart {
        Chart::of(self.session.game(), self.seat())
    }

    /// Everything that waits for the seat.
    pub fn waiting(&self) -> Vec<Waiting> {
        waiting(self.session.game())
    }

    /// What waits, in a line, and what happens by itself.
    pub fn waits(&self, waiting: Waiting) -> (Line, Option<Line>) {
        let (words, game) = (self.words(), self.session.game());
        (
            words.waiting(game, waiting),
            words.waiting_note(game, waiting),
        )
    }

    /// In which turns an initiative slipped, and why.
    pub fn bar_slips(&self, bar: &Bar) -> Option<Line> {
        self.words().bar_slips(self.session.game(), bar)
    }

    /// What each adviser says now, with the credit that it has earned.
    pub fn advice(&self) -> Vec<advice::Advice> {
        advice::advice(&self.view(), &self.credits())
    }

    /// How the expectations of each adviser turned out so far.
    pub fn credits(&self) -> Vec<Credit> {
        credits(self.session.game())
    }

    /// The orders of this turn, in order, with whether undo reaches them.
    pub fn orders(&self) -> Vec<(Order, Reach)> {
        self.session.orders()
    }

    /// What can be told of the game as such: hash, seed, lens, and every axis.
    pub fn about(&self) -> Vec<Line> {
        let (scenario, words) = (self.scenario(), self.words());
        let head = [
            format!("middle-power {}", env!("CARGO_PKG_VERSION")),
            format!("Scenario {}, lens {}", scenario.id(), scenario.lens().id),
            format!("Seed {}", self.seed()),
            format!("Hash {}", self.session.game().state().hash()),
        ];
        let mut lines: Vec<Line> = head.into_iter().map(Line::from).collect();
        lines.push(Line::default());
        for axis in scenario.axes() {
            let value = whole(self.view().gauge(axis));
            let name = words.name(Item::Gauge(axis));
            lines.push(Line::from(format!("{value:>4}  {name}")));
        }
        lines
    }

    /// Every fact that the seat knows.
    pub fn facts(&self) -> Vec<Fact> {
        self.session
            .game()
            .known_facts(self.seat(), 0)
            .copied()
            .collect()
    }

    /// How many facts the ledger has: with another number something has happened.
    pub fn facts_so_far(&self) -> usize {
        self.session.game().ledger().len()
    }

    /// What has happened so far: what was worked out holds as long as this is the same.
    pub fn stamp(&self) -> Stamp {
        let game = self.session.game();
        let orders = game.entries().get(game.entries_before_turn()..);
        let orders = orders.unwrap_or(&[]).iter();
        Stamp {
            game: (game.seed(), self.seat()),
            facts: game.ledger().len(),
            orders: orders.map(|entry| entry.order).collect(),
        }
    }

    /// What the seat knows of a table, from a place in the ledger on.
    pub fn table_facts(&self, table: TableId, since: usize) -> Vec<Fact> {
        let facts = self.session.game().ledger().get(since..).unwrap_or(&[]);
        let view = self.view();
        let about = |fact: &&Fact| matches!(fact.what, What::Table(known, _) if known == table);
        let known = facts.iter().filter(about).filter(|fact| view.knows(fact));
        known.copied().collect()
    }

    /// A page for each table of this seat that came to an end; none before the game is over.
    pub fn debriefs(&self) -> Vec<Lookback> {
        let Some(debriefs) = Debriefs::of(self.session.game(), self.seat()) else {
            return Vec::new();
        };
        let tables = debriefs.list();
        tables
            .iter()
            .filter_map(|(table, _)| debriefs.told(*table))
            .collect()
    }

    /// What the ledger says of the whole game, in a few dated lines.
    pub fn epilogue(&self) -> Vec<Line> {
        epilogue::as_lines(self.session.game(), self.seat())
    }

    /// What the turn that was resolved last brought, in a few lines that unfold.
    pub fn changes(&self, limit: usize) -> Vec<Change> {
        account::turn_changes(self.session.game(), self.seat(), limit)
    }

    /// What stands behind one of them.
    pub fn behind(&self, unfolds: Unfolds) -> Vec<Told> {
        account::behind(self.session.game(), self.seat(), unfolds)
    }

    /// What the turn has made possible, in so many lines.
    pub fn opened(&self, limit: usize) -> Vec<(Line, Option<Opened>)> {
        self.words().opened_in_short(self.session.game(), limit)
    }

    /// Who the reader is, for conditions and effects.
    pub fn cast<'k>(&self, target: Option<ActorId>, known: &'k [EventId]) -> Cast<'k> {
        Cast::of(self.seat(), target).knowing(known)
    }

    /// The events of which this seat knows.
    pub fn known_events(&self) -> Vec<EventId> {
        account::known_events(&self.view())
    }

    /// Why an order can't be given now; `None` if it can.
    pub fn why_not(&self, order: &Order) -> Option<Line> {
        let refusal = self.view().check(order).err()?;
        Some(self.refusal(&refusal, order))
    }

    /// A refusal in words.
    pub fn refusal(&self, refusal: &Refusal, order: &Order) -> Line {
        reasons::explain(&self.view(), order, refusal)
    }

    /// The dashboard.
    pub fn dials(&self) -> Vec<DialLine> {
        account::dials(self.session.game(), self.seat())
    }

    /// What a figure means, in a sentence.
    pub fn meaning(&self, named: Named) -> Vec<Line> {
        let words = self.words();
        match named {
            Named::Trust(..) => vec![Line::from(figure_help(Figure::Trust)).capitalised()],
            Named::Stored(figure) => {
                let kind = self.scenario().slots().get(figure).figure;
                vec![Line::from(figure_help(kind)).capitalised()]
            }
            Named::Gauge(gauge) => words.text(Item::Gauge(gauge)),
        }
    }

    /// The figure of a pair as a dial, if the scenario carries it.
    pub fn pair(&self, figure: Figure, (a, b): (ActorId, ActorId)) -> Option<DialLine> {
        let game = self.session.game();
        if figure == Figure::Trust {
            let total = self.view().pair(figure, a, b)?;
            let value = self.words().reading_short(total);
            let line = account::trust_line(game, self.seat(), (a, b));
            return Some(DialLine { value, ..line });
        }
        let slot = self.scenario().slots().of_pair(figure, a, b)?;
        Some(account::figure_line(game, self.seat(), slot))
    }

    /// The total of trust alone, where there is no room for its parts.
    pub fn trust_total(&self, a: ActorId, b: ActorId) -> Line {
        let total = self.view().pair(Figure::Trust, a, b);
        self.words()
            .reading_short(total.unwrap_or(Reading::Exact(Points::ZERO)))
    }

    /// Where an axis or index stood at the start of the game, if its past is known.
    pub fn opening_gauge(&self, gauge: GaugeId) -> Option<Points> {
        let first = self.session.game().rows().first()?;
        first
            .gauges
            .iter()
            .find(|(known, _)| *known == gauge)
            .map(|(_, value)| *value)
    }

    /// What an axis or index was in each turn so far and is now, the newest last, in thousandths of a point; empty if its
    /// past isn't known.
    pub fn past_of_gauge(&self, gauge: GaugeId) -> Vec<i32> {
        let rows = self.session.game().rows().iter();
        let values = rows.filter_map(|row| row.gauges.iter().find(|(known, _)| *known == gauge));
        let mut values: Vec<i32> = values.map(|(_, value)| value.raw()).collect();
        let view = self.view();
        if let Some(last) = values.last_mut().filter(|_| view.over().is_none()) {
            // What orders of this turn have moved already.
            *last = view.gauge(gauge).raw();
        }
        values
    }

    /// Why it stands where it stands.
    pub fn why(&self, named: Named) -> Vec<Told> {
        account::unfolded(self.session.game(), self.seat(), named)
    }

    /// Whether the game has come to this turn.
    pub fn is_turn(&self, turn: Turn) -> bool {
        self.view().turn() == turn && self.view().over().is_none()
    }
}
