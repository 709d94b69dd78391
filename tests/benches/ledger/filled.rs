//! A ledger with every noun in it, for the lists and the views of `--lists`.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use ledger::domain::Noun;
use ledger::import::ImportOptions;
use ledger::{Ledger, Unwatched};

use crate::data::{Contract, Data, Evaluation, PARTY_A, Serial, Size};
use crate::floor::day_text;
use crate::imports::{Place, session};
use crate::tenfold;

/// Rows of one file: more are imported in several.
const ROWS: usize = 200_000;

/// Opens the ledger of this size; makes it where there is none, or one of another program.
pub(crate) fn open(place: &Place, size: Size, seed: u64) -> Result<Ledger> {
    let name = format!("whole-{}", size.payments);
    if let Ok(ledger) = Ledger::open(&place.ledger(&name))
        && counts(&ledger)? == expected(size)
    {
        return Ok(ledger);
    }
    eprintln!("filling {}", place.ledger(&name).display());
    let data = Data::new(size, seed);
    let ledger = Ledger::create(&place.fresh(&name)?)?;
    fill(&ledger, &data, place.folder())?;
    ensure!(counts(&ledger)? == expected(size), "{:?}", counts(&ledger)?);
    Ok(ledger)
}

/// Opens a ledger ten times as large; makes it of the other where there is none.
pub(crate) fn open_tenfold(place: &Place, size: Size, seed: u64) -> Result<Ledger> {
    let path = place.ledger(&format!("tenfold-{}", size.payments));
    if let Ok(ledger) = Ledger::open(&path)
        && counts(&ledger)? == expected(size.tenfold())
    {
        return Ok(ledger);
    }
    let once = open(place, size, seed)?;
    eprintln!("filling {}", path.display());
    let fresh = place.fresh(&format!("tenfold-{}", size.payments))?;
    let from = once.path().to_owned();
    // Closed, so that all of it stands in the one file.
    drop(once);
    std::fs::copy(from, &fresh)?;
    tenfold::multiply(&fresh)?;
    let ledger = Ledger::open(&fresh)?;
    ensure!(counts(&ledger)? == expected(size.tenfold()), "{:?}", counts(&ledger)?);
    Ok(ledger)
}

fn counts(ledger: &Ledger) -> Result<Vec<(Noun, i64)>> {
    Ok(ledger.counts()?)
}

fn expected(size: Size) -> Vec<(Noun, i64)> {
    let count = |noun: &Noun| match noun {
        Noun::Project => size.projects,
        Noun::Procurement => size.procurements,
        Noun::Supplier => size.suppliers,
        Noun::Contract => size.mains + size.supplements,
        Noun::PaymentPlan => size.mains * INSTALMENTS.len(),
        Noun::Payment => size.payments,
        Noun::Settlement => size.settlements,
        Noun::Evaluation => size.evaluations,
        Noun::Interview => size.interviews,
    };
    Noun::ALL.iter().map(|noun| (*noun, i64::try_from(count(noun)).unwrap_or(i64::MAX))).collect()
}

fn fill(ledger: &Ledger, data: &Data, folder: &Path) -> Result<()> {
    let import = |noun, labels: &[&str], rows: Vec<Vec<String>>| {
        for part in rows.chunks(ROWS) {
            import_rows(ledger, folder, noun, labels, part)?;
        }
        Ok::<(), anyhow::Error>(())
    };
    let projects = data.projects.iter().map(|(code, name)| vec![code.clone(), name.clone()]);
    import(Noun::Project, &["项目编码", "项目名称"], projects.collect())?;
    let labels = ["供应商名称", "供应商编码", "类别", "联系人", "联系电话"];
    import(Noun::Supplier, &labels, suppliers(data))?;
    let labels = [
        "项目编码",
        "招采编号",
        "采购项目名称",
        "中标单位",
        "采购方式",
        "采购预算金额(元)",
        "中标金额（元）",
        "采购经办人",
        "公告发布时间",
    ];
    import(Noun::Procurement, &labels, procurements(data))?;
    import(Noun::Contract, &CONTRACT, contracts(data))?;
    import(Noun::PaymentPlan, &["关联合同编号", "付款节点", "应付日期", "应付比例"], payment_plans(data))?;
    let labels = ["付款编号", "关联合同编号", "实付金额(元)", "付款日期", "付款事由", "发票号码"];
    import(Noun::Payment, &labels, payments(data))?;
    let labels = ["合同编号", "最终结算金额(元)", "结算完成时间"];
    import(Noun::Settlement, &labels, settlements(data))?;
    import(Noun::Evaluation, &EVALUATION, evaluations(data))?;
    let labels = [
        "供应商",
        "关联合同",
        "约谈类型",
        "约谈日期",
        "约谈人",
        "约谈原因",
        "约谈内容",
        "整改要求",
        "整改期限",
        "跟进状态",
    ];
    import(Noun::Interview, &labels, interviews(data))
}

fn import_rows(
    ledger: &Ledger,
    folder: &Path,
    noun: Noun,
    labels: &[&str],
    rows: &[Vec<String>],
) -> Result<()> {
    let path = folder.join(format!("whole-{}.csv", noun.name()));
    let mut writer = csv::Writer::from_writer(BufWriter::new(File::create(&path)?));
    writer.write_record(labels)?;
    rows.iter().try_for_each(|row| writer.write_record(row))?;
    writer.flush()?;
    drop(writer);
    let options = ImportOptions { kind: Some(noun), ..ImportOptions::default() };
    let import = ledger.open_import(&path, &options, &Unwatched)?;
    let report = ledger.commit_import(&session(), &import, false, &Unwatched)?;
    ensure!(report.summary.committed, "{} was not imported: {:?}", path.display(), report.issues.first());
    std::fs::remove_file(&path).context("the file that was imported")
}

fn suppliers(data: &Data) -> Vec<Vec<String>> {
    let row = |supplier: &crate::data::Supplier| {
        vec![
            supplier.name.clone(),
            supplier.code.clone(),
            supplier.category.to_owned(),
            supplier.contact.clone(),
            supplier.phone.clone(),
        ]
    };
    data.suppliers.iter().map(row).collect()
}

fn procurements(data: &Data) -> Vec<Vec<String>> {
    let row = |procurement: &crate::data::Procurement| {
        let contract = &data.contracts[procurement.contract];
        vec![
            data.projects[contract.project].0.clone(),
            procurement.code.clone(),
            procurement.name.clone(),
            data.suppliers[contract.supplier].name.clone(),
            procurement.method.to_owned(),
            yuan(procurement.budget_fen),
            yuan(procurement.award_fen),
            procurement.officer.clone(),
            day(procurement.announced_on),
        ]
    };
    data.procurements.iter().map(row).collect()
}

const CONTRACT: [&str; 18] = [
    "项目编码",
    "文件定位",
    "关联主合同编号",
    "合同来源",
    "关联采购编号",
    "合同序号",
    "合同编号",
    "合同名称",
    "合同签订经办人",
    "合同类型",
    "甲方",
    "乙方",
    "含税签约合同价（元）",
    "合同签订日期",
    "到期日期",
    "质保金比例",
    "质保金到期日",
    "支付方式",
];

fn contracts(data: &Data) -> Vec<Vec<String>> {
    let mut of = vec![None; data.contracts.len()];
    for procurement in &data.procurements {
        of[procurement.contract] = Some(procurement.code.as_str());
    }
    let row = |(place, contract): (usize, &Contract)| {
        let parent = contract.parent.map(|parent| data.contracts[parent].code.clone());
        let retained = parent.is_none() && place.is_multiple_of(5);
        vec![
            data.projects[contract.project].0.clone(),
            if parent.is_some() { "补充协议" } else { "主合同" }.to_owned(),
            parent.unwrap_or_default(),
            if of[place].is_some() { "采购合同" } else { "直接签订" }.to_owned(),
            of[place].unwrap_or_default().to_owned(),
            contract.sequence.clone(),
            contract.code.clone(),
            contract.name.clone(),
            contract.officer.clone(),
            contract.category.to_owned(),
            PARTY_A.to_owned(),
            data.suppliers[contract.supplier].name.clone(),
            yuan(contract.amount_fen),
            day(contract.signed_on),
            day(contract.ends_on),
            if retained { "3%" } else { "" }.to_owned(),
            if retained { day(contract.ends_on + 365) } else { String::new() },
            contract.payment_terms.to_owned(),
        ]
    };
    data.contracts.iter().enumerate().map(row).collect()
}

/// The payment plan of every main contract: what is due, how many days after the signing, and how
/// much of the amount.
const INSTALMENTS: [(&str, Serial, &str); 3] =
    [("预付款", 30, "30%"), ("验收款", 365, "65%"), ("质保金", 730, "5%")];

fn payment_plans(data: &Data) -> Vec<Vec<String>> {
    let mains = data.contracts.iter().filter(|contract| contract.parent.is_none());
    let rows = |contract: &Contract| {
        let (code, signed) = (contract.code.clone(), contract.signed_on);
        INSTALMENTS.map(|(term, after, percent)| {
            vec![code.clone(), term.to_owned(), day(signed + after), percent.to_owned()]
        })
    };
    mains.flat_map(rows).collect()
}

fn payments(data: &Data) -> Vec<Vec<String>> {
    let row = |payment: &crate::data::Payment| {
        vec![
            payment.code.clone(),
            data.contracts[payment.contract].code.clone(),
            yuan(payment.amount_fen),
            day(payment.paid_on),
            payment.purpose.to_owned(),
            payment.invoice.clone().unwrap_or_default(),
        ]
    };
    data.payments.iter().map(row).collect()
}

fn settlements(data: &Data) -> Vec<Vec<String>> {
    let row = |settlement: &crate::data::Settlement| {
        let contract = data.contracts[settlement.contract].code.clone();
        vec![contract, yuan(settlement.final_fen), day(settlement.completed_on)]
    };
    data.settlements.iter().map(row).collect()
}

const EVALUATION: [&str; 12] = [
    "合同序号",
    "履约综合评价得分",
    "末次评价得分",
    "2019年度评价得分",
    "2020年度评价得分",
    "2021年度评价得分",
    "2022年度评价得分",
    "2023年度评价得分",
    "2024年度评价得分",
    "2025年度评价得分",
    "第一次不定期评价得分",
    "第二次不定期评价得分",
];

fn evaluations(data: &Data) -> Vec<Vec<String>> {
    let score = |score: &Option<i64>| score.map_or_else(String::new, yuan);
    let row = |evaluation: &Evaluation| {
        let scores = [&evaluation.comprehensive, &evaluation.last];
        let scores = scores.into_iter().chain(&evaluation.yearly).chain(&evaluation.irregular);
        let contract = data.contracts[evaluation.contract].sequence.clone();
        [contract].into_iter().chain(scores.map(score)).collect()
    };
    data.evaluations.iter().map(row).collect()
}

fn interviews(data: &Data) -> Vec<Vec<String>> {
    let row = |interview: &crate::data::Interview| {
        let contract = &data.contracts[interview.contract];
        vec![
            data.suppliers[contract.supplier].name.clone(),
            contract.code.clone(),
            interview.kind.to_owned(),
            day(interview.held_on),
            interview.interviewer.clone(),
            interview.reason.to_owned(),
            format!("双方就“{}”交换了意见。", interview.reason),
            "限期整改，并报书面说明。".to_owned(),
            day(interview.due_on),
            interview.status.to_owned(),
        ]
    };
    data.interviews.iter().map(row).collect()
}

/// Hundredths as people write them.
fn yuan(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn day(serial: Serial) -> String {
    day_text(i64::from(serial))
}
