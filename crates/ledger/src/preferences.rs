//! What a person prefers of the screens: language, columns, views. Of this computer, no ledger's.

use std::io::Write;
use std::path::Path;

use domain::{Code, Problem};
use serde_json::{Map, Value};

use crate::{Error, Home, Result};

const FILE: &str = "preferences.json";
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
