//! A small plant to test on, and the calls that nearly every test makes.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use tests::program::{Desk, Run};

/// The kinds of records that lists show, each after those it refers to.
pub(crate) const KINDS: &[&str] = &[
    "project",
    "supplier",
    "procurement",
    "contract",
    "payment_plan",
    "payment",
    "settlement",
    "evaluation",
    "interview",
];

const PROJECTS: &str = "\
项目编码,项目名称,项目负责人
0101,一号机组改造,张三
0102,二号机组改造,李四
";

const SUPPLIERS: &str = "\
供应商名称,供应商编码,曾用名/别名,状态,状态原因
甲建设有限公司,0001,甲建筑公司,,
甲建设有限公司分公司,0002,,,
乙设备有限公司,0003,,观察,供货延期
";

const PROCUREMENTS: &str = "\
项目编码,招采编号,采购项目名称,采购方式,采购类别,采购预算金额(元),中标金额（元）,中标单位,结果公示发布时间
0101,ZC-001,土建工程,公开招标,工程,1100000,1000000,甲建设有限公司,2022-12-20
";

const CONTRACTS: &str = "\
项目编码,关联采购编号,文件定位,合同来源,关联主合同编号,合同序号,合同编号,合同名称,合同类型,甲方,乙方,含税签约合同价（元）,合同签订日期
0101,ZC-001,主合同,采购合同,,A-001,HT-001,土建工程,工程,业主,甲建设有限公司,1000000,2023-01-10
,,补充协议,,HT-001,A-001-1,HT-001-1,土建工程补充协议,,,甲建设有限公司,200000,2023-06-01
0102,,主合同,直接签订,,A-002,HT-002,设备采购,货物,业主,乙设备有限公司,500000,2023-02-01
0102,,主合同,直接签订,,,HT-003,设备维护,服务,业主,甲建设有限公司分公司,,2024-03-05
";

const PAYMENTS: &str = "\
关联合同编号,实付金额(元),付款日期,付款事由,发票号码
HT-001,300000,2023-03-15,预付款,00001234
A-001,150000.50,2023-07-20,进度款,
HT-001-1,100000,2023-08-20,补充协议进度款,
HT-002,500000,2023-05-06,到货款,
";

const EVALUATIONS: &str = "\
序号,合同序号,履约综合评价得分,末次评价得分,2022年度评价得分,2023年度评价得分,第一次不定期评价得分
1,A-001,,88,80,84.5,
2,A-002,70.25,75,,,60
";

/// Makes a desk with a ledger of a few projects, suppliers, contracts, payments and evaluations.
///
/// The ledger is imported once; every test works on a copy of its own.
pub(crate) fn plant() -> Result<Desk> {
    static LEDGER: Mutex<Option<Vec<u8>>> = Mutex::new(None);
    let mut ledger = LEDGER.lock().map_err(|_| anyhow!("another test could not make the plant"))?;
    let bytes = match ledger.take() {
        Some(bytes) => bytes,
        None => std::fs::read(imported()?.ledger())?,
    };
    let desk = Desk::bare()?;
    std::fs::write(desk.ledger(), &bytes)?;
    *ledger = Some(bytes);
    Ok(desk)
}

fn imported() -> Result<Desk> {
    let desk = Desk::with_ledger()?;
    let files = [
        ("project", PROJECTS),
        ("supplier", SUPPLIERS),
        ("procurement", PROCUREMENTS),
        ("contract", CONTRACTS),
        ("payment", PAYMENTS),
        ("evaluation", EVALUATIONS),
    ];
    for (kind, text) in files {
        let file = text_file(&desk, &format!("{kind}.csv"), text)?;
        import(&desk, kind, &file, &[])?.ended_with(0).with_context(|| kind.to_owned())?;
    }
    Ok(desk)
}

/// Writes a text file in UTF-8.
pub(crate) fn text_file(desk: &Desk, name: &str, text: &str) -> Result<PathBuf> {
    let path = desk.path(name);
    std::fs::write(&path, text)?;
    Ok(path)
}

/// Writes a table of 4000 payments.
pub(crate) fn many_payments(desk: &Desk) -> Result<PathBuf> {
    let rows: Vec<String> = (1..=4000).map(|number| format!("HT-003,{number},2024-05-01\n")).collect();
    text_file(desk, "many.csv", &format!("合同编号,付款金额,付款日期\n{}", rows.concat()))
}

/// Imports a file with `--json`.
pub(crate) fn import(desk: &Desk, kind: &str, file: &Path, options: &[&str]) -> Result<Run> {
    let file = file.to_str().context("a path of a test is UTF-8")?;
    desk.lantai(["import", file, "--kind", kind, "--json"].iter().chain(options))
}

/// Imports a text of CSV and returns the report, whatever the exit status.
pub(crate) fn import_text(desk: &Desk, kind: &str, text: &str, options: &[&str]) -> Result<Value> {
    let file = text_file(desk, "import.csv", text)?;
    import(desk, kind, &file, options)?.json()
}

/// Returns the records of a kind as `list --json` prints them.
pub(crate) fn list(desk: &Desk, kind: &str, options: &[&str]) -> Result<Vec<Value>> {
    let run = desk.lantai(["list", kind, "--json"].iter().chain(options))?.ended_with(0)?;
    Ok(run.json()?.as_array().context("a list is an array")?.clone())
}

/// Returns the one record whose field has this value.
pub(crate) fn record(desk: &Desk, kind: &str, field: &str, value: &str) -> Result<Value> {
    let mut found = list(desk, kind, &[])?.into_iter().filter(|record| record[field] == value);
    let record = found.next().with_context(|| format!("no {kind} with {field} {value}"))?;
    assert!(found.next().is_none(), "two {kind} with {field} {value}");
    Ok(record)
}

/// Returns everything the ledger holds, as programs see it.
pub(crate) fn everything(desk: &Desk) -> Result<Vec<Vec<Value>>> {
    KINDS.iter().map(|kind| list(desk, kind, &[])).collect()
}

/// Returns the codes of a report's issues, in order.
pub(crate) fn codes(report: &Value) -> Vec<&str> {
    report["issues"].as_array().into_iter().flatten().filter_map(|issue| issue["code"].as_str()).collect()
}

/// Returns one count of a report.
pub(crate) fn count(report: &Value, action: &str) -> Option<u64> {
    report["counts"][action].as_u64()
}

/// Compares with a snapshot, without what differs from run to run: folder, times and hashes.
macro_rules! snapshot {
    ($desk:expr, $text:expr) => {{
        let mut settings = insta::Settings::clone_current();
        let folder = $desk.path("");
        let folder = folder.to_string_lossy();
        settings.add_filter(&regex_of(folder.trim_end_matches('/')), "[desk]");
        settings.add_filter(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(Z| UTC)", "[instant]");
        settings.add_filter(r"\b[0-9a-f]{64}\b", "[hash]");
        settings.set_prepend_module_to_snapshot(true);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!($text));
    }};
}
pub(crate) use snapshot;

/// Returns a pattern that fits a text and nothing else.
pub(crate) fn regex_of(text: &str) -> String {
    let escape = |character: char| {
        if character.is_ascii_alphanumeric() { character.to_string() } else { format!("\\{character}") }
    };
    text.chars().map(escape).collect()
}
