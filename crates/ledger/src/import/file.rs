//! A foreign file on the desk, before it is decided what becomes of it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use domain::access::Operation;
use domain::plan::{ColumnMatch, ImportField, ImportPlan, Proposal, RememberedMapping};
use domain::reading::{Amendments, Reading};
use domain::{Code, Noun, Problem};
use exchange::{
    Column, ColumnType, Encoding, KnownHeader, OpenOptions, OwnTemplates, RawRow, Recognition, SheetInfo,
    SourceFile, TemplateColumn, template,
};

use super::{Import, decisions::Decisions};
use crate::{Error, Ledger, Result, Watch};

/// Stands for the name of a file where there was none.
const PASTED: &str = "粘贴的内容";

/// A file that was copied and taken apart. Clones share it.
#[derive(Debug, Clone)]
pub struct ImportFile(pub(super) Arc<SourceFile>);

impl ImportFile {
    /// Returns the name of the file.
    pub fn name(&self) -> &str {
        self.0.name()
    }

    /// Returns the SHA-256 of the file's bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.0.sha256()
    }

    /// Returns in what encoding a text file was read; none for a workbook.
    pub fn encoding(&self) -> Option<Encoding> {
        self.0.text_format().map(|format| format.encoding)
    }

    pub fn sheets(&self) -> &[SheetInfo] {
        self.0.sheets()
    }

    /// Returns filled rows of a sheet as they stand, header or not; `from` counts them from 0.
    pub fn raw_rows(&self, sheet: &str, from: u32, count: u32) -> Result<Vec<RawRow>> {
        Ok(self.0.raw_page(sheet, from, count)?)
    }
}

/// The folder beside the ledger that holds templates of one's own.
const OWN_TEMPLATES: &str = "templates";

impl Ledger {
    fn open_options(&self, encoding: Option<&str>) -> Result<OpenOptions> {
        Ok(OpenOptions {
            reader: std::env::current_exe()?,
            scratch: std::env::temp_dir(),
            encoding: encoding.map(encoding_named).transpose()?,
            limits: exchange::Limits::default(),
            own: OwnTemplates::load(&self.path().with_file_name(OWN_TEMPLATES))?,
        })
    }

    /// Opens a file for import. A foreign workbook is read by a child process, so that no file
    /// can harm the program.
    ///
    /// `encoding` is `utf-8` or `gb18030`; none tells it from the file.
    pub fn open_file(&self, path: &Path, encoding: Option<&str>, watch: &dyn Watch) -> Result<ImportFile> {
        self.refuse_unless_may(Operation::Import(None))?;
        let source =
            SourceFile::open(path, &self.open_options(encoding)?, &|rows| watch.progress(rows, None))?;
        Ok(ImportFile(Arc::new(source)))
    }

    /// Opens a file of our own making, such as a sample workbook: it is read in this process,
    /// where a crafted file could do harm.
    pub fn open_own_file(
        &self,
        path: &Path,
        encoding: Option<&str>,
        watch: &dyn Watch,
    ) -> Result<ImportFile> {
        self.refuse_unless_may(Operation::Import(None))?;
        let source = SourceFile::open_trusted(path, &self.open_options(encoding)?, &|rows| {
            watch.progress(rows, None)
        })?;
        Ok(ImportFile(Arc::new(source)))
    }

    /// Takes a block of cells that was copied in a spreadsheet.
    pub fn open_pasted(&self, text: &str) -> Result<ImportFile> {
        self.refuse_unless_may(Operation::Import(None))?;
        Ok(ImportFile(Arc::new(SourceFile::from_text(PASTED, text, &self.open_options(None)?)?)))
    }

    /// Tells how a sheet would be understood, as far as that goes: what is missing or claimed
    /// twice is for a person to settle.
    ///
    /// # Errors
    ///
    /// `file.header_unknown` where no row is a header and `reading` points at none.
    pub fn propose_import(&self, file: &ImportFile, reading: &Reading) -> Result<Proposal> {
        self.refuse_unless_may(Operation::Import(None))?;
        let reading = self.with_memory(file, reading)?;
        Ok(proposal(&file.0.propose(&reading)?))
    }

    /// Makes an import of a file, as a person has planned it.
    pub fn plan_import(&self, file: &ImportFile, plan: ImportPlan) -> Result<Import> {
        self.refuse_unless_may(Operation::Import(None))?;
        let reading = self.with_memory(file, &plan.reading)?;
        let recognition = file.0.recognise(&reading)?;
        let (words, suppliers) = self.read(|reader| {
            let words = storage::imports::words(reader, recognition.kind)?;
            Ok((words, storage::imports::known_suppliers(reader)?))
        })?;
        let amendments = with_words(&recognition, &plan.amendments, &words);
        let decisions = Decisions::new(&plan, suppliers);
        Ok(Import::new(file.clone(), recognition, plan, amendments, decisions))
    }

    /// Adds to a reading what a person chose for an earlier file with the same header: what its columns
    /// are, and where such a header stands that nobody would take for one.
    fn with_memory(&self, file: &ImportFile, reading: &Reading) -> Result<Reading> {
        let mappings = self.read(storage::imports::mappings)?;
        if mappings.is_empty() {
            return Ok(reading.clone());
        }
        let likely = file.0.propose(reading).ok().map(|recognition| recognition.kind);
        let kinds: Vec<Noun> = match reading.kind {
            Some(kind) => vec![kind],
            None => likely.into_iter().chain(Noun::ALL.iter().copied()).collect(),
        };
        for kind in kinds {
            let of_kind = Reading { kind: Some(kind), ..reading.clone() };
            let fingerprint = file.0.propose(&of_kind).ok().and_then(|recognition| recognition.fingerprint);
            if let Some(known) =
                mappings.iter().find(|known| Some(&known.fingerprint) == fingerprint.as_ref())
            {
                return Ok(Reading { remembered: known.columns.clone(), ..of_kind });
            }
        }
        Ok(with_known_header(file, reading, &mappings)?.unwrap_or_else(|| reading.clone()))
    }
}

/// Points at the header that stood in an earlier file, where nobody has pointed at another one.
fn with_known_header(
    file: &ImportFile,
    reading: &Reading,
    mappings: &[RememberedMapping],
) -> Result<Option<Reading>> {
    if reading.header.is_some() {
        return Ok(None);
    }
    let fits = |mapping: &&RememberedMapping| reading.kind.is_none_or(|kind| kind == mapping.kind);
    let mappings: Vec<&RememberedMapping> = mappings.iter().filter(fits).collect();
    let known: Vec<(Noun, &str)> =
        mappings.iter().map(|mapping| (mapping.kind, mapping.fingerprint.as_str())).collect();
    let Some(KnownHeader { known, sheet, rows }) = file.0.known_header(reading, &known)? else {
        return Ok(None);
    };
    Ok(Some(Reading {
        kind: Some(mappings[known].kind),
        sheet: Some(sheet),
        header: Some(rows),
        remembered: mappings[known].columns.clone(),
        ..reading.clone()
    }))
}

/// Returns the fields that a column of a kind of file may fill, in the order of the template.
pub fn import_fields(kind: Noun) -> Vec<ImportField> {
    let may_fill =
        |column: &&TemplateColumn| !column.field.starts_with('_') && column.kind != ColumnType::Ignored;
    let field = |column: &TemplateColumn| ImportField {
        field: column.field.clone(),
        label: column.label.clone(),
        required: column.is_marked(),
        repeats: column.ordinal.is_some(),
        has_unit: matches!(column.kind, ColumnType::Money | ColumnType::Ratio),
        words: column
            .choices
            .map(|choices| choices.labels().iter().map(|word| (*word).to_owned()).collect())
            .unwrap_or_default(),
    };
    template(kind).columns.iter().filter(may_fill).map(field).collect()
}

/// Whether the texts of a column are words of which each stands for something known, so that what
/// one means can be decided once and for all.
pub(super) fn holds_words(kind: Noun, column: &Column) -> bool {
    let described = column.field.and_then(|field| template(kind).column(field.name));
    described.is_some_and(|described| {
        matches!(described.kind, ColumnType::Choice | ColumnType::Flag | ColumnType::Reference)
    })
}

pub(super) fn column_number(column: &Column) -> u32 {
    u32::try_from(column.index).unwrap_or(u32::MAX)
}

pub(super) fn column_matches(recognition: &Recognition) -> Vec<ColumnMatch> {
    let column = |column: &Column| ColumnMatch {
        column: column_number(column),
        label: column.label.clone(),
        field: column.field.map(|field| field.name.to_owned()),
        ordinal: column.field.and_then(|field| field.ordinal),
        unit: column.unit,
        basis: column.basis,
    };
    recognition.columns.iter().map(column).collect()
}

fn proposal(recognition: &Recognition) -> Proposal {
    Proposal {
        kind: recognition.kind,
        sheet: recognition.sheet.clone(),
        first_header_row: recognition.header.first,
        last_header_row: recognition.header.last,
        columns: column_matches(recognition),
        missing: recognition.missing.clone(),
        repeated: recognition.repeated.clone(),
        data_rows: recognition.data_rows,
    }
}

/// Adds to what a person has amended what was decided about words with earlier imports.
fn with_words(
    recognition: &Recognition,
    amendments: &Amendments,
    words: &HashMap<String, HashMap<String, String>>,
) -> Amendments {
    let mut all = amendments.clone();
    for column in recognition.columns.iter().filter(|column| holds_words(recognition.kind, column)) {
        let known = column.field.and_then(|field| words.get(field.name));
        let number = column_number(column);
        for (text, becomes) in known.into_iter().flatten() {
            if amendments.value(number, text).is_none() {
                all.set_value(number, text, becomes.clone());
            }
        }
    }
    all
}

pub(crate) fn encoding_named(name: &str) -> Result<Encoding> {
    name.parse().map_err(|_| {
        Error::rule(Problem::new(Code::RequestInvalid).param("detail", &format!("encoding {name}")))
    })
}
