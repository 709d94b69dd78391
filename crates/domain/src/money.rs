//! Amounts in yuan.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Neg, Sub};
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decimal::{self, Unread, unsigned_zero};

/// An amount of yuan with exactly two decimals.
///
/// Up to ten trillion yuan either way, so that sums of a whole ledger stay far from the limits of
/// the file's 64-bit fen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

/// Why a text or a number is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("not an amount")]
    NotANumber,
    #[error("more than two decimals")]
    TooManyDecimals,
    #[error("larger than ten trillion yuan")]
    TooLarge,
}

const LIMIT_YUAN: i64 = 10_000_000_000_000;

impl Money {
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Takes an amount from the fen that the file stores.
    pub fn from_fen(fen: i64) -> Self {
        Self(Decimal::new(fen, 2))
    }

    /// Returns the amount in fen, as the file stores it.
    pub fn fen(self) -> i64 {
        (self.0 * Decimal::ONE_HUNDRED).to_i64().unwrap_or(i64::MAX)
    }

    /// Takes a decimal number of yuan; refuses a third decimal that is not zero.
    pub fn from_yuan(yuan: Decimal) -> Result<Self, MoneyError> {
        if yuan.abs() > Decimal::from(LIMIT_YUAN) {
            return Err(MoneyError::TooLarge);
        }
        let mut rounded = unsigned_zero(yuan.round_dp(2));
        if rounded != yuan {
            return Err(MoneyError::TooManyDecimals);
        }
        rounded.rescale(2);
        Ok(Self(rounded))
    }

    /// Returns the amount in yuan.
    pub fn yuan(self) -> Decimal {
        self.0
    }

    /// Returns the amount ÷ `count`, rounded half up to fen; none of nothing.
    pub fn mean(self, count: i64) -> Option<Self> {
        let mean = self.0.checked_div(Decimal::from(count))?;
        let mut mean = mean.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        mean.rescale(2);
        Some(Self(unsigned_zero(mean)))
    }

    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    pub fn is_positive(self) -> bool {
        self.0 > Decimal::ZERO
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads plain digits such as `1234.5`; what workbooks write is read by `exchange`.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let yuan = decimal::read(text).map_err(|unread| match unread {
            Unread::NotANumber => MoneyError::NotANumber,
            Unread::TooManyDecimals => MoneyError::TooManyDecimals,
            Unread::TooLarge => MoneyError::TooLarge,
        })?;
        Self::from_yuan(yuan)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "¥{self}")
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(unsigned_zero(self.0 + other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(unsigned_zero(self.0 - other.0))
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(unsigned_zero(-self.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

stored_as_text_in_typescript!(Money);
