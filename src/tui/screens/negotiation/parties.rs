//! How the parties take a text, one line each: distance, band, odds, what they mind; who stands in the way; what would help.

use crate::agents::table::assess::{Amendment, Assessment};
use crate::model::{ActorId, Points};
use crate::text::{Line, Tone, fill, signed, size, whole};
use crate::tui::list::MARK;
use crate::tui::paint::{column, column_right, width, wrap};
use crate::tui::screens::negotiation::board::Scene;

const NAME: usize = 13;
const DISTANCE: usize = 4;
const BAND: usize = 4;
const CHANGE: usize = 7;
const ODDS: usize = 6;
const FLOOR: usize = 7;
/// Cells from which a party may take several lines.
const ROOMY: usize = 80;

/// A head, a line for each party, and who stands in the way.
pub(super) fn taken(scene: &Scene<'_>, wide: usize) -> Vec<Line> {
    let mut lines = vec![head(scene)];
    for party in &scene.advice.parties {
        lines.extend(party_lines(scene, party, wide));
    }
    for it in &scene.now.delegations {
        if !scene.now.present.contains(it.actor) {
            let name = Line::from(scene.desk.words().actor(it.actor));
            let gone = column(&name, NAME).then("has walked out");
            lines.push(gone.toned(Tone::Dim));
        }
    }
    if scene.standing.is_none() {
        lines.extend(wrap(&obstacle(scene), wide, 2));
    }
    let rally = scene.page.rally(scene.now);
    lines.extend(rally.iter().flat_map(|line| wrap(line, wide, 2)));
    lines
}

/// A party in one line where there is little room, without what doesn't fit of what it minds; `w` shows the rest.
fn party_lines(scene: &Scene<'_>, party: &Assessment, wide: usize) -> Vec<Line> {
    let fits = |line: &Line| width(&line.plain()) <= wide;
    let minded = party.minds.len();
    let line =
        |scene: &Scene<'_>, party: &Assessment, minds| line(scene, party, (minds, Busy::Told));
    if wide >= ROOMY {
        return wrap(&line(scene, party, minded), wide, indent(scene));
    }
    // What it minds most is worth more room than how busy it is.
    let told = |busy| {
        let counts = (1..=minded).rev();
        counts.map(move |minds| (minds, busy))
    };
    let last = [(0, Busy::Told), (0, Busy::LeftOut)];
    let ways = told(Busy::Told).chain(told(Busy::LeftOut)).chain(last);
    let mut shorter = ways.map(|way| self::line(scene, party, way));
    match shorter.find(fits) {
        Some(line) => vec![line],
        None => wrap(&line(scene, party, 0), wide, indent(scene)),
    }
}

fn indent(scene: &Scene<'_>) -> usize {
    let change = if scene.before.is_some() { CHANGE } else { 0 };
    NAME + DISTANCE + BAND + change + ODDS + FLOOR + 2
}

fn head(scene: &Scene<'_>) -> Line {
    let mut line = column(&Line::default(), NAME);
    line = line.then(column_right(&"to sign".into(), DISTANCE + BAND));
    if scene.before.is_some() {
        line = line.then(column_right(&"change".into(), CHANGE));
    }
    line.then(column_right(&"signs".into(), ODDS))
        .then(column_right(&"gain".into(), FLOOR))
        .then("  minds most")
        .toned(Tone::Dim)
}

/// Whether it is told how busy a party is elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Busy {
    Told,
    LeftOut,
}

fn line(scene: &Scene<'_>, party: &Assessment, what: (usize, Busy)) -> Line {
    let me = party.actor == scene.desk.seat().0;
    let tone = |by: Points| {
        if by < Points::ZERO {
            Tone::Bad
        } else {
            Tone::Good
        }
    };
    let number = |by: Points, wide| column_right(&Line::new(&signed(by), tone(by)), wide);
    let mut line = column(&name(scene, party, me), NAME);
    if me {
        line = line.then(" ".repeat(DISTANCE + BAND));
    } else {
        let band = format!(" ±{}", whole(party.band));
        line = line
            .then(number(party.now, DISTANCE))
            .then(column(&band.into(), BAND));
    }
    if let Some(before) = &scene.before {
        let old = before.iter().find(|it| it.actor == party.actor);
        let change = old.map_or(Points::ZERO, |old| party.floor.minus(old.floor));
        line = match change.displayed() {
            0 => line.then(column_right(&Line::new("·", Tone::Dim), CHANGE)),
            _ => line.then(number(change, CHANGE)),
        };
    }
    let odds = if me {
        String::new()
    } else {
        format!("{} %", (party.odds.0 + 5) / 10)
    };
    line.then(column_right(&odds.into(), ODDS))
        .then(number(party.floor, FLOOR))
        .then("  ")
        .then(rest(scene, party, me, what))
}

fn name(scene: &Scene<'_>, party: &Assessment, me: bool) -> Line {
    let sign = match (
        scene.advice.obstacle == Some(party.actor),
        accepts(scene, party.actor),
    ) {
        (_, true) => Line::new("✓ ", Tone::Good),
        (true, false) => Line::new("! ", Tone::Warn),
        (false, false) => "  ".into(),
    };
    let name = scene.desk.words().actor(party.actor);
    let tone = if me { Tone::Dim } else { Tone::Plain };
    sign.then(Line::new(&name, tone))
}

/// Whether a party stands by the text that is looked at.
fn accepts(scene: &Scene<'_>, actor: ActorId) -> bool {
    scene.now.stance(actor) == Some(scene.shown)
}

/// What it minds, what it was promised, how busy it is.
fn rest(scene: &Scene<'_>, party: &Assessment, me: bool, (minds, busy): (usize, Busy)) -> Line {
    if me {
        return Line::new("(you)", Tone::Dim);
    }
    let mut parts = scene.page.minds(party);
    parts.truncate(minds);
    let promised = scene.page.promised(scene.now, party.actor);
    parts.extend(promised);
    let elsewhere = scene.page.busy(party.other_tables);
    parts.extend(elsewhere.filter(|_| busy == Busy::Told));
    Line::joined(parts, "; ")
}

fn obstacle(scene: &Scene<'_>) -> Line {
    let Some(who) = scene.advice.obstacle else {
        return Line::new("✓ Nobody is believed to stand in the way", Tone::Good);
    };
    let known = scene.advice.parties.iter().find(|it| it.actor == who);
    let (now, floor) = known.map_or((Points::ZERO, Points::ZERO), |it| (it.now, it.floor));
    let slots = [
        ("who", Line::from(scene.desk.words().actor(who))),
        ("short", size(now).into()),
        ("worse", size(floor).into()),
    ];
    let template = if floor < Points::ZERO {
        "! {who} stands in the way: {worse} worse off than without a text; a clause or a payment must move it"
    } else {
        "! {who} stands in the way: it would gain by the text but holds out for {short} more; that shrinks each round"
    };
    fill(template, &slots).toned(Tone::Warn)
}

/// Changes with what they do for each party; then payments and other means, each with its price.
pub(super) fn help(scene: &Scene<'_>, wide: usize) -> Vec<Line> {
    let (from, _, amendments) = &scene.suggestions;
    let mut lines = Vec::new();
    for amendment in amendments {
        let chosen = amendment.text == scene.shown;
        let mark = if chosen {
            format!("{MARK} ")
        } else {
            "  ".to_owned()
        };
        let what = scene
            .desk
            .words()
            .chosen_instead(scene.table, *from, amendment.text);
        let tone = if chosen { Tone::Strong } else { Tone::Plain };
        let line = Line::from(mark)
            .then(what.toned(tone))
            .then("  ")
            .then(gains(scene, amendment));
        lines.extend(wrap(&line, wide, 4));
    }
    for (_, what) in scene.page.means(scene.advice.obstacle, scene.shown) {
        lines.extend(wrap(&Line::from("  ").then(what), wide, 4));
    }
    if lines.is_empty() {
        lines.push(Line::new("Nothing that one step could do", Tone::Dim));
    }
    lines
}

fn gains(scene: &Scene<'_>, amendment: &Amendment) -> Line {
    let me = scene.desk.seat().0;
    let moved = amendment.gains.iter().filter(|(_, by)| by.displayed() != 0);
    let gain = |(actor, by): &(ActorId, Points)| {
        let tone = if *by < Points::ZERO {
            Tone::Bad
        } else {
            Tone::Good
        };
        let who = if *actor == me {
            "you".to_owned()
        } else {
            scene.desk.words().actor(*actor)
        };
        Line::from(format!("{who} ")).then(Line::new(&signed(*by), tone))
    };
    Line::joined(moved.map(gain), ", ")
}
