//! Writing the logs.

use std::fs;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::time::Duration;

use jiff::civil::Date;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use super::{DAYS, PREFIX, SLOW, SUFFIX, read};

/// Chooses how much is logged, as `tracing` filters are written.
const FILTER_VARIABLE: &str = "LANTAI_LOG";
const FILTER: &str =
    "warn,lantai=info,lantai_desktop=info,ledger=info,storage=info,exchange=info,backups=info";

/// A command that takes longer than this is told of.
const SLOW_AFTER: Duration = Duration::from_millis(500);

/// The log; it ends when this is dropped.
#[derive(Debug)]
pub struct Log {
    _files: Option<WorkerGuard>,
}

/// Starts the daily files in `folder`, and removes those that are too old. Without a folder to
/// write to the program works on, unlogged.
///
/// Where `LANTAI_LOG` is set, it chooses what is logged; a program of the terminal, which says so by
/// `on_terminal`, then tells it on the standard error as well.
pub fn start(folder: &Path, on_terminal: bool) -> Log {
    let asked = EnvFilter::try_from_env(FILTER_VARIABLE).ok();
    let terminal = (on_terminal && asked.is_some())
        .then(|| fmt::layer().with_ansi(false).with_writer(std::io::stderr).boxed());
    let (files, guard) = daily_files(folder).map(tracing_appender::non_blocking).unzip();
    let files = files.map(|files| fmt::layer().with_ansi(false).with_writer(files).boxed());
    let filter = asked.unwrap_or_else(|| EnvFilter::new(FILTER));
    let layers: Vec<_> = files.into_iter().chain(terminal).collect();
    tracing_subscriber::registry().with(layers.with_filter(filter)).init();
    log_panics();
    Log { _files: guard }
}

/// Tells of a command that took long. `awaited` is work that shows how far it has come: that it takes
/// its time is no sign of trouble.
pub fn tell_of_slow(name: &str, took: Duration, awaited: bool) {
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if took <= SLOW_AFTER {
        return;
    }
    if awaited {
        tracing::info!(command = name, milliseconds, "long operation");
    } else {
        tracing::warn!(command = name, milliseconds, "{SLOW}");
    }
}

fn daily_files(folder: &Path) -> Option<RollingFileAppender> {
    fs::create_dir_all(folder).ok()?;
    remove_old(folder, jiff::Zoned::now().date());
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(PREFIX)
        .filename_suffix(SUFFIX)
        // A program that stays open for months starts only once.
        .max_log_files(usize::try_from(DAYS).unwrap_or(usize::MAX))
        .build(folder)
        .ok()
}

/// Removes the files of days before the last 30; what cannot be removed is tried at the next start.
fn remove_old(folder: &Path, today: Date) {
    for (day, path) in read::files(folder) {
        let age = day.until(today).map_or(0, |span| span.get_days());
        if age >= DAYS {
            let _ = fs::remove_file(path);
        }
    }
}

fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let thread = std::thread::current();
        let thread = thread.name().unwrap_or_default();
        tracing::error!(place, thread, message = plain_message(panic), "a thread panicked");
        usual(panic);
    }));
}

/// Returns the message where it is a fixed text; one that was put together may quote a record.
fn plain_message(panic: &PanicHookInfo<'_>) -> &'static str {
    panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("not logged: it may quote the ledger")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_the_last_30_days_stay_and_nothing_else_is_touched() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let kept = ["lantai.2026-11-22.log", "lantai.2026-10-24.log", "lantai.2027-01-01.log", "notes.txt"];
        let gone = ["lantai.2026-10-23.log", "lantai.2025-11-22.log"];
        for name in kept.iter().chain(&gone) {
            fs::write(folder.path().join(name), "x")?;
        }
        remove_old(folder.path(), jiff::civil::date(2026, 11, 22));
        let mut left: Vec<String> = fs::read_dir(folder.path())?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<std::io::Result<_>>()?;
        left.sort();
        let mut kept: Vec<String> = kept.map(str::to_owned).to_vec();
        kept.sort();
        assert_eq!(left, kept);
        Ok(())
    }
}
