//! Where the fields of a list stand: its table and what is joined to it.

use domain::{Code, Noun, Problem};

use super::field::Field;

/// The list of one noun: its table, as `t`, its fields, and the tables that they stand in.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) noun: Noun,
    pub(crate) fields: &'static [Field],
    /// A table with exactly one row for each record.
    pub(crate) companion: Option<Companion>,
    pub(crate) joins: &'static [Join],
    /// The order without any other: a field, and whether descending. The id breaks ties.
    pub(crate) order: &'static [(&'static str, bool)],
    pub(crate) totals: &'static [Total],
    /// Selects count and totals of all records from what is cheapest to read.
    pub(crate) whole: &'static str,
    /// Where conditions on the owner alone can be counted without reading the records.
    pub(crate) owner: Option<Owner>,
}

/// A derived table beside the list's own.
#[derive(Debug)]
pub(crate) struct Companion {
    pub(crate) table: &'static str,
    pub(crate) alias: &'static str,
    /// The column that holds the id of the record.
    pub(crate) key: &'static str,
}

/// A table that the list's table refers to, directly or through another.
#[derive(Debug)]
pub(crate) struct Join {
    pub(crate) table: &'static str,
    pub(crate) alias: &'static str,
    /// The column that refers to it, as `alias.column`.
    pub(crate) from: &'static str,
    /// Whether the reference may be missing.
    pub(crate) optional: bool,
}

/// A sum over all records that fit.
#[derive(Debug)]
pub(crate) struct Total {
    pub(crate) name: &'static str,
    /// Fen; a column of the list's table or of its companion, or an expression of one table.
    pub(crate) sql: &'static str,
    pub(crate) alias: &'static str,
}

/// What keeps count and totals of the records of one owner, such as the payments of a contract.
#[derive(Debug)]
pub(crate) struct Owner {
    /// The column that refers to the owner, as it stands in conditions.
    pub(crate) column: &'static str,
    /// The table that keeps them, with its alias.
    pub(crate) table: &'static str,
    /// The column that holds the owner.
    pub(crate) key: &'static str,
    /// How many records the owner has.
    pub(crate) count: &'static str,
    /// Sums count and totals.
    pub(crate) sums: &'static str,
}

impl List {
    /// Finds a field by its name.
    pub(crate) fn field(&self, name: &str) -> Result<&'static Field, Problem> {
        let field = self.fields.iter().find(|field| field.name == name);
        field.ok_or_else(|| Problem::new(Code::ListUnknownField).param("value", name))
    }

    /// Returns the join with this alias; none for the list's table and its companion.
    pub(crate) fn join(&self, alias: &str) -> Option<&'static Join> {
        self.joins.iter().find(|join| join.alias == alias)
    }

    /// Returns the joins from the list's table to the table `alias`.
    pub(crate) fn path(&self, alias: &str) -> Vec<&'static Join> {
        let mut path = Vec::new();
        let mut next = self.join(alias);
        while let Some(join) = next {
            path.push(join);
            next = self.join(join.parent());
        }
        path.reverse();
        path
    }
}

impl Join {
    /// Returns the noun that is referred to.
    pub(crate) fn noun(&self) -> Option<Noun> {
        Noun::ALL.iter().copied().find(|noun| noun.name() == self.table)
    }

    /// Returns the alias of the table that refers to this one.
    pub(crate) fn parent(&self) -> &'static str {
        self.from.split_once('.').map_or("t", |(alias, _)| alias)
    }
}
