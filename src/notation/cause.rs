//! Causes as text, for the records of saves: `initiative:hotline:seoul`, `event:test`, `upkeep:income`.

use crate::model::{Cause, Rule, SeatId};
use crate::scenario::Catalogue;

const RULES: [(Rule, &str); 29] = [
    (Rule::WarmthFades, "warmth-fades"),
    (Rule::TrustSettles, "trust-settles"),
    (Rule::ThreatFollows, "threat-follows"),
    (Rule::LinksLoosen, "links-loosen"),
    (Rule::WillSettles, "will-settles"),
    (Rule::HealthFollows, "health-follows"),
    (Rule::Income, "income"),
    (Rule::ArmsFollow, "arms-follow"),
    (Rule::PressureBites, "pressure-bites"),
    (Rule::PressureLifts, "pressure-lifts"),
    (Rule::PublicsFollow, "publics-follow"),
    (Rule::PolesPull, "poles-pull"),
    (Rule::UrgencyFades, "urgency-fades"),
    (Rule::FearsSettle, "fears-settle"),
    (Rule::HomeSettles, "home-settles"),
    (Rule::TradeFollows, "trade-follows"),
    (Rule::GrievancesSettle, "grievances-settle"),
    (Rule::ProgrammeAdvances, "programme-advances"),
    (Rule::StandingFades, "standing-fades"),
    (Rule::Calendar, "calendar"),
    (Rule::YearlyBudget, "yearly-budget"),
    (Rule::MandatePays, "mandate-pays"),
    (Rule::HedgeCosts, "hedge-costs"),
    (Rule::OwnerPays, "owner-pays"),
    (Rule::MechanismsRelieve, "mechanisms-relieve"),
    (Rule::LameDuck, "lame-duck"),
    (Rule::Election, "election"),
    (Rule::Handover, "handover"),
    (Rule::FeintShows, "feint-shows"),
];

/// The text of a cause.
#[must_use]
pub fn write(names: &Catalogue, cause: Cause) -> String {
    let seat = |seat: SeatId| names.actor(seat.0);
    match cause {
        Cause::Opening => "opening".to_owned(),
        Cause::Order(by) => format!("order:{}", seat(by)),
        Cause::Initiative(id, by) => format!("initiative:{}:{}", names.initiative(id), seat(by)),
        Cause::Risk(id, by) => format!("risk:{}:{}", names.initiative(id), seat(by)),
        Cause::Cancelled(id, by) => format!("cancelled:{}:{}", names.initiative(id), seat(by)),
        Cause::Event(id) => format!("event:{}", names.event(id)),
        Cause::Choice(id, by, choice) => {
            format!(
                "choice:{}:{}:{}",
                names.event(id),
                seat(by),
                names.answer(id, choice)
            )
        }
        Cause::Pledge(id, by) => format!("pledge:{}:{}", names.pledge(id), seat(by)),
        Cause::Roadmap(by) => format!("roadmap:{}", seat(by)),
        Cause::Published(by) => format!("published:{}", seat(by)),
        Cause::Met(id, by) => format!("milestone-met:{}:{}", names.initiative(id), seat(by)),
        Cause::Missed(id, by) => format!("milestone-missed:{}:{}", names.initiative(id), seat(by)),
        Cause::Withdrawn(id, by) => {
            format!("milestone-withdrawn:{}:{}", names.initiative(id), seat(by))
        }
        Cause::Table(id, by) => format!("table:{}:{}", names.table(id), seat(by)),
        Cause::Text(id) => format!("text:{}", names.table(id)),
        Cause::Step(id, by) => format!("step:{}:{}", names.crisis(id), seat(by)),
        Cause::Crisis(id) => format!("crisis:{}", names.crisis(id)),
        Cause::Report(id) => format!("report:{}", names.report(id)),
        Cause::Upkeep(rule) => {
            let word = RULES
                .iter()
                .find(|(known, _)| *known == rule)
                .map_or("", |(_, word)| word);
            format!("upkeep:{word}")
        }
    }
}

/// Reads a cause; `None` if it names something that the scenario doesn't have.
#[must_use]
pub fn read(names: &Catalogue, text: &str) -> Option<Cause> {
    let parts: Vec<&str> = text.split(':').collect();
    let seat = |id: &str| names.find_actor(id).map(SeatId);
    Some(match *parts.as_slice() {
        ["opening"] => Cause::Opening,
        ["order", by] => Cause::Order(seat(by)?),
        ["initiative", id, by] => Cause::Initiative(names.find_initiative(id)?, seat(by)?),
        ["risk", id, by] => Cause::Risk(names.find_initiative(id)?, seat(by)?),
        ["cancelled", id, by] => Cause::Cancelled(names.find_initiative(id)?, seat(by)?),
        ["event", id] => Cause::Event(names.find_event(id)?),
        ["choice", id, by, choice] => {
            let event = names.find_event(id)?;
            Cause::Choice(event, seat(by)?, names.find_answer(event, choice)?)
        }
        ["pledge", id, by] => Cause::Pledge(names.find_pledge(id)?, seat(by)?),
        ["roadmap", by] => Cause::Roadmap(seat(by)?),
        ["published", by] => Cause::Published(seat(by)?),
        ["milestone-met", id, by] => Cause::Met(names.find_initiative(id)?, seat(by)?),
        ["milestone-missed", id, by] => Cause::Missed(names.find_initiative(id)?, seat(by)?),
        ["milestone-withdrawn", id, by] => Cause::Withdrawn(names.find_initiative(id)?, seat(by)?),
        ["table", id, by] => Cause::Table(names.find_table(id)?, seat(by)?),
        ["step", id, by] => Cause::Step(names.find_crisis(id)?, seat(by)?),
        ["crisis", id] => Cause::Crisis(names.find_crisis(id)?),
        ["report", id] => Cause::Report(names.find_report(id)?),
        ["text", id] => Cause::Text(names.find_table(id)?),
        ["upkeep", word] => Cause::Upkeep(
            RULES
                .iter()
                .find(|(_, known)| *known == word)
                .map(|(rule, _)| *rule)?,
        ),
        _ => return None,
    })
}
