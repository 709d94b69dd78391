//! The tables that a statement reads, in the order in which it reads them.

use rusqlite::types::Value;

use super::source::{Join, List, Owner};
use crate::search::Among;

/// Where the id of the list's table stands.
pub(crate) const ID: &str = "t.id";

/// What stands behind `FROM`.
#[derive(Debug)]
pub(crate) struct Tables {
    pub(crate) sql: String,
    /// Where the id of the record stands.
    pub(crate) id: &'static str,
    /// The first value to bind, where the records are looked up by ids that were found.
    pub(crate) found: Option<Value>,
}

impl Tables {
    /// The tables of `aliases`, in whichever order SQLite finds best; each record of `found` is
    /// looked up.
    pub(crate) fn of(list: &List, aliases: &[&str], found: Option<&Among>) -> Self {
        if let Some(among) = found {
            let Among { column, ids } = among;
            let sql =
                format!("json_each(?) AS found CROSS JOIN {} AS t ON {column} = found.value", list.noun);
            return Self { sql, id: ID, found: Some(ids.json()) }.join_rest(list, aliases, "JOIN");
        }
        Self::alone(list, aliases).unwrap_or_else(|| {
            let sql = format!("{} AS t", list.noun);
            Self { sql, id: ID, found: None }.join_rest(list, aliases, "JOIN")
        })
    }

    /// The table of the owners; each owner of `found` is looked up.
    pub(crate) fn of_owner(owner: &Owner, found: Option<&Among>) -> Self {
        let Owner { table, key, .. } = owner;
        let sql = match found {
            Some(_) => format!("json_each(?) AS found CROSS JOIN {table} ON {key} = found.value"),
            None => (*table).to_owned(),
        };
        Self { sql, id: key, found: found.map(|among| among.ids.json()) }
    }

    /// The tables of `aliases`, led by the first of them, which gives the order.
    ///
    /// `CROSS JOIN` is SQLite's word for "in this order": the records come out sorted, and the
    /// statement ends when the page is full.
    pub(crate) fn led(list: &List, aliases: &[&str]) -> Self {
        Self::alone(list, aliases).unwrap_or_else(|| {
            let leading = aliases.first().copied().unwrap_or("t");
            let sql = lead(list, leading);
            Self { sql, id: ID, found: None }.join_rest(list, aliases, "CROSS JOIN")
        })
    }

    /// The companion alone, where nothing of the list's own table is needed.
    fn alone(list: &List, aliases: &[&str]) -> Option<Self> {
        let companion = list.companion.as_ref()?;
        let enough = !aliases.is_empty() && aliases.iter().all(|alias| *alias == companion.alias);
        enough.then(|| Self {
            sql: format!("{} AS {}", companion.table, companion.alias),
            id: companion.key,
            found: None,
        })
    }

    /// Joins what `aliases` need and is not there yet, by the word `join`.
    fn join_rest(mut self, list: &List, aliases: &[&str], join: &str) -> Self {
        if let Some(companion) =
            list.companion.as_ref().filter(|companion| aliases.contains(&companion.alias))
        {
            let on = format!("{} = {ID}", companion.key);
            self.join(join, companion.table, companion.alias, &on);
        }
        for alias in aliases {
            let mut may_lead_nowhere = false;
            for step in list.path(alias) {
                may_lead_nowhere |= step.optional;
                let on = format!("{}.id = {}", step.alias, step.from);
                self.join(if may_lead_nowhere { "LEFT JOIN" } else { join }, step.table, step.alias, &on);
            }
        }
        self
    }

    fn join(&mut self, join: &str, table: &str, alias: &str, on: &str) {
        if self.sql.split(' ').all(|word| word != alias) {
            self.sql.extend([" ", join, " ", table, " AS ", alias, " ON ", on]);
        }
    }
}

/// Begins with the table `leading` and goes from it to the list's own.
fn lead(list: &List, leading: &str) -> String {
    let noun = list.noun;
    if let Some(companion) = list.companion.as_ref().filter(|companion| companion.alias == leading) {
        let (table, alias, key) = (companion.table, companion.alias, companion.key);
        return format!("{table} AS {alias} CROSS JOIN {noun} AS t ON {ID} = {key}");
    }
    let path = list.path(leading);
    let Some(far) = path.last().filter(|_| path.iter().all(|join| !join.optional)) else {
        return format!("{noun} AS t");
    };
    let way_back = path.iter().rev().map(|step| {
        let Join { alias, from, .. } = step;
        let table = list.join(step.parent()).map_or(noun.name(), |parent| parent.table);
        format!(" CROSS JOIN {table} AS {} ON {from} = {alias}.id", step.parent())
    });
    format!("{} AS {}{}", far.table, far.alias, way_back.collect::<String>())
}
