//! A backup of an older program, as this one reads it.

use std::path::Path;

use storage::journal::Replay;
use storage::migrations;
use tempfile::{NamedTempFile, TempPath};

use crate::Result;

/// Returns a copy of a backup that is brought to the schema of this program; none where the backup
/// has it already.
pub fn upgraded(backup: &Path, now: &str) -> Result<Option<TempPath>> {
    if storage::sealed::schema_version(backup)? == migrations::known_version() {
        return Ok(None);
    }
    let copy = NamedTempFile::with_prefix("lantai-")?;
    std::fs::copy(backup, copy.path())?;
    Replay::of_copy(copy.path())?.finish(now)?;
    Ok(Some(copy.into_temp_path()))
}
