//! People in the file: accounts, whether they are used, feature switches, and what was typed at the door.

mod account;
mod attempt;
mod seal;

use domain::access::{Feature, FeatureState, FeatureSwitch};
use rusqlite::OptionalExtension;

use crate::access::{Reader, Writer};
use crate::error::{Error, Result};

pub use account::{StoredAccount, accounts, by_name, get, has_administrator_besides, insert, update};
pub use attempt::{Attempt, attempt, attempts, forgive, note_failure, note_success};
pub use seal::{Seals, seals, untouched_seals};

/// The first structure that has accounts.
pub const PEOPLE_SCHEMA: i64 = 7;

/// Whether people sign in, and when the desk locks itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessRules {
    pub with_accounts: bool,
    /// 0 never locks the desk.
    pub idle_minutes: u16,
}

/// As long as nobody set anything: one person, and a quarter of an hour.
const USUAL: AccessRules = AccessRules { with_accounts: false, idle_minutes: 15 };

/// Returns the rules in force.
pub fn rules(reader: &Reader<'_>) -> Result<AccessRules> {
    let sql = "SELECT with_accounts, idle_minutes FROM access";
    let rules = reader
        .connection()
        .prepare_cached(sql)?
        .query_row([], |row| Ok(AccessRules { with_accounts: row.get(0)?, idle_minutes: row.get(1)? }));
    Ok(rules.optional()?.unwrap_or(USUAL))
}

/// Puts other rules in force.
pub fn set_rules(writer: &Writer<'_>, rules: AccessRules) -> Result<()> {
    let sql = "INSERT INTO access VALUES (1, ?1, ?2)
               ON CONFLICT (id) DO UPDATE SET with_accounts = ?1, idle_minutes = ?2";
    writer.connection().prepare_cached(sql)?.execute((rules.with_accounts, rules.idle_minutes))?;
    Ok(())
}

/// Returns for whom each feature is there.
pub fn features(reader: &Reader<'_>) -> Result<Vec<FeatureSwitch>> {
    Feature::ALL
        .iter()
        .map(|feature| Ok(FeatureSwitch { feature: *feature, state: state(reader, *feature)? }))
        .collect()
}

/// Returns for whom a feature is there.
pub fn state(reader: &Reader<'_>, feature: Feature) -> Result<FeatureState> {
    let sql = "SELECT state FROM feature_switch WHERE name = ?1";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([feature.name()])?;
    let Some(row) = rows.next()? else { return Ok(feature.usual()) };
    let state: String = row.get(0)?;
    FeatureState::from_name(&state).ok_or_else(|| Error::Value(format!("feature_switch.state holds {state}")))
}

/// Switches a feature.
pub fn set_feature(writer: &Writer<'_>, switch: FeatureSwitch) -> Result<()> {
    let sql = "INSERT INTO feature_switch VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET state = ?2";
    writer.connection().prepare_cached(sql)?.execute((switch.feature.name(), switch.state.name()))?;
    Ok(())
}
