//! Files that the program writes where the user says.

use std::path::{Path, PathBuf};

use ledger::domain::Noun;
use ledger::domain::contract::ContractStatus;
use ledger::domain::layout::{LayoutColumn, LayoutFormat};
use ledger::domain::list::ListQuery;
use ledger::domain::upkeep::UpkeepQuery;
use ledger::{Clock, SystemClock, Unwatched, Watch};
use tauri::AppHandle;
use wire::exchange::Exported;

use crate::dialogs::{self, Kind};
use crate::failure::{Error, Result};
use crate::program::Program;
use crate::rehearsals::Rehearsed;

/// Which rows of which list.
pub(crate) struct Listed {
    pub(crate) noun: Noun,
    pub(crate) query: ListQuery,
}

impl Program {
    /// Writes columns of a list to the file that the user names; none where they change their mind.
    pub(crate) fn export_columns(
        &self,
        app: &AppHandle,
        list: &Listed,
        columns: &[LayoutColumn],
        format: LayoutFormat,
        watch: &dyn Watch,
    ) -> Result<Option<Exported>> {
        let ledger = self.ledger()?;
        let extension = format.extension();
        let kind = if format == LayoutFormat::Xlsx { Kind::Workbook } else { Kind::Csv };
        let name = format!("{}_{}.{extension}", list.noun.label(), SystemClock.today());
        let Some(path) = dialogs::save_file(app, &name, &[kind]) else {
            return Ok(None);
        };
        let path = with_known_extension(path, &[extension]);
        let rows = ledger.export_columns(list.noun, &list.query, columns, &path, format.encoding(), watch)?;
        Ok(Some(exported(&path, rows)))
    }

    /// Writes the rows of a list to the file that the user names; none where they change their mind.
    pub(crate) fn export(
        &self,
        app: &AppHandle,
        noun: Noun,
        query: &ListQuery,
        watch: &dyn Watch,
    ) -> Result<Option<Exported>> {
        let ledger = self.ledger()?;
        let name = format!("{}_{}.xlsx", noun.label(), SystemClock.today());
        let Some(path) = dialogs::save_file(app, &name, &[Kind::Workbook, Kind::Csv]) else {
            return Ok(None);
        };
        let path = with_known_extension(path, &["xlsx", "csv"]);
        let rows = ledger.export_list(noun, query, &path, None, watch)?;
        Ok(Some(exported(&path, rows)))
    }

    /// Writes what a supplier has undertaken to the file that the user names.
    pub(crate) fn export_undertaken(
        &self,
        app: &AppHandle,
        id: i64,
        status: Option<ContractStatus>,
    ) -> Result<Option<Exported>> {
        let ledger = self.ledger()?;
        let name = ledger.undertaken(id, status)?.supplier.name;
        let suggested = format!("{}_承接项目_{}.xlsx", as_file_name(&name), SystemClock.today());
        let Some(path) = dialogs::save_file(app, &suggested, &[Kind::Workbook, Kind::Csv]) else {
            return Ok(None);
        };
        let path = with_known_extension(path, &["xlsx", "csv"]);
        let rows = ledger.export_undertaken(id, status, &path)?;
        Ok(Some(exported(&path, rows)))
    }

    /// Writes everything about a supplier to the workbook that the user names.
    pub(crate) fn export_supplier_file(
        &self,
        app: &AppHandle,
        id: i64,
        watch: &dyn Watch,
    ) -> Result<Option<Exported>> {
        let ledger = self.ledger()?;
        let name = ledger.supplier_detail(id)?.row.name;
        let suggested = format!("{}_供应商档案_{}.xlsx", as_file_name(&name), SystemClock.today());
        let Some(path) = dialogs::save_file(app, &suggested, &[Kind::Workbook]) else {
            return Ok(None);
        };
        let path = with_known_extension(path, &["xlsx"]);
        let rows = ledger.report_suppliers(&[id], &path, watch)?;
        Ok(Some(exported(&path, rows)))
    }

    /// Writes 运维记录 to the workbook that the user names.
    pub(crate) fn export_upkeep(&self, app: &AppHandle, query: &UpkeepQuery) -> Result<Option<Exported>> {
        let ledger = self.ledger()?;
        let suggested = format!("运维记录_{}.xlsx", SystemClock.today());
        let Some(path) = dialogs::save_file(app, &suggested, &[Kind::Workbook]) else {
            return Ok(None);
        };
        let path = with_known_extension(path, &["xlsx"]);
        let rows = ledger.export_upkeep(query, &path, &Unwatched)?;
        Ok(Some(exported(&path, rows)))
    }

    /// Writes everything that belongs to a project to the workbook that the user names.
    pub(crate) fn export_project_file(
        &self,
        app: &AppHandle,
        id: i64,
        watch: &dyn Watch,
    ) -> Result<Option<Exported>> {
        let ledger = self.ledger()?;
        let row = ledger.project_detail(id)?.row;
        let about = as_file_name(&format!("{}_{}", row.code, row.name));
        let suggested = format!("{about}_项目档案_{}.xlsx", SystemClock.today());
        let Some(path) = dialogs::save_file(app, &suggested, &[Kind::Workbook]) else {
            return Ok(None);
        };
        let path = with_known_extension(path, &["xlsx"]);
        let rows = ledger.report_projects(&[id], &path, watch)?;
        Ok(Some(exported(&path, rows)))
    }
}

/// Writes the rows that an import leaves out to the workbook that the user names.
pub(crate) fn save_import_errors(
    app: &AppHandle,
    rehearsed: &Rehearsed,
    in_english: bool,
) -> Result<Option<Exported>> {
    let file = Path::new(rehearsed.import.file()).file_stem().unwrap_or_default();
    let name = format!("{}_错误行.xlsx", file.to_string_lossy());
    let Some(path) = dialogs::save_file(app, &name, &[Kind::Workbook]) else {
        return Ok(None);
    };
    let path = with_known_extension(path, &["xlsx"]);
    let rows = rehearsed.write_errors(&path, in_english)?;
    Ok(Some(exported(&path, rows)))
}

/// Writes the empty workbook of a noun to the file that the user names.
pub(crate) fn save_template(app: &AppHandle, noun: Noun) -> Result<Option<Exported>> {
    let name = format!("{}_导入模板.xlsx", noun.label());
    let Some(path) = dialogs::save_file(app, &name, &[Kind::Workbook, Kind::Csv]) else {
        return Ok(None);
    };
    let path = with_known_extension(path, &["xlsx", "csv"]);
    ledger::export::write_template(noun, &path)?;
    Ok(Some(exported(&path, 0)))
}

/// Shows a file in the file manager of the system; of a file that is gone, its folder.
pub(crate) fn show_in_folder(path: String) -> Result<()> {
    let file = Path::new(&path);
    let shown = [Some(file), file.parent()].into_iter().flatten().find(|place| place.exists());
    match shown.filter(|place| place.is_absolute()) {
        Some(place) => tauri_plugin_opener::reveal_item_in_dir(place).map_err(Error::FileManager),
        None => Err(Error::NothingToShow { path }),
    }
}

pub(crate) fn exported(path: &Path, rows: u64) -> Exported {
    Exported { path: path.display().to_string(), rows: i64::try_from(rows).unwrap_or(i64::MAX) }
}

/// Leaves out of a name what no system allows in the name of a file.
fn as_file_name(name: &str) -> String {
    let forbidden = |character: char| character.is_control() || r#"\/:*?"<>|"#.contains(character);
    name.chars().filter(|character| !forbidden(*character)).take(60).collect()
}

/// Adds the first extension to a name that has none of them, as some systems leave it to us.
///
/// The user was not asked about the longer name: where it is taken, a number goes before the
/// extension, so that no file is overwritten unasked.
pub(crate) fn with_known_extension(path: PathBuf, extensions: &[&str]) -> PathBuf {
    let known = path
        .extension()
        .is_some_and(|found| extensions.iter().any(|known| found.eq_ignore_ascii_case(known)));
    let (false, Some(extension), Some(name)) = (known, extensions.first(), path.file_name()) else {
        return path;
    };
    let numbered = |number: u32| {
        let mut longer = name.to_owned();
        if number > 1 {
            longer.push(format!(" ({number})"));
        }
        longer.push(format!(".{extension}"));
        path.with_file_name(longer)
    };
    (1..=9999).map(numbered).find(|candidate| !candidate.exists()).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> PathBuf {
        with_known_extension(PathBuf::from("/nowhere").join(name), &["xlsx", "csv"])
    }

    #[test]
    fn a_known_extension_stays_and_another_gets_one() {
        assert_eq!(named("合同.xlsx"), Path::new("/nowhere/合同.xlsx"));
        assert_eq!(named("合同.CSV"), Path::new("/nowhere/合同.CSV"));
        assert_eq!(named("合同"), Path::new("/nowhere/合同.xlsx"));
        assert_eq!(named("合同 2026.11"), Path::new("/nowhere/合同 2026.11.xlsx"));
    }

    #[test]
    fn a_name_with_anything_in_it_becomes_the_name_of_a_file() {
        assert_eq!(as_file_name("甲/乙：\"丙\"<公司>\n"), "甲乙：丙公司");
    }

    #[test]
    fn what_is_nowhere_cannot_be_shown() {
        for path in ["", "relative.xlsx", "/no/such/folder/at/all.xlsx"] {
            assert!(matches!(show_in_folder(path.to_owned()), Err(Error::NothingToShow { .. })), "{path}");
        }
    }

    #[test]
    fn a_name_that_was_not_asked_for_overwrites_nothing() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        std::fs::write(folder.path().join("合同.xlsx"), "")?;
        let path = with_known_extension(folder.path().join("合同"), &["xlsx"]);
        assert_eq!(path, folder.path().join("合同 (2).xlsx"));
        Ok(())
    }
}
