//! Numbers of workbooks: binary fractions that stand for decimal ones.

use std::str::FromStr;

use domain::Code;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::raw::Raw;

/// Excel keeps 15 digits; from here on the last ones are lost.
const DIGITS_LOST_FROM: f64 = 1e15;

/// Returns a number as a cell shows it: `1001` for 1001.0, `4.30102E+17` for what Excel has cut.
pub(crate) fn shown(number: f64) -> String {
    if number.is_finite() && number.abs() >= DIGITS_LOST_FROM {
        return format!("{number:.5E}").replace('E', "E+");
    }
    number.to_string()
}

/// Whether a number has more digits than a workbook's number keeps.
pub(crate) fn has_lost_digits(number: f64) -> bool {
    number.abs() >= DIGITS_LOST_FROM
}

/// Whether a text is what Excel leaves of a long code in a CSV: `1.23E+17`.
pub(crate) fn is_exponential(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once("E+") else { return false };
    let is_number =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_number(mantissa) && exponent.len() >= 2 && exponent.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes the shortest decimal number that the binary one stands for.
pub(crate) fn decimal(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    Decimal::from_str(&number.to_string()).ok()
}

/// Rounds to `places` decimals what differs from it only by the noise of binary fractions.
///
/// A sum such as 0.1+0.2 is stored as 0.30000000000000004: nobody wrote these digits. Noise is at
/// most a billionth, or a few units in the last of the 53 bits; never as much as a ten-thousandth,
/// so that a third decimal that somebody did write stays and is refused.
pub(crate) fn without_noise(value: Decimal, places: u32) -> Decimal {
    let rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    let last_bits = value.abs().checked_mul(Decimal::new(888, 18)).unwrap_or_default();
    let noise = last_bits.clamp(Decimal::new(1, 9), Decimal::new(1, 4));
    if (value - rounded).abs() <= noise { rounded } else { value }
}

/// Reads the hidden number of an exported record.
pub(crate) fn integer(raw: Raw<'_>) -> Result<i64, Code> {
    let number = match raw {
        Raw::Number(number) => {
            decimal(number).filter(|number| number.fract().is_zero()).and_then(|number| number.to_i64())
        }
        Raw::Text(text) => text.trim().parse().ok(),
        Raw::Empty | Raw::Serial { .. } | Raw::Flag(_) | Raw::Error(_) | Raw::Formula(_) => None,
    };
    number.ok_or(Code::CellNotAmount)
}
