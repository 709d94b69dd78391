//! An open ledger file: one connection that writes, others that read beside it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, TransactionBehavior};

use crate::columns::Columns;
use crate::desk::Desk;
use crate::lock::LedgerLock;
use crate::opening::{self, Role};
use crate::{Bell, Error, Reader, Result, migrations, place, replace};

/// An open ledger file, held by a lock until it is dropped.
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    idle_readers: Mutex<Vec<Connection>>,
    columns: Columns,
    committed: Arc<Bell>,
    // Dropped last, for it has the lock: nobody may come in before the connections are closed.
    desk: Arc<Desk>,
}

impl Store {
    /// Makes a new, empty ledger at `path`, and opens it.
    ///
    /// `now` is the instant in UTC, RFC 3339; `holder` tells other programs who has the ledger.
    ///
    /// # Errors
    ///
    /// [`Error::Exists`] where there is a file already; it is never overwritten.
    pub fn create(path: &Path, holder: &str, now: &str) -> Result<Self> {
        place::check(path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let not_writable = |source: std::io::Error| {
            let full = source.kind() == std::io::ErrorKind::StorageFull;
            if full { Error::Io(source) } else { Error::NotWritable { path: path.to_owned(), source } }
        };
        std::fs::create_dir_all(folder).map_err(not_writable)?;
        if path.exists() {
            return Err(Error::Exists(path.to_owned()));
        }
        let temporary =
            tempfile::Builder::new().prefix(".new-ledger-").tempfile_in(folder).map_err(not_writable)?;
        write_empty(temporary.path(), now)?;
        temporary.as_file().sync_all()?;
        temporary.persist_noclobber(path).map_err(|refused| {
            let taken = refused.error.kind() == std::io::ErrorKind::AlreadyExists;
            if taken { Error::Exists(path.to_owned()) } else { Error::Io(refused.error) }
        })?;
        Self::open(path, holder, now)
    }

    /// Opens the ledger at `path` and brings it to the schema of this program, silently: for a
    /// file that belongs to nobody yet, such as the copy of a backup.
    ///
    /// # Errors
    ///
    /// As [`Store::open_as_it_is`].
    pub fn open(path: &Path, holder: &str, now: &str) -> Result<Self> {
        let store = Self::open_as_it_is(path, holder)?;
        let mut work = store.desk.take();
        if migrations::version(&work.connection)? < migrations::known_version() {
            migrations::bring_to(&mut work.connection, migrations::known_version(), now)?;
        }
        drop(work);
        Ok(store)
    }

    /// Opens a copy of a ledger to look at it: as [`Store::open`], and nothing can be written then.
    pub fn open_to_look(path: &Path, now: &str) -> Result<Self> {
        let store = Self::open(path, "", now)?;
        let desk = Arc::into_inner(store.desk).map(Desk::closed).ok_or(Error::ReadOnly)?;
        Ok(Self { desk: Arc::new(desk), ..store })
    }

    /// Opens the ledger at `path`, whatever its schema: of an older one only what every schema has
    /// can be asked, and it can be copied, replaced and migrated.
    ///
    /// # Errors
    ///
    /// Missing, in use, not ours, newer, damaged, not writable, edited migrations: each its own
    /// error, and in each case the file is as it was.
    pub fn open_as_it_is(path: &Path, holder: &str) -> Result<Self> {
        place::check(path)?;
        opening::check_header(path)?;
        let lock = LedgerLock::acquire(path, holder)?;
        let writer = opening::connect(path, Role::Writer)?;
        opening::check(path, &writer).map_err(|error| opening::explain_error(path, error))?;
        Ok(Self {
            path: path.to_owned(),
            idle_readers: Mutex::new(Vec::new()),
            columns: Columns::new(path),
            committed: Arc::default(),
            desk: Arc::new(Desk::new(writer, lock)),
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the ledger as it stands at one moment, beside any writer.
    pub fn read<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Reader<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let connection = self.reader()?;
        let result = read_snapshot(&connection, Some(&self.columns), work);
        lock(&self.idle_readers).push(connection);
        result
    }

    /// Reads the ledger as [`Store::read`] does, through a connection that has read nothing yet.
    ///
    /// For the check of the file: the full-text index checks itself against what its connection
    /// remembers of it, which another connection may have changed since, and then speaks of
    /// damage where there is none.
    pub(crate) fn read_afresh<T, E: From<Error>>(
        &self,
        work: impl FnOnce(&Reader<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        read_snapshot(&opening::connect(&self.path, Role::Reader)?, None, work)
    }

    /// Copies the whole ledger, as it stands at this moment, into a self-contained file; nobody who
    /// reads or writes waits for it. The caller brings the file to the disk.
    ///
    /// `watch` hears how many bytes are done, of how many, and may stop it.
    ///
    /// # Errors
    ///
    /// Whatever the disk says, and [`Error::Cancelled`]; the caller removes the partial file.
    pub fn copy_to(&self, target: &Path, watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<()> {
        let _copying = self.desk.copying();
        copy(&self.path, target, watch)
    }

    /// Begins to keep in memory what lists ask by, for a program that asks again and again.
    pub fn keep_columns(&self) {
        self.columns.keep();
    }

    /// Returns what rings after every operation.
    pub fn committed(&self) -> &Arc<Bell> {
        &self.committed
    }

    /// Waits until everything that is kept has been read.
    pub fn wait_for_columns(&self) {
        self.columns.wait();
    }

    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(crate) fn desk(&self) -> &Arc<Desk> {
        &self.desk
    }

    /// Lets go the connections that remember a ledger which is no longer there.
    pub(crate) fn drop_idle_readers(&self) {
        lock(&self.idle_readers).clear();
    }

    fn reader(&self) -> Result<Connection> {
        let idle = lock(&self.idle_readers).pop();
        idle.map_or_else(|| opening::connect(&self.path, Role::Reader), Ok)
    }
}

/// Reads a ledger, open here, elsewhere or nowhere, whatever its schema: what every schema has.
///
/// # Errors
///
/// Missing, not ours, newer, damaged, edited migrations; those of `work`.
pub fn look<T, E: From<Error>>(
    ledger: &Path,
    work: impl FnOnce(&Reader<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    opening::check_header(ledger)?;
    let connection = opening::connect(ledger, Role::Reader)?;
    opening::check_schema(ledger, &connection)?;
    read_snapshot(&connection, None, work)
}

/// Copies a whole ledger, open here, elsewhere or nowhere, as [`Store::copy_to`] does.
pub fn copy(ledger: &Path, target: &Path, watch: &mut dyn FnMut(u64, u64) -> ControlFlow<()>) -> Result<()> {
    let source = opening::connect(ledger, Role::Reader)?;
    // An open transaction keeps the ledger as it is now: without it each commit between two
    // steps would begin the copy anew, beside a busy writer for ever.
    let moment = source.unchecked_transaction()?;
    let page: u32 = moment.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let page = u64::from(page);
    moment.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let mut copy = Connection::open(target)?;
    // A copy that is interrupted is thrown away: nothing of it needs to be safe before its end.
    copy.pragma_update(None, "journal_mode", "off")?;
    copy.pragma_update(None, "synchronous", "off")?;
    let copied = replace::copy_pages(&moment, &mut copy, &mut |done, total| watch(done * page, total * page));
    moment.finish()?;
    empty_log(&source);
    copied?;
    copy.close().map_err(|(_, error)| error)?;
    make_self_contained(target)
}

/// How often the log is moved until nothing is left of it, beside whoever writes meanwhile.
const TRIALS: usize = 10;

/// Moves what was written during a copy into the file, so that no person who saves waits for it.
fn empty_log(connection: &Connection) {
    for _ in 0..TRIALS {
        let moved = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| {
            Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
        });
        match moved {
            // Only where all of it was moved has SQLite waited for the disk, too.
            Ok((pages, moved)) if pages == moved => return,
            Ok(_) => {}
            // Nothing is lost: the next commit does it.
            Err(error) => return tracing::debug!(%error, "the log stays as it is"),
        }
    }
}

/// Reads through a connection as the file stands at one moment.
pub(crate) fn read_snapshot<T, E: From<Error>>(
    connection: &Connection,
    columns: Option<&Columns>,
    work: impl FnOnce(&Reader<'_>) -> std::result::Result<T, E>,
) -> std::result::Result<T, E> {
    let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Deferred)
        .map_err(|error| E::from(Error::from(error)))?;
    let value = work(&Reader::new(&transaction).beside(columns))?;
    transaction.finish().map_err(|error| E::from(Error::from(error)))?;
    Ok(value)
}

/// A copy says of itself that it has a write-ahead log, as its original has.
fn make_self_contained(path: &Path) -> Result<()> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "synchronous", "off")?;
    connection.pragma_update(None, "journal_mode", "delete")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

pub(crate) fn write_empty(path: &Path, now: &str) -> Result<()> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "application_id", opening::APPLICATION_ID)?;
    migrations::bring_to(&mut connection, migrations::known_version(), now)?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
