//! What may be set, and what may not.

use domain::grade::Band;
use domain::settings::{MOST_DAYS, NAMES, Settings};
use domain::{Code, Ratio};

use crate::{codes, wrong};

fn with(change: impl FnOnce(&mut Settings)) -> Vec<(Code, String)> {
    let mut settings = Settings::default();
    change(&mut settings);
    codes(settings.check())
}

fn band(name: &str, from: &str) -> Band {
    Band { name: name.to_owned(), from: from.parse().expect("a score") }
}

#[test]
fn the_settings_of_a_new_ledger_obey_every_rule() {
    assert!(Settings::default().check().is_empty());
}

#[test]
fn days_of_notice_lie_between_1_and_a_year_and_the_urgent_notice_comes_later() {
    let range = |field| wrong(Code::SettingsDaysOutOfRange, field);
    assert_eq!(with(|settings| settings.retention_days = 0), [range("retention_days")]);
    assert_eq!(with(|settings| settings.expiry_days = MOST_DAYS + 1), [range("expiry_days")]);
    assert_eq!(with(|settings| settings.expiry_days = MOST_DAYS), []);
    assert_eq!(with(|settings| settings.expiry_urgent_days = 0), [range("expiry_urgent_days")]);
    let order = [wrong(Code::SettingsUrgentNotEarlier, "expiry_urgent_days")];
    assert_eq!(with(|settings| settings.expiry_urgent_days = 30), order);
    assert_eq!(with(|settings| settings.expiry_urgent_days = 29), []);
}

#[test]
fn the_growth_limit_is_a_share_and_weights_and_bands_have_their_own_rules() {
    let limit = |text: &str| {
        let ratio: Ratio = text.parse().expect("a ratio");
        with(|settings| settings.growth_limit = ratio)
    };
    assert_eq!(limit("1.0001"), [wrong(Code::RatioOutOfRange, "growth_limit")]);
    assert_eq!(limit("-0.01"), [wrong(Code::RatioOutOfRange, "growth_limit")]);
    assert_eq!(limit("0"), []);
    let weights = [wrong(Code::WeightsNotHundred, "last_percent")];
    assert_eq!(with(|settings| settings.weights.last_percent = 70), weights);
    let bands = [wrong(Code::GradeBandsInvalid, "bands")];
    assert_eq!(with(|settings| settings.bands = Vec::new()), bands);
    assert_eq!(with(|settings| settings.bands = vec![band("A", "90"), band("B", "0.01")]), bands);
    assert_eq!(with(|settings| settings.bands = vec![band("A", "0"), band("B", "0")]), bands);
    assert_eq!(with(|settings| settings.bands = vec![band("A", "50"), band(" A ", "0")]), bands);
    assert_eq!(with(|settings| settings.bands = vec![band("一二三四五六七八九十一", "0")]), bands);
    assert_eq!(with(|settings| settings.bands = vec![band("全部", "0")]), []);
}

#[test]
fn a_setting_that_is_shown_can_be_set_as_it_is_shown() {
    let shown = Settings::default();
    let mut set = Settings { expiry_days: 1, bands: Vec::new(), ..Settings::default() };
    for name in NAMES {
        let text = shown.named(name).expect("a setting");
        set.set_named(name, &text).expect(name);
    }
    assert_eq!(set, shown);
}

#[test]
fn what_does_not_fit_a_setting_is_refused_and_changes_nothing() {
    let refused = [
        ("growth_limit", "十"),
        ("growth_limit", "1e400"),
        ("expiry_days", "-1"),
        ("expiry_days", "65536"),
        ("last_percent", "101"),
        ("process_alone", "maybe"),
        ("bands", "优秀"),
        ("bands", "优秀:101"),
    ];
    for (name, text) in refused {
        let mut settings = Settings::default();
        let problem = settings.set_named(name, text).expect_err(name);
        assert_eq!((problem.code, problem.field.as_deref()), (Code::SettingsBadValue, Some(name)));
        assert_eq!(settings, Settings::default());
    }
    let unknown = Settings::default().set_named("colour", "red").expect_err("no such setting");
    assert_eq!(unknown.code, Code::SettingsUnknown);
}

#[test]
fn full_width_punctuation_and_percent_signs_are_understood() {
    let mut settings = Settings::default();
    settings.set_named("bands", "好：60，差：0").expect("bands");
    assert_eq!(settings.bands, [band("好", "60"), band("差", "0")]);
    settings.set_named("growth_limit", "12.5%").expect("a ratio");
    assert_eq!(settings.growth_limit.to_string(), "0.1250");
}
