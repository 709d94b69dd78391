//! 首页: what waits for a person, in order of harm, and the four charts.
//!
//! A line of the home page is a list that should be empty. Which records stand in it is said once,
//! by the filters that also show it; how many there are comes from the file.

use std::collections::BTreeMap;

use rust_decimal::RoundingStrategy;

use crate::contract::{ContractKind, ContractStatus};
use crate::date::Date;
use crate::grade::Grade;
use crate::interview::InterviewStatus;
use crate::list::{Comparison, Filter};
use crate::payment_plan::NOTICE_DAYS;
use crate::procurement::Category;
use crate::settings::Settings;
use crate::{Code, Money, Noun, Ratio};

/// How much harm a line tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Urgency {
    /// Money or a right is being lost.
    Harm,
    /// It will be, unless somebody acts.
    Soon,
    /// Something is missing that reports and warnings need.
    Gap,
}

/// What a to-do is about; in order of harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TodoKind {
    Overpaid,
    Expired,
    RectificationOverdue,
    PaymentOverdue,
    RetentionDue,
    PaymentDue,
    ExpiresUrgently,
    ExpiresSoon,
    EvaluationDue,
    AmountMissing,
    EndMissing,
    SigningMissing,
    UsccMissing,
}

/// One line of the home page: what waits, how much of it, and where it is put right.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Todo {
    /// Says it in words; `params` are its values.
    pub code: Code,
    pub params: BTreeMap<String, String>,
    pub urgency: Urgency,
    pub count: i64,
    /// How much money the line is about, where that helps.
    pub amount: Option<Money>,
    /// The list in which the records stand.
    pub noun: Noun,
    /// What makes the list show exactly these records.
    pub filters: Vec<Filter>,
    /// The view of the noun's page that shows them, where it is not the list.
    pub view: Option<String>,
}

/// Everything that the home page shows.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Overview {
    pub today: Date,
    /// In order of harm; a line without a record is not there.
    pub todos: Vec<Todo>,
    /// The last 24 months, the oldest first; a month without a payment is 0.
    pub payments: Vec<MonthPaid>,
    pub types: Vec<TypeAmount>,
    pub grades: Vec<GradeCount>,
    /// The projects with the most to pay.
    pub projects: Vec<ProjectProgress>,
}

/// What was paid in a month, refunds subtracted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MonthPaid {
    /// `YYYY-MM`.
    pub month: String,
    pub paid: Money,
    pub filters: Vec<Filter>,
}

/// The contracts of one type, amounts as entered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TypeAmount {
    #[serde(rename = "type")]
    pub category: Option<Category>,
    pub contracts: i64,
    pub amount: Money,
    pub filters: Vec<Filter>,
}

/// How many suppliers have earned a grade; none is 未评价.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GradeCount {
    pub grade: Option<Grade>,
    pub suppliers: i64,
    pub filters: Vec<Filter>,
}

/// How far the contracts of a project are paid.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ProjectProgress {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub base: Money,
    pub paid: Money,
    pub progress: Option<Ratio>,
    pub filters: Vec<Filter>,
}

/// What the file tells of one kind of to-do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waiting {
    pub count: i64,
    pub amount: Option<Money>,
}

impl TodoKind {
    /// Every kind, the most harmful first.
    pub const ALL: &'static [Self] = &[
        Self::Overpaid,
        Self::Expired,
        Self::RectificationOverdue,
        Self::PaymentOverdue,
        Self::RetentionDue,
        Self::PaymentDue,
        Self::ExpiresUrgently,
        Self::ExpiresSoon,
        Self::EvaluationDue,
        Self::AmountMissing,
        Self::EndMissing,
        Self::SigningMissing,
        Self::UsccMissing,
    ];

    pub const fn code(self) -> Code {
        match self {
            Self::Overpaid => Code::TodoOverpaid,
            Self::Expired => Code::TodoExpired,
            Self::RectificationOverdue => Code::TodoRectificationOverdue,
            Self::PaymentOverdue => Code::TodoPaymentOverdue,
            Self::RetentionDue => Code::TodoRetentionDue,
            Self::PaymentDue => Code::TodoPaymentDue,
            Self::ExpiresUrgently => Code::TodoExpiresUrgently,
            Self::ExpiresSoon => Code::TodoExpiresSoon,
            Self::EvaluationDue => Code::TodoEvaluationDue,
            Self::AmountMissing => Code::TodoAmountMissing,
            Self::EndMissing => Code::TodoEndMissing,
            Self::SigningMissing => Code::TodoSigningMissing,
            Self::UsccMissing => Code::TodoUsccMissing,
        }
    }

    pub const fn urgency(self) -> Urgency {
        match self {
            Self::Overpaid | Self::Expired | Self::RectificationOverdue | Self::PaymentOverdue => {
                Urgency::Harm
            }
            Self::RetentionDue
            | Self::PaymentDue
            | Self::ExpiresUrgently
            | Self::ExpiresSoon
            | Self::EvaluationDue => Urgency::Soon,
            Self::AmountMissing | Self::EndMissing | Self::SigningMissing | Self::UsccMissing => Urgency::Gap,
        }
    }

    pub const fn noun(self) -> Noun {
        match self {
            Self::RectificationOverdue => Noun::Interview,
            Self::PaymentOverdue | Self::PaymentDue => Noun::PaymentPlan,
            Self::EvaluationDue => Noun::Evaluation,
            Self::UsccMissing => Noun::Supplier,
            Self::Overpaid
            | Self::Expired
            | Self::RetentionDue
            | Self::ExpiresUrgently
            | Self::ExpiresSoon
            | Self::AmountMissing
            | Self::EndMissing
            | Self::SigningMissing => Noun::Contract,
        }
    }

    /// Returns the filters by which the list of the noun shows the records of the line.
    pub fn filters(self, today: Date, settings: &Settings) -> Vec<Filter> {
        let day = |days: i64| shifted(today, days).to_string();
        let urgent = i64::from(settings.expiry_urgent_days);
        match self {
            // Of a family, not of a document in it: the rule is about the whole family.
            Self::Overpaid => vec![families(), at_most("remaining", "-0.01")],
            Self::Expired => running(vec![at_most("expires_on", &day(-1))]),
            Self::ExpiresUrgently => {
                running(vec![at_least("expires_on", &day(0)), at_most("expires_on", &day(urgent))])
            }
            Self::ExpiresSoon => running(vec![
                at_least("expires_on", &day(urgent + 1)),
                at_most("expires_on", &day(i64::from(settings.expiry_days))),
            ]),
            Self::RectificationOverdue => vec![
                is("status", &[InterviewStatus::Open.label(), InterviewStatus::InProgress.label()]),
                at_most("due_on", &day(-1)),
            ],
            Self::PaymentOverdue => vec![at_most("falls_due_on", &day(-1))],
            Self::PaymentDue => {
                vec![at_least("falls_due_on", &day(0)), at_most("falls_due_on", &day(i64::from(NOTICE_DAYS)))]
            }
            // What is paid to the last fen holds no retention back any more.
            Self::RetentionDue => vec![
                families(),
                at_most("releases_on", &day(i64::from(settings.retention_days))),
                at_least("remaining", "0.01"),
            ],
            Self::EvaluationDue => Vec::new(),
            Self::AmountMissing => vec![is("kind", &[ContractKind::Main.label()]), empty("amount")],
            Self::EndMissing => running(vec![empty("expires_on")]),
            Self::SigningMissing => vec![families(), empty("signed_on")],
            Self::UsccMissing => vec![empty("uscc")],
        }
    }

    const fn view(self) -> Option<&'static str> {
        match self {
            Self::EvaluationDue => Some("due"),
            Self::Overpaid
            | Self::Expired
            | Self::RectificationOverdue
            | Self::PaymentOverdue
            | Self::RetentionDue
            | Self::PaymentDue
            | Self::ExpiresUrgently
            | Self::ExpiresSoon
            | Self::AmountMissing
            | Self::EndMissing
            | Self::SigningMissing
            | Self::UsccMissing => None,
        }
    }

    fn params(self, today: Date, settings: &Settings) -> BTreeMap<String, String> {
        let param = |name: &str, value: String| BTreeMap::from([(name.to_owned(), value)]);
        match self {
            Self::PaymentDue => param("days", NOTICE_DAYS.to_string()),
            Self::RetentionDue => param("days", settings.retention_days.to_string()),
            Self::ExpiresUrgently => param("days", settings.expiry_urgent_days.to_string()),
            Self::ExpiresSoon => param("days", settings.expiry_days.to_string()),
            Self::EvaluationDue => param("year", today.year().to_string()),
            Self::Overpaid
            | Self::Expired
            | Self::RectificationOverdue
            | Self::PaymentOverdue
            | Self::AmountMissing
            | Self::EndMissing
            | Self::SigningMissing
            | Self::UsccMissing => BTreeMap::new(),
        }
    }
}

/// Makes the lines of what waits, in order of harm; what waits for nobody is left out.
pub fn todos(today: Date, settings: &Settings, waiting: impl Fn(TodoKind) -> Waiting) -> Vec<Todo> {
    let line = |kind: &TodoKind| {
        let Waiting { count, amount } = waiting(*kind);
        (count > 0).then(|| Todo {
            code: kind.code(),
            params: kind.params(today, settings),
            urgency: kind.urgency(),
            count,
            amount,
            noun: kind.noun(),
            filters: kind.filters(today, settings),
            view: kind.view().map(str::to_owned),
        })
    };
    TodoKind::ALL.iter().filter_map(line).collect()
}

/// Returns what is still held back of a retention: its share of the base, as far as that much is
/// unpaid; without a share, all that is unpaid.
pub fn retention_held(base: Money, share: Option<Ratio>, remaining: Money) -> Money {
    let held = share.and_then(|share| {
        let exact = base.yuan().checked_mul(share.value())?;
        Money::from_yuan(exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)).ok()
    });
    held.map_or(remaining, |held| held.min(remaining))
}

/// Returns the first days of the last `months` months up to and with the one of `today`, the
/// oldest first.
pub fn months(today: Date, months: i64) -> Vec<Date> {
    let first = today.civil().first_of_month();
    let month = |back: i64| first.checked_sub(jiff::Span::new().months(back)).ok();
    (0..months).rev().filter_map(|back| Date::from_civil(month(back)?).ok()).collect()
}

/// Returns the month of a day, `YYYY-MM`.
pub fn month_of(day: Date) -> String {
    day.to_string().chars().take(7).collect()
}

/// Returns the filters by which the list of payments shows one month.
pub fn month_filters(first: Date) -> Vec<Filter> {
    let last = Date::from_civil(first.civil().last_of_month()).unwrap_or(first);
    vec![at_least("paid_on", &first.to_string()), at_most("paid_on", &last.to_string())]
}

/// Returns the filters by which a list shows one value of a field, or its absence.
pub fn value_filters(field: &str, value: Option<&str>) -> Vec<Filter> {
    vec![value.map_or_else(|| empty(field), |value| is(field, &[value]))]
}

/// Returns the day `days` after `today`, within the calendar of the ledger.
fn shifted(today: Date, days: i64) -> Date {
    let civil = today.civil().saturating_add(jiff::Span::new().days(days));
    Date::from_civil(civil).unwrap_or(today)
}

/// Main and framework contracts: the heads of families.
fn families() -> Filter {
    is("kind", &[ContractKind::Main.label(), ContractKind::Framework.label()])
}

/// Heads of families in execution.
fn running(more: Vec<Filter>) -> Vec<Filter> {
    let status = is("status", &[ContractStatus::InExecution.label()]);
    [families(), status].into_iter().chain(more).collect()
}

fn is(field: &str, values: &[&str]) -> Filter {
    filter(field, Comparison::Is, values)
}

fn at_least(field: &str, value: &str) -> Filter {
    filter(field, Comparison::AtLeast, &[value])
}

fn at_most(field: &str, value: &str) -> Filter {
    filter(field, Comparison::AtMost, &[value])
}

fn empty(field: &str) -> Filter {
    filter(field, Comparison::Empty, &[])
}

fn filter(field: &str, comparison: Comparison, values: &[&str]) -> Filter {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    Filter { field: field.to_owned(), comparison, values }
}
