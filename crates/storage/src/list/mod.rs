//! Pages of records: filtered, searched, sorted, counted and summed.
//!
//! Every noun states once which fields its list has and where they stand; one builder makes the
//! SQL. A page is found in three steps, each of which reads as little as it can: count and totals
//! of what fits, the ids of the page, the rows of these ids. Values are bound, never written into
//! the SQL.

mod chosen;
mod days;
mod field;
mod filter;
mod order;
mod owned;
mod page;
mod plan;
mod rows;
mod source;
mod statement;
mod summary;
mod tables;

mod whole;

#[cfg(test)]
mod tests;

pub use chosen::{Version, chosen, range, summary};
pub use whole::{count, count_and_sum, ids, kind_of, totals};

pub(crate) use days::{Days, Notified};
pub(crate) use field::{Field, Kind};
pub(crate) use filter::{Condition, Words};
pub(crate) use order::{Level, Order};
pub(crate) use page::{for_each, page};
pub(crate) use rows::{by_ids, of_owners, with_columns};
pub(crate) use source::{Companion, Join, List, Owner, Total};
pub(crate) use whole::list_of;
