//! How each thing stands, by what is known of it.

use super::{
    ArchiveFacts, Aspect, Check, CheckResult, DiskFacts, HealthFacts, HealthItem, HealthState, Remedy,
    TrustFacts,
};
use crate::Code;
use crate::backed_up::BackupNotice;
use crate::backup::PlaceStanding;

/// A disk that is fuller than this, in percent, is told of.
const NEARLY_FULL: u64 = 85;
/// Operations that an archive may be behind while it is being written.
const BEING_WRITTEN: i64 = 20;
/// So many slow commands in the last days are more than a disk that was busy once.
const OFTEN_SLOW: u64 = 10;
/// A ledger that doubled in a week, by as much as this, holds what nobody types.
const LEAP: u64 = 100 << 20;

pub(super) fn items(facts: &HealthFacts) -> Vec<HealthItem> {
    let checks = [Check::Integrity, Check::References, Check::Journal, Check::Derived];
    let mut items: Vec<HealthItem> = checks.into_iter().map(|check| checked(facts, check)).collect();
    items.push(trust(&facts.trust));
    items.push(backup(facts));
    items.extend(places(facts));
    items.extend(archives(facts));
    items.push(drill(facts));
    items.extend(facts.disks.iter().map(disk));
    items.push(size(facts));
    items.push(clock(facts));
    items.extend([slow(facts), errors(facts)]);
    items.extend(versions(facts));
    items
}

/// What a thorough check found.
fn checked(facts: &HealthFacts, check: Check) -> HealthItem {
    let (name, faulty, remedy) = match check {
        Check::Integrity => (Aspect::Integrity, Code::HealthIntegrityFaulty, Remedy::Backups),
        Check::References => (Aspect::References, Code::HealthReferencesFaulty, Remedy::Backups),
        Check::Journal => (Aspect::Journal, Code::HealthJournalFaulty, Remedy::Journal),
        Check::Derived => (Aspect::Derived, Code::HealthDerivedFaulty, Remedy::Backups),
    };
    let found = facts.checks.as_ref().and_then(|report| of(&report.checks, check));
    match found {
        None => unknown(name, Code::HealthNotChecked).mended_by(Remedy::CheckAll),
        Some(result) if result.faults == 0 => ok(name, Code::HealthSound),
        Some(result) => item(name, HealthState::Fault, faulty)
            .with("count", result.faults)
            .with("first", result.first.first().map_or("", String::as_str))
            .mended_by(remedy),
    }
}

fn of(checks: &[CheckResult], check: Check) -> Option<&CheckResult> {
    checks.iter().find(|result| result.check == check)
}

/// Traces that nobody has acknowledged stop all work; those that were acknowledged stay in the file.
fn trust(facts: &TrustFacts) -> HealthItem {
    match (&facts.tampering, facts.acknowledged) {
        (Some(tampering), _) => item(Aspect::Trust, HealthState::Fault, Code::HealthTampered)
            .with("at", &tampering.found_at)
            .with("count", tampering.findings.len())
            .mended_by(Remedy::Tampering),
        (None, None) => unknown(Aspect::Trust, Code::HealthNotChecked).mended_by(Remedy::CheckAll),
        (None, Some(0)) => ok(Aspect::Trust, Code::HealthUntouched),
        (None, Some(count)) => item(Aspect::Trust, HealthState::Attention, Code::HealthTamperingAcknowledged)
            .with("count", count)
            .mended_by(Remedy::Journal),
    }
}

/// The newest backup: what the home page tells of it, else when it was made.
fn backup(facts: &HealthFacts) -> HealthItem {
    let standing = &facts.backups;
    let told = |code: Code| standing.notices.iter().find(|notice| notice.code == code);
    if let Some(damaged) = told(Code::TodoBackupDamaged) {
        return of_notice(Aspect::Backup, HealthState::Fault, damaged).mended_by(Remedy::Backups);
    }
    if let Some(unreadable) = told(Code::BackupSettingsUnreadable) {
        return of_notice(Aspect::Backup, HealthState::Attention, unreadable).mended_by(Remedy::Places);
    }
    let pressing = [Code::TodoBackupFailed, Code::TodoBackupMissing, Code::TodoBackupOld];
    if let Some(notice) = pressing.into_iter().find_map(told) {
        return of_notice(Aspect::Backup, HealthState::Attention, notice).mended_by(Remedy::BackUp);
    }
    match &standing.last_backup {
        Some(at) => {
            ok(Aspect::Backup, Code::HealthBackupRecent).with("at", at).with("count", standing.unsaved)
        }
        None if standing.unsaved > 0 => {
            item(Aspect::Backup, HealthState::Attention, Code::TodoBackupMissing).mended_by(Remedy::BackUp)
        }
        None => ok(Aspect::Backup, Code::HealthBackupNotNeeded),
    }
}

/// Whether each further place can be reached; without one, that a disk may take everything with it.
fn places(facts: &HealthFacts) -> Vec<HealthItem> {
    let mut further = facts.places.iter().filter(|place| !place.built_in).peekable();
    if further.peek().is_none() {
        let alone = item(Aspect::Places, HealthState::Attention, Code::HealthPlaceNone);
        return vec![alone.mended_by(Remedy::Places)];
    }
    let told = |place: &PlaceStanding| {
        let folder = place.folder.display().to_string();
        if place.reachable && place.failure.is_none() {
            let reached = place.reached_at.as_deref().unwrap_or_default();
            return ok(Aspect::Places, Code::HealthPlaceReached).about(&folder).with("at", reached);
        }
        let code = place.failure.unwrap_or(Code::HealthPlaceAway);
        let away = item(Aspect::Places, HealthState::Attention, code).about(&folder);
        away.with("path", &folder).mended_by(Remedy::Places)
    };
    further.map(told).collect()
}

fn archives(facts: &HealthFacts) -> Vec<HealthItem> {
    if facts.archives.is_empty() {
        return vec![ok(Aspect::Archive, Code::HealthArchiveOff)];
    }
    facts.archives.iter().map(|archive| of_archive(archive, facts.newest_operation)).collect()
}

fn of_archive(archive: &ArchiveFacts, newest: i64) -> HealthItem {
    let item = |state, code| item(Aspect::Archive, state, code).about(&archive.place);
    if archive.found.as_ref().is_some_and(|found| !found.is_whole()) {
        return item(HealthState::Fault, Code::HealthArchiveFaulty).mended_by(Remedy::Places);
    }
    let Some(reached) = archive.reached else {
        return match archive.failure {
            Some(code) => item(HealthState::Attention, code).mended_by(Remedy::Places),
            None => item(HealthState::Unknown, Code::HealthArchiveUnread).mended_by(Remedy::CheckAll),
        };
    };
    let behind = (newest - reached).max(0);
    let allowed = if archive.failure.is_none() { BEING_WRITTEN } else { 0 };
    if behind > allowed {
        let late = item(HealthState::Attention, Code::HealthArchiveBehind);
        return late.with("count", behind).with("seq", reached).mended_by(Remedy::Places);
    }
    item(HealthState::Ok, Code::HealthArchiveCurrent).with("seq", reached).with("count", behind)
}

fn drill(facts: &HealthFacts) -> HealthItem {
    let told = |code: Code| facts.backups.notices.iter().find(|notice| notice.code == code);
    if let Some(notice) = told(Code::TodoDrillMissing).or_else(|| told(Code::TodoDrillOld)) {
        return of_notice(Aspect::Drill, HealthState::Attention, notice).mended_by(Remedy::Drill);
    }
    match &facts.backups.last_drill {
        Some(at) => ok(Aspect::Drill, Code::HealthDrillRecent).with("at", at),
        None => unknown(Aspect::Drill, Code::HealthDrillNothing),
    }
}

fn disk(facts: &DiskFacts) -> HealthItem {
    let Some((total, free)) = facts.room.filter(|(total, _)| *total > 0) else {
        return unknown(Aspect::Disk, Code::HealthDiskUntold).about(&facts.of);
    };
    let used = used_percent(total, free);
    let (state, code) = if used >= NEARLY_FULL {
        (HealthState::Attention, Code::HealthDiskNearlyFull)
    } else {
        (HealthState::Ok, Code::HealthDiskRoomy)
    };
    let told = item(Aspect::Disk, state, code).about(&facts.of).with("percent", used);
    let told = told.with("free", sized(free)).with("free_bytes", free);
    if state == HealthState::Ok { told } else { told.mended_by(Remedy::Backups) }
}

/// Rounded up, so that a disk never looks emptier than it is.
fn used_percent(total: u64, free: u64) -> u64 {
    let used = u128::from(total.saturating_sub(free));
    u64::try_from((used * 100).div_ceil(u128::from(total))).unwrap_or(100)
}

fn size(facts: &HealthFacts) -> HealthItem {
    let size = facts.size;
    let leaps = size.week_ago.is_some_and(|then| size.now >= 2 * then && size.now - then >= LEAP);
    let told = if leaps {
        item(Aspect::Size, HealthState::Attention, Code::HealthSizeLeaps).mended_by(Remedy::Journal)
    } else {
        ok(Aspect::Size, Code::HealthSize)
    };
    let grown = |then: Option<u64>| then.map(|then| growth(then, size.now)).unwrap_or_default();
    told.with("size", sized(size.now))
        .with("bytes", size.now)
        .with("week", grown(size.week_ago))
        .with("month", grown(size.month_ago))
}

/// What was done cannot have been done later than now.
fn clock(facts: &HealthFacts) -> HealthItem {
    match facts.newest_at.filter(|newest| *newest > facts.now) {
        Some(newest) => item(Aspect::Clock, HealthState::Attention, Code::HealthClockBehind)
            .with("at", newest.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
        None => ok(Aspect::Clock, Code::HealthClockRight),
    }
}

fn slow(facts: &HealthFacts) -> HealthItem {
    let Some(logs) = &facts.logs else { return unknown(Aspect::Slow, Code::HealthLogsUnreadable) };
    let Some((name, milliseconds)) = &logs.slowest else { return ok(Aspect::Slow, Code::HealthSlowNone) };
    let told = if logs.slow >= OFTEN_SLOW {
        item(Aspect::Slow, HealthState::Attention, Code::HealthSlowOften).mended_by(Remedy::Logs)
    } else {
        ok(Aspect::Slow, Code::HealthSlowSeldom)
    };
    told.with("count", logs.slow).with("value", name).with("ms", milliseconds)
}

fn errors(facts: &HealthFacts) -> HealthItem {
    let Some(logs) = &facts.logs else { return unknown(Aspect::Errors, Code::HealthLogsUnreadable) };
    if logs.errors == 0 {
        return ok(Aspect::Errors, Code::HealthErrorsNone);
    }
    let last = logs.last_incident.as_deref().unwrap_or_default();
    let told = item(Aspect::Errors, HealthState::Attention, Code::HealthErrorsSome);
    told.with("count", logs.errors).with("value", last).mended_by(Remedy::Logs)
}

fn versions(facts: &HealthFacts) -> Vec<HealthItem> {
    let versions = &facts.versions;
    let program = if versions.schema < versions.known_schema {
        item(Aspect::Program, HealthState::Attention, Code::HealthProgramAhead).mended_by(Remedy::Upgrade)
    } else {
        ok(Aspect::Program, Code::HealthProgram)
    };
    let web_view = match &versions.web_view {
        Some(version) => ok(Aspect::WebView, Code::HealthVersion).with("value", version),
        None => unknown(Aspect::WebView, Code::HealthWebViewUnknown),
    };
    vec![
        program.with("value", &versions.program).with("found", versions.schema),
        ok(Aspect::Sqlite, Code::HealthVersion).with("value", &versions.sqlite),
        web_view,
    ]
}

fn ok(name: Aspect, code: Code) -> HealthItem {
    item(name, HealthState::Ok, code)
}

fn unknown(name: Aspect, code: Code) -> HealthItem {
    item(name, HealthState::Unknown, code)
}

fn item(name: Aspect, state: HealthState, code: Code) -> HealthItem {
    HealthItem { name, about: None, state, code, params: std::collections::BTreeMap::new(), remedy: None }
}

fn of_notice(name: Aspect, state: HealthState, notice: &BackupNotice) -> HealthItem {
    HealthItem { params: notice.params.clone(), ..item(name, state, notice.code) }
}

impl HealthItem {
    fn about(self, folder: &str) -> Self {
        Self { about: Some(folder.to_owned()), ..self }.with("value", folder)
    }

    fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }

    fn mended_by(self, remedy: Remedy) -> Self {
        Self { remedy: Some(remedy), ..self }
    }
}

/// Writes a size in megabytes or gigabytes with one decimal, the rest cut off.
fn sized(bytes: u64) -> String {
    let (unit, name) = if bytes < 1 << 30 { (1 << 20, "MB") } else { (1 << 30, "GB") };
    let tenths = u128::from(bytes) * 10 / unit;
    format!("{}.{} {name}", tenths / 10, tenths % 10)
}

fn growth(then: u64, now: u64) -> String {
    let sign = if now < then { "-" } else { "+" };
    format!("{sign}{}", sized(now.abs_diff(then)))
}
