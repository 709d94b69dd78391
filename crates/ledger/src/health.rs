//! Whether the ledger is sound, its backups are in order, and this computer serves it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use backups::Backup;
use domain::access::{Operation, Row};
use domain::archive::ArchiveReport;
use domain::backed_up::BackupStanding;
use domain::backup::PlaceStanding;
use domain::health::{
    ArchiveFacts, DiskFacts, HealthFacts, HealthReport, HealthSummary, SizeFacts, Versions,
};
use domain::migration::MigrationStage;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::{Home, Ledger, Result, Session, Watch, migration};

/// What whoever checks a ledger wants to know besides its faults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Circumstances {
    /// The structure of the file; the program brings it up to date when it opens it.
    pub schema_version: i64,
    /// Room left on the disk of the ledger; none where the disk does not tell.
    pub free_bytes: Option<u64>,
    pub backups: BackupStanding,
}

/// What a check found, thorough or not.
#[derive(Debug, Clone)]
pub struct Health {
    pub summary: HealthSummary,
    /// What a thorough check found in the file, and in the archives of the journal.
    pub report: HealthReport,
    pub archives: Vec<ArchiveReport>,
}

impl Ledger {
    /// Checks the file, its references, its journal and everything that is computed from it;
    /// changes nothing.
    pub fn check_health(&self, session: &Session) -> Result<HealthReport> {
        self.authorise(session, Operation::Check, Row::Any)?;
        Ok(self.store().check_health()?)
    }

    /// Whether a page or a record of the file cannot be read: the quick look of a start.
    pub fn is_damaged(&self) -> Result<bool> {
        Ok(self.store().is_damaged()?)
    }

    /// Returns how the ledger stands apart from its faults: structure, room, backups.
    pub fn circumstances(&self, home: &Home) -> Result<Circumstances> {
        Ok(Circumstances {
            schema_version: self.schema_version()?,
            free_bytes: backups::free_space(self.path()),
            backups: self.backup_standing(home)?,
        })
    }

    /// Tells how everything stands, as far as it is known at once; reads no page of the file that a
    /// list would not read.
    ///
    /// `web_view` is the version of what draws the screens.
    pub fn look_at_health(&self, home: &Home, web_view: Option<&str>) -> Result<HealthSummary> {
        let facts = self.health_facts(home, web_view, None, &home.backup_memory().archives)?;
        Ok(self.summary(&facts))
    }

    /// Looks at everything: each page of the file, each entry of the journal, each byte of its
    /// archives; changes nothing.
    ///
    /// `watch` hears how many parts are done, of how many, and may stop it at any time.
    ///
    /// # Errors
    ///
    /// `cancelled`, and those of the ledger.
    pub fn check_everything(&self, home: &Home, web_view: Option<&str>, watch: &dyn Watch) -> Result<Health> {
        self.refuse_unless_may(Operation::Check)?;
        watch.stage(MigrationStage::Checking);
        let report =
            self.store().check_health_watched(&|done, parts| watch.progress(done, Some(parts + 2)))?;
        let parts = report.checks.len() as u64 + 1;
        self.look_for_tampering()?;
        let archives = self.inspect_archives(home, &LastPart { watch, parts })?;
        let facts = self.health_facts(home, web_view, Some(report.clone()), &archives)?;
        Ok(Health { summary: self.summary(&facts), report, archives })
    }

    pub(crate) fn schema_version(&self) -> Result<i64> {
        self.read_for(Operation::Check, |reader| Ok(storage::migrations::version_of(reader)?))
    }

    fn summary(&self, facts: &HealthFacts) -> HealthSummary {
        HealthSummary { at: self.clock().now_text(), thorough: facts.checks.is_some(), items: facts.items() }
    }

    fn health_facts(
        &self,
        home: &Home,
        web_view: Option<&str>,
        checks: Option<HealthReport>,
        archives: &[ArchiveReport],
    ) -> Result<HealthFacts> {
        let newest = self.read_for(Operation::Check, |reader| Ok(storage::journal::list(reader, 0, 1)?))?;
        let own = self.own_backups()?;
        let made = |backup: &Backup| backup.manifest.made_at.parse::<Timestamp>().ok();
        let done = newest.rows.first().and_then(|entry| entry.at.parse().ok());
        // Settings that cannot be read are told of among the backups.
        let places = home.backup_places(self.path(), self.clock()).unwrap_or_default();
        Ok(HealthFacts {
            now: self.clock().now(),
            backups: self.backup_standing(home)?,
            newest_operation: newest.rows.first().map_or(0, |entry| entry.seq),
            archives: self.archive_facts(home, archives, checks.is_some()),
            checks,
            trust: self.trust_facts(),
            disks: disks(self.path(), &places),
            places,
            size: self.size(&own)?,
            logs: home.log_facts(self.clock().today().civil()).ok(),
            versions: self.versions(web_view)?,
            newest_at: own.iter().filter_map(made).chain(done).max(),
        })
    }

    /// Returns how the archive of each place stands; how far it is, a look of long ago does not tell.
    fn archive_facts(&self, home: &Home, found: &[ArchiveReport], is_fresh: bool) -> Vec<ArchiveFacts> {
        let states = self.archive_states();
        let facts = |place: PathBuf| {
            let state = states.iter().find(|state| state.place == place);
            let found = found.iter().find(|report| report.place == place);
            let fresh = found.filter(|_| is_fresh);
            let seen = fresh.filter(|report| report.failure.is_none()).map(|report| report.reached);
            ArchiveFacts {
                reached: state.and_then(|state| state.reached).max(seen),
                failure: state.and_then(|state| state.failure).or(fresh.and_then(|report| report.failure)),
                found: found.cloned(),
                place: place.display().to_string(),
            }
        };
        home.archive_places(self.path()).into_iter().map(facts).collect()
    }

    /// Returns the size of the ledger now, and in its newest backups of a week and of a month ago.
    fn size(&self, newest_first: &[Backup]) -> Result<SizeFacts> {
        let now = self.clock().now();
        let ago = |days: i64| {
            let then = now - SignedDuration::from_hours(24 * days);
            let is_older = |backup: &&Backup| {
                backup.manifest.made_at.parse::<Timestamp>().is_ok_and(|made_at| made_at <= then)
            };
            // An encrypted one is larger than what it holds.
            let plain = newest_first.iter().filter(|backup| !backup.manifest.is_sealed());
            plain.clone().find(is_older).map(|backup| backup.manifest.bytes)
        };
        let bytes = std::fs::metadata(self.path())?.len();
        Ok(SizeFacts { now: bytes, week_ago: ago(7), month_ago: ago(30) })
    }

    fn versions(&self, web_view: Option<&str>) -> Result<Versions> {
        Ok(Versions {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: self.schema_version()?,
            known_schema: migration::known(),
            sqlite: storage::health::sqlite_version().to_owned(),
            web_view: web_view.map(str::to_owned),
        })
    }
}

/// The disks of the ledger and of the further places that can be reached.
fn disks(ledger: &Path, places: &[PlaceStanding]) -> Vec<DiskFacts> {
    let further = places.iter().filter(|place| !place.built_in && place.reachable);
    let folders = std::iter::once(ledger).chain(further.map(|place| place.folder.as_path()));
    let facts = |path: &Path| DiskFacts { of: path.display().to_string(), room: backups::disk_room(path) };
    folders.map(facts).collect()
}

/// Looks on at the last part of a check, which counts bytes, as one part among others.
struct LastPart<'watch> {
    watch: &'watch dyn Watch,
    parts: u64,
}

impl Watch for LastPart<'_> {
    fn progress(&self, _done: u64, _total: Option<u64>) -> ControlFlow<()> {
        self.watch.progress(self.parts, Some(self.parts + 1))
    }
}
