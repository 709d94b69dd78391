//! Why a file could not be read or written.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use domain::Code;

use crate::TemplateError;

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What stands between a file and its rows. Bad cells are data, not errors.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{path} does not exist")]
    NotFound { path: String },
    #[error("{path} cannot be read")]
    Unreadable { path: String, source: io::Error },
    #[error("{path} is empty")]
    Empty { path: String },
    #[error("{path} is neither an .xlsx workbook nor text")]
    NotWorkbook { path: String },
    #[error("{path} is encrypted")]
    Encrypted { path: String },
    #[error("{path} is a workbook of Excel 4 or older")]
    OldFormat { path: String },
    #[error("{path} is a web page")]
    WebPage { path: String },
    #[error("line {line} of {path} opens a quotation mark that is never closed")]
    QuoteOpen { path: String, line: u64 },
    #[error("{path} exceeds {limit}")]
    TooLarge { path: String, limit: String },
    #[error("{path} was rejected: {why}")]
    Rejected { path: String, why: String },
    #[error("the encoding of {path} is unknown")]
    EncodingUnknown { path: String },
    #[error("{path} has no known header")]
    HeaderUnknown { path: String },
    #[error("{path} has no sheet {sheet}; it has {choices}")]
    SheetUnknown { path: String, sheet: String, choices: String },
    #[error("several sheets of {path} fit: {choices}")]
    SheetAmbiguous { path: String, choices: String },
    #[error("{path} lacks {columns}")]
    ColumnMissing { path: String, columns: String },
    #[error("{path} has two columns {label}")]
    ColumnRepeated { path: String, label: String },
    #[error("line {line} of {path}: {error}")]
    TemplateInvalid { path: String, line: u64, error: TemplateError },
    /// A choice for a column that the kind has no field for.
    #[error("no such field: {choice}")]
    ChoiceInvalid { choice: String },
    #[error("more rows than a sheet holds")]
    TooManyRows,
    #[error("a text is longer than a cell of a workbook holds")]
    TextTooLong,
    #[error("{path} is neither .xlsx nor .csv")]
    FormatUnknown { path: String },
    #[error("{path} is in use")]
    InUse { path: String },
    #[error("Windows keeps no file under the name {path}")]
    NameUnsuitable { path: String },
    #[error("{path} cannot be written")]
    NotWritable { path: String, source: io::Error },
    #[error("the disk is full")]
    DiskFull,
    #[error("cancelled")]
    Cancelled,
    /// The rows to write could not be fetched; the source is the error of whoever fetched them.
    #[error("the rows to write could not be fetched")]
    Rows(#[source] Box<dyn std::error::Error + Send + Sync>),
    #[error("a temporary file failed")]
    Scratch(#[source] io::Error),
    #[error("the workbook could not be written")]
    Workbook(#[source] Box<rust_xlsxwriter::XlsxError>),
}

impl Error {
    /// Returns the stable code.
    pub fn code(&self) -> Code {
        match self {
            Self::NotFound { .. } => Code::FileNotFound,
            Self::Unreadable { .. } => Code::FileUnreadable,
            Self::Empty { .. } => Code::FileEmpty,
            Self::NotWorkbook { .. } => Code::FileNotWorkbook,
            Self::Encrypted { .. } => Code::FileEncrypted,
            Self::OldFormat { .. } => Code::FileOldFormat,
            Self::WebPage { .. } => Code::FileWebPage,
            Self::QuoteOpen { .. } => Code::FileQuoteOpen,
            Self::TooLarge { .. } => Code::FileTooLarge,
            Self::Rejected { .. } => Code::FileRejected,
            Self::EncodingUnknown { .. } => Code::FileEncodingUnknown,
            Self::HeaderUnknown { .. } => Code::FileHeaderUnknown,
            Self::SheetUnknown { .. } => Code::FileSheetUnknown,
            Self::SheetAmbiguous { .. } => Code::FileSheetAmbiguous,
            Self::ColumnMissing { .. } => Code::FileColumnMissing,
            Self::ColumnRepeated { .. } => Code::FileColumnRepeated,
            Self::TemplateInvalid { error, .. } => match error {
                TemplateError::Unreadable => Code::TemplateUnreadable,
                TemplateError::NotYaml(_) => Code::TemplateNotYaml,
                TemplateError::FieldUnknown { .. } => Code::TemplateFieldUnknown,
                TemplateError::LabelTaken { .. } => Code::TemplateLabelTaken,
                TemplateError::LabelInvalid { .. } => Code::TemplateLabelInvalid,
            },
            Self::ChoiceInvalid { .. } => Code::RequestInvalid,
            Self::TooManyRows => Code::FileTooManyRows,
            Self::TextTooLong => Code::CellTooLong,
            Self::FormatUnknown { .. } => Code::FileFormatUnknown,
            Self::InUse { .. } => Code::FileInUse,
            Self::NameUnsuitable { .. } => Code::FileNameUnsuitable,
            Self::NotWritable { .. } => Code::FileNotWritable,
            Self::DiskFull => Code::DiskFull,
            Self::Cancelled => Code::Cancelled,
            Self::Rows(_) | Self::Scratch(_) | Self::Workbook(_) => Code::Internal,
        }
    }

    /// Returns the values that the message of the code says.
    pub fn params(&self) -> BTreeMap<String, String> {
        if let Self::QuoteOpen { path, line } = self {
            return [("path".to_owned(), path.clone()), ("row".to_owned(), line.to_string())].into();
        }
        if let Self::TemplateInvalid { path, line, error } = self {
            return error.params(path, *line);
        }
        let pairs: Vec<(&str, &str)> = match self {
            Self::NotFound { path }
            | Self::Unreadable { path, .. }
            | Self::Empty { path }
            | Self::NotWorkbook { path }
            | Self::Encrypted { path }
            | Self::OldFormat { path }
            | Self::WebPage { path }
            | Self::Rejected { path, .. }
            | Self::EncodingUnknown { path }
            | Self::HeaderUnknown { path }
            | Self::FormatUnknown { path }
            | Self::InUse { path }
            | Self::NameUnsuitable { path }
            | Self::NotWritable { path, .. } => vec![("path", path)],
            Self::TooLarge { path, limit } => vec![("path", path), ("limit", limit)],
            Self::SheetUnknown { path, sheet, choices } => {
                vec![("path", path), ("value", sheet), ("choices", choices)]
            }
            Self::SheetAmbiguous { path, choices } => vec![("path", path), ("choices", choices)],
            Self::ColumnMissing { path, columns } => vec![("path", path), ("columns", columns)],
            Self::ColumnRepeated { path, label } => vec![("path", path), ("value", label)],
            Self::ChoiceInvalid { choice } => vec![("detail", choice)],
            Self::TextTooLong => vec![("limit", "32767")],
            Self::QuoteOpen { .. }
            | Self::TemplateInvalid { .. }
            | Self::TooManyRows
            | Self::DiskFull
            | Self::Cancelled
            | Self::Rows(_)
            | Self::Scratch(_)
            | Self::Workbook(_) => Vec::new(),
        };
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// Puts a name in the place of the path of a block that was pasted.
    pub(crate) fn named(mut self, name: &str) -> Self {
        if let Self::Empty { path }
        | Self::TooLarge { path, .. }
        | Self::Rejected { path, .. }
        | Self::QuoteOpen { path, .. } = &mut self
        {
            name.clone_into(path);
        }
        self
    }

    /// Tells what kept a user's file from being read.
    pub(crate) fn reading(path: &Path, error: io::Error) -> Self {
        let shown = path.display().to_string();
        if error.kind() == io::ErrorKind::NotFound {
            Self::NotFound { path: shown }
        } else {
            Self::Unreadable { path: shown, source: error }
        }
    }

    /// Tells what kept a user's file from being written.
    pub(crate) fn writing(path: &Path, error: io::Error) -> Self {
        let shown = path.display().to_string();
        if is_disk_full(&error) {
            Self::DiskFull
        } else if is_shared(&error) {
            Self::InUse { path: shown }
        } else {
            Self::NotWritable { path: shown, source: error }
        }
    }

    /// Tells what kept one of our temporary files from being read or written.
    pub(crate) fn scratch(error: io::Error) -> Self {
        if is_disk_full(&error) { Self::DiskFull } else { Self::Scratch(error) }
    }
}

pub(crate) fn is_disk_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Whether Windows refused because another program holds the file: sharing and lock violations.
pub(crate) fn is_shared(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}
