//! 运维记录: what a site writes down of its faults, its changes and its drills.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use domain::access::{Operation, Row};
use domain::journal::{JournalEntry, JournalQuery};
use domain::list::Page;
use domain::minute::Minute;
use domain::upkeep::{
    DrillRecord, Incident, Link, SourceKind, SystemChange, UpkeepQuery, UpkeepRecord, UpkeepSource, links,
};
use domain::{Code, Problem, Stored};
use jiff::Timestamp;
use jiff::tz::TimeZone;
pub use storage::upkeep::Kept;
use storage::{Reader, Writer};

use crate::backup::last_drill;
use crate::error::{refuse_broken, tidied};
use crate::project::found;
use crate::{Error, Ledger, Outcome, Result, Session};

/// How far back the journal is searched for what no record tells yet.
const SOURCES: u32 = 50;

impl Ledger {
    /// Returns a page of the records that fit, the newest first.
    pub fn list_upkeep<T: Kept>(&self, query: &UpkeepQuery) -> Result<Page<T::Row>> {
        let wanted = self.upkeep::<T>(query)?;
        let count = i64::try_from(wanted.len()).unwrap_or(i64::MAX);
        let place = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        let page = wanted.into_iter().skip(place(query.offset)).take(place(query.limit));
        Ok(Page { rows: page.map(T::row).collect(), count, totals: BTreeMap::new() })
    }

    /// Returns every record of the year and the state that are asked for, the newest first.
    pub(crate) fn upkeep<T: Kept>(&self, query: &UpkeepQuery) -> Result<Vec<Stored<T>>> {
        let mut records = self.read(T::all)?;
        records.retain(|stored| query.wants(&stored.record));
        Ok(records)
    }

    /// Returns one record.
    pub fn upkeep_record<T: Kept>(&self, id: i64) -> Result<Stored<T>> {
        self.read(|reader| found(id, T::get(reader, id)?))
    }

    /// Writes a new record down.
    pub fn create_upkeep<T: Kept>(&self, session: &Session, record: &T) -> Result<Outcome<i64>> {
        let record = &tidied(record)?;
        self.keep_upkeep::<T, _>(session, "create", record.title(), |writer| {
            self.check_upkeep(writer, record)?;
            Ok(record.insert(writer)?)
        })
    }

    /// Updates a record that is still at `revision`.
    pub fn update_upkeep<T: Kept>(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        record: &T,
    ) -> Result<Outcome<i64>> {
        let record = &tidied(record)?;
        self.keep_upkeep::<T, _>(session, "update", record.title(), |writer| {
            self.check_upkeep(writer, record)?;
            record.update(writer, id, revision)?;
            Ok(id)
        })
    }

    /// Deletes a record that is still at `revision`; the journal keeps what it said.
    pub fn delete_upkeep<T: Kept>(&self, session: &Session, id: i64, revision: i64) -> Result<Outcome<i64>> {
        self.authorise(session, Operation::KeepUpkeep, Row::Any)?;
        let title = self.upkeep_record::<T>(id)?.record.title().to_owned();
        self.keep_upkeep::<T, _>(session, "delete", &title, |writer| {
            T::delete(writer, id, revision)?;
            Ok(id)
        })
    }

    /// Does one operation on a record of this kind, where the session may.
    fn keep_upkeep<T: Kept, V>(
        &self,
        session: &Session,
        deed: &str,
        title: &str,
        work: impl FnOnce(&Writer<'_>) -> Result<V>,
    ) -> Result<Outcome<V>> {
        let name = format!("{deed}_{}", T::KIND.name());
        let entry = self.entry_called(session, Operation::KeepUpkeep, &name, title)?;
        self.store().perform(entry, work)
    }

    /// Returns what the program knows of and no record tells yet, the newest first: restores and
    /// changes of the structure, and the last drill on the backups of a folder.
    pub fn upkeep_sources(&self, backups: &Path) -> Result<Vec<UpkeepSource>> {
        let (told, drilled) = self.read(|reader| {
            let drills = DrillRecord::all(reader)?;
            let told: BTreeSet<i64> = operations_of(&Incident::all(reader)?)
                .chain(operations_of(&SystemChange::all(reader)?))
                .chain(operations_of(&drills))
                .collect();
            Ok((told, drills.into_iter().map(|stored| stored.record.held_at).collect::<BTreeSet<_>>()))
        })?;
        let mut sources: Vec<UpkeepSource> = self
            .restores_and_migrations()?
            .into_iter()
            .filter(|entry| !told.contains(&entry.seq))
            .filter_map(source_of)
            .collect();
        sources.extend(drill_source(backups)?.filter(|drill| !drilled.contains(&drill.at)));
        sources.sort_by_key(|source| std::cmp::Reverse(source.at));
        Ok(sources)
    }

    fn restores_and_migrations(&self) -> Result<Vec<JournalEntry>> {
        let operations = [RESTORED, MIGRATED].map(str::to_owned).to_vec();
        let query = JournalQuery { operations, limit: SOURCES, ..JournalQuery::default() };
        Ok(self.search_journal(&query)?.rows)
    }

    /// Checks a record against its own rules, and whether the operations are there that it names.
    fn check_upkeep(&self, writer: &Writer<'_>, record: &impl UpkeepRecord) -> Result<()> {
        let now = self.clock().now().to_zoned(TimeZone::system()).datetime();
        let now = Minute::from_civil(now).map_err(|_| Error::rule(Problem::new(Code::Internal)))?;
        refuse_broken(record.check(now))?;
        for link in links(record.links().unwrap_or_default())? {
            if let Link::Operation(seq) = link {
                expect_operation(writer, seq)?;
            }
        }
        Ok(())
    }
}

/// The operations by which the journal tells of restores and of changes of the structure.
const RESTORED: &str = storage::replace::RESTORED;
const MIGRATED: &str = storage::migrations::MIGRATED;

fn expect_operation(reader: &Reader<'_>, seq: i64) -> Result<()> {
    match storage::journal::entry(reader, seq) {
        Err(error) if error.code() == Code::JournalEntryUnknown => {
            let problem = Problem::new(Code::UpkeepLinkUnknown).field("links");
            Err(Error::rule(problem.param("value", &seq.to_string())))
        }
        entry => Ok(entry.map(|_| ())?),
    }
}

/// The numbers of the operations that records refer to.
fn operations_of<T: UpkeepRecord>(records: &[Stored<T>]) -> impl Iterator<Item = i64> {
    let named = |stored: &Stored<T>| links(stored.record.links().unwrap_or_default()).unwrap_or_default();
    records.iter().flat_map(named).filter_map(|link| match link {
        Link::Operation(seq) => Some(seq),
        Link::Backup(_) => None,
    })
}

fn source_of(entry: JournalEntry) -> Option<UpkeepSource> {
    let kind = if entry.operation == RESTORED { SourceKind::Restore } else { SourceKind::Migration };
    let JournalEntry { seq, at, actor: by, subject, .. } = entry;
    Some(UpkeepSource { kind, at: local(&at)?, by, subject, links: format!("#{seq}"), seconds: None })
}

fn drill_source(backups: &Path) -> Result<Option<UpkeepSource>> {
    let Some(drill) = last_drill(backups)? else { return Ok(None) };
    let names: Vec<String> = drill.proofs.into_iter().map(|proof| proof.backup).collect();
    Ok(local(&drill.at).map(|at| UpkeepSource {
        kind: SourceKind::Drill,
        at,
        by: drill.by,
        subject: String::new(),
        links: names.join(" "),
        seconds: drill.seconds,
    }))
}

/// Returns an instant as the clock on the wall showed it.
fn local(at: &str) -> Option<Minute> {
    let instant: Timestamp = at.parse().ok()?;
    Minute::from_civil(instant.to_zoned(TimeZone::system()).datetime()).ok()
}
