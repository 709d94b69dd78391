//! Several sheets of one file, each another kind, imported together.

use domain::access::{Operation, Row};
use domain::exchange::{Counts, ImportSummary};
use domain::plan::ImportPlan;
use domain::reading::Reading;
use domain::{Code, Noun, Problem};
use storage::perform::Verdict;

use super::run::still_wanted;
use super::{BACKED_UP_ABOVE, Import, ImportFile, Report, run};
use crate::{Error, Ledger, Result, Session, Watch};

/// The operation of an import of several sheets.
pub(super) const OPERATION: Operation = Operation::Import(None);

/// Every kind after those that it refers to.
const ORDER: [Noun; 9] = [
    Noun::Project,
    Noun::Supplier,
    Noun::Procurement,
    Noun::Contract,
    Noun::PaymentPlan,
    Noun::Payment,
    Noun::Settlement,
    Noun::Evaluation,
    Noun::Interview,
];

/// What is to become of the sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetsDeed {
    /// Nothing is kept.
    Rehearse,
    /// Kept where every row of every sheet can be imported.
    CommitAll,
    /// Rows that cannot be imported are left out.
    CommitValid,
}

impl Ledger {
    /// Plans an import of every visible sheet that looks like a kind, each after the kinds that it
    /// refers to. What `plan` says of mode and suppliers holds for all of them.
    ///
    /// # Errors
    ///
    /// `file.header_unknown` where no sheet looks like any kind.
    pub fn plan_sheets(&self, file: &ImportFile, plan: &ImportPlan) -> Result<Vec<Import>> {
        self.refuse_unless_may(Operation::Import(None))?;
        let sheets = file.sheets().iter().filter(|sheet| !sheet.hidden);
        let mut known: Vec<(Noun, &str)> =
            sheets.filter_map(|sheet| Some((sheet.kind?, sheet.name.as_str()))).collect();
        known.sort_by_key(|(kind, _)| ORDER.iter().position(|of| of == kind));
        if known.is_empty() {
            let path = file.name();
            return Err(Error::rule(Problem::new(Code::FileHeaderUnknown).param("path", path)));
        }
        let planned = |(kind, sheet): (Noun, &str)| {
            let reading = Reading { kind: Some(kind), sheet: Some(sheet.to_owned()), ..plan.reading.clone() };
            self.plan_import(file, ImportPlan { reading, ..plan.clone() })
        };
        known.into_iter().map(planned).collect()
    }

    /// Imports sheets of one file: all of them in one transaction, with one entry in the journal
    /// and so one undo, or nothing. Returns a report for each.
    pub fn import_sheets(
        &self,
        session: &Session,
        imports: &[Import],
        deed: SheetsDeed,
        watch: &dyn Watch,
    ) -> Result<Vec<Report>> {
        let Some(first) = imports.first() else { return Ok(Vec::new()) };
        self.authorise(session, OPERATION, Row::Any)?;
        let earlier = self.imported_before(first.source())?;
        let backup = self.backup_for_sheets(imports, deed, watch)?;
        let entry = self.entry(session, OPERATION, first.file())?;
        let rows = imports.iter().map(|import| u64::from(import.recognition.data_rows)).sum();
        let go_on = still_wanted(watch, rows);
        let outcome = self.store().perform_or_stop(entry, &go_on, |writer| {
            let mut reports = Vec::new();
            for import in imports {
                let mut report = run::run(writer, import, self.clock().today(), watch)?;
                report.summary.already_imported.clone_from(&earlier);
                report.summary.backup.clone_from(&backup);
                reports.push(report);
            }
            let accepted = deed == SheetsDeed::CommitValid || reports.iter().all(Report::is_clean);
            if deed == SheetsDeed::Rehearse || !accepted {
                return Ok(Verdict::RollBack(reports));
            }
            for report in &mut reports {
                report.summary.committed = true;
            }
            let detail = detail(&reports)?;
            Ok::<_, Error>(Verdict::Commit(reports, Some(detail)))
        })?;
        let mut reports = outcome.value;
        for (import, report) in imports.iter().zip(&mut reports) {
            report.summary.journal_seq = outcome.seq;
            if report.summary.committed {
                self.remember(session, import);
            }
        }
        Ok(reports)
    }

    fn backup_for_sheets(
        &self,
        imports: &[Import],
        deed: SheetsDeed,
        watch: &dyn Watch,
    ) -> Result<Option<String>> {
        let rows: u64 = imports.iter().map(|import| u64::from(import.recognition.data_rows)).sum();
        let Some(first) = imports.first() else { return Ok(None) };
        if deed == SheetsDeed::Rehearse || rows <= u64::from(BACKED_UP_ABOVE) {
            return Ok(None);
        }
        self.backup_before(first.file(), watch)
    }
}

/// Returns the facts of the import for the journal: those of all sheets together, and beside them
/// those of each.
fn detail(reports: &[Report]) -> Result<String> {
    let parts: Vec<&ImportSummary> = reports.iter().map(|report| &report.summary).collect();
    let Some(first) = parts.first() else { return Ok(String::new()) };
    let sheets: Vec<&str> = parts.iter().map(|part| part.sheet.as_str()).collect();
    let mut whole = ImportSummary {
        sheet: sheets.join("、"),
        header_row: 0,
        columns: Vec::new(),
        suppliers: Vec::new(),
        values: Vec::new(),
        counts: parts.iter().fold(Counts::default(), |sum, part| sum.plus(&part.counts)),
        ..(*first).clone()
    };
    whole.committed = true;
    let mut detail = serde_json::to_value(&whole)?;
    detail["sheets"] = serde_json::to_value(&parts)?;
    Ok(detail.to_string())
}
