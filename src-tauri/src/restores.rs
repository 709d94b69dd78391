//! Restores: of the open ledger, and of one that cannot be opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ledger::backup::{
    self, Candidate, Expected, Lack, LackReason, Ladder, Moment, Passphrase, Rebuilt, Recovered, Rung,
    Unsealed,
};
use ledger::domain::access::Operation;
use ledger::domain::moment::{Loss, Timeline};
use ledger::domain::{Code, Problem};
use ledger::{Ledger, Watch};
use wire::app::{AppState, NounCount};
use wire::backup::BackupList;
use wire::restore::{
    DamageSurvey, LostOperation, LostRecord, RecoveredLedger, ReplayedLedger, RestoreLack, RestorePreview,
    RestoreTarget, WayBack,
};

use crate::backups::{drill, rows_in, set_aside};
use crate::candidates::Source;
use crate::failure::Result;
use crate::opening::Opened;
use crate::program::Program;

/// Lost records that are named; more are counted.
const NAMED: usize = 500;

/// A candidate, and what is known of it.
struct Prepared {
    candidate: Candidate,
    source: Source,
    at: Option<String>,
    lack: Option<RestoreLack>,
    recovered: Option<RecoveredLedger>,
}

impl Program {
    /// Returns a page of the operations that a moment is chosen from.
    pub(crate) fn timeline(&self, offset: u32, limit: u32) -> Result<Timeline> {
        let ledger = self.ledger()?;
        let whole = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        Ok(ledger.timeline(&self.folders(ledger.path()), whole(offset), whole(limit))?)
    }

    /// Makes ready what would be restored, and tells what a restore would do, without doing it.
    pub(crate) fn prepare_restore(
        &self,
        target: &RestoreTarget,
        passphrase: Option<String>,
        watch: &dyn Watch,
    ) -> Result<RestorePreview> {
        self.refuse_unless_may(Operation::Restore)?;
        let prepared = self.prepared(target, passphrase.map(Passphrase::from).as_ref(), watch)?;
        let head = match &prepared.candidate.expected {
            Expected::Manifest(manifest) => Some(manifest.journal_head.clone()),
            Expected::Head(head) => Some(Some(head.clone())),
            Expected::Sound => None,
        };
        let loss = match (self.opening.opened(), &head) {
            (Opened::Ready(ledger), Some(head)) => {
                self.loss_of(&ledger, &moment(head.as_ref().map_or("", |head| &head.hash))?)?
            }
            (Opened::Ready(_) | Opened::FirstStart | Opened::Recovery { .. }, _) => None,
        };
        Ok(RestorePreview {
            name: prepared.candidate.name.clone(),
            at: prepared.at,
            seq: head.map(|head| head.map_or(0, |head| head.seq)),
            loss,
            lack: prepared.lack,
            recovered: prepared.recovered,
            id: self.candidates.keep(prepared.candidate, prepared.source),
        })
    }

    /// Restores what was made ready; where no ledger could be opened, in its place.
    pub(crate) fn restore(&self, id: u32, watch: &dyn Watch) -> Result<AppState> {
        self.refuse_unless_may(Operation::Restore)?;
        let ready = self.candidates.get(id)?;
        ready.stand_alone();
        match self.opening.opened() {
            Opened::Ready(ledger) => {
                ledger.restore(&self.session(), &ready.candidate, watch)?;
            }
            Opened::FirstStart | Opened::Recovery { .. } => {
                self.opening.restore(&self.session(), &ready.candidate, watch)?;
            }
        }
        // They belong to the ledger that is gone.
        self.candidates.clear();
        self.rehearsals.clear();
        self.state()
    }

    /// Makes ready what brings back a damaged ledger, both ways, and tells what each of them loses.
    pub(crate) fn survey_damage(&self, watch: &dyn Watch) -> Result<DamageSurvey> {
        let folders = self.folders(&self.opening.path());
        let ladder = self.opening.let_go(|path| Ladder::climb(path, &self.session(), &folders, watch))?;
        Ok(surveyed(&self.candidates.keep_ladder(ladder)))
    }

    /// Closes a ledger that is damaged although it opens, and shows the ways to repair it.
    pub(crate) fn repair_ledger(&self) -> Result<AppState> {
        self.refuse_unless_may(Operation::Restore)?;
        self.opening.leave_damaged()?;
        self.candidates.clear();
        self.rehearsals.clear();
        self.state()
    }

    /// Returns the backups of a ledger that could not be opened, in all places, newest first.
    pub(crate) fn lost_backups(&self) -> Result<BackupList> {
        let path = self.opening.path();
        let folder = backup::built_in(&path);
        Ok(BackupList {
            backups: rows_in(&self.folders(&path))?,
            drill: backup::last_drill(&folder)?.map(drill),
            folder: folder.display().to_string(),
            last_restore: None,
            set_aside: set_aside(&path)?,
        })
    }

    /// Returns the folders in which backups of a ledger lie; the one beside it alone where the
    /// settings cannot be read.
    pub(crate) fn folders(&self, ledger: &Path) -> Vec<PathBuf> {
        let folders = self.opening.home().backup_folders(ledger);
        folders.unwrap_or_else(|_| vec![backup::built_in(ledger)])
    }

    /// None where the moment is none that this ledger was ever in.
    fn loss_of(&self, ledger: &Ledger, moment: &Moment) -> Result<Option<Loss>> {
        match ledger.loss_of(&self.folders(ledger.path()), moment) {
            Ok(loss) => Ok(Some(loss)),
            Err(error) if error.code() == Code::MomentUnknown => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn prepared(
        &self,
        target: &RestoreTarget,
        passphrase: Option<&Passphrase>,
        watch: &dyn Watch,
    ) -> Result<Prepared> {
        let ledger = self.opening.path();
        let taken = match target {
            RestoreTarget::Backup { name } => return self.found(&self.find(name)?, passphrase),
            RestoreTarget::File { path, .. } if backup::is_sealed(Path::new(path)) => {
                return self.found(Path::new(path), passphrase);
            }
            RestoreTarget::File { path, without_manifest: true } => {
                Candidate::without_manifest(Path::new(path))
            }
            RestoreTarget::File { path, without_manifest: false } => {
                Candidate::beside_manifest(Path::new(path))
            }
            RestoreTarget::Undo => return Ok(as_found(self.ledger()?.before_last_restore()?)),
            RestoreTarget::Moment { hash } => {
                let moment = moment(hash)?;
                return Ok(rebuilt(match self.opening.opened() {
                    Opened::Ready(open) => open.moment(&self.folders(&ledger), &moment, watch)?,
                    Opened::FirstStart | Opened::Recovery { .. } => self.rebuilt(&moment, watch)?,
                }));
            }
            RestoreTarget::Newest => {
                if let Some(ladder) = self.candidates.ladder()
                    && let Some(prepared) = replayed_in(&ladder)
                {
                    return Ok(prepared);
                }
                return Ok(rebuilt(self.rebuilt(&Moment::Newest, watch)?));
            }
            RestoreTarget::Recovered => {
                if let Some(ladder) = self.candidates.ladder()
                    && let Some(prepared) = recovered_in(&ladder)?
                {
                    return Ok(prepared);
                }
                let folders = self.folders(&ledger);
                return recovered(backup::recover(&ledger, &self.session(), &folders, watch)?);
            }
        };
        Ok(as_found(taken.map_err(ledger::Error::from)?))
    }

    /// Finds a backup in whatever place it lies.
    fn find(&self, name: &str) -> Result<PathBuf> {
        let folders = self.folders(&self.opening.path());
        let unknown = || ledger::Error::rule(Problem::new(Code::BackupUnknown).param("value", name));
        Ok(folders.iter().find_map(|folder| backup::find(folder, name).ok()).ok_or_else(unknown)?)
    }

    fn found(&self, path: &Path, passphrase: Option<&Passphrase>) -> Result<Prepared> {
        if !backup::is_sealed(path) {
            return Ok(as_found(Candidate::beside_manifest(path).map_err(ledger::Error::from)?));
        }
        let unsealed = Unsealed::of(path, passphrase, &self.opening.path())?;
        let candidate = Candidate::from(&unsealed.backup);
        Ok(Prepared { source: Source::Unsealed { _file: unsealed }, ..as_found(candidate) })
    }

    fn rebuilt(&self, moment: &Moment, watch: &dyn Watch) -> Result<Rebuilt> {
        let ledger = self.opening.path();
        let folder = ledger.parent().unwrap_or(Path::new("."));
        Ok(backup::moment_without_ledger(&self.folders(&ledger), moment, folder, watch)?)
    }
}

fn as_found(candidate: Candidate) -> Prepared {
    let at = match &candidate.expected {
        Expected::Manifest(manifest) => Some(manifest.made_at.clone()),
        Expected::Head(_) | Expected::Sound => None,
    };
    Prepared { candidate, source: Source::Found, at, lack: None, recovered: None }
}

fn rebuilt(rebuilt: Rebuilt) -> Prepared {
    Prepared {
        candidate: rebuilt.candidate(),
        at: rebuilt.reached_at.clone(),
        lack: rebuilt.lack.as_ref().map(|lack| lacking(lack, rebuilt.reached.seq)),
        source: Source::Rebuilt { _file: Box::new(rebuilt) },
        recovered: None,
    }
}

fn recovered(recovery: backup::Recovery) -> Result<Prepared> {
    let mut prepared = as_found(recovery.candidate()?);
    prepared.recovered = Some(told(&recovery.recovered));
    prepared.source = Source::Recovered { _file: recovery };
    Ok(prepared)
}

/// Takes the operations done again of a ladder; none where it has none.
fn replayed_in(ladder: &Arc<Ladder>) -> Option<Prepared> {
    let replayed = ladder.replayed.as_ref()?;
    Some(Prepared {
        candidate: replayed.candidate(),
        at: replayed.reached_at.clone(),
        lack: replayed.lack.as_ref().map(|lack| lacking(lack, replayed.reached.seq)),
        source: Source::Laddered { _files: Arc::clone(ladder) },
        recovered: None,
    })
}

/// Takes the records that were read one by one of a ladder; none where it has none.
fn recovered_in(ladder: &Arc<Ladder>) -> Result<Option<Prepared>> {
    let Some(recovery) = &ladder.recovered else { return Ok(None) };
    let source = Source::Laddered { _files: Arc::clone(ladder) };
    let recovered = Some(told(&recovery.recovered));
    Ok(Some(Prepared { source, recovered, ..as_found(recovery.candidate()?) }))
}

fn surveyed(ladder: &Ladder) -> DamageSurvey {
    let replayed = ladder.replayed.as_ref().map(|replayed| ReplayedLedger {
        seq: replayed.reached.seq,
        at: replayed.reached_at.clone(),
        base: replayed.base.clone(),
        operations: replayed.replayed,
        lack: replayed.lack.as_ref().map(|lack| lacking(lack, replayed.reached.seq)),
    });
    DamageSurvey {
        replayed,
        recovered: ladder.recovered.as_ref().map(|recovery| told(&recovery.recovered)),
        comparison: ladder.comparison.clone(),
        first: match ladder.first() {
            backup::WayBack::Replayed => WayBack::Newest,
            backup::WayBack::Recovered => WayBack::Recovered,
        },
    }
}

/// Reads the moment right after the operation of a hash.
fn moment(hash: &str) -> Result<Moment> {
    if hash.is_empty() {
        return Ok(Moment::Seq(0));
    }
    let invalid = |_| ledger::Error::rule(Problem::new(Code::MomentInvalid).param("value", hash));
    Ok(hash.parse().map_err(invalid)?)
}

fn lacking(lack: &Lack, reached: i64) -> RestoreLack {
    let known = lack.known.iter().map(|heading| LostOperation {
        seq: heading.seq,
        at: heading.at.clone(),
        actor: heading.actor.clone(),
        operation: heading.operation.clone(),
        subject: heading.subject.clone(),
    });
    RestoreLack {
        reached,
        first: lack.first,
        last: lack.last,
        damaged: lack.reason != LackReason::Missing,
        known: known.collect(),
    }
}

fn told(recovered: &Recovered) -> RecoveredLedger {
    let lost = recovered.lost.iter().take(NAMED);
    RecoveredLedger {
        reindexed: recovered.rung == Rung::Reindexed,
        saved: recovered.saved.iter().map(|(noun, count)| NounCount { noun: *noun, count: *count }).collect(),
        lost: lost.map(|record| LostRecord { noun: record.noun, key: record.key.clone() }).collect(),
        lost_count: u32::try_from(recovered.lost.len()).unwrap_or(u32::MAX),
        journal_is_cut: recovered.journal_is_cut,
        loosened: recovered.loosened,
    }
}

#[cfg(test)]
mod tests {
    use ledger::Unwatched;
    use ledger::backup::BackupBeside;
    use ledger::domain::Noun;
    use ledger::domain::supplier::Supplier;
    use tempfile::TempDir;
    use wire::Failure;
    use wire::app::Opening;

    use super::*;
    use crate::arguments::Start;

    type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

    fn program(folder: &TempDir) -> Program {
        Program::new(ledger::Home::at(folder.path().join("home")), Start::default())
    }

    fn add(program: &Program, name: &str) -> Result<()> {
        program.ledger()?.create_supplier(&program.session(), &Supplier::named(name))?;
        Ok(())
    }

    fn suppliers(state: &AppState) -> Option<i64> {
        state.counts.iter().find(|one| one.noun == Noun::Supplier).map(|one| one.count)
    }

    #[test]
    fn a_moment_is_prepared_compared_restored_and_undone() -> Outcome {
        let folder = tempfile::tempdir()?;
        let program = program(&folder);
        program.create_ledger()?;
        add(&program, "甲公司")?;
        add(&program, "乙公司")?;
        let hash = program.timeline(0, 1)?.rows[0].before.clone();
        let preview = program.prepare_restore(&RestoreTarget::Moment { hash }, None, &Unwatched)?;
        assert_eq!((preview.seq, preview.loss.map(|loss| loss.operations)), (Some(1), Some(1)));
        assert!(preview.lack.is_none());
        let ready = program.candidates.get(preview.id)?;
        let differs = ready.compare(&program.ledger()?, BackupBeside::comparison)?;
        assert!(differs.nouns.iter().any(|counts| counts.noun == Noun::Supplier && counts.new == 1));
        drop(ready);
        assert_eq!(suppliers(&program.restore(preview.id, &Unwatched)?), Some(1));
        let gone = program.restore(preview.id, &Unwatched).err().map(Failure::from);
        assert_eq!(gone.map(|failure| failure.code), Some(Code::RestoreNotReady));
        let undo = program.prepare_restore(&RestoreTarget::Undo, None, &Unwatched)?;
        assert_eq!(undo.loss.map(|loss| loss.operations), Some(1), "the restore itself");
        assert_eq!(suppliers(&program.restore(undo.id, &Unwatched)?), Some(2));
        Ok(())
    }

    #[test]
    fn a_damaged_ledger_comes_back_up_to_its_last_operation() -> Outcome {
        let folder = tempfile::tempdir()?;
        let first = program(&folder);
        first.create_ledger()?;
        add(&first, "甲公司")?;
        let ledger = first.opening.ledger()?;
        ledger.create_backup(&ledger.backup_folder(), None, &Unwatched)?;
        add(&first, "乙公司")?;
        ledger.catch_up_archive()?;
        let path = ledger.path().to_owned();
        drop((ledger, first));
        let mut bytes = std::fs::read(&path)?;
        bytes[..100].fill(0xFF);
        std::fs::write(&path, bytes)?;
        let program = program(&folder);
        assert_eq!(program.state()?.opening, Opening::Recovery);
        assert_eq!(program.lost_backups()?.backups.len(), 1);
        let preview = program.prepare_restore(&RestoreTarget::Newest, None, &Unwatched)?;
        assert_eq!((preview.seq, preview.lack.is_none()), (Some(2), true));
        let state = program.restore(preview.id, &Unwatched)?;
        assert_eq!((state.opening, suppliers(&state)), (Opening::Ready, Some(2)));
        assert_eq!(set_aside(&path)?.len(), 1, "the damaged file is kept");
        Ok(())
    }
}
