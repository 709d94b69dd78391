//! Doing recorded operations again, in order, in a copy that stands where they began.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::session::{ChangesetItem, ConflictAction, ConflictType};

use super::append::append_whole;
use super::whole::{Head, Whole, head_of};
use crate::changeset::Touched;
use crate::opening::{self, Role};
use crate::perform::TO_THE_END;
use crate::store::write_empty;
use crate::{Error, Result, derived, migrations};

/// Changes after which the work so far is committed, so that no transaction grows without bound.
const AT_ONCE: usize = 64 << 20;
/// Entries after which it is, however small.
const ENTRIES_AT_ONCE: usize = 2_000;

/// A copy of a ledger that goes on from where it stands, entry by entry, as the ledger did.
///
/// An entry is done whole or not at all, and only where it follows the one before by its hash: a
/// copy holds a state in which the ledger once was, never one that it never had. What is computed
/// from the records is brought up to date once, at the end.
#[derive(Debug)]
pub struct Replay {
    connection: Connection,
    head: Head,
    touched: Touched,
    /// Whether the structure of the file changed on the way: everything is computed anew then.
    migrated: bool,
    weight: usize,
    entries: usize,
}

impl Replay {
    /// Makes a new, empty ledger at `path`, in which the first entry can be done.
    pub fn from_nothing(path: &Path, now: &str) -> Result<Self> {
        write_empty(path, now)?;
        Self::of_copy(path)
    }

    /// Goes on from a copy of a ledger, which nobody else uses.
    ///
    /// # Errors
    ///
    /// Not ours, newer, damaged.
    pub fn of_copy(path: &Path) -> Result<Self> {
        opening::check_header(path)?;
        let connection = opening::connect(path, Role::Copy)?;
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let head = head_of(&connection)?.unwrap_or_default();
        Ok(Self { connection, head, touched: Touched::default(), migrated: false, weight: 0, entries: 0 })
    }

    /// Returns the newest entry of the copy.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Does an entry again.
    ///
    /// # Errors
    ///
    /// It does not follow, is not what its hash covers, or does not fit the records; the copy is
    /// then as it was before it.
    pub fn apply(&mut self, entry: &Whole, now: &str) -> Result<()> {
        let heading = &entry.heading;
        if heading.seq != self.head.seq + 1 || heading.prev_hash != self.head.hash || !entry.is_sound() {
            return Err(Error::Value(format!("entry {} does not follow", heading.seq)));
        }
        self.bring_schema_to(heading.schema_version, now)?;
        let decoder = || zstd::stream::Decoder::with_buffer(entry.changeset.as_slice());
        self.connection.execute_batch("SAVEPOINT entry")?;
        let done = do_again(&self.connection, &mut decoder()?)
            .and_then(|()| Touched::read(&mut decoder()?, TO_THE_END))
            .and_then(|touched| append_whole(&self.connection, entry, &touched).map(|()| touched));
        match done {
            Ok(touched) => {
                self.connection.execute_batch("RELEASE entry")?;
                self.touched.add_all(touched);
            }
            Err(error) => {
                self.connection.execute_batch("ROLLBACK TO entry; RELEASE entry")?;
                return Err(error);
            }
        }
        self.head = Head { seq: heading.seq, hash: heading.hash.clone() };
        self.weight += entry.changeset.len();
        self.entries += 1;
        if self.weight >= AT_ONCE || self.entries.is_multiple_of(ENTRIES_AT_ONCE) {
            self.weight = 0;
            self.touched.put_in_order();
            self.connection.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
        }
        Ok(())
    }

    /// Brings the copy to the schema of this program, computes what the entries touched, and
    /// closes it as a self-contained file.
    pub fn finish(mut self, now: &str) -> Result<Head> {
        self.bring_schema_to(migrations::known_version(), now)?;
        if self.migrated {
            derived::rebuild(&self.connection)?;
        } else {
            self.touched.put_in_order();
            derived::refresh(&self.connection, &self.touched, TO_THE_END)?;
        }
        self.connection.execute_batch("COMMIT")?;
        self.connection.close().map_err(|(_, error)| error)?;
        Ok(self.head)
    }

    /// A ledger goes up with an upgrade and down with a rollback: its copy does the same.
    fn bring_schema_to(&mut self, version: i64, now: &str) -> Result<()> {
        let version = version.clamp(migrations::first_schema(), migrations::known_version());
        if migrations::version(&self.connection)? == version {
            return Ok(());
        }
        self.connection.execute_batch("COMMIT")?;
        migrations::bring_to(&mut self.connection, version, now)?;
        self.migrated = true;
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        Ok(())
    }
}

/// Applies the changes of an entry; where any of them does not fit, none is kept.
fn do_again(connection: &Connection, mut changes: &mut dyn std::io::Read) -> Result<()> {
    let refuse = |_: ConflictType, _: ChangesetItem| ConflictAction::SQLITE_CHANGESET_ABORT;
    Ok(connection.apply_strm(&mut changes, None::<fn(&str) -> bool>, refuse)?)
}
