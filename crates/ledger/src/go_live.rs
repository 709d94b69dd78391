//! 上线检查: before and after an installation or an upgrade, what was looked at and what came of it.
//!
//! What people tick lies with the program of this computer, not in the ledger: it is about the
//! computer as much as about the ledger.

use std::collections::BTreeMap;
use std::path::Path;

use domain::go_live::{FIXED, GoLiveBackup, GoLiveItem, GoLiveReport, NounTotals, Totals, check_own};
use domain::{Code, Noun, Problem, text};
use serde::{Deserialize, Serialize};

use crate::error::refuse_broken;
use crate::{Error, Home, Ledger, Result, Watch};

const FILE: &str = "go-live.json";

/// What people added and ticked.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    own: Vec<String>,
    ticks: BTreeMap<String, Tick>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Tick {
    by: String,
    /// UTC, RFC 3339.
    at: String,
}

impl Home {
    /// Returns what people check themselves, and who did so when.
    pub fn go_live_items(&self) -> Vec<GoLiveItem> {
        items(&self.kept())
    }

    /// Ticks an item in the name of whoever asks the ledger, or takes its tick back.
    ///
    /// # Errors
    ///
    /// `go_live.item_unknown`.
    pub fn tick_go_live(&self, ledger: &Ledger, item: &str, done: bool) -> Result<Vec<GoLiveItem>> {
        let mut kept = self.kept();
        expect_known(&kept, item)?;
        if done {
            let tick = Tick { by: ledger.session().actor.clone(), at: ledger.clock().now_text() };
            kept.ticks.insert(item.to_owned(), tick);
        } else {
            kept.ticks.remove(item);
        }
        self.keep(&kept)
    }

    /// Adds an item of one's own.
    ///
    /// # Errors
    ///
    /// `go_live.text_missing`, `go_live.text_taken`.
    pub fn add_go_live_item(&self, text: &str) -> Result<Vec<GoLiveItem>> {
        let text = text::tidy(text);
        let mut kept = self.kept();
        refuse_broken(check_own(&text, &items(&kept)))?;
        kept.own.push(text);
        self.keep(&kept)
    }

    /// Removes an item that somebody added.
    ///
    /// # Errors
    ///
    /// `go_live.item_unknown`.
    pub fn remove_go_live_item(&self, item: &str) -> Result<Vec<GoLiveItem>> {
        let mut kept = self.kept();
        if !kept.own.iter().any(|own| own == item) {
            return Err(unknown(item));
        }
        kept.own.retain(|own| own != item);
        kept.ticks.remove(item);
        self.keep(&kept)
    }

    /// Takes every tick back: the next check begins.
    pub fn clear_go_live(&self) -> Result<Vec<GoLiveItem>> {
        self.keep(&Kept { ticks: BTreeMap::new(), ..self.kept() })
    }

    /// Ticks that cannot be read are to be made again: nothing rests on them but the report.
    fn kept(&self) -> Kept {
        let text = std::fs::read(self.folder().join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    fn keep(&self, kept: &Kept) -> Result<Vec<GoLiveItem>> {
        self.write(FILE, &serde_json::to_vec_pretty(kept)?)?;
        Ok(items(kept))
    }
}

impl Ledger {
    /// Looks at everything thoroughly, and holds counts and amounts against a backup where one is
    /// named; changes nothing.
    ///
    /// # Errors
    ///
    /// `backup.unknown`, `backup.passphrase_needed` for one that is encrypted, `cancelled`.
    pub fn go_live_report(
        &self,
        home: &Home,
        web_view: Option<&str>,
        backup: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<GoLiveReport> {
        let beside = backup.map(|name| self.totals_of_backup(home, name)).transpose()?;
        let now = self.read(storage::totals::totals)?;
        let before = |noun: Noun| {
            let (_, totals) = beside.as_ref()?;
            totals.iter().find(|(of, _)| *of == noun).map(|(_, totals)| *totals)
        };
        let totals = now.into_iter().map(|(noun, now)| NounTotals::new(noun, now, before(noun))).collect();
        let summary = self.check_everything(home, web_view, watch)?.summary;
        Ok(GoLiveReport {
            at: summary.at,
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: self.schema_version()?,
            items: summary.items,
            backup: beside.map(|(backup, _)| backup),
            totals,
            manual: home.go_live_items(),
        })
    }

    fn totals_of_backup(&self, home: &Home, name: &str) -> Result<(GoLiveBackup, Vec<(Noun, Totals)>)> {
        let found = home.find_backup(self.path(), name)?;
        let manifest = &found.backup.manifest;
        let is_plain = |path: &&std::path::PathBuf| !backups::is_sealed(path);
        let Some(plain) = found.copies.iter().find(is_plain) else {
            return Err(backups::Error::PassphraseNeeded(found.backup.path.clone()).into());
        };
        let told = GoLiveBackup {
            name: name.to_owned(),
            made_at: manifest.made_at.clone(),
            program_version: manifest.program_version.clone(),
        };
        Ok((told, self.backup_beside(plain)?.totals()?))
    }

    /// Writes a report to a workbook with the sheets 自动检查, 数量与金额 and 人工检查; returns its rows.
    ///
    /// # Errors
    ///
    /// `file.format_unknown` for any other ending than `.xlsx`.
    pub fn write_go_live(&self, report: &GoLiveReport, to: &Path, watch: &dyn Watch) -> Result<u64> {
        crate::report::write_go_live(self, report, to, watch)
    }
}

fn items(kept: &Kept) -> Vec<GoLiveItem> {
    let fixed = FIXED.iter().map(|(name, _)| (*name, false));
    let own = kept.own.iter().map(|text| (text.as_str(), true));
    let item = |(name, own): (&str, bool)| {
        let tick = kept.ticks.get(name);
        GoLiveItem {
            name: name.to_owned(),
            own,
            done_by: tick.map(|tick| tick.by.clone()),
            done_at: tick.map(|tick| tick.at.clone()),
        }
    };
    fixed.chain(own).map(item).collect()
}

fn expect_known(kept: &Kept, item: &str) -> Result<()> {
    if items(kept).iter().any(|known| known.name == item) { Ok(()) } else { Err(unknown(item)) }
}

fn unknown(item: &str) -> Error {
    Error::rule(Problem::new(Code::GoLiveItemUnknown).param("value", item))
}
