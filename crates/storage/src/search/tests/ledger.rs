//! A ledger of a small plant: a few thousand records, the same with every run.

use std::collections::BTreeMap;

use domain::contract::{Contract, ContractKind, ContractSource};
use domain::date::Date;
use domain::evaluation::{Evaluation, ScoreOrigin};
use domain::interview::{Interview, InterviewKind, InterviewStatus};
use domain::payment::{self, Payment};
use domain::payment_plan::PaymentPlan;
use domain::procurement::{Category, Procurement, ProcurementMethod};
use domain::project::{Project, ProjectStatus};
use domain::settlement::Settlement;
use domain::supplier::{Supplier, SupplierStatus};
use domain::{Money, Score};
use tempfile::TempDir;

use crate::{
    NewEntry, Result, Stamp, Store, Writer, contract, evaluation, interview, payment_plan, procurement,
    project, settlement, supplier,
};

const NOW: &str = "2026-03-05T01:02:03Z";

/// A ledger file that goes away with its folder.
pub(crate) struct Ledger {
    pub(crate) store: Store,
    _folder: TempDir,
}

/// Draws numbers that look random and are the same with every run.
#[derive(Debug, Clone)]
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.place(values.len())]
    }

    pub(crate) fn place(&mut self, len: usize) -> usize {
        let end = u64::try_from(len).expect("a length fits");
        usize::try_from(self.below(end)).expect("a place fits")
    }

    /// One of the ids from 1 to `last`.
    fn id(&mut self, last: u64) -> i64 {
        i64::try_from(self.below(last) + 1).expect("an id fits")
    }

    fn fen(&mut self) -> Money {
        // Few different amounts, so that orders have ties.
        let yuan = self.pick(&[0, 1, 12, 9_999, 10_000, 123_456, 2_000_000]);
        Money::from_fen(yuan * 100 + i64::from(self.chance(30)) * 57)
    }

    fn date(&mut self) -> Date {
        let month = self.pick(&[1, 2, 6, 12]);
        Date::new(self.pick(&[2022, 2023, 2024, 2025]), month, self.pick(&[1, 15, 28])).expect("a day")
    }

    fn score(&mut self) -> Score {
        let hundredths = self.pick(&[0, 6_999, 7_000, 7_999, 8_000, 8_850, 8_999, 9_000, 9_550, 10_000]);
        Score::from_hundredths(hundredths).expect("a score")
    }

    fn maybe<T>(&mut self, percent: u64, draw: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.chance(percent).then(|| draw(self))
    }
}

const CITIES: &[&str] =
    &["北海", "重庆", "长安", "银川", "西安", "乐山", "吕梁", "女儿山", "厦门", "Siemens", "鄂尔多斯"];
const TRADES: &[&str] = &[
    "银行",
    "华北电力建设",
    "中科环保",
    "ABB电气（中国）",
    "锅炉制造",
    "机电安装",
    "略阳钢铁",
    "K&D 环保",
    "行车设备",
];
const TAILS: &[&str] = &["有限公司", "股份有限公司", "集团", "有限公司分公司"];
const UNITS: &[&str] = &["1号机组", "2号机组", "二期（扩建）", "厂区", "DCS系统", "升压站", "#3炉"];
const WORKS: &[&str] =
    &["锅炉检修", "脱硫改造", "阀门采购", "技术服务", "桩基工程施工", "长期维护", "重型起重机大修"];
const TERMS: &[&str] = &["预付款", "到货款", "验收款", "质保金"];
const PEOPLE: &[&str] = &["张伟", "单雄信", "尉迟恭", "O'Neil", "李 娜"];

pub(crate) const PROJECTS: u64 = 40;
const SUPPLIERS: u64 = 260;
const PROCUREMENTS: u64 = 150;
const CONTRACTS: u64 = 1_100;
const CHILDREN: u64 = 300;
const PAYMENTS: u64 = 3_000;
const INTERVIEWS: u64 = 200;

/// Makes the ledger anew.
pub(crate) fn populated() -> Ledger {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::create(&folder.path().join("台账.lantai"), "test", NOW).expect("a ledger");
    let stamp = Stamp { at: NOW.to_owned(), actor: "张三".to_owned() };
    let entry = NewEntry { stamp, operation: "test".to_owned(), subject: "test".to_owned(), undoes: None };
    store.perform(entry, |writer| fill(writer, &mut Draw::new(7))).expect("records");
    Ledger { store, _folder: folder }
}

fn fill(writer: &Writer<'_>, draw: &mut Draw) -> Result<()> {
    for number in 1..=PROJECTS {
        project::insert(writer, &project_of(draw, number))?;
    }
    for number in 1..=SUPPLIERS {
        supplier::insert(writer, &supplier_of(draw, number))?;
    }
    for number in 1..=PROCUREMENTS {
        procurement::insert(writer, &procurement_of(draw, number))?;
    }
    for number in 1..=CONTRACTS + CHILDREN {
        contract::insert(writer, &contract_of(draw, number))?;
    }
    for number in 1..=PAYMENTS {
        crate::payment::insert(writer, &payment_of(draw, number))?;
    }
    for number in 1..=CONTRACTS {
        if draw.chance(70) {
            evaluation::insert(writer, &evaluation_of(draw, number))?;
        }
        if draw.chance(20) {
            settlement::insert(writer, &settlement_of(draw, number))?;
        }
    }
    for _ in 0..INTERVIEWS {
        interview::insert(writer, &interview_of(draw))?;
    }
    plan(writer, &mut Draw::new(31))
}

/// Gives some contracts a payment plan, and says of some of their payments which row they serve.
fn plan(writer: &Writer<'_>, draw: &mut Draw) -> Result<()> {
    for contract_id in 1..=i64::try_from(CONTRACTS + CHILDREN).expect("an id") {
        if !draw.chance(30) {
            continue;
        }
        for term in TERMS.iter().filter(|_| draw.chance(60)).collect::<Vec<_>>() {
            let row = payment_plan::insert(writer, &payment_plan_of(draw, contract_id, term))?;
            let sql = "SELECT id FROM payment WHERE contract_id = ?1";
            for id in crate::keys::ids(writer, sql, contract_id)? {
                let stored = crate::payment::get(writer, id)?.expect("a payment");
                if stored.record.payment_plan_id.is_none() && draw.chance(50) {
                    let linked = Payment { payment_plan_id: Some(row), ..stored.record };
                    crate::payment::update(writer, id, stored.revision, &linked)?;
                }
            }
        }
    }
    Ok(())
}

fn payment_plan_of(draw: &mut Draw, contract_id: i64, term: &str) -> PaymentPlan {
    let by_percent = draw.chance(50);
    let percent = draw.pick(&["0.3", "0.05", "1"]).parse().expect("a percentage");
    let amount = draw.fen() + Money::from_fen(1);
    PaymentPlan {
        contract_id,
        term: term.to_owned(),
        due_on: draw.maybe(70, Draw::date),
        amount: (!by_percent).then_some(amount),
        percent: by_percent.then_some(percent),
        remarks: draw.maybe(20, |_| "到货验收后 30 天".to_owned()),
    }
}

fn project_of(draw: &mut Draw, number: u64) -> Project {
    Project {
        code: format!("XM-{number:03}"),
        name: format!("{}{}项目", draw.pick(CITIES), draw.pick(UNITS)),
        description: draw.maybe(30, |draw| draw.pick(WORKS).to_owned()),
        manager: draw.maybe(60, |draw| draw.pick(PEOPLE).to_owned()),
        status: draw.pick(ProjectStatus::ALL),
        remarks: None,
    }
}

fn supplier_of(draw: &mut Draw, number: u64) -> Supplier {
    let name = format!("{}{}{}{number}", draw.pick(CITIES), draw.pick(TRADES), draw.pick(TAILS));
    let status = draw.pick(SupplierStatus::ALL);
    let former = draw.below(8).saturating_sub(5);
    Supplier {
        code: draw.maybe(80, |_| format!("GYS-{number:04}")),
        former_names: (0..former).map(|_| format!("{}{}厂", draw.pick(CITIES), draw.pick(TRADES))).collect(),
        category: draw.maybe(50, |draw| draw.pick(Category::LABELS).to_owned()),
        contact: draw.maybe(50, |draw| draw.pick(PEOPLE).to_owned()),
        status,
        status_reason: (status != SupplierStatus::Qualified).then(|| "延误".to_owned()),
        ..Supplier::named(&name)
    }
}

fn procurement_of(draw: &mut Draw, number: u64) -> Procurement {
    Procurement {
        code: format!("ZC-2024-{number:03}"),
        project_id: draw.maybe(70, |draw| draw.id(PROJECTS)),
        name: format!("{}{}", draw.pick(UNITS), draw.pick(WORKS)),
        category: draw.maybe(80, |draw| draw.pick(Category::ALL)),
        method: draw.maybe(80, |draw| draw.pick(ProcurementMethod::ALL)),
        budget_amount: draw.maybe(80, Draw::fen),
        award_amount: draw.maybe(60, Draw::fen),
        officer: draw.maybe(60, |draw| draw.pick(PEOPLE).to_owned()),
        winning_supplier_id: draw.maybe(50, |draw| draw.id(SUPPLIERS)),
        announced_on: draw.maybe(60, Draw::date),
        ..Procurement::default()
    }
}

fn contract_of(draw: &mut Draw, number: u64) -> Contract {
    let kind = match number {
        1..=CONTRACTS => draw.pick(&[ContractKind::Main, ContractKind::Main, ContractKind::Framework]),
        _ => draw.pick(&[ContractKind::Supplement, ContractKind::Supplement, ContractKind::Termination]),
    };
    let procured = draw.chance(40);
    let amount = draw.maybe(90, Draw::fen);
    Contract {
        code: format!("HT-{}-{number:05}", draw.pick(&["Bhhy", "FCG", "重庆"])),
        sequence: draw.maybe(70, |_| format!("BHHY-NH-{number:03}")),
        name: format!("{}{}{}合同", draw.pick(CITIES), draw.pick(UNITS), draw.pick(WORKS)),
        kind,
        parent_id: kind.needs_parent().then(|| draw.id(CONTRACTS)),
        source: if procured { ContractSource::Procured } else { ContractSource::Direct },
        procurement_id: procured.then(|| draw.id(PROCUREMENTS)),
        project_id: draw.maybe(70, |draw| draw.id(PROJECTS)),
        category: draw.maybe(80, |draw| draw.pick(Category::ALL)),
        party_a: draw.maybe(80, |draw| format!("{}热电有限公司", draw.pick(CITIES))),
        supplier_id: draw.id(SUPPLIERS),
        party_a_representative: None,
        party_a_contact: None,
        party_a_manager: None,
        party_b_representative: None,
        party_b_contact: None,
        party_b_manager: None,
        amount: if kind == ContractKind::Termination { amount.map(|amount| -amount) } else { amount },
        signed_on: draw.maybe(90, Draw::date),
        starts_on: draw.maybe(50, Draw::date),
        ends_on: draw.maybe(80, Draw::date),
        duration: None,
        officer: draw.maybe(80, |draw| draw.pick(PEOPLE).to_owned()),
        payment_terms: None,
        retention_percent: amount
            .and_then(|amount| if amount.fen() % 3 == 0 { None } else { "0.03".parse().ok() }),
        retention_due_on: number.is_multiple_of(2).then(|| Date::new(2023, 12, 1).expect("a day")),
        guarantee_returned_on: None,
        archived_on: None,
        remarks: None,
    }
}

fn payment_of(draw: &mut Draw, number: u64) -> Payment {
    // Some contracts have none, so that there are families without a payment.
    let contract_id = draw.id(CONTRACTS + CHILDREN) / 2 * 2 + 1;
    let contract_id = contract_id.min(1_399);
    let own =
        payment::code_of(&format!("BHHY-NH-{contract_id:03}"), u32::try_from(number).expect("a number"));
    Payment {
        code: if draw.chance(70) { own } else { format!("PAY-{number:05}") },
        contract_id,
        payment_plan_id: None,
        amount: draw.fen() + Money::from_fen(1),
        paid_on: draw.date(),
        refund: draw.chance(8),
        purpose: draw.maybe(60, |draw| draw.pick(&["进度款", "预付款", "100%_结清"]).to_owned()),
        invoice: draw.maybe(50, |draw| format!("{:04}", draw.below(300))),
        remarks: None,
    }
}

fn evaluation_of(draw: &mut Draw, contract: u64) -> Evaluation {
    let score = |ordinal: u16, draw: &mut Draw| (ordinal, draw.score());
    let yearly: BTreeMap<u16, Score> = (2019..2024).map(|year| score(year, draw)).collect();
    let irregular = (1..=draw.below(3)).map(|_| score(1, draw)).collect();
    let comprehensive_score = draw.maybe(80, Draw::score);
    Evaluation {
        period: draw.maybe(50, |_| "2024年度".to_owned()),
        evaluator: draw.maybe(70, |draw| draw.pick(PEOPLE).to_owned()),
        last_score: draw.maybe(80, Draw::score),
        yearly_scores: yearly.into_iter().filter(|_| draw.chance(50)).collect(),
        irregular_scores: irregular,
        comprehensive_score,
        comprehensive_origin: draw.pick(ScoreOrigin::ALL),
        ..Evaluation::of_contract(i64::try_from(contract).expect("an id"))
    }
}

fn settlement_of(draw: &mut Draw, contract: u64) -> Settlement {
    Settlement {
        contract_id: i64::try_from(contract).expect("an id"),
        final_amount: draw.fen(),
        completed_on: draw.maybe(60, Draw::date),
        archived_on: draw.maybe(30, Draw::date),
        remarks: None,
    }
}

fn interview_of(draw: &mut Draw) -> Interview {
    let supplier_id = draw.id(SUPPLIERS);
    Interview {
        contract_id: draw.maybe(60, |draw| draw.id(CONTRACTS)),
        kind: draw.pick(InterviewKind::ALL),
        held_on: draw.date(),
        interviewer: draw.pick(PEOPLE).to_owned(),
        representative: draw.maybe(50, |draw| draw.pick(PEOPLE).to_owned()),
        reason: draw.pick(WORKS).to_owned(),
        content: "第一行\n第二行".to_owned(),
        rectification: draw.maybe(50, |_| "整改".to_owned()),
        due_on: draw.maybe(50, Draw::date),
        status: draw.pick(InterviewStatus::ALL),
        ..Interview::of_supplier(supplier_id)
    }
}
