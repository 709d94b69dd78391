//! Deadlines, and what a family still has before it.

use domain::contract::{ContractKind, ContractStatus};
use domain::date::Date;
use domain::deadline::{Deadline, Notice};
use domain::position::{Member, Outlook, Position, Terms};
use domain::{Money, Ratio};
use proptest::prelude::*;

const NOTICE: Notice = Notice { near_days: 30, urgent_days: Some(7) };

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn yuan(text: &str) -> Money {
    text.parse().expect("an amount")
}

#[test]
fn a_deadline_comes_nearer_and_passes_after_its_day() {
    let today = day("2024-02-28");
    let cases = [
        ("2024-02-27", Deadline::Passed, -1),
        ("2024-02-28", Deadline::Urgent, 0),
        ("2024-03-06", Deadline::Urgent, 7),
        ("2024-03-07", Deadline::Near, 8),
        ("2024-03-29", Deadline::Near, 30),
        ("2024-03-30", Deadline::Far, 31),
        ("2023-02-28", Deadline::Passed, -365),
    ];
    for (text, deadline, left) in cases {
        assert_eq!(Deadline::of(day(text), today, NOTICE), deadline, "{text}");
        assert_eq!(today.days_until(day(text)), left, "{text}");
    }
    let once = Notice { urgent_days: None, ..NOTICE };
    assert_eq!(Deadline::of(today, today, once), Deadline::Near);
    assert_eq!(Deadline::Urgent.days(today, once), None);
}

fn any_day() -> impl Strategy<Value = Date> {
    (1900_i16..2200, 1_i8..13, 1_i8..29)
        .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"))
}

proptest! {
    /// What a list is filtered by is what its rows say.
    #[test]
    fn the_days_of_a_deadline_are_those_that_stand_so(today in any_day(), day in any_day(), near in 0_i16..400) {
        let near_day = today.after(u16::try_from(near).expect("days"));
        for notice in [NOTICE, Notice { urgent_days: None, ..NOTICE }] {
            for day in [day, near_day] {
                let stands = Deadline::of(day, today, notice);
                for deadline in Deadline::ALL {
                    let within = deadline.days(today, notice).is_some_and(|(first, last)| {
                        first.is_none_or(|first| day >= first) && last.is_none_or(|last| day <= last)
                    });
                    // At the end of the calendar there is no day behind the near ones.
                    prop_assume!(today.year() < 2198);
                    prop_assert_eq!(within, *deadline == stands, "{} {} {}", today, day, deadline);
                }
            }
        }
    }
}

fn terms(kind: ContractKind, ends_on: Option<&str>) -> Terms {
    Terms {
        kind,
        ends_on: ends_on.map(day),
        retention_percent: Some(Ratio::from_ten_thousandths(333)),
        retention_due_on: Some(day("2025-01-01")),
    }
}

fn position(paid: &str, settled: Option<&str>) -> Position {
    let main = Member { kind: ContractKind::Main, amount: Some(yuan("1000.55")), paid: yuan(paid) };
    Position::of_family(&[main], settled.map(yuan))
}

#[test]
fn a_family_ends_with_its_latest_extension_while_it_is_in_execution() {
    let documents = [
        terms(ContractKind::Main, Some("2024-06-30")),
        terms(ContractKind::Supplement, Some("2024-12-31")),
        terms(ContractKind::Supplement, None),
        terms(ContractKind::Termination, Some("2026-01-01")),
    ];
    let open = Outlook::of_family(&documents, &position("0", None));
    assert_eq!(open.expires_on, Some(day("2024-12-31")));
    let settled = position("0", Some("900"));
    assert_eq!(settled.status, ContractStatus::Settled);
    assert_eq!(Outlook::of_family(&documents, &settled).expires_on, None);
}

#[test]
fn a_retention_is_a_share_of_the_base_and_is_held_until_everything_is_paid() {
    let documents = [terms(ContractKind::Main, None)];
    let outlook = |paid, settled| Outlook::of_family(&documents, &position(paid, settled));
    // 3.33 % of 1000.55 is 33.318315.
    let open = outlook("900", None);
    assert_eq!((open.retention, open.releases_on), (Some(yuan("33.32")), Some(day("2025-01-01"))));
    let settled = outlook("900", Some("2000"));
    assert_eq!((settled.retention, settled.releases_on), (Some(yuan("66.6")), Some(day("2025-01-01"))));
    let paid = outlook("2000", Some("2000"));
    assert_eq!((paid.retention, paid.releases_on), (Some(yuan("66.6")), None));
    let without = [Terms { retention_percent: None, ..documents[0].clone() }];
    let without = Outlook::of_family(&without, &position("0", None));
    assert_eq!((without.retention, without.releases_on), (None, Some(day("2025-01-01"))));
}
