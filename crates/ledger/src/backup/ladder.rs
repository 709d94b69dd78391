//! What brings back a damaged ledger: its operations done again, or its records read one by one.

use std::path::{Path, PathBuf};

use backups::moment::Known;
use backups::recover;
use domain::Code;
use domain::comparison::LedgerComparison;

use super::moment::{Moment, Rebuilt, build, folder_of};
use super::recover::{Recovery, recover};
use crate::{Clock, Error, Result, Session, SystemClock, Watch};

/// The two ways back from damage, both made ready. Their files go when this is dropped.
#[derive(Debug)]
pub struct Ladder {
    /// The newest sound backup, and every operation since that the archives or the journal of the
    /// damaged ledger still tell of.
    pub replayed: Option<Rebuilt>,
    /// What could be read out of the damaged ledger.
    pub recovered: Option<Recovery>,
    /// What each has that the other lacks: the replayed one is the state before.
    pub comparison: Option<LedgerComparison>,
}

/// One of the two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayBack {
    Replayed,
    Recovered,
}

impl Ladder {
    /// Makes both ways ready for a damaged ledger, which is not touched.
    ///
    /// A journal that is whole brings back every operation, even where the records themselves are
    /// lost and no archive was kept: what it tells is done again upon the newest backup.
    ///
    /// # Errors
    ///
    /// `ledger.nothing_readable` where neither way leads anywhere; `ledger.in_use`, `disk.full`,
    /// `cancelled`.
    pub fn climb(ledger: &Path, session: &Session, places: &[PathBuf], watch: &dyn Watch) -> Result<Self> {
        let (recovered, why) = match recover(ledger, session, places, watch) {
            Ok(recovered) => (Some(recovered), None),
            Err(why) if why.code() == Code::LedgerNothingReadable => (None, Some(why)),
            Err(why) => return Err(why),
        };
        let replayed = replay(ledger, places, recovered.as_ref(), watch)?;
        if let (None, Some(why)) = (&replayed, why) {
            return Err(why);
        }
        let comparison = match (&replayed, &recovered) {
            (Some(replayed), Some(recovered)) => {
                Some(recover::compare(&recovered.file, &replayed.path, &session.stamp(&SystemClock))?)
            }
            (Some(_), None) | (None, Some(_) | None) => None,
        };
        Ok(Self { replayed, recovered, comparison })
    }

    /// Tells which way is offered first: operations done again are a state that there was, which
    /// records read one by one are not; but where only indexes were damaged nothing is lost at all.
    pub fn first(&self) -> WayBack {
        let lost_nothing = self.recovered.as_ref().is_some_and(|one| one.recovered.is_whole());
        if self.replayed.is_none() || lost_nothing { WayBack::Recovered } else { WayBack::Replayed }
    }
}

/// Does the operations again; none where no backup and no journal tells of any.
fn replay(
    ledger: &Path,
    places: &[PathBuf],
    recovered: Option<&Recovery>,
    watch: &dyn Watch,
) -> Result<Option<Rebuilt>> {
    let mut known = Known::gather(places, None)?;
    if let Some(recovered) = recovered {
        known.add_journal_in(&recovered.file)?;
    }
    let now = SystemClock.now_text();
    match build(&mut known, &Moment::Newest, folder_of(ledger), &now, watch) {
        Ok(rebuilt) => Ok(Some(rebuilt)),
        Err(why) if leads_nowhere(&why) => Ok(None),
        Err(why) => Err(why),
    }
}

fn leads_nowhere(why: &Error) -> bool {
    matches!(why.code(), Code::MomentUnknown | Code::MomentUnreachable)
}
