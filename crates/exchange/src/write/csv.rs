//! Text files that Excel opens by a double click.

use std::io::Write;
use std::path::Path;

use rust_decimal::Decimal;

use super::publish::publish;
use super::{Sheet, Watch, cell_of, look};
use crate::parse::text::protected;
use crate::template::template;
use crate::value::Value;
use crate::{Encoding, Error, Result};

/// Writes the records of a sheet, without its heading, and returns how many.
pub fn csv(sheet: Sheet<'_>, to: &Path, encoding: Encoding, watch: Watch<'_>) -> Result<u64> {
    let template = template(sheet.kind);
    publish(to, |writer| {
        let mut lines = Lines { writer, to, encoding, line: String::new() };
        lines.begin()?;
        let labels = sheet.fields.iter().map(|field| template.label_of(*field));
        lines.write(labels.chain(["_id".to_owned(), "_revision".to_owned()]))?;
        let mut written = 0;
        for row in sheet.rows {
            let row = row?;
            written += 1;
            let cells = sheet.fields.iter().zip(row.cells);
            let cells =
                cells.map(|(field, cell)| cell_of(*field, cell, written).map_or_else(String::new, text_of));
            lines.write(cells.chain([row.id.to_string(), row.revision.to_string()]))?;
            look(written, watch)?;
        }
        Ok(written)
    })
}

/// Writes lines of texts, such as the template's.
pub(super) fn lines(to: &Path, lines: &[Vec<String>]) -> Result<()> {
    publish(to, |writer| {
        let mut writer = Lines { writer, to, encoding: Encoding::Utf8, line: String::new() };
        writer.begin()?;
        lines.iter().try_for_each(|line| writer.write(line.iter().cloned()))
    })
}

/// Writes a header and rows of texts as they come, and returns how many rows.
pub(super) fn rows(
    to: &Path,
    encoding: Encoding,
    header: Vec<String>,
    rows: impl Iterator<Item = Result<Vec<String>>>,
    watch: Watch<'_>,
) -> Result<u64> {
    publish(to, |writer| {
        let mut lines = Lines { writer, to, encoding, line: String::new() };
        lines.begin()?;
        lines.write(header.into_iter())?;
        let mut written = 0;
        for row in rows {
            lines.write(row?.into_iter())?;
            written += 1;
            look(written, watch)?;
        }
        Ok(written)
    })
}

struct Lines<'a, W> {
    writer: W,
    to: &'a Path,
    encoding: Encoding,
    line: String,
}

impl<W: Write> Lines<'_, W> {
    /// Without a mark Excel takes UTF-8 for the encoding of its country.
    fn begin(&mut self) -> Result<()> {
        self.put(self.encoding.mark())
    }

    fn write(&mut self, fields: impl Iterator<Item = String>) -> Result<()> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        for (index, field) in fields.enumerate() {
            if index > 0 {
                line.push(',');
            }
            push_quoted(&mut line, &field);
        }
        line.push_str("\r\n");
        let bytes = self.encoding.encode(&line);
        self.put(&bytes)?;
        self.line = line;
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.writer.write_all(bytes).map_err(|error| Error::writing(self.to, error))
    }
}

fn push_quoted(line: &mut String, field: &str) {
    if field.contains([',', '"', '\n', '\r', ';', '\t']) || field.starts_with(' ') || field.ends_with(' ') {
        line.push('"');
        line.push_str(&field.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(field);
    }
}

/// Returns a value as the importer reads it back. Only texts need protection: a number with a
/// minus sign is no formula.
pub(super) fn text_of(value: Value) -> String {
    match value {
        Value::Text(text) => protected(&text).into_owned(),
        Value::Money(money) => money.to_string(),
        Value::Score(score) => score.to_string(),
        Value::Ratio(ratio) => format!("{}%", (ratio.value() * Decimal::ONE_HUNDRED).normalize()),
        Value::Date(date) => date.to_string(),
        Value::Flag(flag) => flag_word(flag).to_owned(),
        Value::Choice(word) => word.to_owned(),
        Value::Integer(number) => number.to_string(),
    }
}

pub(super) fn flag_word(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}
