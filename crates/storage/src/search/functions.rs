//! SQL functions that the search and the lists need.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};

use super::{id_set, pinyin};
use crate::Result;

/// Gives a connection the functions of the search: called once when it is opened.
///
/// `pinyin_match(name, needle)` says whether a needle is the initials or the pinyin of a name;
/// `holds(set, id)` whether an id is in a set.
pub fn register(connection: &Connection) -> Result<()> {
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function(c"pinyin_match", 2, flags, pinyin_match)?;
    connection.create_scalar_function(c"holds", 2, flags, holds)?;
    Ok(())
}

fn pinyin_match(context: &Context<'_>) -> rusqlite::Result<bool> {
    let name = context.get_raw(0).as_str_or_null()?;
    let needle = context.get_raw(1).as_str_or_null()?;
    Ok(name.zip(needle).is_some_and(|(name, needle)| pinyin::fits(name, needle)))
}

fn holds(context: &Context<'_>) -> rusqlite::Result<bool> {
    let bits = context.get_raw(0).as_bytes()?;
    let id = context.get_raw(1).as_i64_or_null()?;
    Ok(id.is_some_and(|id| id_set::holds(bits, id)))
}
