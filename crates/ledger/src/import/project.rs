//! 项目 from rows.

use domain::Problem;
use domain::project::Project;
use exchange::{Field, Value};
use storage::Reader;

use super::importer::{Assigned, Context, Importer, stated};
use super::references::code_in_other_case;
use crate::Result;

#[derive(Debug)]
pub(super) struct Projects;

impl Importer for Projects {
    type Record = Project;

    fn blank(&self) -> Project {
        Project::named("", "")
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
        Ok(code_in_other_case(&record.code, known, own))
    }

    fn identify(&mut self, context: &Context, record: &Project) -> Option<i64> {
        context.references.projects.get(&record.code).copied()
    }

    fn key(&self, _: &Context, record: &Project) -> Option<String> {
        stated(&record.code)
    }

    fn note(&mut self, context: &mut Context, id: i64, record: &Project) {
        context.references.projects.insert(record.code.clone(), id);
    }
}
