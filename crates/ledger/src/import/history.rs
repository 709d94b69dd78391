//! The imports that were made, and their files.

use std::fs::File;
use std::path::Path;

use domain::exchange::ImportSummary;
use domain::journal::JournalEntry;
use domain::{Code, Problem};
use storage::imports::Original;

use super::Import;
use crate::{Error, Ledger, Result, Session};

/// An import that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastImport {
    pub entry: JournalEntry,
    pub summary: ImportSummary,
    /// How many bytes its file has; none where the ledger does not keep it.
    pub original_bytes: Option<i64>,
}

impl Ledger {
    /// Returns every import, newest first.
    pub fn imports(&self) -> Result<Vec<PastImport>> {
        let (entries, sizes) = self.read(|reader| {
            Ok((storage::journal::imports(reader)?, storage::imports::original_sizes(reader)?))
        })?;
        let past = |entry: JournalEntry| {
            let summary = summary_of(&entry)?;
            let original_bytes = sizes.get(&summary.sha256).copied();
            Ok(PastImport { entry, summary, original_bytes })
        };
        entries.into_iter().map(past).collect()
    }

    /// Returns the file of the import that is entry `seq` of the journal, as it was.
    ///
    /// # Errors
    ///
    /// `import.unknown` where the entry is no import; `import.original_not_kept`.
    pub fn import_original(&self, seq: i64) -> Result<Original> {
        let told = |code| Error::rule(Problem::new(code).param("value", &seq.to_string()));
        let entry = self.journal_entry(seq)?;
        let summary = summary_of(&entry).map_err(|_| told(Code::ImportUnknown))?;
        let found = self.read(|reader| storage::imports::original(reader, &summary.sha256))?;
        found.ok_or_else(|| told(Code::ImportOriginalNotKept))
    }

    /// Writes the file of an import to a place that the user named; returns its size in bytes.
    pub fn save_import_original(&self, seq: i64, to: &Path) -> Result<u64> {
        let original = self.import_original(seq)?;
        exchange::write::file(to, &original.content)?;
        Ok(original.content.len() as u64)
    }

    /// Keeps what is worth keeping of an import that was made: its file, and what was decided.
    ///
    /// The records are in the ledger already: that something beside them cannot be kept is no
    /// reason to say that the import failed.
    pub(super) fn remember(&self, session: &Session, import: &Import) {
        if let Err(error) = self.keep_original(session, import) {
            tracing::warn!(code = %error.code(), "the file of an import is not kept");
        }
        if !import.has_decisions() {
            return;
        }
        let remembered =
            self.store().keep_aside(session.stamp(self.clock()), |writer| import.remember_decisions(writer));
        if let Err(error) = remembered {
            tracing::warn!(code = %error.code(), "the decisions of an import are not remembered");
        }
    }

    fn keep_original(&self, session: &Session, import: &Import) -> Result<()> {
        if !self.settings()?.settings.keep_originals {
            return Ok(());
        }
        let source = &import.file.0;
        let mut file = File::open(source.copy())?;
        let kept: bool = self.store().keep_aside(session.stamp(self.clock()), |writer| {
            Ok::<_, Error>(storage::imports::keep_original(
                writer,
                source.sha256(),
                source.name(),
                &mut file,
            )?)
        })?;
        if !kept {
            tracing::info!("the file of an import is too large to be kept");
        }
        Ok(())
    }
}

fn summary_of(entry: &JournalEntry) -> Result<ImportSummary> {
    Ok(serde_json::from_str(entry.detail.as_deref().unwrap_or_default())?)
}
