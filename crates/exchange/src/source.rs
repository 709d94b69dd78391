//! A foreign file, copied and taken apart.

use std::fs::File;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use domain::Noun;
use domain::reading::{Amendments, Reading};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::extract::{self, Refusal, Summary, TextFormat};
use crate::page::{self, RawRow};
use crate::{
    Encoding, Error, ImportRow, KnownHeader, Limits, OwnTemplates, Recognition, Result, Rows, digest, reader,
    recognise,
};

/// How to open a file.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The program to start as reading child: one whose `main` calls
    /// [`run_reader_if_asked`](crate::run_reader_if_asked).
    pub reader: PathBuf,
    /// The folder for temporary files.
    pub scratch: PathBuf,
    /// Of a text file; none tells it from the bytes.
    pub encoding: Option<Encoding>,
    pub limits: Limits,
    /// Further names of columns.
    pub own: OwnTemplates,
}

/// One sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetInfo {
    pub name: String,
    /// Filled rows.
    pub rows: u32,
    pub columns: u32,
    pub hidden: bool,
    /// Filled rows that the sheet hides, as a filter does. They are read like the others.
    pub hidden_rows: u32,
    /// The kind that it looks like; none where it has no header that fits one.
    pub kind: Option<Noun>,
}

/// A file whose rows lie ready. Its temporary files go when it does.
#[derive(Debug)]
pub struct SourceFile {
    path: PathBuf,
    name: String,
    sha256: String,
    sheets: Vec<SheetInfo>,
    summary: Summary,
    own: OwnTemplates,
    /// Goes before the folder: an open file cannot be removed everywhere.
    _lock: File,
    folder: TempDir,
}

/// Reads a copy into a folder; in a child process or in this one.
type Extract<'a> = &'a dyn Fn(&Path, &Path) -> Result<Summary, Refusal>;

impl SourceFile {
    /// Copies a file and has a child process take it apart. `watch` is told the rows read so far
    /// and may stop the reading.
    ///
    /// The file is copied first: it may be open in Excel, and must not change under the reader.
    pub fn open(path: &Path, options: &OpenOptions, watch: &dyn Fn(u64) -> ControlFlow<()>) -> Result<Self> {
        let in_child = |copy: &Path, out: &Path| {
            reader::read_in_child(&options.reader, copy, out, options.encoding, &options.limits, watch)
        };
        Self::take_apart(path, options, &in_child)
    }

    /// Takes a file apart in this process: for files of our own making, such as the sample ledger,
    /// where a crafted file is out of the question. `options.reader` is not started.
    pub fn open_trusted(
        path: &Path,
        options: &OpenOptions,
        watch: &dyn Fn(u64) -> ControlFlow<()>,
    ) -> Result<Self> {
        let here = |copy: &Path, out: &Path| {
            extract::run(copy, out, options.encoding, &options.limits, &mut |rows| watch(rows))
        };
        Self::take_apart(path, options, &here)
    }

    /// Takes a block apart that was copied from a spreadsheet or an editor: tabs between the cells,
    /// quotation marks around those with line breaks. `name` stands for the name of a file.
    pub fn from_text(name: &str, text: &str, options: &OpenOptions) -> Result<Self> {
        let folder = tempfile::tempdir_in(&options.scratch).map_err(Error::scratch)?;
        let path = folder.path().join("block");
        std::fs::write(&path, text).map_err(Error::scratch)?;
        let here = |copy: &Path, out: &Path| {
            extract::block(copy, out, &options.limits, &mut |_| ControlFlow::Continue(()))
        };
        let mut source = Self::take_apart(&path, options, &here).map_err(|error| error.named(name))?;
        source.path = PathBuf::from(name);
        name.clone_into(&mut source.name);
        for sheet in &mut source.sheets {
            name.clone_into(&mut sheet.name);
        }
        Ok(source)
    }

    fn take_apart(path: &Path, options: &OpenOptions, extract: Extract<'_>) -> Result<Self> {
        sweep(&options.scratch);
        let (lock, folder) = locked_folder(&options.scratch).map_err(Error::scratch)?;
        let copy = folder.path().join(COPY);
        let sha256 = copied(path, &copy, options.limits.file_bytes)?;
        let summary = extract(&copy, folder.path()).map_err(|refusal| refused(path, refusal))?;
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let sheets = summary.sheets.iter().map(|sheet| SheetInfo {
            name: if summary.text.is_some() { stem.clone().into_owned() } else { sheet.name.clone() },
            rows: sheet.rows,
            columns: sheet.columns,
            hidden: sheet.hidden,
            hidden_rows: sheet.hidden_rows,
            kind: None,
        });
        let mut source = Self {
            sheets: sheets.collect(),
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            path: path.to_owned(),
            sha256,
            summary,
            own: options.own.clone(),
            _lock: lock,
            folder,
        };
        for index in 0..source.sheets.len() {
            source.sheets[index].kind = recognise::kind_of_sheet(&source, index)?;
        }
        Ok(source)
    }

    /// Returns the name of the file, without its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the SHA-256 of the file's bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Returns the copy of the file's bytes, which lies there as long as this lives.
    pub fn copy(&self) -> PathBuf {
        self.folder.path().join(COPY)
    }

    /// Returns how a text file was understood; none for a workbook.
    pub fn text_format(&self) -> Option<TextFormat> {
        self.summary.text
    }

    /// Returns the sheets; a text file is one sheet with the name of the file.
    pub fn sheets(&self) -> &[SheetInfo] {
        &self.sheets
    }

    /// Finds sheet, header and columns under what a person has said of them; refuses a sheet that
    /// lacks a required column or has two for one field.
    pub fn recognise(&self, reading: &Reading) -> Result<Recognition> {
        recognise::recognise(self, reading)
    }

    /// Finds sheet, header and columns as far as that goes: what is missing or claimed twice stands
    /// in the recognition, for a person to settle.
    ///
    /// # Errors
    ///
    /// `file.header_unknown` where no row is a header and `reading` points at none.
    pub fn propose(&self, reading: &Reading) -> Result<Recognition> {
        recognise::propose(self, reading)
    }

    /// Finds a header that people know by its kind and its fingerprint, wherever it stands among the
    /// first rows of the sheets that `reading` leaves open; of several the first of `known`.
    pub fn known_header(&self, reading: &Reading, known: &[(Noun, &str)]) -> Result<Option<KnownHeader>> {
        recognise::known_header(self, reading, known)
    }

    /// Returns the rows below the header, those to skip included, in order.
    pub fn rows<'a>(&'a self, recognition: &Recognition, amendments: &'a Amendments) -> Result<Rows<'a>> {
        Rows::open(self, recognition, amendments, 0)
    }

    /// Returns one row by its position among those of [`rows`](Self::rows).
    pub fn row(&self, recognition: &Recognition, amendments: &Amendments, index: u32) -> Result<ImportRow> {
        let missing = || Error::Scratch(io::Error::from(io::ErrorKind::UnexpectedEof));
        let (row, part) = recognition.place(index);
        let mut rows = Rows::open(self, recognition, amendments, row)?;
        rows.nth(part).unwrap_or_else(|| Err(missing()))
    }

    /// Returns filled rows of a sheet as they stand, header or not: for choosing the header and for
    /// looking whether an encoding is the right one. `from` counts filled rows from 0.
    pub fn raw_page(&self, sheet: &str, from: u32, count: u32) -> Result<Vec<RawRow>> {
        page::raw(self, self.sheet_index(sheet)?, from, count)
    }

    pub(crate) fn sheet_index(&self, name: &str) -> Result<usize> {
        let unknown = || {
            let shown = self.sheets.iter().filter(|sheet| !sheet.hidden);
            let choices: Vec<&str> = shown.map(|sheet| sheet.name.as_str()).collect();
            Error::SheetUnknown {
                path: self.shown_path(),
                sheet: name.to_owned(),
                choices: choices.join("、"),
            }
        };
        self.sheets.iter().position(|sheet| sheet.name == name).ok_or_else(unknown)
    }

    pub(crate) fn shown_path(&self) -> String {
        self.path.display().to_string()
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn own(&self) -> &OwnTemplates {
        &self.own
    }

    pub(crate) fn summary(&self) -> &Summary {
        &self.summary
    }
}

/// The copy of the file, in its temporary folder.
const COPY: &str = "copy";
/// The names of our temporary folders.
const PREFIX: &str = "lantai-read-";
/// The file in such a folder that its program holds locked as long as it lives.
const LOCK: &str = "lock";
/// How long a folder may stand without its lock: while it is being made.
const UNLOCKED: Duration = Duration::from_secs(60 * 60);

/// Makes a temporary folder and the lock that tells others that it is in use.
fn locked_folder(scratch: &Path) -> io::Result<(File, TempDir)> {
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(scratch)?;
    // Locked before it has its name: one that others see unlocked is left behind, and its folder goes.
    let unseen = folder.path().join("lock-to-be");
    let lock = File::create_new(&unseen)?;
    lock.lock()?;
    std::fs::rename(unseen, folder.path().join(LOCK))?;
    Ok((lock, folder))
}

/// Removes what a program that was killed in the middle of an import has left behind: it holds
/// business data.
fn sweep(scratch: &Path) {
    let Ok(entries) = std::fs::read_dir(scratch) else { return };
    let is_ours = |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with(PREFIX);
    for entry in entries.flatten().filter(is_ours).filter(is_left_behind) {
        let _ = std::fs::remove_dir_all(entry.path());
    }
}

/// Whether nobody holds the lock of a folder any more.
fn is_left_behind(entry: &std::fs::DirEntry) -> bool {
    if let Ok(lock) = File::open(entry.path().join(LOCK)) {
        return lock.try_lock().is_ok();
    }
    let modified = entry.metadata().and_then(|metadata| metadata.modified()).ok();
    modified.and_then(|modified| modified.elapsed().ok()).is_some_and(|age| age > UNLOCKED)
}

/// Copies a file and returns the SHA-256 of what was copied.
fn copied(from: &Path, to: &Path, limit: u64) -> Result<String> {
    let mut source = File::open(from).map_err(|error| Error::reading(from, error))?;
    let size = source.metadata().map_err(|error| Error::reading(from, error))?.len();
    let shown = || from.display().to_string();
    if size > limit {
        return Err(Error::TooLarge { path: shown(), limit: format!("{} MB", limit >> 20) });
    }
    let mut target = File::create_new(to).map_err(Error::scratch)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; 1 << 18];
    let mut total = 0;
    loop {
        let read = source.read(&mut chunk).map_err(|error| Error::reading(from, error))?;
        if read == 0 {
            break;
        }
        total += read;
        hash.update(&chunk[..read]);
        target.write_all(&chunk[..read]).map_err(Error::scratch)?;
    }
    if total == 0 {
        return Err(Error::Empty { path: shown() });
    }
    Ok(digest::hex(&hash.finalize()))
}

fn refused(path: &Path, refusal: Refusal) -> Error {
    let path = path.display().to_string();
    match refusal {
        Refusal::NotWorkbook => Error::NotWorkbook { path },
        Refusal::Encrypted => Error::Encrypted { path },
        Refusal::OldFormat => Error::OldFormat { path },
        Refusal::WebPage => Error::WebPage { path },
        Refusal::QuoteOpen(line) => Error::QuoteOpen { path, line },
        Refusal::Empty => Error::Empty { path },
        Refusal::TooLarge(limit) => Error::TooLarge { path, limit },
        Refusal::EncodingUnknown => Error::EncodingUnknown { path },
        Refusal::Rejected(why) => Error::Rejected { path, why },
        Refusal::DiskFull => Error::DiskFull,
        Refusal::Cancelled => Error::Cancelled,
    }
}
