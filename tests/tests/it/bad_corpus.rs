//! Hundreds of files that must not be imported as they stand, each with the answer that a person
//! decided: `tests/fixtures/bad`, made by the script there.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use tests::program::Desk;

use crate::kit::{everything, import, plant};

/// What the program must say of one file.
#[derive(Debug)]
struct Answer<'a> {
    file: &'a str,
    kind: &'a str,
    options: &'a str,
    status: i32,
    code: &'a str,
    /// The row of the sheet; none where the whole file is refused.
    row: Option<u64>,
    column: &'a str,
}

#[test]
fn every_bad_file_gets_the_answer_that_was_decided() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/bad");
    let table = std::fs::read_to_string(folder.join("expected.tsv"))?;
    let answers: Vec<Answer<'_>> = table.lines().map(answer).collect::<Result<_>>()?;
    assert!(answers.len() >= 300, "only {} files", answers.len());
    let share = answers.len().div_ceil(std::thread::available_parallelism()?.get());
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let shares: Vec<_> =
            answers.chunks(share).map(|share| scope.spawn(|| wrong_answers(&folder, share))).collect();
        shares.into_iter().map(|share| share.join().expect("no panic")).collect::<Result<Vec<_>>>()
    })?
    .concat();
    assert!(wrong.is_empty(), "{} wrong answers:\n{}", wrong.len(), wrong.join("\n"));
    Ok(())
}

fn answer(line: &str) -> Result<Answer<'_>> {
    let parts: Vec<&str> = line.split('\t').collect();
    let &[file, kind, options, status, code, row, column] = parts.as_slice() else {
        anyhow::bail!("expected.tsv: {line}");
    };
    let row = if row.is_empty() { None } else { Some(row.parse()?) };
    Ok(Answer { file, kind, options, status: status.parse()?, code, row, column })
}

/// Tries each file on one ledger, which must come out of it as it was.
fn wrong_answers(folder: &Path, answers: &[Answer<'_>]) -> Result<Vec<String>> {
    let desk = plant()?;
    let before = everything(&desk)?;
    let mut wrong = Vec::new();
    for answer in answers {
        wrong.extend(wrong_answer(&desk, folder, answer)?);
    }
    wrong.extend((everything(&desk)? != before).then(|| "a bad file has changed the ledger".to_owned()));
    Ok(wrong)
}

fn wrong_answer(desk: &Desk, folder: &Path, answer: &Answer<'_>) -> Result<Option<String>> {
    let options: Vec<&str> = answer.options.split_whitespace().collect();
    let run = import(desk, answer.kind, &folder.join(answer.file), &options)?;
    let said = if run.status == 2 { &run.stderr } else { &run.stdout };
    let said: Value = serde_json::from_str(said).with_context(|| format!("{}: {run:?}", answer.file))?;
    let is_right = run.status == answer.status
        && match answer.row {
            None => said["error"]["code"] == answer.code,
            Some(row) => said["issues"].as_array().into_iter().flatten().any(|issue| {
                issue["code"] == answer.code
                    && issue["row"] == row
                    && issue["column"].as_str().unwrap_or_default() == answer.column
            }),
        };
    Ok((!is_right).then(|| format!("{answer:?}\n  but {} {} {}", run.status, said["error"], said["issues"])))
}
