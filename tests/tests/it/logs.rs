//! The log files: what IT finds in them, and that nothing of the ledger is.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::Result;
use ledger::Home;
use tests::program::{Desk, Run};

use crate::kit::{plant, text_file};

/// As much as the program can log of itself.
const ALL: &str = "warn,lantai=trace,ledger=trace,storage=trace,exchange=trace,backups=trace";

/// Returns everything that stands in the log files of a desk.
fn logged(desk: &Desk) -> Result<String> {
    let mut text = String::new();
    for entry in fs::read_dir(desk.home().join("logs"))? {
        text.push_str(&fs::read_to_string(entry?.path())?);
    }
    Ok(text)
}

#[test]
fn the_command_line_writes_the_daily_files_of_the_window() -> Result<()> {
    let desk = plant()?;
    desk.lantai(["list", "contract"])?.ended_with(0)?;
    desk.lantai(["export", "contract", "--to", "none.docx"])?.ended_with(2)?;
    let days = Home::at(desk.home()).log_days();
    assert!(
        (1..=2).contains(&days.len()) && days[0].starts_with('2'),
        "today's, and at midnight its neighbour's: {days:?}"
    );
    let text = logged(&desk)?;
    assert!(text.contains("command=\"list\" status=0 milliseconds="), "{text}");
    assert!(text.contains("command=\"export\" status=2") && text.contains("file.format_unknown"), "{text}");
    Ok(())
}

#[test]
fn a_variable_asks_for_the_log_on_the_terminal_too_or_for_none() -> Result<()> {
    let desk = plant()?;
    let told = |level| desk.lantai_with(&[("LANTAI_LOG", level)], &desk.ledger(), ["list", "contract"]);
    let run = told("info")?.ended_with(0)?;
    assert!(run.stderr.contains("command=\"list\""), "{run:?}");
    let before = logged(&desk)?;
    assert!(before.contains("command=\"list\""));
    let run = told("off")?.ended_with(0)?;
    assert_eq!((run.stderr.as_str(), logged(&desk)?), ("", before));
    Ok(())
}

/// A mark in every field, in names of files, folders and sheets, and in the name of the person.
const MARK: &str = "Qzx77";

#[test]
fn nothing_of_the_ledger_reaches_the_log() -> Result<()> {
    let desk = plant()?;
    let folder = desk.path(format!("{MARK}夹"));
    fs::create_dir(&folder)?;
    let ledger = folder.join(format!("{MARK}台账.lantai"));
    fs::copy(desk.ledger(), &ledger)?;
    let variables = [("LANTAI_LOG", ALL), ("LANTAI_USER", MARK)];
    let run = |arguments: &[&str]| desk.lantai_with(&variables, &ledger, arguments);
    let told = work_with_marks(&desk, &run)?;
    assert!(told.iter().any(|run| run.status == 1) && told.iter().any(|run| run.status == 2), "{told:?}");
    let said: String = told.iter().map(|run| run.stdout.as_str()).collect();
    assert!(said.contains(MARK), "the marks are in the ledger: {said}");
    let text = logged(&desk)?;
    assert!(text.contains("command=\"import\"") && text.contains("milliseconds="), "{text}");
    for line in text.lines() {
        assert!(!line.contains(MARK) && !line.contains("778899"), "{line}");
    }
    Ok(())
}

/// Returns the files of a package, name by name.
fn unpacked(package: &Path) -> Result<Vec<(String, String)>> {
    let mut archive = zip::ZipArchive::new(fs::File::open(package)?)?;
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let (name, mut text) = (file.name()?.into_owned(), String::new());
        file.read_to_string(&mut text)?;
        files.push((name, text));
    }
    Ok(files)
}

#[test]
fn a_diagnostics_package_tells_of_the_program_and_of_nothing_else() -> Result<()> {
    let desk = plant()?;
    let folder = desk.path(format!("{MARK}夹"));
    let place = desk.path(format!("{MARK}盘"));
    fs::create_dir(&folder)?;
    fs::create_dir(&place)?;
    let ledger = folder.join(format!("{MARK}台账.lantai"));
    fs::copy(desk.ledger(), &ledger)?;
    let variables = [("LANTAI_LOG", ALL), ("LANTAI_USER", MARK)];
    let run = |arguments: &[&str]| desk.lantai_with(&variables, &ledger, arguments);
    run(&["backup", "settings", "add-place", &place.display().to_string()])?.ended_with(0)?;
    work_with_marks(&desk, &run)?;
    let package = desk.path("package.zip");
    let to = package.display().to_string();
    let told = run(&["diagnose", "--to", &to, "--json"])?.ended_with(0)?.json()?;
    let files = unpacked(&package)?;
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let expected = ["about.json", "health.json", "ledger.json", "backups.json", "settings.json"];
    assert_eq!(names[..5], expected);
    assert!(names[5..].iter().all(|name| name.starts_with("logs/lantai.")) && names.len() > 5, "{names:?}");
    assert_eq!(told.as_array().map(Vec::len), Some(files.len()));
    for (name, text) in &files {
        assert!(!text.contains(MARK) && !text.contains("778899") && !text.contains("张三"), "{name}: {text}");
        assert!(
            name.starts_with("logs/") || !text.contains(&*desk.path("").to_string_lossy()),
            "{name}: {text}"
        );
    }
    let ledger: serde_json::Value = serde_json::from_str(&files[2].1)?;
    assert_eq!(
        (&ledger["records"]["contract"], ledger["schema_sha256"].as_str().map(str::len)),
        (&5.into(), Some(64))
    );
    let settings: serde_json::Value = serde_json::from_str(&files[4].1)?;
    assert_eq!(settings["backups"]["places"], 1);
    assert!(files[1].1.contains("health.place_reached"), "{}", files[1].1);
    Ok(())
}

#[test]
fn a_ledger_that_does_not_open_is_told_of_in_the_package() -> Result<()> {
    let desk = Desk::bare()?;
    fs::write(desk.ledger(), b"no ledger")?;
    let package = desk.path("package.zip");
    desk.lantai(["diagnose", "--to", &package.display().to_string()])?.ended_with(0)?;
    let files = unpacked(&package)?;
    assert_eq!(files[0].0, "about.json");
    assert!(files[0].1.contains("\"failure\": \"ledger.damaged\""), "{}", files[0].1);
    let refused = desk.lantai(["diagnose", "--to", "package.txt"])?.ended_with(2)?;
    assert!(refused.stderr.contains("[file.format_unknown]"), "{refused:?}");
    Ok(())
}

/// Imports, lists, exports, deletes, undoes, backs up and fails, with marks wherever there is room.
fn work_with_marks(desk: &Desk, run: &dyn Fn(&[&str]) -> Result<Run>) -> Result<Vec<Run>> {
    let m = MARK;
    let suppliers =
        format!("供应商名称,供应商编码,联系人,联系电话,开户行,备注\n{m}公司,{m}-1,{m},13{m},{m}行,{m}\n");
    let contracts = format!(
        "文件定位,合同来源,合同序号,合同编号,合同名称,甲方,乙方,含税签约合同价（元）,合同签订日期,备注\n\
         主合同,直接签订,{m}-A,{m}-HT,{m}工程,{m}甲方,{m}公司,778899.01,2024-01-10,{m}\n"
    );
    let payments = format!(
        "关联合同编号,实付金额(元),付款日期,付款事由,发票号码\n{m}-HT,778899.02,2024-03-15,{m},{m}\n{m}-HT,{m},昨天{m},{m},\n{m}-无,1,2024-03-15,,\n"
    );
    let mut told = Vec::new();
    for (kind, text) in [("supplier", suppliers), ("contract", contracts), ("payment", payments)] {
        let file = text_file(desk, &format!("{m}{kind}.csv"), &text)?.display().to_string();
        let plain = run(&["import", &file, "--kind", kind])?;
        let errors = desk.path(format!("{m}错误.xlsx")).display().to_string();
        if plain.status == 1 {
            told.push(run(&["import", &file, "--kind", kind, "--accept-valid", "--errors", &errors])?);
        }
        told.push(plain);
    }
    let missing = desk.path(format!("{m}没有.xlsx")).display().to_string();
    let to = desk.path(format!("{m}导出.xlsx")).display().to_string();
    let calls: [&[&str]; 12] = [
        &["list", "contract", "--search", m, "--json"],
        &["import", &missing, "--kind", "payment"],
        &["export", "contract", "--to", &to],
        &["export", "contract", "--to", &missing.replace("xlsx", "docx")],
        &["report", "supplier", m, "--to", &to],
        &["report", "supplier", &format!("{m}公司"), "--to", &to],
        &["delete", "supplier", &format!("{m}-1"), "--yes"],
        &["journal", "undo", "99999"],
        &["backup", "create", "--note", m],
        &["backup", "verify", m],
        &["settings", "set", m, m],
        &["check", "--json"],
    ];
    for call in calls {
        told.push(run(call)?);
    }
    Ok(told)
}
