//! One company that the ledger knows as two suppliers.

use anyhow::{Context, Result};
use ledger::Ledger;
use ledger::domain::Noun;
use ledger::domain::contract::Contract;
use ledger::domain::merge::{MergeField, MergeRequest, Merged};
use ledger::domain::supplier::Supplier;
use tempfile::TempDir;
use tests::program::Desk;

use super::session;
use crate::kit;

/// Two suppliers that are one company, with a contract, a talk and a procurement of the second,
/// and what each of them is known by.
pub(super) struct Pair {
    _folder: TempDir,
    pub(super) ledger: Ledger,
    pub(super) kept: i64,
    pub(super) gone: i64,
    pub(super) contract: i64,
}

impl Pair {
    pub(super) fn new() -> Result<Self> {
        Self::with(&[])
    }

    /// Imports further files of CSV, by kind.
    pub(super) fn with(files: &[(&str, &str)]) -> Result<Self> {
        let desk = Desk::with_ledger()?;
        let suppliers = "\
供应商名称,供应商编码,统一社会信用代码,曾用名/别名,联系人,开户行,状态,状态原因
甲建设有限公司,0001,,甲一建,张三,,,
甲建设（集团）有限公司,0002,91350211M000100Y46,甲二建、甲三建,李四,建行,观察,供货延期
丙公司,0003,,,,,,
";
        kit::import_text(&desk, "supplier", suppliers, &[])?;
        let procurements = "招采编号,采购项目名称,中标单位\nZC-1,土建,甲建设（集团）有限公司\n";
        kit::import_text(&desk, "procurement", procurements, &[])?;
        let contracts = "\
合同编号,合同名称,乙方,合同金额
HT-1,土建,甲建设有限公司,1000
HT-2,装修,甲建设（集团）有限公司,500
HT-3,安装,甲建设（集团）有限公司,
";
        kit::import_text(&desk, "contract", contracts, &[])?;
        kit::import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-2,200,2024-05-01\n", &[])?;
        let interviews = "\
供应商,关联合同,约谈类型,约谈日期,约谈人,约谈原因,约谈内容,整改要求
甲建设（集团）有限公司,HT-2,违约约谈,2024-06-01,王五,延期,说明,限期
";
        kit::import_text(&desk, "interview", interviews, &[])?;
        for (kind, text) in files {
            kit::import_text(&desk, kind, text, &[])?;
        }
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("台账.sqlite3");
        std::fs::copy(desk.ledger(), &path)?;
        let ledger = Ledger::open(&path)?;
        let id = |name: &str| Self::find(&ledger, Noun::Supplier, name);
        let (kept, gone) = (id("甲建设有限公司")?, id("甲建设（集团）有限公司")?);
        let contract = Self::find(&ledger, Noun::Contract, "HT-2")?;
        Ok(Self { _folder: folder, ledger, kept, gone, contract })
    }

    pub(super) fn find(ledger: &Ledger, noun: Noun, text: &str) -> Result<i64> {
        let found = ledger.find(text, Some(noun), 30)?;
        let exact = found.iter().find(|one| one.name == text || one.code == text);
        Ok(exact.with_context(|| format!("no {noun} {text}"))?.id)
    }

    pub(super) fn request(&self, taken: &[MergeField]) -> Result<MergeRequest> {
        let revision = |id| anyhow::Ok(self.ledger.supplier_detail(id)?.supplier.revision);
        Ok(MergeRequest {
            kept_id: self.kept,
            kept_revision: revision(self.kept)?,
            gone_id: self.gone,
            gone_revision: revision(self.gone)?,
            taken: taken.to_vec(),
            confirmed: false,
        })
    }

    pub(super) fn merge(&self, taken: &[MergeField]) -> Result<i64> {
        let outcome = self.ledger.merge_suppliers(&session(), &self.request(taken)?)?;
        assert_eq!(outcome.value, Merged { contracts: 2, interviews: 1, procurements: 1 });
        outcome.seq.context("an entry")
    }

    /// Every row of every noun, and everything that is derived from them.
    pub(super) fn contents(&self) -> Result<Vec<String>> {
        let connection = rusqlite::Connection::open(self.ledger.path())?;
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'
            AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'journal%' AND name NOT LIKE 'search%'";
        let names: Vec<String> =
            connection.prepare(tables)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        let mut rows = Vec::new();
        for name in names {
            let mut statement = connection.prepare(&format!("SELECT * FROM {name}"))?;
            let columns = statement.column_count();
            let mut found = statement.query([])?;
            while let Some(row) = found.next()? {
                let values: Vec<rusqlite::types::Value> =
                    (0..columns).map(|column| row.get(column)).collect::<Result<_, _>>()?;
                rows.push(format!("{name} {values:?}"));
            }
        }
        rows.sort();
        Ok(rows)
    }

    pub(super) fn edit_contract(&self, edit: impl FnOnce(&mut Contract)) -> Result<()> {
        let stored = self.ledger.contract_detail(self.contract)?.contract;
        let mut record = stored.record;
        edit(&mut record);
        self.ledger.update_contract(&session(), stored.id, stored.revision, &record)?;
        Ok(())
    }

    pub(super) fn edit_survivor(&self, edit: impl FnOnce(&mut Supplier)) -> Result<()> {
        let stored = self.ledger.supplier_detail(self.kept)?.supplier;
        let mut record = stored.record;
        edit(&mut record);
        self.ledger.update_supplier(&session(), stored.id, stored.revision, &record)?;
        Ok(())
    }
}
