//! One value of a record as the file stores it, and back.
//!
//! Amounts are fen, scores hundredths of a point, ratios ten-thousandths, dates `YYYY-MM-DD`,
//! closed lists their Chinese word. Every conversion stands here, once.

use domain::access::Role;
use domain::contract::{ContractKind, ContractSource, ContractStatus};
use domain::date::Date;
use domain::evaluation::ScoreOrigin;
use domain::interview::{InterviewKind, InterviewStatus};
use domain::minute::Minute;
use domain::payment_plan::Standing;
use domain::procurement::{AwardMethod, BidEvaluation, Category, ProcurementMethod, QualificationReview};
use domain::project::ProjectStatus;
use domain::supplier::SupplierStatus;
use domain::upkeep::{ChangeOutcome, DrillKind, DrillResult, IncidentLevel};
use domain::{Money, Ratio, Score};
use rusqlite::Row;
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::error::{Error, Result};

/// A value on its way into the file; borrowed, so that an import of many rows allocates nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Null,
    Integer(i64),
    Text(&'a str),
    Day([u8; 10]),
    Minute([u8; 16]),
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(value) => ValueRef::Integer(*value),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Day(day) => ValueRef::Text(day),
            Self::Minute(minute) => ValueRef::Text(minute),
        }))
    }
}

/// What can be put into a cell.
pub(crate) trait ToCell {
    fn cell(&self) -> Cell<'_>;
}

/// What can be taken from a cell; none where the file holds something else.
pub(crate) trait FromCell: Sized {
    fn from_cell(value: ValueRef<'_>) -> Option<Self>;
}

/// Takes the values of one row in order, and says of a bad one where it stands.
pub(crate) struct Cells<'r, 's> {
    row: &'r Row<'s>,
    table: &'static str,
    next: usize,
}

impl<'r, 's> Cells<'r, 's> {
    /// Starts at the first column, which holds the record's id.
    pub(crate) fn new(row: &'r Row<'s>, table: &'static str) -> Self {
        Self { row, table, next: 0 }
    }

    /// Takes the next value.
    pub(crate) fn take<T: FromCell>(&mut self) -> Result<T> {
        let index = self.next;
        self.next += 1;
        let value = self.row.get_ref(index)?;
        T::from_cell(value).ok_or_else(|| self.bad(index, value))
    }

    fn bad(&self, index: usize, value: ValueRef<'_>) -> Error {
        let statement: &rusqlite::Statement<'_> = self.row.as_ref();
        let column = statement.column_name(index).unwrap_or("?");
        let id = self.row.get_ref(0).ok().and_then(i64::from_cell).unwrap_or_default();
        let shown = match value {
            ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => {
                format!("{value:?}")
            }
        };
        Error::Value(format!("{}.{column} of record {id} holds {shown}", self.table))
    }
}

impl<T: ToCell> ToCell for Option<T> {
    fn cell(&self) -> Cell<'_> {
        self.as_ref().map_or(Cell::Null, T::cell)
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        if matches!(value, ValueRef::Null) { Some(None) } else { T::from_cell(value).map(Some) }
    }
}

impl ToCell for str {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl ToCell for String {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self)
    }
}

impl FromCell for String {
    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().map(str::to_owned)
    }
}

impl ToCell for Date {
    fn cell(&self) -> Cell<'_> {
        Cell::Day(day_text(*self))
    }
}

impl FromCell for Date {
    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

impl ToCell for Minute {
    fn cell(&self) -> Cell<'_> {
        let [hour, minute] = [self.hour(), self.minute()].map(u16::from);
        let mut text = *b"____-__-__ __:__";
        text[..10].copy_from_slice(&day_text(self.date()));
        text[11..13].copy_from_slice(&[digit(hour / 10), digit(hour)]);
        text[14..].copy_from_slice(&[digit(minute / 10), digit(minute)]);
        Cell::Minute(text)
    }
}

impl FromCell for Minute {
    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok()?.parse().ok()
    }
}

/// Returns the last digit of a number.
fn digit(value: u16) -> u8 {
    b"0123456789"[usize::from(value % 10)]
}

/// Writes a date as text without an allocation.
fn day_text(date: Date) -> [u8; 10] {
    let civil = date.civil();
    let [year, month, day] =
        [civil.year(), i16::from(civil.month()), i16::from(civil.day())].map(i16::unsigned_abs);
    [
        digit(year / 1000),
        digit(year / 100),
        digit(year / 10),
        digit(year),
        b'-',
        digit(month / 10),
        digit(month),
        b'-',
        digit(day / 10),
        digit(day),
    ]
}

/// States the whole number by which a type is stored.
macro_rules! stored_as_integer {
    ($($type:ty: $to:expr, $from:expr;)+) => {$(
        impl ToCell for $type {
            fn cell(&self) -> Cell<'_> {
                Cell::Integer($to(*self))
            }
        }

        impl FromCell for $type {
            fn from_cell(value: ValueRef<'_>) -> Option<Self> {
                value.as_i64().ok().and_then($from)
            }
        }
    )+};
}

stored_as_integer! {
    i64: |value: i64| value, Some;
    u8: i64::from, |value: i64| value.try_into().ok();
    u16: i64::from, |value: i64| value.try_into().ok();
    u32: i64::from, |value: i64| value.try_into().ok();
    bool: i64::from, |value: i64| match value { 0 => Some(false), 1 => Some(true), _ => None };
    Money: Money::fen, |fen: i64| Some(Money::from_fen(fen));
    Score: Score::hundredths, |hundredths: i64| Score::from_hundredths(hundredths).ok();
    Ratio: Ratio::ten_thousandths, |value: i64| Some(Ratio::from_ten_thousandths(value));
}

impl ToCell for Role {
    fn cell(&self) -> Cell<'_> {
        Cell::Text(self.name())
    }
}

impl FromCell for Role {
    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        value.as_str().ok().and_then(Self::from_name)
    }
}

/// States that a closed list is stored by its word.
macro_rules! stored_by_label {
    ($($choice:ty),+ $(,)?) => {$(
        impl ToCell for $choice {
            fn cell(&self) -> Cell<'_> {
                Cell::Text(self.label())
            }
        }

        impl FromCell for $choice {
            fn from_cell(value: ValueRef<'_>) -> Option<Self> {
                value.as_str().ok().and_then(Self::from_label)
            }
        }
    )+};
}

stored_by_label! {
    AwardMethod, BidEvaluation, Category, ChangeOutcome, ContractKind, ContractSource, ContractStatus, DrillKind,
    DrillResult, IncidentLevel, InterviewKind, InterviewStatus, ProcurementMethod, ProjectStatus,
    QualificationReview, ScoreOrigin, Standing, SupplierStatus,
}
