//! A downloaded template, with one row filled in and nothing else changed, imports: every kind, in
//! every format, below the example or over it.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use tests::program::Desk;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::kit::{self, count, list, plant};

/// What a clerk fills in, by the label that the template shows.
const FILLED: &[(&str, &[(&str, &str)])] = &[
    ("project", &[("项目编码", "0900"), ("项目名称", "九号机组"), ("项目状态", "进行中")]),
    (
        "procurement",
        &[
            ("招采编号", "ZC-900"),
            ("采购项目名称", "九号采购"),
            ("项目编码", "0101"),
            ("采购方式", "公开招标"),
            ("采购预算金额(元)", "1200000.50"),
            ("公告发布时间", "2024-03-05"),
        ],
    ),
    ("supplier", &[("供应商名称", "己安装有限公司"), ("供应商编码", "0009"), ("状态", "合格")]),
    (
        "contract",
        &[
            ("合同编号", "HT-900"),
            ("合同名称", "九号合同"),
            ("乙方", "甲建设有限公司"),
            ("文件定位", "主合同"),
            ("含税签约合同价（元）", "90000.00"),
            ("合同签订日期", "2024-03-05"),
        ],
    ),
    (
        "payment_plan",
        &[
            ("关联合同编号", "HT-002"),
            ("付款节点", "验收款"),
            ("应付日期", "2024-03-05"),
            ("应付金额(元)", "150000.50"),
        ],
    ),
    (
        "payment",
        &[
            ("关联合同编号", "HT-003"),
            ("实付金额(元)", "900.90"),
            ("付款日期", "2024-03-05"),
            ("退款", "否"),
            ("付款事由", "进度款"),
        ],
    ),
    (
        "settlement",
        &[("合同编号", "HT-002"), ("最终结算金额(元)", "490000.00"), ("结算完成时间", "2024-03-05")],
    ),
    ("evaluation", &[("合同序号", "A-002"), ("末次评价得分", "88.50"), ("2024年度评价得分", "90")]),
    (
        "interview",
        &[
            ("供应商", "甲建设有限公司"),
            ("约谈类型", "履约沟通"),
            ("约谈日期", "2024-03-05"),
            ("约谈人", "周敏"),
            ("约谈原因", "进度"),
            ("约谈内容", "催促进度"),
        ],
    ),
];

/// Where the clerk writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    BelowTheExample,
    OverTheExample,
}

#[test]
fn a_template_with_one_row_filled_in_imports_in_every_kind_and_format() -> Result<()> {
    for kind in kit::KINDS {
        ensure!(FILLED.iter().any(|(known, _)| known == kind), "{kind} is not tried");
    }
    for (kind, cells) in FILLED {
        for extension in ["xlsx", "csv"] {
            for place in [Place::BelowTheExample, Place::OverTheExample] {
                imports(kind, cells, extension, place)
                    .with_context(|| format!("{kind}.{extension} {place:?}"))?;
            }
        }
    }
    Ok(())
}

fn imports(kind: &str, cells: &[(&str, &str)], extension: &str, place: Place) -> Result<()> {
    let desk = plant()?;
    let file = desk.path(format!("{kind}.{extension}"));
    desk.lantai(["template", kind, "--to", file.to_str().context("UTF-8")?])?.ended_with(0)?;
    // The plant evaluates this contract already: the row then is an update.
    let before = list(&desk, kind, &[])?.len();
    let (new, changed) = if kind == "evaluation" { (0, 1) } else { (1, 0) };
    match extension {
        "csv" => fill_text(&file, cells, place)?,
        _ => fill_workbook(&desk, &file, cells, place)?,
    }
    let report = kit::import(&desk, kind, &file, &[])?.ended_with(0)?.json()?;
    let told = (count(&report, "insert"), count(&report, "update"), count(&report, "error"));
    ensure!(told == (Some(new), Some(changed), Some(0)), "{report}");
    let skipped = u64::from(place == Place::BelowTheExample);
    ensure!(count(&report, "skipped") == Some(skipped), "{report}");
    ensure!(list(&desk, kind, &[])?.len() as u64 == before as u64 + new, "the record is not there");
    Ok(())
}

/// The number of the row in which the clerk writes.
fn row_of(place: Place) -> usize {
    match place {
        Place::BelowTheExample => 3,
        Place::OverTheExample => 2,
    }
}

fn fill_text(file: &Path, cells: &[(&str, &str)], place: Place) -> Result<()> {
    let text = fs::read_to_string(file)?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let header = lines.first().context("no header")?.trim_start_matches('\u{feff}').to_owned();
    let labels: Vec<&str> = header.split(',').map(|label| label.trim_matches('"')).collect();
    let mut filled = vec![""; labels.len()];
    for (label, value) in cells {
        filled[column_of(&labels, label)?] = value;
    }
    lines.truncate(row_of(place) - 1);
    lines.push(filled.join(","));
    Ok(fs::write(file, lines.join("\r\n") + "\r\n")?)
}

/// Returns the column of a label; the template marks what is required with a star.
fn column_of(labels: &[&str], wanted: &str) -> Result<usize> {
    let found = labels.iter().position(|label| label.trim_end_matches('*') == wanted);
    found.with_context(|| format!("the template has no {wanted}: {labels:?}"))
}

/// Puts one row into the sheet and leaves every other byte of the workbook as it was.
fn fill_workbook(desk: &Desk, file: &Path, cells: &[(&str, &str)], place: Place) -> Result<()> {
    const SHEET: &str = "xl/worksheets/sheet1.xml";
    let labels = labels_of(file)?;
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut places: Vec<(usize, &str)> =
        cells.iter().map(|(label, value)| Ok((column_of(&labels, label)?, *value))).collect::<Result<_>>()?;
    places.sort_unstable();
    let number = row_of(place);
    let written: Vec<String> = places.iter().map(|(column, value)| cell(*column, number, value)).collect();
    let row = format!(r#"<row r="{number}">{}</row>"#, written.concat());

    let filled = desk.path("filled.xlsx");
    let mut source = ZipArchive::new(File::open(file)?)?;
    let mut target = ZipWriter::new(File::create(&filled)?);
    for index in 0..source.len() {
        let mut entry = source.by_index(index)?;
        if entry.name()? != SHEET {
            target.raw_copy_file(entry)?;
            continue;
        }
        let mut xml = String::new();
        entry.read_to_string(&mut xml)?;
        target.start_file(SHEET, SimpleFileOptions::default())?;
        target.write_all(with_row(&xml, number, &row)?.as_bytes())?;
    }
    // Windows renames no file that is open, and replaces none.
    drop((target.finish()?, source));
    Ok(fs::rename(filled, file)?)
}

fn labels_of(file: &Path) -> Result<Vec<String>> {
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(file)?;
    let sheet = workbook.sheet_names().first().context("no sheet")?.clone();
    let range = workbook.worksheet_range(&sheet)?;
    Ok(range.rows().next().context("no header")?.iter().map(ToString::to_string).collect())
}

/// A cell as Excel writes what was typed: a number as a number, anything else as a text.
fn cell(column: usize, row: usize, value: &str) -> String {
    let letters = rust_xlsxwriter::utility::column_number_to_name(u16::try_from(column).unwrap_or_default());
    if value.parse::<f64>().is_ok() && value.contains('.') {
        format!(r#"<c r="{letters}{row}"><v>{value}</v></c>"#)
    } else {
        format!(r#"<c r="{letters}{row}" t="inlineStr"><is><t>{value}</t></is></c>"#)
    }
}

/// Puts a row below the others, or in the place of the one with its number.
fn with_row(xml: &str, number: usize, row: &str) -> Result<String> {
    let own = format!(r#"<row r="{number}""#);
    let end = "</sheetData>";
    Ok(match xml.find(&own) {
        Some(start) => {
            let length = xml[start..].find("</row>").context("a row without an end")? + "</row>".len();
            format!("{}{row}{}", &xml[..start], &xml[start + length..])
        }
        None => xml.replacen(end, &format!("{row}{end}"), 1),
    })
}
