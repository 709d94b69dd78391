//! How much waits of each kind.

use domain::date::Date;
use domain::home::{TodoKind, Waiting, retention_held};
use domain::list::{Filter, ListQuery};
use domain::rating::DueQuery;
use domain::settings::Settings;
use domain::{Money, Noun, Ratio};

use super::kept::{self, Retention};
use crate::{Reader, Result, list};

/// Tells how much waits of one kind on the day `today`.
///
/// Counted by the filters with which the list shows the records, so that both always agree.
pub fn waiting(reader: &Reader<'_>, kind: TodoKind, today: Date, settings: &Settings) -> Result<Waiting> {
    let filters = kind.filters(today, settings);
    match kind {
        TodoKind::Overpaid => {
            let (count, remaining) =
                list::count_and_sum(reader, Noun::Contract, &filters, Some("remaining"))?;
            Ok(Waiting { count, amount: Some(-Money::from_fen(remaining)) })
        }
        TodoKind::PaymentOverdue | TodoKind::PaymentDue => {
            let (count, open) = list::count_and_sum(reader, Noun::PaymentPlan, &filters, Some("open"))?;
            Ok(Waiting { count, amount: Some(Money::from_fen(open)) })
        }
        TodoKind::RetentionDue => retentions(reader, filters),
        TodoKind::EvaluationDue => {
            let query = DueQuery { year: today.year(), rule: settings.evaluation_rule };
            Ok(Waiting { count: crate::evaluation::due_count(reader, query)?, amount: None })
        }
        TodoKind::Expired
        | TodoKind::RectificationOverdue
        | TodoKind::ExpiresUrgently
        | TodoKind::ExpiresSoon
        | TodoKind::AmountMissing
        | TodoKind::EndMissing
        | TodoKind::SigningMissing
        | TodoKind::UsccMissing => {
            let (count, _) = list::count_and_sum(reader, kind.noun(), &filters, None)?;
            Ok(Waiting { count, amount: None })
        }
    }
}

/// Counts retentions that are due and sums what is still held back of them.
fn retentions(reader: &Reader<'_>, filters: Vec<Filter>) -> Result<Waiting> {
    let ids = list::ids(reader, Noun::Contract, &ListQuery { filters, ..ListQuery::default() })?;
    let held = match kept::retentions(reader, &ids)? {
        Some(held) => held,
        None => retentions_in_file(reader, &ids)?,
    };
    let held: Vec<Money> =
        held.into_iter().map(|(base, share, rest)| retention_held(base, share, rest)).collect();
    let count = i64::try_from(held.len()).unwrap_or(i64::MAX);
    Ok(Waiting { count, amount: Some(held.into_iter().sum()) })
}

/// Base, share and rest of the given contracts.
fn retentions_in_file(reader: &Reader<'_>, ids: &[i64]) -> Result<Vec<Retention>> {
    let mut statement = reader.connection().prepare_cached(include_str!("retentions.sql"))?;
    let found = statement.query_map([serde_json::Value::from(ids).to_string()], |row| {
        let share: Option<i64> = row.get(1)?;
        let fen = |at| row.get(at).map(Money::from_fen);
        Ok((fen(0)?, share.map(Ratio::from_ten_thousandths), fen(2)?))
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}
