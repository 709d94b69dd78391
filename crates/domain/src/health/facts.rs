//! What is known of a ledger and of this computer, before anybody judges it.

use jiff::Timestamp;

use super::{HealthItem, HealthReport};
use crate::Code;
use crate::access::Tampering;
use crate::archive::ArchiveReport;
use crate::backed_up::BackupStanding;
use crate::backup::PlaceStanding;

/// Everything that health is judged by.
#[derive(Debug, Clone)]
pub struct HealthFacts {
    pub now: Timestamp,
    /// What a thorough check found; none where nobody looked.
    pub checks: Option<HealthReport>,
    pub trust: TrustFacts,
    pub backups: BackupStanding,
    /// The places of backups, the one beside the ledger first; none where the settings are unreadable.
    pub places: Vec<PlaceStanding>,
    /// The newest operation of the journal; 0 where there is none.
    pub newest_operation: i64,
    /// The journal archive of each place; none where it is switched off.
    pub archives: Vec<ArchiveFacts>,
    pub disks: Vec<DiskFacts>,
    pub size: SizeFacts,
    /// What the logs of the last days tell; none where they cannot be read.
    pub logs: Option<LogFacts>,
    pub versions: Versions,
    /// When the newest operation was done or the newest backup made, whichever is later.
    pub newest_at: Option<Timestamp>,
}

impl HealthFacts {
    /// Judges everything, item by item, in the order in which people read it.
    pub fn items(&self) -> Vec<HealthItem> {
        super::judgement::items(self)
    }
}

/// What is known of changes that went around the program.
#[derive(Debug, Clone, Default)]
pub struct TrustFacts {
    /// The traces that nobody has acknowledged.
    pub tampering: Option<Tampering>,
    /// How many traces administrators have acknowledged; none where nobody has looked yet.
    pub acknowledged: Option<usize>,
}

/// How the journal archive of one place stands.
#[derive(Debug, Clone, Default)]
pub struct ArchiveFacts {
    pub place: String,
    /// The newest operation that it has; none where nobody knows yet.
    pub reached: Option<i64>,
    /// Why the last attempt to write it failed.
    pub failure: Option<Code>,
    /// What was found when every byte of it was looked at last, now or earlier.
    pub found: Option<ArchiveReport>,
}

/// The disk of a folder or a file.
#[derive(Debug, Clone)]
pub struct DiskFacts {
    pub of: String,
    /// All of it and what is free, in bytes; none where the disk does not tell.
    pub room: Option<(u64, u64)>,
}

/// The size of the ledger in bytes: now, and in backups of 7 and 30 days ago.
#[derive(Debug, Clone, Copy, Default)]
pub struct SizeFacts {
    pub now: u64,
    pub week_ago: Option<u64>,
    pub month_ago: Option<u64>,
}

/// What the logs of the last days tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFacts {
    /// How many commands took long, and the slowest of them with its milliseconds.
    pub slow: u64,
    pub slowest: Option<(String, u64)>,
    pub errors: u64,
    /// The number of the last error that has one.
    pub last_incident: Option<String>,
}

/// Of what the program is made.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Versions {
    pub program: String,
    /// The structure of the ledger, and the one this program brings it to.
    pub schema: i64,
    pub known_schema: i64,
    pub sqlite: String,
    /// What draws the screens; none where no screen is open.
    pub web_view: Option<String>,
}
