//! The columns that lists ask by, kept in memory.
//!
//! A list of hundreds of thousands is filtered, sorted and summed in a few milliseconds where its
//! columns stand side by side, whatever the order and whatever the filter; an index for each of
//! them would make every write slower. What is kept is exact: it is of one entry of the journal,
//! and answers only a reader that sees the file at that entry. Every operation tells which records
//! it touched, and the next question reads these anew. Whoever finds nothing kept asks the file.

mod ask;
mod column;
mod met;
mod sums;
mod table;
mod values;
mod wanted;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};
use std::thread::JoinHandle;

use domain::Noun;
use rusqlite::OptionalExtension;

use crate::journal::Head;
use crate::opening::{Role, connect};
use crate::store::read_snapshot;
use crate::{Reader, Result};

pub(crate) use ask::{between, count_and_sum, ids, page};
pub(crate) use sums::{Sum, Sums};
pub(crate) use table::Table;

/// Records of one noun up to which they are read anew by the next question; more are read
/// together with all others, beside the questions.
const MANY: usize = 2_000;
/// Operations that are remembered for a reader that comes late.
const REMEMBERED: usize = 1_000;

/// What is kept, and what keeps it up to date.
#[derive(Debug)]
pub(crate) struct Columns {
    inner: Arc<Inner>,
    keeper: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    kept: RwLock<Kept>,
    changes: Mutex<Changes>,
    /// Wakes the keeper.
    work: Condvar,
    stop: Stop,
}

/// The tables as they are at one entry of the journal.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    seq: i64,
    line: Line,
    tables: BTreeMap<Noun, Table>,
}

/// Which journal the number of an entry belongs to.
///
/// A restore puts another journal into the place of this one, and its entries have the numbers of
/// those that went; a reader that began before may still see the old one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Line {
    /// There was only one since the ledger was opened.
    #[default]
    Only,
    /// The one that has this entry.
    With(Head),
    /// None for now: another one is being put into its place.
    None,
}

impl Line {
    /// Whether the reader sees this journal.
    fn is_seen_by(&self, reader: &Reader<'_>) -> Result<bool> {
        match self {
            Self::Only => Ok(true),
            Self::None => Ok(false),
            Self::With(head) => {
                let mut hash =
                    reader.connection().prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?;
                let hash: Option<Vec<u8>> = hash.query_row([head.seq], |row| row.get(0)).optional()?;
                Ok(hash.as_ref() == Some(&head.hash))
            }
        }
    }
}

/// What operations touched since, and what the keeper is to read.
#[derive(Debug, Default)]
struct Changes {
    entries: VecDeque<Change>,
    /// Whether columns are to be kept at all.
    wanted: bool,
    missing: BTreeSet<Noun>,
}

/// What one operation touched: ids by noun.
#[derive(Debug, Clone)]
struct Change {
    seq: i64,
    touched: BTreeMap<Noun, Vec<i64>>,
}

/// Says that work is to end.
#[derive(Debug, Default)]
pub(crate) struct Stop(AtomicBool);

impl Stop {
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl Columns {
    pub(crate) fn new(path: &Path) -> Self {
        let inner = Inner {
            path: path.to_owned(),
            kept: RwLock::default(),
            changes: Mutex::default(),
            work: Condvar::new(),
            stop: Stop::default(),
        };
        Self { inner: Arc::new(inner), keeper: Mutex::default() }
    }

    /// Begins to keep the columns of every noun, read by a thread of its own.
    pub(crate) fn keep(&self) {
        let mut keeper = lock(&self.keeper);
        if keeper.is_some() {
            return;
        }
        let mut changes = lock(&self.inner.changes);
        (changes.wanted, changes.missing) = (true, Noun::ALL.iter().copied().collect());
        let inner = Arc::clone(&self.inner);
        *keeper = Some(std::thread::spawn(move || inner.keep()));
    }

    /// Waits until nothing is left to be read.
    pub(crate) fn wait(&self) {
        let mut changes = lock(&self.inner.changes);
        while changes.wanted && !changes.missing.is_empty() && !self.inner.stop.is_set() {
            changes = self.inner.work.wait(changes).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Hears what an operation touched that was just committed.
    pub(crate) fn note(&self, seq: i64, touched: BTreeMap<Noun, Vec<i64>>) {
        let mut changes = lock(&self.inner.changes);
        if changes.wanted {
            changes.entries.push_back(Change { seq, touched });
            while changes.entries.len() > REMEMBERED {
                changes.entries.pop_front();
            }
        }
    }

    /// Returns what is kept as the reader sees the file; none where it sees it otherwise.
    pub(crate) fn at(&self, reader: &Reader<'_>) -> Result<Option<RwLockReadGuard<'_, Kept>>> {
        if !lock(&self.inner.changes).wanted {
            return Ok(None);
        }
        let seq = seen_by(reader)?;
        self.inner.bring_to(reader, seq)?;
        let kept = self.inner.kept.read().unwrap_or_else(PoisonError::into_inner);
        Ok((kept.seq == seq && kept.line.is_seen_by(reader)?).then_some(kept))
    }

    /// Lets every question ask the file, because another ledger is about to take its place;
    /// returns of which journal the columns were.
    pub(crate) fn set_aside(&self) -> Line {
        let mut kept = self.inner.kept.write().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut kept.line, Line::None)
    }

    /// Goes on with what was set aside.
    pub(crate) fn take_up(&self, line: Line) {
        self.inner.kept.write().unwrap_or_else(PoisonError::into_inner).line = line;
    }

    /// Forgets what was set aside, and reads everything anew from the ledger with this head.
    pub(crate) fn start_anew(&self, head: Head) {
        let mut kept = self.inner.kept.write().unwrap_or_else(PoisonError::into_inner);
        let mut changes = lock(&self.inner.changes);
        changes.entries.clear();
        if changes.wanted {
            changes.missing = Noun::ALL.iter().copied().collect();
        }
        *kept = Kept { seq: head.seq, line: Line::With(head), tables: BTreeMap::new() };
        self.inner.work.notify_all();
    }
}

impl Drop for Columns {
    fn drop(&mut self) {
        self.inner.stop.0.store(true, Ordering::Relaxed);
        // Under its lock, so that the keeper does not go to sleep in between.
        drop(lock(&self.inner.changes));
        self.inner.work.notify_all();
        if let Some(keeper) = lock(&self.keeper).take() {
            let _ = keeper.join();
        }
    }
}

/// Nouns whose lists look something up in the contracts, with how their records are found.
const LOOKING_UP: [(Noun, Found); 2] = [(Noun::Project, Found::Named), (Noun::Settlement, Found::Naming)];

/// How the records are found that look something up in some contracts.
#[derive(Debug, Clone, Copy)]
enum Found {
    /// The contracts name them.
    Named,
    /// They name the contracts.
    Naming,
}

impl Kept {
    pub(crate) fn table(&self, noun: Noun) -> Option<&Table> {
        self.tables.get(&noun)
    }

    /// Reads what was touched anew; returns the nouns of which that is too much, or unknown.
    fn refresh(&mut self, reader: &Reader<'_>, mut touched: BTreeMap<Noun, Vec<i64>>) -> Result<Vec<Noun>> {
        let contracts = touched.get(&Noun::Contract).cloned().unwrap_or_default();
        let mut many = Vec::new();
        // Contracts name a project before and after.
        self.add_looking_up(&contracts, &mut touched, &mut many);
        self.refresh_one(reader, Noun::Contract, touched.remove(&Noun::Contract), &mut many)?;
        self.add_looking_up(&contracts, &mut touched, &mut many);
        for (noun, ids) in touched {
            self.refresh_one(reader, noun, Some(ids), &mut many)?;
        }
        Ok(many)
    }

    fn add_looking_up(
        &self,
        contracts: &[i64],
        touched: &mut BTreeMap<Noun, Vec<i64>>,
        many: &mut Vec<Noun>,
    ) {
        if contracts.is_empty() {
            return;
        }
        for (noun, found) in LOOKING_UP {
            let ids = match (found, self.table(Noun::Contract), self.table(noun)) {
                (Found::Named, Some(of), Some(_)) => of.referred("project_id", contracts),
                (Found::Naming, _, Some(table)) => table.referring("contract_id", contracts),
                (Found::Named | Found::Naming, _, _) => None,
            };
            match ids {
                Some(ids) => touched.entry(noun).or_default().extend(ids),
                None => many.push(noun),
            }
        }
    }

    fn refresh_one(
        &mut self,
        reader: &Reader<'_>,
        noun: Noun,
        ids: Option<Vec<i64>>,
        many: &mut Vec<Noun>,
    ) -> Result<()> {
        let mut ids = ids.unwrap_or_default();
        ids.sort_unstable();
        ids.dedup();
        match self.tables.get_mut(&noun) {
            Some(table) if !ids.is_empty() && ids.len() <= MANY => table.refresh(reader, noun, &ids)?,
            Some(_) if !ids.is_empty() => many.push(noun),
            Some(_) | None => {}
        }
        Ok(())
    }
}

impl Inner {
    /// Brings what is kept to what the reader sees, where that is later.
    fn bring_to(&self, reader: &Reader<'_>, seq: i64) -> Result<()> {
        if self.kept.read().unwrap_or_else(PoisonError::into_inner).seq >= seq {
            return Ok(());
        }
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.seq >= seq || !kept.line.is_seen_by(reader)? {
            return Ok(());
        }
        let touched = lock(&self.changes).touched_between(kept.seq, seq);
        let Some(touched) = touched else {
            // Somebody wrote without a word: everything is to be read again.
            self.forget(&mut kept, Noun::ALL, seq);
            return Ok(());
        };
        match kept.refresh(reader, touched) {
            Ok(many) => self.forget(&mut kept, &many, seq),
            Err(error) => {
                // A question is not to fail for what only makes it quick.
                tracing::warn!(code = %error.code(), "columns are read again");
                self.forget(&mut kept, Noun::ALL, seq);
            }
        }
        Ok(())
    }

    /// Sets the tables of some nouns aside until they are read again.
    fn forget(&self, kept: &mut Kept, nouns: &[Noun], seq: i64) {
        kept.seq = seq;
        if !nouns.is_empty() {
            kept.tables.retain(|noun, _| !nouns.contains(noun));
            let mut changes = lock(&self.changes);
            changes.missing.extend(nouns);
            self.work.notify_all();
        }
    }

    /// Reads what is missing, as long as the store is open.
    fn keep(&self) {
        while let Some(noun) = self.next_missing() {
            if let Err(error) = self.read(noun) {
                tracing::warn!(%noun, code = %error.code(), "a list is asked from the file alone");
                self.done(noun);
            }
        }
    }

    fn next_missing(&self) -> Option<Noun> {
        let mut changes = lock(&self.changes);
        loop {
            if self.stop.is_set() {
                return None;
            }
            if let Some(noun) = changes.missing.first() {
                return Some(*noun);
            }
            changes = self.work.wait(changes).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn done(&self, noun: Noun) {
        lock(&self.changes).missing.remove(&noun);
        self.work.notify_all();
    }

    /// Reads one noun, and puts it beside the others unless somebody wrote meanwhile.
    fn read(&self, noun: Noun) -> Result<()> {
        let connection = connect(&self.path, Role::Reader)?;
        read_snapshot(&connection, None, |reader| {
            let seq = seen_by(reader)?;
            let table = Table::read(reader, noun, &self.stop)?;
            self.bring_to(reader, seq)?;
            let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
            if kept.seq == seq && kept.line.is_seen_by(reader)? {
                kept.tables.extend(table.map(|table| (noun, table)));
                // Before anybody can find it out of date again.
                self.done(noun);
            }
            Ok(())
        })
    }
}

impl Changes {
    /// Returns what the entries behind `from` up to `to` touched; none where one is not known.
    fn touched_between(&self, from: i64, to: i64) -> Option<BTreeMap<Noun, Vec<i64>>> {
        let between = self.entries.iter().filter(|change| change.seq > from && change.seq <= to);
        let known = between.clone().count();
        if i64::try_from(known) != Ok(to - from) {
            return None;
        }
        let mut touched: BTreeMap<Noun, Vec<i64>> = BTreeMap::new();
        for change in between {
            for (noun, ids) in &change.touched {
                touched.entry(*noun).or_default().extend(ids);
            }
        }
        Some(touched)
    }
}

/// Returns the last entry of the journal that the reader sees.
fn seen_by(reader: &Reader<'_>) -> Result<i64> {
    let mut statement = reader.connection().prepare_cached("SELECT ifnull(max(seq), 0) FROM journal")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
