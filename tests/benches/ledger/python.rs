//! The same files in the hands of openpyxl and pandas, where Python has them: only read, or only
//! written, without a database and without a check.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::clock::time;
use crate::imports::Place;
use crate::kind::{Form, Kind};
use crate::sheets;
use crate::table::Table;

/// What is done, and the program that does it; `{}` stands for the file.
const WORKS: &[(&str, &str, Kind, Form, &str)] = &[
    (
        "openpyxl",
        "reads the payments, xlsx",
        Kind::Payment,
        Form::Workbook,
        "import openpyxl
book = openpyxl.load_workbook(path, read_only=True)
assert sum(1 for row in book.active.iter_rows(values_only=True) if row) > 1",
    ),
    (
        "pandas",
        "reads the payments, xlsx",
        Kind::Payment,
        Form::Workbook,
        "import pandas
assert len(pandas.read_excel(path)) > 1",
    ),
    (
        "pandas",
        "reads the payments, csv",
        Kind::Payment,
        Form::Csv,
        "import pandas
assert len(pandas.read_csv(path, dtype=str)) > 1",
    ),
    (
        "pandas",
        "reads the evaluations, csv",
        Kind::Evaluation,
        Form::Csv,
        "import pandas
assert len(pandas.read_csv(path, dtype=str)) > 1",
    ),
    (
        "openpyxl",
        "writes the payments, xlsx",
        Kind::Payment,
        Form::Csv,
        "import csv, openpyxl, os
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in csv.reader(open(path, encoding='utf-8')):
    sheet.append(row)
book.save(path + '.out.xlsx')
os.remove(path + '.out.xlsx')",
    ),
    (
        "pandas",
        "writes the payments, xlsx",
        Kind::Payment,
        Form::Csv,
        "import pandas, os
pandas.read_csv(path, dtype=str).to_excel(path + '.out.xlsx', index=False)
os.remove(path + '.out.xlsx')",
    ),
];

pub(crate) fn measure(place: &Place, table: &mut Table) -> Result<()> {
    eprintln!("python");
    for (library, what, kind, form, program) in WORKS {
        if !has(library) {
            eprintln!("no {library} here");
            continue;
        }
        let path = sheets::path(place.folder(), *kind, *form);
        let (done, took) = time(|| Ok(run(program, &path)))?;
        if done {
            table.part(&format!("{library} {what}"), took);
        } else {
            eprintln!("{library} could not");
        }
    }
    Ok(())
}

fn has(library: &str) -> bool {
    run(&format!("import {library}"), Path::new(""))
}

fn run(program: &str, path: &Path) -> bool {
    let mut python = Command::new("python3");
    python.arg("-c").arg(format!("import sys\npath = sys.argv[1]\n{program}")).arg(path);
    python.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
