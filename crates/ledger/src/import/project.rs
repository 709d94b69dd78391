//! 项目 from rows.

use domain::project::{Project, ProjectStatus};
use domain::{Problem, Stored};
use exchange::{Field, Value};
use storage::{Reader, Writer};

use super::importer::{Assigned, Context, Importer};
use super::references::code_in_other_case;
use crate::Result;

#[derive(Debug)]
pub(super) struct Projects;

impl Importer for Projects {
    type Record = Project;

    fn blank(&self) -> Project {
        Project {
            code: String::new(),
            name: String::new(),
            description: None,
            manager: None,
            status: ProjectStatus::Running,
            remarks: None,
        }
    }

    fn assign(&mut self, _: &mut Context, _: &mut Project, _: Field, _: Option<&Value>) -> Assigned {
        Assigned::NotMine
    }

    fn show(&self, _: &Context, _: &Project, _: Field) -> Option<Value> {
        None
    }

    fn required(&self, _: &Project) -> &'static [&'static str] {
        &["code", "name"]
    }

    fn problems(
        &mut self,
        _: &Reader<'_>,
        _: &Context,
        record: &Project,
        _: Option<i64>,
    ) -> Result<Vec<Problem>> {
        Ok(record.check().into_iter().collect())
    }

    fn oddities(
        &self,
        _: &Reader<'_>,
        context: &Context,
        record: &Project,
        own: Option<i64>,
    ) -> Result<Vec<Problem>> {
        let known = context.references.project_in_any_case(&record.code);
        Ok(known.and_then(|known| code_in_other_case(&record.code, known, own)).into_iter().collect())
    }

    fn identify(&mut self, context: &Context, record: &Project) -> Option<i64> {
        context.references.projects.get(&record.code).copied()
    }

    fn key(&self, _: &Context, record: &Project) -> Option<String> {
        (!record.code.is_empty()).then(|| record.code.clone())
    }

    fn load(&self, reader: &Reader<'_>, id: i64) -> Result<Option<Stored<Project>>> {
        Ok(storage::project::get(reader, id)?)
    }

    fn insert(&mut self, writer: &Writer<'_>, context: &mut Context, record: &mut Project) -> Result<i64> {
        let id = storage::project::insert(writer, record)?;
        context.references.projects.insert(record.code.clone(), id);
        Ok(id)
    }

    fn update(
        &mut self,
        writer: &Writer<'_>,
        context: &mut Context,
        stored: &Stored<Project>,
        record: &Project,
    ) -> Result<()> {
        storage::project::update(writer, stored.id, stored.revision, record)?;
        context.references.projects.insert(record.code.clone(), stored.id);
        Ok(())
    }
}
