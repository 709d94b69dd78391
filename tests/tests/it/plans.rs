//! What a person settles about a file: columns, cells, words, suppliers, rows; and what of it the
//! next file uses again.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tests::program::Desk;

use crate::kit::{codes, count, everything, import, list, plant, record, text_file};

const ODD: &str = "\
合同编号,实付（不含质保）,到账,经办
HT-003,100,2024-05-01,张
HT-003,200,2024-06-01,李
";

/// Columns that nobody could know, and what a person takes them for.
const CHOSEN: [&str; 4] = ["--column", "实付（不含质保）=amount", "--column", "到账=paid_on"];

fn memory(desk: &Desk) -> Result<Value> {
    desk.lantai(["imports", "memory", "--json"])?.ended_with(0)?.json()
}

#[test]
fn a_mapping_made_once_is_used_for_the_next_file_with_this_header() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "五月.csv", ODD)?;
    let refused = import(&desk, "payment", &file, &[])?.ended_with(2)?;
    assert!(refused.stderr.contains("file.header_unknown"), "{refused:?}");
    import(&desk, "payment", &file, &[&CHOSEN[..], &["--dry-run"]].concat())?.ended_with(0)?;
    assert_eq!(memory(&desk)?["mappings"], json!([]), "a rehearsal decides nothing");
    let report = import(&desk, "payment", &file, &CHOSEN)?.ended_with(0)?.json()?;
    assert_eq!(count(&report, "insert"), Some(2));
    let known = memory(&desk)?;
    assert_eq!(known["mappings"][0]["file"], "五月.csv");
    // Another file, other rows, the same header: nobody is asked again.
    let next = text_file(&desk, "六月.csv", &ODD.replace("2024-0", "2023-0"))?;
    let report = import(&desk, "payment", &next, &[])?.ended_with(0)?.json()?;
    assert_eq!(count(&report, "insert"), Some(2));
    let basis = |seq: usize| -> Result<Value> {
        let imports = desk.lantai(["imports", "list", "--json"])?.json()?;
        Ok(imports[seq]["columns"][1]["basis"].clone())
    };
    assert_eq!((basis(0)?, basis(1)?), (json!("remembered"), json!("chosen")));
    let fingerprint = known["mappings"][0]["fingerprint"].as_str().context("a fingerprint")?;
    desk.lantai(["imports", "forget", fingerprint])?.ended_with(0)?;
    let again = desk.lantai(["imports", "forget", fingerprint])?.ended_with(2)?;
    assert!(again.stderr.contains("import.not_remembered"), "{again:?}");
    import(&desk, "payment", &next, &[])?.ended_with(2)?;
    Ok(())
}

#[test]
fn a_column_can_be_left_out_and_an_unknown_one_is_refused_by_name() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "a.csv", "合同编号,付款金额,付款日期,付款事由\nHT-003,1,2024-05-01,预付\n")?;
    import(&desk, "payment", &file, &["--column", "付款事由=-"])?.ended_with(0)?;
    assert_eq!(record(&desk, "payment", "contract_code", "HT-003")?["purpose"], Value::Null);
    for wrong in ["没有这列=amount", "付款金额=no_such_field", "付款金额"] {
        let refused = import(&desk, "payment", &file, &["--column", wrong])?.ended_with(2)?;
        assert!(refused.stderr.contains("request.invalid"), "{refused:?}");
    }
    Ok(())
}

#[test]
fn a_cell_written_anew_goes_through_the_same_checks() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,付款金额,付款日期\nHT-003,一百,2024-05-01\nHT-003,200,2024-06-01\n";
    let file = text_file(&desk, "a.csv", text)?;
    let wrong = import(&desk, "payment", &file, &["--cell", "2:付款金额=两百"])?.ended_with(1)?.json()?;
    assert_eq!(codes(&wrong), ["cell.not_amount"]);
    assert_eq!(wrong["issues"][0]["value"], "两百");
    let report = import(&desk, "payment", &file, &["--cell", "2:付款金额=100"])?.ended_with(0)?.json()?;
    assert_eq!(count(&report, "insert"), Some(2));
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["paid"], "300.00");
    Ok(())
}

#[test]
fn a_word_is_decided_once_for_all_equal_cells_and_for_files_to_come() -> Result<()> {
    let desk = plant()?;
    let text = "招采编号,采购项目名称,采购方式\nZC-1,甲,公开\nZC-2,乙,公开\nZC-3,丙,邀请招标\n";
    let file = text_file(&desk, "a.csv", text)?;
    let wrong = import(&desk, "procurement", &file, &[])?.ended_with(1)?.json()?;
    assert_eq!(codes(&wrong), ["cell.not_choice"; 2]);
    let decided = ["--value", "采购方式:公开=公开招标"];
    import(&desk, "procurement", &file, &decided)?.ended_with(0)?;
    assert_eq!(record(&desk, "procurement", "code", "ZC-2")?["method"], "公开招标");
    let next = text_file(&desk, "b.csv", "采购项目名称,招采编号,采购方式\n丁,ZC-4,公开\n")?;
    import(&desk, "procurement", &next, &[])?.ended_with(0)?;
    assert_eq!(record(&desk, "procurement", "code", "ZC-4")?["method"], "公开招标");
    let known = memory(&desk)?;
    assert_eq!(
        (&known["values"][0]["text"], &known["values"][0]["becomes"]),
        (&json!("公开"), &json!("公开招标"))
    );
    desk.lantai(["imports", "forget", &known["values"][0]["id"].to_string()])?.ended_with(0)?;
    let file = text_file(&desk, "c.csv", "采购项目名称,招采编号,采购方式\n戊,ZC-5,公开\n")?;
    import(&desk, "procurement", &file, &[])?.ended_with(1)?;
    Ok(())
}

const NEWCOMERS: &str = "\
合同编号,合同名称,乙方
HT-101,一,甲建设公司
HT-102,二,甲建设公司
HT-103,三,丙新公司
HT-104,四,乙老厂
HT-105,五,某某
";

#[test]
fn each_unknown_supplier_is_whoever_a_person_says() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "a.csv", NEWCOMERS)?;
    let decided = [
        "--decide",
        "甲建设公司=is:甲建设有限公司",
        "--decide",
        "丙新公司=new",
        "--decide",
        "乙老厂=former:乙设备有限公司",
        "--decide",
        "某某=nobody",
        "--create-suppliers",
        "--accept-valid",
    ];
    let before = list(&desk, "supplier", &[])?.len();
    let report = import(&desk, "contract", &file, &decided)?.ended_with(1)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "error")), (Some(4), Some(1)), "{report}");
    assert_eq!(codes(&report), ["row.supplier_unknown"]);
    let supplier =
        |code: &str| -> Result<Value> { Ok(record(&desk, "contract", "code", code)?["supplier"].clone()) };
    assert_eq!(supplier("HT-101")?, "甲建设有限公司");
    assert_eq!(supplier("HT-102")?, "甲建设有限公司");
    assert_eq!(supplier("HT-103")?, "丙新公司");
    assert_eq!(supplier("HT-104")?, "乙设备有限公司");
    let renamed = record(&desk, "supplier", "name", "乙设备有限公司")?;
    assert_eq!(renamed["former_names"], json!(["乙老厂"]));
    assert_eq!(list(&desk, "supplier", &[])?.len(), before + 1);
    // What is settled stays settled; who was nobody is asked about again.
    let next = text_file(&desk, "b.csv", &NEWCOMERS.replace("HT-1", "HT-2"))?;
    let report = import(&desk, "contract", &next, &["--accept-valid"])?.ended_with(1)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "error")), (Some(4), Some(1)), "{report}");
    let entries = desk.lantai(["imports", "list", "--json"])?.json()?;
    // One undo takes back the contracts, the new supplier and the former name.
    for seq in [0, 1] {
        desk.lantai(["journal", "undo", &entries[seq]["seq"].to_string()])?.ended_with(0)?;
    }
    assert_eq!(list(&desk, "supplier", &[])?.len(), before);
    assert_eq!(record(&desk, "supplier", "name", "乙设备有限公司")?["former_names"], json!([]));
    Ok(())
}

#[test]
fn a_row_can_be_left_out() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\nHT-404,2,2024-05-01\nHT-003,3,2024-05-02\n";
    let file = text_file(&desk, "a.csv", text)?;
    let report = import(&desk, "payment", &file, &["--leave-out", "3"])?.ended_with(0)?.json()?;
    assert_eq!((count(&report, "insert"), count(&report, "skipped")), (Some(2), Some(1)));
    assert_eq!(codes(&report), ["row.left_out"]);
    Ok(())
}

#[test]
fn the_header_is_where_a_person_says() -> Result<()> {
    let desk = plant()?;
    let text =
        "合同编号,付款金额,付款日期\n说明,示例,示例\n合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\n";
    let file = text_file(&desk, "a.csv", text)?;
    let report = import(&desk, "payment", &file, &["--header-row", "3"])?.ended_with(0)?.json()?;
    assert_eq!(report["rows"].as_array().map(Vec::len), Some(1), "{report}");
    let refused = import(&desk, "payment", &file, &["--header-row", "4-3"])?.ended_with(2)?;
    assert!(refused.stderr.contains("request.invalid"), "{refused:?}");
    Ok(())
}

#[test]
fn each_mode_touches_the_records_it_says_and_no_others() -> Result<()> {
    let text = "项目编码,项目名称\n0101,新名\n0109,新项目\n";
    for (mode, expected, wrong) in [
        ("upsert", (1, 1, 0), None),
        ("insert", (1, 0, 1), Some("row.exists")),
        ("update", (0, 1, 1), Some("row.missing")),
    ] {
        let desk = plant()?;
        let file = text_file(&desk, "a.csv", text)?;
        let run = import(&desk, "project", &file, &["--mode", mode, "--accept-valid"])?;
        let report = run.ended_with(i32::from(wrong.is_some()))?.json()?;
        let counts = ["insert", "update", "error"].map(|action| count(&report, action).unwrap_or_default());
        assert_eq!((counts[0], counts[1], counts[2]), expected, "{mode}: {report}");
        assert_eq!(codes(&report), wrong.into_iter().collect::<Vec<_>>(), "{mode}");
        let names: Vec<Value> = list(&desk, "project", &[])?.iter().map(|one| one["name"].clone()).collect();
        assert_eq!(names.contains(&json!("新名")), mode != "insert", "{mode}");
        assert_eq!(names.contains(&json!("新项目")), mode != "update", "{mode}");
    }
    Ok(())
}

#[test]
fn a_code_that_differs_in_case_alone_is_told_with_the_known_one() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,合同名称,乙方\nht-001,甲,甲建设有限公司\nHT-777,乙,甲建设有限公司\n";
    let file = text_file(&desk, "a.csv", text)?;
    let report = import(&desk, "contract", &file, &["--dry-run"])?.ended_with(0)?.json()?;
    assert_eq!(codes(&report), ["row.code_looks_known"]);
    let message = report["issues"][0]["message"].as_str().context("a message")?;
    assert!(message.contains("HT-001"), "{message}");
    assert_eq!(
        (&report["issues"][0]["column"], &report["issues"][0]["severity"]),
        (&json!("合同编号"), &json!("warning"))
    );
    Ok(())
}

#[test]
fn an_interview_about_another_suppliers_contract_is_told() -> Result<()> {
    let desk = plant()?;
    let text = "供应商,关联合同,约谈日期,约谈人,约谈原因,约谈内容\n\
        乙设备有限公司,HT-001,2024-05-01,张三,进度,进度慢\n\
        乙设备有限公司,HT-002,2024-05-02,张三,进度,进度慢\n";
    let file = text_file(&desk, "a.csv", text)?;
    let report = import(&desk, "interview", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(codes(&report), ["interview.contract_of_other"], "{report}");
    assert_eq!(report["issues"][0]["row"], 2);
    Ok(())
}

#[test]
fn a_deadline_that_nobody_would_be_reminded_of_is_warned_of() -> Result<()> {
    let desk = plant()?;
    let text = "供应商,约谈日期,约谈人,约谈原因,约谈内容,整改期限,跟进状态\n\
        甲建设有限公司,2024-05-01,张三,进度,进度慢,2024-06-01,待整改\n\
        乙设备有限公司,2024-05-02,张三,进度,进度慢,2024-06-02,仅记录\n\
        乙设备有限公司,2024-05-03,张三,质量,返工,,仅记录\n";
    let file = text_file(&desk, "a.csv", text)?;
    let report = import(&desk, "interview", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(codes(&report), ["interview.deadline_unwatched"], "{report}");
    assert_eq!(
        (&report["issues"][0]["row"], &report["issues"][0]["column"]),
        (&json!(3), &json!("整改期限"))
    );
    Ok(())
}

#[test]
fn a_reference_that_fits_two_contracts_names_both() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,合同序号,合同名称,乙方\nA-001,,又一份,甲建设有限公司\n";
    import(&desk, "contract", &text_file(&desk, "a.csv", text)?, &[])?.ended_with(0)?;
    let text = "合同编号,付款金额,付款日期\nA-001,1,2024-05-01\n";
    let file = text_file(&desk, "b.csv", text)?;
    let report = import(&desk, "payment", &file, &[])?.ended_with(1)?.json()?;
    assert_eq!(codes(&report), ["row.reference_ambiguous"]);
    let message = report["issues"][0]["message"].as_str().context("a message")?;
    assert!(message.contains("A-001") && message.contains("HT-001"), "{message}");
    Ok(())
}

#[test]
fn all_sheets_of_a_workbook_are_one_import_with_one_undo() -> Result<()> {
    let desk = plant()?;
    let whole = desk.path("全部.xlsx").to_string_lossy().into_owned();
    desk.lantai(["export", "all", "--to", &whole])?.ended_with(0)?;
    let other = Desk::with_ledger()?;
    let call = ["import", &whole, "--all-sheets", "--json"];
    let rehearsed = other.lantai(call.iter().chain(&["--dry-run"]))?.ended_with(0)?.json()?;
    assert_eq!((&rehearsed["committed"], everything(&other)?.concat().len()), (&json!(false), 0));
    let report = other.lantai(call)?.ended_with(0)?.json()?;
    assert_eq!(rehearsed["sheets"][3]["counts"], report["sheets"][3]["counts"]);
    let inserted: u64 =
        report["sheets"].as_array().into_iter().flatten().filter_map(|sheet| count(sheet, "insert")).sum();
    assert_eq!(usize::try_from(inserted)?, everything(&desk)?.concat().len());
    assert_eq!(everything(&other)?, everything(&desk)?);
    let history = other.lantai(["imports", "list", "--json"])?.json()?;
    assert_eq!(history.as_array().map(Vec::len), Some(1), "{history}");
    assert_eq!(history[0]["counts"]["insert"], inserted);
    other.lantai(["journal", "undo", &report["journal_seq"].to_string()])?.ended_with(0)?;
    assert_eq!(everything(&other)?.concat().len(), 0);
    Ok(())
}

#[test]
fn a_wrong_row_in_one_sheet_keeps_all_sheets_out() -> Result<()> {
    let desk = plant()?;
    let file = desk.path("两张.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheets = [
        ("付款", ["合同编号", "付款金额", "付款日期"], ["HT-003", "一百", "2024-05-01"]),
        ("项目", ["项目编码", "项目名称", "项目负责人"], ["0200", "新项目", "张三"]),
    ];
    for (name, header, row) in sheets {
        let sheet = book.add_worksheet().set_name(name)?;
        for (column, (label, cell)) in (0_u16..).zip(header.iter().zip(row)) {
            sheet.write_string(0, column, *label)?.write_string(1, column, cell)?;
        }
    }
    book.save(&file)?;
    let before = everything(&desk)?;
    let path = file.to_string_lossy().into_owned();
    let report = desk.lantai(["import", &path, "--all-sheets", "--json"])?.ended_with(1)?.json()?;
    assert_eq!((&report["committed"], &report["sheets"][0]["kind"]), (&json!(false), &json!("project")));
    assert_eq!(everything(&desk)?, before);
    let call = ["import", &path, "--all-sheets", "--accept-valid", "--json"];
    let report = desk.lantai(call)?.ended_with(1)?.json()?;
    assert_eq!(report["committed"], true);
    assert_eq!(record(&desk, "project", "code", "0200")?["name"], "新项目");
    Ok(())
}

/// Twice the labels of payments: those above are of last year, and nobody could tell.
const TWO_HEADERS: &str = "\
合同编号,付款金额,付款日期,上年
合同编号,付款金额,付款日期,本年
HT-003,100,2024-05-01,
";

#[test]
fn a_header_row_pointed_at_once_is_found_again_where_nobody_would_look() -> Result<()> {
    let desk = plant()?;
    let file = text_file(&desk, "五月.csv", TWO_HEADERS)?;
    let wrong = import(&desk, "payment", &file, &["--dry-run"])?.json()?;
    assert_ne!(codes(&wrong), Vec::<&str>::new(), "the second header is taken for data");
    import(&desk, "payment", &file, &["--header-row", "2"])?.ended_with(0)?;
    let known = memory(&desk)?;
    assert_eq!(
        (&known["mappings"][0]["file"], &known["mappings"][0]["columns"]),
        (&json!("五月.csv"), &json!({}))
    );
    // The next month has a line more above, and other rows.
    let next = format!("六月付款,,,\n{}", TWO_HEADERS.replace("2024-05", "2024-06"));
    let next = text_file(&desk, "六月.csv", &next)?;
    let report = import(&desk, "payment", &next, &[])?.ended_with(0)?.json()?;
    assert_eq!((count(&report, "insert"), report["rows"][0]["row"].as_u64()), (Some(1), Some(4)), "{report}");
    Ok(())
}
