//! The same lists made the plain way: all rows in memory, filtered and sorted one by one.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::str::FromStr;

use domain::evaluation::Evaluation;
use domain::interview::Interview;
use domain::list::{Comparison, Filter, ListQuery, Page};
use domain::payment_plan::PaymentPlan;
use domain::settlement::Settlement;
use domain::text::Texts as _;
use domain::{Money, Noun};
use rust_decimal::Decimal;
use serde_json::Value as Json;

use super::super::days::Notified;
use super::super::field::{Field, Kind};
use super::super::source::List;
use super::super::whole::list_of;
use crate::search::tests::Texts;
use crate::search::tests::ledger::Draw;
use crate::{Reader, Result};

/// A value as it is compared.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
enum Value {
    Number(Decimal),
    Text(String),
}

struct Record {
    id: i64,
    row: Json,
    /// What the row says, and what it is filtered by beyond that.
    facts: Json,
    /// The places of its texts in `texts`.
    texts: Vec<usize>,
    totals: Vec<Money>,
}

/// All records of one noun.
pub(super) struct Naive {
    pub(super) list: &'static List,
    records: Vec<Record>,
    texts: Vec<Texts>,
}

impl Naive {
    pub(super) fn of(reader: &Reader<'_>, noun: Noun) -> Result<Self> {
        let list = list_of(noun);
        let mut texts = Vec::new();
        let mut places = BTreeMap::new();
        for worded in [Noun::Project, Noun::Procurement, Noun::Supplier, Noun::Contract] {
            for text in Texts::of(worded, reader)? {
                places.insert((worded, text.id), texts.len());
                texts.push(text);
            }
        }
        let contracts: BTreeMap<i64, Json> =
            rows(reader, Noun::Contract)?.into_iter().map(|row| (int(&row, "id"), row)).collect();
        let paid = paid(reader)?;
        let record = |row: Json| {
            let contract = row["contract_id"].as_i64().and_then(|id| contracts.get(&id));
            let mut facts = row.clone();
            for extra in ["supplier_id", "project_code"] {
                if facts.get(extra).is_none() {
                    facts[extra] = contract.map_or(Json::Null, |contract| contract[extra].clone());
                }
            }
            let named = match noun {
                Noun::Contract => {
                    vec![(Noun::Contract, int(&row, "id")), (Noun::Supplier, int(&row, "supplier_id"))]
                }
                Noun::Interview => {
                    let of_contract = row["contract_id"].as_i64().map(|id| (Noun::Contract, id));
                    of_contract.into_iter().chain([(Noun::Supplier, int(&row, "supplier_id"))]).collect()
                }
                Noun::PaymentPlan | Noun::Payment | Noun::Settlement | Noun::Evaluation => {
                    let supplier = (Noun::Supplier, int(&facts, "supplier_id"));
                    vec![(Noun::Contract, int(&row, "contract_id")), supplier]
                }
                Noun::Project | Noun::Procurement | Noun::Supplier => vec![(noun, int(&row, "id"))],
            };
            let texts = named.iter().map(|named| places[named]).collect();
            let totals = list.totals.iter().map(|total| amount(noun, &row, total.name, &paid)).collect();
            Record { id: int(&row, "id"), row, facts, texts, totals }
        };
        let records = rows(reader, noun)?.into_iter().map(record).collect();
        Ok(Self { list, records, texts })
    }

    /// The value of a field in some record, as a filter says it.
    pub(super) fn value_of(&self, draw: &mut Draw, field: &Field) -> Option<String> {
        let facts = &self.records[draw.place(self.records.len())].facts[field.name];
        match facts {
            Json::String(text) => Some(text.clone()),
            Json::Number(number) => Some(number.to_string()),
            Json::Bool(flag) => Some(flag.to_string()),
            Json::Array(texts) => texts.first().and_then(Json::as_str).map(str::to_owned),
            Json::Null | Json::Object(_) => None,
        }
    }

    pub(super) fn page(&self, query: &ListQuery) -> Page<Json> {
        let fitting = self.fitting(query);
        let offset = usize::try_from(query.offset).expect("an offset");
        let limit = usize::try_from(query.limit.min(1_000)).expect("a limit");
        let total =
            |place: usize| fitting.iter().map(|record| record.totals[place]).sum::<Money>().to_string();
        let totals = self.list.totals.iter().enumerate();
        Page {
            rows: fitting.iter().skip(offset).take(limit).map(|record| record.row.clone()).collect(),
            count: i64::try_from(fitting.len()).expect("a count"),
            totals: totals.map(|(place, named)| (named.name.to_owned(), total(place))).collect(),
        }
    }

    pub(super) fn ids(&self, query: &ListQuery) -> Vec<i64> {
        self.fitting(query).iter().map(|record| record.id).collect()
    }

    fn fitting(&self, query: &ListQuery) -> Vec<&Record> {
        let groups = crate::search::tests::words_of(&query.search);
        let mut fitting: Vec<&Record> = self
            .records
            .iter()
            .filter(|record| query.filters.iter().all(|filter| self.meets(record, filter)))
            .filter(|record| groups.iter().all(|words| words.iter().any(|word| self.has(record, word))))
            .collect();
        let own: Vec<(&str, bool)> = self.list.order.to_vec();
        let asked = query.sort.iter().map(|sort| (sort.field.as_str(), sort.descending)).collect();
        let order: Vec<(&str, bool)> = if query.sort.is_empty() { own } else { asked };
        fitting.sort_by(|one, other| {
            let levels = order.iter().map(|(field, descending)| self.order(one, other, field, *descending));
            let id = one.id.cmp(&other.id);
            let id = if order.last().is_some_and(|last| last.1) { id.reverse() } else { id };
            levels.fold(Ordering::Equal, Ordering::then).then(id)
        });
        fitting
    }

    /// Missing values come last, whichever the direction.
    fn order(&self, one: &Record, other: &Record, field: &str, descending: bool) -> Ordering {
        match (self.value(one, field), self.value(other, field)) {
            (Some(one), Some(other)) => {
                let order = one.partial_cmp(&other).expect("values of one field");
                if descending { order.reverse() } else { order }
            }
            (one, other) => other.is_some().cmp(&one.is_some()),
        }
    }

    fn value(&self, record: &Record, name: &str) -> Option<Value> {
        let field = self.list.field(name).expect("a field");
        let fact = match (field.kind, name) {
            (Kind::Grade, _) if self.list.noun == Noun::Supplier => &record.facts["mean_score"],
            (Kind::Grade, _) => &record.facts["comprehensive_score"],
            (Kind::Deadline(Notified::Expiry), _) => &record.facts["expires_on"],
            (Kind::Deadline(Notified::Retention), _) => &record.facts["releases_on"],
            (Kind::Deadline(Notified::Payment), _) => &record.facts["falls_due_on"],
            _ => &record.facts[name],
        };
        match (field.kind, fact) {
            (_, Json::Null) => None,
            (_, Json::Array(texts)) if texts.is_empty() => None,
            (_, Json::Array(texts)) => {
                let lines: Vec<&str> = texts.iter().filter_map(Json::as_str).collect();
                Some(Value::Text(lines.join("\n")))
            }
            (Kind::Text | Kind::Choice(_) | Kind::Date | Kind::Deadline(_), text) => {
                Some(Value::Text(text.as_str()?.to_owned()))
            }
            (_, Json::String(number)) => Some(number_of(number)),
            (_, Json::Bool(flag)) => Some(Value::Number(Decimal::from(u8::from(*flag)))),
            (_, number) => Some(number_of(&number.to_string())),
        }
    }

    fn meets(&self, record: &Record, filter: &Filter) -> bool {
        let field = self.list.field(&filter.field).expect("a field");
        let value = self.value(record, &filter.field);
        let wanted = |text: &String| match field.kind {
            Kind::Text | Kind::Choice(_) | Kind::Date | Kind::Grade | Kind::Deadline(_) => {
                Value::Text(text.clone())
            }
            Kind::Flag => Value::Number(Decimal::from(u8::from(text == "true"))),
            Kind::Amount | Kind::Score | Kind::Ratio | Kind::Count => number_of(text),
        };
        match filter.comparison {
            Comparison::Empty => value.is_none(),
            Comparison::NotEmpty => value.is_some(),
            Comparison::Is if matches!(field.kind, Kind::Grade) => {
                filter.values.iter().any(|grade| record.facts["grade"] == grade.as_str())
            }
            Comparison::Is if matches!(field.kind, Kind::Deadline(_)) => {
                filter.values.iter().any(|word| record.facts[field.name] == word.as_str())
            }
            Comparison::Is => filter.values.iter().any(|text| value == Some(wanted(text))),
            Comparison::AtLeast => value.is_some_and(|value| value >= wanted(&filter.values[0])),
            Comparison::AtMost => value.is_some_and(|value| value <= wanted(&filter.values[0])),
            Comparison::Contains => match value {
                Some(Value::Text(text)) => {
                    text.to_ascii_lowercase().contains(&filter.values[0].to_ascii_lowercase())
                }
                _ => false,
            },
        }
    }

    fn has(&self, record: &Record, (typed, folded): &(String, String)) -> bool {
        let by_own_code = || {
            let code = record.facts["code"].as_str().unwrap_or_default();
            code.starts_with(typed.as_str()) || code.starts_with(&typed.to_uppercase())
        };
        record.texts.iter().any(|place| self.texts[*place].has(folded))
            || self.list.noun == Noun::Payment && by_own_code()
            || self.has_own_text(record, typed)
    }

    fn has_own_text(&self, record: &Record, typed: &str) -> bool {
        let text = |field: &str| record.row[field].as_str().unwrap_or_default().to_owned();
        let contains = |field: &&str| text(field).to_lowercase().contains(&typed.to_lowercase());
        match self.list.noun {
            Noun::Payment => {
                let begins = |typed: &str| text("invoice").starts_with(typed);
                contains(&"purpose") || begins(typed) || begins(&typed.to_uppercase())
            }
            Noun::PaymentPlan => PaymentPlan::TEXTS.iter().any(contains),
            Noun::Settlement => Settlement::TEXTS.iter().any(contains),
            Noun::Evaluation => Evaluation::TEXTS.iter().any(contains),
            Noun::Interview => Interview::TEXTS.iter().any(contains),
            Noun::Project | Noun::Procurement | Noun::Supplier | Noun::Contract => false,
        }
    }
}

fn number_of(text: &str) -> Value {
    Value::Number(Decimal::from_str(text).expect("a number"))
}

fn int(row: &Json, key: &str) -> i64 {
    row[key].as_i64().expect("an id")
}

/// What was paid on each contract alone.
fn paid(reader: &Reader<'_>) -> Result<BTreeMap<i64, Money>> {
    let mut paid = BTreeMap::new();
    for row in rows(reader, Noun::Payment)? {
        let of_contract = paid.entry(int(&row, "contract_id")).or_insert(Money::ZERO);
        *of_contract = *of_contract + amount(Noun::Payment, &row, "amount", &BTreeMap::new());
    }
    Ok(paid)
}

fn amount(noun: Noun, row: &Json, total: &str, paid: &BTreeMap<i64, Money>) -> Money {
    let stated = || row[total].as_str().map_or(Money::ZERO, |text| text.parse().expect("an amount"));
    match (noun, total) {
        (Noun::Contract, "paid") => paid.get(&int(row, "id")).copied().unwrap_or_default(),
        (Noun::Payment, _) if row["refund"] == true => -stated(),
        _ => stated(),
    }
}

fn rows(reader: &Reader<'_>, noun: Noun) -> Result<Vec<Json>> {
    fn json<T: serde::Serialize>(rows: Vec<T>) -> Vec<Json> {
        rows.iter().map(|row| serde_json::to_value(row).expect("JSON")).collect()
    }
    let ids = crate::keys::ids(reader, &format!("SELECT id FROM {noun} WHERE id > ?1"), 0)?;
    Ok(match noun {
        Noun::Project => json(crate::project::rows_by_ids(reader, &ids)?),
        Noun::Procurement => json(crate::procurement::rows_by_ids(reader, &ids)?),
        Noun::Supplier => json(crate::supplier::rows_by_ids(reader, &ids)?),
        Noun::Contract => json(crate::contract::rows_by_ids(reader, &ids)?),
        Noun::PaymentPlan => json(crate::payment_plan::rows_by_ids(reader, &ids)?),
        Noun::Payment => json(crate::payment::rows_by_ids(reader, &ids)?),
        Noun::Settlement => json(crate::settlement::rows_by_ids(reader, &ids)?),
        Noun::Evaluation => json(crate::evaluation::rows_by_ids(reader, &ids)?),
        Noun::Interview => json(crate::interview::rows_by_ids(reader, &ids)?),
    })
}
