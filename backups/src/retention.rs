//! Which backups are kept, and which may go.
//!
//! A pure function of the backups, the time and the rule: everything of the last two days, then
//! the newest of each day, week and month for a while. What is left out of that goes, but never
//! the last few that verify, nor those made before a migration or a restore.

use std::collections::HashSet;
use std::hash::Hash;

use domain::backup::RetentionRule;
use jiff::civil::{Date, ISOWeekDate};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::Reason;

/// What the rule needs to know of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) made_at: Timestamp,
    pub(crate) reason: Reason,
    pub(crate) verified: bool,
}

/// Why a backup is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    Recent,
    Daily,
    Weekly,
    Monthly,
    /// Made before a migration or a restore.
    Apart,
    /// Among the last that verify.
    LastVerified,
    /// It does not verify: a person decides, for something may still be saved from it.
    Damaged,
}

/// A backup is younger than the clock says it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClockWentBack {
    pub(crate) made_at: Timestamp,
}

/// Tells for each backup why it is kept; none where it may go.
///
/// Days, weeks and months are those of the time zone of `now`.
///
/// # Errors
///
/// [`ClockWentBack`] where a backup is from the future: nothing is known then of the age of any.
pub(crate) fn judge(
    candidates: &[Candidate],
    now: &Zoned,
    rule: &RetentionRule,
) -> Result<Vec<Option<Ground>>, ClockWentBack> {
    if let Some(ahead) = candidates.iter().find(|candidate| candidate.made_at > now.timestamp()) {
        return Err(ClockWentBack { made_at: ahead.made_at });
    }
    let zone = now.time_zone();
    let mut newest_first: Vec<usize> = (0..candidates.len()).collect();
    newest_first.sort_by_key(|place| std::cmp::Reverse(candidates[*place].made_at));
    let sound: Vec<usize> = newest_first.into_iter().filter(|place| candidates[*place].verified).collect();
    let made_at = |place: &usize| candidates[*place].made_at;
    let of = |reason: Reason| {
        let of_reason = |place: &usize| candidates[*place].reason == reason;
        sound.iter().copied().filter(of_reason).take(usize::from(rule.apart)).collect::<Vec<usize>>()
    };
    let grounds = [
        (Ground::LastVerified, sound.iter().copied().take(usize::from(rule.verified)).collect()),
        (Ground::Apart, [of(Reason::BeforeMigration), of(Reason::BeforeRestore)].concat()),
        (Ground::Daily, newest_of_each(&sound, usize::from(rule.days), |place| day(made_at(place), zone))),
        (Ground::Weekly, newest_of_each(&sound, usize::from(rule.weeks), |place| week(made_at(place), zone))),
        (
            Ground::Monthly,
            newest_of_each(&sound, usize::from(rule.months), |place| month(made_at(place), zone)),
        ),
    ];
    let ground = |place: usize| {
        let candidate = candidates[place];
        if !candidate.verified {
            return Some(Ground::Damaged);
        }
        let age = now.timestamp().duration_since(candidate.made_at);
        if age.as_hours() < i64::from(rule.hours) {
            return Some(Ground::Recent);
        }
        grounds.iter().find(|(_, kept)| kept.contains(&place)).map(|(ground, _)| *ground)
    };
    Ok((0..candidates.len()).map(ground).collect())
}

/// Returns the first of each of the first `count` different keys.
fn newest_of_each<K: Hash + Eq>(
    newest_first: &[usize],
    count: usize,
    key: impl Fn(&usize) -> K,
) -> Vec<usize> {
    let mut seen = HashSet::new();
    newest_first.iter().copied().filter(|place| seen.insert(key(place))).take(count).collect()
}

fn day(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned(zone.clone()).date()
}

fn week(at: Timestamp, zone: &TimeZone) -> (i16, i8) {
    let week: ISOWeekDate = day(at, zone).iso_week_date();
    (week.year(), week.week())
}

fn month(at: Timestamp, zone: &TimeZone) -> (i16, i8) {
    let day = day(at, zone);
    (day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;

    fn noon() -> Zoned {
        "2026-11-22T12:00:00+08:00[Asia/Shanghai]".parse().expect("a moment")
    }

    fn made(hours_ago: i64) -> Candidate {
        let made_at = noon().timestamp() - hours_ago.hours();
        Candidate { made_at, reason: Reason::Scheduled, verified: true }
    }

    /// Judges one backup every `step` hours, for `count` of them, the newest first.
    fn every(step: i64, count: i64) -> Vec<Option<Ground>> {
        let all: Vec<Candidate> = (0..count).map(|number| made(number * step)).collect();
        judge(&all, &noon(), &RetentionRule::default()).expect("no clock went back")
    }

    fn count(grounds: &[Option<Ground>], wanted: Option<Ground>) -> usize {
        grounds.iter().filter(|ground| **ground == wanted).count()
    }

    #[test]
    fn a_year_of_hourly_backups_shrinks_to_two_days_twelve_days_ten_weeks_and_nine_months() {
        let grounds = every(1, 24 * 365);
        assert_eq!(count(&grounds, Some(Ground::Recent)), 48);
        // 48 hours reach into three days; two weeks end within the twelve days; the last of this
        // month is the newest of all.
        assert_eq!(count(&grounds, Some(Ground::Daily)), 12 - 3);
        assert_eq!(count(&grounds, Some(Ground::Weekly)), 10 - 2);
        assert_eq!(count(&grounds, Some(Ground::Monthly)), 9 - 1);
        assert_eq!(count(&grounds, None), 24 * 365 - 48 - 9 - 8 - 8);
    }

    #[test]
    fn the_last_three_that_verify_never_go_however_old() {
        let mut old: Vec<Candidate> = (0..5).map(|number| made(24 * 365 * 3 + number)).collect();
        let grounds = judge(&old, &noon(), &RetentionRule::default()).expect("no clock went back");
        assert_eq!(count(&grounds, Some(Ground::LastVerified)), 3);
        old[0].verified = false;
        let grounds = judge(&old, &noon(), &RetentionRule::default()).expect("no clock went back");
        assert_eq!(grounds[0], Some(Ground::Damaged));
        assert_eq!(count(&grounds[1..4], Some(Ground::LastVerified)), 3);
    }

    #[test]
    fn those_before_a_migration_or_a_restore_are_kept_apart() {
        let mut all: Vec<Candidate> = (0..200).map(|number| made(24 * 400 + number)).collect();
        for (place, candidate) in all.iter_mut().enumerate() {
            candidate.reason = match place % 40 {
                7 => Reason::BeforeMigration,
                9 => Reason::BeforeRestore,
                _ => Reason::Manual,
            };
        }
        let grounds = judge(&all, &noon(), &RetentionRule::default()).expect("no clock went back");
        assert_eq!(count(&grounds, Some(Ground::Apart)), 6);
        assert_eq!(
            (grounds[7], grounds[47], grounds[87]),
            (Some(Ground::Apart), Some(Ground::Apart), Some(Ground::Apart))
        );
    }

    #[test]
    fn a_clock_that_went_back_suspends_everything() {
        let all = [made(1), made(-1), made(24 * 900)];
        let refused = judge(&all, &noon(), &RetentionRule::default());
        assert_eq!(refused, Err(ClockWentBack { made_at: all[1].made_at }));
    }

    proptest! {
        /// Whatever there is: nothing young, nothing damaged and none of the last three goes, and
        /// to prune twice is to prune once.
        #[test]
        fn what_goes_may_go(hours in prop::collection::vec((0_i64..24 * 800, any::<bool>()), 0..120)) {
            let all: Vec<Candidate> =
                hours.iter().map(|(hours, verified)| Candidate { verified: *verified, ..made(*hours) }).collect();
            let grounds = judge(&all, &noon(), &RetentionRule::default()).expect("no clock went back");
            let kept: Vec<Candidate> =
                all.iter().zip(&grounds).filter(|(_, ground)| ground.is_some()).map(|(one, _)| *one).collect();
            for (candidate, ground) in all.iter().zip(&grounds) {
                if ground.is_none() {
                    prop_assert!(candidate.verified);
                    prop_assert!(noon().timestamp().duration_since(candidate.made_at).as_hours() >= 48);
                    let newer = kept.iter().filter(|one| one.verified && one.made_at >= candidate.made_at);
                    prop_assert!(newer.count() >= 3);
                }
            }
            let again = judge(&kept, &noon(), &RetentionRule::default()).expect("no clock went back");
            prop_assert!(again.iter().all(Option::is_some));
        }
    }
}
