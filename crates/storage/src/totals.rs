//! How many records of each noun there are, and what their amounts come to.

use domain::go_live::Totals;
use domain::{Money, Noun};
use rusqlite::Connection;

use crate::{Reader, Result};

/// Returns the totals of every noun.
pub fn totals(reader: &Reader<'_>) -> Result<Vec<(Noun, Totals)>> {
    totals_in(reader.connection(), "main")
}

/// Returns the totals of every noun in one of the attached files.
pub(crate) fn totals_in(connection: &Connection, schema: &str) -> Result<Vec<(Noun, Totals)>> {
    Noun::ALL.iter().map(|noun| Ok((*noun, of_noun(connection, schema, *noun)?))).collect()
}

fn of_noun(connection: &Connection, schema: &str, noun: Noun) -> Result<Totals> {
    let (table, amount) = match noun {
        Noun::Procurement => ("procurement", Some("award_amount_fen")),
        Noun::Contract => ("contract", Some("amount_fen")),
        Noun::PaymentPlan => ("payment_plan_position", Some("payable_fen")),
        Noun::Payment => ("payment", Some("CASE refund WHEN 1 THEN -amount_fen ELSE amount_fen END")),
        Noun::Settlement => ("settlement", Some("final_amount_fen")),
        Noun::Project | Noun::Supplier | Noun::Evaluation | Noun::Interview => (noun.name(), None),
    };
    let sum = amount.map_or("NULL".to_owned(), |amount| format!("ifnull(sum({amount}), 0)"));
    let sql = format!("SELECT count(*), {sum} FROM {schema}.{table}");
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?));
    let (count, fen) = connection.prepare_cached(&sql)?.query_row([], read)?;
    Ok(Totals { count, amount: fen.map(Money::from_fen) })
}
