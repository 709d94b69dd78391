//! 诊断包: what IT is handed when something is wrong: logs, health, versions, counts.
//!
//! Nothing of the ledger's business is in it: no name, no code, no amount, no note, no path.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use domain::Code;
use domain::access::Operation;
use domain::diagnosis::DiagnosisPart;
use domain::health::HealthItem;
use serde_json::{Map, Value, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::{Clock, Error, Home, Ledger, Result, SystemClock};

/// So much of the end of each day's log is taken along.
const LONGEST_LOG: usize = 8 << 20;
/// What of the preferences of the screens is told: how they look, not what they are filtered by.
const APPEARANCE: [&str; 3] = ["language", "theme", "unit"];

/// A diagnostics package that stands ready.
#[derive(Debug, Clone)]
pub struct Diagnosis {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    name: String,
    text: String,
    is_log: bool,
}

impl Home {
    /// Gathers what IT needs; of a ledger that does not open, `ledger` says why.
    ///
    /// `web_view` is the version of what draws the screens.
    pub fn diagnose(&self, ledger: Result<&Ledger, Code>, web_view: Option<&str>) -> Result<Diagnosis> {
        let mut parts = vec![part("about.json", &about(ledger.err(), web_view))?];
        if let Ok(ledger) = ledger {
            parts.push(part("health.json", &told(ledger.health_told(self, web_view)))?);
            parts.push(part("ledger.json", &told(ledger.told()))?);
            parts.push(part("backups.json", &told(ledger.backups_told()))?);
        }
        parts.push(part("settings.json", &self.settings_told(ledger.ok())?)?);
        parts.extend(self.log_parts()?);
        Ok(Diagnosis { parts })
    }

    fn settings_told(&self, ledger: Option<&Ledger>) -> Result<Value> {
        let ledger = ledger.map(|ledger| told(ledger_settings(ledger)));
        let preferences = self.preferences();
        let appearance: Map<String, Value> = APPEARANCE
            .iter()
            .filter_map(|name| Some(((*name).to_owned(), preferences.get(*name)?.clone())))
            .collect();
        let backups = match self.backup_settings() {
            Ok(settings) => {
                let (places, mut told) = (settings.places.len(), serde_json::to_value(settings)?);
                told["places"] = places.into();
                told
            }
            Err(error) => json!({ "failure": error.code() }),
        };
        Ok(json!({ "ledger": ledger, "backups": backups, "appearance": appearance }))
    }

    fn log_parts(&self) -> Result<Vec<Part>> {
        let user = directories::UserDirs::new().map(|folders| folders.home_dir().display().to_string());
        let part = |(day, path): (jiff::civil::Date, std::path::PathBuf)| {
            let bytes = fs::read(path)?;
            let end = &bytes[bytes.len().saturating_sub(LONGEST_LOG)..];
            let text = without_home(&String::from_utf8_lossy(end), user.as_deref());
            Ok(Part { name: format!("logs/lantai.{day}.log"), text, is_log: true })
        };
        self.log_files().into_iter().map(part).collect()
    }
}

impl Ledger {
    fn health_told(&self, home: &Home, web_view: Option<&str>) -> Result<Value> {
        let health = self.look_at_health(home, web_view)?;
        let items: Vec<Value> = health.items.iter().map(item).collect();
        Ok(json!({ "at": health.at, "items": items }))
    }

    fn told(&self) -> Result<Value> {
        let (counts, hash, operations) = self.read_for(Operation::Diagnose, |reader| {
            let counts = storage::totals::totals(reader)?.into_iter();
            let counts: Map<String, Value> =
                counts.map(|(noun, totals)| (noun.name().to_owned(), totals.count.into())).collect();
            let operations = storage::journal::list(reader, 0, 0)?.count;
            Ok((counts, storage::migrations::schema_hash_of(reader)?, operations))
        })?;
        Ok(json!({
            "schema_version": self.schema_version()?,
            "schema_sha256": backups::hexadecimal(&hash),
            "bytes": fs::metadata(self.path())?.len(),
            "operations": operations,
            "records": counts,
            "read_only": self.is_read_only(),
        }))
    }

    fn backups_told(&self) -> Result<Value> {
        let told = |backup: &backups::Backup| {
            let manifest = &backup.manifest;
            json!({
                "made_at": manifest.made_at,
                "reason": manifest.reason,
                "bytes": manifest.bytes,
                "program_version": manifest.program_version,
                "schema_version": manifest.schema_version,
                "last_operation": manifest.journal_head.as_ref().map(|head| head.seq),
                "encrypted": manifest.is_sealed(),
            })
        };
        Ok(self.own_backups()?.iter().map(told).collect())
    }
}

impl Diagnosis {
    /// Tells what is in the package, file by file.
    pub fn preview(&self) -> Vec<DiagnosisPart> {
        let told = |part: &Part| DiagnosisPart {
            name: part.name.clone(),
            bytes: part.text.len() as u64,
            text: (!part.is_log).then(|| part.text.clone()),
        };
        self.parts.iter().map(told).collect()
    }

    /// Writes the package, whole or not at all.
    ///
    /// # Errors
    ///
    /// `file.format_unknown` for any other ending than `.zip`; whatever the disk says.
    pub fn save(&self, to: &Path) -> Result<()> {
        if !crate::export::ends_with(to, "zip") {
            return Err(crate::export::unknown_format(to));
        }
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for part in &self.parts {
            package.start_file(&part.name, options).map_err(unwritten)?;
            package.write_all(part.text.as_bytes())?;
        }
        Ok(exchange::write::file(to, package.finish().map_err(unwritten)?.get_ref())?)
    }
}

fn unwritten(error: zip::result::ZipError) -> Error {
    Error::Io(error.into())
}

/// What cannot be told says why: a package is wanted most where something is wrong.
fn told(value: Result<Value>) -> Value {
    value.unwrap_or_else(|error| json!({ "failure": error.code(), "story": error.story() }))
}

fn part(name: &str, value: &Value) -> Result<Part> {
    Ok(Part { name: name.to_owned(), text: serde_json::to_string_pretty(value)?, is_log: false })
}

fn about(failure: Option<Code>, web_view: Option<&str>) -> Value {
    json!({
        "at": SystemClock.now_text(),
        "program_version": env!("CARGO_PKG_VERSION"),
        "known_schema": crate::migration::known(),
        "sqlite_version": storage::health::sqlite_version(),
        "web_view_version": web_view,
        "system": std::env::consts::OS,
        "processor": std::env::consts::ARCH,
        "processors": std::thread::available_parallelism().map_or(0, std::num::NonZero::get),
        // Why the ledger does not open.
        "failure": failure,
    })
}

/// Returns the settings of the ledger without the words that people chose for grades.
fn ledger_settings(ledger: &Ledger) -> Result<Value> {
    let settings =
        ledger.read_for(Operation::Diagnose, |reader| Ok(storage::settings::get(reader)?))?.settings;
    let (bands, mut told) = (settings.bands.len(), serde_json::to_value(settings)?);
    told["bands"] = bands.into();
    Ok(told)
}

/// Returns an item without the folder that it is about, and without any value that may be a path or
/// a name.
fn item(item: &HealthItem) -> Value {
    let params: Map<String, Value> = item
        .params
        .iter()
        .filter(|(_, value)| item.about.as_ref() != Some(value) && is_plain(value))
        .map(|(name, value)| (name.clone(), value.clone().into()))
        .collect();
    json!({ "name": item.name, "state": item.state, "code": item.code, "params": params })
}

/// Whether a value is a number, a size, an instant, a version or a word of the program.
fn is_plain(value: &str) -> bool {
    value.chars().all(|character| character.is_ascii_alphanumeric() || " .:+-_%#(),".contains(character))
}

/// Puts `~` into the place of the user's folder, whose name is that of the user.
fn without_home(text: &str, home: Option<&str>) -> String {
    match home.filter(|home| home.len() > 1) {
        // Logs write paths as Rust quotes them, with each `\` doubled.
        Some(home) => text.replace(home, "~").replace(&home.replace('\\', "\\\\"), "~"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_that_may_be_a_path_or_a_name_is_left_out() {
        for plain in ["40", "3.0 MB", "+1.0 MB", "2026-11-22T09:00:00Z", "TQ4K2A-7", "#7"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in ["D:\\兰台", "/home/li/x", "甲公司", "C:\\Users\\li", "payment 5 → supplier"] {
            assert!(!is_plain(other), "{other}");
        }
    }

    #[test]
    fn the_folder_of_the_user_is_told_as_a_tilde() {
        assert_eq!(without_home("in /home/li/x and /srv", Some("/home/li")), "in ~/x and /srv");
        assert_eq!(without_home("at \"C:\\\\Users\\\\li\\\\x\"", Some("C:\\Users\\li")), "at \"~\\\\x\"");
        assert_eq!(without_home("/", Some("/")), "/");
    }
}
