//! Keeping the journal archive while a ledger is open.
//!
//! A thread of its own writes what was committed into each place, a moment after the commit: no
//! edit waits for it, and a place that cannot be reached fails nothing. It is tried again, and
//! caught up when it is back.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use backups::archive::{self, Keeper};
use domain::Code;
use domain::access::Operation;
use domain::archive::ArchiveReport;
use serde::Serialize;
use storage::journal::Head;
use storage::{Bell, Store};

use super::settings::{built_in, is_reachable};
use crate::error::story_of;
use crate::{Clock, Home, Ledger, Result, Watch};

/// Waited after a commit: those that follow at once are written together with it.
const SETTLE: Duration = Duration::from_millis(500);
/// Waited before a place is tried again that could not be reached.
const AGAIN: Duration = Duration::from_secs(60);
/// Waited before the places are looked at without a commit.
const LOOK: Duration = Duration::from_secs(3600);
/// Waited at most for the last entries when a ledger is closed: a dead share must not keep the
/// program from ending.
const AT_CLOSE: Duration = Duration::from_secs(10);

/// How far the archive in one place is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArchiveState {
    pub place: PathBuf,
    /// The newest entry that the place has; none where it was not reached yet.
    pub reached: Option<i64>,
    /// When that was known last: UTC, RFC 3339.
    pub at: Option<String>,
    /// Why the last attempt failed.
    pub failure: Option<Code>,
}

/// When the archive is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Archiving {
    /// Within seconds of each operation: for a program that stays.
    WhileOpen,
    /// When the ledger is closed, if anything was written: for a single command.
    AtClose,
}

impl Ledger {
    /// Begins to keep the journal archive in these places, instead of those before.
    pub fn keep_archive(&self, places: &[PathBuf], archiving: Archiving) {
        let work = Work::new(self, places);
        let mut archiver = lock(self.archiver());
        // The old one ends first: two would write to one place.
        *archiver = None;
        *archiver = Archiver::start(work, archiving);
    }

    /// Tells how far the archive is, without looking at the places; none where none is kept.
    pub fn archive_states(&self) -> Vec<ArchiveState> {
        lock(self.archiver()).as_ref().map(|archiver| archiver.work.states()).unwrap_or_default()
    }

    /// Ends keeping the archive, once the last entries are in the places that answer in time.
    pub fn end_archive(&self) {
        *lock(self.archiver()) = None;
    }

    /// Brings the archive in each place up to date now, and tells how far it is.
    ///
    /// # Errors
    ///
    /// Those of the ledger; a place that cannot be reached says so in its state.
    pub fn catch_up_archive(&self) -> Result<Vec<ArchiveState>> {
        self.refuse_unless_may(Operation::BackUp)?;
        let work = lock(self.archiver()).as_ref().map(|archiver| Arc::clone(&archiver.work));
        let Some(work) = work else { return Ok(Vec::new()) };
        work.catch_up(self.store());
        Ok(work.states())
    }

    /// Looks at every byte of the archive in each place, changes nothing, and tells what it found.
    ///
    /// # Errors
    ///
    /// `cancelled`, and those of the ledger; a place that cannot be read says so in its report.
    pub fn inspect_archives(&self, home: &Home, watch: &dyn Watch) -> Result<Vec<ArchiveReport>> {
        self.refuse_unless_may(Operation::BackUp)?;
        let inspect = |place: PathBuf| {
            if is_there(&place, self.path()) {
                return self.inspect_archive(&place, watch);
            }
            Ok(ArchiveReport::failed(place, self.clock().now_text(), Code::BackupPlaceUnreachable))
        };
        home.archive_places(self.path()).into_iter().map(inspect).collect()
    }

    /// Looks at every byte of the archive in one folder, as [`Ledger::inspect_archives`] does.
    pub fn inspect_archive(&self, place: &Path, watch: &dyn Watch) -> Result<ArchiveReport> {
        self.refuse_unless_may(Operation::BackUp)?;
        let at = self.clock().now_text();
        let told = |done, total| watch.progress(done, total);
        match archive::inspect(place, self.store(), &at, &told) {
            Err(error) if error.code() == Code::Cancelled => Err(error.into()),
            Err(error) => Ok(ArchiveReport::failed(place.to_owned(), at, error.code())),
            Ok(report) => Ok(report),
        }
    }

    /// Looks at the archive in each place, writes again from the ledger what was damaged there, and
    /// remembers how it stands now.
    ///
    /// # Errors
    ///
    /// As [`Ledger::inspect_archives`].
    pub fn check_archives(&self, home: &Home, watch: &dyn Watch) -> Result<Vec<ArchiveReport>> {
        self.refuse_unless_may(Operation::BackUp)?;
        let mut reports = self.inspect_archives(home, watch)?;
        let faulty = reports.iter().filter(|report| !report.is_whole()).count();
        if faulty > 0 {
            tracing::warn!(faulty, "the journal archive is damaged; what the ledger has is written again");
            self.mend_archive();
            reports = self.inspect_archives(home, watch)?;
        }
        home.remember_backups(|memory| memory.archives.clone_from(&reports))?;
        Ok(reports)
    }

    /// Writes again what is damaged in any place, as far as the ledger has it.
    fn mend_archive(&self) {
        let work = lock(self.archiver()).as_ref().map(|archiver| Arc::clone(&archiver.work));
        if let Some(work) = work {
            lock(&work.keepers).iter_mut().for_each(Keeper::look_closely);
            work.catch_up(self.store());
        }
    }
}

impl Home {
    /// Returns the places that have an archive of a ledger: the one beside it, and those that are
    /// set, reachable now or not; none where the archive is switched off.
    ///
    /// What leaves the computer encrypted gets no archive, which is as readable as the ledger; and
    /// where the settings cannot be read, nothing leaves it.
    pub fn archive_places(&self, ledger: &Path) -> Vec<PathBuf> {
        let settings = self.backup_settings();
        let further = match &settings {
            Ok(settings) if !settings.archive => return Vec::new(),
            Ok(settings) if !settings.encrypt => settings.places.clone(),
            Ok(_) | Err(_) => Vec::new(),
        };
        std::iter::once(built_in(ledger)).chain(further).collect()
    }
}

/// The thread that writes, until it is dropped.
#[derive(Debug)]
pub(crate) struct Archiver {
    work: Arc<Work>,
    committed: Arc<Bell>,
    stop: Arc<Bell>,
    /// Closed when the thread has ended.
    ended: Receiver<()>,
}

impl Archiver {
    /// Starts the thread; none where the system gives none, and the archive is caught up by the
    /// next program that opens the ledger.
    fn start(work: Work, archiving: Archiving) -> Option<Self> {
        let store = work.store.upgrade()?;
        let committed = Arc::clone(store.committed());
        let (work, stop) = (Arc::new(work), Arc::new(Bell::default()));
        let (alive, ended) = mpsc::channel::<()>();
        let archiver = Self { work, committed, stop, ended };
        let (work, committed) = (Arc::clone(&archiver.work), Arc::clone(&archiver.committed));
        let (stop, before) = (Arc::clone(&archiver.stop), committed.rung());
        let thread = std::thread::Builder::new().name("journal archive".to_owned()).spawn(move || {
            match archiving {
                Archiving::WhileOpen => work.go_on(&committed, &stop),
                Archiving::AtClose => work.at_close(&committed, before, &stop),
            }
            drop(alive);
        });
        match thread {
            Ok(_) => Some(archiver),
            Err(error) => {
                tracing::warn!(%error, "the journal archive is not kept");
                None
            }
        }
    }
}

impl Drop for Archiver {
    fn drop(&mut self) {
        // In this order: who waits for the stop must not take this for an operation.
        self.committed.ring();
        self.stop.ring();
        if self.ended.recv_timeout(AT_CLOSE) == Err(mpsc::RecvTimeoutError::Timeout) {
            tracing::warn!("a place of the journal archive does not answer; it is caught up later");
        }
    }
}

/// What is to be written where.
#[derive(Debug)]
struct Work {
    /// The thread keeps no ledger open.
    store: Weak<Store>,
    clock: Arc<dyn Clock>,
    keepers: Mutex<Vec<Keeper>>,
    states: Mutex<Vec<ArchiveState>>,
}

impl Work {
    fn new(ledger: &Ledger, places: &[PathBuf]) -> Self {
        let unknown =
            |place: &PathBuf| ArchiveState { place: place.clone(), reached: None, at: None, failure: None };
        Self {
            store: ledger.weak_store(),
            clock: ledger.shared_clock(),
            keepers: Mutex::new(places.iter().map(|place| Keeper::new(place)).collect()),
            states: Mutex::new(places.iter().map(unknown).collect()),
        }
    }

    fn go_on(&self, committed: &Bell, stop: &Bell) {
        loop {
            let (heard, stopping) = (committed.rung(), stop.rung() > 0);
            let Some(store) = self.store.upgrade() else { return };
            let is_whole = self.catch_up(&store);
            drop(store);
            if stopping {
                return;
            }
            committed.wait(heard, if is_whole { LOOK } else { AGAIN });
            stop.wait(0, SETTLE);
        }
    }

    fn at_close(&self, committed: &Bell, before: u64, stop: &Bell) {
        while stop.wait(0, LOOK) == 0 {}
        // The end of the archiver rings once more.
        if committed.rung() > before + 1
            && let Some(store) = self.store.upgrade()
        {
            self.catch_up(&store);
        }
    }

    /// Writes what lacks in each place; whether all of them were reached.
    fn catch_up(&self, store: &Store) -> bool {
        let mut keepers = lock(&self.keepers);
        let mut is_whole = true;
        for keeper in keepers.iter_mut() {
            let caught_up = catch_up(keeper, store).map(|head| head.seq).map_err(|error| {
                let told = story_of(std::error::Error::source(&error));
                tracing::warn!(code = %error.code(), story = told, "a place of the journal archive failed");
                error.code()
            });
            is_whole &= caught_up.is_ok();
            self.note(keeper.place(), caught_up);
        }
        is_whole
    }

    fn note(&self, place: &Path, caught_up: Result<i64, Code>) {
        let mut states = lock(&self.states);
        let Some(state) = states.iter_mut().find(|state| state.place == place) else { return };
        match caught_up {
            Ok(seq) => {
                let at = Some(self.clock.now_text());
                *state = ArchiveState { place: place.to_owned(), reached: Some(seq), at, failure: None };
            }
            Err(code) => state.failure = Some(code),
        }
    }

    fn states(&self) -> Vec<ArchiveState> {
        lock(&self.states).clone()
    }
}

/// Brings one place up to date, if it is there and is the one that was chosen.
fn catch_up(keeper: &mut Keeper, store: &Store) -> backups::Result<Head> {
    let place = keeper.place();
    if !is_there(place, store.path()) {
        return Err(backups::Error::PlaceAway(place.to_owned()));
    }
    keeper.catch_up(store)
}

/// Whether a place is there; the one beside the ledger always is.
fn is_there(place: &Path, ledger: &Path) -> bool {
    place == built_in(ledger) || is_reachable(place)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
