//! Every field of a record: it can be looked for, imported and exported, or is named here with the reason.

use domain::contract::Contract;
use domain::date::Date;
use domain::evaluation::Evaluation;
use domain::interview::Interview;
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;
use domain::procurement::Procurement;
use domain::project::Project;
use domain::settlement::Settlement;
use domain::supplier::Supplier;
use domain::{Money, Noun};
use serde::Serialize;

/// What a list has no room for: it stands in the panel.
const NOT_IN_LISTS: &[(Noun, &str)] = &[
    (Noun::Supplier, "account"),
    (Noun::Supplier, "address"),
    (Noun::Supplier, "bank"),
    (Noun::Supplier, "remarks"),
    (Noun::Supplier, "status_on"),
    (Noun::Supplier, "status_reason"),
    (Noun::Contract, "archived_on"),
    (Noun::Contract, "duration"),
    (Noun::Contract, "guarantee_returned_on"),
    (Noun::Contract, "party_a_contact"),
    (Noun::Contract, "party_a_manager"),
    (Noun::Contract, "party_a_representative"),
    (Noun::Contract, "party_b_contact"),
    (Noun::Contract, "party_b_manager"),
    (Noun::Contract, "party_b_representative"),
    (Noun::Contract, "payment_terms"),
    (Noun::Contract, "remarks"),
    (Noun::Contract, "retention_due_on"),
    (Noun::Contract, "retention_percent"),
    (Noun::Evaluation, "weights"),
];
/// What a workbook names otherwise, or does not say.
const NOT_IN_WORKBOOKS: &[(Noun, &str)] =
    &[(Noun::Payment, "payment_plan_id"), (Noun::Evaluation, "weights")];

/// Returns every field of every noun.
fn all() -> Vec<(Noun, String)> {
    let none = Money::ZERO;
    [
        fields(Noun::Project, &Project::named("", "")),
        fields(Noun::Procurement, &Procurement::default()),
        fields(Noun::Supplier, &Supplier::named("")),
        fields(Noun::Contract, &Contract::plain("", "", 1)),
        fields(Noun::PaymentPlan, &PaymentPlan::of_contract(1)),
        fields(Noun::Payment, &Payment::plain(1, "", none, Date::FIRST)),
        fields(Noun::Settlement, &Settlement::of_contract(1)),
        fields(Noun::Evaluation, &Evaluation::of_contract(1)),
        fields(Noun::Interview, &Interview::of_supplier(1)),
    ]
    .concat()
}

fn fields(noun: Noun, record: &impl Serialize) -> Vec<(Noun, String)> {
    let json = serde_json::to_value(record).expect("JSON");
    json.as_object().expect("a record").keys().map(|field| (noun, field.clone())).collect()
}

/// Requires that exactly the fields `without` are not known somewhere.
fn check(without: &[(Noun, &str)], place: &str, known: impl Fn(Noun, &str) -> bool) {
    let all = all();
    let unknown: Vec<(Noun, &str)> = all
        .iter()
        .map(|(noun, field)| (*noun, field.as_str()))
        .filter(|(noun, field)| !known(*noun, field))
        .collect();
    assert_eq!(unknown, without, "{place}");
}

#[test]
fn every_field_is_sorted_and_filtered_by_in_its_list() {
    check(NOT_IN_LISTS, "`LIST` in crates/storage/src/NOUN/list.rs", |noun, field| {
        // Other records are looked for by their names and codes; scores by year and by number.
        field.ends_with("_id")
            || [field, &format!("{field}:2024")]
                .iter()
                .any(|field| storage::list::kind_of(noun, field).is_some())
    });
}

#[test]
fn every_field_has_its_column_in_the_workbook() {
    check(NOT_IN_WORKBOOKS, "crates/exchange/templates/NOUN.yaml", |noun, field| {
        let one = field.strip_suffix("_id").or(field.strip_suffix('s')).unwrap_or(field);
        [field, one].iter().any(|field| exchange::template(noun).column(field).is_some())
    });
}
