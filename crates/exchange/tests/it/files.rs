//! Files as departments send them.

use domain::reading::{Amendments, Reading};
use domain::{Code, Noun};
use exchange::{Encoding, Unit};

use crate::support::{fixture, mapping, open, open_text, refusal, rows, value};

#[test]
fn a_contract_ledger_of_openpyxl_and_of_libreoffice_says_the_same() -> anyhow::Result<()> {
    for name in ["contracts_openpyxl.xlsx", "contracts_libreoffice.xlsx"] {
        let source = open(&fixture(name))?;
        let found = source.recognise(&Reading::of(None, None))?;
        assert_eq!(
            (found.kind, found.sheet.as_str(), found.header_row),
            (Noun::Contract, "合同台账", 3),
            "{name}"
        );
        assert!(!found.exported);
        let expected = [
            "序号 → row_number",
            "*合同编号 → code",
            "合同名称 → name",
            "文件定位 → kind",
            "合同来源 → source",
            "甲方单位 → party_a",
            "乙方单位 → supplier",
            "合同金额\n（元） → amount",
            "签订日期 → signed_on",
            "备注 → remarks",
            "经办部门 → —",
        ];
        assert_eq!(mapping(&found), expected, "{name}");
        let rows = rows(&source, &found)?;
        assert_eq!(found.data_rows, 5, "{name}");
        let summary: Vec<_> = rows.iter().map(|row| (row.number, row.skip)).collect();
        let expected =
            [(4, None), (5, None), (7, None), (8, Some(Code::RowIsSubtotal)), (9, Some(Code::RowIsNote))];
        assert_eq!(summary, expected, "{name}");
        let field = |row: usize, field: &str| value(&found, &rows[row], field);
        assert_eq!(field(0, "amount").as_deref(), Ok("1234567.89"));
        assert_eq!(field(0, "signed_on").as_deref(), Ok("2024-03-05"));
        assert_eq!(field(0, "remarks").as_deref(), Ok("第一行\n第二行"));
        assert_eq!(field(1, "code").as_deref(), Ok("1001"));
        assert_eq!(field(1, "amount").as_deref(), Ok("12.30"));
        assert_eq!(field(1, "signed_on").as_deref(), Ok("2024-03-06"));
        assert_eq!(field(2, "kind").as_deref(), Ok("补充协议"));
        assert_eq!(field(2, "amount").as_deref(), Ok("125000.00"));
        assert_eq!(field(2, "remarks").as_deref(), Ok(""));
        assert_eq!(source.row(&found, &Amendments::default(), 2)?, rows[2], "a row is found by its position");
    }
    Ok(())
}

#[test]
fn a_hidden_sheet_is_read_only_when_named() -> anyhow::Result<()> {
    let source = open(&fixture("contracts_openpyxl.xlsx"))?;
    let found = source.recognise(&Reading::of(Some(Noun::Contract), Some("旧合同")))?;
    assert_eq!((found.sheet.as_str(), found.data_rows), ("旧合同", 1));
    let unknown = source.recognise(&Reading::of(None, Some("没有这张表"))).expect_err("no such sheet");
    assert_eq!(unknown.code(), Code::FileSheetUnknown);
    assert_eq!(unknown.params().get("choices").map(String::as_str), Some("合同台账、说明"));
    Ok(())
}

#[test]
fn a_bad_cell_keeps_its_text_and_its_code() -> anyhow::Result<()> {
    let source = open(&fixture("bad_cells.xlsx"))?;
    let found = source.recognise(&Reading::of(Some(Noun::Payment), None))?;
    let rows = rows(&source, &found)?;
    let row =
        |at: usize| ["contract", "amount", "paid_on", "settled"].map(|field| value(&found, &rows[at], field));
    let text = |text: &str| Ok(text.to_owned());
    assert_eq!(
        row(0),
        [
            Err(Code::CellDigitsLost),
            Err(Code::CellTooManyDecimals),
            Err(Code::CellAmbiguousDate),
            Err(Code::CellNotYesOrNo)
        ]
    );
    assert_eq!(row(1), [text("HT-1"), Err(Code::CellFormulaError), Err(Code::CellNotDate), text("true")]);
    assert_eq!(row(2), [text("HT-1"), Err(Code::CellFormulaError), text("2024-03-05"), text("false")]);
    assert_eq!(row(3), [text("HT-1"), text("0.30"), text("2024-03-05"), text("true")]);
    assert_eq!(rows[0].cells[0].text, "4.30102E+17");
    assert_eq!(rows[2].cells[1].text, "#DIV/0!");
    let problem = rows[0].cells[2].value.clone().expect_err("an ambiguous date");
    assert_eq!(problem.field.as_deref(), Some("paid_on"));
    assert_eq!(problem.params.get("value").map(String::as_str), Some("03/05/2024"));
    Ok(())
}

#[test]
fn a_header_of_two_rows_joins() -> anyhow::Result<()> {
    let source = open(&fixture("evaluations_two_rows.xlsx"))?;
    let found = source.recognise(&Reading::of(None, None))?;
    assert_eq!((found.kind, found.header_row, found.data_rows), (Noun::Evaluation, 3, 2));
    let expected = [
        "序号 → row_number",
        "合同序号 → contract",
        "评价得分/履约综合评价得分 → comprehensive_score",
        "评价得分/末次评价得分 → last_score",
        "年度评价得分/2023年 → yearly_score[2023]",
        "年度评价得分/2024年度 → yearly_score[2024]",
        "不定期评价/第一次不定期评价得分 → irregular_score[1]",
        "不定期评价/第2次过程评价得分 → irregular_score[2]",
        "备注 → remarks",
    ];
    assert_eq!(mapping(&found), expected);
    let rows = rows(&source, &found)?;
    let cells: Vec<_> = rows[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(cells, ["1", "XH-001", "", "88", "90.5", "85分", "0", "", "好"]);
    assert_eq!(value(&found, &rows[0], "irregular_score").as_deref(), Ok("0.00"), "0 is a score");
    assert_eq!(value(&found, &rows[1], "last_score"), Err(Code::CellScoreOutOfRange));
    Ok(())
}

#[test]
fn a_lower_label_is_known_under_whatever_group_it_stands() -> anyhow::Result<()> {
    let text = "序号,合同信息,,,乙方,合同金额,累计,预计\n\
                ,合同编号,合同名称,合同类型,,,质保金比例,到期日期\n\
                1,HT-1,甲合同,工程,甲公司,10,5%,2024-01-01\n";
    let found = open_text(text, Encoding::Utf8)?.recognise(&Reading::of(Some(Noun::Contract), None))?;
    assert_eq!(
        mapping(&found),
        [
            "序号 → row_number",
            "合同信息/合同编号 → code",
            "合同信息/合同名称 → name",
            "合同信息/合同类型 → type",
            "乙方 → supplier",
            "合同金额 → amount",
            "累计/质保金比例 → —",
            "预计/到期日期 → —",
        ],
        "but for a group that makes another thing of it"
    );
    let joined = "合同信息/合同编号,合同信息/合同名称,供应商\nHT-1,甲合同,甲公司\n";
    let found = open_text(joined, Encoding::Utf8)?.recognise(&Reading::of(Some(Noun::Contract), None))?;
    let expected = ["合同信息/合同编号 → code", "合同信息/合同名称 → name", "供应商 → supplier"];
    assert_eq!(mapping(&found), expected, "as the workbook of rows left out has it");
    Ok(())
}

#[test]
fn evaluations_without_a_header_are_known_by_their_columns() -> anyhow::Result<()> {
    let source = open(&fixture("evaluations_headless.xlsx"))?;
    let found = source.recognise(&Reading::of(None, None))?;
    assert_eq!((found.kind, found.header_row, found.data_rows), (Noun::Evaluation, 0, 5));
    assert_eq!(mapping(&found)[1], "合同序号 → contract");
    assert_eq!(mapping(&found)[12], "第2次不定期评价得分 → irregular_score[2]");
    let first = rows(&source, &found)?.remove(0);
    assert_eq!((first.number, value(&found, &first, "last_score").as_deref()), (1, Ok("81.00")));

    let fourteen = "1,XH-1,90,80,1,2,3,4,5,6,7,8,9,备注\r\n2,XH-2,,80,,,,,,,,八十,,\r\n";
    let source = open_text(fourteen, Encoding::Gb18030)?;
    let found = source.recognise(&Reading::of(Some(Noun::Evaluation), None))?;
    assert_eq!((found.header_row, found.data_rows, found.columns.len()), (0, 2, 14));
    let second = rows(&source, &found)?.remove(1);
    assert_eq!(value(&found, &second, "irregular_score"), Err(Code::CellNotScore));
    assert_eq!(refusal("1,2,3,4,5,6,7,8,9,10,11,12\n", None)?, Code::FileHeaderUnknown);
    Ok(())
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() -> anyhow::Result<()> {
    let source = open(&fixture("dates_1904.xlsx"))?;
    let found = source.recognise(&Reading::of(None, None))?;
    for row in rows(&source, &found)? {
        assert_eq!(value(&found, &row, "paid_on").as_deref(), Ok("2024-03-05"), "row {}", row.number);
    }
    Ok(())
}

#[test]
fn a_file_is_understood_in_each_encoding() -> anyhow::Result<()> {
    let text = "供应商名称,统一社会信用代码,联系人\r\n某某（北京）公司,91110000100000001X,张三\r\n";
    for encoding in [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be] {
        let source = open_text(text, encoding)?;
        assert_eq!(source.text_format().map(|text| (text.encoding, text.delimiter)), Some((encoding, ',')));
        let found = source.recognise(&Reading::of(None, None))?;
        assert_eq!((found.kind, found.sheet.as_str()), (Noun::Supplier, "文件"));
        let row = rows(&source, &found)?.remove(0);
        assert_eq!((row.number, value(&found, &row, "name").as_deref()), (2, Ok("某某（北京）公司")));
    }
    Ok(())
}

#[test]
fn what_cannot_be_recognised_says_why() -> anyhow::Result<()> {
    assert_eq!(refusal("a,b,c\n1,2,3\n", None)?, Code::FileHeaderUnknown);
    assert_eq!(refusal("合同编号,合同名称,乙方\n", Some(Noun::Payment))?, Code::FileHeaderUnknown);
    assert_eq!(refusal("合同编号,付款金额,备注\n1,2,3\n", Some(Noun::Payment))?, Code::FileColumnMissing);
    let repeated = "合同编号,付款金额,付款日期,付款日期\nA,1,2024-01-01,2024-01-02\n";
    assert_eq!(refusal(repeated, Some(Noun::Payment))?, Code::FileColumnRepeated);
    let two_amounts = "合同编号,付款金额,支付金额,付款日期\nA,1,2,2024-01-02\n";
    assert_eq!(refusal(two_amounts, Some(Noun::Payment))?, Code::FileColumnRepeated);
    Ok(())
}

#[test]
fn of_two_names_for_a_contract_one_is_taken_and_the_other_shown_as_unused() -> anyhow::Result<()> {
    let source = open_text("合同编号,合同序号,末次评价得分\nHT-1,XH-1,90\n", Encoding::Utf8)?;
    let found = source.recognise(&Reading::of(Some(Noun::Evaluation), None))?;
    assert_eq!(mapping(&found), ["合同编号 → —", "合同序号 → contract", "末次评价得分 → last_score"]);
    Ok(())
}

#[test]
fn a_list_of_names_needs_one_column_only() -> anyhow::Result<()> {
    let source = open_text("供应商名称\n甲公司\n乙公司\n", Encoding::Utf8)?;
    let found = source.recognise(&Reading::of(Some(Noun::Supplier), None))?;
    assert_eq!((found.header_row, found.data_rows), (1, 2));
    Ok(())
}

#[test]
fn the_unit_comes_from_the_header_or_from_the_line_above_it() -> anyhow::Result<()> {
    for text in [
        "合同编号,付款金额（万元）,付款日期\nA,1.5,2024-01-01\n",
        "付款台账,,单位：万元\n合同编号,付款金额,付款日期\nA,1.5,2024-01-01\n",
    ] {
        let source = open_text(text, Encoding::Utf8)?;
        let found = source.recognise(&Reading::of(None, None))?;
        assert_eq!(found.columns[1].unit, Unit::TenThousand, "{text}");
        let row = rows(&source, &found)?.remove(0);
        assert_eq!(value(&found, &row, "amount").as_deref(), Ok("15000.00"), "{text}");
    }
    let source = open_text(
        "付款台账,,单位：万元\n合同编号,付款金额（元）,付款日期\nA,1.5,2024-01-01\n",
        Encoding::Utf8,
    )?;
    let found = source.recognise(&Reading::of(None, None))?;
    assert_eq!(found.columns[1].unit, Unit::One);
    Ok(())
}

#[test]
fn rows_that_are_no_records_are_skipped_with_a_reason_and_real_ones_never() -> anyhow::Result<()> {
    let text = "\
序号,合同编号,付款金额,付款日期,备注
1,HT-1,100,2024-01-01,一期小计
,小计,100,,
2,HT-合计,100,2024-01-01,
3,,100,2024-01-01,缺合同编号
4,,,,
序号,合同编号,付款金额,付款日期,备注
注：以上金额含税,,,,
,合计：,200,,
,HT-2,,,
";
    let source = open_text(text, Encoding::Utf8)?;
    let found = source.recognise(&Reading::of(Some(Noun::Payment), None))?;
    let skips: Vec<_> = rows(&source, &found)?.iter().map(|row| row.skip).collect();
    let expected = [
        None,
        Some(Code::RowIsSubtotal),
        None,
        None,
        Some(Code::RowIsNote),
        Some(Code::RowIsNote),
        Some(Code::RowIsNote),
        Some(Code::RowIsSubtotal),
        None,
    ];
    assert_eq!(skips, expected);
    let source =
        open_text("供应商名称,联系人,联系电话\n合计广告公司,张三,1\n一期小计,,\n合计,,\n", Encoding::Utf8)?;
    let found = source.recognise(&Reading::of(Some(Noun::Supplier), None))?;
    let skips: Vec<_> = rows(&source, &found)?.iter().map(|row| row.skip).collect();
    assert_eq!(skips, [None, None, Some(Code::RowIsSubtotal)], "a name that only ends so may be a name");
    Ok(())
}

#[test]
fn a_kind_fits_the_sheet_that_is_of_that_kind() -> anyhow::Result<()> {
    let text =
        "合同编号,付款金额,付款日期,结算价（元）,是否办理结算,结算完成时间\nA,1,2024-01-01,5,是,2024-02-01\n";
    let source = open_text(text, Encoding::Utf8)?;
    assert_eq!(source.recognise(&Reading::of(None, None))?.kind, Noun::Payment);
    let as_settlement = source.recognise(&Reading::of(Some(Noun::Settlement), None))?;
    assert_eq!(as_settlement.kind, Noun::Settlement, "what the user says goes");
    Ok(())
}
