//! What was decided about a file, for whoever comes back with it.
//!
//! Cells that were mended, columns, suppliers, rows that were left out: a preview that is left takes
//! none of it along. It lies beside the ledger, not in it: nothing of it is a record, and to lose it
//! costs the decisions alone. What is worth knowing with other files is remembered by the ledger once
//! an import is made (see `memory`).

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use domain::access::Operation;
use domain::plan::ImportDraft;
use serde::{Deserialize, Serialize};

use super::{Import, ImportFile};
use crate::mark::LedgerMark;
use crate::{Ledger, Result, Session};

/// The folder beside the ledger that holds drafts.
const FOLDER: &str = "import-drafts";
/// How many files are remembered: more than anybody has in hand.
const KEPT: usize = 50;

/// A draft as it lies on the disk.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// Whose suppliers it means. Of a ledger in which nothing was done yet, which has none, anybody's.
    mark: Option<i64>,
    draft: ImportDraft,
}

impl Ledger {
    /// Returns what was decided last about a file of these very bytes; none where it cannot be read.
    pub fn import_draft(&self, file: &ImportFile) -> Result<Option<ImportDraft>> {
        self.refuse_unless_may(Operation::Import(None))?;
        let Ok(text) = fs::read(self.draft_path(file)) else { return Ok(None) };
        let mark = self.read(LedgerMark::of)?.number();
        let kept: Option<Kept> = serde_json::from_slice(&text).ok();
        Ok(kept.filter(|kept| kept.mark.is_none() || kept.mark == mark).map(|kept| kept.draft))
    }

    /// Keeps what was decided about the file of an import, in the place of what was decided before.
    ///
    /// Where nothing is decided any more, nothing is kept of the sheet. That it cannot be kept is no
    /// reason not to go on with the import.
    pub fn keep_import_draft(&self, session: &Session, import: &Import) {
        let kept =
            if import.plan.decides() { self.write_draft(session, import) } else { self.drop_draft(import) };
        if let Err(error) = kept {
            tracing::warn!(code = %error.code(), "what was decided about a file is not kept");
        }
    }

    fn write_draft(&self, session: &Session, import: &Import) -> Result<()> {
        let stamp = session.stamp(self.clock());
        let (sheet, plan) = (import.recognition.sheet.clone(), import.plan.clone());
        let draft = ImportDraft { sheet, at: stamp.at, actor: stamp.actor, plan };
        let kept = Kept { mark: self.read(LedgerMark::of)?.number(), draft };
        let folder = self.drafts();
        fs::create_dir_all(&folder)?;
        let mut file = tempfile::NamedTempFile::new_in(&folder)?;
        file.write_all(&serde_json::to_vec(&kept)?)?;
        file.persist(self.draft_path(import.source())).map_err(|error| error.error)?;
        forget_oldest(&folder)
    }

    fn drop_draft(&self, import: &Import) -> Result<()> {
        let draft = self.import_draft(import.source())?;
        if draft.is_some_and(|draft| draft.sheet == import.recognition.sheet) {
            fs::remove_file(self.draft_path(import.source()))?;
        }
        Ok(())
    }

    fn drafts(&self) -> PathBuf {
        self.path().with_file_name(FOLDER)
    }

    fn draft_path(&self, file: &ImportFile) -> PathBuf {
        let ledger = self.path().file_stem().unwrap_or_default().to_string_lossy();
        self.drafts().join(format!("{ledger}-{}.json", file.sha256()))
    }
}

fn forget_oldest(folder: &Path) -> Result<()> {
    let aged = |entry: fs::DirEntry| {
        let modified = entry.metadata().and_then(|metadata| metadata.modified());
        (modified.unwrap_or(SystemTime::UNIX_EPOCH), entry.path())
    };
    let mut drafts: Vec<(SystemTime, PathBuf)> = fs::read_dir(folder)?.flatten().map(aged).collect();
    drafts.sort_unstable();
    for (_, path) in drafts.iter().rev().skip(KEPT) {
        fs::remove_file(path)?;
    }
    Ok(())
}
