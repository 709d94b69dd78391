//! 采购 from rows.

use domain::Problem;
use domain::procurement::Procurement;
use exchange::{Field, Value};
use storage::Reader;

use super::importer::{Assigned, Context, Importer, refer, stated};
use super::references::code_in_other_case;
use crate::Result;

#[derive(Debug)]
pub(super) struct Procurements;

impl Importer for Procurements {
    type Record = Procurement;

    fn blank(&self) -> Procurement {
        Procurement::default()
    }

    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut Procurement,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        let references = &mut context.references;
        match field.name {
            "project" => refer(&mut record.project_id, value, |text| references.project(text)),
            "winning_supplier" => refer(&mut record.winning_supplier_id, value, |text| {
                references.supplier("winning_supplier", text)
            }),
            _ => Assigned::NotMine,
        }
    }

    fn show(&self, context: &Context, record: &Procurement, field: Field) -> Option<Value> {
        match field.name {
            "project" => context.references.project_code(record.project_id?).map(Value::Text),
            "winning_supplier" => {
                let name = context.references.suppliers.name(record.winning_supplier_id?)?;
                Some(Value::Text(name.to_owned()))
            }
            _ => None,
        }
    }

    fn required(&self, _: &Procurement) -> &'static [&'static str] {
        &["code", "name"]
    }

    fn problems(
        &mut self,
        _: &Reader<'_>,
        _: &Context,
        record: &Procurement,
        _: Option<i64>,
    ) -> Result<Vec<Problem>> {
        Ok(record.check().into_iter().collect())
    }

    fn oddities(
        &self,
        _: &Reader<'_>,
        context: &Context,
        record: &Procurement,
        own: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let known = context.references.procurement_in_any_case(&record.code);
        Ok(code_in_other_case(&record.code, known, own))
    }

    fn identify(&mut self, context: &Context, record: &Procurement) -> Option<i64> {
        context.references.procurements.get(&record.code).copied()
    }

    fn key(&self, _: &Context, record: &Procurement) -> Option<String> {
        stated(&record.code)
    }

    fn supplier(record: &mut Procurement) -> Option<(&'static str, &mut i64)> {
        record.winning_supplier_id.as_mut().map(|id| ("winning_supplier", id))
    }

    fn note(&mut self, context: &mut Context, id: i64, record: &Procurement) {
        context.references.procurements.insert(record.code.clone(), id);
    }
}
