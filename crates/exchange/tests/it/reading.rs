//! What a person says of a file goes before what the file says of itself.

use std::collections::BTreeMap;

use domain::reading::{Amendments, Basis, ColumnChoice, HeaderRows, Reading, Unit};
use domain::{Code, Noun};
use exchange::{Encoding, Recognition};

use crate::support::{fixture, mapping, open, open_text, rows, value};

fn field(name: &str) -> ColumnChoice {
    ColumnChoice::Field { field: name.to_owned(), ordinal: None, unit: None }
}

fn of_payment(columns: impl IntoIterator<Item = (u32, ColumnChoice)>) -> Reading {
    Reading { columns: columns.into_iter().collect(), ..Reading::of(Some(Noun::Payment), None) }
}

fn bases(found: &Recognition) -> Vec<Option<Basis>> {
    found.columns.iter().map(|column| column.basis).collect()
}

#[test]
fn each_column_says_by_what_its_field_was_found() -> anyhow::Result<()> {
    let text = "合同编号,实付金额(元),付款日期（必填，格式 2024-01-01）,经办部门\nA,1,2024-01-01,x\n";
    let found = open_text(text, Encoding::Utf8)?.recognise(&Reading::default())?;
    assert_eq!(bases(&found), [Some(Basis::Alias), Some(Basis::Label), Some(Basis::Contained), None]);
    let headless = open(&fixture("evaluations_headless.xlsx"))?.recognise(&Reading::default())?;
    assert!(bases(&headless).iter().all(|basis| *basis == Some(Basis::Position)));
    assert_eq!(headless.fingerprint, None, "there is no header to know again");
    Ok(())
}

#[test]
fn a_column_is_what_a_person_takes_it_for() -> anyhow::Result<()> {
    let text = "合同编号,付款金额,本期,付款日期\nHT-1,1,2.5,2024-01-01\n";
    let source = open_text(text, Encoding::Utf8)?;
    let unit = Some(Unit::TenThousand);
    let amount = ColumnChoice::Field { field: "amount".into(), ordinal: None, unit };
    let found = source.recognise(&of_payment([(2, amount)]))?;
    assert_eq!(
        mapping(&found),
        ["合同编号 → contract", "付款金额 → —", "本期 → amount", "付款日期 → paid_on"],
        "the chosen column takes the field from the one with the label"
    );
    assert_eq!(found.columns[2].basis, Some(Basis::Chosen));
    let row = rows(&source, &found)?.remove(0);
    assert_eq!(value(&found, &row, "amount").as_deref(), Ok("25000.00"));
    let left_out = source.propose(&of_payment([(3, ColumnChoice::Nothing)]))?;
    assert_eq!((left_out.columns[3].field, left_out.columns[3].basis), (None, Some(Basis::Chosen)));
    assert_eq!(left_out.missing, ["付款日期"]);
    Ok(())
}

#[test]
fn a_choice_that_makes_no_sense_is_refused() -> anyhow::Result<()> {
    let source = open_text("合同编号,付款金额,付款日期,x\nHT-1,1,2024-01-01,2\n", Encoding::Utf8)?;
    for reading in [
        of_payment([(0, field("no_such_field"))]),
        of_payment([(0, field("_id"))]),
        of_payment([(9, field("remarks"))]),
        of_payment([(0, ColumnChoice::Field { field: "amount".into(), ordinal: Some(2024), unit: None })]),
    ] {
        let refused = source.recognise(&reading).expect_err("no such choice");
        assert_eq!(refused.code(), Code::RequestInvalid, "{reading:?}");
    }
    let both = source.recognise(&of_payment([(1, field("amount")), (3, field("amount"))]));
    assert_eq!(both.expect_err("two columns for one field").code(), Code::FileColumnRepeated);
    Ok(())
}

#[test]
fn a_proposal_shows_what_is_missing_and_what_stands_twice() -> anyhow::Result<()> {
    let source = open_text("合同编号,付款金额,支付金额,日子\nA,1,2,2024-01-01\n", Encoding::Utf8)?;
    let reading = Reading::of(Some(Noun::Payment), None);
    let proposed = source.propose(&reading)?;
    assert_eq!(proposed.missing, ["付款日期"]);
    assert_eq!(proposed.repeated, ["付款金额"]);
    assert_eq!(mapping(&proposed)[1..], ["付款金额 → —", "支付金额 → —", "日子 → —"]);
    let settled = source.recognise(&of_payment([(2, field("amount")), (3, field("paid_on"))]))?;
    let row = rows(&source, &settled)?.remove(0);
    assert_eq!(value(&settled, &row, "amount").as_deref(), Ok("2.00"));
    let unknown = source.propose(&Reading::of(Some(Noun::Supplier), None)).expect_err("no header");
    assert_eq!(unknown.code(), Code::FileHeaderUnknown);
    Ok(())
}

#[test]
fn the_header_is_where_a_person_points() -> anyhow::Result<()> {
    let text = "\
某局付款情况
合同,付,款,说明
编号,金额,时间,
合同编号,付款金额,付款日期,备注
HT-1,1,2024-01-01,甲
";
    let source = open_text(text, Encoding::Utf8)?;
    assert_eq!(source.recognise(&Reading::default())?.header_row, 4);
    let names = [(0, field("contract")), (1, field("amount")), (2, field("paid_on"))];
    let reading = Reading { header: Some(HeaderRows { first: 2, last: 3 }), ..of_payment(names.clone()) };
    let found = source.recognise(&reading)?;
    assert_eq!((found.header, found.data_rows), (HeaderRows { first: 2, last: 3 }, 2));
    let labels: Vec<_> = found.columns.iter().map(|column| column.label.as_str()).collect();
    assert_eq!(labels, ["合同/编号", "付/金额", "款/时间", "说明"]);

    let headless = open_text("HT-1,1,2024-01-01\nHT-2,2,2024-01-02\n", Encoding::Utf8)?;
    let reading = Reading { header: Some(HeaderRows { first: 0, last: 0 }), ..of_payment(names) };
    let found = headless.recognise(&reading)?;
    assert_eq!((found.header_row, found.data_rows, found.columns[1].label.as_str()), (0, 2, "B"));
    assert_eq!(value(&found, &rows(&headless, &found)?[1], "amount").as_deref(), Ok("2.00"));
    let beyond = Reading { header: Some(HeaderRows { first: 7, last: 7 }), ..Reading::default() };
    assert_eq!(headless.propose(&beyond).expect_err("no such row").code(), Code::FileHeaderUnknown);
    Ok(())
}

#[test]
fn a_header_is_known_again_by_its_fingerprint_whatever_its_months() -> anyhow::Result<()> {
    let header = |labels: &str| -> anyhow::Result<Recognition> {
        let source = open_text(&format!("{labels}\n1,XH-1,80,80,x\n"), Encoding::Utf8)?;
        Ok(source.recognise(&Reading::of(Some(Noun::Evaluation), None))?)
    };
    let old = header("序号,合同序号,末次评价得分,2024年度评价得分,部门")?;
    let new = header("序号,合 同 序 号*,末次评价得分,2025年度评价得分,部门")?;
    let other = header("序号,合同序号,末次评价得分,2024年度评价得分,科室")?;
    assert!(old.fingerprint.is_some());
    assert_eq!(old.fingerprint, new.fingerprint);
    let errors = header("序号,合同序号,末次评价得分,2024年度评价得分,部门,错误说明")?;
    assert_eq!(old.fingerprint, errors.fingerprint, "a corrected error workbook is the same table");
    assert_ne!(old.fingerprint, other.fingerprint);
    Ok(())
}

#[test]
fn a_remembered_choice_is_taken_by_the_label_and_yields_to_a_new_one() -> anyhow::Result<()> {
    let source = open_text("合同编号,金额,金额,付款日期\nHT-1,1,2,2024-01-01\n", Encoding::Utf8)?;
    let proposed = source.propose(&Reading::of(Some(Noun::Payment), None))?;
    let keys: Vec<_> = proposed.columns.iter().map(|column| column.key.as_str()).collect();
    assert_eq!(keys, ["合同编号", "金额", "金额#2", "付款日期"]);
    let remembered = BTreeMap::from([
        ("金额#2".to_owned(), field("amount")),
        ("付款日期".to_owned(), field("a_field_of_an_older_program")),
    ]);
    let reading = Reading { remembered, ..Reading::of(Some(Noun::Payment), None) };
    let found = source.recognise(&reading)?;
    assert_eq!(bases(&found), [Some(Basis::Alias), None, Some(Basis::Remembered), Some(Basis::Label)]);
    let chosen = Reading { columns: [(1, field("amount"))].into(), ..reading };
    let found = source.recognise(&chosen)?;
    assert_eq!(mapping(&found)[1..3], ["金额 → amount", "金额 → —"]);
    Ok(())
}

#[test]
fn sheets_say_what_they_look_like_and_rows_can_be_looked_at() -> anyhow::Result<()> {
    let source = open(&fixture("contracts_openpyxl.xlsx"))?;
    let kinds: Vec<_> = source.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.kind)).collect();
    let expected = [("合同台账", Some(Noun::Contract)), ("旧合同", Some(Noun::Contract)), ("说明", None)];
    assert_eq!(kinds, expected);
    let page = source.raw_page("合同台账", 1, 2)?;
    assert_eq!(page.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(page[0].cells[9], "制表日期：2024-12-31");
    assert_eq!(page[0].cells[..9], [""; 9]);
    assert_eq!(source.raw_page("合同台账", 1000, 5)?, []);
    assert_eq!(source.raw_page("无", 0, 5).expect_err("no sheet").code(), Code::FileSheetUnknown);
    Ok(())
}

#[test]
fn an_amended_cell_goes_through_the_same_checks() -> anyhow::Result<()> {
    let text = "合同编号,付款金额,付款日期,备注\nHT-1,一百,2024-01-01,'=1\nHT-2,一百,昨天,\n";
    let source = open_text(text, Encoding::Utf8)?;
    let found = source.recognise(&Reading::default())?;
    let mut amendments = Amendments::default();
    amendments.set_value(1, "一百", "￥1,000元");
    amendments.set_cell(3, 1, "两百");
    amendments.set_cell(3, 2, "2024年3月5日");
    amendments.set_cell(2, 3, "'单引号");
    let amended: Vec<_> = source.rows(&found, &amendments)?.collect::<Result<_, _>>()?;
    assert_eq!(value(&found, &amended[0], "amount").as_deref(), Ok("1000.00"));
    assert_eq!(value(&found, &amended[1], "amount"), Err(Code::CellNotAmount), "the cell goes first");
    assert_eq!(value(&found, &amended[1], "paid_on").as_deref(), Ok("2024-03-05"));
    assert_eq!(value(&found, &amended[0], "remarks").as_deref(), Ok("'单引号"));
    assert_eq!(amended[1].cells[2].text, "2024年3月5日");
    let marks: Vec<_> = amended[1].cells.iter().map(|cell| cell.amended).collect();
    assert_eq!(marks, [false, true, true, false]);
    assert_eq!(source.row(&found, &amendments, 1)?, amended[1]);
    let untouched = rows(&source, &found)?;
    assert_eq!(value(&found, &untouched[1], "paid_on"), Err(Code::CellNotDate), "the file stays as it is");
    Ok(())
}
