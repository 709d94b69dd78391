//! The talks of a report.

use domain::interview::InterviewRow;
use exchange::ColumnType::{Choice, Code, Date, Prose, Text};
use exchange::Value;

use super::cells::{Cell, Columns, stated, text};

pub(super) const COLUMNS: Columns<'_> = &[
    ("供应商", Text),
    ("约谈日期", Date),
    ("约谈类型", Choice),
    ("关联合同", Code),
    ("约谈人", Text),
    ("供应商代表", Text),
    ("约谈原因", Prose),
    ("约谈内容", Prose),
    ("整改要求", Prose),
    ("整改期限", Date),
    ("处理结果", Prose),
    ("跟进状态", Choice),
];

pub(super) fn row(row: &InterviewRow) -> Vec<Cell> {
    let talk = &row.interview;
    vec![
        text(&row.supplier),
        Some(Value::Date(talk.held_on)),
        Some(Value::Choice(talk.kind.label())),
        stated(row.contract_code.as_ref()),
        text(&talk.interviewer),
        stated(talk.representative.as_ref()),
        text(&talk.reason),
        text(&talk.content),
        stated(talk.rectification.as_ref()),
        talk.due_on.map(Value::Date),
        stated(talk.result.as_ref()),
        Some(Value::Choice(talk.status.label())),
    ]
}
