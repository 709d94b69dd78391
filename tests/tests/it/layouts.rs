//! Saved layouts of exports: some columns of a list, in another order, under other headings.

use anyhow::{Context, Result};
use calamine::{Data, Reader, Xlsx};
use ledger::domain::layout::LayoutColumn;
use ledger::domain::list::ListQuery;
use ledger::domain::{Code, Noun};
use ledger::{Home, Ledger, Unwatched};
use serde_json::{Map, Value, json};
use tests::program::Desk;

use crate::kit;

fn columns(fields: &[(&str, &str)]) -> Vec<LayoutColumn> {
    let column = |(field, heading): &(&str, &str)| LayoutColumn {
        field: (*field).to_owned(),
        heading: (*heading).to_owned(),
    };
    fields.iter().map(column).collect()
}

fn rows(path: &std::path::Path, sheet: &str) -> Result<Vec<Vec<Data>>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path)?;
    Ok(workbook.worksheet_range(sheet)?.rows().skip(1).map(<[Data]>::to_vec).collect())
}

fn text(text: &str) -> Data {
    Data::String(text.to_owned())
}

/// Keeps layouts as the window does.
fn keep(desk: &Desk, exports: Value) -> Result<()> {
    let home = Home::at(desk.home());
    Ok(home.keep_preferences(&Map::from_iter([("exports".to_owned(), exports)]))?)
}

#[test]
fn a_list_is_exported_in_the_columns_and_the_order_that_are_asked_for() -> Result<()> {
    let desk = kit::plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let path = desk.path("合同.xlsx");
    let asked = columns(&[
        ("progress", "进度"),
        ("code", "编号"),
        ("status", "状态"),
        ("amount", "合同金额"),
        ("signed_on", "签订"),
        ("paid", "已付款"),
    ]);
    let query = ListQuery::default();
    assert_eq!(ledger.export_columns(Noun::Contract, &query, &asked, &path, None, &Unwatched)?, 4);
    let rows = rows(&path, "合同")?;
    let head: Vec<Data> = ["进度", "编号", "状态", "合同金额", "签订", "已付款"].map(text).to_vec();
    assert_eq!(rows[0], head);
    let main = rows.iter().find(|row| row[1] == "HT-001").context("HT-001")?;
    assert!(matches!(main[0], Data::Float(ratio) if (0.45..0.46).contains(&ratio)), "{main:?}");
    assert_eq!((&main[2], &main[3]), (&text("在执行"), &Data::Float(1_000_000.0)));
    assert!(matches!(main[4], Data::DateTime(_)), "{main:?}");
    let totals = rows.last().context("totals")?;
    assert_eq!((&totals[0], &totals[3]), (&text("合计"), &Data::Float(1_700_000.0)));
    assert_eq!(totals[5], Data::Float(1_050_000.5), "each payment once, as the list says");
    Ok(())
}

#[test]
fn the_scores_of_a_year_are_a_column_and_words_stay_words() -> Result<()> {
    let desk = kit::plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let path = desk.path("评价.csv");
    let asked = columns(&[
        ("contract_code", "合同"),
        ("yearly_scores:2023", "2023"),
        ("irregular_scores:1", "第一次"),
        ("comprehensive_origin", "来源"),
        ("grade", "等级"),
    ]);
    ledger.export_columns(Noun::Evaluation, &ListQuery::default(), &asked, &path, None, &Unwatched)?;
    let written = std::fs::read_to_string(&path)?;
    let lines: Vec<&str> = written.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(lines[0], "合同,2023,第一次,来源,等级");
    assert!(lines.contains(&"HT-001,84.50,,计算,良好"), "{lines:?}");
    assert!(lines.contains(&"HT-002,,60.00,导入,合格"), "{lines:?}");
    Ok(())
}

/// What programs read of a record that is no column of a list.
const NO_COLUMNS: &[(&str, &[&str])] = &[
    ("contract", &["days_left", "release_days"]),
    ("evaluation", &["yearly_scores", "irregular_scores"]),
    ("interview", &["days_left"]),
];

#[test]
fn every_field_of_every_list_can_be_exported_as_the_list_has_it() -> Result<()> {
    let desk = kit::plant()?;
    let lists = kit::everything(&desk)?;
    let ledger = Ledger::open(&desk.ledger())?;
    for (kind, listed) in kit::KINDS.iter().zip(lists) {
        let noun = Noun::from_name(kind).context("a kind")?;
        let query = ListQuery::default();
        let Some(first) = listed.first().and_then(Value::as_object) else { continue };
        let mut unknown: Vec<&str> = Vec::new();
        for field in first.keys() {
            let path = desk.path(format!("{kind}.csv"));
            // A line of one empty cell would be no line: something that is never empty stands beside it.
            let beside = ["code", "contract_code", "name"].into_iter().find(|key| first.contains_key(*key));
            let asked = columns(&[(field, "值"), (beside.context("a key")?, "键")]);
            match ledger.export_columns(noun, &query, &asked, &path, None, &Unwatched) {
                Err(error) if error.code() == Code::ListUnknownField => unknown.push(field),
                written => {
                    assert_eq!(written?, listed.len() as u64, "{kind}");
                    let cells = csv::Reader::from_path(&path)?.into_records();
                    for (cell, record) in cells.zip(&listed) {
                        let cell = cell?.get(0).unwrap_or_default().to_owned();
                        assert_eq!(cell, shown(field, &record[field]), "{kind} {field}");
                    }
                }
            }
        }
        let expected = NO_COLUMNS.iter().find(|(of, _)| of == kind).map_or(&[][..], |(_, fields)| fields);
        unknown.sort_unstable();
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(unknown, expected, "{kind}");
    }
    Ok(())
}

/// Returns what a cell shows of a value.
fn shown(field: &str, value: &Value) -> String {
    match (field, value) {
        ("grade", Value::Null) => "未评价".to_owned(),
        (_, Value::Null) => String::new(),
        (_, Value::Bool(flag)) => if *flag { "是" } else { "否" }.to_owned(),
        ("comprehensive_origin", Value::String(origin)) => {
            if origin == "computed" { "计算" } else { "导入" }.to_owned()
        }
        ("progress", Value::String(ratio)) => {
            let percent = ratio.parse::<f64>().unwrap_or(f64::NAN) * 100.0;
            format!("{}%", (percent * 100.0).round() / 100.0)
        }
        (_, Value::Array(names)) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("、"),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Object(_)) => "{}".to_owned(),
    }
}

#[test]
fn columns_that_cannot_be_written_are_refused() -> Result<()> {
    let desk = kit::plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let refused = |noun, fields: &[(&str, &str)]| -> Result<Code> {
        let path = desk.path("x.xlsx");
        let query = ListQuery::default();
        let asked = ledger.export_columns(noun, &query, &columns(fields), &path, None, &Unwatched);
        anyhow::ensure!(!path.exists());
        Ok(asked.err().context("refused")?.code())
    };
    assert_eq!(refused(Noun::Contract, &[])?, Code::LayoutEmpty);
    assert_eq!(refused(Noun::Contract, &[("code", " ")])?, Code::LayoutHeadingMissing);
    assert_eq!(refused(Noun::Contract, &[("yearly_scores:2023", "2023")])?, Code::ListUnknownField);
    assert_eq!(refused(Noun::Payment, &[("remaining", "未付")])?, Code::ListUnknownField);
    Ok(())
}

#[test]
fn the_command_line_exports_by_the_layouts_of_the_window() -> Result<()> {
    let desk = kit::plant()?;
    let none = desk.lantai(["layouts"])?.ended_with(0)?;
    assert!(none.stdout.starts_with("类别"), "{none:?}");
    let layout = json!({
        "name": "付款月报",
        "columns": [{ "field": "amount", "heading": "金额" }, { "field": "contract_code", "heading": "合同" }],
        "format": "csv_gb18030",
    });
    keep(&desk, json!({ "payment": [layout] }))?;
    let told = desk.lantai(["layouts", "--json"])?.ended_with(0)?.json()?;
    assert_eq!(told[0]["kind"], "payment");
    assert_eq!((&told[0]["name"], &told[0]["columns"][0]["heading"]), (&json!("付款月报"), &json!("金额")));
    assert_eq!(desk.lantai(["layouts", "contract", "--json"])?.ended_with(0)?.json()?, json!([]));

    let path = desk.path("付款.csv");
    let to = path.to_str().context("UTF-8")?;
    desk.lantai(["export", "payment", "--layout", "付款月报", "--to", to])?.ended_with(0)?;
    let bytes = std::fs::read(&path)?;
    let (decoded, _, broken) = encoding_rs::GB18030.decode(&bytes);
    assert!(!broken && decoded.starts_with("金额,合同\r\n"), "{decoded}");
    assert!(decoded.contains("150000.50,HT-001"), "{decoded}");
    let unknown = desk.lantai(["export", "payment", "--layout", "年报", "--to", to])?.ended_with(2)?;
    assert!(
        unknown.stderr.contains("[layout.unknown]") && unknown.stderr.contains("付款月报"),
        "{unknown:?}"
    );
    let all = desk.lantai(["export", "all", "--layout", "付款月报", "--to", to])?.ended_with(2)?;
    assert!(all.stderr.contains("[layout.needs_kind]"), "{all:?}");
    Ok(())
}
