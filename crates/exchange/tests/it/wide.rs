//! Tables of payments with a column for each month or half-year.

use domain::reading::{Amendments, Reading};
use domain::{Code, Noun};
use exchange::{Encoding, ImportRow, Part};

use crate::support::{mapping, open_text, rows, value};

const TABLE: &str = "\
付款汇总表,,,,,,单位：万元
合同编号或序号,付款金额,结算价（元）,2019年1月,2019-02-01,2019年下半年,2019年合计
HT-1,9,,1,2.5,,3.5
HT-2,,800,,0,-,
HT-3,,,,,,
HT-4,,,一千,3,4,7
合计,9,800,1,5.5,4,
";

fn summary(row: &ImportRow) -> (u32, Part, Option<Code>) {
    (row.number, row.part, row.skip)
}

#[test]
fn every_filled_month_is_a_payment_and_no_other_cell() -> anyhow::Result<()> {
    let source = open_text(TABLE, Encoding::Utf8)?;
    let found = source.recognise(&Reading::default())?;
    assert_eq!((found.kind, found.header_row), (Noun::Payment, 2));
    assert!(found.is_wide());
    let expected = [
        "合同编号或序号 → contract",
        "付款金额 → —",
        "结算价（元） → settlement_amount",
        "2019年1月 → paid_in[1901]",
        "2019-02-01 → paid_in[1902]",
        "2019年下半年 → paid_in[1952]",
        "2019年合计 → —",
    ];
    assert_eq!(mapping(&found), expected, "an amount beside the months is their total");
    let rows = rows(&source, &found)?;
    let expected = [
        (3, Part::Of(3), None),
        (3, Part::Of(4), None),
        (4, Part::Beside, None),
        (5, Part::Beside, Some(Code::RowHasNoPayment)),
        (6, Part::Of(3), None),
        (6, Part::Of(4), None),
        (6, Part::Of(5), None),
        (7, Part::Whole, Some(Code::RowIsSubtotal)),
    ];
    assert_eq!(rows.iter().map(summary).collect::<Vec<_>>(), expected);
    assert_eq!(found.data_rows, 8);
    let texts = |row: &ImportRow| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&rows[1]), ["HT-1", "9", "", "", "2.5", "", "3.5"]);
    assert_eq!(value(&found, &rows[0], "paid_in").as_deref(), Ok("10000.00"), "in 万元");
    assert_eq!(value(&found, &rows[4], "paid_in"), Err(Code::CellNotAmount), "never an empty month");
    assert_eq!(value(&found, &rows[2], "settlement_amount").as_deref(), Ok("800.00"));
    Ok(())
}

#[test]
fn a_record_is_found_by_its_position_and_an_amendment_moves_none() -> anyhow::Result<()> {
    let source = open_text(TABLE, Encoding::Utf8)?;
    let found = source.recognise(&Reading::default())?;
    let none = Amendments::default();
    for (index, row) in (0..).zip(rows(&source, &found)?) {
        assert_eq!(source.row(&found, &none, index)?, row, "{index}");
    }
    let mut amendments = Amendments::default();
    amendments.set_cell(3, 3, "");
    amendments.set_cell(6, 3, "0.1");
    let amended: Vec<_> = source.rows(&found, &amendments)?.collect::<Result<_, _>>()?;
    assert_eq!(amended.len(), 8);
    assert_eq!(value(&found, &amended[0], "paid_in").as_deref(), Ok(""));
    assert_eq!(value(&found, &amended[4], "paid_in").as_deref(), Ok("1000.00"));
    assert_eq!(source.row(&found, &amendments, 4)?, amended[4]);
    Ok(())
}

#[test]
fn months_under_their_year_are_read_and_months_beside_a_payment_are_not() -> anyhow::Result<()> {
    let two_rows = "合同编号,2023年,,2024年,\n,11月,12月,1月,2月\nHT-1,1,,3,\n";
    let source = open_text(two_rows, Encoding::Utf8)?;
    let found = source.recognise(&Reading::of(Some(Noun::Payment), None))?;
    let expected = [
        "合同编号 → contract",
        "2023年/11月 → paid_in[2311]",
        "2023年/12月 → paid_in[2312]",
        "2024年/1月 → paid_in[2401]",
        "2024年/2月 → paid_in[2402]",
    ];
    assert_eq!(mapping(&found), expected);
    let long = "合同编号,付款金额,付款日期,2024年1月\nHT-1,1,2024-01-05,1\n";
    let source = open_text(long, Encoding::Utf8)?;
    let found = source.recognise(&Reading::default())?;
    assert!(!found.is_wide());
    assert_eq!(mapping(&found)[3], "2024年1月 → —");
    Ok(())
}
