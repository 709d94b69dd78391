//! Search on every list: words, pinyin, initials, codes, and the texts of a record's own.

use anyhow::Result;
use ledger::Ledger;
use ledger::domain::Noun;
use ledger::domain::list::ListQuery;
use tests::program::Desk;

use crate::kit::{import_text, plant};

/// The plant, with a settlement, an interview and an evaluator to look for.
fn furnished() -> Result<Desk> {
    let desk = plant()?;
    let files = [
        ("settlement", "合同编号,最终结算金额(元),结算备注\nHT-002,498000,扣除水电费\n"),
        (
            "interview",
            "供应商,约谈类型,约谈日期,约谈人,约谈原因,约谈内容\n乙设备有限公司,履约沟通,2024-03-05,赵刚,交货延期,催促备件\n",
        ),
        ("evaluation", "合同序号,末次评价得分,评价人员\nA-002,75,钱伟\n"),
    ];
    for (kind, text) in files {
        let report = import_text(&desk, kind, text, &[])?;
        assert_eq!(report["committed"], true, "{report}");
    }
    Ok(desk)
}

fn count(ledger: &Ledger, noun: Noun, search: &str) -> Result<i64> {
    let query = ListQuery { search: search.to_owned(), limit: 10, ..ListQuery::default() };
    Ok(match noun {
        Noun::Project => ledger.list_projects(&query)?.count,
        Noun::Procurement => ledger.list_procurements(&query)?.count,
        Noun::Supplier => ledger.list_suppliers(&query)?.count,
        Noun::Contract => ledger.list_contracts(&query)?.count,
        Noun::PaymentPlan => ledger.list_payment_plans(&query)?.count,
        Noun::Payment => ledger.list_payments(&query)?.count,
        Noun::Settlement => ledger.list_settlements(&query)?.count,
        Noun::Evaluation => ledger.list_evaluations(&query)?.count,
        Noun::Interview => ledger.list_interviews(&query)?.count,
    })
}

#[test]
fn every_list_finds_by_word_pinyin_initials_and_code() -> Result<()> {
    let desk = furnished()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let asked = [
        (Noun::Project, ["一号", "yihao", "yhjz", "0101"]),
        (Noun::Procurement, ["土建", "tujian", "tjgc", "ZC-001"]),
        (Noun::Supplier, ["乙设备", "yishebei", "ysb", "0003"]),
        (Noun::Contract, ["设备采购", "caigou", "sbcg", "HT-002"]),
        (Noun::Payment, ["设备采购", "caigou", "sbcg", "A-002"]),
        (Noun::Settlement, ["设备采购", "caigou", "sbcg", "A-002"]),
        (Noun::Evaluation, ["设备采购", "caigou", "sbcg", "HT-002"]),
        (Noun::Interview, ["乙设备", "yishebei", "ysb", "乙设备有限公司"]),
    ];
    for (noun, words) in asked {
        for word in words {
            assert_eq!(count(&ledger, noun, word)?, 1, "{noun} by {word}");
        }
        assert_eq!(count(&ledger, noun, "没有的词")?, 0, "{noun}");
    }
    Ok(())
}

#[test]
fn records_are_found_by_texts_of_their_own() -> Result<()> {
    let desk = furnished()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let asked = [
        (Noun::Payment, "到货款", 1),
        (Noun::Payment, "进度", 2),
        (Noun::Payment, "0000123", 1),
        (Noun::Settlement, "水电费", 1),
        (Noun::Evaluation, "钱伟", 1),
        (Noun::Interview, "延期", 1),
        (Noun::Interview, "备件", 1),
        (Noun::Interview, "100%_", 0),
    ];
    for (noun, word, expected) in asked {
        assert_eq!(count(&ledger, noun, word)?, expected, "{noun} by {word}");
    }
    Ok(())
}

#[test]
fn a_comma_asks_for_both_and_a_space_for_either() -> Result<()> {
    let desk = furnished()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let asked = [
        (Noun::Payment, "到货款，乙设备", 1),
        (Noun::Payment, "到货款,甲建设", 0),
        (Noun::Payment, "到货款 预付款", 2),
        (Noun::Interview, "延期,赵刚", 1),
        (Noun::Interview, "延期,孙丽", 0),
        (Noun::Settlement, "水电费 没有的词", 1),
        (Noun::Settlement, "水电费,设备采购", 1),
        (Noun::Evaluation, "钱伟,甲建设", 0),
    ];
    for (noun, search, expected) in asked {
        assert_eq!(count(&ledger, noun, search)?, expected, "{noun} by {search}");
    }
    Ok(())
}

#[test]
fn the_global_search_finds_all_eight_nouns_and_former_names() -> Result<()> {
    let desk = furnished()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let nouns = |text: &str| -> Result<Vec<Noun>> {
        Ok(ledger.find(text, None, 50)?.into_iter().map(|found| found.noun).collect())
    };
    for (text, noun) in [
        ("0101", Noun::Project),
        ("ZC-001", Noun::Procurement),
        ("甲建筑公司", Noun::Supplier),
        ("sbcg", Noun::Contract),
        ("00001234", Noun::Payment),
        ("A-002-FK-001", Noun::Payment),
        ("HT-002", Noun::Settlement),
        ("HT-002", Noun::Evaluation),
        ("交货延期", Noun::Interview),
    ] {
        assert!(nouns(text)?.contains(&noun), "{noun} by {text}");
    }
    assert_eq!(nouns("HT-002")?.first(), Some(&Noun::Contract), "the contract itself comes first");
    Ok(())
}
