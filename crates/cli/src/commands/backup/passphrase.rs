//! The passphrase of encrypted backups: never an argument, which other programs can read.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use ledger::Home;
use ledger::backup::Passphrase;
use ledger::domain::Code;

use crate::failure::Failure;
use crate::language::Language;

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
            None if io::stdin().is_terminal() => prompt(language.say("口令：", "Passphrase: ")),
            None => Err(needed()),
        }
    }

    /// Sets a new passphrase; at the terminal it is typed twice.
    pub(super) fn set(&self, language: Language, home: &Home) -> Result<(), Failure> {
        let passphrase = match self.given()? {
            Some(passphrase) => passphrase,
            None if io::stdin().is_terminal() => {
                let first = prompt(language.say("新口令：", "New passphrase: "))?;
                let again = prompt(language.say("再输入一次：", "Once more: "))?;
                if first != again {
                    return Err(Failure::new(Code::BackupPassphraseDiffers, "field", "passphrase"));
                }
                first
            }
            None => return Err(Failure::new(Code::BackupPassphraseMissing, "field", "passphrase")),
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
        Ok(std::env::var(VARIABLE).ok().filter(|text| !text.is_empty()).map(Passphrase::from))
    }
}

/// Asks at the terminal, which shows nothing of what is typed.
fn prompt(label: &str) -> Result<Passphrase, Failure> {
    let terminal = console::Term::stderr();
    terminal.write_str(label)?;
    Ok(Passphrase::from(terminal.read_secure_line()?))
}
