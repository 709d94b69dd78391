//! The floor: a bare program that does the same work with the same libraries.
//!
//! The file has the tables and indexes of a ledger; statements are prepared once, references are
//! looked up in hash maps, everything is one transaction with the ledger's settings of the disk.
//! No child process, no header, no check, no journal, no derived rows.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result, bail};
use calamine::{DataRef, Reader, Xlsx};
use ledger::Ledger;
use rusqlite::{Connection, Statement};

use crate::kind::{Form, Kind};

/// Makes a file with the tables and indexes of a ledger, and opens it bare.
pub(crate) fn create(path: &Path) -> Result<Connection> {
    drop(Ledger::create(path)?);
    open(path)
}

/// Opens a ledger file bare, with the settings that cost time on a disk.
pub(crate) fn open(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", -16_000)?;
    Ok(connection)
}

/// What is done with the cells of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Ignored,
    Text,
    /// Yuan to fen, points to hundredths.
    Hundredths,
    Day,
    Project,
    Supplier,
    Contract,
    /// A row of its own beside the record: kind and ordinal.
    Score(&'static str, i64),
}

/// Reads a file and inserts its rows; returns how many.
pub(crate) fn import(connection: &mut Connection, kind: Kind, form: Form, path: &Path) -> Result<u64> {
    let transaction = connection.transaction()?;
    let known = Known::load(&transaction, kind)?;
    let rows = {
        let mut sink = Sink {
            insert: transaction.prepare(insert(kind))?,
            score: transaction.prepare("INSERT INTO evaluation_score VALUES (?1, ?2, ?3, ?4)")?,
            connection: &transaction,
            known,
            uses: uses(kind),
            scores: Vec::new(),
            code_column: (kind == Kind::Contract).then_some(5),
            code: String::new(),
            rows: 0,
        };
        match form {
            Form::Workbook => read_workbook(path, &mut sink)?,
            Form::Csv => read_csv(path, &mut sink)?,
        }
        sink.rows
    };
    transaction.commit()?;
    Ok(rows)
}

fn uses(kind: Kind) -> &'static [Use] {
    use Use::{Contract, Day, Hundredths, Ignored, Project, Score, Supplier, Text};
    match kind {
        Kind::Project => &[Text, Text],
        Kind::Supplier => &[Ignored, Text, Text, Text, Text, Text],
        Kind::Contract => &[
            Ignored, Project, Text, Contract, Text, Text, Text, Text, Text, Text, Supplier, Hundredths, Day,
            Day, Text, Text,
        ],
        Kind::Payment => &[Ignored, Text, Contract, Hundredths, Day, Text, Text],
        Kind::Evaluation => &[
            Ignored,
            Contract,
            Hundredths,
            Hundredths,
            Score("yearly", 2019),
            Score("yearly", 2020),
            Score("yearly", 2021),
            Score("yearly", 2022),
            Score("yearly", 2023),
            Score("yearly", 2024),
            Score("yearly", 2025),
            Score("irregular", 1),
            Score("irregular", 2),
        ],
    }
}

/// The statement of a kind: `?1` is the first column of the file.
fn insert(kind: Kind) -> &'static str {
    match kind {
        Kind::Project => {
            "INSERT INTO project (created_at, created_by, updated_at, updated_by, code, name, status)
             VALUES ('2026-01-01T00:00:00Z', 'bench', '2026-01-01T00:00:00Z', 'bench', ?1, ?2, '进行中')"
        }
        Kind::Supplier => {
            "INSERT INTO supplier (created_at, created_by, updated_at, updated_by, name, name_key, code,
                category, contact, phone, status)
             VALUES ('2026-01-01T00:00:00Z', 'bench', '2026-01-01T00:00:00Z', 'bench', ?2, ?2, ?3, ?4, ?5,
                ?6, '合格')"
        }
        Kind::Contract => {
            "INSERT INTO contract (created_at, created_by, updated_at, updated_by, project_id, kind,
                parent_id, sequence, code, name, officer, category, party_a, supplier_id, amount_fen,
                signed_on, ends_on, duration, payment_terms, source)
             VALUES ('2026-01-01T00:00:00Z', 'bench', '2026-01-01T00:00:00Z', 'bench', ?2, ?3, ?4, ?5, ?6,
                ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, '直接签订')"
        }
        Kind::Payment => {
            "INSERT INTO payment (created_at, created_by, updated_at, updated_by, code, contract_id,
                amount_fen, paid_on, purpose, invoice)
             VALUES ('2026-01-01T00:00:00Z', 'bench', '2026-01-01T00:00:00Z', 'bench', ?2, ?3, ?4, ?5, ?6,
                ?7)"
        }
        Kind::Evaluation => {
            "INSERT INTO evaluation (created_at, created_by, updated_at, updated_by, contract_id,
                comprehensive_score_hundredths, last_score_hundredths, comprehensive_origin)
             VALUES ('2026-01-01T00:00:00Z', 'bench', '2026-01-01T00:00:00Z', 'bench', ?2, ?3, ?4,
                'imported')"
        }
    }
}

/// The ids of what a file refers to.
#[derive(Default)]
struct Known {
    projects: HashMap<String, i64>,
    suppliers: HashMap<String, i64>,
    contracts: HashMap<String, i64>,
}

impl Known {
    fn load(connection: &Connection, kind: Kind) -> Result<Self> {
        let load = |sql: &str| -> Result<HashMap<String, i64>> {
            let mut select = connection.prepare(sql)?;
            let pairs = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(pairs.collect::<rusqlite::Result<_>>()?)
        };
        Ok(match kind {
            Kind::Project | Kind::Supplier => Self::default(),
            Kind::Contract => Self {
                projects: load("SELECT code, id FROM project")?,
                suppliers: load("SELECT name, id FROM supplier")?,
                contracts: HashMap::new(),
            },
            Kind::Payment => Self { contracts: load("SELECT code, id FROM contract")?, ..Self::default() },
            Kind::Evaluation => {
                Self { contracts: load("SELECT sequence, id FROM contract")?, ..Self::default() }
            }
        })
    }
}

/// Takes the cells of one row after the other.
struct Sink<'c> {
    connection: &'c Connection,
    insert: Statement<'c>,
    score: Statement<'c>,
    known: Known,
    uses: &'static [Use],
    scores: Vec<(&'static str, i64, i64)>,
    /// Where the code of a contract stands: a supplement names the main contract of an earlier row.
    code_column: Option<usize>,
    code: String,
    rows: u64,
}

/// A filled cell.
#[derive(Clone, Copy)]
enum Seen<'a> {
    Text(&'a str),
    Number(f64),
}

impl Sink<'_> {
    fn cell(&mut self, column: usize, seen: Seen<'_>) -> Result<()> {
        let parameter = column + 1;
        if let (true, Seen::Text(code)) = (self.code_column == Some(column), seen) {
            code.clone_into(&mut self.code);
        }
        let known = |ids: &HashMap<String, i64>| match seen {
            Seen::Text(text) => ids.get(text).copied().with_context(|| format!("{text} is not known")),
            Seen::Number(number) => bail!("{number} where a reference belongs"),
        };
        match self.uses[column] {
            Use::Ignored => {}
            Use::Text => match seen {
                Seen::Text(text) => self.insert.raw_bind_parameter(parameter, text)?,
                Seen::Number(number) => self.insert.raw_bind_parameter(parameter, number.to_string())?,
            },
            Use::Hundredths => self.insert.raw_bind_parameter(parameter, hundredths(seen)?)?,
            Use::Day => match seen {
                Seen::Text(text) => self.insert.raw_bind_parameter(parameter, text)?,
                Seen::Number(number) => self.insert.raw_bind_parameter(parameter, day_text(whole(number)))?,
            },
            Use::Project => self.insert.raw_bind_parameter(parameter, known(&self.known.projects)?)?,
            Use::Supplier => self.insert.raw_bind_parameter(parameter, known(&self.known.suppliers)?)?,
            Use::Contract => self.insert.raw_bind_parameter(parameter, known(&self.known.contracts)?)?,
            Use::Score(kind, ordinal) => self.scores.push((kind, ordinal, hundredths(seen)?)),
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<()> {
        self.insert.raw_execute()?;
        self.insert.clear_bindings();
        let id = self.connection.last_insert_rowid();
        if self.code_column.is_some() {
            self.known.contracts.insert(std::mem::take(&mut self.code), id);
        }
        for (kind, ordinal, score) in self.scores.drain(..) {
            self.score.execute((id, kind, ordinal, score))?;
        }
        self.rows += 1;
        Ok(())
    }
}

fn read_workbook(path: &Path, sink: &mut Sink<'_>) -> Result<()> {
    let mut workbook: Xlsx<_> = Xlsx::new(BufReader::new(File::open(path)?))?;
    let name = workbook.sheet_names().first().cloned().context("no sheet")?;
    let mut cells = workbook.worksheet_cells_reader(&name)?;
    let mut row = 0;
    while let Some(cell) = cells.next_cell()? {
        let (at, column) = cell.get_position();
        if at == 0 {
            continue;
        }
        if at != row && row != 0 {
            sink.end_row()?;
        }
        row = at;
        let column = usize::try_from(column)?;
        match cell.get_value() {
            DataRef::SharedString(text) => sink.cell(column, Seen::Text(text))?,
            DataRef::String(text) => sink.cell(column, Seen::Text(text))?,
            DataRef::Float(number) => sink.cell(column, Seen::Number(*number))?,
            DataRef::DateTime(day) => sink.cell(column, Seen::Number(day.as_f64()))?,
            DataRef::Empty => {}
            DataRef::Int(_)
            | DataRef::Bool(_)
            | DataRef::Error(_)
            | DataRef::DateTimeIso(_)
            | DataRef::DurationIso(_) => bail!("row {at} holds what was never written"),
        }
    }
    sink.end_row()
}

fn read_csv(path: &Path, sink: &mut Sink<'_>) -> Result<()> {
    let mut reader = csv::Reader::from_path(path)?;
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        for (column, field) in record.iter().enumerate() {
            if !field.is_empty() {
                sink.cell(column, Seen::Text(field))?;
            }
        }
        sink.end_row()?;
    }
    Ok(())
}

fn hundredths(seen: Seen<'_>) -> Result<i64> {
    match seen {
        Seen::Number(number) => Ok(whole((number * 100.0).round())),
        Seen::Text(text) => {
            let (whole, cents) = text.split_once('.').with_context(|| format!("{text} is no amount"))?;
            Ok(whole.parse::<i64>()? * 100 + cents.parse::<i64>()?)
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the files hold no larger numbers")]
fn whole(number: f64) -> i64 {
    number as i64
}

/// Returns a day as `2024-03-05`, after Howard Hinnant's `civil_from_days`.
pub(crate) fn day_text(serial: i64) -> String {
    // From days since 30 December 1899 to days since 1 March of the year 0.
    let days = serial - 25_569 + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Takes the payments away again, as bare as they came.
pub(crate) fn remove_payments(connection: &mut Connection) -> Result<()> {
    let transaction = connection.transaction()?;
    // With a condition: without one SQLite empties the table without looking at a row.
    transaction.execute("DELETE FROM payment WHERE id > 0", [])?;
    Ok(transaction.commit()?)
}
