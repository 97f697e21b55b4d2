//! What a side expects of a step: over what the other is believed to do, what rungs, ends and audiences would do, each by
//! its odds.

use crate::model::{
    CrisisOrder, CrisisOutcome, Effect, Figure, FigureId, Owner, PerMille, Points, Posture,
};
use crate::rules::crises::{between, seen_from};
use crate::rules::eyes::Scope;
use crate::rules::prospect::{Foresight, Prospect};
use crate::rules::view::Seen;
use crate::scenario::{CrisisKind, Rate};

/// One thousandth of a thousandth is as fine as odds are multiplied.
const WHOLE: i64 = 1000;

impl Seen<'_> {
    /// What this seat expects a step to change, by what is written of the kind and what it believes of the other side:
    /// stored figures, each change by its odds. Empty for whoever is no side. War changes no figure here: it ends
    /// everything.
    #[must_use]
    pub fn foresee(&self, step: CrisisOrder) -> Prospect {
        let mut found = Prospect::default();
        let (Some(side), Some(expected)) = (self.own_side(), self.expected()) else {
            return found;
        };
        self.besides(side, step, &mut found);
        let silent = match step.posture {
            Posture::Lower => i64::from(self.silence(step.channel).0),
            Posture::Hold | Posture::Raise => 0,
        };
        for (counts, heard) in [(step.posture, WHOLE - silent), (Posture::Hold, silent)] {
            for (theirs, odds) in Posture::ALL.into_iter().zip(expected) {
                let odds = share(i64::from(odds) * heard / WHOLE);
                if odds > PerMille(0) {
                    self.if_both(side, (step, counts, theirs), odds, &mut found);
                }
            }
        }
        found
    }

    /// What the channel does, whatever comes.
    fn besides(&self, side: usize, step: CrisisOrder, found: &mut Prospect) {
        let kind = self.definition();
        let scope = seen_from(self.sides(), side);
        if step.channel.has_audience() {
            self.read(scope, &kind.public, share(WHOLE), found);
        }
        if let crate::model::Channel::Mediator(mediator) = step.channel {
            let target = Some(mediator);
            let scope = Scope { target, ..scope };
            self.read(scope, &kind.mediated, share(WHOLE), found);
        }
    }

    fn if_both(
        &self,
        side: usize,
        (step, counts, theirs): (CrisisOrder, Posture, Posture),
        odds: PerMille,
        found: &mut Prospect,
    ) {
        let kind = self.definition();
        let both = between(self.sides());
        let (rung, outcome) = self.leads_to(counts, theirs);
        self.reached(rung, odds, found);
        let Some(outcome) = outcome else {
            let counted = CrisisOrder {
                posture: counts,
                ..step
            };
            let theirs = CrisisOrder {
                posture: theirs,
                ..CrisisOrder::DEFAULT
            };
            let risk = self.risk(self.ordered(counted, theirs)).total;
            let risk = share(i64::from(odds.0) * i64::from(risk) / WHOLE);
            self.reached(rung.saturating_add(1).min(kind.top()), risk, found);
            return self.offered(side, (counted, theirs.posture), odds, found);
        };
        match outcome {
            CrisisOutcome::Settled => self.read(both, &kind.settled, odds, found),
            CrisisOutcome::Frozen => self.read(both, &kind.frozen, odds, found),
            CrisisOutcome::BackedDown(who) => {
                let lost = usize::from(who != self.sides()[0]);
                let more = u8::from(lost == side && step.channel.has_audience());
                self.gave_way((lost, more), odds, found);
            }
            CrisisOutcome::War => return,
        }
        if self.top() >= kind.serious {
            self.read(both, &kind.survived, odds, found);
        }
    }

    /// What a first offer may come to, in the next step.
    fn offered(
        &self,
        side: usize,
        (mine, theirs): (CrisisOrder, Posture),
        odds: PerMille,
        found: &mut Prospect,
    ) {
        let part = self.scenario().lens().share(Rate::CrisisOffered);
        let part = share(i64::from(odds.0) * i64::from(part.0) / WHOLE);
        let more = u8::from(mine.channel.has_audience());
        match (mine.posture == Posture::Lower, theirs == Posture::Lower) {
            (true, true) => {
                let settled = &self.definition().settled;
                self.read(between(self.sides()), settled, odds, found);
            }
            (true, false) => self.gave_way((side, more), part, found),
            (false, true) => self.gave_way((1 - side, 0), part, found),
            (false, false) => {}
        }
    }

    fn gave_way(&self, (lost, more): (usize, u8), odds: PerMille, found: &mut Prospect) {
        let scope = seen_from(self.sides(), lost);
        self.read(scope, &self.definition().backed_down, odds, found);
        let cost = Points::ZERO.minus(self.audience_cost(lost, more));
        self.at_home(lost, cost.share(odds), found);
        let gain = self.lens_points(Rate::AudienceGain);
        self.at_home(1 - lost, gain.share(odds), found);
    }

    /// What reaching a rung for the first time does.
    fn reached(&self, rung: u8, odds: PerMille, found: &mut Prospect) {
        if rung <= self.top() {
            return;
        }
        let place = usize::from(rung).saturating_sub(1);
        if let Some(effects) = self.definition().rungs.get(place) {
            self.read(between(self.sides()), effects, odds, found);
        }
    }

    fn at_home(&self, side: usize, by: Points, found: &mut Prospect) {
        let (actor, scenario) = (self.sides()[side % 2], self.scenario());
        for (bloc, _) in &scenario.actor(actor).blocs {
            let owner = Owner::Bloc(actor, *bloc);
            if let Some(figure) = scenario.slots().of_owner(Figure::Bloc, owner) {
                add(&mut found.moves, figure, by);
            }
        }
    }

    fn read(&self, scope: Scope, effects: &[Effect], odds: PerMille, found: &mut Prospect) {
        let foresight = Foresight::new(self.eyes(), scope, share(WHOLE), Vec::new());
        let (moves, _) = foresight.of_effects(effects);
        for (figure, by) in moves {
            add(&mut found.moves, figure, by.share(odds));
        }
    }

    fn definition(&self) -> &CrisisKind {
        self.scenario().crisis(self.kind())
    }
}

fn add(moves: &mut Vec<(FigureId, Points)>, figure: FigureId, by: Points) {
    if by == Points::ZERO {
        return;
    }
    match moves.iter_mut().find(|(known, _)| *known == figure) {
        Some((_, sum)) => *sum = sum.plus(by),
        None => moves.push((figure, by)),
    }
}

fn share(per_mille: i64) -> PerMille {
    PerMille(i32::try_from(per_mille).unwrap_or(1000))
}
