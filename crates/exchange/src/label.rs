//! Header labels, reduced to what tells them apart.

use domain::period::Period;
pub(crate) use domain::reading::Unit;
use unicode_normalization::UnicodeNormalization;

use crate::template::Ordinal;

/// A label without spaces, marks, brackets and unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NormalLabel {
    pub(crate) text: String,
    pub(crate) unit: Option<Unit>,
}

/// Whether a text could be a label at all: quickly, for most cells are numbers and codes.
pub(crate) fn is_possible(text: &str) -> bool {
    const LONGEST: usize = 300;
    text.len() <= LONGEST
        && (!text.is_ascii()
            || text.starts_with("20")
            || text.starts_with('_')
            || text.trim_end_matches('.').eq_ignore_ascii_case("no"))
}

/// Reduces a label: NFKC, upper case, no white space, `*`, brackets or punctuation; a unit in
/// brackets or at the end is taken off and told apart.
pub(crate) fn normalise(label: &str) -> NormalLabel {
    let folded = fold(label);
    let mut unit = None;
    let mut text = String::with_capacity(folded.len());
    for (part, bracketed) in bracket_parts(&folded) {
        let bare = part.trim_start_matches("单位").trim_start_matches([':', '：']);
        match unit_named(bare) {
            Some(found) if bracketed => unit = Some(found),
            _ if bracketed && is_hint(part) => {}
            _ => text.extend(part.chars().filter(|character| !is_punctuation(*character))),
        }
    }
    if unit.is_none()
        && let Some(rest) = text.strip_suffix("万元").filter(|rest| !rest.is_empty())
    {
        unit = Some(Unit::TenThousand);
        text.truncate(rest.len());
    }
    NormalLabel { text, unit }
}

/// Returns the tokens of a label, split at brackets, white space and punctuation; none where it is
/// one.
pub(crate) fn tokens(label: &str) -> Option<Vec<String>> {
    let folded: String = label.nfkc().collect();
    let tokens: Vec<String> = folded
        .split(|character: char| {
            character.is_whitespace() || is_punctuation(character) || is_bracket(character)
        })
        .filter(|token| !token.is_empty())
        .map(str::to_owned)
        .collect();
    (tokens.len() > 1).then_some(tokens)
}

/// Whether a label makes another thing of the one beside or below it, such as 累计 or 美元.
pub(crate) fn changes_meaning(label: &str) -> bool {
    CHANGES_MEANING.iter().any(|word| label.contains(word))
}

/// Finds the unit that a line above the header states for the whole table: `单位：万元`.
pub(crate) fn stated_unit(text: &str) -> Option<Unit> {
    let folded = fold(text);
    let (_, after) = folded.split_once("单位")?;
    let stated = after.trim_start_matches([':', '：']);
    let word: String = stated.chars().take_while(|character| !is_bracket(*character)).collect();
    unit_named(&word)
}

/// Where the number stands in a label such as `{n}年度评价得分` or `第{n}次不定期评价得分`.
#[derive(Debug)]
pub(crate) struct Pattern {
    before: String,
    after: String,
    ordinal: Ordinal,
}

impl Pattern {
    pub(crate) fn new(label: &str, ordinal: Ordinal) -> Self {
        let (before, after) = label.split_once("{n}").unwrap_or((label, ""));
        Self { before: normalise(before).text, after: normalise(after).text, ordinal }
    }

    /// Returns the number that stands where the pattern has its place for it.
    pub(crate) fn number_in(&self, normal: &str) -> Option<u16> {
        let number = normal.strip_prefix(&self.before)?.strip_suffix(&self.after)?;
        match self.ordinal {
            Ordinal::Year => year(number),
            Ordinal::Number => number.parse().ok().or_else(|| chinese_number(number)),
            Ordinal::Period => period(number).map(Period::ordinal),
        }
    }
}

fn year(text: &str) -> Option<u16> {
    let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Reads `2019年3月`, `2019年上半年`, and what is left of `2019-03` and of the date that a spreadsheet
/// makes of it, the first of the month. `2019.1` is left out: as a number it may have been `2019.10`.
fn period(text: &str) -> Option<Period> {
    let (year_text, rest) = text.split_at_checked(4)?;
    let year = year(year_text)?;
    let rest = rest.strip_prefix("年度").or(rest.strip_prefix('年')).unwrap_or(rest);
    if let Some(is_second) = match rest {
        "上半年" => Some(false),
        "下半年" => Some(true),
        _ => None,
    } {
        return Period::half(year, is_second);
    }
    let month = match rest.strip_suffix("月份").or(rest.strip_suffix('月')) {
        Some(month) if text.contains('年') => month,
        Some(_) => return None,
        None if rest.len() == 4 => rest.strip_suffix("01")?,
        None => Some(rest).filter(|rest| rest.len() == 2)?,
    };
    let is_number = !month.is_empty() && month.bytes().all(|byte| byte.is_ascii_digit());
    Period::month(year, month.parse().ok().filter(|_| is_number)?)
}

/// Reads 一 … 九十九.
fn chinese_number(text: &str) -> Option<u16> {
    const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |text: &str| {
        let mut characters = text.chars();
        let (Some(only), None) = (characters.next(), characters.next()) else { return None };
        let found = DIGITS.iter().position(|known| *known == only)?;
        u16::try_from(found + 1).ok()
    };
    let Some((tens, ones)) = text.split_once('十') else { return digit(text) };
    let tens = if tens.is_empty() { 1 } else { digit(tens)? };
    let ones = if ones.is_empty() { 0 } else { digit(ones)? };
    Some(tens * 10 + ones)
}

fn fold(label: &str) -> String {
    label
        .nfkc()
        .filter(|character| !character.is_whitespace() && !is_invisible(*character) && *character != '*')
        .flat_map(char::to_uppercase)
        .collect()
}

/// Splits `金额(万元)` into `金额` and, marked as bracketed, `万元`.
fn bracket_parts(text: &str) -> Vec<(&str, bool)> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find(is_opening) {
        let (before, tail) = rest.split_at(open);
        let inner = &tail[tail.chars().next().map_or(0, char::len_utf8)..];
        parts.push((before, false));
        let Some(close) = inner.find(is_closing) else {
            parts.push((inner, false));
            return parts;
        };
        parts.push((&inner[..close], true));
        let closing = inner[close..].chars().next().map_or(0, char::len_utf8);
        rest = &inner[close + closing..];
    }
    parts.push((rest, false));
    parts
}

fn unit_named(word: &str) -> Option<Unit> {
    match word.trim_start_matches("人民币") {
        "元" | "RMB" | "CNY" | "¥" => Some(Unit::One),
        "万元" | "万" => Some(Unit::TenThousand),
        "亿元" | "亿" => Some(Unit::HundredMillion),
        "%" => Some(Unit::Percent),
        _ => None,
    }
}

fn is_hint(part: &str) -> bool {
    matches!(part, "必填" | "选填" | "可选" | "可空" | "可不填" | "必填项" | "选填项" | "如有")
}

fn is_opening(character: char) -> bool {
    matches!(character, '(' | '[' | '【' | '{' | '<' | '〔' | '「')
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | ']' | '】' | '}' | '>' | '〕' | '」')
}

fn is_bracket(character: char) -> bool {
    is_opening(character) || is_closing(character)
}

/// The underscore stays: `_id` is not `id`.
fn is_punctuation(character: char) -> bool {
    is_bracket(character)
        || matches!(
            character,
            '/' | '\\' | '、' | ',' | ':' | ';' | '.' | '。' | '-' | '—' | '·' | '"' | '\'' | '“' | '”' | '*'
        )
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Words that make another thing of the label beside them.
const CHANGES_MEANING: &[&str] = &[
    "累计",
    "大写",
    "美元",
    "美金",
    "欧元",
    "外币",
    "千元",
    "百万",
    "不含税",
    "税额",
    "税率",
    "币种",
    "差额",
    "预计",
    "计划",
    "未",
    "旧",
    "原",
    "说明",
    "备注",
    "名称",
    "其中",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_whatever_its_brackets_spaces_marks_and_unit() {
        for label in [
            "含税签约合同价（元）",
            "*含税签约 合同价(元)",
            "含税签约\n合同价[元]",
            "含税签约合同价（单位：元）",
        ] {
            let normal = normalise(label);
            assert_eq!((normal.text.as_str(), normal.unit), ("含税签约合同价", Some(Unit::One)), "{label}");
        }
        assert_eq!(normalise("金额（万元）").unit, Some(Unit::TenThousand));
        assert_eq!(
            normalise("合同金额万元"),
            NormalLabel { text: "合同金额".into(), unit: Some(Unit::TenThousand) }
        );
        assert_eq!(normalise("质保金比例(%)").unit, Some(Unit::Percent));
        assert_eq!(normalise("合同工期/服务期限").text, "合同工期服务期限");
        assert_eq!(normalise("合同金额（美元）").text, "合同金额美元");
        assert_eq!(normalise("_id").text, "_ID");
    }

    #[test]
    fn a_number_is_read_in_arabic_and_chinese() {
        let pattern = Pattern::new("第{n}次不定期评价得分", Ordinal::Number);
        let number = |label: &str| pattern.number_in(&normalise(label).text);
        assert_eq!(number("第一次不定期评价得分"), Some(1));
        assert_eq!(number("第 2 次不定期评价得分"), Some(2));
        assert_eq!(number("第十二次不定期评价得分"), Some(12));
        assert_eq!(number("第二十次不定期评价得分"), Some(20));
        assert_eq!(number("第百次不定期评价得分"), None);
        let pattern = Pattern::new("{n}年度评价得分", Ordinal::Year);
        assert_eq!(pattern.number_in("2019年度评价得分"), Some(2019));
        assert_eq!(pattern.number_in("19年度评价得分"), None);
    }

    #[test]
    fn a_month_and_a_half_year_are_read_in_the_spellings_of_headers() {
        let pattern = Pattern::new("{n}", Ordinal::Period);
        let period = |label: &str| pattern.number_in(&normalise(label).text);
        for label in
            ["2019年3月", "2019年03月份", "2019 年 3 月", "2019年度/3月", "2019-03", "2019-03-01", "201903"]
        {
            assert_eq!(period(label), Some(1903), "{label}");
        }
        assert_eq!((period("2019年上半年"), period("2020下半年")), (Some(1951), Some(2052)));
        for label in [
            "2019.1",
            "2019年",
            "2019年13月",
            "2019年1-6月",
            "2019-03-02",
            "2019年小计",
            "19年3月",
            "2019年+3月",
        ] {
            assert_eq!(period(label), None, "{label}");
        }
    }

    #[test]
    fn a_line_above_the_header_states_the_unit() {
        assert_eq!(stated_unit("单位：万元"), Some(Unit::TenThousand));
        assert_eq!(stated_unit("付款台账（单位：元）"), Some(Unit::One));
        assert_eq!(stated_unit("单位名称：某某公司"), None);
    }
}
