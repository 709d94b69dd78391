//! The fields of a list: what they are called and where they stand.

use domain::date::Date;
use domain::deadline::Deadline;
use domain::grade::Bands;
use domain::{Code, Money, Problem, Ratio, Score};
use rusqlite::types::Value;

use super::days::{Days, Notified};
use crate::Error;

/// One field that a list can be filtered and sorted by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// As the row says it.
    pub(crate) name: &'static str,
    /// A column of one of the list's tables, `alias.column`; or an expression of columns of `t`.
    pub(crate) sql: &'static str,
    pub(crate) kind: Kind,
    /// Whether the value may be missing.
    pub(crate) optional: bool,
    /// Whether an index gives the records in the order of the field.
    pub(crate) indexed: bool,
}

/// How a field is compared.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Text,
    /// A closed list of words.
    Choice(&'static [&'static str]),
    Amount,
    Score,
    Ratio,
    Date,
    Count,
    Flag,
    /// The name of the band in which a score lies.
    Grade,
    /// Where a day stands against today.
    Deadline(Notified),
}

impl Field {
    pub(crate) const fn new(name: &'static str, sql: &'static str, kind: Kind) -> Self {
        Self { name, sql, kind, optional: false, indexed: false }
    }

    /// The value may be missing.
    pub(crate) const fn optional(self) -> Self {
        Self { optional: true, ..self }
    }

    /// An index gives the records in this order.
    pub(crate) const fn indexed(self) -> Self {
        Self { indexed: true, ..self }
    }

    /// Returns the alias of the table in which the field stands.
    pub(crate) fn alias(&self) -> &'static str {
        self.sql.split_once('.').map(|(alias, _)| alias).filter(|alias| !alias.contains('(')).unwrap_or("t")
    }

    /// Returns the value by which `text` is compared with the field.
    pub(crate) fn value(&self, text: &str) -> Result<Value, Problem> {
        let number = match self.kind {
            Kind::Text => return Ok(Value::Text(text.to_owned())),
            Kind::Choice(words) => {
                return if words.contains(&text) {
                    Ok(Value::Text(text.to_owned()))
                } else {
                    Err(self.bad(text))
                };
            }
            Kind::Date => {
                return text
                    .parse()
                    .map(|date: Date| Value::Text(date.to_string()))
                    .map_err(|_| self.bad(text));
            }
            Kind::Amount => text.parse().map(Money::fen).ok(),
            Kind::Score => text.parse().map(Score::hundredths).ok(),
            Kind::Ratio => text.parse().map(Ratio::ten_thousandths).ok(),
            Kind::Count => text.parse().ok(),
            Kind::Flag => text.parse::<bool>().map(i64::from).ok(),
            Kind::Grade | Kind::Deadline(_) => None,
        };
        number.map(Value::Integer).ok_or_else(|| self.bad(text))
    }

    /// Returns the scores of a grade, from the first to before the second.
    pub(crate) fn band(&self, bands: &Bands, grade: &str) -> Result<(i64, i64), Problem> {
        let bands = bands.bands();
        let place = bands.iter().position(|band| band.name == grade).ok_or_else(|| self.bad(grade))?;
        let above = place.checked_sub(1).map(|better| bands[better].from.hundredths());
        Ok((bands[place].from.hundredths(), above.unwrap_or(i64::MAX)))
    }

    /// Returns the first and the last day that stand as a word says; none where no day can.
    pub(crate) fn days(
        &self,
        days: &Days,
        notified: Notified,
        word: &str,
    ) -> crate::Result<Option<(Option<Date>, Option<Date>)>> {
        let deadline = Deadline::from_label(word).ok_or_else(|| self.bad(word))?;
        let today = days.today.ok_or_else(|| Error::Value("nobody says which day it is".to_owned()))?;
        Ok(deadline.days(today, days.notice(notified)))
    }

    /// Says that a value does not fit the field.
    pub(crate) fn bad(&self, value: &str) -> Problem {
        Problem::new(Code::ListBadValue).field(self.name).param("field", self.name).param("value", value)
    }
}
