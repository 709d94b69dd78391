//! Dates in the spellings that people use, and the day numbers of workbooks.

use domain::Code;
use domain::date::Date;
use jiff::ToSpan;

use crate::parse::folded;
use crate::raw::Raw;

/// Day numbers that are taken for a date where the cell does not say that it is one: 1954–2119.
/// Smaller ones are more likely a year or a count.
const BARE_SERIALS: std::ops::Range<f64> = 20_000.0..80_000.0;

/// Reads a date. A month alone means its last day.
pub(crate) fn date(raw: Raw<'_>, epoch_1904: bool) -> Result<Date, Code> {
    match raw {
        Raw::Serial { days, epoch_1904 } => serial(days, epoch_1904).ok_or(Code::CellNotDate),
        Raw::Number(number) => bare_number(number, epoch_1904).ok_or(Code::CellNotDate),
        Raw::Text(text) => written(text),
        Raw::Empty | Raw::Flag(_) | Raw::Error(_) | Raw::Formula(_) => Err(Code::CellNotDate),
    }
}

/// Returns a day number as `2024-03-05`, with the time where it has one.
pub(crate) fn shown_serial(days: f64, epoch_1904: bool) -> Option<String> {
    let date = serial(days, epoch_1904)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds of a day")]
    let seconds = (days.fract() * 86_400.0).round() as u32;
    if seconds == 0 || seconds >= 86_400 {
        return Some(date.to_string());
    }
    Some(format!("{date} {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60))
}

/// Turns a day number into its date. 60 is the 29 February 1900 that never was.
fn serial(days: f64, epoch_1904: bool) -> Option<Date> {
    if !(0.0..200_000.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked just above")]
    let whole = days.floor() as i32;
    let first = match whole {
        _ if epoch_1904 => jiff::civil::date(1904, 1, 1),
        0 | 60 => return None,
        1..60 => jiff::civil::date(1899, 12, 31),
        _ => jiff::civil::date(1899, 12, 30),
    };
    Date::from_civil(first.checked_add(whole.days()).ok()?).ok()
}

fn bare_number(number: f64, epoch_1904: bool) -> Option<Date> {
    if BARE_SERIALS.contains(&number) {
        return serial(number, epoch_1904);
    }
    if number.fract() == 0.0 { compact(&number.to_string()) } else { None }
}

fn written(text: &str) -> Result<Date, Code> {
    let folded = folded(text);
    let day = without_time(&folded).ok_or(Code::CellNotDate)?;
    let day: String = day.chars().filter(|character| !character.is_whitespace()).collect();
    if day.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits_only(&day);
    }
    if let Some((year, rest)) = day.split_once('年') {
        return in_chinese(year, rest);
    }
    let separator = ['-', '/', '.'].into_iter().find(|separator| day.contains(*separator));
    let parts: Vec<&str> = separator.map(|separator| day.split(separator).collect()).unwrap_or_default();
    match parts.as_slice() {
        [year, month] if year.len() == 4 => month_end(year, month),
        [year, month, day] if year.len() == 4 => full(year, month, day),
        [first, second, year] if year.len() == 4 => day_or_month_first(first, second, year),
        [first, second, third] if [first, second, third].iter().all(|part| is_short(part)) => {
            Err(Code::CellAmbiguousDate)
        }
        _ => Err(Code::CellNotDate),
    }
}

/// Cuts a time of day off; none where what follows the date is no time.
fn without_time(text: &str) -> Option<&str> {
    let Some(colon) = text.find(':') else { return Some(text) };
    let gap = text[..colon].rfind([' ', 'T'])?;
    let time = text[gap + 1..].trim_end_matches('Z');
    let parts: Vec<&str> = time.split(':').collect();
    let is_time = (2..=3).contains(&parts.len())
        && parts.iter().all(|part| {
            !part.is_empty()
                && part.len() <= 12
                && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        });
    is_time.then(|| text[..gap].trim())
}

fn digits_only(digits: &str) -> Result<Date, Code> {
    match digits.len() {
        8 => compact(digits).ok_or(Code::CellNotDate),
        // 240305 and 202403 both have two readings.
        6 => Err(Code::CellAmbiguousDate),
        5 => digits.parse().ok().and_then(|number| bare_number(number, false)).ok_or(Code::CellNotDate),
        _ => Err(Code::CellNotDate),
    }
}

/// Reads `20240305`.
fn compact(digits: &str) -> Option<Date> {
    if digits.len() != 8 {
        return None;
    }
    full(digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?).ok()
}

/// Reads what follows 年: `3月5日`, `3月`.
fn in_chinese(year: &str, rest: &str) -> Result<Date, Code> {
    let (month, day) = rest.split_once('月').ok_or(Code::CellNotDate)?;
    let day = day.strip_suffix(['日', '号']).unwrap_or(day);
    if year.len() == 2 && is_short(year) {
        return Err(Code::CellAmbiguousDate);
    }
    if day.is_empty() { month_end(year, month) } else { full(year, month, day) }
}

/// 13/5/2024 has one reading; 3/5/2024 has two.
fn day_or_month_first(first: &str, second: &str, year: &str) -> Result<Date, Code> {
    match (full(year, first, second), full(year, second, first)) {
        (Ok(one), Ok(other)) if one != other => Err(Code::CellAmbiguousDate),
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        (Err(code), Err(_)) => Err(code),
    }
}

fn month_end(year: &str, month: &str) -> Result<Date, Code> {
    let first = full(year, month, "1")?;
    Date::from_civil(first.civil().last_of_month()).map_err(|_| Code::CellNotDate)
}

fn full(year: &str, month: &str, day: &str) -> Result<Date, Code> {
    let four_digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    if !four_digits || !is_short(month) || !is_short(day) {
        return Err(Code::CellNotDate);
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
        return Err(Code::CellNotDate);
    };
    Date::new(year, month, day).map_err(|_| Code::CellNotDate)
}

fn is_short(part: &str) -> bool {
    (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}
