//! 付款计划: what is to be paid on a contract, when and on what condition.
//!
//! A plan is a part of its contract. Each of its rows is an instalment, and a payment may name the
//! one of its own contract that it serves.

mod copy;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::date::Date;
use crate::deadline::{Deadline, Notice};
use crate::text::texts;
use crate::{Code, Money, Problem, Problems, Ratio, position};

pub use copy::copied;

/// What people state of one row of a payment plan.
///
/// Either the amount or its percentage of the contract amount is stated, and the other follows.
/// The contract amount is that of the document itself, as signed: a supplement has a plan of its
/// own, and a settlement does not rewrite what was agreed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaymentPlan {
    pub contract_id: i64,
    /// 付款节点: 预付款, 到货款; a contract has each once.
    pub term: String,
    /// Empty where the day hangs on an event.
    pub due_on: Option<Date>,
    pub amount: Option<Money>,
    pub percent: Option<Ratio>,
    pub remarks: Option<String>,
}

texts!(PaymentPlan: term; remarks);

choice! {
    /// How much of an instalment is paid.
    pub enum Standing {
        Unpaid = "未付",
        Partly = "部分支付",
        Paid = "已付清",
    }
}

choice! {
    /// Where an instalment stands today; of two words that hold, the more pressing one.
    pub enum PlanState {
        NotDue = "未到期",
        Soon = "将到期",
        Overdue = "逾期",
        Partly = "部分支付",
        Paid = "已付清",
    }
}

/// Days before its due date from which on an instalment is told of.
pub const NOTICE_DAYS: u16 = 30;

/// The notice of an instalment that is to be paid.
pub const NOTICE: Notice = Notice { near_days: NOTICE_DAYS, urgent_days: None };

impl PaymentPlan {
    /// A row of the plan of `contract_id` of which nothing is stated yet.
    pub const fn of_contract(contract_id: i64) -> Self {
        Self { contract_id, term: String::new(), due_on: None, amount: None, percent: None, remarks: None }
    }

    /// Checks every rule that a row can be checked against alone.
    pub fn check(&self) -> Problems {
        let mut problems = Problems::default();
        problems.require("term", &self.term, Code::RecordFieldMissing);
        if self.term.chars().count() > LONGEST_TERM || self.term.contains('\n') {
            problems.add(Problem::new(Code::PaymentPlanTermTooLong).field("term"));
        }
        match (self.amount, self.percent) {
            (None, None) => problems.add(Problem::new(Code::PaymentPlanAmountMissing).field("amount")),
            (Some(_), Some(_)) => problems.add(Problem::new(Code::PaymentPlanBothStated).field("amount")),
            (Some(_), None) | (None, Some(_)) => {}
        }
        if self.amount.is_some_and(|amount| !amount.is_positive()) {
            problems.add(Problem::new(Code::PaymentPlanAmountNotPositive).field("amount"));
        }
        let within = |percent: Ratio| percent.value() > Decimal::ZERO && percent.value() <= Decimal::ONE;
        if self.percent.is_some_and(|percent| !within(percent)) {
            problems.add(Problem::new(Code::PaymentPlanPercentOutOfRange).field("percent"));
        }
        problems
    }

    /// Returns what is to be paid, to the fen; none where a percentage has no contract amount.
    pub fn payable(&self, contract_amount: Option<Money>) -> Option<Money> {
        self.amount.or_else(|| position::share(contract_amount?, self.percent?))
    }

    /// Returns the percentage of the contract amount.
    pub fn share(&self, contract_amount: Option<Money>) -> Option<Ratio> {
        self.percent.or_else(|| Ratio::of(self.amount?, contract_amount.filter(|base| base.is_positive())?))
    }

    /// Leaves one of amount and percentage where a file states both.
    ///
    /// The percentage stays where it gives exactly the amount, for it is what was agreed. Else the
    /// amount does, of which the percentage is the rounded share. A share that it is not rounded
    /// from contradicts it; without a contract amount nobody can tell, and the amount stays.
    pub fn settle(&mut self, contract_amount: Option<Money>) -> Result<(), Problem> {
        let (Some(amount), Some(percent)) = (self.amount, self.percent) else { return Ok(()) };
        if contract_amount.and_then(|base| position::share(base, percent)) == Some(amount) {
            self.amount = None;
            return Ok(());
        }
        let share =
            contract_amount.filter(|base| base.is_positive()).and_then(|base| Ratio::of(amount, base));
        if let Some(share) = share.filter(|share| !rounds_to(*share, percent)) {
            let problem = Problem::new(Code::PaymentPlanContradicts).field("percent");
            let problem = problem.param("amount", &amount.to_string()).param("percent", &percent.percent());
            return Err(problem.param("share", &share.percent()));
        }
        self.percent = None;
        Ok(())
    }
}

/// The longest 付款节点: it stands in lists and on buttons.
const LONGEST_TERM: usize = 100;

/// Whether a share is written as `percent` with two, one or no decimals.
fn rounds_to(share: Ratio, percent: Ratio) -> bool {
    let rounded = |decimals| {
        share.value().round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
            == percent.value()
    };
    (2..=4).any(rounded)
}

/// Where an instalment stands, whatever day it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPosition {
    pub payable: Option<Money>,
    pub share: Option<Ratio>,
    /// The payments that serve it, refunds subtracted.
    pub paid: Money,
    /// Payable − paid, never below 0.
    pub open: Option<Money>,
    /// Paid ÷ payable.
    pub progress: Option<Ratio>,
    pub standing: Standing,
    /// The due date, while there is something to be paid.
    pub falls_due_on: Option<Date>,
}

/// What an instalment is measured against.
#[derive(Debug, Clone, Copy)]
pub struct PlanBasis {
    pub contract_amount: Option<Money>,
    /// Whether nothing falls due any more on the family: it is terminated, or paid to the last fen.
    pub family_closed: bool,
}

impl PlanPosition {
    /// Computes where an instalment stands.
    pub fn of(plan: &PaymentPlan, paid: Money, basis: PlanBasis) -> Self {
        let payable = plan.payable(basis.contract_amount);
        let standing = match payable {
            Some(payable) if paid >= payable => Standing::Paid,
            _ if paid.is_positive() => Standing::Partly,
            _ => Standing::Unpaid,
        };
        let falls_due = standing != Standing::Paid && !basis.family_closed;
        Self {
            share: plan.share(basis.contract_amount),
            open: payable.map(|payable| if paid < payable { payable - paid } else { Money::ZERO }),
            falls_due_on: plan.due_on.filter(|_| falls_due),
            progress: payable.and_then(|payable| Ratio::of(paid, payable)),
            payable,
            paid,
            standing,
        }
    }
}

impl PlanState {
    /// Tells where an instalment stands on the day `today`.
    pub fn of(standing: Standing, falls_due_on: Option<Date>, today: Date) -> Self {
        let deadline = falls_due_on.map(|day| Deadline::of(day, today, NOTICE));
        match (standing, deadline) {
            (Standing::Paid, _) => Self::Paid,
            (_, Some(Deadline::Passed)) => Self::Overdue,
            (_, Some(Deadline::Urgent | Deadline::Near)) => Self::Soon,
            (Standing::Partly, Some(Deadline::Far) | None) => Self::Partly,
            (Standing::Unpaid, Some(Deadline::Far) | None) => Self::NotDue,
        }
    }
}

/// A row of a payment plan in a list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PaymentPlanRow {
    pub id: i64,
    pub revision: i64,
    pub contract_id: i64,
    pub contract_code: String,
    pub contract_name: String,
    pub supplier: String,
    pub term: String,
    pub due_on: Option<Date>,
    /// As stated; see [`PaymentPlan`].
    pub amount: Option<Money>,
    pub percent: Option<Ratio>,
    pub remarks: Option<String>,
    /// Stated or computed.
    pub payable: Option<Money>,
    pub share: Option<Ratio>,
    pub paid: Money,
    pub open: Option<Money>,
    pub progress: Option<Ratio>,
    pub standing: Standing,
    pub falls_due_on: Option<Date>,
    pub due: Option<Deadline>,
    /// Days from today to the due date; negative once it has passed.
    pub days_left: Option<i64>,
    /// None where nobody says which day it is.
    pub state: Option<PlanState>,
}

impl PaymentPlanRow {
    /// Returns what people state of the row.
    pub fn stated(&self) -> PaymentPlan {
        PaymentPlan {
            contract_id: self.contract_id,
            term: self.term.clone(),
            due_on: self.due_on,
            amount: self.amount,
            percent: self.percent,
            remarks: self.remarks.clone(),
        }
    }

    /// Says where the row stands on the day `today`.
    pub fn tell(&mut self, today: Date) {
        self.due = self.falls_due_on.map(|day| Deadline::of(day, today, NOTICE));
        self.days_left = self.falls_due_on.map(|day| today.days_until(day).into());
        self.state = Some(PlanState::of(self.standing, self.falls_due_on, today));
    }
}

/// The plan of one contract.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ContractPlan {
    /// In the order in which they fall due; those that hang on an event last.
    pub rows: Vec<PaymentPlanRow>,
    pub sum: PlanSum,
}

/// What the rows of a plan come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlanSum {
    pub contract_amount: Option<Money>,
    /// None where a row has no amount that could be told.
    pub payable: Option<Money>,
    pub share: Option<Ratio>,
    /// What payments name a row for; others of the contract serve none.
    pub paid: Money,
    pub open: Money,
    /// Payable − contract amount; none where they are equal, or where there is nothing to compare.
    pub difference: Option<Money>,
}

impl PlanSum {
    /// Adds up the rows of a plan that state something.
    ///
    /// Percentages are added before they are rounded: three thirds of a contract are the contract.
    pub fn of<'r>(rows: impl IntoIterator<Item = &'r PaymentPlan>, contract_amount: Option<Money>) -> Self {
        let stated = rows.into_iter().filter(|row| row.amount.is_some() || row.percent.is_some());
        let mut rows = stated.peekable();
        if rows.peek().is_none() {
            return Self { contract_amount, ..Self::default() };
        }
        let exact = |row: &PaymentPlan| match (row.amount, row.percent) {
            (Some(amount), _) => Some(amount.yuan()),
            (None, percent) => contract_amount?.yuan().checked_mul(percent?.value()),
        };
        let sum: Option<Decimal> = rows.map(exact).try_fold(Decimal::ZERO, |sum, row| sum.checked_add(row?));
        let payable = sum.and_then(|sum| {
            Money::from_yuan(sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)).ok()
        });
        let difference = payable.zip(contract_amount).map(|(sum, amount)| sum - amount);
        Self {
            share: payable
                .zip(contract_amount.filter(|base| base.is_positive()))
                .and_then(|(sum, base)| Ratio::of(sum, base)),
            difference: difference.filter(|difference| !difference.is_zero()),
            contract_amount,
            payable,
            ..Self::default()
        }
    }

    /// Says that the plan does not come to the amount of its contract; it may be saved so.
    pub fn warning(&self) -> Option<Problem> {
        let problem = Problem::new(Code::PaymentPlanSumDiffers).field("amount");
        let problem = problem.param("sum", &self.payable?.to_string());
        let problem = problem.param("amount", &self.contract_amount?.to_string());
        Some(problem.param("difference", &self.difference?.to_string()))
    }
}

impl ContractPlan {
    /// Puts the rows of a contract together.
    pub fn of(mut rows: Vec<PaymentPlanRow>, contract_amount: Option<Money>) -> Self {
        rows.sort_by_key(|row| (row.due_on.is_none(), row.due_on, row.id));
        let stated: Vec<PaymentPlan> = rows.iter().map(PaymentPlanRow::stated).collect();
        let sum = PlanSum {
            paid: rows.iter().map(|row| row.paid).sum(),
            open: rows.iter().filter_map(|row| row.open).sum(),
            ..PlanSum::of(&stated, contract_amount)
        };
        Self { rows, sum }
    }

    /// Returns the row that the next payment most likely serves: of those that are open, the one
    /// that falls due first.
    pub fn proposed(&self) -> Option<i64> {
        self.rows.iter().find(|row| row.standing != Standing::Paid).map(|row| row.id)
    }
}

/// A row of a plan that is being entered.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlanEntry {
    /// The row that it changes, at the revision that was seen; none for a new one.
    pub known: Option<PlanVersion>,
    pub plan: PaymentPlan,
}

/// A row of a plan as somebody saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlanVersion {
    pub id: i64,
    pub revision: i64,
}

/// What a plan that is being entered comes to.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlanPreview {
    /// Of each row, in its order, what is to be paid and which share that is.
    pub rows: Vec<PlanAmounts>,
    pub sum: PlanSum,
    pub warnings: Vec<Problem>,
}

/// The amount and the percentage of a row, one of which was stated.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlanAmounts {
    pub payable: Option<Money>,
    pub share: Option<Ratio>,
}

impl PlanPreview {
    /// Computes what is shown beside a form.
    pub fn of(rows: &[PaymentPlan], contract_amount: Option<Money>) -> Self {
        let amounts = |row: &PaymentPlan| PlanAmounts {
            payable: row.payable(contract_amount),
            share: row.share(contract_amount),
        };
        let sum = PlanSum::of(rows, contract_amount);
        Self { rows: rows.iter().map(amounts).collect(), warnings: sum.warning().into_iter().collect(), sum }
    }
}
