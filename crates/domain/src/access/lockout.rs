//! How long nobody can sign in with an account after wrong passwords.

use jiff::{SignedDuration, Timestamp};

/// So many wrong passwords in a row cost nothing: people mistype.
pub const FREE_FAILURES: u32 = 5;

/// How long the first lock is; each further wrong password doubles it.
const FIRST: SignedDuration = SignedDuration::from_secs(30);
/// The longest lock: a person comes to work again the next day.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// Returns until when an account is locked whose last of `failures` wrong passwords in a row came at
/// `failed_at`; none where it is not locked at `now`.
///
/// A clock that was set back does not lock anybody for longer than the lock itself lasts.
pub fn locked_until(failures: u32, failed_at: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let beyond = failures.checked_sub(FREE_FAILURES)?;
    let doubled = 2_i32.checked_pow(beyond).and_then(|factor| FIRST.checked_mul(factor));
    let length = doubled.map_or(LONGEST, |length| length.min(LONGEST));
    let until = failed_at.min(now).checked_add(length).ok()?;
    (until > now).then_some(until)
}

/// Returns how many whole seconds a lock still lasts, at least one.
pub fn seconds_locked(until: Timestamp, now: Timestamp) -> i64 {
    until.duration_since(now).as_secs().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a time of our century")
    }

    #[test]
    fn a_lock_doubles_with_each_wrong_password_up_to_a_day() {
        let length = |failures| {
            locked_until(failures, at(0), at(0)).map_or(0, |until| until.duration_since(at(0)).as_secs())
        };
        assert_eq!([0, 4, 5, 6, 7, 8].map(length), [0, 0, 30, 60, 120, 240]);
        assert_eq!(length(60), 24 * 3600);
        assert_eq!(length(u32::MAX), 24 * 3600);
    }

    #[test]
    fn a_lock_ends_and_a_clock_set_back_does_not_lengthen_it() {
        assert_eq!(locked_until(5, at(0), at(29)), Some(at(30)));
        assert_eq!(locked_until(5, at(0), at(30)), None);
        assert_eq!(locked_until(5, at(1_000_000), at(0)), Some(at(30)));
        assert_eq!(seconds_locked(at(30), at(29)), 1);
    }
}
