//! Importing a file: open it, rehearse it, commit it.
//!
//! A rehearsal is the import itself, held open until somebody decides; there is no second code
//! that could say something else. A commit keeps what is held; where the ledger was written
//! meanwhile, what was held is gone, and the import runs anew.

mod contract;
mod decisions;
mod draft;
mod errors;
mod evaluation;
mod file;
mod gather;
mod history;
mod importer;
mod interview;
mod memory;
mod outcomes;
mod payment;
mod payment_plan;
mod procurement;
mod project;
mod references;
mod rehearsed;
mod row;
mod run;
mod settlement;
mod sheets;
mod supplier;
mod words;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::access::{Operation, Row};
use domain::exchange::{Counts, EarlierImport, ImportMode, ImportSummary, Issue, RowOutcome};
use domain::plan::ImportPlan;
use domain::reading::{Amendments, Reading};
use domain::{Code, Noun, Problem};
use exchange::Recognition;
pub use exchange::{RawRow, SheetInfo};
use storage::perform::Verdict;

pub(crate) use file::encoding_named;
pub use file::{ImportFile, import_fields};
pub use history::PastImport;
pub use memory::Remembered;
pub use outcomes::Outcomes;
pub use sheets::SheetsDeed;

use self::decisions::Decisions;
use self::rehearsed::Rehearsed;
use self::run::still_wanted;
use crate::{Error, Ledger, Result, Session, Watch};

/// Imports of more rows are preceded by a backup.
const BACKED_UP_ABOVE: u32 = 1_000;

/// How long a rehearsal is held open. It hinders nobody, but the file beside the ledger that holds
/// it cannot shrink, and who comes back after a long while sees what is so now.
const HELD_FOR: Duration = Duration::from_secs(10 * 60);

/// How a file is to be read and imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// None takes the kind whose header fits best.
    pub kind: Option<Noun>,
    /// None takes the sheet whose header fits.
    pub sheet: Option<String>,
    /// `utf-8` or `gb18030`; none tells it from the file.
    pub encoding: Option<String>,
    pub mode: ImportMode,
    /// Whether suppliers that the ledger does not know are created.
    pub create_suppliers: bool,
}

impl ImportOptions {
    fn plan(&self) -> ImportPlan {
        ImportPlan {
            reading: Reading::of(self.kind, self.sheet.as_deref()),
            mode: self.mode,
            create_suppliers: self.create_suppliers,
            ..ImportPlan::default()
        }
    }
}

/// A file together with what is to become of it.
#[derive(Debug)]
pub struct Import {
    file: ImportFile,
    recognition: Recognition,
    plan: ImportPlan,
    /// Those of the plan, and what was decided about words with earlier imports.
    amendments: Amendments,
    decisions: Decisions,
    /// What the last rehearsal did; a commit that would do something else is refused.
    rehearsed: Mutex<Option<Rehearsed>>,
}

impl Import {
    fn new(
        file: ImportFile,
        recognition: Recognition,
        plan: ImportPlan,
        amendments: Amendments,
        decisions: Decisions,
    ) -> Self {
        Self { file, recognition, plan, amendments, decisions, rehearsed: Mutex::new(None) }
    }

    pub fn kind(&self) -> Noun {
        self.recognition.kind
    }

    /// Returns the name of the file.
    pub fn file(&self) -> &str {
        self.file.name()
    }

    /// Returns the file, to be planned anew.
    pub fn source(&self) -> &ImportFile {
        &self.file
    }

    /// Returns what a person settled about it.
    pub fn plan(&self) -> &ImportPlan {
        &self.plan
    }

    /// Returns the stable name of the operation.
    fn operation(&self) -> Operation {
        Operation::Import(Some(self.kind()))
    }

    /// Returns the cells of one row of the sheet, one for each column of the summary.
    ///
    /// `index` counts the data rows from 0, in the order of [`Report::rows`].
    pub fn cells(&self, index: u32) -> Result<Vec<ShownCell>> {
        let row = self.file.0.row(&self.recognition, &self.amendments, index)?;
        let shown = |cell: exchange::Cell| ShownCell { text: cell.text, amended: cell.amended };
        Ok(row.cells.into_iter().map(shown).collect())
    }
}

/// A cell as the rehearsal shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCell {
    pub text: String,
    /// Whether the file says something else.
    pub amended: bool,
}

/// What an import did, or would do. Clones share what is long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub summary: ImportSummary,
    /// Every data row, in the order of the sheet.
    pub rows: Outcomes,
    pub issues: Arc<Vec<Issue>>,
}

impl Report {
    /// Whether every row can be imported.
    pub fn is_clean(&self) -> bool {
        self.summary.counts.error + self.summary.counts.conflict == 0
    }

    /// Returns what is to be known of one record, each once: of a table with a column for each month,
    /// what stands in another month is its neighbour's.
    pub fn issues_of(&self, outcome: &RowOutcome) -> Vec<&Issue> {
        let start = self.issues.partition_point(|issue| issue.row < outcome.row);
        let of_row = self.issues[start..].iter().take_while(|issue| issue.row == outcome.row);
        let mut told = Vec::new();
        for issue in of_row.filter(|issue| !self.is_of_neighbour(issue, outcome)) {
            if !told.contains(&issue) {
                told.push(issue);
            }
        }
        told
    }

    fn is_of_neighbour(&self, issue: &Issue, outcome: &RowOutcome) -> bool {
        let columns = &self.summary.columns;
        let at = columns.iter().position(|column| Some(column.column) == issue.at);
        let own = outcome.column.and_then(|column| usize::try_from(column).ok());
        let (Some(at), Some(own)) = (at, own) else { return false };
        at != own && columns[at].field.as_deref() == Some(exchange::PERIOD)
    }
}

/// What is to be told of an import besides its rows.
#[derive(Debug)]
struct Beside {
    earlier: Option<EarlierImport>,
    /// The file name of the backup that was made before.
    backup: Option<String>,
}

impl Beside {
    fn tell(&self, summary: &mut ImportSummary) {
        summary.already_imported.clone_from(&self.earlier);
        summary.backup.clone_from(&self.backup);
    }
}

impl Ledger {
    /// Opens a file and plans its import in one go; see [`Ledger::open_file`].
    pub fn open_import(&self, path: &Path, options: &ImportOptions, watch: &dyn Watch) -> Result<Import> {
        let file = self.open_file(path, options.encoding.as_deref(), watch)?;
        self.plan_import(&file, options.plan())
    }

    /// Opens a file of our own making and plans its import; see [`Ledger::open_own_file`].
    pub fn open_own_import(&self, path: &Path, options: &ImportOptions, watch: &dyn Watch) -> Result<Import> {
        let file = self.open_own_file(path, options.encoding.as_deref(), watch)?;
        self.plan_import(&file, options.plan())
    }

    /// Tells what an import would do, row by row and with every problem of every row.
    pub fn rehearse_import(&self, session: &Session, import: &Import, watch: &dyn Watch) -> Result<Report> {
        self.authorise(session, import.operation(), Row::Any)?;
        let earlier = self.earlier_import(import)?;
        *lock(&import.rehearsed) = None;
        let go_on = still_wanted(watch, u64::from(import.recognition.data_rows));
        let stamp = session.stamp(self.clock());
        let (mut report, held) = self
            .store()
            .hold(stamp, HELD_FOR, &go_on, |writer| run::run(writer, import, self.clock().today(), watch))?;
        report.summary.already_imported = earlier;
        let rehearsed = Rehearsed::new(report.clone(), held, session, self.clock().today());
        *lock(&import.rehearsed) = Some(rehearsed);
        Ok(report)
    }

    /// Imports the file: one transaction, one entry of the journal.
    ///
    /// With rows that cannot be imported nothing is kept, unless `only_valid` says to leave them
    /// out; the report's `committed` tells.
    ///
    /// # Errors
    ///
    /// `import.file_changed` where the ledger changed since the rehearsal so that the import
    /// would do something else; `cancelled`. Nothing is kept then.
    pub fn commit_import(
        &self,
        session: &Session,
        import: &Import,
        only_valid: bool,
        watch: &dyn Watch,
    ) -> Result<Report> {
        self.authorise(session, import.operation(), Row::Any)?;
        let beside = Beside {
            earlier: self.earlier_import(import)?,
            backup: self.backup_for(import, only_valid, watch)?,
        };
        let report = match self.keep_rehearsed(session, import, only_valid, &beside, watch)? {
            Some(report) => report,
            None => self.run_import(session, import, only_valid, &beside, watch)?,
        };
        if report.summary.committed {
            self.remember(session, import);
        }
        Ok(report)
    }

    /// Runs the import from the first row on.
    fn run_import(
        &self,
        session: &Session,
        import: &Import,
        only_valid: bool,
        beside: &Beside,
        watch: &dyn Watch,
    ) -> Result<Report> {
        let entry = self.entry(session, import.operation(), import.file())?;
        let go_on = still_wanted(watch, u64::from(import.recognition.data_rows));
        let outcome = self.store().perform_or_stop(entry, &go_on, |writer| {
            let mut report = run::run(writer, import, self.clock().today(), watch)?;
            beside.tell(&mut report.summary);
            if !(report.is_clean() || only_valid) {
                return Ok(Verdict::RollBack(report));
            }
            refuse_other_than_rehearsed(import, &report.summary.counts)?;
            report.summary.committed = true;
            let detail = serde_json::to_string(&report.summary)?;
            Ok::<_, Error>(Verdict::Commit(report, Some(detail)))
        })?;
        let mut report = outcome.value;
        report.summary.journal_seq = outcome.seq;
        Ok(report)
    }

    /// Makes a backup before an import that may change very many records; returns its file name.
    fn backup_for(&self, import: &Import, only_valid: bool, watch: &dyn Watch) -> Result<Option<String>> {
        let rehearsed = lock(&import.rehearsed).as_ref().map(Rehearsed::counts).cloned();
        let changes_nothing = rehearsed.is_some_and(|counts| {
            counts.insert + counts.update == 0 || (!only_valid && counts.error + counts.conflict > 0)
        });
        if import.recognition.data_rows <= BACKED_UP_ABOVE || changes_nothing {
            return Ok(None);
        }
        self.backup_before(import.file(), watch)
    }

    fn backup_before(&self, file: &str, watch: &dyn Watch) -> Result<Option<String>> {
        let backup = self.back_up_before_import(file, watch)?;
        Ok(backup.path.file_name().map(|name| name.to_string_lossy().into_owned()))
    }

    /// Returns the newest import in force of the same bytes, of whatever kind.
    pub fn imported_before(&self, file: &ImportFile) -> Result<Option<EarlierImport>> {
        self.refuse_unless_may(Operation::Import(None))?;
        let kinds = Noun::ALL.iter().map(|kind| Operation::Import(Some(*kind)));
        let of = |operation: Operation| {
            let name = operation.name();
            self.read(|reader| storage::journal::earlier_import(reader, file.sha256(), &name))
        };
        let operations = kinds.chain([sheets::OPERATION]);
        let found: Vec<Option<EarlierImport>> = operations.map(of).collect::<Result<_>>()?;
        Ok(found.into_iter().flatten().max_by_key(|earlier| earlier.seq))
    }

    /// Returns the entry of an import of the same bytes as the same kind.
    fn earlier_import(&self, import: &Import) -> Result<Option<EarlierImport>> {
        let sha256 = import.file.sha256();
        let name = import.operation().name();
        self.read(|reader| storage::journal::earlier_import(reader, sha256, &name))
    }
}

fn refuse_other_than_rehearsed(import: &Import, counts: &Counts) -> Result<()> {
    match lock(&import.rehearsed).as_ref() {
        Some(rehearsed) if rehearsed.counts() != counts => {
            Err(Error::rule(Problem::new(Code::ImportFileChanged)))
        }
        _ => Ok(()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
