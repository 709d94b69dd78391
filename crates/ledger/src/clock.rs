//! The time of day, as an argument.

use domain::date::Date;
use jiff::Timestamp;

/// Tells the time; tests bring their own.
pub trait Clock: std::fmt::Debug + Send + Sync {
    /// Returns the instant.
    fn now(&self) -> Timestamp;

    /// Returns the local date.
    fn today(&self) -> Date;

    /// Returns the instant as the ledger writes it: UTC, RFC 3339, whole seconds.
    fn now_text(&self) -> String {
        self.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// The clock of the computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn today(&self) -> Date {
        let local = jiff::Zoned::now().date();
        // A computer whose clock stands outside 1900–2199 still opens its ledger.
        Date::from_civil(local).unwrap_or(Date::FIRST)
    }
}
