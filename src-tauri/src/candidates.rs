//! What lies ready to be restored, until a person has decided.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ledger::Ledger;
use ledger::backup::{BackupBeside, Candidate, Ladder, Rebuilt, Recovery, Unsealed};

use crate::failure::{Error, Result};

/// The one file that lies ready: whoever prepares another lets it go.
#[derive(Debug, Default)]
pub(crate) struct Candidates {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    newest: u32,
    ready: Option<Arc<Ready>>,
    /// What brings back a damaged ledger, once a person asked.
    ladder: Option<Arc<Ladder>>,
}

/// A file that may be restored, and the ledger held beside it once somebody compares.
#[derive(Debug)]
pub(crate) struct Ready {
    id: u32,
    pub(crate) candidate: Candidate,
    beside: Mutex<Option<BackupBeside>>,
    _source: Source,
}

/// Where a candidate comes from; what was made for it goes with it.
#[derive(Debug)]
pub(crate) enum Source {
    /// A file that lies where it lay.
    Found,
    Unsealed {
        _file: Unsealed,
    },
    Rebuilt {
        _file: Box<Rebuilt>,
    },
    Recovered {
        _file: Recovery,
    },
    /// One of the ways of a ladder.
    Laddered {
        _files: Arc<Ladder>,
    },
}

impl Candidates {
    /// Keeps a candidate in the place of the one before; returns its number.
    pub(crate) fn keep(&self, candidate: Candidate, source: Source) -> u32 {
        let mut kept = self.lock();
        kept.newest += 1;
        let id = kept.newest;
        kept.ready = Some(Arc::new(Ready { id, candidate, beside: Mutex::default(), _source: source }));
        id
    }

    /// Returns a candidate that is still kept.
    pub(crate) fn get(&self, id: u32) -> Result<Arc<Ready>> {
        self.lock().ready.clone().filter(|ready| ready.id == id).ok_or(Error::CandidateGone)
    }

    /// Lets a candidate go; one that is gone already is no error.
    pub(crate) fn let_go(&self, id: u32) {
        self.lock().ready.take_if(|ready| ready.id == id);
    }

    /// Keeps what brings back a damaged ledger, until something is restored or opened.
    pub(crate) fn keep_ladder(&self, ladder: Ladder) -> Arc<Ladder> {
        Arc::clone(self.lock().ladder.insert(Arc::new(ladder)))
    }

    /// Returns what brings back a damaged ledger, where a person asked for it.
    pub(crate) fn ladder(&self) -> Option<Arc<Ladder>> {
        self.lock().ladder.clone()
    }

    /// Lets go whatever is kept.
    pub(crate) fn clear(&self) {
        let mut kept = self.lock();
        (kept.ready, kept.ladder) = (None, None);
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ready {
    /// Asks what differs between the candidate and the ledger as it was when first asked.
    pub(crate) fn compare<T>(
        &self,
        ledger: &Ledger,
        question: impl FnOnce(&BackupBeside) -> ledger::Result<T>,
    ) -> Result<T> {
        let mut beside = self.lock();
        if beside.is_none() {
            *beside = Some(ledger.backup_beside(&self.candidate.path)?);
        }
        Ok(question(beside.as_ref().ok_or(Error::CandidateGone)?)?)
    }

    /// Takes the ledger away from beside the candidate: nobody may read it while it is replaced.
    pub(crate) fn stand_alone(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<BackupBeside>> {
        self.beside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use ledger::backup::Expected;

    use super::*;

    fn candidate() -> Candidate {
        Candidate { path: PathBuf::new(), name: "一".to_owned(), expected: Expected::Sound }
    }

    #[test]
    fn one_candidate_is_kept_and_an_older_number_means_none() {
        let candidates = Candidates::default();
        let first = candidates.keep(candidate(), Source::Found);
        let second = candidates.keep(candidate(), Source::Found);
        assert!(matches!(candidates.get(first), Err(Error::CandidateGone)));
        candidates.let_go(first);
        assert!(candidates.get(second).is_ok());
        candidates.let_go(second);
        assert!(matches!(candidates.get(second), Err(Error::CandidateGone)));
    }
}
