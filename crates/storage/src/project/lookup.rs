//! Projects by their code.

use std::collections::HashMap;

use domain::Noun;

use crate::access::Reader;
use crate::error::Result;
use crate::{keys, referrers};

/// Returns the id of the project with this code.
pub fn id_by_code(reader: &Reader<'_>, code: &str) -> Result<Option<i64>> {
    keys::id(reader, "SELECT id FROM project WHERE code = ?1", code)
}

/// Returns the id and the code of each project with this name, by code.
pub fn ids_by_name(reader: &Reader<'_>, name: &str) -> Result<Vec<(i64, String)>> {
    let sql = "SELECT id, code FROM project WHERE name = ?1 ORDER BY code";
    let mut statement = reader.connection().prepare_cached(sql)?;
    let found = statement.query_map([name], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// Returns the ids of all projects by their code.
pub fn ids_by_code(reader: &Reader<'_>) -> Result<HashMap<String, i64>> {
    keys::map(reader, "SELECT code, id FROM project")
}

/// Returns how many records of each noun refer to a project.
pub fn referrers(reader: &Reader<'_>, id: i64) -> Result<Vec<(Noun, i64)>> {
    referrers::of(reader, Noun::Project, id)
}
