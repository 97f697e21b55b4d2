//! Other words for actions, by which the palette finds them.

use crate::command::{Action, Own};

/// Words that somebody may look for, separated by spaces; empty if its name and help say enough.
#[must_use]
pub const fn aliases(action: Action) -> &'static str {
    match action {
        Action::End => "next turn finish done pass",
        Action::EndAnyway => "skip default next turn",
        Action::Undo => "take back revert",
        Action::Orders => "history undo list plan",
        Action::Quit => "exit leave close",
        Action::Save => "write keep store",
        Action::Load | Action::Saves => "open continue restore files",
        Action::Palette => "command search find action",
        Action::Settings => {
            "options preferences configuration theme colour color ascii motion mouse hints keys bindings rebind"
        }
        Action::Lesson | Action::SkipStep => "tutorial guide teach first",
        Action::Hints => "tips advice off",
        Action::Help => "keys shortcuts manual how",
        Action::Why => "explain cause reason unfold ledger",
        Action::Glossary => "dictionary word meaning define",
        Action::Respond | Action::Events => "cable event reply question",
        Action::Futures | Action::Forecast => "fan odds prediction future",
        Action::StaffPlan => "advice suggestion search recommend what next",
        Action::Inbox => "waiting todo due owed",
        Action::Watch => "replay theatre again history",
        Action::Durability => "holds lasts futures",
        Action::Otherwise => "counterfactual what if change decision",
        Action::Advise => "advisers counsel staff",
        Action::Launch | Action::Initiatives => "start plan project catalogue",
        Action::Cancel => "stop abort take out",
        Action::Intel => "estimates dossier spies",
        Action::Log => "ledger cables news history",
        Action::About | Action::Hash => "version seed lens hash",
        Action::Score | Action::Ending | Action::Debrief => "axes points result debrief",
        Action::Tables | Action::Table | Action::Bargain(_) => "negotiation talks bargain",
        Action::Map => OF_THE_MAP,
        Action::Own(own) => of_one_screen(own),
        Action::Publish
        | Action::Again
        | Action::Schedule
        | Action::Roadmap
        | Action::Status
        | Action::Brief
        | Action::Relations
        | Action::Figures
        | Action::Show
        | Action::WhatIf
        | Action::StaffText
        | Action::Report
        | Action::Instruments
        | Action::Crisis
        | Action::Step
        | Action::Mechanisms
        | Action::Formats
        | Action::Pledges
        | Action::Windows
        | Action::Up
        | Action::Down
        | Action::Left
        | Action::Right
        | Action::Choose
        | Action::Back
        | Action::NextPane
        | Action::PreviousPane
        | Action::Jump(_)
        | Action::Search => "",
    }
}

const OF_THE_MAP: &str = "situation adiz nll claim";

/// The same for what one screen alone has.
const fn of_one_screen(own: Own) -> &'static str {
    match own {
        Own::AirZones | Own::SeaLines => OF_THE_MAP,
        Own::Legend | Own::ZoomCrisis | Own::ZoomRegion => "map signs enlarge part",
        Own::Matrix => "relations table all trust threat",
        Own::NewGame => "start begin scenario",
        Own::RunTurns => "theatre replay play pause",
        Own::Faster | Own::Slower => "theatre replay speed",
        Own::ToTurn => "theatre replay jump seek",
        Own::ToFile => "theatre replay export write",
        Own::KeepCopy | Own::ReadAgain | Own::Suggest | Own::OwnText | Own::NextPair => "",
    }
}
