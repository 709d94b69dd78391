//! Putting a backup into the place of the ledger.

mod bad_candidates;
mod dead;
mod faults;
mod open;

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;
use tests::program::Desk;

use crate::kit::{everything, import_text};

/// A ledger that went on after a backup of it was made.
struct Changed {
    desk: Desk,
    /// The name of the backup.
    backup: String,
    then: Vec<Vec<Value>>,
    now: Vec<Vec<Value>>,
}

impl Changed {
    fn new() -> Result<Self> {
        let desk = crate::kit::plant()?;
        let made = desk.lantai(["backup", "create", "--json"])?.ended_with(0)?.json()?;
        let backup = made["name"].as_str().context("a name")?.to_owned();
        let then = everything(&desk)?;
        import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-003,777,2024-05-01\n", &[])?;
        let now = everything(&desk)?;
        assert_ne!(then, now);
        Ok(Self { desk, backup, then, now })
    }

    fn backup_path(&self) -> PathBuf {
        self.desk.path("backups").join(&self.backup)
    }

    /// Restores a backup by name or path, with options.
    fn restore(&self, name: &str, options: &[&str], status: i32) -> Result<Value> {
        let call = ["backup", "restore", name, "--json"];
        let run = self.desk.lantai(call.iter().chain(options))?.ended_with(status)?;
        serde_json::from_str(if status == 0 { &run.stdout } else { &run.stderr }).context("JSON")
    }
}
