//! Scores of an evaluation.

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decimal::{self, Unread, unsigned_zero};

/// A score from 0 to 100 with two decimals. 0 is a score; no score is `None`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(Decimal);

/// Why a text or a number is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    #[error("not a number")]
    NotANumber,
    #[error("outside 0–100")]
    OutOfRange,
    #[error("more than two decimals")]
    TooManyDecimals,
}

impl Score {
    /// Takes a score from the hundredths of a point that the file stores.
    pub fn from_hundredths(hundredths: i64) -> Result<Self, ScoreError> {
        Self::new(Decimal::new(hundredths, 2))
    }

    /// Returns the score in hundredths of a point, as the file stores it.
    pub fn hundredths(self) -> i64 {
        (self.0 * Decimal::ONE_HUNDRED).to_i64().unwrap_or_default()
    }

    /// Takes a number of points; refuses what has a third decimal or lies outside 0–100.
    pub fn new(points: Decimal) -> Result<Self, ScoreError> {
        if points < Decimal::ZERO || points > Decimal::ONE_HUNDRED {
            return Err(ScoreError::OutOfRange);
        }
        let mut rounded = unsigned_zero(points.round_dp(2));
        if rounded != points {
            return Err(ScoreError::TooManyDecimals);
        }
        rounded.rescale(2);
        Ok(Self(rounded))
    }

    /// Rounds a computed number of points half up to two decimals.
    ///
    /// Done once, at the end of a computation (DOMAIN: comprehensive score).
    pub fn rounded(points: Decimal) -> Result<Self, ScoreError> {
        Self::new(points.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
    }

    /// Returns the points.
    pub fn points(self) -> Decimal {
        self.0
    }
}

impl FromStr for Score {
    type Err = ScoreError;

    fn from_str(text: &str) -> Result<Self, ScoreError> {
        let points = decimal::read(text).map_err(|unread| match unread {
            Unread::NotANumber => ScoreError::NotANumber,
            Unread::TooManyDecimals => ScoreError::TooManyDecimals,
            Unread::TooLarge => ScoreError::OutOfRange,
        })?;
        Self::new(points)
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl fmt::Debug for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} points")
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

stored_as_text_in_typescript!(Score);
