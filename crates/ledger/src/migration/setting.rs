//! Whether upgrades wait for a person: a setting of this computer, which IT makes.

use serde::{Deserialize, Serialize};

use crate::{Home, Result};

const FILE: &str = "upgrade.json";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Setting {
    /// Upgrades are made at the start, with rehearsal and backup, and nobody is asked.
    by_itself: bool,
}

impl Home {
    /// Whether a ledger is upgraded at the start without asking. A file that cannot be read asks.
    pub fn upgrades_by_itself(&self) -> bool {
        let text = std::fs::read(self.folder().join(FILE)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or(Setting::default()).by_itself
    }

    /// Sets whether a ledger is upgraded at the start without asking.
    pub fn upgrade_by_itself(&self, by_itself: bool) -> Result<()> {
        self.write(FILE, &serde_json::to_vec_pretty(&Setting { by_itself })?)
    }
}
