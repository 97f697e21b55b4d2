//! Consent at home: the win-set of a text by its legal form (Putnam 1988).

use crate::model::{ActorId, BlocId, Figure, Form, Owner, Package, PerMille, Points, TableId};
use crate::rules::eyes::Eyes;
use crate::scenario::Rate;

/// How the groups at home take a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The legal form, which says what is needed.
    pub form: Form,
    /// Weight of the groups that are for it.
    pub support: PerMille,
    /// Weight that is needed; none for a memorandum.
    pub needed: PerMille,
    /// Each group with how far it is for the text (above 0) or against it, in points.
    pub groups: Vec<(BlocId, Points)>,
    /// The group on which it depends: the nearest to changing sides among those whose change would change the outcome.
    pub pivot: Option<BlocId>,
}

impl Verdict {
    /// Whether home consents.
    #[must_use]
    pub fn consents(&self) -> bool {
        self.support >= self.needed
    }
}

/// How the groups at home would take a text, as these eyes see it. A group is for a text when its support of the
/// government, less 50, and its liking of the options come to nothing or more.
pub(in crate::rules) fn at_home(
    eyes: Eyes<'_>,
    table: TableId,
    actor: ActorId,
    text: Package,
) -> Verdict {
    let definition = eyes.scenario.table(table);
    let form = definition.form(text);
    let party = definition
        .place(actor)
        .and_then(|place| definition.parties.get(place));
    let liking = |bloc: BlocId| {
        let all = party.map_or(&[][..], |party| &party.home);
        let met = all.iter().filter(|it| {
            it.bloc == bloc && text.option(usize::from(it.clause)) == usize::from(it.option)
        });
        met.fold(Points::ZERO, |sum, it| sum.plus(it.points))
    };
    let blocs = &eyes.scenario.actor(actor).blocs;
    let slots = eyes.scenario.slots();
    let groups: Vec<(BlocId, Points, i32)> = blocs
        .iter()
        .filter_map(|(bloc, weight)| {
            let slot = slots.of_owner(Figure::Bloc, Owner::Bloc(actor, *bloc))?;
            let leaning = eyes.figure(slot).minus(Points::whole(50));
            Some((*bloc, leaning.plus(liking(*bloc)), weight.0))
        })
        .collect();
    let favour = |(_, leaning, weight): &(BlocId, Points, i32)| {
        if *leaning >= Points::ZERO { *weight } else { 0 }
    };
    let support = if groups.is_empty() {
        1000
    } else {
        groups.iter().map(favour).sum()
    };
    let needed = needed(eyes, actor, form);
    Verdict {
        form,
        support: PerMille(support),
        needed,
        pivot: pivot(&groups, support, needed.0),
        groups: groups.iter().map(|(bloc, by, _)| (*bloc, *by)).collect(),
    }
}

fn needed(eyes: Eyes<'_>, actor: ActorId, form: Form) -> PerMille {
    let lens = eyes.scenario.lens();
    match form {
        Form::Memorandum => PerMille(0),
        Form::Agreement => lens.share(Rate::AgreementConsent),
        Form::Treaty => {
            let own = eyes.scenario.actor(actor).treaty_needs;
            own.unwrap_or(lens.share(Rate::TreatyConsent))
        }
    }
}

fn pivot(groups: &[(BlocId, Points, i32)], support: i32, needed: i32) -> Option<BlocId> {
    let consents = support >= needed;
    let decisive = groups.iter().filter(|(_, leaning, weight)| {
        let for_it = *leaning >= Points::ZERO;
        if consents {
            for_it && support - weight < needed
        } else {
            !for_it && support + weight >= needed
        }
    });
    let nearest = decisive.min_by_key(|(_, leaning, _)| leaning.magnitude());
    // Where no single group decides, the heaviest of those against it is named.
    let against = groups
        .iter()
        .filter(|(_, leaning, _)| *leaning < Points::ZERO);
    let heaviest = against.max_by_key(|(_, _, weight)| *weight);
    let found = nearest.or(heaviest.filter(|_| !consents));
    found.map(|(bloc, _, _)| *bloc)
}
