//! The logs: what happened to the program, never what stands in the ledger.
//!
//! A file a day, which window and command line write alike, in text that IT reads with any editor.

mod incident;
mod keep;
mod read;

pub use incident::next_incident;
pub use keep::{Log, start, tell_of_slow};

/// What the names of the files begin and end with; between them stands the day, in UTC.
const PREFIX: &str = "lantai";
const SUFFIX: &str = "log";
/// For so many days logs are kept.
const DAYS: i32 = 30;
/// The words of a command that took long; the logs are searched for them.
const SLOW: &str = "slow operation";
