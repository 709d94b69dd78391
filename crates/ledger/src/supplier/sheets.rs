//! The sheets of a report on suppliers, and of the page 承接项目.

use std::collections::BTreeSet;

use domain::contract::ContractRow;
use domain::detail::SupplierDetail;
use domain::evaluation::{EvaluationRow, ScoreOrigin};
use domain::interview::InterviewRow;
use domain::supplier::SupplierRow;
use domain::undertaking::{Family, UndertakenTotals, Undertaking, undertaken};
use domain::{Money, Score};
use exchange::write::{Table, TableColumn};
use exchange::{ColumnType, Value};

use ColumnType::{
    Choice, Code, Date, Integer, Money as Amount, Prose, Ratio as Percent, Score as Points, Text,
};

type Cell = Option<Value>;
type Columns<'c> = &'c [(&'c str, ColumnType)];

const NOT_EVALUATED: &str = "未评价";

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

const CONTRACTS: Columns<'_> = &[
    ("供应商", Text),
    ("合同编号", Code),
    ("合同序号", Code),
    ("合同名称", Text),
    ("文件定位", Choice),
    ("关联主合同", Code),
    ("合同类型", Choice),
    ("执行状态", Choice),
    ("签约合同价", Amount),
    ("合同总价", Amount),
    ("已付", Amount),
    ("应付基数", Amount),
    ("付款进度", Percent),
    ("未付", Amount),
    ("签订日期", Date),
    ("开始日期", Date),
    ("到期日期", Date),
    ("综合得分", Points),
    ("等级", Choice),
];

const UNDERTAKEN: Columns<'_> = &[
    ("合同编号", Code),
    ("合同序号", Code),
    ("合同名称", Text),
    ("合同类型", Choice),
    ("执行状态", Choice),
    ("补充及解除", Integer),
    ("合同总价", Amount),
    ("已付", Amount),
    ("应付基数", Amount),
    ("付款进度", Percent),
    ("未付", Amount),
    ("签订日期", Date),
    ("到期日期", Date),
    ("综合得分", Points),
    ("等级", Choice),
];

const INTERVIEWS: Columns<'_> = &[
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

/// Returns the four sheets of a report.
pub(super) fn report(files: &[SupplierDetail], heading: &str) -> Vec<Table> {
    let table = |name: &str, columns, rows, totals| Table {
        name: name.to_owned(),
        heading: heading.to_owned(),
        columns,
        rows,
        totals,
    };
    let summary = files.iter().map(summary_row).collect();
    let contracts: Vec<Vec<Cell>> = files.iter().flat_map(contract_rows).collect();
    let interviews = files.iter().flat_map(|file| &file.interviews).map(interview_row).collect::<Vec<_>>();
    let (columns, evaluations) = evaluations(files);
    vec![
        table("汇总", known(SUMMARY), summary, Some(summary_totals(files))),
        table("合同", known(CONTRACTS), contracts, Some(contract_totals(files))),
        table("评价", columns, evaluations, None),
        table("约谈", known(INTERVIEWS), interviews, None),
    ]
}

/// Returns the sheet of what one supplier has undertaken, as the page shows it.
pub(super) fn undertaken_sheet(undertaking: &Undertaking, heading: String) -> Table {
    let totals = &undertaking.totals;
    let mut below = vec![text("合计"), None, None, None, None, None];
    below.extend([money(totals.amount), money(totals.paid), money(totals.base)]);
    below.extend([totals.progress.map(Value::Ratio), money(totals.remaining), None, None, None, None]);
    Table {
        name: "承接项目".to_owned(),
        heading,
        columns: known(UNDERTAKEN),
        rows: undertaking.families.iter().map(undertaken_row).collect(),
        totals: Some(below),
    }
}

fn undertaken_row(family: &Family) -> Vec<Cell> {
    let row = &family.contract;
    vec![
        text(&row.code),
        stated(row.sequence.as_ref()),
        text(&row.name),
        row.category.map(|category| Value::Choice(category.label())),
        Some(Value::Choice(row.status.label())),
        Some(Value::Integer(family.children)),
        row.family_amount.map(Value::Money),
        money(row.paid),
        row.base.map(Value::Money),
        row.progress.map(Value::Ratio),
        row.remaining.map(Value::Money),
        row.signed_on.map(Value::Date),
        row.ends_on.map(Value::Date),
        family.score.map(Value::Score),
        grade(family.grade.as_ref()),
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
    let totals = totals(files);
    let mut below = vec![text("合计")];
    below.resize(10, None);
    below.extend([count(|row| row.contracts), count(|row| row.in_execution)]);
    below.extend([money(totals.amount), money(totals.paid), totals.progress.map(Value::Ratio)]);
    below.extend([None, None, count(|row| row.interviews), count(|row| row.breaches)]);
    below
}

/// Each family: its main contract with the figures of the family, then its children, of which
/// only the own amount stands there, so that every column adds up.
fn contract_rows(file: &SupplierDetail) -> Vec<Vec<Cell>> {
    let families = undertaken(file, None).families;
    let mut rows = Vec::with_capacity(file.contracts.len());
    for family in &families {
        rows.push(contract_row(&family.contract, Some(family)));
        let children = file.contracts.iter();
        let own = children.filter(|row| row.parent_code.as_ref() == Some(&family.contract.code));
        rows.extend(own.map(|child| contract_row(child, None)));
    }
    let known = |code: &String| families.iter().any(|family| family.contract.code == *code);
    let strays =
        file.contracts.iter().filter(|row| row.parent_code.as_ref().is_some_and(|code| !known(code)));
    rows.extend(strays.map(|child| contract_row(child, None)));
    rows
}

fn contract_row(row: &ContractRow, family: Option<&Family>) -> Vec<Cell> {
    let of_family = |value: Option<Value>| family.and(value);
    vec![
        text(&row.supplier),
        text(&row.code),
        stated(row.sequence.as_ref()),
        text(&row.name),
        Some(Value::Choice(row.kind.label())),
        stated(row.parent_code.as_ref()),
        row.category.map(|category| Value::Choice(category.label())),
        Some(Value::Choice(row.status.label())),
        row.amount.map(Value::Money),
        of_family(row.family_amount.map(Value::Money)),
        of_family(money(row.paid)),
        of_family(row.base.map(Value::Money)),
        of_family(row.progress.map(Value::Ratio)),
        of_family(row.remaining.map(Value::Money)),
        row.signed_on.map(Value::Date),
        row.starts_on.map(Value::Date),
        row.ends_on.map(Value::Date),
        family.and_then(|family| family.score).map(Value::Score),
        family.and_then(|family| grade(family.grade.as_ref())),
    ]
}

fn contract_totals(files: &[SupplierDetail]) -> Vec<Cell> {
    let totals = totals(files);
    let own: Money = files.iter().flat_map(|file| &file.contracts).filter_map(|row| row.amount).sum();
    let mut below = vec![text("合计")];
    below.resize(8, None);
    below.extend([money(own), money(totals.amount), money(totals.paid), money(totals.base)]);
    below.extend([totals.progress.map(Value::Ratio), money(totals.remaining)]);
    below
}

fn totals(files: &[SupplierDetail]) -> UndertakenTotals {
    let contracts = files.iter().flat_map(|file| &file.contracts);
    UndertakenTotals::of(contracts.filter(|row| !row.kind.needs_parent()))
}

/// The scores of every year and every irregular evaluation that any of the suppliers has.
fn evaluations(files: &[SupplierDetail]) -> (Vec<TableColumn>, Vec<Vec<Cell>>) {
    let all = || files.iter().flat_map(|file| &file.evaluations);
    let years: BTreeSet<u16> = all().flat_map(|row| row.yearly_scores.keys().copied()).collect();
    let numbers: BTreeSet<u16> = all().flat_map(|row| row.irregular_scores.keys().copied()).collect();
    let mut columns = known(&[
        ("供应商", Text),
        ("合同编号", Code),
        ("合同序号", Code),
        ("合同名称", Text),
        ("评价日期区间", Text),
        ("评价人员", Text),
        ("末次评价得分", Points),
    ]);
    columns.extend(years.iter().map(|year| column(&format!("{year}年度评价得分"), Points)));
    columns.extend(numbers.iter().map(|number| column(&format!("第{number}次不定期评价得分"), Points)));
    columns.extend(known(&[("综合得分", Points), ("得分来源", Choice), ("等级", Choice), ("备注", Prose)]));
    (columns, all().map(|row| evaluation_row(row, &years, &numbers)).collect())
}

fn evaluation_row(row: &EvaluationRow, years: &BTreeSet<u16>, numbers: &BTreeSet<u16>) -> Vec<Cell> {
    let score = |score: Option<&Score>| score.copied().map(Value::Score);
    let origin = row.comprehensive_origin.map(|origin| match origin {
        ScoreOrigin::Imported => Value::Choice("导入"),
        ScoreOrigin::Computed => Value::Choice("计算"),
        ScoreOrigin::Entered => Value::Choice("手填"),
    });
    let mut cells = vec![
        text(&row.supplier),
        text(&row.contract_code),
        stated(row.contract_sequence.as_ref()),
        text(&row.contract_name),
        stated(row.period.as_ref()),
        stated(row.evaluator.as_ref()),
        row.last_score.map(Value::Score),
    ];
    cells.extend(years.iter().map(|year| score(row.yearly_scores.get(year))));
    cells.extend(numbers.iter().map(|number| score(row.irregular_scores.get(number))));
    cells.extend([row.comprehensive_score.map(Value::Score), origin]);
    cells.extend([grade(row.grade.as_ref()), stated(row.remarks.as_ref())]);
    cells
}

fn interview_row(row: &InterviewRow) -> Vec<Cell> {
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

fn known(columns: Columns<'_>) -> Vec<TableColumn> {
    columns.iter().map(|(label, kind)| column(label, *kind)).collect()
}

fn column(label: &str, kind: ColumnType) -> TableColumn {
    TableColumn { label: label.to_owned(), kind }
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
fn text(text: &str) -> Cell {
    Some(Value::Text(text.to_owned()))
}

fn stated(text: Option<&String>) -> Cell {
    text.cloned().map(Value::Text)
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
fn money(money: Money) -> Cell {
    Some(Value::Money(money))
}

#[expect(clippy::unnecessary_wraps, reason = "a cell may be empty")]
fn grade(grade: Option<&String>) -> Cell {
    Some(grade.map_or(Value::Choice(NOT_EVALUATED), |grade| Value::Text(grade.clone())))
}
