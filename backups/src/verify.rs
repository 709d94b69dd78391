//! Proving that a backup is what its manifest says.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use domain::Noun;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::manifest::{JournalHead, Manifest};
use crate::snapshot::read_manifest;
use crate::{Error, Result};

/// What a snapshot file says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) schema_version: i64,
    pub(crate) schema_sha256: String,
    pub(crate) rows: BTreeMap<String, i64>,
    pub(crate) journal_head: Option<JournalHead>,
    /// The hash of the first entry of the journal: which ledger this is.
    pub(crate) ledger: Option<String>,
}

impl Facts {
    pub(crate) fn are_those_of(&self, manifest: &Manifest) -> bool {
        self.rows == manifest.rows
            && self.schema_sha256 == manifest.schema_sha256
            && self.journal_head == manifest.journal_head
    }
}

/// How much of a snapshot is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Every page and every record: what a copy can spoil.
    Pages,
    /// Every reference, too.
    References,
    /// Every index against its records, too.
    Full,
}

/// Verifies a backup against its manifest: every byte, then the database inside. Of an encrypted
/// one only the bytes, which were opened when it was made.
///
/// # Errors
///
/// [`Error::Damaged`] with the first thing that does not fit.
pub fn verify(path: &Path) -> Result<()> {
    let refuse = |reason: &str| Err(Error::Damaged { path: path.to_owned(), reason: reason.to_owned() });
    let Ok(manifest) = read_manifest(path) else { return refuse("its manifest cannot be read") };
    prove(path, &manifest)
}

/// Verifies a snapshot file against a manifest that may lie elsewhere.
pub(crate) fn prove(path: &Path, manifest: &Manifest) -> Result<()> {
    let refuse = |reason: &str| Err(Error::Damaged { path: path.to_owned(), reason: reason.to_owned() });
    if hash_of(path)? != manifest.sha256 {
        return refuse("its bytes are not those of the manifest");
    }
    if manifest.is_sealed() {
        return Ok(());
    }
    check_inside(path, Depth::Full)?;
    if !facts_of(path)?.are_those_of(manifest) {
        return refuse("its contents are not those of the manifest");
    }
    Ok(())
}

/// Checks the database in a file.
pub(crate) fn check_inside(path: &Path, depth: Depth) -> Result<()> {
    let refuse = |reason: &str| Err(Error::Damaged { path: path.to_owned(), reason: reason.to_owned() });
    let connection = read_only(path)?;
    let check = match depth {
        Depth::Pages | Depth::References => "PRAGMA quick_check(1)",
        Depth::Full => "PRAGMA integrity_check(1)",
    };
    let verdict: String = connection.query_row(check, [], |row| row.get(0))?;
    if verdict != "ok" {
        return refuse(&verdict);
    }
    if depth != Depth::Pages && connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
        return refuse("a reference names a record that is not there");
    }
    Ok(())
}

pub(crate) fn facts_of(path: &Path) -> Result<Facts> {
    let connection = read_only(path)?;
    let mut rows = BTreeMap::new();
    for noun in nouns_of(&connection)? {
        let count = connection.query_row(&format!("SELECT count(*) FROM {noun}"), [], |row| row.get(0))?;
        rows.insert(noun.name().to_owned(), count);
    }
    let head: Option<(i64, Vec<u8>)> = connection
        .query_row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let first: Option<Vec<u8>> = connection
        .query_row("SELECT hash FROM journal ORDER BY seq LIMIT 1", [], |row| row.get(0))
        .optional()?;
    Ok(Facts {
        schema_version: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
        schema_sha256: hexadecimal(&storage::migrations::schema_hash(&connection)?),
        rows,
        journal_head: head.map(|(seq, hash)| JournalHead { seq, hash: hexadecimal(&hash) }),
        ledger: first.map(|hash| hexadecimal(&hash)),
    })
}

/// Returns the nouns that a ledger has: that of an earlier program lacks those that came later.
pub(crate) fn nouns_of(connection: &Connection) -> Result<Vec<Noun>> {
    let mut nouns = Vec::new();
    for noun in Noun::ALL {
        if connection.table_exists(None, noun.name())? {
            nouns.push(*noun);
        }
    }
    Ok(nouns)
}

/// How much of a file is read at once.
const PIECE: usize = 1 << 20;

pub(crate) fn hash_of(path: &Path) -> Result<String> {
    let mut hash = Sha256::new();
    let mut file = File::open(path)?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        hash.update(&piece[..read]);
    }
    Ok(hexadecimal(&hash.finalize()))
}

/// Opens a file that may come from anywhere: nothing in its schema is trusted.
pub(crate) fn read_only(path: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    Ok(connection)
}

/// Writes bytes as the manifests do.
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
