//! Decimal numbers as the ledger writes them.

use rust_decimal::{Decimal, Error};

/// Why a text is no decimal number that fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unread {
    NotANumber,
    TooManyDecimals,
    TooLarge,
}

/// Reads plain digits with an optional sign and point: no grouping, no exponent.
pub(crate) fn read(text: &str) -> Result<Decimal, Unread> {
    if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'+' | b'-')) {
        return Err(Unread::NotANumber);
    }
    Decimal::from_str_exact(text).map(unsigned_zero).map_err(|error| match error {
        Error::Underflow | Error::ScaleExceedsMaximumPrecision(_) => Unread::TooManyDecimals,
        Error::ExceedsMaximumPossibleValue | Error::LessThanMinimumPossibleValue => Unread::TooLarge,
        Error::ErrorString(_) | Error::ConversionTo(_) if is_too_long(text) => Unread::TooLarge,
        Error::ErrorString(_) | Error::ConversionTo(_) => Unread::NotANumber,
    })
}

/// Whether a number has more digits before the point than a decimal can hold.
fn is_too_long(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    whole.len() > 28
        && [whole, decimals].iter().all(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Takes the sign from a zero: nobody is owed −0.00.
pub(crate) fn unsigned_zero(mut number: Decimal) -> Decimal {
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    number
}
