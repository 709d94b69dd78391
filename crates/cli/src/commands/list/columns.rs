//! Which fields a person sees of each kind, and how.

use ledger::domain::Noun;
use serde_json::Value;

use crate::language::Language;
use crate::table::Column;

/// A column of a list, filled from a field of the record.
pub(super) struct Shown {
    field: &'static str,
    label: &'static str,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Number,
    /// A ratio, shown in percent; none is `—`, which is not 0 %.
    Progress,
    Flag,
    /// Where a score comes from.
    Origin,
}

use Form::{Flag, Number, Origin, Progress, Text};

/// Returns the columns of a kind.
pub(super) fn of(noun: Noun) -> &'static [Shown] {
    match noun {
        Noun::Project => PROJECT,
        Noun::Procurement => PROCUREMENT,
        Noun::Supplier => SUPPLIER,
        Noun::Contract => CONTRACT,
        Noun::PaymentPlan => PAYMENT_PLAN,
        Noun::Payment => PAYMENT,
        Noun::Settlement => SETTLEMENT,
        Noun::Evaluation => EVALUATION,
        Noun::Interview => INTERVIEW,
    }
}

impl Shown {
    /// Returns the empty column; in English it bears the name of the JSON field.
    pub(super) fn titled(&self, language: Language) -> Column {
        let title = language.say(self.label, self.field);
        match self.form {
            Number | Progress => Column::right(title),
            Text | Flag | Origin => Column::left(title),
        }
    }

    /// Returns what the cell of a record says.
    pub(super) fn cell(&self, record: &Value, language: Language) -> String {
        let value = &record[self.field];
        match (self.form, value) {
            (Progress, Value::Null) => "—".to_owned(),
            (Progress, Value::String(ratio)) => percent(ratio),
            (Flag, Value::Bool(true)) => language.say("是", "yes").to_owned(),
            (Flag, _) | (_, Value::Null) => String::new(),
            (Origin, Value::String(origin)) if origin == "imported" => {
                language.say("导入", "imported").to_owned()
            }
            (Origin, Value::String(origin)) if origin == "entered" => {
                language.say("手填", "entered").to_owned()
            }
            (Origin, _) => language.say("计算", "computed").to_owned(),
            (_, Value::String(text)) => text.clone(),
            (_, value) => value.to_string(),
        }
    }
}

/// Writes 0.6250 as 62.50%: moves the point, so that no digit is rounded.
fn percent(ratio: &str) -> String {
    let (sign, digits) = ratio.strip_prefix('-').map_or(("", ratio), |digits| ("-", digits));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0000"));
    let Some((moved, rest)) = part.split_at_checked(2) else { return ratio.to_owned() };
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    format!("{sign}{}.{rest}%", if whole.is_empty() { "0" } else { whole })
}

const fn shown(field: &'static str, label: &'static str, form: Form) -> Shown {
    Shown { field, label, form }
}

const PROJECT: &[Shown] = &[
    shown("code", "项目编码", Text),
    shown("name", "项目名称", Text),
    shown("manager", "项目负责人", Text),
    shown("status", "项目状态", Text),
    shown("remarks", "备注", Text),
];

const PROCUREMENT: &[Shown] = &[
    shown("code", "招采编号", Text),
    shown("project_code", "项目编码", Text),
    shown("name", "采购项目名称", Text),
    shown("method", "采购方式", Text),
    shown("category", "采购类别", Text),
    shown("budget_amount", "采购预算金额(元)", Number),
    shown("award_amount", "中标金额（元）", Number),
    shown("winning_supplier", "中标单位", Text),
    shown("result_published_on", "结果公示发布时间", Text),
];

const SUPPLIER: &[Shown] = &[
    shown("name", "供应商名称", Text),
    shown("code", "供应商编码", Text),
    shown("status", "状态", Text),
    shown("contracts", "承接合同", Number),
    shown("in_execution", "在执行", Number),
    shown("total_amount", "合同总额", Number),
    shown("paid", "已付", Number),
    shown("progress", "付款进度", Progress),
    shown("mean_score", "平均得分", Number),
    shown("grade", "等级", Text),
    shown("interviews", "约谈", Number),
    shown("breaches", "违约", Number),
];

const CONTRACT: &[Shown] = &[
    shown("code", "合同编号", Text),
    shown("sequence", "合同序号", Text),
    shown("name", "合同名称", Text),
    shown("kind", "文件定位", Text),
    shown("supplier", "乙方", Text),
    shown("signed_on", "合同签订日期", Text),
    shown("amount", "含税签约合同价（元）", Number),
    shown("paid", "已付", Number),
    shown("progress", "付款进度", Progress),
    shown("status", "执行状态", Text),
    shown("expires_on", "到期日", Text),
    shown("releases_on", "质保金释放日", Text),
];

const PAYMENT_PLAN: &[Shown] = &[
    shown("contract_code", "合同编号", Text),
    shown("contract_name", "合同名称", Text),
    shown("term", "付款节点", Text),
    shown("due_on", "应付日期", Text),
    shown("payable", "应付金额(元)", Number),
    shown("share", "应付比例", Progress),
    shown("paid", "已付", Number),
    shown("open", "未付", Number),
    shown("state", "状态", Text),
];

const PAYMENT: &[Shown] = &[
    shown("code", "付款编号", Text),
    shown("contract_code", "合同编号", Text),
    shown("amount", "实付金额(元)", Number),
    shown("paid_on", "付款日期", Text),
    shown("refund", "退款", Flag),
    shown("term", "付款节点", Text),
    shown("purpose", "付款事由", Text),
    shown("invoice", "发票号码", Text),
];

const SETTLEMENT: &[Shown] = &[
    shown("contract_code", "合同编号", Text),
    shown("final_amount", "最终结算金额(元)", Number),
    shown("completed_on", "结算完成时间", Text),
    shown("archived_on", "结算资料归档时间", Text),
    shown("remarks", "结算备注", Text),
];

const EVALUATION: &[Shown] = &[
    shown("contract_code", "合同编号", Text),
    shown("contract_sequence", "合同序号", Text),
    shown("supplier", "乙方", Text),
    shown("last_score", "末次评价得分", Number),
    shown("comprehensive_score", "履约综合评价得分", Number),
    shown("comprehensive_origin", "得分来源", Origin),
    shown("grade", "等级", Text),
    shown("remarks", "备注", Text),
];

const INTERVIEW: &[Shown] = &[
    shown("supplier", "供应商", Text),
    shown("contract_code", "关联合同", Text),
    shown("kind", "约谈类型", Text),
    shown("held_on", "约谈日期", Text),
    shown("interviewer", "约谈人", Text),
    shown("reason", "约谈原因", Text),
    shown("due_on", "整改期限", Text),
    shown("days_left", "剩余天数", Number),
    shown("status", "跟进状态", Text),
];

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_ratio_becomes_percent_without_rounding() {
        let cases = [
            ("0.6250", "62.50%"),
            ("0.0000", "0.00%"),
            ("1.0120", "101.20%"),
            ("0.0001", "0.01%"),
            ("-0.1000", "-10.00%"),
        ];
        for (ratio, expected) in cases {
            assert_eq!(percent(ratio), expected);
        }
    }
}
