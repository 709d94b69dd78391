//! Whatever is wrong with a file and whatever a person settles about it: the rehearsal says what
//! the import then does, and one undo takes all of it back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use ledger::domain::exchange::{ImportMode, RowAction};
use ledger::domain::plan::{ImportPlan, SupplierDecision};
use ledger::domain::reading::Reading;
use ledger::domain::{Code, Noun};
use ledger::import::{ImportFile, Report};
use ledger::{Ledger, Session, Unwatched};
use proptest::prelude::*;

use crate::kit::plant;
use crate::rehearsal::{contract_row, payment_row};

const PAYMENTS: &str = "合同编号,付款金额,付款日期,结算价（元）,是否办理结算";
const CONTRACTS: &str = "文件定位,关联主合同编号,合同编号,合同名称,乙方,合同金额";

/// What a person settles, in small numbers that mean something in any file.
#[derive(Debug, Clone)]
struct Settled {
    mode: ImportMode,
    create_suppliers: bool,
    left_out: Vec<u32>,
    /// Row, column, text.
    cells: Vec<(u32, u32, &'static str)>,
    /// Column, text in the file, text in its place.
    values: Vec<(u32, &'static str, &'static str)>,
    /// What 新公司 is.
    newcomer: Option<SupplierDecision>,
}

fn settled() -> impl Strategy<Value = Settled> {
    let mode = prop::sample::select(vec![ImportMode::Upsert, ImportMode::Insert, ImportMode::Update]);
    let text = prop::sample::select(vec!["HT-003", "100", "2024-05-09", "", "一百", "新公司", "主合同"]);
    let cell = (2_u32..14, 0_u32..6, text);
    let value = prop::sample::select(vec![
        (0, "HT-404", "HT-003"),
        (0, "分包", "主合同"),
        (1, "一百", "100"),
        (4, "新公司", "乙设备有限公司"),
        (5, "壹佰", "100"),
        (2, "昨天", "2024-05-20"),
    ]);
    let newcomer = prop::sample::select(vec![
        None,
        Some(SupplierDecision::New),
        Some(SupplierDecision::Nobody),
        Some(SupplierDecision::Known { id: 3 }),
        Some(SupplierDecision::FormerNameOf { id: 3 }),
        Some(SupplierDecision::Known { id: 404 }),
    ]);
    let rows = prop::collection::vec(2_u32..14, 0..3);
    let cells = prop::collection::vec(cell, 0..5);
    let values = prop::collection::vec(value, 0..3);
    (mode, any::<bool>(), rows, cells, values, newcomer).prop_map(
        |(mode, create_suppliers, left_out, cells, values, newcomer)| Settled {
            mode,
            create_suppliers,
            left_out,
            cells,
            values,
            newcomer,
        },
    )
}

impl Settled {
    fn plan(&self, kind: Noun) -> ImportPlan {
        let mut plan = ImportPlan {
            reading: Reading::of(Some(kind), None),
            mode: self.mode,
            create_suppliers: self.create_suppliers,
            left_out: self.left_out.iter().copied().collect(),
            ..ImportPlan::default()
        };
        for (row, column, text) in &self.cells {
            plan.amendments.set_cell(*row, *column, *text);
        }
        for (column, shown, text) in &self.values {
            plan.amendments.set_value(*column, shown, *text);
        }
        plan.suppliers.extend(self.newcomer.map(|decision| ("新公司".to_owned(), decision)));
        plan
    }
}

fn wang() -> Session {
    Session::named("wang")
}

/// Every record, as the lists show it.
fn records(ledger: &Ledger) -> Result<BTreeMap<Noun, usize>> {
    Ok(ledger
        .counts()?
        .into_iter()
        .map(|(noun, count)| (noun, usize::try_from(count).unwrap_or(0)))
        .collect())
}

fn rows_of(ledger: &Path) -> Result<Vec<String>> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(ledger, flags)?;
    let mut rows = Vec::new();
    for table in
        ["supplier", "supplier_former_name", "contract", "payment", "settlement", "contract_position"]
    {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))?;
        let columns = statement.column_count();
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let cells: rusqlite::Result<Vec<String>> =
                (0..columns).map(|at| Ok(format!("{:?}", row.get_ref(at)?))).collect();
            rows.push(format!("{table}: {}", cells?.join(" | ")));
        }
    }
    Ok(rows)
}

fn told(report: &Report) -> impl PartialEq + std::fmt::Debug + use<> {
    let rows: Vec<_> = report.rows.iter().collect();
    (rows, report.issues.clone(), report.summary.counts.clone(), report.summary.suppliers.clone())
}

fn rows_with(report: &Report, action: RowAction) -> Vec<u32> {
    report.rows.iter().filter(|outcome| outcome.action == action).map(|outcome| outcome.row).collect()
}

/// Rehearses, lets the rehearsal go, imports straight, undoes.
fn says_what_it_does(kind: Noun, header: &str, rows: &[String], settled: &Settled) -> Result<()> {
    let desk = plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let path = desk.path("import.csv");
    fs::write(&path, format!("{header}\n{}", rows.concat()))?;
    let file: ImportFile = ledger.open_own_file(&path, None, &Unwatched)?;
    let (before, counts) = (rows_of(&desk.ledger())?, records(&ledger)?);
    let import = ledger.plan_import(&file, settled.plan(kind))?;
    let rehearsed = ledger.rehearse_import(&wang(), &import, &Unwatched)?;
    drop(import);
    ensure!(rows_of(&desk.ledger())? == before, "the rehearsal changed the ledger");
    let import = ledger.plan_import(&file, settled.plan(kind))?;
    let done = ledger.commit_import(&wang(), &import, true, &Unwatched)?;
    ensure!(told(&rehearsed) == told(&done), "{rehearsed:?}\nthen {done:?}");
    let counted = &done.summary.counts;
    ensure!(counted.total() as usize == done.rows.len(), "{counted:?}");
    let inserted = records(&ledger)?[&kind] - counts[&kind];
    ensure!(inserted == counted.insert as usize, "{inserted} inserted, {counted:?}");
    let left_out = done.issues.iter().filter(|issue| issue.code == Code::RowLeftOut);
    ensure!(left_out.clone().all(|issue| settled.left_out.contains(&issue.row)), "{done:?}");
    if settled.mode == ImportMode::Insert {
        ensure!(counted.update == 0, "{counted:?}");
    }
    if settled.mode == ImportMode::Update {
        ensure!(counted.insert == 0, "{counted:?}");
    }
    // What was imported is unchanged when it comes again: nothing was half written.
    if settled.mode == ImportMode::Upsert && settled.newcomer.is_none() {
        let again = ledger.plan_import(&file, settled.plan(kind))?;
        let again = ledger.rehearse_import(&wang(), &again, &Unwatched)?;
        // Each row that was refused accounts for one at most: it may be right now, because another row brought
        // the settlement that it lacked; or it is the first of equal payments, which it counts as now that one
        // of them is in the ledger, and the next is the second.
        let refused = rows_with(&done, RowAction::Error);
        let twice = rows_with(&again, RowAction::Insert);
        ensure!(twice.len() <= refused.len(), "imported twice: {twice:?} of {again:?}");
    }
    if let Some(seq) = done.summary.journal_seq {
        let undone = ledger.undo(&wang(), seq)?.value;
        ensure!(undone.kept_changed + undone.kept_referred == 0, "{undone:?}");
        ensure!(rows_of(&desk.ledger())? == before, "the undo left something");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn of_payments(rows in prop::collection::vec(payment_row(), 1..14), settled in settled()) {
        if let Err(error) = says_what_it_does(Noun::Payment, PAYMENTS, &rows, &settled) {
            prop_assert!(false, "{error:#}");
        }
    }

    #[test]
    fn of_contracts(rows in prop::collection::vec(contract_row(), 1..14), settled in settled()) {
        if let Err(error) = says_what_it_does(Noun::Contract, CONTRACTS, &rows, &settled) {
            prop_assert!(false, "{error:#}");
        }
    }
}
