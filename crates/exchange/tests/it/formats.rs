//! The same payments in every format and from every writer there is.

use domain::reading::{Amendments, Reading};
use domain::{Code, Noun};
use exchange::SourceFile;

use crate::support::{fixture, go, options, rows, value};

/// What a file can tell besides its cells.
struct Writer {
    file: &'static str,
    header_row: u32,
    tells_merged: bool,
    tells_hidden: bool,
}

const fn writer(file: &'static str) -> Writer {
    Writer { file, header_row: 3, tells_merged: true, tells_hidden: true }
}

const WRITERS: &[Writer] = &[
    writer("payments_xlsxwriter.xlsx"),
    writer("payments_openpyxl.xlsx"),
    Writer { header_row: 1, tells_merged: false, tells_hidden: false, ..writer("payments_pandas.xlsx") },
    writer("payments_by_hand.xlsx"),
    writer("payments_libreoffice.xlsx"),
    writer("payments.xlsb"),
    writer("payments_odfpy.ods"),
    writer("payments_libreoffice.ods"),
    writer("payments_xlwt.xls"),
    writer("payments_libreoffice.xls"),
];

#[test]
fn every_format_and_every_writer_says_the_same() -> anyhow::Result<()> {
    for Writer { file, header_row, .. } in WRITERS {
        let source = SourceFile::open(&fixture(file), &options(), &go)?;
        let found = source.recognise(&Reading::default())?;
        let place = (found.kind, found.sheet.as_str(), found.header_row);
        assert_eq!(place, (Noun::Payment, "付款", *header_row), "{file}");
        let rows = rows(&source, &found)?;
        let field = |field: &str| rows.iter().map(|row| value(&found, row, field)).collect::<Vec<_>>();
        let text = |text: &str| Ok(text.to_owned());
        assert_eq!(field("contract"), ["HT-1", "HT-1", "HT-1", "0012", "HT-3"].map(text), "{file}");
        let amounts = ["100.50", "200.00", "300.00", "400.00"].map(text);
        assert_eq!(field("amount")[..4], amounts, "{file}");
        assert!(matches!(field("amount")[4], Err(Code::CellFormulaError | Code::CellNotAmount)), "{file}");
        let days = ["2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08", "2024-03-09"].map(text);
        assert_eq!(field("paid_on"), days, "{file}");
        assert_eq!(field("purpose")[..2], ["第一行\n第二行", "进度款"].map(text), "{file}");
        let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
        let expected: Vec<u32> = (header_row + 1..header_row + 6).collect();
        assert_eq!(numbers, expected, "{file}");
    }
    Ok(())
}

#[test]
fn what_fails_in_a_formula_is_an_error_and_never_empty() -> anyhow::Result<()> {
    for Writer { file, .. } in WRITERS {
        let source = SourceFile::open(&fixture(file), &options(), &go)?;
        let found = source.recognise(&Reading::default())?;
        let last = rows(&source, &found)?.remove(4);
        let amount = &last.cells[1];
        assert!(amount.value.is_err() && amount.text.starts_with('#'), "{file}: {amount:?}");
    }
    Ok(())
}

#[test]
fn merged_cells_are_filled_down_with_a_note() -> anyhow::Result<()> {
    for Writer { file, .. } in WRITERS.iter().filter(|writer| writer.tells_merged) {
        let source = SourceFile::open(&fixture(file), &options(), &go)?;
        let found = source.recognise(&Reading::default())?;
        let rows = rows(&source, &found)?;
        let noted = |code: Code| -> Vec<u32> {
            let with = rows.iter().filter(|row| row.notes.iter().any(|note| note.code == code));
            with.map(|row| row.number).collect()
        };
        assert_eq!(noted(Code::CellFilledDown), [5, 6], "{file}");
        let note = &rows[1].notes[0];
        assert_eq!(note.params.get("columns").map(String::as_str), Some("合同编号"), "{file}");
    }
    Ok(())
}

#[test]
fn hidden_rows_and_columns_are_read_and_told() -> anyhow::Result<()> {
    for Writer { file, tells_hidden, tells_merged, .. } in WRITERS {
        let source = SourceFile::open(&fixture(file), &options(), &go)?;
        let found = source.recognise(&Reading::default())?;
        assert_eq!(source.sheets()[0].hidden_rows, u32::from(*tells_hidden), "{file}");
        if !tells_merged || !tells_hidden {
            continue;
        }
        let hidden: Vec<_> =
            found.columns.iter().filter(|column| column.hidden).map(|column| column.label.as_str()).collect();
        assert_eq!(hidden, ["经办部门"], "{file}");
        let row = source.row(&found, &Amendments::default(), 3)?;
        assert_eq!(row.notes.iter().map(|note| note.code).collect::<Vec<_>>(), [Code::RowIsHidden], "{file}");
        assert_eq!(row.skip, None, "a row that is filtered out is data all the same");
    }
    Ok(())
}

#[test]
fn a_pasted_block_is_read_like_a_file() -> anyhow::Result<()> {
    let block = "合同编号\t付款金额\t付款日期\t付款事由\r\nHT-1\t\"1,000.50\"\t2024-03-05\t\"第一行\n第\"\"二\"\"行\"\r\n'0012\t2,000\t2024/3/6\t=5\r\n";
    let source = SourceFile::from_text("粘贴的内容", block, &options())?;
    assert_eq!((source.name(), source.sheets()[0].name.as_str()), ("粘贴的内容", "粘贴的内容"));
    let found = source.recognise(&Reading::default())?;
    let rows = rows(&source, &found)?;
    assert_eq!(value(&found, &rows[0], "purpose").as_deref(), Ok("第一行\n第\"二\"行"));
    assert_eq!(value(&found, &rows[0], "amount").as_deref(), Ok("1000.50"));
    assert_eq!(value(&found, &rows[1], "amount").as_deref(), Ok("2000.00"));
    assert_eq!((rows[0].number, rows[1].number), (2, 4));
    let empty = SourceFile::from_text("粘贴的内容", " \n", &options()).expect_err("nothing there");
    assert_eq!(empty.code(), Code::FileEmpty);
    assert_eq!(empty.params().get("path").map(String::as_str), Some("粘贴的内容"));
    Ok(())
}

#[test]
fn an_amount_that_is_merged_over_rows_is_an_error_where_it_may_not_be_shared() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("付款.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let format = rust_xlsxwriter::Format::new();
    for (column, label) in (0..).zip(["合同编号", "付款金额", "付款日期", "结算价（元）", "序号"])
    {
        sheet.write(0, column, label)?;
    }
    for row in 1..=2 {
        sheet.write(row, 0, "HT-1")?.write(row, 2, "2024-03-05")?;
    }
    sheet.merge_range(1, 1, 2, 1, "500", &format)?.merge_range(1, 3, 2, 3, "900", &format)?;
    sheet.merge_range(1, 4, 2, 4, "1", &format)?;
    book.save(&file)?;
    let source = SourceFile::open_trusted(&file, &options(), &go)?;
    let found = source.recognise(&Reading::default())?;
    let second = rows(&source, &found)?.remove(1);
    assert_eq!(value(&found, &second, "amount"), Err(Code::CellMergedAmount));
    assert_eq!(second.cells[1].text, "500");
    assert_eq!(value(&found, &second, "settlement_amount").as_deref(), Ok("900.00"), "stated for both");
    assert_eq!(second.notes[0].params.get("columns").map(String::as_str), Some("结算价（元）"));
    let mut amendments = Amendments::default();
    amendments.set_cell(3, 1, "250");
    let amended = source.row(&found, &amendments, 1)?;
    assert_eq!(value(&found, &amended, "amount").as_deref(), Ok("250.00"), "a person settles it");
    Ok(())
}
