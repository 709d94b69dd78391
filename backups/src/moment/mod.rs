//! The ledger as it was at any moment: the newest good backup before it, and the entries since.

mod known;
mod rebuilt;
mod timeline;
mod upgraded;
mod way;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

pub use known::Known;
pub use rebuilt::{Lack, LackReason, Rebuilt, Watch, build};
pub use upgraded::upgraded;

/// How the last operation is meant.
const NEWEST: &str = "newest";

/// A moment in the life of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// Right after the operation of this number; 0 is before the first.
    Seq(i64),
    /// Right after the operation of this hash. After a restore two operations may have had one
    /// number, and only the hash tells which is meant.
    Entry(Vec<u8>),
    /// After every operation that was done by then.
    Time(Timestamp),
    /// After the last operation that is known of.
    Newest,
}

/// Reads a number, a hash in hexadecimal, an instant, a date and time where the computer stands, or
/// `newest`.
impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let text = text.trim();
        if text == NEWEST {
            return Ok(Self::Newest);
        }
        let number = text.strip_prefix(['#', '＃']).unwrap_or(text);
        if let Ok(seq) = number.parse::<i64>()
            && seq >= 0
        {
            return Ok(Self::Seq(seq));
        }
        if let Ok(at) = text.parse::<Timestamp>() {
            return Ok(Self::Time(at));
        }
        if let Some(hash) = hash_in(text) {
            return Ok(Self::Entry(hash));
        }
        let local: DateTime = text.parse().map_err(|_| NotAMoment)?;
        let zoned = local.to_zoned(TimeZone::system()).map_err(|_| NotAMoment)?;
        Ok(Self::Time(zoned.timestamp()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seq(seq) => write!(formatter, "#{seq}"),
            Self::Entry(hash) => hash.iter().try_for_each(|byte| write!(formatter, "{byte:02x}")),
            Self::Time(at) => write!(formatter, "{at}"),
            Self::Newest => formatter.write_str(NEWEST),
        }
    }
}

/// A text that says no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a number of an operation nor a time")]
pub struct NotAMoment;

fn hash_in(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_number_a_time_or_a_hash() {
        assert_eq!("12".parse(), Ok(Moment::Seq(12)));
        assert_eq!(" #12 ".parse(), Ok(Moment::Seq(12)));
        assert_eq!("0".parse(), Ok(Moment::Seq(0)));
        assert_eq!("newest".parse(), Ok(Moment::Newest));
        assert_eq!(Moment::Entry(vec![0xAB; 32]).to_string().parse(), Ok(Moment::Entry(vec![0xAB; 32])));
        let noon: Timestamp = "2026-11-21T12:00:00Z".parse().expect("an instant");
        assert_eq!("2026-11-21T12:00:00Z".parse(), Ok(Moment::Time(noon)));
        assert!(matches!("2026-11-21 12:00".parse(), Ok(Moment::Time(_))));
        assert!(matches!("2026-11-21T12:00:30".parse(), Ok(Moment::Time(_))));
        for text in ["", "-1", "yesterday", "2026-13-01", "abcd", "../../x"] {
            assert_eq!(text.parse::<Moment>(), Err(NotAMoment), "{text}");
        }
    }
}
