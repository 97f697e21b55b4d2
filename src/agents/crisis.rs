//! How a seat without a person steps in a crisis: it weighs what its view believes, and never sees what the other means.
//!
//! Worth of a step = Σ over what the other is believed to do of prize × odds − audience − risk × dread of the next rungs,
//! and a bounded draw of its own.

use crate::agents::own_key;
use crate::model::{Channel, CrisisId, CrisisOrder, Intention, Order, Points, Posture};
use crate::rules::{Seen, View};
use crate::scenario::{Bearing, Rate};

/// Where the draws of crises begin among those of a controller.
const FIRST_DRAW: u32 = 50_000;

/// A controller's own draws: the seed of the game and the hash of its seat.
pub(super) type Own = (u64, u64);

/// The step that is worth most, as this seat sees it.
pub(super) fn weigh(view: &View<'_>, kind: CrisisId, bearing: Bearing, own: Own) -> CrisisOrder {
    let Some(crisis) = view.crisis(kind) else {
        return CrisisOrder::DEFAULT;
    };
    let options = legal(view, &crisis);
    match bearing {
        Bearing::Press => press(&options),
        Bearing::Yield => safest(&crisis, &options),
        Bearing::Weigh => best(view, &crisis, &options, own),
    }
}

/// Any legal step, evenly.
pub(super) fn any(view: &View<'_>, kind: CrisisId, own: Own) -> CrisisOrder {
    let Some(crisis) = view.crisis(kind) else {
        return CrisisOrder::DEFAULT;
    };
    let options = legal(view, &crisis);
    let step = first_draw(&crisis);
    let count = u32::try_from(options.len()).unwrap_or(0);
    let place = own_key(own.0, own.1, view, step).below(count);
    let chosen = usize::try_from(place).ok().and_then(|at| options.get(at));
    chosen.copied().unwrap_or(CrisisOrder::DEFAULT)
}

fn first_draw(crisis: &Seen<'_>) -> u32 {
    let round = u32::try_from(crisis.history().len()).unwrap_or(0);
    FIRST_DRAW + u32::from(crisis.kind().0) * 1_000 + round * 64
}

fn legal(view: &View<'_>, crisis: &Seen<'_>) -> Vec<CrisisOrder> {
    let channels = crisis.channels();
    let each = Posture::ALL.into_iter().flat_map(|posture| {
        let channels = channels.iter();
        channels.map(move |channel| CrisisOrder {
            posture,
            channel: *channel,
        })
    });
    let kind = crisis.kind();
    each.filter(|step| view.check(&Order::Step(kind, *step)).is_ok())
        .collect()
}

/// Up, before everybody.
fn press(options: &[CrisisOrder]) -> CrisisOrder {
    let wanted = CrisisOrder {
        posture: Posture::Raise,
        channel: Channel::Public,
    };
    if options.contains(&wanted) {
        wanted
    } else {
        CrisisOrder::DEFAULT
    }
}

/// Down, by the channel that is likeliest answered without an audience.
fn safest(crisis: &Seen<'_>, options: &[CrisisOrder]) -> CrisisOrder {
    let down = options.iter().filter(|step| step.posture == Posture::Lower);
    let quiet = down.filter(|step| !step.channel.has_audience());
    let found = quiet.min_by_key(|step| (crisis.silence(step.channel).0, step.channel));
    found.copied().unwrap_or(CrisisOrder::DEFAULT)
}

fn best(view: &View<'_>, crisis: &Seen<'_>, options: &[CrisisOrder], own: Own) -> CrisisOrder {
    let Some(mind) = Mind::of(view, crisis) else {
        return CrisisOrder::DEFAULT;
    };
    let whim = view.scenario().lens().points(Rate::CrisisWhim).raw();
    let first = first_draw(crisis);
    let worth = |(at, step): (usize, &CrisisOrder)| {
        let number = first.saturating_add(u32::try_from(at).unwrap_or(0));
        let drawn = own_key(own.0, own.1, view, number).error(whim);
        mind.worth(*step).plus(Points::thousandths(drawn))
    };
    let each = options.iter().enumerate();
    // Of equals the first: the lower posture, the quieter channel.
    let ranked = each.map(|(at, step)| (worth((at, step)), *step));
    let found = ranked.reduce(|best, next| if next.0 > best.0 { next } else { best });
    found.map_or(CrisisOrder::DEFAULT, |(_, step)| step)
}

/// What a side believes of a crisis, gathered once for a step.
struct Mind<'a> {
    view: &'a View<'a>,
    crisis: &'a Seen<'a>,
    side: usize,
    /// What it would win or lose.
    stakes: Points,
    /// By how much it would go further than the other, as it believes.
    lead: Points,
    /// How likely the other lowers, holds, raises, per mille.
    expected: [u16; 3],
}

impl<'a> Mind<'a> {
    fn of(view: &'a View<'a>, crisis: &'a Seen<'a>) -> Option<Self> {
        let side = crisis.own_side()?;
        let intention = crisis.intention(side)?;
        let other = (side + 1) % 2;
        let odds = crisis.odds()?;
        let theirs = Intention::ALL.into_iter().zip(odds);
        let theirs = theirs.fold(Points::ZERO, |sum, (intention, odds)| {
            let total = crisis.resolve(other, intention).total;
            sum.plus(total.scaled(i64::from(odds), 1000))
        });
        Some(Self {
            view,
            crisis,
            side,
            stakes: crisis.stakes(side, intention),
            lead: crisis.resolve(side, intention).total.minus(theirs),
            expected: crisis.expected()?,
        })
    }

    fn worth(&self, step: CrisisOrder) -> Points {
        let silent = match step.posture {
            Posture::Lower => i64::from(self.crisis.silence(step.channel).0),
            Posture::Hold | Posture::Raise => 0,
        };
        let heard = self
            .against_all(step, step.posture)
            .scaled(1000 - silent, 1000);
        let unheard = match silent {
            0 => Points::ZERO,
            _ => self.against_all(step, Posture::Hold).scaled(silent, 1000),
        };
        let leaning = match step.posture {
            Posture::Lower => Points::ZERO.minus(self.lead).scaled(1, 4),
            Posture::Hold => Points::ZERO,
            Posture::Raise => self.lead.scaled(1, 4),
        };
        heard.plus(unheard).plus(leaning).minus(self.price(step))
    }

    /// The prize and the dread, over what the other is believed to do.
    fn against_all(&self, step: CrisisOrder, counts: Posture) -> Points {
        let each = Posture::ALL.into_iter().zip(self.expected);
        each.fold(Points::ZERO, |sum, (theirs, odds)| {
            let worth = self.against(step, counts, theirs);
            sum.plus(worth.scaled(i64::from(odds), 1000))
        })
    }

    fn against(&self, step: CrisisOrder, counts: Posture, theirs: Posture) -> Points {
        let next = self.crisis.ahead(counts, theirs);
        let kind = self.view.scenario().crisis(self.crisis.kind());
        let (quiet, over) = (next < kind.serious, next <= kind.calm());
        let more = u8::from(step.channel.has_audience());
        let lost = || {
            let audience = self.crisis.audience_cost(self.side, more);
            Points::ZERO.minus(self.stakes).minus(audience)
        };
        match (counts, theirs) {
            (Posture::Raise, Posture::Lower) => self.stakes,
            (Posture::Lower, Posture::Raise) => lost(),
            (Posture::Hold, Posture::Lower) if over => self.stakes,
            (Posture::Lower, Posture::Hold) if over => lost().scaled(3, 4),
            (Posture::Lower, Posture::Lower) if quiet => self.stakes.scaled(1, 2),
            _ => {
                let other = CrisisOrder {
                    posture: theirs,
                    channel: Channel::Private,
                };
                let mine = CrisisOrder {
                    posture: counts,
                    ..step
                };
                let risk = self.crisis.risk(self.crisis.ordered(mine, other)).total;
                let there = self.dread(next);
                let above = self.dread(next.saturating_add(1).min(kind.top()));
                let feared = above.minus(there).scaled(i64::from(risk), 1000);
                let now = self.dread(self.crisis.rung());
                let frozen = self.crisis.left() <= clock(step.channel);
                let unsettled = match frozen {
                    true => self.stakes.scaled(1, 4),
                    false => Points::ZERO,
                };
                now.minus(there).minus(feared).minus(unsettled)
            }
        }
    }

    /// What a rung is dreaded by: more for each above the first, and war above all.
    fn dread(&self, rung: u8) -> Points {
        let kind = self.view.scenario().crisis(self.crisis.kind());
        let lens = self.view.scenario().lens();
        if kind.war.is_some() && rung >= kind.top() {
            return lens.points(Rate::WarDread);
        }
        let above = i64::from(rung.saturating_sub(1));
        lens.points(Rate::RungDread).scaled(above * (above + 1), 2)
    }

    /// What a channel takes besides: an audience that may have to be faced, capital for a third party.
    fn price(&self, step: CrisisOrder) -> Points {
        let kind = self.view.scenario().crisis(self.crisis.kind());
        match step.channel {
            Channel::Private | Channel::Mechanism(_) => Points::ZERO,
            Channel::Public | Channel::Forum => {
                self.crisis.audience_cost(self.side, 1).scaled(1, 2)
            }
            Channel::Mediator(actor) => kind.mediation(actor).unwrap_or(Points::ZERO),
        }
    }
}

/// The steps of the clock that a channel takes.
const fn clock(channel: Channel) -> u8 {
    if channel.is_slow() { 2 } else { 1 }
}
