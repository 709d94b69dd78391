//! 供应商档案: everything about one supplier, or about all, in one workbook.

use std::path::Path;

use domain::Noun;
use domain::detail::SupplierDetail;
use domain::list::ListQuery;

use super::sheets;
use crate::export::{ends_with, unknown_format};
use crate::project::found;
use crate::{Error, Ledger, Result, Watch};

impl Ledger {
    /// Returns everything about each of the given suppliers, in this order.
    ///
    /// All are of one moment, whoever writes meanwhile.
    pub fn supplier_files(&self, ids: &[i64], watch: &dyn Watch) -> Result<Vec<SupplierDetail>> {
        self.store().read(|reader| {
            let mut files = Vec::with_capacity(ids.len());
            for (done, id) in (0_u64..).zip(ids) {
                if watch.progress(done, Some(ids.len() as u64)).is_break() {
                    return Err(Error::Exchange(exchange::Error::Cancelled));
                }
                files.push(found(*id, storage::supplier::detail(reader, *id)?)?);
            }
            Ok(files)
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
        if !ends_with(to, "xlsx") {
            return Err(unknown_format(to));
        }
        let files = self.supplier_files(ids, watch)?;
        let about = match files.as_slice() {
            [only] => only.row.name.clone(),
            several => format!("{} 家供应商", several.len()),
        };
        let heading = self.said(&[&about, "供应商档案"]);
        exchange::write::tables(&sheets::report(&files, &heading), to)?;
        Ok(files.len() as u64)
    }
}
