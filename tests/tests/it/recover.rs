//! `lantai recover`: what can still be got out of a damaged ledger.

use std::fs;
use std::ops::ControlFlow;

use anyhow::{Context, Result};
use ledger::backup::{Ladder, WayBack};
use ledger::domain::Code;
use ledger::{Ledger, Session, Unwatched, Watch};
use rusqlite::Connection;
use serde_json::Value;
use tests::program::Desk;

use crate::kit::{self, everything, list, plant};

fn recover(desk: &Desk, options: &[&str], status: i32) -> Result<Value> {
    let run = desk.lantai(["recover", "--json"].iter().chain(options))?.ended_with(status)?;
    serde_json::from_str(if status == 2 { &run.stderr } else { &run.stdout }).context("JSON")
}

/// Returns the codes of all payments.
fn payments(desk: &Desk) -> Result<Vec<String>> {
    let rows = list(desk, "payment", &[])?;
    rows.iter().map(|row| Ok(row["code"].as_str().context("a code")?.to_owned())).collect()
}

/// Overwrites one page of a table, somewhere in its middle.
fn destroy_a_page(desk: &Desk, table: &str) -> Result<()> {
    let connection = Connection::open(desk.ledger())?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    // A leaf points to no other page, and the root is none: a page in the middle of the rows.
    let needle = |place: i64| -> Result<Vec<u8>> {
        let code: String = connection.query_row(
            &format!("SELECT code FROM {table} ORDER BY id LIMIT 1 OFFSET ?1"),
            [place],
            |row| row.get(0),
        )?;
        Ok(code.into_bytes())
    };
    let count: i64 = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
    let (one, next) = (needle(count / 2)?, needle(count / 2 + 1)?);
    let mut bytes = fs::read(desk.ledger())?;
    let holds = |page: &[u8], text: &[u8]| page.windows(text.len()).any(|window| window == text);
    // 13 is the mark of a leaf of a table.
    let page = bytes.chunks_mut(4096).find(|page| page[0] == 13 && holds(page, &one) && holds(page, &next));
    page.context("a leaf with two neighbours")?.fill(0xAA);
    Ok(fs::write(desk.ledger(), bytes)?)
}

#[test]
fn a_sound_ledger_is_left_alone() -> Result<()> {
    let desk = plant()?;
    let bytes = fs::read(desk.ledger())?;
    assert_eq!(recover(&desk, &["--yes"], 0)?["sound"], true);
    assert_eq!(fs::read(desk.ledger())?, bytes);
    Ok(())
}

#[test]
fn lost_records_are_told_one_by_one_and_all_others_are_saved() -> Result<()> {
    let desk = plant()?;
    kit::import(&desk, "payment", &kit::many_payments(&desk)?, &[])?.ended_with(0)?;
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    let before = payments(&desk)?;
    destroy_a_page(&desk, "payment")?;
    let damaged = fs::read(desk.ledger())?;
    let told = recover(&desk, &[], 1)?;
    assert_eq!(told["recovered"]["rung"], "salvaged");
    assert_eq!(fs::read(desk.ledger())?, damaged, "nothing is changed without consent");
    let lost = told["recovered"]["lost"].as_array().context("lost")?.clone();
    assert!((1..200).contains(&lost.len()), "{}", lost.len());
    let put = recover(&desk, &["--yes"], 1)?;
    let aside = put["put_in_place"]["quarantine"].as_str().context("a folder")?;
    assert_eq!(fs::read(std::path::Path::new(aside).join("ledger.lantai"))?, damaged);
    desk.lantai(["check"])?.ended_with(0)?;
    let after = payments(&desk)?;
    let mut gone: Vec<&String> = before.iter().filter(|code| !after.contains(code)).collect();
    let mut named: Vec<&str> = lost.iter().filter_map(|record| record["key"].as_str()).collect();
    gone.sort();
    named.sort_unstable();
    assert_eq!(gone, named);
    assert_eq!(put["recovered"]["saved"]["payment"], after.len());
    Ok(())
}

#[test]
fn what_its_own_journal_tells_is_done_again_where_the_records_are_lost() -> Result<()> {
    let desk = plant()?;
    kit::import(&desk, "payment", &kit::many_payments(&desk)?, &[])?.ended_with(0)?;
    let before = everything(&desk)?;
    fs::remove_dir_all(desk.path("backups"))?;
    destroy_a_page(&desk, "payment")?;
    let told = recover(&desk, &[], 1)?;
    assert_eq!((&told["first"], &told["replayed"]["backup"]), (&"replay".into(), &Value::Null), "{told}");
    let lost = told["recovered"]["lost"].as_array().context("lost")?.len();
    let nouns = told["comparison"]["nouns"].as_array().context("nouns")?;
    let payments = nouns.iter().find(|one| one["noun"] == "payment").context("payments")?;
    assert_eq!((&payments["missing"], &payments["new"]), (&lost.into(), &0.into()), "{payments}");
    let put = recover(&desk, &["--by", "replay", "--yes"], 0)?;
    assert!(put["put_in_place"]["quarantine"].is_string(), "{put}");
    assert_eq!(everything(&desk)?, before);
    desk.lantai(["check"])?.ended_with(0)?;
    Ok(())
}

#[test]
fn a_ledger_that_is_damaged_while_it_is_open_is_replaced_and_its_files_are_kept() -> Result<()> {
    let desk = plant()?;
    kit::import(&desk, "payment", &kit::many_payments(&desk)?, &[])?.ended_with(0)?;
    let before = everything(&desk)?;
    let sound = fs::read(desk.ledger())?;
    destroy_a_page(&desk, "payment")?;
    let damaged = fs::read(desk.ledger())?;
    let session = Session::named("张三");
    let ladder = Ladder::climb(&desk.ledger(), &session, &[desk.path("backups")], &Unwatched)?;
    assert_eq!(ladder.first(), WayBack::Replayed);
    let candidate = ladder.replayed.as_ref().context("its journal is whole")?.candidate();
    fs::write(desk.ledger(), sound)?;
    let ledger = Ledger::open(&desk.ledger())?;
    assert!(!ledger.is_damaged()?);
    fs::write(desk.ledger(), damaged)?;
    assert!(ledger.is_damaged()?);
    let restored = ledger.restore(&session, &candidate, &Unwatched)?.value;
    assert!(restored.before.is_none() && restored.quarantine.is_some_and(|folder| folder.is_dir()));
    assert!(!ledger.is_damaged()? && ledger.check_health(&session)?.is_healthy());
    drop((ledger, ladder));
    assert_eq!(everything(&desk)?, before);
    let left = fs::read_dir(desk.path(""))?.filter_map(std::result::Result::ok);
    let left: Vec<_> =
        left.filter(|entry| entry.file_name().to_string_lossy().starts_with(".lantai-")).collect();
    assert!(left.is_empty(), "{left:?}");
    Ok(())
}

/// Stops whatever it looks on, after a while.
#[derive(Debug)]
struct Stops(std::sync::atomic::AtomicI64);

impl Watch for Stops {
    fn progress(&self, _: u64, _: Option<u64>) -> ControlFlow<()> {
        let left = self.0.fetch_sub(1, std::sync::atomic::Ordering::Relaxed);
        if left > 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

#[test]
fn a_repair_stops_wherever_a_person_says_so_and_leaves_nothing() -> Result<()> {
    let desk = plant()?;
    kit::import(&desk, "payment", &kit::many_payments(&desk)?, &[])?.ended_with(0)?;
    destroy_a_page(&desk, "payment")?;
    let damaged = fs::read(desk.ledger())?;
    let session = Session::named("张三");
    let mut stopped = 0;
    for steps in 0.. {
        let watch = Stops((steps * 5).into());
        match Ladder::climb(&desk.ledger(), &session, &[desk.path("backups")], &watch) {
            Ok(_) => break,
            Err(error) => assert_eq!(error.code(), Code::Cancelled, "{steps}"),
        }
        stopped += 1;
        assert_eq!(fs::read(desk.ledger())?, damaged);
    }
    assert!(stopped > 3, "it was asked {stopped} times only");
    let left = fs::read_dir(desk.path(""))?.filter_map(std::result::Result::ok);
    assert!(!left.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with(".lantai-")));
    Ok(())
}

#[test]
fn the_archive_brings_back_what_the_damaged_file_no_longer_tells() -> Result<()> {
    let desk = plant()?;
    desk.lantai(["backup", "create"])?.ended_with(0)?;
    kit::import_text(&desk, "payment", "合同编号,付款金额,付款日期\nHT-003,7,2024-05-01\n", &[])?;
    let before = everything(&desk)?;
    let zeros = vec![0; fs::read(desk.ledger())?.len()];
    fs::write(desk.ledger(), zeros)?;
    let told = recover(&desk, &["--by", "replay"], 0)?;
    assert!(told["recovered"].is_null() && told["replayed"]["lack"].is_null(), "{told}");
    recover(&desk, &["--by", "replay", "--yes"], 0)?;
    assert_eq!(everything(&desk)?, before);
    Ok(())
}

#[test]
fn damaged_indexes_lose_nothing() -> Result<()> {
    let desk = plant()?;
    let connection = Connection::open(desk.ledger())?;
    connection.execute_batch(
        "PRAGMA writable_schema = ON;
         CREATE TEMP TABLE aside AS SELECT * FROM sqlite_schema WHERE name = 'supplier_name';
         DELETE FROM sqlite_schema WHERE name = 'supplier_name';",
    )?;
    drop_and_reopen(connection, &desk)?;
    let told = recover(&desk, &["--yes"], 0)?;
    assert_eq!((&told["recovered"]["rung"], &told["first"]), (&"reindexed".into(), &"salvage".into()));
    assert_eq!(list(&desk, "supplier", &[])?.len(), 4);
    desk.lantai(["check"])?.ended_with(0)?;
    Ok(())
}

/// Adds a supplier while an index is hidden, and shows the index again: it lacks that supplier.
fn drop_and_reopen(connection: Connection, desk: &Desk) -> Result<()> {
    let (name, root, sql): (String, i64, String) =
        connection.query_row("SELECT name, rootpage, sql FROM aside", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    drop(connection);
    let connection = Connection::open(desk.ledger())?;
    connection.execute_batch(
        "INSERT INTO supplier (created_at, created_by, updated_at, updated_by, name, name_key, status)
         VALUES ('2026-11-22T00:00:00Z', '张三', '2026-11-22T00:00:00Z', '张三', '丙公司', '丙公司', '合格');
         PRAGMA writable_schema = ON",
    )?;
    connection
        .execute("INSERT INTO sqlite_schema VALUES ('index', ?1, 'supplier', ?2, ?3)", (name, root, sql))?;
    Ok(())
}

#[test]
fn what_cannot_be_read_at_all_says_so_and_keeps_every_byte() -> Result<()> {
    let desk = plant()?;
    let good = fs::read(desk.ledger())?;
    for bytes in [vec![0; good.len()], "这不是台账。".repeat(900).into_bytes()] {
        fs::write(desk.ledger(), &bytes)?;
        assert_eq!(recover(&desk, &["--yes"], 2)?["error"]["code"], "ledger.nothing_readable");
        assert_eq!(fs::read(desk.ledger())?, bytes);
    }
    fs::remove_file(desk.ledger())?;
    assert_eq!(recover(&desk, &["--yes"], 2)?["error"]["code"], "ledger.missing");
    Ok(())
}

#[test]
fn it_says_so_in_words() -> Result<()> {
    let desk = plant()?;
    kit::import(&desk, "payment", &kit::many_payments(&desk)?, &[])?.ended_with(0)?;
    let before = everything(&desk)?[0].len();
    destroy_a_page(&desk, "payment")?;
    let told = desk.lantai(["recover"])?.ended_with(1)?.stdout;
    assert!(
        told.contains("丢失 ") && told.contains("  付款 HT-003-FK-") && told.contains("加 --yes"),
        "{told}"
    );
    assert!(told.contains(&format!("项目  {before}")), "{told}");
    Ok(())
}
