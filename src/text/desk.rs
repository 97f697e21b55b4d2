//! What the desk says: the next steps, confirmations and notes of the full screen.

use crate::model::{
    ActorId, CrisisId, EventId, InitiativeId, PledgeId, Points, SeatId, Subject, TableId, Turn,
    WindowId,
};
use crate::rules::View;
use crate::scenario::Item;
use crate::text::quantity::fine;
use crate::text::{Line, Tone, Words, fill, tenths, turns, whole, with_keys};

/// Why the end of a turn deserves a second thought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing was planned.
    NothingPlanned,
    /// An answer is owed: without it the default is taken.
    Default(EventId, Subject),
    /// A window closes with this turn, and something can be begun now that needs it.
    WindowCloses(WindowId),
    /// A promise is due with this turn.
    PledgeDue(PledgeId),
    /// A move at a table is due.
    MoveDue(TableId),
    /// The same, and the table's last round is held this turn.
    LastMoveDue(TableId),
    /// So much of the coming income goes over the cap.
    CapitalLost {
        /// What is lost.
        lost: Points,
        /// The most that can be held.
        cap: Points,
    },
}

impl Doubt {
    /// The doubt about a move that is due.
    #[must_use]
    pub fn of_move(view: &View<'_>, table: TableId) -> Self {
        let definition = view.scenario().table(table);
        let now = view.table(table);
        let last = now.is_some_and(|now| now.ends_this_turn(definition));
        if last {
            Self::LastMoveDue(table)
        } else {
            Self::MoveDue(table)
        }
    }
}

/// When `why` is asked and no figure is selected.
#[must_use]
pub fn why_needs_a_figure() -> Line {
    with_keys("Select a figure first; {why} then tells where it comes from")
}

/// When the glossary is asked for and no game is open.
#[must_use]
pub fn glossary_needs_a_game() -> Line {
    "Each scenario has its own glossary: begin or load a game first".into()
}

/// When a save goes on under rules or with a pack other than its own.
#[must_use]
pub fn new_chapter() -> Line {
    "the save was made under other rules or another pack; it goes on as a new chapter".into()
}

/// After a key that means nothing on the screen that has the keys.
#[must_use]
pub fn does_nothing(key: &str) -> Line {
    let slots = [("key", Line::new(key, Tone::Strong))];
    fill("{key} does nothing here; {!help} lists what does", &slots)
}

/// After an undo.
#[must_use]
pub fn undone() -> Line {
    "Your last order of this turn is taken back".into()
}

/// When the last order can't be undone.
#[must_use]
pub fn revealed() -> Line {
    "Your last order has told you something, so it can't be taken back".into()
}

/// After a save.
#[must_use]
pub fn saved_as(path: &str) -> Line {
    fill("Saved as {path}", &[("path", path.into())])
}

/// When a save failed.
#[must_use]
pub fn not_saved(why: &str) -> Line {
    fill("Not saved: {why}", &[("why", why.into())]).toned(Tone::Warn)
}

/// When the game could not save itself.
#[must_use]
pub fn unsaved(why: &str) -> Line {
    let slots = [("why", why.into())];
    fill("The game goes on, but it could not be saved: {why}", &slots).toned(Tone::Warn)
}

/// When the other seats have no controller.
#[must_use]
pub fn no_controller() -> Line {
    Line::new("The other seats have no controller", Tone::Warn)
}

/// What the game is, on its title.
#[must_use]
pub fn saying() -> Line {
    "A negotiation wargame about a middle power between great ones. You look after relations, mechanisms and time; \
     others have plans of their own"
        .into()
}

/// The part of the help page that is the same everywhere.
#[must_use]
pub fn how_to_play() -> Vec<Line> {
    ABOUT
        .iter()
        .map(|(text, tone)| with_keys(text).toned(*tone))
        .collect()
}

const ABOUT: [(&str, Tone); 27] = [
    ("", Tone::Plain),
    ("How a turn goes", Tone::Strong),
    (
        "  Answer the cables that wait for you; each answer names its price and who will mind.",
        Tone::Plain,
    ),
    (
        "  Plan initiatives with the capital and the hands that you have; you can't afford all.",
        Tone::Plain,
    ),
    (
        "  End the turn: orders resolve, others move, events happen, figures follow with their causes.",
        Tone::Plain,
    ),
    (
        "  Nothing is lost when you quit: the game is saved after every order.",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("Moving", Tone::Strong),
    (
        "  {up} {down} {left} {right} move, Home and End jump, Page up and Page down scroll.",
        Tone::Plain,
    ),
    (
        "  {choose} chooses, {back} goes back, {next-pane} and {previous-pane} change the pane.",
        Tone::Plain,
    ),
    (
        "  {why} on a figure tells why it stands where it stands; {glossary} explains a term of what is selected.",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("Signs", Tone::Strong),
    (
        "  ↑ ↓ →    went up, went down or stayed since the last turn began",
        Tone::Plain,
    ),
    (
        "  46 ±8    an estimate: another capital's own figure, until you ask",
        Tone::Plain,
    ),
    (
        "  ✓ ✗      a condition that holds, one that doesn't",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("Map", Tone::Strong),
    (
        "  ◆ ● × ▲ ○  your capital, others, contested places, crises, exercises",
        Tone::Plain,
    ),
    (
        "  44         beside a capital: how far it trusts you",
        Tone::Plain,
    ),
    (
        "  a line between capitals: what both have agreed; wider the more it binds, whole where it works",
        Tone::Plain,
    ),
    (
        "  » at the edge: a capital beyond the map. {legend} shows all signs, {air-zones} and {sea-lines} zones",
        Tone::Plain,
    ),
    ("", Tone::Plain),
    ("About", Tone::Strong),
    (
        "  middle-power, a negotiation wargame for the terminal",
        Tone::Plain,
    ),
    ("  Map: Made with Natural Earth", Tone::Plain),
    (
        "  Figures come from a lens: a theory to be argued with, not the truth",
        Tone::Dim,
    ),
];

/// Names after each other: "Beijing, Seoul and Tokyo".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [alone] => alone.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

impl Words<'_> {
    /// A next step: an answer that is owed.
    #[must_use]
    pub fn step_answer(&self, event: EventId, subject: Subject) -> Line {
        fill(
            "{verb} {event}",
            &[
                ("verb", Line::new("Answer", Tone::Warn)),
                ("event", self.event(event, subject)),
            ],
        )
    }

    /// A next step: a cable that has an answer, which can still be taken back.
    #[must_use]
    pub fn step_answered(&self, event: EventId, subject: Subject) -> Line {
        fill("Answered {event}", &[("event", self.event(event, subject))]).toned(Tone::Dim)
    }

    /// A next step: capital and hands to plan with.
    #[must_use]
    pub fn step_plan(&self, capital: Points, hands: Points) -> Line {
        fill(
            "Plan: {capital} capital and {hands} free",
            &[
                ("capital", fine(capital).into()),
                ("hands", crate::text::hands(hands).into()),
            ],
        )
    }

    /// A step already taken: an initiative in this turn's plan.
    #[must_use]
    pub fn step_planned(&self, initiative: InitiativeId, target: Option<ActorId>) -> Line {
        let it = self.directed(initiative, target);
        fill("Planned: {it}", &[("it", it)])
    }

    /// A step already taken: the end of an initiative in this turn's plan.
    #[must_use]
    pub fn step_stopping(&self, initiative: InitiativeId, target: Option<ActorId>) -> Line {
        let it = self.directed(initiative, target);
        fill("To be stopped: {it}", &[("it", it)])
    }

    /// A next step: a move that is due at a table.
    #[must_use]
    pub fn step_move(&self, table: TableId, standing: Line) -> Line {
        let slots = [
            ("verb", Line::new("Your move", Tone::Warn)),
            ("table", self.table(table)),
            ("standing", standing),
        ];
        fill("{verb} at {table}: {standing}", &slots)
    }

    /// A table that is open, or to which invitations go out.
    #[must_use]
    pub fn step_table(&self, table: TableId, standing: Line) -> Line {
        let slots = [("table", self.table(table)), ("standing", standing)];
        fill("At the table: {table}, {standing}", &slots)
    }

    /// What the end of the turn does with a move that is due.
    #[must_use]
    pub fn move_passed(&self, table: TableId) -> Line {
        fill(
            "your moves of this turn at {table} have passed",
            &[("table", self.table(table))],
        )
    }

    /// What the end of the turn did with steps in a crisis that were due.
    #[must_use]
    pub fn steps_held(&self, kind: CrisisId) -> Line {
        fill(
            "no step of yours in {crisis}: you held, in private, until no more were due",
            &[("crisis", self.crisis(kind))],
        )
    }

    /// An initiative under way.
    #[must_use]
    pub fn step_running(
        &self,
        initiative: InitiativeId,
        target: Option<ActorId>,
        (done, all): (u16, u16),
    ) -> Line {
        fill(
            "Under way: {it}, {done} of {turns}",
            &[
                ("it", self.directed(initiative, target)),
                ("done", done.to_string().into()),
                ("turns", turns(all).into()),
            ],
        )
    }

    /// A window that is open.
    #[must_use]
    pub fn step_window(&self, window: WindowId, until: Turn, now: Turn) -> Line {
        let template = if until <= now {
            "Window closes with this turn: {window}"
        } else if until >= self.lexicon.calendar.turns {
            "Window open to the end: {window}"
        } else {
            "Window open until turn {until}: {window}"
        };
        fill(
            template,
            &[
                ("window", self.quoted(Item::Window(window))),
                ("until", until.0.to_string().into()),
            ],
        )
    }

    /// A pledge that is open.
    #[must_use]
    pub fn step_pledge(&self, pledge: PledgeId, due: Turn) -> Line {
        fill(
            "Promised {limit}: {pledge}",
            &[
                ("limit", self.by_the_end_of(due).into()),
                ("pledge", self.quoted(Item::Pledge(pledge))),
            ],
        )
    }

    /// The last step.
    #[must_use]
    pub fn step_end(&self, now: Turn) -> Line {
        let last = now >= self.lexicon.calendar.turns;
        let template = if last {
            "End the last turn"
        } else {
            "End the turn, on to {day}"
        };
        fill(template, &[("day", self.day_of(now.after(1)).into())])
    }

    /// When the game is over.
    #[must_use]
    pub fn step_over(&self) -> Line {
        "The game is over: read how it ended".into()
    }

    /// "Seoul · capital 12 · hands 3".
    #[must_use]
    pub fn purse(&self, seat: SeatId, capital: Points, hands: Points) -> Line {
        fill(
            "{seat} · capital {capital} · hands {hands}",
            &[
                ("seat", Line::new(&self.seat(seat), Tone::Strong)),
                ("capital", Line::new(&fine(capital), Tone::Strong)),
                ("hands", Line::new(&whole(hands), Tone::Strong)),
            ],
        )
    }

    /// What an answer costs.
    #[must_use]
    pub fn choice_price(&self, cost: Points) -> Line {
        if cost == Points::ZERO {
            Line::new("free", Tone::Dim)
        } else {
            fill("{cost} capital", &[("cost", whole(cost).into())])
        }
    }

    /// Who will like an answer.
    #[must_use]
    pub fn liked_by(&self, who: &[String]) -> Line {
        fill(
            "{who} will like it",
            &[("who", Line::new(&listed(who), Tone::Good))],
        )
    }

    /// Who will mind an answer.
    #[must_use]
    pub fn disliked_by(&self, who: &[String]) -> Line {
        fill(
            "{who} will mind",
            &[("who", Line::new(&listed(who), Tone::Bad))],
        )
    }

    /// Why the end of a turn deserves a second thought.
    #[must_use]
    pub fn doubt(&self, view: &View<'_>, doubt: Doubt) -> Line {
        match doubt {
            Doubt::Default(event, subject) => self.by_default(view, (event, subject)),
            Doubt::WindowCloses(window) => fill(
                "{window} closes with this turn, and you can still use it",
                &[("window", self.quoted(Item::Window(window)))],
            ),
            Doubt::PledgeDue(pledge) => fill(
                "{pledge} was promised for this turn and is not kept yet",
                &[("pledge", self.quoted(Item::Pledge(pledge)))],
            ),
            Doubt::NothingPlanned => "Nothing is planned for this turn".into(),
            Doubt::MoveDue(table) => fill(
                "Your move is due at {table}: it and every later one of this turn would pass",
                &[("table", self.table(table))],
            ),
            Doubt::LastMoveDue(table) => fill(
                "Your move is due at {table}: it would pass, and the last round is held this turn",
                &[("table", self.table(table))],
            ),
            Doubt::CapitalLost { lost, cap } => fill(
                "{lost} of the coming capital would be lost: nobody can hold more than {cap}",
                &[("lost", whole(lost).into()), ("cap", whole(cap).into())],
            ),
        }
    }

    /// What publishing a roadmap means: how many milestones it makes, and the lens's prices of one kept, slipped, and
    /// slipped at home.
    #[must_use]
    pub fn publish_question(&self, milestones: usize, prices: [Points; 4]) -> Vec<Line> {
        let [kept, slipped, home, credible] = prices;
        let slots = [
            ("milestones", milestones.to_string().into()),
            ("kept", tenths(kept).into()),
            ("slipped", tenths(slipped).into()),
            ("home", tenths(home).into()),
            ("credible", tenths(credible).into()),
        ];
        let count = match milestones {
            1 => "Publish your roadmap with its milestone when the turn ends?",
            _ => "Publish your roadmap with its {milestones} milestones when the turn ends?",
        };
        let bonus = match milestones {
            0 | 1 => {
                "· Two milestones or more at once would earn {credible} firm trust from each other capital for themselves"
            }
            _ => {
                "· As a roadmap of several milestones: {credible} firm trust from each other capital"
            }
        };
        let lines = [
            count,
            "",
            bonus,
            "· A milestone launched in time: {kept} firm trust from each other capital",
            "· For each turn that one slips, or if it is withdrawn: {slipped} less from each of them, and {home} less \
             support from each group at home",
        ];
        lines.map(|line| fill(line, &slots)).to_vec()
    }

    /// What taking a public date off the roadmap means: how much trust it costs abroad, and how much support at home.
    #[must_use]
    pub fn withdraw_question(
        &self,
        (initiative, target): (InitiativeId, Option<ActorId>),
        [abroad, home]: [Points; 2],
    ) -> Vec<Line> {
        let slots = [
            ("it", self.directed(initiative, target)),
            ("abroad", tenths(abroad).into()),
            ("home", tenths(home).into()),
        ];
        let lines = [
            "Take {it} off your public roadmap when the turn ends?",
            "",
            "· {abroad} less firm trust from each other capital",
            "· {home} less support from each group at home",
        ];
        lines.map(|line| fill(line, &slots)).to_vec()
    }

    /// What stopping an initiative under way means.
    #[must_use]
    pub fn stop_question(&self, initiative: InitiativeId, target: Option<ActorId>) -> Line {
        fill(
            "Stop {it}? What it cost is spent",
            &[("it", self.directed(initiative, target))],
        )
    }
}
