//! The contracts of a report, family by family.

use domain::Money;
use domain::contract::ContractRow;
use domain::evaluation::EvaluationRow;
use domain::undertaking::{Family, UndertakenTotals, families};
use exchange::ColumnType::{Choice, Code, Date, Money as Amount, Ratio as Percent, Score as Points, Text};
use exchange::Value;

use super::cells::{Cell, Columns, grade, money, stated, text};

pub(super) const COLUMNS: Columns<'_> = &[
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

/// Makes the rows of contracts: of each family its main contract with the figures of the family,
/// then its children, of which only the own amount stands there, so that every column adds up.
pub(super) fn rows(contracts: &[ContractRow], evaluations: &[EvaluationRow]) -> Vec<Vec<Cell>> {
    let families = families(contracts, evaluations);
    let mut rows = Vec::with_capacity(contracts.len());
    for family in &families {
        rows.push(row(&family.contract, Some(family)));
        let children = contracts.iter();
        let own = children.filter(|row| row.parent_code.as_ref() == Some(&family.contract.code));
        rows.extend(own.map(|child| row(child, None)));
    }
    let known = |code: &String| families.iter().any(|family| family.contract.code == *code);
    let strays = contracts.iter().filter(|row| row.parent_code.as_ref().is_some_and(|code| !known(code)));
    rows.extend(strays.map(|child| row(child, None)));
    rows
}

/// Makes the cells that stand below the contracts.
pub(super) fn totals_below<'a>(contracts: impl Iterator<Item = &'a ContractRow> + Clone) -> Vec<Cell> {
    let totals = totals(contracts.clone());
    let own: Money = contracts.filter_map(|row| row.amount).sum();
    let mut below = vec![text("合计")];
    below.resize(8, None);
    below.extend([money(own), money(totals.amount), money(totals.paid), money(totals.base)]);
    below.extend([totals.progress.map(Value::Ratio), money(totals.remaining)]);
    below
}

/// Adds up the families among contracts.
pub(super) fn totals<'a>(contracts: impl Iterator<Item = &'a ContractRow> + Clone) -> UndertakenTotals {
    UndertakenTotals::of(contracts.filter(|row| !row.kind.needs_parent()))
}

fn row(row: &ContractRow, family: Option<&Family>) -> Vec<Cell> {
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
