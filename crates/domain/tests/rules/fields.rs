//! The texts of a record, which are tidied, bounded and looked through: none is forgotten.

use domain::Money;
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
use domain::text::Texts;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

/// What no date, amount, choice or number can be.
const WORDS: &str = "写在这里";

/// Returns the fields that take any words: they are texts, whatever else is said of them.
fn that_take_words<T: Serialize + DeserializeOwned>(record: &T) -> Vec<String> {
    let json = serde_json::to_value(record).expect("JSON");
    let fields = json.as_object().expect("a record").keys();
    let takes_words = |field: &&String| {
        let mut record = json.clone();
        record[field.as_str()] = json!(WORDS);
        serde_json::from_value::<T>(record).is_ok()
    };
    fields.filter(takes_words).cloned().collect()
}

fn check<T: Texts + Serialize + DeserializeOwned>(noun: &str, record: &T) {
    let mut stated = T::TEXTS.to_vec();
    stated.sort_unstable();
    assert_eq!(that_take_words(record), stated, "`texts!` in crates/domain/src/{noun}");
}

#[test]
fn every_field_that_takes_words_is_stated_as_a_text() {
    check("project.rs", &Project::named("", ""));
    check("procurement.rs", &Procurement::default());
    check("supplier.rs", &Supplier::named(""));
    check("contract.rs", &Contract::plain("", "", 1));
    check("payment_plan", &PaymentPlan::of_contract(1));
    check("payment.rs", &Payment::plain(1, "", Money::ZERO, Date::FIRST));
    check("settlement.rs", &Settlement::of_contract(1));
    check("evaluation.rs", &Evaluation::of_contract(1));
    check("interview.rs", &Interview::of_supplier(1));
}
