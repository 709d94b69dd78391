//! The settings in force: one row of their own, with the weights and the bands beside it.

use domain::settings::{EvaluationRule, Settings, StoredSettings};

use crate::access::{Reader, Writer};
use crate::cell::{Cells, ToCell};
use crate::error::{Error, Result};
use crate::rules;

/// The id of the one row.
const ID: i64 = 1;

/// Returns the settings in force.
pub fn get(reader: &Reader<'_>) -> Result<StoredSettings> {
    let sql = "SELECT id, revision, updated_at, updated_by, growth_limit_ten_thousandths, expiry_days,
                      expiry_urgent_days, retention_days, evaluate_in_execution, evaluate_settled,
                      keep_originals
               FROM settings";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let row = rows.next()?.ok_or_else(|| Error::Value("settings has no row".to_owned()))?;
    let mut cells = Cells::new(row, "settings");
    let _id: i64 = cells.take()?;
    Ok(StoredSettings {
        revision: cells.take()?,
        updated_at: cells.take()?,
        updated_by: cells.take()?,
        settings: Settings {
            growth_limit: cells.take()?,
            expiry_days: cells.take()?,
            expiry_urgent_days: cells.take()?,
            retention_days: cells.take()?,
            evaluation_rule: EvaluationRule { in_execution: cells.take()?, settled: cells.take()? },
            keep_originals: cells.take()?,
            weights: rules::weights(reader)?,
            bands: rules::bands(reader)?.bands().to_vec(),
        },
    })
}

/// Puts other settings in force, over revision `revision` of them.
///
/// Scores computed before keep the weights they were computed with.
///
/// # Errors
///
/// [`Error::Stale`] where somebody changed any setting since, and the rules of weights and bands.
pub fn update(writer: &Writer<'_>, revision: i64, settings: &Settings) -> Result<()> {
    let sql = "UPDATE settings SET revision = revision + 1, updated_at = ?1, updated_by = ?2,
                   growth_limit_ten_thousandths = ?3, expiry_days = ?4, expiry_urgent_days = ?5,
                   retention_days = ?6, evaluate_in_execution = ?7, evaluate_settled = ?8,
                   keep_originals = ?9
               WHERE id = ?10 AND revision = ?11";
    let rule = settings.evaluation_rule;
    let stamp = writer.stamp();
    let rows = writer.connection().prepare_cached(sql)?.execute((
        &stamp.at,
        &stamp.actor,
        settings.growth_limit.cell(),
        settings.expiry_days,
        settings.expiry_urgent_days,
        settings.retention_days,
        rule.in_execution,
        rule.settled,
        settings.keep_originals,
        ID,
        revision,
    ))?;
    if rows != 1 {
        return Err(Error::Stale { id: ID, expected: revision });
    }
    rules::set_weights(writer, &settings.weights)?;
    rules::set_bands(writer, &domain::grade::Bands::new(settings.bands.clone())?)
}
