//! The ledger of every released version: each opens, goes up to this program's structure and back.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ledger::domain::Code;
use ledger::{Ledger, Session, Unwatched, migration};
use rusqlite::Connection;
use tempfile::TempDir;
use tests::release::{self, Release};

/// What no migration keeps: it tells of them.
const OF_MIGRATIONS: [&str; 2] = ["applied_migration", "journal"];

fn session() -> Session {
    Session::named("李四")
}

/// Unpacks the ledger of a release in a folder of its own.
fn unpacked(release: &Release) -> Result<(TempDir, PathBuf)> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("ledger.sqlite3");
    release.unpack(&path)?;
    Ok((folder, path))
}

/// Every object of the structure, and every row of every table but of those that tell of migrations.
fn everything(path: &Path) -> Result<(Vec<String>, Vec<String>)> {
    let connection = Connection::open(path)?;
    let mut objects = connection
        .prepare("SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_schema ORDER BY 1")?;
    let objects = objects.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let tables = release::counts(&connection)?.into_iter().map(|(table, _)| table);
    let tables: Vec<String> = tables.filter(|table| !OF_MIGRATIONS.contains(&table.as_str())).collect();
    Ok((objects, tests::rows::of_tables(&connection, &tables)?))
}

/// Opens a ledger of a release as its owner does: upgraded where it waits for that.
fn opened(path: &Path) -> Result<Ledger> {
    match Ledger::open(path) {
        Err(why) if why.code() == Code::LedgerUpgradePending => {
            Ok(migration::upgrade(path, &session(), &Unwatched)?)
        }
        opened => Ok(opened?),
    }
}

#[test]
fn the_ledger_of_every_release_opens_with_all_that_is_in_it() -> Result<()> {
    for release in release::all()? {
        let (_folder, path) = unpacked(&release)?;
        let ledger = opened(&path).with_context(|| release.version.clone())?;
        ensure!(ledger.check_health(&session())?.is_healthy(), "{}", release.version);
        drop(ledger);
        let rows = release::counts(&Connection::open(&path)?)?;
        for (table, count) in &release.rows {
            let now = rows.iter().find(|(name, _)| name == table).map(|(_, count)| *count);
            let grown = OF_MIGRATIONS.contains(&table.as_str());
            ensure!(now == Some(*count) || grown && now > Some(*count), "{table}: {count} were, {now:?} are");
        }
    }
    Ok(())
}

#[test]
fn the_ledger_of_every_release_goes_up_and_back_and_nothing_in_it_differs() -> Result<()> {
    for release in release::all()? {
        let (_folder, path) = unpacked(&release)?;
        let before = everything(&path)?;
        let there = migration::migrate(&path, migration::known(), &session(), &Unwatched)?;
        let and_back = migration::migrate(&path, release.schema(), &session(), &Unwatched)?;
        assert_eq!(there.is_some(), and_back.is_some());
        assert_eq!(everything(&path)?, before, "{}", release.version);
        if let Some(back) = and_back {
            let announced = back.losses;
            assert_eq!(announced, [], "nothing was entered since");
        }
    }
    Ok(())
}
