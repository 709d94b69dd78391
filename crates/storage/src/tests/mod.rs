//! Records in a ledger in memory: round trips, look-ups, rules.

mod dice;
mod lookups;
mod records;
mod rules;
mod statements;
mod views;

use domain::Money;
use domain::contract::Contract;
use domain::date::Date;
use domain::payment::Payment;
use domain::project::{Project, ProjectStatus};
use domain::supplier::Supplier;
use rusqlite::Connection;

use crate::{Reader, Stamp, Writer, contract, payment, supplier};

pub(crate) type TestResult = Result<(), Box<dyn std::error::Error>>;

/// An empty ledger in memory.
pub(crate) fn empty_ledger() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    connection.pragma_update(None, "foreign_keys", true)?;
    for step in crate::migrations::ALL.iter() {
        connection.execute_batch(step.up)?;
    }
    Ok(connection)
}

pub(crate) fn reader(connection: &Connection) -> Reader<'_> {
    Reader::new(connection)
}

pub(crate) fn writer(connection: &Connection) -> Writer<'_> {
    writer_at(connection, "2024-03-05T01:02:03Z", "张三")
}

pub(crate) fn writer_at<'c>(connection: &'c Connection, at: &str, actor: &str) -> Writer<'c> {
    Writer::new(connection, Stamp { at: at.to_owned(), actor: actor.to_owned() })
}

pub(crate) fn project_of(code: &str) -> Project {
    Project {
        code: code.to_owned(),
        name: "宿舍楼".to_owned(),
        description: None,
        manager: None,
        status: ProjectStatus::Running,
        remarks: None,
    }
}

pub(crate) fn contract_of(supplier_id: i64, code: &str, sequence: Option<&str>) -> Contract {
    Contract { sequence: sequence.map(str::to_owned), ..Contract::plain(code, "桩基工程", supplier_id) }
}

pub(crate) fn payment_of(contract_id: i64, code: &str, fen: i64, paid_on: Date) -> Payment {
    Payment::plain(contract_id, code, Money::from_fen(fen), paid_on)
}

/// Adds a contract with a supplier of its own, and returns the contract's id.
pub(crate) fn any_contract(writer: &Writer<'_>, code: &str) -> crate::Result<i64> {
    let supplier_id = supplier::insert(writer, &Supplier::named(&format!("{code}公司")))?;
    contract::insert(writer, &contract_of(supplier_id, code, None))
}

/// Adds a payment of one yuan under this code.
pub(crate) fn any_payment(writer: &Writer<'_>, contract_id: i64, code: &str) -> TestResult {
    payment::insert(writer, &payment_of(contract_id, code, 100, "2024-03-05".parse()?))?;
    Ok(())
}
