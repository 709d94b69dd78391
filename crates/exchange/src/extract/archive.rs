//! The archive of an .xlsx, looked at before anybody believes what it says.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Refusal, megabytes};
use crate::Limits;

/// Parts up to this size may be packed as tightly as they like.
const ALWAYS_FINE: u64 = 16 << 20;

/// Checks number, size and packing of the parts, and the counts that a reader would believe.
pub(super) fn check(path: &Path, limits: &Limits) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(BufReader::new(File::open(path)?)).map_err(refused)?;
    if archive.len() > limits.parts {
        return Err(Refusal::TooLarge(format!("{} parts", limits.parts)));
    }
    let mut inflated = 0_u64;
    let mut is_workbook = false;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(refused)?;
        let name = part.name().map_err(refused)?.to_ascii_lowercase();
        is_workbook |= name.ends_with("workbook.xml");
        let is_read =
            Path::new(&name).extension().is_some_and(|extension| extension == "xml" || extension == "rels");
        if !is_read {
            continue;
        }
        let packed = part.compressed_size();
        let allowed = limits.inflated_bytes.saturating_sub(inflated);
        let size = inflated_size(&mut part, &name, allowed)?;
        if size > allowed {
            return Err(Refusal::TooLarge(megabytes(limits.inflated_bytes)));
        }
        if size > ALWAYS_FINE && size / packed.max(1) > limits.ratio {
            return Err(Refusal::Rejected(format!("{name} is packed {} times", size / packed.max(1))));
        }
        inflated += size;
    }
    if is_workbook { Ok(()) } else { Err(Refusal::NotWorkbook) }
}

/// Inflates a part to learn its true size, whatever the directory of the archive claims, and
/// compares the count of shared strings, for which a reader reserves memory, with it.
fn inflated_size(part: &mut impl Read, name: &str, allowed: u64) -> Result<u64, Refusal> {
    let mut head = Vec::new();
    let mut limited = part.take(allowed.saturating_add(1));
    limited.by_ref().take(4096).read_to_end(&mut head)?;
    let size = head.len() as u64 + io::copy(&mut limited, &mut io::sink())?;
    // The shortest shared string, `<si/>`, has five bytes.
    if name.ends_with("sharedstrings.xml") && claimed_count(&head).is_some_and(|count| count > size / 5) {
        return Err(Refusal::Rejected("more shared strings are announced than there can be".to_owned()));
    }
    Ok(size)
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
