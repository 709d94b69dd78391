//! The passphrase of encrypted backups.

use std::path::{Path, PathBuf};

use ledger::Home;
use ledger::backup::Passphrase;
use ledger::domain::Code;

use crate::failure::Failure;
use crate::language::Language;
use crate::secret;

/// Names the passphrase in scripts.
const VARIABLE: &str = "LANTAI_BACKUP_PASSPHRASE";

#[derive(Debug, clap::Args)]
pub(crate) struct PassphraseArguments {
    /// 口令所在的文件（第一行）；也可用环境变量 LANTAI_BACKUP_PASSPHRASE，或在提示时输入
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl PassphraseArguments {
    /// Reads the passphrase of a backup from its file, the environment or the terminal.
    pub(super) fn read(&self, language: Language, backup: &Path) -> Result<Passphrase, Failure> {
        let needed = || Failure::new(Code::BackupPassphraseNeeded, "path", backup.display().to_string());
        match self.given()? {
            Some(passphrase) => Ok(passphrase),
            None => match secret::asked(language.say("口令：", "Passphrase: "))? {
                Some(typed) => Ok(Passphrase::from(typed)),
                None => Err(needed()),
            },
        }
    }

    /// Sets a new passphrase; at the terminal it is typed twice.
    pub(super) fn set(&self, language: Language, home: &Home) -> Result<(), Failure> {
        let passphrase = match self.given()? {
            Some(passphrase) => passphrase,
            None => match secret::asked_twice(language, language.say("新口令：", "New passphrase: "))? {
                Some((first, again)) if first == again => Passphrase::from(first),
                Some(_) => return Err(Failure::new(Code::BackupPassphraseDiffers, "field", "passphrase")),
                None => return Err(Failure::new(Code::BackupPassphraseMissing, "field", "passphrase")),
            },
        };
        Ok(home.set_backup_passphrase(&passphrase)?)
    }

    fn given(&self) -> Result<Option<Passphrase>, Failure> {
        if let Some(file) = &self.passphrase_file {
            let text = std::fs::read_to_string(file);
            let text =
                text.map_err(|_| Failure::new(Code::FileNotFound, "path", file.display().to_string()))?;
            return Ok(text.lines().next().map(|line| Passphrase::from(line.to_owned())));
        }
        Ok(secret::in_environment(VARIABLE).map(Passphrase::from))
    }
}
