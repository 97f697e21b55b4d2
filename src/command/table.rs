//! The table itself, in the order in which help lists it.

use crate::command::keymap::KEYS;
use crate::command::row::{bare, both, keyed, plain};
use crate::command::{Action, Bargain, Command, Place, Screen};

/// Where a project can be scheduled with one key.
const PROJECTS: &[Screen] = &[Screen::Initiatives, Screen::Roadmap];
/// Where what is planned can be taken back with one key.
const PLANS: &[Screen] = &[
    Screen::Situation,
    Screen::Initiatives,
    Screen::Roadmap,
    Screen::Negotiation,
];
/// Where a game can be watched again, and where it is.
const WATCHED: &[Screen] = &[Screen::Debrief, Screen::Saves, Screen::Theatre];
/// Where figures can be unfolded: everywhere in a game, and in a game that is watched again.
const UNFOLDED: &[Screen] = &[
    Screen::Situation,
    Screen::Initiatives,
    Screen::Roadmap,
    Screen::Negotiation,
    Screen::Crisis,
    Screen::Mechanisms,
    Screen::Events,
    Screen::Intelligence,
    Screen::Home,
    Screen::Cables,
    Screen::Debrief,
    Screen::Theatre,
];
const TABLES: Place = Place::On(&[Screen::Negotiation]);

const COUNT: usize = WORDS.len() + KEYS.len();

/// Every command.
pub const COMMANDS: &[Command] = &joined();

/// The words first, then what has keys alone.
const fn joined() -> [Command; COUNT] {
    let mut all = [WORDS[0]; COUNT];
    let mut place = 0;
    while place < COUNT {
        all[place] = if place < WORDS.len() {
            WORDS[place]
        } else {
            KEYS[place - WORDS.len()]
        };
        place += 1;
    }
    all
}

/// What can be typed in plain mode; much of it has a key besides.
const WORDS: &[Command] = &[
    both(
        plain(
            Action::Help,
            ("help", "help"),
            "help [TOPIC]",
            "list the commands, or explain one",
        ),
        Place::Everywhere,
        &["?"],
    ),
    bare(Action::Again, "again", "the last answer once more, in full"),
    bare(
        Action::Status,
        "status",
        "the turn, your means, the dashboard, what is owed",
    ),
    keyed(
        Action::Brief,
        ("brief", "brief"),
        ("brief", "what changed, why, and what is possible now"),
        (Place::InGame, &["b"]),
    ),
    keyed(
        Action::Inbox,
        ("inbox", "inbox"),
        ("inbox", "what waits for you, and what ending would lose"),
        (Place::InGame, &["o"]),
    ),
    keyed(
        Action::Watch,
        ("watch", "watch"),
        (
            "watch [TURN]",
            "an earlier turn: what was known, what was true",
        ),
        (Place::On(WATCHED), &["v"]),
    ),
    bare(
        Action::Relations,
        "relations",
        "trust, threat and links between the capitals",
    ),
    bare(
        Action::Map,
        "map",
        "what lies on it: crises, mechanisms, zones, places",
    ),
    bare(
        Action::Figures,
        "figures",
        "the name and value of everything that why explains",
    ),
    bare(
        Action::Advise,
        "advise",
        "what each adviser proposes, and expects of it",
    ),
    plain(
        Action::Initiatives,
        ("initiatives", "initiatives"),
        "initiatives [FILTER]",
        "what you can launch, with price and why not",
    ),
    plain(
        Action::Show,
        ("show", "show"),
        "show ID",
        "an initiative, event, mechanism or actor in full",
    ),
    plain(
        Action::Launch,
        ("launch", "launch"),
        "launch ID [target=ACTOR]",
        "plan an initiative; it starts when the turn ends",
    ),
    both(
        plain(
            Action::Schedule,
            ("schedule", "schedule"),
            "schedule ID TURN",
            "plan it for a later turn; target=ACTOR may follow",
        ),
        Place::On(PROJECTS),
        &["s"],
    ),
    both(
        plain(
            Action::Publish,
            ("publish", "publish"),
            "publish",
            "make your roadmap public: dates become milestones",
        ),
        Place::On(&[Screen::Roadmap]),
        &["p"],
    ),
    both(
        plain(
            Action::Cancel,
            ("cancel", "cancel"),
            "cancel ID [target=ACTOR]",
            "take it out of plan or roadmap, or stop it",
        ),
        Place::On(PLANS),
        &["x"],
    ),
    bare(
        Action::Roadmap,
        "roadmap",
        "what is planned and under way, turn by turn",
    ),
    bare(
        Action::Events,
        "events",
        "what awaits your answer, with its choices",
    ),
    keyed(
        Action::Respond,
        ("respond", "answer"),
        (
            "respond EVENT CHOICE",
            "answer an event; sealed until all have answered",
        ),
        (Place::InGame, &["a"]),
    ),
    bare(
        Action::Tables,
        "tables",
        "negotiating tables: which there are, how they stand",
    ),
    plain(
        Action::Table,
        ("table", "table"),
        "table [TABLE]",
        "one table: clauses, text, how each party takes it",
    ),
    plain(
        Action::WhatIf,
        ("what-if", "what if"),
        "what-if [TABLE] CLAUSE=OPTION …",
        "how the parties would take a changed text",
    ),
    both(
        plain(
            Action::StaffText,
            ("staff-text", "staff text"),
            "staff-text [TABLE]",
            "the best texts of all, as your staff believes",
        ),
        TABLES,
        &["s"],
    ),
    plain(
        Action::Crisis,
        ("crisis", "crisis"),
        "crisis [ID]",
        "a crisis: ladder, odds, risk, your choices",
    ),
    plain(
        Action::Step,
        ("step", "step"),
        "step POSTURE [CHANNEL]",
        "step in a crisis: lower, hold or raise; or NUMBER",
    ),
    plain(
        Action::Debrief,
        ("debrief", "debrief"),
        "debrief [TABLE [PARTY PARTY]]",
        "once the game is over: what was possible at tables",
    ),
    both(
        plain(
            Action::Durability,
            ("durability", "durability"),
            "durability [FUTURES]",
            "once over: what becomes of your order untended",
        ),
        Place::On(&[Screen::Debrief]),
        &["d"],
    ),
    both(
        plain(
            Action::Otherwise,
            ("otherwise", "otherwise"),
            "otherwise [DECISION [CHANGE]]",
            "once over: change one decision and play on",
        ),
        Place::On(&[Screen::Debrief]),
        &["c"],
    ),
    both(
        plain(
            Action::Report,
            ("report", "report"),
            "report FILE",
            "write what happened and why: .html, .md or .json",
        ),
        Place::On(&[Screen::Debrief]),
        &["r"],
    ),
    both(
        plain(
            Action::Instruments,
            ("instruments", "instruments"),
            "instruments [TABLE]",
            "what you can do there now, with price and effect",
        ),
        TABLES,
        &["i"],
    ),
    plain(
        Action::Forecast,
        ("forecast", "table forecast"),
        "forecast [TABLE]",
        "where a table would settle left alone: an estimate",
    ),
    keyed(
        Action::Futures,
        ("futures", "forecast"),
        (
            "futures [ORDER]",
            "what may come; with ORDER: what it changes",
        ),
        (Place::InGame, &["f"]),
    ),
    keyed(
        Action::StaffPlan,
        ("staff-plan", "staff plan"),
        (
            "staff-plan",
            "what your staff would do now and next, and why",
        ),
        (Place::InGame, &["P"]),
    ),
    plain(
        Action::Bargain(Bargain::Convene),
        ("convene", "convene"),
        "convene TABLE [with=ITEM,…]",
        "invite to a negotiating table; items join the agenda",
    ),
    plain(
        Action::Bargain(Bargain::Recall),
        ("recall", "recall"),
        "recall TABLE",
        "take this turn's invitations back",
    ),
    plain(
        Action::Bargain(Bargain::Propose),
        ("propose", "propose"),
        "propose [TABLE] CLAUSE=OPTION …",
        "put a whole text on the table",
    ),
    plain(
        Action::Bargain(Bargain::Amend),
        ("amend", "amend"),
        "amend [TABLE] CLAUSE=OPTION …",
        "put the text back with some options changed",
    ),
    plain(
        Action::Bargain(Bargain::Accept),
        ("accept", "accept"),
        "accept [TABLE]",
        "accept the text on the table",
    ),
    plain(
        Action::Bargain(Bargain::Hold),
        ("hold", "hold"),
        "hold [TABLE]",
        "let this move pass",
    ),
    plain(
        Action::Bargain(Bargain::Rest),
        ("rest", "rest"),
        "rest [TABLE]",
        "let every move of this turn pass",
    ),
    plain(
        Action::Bargain(Bargain::SignWithout),
        ("sign-without", "sign without"),
        "sign-without [TABLE]",
        "sign with those who accept, without the others",
    ),
    plain(
        Action::Bargain(Bargain::WalkOut),
        ("walk-out", "walk out"),
        "walk-out [TABLE]",
        "leave the table; you can come back at a price",
    ),
    plain(
        Action::Bargain(Bargain::Return),
        ("return", "return"),
        "return [TABLE]",
        "come back to a table that you left",
    ),
    plain(
        Action::Bargain(Bargain::Adjourn),
        ("adjourn", "adjourn"),
        "adjourn [TABLE]",
        "no more rounds this turn; none is used up",
    ),
    plain(
        Action::Bargain(Bargain::SoundOut),
        ("sound-out", "sound out"),
        "sound-out [TABLE] ACTOR",
        "learn in private what a party keeps to itself",
    ),
    plain(
        Action::Bargain(Bargain::Pay),
        ("pay", "side payment"),
        "pay [TABLE] PAYMENT ACTOR",
        "promise a side payment that the table offers",
    ),
    plain(
        Action::Bargain(Bargain::Caucus),
        ("caucus", "caucus"),
        "caucus [TABLE] ACTOR",
        "meet one party apart: both move, others notice",
    ),
    plain(
        Action::Bargain(Bargain::Mediate),
        ("mediate", "mediate"),
        "mediate [TABLE] ACTOR",
        "ask a mediator for a single text",
    ),
    plain(
        Action::Bargain(Bargain::TrackTwo),
        ("track-two", "Track II"),
        "track-two [TABLE]",
        "let scholars sound everybody out",
    ),
    plain(
        Action::Bargain(Bargain::Link),
        ("link", "link clauses"),
        "link [TABLE] CLAUSE CLAUSE",
        "two clauses move only together from now on",
    ),
    plain(
        Action::Bargain(Bargain::Tie),
        ("tie", "tie tables"),
        "tie [TABLE] TABLE",
        "two texts are signed together or not at all",
    ),
    plain(
        Action::Bargain(Bargain::Commit),
        ("commit", "commit in public"),
        "commit [TABLE] CLAUSE=OPTION",
        "stand by an option in public, for applause now",
    ),
    plain(
        Action::Bargain(Bargain::Deadline),
        ("deadline", "deadline"),
        "deadline [TABLE] ROUND",
        "set the last round",
    ),
    plain(
        Action::Bargain(Bargain::Item),
        ("item", "agenda item"),
        "item [TABLE] CLAUSE",
        "put an item on the agenda, or take it off",
    ),
    plain(
        Action::Bargain(Bargain::Accede),
        ("accede", "accede"),
        "accede TABLE",
        "sign a text in force from which you stayed away",
    ),
    plain(
        Action::Intel,
        ("intel", "intel"),
        "intel [ACTOR]",
        "what you know of the other capitals, and how surely",
    ),
    bare(
        Action::Mechanisms,
        "mechanisms",
        "working arrangements: obligation, members, health",
    ),
    bare(
        Action::Formats,
        "formats",
        "conferences and dialogues: members and agenda",
    ),
    bare(
        Action::Pledges,
        "pledges",
        "what was promised in public, and what became of it",
    ),
    bare(
        Action::Windows,
        "windows",
        "which windows are open, and when they close",
    ),
    both(
        plain(
            Action::Why,
            ("why", "why"),
            "why FIGURE",
            "where a figure comes from; figures lists their names",
        ),
        Place::On(UNFOLDED),
        &["w"],
    ),
    plain(
        Action::Log,
        ("log", "log"),
        "log [N]",
        "the last N facts that you know, newest last",
    ),
    both(
        plain(
            Action::Glossary,
            ("glossary", "glossary"),
            "glossary [TERM]",
            "what a term means, or a list of the terms",
        ),
        Place::Everywhere,
        &["g"],
    ),
    both(
        plain(
            Action::End,
            ("end", "end turn"),
            "end",
            "end the turn; every owed answer comes first",
        ),
        Place::InGame,
        &["e"],
    ),
    plain(
        Action::EndAnyway,
        ("end-anyway", "end anyway"),
        "end anyway",
        "end the turn and take the default for owed answers",
    ),
    keyed(
        Action::Undo,
        ("undo", "undo"),
        ("undo", "take back the last order of this turn"),
        (Place::InGame, &["u"]),
    ),
    both(
        plain(
            Action::Orders,
            ("orders", "orders"),
            "orders",
            "your orders of this turn, and which undo reaches",
        ),
        Place::InGame,
        &["U"],
    ),
    both(
        plain(
            Action::Save,
            ("save", "save"),
            "save [NAME]",
            "save the game",
        ),
        Place::InGame,
        &["Ctrl-S"],
    ),
    plain(
        Action::Load,
        ("load", "load"),
        "load NAME",
        "load a saved game; the present one is saved first",
    ),
    both(
        plain(
            Action::Saves,
            ("saves", "saves"),
            "saves",
            "list the saved games",
        ),
        Place::Everywhere,
        &["Ctrl-O"],
    ),
    bare(
        Action::Hash,
        "hash",
        "the hash of the state, to compare games",
    ),
    bare(
        Action::Score,
        "score",
        "each axis of the score with its value",
    ),
    bare(
        Action::Ending,
        "ending",
        "how the game ended, with every axis and index",
    ),
    bare(Action::About, "about", "the version, the seed and the lens"),
    keyed(
        Action::Lesson,
        ("lesson", "lesson"),
        (
            "lesson [away|back]",
            "the step of the lesson; or put it away, or back",
        ),
        (Place::InGame, &["G"]),
    ),
    keyed(
        Action::SkipStep,
        ("lesson-skip", "skip step"),
        ("lesson skip", "leave out the step of the lesson"),
        (Place::InGame, &["S"]),
    ),
    keyed(
        Action::Hints,
        ("hints", "hints"),
        (
            "hints [off|on]",
            "hints on what comes up first: off for good, or on",
        ),
        (Place::InGame, &["T"]),
    ),
    both(
        plain(
            Action::Quit,
            ("quit", "quit"),
            "quit",
            "save and leave; nothing is lost",
        ),
        Place::Everywhere,
        &["q", "Ctrl-C"],
    ),
];
