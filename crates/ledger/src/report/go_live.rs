//! The sheets of 上线检查.

use std::path::Path;

use domain::go_live::{GoLiveItem, GoLiveReport, NounTotals};
use domain::health::HealthItem;
use exchange::ColumnType::{Choice, Integer, Money as Amount, Prose, Text};
use exchange::Value;
use jiff::Timestamp;

use super::cells::{Cell, Columns, known, stated, table, text};
use super::{expect_workbook, write};
use crate::{Ledger, Result, Watch};

const AUTOMATIC: Columns<'_> = &[("项目", Text), ("状态", Choice), ("说明", Prose)];

const TOTALS: Columns<'_> = &[
    ("类别", Text),
    ("现在的数量", Integer),
    ("备份中的数量", Integer),
    ("现在的金额合计(元)", Amount),
    ("备份中的金额合计(元)", Amount),
    ("核对", Choice),
];

const MANUAL: Columns<'_> = &[("检查内容", Prose), ("结果", Choice), ("检查人", Text), ("检查时间", Text)];

/// Writes a report to a workbook; returns its rows.
pub(crate) fn write_go_live(
    ledger: &Ledger,
    report: &GoLiveReport,
    to: &Path,
    watch: &dyn Watch,
) -> Result<u64> {
    expect_workbook(to)?;
    let about = format!("兰台 {}，台账结构 {}", report.program_version, report.schema_version);
    let beside = report.backup.as_ref().map(|backup| format!("对照备份 {}", backup.name));
    let said: Vec<&str> = ["上线检查", &about].into_iter().chain(beside.as_deref()).collect();
    let heading = ledger.said(&said);
    let sheet = |name: &str, columns, rows| table(name, &heading, known(columns), rows, None);
    let tables = vec![
        sheet("自动检查", AUTOMATIC, report.items.iter().map(item_row).collect()),
        sheet("数量与金额", TOTALS, report.totals.iter().map(totals_row).collect()),
        sheet("人工检查", MANUAL, report.manual.iter().map(manual_row).collect()),
    ];
    write(tables, to, watch)
}

fn item_row(item: &HealthItem) -> Vec<Cell> {
    let mut params = item.params.clone();
    if let Some(at) = params.get_mut("at") {
        *at = local(at);
    }
    let state = Some(Value::Choice(item.state.label()));
    vec![text(item.name.label()), state, text(&item.code.message_zh(&params))]
}

fn totals_row(row: &NounTotals) -> Vec<Cell> {
    let verdict = if row.same { "一致" } else { "不同" };
    vec![
        text(row.noun.label()),
        Some(Value::Integer(row.count)),
        row.before.map(|before| Value::Integer(before.count)),
        row.amount.map(Value::Money),
        row.before.and_then(|before| before.amount).map(Value::Money),
        row.before.map(|_| Value::Choice(verdict)),
    ]
}

fn manual_row(item: &GoLiveItem) -> Vec<Cell> {
    let done = if item.done_at.is_some() { "已检查" } else { "未检查" };
    let at = item.done_at.as_deref().map(local);
    vec![text(item.label()), Some(Value::Choice(done)), stated(item.done_by.as_ref()), stated(at.as_ref())]
}

/// Returns an instant as the clock of this computer shows it.
fn local(at: &str) -> String {
    let Ok(instant) = at.parse::<Timestamp>() else { return at.to_owned() };
    instant.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
