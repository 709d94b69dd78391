//! Imports of files that are larger than any department's, and imports that are stopped.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use ledger::domain::Code;
use ledger::import::ImportOptions;
use ledger::{Ledger, Watch};

use crate::data::Size;
use crate::imports::{Place, session, without_payments};
use crate::kind::{Form, Kind};
use crate::table::Table;
use crate::{memory, sheets};

/// The rows of the large file.
const ROWS: u64 = 1_000_000;

pub(crate) fn measure(place: &Place, size: Size, table: &mut Table) -> Result<()> {
    eprintln!("a million rows");
    let (file, rows) = large_file(place, size)?;
    let ledger = without_payments(place, "million", Form::Csv)?;
    let start = Instant::now();
    if let Some(peak) = memory::measure(&ledger, &file, rows)? {
        let took = format!("{:.0} s", start.elapsed().as_secs_f64());
        let memory = format!("{} MB + reader {} MB", peak.program / 1024, peak.reader / 1024);
        let what = format!("peak memory, {rows} payments from csv, with preview");
        table.line(&what, [&memory, "", "", ""], "bounded");
        table.line("— how long it took", [&took, "", "", ""], "");
    }
    std::fs::remove_file(file)?;
    eprintln!("cancelled imports");
    let rows = size.payments as u64;
    let moments = [
        ("at 10 %", Moment { rows: rows / 10, questions: 0 }),
        ("at 50 %", Moment { rows: rows / 2, questions: 0 }),
        ("at 99 %", Moment { rows: rows * 99 / 100, questions: 0 }),
        ("while its changes are recorded", Moment { rows, questions: rows / 100 }),
        ("while the positions are computed", Moment { rows, questions: rows * 21 / 20 }),
    ];
    for (when, moment) in moments {
        let took = cancelled(place, moment)?;
        let what = format!("an import of {rows} payments cancelled {when}");
        table.line(&what, [&format!("{:.3} s", took.as_secs_f64()), "", "", ""], "≤ 1 s");
    }
    Ok(())
}

/// When an import is cancelled.
#[derive(Debug, Clone, Copy)]
struct Moment {
    /// Rows that are done by then.
    rows: u64,
    /// Questions by then whether what follows from all rows is still wanted.
    questions: u64,
}

/// Writes the payments of the ledger over and over, under ever new codes.
fn large_file(place: &Place, size: Size) -> Result<(PathBuf, u64)> {
    let few = sheets::path(place.folder(), Kind::Payment, Form::Csv);
    let text = std::fs::read_to_string(few)?;
    let (header, rows) = text.split_once('\n').context("no header")?;
    let path = place.folder().join("million.csv");
    let mut file = BufWriter::new(File::create(&path)?);
    writeln!(file, "{header}")?;
    let times = ROWS.div_ceil(size.payments as u64);
    for time in 1..=times {
        for row in rows.lines() {
            let (number, rest) = row.split_once(',').context("no column")?;
            writeln!(file, "{number},{time}-{rest}")?;
        }
    }
    file.flush()?;
    Ok((path, times * size.payments as u64))
}

/// Cancels at a moment, and remembers when that was.
struct Stop {
    moment: Moment,
    questions: AtomicU64,
    at: Mutex<Option<Instant>>,
}

impl Watch for Stop {
    fn progress(&self, done: u64, total: Option<u64>) -> ControlFlow<()> {
        // Without a total the file is still being read.
        if total.is_none_or(|_| done < self.moment.rows) {
            return ControlFlow::Continue(());
        }
        if self.questions.fetch_add(1, Ordering::Relaxed) < self.moment.questions {
            return ControlFlow::Continue(());
        }
        if let Ok(mut at) = self.at.lock() {
            at.get_or_insert_with(Instant::now);
        }
        ControlFlow::Break(())
    }
}

/// Returns how long it takes from the wish to stop until the ledger is as it was.
fn cancelled(place: &Place, moment: Moment) -> Result<Duration> {
    let path = without_payments(place, "cancelled", Form::Csv)?;
    let ledger = Ledger::open(&path)?;
    let file = sheets::path(place.folder(), Kind::Payment, Form::Workbook);
    let stop = Stop { moment, questions: AtomicU64::new(0), at: Mutex::new(None) };
    import(&ledger, &file, &stop)?;
    let asked = stop.at.lock().ok().and_then(|at| *at).context("it was never stopped")?;
    let took = asked.elapsed();
    ensure!(ledger.counts()?.iter().all(|(noun, count)| *noun != Kind::Payment.noun() || *count == 0));
    Ok(took)
}

fn import(ledger: &Ledger, file: &Path, stop: &Stop) -> Result<()> {
    let options = ImportOptions { kind: Some(Kind::Payment.noun()), ..ImportOptions::default() };
    let import = ledger.open_import(file, &options, stop)?;
    match ledger.commit_import(&session(), &import, false, stop) {
        Err(error) => ensure!(error.code() == Code::Cancelled, "{error}"),
        Ok(_) => anyhow::bail!("it was not cancelled"),
    }
    Ok(())
}
