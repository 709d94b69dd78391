//! What a person can do with suppliers.

use domain::detail::SupplierDetail;
use domain::list::{ListQuery, Page};
use domain::supplier::{Supplier, SupplierRow};
use domain::{Code, Problem};
use storage::Writer;
use storage::supplier::SupplierMatch;

use crate::error::{refuse_broken, refuse_taken};
use crate::project::found;
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of suppliers.
    pub fn list_suppliers(&self, query: &ListQuery) -> Result<Page<SupplierRow>> {
        self.read(|reader| storage::supplier::list(reader, query))
    }

    /// Returns a supplier with the contracts it undertook.
    pub fn supplier_detail(&self, id: i64) -> Result<SupplierDetail> {
        self.read(|reader| found(id, storage::supplier::detail(reader, id)?))
    }

    /// Creates a supplier.
    pub fn create_supplier(&self, session: &Session, supplier: &Supplier) -> Result<Outcome<i64>> {
        self.perform(session, "create_supplier", &supplier.name, |writer| {
            check(writer, supplier, None)?;
            Ok(storage::supplier::insert(writer, supplier)?)
        })
    }

    /// Updates a supplier that is still at `revision`.
    pub fn update_supplier(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        supplier: &Supplier,
    ) -> Result<Outcome<i64>> {
        self.perform(session, "update_supplier", &supplier.name, |writer| {
            check(writer, supplier, Some(id))?;
            storage::supplier::update(writer, id, revision, supplier)?;
            Ok(id)
        })
    }
}

/// Checks a supplier against its own rules and against the others in the ledger.
pub(crate) fn check(writer: &Writer<'_>, supplier: &Supplier, own: Option<i64>) -> Result<()> {
    refuse_broken(supplier.check())?;
    if let SupplierMatch::Known(id) = storage::supplier::by_name(writer, &supplier.name)?
        && own != Some(id)
    {
        let problem = Problem::new(Code::SupplierNameTaken).field("name").param("value", &supplier.name);
        return Err(Error::rule(problem));
    }
    if let Some(code) = &supplier.code {
        refuse_taken("code", code, own, storage::supplier::id_by_code(writer, code)?)?;
    }
    if let Some(uscc) = &supplier.uscc {
        refuse_taken("uscc", uscc, own, storage::supplier::id_by_uscc(writer, uscc)?)?;
    }
    Ok(())
}
