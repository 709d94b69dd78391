//! The whole ledger goes into one workbook and from there into an empty ledger, which is then the
//! same one: every field of every noun, whatever people typed.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use ledger::domain::Noun;
use ledger::domain::contract::Contract;
use ledger::domain::evaluation::Evaluation;
use ledger::domain::interview::Interview;
use ledger::domain::list::ListQuery;
use ledger::domain::payment::Payment;
use ledger::domain::payment_plan::{PaymentPlan, PaymentPlanRow, PlanEntry};
use ledger::domain::procurement::Procurement;
use ledger::domain::project::Project;
use ledger::domain::settlement::Settlement;
use ledger::domain::supplier::Supplier;
use ledger::domain::text::Texts;
use ledger::import::{ImportOptions, Report};
use ledger::{Ledger, Session, Unwatched};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// Each noun after those it refers to.
const IN_ORDER: [Noun; 9] = [
    Noun::Project,
    Noun::Supplier,
    Noun::Procurement,
    Noun::Contract,
    Noun::PaymentPlan,
    Noun::Payment,
    Noun::Settlement,
    Noun::Evaluation,
    Noun::Interview,
];

/// What people type that a file may spoil: formulas, quotes, line breaks, what looks like a number,
/// a date, nothing at all or a heading.
const TEXTS: &[&str] = &[
    "土建工程",
    "=1+1",
    "+86 10 1234",
    "-5",
    "@某人",
    "'单引号",
    "''两个",
    "第一行\n第二行",
    "第一行\n\n第三行",
    "逗号,引号\"分号;制表",
    "00123",
    "1.50",
    "20240305",
    "2024-03-05",
    "12345678901234567890",
    "/",
    "-",
    "无",
    "N/A",
    "是",
    "合计",
    "备注：见附件",
    "（一）ＡＢＣ１２３",
    "😀 & <b>粗</b>",
    "_x0041_",
    "甲、乙",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn a_ledger_comes_back_from_its_workbook_as_it_was(seed in any::<u64>(), size in 1..9_usize) {
        let same = comes_back(seed, size);
        prop_assert!(same.is_ok(), "{same:?}");
    }
}

fn comes_back(seed: u64, size: usize) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let [first, second] = ["first.db", "second.db"].map(|name| folder.path().join(name));
    let ledger = Ledger::create(&first)?;
    Author { ledger: &ledger, session: wang(), dice: Dice(seed | 1) }.write(size)?;
    let workbook = folder.path().join("all.xlsx");
    let written = ledger.export_all(&workbook, &Unwatched)?;
    let copy = Ledger::create(&second)?;
    for noun in IN_ORDER {
        let report = import(&copy, noun, &workbook)?;
        ensure!(report.summary.committed, "{noun}: {:?}", report.issues);
        let counts = report.summary.counts;
        // The only row that is no record is that of the totals.
        ensure!(counts.insert + counts.skipped == counts.total(), "{noun}: {counts:?}");
        ensure!(counts.skipped <= 1, "{noun}: {counts:?} {:?}", report.issues);
    }
    let (one, two) = (stated(&first)?, stated(&second)?);
    ensure!(one.len() as u64 >= written, "{written} written of {}", one.len());
    if let Some((one, two)) = one.iter().zip(&two).find(|(one, two)| one != two) {
        anyhow::bail!("{one}\ncame back as\n{two}");
    }
    ensure!(one.len() == two.len(), "{} records came back of {}", two.len(), one.len());
    // And what stays in its own ledger changes nothing.
    for noun in IN_ORDER {
        let counts = import(&ledger, noun, &workbook)?.summary.counts;
        ensure!(counts.unchanged + counts.skipped == counts.total(), "{noun}: {counts:?}");
    }
    Ok(())
}

fn wang() -> Session {
    Session::named("wang")
}

fn import(ledger: &Ledger, noun: Noun, workbook: &Path) -> Result<Report> {
    let options = ImportOptions { kind: Some(noun), ..ImportOptions::default() };
    let import = ledger.open_own_import(workbook, &options, &Unwatched)?;
    ledger.commit_import(&wang(), &import, false, &Unwatched).with_context(|| noun.to_string())
}

/// Writes a ledger at random.
struct Author<'l> {
    ledger: &'l Ledger,
    session: Session,
    dice: Dice,
}

impl Author<'_> {
    /// Writes as many records of each noun; what a rule refuses is left out.
    fn write(&mut self, size: usize) -> Result<()> {
        let (ledger, session) = (self.ledger, self.session.clone());
        let projects =
            self.made(size, Self::project, |record| ledger.create_project(&session, &of(record)))?;
        let suppliers =
            self.made(size, Self::supplier, |record| ledger.create_supplier(&session, &of(record)))?;
        let procurements = self.made(
            size,
            |author, number| author.procurement(number, &projects, &suppliers),
            |record| ledger.create_procurement(&session, &of(record)),
        )?;
        let mut contracts = Vec::new();
        for number in 0..size * 2 {
            let record = self.contract(number, &projects, &suppliers, &procurements, &contracts);
            contracts.extend(taken(ledger.create_contract(&session, &of(record)))?);
        }
        for contract in &contracts {
            let rows = self.payment_plan(*contract);
            taken(ledger.save_payment_plan(&session, *contract, &rows, &[]))?;
        }
        let plans = ledger.list_payment_plans(&ListQuery { limit: 1_000, ..ListQuery::default() })?.rows;
        self.made(
            size * 3,
            |author, number| author.payment(number, &contracts, &plans),
            |record| ledger.create_payment(&session, &of(record), Some("经批准")),
        )?;
        self.made(
            size,
            |author, _| author.settlement(&contracts),
            |record| ledger.create_settlement(&session, &of(record)),
        )?;
        self.made(
            size,
            |author, _| author.evaluation(&contracts),
            |record| ledger.create_evaluation(&session, &of(record)),
        )?;
        self.made(
            size,
            |author, _| author.interview(&suppliers, &contracts),
            |record| ledger.create_interview(&session, &of(record)),
        )?;
        Ok(())
    }

    /// Makes records of one noun and returns their ids.
    fn made(
        &mut self,
        count: usize,
        mut record: impl FnMut(&mut Self, usize) -> Value,
        create: impl Fn(Value) -> ledger::Result<ledger::Outcome<i64>>,
    ) -> Result<Vec<i64>> {
        let mut ids = Vec::new();
        for number in 0..count {
            let record = record(self, number);
            ids.extend(taken(create(record))?);
        }
        Ok(ids)
    }

    fn project(&mut self, number: usize) -> Value {
        let status = self.dice.one(&["进行中", "已完成", "已暂停", "已取消"]);
        let base = json!({ "code": format!("0{number}"), "name": self.text(), "status": status });
        self.with::<Project>(base, &[], &[])
    }

    fn supplier(&mut self, number: usize) -> Value {
        let status = self.dice.one(&["合格", "观察", "黑名单"]);
        let reason = (status != "合格").then(|| self.text());
        let former: Vec<String> =
            (0..self.dice.below(3)).map(|former| format!("岚州{number}号（旧{former}）厂")).collect();
        let base = json!({
            "name": format!("岚州{number}号建设有限公司"), "former_names": former,
            "code": self.dice.may().then(|| format!("0{number}")),
            "uscc": self.dice.may().then(|| uscc(number)),
            "status": status, "status_reason": reason,
            "status_on": (status != "合格").then_some("2024-02-29"),
        });
        self.with::<Supplier>(base, &[], &[])
    }

    fn procurement(&mut self, number: usize, projects: &[i64], suppliers: &[i64]) -> Value {
        let base = json!({
            "code": format!("ZC-0{number}"), "name": self.text(),
            "project_id": self.dice.maybe(projects), "winning_supplier_id": self.dice.maybe(suppliers),
            "category": self.dice.maybe(&["工程", "工程货物", "工程服务", "货物", "服务"]),
            "method": self.dice.maybe(&["公开招标", "单一来源采购", "邀请竞争性磋商", "战采结果应用"]),
            "qualification_review": self.dice.maybe(&["资格预审", "资格后审", "投标报名"]),
            "bid_evaluation": self.dice.maybe(&["综合评分法", "竞争性谈判", "价格竞争法", "其他"]),
            "award_method": self.dice.maybe(&["竞争定标法", "上报审批（其他方式采购）"]),
        });
        let days = [
            "planned_completion_on",
            "requirement_approved_on",
            "announced_on",
            "registration_closes_on",
            "bids_opened_on",
            "candidates_published_until",
            "result_published_on",
            "award_notice_on",
            "archived_on",
            "bid_guarantee_returned_on",
        ];
        self.with::<Procurement>(base, &days, &["budget_amount", "control_price", "award_amount"])
    }

    fn contract(
        &mut self,
        number: usize,
        projects: &[i64],
        suppliers: &[i64],
        procurements: &[i64],
        contracts: &[i64],
    ) -> Value {
        let parent = self.dice.maybe(contracts);
        let kinds: &[&str] =
            if parent.is_some() { &["补充协议", "解除协议"] } else { &["主合同", "框架协议"] };
        let procurement = self.dice.maybe(procurements);
        let base = json!({
            "code": format!("HT-0{number}"), "name": self.text(), "kind": self.dice.one(kinds),
            "sequence": self.dice.may().then(|| format!("00{number}")), "parent_id": parent,
            "source": if procurement.is_some() { "采购合同" } else { "直接签订" },
            "procurement_id": procurement, "project_id": self.dice.maybe(projects),
            "type": self.dice.maybe(&["工程", "货物", "服务"]),
            "supplier_id": self.dice.id(suppliers),
            "retention_percent": self.dice.maybe(&["0.0300", "0.1000", "0.0275"]),
        });
        let days =
            ["signed_on", "starts_on", "ends_on", "retention_due_on", "guarantee_returned_on", "archived_on"];
        self.with::<Contract>(base, &days, &["amount"])
    }

    /// Rows with an amount or a percentage; two of one name are refused.
    fn payment_plan(&mut self, contract: i64) -> Vec<PlanEntry> {
        let row = |author: &mut Self| {
            let percent = author.dice.may().then(|| author.dice.one(&["0.3000", "0.0333", "1.0000"]));
            let base = json!({
                "contract_id": contract, "term": author.text(), "percent": percent,
                "amount": percent.is_none().then(|| author.money()),
            });
            PlanEntry { known: None, plan: of(author.with::<PaymentPlan>(base, &["due_on"], &[])) }
        };
        (0..self.dice.below(3)).map(|_| row(self)).collect()
    }

    fn payment(&mut self, number: usize, contracts: &[i64], plans: &[PaymentPlanRow]) -> Value {
        let contract = self.dice.id(contracts);
        let own: Vec<i64> =
            plans.iter().filter(|plan| plan.contract_id == contract).map(|plan| plan.id).collect();
        let base = json!({
            "code": format!("FK-0{number}"), "contract_id": contract,
            "payment_plan_id": self.dice.maybe(&own),
            "amount": self.money(), "paid_on": self.day(), "refund": self.dice.may(),
        });
        self.with::<Payment>(base, &[], &[])
    }

    fn settlement(&mut self, contracts: &[i64]) -> Value {
        let base = json!({ "contract_id": self.dice.id(contracts), "final_amount": self.money() });
        self.with::<Settlement>(base, &["completed_on", "archived_on"], &[])
    }

    fn evaluation(&mut self, contracts: &[i64]) -> Value {
        let mut scores = |of: &[u16]| -> Map<String, Value> {
            let chosen = of.iter().filter(|_| self.dice.may()).map(ToString::to_string).collect::<Vec<_>>();
            chosen.into_iter().map(|ordinal| (ordinal, self.score().into())).collect()
        };
        let (yearly, irregular) = (scores(&[2019, 2024, 2025, 2031]), scores(&[1, 2, 7]));
        let origin = self.dice.one(&["computed", "entered"]);
        let base = json!({
            "contract_id": self.dice.id(contracts),
            "last_score": self.dice.may().then(|| self.score()),
            "yearly_scores": yearly, "irregular_scores": irregular,
            "comprehensive_score": (origin == "entered").then(|| self.score()),
            "comprehensive_origin": origin, "weights": null,
        });
        self.with::<Evaluation>(base, &[], &[])
    }

    fn interview(&mut self, suppliers: &[i64], contracts: &[i64]) -> Value {
        let base = json!({
            "supplier_id": self.dice.id(suppliers), "contract_id": self.dice.maybe(contracts),
            "kind": self.dice.one(&["违约约谈", "履约沟通", "商务洽谈", "投标前沟通", "其他"]),
            "held_on": self.day(), "interviewer": self.text(), "reason": self.text(),
            "content": self.text(), "rectification": self.text(),
            "status": self.dice.one(&["待整改", "整改中", "已完成", "仅记录"]),
        });
        self.with::<Interview>(base, &["due_on"], &[])
    }

    /// Adds every text that the record has not, and other optional fields, each given or not.
    fn with<T: Texts>(&mut self, mut record: Value, days: &[&str], amounts: &[&str]) -> Value {
        for field in T::TEXTS {
            if record.get(*field).is_none() {
                record[*field] = json!(self.dice.may().then(|| self.text()));
            }
        }
        for field in days {
            record[*field] = json!(self.dice.may().then(|| self.day()));
        }
        for field in amounts {
            record[*field] = json!(self.dice.may().then(|| self.money()));
        }
        record
    }

    fn text(&mut self) -> &'static str {
        self.dice.one(TEXTS)
    }

    fn day(&mut self) -> String {
        format!("20{:02}-{:02}-{:02}", self.dice.below(26), self.dice.below(12) + 1, self.dice.below(28) + 1)
    }

    fn money(&mut self) -> String {
        let large = if self.dice.may() { 10_000_000_000 } else { 1_000 };
        format!("{}.{:02}", self.dice.below(large), self.dice.below(99) + 1)
    }

    fn score(&mut self) -> String {
        format!("{}.{:02}", self.dice.below(100), self.dice.below(100))
    }
}

/// Returns the id of a record that was made; none where a rule refused it.
fn taken(outcome: ledger::Result<ledger::Outcome<i64>>) -> Result<Option<i64>> {
    match outcome {
        Ok(outcome) => Ok(Some(outcome.value)),
        Err(error) if error.code() == ledger::domain::Code::Internal => Err(error.into()),
        Err(_) => Ok(None),
    }
}

fn of<T: DeserializeOwned>(record: Value) -> T {
    serde_json::from_value(record.clone()).unwrap_or_else(|error| panic!("{error}: {record}"))
}

/// A 统一社会信用代码 whose last character checks the others.
fn uscc(number: usize) -> String {
    const CHARACTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
    let body = format!("91350100M{number:08}");
    let place = |byte: u8| CHARACTERS.iter().position(|known| *known == byte).unwrap_or_default();
    let (sum, _) =
        body.bytes().fold((0, 1), |(sum, weight), byte| (sum + place(byte) * weight, weight * 3 % 31));
    format!("{body}{}", char::from(CHARACTERS[(31 - sum % 31) % 31]))
}

/// Numbers from a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }

    fn may(&mut self) -> bool {
        self.below(2) == 0
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap_or_default()]
    }

    /// Returns one of the ids; none of them is 0, which a rule refuses.
    fn id(&mut self, of: &[i64]) -> i64 {
        if of.is_empty() { 0 } else { self.one(of) }
    }

    fn maybe<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty() && self.below(4) > 0).then(|| self.one(of))
    }
}

/// Every row of every noun, references as what they mean and without what is a ledger's own: ids,
/// revisions, who wrote it and when.
fn stated(ledger: &Path) -> Result<Vec<String>> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(ledger, flags)?;
    let mut all = Vec::new();
    let parts = ["supplier_former_name", "evaluation_score"];
    for table in IN_ORDER.iter().map(|noun| noun.name()).chain(parts) {
        let mut statement = connection.prepare(&select(&connection, table)?)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let cells: Vec<String> = (0..columns)
                .map(|at| {
                    let cell = row.get_ref(at)?;
                    Ok(cell.as_str().map_or_else(|_| format!("{cell:?}"), str::to_owned))
                })
                .collect::<Result<_>>()?;
            all.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    all.sort();
    Ok(all)
}

fn select(connection: &rusqlite::Connection, table: &str) -> Result<String> {
    const OWN: &[&str] = &["id", "revision", "created_at", "created_by", "updated_at", "updated_by"];
    let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let columns: Vec<String> =
        columns.query_map([table], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut keys =
        connection.prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1) WHERE seq = 0")?;
    let keys: Vec<(String, String)> =
        keys.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let shown = columns.iter().filter(|column| !OWN.contains(&column.as_str())).map(|column| {
        let Some((_, parent)) = keys.iter().find(|(from, _)| from == column) else { return column.clone() };
        let meaning = match parent.as_str() {
            "supplier" => "name",
            "payment_plan" => "(SELECT code FROM contract WHERE id = contract_id) || ' ' || term",
            "evaluation" => "(SELECT code FROM contract WHERE id = contract_id)",
            _ => "code",
        };
        format!("(SELECT {meaning} FROM {parent} WHERE id = t.{column})")
    });
    Ok(format!("SELECT {} FROM {table} AS t", shown.collect::<Vec<_>>().join(", ")))
}
