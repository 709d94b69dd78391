//! Payments by their code, payments that are equal, and the next free code.

use std::collections::HashMap;

use domain::Money;
use domain::date::Date;
use domain::payment::code_of;

use crate::access::Reader;
use crate::cell::{Cells, ToCell};
use crate::error::Result;
use crate::fingerprint::{Fingerprint, Fingerprints};
use crate::keys;

/// Returns the id of the payment with this code.
pub fn id_by_code(reader: &Reader<'_>, code: &str) -> Result<Option<i64>> {
    keys::id(reader, "SELECT id FROM payment WHERE code = ?1", code)
}

/// Returns the payments with the same contract, day, amount and direction, in the order of their
/// entry.
///
/// Equal payments are different payments (DOMAIN: payment): the file's second means the second.
pub fn equal_payments(
    reader: &Reader<'_>,
    contract_id: i64,
    paid_on: Date,
    amount: Money,
    refund: bool,
) -> Result<Vec<i64>> {
    let sql = "SELECT id FROM payment
               WHERE contract_id = ?1 AND paid_on = ?2 AND amount_fen = ?3 AND refund = ?4 ORDER BY id";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let key = (contract_id, paid_on.cell(), amount.cell(), refund.cell());
    let ids = statement.query_map(key, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Returns the next free number for the codes of a contract: `{contract}-FK-{001…}`.
///
/// `contract` is its 合同序号, or its 合同编号 where it has none. The number follows the highest
/// one in use, so that the code of a deleted payment is not given to another as long as a later
/// one exists.
pub fn next_number(reader: &Reader<'_>, contract: &str) -> Result<u32> {
    // A colon is the character after 9: this is every code with a digit after the prefix.
    let sql = "SELECT code FROM payment WHERE code >= ?1 || '-FK-0' AND code < ?1 || '-FK-:'";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([contract])?;
    let mut highest = 0;
    while let Some(row) = rows.next()? {
        let code = row.get_ref(0)?.as_str().unwrap_or_default();
        highest = numbered(code)
            .filter(|(prefix, _)| *prefix == contract)
            .map_or(0, |(_, number)| number)
            .max(highest);
    }
    Ok(highest + 1)
}

/// The codes of all payments, for an import that asks and gives out thousands.
#[derive(Debug, Clone, Default)]
pub struct PaymentCodes {
    fingerprints: Fingerprints,
    ids: HashMap<Fingerprint, i64>,
    /// The highest number in use, by the text before `-FK-`.
    highest: HashMap<String, u32>,
}

impl PaymentCodes {
    /// Reads the codes of all payments.
    pub fn load(reader: &Reader<'_>) -> Result<Self> {
        let mut codes = Self::default();
        let mut statement = reader.connection().prepare_cached("SELECT id, code FROM payment")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            codes.insert(row.get_ref(1)?.as_str().unwrap_or_default(), row.get(0)?);
        }
        Ok(codes)
    }

    /// Returns the id of the payment with this code.
    pub fn id(&self, code: &str) -> Option<i64> {
        self.ids.get(&self.fingerprints.of(code)).copied()
    }

    /// Takes in a payment that was created meanwhile.
    pub fn insert(&mut self, code: &str, id: i64) {
        self.reserve(code);
        self.ids.insert(self.fingerprints.of(code), id);
    }

    /// Keeps a code from being given out: a later row of the file states it.
    pub fn reserve(&mut self, code: &str) {
        let Some((contract, number)) = numbered(code) else { return };
        match self.highest.get_mut(contract) {
            Some(highest) => *highest = number.max(*highest),
            None => _ = self.highest.insert(contract.to_owned(), number),
        }
    }

    /// Gives out the next free code of a contract, with the rule of [`next_number`].
    pub fn next(&mut self, contract: &str) -> String {
        let number = self.highest.get(contract).map_or(1, |highest| highest + 1);
        self.highest.insert(contract.to_owned(), number);
        code_of(contract, number)
    }
}

/// Payments by contract, day, amount and direction, for an import of rows without codes.
#[derive(Debug, Clone, Default)]
pub struct EqualPayments {
    /// In order; `ids` stands in parallel. Two plain lists take a fraction of a map's memory.
    keys: Vec<(i64, Date, Money, bool)>,
    ids: Vec<i64>,
}

impl EqualPayments {
    /// Reads what tells the payments of the ledger apart.
    pub fn load(reader: &Reader<'_>) -> Result<Self> {
        let mut payments = Self::default();
        let sql = "SELECT id, contract_id, paid_on, amount_fen, refund FROM payment
                   ORDER BY contract_id, paid_on, amount_fen, refund, id";
        let mut statement = reader.connection().prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut cells = Cells::new(row, "payment");
            payments.ids.push(cells.take()?);
            payments.keys.push((cells.take()?, cells.take()?, cells.take()?, cells.take()?));
        }
        Ok(payments)
    }

    /// Returns the payments that are equal in all four, in the order of their entry.
    pub fn find(&self, contract_id: i64, paid_on: Date, amount: Money, refund: bool) -> &[i64] {
        let key = (contract_id, paid_on, amount, refund);
        let start = self.keys.partition_point(|known| *known < key);
        let length = self.keys[start..].partition_point(|known| *known == key);
        &self.ids[start..start + length]
    }
}

/// The highest number that is taken for the count of a contract's payments. What is higher, such
/// as a date after `-FK-`, follows a scheme of its own.
const HIGHEST_NUMBER: u32 = 999_999;

/// Splits a code such as `BHHY-NH-001-FK-012` into the contract and the number.
fn numbered(code: &str) -> Option<(&str, u32)> {
    let (contract, digits) = code.rsplit_once("-FK-")?;
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    (number <= HIGHEST_NUMBER).then_some((contract, number))
}
