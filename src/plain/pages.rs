//! Pages of plain mode about the game as a whole: brief, status, events, roadmap, log, glossary, score, ending, help.

use crate::model::condition::PledgeStatus;
use crate::model::{GaugeId, TableId, Turn};
use crate::notation::{self, figure::Named};
use crate::plain::{Said, Shell, WIDTH, cell, items, plain, wrapped};
use crate::scenario::{Better, GaugeKind, Item};
use crate::session::Afterwards;
use crate::text::gantt::{self, Chart};
use crate::text::glossary::{Term, terms};
use crate::text::inbox;
use crate::text::map::OnMap;
use crate::text::opened::NOW_POSSIBLE;
use crate::text::roadmap::{self, Whose};
use crate::text::{Cast, Line, account, clean, epilogue, signed, whole};

/// When nothing is on the own roadmap.
const NOTHING_RUNS: &str = "  nothing planned, nothing under way";

/// How answers are given; said once.
const HOW_TO_ANSWER: &str =
    "show ID tells more; respond ID CHOICE answers, where a number does for CHOICE";

/// Lines of what the last turn has made possible.
const OPENED: usize = 4;

impl Shell<'_> {
    /// Where, who and when, in one line.
    fn heading(&self) -> String {
        let view = self.session.view();
        let words = self.words();
        let scenario = words.name(Item::Scenario);
        let seat = words.actor(view.seat().0);
        format!("{scenario} — {seat}, {}", words.turn(view.turn()).plain())
    }

    /// `brief`: what changed and why, and what needs an answer.
    pub(super) fn brief(&self) -> Vec<String> {
        let mut lines = vec![self.heading()];
        lines.extend(self.news());
        lines
    }

    /// The brief without its heading.
    pub(super) fn news(&self) -> Vec<String> {
        let view = self.session.view();
        let mut lines = Vec::new();
        if view.turn() == Turn::FIRST && view.over().is_none() {
            for line in self.words().text(Item::Scenario) {
                lines.extend(wrapped(&line.plain(), WIDTH, ""));
            }
        } else {
            let summary = account::turn_summary(self.session.game(), view.seat(), 5);
            lines.extend(items(&summary, 1));
            lines.extend(self.now_possible());
        }
        lines.extend(self.act_begins());
        lines.extend(self.owed());
        lines
    }

    /// What the last turn has made possible.
    fn now_possible(&self) -> Vec<String> {
        let opened = self
            .words()
            .opened_in_short(self.session.game(), OPENED)
            .into_iter();
        let opened: Vec<Line> = opened.map(|(line, _)| line).collect();
        if opened.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![NOW_POSSIBLE.to_lowercase()];
        lines.extend(items(&opened, 1));
        lines
    }

    /// The act that begins with this turn, if one does.
    fn act_begins(&self) -> Vec<String> {
        let view = self.session.view();
        let act = view.scenario().act(view.turn());
        let Some((item, _)) =
            act.filter(|(_, act)| act.from == view.turn() && view.over().is_none())
        else {
            return Vec::new();
        };
        let mut lines = vec![format!("act: {}", self.words().name(item))];
        for line in self.words().text(item) {
            lines.extend(wrapped(&line.plain(), WIDTH, "  "));
        }
        lines
    }

    pub(super) fn owed(&self) -> Vec<String> {
        let view = self.session.view();
        let names = view.scenario().catalogue();
        let mut lines = Vec::new();
        for kind in view.steps_due() {
            lines.push(format!(
                "your step: {} — crisis {} shows it; step POSTURE [CHANNEL] takes it",
                self.words().crisis(kind).plain(),
                names.crisis(kind)
            ));
        }
        for asked in view.owed() {
            let id = notation::write_event(names, asked.event, asked.subject);
            lines.push(format!(
                "answer owed: {} — {id}",
                self.words().event(asked.event, asked.subject).plain()
            ));
        }
        if !lines.is_empty() && !self.explained.replace(true) {
            lines.push(HOW_TO_ANSWER.to_owned());
        }
        lines.extend(view.moves_due().map(|table| self.move_due(table)));
        lines
    }

    /// That a move is due, and what the end of the plan would do to it.
    fn move_due(&self, table: TableId) -> String {
        let view = self.session.view();
        let definition = view.scenario().table(table);
        let (name, id) = (
            self.words().table(table).plain(),
            view.scenario().catalogue().table(table),
        );
        if let Some(word) = self.last_word(table) {
            return word;
        }
        let now = view.table(table);
        let last = now.is_some_and(|now| now.ends_this_turn(definition));
        let also = if last {
            ", and its last round is this turn"
        } else {
            ""
        };
        format!("your move: {name} — table {id} shows it; end lets it pass{also}")
    }

    /// That nothing is left at a table but this seat's last word, if so.
    pub(super) fn last_word(&self, table: TableId) -> Option<String> {
        let view = self.session.view();
        let now = view.table(table)?;
        let mine = view.move_due(table) == Some(view.seat()) && now.round >= now.deadline;
        mine.then(|| {
            let id = view.scenario().catalogue().table(table);
            format!(
                "your last word: {} — sign-without {id} signs it with those who stand by it; end breaks the talks up",
                self.words().table(table).plain(),
            )
        })
    }

    /// `inbox`: what waits, with what happens by itself, and what the end of the turn would lose.
    pub(super) fn inbox(&self) -> Vec<String> {
        let (words, game, view) = (self.words(), self.session.game(), self.session.view());
        let mut lines = Vec::new();
        for waiting in inbox::waiting(game) {
            lines.extend(items(&[words.waiting(game, waiting)], 1));
            let note = words.waiting_note(game, waiting);
            lines.extend(items(note.as_slice(), 2));
        }
        if lines.is_empty() {
            return vec![inbox::nothing_waits().plain()];
        }
        let doubts = inbox::doubts(&view).into_iter();
        let doubts: Vec<Line> = doubts.map(|doubt| words.doubt(&view, doubt)).collect();
        if !doubts.is_empty() {
            lines.push(inbox::IF_YOU_END.to_owned());
            lines.extend(items(&doubts, 1));
        }
        lines
    }

    /// `status`
    pub(super) fn status(&self) -> Vec<String> {
        let view = self.session.view();
        let mut lines = vec![self.heading()];
        if let Some((item, _)) = view.scenario().act(view.turn()) {
            lines.push(format!("act: {}", self.words().name(item)));
        }
        lines.push(format!(
            "capital {}  hands free {}",
            whole(view.capital()),
            whole(view.hands())
        ));
        for dial in account::dials(self.session.game(), view.seat()) {
            lines.push(format!(
                "  {} {}  {}",
                cell(&dial.name, 34),
                dial.value.plain(),
                dial.trend.word()
            ));
        }
        lines.extend(self.owed());
        lines.extend(self.own_roadmap());
        if view.over().is_some() {
            lines.push("the game is over".to_owned());
        }
        lines
    }

    /// `map`: what lies on the map, in words.
    pub(super) fn map(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for part in OnMap::new(self.session.view()).parts() {
            lines.push(part.heading.to_lowercase());
            lines.extend(items(&part.lines, 1));
        }
        if lines.is_empty() {
            lines.push("nothing lies on the map".to_owned());
        }
        lines
    }

    /// `events`: what asks this seat for an answer, with its choices.
    pub(super) fn events(&self) -> Vec<String> {
        let view = self.session.view();
        let names = view.scenario().catalogue();
        let mut lines = Vec::new();
        for asked in view.questions() {
            lines.extend(self.show_event(asked.event, asked.subject));
            if let Some(answer) = asked.answer {
                lines.push(format!("  answered: {}", names.answer(asked.event, answer)));
            }
        }
        if view.owed().nth(1).is_some() {
            // A number alone must not answer one of several that were listed.
            self.shown.set(None);
        }
        if lines.is_empty() {
            lines.push("nothing asks for an answer".to_owned());
        }
        lines
    }

    /// `roadmap`: what is planned, scheduled and under way, by turn; of others what is public.
    pub(super) fn roadmap(&self) -> Vec<String> {
        let chart = Chart::of(self.session.game(), self.session.seat());
        let mut lines = self.chart_lines(&chart);
        let others = self.roadmap_of(Whose::Others);
        if !others.is_empty() {
            lines.push("others, as far as it is public".to_owned());
            lines.extend(others);
        }
        let rulers = self.words().rulers(&self.session.view(), &chart);
        if !rulers.is_empty() {
            lines.push(gantt::RULERS.to_owned());
            lines.extend(items(&rulers, 1));
        }
        lines
    }

    /// What is planned, scheduled and under way, with what it waits for and what may bring that, and what has ended
    /// lately.
    fn chart_lines(&self, chart: &Chart) -> Vec<String> {
        let (words, view) = (self.words(), self.session.view());
        let (ended, open): (Vec<_>, Vec<_>) =
            chart.own.iter().partition(|bar| bar.standing.is_over());
        let mut lines = Vec::new();
        for bar in open {
            lines.push(format!("  {}", words.bar_entry(bar, chart.now).plain()));
            let slips = words.bar_slips(self.session.game(), bar);
            lines.extend(items(slips.as_slice(), 2));
            lines.extend(items(&words.bar_links(&view, chart, bar), 2));
        }
        if lines.is_empty() {
            lines.push(NOTHING_RUNS.to_owned());
        }
        if !ended.is_empty() {
            lines.push(gantt::ENDED.to_owned());
        }
        for bar in ended {
            lines.push(format!("  {}", words.bar_entry(bar, chart.now).plain()));
        }
        lines
    }

    fn own_roadmap(&self) -> Vec<String> {
        let lines = self.roadmap_of(Whose::Own);
        if lines.is_empty() {
            return vec![NOTHING_RUNS.to_owned()];
        }
        lines
    }

    fn roadmap_of(&self, whose: Whose) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let listed = roadmap::entries(&view, whose);
        let each = listed.iter().flat_map(|entry| {
            let line = match whose {
                Whose::Own => words.roadmap_entry(entry, view.turn()),
                Whose::Others => words.roadmap_entry_of(entry, view.turn()),
            };
            let mut lines = vec![format!("  {}", line.plain())];
            lines
                .extend(roadmap::waits_for(&view, entry).map(|why| format!("    {}", why.plain())));
            lines
        });
        each.collect()
    }

    /// `pledges`
    pub(super) fn pledges(&self) -> Vec<String> {
        let words = self.words();
        let view = self.session.view();
        let lines: Vec<String> = view
            .pledges()
            .iter()
            .map(|pledge| {
                let (who, what) = (
                    words.seat(pledge.seat),
                    words.name(Item::Pledge(pledge.pledge)),
                );
                let due = match pledge.status {
                    PledgeStatus::Open => format!(", due {}", words.by_the_end_of(pledge.due)),
                    PledgeStatus::Kept | PledgeStatus::Broken => String::new(),
                };
                format!(
                    "  {who}: {what}, {}{due}",
                    crate::text::pledge_status(pledge.status)
                )
            })
            .collect();
        if lines.is_empty() {
            vec![
                "nobody has pledged anything in public; dates of public roadmaps stand in roadmap"
                    .to_owned(),
            ]
        } else {
            lines
        }
    }

    /// `windows`
    pub(super) fn windows(&self) -> Vec<String> {
        let words = self.words();
        let view = self.session.view();
        let open = view
            .scenario()
            .windows()
            .filter(|(id, _)| view.window(*id) >= view.turn());
        let lines: Vec<String> = open
            .flat_map(|(id, _)| {
                let closes = words.by_the_end_of(view.window(id));
                let item = Item::Window(id);
                let mut lines = vec![format!("  {} — closes {closes}", words.name(item))];
                lines.extend(items(&words.text(item), 2));
                let served: Vec<_> = words.strengthens(&view, id).into_iter().collect();
                lines.extend(items(&served, 2));
                lines
            })
            .collect();
        if lines.is_empty() {
            vec!["no window is open".to_owned()]
        } else {
            lines
        }
    }

    /// `log [N]`: the newest N entries of the ledger that this seat knows.
    pub(super) fn log(&self, rest: &[&str]) -> Said {
        let count: usize = match rest {
            [] => 20,
            [number] => number
                .parse()
                .map_err(|_| format!("log takes a number, not ‘{}’", clean(number)))?,
            _ => return Err("log takes one number, or none for 20".to_owned()),
        };
        let words = self.words();
        let facts = self.session.game().known_facts(self.session.seat(), 0);
        let lines: Vec<String> = facts
            .filter(|fact| account::is_news(fact))
            .filter_map(|fact| words.dated_fact(fact))
            .map(|line| line.plain())
            .collect();
        let skipped = lines.len().saturating_sub(count);
        let lines: Vec<String> = lines.into_iter().skip(skipped).collect();
        Ok(if lines.is_empty() {
            vec!["nothing has happened yet".to_owned()]
        } else {
            lines
        })
    }

    /// `glossary [TERM]`
    pub(super) fn glossary(&self, rest: &[&str]) -> Said {
        let all = terms(self.session.view().scenario());
        let wanted = rest.join("-").to_lowercase();
        if wanted.is_empty() {
            let rows = all.iter();
            return Ok(rows
                .map(|term| format!("  {} {}", cell(&term.id, 28), term.name))
                .collect());
        }
        let by_name = |term: &&Term| term.name.to_lowercase().replace(' ', "-") == wanted;
        let by_id = all.iter().find(|term| term.id == wanted);
        let Some(term) = by_id.or_else(|| all.iter().find(by_name)) else {
            let near = notation::nearest(&wanted, all.iter().map(|term| term.id.as_str()));
            let hint = near.map_or_else(
                || "glossary lists the terms".to_owned(),
                |near| format!("did you mean ‘{near}’?"),
            );
            return Err(format!("the glossary has no ‘{}’; {hint}", clean(&wanted)));
        };
        let mut lines = vec![term.name.clone()];
        for line in &term.text {
            lines.extend(wrapped(&line.plain(), WIDTH, "  "));
        }
        Ok(lines)
    }

    /// `score`: one axis a line, as `id value`.
    pub(super) fn score(&self) -> Vec<String> {
        let view = self.session.view();
        let names = view.scenario().catalogue();
        let axes = view.scenario().axes();
        axes.map(|axis| format!("{} {}", names.gauge(axis), view.gauge(axis).displayed()))
            .collect()
    }

    /// How the game ended, or what is measured until it does.
    pub(super) fn ending(&self) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let game = self.session.game();
        let held = Afterwards::asked(game).map(|it| it.held());
        let Some(ending) = view.ending(held) else {
            return vec!["the game is not over; score shows the axes as they stand".to_owned()];
        };
        let mut lines = vec![words.name(Item::Ending(ending))];
        for line in words.text(Item::Ending(ending)) {
            lines.extend(wrapped(&line.plain(), WIDTH, "  "));
        }
        lines.push(String::new());
        lines.extend(self.gauges(GaugeKind::Axis));
        lines.push(String::new());
        lines.extend(self.gauges(GaugeKind::Index));
        lines.push(String::new());
        for (heading, told) in epilogue::epilogue(self.session.game(), view.seat()) {
            lines.push(heading.to_owned());
            for line in told {
                lines.extend(wrapped(&line.plain(), WIDTH, "  "));
            }
            lines.push(String::new());
        }
        lines.pop();
        lines
    }

    fn gauges(&self, kind: GaugeKind) -> Vec<String> {
        let view = self.session.view();
        let of_kind = view
            .scenario()
            .gauges()
            .filter(|(_, gauge)| gauge.kind == kind);
        of_kind
            .map(|(id, gauge)| self.gauge_row(id, gauge.better))
            .collect()
    }

    fn gauge_row(&self, gauge: GaugeId, better: Better) -> String {
        let value = self.session.view().gauge(gauge);
        let opening = self.session.game().rows().first();
        let opening = opening.and_then(|row| row.gauges.iter().find(|(id, _)| *id == gauge));
        let change = opening.map_or(String::new(), |(_, before)| signed(value.minus(*before)));
        let way = match better {
            Better::More => "",
            Better::Less => "  (less is better)",
        };
        let name = self.words().name(Item::Gauge(gauge));
        format!(
            "  {} {:>3}  {} since the opening{way}",
            cell(&name, 20),
            whole(value),
            cell(&change, 4)
        )
    }

    /// `why FIGURE`
    pub(super) fn why(&self, rest: &[&str]) -> Said {
        if rest.is_empty() {
            return Err("why takes the name of one figure, for example a dial of status; figures lists them".to_owned());
        }
        let view = self.session.view();
        let asked = rest.join(" ");
        let named = notation::figure::read(view.scenario(), &asked);
        let named = named.or_else(|why| self.as_said(&asked).ok_or(why));
        let named = named.map_err(|why| crate::text::misread(&why).plain())?;
        let told = account::unfolded(self.session.game(), view.seat(), named);
        let each = told.iter().flat_map(|told| {
            let leads = told.leads.map(|named| {
                let name = notation::figure::name(view.scenario(), named);
                format!("            why {name}")
            });
            plain(std::slice::from_ref(&told.line), 0)
                .into_iter()
                .chain(leads)
        });
        Ok(each.collect())
    }

    /// A figure as a person would say it: the label of a dial or an axis in any case, or a figure of the own seat
    /// without the seat.
    fn as_said(&self, asked: &str) -> Option<Named> {
        let (view, words) = (self.session.view(), self.words());
        let scenario = view.scenario();
        let same = |label: &str| label.to_lowercase() == asked.to_lowercase();
        let dials = account::dials(self.session.game(), view.seat());
        let dial = dials.into_iter().find(|dial| same(&dial.name));
        let gauges = || scenario.gauges().map(|(id, _)| id);
        let gauge = gauges().find(|id| same(&words.name(Item::Gauge(*id))));
        let seat = scenario.catalogue().actor(view.seat().0);
        let own = || notation::figure::read(scenario, &format!("{seat}.{}", asked.to_lowercase()));
        let lower = || notation::figure::read(scenario, &asked.to_lowercase());
        dial.map(|dial| dial.named)
            .or(gauge.map(Named::Gauge))
            .or_else(|| lower().ok())
            .or_else(|| own().ok())
    }

    /// `about`
    pub(super) fn about(&self) -> Vec<String> {
        let view = self.session.view();
        let lens = view.scenario().lens();
        let mut lines = vec![
            format!(
                "middle-power {}, rules {}",
                env!("CARGO_PKG_VERSION"),
                crate::rules::RULES_VERSION
            ),
            format!("seed {}", self.session.game().seed()),
            format!("lens: {} — {}", clean(&lens.name), clean(&lens.summary)),
        ];
        lines.push("The map of the full screen: made with Natural Earth.".to_owned());
        lines
    }

    /// The cast in which this seat reads its own initiatives.
    pub(super) fn own_cast(&self) -> Cast<'static> {
        Cast::of(self.session.seat(), None)
    }
}
