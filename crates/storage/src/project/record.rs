//! The project: one row of the file to one record, and back.

use domain::project::Project;
use domain::{Noun, Stored};

use crate::access::{Reader, Writer};
use crate::error::Result;
use crate::{referrers, table};

table::table! {
    Project in "project" {
        code,
        name,
        description,
        manager,
        status,
        remarks,
    }
}

/// Reads one project.
pub fn get(reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Project>>> {
    table::get(reader, id)
}

/// Writes a new project and returns its id.
pub fn insert(writer: &Writer<'_>, record: &Project) -> Result<i64> {
    table::insert(writer, record)
}

/// Writes over revision `revision` of a project; refused where it was changed since.
pub fn update(writer: &Writer<'_>, id: i64, revision: i64, record: &Project) -> Result<()> {
    table::update(writer, id, revision, record)
}

/// Removes revision `revision` of a project; refused where it was changed since, or others refer to it.
pub fn delete(writer: &Writer<'_>, id: i64, revision: i64) -> Result<()> {
    referrers::refuse(writer, Noun::Project, id)?;
    table::delete::<Project>(writer, id, revision)
}
