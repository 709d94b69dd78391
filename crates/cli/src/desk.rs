//! Which ledger a command works on.

use std::path::PathBuf;

use ledger::domain::Code;
use ledger::{Home, Ledger};

use crate::arguments::Common;
use crate::failure::Failure;

impl Common {
    /// Opens the ledger that was named, else the one this computer knows; never makes one.
    pub(crate) fn open(&self) -> Result<Ledger, Failure> {
        Ok(Ledger::open(&self.path()?)?)
    }

    /// Returns the ledger that was named, else the one this computer knows, whatever its state.
    pub(crate) fn path(&self) -> Result<PathBuf, Failure> {
        let known = self.ledger.clone().or_else(|| Home::find().known_ledger());
        known.ok_or_else(|| missing(&Home::find().default_ledger()))
    }

    /// Returns where a new ledger goes: where it was named, else its default place.
    pub(crate) fn new_ledger(&self) -> PathBuf {
        self.ledger.clone().unwrap_or_else(|| Home::find().default_ledger())
    }

    /// Refuses a named ledger that is not there, for commands that need nothing from it.
    pub(crate) fn refuse_missing(&self) -> Result<(), Failure> {
        match &self.ledger {
            Some(path) if !path.exists() => Err(missing(path)),
            Some(_) | None => Ok(()),
        }
    }
}

fn missing(path: &std::path::Path) -> Failure {
    Failure::new(Code::LedgerMissing, "path", path.display().to_string())
}
