//! Suppliers: their fields, their standing, and two that are one company.

use domain::date::Date;
use domain::grade::Bands;
use domain::merge::{self, MergeField, MergeRequest, MergeSide};
use domain::supplier::{Supplier, SupplierStatus};
use domain::{Code, Score};

use crate::{codes, wrong};

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn score(text: &str) -> Score {
    text.parse().expect("a score")
}

fn watched(reason: &str, since: Option<&str>) -> Supplier {
    let mut supplier = Supplier::named("厦门建工");
    supplier.status = SupplierStatus::Watched;
    supplier.status_reason = Some(reason.to_owned());
    supplier.status_on = since.map(day);
    supplier
}

#[test]
fn a_supplier_is_checked_field_by_field() {
    let today = day("2026-11-21");
    assert_eq!(codes(Supplier::named("厦门建工").check(today)), []);
    let mut supplier = Supplier::named(" \u{3000}");
    supplier.code = Some("第一行\n第二行".to_owned());
    supplier.uscc = Some("91350211M000100Y43".to_owned());
    supplier.status = SupplierStatus::Blacklisted;
    supplier.status_reason = Some("  ".to_owned());
    let all = [
        wrong(Code::RecordFieldMissing, "name"),
        wrong(Code::RecordCodeInvalid, "code"),
        wrong(Code::SupplierUsccInvalid, "uscc"),
        wrong(Code::SupplierStatusReasonMissing, "status_reason"),
        wrong(Code::SupplierStatusDateMissing, "status_on"),
    ];
    assert_eq!(codes(supplier.check(today)), all);
    supplier.status_reason = Some("围标".to_owned());
    supplier.status_on = Some(today);
    assert_eq!(codes(supplier.check(today)), all[..3]);
}

#[test]
fn a_standing_other_than_qualified_says_why_and_since_when() {
    let today = day("2026-11-21");
    let ahead = [wrong(Code::SupplierStatusDateAhead, "status_on")];
    assert_eq!(codes(watched("供货延期", Some("2026-11-21")).check(today)), []);
    assert_eq!(codes(watched("供货延期", Some("2026-11-22")).check(today)), ahead);
    let missing = [wrong(Code::SupplierStatusDateMissing, "status_on")];
    assert_eq!(codes(watched("供货延期", None).check(today)), missing);
}

#[test]
fn what_is_typed_by_hand_is_kept_in_plain_form() {
    let mut supplier = Supplier::named(" 厦门建工 ");
    supplier.code = Some(" ００１２ａ ".to_owned());
    supplier.uscc = Some(" 91350211m000100y4６ ".to_owned());
    supplier.contact = Some(" ".to_owned());
    let former = ["厦门建设", " 厦门 建设", "厦门建工", " ", "厦门（一）建", "厦门(一)建"];
    supplier.former_names = former.map(str::to_owned).to_vec();
    let cleaned = supplier.cleaned();
    assert_eq!(cleaned.name, "厦门建工");
    assert_eq!(cleaned.code.as_deref(), Some("0012a"));
    assert_eq!(cleaned.uscc.as_deref(), Some("91350211M000100Y46"));
    assert_eq!(cleaned.contact, None);
    assert_eq!(cleaned.former_names, ["厦门建设", "厦门（一）建"], "each once, and never the present name");
}

#[test]
fn a_bad_standing_and_a_poor_grade_are_warned_of() {
    let bands = Bands::default();
    let warned = |supplier: &Supplier, mean: Option<&str>| -> Vec<Code> {
        supplier.warnings(mean.map(score), &bands).into_iter().map(|warning| warning.code).collect()
    };
    let good = Supplier::named("厦门建工");
    assert_eq!(warned(&good, Some("70")), []);
    assert_eq!(warned(&good, None), [], "未评价 is not 0");
    assert_eq!(warned(&good, Some("69.99")), [Code::SupplierPoorlyGraded]);
    assert_eq!(warned(&good, Some("0")), [Code::SupplierPoorlyGraded], "0 is a score");
    let mut bad = watched("供货延期", Some("2026-11-01"));
    assert_eq!(warned(&bad, None), [Code::SupplierWatched]);
    bad.status = SupplierStatus::Blacklisted;
    assert_eq!(warned(&bad, Some("12")), [Code::SupplierBlacklisted, Code::SupplierPoorlyGraded]);
    let params = &bad.warnings(None, &bands)[0].params;
    assert_eq!((params["reason"].as_str(), params["since"].as_str()), ("供货延期", "2026-11-01"));
}

fn pair() -> (Supplier, Supplier) {
    let mut kept = Supplier::named("厦门建工");
    kept.phone = Some("0592-1".to_owned());
    kept.contact = Some("张三".to_owned());
    kept.former_names = vec!["厦门一建".to_owned()];
    let mut gone = watched("供货延期", Some("2026-11-01"));
    "厦门建工（集团）".clone_into(&mut gone.name);
    gone.phone = Some("0592-2".to_owned());
    gone.bank = Some("建行".to_owned());
    gone.contact = Some("张三".to_owned());
    gone.former_names = vec!["厦门 一建".to_owned(), "厦门二建".to_owned(), "厦门建工".to_owned()];
    (kept, gone)
}

#[test]
fn a_merge_shows_what_differs_and_loses_nothing_unasked() {
    let (kept, gone) = pair();
    let differences = merge::differences(&kept, &gone);
    let told: Vec<_> = differences.iter().map(|one| (one.field, one.proposed)).collect();
    let expected = [
        (MergeField::Phone, MergeSide::Kept),
        (MergeField::Bank, MergeSide::Gone),
        (MergeField::Status, MergeSide::Gone),
    ];
    assert_eq!(told, expected, "what is stated over what is empty, and the graver standing");
    assert_eq!(differences[2].gone.as_deref(), Some("观察 2026-11-01 供货延期"));
    assert_eq!(merge::differences(&kept, &kept), []);
}

#[test]
fn the_survivor_takes_what_was_chosen_and_every_name() {
    let (kept, gone) = pair();
    let survivor = merge::merged(&kept, &gone, &[MergeField::Bank, MergeField::Status]);
    assert_eq!((survivor.name.as_str(), survivor.phone.as_deref()), ("厦门建工", Some("0592-1")));
    assert_eq!((survivor.bank, survivor.status), (gone.bank, SupplierStatus::Watched));
    assert_eq!(survivor.status_reason.as_deref(), Some("供货延期"));
    assert_eq!(survivor.former_names, ["厦门一建", "厦门建工（集团）", "厦门二建"]);
    let untouched = merge::merged(&kept, &Supplier::named("乙"), &[]);
    assert_eq!(untouched, Supplier { former_names: vec!["厦门一建".to_owned(), "乙".to_owned()], ..kept });
}

#[test]
fn two_credit_codes_must_be_confirmed_and_one_supplier_is_not_two() {
    let (mut kept, mut gone) = pair();
    let mut request = MergeRequest {
        kept_id: 1,
        kept_revision: 1,
        gone_id: 2,
        gone_revision: 1,
        taken: Vec::new(),
        confirmed: false,
    };
    let refused = |request: &MergeRequest, kept: &Supplier, gone: &Supplier| -> Vec<Code> {
        merge::check(request, kept, gone).into_iter().map(|problem| problem.code).collect()
    };
    kept.uscc = Some("91350211M000100Y46".to_owned());
    assert_eq!(refused(&request, &kept, &gone), [], "one code alone says nothing");
    gone.uscc = Some("91350200M0000000X0".to_owned());
    assert_eq!(refused(&request, &kept, &gone), [Code::SupplierMergeUsccDiffers]);
    request.confirmed = true;
    assert_eq!(refused(&request, &kept, &gone), []);
    request.gone_id = 1;
    assert_eq!(refused(&request, &kept, &gone), [Code::SupplierMergeSame]);
}
