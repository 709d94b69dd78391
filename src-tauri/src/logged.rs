//! What the window does stands in the log, and nothing of what it does it to.

use std::error::Error;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use ledger::domain::supplier::Supplier;
use ledger::{Home, Ledger, Session, Unwatched};
use tracing::Level;
use wire::Failure;

use crate::arguments::Start;
use crate::failure::Error as Refusal;
use crate::program::Program;
use crate::timing::timed;

/// A mark in every field, in names of files and folders, and in the name of the person.
const MARK: &str = "Qzx77";

/// What was logged, for whoever looks.
#[derive(Debug, Clone, Default)]
struct Logged(Arc<Mutex<Vec<u8>>>);

impl Logged {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Write for Logged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn marked() -> Supplier {
    let mark = || Some(MARK.to_owned());
    Supplier {
        code: mark(),
        contact: mark(),
        phone: mark(),
        bank: mark(),
        account: mark(),
        address: mark(),
        remarks: mark(),
        ..Supplier::named(&format!("{MARK}公司"))
    }
}

/// Saves, changes, refuses and fails, with marks wherever there is room; returns what the page hears.
fn work(program: &Program, folder: &std::path::Path) -> Result<Vec<Failure>, Box<dyn Error>> {
    let session = Session::named(MARK);
    let ledger: Ledger = program.opening.ledger()?;
    let saved = ledger.create_supplier(&session, &marked())?.value;
    let again = ledger.create_supplier(&session, &marked());
    let stale = ledger.update_supplier(&session, saved, 99, &marked());
    let changed = Supplier { remarks: Some(format!("{MARK}{MARK}")), ..marked() };
    ledger.update_supplier(&session, saved, 1, &changed)?;
    program.create_backup(Some(MARK), &Unwatched)?;
    let missing = folder.join(format!("{MARK}没有"));
    let export = ledger.export_list(
        ledger::domain::Noun::Supplier,
        &ledger::open::everything(),
        &missing.join("x.xlsx"),
        None,
        &Unwatched,
    );
    let refused: Vec<Refusal> = [
        again.err().map(Refusal::from),
        stale.err().map(Refusal::from),
        export.err().map(Refusal::from),
        program.delete_backup(MARK, false).err(),
        program.verify_backup(MARK).err(),
        program.copy_backup(MARK, &missing, &Unwatched).err(),
        program.test_backup_place(&missing.display().to_string()).err(),
        Ledger::open(&missing).err().map(Refusal::from),
        Some(io::Error::other(missing.display().to_string()).into()),
    ]
    .into_iter()
    .flatten()
    .collect();
    timed("create_supplier", false, || program.state())?;
    Ok(refused.into_iter().map(Failure::from).collect())
}

#[test]
fn nothing_of_the_ledger_reaches_the_log_of_the_window() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path().join(format!("{MARK}夹"));
    std::fs::create_dir(&folder)?;
    let logged = Logged::default();
    let written = logged.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_ansi(false)
        .with_writer(move || written.clone())
        .finish();
    let failures = tracing::subscriber::with_default(subscriber, || {
        let program = Program::new(Home::at(folder.join("home")), Start::default());
        program.create_ledger()?;
        work(&program, &folder)
    })?;
    assert!(failures.len() >= 8, "{failures:?}");
    assert!(failures.iter().any(|failure| failure.params.values().any(|value| value.contains(MARK))));
    let text = logged.text();
    for failure in &failures {
        assert!(text.contains(&failure.incident), "{failure:?}: {text}");
    }
    for line in text.lines() {
        assert!(!line.contains(MARK), "{line}");
    }
    Ok(())
}
