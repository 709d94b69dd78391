//! The step that brings payment plans, up and down over a ledger with rows.

use std::path::Path;

use domain::contract::Contract;
use domain::payment::Payment;
use domain::payment_plan::PaymentPlan;
use domain::supplier::Supplier;
use rusqlite::Connection;
use rusqlite::types::Value;
use storage::perform::NewEntry;
use storage::{Result, Stamp, Store, Writer, contract, migrations, payment, payment_plan, supplier};

const NOW: &str = "2026-11-21T09:00:00Z";
/// The step that brings payment plans.
const STEP: i64 = 6;

fn perform<T>(store: &Store, work: impl FnOnce(&Writer<'_>) -> Result<T>) -> Result<T> {
    let stamp = Stamp { at: NOW.to_owned(), actor: "张三".to_owned() };
    let entry = NewEntry { stamp, operation: "test".to_owned(), subject: String::new(), undoes: None };
    Ok(store.perform(entry, work)?.value)
}

/// Two contracts with payments, one of which serves a row of a plan; the last payment is deleted.
fn populated(path: &Path) -> Result<()> {
    let store = Store::create(path, "test", NOW)?;
    perform(&store, |writer| {
        let owner = supplier::insert(writer, &Supplier::named("甲公司"))?;
        for code in ["HT-1", "HT-2"] {
            let signed = Contract { amount: "1000".parse().ok(), ..Contract::plain(code, code, owner) };
            let contract_id = contract::insert(writer, &signed)?;
            let row = PaymentPlan {
                contract_id,
                term: "预付款".to_owned(),
                due_on: "2026-12-01".parse().ok(),
                amount: None,
                percent: "0.3".parse().ok(),
                remarks: None,
            };
            let row = payment_plan::insert(writer, &row)?;
            for (number, served) in [None, Some(row), None].into_iter().enumerate() {
                let day = "2026-03-05".parse().expect("a day");
                let paid = format!("{code}-{number}");
                let paid = Payment::plain(contract_id, &paid, "100".parse().expect("an amount"), day);
                payment::insert(writer, &Payment { payment_plan_id: served, ..paid })?;
            }
        }
        Ok(())
    })?;
    perform(&store, |writer| payment::delete(writer, 6, 1))
}

fn all(connection: &Connection, select: &str) -> Result<Vec<Vec<Value>>> {
    let mut statement = connection.prepare(select)?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Takes back the step, and those that came after it.
fn take_back(connection: &Connection) -> Result<()> {
    let steps = migrations::ALL.iter().rev().take_while(|step| step.number >= STEP);
    steps.into_iter().try_for_each(|step| take(connection, step.down, step.number - 1))
}

/// Does the step, and those that came after it.
fn do_again(connection: &Connection) -> Result<()> {
    let steps = migrations::ALL.iter().skip_while(|step| step.number < STEP);
    steps.into_iter().try_for_each(|step| take(connection, step.up, step.number))
}

/// Does the step as the program does: without references, for a rebuilt table would take what
/// refers to it with it, and as one transaction.
fn take(connection: &Connection, sql: &str, to: i64) -> Result<()> {
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.execute_batch(&format!("BEGIN; {sql} PRAGMA user_version = {to}; COMMIT"))?;
    Ok(connection.pragma_update(None, "foreign_keys", true)?)
}

const PAYMENTS: &str = "SELECT id, revision, created_at, created_by, updated_at, updated_by, code,
    contract_id, amount_fen, paid_on, refund, purpose, invoice, remarks FROM payment ORDER BY id";
const POSITIONS: &str = "SELECT * FROM contract_position ORDER BY contract_id";
const SCHEMA: &str = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
const GIVEN_OUT: &str = "SELECT * FROM sqlite_sequence ORDER BY name";

#[test]
fn every_payment_survives_down_and_up_and_only_the_plans_are_lost() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("台账.sqlite3");
    populated(&path)?;
    let connection = Connection::open(&path)?;
    let [payments, positions] = [all(&connection, PAYMENTS)?, all(&connection, POSITIONS)?];
    assert_eq!((payments.len(), positions.len()), (5, 2));
    let schema = all(&connection, SCHEMA)?;

    take_back(&connection)?;
    let fresh = folder.path().join("before.sqlite3");
    drop(Store::create(&fresh, "test", NOW)?);
    let fresh = Connection::open(&fresh)?;
    take_back(&fresh)?;
    assert_eq!(all(&connection, SCHEMA)?, all(&fresh, SCHEMA)?);
    assert!(!connection.table_exists(None, "payment_plan")?);
    assert_eq!(all(&connection, PAYMENTS)?, payments);
    assert_eq!(all(&connection, POSITIONS)?, positions);
    let last = |connection: &Connection| -> Result<Vec<Vec<Value>>> { all(connection, GIVEN_OUT) };
    assert!(last(&connection)?.contains(&vec![Value::Text("payment".to_owned()), Value::Integer(6)]));

    do_again(&connection)?;
    assert_eq!(all(&connection, SCHEMA)?, schema);
    assert_eq!(all(&connection, PAYMENTS)?, payments);
    assert_eq!(all(&connection, "PRAGMA foreign_key_check")?, Vec::<Vec<Value>>::new());
    drop(connection);

    let store = Store::open(&path, "test", NOW)?;
    assert!(store.check_health()?.is_healthy());
    let next = perform(&store, |writer| {
        let day = "2026-03-05".parse().expect("a day");
        payment::insert(writer, &Payment::plain(1, "HT-1-9", "1".parse().expect("an amount"), day))
    })?;
    assert_eq!(next, 7, "the number of a deleted payment is not given out again");
    Ok(())
}
