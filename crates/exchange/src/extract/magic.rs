//! What a file is, by its first bytes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Zip,
    Encrypted,
    OldWorkbook,
    Text,
    /// Pictures, documents, web pages saved as .xls.
    Foreign,
    Empty,
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
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
    let is_utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    if bare.iter().all(u8::is_ascii_whitespace) {
        return Format::Empty;
    }
    let is_markup = bare.trim_ascii_start().starts_with(b"<");
    let is_binary = !is_utf16 && bare.iter().any(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31));
    if is_markup || is_binary || bare.starts_with(b"%PDF") || bare.starts_with(b"{\\rtf") {
        return Format::Foreign;
    }
    Format::Text
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
        Format::OldWorkbook
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
        assert_eq!(of(b"<html><table>"), Format::Foreign);
        assert_eq!(of(b"\xFF\xFEa\0b\0"), Format::Text);
        let ole = |name: &str| {
            let mut bytes = OLE.to_vec();
            bytes.extend([0; 512]);
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        assert_eq!(of(&ole("EncryptedPackage")), Format::Encrypted);
        assert_eq!(of(&ole("Workbook")), Format::OldWorkbook);
        assert_eq!(of(&ole("WordDocument")), Format::Foreign);
    }
}
