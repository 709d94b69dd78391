//! The ledger that a release leaves behind: every version that people have used stays a fixture,
//! so that each later one proves that it can read it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use ledger::domain::date::Date;
use ledger::domain::merge::MergeRequest;
use ledger::domain::plan::{ImportPlan, SupplierDecision};
use ledger::domain::reading::{ColumnChoice, Reading};
use ledger::domain::selection::{RecordVersion, Selection};
use ledger::domain::{Code, Noun};
use ledger::{Clock, Ledger, Session, Unwatched};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use crate::workspace;

/// Slow and small: a fixture is made once and fetched with every checkout.
const COMPRESSION: i32 = 19;

/// What is known of the ledger of a release, in the JSON file beside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The version of the program that made it.
    pub version: String,
    /// Its migrations, as they were applied: none of them is ever edited again.
    pub migrations: Vec<Applied>,
    /// Rows of each table.
    pub rows: Vec<(String, i64)>,
}

/// A migration of a released version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    pub number: i64,
    pub name: String,
    pub checksum: String,
}

impl Release {
    /// Returns the schema of its ledgers.
    pub fn schema(&self) -> i64 {
        self.migrations.last().map_or(0, |last| last.number)
    }

    /// Writes its ledger to `path`.
    pub fn unpack(&self, path: &Path) -> Result<()> {
        let packed = fs::File::open(file_of(&self.version))?;
        Ok(zstd::stream::copy_decode(packed, fs::File::create(path)?)?)
    }
}

/// Returns the folder of the fixtures.
pub fn folder() -> PathBuf {
    workspace::root().join("tests/fixtures/releases")
}

/// Returns every release of which there is a ledger, the oldest first.
pub fn all() -> Result<Vec<Release>> {
    let mut releases = Vec::new();
    for entry in fs::read_dir(folder())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let release: Release = serde_json::from_slice(&fs::read(&path)?)?;
            releases.push(release);
        }
    }
    releases.sort_by_key(Release::schema);
    ensure!(!releases.is_empty(), "there is no fixture in {}", folder().display());
    Ok(releases)
}

/// Makes the ledger of this version, and keeps it for ever.
///
/// # Errors
///
/// There is one of this version already: what was released is not made anew.
pub fn keep() -> Result<Release> {
    let version = env!("CARGO_PKG_VERSION");
    ensure!(!file_of(version).exists(), "{} is there already", file_of(version).display());
    let desk = tempfile::tempdir()?;
    let ledger = desk.path().join("ledger.sqlite3");
    populate(&ledger)?;
    let release = facts(&ledger, version)?;
    fs::create_dir_all(folder())?;
    fs::write(file_of(version), zstd::stream::encode_all(fs::File::open(&ledger)?, COMPRESSION)?)?;
    fs::write(facts_of(version), serde_json::to_string_pretty(&release)? + "\n")?;
    Ok(release)
}

fn file_of(version: &str) -> PathBuf {
    folder().join(format!("{version}.sqlite3.zst"))
}

fn facts_of(version: &str) -> PathBuf {
    folder().join(format!("{version}.json"))
}

fn facts(ledger: &Path, version: &str) -> Result<Release> {
    let connection = Connection::open(ledger)?;
    let mut migrations = connection.prepare("SELECT number, name, checksum FROM applied_migration")?;
    let migrations = migrations
        .query_map([], |row| Ok(Applied { number: row.get(0)?, name: row.get(1)?, checksum: row.get(2)? }))?;
    Ok(Release {
        version: version.to_owned(),
        migrations: migrations.collect::<rusqlite::Result<_>>()?,
        rows: counts(&connection)?,
    })
}

/// Returns how many rows each table of a ledger has, by name; what SQLite keeps for itself and for
/// the search left out.
pub fn counts(connection: &Connection) -> Result<Vec<(String, i64)>> {
    let mut tables = connection.prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual')
         AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )?;
    let tables: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let count = |table: String| {
        let count = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        Ok((table, count))
    };
    tables.into_iter().map(count).collect()
}

/// Makes a ledger in which everything happened that can happen to one.
pub fn populate(path: &Path) -> Result<()> {
    let office = Office::found(path)?;
    office.import_tables()?;
    office.merge_two()?;
    office.change_some()?;
    office.undo_some()?;
    ensure!(office.ledger.check_health(&office.session)?.is_healthy(), "the new ledger is not sound");
    drop(office);
    // All of it in the one file.
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "delete")?;
    connection.execute_batch("VACUUM")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// A clock that goes on by a minute whenever it is asked, the same in every run.
#[derive(Debug)]
struct Ticking {
    minutes: AtomicI64,
}

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        let minutes = self.minutes.fetch_add(1, Ordering::Relaxed);
        Timestamp::from_second(1_795_305_600 + minutes * 60).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn today(&self) -> Date {
        "2026-11-22".parse().unwrap_or(Date::FIRST)
    }
}

/// The ledger in the making, and who works on it.
struct Office {
    ledger: Ledger,
    session: Session,
    files: tempfile::TempDir,
}

impl Office {
    fn found(path: &Path) -> Result<Self> {
        let ledger = Ledger::create_with(path, Arc::new(Ticking { minutes: AtomicI64::new(0) }))?;
        let session = Session::named("张三");
        ledger.load_sample(&session, &Unwatched)?;
        Ok(Self { ledger, session, files: tempfile::tempdir()? })
    }

    /// Imports a table of each kind, each after those it refers to.
    fn import_tables(&self) -> Result<()> {
        let projects = rows("项目编码,项目名称,项目负责人", 30, |n| {
            format!("XM-{n:04},{n}号机组改造,李四")
        });
        let suppliers =
            rows("供应商名称,供应商编码,曾用名/别名,状态,状态原因", 300, |n| {
                let former = if n % 10 == 0 { format!("岚州{n}号建筑公司") } else { String::new() };
                let standing = if n % 25 == 0 { "观察,供货延期" } else { "," };
                format!("岚州{n}号建设有限公司,GYS-{n:04},{former},{standing}")
            });
        let procurements = rows(
            "项目编码,招采编号,采购项目名称,采购方式,采购类别,中标金额（元）,中标单位",
            200,
            |n| {
                let (project, supplier) = (n % 30 + 1, n % 300 + 1);
                format!(
                    "XM-{project:04},ZC-{n:04},第{n}次采购,公开招标,工程,{n}000,岚州{supplier}号建设有限公司"
                )
            },
        );
        let contracts = rows(
            "项目编码,文件定位,合同来源,关联主合同编号,合同序号,合同编号,合同名称,合同类型,乙方,含税签约合同价（元）,合同签订日期,质保金比例",
            800,
            |n| {
                let (project, supplier) = (n % 30 + 1, n % 300 + 1);
                let (kind, main) = if n % 5 == 0 {
                    ("补充协议", format!("LZ-{:04}", n - 1))
                } else {
                    ("主合同", String::new())
                };
                let kept = if n % 7 == 0 && n % 5 != 0 { "3%" } else { "" };
                format!(
                    "XM-{project:04},{kind},直接签订,{main},LX-{n:04},LZ-{n:04},第{n}标段,工程,\
                     岚州{supplier}号建设有限公司,{n}0000.5,2023-0{}-1{},{kept}",
                    n % 9 + 1,
                    n % 10
                )
            },
        );
        let payments =
            rows("关联合同编号,实付金额(元),付款日期,付款事由,发票号码", 3000, |n| {
                format!("LZ-{:04},{n}.25,2024-0{}-1{},进度款,{n:08}", n % 800 + 1, n % 9 + 1, n % 10)
            });
        let settlements = rows("合同编号,最终结算金额(元),结算完成时间", 60, |n| {
            format!("LZ-{:04},{n}00000,2025-03-1{}", n * 5 + 1, n % 10)
        });
        let evaluations = rows(
            "合同序号,末次评价得分,2023年度评价得分,2024年度评价得分,第一次不定期评价得分",
            150,
            |n| format!("LX-{:04},8{}.5,9{},,7{}", n * 5 + 1, n % 10, n % 10, n % 10),
        );
        let interviews = rows(
            "供应商,关联合同,约谈类型,约谈日期,约谈人,约谈原因,约谈内容,整改要求,整改期限,跟进状态",
            120,
            |n| {
                format!(
                    "岚州{}号建设有限公司,LZ-{n:04},违约约谈,2024-05-1{},王五,工期延误,双方确认。,限期整改,2024-06-30,整改中",
                    n % 300 + 1,
                    n % 10
                )
            },
        );
        let tables = [
            (Noun::Project, projects),
            (Noun::Supplier, suppliers),
            (Noun::Procurement, procurements),
            (Noun::Contract, contracts),
            (Noun::Payment, payments),
            (Noun::Settlement, settlements),
            (Noun::Evaluation, evaluations),
            (Noun::Interview, interviews),
        ];
        for (kind, text) in tables {
            self.import(kind, &text, ImportPlan::default())?;
        }
        self.import_with_decisions()
    }

    /// Imports a table whose columns and suppliers a person had to name.
    fn import_with_decisions(&self) -> Result<()> {
        let known = self.ledger.supplier_named("岚州7号建设有限公司")?;
        let take = |field: &str| ColumnChoice::Field { field: field.to_owned(), ordinal: None, unit: None };
        let reading = Reading { columns: [(2, take("name"))].into(), ..Reading::default() };
        let suppliers = [("岚州七号建设".to_owned(), SupplierDecision::Known { id: known })].into();
        let plan = ImportPlan { reading, suppliers, ..ImportPlan::default() };
        let text = "文件定位,合同编号,标的,乙方,含税签约合同价（元）,合同来源\n主合同,lz-9001,补录标段,岚州七号建设,1200,直接签订\n";
        self.import(Noun::Contract, text, plan)?;
        let memory = self.ledger.import_memory()?;
        ensure!(!memory.mappings.is_empty() && !memory.values.is_empty(), "nothing was remembered");
        Ok(())
    }

    fn import(&self, kind: Noun, text: &str, plan: ImportPlan) -> Result<i64> {
        let path = self.files.path().join(format!("{kind}.csv"));
        fs::write(&path, text)?;
        let file = self.ledger.open_own_file(&path, None, &Unwatched)?;
        let reading = Reading { kind: Some(kind), ..plan.reading.clone() };
        let import = self.ledger.plan_import(&file, ImportPlan { reading, ..plan })?;
        let report = self.ledger.commit_import(&self.session, &import, false, &Unwatched)?;
        ensure!(report.summary.committed, "{kind}: {:?}", report.issues.first());
        report.summary.journal_seq.with_context(|| format!("{kind} changed nothing"))
    }

    fn merge_two(&self) -> Result<()> {
        for (kept, gone) in [(11, 12), (13, 14)] {
            let id = |n: i32| self.ledger.supplier_named(&format!("岚州{n}号建设有限公司"));
            let preview = self.ledger.preview_merge(id(kept)?, id(gone)?)?;
            let request = MergeRequest {
                kept_id: preview.kept.id,
                kept_revision: preview.kept.revision,
                gone_id: preview.gone.id,
                gone_revision: preview.gone.revision,
                taken: Vec::new(),
                confirmed: true,
            };
            self.ledger.merge_suppliers(&self.session, &request)?;
        }
        Ok(())
    }

    /// Edits, deletes and sets what people do by hand.
    fn change_some(&self) -> Result<()> {
        for n in 20..40 {
            let id = self.ledger.supplier_named(&format!("岚州{n}号建设有限公司"))?;
            let stored = self.ledger.supplier_detail(id)?.supplier;
            let mut changed = stored.record;
            changed.contact = Some(format!("联系人{n}"));
            self.ledger.update_supplier(&self.session, id, stored.revision, &changed)?;
        }
        let some = self.some(Noun::Payment, 40)?;
        self.ledger.batch_edit(&self.session, Noun::Payment, &some, "purpose", &"到货款".into())?;
        self.ledger.delete_records(&self.session, Noun::Payment, &self.some(Noun::Payment, 15)?)?;
        self.ledger.delete_records(&self.session, Noun::Interview, &self.some(Noun::Interview, 5)?)?;
        let stored = self.ledger.settings()?;
        let mut settings = stored.settings;
        settings.retention_days += 15;
        self.ledger.update_settings(&self.session, stored.revision, &settings)?;
        Ok(())
    }

    /// Takes back a deletion, an import and a merge, and brings one of them back.
    fn undo_some(&self) -> Result<()> {
        let again = rows("关联合同编号,实付金额(元),付款日期", 400, |n| {
            format!("LZ-{n:04},{n}.75,2025-01-15")
        });
        let imported = self.import(Noun::Payment, &again, ImportPlan::default())?;
        let undone = self.ledger.undo(&self.session, imported)?;
        for operation in ["delete_payment", "merge_supplier"] {
            let newest = self.ledger.list_journal(0, 100)?.rows;
            let entry = newest.iter().find(|entry| entry.operation.starts_with(operation));
            let seq = entry.with_context(|| format!("no {operation}: {newest:?}"))?.seq;
            self.ledger.undo(&self.session, seq)?;
        }
        let back = self.ledger.undo(&self.session, undone.seq.context("an undo")?);
        match back {
            Err(error) if error.code() != Code::NothingReversed => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn some(&self, noun: Noun, count: u32) -> Result<Selection> {
        let query = ledger::domain::list::ListQuery { limit: count, ..Default::default() };
        let ids = self.ledger.selection_range(noun, &query, 0, count - 1)?;
        let known = |id| RecordVersion { id, revision: None };
        Ok(Selection::Records(ids.into_iter().map(known).collect()))
    }
}

fn rows(header: &str, count: i32, row: impl Fn(i32) -> String) -> String {
    let mut text = format!("{header}\n");
    for n in 1..=count {
        text.push_str(&row(n));
        text.push('\n');
    }
    text
}
