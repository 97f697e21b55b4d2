//! Listings and details in plain mode: initiatives, mechanisms, formats, events, anything by id.

use crate::model::{
    ActorId, EventId, Figure, FormatId, InitiativeId, MechanismId, Order, Owner, PermissionId,
    Subject,
};
use crate::notation::{self, Kind, Misread};
use crate::plain::{Said, Shell, WIDTH, cell, paragraphs, wrapped};
use crate::scenario::{Choice, Item};
use crate::text::reasons::explain;
use crate::text::{Cast, Line, account, clean, misread, whole};

impl Shell<'_> {
    /// `initiatives [FILTER]`
    pub(super) fn initiatives(&self, rest: &[&str]) -> Said {
        let filter = rest.join(" ").to_lowercase();
        let view = self.session.view();
        let names = view.scenario().catalogue();
        let words = self.words();
        let mine = view
            .scenario()
            .initiatives()
            .filter(|(_, initiative)| initiative.by.contains(view.seat().0));
        let mut lines = Vec::new();
        for (id, initiative) in mine {
            let family = words.name(Item::Family(initiative.family));
            let name = words.name(Item::Initiative(id));
            let text = format!("{} {name} {family}", names.initiative(id)).to_lowercase();
            if !text.contains(&filter) {
                continue;
            }
            lines.push(format!(
                "{} {name} ({family})",
                cell(names.initiative(id), 22)
            ));
            lines.push(format!("  {}", words.price(initiative).plain()));
            lines.push(format!("  {}", self.availability(id)));
        }
        if lines.is_empty() {
            return Err(format!("no initiative matches ‘{}’", clean(&filter)));
        }
        Ok(lines)
    }

    /// Whether it can be launched now, at whom, or why not.
    fn availability(&self, initiative: InitiativeId) -> String {
        let view = self.session.view();
        let words = self.words();
        let (mut open, mut closed) = (Vec::new(), Vec::new());
        for target in view.targets(initiative) {
            let order = Order::Launch { initiative, target };
            match view.check(&order) {
                Ok(()) => {
                    open.push(target.map_or_else(|| "now".to_owned(), |target| words.actor(target)))
                }
                Err(refusal) => closed.push(explain(&view, &order, &refusal).plain()),
            }
        }
        match (open.is_empty(), closed.first()) {
            (false, _) => format!("can be launched: {}", open.join(", ")),
            (true, Some(why)) => format!("not now: {why}"),
            (true, None) => "not now: there is nobody at whom it could be directed".to_owned(),
        }
    }

    /// `show ID`
    pub(super) fn show(&self, rest: &[&str]) -> Said {
        let [word] = rest else {
            return Err(
                "show takes one id, for example of an initiative, event or mechanism".to_owned(),
            );
        };
        let names = self.session.view().scenario().catalogue();
        if let Some(id) = names.find_initiative(word) {
            return Ok(self.show_initiative(id));
        }
        if let Ok((event, subject)) = notation::read_event(names, word)
            && self.may_know(event)
        {
            return Ok(self.show_event(event, self.subject_of(event, subject)));
        }
        if let Some(id) = names.find_mechanism(word) {
            return Ok(self.show_mechanism(id));
        }
        if let Some(id) = names.find_format(word) {
            return Ok(self.show_format(id));
        }
        if let Some(id) = names.find_actor(word) {
            return Ok(self.show_actor(id));
        }
        if let Some(id) = names.find_permission(word) {
            return Ok(self.show_permission(id));
        }
        if let Some(item) = self.plain_item(word) {
            return Ok(self.show_item(item));
        }
        let near = notation::nearest(word, self.every_id().iter().map(String::as_str));
        Err(misread(&Misread::UnknownId {
            kind: Kind::Initiative,
            given: (*word).to_owned(),
            nearest: near,
        })
        .plain()
        .replacen("initiative", "item", 1))
    }

    /// Items that have a name and a text and nothing more.
    fn plain_item(&self, word: &str) -> Option<Item> {
        let names = self.session.view().scenario().catalogue();
        let gauge = names.find_gauge(word).map(Item::Gauge);
        let term = names.find_term(word).map(Item::Term);
        let measure = names.find_measure(word).map(Item::Measure);
        let window = names.find_window(word).map(Item::Window);
        let pledge = names.find_pledge(word).map(Item::Pledge);
        gauge.or(term).or(measure).or(window).or(pledge)
    }

    fn every_id(&self) -> Vec<String> {
        let names = self.session.view().scenario().catalogue();
        let tables = [
            &names.initiatives,
            &names.mechanisms,
            &names.formats,
            &names.actors,
            &names.gauges,
            &names.terms,
            &names.measures,
            &names.windows,
            &names.pledges,
            &names.permissions,
        ];
        let known = self
            .session
            .view()
            .happenings()
            .iter()
            .map(|known| names.event(known.event).to_owned());
        tables
            .into_iter()
            .flat_map(|table| table.ids().iter().cloned())
            .chain(known)
            .collect()
    }

    /// A seat may read of events that have happened, and of no others.
    pub(super) fn may_know(&self, event: EventId) -> bool {
        self.session
            .view()
            .happenings()
            .iter()
            .any(|known| known.event == event)
    }

    /// The subject of an event that was named without one: the one that is asked about, else the one it happened to.
    pub(super) fn subject_of(&self, event: EventId, given: Subject) -> Subject {
        let view = self.session.view();
        let asked = view
            .questions()
            .filter(|asked| asked.event == event)
            .map(|asked| asked.subject);
        let happened = view
            .happenings()
            .iter()
            .filter(|known| known.event == event)
            .map(|known| known.subject);
        let known: Vec<Subject> = asked.chain(happened).collect();
        if known.contains(&given) {
            given
        } else {
            known.first().copied().unwrap_or(given)
        }
    }

    fn show_item(&self, item: Item) -> Vec<String> {
        let words = self.words();
        let mut lines = vec![words.name(item)];
        lines.extend(self.prose(item));
        lines
    }

    fn prose(&self, item: Item) -> Vec<String> {
        let text = self.words().text(item);
        text.iter()
            .flat_map(|line| wrapped(&line.plain(), WIDTH, "  "))
            .collect()
    }

    fn show_initiative(&self, id: InitiativeId) -> Vec<String> {
        let view = self.session.view();
        let known = account::known_events(&view);
        let cast = self.own_cast().knowing(&known);
        let card = self
            .words()
            .initiative(id, view.scenario().initiative(id), &cast);
        let mut lines = paragraphs(&card, 0);
        lines.push(self.availability(id));
        lines
    }

    /// An event with its cable and, where this seat is asked, its choices.
    pub(super) fn show_event(&self, event: EventId, subject: Subject) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let names = view.scenario().catalogue();
        let id = notation::write_event(names, event, subject);
        let mut lines = vec![format!("{} — {id}", words.event(event, subject).plain())];
        lines.extend(self.prose(Item::Event(event)));
        let asked = view
            .questions()
            .any(|asked| (asked.event, asked.subject) == (event, subject));
        let Some((place, question)) = view.question(event, subject).filter(|_| asked) else {
            return lines;
        };
        self.shown.set(Some((event, subject)));
        for (index, choice) in question.choices.iter().enumerate() {
            let index = u8::try_from(index).unwrap_or(u8::MAX);
            let default = if index == question.default {
                " (default)"
            } else {
                ""
            };
            let id = names.choice(event, place, index);
            lines.push(format!("  {}. {id}{default}", index + 1));
            lines.extend(self.show_choice((event, subject), (place, index), choice));
        }
        lines
    }

    fn show_choice(
        &self,
        (event, subject): (EventId, Subject),
        (place, index): (u8, u8),
        choice: &Choice,
    ) -> Vec<String> {
        let view = self.session.view();
        let known = account::known_events(&view);
        let cast = Cast::about(view.seat(), subject).knowing(&known);
        let mut lines = paragraphs(
            &self.words().choice((event, place, index), choice, &cast),
            2,
        );
        let open = view
            .owed()
            .any(|asked| (asked.event, asked.subject) == (event, subject));
        if let Some(answer) = view.answer_at(event, place, index).filter(|_| open) {
            let order = Order::Respond {
                event,
                subject,
                choice: answer,
            };
            if let Err(refusal) = view.check(&order) {
                lines.push(format!(
                    "      not now: {}",
                    explain(&view, &order, &refusal).plain()
                ));
            }
        }
        lines
    }

    /// `mechanisms`
    pub(super) fn mechanisms(&self) -> Vec<String> {
        let ids: Vec<_> = self
            .session
            .view()
            .scenario()
            .mechanisms()
            .map(|(id, _)| id)
            .collect();
        ids.into_iter().map(|id| self.mechanism_row(id)).collect()
    }

    fn mechanism_row(&self, id: MechanismId) -> String {
        let view = self.session.view();
        let health = account::reading_of(&view, Figure::Health, Owner::Mechanism(id));
        let line = self.words().mechanism(id, view.mechanism(id), health);
        format!(
            "{} {}",
            cell(view.scenario().catalogue().mechanism(id), 22),
            line.plain()
        )
    }

    fn show_mechanism(&self, id: MechanismId) -> Vec<String> {
        let words = self.words();
        let view = self.session.view();
        let mut lines = vec![self.mechanism_row(id)];
        lines.extend(self.prose(Item::Mechanism(id)));
        let measure = view.scenario().mechanism(id).measure;
        let uses = account::reading_of(&view, Figure::Use, Owner::Mechanism(id)).middle();
        lines.push(format!(
            "  measure: {}; used {} times",
            words.name(Item::Measure(measure)),
            whole(uses)
        ));
        for actor in view.mechanism(id).members.iter() {
            let share = account::reading_of(&view, Figure::Share, Owner::Share(id, actor)).middle();
            lines.push(format!("  {}: share {}", words.actor(actor), whole(share)));
        }
        lines
    }

    /// `formats`
    pub(super) fn formats(&self) -> Vec<String> {
        let ids: Vec<_> = self
            .session
            .view()
            .scenario()
            .formats()
            .map(|(id, _)| id)
            .collect();
        ids.into_iter()
            .flat_map(|id| self.show_format(id))
            .collect()
    }

    fn show_format(&self, id: FormatId) -> Vec<String> {
        let view = self.session.view();
        let standing = account::reading_of(&view, Figure::Standing, Owner::Format(id));
        let line = self.words().format(id, view.format(id), standing);
        let mut lines = vec![format!(
            "{} {}",
            cell(view.scenario().catalogue().format(id), 22),
            line.plain()
        )];
        lines.extend(self.prose(Item::Format(id)));
        lines
    }

    /// A leave: whose it is, what it depends on, what it covers.
    fn show_permission(&self, id: PermissionId) -> Vec<String> {
        let view = self.session.view();
        let known = account::known_events(&view);
        let cast = Cast::of(view.seat(), None).knowing(&known);
        let mut lines = self.show_item(Item::Permission(id));
        lines.extend(paragraphs(&self.words().permission(id, &cast), 2));
        let given = view.withheld(id).is_none();
        lines.push(format!(
            "  now: {}",
            if given { "given" } else { "withheld" }
        ));
        lines
    }

    /// An actor: what it wants, who is in office, what is known of it.
    pub(super) fn show_actor(&self, actor: ActorId) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let mut lines = vec![words.actor(actor)];
        lines.extend(self.known_mind(actor));
        let government = words.government(&view, actor).into_iter();
        lines.extend(government.map(|line| format!("  {}", line.plain())));
        lines.extend(self.dossier(actor));
        let done: Vec<Line> = view
            .completions()
            .iter()
            .filter(|done| done.seat.0 == actor)
            .map(|done| words.directed(done.initiative, done.target))
            .collect();
        lines.extend(
            done.iter()
                .map(|line| format!("  completed: {}", line.plain())),
        );
        lines
    }
}
