//! `lantai report project`.

use std::path::Path;

use ledger::domain::detail::ProjectFile as Gathered;
use ledger::domain::{Money, Ratio};
use ledger::{Ledger, Watch};
use serde::Serialize;

use super::Subject;
use crate::language::Language;
use crate::record::{
    ContractRecord, EvaluationRecord, InterviewRecord, PaymentRecord, ProcurementRecord, ProjectRecord,
    SettlementRecord,
};

pub(super) struct Projects;

/// A project with everything that belongs to it, as programs read it.
#[derive(Serialize)]
pub(super) struct ProjectFile {
    #[serde(flatten)]
    project: ProjectRecord,
    in_execution: usize,
    settled: usize,
    terminated: usize,
    paid: Money,
    base: Option<Money>,
    progress: Option<Ratio>,
    remaining: Option<Money>,
    procurements: Vec<ProcurementRecord>,
    contracts: Vec<ContractRecord>,
    payments: Vec<PaymentRecord>,
    settlements: Vec<SettlementRecord>,
    evaluations: Vec<EvaluationRecord>,
    interviews: Vec<InterviewRecord>,
}

impl From<Gathered> for ProjectFile {
    fn from(file: Gathered) -> Self {
        let position = file.position;
        Self {
            project: file.row.into(),
            in_execution: position.in_execution,
            settled: position.settled,
            terminated: position.terminated,
            paid: position.paid,
            base: position.base,
            progress: position.progress,
            remaining: position.remaining,
            procurements: file.procurements.into_iter().map(Into::into).collect(),
            contracts: file.contracts.into_iter().map(Into::into).collect(),
            payments: file.payments.into_iter().map(Into::into).collect(),
            settlements: file.settlements.into_iter().map(Into::into).collect(),
            evaluations: file.evaluations.into_iter().map(Into::into).collect(),
            interviews: file.interviews.into_iter().map(Into::into).collect(),
        }
    }
}

impl Subject for Projects {
    type File = ProjectFile;

    fn all(ledger: &Ledger) -> ledger::Result<Vec<i64>> {
        ledger.all_projects()
    }

    fn named(ledger: &Ledger, name: &str) -> ledger::Result<i64> {
        ledger.project_named(name)
    }

    fn files(ledger: &Ledger, ids: &[i64], watch: &dyn Watch) -> ledger::Result<Vec<ProjectFile>> {
        Ok(ledger.project_files(ids, watch)?.into_iter().map(Into::into).collect())
    }

    fn write(ledger: &Ledger, ids: &[i64], to: &Path, watch: &dyn Watch) -> ledger::Result<u64> {
        ledger.report_projects(ids, to, watch)
    }

    fn written(language: Language, count: u64, to: &Path) -> String {
        match language {
            Language::Zh => format!("已写出 {count} 个项目的档案到 {}", to.display()),
            Language::En => format!("{count} project files written to {}", to.display()),
        }
    }
}
