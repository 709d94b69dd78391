//! 约谈记录 from rows.

use std::collections::HashMap;

use domain::Problem;
use domain::interview::Interview;
use exchange::{Field, Value};
use storage::Reader;
use storage::interview::Talk;

use super::importer::{Assigned, Context, Importer, NOT_STATED, refer, refer_always};
use crate::Result;

#[derive(Debug)]
pub(super) struct Interviews {
    in_ledger: HashMap<Talk, Vec<i64>>,
    /// How many rows of the file said the same so far.
    in_file: HashMap<Talk, usize>,
}

impl Interviews {
    pub(super) fn load(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self { in_ledger: storage::interview::ids_by_talk(reader)?, in_file: HashMap::new() })
    }
}

impl Importer for Interviews {
    type Record = Interview;

    fn blank(&self) -> Interview {
        Interview::of_supplier(NOT_STATED)
    }

    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut Interview,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        let references = &mut context.references;
        match field.name {
            "supplier" => {
                refer_always(&mut record.supplier_id, value, |text| references.supplier("supplier", text))
            }
            "contract" => refer(&mut record.contract_id, value, |text| references.contract("contract", text)),
            _ => Assigned::NotMine,
        }
    }

    fn show(&self, context: &Context, record: &Interview, field: Field) -> Option<Value> {
        let text = match field.name {
            "supplier" => context.references.suppliers.name(record.supplier_id).map(str::to_owned),
            "contract" => context.references.contract_code(record.contract_id?),
            _ => None,
        };
        text.map(Value::Text)
    }

    fn required(&self, _: &Interview) -> &'static [&'static str] {
        &["supplier", "held_on", "interviewer", "reason", "content"]
    }

    fn problems(
        &mut self,
        _: &Reader<'_>,
        context: &Context,
        record: &Interview,
        _: Option<i64>,
    ) -> Result<Vec<Problem>> {
        Ok(record.check(context.today).into_iter().collect())
    }

    fn oddities(
        &self,
        reader: &Reader<'_>,
        _: &Context,
        record: &Interview,
        _: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let of_other = crate::interview::contract_of_other(reader, record)?;
        Ok(of_other.into_iter().chain(record.oddity()).collect())
    }

    /// The same talk, on the same day about the same thing, is the same record; the file's second
    /// one is the ledger's second.
    fn identify(&mut self, _: &Context, record: &Interview) -> Option<i64> {
        let talk = (record.supplier_id, record.held_on, record.reason.clone());
        let known = self.in_ledger.get(&talk)?;
        let seen = self.in_file.entry(talk).or_default();
        *seen += 1;
        known.get(*seen - 1).copied()
    }

    fn key(&self, context: &Context, record: &Interview) -> Option<String> {
        let supplier = context.references.suppliers.name(record.supplier_id)?;
        Some(format!("{supplier} {}", record.held_on))
    }

    fn repeats(&self) -> bool {
        true
    }

    fn supplier(record: &mut Interview) -> Option<(&'static str, &mut i64)> {
        Some(("supplier", &mut record.supplier_id))
    }
}
