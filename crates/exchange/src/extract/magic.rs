//! What a file is, by its first bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Zip,
    Encrypted,
    /// An .xls of Excel 5 or later.
    Xls,
    /// A sheet of Excel 4 or older.
    OldWorkbook,
    Text,
    /// A web page or XML that calls itself .xls, as office systems make them.
    WebPage,
    /// Pictures, documents.
    Foreign,
    Empty,
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The first record of sheets from before there were workbooks.
const OLD: [&[u8]; 3] = [b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"];
/// Enough for the directory of most OLE files and for a judgement on text.
const HEAD: u64 = 1 << 20;

/// Tells a file by its first bytes.
pub(super) fn tell(path: &Path) -> io::Result<Format> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD).read_to_end(&mut head)?;
    Ok(of(&head))
}

fn of(head: &[u8]) -> Format {
    if head.starts_with(ZIP) {
        return Format::Zip;
    }
    if head.starts_with(OLE) {
        return of_ole(head);
    }
    if OLD.iter().any(|start| head.starts_with(start)) {
        return Format::OldWorkbook;
    }
    let is_utf16 =
        head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || utf16_without_mark(head).is_some();
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if bare.iter().all(u8::is_ascii_whitespace) {
        return Format::Empty;
    }
    if !is_utf16 && bare.trim_ascii_start().starts_with(b"<") {
        return if is_sheet_markup(bare) { Format::WebPage } else { Format::Foreign };
    }
    let is_binary = !is_utf16 && bare.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31));
    if is_binary || bare.starts_with(b"%PDF") || bare.starts_with(b"{\\rtf") {
        return Format::Foreign;
    }
    Format::Text
}

/// Whether markup is a table that calls itself a workbook.
fn is_sheet_markup(head: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&head[..head.len().min(4096)]).to_ascii_lowercase();
    ["<html", "<table", "<body", "<!doctype html", "office:spreadsheet"]
        .iter()
        .any(|word| start.contains(word))
}

/// Tells text in UTF-16 that does not say so: it decodes, and holds line ends and separators but no
/// other control characters, which no binary file manages.
pub(super) fn utf16_without_mark(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let start = &head[..head.len().min(4096) & !1];
    let is_text = |codec: &'static encoding_rs::Encoding| {
        let text = codec.decode_without_bom_handling_and_without_replacement(start)?;
        let parts = text.contains(['\n', '\r']) && text.contains([',', '\t', ';']);
        let clean = !text
            .contains(|character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t'));
        Some(parts && clean)
    };
    if !start.contains(&0) {
        return None;
    }
    [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE].into_iter().find(|codec| is_text(codec) == Some(true))
}

/// An encrypted .xlsx and an old .xls are both OLE files; the names in their directory, which are
/// UTF-16, tell them apart.
fn of_ole(head: &[u8]) -> Format {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        head.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        Format::Encrypted
    } else if holds("Workbook") || holds("Book") {
        Format::Xls
    } else {
        Format::Foreign
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_by_its_bytes() {
        assert_eq!(of(b"PK\x03\x04rest"), Format::Zip);
        assert_eq!(of(b"\xEF\xBB\xBF \r\n"), Format::Empty);
        assert_eq!(of(b""), Format::Empty);
        assert_eq!(of("合同编号,合同名称".as_bytes()), Format::Text);
        assert_eq!(of(b"%PDF-1.7"), Format::Foreign);
        assert_eq!(of(b"\x89PNG\r\n\x1a\n\0\0"), Format::Foreign);
        assert_eq!(of(b"<html><table>"), Format::WebPage);
        assert_eq!(of(b"<?xml version=\"1.0\"?><note/>"), Format::Foreign);
        assert_eq!(of(b"\xFF\xFEa\0b\0"), Format::Text);
        let ole = |name: &str| {
            let mut bytes = OLE.to_vec();
            bytes.extend([0; 512]);
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        assert_eq!(of(&ole("EncryptedPackage")), Format::Encrypted);
        assert_eq!(of(&ole("Workbook")), Format::Xls);
        assert_eq!(of(b"\x09\x04\x06\x00\x00\x00\x10\x00"), Format::OldWorkbook);
        assert_eq!(of(&ole("WordDocument")), Format::Foreign);
    }
}
