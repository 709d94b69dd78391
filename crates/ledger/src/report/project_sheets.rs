//! The sheets of 项目档案.

use domain::Money;
use domain::detail::ProjectFile;
use domain::payment::PaymentRow;
use domain::procurement::ProcurementRow;
use domain::settlement::SettlementRow;
use exchange::ColumnType::{
    Choice, Code, Date, Flag, Integer, Money as Amount, Prose, Ratio as Percent, Text,
};
use exchange::Value;
use exchange::write::{Table, TableColumn};

use super::cells::{Cell, Columns, column, count, known, money, stated, table, text};
use super::evaluations::Ordinals;
use super::{contracts, interviews};

const SUMMARY: Columns<'_> = &[
    ("项目编码", Code),
    ("项目名称", Text),
    ("项目负责人", Text),
    ("项目状态", Choice),
    ("采购", Integer),
    ("合同族", Integer),
    ("在执行", Integer),
    ("已结算", Integer),
    ("已解除", Integer),
    ("合同总价", Amount),
    ("已付", Amount),
    ("应付基数", Amount),
    ("付款进度", Percent),
    ("未付", Amount),
    ("项目描述", Prose),
    ("备注", Prose),
];

const PROCUREMENTS: Columns<'_> = &[
    ("招采编号", Code),
    ("采购项目名称", Text),
    ("采购单位", Text),
    ("采购类别", Choice),
    ("采购方式", Choice),
    ("采购预算金额", Amount),
    ("采购控制价", Amount),
    ("中标金额", Amount),
    ("中标单位", Text),
    ("采购经办人", Text),
    ("公告发布时间", Date),
    ("开标时间", Date),
    ("结果公示发布时间", Date),
    ("中标通知书发放日期", Date),
    ("资料归档日期", Date),
];

const PAYMENTS: Columns<'_> = &[
    ("合同编号", Code),
    ("合同序号", Code),
    ("合同名称", Text),
    ("供应商", Text),
    ("付款编号", Code),
    ("付款日期", Date),
    ("金额（退款为负）", Amount),
    ("退款", Flag),
    ("付款事由", Text),
    ("发票号码", Text),
    ("备注", Prose),
];

const SETTLEMENTS: Columns<'_> = &[
    ("合同编号", Code),
    ("合同名称", Text),
    ("供应商", Text),
    ("最终结算金额", Amount),
    ("合同总价", Amount),
    ("与合同总价差额", Amount),
    ("结算完成时间", Date),
    ("结算资料归档时间", Date),
    ("备注", Prose),
];

/// Returns the seven sheets of a report on projects.
pub(super) fn report(files: &[ProjectFile], heading: &str) -> Vec<Table> {
    let sheet = |name: &str, columns, rows, below| table(name, heading, columns, rows, Some(below));
    let owned = |columns| with_project(known(columns));
    let ordinals = Ordinals::of(files.iter().flat_map(|file| &file.evaluations));
    let undertaken = |file: &ProjectFile| contracts::rows(&file.contracts, &file.evaluations);
    let evaluated = |file: &ProjectFile| file.evaluations.iter().map(|row| ordinals.row(row)).collect();
    let talks = |file: &ProjectFile| file.interviews.iter().map(interviews::row).collect();
    let bought = |file: &ProjectFile| file.procurements.iter().map(procurement_row).collect();
    let paid = |file: &ProjectFile| file.payments.iter().map(payment_row).collect();
    let settled = |file: &ProjectFile| file.settlements.iter().map(settlement_row).collect();
    vec![
        sheet("汇总", known(SUMMARY), files.iter().map(summary_row).collect(), summary_totals(files)),
        sheet("采购", owned(PROCUREMENTS), rows(files, bought), procurement_totals(files)),
        sheet("合同", owned(contracts::COLUMNS), rows(files, undertaken), contract_totals(files)),
        sheet("付款", owned(PAYMENTS), rows(files, paid), payment_totals(files)),
        sheet("结算", owned(SETTLEMENTS), rows(files, settled), settlement_totals(files)),
        table("评价", heading, with_project(ordinals.columns()), rows(files, evaluated), None),
        table("约谈", heading, owned(interviews::COLUMNS), rows(files, talks), None),
    ]
}

/// Puts the column in front that tells the projects of one sheet apart.
fn with_project(mut columns: Vec<TableColumn>) -> Vec<TableColumn> {
    columns.insert(0, column("项目编码", Code));
    columns
}

fn rows(files: &[ProjectFile], of: impl Fn(&ProjectFile) -> Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let mut all = Vec::new();
    for file in files {
        all.extend(of(file).into_iter().map(|mut row| {
            row.insert(0, text(&file.row.code));
            row
        }));
    }
    all
}

fn summary_row(file: &ProjectFile) -> Vec<Cell> {
    let (row, position) = (&file.row, &file.position);
    let families = position.in_execution + position.settled + position.terminated;
    vec![
        text(&row.code),
        text(&row.name),
        stated(row.manager.as_ref()),
        Some(Value::Choice(row.status.label())),
        count(file.procurements.len()),
        count(families),
        count(position.in_execution),
        count(position.settled),
        count(position.terminated),
        money(contracts::totals(file.contracts.iter()).amount),
        money(position.paid),
        position.base.map(Value::Money),
        position.progress.map(Value::Ratio),
        position.remaining.map(Value::Money),
        stated(row.description.as_ref()),
        stated(row.remarks.as_ref()),
    ]
}

fn summary_totals(files: &[ProjectFile]) -> Vec<Cell> {
    let sum = |of: fn(&ProjectFile) -> usize| count(files.iter().map(of).sum());
    let totals = contracts::totals(files.iter().flat_map(|file| &file.contracts));
    vec![
        text("合计"),
        None,
        None,
        None,
        sum(|file| file.procurements.len()),
        sum(|file| file.contracts.iter().filter(|row| !row.kind.needs_parent()).count()),
        sum(|file| file.position.in_execution),
        sum(|file| file.position.settled),
        sum(|file| file.position.terminated),
        money(totals.amount),
        money(totals.paid),
        money(totals.base),
        totals.progress.map(Value::Ratio),
        money(totals.remaining),
    ]
}

fn procurement_row(row: &ProcurementRow) -> Vec<Cell> {
    let stage = &row.procurement;
    vec![
        text(&stage.code),
        text(&stage.name),
        stated(stage.unit.as_ref()),
        stage.category.map(|category| Value::Choice(category.label())),
        stage.method.map(|method| Value::Choice(method.label())),
        stage.budget_amount.map(Value::Money),
        stage.control_price.map(Value::Money),
        stage.award_amount.map(Value::Money),
        stated(row.winning_supplier.as_ref()),
        stated(stage.officer.as_ref()),
        stage.announced_on.map(Value::Date),
        stage.bids_opened_on.map(Value::Date),
        stage.result_published_on.map(Value::Date),
        stage.award_notice_on.map(Value::Date),
        stage.archived_on.map(Value::Date),
    ]
}

fn procurement_totals(files: &[ProjectFile]) -> Vec<Cell> {
    let all = || files.iter().flat_map(|file| &file.procurements).map(|row| &row.procurement);
    let amounts: [Money; 3] = [
        all().filter_map(|row| row.budget_amount).sum(),
        all().filter_map(|row| row.control_price).sum(),
        all().filter_map(|row| row.award_amount).sum(),
    ];
    let mut below = below_project(6);
    below.extend(amounts.map(money));
    below
}

fn contract_totals(files: &[ProjectFile]) -> Vec<Cell> {
    let mut below = contracts::totals_below(files.iter().flat_map(|file| &file.contracts));
    below.insert(1, None);
    below
}

fn payment_row(row: &PaymentRow) -> Vec<Cell> {
    vec![
        text(&row.contract_code),
        stated(row.contract_sequence.as_ref()),
        text(&row.contract_name),
        text(&row.supplier),
        text(&row.code),
        Some(Value::Date(row.paid_on)),
        money(row.signed_amount()),
        Some(Value::Flag(row.refund)),
        stated(row.purpose.as_ref()),
        stated(row.invoice.as_ref()),
        stated(row.remarks.as_ref()),
    ]
}

fn payment_totals(files: &[ProjectFile]) -> Vec<Cell> {
    let mut below = below_project(7);
    below.push(money(files.iter().flat_map(|file| &file.payments).map(PaymentRow::signed_amount).sum()));
    below
}

fn settlement_row(row: &SettlementRow) -> Vec<Cell> {
    vec![
        text(&row.contract_code),
        text(&row.contract_name),
        text(&row.supplier),
        money(row.final_amount),
        row.family_amount.map(Value::Money),
        row.difference.map(Value::Money),
        row.completed_on.map(Value::Date),
        row.archived_on.map(Value::Date),
        stated(row.remarks.as_ref()),
    ]
}

fn settlement_totals(files: &[ProjectFile]) -> Vec<Cell> {
    let all = || files.iter().flat_map(|file| &file.settlements);
    let amounts: [Money; 3] = [
        all().map(|row| row.final_amount).sum(),
        all().filter_map(|row| row.family_amount).sum(),
        all().filter_map(|row| row.difference).sum(),
    ];
    let mut below = below_project(4);
    below.extend(amounts.map(money));
    below
}

/// Begins the cells below a sheet: the word, then nothing up to its first amount.
fn below_project(cells: usize) -> Vec<Cell> {
    let mut below = vec![text("合计")];
    below.resize(cells, None);
    below
}
