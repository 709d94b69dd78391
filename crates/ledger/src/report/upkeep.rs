//! 运维记录 in one workbook: what a site shows to an auditor.

use std::path::Path;

use domain::access::Operation;
use domain::minute::Minute;
use domain::upkeep::{DrillRecord, Incident, SystemChange, UpkeepQuery, UpkeepRecord};
use exchange::ColumnType::{Choice, Code, Integer, Prose, Text};
use exchange::Value;

use super::cells::{Cell, Columns, known, stated, table, text};
use super::{expect_workbook, write};
use crate::{Ledger, Result, Watch};

const INCIDENTS: Columns<'_> = &[
    ("等级", Choice),
    ("标题", Text),
    ("进展", Choice),
    ("发现时间", Code),
    ("发现人", Text),
    ("确认时间", Code),
    ("定位时间", Code),
    ("处置时间", Code),
    ("处置人", Text),
    ("复盘时间", Code),
    ("处置用时（分钟）", Integer),
    ("描述", Prose),
    ("原因", Prose),
    ("改进措施", Prose),
    ("相关操作与备份", Text),
];

const CHANGES: Columns<'_> = &[
    ("标题", Text),
    ("进展", Choice),
    ("内容", Prose),
    ("风险与回退办法", Prose),
    ("申请时间", Code),
    ("申请人", Text),
    ("评估时间", Code),
    ("评估人", Text),
    ("批准时间", Code),
    ("批准人", Text),
    ("实施时间", Code),
    ("实施人", Text),
    ("结果", Choice),
    ("结果时间", Code),
    ("确认人", Text),
    ("结果说明", Prose),
    ("相关操作与备份", Text),
];

const DRILLS: Columns<'_> = &[
    ("演练类型", Choice),
    ("演练时间", Code),
    ("演练人", Text),
    ("演练内容", Prose),
    ("演练结果", Choice),
    ("用时（秒）", Integer),
    ("发现的问题", Prose),
    ("相关操作与备份", Text),
];

impl Ledger {
    /// Writes the records that are asked for to a workbook with the sheets 故障, 变更 and 演练;
    /// returns how many.
    ///
    /// # Errors
    ///
    /// `file.format_unknown` for any other ending than `.xlsx`.
    pub fn export_upkeep(&self, query: &UpkeepQuery, to: &Path, watch: &dyn Watch) -> Result<u64> {
        expect_workbook(to)?;
        self.refuse_unless_may(Operation::Export)?;
        let about = match (query.year, query.open) {
            (Some(year), _) => format!("{year} 年运维记录"),
            (None, _) => "运维记录".to_owned(),
        };
        let state = query.open.map_or("全部", |open| if open { "未关闭" } else { "已关闭" });
        let heading = self.said(&[&about, state]);
        let sheet = |name: &str, columns, rows| table(name, &heading, known(columns), rows, None);
        let tables = vec![
            sheet(Incident::KIND.label(), INCIDENTS, self.rows(query, incident)?),
            sheet(SystemChange::KIND.label(), CHANGES, self.rows(query, change)?),
            sheet(DrillRecord::KIND.label(), DRILLS, self.rows(query, drill)?),
        ];
        write(tables, to, watch)
    }

    fn rows<T: storage::upkeep::Kept>(
        &self,
        query: &UpkeepQuery,
        row: fn(&T) -> Vec<Cell>,
    ) -> Result<Vec<Vec<Cell>>> {
        Ok(self.upkeep::<T>(query)?.iter().map(|stored| row(&stored.record)).collect())
    }
}

fn incident(incident: &Incident) -> Vec<Cell> {
    vec![
        Some(Value::Choice(incident.level.label())),
        text(&incident.title),
        Some(Value::Choice(incident.stage().label())),
        time(Some(incident.found_at)),
        text(&incident.found_by),
        time(incident.confirmed_at),
        time(incident.located_at),
        time(incident.handled_at),
        stated(incident.handled_by.as_ref()),
        time(incident.analysed_at),
        incident.minutes_to_handle().map(Value::Integer),
        stated(incident.description.as_ref()),
        stated(incident.cause.as_ref()),
        stated(incident.measures.as_ref()),
        stated(incident.links.as_ref()),
    ]
}

fn change(change: &SystemChange) -> Vec<Cell> {
    vec![
        text(&change.title),
        Some(Value::Choice(change.stage().label())),
        stated(change.description.as_ref()),
        stated(change.risk.as_ref()),
        time(Some(change.applied_at)),
        text(&change.applied_by),
        time(change.assessed_at),
        stated(change.assessed_by.as_ref()),
        time(change.approved_at),
        stated(change.approved_by.as_ref()),
        time(change.done_at),
        stated(change.done_by.as_ref()),
        change.outcome.map(|outcome| Value::Choice(outcome.label())),
        time(change.concluded_at),
        stated(change.concluded_by.as_ref()),
        stated(change.note.as_ref()),
        stated(change.links.as_ref()),
    ]
}

fn drill(drill: &DrillRecord) -> Vec<Cell> {
    vec![
        Some(Value::Choice(drill.kind.label())),
        time(Some(drill.held_at)),
        text(&drill.held_by),
        text(&drill.scope),
        Some(Value::Choice(drill.result.label())),
        drill.seconds.map(|seconds| Value::Integer(i64::from(seconds))),
        stated(drill.findings.as_ref()),
        stated(drill.links.as_ref()),
    ]
}

/// A time as it was entered; a sheet has no type for a time to the minute that every reader shows
/// alike.
fn time(at: Option<Minute>) -> Cell {
    at.map(|at| Value::Text(at.to_string()))
}
