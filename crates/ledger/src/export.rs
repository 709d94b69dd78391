//! Writing lists and the whole ledger to files that import again.

mod columns;

use std::cell::RefCell;
use std::path::Path;

use domain::access::Operation;
use domain::list::ListQuery;
use domain::payment::Payment;
use domain::{Code, Noun, Problem};
use exchange::write::{ExportRow, Sheet};
use exchange::{Encoding, Field, Value, template};
use storage::Reader;

use crate::fields::{Fields, Plain};
use crate::mark::LedgerMark;
use crate::project::found;
use crate::{Error, Ledger, Result, Watch};

/// Records that are read at once: enough to be quick, few enough to keep memory flat.
const AT_ONCE: usize = 500;

/// Columns of payment files that say something of settlements; an export of payments leaves them
/// to the export of settlements.
const SETTLEMENT_COLUMNS: [&str; 4] =
    ["settlement_amount", "settled", "settlement_completed_on", "settlement_archived_on"];

impl Ledger {
    /// Writes every record that fits to a workbook or, by the ending of the name, to CSV;
    /// returns how many.
    pub fn export_list(
        &self,
        noun: Noun,
        query: &ListQuery,
        to: &Path,
        encoding: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<u64> {
        let encoding = encoding.map_or(Ok(Encoding::Utf8), crate::import::encoding_named)?;
        let as_csv = is_csv(to)?;
        let heading = self.heading(noun, query);
        let query = &*self.of_today(noun, query)?;
        self.read_for(Operation::Export, |reader| {
            let reader = &reader.on(self.clock().today());
            let source = Source::of(reader, noun, query)?;
            let total = source.ids.len() as u64;
            let told = |written| watch.progress(written, Some(total));
            source.write(heading, |sheet| {
                if as_csv {
                    exchange::write::csv(sheet, to, encoding, &told)
                } else {
                    exchange::write::workbook(vec![sheet], to, &told)
                }
            })
        })
    }

    /// Writes the whole ledger to one workbook, a sheet for each noun; returns the number of
    /// records.
    pub fn export_all(&self, to: &Path, watch: &dyn Watch) -> Result<u64> {
        if !ends_with(to, "xlsx") {
            return Err(unknown_format(to));
        }
        let everything = ListQuery::default();
        self.read_for(Operation::Export, |reader| {
            let reader = &reader.on(self.clock().today());
            let sources: Vec<Source<'_, '_>> =
                Noun::ALL.iter().map(|noun| Source::of(reader, *noun, &everything)).collect::<Result<_>>()?;
            let total = sources.iter().map(|source| source.ids.len() as u64).sum();
            let mut rows: Vec<_> = sources.iter().map(Source::rows).collect();
            let sheets = sources
                .iter()
                .zip(&mut rows)
                .map(|(source, rows)| source.sheet(self.heading(source.noun, &everything), rows));
            let told = |written| watch.progress(written, Some(total));
            let written = exchange::write::workbook(sheets.collect(), to, &told);
            let failed = sources.iter().find_map(|source| source.failure.take());
            failed.map_or_else(|| Ok(written?), Err)
        })
    }

    /// Returns the line on top of a sheet: what, which of it, and when.
    fn heading(&self, noun: Noun, query: &ListQuery) -> String {
        let time = self.clock().now().to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M");
        let mut parts = vec![noun.label().to_owned()];
        if !query.search.is_empty() {
            parts.push(format!("搜索“{}”", query.search));
        }
        if !query.filters.is_empty() {
            parts.push(format!("{} 个筛选条件", query.filters.len()));
        }
        parts.push(format!("导出于 {time}"));
        parts.join(" · ")
    }
}

/// Writes an empty workbook or CSV to fill in.
pub fn write_template(noun: Noun, to: &Path) -> Result<()> {
    Ok(exchange::write::template_file(noun, to)?)
}

/// Tells by the ending of a name whether it is a text file or a workbook.
fn is_csv(to: &Path) -> Result<bool> {
    let as_csv = ends_with(to, "csv");
    if as_csv || ends_with(to, "xlsx") { Ok(as_csv) } else { Err(unknown_format(to)) }
}

pub(crate) fn ends_with(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

pub(crate) fn unknown_format(path: &Path) -> Error {
    Error::rule(Problem::new(Code::FileFormatUnknown).param("path", &path.display().to_string()))
}

/// The records of one noun that are to be written.
struct Source<'r, 'c> {
    reader: &'r Reader<'c>,
    noun: Noun,
    fields: Vec<Field>,
    ids: Vec<i64>,
    mark: LedgerMark,
    /// What went wrong in the ledger while a file was being written.
    failure: RefCell<Option<Error>>,
}

impl<'r, 'c> Source<'r, 'c> {
    fn of(reader: &'r Reader<'c>, noun: Noun, query: &ListQuery) -> Result<Self> {
        let (years, numbers) = if noun == Noun::Evaluation {
            storage::evaluation::ordinals(reader)?
        } else {
            (Vec::new(), Vec::new())
        };
        let mut fields = template(noun).fields(&years, &numbers);
        if noun == Noun::Payment {
            fields.retain(|field| !SETTLEMENT_COLUMNS.contains(&field.name));
        }
        let ids = storage::list::ids(reader, noun, query)?;
        let mark = LedgerMark::of(reader)?;
        Ok(Self { reader, noun, fields, ids, mark, failure: RefCell::new(None) })
    }

    fn write(&self, heading: String, write: impl FnOnce(Sheet<'_>) -> exchange::Result<u64>) -> Result<u64> {
        let mut rows = self.rows();
        let written = write(self.sheet(heading, &mut rows));
        self.failure.take().map_or_else(|| Ok(written?), Err)
    }

    fn sheet<'a>(
        &self,
        heading: String,
        rows: &'a mut dyn Iterator<Item = exchange::Result<ExportRow>>,
    ) -> Sheet<'a> {
        let total_rows = Some(self.ids.len() as u64);
        Sheet { kind: self.noun, heading, fields: self.fields.clone(), rows, total_rows }
    }

    /// Reads the records bit by bit. A failure of the ledger ends the file; the caller tells it.
    fn rows(&self) -> impl Iterator<Item = exchange::Result<ExportRow>> {
        self.ids.chunks(AT_ONCE).flat_map(|ids| match rows(self.reader, self.noun, ids, &self.fields) {
            Ok(rows) => rows.into_iter().map(|row| Ok(self.marked(row))).collect(),
            Err(error) => {
                self.failure.replace(Some(error));
                vec![Err(exchange::Error::Cancelled)]
            }
        })
    }

    fn marked(&self, row: ExportRow) -> ExportRow {
        ExportRow { id: self.mark.mark(row.id), ..row }
    }
}

fn rows(reader: &Reader<'_>, noun: Noun, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    match noun {
        Noun::Project => projects(reader, ids, fields),
        Noun::Procurement => procurements(reader, ids, fields),
        Noun::Supplier => suppliers(reader, ids, fields),
        Noun::Contract => contracts(reader, ids, fields),
        Noun::PaymentPlan => payment_plans(reader, ids, fields),
        Noun::Payment => payments(reader, ids, fields),
        Noun::Settlement => settlements(reader, ids, fields),
        Noun::Evaluation => evaluations(reader, ids, fields),
        Noun::Interview => interviews(reader, ids, fields),
    }
}

/// Makes the row of a record; `other` gives the fields that are no plain ones.
fn row<R: Fields>(
    id: i64,
    revision: i64,
    fields: &[Field],
    record: &R,
    other: impl Fn(Field) -> Option<Value>,
) -> ExportRow {
    let cell = |field: &Field| match record.get(field.name) {
        Plain::Field(value) => value,
        Plain::NoSuchField => other(*field),
    };
    ExportRow { id, revision, cells: fields.iter().map(cell).collect() }
}

fn text(text: Option<&String>) -> Option<Value> {
    text.cloned().map(Value::Text)
}

fn projects(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    ids.iter()
        .map(|id| {
            let stored = found(*id, storage::project::get(reader, *id)?)?;
            Ok(row(stored.id, stored.revision, fields, &stored.record, |_| None))
        })
        .collect()
}

fn suppliers(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    ids.iter()
        .map(|id| {
            let stored = found(*id, storage::supplier::get(reader, *id)?)?;
            let names = &stored.record.former_names;
            let former = (!names.is_empty()).then(|| Value::Text(names.join("、")));
            Ok(row(stored.id, stored.revision, fields, &stored.record, |field| {
                if field.name == "former_names" { former.clone() } else { None }
            }))
        })
        .collect()
}

fn procurements(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    let rows = storage::procurement::rows_by_ids(reader, ids)?;
    let cells = |listed: &domain::procurement::ProcurementRow| {
        row(listed.id, listed.revision, fields, &listed.procurement, |field| match field.name {
            "project" => text(listed.project_code.as_ref()),
            "winning_supplier" => text(listed.winning_supplier.as_ref()),
            _ => None,
        })
    };
    Ok(rows.iter().map(cells).collect())
}

fn contracts(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    let rows = storage::contract::rows_by_ids(reader, ids)?;
    rows.iter()
        .map(|listed| {
            let stored = found(listed.id, storage::contract::get(reader, listed.id)?)?;
            Ok(row(stored.id, stored.revision, fields, &stored.record, |field| match field.name {
                "project" => text(listed.project_code.as_ref()),
                "procurement" => text(listed.procurement_code.as_ref()),
                "parent" => text(listed.parent_code.as_ref()),
                "supplier" => Some(Value::Text(listed.supplier.clone())),
                _ => None,
            }))
        })
        .collect()
}

/// Of amount and percentage the one that was stated is written: both would be a statement of both.
fn payment_plans(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    let rows = storage::payment_plan::rows_by_ids(reader, ids)?;
    let cells = |listed: &domain::payment_plan::PaymentPlanRow| {
        row(listed.id, listed.revision, fields, &listed.stated(), |field| {
            (field.name == "contract").then(|| Value::Text(listed.contract_code.clone()))
        })
    };
    Ok(rows.iter().map(cells).collect())
}

/// A row of the list says everything of its payment: no second look at each of very many.
fn payments(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    let rows = storage::payment::rows_by_ids(reader, ids)?;
    let cells = |listed: domain::payment::PaymentRow| {
        let payment = Payment {
            code: listed.code,
            contract_id: listed.contract_id,
            payment_plan_id: listed.payment_plan_id,
            amount: listed.amount,
            paid_on: listed.paid_on,
            refund: listed.refund,
            purpose: listed.purpose,
            invoice: listed.invoice,
            remarks: listed.remarks,
        };
        row(listed.id, listed.revision, fields, &payment, |field| match field.name {
            "contract" => Some(Value::Text(listed.contract_code.clone())),
            "term" => text(listed.term.as_ref()),
            _ => None,
        })
    };
    Ok(rows.into_iter().map(cells).collect())
}

fn settlements(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    let rows = storage::settlement::rows_by_ids(reader, ids)?;
    rows.iter()
        .map(|listed| {
            let stored = found(listed.id, storage::settlement::get(reader, listed.id)?)?;
            Ok(row(stored.id, stored.revision, fields, &stored.record, |field| {
                (field.name == "contract").then(|| Value::Text(listed.contract_code.clone()))
            }))
        })
        .collect()
}

fn evaluations(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    let rows = storage::evaluation::rows_by_ids(reader, ids)?;
    rows.iter()
        .map(|listed| {
            let stored = found(listed.id, storage::evaluation::get(reader, listed.id)?)?;
            let ordinal = |field: Field| field.ordinal.unwrap_or_default();
            Ok(row(stored.id, stored.revision, fields, &stored.record, |field| match field.name {
                "contract" => text(listed.contract_sequence.as_ref().or(Some(&listed.contract_code))),
                "yearly_score" => listed.yearly_scores.get(&ordinal(field)).copied().map(Value::Score),
                "irregular_score" => listed.irregular_scores.get(&ordinal(field)).copied().map(Value::Score),
                "comprehensive_score" => listed.comprehensive_score.map(Value::Score),
                "comprehensive_origin" => crate::origin::words(&stored.record).map(Value::Text),
                _ => None,
            }))
        })
        .collect()
}

fn interviews(reader: &Reader<'_>, ids: &[i64], fields: &[Field]) -> Result<Vec<ExportRow>> {
    let rows = storage::interview::rows_by_ids(reader, ids)?;
    let cells = |listed: &domain::interview::InterviewRow| {
        row(listed.id, listed.revision, fields, &listed.interview, |field| match field.name {
            "supplier" => Some(Value::Text(listed.supplier.clone())),
            "contract" => text(listed.contract_code.as_ref()),
            _ => None,
        })
    };
    Ok(rows.iter().map(cells).collect())
}
