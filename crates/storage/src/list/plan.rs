//! The statements of one query.

use domain::list::ListQuery;
use rusqlite::types::Value;

use super::filter::Condition;
use super::order::Order;
use super::source::List;
use super::tables::{ID, Tables};
use crate::search::{self, Fitting};
use crate::{Reader, Result, rules};

/// A statement with the values that it binds.
#[derive(Debug)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

/// What a query comes down to.
#[derive(Debug)]
pub(crate) struct Plan {
    list: &'static List,
    fitting: Fitting,
    conditions: Vec<Condition>,
    order: Order,
}

/// How SQLite is to find the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// In the order of the list, until the page is full.
    Walk { reversed: bool },
    /// By the conditions, then sorted.
    LookUp,
}

impl Plan {
    pub(crate) fn of(reader: &Reader<'_>, list: &'static List, query: &ListQuery) -> Result<Self> {
        let bands = rules::bands(reader)?;
        let order = Order::of(list, query)?;
        let of_filter = |filter| Condition::of_filter(list, filter, &bands);
        let mut conditions = query.filters.iter().map(of_filter).collect::<Result<Vec<_>>>()?;
        let fitting = search::fitting(reader, list.noun, &query.search)?;
        conditions.extend(Condition::of_search(&fitting));
        Ok(Self { list, fitting, conditions, order })
    }

    /// Whether the search alone says that no record fits.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.fitting.groups.iter().any(|group| group.iter().all(|among| among.ids.is_empty()))
    }

    /// Whether every record is asked for.
    pub(crate) fn is_whole(&self) -> bool {
        self.conditions.is_empty()
    }

    pub(crate) fn is_indexed(&self) -> bool {
        self.order.indexed()
    }

    /// Selects the count and every total of what fits.
    pub(crate) fn summary(&self) -> Statement {
        if self.is_whole() {
            return Statement { sql: self.list.whole.to_owned(), values: Vec::new() };
        }
        if let Some(statement) = self.summary_by_owner() {
            return statement;
        }
        let sums: Vec<String> =
            self.list.totals.iter().map(|total| format!(", ifnull(sum({}), 0)", total.sql)).collect();
        let totals = self.list.totals.iter().map(|total| total.alias);
        let aliases: Vec<&str> = self.condition_aliases().chain(totals).collect();
        let tables = Tables::of(self.list, &aliases, self.found());
        let sql = format!("SELECT count(*){} FROM {}", sums.concat(), tables.sql);
        self.with_conditions(sql, &tables, false)
    }

    /// Sums what the owners keep of their records, where nothing else is asked for.
    fn summary_by_owner(&self) -> Option<Statement> {
        let owner = self.list.owner.as_ref()?;
        if self.conditions.iter().any(|condition| condition.column != Some(owner.column)) {
            return None;
        }
        let found = self.found();
        let looked_up =
            format!("json_each(?) AS found CROSS JOIN {} ON {} = found.value", owner.table, owner.key);
        let from = if found.is_some() { &looked_up } else { owner.table };
        let sql = format!("SELECT {} FROM {from}", owner.sums);
        let mut values: Vec<Value> = found.into_iter().map(|(_, ids)| ids).collect();
        let sql = self.conditions.iter().enumerate().fold(sql, |sql, (index, condition)| {
            values.extend(condition.values.iter().cloned());
            let word = if index == 0 { "WHERE" } else { "AND" };
            format!("{sql} {word} {}", condition.sql(owner.key, false))
        });
        Some(Statement { sql, values })
    }

    /// Selects the ids of what fits, in order; from its end where the way is reversed.
    pub(crate) fn ids(&self, way: Way, limit: i64, offset: i64) -> Statement {
        let reversed = way == Way::Walk { reversed: true };
        let of_order = self.order.levels.iter().map(|level| level.alias);
        let aliases: Vec<&str> = of_order.chain(self.condition_aliases()).collect();
        let walked = matches!(way, Way::Walk { .. });
        let tables = if walked {
            Tables::led(self.list, &aliases)
        } else {
            Tables::of(self.list, &aliases, self.found())
        };
        let sql = format!("SELECT {} FROM {}", tables.id, tables.sql);
        let mut statement = self.with_conditions(sql, &tables, walked);
        let order = self.order.sql(tables.id, reversed);
        statement.sql = format!("{} ORDER BY {order} LIMIT ? OFFSET ?", statement.sql);
        statement.values.extend([Value::Integer(limit), Value::Integer(offset)]);
        statement
    }

    fn with_conditions(&self, mut sql: String, tables: &Tables, walked: bool) -> Statement {
        let mut values: Vec<Value> = tables.found.iter().cloned().collect();
        for (index, condition) in self.conditions.iter().enumerate() {
            let column = match condition.column {
                Some(ID) => tables.id,
                Some(column) => column,
                None => "",
            };
            sql.push_str(if index == 0 { " WHERE " } else { " AND " });
            sql.push_str(&condition.sql(column, walked));
            values.extend(condition.values.iter().cloned());
        }
        Statement { sql, values }
    }

    fn condition_aliases(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.conditions.iter().filter_map(Condition::alias)
    }

    /// The ids that the search found, where they are so few that each is looked up.
    fn found(&self) -> Option<(&'static str, Value)> {
        let among = self.fitting.single().filter(|among| among.ids.is_sparse())?;
        let ids: Vec<String> = among.ids.iter().map(|id| id.to_string()).collect();
        Some((among.column, Value::Text(format!("[{}]", ids.join(",")))))
    }
}
