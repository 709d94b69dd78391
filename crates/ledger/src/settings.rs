//! What a person can set for the ledger.

use domain::access::Operation;
use domain::settings::{Settings, StoredSettings};

use crate::error::refuse_broken;
use crate::{Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns the settings in force.
    pub fn settings(&self) -> Result<StoredSettings> {
        self.read(storage::settings::get)
    }

    /// Puts other settings in force over revision `revision` of them; an operation like any
    /// other, which can be undone.
    ///
    /// Scores computed before keep the weights they were computed with.
    pub fn update_settings(
        &self,
        session: &Session,
        revision: i64,
        settings: &Settings,
    ) -> Result<Outcome<i64>> {
        self.perform(session, Operation::UpdateSettings, "", |writer| {
            refuse_broken(settings.check())?;
            let stored = storage::settings::get(writer)?;
            if stored.revision == revision && is_same(&stored.settings, settings) {
                return Ok(revision);
            }
            storage::settings::update(writer, revision, settings)?;
            Ok(revision + 1)
        })
    }
}

/// Whether two settings say the same; bands may come in any order.
fn is_same(left: &Settings, right: &Settings) -> bool {
    let sorted = |settings: &Settings| {
        let mut settings = settings.clone();
        settings.bands.sort_by_key(|band| std::cmp::Reverse(band.from));
        settings
    };
    sorted(left) == sorted(right)
}
