//! A file that holds the ledger as it was at a moment.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::ErrorCode;
use sha2::{Digest, Sha256};
use storage::journal::{self, Head, Heading, Replay};
use storage::read_sealed;
use tempfile::{NamedTempFile, TempPath};

use super::way::{Begin, Way};
use super::{Known, Moment};
use crate::manifest::JournalHead;
use crate::restore::{Candidate, Expected};
use crate::snapshot::Backup;
use crate::verify::hexadecimal;
use crate::workshop::Workshop;
use crate::{Error, Result, space};

/// Entries that are named where they are lost; more are counted.
const NAMED: usize = 200;

/// A ledger file at a moment, or as near before it as it could be brought.
///
/// The file is removed with it.
#[derive(Debug)]
pub struct Rebuilt {
    pub path: TempPath,
    /// The operation after which it stands.
    pub reached: Head,
    /// When that was done: UTC, RFC 3339; none before the first one.
    pub reached_at: Option<String>,
    /// The file name of the backup it comes from; none where it was made from the first operation on.
    pub base: Option<String>,
    /// The backups that would have been nearer and are damaged.
    pub passed_over: Vec<String>,
    /// How many operations were done again.
    pub replayed: u64,
    /// What could not be brought back; none where the moment was reached.
    pub lack: Option<Lack>,
    // Dropped last: the file lies in it.
    _workshop: Workshop,
}

impl Rebuilt {
    /// Returns the file as one that may be put into the place of the ledger.
    pub fn candidate(&self) -> Candidate {
        let Head { seq, hash } = &self.reached;
        let head = JournalHead { seq: *seq, hash: hexadecimal(hash) };
        let expected = if *seq == 0 { Expected::Sound } else { Expected::Head(head) };
        Candidate { path: self.path.to_path_buf(), name: format!("#{seq}"), expected }
    }
}

/// Operations that could not be brought back.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Lack {
    /// The first and last number that is missing.
    pub first: i64,
    pub last: i64,
    pub reason: LackReason,
    /// What is known of them: of many the first.
    #[serde(skip)]
    pub known: Vec<Heading>,
}

/// Why an operation could not be brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LackReason {
    /// It is in no archive and in no backup.
    Missing,
    /// Wherever it stands it is damaged.
    Damaged,
    /// It does not fit the records that it was done on.
    DoesNotFit,
}

/// Builds a ledger file in `folder` as the ledger was at a moment.
///
/// `watch` hears how many operations are done, of how many, and says whether to go on.
///
/// # Errors
///
/// [`Error::MomentUnknown`]; [`Error::MomentUnreachable`] where no earlier state can be built
/// either; whatever the disk says; cancelled.
pub fn build(
    known: &mut Known<'_>,
    moment: &Moment,
    folder: &Path,
    now: &str,
    watch: Watch<'_>,
) -> Result<Rebuilt> {
    let target = known.at(moment)?;
    let mut staging = Staging::new(folder)?;
    let mut reachable = target.clone();
    let way = loop {
        let way = known.way_to(&reachable, &mut |backup| staging.take(backup, watch))?;
        let Begin::Gap(seq) = way.begin else { break way };
        reachable = known.last_before(seq).ok_or_else(|| Error::MomentUnreachable(moment.to_string()))?;
    };
    let replayed = replay(known, &way, staging.file.path(), now, watch)?;
    staging.file.as_file().sync_all()?;
    prove_chain(staging.file.path())?;
    Ok(Rebuilt {
        lack: lack(known, &target, &replayed),
        path: staging.file.into_temp_path(),
        reached_at: known.heading(&replayed.head.hash).map(|heading| heading.at.clone()),
        reached: replayed.head,
        base: staging.base,
        passed_over: staging.passed_over,
        replayed: replayed.count,
        _workshop: staging.workshop,
    })
}

/// Hears how much is done, of how much where that is known, and says whether to go on.
pub type Watch<'w> = &'w dyn Fn(u64, Option<u64>) -> ControlFlow<()>;

fn go_on(said: ControlFlow<()>) -> Result<()> {
    match said {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Storage(storage::Error::Cancelled)),
    }
}

/// The file in the making.
struct Staging {
    file: NamedTempFile,
    workshop: Workshop,
    base: Option<String>,
    passed_over: Vec<String>,
}

impl Staging {
    fn new(folder: &Path) -> Result<Self> {
        let workshop = Workshop::open_in(folder)?;
        let file = NamedTempFile::new_in(workshop.path())?;
        Ok(Self { file, workshop, base: None, passed_over: Vec::new() })
    }

    /// Copies a backup in, and tells whether its bytes are those of its manifest.
    ///
    /// What is in them was proven when it was made.
    fn take(&mut self, backup: &Backup, watch: Watch<'_>) -> Result<bool> {
        let name = backup.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if self.passed_over.contains(&name) {
            return Ok(false);
        }
        space::check(&backup.path, self.file.path().parent().unwrap_or(Path::new(".")))?;
        let is_good = copied_hash(&backup.path, self.file.as_file_mut(), watch)?;
        if is_good.as_ref() == Some(&backup.manifest.sha256) {
            self.base = Some(name);
            return Ok(true);
        }
        self.file.as_file().set_len(0)?;
        self.passed_over.push(name);
        Ok(false)
    }
}

/// Copies a file and returns the hash of its bytes; none where it cannot be read to its end.
fn copied_hash(source: &Path, target: &mut File, watch: Watch<'_>) -> Result<Option<String>> {
    let Ok(mut source) = File::open(source) else { return Ok(None) };
    target.set_len(0)?;
    target.rewind()?;
    let mut hash = Sha256::new();
    let mut window = vec![0; 1 << 20];
    loop {
        go_on(watch(0, None))?;
        match source.read(&mut window) {
            Ok(0) => return Ok(Some(hexadecimal(&hash.finalize()))),
            Ok(read) => {
                hash.update(&window[..read]);
                target.write_all(&window[..read])?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Ok(None),
        }
    }
}

/// How far the operations could be done again.
struct Replayed {
    head: Head,
    count: u64,
    stopped: Option<LackReason>,
}

fn replay(known: &Known<'_>, way: &Way, path: &Path, now: &str, watch: Watch<'_>) -> Result<Replayed> {
    let mut copy = match way.begin {
        Begin::Backup => Replay::of_copy(path)?,
        Begin::Nothing | Begin::Gap(_) => Replay::from_nothing(path, now)?,
    };
    let total = way.entries.len() as u64;
    let (mut count, mut stopped) = (0, None);
    for hash in &way.entries {
        go_on(watch(count, Some(total)))?;
        let Some(entry) = known.whole(hash) else {
            stopped = Some(LackReason::Damaged);
            break;
        };
        match copy.apply(&entry, now) {
            Ok(()) => count += 1,
            Err(error) if is_of_the_disk(&error) => return Err(error.into()),
            Err(_) => {
                stopped = Some(LackReason::DoesNotFit);
                break;
            }
        }
    }
    go_on(watch(count, Some(total)))?;
    Ok(Replayed { head: copy.finish(now)?, count, stopped })
}

/// Whether the disk failed, and not the entry.
fn is_of_the_disk(error: &storage::Error) -> bool {
    let sqlite = if let storage::Error::Sqlite(error) = error { error.sqlite_error_code() } else { None };
    matches!(error, storage::Error::DiskFull(_))
        || matches!(sqlite, Some(ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory | ErrorCode::ReadOnly))
}

fn prove_chain(path: &Path) -> Result<()> {
    let report = read_sealed(path, journal::verify)?;
    match report.broken_at {
        None => Ok(()),
        Some(seq) => Err(Error::Unverified(format!("the chain of the journal breaks at {seq}"))),
    }
}

/// Tells what lies between what was reached and what was wanted.
fn lack(known: &Known<'_>, target: &Head, replayed: &Replayed) -> Option<Lack> {
    if replayed.head == *target {
        return None;
    }
    let first = replayed.head.seq + 1;
    let mut lost = Vec::new();
    let mut hash = target.hash.as_slice();
    while let Some(heading) = known.heading(hash).filter(|heading| heading.seq >= first) {
        lost.push(heading.clone());
        hash = &heading.prev_hash;
    }
    lost.extend(known.damage.iter().filter_map(|damage| damage.heading.clone()));
    lost.retain(|heading| (first..=target.seq).contains(&heading.seq));
    lost.sort_by_key(|heading| heading.seq);
    lost.dedup_by(|one, other| one.hash == other.hash);
    lost.truncate(NAMED);
    let is_damaged = known.damage.iter().any(|damage| (first..=target.seq).contains(&damage.seq));
    let absent = if is_damaged { LackReason::Damaged } else { LackReason::Missing };
    Some(Lack { first, last: target.seq, reason: replayed.stopped.unwrap_or(absent), known: lost })
}
