//! Ratios of two amounts: payment progress, growth by supplements, retention.

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Money;
use crate::decimal::{self, unsigned_zero};

/// A ratio with four decimals, half up: 0.6250 is 62.50 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(Decimal);

/// Says that a text is no ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a ratio")]
pub struct RatioError;

impl Ratio {
    /// Divides two amounts; a base of zero has no ratio.
    pub fn of(part: Money, base: Money) -> Option<Self> {
        let quotient = part.yuan().checked_div(base.yuan())?;
        Some(Self::rounded(quotient))
    }

    /// Rounds half up to four decimals.
    pub fn rounded(value: Decimal) -> Self {
        let mut rounded =
            unsigned_zero(value.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero));
        rounded.rescale(4);
        Self(rounded)
    }

    /// Takes a ratio from the ten-thousandths that the file stores.
    pub fn from_ten_thousandths(value: i64) -> Self {
        Self(Decimal::new(value, 4))
    }

    /// Returns the ratio in ten-thousandths, as the file stores it.
    pub fn ten_thousandths(self) -> i64 {
        (self.0 * Decimal::from(10_000)).to_i64().unwrap_or(i64::MAX)
    }

    /// Writes 1.0625 as `106.25 %`.
    pub fn percent(self) -> String {
        format!("{:.2} %", self.0 * Decimal::ONE_HUNDRED)
    }

    pub fn value(self) -> Decimal {
        self.0
    }
}

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Self, RatioError> {
        decimal::read(text).map(Self::rounded).map_err(|_| RatioError)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4}", self.0)
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ratio {self}")
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

stored_as_text_in_typescript!(Ratio);
