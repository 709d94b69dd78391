//! `lantai report supplier`.

use std::path::Path;

use ledger::domain::Score;
use ledger::domain::date::Date;
use ledger::domain::detail::SupplierDetail;
use ledger::{Ledger, Watch};
use serde::Serialize;

use super::Subject;
use crate::language::Language;
use crate::record::{ContractRecord, EvaluationRecord, InterviewRecord, SupplierRecord};

pub(super) struct Suppliers;

/// A supplier with everything about it, as programs read it.
#[derive(Serialize)]
pub(super) struct SupplierFile {
    #[serde(flatten)]
    supplier: SupplierRecord,
    status_on: Option<Date>,
    status_reason: Option<String>,
    contracts_undertaken: Vec<ContractRecord>,
    evaluations: Vec<EvaluationRecord>,
    trend: Vec<YearRecord>,
    interviews_held: Vec<InterviewRecord>,
}

#[derive(Serialize)]
struct YearRecord {
    year: u16,
    score: Score,
}

impl From<SupplierDetail> for SupplierFile {
    fn from(detail: SupplierDetail) -> Self {
        let record = detail.supplier.record;
        let years = detail.trend.into_iter();
        Self {
            supplier: detail.row.into(),
            status_on: record.status_on,
            status_reason: record.status_reason,
            contracts_undertaken: detail.contracts.into_iter().map(Into::into).collect(),
            evaluations: detail.evaluations.into_iter().map(Into::into).collect(),
            trend: years.map(|one| YearRecord { year: one.year, score: one.score }).collect(),
            interviews_held: detail.interviews.into_iter().map(Into::into).collect(),
        }
    }
}

impl Subject for Suppliers {
    type File = SupplierFile;

    fn all(ledger: &Ledger) -> ledger::Result<Vec<i64>> {
        ledger.all_suppliers()
    }

    fn named(ledger: &Ledger, name: &str) -> ledger::Result<i64> {
        ledger.supplier_named(name)
    }

    fn files(ledger: &Ledger, ids: &[i64], watch: &dyn Watch) -> ledger::Result<Vec<SupplierFile>> {
        Ok(ledger.supplier_files(ids, watch)?.into_iter().map(Into::into).collect())
    }

    fn write(ledger: &Ledger, ids: &[i64], to: &Path, watch: &dyn Watch) -> ledger::Result<u64> {
        ledger.report_suppliers(ids, to, watch)
    }

    fn written(language: Language, count: u64, to: &Path) -> String {
        match language {
            Language::Zh => format!("已写出 {count} 家供应商的档案到 {}", to.display()),
            Language::En => format!("{count} supplier files written to {}", to.display()),
        }
    }
}
