//! Which ledger a command works on.

use std::io::Write;
use std::path::{Path, PathBuf};

use ledger::backup::{Archiving, Ending};
use ledger::domain::Code;
use ledger::{Home, Ledger, Session, migration};

use crate::arguments::Common;
use crate::failure::Failure;
use crate::language::Language;
use crate::progress::Progress;
use crate::secret;

/// Names the password of the account in scripts.
const PASSWORD: &str = "LANTAI_PASSWORD";

impl Common {
    /// Opens the ledger that was named, else the one this computer knows; never makes one.
    pub(crate) fn open(&self) -> Result<Ledger, Failure> {
        let ledger = self.open_or_upgrade(&self.path()?)?;
        self.tell_of_interrupted(&ledger);
        ledger.keep_archive(&Home::find().archive_places(ledger.path()), Archiving::AtClose);
        self.signed_in(ledger)
    }

    /// Returns the ledger in the name of the account that was named.
    fn signed_in(&self, ledger: Ledger) -> Result<Ledger, Failure> {
        let Some(name) = &self.user else { return Ok(ledger) };
        let label = self.language.say("密码：", "Password: ");
        let password = match secret::in_environment(PASSWORD) {
            Some(password) => password,
            None => secret::asked(label)?
                .ok_or_else(|| Failure::new(Code::AccountPasswordMissing, "variable", PASSWORD))?,
        };
        let session = ledger.sign_in(name, &password)?;
        Ok(ledger.in_the_name_of(&session))
    }

    /// Upgrades a ledger that waits for it only where IT has set so for this computer.
    fn open_or_upgrade(&self, path: &Path) -> Result<Ledger, Failure> {
        let progress = Progress::of_work(self.language);
        Ok(migration::open_or_upgrade(path, &Home::find(), &Session::of_this_computer(), &progress)?)
    }

    /// Says how a restore ended that was interrupted; a standard error that nobody reads is no failure.
    fn tell_of_interrupted(&self, ledger: &Ledger) {
        let told = match (self.language, ledger.interrupted_restore()) {
            (_, None) => return,
            (Language::Zh, Some(Ending::Finished { name, .. })) => {
                format!("上次恢复“{name}”时程序中断，恢复已完成。")
            }
            (Language::En, Some(Ending::Finished { name, .. })) => {
                format!("The restore of “{name}” was interrupted; it is complete.")
            }
            (Language::Zh, Some(Ending::WentBack { name, .. })) => {
                format!("上次恢复“{name}”时程序中断，没有恢复；台账与恢复前一样。")
            }
            (Language::En, Some(Ending::WentBack { name, .. })) => {
                format!("The restore of “{name}” was interrupted; the ledger is as it was before.")
            }
        };
        let _ = writeln!(std::io::stderr(), "{told}");
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
