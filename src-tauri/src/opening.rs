//! What is open: a ledger, nothing yet, or the reason why not.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use ledger::backup::{self, Archiving, Candidate};
use ledger::domain::Code;
use ledger::{Home, Ledger, Session, Unwatched, Watch, migration};
use wire::Failure;

use crate::failure::{Error, Result};

/// How often, and after which pause, a ledger is tried that somebody is just letting go of.
const MOMENTS: u32 = 50;
const MOMENT: Duration = Duration::from_millis(100);

/// What the program has opened.
#[derive(Debug, Clone)]
pub(crate) enum Opened {
    Ready(Ledger),
    /// There was never a ledger on this computer.
    FirstStart,
    /// The ledger of this computer, or the one named at the start, cannot be opened.
    Recovery {
        path: PathBuf,
        failure: Failure,
        /// Whether a backup may take its place.
        replaceable: bool,
        /// Whether records may still be got out of it.
        recoverable: bool,
    },
}

/// Opens ledgers, one at a time.
#[derive(Debug)]
pub(crate) struct Opening {
    home: Home,
    /// The ledger that the start named; it goes before the remembered one.
    named: Option<PathBuf>,
    /// None until somebody asks: a large ledger opens while the window is already painting.
    opened: Mutex<Option<Opened>>,
    /// The ledger that was found damaged although it opens.
    damaged: Mutex<Option<PathBuf>>,
}

impl Opening {
    pub(crate) fn new(home: Home, named: Option<PathBuf>) -> Self {
        Self { home, named, opened: Mutex::new(None), damaged: Mutex::new(None) }
    }

    pub(crate) fn home(&self) -> &Home {
        &self.home
    }

    /// Returns what is open, and opens the known ledger the first time.
    pub(crate) fn opened(&self) -> Opened {
        self.known(&mut self.lock()).clone()
    }

    /// Returns the open ledger.
    ///
    /// # Errors
    ///
    /// `ledger.not_open` where there is none.
    pub(crate) fn ledger(&self) -> Result<Ledger> {
        match self.opened() {
            Opened::Ready(ledger) => Ok(ledger),
            Opened::FirstStart | Opened::Recovery { .. } => Err(Error::NotOpen),
        }
    }

    /// Returns the file that is open, that could not be opened, or that a first start would make.
    pub(crate) fn path(&self) -> PathBuf {
        match self.opened() {
            Opened::Ready(ledger) => ledger.path().to_owned(),
            Opened::FirstStart => self.home.default_ledger(),
            Opened::Recovery { path, .. } => path,
        }
    }

    /// Makes the first ledger of this computer, empty.
    ///
    /// # Errors
    ///
    /// `ledger.exists` where there is or was a ledger: never a new one in its place.
    pub(crate) fn create(&self) -> Result<()> {
        let mut opened = self.lock();
        let place = self.place_of_first(self.known(&mut opened))?;
        let ledger = Ledger::create(&place)?;
        self.remember(&place);
        *opened = Some(self.at_hand(ledger));
        Ok(())
    }

    /// Makes the first ledger of this computer and fills it with the sample.
    ///
    /// The ledger appears in its place once it is complete: a sample that was cancelled half-way
    /// leaves nothing behind.
    ///
    /// # Errors
    ///
    /// Those of [`Opening::create`], and `cancelled`.
    pub(crate) fn load_sample(&self, session: &Session, watch: &dyn Watch) -> Result<()> {
        let place = self.place_of_first(&self.opened())?;
        let folder = place.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let draft_folder = tempfile::Builder::new().prefix("sample-").tempdir_in(folder)?;
        let draft = draft_folder.path().join("draft.sqlite3");
        fill(&draft, session, watch)?;
        let mut opened = self.lock();
        self.place_of_first(self.known(&mut opened))?;
        tempfile::TempPath::try_from_path(draft)?.persist_noclobber(&place).map_err(|error| error.error)?;
        let ledger = Ledger::open(&place)?;
        self.remember(&place);
        *opened = Some(self.at_hand(ledger));
        Ok(())
    }

    /// Opens another ledger and remembers it; where it cannot be opened, what was open stays.
    pub(crate) fn choose(&self, path: &Path) -> Result<()> {
        let mut opened = self.lock();
        if let Opened::Ready(ledger) = self.known(&mut opened)
            && is_same_file(ledger.path(), path)
        {
            return Ok(());
        }
        match Ledger::open(path) {
            Ok(ledger) => *opened = Some(self.at_hand(ledger)),
            // What it is chosen for can be decided before it is upgraded.
            Err(why) if why.code() == Code::LedgerUpgradePending => {
                *opened = Some(self.open_at(path.to_owned()));
            }
            Err(why) => return Err(why.into()),
        }
        self.remember(path);
        Ok(())
    }

    /// Closes the ledger for work that needs its file alone, and opens it again however that ends.
    ///
    /// # Errors
    ///
    /// Those of the work, and `ledger.in_use` where somebody else keeps it open.
    pub(crate) fn alone<T>(&self, work: impl Fn(&Path) -> ledger::Result<T>) -> Result<T> {
        let path = self.path();
        let mut opened = self.lock();
        *opened = None;
        let done = once_let_go(&path, work);
        *opened = Some(self.open_at(path));
        Ok(done?)
    }

    /// Does work with the file of a ledger that is closed, once the last question has let go of it.
    pub(crate) fn let_go<T>(&self, work: impl Fn(&Path) -> ledger::Result<T>) -> Result<T> {
        Ok(once_let_go(&self.path(), work)?)
    }

    /// Reads every page of the open ledger; whether it is damaged is told from now on.
    pub(crate) fn look_for_damage(&self) -> Result<bool> {
        let Opened::Ready(ledger) = self.opened() else { return Ok(false) };
        let is_damaged = ledger.is_damaged()?;
        *self.damaged.lock().unwrap_or_else(PoisonError::into_inner) =
            is_damaged.then(|| ledger.path().to_owned());
        Ok(is_damaged)
    }

    /// Whether this ledger was found damaged.
    pub(crate) fn is_damaged(&self, ledger: &Ledger) -> bool {
        let damaged = self.damaged.lock().unwrap_or_else(PoisonError::into_inner);
        damaged.as_deref() == Some(ledger.path())
    }

    /// Closes a ledger that was found damaged, as one that could not be opened.
    ///
    /// # Errors
    ///
    /// `ledger.not_open` where no damage was found in it.
    pub(crate) fn leave_damaged(&self) -> Result<()> {
        let mut opened = self.lock();
        let path = match self.known(&mut opened) {
            Opened::Ready(ledger) if self.is_damaged(ledger) => ledger.path().to_owned(),
            Opened::Ready(_) | Opened::FirstStart | Opened::Recovery { .. } => return Err(Error::NotOpen),
        };
        let damaged = backup::damaged(&path);
        *opened = Some(self.opened_at(path, Err(damaged)));
        // What takes its place is another one.
        *self.damaged.lock().unwrap_or_else(PoisonError::into_inner) = None;
        Ok(())
    }

    /// Opens a copy of a ledger whose upgrade is put off, to look at it.
    pub(crate) fn look(&self, watch: &dyn Watch) -> Result<()> {
        let path = self.path();
        let mut opened = self.lock();
        let ledger = Ledger::look_at(&path, watch)?;
        ledger.keep_at_hand();
        *opened = Some(Opened::Ready(ledger));
        Ok(())
    }

    /// Puts a backup into the place of the ledger that could not be opened, and opens it.
    ///
    /// # Errors
    ///
    /// Why the ledger cannot be opened, where that is no reason to replace it; those of a restore.
    pub(crate) fn restore(&self, session: &Session, candidate: &Candidate, watch: &dyn Watch) -> Result<()> {
        let mut opened = self.lock();
        let Opened::Recovery { path, .. } = self.known(&mut opened).clone() else {
            return Err(Error::NotOpen);
        };
        // What was wrong may have been put right meanwhile.
        let ledger = match Ledger::open(&path) {
            Ok(ledger) => {
                ledger.restore(session, candidate, watch)?;
                ledger
            }
            Err(why) if backup::may_be_replaced(&why) => {
                backup::restore_in_place_of(&path, session, candidate, &why, watch)?.0
            }
            Err(why) => return Err(why.into()),
        };
        *opened = Some(self.at_hand(ledger));
        Ok(())
    }

    /// Tries again to open what could not be opened.
    pub(crate) fn retry(&self) {
        let mut opened = self.lock();
        if !matches!(self.known(&mut opened), Opened::Ready(_)) {
            *opened = Some(self.open_known());
        }
    }

    fn known<'opened>(&self, opened: &'opened mut Option<Opened>) -> &'opened Opened {
        opened.get_or_insert_with(|| self.open_known())
    }

    fn open_known(&self) -> Opened {
        let Some(path) = self.named.clone().or_else(|| self.home.known_ledger()) else {
            return Opened::FirstStart;
        };
        let session = Session::of_this_computer();
        let opened = migration::open_or_upgrade(&path, &self.home, &session, &Unwatched);
        self.opened_at(path, opened)
    }

    fn open_at(&self, path: PathBuf) -> Opened {
        let opened = Ledger::open(&path);
        self.opened_at(path, opened)
    }

    fn opened_at(&self, path: PathBuf, opened: ledger::Result<Ledger>) -> Opened {
        match opened {
            Ok(ledger) => self.at_hand(ledger),
            Err(error) => {
                let (replaceable, recoverable) =
                    (backup::may_be_replaced(&error), backup::may_be_recovered(&error));
                Opened::Recovery { path, failure: Error::from(error).into(), replaceable, recoverable }
            }
        }
    }

    /// A ledger whose lists are asked again and again, and whose journal is archived meanwhile.
    fn at_hand(&self, ledger: Ledger) -> Opened {
        ledger.keep_at_hand();
        ledger.keep_archive(&self.home.archive_places(ledger.path()), Archiving::WhileOpen);
        Opened::Ready(ledger)
    }

    /// Keeps the journal archive where the settings of backups say now.
    pub(crate) fn keep_archive_anew(&self) {
        // Nobody waits for a share that does not answer.
        let opened = self.lock().clone();
        if let Some(Opened::Ready(ledger)) = opened {
            ledger.keep_archive(&self.home.archive_places(ledger.path()), Archiving::WhileOpen);
        }
    }

    fn place_of_first(&self, opened: &Opened) -> Result<PathBuf> {
        match opened {
            Opened::FirstStart => Ok(self.home.default_ledger()),
            Opened::Ready(ledger) => Err(Error::HasLedger { path: ledger.path().to_owned() }),
            Opened::Recovery { path, .. } => Err(Error::HasLedger { path: path.clone() }),
        }
    }

    /// Remembers the ledger for the next start; that it cannot is no reason not to work with it.
    fn remember(&self, path: &Path) {
        if let Err(error) = self.home.remember_ledger(path) {
            tracing::warn!(code = %error.code(), "the ledger is not remembered");
        }
    }

    /// The lock is held only while a value is put in whole, so that a poisoned one is sound.
    fn lock(&self) -> MutexGuard<'_, Option<Opened>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does work with a file as soon as nobody has it open: a question that was under way when the ledger
/// was closed has it for a moment still.
fn once_let_go<T>(path: &Path, work: impl Fn(&Path) -> ledger::Result<T>) -> ledger::Result<T> {
    let mut trials = 0..MOMENTS;
    loop {
        match work(path) {
            Err(why) if why.code() == Code::LedgerInUse && trials.next().is_some() => {
                std::thread::sleep(MOMENT);
            }
            done => return done,
        }
    }
}

/// Makes a ledger with the sample and closes it.
fn fill(draft: &Path, session: &Session, watch: &dyn Watch) -> Result<()> {
    let ledger = Ledger::create(draft)?;
    Ok(ledger.load_sample(session, watch)?)
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use tempfile::TempDir;

    use super::*;

    type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

    fn opening(folder: &TempDir) -> Opening {
        Opening::new(Home::at(folder.path().join("home")), None)
    }

    fn session() -> Session {
        Session::named("张三")
    }

    fn failure(opening: &Opening) -> Option<Code> {
        match opening.opened() {
            Opened::Recovery { failure, .. } => Some(failure.code),
            Opened::Ready(_) | Opened::FirstStart => None,
        }
    }

    #[test]
    fn a_first_start_makes_a_ledger_that_the_next_start_opens() -> Outcome {
        let folder = tempfile::tempdir()?;
        let first = opening(&folder);
        assert!(matches!(first.opened(), Opened::FirstStart));
        assert!(matches!(first.ledger(), Err(Error::NotOpen)));
        first.create()?;
        let path = first.ledger()?.path().to_owned();
        drop(first);
        assert_eq!(opening(&folder).ledger()?.path(), path);
        Ok(())
    }

    #[test]
    fn a_second_ledger_is_never_made_in_place_of_the_first() -> Outcome {
        let folder = tempfile::tempdir()?;
        let first = opening(&folder);
        first.create()?;
        assert!(matches!(first.create(), Err(Error::HasLedger { .. })));
        let path = first.ledger()?.path().to_owned();
        drop(first);
        std::fs::remove_file(&path)?;
        let second = opening(&folder);
        assert_eq!(failure(&second), Some(Code::LedgerMissing));
        assert!(matches!(second.create(), Err(Error::HasLedger { .. })));
        assert!(matches!(second.load_sample(&session(), &Unwatched), Err(Error::HasLedger { .. })));
        assert!(!path.exists());
        Ok(())
    }

    #[test]
    fn a_named_ledger_that_is_missing_leads_to_recovery() -> Outcome {
        let folder = tempfile::tempdir()?;
        let named = folder.path().join("there-is-none.sqlite3");
        let opening = Opening::new(Home::at(folder.path().join("home")), Some(named.clone()));
        assert_eq!(failure(&opening), Some(Code::LedgerMissing));
        assert_eq!(opening.path(), named);
        assert!(!named.exists());
        Ok(())
    }

    #[test]
    fn a_retry_opens_what_has_come_back() -> Outcome {
        let folder = tempfile::tempdir()?;
        let first = opening(&folder);
        first.create()?;
        let path = first.ledger()?.path().to_owned();
        drop(first);
        let aside = path.with_extension("aside");
        std::fs::rename(&path, &aside)?;
        let second = opening(&folder);
        assert_eq!(failure(&second), Some(Code::LedgerMissing));
        std::fs::rename(&aside, &path)?;
        second.retry();
        assert_eq!(second.ledger()?.path(), path);
        Ok(())
    }

    #[test]
    fn a_chosen_ledger_that_cannot_be_opened_leaves_the_open_one_open() -> Outcome {
        let folder = tempfile::tempdir()?;
        let opening = opening(&folder);
        opening.create()?;
        let strange = folder.path().join("strange.sqlite3");
        std::fs::write(&strange, [b'x'; 4096])?;
        let refused = opening.choose(&strange).err().map(Failure::from).map(|failure| failure.code);
        assert_eq!(refused, Some(Code::LedgerNotOurs));
        let open = opening.ledger()?.path().to_owned();
        opening.choose(&open)?;
        assert_eq!(std::fs::read(&strange)?, [b'x'; 4096]);
        Ok(())
    }

    #[test]
    fn a_chosen_ledger_is_remembered() -> Outcome {
        let folder = tempfile::tempdir()?;
        let first = opening(&folder);
        first.create()?;
        let other = folder.path().join("other.sqlite3");
        drop(Ledger::create(&other)?);
        first.choose(&other)?;
        drop(first);
        assert_eq!(opening(&folder).ledger()?.path(), other);
        Ok(())
    }

    /// Returns the first schema that any program opens.
    fn older(path: &Path) -> ledger::Result<i64> {
        Ok(migration::status(path)?.status.releases.first().map_or(0, |release| release.schema))
    }

    #[test]
    fn work_that_needs_the_file_alone_waits_for_a_question_that_is_under_way() -> Outcome {
        let folder = tempfile::tempdir()?;
        let opening = opening(&folder);
        opening.create()?;
        // A question has the ledger still when the work tries for the first time.
        let question = Mutex::new(Some(opening.ledger()?));
        let calls = std::cell::Cell::new(0);
        opening.alone(|path| {
            calls.set(calls.get() + 1);
            let tried = Ledger::open(path);
            drop(question.lock().unwrap_or_else(PoisonError::into_inner).take());
            tried.map(drop)
        })?;
        assert_eq!(calls.get(), 2);
        assert!(opening.ledger().is_ok(), "it is open again");
        Ok(())
    }

    #[test]
    fn work_that_fails_leaves_the_ledger_open() -> Outcome {
        let folder = tempfile::tempdir()?;
        let opening = opening(&folder);
        opening.create()?;
        let unknown = migration::known() + 1;
        let refused =
            opening.alone(|path| migration::migrate(path, unknown, &session(), &Unwatched).map(drop));
        assert_eq!(refused.err().map(|why| why.code()), Some(Code::MigrationUnknown));
        assert!(opening.ledger().is_ok());
        Ok(())
    }

    #[test]
    fn a_ledger_that_waits_for_its_upgrade_is_looked_at_and_stays_as_it_is() -> Outcome {
        let folder = tempfile::tempdir()?;
        let opening = opening(&folder);
        opening.create()?;
        let path = opening.path();
        opening.alone(|path| migration::migrate(path, older(path)?, &session(), &Unwatched).map(drop))?;
        assert_eq!(failure(&opening), Some(Code::LedgerUpgradePending));
        let before = std::fs::read(&path)?;
        assert!(opening.look(&Stops).is_err());
        assert_eq!(failure(&opening), Some(Code::LedgerUpgradePending), "a look that was stopped");
        opening.look(&Unwatched)?;
        let looked = opening.ledger()?;
        assert!(looked.is_read_only() && opening.path() == path);
        drop(looked);
        assert_eq!(std::fs::read(&path)?, before);
        opening
            .alone(|path| migration::migrate(path, migration::known(), &session(), &Unwatched).map(drop))?;
        assert!(!opening.ledger()?.is_read_only(), "the upgrade ends the look");
        Ok(())
    }

    /// Stops whatever it looks on.
    #[derive(Debug)]
    struct Stops;

    impl Watch for Stops {
        fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
            ControlFlow::Break(())
        }
    }

    #[test]
    fn a_sample_that_fails_leaves_nothing_behind() -> Outcome {
        let folder = tempfile::tempdir()?;
        let opening = opening(&folder);
        assert!(opening.load_sample(&session(), &Stops).is_err());
        assert!(matches!(opening.opened(), Opened::FirstStart));
        assert_eq!(std::fs::read_dir(folder.path().join("home"))?.count(), 0);
        opening.create()?;
        Ok(())
    }
}
