//! What a person can do with suppliers.

mod merge;

use domain::access::Operation;
use domain::date::Date;
use domain::detail::SupplierDetail;
use domain::list::{ListQuery, Page};
use domain::supplier::{SimilarSupplier, Supplier, SupplierRow};
use domain::{Code, Noun, Problem};
use storage::Writer;
use storage::supplier::SupplierMatch;

use crate::error::{refuse_broken, refuse_taken, tidied};
use crate::project::found;
use crate::{Error, Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of suppliers.
    pub fn list_suppliers(&self, query: &ListQuery) -> Result<Page<SupplierRow>> {
        self.read(|reader| storage::supplier::list(reader, query))
    }

    /// Returns a supplier with its contracts, evaluations and interviews.
    pub fn supplier_detail(&self, id: i64) -> Result<SupplierDetail> {
        let today = self.clock().today();
        let detail = self.read(|reader| found(id, storage::supplier::detail(reader, id)?))?;
        let interviews = detail.interviews.into_iter().map(|row| row.on(today)).collect();
        Ok(SupplierDetail { interviews, ..detail })
    }

    /// Returns the supplier that a whole name means, present before former.
    ///
    /// # Errors
    ///
    /// `supplier.unknown` and `supplier.ambiguous`, each with the names that may have been meant.
    pub fn supplier_named(&self, name: &str) -> Result<i64> {
        let refuse = |code, names: Vec<String>| {
            let similar = if names.is_empty() { "—".to_owned() } else { names.join("、") };
            Err(Error::rule(Problem::new(code).param("value", name).param("similar", &similar)))
        };
        match self.read(|reader| storage::supplier::by_name(reader, name))? {
            SupplierMatch::Known(id) | SupplierMatch::FormerName(id) => Ok(id),
            SupplierMatch::Ambiguous(ids) => {
                let rows = self.read(|reader| storage::supplier::rows_by_ids(reader, &ids))?;
                refuse(Code::SupplierAmbiguous, rows.into_iter().map(|row| row.name).collect())
            }
            SupplierMatch::Unknown => {
                let similar = self.similar_suppliers(name, None)?;
                refuse(Code::SupplierUnknown, similar.into_iter().map(|one| one.name).collect())
            }
        }
    }

    /// Returns the suppliers whose names, present or former, are near to `name`; `own` is the one
    /// that is being edited.
    pub fn similar_suppliers(&self, name: &str, own: Option<i64>) -> Result<Vec<SimilarSupplier>> {
        self.read(|reader| storage::supplier::similar(reader, name, own))
    }

    /// Returns what a person is to know before choosing a supplier.
    pub fn supplier_warnings(&self, id: i64) -> Result<Vec<Problem>> {
        self.read(|reader| {
            let stored = found(id, storage::supplier::get(reader, id)?)?;
            let row = found(id, storage::supplier::rows_by_ids(reader, &[id])?.pop())?;
            Ok(stored.record.warnings(row.mean_score, &storage::rules::bands(reader)?))
        })
    }

    /// Creates a supplier.
    pub fn create_supplier(&self, session: &Session, supplier: &Supplier) -> Result<Outcome<i64>> {
        let supplier = tidied(supplier)?.cleaned();
        self.perform(session, Operation::Create(Noun::Supplier), &supplier.name, |writer| {
            check(writer, &supplier, None, self.clock().today())?;
            Ok(storage::supplier::insert(writer, &supplier)?)
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
        let supplier = tidied(supplier)?.cleaned();
        self.perform(session, Operation::Update(Noun::Supplier), &supplier.name, |writer| {
            check(writer, &supplier, Some(id), self.clock().today())?;
            storage::supplier::update(writer, id, revision, &supplier)?;
            Ok(id)
        })
    }
}

/// Checks a supplier against its own rules and against the others in the ledger.
pub(crate) fn check(writer: &Writer<'_>, supplier: &Supplier, own: Option<i64>, today: Date) -> Result<()> {
    refuse_broken(supplier.check(today))?;
    if let Some(id) = present(writer, &supplier.name)?
        && own != Some(id)
    {
        let problem = Problem::new(Code::SupplierNameTaken).field("name").param("value", &supplier.name);
        return Err(Error::rule(problem));
    }
    for former in &supplier.former_names {
        if present(writer, former)?.is_some_and(|id| own != Some(id)) {
            let problem = Problem::new(Code::SupplierFormerNameTaken).field("former_names");
            return Err(Error::rule(problem.param("value", former)));
        }
    }
    if let Some(code) = &supplier.code {
        refuse_taken("code", code, own, storage::codes::taken(writer, Noun::Supplier, "code", code, own)?)?;
    }
    if let Some(uscc) = &supplier.uscc {
        refuse_taken("uscc", uscc, own, storage::supplier::id_by_uscc(writer, uscc)?)?;
    }
    Ok(())
}

/// Returns the supplier that has this name now.
fn present(writer: &Writer<'_>, name: &str) -> Result<Option<i64>> {
    match storage::supplier::by_name(writer, name)? {
        SupplierMatch::Known(id) => Ok(Some(id)),
        SupplierMatch::FormerName(_) | SupplierMatch::Ambiguous(_) | SupplierMatch::Unknown => Ok(None),
    }
}
