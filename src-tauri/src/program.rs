//! The state of the program: what the commands work with.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ledger::backup::{BackupBeside, Ending};
use ledger::domain::Noun;
use ledger::domain::access::{Access, Operation};
use ledger::{Home, Ledger, Outcome, Session, Watch};
use tauri::ipc::Channel;
use tauri::{AppHandle, Emitter};
use wire::app::{AppState, InterruptedRestore, NounCount, Progress, Saved};

use crate::arguments::Start;
use crate::candidates::Candidates;
use crate::failure::{Error, Reply, Result};
use crate::handed::Handed;
use crate::migrations;
use crate::opening::{Opened, Opening};
use crate::readiness::Readiness;
use crate::rehearsals::Rehearsals;
use crate::timing::{name_of, timed};
use crate::work::Work;

/// The event that tells the page that files wait for it.
const HANDED: &str = "files-handed";

/// The program behind the window; clones share it.
#[derive(Clone)]
pub(crate) struct Program {
    pub(crate) opening: Arc<Opening>,
    /// Who sits at the window.
    seat: Arc<Mutex<Session>>,
    pub(crate) rehearsals: Arc<Rehearsals>,
    pub(crate) candidates: Arc<Candidates>,
    pub(crate) work: Arc<Work>,
    pub(crate) readiness: Arc<Readiness>,
    handed: Arc<Handed>,
}

impl Program {
    pub(crate) fn new(home: Home, start: Start) -> Self {
        let handed = Handed::default();
        handed.keep(start.files);
        Self {
            opening: Arc::new(Opening::new(home, start.ledger)),
            seat: Arc::new(Mutex::new(Session::at_window())),
            rehearsals: Arc::default(),
            candidates: Arc::default(),
            work: Arc::default(),
            readiness: Arc::default(),
            handed: Arc::new(handed),
        }
    }

    /// Returns who sits at the window.
    pub(crate) fn session(&self) -> Session {
        self.seat.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Lets somebody else sit at the window; what the one before has in the making goes.
    pub(crate) fn seat(&self, session: Session) {
        *self.seat.lock().unwrap_or_else(PoisonError::into_inner) = session;
    }

    /// Keeps files that a further start was given, and tells the page.
    pub(crate) fn take_up(&self, app: &AppHandle, files: Vec<PathBuf>) {
        if files.is_empty() {
            return;
        }
        self.handed.keep(files);
        if let Err(error) = app.emit(HANDED, ()) {
            tracing::warn!(%error, "the page does not hear of files");
        }
    }

    /// Gives out the files that wait, once somebody is at work who may do something with them.
    pub(crate) fn handed_files(&self) -> Result<Vec<String>> {
        let access = self.ledger()?.access(&self.session())?;
        if access.locked || (access.with_accounts && access.person.is_none()) {
            return Ok(Vec::new());
        }
        Ok(self.handed.take().iter().map(|path| path.display().to_string()).collect())
    }

    /// Returns the open ledger in the name of whoever sits at the window.
    ///
    /// # Errors
    ///
    /// `ledger.not_open` where there is none.
    pub(crate) fn ledger(&self) -> Result<Ledger> {
        Ok(self.opening.ledger()?.in_the_name_of(&self.session()))
    }

    /// Refuses what whoever sits at the window may not do. Where no ledger is open nobody can be asked
    /// for a password, and whoever has the computer keeps it.
    pub(crate) fn refuse_unless_may(&self, operation: Operation) -> Result<()> {
        match self.opening.opened() {
            Opened::Ready(_) => Ok(self.ledger()?.refuse_unless_may(operation)?),
            Opened::FirstStart | Opened::Recovery { .. } => Ok(()),
        }
    }

    /// Returns what this computer keeps, for work that whoever sits at the window may do.
    pub(crate) fn home_for(&self, operation: Operation) -> Result<&Home> {
        self.refuse_unless_may(operation)?;
        Ok(self.opening.home())
    }

    /// Does work that may take its time, away from the threads that serve the window.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T> + Send + 'static,
    ) -> Reply<T> {
        self.run_as(name_of(&work), false, work).await
    }

    /// Does work as [`Program::run`] does, in the name of a command.
    async fn run_as<T: Send + 'static>(
        &self,
        name: &'static str,
        awaited: bool,
        work: impl FnOnce(&Self) -> Result<T> + Send + 'static,
    ) -> Reply<T> {
        let program = self.clone();
        let work = move || timed(name, awaited, || work(&program));
        let ended = tauri::async_runtime::spawn_blocking(work).await;
        Ok(ended.map_err(Error::Stopped)??)
    }

    /// Returns the ledger of which backups are made; none where only a copy of it is looked at.
    pub(crate) fn to_be_kept(&self) -> Option<Ledger> {
        self.opening.ledger().ok().filter(|ledger| !ledger.is_read_only())
    }

    /// Asks the open ledger.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Ledger) -> ledger::Result<T> + Send + 'static,
    ) -> Reply<T> {
        let name = name_of(&question);
        self.run_as(name, false, move |program| Ok(question(&program.ledger()?)?)).await
    }

    /// Does something with the open ledger in the name of the person at work.
    pub(crate) async fn act<T: Send + 'static>(
        &self,
        deed: impl FnOnce(&Ledger, &Session) -> ledger::Result<T> + Send + 'static,
    ) -> Reply<T> {
        self.act_as(name_of(&deed), deed).await
    }

    async fn act_as<T: Send + 'static>(
        &self,
        name: &'static str,
        deed: impl FnOnce(&Ledger, &Session) -> ledger::Result<T> + Send + 'static,
    ) -> Reply<T> {
        let deed = move |program: &Self| Ok(deed(&program.ledger()?, &program.session())?);
        self.run_as(name, false, deed).await
    }

    /// Saves a record of the open ledger, and tells what the screens must refresh.
    pub(crate) async fn save(
        &self,
        change: impl FnOnce(&Ledger, &Session) -> ledger::Result<Outcome<i64>> + Send + 'static,
    ) -> Reply<Saved> {
        let outcome = self.act_as(name_of(&change), change).await?;
        Ok(Saved { id: outcome.value, seq: outcome.seq, changed: outcome.changed })
    }

    /// Holds what lies ready to be restored beside the open ledger, and asks what differs.
    pub(crate) async fn compare<T: Send + 'static>(
        &self,
        id: u32,
        question: impl FnOnce(&BackupBeside) -> ledger::Result<T> + Send + 'static,
    ) -> Reply<T> {
        let name = name_of(&question);
        let compare = move |program: &Self| program.candidates.get(id)?.compare(&program.ledger()?, question);
        self.run_as(name, false, compare).await
    }

    /// Does long work that reports how far it has come and can be cancelled.
    pub(crate) async fn watch<T: Send + 'static>(
        &self,
        progress: Channel<Progress>,
        work: impl FnOnce(&Self, &dyn Watch) -> Result<T> + Send + 'static,
    ) -> Reply<T> {
        let name = name_of(&work);
        self.run_as(name, true, move |program| work(program, &program.work.begin(progress))).await
    }

    /// Returns what is open, for the window.
    pub(crate) fn state(&self) -> Result<AppState> {
        let opened = self.opening.opened();
        let known = match &opened {
            Opened::Ready(ledger) => self.known_of(ledger),
            Opened::FirstStart | Opened::Recovery { .. } => Ok((Access::default(), Vec::new())),
        };
        let (access, counts) = match known {
            // A window that cannot even count shows the way to the repair instead.
            Err(_) if self.opening.look_for_damage()? => {
                drop(opened);
                self.opening.leave_damaged()?;
                return self.state();
            }
            known => known?,
        };
        let tampering = match &opened {
            Opened::Ready(ledger) => ledger.tampering(),
            Opened::FirstStart | Opened::Recovery { .. } => None,
        };
        let interrupted = match &opened {
            Opened::Ready(ledger) => ledger.interrupted_restore().map(interrupted),
            Opened::FirstStart | Opened::Recovery { .. } => None,
        };
        let interrupted_migration = match &opened {
            Opened::Ready(ledger) => ledger.interrupted_migration().map(migrations::interrupted),
            Opened::FirstStart | Opened::Recovery { .. } => None,
        };
        let damaged = matches!(&opened, Opened::Ready(ledger) if self.opening.is_damaged(ledger));
        let read_only = matches!(&opened, Opened::Ready(ledger) if ledger.is_read_only());
        let (opening, failure, replaceable, recoverable) = match opened {
            Opened::Ready(_) => (wire::app::Opening::Ready, None, false, false),
            Opened::FirstStart => (wire::app::Opening::FirstStart, None, false, false),
            Opened::Recovery { failure, replaceable, recoverable, .. } => {
                (wire::app::Opening::Recovery, Some(failure), replaceable, recoverable)
            }
        };
        Ok(AppState {
            opening,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ledger_path: self.opening.path().display().to_string(),
            actor: self.session().actor,
            access,
            tampering,
            failure,
            replaceable,
            recoverable,
            damaged,
            interrupted,
            interrupted_migration,
            read_only,
            counts: counts.into_iter().map(|(noun, count)| NounCount { noun, count }).collect(),
        })
    }

    /// Returns what whoever sits at the window may know of a ledger before they ask: where they stand,
    /// and how many records there are.
    fn known_of(&self, ledger: &Ledger) -> ledger::Result<(Access, Vec<(Noun, i64)>)> {
        let session = self.session();
        let access = ledger.access(&session)?;
        if access.with_accounts && access.person.is_none() {
            return Ok((access, Vec::new()));
        }
        Ok((access, ledger.in_the_name_of(&session).counts()?))
    }

    /// Makes the first ledger of this computer.
    pub(crate) fn create_ledger(&self) -> Result<AppState> {
        self.opening.create()?;
        self.state()
    }

    /// Makes the first ledger of this computer from the sample.
    pub(crate) fn load_sample(&self, watch: &dyn Watch) -> Result<AppState> {
        self.opening.load_sample(&self.session(), watch)?;
        self.state()
    }

    /// Opens the ledger that the user chose, if they chose one.
    pub(crate) fn open_ledger(&self, chosen: Option<PathBuf>) -> Result<AppState> {
        if let Some(path) = chosen {
            self.opening.choose(&path)?;
            self.seat(Session::at_window());
            self.candidates.clear();
            self.rehearsals.clear();
        }
        self.state()
    }

    /// Tries again to open what could not be opened.
    pub(crate) fn retry_opening(&self) -> Result<AppState> {
        self.candidates.clear();
        self.opening.retry();
        self.state()
    }
}

fn interrupted(ending: &Ending) -> InterruptedRestore {
    let (finished, name, at) = match ending {
        Ending::Finished { name, at } => (true, name, at),
        Ending::WentBack { name, at } => (false, name, at),
    };
    InterruptedRestore { finished, name: name.clone(), at: at.clone() }
}
