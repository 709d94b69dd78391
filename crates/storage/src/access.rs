//! Reading and writing, told apart by type.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::RwLockReadGuard;

use domain::Noun;
use domain::date::Date;
use rusqlite::Connection;

use crate::Result;
use crate::columns::{Columns, Kept};
use crate::indexes::SetAside;
use crate::recording::Recording;

/// A view of the ledger that cannot change it.
#[derive(Debug)]
pub struct Reader<'c> {
    connection: &'c Connection,
    columns: Option<&'c Columns>,
    today: Option<Date>,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, columns: None, today: None }
    }

    /// Lets the reader ask the columns that are kept in memory.
    pub(crate) fn beside(self, columns: Option<&'c Columns>) -> Self {
        Self { columns, ..self }
    }

    /// Returns the columns as this reader sees the file; none where they are not kept.
    ///
    /// Whoever has them asks for them no second time: a writer may be waiting in between.
    pub(crate) fn kept(&self) -> Result<Option<RwLockReadGuard<'c, Kept>>> {
        self.columns.map_or(Ok(None), |columns| columns.at(self))
    }

    /// Says which day it is: deadlines are measured against it, and unknown without it.
    #[must_use]
    pub fn on(&self, today: Date) -> Self {
        Self { connection: self.connection, columns: self.columns, today: Some(today) }
    }

    pub(crate) fn today(&self) -> Option<Date> {
        self.today
    }

    pub(crate) fn connection(&self) -> &'c Connection {
        self.connection
    }
}

/// Who writes, and when: stands in `created_*` and `updated_*` of what is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// UTC, RFC 3339.
    pub at: String,
    pub actor: String,
}

/// The right to write, given only inside one operation. Whoever can write can read.
#[derive(Debug)]
pub struct Writer<'c> {
    reader: Reader<'c>,
    stamp: Stamp,
    /// Indexes that come back once all rows are written.
    aside: RefCell<SetAside>,
    /// None where nobody wants to know what is written: a rehearsal.
    recording: Option<Recording<'c>>,
}

impl<'c> Writer<'c> {
    pub(crate) fn new(connection: &'c Connection, stamp: Stamp) -> Self {
        Self { reader: Reader::new(connection), stamp, aside: RefCell::default(), recording: None }
    }

    /// Records what is written.
    pub(crate) fn recorded(connection: &'c Connection, stamp: Stamp) -> Result<Self> {
        Ok(Self { recording: Some(Recording::begin(connection)?), ..Self::new(connection, stamp) })
    }

    /// Who writes, and when.
    pub fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    pub(crate) fn set_aside(&self, aside: SetAside) {
        self.aside.borrow_mut().add(aside);
    }

    /// Returns what was recorded, and the indexes that are to come back.
    pub(crate) fn into_parts(self) -> (Option<Recording<'c>>, SetAside) {
        (self.recording, self.aside.into_inner())
    }

    /// Tells that very many records of a noun are about to be written.
    pub(crate) fn expect_many(&self, noun: Noun) -> Result<()> {
        self.recording.as_ref().map_or(Ok(()), |recording| recording.expect_many(noun))
    }

    /// Writes to a row of a table, that of a record or one that belongs to it; without an id, to one
    /// that is to come.
    pub(crate) fn write<T>(&self, table: &str, id: Option<i64>, write: impl FnOnce() -> T) -> T {
        match &self.recording {
            Some(recording) => recording.write(table, id, write),
            None => write(),
        }
    }
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}
