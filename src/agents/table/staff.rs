//! The staff's text: of all texts that a table allows, the best by a stated criterion, on what everybody is believed to want.
//! An exact look at every text, from a view and never from the truth; structured, without prose.

use crate::agents::table::assess::{odds, points};
use crate::agents::table::{believed, on_the_table};
use crate::analysis::exact::domain::{Domain, Outcome};
use crate::analysis::exact::grid::Grid;
use crate::analysis::exact::solution::largest_product;
use crate::model::{ActorId, Package, PerMille, Points, TableId, Utility};
use crate::rules::View;
use crate::rules::state::tables::TableState;
use crate::rules::tables::outlook::Outlook;

/// How likely a signer must be to prefer a text to no agreement, per mille.
const DECENT: PerMille = PerMille(667);
/// What is left of that where no text is so safe: as likely as not.
const EVEN: PerMille = PerMille(500);

/// What a text is believed to mean for one party at the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who.
    pub actor: ActorId,
    /// The distance of the text from what no agreement is worth to it.
    pub floor: Points,
    /// What it gains against the text on the table; `None` where no text is on it.
    pub change: Option<Points>,
    /// Half the width of the band around the distance; none for oneself.
    pub band: Points,
    /// How likely it prefers the text to no agreement, per mille.
    pub odds: PerMille,
}

/// A text of the staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What it says.
    pub text: Package,
    /// What it means for everybody at the table, in the order in which they speak.
    pub shares: Vec<Share>,
}

/// What the staff found by looking at every text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffTexts {
    /// Who would sign, oneself included, in the order in which they speak.
    pub signers: Vec<ActorId>,
    /// Who is at the table and would not.
    pub without: Vec<ActorId>,
    /// How many texts the agenda, the links and home allow.
    pub allowed: usize,
    /// How many of them all the signers are believed to prefer to no agreement.
    pub fit: usize,
    /// How likely each signer is to do so at least, per mille.
    pub least_odds: PerMille,
    /// The one with the largest product of the signers' gains over no agreement (Nash 1950).
    pub fair: Proposed,
    /// The one that is worth most to oneself.
    pub own: Proposed,
    /// How many of the allowed texts are believed to be better than the one on the table for everybody there.
    pub better_for_all: usize,
}

/// What the staff says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Texts that enough parties are believed to sign.
    Texts(Box<StaffTexts>),
    /// No group that is large enough is believed to prefer any text to no agreement.
    Nothing {
        /// The text that leaves whoever gets least least short.
        nearest: Proposed,
        /// Who is short there, and by how much.
        short: Option<(ActorId, Points)>,
    },
    /// Home lets no text pass, or the links leave none.
    NoneAllowed,
    /// There are more texts than the staff can look through.
    TooMany,
}

/// What the staff of this view's seat finds at an open table; `None` where the seat has no place at it.
///
/// It looks at every text: at most 250,000, some milliseconds for a table of the usual size. Ask once for each state of the
/// table.
#[must_use]
pub fn staff_texts(view: &View<'_>, table: TableId) -> Option<Finding> {
    let now = view.table(table)?;
    let desk = Desk::new(view, table, now)?;
    let Ok(domain) = Domain::new(&desk.sizes, &desk.utilities()) else {
        return Some(Finding::TooMany);
    };
    let grid = Grid::new(&domain);
    let allowed: Vec<(Outcome, Package)> = domain
        .outcomes()
        .filter_map(|outcome| Some((outcome, domain.package(outcome)?)))
        .filter(|(_, text)| desk.allows(*text))
        .collect();
    if allowed.is_empty() {
        return Some(Finding::NoneAllowed);
    }
    let found = desk
        .groups()
        .flat_map(|group| [(group, DECENT), (group, EVEN)])
        .find_map(|wanted| desk.among(wanted, &domain, &grid, &allowed));
    Some(found.unwrap_or_else(|| desk.nearest(&allowed)))
}

/// A party at the table.
struct Seated {
    actor: ActorId,
    belief: Utility,
    outlook: Outlook,
}

/// What the staff has before it.
struct Desk<'a> {
    view: &'a View<'a>,
    table: TableId,
    now: &'a TableState,
    sizes: Vec<usize>,
    seated: Vec<Seated>,
    /// One's own place among them.
    me: usize,
}

/// Parties at the table by their places, one bit each.
type Group = u32;

impl<'a> Desk<'a> {
    fn new(view: &'a View<'a>, table: TableId, now: &'a TableState) -> Option<Self> {
        let definition = view.scenario().table(table);
        let beliefs = believed(view, table, now);
        let all = now.delegations.iter().zip(beliefs);
        let here = all.filter(|(it, _)| now.present.contains(it.actor));
        let seated = here.filter_map(|(it, belief)| {
            let outlook = view.outlook(table, it.actor)?;
            let actor = it.actor;
            Some(Seated {
                actor,
                belief,
                outlook,
            })
        });
        let seated: Vec<Seated> = seated.collect();
        let me = seated.iter().position(|it| it.actor == view.seat().0)?;
        Some(Self {
            view,
            table,
            now,
            sizes: on_the_table(definition, now),
            seated,
            me,
        })
    }

    fn utilities(&self) -> Vec<Utility> {
        self.seated.iter().map(|it| it.belief.clone()).collect()
    }

    /// Whether a text can be put forward and brought home.
    fn allows(&self, text: Package) -> bool {
        let standing = self.now.text.map(|text| text.package);
        let moved = |standing: Package, clause: u8| {
            standing.option(usize::from(clause)) != text.option(usize::from(clause))
        };
        let whole = standing.is_none_or(|standing| {
            let mut links = self.now.linked.iter();
            links.all(|(one, other)| moved(standing, *one) == moved(standing, *other))
        });
        let me = self.view.seat().0;
        whole && self.view.at_home(self.table, me, text).consents()
    }

    /// Groups that may sign, oneself in each: the largest first.
    fn groups(&self) -> impl Iterator<Item = Group> {
        let definition = self.view.scenario().table(self.table);
        let counts = |group: &Group| {
            let (inside, _) = self.split(*group);
            Self::is_in(*group, self.me) && definition.counts_with(inside.into_iter().collect())
        };
        let all = 0..1 << self.seated.len();
        let mut groups: Vec<Group> = all.filter(counts).collect();
        groups.sort_by_key(|group| (std::cmp::Reverse(group.count_ones()), *group));
        groups.into_iter()
    }

    fn is_in(group: Group, place: usize) -> bool {
        group >> place & 1 == 1
    }

    /// The texts for a group, each of whom prefers them to no agreement with such odds; `None` if there are none.
    fn among(
        &self,
        (group, least_odds): (Group, PerMille),
        domain: &Domain,
        grid: &Grid,
        allowed: &[(Outcome, Package)],
    ) -> Option<Finding> {
        let signs = |place: usize, text: Package| {
            let (floor, _, odds) = self.taken(&self.seated[place], text);
            floor >= Points::ZERO && (place == self.me || odds >= least_odds)
        };
        let members: Vec<usize> = (0..self.seated.len())
            .filter(|place| Self::is_in(group, *place))
            .collect();
        let fits = |text: Package| members.iter().all(|place| signs(*place, text));
        let fit: Vec<Outcome> = allowed
            .iter()
            .filter(|(_, text)| fits(*text))
            .map(|(outcome, _)| *outcome)
            .collect();
        let own = *fit.iter().max_by_key(|outcome| {
            (
                grid.columns()[self.me][outcome.at()],
                grid.sums()[outcome.at()],
            )
        })?;
        let beliefs = members.iter().map(|it| self.seated[*it].belief.clone());
        let theirs = Domain::new(&self.sizes, &beliefs.collect::<Vec<_>>()).ok()?;
        let best = largest_product(&theirs, &Grid::new(&theirs), &fit);
        // Of equal ones the one that leaves oneself most.
        let fair = *best
            .iter()
            .max_by_key(|outcome| grid.columns()[self.me][outcome.at()])?;
        let (signers, without) = self.split(group);
        Some(Finding::Texts(Box::new(StaffTexts {
            signers,
            without,
            allowed: allowed.len(),
            fit: fit.len(),
            least_odds,
            fair: self.proposed(domain.package(fair)?),
            own: self.proposed(domain.package(own)?),
            better_for_all: self.better_for_all(domain, grid, allowed),
        })))
    }

    fn split(&self, group: Group) -> (Vec<ActorId>, Vec<ActorId>) {
        let all = self.seated.iter().map(|it| it.actor).enumerate();
        let (inside, outside): (Vec<_>, Vec<_>) =
            all.partition(|(place, _)| Self::is_in(group, *place));
        let actors = |places: Vec<(usize, ActorId)>| places.into_iter().map(|(_, it)| it).collect();
        (actors(inside), actors(outside))
    }

    fn better_for_all(
        &self,
        domain: &Domain,
        grid: &Grid,
        allowed: &[(Outcome, Package)],
    ) -> usize {
        let standing = self.now.text.map(|text| domain.of_package(text.package));
        standing.map_or(0, |standing| {
            let better = allowed.iter().filter(|(outcome, _)| {
                let mut columns = grid.columns().iter();
                columns.all(|worth| worth[outcome.at()] > worth[standing.at()])
            });
            better.count()
        })
    }

    /// The text that leaves whoever gets least least short, where none is for enough of them.
    fn nearest(&self, allowed: &[(Outcome, Package)]) -> Finding {
        let floor = |place: &Seated, text: Package| self.taken(place, text).0;
        let least = |text: Package| self.seated.iter().map(|it| floor(it, text)).min();
        let text = allowed
            .iter()
            .map(|(_, text)| *text)
            .max_by_key(|text| (least(*text), std::cmp::Reverse(text.bits())))
            .unwrap_or_default();
        let worst = self.seated.iter().min_by_key(|it| floor(it, text));
        let short = worst.map(|it| (it.actor, floor(it, text)));
        Finding::Nothing {
            nearest: self.proposed(text),
            short: short.filter(|(_, floor)| *floor < Points::ZERO),
        }
    }

    /// Distance from no agreement, band and odds of a text for a party.
    fn taken(&self, party: &Seated, text: Package) -> (Points, Points, PerMille) {
        let floor = points(party.belief.of_package(text) - party.belief.reservation);
        let band = if party.actor == self.view.seat().0 {
            Points::ZERO
        } else {
            party.outlook.band(text)
        };
        (floor, band, odds(floor, band))
    }

    fn proposed(&self, text: Package) -> Proposed {
        let standing = self.now.text.map(|text| text.package);
        let share = |party: &Seated| {
            let (floor, band, odds) = self.taken(party, text);
            let worth = |text: Package| party.belief.of_package(text);
            Share {
                actor: party.actor,
                floor,
                change: standing.map(|standing| points(worth(text) - worth(standing))),
                band,
                odds,
            }
        };
        Proposed {
            text,
            shares: self.seated.iter().map(share).collect(),
        }
    }
}
