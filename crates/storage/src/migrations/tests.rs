//! The steps of this program, and a chain of the tests' own that rebuilds tables.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;

#[test]
fn every_folder_is_a_step_with_a_real_way_back_and_no_number_is_missing() {
    assert_eq!(ALL.len(), FOLDER.dirs().count(), "a folder lacks up.sql, down.sql or about.json");
    for (index, step) in ALL.iter().enumerate() {
        assert_eq!(usize::try_from(step.number), Ok(index + 1), "{}", step.name);
        assert!(step.is_reversible(), "{} has no down.sql", step.name);
        let Purpose { zh, en } = &step.about.purpose;
        assert!(zh.ends_with('。') && en.ends_with('.'), "{}: a sentence in each language", step.name);
    }
}

/// What a release has on the disk of somebody is never edited again: a change is a new step.
#[test]
fn no_migration_of_a_released_version_is_edited() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let mut released = 0;
    for entry in std::fs::read_dir(fixtures())? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let facts: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        let applied = facts["migrations"].as_array().ok_or("no migrations")?;
        for applied in applied {
            let number = applied["number"].as_i64().ok_or("no number")?;
            let step = ALL.iter().find(|step| step.number == number).ok_or("a step is gone")?;
            assert_eq!(applied["name"], step.name);
            assert_eq!(applied["checksum"], step.checksum(), "{number:04} was edited after its release");
        }
        let version = facts["version"].as_str().ok_or("no version")?;
        assert_eq!(schema_of(version)?, i64::try_from(applied.len())?, "{version}");
        released += 1;
    }
    assert!(released > 0, "no fixture of a release");
    Ok(())
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/releases")
}

mod chain {
    //! A step more than there are, which rebuilds a table that others refer to, and adds one.

    use std::cell::Cell;
    use std::collections::BTreeMap;
    use std::fs;
    use std::ops::ControlFlow;

    use domain::migration::{MigrationLoss, MigrationStage};
    use domain::supplier::Supplier;
    use rusqlite::types::Value;
    use tempfile::TempDir;

    use super::super::rehearse::rehearse_with;
    use super::super::run::steps_between;
    use super::super::touched::touched_by;
    use super::*;
    use crate::opening::{self, Role};
    use crate::tests::{TestResult, any_contract, any_payment};
    use crate::{NewEntry, Stamp, Store, supplier};

    const UP: &str = "
        CREATE TABLE supplier_kept AS SELECT * FROM supplier;
        DROP TABLE supplier;
        CREATE TABLE supplier (
            id INTEGER PRIMARY KEY AUTOINCREMENT, revision INTEGER NOT NULL, created_at TEXT NOT NULL,
            created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL,
            name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, code TEXT, uscc TEXT, category TEXT,
            contact TEXT, phone TEXT, bank TEXT, account TEXT, address TEXT, status TEXT NOT NULL,
            status_reason TEXT, status_on TEXT, remarks TEXT, rank INTEGER NOT NULL DEFAULT 7
        ) STRICT;
        INSERT INTO supplier SELECT *, CASE WHEN id % 2 THEN 7 ELSE id END FROM supplier_kept;
        DROP TABLE supplier_kept;
        CREATE TABLE visit (id INTEGER PRIMARY KEY, supplier_id INTEGER NOT NULL REFERENCES supplier (id)) STRICT;
        INSERT INTO visit (supplier_id) SELECT id FROM supplier;
        CREATE INDEX visit_supplier ON visit (supplier_id);";

    const DOWN: &str = "
        DROP TABLE visit;
        CREATE TABLE supplier_kept AS SELECT * FROM supplier;
        DROP TABLE supplier;
        CREATE TABLE supplier (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The name as it is compared: NFKC, no spaces, plain brackets.
    name_key TEXT NOT NULL UNIQUE,
    code TEXT,
    uscc TEXT,
    category TEXT,
    contact TEXT,
    phone TEXT,
    bank TEXT,
    account TEXT,
    address TEXT,
    status TEXT NOT NULL CHECK (status IN ('合格', '观察', '黑名单')),
    status_reason TEXT,
    status_on TEXT,
    remarks TEXT
) STRICT;
        INSERT INTO supplier
            SELECT id, revision, created_at, created_by, updated_at, updated_by, name, name_key, code, uscc,
                category, contact, phone, bank, account, address, status, status_reason, status_on, remarks
            FROM supplier_kept;
        DROP TABLE supplier_kept;
        CREATE INDEX supplier_name ON supplier (name);
        CREATE UNIQUE INDEX supplier_code ON supplier (code) WHERE code IS NOT NULL;
        CREATE UNIQUE INDEX supplier_uscc ON supplier (uscc) WHERE uscc IS NOT NULL;";

    /// The steps of the program and one more.
    fn chain() -> Vec<Migration> {
        with(UP, DOWN)
    }

    fn with(up: &'static str, down: &'static str) -> Vec<Migration> {
        let purpose = Purpose { zh: "试验。".to_owned(), en: "A trial.".to_owned() };
        let about = About { purpose, changes: BTreeSet::new() };
        let one_more = Migration { number: known_version() + 1, name: "trial", about, up, down };
        ALL.iter().cloned().chain([one_more]).collect()
    }

    /// A ledger of this program with records in it, closed.
    struct Filled {
        folder: TempDir,
    }

    impl Filled {
        fn new() -> std::result::Result<Self, Box<dyn std::error::Error>> {
            let folder = tempfile::tempdir()?;
            let filled = Self { folder };
            let stamp = Stamp { at: "2026-11-21T09:00:00Z".to_owned(), actor: "张三".to_owned() };
            let store = Store::create(&filled.path(), "test", &stamp.at)?;
            let entry =
                NewEntry { stamp, operation: "fill".to_owned(), subject: String::new(), undoes: None };
            store.perform(entry, |writer| -> Result<()> {
                for n in 0..40 {
                    let contract = any_contract(writer, &format!("HT-{n}"))?;
                    any_payment(writer, contract, &format!("FK-{n}"))
                        .map_err(|e| Error::Value(e.to_string()))?;
                    supplier::insert(writer, &Supplier::named(&format!("岚州{n}号公司")))?;
                }
                Ok(())
            })?;
            Ok(filled)
        }

        fn path(&self) -> PathBuf {
            self.folder.path().join("ledger.sqlite3")
        }

        fn open(&self) -> Result<Connection> {
            opening::connect(&self.path(), Role::Writer)
        }
    }

    /// Everything there is: the structure, the columns, the rows.
    type Everything = (BTreeSet<(String, String, String)>, BTreeMap<String, Vec<Vec<Value>>>);

    fn everything(connection: &Connection) -> Result<Everything> {
        let mut rows = BTreeMap::new();
        for table in shape::shape(connection)?.into_keys() {
            let columns = format!("SELECT * FROM pragma_table_xinfo('{table}')");
            rows.insert(format!("{table} columns"), select(connection, &columns)?);
            let mut found = select(connection, &format!("SELECT * FROM {table}"))?;
            found.sort_by_key(|row| format!("{row:?}"));
            rows.insert(table, found);
        }
        let mut objects = schema(connection)?;
        // SQLite makes it with the first table that counts, and keeps it for ever.
        objects.retain(|(_, name, _)| name != "sqlite_sequence");
        Ok((objects, rows))
    }

    fn select(connection: &Connection, sql: &str) -> Result<Vec<Vec<Value>>> {
        let mut statement = connection.prepare(sql)?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn go(connection: &mut Connection, chain: &[Migration], to: i64) -> Result<()> {
        run(connection, chain, to, "2026-11-21T09:00:00Z", TO_THE_END, |_| Ok(())).map(drop)
    }

    fn any_part() -> run::Part {
        run::Part { stage: MigrationStage::Rehearsing, ticks: None }
    }

    fn unwatched(_: MigrationStage, _: u64, _: Option<u64>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    #[test]
    fn each_step_goes_up_down_and_up_again_with_rows_to_the_same_everything() -> TestResult {
        let filled = Filled::new()?;
        let chain = chain();
        let mut connection = filled.open()?;
        for to in (first_schema()..=known_version() + 1).rev() {
            go(&mut connection, &chain, to)?;
        }
        for step in chain.iter().filter(|step| step.number > first_schema()) {
            go(&mut connection, &chain, step.number - 1)?;
            let before = everything(&connection)?;
            go(&mut connection, &chain, step.number)?;
            let after = everything(&connection)?;
            assert_eq!(foreign_to(&chain, &connection)?, None, "{} is as a fresh one", step.name);
            go(&mut connection, &chain, step.number - 1)?;
            assert_eq!(everything(&connection)?, before, "down of {}", step.name);
            assert_eq!(foreign_to(&chain, &connection)?, None, "{} is as a fresh one", step.name);
            go(&mut connection, &chain, step.number)?;
            assert_eq!(everything(&connection)?, after, "up again of {}", step.name);
        }
        Ok(())
    }

    #[test]
    fn the_steps_before_the_first_release_go_up_down_and_up_again_too() -> TestResult {
        let mut connection = Connection::open_in_memory()?;
        for step in ALL.iter() {
            go(&mut connection, &ALL, step.number - 1)?;
            let before = everything(&connection)?;
            go(&mut connection, &ALL, step.number)?;
            let after = everything(&connection)?;
            go(&mut connection, &ALL, step.number - 1)?;
            assert_eq!(everything(&connection)?, before, "down of {}", step.name);
            go(&mut connection, &ALL, step.number)?;
            assert_eq!(everything(&connection)?, after, "up again of {}", step.name);
        }
        Ok(())
    }

    /// What lies on the disk at the moment at which a program is killed is what a copy of the files
    /// at that moment holds.
    #[test]
    fn a_kill_at_any_statement_leaves_the_old_ledger() -> TestResult {
        let filled = Filled::new()?;
        let chain = chain();
        for (from, to) in [(known_version(), known_version() + 1), (known_version() + 1, known_version())] {
            let mut connection = filled.open()?;
            go(&mut connection, &chain, from)?;
            // Everything goes to the disk at once, as in a ledger larger than the memory.
            connection.pragma_update(None, "cache_size", 1)?;
            connection.pragma_update(None, "cache_spill", 1)?;
            let before = everything(&connection)?;
            let killed = Cell::new(0);
            let snapshot = || {
                let folder = tempfile::tempdir()?;
                let copy = folder.path().join("ledger.sqlite3");
                for suffix in ["", "-wal"] {
                    let file = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
                    fs::copy(file(&filled.path()), file(&copy))?;
                }
                let left = opening::connect(&copy, Role::Writer)?;
                assert_eq!(version(&left)?, from, "statement {}", killed.get());
                assert_eq!(everything(&left)?, before, "statement {}", killed.get());
                killed.set(killed.get() + 1);
                Ok(())
            };
            run(&mut connection, &chain, to, "now", &snapshot, |_| Ok(()))?;
            assert!(killed.get() >= 8, "{} statements", killed.get());
            assert_eq!(version(&connection)?, to);
        }
        Ok(())
    }

    #[test]
    fn a_stop_or_a_failure_at_any_statement_leaves_the_old_ledger() -> TestResult {
        let filled = Filled::new()?;
        let chain = chain();
        let mut connection = filled.open()?;
        let before = everything(&connection)?;
        for stop in 0.. {
            let asked = Cell::new(0);
            let go_on = || {
                asked.set(asked.get() + 1);
                if asked.get() > stop { Err(Error::Cancelled) } else { Ok(()) }
            };
            if run(&mut connection, &chain, known_version() + 1, "now", &go_on, |_| Ok(())).is_ok() {
                assert!(stop >= 8, "{stop} statements");
                break;
            }
            assert_eq!(everything(&connection)?, before, "stopped at {stop}");
            let keys: bool = connection.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
            assert!(keys, "references are guarded again");
        }
        go(&mut connection, &chain, known_version())?;
        let refused = run(&mut connection, &chain, known_version() + 1, "now", TO_THE_END, |_| {
            Err::<(), _>(Error::MigrationDiffers)
        });
        assert!(matches!(refused, Err(Error::MigrationDiffers)));
        assert_eq!(everything(&connection)?.1, before.1, "the last act is taken back too");
        Ok(())
    }

    #[test]
    fn a_long_statement_is_stopped_in_its_middle_and_tells_that_it_goes_on() -> TestResult {
        let filled = Filled::new()?;
        let chain = with(
            "CREATE TABLE many (n INTEGER) STRICT;
             INSERT INTO many WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c;",
            "DROP TABLE many;",
        );
        let mut connection = filled.open()?;
        let before = everything(&connection)?;
        let watch = |_: MigrationStage, done: u64, _: Option<u64>| {
            if done > 20 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let stopped = run::watched(&mut connection, any_part(), &watch, |connection, go_on| {
            run(connection, &chain, known_version() + 1, "now", go_on, |_| Ok(()))
        });
        assert!(matches!(stopped, Err(Error::Cancelled)), "{stopped:?}");
        assert_eq!(everything(&connection)?, before);
        Ok(())
    }

    #[test]
    fn how_long_the_copy_is_read_is_known_before() -> TestResult {
        let filled = Filled::new()?;
        let mut connection = filled.open()?;
        connection.execute_batch(
            "CREATE TABLE many (n INTEGER, t TEXT) STRICT;
             INSERT INTO many
             WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 50000) SELECT n, n FROM c;",
        )?;
        let shape = shape::shape(&connection)?;
        let tables = shape::common(&shape, &shape);
        let expected = contents::ticks_of(&connection, &tables)?;
        let (_, ticks) = run::watched(&mut connection, any_part(), &unwatched, |copy, go_on| {
            contents::contents(copy, &tables, go_on)
        })?;
        assert!(expected > 0 && ticks.abs_diff(expected) <= 1 + expected / 10, "{ticks} of {expected}");
        Ok(())
    }

    #[test]
    fn a_plan_tells_every_row_and_value_that_a_rollback_takes_and_the_rehearsal_the_same() -> TestResult {
        let filled = Filled::new()?;
        let chain = chain();
        let mut connection = filled.open()?;
        go(&mut connection, &chain, known_version() + 1)?;
        let (now, then) = (shape::shape(&connection)?, shape::shape(&fresh(&chain, known_version())?)?);
        let losses = plan::losses(&connection, &now, &then)?;
        let loss = |table: &str, column: Option<&str>, count| MigrationLoss {
            table: table.to_owned(),
            column: column.map(str::to_owned),
            count,
        };
        // Of the 80 suppliers, those with an odd number have the rank that they had anyway.
        assert_eq!(losses, [loss("supplier", Some("rank"), 40), loss("visit", None, 80)]);
        drop(connection);
        let rehearsed = rehearse_with(&chain, &filled.path(), known_version(), "now", &unwatched)?.report;
        assert_eq!(rehearsed.losses, losses);
        assert_eq!(rehearsed.steps.len(), 1);
        Ok(())
    }

    #[test]
    fn a_rehearsal_refuses_a_step_that_changes_what_should_stay() -> TestResult {
        let cases: [(&'static str, &'static str); 4] = [
            ("UPDATE payment SET amount_fen = amount_fen + 1 WHERE id = 7;", "payment"),
            ("DELETE FROM supplier WHERE id = 1;", "contract → supplier"),
            ("UPDATE journal_touch SET last_id = last_id + 1; SELECT 1;", "journal_touch"),
            ("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'payment';", "sqlite_sequence: payment"),
        ];
        for (up, named) in cases {
            let filled = Filled::new()?;
            let chain = with(up, "SELECT 1;");
            let refused = rehearse_with(&chain, &filled.path(), known_version() + 1, "now", &unwatched);
            match refused {
                Err(Error::MigrationChanges { table }) => assert_eq!(table, named),
                other => panic!("{up}: {other:?}"),
            }
        }
        let filled = Filled::new()?;
        let mut meant = with("UPDATE payment SET purpose = '-';", "SELECT 1;");
        if let Some(last) = meant.last_mut() {
            last.about.changes.insert("payment".to_owned());
        }
        rehearse_with(&meant, &filled.path(), known_version() + 1, "now", &unwatched)?;
        Ok(())
    }

    #[test]
    fn rows_that_a_step_takes_from_a_table_that_stays_are_told_by_the_rehearsal() -> TestResult {
        let filled = Filled::new()?;
        let chain = with("DELETE FROM payment WHERE id <= 3;", "SELECT 1;");
        let rehearsed = rehearse_with(&chain, &filled.path(), known_version() + 1, "now", &unwatched)?;
        let gone = MigrationLoss { table: "payment".to_owned(), column: None, count: 3 };
        assert_eq!(rehearsed.report.losses, [gone]);
        Ok(())
    }

    #[test]
    fn a_step_that_does_not_fit_is_named() -> TestResult {
        let filled = Filled::new()?;
        let chain = with("INSERT INTO project (name) VALUES ('x');", "SELECT 1;");
        let refused = rehearse_with(&chain, &filled.path(), known_version() + 1, "now", &unwatched);
        match refused {
            Err(Error::MigrationFailed { number, .. }) => assert_eq!(number, known_version() + 1),
            other => panic!("{other:?}"),
        }
        Ok(())
    }

    #[test]
    fn a_step_without_a_way_back_is_not_taken_back() -> TestResult {
        let filled = Filled::new()?;
        let chain = with("CREATE TABLE a (b TEXT) STRICT;", "-- There is none; nothing can be told apart.\n");
        let mut connection = filled.open()?;
        go(&mut connection, &chain, known_version() + 1)?;
        let refused = go(&mut connection, &chain, known_version());
        assert!(matches!(refused, Err(Error::MigrationIrreversible { .. })), "{refused:?}");
        Ok(())
    }

    #[test]
    fn the_tables_of_a_step_are_those_it_leaves_changed() -> TestResult {
        let chain = chain();
        let touched = touched_by(&chain, known_version() + 1)?;
        assert_eq!(touched, BTreeSet::from(["supplier".to_owned(), "visit".to_owned()]));
        assert!(touched_by(&ALL, 1)?.contains("contract"));
        assert!(touched_by(&ALL, 4)?.contains("search"));
        Ok(())
    }

    #[test]
    fn steps_go_up_in_order_and_down_from_the_last() {
        let numbers = |from, to| -> Vec<i64> {
            steps_between(&ALL, from, to).into_iter().map(|step| step.number).collect()
        };
        assert_eq!(numbers(1, 4), [2, 3, 4]);
        assert_eq!(numbers(4, 1), [4, 3, 2]);
        assert_eq!(numbers(3, 3), Vec::<i64>::new());
    }
}
