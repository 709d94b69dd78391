//! An open ledger.

use std::path::Path;
use std::sync::{Arc, Mutex, Weak};

use domain::Noun;
use domain::access::{Operation, Row, authorise};
use domain::list::ListQuery;
use storage::perform::NewEntry;
use storage::{Reader, Store, Writer};

use crate::access::standing;
use crate::backup::{self, Archiver, Ending};
use crate::migration::{self, Interrupted, View};
use crate::trust::{Remembered, Trust};
use crate::{Clock, Error, Outcome, Result, Session, SystemClock};

/// An open ledger. Dropping the last handle closes the file and lets others in.
#[derive(Debug, Clone)]
pub struct Ledger {
    // These are dropped first, for their last work needs the store; the archiver before the bell that
    // wakes it falls silent.
    archiver: Arc<Mutex<Option<Archiver>>>,
    pub(crate) trust: Arc<Trust>,
    store: Arc<Store>,
    clock: Arc<dyn Clock>,
    /// How a restore ended that was interrupted before.
    ending: Option<Arc<Ending>>,
    /// In whose name it is asked.
    pub(crate) asked_by: Session,
    /// A migration that was interrupted before.
    interrupted: Option<Arc<Interrupted>>,
    // Dropped last: the store lies in its folder.
    view: Option<Arc<View>>,
}

impl Ledger {
    /// Makes a new, empty ledger; refuses to overwrite anything.
    pub fn create(path: &Path) -> Result<Self> {
        Self::create_with(path, Arc::new(SystemClock))
    }

    /// Makes a new, empty ledger that tells the time by `clock`.
    pub fn create_with(path: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let store = Store::create(path, &holder(), &clock.now_text())?;
        Remembered::forget(path);
        Self::over(store, clock).watched_over()
    }

    /// Opens a ledger; never makes one in place of a missing one.
    ///
    /// # Errors
    ///
    /// `ledger.upgrade_pending` where it has an older structure: it is upgraded by
    /// [`crate::migration::upgrade`], never silently. Each reason why it cannot be opened has its own
    /// code.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, Arc::new(SystemClock))
    }

    /// Opens a ledger that tells the time by `clock`.
    pub fn open_with(path: &Path, clock: Arc<dyn Clock>) -> Result<Self> {
        let settled = backup::settle(path);
        let (store, ending) = match (Store::open_as_it_is(path, &holder()), settled) {
            // What can be opened is opened; the next start tries again to end it.
            (Ok(store), settled) => (store, settled.ok().flatten().map(Arc::new)),
            (Err(why), Ok(_)) => return Err(why.into()),
            (Err(why), Err(cause)) => {
                return Err(backup::unfinished(path, cause).unwrap_or_else(|| why.into()));
            }
        };
        let (found, known) = (store.schema_version()?, migration::known());
        if found < known && !store.migrate_if_unused(&clock.now_text())? {
            return Err(storage::Error::UpgradePending { path: path.to_owned(), found, known }.into());
        }
        let interrupted = migration::settle(path, &store)?.map(Arc::new);
        backup::sweep(path);
        Self { ending, interrupted, ..Self::over(store, clock) }.watched_over()
    }

    /// Opens a copy that belongs to nobody, whatever its structure.
    pub(crate) fn open_copy(path: &Path) -> Result<Self> {
        let clock = SystemClock;
        let ledger = Self::over(Store::open(path, &holder(), &clock.now_text())?, Arc::new(clock));
        Ok(Self { asked_by: Session::of_program(), ..ledger })
    }

    pub(crate) fn over(store: Store, clock: Arc<dyn Clock>) -> Self {
        let store = Arc::new(store);
        Self {
            archiver: Arc::default(),
            store,
            clock,
            asked_by: Session::of_this_computer(),
            trust: Arc::default(),
            ending: None,
            interrupted: None,
            view: None,
        }
    }

    /// Begins to look for changes that go around the program.
    fn watched_over(self) -> Result<Self> {
        let trust = Trust::over(&self.store, &self.clock)?;
        Ok(Self { trust: Arc::new(trust), ..self })
    }

    pub(crate) fn seen_through(self, view: View) -> Self {
        Self { view: Some(Arc::new(view)), ..self }
    }

    /// Returns the file of the ledger; of one that is only looked at, not that of its copy.
    pub fn path(&self) -> &Path {
        self.view.as_ref().map_or(self.store.path(), |view| &view.of)
    }

    pub(crate) fn view(&self) -> Option<&View> {
        self.view.as_deref()
    }

    /// Returns how a migration ended that was interrupted before this ledger was opened.
    pub fn interrupted_migration(&self) -> Option<&Interrupted> {
        self.interrupted.as_deref()
    }

    /// Begins to keep in memory what lists ask by: for a program that stays and asks again and
    /// again, not for one that asks once.
    pub fn keep_at_hand(&self) {
        self.store.keep_columns();
    }

    /// Waits until everything that is kept in memory has been read.
    pub fn wait_until_at_hand(&self) {
        self.store.wait_for_columns();
    }

    /// Returns how many records of each noun there are.
    pub fn counts(&self) -> Result<Vec<(Noun, i64)>> {
        self.read(|reader| {
            Noun::ALL.iter().map(|noun| Ok((*noun, storage::list::count(reader, *noun)?))).collect()
        })
    }

    /// Returns this ledger for somebody else: what they may not read is refused.
    #[must_use]
    pub fn in_the_name_of(&self, session: &Session) -> Self {
        Self { asked_by: session.clone(), ..self.clone() }
    }

    /// Returns in whose name this ledger is asked.
    pub fn session(&self) -> &Session {
        &self.asked_by
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    pub(crate) fn ending(&self) -> Option<&Ending> {
        self.ending.as_deref()
    }

    pub(crate) fn weak_store(&self) -> Weak<Store> {
        Arc::downgrade(&self.store)
    }

    pub(crate) fn archiver(&self) -> &Mutex<Option<Archiver>> {
        &self.archiver
    }

    pub(crate) fn shared_clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.clock)
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        self.clock.as_ref()
    }

    /// Reads in the name of whoever asks.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Reader<'_>) -> storage::Result<T>) -> Result<T> {
        self.read_for(Operation::Read, |reader| Ok(work(reader)?))
    }

    /// Reads for an operation, in the name of whoever asks.
    pub(crate) fn read_for<T>(
        &self,
        operation: Operation,
        work: impl FnOnce(&Reader<'_>) -> Result<T>,
    ) -> Result<T> {
        self.store.read(|reader| {
            authorise(&standing(reader, &self.asked_by)?, operation, Row::Any)?;
            work(&reader.on(self.clock.today()))
        })
    }

    /// Does one operation in the name of the session: the only way to a write.
    pub(crate) fn perform<T>(
        &self,
        session: &Session,
        operation: Operation,
        subject: &str,
        work: impl FnOnce(&Writer<'_>) -> Result<T>,
    ) -> Result<Outcome<T>> {
        self.store.perform(self.entry(session, operation, subject)?, work)
    }

    /// Says in the journal what is about to be done, where the session may do it.
    pub(crate) fn entry(&self, session: &Session, operation: Operation, subject: &str) -> Result<NewEntry> {
        self.entry_called(session, operation, &operation.name(), subject)
    }

    /// Says in the journal, under a name of its own, what is about to be done.
    pub(crate) fn entry_called(
        &self,
        session: &Session,
        operation: Operation,
        name: &str,
        subject: &str,
    ) -> Result<NewEntry> {
        self.authorise(session, operation, Row::Any)?;
        Ok(NewEntry {
            stamp: session.stamp(self.clock()),
            operation: name.to_owned(),
            subject: subject.to_owned(),
            undoes: None,
        })
    }
}

/// Returns a query for everything, in the order in which lists stand.
pub fn everything() -> ListQuery {
    ListQuery::default()
}

/// Says to other programs who has the ledger.
pub(crate) fn holder() -> String {
    let program =
        std::env::current_exe().ok().and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()));
    format!("{} {}", program.unwrap_or_default(), std::process::id())
}

impl From<domain::Problem> for Error {
    fn from(problem: domain::Problem) -> Self {
        Self::rule(problem)
    }
}
