//! 项目档案: everything that belongs to one project, or to each of them, in one workbook.

use std::path::Path;

use domain::access::Operation;
use domain::detail::ProjectFile;
use domain::list::ListQuery;
use domain::{Code, Noun, Problem};

use super::{expect_workbook, gather, project_sheets, whole, write};
use crate::{Ledger, Result, Watch};

impl Ledger {
    /// Returns everything that belongs to each of the given projects, in this order.
    ///
    /// All are of one moment, whoever writes meanwhile.
    pub fn project_files(&self, ids: &[i64], watch: &dyn Watch) -> Result<Vec<ProjectFile>> {
        self.read_for(Operation::Export, |reader| {
            let reader = &reader.on(self.clock().today());
            gather(ids, watch, |some| whole(some, storage::project::files(reader, some)?, |file| file.row.id))
        })
    }

    /// Returns the ids of all projects, by code.
    pub fn all_projects(&self) -> Result<Vec<i64>> {
        self.read(|reader| storage::list::ids(reader, Noun::Project, &ListQuery::default()))
    }

    /// Finds the project that a code means, or a name that only one project has.
    ///
    /// # Errors
    ///
    /// `project.unknown` where there is none, `project.ambiguous` with the codes where several have
    /// the name.
    pub fn project_named(&self, code_or_name: &str) -> Result<i64> {
        self.read(|reader| {
            if let Some(id) = storage::project::id_by_code(reader, code_or_name)? {
                return Ok(id);
            }
            let refused = |code| Problem::new(code).param("value", code_or_name);
            match storage::project::ids_by_name(reader, code_or_name)?.as_slice() {
                [(only, _)] => Ok(*only),
                [] => Err(storage::Error::Rule(refused(Code::ProjectUnknown))),
                several => {
                    let codes: Vec<&str> = several.iter().map(|(_, code)| code.as_str()).collect();
                    let problem = refused(Code::ProjectAmbiguous).param("codes", &codes.join("、"));
                    Err(storage::Error::Rule(problem))
                }
            }
        })
    }

    /// Writes projects to a workbook with the sheets 汇总, 采购, 合同, 付款, 结算, 评价 and 约谈;
    /// returns how many.
    ///
    /// # Errors
    ///
    /// `file.format_unknown` for any other ending than `.xlsx`.
    pub fn report_projects(&self, ids: &[i64], to: &Path, watch: &dyn Watch) -> Result<u64> {
        expect_workbook(to)?;
        let files = self.project_files(ids, watch)?;
        let about = match files.as_slice() {
            [only] => format!("{} {}", only.row.code, only.row.name),
            several => format!("{} 个项目", several.len()),
        };
        let heading = self.said(&[&about, "项目档案"]);
        write(project_sheets::report(&files, &heading), to, watch)?;
        Ok(files.len() as u64)
    }
}
