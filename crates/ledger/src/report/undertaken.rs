//! 承接项目: what a supplier has undertaken, on screen and in a file.

use std::path::Path;

use domain::contract::ContractStatus;
use domain::undertaking::{Family, Undertaking, undertaken};
use exchange::ColumnType::{
    Choice, Code, Date, Integer, Money as Amount, Ratio as Percent, Score as Points, Text,
};
use exchange::Value;
use exchange::write::{Table, table_csv};

use super::cells::{Cell, Columns, grade, known, money, stated, table, text};
use super::{expect_workbook, write};
use crate::export::ends_with;
use crate::{Ledger, Result, Unwatched};

const COLUMNS: Columns<'_> = &[
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

impl Ledger {
    /// Returns what a supplier has undertaken; `status` leaves only what stands there.
    pub fn undertaken(&self, id: i64, status: Option<ContractStatus>) -> Result<Undertaking> {
        Ok(undertaken(&self.supplier_detail(id)?, status))
    }

    /// Writes what the page shows to a workbook or, by the ending of the name, to CSV; returns
    /// how many families.
    pub fn export_undertaken(&self, id: i64, status: Option<ContractStatus>, to: &Path) -> Result<u64> {
        let undertaking = self.undertaken(id, status)?;
        let what = status.map_or("全部合同", ContractStatus::label);
        let heading = self.said(&[&undertaking.supplier.name, "承接项目", what]);
        let table = sheet(&undertaking, &heading);
        if ends_with(to, "csv") {
            return Ok(table_csv(table, to)?);
        }
        expect_workbook(to)?;
        write(vec![table], to, &Unwatched)
    }
}

/// Returns the sheet of what one supplier has undertaken, as the page shows it.
fn sheet(undertaking: &Undertaking, heading: &str) -> Table {
    let totals = &undertaking.totals;
    let mut below = vec![text("合计"), None, None, None, None, None];
    below.extend([money(totals.amount), money(totals.paid), money(totals.base)]);
    below.extend([totals.progress.map(Value::Ratio), money(totals.remaining), None, None, None, None]);
    let rows = undertaking.families.iter().map(row).collect();
    table("承接项目", heading, known(COLUMNS), rows, Some(below))
}

fn row(family: &Family) -> Vec<Cell> {
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
