//! Removing backups that the rule no longer keeps, and what only they needed.

use std::collections::BTreeMap;
use std::path::Path;

use domain::backup::RetentionRule;
use jiff::{Timestamp, Zoned};

use crate::archive::{self, GoneSegment};
use crate::fs::{Disk, Fs};
use crate::manifest::Manifest;
use crate::retention::{self, Candidate, Ground};
use crate::snapshot::{self, Backup};
use crate::verify::hash_of;
use crate::{Error, Result};

/// What is kept and what goes, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub kept: Vec<(Backup, Ground)>,
    pub gone: Vec<Backup>,
    /// Segments of the journal archive that no kept backup needs, in the order of their names.
    pub segments: Vec<GoneSegment>,
}

/// Tells what the rule would keep in a folder, and what would go: backups, and the segments of the
/// journal archive that lie before all that are kept.
///
/// The newest backups are read until as many verify as the rule wants: only then may an older one
/// go. A manifest is written once its file was found sound, so that the same bytes are sound. Of
/// the others it is asked that they are there in full length.
///
/// # Errors
///
/// [`Error::ClockWentBack`].
pub fn plan(folder: &Path, now: &Zoned, rule: &RetentionRule) -> Result<Plan> {
    let backups = snapshot::list(folder)?;
    let mut plan = Plan { kept: Vec::new(), gone: Vec::new(), segments: Vec::new() };
    for of_one_ledger in by_ledger(backups) {
        let candidates = candidates(&of_one_ledger, rule)?;
        let grounds = retention::judge(&candidates, now, rule)
            .map_err(|ahead| Error::ClockWentBack { made_at: ahead.made_at.to_string() })?;
        for (backup, ground) in of_one_ledger.into_iter().zip(grounds) {
            match ground {
                Some(ground) => plan.kept.push((backup, ground)),
                None => plan.gone.push(backup),
            }
        }
    }
    plan.kept.sort_by(|one, other| other.0.path.cmp(&one.0.path));
    plan.gone.sort_by(|one, other| other.path.cmp(&one.path));
    let kept: Vec<&Manifest> = plan.kept.iter().map(|(backup, _)| &backup.manifest).collect();
    plan.segments = archive::unneeded(folder, &kept)?;
    Ok(plan)
}

/// Removes what [`plan`] says, the oldest first, and returns what was planned.
pub fn prune(folder: &Path, now: &Zoned, rule: &RetentionRule) -> Result<Plan> {
    let plan = plan(folder, now, rule)?;
    for backup in plan.gone.iter().rev() {
        snapshot::delete(&backup.path)?;
    }
    for segment in &plan.segments {
        Disk.remove(&segment.path)?;
    }
    Ok(plan)
}

/// Parts the backups of several ledgers that share a folder: the newest of one says nothing of
/// another.
fn by_ledger(backups: Vec<Backup>) -> impl Iterator<Item = Vec<Backup>> {
    let mut parts: BTreeMap<Option<String>, Vec<Backup>> = BTreeMap::new();
    for backup in backups {
        parts.entry(backup.manifest.ledger.clone()).or_default().push(backup);
    }
    parts.into_values()
}

fn candidates(newest_first: &[Backup], rule: &RetentionRule) -> Result<Vec<Candidate>> {
    let mut proven = 0;
    let mut candidates = Vec::with_capacity(newest_first.len());
    for backup in newest_first {
        let verified = if proven < usize::from(rule.verified) {
            let verifies = hash_of(&backup.path)? == backup.manifest.sha256;
            proven += usize::from(verifies);
            verifies
        } else {
            std::fs::metadata(&backup.path)?.len() == backup.manifest.bytes
        };
        // A manifest whose time cannot be read is no manifest of ours.
        let made_at: Option<Timestamp> = backup.manifest.made_at.parse().ok();
        candidates.push(Candidate {
            made_at: made_at.unwrap_or(Timestamp::UNIX_EPOCH),
            reason: backup.manifest.reason,
            verified: verified && made_at.is_some(),
        });
    }
    Ok(candidates)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use storage::Store;

    use super::*;
    use crate::{Reason, create};

    const NOW: &str = "2026-11-22T12:00:00+08:00[Asia/Shanghai]";

    /// Makes a ledger and a backup on each of these days ago.
    fn place(folder: &Path, days_ago: &[i32]) -> Result<std::path::PathBuf> {
        let store = Store::create(&folder.join("a.sqlite3"), "test", "2026-11-21T09:00:00Z")?;
        let place = folder.join("backups");
        for days in days_ago {
            let at = now() - jiff::Span::new().days(*days);
            create(&store, &place, &at, Reason::Scheduled, None, &|_, _| ControlFlow::Continue(()))?;
        }
        Ok(place)
    }

    fn now() -> Zoned {
        NOW.parse().expect("a moment")
    }

    #[test]
    fn what_the_plan_says_is_done_and_nothing_else() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let days: Vec<i32> = (1..40).collect();
        let place = place(folder.path(), &days)?;
        std::fs::write(place.join("notes.txt"), "mine")?;
        let planned = plan(&place, &now(), &RetentionRule::default())?;
        assert_eq!(snapshot::list(&place)?.len(), 39, "a plan removes nothing");
        assert!(!planned.gone.is_empty() && planned.kept.len() >= 12);
        assert_eq!(prune(&place, &now(), &RetentionRule::default())?, planned);
        let left: Vec<Backup> = planned.kept.iter().map(|(backup, _)| backup.clone()).collect();
        assert_eq!(snapshot::list(&place)?, left);
        assert!(place.join("notes.txt").exists());
        assert_eq!(prune(&place, &now(), &RetentionRule::default())?.gone, []);
        Ok(())
    }

    #[test]
    fn damaged_ones_do_not_count_and_do_not_go() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let place = place(folder.path(), &[400, 401, 402, 403])?;
        let newest = &snapshot::list(&place)?[0].path;
        let mut bytes = std::fs::read(newest)?;
        bytes[5000] ^= 1;
        std::fs::write(newest, bytes)?;
        let grounds: Vec<Ground> =
            plan(&place, &now(), &RetentionRule::default())?.kept.iter().map(|kept| kept.1).collect();
        assert_eq!(
            grounds,
            [Ground::Damaged, Ground::LastVerified, Ground::LastVerified, Ground::LastVerified]
        );
        Ok(())
    }

    #[test]
    fn a_clock_set_back_removes_nothing() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let place = place(folder.path(), &[-1, 300, 301, 302, 303, 304, 305])?;
        let refused = prune(&place, &now(), &RetentionRule::default());
        assert!(matches!(refused, Err(Error::ClockWentBack { .. })));
        assert_eq!(snapshot::list(&place)?.len(), 7);
        Ok(())
    }
}
