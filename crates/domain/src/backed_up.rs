//! How well a ledger is backed up, and when a person is to be told of it.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::Code;
use crate::home::Urgency;

/// Days that operations may wait for a backup before somebody is told, and before it is pressing.
const SOON_AFTER: i64 = 2;
const HARM_AFTER: i64 = 7;
/// Days for which a drill proves that backups can be restored.
const PROVEN_FOR: i64 = 92;

/// What is known of the backups of a ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BackupFacts {
    /// When the newest one was made.
    pub last_backup: Option<Timestamp>,
    /// Operations that are in no backup.
    pub unsaved: i64,
    /// When backups were last proven restorable.
    pub last_drill: Option<Timestamp>,
    /// When a scheduled backup failed, and none succeeded since.
    pub failed_at: Option<Timestamp>,
    /// How many backups the weekly check found damaged that are still there.
    pub damaged: i64,
    /// In how many places the journal archive lacks operations.
    pub faulty_archives: i64,
    /// The further places that were not reached for too long.
    pub overdue: Vec<OverduePlace>,
}

/// A further place that was not reached for longer than the settings allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverduePlace {
    pub folder: String,
    /// Since when nothing was brought there.
    pub since: Timestamp,
}

/// How well a ledger is backed up.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BackupStanding {
    /// The folder of the backups that the program makes by itself.
    pub folder: String,
    /// UTC, RFC 3339; none where there is no backup.
    pub last_backup: Option<String>,
    pub unsaved: i64,
    /// UTC, RFC 3339; none where no backup was ever proven restorable.
    pub last_drill: Option<String>,
    /// What a person is to be told, the most harmful first.
    pub notices: Vec<BackupNotice>,
}

/// One thing about the backups that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BackupNotice {
    /// Says it in words; `params` are its values.
    pub code: Code,
    pub params: BTreeMap<String, String>,
    pub urgency: Urgency,
}

/// Tells what about the backups waits for a person, the most harmful first.
///
/// A ledger without an operation needs no backup, and backups that hold every operation do not
/// grow old.
pub fn notices(facts: &BackupFacts, now: Timestamp) -> Vec<BackupNotice> {
    let age = |at: Timestamp| now.duration_since(at).as_hours() / 24;
    let mut notices = missed(facts, age);
    match facts.last_backup.map(age) {
        None if facts.unsaved > 0 => notices.push(notice(Code::TodoBackupMissing, Urgency::Soon, &[])),
        Some(days) if facts.unsaved > 0 && days >= SOON_AFTER => {
            let urgency = if days >= HARM_AFTER { Urgency::Harm } else { Urgency::Soon };
            let params = [("days", days), ("count", facts.unsaved)];
            notices.push(notice(Code::TodoBackupOld, urgency, &params));
        }
        None | Some(_) => {}
    }
    match facts.last_drill.map(age) {
        // Where there is no backup there is nothing to prove.
        None if facts.last_backup.is_some() => {
            notices.push(notice(Code::TodoDrillMissing, Urgency::Soon, &[]));
        }
        Some(days) if days >= PROVEN_FOR => {
            notices.push(notice(Code::TodoDrillOld, Urgency::Soon, &[("days", days)]));
        }
        None | Some(_) => {}
    }
    notices
}

/// Tells what the program should have done by itself and could not.
fn missed(facts: &BackupFacts, age: impl Fn(Timestamp) -> i64) -> Vec<BackupNotice> {
    let mut notices = Vec::new();
    if facts.failed_at.is_some() {
        notices.push(notice(Code::TodoBackupFailed, Urgency::Harm, &[]));
    }
    if facts.damaged > 0 {
        notices.push(notice(Code::TodoBackupDamaged, Urgency::Harm, &[("count", facts.damaged)]));
    }
    if facts.faulty_archives > 0 {
        let params = [("count", facts.faulty_archives)];
        notices.push(notice(Code::TodoArchiveFaulty, Urgency::Harm, &params));
    }
    for place in &facts.overdue {
        let mut told = notice(Code::TodoPlaceOverdue, Urgency::Harm, &[("days", age(place.since))]);
        told.params.insert("value".to_owned(), place.folder.clone());
        notices.push(told);
    }
    notices
}

fn notice(code: Code, urgency: Urgency, params: &[(&str, i64)]) -> BackupNotice {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect();
    BackupNotice { code, params, urgency }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days_ago(days: i64) -> Timestamp {
        now() - jiff::SignedDuration::from_hours(24 * days)
    }

    fn now() -> Timestamp {
        "2026-11-22T09:00:00Z".parse().expect("a moment")
    }

    fn told(facts: BackupFacts) -> Vec<(Code, Urgency)> {
        notices(&facts, now()).into_iter().map(|notice| (notice.code, notice.urgency)).collect()
    }

    #[test]
    fn operations_without_a_backup_grow_more_pressing_with_the_days() {
        let old = |days| BackupFacts {
            last_backup: Some(days_ago(days)),
            unsaved: 3,
            last_drill: Some(days_ago(1)),
            ..BackupFacts::default()
        };
        assert_eq!(told(old(1)), []);
        assert_eq!(told(old(2)), [(Code::TodoBackupOld, Urgency::Soon)]);
        assert_eq!(told(old(7)), [(Code::TodoBackupOld, Urgency::Harm)]);
        assert_eq!(notices(&old(9), now())[0].params["count"], "3");
    }

    #[test]
    fn a_ledger_nobody_changed_needs_no_newer_backup() {
        let unchanged = BackupFacts {
            last_backup: Some(days_ago(90)),
            last_drill: Some(days_ago(90)),
            ..BackupFacts::default()
        };
        assert_eq!(told(unchanged), []);
        assert_eq!(told(BackupFacts::default()), []);
    }

    #[test]
    fn a_ledger_without_any_backup_is_told_of_and_its_missing_drill_is_not() {
        let bare = BackupFacts { unsaved: 1, ..BackupFacts::default() };
        assert_eq!(told(bare), [(Code::TodoBackupMissing, Urgency::Soon)]);
    }

    #[test]
    fn a_proof_lasts_a_quarter_of_a_year() {
        let drilled =
            |last_drill| BackupFacts { last_backup: Some(days_ago(1)), last_drill, ..BackupFacts::default() };
        assert_eq!(told(drilled(None)), [(Code::TodoDrillMissing, Urgency::Soon)]);
        assert_eq!(told(drilled(Some(days_ago(91)))), []);
        assert_eq!(told(drilled(Some(days_ago(92)))), [(Code::TodoDrillOld, Urgency::Soon)]);
    }
    #[test]
    fn what_the_program_could_not_do_by_itself_comes_first() {
        let place = |folder: &str, days| OverduePlace { folder: folder.to_owned(), since: days_ago(days) };
        let facts = BackupFacts {
            unsaved: 1,
            failed_at: Some(days_ago(0)),
            damaged: 2,
            faulty_archives: 1,
            overdue: vec![place("E:\\", 3), place("F:\\", 9)],
            ..BackupFacts::default()
        };
        let codes = [
            (Code::TodoBackupFailed, Urgency::Harm),
            (Code::TodoBackupDamaged, Urgency::Harm),
            (Code::TodoArchiveFaulty, Urgency::Harm),
            (Code::TodoPlaceOverdue, Urgency::Harm),
            (Code::TodoPlaceOverdue, Urgency::Harm),
            (Code::TodoBackupMissing, Urgency::Soon),
        ];
        let told_of = notices(&facts, now());
        assert_eq!(told(facts), codes);
        assert_eq!((&*told_of[4].params["value"], &*told_of[4].params["days"]), ("F:\\", "9"));
    }
}
