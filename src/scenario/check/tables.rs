//! Negotiating tables: what they make, their clauses and options, what each party wants of them.

use crate::model::condition::Obligation;
use crate::model::{
    ActorSet, BlocId, Form, FormatId, Linkage, MechanismId, Package, Points, TableId,
};
use crate::scenario::check::context::{Directed, Setting};
use crate::scenario::check::effects::verification;
use crate::scenario::check::names::Sort;
use crate::scenario::check::text::Empty;
use crate::scenario::check::{Checker, MOST_ENTRIES};
use crate::scenario::definition::Interests;
use crate::scenario::file::Place;
use crate::scenario::problem::{did_you_mean, quoted};
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{
    RawAttitude, RawClause, RawForm, RawLinkage, RawOption, RawParty, RawPayment, RawPreference,
    RawTable, RawTemper,
};
use crate::scenario::table::{
    Attitude, Clause, ClauseOption, NegotiatingTable, Party, Payment, Preference, Standing, Temper,
};

/// In a table: `$self` convenes, pays or signs.
const HERE: Setting = Setting::Table(Directed::No);
/// The most parties of a table.
const MOST_PARTIES: usize = 6;
/// The most texts that a table can have: its analysis goes through all of them.
const MOST_TEXTS: usize = 100_000;
/// The longest name of a clause or label of an option, in characters.
const LONGEST_LABEL: usize = 60;

/// The id of the option by which a text stays silent about an agenda item.
const SILENCE: &str = "out";

/// An option of a clause as a file names it: clause, option.
type Named<'r> = (&'r str, &'r str);

impl Checker<'_> {
    /// Every table.
    pub(super) fn tables(&mut self) -> Vec<NegotiatingTable> {
        let pack = self.pack;
        let mut tables = Vec::new();
        for (index, place, raw) in pack.tables.each() {
            let id = TableId::at(index);
            self.name(Item::Table(id), &raw.name, place);
            self.text(Item::Table(id), &raw.text, place);
            self.source(Item::Table(id), &raw.source, place);
            tables.extend(self.negotiating_table(id, raw, place));
        }
        tables
    }

    fn negotiating_table(
        &mut self,
        id: TableId,
        raw: &RawTable,
        place: Place<'_>,
    ) -> Option<NegotiatingTable> {
        let mechanism = self.find(Sort::Mechanism, &raw.mechanism, place.field("mechanism"));
        let format = self.optional_format(raw.format.as_deref(), place.field("format"));
        let track_two = self.optional_format(raw.track_two.as_deref(), place.field("track_two"));
        let clauses = self.clauses(id, raw, place.field("clauses"));
        let parties = self.parties(raw, place);
        let members: ActorSet = parties.iter().map(|party| party.actor).collect();
        self.check_rounds(raw, place);
        let seats = i32::try_from(raw.parties.len()).unwrap_or(i32::MAX);
        let signers = self.within(place.field("signers_min"), raw.signers_min, 2, seats.max(2));
        Some(NegotiatingTable {
            mechanism: MechanismId(mechanism?),
            format,
            conveners: self.conveners(raw, members, place.field("conveners")),
            cost: Points::whole(self.within(place.field("cost"), raw.cost, 0, 100)),
            hands: Points::whole(self.within(place.field("hands"), raw.hands, 0, 20)),
            needs: self.conditions(&raw.needs, place.field("needs"), HERE),
            signers_min: small(signers),
            must_sign: self.must_sign(raw, members, place.field("must_sign")),
            rounds_per_turn: small(raw.rounds_per_turn),
            deadline: small(raw.deadline_rounds),
            mediators: self.mediators(raw, members, place.field("mediators")),
            track_two,
            clauses,
            parties,
            payments: self.payments(id, &raw.payments, place.field("payments")),
            signed: self.effects(&raw.signed, place.field("signed"), HERE),
            failed: self.effects(&raw.failed, place.field("failed"), HERE),
            subject_hash: crate::model::hash::subject(&raw.id),
        })
    }

    fn optional_format(&mut self, id: Option<&str>, place: Place<'_>) -> Option<FormatId> {
        self.find(Sort::Format, id?, place).map(FormatId)
    }

    fn check_rounds(&mut self, raw: &RawTable, place: Place<'_>) {
        if raw.deadline_rounds == 0 {
            let message = "a table with a deadline of 0 rounds never meets";
            let hint = "give it at least one round: 6 to 12 are usual".to_owned();
            self.report_with(place.field("deadline_rounds"), message, Some(hint));
        } else {
            self.within(place.field("deadline_rounds"), raw.deadline_rounds, 1, 60);
        }
        self.within(place.field("rounds_per_turn"), raw.rounds_per_turn, 1, 10);
    }

    fn conveners(&mut self, raw: &RawTable, members: ActorSet, place: Place<'_>) -> ActorSet {
        if raw.conveners.is_empty() {
            return members;
        }
        let conveners = self.actor_sets(&raw.conveners, place);
        if !ActorSet(conveners.0 & !members.0).is_empty() {
            self.report(place, "only a party of the table can convene it");
        }
        ActorSet(conveners.0 & members.0)
    }

    fn must_sign(&mut self, raw: &RawTable, members: ActorSet, place: Place<'_>) -> ActorSet {
        let named = self.actor_sets(&raw.must_sign, place);
        if named.0 & !members.0 != 0 {
            self.report(place, "only a party of the table can be needed to sign");
        }
        ActorSet(named.0 & members.0)
    }

    fn mediators(&mut self, raw: &RawTable, members: ActorSet, place: Place<'_>) -> ActorSet {
        let mediators = self.actor_sets(&raw.mediators, place);
        if mediators.0 & members.0 != 0 {
            self.report(place, "a party of the table can't mediate at it");
        }
        ActorSet(mediators.0 & !members.0)
    }

    fn clauses(&mut self, id: TableId, raw: &RawTable, place: Place<'_>) -> Vec<Clause> {
        if raw.clauses.is_empty() {
            self.report(place, "a table needs at least one clause");
        }
        self.bounded(place, raw.clauses.len(), Package::MOST_CLAUSES);
        let mut clauses = Vec::new();
        for (index, clause) in raw.clauses.iter().enumerate() {
            clauses.push(self.clause((id, small_place(index)), clause, place.at(index)));
        }
        let texts = raw.clauses.iter().try_fold(1_usize, |texts, clause| {
            texts.checked_mul(clause.options.len().max(1))
        });
        if texts.is_none_or(|texts| texts > MOST_TEXTS) {
            let message = format!("more than {MOST_TEXTS} texts are possible: too many to analyse");
            let hint = "leave out clauses or options, or make two tables".to_owned();
            self.report_with(place, &message, Some(hint));
        }
        clauses
    }

    fn clause(
        &mut self,
        (table, number): (TableId, u8),
        raw: &RawClause,
        place: Place<'_>,
    ) -> Clause {
        let item = Item::Clause(table, number);
        let rule = (place.field("name"), LONGEST_LABEL, Empty::Refused);
        self.words(item, Field::Name, &raw.name, rule);
        let here = place.field("options");
        if raw.options.is_empty() {
            let message = format!("the clause {} has no options", quoted(&raw.id));
            let hint = "give it at least two: the least demanding first".to_owned();
            self.report_with(here, &message, Some(hint));
        }
        let silent = raw.options.first().is_some_and(|it| it.id == SILENCE);
        if !raw.options.is_empty() && silent != raw.agenda {
            let message = "the first option of an agenda item, and of no other clause, is \"out\"";
            let hint = "\"out\" means that the text says nothing about it".to_owned();
            self.report_with(here.at(0).field("id"), message, Some(hint));
        }
        self.bounded(here, raw.options.len(), Package::MOST_OPTIONS);
        let mut options = Vec::new();
        for (index, option) in raw.options.iter().enumerate() {
            let item = Item::Option(table, number, small_place(index));
            options.push(self.option(item, option, here.at(index)));
        }
        Clause {
            standing: if raw.agenda {
                Standing::Item
            } else {
                Standing::Core
            },
            options,
        }
    }

    fn option(&mut self, item: Item, raw: &RawOption, place: Place<'_>) -> ClauseOption {
        let rule = (place.field("label"), LONGEST_LABEL, Empty::Refused);
        self.words(item, Field::Name, &raw.label, rule);
        let mut depth = None;
        if let Some(given) = raw.depth {
            depth = Some(small(self.within(place.field("depth"), given, 0, 100)));
        }
        let mut level = None;
        if let Some(given) = raw.level {
            let held = self.within(place.field("level"), i32::from(given), 3, 5);
            level = Obligation::of_level(small(held));
        }
        ClauseOption {
            depth,
            form: raw.form.as_ref().map(form),
            level,
            verification: raw.verification.map(verification),
            effects: self.effects(&raw.effects, place.field("effects"), HERE),
        }
    }

    fn parties(&mut self, raw: &RawTable, place: Place<'_>) -> Vec<Party> {
        let here = place.field("parties");
        if raw.parties.len() < 2 {
            self.report(here, "a table needs at least two parties");
        }
        self.bounded(here, raw.parties.len(), MOST_PARTIES);
        let linkages = self.linkages(raw, place.field("linkages"));
        let (mut seen, mut parties) = (ActorSet::empty(), Vec::new());
        for (index, party) in raw.parties.iter().enumerate() {
            let at = here.at(index);
            let Some(actor) = self.actor(&party.actor, at.field("actor")) else {
                continue;
            };
            if seen.contains(actor) {
                let message = format!("{} sits at this table twice", quoted(&party.actor));
                self.report(at.field("actor"), &message);
            } else if self.pack.actors.is_sound() && !self.seats.contains(actor) {
                let message = "an actor without a seat can't bargain";
                self.report(at.field("actor"), message);
            }
            seen = seen.with(actor);
            let mine = linkages.iter().filter(|(who, _)| *who == party.actor);
            parties.push(Party {
                actor,
                temper: temper(&party.temper),
                preferences: self.preferences(raw, party, at.field("prefs")),
                linkages: mine.map(|(_, linkage)| linkage.clone()).collect(),
                reservation: self.reservation(party, at.field("reservation")),
                home: self.home((raw, actor), &party.home, at.field("home")),
            });
        }
        parties
    }

    fn preferences(
        &mut self,
        raw: &RawTable,
        party: &RawParty,
        place: Place<'_>,
    ) -> Vec<Preference> {
        for (id, _) in &party.prefs.0 {
            if !raw.clauses.iter().any(|clause| clause.id == *id) {
                let message = format!("unknown clause {}", quoted(id));
                let known = raw.clauses.iter().map(|clause| clause.id.as_str());
                self.report_key(place.entry(id), &message, did_you_mean(id, known));
            }
        }
        let (mut sum, mut preferences) = (0_i32, Vec::new());
        for clause in &raw.clauses {
            let known = party.prefs.0.iter().find(|(id, _)| *id == clause.id);
            let Some((id, wanted)) = known else {
                let message = format!("the clause {} is missing", quoted(&clause.id));
                self.report(place, &message);
                continue;
            };
            sum = sum.saturating_add(wanted.weight);
            preferences.push(self.preference(clause, wanted, place.entry(id)));
        }
        if preferences.len() == raw.clauses.len() && sum != 1000 {
            let hint = "the weights of a party are per mille of the whole text".to_owned();
            self.report_with(
                place,
                &format!("the weights add up to {sum}, not to 1000"),
                Some(hint),
            );
        }
        preferences
    }

    fn preference(
        &mut self,
        clause: &RawClause,
        raw: &RawPreference,
        place: Place<'_>,
    ) -> Preference {
        let here = place.field("values");
        if raw.values.len() != clause.options.len() {
            let (given, wanted) = (raw.values.len(), clause.options.len());
            let message = format!("{given} values for {wanted} options");
            self.report(here, &message);
        }
        let mut values = Vec::new();
        for (index, value) in raw.values.iter().enumerate() {
            values.push(self.within(here.at(index), *value, 0, 1000));
        }
        if !values.is_empty() && !values.contains(&1000) {
            let hint = "the best option of a clause is worth 1000 to every party".to_owned();
            self.report_with(here, "no value is 1000", Some(hint));
        }
        Preference {
            weight: self.within(place.field("weight"), raw.weight, 0, 1000),
            values,
            varies: self.within(place.field("varies"), raw.varies, 0, 900),
        }
    }

    fn reservation(&mut self, party: &RawParty, place: Place<'_>) -> Interests {
        let base = self.within(place.field("base"), party.reservation.base, 0, 100);
        let (here, mut terms) = (place.field("terms"), Vec::new());
        self.bounded(here, party.reservation.terms.len(), MOST_ENTRIES);
        for (index, (path, weight)) in party.reservation.terms.iter().enumerate() {
            let path = self.path(path, here.at(index).at(0), HERE);
            let weight = self.within(here.at(index).at(1), *weight, -100, 100);
            terms.extend(path.map(|path| (path, weight)));
        }
        Interests {
            base: Points::whole(base),
            terms,
        }
    }

    fn home(
        &mut self,
        (raw, actor): (&RawTable, crate::model::ActorId),
        home: &[RawAttitude],
        place: Place<'_>,
    ) -> Vec<Attitude> {
        let mut attitudes = Vec::new();
        for (index, group) in home.iter().enumerate() {
            let here = place.at(index);
            let bloc = self.find(Sort::Bloc, &group.bloc, here.field("bloc"));
            if bloc.is_some() && !self.has_bloc(actor, &group.bloc) {
                let message = format!("this capital has no group {}", quoted(&group.bloc));
                self.report(here.field("bloc"), &message);
            }
            let likes = here.field("likes");
            self.bounded(likes, group.likes.len(), MOST_ENTRIES);
            for (at, (clause, option, points)) in group.likes.iter().enumerate() {
                let named = self.named_option(raw, (clause, option), likes.at(at));
                let points = self.within(likes.at(at).at(2), *points, -100, 100);
                let found = bloc.zip(named);
                attitudes.extend(found.map(|(bloc, (clause, option))| Attitude {
                    bloc: BlocId(bloc),
                    clause: small_place(clause),
                    option: small_place(option),
                    points: Points::whole(points),
                }));
            }
        }
        attitudes
    }

    fn has_bloc(&self, actor: crate::model::ActorId, bloc: &str) -> bool {
        let known = self.pack.actors.items.get(actor.index());
        let raw = known.and_then(|item| item.raw.as_ref());
        raw.is_none_or(|raw| raw.blocs.iter().any(|own| own.id == bloc))
    }

    /// The places of a clause and of one of its options.
    fn named_option(
        &mut self,
        raw: &RawTable,
        (clause, option): Named<'_>,
        place: Place<'_>,
    ) -> Option<(usize, usize)> {
        let Some(at) = raw.clauses.iter().position(|known| known.id == clause) else {
            let known = raw.clauses.iter().map(|known| known.id.as_str());
            let message = format!("unknown clause {}", quoted(clause));
            self.report_with(place.at(0), &message, did_you_mean(clause, known));
            return None;
        };
        let options = &raw.clauses[at].options;
        let Some(chosen) = options.iter().position(|known| known.id == option) else {
            let known = options.iter().map(|known| known.id.as_str());
            let message = format!("unknown option {} of {}", quoted(option), quoted(clause));
            self.report_with(place.at(1), &message, did_you_mean(option, known));
            return None;
        };
        Some((at, chosen))
    }

    fn linkages<'r>(&mut self, raw: &'r RawTable, place: Place<'_>) -> Vec<(&'r str, Linkage)> {
        self.bounded(place, raw.linkages.len(), MOST_ENTRIES);
        let mut linkages = Vec::new();
        for (index, linkage) in raw.linkages.iter().enumerate() {
            let here = place.at(index);
            if !raw.parties.iter().any(|party| party.actor == linkage.party) {
                let message = format!("{} is no party of this table", quoted(&linkage.party));
                let known = raw.parties.iter().map(|party| party.actor.as_str());
                let hint = did_you_mean(&linkage.party, known);
                self.report_with(here.field("party"), &message, hint);
            }
            let bonus = self.within(here.field("bonus"), linkage.bonus, -1000, 1000);
            let when = self.linked_options(raw, linkage, here.field("when"));
            let bonus = i64::from(bonus) * 1000;
            linkages.push((linkage.party.as_str(), Linkage { when, bonus }));
        }
        linkages
    }

    fn linked_options(
        &mut self,
        raw: &RawTable,
        linkage: &RawLinkage,
        place: Place<'_>,
    ) -> Vec<(usize, usize)> {
        if linkage.when.len() < 2 {
            self.report(place, "a linkage ties at least two clauses");
        }
        let mut when: Vec<(usize, usize)> = Vec::new();
        for (index, (clause, option)) in linkage.when.iter().enumerate() {
            let found = self.named_option(raw, (clause, option), place.at(index));
            if found.is_some_and(|(at, _)| when.iter().any(|(known, _)| *known == at)) {
                let message = format!("the clause {} is given twice", quoted(clause));
                self.report(place.at(index), &message);
            }
            when.extend(found);
        }
        when
    }

    fn payments(&mut self, id: TableId, raw: &[RawPayment], place: Place<'_>) -> Vec<Payment> {
        self.bounded(place, raw.len(), 16);
        let mut payments = Vec::new();
        for (index, payment) in raw.iter().enumerate() {
            let here = place.at(index);
            let item = Item::Payment(id, small_place(index));
            self.name(item, &payment.name, here);
            let setting = Setting::Table(Directed::Yes);
            payments.push(Payment {
                to: self.actor_sets(&payment.to, here.field("to")),
                cost: Points::whole(self.within(here.field("cost"), payment.cost, 0, 100)),
                worth: Points::whole(self.within(here.field("worth"), payment.worth, 0, 100)),
                effects: self.effects(&payment.effects, here.field("effects"), setting),
            });
        }
        payments
    }
}

fn small(value: i32) -> u8 {
    u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX)
}

fn small_place(place: usize) -> u8 {
    u8::try_from(place).unwrap_or(u8::MAX)
}

fn form(raw: &RawForm) -> Form {
    match raw {
        RawForm::Memorandum => Form::Memorandum,
        RawForm::Agreement => Form::Agreement,
        RawForm::Treaty => Form::Treaty,
    }
}

fn temper(raw: &RawTemper) -> Temper {
    match raw {
        RawTemper::Boulware => Temper::Boulware,
        RawTemper::Linear => Temper::Linear,
        RawTemper::Conceder => Temper::Conceder,
    }
}
