//! Saves in plain mode: save, load, saves, and what happens at the end of the input.

use crate::command::Action;
use crate::plain::{Said, Shell, cell};
use crate::report::Asked;
use crate::session::{Session, Trouble};
use crate::text::clean;

impl Shell<'_> {
    /// What is done about saves.
    pub(super) fn filed(&mut self, action: Action, rest: &[&str]) -> Said {
        if action == Action::Save {
            self.save(rest)
        } else if action == Action::Load {
            self.load(rest)
        } else {
            self.saves()
        }
    }

    /// Saves in the game's own slot and says where.
    pub(super) fn keep(&mut self) -> Said {
        if self.session.store().is_none() {
            return Ok(Vec::new());
        }
        match self.session.save() {
            Ok(_) => Ok(vec![format!("ok saved as {}", self.session.slot())]),
            Err(trouble) => Err(clean(&format!("not saved: {trouble}"))),
        }
    }

    /// `save [NAME]`
    fn save(&mut self, rest: &[&str]) -> Said {
        match rest {
            [] => self.keep(),
            [name] => match self.session.save_as(name) {
                Ok(_) => Ok(vec![format!("ok saved as {name}")]),
                Err(trouble) => Err(clean(&format!("not saved: {trouble}"))),
            },
            _ => Err("save takes one name, or none for the game's own slot".to_owned()),
        }
    }

    /// `report FILE`
    pub(super) fn report(&self, rest: &[&str]) -> Said {
        if rest.is_empty() {
            return Err(
                "report takes a file: its ending says what is written: .html, .md or .json"
                    .to_owned(),
            );
        }
        let name = rest.join(" ");
        let path = std::path::Path::new(&name);
        let asked = Asked::of(&self.session, path).and_then(Asked::write);
        asked.map_err(|why| clean(&why.plain()))?;
        Ok(vec![format!("ok written to {}", clean(&name))])
    }

    /// `saves`
    fn saves(&self) -> Said {
        let Some(store) = self.session.store() else {
            return Ok(vec!["no folder of saves".to_owned()]);
        };
        let listed = store
            .list()
            .map_err(|trouble| clean(&trouble.to_string()))?;
        if listed.is_empty() {
            return Ok(vec![clean(&format!(
                "no saves in {}",
                store.folder().display()
            ))]);
        }
        let rows = listed
            .iter()
            .filter(|listed| listed.generation == 0)
            .map(|listed| {
                let what = match &listed.content {
                    Ok(save) if save.over => format!("{}, over", clean(&save.scenario)),
                    Ok(save) => format!(
                        "{}, {}, turn {} of {}",
                        clean(&save.scenario),
                        clean(&save.seat),
                        save.turn,
                        save.turns
                    ),
                    Err(trouble) => clean(&format!("can't be read: {trouble}")),
                };
                format!("{} {what}", cell(&clean(&listed.slot), 32))
            });
        Ok(rows.collect())
    }

    /// `load NAME`
    fn load(&mut self, rest: &[&str]) -> Said {
        let [name] = rest else {
            return Err("load takes the name of a save, or latest; saves lists them".to_owned());
        };
        let store = self
            .session
            .store()
            .cloned()
            .ok_or("there is no folder of saves")?;
        let found = if *name == "latest" {
            store.latest()
        } else {
            store.read(name).map(|save| ((*name).to_owned(), save))
        };
        let (slot, save) = found.map_err(|trouble| self.not_loaded(name, &trouble))?;
        let scenario = self
            .session
            .scenario_for(self.library, &save)
            .map_err(|error| clean(&error.to_string()))?;
        let session = Session::resume(&scenario, &save, Some(store), slot.clone());
        self.session = session.map_err(|why| clean(&format!("{slot}: {why}")))?;
        let view = self.session.view();
        let mut lines = vec![format!("ok loaded {slot}")];
        if view.over().is_some() {
            lines.push("the game is over".to_owned());
        } else {
            lines.push(format!(
                "turn {} of {}",
                view.turn().0,
                view.scenario().calendar().turns.0
            ));
        }
        Ok(lines)
    }

    fn not_loaded(&self, name: &str, trouble: &Trouble) -> String {
        let older = self
            .session
            .store()
            .and_then(|store| store.older_generation(name));
        let offer = older.map_or_else(String::new, |(path, save)| {
            format!(
                "; an intact older generation, turn {}, is {}",
                save.turn,
                path.display()
            )
        });
        clean(&format!("{name}: {trouble}{offer}"))
    }
}
