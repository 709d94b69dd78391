//! What we write comes back as it went.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::path::Path;

use domain::date::Date;
use domain::reading::Reading;
use domain::{Code, Money, Noun, Ratio, Score};
use exchange::write::{self, ExportRow, Sheet};
use exchange::{ColumnType, Encoding, Error, Field, Value, template};
use proptest::prelude::*;

use crate::support::{go, open, rows};

const KINDS: &[Noun] = Noun::ALL;

/// A value that fits a column; of a text anything that a person may type.
fn fitting(kind: Noun, field: Field, seed: u64, text: &str) -> Option<Value> {
    let column = template(kind).column(field.name)?;
    if seed.is_multiple_of(5) && !column.required {
        return None;
    }
    let number = i64::try_from(seed % 1_000_000_007).unwrap_or(0);
    let typed = || if text.trim().is_empty() { format!("T{number}") } else { text.trim().to_owned() };
    match column.kind {
        ColumnType::Ignored => None,
        ColumnType::Code | ColumnType::Reference => Some(Value::Text(format!("00{number}"))),
        ColumnType::Text | ColumnType::Prose => Some(Value::Text(typed())),
        ColumnType::Money => Some(Value::Money(Money::from_fen(number))),
        ColumnType::Score => Score::from_hundredths(number % 10_001).ok().map(Value::Score),
        ColumnType::Ratio => Some(Value::Ratio(Ratio::from_ten_thousandths(number % 10_001))),
        ColumnType::Date => {
            let day = i8::try_from(number % 28 + 1).ok()?;
            Date::new(1950 + i16::try_from(number % 100).ok()?, 12, day).ok().map(Value::Date)
        }
        ColumnType::Flag => Some(Value::Flag(number % 2 == 0)),
        ColumnType::Choice => {
            let labels = column.choices?.labels();
            Some(Value::Choice(labels[usize::try_from(seed).unwrap_or(0) % labels.len()]))
        }
        ColumnType::Integer => Some(Value::Integer(number)),
    }
}

fn exported(kind: Noun, seed: u64, texts: &[String]) -> (Vec<Field>, Vec<ExportRow>) {
    let fields = template(kind).fields(&[2019, 2024], &[1, 3]);
    let row = |(at, text): (usize, &String)| {
        let at = at as u64;
        let value = |(column, field): (usize, &Field)| {
            fitting(kind, *field, seed + at * 31 + column as u64 * 7, text)
        };
        ExportRow {
            id: i64::try_from(at).unwrap_or(0) + 1,
            revision: 3,
            cells: fields.iter().enumerate().map(value).collect(),
        }
    };
    let rows = texts.iter().enumerate().map(row).collect();
    (fields, rows)
}

fn sheet<'a>(
    kind: Noun,
    fields: &[Field],
    rows: &'a mut dyn Iterator<Item = exchange::Result<ExportRow>>,
) -> Sheet<'a> {
    Sheet {
        kind,
        heading: "全部 · 2024-03-05 17:02".to_owned(),
        fields: fields.to_vec(),
        rows,
        total_rows: None,
    }
}

fn write_to(path: &Path, kind: Noun, fields: &[Field], rows: &[ExportRow]) -> exchange::Result<u64> {
    let mut rows = rows.iter().cloned().map(Ok);
    let sheet = sheet(kind, fields, &mut rows);
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("xlsx") => write::workbook(vec![sheet], path, &go),
        Some("gb") => write::csv(sheet, path, Encoding::Gb18030, &go),
        _ => write::csv(sheet, path, Encoding::Utf8, &go),
    }
}

/// Reads an export back and compares every cell.
fn assert_comes_back(path: &Path, kind: Noun, fields: &[Field], written: &[ExportRow]) -> anyhow::Result<()> {
    let shown = path.display();
    let source = open(path)?;
    let found = source.recognise(&Reading::of(Some(kind), None))?;
    assert_eq!(found.exported, !written.is_empty(), "{kind} {shown}");
    let read: Vec<_> = rows(&source, &found)?.into_iter().filter(|row| row.skip.is_none()).collect();
    assert_eq!(read.len(), written.len(), "{kind} {shown}");
    for (read, written) in read.iter().zip(written) {
        for (field, expected) in
            fields.iter().zip(&written.cells).filter(|(field, _)| field.name != "row_number")
        {
            let at = found
                .columns
                .iter()
                .position(|column| column.field == Some(*field))
                .expect("the column is known");
            assert_eq!(read.cells[at].value.as_ref(), Ok(expected), "{kind} {field:?} {shown}");
        }
        let id = found.position("_id").expect("an export knows its records");
        assert_eq!(read.cells[id].value, Ok(Some(Value::Integer(written.id))));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_export_comes_back_cell_by_cell(
        kind in 0..KINDS.len(),
        seed in any::<u32>(),
        texts in proptest::collection::vec("(['=+@/-]|无|N/A|合计|[a-z一-龥０-９, \"\n;]){0,6}", 0..6),
    ) {
        let kind = KINDS[kind];
        let (fields, written) = exported(kind, u64::from(seed), &texts);
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.xlsx", "a.csv", "a.gb"] {
            let path = folder.path().join(name);
            let count = write_to(&path, kind, &fields, &written).expect("it is written");
            prop_assert_eq!(count, written.len() as u64);
            assert_comes_back(&path, kind, &fields, &written).expect("it is read");
        }
    }
}

#[test]
fn every_template_is_known_to_the_importer_and_its_example_is_skipped() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for kind in KINDS {
        for extension in ["xlsx", "csv"] {
            let path = folder.path().join(format!("{kind}.{extension}"));
            write::template_file(*kind, &path)?;
            let source = open(&path)?;
            let found = source.recognise(&Reading::of(None, None))?;
            assert_eq!((found.kind, found.header_row, found.exported), (*kind, 1, false), "{path:?}");
            assert!(found.columns.iter().all(|column| column.field.is_some()), "{path:?}");
            let skips: Vec<_> = rows(&source, &found)?.iter().map(|row| row.skip).collect();
            assert_eq!(skips, [Some(Code::RowIsExample)], "{path:?}");
            if extension == "xlsx" {
                let hidden: Vec<_> =
                    source.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
                assert_eq!(hidden, [(kind.label(), false), ("_lantai", true)]);
            }
        }
    }
    let unknown = write::template_file(Noun::Contract, &folder.path().join("a.xls"));
    assert_eq!(unknown.expect_err("no such format").code(), Code::FileFormatUnknown);
    Ok(())
}

#[test]
fn an_example_that_somebody_changed_is_a_record() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("template.csv");
    write::template_file(Noun::Payment, &path)?;
    let text = std::fs::read_to_string(&path)?.replace("1234.50", "99.00");
    std::fs::write(&path, text)?;
    let source = open(&path)?;
    let found = source.recognise(&Reading::of(None, None))?;
    assert_eq!(rows(&source, &found)?[0].skip, None);
    Ok(())
}

#[test]
fn a_workbook_sums_its_amounts_and_holds_no_formula_from_data() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("付款.xlsx");
    let fields = template(Noun::Payment).fields(&[], &[]);
    let row = |id: i64, fen: i64, purpose: &str| {
        let cell = |field: &Field| match field.name {
            "contract" => Some(Value::Text("HT-1".into())),
            "amount" => Some(Value::Money(Money::from_fen(fen))),
            "purpose" => Some(Value::Text(purpose.into())),
            _ => None,
        };
        ExportRow { id, revision: 1, cells: fields.iter().map(cell).collect() }
    };
    let written = [row(1, 10_010, "=1+1"), row(2, 20_020, "@SUM(A1)")];
    write_to(&path, Noun::Payment, &fields, &written)?;
    let source = open(&path)?;
    let found = source.recognise(&Reading::of(None, None))?;
    assert_eq!((found.header_row, found.data_rows), (2, 3));
    let rows = rows(&source, &found)?;
    let at = |field: &str| found.position(field).expect("the field has a column");
    assert_eq!(rows[2].skip, Some(Code::RowIsSubtotal));
    assert_eq!(rows[2].cells[at("amount")].text, "300.3", "the sum is there without calculating");
    assert_eq!(rows[0].cells[at("purpose")].text, "=1+1");
    assert_eq!(rows[1].cells[at("row_number")].text, "2");

    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path)?)?;
    let xml = std::io::read_to_string(archive.by_name("xl/worksheets/sheet1.xml")?)?;
    let formulas: Vec<&str> =
        xml.split("<f>").skip(1).filter_map(|after| after.split("</f>").next()).collect();
    assert_eq!(formulas, ["SUBTOTAL(109,E3:E4)", "SUBTOTAL(109,G3:G4)"]);
    Ok(())
}

#[test]
fn a_ledger_in_one_workbook_asks_which_sheet_is_meant_only_when_it_must() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("全部.xlsx");
    let texts = ["甲".to_owned(), "乙".to_owned()];
    let ready: Vec<_> = KINDS.iter().map(|kind| (*kind, exported(*kind, 7, &texts))).collect();
    let mut iterators: Vec<_> = ready.iter().map(|(_, (_, rows))| rows.iter().cloned().map(Ok)).collect();
    let sheets =
        ready.iter().zip(&mut iterators).map(|((kind, (fields, _)), rows)| sheet(*kind, fields, rows));
    let rows = u64::try_from(2 * KINDS.len())?;
    assert_eq!(write::workbook(sheets.collect(), &path, &go)?, rows);
    let source = open(&path)?;
    for kind in KINDS {
        let found = source.recognise(&Reading::of(Some(*kind), None))?;
        assert_eq!((found.sheet.as_str(), found.exported), (kind.label(), true));
    }
    let ambiguous = source.recognise(&Reading::of(None, None)).expect_err("every sheet fits");
    assert_eq!(ambiguous.code(), Code::FileSheetAmbiguous);
    assert_eq!(source.recognise(&Reading::of(None, Some("付款")))?.kind, Noun::Payment);
    Ok(())
}

#[test]
fn cancelling_or_failing_rows_leave_the_old_file() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    for name in ["a.xlsx", "a.csv"] {
        let path = folder.path().join(name);
        std::fs::write(&path, "old")?;
        let fields = template(Noun::Supplier).fields(&[], &[]);
        let row = ExportRow { id: 1, revision: 1, cells: vec![None; fields.len()] };
        let told = Cell::new(0);
        let stop = |written| {
            told.set(written);
            ControlFlow::Break(())
        };
        let mut endless = std::iter::repeat_with(|| Ok(row.clone()));
        let sheet_of_many = sheet(Noun::Supplier, &fields, &mut endless);
        let stopped = if name == "a.csv" {
            write::csv(sheet_of_many, &path, Encoding::Utf8, &stop)
        } else {
            write::workbook(vec![sheet_of_many], &path, &stop)
        };
        assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
        assert_eq!(told.get(), 1000);
        let mut failing = std::iter::once_with(|| Err(Error::Rows("the ledger is gone".into())));
        let failed = write::csv(sheet(Noun::Supplier, &fields, &mut failing), &path, Encoding::Utf8, &go);
        assert!(matches!(failed, Err(Error::Rows(_))));
        assert_eq!(std::fs::read_to_string(&path)?, "old");
    }
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 2, "no temporary file stays");
    Ok(())
}

#[test]
fn more_rows_than_a_sheet_holds_are_refused_before_the_first() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("a.xlsx");
    let mut none = std::iter::empty();
    let large = Sheet { total_rows: Some(1_048_576), ..sheet(Noun::Payment, &[], &mut none) };
    let refused = write::workbook(vec![large], &path, &go).expect_err("too many");
    assert_eq!(refused.code(), Code::FileTooManyRows);
    assert!(!path.exists());
    Ok(())
}
