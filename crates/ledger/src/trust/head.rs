//! Where the journal of a ledger ended when this program wrote it last, kept beside the file.
//!
//! A chain of hashes shows what was edited, taken out or put in, but not that its newest entries were
//! cut off, nor that an older file was put in the place of this one. What lies beside it shows that.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

use domain::access::Tampering;
use serde::{Deserialize, Serialize};
use storage::journal;
use storage::{Bell, Store};

use crate::{Clock, Result};

/// The ending of the file beside a ledger.
const ENDING: &str = ".head";

/// A bell that is not rung is listened to again after this time.
const LOOK: Duration = Duration::from_secs(3600);

/// What lies beside a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Remembered {
    pub(crate) seq: i64,
    /// Hexadecimal; empty where nothing was ever done.
    pub(crate) hash: String,
    /// When it was written: UTC, RFC 3339.
    pub(crate) at: String,
    /// Traces that were found and not acknowledged: the next start need not look first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) tampering: Option<Tampering>,
}

impl Remembered {
    /// Reads what lies beside a ledger; none where nothing legible does.
    pub(crate) fn read(ledger: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(file_beside(ledger)).ok()?).ok()
    }

    /// Forgets what lies beside a ledger that is about to be made anew.
    pub(crate) fn forget(ledger: &Path) {
        match std::fs::remove_file(file_beside(ledger)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                tracing::warn!(kind = %error.kind(), "the head of an earlier ledger is not removed");
            }
            _ => {}
        }
    }

    /// Writes it whole or not at all. It is not brought to the disk: after a power cut an earlier one
    /// is as good.
    fn write(&self, ledger: &Path) -> Result<()> {
        let file = file_beside(ledger);
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut temporary = tempfile::Builder::new().prefix(".head-").tempfile_in(folder)?;
        temporary.write_all(&serde_json::to_vec(self)?)?;
        temporary.persist(&file).map_err(|refused| refused.error)?;
        Ok(())
    }
}

fn file_beside(ledger: &Path) -> PathBuf {
    let mut name = OsString::from(ledger.as_os_str());
    name.push(ENDING);
    PathBuf::from(name)
}

/// Keeps what lies beside a ledger true while it is open: a thread that every commit wakes.
#[derive(Debug)]
pub(crate) struct HeadKeeper {
    work: Arc<Work>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Work {
    ledger: PathBuf,
    store: Weak<Store>,
    bell: Arc<Bell>,
    clock: Arc<dyn Clock>,
    written: Mutex<Option<Remembered>>,
    /// Traces that are to be remembered, and with which the head stays as it was: what was cut off is
    /// not to be forgotten.
    tampering: Mutex<Option<Tampering>>,
    is_over: AtomicBool,
}

impl HeadKeeper {
    /// Begins to keep the head of an open ledger; `known` is what lay beside it.
    pub(crate) fn start(
        store: &Arc<Store>,
        clock: Arc<dyn Clock>,
        known: Option<Remembered>,
        tampering: Option<Tampering>,
    ) -> Self {
        let work = Arc::new(Work {
            ledger: store.path().to_owned(),
            store: Arc::downgrade(store),
            bell: Arc::clone(store.committed()),
            clock,
            written: Mutex::new(known),
            tampering: Mutex::new(tampering),
            is_over: AtomicBool::new(false),
        });
        work.write();
        let listening = Arc::clone(&work);
        let thread = std::thread::Builder::new().name("head".to_owned()).spawn(move || listening.listen());
        if let Err(error) = &thread {
            tracing::warn!(kind = %error.kind(), "the head of the journal is only kept at the end");
        }
        Self { work, thread: thread.ok() }
    }

    /// Remembers traces of tampering; without any the head goes on from where the journal stands.
    pub(crate) fn remember(&self, tampering: Option<Tampering>) {
        *lock(&self.work.tampering) = tampering;
        self.work.write();
    }
}

impl Drop for HeadKeeper {
    fn drop(&mut self) {
        self.work.write();
        self.work.is_over.store(true, Ordering::SeqCst);
        self.work.bell.fall_silent();
        // It must not hold the store when the next one wants to open the ledger.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Work {
    fn listen(&self) {
        let mut rung = 0;
        while !self.is_over.load(Ordering::SeqCst) {
            rung = self.bell.wait(rung, LOOK);
            if !self.is_over.load(Ordering::SeqCst) {
                self.write();
            }
        }
    }

    /// Writes where the journal stands, if that is news; a disk that refuses is no reason not to work.
    fn write(&self) {
        let Some(store) = self.store.upgrade() else { return };
        let mut written = lock(&self.written);
        let Some(next) = self.next(&store, written.as_ref()) else { return };
        match next.write(&self.ledger) {
            Ok(()) => *written = Some(next),
            Err(error) => tracing::warn!(code = %error.code(), "the head of the journal is not kept"),
        }
    }

    fn next(&self, store: &Store, written: Option<&Remembered>) -> Option<Remembered> {
        let tampering = lock(&self.tampering).clone();
        let head = if let (Some(_), Some(written)) = (&tampering, written) {
            written.clone()
        } else {
            let head = store.read(journal::head).ok()?.unwrap_or_default();
            Remembered {
                seq: head.seq,
                hash: backups::hexadecimal(&head.hash),
                at: self.clock.now_text(),
                tampering: None,
            }
        };
        let next = Remembered { tampering, ..head };
        let is_same = written
            .is_some_and(|written| (&written.hash, &written.tampering) == (&next.hash, &next.tampering));
        (!is_same).then_some(next)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
