//! The plain fields of each noun, by the names that templates and screens use.
//!
//! One list per noun serves the import (set), the preview of an update and the export (get).
//! What refers to other records, and what repeats, is handled by the noun's own importer.

use domain::contract::{Contract, ContractKind, ContractSource};
use domain::date::Date;
use domain::evaluation::Evaluation;
use domain::interview::{Interview, InterviewKind, InterviewStatus};
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;
use domain::procurement::{
    AwardMethod, BidEvaluation, Category, Procurement, ProcurementMethod, QualificationReview,
};
use domain::project::{Project, ProjectStatus};
use domain::settlement::Settlement;
use domain::supplier::{Supplier, SupplierStatus};
use domain::{Code, Money, Ratio, Score, name};
use exchange::Value;

/// What a record says of a field.
pub(crate) enum Plain {
    /// It is a plain field; it may be empty.
    Field(Option<Value>),
    NoSuchField,
}

/// A record whose plain fields are known by name.
pub(crate) trait Fields {
    /// Returns the value of a plain field.
    fn get(&self, field: &str) -> Plain;

    /// Sets a plain field; `None` says that it is no plain field.
    fn set(&mut self, field: &str, value: Option<Value>) -> Option<Result<(), Code>>;
}

/// A type that stands in a cell.
trait InCell: Sized {
    fn to_value(&self) -> Option<Value>;
    fn from_value(value: Option<Value>) -> Result<Self, Code>;
}

macro_rules! in_cell {
    ($($type:ty => $variant:ident),+ $(,)?) => {$(
        impl InCell for $type {
            fn to_value(&self) -> Option<Value> {
                Some(Value::$variant(self.clone()))
            }

            fn from_value(value: Option<Value>) -> Result<Self, Code> {
                match value {
                    Some(Value::$variant(value)) => Ok(value),
                    Some(_) => Err(Code::Internal),
                    None => Err(Code::RecordFieldMissing),
                }
            }
        }
    )+};
}

in_cell! { Money => Money, Score => Score, Ratio => Ratio, Date => Date, bool => Flag }

impl InCell for String {
    fn to_value(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Text(self.clone()))
    }

    fn from_value(value: Option<Value>) -> Result<Self, Code> {
        match value {
            Some(Value::Text(text)) => Ok(text),
            Some(Value::Choice(word)) => Ok(word.to_owned()),
            Some(Value::Integer(number)) => Ok(number.to_string()),
            Some(_) => Err(Code::Internal),
            None => Err(Code::RecordFieldMissing),
        }
    }
}

impl<T: InCell> InCell for Option<T> {
    fn to_value(&self) -> Option<Value> {
        self.as_ref().and_then(InCell::to_value)
    }

    fn from_value(value: Option<Value>) -> Result<Self, Code> {
        value.map(|value| T::from_value(Some(value))).transpose()
    }
}

macro_rules! choice_in_cell {
    ($($type:ty),+ $(,)?) => {$(
        impl InCell for $type {
            fn to_value(&self) -> Option<Value> {
                Some(Value::Choice(self.label()))
            }

            fn from_value(value: Option<Value>) -> Result<Self, Code> {
                match value {
                    Some(Value::Choice(word)) => Self::from_label(word).ok_or(Code::CellNotChoice),
                    Some(_) => Err(Code::Internal),
                    None => Err(Code::RecordFieldMissing),
                }
            }
        }
    )+};
}

choice_in_cell!(
    ContractKind,
    ContractSource,
    Category,
    ProcurementMethod,
    QualificationReview,
    BidEvaluation,
    AwardMethod,
    ProjectStatus,
    SupplierStatus,
    InterviewKind,
    InterviewStatus,
);

/// States the plain fields of a record, and which of its fields are none.
macro_rules! fields {
    ($record:ident $(without $($other:ident),+)?: $($name:literal => $field:ident),+ $(,)?) => {
        // A new field is a plain one, or somebody says here that it is not.
        const _: fn($record) = |record| {
            let $record { $($field: _,)+ $($($other: _),+)? } = record;
        };

        impl Fields for $record {
            fn get(&self, field: &str) -> Plain {
                match field {
                    $($name => Plain::Field(self.$field.to_value()),)+
                    _ => Plain::NoSuchField,
                }
            }

            fn set(&mut self, field: &str, value: Option<Value>) -> Option<Result<(), Code>> {
                match field {
                    $($name => Some(InCell::from_value(value).map(|value| self.$field = value)),)+
                    _ => None,
                }
            }
        }
    };
}

fields!(Project:
    "code" => code, "name" => name, "description" => description, "manager" => manager,
    "status" => status, "remarks" => remarks,
);

fields!(Supplier without former_names:
    "name" => name, "code" => code, "uscc" => uscc, "category" => category, "contact" => contact,
    "phone" => phone, "bank" => bank, "account" => account, "address" => address,
    "status" => status, "status_reason" => status_reason, "status_on" => status_on,
    "remarks" => remarks,
);

fields!(Procurement without project_id, winning_supplier_id:
    "code" => code, "name" => name, "unit" => unit, "category" => category,
    "platform" => platform, "method" => method, "qualification_review" => qualification_review,
    "bid_evaluation" => bid_evaluation, "award_method" => award_method,
    "budget_amount" => budget_amount, "control_price" => control_price,
    "award_amount" => award_amount, "officer" => officer,
    "demand_department" => demand_department, "demand_contact" => demand_contact,
    "winner_contact" => winner_contact, "planned_completion_on" => planned_completion_on,
    "requirement_approved_on" => requirement_approved_on, "announced_on" => announced_on,
    "registration_closes_on" => registration_closes_on, "bids_opened_on" => bids_opened_on,
    "candidates_published_until" => candidates_published_until,
    "result_published_on" => result_published_on, "award_notice_on" => award_notice_on,
    "archived_on" => archived_on, "committee" => committee, "bid_guarantee" => bid_guarantee,
    "bid_guarantee_returned_on" => bid_guarantee_returned_on,
    "performance_guarantee" => performance_guarantee, "objections" => objections,
    "non_tender_explanation" => non_tender_explanation,
);

fields!(Contract without parent_id, procurement_id, project_id, supplier_id:
    "code" => code, "sequence" => sequence, "name" => name, "kind" => kind, "source" => source,
    "type" => category, "party_a" => party_a,
    "party_a_representative" => party_a_representative, "party_a_contact" => party_a_contact,
    "party_a_manager" => party_a_manager, "party_b_representative" => party_b_representative,
    "party_b_contact" => party_b_contact, "party_b_manager" => party_b_manager,
    "amount" => amount, "signed_on" => signed_on, "starts_on" => starts_on, "ends_on" => ends_on,
    "duration" => duration, "officer" => officer, "payment_terms" => payment_terms,
    "retention_percent" => retention_percent, "retention_due_on" => retention_due_on,
    "guarantee_returned_on" => guarantee_returned_on, "archived_on" => archived_on,
    "remarks" => remarks,
);

fields!(PaymentPlan without contract_id:
    "term" => term, "due_on" => due_on, "amount" => amount, "percent" => percent,
    "remarks" => remarks,
);

fields!(Payment without contract_id, payment_plan_id:
    "code" => code, "amount" => amount, "paid_on" => paid_on, "refund" => refund,
    "purpose" => purpose, "invoice" => invoice, "remarks" => remarks,
);

fields!(Settlement without contract_id:
    "final_amount" => final_amount, "completed_on" => completed_on, "archived_on" => archived_on,
    "remarks" => remarks,
);

fields!(Evaluation without contract_id, yearly_scores, irregular_scores, comprehensive_score,
    comprehensive_origin, weights:
    "period" => period, "evaluator" => evaluator, "last_score" => last_score, "remarks" => remarks,
);

fields!(Interview without supplier_id, contract_id:
    "kind" => kind, "held_on" => held_on, "interviewer" => interviewer,
    "representative" => representative, "reason" => reason, "content" => content,
    "rectification" => rectification, "due_on" => due_on, "result" => result, "status" => status,
);

/// Returns a value as people read it.
pub(crate) fn words(value: Option<&Value>) -> Option<String> {
    value.map(|value| match value {
        Value::Text(text) => text.clone(),
        Value::Money(money) => money.to_string(),
        Value::Score(score) => score.to_string(),
        Value::Ratio(ratio) => ratio.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Flag(flag) => if *flag { "是" } else { "否" }.to_owned(),
        Value::Choice(word) => (*word).to_owned(),
        Value::Integer(number) => number.to_string(),
    })
}

/// Returns the text of a cell that names another record.
pub(crate) fn reference_text(value: &Value) -> String {
    name::clean_code(&words(Some(value)).unwrap_or_default())
}
