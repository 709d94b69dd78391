//! The months and half-years of tables that give each period a column of its own.

use std::fmt;

use crate::date::Date;

/// A month or half-year from 2000 to 2100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// Years since 2000.
    years: u16,
    /// The month; or 51 for 上半年, 52 for 下半年.
    part: u16,
}

const FIRST_YEAR: u16 = 2000;
const LAST_YEAR: u16 = 2100;
const FIRST_HALF: u16 = 51;
const SECOND_HALF: u16 = 52;

impl Period {
    /// Takes a month, counted from 1.
    pub fn month(year: u16, month: u16) -> Option<Self> {
        Self::of(year, month).filter(|period| period.part <= 12)
    }

    /// Takes 上半年 or 下半年.
    pub fn half(year: u16, is_second: bool) -> Option<Self> {
        Self::of(year, if is_second { SECOND_HALF } else { FIRST_HALF })
    }

    /// Returns the number under which a column of the period is kept: `1903` for 2019年3月.
    pub fn ordinal(self) -> u16 {
        self.years * 100 + self.part
    }

    /// Takes the number of a column.
    pub fn from_ordinal(ordinal: u16) -> Option<Self> {
        Self::of(FIRST_YEAR + ordinal / 100, ordinal % 100)
    }

    /// Returns the day on which what the period's column holds counts as paid.
    pub fn last_day(self) -> Date {
        let (month, day) = match self.part {
            FIRST_HALF => (6, 30),
            SECOND_HALF => (12, 31),
            month => (i8::try_from(month).unwrap_or(12), 1),
        };
        let year = i16::try_from(FIRST_YEAR + self.years).unwrap_or(i16::MAX);
        let date = jiff::civil::Date::new(year, month, day).map(jiff::civil::Date::last_of_month);
        date.ok().and_then(|date| Date::from_civil(date).ok()).unwrap_or(Date::LAST)
    }

    fn of(year: u16, part: u16) -> Option<Self> {
        let is_part = (1..=12).contains(&part) || part == FIRST_HALF || part == SECOND_HALF;
        let is_period = is_part && (FIRST_YEAR..=LAST_YEAR).contains(&year);
        is_period.then(|| Self { years: year - FIRST_YEAR, part })
    }
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = FIRST_YEAR + self.years;
        match self.part {
            FIRST_HALF => write!(formatter, "{year}年上半年"),
            SECOND_HALF => write!(formatter, "{year}年下半年"),
            month => write!(formatter, "{year}年{month}月"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_on_its_last_day_and_a_half_year_in_june_or_december() {
        let day = |period: Option<Period>| period.map(|period| period.last_day().to_string());
        assert_eq!(day(Period::month(2024, 2)).as_deref(), Some("2024-02-29"));
        assert_eq!(day(Period::month(2019, 12)).as_deref(), Some("2019-12-31"));
        assert_eq!(day(Period::half(2019, false)).as_deref(), Some("2019-06-30"));
        assert_eq!(day(Period::half(2019, true)).as_deref(), Some("2019-12-31"));
    }

    #[test]
    fn every_period_survives_as_a_number_and_nothing_else_is_one() {
        let mut known = 0;
        for ordinal in 0..=u16::MAX {
            if let Some(period) = Period::from_ordinal(ordinal) {
                assert_eq!(period.ordinal(), ordinal);
                known += 1;
            }
        }
        assert_eq!(known, 101 * 14);
        assert_eq!(Period::month(2019, 13), None);
        assert_eq!(Period::month(2019, 51), None);
        assert_eq!(Period::month(1999, 1), None);
        assert_eq!(Period::month(2019, 3).map(|period| period.to_string()).as_deref(), Some("2019年3月"));
    }
}
