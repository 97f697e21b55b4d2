//! Causes as phrases.

use crate::model::{Cause, Rule, SeatId, Turn};
use crate::scenario::Item;
use crate::text::{Line, Tone, Words, fill};

impl Words<'_> {
    /// Why something happened: "Tokyo's answer to ‘…’: ‘…’", "trust settles".
    #[must_use]
    pub fn cause(&self, cause: Cause) -> Line {
        let by = |template, seat: SeatId, item, answer| {
            let slots = [
                ("whose", self.whose(seat.0).into()),
                ("seat", self.seat(seat).into()),
                ("it", self.quoted(item)),
                ("answer", answer),
            ];
            fill(template, &slots)
        };
        let none = Line::default();
        match cause {
            Cause::Opening => "how things stood at the opening".into(),
            Cause::Order(seat) => fill("an order of {seat}", &[("seat", self.seat(seat).into())]),
            Cause::Initiative(id, seat) => by("{whose} {it}", seat, Item::Initiative(id), none),
            Cause::Risk(id, seat) => {
                by("the risk of {whose} {it}", seat, Item::Initiative(id), none)
            }
            Cause::Cancelled(id, seat) => {
                by("the end of {whose} {it}", seat, Item::Initiative(id), none)
            }
            Cause::Event(id) => self.quoted(Item::Event(id)),
            Cause::Choice(id, seat, choice) => by(
                "{whose} answer to {it}: {answer}",
                seat,
                Item::Event(id),
                self.answer(id, choice),
            ),
            Cause::Pledge(id, seat) => by("{whose} pledge {it}", seat, Item::Pledge(id), none),
            Cause::Roadmap(seat) => {
                fill("{whose} roadmap", &[("whose", self.whose(seat.0).into())])
            }
            Cause::Published(seat) => {
                let whose = ("whose", self.whose(seat.0).into());
                fill("{whose} published roadmap", &[whose])
            }
            Cause::Met(id, seat) => by(
                "{whose} milestone {it}, launched in time",
                seat,
                Item::Initiative(id),
                none,
            ),
            Cause::Missed(id, seat) => by(
                "{whose} milestone {it}, which slipped",
                seat,
                Item::Initiative(id),
                none,
            ),
            Cause::Table(id, seat) => by("what {seat} did at {it}", seat, Item::Table(id), none),
            Cause::Step(id, seat) => by("what {seat} did in {it}", seat, Item::Crisis(id), none),
            Cause::Crisis(id) => fill("the crisis {it}", &[("it", self.quoted(Item::Crisis(id)))]),
            Cause::Report(id) => self.name(Item::Report(id)).into(),
            Cause::Text(id) => fill(
                "what became of {it}",
                &[("it", self.quoted(Item::Table(id)))],
            ),
            Cause::Withdrawn(id, seat) => by(
                "{whose} milestone {it}, taken off the roadmap",
                seat,
                Item::Initiative(id),
                none,
            ),
            Cause::Upkeep(rule) => rule_name(rule).into(),
        }
    }

    /// A cause with the day of its turn: "25 March 2013: income".
    #[must_use]
    pub fn dated_cause(&self, cause: Cause, turn: Turn) -> Line {
        let slots = [
            ("day", Line::new(&self.day_of_cause(cause, turn), Tone::Dim)),
            ("cause", self.cause(cause)),
        ];
        fill("{day}: {cause}", &slots)
    }
}

/// What the passage of time did.
const fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::WarmthFades => "warmth fades",
        Rule::TrustSettles => "trust settles to what links and cover support",
        Rule::ThreatFollows => "the sense of threat follows arms and cover",
        Rule::LinksLoosen => "links loosen without work on them",
        Rule::WillSettles => "political will falls back to its base",
        Rule::HealthFollows => "health follows the members' attention",
        Rule::Income => "income",
        Rule::ArmsFollow => "arms follow the sense of threat",
        Rule::PressureBites => "economic pressure bites, or eases",
        Rule::PressureLifts => "economic pressure eases with time",
        Rule::PublicsFollow => "publics follow what governments do",
        Rule::PolesPull => "uncertainty pulls towards the nearer pole",
        Rule::UrgencyFades => "urgency fades",
        Rule::FearsSettle => "fears of an ally settle",
        Rule::HomeSettles => "support at home settles",
        Rule::TradeFollows => "economic ties follow quarrels",
        Rule::GrievancesSettle => "grievances settle",
        Rule::ProgrammeAdvances => "the programme runs on its own clock",
        Rule::StandingFades => "a format fades without work on it",
        Rule::Calendar => "the calendar",
        Rule::YearlyBudget => "the budget of the year",
        Rule::MandatePays => "support at home, against an even mandate",
        Rule::HedgeCosts => "closeness to both poles while they fear each other more",
        Rule::OwnerPays => "upkeep of what one capital owns alone",
        Rule::MechanismsRelieve => "mechanisms take work off the ministries",
        Rule::LameDuck => "the end of a term",
        Rule::Election => "an election",
        Rule::Handover => "working links fray when a government changes",
        Rule::FeintShows => "what was shown falsely comes out",
    }
}
