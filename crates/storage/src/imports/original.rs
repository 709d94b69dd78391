//! The files of imports, compressed.

use std::collections::HashMap;
use std::io::{self, Read, Write};

use rusqlite::OptionalExtension;

use crate::{Reader, Result, Writer};

/// The most bytes that one file may take in the ledger, compressed: many times the workbook of a
/// department, and little enough that a year of them does not weigh more than the records.
pub const LARGEST: usize = 32 << 20;

/// A slow level would gain little: most of the files are compressed already.
const COMPRESSION: i32 = 3;

/// A file as it was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    pub name: String,
    pub content: Vec<u8>,
}

/// Keeps the file of an import; `false` says that it is too large to be kept.
///
/// The same bytes are kept once, under the name they came with first.
pub fn keep_original(writer: &Writer<'_>, sha256: &str, name: &str, file: &mut dyn Read) -> Result<bool> {
    let connection = writer.connection();
    if connection.prepare_cached("SELECT 1 FROM import_original WHERE sha256 = ?1")?.exists([sha256])? {
        return Ok(true);
    }
    let Some((content, bytes)) = compressed(file)? else { return Ok(false) };
    connection
        .prepare_cached("INSERT INTO import_original (sha256, name, bytes, content) VALUES (?1, ?2, ?3, ?4)")?
        .execute((sha256, name, bytes, content))?;
    Ok(true)
}

/// Returns the kept file with these bytes.
pub fn original(reader: &Reader<'_>, sha256: &str) -> Result<Option<Original>> {
    let sql = "SELECT name, content FROM import_original WHERE sha256 = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?));
    let found: Option<(String, Vec<u8>)> =
        reader.connection().prepare_cached(sql)?.query_row([sha256], row).optional()?;
    found
        .map(|(name, content)| Ok(Original { name, content: zstd::decode_all(content.as_slice())? }))
        .transpose()
}

/// Returns how many bytes each kept file has, by its fingerprint.
pub fn original_sizes(reader: &Reader<'_>) -> Result<HashMap<String, i64>> {
    let mut statement = reader.connection().prepare_cached("SELECT sha256, bytes FROM import_original")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Compresses a file; none where it would take more than [`LARGEST`].
fn compressed(file: &mut dyn Read) -> Result<Option<(Vec<u8>, i64)>> {
    let mut encoder = zstd::Encoder::new(Bounded(Vec::new()), COMPRESSION)?;
    let bytes = match io::copy(file, &mut encoder) {
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => return Ok(None),
        bytes => bytes?,
    };
    match encoder.finish() {
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => Ok(None),
        content => Ok(Some((content?.0, i64::try_from(bytes).unwrap_or(i64::MAX)))),
    }
}

/// Bytes that do not grow beyond [`LARGEST`].
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{TestResult, empty_ledger, reader, writer};

    #[test]
    fn a_file_comes_back_as_it_was_and_is_kept_once() -> TestResult {
        let connection = empty_ledger()?;
        let bytes = "合同编号,付款金额\r\n".repeat(1000).into_bytes();
        assert!(keep_original(&writer(&connection), "aa", "付款.csv", &mut bytes.as_slice())?);
        assert!(keep_original(&writer(&connection), "aa", "付款 (2).csv", &mut bytes.as_slice())?);
        let kept = original(&reader(&connection), "aa")?.ok_or("nothing is kept")?;
        assert_eq!((kept.name.as_str(), kept.content.len()), ("付款.csv", bytes.len()));
        assert_eq!(kept.content, bytes);
        assert_eq!(original_sizes(&reader(&connection))?["aa"], i64::try_from(bytes.len())?);
        assert_eq!(original(&reader(&connection), "bb")?, None);
        Ok(())
    }

    #[test]
    fn a_file_that_would_weigh_too_much_is_not_kept() -> TestResult {
        let connection = empty_ledger()?;
        // Bytes that no compression makes fewer.
        let mut state = 1_u64;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state.to_be_bytes()[0]
        });
        let bytes: Vec<u8> = noise.take(LARGEST + (1 << 20)).collect();
        assert!(!keep_original(&writer(&connection), "aa", "大.xlsx", &mut bytes.as_slice())?);
        assert_eq!(original(&reader(&connection), "aa")?, None);
        Ok(())
    }
}
