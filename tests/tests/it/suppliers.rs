//! Suppliers through the operations: their rules against each other, near names, and merging.

use anyhow::{Context, Result};
use calamine::{Data, Reader, Xlsx};
use ledger::domain::contract::{Contract, ContractStatus};
use ledger::domain::merge::{MergeField, MergeRequest, Merged};
use ledger::domain::supplier::{Supplier, SupplierStatus};
use ledger::domain::undertaking::Undertaking;
use ledger::domain::{Code, Noun};
use ledger::{Ledger, Session};
use tempfile::TempDir;
use tests::program::Desk;

use crate::kit;

fn open() -> Result<(TempDir, Ledger)> {
    let folder = tempfile::tempdir()?;
    let ledger = Ledger::create(&folder.path().join("台账.sqlite3"))?;
    Ok((folder, ledger))
}

fn session() -> Session {
    Session { actor: "张三".to_owned() }
}

fn create(ledger: &Ledger, supplier: &Supplier) -> ledger::Result<i64> {
    Ok(ledger.create_supplier(&session(), supplier)?.value)
}

fn named(ledger: &Ledger, name: &str, former_names: &[&str]) -> ledger::Result<i64> {
    let former_names = former_names.iter().map(|name| (*name).to_owned()).collect();
    create(ledger, &Supplier { former_names, ..Supplier::named(name) })
}

#[test]
fn near_names_are_found_by_present_and_former_name_the_same_name_first() -> Result<()> {
    let (_folder, ledger) = open()?;
    let once = named(&ledger, "厦门长江环境科技有限公司", &["厦门市政工程（集团）公司", "厦门市政"])?;
    let near = named(&ledger, "厦门市政工程集团有限公司", &[])?;
    named(&ledger, "漳州电力安装有限公司", &[])?;
    let found = |name: &str, own| -> Result<Vec<(i64, Option<String>, bool)>> {
        let similar = ledger.similar_suppliers(name, own)?;
        Ok(similar.into_iter().map(|one| (one.id, one.former_name, one.same)).collect())
    };
    let former = Some("厦门市政工程（集团）公司".to_owned());
    let typed = "厦门市政工程 (集团)公司";
    assert_eq!(found(typed, None)?, [(once, former.clone(), true), (near, None, false)]);
    assert_eq!(found(typed, Some(once))?, [(near, None, false)], "never the one that is edited");
    assert_eq!(found("厦门市政工程集团有限公司", Some(near))?, [(once, former, false)]);
    assert_eq!(found("北京", None)?, []);
    assert_eq!(found("", None)?, []);
    Ok(())
}

#[test]
fn what_another_supplier_has_is_refused_at_its_field() -> Result<()> {
    let (_folder, ledger) = open()?;
    let first = Supplier {
        code: Some("A01".to_owned()),
        uscc: Some("91350211M000100Y46".to_owned()),
        ..Supplier::named("甲公司")
    };
    create(&ledger, &first)?;
    let second = Supplier::named("乙公司");
    let cases: [(Supplier, Code, &str); 4] = [
        (Supplier::named("甲 公司"), Code::SupplierNameTaken, "name"),
        (Supplier { code: Some("ａ０１".to_owned()), ..second.clone() }, Code::RecordCodeTaken, "code"),
        (
            Supplier { uscc: Some(" 91350211m000100y46".to_owned()), ..second.clone() },
            Code::RecordCodeTaken,
            "uscc",
        ),
        (
            Supplier { former_names: vec!["甲公司".to_owned()], ..second.clone() },
            Code::SupplierFormerNameTaken,
            "former_names",
        ),
    ];
    for (supplier, code, field) in cases {
        let refused = create(&ledger, &supplier).err().context("refused")?;
        let problem = refused.problems().into_iter().next().context("a problem")?;
        assert_eq!((problem.code, problem.field.as_deref()), (code, Some(field)));
    }
    create(&ledger, &second)?;
    Ok(())
}

#[test]
fn whoever_is_chosen_is_warned_of_by_status() -> Result<()> {
    let (_folder, ledger) = open()?;
    let good = named(&ledger, "甲公司", &[])?;
    let bad = Supplier {
        status: SupplierStatus::Blacklisted,
        status_reason: Some("围标".to_owned()),
        status_on: Some("2024-03-05".parse()?),
        ..Supplier::named("乙公司")
    };
    let bad = create(&ledger, &bad)?;
    assert_eq!(ledger.supplier_warnings(good)?, []);
    let warnings = ledger.supplier_warnings(bad)?;
    assert_eq!(warnings.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::SupplierBlacklisted]);
    Ok(())
}

/// Two suppliers that are one company, with a contract, a talk and a procurement of the second,
/// and what each of them is known by.
struct Pair {
    _folder: TempDir,
    ledger: Ledger,
    kept: i64,
    gone: i64,
    contract: i64,
}

impl Pair {
    fn new() -> Result<Self> {
        Self::with(&[])
    }

    /// Imports further files of CSV, by kind.
    fn with(files: &[(&str, &str)]) -> Result<Self> {
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

    fn find(ledger: &Ledger, noun: Noun, text: &str) -> Result<i64> {
        let found = ledger.find(text, Some(noun), 30)?;
        let exact = found.iter().find(|one| one.name == text || one.code == text);
        Ok(exact.with_context(|| format!("no {noun} {text}"))?.id)
    }

    fn request(&self, taken: &[MergeField]) -> Result<MergeRequest> {
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

    fn merge(&self, taken: &[MergeField]) -> Result<i64> {
        let outcome = self.ledger.merge_suppliers(&session(), &self.request(taken)?)?;
        assert_eq!(outcome.value, Merged { contracts: 2, interviews: 1, procurements: 1 });
        outcome.seq.context("an entry")
    }

    /// Every row of every noun, and everything that is derived from them.
    fn contents(&self) -> Result<Vec<String>> {
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

    fn edit_contract(&self, edit: impl FnOnce(&mut Contract)) -> Result<()> {
        let stored = self.ledger.contract_detail(self.contract)?.contract;
        let mut record = stored.record;
        edit(&mut record);
        self.ledger.update_contract(&session(), stored.id, stored.revision, &record)?;
        Ok(())
    }

    fn edit_survivor(&self, edit: impl FnOnce(&mut Supplier)) -> Result<()> {
        let stored = self.ledger.supplier_detail(self.kept)?.supplier;
        let mut record = stored.record;
        edit(&mut record);
        self.ledger.update_supplier(&session(), stored.id, stored.revision, &record)?;
        Ok(())
    }
}

const EVERYTHING: &[MergeField] =
    &[MergeField::Uscc, MergeField::Bank, MergeField::Contact, MergeField::Status, MergeField::Code];

#[test]
fn a_preview_tells_what_a_merge_then_does() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let preview = pair.ledger.preview_merge(pair.kept, pair.gone)?;
    assert_eq!(pair.contents()?, before, "a preview changes nothing");
    let codes: Vec<&str> = preview.contracts.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["HT-2", "HT-3"]);
    assert_eq!((preview.interviews.len(), preview.procurements.len()), (1, 1));
    pair.merge(&[MergeField::Bank])?;
    let survivor = pair.ledger.supplier_detail(pair.kept)?;
    assert_eq!(survivor.supplier.record.former_names, preview.former_names);
    assert_eq!(preview.former_names, ["甲一建", "甲建设（集团）有限公司", "甲二建", "甲三建"]);
    let record = &survivor.supplier.record;
    assert_eq!((record.bank.as_deref(), record.contact.as_deref()), (Some("建行"), Some("张三")));
    let row = &survivor.row;
    assert_eq!((row.contracts, row.interviews, row.breaches), (3, 1, 1));
    assert_eq!((row.total_amount.to_string(), row.paid.to_string()), ("1500.00".into(), "200.00".into()));
    let code = pair.ledger.supplier_detail(pair.gone).err().context("gone")?.code();
    assert_eq!(code, Code::RecordNotFound);
    let entry = &pair.ledger.list_journal(0, 1)?.rows[0];
    assert_eq!(entry.operation, "merge_suppliers", "one operation");
    assert_eq!(entry.subject, "甲建设（集团）有限公司 → 甲建设有限公司");
    Ok(())
}

#[test]
fn the_undo_of_a_merge_brings_back_every_row_and_its_redo_merges_again() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let seq = pair.merge(EVERYTHING)?;
    let after = pair.contents()?;
    let rehearsed = pair.ledger.rehearse_undo(&session(), seq)?;
    assert_eq!(pair.contents()?, after);
    let undone = pair.ledger.undo(&session(), seq)?.value;
    assert_eq!((undone.reversed, undone.kept_changed, undone.kept_referred), (6, 0, 0), "{undone:?}");
    assert_eq!(rehearsed.reversed, undone.reversed);
    assert_eq!(pair.contents()?, before);
    pair.ledger.undo(&session(), undone.seq.context("an entry")?)?;
    assert_eq!(pair.contents()?, after);
    Ok(())
}

#[test]
fn the_undo_of_a_merge_keeps_what_was_edited_since_and_still_brings_everything_back() -> Result<()> {
    let pair = Pair::new()?;
    let seq = pair.merge(EVERYTHING)?;
    pair.edit_contract(|contract| contract.remarks = Some("合并后补记".to_owned()))?;
    pair.edit_survivor(|supplier| {
        supplier.phone = Some("0592-1".to_owned());
        supplier.former_names.retain(|name| name != "甲一建");
        supplier.former_names.push("甲四建".to_owned());
    })?;
    let undone = pair.ledger.undo(&session(), seq)?.value;
    assert_eq!((undone.reversed, undone.kept_changed, undone.kept_referred), (6, 0, 0), "{undone:?}");
    let gone = pair.ledger.supplier_detail(pair.gone)?;
    let codes: Vec<&str> = gone.contracts.iter().map(|row| row.code.as_str()).collect();
    assert_eq!(codes, ["HT-2", "HT-3"], "the edited contract too");
    assert_eq!((gone.row.interviews, gone.row.total_amount.to_string()), (1, "500.00".to_owned()));
    assert_eq!(gone.supplier.record.former_names, ["甲二建", "甲三建"]);
    assert_eq!(gone.supplier.record.uscc.as_deref(), Some("91350211M000100Y46"));
    let contract = pair.ledger.contract_detail(pair.contract)?.contract;
    assert_eq!(contract.record.remarks.as_deref(), Some("合并后补记"));
    assert_eq!(contract.revision, 4, "its own change, so that an open form notices");
    let kept = pair.ledger.supplier_detail(pair.kept)?.supplier.record;
    assert_eq!((kept.uscc, kept.bank, kept.contact.as_deref()), (None, None, Some("张三")));
    assert_eq!((kept.code.as_deref(), kept.phone.as_deref()), (Some("0001"), Some("0592-1")));
    assert_eq!(kept.status, SupplierStatus::Qualified);
    assert_eq!(kept.former_names, ["甲四建"]);
    Ok(())
}

#[test]
fn what_was_changed_again_in_the_same_field_stays() -> Result<()> {
    let pair = Pair::new()?;
    let other = Pair::find(&pair.ledger, Noun::Supplier, "丙公司")?;
    let seq = pair.merge(&[MergeField::Bank])?;
    pair.edit_contract(|contract| contract.supplier_id = other)?;
    pair.edit_survivor(|supplier| supplier.bank = Some("工行".to_owned()))?;
    let undone = pair.ledger.undo(&session(), seq)?.value;
    assert_eq!((undone.reversed, undone.kept_changed), (4, 2), "{undone:?}");
    assert_eq!(pair.ledger.contract_detail(pair.contract)?.contract.record.supplier_id, other);
    let kept = pair.ledger.supplier_detail(pair.kept)?.supplier.record;
    assert_eq!((kept.bank.as_deref(), kept.former_names), (Some("工行"), vec!["甲一建".to_owned()]));
    assert_eq!(pair.ledger.supplier_detail(pair.gone)?.row.contracts, 1);
    Ok(())
}

#[test]
fn merges_on_top_of_each_other_are_undone_from_the_top() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let third = Pair::find(&pair.ledger, Noun::Supplier, "丙公司")?;
    let first = pair.merge(&[])?;
    let detail = |id| anyhow::Ok(pair.ledger.supplier_detail(id)?.supplier.revision);
    let request = MergeRequest {
        kept_id: third,
        kept_revision: detail(third)?,
        gone_id: pair.kept,
        gone_revision: detail(pair.kept)?,
        taken: Vec::new(),
        confirmed: false,
    };
    let second = pair.ledger.merge_suppliers(&session(), &request)?.seq.context("an entry")?;
    let refused = pair.ledger.undo(&session(), first).err().context("refused")?;
    assert_eq!(refused.code(), Code::SupplierUnmergeSurvivorGone);
    pair.ledger.undo(&session(), second)?;
    pair.ledger.undo(&session(), first)?;
    assert_eq!(pair.contents()?, before);
    Ok(())
}

#[test]
fn a_name_that_was_given_away_since_stands_in_the_way_of_an_undo() -> Result<()> {
    let pair = Pair::new()?;
    let seq = pair.merge(&[])?;
    named(&pair.ledger, "甲建设(集团) 有限公司", &[])?;
    let after = pair.contents()?;
    let refused = pair.ledger.undo(&session(), seq).err().context("refused")?;
    assert_eq!(refused.code(), Code::SupplierUnmergeTaken);
    assert_eq!(refused.params()["value"], "甲建设（集团）有限公司");
    assert_eq!(pair.contents()?, after);
    Ok(())
}

#[test]
fn a_merge_that_rests_on_old_versions_or_breaks_a_rule_does_nothing() -> Result<()> {
    let pair = Pair::new()?;
    let before = pair.contents()?;
    let mut request = pair.request(&[])?;
    request.gone_revision += 1;
    let code = |request: &MergeRequest| {
        Ok::<_, anyhow::Error>(
            pair.ledger.merge_suppliers(&session(), request).err().context("refused")?.code(),
        )
    };
    assert_eq!(code(&request)?, Code::RecordStale);
    let itself = MergeRequest { gone_id: pair.kept, ..pair.request(&[])? };
    assert_eq!(code(&itself)?, Code::SupplierMergeSame);
    assert_eq!(pair.contents()?, before);
    Ok(())
}

#[test]
fn the_command_line_merges_and_rehearses() -> Result<()> {
    let desk = kit::plant()?;
    let before = kit::everything(&desk)?;
    let merge = |options: &[&str]| {
        let call = ["supplier", "merge", "乙设备有限公司", "甲 建筑公司", "--json"];
        desk.lantai(call.iter().chain(options))
    };
    let told = merge(&["--dry-run"])?.ended_with(0)?.json()?;
    assert_eq!(kit::everything(&desk)?, before);
    assert_eq!((&told["kept"], &told["gone"]), (&"乙设备有限公司".into(), &"甲建设有限公司".into()));
    assert_eq!(told["contracts"], serde_json::json!(["HT-001", "HT-001-1"]));
    assert_eq!(told["procurements"], serde_json::json!(["ZC-001"]));
    assert_eq!(told["former_names"], serde_json::json!(["甲建设有限公司", "甲建筑公司"]));
    let taken = |report: &serde_json::Value| report["differences"][0]["taken"].clone();
    assert_eq!((&told["differences"][0]["field"], taken(&told)), (&"code".into(), "kept".into()));
    let done = merge(&["--take", "code"])?.ended_with(0)?.json()?;
    assert_eq!(taken(&done), "gone");
    let survivor = kit::record(&desk, "supplier", "name", "乙设备有限公司")?;
    assert_eq!((&survivor["code"], &survivor["contracts"]), (&"0001".into(), &2.into()));
    desk.lantai(["journal", "undo", &done["journal_seq"].to_string()])?.ended_with(0)?;
    assert_eq!(kit::everything(&desk)?, before);
    let unknown = desk.lantai(["supplier", "merge", "甲建设", "乙设备有限公司"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("[supplier.unknown]"), "{unknown:?}");
    assert!(unknown.stderr.contains("甲建设有限公司"), "names near ones: {unknown:?}");
    let text = desk.lantai(["supplier", "merge", "乙设备有限公司", "甲建筑公司", "--dry-run"])?;
    assert!(text.ended_with(0)?.stdout.contains("没有合并"));
    Ok(())
}

#[test]
fn two_credit_codes_are_merged_only_where_that_is_confirmed() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let suppliers = "供应商名称,统一社会信用代码\n甲公司,91350211M000100Y46\n乙公司,91350200MA0000001W\n";
    kit::import_text(&desk, "supplier", suppliers, &["--accept-valid"])?;
    assert_eq!(kit::list(&desk, "supplier", &[])?.len(), 2);
    let call = ["supplier", "merge", "甲公司", "乙公司"];
    let refused = desk.lantai(call)?.ended_with(2)?;
    assert!(refused.stderr.contains("[supplier.merge_uscc_differs]"), "{refused:?}");
    desk.lantai(call.iter().chain(&["--dry-run"]))?.ended_with(1)?;
    desk.lantai(call.iter().chain(&["--confirm"]))?.ended_with(0)?;
    assert_eq!(kit::list(&desk, "supplier", &[])?.len(), 1);
    Ok(())
}

#[test]
fn what_is_undertaken_is_shown_by_status_with_the_totals_of_the_supplier() -> Result<()> {
    let settlement = "合同编号,最终结算金额(元),结算完成时间\nHT-2,400,2024-07-01\n";
    let pair = Pair::with(&[("settlement", settlement)])?;
    let folder = tempfile::tempdir()?;
    let all = pair.ledger.undertaken(pair.gone, None)?;
    let codes = |undertaking: &Undertaking| -> Vec<String> {
        undertaking.families.iter().map(|family| family.contract.code.clone()).collect()
    };
    assert_eq!(codes(&all), ["HT-2", "HT-3"]);
    let row = &all.supplier;
    assert_eq!((all.totals.amount, all.totals.paid), (row.total_amount, row.paid));
    assert_eq!(all.totals.progress, row.progress, "one definition of progress");
    assert_eq!(all.totals.progress.map(|ratio| ratio.to_string()).as_deref(), Some("0.5000"));
    let counts: Vec<i64> = all.counts.iter().map(|one| one.count).collect();
    assert_eq!(counts, [1, 1, 0], "in execution, settled, terminated");
    let settled = pair.ledger.undertaken(pair.gone, Some(ContractStatus::Settled))?;
    assert_eq!(codes(&settled), ["HT-2"]);
    assert_eq!(settled.counts, all.counts, "whatever is shown");
    let open = pair.ledger.undertaken(pair.gone, Some(ContractStatus::InExecution))?;
    assert_eq!((codes(&open), open.totals.progress), (vec!["HT-3".to_owned()], None), "— is not 0 %");

    let csv = folder.path().join("承接.csv");
    assert_eq!(pair.ledger.export_undertaken(pair.gone, None, &csv)?, 2);
    let text = std::fs::read_to_string(&csv)?;
    assert!(text.contains("HT-2,") && text.contains(",50%,"), "{text}");
    let refused = pair.ledger.export_undertaken(pair.gone, None, &folder.path().join("承接.pdf"));
    assert_eq!(refused.err().context("refused")?.code(), Code::FileFormatUnknown);
    Ok(())
}

/// The cells of a sheet below its heading, the header first.
fn sheet(path: &std::path::Path, name: &str) -> Result<Vec<Vec<Data>>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook(path)?;
    let range = workbook.worksheet_range(name)?;
    Ok(range.rows().skip(1).map(<[Data]>::to_vec).collect())
}

#[test]
fn the_report_of_suppliers_has_real_numbers_and_dates() -> Result<()> {
    let desk = kit::plant()?;
    let interviews = "\
供应商,关联合同,约谈类型,约谈日期,约谈人,约谈原因,约谈内容,整改要求
甲建设有限公司,HT-001,违约约谈,2024-06-01,王五,=1+1,\"第一行
第二行\",限期
";
    kit::import_text(&desk, "interview", interviews, &[])?;
    let path = desk.path("档案.xlsx");
    let to = path.to_str().context("UTF-8")?;
    desk.lantai(["report", "supplier", "甲 建筑公司", "--to", to])?.ended_with(0)?;
    let cell = |rows: &[Vec<Data>], row: usize, label: &str| -> Result<Data> {
        let column = rows[0].iter().position(|cell| *cell == label);
        Ok(rows[row][column.with_context(|| format!("no column {label}"))?].clone())
    };
    let summary = sheet(&path, "汇总")?;
    assert_eq!(cell(&summary, 1, "供应商名称")?, Data::String("甲建设有限公司".to_owned()));
    assert_eq!(cell(&summary, 1, "合同总额")?, Data::Float(1_200_000.0));
    assert_eq!(cell(&summary, 1, "违约")?, Data::Float(1.0));
    assert_eq!(cell(&summary, 2, "合同总额")?, Data::Float(1_200_000.0), "the total");
    let contracts = sheet(&path, "合同")?;
    assert_eq!(contracts.len(), 4, "header, main contract, supplement, total: {contracts:?}");
    assert_eq!(cell(&contracts, 1, "合同总价")?, Data::Float(1_200_000.0), "of the family");
    assert_eq!(cell(&contracts, 2, "签约合同价")?, Data::Float(200_000.0));
    assert_eq!(cell(&contracts, 2, "合同总价")?, Data::Empty, "so that the column adds up");
    assert_eq!(cell(&contracts, 3, "签约合同价")?, Data::Float(1_200_000.0));
    assert!(matches!(cell(&contracts, 1, "签订日期")?, Data::DateTime(day) if day.as_f64() > 44_000.0));
    assert!(matches!(cell(&contracts, 1, "付款进度")?, Data::Float(ratio) if ratio > 0.45 && ratio < 0.46));
    let evaluations = sheet(&path, "评价")?;
    assert_eq!(cell(&evaluations, 1, "2023年度评价得分")?, Data::Float(84.5));
    let interviews = sheet(&path, "约谈")?;
    assert_eq!(cell(&interviews, 1, "约谈原因")?, Data::String("=1+1".to_owned()), "never a formula");
    assert!(cell(&interviews, 1, "约谈内容")?.to_string().contains('\n'), "line breaks survive");

    desk.lantai(["report", "supplier", "--all", "--to", to])?.ended_with(0)?;
    let summary = sheet(&path, "汇总")?;
    assert_eq!(summary.len(), 5, "header, three suppliers, total");
    assert_eq!(cell(&summary, 3, "等级")?, Data::String("未评价".to_owned()), "which is not 0");
    Ok(())
}

#[test]
fn the_report_for_programs_says_the_same_as_the_lists() -> Result<()> {
    let desk = kit::plant()?;
    let all = desk.lantai(["report", "supplier", "--all", "--json"])?.ended_with(0)?.json()?;
    let listed = kit::list(&desk, "supplier", &[])?;
    let files = all.as_array().context("an array")?;
    assert_eq!(files.len(), listed.len());
    for (file, listed) in files.iter().zip(&listed) {
        for (field, value) in listed.as_object().context("a record")? {
            assert_eq!(&file[field], value, "{field}");
        }
    }
    let first = files.iter().find(|file| file["code"] == "0001").context("甲建设有限公司")?;
    assert_eq!(first["contracts_undertaken"][0]["code"], "HT-001");
    assert_eq!(first["trend"][0], serde_json::json!({ "year": 2022, "score": "80.00" }));
    for call in [vec!["report", "supplier"], vec!["report", "supplier", "--all"]] {
        desk.lantai(call)?.ended_with(2)?;
    }
    let unknown = desk.lantai(["report", "supplier", "无名", "--json"])?.ended_with(2)?;
    assert!(unknown.stderr.contains("supplier.unknown"));
    let csv = desk.lantai(["report", "supplier", "--all", "--to", "x.csv"])?.ended_with(2)?;
    assert!(csv.stderr.contains("[file.format_unknown]"));
    Ok(())
}
