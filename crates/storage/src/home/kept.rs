//! The sums behind the charts, of the columns in memory; none where one of them is not kept.

use domain::date::Date;
use domain::procurement::Category;
use domain::{Money, Noun, Ratio, Score};
use rusqlite::types::Value;

use crate::Reader;
use crate::Result;
use crate::columns::{Sum, Sums};

/// A type, how many contracts are of it, and what they come to.
pub(super) type OfType = (Option<Category>, i64, Money);
/// A mean score, and how many suppliers have it.
pub(super) type OfScore = (Option<Score>, i64);

/// Sums what was paid from each of the days to before the next.
pub(super) fn paid_between(reader: &Reader<'_>, days: &[Date]) -> Result<Option<Vec<i64>>> {
    let Some(kept) = reader.kept()? else { return Ok(None) };
    let Some(payments) = kept.table(Noun::Payment) else { return Ok(None) };
    let total = crate::payment::list::LIST.totals.first().and_then(|total| payments.total(total.sql));
    let (Some(paid_on), Some(amounts)) = (payments.column("t.paid_on"), total) else { return Ok(None) };
    let sums = Sums::of(payments, paid_on, |id| amounts.get(id).copied().unwrap_or_default());
    let day = |day: &Date| Value::Text(day.to_string());
    let of = |days: &[Date]| match days {
        [first, next] => sums.within(paid_on.values.between(Some(&day(first)), Some(&day(next)))).fen,
        _ => 0,
    };
    Ok(Some(days.windows(2).map(of).collect()))
}

/// Counts and sums contracts by their type.
pub(super) fn by_type(reader: &Reader<'_>) -> Result<Option<Vec<OfType>>> {
    let Some(kept) = reader.kept()? else { return Ok(None) };
    let Some(contracts) = kept.table(Noun::Contract) else { return Ok(None) };
    let (Some(of), Some(amounts)) = (contracts.column("t.category"), contracts.total("t.amount_fen")) else {
        return Ok(None);
    };
    let sums = Sums::of(contracts, of, |id| amounts.get(id).copied().unwrap_or_default());
    let categories = of.values.read(Category::from_label);
    let part = |category, Sum { count, fen }| (category, count, Money::from_fen(fen));
    let known = sums.each().filter_map(|(place, sum)| Some(part(*categories.get(place as usize)?, sum)));
    let none = (sums.none.count > 0).then(|| part(None, sums.none));
    Ok(Some(known.chain(none).collect()))
}

/// Counts suppliers by their mean score.
pub(super) fn by_score(reader: &Reader<'_>) -> Result<Option<Vec<OfScore>>> {
    let Some(kept) = reader.kept()? else { return Ok(None) };
    let Some(suppliers) = kept.table(Noun::Supplier) else { return Ok(None) };
    let Some(scores) = suppliers.column("p.mean_score_hundredths") else { return Ok(None) };
    let sums = Sums::of(suppliers, scores, |_| 0);
    let score = |place| Score::from_hundredths(scores.values.number(place)).ok();
    let rated = sums.each().map(|(place, sum)| (score(place), sum.count));
    Ok(Some(rated.chain([(None, sums.none.count)]).collect()))
}

/// Sums base and paid of the families of each project, and returns the `most` with the most to
/// pay: id, base, paid.
pub(super) fn by_project(reader: &Reader<'_>, most: usize) -> Result<Option<Vec<(i64, i64, i64)>>> {
    let Some(kept) = reader.kept()? else { return Ok(None) };
    let (Some(contracts), Some(projects)) = (kept.table(Noun::Contract), kept.table(Noun::Project)) else {
        return Ok(None);
    };
    let references = (contracts.reference("parent_id"), contracts.reference("project_id"));
    let (Some(parents), Some(project)) = references else { return Ok(None) };
    let (Some(base), Some(paid)) = (contracts.column("p.base_fen"), contracts.column("p.paid_fen")) else {
        return Ok(None);
    };
    let Some(code) = projects.column("t.code") else { return Ok(None) };
    let mut sums = vec![(0_i64, 0_i64); projects.end];
    for id in contracts.present.iter().filter_map(|id| usize::try_from(id).ok()) {
        let (Some(0), Some(of), Some(base)) = (parents.get(id), project.get(id), base.number(id)) else {
            continue;
        };
        if let Some((bases, payments)) = sums.get_mut(*of as usize).filter(|_| *of != 0) {
            *bases += base;
            *payments += paid.number(id).unwrap_or_default();
        }
    }
    let mut found: Vec<(i64, i64, i64)> = (0..)
        .zip(sums)
        .filter(|(_, (base, _))| *base > 0)
        .map(|(id, (base, paid))| (id, base, paid))
        .collect();
    let place = |id: i64| usize::try_from(id).map(|id| code.place(id)).unwrap_or_default();
    found.sort_unstable_by_key(|(id, base, _)| (-base, place(*id)));
    found.truncate(most);
    Ok(Some(found))
}

/// Base, share and rest of a contract with a retention.
pub(super) type Retention = (Money, Option<Ratio>, Money);

/// Returns base, share and rest of the given contracts.
pub(super) fn retentions(reader: &Reader<'_>, ids: &[i64]) -> Result<Option<Vec<Retention>>> {
    let Some(kept) = reader.kept()? else { return Ok(None) };
    let Some(contracts) = kept.table(Noun::Contract) else { return Ok(None) };
    let column = |sql| contracts.column(sql);
    let (Some(base), Some(share), Some(rest)) =
        (column("p.base_fen"), column("t.retention_percent_ten_thousandths"), column("p.remaining_fen"))
    else {
        return Ok(None);
    };
    let fen = |number: Option<i64>| Money::from_fen(number.unwrap_or_default());
    let of = |id: usize| {
        (fen(base.number(id)), share.number(id).map(Ratio::from_ten_thousandths), fen(rest.number(id)))
    };
    Ok(Some(ids.iter().filter_map(|id| usize::try_from(*id).ok()).map(of).collect()))
}
