//! What a rehearsal did, and keeping it.

use domain::date::Date;
use domain::exchange::Counts;
use storage::Held;

use super::run::still_wanted;
use super::{Beside, Import, Report, lock};
use crate::{Ledger, Result, Session, Watch};

/// What a rehearsal did, as long as it is held.
#[derive(Debug)]
pub(super) struct Rehearsed {
    report: Report,
    /// None once it was kept or given up.
    held: Option<Held>,
    /// In whose name, and on which day: another person's records are not theirs, and what was
    /// right yesterday may be wrong today.
    session: Session,
    today: Date,
}

impl Rehearsed {
    pub(super) fn new(report: Report, held: Held, session: &Session, today: Date) -> Self {
        Self { report, held: Some(held), session: session.clone(), today }
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.report.summary.counts
    }
}

impl Ledger {
    /// Keeps what the rehearsal did, or leaves it where it has rows that cannot be imported; none
    /// where the import is to be run.
    pub(super) fn keep_rehearsed(
        &self,
        session: &Session,
        import: &Import,
        only_valid: bool,
        beside: &Beside,
        watch: &dyn Watch,
    ) -> Result<Option<Report>> {
        let mut kept = lock(&import.rehearsed);
        let Some(rehearsed) = kept.as_mut() else { return Ok(None) };
        if rehearsed.session != *session || rehearsed.today != self.clock().today() {
            return Ok(None);
        }
        let mut report = rehearsed.report.clone();
        beside.tell(&mut report.summary);
        if !(report.is_clean() || only_valid) {
            return Ok(rehearsed.held.as_ref().filter(|held| self.store().is_held(held)).map(|_| report));
        }
        let go_on = still_wanted(watch, u64::from(report.summary.counts.total()));
        // Before it is taken: what nobody waits for any more can be asked for again.
        go_on()?;
        let Some(held) = rehearsed.held.take() else { return Ok(None) };
        report.summary.committed = true;
        let detail = serde_json::to_string(&report.summary)?;
        let entry = self.entry(session, import.operation(), import.file())?;
        let outcome = self.store().keep(held, &entry, Some(detail), &go_on)?;
        Ok(outcome.map(|outcome| {
            report.summary.journal_seq = outcome.seq;
            report
        }))
    }
}
