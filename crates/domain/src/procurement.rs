//! 采购: how a contract came about.

use crate::date::Date;
use crate::text::texts;
use crate::{Code, Money, Problem, Problems, name};

choice! {
    /// 采购类别; also the 合同类型 of a contract.
    pub enum Category {
        Works = "工程",
        WorksGoods = "工程货物",
        WorksServices = "工程服务",
        Goods = "货物",
        Services = "服务",
    }
}

choice! {
    /// 采购方式.
    pub enum ProcurementMethod {
        OpenTender = "公开招标",
        InvitedTender = "邀请招标",
        OpenInquiry = "公开询价",
        InvitedInquiry = "邀请询价",
        OpenAuction = "公开竞价",
        InvitedAuction = "邀请竞价",
        OpenComparison = "公开比选",
        InvitedComparison = "邀请比选",
        SingleSource = "单一来源采购",
        OpenNegotiation = "公开竞争性谈判",
        OpenConsultation = "公开竞争性磋商",
        InvitedNegotiation = "邀请竞争性谈判",
        InvitedConsultation = "邀请竞争性磋商",
        DirectPurchase = "直接采购",
        StrategicResult = "战采结果应用",
    }
}

choice! {
    /// 资格审查方式.
    pub enum QualificationReview {
        Before = "资格预审",
        After = "资格后审",
        Registration = "投标报名",
    }
}

choice! {
    /// 评标谈判方式.
    pub enum BidEvaluation {
        Comprehensive = "综合评分法" | "综合评估法" | "综合评审法",
        Negotiation = "竞争性谈判",
        Price = "价格竞争法" | "最低价法" | "经评审的合理低价法",
        Qualitative = "定性评审法",
        Other = "其他",
    }
}

choice! {
    /// 定标方法.
    pub enum AwardMethod {
        Competition = "竞争定标法",
        Ballot = "票决定标法",
        Collective = "集体议事法",
        Approval = "上报审批（其他方式采购）" | "上报审批(其他方式采购)" | "上报审批",
    }
}

/// What people state of a procurement.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Procurement {
    pub code: String,
    pub project_id: Option<i64>,
    pub name: String,
    pub unit: Option<String>,
    pub category: Option<Category>,
    pub platform: Option<String>,
    pub method: Option<ProcurementMethod>,
    pub qualification_review: Option<QualificationReview>,
    pub bid_evaluation: Option<BidEvaluation>,
    pub award_method: Option<AwardMethod>,
    pub budget_amount: Option<Money>,
    pub control_price: Option<Money>,
    pub award_amount: Option<Money>,
    pub officer: Option<String>,
    pub demand_department: Option<String>,
    pub demand_contact: Option<String>,
    pub winning_supplier_id: Option<i64>,
    pub winner_contact: Option<String>,
    pub planned_completion_on: Option<Date>,
    pub requirement_approved_on: Option<Date>,
    pub announced_on: Option<Date>,
    pub registration_closes_on: Option<Date>,
    pub bids_opened_on: Option<Date>,
    pub candidates_published_until: Option<Date>,
    pub result_published_on: Option<Date>,
    pub award_notice_on: Option<Date>,
    pub archived_on: Option<Date>,
    pub committee: Option<String>,
    pub bid_guarantee: Option<String>,
    pub bid_guarantee_returned_on: Option<Date>,
    pub performance_guarantee: Option<String>,
    pub objections: Option<String>,
    pub non_tender_explanation: Option<String>,
}

texts!(Procurement: code name;
    unit platform officer demand_department demand_contact winner_contact committee bid_guarantee
    performance_guarantee objections non_tender_explanation);

impl Procurement {
    /// Checks every rule that a procurement can be checked against alone.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        name::check_code(&mut problems, "code", &self.code);
        problems.require("name", &self.name, Code::RecordFieldMissing);
        let amounts = [
            ("budget_amount", self.budget_amount),
            ("control_price", self.control_price),
            ("award_amount", self.award_amount),
        ];
        for (field, amount) in amounts {
            if amount.is_some_and(|amount| amount < Money::ZERO) {
                problems.add(Problem::new(Code::AmountNegative).field(field));
            }
        }
        problems
    }

    /// Returns what is unusual: steps that stand before an earlier one, and an award above the
    /// budget or the control price. Files contain such procurements, so they are no errors.
    pub fn warnings(&self) -> Problems {
        let mut warnings = Problems::default();
        self.warn_of_dates(&mut warnings);
        let limits = [("control_price", self.control_price), ("budget_amount", self.budget_amount)];
        for (limit, most) in limits {
            if let (Some(award), Some(most)) = (self.award_amount, most)
                && award > most
            {
                let problem = Problem::new(Code::ProcurementAwardExceeds).field("award_amount");
                warnings.add(problem.param("other_field", limit).param("value", &most.to_string()));
            }
        }
        warnings
    }

    /// Compares each step with the last one before it that has a date.
    fn warn_of_dates(&self, warnings: &mut Problems) {
        let steps = [
            ("requirement_approved_on", self.requirement_approved_on),
            ("announced_on", self.announced_on),
            ("registration_closes_on", self.registration_closes_on),
            ("bids_opened_on", self.bids_opened_on),
            ("candidates_published_until", self.candidates_published_until),
            ("result_published_on", self.result_published_on),
            ("award_notice_on", self.award_notice_on),
            ("archived_on", self.archived_on),
        ];
        let mut before: Option<(&str, Date)> = None;
        for (field, date) in steps {
            let Some(date) = date else { continue };
            if let Some((earlier, limit)) = before
                && date < limit
            {
                let problem = Problem::new(Code::ProcurementDatesOutOfOrder).field(field);
                warnings.add(problem.param("other_field", earlier).param("date", &limit.to_string()));
            }
            before = Some((field, date));
        }
    }
}

/// A procurement in a list: every field, with what it refers to by name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProcurementRow {
    pub id: i64,
    pub revision: i64,
    pub project_code: Option<String>,
    pub winning_supplier: Option<String>,
    #[serde(flatten)]
    pub procurement: Procurement,
}
