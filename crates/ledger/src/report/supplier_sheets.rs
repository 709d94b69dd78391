//! The sheets of 供应商档案.

use domain::detail::SupplierDetail;
use domain::supplier::SupplierRow;
use exchange::ColumnType::{
    Choice, Code, Date, Integer, Money as Amount, Prose, Ratio as Percent, Score as Points, Text,
};
use exchange::Value;
use exchange::write::Table;

use super::cells::{Cell, Columns, grade, known, money, stated, table, text};
use super::evaluations::Ordinals;
use super::{contracts, interviews};

const SUMMARY: Columns<'_> = &[
    ("供应商名称", Text),
    ("供应商编码", Code),
    ("统一社会信用代码", Code),
    ("曾用名", Text),
    ("类别", Text),
    ("联系人", Text),
    ("联系电话", Code),
    ("状态", Choice),
    ("状态日期", Date),
    ("状态原因", Prose),
    ("承接合同", Integer),
    ("在执行", Integer),
    ("合同总额", Amount),
    ("已付", Amount),
    ("付款进度", Percent),
    ("平均得分", Points),
    ("等级", Choice),
    ("约谈", Integer),
    ("违约", Integer),
];

/// Returns the four sheets of a report on suppliers.
pub(super) fn report(files: &[SupplierDetail], heading: &str) -> Vec<Table> {
    let undertaken = files.iter().flat_map(|file| contracts::rows(&file.contracts, &file.evaluations));
    let evaluations = || files.iter().flat_map(|file| &file.evaluations);
    let ordinals = Ordinals::of(evaluations());
    let evaluated = evaluations().map(|row| ordinals.row(row)).collect();
    let talks = files.iter().flat_map(|file| &file.interviews).map(interviews::row).collect();
    let summary = files.iter().map(summary_row).collect();
    let below = contracts::totals_below(files.iter().flat_map(|file| &file.contracts));
    vec![
        table("汇总", heading, known(SUMMARY), summary, Some(summary_totals(files))),
        table("合同", heading, known(contracts::COLUMNS), undertaken.collect(), Some(below)),
        table("评价", heading, ordinals.columns(), evaluated, None),
        table("约谈", heading, known(interviews::COLUMNS), talks, None),
    ]
}

fn summary_row(file: &SupplierDetail) -> Vec<Cell> {
    let (row, record): (&SupplierRow, _) = (&file.row, &file.supplier.record);
    let former = (!row.former_names.is_empty()).then(|| Value::Text(row.former_names.join("、")));
    vec![
        text(&row.name),
        stated(row.code.as_ref()),
        stated(row.uscc.as_ref()),
        former,
        stated(row.category.as_ref()),
        stated(row.contact.as_ref()),
        stated(row.phone.as_ref()),
        Some(Value::Choice(row.status.label())),
        record.status_on.map(Value::Date),
        stated(record.status_reason.as_ref()),
        Some(Value::Integer(row.contracts)),
        Some(Value::Integer(row.in_execution)),
        money(row.total_amount),
        money(row.paid),
        row.progress.map(Value::Ratio),
        row.mean_score.map(Value::Score),
        grade(row.grade.as_ref()),
        Some(Value::Integer(row.interviews)),
        Some(Value::Integer(row.breaches)),
    ]
}

fn summary_totals(files: &[SupplierDetail]) -> Vec<Cell> {
    let count =
        |of: fn(&SupplierRow) -> i64| Some(Value::Integer(files.iter().map(|file| of(&file.row)).sum()));
    let totals = contracts::totals(files.iter().flat_map(|file| &file.contracts));
    let mut below = vec![text("合计")];
    below.resize(10, None);
    below.extend([count(|row| row.contracts), count(|row| row.in_execution)]);
    below.extend([money(totals.amount), money(totals.paid), totals.progress.map(Value::Ratio)]);
    below.extend([None, None, count(|row| row.interviews), count(|row| row.breaches)]);
    below
}
