//! Listings and details in plain mode: initiatives, mechanisms, formats, events, anything by id.

use crate::model::{ActorId, EventId, InitiativeId, Order, Subject};
use crate::notation::{self, Kind, Misread};
use crate::plain::{Said, Shell, WIDTH, cell, plain, wrapped};
use crate::scenario::{Choice, Item};
use crate::text::{Cast, Line, account, clean, misread, obligation, verification, whole};

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
            let price = format!(
                "cost {} hands {}",
                whole(initiative.cost),
                whole(initiative.hands)
            );
            lines.push(format!(
                "{} {name} ({family}), {price}",
                cell(names.initiative(id), 22)
            ));
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
                Err(refusal) => closed.push(account::refusal(&view, &refusal, &order).plain()),
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
    fn may_know(&self, event: EventId) -> bool {
        self.session
            .view()
            .happenings()
            .iter()
            .any(|known| known.event == event)
    }

    /// The subject of an event that was named without one: the one that is asked about, else the one it happened to.
    fn subject_of(&self, event: EventId, given: Subject) -> Subject {
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
        let words = self.words();
        let known = account::known_events(&view);
        let initiative = view.scenario().initiative(id);
        let mut lines = vec![format!(
            "{} — cost {} capital, {} hands, {}",
            words.name(Item::Initiative(id)),
            whole(initiative.cost),
            whole(initiative.hands),
            crate::text::turns(initiative.turns().max(1)),
        )];
        lines.extend(self.prose(Item::Initiative(id)));
        let cast = self.own_cast().knowing(&known);
        for need in &initiative.needs {
            lines.push(format!("  needs: {}", words.condition(need, &cast).plain()));
        }
        for (condition, _) in &initiative.better_with {
            lines.push(format!(
                "  better with: {}",
                words.condition(condition, &cast).plain()
            ));
        }
        for (place, stage) in initiative.stages.iter().enumerate() {
            let name = words.name(Item::Stage(id, u8::try_from(place).unwrap_or(u8::MAX)));
            lines.push(format!(
                "  stage {}: {name}, {}",
                place + 1,
                crate::text::turns(stage.turns)
            ));
            lines.extend(plain(&words.effects(&stage.effects, &cast), 2));
        }
        lines.push("  when done:".to_owned());
        lines.extend(plain(&words.effects(&initiative.done, &cast), 2));
        if !initiative.on_cancel.is_empty() {
            lines.push("  if stopped:".to_owned());
            lines.extend(plain(&words.effects(&initiative.on_cancel, &cast), 2));
        }
        if let Some(risk) = &initiative.risk {
            lines.push("  it may go wrong:".to_owned());
            lines.extend(plain(&words.effects(&risk.effects, &cast), 2));
        }
        lines.push(format!("  {}", self.availability(id)));
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
        for (index, choice) in question.choices.iter().enumerate() {
            let index = u8::try_from(index).unwrap_or(u8::MAX);
            let default = if index == question.default {
                " (default)"
            } else {
                ""
            };
            let word = names.choice(event, place, index);
            let label = words.name(Item::Choice(event, place, index));
            let cost = match whole(choice.cost).as_str() {
                "0" => String::new(),
                cost => format!(", costs {cost}"),
            };
            lines.push(format!("  {} {label}{cost}{default}", cell(word, 18)));
            lines.extend(self.show_choice(event, subject, place, index, choice));
        }
        lines
    }

    fn show_choice(
        &self,
        event: EventId,
        subject: Subject,
        place: u8,
        index: u8,
        choice: &Choice,
    ) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let known = account::known_events(&view);
        let cast = Cast::about(view.seat(), subject).knowing(&known);
        let mut lines = plain(&words.effects(&choice.effects, &cast), 3);
        let mut minds = |verb: &str, selectors: &[crate::model::Selector]| {
            if !selectors.is_empty() {
                let who: Vec<String> = selectors
                    .iter()
                    .map(|selector| words.who(*selector, &cast))
                    .collect();
                lines.push(format!("      {verb}: {}", who.join(", ")));
            }
        };
        minds("will like it", &choice.liked_by);
        minds("will mind it", &choice.disliked_by);
        if let Some(answer) = view.answer_at(event, place, index) {
            let order = Order::Respond {
                event,
                subject,
                choice: answer,
            };
            let open = view
                .owed()
                .any(|asked| (asked.event, asked.subject) == (event, subject));
            if let Err(refusal) = view.check(&order)
                && open
            {
                lines.push(format!(
                    "      not now: {}",
                    account::refusal(&view, &refusal, &order).plain()
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

    fn mechanism_row(&self, id: crate::model::MechanismId) -> String {
        let view = self.session.view();
        let words = self.words();
        let now = view.mechanism(id);
        let health = account::figure_of(
            &view,
            crate::model::Figure::Health,
            crate::model::Owner::Mechanism(id),
        );
        let uses = account::figure_of(
            &view,
            crate::model::Figure::Use,
            crate::model::Owner::Mechanism(id),
        );
        let members = if now.members.is_empty() {
            "no members".to_owned()
        } else {
            words.actors(now.members.iter())
        };
        format!(
            "{} {}: {}, {}, health {}, used {} times, {members}",
            cell(view.scenario().catalogue().mechanism(id), 22),
            words.name(Item::Mechanism(id)),
            obligation(now.level),
            verification(now.verification),
            whole(health),
            whole(uses),
        )
    }

    fn show_mechanism(&self, id: crate::model::MechanismId) -> Vec<String> {
        let words = self.words();
        let view = self.session.view();
        let mut lines = vec![self.mechanism_row(id)];
        lines.extend(self.prose(Item::Mechanism(id)));
        let measure = view.scenario().mechanism(id).measure;
        lines.push(format!("  measure: {}", words.name(Item::Measure(measure))));
        for actor in view.mechanism(id).members.iter() {
            let share = account::figure_of(
                &view,
                crate::model::Figure::Share,
                crate::model::Owner::Share(id, actor),
            );
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

    fn show_format(&self, id: crate::model::FormatId) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let names = view.scenario().catalogue();
        let now = view.format(id);
        let standing = account::figure_of(
            &view,
            crate::model::Figure::Standing,
            crate::model::Owner::Format(id),
        );
        let list = |actors: crate::model::ActorSet| {
            if actors.is_empty() {
                "nobody".to_owned()
            } else {
                words.actors(actors.iter())
            }
        };
        let agenda: Vec<String> = names
            .all_measures()
            .filter(|measure| now.discusses(*measure))
            .map(|measure| words.name(Item::Measure(measure)))
            .collect();
        let agenda = if agenda.is_empty() {
            "empty".to_owned()
        } else {
            agenda.join(", ")
        };
        let mut lines = vec![format!(
            "{} {}, standing {}",
            cell(names.format(id), 22),
            words.name(Item::Format(id)),
            whole(standing)
        )];
        lines.push(format!(
            "  members: {}; observers: {}; agenda: {agenda}",
            list(now.members),
            list(now.observers)
        ));
        lines.extend(self.prose(Item::Format(id)));
        lines
    }

    /// An actor: what it wants, who is in office, what is known of it.
    pub(super) fn show_actor(&self, actor: ActorId) -> Vec<String> {
        let view = self.session.view();
        let words = self.words();
        let mut lines = vec![words.actor(actor)];
        lines.extend(self.prose(Item::Actor(actor)));
        if let Some(office) = view.office(actor) {
            lines.push(format!("  in office: {}", words.name(Item::Office(office))));
        }
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
