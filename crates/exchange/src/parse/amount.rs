//! Amounts, scores and percentages in the spellings that people use.

use domain::money::MoneyError;
use domain::score::ScoreError;
use domain::{Code, Money, Ratio, Score};
use rust_decimal::Decimal;

use crate::label::Unit;
use crate::parse::{folded, number};
use crate::raw::Raw;

/// Reads an amount; a unit beside the number goes before the unit of the column.
pub(crate) fn money(raw: Raw<'_>, unit: Unit) -> Result<Money, Code> {
    let (number, own_unit) = match raw {
        Raw::Number(number) => (number::decimal(number), None),
        Raw::Text(text) => {
            let (number, own_unit) = amount(text).ok_or(Code::CellNotAmount)?;
            (Some(number), own_unit)
        }
        Raw::Empty | Raw::Serial { .. } | Raw::Flag(_) | Raw::Error(_) | Raw::Formula(_) => {
            return Err(Code::CellNotAmount);
        }
    };
    let scale = match own_unit.unwrap_or(unit) {
        Unit::One => Decimal::ONE,
        Unit::TenThousand => Decimal::from(10_000),
        Unit::HundredMillion => Decimal::from(100_000_000),
        Unit::Percent => return Err(Code::CellNotAmount),
    };
    let yuan = number.and_then(|number| number.checked_mul(scale)).ok_or(Code::CellAmountTooLarge)?;
    Money::from_yuan(number::without_noise(yuan, 2)).map_err(|error| match error {
        MoneyError::NotANumber => Code::CellNotAmount,
        MoneyError::TooManyDecimals => Code::CellTooManyDecimals,
        MoneyError::TooLarge => Code::CellAmountTooLarge,
    })
}

/// Reads a score: a number of points, with or without 分.
pub(crate) fn score(raw: Raw<'_>) -> Result<Score, Code> {
    let points = match raw {
        Raw::Number(number) => number::decimal(number),
        Raw::Text(text) => {
            let folded = folded(text);
            signed_digits(folded.strip_suffix('分').unwrap_or(&folded).trim())
        }
        Raw::Empty | Raw::Serial { .. } | Raw::Flag(_) | Raw::Error(_) | Raw::Formula(_) => None,
    };
    let points = points.ok_or(Code::CellNotScore)?;
    Score::new(number::without_noise(points, 2)).map_err(|error| match error {
        ScoreError::NotANumber => Code::CellNotScore,
        ScoreError::OutOfRange => Code::CellScoreOutOfRange,
        ScoreError::TooManyDecimals => Code::CellTooManyDecimals,
    })
}

/// Reads `5%` or `0.05`; a bare 5 could be either five or five hundred per cent and is refused,
/// unless the column says `%`.
pub(crate) fn ratio(raw: Raw<'_>, unit: Unit) -> Result<Ratio, Code> {
    let (number, is_percent) = match raw {
        Raw::Number(number) => (number::decimal(number), unit == Unit::Percent),
        Raw::Text(text) => {
            let folded = folded(text);
            let bare = folded.strip_suffix('%');
            (signed_digits(bare.unwrap_or(&folded).trim()), bare.is_some() || unit == Unit::Percent)
        }
        Raw::Empty | Raw::Serial { .. } | Raw::Flag(_) | Raw::Error(_) | Raw::Formula(_) => (None, false),
    };
    let number = number.ok_or(Code::CellNotPercent)?;
    let value = if is_percent { number / Decimal::ONE_HUNDRED } else { number };
    let value = number::without_noise(value, 4);
    let is_plain = is_percent || (Decimal::ZERO..=Decimal::ONE).contains(&value);
    if !is_plain || value.round_dp(4) != value || value.abs() > Decimal::from(1_000_000) {
        return Err(Code::CellNotPercent);
    }
    Ok(Ratio::rounded(value))
}

/// Reads `￥1,234.56元`, `12.5万`, `(1,000)`, `－３`: the number, and the unit that it names.
fn amount(text: &str) -> Option<(Decimal, Option<Unit>)> {
    let folded = folded(text);
    let mut rest = &*folded;
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        negative = true;
        rest = inner.trim();
    }
    rest = without_currency(rest);
    if let Some(after) = rest.strip_prefix(['-', '−']) {
        if negative {
            return None;
        }
        negative = true;
        rest = without_currency(after.trim_start());
    } else if let Some(after) = rest.strip_prefix('+') {
        rest = without_currency(after.trim_start());
    }
    let (rest, unit) = split_unit(rest);
    let number = grouped_digits(rest)?;
    Some((if negative { -number } else { number }, unit))
}

fn without_currency(text: &str) -> &str {
    let names = ["¥", "人民币", "RMB", "CNY", "rmb", "cny"];
    let found = names.iter().find_map(|name| text.strip_prefix(name));
    found.map_or(text, |rest| rest.trim_start_matches([':', ' ']))
}

fn split_unit(text: &str) -> (&str, Option<Unit>) {
    let whole = text.strip_suffix('整').map_or(text, str::trim_end);
    let yuan = whole.strip_suffix(['元', '圆']).map(str::trim_end);
    let rest = yuan.unwrap_or(text);
    if let Some(rest) = rest.strip_suffix('万') {
        (rest.trim_end(), Some(Unit::TenThousand))
    } else if let Some(rest) = rest.strip_suffix('亿') {
        (rest.trim_end(), Some(Unit::HundredMillion))
    } else {
        (rest, yuan.map(|_| Unit::One))
    }
}

/// Reads digits with separators at every third place, or without any.
fn grouped_digits(text: &str) -> Option<Decimal> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let Some(separator) =
        whole.chars().find(|character| matches!(character, ',' | '\'') || character.is_whitespace())
    else {
        return digits(text);
    };
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let right_first = (1..=3).contains(&first.len());
    if !right_first
        || !groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let joined = whole.replace(separator, "");
    digits(&fraction.map_or_else(|| joined.clone(), |fraction| format!("{joined}.{fraction}")))
}

fn signed_digits(text: &str) -> Option<Decimal> {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => digits(rest).map(|number| -number),
        None => digits(text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Reads digits with at most one point among them, and nothing else.
fn digits(text: &str) -> Option<Decimal> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    if !plain || !has_digit || text.len() > 40 || text.matches('.').count() > 1 {
        return None;
    }
    text.trim_end_matches('.').parse().ok()
}
