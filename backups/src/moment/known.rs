//! Every entry of the journal that can be found anywhere: in the archives of the places, in the
//! ledger itself, in the backups.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use storage::journal::{self, Head, Heading, Whole};
use storage::{Store, read_sealed};

use super::way::head_of;
use crate::Result;
use crate::archive::{self, Archived, Damage, Look, Segment};
use crate::manifest::JournalHead;
use crate::snapshot::{self, Backup};

/// Entries by their hash, and where each is found.
#[derive(Debug)]
pub struct Known<'l> {
    ledger: Option<&'l Store>,
    segments: Vec<Segment>,
    /// Newest first.
    backups: Vec<Backup>,
    /// The numbers of the backups by the hash of the entry after which they stand.
    heads: HashMap<Vec<u8>, Vec<usize>>,
    /// The numbers of the backups whose journals are among the entries.
    looked_into: HashSet<usize>,
    entries: HashMap<Vec<u8>, Found>,
    /// Files whose journals are among the entries, though they are no backups.
    files: Vec<PathBuf>,
    /// What cannot be read in the archives.
    pub damage: Vec<Damage>,
    pub unreadable: Vec<PathBuf>,
}

/// An entry, and where it can be read.
#[derive(Debug)]
struct Found {
    heading: Heading,
    sources: Vec<Source>,
}

#[derive(Debug, Clone)]
enum Source {
    Ledger,
    /// The number of a segment, and the entry in it.
    Segment(usize, Box<Archived>),
    /// The number of a backup.
    Backup(usize),
    /// The number of a file.
    File(usize),
}

impl<'l> Known<'l> {
    /// Looks at what the places hold, and at the ledger where it is open.
    pub fn gather(places: &[PathBuf], ledger: Option<&'l Store>) -> Result<Self> {
        let mut known = Self {
            ledger,
            segments: Vec::new(),
            backups: Vec::new(),
            heads: HashMap::new(),
            looked_into: HashSet::new(),
            entries: HashMap::new(),
            files: Vec::new(),
            damage: Vec::new(),
            unreadable: Vec::new(),
        };
        if let Some(store) = ledger {
            for heading in store.read(|reader| journal::headings(reader, 0))? {
                known.add(heading, Source::Ledger);
            }
        }
        for place in places {
            known.add_place(place)?;
        }
        known.backups.sort_by(|one, other| other.manifest.made_at.cmp(&one.manifest.made_at));
        for (number, backup) in known.backups.iter().enumerate() {
            let head = backup.manifest.journal_head.as_ref().and_then(JournalHead::decoded);
            known.heads.entry(head.unwrap_or_default().hash).or_default().push(number);
        }
        known.add_backups_beyond();
        Ok(known)
    }

    /// Adds the journal of each backup that was made after an entry that is not known yet: in a
    /// place without an archive, before the archive was begun, or before it was caught up.
    ///
    /// The newest comes first and knows what went before it, so that few others are read.
    fn add_backups_beyond(&mut self) {
        for number in 0..self.backups.len() {
            let head = self.backups[number].manifest.journal_head.as_ref().and_then(JournalHead::decoded);
            if head.is_some_and(|head| !self.entries.contains_key(&head.hash)) {
                self.add_journal_of(number);
            }
        }
    }

    /// Adds the journal of a file that is no state to begin from, such as what was got out of a
    /// damaged ledger: records may lack in it of which its journal still tells.
    ///
    /// # Errors
    ///
    /// Where the journal cannot be read.
    pub fn add_journal_in(&mut self, file: &Path) -> Result<()> {
        let number = self.files.len();
        for heading in read_sealed(file, |reader| journal::headings(reader, 0))? {
            self.add(heading, Source::File(number));
        }
        self.files.push(file.to_owned());
        Ok(())
    }

    fn add_place(&mut self, place: &Path) -> Result<()> {
        let archive = archive::read(place, Look::Headings)?;
        self.unreadable.extend(archive.unreadable);
        for segment in archive.segments {
            self.damage.extend(segment.damage.iter().cloned());
            let number = self.segments.len();
            for entry in &segment.entries {
                self.add(entry.heading.clone(), Source::Segment(number, Box::new(entry.clone())));
            }
            self.segments.push(segment);
        }
        // An encrypted backup is read by nobody without its passphrase.
        let readable = |backup: &Backup| !snapshot::is_sealed(&backup.path);
        self.backups.extend(snapshot::list(place)?.into_iter().filter(readable));
        Ok(())
    }

    /// Adds the journals of the backups, the newest first, until one `has_what_is_wanted`.
    pub(super) fn look_into_backups(&mut self, has_what_is_wanted: impl Fn(&Self) -> bool) -> bool {
        (0..self.backups.len()).any(|number| {
            self.add_journal_of(number);
            has_what_is_wanted(self)
        })
    }

    /// Adds the journal of a backup, once; one that cannot be read adds nothing.
    fn add_journal_of(&mut self, number: usize) {
        if !self.looked_into.insert(number) {
            return;
        }
        let path = &self.backups[number].path;
        let Ok(headings) = read_sealed(path, |reader| journal::headings(reader, 0)) else { return };
        for heading in headings {
            self.add(heading, Source::Backup(number));
        }
    }

    fn add(&mut self, heading: Heading, source: Source) {
        let found = self.entries.entry(heading.hash.clone());
        found.or_insert_with(|| Found { heading, sources: Vec::new() }).sources.push(source);
    }

    pub(super) fn backups(&self) -> &[Backup] {
        &self.backups
    }

    /// Returns the backups that stand after the entry of this hash, newest first.
    pub(super) fn backups_at(&self, hash: &[u8]) -> impl Iterator<Item = &Backup> {
        self.heads.get(hash).into_iter().flatten().map(|number| &self.backups[*number])
    }

    /// Returns what is known of the entry of this hash.
    pub fn heading(&self, hash: &[u8]) -> Option<&Heading> {
        self.entries.get(hash).map(|found| &found.heading)
    }

    /// Returns what is known of every entry, in no order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.entries.values().map(|found| &found.heading)
    }

    /// Returns the newest entry of the ledger, or where it is not open that which was done last.
    ///
    /// The time of a backup says something only where its journal cannot be read: the backup before a
    /// restore is made after what it holds was taken back.
    pub fn newest(&self) -> Result<Head> {
        if let Some(store) = self.ledger {
            return Ok(store.read(journal::head)?.unwrap_or_default());
        }
        let of_entries = self.headings().map(|heading| (heading.at.as_str(), head_of(heading)));
        let of_backups = self.backups.iter().filter_map(|backup| {
            let head = backup.manifest.journal_head.as_ref()?.decoded()?;
            self.heading(&head.hash).is_none().then_some((backup.manifest.made_at.as_str(), head))
        });
        let newest = of_entries.chain(of_backups).max_by_key(|(at, head)| (*at, head.seq));
        Ok(newest.map(|(_, head)| head).unwrap_or_default())
    }

    /// Returns an entry, whole and sound, from wherever it can be read; none where nowhere.
    pub(super) fn whole(&self, hash: &[u8]) -> Option<Whole> {
        let found = self.entries.get(hash)?;
        found.sources.iter().find_map(|source| {
            let whole = self.read(source, found.heading.seq).ok().flatten()?;
            (whole.heading.hash == hash && whole.is_sound()).then_some(whole)
        })
    }

    fn read(&self, source: &Source, seq: i64) -> Result<Option<Whole>> {
        Ok(match source {
            Source::Ledger => match self.ledger {
                Some(store) => store.read(|reader| journal::whole(reader, seq))?,
                None => None,
            },
            Source::Segment(number, entry) => self.segments[*number].whole(entry)?,
            Source::Backup(number) => {
                read_sealed(&self.backups[*number].path, |reader| journal::whole(reader, seq))?
            }
            Source::File(number) => read_sealed(&self.files[*number], |reader| journal::whole(reader, seq))?,
        })
    }
}
