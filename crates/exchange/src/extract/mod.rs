//! From a foreign file to a spool of rows: what the reading child does.
//!
//! It decides by the bytes of the file, never by its name.

mod archive;
mod hidden_xls;
mod layout;
mod magic;
mod parts;
mod records;
mod sink;
mod spans;
mod text;
mod workbook;

use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::{Encoding, Limits};

/// What a file was found to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub sheets: Vec<Sheet>,
    /// How the text of a text file was understood.
    pub text: Option<TextFormat>,
    /// Whether bare numbers in date columns count from 1904.
    pub epoch_1904: bool,
}

/// How a text file was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextFormat {
    pub encoding: Encoding,
    pub delimiter: char,
}

/// One sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Empty for a text file, which has no sheets.
    pub name: String,
    /// Filled rows.
    pub rows: u32,
    /// Columns up to the last that any row has.
    pub columns: u32,
    pub hidden: bool,
    /// Filled rows that the sheet hides, as a filter does.
    pub hidden_rows: u32,
    /// First and last of hidden columns side by side, 0-based.
    pub hidden_columns: Vec<(u32, u32)>,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    #[error("neither a workbook nor text")]
    NotWorkbook,
    #[error("encrypted")]
    Encrypted,
    #[error("a workbook of Excel 4 or older")]
    OldFormat,
    #[error("a web page")]
    WebPage,
    #[error("empty")]
    Empty,
    #[error("larger than {0}")]
    TooLarge(String),
    #[error("unknown encoding")]
    EncodingUnknown,
    /// A quotation mark in this line is never closed.
    #[error("an open quotation mark in line {0}")]
    QuoteOpen(u64),
    #[error("{0}")]
    Rejected(String),
    #[error("the disk is full")]
    DiskFull,
    #[error("cancelled")]
    Cancelled,
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        if crate::error::is_disk_full(&error) { Self::DiskFull } else { Self::Rejected(error.to_string()) }
    }
}

/// Told now and then how many rows have been read; may stop the reading.
pub(crate) type Progress<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// Reads `input` and leaves the spool of its sheets in the folder `out`.
pub fn run(
    input: &Path,
    out: &Path,
    encoding: Option<Encoding>,
    limits: &Limits,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    let size = File::open(input)?.metadata()?.len();
    if size > limits.file_bytes {
        return Err(Refusal::TooLarge(megabytes(limits.file_bytes)));
    }
    match magic::tell(input)? {
        magic::Format::Zip => {
            let archive = archive::check(input, limits)?;
            workbook::spool_archive(input, out, &archive, limits, progress)
        }
        magic::Format::Encrypted => Err(Refusal::Encrypted),
        magic::Format::Xls => workbook::spool_xls(input, out, limits, progress),
        magic::Format::OldWorkbook => Err(Refusal::OldFormat),
        magic::Format::WebPage => Err(Refusal::WebPage),
        magic::Format::Foreign => Err(Refusal::NotWorkbook),
        magic::Format::Empty => Err(Refusal::Empty),
        magic::Format::Text => text::spool(input, out, encoding, limits, progress),
    }
}

/// Reads a block of text that was pasted.
pub(crate) fn block(
    input: &Path,
    out: &Path,
    limits: &Limits,
    progress: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<Summary, Refusal> {
    text::spool_block(input, out, limits, progress)
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}
