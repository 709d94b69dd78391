//! Backups that nobody asks for: by the clock, at the end, and from the task scheduler.

use std::path::PathBuf;

use backups::{Backup, Found, Reason};
use domain::Code;
use domain::access::Operation;
use domain::archive::ArchiveReport;
use domain::backup::{Due, Schedule, Standing, due, due_on_exit};
use jiff::Timestamp;

use super::places::{PlaceReport, go_on, prune};
use super::settings::built_in;
use crate::{Home, Ledger, Result, Watch};

/// What a backup of every place gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackedUp {
    pub backup: Backup,
    pub places: Vec<PlaceReport>,
    /// What the rule removed from the folder beside the ledger.
    pub removed: Vec<Backup>,
}

impl BackedUp {
    /// Returns the backup with every place in which it now lies.
    pub fn found(&self) -> Found {
        let elsewhere = self.places.iter().flat_map(|place| &place.copied);
        let same =
            elsewhere.filter(|copy| backups::is_same(copy, &self.backup)).map(|copy| copy.path.clone());
        let copies = std::iter::once(self.backup.path.clone()).chain(same).collect();
        Found { backup: self.backup.clone(), copies }
    }
}

/// What the weekly check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    pub sound: usize,
    /// Backups that are not what their manifests say.
    pub damaged: Vec<PathBuf>,
    /// The journal archive of each place.
    pub archives: Vec<ArchiveReport>,
}

impl Ledger {
    /// Makes a verified backup beside the ledger, brings every further place up to date, and
    /// removes what the rule no longer keeps.
    ///
    /// A place that fails, or whose copy is stopped, is told of in its report; the backup stands all
    /// the same.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`, `cancelled` before the backup stands, whatever the disk or the check says.
    pub fn back_up(
        &self,
        home: &Home,
        reason: Reason,
        note: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<BackedUp> {
        self.refuse_unless_may(Operation::BackUp)?;
        self.refuse_only_looked_at()?;
        let rule = home.backup_settings()?.rule;
        let folder = built_in(self.path());
        let now = self.local_now();
        let told = |done, total| watch.progress(done, total);
        let backup = backups::create(self.store(), &folder, &now, reason, note, &told)?;
        let places = home.bring_backups_to_places(self.path(), &now, watch)?;
        let removed = prune(&folder, &now, &rule)?;
        home.remember_backups(|memory| memory.failed_at = None)?;
        Ok(BackedUp { backup, places, removed })
    }

    /// Makes a scheduled backup; remembers when it fails, so that it is tried again later.
    ///
    /// # Errors
    ///
    /// Those of [`Ledger::back_up`].
    pub fn back_up_by_schedule(&self, home: &Home, watch: &dyn Watch) -> Result<BackedUp> {
        let done = self.back_up(home, Reason::Scheduled, None, watch);
        if done.as_ref().is_err_and(|error| error.code() != Code::Cancelled) {
            let now = self.clock().now();
            home.remember_backups(|memory| memory.failed_at = Some(now))?;
        }
        done
    }

    /// Brings the further places up to date; see [`Home::bring_backups_to_places`].
    pub fn bring_backups_to_places(&self, home: &Home, watch: &dyn Watch) -> Result<Vec<PlaceReport>> {
        self.refuse_unless_may(Operation::BackUp)?;
        home.bring_backups_to_places(self.path(), &self.local_now(), watch)
    }

    /// Tells what the schedule asks for now.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`.
    pub fn backup_due(&self, home: &Home) -> Result<Due> {
        let schedule = home.backup_settings()?.schedule;
        Ok(due(&schedule, &self.backup_facts(home)?, self.clock().now()))
    }

    /// Tells whether a backup is due when the program ends.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`.
    pub fn backup_due_on_exit(&self, home: &Home) -> Result<bool> {
        let schedule: Schedule = home.backup_settings()?.schedule;
        Ok(due_on_exit(&schedule, &self.backup_facts(home)?))
    }

    /// Whether the ledger holds an operation that no backup beside it has as its newest.
    pub fn is_changed_since_backup(&self) -> Result<bool> {
        let Some(head) = self.read_for(Operation::BackUp, |reader| Ok(storage::journal::head(reader)?))?
        else {
            return Ok(false);
        };
        let newest = self.own_backups()?.into_iter().next();
        let saved = newest.and_then(|backup| backup.manifest.journal_head);
        Ok(saved.is_none_or(|saved| saved.seq != head.seq || saved.hash != backups::hexadecimal(&head.hash)))
    }

    /// Verifies every backup in every place in full, and the journal archives, and remembers when.
    ///
    /// # Errors
    ///
    /// `backup.settings_unreadable`, `cancelled`; damaged ones are in the report.
    pub fn check_all_backups(&self, home: &Home, watch: &dyn Watch) -> Result<Checked> {
        self.refuse_unless_may(Operation::BackUp)?;
        let mut checked = Checked::default();
        for copy in home.backups_everywhere(self.path())?.into_iter().flat_map(|found| found.copies) {
            go_on(watch)?;
            match backups::verify(&copy) {
                Ok(()) => checked.sound += 1,
                Err(_) => checked.damaged.push(copy),
            }
        }
        checked.archives = self.check_archives(home, watch)?;
        let now = self.clock().now();
        home.remember_backups(|memory| {
            memory.checked_at = Some(now);
            memory.damaged.clone_from(&checked.damaged);
        })?;
        Ok(checked)
    }

    fn backup_facts(&self, home: &Home) -> Result<Standing> {
        let memory = home.backup_memory();
        let now = self.clock().now();
        let made = |backup: &Backup| backup.manifest.made_at.parse::<Timestamp>().ok();
        Ok(Standing {
            changed: self.is_changed_since_backup()?,
            made_at: self.own_backups()?.iter().filter_map(made).filter(|made_at| *made_at <= now).max(),
            failed_at: memory.failed_at,
            checked_at: memory.checked_at,
        })
    }

    /// Returns the backups beside the ledger that are its own, newest first: several ledgers may
    /// lie in one folder.
    pub(crate) fn own_backups(&self) -> Result<Vec<Backup>> {
        let first = self
            .read_for(Operation::BackUp, |reader| Ok(storage::journal::first_hash(reader)?))?
            .map(|hash| backups::hexadecimal(&hash));
        let mut own = backups::list(&built_in(self.path()))?;
        own.retain(|backup| backup.manifest.ledger == first);
        Ok(own)
    }
}
