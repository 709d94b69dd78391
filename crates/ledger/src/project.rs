//! What a person can do with projects.

use domain::access::Operation;
use domain::detail::ProjectDetail;
use domain::list::{ListQuery, Page};
use domain::project::{Project, ProjectRow};
use domain::{Code, Noun, Problem};
use storage::Writer;

use crate::error::{refuse_broken, refuse_taken, tidied};
use crate::{Ledger, Outcome, Result, Session};

impl Ledger {
    /// Returns a page of projects.
    pub fn list_projects(&self, query: &ListQuery) -> Result<Page<ProjectRow>> {
        self.read(|reader| storage::project::list(reader, query))
    }

    /// Returns a project with its contracts.
    pub fn project_detail(&self, id: i64) -> Result<ProjectDetail> {
        self.read(|reader| found(id, storage::project::detail(reader, id)?))
    }

    /// Creates a project.
    pub fn create_project(&self, session: &Session, project: &Project) -> Result<Outcome<i64>> {
        let project = tidied(project)?;
        self.perform(session, Operation::Create(Noun::Project), &project.code, |writer| {
            check(writer, &project, None)?;
            Ok(storage::project::insert(writer, &project)?)
        })
    }

    /// Updates a project that is still at `revision`.
    pub fn update_project(
        &self,
        session: &Session,
        id: i64,
        revision: i64,
        project: &Project,
    ) -> Result<Outcome<i64>> {
        let project = tidied(project)?;
        self.perform(session, Operation::Update(Noun::Project), &project.code, |writer| {
            check(writer, &project, Some(id))?;
            storage::project::update(writer, id, revision, &project)?;
            Ok(id)
        })
    }
}

/// Checks a project against its own rules and against the others in the ledger.
fn check(writer: &Writer<'_>, project: &Project, own: Option<i64>) -> Result<()> {
    refuse_broken(project.check())?;
    let taken = storage::codes::taken(writer, Noun::Project, "code", &project.code, own)?;
    refuse_taken("code", &project.code, own, taken)
}

/// Returns the record that a field of a form refers to, or says at that field that it is gone: it
/// may have been deleted since it was picked.
pub(crate) fn chosen<T>(field: &str, value: Option<T>) -> storage::Result<T> {
    value.ok_or_else(|| storage::Error::Rule(Problem::new(Code::RecordReferenceGone).field(field)))
}

/// Returns what was found, or that it is not there.
pub(crate) fn found<T>(id: i64, value: Option<T>) -> storage::Result<T> {
    value.ok_or(storage::Error::NotFound { id })
}
