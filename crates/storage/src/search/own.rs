//! Records that are found by texts of their own, besides those of their contract and supplier.

use domain::Noun;
use domain::evaluation::Evaluation;
use domain::interview::Interview;
use domain::payment_plan::PaymentPlan;
use domain::settlement::Settlement;
use domain::text::Texts;
use rusqlite::{Connection, params_from_iter};

use super::id_set::IdSet;
use super::words::Word;
use crate::Result;

/// Distinct purposes up to which each is compared, in the place of every payment's.
const FEW_PURPOSES: usize = 2_000;

/// Returns the records of `noun` with a text of their own that contains any of the words.
///
/// Payments are too many to be read: they are found by the beginning of their invoice number, and
/// by their purpose, of which there are few different ones.
pub(super) fn hits(connection: &Connection, noun: Noun, words: &[Word]) -> Result<IdSet> {
    let mut ids = IdSet::default();
    match noun {
        Noun::Payment => add_payments(connection, words, &mut ids)?,
        Noun::Project
        | Noun::Procurement
        | Noun::Supplier
        | Noun::Contract
        | Noun::PaymentPlan
        | Noun::Settlement
        | Noun::Evaluation
        | Noun::Interview => {
            for word in words {
                add_containing(connection, noun, word, &mut ids)?;
            }
        }
    }
    Ok(ids)
}

/// The texts of a noun, which are its columns too, in which a word is looked for where it stands.
const fn columns(noun: Noun) -> &'static [&'static str] {
    match noun {
        Noun::PaymentPlan => PaymentPlan::TEXTS,
        Noun::Settlement => Settlement::TEXTS,
        Noun::Evaluation => Evaluation::TEXTS,
        Noun::Interview => Interview::TEXTS,
        Noun::Project | Noun::Procurement | Noun::Supplier | Noun::Contract | Noun::Payment => &[],
    }
}

fn add_containing(connection: &Connection, noun: Noun, word: &Word, ids: &mut IdSet) -> Result<()> {
    let any: Vec<String> =
        columns(noun).iter().map(|column| format!("{column} LIKE ?1 ESCAPE '\\'")).collect();
    if any.is_empty() {
        return Ok(());
    }
    let sql = format!("SELECT id FROM {noun} WHERE {}", any.join(" OR "));
    add(connection, &sql, [pattern(word.typed.as_str())], ids)
}

fn add_payments(connection: &Connection, words: &[Word], ids: &mut IdSet) -> Result<()> {
    for (from, behind) in words.iter().flat_map(Word::prefixes) {
        add(connection, "SELECT id FROM payment WHERE invoice >= ?1 AND invoice < ?2", [from, behind], ids)?;
    }
    let purposes = purposes(connection)?;
    for word in words {
        if purposes.len() > FEW_PURPOSES {
            let sql = "SELECT id FROM payment INDEXED BY payment_purpose WHERE purpose LIKE ?1 ESCAPE '\\'";
            add(connection, sql, [pattern(word.typed.as_str())], ids)?;
            continue;
        }
        let wanted = word.typed.as_str().to_lowercase();
        for purpose in purposes.iter().filter(|purpose| purpose.to_lowercase().contains(&wanted)) {
            add(connection, "SELECT id FROM payment WHERE purpose = ?1", [purpose.clone()], ids)?;
        }
    }
    Ok(())
}

/// Returns the different purposes, or more than [`FEW_PURPOSES`] of them.
///
/// Each step looks the next one up in the index: a few steps where few purposes serve many
/// payments.
fn purposes(connection: &Connection) -> Result<Vec<String>> {
    let mut purposes: Vec<String> = Vec::new();
    let mut next =
        connection.prepare_cached("SELECT min(purpose) FROM payment WHERE purpose > ifnull(?1, '')")?;
    while purposes.len() <= FEW_PURPOSES {
        let last = purposes.last();
        let Some(purpose) = next.query_row([last], |row| row.get::<_, Option<String>>(0))? else { break };
        purposes.push(purpose);
    }
    Ok(purposes)
}

fn add<const N: usize>(
    connection: &Connection,
    sql: &str,
    values: [String; N],
    ids: &mut IdSet,
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    while let Some(row) = rows.next()? {
        ids.insert(row.get(0)?);
    }
    Ok(())
}

/// Returns a pattern that holds for texts containing `word` as it is typed.
fn pattern(word: &str) -> String {
    format!("%{}%", word.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_"))
}
