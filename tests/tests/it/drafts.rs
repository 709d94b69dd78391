//! What was decided about a file is found again by whoever comes back with it.

use anyhow::{Context, Result};
use ledger::domain::Noun;
use ledger::domain::exchange::Counts;
use ledger::domain::plan::{ImportDraft, ImportPlan, SupplierDecision};
use ledger::domain::reading::Reading;
use ledger::import::{Import, ImportFile};
use ledger::{Ledger, Session, Unwatched};
use tests::program::Desk;

use crate::kit::{plant, text_file};

const FILE: &str = "合同编号,付款金额,付款日期\nHT-003,一百,2024-05-01\nHT-003,200,2024-06-01\n";

fn session() -> Session {
    Session::named("王芳")
}

fn opened(ledger: &Ledger, desk: &Desk, text: &str) -> Result<ImportFile> {
    let path = text_file(desk, "付款.csv", text)?;
    Ok(ledger.open_own_file(&path, None, &Unwatched)?)
}

/// A plan in which a cell is mended, a row left out and a supplier decided about.
fn decided() -> ImportPlan {
    let mut plan = ImportPlan { reading: Reading::of(Some(Noun::Payment), None), ..ImportPlan::default() };
    plan.amendments.set_cell(2, 1, "100");
    plan.left_out.insert(3);
    plan.suppliers.insert("某公司".to_owned(), SupplierDecision::Nobody);
    plan
}

fn planned(ledger: &Ledger, file: &ImportFile, plan: ImportPlan) -> Result<Import> {
    let import = ledger.plan_import(file, plan)?;
    ledger.keep_import_draft(&session(), &import);
    Ok(import)
}

fn draft(ledger: &Ledger, file: &ImportFile) -> Result<ImportDraft> {
    ledger.import_draft(file)?.context("a draft")
}

#[test]
fn what_was_mended_in_a_preview_that_was_left_stands_again_for_the_same_file() -> Result<()> {
    let desk = plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let file = opened(&ledger, &desk, FILE)?;
    assert_eq!(ledger.import_draft(&file)?, None);
    let import = planned(&ledger, &file, decided())?;
    // The error rows are saved, and the preview is left.
    let report = ledger.rehearse_import(&session(), &import, &Unwatched)?;
    import.write_errors(&report, &desk.path("错误.xlsx"), &|issue| issue.message(false))?;
    drop((import, file, ledger));

    let ledger = Ledger::open(&desk.ledger())?;
    let again = opened(&ledger, &desk, FILE)?;
    let found = draft(&ledger, &again)?;
    assert_eq!((found.actor.as_str(), &found.plan), ("王芳", &decided()));
    let import = ledger.plan_import(&again, found.plan)?;
    let report = ledger.rehearse_import(&session(), &import, &Unwatched)?;
    assert_eq!(report.summary.counts, Counts { insert: 1, skipped: 1, ..Counts::default() });
    let other = opened(&ledger, &desk, &FILE.replace("一百", "壹佰"))?;
    assert_eq!(ledger.import_draft(&other)?, None, "another file");
    Ok(())
}

#[test]
fn a_draft_goes_when_nothing_is_decided_any_more() -> Result<()> {
    let desk = plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let file = opened(&ledger, &desk, FILE)?;
    planned(&ledger, &file, decided())?;
    draft(&ledger, &file)?;
    let nothing = ImportPlan { reading: Reading::of(Some(Noun::Payment), None), ..ImportPlan::default() };
    planned(&ledger, &file, nothing)?;
    assert_eq!(ledger.import_draft(&file)?, None);
    Ok(())
}

#[test]
fn a_draft_is_of_its_ledger_and_a_broken_one_is_none() -> Result<()> {
    let desk = plant()?;
    let ledger = Ledger::open(&desk.ledger())?;
    let file = opened(&ledger, &desk, FILE)?;
    planned(&ledger, &file, decided())?;
    let folder = desk.ledger().with_file_name("import-drafts");
    let kept = std::fs::read_dir(&folder)?.next().context("a file")??.path();
    let text = std::fs::read_to_string(&kept)?;
    let mark: i64 = serde_json::from_str::<serde_json::Value>(&text)?["mark"].as_i64().context("a mark")?;
    std::fs::write(&kept, text.replace(&mark.to_string(), &(mark + 1).to_string()))?;
    assert_eq!(ledger.import_draft(&file)?, None, "of another ledger");
    std::fs::write(&kept, "{")?;
    assert_eq!(ledger.import_draft(&file)?, None, "broken");
    // A later decision stands in its place.
    planned(&ledger, &file, decided())?;
    assert_eq!(draft(&ledger, &file)?.plan, decided());
    Ok(())
}

/// Where drafts cannot be kept, imports go on.
#[test]
fn a_folder_that_cannot_be_made_costs_the_draft_alone() -> Result<()> {
    let desk = plant()?;
    std::fs::write(desk.ledger().with_file_name("import-drafts"), "")?;
    let ledger = Ledger::open(&desk.ledger())?;
    let file = opened(&ledger, &desk, FILE)?;
    let import = planned(&ledger, &file, decided())?;
    assert_eq!(ledger.import_draft(&file)?, None);
    let committed = ledger.commit_import(&session(), &import, false, &Unwatched)?;
    assert!(committed.summary.committed);
    Ok(())
}
