//! Conditions of a list in SQL.

use domain::grade::Bands;
use domain::list::{Comparison, Filter};
use rusqlite::types::Value;

use super::days::{Days, Notified};
use super::field::{Field, Kind};
use super::source::{Join, List};
use super::tables::ID;
use crate::search::{Among, Fitting};
use crate::{Reader, Result, rules};

/// What the words of filters mean: they depend on the day and on what people set.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) bands: Bands,
    pub(crate) days: Days,
}

impl Words {
    /// Reads what people set.
    pub(crate) fn of(reader: &Reader<'_>) -> Result<Self> {
        Ok(Self { bands: rules::bands(reader)?, days: Days::of(reader)? })
    }
}

/// One condition on the records of a list.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    /// SQL with [`COLUMN`] for `column`, if there is one, and `?` for each value.
    sql: String,
    /// The only column that the condition reads, of the list's table or its companion.
    pub(crate) column: Option<&'static str>,
    pub(crate) values: Vec<Value>,
}

/// Stands for the column of a condition.
const COLUMN: char = '@';
/// Stands before a column by which SQLite may look records up.
const LOOKED_UP: char = '~';

impl Condition {
    /// Returns the SQL with `column` in the place of the condition's own.
    ///
    /// `walked` keeps SQLite from looking records up by the condition: it is to walk the order of
    /// the list, which ends as soon as the page is full.
    pub(crate) fn sql(&self, column: &str, walked: bool) -> String {
        let sql = self.sql.replace(LOOKED_UP, if walked { "+" } else { "" });
        sql.replace(COLUMN, column)
    }

    /// Returns the alias of the table that the condition needs; none where the id is enough,
    /// which the companion has too.
    pub(crate) fn alias(&self) -> Option<&'static str> {
        let Some(column) = self.column else { return Some("t") };
        column.split_once('.').map(|(alias, _)| alias).filter(|_| column != ID)
    }

    /// The condition that a filter states.
    pub(crate) fn of_filter(list: &List, filter: &Filter, words: &Words) -> Result<Self> {
        let field = list.field(&filter.field)?;
        let path = list.path(field.alias());
        let may_lead_nowhere = path.iter().any(|join| join.optional);
        match filter.comparison {
            // A reference that is missing leads to a field that is empty.
            Comparison::Empty if may_lead_nowhere => {
                let present = Filter { comparison: Comparison::NotEmpty, ..filter.clone() };
                let present = Self::of_filter(list, &present, words)?;
                Ok(Self { sql: format!("({}) IS NOT TRUE", present.sql), ..present })
            }
            // Where every record at the end of the way has the field, the way is enough.
            Comparison::NotEmpty if !field.optional && path.last().is_some_and(|last| last.optional) => {
                let way = Field { sql: path[path.len() - 1].from, kind: Kind::Count, ..*field };
                Self::of_field(&way, &path[..path.len() - 1], filter, words)
            }
            Comparison::Is
            | Comparison::Contains
            | Comparison::AtLeast
            | Comparison::AtMost
            | Comparison::Empty
            | Comparison::NotEmpty => Self::of_field(field, &path, filter, words),
        }
    }

    /// The condition on a field at the end of `path`.
    fn of_field(field: &Field, path: &[&'static Join], filter: &Filter, words: &Words) -> Result<Self> {
        let Some(first) = path.first() else {
            if !field.is_column() {
                let (sql, values) = comparison(field, field.sql, filter, words)?;
                return Ok(Self { sql, column: None, values });
            }
            let (sql, values) = comparison(field, &format!("{LOOKED_UP}{COLUMN}"), filter, words)?;
            return Ok(Self { sql, column: Some(field.sql), values });
        };
        let (inner, values) = comparison(field, field.sql, filter, words)?;
        let sql = format!("{LOOKED_UP}{COLUMN} {}", referring(path, &inner));
        Ok(Self { sql, column: Some(first.from), values })
    }

    /// The condition that a search states; none where there is nothing to look for.
    pub(crate) fn of_search(fitting: &Fitting) -> Option<Self> {
        let (sql, values) = fitting.condition();
        (!fitting.groups.is_empty()).then_some(Self { sql, column: None, values })
    }

    /// The condition that a column is in a set.
    pub(crate) fn of_set(set: &Among) -> Self {
        let values = vec![set.ids.blob()];
        Self { sql: format!("holds(?, {COLUMN})"), column: Some(set.column), values }
    }
}

impl Field {
    /// Whether the field is a column, which an index may have, and not computed.
    fn is_column(&self) -> bool {
        !self.sql.contains('(')
    }

    /// Returns the first value of a filter; one without any cannot be met.
    pub(crate) fn wanted<'f>(&self, filter: &'f Filter) -> Result<&'f str> {
        filter.values.first().map(String::as_str).ok_or_else(|| self.bad("").into())
    }

    /// Returns the bound of a range; words have none.
    pub(crate) fn bound(&self, filter: &Filter) -> Result<Value> {
        let text = self.wanted(filter)?;
        match self.kind {
            Kind::Amount | Kind::Score | Kind::Ratio | Kind::Date | Kind::Count => Ok(self.value(text)?),
            Kind::Text | Kind::Choice(_) | Kind::Flag | Kind::Grade | Kind::Deadline(_) => {
                Err(self.bad(text).into())
            }
        }
    }
}

/// Returns `IN (SELECT …)` down the joins to the table in which `inner` holds.
fn referring(joins: &[&Join], inner: &str) -> String {
    let Some((join, rest)) = joins.split_first() else { return inner.to_owned() };
    let Join { table, alias, .. } = join;
    let inner = match rest.first() {
        None => inner.to_owned(),
        Some(next) => format!("{} {}", next.from, referring(rest, inner)),
    };
    format!("IN (SELECT {alias}.id FROM {table} AS {alias} WHERE {inner})")
}

/// Compares `sql`, where the field stands, as the filter says.
fn comparison(field: &Field, sql: &str, filter: &Filter, words: &Words) -> Result<(String, Vec<Value>)> {
    let text = matches!(field.kind, Kind::Text);
    Ok(match filter.comparison {
        Comparison::Is => is_one_of(field, sql, filter, words)?,
        Comparison::Contains => {
            let pattern = Value::Text(format!("%{}%", escaped(field.wanted(filter)?)));
            if !matches!(field.kind, Kind::Text | Kind::Choice(_)) {
                return Err(field.bad(field.wanted(filter)?).into());
            }
            (format!("{sql} LIKE ? ESCAPE '\\'"), vec![pattern])
        }
        Comparison::AtLeast => (format!("{sql} >= ?"), vec![field.bound(filter)?]),
        Comparison::AtMost => (format!("{sql} <= ?"), vec![field.bound(filter)?]),
        Comparison::Empty if text => (format!("ifnull({sql}, '') = ''"), Vec::new()),
        Comparison::NotEmpty if text => (format!("{sql} <> ''"), Vec::new()),
        Comparison::Empty => (format!("{sql} IS NULL"), Vec::new()),
        Comparison::NotEmpty => (format!("{sql} IS NOT NULL"), Vec::new()),
    })
}

fn is_one_of(field: &Field, sql: &str, filter: &Filter, words: &Words) -> Result<(String, Vec<Value>)> {
    field.wanted(filter)?;
    if let Kind::Deadline(notified) = field.kind {
        return stands_so(field, notified, sql, filter, &words.days);
    }
    if matches!(field.kind, Kind::Grade) {
        let mut any = Vec::new();
        let mut values = Vec::new();
        for grade in &filter.values {
            let (from, below) = field.band(&words.bands, grade)?;
            any.push(format!("({sql} >= ? AND {sql} < ?)"));
            values.extend([Value::Integer(from), Value::Integer(below)]);
        }
        return Ok((format!("({})", any.join(" OR ")), values));
    }
    let values: Vec<Value> =
        filter.values.iter().map(|text| field.value(text)).collect::<std::result::Result<_, _>>()?;
    let places = vec!["?"; values.len()].join(", ");
    Ok((format!("{sql} IN ({places})"), values))
}

/// The condition that a deadline stands as one of the words says.
fn stands_so(
    field: &Field,
    notified: Notified,
    sql: &str,
    filter: &Filter,
    days: &Days,
) -> Result<(String, Vec<Value>)> {
    let (mut any, mut values) = (Vec::new(), Vec::new());
    for word in &filter.values {
        let Some((first, last)) = field.days(days, notified, word)? else { continue };
        let bounds = [(first, ">="), (last, "<=")];
        let bounds = bounds.into_iter().filter_map(|(day, sign)| Some((day?, sign)));
        let mut all = Vec::new();
        for (day, sign) in bounds {
            all.push(format!("{sql} {sign} ?"));
            values.push(Value::Text(day.to_string()));
        }
        any.push(format!("({})", all.join(" AND ")));
    }
    let met = if any.is_empty() { "0".to_owned() } else { any.join(" OR ") };
    Ok((format!("({met})"), values))
}

/// Returns a text as `LIKE` takes it literally.
fn escaped(text: &str) -> String {
    text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")
}
