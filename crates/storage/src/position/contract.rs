//! The position of contracts.

use domain::Money;
use domain::contract::ContractKind;
use domain::position::{Member, Position};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::{Error, Result};

const FAMILY: &str = include_str!("family.sql");
const KEEP: &str = include_str!("keep_contract.sql");

/// Computes the families of the given contracts anew, and returns their main contracts.
///
/// A contract that left a family, or is gone, is known by the position kept for it until now.
pub(super) fn refresh(connection: &Connection, contracts: &[i64]) -> Result<Vec<i64>> {
    let mut now = connection.prepare_cached("SELECT ifnull(parent_id, id) FROM contract WHERE id = ?1")?;
    let mut before =
        connection.prepare_cached("SELECT main_id FROM contract_position WHERE contract_id = ?1")?;
    let mut forget = connection.prepare_cached("DELETE FROM contract_position WHERE contract_id = ?1")?;
    let mut mains = Vec::new();
    for id in contracts {
        let main: Option<i64> = now.query_row([id], |row| row.get(0)).optional()?;
        let former: Option<i64> = before.query_row([id], |row| row.get(0)).optional()?;
        if main.is_none() {
            forget.execute([id])?;
        }
        mains.extend(main);
        mains.extend(former);
    }
    super::once_each(&mut mains);
    for main in &mains {
        refresh_family(connection, *main)?;
    }
    Ok(mains)
}

struct Document {
    id: i64,
    member: Member,
    payments: i64,
}

fn refresh_family(connection: &Connection, main: i64) -> Result<()> {
    let documents = family(connection, main)?;
    // A child whose former main contract is gone is refreshed with its new one.
    if documents.first().is_none_or(|first| first.id != main) {
        return Ok(());
    }
    let settled = settled(connection, main)?;
    let members: Vec<Member> = documents.iter().map(|document| document.member.clone()).collect();
    let of_family = Position::of_family(&members, settled);
    for document in &documents {
        let position = if document.id == main {
            of_family.clone()
        } else {
            Position::of_child(&document.member, of_family.status)
        };
        keep(connection, main, document, &position)?;
    }
    Ok(())
}

fn family(connection: &Connection, main: i64) -> Result<Vec<Document>> {
    let mut statement = connection.prepare_cached(FAMILY)?;
    let mut rows = statement.query([main])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push(document(row)?);
    }
    Ok(documents)
}

fn document(row: &Row<'_>) -> Result<Document> {
    let label: String = row.get("kind")?;
    let kind =
        ContractKind::from_label(&label).ok_or_else(|| Error::Value(format!("contract.kind {label}")))?;
    let amount: Option<i64> = row.get("amount_fen")?;
    let paid = Money::from_fen(row.get("paid_fen")?);
    let member = Member { kind, amount: amount.map(Money::from_fen), paid };
    Ok(Document { id: row.get("id")?, member, payments: row.get("payments")? })
}

fn settled(connection: &Connection, main: i64) -> Result<Option<Money>> {
    let mut statement =
        connection.prepare_cached("SELECT final_amount_fen FROM settlement WHERE contract_id = ?1")?;
    let fen: Option<i64> = statement.query_row([main], |row| row.get(0)).optional()?;
    Ok(fen.map(Money::from_fen))
}

fn keep(connection: &Connection, main: i64, document: &Document, position: &Position) -> Result<()> {
    connection.prepare_cached(KEEP)?.execute((
        document.id,
        main,
        document.member.paid.fen(),
        document.payments,
        position.family_amount.map(Money::fen),
        position.paid.fen(),
        position.base.map(Money::fen),
        position.progress.map(domain::Ratio::ten_thousandths),
        position.remaining.map(Money::fen),
        position.status.label(),
    ))?;
    Ok(())
}
