//! The command line as IT calls it: what it prints where, and how it ends.

use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;
use tests::program::{Desk, lantai};

use crate::kit::{self, KINDS, plant, regex_of, snapshot};

#[test]
fn init_makes_an_empty_ledger_and_refuses_an_existing_file() -> Result<()> {
    let desk = Desk::with_ledger()?;
    for records in kit::everything(&desk)? {
        assert!(records.is_empty());
    }
    let before = std::fs::read(desk.ledger())?;
    let again = desk.lantai(["init"])?.ended_with(2)?;
    assert!(again.stderr.contains("[ledger.exists]"), "{again:?}");
    assert_eq!(again.stdout, "");
    assert_eq!(std::fs::read(desk.ledger())?, before);
    Ok(())
}

#[test]
fn init_never_writes_over_a_file_that_is_no_ledger() -> Result<()> {
    let desk = Desk::bare()?;
    std::fs::write(desk.ledger(), "贵重的文件")?;
    let refused = desk.lantai(["init"])?.ended_with(2)?;
    assert!(refused.stderr.contains("[ledger.exists]"), "{refused:?}");
    assert_eq!(std::fs::read_to_string(desk.ledger())?, "贵重的文件");
    Ok(())
}

#[test]
fn every_command_but_init_refuses_a_missing_ledger_and_makes_none() -> Result<()> {
    let desk = Desk::bare()?;
    let file = kit::text_file(&desk, "project.csv", "项目编码,项目名称,项目状态\nP,项目,进行中\n")?;
    let file = file.to_str().context("UTF-8")?;
    let calls: &[&[&str]] = &[
        &["import", file, "--kind", "project"],
        &["export", "project", "--to", "out.xlsx"],
        &["export", "all", "--to", "out.xlsx"],
        &["template", "project", "--to", "out.xlsx"],
        &["list", "project"],
        &["journal", "list"],
        &["journal", "show", "1"],
        &["journal", "undo", "1"],
        &["journal", "verify"],
    ];
    for call in calls {
        let run = desk.lantai(*call)?.ended_with(2).with_context(|| call.join(" "))?;
        assert!(run.stderr.contains("[ledger.missing]"), "{call:?}: {run:?}");
        assert_eq!(run.stdout, "", "{call:?}");
    }
    let left: Vec<_> = std::fs::read_dir(desk.path(""))?.collect::<Result<_, _>>()?;
    assert_eq!(left.len(), 2, "only project.csv and the home with its logs: {left:?}");
    let home: Vec<_> = std::fs::read_dir(desk.home())?.collect::<Result<_, _>>()?;
    assert_eq!(home.len(), 1, "only the logs: {home:?}");
    Ok(())
}

#[test]
fn without_a_named_ledger_the_one_of_this_computer_is_taken_and_never_made() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let call = |named: Option<&std::path::Path>, arguments: &[&str]| -> Result<std::process::Output> {
        let mut command = Command::new(lantai()?);
        command.args(arguments).env_remove("LANTAI_LEDGER").env("LANTAI_HOME", desk.path("home"));
        if let Some(path) = named {
            command.env("LANTAI_LEDGER", path);
        }
        Ok(command.output()?)
    };
    let none = call(None, &["list", "project"])?;
    assert_eq!(none.status.code(), Some(2));
    assert!(String::from_utf8(none.stderr)?.contains("[ledger.missing]"));
    let named = call(Some(&desk.ledger()), &["list", "project", "--json"])?;
    assert_eq!((named.status.code(), named.stdout.as_slice()), (Some(0), b"[]\n".as_slice()));
    assert_eq!(call(None, &["init"])?.status.code(), Some(0));
    assert_eq!(call(None, &["list", "project"])?.status.code(), Some(0));
    Ok(())
}

#[test]
fn a_call_that_cannot_be_understood_ends_with_2_and_says_why() -> Result<()> {
    let desk = Desk::with_ledger()?;
    let calls: &[&[&str]] = &[
        &[],
        &["weave"],
        &["list", "invoice"],
        &["list", "project", "--colour"],
        &["import", "a.xlsx"],
        &["import", "a.xlsx", "--kind", "contract", "--mode", "guess"],
        &["export", "contract"],
        &["export", "contract", "--to", "a.csv", "--encoding", "latin-1"],
        &["journal", "undo"],
        &["journal", "undo", "yesterday"],
    ];
    for call in calls {
        let run = desk.lantai(*call)?.ended_with(2).with_context(|| call.join(" "))?;
        assert!(run.stderr.contains("[request.invalid]"), "{call:?}: {run:?}");
        assert_eq!(run.stdout, "", "{call:?}");
    }
    Ok(())
}

#[test]
fn a_failure_is_one_json_object_where_json_was_asked_for() -> Result<()> {
    let desk = plant()?;
    let calls: &[(&[&str], &str)] = &[
        (&["list", "invoice", "--json"], "request.invalid"),
        (&["journal", "show", "99", "--json"], "journal.entry_unknown"),
        (&["import", "nowhere.xlsx", "--kind", "contract", "--json"], "file.not_found"),
    ];
    for (call, code) in calls {
        let run = desk.lantai(*call)?.ended_with(2)?;
        assert_eq!(run.stdout, "", "{call:?}");
        let failure: Value = serde_json::from_str(&run.stderr)?;
        assert_eq!(failure["error"]["code"], *code);
        assert!(failure["error"]["message"].as_str().is_some_and(|message| !message.is_empty()));
        assert!(failure["error"]["params"].is_object());
    }
    Ok(())
}

#[test]
fn failures_speak_chinese_or_english() -> Result<()> {
    let desk = plant()?;
    let zh = desk.lantai(["journal", "show", "99"])?.ended_with(2)?;
    let en = desk.lantai(["journal", "show", "99", "--lang", "en"])?.ended_with(2)?;
    snapshot!(desk, format!("{}{}", zh.stderr, en.stderr));
    Ok(())
}

#[test]
fn help_and_version_are_results() -> Result<()> {
    let desk = Desk::bare()?;
    for call in [["--help"], ["--version"]] {
        let run = desk.lantai(call)?.ended_with(0)?;
        assert_eq!(run.stderr, "");
        assert!(run.stdout.contains("lantai"), "{run:?}");
    }
    Ok(())
}

#[test]
fn lists_for_people() -> Result<()> {
    let desk = plant()?;
    let mut shown = String::new();
    for kind in KINDS {
        let run = desk.lantai(["list", kind])?.ended_with(0)?;
        assert_eq!(run.stderr, "");
        assert!(!run.stdout.contains('\u{1b}'), "no colour where there is no terminal");
        writeln!(shown, "$ lantai list {kind}\n{}", run.stdout)?;
    }
    let english = desk.lantai(["list", "contract", "--lang", "en"])?.ended_with(0)?;
    write!(shown, "$ lantai list contract --lang en\n{}", english.stdout)?;
    snapshot!(desk, shown);
    Ok(())
}

#[test]
fn lists_for_programs() -> Result<()> {
    let desk = plant()?;
    let settlement = "合同编号,最终结算金额(元),结算完成时间\nHT-002,490000,2024-01-31\n";
    kit::import_text(&desk, "settlement", settlement, &[])?;
    let mut shown = String::new();
    for kind in KINDS {
        let run = desk.lantai(["list", kind, "--json"])?.ended_with(0)?;
        assert_eq!(run.stderr, "");
        writeln!(shown, "$ lantai list {kind} --json\n{}", run.stdout)?;
    }
    snapshot!(desk, shown);
    Ok(())
}

#[test]
fn a_list_is_narrowed_by_words_and_by_supplier() -> Result<()> {
    let desk = plant()?;
    let names = |options: &[&str]| -> Result<Vec<String>> {
        let records = kit::list(&desk, "contract", options)?;
        Ok(records.iter().filter_map(|record| record["code"].as_str().map(str::to_owned)).collect())
    };
    assert_eq!(names(&["--search", "设备采购"])?, ["HT-002"]);
    assert_eq!(names(&["--search", "sbcg"])?, ["HT-002"], "pinyin initials");
    assert_eq!(names(&["--search", "没有这样的"])?, [""; 0]);
    let mut of_parent = names(&["--supplier", "甲建设有限公司"])?;
    of_parent.sort();
    assert_eq!(of_parent, ["HT-001", "HT-001-1"], "never those of 甲建设有限公司分公司");
    let mut of_former = names(&["--supplier", "甲 建筑公司"])?;
    of_former.sort();
    assert_eq!(of_former, of_parent, "by a former name, whatever the spaces");
    assert_eq!(names(&["--supplier", "建设"])?, [""; 0], "a part of a name is no supplier");
    let refused = desk.lantai(["list", "project", "--supplier", "甲建设有限公司"])?.ended_with(2)?;
    assert!(refused.stderr.contains("[list.unknown_field]"), "{refused:?}");
    Ok(())
}

#[test]
fn no_internal_number_goes_out() -> Result<()> {
    fn check(value: &Value) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    assert!(!matches!(name.as_str(), "id" | "revision" | "_id"), "{name}");
                    assert!(!name.ends_with("_id"), "{name}");
                    check(value);
                }
            }
            Value::Array(values) => values.iter().for_each(check),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let desk = plant()?;
    kit::everything(&desk)?.into_iter().flatten().for_each(|record| check(&record));
    Ok(())
}

/// `lantai list … | head -1`: the reader goes after one line, and that is no failure.
#[test]
fn a_reader_that_leaves_is_no_failure() -> Result<()> {
    let desk = plant()?;
    kit::import(&desk, "payment", &kit::many_payments(&desk)?, &[])?.ended_with(0)?;
    for format in [["list", "payment"].as_slice(), &["list", "payment", "--json"]] {
        let mut command = Command::new(lantai()?);
        command.arg("--ledger").arg(desk.ledger()).args(format);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("piped")?).read_line(&mut line)?;
        assert!(!line.is_empty());
        let output = child.wait_with_output()?;
        assert_eq!(String::from_utf8(output.stderr)?, "");
        assert_eq!(output.status.code(), Some(0));
    }
    Ok(())
}

#[test]
fn an_unwritable_standard_output_is_told() -> Result<()> {
    let full = std::path::Path::new("/dev/full");
    if !full.exists() {
        return Ok(());
    }
    let desk = plant()?;
    let mut command = Command::new(lantai()?);
    command.arg("--ledger").arg(desk.ledger()).args(["list", "contract"]);
    let stdout = std::fs::OpenOptions::new().write(true).open(full)?;
    let output = command.stdout(stdout).output()?;
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr)?.contains("[file.not_writable]"));
    Ok(())
}

#[test]
fn an_import_report_for_people() -> Result<()> {
    let desk = plant()?;
    let text = "\
关联合同编号,实付金额(元),付款日期,付款事由
HT-003,1200,2024-04-01,季度款
HT-003,一千二,2024-07-01,季度款
HT-404,1200,昨天,季度款
合计,2400,,
";
    let file = kit::text_file(&desk, "付款.csv", text)?;
    let file = file.to_str().context("UTF-8")?;
    let mut shown = String::new();
    let calls: &[&[&str]] =
        &[&["--dry-run"], &[], &["--accept-valid"], &["--accept-valid", "--lang", "en", "--dry-run"]];
    for options in calls {
        let call = ["import", file, "--kind", "payment"];
        let run = desk.lantai(call.iter().chain(*options))?.ended_with(1)?;
        writeln!(shown, "$ lantai import 付款.csv --kind payment {}", options.join(" "))?;
        writeln!(shown, "{}{}", run.stdout, run.stderr)?;
    }
    snapshot!(desk, shown);
    Ok(())
}

#[test]
fn an_import_report_for_programs() -> Result<()> {
    let desk = plant()?;
    let text = "合同编号,付款金额,付款日期\nHT-003,1200,2024-04-01\nHT-003,一千二,2024-07-01\n";
    let file = kit::text_file(&desk, "付款.csv", text)?;
    let run = kit::import(&desk, "payment", &file, &["--accept-valid"])?.ended_with(1)?;
    assert_eq!(run.stderr, "", "a report is a result, not a message");
    snapshot!(desk, run.stdout);
    Ok(())
}
