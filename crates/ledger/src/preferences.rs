//! What a person prefers of the screens: language, columns, views. Of this computer, no ledger's.

use std::io::Write;
use std::path::Path;

use domain::layout::ExportLayout;
use domain::{Code, Noun, Problem};
use serde_json::{Map, Value};

use crate::{Error, Home, Result};

const FILE: &str = "preferences.json";
/// Where the screens keep the layouts of exports, by noun.
const LAYOUTS: &str = "exports";
/// Far more than the screens ever keep; a larger one would be a mistake of theirs.
const LARGEST: usize = 4 * 1024 * 1024;

impl Home {
    /// Returns the preferences that were kept last; none on a first start, or where the file
    /// cannot be read: they are no reason not to start.
    pub fn preferences(&self) -> Map<String, Value> {
        let text = std::fs::read(self.folder().join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Keeps preferences in the place of those before.
    pub fn keep_preferences(&self, preferences: &Map<String, Value>) -> Result<()> {
        let text = serde_json::to_vec_pretty(preferences)?;
        if text.len() > LARGEST {
            let problem = Problem::new(Code::RequestInvalid);
            return Err(Error::rule(problem.param("detail", "preferences are too large")));
        }
        self.write(FILE, &text)
    }

    /// Returns the saved layouts of exports, noun by noun as the lists stand, those of a noun by name.
    ///
    /// The screens keep them with the rest; one that cannot be read is no reason to hide the others.
    pub fn export_layouts(&self) -> Vec<(Noun, ExportLayout)> {
        let preferences = self.preferences();
        let of_noun = |noun: &Noun| preferences.get(LAYOUTS)?.get(noun.name())?.as_array();
        let kept = |noun: &'static Noun| of_noun(noun).into_iter().flatten().map(move |one| (*noun, one));
        let readable =
            |(noun, layout): (Noun, &Value)| Some((noun, serde_json::from_value(layout.clone()).ok()?));
        Noun::ALL.iter().flat_map(kept).filter_map(readable).collect()
    }

    /// Finds the saved layout of a name.
    ///
    /// # Errors
    ///
    /// `layout.unknown`, with the names that there are.
    pub fn export_layout(&self, noun: Noun, name: &str) -> Result<ExportLayout> {
        let layouts = self.export_layouts().into_iter().filter(|(of, _)| *of == noun);
        let layouts: Vec<ExportLayout> = layouts.map(|(_, layout)| layout).collect();
        let known: Vec<&str> = layouts.iter().map(|layout| layout.name.as_str()).collect();
        let known = if known.is_empty() { "—".to_owned() } else { known.join("、") };
        let problem = Problem::new(Code::LayoutUnknown).param("value", name).param("known", &known);
        layouts.into_iter().find(|layout| layout.name == name).ok_or_else(|| Error::rule(problem))
    }

    /// Puts a file in the place of the one before, whole or not at all.
    pub(crate) fn write(&self, name: &str, text: &[u8]) -> Result<()> {
        let folder: &Path = self.folder();
        std::fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(text)?;
        file.as_file().sync_all()?;
        file.persist(folder.join(name)).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::layout::LayoutFormat;
    use serde_json::json;

    use super::*;

    #[test]
    fn preferences_come_back_and_a_broken_file_starts_anew() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let home = Home::at(folder.path().join("home"));
        assert!(home.preferences().is_empty());
        let chosen = Map::from_iter([("lists".to_owned(), json!({ "contract": { "hidden": ["officer"] } }))]);
        home.keep_preferences(&chosen)?;
        assert_eq!(home.preferences(), chosen);
        std::fs::write(home.folder().join(FILE), "{")?;
        assert!(home.preferences().is_empty());
        Ok(())
    }

    #[test]
    fn saved_layouts_are_found_by_name_beside_one_that_cannot_be_read() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let home = Home::at(folder.path().to_owned());
        assert_eq!(home.export_layouts(), []);
        let column = json!({ "field": "code", "heading": "编号" });
        let monthly = json!({ "name": "月报", "columns": [column], "format": "csv_gb18030" });
        let exports = json!({ "contract": [{ "name": 7 }, monthly], "payment": "?", "unknown": [] });
        home.keep_preferences(&Map::from_iter([("exports".to_owned(), exports)]))?;
        let found = home.export_layout(Noun::Contract, "月报")?;
        assert_eq!((found.format, found.columns[0].heading.as_str()), (LayoutFormat::CsvGb18030, "编号"));
        assert_eq!(home.export_layouts(), [(Noun::Contract, found)]);
        let refused = home.export_layout(Noun::Contract, "年报").err();
        let told = refused.map(|error| (error.code(), error.params()["known"].clone()));
        assert_eq!(told, Some((Code::LayoutUnknown, "月报".to_owned())));
        assert!(home.export_layout(Noun::Payment, "月报").is_err(), "of another kind");
        Ok(())
    }

    #[test]
    fn preferences_without_end_are_refused_and_the_old_ones_stay() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let home = Home::at(folder.path().to_owned());
        home.keep_preferences(&Map::from_iter([("unit".to_owned(), json!("wan"))]))?;
        let endless = Map::from_iter([("unit".to_owned(), json!("万".repeat(LARGEST)))]);
        let refused = home.keep_preferences(&endless).err().map(|error| error.code());
        assert_eq!(refused, Some(Code::RequestInvalid));
        assert_eq!(home.preferences().get("unit"), Some(&json!("wan")));
        Ok(())
    }
}
