//! Lists as a whole, by noun: how many records there are, and which ones fit.

use domain::Noun;
use domain::list::ListQuery;

use super::source::List;
use crate::{Reader, Result};

/// Returns how many records of a noun the ledger has.
pub fn count(reader: &Reader<'_>, noun: Noun) -> Result<i64> {
    let sql = format!("SELECT count(*) FROM {noun}");
    Ok(reader.connection().prepare_cached(&sql)?.query_row([], |row| row.get(0))?)
}

/// Returns the ids of all records that fit, in order, for an export that reads them bit by bit.
pub fn ids(reader: &Reader<'_>, noun: Noun, query: &ListQuery) -> Result<Vec<i64>> {
    let mut all = Vec::new();
    let mut keep = |id| {
        all.push(id);
        Ok(())
    };
    super::for_each(reader, list_of(noun), query, |ids| Ok(ids.to_vec()), &mut keep)?;
    Ok(all)
}

/// Returns the list of a noun.
pub(super) fn list_of(noun: Noun) -> &'static List {
    match noun {
        Noun::Project => &crate::project::list::LIST,
        Noun::Procurement => &crate::procurement::list::LIST,
        Noun::Supplier => &crate::supplier::list::LIST,
        Noun::Contract => &crate::contract::list::LIST,
        Noun::Payment => &crate::payment::list::LIST,
        Noun::Settlement => &crate::settlement::list::LIST,
        Noun::Evaluation => &crate::evaluation::list::LIST,
        Noun::Interview => &crate::interview::list::LIST,
    }
}
