//! 采购 from rows.

use domain::procurement::Procurement;
use domain::{Problem, Stored};
use exchange::{Field, Value};
use storage::{Reader, Writer};

use super::importer::{Assigned, Context, Importer};
use super::references::code_in_other_case;
use super::row::RowView;
use crate::Result;
use crate::fields::reference_text;

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
        let text = value.map(reference_text);
        match field.name {
            "project" => text
                .map(|text| context.references.project(&text))
                .transpose()
                .map(|id| record.project_id = id)
                .into(),
            "winning_supplier" => text
                .map(|text| context.references.supplier("winning_supplier", &text))
                .transpose()
                .map(|id| record.winning_supplier_id = id)
                .into(),
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
        Ok(known.and_then(|known| code_in_other_case(&record.code, known, own)).into_iter().collect())
    }

    fn identify(&mut self, context: &Context, record: &Procurement) -> Option<i64> {
        context.references.procurements.get(&record.code).copied()
    }

    fn key(&self, _: &Context, record: &Procurement) -> Option<String> {
        (!record.code.is_empty()).then(|| record.code.clone())
    }

    fn load(&self, reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Procurement>>> {
        Ok(storage::procurement::get(reader, id)?)
    }

    fn settle_suppliers(
        &mut self,
        writer: &Writer<'_>,
        context: &mut Context,
        record: &mut Procurement,
        view: RowView<'_>,
    ) -> Result<()> {
        let named = view.value("winning_supplier").map(reference_text);
        if let (Some(id), Some(text)) = (record.winning_supplier_id, named) {
            record.winning_supplier_id = Some(context.references.settle_supplier(writer, id, &text)?);
        }
        Ok(())
    }

    fn insert(
        &mut self,
        writer: &Writer<'_>,
        context: &mut Context,
        record: &mut Procurement,
    ) -> Result<i64> {
        let id = storage::procurement::insert(writer, record)?;
        context.references.procurements.insert(record.code.clone(), id);
        Ok(id)
    }

    fn update(
        &mut self,
        writer: &Writer<'_>,
        context: &mut Context,
        stored: &Stored<Procurement>,
        record: &Procurement,
    ) -> Result<()> {
        storage::procurement::update(writer, stored.id, stored.revision, record)?;
        context.references.procurements.insert(record.code.clone(), stored.id);
        Ok(())
    }
}
