//! The order of a list in SQL.

use domain::list::ListQuery;

use super::field::Field;
use super::source::List;
use crate::Result;

/// One level of the order.
#[derive(Debug, Clone)]
pub(crate) struct Level {
    pub(crate) field: &'static Field,
    pub(crate) sql: &'static str,
    pub(crate) alias: &'static str,
    pub(crate) descending: bool,
    /// Whether values may be missing; those come last.
    pub(crate) optional: bool,
    pub(crate) indexed: bool,
}

/// The order of a list; the id breaks ties, so that no record shows on two pages.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    pub(crate) levels: Vec<Level>,
}

impl Order {
    /// Returns the order that is asked for, or the list's own.
    pub(crate) fn of(list: &List, query: &ListQuery) -> Result<Self> {
        let own = list.order.iter().map(|(field, descending)| (*field, *descending));
        let asked = query.sort.iter().map(|sort| (sort.field.as_str(), sort.descending));
        let terms: Vec<(&str, bool)> = if query.sort.is_empty() { own.collect() } else { asked.collect() };
        let level = |(name, descending): (&str, bool)| {
            let field = list.field(name)?;
            let optional = field.optional || list.path(field.alias()).iter().any(|join| join.optional);
            Ok(Level {
                field,
                sql: field.sql,
                alias: field.alias(),
                descending,
                optional,
                indexed: field.indexed,
            })
        };
        Ok(Self { levels: terms.into_iter().map(level).collect::<Result<_>>()? })
    }

    /// Whether an index gives the records in this order.
    pub(crate) fn is_indexed(&self) -> bool {
        matches!(self.levels.as_slice(), [level] if level.indexed) || self.levels.is_empty()
    }

    /// Returns the terms of `ORDER BY`; `id` is where the id stands. `reversed` gives the same
    /// order from its end.
    pub(crate) fn sql(&self, id: &str, reversed: bool) -> String {
        let mut terms = self.terms(reversed);
        // In the direction of the last level, so that one index serves both.
        let descending = self.levels.last().is_some_and(|level| level.descending);
        terms.push(term(id, descending, false, reversed));
        terms.join(", ")
    }

    /// Returns the terms without the id.
    pub(crate) fn levels_sql(&self, reversed: bool) -> String {
        self.terms(reversed).join(", ")
    }

    fn terms(&self, reversed: bool) -> Vec<String> {
        let level = |level: &Level| term(level.sql, level.descending, level.optional, reversed);
        self.levels.iter().map(level).collect()
    }
}

fn term(sql: &str, descending: bool, optional: bool, reversed: bool) -> String {
    let direction = if descending == reversed { "ASC" } else { "DESC" };
    // SQLite takes a missing value for the least.
    let missing = match (optional && !descending, reversed) {
        (false, _) => "",
        (true, false) => " NULLS LAST",
        (true, true) => " NULLS FIRST",
    };
    format!("{sql} {direction}{missing}")
}
