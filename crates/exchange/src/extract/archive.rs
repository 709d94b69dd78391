//! The archive of an .xlsx, .xlsb or .ods, looked at before anybody believes what it says.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use memchr::memmem::Finder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{Refusal, megabytes};
use crate::Limits;

/// Parts up to this size may be packed as tightly as they like.
const ALWAYS_FINE: u64 = 16 << 20;
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// What an archive was found to be.
#[derive(Debug)]
pub(super) struct Archive {
    pub(super) kind: Kind,
    /// The part that lists the sheets.
    pub(super) workbook: String,
    /// Parts that may speak of merged or hidden cells, in lower case.
    pub(super) laid_out: HashSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Ods,
}

/// Checks number, size and packing of the parts, and the counts that a reader would believe.
pub(super) fn check(path: &Path, limits: &Limits) -> Result<Archive, Refusal> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(refused)?;
    if archive.len() > limits.parts {
        return Err(Refusal::TooLarge(format!("{} parts", limits.parts)));
    }
    let mut inflated = 0_u64;
    let mut found = Found::default();
    let mut look = Look::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(refused)?;
        let name = part.name().map_err(refused)?.into_owned();
        let lower = name.to_ascii_lowercase();
        found.note(&name, &lower, &mut part)?;
        if !is_read(&lower) {
            continue;
        }
        let packed = part.compressed_size();
        let allowed = limits.inflated_bytes.saturating_sub(inflated);
        let size = look.through(&mut part, &lower, allowed)?;
        if size > allowed {
            return Err(Refusal::TooLarge(megabytes(limits.inflated_bytes)));
        }
        if size > ALWAYS_FINE && size / packed.max(1) > limits.ratio {
            return Err(Refusal::Rejected(format!("{name} is packed {} times", size / packed.max(1))));
        }
        inflated += size;
    }
    found.archive(look.laid_out)
}

/// Whether a reader would inflate a part.
fn is_read(name: &str) -> bool {
    matches!(extension(name), Some("xml" | "rels" | "bin"))
}

fn extension(name: &str) -> Option<&str> {
    Path::new(name).extension()?.to_str()
}

/// The parts by which archives differ.
#[derive(Debug, Default)]
struct Found {
    xlsx: Option<String>,
    xlsb: Option<String>,
    is_ods: bool,
}

impl Found {
    fn note(&mut self, name: &str, lower: &str, part: &mut impl Read) -> Result<(), Refusal> {
        if lower.ends_with("workbook.xml") {
            self.xlsx.get_or_insert_with(|| name.to_owned());
        } else if lower.ends_with("workbook.bin") {
            self.xlsb.get_or_insert_with(|| name.to_owned());
        } else if lower == "mimetype" {
            let mut kind = Vec::new();
            part.take(64).read_to_end(&mut kind)?;
            self.is_ods = kind.starts_with(ODS);
        }
        Ok(())
    }

    fn archive(self, laid_out: HashSet<String>) -> Result<Archive, Refusal> {
        let (kind, workbook) = match (self.is_ods, self.xlsx, self.xlsb) {
            (true, _, _) => (Kind::Ods, "content.xml".to_owned()),
            (false, Some(workbook), _) => (Kind::Xlsx, workbook),
            (false, None, Some(workbook)) => (Kind::Xlsb, workbook),
            (false, None, None) => return Err(Refusal::NotWorkbook),
        };
        Ok(Archive { kind, workbook, laid_out })
    }
}

/// Inflates parts to learn their true size, whatever the directory of the archive claims, and looks
/// at what goes by.
struct Look {
    doctype: Finder<'static>,
    layouts: [Finder<'static>; 4],
    laid_out: HashSet<String>,
    chunk: Vec<u8>,
}

/// As much of a part is looked at anew with the next chunk: longer than any word looked for.
const OVERLAP: usize = 32;
const CHUNK: usize = 1 << 16;

impl Look {
    fn new() -> Self {
        let layouts = ["mergeCell ", "hidden=", "rows-spanned=", "visibility="].map(Finder::new);
        Self { doctype: Finder::new("<!DOCTYPE"), layouts, laid_out: HashSet::new(), chunk: Vec::new() }
    }

    /// Returns the size of a part, or one more than `allowed`.
    fn through(&mut self, part: &mut impl Read, name: &str, allowed: u64) -> Result<u64, Refusal> {
        let is_binary = extension(name) == Some("bin");
        let mut limited = part.take(allowed.saturating_add(1));
        let mut size = 0;
        let mut kept = 0;
        let mut is_laid_out = is_binary;
        let mut claimed = None;
        loop {
            self.chunk.resize(kept, 0);
            let read = limited.by_ref().take(CHUNK as u64).read_to_end(&mut self.chunk)?;
            if read == 0 {
                break;
            }
            if size == 0 && name.ends_with("sharedstrings.xml") {
                claimed = claimed_count(&self.chunk[..read.min(4096)]);
            }
            size += read as u64;
            // Nobody who makes workbooks declares entities; whoever makes bombs of them does.
            if !is_binary && self.doctype.find(&self.chunk).is_some() {
                return Err(Refusal::Rejected(format!("{name} declares a document type")));
            }
            is_laid_out = is_laid_out || self.layouts.iter().any(|word| word.find(&self.chunk).is_some());
            kept = self.chunk.len().min(OVERLAP);
            let from = self.chunk.len() - kept;
            self.chunk.copy_within(from.., 0);
        }
        if is_laid_out {
            self.laid_out.insert(name.to_owned());
        }
        // The shortest shared string, `<si/>`, has five bytes.
        if claimed.is_some_and(|count| count > size / 5) {
            return Err(Refusal::Rejected("more shared strings are announced than there can be".to_owned()));
        }
        Ok(size)
    }
}

fn claimed_count(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let (_, after) = text.split_once("uniqueCount")?;
    let digits: String = after
        .trim_start_matches(|character: char| {
            character.is_whitespace() || matches!(character, '=' | '"' | '\'')
        })
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.len() > 18 { Some(u64::MAX) } else { digits.parse().ok() }
}

fn refused(error: ZipError) -> Refusal {
    if let ZipError::Io(error) = error { Refusal::from(error) } else { Refusal::Rejected(error.to_string()) }
}
