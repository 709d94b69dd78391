//! The import itself: every row through the same steps.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use domain::date::Date;
use domain::exchange::{CellChange, ImportMode, ImportSummary, RowAction, RowOutcome};
use domain::{Code, Noun, Problem, Stored};
use exchange::{ImportRow, Part, Value};
use storage::Writer;
use storage::fingerprint::{Fingerprint, Fingerprints};

use super::file::{column_matches, column_number};
use super::gather::{COLUMN, Gathered, column_of, outcome};
use super::importer::{Assigned, Context, Importer};
use super::references::References;
use super::row::{self, RowView};
use super::{Import, Report};
use crate::fields::{Fields, Plain, reference_text, words};
use crate::in_table::InTable;
use crate::mark::LedgerMark;
use crate::{Error, Result, Watch};

/// How often a looker-on hears of progress, in rows.
const TELL_EVERY: u64 = 500;

/// New records after which as many more are expected as the file has rows.
const BEGINNING: u32 = 1_000;

/// Imports every row through `writer`; the caller keeps it or rolls it back.
pub(super) fn run(writer: &Writer<'_>, import: &Import, today: Date, watch: &dyn Watch) -> Result<Report> {
    let references = References::load(writer, import.decisions.clone())?;
    let context = Context { references, today, mark: LedgerMark::of(writer)? };
    let gathered = match import.kind() {
        Noun::Project => rows(writer, import, context, watch, super::project::Projects)?,
        Noun::Procurement => rows(writer, import, context, watch, super::procurement::Procurements)?,
        Noun::Supplier => {
            rows(writer, import, context, watch, super::supplier::Suppliers::load(writer, today)?)?
        }
        Noun::Contract => rows(writer, import, context, watch, super::contract::Contracts)?,
        Noun::PaymentPlan => {
            rows(writer, import, context, watch, super::payment_plan::PaymentPlans::load(writer)?)?
        }
        Noun::Payment => rows(writer, import, context, watch, super::payment::Payments::load(writer)?)?,
        Noun::Settlement => {
            rows(writer, import, context, watch, super::settlement::Settlements::load(writer)?)?
        }
        Noun::Evaluation => {
            rows(writer, import, context, watch, super::evaluation::Evaluations::load(writer)?)?
        }
        Noun::Interview => rows(writer, import, context, watch, super::interview::Interviews::load(writer)?)?,
    };
    Ok(report(import, gathered))
}

fn report(import: &Import, mut gathered: Gathered) -> Report {
    let summary = ImportSummary {
        file: import.file().to_owned(),
        sha256: import.file.sha256().to_owned(),
        kind: import.kind(),
        sheet: import.recognition.sheet.clone(),
        header_row: import.recognition.header_row,
        columns: column_matches(&import.recognition),
        mode: import.plan.mode,
        counts: gathered.counts.clone(),
        suppliers: std::mem::take(&mut gathered.suppliers),
        values: gathered.words.told(import),
        already_imported: None,
        backup: None,
        committed: false,
        journal_seq: None,
    };
    let (rows, issues) = gathered.in_order(&summary.sheet);
    Report { summary, rows, issues: Arc::new(issues) }
}

fn rows<I: Importer>(
    writer: &Writer<'_>,
    import: &Import,
    context: Context,
    watch: &dyn Watch,
    importer: I,
) -> Result<Gathered> {
    let mut run = Run {
        writer,
        import,
        context,
        importer,
        gathered: Gathered::default(),
        fingerprints: Fingerprints::default(),
        seen: HashMap::new(),
        inserted: 0,
    };
    let total = u64::from(import.recognition.data_rows);
    let mut waiting = Vec::new();
    for (done, row) in (1_u64..).zip(import.file.0.rows(&import.recognition, &import.amendments)?) {
        let row = row?;
        if !run.row(&row, true)? {
            waiting.push(row);
        }
        if done % TELL_EVERY == 0 || done == total {
            tell(watch, done, total)?;
        }
    }
    run.waiting_rows(waiting)?;
    run.gathered.suppliers = run.context.references.unknown_suppliers();
    Ok(run.gathered)
}

fn tell(watch: &dyn Watch, done: u64, total: u64) -> Result<()> {
    match watch.progress(done, Some(total)) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::Storage(storage::Error::Cancelled)),
    }
}

/// Asks a looker-on, once all rows are done, whether what follows from them is still wanted.
pub(super) fn still_wanted(watch: &dyn Watch, rows: u64) -> impl Fn() -> storage::Result<()> {
    move || match watch.progress(rows, Some(rows)) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(storage::Error::Cancelled),
    }
}

/// One import under way.
struct Run<'a, 'w, I: Importer> {
    writer: &'a Writer<'w>,
    import: &'a Import,
    context: Context,
    importer: I,
    gathered: Gathered,
    fingerprints: Fingerprints,
    /// The row in which a key stood first.
    seen: HashMap<Fingerprint, u32>,
    /// The new records so far.
    inserted: u32,
}

/// What a row says, as far as it could be understood.
struct Draft<R> {
    record: R,
    problems: Vec<Problem>,
    waits: bool,
}

impl<I: Importer> Run<'_, '_, I> {
    /// Tries rows again that named a record which had not come yet, as long as that helps.
    fn waiting_rows(&mut self, mut waiting: Vec<ImportRow>) -> Result<()> {
        loop {
            let before = waiting.len();
            let mut still = Vec::new();
            for row in waiting {
                if !self.row(&row, true)? {
                    still.push(row);
                }
            }
            waiting = still;
            if waiting.is_empty() || waiting.len() == before {
                break;
            }
        }
        for row in waiting {
            self.row(&row, false)?;
        }
        Ok(())
    }

    /// Takes one row through all steps; `false` says that it is to be tried again later.
    fn row(&mut self, row: &ImportRow, may_wait: bool) -> Result<bool> {
        let view = RowView { recognition: &self.import.recognition, row };
        self.context.references.row = row.number;
        let left_out = self.import.plan.left_out.contains(&row.number).then_some(Code::RowLeftOut);
        if let Some(reason) = left_out.or(row.skip) {
            self.gathered.skip(view, reason);
            return Ok(true);
        }
        if !self.import.amendments.is_empty() {
            self.gathered.words.note_amended(view);
        }
        let blank = self.importer.blank();
        let mut draft = self.assign(view, blank, true);
        if may_wait && (draft.waits || self.importer.comes_last(&draft.record, view)) {
            return Ok(false);
        }
        if row.part == Part::Beside {
            self.beside(view, draft)?;
            return Ok(true);
        }
        let stored = self.existing(view, &draft.record)?;
        if let Some(stored) = &stored {
            let says_all = self.import.recognition.exported && !self.is_of_another_ledger(view);
            draft = self.assign(view, stored.record.clone(), says_all);
        }
        self.importer.complete(
            self.writer,
            &mut draft.record,
            view,
            stored.as_ref().map(|stored| &stored.record),
        )?;
        let key = self.importer.key(&self.context, &draft.record);
        self.check(view, &mut draft, stored.as_ref(), key.as_deref())?;
        self.gathered.warn(view, row.notes.clone());
        if !draft.problems.is_empty() {
            self.gathered.reject(view, key, draft.problems);
            return Ok(true);
        }
        self.apply(view, draft.record, stored, key)?;
        Ok(true)
    }

    /// Takes what a row says of another record, where it has none of its own.
    fn beside(&mut self, view: RowView<'_>, mut draft: Draft<I::Record>) -> Result<()> {
        let key = self.importer.key_beside(&self.context, &draft.record);
        if draft.problems.is_empty() && key.is_none() {
            draft.problems.push(Problem::new(Code::RecordFieldMissing).field("contract"));
        }
        if draft.problems.is_empty() {
            draft.problems = self.importer.check_beside(self.writer, &self.context, &draft.record, view)?;
        }
        if !draft.problems.is_empty() {
            self.gathered.reject(view, key, draft.problems);
            return Ok(());
        }
        let changes = self.importer.write_beside(self.writer, &self.context)?;
        let action = if changes.is_empty() { RowAction::Unchanged } else { RowAction::Update };
        self.gathered.end(RowOutcome { changes, ..outcome(view, action, key) });
        Ok(())
    }

    /// Sets every cell of the row on a record. An empty cell clears a field only where `clear`
    /// says so: a department's file leaves what it does not say as the ledger has it.
    fn assign(&mut self, view: RowView<'_>, record: I::Record, clear: bool) -> Draft<I::Record> {
        let mut draft = Draft { record, problems: Vec::new(), waits: false };
        for (column, field, cell) in view.cells() {
            let value = match &cell.value {
                Ok(Some(value)) => Some(value),
                Ok(None) if clear => None,
                Ok(None) => continue,
                Err(problem) => {
                    let problem = problem.clone().field(row::field_filled_by(field.name));
                    draft.problems.push(problem.param(COLUMN, &column.label));
                    continue;
                }
            };
            match self.importer.assign(&mut self.context, &mut draft.record, field, value) {
                Assigned::Done => {}
                Assigned::NotMine => set_plain(&mut draft, field.name, value),
                Assigned::Wrong(problem) => draft.problems.push(problem),
                Assigned::NotYet(problem) => {
                    draft.problems.push(problem);
                    draft.waits = true;
                }
            }
        }
        draft
    }

    /// Finds the record that the row means: by the hidden id of our own export where its code
    /// still fits, else by business key.
    fn existing(&mut self, view: RowView<'_>, record: &I::Record) -> Result<Option<Stored<I::Record>>> {
        let by_key = self.importer.identify(&self.context, record);
        if let Some(id) = self.own_id(view)
            && let Some(stored) = I::Record::load(self.writer, id)?
        {
            let same_key =
                self.importer.key(&self.context, &stored.record) == self.importer.key(&self.context, record);
            let renamed = by_key.is_none() && view.integer("_revision") == Some(stored.revision);
            if same_key || renamed {
                return Ok(Some(stored));
            }
        }
        match by_key {
            Some(id) => Ok(I::Record::load(self.writer, id)?),
            None => Ok(None),
        }
    }

    /// Returns the hidden id of a row that was exported from this ledger.
    fn own_id(&self, view: RowView<'_>) -> Option<i64> {
        self.context.mark.own_id(view.integer("_id")?)
    }

    /// Whether the row was exported from another ledger, where ids mean other records.
    fn is_of_another_ledger(&self, view: RowView<'_>) -> bool {
        view.integer("_id").is_some() && self.own_id(view).is_none()
    }

    fn check(
        &mut self,
        view: RowView<'_>,
        draft: &mut Draft<I::Record>,
        stored: Option<&Stored<I::Record>>,
        key: Option<&str>,
    ) -> Result<()> {
        // What follows from a cell that is wrong already is not told again.
        let told: Vec<String> = draft.problems.iter().filter_map(|problem| problem.field.clone()).collect();
        let is_new = |problem: &Problem| {
            problem.field.as_deref().is_none_or(|field| !told.iter().any(|known| known == column_of(field)))
        };
        let mut found = Vec::new();
        if stored.is_none() {
            let empty = |field: &&&str| !view.states(field);
            let missing = self.importer.required(&draft.record).iter().filter(empty);
            found.extend(missing.map(|field| Problem::new(Code::RecordFieldMissing).field(field)));
        }
        let told_missing: Vec<String> = found.iter().filter_map(|problem| problem.field.clone()).collect();
        let broken = self.importer.problems(
            self.writer,
            &self.context,
            &draft.record,
            stored.map(|stored| stored.id),
        )?;
        found.extend(broken.into_iter().filter(|problem| {
            problem
                .field
                .as_deref()
                .is_none_or(|field| !told_missing.iter().any(|known| known == column_of(field)))
        }));
        found.extend(self.importer.check_beside(self.writer, &self.context, &draft.record, view)?);
        found.extend(key.and_then(|key| self.repeated(view, key)));
        found.extend(self.against_mode(key, stored.is_some()));
        draft.problems.extend(found.into_iter().filter(is_new));
        Ok(())
    }

    fn repeated(&mut self, view: RowView<'_>, key: &str) -> Option<Problem> {
        if self.importer.repeats() {
            return None;
        }
        let first = *self.seen.entry(self.fingerprints.of(key)).or_insert(view.row.number);
        (first != view.row.number).then(|| {
            Problem::new(Code::RowDuplicateInFile).param("value", key).param("row", &first.to_string())
        })
    }

    fn against_mode(&self, key: Option<&str>, exists: bool) -> Option<Problem> {
        let code = match (self.import.plan.mode, exists) {
            (ImportMode::Insert, true) => Code::RowExists,
            (ImportMode::Update, false) => Code::RowMissing,
            (ImportMode::Upsert, _) | (ImportMode::Insert, false) | (ImportMode::Update, true) => {
                return None;
            }
        };
        Some(Problem::new(code).param("value", key.unwrap_or_default()))
    }

    fn apply(
        &mut self,
        view: RowView<'_>,
        mut record: I::Record,
        stored: Option<Stored<I::Record>>,
        key: Option<String>,
    ) -> Result<()> {
        let same = stored.as_ref().is_some_and(|stored| stored.record == record);
        let given = self.own_id(view).and_then(|_| view.integer("_revision"));
        if let Some(stored) = &stored
            && !same
            && given.is_some_and(|revision| revision != stored.revision)
        {
            self.gathered.conflict(view, key);
            return Ok(());
        }
        if !same {
            let warnings = self.importer.warnings(&record, stored.as_ref().map(|stored| stored.id));
            self.gathered.warn(view, warnings);
            let own = stored.as_ref().map(|stored| stored.id);
            let oddities = self.importer.oddities(self.writer, &self.context, &record, own)?;
            self.gathered.warn(view, oddities);
        }
        self.settle_supplier(view, &mut record)?;
        let mut changes = Vec::new();
        let mut action = RowAction::Unchanged;
        match &stored {
            None => {
                self.importer.give_code(&self.context, &mut record);
                let id = record.insert(self.writer)?;
                self.importer.note(&mut self.context, id, &record);
                action = RowAction::Insert;
                self.inserted += 1;
                if self.inserted == BEGINNING {
                    self.expect_many()?;
                }
            }
            Some(stored) if !same => {
                changes = self.changes(view, &stored.record, &record);
                record.update(self.writer, stored.id, stored.revision)?;
                self.importer.note(&mut self.context, stored.id, &record);
                action = RowAction::Update;
            }
            Some(_) => {}
        }
        let beside = self.importer.write_beside(self.writer, &self.context)?;
        if !beside.is_empty() && action == RowAction::Unchanged {
            action = RowAction::Update;
        }
        changes.extend(beside);
        let key = self.importer.key(&self.context, &record).or(key);
        self.gathered.end(RowOutcome { changes, ..outcome(view, action, key) });
        Ok(())
    }

    /// Carries out what was decided about the supplier that the row names.
    fn settle_supplier(&mut self, view: RowView<'_>, record: &mut I::Record) -> Result<()> {
        let Some((field, id)) = I::supplier(record) else { return Ok(()) };
        if let Some(text) = view.value(field).map(reference_text) {
            *id = self.context.references.settle_supplier(self.writer, *id, &text)?;
        }
        Ok(())
    }

    /// A file that begins with new records goes on with them.
    fn expect_many(&self) -> Result<()> {
        let rows = u64::from(self.import.recognition.data_rows.saturating_sub(BEGINNING));
        Ok(storage::indexes::expect_many(self.writer, self.import.kind(), rows)?)
    }

    /// Returns the cells that an update changes, old and new.
    fn changes(&self, view: RowView<'_>, old: &I::Record, new: &I::Record) -> Vec<CellChange> {
        let mut changes = Vec::new();
        for (column, field, _) in view.cells() {
            let show = |record: &I::Record| match record.get(field.name) {
                Plain::Field(value) => value,
                Plain::NoSuchField => self.importer.show(&self.context, record, field),
            };
            let (old, new) = (words(show(old).as_ref()), words(show(new).as_ref()));
            if old != new {
                changes.push(CellChange {
                    column: column.label.clone(),
                    at: column_number(column),
                    old,
                    new,
                });
            }
        }
        changes
    }
}

fn set_plain<R: Fields>(draft: &mut Draft<R>, field: &str, value: Option<&Value>) {
    // Clearing what every record must have leaves it as it is; that it is empty in a new record
    // is told by the required fields.
    match draft.record.set(field, value.cloned()) {
        None | Some(Ok(()) | Err(Code::RecordFieldMissing)) => {}
        Some(Err(code)) => draft.problems.push(Problem::new(code).field(field)),
    }
}
