//! 供应商档案: everything about one supplier, or about all, in one workbook.

use std::path::Path;

use domain::Noun;
use domain::access::Operation;
use domain::detail::SupplierDetail;
use domain::list::ListQuery;

use super::{expect_workbook, gather, supplier_sheets, whole, write};
use crate::{Ledger, Result, Watch};

impl Ledger {
    /// Returns everything about each of the given suppliers, in this order.
    ///
    /// All are of one moment, whoever writes meanwhile.
    pub fn supplier_files(&self, ids: &[i64], watch: &dyn Watch) -> Result<Vec<SupplierDetail>> {
        self.read_for(Operation::Export, |reader| {
            let reader = &reader.on(self.clock().today());
            gather(ids, watch, |some| {
                whole(some, storage::supplier::details(reader, some)?, |file| file.row.id)
            })
        })
    }

    /// Returns the ids of all suppliers, by name.
    pub fn all_suppliers(&self) -> Result<Vec<i64>> {
        self.read(|reader| storage::list::ids(reader, Noun::Supplier, &ListQuery::default()))
    }

    /// Writes suppliers to a workbook with the sheets 汇总, 合同, 评价 and 约谈; returns how many.
    ///
    /// # Errors
    ///
    /// `file.format_unknown` for any other ending than `.xlsx`.
    pub fn report_suppliers(&self, ids: &[i64], to: &Path, watch: &dyn Watch) -> Result<u64> {
        expect_workbook(to)?;
        let files = self.supplier_files(ids, watch)?;
        let about = match files.as_slice() {
            [only] => only.row.name.clone(),
            several => format!("{} 家供应商", several.len()),
        };
        let heading = self.said(&[&about, "供应商档案"]);
        write(supplier_sheets::report(&files, &heading), to, watch)?;
        Ok(files.len() as u64)
    }
}
