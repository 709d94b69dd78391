//! The sample ledger: workbooks of one plant, imported as any workbook is.

use std::fs;

use domain::Noun;
use domain::exchange::ImportMode;
use domain::{Code, Problem};

use crate::import::ImportOptions;
use crate::{Error, Ledger, Result, Session, Watch};

/// The sample workbooks, each after those it refers to.
const WORKBOOKS: [(&str, Noun, &[u8]); 8] = [
    ("示例-项目.xlsx", Noun::Project, include_bytes!("../sample/1_project.xlsx")),
    ("示例-供应商.xlsx", Noun::Supplier, include_bytes!("../sample/2_supplier.xlsx")),
    ("示例-采购.xlsx", Noun::Procurement, include_bytes!("../sample/3_procurement.xlsx")),
    ("示例-合同.xlsx", Noun::Contract, include_bytes!("../sample/4_contract.xlsx")),
    ("示例-付款计划.xlsx", Noun::PaymentPlan, include_bytes!("../sample/4_payment_plan.xlsx")),
    ("示例-付款.xlsx", Noun::Payment, include_bytes!("../sample/5_payment.xlsx")),
    ("示例-履约评价.xlsx", Noun::Evaluation, include_bytes!("../sample/6_evaluation.xlsx")),
    ("示例-约谈记录.xlsx", Noun::Interview, include_bytes!("../sample/7_interview.xlsx")),
];

impl Ledger {
    /// Imports the sample workbooks through the ordinary importer.
    ///
    /// Each is an import of its own in the journal, and can be undone like one.
    pub fn load_sample(&self, session: &Session, watch: &dyn Watch) -> Result<()> {
        let folder = tempfile::tempdir()?;
        for (name, kind, bytes) in WORKBOOKS {
            let path = folder.path().join(name);
            fs::write(&path, bytes)?;
            let options =
                ImportOptions { kind: Some(kind), mode: ImportMode::Insert, ..ImportOptions::default() };
            let import = self.open_own_import(&path, &options, watch)?;
            let report = self.commit_import(session, &import, false, watch)?;
            if !report.summary.committed {
                let rows = report.summary.counts.error.to_string();
                return Err(Error::rule(Problem::new(Code::ImportHasErrors).param("count", &rows)));
            }
        }
        Ok(())
    }
}
