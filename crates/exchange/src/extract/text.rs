//! Text files: comma, tab or semicolon between the fields; UTF-8, GB18030 or UTF-16.

use std::fs::File;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::{ReaderBuilder, StringRecord};
use domain::Noun;

use super::{Progress, Refusal, Sheet, Summary, TextFormat, magic, megabytes};
use crate::raw::Raw;
use crate::spool::SpoolWriter;
use crate::template::template;
use crate::{Encoding, Limits};

/// How many records pass between two looks at the clock and the limits.
const RECORDS_PER_LOOK: u64 = 512;

/// Spools a text file as one sheet.
///
/// The number of a row is the line where its record begins: people look it up in an editor.
pub(super) fn spool(
    input: &Path,
    out: &Path,
    encoding: Option<Encoding>,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let codec = codec_of(input, encoding)?;
    let delimiter = delimiter_of(&head(input, codec)?);
    spool_as(input, out, codec, delimiter, limits, progress)
}

/// Spools a block that was copied from a spreadsheet: UTF-8, with tabs wherever it has any.
pub(crate) fn spool_block(
    input: &Path,
    out: &Path,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let codec = encoding_rs::UTF_8;
    let head = head(input, codec)?;
    let delimiter = if head.contains('\t') { b'\t' } else { delimiter_of(&head) };
    spool_as(input, out, codec, delimiter, limits, progress)
}

fn spool_as(
    input: &Path,
    out: &Path,
    codec: &'static encoding_rs::Encoding,
    delimiter: u8,
    limits: &Limits,
    progress: Progress<'_>,
) -> Result<Summary, Refusal> {
    let decoded = DecodedFile::open(input, codec)?;
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(decoded);
    let mut writer = SpoolWriter::create(out, 0)?;
    let mut record = StringRecord::new();
    let mut columns = 0;
    let mut records = 0_u64;
    let mut last = Last::default();
    while reader.read_record(&mut record).map_err(refused)? {
        let breaks: usize = record.iter().map(|field| field.matches('\n').count()).sum();
        let line = reader.position().line().saturating_sub(1 + breaks as u64);
        columns = columns.max(u32::try_from(record.len()).unwrap_or(u32::MAX));
        if columns > limits.columns {
            return Err(Refusal::TooLarge(format!("{} 列", limits.columns)));
        }
        for (column, field) in (0..).zip(record.iter()) {
            writer.cell(column, Raw::Text(field));
        }
        writer.end_row(u32::try_from(line).unwrap_or(u32::MAX), false)?;
        last = Last {
            line,
            ends_in_break: record.iter().next_back().is_some_and(|field| field.ends_with('\n')),
        };
        records += 1;
        if records.is_multiple_of(RECORDS_PER_LOOK) {
            look(&writer, limits, progress)?;
        }
    }
    look(&writer, limits, progress)?;
    if last.is_open(reader.get_ref()) {
        return Err(Refusal::QuoteOpen(last.line + 1));
    }
    let rows = writer.count;
    writer.finish()?;
    if rows == 0 {
        return Err(Refusal::Empty);
    }
    let sheet = Sheet {
        name: String::new(),
        rows,
        columns,
        hidden: false,
        hidden_rows: 0,
        hidden_columns: Vec::new(),
    };
    let text = TextFormat { encoding: Encoding::of(codec), delimiter: char::from(delimiter) };
    Ok(Summary { sheets: vec![sheet], text: Some(text), epoch_1904: false })
}

/// The record that was read last.
#[derive(Debug, Default)]
struct Last {
    line: u64,
    ends_in_break: bool,
}

impl Last {
    /// Whether the file ends inside a quoted field: then all rows from there on have become one
    /// cell. It swallows the line end that every file is given, and no mark closes it; nor is that
    /// line end counted, so that the record seems to begin one line early.
    fn is_open(&self, file: &DecodedFile) -> bool {
        self.ends_in_break && file.last_mark != b'"'
    }
}

fn look(writer: &SpoolWriter, limits: &Limits, progress: Progress<'_>) -> Result<(), Refusal> {
    if writer.written > limits.spool_bytes {
        return Err(Refusal::TooLarge(megabytes(limits.spool_bytes)));
    }
    match progress(u64::from(writer.count)) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Refusal::Cancelled),
    }
}

fn refused(error: csv::Error) -> Refusal {
    let shown = error.to_string();
    if let csv::ErrorKind::Io(error) = error.into_kind() { decoding(error) } else { Refusal::Rejected(shown) }
}

fn decoding(error: io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::InvalidData { Refusal::EncodingUnknown } else { Refusal::from(error) }
}

/// Tells the encoding: the mark at the start of the file, what the user said, UTF-8 where all of
/// the file is UTF-8, else GB18030 where the file looks like it.
fn codec_of(path: &Path, said: Option<Encoding>) -> Result<&'static encoding_rs::Encoding, Refusal> {
    let mut start = Vec::new();
    File::open(path)?.take(4).read_to_end(&mut start)?;
    if let Some((marked, _)) = encoding_rs::Encoding::for_bom(&start) {
        return Ok(marked);
    }
    if let Some(said) = said {
        return Ok(said.codec());
    }
    let mut start = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut start)?;
    if let Some(wide) = magic::utf16_without_mark(&start) {
        return Ok(wide);
    }
    if is_all(path, encoding_rs::UTF_8)? {
        return Ok(encoding_rs::UTF_8);
    }
    let is_chinese = is_all(path, encoding_rs::GB18030)?
        && (is_detected_as_chinese(path)? || names_columns(&head(path, encoding_rs::GB18030)?));
    if is_chinese { Ok(encoding_rs::GB18030) } else { Err(Refusal::EncodingUnknown) }
}

fn is_all(path: &Path, codec: &'static encoding_rs::Encoding) -> Result<bool, Refusal> {
    match io::copy(&mut DecodedFile::open(path, codec)?, &mut io::sink()) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Ok(false),
        Err(error) => Err(Refusal::from(error)),
    }
}

fn is_detected_as_chinese(path: &Path) -> io::Result<bool> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut file = File::open(path)?;
    let mut chunk = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut chunk)?;
        detector.feed(&chunk[..read], read == 0);
        if read == 0 {
            break;
        }
    }
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    Ok(guess == encoding_rs::GBK || guess == encoding_rs::GB18030)
}

/// Whether a text begins with column labels that we know, which no wrong decoding produces.
fn names_columns(head: &str) -> bool {
    [',', '\t', ';'].into_iter().any(|separator| known_labels(head, separator) >= 2)
}

/// Counts the column labels on the line that has most of them.
fn known_labels(head: &str, separator: char) -> usize {
    let is_known = |field: &&str| {
        let label = field.trim().trim_matches('"');
        Noun::ALL.iter().any(|kind| template(*kind).find_exact(label).is_some())
    };
    let lines = head.lines().take(20);
    lines.map(|line| line.split(separator).take(200).filter(is_known).count()).max().unwrap_or(0)
}

/// Decodes the beginning of a file.
fn head(path: &Path, codec: &'static encoding_rs::Encoding) -> Result<String, Refusal> {
    let mut bytes = Vec::new();
    DecodedFile::open(path, codec)?.take(1 << 16).read_to_end(&mut bytes).map_err(decoding)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Takes the separator that parts the most column labels; where none are known, the one that the
/// first line has most of; the comma where none leads.
fn delimiter_of(head: &str) -> u8 {
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let weight = |separator: char| (known_labels(head, separator), count_outside_quotes(first, separator));
    // Of equal ones the last is taken.
    let separators = [(b';', ';'), (b'\t', '\t'), (b',', ',')];
    separators.into_iter().max_by_key(|(_, separator)| weight(*separator)).map_or(b',', |(byte, _)| byte)
}

fn count_outside_quotes(line: &str, wanted: char) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for character in line.chars() {
        quoted ^= character == '"';
        count += usize::from(character == wanted && !quoted);
    }
    count
}

/// A file as UTF-8 with `\n` at the end of every line, the last one too.
struct DecodedFile {
    file: File,
    decoder: encoding_rs::Decoder,
    encoded: Vec<u8>,
    /// How much of `encoded` has been decoded.
    at: usize,
    decoded: Vec<u8>,
    /// How much of `decoded` has been handed out.
    handed: usize,
    /// The last byte that was decoded, before line ends were unified.
    last: u8,
    /// The last byte that was decoded and is no line end.
    last_mark: u8,
    done: bool,
}

const CHUNK: usize = 1 << 16;

impl DecodedFile {
    fn open(path: &Path, codec: &'static encoding_rs::Encoding) -> io::Result<Self> {
        Ok(Self {
            file: File::open(path)?,
            decoder: codec.new_decoder_with_bom_removal(),
            encoded: Vec::new(),
            at: 0,
            decoded: Vec::new(),
            handed: 0,
            last: 0,
            last_mark: 0,
            done: false,
        })
    }

    /// Decodes the next chunk; leaves `decoded` empty only at the end of the file.
    fn refill(&mut self) -> io::Result<()> {
        self.handed = 0;
        self.decoded.clear();
        while self.decoded.is_empty() && !self.done {
            if self.at == self.encoded.len() {
                self.encoded.resize(CHUNK, 0);
                let read = self.file.read(&mut self.encoded)?;
                self.encoded.truncate(read);
                self.at = 0;
            }
            self.decode()?;
        }
        Ok(())
    }

    fn decode(&mut self) -> io::Result<()> {
        let is_end = self.encoded.is_empty();
        self.decoded.resize(CHUNK, 0);
        let source = &self.encoded[self.at..];
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, &mut self.decoded, is_end);
        self.at += read;
        self.decoded.truncate(written);
        if let encoding_rs::DecoderResult::Malformed(..) = result {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "not in this encoding"));
        }
        self.unify_line_ends();
        let mark = self.decoded.iter().rev().find(|byte| **byte != b'\n');
        self.last_mark = mark.copied().unwrap_or(self.last_mark);
        if is_end && result == encoding_rs::DecoderResult::InputEmpty {
            self.done = true;
            if !matches!(self.last, b'\n' | b'\r') {
                self.decoded.push(b'\n');
            }
        }
        Ok(())
    }

    /// Turns `\r\n` and `\r` into `\n`.
    fn unify_line_ends(&mut self) {
        let mut last = self.last;
        if last == b'\r' || self.decoded.contains(&b'\r') {
            self.decoded.retain_mut(|byte| {
                let continues = last == b'\r' && *byte == b'\n';
                last = *byte;
                if *byte == b'\r' {
                    *byte = b'\n';
                }
                !continues
            });
        } else {
            last = self.decoded.last().copied().unwrap_or(last);
        }
        self.last = last;
    }
}

impl Read for DecodedFile {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.handed == self.decoded.len() {
            self.refill()?;
        }
        let rest = &self.decoded[self.handed..];
        let length = rest.len().min(out.len());
        out[..length].copy_from_slice(&rest[..length]);
        self.handed += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spool::SpoolReader;

    fn lines(bytes: &[u8]) -> anyhow::Result<Vec<(u32, Vec<String>)>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("file.csv");
        std::fs::write(&file, bytes)?;
        spool(&file, folder.path(), None, &Limits::default(), &mut |_| ControlFlow::Continue(()))?;
        let mut reader = SpoolReader::open(folder.path(), 0, 0)?;
        let mut rows = Vec::new();
        while let Some(row) = reader.next()? {
            rows.push((row.number, row.cells().map(|cell| cell.raw.shown()).collect()));
        }
        Ok(rows)
    }

    #[test]
    fn a_row_has_the_number_of_the_line_where_it_begins() -> anyhow::Result<()> {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["甲,乙", "", "1,\"两\n行\"", "2,3", ",", "", "4,5"].join(end).replace('\n', end);
            let text = text.replace("\r\r", "\r");
            let rows = lines(text.as_bytes())?;
            let numbers: Vec<u32> = rows.iter().map(|row| row.0).collect();
            assert_eq!(numbers, if end == "\r" { vec![1, 2, 4, 6] } else { vec![1, 3, 5, 8] }, "{end:?}");
            assert_eq!(rows[1].1, ["1", "两\n行"], "{end:?}");
        }
        Ok(())
    }

    #[test]
    fn the_encoding_is_told_from_the_bytes() -> anyhow::Result<()> {
        let text = "合同编号,合同名称,乙方\r\nHT-1,道路工程,某某建设公司\r\n";
        let expected = lines(text.as_bytes())?;
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
        let wide: Vec<u8> =
            b"\xFF\xFE".iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let bare: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked_big = [b"\xFE\xFF".as_slice(), &big].concat();
        for bytes in [gb.into_owned(), marked, wide, bare, big, marked_big] {
            assert_eq!(lines(&bytes)?, expected);
        }
        let short = encoding_rs::GB18030.encode("供应商名称,联系人\n").0.into_owned();
        assert_eq!(lines(&short)?[0].1, ["供应商名称", "联系人"]);
        let error = lines(b"name,amount\n\xFF\xFE\xFA\x80,1\n").expect_err("no encoding fits");
        assert_eq!(error.downcast_ref(), Some(&Refusal::EncodingUnknown));
        Ok(())
    }

    #[test]
    fn an_open_quotation_mark_does_not_swallow_the_rest_of_the_file() -> anyhow::Result<()> {
        for text in ["a,b\n1,2\n3,\"4\n5,6\n7,8\n", "a,b\n1,2\n3,\"4\n5,6\n7,8"] {
            let error = lines(text.as_bytes()).expect_err("rows would be lost");
            assert_eq!(error.downcast_ref(), Some(&Refusal::QuoteOpen(3)), "{text:?}");
        }
        for text in ["a,b\n1,\"2\n\"", "a,b\n1,\"2\n\"\n", "a,b\n1,5\" pipe\n", "a,b\n1,\"\"\n"] {
            assert_eq!(lines(text.as_bytes())?.len(), 2, "{text:?}");
        }
        Ok(())
    }

    #[test]
    fn tabs_and_semicolons_separate_too() -> anyhow::Result<()> {
        assert_eq!(lines(b"a;b;c\n1;2,5;3\n")?[1].1, ["1", "2,5", "3"]);
        assert_eq!(lines(b"a\tb\tc\n1\t2,5\t3\n")?[1].1, ["1", "2,5", "3"]);
        assert_eq!(lines(b"a,b\n\"1;2;3\",4\n")?[1].1, ["1;2;3", "4"]);
        Ok(())
    }
}
