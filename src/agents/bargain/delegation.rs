//! A delegation: what it does when it is its turn, and what weighed. It knows what texts are worth to it, what it believes
//! of the others, and what was said; it keeps nothing between its moves.

use crate::agents::bargain::offer::{Bounds, Search};
use crate::analysis::exact::concession::{Curve, Span, Time};
use crate::analysis::exact::protocol::{Move, Standing, offers};
use crate::model::{Package, PerMille, Utility};

/// How a delegation negotiates. Shares are per mille, from 0 to 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Temper {
    /// How it gives in as time runs out.
    pub curve: Curve,
    /// How far it goes by what the others give rather than by the clock: at 0 by the clock alone, at 1000 tit for tat.
    pub reciprocity: PerMille,
    /// What it gives unasked over the whole time, beyond what it answers, as a share of what it has to give. Two parties
    /// that answer only what they get, and nothing more, never begin.
    pub kindness: PerMille,
    /// It holds rather than concede while the most that it can gain over no agreement is less than this share of its
    /// scale; 0 never.
    pub stalls_below: PerMille,
    /// It leaves where the most that it can gain over no agreement is less than this share of its scale; 0 never.
    pub leaves_below: PerMille,
    /// When this share of the time has passed and no text of the others came up to what no agreement is worth, it leaves;
    /// 1000 never.
    pub patience: PerMille,
    /// When more than this share of the time has passed it accepts a text that is better than no agreement and by which all
    /// others stand, if none that it heard in as many rounds as are left was better; 1000 never. Until then it waits for
    /// better ones. The acceptance condition is AC_combi with the largest worth of the past window (Baarslag, Hindriks and
    /// Jonker 2013), asked only where accepting ends the negotiation.
    pub closes: PerMille,
}

impl Temper {
    /// Goes by the clock and neither stalls nor leaves.
    #[must_use]
    pub const fn by_the_clock(curve: Curve) -> Self {
        Self {
            curve,
            reciprocity: PerMille(0),
            kindness: PerMille(0),
            stalls_below: PerMille(0),
            leaves_below: PerMille(0),
            patience: PerMille(1000),
            closes: PerMille(1000),
        }
    }
}

/// What a delegation looks at when it is its turn.
#[derive(Clone, Copy, Debug)]
pub struct Outlook<'a> {
    /// The table: who it is, how late it is, what stands and what was said.
    pub table: Standing<'a>,
    /// How many options each clause has.
    pub clauses: &'a [usize],
    /// Pairs of clauses that may only change together, seen from the text on the table.
    pub tied: &'a [(usize, usize)],
    /// What texts are worth to it. Its reservation value is given apart.
    pub own: &'a Utility,
    /// What no agreement is worth to it now; the world may have moved since the last round.
    pub reservation: i64,
    /// What texts are believed to be worth to each party, by party; its own place is not looked at.
    pub believed: &'a [Utility],
}

/// What moved the level that a delegation insists on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// The clock.
    Time,
    /// It gives less than the clock would have it give, since the others give less.
    Pride,
    /// It gives more than the clock would have it give, since the others gave.
    Reciprocity,
    /// There will be no other move.
    LastMove,
}

/// One clause of a new text, set against the text on the table, and who gains most by the change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The clause.
    pub clause: usize,
    /// The option on the table.
    pub from: usize,
    /// The option put forward.
    pub to: usize,
    /// Who gains by it.
    pub party: usize,
    /// How much: as one knows for oneself, as one believes for others.
    pub gain: i64,
}

/// What weighed in a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The text on the table is worth what it insists on.
    Reached,
    /// The text on the table is better than no agreement, and there will be no other move.
    LastMove,
    /// All others stand by the text on the table, it is better than no agreement, and what is left of the time promises
    /// nothing better.
    Closes,
    /// It puts a text forward.
    Proposes {
        /// What moved the level that it insists on.
        driver: Driver,
        /// The change that it gains most by; `None` where no text is on the table, or nothing is asked for.
        asks: Option<Change>,
        /// The change by which another is believed to gain most.
        gives: Option<Change>,
    },
    /// Its own text is on the table and is still the best that it can do.
    Waits,
    /// It has too little to gain to give anything.
    Stalls,
    /// No text is worth more to it than no agreement, or so little more that it leaves.
    NothingToGain,
    /// Nothing that was put forward came up to what no agreement is worth.
    OutOfPatience,
}

/// A move with what led to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it does.
    pub made: Move,
    /// Why.
    pub reason: Reason,
    /// What a text must be worth to it now.
    pub level: i64,
    /// What the text on the table is worth to it.
    pub standing: Option<i64>,
}

/// Decides for parties; its working memory is kept between decisions, nothing else.
#[derive(Clone, Debug, Default)]
pub struct Delegation {
    search: Search,
}

impl Delegation {
    /// What a party of this temper does.
    pub fn decide(&mut self, temper: &Temper, outlook: &Outlook<'_>) -> Decision {
        self.search
            .prepare(outlook.bounds(), outlook.own, outlook.others());
        let span = Span {
            reservation: outlook.reservation,
            best: self.search.own_best().own,
        };
        let (level, driver) = level(temper, outlook, span);
        let standing = outlook.of_another();
        let (made, reason) = if let Some(reason) = leaves(temper, outlook, span) {
            (Move::WalkOut, reason)
        } else if standing.is_some_and(|worth| worth >= level) {
            (Move::Accept, accepts(driver))
        } else if standing.is_some_and(|worth| closes(temper, outlook, worth)) {
            (Move::Accept, Reason::Closes)
        } else if let Some(reason) = holds(temper, outlook, span) {
            (Move::Hold, reason)
        } else {
            self.proposes(outlook, level, driver)
        };
        Decision {
            made,
            reason,
            level,
            standing,
        }
    }

    fn proposes(&mut self, outlook: &Outlook<'_>, level: i64, driver: Driver) -> (Move, Reason) {
        let Some(found) = self.search.offer(level) else {
            return (Move::Hold, Reason::NothingToGain);
        };
        if outlook
            .table
            .text
            .is_some_and(|text| text.package == found.package)
        {
            return (Move::Hold, Reason::Waits);
        }
        let reason = Reason::Proposes {
            driver,
            asks: outlook.asks(found.package),
            gives: outlook.gives(found.package),
        };
        (Move::Offer(found.package), reason)
    }
}

const fn accepts(driver: Driver) -> Reason {
    match driver {
        Driver::LastMove => Reason::LastMove,
        Driver::Time | Driver::Pride | Driver::Reciprocity => Reason::Reached,
    }
}

/// What a text must be worth now: by the clock, and by what the others gave; on the last move what no agreement is worth.
fn level(temper: &Temper, outlook: &Outlook<'_>, span: Span) -> (i64, Driver) {
    insisted(temper, outlook.table.time(), span, outlook.gained())
}

/// What a text must be worth to a party of this temper at a time, and what moved that: `gained` is by how much the texts of
/// the others have improved for it since their first ones.
#[must_use]
pub fn insisted(temper: &Temper, time: Time, span: Span, gained: i64) -> (i64, Driver) {
    if time.is_over() || span.width() == 0 {
        return (span.reservation, Driver::LastMove);
    }
    let clock = temper.curve.level(span, time);
    let width = i128::from(span.width());
    let unasked = width * i128::from(temper.kindness.0) * i128::from(time.per_mille()) / 1_000_000;
    let answer = i128::from(span.best) - i128::from(gained) - unasked;
    let share = i128::from(temper.reciprocity.0.clamp(0, 1000));
    let mixed = (i128::from(clock) * (1000 - share) + answer * share).div_euclid(1000);
    let bounded = mixed.clamp(i128::from(span.reservation), i128::from(span.best));
    let level = i64::try_from(bounded).unwrap_or(clock);
    let driver = match level.cmp(&clock) {
        std::cmp::Ordering::Less => Driver::Reciprocity,
        std::cmp::Ordering::Equal => Driver::Time,
        std::cmp::Ordering::Greater => Driver::Pride,
    };
    (level, driver)
}

fn leaves(temper: &Temper, outlook: &Outlook<'_>, span: Span) -> Option<Reason> {
    if outlook.gains_less_than(temper.leaves_below, span) {
        return Some(Reason::NothingToGain);
    }
    let patience = i64::from(temper.patience.0);
    let waited = patience < 1000 && outlook.table.time().per_mille() >= patience;
    let best = outlook.heard().map(|(_, worth)| worth).max();
    let poor = best.is_some_and(|worth| worth < outlook.reservation);
    (waited && poor).then_some(Reason::OutOfPatience)
}

/// Whether a text of this worth, by which all others stand, is taken rather than bargained over further.
fn closes(temper: &Temper, outlook: &Outlook<'_>, worth: i64) -> bool {
    let late = temper.closes.0 < 1000
        && outlook.table.time().per_mille() > i64::from(temper.closes.0)
        && worth >= outlook.reservation;
    late && outlook.all_others_stand_by_it()
        && outlook
            .best_of_the_window()
            .is_none_or(|best| worth >= best)
}

fn holds(temper: &Temper, outlook: &Outlook<'_>, span: Span) -> Option<Reason> {
    if span.best < span.reservation {
        return Some(Reason::NothingToGain);
    }
    let stalls = outlook.gains_less_than(temper.stalls_below, span);
    (stalls && !outlook.table.time().is_over()).then_some(Reason::Stalls)
}

impl<'a> Outlook<'a> {
    /// The text that a new one changes: the one on the table, else the one with the first option everywhere.
    fn base(&self) -> Package {
        self.table
            .text
            .map_or(Package::default(), |text| text.package)
    }

    fn bounds(&self) -> Bounds<'a> {
        Bounds {
            clauses: self.clauses,
            base: self.base(),
            tied: self.tied,
        }
    }

    fn is_another(&self, party: usize) -> bool {
        party != self.table.party && self.table.present.get(party).is_some_and(|here| *here)
    }

    fn others(&self) -> impl Iterator<Item = &'a Utility> {
        let all = self.believed.iter().enumerate();
        all.filter_map(|(party, believed)| self.is_another(party).then_some(believed))
    }

    /// What the text on the table is worth, if another put it forward.
    fn of_another(&self) -> Option<i64> {
        let text = self
            .table
            .text
            .filter(|text| text.party != self.table.party)?;
        Some(self.own.of_package(text.package))
    }

    /// What others put forward, and what it is worth to oneself, in order.
    fn heard(&self) -> impl DoubleEndedIterator<Item = (usize, i64)> {
        let texts = offers(self.table.history).filter(|text| self.is_another(text.party));
        texts.map(|text| (text.party, self.own.of_package(text.package)))
    }

    /// Whether every other party at the table stands by the text on it.
    fn all_others_stand_by_it(&self) -> bool {
        let mut others = (0..self.table.present.len()).filter(|party| self.is_another(*party));
        others.all(|party| self.table.accepted.get(party).is_some_and(|it| *it))
    }

    /// The best that others put forward in as many rounds, this one included, as are left after it.
    fn best_of_the_window(&self) -> Option<i64> {
        let Standing { round, rounds, .. } = self.table;
        let left = rounds.saturating_sub(round);
        let turns = self.table.history.iter();
        let late = turns.filter(|turn| turn.round + left > round && self.is_another(turn.party));
        let worth = late.filter_map(|turn| match turn.made {
            Move::Offer(text) => Some(self.own.of_package(text)),
            Move::Accept | Move::Hold | Move::WalkOut => None,
        });
        worth.max()
    }

    /// By how much the others' texts have improved since their first ones, as oneself sees it: the mean over those who have
    /// put any forward, nothing where they got worse.
    fn gained(&self) -> i64 {
        let (mut sum, mut count) = (0_i64, 0_i64);
        for party in (0..self.believed.len()).filter(|party| self.is_another(*party)) {
            let mut texts = offers(self.table.history).filter(|text| text.party == party);
            let Some(first) = texts.next() else {
                continue;
            };
            let last = texts.next_back().unwrap_or(first);
            let gain = self.own.of_package(last.package) - self.own.of_package(first.package);
            sum = sum.saturating_add(gain.max(0));
            count += 1;
        }
        sum / count.max(1)
    }

    /// Whether the best text is above no agreement by less than a share of what texts differ in at all; never at share 0.
    fn gains_less_than(&self, share: PerMille, span: Span) -> bool {
        let scale: i128 = self.own.parts.iter().map(|part| spread(part)).sum();
        let gain = i128::from(span.best) - i128::from(span.reservation);
        share.0 > 0 && gain * 1000 < scale * i128::from(share.0)
    }

    fn asks(&self, text: Package) -> Option<Change> {
        let own = self.table.party;
        self.changes(text)
            .map(|(clause, to)| self.change(text, clause, to, own, self.own))
            .filter(|change| change.gain > 0)
            .max_by_key(|change| change.gain)
    }

    fn gives(&self, text: Package) -> Option<Change> {
        let parties = (0..self.believed.len()).filter(|party| self.is_another(*party));
        let all = parties.flat_map(|party| {
            let changes = self.changes(text);
            changes.map(move |(clause, to)| {
                self.change(text, clause, to, party, &self.believed[party])
            })
        });
        all.filter(|change| change.gain > 0)
            .max_by_key(|change| change.gain)
    }

    /// Clauses in which a text differs from the one on the table, with their new options; none where none is on it.
    fn changes(&self, text: Package) -> impl Iterator<Item = (usize, usize)> {
        let base = self.table.text.map_or(text, |standing| standing.package);
        let clauses = text.differing(base, self.clauses.len());
        clauses.map(move |clause| (clause, text.option(clause)))
    }

    /// What a party gains by one clause of a text, the others being as they are in it.
    fn change(
        &self,
        text: Package,
        clause: usize,
        to: usize,
        party: usize,
        utility: &Utility,
    ) -> Change {
        let from = self.base().option(clause);
        let gain = utility.of_package(text) - utility.of_package(text.with(clause, from));
        Change {
            clause,
            from,
            to,
            party,
            gain,
        }
    }
}

fn spread(part: &[i64]) -> i128 {
    let least = part.iter().copied().min().unwrap_or(0);
    let most = part.iter().copied().max().unwrap_or(0);
    i128::from(most) - i128::from(least)
}
