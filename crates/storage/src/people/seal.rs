//! Seals: a digest of each account and of the access settings as they lie in the file.
//!
//! Every operation on them writes the seals into its entry of the journal, which the chain protects.
//! A row that does not match its newest seal was changed by other means than this program.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use crate::Result;
use crate::access::Reader;
use crate::migrations::hex;

/// A digest for `account:3` of each account, and one for `access`.
pub type Seals = BTreeMap<String, String>;

/// Returns the seals of a ledger in which nobody ever set anything about people: one person, no account.
pub fn untouched_seals() -> Seals {
    BTreeMap::from([("access".to_owned(), hex(&Sha256::new().finalize()))])
}

/// Returns the seals of what lies in the file now.
pub fn seals(reader: &Reader<'_>) -> Result<Seals> {
    let mut seals = BTreeMap::new();
    let mut statement = reader.connection().prepare_cached("SELECT * FROM account ORDER BY id")?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let mut digest = Sha256::new();
        add_row(&mut digest, row, columns)?;
        seals.insert(format!("account:{}", row.get::<_, i64>(0)?), hex(&digest.finalize()));
    }
    let mut digest = Sha256::new();
    for sql in ["SELECT * FROM access ORDER BY id", "SELECT * FROM feature_switch ORDER BY name"] {
        let mut statement = reader.connection().prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            add_row(&mut digest, row, columns)?;
        }
    }
    seals.insert("access".to_owned(), hex(&digest.finalize()));
    Ok(seals)
}

fn add_row(digest: &mut Sha256, row: &rusqlite::Row<'_>, columns: usize) -> Result<()> {
    for column in 0..columns {
        add_value(digest, row.get_ref(column)?);
    }
    Ok(())
}

/// Each value goes in behind its kind and length, so that no value can pass for its neighbour's.
fn add_value(digest: &mut Sha256, value: ValueRef<'_>) {
    let (kind, bytes) = match value {
        ValueRef::Null => (b'0', Vec::new()),
        ValueRef::Integer(number) => (b'1', number.to_be_bytes().to_vec()),
        ValueRef::Real(number) => (b'2', number.to_be_bytes().to_vec()),
        ValueRef::Text(text) => (b'3', text.to_vec()),
        ValueRef::Blob(bytes) => (b'4', bytes.to_vec()),
    };
    digest.update([kind]);
    digest.update((bytes.len() as u64).to_be_bytes());
    digest.update(&bytes);
}
