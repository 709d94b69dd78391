//! The most memory that the import of all payments and a migration take, each in a process of its own.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use ledger::{Unwatched, migration};

use crate::imports::{import_with_preview, session};
use crate::kind::Kind;

/// Makes this program do the import alone and tell its memory.
pub(crate) const OF_IMPORT: &str = "--memory-of-import";
/// Makes this program do a migration alone and tell its memory.
pub(crate) const OF_MIGRATION: &str = "--memory-of-migration";

/// Peak resident memory in kilobytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peak {
    pub(crate) program: u64,
    /// The child that reads the file.
    pub(crate) reader: u64,
}

/// Imports in a process of its own; none where the system does not tell memory.
pub(crate) fn measure(ledger: &Path, file: &Path, rows: u64) -> Result<Option<Peak>> {
    let rows = rows.to_string();
    let Some(told) = ask(&[OF_IMPORT.as_ref(), ledger.as_os_str(), file.as_os_str(), rows.as_ref()])? else {
        return Ok(None);
    };
    let mut numbers = told.into_iter();
    let (program, reader) = numbers.next().zip(numbers.next()).context("no figures of memory")?;
    Ok(Some(Peak { program, reader }))
}

/// Migrates in a process of its own and returns its peak in kilobytes; none where the system does not
/// tell memory.
pub(crate) fn of_migration(ledger: &Path, to: i64) -> Result<Option<u64>> {
    let told = ask(&[OF_MIGRATION.as_ref(), ledger.as_os_str(), to.to_string().as_ref()])?;
    told.map(|told| told.first().copied().context("no figure of memory")).transpose()
}

/// Starts this program once more and reads the numbers that it tells.
fn ask(arguments: &[&OsStr]) -> Result<Option<Vec<u64>>> {
    if !cfg!(target_os = "linux") {
        return Ok(None);
    }
    let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "{text}{}", String::from_utf8_lossy(&output.stderr));
    Ok(Some(text.split_whitespace().filter_map(|number| number.parse().ok()).collect()))
}

/// The process of its own: migrates, and returns its peak.
pub(crate) fn run_migration(arguments: &[String]) -> Result<u64> {
    let [ledger, to] = arguments else { anyhow::bail!("ledger and structure are needed") };
    migration::migrate(Path::new(ledger), to.parse()?, &session(), &Unwatched)?
        .context("nothing was done")?;
    high_water("/proc/self/status").context("no VmHWM")
}

/// The process of its own: imports, and returns its peaks.
pub(crate) fn run(arguments: &[String]) -> Result<Peak> {
    let [ledger, file, rows] = arguments else { anyhow::bail!("ledger, file and rows are needed") };
    let done = Arc::new(AtomicBool::new(false));
    let reader = Arc::new(AtomicU64::new(0));
    let (ended, peak) = (Arc::clone(&done), Arc::clone(&reader));
    let watcher = thread::spawn(move || {
        while !ended.load(Ordering::Relaxed) {
            peak.fetch_max(children_peak(), Ordering::Relaxed);
            thread::sleep(Duration::from_millis(10));
        }
    });
    let imported = import_with_preview(Path::new(ledger), Kind::Payment, Path::new(file), rows.parse()?);
    done.store(true, Ordering::Relaxed);
    ensure!(watcher.join().is_ok(), "the watcher died");
    imported?;
    let program = high_water("/proc/self/status").context("no VmHWM")?;
    Ok(Peak { program, reader: reader.load(Ordering::Relaxed) })
}

/// Returns the highest peak among the reading children that run now.
fn children_peak() -> u64 {
    let own = std::process::id();
    let Ok(processes) = std::fs::read_dir("/proc") else { return 0 };
    let paths = processes.filter_map(|entry| Some(entry.ok()?.path()));
    let is_reader = |path: &std::path::PathBuf| {
        let status = std::fs::read_to_string(path.join("status")).unwrap_or_default();
        let command = std::fs::read_to_string(path.join("cmdline")).unwrap_or_default();
        // Before it becomes the reader, a child is a copy of this process.
        number_of(&status, "PPid:") == Some(u64::from(own)) && command.contains("__read-workbook")
    };
    let peaks = paths.filter(is_reader).filter_map(|path| high_water(&path.join("status").to_string_lossy()));
    peaks.max().unwrap_or_default()
}

fn high_water(status: &str) -> Option<u64> {
    number_of(&std::fs::read_to_string(status).ok()?, "VmHWM:")
}

fn number_of(status: &str, label: &str) -> Option<u64> {
    status.lines().find_map(|line| line.strip_prefix(label))?.split_whitespace().next()?.parse().ok()
}
