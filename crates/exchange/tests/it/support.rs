//! What the tests share.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use domain::reading::{Amendments, Reading};
use domain::{Code, Noun};
use exchange::{
    Encoding, Error, ImportRow, Limits, OpenOptions, OwnTemplates, Recognition, SourceFile, Value,
};

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

pub(crate) fn options() -> OpenOptions {
    OpenOptions {
        reader: PathBuf::from(env!("CARGO_BIN_EXE_workbook-reader")),
        scratch: std::env::temp_dir(),
        encoding: None,
        limits: Limits::default(),
        own: OwnTemplates::default(),
    }
}

pub(crate) fn go(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Opens a file in this process.
pub(crate) fn open(path: &Path) -> Result<SourceFile, Error> {
    SourceFile::open_trusted(path, &options(), &go)
}

/// Opens a text as a CSV file.
pub(crate) fn open_text(text: &str, encoding: Encoding) -> anyhow::Result<SourceFile> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("文件.csv");
    let bytes: Vec<u8> = match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Gb18030 => encoding_rs::GB18030.encode(text).0.into_owned(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    };
    std::fs::write(&path, bytes)?;
    Ok(open(&path)?)
}

pub(crate) fn rows(source: &SourceFile, recognition: &Recognition) -> anyhow::Result<Vec<ImportRow>> {
    Ok(source.rows(recognition, &Amendments::default())?.collect::<Result<_, _>>()?)
}

/// Returns each column as `label → field`.
pub(crate) fn mapping(recognition: &Recognition) -> Vec<String> {
    let field = |column: &exchange::Column| match column.field {
        None => "—".to_owned(),
        Some(field) => {
            field.ordinal.map_or(field.name.to_owned(), |ordinal| format!("{}[{ordinal}]", field.name))
        }
    };
    recognition.columns.iter().map(|column| format!("{} → {}", column.label, field(column))).collect()
}

/// Returns the value of a field as text, or the code of what is wrong with it.
pub(crate) fn value(recognition: &Recognition, row: &ImportRow, field: &str) -> Result<String, Code> {
    let at = recognition.position(field).expect("the field has a column");
    match &row.cells[at].value {
        Ok(value) => Ok(value.as_ref().map_or_else(String::new, shown)),
        Err(problem) => Err(problem.code),
    }
}

pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Money(money) => money.to_string(),
        Value::Score(score) => score.to_string(),
        Value::Ratio(ratio) => ratio.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Flag(flag) => flag.to_string(),
        Value::Choice(word) => (*word).to_owned(),
        Value::Integer(number) => number.to_string(),
    }
}

/// Opens and recognises a text; returns the code of what went wrong.
pub(crate) fn refusal(text: &str, kind: Option<Noun>) -> anyhow::Result<Code> {
    let source = open_text(text, Encoding::Utf8)?;
    let error = source.recognise(&Reading::of(kind, None)).expect_err("the file is refused");
    Ok(error.code())
}
