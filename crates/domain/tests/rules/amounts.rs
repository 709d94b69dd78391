//! Amounts and ratios: exact, two and four decimals, never a float.

use domain::money::MoneyError;
use domain::{Money, Ratio};
use proptest::prelude::*;

/// Ten trillion yuan in fen: the most that an amount can be.
const LIMIT: i64 = 1_000_000_000_000_000;

fn money(text: &str) -> Money {
    text.parse().expect("an amount")
}

#[test]
fn an_amount_is_written_with_two_decimals() {
    let cases = [
        ("0", "0.00"),
        ("-0", "0.00"),
        ("-0.00", "0.00"),
        ("1234.5", "1234.50"),
        ("1234.560", "1234.56"),
        ("-0.01", "-0.01"),
        ("10000000000000", "10000000000000.00"),
        ("0012", "12.00"),
    ];
    for (text, written) in cases {
        assert_eq!(money(text).to_string(), written, "{text}");
    }
    assert_eq!((-Money::ZERO).to_string(), "0.00");
    assert_eq!((money("1") - money("1")).to_string(), "0.00");
    assert_eq!((-money("1") + money("1")).to_string(), "0.00");
}

#[test]
fn what_is_no_amount_is_refused_with_its_reason() {
    let cases = [
        ("", MoneyError::NotANumber),
        (" 1", MoneyError::NotANumber),
        ("1e3", MoneyError::NotANumber),
        ("1_000", MoneyError::NotANumber),
        ("1,000", MoneyError::NotANumber),
        ("１２", MoneyError::NotANumber),
        (".", MoneyError::NotANumber),
        ("NaN", MoneyError::NotANumber),
        ("0.001", MoneyError::TooManyDecimals),
        ("1.005", MoneyError::TooManyDecimals),
        ("0.0000000000000000000000000000000000001", MoneyError::TooManyDecimals),
        ("10000000000000.01", MoneyError::TooLarge),
        ("-10000000000000.01", MoneyError::TooLarge),
        ("123456789012345678901234567890123456", MoneyError::TooLarge),
    ];
    for (text, reason) in cases {
        assert_eq!(text.parse::<Money>(), Err(reason), "{text}");
    }
}

#[test]
fn json_carries_an_amount_as_text_and_refuses_a_number() {
    assert_eq!(serde_json::to_string(&money("1234.5")).ok().as_deref(), Some("\"1234.50\""));
    assert_eq!(serde_json::from_str::<Money>("\"1234.5\"").ok(), Some(money("1234.5")));
    assert!(serde_json::from_str::<Money>("1234.5").is_err());
    assert!(serde_json::from_str::<Money>("\"0.001\"").is_err());
}

proptest! {
    #[test]
    fn fen_text_and_json_bring_an_amount_back(fen in -LIMIT..=LIMIT) {
        let amount = Money::from_fen(fen);
        prop_assert_eq!(amount.fen(), fen);
        prop_assert_eq!(amount.to_string().parse(), Ok(amount));
        prop_assert_eq!(serde_json::from_str::<Money>(&serde_json::to_string(&amount)?)?, amount);
        let sign = if fen < 0 { "-" } else { "" };
        prop_assert_eq!(amount.to_string(), format!("{sign}{}.{:02}", fen.abs() / 100, fen.abs() % 100));
    }

    #[test]
    fn a_third_decimal_is_refused_unless_it_is_zero(yuan in 0..1_000_000_i64, decimals in 0..1000_u16) {
        let read = format!("{yuan}.{decimals:03}").parse::<Money>();
        if decimals % 10 == 0 {
            prop_assert_eq!(read, Ok(Money::from_fen(yuan * 100 + i64::from(decimals) / 10)));
        } else {
            prop_assert_eq!(read, Err(MoneyError::TooManyDecimals));
        }
    }

    #[test]
    fn sums_are_exact_to_the_fen(fens in prop::collection::vec(-LIMIT..=LIMIT, 0..200)) {
        let sum: Money = fens.iter().map(|fen| Money::from_fen(*fen)).sum();
        prop_assert_eq!(sum.fen(), fens.iter().sum::<i64>());
        let back = fens.iter().fold(sum, |left, fen| left - Money::from_fen(*fen));
        prop_assert_eq!(back, Money::ZERO);
    }

    #[test]
    fn amounts_are_ordered_as_their_fen(left in -LIMIT..=LIMIT, right in -LIMIT..=LIMIT) {
        prop_assert_eq!(Money::from_fen(left).cmp(&Money::from_fen(right)), left.cmp(&right));
    }

    #[test]
    fn a_ratio_is_the_quotient_rounded_half_up_to_four_decimals(
        part in -LIMIT..=LIMIT,
        base in 100..=LIMIT,
    ) {
        let ratio = Ratio::of(Money::from_fen(part), Money::from_fen(base)).expect("a base is given");
        let (twice, base) = (i128::from(part).abs() * 20_000, i128::from(base));
        let magnitude = (twice + base) / (2 * base);
        let expected = if part < 0 { -magnitude } else { magnitude };
        prop_assert_eq!(i128::from(ratio.ten_thousandths()), expected);
        prop_assert_eq!(Ratio::from_ten_thousandths(ratio.ten_thousandths()), ratio);
        prop_assert_eq!(ratio.to_string().parse(), Ok(ratio));
    }
}

#[test]
fn a_ratio_has_four_decimals_and_no_base_of_zero() {
    let ratio = |part, base| Ratio::of(money(part), money(base)).map(|ratio| ratio.to_string());
    assert_eq!(ratio("62.50", "100").as_deref(), Some("0.6250"));
    assert_eq!(ratio("1", "3").as_deref(), Some("0.3333"));
    assert_eq!(ratio("2", "3").as_deref(), Some("0.6667"));
    assert_eq!(ratio("0.01", "200").as_deref(), Some("0.0001"));
    assert_eq!(ratio("-0.01", "1000").as_deref(), Some("0.0000"));
    assert_eq!(ratio("150", "100").as_deref(), Some("1.5000"));
    assert_eq!(ratio("0", "100").as_deref(), Some("0.0000"));
    assert_eq!(ratio("100", "0"), None);
    assert_eq!(ratio("0", "0"), None);
    assert!("0_5".parse::<Ratio>().is_err());
    assert!("50%".parse::<Ratio>().is_err());
}
