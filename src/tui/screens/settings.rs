//! The settings: one list; what is changed shows at once and is kept.

use ratatui::layout::Rect;

use crate::command::{Action, Screen as Place};
use crate::session::Settings;
use crate::text::settings::settings_file;
use crate::text::{Line, Tone};
use crate::tui::context::Context;
use crate::tui::keys::{Key, Move};
use crate::tui::list::{self, Focus, Row};
use crate::tui::paint::{Pen, cells, column, wrap_all};
use crate::tui::screens::confirm::Confirm;
use crate::tui::screens::keys::KeysPage;
use crate::tui::screens::{Component, Hint, Screen, Shape, Wish, act, own};

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Theme,
    Ascii,
    Motion,
    Hints,
    First,
    Mouse,
    Keys,
    Reset,
}

impl Item {
    const ALL: [Self; 8] = [
        Self::Theme,
        Self::Ascii,
        Self::Motion,
        Self::Hints,
        Self::First,
        Self::Mouse,
        Self::Keys,
        Self::Reset,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Theme => "Theme",
            Self::Ascii => "ASCII signs only",
            Self::Motion => "Reduced motion",
            Self::Hints => "Keys in the bottom line",
            Self::First => "Hints the first time",
            Self::Mouse => "Mouse",
            Self::Keys => "Keys",
            Self::Reset => "Reset to defaults",
        }
    }

    const fn about(self) -> &'static str {
        match self {
            Self::Theme => {
                "Colours. ‘terminal’ uses the sixteen that your terminal has; NO_COLOR wins over every theme."
            }
            Self::Ascii => {
                "No lines, arrows or blocks beyond ASCII, for terminals and fonts that lack them. Names keep their letters."
            }
            Self::Motion => {
                "Forecasts appear when they are complete, instead of being refined while you read."
            }
            Self::Hints => "Off, the bottom line names help and quit alone.",
            Self::First => {
                "A line or two when something comes up for the first time in your first campaign."
            }
            Self::Mouse => "Click and wheel. Off, the terminal selects text with the mouse.",
            Self::Keys => "Give actions other keys.",
            Self::Reset => "Every setting as it was at first, keys included.",
        }
    }
}

/// The page of settings.
#[derive(Default)]
pub(in crate::tui) struct SettingsPage {
    selected: usize,
}

fn on_off(on: bool) -> String {
    if on { "on" } else { "off" }.to_owned()
}

fn value(item: Item, context: &Context<'_>) -> String {
    let settings = context.preferences.settings();
    match item {
        Item::Theme => format!("‹ {} ›", settings.theme),
        Item::Ascii => on_off(settings.ascii),
        Item::Motion => on_off(settings.reduced_motion),
        Item::Hints => on_off(settings.hints),
        Item::First => on_off(settings.first_hints),
        Item::Mouse => on_off(settings.mouse),
        Item::Keys => match context.preferences.bindings().count() {
            0 => "as usual".to_owned(),
            count => format!("{count} changed"),
        },
        Item::Reset => String::new(),
    }
}

impl SettingsPage {
    fn item(&self) -> Item {
        let place = self.selected.min(Item::ALL.len() - 1);
        Item::ALL[place]
    }

    /// Changes what is selected, forward or back.
    fn change(&self, context: &Context<'_>, forward: bool) -> Wish {
        let mut settings: Settings = context.preferences.settings().clone();
        match self.item() {
            Item::Theme => {
                let themes = context.preferences.themes();
                let place = themes.iter().position(|name| *name == settings.theme);
                let step = if forward { 1 } else { themes.len() - 1 };
                let next = (place.unwrap_or(0) + step) % themes.len();
                themes[next].clone_into(&mut settings.theme);
            }
            Item::Ascii => settings.ascii = !settings.ascii,
            Item::Motion => settings.reduced_motion = !settings.reduced_motion,
            Item::Hints => settings.hints = !settings.hints,
            Item::First => settings.first_hints = !settings.first_hints,
            Item::Mouse => settings.mouse = !settings.mouse,
            Item::Keys | Item::Reset => return Wish::Nothing,
        }
        Wish::Set(settings)
    }

    fn foot(&self, context: &Context<'_>, wide: u16) -> Vec<Line> {
        let kept = context.preferences.kept();
        let path = kept.path().map(|path| path.display().to_string());
        let mut lines = vec![Line::from(self.item().about()), Line::default()];
        lines.extend(settings_file(path.as_deref(), kept.is_broken()));
        wrap_all(&lines, usize::from(wide))
    }
}

/// Rows for what is said below the list, whatever is selected.
const FOOT: usize = 6;

impl Component for SettingsPage {
    fn place(&self) -> Place {
        Place::Settings
    }

    fn title(&self, _context: &Context<'_>) -> String {
        "Settings".to_owned()
    }

    fn shape(&self) -> Shape {
        Shape::Dialog(76)
    }

    fn height(&self, _context: &Context<'_>, _wide: u16) -> u16 {
        cells(Item::ALL.len() + 1 + FOOT)
    }

    fn draw(&mut self, pen: &mut Pen<'_>, area: Rect, context: &Context<'_>) {
        let rows: Vec<Row> = Item::ALL
            .into_iter()
            .map(|item| {
                let name = column(&item.name().into(), 26);
                let value = Line::new(&value(item, context), Tone::Strong);
                Row::item(name.then(value))
            })
            .collect();
        let tall = cells(rows.len()).min(area.height);
        let body = Rect {
            height: tall,
            ..area
        };
        list::draw(pen, body, &rows, self.selected, Focus::Here);
        let below = Rect {
            y: area.y + (tall + 1).min(area.height),
            height: area.height.saturating_sub(tall + 1),
            ..area
        };
        pen.lines(below, &self.foot(context, area.width));
    }

    fn press(&mut self, key: Key, context: &Context<'_>) -> Wish {
        match (key, Move::of(key), self.item()) {
            (Key::Esc, _, _) => Wish::Back,
            (Key::Enter, _, Item::Keys) => Wish::Open(Box::new(Screen::Keys(KeysPage::default()))),
            (Key::Enter, _, Item::Reset) => Wish::Open(Box::new(Screen::Confirm(Confirm::reset()))),
            (Key::Enter, _, _) | (_, Some(Move::Right), _) => self.change(context, true),
            (_, Some(Move::Left), _) => self.change(context, false),
            (_, Some(step), _) => {
                self.selected = step.within(self.selected, Item::ALL.len(), 5);
                Wish::Nothing
            }
            (_, None, _) => Wish::Pass,
        }
    }

    fn hints(&self, _context: &Context<'_>) -> Vec<Hint> {
        let enter = match self.item() {
            Item::Theme => "next theme",
            Item::Ascii | Item::Motion | Item::Hints | Item::First | Item::Mouse => "switch",
            Item::Keys => "change keys",
            Item::Reset => "reset",
        };
        let mut hints = vec![act(Action::Choose, enter), own("↑↓", "move")];
        if self.item() == Item::Theme {
            hints.push(own("←→", "theme"));
        }
        hints.push(act(Action::Back, "back"));
        hints
    }
}
