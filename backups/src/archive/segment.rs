//! Reading a segment, damaged or not.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use storage::journal::{Head, Heading, Whole};

use super::Look;
use super::frame::{MARK, START, Start, decode_heading};
use super::header::{self, Header};
use crate::Result;
use crate::verify::hexadecimal;

const PREFIX: &str = "journal_";
const SUFFIX: &str = ".segment";

/// A segment of the archive.
#[derive(Debug, Clone)]
pub struct Segment {
    pub path: PathBuf,
    pub header: Header,
    /// The entries that can be read, in the order of the file.
    pub entries: Vec<Archived>,
    pub damage: Vec<Damage>,
    /// Where the last sound frame ends; what follows is a frame that was never completed.
    pub end: u64,
    /// The length of the file.
    pub length: u64,
}

/// An entry, and where its changes lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    pub heading: Heading,
    changes_at: u64,
    changes_length: u64,
    changes_checksum: u32,
}

/// A place in a segment that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    pub segment: PathBuf,
    /// The entry that is lost, or the first of those that are.
    pub seq: i64,
    /// What is still known of it.
    pub heading: Option<Heading>,
}

/// Whether a file is named as segments are: `journal_00000051_a1b2c3d4.segment`.
pub(super) fn is_name(name: &str) -> bool {
    name.strip_prefix(PREFIX).is_some_and(|rest| rest.ends_with(SUFFIX))
}

/// Returns the name of a segment: the number of its first entry, and the beginning of that
/// entry's hash, for upon a restore two entries may have one number; counted where it is taken.
pub(super) fn name_of(first: &Heading, number: u32) -> String {
    let mark = hexadecimal(&first.hash[..first.hash.len().min(4)]);
    let counted = if number > 1 { format!("_{number}") } else { String::new() };
    format!("{PREFIX}{:08}_{mark}{counted}{SUFFIX}", first.seq)
}

impl Segment {
    /// Reads a segment; none where its header is damaged or of an unknown format.
    ///
    /// Behind damage the reading goes on with the next frame that is sound.
    ///
    /// # Errors
    ///
    /// Only those of the disk: damage is an answer.
    pub(super) fn read(path: &Path, look: Look) -> Result<Option<Self>> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut reader = Frames { file: BufReader::new(file), length };
        let mut bytes = [0; header::LENGTH];
        match reader.file.read_exact(&mut bytes) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let Some(header) = Header::decode(&bytes) else { return Ok(None) };
        let at = header::LENGTH as u64;
        let (entries, damage) = (Vec::new(), Vec::new());
        let mut segment = Self { path: path.to_owned(), header, entries, damage, end: at, length };
        segment.read_frames(&mut reader, at, look)?;
        Ok(Some(segment))
    }

    fn read_frames(&mut self, reader: &mut Frames, mut at: u64, look: Look) -> Result<()> {
        while at < self.length {
            let expected = self.last().seq + 1;
            let Some(entry) = reader.entry_at(at)? else {
                let Some(next) = reader.next_frame(at + 1)? else { break };
                self.damage.push(Damage { segment: self.path.clone(), seq: expected, heading: None });
                at = next;
                continue;
            };
            at = entry.changes_at + entry.changes_length;
            let is_sound = look == Look::Headings || reader.changes_are_sound(&entry)?;
            if is_sound {
                self.entries.push(entry);
            } else {
                let (seq, heading) = (entry.heading.seq, Some(entry.heading));
                self.damage.push(Damage { segment: self.path.clone(), seq, heading });
            }
            self.end = at;
        }
        Ok(())
    }

    /// Returns the last entry that can be read; that before the first where there is none.
    pub fn last(&self) -> Head {
        self.entries.last().map_or_else(|| self.header.prior.clone(), |entry| head_of(&entry.heading))
    }

    /// Returns an entry, whole; none where its changes are damaged.
    pub fn whole(&self, entry: &Archived) -> Result<Option<Whole>> {
        let file = BufReader::new(File::open(&self.path)?);
        Ok(Frames { file, length: self.length }.whole(entry)?)
    }
}

pub(super) fn head_of(heading: &Heading) -> Head {
    Head { seq: heading.seq, hash: heading.hash.clone() }
}

/// The frames of an open segment.
struct Frames {
    file: BufReader<File>,
    length: u64,
}

impl Frames {
    /// Reads the frame at `at`, but for its changes; none where there is no sound one.
    fn entry_at(&mut self, at: u64) -> io::Result<Option<Archived>> {
        let mut first = [0; START];
        if at + START as u64 > self.length {
            return Ok(None);
        }
        self.go_to(at)?;
        self.file.read_exact(&mut first)?;
        let Some(start) = Start::decode(&first) else { return Ok(None) };
        if at.saturating_add(start.frame_length()) > self.length {
            return Ok(None);
        }
        let mut heading = vec![0; start.heading_length as usize];
        self.file.read_exact(&mut heading)?;
        if !start.is_of(&first, &heading) {
            return Ok(None);
        }
        Ok(decode_heading(&heading).map(|heading| Archived {
            heading,
            changes_at: at + START as u64 + u64::from(start.heading_length),
            changes_length: start.changes_length,
            changes_checksum: start.changes_checksum,
        }))
    }

    fn changes_are_sound(&mut self, entry: &Archived) -> io::Result<bool> {
        Ok(self.whole(entry)?.is_some())
    }

    fn whole(&mut self, entry: &Archived) -> io::Result<Option<Whole>> {
        let Ok(length) = usize::try_from(entry.changes_length) else { return Ok(None) };
        self.go_to(entry.changes_at)?;
        let mut changeset = vec![0; length];
        match self.file.read_exact(&mut changeset) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let is_intact = crc32fast::hash(&changeset) == entry.changes_checksum;
        let whole = Whole { heading: entry.heading.clone(), changeset };
        Ok((is_intact && whole.is_sound()).then_some(whole))
    }

    /// Finds the first sound frame from `from` on.
    fn next_frame(&mut self, from: u64) -> io::Result<Option<u64>> {
        let mut window = vec![0; 64 << 10];
        let mut at = from;
        while at < self.length {
            self.go_to(at)?;
            let read = read_up_to(&mut self.file, &mut window)?;
            for (offset, four) in window[..read].windows(MARK.len()).enumerate() {
                let place = at + offset as u64;
                if four == MARK && self.entry_at(place)?.is_some() {
                    return Ok(Some(place));
                }
            }
            // A mark may lie across the end of the window.
            at += (read.max(MARK.len()) - MARK.len() + 1) as u64;
        }
        Ok(None)
    }

    /// Goes to a place without forgetting what is read already.
    fn go_to(&mut self, at: u64) -> io::Result<()> {
        let here = self.file.stream_position()?;
        match i64::try_from(i128::from(at) - i128::from(here)) {
            Ok(distance) => self.file.seek_relative(distance),
            Err(_) => self.file.seek(SeekFrom::Start(at)).map(drop),
        }
    }
}

fn read_up_to(file: &mut impl Read, window: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while read < window.len() {
        match file.read(&mut window[read..]) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}
