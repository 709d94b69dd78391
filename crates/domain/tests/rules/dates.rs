//! Dates: ISO text, days that exist, the years of a ledger.

use domain::date::{Date, DateError};
use proptest::prelude::*;

#[test]
fn only_days_of_the_ledger_in_iso_text_are_dates() {
    for text in ["1900-01-01", "2199-12-31", "2024-02-29", "2000-02-29"] {
        assert_eq!(text.parse::<Date>().map(|date| date.to_string()).as_deref(), Ok(text));
    }
    let refused = [
        "",
        "1899-12-31",
        "2200-01-01",
        "2023-02-29",
        "1900-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-04-31",
        "2024-1-05",
        "2024-3-5",
        "2024/03/05",
        "20240305",
        "2024-03-05 ",
        " 2024-03-0",
        "2024-03-05T00:00",
        "+024-03-05",
        "2024-+3-05",
        "２０２４-03",
        "2024-03-日",
        "0000-00-00",
    ];
    for text in refused {
        assert_eq!(text.parse::<Date>(), Err(DateError), "{text}");
    }
}

proptest! {
    #[test]
    fn text_brings_a_date_back_and_sorts_as_the_date(
        left in (1900..2200_i16, 1..=12_i8, 1..=28_i8),
        right in (1900..2200_i16, 1..=12_i8, 1..=28_i8),
    ) {
        let left = Date::new(left.0, left.1, left.2).expect("a day");
        let right = Date::new(right.0, right.1, right.2).expect("a day");
        prop_assert_eq!(left.to_string().parse(), Ok(left));
        prop_assert_eq!(left.to_string().cmp(&right.to_string()), left.cmp(&right));
        prop_assert_eq!(serde_json::from_str::<Date>(&serde_json::to_string(&left)?)?, left);
    }

    #[test]
    fn no_text_breaks_the_reading(text in any::<String>()) {
        if let Ok(date) = text.parse::<Date>() {
            prop_assert_eq!(date.to_string(), text);
        }
    }
}
