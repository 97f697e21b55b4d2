//! Elections: real days within the calendar, and offices that the actor has.

use crate::model::{ActorId, Date, EventId, OfficeId, Turn};
use crate::scenario::check::Checker;
use crate::scenario::check::names::Sort;
use crate::scenario::check::text::{Empty, LONGEST_TEXT};
use crate::scenario::definition::Election;
use crate::scenario::file::Place;
use crate::scenario::problem::quoted;
use crate::scenario::prose::{Field, Item};
use crate::scenario::raw::{RawActor, RawElection};

impl Checker<'_> {
    /// The elections of an actor.
    pub(super) fn elections(
        &mut self,
        actor: ActorId,
        raw: &RawActor,
        place: Place<'_>,
    ) -> Vec<Election> {
        if raw.offices.is_empty() && !raw.elections.is_empty() {
            let message = format!("{} has no office that could be decided", quoted(&raw.id));
            let hint = "list who may hold it: offices: [(id: .., name: ..)]";
            self.report_with(place, &message, Some(hint.to_owned()));
            return Vec::new();
        }
        let mut elections: Vec<Election> = Vec::new();
        for (index, election) in raw.elections.iter().enumerate() {
            let number = u8::try_from(index).unwrap_or(u8::MAX);
            let here = place.at(index);
            let last = elections.last().map(|known| known.date);
            let checked = self.election((actor, number), raw, election, here);
            if let (Some(last), Some(checked)) = (last, &checked)
                && checked.date <= last
            {
                let message = "this day is not after the one before it";
                let hint = "list elections in the order of their dates";
                self.report_with(here.field("date"), message, Some(hint.to_owned()));
            }
            elections.extend(checked);
        }
        elections
    }

    fn election(
        &mut self,
        (actor, number): (ActorId, u8),
        raw: &RawActor,
        election: &RawElection,
        place: Place<'_>,
    ) -> Option<Election> {
        let rule = (place.field("name"), LONGEST_TEXT, Empty::Refused);
        let item = Item::Election(actor, number);
        self.words(item, Field::Name, &election.name, rule);
        let day = self.day_of_election(&election.date, place.field("date"));
        let announced = self.announcement(election, place.field("announced"));
        let lame_duck = self.turns(place.field("lame_duck"), election.lame_duck, 0);
        let winner = self.winner(raw, election, place.field("winner"));
        let overtaken_by = match &election.overtaken_by {
            Some(event) => {
                let here = place.field("overtaken_by");
                Some(self.find(Sort::Event, event, here).map(EventId)?)
            }
            None => None,
        };
        let (date, turn) = day?;
        Some(Election {
            date,
            turn,
            announced,
            lame_duck,
            winner,
            overtaken_by,
            place: number,
        })
    }

    fn day_of_election(&mut self, text: &str, place: Place<'_>) -> Option<(Date, Turn)> {
        let date = self.date(text, place)?;
        let calendar = self.calendar.as_ref()?;
        let (turn, start) = (calendar.turn_of(date), calendar.start);
        let end = calendar.first_day(calendar.turns.after(1));
        if turn == Turn(0) || turn > calendar.turns {
            let message = "this day is outside the calendar of the scenario";
            let hint = format!("a day from {start} on and before {end}");
            self.report_with(place, message, Some(hint));
            return None;
        }
        Some((date, turn))
    }

    fn announcement(&mut self, election: &RawElection, place: Place<'_>) -> Turn {
        let Some(text) = &election.announced else {
            return Turn(0);
        };
        let day = self.date(text, place);
        if let (Some(day), Some(held)) = (day, Date::parse(&election.date))
            && day > held
        {
            self.report(place, "it would be announced after it was held");
        }
        let calendar = self.calendar.as_ref();
        day.zip(calendar)
            .map_or(Turn(0), |(day, calendar)| calendar.turn_of(day))
    }

    fn winner(
        &mut self,
        raw: &RawActor,
        election: &RawElection,
        place: Place<'_>,
    ) -> Option<OfficeId> {
        let winner = election.winner.as_ref()?;
        let found = self.find(Sort::Office, winner, place).map(OfficeId)?;
        self.own_office(raw, winner, place);
        Some(found)
    }
}
