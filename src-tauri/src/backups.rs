//! Backups, from the page to the ledger and back.

use std::path::{Path, PathBuf};

use ledger::backup::{self, BackedUp, Backup, Drill, Found, Ground, PlaceReport, Quarantined, Reason};
use ledger::domain::access::Operation;
use ledger::domain::backed_up::BackupStanding;
use ledger::domain::backup::{BackupSettings, PlaceStanding, RetentionRule};
use ledger::domain::{Noun, Problem};
use ledger::{Ledger, SystemClock, Watch};
use wire::app::NounCount;
use wire::backup::{
    BackupDrill, BackupList, BackupMade, BackupPlace, BackupProof, BackupReason, BackupRow, GoneSegment,
    KeptAs, KeptBackup, LastRestore, PlaceOutcome, PrunePlan, SetAside,
};

use crate::failure::Result;
use crate::program::Program;

impl Program {
    /// Tells how well the open ledger is backed up.
    pub(crate) fn backup_standing(&self) -> Result<BackupStanding> {
        Ok(self.ledger()?.backup_standing(self.opening.home())?)
    }

    /// Returns the backups of the open ledger.
    pub(crate) fn backups(&self) -> Result<BackupList> {
        let ledger = self.ledger()?;
        let folder = ledger.backup_folder();
        Ok(BackupList {
            folder: folder.display().to_string(),
            backups: rows_in(&self.folders(ledger.path()))?,
            drill: backup::last_drill(&folder)?.map(drill),
            last_restore: last_restore(&ledger)?,
            set_aside: set_aside(ledger.path())?,
        })
    }

    /// Backs the open ledger up, beside it and in every further place.
    pub(crate) fn create_backup(&self, note: Option<&str>, watch: &dyn Watch) -> Result<BackupMade> {
        let ledger = self.ledger()?;
        let note = note.map(str::trim).filter(|note| !note.is_empty());
        Ok(made(ledger.back_up(self.opening.home(), Reason::Manual, note, watch)?))
    }

    /// Proves that every copy of a backup is what its manifest says.
    pub(crate) fn verify_backup(&self, name: &str) -> Result<()> {
        let ledger = self.ledger()?;
        for copy in self.opening.home().find_backup(ledger.path(), name)?.copies {
            let folder = copy.parent().unwrap_or(&copy);
            let name = copy.file_name().unwrap_or_default().to_string_lossy();
            ledger.verify_backup(folder, &name)?;
        }
        Ok(())
    }

    /// Restores backups for practice.
    pub(crate) fn drill_backups(&self, watch: &dyn Watch) -> Result<BackupDrill> {
        let ledger = self.ledger()?;
        Ok(drill(ledger.drill_backups(&self.session(), &ledger.backup_folder(), watch)?))
    }

    /// Puts other settings of backups in force.
    pub(crate) fn update_backup_settings(&self, settings: &BackupSettings) -> Result<()> {
        self.home_for(Operation::KeepBackups)?.keep_backup_settings(settings)?;
        self.opening.keep_archive_anew();
        Ok(())
    }

    /// Tells what a rule would remove, without removing it; without one, the rule in force.
    pub(crate) fn plan_prune(&self, rule: Option<RetentionRule>) -> Result<PrunePlan> {
        let settings = match rule {
            Some(rule) => BackupSettings { rule, ..BackupSettings::default() },
            None => self.opening.home().backup_settings()?,
        };
        settings.check().into_result().map_err(ledger::Error::Rules)?;
        self.prune(settings.rule, false)
    }

    /// Removes what the rule in force no longer keeps.
    pub(crate) fn prune_backups(&self) -> Result<PrunePlan> {
        self.prune(self.opening.home().backup_settings()?.rule, true)
    }

    /// Goes through every place that can be reached; one that fails does not hold up the others.
    fn prune(&self, rule: RetentionRule, remove: bool) -> Result<PrunePlan> {
        let ledger = self.ledger()?;
        let (mut kept, mut gone, mut segments) = (Vec::new(), Vec::new(), Vec::new());
        for (at, folder) in self.folders(ledger.path()).iter().enumerate() {
            match ledger.prune_backups(folder, &rule, remove) {
                Ok(plan) => {
                    // What is kept beside the ledger stands for the copies elsewhere.
                    kept.extend(plan.kept.iter().filter(|_| at == 0).map(kept_backup));
                    gone.extend(plan.gone.iter().map(row));
                    segments.extend(plan.segments.iter().map(segment));
                }
                Err(error) if at > 0 => {
                    tracing::warn!(code = %error.code(), "a place of backups cannot be pruned");
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(PrunePlan { rule, kept, gone, segments })
    }

    /// Tells how each place stands, and how far the journal archive in it is.
    pub(crate) fn backup_places(&self) -> Result<Vec<BackupPlace>> {
        let archives = self.ledger()?.archive_states();
        let standings = self.opening.home().backup_places(&self.opening.path(), &SystemClock)?;
        let found = self.opening.home().backup_memory().archives;
        let with_archive = |standing: PlaceStanding| {
            let archive = archives.iter().find(|archive| archive.place == standing.folder);
            BackupPlace {
                archived: archive.and_then(|archive| archive.reached),
                archive_failure: archive.and_then(|archive| archive.failure),
                archive_found: found.iter().find(|report| report.place == standing.folder).cloned(),
                standing,
            }
        };
        Ok(standings.into_iter().map(with_archive).collect())
    }

    /// Looks at every byte of the journal archives, writes again what was damaged, and tells how each
    /// place stands.
    pub(crate) fn check_archives(&self, watch: &dyn Watch) -> Result<Vec<BackupPlace>> {
        self.ledger()?.check_archives(self.opening.home(), watch)?;
        self.backup_places()
    }

    /// Proves that a place takes what is written to it.
    pub(crate) fn test_backup_place(&self, place: &str) -> Result<Option<u64>> {
        Ok(self
            .home_for(Operation::KeepBackups)?
            .test_backup_place(&self.opening.path(), Path::new(place))?)
    }

    /// Copies a backup into a folder; returns the path of the copy.
    pub(crate) fn copy_backup(&self, name: &str, folder: &Path, watch: &dyn Watch) -> Result<String> {
        let copy =
            self.home_for(Operation::BackUp)?.copy_backup(&self.opening.path(), name, folder, watch)?;
        Ok(copy.path.display().to_string())
    }

    /// Deletes a backup everywhere; returns how many files are gone.
    pub(crate) fn delete_backup(&self, name: &str, insist: bool) -> Result<u32> {
        let gone =
            self.home_for(Operation::KeepBackups)?.delete_backup(&self.opening.path(), name, insist)?.len();
        tracing::info!(gone, insist, "a backup was deleted");
        Ok(u32::try_from(gone).unwrap_or(u32::MAX))
    }
}

/// Returns the backups in some folders, newest first; one that lies in several, encrypted or not, is
/// one row.
///
/// The first is the one beside the ledger; another that cannot be read hides none of the rest.
pub(crate) fn rows_in(folders: &[PathBuf]) -> Result<Vec<BackupRow>> {
    if let Some(beside) = folders.first() {
        backup::list(beside).map_err(ledger::Error::from)?;
    }
    Ok(backup::list_all(folders).iter().map(row_of).collect())
}

/// Returns the ledgers that were set aside beside this one.
pub(crate) fn set_aside(ledger: &Path) -> Result<Vec<SetAside>> {
    let told = |aside: Quarantined| SetAside {
        folder: aside.folder.display().to_string(),
        at: aside.at,
        bytes: aside.bytes,
    };
    Ok(backup::quarantined(ledger)?.into_iter().map(told).collect())
}

fn last_restore(ledger: &Ledger) -> Result<Option<LastRestore>> {
    let (Some(restored), Some(seq)) = (ledger.last_restore()?, ledger.last_restore_seq()?) else {
        return Ok(None);
    };
    let entry = ledger.journal_entry(seq)?;
    Ok(Some(LastRestore { name: restored.name, entry, before: restored.before }))
}

fn made(done: BackedUp) -> BackupMade {
    let backup = row_of(&done.found());
    let removed = done.removed.len() as u64;
    BackupMade { backup, places: done.places.into_iter().map(outcome).collect(), removed }
}

fn outcome(report: PlaceReport) -> PlaceOutcome {
    let failure = report.failure;
    PlaceOutcome {
        folder: report.folder.display().to_string(),
        failure: failure.map(|failure| Problem { code: failure.code, field: None, params: failure.params }),
    }
}

/// A backup with every folder in which a copy of it lies.
fn row_of(found: &Found) -> BackupRow {
    let folder = |copy: &PathBuf| copy.parent().map(|folder| folder.display().to_string());
    BackupRow { folders: found.copies.iter().filter_map(folder).collect(), ..row(&found.backup) }
}

fn row(backup: &Backup) -> BackupRow {
    let manifest = &backup.manifest;
    let count = |noun: &Noun| Some(NounCount { noun: *noun, count: *manifest.rows.get(noun.name())? });
    BackupRow {
        name: name(backup),
        path: backup.path.display().to_string(),
        folders: backup.path.parent().map(|folder| folder.display().to_string()).into_iter().collect(),
        made_at: manifest.made_at.clone(),
        reason: reason(manifest.reason),
        note: manifest.note.clone(),
        bytes: manifest.bytes,
        counts: Noun::ALL.iter().filter_map(count).collect(),
        seq: manifest.journal_head.as_ref().map_or(0, |head| head.seq),
        program_version: manifest.program_version.clone(),
    }
}

fn segment(gone: &backup::GoneSegment) -> GoneSegment {
    let path = gone.path.display().to_string();
    GoneSegment { path, first: gone.first, last: gone.last, bytes: gone.bytes }
}

fn kept_backup((backup, ground): &(Backup, Ground)) -> KeptBackup {
    KeptBackup { name: name(backup), made_at: backup.manifest.made_at.clone(), kept_as: kept_as(*ground) }
}

fn name(backup: &Backup) -> String {
    backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

pub(crate) fn drill(drill: Drill) -> BackupDrill {
    let proof = |proof: ledger::backup::Proof| BackupProof { name: proof.backup, contracts: proof.contracts };
    BackupDrill { at: drill.at, proofs: drill.proofs.into_iter().map(proof).collect() }
}

const fn reason(reason: Reason) -> BackupReason {
    match reason {
        Reason::Manual => BackupReason::Manual,
        Reason::Scheduled => BackupReason::Scheduled,
        Reason::BeforeImport => BackupReason::BeforeImport,
        Reason::BeforeMigration => BackupReason::BeforeMigration,
        Reason::BeforeRestore => BackupReason::BeforeRestore,
    }
}

const fn kept_as(ground: Ground) -> KeptAs {
    match ground {
        Ground::Recent => KeptAs::Recent,
        Ground::Daily => KeptAs::Daily,
        Ground::Weekly => KeptAs::Weekly,
        Ground::Monthly => KeptAs::Monthly,
        Ground::Apart => KeptAs::Apart,
        Ground::LastVerified => KeptAs::LastVerified,
        Ground::Damaged => KeptAs::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;

    use ledger::domain::Code;
    use ledger::{Home, Unwatched};

    use super::*;
    use crate::arguments::Start;

    type Outcome = std::result::Result<(), Box<dyn Error>>;

    /// A program with a new ledger, and a further place for its backups.
    fn desk(folder: &Path) -> std::result::Result<(Program, PathBuf), Box<dyn Error>> {
        let program = Program::new(Home::at(folder.join("home")), Start::default());
        program.create_ledger()?;
        let place = folder.join("disk");
        std::fs::create_dir(&place)?;
        let settings = BackupSettings { places: vec![place.clone()], ..BackupSettings::default() };
        program.update_backup_settings(&settings)?;
        Ok((program, place))
    }

    fn code<T>(result: Result<T>) -> Option<Code> {
        result.err().map(|error| error.code())
    }

    #[test]
    fn one_button_backs_up_into_every_place_and_a_list_tells_where() -> Outcome {
        let folder = tempfile::tempdir()?;
        let (program, place) = desk(folder.path())?;
        let made = program.create_backup(Some(" 审计前 "), &Unwatched)?;
        assert_eq!(made.backup.note.as_deref(), Some("审计前"));
        assert!(made.places.iter().all(|place| place.failure.is_none()));
        let listed = program.backups()?.backups;
        assert_eq!((listed.len(), &listed[0].folders), (1, &made.backup.folders));
        assert_eq!(listed[0].folders[1], place.display().to_string());
        std::fs::remove_dir_all(&place)?;
        let made = program.create_backup(None, &Unwatched)?;
        let failure = made.places[0].failure.as_ref().map(|failure| failure.code);
        assert_eq!(failure, Some(Code::BackupPlaceUnreachable));
        Ok(())
    }

    #[test]
    fn every_copy_is_verified_and_the_newest_sound_backup_stays() -> Outcome {
        let folder = tempfile::tempdir()?;
        let (program, place) = desk(folder.path())?;
        let name = program.create_backup(None, &Unwatched)?.backup.name;
        program.verify_backup(&name)?;
        let copy = place.join(&name);
        let mut bytes = std::fs::read(&copy)?;
        bytes[5000] ^= 1;
        std::fs::write(&copy, bytes)?;
        assert_eq!(code(program.verify_backup(&name)), Some(Code::BackupDamaged));
        assert_eq!(code(program.delete_backup(&name, true)), Some(Code::BackupNewestSound));
        assert!(copy.exists());
        Ok(())
    }

    #[test]
    fn a_rule_that_is_not_in_force_is_tried_and_a_broken_one_refused() -> Outcome {
        let folder = tempfile::tempdir()?;
        let (program, _) = desk(folder.path())?;
        program.create_backup(None, &Unwatched)?;
        let rule = RetentionRule { days: 1, ..RetentionRule::default() };
        let plan = program.plan_prune(Some(rule))?;
        assert_eq!((plan.rule, plan.gone.len(), plan.kept.len()), (rule, 0, 1));
        let broken = RetentionRule { verified: 0, ..rule };
        assert_eq!(code(program.plan_prune(Some(broken))), Some(Code::BackupRuleTooFew));
        assert_eq!(program.plan_prune(None)?.rule, RetentionRule::default());
        Ok(())
    }

    #[test]
    fn a_place_is_tested_by_writing_to_it() -> Outcome {
        let folder = tempfile::tempdir()?;
        let (program, place) = desk(folder.path())?;
        let place = place.display().to_string();
        program.test_backup_place(&place)?;
        let left = std::fs::read_dir(&place)?.count();
        assert!(left <= 2, "the marker and the archive, and nothing of the test: {left}");
        std::fs::remove_file(Path::new(&place).join("lantai-backups.json"))?;
        assert_eq!(code(program.test_backup_place(&place)), Some(Code::BackupPlaceUnreachable));
        Ok(())
    }
}
