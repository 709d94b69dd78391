//! Further places: every backup beside the ledger is copied into them, as soon as they can be
//! reached.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use backups::{Backup, Found, SealingKey};
use domain::Code;
use domain::backup::{BackupSettings, PlaceMemory, PlaceStanding, RetentionRule, about_place};
use jiff::Zoned;

use super::settings::{built_in, is_reachable};
use crate::{Clock, Error, Home, Ledger, Result, Watch};

/// What became of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceReport {
    pub folder: PathBuf,
    /// The backups that were copied into it, and those that the rule removed from it.
    pub copied: Vec<Backup>,
    pub removed: Vec<Backup>,
    /// Why it does not have everything that it should have.
    pub failure: Option<PlaceFailure>,
}

impl PlaceReport {
    /// Whether a person stopped the copy.
    fn is_cancelled(&self) -> bool {
        self.failure.as_ref().is_some_and(|failure| failure.code == Code::Cancelled)
    }
}

/// Why a place does not have everything that it should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceFailure {
    pub code: Code,
    pub params: BTreeMap<String, String>,
}

impl Home {
    /// Returns the backups of a ledger in every place that can be reached, newest first, each once.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`.
    pub fn backups_everywhere(&self, ledger: &Path) -> Result<Vec<Found>> {
        Ok(backups::list_all(&self.backup_folders(ledger)?))
    }

    /// Tells how each place stands, the one beside the ledger first.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`.
    pub fn backup_places(&self, ledger: &Path, clock: &dyn Clock) -> Result<Vec<PlaceStanding>> {
        let settings = self.backup_settings()?;
        let memory = self.backup_memory();
        let further = settings.places.iter().map(|place| {
            let known = memory.places.get(place).cloned().unwrap_or_default();
            further_place(place, &known, known.is_overdue(settings.unreachable_days, clock.now()))
        });
        let folder = built_in(ledger);
        let newest = backups::list(&folder)?.first().map(name_of);
        let beside = PlaceStanding {
            reachable: true,
            built_in: true,
            reached_at: None,
            newest,
            failure: None,
            overdue: false,
            free: backups::free_space(ledger),
            folder,
        };
        Ok(std::iter::once(beside).chain(further).collect())
    }

    /// Brings the further places up to date with the folder beside the ledger: copies what they
    /// miss, and removes what the rule no longer keeps there.
    ///
    /// A place that fails is told of in its report and remembered; the others are not held up. One
    /// whose copy was stopped says `cancelled`, and is none that failed.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`.
    pub fn bring_backups_to_places(
        &self,
        ledger: &Path,
        now: &Zoned,
        watch: &dyn Watch,
    ) -> Result<Vec<PlaceReport>> {
        let settings = self.backup_settings()?;
        let beside = backups::list(&built_in(ledger))?;
        let memory = self.backup_memory();
        let mut reports = Vec::new();
        for place in &settings.places {
            let known = memory.places.get(place).cloned().unwrap_or_default();
            let mut report =
                PlaceReport { folder: place.clone(), copied: Vec::new(), removed: Vec::new(), failure: None };
            let done = self.bring_to(&settings, &beside, &known, now, &mut report, watch);
            report.failure =
                done.err().map(|error| PlaceFailure { code: error.code(), params: error.params() });
            if !report.is_cancelled() {
                self.remember_place(known, &report, beside.first(), now)?;
            }
            reports.push(report);
        }
        Ok(reports)
    }

    /// Whether a place can be reached that lacks something, and is to be tried now.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`.
    pub fn is_place_back(&self, clock: &dyn Clock) -> Result<bool> {
        let (memory, now) = (self.backup_memory(), clock.now());
        let lacks = |place: &PathBuf| memory.places.get(place).is_none_or(|known| known.is_to_be_tried(now));
        Ok(self.backup_settings()?.places.iter().any(|place| lacks(place) && is_reachable(place)))
    }

    /// Proves that a place takes what is written to it, and has room for one more backup; returns the
    /// room that its disk tells of, in bytes.
    ///
    /// # Errors
    ///
    /// `backup.place_unreachable`, `backup.place_not_writable`, `backup.disk_space`.
    pub fn test_backup_place(&self, ledger: &Path, place: &Path) -> Result<Option<u64>> {
        if !is_reachable(place) {
            return Err(Error::rule(about_place(Code::BackupPlaceUnreachable, place)));
        }
        write_and_remove(place).map_err(|_| Error::rule(about_place(Code::BackupPlaceNotWritable, place)))?;
        let free = backups::free_space(place);
        let newest = backups::list(&built_in(ledger))?.into_iter().next();
        let needed = newest.map_or(0, |backup| backup.manifest.bytes);
        match free {
            Some(free) if free < needed => Err(backups::Error::NoSpace { needed, free }.into()),
            known => Ok(known),
        }
    }

    /// Makes a verified backup in a folder that a person named; encrypted where the settings say so.
    ///
    /// # Errors
    ///
    /// `cancelled`, `backup.passphrase_missing`, whatever the disk or the check says.
    pub fn create_backup_in(
        &self,
        ledger: &Ledger,
        folder: &Path,
        note: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<Backup> {
        let key = self.sealing_key(&self.backup_settings()?)?;
        if key.is_none() {
            return ledger.create_backup(folder, note, watch);
        }
        let beside = ledger.create_backup(&built_in(ledger.path()), note, watch)?;
        std::fs::create_dir_all(folder)?;
        Ok(backups::copy(&beside, folder, key.as_ref(), &|done, total| watch.progress(done, total))?)
    }

    /// Copies one backup into a folder that a person chose; encrypted where the settings say so.
    ///
    /// # Errors
    ///
    /// `backup.unknown`, `backup.place_missing`, `backup.damaged`, `backup.disk_space`, `cancelled`.
    pub fn copy_backup(&self, ledger: &Path, name: &str, folder: &Path, watch: &dyn Watch) -> Result<Backup> {
        let found = self.find_backup(ledger, name)?;
        if !folder.is_dir() {
            return Err(Error::rule(about_place(Code::BackupPlaceMissing, folder)));
        }
        let key = self.sealing_key(&self.backup_settings()?)?;
        let told = |done, total| watch.progress(done, total);
        Ok(backups::copy(&found.backup, folder, key.as_ref(), &told)?)
    }

    /// Removes a backup from every place that can be reached; returns the files that are gone.
    ///
    /// # Errors
    ///
    /// `backup.unknown`; `backup.newest_sound`, whoever asks; `backup.among_last` for one of the newest
    /// that verify, unless `insist` says that a person was told.
    pub fn delete_backup(&self, ledger: &Path, name: &str, insist: bool) -> Result<Vec<PathBuf>> {
        let found = self.find_backup(ledger, name)?;
        let (everywhere, name) = (self.backups_everywhere(ledger)?, name.to_owned());
        if backups::is_newest_sound(&everywhere, &found)? {
            return Err(backups::Error::NewestSound { name }.into());
        }
        let keep = usize::from(self.backup_settings()?.rule.verified);
        if !insist && backups::is_among_last(&everywhere, &found, keep)? {
            return Err(backups::Error::AmongLast { name }.into());
        }
        found.delete()?;
        Ok(found.copies)
    }

    /// Finds a backup by its file name in whatever place it lies.
    ///
    /// # Errors
    ///
    /// `backup.unknown`.
    pub fn find_backup(&self, ledger: &Path, name: &str) -> Result<Found> {
        let known = backups::list_all(&self.backup_folders(ledger)?);
        let is_named = |copy: &PathBuf| copy.file_name().is_some_and(|file| file == name);
        let found = known.into_iter().find(|found| found.copies.iter().any(is_named));
        found.ok_or_else(|| backups::Error::Unknown(name.to_owned()).into())
    }

    fn bring_to(
        &self,
        settings: &BackupSettings,
        beside: &[Backup],
        known: &PlaceMemory,
        now: &Zoned,
        report: &mut PlaceReport,
        watch: &dyn Watch,
    ) -> Result<()> {
        let place = report.folder.clone();
        if !is_reachable(&place) {
            return Err(Error::rule(about_place(Code::BackupPlaceUnreachable, &place)));
        }
        backups::sweep(&place);
        let key: Option<SealingKey> = self.sealing_key(settings)?;
        let there = backups::list(&place)?;
        let told = |done, total| watch.progress(done, total);
        for backup in backups::missing(beside, &there, known.reached_at) {
            report.copied.push(backups::copy(backup, &place, key.as_ref(), &told)?);
        }
        report.removed = prune(&place, now, &settings.rule)?;
        Ok(())
    }

    fn remember_place(
        &self,
        known: PlaceMemory,
        report: &PlaceReport,
        newest: Option<&Backup>,
        now: &Zoned,
    ) -> Result<()> {
        let at = now.timestamp();
        let reached = report.failure.is_none();
        let memory = PlaceMemory {
            first_tried_at: known.first_tried_at.or(Some(at)),
            reached_at: if reached { Some(at) } else { known.reached_at },
            tried_at: Some(at),
            newest: if reached { newest.map(name_of) } else { known.newest },
            failure: report.failure.as_ref().map(|failure| failure.code),
        };
        self.remember_backups(|all| {
            all.places.insert(report.folder.clone(), memory);
        })
    }
}

/// Removes what the rule no longer keeps. A clock that was set back keeps everything: a person is
/// told of it where they prune.
pub(super) fn prune(folder: &Path, now: &Zoned, rule: &RetentionRule) -> Result<Vec<Backup>> {
    match backups::prune(folder, now, rule) {
        Ok(plan) => Ok(plan.gone),
        Err(backups::Error::ClockWentBack { .. }) => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// Stops where the looker-on says so.
pub(super) fn go_on(watch: &dyn Watch) -> Result<()> {
    match watch.progress(0, None) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Storage(storage::Error::Cancelled)),
    }
}

/// Writes a file to the disk of a place and removes it again.
fn write_and_remove(place: &Path) -> std::io::Result<()> {
    let mut file = tempfile::Builder::new().prefix(".lantai-test-").tempfile_in(place)?;
    file.write_all(b"Lantai")?;
    file.as_file().sync_all()?;
    file.close()
}

fn further_place(place: &Path, known: &PlaceMemory, overdue: bool) -> PlaceStanding {
    let reachable = is_reachable(place);
    PlaceStanding {
        folder: place.to_owned(),
        built_in: false,
        reachable,
        free: reachable.then(|| backups::free_space(place)).flatten(),
        reached_at: known.reached_at.map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        newest: known.newest.clone(),
        failure: known.failure,
        overdue,
    }
}

/// Returns the file name of a backup.
pub(super) fn name_of(backup: &Backup) -> String {
    backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
