//! The position of contracts.

use domain::contract::ContractKind;
use domain::date::Date;
use domain::position::{Member, Outlook, Position, Terms};
use domain::{Money, Ratio};
use rusqlite::{Connection, Row, Statement};

use crate::cell::ToCell;
use crate::indexes::SetAside;
use crate::perform::GoOn;
use crate::{Error, Result};

use super::payment_plan::Plans;

/// The main contract that a contract has now, and the one that its position was kept under.
const MAINS: &str = "SELECT
    (SELECT ifnull(parent_id, id) FROM contract WHERE id = ?1),
    (SELECT main_id FROM contract_position WHERE contract_id = ?1)";
const FORGET: &str = "DELETE FROM contract_position WHERE contract_id = ?1";
const FAMILY: &str = include_str!("family.sql");
const KEEP: &str = include_str!("keep_contract.sql");

/// What was computed anew.
#[derive(Debug, Default)]
pub(super) struct Refreshed {
    pub(super) mains: Vec<i64>,
    /// Every document of their families, and those that are gone.
    pub(super) documents: Vec<i64>,
    /// The rows of their payment plans.
    pub(super) payment_plans: Vec<i64>,
}

/// Computes the families of the given contracts anew.
///
/// A contract that left a family, or is gone, is known by the position kept for it until now.
pub(super) fn refresh(connection: &Connection, contracts: &[i64], go_on: GoOn<'_>) -> Result<Refreshed> {
    let mut of_contract = connection.prepare_cached(MAINS)?;
    let mut forget = connection.prepare_cached(FORGET)?;
    let mut mains = Vec::new();
    let mut documents = Vec::new();
    for id in contracts {
        let (main, former): (Option<i64>, Option<i64>) =
            of_contract.query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if main.is_none() {
            forget.execute([id])?;
            documents.push(*id);
        }
        mains.extend(main.into_iter().chain(former));
    }
    super::once_each(&mut mains);
    let aside = SetAside::for_rows(connection, "contract_position", contracts.len() as u64)?;
    // Prepared once: an import touches many thousand families.
    let mut family = connection.prepare_cached(FAMILY)?;
    let mut keep = connection.prepare_cached(KEEP)?;
    let mut plans = Plans::of(connection)?;
    for main in &mains {
        go_on()?;
        documents.extend(refresh_family(&mut family, &mut keep, &mut plans, *main)?);
    }
    aside.put_back(connection, go_on)?;
    Ok(Refreshed { mains, documents, payment_plans: plans.refreshed })
}

struct Document {
    id: i64,
    member: Member,
    payments: i64,
    /// What the family was settled at.
    settled: Option<Money>,
    terms: Terms,
}

/// Computes one family anew, and returns its documents.
fn refresh_family(
    family: &mut Statement<'_>,
    keep: &mut Statement<'_>,
    plans: &mut Plans<'_>,
    main: i64,
) -> Result<Vec<i64>> {
    let mut documents = Vec::new();
    let mut rows = family.query([main])?;
    while let Some(row) = rows.next()? {
        documents.push(document(row)?);
    }
    documents.sort_unstable_by_key(|document| (document.id != main, document.id));
    // A child whose former main contract is gone is refreshed with its new one.
    let Some(settled) = documents.first().filter(|first| first.id == main).map(|first| first.settled) else {
        return Ok(Vec::new());
    };
    let members: Vec<Member> = documents.iter().map(|document| document.member.clone()).collect();
    let of_family = Position::of_family(&members, settled);
    let terms: Vec<Terms> = documents.iter().map(|document| document.terms.clone()).collect();
    for document in &documents {
        let (position, outlook) = if document.id == main {
            (of_family.clone(), Outlook::of_family(&terms, &of_family))
        } else {
            (Position::of_child(&document.member, of_family.status), Outlook::default())
        };
        keep_position(keep, main, document, &position, &outlook)?;
        plans.refresh(document.id, document.member.amount, &of_family)?;
    }
    Ok(documents.iter().map(|document| document.id).collect())
}

fn document(row: &Row<'_>) -> Result<Document> {
    let label: String = row.get("kind")?;
    let kind =
        ContractKind::from_label(&label).ok_or_else(|| Error::Value(format!("contract.kind {label}")))?;
    let amount: Option<i64> = row.get("amount_fen")?;
    let paid = Money::from_fen(row.get("paid_fen")?);
    let member = Member { kind, amount: amount.map(Money::from_fen), paid };
    let settled: Option<i64> = row.get("settled_fen")?;
    let settled = settled.map(Money::from_fen);
    let percent: Option<i64> = row.get("retention_percent_ten_thousandths")?;
    let terms = Terms {
        kind,
        ends_on: day(row, "ends_on")?,
        retention_percent: percent.map(Ratio::from_ten_thousandths),
        retention_due_on: day(row, "retention_due_on")?,
    };
    Ok(Document { id: row.get("id")?, member, payments: row.get("payments")?, settled, terms })
}

fn day(row: &Row<'_>, column: &'static str) -> Result<Option<Date>> {
    let text = row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?;
    let date = text.map(|text| text.parse().map_err(|_| Error::Value(format!("contract.{column} {text}"))));
    date.transpose()
}

fn keep_position(
    keep: &mut Statement<'_>,
    main: i64,
    document: &Document,
    position: &Position,
    outlook: &Outlook,
) -> Result<()> {
    keep.execute((
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
        outlook.expires_on.as_ref().map(ToCell::cell),
        outlook.retention.map(Money::fen),
        outlook.releases_on.as_ref().map(ToCell::cell),
    ))?;
    Ok(())
}
