//! 供应商 from rows.

use std::collections::HashMap;

use domain::date::Date;
use domain::supplier::{Supplier, SupplierStatus};
use domain::{Code, Problem};
use exchange::{Field, Value};
use storage::Reader;
use storage::supplier::SupplierMatch;

use super::importer::{Assigned, Context, Importer, stated};
use super::row::RowView;
use crate::Result;
use crate::fields::words;

/// Between the former names in one cell.
const BETWEEN_NAMES: [char; 5] = ['、', ';', '；', '\n', '|'];

#[derive(Debug)]
pub(super) struct Suppliers {
    by_code: HashMap<String, i64>,
    by_uscc: HashMap<String, i64>,
    today: Date,
}

impl Suppliers {
    pub(super) fn load(reader: &Reader<'_>, today: Date) -> Result<Self> {
        let by_code = storage::supplier::ids_by_code(reader)?;
        Ok(Self { by_code, by_uscc: storage::supplier::ids_by_uscc(reader)?, today })
    }
}

impl Importer for Suppliers {
    type Record = Supplier;

    fn blank(&self) -> Supplier {
        Supplier::named("")
    }

    fn assign(
        &mut self,
        _: &mut Context,
        record: &mut Supplier,
        field: Field,
        value: Option<&Value>,
    ) -> Assigned {
        if field.name != "former_names" {
            return Assigned::NotMine;
        }
        let text = words(value).unwrap_or_default();
        let names = text.split(BETWEEN_NAMES).map(str::trim).filter(|name| !name.is_empty());
        record.former_names = names.map(str::to_owned).collect();
        Assigned::Done
    }

    fn show(&self, _: &Context, record: &Supplier, field: Field) -> Option<Value> {
        let listed = field.name == "former_names" && !record.former_names.is_empty();
        listed.then(|| Value::Text(record.former_names.join("、")))
    }

    fn required(&self, _: &Supplier) -> &'static [&'static str] {
        &["name"]
    }

    /// A workbook that does not say since when a supplier is watched says it as of today.
    fn complete(
        &mut self,
        _: &Reader<'_>,
        record: &mut Supplier,
        _: RowView<'_>,
        _: Option<&Supplier>,
    ) -> Result<()> {
        if record.status != SupplierStatus::Qualified {
            record.status_on.get_or_insert(self.today);
        }
        Ok(())
    }

    fn problems(
        &mut self,
        _: &Reader<'_>,
        context: &Context,
        record: &Supplier,
        own: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let mut problems: Vec<Problem> = record.check(self.today).into_iter().collect();
        let is_anothers = |name: &&String| match context.references.suppliers.find(name) {
            SupplierMatch::Known(id) => own != Some(id),
            SupplierMatch::FormerName(_) | SupplierMatch::Ambiguous(_) | SupplierMatch::Unknown => false,
        };
        problems.extend(record.former_names.iter().filter(is_anothers).map(|name| {
            Problem::new(Code::SupplierFormerNameTaken).field("former_names").param("value", name)
        }));
        let taken = [("code", &record.code, &self.by_code), ("uscc", &record.uscc, &self.by_uscc)];
        for (field, text, known) in taken {
            let Some(text) = text else { continue };
            if known.get(text).is_some_and(|id| own != Some(*id)) {
                problems.push(Problem::new(Code::RecordCodeTaken).field(field).param("value", text));
            }
        }
        Ok(problems)
    }

    fn identify(&mut self, context: &Context, record: &Supplier) -> Option<i64> {
        match context.references.suppliers.find(&record.name) {
            SupplierMatch::Known(id) => Some(id),
            // A company of its own may bear a name that another once had.
            SupplierMatch::FormerName(_) | SupplierMatch::Ambiguous(_) | SupplierMatch::Unknown => None,
        }
    }

    fn key(&self, _: &Context, record: &Supplier) -> Option<String> {
        stated(&record.name)
    }

    fn note(&mut self, context: &mut Context, id: i64, record: &Supplier) {
        context.references.suppliers.insert(id, &record.name, &record.former_names);
        self.by_code.extend(record.code.clone().map(|code| (code, id)));
        self.by_uscc.extend(record.uscc.clone().map(|uscc| (uscc, id)));
    }
}
