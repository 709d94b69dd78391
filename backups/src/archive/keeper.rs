//! Keeping the archive of one place up to date with an open ledger.

use std::fs::{self, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use storage::Store;
use storage::journal::{self, Head, Whole};
use tempfile::NamedTempFile;

use super::frame;
use super::header::Header;
use super::segment::{Segment, head_of, name_of};
use super::{Look, folder_of, read};
use crate::fs::{Disk, Fs};
use crate::snapshot;
use crate::{Error, Result};

/// A segment that has grown to this is not appended to any more.
const LARGEST: u64 = 16 << 20;
/// Changes that are held in memory at once.
const AT_ONCE: usize = 4 << 20;

/// Keeps the archive of one place.
///
/// What it finds there decides what it writes: entries that are missing, because the place was
/// away or a segment is damaged, are written from the journal of the ledger, wherever they lack.
#[derive(Debug)]
pub struct Keeper {
    place: PathBuf,
    tail: Option<Tail>,
    /// How closely the place is looked at when nothing of it is remembered.
    look: Look,
}

/// Where the archive goes on.
#[derive(Debug)]
struct Tail {
    head: Head,
    /// The segment to append to; none where a new one is to begin.
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    path: PathBuf,
    schema_version: i64,
    /// Where the next frame goes.
    end: u64,
    /// The length of the file when it was seen last; more than `end` where a frame was never
    /// completed.
    length: u64,
}

impl Keeper {
    /// Makes the keeper of a place; nothing is read or written yet.
    pub fn new(place: &Path) -> Self {
        Self { place: place.to_owned(), tail: None, look: Look::Headings }
    }

    /// Forgets what is remembered of the place, so that the next call looks at every byte of it and
    /// writes again what was damaged there.
    pub fn look_closely(&mut self) {
        self.tail = None;
        self.look = Look::Everything;
    }

    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Writes every entry that the archive lacks, and returns how far it reaches.
    ///
    /// # Errors
    ///
    /// Those of the place, such as a stick that is pulled out; the next call looks at it anew.
    pub fn catch_up(&mut self, store: &Store) -> Result<Head> {
        let Some(newest) = store.read(journal::head)? else { return Ok(Head::default()) };
        // What is remembered of the place may no longer be so; then it is looked at anew.
        if let Some(mut tail) = self.tail.take()
            && is_on_chain(store, &tail.head)?
            && let Ok(head) = self.write(store, &mut tail, newest.seq)
        {
            self.tail = Some(tail);
            return Ok(head);
        }
        let mut tail = self.survey(store)?;
        let head = self.write(store, &mut tail, newest.seq)?;
        self.tail = Some(tail);
        self.look = Look::Headings;
        Ok(head)
    }

    /// Looks at what there is, writes what lacks in the middle, and tells where to go on.
    fn survey(&self, store: &Store) -> Result<Tail> {
        let segments = self.segments(store)?;
        let mut runs = Vec::new();
        for segment in &segments {
            runs.extend(runs_on_chain(store, segment)?);
        }
        runs.sort_by_key(|run| run.after.seq);
        let floor = match runs.first() {
            Some(first) => first.after.clone(),
            None => self.oldest_backup(store)?,
        };
        let mut reached = floor;
        for run in runs {
            if run.after.seq > reached.seq {
                let mut hole = Tail { head: reached, open: None };
                reached = self.write(store, &mut hole, run.after.seq)?;
            }
            if run.last.seq > reached.seq {
                reached = run.last;
            }
        }
        let open = segments.iter().find_map(|segment| open_at(segment, &reached));
        Ok(Tail { head: reached, open })
    }

    /// Reads the segments of this ledger; the one that would be appended to, byte by byte: a power
    /// cut may have kept the length of its last frames and lost what stood in them.
    fn segments(&self, store: &Store) -> Result<Vec<Segment>> {
        let ledger = store.read(journal::first_hash)?.unwrap_or_default();
        let mut segments = read(&self.place, self.look)?.segments;
        segments.retain(|segment| segment.header.ledger == ledger);
        if let Some(newest) = segments.iter_mut().max_by_key(|segment| segment.last().seq)
            && let Some(read) = Segment::read(&newest.path, Look::Everything)?
        {
            *newest = read;
        }
        Ok(segments)
    }

    /// Returns the head of the oldest backup in this place that the journal goes on from; before
    /// the first entry where there is none.
    fn oldest_backup(&self, store: &Store) -> Result<Head> {
        for backup in snapshot::list(&self.place)?.into_iter().rev() {
            let Some(head) = backup.manifest.journal_head.and_then(|head| head.decoded()) else { continue };
            if is_on_chain(store, &head)? {
                return Ok(head);
            }
        }
        Ok(Head::default())
    }

    /// Writes the entries after the tail up to `last`.
    fn write(&self, store: &Store, tail: &mut Tail, last: i64) -> Result<Head> {
        loop {
            let entries = store.read(|reader| journal::between(reader, tail.head.seq, last, AT_ONCE))?;
            let Some(first) = entries.first() else { return Ok(tail.head.clone()) };
            if first.heading.prev_hash != tail.head.hash {
                return Err(changed("the journal went on from elsewhere"));
            }
            let mut rest = entries.as_slice();
            while !rest.is_empty() {
                rest = self.append(store, tail, rest)?;
            }
        }
    }

    /// Appends as many entries as fit into one segment; returns those that are left.
    fn append<'e>(&self, store: &Store, tail: &mut Tail, entries: &'e [Whole]) -> Result<&'e [Whole]> {
        let Some(first) = entries.first() else { return Ok(entries) };
        let schema_version = first.heading.schema_version;
        tail.open.take_if(|open| open.schema_version != schema_version || open.end >= LARGEST);
        let begin = tail.open.as_ref().map_or(0, |open| open.end);
        let (mut frames, mut taken) = (Vec::new(), 0);
        for entry in entries {
            let is_full = begin + frames.len() as u64 >= LARGEST;
            if is_full || entry.heading.schema_version != schema_version {
                break;
            }
            frame::encode(entry, &mut frames);
            taken += 1;
        }
        if let Some(open) = &mut tail.open {
            open.append(&frames)?;
        } else {
            let ledger = store.read(journal::first_hash)?.unwrap_or_default();
            let header = Header { schema_version, ledger, prior: tail.head.clone() };
            tail.open = Some(self.begin(&header, first, &frames)?);
        }
        if let Some(newest) = entries[..taken].last() {
            tail.head = head_of(&newest.heading);
        }
        Ok(&entries[taken..])
    }

    /// Begins a segment; it appears under its name only when it is whole.
    fn begin(&self, header: &Header, first: &Whole, frames: &[u8]) -> Result<Open> {
        let folder = folder_of(&self.place);
        make_folder(&self.place)?;
        make_folder(&folder)?;
        let mut file = NamedTempFile::with_prefix_in(".journal-", &folder)?;
        file.write_all(&header.encode())?;
        file.write_all(frames)?;
        file.as_file().sync_all()?;
        let path = free_name(&folder, first)?;
        Disk.rename(&file.into_temp_path(), &path)?;
        Disk.sync_folder(&folder)?;
        let length = fs::metadata(&path)?.len();
        Ok(Open { path, schema_version: header.schema_version, end: length, length })
    }
}

impl Open {
    fn append(&mut self, frames: &[u8]) -> Result<()> {
        let mut file = OpenOptions::new().write(true).open(&self.path)?;
        if file.metadata()?.len() != self.length {
            return Err(changed("somebody else wrote to the segment"));
        }
        if self.length > self.end {
            file.set_len(self.end)?;
        }
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(frames)?;
        file.sync_data()?;
        self.end += frames.len() as u64;
        self.length = self.end;
        Ok(())
    }
}

/// Neighbouring entries that the archive has and the journal of the ledger has too.
struct Run {
    after: Head,
    last: Head,
}

/// Returns what a segment holds of the journal as it is now.
fn runs_on_chain(store: &Store, segment: &Segment) -> Result<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    for entry in &segment.entries {
        let heading = &entry.heading;
        match runs.last_mut() {
            Some(run) if run.last.hash == heading.prev_hash => run.last = head_of(heading),
            Some(_) | None => {
                let after = Head { seq: heading.seq - 1, hash: heading.prev_hash.clone() };
                runs.push(Run { after, last: head_of(heading) });
            }
        }
    }
    let mut kept = Vec::with_capacity(runs.len());
    for run in runs {
        if is_on_chain(store, &run.last)? {
            kept.push(run);
        } else if let Some(last) = last_on_chain(store, segment, &run)? {
            kept.push(Run { after: run.after, last });
        }
    }
    Ok(kept)
}

/// Finds the last entry of a run that the journal has still: since a restore it goes on elsewhere.
fn last_on_chain(store: &Store, segment: &Segment, run: &Run) -> Result<Option<Head>> {
    let within = |seq: i64| seq > run.after.seq && seq <= run.last.seq;
    let heads: Vec<Head> = segment.entries.iter().map(|entry| head_of(&entry.heading)).collect();
    let mut found = None;
    for head in heads.iter().filter(|head| within(head.seq)) {
        if !is_on_chain(store, head)? {
            break;
        }
        found = Some(head.clone());
    }
    Ok(found)
}

fn is_on_chain(store: &Store, head: &Head) -> Result<bool> {
    let hash = store.read(|reader| journal::hash_of(reader, head.seq))?;
    Ok(hash.as_ref() == Some(&head.hash))
}

/// Returns the segment as one to append to, where it ends with `head` and holds no damage.
fn open_at(segment: &Segment, head: &Head) -> Option<Open> {
    let goes_on = segment.last() == *head && segment.damage.is_empty() && segment.end < LARGEST;
    goes_on.then(|| Open {
        path: segment.path.clone(),
        schema_version: segment.header.schema_version,
        end: segment.end,
        length: segment.length,
    })
}

/// Makes a folder, but not those above it: where a stick is pulled out, its folder must not appear
/// on the disk instead.
fn make_folder(folder: &Path) -> Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::PlaceAway(folder.to_owned())),
        made => Ok(made?),
    }
}

/// Returns a name that is not taken: a damaged segment keeps its own.
fn free_name(folder: &Path, first: &Whole) -> Result<PathBuf> {
    let mut number = 1;
    loop {
        let path = folder.join(name_of(&first.heading, number));
        if !path.try_exists()? {
            return Ok(path);
        }
        number += 1;
    }
}

fn changed(what: &str) -> Error {
    Error::Io(io::Error::other(what.to_owned()))
}
