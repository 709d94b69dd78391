use domain::date::Date;
use domain::{Money, Noun, Score};
use proptest::prelude::*;

use super::*;
use crate::template::template;

fn read(kind: Noun, field: &str, raw: Raw<'_>) -> Result<Option<Value>, Code> {
    let column = template(kind).column(field).expect("the field is in the template");
    cell(column, Unit::One, raw, Manner::default()).value.map_err(|problem| problem.code)
}

fn money(text: &str) -> Result<String, Code> {
    amount::money(Raw::Text(text), Unit::One).map(|money| money.to_string())
}

fn day(text: &str) -> Result<String, Code> {
    date::date(Raw::Text(text), false).map(|date| date.to_string())
}

#[test]
fn amounts_are_read_in_every_spelling() {
    let spellings = [
        ("1234.5", "1234.50"),
        ("１２３４．５", "1234.50"),
        ("￥1,234.56元", "1234.56"),
        ("¥ 1,234.56", "1234.56"),
        ("人民币1,234,567.89元整", "1234567.89"),
        ("RMB 100", "100.00"),
        ("12.5万", "125000.00"),
        ("12.5 万元", "125000.00"),
        ("1.2亿元", "120000000.00"),
        ("(1,000)", "-1000.00"),
        ("（1,000.50）", "-1000.50"),
        ("-￥5", "-5.00"),
        ("￥-5", "-5.00"),
        ("−5", "-5.00"),
        ("+5", "5.00"),
        ("1 234 567", "1234567.00"),
        (" 100. ", "100.00"),
        (".5", "0.50"),
        ("0", "0.00"),
        ("0.30000000000000004", "0.30"),
    ];
    for (text, expected) in spellings {
        assert_eq!(money(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_is_no_amount_says_why() {
    for text in [
        "一百",
        "1,23",
        "1,2345",
        "1.234.567,89",
        "12元3角",
        "5%",
        "--5",
        "-(5)",
        "1e5",
        "1.5E+06",
        "$5",
        ".",
    ] {
        assert_eq!(money(text), Err(Code::CellNotAmount), "{text}");
    }
    assert_eq!(money("1.005"), Err(Code::CellTooManyDecimals));
    assert_eq!(money("12.3456789万"), Err(Code::CellTooManyDecimals));
    assert_eq!(money("99999999999999"), Err(Code::CellAmountTooLarge));
    assert_eq!(money(&"9".repeat(35)), Err(Code::CellNotAmount));
}

#[test]
fn the_unit_of_the_column_counts_unless_the_cell_names_its_own() {
    let in_ten_thousands =
        |text| amount::money(Raw::Text(text), Unit::TenThousand).map(|money| money.to_string());
    assert_eq!(in_ten_thousands("12.5").as_deref(), Ok("125000.00"));
    assert_eq!(in_ten_thousands("12.5万").as_deref(), Ok("125000.00"));
    assert_eq!(in_ten_thousands("125000元").as_deref(), Ok("125000.00"));
    let number = amount::money(Raw::Number(12.3), Unit::TenThousand).map(|money| money.to_string());
    assert_eq!(number.as_deref(), Ok("123000.00"));
}

#[test]
fn binary_noise_is_no_third_decimal_but_a_written_one_is() {
    let from = |number| amount::money(Raw::Number(number), Unit::One).map(|money| money.to_string());
    assert_eq!(from(12.3).as_deref(), Ok("12.30"));
    assert_eq!(from(0.1 + 0.2).as_deref(), Ok("0.30"));
    assert_eq!(from(1_234_567_890.120_000_1).as_deref(), Ok("1234567890.12"));
    assert_eq!(from(0.005), Err(Code::CellTooManyDecimals));
    assert_eq!(from(9_999_999_999.005), Err(Code::CellTooManyDecimals));
    assert_eq!(from(f64::NAN), Err(Code::CellAmountTooLarge));
    assert_eq!(from(f64::MAX), Err(Code::CellAmountTooLarge));
}

#[test]
fn dates_are_read_in_every_spelling() {
    for text in [
        "2024-03-05",
        "2024/3/5",
        "2024.3.5",
        "2024年3月5日",
        "2024 年 3 月 5 日",
        "２０２４年３月５日",
        "20240305",
        "2024-03-05 00:00:00",
        "2024-03-05T12:30:00.000",
        "2024/3/5 8:30",
        "45356",
    ] {
        assert_eq!(day(text).as_deref(), Ok("2024-03-05"), "{text}");
    }
    assert_eq!(day("2024年2月").as_deref(), Ok("2024-02-29"), "a month means its last day");
    assert_eq!(day("2023-02").as_deref(), Ok("2023-02-28"));
    assert_eq!(day("13/5/2024").as_deref(), Ok("2024-05-13"));
}

#[test]
fn what_is_no_date_or_two_dates_says_so() {
    for text in ["03/05/2024", "24-03-05", "5.3.24", "240305", "202403", "24年3月5日"] {
        assert_eq!(day(text), Err(Code::CellAmbiguousDate), "{text}");
    }
    for text in [
        "2024",
        "2024-13-01",
        "2023-02-29",
        "2024-02-30",
        "今天",
        "2024年",
        "3月5日",
        "2024-03-05 abc:de",
        "1899-12-31",
        "2024-03-05~2024-04-01",
    ] {
        assert_eq!(day(text), Err(Code::CellNotDate), "{text}");
    }
}

#[test]
fn day_numbers_follow_the_calendar_of_their_workbook() {
    let serial =
        |days, epoch_1904| date::date(Raw::Serial { days, epoch_1904 }, false).map(|date| date.to_string());
    assert_eq!(serial(45356.0, false).as_deref(), Ok("2024-03-05"));
    assert_eq!(serial(45356.99, false).as_deref(), Ok("2024-03-05"));
    assert_eq!(serial(43894.0, true).as_deref(), Ok("2024-03-05"));
    assert_eq!(serial(59.0, false).as_deref(), Ok("1900-02-28"));
    assert_eq!(serial(60.0, false), Err(Code::CellNotDate));
    assert_eq!(serial(61.0, false).as_deref(), Ok("1900-03-01"));
    let bare = |number, epoch| date::date(Raw::Number(number), epoch).map(|date| date.to_string());
    assert_eq!(bare(45356.0, false).as_deref(), Ok("2024-03-05"));
    assert_eq!(bare(43894.0, true).as_deref(), Ok("2024-03-05"));
    assert_eq!(bare(20_240_305.0, false).as_deref(), Ok("2024-03-05"));
    for number in [2024.0, 2024.3, 0.0, -1.0, 1e300, f64::NAN] {
        assert_eq!(bare(number, false), Err(Code::CellNotDate), "{number}");
    }
}

#[test]
fn scores_and_ratios_keep_to_their_range() {
    let score = |text| amount::score(Raw::Text(text)).map(|score| score.to_string());
    assert_eq!(score("85.5分").as_deref(), Ok("85.50"));
    assert_eq!(score("0").as_deref(), Ok("0.00"));
    assert_eq!(score("100.01"), Err(Code::CellScoreOutOfRange));
    assert_eq!(score("-1"), Err(Code::CellScoreOutOfRange));
    assert_eq!(score("85.555"), Err(Code::CellTooManyDecimals));
    assert_eq!(score("优秀"), Err(Code::CellNotScore));
    assert_eq!(score("85%"), Err(Code::CellNotScore));
    let ratio = |text, unit| amount::ratio(Raw::Text(text), unit).map(|ratio| ratio.to_string());
    assert_eq!(ratio("5%", Unit::One).as_deref(), Ok("0.0500"));
    assert_eq!(ratio("0.05", Unit::One).as_deref(), Ok("0.0500"));
    assert_eq!(ratio("5", Unit::Percent).as_deref(), Ok("0.0500"));
    assert_eq!(ratio("5", Unit::One), Err(Code::CellNotPercent));
    assert_eq!(ratio("5.12345%", Unit::One), Err(Code::CellNotPercent));
}

#[test]
fn an_empty_token_is_empty_and_a_word_is_not() {
    for text in ["", "  ", "/", "-", "—", "——", "无", "N/A", "n/a", "／"] {
        assert_eq!(read(Noun::Payment, "settlement_amount", Raw::Text(text)), Ok(None), "{text}");
    }
    assert_eq!(read(Noun::Payment, "settlement_amount", Raw::Text("暂无")), Err(Code::CellNotAmount));
    assert_eq!(read(Noun::Payment, "remarks", Raw::Text("无")), Ok(Some(Value::Text("无".into()))));
    assert_eq!(read(Noun::Contract, "parent", Raw::Text("/")), Ok(None));
    assert_eq!(read(Noun::Payment, "amount", Raw::Error("#N/A")), Err(Code::CellFormulaError));
    assert_eq!(read(Noun::Payment, "amount", Raw::Formula("=A1")), Err(Code::CellFormulaError));
}

#[test]
fn codes_keep_their_digits_or_say_that_they_are_gone() {
    let code = |raw| read(Noun::Contract, "code", raw);
    let text = |text: &str| Ok(Some(Value::Text(text.into())));
    assert_eq!(code(Raw::Number(1001.0)), text("1001"));
    assert_eq!(code(Raw::Text("000123")), text("000123"));
    assert_eq!(code(Raw::Number(123_456_789_012_345.0)), text("123456789012345"));
    assert_eq!(code(Raw::Number(430_102_199_003_071_234.0)), Err(Code::CellDigitsLost));
    assert_eq!(code(Raw::Text("4.30102E+17")), Err(Code::CellDigitsLost));
    assert_eq!(code(Raw::Text("430102199003071234")), text("430102199003071234"));
    assert_eq!(code(Raw::Text("LINE+12")), text("LINE+12"));
    assert_eq!(number::shown(430_102_199_003_071_234.0), "4.30102E+17");
}

#[test]
fn a_flag_is_yes_or_no_in_the_words_of_workbooks() {
    for text in ["是", "已结算", "已办理", "已完成", "TRUE", "1", "Y", "ｙ"] {
        assert_eq!(read(Noun::Payment, "settled", Raw::Text(text)), Ok(Some(Value::Flag(true))), "{text}");
    }
    for text in ["否", "未结算", "0", "n"] {
        assert_eq!(read(Noun::Payment, "settled", Raw::Text(text)), Ok(Some(Value::Flag(false))), "{text}");
    }
    assert_eq!(read(Noun::Payment, "settled", Raw::Text("也许")), Err(Code::CellNotYesOrNo));
    assert_eq!(read(Noun::Payment, "settled", Raw::Flag(true)), Ok(Some(Value::Flag(true))));
}

#[test]
fn texts_keep_their_line_breaks_and_lose_their_margins() {
    let text = |raw: Raw<'_>| text::plain(raw);
    assert_eq!(text(Raw::Text("  第一行\r\n第二行\u{0} \n")).as_deref(), Ok("第一行\n第二行"));
    assert_eq!(text(Raw::Text(&"长".repeat(32_768))), Err(Code::CellTooLong));
    assert_eq!(text(Raw::Text(&"长".repeat(32_767))).map(|text| text.chars().count()), Ok(32_767));
    assert_eq!(text::names("甲公司、乙公司；丙公司"), ["甲公司", "乙公司", "丙公司"]);
}

proptest! {
    #[test]
    fn no_text_brings_the_parsers_down(text in any::<String>(), kind in 0..Noun::ALL.len()) {
        for column in &template(Noun::ALL[kind]).columns {
            for unit in [Unit::One, Unit::TenThousand, Unit::Percent] {
                for protected in [false, true] {
                    let manner = Manner { protected, ..Manner::default() };
                    cell(column, unit, Raw::Text(&text), manner);
                }
            }
        }
    }

    #[test]
    fn almost_numbers_and_dates_bring_nothing_down(text in "[-+(（]?[￥¥]?[0-9,，. /年月日:T%万元亿)）E]{0,24}") {
        let _ = money(&text);
        let _ = day(&text);
        let _ = amount::score(Raw::Text(&text));
        let _ = amount::ratio(Raw::Text(&text), Unit::One);
    }

    #[test]
    fn no_number_brings_the_parsers_down(number in any::<f64>(), epoch_1904 in any::<bool>()) {
        for column in &template(Noun::Payment).columns {
            let manner = Manner { epoch_1904, ..Manner::default() };
            cell(column, Unit::TenThousand, Raw::Number(number), manner);
            cell(column, Unit::One, Raw::Serial { days: number, epoch_1904 }, manner);
        }
    }

    #[test]
    fn an_amount_comes_back_from_each_of_its_spellings(fen in -1_000_000_000_000_000_i64..=1_000_000_000_000_000) {
        let amount = Money::from_fen(fen);
        let grouped = grouped(&amount.to_string());
        let absolute = grouped.trim_start_matches('-');
        let mut spellings = vec![amount.to_string(), grouped.clone(), format!("￥{grouped}元"), full_width(&grouped)];
        if fen < 0 {
            spellings.push(format!("({absolute})"));
            spellings.push(format!("（￥{absolute}）"));
        }
        for spelling in spellings {
            prop_assert_eq!(amount::money(Raw::Text(&spelling), Unit::One), Ok(amount), "{}", spelling);
        }
        let in_ten_thousands = format!("{}万", amount.yuan() / rust_decimal::Decimal::from(10_000));
        prop_assert_eq!(amount::money(Raw::Text(&in_ten_thousands), Unit::One), Ok(amount));
    }

    #[test]
    fn an_amount_comes_back_from_the_binary_number_of_a_cell(fen in -100_000_000_000_000_i64..=100_000_000_000_000) {
        let amount = Money::from_fen(fen);
        let number: f64 = amount.to_string().parse().expect("a decimal is a float");
        prop_assert_eq!(amount::money(Raw::Number(number), Unit::One), Ok(amount));
    }

    #[test]
    fn a_third_decimal_is_never_swallowed(fen in 0_i64..1_000_000_000_000, tenth in 1_i64..10) {
        let text = format!("{}{tenth}", Money::from_fen(fen));
        prop_assert_eq!(money(&text), Err(Code::CellTooManyDecimals));
        let number: f64 = text.parse().expect("a decimal is a float");
        prop_assert_eq!(amount::money(Raw::Number(number), Unit::One), Err(Code::CellTooManyDecimals));
    }

    #[test]
    fn a_score_comes_back(hundredths in 0_i64..=10_000) {
        let score = Score::from_hundredths(hundredths).expect("within the range");
        for text in [score.to_string(), format!("{score}分"), full_width(&score.to_string())] {
            prop_assert_eq!(amount::score(Raw::Text(&text)), Ok(score));
        }
    }

    #[test]
    fn a_date_comes_back_from_each_of_its_spellings(days in 0_i32..109_000) {
        let civil = jiff::civil::date(1900, 3, 1).checked_add(jiff::ToSpan::days(days)).expect("in range");
        let date = Date::from_civil(civil).expect("within the range");
        let (year, month, day) = (civil.year(), civil.month(), civil.day());
        for text in [
            date.to_string(),
            format!("{year}/{month}/{day}"),
            format!("{year}.{month}.{day}"),
            format!("{year}年{month}月{day}日"),
            format!("{year}{month:02}{day:02}"),
            format!("{date} 00:00:00"),
        ] {
            prop_assert_eq!(super::date::date(Raw::Text(&text), false), Ok(date), "{}", text);
        }
        let serial = Raw::Serial { days: f64::from(days + 61), epoch_1904: false };
        prop_assert_eq!(super::date::date(serial, false), Ok(date));
    }

    #[test]
    fn the_protection_against_formulas_comes_off_again(text in "['=+@\t\r-]{0,4}.{0,8}") {
        let protected = text::protected(&text);
        prop_assert!(!protected.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(text::unprotected(&protected), text.as_str());
    }
}

fn grouped(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').expect("amounts have two decimals");
    let groups: Vec<String> =
        whole.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    format!("{sign}{}.{fraction}", groups.join(","))
}

fn full_width(text: &str) -> String {
    let widen = |character: char| char::from_u32(u32::from(character) + 0xfee0);
    text.chars()
        .map(
            |character| {
                if character.is_ascii_graphic() { widen(character).unwrap_or(character) } else { character }
            },
        )
        .collect()
}
