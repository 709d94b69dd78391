//! 约谈记录: talks with a supplier, and what was to be put right.

use crate::date::Date;
use crate::list::{Comparison, Filter, ListQuery};
use crate::text::texts;
use crate::{Code, Problem, Problems};

choice! {
    /// 约谈类型.
    pub enum InterviewKind {
        Breach = "违约约谈",
        Performance = "履约沟通",
        Commercial = "商务洽谈",
        PreBid = "投标前沟通",
        Other = "其他",
    }
}

choice! {
    /// 跟进状态.
    pub enum InterviewStatus {
        Open = "待整改",
        InProgress = "整改中",
        Done = "已完成",
        RecordOnly = "仅记录",
    }
}

impl InterviewStatus {
    /// Whether something is still to be put right.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::InProgress)
    }

    /// Whether `next` is a step back on the way 待整改 → 整改中 → 已完成.
    ///
    /// A talk that was only recorded may turn out to need rectification; leaving the way again
    /// without having finished it is a step back.
    pub const fn moves_back_to(self, next: Self) -> bool {
        next.step() < self.step()
    }

    const fn step(self) -> u8 {
        match self {
            Self::RecordOnly => 0,
            Self::Open => 1,
            Self::InProgress => 2,
            Self::Done => 3,
        }
    }
}

/// What people state of an interview.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Interview {
    pub supplier_id: i64,
    pub contract_id: Option<i64>,
    pub kind: InterviewKind,
    pub held_on: Date,
    pub interviewer: String,
    pub representative: Option<String>,
    pub reason: String,
    pub content: String,
    pub rectification: Option<String>,
    pub due_on: Option<Date>,
    pub result: Option<String>,
    pub status: InterviewStatus,
}

texts!(Interview: interviewer reason content; representative rectification result);

impl Interview {
    /// A talk with `supplier_id` of which nothing is said yet, and nothing is to be put right.
    pub const fn of_supplier(supplier_id: i64) -> Self {
        Self {
            supplier_id,
            contract_id: None,
            kind: InterviewKind::Performance,
            held_on: Date::FIRST,
            interviewer: String::new(),
            representative: None,
            reason: String::new(),
            content: String::new(),
            rectification: None,
            due_on: None,
            result: None,
            status: InterviewStatus::RecordOnly,
        }
    }

    /// Checks every rule that an interview can be checked against alone, on the day `today`.
    pub fn check(&self, today: Date) -> Problems {
        let mut problems = Problems::default();
        problems.require("interviewer", &self.interviewer, Code::RecordFieldMissing);
        problems.require("reason", &self.reason, Code::RecordFieldMissing);
        problems.require("content", &self.content, Code::RecordFieldMissing);
        if self.held_on > today || self.held_on.year() < 2000 {
            problems.add(Problem::new(Code::InterviewDateOutOfRange).field("held_on"));
        }
        if self.kind == InterviewKind::Breach && self.status.is_open() {
            let rectification = self.rectification.as_deref().unwrap_or_default();
            problems.require("rectification", rectification, Code::InterviewRectificationMissing);
        }
        problems
    }

    /// Returns what is unusual about an interview: a deadline of which nobody will be reminded.
    pub fn oddity(&self) -> Option<Problem> {
        let due = self.due_on.filter(|_| self.status == InterviewStatus::RecordOnly)?;
        let problem = Problem::new(Code::InterviewDeadlineUnwatched).field("due_on");
        Some(problem.param("value", &due.to_string()))
    }

    /// Refuses to move the status of `before` back without a reason.
    pub fn check_move(&self, before: InterviewStatus, reason: Option<&str>) -> Result<(), Problem> {
        if !before.moves_back_to(self.status) || reason.is_some() {
            return Ok(());
        }
        let problem = Problem::new(Code::InterviewMovesBack).field("status");
        Err(problem.param("from", before.label()).param("to", self.status.label()))
    }

    /// Returns the days left for the rectification, negative where it is overdue; none where
    /// nothing is to be put right any more, or no deadline was set.
    pub fn days_left(&self, today: Date) -> Option<i32> {
        self.due_on.filter(|_| self.status.is_open()).map(|due| today.days_until(due))
    }
}

/// An interview in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InterviewRow {
    pub id: i64,
    pub revision: i64,
    pub supplier: String,
    pub contract_code: Option<String>,
    /// Days left for the rectification on the day of the question; see [`Interview::days_left`].
    pub days_left: Option<i32>,
    #[serde(flatten)]
    pub interview: Interview,
}

impl InterviewRow {
    /// Says how many days are left on the day `today`.
    #[must_use]
    pub fn on(self, today: Date) -> Self {
        Self { days_left: self.interview.days_left(today), ..self }
    }
}

/// How many interviews of a list stand where; each number is the count of the list itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InterviewCards {
    pub open: i64,
    pub in_progress: i64,
    pub done: i64,
    pub record_only: i64,
    pub overdue: i64,
}

/// The name under which a list is asked for overdue rectifications.
pub const OVERDUE: &str = "overdue";

/// Turns the condition "overdue" into conditions on deadline and status, on the day `today`.
///
/// Overdue is no field of the file: it changes overnight without anybody writing.
pub fn on_day(query: &ListQuery, today: Date) -> Result<ListQuery, Problem> {
    let mut filters = Vec::with_capacity(query.filters.len() + 1);
    for filter in &query.filters {
        if filter.field != OVERDUE {
            filters.push(filter.clone());
            continue;
        }
        if filter.comparison != Comparison::Is || filter.values != ["true"] {
            let value = filter.values.join(" ");
            let problem = Problem::new(Code::ListBadValue).field(OVERDUE).param("field", OVERDUE);
            return Err(problem.param("value", &value));
        }
        filters.extend(overdue(today));
    }
    Ok(ListQuery { filters, ..query.clone() })
}

/// The conditions of a rectification that should have been done before `today`.
fn overdue(today: Date) -> [Filter; 2] {
    let open = InterviewStatus::ALL.iter().filter(|status| status.is_open());
    let filter = |field: &str, comparison, values| Filter { field: field.to_owned(), comparison, values };
    [
        filter("status", Comparison::Is, open.map(|status| status.label().to_owned()).collect()),
        filter("due_on", Comparison::AtMost, vec![today.previous().to_string()]),
    ]
}

/// Returns the query of one card: the list without its own conditions on status and deadline.
pub fn of_card(query: &ListQuery, card: Filter) -> ListQuery {
    let mut filters: Vec<Filter> = query
        .filters
        .iter()
        .filter(|filter| filter.field != "status" && filter.field != OVERDUE)
        .cloned()
        .collect();
    filters.push(card);
    ListQuery { filters, limit: 0, offset: 0, ..query.clone() }
}

/// Returns 编号 of the 整改通知单 of the `place`th talk of a day: ZG-20240305-01.
pub fn notice_code(held_on: Date, place: i64) -> String {
    format!("ZG-{}-{place:02}", held_on.to_string().replace('-', ""))
}
