//! 合同 from rows.

use domain::contract::{Contract, ContractSource};
use domain::{Code, Problem};
use exchange::{Field, Value};
use storage::Reader;
use storage::contract::ContractKey;

use super::importer::{Assigned, Context, Importer, NOT_STATED, refer, refer_always, stated};
use super::references::code_in_other_case;
use super::row::RowView;
use crate::Result;
use crate::fields::reference_text;

#[derive(Debug)]
pub(super) struct Contracts;

impl Importer for Contracts {
    type Record = Contract;

    fn blank(&self) -> Contract {
        Contract::plain("", "", NOT_STATED)
    }

    fn assign(
        &mut self,
        context: &mut Context,
        record: &mut Contract,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        let references = &mut context.references;
        match field.name {
            "project" => refer(&mut record.project_id, value, |text| references.project(text)),
            "procurement" => refer(&mut record.procurement_id, value, |text| references.procurement(text)),
            "supplier" => {
                refer_always(&mut record.supplier_id, value, |text| references.supplier("supplier", text))
            }
            "parent" => {
                let found = value.map(|value| references.contract("parent", &reference_text(value)));
                match found.transpose() {
                    Ok(id) => {
                        record.parent_id = id;
                        Assigned::Done
                    }
                    Err(problem) if problem.code == Code::RowReferenceUnknown => Assigned::NotYet(problem),
                    Err(problem) => Assigned::Wrong(problem),
                }
            }
            _ => Assigned::NotMine,
        }
    }

    fn show(&self, context: &Context, record: &Contract, field: Field) -> Option<Value> {
        let references = &context.references;
        let text = match field.name {
            "project" => references.project_code(record.project_id?),
            "procurement" => references.procurement_code(record.procurement_id?),
            "parent" => references.contract_code(record.parent_id?),
            "supplier" => references.suppliers.name(record.supplier_id).map(str::to_owned),
            _ => None,
        };
        text.map(Value::Text)
    }

    fn required(&self, record: &Contract) -> &'static [&'static str] {
        // What a supplement or termination leaves unsaid comes from its main contract.
        if record.kind.needs_parent() { &["code", "name"] } else { &["code", "name", "supplier"] }
    }

    fn complete(
        &mut self,
        reader: &Reader<'_>,
        record: &mut Contract,
        view: RowView<'_>,
        before: Option<&Contract>,
    ) -> Result<()> {
        if before.is_some() {
            return Ok(());
        }
        let parent = match record.parent_id {
            Some(id) => storage::contract::get(reader, id)?.map(|stored| stored.record),
            None => None,
        };
        if view.value("source").is_none() {
            let procured = record.procurement_id.is_some();
            let own = if procured { ContractSource::Procured } else { ContractSource::Direct };
            record.source = parent.as_ref().map_or(own, |parent| parent.source);
        }
        if let Some(parent) = &parent {
            if record.supplier_id == NOT_STATED {
                record.supplier_id = parent.supplier_id;
            }
            record.inherit_from_parent(parent);
        }
        Ok(())
    }

    fn problems(
        &mut self,
        reader: &Reader<'_>,
        context: &Context,
        record: &Contract,
        own: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let mut problems: Vec<Problem> = record.check().into_iter().collect();
        let keys = &context.references.contracts;
        if let Some(sequence) = &record.sequence
            && keys.id_by_sequence(sequence).is_some_and(|id| own != Some(id))
        {
            problems.push(Problem::new(Code::RecordCodeTaken).field("sequence").param("value", sequence));
        }
        if keys.id_by_code(&record.code).is_some_and(|id| own != Some(id)) {
            problems.push(Problem::new(Code::RecordCodeTaken).field("code").param("value", &record.code));
        }
        // A contract of its own kind alone needs no look at a family.
        if record.parent_id.is_some() || (own.is_some() && record.kind.needs_parent()) {
            problems.extend(crate::contract::family_problems(reader, record, own)?);
        }
        Ok(problems)
    }

    fn oddities(
        &self,
        _: &Reader<'_>,
        context: &Context,
        record: &Contract,
        own: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let known = context.references.contracts.code_in_any_case(&record.code);
        Ok(code_in_other_case(&record.code, known, own))
    }

    fn identify(&mut self, context: &Context, record: &Contract) -> Option<i64> {
        context.references.contracts.id_by_code(&record.code)
    }

    fn key(&self, _: &Context, record: &Contract) -> Option<String> {
        stated(&record.code)
    }

    fn supplier(record: &mut Contract) -> Option<(&'static str, &mut i64)> {
        Some(("supplier", &mut record.supplier_id))
    }

    fn note(&mut self, context: &mut Context, id: i64, record: &Contract) {
        context.references.contracts.insert(key_of(id, record));
    }
}

fn key_of(id: i64, record: &Contract) -> ContractKey {
    ContractKey {
        id,
        code: record.code.clone(),
        sequence: record.sequence.clone(),
        kind: record.kind,
        parent_id: record.parent_id,
    }
}
