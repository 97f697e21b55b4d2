//! A small world of names for tests. The ids stand in for names, so that no pack is needed.

use crate::model::{
    ActorId, ActorSet, BlocId, Calendar, Date, Figure, FigureId, MechanismId, Owner, Points, Step,
    Turn, Visibility,
};
use crate::scenario::catalogue::Table;
use crate::scenario::{Bounds, Catalogue, Lexicon, Permission, Prose, Slot, Slots};
use crate::text::Words;

pub const SEOUL: ActorId = ActorId(0);
pub const TOKYO: ActorId = ActorId(1);
pub const BEIJING: ActorId = ActorId(2);
pub const BLOC: BlocId = BlocId(0);
pub const HOTLINE: MechanismId = MechanismId(0);
/// Beijing's firm trust in Seoul.
pub const TRUST: FigureId = FigureId(0);
/// Warm trust between Seoul and Beijing.
pub const WARM: FigureId = FigureId(1);
/// Tokyo's political will.
pub const WILL: FigureId = FigureId(2);
/// Seoul's capital.
pub const CAPITAL: FigureId = FigureId(3);
/// Tokyo's sense of threat from Beijing.
pub const THREAT: FigureId = FigureId(4);

pub struct World {
    names: Catalogue,
    prose: Prose,
    calendar: Calendar,
    slots: Slots,
    permissions: Vec<Permission>,
}

impl World {
    pub fn new() -> Self {
        Self {
            names: names(),
            prose: Prose::default(),
            calendar: Calendar {
                start: Date {
                    year: 2013,
                    month: 2,
                    day: 25,
                },
                step: Step::Month,
                turns: Turn(4),
            },
            slots: slots(),
            permissions: vec![Permission {
                holders: ActorSet::only(BEIJING),
                granted_when: Vec::new(),
            }],
        }
    }

    pub fn words(&self) -> Words<'_> {
        Words::new(Lexicon {
            names: &self.names,
            prose: &self.prose,
            calendar: &self.calendar,
            slots: &self.slots,
            permissions: &self.permissions,
            days: crate::scenario::Days::default(),
        })
    }
}

fn table(ids: &[&str]) -> Table {
    Table::new(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn names() -> Catalogue {
    let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    Catalogue {
        actors: table(&["Seoul", "Tokyo", "Beijing"]),
        groups: table(&["poles"]),
        blocs: table(&["unions"]),
        offices: table(&["The President"]),
        measures: table(&["Hotlines"]),
        mechanisms: table(&["Hotline"]),
        formats: table(&["Dialogue"]),
        initiatives: table(&["Sound out", "Lay a line"]),
        events: table(&["A test", "A speech"]),
        windows: table(&["A new presidency"]),
        pledges: table(&["A first meeting"]),
        permissions: table(&["Passage"]),
        gauges: table(&["Peace"]),
        endings: table(&["A quiet spring"]),
        terms: table(&["Trust"]),
        choices: vec![
            vec![owned(&["Protest", "Wait"]), owned(&["Object"])],
            Vec::new(),
        ],
        stages: vec![Vec::new(), owned(&["Terms"])],
        ..Catalogue::default()
    }
}

fn slots() -> Slots {
    let slot = |figure, owner| Slot {
        figure,
        owner,
        opening: Points::whole(40),
        low: Points::ZERO,
        high: Points::HUNDRED,
        bounds: Bounds::Soft,
        visibility: Visibility::Public,
        widens: crate::model::Band(10),
        widest: crate::model::Band(250),
        subject_hash: 0,
    };
    let slots = vec![
        slot(Figure::FirmTrust, Owner::Pair(BEIJING, SEOUL)),
        slot(Figure::WarmTrust, Owner::Pair(SEOUL, BEIJING)),
        slot(Figure::Will, Owner::Actor(TOKYO)),
        slot(Figure::Capital, Owner::Actor(SEOUL)),
        slot(Figure::Threat, Owner::Pair(TOKYO, BEIJING)),
    ];
    Slots::new(3, slots)
}
