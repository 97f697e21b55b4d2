//! How a seat without a person steps in a crisis: it weighs what its view believes, and never sees what the other means.
//!
//! Worth of a step = Σ over what the other is believed to do of prize × odds − audience − risk × dread of the next rungs,
//! with what its lead in resolve and the other's last step speak for, and a bounded draw of its own. General weights stand
//! in the lens, its own in its doctrine.

use crate::agents::own_key;
use crate::model::{
    Channel, CrisisId, CrisisOrder, CrisisOutcome, Intention, Order, PerMille, Points, Posture,
};
use crate::rules::{Seen, View};
use crate::scenario::mind::Nerve;
use crate::scenario::{Bearing, Rate};

/// Where the draws of crises begin among those of a controller.
const FIRST_DRAW: u32 = 50_000;

/// A controller's own draws: the seed of the game and the hash of its seat.
pub(super) type Own = (u64, u64);

/// The step that is worth most, as this seat sees it.
pub fn weigh(view: &View<'_>, kind: CrisisId, bearing: Bearing, own: Own) -> CrisisOrder {
    let Some(crisis) = view.crisis(kind) else {
        return CrisisOrder::DEFAULT;
    };
    let options = legal(view, &crisis);
    match bearing {
        Bearing::Press => press(&options),
        Bearing::Yield => safest(&crisis, &options),
        Bearing::Hold => CrisisOrder::DEFAULT,
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

/// Every step that this seat may take now, the lower posture and the quieter channel first. What speaks against a step is
/// its channel, never its posture.
pub(super) fn legal(view: &View<'_>, crisis: &Seen<'_>) -> Vec<CrisisOrder> {
    let kind = crisis.kind();
    let step = |posture, channel| CrisisOrder { posture, channel };
    let mut channels = crisis.channels();
    channels.retain(|channel| {
        let held = Order::Step(kind, step(Posture::Hold, *channel));
        view.check(&held).is_ok()
    });
    let each = Posture::ALL.into_iter();
    each.flat_map(|posture| channels.iter().map(move |channel| step(posture, *channel)))
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
    let nerve = view.doctrine().map_or(Nerve::PLAIN, |it| it.nerve);
    let Some(mind) = Weighing::of(view, crisis, nerve) else {
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
pub(super) struct Weighing<'a> {
    view: &'a View<'a>,
    crisis: &'a Seen<'a>,
    nerve: Nerve,
    intention: Intention,
    /// What it would win or lose.
    stakes: Points,
    /// By how much it would go further than the other, as it believes.
    lead: Points,
    /// How likely the other lowers, holds, raises, per mille.
    expected: [u16; 3],
    /// What giving way costs at home, without and with one more public step.
    audience: [Points; 2],
    /// How likely an accident is, per mille: by what this side does, what the other does, and whether a third party is in
    /// between.
    risks: [[[u16; 2]; 3]; 3],
    /// Where each two postures lead, this side's first.
    leads: [[(u8, Option<CrisisOutcome>); 3]; 3],
    /// What each rung is dreaded by, from the first.
    dreads: Vec<Points>,
}

impl<'a> Weighing<'a> {
    /// What a side of these nerves believes; `None` for whoever is no side.
    pub(super) fn of(view: &'a View<'a>, crisis: &'a Seen<'a>, nerve: Nerve) -> Option<Self> {
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
            nerve,
            intention,
            stakes: crisis.stakes(side, intention),
            lead: crisis.resolve(side, intention).total.minus(theirs),
            expected: crisis.expected()?,
            audience: [0, 1].map(|more| crisis.audience_cost(side, more)),
            risks: crisis.risks(),
            leads: Posture::ALL
                .map(|mine| Posture::ALL.map(|theirs| crisis.leads_to(mine, theirs))),
            dreads: dreads(view, crisis, nerve),
        })
    }

    /// What a step is worth to it, in points.
    pub(super) fn worth(&self, step: CrisisOrder) -> Points {
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
        let inclined = self.inclined(step.posture);
        heard.plus(unheard).plus(inclined).minus(self.price(step))
    }

    /// What its lead in resolve, and the other's last step, speak for.
    fn inclined(&self, posture: Posture) -> Points {
        let leaning = self.lead.share(self.rate(Rate::CrisisLead));
        let kind = self.view.scenario().lens().points(Rate::CrisisInKind);
        let kind = kind.share(self.nerve.in_kind);
        let answered = match self.crisis.answered_with() {
            Some(Posture::Lower) if posture == Posture::Lower => kind,
            Some(Posture::Raise) if posture == Posture::Raise => kind,
            Some(_) | None => Points::ZERO,
        };
        let leaning = match posture {
            Posture::Lower => Points::ZERO.minus(leaning),
            Posture::Hold => Points::ZERO,
            Posture::Raise => leaning.plus(self.bluff()),
        };
        leaning.plus(answered)
    }

    /// Who probes goes up to see what the other makes of it, until it has been met by a step up.
    fn bluff(&self) -> Points {
        let met = self.crisis.answered_with() == Some(Posture::Raise);
        match self.intention {
            Intention::Probe if !met => self.view.scenario().lens().points(Rate::CrisisBluff),
            Intention::Probe | Intention::Blunder | Intention::Resolve => Points::ZERO,
        }
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
        let (next, outcome) = self.leads[counts as usize][theirs as usize];
        let now = self.dread(self.crisis.rung());
        match outcome {
            Some(CrisisOutcome::Settled) => now.plus(self.settled()),
            Some(CrisisOutcome::BackedDown(who)) if who == self.view.seat().0 => {
                now.minus(self.lost(step))
            }
            Some(CrisisOutcome::BackedDown(_)) => now.plus(self.stakes),
            Some(CrisisOutcome::War) => now.minus(self.dread(next)),
            Some(CrisisOutcome::Frozen) | None => {
                let offered = self.offered(step, counts, theirs);
                let ahead = self.ahead(step, (counts, theirs), next);
                now.plus(offered).minus(ahead)
            }
        }
    }

    /// What a first offer is worth or costs, before anything is settled.
    fn offered(&self, step: CrisisOrder, counts: Posture, theirs: Posture) -> Points {
        let share = self.rate(Rate::CrisisOffered);
        match (counts == Posture::Lower, theirs == Posture::Lower) {
            (true, true) => self.settled(),
            (true, false) => Points::ZERO.minus(self.lost(step).share(share)),
            (false, true) => self.stakes.share(share),
            (false, false) => Points::ZERO,
        }
    }

    /// The dread of where it goes, with what may happen there, and of time running out.
    fn ahead(&self, step: CrisisOrder, (counts, theirs): (Posture, Posture), next: u8) -> Points {
        let kind = self.view.scenario().crisis(self.crisis.kind());
        let between = usize::from(step.channel.is_slow());
        let risk = self.risks[counts as usize][theirs as usize][between];
        let there = self.dread(next);
        let above = self.dread(next.saturating_add(1).min(kind.top()));
        let feared = above.minus(there).scaled(i64::from(risk), 1000);
        let unsettled = match self.crisis.left() <= clock(step.channel) {
            true => self.stakes.share(self.rate(Rate::CrisisUnsettled)),
            false => Points::ZERO,
        };
        there.plus(feared).plus(unsettled)
    }

    fn settled(&self) -> Points {
        self.stakes.share(self.rate(Rate::CrisisSettled))
    }

    /// What giving way takes: the stakes, face, and the audience that has heard it until then.
    fn lost(&self, step: CrisisOrder) -> Points {
        let more = step.channel.has_audience();
        let face = self.stakes.share(self.nerve.face);
        self.stakes
            .plus(face)
            .plus(self.audience[usize::from(more)])
    }

    fn dread(&self, rung: u8) -> Points {
        let place = usize::from(rung.saturating_sub(1));
        let known = self.dreads.get(place).or(self.dreads.last());
        known.copied().unwrap_or_default()
    }

    /// What a channel takes besides: an audience that may have to be faced, capital for a third party.
    fn price(&self, step: CrisisOrder) -> Points {
        let kind = self.view.scenario().crisis(self.crisis.kind());
        match step.channel {
            Channel::Private | Channel::Mechanism(_) => Points::ZERO,
            Channel::Public | Channel::Forum => {
                let minded = self.audience[1].share(self.rate(Rate::CrisisSpoken));
                minded.minus(self.nerve.aloud)
            }
            Channel::Mediator(actor) => kind.mediation(actor).unwrap_or(Points::ZERO),
        }
    }

    fn rate(&self, rate: Rate) -> PerMille {
        self.view.scenario().lens().share(rate)
    }
}

/// What each rung is dreaded by, from the first: more for each above the first, and war above all.
fn dreads(view: &View<'_>, crisis: &Seen<'_>, nerve: Nerve) -> Vec<Points> {
    let kind = view.scenario().crisis(crisis.kind());
    let lens = view.scenario().lens();
    let dread = |rung: u8| {
        let felt = if kind.war.is_some() && rung >= kind.top() {
            lens.points(Rate::WarDread)
        } else {
            let above = i64::from(rung.saturating_sub(1));
            lens.points(Rate::RungDread).scaled(above * (above + 1), 2)
        };
        felt.share(nerve.dread)
    };
    (1..=kind.top()).map(dread).collect()
}

/// The steps of the clock that a channel takes.
const fn clock(channel: Channel) -> u8 {
    if channel.is_slow() { 2 } else { 1 }
}
