//! Templates of one's own, in the folder `templates` beside the ledger.

use anyhow::Result;
use tests::program::Desk;

use crate::kit::{self, count, plant, record};

const FILE: &str = "合同文号,付款日期,本期实付造价\nHT-003,2024-05-01,1.5\n";

fn put(desk: &Desk, name: &str, text: &str) -> Result<()> {
    let folder = desk.ledger().with_file_name("templates");
    std::fs::create_dir_all(&folder)?;
    Ok(std::fs::write(folder.join(name), text)?)
}

#[test]
fn a_department_that_calls_columns_otherwise_is_understood() -> Result<()> {
    let desk = plant()?;
    let file = kit::text_file(&desk, "付款.csv", FILE)?;
    let refused = kit::import(&desk, "payment", &file, &[])?.ended_with(2)?;
    assert!(refused.stderr.contains("file.header_unknown"), "{refused:?}");
    put(
        &desk,
        "工程部.yaml",
        "kind: payment\nname: 工程部付款表\ncolumns:\n  - { field: contract, aliases: [合同文号] }\n  \
         - { field: amount, aliases: [本期实付造价], unit: ten_thousand }\n",
    )?;
    put(&desk, "说明.txt", "不是模板")?;
    let report = kit::import(&desk, "payment", &file, &[])?.ended_with(0)?.json()?;
    assert_eq!(count(&report, "insert"), Some(1), "{report}");
    assert_eq!(record(&desk, "contract", "code", "HT-003")?["paid"], "15000.00");
    Ok(())
}

#[test]
fn a_template_with_a_mistake_stops_the_import_with_file_and_line() -> Result<()> {
    let mistakes = [
        ("kind: payment\ncolumns:\n  - { field: price, aliases: [造价] }\n", "template.field_unknown", "3"),
        (
            "kind: payment\ncolumns:\n  - { field: amount, aliases: [付款日期] }\n",
            "template.label_taken",
            "3",
        ),
        (
            "kind: payment\ncolumns:\n  - { field: amount, aliases: [\"{n}\"] }\n",
            "template.label_invalid",
            "3",
        ),
        ("kind: payment\ncolumns: [\n", "template.not_yaml", ""),
    ];
    for (text, code, line) in mistakes {
        let desk = plant()?;
        let file = kit::text_file(&desk, "付款.csv", "合同编号,付款金额,付款日期\nHT-003,1,2024-05-01\n")?;
        put(&desk, "坏模板.yaml", text)?;
        let run = kit::import(&desk, "payment", &file, &[])?.ended_with(2)?;
        assert!(run.stderr.contains(code) && run.stderr.contains("坏模板.yaml"), "{run:?}");
        assert!(run.stderr.contains(&format!("第 {line}")), "{run:?}");
    }
    let desk = plant()?;
    let file = kit::text_file(&desk, "付款.csv", FILE)?;
    put(&desk, "乱码.yaml", "kind: payment")?;
    std::fs::write(desk.ledger().with_file_name("templates").join("乱码.yaml"), b"\xff\xfe\x00")?;
    let run = kit::import(&desk, "payment", &file, &[])?.ended_with(2)?;
    assert!(run.stderr.contains("template.unreadable"), "{run:?}");
    Ok(())
}
