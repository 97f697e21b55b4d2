//! What words mean: the terms of a pack, its indices, what lies on its map, the figures that it carries, and words of the
//! game itself.

use crate::model::Figure;
use crate::scenario::{Item, Scenario};
use crate::text::names::{figure_help, figure_kind};
use crate::text::{Line, Words};

/// Something that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The word by which it is asked for.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it means, by paragraphs.
    pub text: Vec<Line>,
    /// Where that comes from; empty for words of the game.
    pub source: Line,
}

/// Words of the game that no figure has: id, name, meaning.
const WORDS: [(&str, &str, &str); 38] = [
    (
        "act",
        "Act",
        "A stretch of turns with a name of its own, which stands behind the date where there is room. Its text \
         says what will be scarce; no rule asks which act it is.",
    ),
    (
        "agenda",
        "Agenda",
        "At a table: the items that are bargained over beyond the clauses it always has. A few give everybody \
         something to trade, many make everybody harder to please. The agenda of a format is the list of subjects \
         that it discusses.",
    ),
    (
        "axis",
        "Axes and indices",
        "An axis is one of the things by which a game is judged at its end; there is no single score. An index is worked \
         out from figures too and judges nothing. ‘Why’ shows the parts of either.",
    ),
    (
        "capital-and-hands",
        "Capital and hands",
        "An initiative's capital is paid when it is planned and comes back only if it is taken out of the plan in \
         the same turn. Hands are bound while it runs, or while a table that you convened is open. Unspent capital \
         stays, up to a ceiling.",
    ),
    (
        "climb",
        "Climb, answered, audience",
        "Climb is how likely an accident lifts the crisis one rung in a step; 11–13 % is the range by what the \
         other side does. Answered is how likely an offer to go down is heard; one that isn't counts as holding. \
         Audience is what giving way after the step would cost with each group at home.",
    ),
    (
        "course",
        "Course",
        "What your staff compares: the orders of now and the strategy by which it would go on. All courses meet \
         the same worlds; the best has the highest mean of the axes, durability counted as one of them. ‘As it \
         stands’ is to order nothing more now and to go on as your ministries would.",
    ),
    (
        "covers",
        "Covers, used, tested",
        "A mechanism covers two capitals if it is agreed or firmer and both are members. It is used when an event, \
         an answer, an initiative or a crisis puts it to work, or when nothing else kept an incident from \
         happening or climbing. From then on it is tested; untested ones count for a part only.",
    ),
    (
        "dossier",
        "Dossier, red line",
        "What a capital says, what analysts think it wants, what it did: public knowledge, without the part of its \
         mind that it keeps to itself. A red line is the level of a figure beyond which each point counts more to \
         that capital.",
    ),
    (
        "durability",
        "Durability, the order holds",
        "After the last turn the game goes on for eight more in many futures; its author takes what comes and \
         starts nothing. The order holds in a future that nothing ends early and in which no crisis comes to the \
         fourth rung. In use, there, is a mechanism that is agreed or firmer at a health of 30 or more.",
    ),
    (
        "estimate",
        "Estimate",
        "What you think of a figure that you can't see: 46 ±10 is 46, give or take 10. Reports, talks and transparency narrow \
         it; time widens it; it may be wrong, and somebody may want it to be.",
    ),
    (
        "feint",
        "Feint",
        "A figure that is made to look other than it is to whoever reads it, for some turns. A sharp source sees \
         through a part of it. If it comes out, those who were shown it correct their estimates and rely less on \
         its author.",
    ),
    (
        "floor",
        "Floor",
        "What a party has if there is no text, in the points in which it counts a text: its best alternative, or \
         reservation value. It signs nothing that is worth less to it.",
    ),
    (
        "frontier",
        "Frontier, Nash, Kalai–Smorodinsky",
        "On the frontier nobody could have more unless somebody had less. Of the texts that are no worse than none \
         for anybody, Nash's has the largest product of gains. In Kalai and Smorodinsky's, whoever gets the \
         smallest part of what it could hope for gets as large a part as can be.",
    ),
    (
        "gain",
        "Gain",
        "What a text is worth to a party above its floor, in points: +3 is better by three than no agreement, −3 \
         worse. Under 0 a delegation does not sign.",
    ),
    (
        "gave-way",
        "Gave way, settled quietly, frozen, war",
        "How a crisis ends. An offer to go down stands for one step: taken up, it settles the crisis; whoever goes \
         down again alone while the other offers nothing has given way. When the steps run out it freezes; the \
         last rung is war, where the ladder has one.",
    ),
    (
        "ladder",
        "Ladder and rung",
        "How far a crisis has come, from an incident to war. Both sides step sealed, at once; chance decides only about \
         accidents, and the page shows how likely one is and why.",
    ),
    (
        "leave",
        "Leave, letters of consent",
        "A leave is another's permission: it is there as long as the conditions told with it hold. Letters of \
         consent go out when the work is done; if one capital declines, it was for nothing and may be tried \
         another time.",
    ),
    (
        "link-and-tie",
        "Link, tie, linkage",
        "Linked clauses change together: every later text moves both or neither. Tied tables are signed together \
         or not at all. A linkage is in a party's own count: options that are worth more or less to it together \
         than each by itself.",
    ),
    (
        "milestone",
        "Milestone",
        "A step of a roadmap that was made public with its date. Kept in time it earns trust, slipped it costs.",
    ),
    (
        "obligation",
        "Obligation",
        "How firmly a mechanism binds: proposed, declared, agreed, politically binding, legally binding. From agreed on it \
         covers its members as far as it works, and less as long as it was never used.",
    ),
    (
        "only-once",
        "Only once, again after",
        "Whether an initiative can be repeated: never, or so many turns after it was completed. Each target counts \
         by itself.",
    ),
    (
        "patience",
        "Patience, reserve",
        "What no agreement is worth to a party, with what makes it so: its files, trust, links, quarrels, \
         payments. The higher it is, the harder the party is to please. The reserve is the part that it keeps to \
         itself; sounding it out tells you.",
    ),
    (
        "pivot",
        "Consent at home, pivot",
        "A memorandum asks nobody; an executive agreement is put to the groups at home one turn after signature, a \
         treaty two, and needs enough of their weight. The pivot is the group on which that depends: the nearest \
         to changing sides whose change would decide, else the heaviest against it.",
    ),
    (
        "pledge",
        "Pledge, slipped",
        "A pledge is a public promise with a date and a test: kept once the test holds, broken if the date passes \
         first. What is scheduled and can't begin in its turn slips to the next. If its date was public, each such \
         turn costs trust abroad and support at home, and so does taking it off.",
    ),
    (
        "posture-and-channel",
        "Posture and channel",
        "The two parts of a step. The posture (lower, hold, raise) moves the rung; the channel decides who hears \
         of it and whether an offer is answered. What is said in public or before a forum is heard at home; a \
         mediator or a forum takes two steps of the clock.",
    ),
    (
        "probe-blunder-resolve",
        "Probe, blunder, resolve",
        "What a crisis means to a side: an attempt to see how far it can go, something that nobody planned, or a \
         thing to carry through. It is drawn once and only that side knows; the odds are what the other believes, \
         and change with each posture that it sees. Resolve with a number is how far a side would go, from stakes, \
         arms, allies and what it has said in public.",
    ),
    (
        "redrawn",
        "Redrawn",
        "A game that is played otherwise meets the same chance as before. Redrawn means that chance is drawn anew \
         after the changed turn, the same for the game as it was and as it would have been; you see the middle of \
         the draws and the range of eight in ten.",
    ),
    (
        "right-in",
        "Right in 2 of 3",
        "Beside an adviser: of the changes that it expected of what you then did, how many figures had moved that \
         way two turns later. Of analysts: how many of a capital's answers were those that they expected.",
    ),
    (
        "serious",
        "Serious",
        "On a ladder: the rung from which both governments must decide, the third unless that ladder says \
         otherwise. In durability and in what else might have happened a crisis is serious from the fourth rung \
         on; forecasts name those that come to the third.",
    ),
    (
        "side-payment",
        "Side payment",
        "What you give one party beside the text: at once, whatever is signed, and also if nothing is. It makes \
         that party easier to please at this table by the points shown.",
    ),
    (
        "single-text",
        "Single text",
        "A text by a mediator, who has heard everybody in confidence and changes clauses as long as the least \
         content party gains by it. It takes the place of the text on the table, and nobody has accepted it yet.",
    ),
    (
        "source",
        "Source, report, checked",
        "A source is whoever told you a reading of a hidden figure; a report comes by itself every turn or few, \
         and counts only where it is narrower than what you have. A reading is checked by one from somebody else, \
         no wider, within three turns; the difference is by how much its source was off.",
    ),
    (
        "stand-by",
        "Standing by a text",
        "A party stands by the text that it put forward or accepted last until its own next move, even if another \
         one has taken its place. To stand by an option in public is a word given to the groups at home, who mind \
         if you sign anything else.",
    ),
    (
        "to-sign",
        "To sign, signs, worth it",
        "To sign: how far a text lies beyond or short of what a party signs for in this round, which comes down \
         towards its floor as the last one nears. Signs: how likely it accepts now, as far as you know. Worth it, in \
         the staff's lists: how likely the text is no worse for it than no agreement.",
    ),
    (
        "trend",
        "Trend, arrow",
        "The arrow behind a figure: whether it rose, fell or stayed since the last turn began.",
    ),
    (
        "verification",
        "Verification",
        "How the members of a mechanism check each other: not at all, by written reports, by observers or by \
         inspection. A text that enters into force can make it firmer and never weaker.",
    ),
    (
        "window",
        "Window",
        "A span of turns in which something is easier, or possible at all. The roadmap shows which are open and with which \
         turn they close.",
    ),
    (
        "worlds",
        "Worlds",
        "Games that agree with all you know: hidden figures are drawn from the bands of your estimates, the plans \
         and minds of others anew. ‘In 40 of 100’ tells in how many of them something happens; the number after ± \
         is for want of worlds alone. In 500 trials on games that the forecast had not seen, odds from 40 to 60 came \
         true in about half, those above 80 in more than nine of ten; the model's document has the table.",
    ),
];

/// Everything that can be looked up in a scenario, by alphabet. What a pack says of a word comes before what the game does.
#[must_use]
pub fn terms(scenario: &Scenario) -> Vec<Term> {
    let words = Words::new(scenario.lexicon());
    let names = scenario.catalogue();
    let of_pack = names
        .all_terms()
        .map(|id| (names.term(id).to_owned(), Item::Term(id)));
    let indices = scenario
        .gauges()
        .map(|(id, _)| (names.gauge(id).to_owned(), Item::Gauge(id)));
    let mut all: Vec<Term> = of_pack
        .chain(indices)
        .map(|(id, item)| Term {
            id,
            name: words.name(item),
            text: words.text(item),
            source: words.source(item),
        })
        .collect();
    all.extend(on_the_map(scenario).chain(figures(scenario)));
    all.extend(of_the_game());
    let mut known = std::collections::BTreeSet::new();
    all.retain(|term| !term.text.is_empty() && known.insert(term.name.to_lowercase()));
    all.sort_by_key(Term::place);
    all
}

impl Term {
    /// Its place in the alphabet: a quotation mark is no letter.
    fn place(&self) -> String {
        let name = self.name.to_lowercase();
        let begins = name.find(char::is_alphanumeric).unwrap_or(0);
        name[begins..].to_owned()
    }

    /// Whether its name or text has this, in small letters.
    #[must_use]
    pub fn has(&self, wanted: &str) -> bool {
        let text = || self.text.iter().map(Line::plain);
        self.name.to_lowercase().contains(wanted)
            || text().any(|line| line.to_lowercase().contains(wanted))
    }
}

/// Contested places and zones, with what the map says of them.
fn on_the_map(scenario: &Scenario) -> impl Iterator<Item = Term> {
    let words = Words::new(scenario.lexicon());
    let places = (0..).zip(scenario.places()).map(move |(number, spot)| {
        let between = words.actors(spot.between.iter());
        let text = match between.is_empty() {
            true => Vec::new(),
            false => vec![Line::from(format!("A place contested between {between}."))],
        };
        (Item::Place(number), text)
    });
    let numbers = (0..).zip(scenario.zones()).map(|(number, _)| number);
    let zones =
        numbers.map(move |number: u16| (Item::Zone(number), words.text(Item::Zone(number))));
    places.chain(zones).map(move |(item, text)| {
        let name = words.name(item);
        let letters = name.to_lowercase();
        let letters = letters.split(|letter: char| !letter.is_alphanumeric());
        let letters: Vec<&str> = letters.filter(|it| !it.is_empty()).collect();
        Term {
            id: letters.join("-"),
            name,
            text,
            source: Line::default(),
        }
    })
}

/// The kinds of figures that a scenario carries.
fn figures(scenario: &Scenario) -> impl Iterator<Item = Term> {
    let carried = |wanted: Figure| {
        let stored = if wanted == Figure::Trust {
            Figure::FirmTrust
        } else {
            wanted
        };
        scenario.slots().iter().any(|(_, it)| it.figure == stored)
    };
    let all = Figure::ALL.into_iter().filter(move |(it, _)| carried(*it));
    all.map(|(figure, word)| {
        let meaning = Line::from(format!("{}.", figure_help(figure)));
        Term {
            id: word.to_owned(),
            name: Line::from(figure_kind(figure)).capitalised().plain(),
            text: vec![meaning.capitalised()],
            source: Line::default(),
        }
    })
}

fn of_the_game() -> impl Iterator<Item = Term> {
    WORDS.into_iter().map(|(id, name, text)| Term {
        id: id.to_owned(),
        name: name.to_owned(),
        text: vec![text.into()],
        source: Line::default(),
    })
}
